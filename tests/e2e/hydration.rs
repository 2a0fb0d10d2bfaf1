//! Hydration keeps the nodes, the words, and what the reader did before.

use crate::{
    browser::{Engine, Tab, browse},
    pages::{self, ARABIC, DEFAULT, OLD, item},
};

/// Defers the element's definition until `start()`, as a slow network would.
const HELD: &str = "const define = customElements.define.bind(customElements);
    customElements.define = (name, element) => { window.start = () => define(name, element); };";

/// Condition: the page's script has run, and all parts of the story are laid out (the head is painted first).
const STANDS: &str = "window.start && document.readyState === 'complete' &&
    getComputedStyle(document.querySelector('.keyline-content')).contentVisibility !== 'hidden'";

async fn open_held(tab: &Tab, url: &str) {
    tab.before_load(HELD).await;
    tab.open(url).await;
    tab.until(STANDS).await;
}

async fn start(tab: &Tab) {
    tab.run("start()").await;
    tab.hydrated().await;
}

#[test]
fn every_node_is_kept() {
    browse(async |tab| {
        open_held(tab, &pages::url(DEFAULT)).await;
        // The strip renders again for its width, except for its marks.
        let nodes = "[...document.querySelectorAll('.keyline, .keyline *:not(.keyline-preview)')]
            .filter(node => !node.closest('svg') || node.matches('.keyline-strip, .keyline-mark'))";
        tab.run(&format!("window.before = {nodes}")).await;
        start(tab).await;
        assert!(tab.get("before.length").await.as_u64() > Some(300));
        let lost =
            format!("(after => before.filter((node, at) => after[at] !== node))({nodes}).map(node => node.outerHTML)");
        assert_eq!(tab.get(&lost).await, serde_json::json!([]));
        tab.holds(&format!("{nodes}.length === before.length")).await;
    });
}

const OTHER_DIGITS: &str = "its Intl is the system's ICU (72 in Debian 12), whose CLDR writes Arabic with other digits";

/// Opens a story, and compares its words before and after hydration.
async fn check_words(tab: &Tab, url: &str, what: &str) {
    tab.open(url).await;
    tab.until(STANDS).await;
    // One text in HTML may be two nodes in the DOM.
    let words = "[...document.querySelectorAll('.keyline *:not(svg *, .keyline-preview)')].map(element =>
        [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join(''))";
    // With another width, marks and clusters may differ. Marks that exist before and after must have the same name.
    let marks = "Object.fromEntries([...document.querySelectorAll('.keyline-mark')].map(mark =>
        [mark.getAttribute('href'), mark.getAttribute('aria-label')]))";
    tab.run(&format!("window.before = {words}; window.marks = {marks}")).await;
    start(tab).await;
    let renamed = format!(
        "(after => Object.entries(marks).filter(([id, name]) => after[id] && after[id] !== name))({marks}).slice(0, 5)"
    );
    assert_eq!(tab.get(&renamed).await, serde_json::json!([]), "{what}");
    let changed = format!(
        "(after => before.map((text, at) => [text, after[at]]).filter(([was, is]) => was !== is))({words}).slice(0, 5)"
    );
    assert_eq!(tab.get(&changed).await, serde_json::json!([]), "{what}");
    let ours: Vec<String> = tab.console().await.into_iter().filter(|line| !line.contains("Failed to load")).collect();
    assert_eq!(ours, [""; 0], "{what}");
}

#[test]
fn every_word_stays_as_it_was() {
    browse(async |tab| {
        tab.before_load(HELD).await;
        for story in pages::every_story() {
            if pages::json(&story)["lang"] == "ar" && tab.skips(Engine::WebKit, OTHER_DIGITS) {
                continue;
            }
            check_words(tab, &pages::url(&story), &story).await;
        }
    });
}

/// Natively ICU4X formats dates, in the browser ICU. Their CLDR versions may differ (Persian and Hindi do, by a sign).
#[test]
fn dates_and_numbers_read_the_same_in_every_language() {
    let page = |lang: &'static str| {
        let mut story = pages::json("tests/stories/dates.json");
        story["lang"] = lang.into();
        (lang, pages::url_of(&format!("dates-{lang}"), &story))
    };
    // Made before the time of the test begins.
    let made = ["en", "en-US", "de", "de-AT", "fr", "es", "ar", "he", "ja", "pt-BR"].map(page);
    browse(async |tab| {
        tab.before_load(HELD).await;
        for (lang, url) in &made {
            if *lang == "ar" && tab.skips(Engine::WebKit, OTHER_DIGITS) {
                continue;
            }
            check_words(tab, url, lang).await;
        }
    });
}

#[test]
fn what_the_reader_opened_or_closed_before_stays_so() {
    browse(async |tab| {
        open_held(tab, &pages::url(DEFAULT)).await;
        let [wales, card, main] =
            ["wales", "us-commitment", "meeting"].map(|id| item(&format!("nato-white-house-2025/{id}")));
        for details in [&wales, &card, &main] {
            tab.run(&format!("{details}.querySelector('summary').click()")).await;
        }
        start(tab).await;
        tab.holds(&format!("{wales}.open && {card}.open && !{main}.open")).await;
        // The state has the same: drawing again changes nothing, and another click closes the item.
        tab.click(".keyline-order button[aria-pressed=false]").await;
        tab.until("document.querySelector('.keyline-order button:last-child').ariaPressed === 'true'").await;
        tab.holds(&format!("{wales}.open && {card}.open && !{main}.open")).await;
        tab.run(&format!("{wales}.querySelector('summary').click()")).await;
        tab.until(&format!("!{wales}.open")).await;
    });
}

#[test]
fn nothing_moves_when_the_page_hydrates() {
    browse(async |tab| {
        tab.before_load(HELD).await;
        for story in [DEFAULT, OLD, ARABIC] {
            for width in [320, 1280] {
                tab.size(width, 900).await;
                tab.open(&pages::url(story)).await;
                tab.until(STANDS).await;
                // Groups of events are laid out where they are near the window.
                tab.frames().await;
                let tops = "[...document.querySelectorAll('.keyline :is(h1, h2, h3, h4, p, details, svg.keyline-strip, button)')]
                    .map(element => Math.round(element.getBoundingClientRect().top))";
                tab.run(&format!("window.before = {tops}")).await;
                start(tab).await;
                // The strip renders again after it was measured.
                tab.frames().await;
                let moved = format!(
                    "(after => before.map((top, at) => after[at] - top).filter(by => by !== 0).slice(0, 3))({tops})"
                );
                assert_eq!(tab.get(&moved).await, serde_json::json!([]), "{story} at {width} px");
            }
        }
    });
}

#[test]
fn focus_selection_and_scroll_stay_where_they_are() {
    browse(async |tab| {
        open_held(tab, &pages::url(DEFAULT)).await;
        let card = item("nato-white-house-2025/us-commitment");
        tab.run(&format!(
            "{card}.querySelector('summary').focus(); scrollTo(0, 700);
             getSelection().selectAllChildren(document.querySelector('.keyline-title'))"
        ))
        .await;
        // What comes near the window is laid out, which may change the scroll position.
        tab.frames().await;
        tab.run("window.was = [scrollY, String(getSelection()), document.activeElement]").await;
        start(tab).await;
        tab.holds("was[0] > 300 && was[1].length > 10").await;
        tab.holds("scrollY === was[0] && String(getSelection()) === was[1] && document.activeElement === was[2]").await;
    });
}
