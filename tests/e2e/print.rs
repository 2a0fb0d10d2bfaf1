//! Print: all items are open, and links show their URLs. Read from Chromium's PDF.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;

use crate::{
    browser::{Tab, browse_chromium},
    controls::{NEWEST_FIRST, OPEN_GROUPS_HYDRATED, is_pressed},
    pages::{self, DEFAULT, EVERYTHING},
};

const WHY: &str = "print media and the PDF are DevTools'";

/// Prints the page and returns the text without white space, which a PDF doesn't keep.
pub async fn printed(tab: &Tab) -> String {
    let pdf = tab.devtools("Page.printToPDF", json!({ "printBackground": false })).await;
    let pdf = STANDARD.decode(pdf["data"].as_str().expect("a PDF")).expect("base64");
    let pdf = lopdf::Document::load_mem(&pdf).expect("a PDF");
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    squeezed(&pdf.extract_text(&pages).expect("its text"))
}

/// Removes white space and ligatures.
fn squeezed(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    [("ﬃ", "ffi"), ("ﬄ", "ffl"), ("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl")]
        .into_iter()
        .fold(text, |text, (ligature, letters)| text.replace(ligature, letters))
}

/// Asserts that every word of a story is printed.
#[track_caller]
fn check_words(printed: &str, story: &str) {
    for line in pages::lines(story) {
        // A link's URL is printed between the link and the next comma, so words are compared, not lines.
        for word in line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            assert!(printed.contains(word), "{story}: {word:?} of {line:?} is not printed");
        }
    }
}

#[test]
fn every_word_is_printed_though_items_are_closed() {
    browse_chromium(WHY, async |tab| {
        for story in [DEFAULT, EVERYTHING] {
            tab.open_hydrated(&pages::url(story)).await;
            tab.run("document.querySelector('keyline-story').collapseAll()").await;
            tab.until("!document.querySelector('details[open]')").await;
            check_words(&printed(tab).await, story);
        }
    });
}

#[test]
fn the_strip_is_laid_out_for_paper_and_back() {
    browse_chromium(WHY, async |tab| {
        tab.size(320, 800).await;
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        let labels = "document.querySelectorAll('.keyline-beside').length";
        let before = tab.get(labels).await;
        tab.run("dispatchEvent(new Event('beforeprint'))").await;
        tab.until("document.querySelector('.keyline-overview[data-printing]')").await;
        let media = json!({ "media": "print" });
        tab.devtools("Emulation.setEmulatedMedia", media).await;
        tab.size(680, 800).await;
        // Paper is wide enough for titles beside the marks.
        tab.until(&format!("{labels} > {before} + 3")).await;
        tab.until("innerWidth === 680 && document.scrollingElement.scrollWidth <= innerWidth").await;
        tab.holds("document.querySelector('.keyline-overview').checkVisibility()").await;
        tab.run("dispatchEvent(new Event('afterprint'))").await;
        tab.until("!document.querySelector('.keyline-overview').checkVisibility()").await;
    });
}

#[test]
fn every_word_is_printed_without_scripts() {
    browse_chromium(WHY, async |tab| {
        tab.scripts_off().await;
        tab.open(&pages::url(DEFAULT)).await;
        check_words(&printed(tab).await, DEFAULT);
    });
}

#[test]
fn a_long_story_is_printed_whole_but_for_what_is_filtered() {
    browse_chromium(WHY, async |tab| {
        tab.open_hydrated(&pages::url_of("thousand", &pages::long_story(1_000))).await;
        tab.run("location.hash = '#long/?tag=odd&order=newest'").await;
        tab.until(&is_pressed(NEWEST_FIRST, true)).await;
        tab.run("[...document.querySelectorAll('details.keyline-group:not([open])')].at(-1).open = true").await;
        tab.until(OPEN_GROUPS_HYDRATED).await;
        // A group hydrates as it was prerendered, and is filtered then.
        tab.until(
            "(rows => rows.length && !rows.some(row => /even/.test(row.textContent)))(
             [...document.querySelectorAll('details.keyline-group[open] > ol > li:not([hidden])')])",
        )
        .await;
        let printed = printed(tab).await;
        // Only in an event are card, source and tag adjacent. A page break may separate two of them.
        let event = |index| {
            [format!("Card{index}Sources"), format!("SourcesSource{index}#")]
                .iter()
                .find_map(|words| printed.find(words))
        };
        for index in 0..1_000 {
            assert_eq!(event(index).is_some(), index % 2 == 1, "event {index}");
            assert!(printed.contains(&format!("Source{index}")), "source {index}");
        }
        assert!(event(501) < event(499), "newest first");
    });
}

#[test]
fn the_addresses_of_links_are_printed() {
    browse_chromium(WHY, async |tab| {
        for story in [DEFAULT, EVERYTHING] {
            tab.open_hydrated(&pages::url(story)).await;
            let printed = printed(tab).await;
            let story = pages::json(story);
            let urls: Vec<&str> = story["sources"]
                .as_array()
                .expect("sources")
                .iter()
                .filter_map(|source| source["url"].as_str())
                .collect();
            assert!(!urls.is_empty());
            for url in urls {
                assert!(printed.contains(&format!("({url})")), "{url} is not printed");
            }
        }
    });
}

#[test]
fn paper_is_white_whatever_the_screen_was() {
    browse_chromium(WHY, async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        let media = json!({ "media": "print", "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
        tab.devtools("Emulation.setEmulatedMedia", media).await;
        let colors =
            "(style => [style.color, style.backgroundColor])(getComputedStyle(document.querySelector('.keyline')))";
        assert_eq!(tab.get(colors).await, json!(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]));
        // Controls aren't printed.
        tab.holds(
            "![...document.querySelectorAll('button, .keyline-copy, .keyline-next')].some(it => it.checkVisibility())",
        )
        .await;
    });
}
