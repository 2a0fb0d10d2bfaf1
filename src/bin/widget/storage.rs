//! How the reader left a story: kept in the browser's storage, or handed from one instance to the next.

use js_sys::{Array, JSON, Object, Reflect};
use keyline::{state::Params, story::Id};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, Storage};

use crate::store::Store;

/// The parameters of the state, and the ids of the open items.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub params: Params,
    pub open: Vec<Id>,
}

impl Snapshot {
    pub fn of(store: &Store) -> Snapshot {
        let (story, state) = (store.story(), store.state());
        let events = story.timeline.events.iter().map(|event| &event.id);
        let cards = story.sections.iter().flat_map(|section| &section.cards).map(|card| &card.id);
        let open = events.chain(cards).filter(|id| state.open.contains(id)).cloned().collect();
        Snapshot { params: state.params(), open }
    }

    /// JSON: `{"open": ["id", …], "params": [["key", "value"], …]}`.
    pub fn to_json(&self) -> String {
        let text = |text: &str| JsValue::from_str(text);
        let pairs = self.params.0.iter().map(|(key, value)| Array::of2(&text(key), &text(value)));
        let object = Object::new();
        let set = |key: &str, list: Array| {
            // Setting a field of a plain object doesn't fail.
            let _ = Reflect::set(&object, &key.into(), &list);
        };
        set("open", self.open.iter().map(|id| text(id.as_str())).collect());
        set("params", pairs.collect());
        JSON::stringify(&object).map(String::from).unwrap_or_default()
    }

    /// Reads what [`Snapshot::to_json`] wrote; `None` for anything else.
    pub fn from_json(json: &str) -> Option<Snapshot> {
        let object = JSON::parse(json).ok()?;
        let list = |key: &str| Reflect::get(&object, &key.into()).ok()?.dyn_into::<Array>().ok();
        let open = list("open")?.iter().filter_map(|id| id.as_string()).map(|id| Id::from(&*id)).collect();
        let mut params = Params::default();
        for pair in list("params")?.iter().filter_map(|pair| pair.dyn_into::<Array>().ok()) {
            if let (Some(key), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
                params.push(&key, &value);
            }
        }
        Some(Snapshot { params, open })
    }
}

/// The snapshot that an earlier visit left, if the publisher allows it.
pub fn read(host: &HtmlElement, story: &Id) -> Option<Snapshot> {
    let json = storage(host)?.get_item(&key(story)).ok().flatten()?;
    Snapshot::from_json(&json)
}

/// Keeps a snapshot for the next visit, if the publisher allows it and there is room.
pub fn write(store: &Store) {
    if let Some(storage) = storage(&store.host) {
        let _ = storage.set_item(&key(&store.story().id), &Snapshot::of(store).to_json());
    }
}

/// The page's storage, where the element's `storage` attribute is `on`. A sandboxed frame has none: reading it throws, which
/// gloo-storage doesn't catch.
fn storage(host: &HtmlElement) -> Option<Storage> {
    let allowed = host.get_attribute("storage").is_some_and(|value| value == "on");
    if allowed { gloo::utils::window().local_storage().ok().flatten() } else { None }
}

fn key(story: &Id) -> String {
    format!("keyline:{story}")
}
