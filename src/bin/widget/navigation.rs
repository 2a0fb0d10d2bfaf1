//! The page's address and history, as far as a story changes them.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use keyline::{
    state::{Action, HistoryChange, LinkKind, Params},
    story::Id,
};
use web_sys::{Element, HtmlElement};

use crate::{address, dom, store::Store};

/// Where the reader followed links from, and the address that is yet to be shown.
#[derive(Default)]
pub struct Navigation {
    return_stack: RefCell<Vec<ReturnPoint>>,
    /// The address that replaces the current one after the next frame: the browser needs milliseconds for it.
    pending: RefCell<Option<(Option<Id>, Params)>>,
    is_scheduled: Cell<bool>,
    /// The distance from the top of the window, in CSS pixels, of the mark whose event was read last.
    mark_top: Cell<f64>,
}

/// A link that was followed.
struct ReturnPoint {
    link: HtmlElement,
    /// The page's fragment at that time.
    fragment: String,
    /// The link's distance from the top of the window, in CSS pixels.
    link_top: f64,
}

/// Shows an address, now or, where it replaces the current one, after the next frame.
pub fn show(store: &Rc<Store>, id: Option<Id>, params: Params, history: HistoryChange) {
    let navigation = &store.navigation;
    if history == HistoryChange::Push {
        flush(store);
        return write(store, id, &params, history);
    }
    let pending = navigation.pending.take().and_then(|(id, _)| id);
    navigation.pending.replace(Some((id.or(pending), params)));
    if !navigation.is_scheduled.replace(true) {
        store.in_next_frame(|store, _| {
            store.after(0, |store| {
                store.navigation.is_scheduled.set(false);
                flush(store);
            });
        });
    }
}

/// Shows the address that is pending.
pub fn flush(store: &Store) {
    if let Some((id, params)) = store.navigation.pending.take() {
        write(store, id, &params, HistoryChange::Replace);
    }
}

/// Shows an address, unless a router owns the page's by now.
fn write(store: &Store, id: Option<Id>, params: &Params, history: HistoryChange) {
    if store.owns_address() {
        let id = id.or_else(|| address::current(store).and_then(|address| address.id));
        address::show(&address::href(&store.story().id, id.as_ref(), params), history);
    }
}

/// Follows a link to an item of the story.
pub fn follow(store: &Rc<Store>, link: &Element, id: Id) {
    flush(store);
    if dom::is(link, ".keyline-back") {
        return store.dispatch(Action::ReturnToMark);
    }
    if dom::is(link, ".keyline-previous, .keyline-next") {
        return store.dispatch(Action::FollowLink { id, kind: LinkKind::Step });
    }
    let is_preview = dom::is(link, ".keyline-read");
    // The preview closes: its mark has the focus on return.
    let mark = if is_preview { dom::tab_stop(store) } else { None };
    let link = dom::as_html(mark.as_ref().unwrap_or(link));
    let link_top = link.get_bounding_client_rect().top();
    if store.owns_address() {
        let point = ReturnPoint { link, fragment: address::fragment(), link_top };
        store.navigation.return_stack.borrow_mut().push(point);
    } else if is_preview {
        store.navigation.mark_top.set(link_top);
    }
    store.dispatch(Action::FollowLink { id, kind: if is_preview { LinkKind::Read } else { LinkKind::Jump } });
}

/// The address was changed by the browser or the page (back, forward, a link elsewhere, a router), or whose it is.
pub fn address_changed(store: &Rc<Store>) {
    store.navigation.pending.take();
    let fragment = address::fragment();
    let returned = store.navigation.return_stack.borrow_mut().pop_if(|point| point.fragment == fragment);
    // What a router does is no return to a link.
    let returned = returned.filter(|_| store.owns_address());
    let address = address::current(store);
    let id = address.as_ref().and_then(|address| address.id.clone());
    let is_first = id.as_ref().is_some_and(|id| is_first(store, id));
    let params = address.map(|address| address.params);
    store.dispatch(Action::ChangeAddress { id, params, is_first, returned: returned.is_some() });
    if let Some(point) = returned.filter(|point| point.link.is_connected()) {
        // The browser restores the scroll position, some without regard to what was opened above; the focus is not restored.
        return_to(store, point.link, point.link_top);
    }
}

/// Moves the focus to the overview's tab stop, at the place of the mark whose event was read last.
pub fn return_to_mark(store: &Rc<Store>) {
    if let Some(mark) = dom::tab_stop(store) {
        return_to(store, dom::as_html(&mark), store.navigation.mark_top.get());
    }
}

/// Moves the focus to a link, and scrolls so that it is `top` CSS pixels below the top of the window.
fn return_to(store: &Rc<Store>, link: HtmlElement, top: f64) {
    dom::focus(&link);
    dom::scroll_by(link.get_bounding_client_rect().top() - top);
    // It ends a smooth scroll in progress, which in Chromium goes on until the next frame.
    store.scrolls_until.set(0.0);
    store.in_next_frame(move |_, _| dom::scroll_by(link.get_bounding_client_rect().top() - top));
}

/// Whether no other element of the page has an item's address before this story's: the browser, too, uses the first.
pub fn is_first(store: &Store, id: &Id) -> bool {
    let Some(item) = dom::item(store, id) else { return false };
    let name = item.id();
    let document = gloo::utils::document();
    let found = document.get_element_by_id(&name).or_else(|| {
        let hosts = document.get_elements_by_tag_name(&store.host.local_name());
        let mut shadows = (0..hosts.length()).filter_map(|index| hosts.item(index)?.shadow_root());
        shadows.find_map(|shadow| shadow.get_element_by_id(&name))
    });
    found.is_none_or(|found| found == item)
}
