//! `keyline embed` with `--show`, `--header` and `--max-events`: which parts are there, in which order, and where links lead.

use scraper::{Html, Selector};
use serde_json::{Value, json};

use crate::folder::Folder;

/// A story with all parts: prose, cards, nine events, prose, a source and an update, with links between them.
fn story() -> Value {
    let event =
        |year: u32| json!({ "id": format!("e{year}"), "date": year.to_string(), "title": format!("In {year}") });
    let mut events: Vec<Value> = (2001..2010).map(event).collect();
    events[4]["main"] = true.into();
    events[4]["body"] = "See [the card](#card) and [the sources](#book).".into();
    json!({
        "version": 1, "id": "tale", "title": "A \"tale\"", "summary": "It began [then](#e2001).",
        "sections": [
            { "id": "before", "title": "Before", "body": "Prose." },
            { "id": "points", "title": "Points", "cards": [
                { "id": "card", "title": "A card", "body": "Text.", "events": ["e2005"], "sources": ["book"] }
            ] },
            { "id": "after", "title": "After", "body": "Prose." },
        ],
        "timeline": { "events": events },
        "sources": [{ "id": "book", "title": "A book" }],
        "updates": [{ "date": "2010", "kind": "added", "note": "New.", "items": ["card"] }],
    })
}

/// Returns the snippet of a story that isn't isolated.
#[track_caller]
fn snippet(name: &str, story: &Value, arguments: &[&str]) -> Html {
    let folder = Folder::new(&format!("compact-{name}"));
    folder.write("tale.json", story.to_string().as_bytes());
    let mut embed = folder.keyline();
    let output = embed.args(["embed", "tale.json", "-o", "made", "--isolate", "off"]).args(arguments).output();
    let output = output.expect("keyline");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Html::parse_document(&folder.text("made/tale.snippet.html"))
}

/// Returns the values of an expression for all elements that a selector finds.
fn all(html: &Html, selector: &str, value: impl Fn(scraper::ElementRef) -> String) -> Vec<String> {
    html.select(&Selector::parse(selector).expect("a selector")).map(value).collect()
}

fn names(html: &Html, selector: &str) -> Vec<String> {
    all(html, selector, |element| element.value().name().to_owned())
}

fn attribute(html: &Html, selector: &str, name: &str) -> Vec<String> {
    all(html, selector, |element| element.attr(name).unwrap_or("-").to_owned())
}

/// Returns the parts as they are in the page: the ends of their ids, and the header and the table of contents by class.
fn parts(html: &Html) -> String {
    let parts = all(html, ".keyline-header, .keyline-content > *", |element| {
        let id = element.attr("id").and_then(|id| Some(id.split_once('/')?.1));
        id.or(element.attr("class")).unwrap_or_default().replace("keyline-", "")
    });
    parts.join(" ")
}

#[test]
fn the_parts_are_those_that_are_named_in_that_order() {
    let all = "header contents before points _timeline after _sources _updates";
    let of = |name: &str, arguments: &[&str]| parts(&snippet(name, &story(), arguments));
    assert_eq!(of("all", &[]), all);
    assert_eq!(of("same", &["--show", "header,contents,cards,timeline,prose,sources,updates"]), all);
    assert_eq!(of("two", &["--show", "timeline cards"]), "_timeline points");
    assert_eq!(of("first", &["--show", "updates, prose,header"]), "header _updates before after");
    assert_eq!(of("both", &["--show", "updates prose timeline cards"]), "_updates after _timeline before points");
    assert_eq!(of("header", &["--header", "off"]), all.trim_start_matches("header "));
    assert_eq!(of("on", &["--header", "on"]), all);
}

#[test]
fn without_the_header_the_title_is_the_label_and_headings_begin_a_level_higher() {
    let html = snippet("levels", &story(), &["--header", "off", "--heading-level", "3"]);
    assert_eq!(attribute(&html, "article", "aria-label"), ["A \"tale\""]);
    assert_eq!(attribute(&html, "article", "aria-labelledby"), ["-"]);
    assert_eq!(names(&html, ".keyline-heading"), ["h3"; 6]);
    assert_eq!(names(&html, ".keyline-card .keyline-name"), ["h4"]);
    let html = snippet("levels-of-all", &story(), &["--heading-level", "3"]);
    assert_eq!(attribute(&html, "article", "aria-label"), ["-"]);
    assert_eq!(attribute(&html, "article", "aria-labelledby"), ["tale/_title"]);
    assert_eq!([names(&html, ".keyline-title"), names(&html, ".keyline-sources .keyline-heading")], [["h3"], ["h4"]]);
}

#[test]
fn max_events_are_in_sight() {
    let in_sight = |html: &Html| names(html, ".keyline-list > .keyline-group .keyline-event").len();
    let html = snippet("three", &story(), &["--max-events", "3"]);
    assert_eq!((in_sight(&html), names(&html, ".keyline-fold").len()), (3, 2));
    assert_eq!(attribute(&html, "keyline-story", "max-events"), ["3"]);
    let html = snippet("ten", &story(), &["--max-events", "10"]);
    assert_eq!((in_sight(&html), names(&html, ".keyline-fold").len()), (9, 0));
    assert_eq!(attribute(&html, "keyline-story", "max-events"), ["-"]);
}

#[test]
fn the_data_stay_whole_and_links_lead_to_what_is_there_or_to_the_storys_page() {
    let link = ".keyline-about a, .keyline-prose a, .keyline-cites a, .keyline-links a, .keyline-contents a";
    let html = snippet("plain", &story(), &["--show", "timeline contents updates"]);
    assert_eq!(attribute(&html, link, "href"), [""; 0]);
    let body = all(&html, ".keyline-event .keyline-prose", |element| element.text().collect());
    assert_eq!(body, ["See the card and the sources."]);
    let data = all(&html, "keyline-story > script[type='application/json']", |element| element.text().collect());
    assert_eq!(serde_json::from_str::<Value>(&data[0]).ok(), Some(story()));

    let mut with_page = story();
    with_page["url"] = "https://news.example/tale#top".into();
    let html = snippet("page", &with_page, &["--show", "timeline updates"]);
    let page = |item: &str| format!("https://news.example/tale#tale/{item}");
    assert_eq!(attribute(&html, link, "href"), [page("card"), page("book"), page("card"), page("card")]);
    let html = snippet("cites", &with_page, &["--show", "cards,sources"]);
    assert_eq!(attribute(&html, link, "href"), [page("e2005"), "#tale/book".to_owned()]);
}

#[test]
fn what_cannot_be_shown_is_an_error() {
    let folder = Folder::new("compact-fails");
    folder.write("tale.json", json!({ "version": 1, "id": "tale", "title": "A tale" }).to_string().as_bytes());
    for (arguments, why) in [
        (
            &["--show", "timeline card"][..],
            "unknown part `card`; the parts are header, contents, cards, timeline, prose, ",
        ),
        (&["--show", " ,"], "name at least one of header, contents, "),
        (&["--show", "header", "--header", "off"], "'--show <PARTS>' cannot be used with '--header <on|off>'"),
        (&["--max-events", "0"], "'--max-events <N>'"),
        (
            &["--show", "cards timeline"],
            "nothing written: tale.json: nothing to show: the story has none of cards timeline",
        ),
        (&["--header", "off"], "none of contents cards timeline prose sources updates"),
    ] {
        let output =
            folder.keyline().args(["embed", "tale.json", "-o", "made"]).args(arguments).output().expect("keyline");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(why), "{said}");
        assert_eq!(folder.made(), [""; 0]);
    }
}

#[test]
fn a_frame_has_the_same_parts() {
    let folder = Folder::new("compact-frame");
    folder.write("tale.json", story().to_string().as_bytes());
    let arguments = ["embed", "tale.json", "-o", "made", "--iframe", "--show", "timeline cards", "--max-events", "3"];
    assert!(folder.keyline().args(arguments).output().expect("keyline").status.success());
    let html = Html::parse_document(&folder.text("made/tale.html"));
    assert_eq!(parts(&html), "_timeline points");
    assert_eq!(names(&html, ".keyline-heading"), ["h1", "h1"]);
    assert_eq!(attribute(&html, "keyline-story", "max-events"), ["3"]);
}
