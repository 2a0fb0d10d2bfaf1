//! The npm package with Vite, React, Vue, Vue Router, Svelte and Eleventy. `cargo xtask hosts` installs and builds `tests/hosts/`, and sets
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
    tab.until(element).await;
    tab.run(&format!("{element}.scrollIntoView({{ block: 'center', behavior: 'instant' }})")).await;
    tab.frames().await;
    let (x, y) = tab.at_rest(element).await;
    for kind in ["mousePressed", "mouseReleased"] {
        let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
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
    tab.until(&format!("getComputedStyle({}).display !== 'inline'", story())).await;
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
    tab.until(&format!("before === {} && {}.open", story(), details("wales"))).await;
    // A property replaces the story.
    tab.click("#other").await;
    tab.until(&format!("{}?.querySelector('.keyline-title').textContent === 'Another story'", story())).await;
    tab.hydrated().await;
    tab.holds("document.querySelector('keyline-story').story.id === 'other'").await;
    tab.until(&format!("{}.querySelector('.keyline-list').dataset.order === 'newest'", story())).await;
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
fn hosts_vue_router() {
    host("vue-router", async |tab, server| {
        beside_hash_routes(tab, server).await;
        beside_paths(tab, server).await;
    });
}

/// Expression: an item is open, and its summary has the focus.
fn reached(id: &str) -> String {
    format!("{0}.open && {0}.getRootNode().activeElement === {0}.querySelector('summary')", details(id))
}

/// Expression: a link in the text of an open item.
fn link(from: &str, to: &str) -> String {
    format!("{}.querySelector('.keyline-links a[href$=\"/{to}\"]')", details(from))
}

/// Goes to another route and back: the story is there again.
async fn away_and_back(tab: &Tab) {
    click(tab, "document.querySelector('#to-other')").await;
    tab.until("document.querySelector('#news') && !document.querySelector('keyline-story')").await;
    tab.until("document.querySelector('#route').textContent === '/other'").await;
    tab.back().await;
    tab.hydrated().await;
    tab.until("document.querySelector('#route').textContent === '/'").await;
}

/// With `createWebHashHistory`, the address is the router's, whatever the reader does with the story.
async fn beside_hash_routes(tab: &Tab, server: &Server) {
    tab.open_hydrated(&server.url("/hash.html")).await;
    tab.until("location.hash === '#/'").await;
    let place = "[location.href, history.length, history.state, document.querySelector('#route').textContent]";
    let before = tab.get(place).await;
    click(tab, &format!("{}.querySelector('summary')", details("wales"))).await;
    tab.until(&format!("{}.getAttribute('aria-current') === 'true'", details("wales"))).await;
    click(tab, &link("wales", "us-commitment")).await;
    tab.until(&reached("us-commitment")).await;
    let within = |selector: &str| format!("{}.querySelector(`{selector}`)", story());
    click(tab, &within(".keyline-mark[href$='/the-hague']")).await;
    tab.until(&within(".keyline-read")).await;
    click(tab, &within(".keyline-read")).await;
    tab.until(&reached("the-hague")).await;
    click(tab, &within(".keyline-back")).await;
    tab.until(&format!("{}.getRootNode().activeElement?.matches(`.keyline-mark[href$='/the-hague']`)", story())).await;
    tab.frames().await;
    assert_eq!(tab.get(place).await, before);
    away_and_back(tab).await;
    assert_eq!(tab.console().await, [""; 0]);
}

/// With `createWebHistory`, the story has the fragment, and the router its state of the history.
async fn beside_paths(tab: &Tab, server: &Server) {
    tab.open_hydrated(&server.url("/")).await;
    tab.run(&format!("window.before = {}", story())).await;
    let position = "[history.state.position, history.state.current, document.querySelector('#route').textContent]";
    let before = tab.get(position).await;
    click(tab, &format!("{}.querySelector('summary')", details("wales"))).await;
    tab.until("location.hash === '#nato-white-house-2025/wales'").await;
    assert_eq!(tab.get(position).await, before);
    click(tab, &link("wales", "us-commitment")).await;
    tab.until(&format!("{} && location.hash === '#nato-white-house-2025/us-commitment'", reached("us-commitment")))
        .await;
    assert_eq!(tab.get(position).await, before);
    tab.back().await;
    tab.until(&format!("{0}.getRootNode().activeElement === {0}", link("wales", "us-commitment"))).await;
    tab.holds(&format!("before === {} && location.hash === '#nato-white-house-2025/wales'", story())).await;
    away_and_back(tab).await;
    assert_eq!(tab.console().await, [""; 0]);
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
