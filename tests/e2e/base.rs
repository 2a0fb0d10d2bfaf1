//! A page whose `<base>` names another folder, in which `#item` would lead to another page.

use crate::{
    browser::{STORIES, browse},
    controls::NOT_HYDRATED,
    pages::{self, DEFAULT},
    routers::{click_link, reached, within},
    server::Server,
};

/// The page that has the story.
const PAGE: &str = "/articles/summit?from=home";

/// Expression: the pages that links to items lead to.
const PAGES: &str = "[...new Set([...document.querySelectorAll('keyline-story')].flatMap(host =>
    [...(host.shadowRoot ?? host).querySelectorAll('a[href*=\"#nato\"]')])
    .map(link => new URL(link.getAttribute('href'), document.baseURI).href.split('#')[0]))].join()";

/// Serves the snippet of the default story on a page with a base, with a WebAssembly that never arrives if `is_silent`.
fn embedded(arguments: &[&str], is_silent: bool) -> Server {
    let (site, snippet) = pages::embed(DEFAULT, arguments);
    let site = if is_silent { site.without_wasm() } else { site };
    site.file("/articles/summit", pages::replaced(&pages::host(&snippet), "<title>", "<base href=\"/\"><title>"))
        .serve()
}

#[test]
fn links_to_items_stay_in_the_page_before_the_webassembly() {
    for arguments in [&[][..], &["--isolate", "off"], &["--page", PAGE]] {
        browse(async |tab| {
            let server = embedded(arguments, true);
            tab.open(&server.url(PAGE)).await;
            tab.until(&format!("customElements.get('keyline-story') && {STORIES}[0]?.matches('{NOT_HYDRATED}')")).await;
            assert_eq!(click_link(tab, "a[href$='/us-commitment']", "").await, true);
            tab.until(&reached("us-commitment")).await;
            assert_eq!(tab.text("location.href").await, server.url(PAGE) + "#nato-white-house-2025/us-commitment");
            // A link that leaves the story is the browser's.
            assert_eq!(click_link(tab, "a[rel=noopener]", "").await, false);
        });
    }
}

#[test]
fn the_widget_names_the_page_in_links_to_items() {
    for arguments in [&[][..], &["--isolate", "off"], &["--page", PAGE]] {
        browse(async |tab| {
            let server = embedded(arguments, false);
            tab.open_hydrated(&server.url(PAGE)).await;
            tab.until(&format!("{PAGES} === '{}'", server.url(PAGE))).await;
            assert_eq!(click_link(tab, "a[href$='/us-commitment']", "").await, true);
            tab.until(&reached("us-commitment")).await;
            let mark = format!(
                "{}.dispatchEvent(new MouseEvent('click', {{ bubbles: true, cancelable: true }}))",
                within(".keyline-mark")
            );
            tab.run(&mark).await;
            tab.until(&format!("!{}.hidden", within(".keyline-preview"))).await;
            assert_eq!(tab.text("location.pathname + location.search").await, PAGE);
        });
    }
}

#[test]
fn without_scripts_links_are_right_in_a_snippet_that_was_told_its_page() {
    browse(async |tab| {
        let server = embedded(&["--isolate", "off", "--page", PAGE], false);
        tab.scripts_off().await;
        tab.open(&server.url(PAGE)).await;
        assert_eq!(tab.text(PAGES).await, server.url(PAGE));
        tab.click("[id$='/meeting'] .keyline-links a[href$='/us-commitment']").await;
        tab.until("document.querySelector('[id$=\"/us-commitment\"]').closest('details').open").await;
        assert_eq!(tab.text("location.href").await, server.url(PAGE) + "#nato-white-house-2025/us-commitment");
    });
}
