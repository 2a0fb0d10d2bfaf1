//! What the browser must do after an action.

use super::{Params, ToggleCause};
use crate::{
    layout::{Order, Side},
    story::{Id, Status},
};

/// One thing for the browser to do, with all data it needs. Effects run in order, in a microtask after the view has rendered.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Dispatches a DOM event on the element.
    Notify(PageEvent),
    /// Pushes or replaces the URL, where it is the story's. `id`: the item that it names; `None` keeps the one that it names now.
    SetAddress {
        id: Option<Id>,
        params: Params,
        history: HistoryChange,
    },
    /// Opens the `<details>` around an item, and scrolls to the item unless it is in view.
    Reveal(Id),
    /// Opens a fold of the list.
    OpenFold(Side),
    MoveFocus(FocusTarget),
    /// Moves the focus to the overview's tab stop, and scrolls so that it is where it was in the window when its event was read.
    ReturnToMark,
    /// Builds the search index where it is missing, and dispatches [`Action::RunSearch`](super::Action::RunSearch) in the next frame.
    ScheduleSearch,
    /// Shows the query in the search box.
    ShowQuery(String),
    /// Highlights the words of the search.
    Highlight(Vec<String>),
    /// Runs the zoom in progress, frame by frame.
    Animate,
    /// Dispatches [`Action::Idle`](super::Action::Idle) when the overview has not moved for a while.
    AwaitIdle,
    /// Shows the preview beside its mark.
    PlacePreview,
}

/// Whether an address replaces the current history entry or adds one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryChange {
    Push,
    Replace,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FocusTarget {
    /// An item's summary, or the item itself.
    Item(Id),
    /// The overview's tab stop.
    RovingMark,
    /// The mark of an event.
    Mark(Id),
    /// The pinned preview.
    Preview,
    /// The overview's tab stop, without showing its preview: it has just been closed.
    RovingMarkQuietly,
    /// The button that shows the filters.
    FiltersButton,
    SearchBox,
    /// The button that opens the search.
    SearchButton,
}

/// A DOM event for the page around the story; its name is `keyline-` and the variant's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageEvent {
    Ready {
        id: Id,
    },
    /// `id` is `None` where every item was opened or closed.
    Toggle {
        id: Option<Id>,
        open: bool,
        cause: ToggleCause,
    },
    Select {
        id: Option<Id>,
    },
    Order(Order),
    /// `tags` counts the tags chosen, since they are text; `count` the events left.
    Filter {
        tracks: Vec<Id>,
        statuses: Vec<Status>,
        tags: usize,
        count: usize,
    },
    Search {
        count: usize,
    },
    Share {
        id: Id,
        method: ShareMethod,
    },
}

/// How a reader gets an item's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareMethod {
    Clipboard,
    /// An address bar shows it.
    Address,
}
