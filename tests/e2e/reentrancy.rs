//! Re-entrant calls: a page's listener calls the story while the story dispatches an event.

use serde_json::json;

use crate::{
    browser::{Tab, browse},
    controls::{HYDRATED, NEWEST_FIRST, mark, read_in},
    pages::{self, DEFAULT},
    server::Server,
};

const HOST: &str = "document.querySelector('keyline-story')";
const TREE: &str = "document.querySelector('keyline-story').shadowRoot";

/// Records uncaught errors, and the story's events in order.
const RECORDER: &str = "window.uncaught = []; window.events = [];
    addEventListener('error', ({ message }) => uncaught.push(message));
    addEventListener('unhandledrejection', ({ reason }) => uncaught.push(String(reason)));
    for (const name of ['error', 'toggle', 'select'])
        addEventListener('keyline-' + name, ({ detail }) => events.push([name, detail.id ?? detail.reason ?? null]));";

fn details(id: &str) -> String {
    format!("{TREE}.querySelector('[id$=\"/{id}\"]').closest('details')")
}

/// Serves a page with the default story embedded.
fn serve() -> Server {
    let (site, snippet) = pages::embed(DEFAULT, &[]);
    site.file("/", pages::host(&snippet)).serve()
}

/// Opens the page, adds a one-time `keyline-toggle` listener that runs a script, and opens an item.
async fn open_with_listener(tab: &Tab, server: &Server, script: &str) {
    tab.before_load(RECORDER).await;
    tab.open_hydrated(&server.url("/")).await;
    // A story that isn't prerendered draws its events later.
    tab.until(&details("wales")).await;
    tab.run(&format!("{HOST}.addEventListener('keyline-toggle', () => {{ {script} }}, {{ once: true }})")).await;
    tab.run(&format!("{}.querySelector('summary').click()", details("wales"))).await;
}

/// Asserts that no error was uncaught, and that the story hasn't failed.
async fn check_no_error(tab: &Tab) {
    assert_eq!(tab.get("uncaught").await, json!([]));
    assert_eq!(tab.get("events.filter(([name]) => name === 'error')").await, json!([]));
    assert_eq!(tab.console().await, [""; 0]);
}

/// Asserts that a mark and a button work.
async fn check_it_responds(tab: &Tab) {
    // The strip may be laid out anew.
    tab.until(&format!("{TREE}.querySelector('{}')", mark("jeddah"))).await;
    read_in(tab, TREE, "jeddah").await;
    tab.until(&format!("{0}.open && {0}.getAttribute('aria-current') === 'true'", details("jeddah"))).await;
    tab.run(&format!("{TREE}.querySelector('{NEWEST_FIRST}').click()")).await;
    tab.until(&format!("{TREE}.querySelector('.keyline-list').dataset.order === 'newest'")).await;
    check_no_error(tab).await;
}

#[test]
fn a_listener_may_go_to_another_item() {
    browse(async |tab| {
        let server = serve();
        open_with_listener(tab, &server, &format!("{HOST}.goTo('the-hague')")).await;
        tab.until(&format!("{0}.open && {0}.getAttribute('aria-current') === 'true'", details("the-hague"))).await;
        tab.until("location.hash === '#nato-white-house-2025/the-hague'").await;
        tab.holds(&format!("{0}.open && !{0}.hasAttribute('aria-current')", details("wales"))).await;
        check_it_responds(tab).await;
    });
}

#[test]
fn a_listener_may_click_another_item() {
    browse(async |tab| {
        let server = serve();
        open_with_listener(tab, &server, &format!("{}.querySelector('summary').click()", details("us-commitment")))
            .await;
        for id in ["wales", "us-commitment"] {
            tab.until(&format!("{}.open", details(id))).await;
        }
        tab.until(
            "events.filter(([name]) => name === 'toggle').map(([, id]) => id).sort().join() === 'us-commitment,wales'",
        )
        .await;
        check_it_responds(tab).await;
    });
}

#[test]
fn a_listener_may_press_buttons_and_call_every_method() {
    browse(async |tab| {
        let server = serve();
        let script = format!(
            "{TREE}.querySelector('{NEWEST_FIRST}').click(); {HOST}.expandAll(); {HOST}.collapseAll(); {HOST}.expandAll();
             {HOST}.setAttribute('depth', 'brief'); {HOST}.setAttribute('order', 'oldest'); {HOST}.setAttribute('open', 'all')"
        );
        open_with_listener(tab, &server, &script).await;
        let brief = format!("{TREE}.querySelector('.keyline').dataset.depth === 'brief'");
        tab.until(&format!("!{TREE}.querySelector('details:not([open])') && {brief}")).await;
        tab.until(&format!("!{TREE}.querySelector('.keyline-list').dataset.order")).await;
        check_it_responds(tab).await;
    });
}

#[test]
fn a_listener_may_remove_the_story_and_bring_it_back() {
    browse(async |tab| {
        let server = serve();
        open_with_listener(tab, &server, &format!("window.story = {HOST}; story.remove()")).await;
        tab.until(&format!("!{HOST}")).await;
        tab.run("dispatchEvent(new Event('resize')); location.hash = 'nato-white-house-2025/jeddah'").await;
        tab.frames().await;
        check_no_error(tab).await;
        tab.run("document.body.append(story)").await;
        tab.hydrated().await;
        check_it_responds(tab).await;
    });
}

#[test]
fn a_listener_may_set_another_story() {
    let other = "{ version: 1, id: 'other', title: 'Another story', timeline: { events: [{ id: 'one', date: '2025', title: 'One', body: 'What happened.' }] } }";
    for script in [format!("{HOST}.story = {other}"), format!("{HOST}.story = JSON.stringify({other})")] {
        browse(async |tab| {
            let server = serve();
            open_with_listener(tab, &server, &script).await;
            is_the_other(tab).await;
        });
    }
}

#[test]
fn a_listener_may_set_another_source() {
    browse(async |tab| {
        let (site, snippet) = pages::embed(DEFAULT, &[]);
        let (loader, _) = snippet.split_once('\n').expect("a script first");
        let other = json!({ "version": 1, "id": "other", "title": "Another story",
            "timeline": { "events": [{ "id": "one", "date": "2025", "title": "One", "body": "What happened." }] } });
        let html = pages::host(&format!("{loader}<keyline-story src=\"/story.json\"></keyline-story>"));
        let site = site.file("/story.json", pages::json(DEFAULT).to_string()).file("/other.json", other.to_string());
        let server = site.file("/", html).serve();
        open_with_listener(tab, &server, &format!("{HOST}.setAttribute('src', '/other.json')")).await;
        is_the_other(tab).await;
    });
}

async fn is_the_other(tab: &Tab) {
    tab.until(&format!("{TREE}.querySelector('.keyline-title')?.textContent === 'Another story'")).await;
    tab.until(&format!("{TREE}.querySelector('{HYDRATED}')")).await;
    tab.until(&details("one")).await;
    tab.run(&format!("{}.querySelector('summary').click()", details("one"))).await;
    tab.until(&format!("{0}.open && {0}.getAttribute('aria-current') === 'true'", details("one"))).await;
    check_no_error(tab).await;
}
