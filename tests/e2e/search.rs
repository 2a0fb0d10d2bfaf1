//! Search, filters and depth: results, announcements, and the state in the URL.

use fantoccini::key::Key;

use crate::{
    browser::browse,
    controls::{
        CLEAR_FILTERS, CLEAR_FILTERS_OF_NONE, CLOSE_SEARCH, FILTER, FILTERS, LIVE_TEXT, NEWEST_FIRST, SEARCH,
        SEARCH_BOX, element, filter, is_pressed,
    },
    pages::{self, DEFAULT, item},
};

const FOUND: &str = "document.querySelector('.keyline-found').textContent";
/// Expression: the number of visible events.
const SHOWN: &str = "[...document.querySelectorAll('.keyline-event')].filter(it => it.checkVisibility()).length";

#[test]
fn what_is_typed_is_found_counted_marked_and_stepped_through() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.search("RUTTE").await;
        tab.until(&format!("/^\\d+ results$/.test({FOUND}) && {LIVE_TEXT} === {FOUND}")).await;
        tab.until("CSS.highlights.get('keyline-hit').size > 3").await;
        let highlighted = "[...CSS.highlights.get('keyline-hit')].map(range => range.startContainer.parentElement)";
        let is_styled =
            "it => getComputedStyle(it, '::highlight(keyline-hit)').backgroundColor === 'rgb(255, 216, 61)'";
        tab.holds(&format!("{highlighted}.every({is_styled})")).await;
        tab.holds("document.querySelector('.keyline-mark[data-hit]') && document.querySelector('.keyline-mark:not([data-hit])')").await;
        tab.until("/q=RUTTE/.test(location.hash)").await;
        // Enter goes to the next result, Shift+Enter to the previous one; the focus stays in the box.
        tab.press(Key::Enter).await;
        tab.until(&format!("/^1 of \\d+$/.test({FOUND})")).await;
        tab.press(Key::Enter).await;
        tab.until(&format!("/^2 of \\d+$/.test({FOUND})")).await;
        tab.until("document.querySelector('details[open][aria-current]')").await;
        tab.chord(&[Key::Shift, Key::Enter]).await;
        tab.until(&format!("/^1 of \\d+$/.test({FOUND})")).await;
        tab.holds("document.activeElement.type === 'search'").await;
        // The words of a section's heading and prose are highlighted, too.
        tab.search("European").await;
        tab.until(&format!("{highlighted}.some(it => it.closest('.keyline-heading'))")).await;
        tab.until(&format!("{highlighted}.some(it => it.closest('.keyline-section > .keyline-prose'))")).await;
        tab.holds(&format!("{highlighted}.every({is_styled})")).await;
        tab.search("nowhere to be found").await;
        tab.until(&format!("{FOUND} === 'No results' && {LIVE_TEXT} === {FOUND}")).await;
        tab.search("").await;
        tab.until(&format!("{FOUND} === '' && !CSS.highlights.get('keyline-hit').size")).await;
    });
}

#[test]
fn filters_leave_some_events_and_say_how_many_and_give_all_back() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        let all = tab.get("document.querySelectorAll('.keyline-event').length").await.as_u64().expect("a number");
        tab.until(&format!("{SHOWN} === {all}")).await;
        tab.click(FILTERS).await;
        tab.until(&element(FILTER)).await;
        tab.click_element(&filter("Tracks", "Ukraine")).await;
        tab.until(&format!("{SHOWN} === 3 && {LIVE_TEXT} === '3 events'")).await;
        tab.until("document.querySelectorAll('.keyline-mark').length === 3").await;
        tab.until("/track=ukraine/.test(location.hash)").await;
        tab.click_element(&filter("Tracks", "Europe")).await;
        tab.until(&format!("{SHOWN} === 6 && /europe/.test(location.hash)")).await;
        tab.back().await;
        tab.until(&format!("{SHOWN} === 3")).await;
        // A tag that none of these events has: no event passes, and a button clears the filters.
        tab.run(&format!("{}.click()", filter("Tags", "procurement"))).await;
        tab.until(&format!("{SHOWN} === 0 && document.querySelector('.keyline-none').checkVisibility()")).await;
        tab.click(CLEAR_FILTERS_OF_NONE).await;
        tab.until(&format!("{SHOWN} === {all}")).await;
        tab.until("!document.querySelector('.keyline-none') && !/track/.test(location.hash)").await;
        // The button is removed, and the focus moves to the filters' button.
        tab.until(&format!("document.activeElement.matches('{FILTERS}')")).await;
    });
}

#[test]
fn a_filter_that_is_pressed_stays_under_the_pointer() {
    browse(async |tab| {
        for width in [320, 1280] {
            tab.size(width, 900).await;
            tab.open_hydrated(&pages::url(DEFAULT)).await;
            tab.click(FILTERS).await;
            for (group, name) in [("Tracks", "Ukraine"), ("Tags", "war"), ("Tracks", "Ukraine"), ("Tags", "war")] {
                let button = filter(group, name);
                tab.until(&button).await;
                let pressed = tab.get(&format!("{button}.ariaPressed")).await;
                // In the middle of the window, so that a shorter page doesn't scroll.
                tab.run(&format!("{button}.scrollIntoView({{ block: 'center' }})")).await;
                tab.at_rest(&button).await;
                let top = format!("{button}.getBoundingClientRect().top");
                let before = tab.get(&top).await.as_f64().expect("a place");
                tab.click_element(&button).await;
                tab.until(&format!("{button}.ariaPressed !== '{}'", pressed.as_str().expect("a state"))).await;
                tab.frames().await;
                let after = tab.get(&top).await.as_f64().expect("a place");
                assert!((after - before).abs() < 2.0, "{name} at {width} px moved from {before} to {after}");
            }
        }
    });
}

#[test]
fn each_step_is_taken_back_by_back() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.click(NEWEST_FIRST).await;
        tab.until(&is_pressed(NEWEST_FIRST, true)).await;
        tab.click(FILTERS).await;
        tab.until(&element(FILTER)).await;
        tab.click_element(&filter("Tracks", "Ukraine")).await;
        tab.until("/track=ukraine$/.test(location.hash)").await;
        tab.search("nato").await;
        tab.until("/q=nato/.test(location.hash)").await;
        // More letters extend the same search.
        tab.search("nato summit").await;
        tab.until("/q=nato.summit/.test(location.hash)").await;
        // Another search after an empty one is the same step in history.
        let length = tab.get("history.length").await;
        tab.search("").await;
        tab.until("!/q=/.test(location.hash)").await;
        tab.search("summit").await;
        tab.until("/q=summit/.test(location.hash)").await;
        assert_eq!(tab.get("history.length").await, length);
        tab.back().await;
        tab.until(&format!("!{} && {SHOWN} === 3", element(SEARCH_BOX))).await;
        tab.holds("/track=ukraine$/.test(location.hash)").await;
        tab.back().await;
        tab.until(&format!("{SHOWN} === 12 && {}", is_pressed(NEWEST_FIRST, true))).await;
        tab.back().await;
        tab.until(&is_pressed(NEWEST_FIRST, false)).await;
        tab.until("location.hash === ''").await;
    });
}

#[test]
fn a_filter_applies_to_groups_that_were_never_opened() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url_of("thousand", &pages::long_story(1_000))).await;
        // The last closed group is not hydrated.
        tab.run("window.group = [...document.querySelectorAll('details.keyline-group:not([open])')].at(-1)").await;
        let rows = "[...group.querySelectorAll(':scope > ol > li')]";
        tab.click(FILTERS).await;
        tab.until(&element(FILTER)).await;
        tab.click_element(&filter("Tags", "odd")).await;
        tab.until(&format!("{SHOWN} > 0 && {LIVE_TEXT} === '500 events'")).await;
        tab.holds(&format!("{rows}.length > 15 && {rows}.every(row => row.hidden === /even/.test(row.textContent))"))
            .await;
        tab.holds("!group.open").await;
        tab.run("group.open = true").await;
        let opened = "[...group.querySelectorAll(':scope > ol > li:not([hidden])')]";
        // The group hydrates as it was prerendered, with about ten days between its events, and is filtered then.
        tab.until(&format!("{opened}.slice(1).every(row => /^(18|19|20|21) days later/.test(row.textContent))")).await;
        tab.until(&format!("{opened}.length > 7 && !{opened}.some(row => /even/.test(row.textContent))")).await;
        tab.click(CLEAR_FILTERS).await;
        tab.until(&format!("{LIVE_TEXT} === '1,000 events' && !document.querySelector('.keyline-list li[hidden]')"))
            .await;
    });
}

#[test]
fn an_address_or_attribute_asks_for_titles_alone_or_for_everything() {
    browse(async |tab| {
        let url = pages::url(DEFAULT);
        let teasers = "[...document.querySelectorAll('details:not([open]) .keyline-teaser')].filter(it => it.checkVisibility()).length";
        tab.open_hydrated(&url).await;
        tab.until(&format!("{teasers} > 10")).await;
        tab.open("about:blank").await;
        tab.open_hydrated(&format!("{url}#nato-white-house-2025/?depth=brief")).await;
        tab.until(&format!("{teasers} === 0 && document.querySelectorAll('details[open]').length === 1")).await;
        tab.run("document.querySelector('keyline-story').setAttribute('depth', 'full')").await;
        tab.until("!document.querySelector('details:not([open])')").await;
        tab.run("document.querySelector('keyline-story').setAttribute('depth', 'standard')").await;
        tab.until(&format!("{teasers} > 10")).await;
    });
}

#[test]
fn the_search_bar_stays_in_sight_until_it_is_closed() {
    browse(async |tab| {
        for width in [360, 1280] {
            tab.size(width, 740).await;
            tab.open("about:blank").await;
            tab.open_hydrated(&pages::url(DEFAULT)).await;
            tab.click(SEARCH).await;
            tab.until(&format!("document.activeElement.matches('{SEARCH_BOX}')")).await;
            let height = tab.get("document.querySelector('.keyline').offsetHeight").await;
            tab.search("nato").await;
            tab.until("CSS.highlights.get('keyline-hit').size > 3").await;
            assert_eq!(tab.get("document.querySelector('.keyline').offsetHeight").await, height, "it takes no room");
            for step in 1..5 {
                tab.press(Key::Enter).await;
                tab.until(&format!("/^{step} of \\d+$/.test({FOUND})")).await;
                tab.frames().await;
                // The bar is in the window, whole, and doesn't cover the result.
                tab.until(
                    "(bar => bar.top >= 0 && bar.bottom <= innerHeight && bar.left >= 0 && bar.right <= innerWidth)
                    (document.querySelector('.keyline-search-bar').getBoundingClientRect())",
                )
                .await;
                tab.until("(hit => !hit || hit.getBoundingClientRect().top >= document.querySelector('.keyline-search-bar').getBoundingClientRect().bottom - 1)
                    (document.querySelector('[aria-current] .keyline-name'))").await;
            }
            tab.click(CLOSE_SEARCH).await;
            tab.until(&format!(
                "!document.querySelector('{SEARCH_BOX}') && document.activeElement.matches('{SEARCH}')"
            ))
            .await;
            tab.until("!/q=/.test(location.hash) && !CSS.highlights.get('keyline-hit').size").await;
            tab.click(SEARCH).await;
            tab.until(&format!("document.activeElement.matches('{SEARCH_BOX}')")).await;
            tab.press(Key::Escape).await;
            tab.until(&format!(
                "!document.querySelector('{SEARCH_BOX}') && document.activeElement.matches('{SEARCH}')"
            ))
            .await;
        }
    });
}

#[test]
fn an_address_brings_order_filter_and_query_back() {
    browse(async |tab| {
        let asked = "nato-white-house-2025/?order=newest&track=alliance&q=rutte";
        tab.open_hydrated(&format!("{}#{asked}", pages::url(DEFAULT))).await;
        tab.until(&format!("{SHOWN} === 6 && document.querySelector('input[type=search]').value === 'rutte'")).await;
        tab.until(&is_pressed(NEWEST_FIRST, true)).await;
        tab.until("document.querySelector('.keyline-event').querySelector('[id]').id.endsWith('/the-hague')").await;
        tab.until("CSS.highlights.get('keyline-hit').size > 0").await;
        // The item is before the query.
        tab.run(&format!("{}.querySelector('summary').click()", item("nato-white-house-2025/the-hague"))).await;
        tab.until("location.hash.startsWith('#nato-white-house-2025/the-hague?order=newest')").await;
    });
}
