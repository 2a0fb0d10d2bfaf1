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
        if self.returns_focus.get() {
            return;
        }
        let visible = dom::target(event).filter(|target| dom::is(target, ":focus-visible"));
        self.show_preview(store, visible.filter(|target| dom::is(target, MARK)).as_ref());
    }

    /// Shows the preview of a mark, or none.
    pub(super) fn show_preview(&self, store: &Rc<Store>, mark: Option<&Element>) {
        self.hover.set(self.hover.get() + 1);
        let mark = mark.filter(|_| !self.gestures.borrow().is_dragging()).and_then(|mark| index_of(store, mark));
        let preview = store.state().preview;
        let is_other = preview.is_none_or(|preview| !preview.pinned) && mark != preview.map(|preview| preview.mark);
        if is_other {
            store.dispatch(Action::Preview(mark));
        }
    }
}

/// The least distance of a mark from the sheet below it, in CSS pixels.
const MARGIN: f64 = 8.0;

/// A click outside of the pinned preview and of the marks closes it. The focus returns to its mark, unless the click has moved it to
/// something else.
pub fn click_anywhere(store: &Rc<Store>, event: &Event) {
    let Some(overview) = store.overview.get().filter(|_| store.state().preview.is_some_and(|preview| preview.pinned))
    else {
        return;
    };
    let path = event.composed_path();
    let is_inside = path.iter().filter_map(|node| node.dyn_into::<Element>().ok()).any(|element| {
        overview.element.contains(Some(&element)) && (dom::is(&element, MARK) || dom::is(&element, ".keyline-preview"))
    });
    if !is_inside {
        let document = gloo::utils::document();
        let focused = document.active_element();
        let return_focus = focused.is_none_or(|focused| Some(&focused) == document.body().as_deref());
        store.dispatch(Action::ClosePreview { return_focus });
    }
}

/// Moves the focus from a preview that was closed to its mark.
pub fn return_focus(store: &Rc<Store>) {
    let Some(overview) = store.overview.get() else { return };
    if let Some(mark) = dom::tab_stop(store) {
        overview.returns_focus.set(true);
        dom::focus(&dom::as_html(&mark));
        overview.returns_focus.set(false);
    }
}

/// Shows the preview in the top layer, below its mark or, where the window ends there, above it, between the ends of the overview. On
/// a phone, the sheet puts a pinned one at the window's end, except in a frame. The style is set by script, since a strict policy forbids `style` attributes.
pub fn place_preview(store: &Rc<Store>) {
    let Some(overview) = store.overview.get() else { return };
    let preview = overview.element.query_selector(".keyline-preview").ok().flatten();
    let index = store.state().preview.map(|preview| preview.mark);
    let marks = dom::all(&overview.element, MARK);
    let mark = marks.into_iter().find(|mark| index.is_some() && index_of(store, mark) == index);
    let (Some(preview), Some(mark)) = (preview, mark) else { return };
    let preview = dom::as_html(&preview);
    // It throws if the preview is shown already, and in browsers without popovers, where the preview is never hidden by that.
    let _ = preview.show_popover();
    let (around, mark) = (overview.element.get_bounding_client_rect(), mark.get_bounding_client_rect());
    let style = preview.style();
    let _ = style.set_property("--_room", &format!("{}px", around.width() as i32));
    let (width, height) = (f64::from(preview.offset_width()), f64::from(preview.offset_height()));
    let left = (mark.left() + mark.width() / 2.0 - width / 2.0).min(around.right() - width).max(around.left());
    let window = gloo::utils::window();
    // A frame is as high as its page: its end is not that of the screen.
    if window.top().ok().flatten().is_some_and(|top| top != window) {
        let _ = preview.set_attribute("data-framed", "");
    }
    let window_height = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let fits_below = mark.bottom() + height <= window_height || mark.top() < height;
    let top = if fits_below { mark.bottom() } else { mark.top() - height };
    let (scroll_x, scroll_y) = (window.scroll_x().unwrap_or_default(), window.scroll_y().unwrap_or_default());
    let _ = style.set_property("--_left", &format!("{}px", (left + scroll_x).round() as i32));
    let _ = style.set_property("--_top", &format!("{}px", (top + scroll_y).round() as i32));
    // A sheet may cover its mark.
    let shown = preview.get_bounding_client_rect();
    if (shown.top()..shown.bottom()).contains(&((mark.top() + mark.bottom()) / 2.0)) {
        dom::scroll_by(mark.bottom() - shown.top() + MARGIN);
    }
}
