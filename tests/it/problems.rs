//! Every mistake in a story is reported, with its rule and place.
//!
//! Beside each `tests/stories/bad/NAME.json` is `NAME.problems` with one line for each problem:
//! `severity[rule] pointer line:column message`. `UPDATE_EXPECT=1 cargo test problems` writes them anew; read the difference.

use std::{collections::BTreeSet, fs, path::Path};

use keyline::story::{
    self, Id, Item, Problem, Severity, Story,
    text::{Block, Inline, Target},
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    locale::{Cldr, time_zone_name},
    time_zones::BundledTimeZones,
};

/// All names of rules, as `docs/story-format.md` lists them.
const RULES: &[&str] = &[
    "ambiguous-time",
    "bad-id",
    "bad-lang",
    "bare-url",
    "bidi-control",
    "dangling-card",
    "dangling-event",
    "dangling-item",
    "dangling-source",
    "dangling-track",
    "duplicate-field",
    "duplicate-id",
    "empty-story",
    "empty-title",
    "end-before-start",
    "level-2",
    "link-scheme",
    "long-body",
    "missing-alt",
    "missing-field",
    "mixed-zones",
    "no-such-day",
    "no-such-time",
    "not-edtf",
    "not-json",
    "old-syntax",
    "time-in-interval",
    "two-main-events",
    "unknown-field",
    "unknown-markup",
    "unknown-time-zone",
    "unknown-value",
    "unsupported-version",
    "us-order",
    "wrong-type",
    "year-out-of-range",
];

fn files(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<(String, String)> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ext| ext == "json"))
        .map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("a readable story")))
        .collect();
    files.sort();
    files
}

/// A problem on a line, as the expectations have it.
fn line(json: &str, problem: &Problem) -> String {
    let before = &json[..problem.span.start];
    let row = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    let Problem { severity, rule, pointer, message, .. } = problem;
    format!("{}[{rule}] {pointer} {row}:{column} {message}\n", severity.name())
}

fn read(json: &str) -> (Story, Vec<Problem>) {
    story::read_in(json, Some(&BundledTimeZones::new()))
}

/// Checks what holds for every document.
#[track_caller]
fn sound(json: &str) -> Vec<Problem> {
    let (story, problems) = read(json);
    let written = serde_json::to_string(&story).expect("a story that can be written");
    assert!(read(&written).0 == story, "what is written is read as the same story: {written}");
    let value: Option<Value> = serde_json::from_str(json).ok();
    let mut last = 0;
    for problem in &problems {
        assert!(json.get(problem.span.clone()).is_some(), "{problem:?} points out of the text");
        assert!(problem.span.start >= last, "problems come in the order of the text");
        last = problem.span.start;
        assert!(RULES.contains(&problem.rule), "{problem:?} is of no known rule");
        assert!(
            !problem.message.is_empty() && !problem.message.contains('\n'),
            "{problem:?} says nothing, or too much"
        );
        if let Some(value) = &value {
            assert!(value.pointer(&problem.pointer).is_some(), "{problem:?} leads nowhere");
        }
    }
    // The story is consistent: unique ids, no reference that leads nowhere, events in order, one main event.
    let (events, sections) = (&story.timeline.events, &story.sections);
    let cards = || sections.iter().flat_map(|section| &section.cards);
    let mut ids: Vec<&Id> = story.timeline.tracks.iter().map(|track| &track.id).collect();
    ids.extend(events.iter().map(|event| &event.id));
    ids.extend(sections.iter().map(|section| &section.id));
    ids.extend(cards().map(|card| &card.id));
    ids.extend(story.sources.iter().map(|source| &source.id));
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "ids are unique");
    for id in ids {
        assert!(story.item(id).is_some(), "{id} is not found");
    }
    for event in events {
        assert!(event.cards.iter().all(|id| matches!(story.item(id), Some(Item::Card(_)))));
        assert!(event.after.iter().all(|id| story.event(id).is_some()));
        assert!(event.sources.iter().all(|id| matches!(story.item(id), Some(Item::Source(_)))));
        assert!(event.track.iter().all(|id| story.track(id).is_some()));
        event.body.blocks.iter().for_each(|block| block_leads_somewhere(&story, block));
    }
    for card in cards() {
        assert!(card.events.iter().all(|id| story.event(id).is_some()));
        assert!(card.sources.iter().all(|id| matches!(story.item(id), Some(Item::Source(_)))));
    }
    assert!(story.updates.iter().flat_map(|update| &update.items).all(|id| story.item(id).is_some()));
    assert!(events.is_sorted_by(|a, b| a.date.order(&b.date).is_le()), "events are in order");
    assert!(events.iter().filter(|event| event.main).count() <= 1, "one main event at most");
    problems
}

fn block_leads_somewhere(story: &Story, block: &Block) {
    match block {
        Block::Paragraph(text) => leads_somewhere(story, text),
        Block::List { items, .. } => items.iter().for_each(|text| leads_somewhere(story, text)),
        Block::Quote(blocks) => blocks.iter().for_each(|block| block_leads_somewhere(story, block)),
    }
}

fn leads_somewhere(story: &Story, text: &[Inline]) {
    for inline in text {
        match inline {
            Inline::Text(_) | Inline::Link { to: Target::Url(_), .. } => {}
            Inline::Link { to: Target::Item(id), .. } => assert!(story.item(id).is_some(), "{id} is not found"),
            Inline::Strong(text) | Inline::Emphasis(text) => leads_somewhere(story, text),
        }
    }
}

#[test]
fn every_bad_story_has_exactly_the_problems_that_stand_beside_it() {
    let mut different = Vec::new();
    for (name, json) in files("tests/stories/bad") {
        let found: String = sound(&json).iter().map(|problem| line(&json, problem)).collect();
        let beside = Path::new(&name).with_extension("problems");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&beside, found).expect("a writable folder");
        } else if fs::read_to_string(&beside).unwrap_or_default() != found {
            different.push(format!("{name}\n{found}"));
        }
    }
    assert!(different.is_empty(), "not as expected; this was found:\n{}", different.join("\n"));
}

#[test]
fn every_rule_has_a_bad_story_named_after_it_and_a_line_in_the_documentation() {
    let docs =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/story-format.md")).expect("the docs");
    for rule in RULES {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/stories/bad/{rule}.problems"));
        let expected = fs::read_to_string(file).unwrap_or_default();
        assert!(expected.contains(&format!("[{rule}]")), "tests/stories/bad/{rule}.json shows no {rule}");
        assert!(docs.contains(&format!("`{rule}`")), "docs/story-format.md says nothing about {rule}");
    }
}

#[test]
fn events_stand_by_instants_in_one_zone() {
    let read = |events: Value| {
        let json = json!({ "version": 1, "id": "a", "title": "A", "timeline": { "events": events } }).to_string();
        let (story, problems) = story::read(&json);
        let events = &story.timeline.events;
        let dates = events.iter().map(|event| event.date.datetime().unwrap_or_default()).collect::<Vec<_>>();
        (dates.join(" "), problems.iter().map(|problem| problem.rule).collect::<Vec<_>>())
    };
    let events = json!([
        { "id": "late", "date": "2025-03-13T22:00:00-04:00", "title": "Late" },
        { "id": "early", "date": "2025-03-14T01:00:00Z", "title": "Early" },
        { "id": "day", "date": "2025-03-14", "title": "Day" },
    ]);
    let expected = "2025-03-14T01:00:00Z 2025-03-14T02:00:00Z 2025-03-14";
    assert_eq!(read(events.clone()), (expected.to_owned(), vec!["mixed-zones"]));
    let mut main = events;
    main[0]["main"] = true.into();
    let expected = "2025-03-13T21:00:00-04:00 2025-03-13T22:00:00-04:00 2025-03-14";
    assert_eq!(read(main), (expected.to_owned(), vec!["mixed-zones"]));
    let one = json!([{ "id": "b", "date": "2025-03-13T22:00:00-04:00", "title": "B" }]);
    assert_eq!(read(one), ("2025-03-13T22:00:00-04:00".to_owned(), vec![]));
}

#[test]
fn all_times_are_in_the_zone_that_the_story_names() {
    let json = json!({
        "version": 1, "id": "a", "title": "A", "time_zone": "America/New_York", "updated": "2025-01-13T12:00:00Z",
        "timeline": { "events": [
            { "id": "utc", "date": "2025-03-14T01:00:00Z", "title": "Shown on the day before" },
            { "id": "local", "date": "2025-03-13T20:59", "title": "Without an offset" },
            { "id": "day", "date": "2025-03-14", "title": "A whole day" },
            { "id": "winter", "date": "2024-12-01T12:00:00+01:00", "title": "In winter" },
            { "id": "interval", "date": "2025-03-09T06:30:00Z/2025-03-09T07:30:00Z", "title": "While the clocks change" },
            { "id": "twice", "date": "2024-11-03T01:30", "title": "The earlier of two" },
            { "id": "skipped", "date": "2025-03-09T02:30", "title": "Its day stays" },
        ] },
        "sources": [{ "id": "s", "title": "S", "date": "2025-03-13T12:00:00Z" }],
    });
    let (story, problems) = read(&json.to_string());
    let dates: Vec<String> = story.dates().map(|date| date.words(&Cldr::new("en")).replace('\u{a0}', " ")).collect();
    let expected = [
        "3 November 2024, 01:30 UTC−4",
        "1 December 2024, 06:00",
        "9 March 2025, 01:30–03:30",
        "9 March 2025",
        "13 March 2025, 20:59",
        "13 March 2025, 21:00",
        "14 March 2025",
        "13 January 2025, 07:00",
        "13 March 2025, 08:00",
    ];
    assert_eq!(dates, expected);
    let datetimes = story.timeline.events.iter().filter_map(|event| event.date.datetime());
    let expected = [
        "2024-11-03T01:30-04:00",
        "2024-12-01T06:00:00-05:00",
        "2025-03-09",
        "2025-03-13T20:59-04:00",
        "2025-03-13T21:00:00-04:00",
        "2025-03-14",
    ];
    assert_eq!(datetimes.collect::<Vec<_>>(), expected);
    let rules: Vec<_> = problems.iter().map(|problem| (problem.severity, problem.rule)).collect();
    assert_eq!(rules, [(Severity::Warning, "ambiguous-time"), (Severity::Error, "no-such-time")]);
}

#[test]
fn a_time_zone_is_named_as_clocks_are() {
    let name = |zone: &str, date: &str| {
        let events = json!([{ "id": "a", "date": date, "title": "A" }]);
        let json = json!({ "version": 1, "id": "s", "lang": "en-US", "title": "S", "time_zone": zone, "timeline": { "events": events } });
        let (story, problems) = read(&json.to_string());
        assert!(problems.is_empty(), "{problems:?}");
        time_zone_name(&story).unwrap_or_default()
    };
    assert_eq!(name("America/New_York", "2025-07-01T12:00"), "Eastern Time");
    assert_eq!(name("america/new_york", "2025-01-01T12:00"), "Eastern Time");
    // Its clocks are not changed: it is not New York's time in summer.
    assert_eq!(name("America/Panama", "2025-07-01T12:00"), "Eastern Standard Time");
    assert_eq!(name("Asia/Kathmandu", "2025-07-01T12:00"), "Nepal Time");
    assert_eq!(name("UTC", "2025-07-01T12:00"), "Coordinated Universal Time");
    // CLDR doesn't know it.
    assert_eq!(name("EST5EDT", "2025-07-01T12:00"), "EST5EDT");
}

#[test]
fn an_unknown_time_zone_is_named_where_it_is_a_typo_or_a_city() {
    let hint = |zone: &str| {
        let json = json!({ "version": 1, "id": "s", "title": "S", "time_zone": zone, "sections": [{ "id": "a", "title": "A" }] });
        let (_, problems) = read(&json.to_string());
        let message = problems.first().map(|problem| problem.message.clone()).unwrap_or_default();
        message.split("did you mean ").nth(1).unwrap_or("none").to_owned()
    };
    assert_eq!(hint("America/NewYork"), "`America/New_York`?");
    assert_eq!(hint("New York"), "`America/New_York`?");
    assert_eq!(hint("berlin"), "`Europe/Berlin`?");
    for other in ["EDT", "CST", "UTC+1", "Asia/Beijing", "Asia/Mumbai", "Z"] {
        assert_eq!(hint(other), "none", "{other}");
    }
}

#[test]
fn an_interval_is_checked_on_the_clocks_of_its_zone() {
    let rules = |zone: Option<&str>, date: &str| {
        let events = json!([{ "id": "a", "date": date, "title": "A" }]);
        let json =
            json!({ "version": 1, "id": "s", "title": "S", "time_zone": zone, "timeline": { "events": events } });
        read(&json.to_string()).1.iter().map(|problem| problem.rule).collect::<Vec<_>>()
    };
    assert_eq!(rules(Some("America/New_York"), "2025-06-01T22:00/2025-06-02T01:00Z"), ["end-before-start"]);
    assert_eq!(rules(Some("Europe/Paris"), "2025-06-01T12:00/2025-06-01T11:00Z"), [""; 0]);
    assert_eq!(rules(None, "2025-06-01T12:00/2025-06-01T11:00Z"), [""; 0]);
    assert_eq!(rules(None, "2025-06-01T12:00Z/2025-06-01T11:00Z"), ["end-before-start"]);
}

#[test]
fn a_time_without_a_zone_stands_among_the_others_by_the_clock() {
    let events = json!([
        { "id": "c", "date": "2025-06-01T13:00-05:00", "title": "C", "main": true },
        { "id": "b", "date": "2025-06-01T12:00", "title": "B" },
        { "id": "a", "date": "2025-06-01T11:00-05:00", "title": "A" },
    ]);
    let (story, _) =
        read(&json!({ "version": 1, "id": "s", "title": "S", "timeline": { "events": events } }).to_string());
    let ids: Vec<&str> = story.timeline.events.iter().map(|event| &*event.id).collect();
    assert_eq!(ids, ["a", "b", "c"]);
}

#[test]
fn the_stories_we_ship_have_no_problems() {
    for (name, json) in files("stories") {
        assert_eq!(sound(&json), vec![], "{name}");
    }
}

#[test]
fn an_item_with_a_mistake_costs_that_item_at_most() {
    let json = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories/bad/kitchen-sink.json"));
    let (story, _) = story::read(&json.expect("the kitchen sink"));
    let titles: Vec<&str> = story.timeline.events.iter().map(|event| &*event.title).collect();
    assert_eq!(titles, ["First", "A year", "Second with the same id", "Third with half its fields wrong"]);
    assert_eq!(story.timeline.events[2].id.as_str(), "first-2");
    let cards: Vec<&str> = story.sections.iter().flat_map(|section| &section.cards).map(|card| &*card.title).collect();
    assert_eq!(cards, ["A card without an id", "A question"]);
    assert_eq!(story.sections[0].cards[0].id.as_str(), "a-card-without-an-id");
}

#[test]
fn line_ends_and_a_byte_order_mark_make_no_difference() {
    for (name, json) in files("stories").into_iter().chain(files("tests/stories/bad")) {
        if json.starts_with('\u{feff}') || json.contains('\r') {
            continue;
        }
        let reported = |json: &str| -> Vec<(&str, String, String)> {
            sound(json).into_iter().map(|problem| (problem.rule, problem.pointer, problem.message)).collect()
        };
        let expected = reported(&json);
        assert_eq!(reported(&json.replace('\n', "\r\n")), expected, "{name} with CRLF");
        assert_eq!(reported(&format!("\u{feff}{json}")), expected, "{name} with a byte order mark");
    }
}

#[test]
fn what_attackers_send_is_read_to_its_end() {
    let deep = |open: &str| format!("{{\"summary\": {}", open.repeat(100_000));
    let title = |text: &str| format!("{{\"version\":1,\"id\":\"a\",\"title\":\"{text}\",\"sections\":[{{}}]}}");
    for json in [
        deep("["),
        deep("{\"a\":"),
        title(&"a".repeat(1_000_000)),
        title(&"\\ud800".repeat(100_000)),
        title(&"\0".repeat(1_000_000)),
        title(&"\u{202e}".repeat(300_000)),
        title(&"\\\"".repeat(500_000)),
        "\0".repeat(1_000_000),
        "\"".repeat(1_000_000),
        "[,".repeat(500_000),
        "{\"a\":1,".repeat(200_000),
        format!("{{{}\"version\":1}}", "\"a\":1,".repeat(200_000)),
        format!("{{\"sections\":[{}]}}", vec!["{}"; 20_000].join(",")),
        format!("{{\"tracks\":[{}]}}", vec!["1"; 200_000].join(" ")),
    ] {
        assert!(!sound(&json).is_empty());
    }
}

#[test]
fn a_hundred_thousand_events_are_read_whole() {
    let event = |index: usize| {
        format!(
            r#"{{"id":"e{index}","date":"{:04}-0{}","title":"E","after":["e{}"]}}"#,
            index % 3_000,
            index % 9 + 1,
            index / 2
        )
    };
    let events: Vec<String> = (0..100_000).map(event).collect();
    let json = format!(r#"{{"version":1,"id":"a","title":"A","timeline":{{"events":[{}]}}}}"#, events.join(","));
    assert_eq!(sound(&json), vec![]);
    // The same, each with the id of the first and a reference that leads nowhere.
    let json = json.replace("\"id\":\"e", "\"id\":\"e0\",\"x\":\"");
    let (story, problems) = story::read(&json);
    assert_eq!(story.timeline.events.len(), 100_000);
    assert!(problems.len() > 299_000);
}

/// Values that stories have, and others.
fn values() -> impl Strategy<Value = Value> {
    let words = prop::sample::select(vec![
        "",
        "a",
        "b",
        "first",
        "A b",
        "#a",
        "2025",
        "2025-02-30",
        "2025-03-13/..",
        "confirmed",
        "image",
        "link",
        "person",
        "added",
        "https://a.org",
        "javascript:x",
        "[a](#a) **b**",
        "\u{202e}x",
        "🦀",
    ]);
    prop_oneof![
        4 => words.prop_map(Value::from),
        1 => any::<String>().prop_map(Value::from),
        1 => any::<i32>().prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
        2 => prop::collection::vec(prop::sample::select(vec!["a", "b", "first"]), 0..3).prop_map(Value::from),
    ]
}

/// Objects with the names that stories use, nested at random.
fn documents() -> impl Strategy<Value = Value> {
    let names = || {
        prop::sample::select(vec![
            "version",
            "id",
            "lang",
            "title",
            "summary",
            "publisher",
            "name",
            "url",
            "published",
            "timeline",
            "tracks",
            "events",
            "date",
            "body",
            "track",
            "tags",
            "status",
            "cards",
            "after",
            "sources",
            "media",
            "main",
            "sections",
            "kind",
            "updates",
            "note",
            "items",
            "src",
            "alt",
            "width",
            "a/b~c",
            "tilte",
        ])
    };
    values().prop_recursive(5, 60, 8, move |inner| {
        prop_oneof![
            3 => prop::collection::btree_map(names(), inner.clone(), 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())),
            1 => prop::collection::vec(inner, 0..5).prop_map(Value::from),
        ]
    })
}

/// A whole story of such parts: most of it is where it belongs.
fn stories() -> impl Strategy<Value = Value> {
    let list = || prop::collection::vec(documents(), 0..4);
    (documents(), list(), list(), list(), list(), list()).prop_map(
        |(summary, tracks, events, cards, sources, updates)| {
            json!({
                "version": 1, "id": "a", "title": "A", "summary": summary,
                "timeline": {"tracks": tracks, "events": events},
                "sections": [{"id": "b", "title": "B", "cards": cards}],
                "sources": sources, "updates": updates,
            })
        },
    )
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        sound(&text);
    }

    #[test]
    fn any_json_is_read(value in prop_oneof![documents(), stories()]) {
        sound(&value.to_string());
    }

    #[test]
    fn a_story_is_read_whatever_is_cut_out_of_it_or_put_in(
        which in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        length in 0_usize..40,
        instead in prop::sample::select(vec!["", "\"", "{", "}", "[", "]", ",", "\\", "null", "\0", "😀", ": 1", "//", "\u{202e}"]),
    ) {
        let stories = files("tests/stories");
        let json = &stories[which.index(stories.len())].1;
        let floor = |at: usize| (0..=at.min(json.len())).rev().find(|at| json.is_char_boundary(*at)).unwrap_or(0);
        let at = floor(at.index(json.len() + 1));
        sound(&format!("{}{instead}{}", &json[..at], &json[floor(at + length).max(at)..]));
    }
}
