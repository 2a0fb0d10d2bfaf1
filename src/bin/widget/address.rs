//! The page's address: `#story/item?order=newest&q=…`.

use keyline::{
    state::{HistoryChange, Params},
    story::Id,
};
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

use crate::store::Store;

/// The address of a story in this page's fragment.
#[derive(Debug, Default, PartialEq)]
pub struct Address {
    /// The item that is named; an item's id, or `_timeline` and the like.
    pub id: Option<Id>,
    pub params: Params,
}

/// Reads the page's address. `None` where it doesn't name the story, or is not for the story to read.
pub fn current(store: &Store) -> Option<Address> {
    if !store.owns_address() {
        return None;
    }
    let hash = fragment();
    let rest = hash.strip_prefix('#')?.strip_prefix(store.story().id.as_str())?.strip_prefix('/')?;
    let (id, query) = rest.split_once('?').unwrap_or((rest, ""));
    let id = js_sys::decode_uri_component(id).map_or_else(|_| id.to_owned(), String::from);
    let mut params = Params::default();
    // Malformed escapes don't make this fail (URL Standard, "application/x-www-form-urlencoded parsing").
    if let Ok(pairs) = UrlSearchParams::new_with_str(query) {
        for pair in js_sys::try_iter(&pairs).ok().flatten().into_iter().flatten().flatten() {
            let text = |index| js_sys::Array::from(&pair).get(index).as_string().unwrap_or_default();
            params.push(&text(0), &text(1));
        }
    }
    Some(Address { id: (!id.is_empty()).then(|| Id::from(&*id)), params })
}

/// The page's fragment, with its `#`; empty where there is none.
pub fn fragment() -> String {
    gloo::utils::window().location().hash().unwrap_or_default()
}

/// The address of this page, without its fragment.
fn page_url() -> String {
    let page = gloo::utils::window().location().href().unwrap_or_default();
    without_fragment(&page).to_owned()
}

/// The address of this page if a `<base>` makes `#item` lead elsewhere; otherwise empty.
pub fn page_url_if_base_differs() -> String {
    let page = page_url();
    let base = gloo::utils::document().base_uri().ok().flatten().unwrap_or_default();
    if without_fragment(&base) == page { String::new() } else { page }
}

fn without_fragment(url: &str) -> &str {
    url.split_once('#').map_or(url, |(page, _)| page)
}

/// The whole address of this page, with an item of the story in its fragment.
pub fn href(story: &Id, id: Option<&Id>, params: &Params) -> String {
    let page = page_url();
    let item = id.map_or("", Id::as_str);
    format!("{page}#{story}/{item}{}", query(params))
}

/// The address of an item to copy: in this page or, where its address is not the story's, in the story's own page, if there is one.
pub fn shared(store: &Store, id: &Id) -> Option<String> {
    if store.owns_address() {
        return Some(href(&store.story().id, Some(id), &Params::default()));
    }
    Some(store.context.public_href(id.as_str())?.to_string())
}

/// Parameters as a URL's query, with its `?`; empty where there are none.
pub fn query(params: &Params) -> String {
    let Ok(pairs) = UrlSearchParams::new() else { return String::new() };
    params.0.iter().for_each(|(key, value)| pairs.append(key, value));
    if params.is_empty() { String::new() } else { format!("?{}", String::from(pairs.to_string())) }
}

/// Shows an address. A page that may not change its history, such as a sandboxed frame, keeps the old one.
pub fn show(href: &str, history: HistoryChange) {
    let Ok(list) = gloo::utils::window().history() else { return };
    let state = list.state().unwrap_or(JsValue::NULL);
    let _ = match history {
        HistoryChange::Push => list.push_state_with_url(&state, "", Some(href)),
        HistoryChange::Replace => list.replace_state_with_url(&state, "", Some(href)),
    };
}
