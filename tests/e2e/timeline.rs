//! The timeline's controls and its strip.

use serde_json::json;

use crate::{
    browser::{Engine, Tab, browse},
    controls::{EXPAND_ALL, LIVE_TEXT},
    pages::{self, ARABIC, DEFAULT, OLD, RTL, item},
};

/// Expression: the ids of the events in document order.
const EVENTS: &str =
    "[...document.querySelectorAll('.keyline-event > [id]')].map(body => body.id.split('/')[1]).join()";

#[test]
fn everything_opens_and_closes_and_the_live_region_says_so() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.click(EXPAND_ALL).await;
        tab.until("!document.querySelector('details:not([open])')").await;
        tab.until(&format!("{LIVE_TEXT} === 'Everything is open'")).await;
        tab.click(EXPAND_ALL).await;
        tab.until("!document.querySelector('details[open]')").await;
        tab.until(&format!("{LIVE_TEXT} === 'Everything is closed'")).await;
        // Then a single item can be opened.
        tab.run("document.querySelector('summary').click()").await;
        tab.until("document.querySelectorAll('details[open]').length === 1").await;
        tab.until(&format!("{LIVE_TEXT} === ''")).await;
    });
}

#[test]
fn opening_all_does_not_choose_an_item_nor_change_the_address() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.click(EXPAND_ALL).await;
        tab.until("!document.querySelector('details:not([open])')").await;
        tab.frames().await;
        tab.holds("!document.querySelector('[aria-current]') && !location.hash").await;
    });
}

#[test]
fn the_order_turns_around_and_focus_and_open_items_stay() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        let oldest = tab.text(EVENTS).await;
        assert!(oldest.starts_with("wales,invasion,") && oldest.ends_with(",the-hague"), "{oldest}");
        tab.run(&format!("{}.querySelector('summary').click()", item("nato-white-house-2025/wales"))).await;
        let newest_first = ".keyline-order button:last-child";
        tab.click(newest_first).await;
        let newest: Vec<&str> = oldest.split(',').rev().collect();
        tab.until(&format!("{EVENTS}.startsWith('the-hague,')")).await;
        let turned = tab.text(EVENTS).await;
        assert_eq!(sorted(turned.split(',')), sorted(newest.iter().copied()));
        assert!(turned.ends_with(",wales"), "{turned}");
        tab.holds(&format!("document.activeElement === document.querySelector('{newest_first}')")).await;
        tab.holds(&format!(
            "{}.open && {}.open",
            item("nato-white-house-2025/wales"),
            item("nato-white-house-2025/meeting")
        ))
        .await;
        tab.until(&format!("{LIVE_TEXT} === 'Newest first'")).await;
        tab.holds(&format!("document.querySelector('{newest_first}').ariaPressed === 'true'")).await;

        tab.click(".keyline-order button:first-child").await;
        tab.until(&format!("{EVENTS} === '{oldest}'")).await;
        tab.until(&format!("{LIVE_TEXT} === 'Oldest first'")).await;
    });
}

fn sorted<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut ids: Vec<&str> = ids.collect();
    ids.sort_unstable();
    ids
}

/// Expression: the center of each mark in order of events, as a fraction of the strip's width from the left.
const PLACES: &str = "((strip, rows) => [...strip.querySelectorAll('.keyline-mark')].map(mark => {
        const box = mark.querySelector('.keyline-point, .keyline-bar').getBoundingClientRect();
        return [rows.indexOf(mark.getAttribute('href').slice(1)), (box.x + box.width / 2 - strip.getBoundingClientRect().x) / strip.clientWidth];
    }).sort((a, b) => a[0] - b[0]).map(([, at]) => at))
    (document.querySelector('.keyline-strip'), [...document.querySelectorAll('.keyline-list [id]')].map(row => row.id))";

#[test]
fn marks_stand_in_times_order_inside_the_strip() {
    browse(async |tab| {
        for (story, later) in [(DEFAULT, 1.0), (RTL, -1.0), (ARABIC, -1.0)] {
            for width in [320, 1280] {
                tab.size(width, 900).await;
                tab.open_hydrated(&pages::url(story)).await;
                let places = tab.get(PLACES).await;
                let places: Vec<f64> = places.as_array().expect("marks").iter().filter_map(|at| at.as_f64()).collect();
                assert!(
                    places.len() >= 3 && places.iter().all(|at| (-0.03..=1.03).contains(at)),
                    "{story}: {places:?}"
                );
                let (first, last) = (places[0], places[places.len() - 1]);
                assert!((last - first) * later > 0.3, "{story}: time runs the wrong way: {places:?}");
            }
        }
    });
}

#[test]
fn a_right_to_left_story_says_so_and_mirrors_its_layout() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(ARABIC)).await;
        tab.holds("document.documentElement.dir === 'rtl' && document.querySelector('.keyline').dir === 'rtl'").await;
        tab.holds("document.querySelector('.keyline').lang === 'ar'").await;
        // The dot of an event is to the right of its text.
        tab.holds(
            "(summary => parseFloat(getComputedStyle(summary, '::before').right) < 0)(document.querySelector('.keyline-event > summary'))",
        )
        .await;
    });
}

#[test]
fn the_strip_is_drawn_for_its_width() {
    browse(async |tab| {
        tab.size(1280, 900).await;
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        let labels = "document.querySelectorAll('.keyline-tick text').length";
        tab.until(&format!("{labels} > 10")).await;
        let wide = tab.get(labels).await.as_u64();
        tab.size(320, 900).await;
        tab.until(&format!("{labels} < {}", wide.unwrap_or_default())).await;
        tab.size(1280, 900).await;
        tab.until(&format!("{labels} === {}", wide.unwrap_or_default())).await;
    });
}

/// Start of an expression: lists boxes that overlap by more than a pixel, or exceed the strip by more than the page's margin.
const CLASHES: &str = "((strip, boxes) => boxes.flatMap(([name, a], at) => [
        ...(a.left < strip.left - 16 || a.right > strip.right + 16 ? [`${name} stands out`] : []),
        ...boxes.slice(at + 1).filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1).map(([other]) => `${name} on ${other}`)]))
    (document.querySelector('.keyline-strip').getBoundingClientRect(), ";

async fn check_clashes(tab: &Tab, boxes: &str, story: &str, width: u32) {
    tab.becomes(&format!("{CLASHES}{boxes}"), json!([]), &format!("{story} at {width} px")).await;
}

#[test]
fn words_on_the_strip_are_whole_and_apart() {
    browse(async |tab| {
        for story in [DEFAULT, OLD, ARABIC] {
            for width in [320, 768, 1280] {
                tab.size(width, 900).await;
                tab.open_hydrated(&pages::url(story)).await;
                tab.frames().await;
                // In Firefox the box of a text has the height of a line, 19 px for a font of 13 px.
                let empty = if tab.engine == Engine::Firefox { 2 } else { 0 };
                let words = format!(
                    "[...document.querySelectorAll('.keyline-strip text')].map(text => [text.textContent, text.getBoundingClientRect()])
                    .map(([text, {{ left, right, top, bottom }}]) => [text, {{ left, right, top: top + {empty}, bottom: bottom - {empty} }}]))"
                );
                check_clashes(tab, &words, story, width).await;
            }
        }
    });
}

/// Where a lane is too crowded for four rows, as in the deep-time story, marks form clusters.
#[test]
fn marks_on_the_strip_are_touched_one_by_one() {
    browse(async |tab| {
        for story in [DEFAULT, OLD, ARABIC] {
            for width in [320, 768, 1280] {
                tab.size(width, 900).await;
                tab.open_hydrated(&pages::url(story)).await;
                tab.frames().await;
                let targets = "[...document.querySelectorAll('.keyline-strip a')].map(mark =>
                    [mark.getAttribute('href'), mark.querySelector('.keyline-target').getBoundingClientRect()]))";
                check_clashes(tab, targets, story, width).await;
            }
        }
    });
}
