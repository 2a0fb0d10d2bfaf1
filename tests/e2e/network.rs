//! The page makes no further request and stores nothing.

use crate::{
    browser::browse,
    controls::{EXPAND_ALL, read_event},
    pages::{self, DEFAULT},
    server::Site,
};

#[test]
fn a_served_page_asks_for_nothing_but_itself() {
    browse(async |tab| {
        let site = Site::new().file("/", pages::page(DEFAULT)).serve();
        tab.open_hydrated(&site.url("/")).await;
        for button in [EXPAND_ALL; 2] {
            tab.click(button).await;
        }
        read_event(tab, "wales").await;
        assert_eq!(site.requested(), ["/"]);
        let asked: Vec<String> = tab.requests().await.into_iter().filter(|url| !url.starts_with("data:")).collect();
        assert_eq!(asked, [site.url("/")]);
    });
}

#[test]
fn nothing_is_stored() {
    browse(async |tab| {
        let site = Site::new().file("/", pages::page(DEFAULT)).serve();
        tab.open_hydrated(&site.url("/")).await;
        read_event(tab, "wales").await;
        tab.until("document.querySelector('[aria-current]')").await;
        let stored = "indexedDB.databases().then(databases => caches.keys().then(caches =>
            localStorage.length + sessionStorage.length + document.cookie.length + databases.length + caches.length))";
        assert_eq!(tab.run(&format!("return {stored}")).await, 0);
        assert_eq!(tab.cookies().await, 0);
    });
}
