//! Hostile stories in a browser: every vector of `tests/hostile`, prerendered and hydrated, or set by a script. The page has no policy.
//! No vector runs a script, makes a request or leaves the story's box.

use std::{
    rc::Rc,
    time::{Duration, Instant},
};

use keyline::{
    state::State,
    story::{self, Severity},
    view::{self, RenderOptions},
};
use serde_json::{Value, json};

use crate::{
    browser::{Engine, STORIES, Tab, browse},
    controls::FILTERS,
    hostile::{self, ADDRESSES, ATTRIBUTES, ELEMENTS, Fate, TEXTS, TURNS},
    locale::story_context,
    pages::{self, DEFAULT, PICTURE},
    server::{Server, Site},
};

/// How a story is put into its page.
#[derive(Clone, Copy, PartialEq)]
enum Home {
    /// `keyline page`.
    Page,
    /// `keyline embed`, in a shadow root.
    Embed,
    /// Not prerendered: a script sets the element's `story`.
    Script,
}

/// Records what a vector would do, and the story's events.
const RECORDER: &str = "window.recorded = [];
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) window[name] = () => { recorded.push(name) };
    addEventListener('error', ({ message }) => recorded.push(message));
    addEventListener('unhandledrejection', ({ reason }) => recorded.push(String(reason)));
    for (const name of ['ready', 'error']) addEventListener('keyline-' + name, ({ detail }) => window[name] = detail)";

/// Expression: the tree that contains the story.
const TREE: &str = "(host => host.shadowRoot?.querySelector('.keyline') ? host.shadowRoot : host)(document.querySelector('keyline-story'))";

/// Vectors per story: longer lists are laid out only where they are in view.
const TOGETHER: usize = 90;

/// Returns a few stories that contain every vector.
fn stories() -> Vec<(String, Value)> {
    let is_good = |text: &str| problems(&hostile::telling("v", text)) == 0;
    let (good, bad): (Vec<_>, Vec<_>) = [TEXTS, TURNS].concat().into_iter().partition(|(_, text)| is_good(text));
    let texts = good.chunks(TOGETHER).chain(bad.chunks(TOGETHER)).map(|texts| hostile::telling_all("v", texts));
    // An image on the web would be requested.
    let beside: fn(Fate) -> bool = |fate| fate != Fate::Led;
    let addresses = ADDRESSES.chunks(TOGETHER).map(|addresses| hostile::leading_all("v", addresses, beside));
    texts.chain(addresses).enumerate().map(|(index, story)| (format!("vectors-{index}"), story)).collect()
}

/// Counts the errors of a story. `keyline page` rejects a story with errors; other programs may not.
fn problems(story: &Value) -> usize {
    let (_, problems) = story::read(&story.to_string());
    problems.iter().filter(|problem| problem.severity == Severity::Error).count()
}

/// Returns a prerendered element for a story with errors, as another program could make it.
fn element(json: &str, attributes: &str, tree: impl Fn(&str) -> String) -> String {
    let (story, _) = story::read(json);
    let markup = pollster::block_on(view::prerender(
        Rc::new(story_context(&story, RenderOptions::new(2))),
        State::new(&story),
        true,
    ));
    let root = tree(&format!("<div class=\"keyline-root\">{markup}</div>"));
    let json = json.replace('<', "\\u003c");
    format!("<keyline-story {attributes}>{root}<script type=\"application/json\">{json}</script></keyline-story>")
}

/// Serves a site with the story at `/`.
fn serve(name: &str, story: &Value, home: Home) -> Server {
    let json = story.to_string();
    let good = problems(story) == 0;
    let (site, html) = match home {
        Home::Page if good => (Site::new(), pages::without_policy(&pages::page_of(name, story))),
        Home::Page => {
            let element = element(&json, "isolate=\"off\" loading=\"eager\"", str::to_owned);
            let page = pages::with_elements(&pages::page(DEFAULT), &element);
            (Site::new(), pages::without_policy(&page))
        }
        Home::Embed if good => {
            let (site, snippet) = pages::embed_json(name, story, &[]);
            (site, pages::host(&snippet))
        }
        Home::Embed => {
            let (site, snippet) = pages::embed(DEFAULT, &[]);
            let (before, _) = snippet.split_once("<div").expect("a root");
            let (loader, template) = before.split_once("<keyline-story").expect("an element");
            let sheet = &template[template.find("<style class").expect("a sheet")..];
            let tree = |root: &str| format!("<template shadowrootmode=\"open\">{sheet}{root}</template>");
            (site, pages::host(&(loader.to_owned() + &element(&json, "", tree))))
        }
        Home::Script => scripted(),
    };
    site.file("/picture.png", PICTURE).file("/", html).serve()
}

/// Returns a site and a page that has the loader and no story.
fn scripted() -> (Site, String) {
    let (site, snippet) = pages::embed(DEFAULT, &[]);
    let (loader, _) = snippet.split_once("<keyline-story").expect("an element");
    (site, pages::host(loader))
}

/// Sets a story.
async fn bring(tab: &Tab, json: &str) {
    tab.run(&format!(
        "const host = document.querySelector('keyline-story') ?? document.createElement('keyline-story');
         window.ready = window.error = undefined;
         host.setAttribute('loading', 'eager');
         host.story = {};
         if (!host.isConnected) document.body.append(host)",
        json!(json).to_string().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
    ))
    .await;
}

/// Limit for the layout of a story to end.
const PATIENCE: Duration = Duration::from_secs(10);

/// Waits until the list of violations is empty: a strip may yet be laid out for the width.
async fn nothing(tab: &Tab, name: &str) {
    let start = Instant::now();
    loop {
        let found = offences(tab).await;
        let found: Vec<&str> = found.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        if found.is_empty() {
            return;
        }
        assert!(
            start.elapsed() < PATIENCE,
            "{name}: {} offences\n{}",
            found.len(),
            found[..found.len().min(12)].join("\n")
        );
        tab.frames().await;
    }
}

async fn offences(tab: &Tab) -> Value {
    let (elements, attributes) = (json!(ELEMENTS), json!(ATTRIBUTES));
    tab.run(&format!(
        "const ELEMENTS = {elements}, ATTRIBUTES = {attributes}, stories = {STORIES};\n{}",
        include_str!("vectors.js")
    ))
    .await
}

/// Checks a story on a phone and on a desktop, before and after it is used.
async fn use_it(tab: &Tab, name: &str) {
    for width in [320, 1280] {
        tab.size(width, 900).await;
        tab.frames().await;
        nothing(tab, &format!("{name} at {width}")).await;
    }
    tab.run("document.querySelector('keyline-story').expandAll()").await;
    tab.until(&format!("!{TREE}.querySelector('details:not([open])')")).await;
    tab.run(&format!("{TREE}.querySelector('{FILTERS}')?.click()")).await;
    tab.run(&format!(
        "const [story] = {TREE}.querySelector('.keyline-title').id.split('/');
         location.hash = `${{story}}/?q=${{encodeURIComponent('pwned <script>')}}`"
    ))
    .await;
    tab.until(&format!("{TREE}.querySelector('input[type=search]')?.value === 'pwned <script>'")).await;
    for width in [320, 1280] {
        tab.size(width, 900).await;
        tab.frames().await;
        tab.hover_element(&format!("{TREE}.querySelector('.keyline-mark, .keyline-cluster')")).await;
        tab.until(&format!("!{TREE}.querySelector('.keyline-preview').hidden")).await;
        nothing(tab, &format!("{name} at {width}, open")).await;
    }
}

fn everywhere(home: Home) {
    // Each story has a tab, and the time of a test, of its own.
    for (name, story) in stories() {
        let server = serve(&name, &story, home);
        browse(async |tab| {
            tab.before_load(RECORDER).await;
            tab.requests().await;
            tab.open(&server.url("/")).await;
            if home == Home::Script {
                bring(tab, &story.to_string()).await;
            }
            tab.hydrated().await;
            tab.run("window.stayed = true").await;
            use_it(tab, &name).await;
            tab.holds("window.stayed").await;
            for url in tab.requests().await {
                assert!(
                    ["data:", "blob:", &server.address].iter().any(|ours| url.starts_with(ours)),
                    "{name}: {url} was asked for"
                );
            }
            // A relative image that doesn't exist.
            let missing = |line: &String| line.starts_with(&server.address) && line.contains("404");
            // The widget reports that the story has problems.
            let mistakes = |line: &String| line.contains("in the story; `keyline check` says which");
            let console = tab.console().await;
            let console: Vec<_> = console.iter().filter(|line| !missing(line) && !mistakes(line)).collect();
            assert!(console.is_empty(), "{name}: {console:#?}");
        });
    }
}

#[test]
fn vectors_do_nothing_in_a_page_of_its_own() {
    everywhere(Home::Page);
}

#[test]
fn vectors_do_nothing_embedded() {
    everywhere(Home::Embed);
}

#[test]
fn vectors_do_nothing_when_a_script_sets_them() {
    everywhere(Home::Script);
}

/// A document that is no story leaves the page as it was; a story renders within its box.
#[test]
fn documents_of_any_structure_do_nothing() {
    check_documents(|name| !name.starts_with("huge-") && !name.starts_with("links-"));
}

/// Documents of up to three megabytes.
#[test]
fn huge_documents_do_nothing() {
    check_documents(|name| name.starts_with("huge-"));
}

#[test]
fn documents_of_fifty_thousand_links_do_nothing() {
    check_documents(|name| name.starts_with("links-"));
}

fn check_documents(chosen: fn(&str) -> bool) {
    let huge = chosen("huge-") || chosen("links-");
    let documents: Vec<_> = hostile::documents().into_iter().filter(|(name, _)| chosen(name)).collect();
    // A few documents have a tab, and the time of a test, of their own.
    for documents in documents.chunks(if huge { 3 } else { 20 }) {
        browse(async |tab| {
            if huge && tab.skips(Engine::WebKit, "its layout of texts of a megabyte takes minutes (WebKitGTK 2.50)") {
                return;
            }
            tab.before_load(RECORDER).await;
            let (site, html) = scripted();
            let server = site.file("/picture.png", PICTURE).file("/", html).serve();
            tab.size(320, 900).await;
            tab.open(&server.url("/")).await;
            for (name, json) in documents {
                bring(tab, json).await;
                tab.until("window.ready || window.error").await;
                tab.holds("!Object.keys(Object.prototype).length && {}.pwned === undefined && {}.title === undefined")
                    .await;
                if tab.get("!!window.ready").await == true {
                    nothing(tab, name).await;
                } else {
                    assert_eq!(tab.get("error").await, json!({ "reason": "story" }), "{name}");
                }
            }
            let asked = server.requested();
            assert!(
                asked.iter().all(|path| path == "/"
                    || path == "/picture.png"
                    || path.starts_with("/keyline-")
                    || path.starts_with("/widget-")
                    || path.starts_with("/words-")),
                "{asked:?}"
            );
        });
    }
}
