//! How an event or a card is shown.

use super::StoryContext;
use crate::{state::State, story::Id};

/// The part of the reader's state that one event or card shows: all that its rendering depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ItemState {
    pub open: bool,
    /// Whether it was followed, selected or opened last.
    pub current: bool,
    /// Whether its address was just copied.
    pub copied: bool,
    /// Whether the page's address can be the item's.
    pub owns_address: bool,
    /// Whether it has the link back to its mark, from which the reader came.
    pub way_back: bool,
    /// Whether it has the controls of an open item. The main event always has them. The others have none before hydration, so
    /// that what is prerendered does not depend on what the reader has opened since.
    pub has_controls: bool,
    /// Whether it matches the search.
    pub hit: bool,
}

impl ItemState {
    /// Returns the state of the item `id`. `main`: it is the main event.
    pub fn new(context: &StoryContext, state: &State, id: &Id, main: bool, is_hydrated: bool) -> ItemState {
        let open = state.open.contains(id);
        ItemState {
            open,
            current: state.current.as_ref() == Some(id),
            copied: state.is_copied(id),
            owns_address: state.owns_address,
            way_back: !state.owns_address && state.read_event.as_ref() == Some(id),
            has_controls: main || (is_hydrated && open),
            hit: state.is_hit(&context.story, id),
        }
    }
}
