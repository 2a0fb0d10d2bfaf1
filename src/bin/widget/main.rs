//! The widget: mounts stories in the page's custom elements.
//!
//! `element.js` has the element; it loads this when a story comes near the screen, and holds a [`Widget`](widget::Widget) for each.

// A `main` would only add what std does before and after it.
#![cfg_attr(target_family = "wasm", no_main)]

mod address;
mod attributes;
mod dom;
mod dormant;
mod effects;
mod guard;
mod highlight;
mod listeners;
mod locale;
mod mount;
mod mount_error;
mod navigation;
mod options;
mod overview;
mod page_event;
mod placement;
mod problems;
mod roots;
mod search;
mod source;
mod storage;
mod store;
mod time_zones;
mod widget;

use std::cell::Cell;

use js_sys::Function;
use wasm_bindgen::prelude::*;

/// Allocates in 1 kB; the default allocator takes 7.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

#[cfg(not(target_family = "wasm"))]
fn main() {}

thread_local! {
    static PANIC_LISTENER: Cell<Option<Function>> = const { Cell::new(None) };
}

/// Calls `listener` with a message when this instance panics. Nothing of it may be called after that.
#[wasm_bindgen]
pub fn on_panic(listener: Function) {
    PANIC_LISTENER.set(Some(listener));
    // Yew would set its own hook otherwise.
    yew::set_custom_panic_hook(Box::new(|panic| {
        if let Some(listener) = PANIC_LISTENER.take() {
            let _ = listener.call1(&JsValue::UNDEFINED, &panic.to_string().into());
        }
    }));
}
