//! What the reader did: opened, chose, ordered. A pure reducer.
//!
//! The page's own controls and the browser (find in page, a link, the back button) both end in an [`Action`]; what only the
//! browser can do (scroll, focus, history) is the edge's.

use crate::story::{Id, Story};

/// What the reader sees of a story, as far as he can change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    pub open: Open,
    /// The event or card that was followed, selected or opened last.
    pub current: Option<Id>,
    pub order: Order,
    /// The event whose mark the Tab key stops at, chosen or come upon last: index into the timeline's events.
    pub stop: usize,
    /// Inline size of the strip in CSS pixels; `None` until it was measured.
    pub width: Option<u16>,
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
}

/// Something that the reader, or the browser on his behalf, did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// The page answers from now on.
    Live,
    /// The strip was measured.
    Resize(u16),
    /// The focus moved to the mark of an event.
    Rove(usize),
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
