//! Zooming, panning, moving the focus and showing previews in the overview.

use super::{Direction, Effect, FocusTarget, MarkStep, Preview, State, ZoomTarget, reduce::Reducer};
use crate::{
    layout::{Mark, Plan, Viewport, Zoom},
    story::Story,
};

/// A zoom that is animated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ZoomTransition {
    pub from: Zoom,
    pub to: Zoom,
    /// Whether a mark had the focus when it began: the focus then stays with the tab stop.
    hold_focus: bool,
}

/// The share of the viewport by which a pan by key or button moves.
const PAN: f64 = 0.75;
/// A pan beyond either end of the strip; the plan keeps it inside.
const TO_THE_END: f64 = 1e9;

/// Returns the zoom of a target, or `None` where the overview shows that already.
///
/// A zoom in progress counts as complete, so that three quick steps lead as far as three slow ones.
pub fn zoom_for(target: ZoomTarget, state: &State, story: &Story, plan: &Plan) -> Option<Zoom> {
    let viewport = settled(state);
    let zoom = match target {
        ZoomTarget::In => plan.zoomed(viewport, 2.0, 0.5),
        ZoomTarget::Out => plan.zoomed(viewport, 0.5, 0.5),
        ZoomTarget::Fit => plan.fit(),
        ZoomTarget::Earlier => plan.panned(viewport, -PAN),
        ZoomTarget::Later => plan.panned(viewport, PAN),
        ZoomTarget::Mark(index) => {
            let marks = marks(state, viewport, story, plan);
            let mark = marks.iter().find(|mark| mark.event() == index)?;
            let (from, to) = plan.days(&mark.events);
            plan.zoomed_to(viewport, from, to)
        }
    };
    (zoom != viewport.zoom).then_some(zoom)
}

/// The viewport once the zoom in progress is complete.
fn settled(state: &State) -> Viewport {
    let zoom = state.transition.map_or(state.zoom, |transition| transition.to);
    Viewport { zoom, ..state.viewport() }
}

/// The marks that a viewport shows, in the order of their first events.
fn marks(state: &State, viewport: Viewport, story: &Story, plan: &Plan) -> Vec<Mark> {
    // The widths of labels don't change the marks.
    plan.strip(viewport, &|index| state.filter.matches(story, index), &|_| 0.0).marks
}

impl Reducer<'_> {
    pub(super) fn zoom_by(&mut self, factor: f64, about: f64, pan: f64, hold_focus: bool) {
        let plan = self.context.plan;
        let mut viewport = self.state.viewport();
        viewport.zoom = plan.zoomed(viewport, factor, about);
        if pan != 0.0 {
            viewport.zoom = plan.panned(viewport, pan);
        }
        self.set_zoom(viewport.zoom, hold_focus);
        self.state.transition = None;
        self.keep_preview();
        self.effects.push(Effect::AwaitIdle);
    }

    pub(super) fn zoom_to(&mut self, target: ZoomTarget, hold_focus: bool) {
        let Some(to) = zoom_for(target, &self.state, self.context.story, self.context.plan) else { return };
        self.state.transition = Some(ZoomTransition { from: self.state.zoom, to, hold_focus });
        if let ZoomTarget::Mark(index) = target {
            self.state.roving_index = index;
        }
        self.keep_preview();
        self.effects.push(Effect::Animate);
    }

    pub(super) fn animate(&mut self, share: f64) {
        let Some(ZoomTransition { from, to, hold_focus }) = self.state.transition else { return };
        let viewport = Viewport { zoom: from, ..self.state.viewport() };
        self.set_zoom(self.context.plan.between(viewport, to, share), hold_focus);
        self.keep_preview();
        if share >= 1.0 {
            self.state.transition = None;
            self.effects.push(Effect::AwaitIdle);
        }
    }

    /// Sets the zoom. `hold_focus`: a mark has the focus, which moves to the tab stop. That mark's element stays at any zoom; another
    /// mark, which a click has focused, may be gone.
    fn set_zoom(&mut self, zoom: Zoom, hold_focus: bool) {
        self.state.zoom = zoom;
        if hold_focus {
            self.effects.push(Effect::MoveFocus(FocusTarget::RovingMark));
        }
    }

    /// Moves the focus among the marks (APG, "Managing focus within components"). Beyond the marks that are seen, the viewport
    /// follows.
    pub(super) fn move_focus(&mut self, step: MarkStep) {
        let viewport = settled(&self.state);
        let seen = self.marks(viewport);
        let at = seen.iter().position(|mark| mark.events.contains(&self.state.roving_index)).unwrap_or(0);
        let Some(current) = seen.get(at).map(Mark::event) else { return };
        let neighbor = match step {
            MarkStep::Later => seen.get(at + 1),
            MarkStep::Earlier => at.checked_sub(1).and_then(|before| seen.get(before)),
            MarkStep::First | MarkStep::Last => None,
        };
        let next = match neighbor {
            Some(mark) => Some(mark.event()),
            None => self.pan_and_find(step, viewport, current),
        };
        if let Some(index) = next {
            self.state.roving_index = index;
            self.effects.push(Effect::MoveFocus(FocusTarget::RovingMark));
        }
    }

    /// Moves the viewport towards a step's mark at once, and returns the index of that mark's first event.
    fn pan_and_find(&mut self, step: MarkStep, viewport: Viewport, current: usize) -> Option<usize> {
        let by = match step {
            MarkStep::Later => PAN,
            MarkStep::Earlier => -PAN,
            MarkStep::First => -TO_THE_END,
            MarkStep::Last => TO_THE_END,
        };
        let zoom = self.context.plan.panned(viewport, by);
        let seen = self.marks(Viewport { zoom, ..viewport });
        let mark = match step {
            MarkStep::Later => seen.iter().find(|mark| mark.event() > current),
            MarkStep::Earlier => seen.iter().rfind(|mark| mark.event() < current),
            MarkStep::First => seen.first(),
            MarkStep::Last => seen.last(),
        };
        if zoom != self.state.zoom {
            self.state.zoom = zoom;
            self.state.transition = None;
            self.effects.push(Effect::AwaitIdle);
        }
        mark.map(Mark::event)
    }

    fn marks(&self, viewport: Viewport) -> Vec<Mark> {
        marks(&self.state, viewport, self.context.story, self.context.plan)
    }

    /// Shows the preview of a mark, or none; a pinned preview stays.
    pub(super) fn preview(&mut self, mark: Option<usize>) {
        if self.state.preview.is_some_and(|preview| preview.pinned) {
            return;
        }
        self.state.preview = mark.map(|mark| Preview { mark, event: Some(mark), pinned: false });
        if mark.is_some() {
            self.effects.push(Effect::PlacePreview);
        }
    }

    /// Pins the preview of an event, and moves the focus to it. Neither the address nor the history changes.
    pub(super) fn pin_event(&mut self, event: usize) {
        self.show_pinned(event);
        self.effects.push(Effect::MoveFocus(FocusTarget::Preview));
    }

    /// Pins the list of a cluster's events, by the first one, and moves the focus to it.
    pub(super) fn pin_cluster(&mut self, mark: usize) {
        self.place_pinned(mark, None);
        self.effects.push(Effect::MoveFocus(FocusTarget::Preview));
    }

    /// Moves the pinned preview to a neighbor among the events that the filter shows.
    pub(super) fn step_preview(&mut self, direction: Direction) {
        let Some(event) = self.state.preview.and_then(|preview| preview.event) else { return };
        let next = self.state.neighbor(self.context.story, event, direction);
        next.into_iter().for_each(|next| self.show_pinned(next));
    }

    fn show_pinned(&mut self, event: usize) {
        // Where its mark is out of sight, the preview stays where it is.
        let mark = self.mark_of(event).or(self.state.preview.map(|preview| preview.mark)).unwrap_or(event);
        self.place_pinned(mark, Some(event));
    }

    /// Pins the preview at the mark that begins with an event; that mark becomes the tab stop.
    fn place_pinned(&mut self, mark: usize, event: Option<usize>) {
        self.state.preview = Some(Preview { mark, event, pinned: true });
        self.state.roving_index = mark;
        self.effects.push(Effect::PlacePreview);
    }

    /// Returns the first event of the mark that an event is in; `None` if that is out of sight.
    fn mark_of(&self, event: usize) -> Option<usize> {
        let marks = self.marks(self.state.viewport());
        marks.iter().find(|mark| mark.events.contains(&event)).map(Mark::event)
    }

    pub(super) fn close_preview(&mut self, return_focus: bool) {
        if self.state.preview.take().is_some() && return_focus {
            self.effects.push(Effect::MoveFocus(FocusTarget::RovingMarkQuietly));
        }
    }

    /// Hides the preview of a mark that has moved. A pinned preview follows its mark, as long as that is in sight.
    pub(super) fn keep_preview(&mut self) {
        self.state.preview.take_if(|preview| !preview.pinned);
        let Some(preview) = self.state.preview else { return };
        if let Some(mark) = self.mark_of(preview.event.unwrap_or(preview.mark)) {
            self.place_pinned(mark, preview.event);
        }
    }
}
