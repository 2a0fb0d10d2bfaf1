//! What the reader did: opened, chose, ordered. A pure reducer.
//!
//! The page's own controls and the browser (find in page, a link, the back button) both end in an [`Action`]; what only the
//! browser can do (scroll, focus, history) is the edge's.

use crate::story::{Id, Story};

/// What the reader sees of a story, as far as he can change it.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub open: Open,
    /// The event or card that was followed, selected or opened last.
    pub current: Option<Id>,
    pub order: Order,
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
}

/// Which items are open: none or all of them, but for some.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Open {
    all: bool,
    /// In order, each once.
    but: Vec<Id>,
}

/// The list's direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Order {
    #[default]
    OldestFirst,
    NewestFirst,
}

/// How much of the strip is seen, and where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zoom {
    /// How many times the strip is longer than what is seen of it; 1 is all of it.
    pub factor: f64,
    /// The day in the middle of what is seen, since 1970-01-01; of no account where all of it is.
    pub at: f64,
}

impl Default for Zoom {
    fn default() -> Zoom {
        Zoom { factor: 1.0, at: 0.0 }
    }
}

impl Zoom {
    /// Whether the whole strip is seen.
    pub fn is_all(self) -> bool {
        self.factor <= 1.0
    }
}

/// What the live region says.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Notice {
    #[default]
    Nothing,
    AllOpened,
    AllClosed,
    Ordered(Order),
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
        let main = story.timeline.events.iter().find(|event| event.main);
        State {
            open: Open::only(main.map(|event| event.id.clone())),
            current: None,
            stop: 0,
            order: Order::default(),
            width: None,
            zoom: Zoom::default(),
            to_scale: false,
            live: false,
            notice: Notice::default(),
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
            Action::Choose(id) => {
                next.open.set(id.clone(), true);
                next.current = Some(id);
            }
            Action::Leave => next.current = None,
            Action::Notice(notice) => next.notice = notice,
        }
        next
    }
}
