//! The npm package with Vite, React, Vue, Svelte and Eleventy. `cargo xtask hosts` installs and builds `tests/hosts/`, and sets
//! `KEYLINE_HOSTS` to their folder. Screenshots go to the folder that `KEYLINE_SHOTS` names, if it is set.

use std::{env, fs, path::PathBuf};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;

use crate::{
    browser::{STORIES, Tab, browse_chromium},
    server::{Server, Site},
};

const WHY: &str = "hosts are looked at in one engine: the element itself is tested in each";

/// Returns an expression for the story's element, in a shadow root or not.
fn story() -> String {
    format!("{STORIES}[0]")
}

fn details(id: &str) -> String {
    format!("{}.querySelector('[id$=\"/{id}\"]').closest('details')", story())
}

/// Serves the built site of a host.
fn built(host: &str) -> Server {
    let folder = env::var_os("KEYLINE_HOSTS").expect("KEYLINE_HOSTS, which `cargo xtask hosts` sets");
    Site::new().folder(&PathBuf::from(folder).join(host).join("dist")).serve()
}

/// Clicks an element with the mouse.
async fn click(tab: &Tab, element: &str) {
    let place = tab
        .get(&format!(
            "(element => {{ element.scrollIntoView({{ block: 'center', behavior: 'instant' }});
               const {{ x, y, width, height }} = element.getBoundingClientRect();
               return {{ x: x + width / 2, y: y + height / 2 }} }})({element})"
        ))
        .await;
    for kind in ["mousePressed", "mouseReleased"] {
        let event = json!({ "type": kind, "x": place["x"], "y": place["y"], "button": "left", "clickCount": 1 });
        tab.devtools("Input.dispatchMouseEvent", event).await;
    }
}

/// Takes a screenshot if `KEYLINE_SHOTS` is set.
async fn picture(tab: &Tab, name: &str) {
    let Some(folder) = env::var_os("KEYLINE_SHOTS").map(PathBuf::from) else { return };
    let shot = tab.devtools("Page.captureScreenshot", json!({ "format": "png" })).await;
    let png = STANDARD.decode(shot["data"].as_str().expect("a picture")).expect("base64");
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(folder.join(format!("host-{name}.png")), png))
        .expect("a picture");
}

/// Asserts that a host's story is hydrated, that events, attributes and properties reach it, and that it makes no third-party request.
async fn lives(tab: &Tab, server: &Server, path: &str, name: &str) {
    tab.open_hydrated(&server.url(path)).await;
    tab.holds(&format!("getComputedStyle({}).display !== 'inline'", story())).await;
    // The host's listener receives an event.
    click(tab, &format!("{}.querySelector('summary')", details("wales"))).await;
    tab.until(&format!("{}.open && {}.getAttribute('aria-current') === 'true'", details("wales"), details("wales")))
        .await;
    tab.until("document.querySelector('#recorded').textContent === 'wales open click'").await;
    picture(tab, name).await;
    // An attribute changes the rendered story.
    tab.run(&format!("window.before = {}", story())).await;
    tab.click("#order").await;
    tab.until(&format!("{}.querySelector('.keyline-list').dataset.order === 'newest'", story())).await;
    tab.holds(&format!("before === {} && {}.open", story(), details("wales"))).await;
    // A property replaces the story.
    tab.click("#other").await;
    tab.until(&format!("{}?.querySelector('.keyline-title').textContent === 'Another story'", story())).await;
    tab.hydrated().await;
    tab.holds("document.querySelector('keyline-story').story.id === 'other'").await;
    tab.holds(&format!("{}.querySelector('.keyline-list').dataset.order === 'newest'", story())).await;
    assert_eq!(tab.console().await, [""; 0]);
    for url in tab.requests().await {
        assert!(url.starts_with(&server.address) || url.starts_with("data:"), "{url} is asked for");
    }
}

fn host(name: &str, more: impl AsyncFnOnce(&Tab, &Server)) {
    let server = built(name);
    browse_chromium(WHY, async |tab| {
        tab.size(1000, 800).await;
        tab.prefer(&[("prefers-reduced-motion", "reduce")]).await;
        lives(tab, &server, "/", name).await;
        more(tab, &server).await;
    });
}

#[test]
#[ignore = "needs built apps: run `cargo xtask hosts`"]
fn hosts_vite() {
    host("vite", async |tab, server| {
        // The class alone registers no element.
        tab.open(&server.url("/class.html")).await;
        tab.until("document.body.dataset.extends === 'true'").await;
        tab.holds("!customElements.get('keyline-story')").await;
        // An unused import isn't in the bundle.
        let before = server.requested().len();
        tab.open(&server.url("/unused.html")).await;
        tab.until("document.body.dataset.runs === 'true'").await;
        tab.holds("!customElements.get('keyline-story')").await;
        let asked = server.requested().split_off(before);
        assert!(
            !asked.iter().any(|path| ["keyline", "widget", "sheet"].iter().any(|part| path.contains(part))),
            "{asked:?}"
        );
        assert_eq!(tab.console().await, [""; 0]);
    });
}

#[test]
#[ignore = "needs built apps: run `cargo xtask hosts`"]
fn hosts_react() {
    host("react", async |_, _| {});
}

#[test]
#[ignore = "needs built apps: run `cargo xtask hosts`"]
fn hosts_vue() {
    host("vue", async |_, _| {});
}

#[test]
#[ignore = "needs built apps: run `cargo xtask hosts`"]
fn hosts_svelte() {
    host("svelte", async |_, _| {});
}

#[test]
#[ignore = "needs built apps: run `cargo xtask hosts`"]
fn hosts_eleventy() {
    host("eleventy", async |tab, server| {
        lives(tab, server, "/later/", "eleventy-later").await;
        // The story is text before scripts run, and this text is hydrated.
        tab.before_load(
            "addEventListener('DOMContentLoaded', () => window.before = document.querySelector('.keyline'))",
        )
        .await;
        tab.open_hydrated(&server.url("/")).await;
        tab.holds(&format!("before === {} && before.textContent.includes('Rutte')", story())).await;
        tab.scripts_off().await;
        tab.open(&server.url("/")).await;
        tab.holds("document.querySelector('.keyline').textContent.includes('Rutte')").await;
    });
}
