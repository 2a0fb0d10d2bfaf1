//! `cargo xtask shots`: screenshots of the example stories, for review. Nothing is compared.

use std::{env, fs, path::PathBuf};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use crate::{
    browser::{Tab, browse_chromium},
    controls::{FILTER, FILTERS, OPEN_ALL, STANDARD_DEPTH, TAB_STOP, ZOOM_IN, element},
    pages::{self, ARABIC, DEFAULT, OLD},
};

const WHY: &str = "pictures are taken by DevTools";

#[test]
#[ignore = "leaves pictures: run `cargo xtask shots`"]
fn shots() {
    let folder = PathBuf::from(env::var_os("KEYLINE_SHOTS").expect("KEYLINE_SHOTS, which `cargo xtask shots` sets"));
    fs::create_dir_all(&folder).expect("a folder for pictures");
    let take = async |tab: &Tab, name: &str, picture: Value| {
        let shot = tab.devtools("Page.captureScreenshot", picture).await;
        let png = STANDARD.decode(shot["data"].as_str().expect("a picture")).expect("base64");
        fs::write(folder.join(format!("{name}.png")), png).expect("a picture to be written");
    };
    let save = async |tab: &Tab, name: &str| {
        take(tab, name, json!({ "format": "png", "captureBeyondViewport": true, "clip": clip(tab).await })).await;
    };
    for events in [1, 31, 1_000] {
        let url = pages::url_of(&format!("shot-{events}"), &pages::long_story(events));
        browse_chromium(WHY, async |tab| {
            for (width, scheme) in [(320, "light"), (768, "dark"), (1280, "light")] {
                tab.size(width, 1400).await;
                tab.prefer(&[("prefers-color-scheme", scheme)]).await;
                tab.open_hydrated(&url).await;
                take(tab, &format!("{events}-events-{width}-{scheme}"), json!({ "format": "png" })).await;
            }
        });
    }
    browse_chromium(WHY, async |tab| {
        for (width, scheme) in [(320, "dark"), (1280, "light")] {
            tab.size(width, 1400).await;
            tab.prefer(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
            tab.open("about:blank").await;
            tab.open_hydrated(&pages::url(DEFAULT)).await;
            tab.click(ZOOM_IN).await;
            tab.click(FILTERS).await;
            tab.click(FILTER).await;
            tab.click(STANDARD_DEPTH).await;
            tab.search("nato").await;
            tab.until("document.querySelector('.keyline-mark[data-hit]')").await;
            tab.run(&format!("{}.focus({{ focusVisible: true }})", element(TAB_STOP))).await;
            tab.until("document.querySelector('.keyline-preview:not([hidden])')").await;
            take(tab, &format!("instrument-{width}-{scheme}"), json!({ "format": "png" })).await;
        }
    });
    for story in [DEFAULT, OLD, ARABIC] {
        let name = story.trim_start_matches("stories/").trim_end_matches(".json");
        browse_chromium(WHY, async |tab| {
            for width in [320, 768, 1280] {
                for scheme in ["light", "dark"] {
                    tab.size(width, 900).await;
                    tab.prefer(&[("prefers-color-scheme", scheme)]).await;
                    tab.open_hydrated(&pages::url(story)).await;
                    save(tab, &format!("{name}-{width}-{scheme}")).await;
                }
            }
            tab.prefer(&[]).await;
            // docs/keyline.png is this screenshot of the default story.
            tab.size(1280, 1400).await;
            take(tab, &format!("{name}-1280-first-screen"), json!({ "format": "png" })).await;
            tab.click(OPEN_ALL).await;
            tab.until("!document.querySelector('details:not([open])')").await;
            save(tab, &format!("{name}-1280-all-open")).await;
            tab.sharp_size(640, 450, 2.0).await;
            tab.open_hydrated(&pages::url(story)).await;
            save(tab, &format!("{name}-1280-zoomed-twice")).await;
            tab.size(768, 900).await;
            tab.prefer(&[("forced-colors", "active"), ("prefers-color-scheme", "dark")]).await;
            save(tab, &format!("{name}-768-forced-colours")).await;
            tab.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
            save(tab, &format!("{name}-768-print")).await;
            tab.prefer(&[]).await;
            tab.scripts_off().await;
            tab.size(320, 900).await;
            tab.open(&pages::url(story)).await;
            save(tab, &format!("{name}-320-scripts-off")).await;
        });
    }
}

/// Returns the box of the whole page.
async fn clip(tab: &Tab) -> Value {
    tab.get("(page => ({ x: 0, y: 0, width: page.clientWidth, height: page.scrollHeight, scale: 1 }))(document.scrollingElement)")
        .await
}
