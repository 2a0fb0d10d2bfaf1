//! The widget: what the page's element calls. Everything of `#[wasm_bindgen]` is in this file.
//!
//! What only a browser can do (links and their addresses, focus, sizes, the clipboard, `Intl`) is some JavaScript beside this:
//! it calls the browser in a tenth of the bytes that bindings for each call need. Here is what it tells, and what it is told.

// `main` would only bring what the standard library does before it and after it.
#![cfg_attr(target_family = "wasm", no_main)]

mod locale;
mod page;

use std::{
    cell::{Cell, RefCell},
    ops::Range,
    rc::Rc,
};

use keyline::{
    date::Edtf,
    filter::Choice,
    layout::{Order, Viewport},
    search::{Index, SearchTarget, TextNormalizer},
    state::{Action, Depth, Notice, Open, State},
    story::{self, Id, Listener, Severity},
    view::{self, Islands, Props, Reading, What},
};
use page::{Page, draw};
use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// What edge.js does for one story.
    #[derive(Clone)]
    pub type Edge;

    /// How many mistakes the story has.
    #[wasm_bindgen(method)]
    fn mistakes(this: &Edge, count: usize);

    /// The story's frame was drawn, or one of its islands of rows.
    #[wasm_bindgen(method)]
    fn drawn(this: &Edge, island: Option<usize>);

    /// Which rows of an island that sleeps are shown, from the oldest: `1` or `0` each.
    #[wasm_bindgen(method)]
    fn veil(this: &Edge, island: usize, shown: &str);

    /// Sets the language (BCP 47) of what follows.
    #[wasm_bindgen(method)]
    fn speak(this: &Edge, tag: &str);

    /// A date's parts, one a line, each behind its kind's first letter. Month and day count from 1; 0 is for none.
    #[wasm_bindgen(method)]
    fn date(this: &Edge, year: i32, month: u8, day: u8, short: bool) -> String;

    /// A text as it is compared: without accents, in small letters; line breaks stay.
    #[wasm_bindgen(method)]
    fn fold(this: &Edge, text: &str) -> String;

    #[wasm_bindgen(method)]
    fn time(this: &Edge, hour: u8, minute: u8) -> String;

    #[wasm_bindgen(method)]
    fn number(this: &Edge, number: f64) -> String;

    /// A count's category (CLDR).
    #[wasm_bindgen(method)]
    fn plural(this: &Edge, count: f64) -> String;
}

#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

thread_local! {
    static PANIC_LISTENER: Cell<Option<js_sys::Function>> = const { Cell::new(None) };
    static PAGES: RefCell<(u32, Vec<Page>)> = const { RefCell::new((0, Vec::new())) };
}

/// How many mistakes there are. Which they are is said where somebody can mend them: on the command line.
struct Heard(usize);

impl Listener for Heard {
    fn hear(&mut self, severity: Severity, _: Range<usize>, _: impl FnOnce() -> (&'static str, String)) {
        self.0 += usize::from(severity == Severity::Error);
    }
}

#[cfg(not(target_family = "wasm"))]
fn main() {}

/// Registers `listener`, which is called once with a message when this instance panics.
///
/// A panic aborts: afterwards no function of this instance may be called.
#[wasm_bindgen]
pub fn on_panic(listener: js_sys::Function) {
    PANIC_LISTENER.set(Some(listener));
    // Yew replaces hooks that are set in another way.
    yew::set_custom_panic_hook(Box::new(|panic| {
        if let Some(listener) = PANIC_LISTENER.take() {
            let _ = listener.call1(&JsValue::NULL, &panic.to_string().into());
        }
    }));
}

/// Brings a story to life in `root`, its title being a heading of `level` 1 to 6. Answers with the number to speak of it by, or
/// with nothing where `json` is no story. What follows is a microtask later; then it wants to be told that it is [`live`].
///
/// It is told in `lang` (BCP 47), and `words` are ours in that language, as the page brings them ([`Phrases::read`](keyline::i18n::Phrases::read)); without
/// them it is English that we speak. `open` are the ids of what the reader opened, a space between them, where the story stands there already. With `hydrate` that
/// markup is taken over; without, `root` is filled.
#[wasm_bindgen]
#[expect(
    clippy::too_many_arguments,
    reason = "in JavaScript, an object for them would be a class with a setter for each"
)]
pub fn start(
    edge: Edge,
    root: Element,
    json: &str,
    words: Option<String>,
    level: u8,
    lang: String,
    open: Option<String>,
    hydrate: bool,
) -> Option<u32> {
    let mut heard = Heard(0);
    let mut story = story::read_with(json, &mut heard);
    story.lang = lang;
    let locale = locale::Browser::new(edge.clone(), &story.lang, words);
    let drawn = edge.clone();
    let scene = view::scene(story, Rc::new(locale), level);
    scene.when_drawn(move |island| drawn.drawn(island));
    // Only here: a story that is dropped in two places is a kilobyte more.
    if scene.story.title.is_empty() {
        return None;
    }
    if heard.0 > 0 {
        edge.mistakes(heard.0);
    }
    let mut state = State::new(&scene.story);
    if let Some(open) = open {
        state.open = Open::only(open.split(' ').filter(|id| !id.is_empty()).map(Id::from));
    }
    let (opened, index) = (state.open.clone(), Index::new(&scene.story));
    let reading = Reading::new(state, if hydrate { Islands::Standing } else { Islands::Empty });
    let frame = draw(root, &scene, What::Frame(Rc::new(reading.clone())), hydrate);
    Some(PAGES.with_borrow_mut(|(last, pages)| {
        *last += 1;
        let (awake, stepped, way) = (Vec::new(), None, Default::default());
        pages.push(Page { number: *last, scene, reading, opened, index, edge, frame, awake, stepped, way });
        *last
    }))
}

/// A story answers from now on. Answers with its id: addresses in it begin with `#`, that, and a slash.
#[wasm_bindgen]
pub fn live(page: u32) -> Option<String> {
    tell(page, |page| {
        page.after(Action::Live);
        page.scene.story.id.as_str().to_owned()
    })
}

/// Brings an island to life in its element, by the number that stands in its `data-island`.
#[wasm_bindgen]
pub fn wake(page: u32, island: usize, element: Element, hydrate: bool) {
    tell(page, |page| {
        if page.sleeps(island) {
            // Prerendered rows are as they are at the start.
            let first = if hydrate { page.scene.island(island, &page.at_first(), false) } else { page.island(island) };
            let mut handle = draw(element, &page.scene, first, hydrate);
            if hydrate {
                handle.update(Props { scene: page.scene.clone(), what: page.island(island) });
            }
            page.awake.push((island, handle));
        }
    });
}

/// Tells a story what the reader did, to an item or with a value where that has one. Answers whether an item is open now that
/// was closed, or the other way around.
#[wasm_bindgen]
pub fn act(page: u32, what: &str, value: &str) -> bool {
    let toggled = tell(page, |page| {
        let action = match what {
            "open" | "close" => Action::Toggle(Id::from(value), what == "open"),
            "open-all" => Action::OpenAll,
            "close-all" => Action::CloseAll,
            "oldest" => Action::Order(Order::OldestFirst),
            "newest" => Action::Order(Order::NewestFirst),
            "depth" => Action::Depth(match value {
                "standard" => Depth::Standard,
                "full" => Depth::Full,
                _ => Depth::Brief,
            }),
            "filters" => Action::Filtering,
            "filter" => {
                let (kind, value) = value.split_once(' ').unwrap_or_default();
                match Choice::read(kind, value, &page.scene.story) {
                    Some(choice) => Action::Filter(choice),
                    None => return false,
                }
            }
            "unfilter" => Action::Unfilter,
            "choose" => Action::Choose(Id::from(value)),
            "copied" => Action::Notice(Notice::LinkCopied(Id::from(value))),
            "to-scale" | "broken" => Action::ToScale(what == "to-scale"),
            "seen" => Action::Notice(Notice::Seen),
            "quiet" => Action::Notice(Notice::Nothing),
            "rove" => Action::Rove(value.parse().unwrap_or(0)),
            _ => Action::Leave,
        };
        let toggles = |open: &Open| matches!(&action, Action::Toggle(id, opens) if open.contains(id) != *opens);
        let toggled = toggles(&page.reading.state.open);
        let filters = matches!(action, Action::Filter(_) | Action::Unfilter);
        page.after(action);
        if filters {
            let count = page.reading.state.filter.count(&page.scene.story);
            page.after(Action::Notice(Notice::Filtered(count)));
        }
        toggled
    });
    toggled.unwrap_or_default()
}

/// How many events a story shows; or how many of its places have what is searched.
#[wasm_bindgen]
pub fn count(page: u32, found: bool) -> Option<usize> {
    tell(page, |page| if found { page.reading.hits.len() } else { page.reading.state.filter.count(&page.scene.story) })
}

/// Reads so many more places of a story for searching. Answers whether that was all.
#[wasm_bindgen]
pub fn index(page: u32, count: usize) -> Option<bool> {
    tell(page, |page| {
        let (edge, scene) = (&page.edge, &page.scene);
        let fold = |text: &str| edge.fold(text);
        let date = |date: &Edtf| date.words(&*scene.locale);
        page.index.extend(&scene.story, TextNormalizer { fold: &fold, date: &date }, count)
    })
}

/// Searches what was read. Answers with the words that were looked for, folded, one a line.
#[wasm_bindgen]
pub fn search(page: u32, query: &str) -> Option<String> {
    tell(page, |page| {
        page.find(query);
        page.after(Action::Search(query.to_owned()));
        if !query.trim().is_empty() {
            page.after(Action::Notice(Notice::Found(page.reading.hits.len())));
        }
        page.reading.hits.words().join("\n")
    })
}

/// Goes to the next place that has what was searched, or to the one before. Answers with its item's id.
#[wasm_bindgen]
pub fn step(page: u32, forward: bool) -> Option<String> {
    tell(page, |page| {
        let (story, state) = (&page.scene.story, &page.reading.state);
        let list = page.scene.list(state);
        let from = page.stepped.or_else(|| state.current.as_ref().and_then(|id| SearchTarget::of(story, id)));
        let (nth, place) = page.reading.hits.step(&list, from, forward)?;
        let of = page.reading.hits.route(&list).len();
        let id = place.id(story);
        (page.stepped, page.reading.step) = (Some(place), Some((nth, of)));
        page.draw();
        Some(id)
    })
    .flatten()
}

/// The ids of the items that are open, a space between them.
#[wasm_bindgen]
pub fn opened(page: u32) -> Option<String> {
    tell(page, |page| {
        let (story, open) = (&page.scene.story, &page.reading.state.open);
        let cards = story.sections.iter().flat_map(|section| &section.cards).map(|card| &card.id);
        let items = story.timeline.events.iter().map(|event| &event.id).chain(cards);
        items.filter(|id| open.contains(id)).map(|id| id.as_str()).collect::<Vec<_>>().join(" ")
    })
}

/// What of a story's state belongs into its address: a key and a value a line.
#[wasm_bindgen]
pub fn address(page: u32) -> Option<String> {
    tell(page, |page| page.reading.state.address())
}

/// Brings a story into the state that an address asks for. Answers with the words that are looked for, as [`search`] does.
#[wasm_bindgen]
pub fn readdress(page: u32, lines: &str) -> Option<String> {
    tell(page, |page| {
        let state = page.reading.state.addressed(lines, &page.scene.story);
        page.find(&state.query);
        page.turn_to(state);
        page.reading.hits.words().join("\n")
    })
}

/// Zooms the overview `by` a factor `about` a fraction of what is seen, from its earliest day, and then moves it by the fraction
/// `on`, towards later days.
#[wasm_bindgen]
pub fn zoom(page: u32, by: f64, about: f64, on: f64) {
    tell(page, |page| {
        let plan = page.scene.plan();
        let mut view = page.scene.view(&page.reading.state);
        view.zoom = plan.zoomed(view, by, about);
        if on != 0.0 {
            view.zoom = plan.panned(view, on);
        }
        page.after(Action::Zoom(view.zoom));
    });
}

/// Says where the overview is to [`glide`]: `in`, `out`, `fit`, `earlier`, `later`, `start`, `end`, or to the events numbered from
/// `first` to `last`. Answers whether that is elsewhere.
#[wasm_bindgen]
pub fn aim(page: u32, what: &str, first: usize, last: usize) -> Option<bool> {
    tell(page, |page| {
        let plan = page.scene.plan();
        let view = page.scene.view(&page.reading.state);
        let to = match what {
            "in" => plan.zoomed(view, 2.0, 0.5),
            "out" => plan.zoomed(view, 0.5, 0.5),
            "fit" => plan.fit(),
            "earlier" => plan.panned(view, -0.75),
            "later" => plan.panned(view, 0.75),
            "start" => plan.panned(view, -1e9),
            "end" => plan.panned(view, 1e9),
            _ => {
                let (from, to) = plan.days(&[first, last]);
                plan.zoomed_to(view, from, to)
            }
        };
        page.way = (view.zoom, to);
        view.zoom != to
    })
}

/// Brings the overview a `share` of the way to what was aimed at.
#[wasm_bindgen]
pub fn glide(page: u32, share: f64) {
    tell(page, |page| {
        let (from, to) = page.way;
        let view = Viewport { zoom: from, ..page.scene.view(&page.reading.state) };
        page.after(Action::Zoom(page.scene.plan().between(view, to, share)));
    });
}

/// Tells a story how wide its overview is, in CSS pixels.
#[wasm_bindgen]
pub fn resize(page: u32, width: u16) {
    tell(page, |page| page.after(Action::Resize(width)));
}

/// Forgets a story.
#[wasm_bindgen]
pub fn stop(page: u32) {
    let at = |pages: &mut Vec<Page>| {
        let at = pages.iter().position(|other| other.number == page)?;
        Some(pages.swap_remove(at))
    };
    if let Some(page) = PAGES.with_borrow_mut(|(_, pages)| at(pages)) {
        page.awake.into_iter().for_each(|(_, island)| island.destroy());
        page.frame.destroy();
    }
}

/// Yew draws in a microtask: nothing of it calls back in here.
fn tell<T>(page: u32, what: impl FnOnce(&mut Page) -> T) -> Option<T> {
    let (mut what, mut answer) = (Some(what), None);
    found(page, &mut |page| answer = what.take().map(|what| what(page)));
    answer
}

/// Once, and not for each that tells something.
#[inline(never)]
fn found(page: u32, then: &mut dyn FnMut(&mut Page)) {
    PAGES.with_borrow_mut(|(_, pages)| pages.iter_mut().filter(|other| other.number == page).for_each(then));
}
