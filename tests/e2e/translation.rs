//! A translator in the browser, which puts its own elements in the place of texts.

use fantoccini::key::Key;

use crate::{
    browser::{Tab, browse},
    controls::{
        CLEAR_FILTERS, EXPAND_ALL, FILTER, FILTERS, LIVE_TEXT, NEWEST_FIRST, SHOW_ALL, ZOOM_IN, element, filter,
        is_pressed, mark,
    },
    pages::{self, DEFAULT},
};

/// As Google Translate does it: each text becomes a text in two `<font>`, also those that come later.
const TRANSLATOR: &str = "
    const translate = text => {
        const parent = text.parentElement;
        if (!parent || !text.data.trim() || parent.closest('font, script, style, [translate=no]')) return;
        if (!parent.closest('.keyline')) return;
        const font = document.createElement('font');
        font.append(document.createElement('font'));
        font.firstChild.textContent = text.data.toUpperCase();
        text.replaceWith(font);
    };
    const all = root => {
        const texts = [], walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        if (root.nodeType === 3) return translate(root);
        while (walker.nextNode()) texts.push(walker.currentNode);
        texts.forEach(translate);
    };
    window.translateAll = () => {
        all(document.body);
        new MutationObserver(changes => changes.forEach(({ addedNodes }) => addedNodes.forEach(all)))
            .observe(document.body, { childList: true, subtree: true });
    };";

/// Uses every control, and checks the texts that change.
async fn use_it(tab: &Tab) {
    tab.until("document.querySelector('.keyline-title').textContent.startsWith('TRUMP')").await;
    tab.run(&format!("{}.click()", element(NEWEST_FIRST))).await;
    tab.until(&is_pressed(NEWEST_FIRST, true)).await;
    tab.until("[...document.querySelectorAll('.keyline-gap')].every(gap => gap.textContent.endsWith(' earlier'))")
        .await;
    tab.run(&format!("{}.click()", element(EXPAND_ALL))).await;
    tab.until(&format!("{}.textContent === 'Collapse all'", element(EXPAND_ALL))).await;
    tab.run(&format!("{}.click()", element(EXPAND_ALL))).await;
    tab.until(&format!("{}.textContent === 'Expand all'", element(EXPAND_ALL))).await;
    tab.run(&format!("{}.click()", element(FILTERS))).await;
    tab.until(&element(FILTER)).await;
    tab.run("document.querySelector('.keyline-facets button').click()").await;
    tab.until(&format!("{LIVE_TEXT}.endsWith(' events')")).await;
    tab.until(&format!("/^Filter \\(1\\)$/.test({}.textContent)", element(FILTERS))).await;
    tab.run(&format!("{}.click()", element(CLEAR_FILTERS))).await;
    tab.until(&format!("{}.textContent === 'Filter'", element(FILTERS))).await;
    tab.search("rutte").await;
    tab.until("/results$/.test(document.querySelector('.keyline-found').textContent)").await;
    tab.press(Key::Enter).await;
    tab.until("/^1 of /.test(document.querySelector('.keyline-found').textContent)").await;
    tab.press(Key::Escape).await;
    tab.until("!document.querySelector('.keyline-search')").await;
    let span = tab.text("document.querySelector('.keyline-span').textContent").await;
    tab.run(&format!("{}.click()", element(ZOOM_IN))).await;
    tab.until(&format!("document.querySelector('.keyline-span').textContent !== '{span}'")).await;
    tab.run(&format!("{}.click()", element(SHOW_ALL))).await;
    tab.until(&format!("document.querySelector('.keyline-span').textContent === '{span}'")).await;
    for (id, title) in [("wales", "In Wales, allies set the 2% aim"), ("invasion", "Russia invades Ukraine in full")] {
        tab.until(&element(&mark(id))).await;
        tab.click(&mark(id)).await;
        tab.until(&format!("document.querySelector('.keyline-preview .keyline-name')?.textContent === '{title}'"))
            .await;
    }
    tab.press(Key::Escape).await;
    tab.run("document.querySelector('keyline-story').goTo('the-hague')").await;
    tab.until("document.querySelector('details[aria-current] .keyline-body')?.id.endsWith('/the-hague')").await;
    tab.holds("document.querySelector('.keyline').dataset.hydrated === 'on'").await;
    assert_eq!(tab.console().await, [""; 0]);
}

#[test]
fn a_story_that_is_translated_still_answers() {
    browse(async |tab| {
        tab.size(1280, 900).await;
        tab.before_load(TRANSLATOR).await;
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.run("translateAll()").await;
        use_it(tab).await;
    });
}

#[test]
fn a_story_that_was_translated_before_the_widget_came_answers() {
    browse(async |tab| {
        tab.size(1280, 900).await;
        tab.before_load(&format!("{TRANSLATOR} addEventListener('DOMContentLoaded', translateAll)")).await;
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        use_it(tab).await;
    });
}

#[test]
fn nothing_that_changes_is_translated() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.run(&format!("{}.click()", element(FILTERS))).await;
        tab.until(&filter("Tracks", "Ukraine")).await;
        for changes in
            [".keyline-all", ".keyline-gap", ".keyline-span", ".keyline-count", ".keyline-copy", "[role=status]"]
        {
            tab.holds(&format!(
                "(all => all.length && all.every(it => it.closest('[translate=no]')))([...document.querySelectorAll('{changes}')])"
            ))
            .await;
        }
        tab.holds("!document.querySelector('.keyline-event .keyline-name').closest('[translate]')").await;
    });
}
