//! The folds of a long list: events far from the main one are out of sight, and whatever looks for them opens the folds.

use serde_json::Value;

use crate::{
    browser::{Tab, browse, browse_chromium},
    controls::{EXPAND_ALL, FILTERS, NEWEST_FIRST, element, filter, is_pressed, read_event},
    pages::{self, item},
    server::Site,
};

/// Expression: whether each fold is open, in the order of the page.
const OPEN: &str = "[...document.querySelectorAll('.keyline-fold')].map(fold => fold.open)";
/// Condition: no fold is closed.
const ALL_OPEN: &str = "!document.querySelector('.keyline-fold:not([open])')";
/// Expression: the words on the folds that can be seen, in the order of the page.
const WORDS: &str =
    "[...document.querySelectorAll('.keyline-fold > summary')].map(summary => summary.innerText.trim())";
/// Expression: the number of visible events.
const SHOWN: &str = "[...document.querySelectorAll('.keyline-event')].filter(it => it.checkVisibility()).length";

/// Forty events, of which the main one is the sixteenth.
fn story() -> Value {
    let mut story = pages::long_story(40);
    story["timeline"]["events"][15]["main"] = true.into();
    story
}

fn url() -> String {
    pages::url_of("folds", &story())
}

async fn open(tab: &Tab, fragment: &str) {
    tab.open("about:blank").await;
    tab.open_hydrated(&format!("{}{fragment}", url())).await;
}

#[test]
fn what_is_far_from_the_main_event_is_in_folds_that_say_how_many_they_are() {
    browse(async |tab| {
        open(tab, "").await;
        // The head is painted first.
        tab.until(&format!("{SHOWN} === 12")).await;
        assert_eq!(tab.get(WORDS).await, serde_json::json!(["Show 9 earlier", "Show 19 later"]));
        tab.click(".keyline-fold > summary").await;
        tab.until(&format!("{SHOWN} === 21")).await;
        assert_eq!(tab.get(WORDS).await, serde_json::json!(["Hide earlier", "Show 19 later"]));
        // What was in the fold hydrates: its events get their controls when they open.
        tab.click_element(&format!("{}.querySelector('summary')", item("long/e0"))).await;
        tab.until(&format!("{}.open", item("long/e0"))).await;
        tab.until(&format!("{}.querySelector('.keyline-next')", item("long/e0"))).await;
        tab.click(".keyline-fold > summary").await;
        tab.until(&format!("{SHOWN} === 12")).await;
    });
}

#[test]
fn the_folds_follow_the_order_and_stay_as_they_are() {
    browse(async |tab| {
        open(tab, "").await;
        tab.click(".keyline-fold > summary").await;
        tab.until(&format!("{SHOWN} === 21")).await;
        tab.run("window.rows = [...document.querySelectorAll('.keyline-event')]").await;
        tab.click(NEWEST_FIRST).await;
        tab.until(&is_pressed(NEWEST_FIRST, true)).await;
        tab.until(&format!("{OPEN}.join() === 'false,true'")).await;
        tab.until(&format!("{WORDS}.join() === 'Show 19 later,Hide earlier'")).await;
        tab.until(
            "[...document.querySelectorAll('.keyline-event')].every((row, index) => row === rows.at(-1 - index))",
        )
        .await;
    });
}

#[test]
fn expand_all_a_filter_and_a_search_open_the_folds() {
    browse(async |tab| {
        open(tab, "").await;
        tab.click(EXPAND_ALL).await;
        tab.until(&format!("{ALL_OPEN} && {SHOWN} === 40")).await;

        open(tab, "").await;
        tab.click(FILTERS).await;
        tab.until(&filter("Tags", "odd")).await;
        tab.click_element(&filter("Tags", "odd")).await;
        tab.until(&format!("{ALL_OPEN} && {SHOWN} === 20")).await;
        tab.click_element(&filter("Tags", "odd")).await;
        tab.until(&format!("{ALL_OPEN} && {SHOWN} === 40")).await;

        open(tab, "").await;
        tab.search("nothing like it").await;
        tab.until("document.querySelector('.keyline-found').textContent === 'No results'").await;
        tab.until(&format!("{SHOWN} === 12")).await;
        tab.search("Event 39").await;
        tab.until(ALL_OPEN).await;

        open(tab, "#long/?tag=even").await;
        tab.until(&format!("{ALL_OPEN} && {SHOWN} === 20")).await;
    });
}

#[test]
fn a_link_and_an_address_open_the_fold_of_their_event() {
    browse(async |tab| {
        open(tab, "").await;
        read_event(tab, "e39").await;
        tab.until(&format!("{OPEN}.join() === 'false,true' && {}.open", item("long/e39"))).await;
        tab.until(&in_view("e39")).await;

        open(tab, "#long/e2").await;
        tab.until(&format!("{OPEN}.join() === 'true,false' && {}.open", item("long/e2"))).await;
        tab.until(&in_view("e2")).await;
    });
}

#[test]
fn a_story_that_is_rendered_anew_has_its_open_items_in_open_folds() {
    browse(async |tab| {
        open(tab, "").await;
        tab.click(EXPAND_ALL).await;
        tab.until(&format!("{ALL_OPEN} && {SHOWN} === 40")).await;
        tab.run("document.querySelector('keyline-story').lang = 'de'").await;
        tab.until("document.querySelector('.keyline').lang === 'de'").await;
        tab.until(&format!("{ALL_OPEN} && {SHOWN} === 40")).await;
    });
}

#[test]
fn without_scripts_folds_open_by_a_click_and_for_an_address() {
    browse(async |tab| {
        tab.scripts_off().await;
        tab.open(&url()).await;
        tab.until(&format!("{SHOWN} === 12")).await;
        tab.click(".keyline-fold > summary").await;
        tab.until(&format!("{SHOWN} === 21")).await;
        tab.open("about:blank").await;
        tab.open(&format!("{}#long/e39", url())).await;
        tab.until(&in_view("e39")).await;
    });
}

#[test]
fn a_text_in_a_fold_is_found() {
    browse(async |tab| {
        let site = Site::new().file("/", pages::page_of("folds", &story())).serve();
        tab.open("about:blank").await;
        tab.open(&format!("{}#:~:text=Event%2039", site.url("/"))).await;
        tab.until(&in_view("e39")).await;
    });
}

#[test]
fn folds_are_printed() {
    browse_chromium("print media are DevTools'", async |tab| {
        open(tab, "").await;
        tab.devtools("Emulation.setEmulatedMedia", serde_json::json!({ "media": "print" })).await;
        tab.until(&format!("{SHOWN} === 40")).await;
        tab.holds(&format!("!{}.checkVisibility()", element(".keyline-fold > summary"))).await;
    });
}

/// Condition: an event's title is in view.
fn in_view(id: &str) -> String {
    format!(
        "(box => box.height && box.top >= 0 && box.top < innerHeight - 40)(
            {}.getBoundingClientRect())",
        item(&format!("long/{id}"))
    )
}
