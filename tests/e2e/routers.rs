//! Pages whose address belongs to a router (`#/`, `#!`) or is kept from the story (`address="off"`), and the router's state in
//! the history.

use serde_json::{Value, json};

use crate::{
    browser::{Engine, STORIES, Tab, browse},
    controls::{
        FILTERS, FOCUSED_MARK, LIVE_TEXT, NEWEST_FIRST, NOT_HYDRATED, SEARCH_BOX, element, filter, is_pressed, mark,
        read_event,
    },
    pages::{self, DEFAULT, item},
    server::{Server, Site},
};

/// Fragments of pages with a hash router.
const ROUTES: [&str; 2] = ["#/news/1", "#!/x"];

/// Counts the calls that change the history, and the events of a changed fragment.
const RECORDER: &str = "window.changes = [];
    for (const name of ['pushState', 'replaceState']) {
        const method = History.prototype[name];
        History.prototype[name] = function (...args) { changes.push(name); return method.apply(this, args); };
    }
    addEventListener('hashchange', () => changes.push('hashchange'));";

/// A story's own page.
const STORY_PAGE: &str = "https://news.example/summit";

/// Returns the page of the default story with a page of its own, with attributes of the element.
fn page(attributes: &str) -> String {
    let mut story = pages::json(DEFAULT);
    story["url"] = format!("{STORY_PAGE}?utm#top").into();
    pages::replaced(&pages::page_of("router", &story), "<keyline-story", &format!("<keyline-story {attributes}"))
}

fn address(id: &str) -> String {
    format!("nato-white-house-2025/{id}")
}

/// Expression: the item is open, current, and has the focus.
fn visited(id: &str) -> String {
    let item = item(&address(id));
    format!(
        "{item}.open && {item}.getAttribute('aria-current') === 'true'
            && document.activeElement === {item}.querySelector('summary')"
    )
}

/// Waits until an address that is pending would have been shown.
async fn settled(tab: &Tab) {
    tab.frames().await;
    tab.run("return new Promise(done => setTimeout(done, 50))").await;
}

/// Does what changes the address of a page of its own, and calls `check` after each action.
async fn use_it(tab: &Tab, mut check: impl AsyncFnMut(&'static str)) {
    let step = async |from: &str, class: &str, to: &str| {
        tab.run(&format!("{}.querySelector('.{class}').click()", item(&address(from)))).await;
        tab.until(&visited(to)).await;
    };
    tab.run(&format!("{}.querySelector('summary').click()", item(&address("wales")))).await;
    tab.until(&format!("{}.getAttribute('aria-current') === 'true'", item(&address("wales")))).await;
    check("open").await;
    step("wales", "keyline-next", "invasion").await;
    check("next").await;
    step("invasion", "keyline-previous", "wales").await;
    check("previous").await;
    tab.click(&format!("[id='{}'] .keyline-links a[href$='/us-commitment']", address("wales"))).await;
    tab.until(&visited("us-commitment")).await;
    check("link").await;
    read_event(tab, "the-hague").await;
    tab.until(&visited("the-hague")).await;
    check("read").await;
    tab.run("document.querySelector('keyline-story').goTo('jeddah')").await;
    tab.until(&visited("jeddah")).await;
    check("goTo").await;
    tab.run(&format!("{}.click()", element(NEWEST_FIRST))).await;
    tab.until(&is_pressed(NEWEST_FIRST, true)).await;
    check("order").await;
    tab.run(&format!("{}.click()", element(FILTERS))).await;
    tab.until(&filter("Tracks", "Ukraine")).await;
    tab.run(&format!("{}.click()", filter("Tracks", "Ukraine"))).await;
    tab.until(&format!("{}.ariaPressed === 'true'", filter("Tracks", "Ukraine"))).await;
    check("filter").await;
    tab.search("rutte").await;
    tab.until("/results$/.test(document.querySelector('.keyline-found').textContent)").await;
    check("search").await;
    if tab.skips(Engine::WebKit, "it copies only after a click of the reader's") {
        return;
    }
    tab.run("document.activeElement.blur(); document.querySelector('details[open] .keyline-copy').click()").await;
    tab.until(&format!("{LIVE_TEXT}.startsWith('Link copied: ')")).await;
    check("copy").await;
}

/// Expression: the address, the length of the history, its state, and what has changed them.
const PLACE: &str = "[location.href, history.length, history.state, changes]";

#[test]
fn no_action_changes_an_address_that_is_not_the_story_s() {
    let pages = ROUTES.map(|route| (route, "")).into_iter().chain([("", "address=\"off\""), ("#part", "address=off")]);
    for (fragment, attributes) in pages {
        browse(async |tab| {
            let site = Site::new().file("/news", page(attributes)).serve();
            tab.before_load(RECORDER).await;
            tab.allow_clipboard().await;
            tab.open_hydrated(&site.url(&format!("/news?from=home{fragment}"))).await;
            tab.run("history.replaceState({ router: 1 }, ''); changes.length = 0").await;
            let before = tab.get(PLACE).await;
            assert_eq!(before[2], json!({ "router": 1 }));
            use_it(tab, async |action| {
                settled(tab).await;
                assert_eq!(tab.get(PLACE).await, before, "{action} {fragment} {attributes}");
            })
            .await;
            assert_eq!(tab.console().await, [""; 0]);
        });
    }
}

#[test]
fn the_history_s_state_is_passed_on_to_every_address_of_the_story() {
    browse(async |tab| {
        let site = Site::new().file("/news", page("")).serve();
        tab.before_load(RECORDER).await;
        tab.allow_clipboard().await;
        tab.open_hydrated(&site.url("/news?from=home")).await;
        let state = json!({ "back": null, "current": "/news?from=home", "position": 4, "scroll": [0, 8] });
        tab.run(&format!("history.replaceState({state}, '')")).await;
        let mut last = json!(site.url("/news?from=home"));
        use_it(tab, async |action| {
            if action != "copy" {
                tab.until(&format!("{} && location.href !== {last}", json!(action))).await;
            }
            settled(tab).await;
            assert_eq!(tab.get("history.state").await, state, "{action}");
            last = tab.get("location.href").await;
        })
        .await;
        assert!(tab.get("changes.includes('pushState')").await == true);
        for _ in 0..3 {
            tab.run("return new Promise(done => { addEventListener('popstate', () => done(), { once: true }); history.back(); })")
                .await;
            assert_eq!(tab.get("history.state").await, state);
        }
    });
}

/// Serves the snippet of the default story on a page, with attributes of the element, and with a WebAssembly that never arrives if
/// `is_silent`.
fn embedded(arguments: &[&str], attributes: &str, is_silent: bool) -> Server {
    let (site, snippet) = pages::embed(DEFAULT, arguments);
    let site = if is_silent { site.without_wasm() } else { site };
    let snippet = pages::replaced(&snippet, "<keyline-story", &format!("<keyline-story {attributes}"));
    let end = "<p style=\"block-size: 3000px\">More news, and <a id=\"other\" href=\"#/other\">other news</a>.</p>";
    site.file("/", pages::host(&format!("{snippet}{end}"))).serve()
}

/// Expression: an element of the first story, in a shadow root or not.
pub fn within(selector: &str) -> String {
    format!("{STORIES}[0].querySelector(`{selector}`)")
}

/// Expression: the row of an item is open, has the focus, and begins in the window.
pub fn reached(id: &str) -> String {
    format!(
        "(body => (details => details.open && details.getRootNode().activeElement === details.querySelector('summary')
            && details.getBoundingClientRect().top >= 0 && details.getBoundingClientRect().top < innerHeight)
          (body.closest('details')))({})",
        within(&format!("[id=\"{}\"]", address(id)))
    )
}

/// Clicks the first link to an item, with modifier keys; returns whether the click's default was prevented.
pub async fn click_link(tab: &Tab, selector: &str, keys: &str) -> Value {
    tab.run(&format!(
        "let prevented; addEventListener('click', event => {{
             prevented = event.defaultPrevented; event.preventDefault(); }}, {{ once: true }});
         {}.dispatchEvent(new MouseEvent('click', {{ bubbles: true, cancelable: true, composed: true, {keys} }}));
         return prevented",
        within(selector)
    ))
    .await
}

#[test]
fn links_work_before_the_webassembly_is_there_and_no_router_sees_them() {
    for arguments in [&[][..], &["--isolate", "off"]] {
        for fragment in ["#/news/1", "#!x", ""] {
            browse(async |tab| {
                let server = embedded(arguments, "", true);
                tab.before_load(RECORDER).await;
                tab.open(&server.url(&format!("/{fragment}"))).await;
                tab.until(&format!("customElements.get('keyline-story') && {STORIES}[0]?.matches('{NOT_HYDRATED}')"))
                    .await;
                if fragment.is_empty() {
                    // The browser follows its links.
                    assert_eq!(click_link(tab, "a[href$='/us-commitment']", "").await, false);
                    tab.run("document.querySelector('keyline-story').setAttribute('address', 'off')").await;
                }
                let before = tab.get(PLACE).await;
                assert_eq!(click_link(tab, "a[href$='/us-commitment']", "ctrlKey: true").await, false);
                assert_eq!(click_link(tab, "a[href$='/us-commitment']", "metaKey: true").await, false);
                tab.holds(&format!("!({})", reached("us-commitment"))).await;
                for (selector, id) in [
                    ("a[href$='/us-commitment']", "us-commitment"),
                    (&*mark("wales"), "wales"),
                    ("details[open] .keyline-copy", "meeting"),
                    (&mark("the-hague"), "the-hague"),
                ] {
                    assert_eq!(click_link(tab, selector, "").await, true, "{selector}");
                    tab.until(&reached(id)).await;
                }
                assert_eq!(click_link(tab, "a[href$='/_timeline']", "").await, true);
                tab.until(&format!("Math.abs({}.getBoundingClientRect().top) < 100", within(".keyline-timeline")))
                    .await;
                settled(tab).await;
                tab.holds(&format!("{STORIES}[0].matches('{NOT_HYDRATED}')")).await;
                assert_eq!(tab.get(PLACE).await, before, "{fragment}");
                // Links elsewhere are the router's.
                tab.run("document.querySelector('#other').click()").await;
                tab.until("location.hash === '#/other'").await;
            });
        }
    }
}

#[test]
fn links_in_a_shadow_root_work_beside_a_router() {
    browse(async |tab| {
        let server = embedded(&[], "", false);
        tab.before_load(RECORDER).await;
        tab.open_hydrated(&server.url("/#/news/1")).await;
        let before = tab.get(PLACE).await;
        for (selector, id) in
            [("a[href$='/us-commitment']", "us-commitment"), ("a[href$='/second-term']", "second-term")]
        {
            assert_eq!(click_link(tab, selector, "").await, true);
            tab.until(&reached(id)).await;
        }
        settled(tab).await;
        assert_eq!(tab.get(PLACE).await, before);
    });
}

#[test]
fn an_event_that_was_read_leads_back_to_its_mark() {
    const BACK: &str = ".keyline-back";
    browse(async |tab| {
        tab.size(800, 600).await;
        tab.prefer(&[("prefers-reduced-motion", "reduce")]).await;
        let site = Site::new().file("/news", page("")).serve();
        tab.before_load(RECORDER).await;
        tab.open_hydrated(&site.url("/news#/1")).await;
        let before = tab.get(PLACE).await;
        let top = format!("{}.getBoundingClientRect().top", element(&mark("wales")));
        tab.holds(&format!("!{}", element(BACK))).await;
        // A link from a text has no mark to go back to.
        tab.click("[id$='/meeting'] .keyline-links a").await;
        tab.until("document.activeElement.matches('summary')").await;
        tab.holds(&format!("!{}", element(BACK))).await;
        for leave in ["", "history.pushState(null, '', '#/2')"] {
            tab.run(
                "document.querySelector('.keyline-strip').scrollIntoView({ block: 'center', behavior: 'instant' })",
            )
            .await;
            tab.frames().await;
            let click = "new MouseEvent('click', { bubbles: true, cancelable: true })";
            tab.run(&format!("{}.dispatchEvent({click})", element(&mark("wales")))).await;
            // The preview gets the focus after it has its place.
            tab.until(&format!("{} && document.activeElement.matches('.keyline-preview')", element(".keyline-read")))
                .await;
            let left = tab.get(&top).await;
            tab.run(&format!("{}.click()", element(".keyline-read"))).await;
            tab.until(&visited("wales")).await;
            tab.run(leave).await;
            tab.run(&format!("{}.click()", element(".keyline-next"))).await;
            tab.until(&visited("invasion")).await;
            tab.holds(&format!("document.querySelectorAll('{BACK}').length === 1")).await;
            tab.holds(&format!(
                "{}.querySelector('{BACK}').textContent === 'Back to the timeline'",
                item(&address("wales"))
            ))
            .await;
            tab.run(&format!("{}.click()", element(BACK))).await;
            tab.until(&format!("{FOCUSED_MARK} === 'wales'")).await;
            tab.until(&format!("Math.abs({top} - {left}) < 2")).await;
            if leave.is_empty() {
                assert_eq!(tab.get(PLACE).await, before);
            }
            tab.until(&format!("!{}", element(BACK))).await;
        }
    });
}

#[test]
fn the_way_back_is_the_browser_s_where_the_address_is_the_story_s() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        read_event(tab, "wales").await;
        tab.until(&visited("wales")).await;
        settled(tab).await;
        tab.holds("!document.querySelector('.keyline-back')").await;
    });
}

/// Expression: the addresses that the links of items offer.
const COPIES: &str = "[...new Set([...document.querySelectorAll('.keyline-copy')]
    .map(link => link.getAttribute('href').split('/').slice(0, -1).join('/')))]";

#[test]
fn a_copied_link_leads_to_the_story_s_own_page() {
    browse(async |tab| {
        let site = Site::new().file("/news", page("")).serve();
        tab.allow_clipboard().await;
        tab.open_hydrated(&site.url("/news#/1")).await;
        tab.until(&format!("{COPIES}.join() === '{STORY_PAGE}?utm#nato-white-house-2025'")).await;
        tab.click("details[open] .keyline-copy").await;
        tab.until(&format!("{LIVE_TEXT}.startsWith('Link copied: ')")).await;
        if !tab.skips(Engine::WebKit, "tests can't read the clipboard there") {
            let copied = tab.run("return navigator.clipboard.readText()").await;
            assert_eq!(copied, format!("{STORY_PAGE}?utm#{}", address("meeting")));
        }
    });
}

#[test]
fn a_story_without_a_page_of_its_own_has_no_link_to_copy() {
    browse(async |tab| {
        tab.open_hydrated(&format!("{}#/1", pages::url(DEFAULT))).await;
        tab.until("!document.querySelector('.keyline-copy')").await;
        // Elsewhere it has.
        tab.run("location.hash = ''").await;
        tab.until(&format!("{COPIES}.join() === '#nato-white-house-2025'")).await;
    });
}

#[test]
fn where_the_clipboard_is_refused_the_story_s_page_opens_in_another_tab() {
    const SHARED: &str = "window.shared = []; window.opened = []; window.open = (...args) => opened.push(args);
        addEventListener('keyline-share', ({ detail }) => shared.push(detail.how));";
    for clipboard in ["{ writeText: () => Promise.reject(new DOMException('No', 'NotAllowedError')) }", "undefined"] {
        browse(async |tab| {
            let site = Site::new().file("/news", page("")).serve();
            tab.before_load(SHARED).await;
            tab.before_load(RECORDER).await;
            let script = format!("Object.defineProperty(Navigator.prototype, 'clipboard', {{ value: {clipboard} }})");
            tab.before_load(&script).await;
            tab.open_hydrated(&site.url("/news#/1")).await;
            let before = tab.get(PLACE).await;
            tab.until("document.querySelector('details[open] .keyline-copy').target === '_blank'").await;
            let is_left_to_the_browser = clipboard == "undefined";
            let prevented = click_link(tab, "details[open] .keyline-copy", "").await;
            assert_eq!(prevented, !is_left_to_the_browser);
            tab.until("shared.join() === 'address'").await;
            let opened = json!([[format!("{STORY_PAGE}?utm#{}", address("meeting")), "_blank"]]);
            assert_eq!(tab.get("opened").await, if is_left_to_the_browser { json!([]) } else { opened });
            assert_eq!(tab.get(PLACE).await, before);
        });
    }
}

#[test]
fn a_router_that_changes_its_address_leaves_the_story_as_it_is() {
    browse(async |tab| {
        tab.open_hydrated(&format!("{}#/1", pages::url(DEFAULT))).await;
        tab.run(&format!("{}.click()", element(NEWEST_FIRST))).await;
        tab.search("rutte").await;
        tab.until("/results$/.test(document.querySelector('.keyline-found').textContent)").await;
        let kept = format!("{} && {}.value === 'rutte'", is_pressed(NEWEST_FIRST, true), element(SEARCH_BOX));
        // The last one, without a fragment, is a router's root.
        for hash in ["/2", &format!("/{}", address("wales")), "!/3", ""] {
            tab.run(&format!("location.hash = '{hash}'")).await;
            settled(tab).await;
            tab.holds(&kept).await;
            tab.holds("!document.querySelector('[aria-current]')").await;
        }
        // An address of the story is followed.
        tab.run(&format!("location.hash = '{}?order=oldest'", address("wales"))).await;
        tab.until(&visited("wales")).await;
        tab.holds(&is_pressed(NEWEST_FIRST, false)).await;
    });
}

#[test]
fn an_address_that_is_kept_from_the_story_is_not_read() {
    browse(async |tab| {
        let server = embedded(&[], "address=off", false);
        tab.open_hydrated(&server.url(&format!("/#{}?order=newest&q=rutte", address("wales")))).await;
        settled(tab).await;
        tab.holds(&format!("{}.ariaPressed === 'false'", within(NEWEST_FIRST))).await;
        tab.holds(&format!("!{} && !{}", within("details[aria-current]"), within(SEARCH_BOX))).await;
        // Later the page allows it.
        tab.run("document.querySelector('keyline-story').setAttribute('address', 'on')").await;
        tab.until(&format!(
            "{}?.value === 'rutte' && {}.ariaPressed === 'true'",
            within(SEARCH_BOX),
            within(NEWEST_FIRST)
        ))
        .await;
    });
}
