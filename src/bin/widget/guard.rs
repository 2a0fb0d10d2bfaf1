//! A story's listeners, timers, frames and observers.
//!
//! JavaScript holds them (`Guard` in guard.js), since a WebAssembly instance that has panicked can't drop its own. When the
//! story ends, or its instance panics, none of them calls back any more.
//!
//! `into_js_value` leaves the closures to JavaScript: wasm-bindgen frees each by a `FinalizationRegistry`, once nothing refers to it
//! any more.
//!
//! The listeners of the overview are the exception: gloo's, which Rust owns. After a panic they are not removed, but detached with
//! the root that they are on.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, EventTarget};

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    pub type Guard;

    /// Whether the story has ended, so that nothing more may be done for it.
    #[wasm_bindgen(method, getter)]
    pub fn ended(this: &Guard) -> bool;

    /// Listens to an event; in the capture phase if `capture`.
    #[wasm_bindgen(method)]
    fn listen(this: &Guard, target: &EventTarget, event: &str, run: JsValue, capture: bool);

    #[wasm_bindgen(method)]
    fn timeout(this: &Guard, run: JsValue, milliseconds: u32);

    /// Runs in the next animation frame; `run` gets the frame's time in milliseconds.
    #[wasm_bindgen(method)]
    fn frame(this: &Guard, run: JsValue);

    #[wasm_bindgen(method)]
    fn microtask(this: &Guard, run: JsValue);

    /// Runs when the size of an element changes, and once at first.
    #[wasm_bindgen(method)]
    fn observe(this: &Guard, element: &Element, run: JsValue);
}

impl Guard {
    /// Listens until the story ends. The listener may be entered again while it runs: it is an `Fn`.
    pub fn on(&self, target: &EventTarget, event: &str, capture: bool, run: impl Fn(Event) + 'static) {
        let run: Box<dyn Fn(Event)> = Box::new(run);
        self.listen(target, event, Closure::wrap(run).into_js_value(), capture);
    }

    pub fn after(&self, milliseconds: u32, run: Box<dyn FnOnce()>) {
        self.timeout(Closure::once(run).into_js_value(), milliseconds);
    }

    pub fn in_next_frame(&self, run: Box<dyn FnOnce(f64)>) {
        self.frame(Closure::once(run).into_js_value());
    }

    pub fn in_microtask(&self, run: Box<dyn FnOnce()>) {
        self.microtask(Closure::once(run).into_js_value());
    }

    pub fn on_resize(&self, element: &Element, run: impl Fn() + 'static) {
        let run: Box<dyn Fn()> = Box::new(run);
        self.observe(element, Closure::wrap(run).into_js_value());
    }
}
