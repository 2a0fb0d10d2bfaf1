//! Every story of `tests/stories` as the markup that readers get, one tag a line.

use std::{fs, path::Path, rc::Rc};

use keyline::{
    state::{Action, Order, State},
    story::{self, Story},
    view::{self, App, Props},
};
use yew::{Callback, LocalServerRenderer};

use crate::locale::Cldr;

/// The story's markup in the state that `act` leaves it in, without hydration's markers.
pub fn markup(story: &Story, act: impl Fn(State) -> State) -> String {
    let props = Props {
        scene: view::scene(story.clone(), Rc::new(Cldr::new(&story.lang)), 1),
        state: act(State::new(story)),
        onrequest: Callback::noop(),
        onready: Callback::noop(),
    };
    pollster::block_on(LocalServerRenderer::<App>::with_props(props).hydratable(false).render())
}

fn story(name: &str) -> Story {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories").join(name);
    let json = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    story::read(&json).0
}

fn lines(html: &str) -> String {
    html.replace("><", ">\n<")
}

#[test]
fn every_story_renders_as_it_did() {
    insta::glob!("../stories", "*.json", |path| {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        insta::assert_snapshot!(lines(&markup(&story(name), |state| state)));
    });
}

#[test]
fn all_text_is_there_while_everything_is_closed() {
    let story = story("everything.json");
    let closed = markup(&story, |state| state.after(Action::CloseAll));
    for card in story.sections.iter().flat_map(|section| &section.cards) {
        assert!(closed.contains(&card.title), "{} is missing", card.title);
        assert!(closed.contains(&format!("id=\"{}/{}\"", story.id, card.id)));
    }
    assert!(!closed.contains("<details open"), "something is open");
}

#[test]
fn newest_first_turns_the_list_and_nothing_else() {
    let story = story("dates.json");
    let oldest = markup(&story, |state| state);
    let newest = markup(&story, |state| state.after(Action::Order(Order::NewestFirst)));
    let ids = |html: &str| -> Vec<String> {
        html.split("<div class=\"keyline-body\" id=\"").skip(1).filter_map(|rest| Some(rest.split('"').next()?.to_owned())).collect()
    };
    let (mut from_oldest, from_newest) = (ids(&oldest), ids(&newest));
    assert_eq!(from_oldest.len(), story.timeline.events.len());
    from_oldest.reverse();
    assert_eq!(from_oldest, from_newest);
}

#[test]
fn an_open_item_is_marked_open_and_the_chosen_one_current() {
    let story = story("everything.json");
    let id = story.timeline.events[0].id.clone();
    let html = markup(&story, |state| state.after(Action::CloseAll).after(Action::Choose(id.clone())));
    assert_eq!(html.matches("<details open").count() + html.matches("\" open").count(), 1, "one item is open");
    assert!(html.contains("aria-current=\"true\""));
}

#[test]
fn nothing_of_a_hostile_story_becomes_markup() {
    let html = markup(&story("hostile.json"), |state| state);
    for tag in ["<script", "<img", "<iframe", "javascript:", "<svg onload", "style="] {
        assert!(!html.contains(tag), "{tag} got through");
    }
}
