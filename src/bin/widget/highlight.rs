//! Highlights the words of a search (CSS Custom Highlight API). The style is `::highlight(keyline-hit)`; nodes stay as they are.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::prelude::*;
use web_sys::{Element, Node, Range};

use crate::{dom, search::normalize, store::Store};

/// The most matches that are highlighted.
const MAX_HIGHLIGHTS: usize = 3_000;
/// The parts of a story that are highlighted: results, and what is no event or card. style/search_bar.css styles them.
const PARTS: &str =
    "[data-hit], .keyline-header, .keyline-section > .keyline-prose, .keyline-section > .keyline-heading";
const SHOW_TEXT: u32 = 4;
const NAME: &str = "keyline-hit";

// web-sys has these behind `--cfg web_sys_unstable_apis` only.
#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Highlight;

    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<Highlight, JsValue>;

    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &Range);

    #[wasm_bindgen(method)]
    fn delete(this: &Highlight, range: &Range);

    #[wasm_bindgen(js_namespace = ["CSS", "highlights"], js_name = get, catch)]
    fn registered(name: &str) -> Result<Option<Highlight>, JsValue>;

    #[wasm_bindgen(js_namespace = ["CSS", "highlights"], js_name = set, catch)]
    fn register(name: &str, highlight: &Highlight) -> Result<JsValue, JsValue>;
}

/// The ranges that a story has highlighted.
#[derive(Default)]
pub struct Highlights(RefCell<Vec<Range>>);

/// Highlights words, in the case and form that [`normalize`] gives, in a later task: the view has rendered by then.
pub fn highlight(store: &Rc<Store>, words: Vec<String>) {
    store.after(0, move |store| store.highlights.set(&store.root, &words));
}

impl Highlights {
    fn set(&self, root: &Element, words: &[String]) {
        self.clear();
        let Some(registry) = registry().filter(|_| !words.is_empty()) else { return };
        let mut ranges = self.0.borrow_mut();
        for part in dom::all(root, PARTS) {
            for text in texts(&part) {
                let left = MAX_HIGHLIGHTS - ranges.len();
                ranges.extend(matches(&text, words).into_iter().take(left));
            }
        }
        ranges.iter().for_each(|range| registry.add(range));
    }

    /// Removes the story's highlights.
    pub fn clear(&self) {
        let ranges = self.0.take();
        if let Some(registry) = registry().filter(|_| !ranges.is_empty()) {
            for range in &ranges {
                registry.delete(range);
            }
        }
    }
}

/// The highlight that all stories of the page share; `None` where the browser has none.
fn registry() -> Option<Highlight> {
    if let Some(highlight) = registered(NAME).ok()? {
        return Some(highlight);
    }
    let highlight = Highlight::new().ok()?;
    register(NAME, &highlight).ok()?;
    Some(highlight)
}

fn texts(part: &Element) -> Vec<Node> {
    let mut texts = Vec::new();
    if let Ok(walker) = gloo::utils::document().create_tree_walker_with_what_to_show(part, SHOW_TEXT) {
        while let Ok(Some(text)) = walker.next_node() {
            texts.push(text);
        }
    }
    texts
}

/// The ranges of a text node in which a word occurs.
fn matches(node: &Node, words: &[String]) -> Vec<Range> {
    let text = node.text_content().unwrap_or_default();
    // The origin of each byte of the normalized text, in UTF-16 code units: a letter can become none, one or several.
    let (mut normalized, mut origins, mut at) = (String::new(), Vec::new(), 0);
    for letter in text.chars() {
        normalized += &normalize(letter.encode_utf8(&mut [0; 4]));
        origins.resize(normalized.len(), at);
        at += letter.len_utf16() as u32;
    }
    origins.push(at);
    let found = words.iter().flat_map(|word| normalized.match_indices(word.as_str()));
    let range = |(start, word): (usize, &str)| {
        let range = Range::new().ok()?;
        range.set_start(node, *origins.get(start)?).ok()?;
        range.set_end(node, *origins.get(start + word.len())?).ok()?;
        Some(range)
    };
    found.filter_map(range).collect()
}
