//! Tracks and their colors.

use super::StoryContext;
use crate::story::Event;

/// Returns the index of an event's track.
pub(super) fn track(context: &StoryContext, event: &Event) -> Option<usize> {
    context.story.track(event.track.as_ref()?)
}

/// The number of colors: `--_track-1` and following in `style/tokens.css`, used by `style/track.css`.
const TRACK_COLORS: usize = 8;

/// Returns the number of a track's color, from 1; beyond the last color, they begin again.
pub(super) fn color(track: usize) -> usize {
    track % TRACK_COLORS + 1
}
