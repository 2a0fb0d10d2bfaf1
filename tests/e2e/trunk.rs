//! The page that trunk has built, from a web server.

use crate::{
    browser::{Engine, browse},
    controls::read_event,
    pages::{self, item},
    server::{Server, Site},
};

fn served(site: Site) -> Server {
    site.folder(&pages::dist())
        .file("/", std::fs::read(pages::dist().join("index.html")).expect("trunk's page"))
        .serve()
}

#[test]
fn trunks_page_hydrates() {
    browse(async |tab| {
        let site = served(Site::new());
        tab.open_hydrated(&site.url("/")).await;
        read_event(tab, "wales").await;
        tab.until(&format!("{}.open", item("nato-white-house-2025/wales"))).await;
        assert_eq!(tab.console().await, [""; 0]);
        let mut asked = site.requested();
        if tab.skips(Engine::WebKit, "it fetches again what was preloaded as `fetch`") {
            asked.sort();
            asked.dedup();
        }
        assert!(asked.len() == 4 && asked.iter().all(|path| !path.contains("favicon")), "{asked:?}");
        tab.holds("document.title && document.documentElement.lang === 'en-US' && document.querySelector('meta[name=description]')")
            .await;
    });
}

#[test]
fn trunks_page_stays_plain_where_a_policy_forbids_webassembly() {
    browse(async |tab| {
        let site = served(Site::new().header("content-security-policy", "script-src 'self' 'unsafe-inline'"));
        tab.before_load(
            "window.recorded = []; addEventListener('keyline-error', event => recorded.push(event.detail.reason))",
        )
        .await;
        tab.open(&site.url("/")).await;
        tab.until("recorded.length").await;
        assert_eq!(tab.text("recorded.join()").await, "csp");
        tab.click("summary").await;
        tab.until("document.querySelector('details').open").await;
    });
}

#[test]
fn trunks_page_says_when_its_widget_is_missing() {
    browse(async |tab| {
        let html = std::fs::read(pages::dist().join("index.html")).expect("trunk's page");
        let element = std::fs::read(pages::dist().join("element.js")).expect("the element");
        let site = Site::new().file("/", html).file("/element.js", element).serve();
        tab.before_load(
            "window.recorded = []; addEventListener('keyline-error', event => recorded.push(event.detail.reason))",
        )
        .await;
        tab.open(&site.url("/")).await;
        tab.until("recorded.length").await;
        assert_eq!(tab.text("recorded.join()").await, "load");
    });
}

#[test]
fn trunks_story_starts_again_after_a_trap() {
    browse(async |tab| {
        let html = std::fs::read_to_string(pages::dist().join("index.html")).expect("trunk's page");
        let html = pages::replaced(
            &html,
            "<summary class=\"keyline-row\">",
            "<summary class=\"keyline-row\"><font>Translated</font>",
        );
        let site = Site::new().folder(&pages::dist()).file("/", html).serve();
        tab.open_hydrated(&site.url("/")).await;
        read_event(tab, "wales").await;
        tab.until(&format!("{}.open", item("nato-white-house-2025/wales"))).await;
    });
}
