//! `cargo xtask shots`: screenshots of the example stories, for review. Nothing is compared.

use std::{env, fs, path::PathBuf};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use crate::{
    browser::{Tab, browse_chromium},
    controls::{EXPAND_ALL, FILTER, FILTERS, TAB_STOP, ZOOM_IN, element},
    pages::{self, ARABIC, DEFAULT, OLD},
};

const WHY: &str = "pictures are taken by DevTools";

#[test]
#[ignore = "leaves pictures: run `cargo xtask shots`"]
fn shots() {
    fs::create_dir_all(folder()).expect("a folder for pictures");
    for events in [1, 31, 1_000] {
        let url = pages::url_of(&format!("shot-{events}"), &pages::long_story(events));
        browse_chromium(WHY, async |tab| take_story_of(tab, events, &url).await);
    }
    browse_chromium(WHY, async |tab| take_controls(tab).await);
    for story in [DEFAULT, OLD, ARABIC] {
        let name = story.trim_start_matches("stories/").trim_end_matches(".json");
        browse_chromium(WHY, async |tab| {
            take_sizes(tab, name, &pages::url(story)).await;
            take_states(tab, name, &pages::url(story)).await;
        });
    }
}

/// The first screen of a story with so many events.
async fn take_story_of(tab: &Tab, events: usize, url: &str) {
    for (width, scheme) in [(320, "light"), (768, "dark"), (1280, "light")] {
        tab.size(width, 1400).await;
        tab.prefer(&[("prefers-color-scheme", scheme)]).await;
        tab.open_hydrated(url).await;
        take_screen(tab, &format!("{events}-events-{width}-{scheme}")).await;
    }
}

/// A zoomed overview with a preview, filters, and a search.
async fn take_controls(tab: &Tab) {
    for (width, scheme) in [(320, "dark"), (1280, "light")] {
        tab.size(width, 1400).await;
        tab.prefer(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
        tab.open("about:blank").await;
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.click(ZOOM_IN).await;
        tab.click(FILTERS).await;
        tab.click(FILTER).await;
        tab.search("trump").await;
        tab.until("document.querySelector('.keyline-mark[data-hit]')").await;
        tab.run(&format!("{}.focus({{ focusVisible: true }})", element(TAB_STOP))).await;
        tab.until("document.querySelector('.keyline-preview:not([hidden])')").await;
        take_screen(tab, &format!("instrument-{width}-{scheme}")).await;
    }
}

/// A story as it opens, in each width and color scheme.
async fn take_sizes(tab: &Tab, name: &str, url: &str) {
    for width in [320, 768, 1280] {
        for scheme in ["light", "dark"] {
            tab.size(width, 900).await;
            tab.prefer(&[("prefers-color-scheme", scheme)]).await;
            tab.open_hydrated(url).await;
            take_page(tab, &format!("{name}-{width}-{scheme}")).await;
        }
    }
    tab.prefer(&[]).await;
}

/// A story with everything open, magnified, in forced colors, printed, and without scripts.
async fn take_states(tab: &Tab, name: &str, url: &str) {
    // docs/keyline.png is this screenshot of the default story.
    tab.size(1280, 1400).await;
    take_screen(tab, &format!("{name}-1280-first-screen")).await;
    tab.click(EXPAND_ALL).await;
    tab.until("!document.querySelector('details:not([open])')").await;
    take_page(tab, &format!("{name}-1280-all-open")).await;
    tab.sharp_size(640, 450, 2.0).await;
    tab.open_hydrated(url).await;
    take_page(tab, &format!("{name}-1280-zoomed-twice")).await;
    tab.size(768, 900).await;
    tab.prefer(&[("forced-colors", "active"), ("prefers-color-scheme", "dark")]).await;
    take_page(tab, &format!("{name}-768-forced-colours")).await;
    tab.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    take_page(tab, &format!("{name}-768-print")).await;
    tab.prefer(&[]).await;
    tab.scripts_off().await;
    tab.size(320, 900).await;
    tab.open(url).await;
    take_page(tab, &format!("{name}-320-scripts-off")).await;
}

/// Takes a picture of what is on the screen.
async fn take_screen(tab: &Tab, name: &str) {
    take(tab, name, json!({ "format": "png" })).await;
}

/// Takes a picture of the whole page.
async fn take_page(tab: &Tab, name: &str) {
    take(tab, name, json!({ "format": "png", "captureBeyondViewport": true, "clip": clip(tab).await })).await;
}

async fn take(tab: &Tab, name: &str, picture: Value) {
    let shot = tab.devtools("Page.captureScreenshot", picture).await;
    let png = STANDARD.decode(shot["data"].as_str().expect("a picture")).expect("base64");
    fs::write(folder().join(format!("{name}.png")), png).expect("a picture to be written");
}

fn folder() -> PathBuf {
    PathBuf::from(env::var_os("KEYLINE_SHOTS").expect("KEYLINE_SHOTS, which `cargo xtask shots` sets"))
}

/// Returns the box of the whole page.
async fn clip(tab: &Tab) -> Value {
    tab.get("(page => ({ x: 0, y: 0, width: page.clientWidth, height: page.scrollHeight, scale: 1 }))(document.scrollingElement)")
        .await
}
