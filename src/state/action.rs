//! Everything that can change the state.

use super::{Depth, Params};
use crate::{filter::Choice, layout::Order, story::Id};

/// Something that the reader did, or the browser or the page on the reader's behalf.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The view has rendered for the first time: the story is interactive from now on.
    Start(Start),
    /// An attribute of the element has changed.
    SetDefault(Attribute),

    /// An item was opened or closed.
    Toggle {
        id: Id,
        open: bool,
        cause: ToggleCause,
    },
    OpenAll,
    CloseAll,
    SetOrder(Order),
    /// Adds a value to filter by, or removes it.
    ToggleFilter(Choice),
    ClearFilters,
    /// Shows or hides the choices to filter by.
    ToggleFilters,

    /// Shows the search bar.
    OpenSearch,
    /// Hides the search bar, and ends the search.
    CloseSearch,
    /// The text of the search box has changed.
    Search(String),
    /// The search index is complete and a frame has passed since the last [`Action::Search`].
    RunSearch,
    /// Goes to the next search result, or to the previous one.
    StepResult(Direction),

    /// Goes to an item: a script has called `goTo`.
    GoTo(Id),
    /// A link to an item of this story was followed.
    FollowLink {
        id: Id,
        kind: LinkKind,
    },
    /// The address was changed by the browser or the page. `params` are the address's own, `None` where it is not this story's
    /// address. `returned`: it is the address from which the reader last followed a link.
    ChangeAddress {
        id: Option<Id>,
        params: Option<Params>,
        is_first: bool,
        returned: bool,
    },
    /// The item that the address names is in the page. `is_first`: no other element of the page has the same address before it.
    Arrive {
        id: Id,
        is_first: bool,
    },
    /// Copying an item's address to the clipboard has ended.
    CopyLink {
        id: Id,
        result: CopyResult,
    },
    /// Goes back to the mark of the event that was read, [`State::read_event`](super::State::read_event).
    ReturnToMark,
    /// Ends the selection (Escape).
    ClearSelection,

    /// The overview was measured: its inline size in the pixels of the layout.
    Resize(u16),
    /// Moves the focus among the overview's marks.
    MoveFocus(MarkStep),
    /// Zooms the overview by a factor about a fraction of its inline size, then pans by a fraction of it. `hold_focus`: a mark has
    /// the focus.
    ZoomBy {
        factor: f64,
        about: f64,
        pan: f64,
        hold_focus: bool,
    },
    /// Starts an animated zoom.
    ZoomTo {
        target: ZoomTarget,
        hold_focus: bool,
    },
    /// Advances the animated zoom to a share of the way, 0 to 1.
    Animate(f64),
    /// The overview has not moved for a while.
    Idle,
    SetToScale(bool),
    /// The browser begins to print, or has ended.
    SetPrinting(bool),
    /// The pointer or the focus is on the mark that begins with an event, by its index, or on none.
    Preview(Option<usize>),
    /// Shows an event's preview, by its index, until it is closed.
    PinEvent(usize),
    /// Lists the events of the cluster that begins with an event, by its index, until the preview is closed.
    PinCluster(usize),
    /// Shows the preview of the next event, or of the previous one.
    StepPreview(Direction),
    /// Closes the pinned preview. `return_focus`: the focus moves back to its mark.
    ClosePreview {
        return_focus: bool,
    },
}

/// The inputs of a story's start.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Start {
    /// The parameters of the address; `None` where it is not this story's address.
    pub address: Option<Params>,
    /// The parameters that the element's attributes set.
    pub defaults: Params,
    /// The value of the `open` attribute.
    pub open: Option<OpenAttribute>,
    /// How the reader left the story: the parameters and the open items.
    pub snapshot: Option<(Params, Vec<Id>)>,
}

/// An attribute of the element that changes the state, with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attribute {
    Order(Order),
    Depth(Depth),
    Open(OpenAttribute),
}

/// The values of the element's `open` attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenAttribute {
    None,
    /// The first event of the list.
    First,
    All,
}

/// Why an item opens or closes; `how` in the `keyline-toggle` event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToggleCause {
    Click,
    Key,
    /// The browser opened it, to show a match of find in page.
    Find,
    /// An address or a script led to it.
    Hash,
    /// Every item was opened or closed.
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Forward,
    Backward,
}

/// What following a link does to the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// To a neighboring event: the current history entry changes.
    Step,
    /// From the preview of a mark to its event: a new history entry.
    Read,
    /// Anywhere else: a new history entry.
    Jump,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyResult {
    Copied,
    /// Writing to the clipboard failed.
    Refused,
    /// The browser follows the link instead, so that an address bar shows the address.
    Unavailable,
}

/// Where the focus moves among the overview's marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkStep {
    Later,
    Earlier,
    First,
    Last,
}

/// Where an animated zoom ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ZoomTarget {
    In,
    Out,
    /// The whole strip.
    Fit,
    Earlier,
    Later,
    /// The events of a mark, by the first one's index.
    Mark(usize),
}
