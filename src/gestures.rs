//! The overview's gestures: pointer, wheel and key input become actions. A pure state machine.
//!
//! The browser side converts events into [`Input`]s, applies the returned [`Response`] inside the event, and calls
//! [`Gestures::take_zoom`] once per animation frame, so that many events in one frame are one change.

use crate::state::{Action, MarkStep, ZoomTarget};

/// How far a pointer moves before it drags, in CSS pixels.
const DRAG_THRESHOLD: f64 = 4.0;
/// The least distance between two fingers that counts, in CSS pixels.
const MIN_PINCH: f64 = 24.0;
/// How far a wheel turns for the zoom to change by a factor of e, in CSS pixels: the wheel's zoom speed.
const WHEEL_PIXELS_PER_E: f64 = 120.0;
/// The most that one wheel event counts, in CSS pixels.
const MAX_WHEEL: f64 = 60.0;
/// The block size of a line for wheels that count in lines, in CSS pixels.
const LINE: f64 = 16.0;

/// An event on the overview, in CSS pixels of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    /// `modified`: with Ctrl or ⌘, which is also how browsers report a touchpad's pinch.
    Wheel {
        dx: f64,
        dy: f64,
        in_lines: bool,
        modified: bool,
        x: f64,
    },
    PointerDown {
        id: i32,
        x: f64,
        y: f64,
    },
    PointerMove {
        id: i32,
        x: f64,
        y: f64,
    },
    /// The pointer was lifted or lost.
    PointerEnd {
        id: i32,
    },
    /// `count`: 1 for a single click, 2 for the second of a double click, 0 for a click by key.
    Click {
        count: i32,
        on: ClickTarget,
    },
    /// A double click beside the marks.
    DoubleClick {
        x: f64,
    },
}

/// What is clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClickTarget {
    /// An event's mark, by the event's index.
    Mark(usize),
    /// A cluster, by its first event's index. `splits`: zooming can split it.
    Cluster { index: usize, splits: bool },
    /// Anything else, but for the controls in the overview.
    Other,
}

/// The overview's place in the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Left edge and inline size, in CSS pixels.
    pub left: f64,
    pub width: f64,
    /// Whether time runs from right to left.
    pub rtl: bool,
    /// Whether less than the whole strip is seen.
    pub zoomed: bool,
}

/// What to do inside the event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// Whether the event is used up: its default is prevented.
    pub consumed: bool,
    /// The pointers to capture.
    pub capture: Vec<i32>,
    /// Whether there is a change to take at the next frame.
    pub wants_frame: bool,
    pub action: Option<Action>,
}

/// The state between events.
#[derive(Debug, Default)]
pub struct Gestures {
    pointers: Vec<Pointer>,
    dragging: bool,
    pending: Option<PendingZoom>,
}

#[derive(Clone, Copy, Debug)]
struct Pointer {
    id: i32,
    x: f64,
    y: f64,
    start: f64,
}

/// The zooms and pans since the last frame, together.
#[derive(Clone, Copy, Debug)]
struct PendingZoom {
    factor: f64,
    about: f64,
    pan: f64,
}

impl Bounds {
    /// A place in the window as a fraction of the strip, from its earliest day.
    fn fraction(&self, x: f64) -> f64 {
        let fraction = (x - self.left) / self.width;
        if self.rtl { 1.0 - fraction } else { fraction }
    }

    /// A distance to the right as a fraction of the strip, positive towards later days.
    fn pan(&self, pixels: f64) -> f64 {
        let share = pixels / self.width;
        if self.rtl { -share } else { share }
    }
}

impl Gestures {
    /// Takes an event.
    pub fn input(&mut self, input: Input, bounds: Bounds) -> Response {
        match input {
            Input::Wheel { dx, dy, in_lines, modified, x } => {
                let pixels = if in_lines { LINE } else { 1.0 };
                self.wheel(dx * pixels, dy * pixels, modified, x, bounds)
            }
            Input::PointerDown { id, x, y } => {
                if self.pointers.is_empty() {
                    self.dragging = false;
                }
                self.pointers.push(Pointer { id, x, y, start: x });
                Response::default()
            }
            Input::PointerMove { id, x, y } => self.pointer_move(id, x, y, bounds),
            Input::PointerEnd { id } => {
                self.pointers.retain(|pointer| pointer.id != id);
                Response::default()
            }
            Input::Click { count, on } => self.click(count, on),
            Input::DoubleClick { x } => self.accumulate(2.0, bounds.fraction(x), 0.0),
        }
    }

    /// Whether a pointer drags the overview.
    pub fn is_dragging(&self) -> bool {
        self.dragging && !self.pointers.is_empty()
    }

    /// The change since the last frame, if there is one.
    pub fn take_zoom(&mut self, hold_focus: bool) -> Option<Action> {
        let PendingZoom { factor, about, pan } = self.pending.take()?;
        Some(Action::ZoomBy { factor, about, pan, hold_focus })
    }

    /// A plain wheel scrolls the page; with Ctrl or ⌘ it zooms, and sideways it pans what is zoomed.
    fn wheel(&mut self, dx: f64, dy: f64, modified: bool, x: f64, bounds: Bounds) -> Response {
        let mut response = if modified {
            let turn = dy.clamp(-MAX_WHEEL, MAX_WHEEL);
            self.accumulate((-turn / WHEEL_PIXELS_PER_E).exp(), bounds.fraction(x), 0.0)
        } else if dx.abs() > dy.abs() && bounds.zoomed {
            self.accumulate(1.0, 0.5, bounds.pan(dx))
        } else {
            return Response::default();
        };
        response.consumed = true;
        response
    }

    fn pointer_move(&mut self, id: i32, x: f64, y: f64, bounds: Bounds) -> Response {
        let Some(at) = self.pointers.iter().position(|pointer| pointer.id == id) else { return Response::default() };
        let mut capture = Vec::new();
        if !self.dragging {
            if self.pointers.len() < 2 && (x - self.pointers[at].start).abs() < DRAG_THRESHOLD {
                return Response::default();
            }
            self.dragging = true;
            capture = self.pointers.iter().map(|pointer| pointer.id).collect();
        }
        let (middle, spread) = self.fingers();
        self.pointers[at] = Pointer { x, y, ..self.pointers[at] };
        let (new_middle, new_spread) = self.fingers();
        let factor = new_spread / spread;
        let response = self.accumulate(factor, bounds.fraction(new_middle), bounds.pan(middle - new_middle));
        Response { capture, ..response }
    }

    /// The middle of the first two pointers, and the distance between them; 1 where there is one pointer.
    fn fingers(&self) -> (f64, f64) {
        match self.pointers.as_slice() {
            [one, other, ..] => ((one.x + other.x) / 2.0, (one.x - other.x).hypot(one.y - other.y).max(MIN_PINCH)),
            [one] => (one.x, 1.0),
            [] => (0.0, 1.0),
        }
    }

    /// The click that ends a drag is none, nor is the second click of a double click. A drag by touch ends without a click: a click
    /// by key after it counts.
    fn click(&mut self, count: i32, on: ClickTarget) -> Response {
        if count > 0 && (self.dragging || count > 1) {
            self.dragging = false;
            return Response { consumed: true, ..Response::default() };
        }
        let action = match on {
            ClickTarget::Mark(index) => Action::PinEvent(index),
            ClickTarget::Cluster { index, splits: true } => {
                Action::ZoomTo { target: ZoomTarget::Mark(index), hold_focus: true }
            }
            ClickTarget::Cluster { index, splits: false } => Action::PinCluster(index),
            ClickTarget::Other => return Response::default(),
        };
        Response { consumed: true, action: Some(action), ..Response::default() }
    }

    fn accumulate(&mut self, factor: f64, about: f64, pan: f64) -> Response {
        let wants_frame = self.pending.is_none();
        let pending = self.pending.get_or_insert(PendingZoom { factor: 1.0, about, pan: 0.0 });
        pending.factor *= factor;
        pending.about = about;
        pending.pan += pan;
        Response { wants_frame, ..Response::default() }
    }
}

/// What a key does in the overview. `on_mark`: a mark has the focus.
pub fn key_action(key: &str, on_mark: bool, rtl: bool) -> Option<Action> {
    let step = |step| on_mark.then_some(Action::MoveFocus(step));
    let zoom = |target| Some(Action::ZoomTo { target, hold_focus: on_mark });
    match key {
        "+" | "=" => zoom(ZoomTarget::In),
        "-" => zoom(ZoomTarget::Out),
        "0" => zoom(ZoomTarget::Fit),
        "Home" => step(MarkStep::First),
        "End" => step(MarkStep::Last),
        "ArrowDown" => step(MarkStep::Later),
        "ArrowUp" => step(MarkStep::Earlier),
        "ArrowRight" | "ArrowLeft" => {
            step(if (key == "ArrowRight") == rtl { MarkStep::Earlier } else { MarkStep::Later })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds { left: 100.0, width: 400.0, rtl: false, zoomed: true };
    const CLUSTER: ClickTarget = ClickTarget::Cluster { index: 3, splits: true };
    const RTL: Bounds = Bounds { rtl: true, ..BOUNDS };

    /// Feeds events, and returns the change of the next frame as factor, fraction and pan.
    #[track_caller]
    fn frame(inputs: &[Input], bounds: Bounds) -> Option<(f64, f64, f64)> {
        let mut gestures = Gestures::default();
        inputs.iter().for_each(|input| drop(gestures.input(*input, bounds)));
        match gestures.take_zoom(false) {
            Some(Action::ZoomBy { factor, about, pan, .. }) => Some((factor, about, pan)),
            None => None,
            other => panic!("{other:?}"),
        }
    }

    const fn wheel(dx: f64, dy: f64, modified: bool) -> Input {
        Input::Wheel { dx, dy, in_lines: false, modified, x: 200.0 }
    }

    const fn down(id: i32, x: f64) -> Input {
        Input::PointerDown { id, x, y: 0.0 }
    }

    const fn moved(id: i32, x: f64) -> Input {
        Input::PointerMove { id, x, y: 0.0 }
    }

    #[test]
    fn a_plain_wheel_scrolls_the_page() {
        assert_eq!(frame(&[wheel(0.0, 100.0, false)], BOUNDS), None);
        assert_eq!(Gestures::default().input(wheel(0.0, 100.0, false), BOUNDS), Response::default());
    }

    #[test]
    fn a_modified_wheel_zooms_about_the_pointer() {
        let zoomed = |bounds| {
            frame(&[wheel(0.0, -60.0, true)], bounds).map(|(factor, about, pan)| ((factor * 1e3).round(), about, pan))
        };
        assert_eq!(zoomed(BOUNDS), Some((1_649.0, 0.25, 0.0)));
        assert_eq!(zoomed(RTL), Some((1_649.0, 0.75, 0.0)));
        assert_eq!(frame(&[wheel(0.0, -1e9, true)], BOUNDS), frame(&[wheel(0.0, -60.0, true)], BOUNDS));
        assert!(Gestures::default().input(wheel(0.0, -60.0, true), BOUNDS).consumed);
    }

    #[test]
    fn a_sideways_wheel_pans_what_is_zoomed() {
        assert_eq!(frame(&[wheel(40.0, 3.0, false)], BOUNDS), Some((1.0, 0.5, 0.1)));
        assert_eq!(frame(&[wheel(40.0, 3.0, false)], RTL), Some((1.0, 0.5, -0.1)));
        assert_eq!(frame(&[wheel(40.0, 3.0, false)], Bounds { zoomed: false, ..BOUNDS }), None);
        assert_eq!(frame(&[wheel(3.0, 40.0, false)], BOUNDS), None);
    }

    #[test]
    fn events_of_one_frame_are_one_change() {
        assert_eq!(frame(&[wheel(40.0, 0.0, false), wheel(40.0, 0.0, false)], BOUNDS), Some((1.0, 0.5, 0.2)));
        let mut gestures = Gestures::default();
        assert!(gestures.input(wheel(40.0, 0.0, false), BOUNDS).wants_frame);
        assert!(!gestures.input(wheel(40.0, 0.0, false), BOUNDS).wants_frame);
    }

    #[test]
    fn a_drag_begins_after_four_pixels_and_pans() {
        assert_eq!(frame(&[down(1, 200.0), moved(1, 203.0)], BOUNDS), None);
        assert_eq!(frame(&[down(1, 200.0), moved(1, 160.0)], BOUNDS).map(|(_, _, pan)| pan), Some(0.1));
        assert_eq!(frame(&[down(1, 200.0), moved(1, 160.0)], RTL).map(|(_, _, pan)| pan), Some(-0.1));
        assert_eq!(frame(&[moved(1, 160.0)], BOUNDS), None, "a pointer that is not down hovers");
    }

    #[test]
    fn a_drag_captures_its_pointers_once() {
        let mut gestures = Gestures::default();
        gestures.input(down(7, 200.0), BOUNDS);
        assert_eq!(gestures.input(moved(7, 150.0), BOUNDS).capture, [7]);
        assert_eq!(gestures.input(moved(7, 140.0), BOUNDS).capture, Vec::<i32>::new());
        assert!(gestures.is_dragging());
    }

    #[test]
    fn two_fingers_zoom_about_their_middle() {
        let pinch = [down(1, 200.0), down(2, 300.0), moved(2, 400.0)];
        assert_eq!(frame(&pinch, BOUNDS), Some((2.0, 0.5, -0.125)));
    }

    #[test]
    fn the_click_that_ends_a_drag_and_the_second_of_a_double_click_do_nothing() {
        let mut gestures = Gestures::default();
        let click = |count| Input::Click { count, on: ClickTarget::Other };
        assert!(!gestures.input(click(1), BOUNDS).consumed);
        assert!(gestures.input(click(2), BOUNDS).consumed);
        for input in [down(1, 200.0), moved(1, 150.0), Input::PointerEnd { id: 1 }] {
            gestures.input(input, BOUNDS);
        }
        assert!(gestures.input(click(1), BOUNDS).consumed);
        assert!(!gestures.input(click(1), BOUNDS).consumed, "only the click that ends the drag");
    }

    #[test]
    fn a_click_by_key_counts_after_a_drag_that_ended_without_a_click() {
        let mut gestures = Gestures::default();
        for input in [down(1, 200.0), moved(1, 150.0), Input::PointerEnd { id: 1 }] {
            gestures.input(input, BOUNDS);
        }
        assert!(!gestures.is_dragging());
        let click = Input::Click { count: 0, on: CLUSTER };
        assert!(gestures.input(click, BOUNDS).action.is_some());
    }

    #[test]
    fn a_pointer_that_was_lost_drags_no_more() {
        let lost = Input::PointerEnd { id: 1 };
        assert_eq!(frame(&[down(1, 200.0), lost, moved(1, 100.0)], BOUNDS), None);
        assert_eq!(
            frame(&[down(1, 200.0), Input::PointerEnd { id: 9 }, moved(1, 160.0)], BOUNDS).map(|(_, _, pan)| pan),
            Some(0.1)
        );
    }

    #[test]
    fn a_drag_goes_on_with_the_finger_that_is_left() {
        let mut gestures = Gestures::default();
        let inputs = [down(1, 200.0), down(2, 300.0), moved(2, 400.0), Input::PointerEnd { id: 1 }];
        inputs.iter().for_each(|input| drop(gestures.input(*input, BOUNDS)));
        gestures.take_zoom(false);
        // A drag that has begun has no threshold, and the middle of one finger is the finger.
        gestures.input(moved(2, 398.0), BOUNDS);
        let action = Action::ZoomBy { factor: 1.0, about: 0.745, pan: 0.005, hold_focus: true };
        assert_eq!(gestures.take_zoom(true), Some(action));
        assert_eq!(gestures.take_zoom(true), None);
    }

    #[test]
    fn two_fingers_need_no_threshold_and_are_both_captured() {
        let mut gestures = Gestures::default();
        gestures.input(down(1, 200.0), BOUNDS);
        gestures.input(down(2, 300.0), BOUNDS);
        assert_eq!(gestures.input(moved(2, 301.0), BOUNDS).capture, [1, 2]);
    }

    #[test]
    fn fingers_close_together_zoom_as_if_they_were_apart() {
        let pinch = [down(1, 200.0), down(2, 201.0), moved(2, 248.0)];
        assert_eq!(frame(&pinch, BOUNDS).map(|(factor, ..)| factor), Some(2.0));
        let vertical = [
            Input::PointerDown { id: 1, x: 200.0, y: 0.0 },
            Input::PointerDown { id: 2, x: 200.0, y: 50.0 },
            Input::PointerMove { id: 2, x: 200.0, y: 100.0 },
        ];
        assert_eq!(frame(&vertical, BOUNDS), Some((2.0, 0.25, 0.0)));
    }

    #[test]
    fn a_wheel_that_counts_in_lines_turns_sixteen_pixels_a_line() {
        let lines = Input::Wheel { dx: 0.0, dy: -2.0, in_lines: true, modified: true, x: 200.0 };
        assert_eq!(frame(&[lines], BOUNDS), frame(&[wheel(0.0, -32.0, true)], BOUNDS));
    }

    #[test]
    fn a_double_click_beside_the_marks_zooms_in_about_the_pointer() {
        assert_eq!(frame(&[Input::DoubleClick { x: 200.0 }], BOUNDS), Some((2.0, 0.25, 0.0)));
        assert_eq!(frame(&[Input::DoubleClick { x: 200.0 }], RTL), Some((2.0, 0.75, 0.0)));
    }

    #[test]
    fn a_click_on_a_cluster_zooms_to_its_events() {
        let response = Gestures::default().input(Input::Click { count: 1, on: CLUSTER }, BOUNDS);
        assert!(response.consumed);
        assert_eq!(response.action, Some(Action::ZoomTo { target: ZoomTarget::Mark(3), hold_focus: true }));
        let whole = ClickTarget::Cluster { index: 3, splits: false };
        let response = Gestures::default().input(Input::Click { count: 1, on: whole }, BOUNDS);
        assert_eq!((response.consumed, response.action), (true, Some(Action::PinCluster(3))));
    }

    #[test]
    fn a_click_on_a_mark_pins_its_preview() {
        let response = Gestures::default().input(Input::Click { count: 1, on: ClickTarget::Mark(2) }, BOUNDS);
        assert_eq!((response.consumed, response.action), (true, Some(Action::PinEvent(2))));
        let response = Gestures::default().input(Input::Click { count: 1, on: ClickTarget::Other }, BOUNDS);
        assert_eq!(response, Response::default());
    }

    #[test]
    fn arrow_keys_follow_the_direction_of_time_on_the_page() {
        let step = |key, rtl| match key_action(key, true, rtl) {
            Some(Action::MoveFocus(step)) => step,
            other => panic!("{key}: {other:?}"),
        };
        assert_eq!(step("ArrowRight", false), MarkStep::Later);
        assert_eq!(step("ArrowRight", true), MarkStep::Earlier);
        assert_eq!(step("ArrowLeft", true), MarkStep::Later);
        assert_eq!(step("ArrowUp", false), MarkStep::Earlier);
        assert_eq!(step("End", false), MarkStep::Last);
        assert_eq!(key_action("ArrowRight", false, false), None, "without a mark that has the focus");
        assert_eq!(key_action("a", true, false), None);
    }

    #[test]
    fn keys_zoom_with_and_without_a_mark_that_has_the_focus() {
        for (key, target) in
            [("+", ZoomTarget::In), ("=", ZoomTarget::In), ("-", ZoomTarget::Out), ("0", ZoomTarget::Fit)]
        {
            for hold_focus in [true, false] {
                assert_eq!(key_action(key, hold_focus, false), Some(Action::ZoomTo { target, hold_focus }));
            }
        }
    }
}
