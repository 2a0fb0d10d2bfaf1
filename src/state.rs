//! What the reader did: opened, chose, ordered, searched, filtered. A pure reducer, and the address that brings it back.
//!
//! The page's own controls and the browser (find in page, a link, the back button) both end in an [`Action`]; what only the
//! browser can do (scroll, focus, history) is the edge's.

mod address;

use crate::{
    filter::{Choice, Filter},
    layout::{Order, Zoom},
    story::{Id, Story},
};

/// What the reader sees of a story, as far as he can change it.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub open: Open,
    /// The event or card that was followed, selected or opened last.
    pub current: Option<Id>,
    pub order: Order,
    pub depth: Depth,
    /// Which events the list shows.
    pub filter: Filter,
    /// What is searched, as it was typed; on one line.
    pub query: String,
    /// Whether the filters are to be seen.
    pub filtering: bool,
    /// The event whose mark the Tab key stops at, chosen or come upon last: index into the timeline's events.
    pub stop: usize,
    /// Inline size of the strip in CSS pixels; `None` until it was measured.
    pub width: Option<u16>,
    pub zoom: Zoom,
    /// Whether the overview shows empty stretches as long as they are.
    pub to_scale: bool,
    /// Whether the page can answer: false while it is plain HTML.
    pub live: bool,
    pub notice: Notice,
    /// The event that the story is about.
    main: Option<Id>,
}

/// Which items are open: none or all of them, but for some.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Open {
    all: bool,
    /// In order, each once.
    but: Vec<Id>,
}

/// How much is shown of each item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Depth {
    /// Titles; as at the start, the main event is open.
    #[default]
    Brief,
    /// Titles with the first sentence; the main event is open.
    Standard,
    /// Everything is open.
    Full,
}

/// What the live region says.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Notice {
    #[default]
    Nothing,
    AllOpened,
    AllClosed,
    Ordered(Order),
    Deepened(Depth),
    /// So many events pass the filter.
    Filtered(usize),
    /// So many places have what was searched.
    Found(usize),
    /// An item's address was copied.
    LinkCopied(Id),
    /// What the overview shows now.
    Seen,
}

/// Something that the reader, or the browser on his behalf, did.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The page answers from now on.
    Live,
    /// The strip was measured.
    Resize(u16),
    /// The focus moved to the mark of an event.
    Rove(usize),
    /// The overview was zoomed or panned.
    Zoom(Zoom),
    ToScale(bool),
    /// An item was opened (true) or closed.
    Toggle(Id, bool),
    OpenAll,
    CloseAll,
    Order(Order),
    Depth(Depth),
    /// A value to filter by was chosen, or no longer. How many events are left is said by a notice of its own:
    /// [`Notice::Filtered`].
    Filter(Choice),
    /// All events again.
    Unfilter,
    /// The filters are to be seen, or no longer.
    Filtering,
    /// Something was typed to search for; or nothing any more. What was found is said by [`Notice::Found`].
    Search(String),
    /// An item was followed or selected.
    Choose(Id),
    /// Nothing is chosen any more.
    Leave,
    Notice(Notice),
}

impl Open {
    /// None but these.
    pub fn only(ids: impl IntoIterator<Item = Id>) -> Open {
        let mut open = Open::default();
        ids.into_iter().for_each(|id| open.set(id, true));
        open
    }

    pub fn contains(&self, id: &Id) -> bool {
        self.all != self.but.binary_search(id).is_ok()
    }

    fn set(&mut self, id: Id, open: bool) {
        match self.but.binary_search(&id) {
            Ok(at) if open == self.all => drop(self.but.remove(at)),
            Err(at) if open != self.all => self.but.insert(at, id),
            _ => {}
        }
    }
}

impl State {
    /// Whether an item's address was just copied.
    pub fn copied(&self, id: &Id) -> bool {
        matches!(&self.notice, Notice::LinkCopied(copied) if copied == id)
    }

    /// The state a story starts in: the main event is open, so that what it is about is read first.
    pub fn new(story: &Story) -> State {
        let main = story.timeline.events.iter().find(|event| event.main).map(|event| event.id.clone());
        State {
            open: Open::only(main.clone()),
            current: None,
            stop: 0,
            order: Order::default(),
            depth: Depth::default(),
            filter: Filter::default(),
            query: String::new(),
            filtering: false,
            width: None,
            zoom: Zoom::default(),
            to_scale: false,
            live: false,
            notice: Notice::default(),
            main,
        }
    }

    /// The state after an action.
    #[must_use]
    pub fn after(&self, action: Action) -> State {
        let mut next = self.clone();
        match action {
            Action::Live => next.live = true,
            Action::Resize(width) => next.width = Some(width),
            Action::Rove(stop) => next.stop = stop,
            Action::Zoom(zoom) => next.zoom = zoom,
            Action::ToScale(to_scale) => next.to_scale = to_scale,
            Action::Toggle(id, open) => {
                // What the state knows already is an echo of its own change.
                if next.open.contains(&id) != open {
                    next.notice = Notice::Nothing;
                    next.open.set(id.clone(), open);
                    if open {
                        next.current = Some(id);
                    }
                }
            }
            Action::OpenAll => {
                next.open = Open { all: true, but: Vec::new() };
                next.notice = Notice::AllOpened;
            }
            Action::CloseAll => {
                next.open = Open::default();
                next.notice = Notice::AllClosed;
            }
            Action::Order(order) => {
                next.order = order;
                next.notice = Notice::Ordered(order);
            }
            Action::Depth(depth) => {
                next.deepen(depth);
                next.notice = Notice::Deepened(depth);
            }
            Action::Filter(choice) => {
                next.filter.toggle(choice);
                next.notice = Notice::Nothing;
            }
            Action::Unfilter => {
                next.filter = Filter::default();
                next.notice = Notice::Nothing;
            }
            Action::Filtering => next.filtering = !next.filtering,
            Action::Search(query) => {
                next.search(&query);
                next.notice = Notice::Nothing;
            }
            Action::Choose(id) => {
                next.open.set(id.clone(), true);
                next.current = Some(id);
            }
            Action::Leave => next.current = None,
            Action::Notice(notice) => next.notice = notice,
        }
        next
    }

    fn deepen(&mut self, depth: Depth) {
        self.depth = depth;
        self.open = match depth {
            Depth::Brief | Depth::Standard => Open::only(self.main.clone()),
            Depth::Full => Open { all: true, but: Vec::new() },
        };
    }

    fn search(&mut self, query: &str) {
        self.query.clear();
        for char in query.chars() {
            self.query.push(if matches!(char, '\n' | '\r') { ' ' } else { char });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::read;

    pub fn story() -> Story {
        let json = r#"{ "version": 1, "id": "s", "title": "S", "timeline": {
            "tracks": [{ "id": "a", "title": "A" }, { "id": "b", "title": "B" }],
            "events": [
                { "id": "e0", "date": "2014", "title": "0", "track": "a", "tags": ["two words"] },
                { "id": "e1", "date": "2015", "title": "1", "track": "b", "tags": ["x"], "main": true },
                { "id": "e2", "date": "2016", "title": "2", "status": "alleged" }] } }"#;
        let (story, problems) = read(json);
        assert_eq!(problems, []);
        story
    }

    /// The events that are open after some actions.
    #[track_caller]
    fn open(actions: &[Action], expected: &[&str]) {
        let state = actions.iter().fold(State::new(&story()), |state, action| state.after(action.clone()));
        let open: Vec<&str> = ["e0", "e1", "e2"].into_iter().filter(|id| state.open.contains(&Id::from(*id))).collect();
        assert_eq!(open, expected, "{actions:?}");
    }

    #[test]
    fn full_opens_everything_and_less_goes_back_to_the_main_event() {
        let depth = Action::Depth;
        open(&[], &["e1"]);
        open(&[depth(Depth::Full)], &["e0", "e1", "e2"]);
        open(&[Action::CloseAll, depth(Depth::Brief)], &["e1"]);
        open(&[depth(Depth::Full), depth(Depth::Standard)], &["e1"]);
        open(&[depth(Depth::Full), Action::Toggle(Id::from("e2"), false)], &["e0", "e1"]);
        open(&[depth(Depth::Full), Action::Toggle(Id::from("e2"), false), depth(Depth::Full)], &["e0", "e1", "e2"]);
    }

    #[test]
    fn what_is_filtered_and_searched_leaves_the_place_alone() {
        let state = State::new(&story()).after(Action::Choose(Id::from("e0")));
        let asked = state.after(Action::Filter(Choice::Track(Id::from("b")))).after(Action::Search("a\nb".into()));
        assert_eq!((&asked.current, &asked.open, asked.stop), (&state.current, &state.open, state.stop));
        assert_eq!(asked.query, "a b");
        assert!(!asked.filter.is_empty());
        assert_eq!(asked.after(Action::Unfilter).after(Action::Search(String::new())), state);
    }

    #[test]
    fn a_notice_is_of_what_was_done_last() {
        let state = State::new(&story());
        assert_eq!(state.after(Action::Depth(Depth::Full)).notice, Notice::Deepened(Depth::Full));
        let filtered = state.after(Action::OpenAll).after(Action::Filter(Choice::Tag("x".into())));
        assert_eq!(filtered.notice, Notice::Nothing);
        assert_eq!(filtered.after(Action::Notice(Notice::Filtered(1))).notice, Notice::Filtered(1));
    }
}
