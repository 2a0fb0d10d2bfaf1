//! Several stories on a page; stories that are moved, removed, in a frame, or not prerendered.

use std::time::{Duration, Instant};

use crate::{
    browser::{PATIENCE, Tab, browse},
    controls::{EXPAND_ALL, HYDRATED, NEWEST_FIRST, mark, read_event, read_in},
    pages::{self, DEFAULT, OLD, item},
};

/// Saves the default story's page with other elements in place of its own.
fn with_elements(name: &str, elements: &str) -> String {
    pages::save(name, &pages::with_elements(&pages::page(DEFAULT), elements))
}

async fn toggle(tab: &Tab, details: &str) {
    tab.run(&format!("{details}.querySelector('summary').click()")).await;
}

#[test]
fn two_stories_on_one_page_are_independent() {
    browse(async |tab| {
        let (news, old) = (pages::page(DEFAULT), pages::page(OLD));
        tab.open_hydrated(&with_elements("two-stories", &(pages::element(&news).to_owned() + pages::element(&old))))
            .await;
        assert_eq!(tab.get(&format!("document.querySelectorAll('{HYDRATED}').length")).await, 2);
        let twice = "(ids => ids.filter((id, at) => ids.indexOf(id) !== at))([...document.querySelectorAll('[id]')].map(e => e.id))";
        assert_eq!(tab.get(twice).await, serde_json::json!([]));
        tab.run(&format!("document.querySelectorAll('{EXPAND_ALL}')[1].click()")).await;
        tab.until("!document.querySelectorAll('.keyline')[1].querySelector('details:not([open])')").await;
        assert_eq!(tab.get("document.querySelector('.keyline').querySelectorAll('details[open]').length").await, 1);
        read_event(tab, "wales").await;
        tab.until(&format!("{}.getAttribute('aria-current') === 'true'", item("nato-white-house-2025/wales"))).await;
        tab.holds("!document.querySelectorAll('.keyline')[1].querySelector('[aria-current]')").await;
        assert_eq!(tab.console().await, [""; 0]);
    });
}

#[test]
fn the_same_story_twice_works_twice() {
    browse(async |tab| {
        let news = pages::page(DEFAULT);
        tab.open_hydrated(&with_elements("same-twice", &pages::element(&news).repeat(2))).await;
        let second = "document.querySelectorAll('.keyline')[1]";
        toggle(tab, &format!("{second}.querySelector('.keyline-event')")).await;
        tab.until(&format!("{second}.querySelector('.keyline-event').getAttribute('aria-current')")).await;
        tab.holds("!document.querySelector('.keyline .keyline-event').open").await;
        // A mark opens the event of its own story. The strip may be laid out anew.
        tab.until(&format!("{second}.querySelector('{}')", mark("jeddah"))).await;
        read_in(tab, second, "jeddah").await;
        tab.until(&format!("{second}.querySelector('[id$=\"/jeddah\"]').parentElement.open")).await;
        tab.holds("!document.querySelector('.keyline [id$=\"/jeddah\"]').parentElement.open").await;
        assert_eq!(tab.console().await, [""; 0]);
    });
}

#[test]
fn a_moved_story_stays_hydrated() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        toggle(tab, &item("nato-white-house-2025/wales")).await;
        tab.run(
            "const place = document.body.appendChild(document.createElement('aside'));
             place.append(document.querySelector('keyline-story'))",
        )
        .await;
        tab.holds(&format!("{}.open", item("nato-white-house-2025/wales"))).await;
        toggle(tab, &item("nato-white-house-2025/invasion")).await;
        tab.until(&format!("{}.getAttribute('aria-current')", item("nato-white-house-2025/invasion"))).await;
        assert_eq!(tab.console().await, [""; 0]);
    });
}

#[test]
fn a_removed_story_leaves_no_trace_and_can_be_inserted_again() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.run("window.story = document.querySelector('keyline-story'); story.remove()").await;
        tab.until("!document.querySelector('.keyline')").await;
        tab.run("location.hash = 'nato-white-house-2025/wales'; dispatchEvent(new Event('resize'))").await;
        tab.run("document.querySelector('main').append(story)").await;
        tab.hydrated().await;
        let wales = item("nato-white-house-2025/wales");
        tab.until(&format!("{wales}.open && {wales}.getAttribute('aria-current') === 'true'")).await;
        assert_eq!(tab.console().await, [""; 0]);
    });
}

#[test]
fn a_story_hydrates_in_a_sandboxed_frame() {
    browse(async |tab| {
        let inner = pages::page(DEFAULT).replace('&', "&amp;").replace('"', "&quot;");
        let outer = format!(
            "<!doctype html><html lang=en><title>A frame</title>
             <iframe sandbox=allow-scripts title=Story width=800 height=600 style=\"position: absolute; inset: 0; border: 0\"
             srcdoc=\"{inner}\"></iframe>"
        );
        // At the window's origin, since WebKitGTK's driver counts from there even in a frame.
        tab.open(&pages::save("frame", &outer)).await;
        tab.enter_frame().await;
        tab.hydrated().await;
        // Firefox sometimes loses clicks into a frame that was just loaded.
        tab.run("addEventListener('click', () => window.clicked = true)").await;
        let start = Instant::now();
        while tab.get("window.clicked === true").await == false {
            assert!(start.elapsed() < PATIENCE, "no click arrives");
            tab.click(".keyline-title").await;
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        read_event(tab, "wales").await;
        tab.until(&format!("{}.open", item("nato-white-house-2025/wales"))).await;
        tab.click(EXPAND_ALL).await;
        tab.until("!document.querySelector('details:not([open])')").await;
        assert_eq!(tab.console().await, [""; 0]);
    });
}

#[test]
fn a_story_that_was_not_prerendered_is_drawn() {
    browse(async |tab| {
        let html = pages::page(DEFAULT);
        let script = pages::element(&html).find("<script").expect("its JSON");
        let end = pages::element(&html).len();
        let bare =
            format!("<keyline-story heading-level=\"1\" isolate=\"off\">{}", &pages::element(&html)[script..end]);
        tab.open_hydrated(&with_elements("bare", &bare)).await;
        tab.until(&format!("{}.open", item("nato-white-house-2025/meeting"))).await;
        // Its groups of events are drawn one after the other.
        tab.until("document.querySelectorAll('.keyline-event').length === 12").await;
        tab.until("document.querySelector('h1.keyline-title')").await;
        read_event(tab, "wales").await;
        tab.until(&format!("{}.open", item("nato-white-house-2025/wales"))).await;
        assert_eq!(tab.console().await, [""; 0]);
    });
}

/// The command line has a database of time zones, the browser `Intl`.
#[test]
fn the_browser_finds_the_time_zone_of_a_story_that_was_not_prerendered() {
    const ZONE: &str = "document.querySelector('.keyline-time-zone')?.textContent";
    const TIMES: &str = "[...document.querySelectorAll('.keyline-list time, .keyline-header time')]
        .map(time => [time.dateTime, time.textContent])";
    browse(async |tab| {
        for zone in ["America/New_York", "Africa/Casablanca", "Asia/Kathmandu", "Europe/Kyiv"] {
            let mut story = pages::json("tests/stories/time-zone.json");
            story["time_zone"] = zone.into();
            let events = story["timeline"]["events"].as_array_mut().expect("events");
            // Morocco's clocks are set back for a month, Ramadan: in 2025 from 23 February to 6 April.
            let days = ["1955-07-01", "1998-07-01", "2025-02-22", "2025-02-24", "2025-04-05", "2025-04-07"];
            events.extend(days.map(|day| {
                serde_json::json!({ "id": format!("d{day}"), "date": format!("{day}T12:00:00Z"), "title": "Noon" })
            }));
            let html = pages::page_of(&zone.replace('/', "-"), &story);
            tab.open_hydrated(&pages::save("zone-prerendered", &html)).await;
            let (name, times) = (tab.get(ZONE).await, tab.get(TIMES).await);
            assert_eq!(times.as_array().map(Vec::len), Some(11), "{times}");
            let element = pages::element(&html);
            let json = &element[element.find("<script").expect("its JSON")..];
            let (json, carried) = json.split_once("</script>").expect("an end");
            assert!(carried.contains(&format!("{{\"id\":\"{zone}\"")), "{carried}");
            let bare = format!("<keyline-story isolate=off>{json}</script></keyline-story>");
            tab.open_hydrated(&with_elements("zone-bare", &bare)).await;
            tab.until(&format!("{TIMES}.length === 11")).await;
            assert_eq!(tab.get(TIMES).await, times, "{zone}");
            assert_eq!(tab.get(ZONE).await, name, "{zone}");
            assert_eq!(tab.console().await, [""; 0]);
        }
    });
}

/// A page contains the words of its language. The browser has dates and direction.
#[test]
fn a_page_without_words_of_its_language_has_english_controls() {
    browse(async |tab| {
        let mut story = pages::json("tests/stories/dates.json");
        story["lang"] = "de".into();
        let html = pages::page_of("words", &story);
        let element = pages::element(&html);
        let json = &element[element.find("<script").expect("its JSON")..];
        let (json, words) = json.split_once("</script>").expect("an end");
        let words = words.strip_suffix("</keyline-story>").expect("the element's end");
        assert!(words.contains("Neueste zuerst"), "{words}");
        for (name, words, toolbar) in [("with-words", words, "Neueste zuerst"), ("without-words", "", "Newest first")] {
            let bare = format!("<keyline-story isolate=off>{json}</script>{words}</keyline-story>");
            tab.open_hydrated(&with_elements(name, &bare)).await;
            tab.until(&format!("document.querySelector('{NEWEST_FIRST}').textContent === '{toolbar}'")).await;
            tab.until("document.querySelector('.keyline').textContent.includes('März')").await;
            assert_eq!(tab.console().await, [""; 0]);
        }
    });
}

#[test]
fn a_story_that_a_script_inserts_later_is_drawn() {
    browse(async |tab| {
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.run(
            "const late = document.createElement('keyline-story'), json = document.createElement('script');
             late.setAttribute('isolate', 'off');
             json.type = 'application/json';
             json.textContent = JSON.stringify({ version: 1, id: 'late', title: 'Late', timeline: { events: [
                 { id: 'one', date: '2025', title: 'One' }] } });
             late.append(json); document.body.append(late); late.scrollIntoView()",
        )
        .await;
        tab.until(&format!("document.querySelectorAll('{HYDRATED}').length === 2")).await;
        tab.until("document.querySelectorAll('.keyline')[1].querySelector('h2.keyline-title').textContent === 'Late'")
            .await;
        assert_eq!(tab.console().await, [""; 0]);
    });
}
