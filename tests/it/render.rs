//! Snapshots of the markup of every story in `tests/stories`, indented, one tag a line; and rules for all markup.

use std::{collections::BTreeSet, fs, path::Path, rc::Rc};

use keyline::{
    layout::Order,
    state::{OpenItems, State},
    story::{self, Story},
    view::{self, RenderOptions},
};
use serde_json::Value;

use crate::{locale::story_context, time_zones::BundledTimeZones};

/// Renders a story in the state that `change` returns, without hydration markers.
fn markup(story: &Story, change: impl Fn(State) -> State) -> String {
    pollster::block_on(view::prerender(
        Rc::new(story_context(story, RenderOptions::new(1))),
        change(State::new(story)),
        false,
    ))
}

fn story(name: &str) -> Story {
    story::read_in(&json("tests/stories", name), Some(&BundledTimeZones::new())).0
}

fn json(folder: &str, name: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(name);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Returns the file names of a folder's stories, sorted.
fn names(folder: &str) -> BTreeSet<String> {
    let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect(folder);
    let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    names.filter(|name| name.ends_with(".json")).collect()
}

/// Puts each element on a line of its own, unless text precedes it.
fn indented(html: &str) -> String {
    let mut lines = String::new();
    // For each open element: whether its children have lines of their own.
    let mut open: Vec<bool> = Vec::new();
    let line = |lines: &mut String, depth: usize| lines.push_str(&format!("\n{:1$}", "", depth * 2));
    let mut after_text = true;
    for piece in html.split_inclusive('>') {
        let (text, tag) = piece.rsplit_once('<').unwrap_or((piece, ""));
        lines += text;
        if tag.starts_with('/') {
            if open.pop() == Some(true) {
                line(&mut lines, open.len());
            }
        } else if text.is_empty() && !after_text {
            open.last_mut().into_iter().for_each(|lines| *lines = true);
            line(&mut lines, open.len());
        }
        if !tag.starts_with('/') && !tag.starts_with("img ") {
            open.push(false);
        }
        lines += &piece[text.len()..];
        after_text = false;
    }
    lines.trim_start().to_owned() + "\n"
}

#[test]
fn every_story_renders_as_it_did() {
    for name in names("tests/stories") {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            insta::assert_snapshot!(name.trim_end_matches(".json"), indented(&markup(&story(&name), |state| state)));
        });
    }
}

#[test]
fn every_word_of_a_story_is_in_its_markup() {
    for folder in ["stories", "tests/stories"] {
        for name in names(folder) {
            let json = json(folder, &name);
            let (story, problems) = story::read(&json);
            if !problems.is_empty() {
                continue;
            }
            let shown = shown(&markup(&story, |state| state));
            let mut written = Vec::new();
            texts(&serde_json::from_str(&json).expect("JSON"), &mut written);
            // A track without events has no lane.
            let used = |title: &str| {
                story.timeline.tracks.iter().all(|track| {
                    *track.title != *title
                        || story.timeline.events.iter().any(|event| event.track.as_deref() == Some(&track.id))
                })
            };
            for line in written.iter().filter(|text| used(text)).flat_map(|text| text.lines()) {
                let words = words(line.trim_start_matches(|c: char| c.is_ascii_digit()));
                assert!(shown.contains(&words), "{folder}/{name}: {line:?} is missing");
            }
        }
    }
}

/// Collects the texts that are written for readers, without the addresses of links, and without labels, which stand for titles where
/// the overview has room.
fn texts(value: &Value, found: &mut Vec<String>) {
    const LEFT_OUT: [&str; 22] = [
        "time_zone",
        "$schema",
        "after",
        "cards",
        "date",
        "events",
        "id",
        "items",
        "kind",
        "label",
        "lang",
        "poster",
        "published",
        "sources",
        "src",
        "status",
        "track",
        "updated",
        "url",
        "version",
        "width",
        "height",
    ];
    match value {
        Value::String(text) => {
            let mut pieces = text.split("](");
            let mut plain = pieces.next().unwrap_or_default().to_owned();
            for piece in pieces {
                match piece.split_once(')').filter(|(address, _)| !address.contains(char::is_whitespace)) {
                    Some((_address, rest)) => plain += rest,
                    None => plain.extend(["](", piece]),
                }
            }
            found.push(plain);
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(fields) => {
            for (name, value) in fields {
                let nested = matches!(value, Value::Array(items) if items.iter().any(Value::is_object));
                if nested || !LEFT_OUT.contains(&name.as_str()) {
                    texts(value, found);
                }
            }
        }
        _ => {}
    }
}

/// Returns the words that readers see or hear: the text, and the alternative texts of images.
fn shown(html: &str) -> String {
    let alternatives = tags(html).filter_map(|tag| attribute(tag, "alt"));
    let text = html.split('<').filter_map(|piece| Some(piece.split_once('>')?.1));
    let text: Vec<&str> = text.chain(alternatives).collect();
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&amp;", "&")];
    words(&entities.iter().fold(text.join(" "), |text, (entity, character)| text.replace(entity, character)))
}

/// Returns the words of a text, separated and enclosed by spaces.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |words, word| words + word + " ")
}

/// Returns the opening tags, without `<` and `>`.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).filter_map(|piece| Some(piece.split_once('>')?.0)).filter(|tag| !tag.starts_with('/'))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

#[test]
fn all_text_is_there_while_everything_is_closed() {
    let story = story("everything.json");
    let closed = markup(&story, |mut state| {
        state.open = OpenItems::default();
        state
    });
    for card in story.sections.iter().flat_map(|section| &section.cards) {
        assert!(closed.contains(&*card.title), "{} is missing", card.title);
        assert!(closed.contains(&format!("id=\"{}/{}\"", story.id, card.id)));
    }
    assert!(!closed.contains("<details open"), "something is open");
}

#[test]
fn newest_first_renders_the_list_in_reverse_with_gaps_to_later_events() {
    let story = story("dates.json");
    let oldest = markup(&story, |state| state);
    let newest = markup(&story, |mut state| {
        state.order = Order::NewestFirst;
        state
    });
    let ids = |html: &str| -> Vec<String> {
        // Plain rows carry the address themselves.
        let items = |tag: &&str| matches!(attribute(tag, "class"), Some("keyline-body" | "keyline-event"));
        tags(html).filter(items).filter_map(|tag| Some(attribute(tag, "id")?.to_owned())).collect()
    };
    assert_eq!(ids(&oldest).len(), story.timeline.events.len());
    let reversed: Vec<String> = ids(&newest).into_iter().rev().collect();
    assert_eq!(ids(&oldest), reversed);
    for (html, reversed, later, earlier) in [(&oldest, 0, 1, 0), (&newest, 1, 0, 1)] {
        assert_eq!(html.matches("data-order=\"newest\"").count(), reversed);
        assert_eq!(usize::from(html.contains(" later</p>")), later);
        assert_eq!(usize::from(html.contains(" earlier</p>")), earlier);
    }
}

#[test]
fn an_open_item_has_the_open_attribute_and_the_selected_one_is_current() {
    let story = story("everything.json");
    let id = story.timeline.events[0].id.clone();
    let html = markup(&story, |mut state| {
        state.open = OpenItems::only([id.clone()]);
        state.current = Some(id.clone());
        state
    });
    assert_eq!(html.matches("<details open").count() + html.matches("\" open").count(), 1, "one item is open");
    assert!(html.contains("aria-current=\"true\""));
}

#[test]
fn nothing_of_a_hostile_story_becomes_markup() {
    let html = markup(&story("hostile.json"), |state| state);
    for tag in tags(&html) {
        let (name, _) = tag.split_once(' ').unwrap_or((tag, ""));
        let foreign = ["base", "b", "form", "i", "iframe", "link", "meta", "object", "plaintext", "script", "style"];
        assert!(!foreign.contains(&name), "<{tag}> got through");
        let outside_of_values: String = tag.split('"').step_by(2).collect();
        for attribute in outside_of_values.split_whitespace() {
            assert!(!attribute.starts_with("on") && !attribute.starts_with("style"), "<{tag}> got through");
        }
        for address in ["href", "src"].into_iter().filter_map(|name| attribute(tag, name)) {
            let safe = ["https://", "http://", "mailto:", "#hostile/"].iter().any(|start| address.starts_with(start));
            assert!(safe, "<{tag}> has an unsafe address");
        }
    }
    assert_eq!(html.matches("<img").count(), 2, "the story has one picture, which its closed row shows, too");
}

#[test]
fn the_parts_of_a_marks_name_are_separated_by_commas_in_french_too() {
    let json = json("tests/stories", "time-zone.json").replace("\"lang\": \"en-US\"", "\"lang\": \"fr\"");
    let html = markup(&story::read_in(&json, Some(&BundledTimeZones::new())).0, |state| state);
    assert!(html.contains("2 novembre 2025 à 00:40: The first line fails, 2 sur 5\""), "the name of a mark");
}

#[test]
fn an_event_links_to_each_card_that_names_it() {
    let json = r#"{ "version": 1, "id": "s", "title": "S",
        "timeline": { "events": [
            { "id": "a", "date": "2024", "title": "A", "cards": ["two"] },
            { "id": "b", "date": "2025", "title": "B" }] },
        "sections": [{ "id": "part", "title": "Part", "cards": [
            { "id": "one", "title": "One", "events": ["a", "b", "none"] },
            { "id": "two", "title": "Two", "events": ["a"] }] }] }"#;
    let (story, _) = story::read(json);
    let cards = |event: usize| story.timeline.events[event].cards.iter().map(|id| id.as_str()).collect::<Vec<_>>();
    assert_eq!((cards(0), cards(1)), (vec!["two", "one"], vec!["one"]));
    assert!(markup(&story, |state| state).contains("href=\"#s/one\""));
}

#[test]
fn words_of_another_language_are_isolated_in_a_story_whose_language_has_none() {
    let event = |date: &str| format!("{{ \"date\": \"{date}\", \"title\": \"אירוע {date}\" }}");
    let events = ["-0586", "1948-05-14", "2023"].map(event).join(",");
    let read = |lang: &str| {
        let json = format!(
            "{{ \"version\": 1, \"lang\": \"{lang}\", \"title\": \"כותרת\", \"timeline\": {{ \"events\": [{events}] }} }}"
        );
        markup(&story::read(&json).0, |state| state)
    };
    let hebrew = read("he");
    for words in ["about 2,534 years later", "587 BCE – 2023", "587 BCE"] {
        assert!(hebrew.contains(&format!("<bdi lang=\"en\" dir=\"ltr\">{words}</bdi>")), "{words}: {hebrew}");
    }
    // Digits of another script belong to no language.
    let persian = read("fa");
    assert!(persian.contains("<bdi lang=\"en\" dir=\"ltr\">۵۸۷ BCE"), "{persian}");
    // The names of months are Hebrew.
    assert!(hebrew.contains("<bdi>") && !hebrew.contains("14 May"), "{hebrew}");
    // `<bdi>` isn't allowed in an SVG's `<text>`. Without `direction`, "587 BCE" would be displayed as "BCE 587".
    for words in ["587 BCE", "about 2,534 years"] {
        assert!(hebrew.contains(&format!(" direction=\"ltr\">{words}</text>")), "{words}: {hebrew}");
    }
    // Hebrew and English words together have the story's direction.
    let mixed = r#"{ "version": 1, "lang": "he", "title": "כותרת", "timeline": { "events": [
        { "date": "-0043-03", "title": "א" }, { "date": "-0042-01", "title": "ב" }] } }"#;
    let mixed = markup(&story::read(mixed).0, |state| state);
    assert!(mixed.contains("<bdi>מרץ 44 BCE</bdi>") && !mixed.contains(" direction=\"ltr\">מרץ"), "{mixed}");
    for lang in ["ar", "en"] {
        assert!(!read(lang).contains("<bdi") && !read(lang).contains(" direction="), "{lang}");
    }
}
