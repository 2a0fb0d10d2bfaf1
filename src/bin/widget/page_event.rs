//! The DOM events that the element dispatches. docs/embedding.md lists them; npm/index.d.ts has their types.

use js_sys::{Array, Object, Reflect};
use keyline::{
    filter::status_name,
    state::{PageEvent, ShareMethod, ToggleCause},
    story::Id,
};
use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

/// Dispatches an event on the element. It bubbles, and leaves shadow trees. Listeners run before this returns.
pub fn dispatch(host: &HtmlElement, event: &PageEvent) {
    let (name, detail) = described(event);
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        // The browser reports what listeners throw; `dispatchEvent` doesn't throw it.
        let _ = host.dispatch_event(&event);
    }
}

fn described(event: &PageEvent) -> (&'static str, Object) {
    let detail = Object::new();
    let set = |key: &str, value: JsValue| {
        // Setting a field of a plain object doesn't fail.
        let _ = Reflect::set(&detail, &key.into(), &value);
    };
    let name = match event {
        PageEvent::Ready { id } => {
            set("id", text(id));
            "keyline-ready"
        }
        PageEvent::Toggle { id, open, cause } => {
            set("id", optional(id.as_ref()));
            set("open", (*open).into());
            set("how", cause_name(*cause).into());
            "keyline-toggle"
        }
        PageEvent::Select { id } => {
            set("id", optional(id.as_ref()));
            "keyline-select"
        }
        PageEvent::Order(order) => {
            set("order", order.name().into());
            "keyline-order"
        }
        PageEvent::Filter { tracks, statuses, tags, count } => {
            set("tracks", tracks.iter().map(text).collect::<Array>().into());
            set(
                "statuses",
                statuses.iter().map(|status| JsValue::from_str(status_name(*status))).collect::<Array>().into(),
            );
            set("tags", number(*tags));
            set("count", number(*count));
            "keyline-filter"
        }
        PageEvent::Search { count } => {
            set("count", number(*count));
            "keyline-search"
        }
        PageEvent::Share { id, method } => {
            set("id", text(id));
            set("how", if *method == ShareMethod::Clipboard { "clipboard" } else { "address" }.into());
            "keyline-share"
        }
    };
    (name, detail)
}

fn cause_name(cause: ToggleCause) -> &'static str {
    match cause {
        ToggleCause::Click => "click",
        ToggleCause::Key => "key",
        ToggleCause::Find => "find",
        ToggleCause::Hash => "hash",
        ToggleCause::All => "all",
    }
}

fn text(id: &Id) -> JsValue {
    JsValue::from_str(id.as_str())
}

fn optional(id: Option<&Id>) -> JsValue {
    id.map_or(JsValue::NULL, text)
}

fn number(number: usize) -> JsValue {
    JsValue::from_f64(number as f64)
}
