//! What the reader sees of a story, and how each action changes it: a state, a pure reducer, and effects.
//!
//! Every control and the browser itself (find in page, a link, the back button) produce an [`Action`]. [`reduce`] returns the
//! next [`State`] and a list of [`Effect`]s: what only a browser can do, such as showing an address or moving the focus. The
//! widget carries the effects out, in order, after the view has rendered. Nothing here names a browser.

mod action;
mod address;
mod effect;
mod navigate;
mod open_items;
mod overview;
mod reduce;

use std::rc::Rc;

pub use action::{
    Action, Attribute, CopyResult, Direction, LinkKind, MarkStep, OpenAttribute, Start, ToggleCause, ZoomTarget,
};
pub use address::Params;
pub use effect::{Effect, FocusTarget, HistoryChange, PageEvent, ShareMethod};
pub use open_items::OpenItems;
pub use overview::{ZoomTransition, zoom_for};
pub use reduce::{ReduceContext, reduce};

use crate::{
    filter::Filter,
    layout::{Order, Viewport, Zoom},
    search::{Hits, SearchTarget},
    story::{Id, Story},
};

/// What the reader sees of a story, as far as the reader can change it.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub open: OpenItems,
    /// The event or card that was followed, selected or opened last.
    pub current: Option<Id>,
    pub order: Order,
    pub depth: Depth,
    /// Which events the list shows.
    pub filter: Filter,
    /// Whether the choices to filter by are shown.
    pub filters_shown: bool,
    /// Whether the search bar is shown.
    pub search_open: bool,
    /// Whether the search has been open. In a story of few events, only an address opens it, and the button to open it appears then.
    pub search_offered: bool,
    /// The search as typed, on one line.
    pub query: String,
    /// The places that match the search.
    pub hits: Rc<Hits>,
    /// Whether the query is newer than `hits`.
    pub search_pending: bool,
    /// 1-based position of the current search result, and the total; `None` until the reader steps through the results.
    pub result_position: Option<(usize, usize)>,
    /// Index into the timeline's events of the one whose mark is the overview's tab stop (APG, "roving tabindex").
    pub roving_index: usize,
    /// Inline size of the overview in the layout's pixels; `None` until it is measured.
    pub width: Option<u16>,
    pub zoom: Zoom,
    /// The zoom in progress, if one is animated.
    pub transition: Option<ZoomTransition>,
    /// Whether the overview shows empty stretches at full length.
    pub to_scale: bool,
    /// Whether the browser is printing: the overview then shows the whole strip, laid out for paper.
    pub printing: bool,
    /// The preview in the overview.
    pub preview: Option<Preview>,
    /// Whether the page's address is the story's to read and change, as of the last action.
    pub owns_address: bool,
    /// The event that was read from its mark last, where the address is not the story's: the browser's Back doesn't lead to the mark.
    pub read_event: Option<Id>,
    /// Whether the story is hydrated: false while the page is plain HTML.
    pub is_hydrated: bool,
    pub notice: Notice,
    /// The event that the story is about.
    main: Option<Id>,
    /// The result that was stepped to last.
    result: Option<SearchTarget>,
    /// The selection in the last `keyline-select` event.
    notified_selection: Option<Id>,
    /// Whether the newest history entry belongs to the search in progress.
    search_has_entry: bool,
    /// The parameters that the element's attributes set: those of an address without parameters.
    defaults: Params,
}

/// A preview of an event, or of a cluster's events. Events are indices into the timeline's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The first event of the mark that the preview belongs to.
    pub mark: usize,
    /// The event that is shown, or `None` for a list of the cluster's. Without a pin it is the mark's first one.
    pub event: Option<usize>,
    /// Whether it stays until it is closed.
    pub pinned: bool,
}

/// How much is shown of each item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Depth {
    /// Titles; as at the start, the main event is open.
    Brief,
    /// Titles with their teasers; the main event is open.
    #[default]
    Standard,
    /// Everything is open.
    Full,
}

/// The text of the live region.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Notice {
    #[default]
    Nothing,
    AllOpened,
    AllClosed,
    Ordered(Order),
    /// This many events pass the filter.
    Filtered(usize),
    /// This many places match the search.
    Found(usize),
    /// An item's address was copied.
    LinkCopied(Id),
    /// The span of days that the overview shows.
    Span,
}

/// The inline size that the overview is laid out for before it is measured, in the layout's pixels: that of the smallest supported phone.
/// Labels that are chosen for it also fit any wider strip.
const UNMEASURED_WIDTH: u16 = 280;
/// The inline size that the overview is laid out for in print, in the layout's pixels: that of A4 and Letter between margins of an inch.
const PAPER_WIDTH: u16 = 600;

impl State {
    /// The state that a story starts in: only the main event is open. In the browser, what is open in the page or in a snapshot replaces
    /// that (`mount.rs`), then the `open` attribute, the depth and the address ([`Action::Start`]).
    pub fn new(story: &Story) -> State {
        let main = story.timeline.events.iter().find(|event| event.main).map(|event| event.id.clone());
        State {
            open: OpenItems::only(main.clone()),
            current: None,
            order: Order::default(),
            depth: Depth::default(),
            filter: Filter::default(),
            filters_shown: false,
            search_open: false,
            search_offered: false,
            query: String::new(),
            hits: Rc::default(),
            search_pending: false,
            result_position: None,
            roving_index: 0,
            width: None,
            zoom: Zoom::default(),
            transition: None,
            to_scale: false,
            printing: false,
            preview: None,
            owns_address: true,
            read_event: None,
            is_hydrated: false,
            notice: Notice::default(),
            main,
            result: None,
            notified_selection: None,
            search_has_entry: false,
            defaults: Params::default(),
        }
    }

    /// Whether an item's address was just copied.
    pub fn is_copied(&self, id: &Id) -> bool {
        matches!(&self.notice, Notice::LinkCopied(copied) if copied == id)
    }

    /// Whether an item matches the search.
    pub fn is_hit(&self, story: &Story, id: &Id) -> bool {
        !self.hits.is_empty() && SearchTarget::of(story, id).is_some_and(|target| self.hits.contains(target))
    }

    /// The part of the overview that is seen.
    pub fn viewport(&self) -> Viewport {
        let (width, zoom) = match self.printing {
            true => (PAPER_WIDTH, Zoom::default()),
            false => (self.width.unwrap_or(UNMEASURED_WIDTH), self.zoom),
        };
        Viewport { width: f64::from(width), zoom, to_scale: self.to_scale }
    }

    /// Returns the event before or after another one, of those that the filter shows.
    pub fn neighbor(&self, story: &Story, event: usize, direction: Direction) -> Option<usize> {
        let is_shown = |&index: &usize| self.filter.matches(story, index);
        match direction {
            Direction::Forward => (event + 1..story.timeline.events.len()).find(is_shown),
            Direction::Backward => (0..event).rev().find(is_shown),
        }
    }

    fn set_depth(&mut self, depth: Depth) {
        self.depth = depth;
        self.open = match depth {
            Depth::Brief | Depth::Standard => OpenItems::only(self.main.clone()),
            Depth::Full => OpenItems::all(),
        };
    }

    fn set_query(&mut self, query: &str) {
        self.query = query.replace(['\n', '\r'], " ");
        self.result = None;
        self.result_position = None;
    }
}

#[cfg(test)]
mod tests;
