//! Without scripts every word is in the page, and items open.

use crate::{
    browser::{Tab, browse},
    controls::{NOT_HYDRATED, element},
    pages::{self, ARABIC, DEFAULT, EVERYTHING, OLD, RTL, item},
};

/// Returns the story's text with normalized white space.
async fn text(tab: &Tab) -> String {
    let text = tab.text("document.querySelector('.keyline').textContent").await;
    even(&text)
}

fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_line_of_the_story_is_in_the_page() {
    browse(async |tab| {
        tab.scripts_off().await;
        for story in [DEFAULT, OLD, ARABIC, EVERYTHING, RTL] {
            tab.open(&pages::url(story)).await;
            tab.holds(&element(NOT_HYDRATED)).await;
            let text = text(tab).await;
            let lines = pages::lines(story);
            assert!(lines.len() > 10, "{story} has only {} lines", lines.len());
            for line in lines {
                assert!(text.contains(&even(&line)), "{story}: this is not in the page: {line}");
            }
        }
    });
}

#[test]
fn a_click_opens_and_closes_an_item() {
    browse(async |tab| {
        tab.scripts_off().await;
        tab.open(&pages::url(DEFAULT)).await;
        for class in [".keyline-event", ".keyline-card"] {
            let details = format!("document.querySelector('{class}')");
            tab.click(&format!("{class} > summary")).await;
            tab.until(&format!("{details}.open")).await;
            tab.click(&format!("{class} > summary")).await;
            tab.until(&format!("!{details}.open")).await;
        }
    });
}

#[test]
fn an_items_address_opens_it_and_brings_it_into_view() {
    browse(async |tab| {
        tab.scripts_off().await;
        for id in ["wales", "the-hague", "global-alliances"] {
            let address = format!("nato-white-house-2025/{id}");
            tab.open("about:blank").await;
            tab.open(&format!("{}#{address}", pages::url(DEFAULT))).await;
            tab.until(&shown(&address)).await;
        }
    });
}

#[test]
fn a_link_in_the_story_opens_the_item_that_it_names() {
    browse(async |tab| {
        tab.scripts_off().await;
        tab.open(&pages::url(DEFAULT)).await;
        let address = "nato-white-house-2025/wales";
        tab.holds(&format!("!{}.open", item(address))).await;
        tab.click(&format!(".keyline-mark[href='#{address}']")).await;
        tab.until(&shown(address)).await;

        let address = "nato-white-house-2025/us-commitment";
        tab.holds(&format!("!{}.open", item(address))).await;
        tab.click(&format!(".keyline-links a[href='#{address}']")).await;
        tab.until(&shown(address)).await;
    });
}

/// Condition: an item is open, and its heading and the start of its text are in view.
fn shown(address: &str) -> String {
    let item = item(address);
    format!(
        "{item}.open && {item}.getBoundingClientRect().top >= 0
            && document.getElementById('{address}').getBoundingClientRect().top < innerHeight - 40"
    )
}

#[test]
fn what_needs_a_script_is_not_offered() {
    browse(async |tab| {
        tab.scripts_off().await;
        tab.open(&pages::url(DEFAULT)).await;
        tab.holds("document.querySelector('.keyline-toolbar button')").await;
        let offered = "[...document.querySelectorAll('button')]
            .filter(button => button.checkVisibility({ visibilityProperty: true })).length";
        assert_eq!(tab.get(offered).await, 0);
    });
}
