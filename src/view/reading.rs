//! What the frame and its islands are drawn from: how far the reader is.

use std::rc::Rc;

use super::{Islands, Scene};
use crate::{
    search::{Hits, SearchTarget},
    state::State,
    story::Id,
};

/// The reader's state, and what follows from it.
#[derive(Clone)]
pub struct Reading {
    pub state: Rc<State>,
    /// What has the words that were searched.
    pub hits: Rc<Hits>,
    /// The manieth result was come to last, counted from 1, and of how many.
    pub step: Option<(usize, usize)>,
    pub islands: Islands,
}

impl Reading {
    pub fn new(state: State, islands: Islands) -> Reading {
        Reading { state: Rc::new(state), hits: Rc::default(), step: None, islands }
    }

    /// Whether an item has what was searched.
    pub(super) fn is_hit(&self, scene: &Scene, id: &Id) -> bool {
        !self.hits.is_empty() && SearchTarget::of(&scene.story, id).is_some_and(|place| self.hits.contains(place))
    }
}
