//! The props that the parts of the overview share.

use std::rc::Rc;

use yew::prelude::*;

use super::{Selectors, StoryContext, ViewModel};
use crate::layout::{Strip, Viewport};

/// What the overview shows, apart from what is selected in it.
#[derive(Clone, Properties)]
pub struct OverviewProps {
    /// The story.
    pub context: Rc<StoryContext>,
    /// The story's derived data.
    pub selectors: Rc<Selectors>,
    /// The part of the overview that is seen.
    pub viewport: Viewport,
    /// The strip for the viewport and the filter.
    pub strip: Rc<Strip>,
    /// Whether the story is hydrated.
    pub is_hydrated: bool,
}

/// Strips are compared by identity: the selector returns the same one as long as the viewport and the filter stay.
impl PartialEq for OverviewProps {
    fn eq(&self, other: &OverviewProps) -> bool {
        Rc::ptr_eq(&self.strip, &other.strip)
            && self.viewport == other.viewport
            && self.is_hydrated == other.is_hydrated
            && self.context == other.context
    }
}

impl OverviewProps {
    pub(super) fn new(context: &Rc<StoryContext>, model: &ViewModel) -> OverviewProps {
        OverviewProps {
            context: context.clone(),
            selectors: model.selectors.clone(),
            viewport: model.state.viewport(),
            strip: model.strip(context),
            is_hydrated: model.state.is_hydrated,
        }
    }
}
