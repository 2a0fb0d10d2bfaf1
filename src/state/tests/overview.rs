//! Zoom, pan, focus and preview in the overview.

use super::*;

const ROVING: Effect = Effect::MoveFocus(FocusTarget::RovingMark);

fn measured() -> Action {
    Action::Resize(800)
}

fn zoom_by(factor: f64, pan: f64, hold_focus: bool) -> Action {
    Action::ZoomBy { factor, about: 0.5, pan, hold_focus }
}

fn zoom_to(target: ZoomTarget) -> Action {
    Action::ZoomTo { target, hold_focus: false }
}

#[test]
fn a_measured_width_is_that_of_the_viewport() {
    check_effects(&[measured()], &[]);
    assert_eq!(state(&[measured()]).viewport().width, 800.0);
    assert_eq!(state(&[]).viewport().width, f64::from(UNMEASURED_WIDTH));
}

#[test]
fn a_zoom_is_announced_once_the_overview_rests() {
    check_effects(&[measured(), zoom_by(2.0, 0.0, false)], &[Effect::AwaitIdle]);
    assert_eq!(state(&[measured(), zoom_by(2.0, 0.0, false)]).zoom.factor, 2.0);
    check_effects(&[Action::Idle], &[]);
    assert_eq!(state(&[Action::Idle]).notice, Notice::Span);
}

#[test]
fn a_mark_with_the_focus_keeps_it_in_a_zoom() {
    check_effects(&[measured(), zoom_by(2.0, 0.0, true)], &[ROVING, Effect::AwaitIdle]);
}

#[test]
fn a_pan_moves_the_viewport_and_keeps_the_factor() {
    let zoomed = state(&[measured(), zoom_by(4.0, 0.0, false)]);
    let panned = state(&[measured(), zoom_by(4.0, 0.25, false)]);
    assert_eq!(panned.zoom.factor, zoomed.zoom.factor);
    assert!(panned.zoom.at > zoomed.zoom.at);
}

#[test]
fn a_zoom_ends_the_animation_and_the_preview() {
    let state = state(&[measured(), zoom_to(ZoomTarget::In), Action::Preview(Some(0)), zoom_by(2.0, 0.0, false)]);
    assert_eq!((state.transition, state.preview), (None, None));
}

#[test]
fn an_animated_zoom_goes_from_here_to_its_target() {
    let begun = [measured(), Action::Preview(Some(0)), zoom_to(ZoomTarget::In)];
    check_effects(&begun, &[Effect::Animate]);
    let start = state(&begun);
    assert_eq!((start.zoom, start.preview), (Zoom::default(), None));
    let target = start.transition.expect("a transition").to;
    let half = [&begun[..], &[Action::Animate(0.5)]].concat();
    check_effects(&half, &[]);
    let zoom = state(&half).zoom;
    assert!(zoom.factor > 1.0 && zoom.factor < target.factor, "{zoom:?}");
    let end = [&half[..], &[Action::Animate(1.0)]].concat();
    check_effects(&end, &[Effect::AwaitIdle]);
    assert_eq!((state(&end).zoom, state(&end).transition), (target, None));
}

#[test]
fn an_animation_holds_the_focus_in_every_frame() {
    let begun = Action::ZoomTo { target: ZoomTarget::In, hold_focus: true };
    check_effects(&[measured(), begun.clone(), Action::Animate(0.5)], &[ROVING]);
    check_effects(&[measured(), begun, Action::Animate(1.0)], &[ROVING, Effect::AwaitIdle]);
}

#[test]
fn quick_steps_lead_as_far_as_slow_ones() {
    let quick = [measured(), zoom_to(ZoomTarget::In), zoom_to(ZoomTarget::In), Action::Animate(1.0)];
    let slow =
        [measured(), zoom_to(ZoomTarget::In), Action::Animate(1.0), zoom_to(ZoomTarget::In), Action::Animate(1.0)];
    assert_eq!(state(&quick).zoom, state(&slow).zoom);
    assert_eq!(state(&quick).zoom.factor, 4.0);
}

#[test]
fn a_zoom_to_what_is_shown_already_is_ignored() {
    for target in [ZoomTarget::Fit, ZoomTarget::Out, ZoomTarget::Earlier, ZoomTarget::Later, ZoomTarget::Mark(99)] {
        check_ignored(&[measured(), zoom_to(target)]);
    }
    check_ignored(&[measured(), Action::Animate(0.5)]);
}

#[test]
fn a_zoom_to_a_mark_shows_its_events() {
    let actions = [measured(), zoom_to(ZoomTarget::Mark(1)), Action::Animate(1.0)];
    assert!(state(&actions).zoom.factor > 2.0);
}

#[test]
fn the_focus_moves_among_the_marks_and_stops_at_the_ends() {
    let step = Action::MoveFocus;
    let index = |steps: &[MarkStep]| {
        let steps = steps.iter().map(|mark| step(*mark));
        state(&[measured()].into_iter().chain(steps).collect::<Vec<_>>()).roving_index
    };
    check_effects(&[measured(), step(MarkStep::Later)], &[ROVING]);
    assert_eq!(index(&[MarkStep::Later]), 1);
    assert_eq!(index(&[MarkStep::Later, MarkStep::Later, MarkStep::Later]), 2);
    assert_eq!(index(&[MarkStep::Last, MarkStep::Earlier]), 1);
    assert_eq!(index(&[MarkStep::Last, MarkStep::First]), 0);
    check_ignored(&[measured(), step(MarkStep::Earlier)]);
}

#[test]
fn the_viewport_follows_the_focus_beyond_its_end() {
    let seen = [measured(), zoom_to(ZoomTarget::Mark(0)), Action::Animate(1.0)];
    let last = [&seen[..], &[Action::MoveFocus(MarkStep::Last)]].concat();
    check_effects(&last, &[Effect::AwaitIdle, ROVING]);
    let (before, after) = (state(&seen), state(&last));
    assert_eq!(after.roving_index, 2);
    assert!(after.zoom.at > before.zoom.at);
}

#[test]
fn a_step_of_the_focus_counts_a_zoom_in_progress_as_complete() {
    let zooming = [measured(), zoom_to(ZoomTarget::Mark(0)), Action::MoveFocus(MarkStep::Last)];
    let zoomed = [measured(), zoom_to(ZoomTarget::Mark(0)), Action::Animate(1.0), Action::MoveFocus(MarkStep::Last)];
    assert_eq!(state(&zooming).zoom, state(&zoomed).zoom);
    assert_eq!((state(&zooming).roving_index, state(&zooming).transition), (2, None));
}

#[test]
fn marks_that_filters_hide_are_passed_over() {
    let actions = [measured(), filter_track("b"), Action::MoveFocus(MarkStep::Last)];
    assert_eq!(state(&actions).roving_index, 1);
}

#[test]
fn the_scale_changes_without_an_effect() {
    check_effects(&[Action::SetToScale(true)], &[]);
    assert!(state(&[Action::SetToScale(true)]).to_scale);
}

#[test]
fn a_preview_is_placed_when_it_shows() {
    check_effects(&[Action::Preview(Some(1))], &[Effect::PlacePreview]);
    let shown = Preview { mark: 1, event: Some(1), pinned: false };
    assert_eq!(state(&[Action::Preview(Some(1))]).preview, Some(shown));
    check_effects(&[Action::Preview(Some(1)), Action::Preview(None)], &[]);
    assert_eq!(state(&[Action::Preview(Some(1)), Action::Preview(None)]).preview, None);
}

fn pinned(event: usize) -> Option<Preview> {
    Some(Preview { mark: event, event: Some(event), pinned: true })
}

#[test]
fn a_pinned_preview_stays_and_touches_neither_address_nor_history() {
    let pin = [measured(), Action::PinEvent(1)];
    check_effects(&pin, &[Effect::PlacePreview, Effect::MoveFocus(FocusTarget::Preview)]);
    let hovered = [&pin[..], &[Action::Preview(Some(0))]].concat();
    check_ignored(&hovered);
    let left = [&pin[..], &[Action::Preview(None)]].concat();
    assert_eq!((state(&left).preview, state(&left).current), (pinned(1), None));
    let zoomed = [&pin[..], &[zoom_by(2.0, 0.0, false)]].concat();
    check_effects(&zoomed, &[Effect::PlacePreview, Effect::AwaitIdle]);
    assert_eq!(state(&zoomed).preview, pinned(1));
}

#[test]
fn a_pinned_preview_steps_through_the_events_that_are_shown() {
    let pin = [measured(), Action::PinEvent(1)];
    let later = [&pin[..], &[Action::StepPreview(Direction::Forward)]].concat();
    check_effects(&later, &[Effect::PlacePreview]);
    assert_eq!((state(&later).preview, state(&later).roving_index), (pinned(2), 2));
    check_ignored(&[&later[..], &[Action::StepPreview(Direction::Forward)]].concat());
    let earlier = [&pin[..], &[Action::StepPreview(Direction::Backward)]].concat();
    assert_eq!(state(&earlier).preview, pinned(0));
    let filtered = [measured(), filter_track("b"), Action::PinEvent(1), Action::StepPreview(Direction::Forward)];
    check_ignored(&filtered);
}

#[test]
fn the_focus_returns_to_the_mark_of_a_closed_preview() {
    let pin = [measured(), Action::PinEvent(1)];
    let close = |return_focus| [&pin[..], &[Action::ClosePreview { return_focus }]].concat();
    check_effects(&close(true), &[Effect::MoveFocus(FocusTarget::RovingMarkQuietly)]);
    check_effects(&close(false), &[]);
    assert_eq!((state(&close(true)).preview, state(&close(true)).roving_index), (None, 1));
}

#[test]
fn reading_an_event_closes_its_preview_and_adds_a_history_entry() {
    let read = [measured(), Action::PinEvent(1), Action::FollowLink { id: id("e1"), kind: LinkKind::Read }];
    assert_eq!((state(&read).preview, state(&read).read_event), (None, None));
    let effects = reduced(&read).1;
    assert_eq!(effects.first(), Some(&item_address("e1", "", HistoryChange::Push)));
}

#[test]
fn opening_a_cluster_leaves_the_tab_stop_on_one_of_its_events() {
    assert_eq!(state(&[measured(), zoom_to(ZoomTarget::Mark(1))]).roving_index, 1);
}
