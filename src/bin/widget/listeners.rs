//! The listeners of one story: one for each event on its root, which serve prerendered and hydrated content alike, and those on the
//! window.
//!
//! Controls have Yew callbacks. Here content is observed: `<details>`, links, and keys. What the browser needs inside the event
//! (whether its default is prevented, what is copied) is decided here; everything else is an action.

use std::rc::Rc;

use js_sys::Promise;
use keyline::{
    gestures::key_action,
    state::{Action, CopyResult, ToggleCause},
};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event, EventTarget, HtmlDetailsElement, KeyboardEvent, MouseEvent};

use crate::{address, dom, navigation, overview, roots::Roots, search, storage, store::Store};

#[wasm_bindgen]
extern "C" {
    /// Throws where there is no clipboard.
    #[wasm_bindgen(js_namespace = ["navigator", "clipboard"], js_name = writeText, catch)]
    fn write_text(text: &str) -> Result<Promise, JsValue>;
}

/// Listens until the story ends. The listeners don't own the store, which owns them through its guard.
pub fn listen(store: &Rc<Store>) {
    let on = |target: &EventTarget, event: &str, capture, run: fn(&Rc<Store>, &Event)| {
        let weak = Rc::downgrade(store);
        store.guard.on(target, event, capture, move |event| {
            if let Some(store) = weak.upgrade() {
                run(&store, &event);
            }
        });
    };
    let root: &EventTarget = &store.root;
    on(root, "click", false, click);
    on(root, "keydown", false, keydown);
    on(root, "focusin", false, focused);
    // It doesn't bubble.
    on(root, "toggle", true, toggled);
    let window = gloo::utils::window();
    on(&window, "click", true, overview::click_anywhere);
    on(&window, "hashchange", false, |store, _| navigation::address_changed(store));
    on(&window, "beforeprint", false, |store, _| store.dispatch(Action::SetPrinting(true)));
    on(&window, "afterprint", false, |store, _| store.dispatch(Action::SetPrinting(false)));
    on(&window, "scrollend", false, |store, _| store.scrolls_until.set(0.0));
    on(&window, "pagehide", false, |store, _| storage::write(store));
}

fn click(store: &Rc<Store>, event: &Event) {
    let mouse: &MouseEvent = event.unchecked_ref();
    if event.default_prevented() || mouse.button() != 0 || dom::is_modified(mouse) {
        return;
    }
    if let Some(summary) = dom::closest(event, "summary") {
        click_summary(store, mouse, &summary);
    } else if let Some(link) = dom::closest(event, ".keyline-copy") {
        copy(store, event, &link);
    } else if let Some(link) = dom::closest(event, "a[href]")
        && let Some(id) = dom::linked_id(store, &link)
        && let Some(item) = dom::item(store, &id)
    {
        event.prevent_default();
        if !dom::is_in_hidden_part(&item) {
            navigation::follow(store, &link, id);
        } else if let Some(href) = store.context.public_href(id.as_str()) {
            let _ = gloo::utils::window().open_with_url_and_target(&href, "_self");
        }
    }
}

/// The browser would toggle the item, and report it only after the next frame. It is toggled here, so that everything shows in
/// the same frame.
fn click_summary(store: &Rc<Store>, event: &MouseEvent, summary: &Element) {
    let details = summary.parent_element().and_then(|parent| parent.dyn_into::<HtmlDetailsElement>().ok());
    let Some((details, id)) = details.and_then(|details| dom::item_id(store, &details).map(|id| (details, id))) else {
        return;
    };
    event.prevent_default();
    let open = !details.open();
    details.set_open(open);
    let cause = if event.detail() > 0 { ToggleCause::Click } else { ToggleCause::Key };
    store.dispatch(Action::Toggle { id, open, cause });
}

/// Copies an item's address. Without a clipboard (an insecure page, a frame of another origin) the browser follows the link, and
/// the address bar shows the address: this page's or, where the link leads to the story's own page, that of a new tab.
fn copy(store: &Rc<Store>, event: &Event, link: &Element) {
    let href = link.get_attribute("href").unwrap_or_default();
    let Some(id) = href.split_once('#').and_then(|(_, name)| dom::named_id(store, name)) else { return };
    let Some(href) = address::shared(store, &id) else { return };
    let Ok(written) = write_text(&href) else {
        return store.dispatch(Action::CopyLink { id, result: CopyResult::Unavailable });
    };
    event.prevent_default();
    let store = store.clone();
    spawn_local(async move {
        let result = if JsFuture::from(written).await.is_ok() {
            CopyResult::Copied
        } else if store.owns_address() {
            CopyResult::Refused
        } else {
            let _ = gloo::utils::window().open_with_url_and_target(&href, "_blank");
            CopyResult::Unavailable
        };
        store.dispatch(Action::CopyLink { id, result });
    });
}

/// The browser has opened or closed a `<details>`: for find in page, for a fragment, or because the reader toggled a group or a fold.
fn toggled(store: &Rc<Store>, event: &Event) {
    let Some(details) = dom::target(event).and_then(|target| target.dyn_into::<HtmlDetailsElement>().ok()) else {
        return;
    };
    if details.open() {
        if dom::is(&details, ".keyline-fold") {
            Roots::mount_groups_in_batches(store, None);
        } else if let Some(roots) = store.roots.get() {
            roots.hydrate_around(store, &details);
        }
    }
    if let Some(id) = dom::item_id(store, &details) {
        let named = address::current(store).and_then(|address| address.id);
        let cause = if named.as_ref() == Some(&id) { ToggleCause::Hash } else { ToggleCause::Find };
        // The event may be late: until a newer state is rendered, the element is open or closed as the state before it said.
        store.when_rendered(move |store| store.dispatch(Action::Toggle { id, open: details.open(), cause }));
    }
}

/// A reader who enters the search box is about to type.
fn focused(store: &Rc<Store>, event: &Event) {
    if dom::closest(event, ".keyline-search input").is_some() {
        search::build_index(store, |_| {});
    }
}

fn keydown(store: &Rc<Store>, event: &Event) {
    let key: &KeyboardEvent = event.unchecked_ref();
    if event.default_prevented() || key.alt_key() || key.ctrl_key() || key.meta_key() {
        return;
    }
    let overview = dom::closest(event, ".keyline-overview");
    let state = store.state();
    if key.key() == "Escape" {
        // What Escape closes first (WCAG 1.4.13): the preview, then the selection.
        return store.dispatch(match state.preview {
            Some(preview) if preview.pinned => Action::ClosePreview { return_focus: true },
            Some(_) if overview.is_some() => Action::Preview(None),
            _ => Action::ClearSelection,
        });
    }
    let Some(overview) = overview.filter(|_| dom::closest(event, ".keyline-preview").is_none()) else { return };
    let on_mark = dom::closest(event, ".keyline-mark, .keyline-cluster").is_some();
    if let Some(action) = key_action(&key.key(), on_mark, dom::is_rtl(&overview)) {
        event.prevent_default();
        store.dispatch(action);
    }
}
