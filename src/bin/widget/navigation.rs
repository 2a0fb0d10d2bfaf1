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
    /// An address that replaces the current one after the next frame, with the item that it names: the browser needs milliseconds for
    /// it.
    pending: RefCell<Option<(Option<Id>, String)>>,
    is_scheduled: Cell<bool>,
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
pub fn show(store: &Rc<Store>, id: Option<Id>, params: &Params, history: HistoryChange) {
    let navigation = &store.navigation;
    let story = &store.story().id;
    if history == HistoryChange::Push {
        flush(store);
    }
    let pending = navigation.pending.borrow().as_ref().and_then(|(id, _)| id.clone());
    let id = id.or(pending).or_else(|| address::current(story).and_then(|address| address.id));
    let href = address::href(story, id.as_ref(), params);
    if history == HistoryChange::Push {
        return address::show(&href, history);
    }
    navigation.pending.replace(Some((id, href)));
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
    if let Some((_, href)) = store.navigation.pending.take() {
        address::show(&href, HistoryChange::Replace);
    }
}

/// Follows a link to an item of the story.
pub fn follow(store: &Rc<Store>, link: &Element, id: Id) {
    let is_step = dom::is(link, ".keyline-previous, .keyline-next");
    flush(store);
    if !is_step {
        let (fragment, link_top) = (address::fragment(), link.get_bounding_client_rect().top());
        // The preview closes: its mark has the focus on return.
        let is_preview = link.closest(".keyline-preview").is_ok_and(|preview| preview.is_some());
        let mark = if is_preview { dom::tab_stop(store) } else { None };
        let link = dom::as_html(mark.as_ref().unwrap_or(link));
        store.navigation.return_stack.borrow_mut().push(ReturnPoint { link, fragment, link_top });
    }
    store.dispatch(Action::FollowLink { id, kind: if is_step { LinkKind::Step } else { LinkKind::Jump } });
}

/// The address was changed by the browser or the page: back, forward, or a link elsewhere.
pub fn address_changed(store: &Rc<Store>) {
    store.navigation.pending.take();
    let fragment = address::fragment();
    let returned = store.navigation.return_stack.borrow_mut().pop_if(|point| point.fragment == fragment);
    let address = address::current(&store.story().id);
    let id = address.as_ref().and_then(|address| address.id.clone());
    let is_first = id.as_ref().is_some_and(|id| is_first(store, id));
    let params = address.map(|address| address.params);
    store.dispatch(Action::ChangeAddress { id, params, is_first, returned: returned.is_some() });
    if let Some(point) = returned.filter(|point| point.link.is_connected()) {
        // The browser restores the scroll position, some without regard to what was opened above; the focus is not restored.
        dom::focus(&point.link);
        dom::scroll_by(point.link.get_bounding_client_rect().top() - point.link_top);
    }
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
