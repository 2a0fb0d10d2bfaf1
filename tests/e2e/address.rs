//! The URL: it shows the open item, history has only the reader's own steps, and links and Back work.

use crate::{
    browser::{Engine, Tab, browse},
    controls::{FOCUSED_MARK, LIVE_TEXT, element, event_of, mark, read_event},
    pages::{self, DEFAULT, EVERYTHING, item},
    server::Site,
};

/// The link that copies the address of the item that is open at first.
const COPY: &str = "details[open] .keyline-copy";

fn address(id: &str) -> String {
    format!("nato-white-house-2025/{id}")
}

/// Condition: an item is open, current, focused, in view, and named by the URL.
fn visited(id: &str) -> String {
    let item = item(&address(id));
    format!(
        "location.hash === '#{}' && {item}.open && {item}.getAttribute('aria-current') === 'true'
            && document.activeElement === {item}.querySelector('summary') && {}",
        address(id),
        in_view(id)
    )
}

fn in_view(id: &str) -> String {
    let item = item(&address(id));
    format!("{item}.getBoundingClientRect().top >= 8 && {item}.getBoundingClientRect().top < innerHeight - 100")
}

/// Waits until the page doesn't scroll: a smooth scroll changes the position in each frame.
async fn stands_still(tab: &Tab) {
    tab.run(
        "return new Promise(done => {
             let last, same = 0;
             (function look() {
                 same = scrollY === last ? same + 1 : 0;
                 last = scrollY;
                 same > 5 ? done() : requestAnimationFrame(look);
             })();
         })",
    )
    .await;
}

#[test]
fn a_mark_shows_its_event_in_place_and_reading_it_adds_one_history_entry() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        let before = tab.get("history.length").await.as_u64().expect("a number");
        let title =
            |title: &str| format!("document.querySelector('.keyline-preview[data-pinned]')?.ariaLabel === '{title}'");
        for (steps, id) in [1, 2].into_iter().zip(["wales", "the-hague"]) {
            let click = "new MouseEvent('click', { bubbles: true, cancelable: true })";
            tab.until(&element(&mark(id))).await;
            stands_still(tab).await;
            let clicked =
                format!("const before = scrollY; {}.dispatchEvent({click}); return before", element(&mark(id)));
            let scrolled = tab.run(&clicked).await;
            tab.until("document.activeElement.matches('.keyline-preview[data-pinned]')").await;
            assert_eq!(tab.get("scrollY").await, scrolled);
            tab.click(".keyline-read").await;
            tab.until(&visited(id)).await;
            tab.until(&format!("{} === '{id}'", event_of("document.querySelector('.keyline-mark[aria-current]')")))
                .await;
            tab.holds("document.querySelectorAll('details[aria-current]').length === 1").await;
            tab.until(&format!("history.length === {}", before + steps)).await;
        }
        tab.run("history.back(); return new Promise(done => setTimeout(done, 100))").await;
        tab.until(&format!("{FOCUSED_MARK} === 'the-hague'")).await;
        tab.run("history.back(); return new Promise(done => setTimeout(done, 100))").await;
        tab.until(&format!("!location.hash && {FOCUSED_MARK} === 'wales'")).await;
        // Opening a preview and stepping through the events touches neither.
        tab.run("document.querySelector('.keyline-strip').scrollIntoView({ block: 'center' })").await;
        stands_still(tab).await;
        tab.click(&mark("wales")).await;
        tab.until(&title("In Wales, allies set the 2% aim")).await;
        tab.click(".keyline-preview [aria-label='Next event']").await;
        tab.until(&title("Russia invades Ukraine in full")).await;
        tab.click(".keyline-preview [aria-label='Previous event']").await;
        tab.until(&title("In Wales, allies set the 2% aim")).await;
        tab.holds(&format!("!location.hash && history.length === {}", before + 2)).await;
        // A click outside closes it, and the focus returns.
        tab.click(".keyline-timeline > .keyline-heading").await;
        tab.until(&format!("document.querySelector('.keyline-preview').hidden && {FOCUSED_MARK} === 'wales'")).await;
        tab.holds("!document.querySelector('.keyline-preview[data-pinned]')").await;
    });
}

#[test]
fn a_preview_is_a_sheet_on_a_phone() {
    browse(async |tab| {
        tab.size(360, 740).await;
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        // Marks move when the overview is laid out for the width that was measured.
        tab.frames().await;
        tab.click(&mark("wales")).await;
        tab.until("document.querySelector('.keyline-preview[data-pinned]')").await;
        let place = "(({ left, right, bottom }) => [left, document.documentElement.clientWidth - right, innerHeight - bottom].every(gap => Math.abs(gap) < 1))";
        tab.until(&format!("{place}(document.querySelector('.keyline-preview').getBoundingClientRect())")).await;
        tab.click(".keyline-preview [aria-label='Close']").await;
        tab.until(&format!("document.querySelector('.keyline-preview').hidden && {FOCUSED_MARK} === 'wales'")).await;
    });
}

#[test]
fn opening_an_item_shows_its_address_and_its_mark_and_history_does_not_grow() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        let before = tab.get("history.length").await;
        for id in ["invasion", "defense-spending"] {
            tab.run(&format!("{}.querySelector('summary').click()", item(&address(id)))).await;
            tab.until(&format!("location.hash === '#{}'", address(id))).await;
            tab.until(&format!("{}.getAttribute('aria-current') === 'true'", item(&address(id)))).await;
        }
        // A card has no mark.
        tab.holds("!document.querySelector('.keyline-mark[aria-current]')").await;
        assert_eq!(tab.get("history.length").await, before);
    });
}

#[test]
fn steps_to_the_next_and_previous_event_leave_history_alone() {
    browse(async |tab| {
        tab.open_hydrated(&format!("{}#{}", pages::url(DEFAULT), address("wales"))).await;
        let before = tab.get("history.length").await;
        let step = async |from: &str, class: &str, to: &str| {
            // The link is there when the item's group is hydrated.
            let link = format!("{}.querySelector('.{class}')", item(&address(from)));
            tab.until(&link).await;
            tab.run(&format!("{link}.click()")).await;
            tab.until(&visited(to)).await;
        };
        step("wales", "keyline-next", "invasion").await;
        step("invasion", "keyline-next", "rutte-takes-office").await;
        step("rutte-takes-office", "keyline-previous", "invasion").await;
        tab.holds(&format!("!{}.querySelector('.keyline-previous')", item(&address("wales")))).await;
        tab.holds(&format!("!{}.querySelector('.keyline-next')", item(&address("the-hague")))).await;
        assert_eq!(tab.get("history.length").await, before);
    });
}

#[test]
fn a_link_brings_the_other_item_and_back_returns_to_the_link() {
    browse(async |tab| {
        tab.size(600, 420).await;
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.run(&format!("{}.querySelector('summary').click()", item(&address("defense-spending")))).await;
        // The address is shown last.
        tab.until(&format!("location.hash === '#{}'", address("defense-spending"))).await;
        let link =
            format!("{}.querySelector('.keyline-links a[href$=\"/wales\"]')", item(&address("defense-spending")));
        tab.run(&format!("{link}.scrollIntoView({{ block: 'center' }})")).await;
        stands_still(tab).await;
        let place = format!("{link}.getBoundingClientRect().top");
        let before = tab.get(&place).await;
        tab.holds("scrollY > 200").await;

        tab.click(&format!("[id='{}'] .keyline-links a[href$='/wales']", address("defense-spending"))).await;
        tab.until(&visited("wales")).await;
        tab.back().await;
        tab.until(&format!("document.activeElement === {link}")).await;
        // At about the same place on the screen, although the item that was opened above takes space now.
        tab.until(&format!("Math.abs({place} - {before}) < 40")).await;
        assert_eq!(tab.text("location.hash").await, format!("#{}", address("defense-spending")));
        tab.holds(&format!("{}.open", item(&address("wales")))).await;
    });
}

#[test]
fn a_chain_of_links_is_walked_back_link_by_link() {
    browse(async |tab| {
        tab.open_hydrated(&format!("{}#{}", pages::url(DEFAULT), address("wales"))).await;
        let wales = item(&address("wales"));
        tab.until(&format!("{wales}.getAttribute('aria-current') === 'true' && {}", in_view("wales"))).await;
        let follow = async |from: &str, to: &str| {
            stands_still(tab).await;
            // Real clicks: WebKit's Back skips history entries that no user gesture has made.
            tab.click(&format!("[id='{}'] .keyline-links a[href$='/{to}']", address(from))).await;
            tab.until(&visited(to)).await;
        };
        follow("wales", "us-commitment").await;
        follow("us-commitment", "second-term").await;
        follow("second-term", "ruttes-role").await;
        for (from, to) in [("second-term", "ruttes-role"), ("us-commitment", "second-term"), ("wales", "us-commitment")]
        {
            tab.back().await;
            let link = format!("{}.querySelector('.keyline-links a[href$=\"/{to}\"]')", item(&address(from)));
            tab.until(&format!("document.activeElement === {link}")).await;
        }
    });
}

#[test]
fn an_address_with_an_item_opens_marks_and_shows_it_on_load() {
    browse(async |tab| {
        for id in ["wales", "the-hague", "global-alliances"] {
            tab.open("about:blank").await;
            tab.open_hydrated(&format!("{}#{}", pages::url(DEFAULT), address(id))).await;
            tab.until(&format!("{0}.open && {0}.getAttribute('aria-current') === 'true'", item(&address(id)))).await;
            tab.until(&in_view(id)).await;
        }
    });
}

#[test]
fn an_address_that_the_page_changes_is_followed() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.run(&format!("location.hash = '{}'", address("jeddah"))).await;
        tab.until(&visited("jeddah")).await;
        tab.back().await;
        tab.until("!location.hash && !document.querySelector('[aria-current]')").await;
    });
}

#[test]
fn an_unknown_address_changes_nothing() {
    browse(async |tab| {
        for hash in
            ["nato-white-house-2025/none", "nato-white-house-2025/%E0%A4%A", "nato-white-house-2025/'],*,['", "other"]
        {
            tab.open("about:blank").await;
            tab.open_hydrated(&format!("{}#{hash}", pages::url(DEFAULT))).await;
            tab.holds("!document.querySelector('[aria-current]') && scrollY === 0").await;
            assert_eq!(tab.console().await, [""; 0], "{hash}");
        }
    });
}

#[test]
fn sections_and_sources_are_reached_by_link_too() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(EVERYTHING)).await;
        tab.run("document.querySelector('.keyline-summary a[href$=\"/prose\"], .keyline-header a[href$=\"/prose\"]').click()")
            .await;
        tab.until("location.hash === '#everything/prose' && document.activeElement.id === 'everything/prose'").await;
        tab.until("document.activeElement.getBoundingClientRect().top < innerHeight").await;
        tab.run("document.getElementById('everything/point').querySelector('.keyline-cite[href$=\"/bare\"]').click()")
            .await;
        tab.until("location.hash === '#everything/bare' && document.activeElement.id === 'everything/bare'").await;
    });
}

#[test]
fn a_link_with_a_modifier_key_is_left_to_the_browser() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        let taken = "window.taken = undefined; addEventListener('click', event => {
                window.taken = event.defaultPrevented; event.preventDefault(); }, { once: true });
            document.querySelector('.keyline-links a').dispatchEvent(new MouseEvent('click', ";
        for (keys, expected) in
            [("ctrlKey: true", false), ("metaKey: true", false), ("shiftKey: true", false), ("", true)]
        {
            tab.run(&format!("{taken} {{ bubbles: true, cancelable: true, {keys} }}))")).await;
            assert_eq!(tab.get("taken").await, expected, "{keys}");
        }
    });
}

#[test]
fn a_copied_link_is_the_items_address_and_the_live_region_says_so() {
    browse(async |tab| {
        let site = Site::new().file("/news", pages::page(DEFAULT)).serve();
        tab.allow_clipboard().await;
        tab.open_hydrated(&site.url("/news?from=home")).await;
        let before = tab.get("history.length").await;
        // The link is there when the item's group is hydrated.
        tab.until(&element(COPY)).await;
        tab.click(COPY).await;
        tab.until(&format!("{LIVE_TEXT}.startsWith('Link copied: ')")).await;
        if !tab.skips(Engine::WebKit, "tests can't read the clipboard there") {
            let copied = tab.run("return navigator.clipboard.readText()").await;
            assert_eq!(copied, format!("{}#{}", site.url("/news?from=home"), address("meeting")));
        }
        assert_eq!(tab.get("history.length").await, before);
        tab.until(&format!("{}.textContent === 'Link copied'", element(COPY))).await;
    });
}

#[test]
fn where_the_clipboard_is_refused_the_copy_link_stays_a_link() {
    browse(async |tab| {
        tab.before_load("Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined })").await;
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.until(&element(COPY)).await;
        tab.click(COPY).await;
        tab.until(&format!("location.hash === '#{}'", address("meeting"))).await;
        assert_eq!(tab.console().await, [""; 0]);
    });
}

#[test]
fn a_page_with_a_base_and_a_router_keeps_its_address_and_its_state() {
    browse(async |tab| {
        let html =
            pages::replaced(&pages::without_policy(&pages::page(DEFAULT)), "<head>", "<head><base href=\"/other/\">");
        let site = Site::new().file("/news", html).serve();
        tab.open_hydrated(&site.url("/news?from=home")).await;
        tab.run("history.replaceState({ router: 1 }, '')").await;
        read_event(tab, "wales").await;
        tab.until(&visited("wales")).await;
        let expected = format!("{}#{}", site.url("/news?from=home"), address("wales"));
        assert_eq!(tab.text("location.href").await, expected);
        tab.run("history.back(); return new Promise(done => setTimeout(done, 100))").await;
        tab.until("!location.hash && history.state.router === 1").await;
    });
}

#[test]
fn only_the_way_back_returns_to_the_link() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        let focused = "document.activeElement.getAttribute('href')";
        let card = "document.querySelector('.keyline-card')";
        tab.run(&format!("{card}.open = true")).await;
        tab.until(&format!("{card}.getAttribute('aria-current') === 'true'")).await;
        tab.click(".keyline-card .keyline-links a").await;
        tab.until("location.hash").await;
        let there = tab.text("location.hash").await;
        tab.back().await;
        tab.until(&format!("{focused} === '{there}'")).await;
        tab.run("history.forward()").await;
        tab.until(&format!("location.hash === '{there}' && document.activeElement.matches('summary')")).await;
        // A link elsewhere on the page adds no return step.
        tab.run(&format!("location.hash = '{}'", address("special-council"))).await;
        tab.until(&visited("special-council")).await;
    });
}
