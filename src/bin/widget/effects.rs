//! Carries out the reducer's effects in the browser.

use std::rc::Rc;

use js_sys::Date;
use keyline::{
    state::{Action, Effect, FocusTarget},
    story::Id,
};
use web_sys::{Element, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::{dom, highlight::highlight, navigation, overview, page_event, search, store::Store};

pub fn run(store: &Rc<Store>, effect: Effect) {
    match effect {
        Effect::Notify(event) => page_event::dispatch(&store.host, &event),
        Effect::SetAddress { id, params, history } => navigation::show(store, id, params, history),
        Effect::Reveal(id) => reveal(store, &id),
        Effect::OpenFold(side) => dom::item(store, &Id::from(side.id())).iter().for_each(open),
        Effect::MoveFocus(target) => move_focus(store, &target),
        Effect::ReturnToMark => navigation::return_to_mark(store),
        Effect::ScheduleSearch => search::schedule(store),
        Effect::ShowQuery(query) => search::show_query(store, &query),
        Effect::Highlight(words) => highlight(store, words),
        Effect::Animate => overview::animate(store),
        Effect::AwaitIdle => overview::await_idle(store),
        Effect::PlacePreview => overview::place_preview(store),
    }
}

/// How long browsers take at most for a smooth scroll of a screen, in milliseconds.
const MAX_SCROLL_TIME: f64 = 1_000.0;

/// Opens every `<details>` around an item, and scrolls to it unless it is in view.
fn reveal(store: &Rc<Store>, id: &Id) {
    let Some(item) = dom::item(store, id) else { return };
    let mut closed = closed_ancestor(&item);
    while let Some(details) = closed {
        open(&details);
        closed = details.parent_element().as_ref().and_then(closed_ancestor);
    }
    let shown = dom::details(&item).map_or(item, Element::from);
    let bounds = shown.get_bounding_client_rect();
    let height = gloo::utils::window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let distance = bounds.top() - covered_height(&shown);
    // During a smooth scroll positions are not final, and browsers add an instant scroll to it instead of ending it.
    let is_scrolling = Date::now() < store.scrolls_until.get();
    if is_scrolling || distance < 0.0 || bounds.bottom() > height {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Start);
        // Scrolling smoothly over more than a screen would be slow.
        if is_scrolling || (distance.abs() < height && dom::wants_motion()) {
            options.set_behavior(ScrollBehavior::Smooth);
            store.scrolls_until.set(Date::now() + MAX_SCROLL_TIME);
        }
        shown.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Returns the height at the top of the window that an element must stay clear of, in CSS pixels: its `scroll-margin-top` and the page's
/// `scroll-padding-top`.
fn covered_height(element: &Element) -> f64 {
    let page = gloo::utils::document().document_element();
    dom::pixels(element, "scroll-margin-top") + page.map_or(0.0, |page| dom::pixels(&page, "scroll-padding-top"))
}

/// Opens a `<details>`.
fn open(details: &Element) {
    let _ = details.set_attribute("open", "");
}

fn closed_ancestor(element: &Element) -> Option<Element> {
    element.closest("details:not([open])").ok().flatten()
}

fn move_focus(store: &Rc<Store>, target: &FocusTarget) {
    let element = match target {
        FocusTarget::Item(id) => dom::item(store, id).map(|item| focusable(&item)),
        FocusTarget::RovingMark => dom::tab_stop(store),
        FocusTarget::Mark(id) => dom::all(&store.root, ".keyline-mark")
            .into_iter()
            .find(|mark| dom::linked_id(store, mark).as_ref() == Some(id)),
        FocusTarget::RovingMarkQuietly => return overview::return_focus(store),
        FocusTarget::Preview => dom::find(store, ".keyline-preview"),
        FocusTarget::FiltersButton => dom::find(store, ".keyline-filters > button"),
        FocusTarget::SearchBox => dom::find(store, ".keyline-search input"),
        FocusTarget::SearchButton => dom::find(store, ".keyline-search-button"),
    };
    if let Some(element) = element {
        dom::focus(&dom::as_html(&element));
    }
}

/// The element that takes the focus for an item: its summary, or itself.
fn focusable(item: &Element) -> Element {
    let summary = dom::details(item).and_then(|details| details.query_selector("summary").ok().flatten());
    summary.unwrap_or_else(|| {
        let _ = item.set_attribute("tabindex", "-1");
        item.clone()
    })
}

/// Goes to the item that the address names, once it is in the page.
pub fn arrive(store: &Rc<Store>, id: Id, may_move: bool) {
    let is_first = may_move && navigation::is_first(store, &id);
    store.dispatch(Action::Arrive { id, is_first });
}
