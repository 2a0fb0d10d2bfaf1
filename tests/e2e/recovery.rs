//! When the widget can't start, or traps: the text stays, one event and one console line give the reason, or the story starts again.

use std::time::{Duration, Instant};

use crate::{
    browser::{Engine, Tab, browse},
    controls::{EXPAND_ALL, HYDRATED, NOT_HYDRATED, element, mark, read_event, read_in},
    pages::{self, DEFAULT, item},
    server::Site,
};

/// Records `keyline-error` events and uncaught errors.
const RECORDER: &str = "window.recorded = []; window.uncaught = [];
    addEventListener('keyline-error', event => recorded.push(event.detail.reason));
    addEventListener('error', event => uncaught.push(event));
    addEventListener('unhandledrejection', event => uncaught.push(event));";

/// Expression: unhandled errors.
const UNCAUGHT: &str =
    "uncaught.filter(event => !event.defaultPrevented).map(event => event.message ?? event.reason).join()";

const NO_CONSOLE: &str = "its driver doesn't report console messages";

/// Opens a page whose widget can't start. Asserts one event with the reason, one console line, and that the story stays usable.
async fn stays_plain(tab: &Tab, url: &str, reason: &str) {
    tab.before_load(RECORDER).await;
    tab.open(url).await;
    tab.until("recorded.length").await;
    assert_eq!(tab.text("recorded.join()").await, reason);
    if !tab.skips(Engine::WebKit, NO_CONSOLE) {
        let mut ours: Vec<String> = Vec::new();
        let start = Instant::now();
        // A driver may report console messages with a delay.
        while ours.is_empty() && start.elapsed() < Duration::from_secs(10) {
            ours.extend(tab.console().await.into_iter().filter(|line| line.contains("keyline:")));
        }
        assert!(ours.len() == 1 && ours[0].contains(&format!("({reason})")), "{ours:#?}");
    }
    assert_eq!(tab.text(UNCAUGHT).await, "");
    tab.holds(&element(NOT_HYDRATED)).await;
    tab.holds("document.querySelector('.keyline').textContent.includes('prime minister of the Netherlands')").await;
    tab.click(".keyline-card > summary").await;
    tab.until("document.querySelector('.keyline-card').open").await;
}

/// Opens a page whose widget traps in hydration. Asserts that the story works all the same.
async fn starts_again(tab: &Tab, url: &str) {
    tab.before_load(RECORDER).await;
    tab.open_hydrated(url).await;
    assert_eq!(tab.text("recorded.join()").await, "");
    assert_eq!(tab.text(UNCAUGHT).await, "");
    let console = tab.console().await;
    assert!(console.iter().all(|line| !line.contains("Uncaught")), "{console:#?}");
    assert_eq!(tab.get("document.querySelectorAll('.keyline').length").await, 1);
    let wales = item("nato-white-house-2025/wales");
    read_event(tab, "wales").await;
    tab.until(&format!("{wales}.open && {wales}.getAttribute('aria-current') === 'true'")).await;
    tab.click(EXPAND_ALL).await;
    tab.until("!document.querySelector('details:not([open])')").await;
}

#[test]
fn a_policy_that_forbids_webassembly_leaves_the_text() {
    browse(async |tab| {
        let html = pages::replaced(&pages::page(DEFAULT), " 'wasm-unsafe-eval'", "");
        stays_plain(tab, &pages::save("no-wasm-policy", &html), "csp").await;
    });
}

#[test]
fn a_policy_in_a_header_that_forbids_webassembly_leaves_the_text() {
    browse(async |tab| {
        let site = Site::new().file("/", pages::without_policy(&pages::page(DEFAULT)));
        let site = site.header("content-security-policy", "script-src 'unsafe-inline'").serve();
        stays_plain(tab, &site.url("/"), "csp").await;
    });
}

#[test]
fn a_widget_that_is_damaged_leaves_the_text() {
    browse(async |tab| {
        let html = pages::without_policy(&pages::page(DEFAULT));
        let (before, wasm) = html.split_once("const wasm = \"").expect("the widget");
        // Valid gzip that isn't WebAssembly: "nonsense".
        let (_, after) = wasm.split_once('"').expect("its end");
        let html = format!("{before}const wasm = \"H4sIAAAAAAACA8vLzytOBSIAIPtKJggAAAA=\"{after}");
        stays_plain(tab, &pages::save("damaged", &html), "load").await;
    });
}

#[test]
fn a_widget_that_is_cut_short_leaves_the_text() {
    browse(async |tab| {
        let html = pages::without_policy(&pages::page(DEFAULT));
        let at = html.find("const wasm = \"").expect("the widget") + 1_000;
        let end = html[at..].find('"').expect("its end") + at;
        let html = format!("{}{}", &html[..at / 4 * 4], &html[end..]);
        stays_plain(tab, &pages::save("cut-short", &html), "load").await;
    });
}

#[test]
fn a_browser_without_webassembly_leaves_the_text() {
    browse(async |tab| {
        tab.before_load("delete window.WebAssembly").await;
        stays_plain(tab, &pages::url(DEFAULT), "no-webassembly").await;
    });
}

#[test]
fn a_browser_that_cannot_unzip_leaves_the_text() {
    browse(async |tab| {
        tab.before_load("delete window.DecompressionStream").await;
        stays_plain(tab, &pages::url(DEFAULT), "load").await;
    });
}

#[test]
fn a_story_that_cannot_be_read_leaves_the_text() {
    browse(async |tab| {
        let json = "<script type=\"application/json\">";
        let html = pages::replaced(&pages::page(DEFAULT), json, &format!("{json}no JSON: "));
        stays_plain(tab, &pages::save("unreadable", &html), "story").await;
    });
}

#[test]
fn a_missing_node_is_drawn_again() {
    browse(async |tab| {
        let html = pages::page(DEFAULT);
        let start = html.find("<nav").expect("contents");
        let end = html[start..].find("</nav>").expect("their end") + start + "</nav>".len();
        let html = format!("{}{}", &html[..start], &html[end..]);
        starts_again(tab, &pages::save("missing-node", &html)).await;
        tab.holds("document.querySelector('.keyline nav')").await;
    });
}

#[test]
fn an_inserted_node_is_no_obstacle() {
    browse(async |tab| {
        let html = pages::replaced(
            &pages::page(DEFAULT),
            "<summary class=\"keyline-row\">",
            "<summary class=\"keyline-row\"><font>Translated</font>",
        );
        starts_again(tab, &pages::save("extra-node", &html)).await;
    });
}

#[test]
fn a_changed_tag_is_no_obstacle() {
    browse(async |tab| {
        let html = pages::replaced(&pages::page(DEFAULT), "<nav", "<div");
        starts_again(tab, &pages::save("other-tag", &pages::replaced(&html, "</nav>", "</div>"))).await;
    });
}

/// As an optimizing proxy does.
#[test]
fn markup_without_comments_hydrates() {
    browse(async |tab| {
        let html = pages::page(DEFAULT);
        let element = pages::element(&html);
        let mut stripped = String::new();
        let mut rest = element;
        while let Some((before, comment)) = rest.split_once("<!--") {
            stripped.push_str(before);
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        }
        stripped.push_str(rest);
        assert!(stripped.len() < element.len());
        starts_again(tab, &pages::save("no-comments", &pages::with_elements(&html, &stripped))).await;
    });
}

#[test]
fn a_trap_in_one_story_leaves_another_working() {
    browse(async |tab| {
        let html = pages::page(DEFAULT);
        let other = pages::page(pages::OLD);
        let broken = pages::replaced(
            pages::element(&html),
            "<summary class=\"keyline-row\">",
            "<summary class=\"keyline-row\"><font>Translated</font>",
        );
        let both = format!("{}{broken}", pages::element(&other));
        let html = pages::with_elements(&html, &both);
        starts_again_beside_another(tab, &pages::save("one-dies", &html)).await;
    });
}

async fn starts_again_beside_another(tab: &Tab, url: &str) {
    tab.before_load(RECORDER).await;
    tab.open(url).await;
    tab.until(&format!("document.querySelectorAll('{HYDRATED}').length === 2")).await;
    assert_eq!(tab.text("recorded.join()").await, "");
    assert_eq!(tab.text(UNCAUGHT).await, "");
    for address in ["deep-time/moon", "nato-white-house-2025/wales"] {
        let (story, id) = address.split_once('/').expect("a story and an item");
        let tree = format!("document.getElementById('{story}/_timeline')");
        // In the strip of the measured width its mark stands alone.
        tab.until(&format!("{tree}.querySelector('{}')", mark(id))).await;
        read_in(tab, &tree, id).await;
        tab.until(&format!("{0}.open && {0}.getAttribute('aria-current') === 'true'", item(address))).await;
    }
}

#[test]
fn a_widget_that_always_traps_leaves_the_text() {
    browse(async |tab| {
        let panics = "<script type=\"module\">
            import { define } from '/element.js';
            define(async () => {
              let report;
              const mount = async () => {
                report('a panic');
                throw new WebAssembly.RuntimeError('unreachable');
              };
              return { exports: { on_panic: listener => { report = listener; }, Widget: { mount } } };
            });
            </script>";
        let story = pages::page(DEFAULT);
        let html = format!("<!DOCTYPE html><meta charset=\"utf-8\">{}{panics}", pages::element(&story));
        let element = std::fs::read(pages::dist().join("element.js")).expect("a script in dist/");
        let site = Site::new().file("/", html).file("/element.js", element).serve();
        stays_plain(tab, &site.url("/"), "panic").await;
    });
}
