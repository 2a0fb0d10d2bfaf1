//! Tests of the reducer: for each action the next state, and the effects in order.

mod address;
mod controls;
mod items;
mod navigation;
mod overview;
mod properties;
mod routers;

use std::slice::from_ref;

use super::*;
use crate::{
    filter::Choice,
    layout::{List, Plan, Side},
    search::{Index, TextNormalizer},
    story::{Status, read},
};

/// Every item that opens.
const ITEMS: [&str; 5] = ["e0", "e1", "e2", "c0", "c1"];

fn story() -> Story {
    let json = r#"{ "version": 1, "id": "s", "title": "Story",
        "timeline": {
            "tracks": [{ "id": "a", "title": "A" }, { "id": "b", "title": "B" }],
            "events": [
                { "id": "e0", "date": "2014-03-05", "title": "Zero", "track": "a", "tags": ["two words"] },
                { "id": "e1", "date": "2015-03-05", "title": "One", "track": "b", "tags": ["x"], "main": true },
                { "id": "e2", "date": "2016-03-05", "title": "Two match", "body": "Text.", "status": "alleged" }] },
        "sections": [{ "id": "part", "title": "Part", "body": "Text.", "cards": [
            { "id": "c0", "title": "Card", "body": "Text." },
            { "id": "c1", "title": "Card of a match", "body": "Text." }] }],
        "sources": [{ "id": "source", "title": "Source" }] }"#;
    let (story, problems) = read(json);
    assert_eq!(problems, []);
    story
}

/// A story with its plan, its list and its search index.
struct Fixture {
    story: Story,
    plan: Plan,
    list: List,
    index: Index,
    owns_address: bool,
}

impl Fixture {
    fn new() -> Fixture {
        Fixture::of(story())
    }

    fn of(story: Story) -> Fixture {
        let normalizer = TextNormalizer { fold: &str::to_lowercase, date: &|date| date.as_str().to_owned() };
        let (plan, list) = (Plan::new(&story), List::new(&story));
        Fixture { plan, list, index: Index::of(&story, normalizer), owns_address: true, story }
    }

    fn reduce(&self, state: &State, action: Action) -> (State, Vec<Effect>) {
        let find = |query: &str, earlier: &Hits| Some(self.index.find(query, &str::to_lowercase, Some(earlier)));
        reduce(state, action, &self.context(&find))
    }

    fn context<'a>(&'a self, find: &'a dyn Fn(&str, &Hits) -> Option<Hits>) -> ReduceContext<'a> {
        let owns_address = self.owns_address;
        ReduceContext { story: &self.story, plan: &self.plan, list: &self.list, find, owns_address }
    }
}

/// Reduces actions from the start. Returns the last state, and the effects of the last action.
fn reduced(actions: &[Action]) -> (State, Vec<Effect>) {
    let fixture = Fixture::new();
    let start = (State::new(&fixture.story), Vec::new());
    actions.iter().fold(start, |(state, _), action| fixture.reduce(&state, action.clone()))
}

fn state(actions: &[Action]) -> State {
    reduced(actions).0
}

/// Checks the effects of the last action.
#[track_caller]
fn check_effects(actions: &[Action], expected: &[Effect]) {
    assert_eq!(reduced(actions).1, expected, "{actions:?}");
}

/// Checks that the last action changes nothing.
#[track_caller]
fn check_ignored(actions: &[Action]) {
    let (before, _) = reduced(&actions[..actions.len() - 1]);
    assert_eq!(reduced(actions), (before, Vec::new()), "{actions:?}");
}

/// Returns the items that are open.
fn open_in(state: &State) -> Vec<&'static str> {
    ITEMS.into_iter().filter(|item| state.open.contains(&id(item))).collect()
}

/// Checks the items that are open after the last action.
#[track_caller]
fn check_open(actions: &[Action], expected: &[&str]) {
    assert_eq!(open_in(&state(actions)), expected, "{actions:?}");
}

fn id(id: &str) -> Id {
    Id::from(id)
}

/// Returns parameters, given as in an address without escapes: `order=newest&q=word`.
fn params(text: &str) -> Params {
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    Params(pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect())
}

fn toggle(item: &str, open: bool, cause: ToggleCause) -> Action {
    Action::Toggle { id: id(item), open, cause }
}

fn go_to(item: &str) -> Action {
    Action::GoTo(id(item))
}

fn filter_track(track: &str) -> Action {
    Action::ToggleFilter(Choice::Track(id(track)))
}

fn search(query: &str) -> [Action; 2] {
    [Action::Search(query.into()), Action::RunSearch]
}

fn toggled(item: &str, open: bool, cause: ToggleCause) -> Effect {
    Effect::Notify(PageEvent::Toggle { id: Some(id(item)), open, cause })
}

fn selected(item: &str) -> Effect {
    Effect::Notify(PageEvent::Select { id: Some(id(item)) })
}

fn deselected() -> Effect {
    Effect::Notify(PageEvent::Select { id: None })
}

fn ready() -> Effect {
    Effect::Notify(PageEvent::Ready { id: id("s") })
}

/// The effect of an address that names an item.
fn item_address(item: &str, query: &str, history: HistoryChange) -> Effect {
    Effect::SetAddress { id: Some(id(item)), params: params(query), history }
}

/// The effect of an address that names what it named before.
fn address(query: &str, history: HistoryChange) -> Effect {
    Effect::SetAddress { id: None, params: params(query), history }
}

fn reveal(item: &str) -> Effect {
    Effect::Reveal(id(item))
}

fn focus(item: &str) -> Effect {
    Effect::MoveFocus(FocusTarget::Item(id(item)))
}

fn highlight(words: &[&str]) -> Effect {
    Effect::Highlight(words.iter().map(|word| (*word).to_owned()).collect())
}
