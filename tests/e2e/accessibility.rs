//! axe-core finds nothing: every story, phone and desktop, light and dark, all open and all closed.

use serde_json::json;

use crate::{
    browser::{Tab, browse},
    pages::{self, ARABIC, DEFAULT, OLD},
};

/// All of axe's rules, and the one that is off by default, each fault as a line.
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
        tab.open_live(&url).await;
        let details =
            tab.get("document.querySelector('.keyline-toolbar') && document.querySelectorAll('details').length").await;
        for scheme in ["light", "dark"] {
            tab.prefer(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
            for (act, open, state) in [("open-all", true, "open"), ("close-all", false, "closed")] {
                if details.as_u64().is_some() {
                    tab.click(&format!("[data-act={act}]")).await;
                    tab.until(&format!("![...document.querySelectorAll('details')].some(it => it.open !== {open})"))
                        .await;
                }
                check(tab, &format!("{story} at {width} px, {scheme}, {state}")).await;
            }
        }
    }
}

#[test]
fn the_default_story_has_no_barrier() {
    browse(async |tab| {
        tab.before_load(&pages::axe()).await;
        check_story(tab, DEFAULT).await;
    });
}

#[test]
fn the_examples_have_no_barrier() {
    browse(async |tab| {
        tab.before_load(&pages::axe()).await;
        for story in [OLD, ARABIC] {
            check_story(tab, story).await;
        }
    });
}

#[test]
fn no_story_has_a_barrier() {
    browse(async |tab| {
        tab.before_load(&pages::axe()).await;
        for story in pages::every_story().iter().filter(|story| story.starts_with("tests/")) {
            check_story(tab, story).await;
        }
    });
}

#[test]
fn plain_html_has_no_barrier() {
    browse(async |tab| {
        tab.before_load(&pages::axe()).await;
        tab.before_load("customElements.define = () => {}").await;
        tab.open(&pages::url(DEFAULT)).await;
        check(tab, "before it comes alive").await;
    });
}

#[test]
fn a_chosen_item_has_no_barrier() {
    browse(async |tab| {
        tab.before_load(&pages::axe()).await;
        for scheme in ["light", "dark"] {
            tab.prefer(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
            tab.open("about:blank").await;
            tab.open_live(&format!("{}#nato-white-house-2025/invasion", pages::url(DEFAULT))).await;
            tab.until("document.querySelector('details[aria-current]')").await;
            check(tab, scheme).await;
        }
    });
}
