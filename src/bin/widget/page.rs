//! One story in one page: what the browser does to it, and what it asks of the browser.
//!
//! Links are followed by the DOM first (open, scroll, focus) and told to the state after it, since a browser does the same
//! where no script runs.

use std::{cell::RefCell, ops::Range, rc::Rc};

use keyline::{
    state::{Action, Notice, Open, State},
    story::{self, Id, Listener, Severity},
    view::{self, App, Props, Request},
};
use wasm_bindgen::{JsCast, closure::Closure, prelude::*};
use web_sys::{
    AbortSignal, AddEventListenerOptions, Element, Event, FocusOptions, HtmlDetailsElement, HtmlElement, MouseEvent,
    ResizeObserver, ScrollIntoViewOptions, ScrollLogicalPosition,
};
use yew::{AppHandle, Callback, Renderer};

use crate::locale::Browser;

/// A story that has come to life.
pub struct Page {
    host: HtmlElement,
    app: Option<AppHandle<App>>,
    sizes: Rc<RefCell<Option<ResizeObserver>>>,
}

/// How many mistakes there are. Which they are is said where somebody can mend them: on the command line.
#[derive(Default)]
struct Heard {
    errors: usize,
}

impl Listener for Heard {
    fn hear(&mut self, severity: Severity, _: Range<usize>, _: impl FnOnce() -> (&'static str, String)) {
        self.errors += usize::from(severity == Severity::Error);
    }
}

/// How following a link changes the session's history.
#[derive(Clone, Copy, PartialEq)]
enum History {
    Keep,
    Replace,
    Push,
}

/// What listeners share.
struct Edge {
    root: HtmlElement,
    /// `#story-id/`: what every address of this story begins with.
    prefix: String,
    dispatch: RefCell<Callback<Action>>,
    /// Links that were followed, to come back to.
    trail: RefCell<Vec<HtmlElement>>,
}

impl Page {
    pub fn start(host: HtmlElement, life: &AbortSignal, afresh: bool) -> Result<Page, JsError> {
        let json = host.query_selector(":scope > script[type='application/json']").ok().flatten();
        let json =
            json.and_then(|script| script.text_content()).ok_or_else(|| JsError::new("there is no story in it"))?;
        let mut heard = Heard::default();
        let story = story::read_with(&json, &mut heard);
        if story.title.is_empty() {
            return Err(JsError::new("it is not a story"));
        }
        if heard.errors > 0 {
            let told =
                format!("keyline: {} mistakes in the story {}; `keyline check` says which", heard.errors, story.id);
            web_sys::console::warn_1(&told.into());
        }

        let (root, hydrate, state) = ground(&host, &story, afresh)?;
        let edge = Rc::new(Edge {
            root: root.clone(),
            prefix: format!("#{}/", story.id),
            dispatch: RefCell::default(),
            trail: RefCell::default(),
        });
        let sizes = Rc::new(RefCell::new(None));
        let props = Props {
            scene: view::scene(story.clone(), Rc::new(Browser::new(&story.lang)), heading_level(&host)),
            state,
            onrequest: Callback::from({
                let edge = edge.clone();
                move |request| edge.fulfil(request)
            }),
            onready: Callback::from({
                let (edge, sizes, life) = (edge.clone(), sizes.clone(), life.clone());
                move |dispatch| {
                    *edge.dispatch.borrow_mut() = dispatch;
                    edge.listen(&life);
                    *sizes.borrow_mut() = edge.measure();
                    edge.arrive();
                }
            }),
        };
        let renderer = Renderer::<App>::with_root_and_props(root.into(), props);
        let app = if hydrate { renderer.hydrate() } else { renderer.render() };
        Ok(Page { host, app: Some(app), sizes })
    }

    pub fn is_in(&self, host: &HtmlElement) -> bool {
        self.host == *host
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if let Some(sizes) = self.sizes.take() {
            sizes.disconnect();
        }
        if let Some(app) = self.app.take() {
            app.destroy();
        }
    }
}

/// Where the story is drawn, whether it already stands there, and what the reader has opened in the meantime.
fn ground(host: &HtmlElement, story: &story::Story, afresh: bool) -> Result<(HtmlElement, bool, State), JsError> {
    let mut state = State::new(story);
    let stands = host.query_selector(":scope > .keyline-root").ok().flatten();
    if let Some(root) = &stands {
        let open =
            root.query_selector_all("details[open] > .keyline-body").map_err(|_| JsError::new("no selectors"))?;
        let prefix = format!("{}/", story.id);
        let ids = (0..open.length()).filter_map(|nth| {
            let address = open.item(nth)?.unchecked_into::<Element>().id();
            Some(Id::from(address.strip_prefix(&prefix)?))
        });
        state.open = Open::only(ids);
    }
    match stands {
        Some(root) if !afresh && root.first_element_child().is_some() => Ok((root.unchecked_into(), true, state)),
        stands => {
            let root = document().create_element("div").map_err(|_| JsError::new("no elements"))?;
            root.set_class_name("keyline-root");
            match stands {
                Some(old) => old.replace_with_with_node_1(&root),
                None => host.append_with_node_1(&root),
            }
            .map_err(|_| JsError::new("no place"))?;
            Ok((root.unchecked_into(), false, state))
        }
    }
}

/// `heading-level` of the host: 1 for a page of its own, 2 inside an article.
fn heading_level(host: &HtmlElement) -> u8 {
    host.get_attribute("heading-level").and_then(|level| level.parse().ok()).unwrap_or(2)
}

impl Edge {
    fn act(&self, action: Action) {
        self.dispatch.borrow().emit(action);
    }

    /// Does what only a browser can.
    fn fulfil(&self, request: Request) {
        match request {
            Request::Visit(id) => self.visit(&id, History::Replace),
            Request::FocusMark(id) => {
                if let Some(mark) = self.find(&format!("[data-mark='{id}']")) {
                    focus(&mark);
                }
            }
        }
    }

    fn listen(self: &Rc<Self>, life: &AbortSignal) {
        let edge = self.clone();
        on(&self.root, "click", life, move |event| edge.click(&event));
        let edge = self.clone();
        on(&window(), "hashchange", life, move |_| edge.moved());
    }

    /// The strip's inline size, now and whenever it changes.
    fn measure(self: &Rc<Self>) -> Option<ResizeObserver> {
        let edge = self.clone();
        let strip = self.find(".keyline-overview")?;
        let measured = Closure::<dyn FnMut()>::new({
            let strip = strip.clone();
            move || edge.act(Action::Resize(strip.client_width().clamp(1, i32::from(u16::MAX)) as u16))
        });
        let observer = ResizeObserver::new(measured.into_js_value().unchecked_ref()).ok()?;
        observer.observe(&strip);
        Some(observer)
    }

    /// The page begins to answer. The address was asked for: mark its item, and bring it into view if the browser did not.
    fn arrive(&self) {
        self.act(Action::Live);
        if let Some(id) = self.addressed() {
            let opened = self.item(&id).and_then(|item| details(&item)).is_some_and(|details| details.open());
            if opened { self.act(Action::Choose(id)) } else { self.visit(&id, History::Keep) }
        }
    }

    fn click(&self, event: &Event) {
        let (Some(click), Some(target)) = (event.dyn_ref::<MouseEvent>(), event.target()) else { return };
        let plain =
            click.button() == 0 && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key());
        let Some(target) = target.dyn_ref::<Element>().filter(|_| plain && !event.default_prevented()) else { return };
        if let Ok(Some(summary)) = target.closest("summary") {
            // The browser toggles it after this; the address follows what is opened.
            if let Some(details) = details(&summary).filter(|details| !details.open())
                && let Ok(Some(body)) = details.query_selector(":scope > .keyline-body")
            {
                address(&format!("#{}", body.id()), History::Replace);
            }
            return;
        }
        let Ok(Some(link)) = target.closest("a[href]") else { return };
        let Some(id) = link.get_attribute("href").and_then(|href| href.strip_prefix(&*self.prefix).map(Id::from))
        else {
            return;
        };
        if link.has_attribute("data-copy") {
            if self.copy(&id) {
                event.prevent_default();
            }
        } else if self.item(&id).is_some() {
            event.prevent_default();
            // A step to the neighbour is no journey to come back from.
            let from_mark = link.has_attribute("data-mark");
            let step = from_mark || link.class_name() == "keyline-previous" || link.class_name() == "keyline-next";
            if !step {
                self.trail.borrow_mut().push(link.unchecked_into());
            }
            self.visit(&id, if step { History::Replace } else { History::Push });
        }
    }

    /// The address changed without us: back, forward, or a link elsewhere on the page.
    fn moved(&self) {
        let back = self.trail.borrow_mut().pop().filter(|link| link.is_connected());
        match (back, self.addressed()) {
            (Some(link), id) => {
                // The browser restores the scroll position; the focus is ours to bring back.
                self.act(id.map_or(Action::Leave, Action::Choose));
                focus(&link);
            }
            (None, Some(id)) => self.visit(&id, History::Keep),
            (None, None) => self.act(Action::Leave),
        }
    }

    /// Opens an item, brings it into view, moves the focus there, and shows its address.
    fn visit(&self, id: &Id, history: History) {
        let Some(item) = self.item(id) else { return };
        address(&format!("{}{id}", self.prefix), history);
        let details = details(&item);
        let shown: Element = match &details {
            Some(details) => {
                details.set_open(true);
                details.clone().into()
            }
            None => item.clone(),
        };
        let (seen, height) =
            (shown.get_bounding_client_rect(), window().inner_height().ok().and_then(|px| px.as_f64()));
        if seen.top() < 0.0 || height.is_none_or(|height| seen.bottom() > height) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Start);
            shown.scroll_into_view_with_scroll_into_view_options(&options);
        }
        match details.as_ref().and_then(|details| details.query_selector("summary").ok().flatten()) {
            Some(summary) => focus(&summary),
            None => {
                let _ = item.set_attribute("tabindex", "-1");
                focus(&item);
            }
        }
        if details.is_some() {
            self.act(Action::Choose(id.clone()));
        }
    }

    /// Copies an item's address; false where the browser won't, so that the link shows it in the address bar instead.
    fn copy(&self, id: &Id) -> bool {
        let Ok(href) = window().location().href() else { return false };
        let Some(clipboard) = clipboard() else { return false };
        let page = href.split('#').next().unwrap_or_default();
        let (dispatch, copied) = (self.dispatch.borrow().clone(), id.clone());
        let told = Closure::once(move |_: JsValue| dispatch.emit(Action::Notice(Notice::LinkCopied(copied))));
        // A refusal is the reader's own answer to the browser's question: nothing to say.
        let refused = Closure::once(|_: JsValue| ());
        let _ = clipboard.write_text(&format!("{page}{}{id}", self.prefix)).then2(&told, &refused);
        told.forget();
        refused.forget();
        true
    }

    /// The item that the address names, if it is one of this story's.
    fn addressed(&self) -> Option<Id> {
        let hash = window().location().hash().ok()?;
        let hash = js_sys::decode_uri_component(&hash).map_or(hash, String::from);
        hash.strip_prefix(&*self.prefix).map(Id::from)
    }

    fn item(&self, id: &Id) -> Option<Element> {
        // An address may hold anything: only what can be an id goes into a selector.
        id.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
            .then(|| self.find(&format!("[id='{}{id}']", &self.prefix[1..])))?
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).ok().flatten()
    }
}

fn window() -> web_sys::Window {
    gloo_utils::window()
}

fn document() -> web_sys::Document {
    gloo_utils::document()
}

/// The clipboard, which a page from an insecure place doesn't have.
fn clipboard() -> Option<web_sys::Clipboard> {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into()).ok()?;
    (!clipboard.is_undefined()).then(|| clipboard.unchecked_into())
}

/// Listens until `life` ends, even when this instance is dead by then.
fn on(target: &web_sys::EventTarget, name: &str, life: &AbortSignal, heard: impl FnMut(Event) + 'static) {
    let options = AddEventListenerOptions::new();
    options.set_signal(life);
    let heard = Closure::<dyn FnMut(Event)>::new(heard).into_js_value();
    let _ =
        target.add_event_listener_with_callback_and_add_event_listener_options(name, heard.unchecked_ref(), &options);
}

fn details(inside: &Element) -> Option<HtmlDetailsElement> {
    inside.closest("details").ok().flatten().map(JsCast::unchecked_into)
}

/// Moves the focus without moving the page. SVG's links take it as HTML's do.
fn focus(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.unchecked_ref::<HtmlElement>().focus_with_options(&options);
}

/// Shows an address. A page that may not touch its history (a sandboxed frame) goes without.
fn address(hash: &str, history: History) {
    let Ok(session) = window().history() else { return };
    let _ = match history {
        History::Keep => Ok(()),
        History::Replace => session.replace_state_with_url(&JsValue::NULL, "", Some(hash)),
        History::Push => session.push_state_with_url(&JsValue::NULL, "", Some(hash)),
    };
}
