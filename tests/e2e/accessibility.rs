//! axe-core reports no violation: every story, phone and desktop, light and dark, all open and all closed.

use fantoccini::key::Key;
use serde_json::json;

use crate::{
    browser::{Tab, browse_chromium},
    controls::{
        CLEAR_FILTERS_OF_NONE, EXPAND_ALL, FILTER, FILTERS, NEWEST_FIRST, SHOW_ALL, TAB_STOP, ZOOM_IN, element, filter,
    },
    pages::{self, ARABIC, DEFAULT, OLD},
};

const WHY: &str = "axe judges markup and styles, which are the same everywhere";

/// Runs all rules of axe, and `target-size`, which is off by default. Returns a line for each violation.
const AXE: &str =
    "return axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
    .then(found => found.violations.flatMap(fault => fault.nodes.map(node =>
        `${fault.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`)))";

async fn check(tab: &Tab, what: &str) {
    assert_eq!(tab.run(AXE).await, json!([]), "{what}");
}

async fn check_story(tab: &Tab, story: &str) {
    let url = pages::url(story);
    for width in [320, 1280] {
        tab.size(width, 900).await;
        tab.open_hydrated(&url).await;
        let details =
            tab.get("document.querySelector('.keyline-all') && document.querySelectorAll('details').length").await;
        for scheme in ["light", "dark"] {
            tab.prefer(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
            for (open, state) in [(true, "open"), (false, "closed")] {
                if details.as_u64().is_some() {
                    tab.click(EXPAND_ALL).await;
                    tab.until(&format!(
                        "![...document.querySelectorAll('details:not(.keyline-fold)')].some(it => it.open !== {open})"
                    ))
                    .await;
                }
                check(tab, &format!("{story} at {width} px, {scheme}, {state}")).await;
            }
        }
    }
}

#[test]
fn the_default_story_has_no_barrier() {
    browse_chromium(WHY, async |tab| {
        tab.before_load(&pages::axe()).await;
        check_story(tab, DEFAULT).await;
    });
}

#[test]
fn the_examples_have_no_barrier() {
    for story in [OLD, ARABIC] {
        browse_chromium(WHY, async |tab| {
            tab.before_load(&pages::axe()).await;
            check_story(tab, story).await;
        });
    }
}

#[test]
fn no_story_has_a_barrier() {
    for story in pages::every_story().iter().filter(|story| story.starts_with("tests/")) {
        browse_chromium(WHY, async |tab| {
            tab.before_load(&pages::axe()).await;
            check_story(tab, story).await;
        });
    }
}

#[test]
fn plain_html_has_no_barrier() {
    browse_chromium(WHY, async |tab| {
        tab.before_load(&pages::axe()).await;
        tab.before_load("customElements.define = () => {}").await;
        tab.open(&pages::url(DEFAULT)).await;
        check(tab, "before it comes alive").await;
    });
}

#[test]
fn a_chosen_item_has_no_barrier() {
    browse_chromium(WHY, async |tab| {
        tab.before_load(&pages::axe()).await;
        for scheme in ["light", "dark"] {
            tab.prefer(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
            tab.open("about:blank").await;
            tab.open_hydrated(&format!("{}#nato-white-house-2025/invasion", pages::url(DEFAULT))).await;
            tab.until("document.querySelector('details[aria-current]')").await;
            check(tab, scheme).await;
        }
    });
}

#[test]
fn no_state_of_the_timeline_has_a_barrier() {
    // Consecutive states: name, control to click, and condition.
    let steps = [
        ("zoomed", element(ZOOM_IN), "document.querySelector('[data-zoomed]')"),
        ("zoomed more", element(ZOOM_IN), "document.querySelector('.keyline-outside:not([hidden])')"),
        ("to choose filters", element(FILTERS), "document.querySelector('.keyline-facets[role=group]')"),
        ("filtered", element(FILTER), "document.querySelector('.keyline-list li[hidden]')"),
        ("without results", filter("Tags", "procurement"), "document.querySelector('.keyline-none')"),
        ("with all again", element(CLEAR_FILTERS_OF_NONE), "!document.querySelector('.keyline-list li[hidden]')"),
        ("newest first", element(NEWEST_FIRST), "document.querySelector('.keyline-list[data-order=newest]')"),
        ("everything seen", element(SHOW_ALL), "!document.querySelector('[data-zoomed]')"),
    ];
    for (width, scheme) in [(1280, "light"), (320, "dark")] {
        browse_chromium(WHY, async |tab| {
            tab.before_load(&pages::axe()).await;
            tab.size(width, 900).await;
            tab.prefer(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
            tab.open_hydrated(&pages::url(DEFAULT)).await;
            for (state, control, until) in &steps {
                tab.click_element(control).await;
                tab.until(until).await;
                check(tab, &format!("{state} at {width} px, {scheme}")).await;
            }
            tab.search("rutte").await;
            tab.until("CSS.highlights.get('keyline-hit').size && document.querySelector('.keyline-mark[data-hit]')")
                .await;
            tab.press(Key::Enter).await;
            tab.until("/^1 of /.test(document.querySelector('.keyline-found').textContent)").await;
            check(tab, &format!("searched at {width} px, {scheme}")).await;
            tab.run(&format!("{}.focus({{ focusVisible: true }})", element(TAB_STOP))).await;
            tab.until("document.querySelector('.keyline-preview:not([hidden])')").await;
            check(tab, &format!("previewed at {width} px, {scheme}")).await;
        });
    }
}
