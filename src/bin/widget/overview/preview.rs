//! When the preview of a mark shows, and where.

use super::{gestures::index_of, *};

impl Overview {
    pub(super) fn hover(&self, store: &Rc<Store>, event: &Event) {
        let pointer: &PointerEvent = event.unchecked_ref();
        if pointer.pointer_type() == "touch" {
            return;
        }
        let over_preview = dom::closest(event, ".keyline-preview").is_some();
        let mark = dom::closest(event, MARK);
        let delay = if mark.is_some() { HOVER } else { 0 };
        let number = self.hover.get() + 1;
        self.hover.set(number);
        store.after(delay, move |store| {
            let overview = store.overview.get().filter(|overview| overview.hover.get() == number);
            if let Some(overview) = overview
                && !over_preview
            {
                overview.show_preview(store, mark.as_ref());
            }
        });
    }

    /// The pointer has left: the preview shows what has the focus, if that is visible.
    pub(super) fn leave(&self, store: &Rc<Store>) {
        let focused = self.element.query_selector(":is(.keyline-mark, .keyline-cluster):focus-visible");
        self.show_preview(store, focused.ok().flatten().as_ref());
    }

    pub(super) fn focused(&self, store: &Rc<Store>, event: &Event) {
        let visible = dom::target(event).filter(|target| dom::is(target, ":focus-visible"));
        self.show_preview(store, visible.filter(|target| dom::is(target, MARK)).as_ref());
    }

    /// Shows the preview of a mark, or none.
    pub(super) fn show_preview(&self, store: &Rc<Store>, mark: Option<&Element>) {
        self.hover.set(self.hover.get() + 1);
        let mark = mark.filter(|_| !self.gestures.borrow().is_dragging()).and_then(|mark| index_of(store, mark));
        if mark != store.state().preview {
            store.dispatch(Action::Preview(mark));
        }
    }
}

/// Positions the preview below its mark, inside the overview. The style is set by script, since a strict policy forbids `style`
/// attributes.
pub fn place_preview(store: &Rc<Store>) {
    let Some(overview) = store.overview.get() else { return };
    let preview = overview.element.query_selector(".keyline-preview").ok().flatten();
    let index = store.state().preview;
    let marks = dom::all(&overview.element, MARK);
    let mark = marks.into_iter().find(|mark| index.is_some() && index_of(store, mark) == index);
    let (Some(preview), Some(mark)) = (preview, mark) else { return };
    let preview = dom::as_html(&preview);
    let (around, mark) = (overview.element.get_bounding_client_rect(), mark.get_bounding_client_rect());
    let width = f64::from(preview.offset_width());
    let left = (mark.left() + mark.width() / 2.0 - around.left() - width / 2.0).min(around.width() - width).max(0.0);
    let style = preview.style();
    let _ = style.set_property("left", &format!("{}px", left.round() as i32));
    let _ = style.set_property("top", &format!("{}px", (mark.bottom() - around.top()).round() as i32));
}
