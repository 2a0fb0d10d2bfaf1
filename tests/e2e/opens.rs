//! A page from disk opens and hydrates without moving focus, scroll position or URL.

use crate::{
    browser::{browse, browse_chromium},
    controls::LIVE_TEXT,
    pages::{self, ARABIC, DEFAULT, OLD, item},
};

#[test]
fn a_page_from_disk_hydrates_without_requests_and_console_messages() {
    browse(async |tab| {
        for story in [DEFAULT, OLD, ARABIC] {
            let url = pages::url(story);
            tab.requests().await;
            tab.open_hydrated(&url).await;
            let asked: Vec<String> = tab.requests().await.into_iter().filter(|url| !url.starts_with("data:")).collect();
            assert_eq!(asked, [url]);
            assert_eq!(tab.console().await, [""; 0]);
        }
    });
}

#[test]
fn the_main_event_is_open_at_first_and_nothing_else() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        let open = "[...document.querySelectorAll('details[open] > [id]')].map(body => body.id).join()";
        assert_eq!(tab.text(open).await, "nato-white-house-2025/meeting");
    });
}

#[test]
fn hydration_changes_neither_focus_nor_scroll_nor_address() {
    browse(async |tab| {
        let url = pages::url(DEFAULT);
        tab.open_hydrated(&url).await;
        tab.holds("document.activeElement === document.body && scrollX === 0 && scrollY === 0").await;
        assert_eq!(tab.text("location.href").await, url);
        assert_eq!(tab.text(LIVE_TEXT).await, "");
        tab.holds("!document.querySelector('[aria-current]')").await;
    });
}

#[test]
fn the_head_is_painted_first_and_nothing_moves_when_the_rest_is() {
    browse_chromium("other engines paint the whole page at once", async |tab| {
        // The widget waits for the first frame, or for half a second: here for the frame, however late it is.
        tab.before_load(
            "{ const { setTimeout: after } = window;
             window.setTimeout = (run, time, ...given) => after(run, time === 500 ? 60_000 : time, ...given); }",
        )
        .await;
        tab.before_load(
            "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(({ value }) => shift += value))
                .observe({ type: 'layout-shift', buffered: true });
             window.frames = { header: '', content: '' };
             window.look = () => {
                 for (const part in frames) {
                     const element = document.querySelector(`.keyline > .keyline-${part}`);
                     if (element) frames[part] += getComputedStyle(element).contentVisibility + ' ';
                 }
                 if (frames.content.length < 90) requestAnimationFrame(look);
             }; look()",
        )
        .await;
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.until("frames.content.length >= 90").await;
        for (part, first) in [("header", "visible "), ("content", "hidden ")] {
            let frames = tab.text(&format!("frames.{part}")).await;
            assert!(frames.starts_with(first) && frames.ends_with("visible visible "), "{part}: {frames}");
        }
        assert_eq!(tab.get("shift").await, 0);
    });
}

#[test]
fn a_story_of_a_thousand_events_works() {
    browse(async |tab| {
        let url = pages::url_of("thousand", &pages::long_story(1_000));
        tab.open_hydrated(&url).await;
        for id in ["e0", "e999", "c500"] {
            let item = item(&format!("long/{id}"));
            tab.run(&format!("{item}.querySelector('summary').click()")).await;
            tab.until(&format!("{item}.open && {item}.getAttribute('aria-current') === 'true'")).await;
        }
        assert_eq!(tab.console().await, [""; 0]);
    });
}

#[test]
fn a_page_without_the_widget_is_whole_and_quiet() {
    browse(async |tab| {
        let html = pages::page(DEFAULT);
        let (before, rest) = html.split_once("<script type=\"module\">").expect("a script");
        let (_, after) = rest.split_once("</script>").expect("its end");
        tab.open(&pages::save("no-widget", &format!("{before}{after}"))).await;
        tab.click("summary").await;
        tab.until("document.querySelector('details').open").await;
        assert_eq!(tab.console().await, [""; 0]);
    });
}
