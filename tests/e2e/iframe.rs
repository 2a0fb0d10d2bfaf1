//! `keyline embed --iframe`: with the parents' scripts from npm a frame always has the height of its story; and the only message that
//! it obeys is "go to item".
//!
//! Two servers serve the parent page and the framed page, so they have different origins.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    browser::{Engine, PATIENCE, Tab, browse, browse_chromium},
    controls::{EXPAND_ALL, NEWEST_FIRST, NOT_HYDRATED, element, event_of, read_in},
    pages::{self, DEFAULT, item},
    print,
    server::{Server, Site},
};

const STORY: &str = "nato-white-house-2025";
const FRAME: &str = "document.querySelector('iframe')";

/// Records the messages to the parent page.
const RECORDER: &str =
    "<script>window.posted = []; addEventListener('message', ({ data }) => posted.push(data))</script>";

/// A served page of a story, and its `<iframe>` tag.
struct Framed {
    server: Server,
    tag: String,
}

impl Framed {
    fn new() -> Framed {
        Framed::of(pages::embed(DEFAULT, &["--iframe"]))
    }

    fn of((site, tag): (Site, String)) -> Framed {
        // The strictest policy, with reports of violations.
        let mut page = String::new();
        let name = site.names().into_iter().find(|name| !name.ends_with(".snippet.html")).expect("a page");
        let site = site.changed(&name, |bytes| page = String::from_utf8_lossy(bytes).into_owned());
        let policy = page.split("Content-Security-Policy\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
        let policy = policy.expect("the page's own policy");
        let policy = format!("{policy}; require-trusted-types-for 'script'; report-uri /against-the-policy");
        let server = site.header("content-security-policy", &policy).serve();
        let tag = pages::replaced(&tag, " src=\"", &format!(" src=\"{}/", server.address));
        Framed { server, tag }
    }

    /// Returns the URL of the default story's page.
    fn src(&self) -> String {
        self.server.url(&format!("/{STORY}.html"))
    }
}

/// Returns a site with the parent page.
fn around(content: &str) -> Site {
    Site::new().file("/", pages::host(&format!("{RECORDER}{content}")))
}

/// Waits until the frame's height equals its content's height exactly, and returns it.
async fn fits(tab: &Tab, frame: &str) -> i64 {
    let start = Instant::now();
    loop {
        tab.enter(frame).await;
        tab.until(
            "innerHeight === Math.ceil(document.documentElement.getBoundingClientRect().height) &&
             document.scrollingElement.scrollHeight <= document.scrollingElement.clientHeight",
        )
        .await;
        let height = tab.get("innerHeight").await.as_i64().expect("a height");
        tab.leave_frame().await;
        // The height may have changed in between.
        let outer = tab.get(&format!("{frame}.clientHeight")).await;
        if outer == height {
            return height;
        }
        assert!(start.elapsed() < PATIENCE, "the frame is {outer} px high, its page {height} px");
    }
}

async fn in_frame(tab: &Tab, frame: &str, script: &str) {
    tab.enter(frame).await;
    tab.run(script).await;
    tab.leave_frame().await;
}

fn toggle(id: &str) -> String {
    format!("{}.querySelector('summary').click()", item(&format!("{STORY}/{id}")))
}

/// Opens an item by its summary, and waits until it has its controls, too.
async fn open_item(tab: &Tab, frame: &str, id: &str) {
    let item = item(&format!("{STORY}/{id}"));
    tab.enter(frame).await;
    tab.run(&toggle(id)).await;
    tab.until(&format!("{item}.getAttribute('aria-current') === 'true' && {item}.querySelector('.keyline-foot')"))
        .await;
    tab.leave_frame().await;
}

/// Waits until the last height that the frame, which is in view, has reported is that of its page.
async fn reports(tab: &Tab) {
    let start = Instant::now();
    loop {
        tab.enter(FRAME).await;
        tab.frames().await;
        let height = tab.get("Math.ceil(document.documentElement.getBoundingClientRect().height)").await;
        tab.leave_frame().await;
        let reported = tab
            .get(&format!(
                "posted.map(message => message?.['datawrapper-height']?.['{STORY}']).filter(height => height).at(-1) ?? null"
            ))
            .await;
        if reported == height {
            return;
        }
        assert!(start.elapsed() < PATIENCE, "{reported} px are reported, the page has {height} px");
    }
}

/// Checks the frame's height at first, after opening and closing an item, and in a narrower and a wider page.
async fn sizes(tab: &Tab, frame: &str) {
    tab.size(1000, 900).await;
    tab.until(&format!("{frame}?.clientHeight > 1000")).await;
    tab.enter(frame).await;
    tab.hydrated().await;
    tab.leave_frame().await;
    let first = fits(tab, frame).await;
    open_item(tab, frame, "wales").await;
    tab.until(&format!("{frame}.clientHeight > {first}")).await;
    let opened = fits(tab, frame).await;
    tab.size(400, 900).await;
    tab.until(&format!("{frame}.clientHeight > {opened}")).await;
    fits(tab, frame).await;
    tab.size(1000, 900).await;
    // Firefox adds up fractions of a pixel in another way after a change of width.
    let is_again = |height: i64| format!("Math.abs({frame}.clientHeight - {height}) <= 1");
    tab.until(&is_again(opened)).await;
    in_frame(tab, frame, &toggle("wales")).await;
    tab.until(&is_again(first)).await;
    fits(tab, frame).await;
    assert_eq!(tab.console().await, [""; 0]);
}

/// Serves a parent page with pym.js.
fn around_pym(framed: &Framed, before: &str) -> Server {
    let script = format!(
        "new pym.Parent('story', '{}', {{ title: 'A story', sandbox: 'allow-scripts allow-popups' }})",
        framed.src()
    );
    let around = around(&format!("{before}<div id=story></div><script src=pym.js></script><script>{script}</script>"));
    around.file("/pym.js", pages::parent("pym/dist/pym.v1.js")).serve()
}

#[test]
fn pym_gives_the_frame_its_height() {
    browse(async |tab| {
        let framed = Framed::new();
        let server = around_pym(&framed, "");
        tab.open(&server.url("/")).await;
        sizes(tab, FRAME).await;
    });
}

#[test]
fn sidechain_gives_the_frame_its_height() {
    browse(async |tab| {
        let framed = Framed::new();
        let around =
            around(&format!("<script src=sidechain.js></script><side-chain src=\"{}\"></side-chain>", framed.src()));
        let server = around.file("/sidechain.js", pages::parent("sidechain/dist/sidechain.js")).serve();
        tab.open(&server.url("/")).await;
        sizes(tab, "document.querySelector('side-chain').shadowRoot.querySelector('iframe')").await;
    });
}

/// The current listener, and the one in older articles, which finds the frame by an id in its URL.
#[test]
fn datawrappers_listener_gives_the_pasted_frame_its_height() {
    for version in ["datawrapper", "datawrapper-old"] {
        browse(async |tab| {
            let framed = Framed::new();
            let around = around(&format!("{}<script src=embed.js></script>", framed.tag));
            let server = around.file("/embed.js", pages::parent(&format!("{version}/dist/embed.js"))).serve();
            tab.open(&server.url("/")).await;
            sizes(tab, FRAME).await;
        });
    }
}

/// AMP's own component. It changes a frame's height only when the frame is out of view.
#[test]
fn amps_component_gives_the_frame_its_height_when_it_is_out_of_view() {
    browse(async |tab| {
        let framed = Framed::new();
        let script = format!(
            "import {{ createElement, render }} from 'preact';
             import {{ BentoIframe }} from './amp-iframe.js';
             const draw = height => render(createElement(BentoIframe, {{
                 src: '{}', title: 'A story', sandbox: 'allow-scripts', style: {{ width: '100%', height }}, requestResize: draw,
             }}), document.getElementById('story'));
             draw(300);",
            framed.src()
        );
        let around = around(&format!(
            "<style>p {{ height: 2000px }}</style><p>An article.</p><div id=story></div><p>Its end.</p>
             <script type=importmap>{{ \"imports\": {{ \"preact\": \"./preact.js\", \"preact/hooks\": \"./hooks.js\",
             \"preact/compat\": \"./compat.js\" }} }}</script>
             <script type=module>{script}</script>"
        ));
        let server = around
            .file("/compat.js", pages::parent("preact/compat/dist/compat.module.js"))
            .file("/preact.js", pages::parent("preact/dist/preact.module.js"))
            .file("/hooks.js", pages::parent("preact/hooks/dist/hooks.module.js"))
            .file("/amp-iframe.js", pages::parent("amp-iframe/dist/component-preact.module.js"))
            .serve();
        tab.open(&server.url("/")).await;
        tab.size(1000, 900).await;
        // AMP's observer is told of the frame in the same step as this later one.
        let there = &format!(
            "document.getElementById('story').scrollIntoView();
             return new Promise(done => new IntersectionObserver(([{{ isIntersecting }}], observer) => {{
                 if (isIntersecting) done(observer.disconnect());
             }}).observe({FRAME}))"
        );
        tab.until(&format!("{FRAME}?.clientHeight > 1000")).await;
        tab.run(there).await;
        tab.enter(FRAME).await;
        tab.hydrated().await;
        tab.leave_frame().await;
        tab.run("scrollTo(0, 0)").await;
        let first = fits(tab, FRAME).await;
        tab.run(there).await;
        open_item(tab, FRAME, "wales").await;
        tab.until(&format!("posted.at(-1)['datawrapper-height']?.['{STORY}'] > {first}")).await;
        reports(tab).await;
        assert_eq!(tab.get(&format!("{FRAME}.clientHeight")).await, first);
        tab.run("scrollTo(0, 0)").await;
        tab.until(&format!("{FRAME}.clientHeight > {first}")).await;
        let opened = fits(tab, FRAME).await;
        tab.run(there).await;
        tab.size(400, 900).await;
        tab.until(&format!("posted.at(-1)['datawrapper-height']?.['{STORY}'] > {opened}")).await;
        tab.run("scrollTo(0, 0)").await;
        tab.until(&format!("{FRAME}.clientHeight > {opened}")).await;
        fits(tab, FRAME).await;
        assert_eq!(tab.console().await, [""; 0]);
    });
}

/// Serves a parent page with the tag and Datawrapper's listener.
fn plain(framed: &Framed) -> Server {
    around(&format!("{}<script>{}</script>", framed.tag, pages::parent("datawrapper/dist/embed.js"))).serve()
}

/// Opens the page, and waits until the frame is hydrated and has its height.
async fn open(tab: &Tab, url: &str) {
    tab.open(url).await;
    tab.until(&format!("{FRAME}.clientHeight > 1000")).await;
    tab.enter(FRAME).await;
    tab.hydrated().await;
    tab.leave_frame().await;
    fits(tab, FRAME).await;
}

/// Expression: the open items, the fragment, the scroll position and the current item of the frame.
const STATE: &str =
    "[[...document.querySelectorAll('details[open] > .keyline-body')].map(body => body.id), location.hash, scrollY,
    document.querySelector('[aria-current]')?.textContent]";

/// Waits until an item's summary is in view. In a frame only an IntersectionObserver detects that.
async fn comes_into_view(tab: &Tab, details: &str) {
    let seen = format!(
        "new Promise(done => new IntersectionObserver(([{{ intersectionRatio }}]) => done(intersectionRatio > 0.9)).observe(
         {details}.querySelector('summary')))"
    );
    let start = Instant::now();
    while tab.get(&seen).await != true {
        assert!(start.elapsed() < PATIENCE, "{details} doesn't come into view");
        tokio::time::sleep(Duration::from_millis(15)).await;
    }
}

/// The strip is at the top, and the list more than a screen below.
#[test]
fn what_is_chosen_on_the_strip_comes_into_view() {
    for pym in [true, false] {
        browse(async |tab| {
            // CSSOM View permits this: https://drafts.csswg.org/cssom-view/#dom-element-scrollintoview
            if !pym && tab.skips(Engine::WebKit, "scrollIntoView() doesn't cross origins there") {
                return;
            }
            let framed = Framed::new();
            let server = if pym { around_pym(&framed, "") } else { plain(&framed) };
            tab.size(400, 700).await;
            open(tab, &server.url("/")).await;
            tab.enter(FRAME).await;
            // Marks change when the strip is laid out for the width that was measured.
            tab.frames().await;
            let last = "[...document.querySelectorAll('.keyline-mark')].at(-1)";
            let id = tab.text(&event_of(last)).await;
            read_in(tab, "document", &id).await;
            let there = item(&format!("{STORY}/{id}"));
            tab.until(&format!("{there}.open")).await;
            comes_into_view(tab, &there).await;
            tab.leave_frame().await;
            tab.until("scrollY > 300").await;
            fits(tab, FRAME).await;
            // An item that the reader opens is in view already, so nothing scrolls.
            let before = tab.get("scrollY").await;
            for _ in 0..2 {
                in_frame(tab, FRAME, &format!("{there}.querySelector('summary').click()")).await;
                fits(tab, FRAME).await;
            }
            tab.run("return new Promise(done => setTimeout(done, 300))").await;
            assert_eq!(tab.get("scrollY").await, before);
        });
    }
}

#[test]
fn the_frame_goes_to_an_item_when_the_page_around_says_so() {
    browse(async |tab| {
        let framed = Framed::new();
        let server = around_pym(&framed, "<p style=\"block-size: 3000px\">An article.</p>");
        tab.open(&server.url("/")).await;
        // A lazy frame loads when it is near the viewport.
        tab.run("scrollTo(0, 2500)").await;
        tab.until(&format!("{FRAME}.clientHeight > 1000")).await;
        tab.enter(FRAME).await;
        tab.hydrated().await;
        tab.leave_frame().await;
        for id in ["jeddah", "defense-spending", "jeddah"] {
            tab.run("scrollTo(0, 0)").await;
            tab.run(&format!("{FRAME}.contentWindow.postMessage({{ type: 'keyline-go-to', id: '{id}' }}, '*')")).await;
            // The parent page scrolls to it.
            tab.until("scrollY > 2500").await;
            let there = item(&format!("{STORY}/{id}"));
            tab.enter(FRAME).await;
            tab.until(&format!("{there}.open && {there}.getAttribute('aria-current') === 'true'")).await;
            comes_into_view(tab, &there).await;
            // The frame itself didn't scroll.
            tab.until("scrollY === 0").await;
            tab.leave_frame().await;
        }
        fits(tab, FRAME).await;
        assert_eq!(tab.console().await, [""; 0]);
    });
}

#[test]
fn other_messages_and_other_windows_have_no_effect() {
    browse(async |tab| {
        let framed = Framed::new();
        let server = plain(&framed);
        open(tab, &server.url("/")).await;
        tab.enter(FRAME).await;
        let before = tab.get(STATE).await;
        tab.leave_frame().await;
        // Another frame sends the correct message.
        tab.run(
            "const other = document.createElement('iframe');
             other.srcdoc = `<script>parent.frames[0].postMessage({ type: 'keyline-go-to', id: 'wales' }, '*'); parent.postMessage('said', '*')</script>`;
             document.body.append(other)",
        )
        .await;
        tab.until("posted.includes('said')").await;
        let messages = [
            "'wales'",
            "null",
            "undefined",
            "7",
            "[]",
            "{}",
            "['keyline-go-to', 'wales']",
            "new Map([['type', 'keyline-go-to']])",
            "{ type: 'keyline-go-to' }",
            "{ type: 'keyline-go-to', id: null }",
            "{ type: 'keyline-go-to', id: ['wales'] }",
            "{ type: 'keyline-go-to', id: 'WALES' }",
            "{ type: 'keyline-go-to', id: 'wales ' }",
            "{ type: 'keyline-go-to', id: 'wales\\n' }",
            "{ type: 'keyline-go-to', id: '_title' }",
            "{ type: 'keyline-go-to', id: 'nothing' }",
            "{ type: 'keyline-go-to', id: '' }",
            "{ type: 'keyline-go-to', id: '../x' }",
            "{ type: 'keyline-go-to', id: '<img src=x onerror=alert(1)>' }",
            "{ type: 'keyline-goto', id: 'wales' }",
            "{ type: 'goTo', id: 'wales' }",
            "{ sentinel: 'amp', type: 'embed-size', height: 9 }",
            "JSON.stringify({ type: 'keyline-go-to', id: 'wales' })",
            "'pymxPYMxstoryxPYMxwidthxPYMx300'",
            "'pymxPYMxstoryxPYMxkeyline-go-toxPYMxwales'",
            "'pymxPYMxstoryxPYMxnavigateToxPYMxhttps://example.com'",
            "{ 'datawrapper-height': { story: 9 } }",
        ];
        for message in messages {
            tab.run(&format!("{FRAME}.contentWindow.postMessage({message}, '*')")).await;
        }
        tab.enter(FRAME).await;
        // Messages are handled in order, so all were handled by now.
        tab.run("return new Promise(done => setTimeout(done, 300))").await;
        assert_eq!(tab.get(STATE).await, before);
        tab.leave_frame().await;
        // The frame does listen.
        tab.run(&format!("{FRAME}.contentWindow.postMessage({{ type: 'keyline-go-to', id: 'wales' }}, '*')")).await;
        tab.enter(FRAME).await;
        tab.until(&format!("{}.open", item(&format!("{STORY}/wales")))).await;
        assert_ne!(tab.get(STATE).await, before);
        assert_eq!(tab.console().await, [""; 0]);
    });
}

/// The frame sends heights and the story's id in the formats of docs/embedding.md, and no text of the story.
#[test]
fn the_frame_sends_only_heights() {
    browse(async |tab| {
        let framed = Framed::new();
        let tag = pages::replaced(&framed.tag, ".html\"", ".html?childId=story&initialWidth=1000&parentUrl=x\"");
        let server = around(&format!("{tag}<script>{}</script>", pages::parent("datawrapper/dist/embed.js"))).serve();
        open(tab, &server.url("/")).await;
        for id in ["wales", "jeddah", "wales"] {
            let before = tab.get(&format!("{FRAME}.clientHeight")).await;
            in_frame(tab, FRAME, &toggle(id)).await;
            tab.until(&format!("{FRAME}.clientHeight !== {before}")).await;
        }
        in_frame(tab, FRAME, &format!("{}.click()", element(EXPAND_ALL))).await;
        tab.enter(FRAME).await;
        tab.until("!document.querySelector('details:not([open])')").await;
        tab.leave_frame().await;
        fits(tab, FRAME).await;
        // pym.js requests the height with this message.
        tab.run("window.before = posted.length").await;
        tab.run(&format!("{FRAME}.contentWindow.postMessage('pymxPYMxstoryxPYMxwidthxPYMx1000', '*')")).await;
        tab.until(&format!("posted.slice(before).includes(`pymxPYMxstoryxPYMxheightxPYMx${{{FRAME}.clientHeight}}`)"))
            .await;
        let posted = tab.get("posted.map(message => JSON.stringify(message).replace(/[0-9]+/g, '7'))").await;
        let forms: BTreeSet<&str> = posted.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let mut expected = BTreeSet::from([
            r#"{"sentinel":"amp","type":"embed-ready"}"#,
            r#"{"sentinel":"amp","type":"embed-size","height":7}"#,
            r#"{"datawrapper-height":{"nato-white-house-7":7}}"#,
            r#""pymxPYMxstoryxPYMxheightxPYMx7""#,
        ]);
        assert!(forms.is_superset(&expected), "{forms:?}");
        expected.insert(r#""pymxPYMxstoryxPYMxscrollToChildPosxPYMx7""#);
        assert!(forms.is_subset(&expected), "{forms:?}");
    });
}

/// An id that would turn pym's message into another isn't used in a message.
#[test]
fn an_id_that_breaks_pyms_protocol_is_not_repeated() {
    browse(async |tab| {
        for id in ["storyxPYMxnavigateToxPYMxhttps://example.com", "a%20b", ""] {
            let framed = Framed::new();
            let tag = pages::replaced(&framed.tag, ".html\"", &format!(".html?childId={id}\""));
            let server =
                around(&format!("{tag}<script>{}</script>", pages::parent("datawrapper/dist/embed.js"))).serve();
            open(tab, &server.url("/")).await;
            tab.holds("posted.length && !posted.some(message => typeof message === 'string')").await;
        }
    });
}

#[test]
fn the_frame_works_without_origin_storage_cookies_or_requests() {
    browse(async |tab| {
        let framed = Framed::new();
        let server = plain(&framed);
        open(tab, &server.url("/")).await;
        tab.enter(FRAME).await;
        assert_eq!(tab.get("self.origin").await, "null");
        for keeps in ["localStorage", "sessionStorage", "indexedDB.open('x')", "document.cookie", "parent.document"] {
            tab.holds(&format!("(() => {{ try {{ {keeps} }} catch {{ return true }} }})()")).await;
        }
        // Controls work as in a page of its own.
        tab.run(&format!("{}.click()", element(NEWEST_FIRST))).await;
        tab.until("document.querySelector('.keyline-list').dataset.order === 'newest'").await;
        tab.search("rutte").await;
        tab.until("document.querySelectorAll('.keyline-hit, mark').length || CSS.highlights?.size").await;
        tab.run("dispatchEvent(new PageTransitionEvent('pagehide'))").await;
        assert_eq!(tab.get("performance.getEntriesByType('resource').length").await, 0);
        tab.leave_frame().await;
        assert_eq!(tab.cookies().await, 0);
        let page = format!("/{STORY}.html");
        assert_eq!(framed.server.requested(), [&*page], "no request, and nothing against a policy");
        assert_eq!(tab.console().await, [""; 0]);
        // A violation would have been reported.
        in_frame(tab, FRAME, "document.body.setAttribute('style', 'color: red')").await;
        let start = Instant::now();
        while framed.server.requested() != [&*page, "/against-the-policy"] {
            assert!(start.elapsed() < PATIENCE, "{:?}", framed.server.requested());
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
    });
}

/// Generates a story with links to an external page and between its events.
fn leading_to(place: &str) -> Value {
    json!({
        "version": 1, "id": "leading", "title": "Leading elsewhere",
        "timeline": { "events": [
            { "id": "one", "date": "2025", "title": "One", "main": true, "sources": ["there"],
              "body": format!("[Elsewhere]({place}), [the other](#two), and <a rel=\"noopener\" as text") },
            { "id": "two", "date": "2026", "title": "Two", "body": "Text." },
        ]},
        "sources": [{ "id": "there", "title": "There", "url": place }],
    })
}

#[test]
fn external_links_open_a_window_and_internal_links_stay_in_the_frame() {
    browse(async |tab| {
        let there = Site::new().file("/there", pages::host("There.")).serve();
        let story = leading_to(&there.url("/there"));
        let framed = Framed::of(pages::embed_json("leading", &story, &["--iframe"]));
        let server = plain(&framed);
        let out = "#leading\\\\/one a[rel=noopener]";
        for anew in [false, true] {
            tab.open(&server.url("/")).await;
            // A lazy frame may load after its page.
            tab.until("posted.length").await;
            tab.enter(FRAME).await;
            tab.hydrated().await;
            tab.holds("document.querySelector('.keyline').textContent.includes('<a rel=\"noopener\" as text')").await;
            tab.holds("[...document.querySelectorAll('a[rel=noopener]')].length === 3").await;
            tab.holds("[...document.querySelectorAll('a[rel=noopener]')].every(({ target }) => target === '_blank')")
                .await;
            tab.holds("!document.querySelector('a[href^=\"#\"][target]')").await;
            if anew {
                // Rendered by Yew, without `target` attributes.
                tab.run(
                    "const host = document.querySelector('keyline-story');
                     return new Promise(done => {
                         host.addEventListener('keyline-ready', () => done(), { once: true });
                         host.story = host.story;
                     })",
                )
                .await;
                tab.until(&format!("!document.querySelector('{out}').target")).await;
            }
            let (other, opened) = ("#leading\\/one a[href='#leading/two']", format!("{}.open", item("leading/two")));
            tab.click(other).await;
            // Firefox sometimes loses a click into a frame that was just loaded. Another click is harmless, since the link only opens.
            let start = Instant::now();
            while tab.engine == Engine::Firefox
                && tab.get(&opened).await == false
                && start.elapsed() < Duration::from_secs(10)
            {
                tokio::time::sleep(Duration::from_millis(200)).await;
                tab.click(other).await;
            }
            tab.until(&opened).await;
            let (first, before) = (tab.client.window().await.expect("this window"), tab.windows().await);
            tab.click("#leading\\/one a[rel=noopener]").await;
            tab.enter_new_window(&before).await;
            tab.until("document.body?.textContent.includes('There.')").await;
            // The window isn't sandboxed.
            tab.holds("self.origin === location.origin && !window.opener").await;
            tab.client.switch_to_window(first).await.expect("the first window");
            tab.holds("document.title === 'News'").await;
        }
    });
}

/// In a system that removes `allow-scripts`, the frame scrolls.
#[test]
fn without_scripts_the_frame_scrolls() {
    browse_chromium("other drivers can't inspect a frame without scripts", async |tab| {
        let framed = Framed::new();
        let tag = pages::replaced(&framed.tag, "allow-scripts ", "");
        let server = around(&tag).serve();
        tab.open(&server.url("/")).await;
        tab.holds(&format!("{FRAME}.clientHeight === 600")).await;
        tab.enter(FRAME).await;
        // A lazy frame may load after its page.
        tab.until("document.readyState === 'complete' && document.scrollingElement.scrollHeight > 2000").await;
        tab.holds("innerHeight === 600").await;
        tab.wheel((300.0, 300.0), [0, 1000], false).await;
        tab.until("scrollY > 500").await;
        tab.run("location.replace('#nato-white-house-2025/wales')").await;
        tab.until(&format!("{}.open", item(&format!("{STORY}/wales")))).await;
        tab.leave_frame().await;
        assert_eq!(tab.get("posted").await, json!([]));
    });
}

/// Without WebAssembly, "go to item" works by the fragment.
#[test]
fn a_frame_without_webassembly_has_its_height_and_goes_to_items() {
    browse(async |tab| {
        let (site, tag) = pages::embed(DEFAULT, &["--iframe"]);
        let framed = Framed::of((
            site.changed(&format!("/{STORY}.html"), |page| {
                let forbidden = pages::replaced(&String::from_utf8_lossy(page), " 'wasm-unsafe-eval'", "");
                *page = forbidden.into_bytes();
            }),
            tag,
        ));
        let server = plain(&framed);
        tab.open(&server.url("/")).await;
        tab.until(&format!("{FRAME}.clientHeight > 1000")).await;
        let first = fits(tab, FRAME).await;
        tab.run(&format!("{FRAME}.contentWindow.postMessage({{ type: 'keyline-go-to', id: 'wales' }}, '*')")).await;
        tab.enter(FRAME).await;
        tab.until(&format!("{}.open", item(&format!("{STORY}/wales")))).await;
        tab.holds(&element(NOT_HYDRATED)).await;
        tab.leave_frame().await;
        assert!(fits(tab, FRAME).await > first);
    });
}

/// A printed frame keeps its height, so items aren't opened: most of the text would be cut off.
#[test]
fn on_paper_a_frame_has_what_the_screen_has() {
    browse_chromium("only DevTools prints a PDF", async |tab| {
        let framed = Framed::new();
        let server = plain(&framed);
        // As wide as paper.
        tab.size(740, 900).await;
        open(tab, &server.url("/")).await;
        let article = print::printed(tab).await;
        tab.open(&framed.src()).await;
        tab.hydrated().await;
        let page = print::printed(tab).await;
        let (open, closed) = ("Threequestionshangoverthevisit", "agreetomovetowardsspending2%ofGDP");
        assert!(page.contains(open) && page.contains(closed), "{page}");
        assert!(article.contains(open) && !article.contains(closed), "{article}");
        let end = &page[page.len() - 30..];
        assert!(article.ends_with(end), "{end}: {article}");
    });
}

#[test]
fn a_frame_without_a_header_reports_its_height_and_goes_to_an_item() {
    browse(async |tab| {
        let framed = Framed::of(pages::embed(DEFAULT, &["--iframe", "--header", "off"]));
        let parent = around(&framed.tag).serve();
        tab.open(&parent.url("/")).await;
        let key = format!("posted.some(data => data['datawrapper-height']?.['{STORY}'] > 0)");
        tab.until(&key).await;
        tab.run(&format!("{FRAME}.contentWindow.postMessage({{ type: 'keyline-go-to', id: 'wales' }}, '*')")).await;
        tab.enter(FRAME).await;
        tab.until(&format!("{}.open", item(&format!("{STORY}/wales")))).await;
        tab.leave_frame().await;
    });
}
