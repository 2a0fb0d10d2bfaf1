//! The widget: what the page's element calls. Everything of `#[wasm_bindgen]` is in this file.
//!
//! What only a browser can do (links and their addresses, focus, sizes, the clipboard, `Intl`) is some JavaScript in element.js:
//! it calls the browser in a tenth of the bytes that bindings for each call need. Here is what it tells, and what it is told.

mod locale;

use std::{
    cell::{Cell, RefCell},
    ops::Range,
    rc::Rc,
};

use keyline::{
    state::{Action, Notice, Open, State},
    story::{self, Id, Listener, Severity},
    view::{self, App, Props, Request},
};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::{AppHandle, Callback, Renderer};

#[wasm_bindgen]
extern "C" {
    /// What element.js does for one story.
    #[derive(Clone)]
    pub type Edge;

    /// How many mistakes the story has.
    #[wasm_bindgen(method)]
    fn mistakes(this: &Edge, count: usize);

    /// The page begins to answer. Addresses in it begin with `#`, the story's id and a slash.
    #[wasm_bindgen(method)]
    fn ready(this: &Edge, story: &str);

    /// Moves the focus to an event's mark in the overview.
    #[wasm_bindgen(method)]
    fn focus(this: &Edge, id: &str);

    /// Sets the language (BCP 47) of what follows.
    #[wasm_bindgen(method)]
    fn speak(this: &Edge, tag: &str);

    /// A date's parts, one a line, each behind its kind's first letter. Month and day count from 1; 0 is for none.
    #[wasm_bindgen(method)]
    fn date(this: &Edge, year: i32, month: u8, day: u8, short: bool) -> String;

    #[wasm_bindgen(method)]
    fn time(this: &Edge, hour: u8, minute: u8) -> String;

    #[wasm_bindgen(method)]
    fn number(this: &Edge, number: f64) -> String;

    /// A count's category (CLDR).
    #[wasm_bindgen(method)]
    fn plural(this: &Edge, count: f64) -> String;
}

/// A story that has come to life.
struct Page {
    number: u32,
    app: AppHandle<App>,
    dispatch: Rc<RefCell<Callback<Action>>>,
}

#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

thread_local! {
    static TELL: Cell<Option<js_sys::Function>> = const { Cell::new(None) };
    static PAGES: RefCell<(u32, Vec<Page>)> = const { RefCell::new((0, Vec::new())) };
}

/// How many mistakes there are. Which they are is said where somebody can mend them: on the command line.
struct Heard(usize);

impl Listener for Heard {
    fn hear(&mut self, severity: Severity, _: Range<usize>, _: impl FnOnce() -> (&'static str, String)) {
        self.0 += usize::from(severity == Severity::Error);
    }
}

fn main() {}

/// Calls `tell` with a message when this instance dies.
#[wasm_bindgen]
pub fn on_panic(tell: js_sys::Function) {
    TELL.set(Some(tell));
    // Yew's own way: it would put its hook over any other.
    yew::set_custom_panic_hook(Box::new(move |panic| {
        let place = panic.location().map_or(String::new(), |place| format!(" at {}:{}", place.file(), place.line()));
        let what =
            panic.payload().downcast_ref::<&str>().copied().or(panic.payload().downcast_ref::<String>().map(|s| &**s));
        say(&format!("a panic{place}: {}", what.unwrap_or_default()));
    }));
}

/// Says that this instance dies. A release's panics abort at once, without a hook: there this is called before each trap
/// (xtask/src/wasm.rs).
#[unsafe(no_mangle)]
pub extern "C" fn panicked() {
    say("a panic");
}

/// Once: what goes wrong in here says nothing more.
fn say(message: &str) {
    if let Some(tell) = TELL.take() {
        let _ = tell.call1(&JsValue::NULL, &message.into());
    }
}

/// Brings a story to life in `root`, its title being a heading of `level` 1 to 6. Answers with the number to speak of it by, or
/// with nothing where `json` is no story.
///
/// `words` are ours in the story's language, as the page brings them ([`Phrases::read`](keyline::lang::Phrases::read)); without
/// them it is English that we speak. `open` are the ids of what the reader opened, a space between them, where the story stands there already. With `hydrate` that
/// markup is taken over; without, `root` is filled.
#[wasm_bindgen]
pub fn start(
    edge: Edge,
    root: Element,
    json: &str,
    words: Option<String>,
    level: u8,
    open: Option<String>,
    hydrate: bool,
) -> Option<u32> {
    let mut heard = Heard(0);
    let story = story::read_with(json, &mut heard);
    if story.title.is_empty() {
        return None;
    }
    if heard.0 > 0 {
        edge.mistakes(heard.0);
    }
    let mut state = State::new(&story);
    if let Some(open) = open {
        state.open = Open::only(open.split(' ').filter(|id| !id.is_empty()).map(Id::from));
    }
    let dispatch: Rc<RefCell<Callback<Action>>> = Rc::default();
    let (ready, readied, name) = (edge.clone(), dispatch.clone(), story.id.clone());
    let focus = edge.clone();
    let locale = locale::Browser::new(edge, &story.lang, words);
    let props = Props {
        scene: view::scene(story, Rc::new(locale), level),
        state,
        onrequest: Callback::from(move |Request::FocusMark(id)| focus.focus(&id)),
        onready: Callback::from(move |dispatch: Callback<Action>| {
            dispatch.emit(Action::Live);
            *readied.borrow_mut() = dispatch;
            ready.ready(&name);
        }),
    };
    let renderer = Renderer::<App>::with_root_and_props(root, props);
    let app = if hydrate { renderer.hydrate() } else { renderer.render() };
    Some(PAGES.with_borrow_mut(|(last, pages)| {
        *last += 1;
        pages.push(Page { number: *last, app, dispatch });
        *last
    }))
}

/// Tells a story what the reader did to an item: `choose` or `copied`; or that nothing is chosen: `leave`.
#[wasm_bindgen]
pub fn act(page: u32, what: &str, id: &str) {
    send(
        page,
        match what {
            "choose" => Action::Choose(Id::from(id)),
            "copied" => Action::Notice(Notice::LinkCopied(Id::from(id))),
            _ => Action::Leave,
        },
    );
}

/// Tells a story how wide its overview is, in CSS pixels.
#[wasm_bindgen]
pub fn resize(page: u32, width: u16) {
    send(page, Action::Resize(width));
}

/// Forgets a story.
#[wasm_bindgen]
pub fn stop(page: u32) {
    let at = |pages: &mut Vec<Page>| {
        let at = pages.iter().position(|other| other.number == page)?;
        Some(pages.swap_remove(at))
    };
    if let Some(page) = PAGES.with_borrow_mut(|(_, pages)| at(pages)) {
        page.app.destroy();
    }
}

fn send(page: u32, action: Action) {
    let dispatch = PAGES.with_borrow(|(_, pages)| {
        pages.iter().find(|other| other.number == page).map(|page| page.dispatch.borrow().clone())
    });
    if let Some(dispatch) = dispatch {
        dispatch.emit(action);
    }
}
