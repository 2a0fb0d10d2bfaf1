//! Compact stories: the parts that `keyline embed` renders or that attributes hide, and the number of events in sight.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::{
    browser::{Tab, browse},
    pages,
    server::{Server, Site},
};

/// Expression: the story's tree.
const TREE: &str = "(document.querySelector('keyline-story').shadowRoot ?? document.querySelector('keyline-story'))";

/// Expression: the parts that can be seen, in their order; a section by its id.
const PARTS: &str = "[...(document.querySelector('keyline-story').shadowRoot ?? document).querySelectorAll(
    '.keyline-header, .keyline-search, .keyline-content > *')].filter(it => it.checkVisibility())
    .map(it => it.id.split('/')[1] ?? it.className.slice(8)).join(' ')";

/// A story of all parts, with an event in each of thirty years.
fn story() -> Value {
    let mut story = pages::long_story(30);
    for (event, year) in story["timeline"]["events"].as_array_mut().into_iter().flatten().zip(2001..) {
        (event["cards"], event["sources"], event["date"]) = (json!([]), json!([]), year.to_string().into());
    }
    story["timeline"]["events"][14]["main"] = true.into();
    story["timeline"]["events"][14]["body"] = "See [a card](#card).".into();
    story["sections"] = json!([
        { "id": "points", "title": "Points", "cards": [
            { "id": "card", "title": "A card", "body": "Text.", "events": ["e14"] },
            { "id": "other", "title": "Another", "body": "Text." }
        ] },
        { "id": "after", "title": "After", "body": "Prose." },
    ]);
    story["sources"] = json!([{ "id": "book", "title": "A book" }]);
    story["updates"] = json!([{ "date": "2024", "kind": "added", "note": "New." }]);
    story
}

fn serve(story: &Value, arguments: &[&str], change: impl Fn(&str) -> String) -> Server {
    let (site, snippet) = pages::embed_json("compact", story, arguments);
    site.file("/", pages::host(&change(&snippet))).file("/story.json", story.to_string()).serve()
}

async fn parts(tab: &Tab) -> String {
    tab.text(PARTS).await
}

/// Waits until these parts can be seen: a story that isn't prerendered is drawn in several tasks.
async fn draws(tab: &Tab, expected: &str) {
    tab.until(&format!("{PARTS} === '{expected}'")).await;
}

async fn set(tab: &Tab, name: &str, value: &str) {
    tab.run(&format!("document.querySelector('keyline-story').setAttribute('{name}', '{value}')")).await;
}

async fn remove(tab: &Tab, name: &str) {
    tab.run(&format!("document.querySelector('keyline-story').removeAttribute('{name}')")).await;
}

const ALL: &str = "header contents points _timeline after _sources _updates";

#[test]
fn a_compact_snippet_hydrates_with_its_nodes() {
    browse(async |tab| {
        for isolate in ["on", "off"] {
            for (arguments, expected) in [
                (&["--show", "timeline,cards", "--max-events", "3"][..], "_timeline points"),
                (&["--show", "updates prose header", "--heading-level", "4"], "header _updates after"),
                (&["--header", "off"], ALL.trim_start_matches("header ")),
            ] {
                let arguments = [arguments, &["--isolate", isolate]].concat();
                let server = serve(&story(), &arguments, |snippet| {
                    pages::replaced(snippet, "<script type=\"module\" ", "<script type=\"text/held\" ")
                });
                tab.open(&server.url("/")).await;
                assert_eq!(parts(tab).await, expected, "{arguments:?}");
                let nodes = format!(
                    "[...{TREE}.querySelectorAll('.keyline, .keyline *')].filter(node => !node.closest('svg, .keyline-preview'))"
                );
                tab.run(&format!("window.before = {nodes}")).await;
                tab.run(
                    "const held = document.querySelector('[type=\"text/held\"]'), script = document.createElement('script');
                     script.type = 'module'; script.src = held.getAttribute('src'); document.body.append(script)",
                )
                .await;
                tab.hydrated().await;
                tab.frames().await;
                tab.holds(&format!("before.length > 10 && ({nodes}).filter(node => !before.includes(node)).every(node => !node.textContent)")).await;
                tab.holds("before.every(node => node.isConnected)").await;
                assert_eq!(parts(tab).await, expected, "{arguments:?}");
                assert_eq!(tab.console().await, [""; 0], "{arguments:?}");
            }
        }
    });
}

#[test]
fn attributes_hide_parts_and_show_them_again_as_they_were() {
    browse(async |tab| {
        for isolate in ["on", "off"] {
            let server = serve(&story(), &["--isolate", isolate], |snippet| {
                pages::replaced(snippet, "<keyline-story", "<keyline-story show=\"cards,prose\"")
            });
            tab.open(&server.url("/")).await;
            assert_eq!(parts(tab).await, "points after", "before a script runs, too");
            tab.hydrated().await;
            tab.run(&format!("window.card = {TREE}.querySelector('[id$=\"/card\"]').closest('details'); card.querySelector('summary').click()")).await;
            tab.until("card.open").await;
            for (value, expected) in [
                ("timeline sources", "_timeline _sources"),
                ("header, updates", "header _updates"),
                ("contents points", "contents"),
                ("", ALL),
                ("cards nothing", "points"),
            ] {
                set(tab, "show", value).await;
                assert_eq!(parts(tab).await, expected, "{value:?}");
            }
            set(tab, "header", "off").await;
            remove(tab, "show").await;
            assert_eq!(parts(tab).await, ALL.trim_start_matches("header "));
            remove(tab, "header").await;
            assert_eq!(parts(tab).await, ALL);
            tab.holds("card.isConnected && card.open").await;
            // The table of contents has no link to what is hidden.
            set(tab, "show", "contents cards timeline updates").await;
            let entries = format!(
                "[...{TREE}.querySelectorAll('.keyline-contents a')].filter(it => it.checkVisibility())
                .map(it => it.textContent).join()"
            );
            assert_eq!(tab.text(&entries).await, "Points,Timeline,Updates and corrections");
            assert_eq!(tab.console().await, [""; 0]);
        }
    });
}

#[test]
fn what_is_hidden_gets_no_focus() {
    browse(async |tab| {
        let server = serve(&story(), &[], |snippet| {
            pages::replaced(snippet, "<keyline-story", "<keyline-story show=cards") + "<a id=after href=#>After</a>"
        });
        tab.open(&server.url("/")).await;
        tab.hydrated().await;
        let focused = format!("({TREE}.activeElement ?? document.activeElement)");
        for _ in 0..20 {
            tab.run(&format!("window.was = {focused}")).await;
            tab.press(Key::Tab).await;
            tab.until(&format!("{focused} !== was")).await;
            if tab.get("document.activeElement.id === 'after'").await == true {
                break;
            }
            tab.holds(&format!("{focused}.closest('.keyline-card')")).await;
        }
        tab.holds("document.activeElement.id === 'after'").await;
        tab.run("document.querySelector('keyline-story').goTo('e3')").await;
        tab.frames().await;
        tab.holds("document.activeElement.id === 'after'").await;
    });
}

#[test]
fn a_story_by_script_hides_parts_and_its_headings_begin_at_the_level() {
    browse(async |tab| {
        let server = serve(&story(), &[], |snippet| {
            let script = snippet.split_once("</script>").expect("a script").0;
            format!("{script}</script><keyline-story header=off heading-level=3 max-events=3 show=\"timeline prose\"></keyline-story>
                <script type=module>document.querySelector('keyline-story').story = await (await fetch('/story.json')).json()</script>")
        });
        tab.open(&server.url("/")).await;
        tab.hydrated().await;
        draws(tab, "_timeline after").await;
        let levels = format!("[...{TREE}.querySelectorAll('.keyline-heading')].map(it => it.localName).join()");
        // Sources and updates are drawn last.
        tab.until(&format!("{levels} === 'h3,h3,h3,h3,h3'")).await;
        let in_sight = format!("{TREE}.querySelectorAll('.keyline-list > .keyline-group .keyline-event').length");
        tab.until(&format!("{in_sight} === 3")).await;
        for (value, count) in [("5", 5), ("0", 10), ("1", 1), ("256", 10), ("3", 3), ("\\\"><img src=x>", 10)] {
            set(tab, "max-events", value).await;
            tab.until(&format!("{in_sight} === {count}")).await;
        }
        remove(tab, "max-events").await;
        tab.until(&format!("{in_sight} === 10")).await;
        assert_eq!(parts(tab).await, "_timeline after");
    });
}

#[test]
fn a_snippet_with_another_number_of_events_renders_anew_and_keeps_its_parts() {
    browse(async |tab| {
        let server = serve(&story(), &["--show", "timeline cards"], |snippet| {
            pages::replaced(snippet, "<keyline-story", "<keyline-story max-events=4")
        });
        tab.open(&server.url("/")).await;
        tab.hydrated().await;
        let in_sight = format!("{TREE}.querySelectorAll('.keyline-list > .keyline-group .keyline-event').length");
        tab.until(&format!("{in_sight} === 4")).await;
        draws(tab, "_timeline points").await;
        assert_eq!(tab.console().await, [""; 0]);
    });
}

#[test]
fn a_link_to_what_is_hidden_leads_to_the_storys_page() {
    browse(async |tab| {
        let mut story = story();
        let server =
            serve(&story, &[], |snippet| pages::replaced(snippet, "<keyline-story", "<keyline-story show=cards"));
        tab.open(&server.url("/")).await;
        tab.hydrated().await;
        let link = format!("{TREE}.querySelector('.keyline-card .keyline-links a')");
        tab.run(&format!("{TREE}.querySelector('.keyline-card summary').click(); {link}.click()")).await;
        tab.frames().await;
        tab.holds("!location.hash.includes('e14')").await;

        let page = Site::new().file("/", pages::host("The story's page.")).serve();
        story["url"] = page.url("/").into();
        let server =
            serve(&story, &[], |snippet| pages::replaced(snippet, "<keyline-story", "<keyline-story show=cards"));
        tab.open(&server.url("/")).await;
        tab.hydrated().await;
        tab.run(&format!("{TREE}.querySelector('.keyline-card summary').click(); {link}.click()")).await;
        tab.until(&format!("location.href === '{}'", page.url("/#long/e14"))).await;
    });
}

#[test]
fn the_search_finds_what_is_rendered() {
    browse(async |tab| {
        let _server = search_event_3(tab, "timeline").await;
        tab.until(&found("1 result")).await;
    });
}

/// Opens a page of some parts in which an event and a card have "Event 3", searches for that, and returns the page's server.
async fn search_event_3(tab: &Tab, show: &str) -> Server {
    let mut story = story();
    story["sections"][0]["cards"][1]["body"] = "Event 3.".into();
    let server = serve(&story, &["--show", show, "--isolate", "off"], str::to_owned);
    tab.open(&server.url("/")).await;
    tab.hydrated().await;
    tab.search("\"Event 3\"").await;
    server
}

/// Condition: the search bar says so.
fn found(words: &str) -> String {
    format!("document.querySelector('.keyline-found').textContent === '{words}'")
}

#[test]
fn the_search_follows_the_order_of_the_parts_and_leaves_out_what_is_hidden() {
    browse(async |tab| {
        let _server = search_event_3(tab, "timeline,cards,header").await;
        tab.until(&found("2 results")).await;
        for (step, item) in [("1 of 2", "e3"), ("2 of 2", "other")] {
            tab.press(Key::Enter).await;
            tab.until(&found(step)).await;
            tab.until(&format!("document.querySelector('details[aria-current] > [id$=\"/{item}\"]')")).await;
        }
        set(tab, "show", "timeline").await;
        tab.until(&found("1 result")).await;
        remove(tab, "show").await;
        tab.until(&found("2 results")).await;
    });
}

#[test]
fn without_the_header_it_is_as_wide_as_the_text_around_it() {
    browse(async |tab| {
        for (isolate, change) in [("on", "--header=off"), ("off", "--header=off"), ("on", ""), ("off", "")] {
            let arguments = ["--isolate", isolate, change];
            let count = if change.is_empty() { 2 } else { 3 };
            let server = serve(&story(), &arguments[..count], |snippet| {
                let hidden = if change.is_empty() { "<keyline-story header=off" } else { "<keyline-story" };
                let snippet = pages::replaced(snippet, "<keyline-story", hidden);
                format!("<aside style=\"width: 300px\"><p>Text.</p>{snippet}</aside>")
            });
            tab.open(&server.url("/")).await;
            tab.hydrated().await;
            let boxes = format!(
                "[document.querySelector('aside'), {TREE}.querySelector('.keyline-timeline')]
                .map(it => it.getBoundingClientRect())"
            );
            // Between the text and the edge there is room for the ring around what has the focus.
            tab.holds(&format!(
                "(([aside, part]) => part.left - aside.left === 4 && aside.right - part.right === 4)({boxes})"
            ))
            .await;
            let wider = format!("[...{TREE}.querySelectorAll('.keyline *:not(svg *, .keyline-contents *)')].filter(it =>
                it.checkVisibility() && it.getBoundingClientRect().right > document.querySelector('aside').getBoundingClientRect().right)
                .map(it => it.outerHTML)");
            assert_eq!(tab.get(&wider).await, json!([]), "{arguments:?}");
        }
    });
}
