//! Zooming and panning the overview by buttons, wheel, drag, pinch and keys; the visible span and the number of events outside.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::{
    browser::{Engine, Tab, browse, browse_chromium},
    controls::{
        EARLIER, EXPAND_ALL, FOCUSED_MARK, LIVE_TEXT, MARK_HAS_FOCUS, MARK_OR_CLUSTER, NEWEST_FIRST, SHOW_ALL,
        SHOW_GAPS, TAB_STOP, ZOOM_IN, ZOOM_OUT, element, mark,
    },
    pages::{self, ARABIC, DATES, DEFAULT},
};

/// Expression: the visible span in words.
const SPAN: &str = "document.querySelector('.keyline-span').textContent";
const ZOOMED: &str = "document.querySelector('.keyline-overview').hasAttribute('data-zoomed')";

/// Opens a story without animations, scrolls the strip to the middle of the window, and returns the strip's center.
async fn open(tab: &Tab, story: &str, width: u32) -> (f64, f64) {
    tab.size(width, 900).await;
    tab.prefer(&[("prefers-reduced-motion", "reduce")]).await;
    tab.open_hydrated(&pages::url(story)).await;
    tab.run("document.querySelector('.keyline-strip').scrollIntoView({ block: 'center' })").await;
    // The strip has rendered for its width.
    tab.frames().await;
    let middle = "(({ x, y, width, height }) => [x + width / 2, y + height / 2])
        (document.querySelector('.keyline-strip').getBoundingClientRect())";
    let middle = tab.get(middle).await;
    (middle[0].as_f64().expect("a place"), middle[1].as_f64().expect("a place"))
}

async fn touch(tab: &Tab, kind: &str, points: &[(f64, f64)]) {
    let points: Vec<Value> =
        points.iter().enumerate().map(|(id, (x, y))| json!({ "x": x, "y": y, "id": id })).collect();
    tab.devtools("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await;
}

/// Dispatches the key of a character to the focused element.
async fn type_in(tab: &Tab, key: char) {
    let event = format!("new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true, cancelable: true }})");
    tab.run(&format!("document.activeElement.dispatchEvent({event})")).await;
}

#[test]
fn buttons_zoom_in_and_out_and_show_all_again_and_the_span_is_said() {
    browse(async |tab| {
        open(tab, DEFAULT, 1280).await;
        let whole = tab.text(SPAN).await;
        tab.holds(&format!("!{ZOOMED}")).await;
        tab.click(ZOOM_IN).await;
        tab.until(&format!("{ZOOMED} && {SPAN} !== {}", json!(whole))).await;
        tab.until(&format!("{LIVE_TEXT} === {SPAN}")).await;
        tab.click(ZOOM_IN).await;
        tab.click(ZOOM_OUT).await;
        tab.click(ZOOM_OUT).await;
        tab.until(&format!("!{ZOOMED} && {SPAN} === {}", json!(whole))).await;
        tab.click(ZOOM_IN).await;
        tab.until(ZOOMED).await;
        tab.click(SHOW_ALL).await;
        tab.until(&format!("!{ZOOMED} && {SPAN} === {}", json!(whole))).await;
    });
}

#[test]
fn a_wheel_zooms_with_ctrl_and_scrolls_the_page_without() {
    browse(async |tab| {
        let middle = open(tab, DEFAULT, 1280).await;
        let before = tab.get("scrollY").await.as_f64().expect("a number");
        tab.wheel(middle, [0, 60], false).await;
        tab.until(&format!("scrollY > {before}")).await;
        tab.holds(&format!("!{ZOOMED}")).await;
        if tab.skips(Engine::WebKit, "its driver ignores held keys when it turns the wheel") {
            return;
        }
        // Not a reload, after which the browser restores the scroll position.
        tab.open("about:blank").await;
        let middle = open(tab, DEFAULT, 1280).await;
        let before = tab.get("scrollY").await;
        tab.wheel(middle, [0, -120], true).await;
        tab.until(ZOOMED).await;
        tab.holds(&format!("scrollY === {before}")).await;
        // A horizontal wheel pans.
        let span = tab.text(SPAN).await;
        tab.wheel(middle, [400, 0], false).await;
        tab.until(&format!("{SPAN} !== {}", json!(span))).await;
        for _ in 0..4 {
            tab.wheel(middle, [0, 120], true).await;
        }
        tab.until(&format!("!{ZOOMED}")).await;
    });
}

#[test]
fn a_drag_pans_what_is_zoomed_and_is_no_click() {
    browse(async |tab| {
        for (story, earlier) in [(DEFAULT, 300.0), (ARABIC, -300.0)] {
            let (x, y) = open(tab, story, 1280).await;
            tab.click(ZOOM_IN).await;
            tab.until(ZOOMED).await;
            tab.until(&format!("!{}.hidden", element(EARLIER))).await;
            tab.frames().await;
            let span = tab.text(SPAN).await;
            tab.drag((x, y), (x + earlier, y)).await;
            tab.until(&format!("{SPAN} !== {}", json!(span))).await;
            tab.holds("!location.hash && !document.querySelector('[aria-current]')").await;
        }
    });
}

#[test]
fn two_fingers_pinch_and_one_pans_to_the_side_and_scrolls_up_and_down() {
    browse_chromium("only DevTools has touch input", async |tab| {
        let (x, y) = open(tab, DEFAULT, 320).await;
        touch(tab, "touchStart", &[(x - 20.0, y), (x + 20.0, y)]).await;
        for step in 1..=6 {
            let by = 20.0 + 12.0 * f64::from(step);
            touch(tab, "touchMove", &[(x - by, y), (x + by, y)]).await;
        }
        touch(tab, "touchEnd", &[]).await;
        tab.until(ZOOMED).await;
        tab.frames().await;
        let span = tab.text(SPAN).await;
        touch(tab, "touchStart", &[(x, y)]).await;
        for step in 1..=6 {
            touch(tab, "touchMove", &[(x + 20.0 * f64::from(step), y)]).await;
        }
        touch(tab, "touchEnd", &[]).await;
        tab.until(&format!("{SPAN} !== {}", json!(span))).await;
        tab.frames().await;
        let (span, before) = (tab.text(SPAN).await, tab.get("scrollY").await);
        touch(tab, "touchStart", &[(x, y)]).await;
        for step in 1..=6 {
            touch(tab, "touchMove", &[(x, y - 20.0 * f64::from(step))]).await;
        }
        touch(tab, "touchEnd", &[]).await;
        tab.until(&format!("scrollY > {before}")).await;
        tab.holds(&format!("{SPAN} === {}", json!(span))).await;
    });
}

#[test]
fn keys_in_quick_succession_all_count() {
    browse(async |tab| {
        tab.size(1280, 900).await;
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.run(&format!("{}.focus()", element(&mark("wales")))).await;
        // With animation: the focused event is out of view after the first key, and each frame has a key.
        let missed = tab
            .run(&format!(
                "return new Promise(done => {{
                   let [left, missed] = [24, 0];
                   const press = () => {{
                     if (!{MARK_HAS_FOCUS}) missed++;
                     document.activeElement.dispatchEvent(
                       new KeyboardEvent('keydown', {{ key: left > 12 ? '+' : '-', bubbles: true, cancelable: true }}));
                     if (left--) requestAnimationFrame(() => setTimeout(press)); else done(missed);
                   }};
                   press();
                 }})",
            ))
            .await;
        assert_eq!(missed, 0);
        tab.until(&format!("!{ZOOMED} && {MARK_HAS_FOCUS}")).await;
    });
}

#[test]
fn buttons_that_would_do_nothing_say_so_and_keep_the_focus() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        let disabled = format!(
            "[{}].map(button => button.ariaDisabled).join()",
            [ZOOM_OUT, ZOOM_IN, SHOW_ALL].map(element).join(", ")
        );
        tab.until(&format!("{disabled} === 'true,,true'")).await;
        for _ in 0..20 {
            tab.click(ZOOM_IN).await;
        }
        tab.until(&format!("{disabled} === ',true,'")).await;
        tab.holds(&format!("document.activeElement.matches('{ZOOM_IN}')")).await;
        tab.click(ZOOM_OUT).await;
        tab.until(&format!("{disabled} === ',,'")).await;
        tab.click(SHOW_ALL).await;
        tab.until(&format!("{disabled} === 'true,,true'")).await;
        tab.holds(&format!("document.activeElement.matches('{SHOW_ALL}')")).await;
    });
}

#[test]
fn keys_zoom_show_all_and_move_beyond_what_is_seen() {
    browse(async |tab| {
        open(tab, DEFAULT, 1280).await;
        tab.run(&format!("{}.focus()", element(TAB_STOP))).await;
        let whole = tab.text(SPAN).await;
        type_in(tab, '+').await;
        tab.until(ZOOMED).await;
        type_in(tab, '-').await;
        tab.until(&format!("!{ZOOMED}")).await;
        for _ in 0..3 {
            type_in(tab, '+').await;
        }
        tab.until(ZOOMED).await;
        // The focus stays on a mark, and moves to events that were out of view.
        tab.press(Key::End).await;
        tab.until(&format!("{FOCUSED_MARK} === 'the-hague'")).await;
        tab.press(Key::Home).await;
        tab.until(&format!("{FOCUSED_MARK} === 'wales'")).await;
        tab.press(Key::Right).await;
        tab.until(&format!("{FOCUSED_MARK} === 'invasion'")).await;
        type_in(tab, '0').await;
        tab.until(&format!("!{ZOOMED} && {SPAN} === {}", json!(whole))).await;
        tab.until(MARK_HAS_FOCUS).await;
    });
}

#[test]
fn a_cluster_is_zoomed_into_by_click_and_by_enter() {
    browse(async |tab| {
        for by_key in [false, true] {
            open(tab, DATES, 320).await;
            let span = tab.text(SPAN).await;
            let cluster = "document.querySelector('.keyline-cluster')";
            tab.until(&format!("{cluster}.hasAttribute('tabindex')")).await;
            tab.until(&format!("/^\\d+ events, /.test({cluster}.getAttribute('aria-label'))")).await;
            if by_key {
                // When the strip renders again, the element is another one.
                tab.until(&format!("({cluster}.focus(), document.activeElement === {cluster})")).await;
                tab.press(Key::Enter).await;
            } else {
                tab.click(".keyline-cluster").await;
            }
            tab.until(&format!("{ZOOMED} && {SPAN} !== {}", json!(span))).await;
            tab.holds("!location.hash").await;
        }
    });
}

#[test]
fn zoom_survives_another_width_and_order() {
    browse(async |tab| {
        open(tab, DEFAULT, 1280).await;
        tab.click(ZOOM_IN).await;
        tab.until(ZOOMED).await;
        tab.click(NEWEST_FIRST).await;
        tab.click(EXPAND_ALL).await;
        tab.size(400, 900).await;
        tab.until("document.querySelector('.keyline-strip').clientWidth < 400").await;
        tab.holds(ZOOMED).await;
    });
}

#[test]
fn gaps_are_shown_when_asked_for() {
    browse(async |tab| {
        open(tab, DEFAULT, 1280).await;
        tab.until("document.querySelector('.keyline-break')").await;
        let words = |words: &str| format!("document.querySelector('.keyline-key').textContent.endsWith('{words}')");
        tab.until(&words("Gaps shortenedShow gaps")).await;
        tab.click(SHOW_GAPS).await;
        tab.until("!document.querySelector('.keyline-break')").await;
        tab.until(&words("Shorten gaps")).await;
        tab.click(SHOW_GAPS).await;
        tab.until("document.querySelector('.keyline-break')").await;
    });
}

#[test]
fn a_mark_shows_a_preview_on_hover_and_focus_and_escape_hides_it() {
    browse(async |tab| {
        open(tab, DEFAULT, 1280).await;
        let shown = "(preview => !preview.hidden && preview.textContent)(document.querySelector('.keyline-preview'))";
        tab.holds(&format!("!{shown}")).await;
        tab.hover_element(&element(&mark("wales"))).await;
        tab.until(&format!("{shown}.startsWith?.('September 5, 2014In Wales')")).await;
        tab.hover((5.0, 5.0)).await;
        tab.until(&format!("!{shown}")).await;
        tab.run(&format!("{}.focus()", element(&mark("wales")))).await;
        tab.press(Key::Right).await;
        tab.until(&format!("{shown}.includes?.('Russia invades')")).await;
        tab.press(Key::Escape).await;
        tab.until(&format!("!{shown}")).await;
        tab.holds(&format!("{FOCUSED_MARK} === 'invasion'")).await;
    });
}

#[test]
fn a_passing_pointer_opens_no_preview() {
    browse(async |tab| {
        open(tab, DATES, 320).await;
        tab.run(&format!(
            "window.shown = 0; new MutationObserver(([{{ target }}]) => shown += !target.hidden)
                .observe(document.querySelector('.keyline-preview'), {{ attributeFilter: ['hidden'] }});
             const over = () => new PointerEvent('pointerover', {{ bubbles: true, pointerType: 'mouse' }});
             for (const mark of document.querySelectorAll('{MARK_OR_CLUSTER}')) mark.dispatchEvent(over());
             document.querySelector('.keyline-strip').dispatchEvent(over());
             return new Promise(done => setTimeout(done, 300))"
        ))
        .await;
        tab.holds("shown === 0").await;
    });
}

#[test]
fn the_strip_stays_where_it_is_whatever_the_words_above_it() {
    browse(async |tab| {
        for width in [360, 768, 1280] {
            tab.size(width, 900).await;
            tab.prefer(&[("prefers-reduced-motion", "reduce")]).await;
            tab.open_hydrated(&pages::url(DEFAULT)).await;
            let top =
                "Math.round((document.querySelector('.keyline-strip').getBoundingClientRect().top + scrollY) * 1000)";
            let before = tab.get(top).await;
            let mut said = Vec::new();
            for _ in 0..8 {
                tab.click(ZOOM_IN).await;
                tab.until("document.querySelector('[data-zoomed]')").await;
                tab.frames().await;
                said.push(tab.text(SPAN).await);
                assert_eq!(tab.get(top).await, before, "{width} px, {said:?}");
            }
            said.dedup();
            assert!(said.len() > 3, "{said:?}");
        }
    });
}
