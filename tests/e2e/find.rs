//! Find-in-page opens closed items. No protocol opens Chromium's find bar, but a text fragment (`#:~:text=`) opens closed `<details>`
//! by the same algorithm: HTML's "ancestor revealing algorithm".

use crate::{
    browser::{Tab, browse},
    pages::{self, DEFAULT, item},
    server::Site,
};

/// Words of an event's and a card's text, and the item's id.
const FOUND: [(&str, &str); 2] =
    [("He follows Jens Stoltenberg", "rutte-takes-office"), ("effective alliance depends on his work", "ruttes-role")];

/// Opens a page with a text fragment, and waits until the text is in view.
async fn find(tab: &Tab, page: &str, words: &str, id: &str) {
    tab.open("about:blank").await;
    tab.open(&format!("{page}#:~:text={}", words.replace(' ', "%20"))).await;
    let body = format!("document.getElementById('nato-white-house-2025/{id}')");
    tab.until(&format!("{body}.parentElement.open")).await;
    tab.until(&format!("(box => box.top < innerHeight && box.bottom > 0)({body}.getBoundingClientRect())")).await;
}

#[test]
fn a_text_in_a_closed_item_is_found_and_the_state_has_the_item_open() {
    browse(async |tab| {
        let site = Site::new().file("/", pages::page(DEFAULT)).serve();
        for (words, id) in FOUND {
            find(tab, &site.url("/"), words, id).await;
            tab.hydrated().await;
            let item = item(&format!("nato-white-house-2025/{id}"));
            tab.holds(&format!("{item}.open")).await;
            // "Close all" closes the item only if the state has it as open.
            tab.run("document.querySelector('keyline-story').collapseAll()").await;
            tab.until("!document.querySelector('details[open]')").await;
        }
    });
}

#[test]
fn a_text_in_a_closed_item_is_found_without_scripts() {
    browse(async |tab| {
        let site = Site::new().file("/", pages::page(DEFAULT)).serve();
        tab.scripts_off().await;
        for (words, id) in FOUND {
            find(tab, &site.url("/"), words, id).await;
        }
    });
}

#[test]
fn a_date_is_found_and_copied_with_what_its_heading_says() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        // The head is painted first; what isn't rendered can't be selected.
        tab.until("document.querySelector('.keyline-event').checkVisibility()").await;
        let date = "document.querySelector('.keyline-event time')";
        tab.holds(&format!("{date}.offsetWidth < 150 && {date}.textContent === 'September 5, 2014'")).await;
        let copied = format!("getSelection().selectAllChildren({date}); return `${{getSelection()}}`");
        assert_eq!(tab.run(&copied).await, "September 5, 2014");
        tab.run("getSelection().removeAllRanges()").await;
        tab.holds("window.find('September 5, 2014')").await;
    });
}
