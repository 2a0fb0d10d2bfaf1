//! Events on the overview, converted for the state machine of [`keyline::gestures`].

use super::*;

/// What is in the overview, but no part of the strip.
const CONTROLS: &str = "button, .keyline-skip, .keyline-preview";

impl Overview {
    pub(super) fn wheel(&self, store: &Rc<Store>, event: &Event) {
        let wheel: &WheelEvent = event.unchecked_ref();
        let input = Input::Wheel {
            dx: wheel.delta_x(),
            dy: wheel.delta_y(),
            in_lines: wheel.delta_mode() != WheelEvent::DOM_DELTA_PIXEL,
            modified: wheel.ctrl_key() || wheel.meta_key(),
            x: f64::from(wheel.client_x()),
        };
        self.input(store, input, event);
    }

    pub(super) fn pointer(&self, store: &Rc<Store>, event: &Event) {
        let pointer: &PointerEvent = event.unchecked_ref();
        let (id, x, y) = (pointer.pointer_id(), f64::from(pointer.client_x()), f64::from(pointer.client_y()));
        let input = match event.type_().as_str() {
            "pointerdown" if pointer.button() != 0 || dom::closest(event, CONTROLS).is_some() => return,
            "pointerdown" => Input::PointerDown { id, x, y },
            "pointermove" => Input::PointerMove { id, x, y },
            _ => Input::PointerEnd { id },
        };
        self.input(store, input, event);
    }

    /// A click on a mark pins its preview; one on a cluster zooms to its events, or lists them where zooming can't split it. A click
    /// with a modifier key is left to the browser, which follows the mark's link.
    pub(super) fn click(&self, store: &Rc<Store>, event: &Event) {
        let mouse: &MouseEvent = event.unchecked_ref();
        if dom::closest(event, CONTROLS).is_some() || dom::is_modified(mouse) {
            return;
        }
        let mark = dom::closest(event, MARK);
        let index = mark.as_ref().and_then(|mark| index_of(store, mark));
        let on = match mark.zip(index) {
            Some((mark, index)) if dom::is(&mark, ".keyline-cluster") => {
                let zoom = zoom_for(ZoomTarget::Mark(index), &store.state(), store.story(), store.plan());
                ClickTarget::Cluster { index, splits: zoom.is_some() }
            }
            Some((_, index)) => ClickTarget::Mark(index),
            None => ClickTarget::Other,
        };
        self.input(store, Input::Click { count: mouse.detail(), on }, event);
    }

    pub(super) fn double_click(&self, store: &Rc<Store>, event: &Event) {
        if dom::closest(event, "button, a, .keyline-preview").is_none() {
            let x = f64::from(event.unchecked_ref::<MouseEvent>().client_x());
            self.input(store, Input::DoubleClick { x }, event);
        }
    }

    /// Feeds an event to the state machine, and applies its response.
    fn input(&self, store: &Rc<Store>, input: Input, event: &Event) {
        let bounds = self.bounds(store);
        let Response { consumed, capture, wants_frame, action } = self.gestures.borrow_mut().input(input, bounds);
        if consumed {
            event.prevent_default();
        }
        for pointer in capture {
            let _ = self.element.set_pointer_capture(pointer);
        }
        if wants_frame {
            store.in_next_frame(|store, _| {
                let Some(overview) = store.overview.get() else { return };
                let action = overview.gestures.borrow_mut().take_zoom(overview.mark_has_focus());
                action.into_iter().for_each(|action| store.dispatch(action));
            });
        }
        action.into_iter().for_each(|action| store.dispatch(action));
    }

    fn bounds(&self, store: &Store) -> Bounds {
        let rectangle = self.element.get_bounding_client_rect();
        let zoomed = !store.state().zoom.is_all();
        Bounds { left: rectangle.left(), width: rectangle.width(), rtl: dom::is_rtl(&self.element), zoomed }
    }

    fn mark_has_focus(&self) -> bool {
        let focused = self.element.query_selector(":is(.keyline-mark, .keyline-cluster):focus");
        focused.is_ok_and(|mark| mark.is_some())
    }
}

/// The index of a mark's event, or of a cluster's first one.
pub(super) fn index_of(store: &Store, mark: &Element) -> Option<usize> {
    store.story().event(&dom::linked_id(store, mark)?)
}
