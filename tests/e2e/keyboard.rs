//! Everything works by keyboard (WCAG 2.2, 2.1.1, 2.4.3, 2.4.7): Tab, Enter, Space, arrow keys, Escape.

use fantoccini::key::Key;

use crate::{
    browser::{Engine, Tab, browse},
    controls::{EXPAND_ALL, FOCUSED_MARK, SEARCH, SHOW_GAPS, TAB_STOP, element},
    pages::{self, ARABIC, DEFAULT, item},
};

/// Expression: visible focusable elements, in document order.
const STOPS: &str =
    "[...document.querySelectorAll('.keyline :is(a[href], button:enabled, summary, input)')].filter(stop =>
    stop.tabIndex >= 0 && stop.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }))";

/// Focuses the strip's tab stop.
async fn to_the_strip(tab: &Tab) {
    tab.until(&element(TAB_STOP)).await;
    tab.run(&format!("{}.focus()", element(TAB_STOP))).await;
}

#[test]
fn tab_reaches_everything_in_order_and_the_focus_shows() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.until(&element(TAB_STOP)).await;
        tab.run(&format!("window.stops = {STOPS}")).await;
        let stops = tab.get("stops.length").await.as_u64().unwrap_or_default();
        assert!(stops > 30, "only {stops} stops");
        tab.holds("stops.filter(stop => stop.matches('.keyline-mark')).length === 1").await;
        for index in 0..stops {
            tab.press(Key::Tab).await;
            tab.until(&format!(
                "document.activeElement.outerHTML.slice(0, 120) === stops[{index}].outerHTML.slice(0, 120)"
            ))
            .await;
            let here = "(({ outlineStyle, outlineWidth }) => [document.activeElement.outerHTML.slice(0, 120),
                document.activeElement.matches(':focus-visible') && outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2])
                (getComputedStyle(document.activeElement))";
            let expected = format!("[stops[{index}].outerHTML.slice(0, 120), true]");
            assert_eq!(tab.get(here).await, tab.get(&expected).await, "stop {index}");
        }
        tab.press(Key::Tab).await;
        // In MiniBrowser, Tab cycles within the page.
        let end = if tab.engine == Engine::WebKit {
            "document.activeElement === stops[0]"
        } else {
            "!document.activeElement.closest('.keyline')"
        };
        tab.until(end).await;
    });
}

// WebKitGTK takes seconds for each picture on a busy machine, so these are three tests.
#[test]
fn the_focus_is_seen_on_links_and_marks() {
    focus_is_seen(&[".keyline-contents a", ".keyline-mark"]);
}

#[test]
fn the_focus_is_seen_on_controls() {
    focus_is_seen(&[SEARCH, EXPAND_ALL]);
}

#[test]
fn the_focus_is_seen_on_items_and_in_them() {
    focus_is_seen(&[".keyline-event > summary", ".keyline-card > summary", ".keyline-event[open] .keyline-links a"]);
}

/// Asserts that the first element that each selector matches looks different with the focus.
fn focus_is_seen(selectors: &[&str]) {
    browse(async |tab| {
        tab.prefer(&[("prefers-reduced-motion", "reduce")]).await;
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        // The focus ring shows only after a key was pressed.
        tab.press(Key::Tab).await;
        for selector in selectors {
            let element = format!("document.querySelector('{selector}')");
            tab.run(&format!("document.activeElement.blur(); {element}.scrollIntoView({{ block: 'center' }})")).await;
            let without = tab.picture(&element).await;
            tab.run(&format!("{element}.focus({{ preventScroll: true }})")).await;
            assert_ne!(tab.picture(&element).await, without, "{selector} looks the same with the focus");
        }
    });
}

#[test]
fn enter_and_space_open_and_close_an_item() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        for address in ["nato-white-house-2025/wales", "nato-white-house-2025/us-commitment"] {
            let details = item(address);
            tab.run(&format!("{details}.querySelector('summary').focus()")).await;
            for (key, open) in [(Key::Enter, true), (Key::Space, false), (Key::Space, true), (Key::Enter, false)] {
                match key {
                    Key::Space => tab.press_space().await,
                    key => tab.press(key).await,
                }
                tab.until(&format!("{details}.open === {open}")).await;
            }
            tab.holds(&format!("document.activeElement === {details}.querySelector('summary')")).await;
        }
    });
}

#[test]
fn arrows_home_and_end_rove_among_the_marks() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        to_the_strip(tab).await;
        for (key, mark) in [
            (Key::Home, "wales"),
            (Key::Left, "wales"),
            (Key::Right, "invasion"),
            (Key::Down, "rutte-takes-office"),
            (Key::Up, "invasion"),
            (Key::End, "the-hague"),
            (Key::Right, "the-hague"),
            (Key::Left, "readiness-2030"),
        ] {
            tab.press(key).await;
            tab.until(&format!("{FOCUSED_MARK} === '{mark}'")).await;
            tab.until("document.activeElement.tabIndex === 0").await;
            tab.holds(&format!("document.querySelectorAll('{TAB_STOP}').length === 1")).await;
        }
    });
}

#[test]
fn where_writing_runs_right_to_left_the_left_arrow_goes_later() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(ARABIC)).await;
        to_the_strip(tab).await;
        for (key, mark) in [
            (Key::Home, "first-signs"),
            (Key::Left, "decree"),
            (Key::Left, "last-inscription"),
            (Key::Right, "decree"),
            (Key::Right, "first-signs"),
            (Key::Right, "first-signs"),
        ] {
            tab.press(key).await;
            tab.until(&format!("{FOCUSED_MARK} === '{mark}'")).await;
        }
    });
}

#[test]
fn enter_on_a_mark_pins_its_preview_and_escape_returns_to_it() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        to_the_strip(tab).await;
        tab.press(Key::Home).await;
        tab.until(&format!("{FOCUSED_MARK} === 'wales'")).await;
        tab.press(Key::Enter).await;
        tab.until("document.activeElement.matches('.keyline-preview[data-pinned]')").await;
        tab.press(Key::Escape).await;
        tab.until(&format!("document.querySelector('.keyline-preview').hidden && {FOCUSED_MARK} === 'wales'")).await;
        tab.press(Key::Enter).await;
        tab.until("document.activeElement.matches('.keyline-preview[data-pinned]')").await;
        for _ in 0..3 {
            tab.press(Key::Tab).await;
        }
        tab.until("document.activeElement.matches('.keyline-read')").await;
        tab.press(Key::Enter).await;
        let wales = item("nato-white-house-2025/wales");
        tab.until(&format!("{wales}.open && document.activeElement === {wales}.querySelector('summary')")).await;
        tab.until(&format!("{wales}.getAttribute('aria-current') === 'true'")).await;
        tab.press(Key::Escape).await;
        tab.until(&format!("{FOCUSED_MARK} === 'wales'")).await;
        tab.until("!document.querySelector('[aria-current]')").await;
        tab.holds(&format!("{wales}.open")).await;
        // The strip still has one tab stop: Tab leaves the strip.
        tab.press(Key::Tab).await;
        tab.until(&format!("document.activeElement.matches('{SHOW_GAPS}')")).await;
        tab.chord(&[Key::Shift, Key::Tab]).await;
        tab.until(&format!("{FOCUSED_MARK} === 'wales'")).await;
    });
}

#[test]
fn a_key_that_is_not_for_the_story_is_left_alone() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.run(
            "window.taken = []; addEventListener('keydown', event => event.defaultPrevented && taken.push(event.key));
             addEventListener('wheel', event => event.defaultPrevented && taken.push('wheel'))",
        )
        .await;
        for key in [Key::Right, Key::Down, Key::Home, Key::End, Key::Escape, Key::PageDown] {
            tab.press(key).await;
        }
        to_the_strip(tab).await;
        tab.chord(&[Key::Alt, Key::Right]).await;
        tab.chord(&[Key::Control, Key::End]).await;
        tab.press(Key::PageDown).await;
        // Keys are handled in order: when this one is handled, the ones before were, too.
        tab.press(Key::Right).await;
        tab.until("taken.length").await;
        assert_eq!(tab.text("taken.join()").await, "ArrowRight");
    });
}
