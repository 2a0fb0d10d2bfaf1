//! Layout: no horizontal overflow, large enough targets, zoomed text, reduced motion, forced colors.

use serde_json::json;

use crate::{
    browser::{Engine, Tab, browse, browse_chromium},
    controls::EXPAND_ALL,
    pages::{self, ARABIC, DEFAULT},
};

/// Opens every item by its `open` property, as find-in-page does.
async fn open_all(tab: &Tab) {
    tab.run("document.querySelectorAll('details').forEach(details => details.open = true)").await;
}

#[test]
fn no_story_is_wider_than_the_screen() {
    browse(async |tab| {
        let narrowest = if tab.skips(Engine::WebKit, "its window has a larger minimum width") { 320 } else { 280 };
        for story in pages::every_story() {
            let url = pages::url(&story);
            for width in [narrowest, 320, 768, 1280] {
                tab.size(width, 900).await;
                tab.open_hydrated(&url).await;
                open_all(tab).await;
                tab.frames().await;
                let over = "(page => page.scrollWidth > page.clientWidth && [...document.querySelectorAll('.keyline *')]
                    .filter(e => { const box = e.getBoundingClientRect(); return box.right > page.clientWidth + 1 || box.left < -1; })
                    .map(e => e.outerHTML.slice(0, 100)).slice(0, 3))(document.scrollingElement)";
                assert_eq!(tab.get(over).await, false, "{story} at {width} px");
            }
        }
    });
}

/// Browser zoom or text size of 200 % (WCAG 2.2, 1.4.4 and 1.4.10).
#[test]
fn text_of_twice_the_size_still_fits() {
    browse(async |tab| {
        for width in [320, 640] {
            tab.size(width, 900).await;
            for story in [DEFAULT, ARABIC] {
                tab.open_hydrated(&pages::url(story)).await;
                open_all(tab).await;
                tab.run("document.documentElement.style.setProperty('font-size', '200%')").await;
                tab.until("document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth").await;
            }
        }
    });
}

/// WCAG 2.2, 2.5.8, which excludes links in sentences.
#[test]
fn what_is_touched_is_at_least_24_pixels_wide_and_high() {
    browse(async |tab| {
        for (story, width) in [(DEFAULT, 320), (DEFAULT, 1280), (ARABIC, 320), (pages::EVERYTHING, 320)] {
            tab.size(width, 900).await;
            tab.open_hydrated(&pages::url(story)).await;
            open_all(tab).await;
            let small = "[...document.querySelectorAll('.keyline :is(a[href], button, summary)')]
                .filter(it => !it.closest('.keyline-prose, .keyline-correction, .keyline-updates p') && it.checkVisibility())
                .map(it => [it.outerHTML.slice(0, 100), it.getBoundingClientRect()])
                .filter(([, box]) => box.width < 23.9 || box.height < 23.9)
                .map(([html, box]) => `${html} ${Math.round(box.width)}×${Math.round(box.height)}`)";
            assert_eq!(tab.get(small).await, json!([]), "{story} at {width} px");
        }
    });
}

#[test]
fn reduced_motion_means_no_motion() {
    browse(async |tab| {
        tab.prefer(&[("prefers-reduced-motion", "reduce")]).await;
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        let moving = "[...document.querySelectorAll('.keyline, .keyline *')].flatMap(e => ['', '::before', '::after'].map(part =>
            getComputedStyle(e, part || null))).filter(style => parseFloat(style.transitionDuration) > 0
                || style.animationName !== 'none' || style.scrollBehavior === 'smooth').length";
        assert_eq!(tab.get(moving).await, 0);
        tab.click(EXPAND_ALL).await;
        tab.until("!document.querySelector('details:not([open])')").await;
        assert_eq!(tab.get("document.getAnimations().length").await, 0);
    });
}

#[test]
fn forced_colors_keep_text_marks_and_edges_visible() {
    browse_chromium("only DevTools has forced colors and screenshots of a part", async |tab| {
        tab.prefer(&[("forced-colors", "active"), ("prefers-color-scheme", "dark")]).await;
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.holds("matchMedia('(forced-colors: active)').matches").await;
        let ground = tab.text("getComputedStyle(document.querySelector('.keyline')).backgroundColor").await;
        for (selector, property) in [
            (".keyline-title", "color"),
            (".keyline-prose", "color"),
            (".keyline-strip text", "fill"),
            (".keyline-strip line", "stroke"),
            (".keyline-point", "fill"),
            (".keyline-bar", "fill"),
            (EXPAND_ALL, "color"),
            (EXPAND_ALL, "borderTopColor"),
        ] {
            let ink = tab.text(&format!("getComputedStyle(document.querySelector('{selector}')).{property}")).await;
            assert_ne!(ink, ground, "{property} of {selector}");
        }
        // The strip isn't blank: a screenshot of one color would be a much smaller PNG.
        tab.run("document.querySelector('.keyline-strip').scrollIntoView({ block: 'center' })").await;
        let strip = tab.picture("document.querySelector('.keyline-strip')").await;
        assert!(strip.len() > 4_000, "the strip is blank: {} bytes", strip.len());
    });
}
