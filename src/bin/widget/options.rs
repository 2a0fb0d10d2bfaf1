//! What the element passes to [`Widget::mount`](crate::Widget::mount): a JavaScript object (element.js makes it).

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, Node};

use crate::guard::Guard;

#[wasm_bindgen]
extern "C" {
    pub type MountOptions;

    #[wasm_bindgen(method, getter)]
    pub fn guard(this: &MountOptions) -> Guard;

    /// The story's JSON, where a script has set it.
    #[wasm_bindgen(method, getter)]
    pub fn story(this: &MountOptions) -> Option<String>;

    /// The root that is in the page, prerendered or left by an earlier instance.
    #[wasm_bindgen(method, getter)]
    pub fn root(this: &MountOptions) -> Option<Element>;

    /// Whether the element has started before: its root must be rendered anew instead of hydrated, and the address may not scroll
    /// the page.
    #[wasm_bindgen(method, getter)]
    pub fn fresh(this: &MountOptions) -> bool;

    /// What [`Widget::snapshot`](crate::Widget::snapshot) returned before the story was rendered anew.
    #[wasm_bindgen(method, getter)]
    pub fn snapshot(this: &MountOptions) -> Option<String>;

    /// Resolves to the product's phrases in a language that the page doesn't carry, or to nothing.
    #[wasm_bindgen(method, catch)]
    pub fn words(this: &MountOptions, language: &str) -> Result<Promise, JsValue>;

    /// Puts the style sheet into a document or shadow root. Resolves to a function that enables it, or to nothing.
    #[wasm_bindgen(method, catch)]
    pub fn style(this: &MountOptions, tree: &Node) -> Result<Promise, JsValue>;

    /// Whether the story may read and change the page's address: not where a router owns it (it begins with `#/` or `#!`), nor where
    /// the element's `address` attribute is `off`.
    #[wasm_bindgen(method, js_name = ownsAddress)]
    pub fn owns_address(this: &MountOptions, host: &HtmlElement) -> bool;

    /// Called when the story is interactive.
    #[wasm_bindgen(method)]
    pub fn ready(this: &MountOptions);
}
