//! Browser APIs that throw: Intl for an invalid language, the clipboard, storage, history. The story works all the same.

use serde_json::json;

use crate::{
    browser::{Tab, browse},
    controls::{LIVE_TEXT, NEWEST_FIRST, element, is_pressed, mark, read_in},
    pages::{self, DEFAULT, item},
};

/// Records uncaught errors, `keyline-error` reasons, and how links were shared.
const RECORDER: &str = "window.uncaught = []; window.shared = [];
    addEventListener('error', ({ message }) => uncaught.push(message));
    addEventListener('unhandledrejection', ({ reason }) => uncaught.push(String(reason)));
    addEventListener('keyline-error', ({ detail }) => uncaught.push(detail.reason));
    addEventListener('keyline-share', ({ detail }) => shared.push(detail.how));";

async fn check_no_error(tab: &Tab) {
    assert_eq!(tab.get("uncaught").await, json!([]));
    assert_eq!(tab.console().await, [""; 0]);
}

/// `Intl` throws a RangeError for each of these languages.
#[test]
fn a_language_that_is_none_is_no_obstacle() {
    for lang in ["en_US", "english", "e", "en-US-", "\u{1f600}", "de_AT@euro"] {
        browse(async |tab| {
            let (site, snippet) = pages::embed(DEFAULT, &[]);
            let (loader, _) = snippet.split_once('\n').expect("a script first");
            let server = site.file("/", pages::host(loader)).serve();
            tab.before_load(RECORDER).await;
            tab.open(&server.url("/")).await;
            let mut story = pages::json(DEFAULT);
            // The language of the element, and of the story.
            for attribute in [true, false] {
                story["lang"] = if attribute { "en" } else { lang }.into();
                tab.run(&format!(
                    "document.querySelector('keyline-story')?.remove();
                     history.replaceState(null, '', location.pathname);
                     const host = document.createElement('keyline-story');
                     if ({attribute}) host.setAttribute('lang', {}); host.setAttribute('loading', 'eager');
                     host.story = {story}; document.body.append(host)",
                    json!(lang)
                ))
                .await;
                tab.hydrated().await;
                let root = "document.querySelector('keyline-story').shadowRoot";
                // Timers draw the later groups.
                tab.until(&format!("{root}.querySelector('.keyline-list').textContent.includes('5 September 2014')"))
                    .await;
                tab.run(&format!("{root}.querySelector('{NEWEST_FIRST}').click()")).await;
                tab.until(&format!("{root}.querySelector('.keyline-list').dataset.order === 'newest'")).await;
            }
            assert_eq!(tab.get("uncaught").await, json!([]), "{lang}");
        });
    }
}

#[test]
fn a_clipboard_that_refuses_leaves_the_address_to_copy() {
    check_clipboard("{ writeText: () => Promise.reject(new DOMException('No', 'NotAllowedError')) }");
}

#[test]
fn a_clipboard_that_throws_leaves_the_address_to_copy() {
    for clipboard in ["{ writeText() { throw new TypeError('No') } }", "{}"] {
        check_clipboard(clipboard);
    }
}

fn check_clipboard(clipboard: &str) {
    browse(async |tab| {
        tab.before_load(RECORDER).await;
        let script = format!("Object.defineProperty(Navigator.prototype, 'clipboard', {{ value: {clipboard} }})");
        tab.before_load(&script).await;
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.click("details[open] .keyline-copy").await;
        tab.until("location.hash === '#nato-white-house-2025/meeting'").await;
        tab.until("shared.join() === 'address'").await;
        assert_eq!(tab.text(LIVE_TEXT).await, "");
        check_no_error(tab).await;
    });
}

/// Storage that throws when it is accessed, and history that throws when it is written, as in a sandboxed frame.
const REFUSED: &str = "for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, { get() { throw new DOMException('No', 'SecurityError') } });
    for (const name of ['pushState', 'replaceState'])
        History.prototype[name] = () => { throw new DOMException('No', 'SecurityError') };";

#[test]
fn a_page_without_storage_and_history_has_a_story_that_answers() {
    browse(async |tab| {
        let html = pages::page(DEFAULT);
        let html = pages::replaced(&html, "<keyline-story", "<keyline-story storage=\"on\"");
        tab.before_load(RECORDER).await;
        tab.before_load(REFUSED).await;
        tab.open_hydrated(&pages::save("refused", &html)).await;
        use_it(tab).await;
        check_no_error(tab).await;
    });
}

#[test]
fn a_sandboxed_frame_without_storage_and_history_has_a_story_that_answers() {
    browse(async |tab| {
        let html = pages::replaced(&pages::page(DEFAULT), "<keyline-story", "<keyline-story storage=\"on\"");
        let inner = html.replace('&', "&amp;").replace('"', "&quot;");
        let outer = format!(
            "<!doctype html><html lang=en><title>A frame</title>
             <iframe sandbox=allow-scripts title=Story width=800 height=600 style=\"position: absolute; inset: 0; border: 0\"
             srcdoc=\"{inner}\"></iframe>"
        );
        tab.open(&pages::save("refused-frame", &outer)).await;
        tab.enter_frame().await;
        tab.hydrated().await;
        tab.holds("(() => { try { return !localStorage } catch { return true } })()").await;
        use_it(tab).await;
        assert_eq!(tab.console().await, [""; 0]);
    });
}

/// Uses a mark, a button and the search box, and dispatches `pagehide`.
async fn use_it(tab: &Tab) {
    let wales = item("nato-white-house-2025/wales");
    tab.until(&element(&mark("wales"))).await;
    read_in(tab, "document", "wales").await;
    tab.until(&format!("{wales}.open && {wales}.getAttribute('aria-current') === 'true'")).await;
    tab.run(&format!("{}.click()", element(NEWEST_FIRST))).await;
    tab.until(&is_pressed(NEWEST_FIRST, true)).await;
    tab.search("rutte").await;
    tab.until("/results$/.test(document.querySelector('.keyline-found').textContent)").await;
    tab.run("dispatchEvent(new PageTransitionEvent('pagehide'))").await;
    tab.run("return new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))").await;
    tab.holds(&format!("{wales}.open")).await;
}
