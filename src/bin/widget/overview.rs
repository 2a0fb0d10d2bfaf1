//! The overview's gestures in the browser: converts events for the state machine, runs animations, and positions the preview.
//!
//! Its listeners are on the overview alone: a wheel listener that can prevent scrolling slows the scrolling of whatever it is on.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use keyline::{
    gestures::{Bounds, ClickTarget, Gestures, Input, Response},
    state::{Action, ZoomTarget, zoom_for},
    view::FONT_SIZE,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, MouseEvent, PointerEvent, WheelEvent};

use crate::{dom, store::Store};

/// How long an animated zoom takes, in milliseconds.
const ANIMATION: f64 = 220.0;
/// How long the overview must stay still before its span is announced, in milliseconds.
const IDLE: u32 = 500;
/// How long a pointer rests on a mark before its preview shows, in milliseconds: one on its way elsewhere opens none.
const HOVER: u32 = 120;
const MARK: &str = ".keyline-mark, .keyline-cluster";

/// The overview of one story.
pub struct Overview {
    element: HtmlElement,
    gestures: RefCell<Gestures>,
    /// When the zoom in progress began, on the clock of animation frames.
    animation_start: Cell<Option<f64>>,
    is_animating: Cell<bool>,
    /// Counts movements and hovers: a timer whose number is old does nothing.
    idle: Cell<u32>,
    hover: Cell<u32>,
    /// Whether the focus is on its way back to a mark: it shows no preview.
    returns_focus: Cell<bool>,
    _listeners: Vec<EventListener>,
}

/// Observes the overview of a story, if it has one.
pub fn listen(store: &Rc<Store>) {
    let Some(element) = dom::find(store, ".keyline-overview").map(|element| dom::as_html(&element)) else { return };
    let (weak, sized) = (Rc::downgrade(store), element.clone());
    store.guard.on_resize(&element, move || {
        if let Some(store) = weak.upgrade() {
            store.dispatch(Action::Resize(layout_width(&store, &sized)));
        }
    });
    let listeners = gesture_listeners(store, &element);
    let _ = store.overview.set(Overview {
        element,
        gestures: RefCell::default(),
        animation_start: Cell::new(None),
        is_animating: Cell::new(false),
        idle: Cell::new(0),
        hover: Cell::new(0),
        returns_focus: Cell::new(false),
        _listeners: listeners,
    });
}

/// Returns the inline size of the overview in the layout's pixels, which grow with the font size.
fn layout_width(store: &Store, overview: &HtmlElement) -> u16 {
    let font_size = dom::find(store, ".keyline-strip").map_or(0.0, |strip| dom::pixels(&strip, "font-size")).max(1.0);
    (f64::from(overview.client_width()) * f64::from(FONT_SIZE) / font_size).max(1.0) as u16
}

fn gesture_listeners(store: &Rc<Store>, element: &HtmlElement) -> Vec<EventListener> {
    let on = |name: &'static str, phase, passive, run: fn(&Rc<Store>, &Overview, &Event)| {
        let weak = Rc::downgrade(store);
        let options = EventListenerOptions { phase, passive };
        EventListener::new_with_options(element, name, options, move |event| {
            if let Some(store) = weak.upgrade()
                && let Some(overview) = store.overview.get()
            {
                run(&store, overview, event);
            }
        })
    };
    let bubble = |name, run| on(name, EventListenerPhase::Bubble, true, run);
    vec![
        on("wheel", EventListenerPhase::Bubble, false, |store, overview, event| overview.wheel(store, event)),
        bubble("pointerdown", |store, overview, event| overview.pointer(store, event)),
        bubble("pointermove", |store, overview, event| overview.pointer(store, event)),
        bubble("pointerup", |store, overview, event| overview.pointer(store, event)),
        bubble("pointercancel", |store, overview, event| overview.pointer(store, event)),
        bubble("lostpointercapture", |store, overview, event| overview.pointer(store, event)),
        on("dragstart", EventListenerPhase::Bubble, false, |_, _, event| event.prevent_default()),
        on("click", EventListenerPhase::Capture, false, |store, overview, event| overview.click(store, event)),
        bubble("dblclick", |store, overview, event| overview.double_click(store, event)),
        bubble("pointerover", |store, overview, event| overview.hover(store, event)),
        bubble("pointerleave", |store, overview, _| overview.leave(store)),
        bubble("focusin", |store, overview, event| overview.focused(store, event)),
        bubble("focusout", |store, overview, _| overview.show_preview(store, None)),
    ]
}

mod gestures;
mod preview;

pub use preview::{click_anywhere, place_preview, return_focus};

/// Runs the zoom in progress from now on, frame by frame; at once if the reader prefers reduced motion.
pub fn animate(store: &Rc<Store>) {
    let Some(overview) = store.overview.get() else { return };
    overview.idle.set(overview.idle.get() + 1);
    if !dom::wants_motion() {
        return store.dispatch(Action::Animate(1.0));
    }
    overview.animation_start.set(None);
    if !overview.is_animating.replace(true) {
        next_frame(store);
    }
}

fn next_frame(store: &Rc<Store>) {
    store.in_next_frame(|store, now| {
        let Some(overview) = store.overview.get() else { return };
        let start = overview.animation_start.get().unwrap_or(now);
        overview.animation_start.set(Some(start));
        // A wheel or a key has ended the zoom, or the last frame has.
        if store.state().transition.is_none() {
            return overview.is_animating.set(false);
        }
        store.dispatch(Action::Animate(((now - start) / ANIMATION).clamp(0.0, 1.0)));
        next_frame(store);
    });
}

/// Announces the span of days once the overview has not moved for a while.
pub fn await_idle(store: &Rc<Store>) {
    let Some(overview) = store.overview.get() else { return };
    let number = overview.idle.get() + 1;
    overview.idle.set(number);
    store.after(IDLE, move |store| {
        if store.overview.get().is_some_and(|overview| overview.idle.get() == number) {
            store.dispatch(Action::Idle);
        }
    });
}
