//! Tracks and their colors.

use super::StoryContext;
use crate::story::Event;

/// Returns the index of an event's track.
pub(super) fn track(context: &StoryContext, event: &Event) -> Option<usize> {
    context.story.track(event.track.as_ref()?)
}

/// Returns the number of a track's color, 1 to 8.
pub(super) fn color(track: usize) -> usize {
    track % 8 + 1
}
