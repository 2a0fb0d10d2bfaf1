//! Small queries of the page's elements.

use keyline::story::Id;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, FocusOptions, HtmlDetailsElement, HtmlElement, MouseEvent, ScrollBehavior, ScrollToOptions,
};

use crate::store::Store;

/// Whether an element matches a valid selector.
pub fn is(element: &Element, selector: &str) -> bool {
    element.matches(selector).unwrap_or_default()
}

/// The closest element around an event's target that matches a valid selector.
pub fn closest(event: &Event, selector: &str) -> Option<Element> {
    target(event)?.closest(selector).ok().flatten()
}

pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whether a click has a modifier key, so that the browser opens a link in its own way.
pub fn is_modified(click: &MouseEvent) -> bool {
    click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key()
}

/// The first element of the story that matches a valid selector.
pub fn find(store: &Store, selector: &str) -> Option<Element> {
    store.root.query_selector(selector).ok().flatten()
}

/// The overview's tab stop among its marks.
pub fn tab_stop(store: &Store) -> Option<Element> {
    find(store, ".keyline-overview [tabindex='0']")
}

/// All elements below one that match a valid selector.
pub fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok()).collect()
}

/// The element that carries an item's address.
pub fn item(store: &Store, id: &Id) -> Option<Element> {
    // An id in an attribute selector needs no escape but for quotes, which story ids and item ids don't have.
    let name = format!("{}/{id}", store.story().id);
    if name.contains(['"', '\\']) { None } else { find(store, &format!("[id=\"{name}\"]")) }
}

/// Whether an element is in a part of the story that the page hides by the `show` attribute. A closed `<details>` doesn't count.
pub fn is_in_hidden_part(element: &Element) -> bool {
    let part = element.closest(".keyline-content > *").ok().flatten();
    part.is_some_and(|part| part.get_bounding_client_rect().height() == 0.0)
}

/// The `<details>` of an event or card, from the element that carries its address: its parent. Plain rows have none.
pub fn details(item: &Element) -> Option<HtmlDetailsElement> {
    item.parent_element()?.dyn_into().ok()
}

/// The id of the item that a `<details>` belongs to; `None` for a group of events.
pub fn item_id(store: &Store, details: &Element) -> Option<Id> {
    let body = details.query_selector(":scope > .keyline-body").ok().flatten()?;
    named_id(store, &body.id())
}

/// The item of this story that a link leads to, in this page.
pub fn linked_id(store: &Store, link: &Element) -> Option<Id> {
    let href = link.get_attribute("href")?;
    named_id(store, href.strip_prefix(&*store.context.options.page_url)?.strip_prefix('#')?)
}

/// The item with an element id: `story/item`.
pub fn named_id(store: &Store, name: &str) -> Option<Id> {
    let id = name.strip_prefix(store.story().id.as_str())?.strip_prefix('/')?;
    Some(Id::from(id))
}

/// Moves the focus without scrolling.
pub fn focus(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// An element as one that can have the focus: HTML and SVG elements share the methods used here (HTML, "HTMLOrSVGElement").
pub fn as_html(element: &Element) -> HtmlElement {
    element.clone().unchecked_into()
}

/// Scrolls the page down by CSS pixels, at once.
pub fn scroll_by(top: f64) {
    let options = ScrollToOptions::new();
    options.set_top(top);
    options.set_behavior(ScrollBehavior::Instant);
    gloo::utils::window().scroll_by_with_scroll_to_options(&options);
}

/// Whether the reader has not asked for reduced motion.
pub fn wants_motion() -> bool {
    let query = gloo::utils::window().match_media("(prefers-reduced-motion: no-preference)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// Whether the page runs from right to left at an element.
pub fn is_rtl(element: &Element) -> bool {
    is(element, ":dir(rtl)")
}

/// Returns the computed value of a property of an element; 0 if it isn't in pixels.
pub fn pixels(element: &Element, property: &str) -> f64 {
    let style = gloo::utils::window().get_computed_style(element).ok().flatten();
    let value = style.and_then(|style| style.get_property_value(property).ok());
    // `str::parse::<f64>` would add 13 kB.
    value.map(|value| js_sys::parse_float(&value)).filter(|value| value.is_finite()).unwrap_or_default()
}
