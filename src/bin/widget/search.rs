//! The search box: builds the index when it is needed, and searches once a frame.

use std::rc::Rc;

use js_sys::{JsString, RegExp};
use keyline::{
    date::Edtf,
    search::{Index, TextNormalizer},
    state::Action,
    view::StoryContext,
};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::{attributes, dom, store::Store};

/// How many places of the story are read for the index at a time.
const PLACES_AT_A_TIME: usize = 200;

thread_local! {
    static MARKS: RegExp = RegExp::new("\\p{M}", "gu");
}

/// A text as search compares it: in lower case, without accents and other marks (NFKD).
pub fn normalize(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let decomposed = JsString::from(text).normalize("NFKD");
    let plain = MARKS.with(|marks| decomposed.replace_by_pattern(marks, ""));
    String::from(plain.to_lower_case())
}

/// Returns an index of what the page shows of a story, without texts.
pub fn index(host: &HtmlElement, context: &StoryContext) -> Index {
    let on_page = &context.options.parts;
    Index::new(&context.story, on_page, &attributes::shown_parts(host, on_page))
}

/// Searches anew after an attribute has hidden or shown parts of the story.
pub fn shown_parts_changed(store: &Rc<Store>) {
    *store.index.borrow_mut() = index(&store.host, &store.context);
    if !store.state().query.is_empty() {
        schedule(store);
    }
}

/// Searches in the next frame, once the index is complete.
pub fn schedule(store: &Rc<Store>) {
    if store.is_searching.replace(true) {
        return;
    }
    build_index(store, |store| {
        store.in_next_frame(|store, _| {
            store.is_searching.set(false);
            // The index may have been replaced in the meantime.
            if store.index.borrow().is_complete() {
                store.dispatch(Action::RunSearch);
            } else {
                schedule(store);
            }
        });
    });
}

/// Reads the story for the index, a part at a time so that the page responds in between.
pub fn build_index(store: &Rc<Store>, then: fn(&Rc<Store>)) {
    let is_complete = {
        let locale = &*store.context.locale;
        let date = |date: &Edtf| date.words(locale);
        let normalizer = TextNormalizer { fold: &normalize, date: &date };
        store.index.borrow_mut().extend(store.story(), normalizer, PLACES_AT_A_TIME)
    };
    if is_complete {
        return then(store);
    }
    store.after(0, move |store| build_index(store, then));
}

/// Shows a query of the address.
pub fn show_query(store: &Store, query: &str) {
    if let Some(input) = dom::find(store, ".keyline-search input") {
        input.unchecked_ref::<HtmlInputElement>().set_value(query);
    }
}
