//! The widget: what the page's element calls. Everything of `#[wasm_bindgen]` is in this file.

mod locale;
mod page;

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, HtmlElement};

thread_local! {
    static PAGES: RefCell<Vec<page::Page>> = const { RefCell::new(Vec::new()) };
}

#[wasm_bindgen]
extern "C" {
    /// Throws for what is not a language tag.
    #[wasm_bindgen(catch, js_namespace = Intl, js_name = getCanonicalLocales)]
    fn canonical_locales(tag: &str) -> Result<js_sys::Array, JsValue>;
}

fn main() {}

/// Calls `tell` with a message when this instance dies.
#[wasm_bindgen]
pub fn on_panic(tell: js_sys::Function) {
    // Yew's own way: it would put its hook over any other.
    yew::set_custom_panic_hook(Box::new(move |panic| {
        let place = panic.location().map_or(String::new(), |place| format!(" at {}:{}", place.file(), place.line()));
        let what =
            panic.payload().downcast_ref::<&str>().copied().or(panic.payload().downcast_ref::<String>().map(|s| &**s));
        let message = format!("a panic{place}: {}", what.unwrap_or_default());
        let _ = tell.call1(&JsValue::NULL, &message.into());
    }));
}

/// Brings the story inside `host` to life until `life` ends: takes over what is prerendered there, or renders it.
///
/// # Errors
/// When there is no story to read.
#[wasm_bindgen]
pub fn start(host: HtmlElement, life: &AbortSignal, afresh: bool) -> Result<(), JsError> {
    let page = page::Page::start(host, life, afresh)?;
    PAGES.with_borrow_mut(|pages| pages.push(page));
    Ok(())
}

/// Forgets the story inside `host`.
#[wasm_bindgen]
pub fn stop(host: &HtmlElement) {
    PAGES.with_borrow_mut(|pages| pages.retain(|page| !page.is_in(host)));
}
