//! The JSON Schema that editors use: as committed, as the types make it, and as the reader reads.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use keyline::story;
use serde_json::{Value, json};

const FILE: &str = "schema/keyline-story.schema.json";

fn committed() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE)).unwrap_or_default()
}

fn schema() -> Value {
    serde_json::from_str(&committed()).expect("a committed schema")
}

fn definition<'a>(schema: &'a Value, name: &str) -> &'a Value {
    &schema["$defs"][name]
}

fn names(object: &Value) -> BTreeSet<&str> {
    object.as_object().into_iter().flat_map(|fields| fields.keys().map(String::as_str)).collect()
}

/// Every object that the format has, with the fields the schema knows of it and the JSON Pointer of one in [`everything`].
fn objects(schema: &Value) -> Vec<(&'static str, BTreeSet<&str>, &Value)> {
    let media = |kind: &str| {
        let kinds = definition(schema, "Media")["oneOf"].as_array().expect("media of two kinds");
        kinds.iter().find(|media| media["properties"]["kind"]["const"] == kind).expect("this kind of media")
    };
    [
        ("", schema),
        ("/image", &definition(schema, "LeadPicture")["oneOf"][0]),
        ("/publisher", definition(schema, "Publisher")),
        ("/timeline", definition(schema, "Timeline")),
        ("/timeline/tracks/0", definition(schema, "Track")),
        ("/timeline/events/0", definition(schema, "Event")),
        ("/timeline/events/0/media", media("image")),
        ("/sections/0", definition(schema, "Section")),
        ("/sections/0/cards/0", definition(schema, "Card")),
        ("/sections/0/cards/0/media", media("link")),
        ("/sources/0", definition(schema, "Source")),
        ("/updates/0", definition(schema, "Update")),
    ]
    .into_iter()
    .map(|(pointer, object)| (pointer, names(&object["properties"]), object))
    .collect()
}

/// A story with every field there is.
fn everything() -> Value {
    json!({
        "$schema": "../schema/keyline-story.schema.json", "version": 1, "id": "all", "lang": "en", "time_zone": "UTC", "title": "All",
        "summary": "S", "image": {"kind": "image", "src": "a.png", "alt": "A", "caption": "C", "credit": "C", "width": 1, "height": 1}, "byline": "B", "publisher": {"name": "P", "url": "https://p.org"}, "url": "https://p.org/all",
        "published": "2025-03-13", "updated": "2025-03-13T21:00:00Z",
        "timeline": {
            "title": "T", "tracks": [{"id": "track", "title": "Track"}],
            "events": [{
                "id": "event", "date": "2025", "title": "E", "display_date": "D", "label": "L", "teaser": "T", "body": "B", "track": "track", "tags": ["t"],
                "status": "alleged", "cards": ["card"], "after": [], "sources": ["source"], "main": true,
                "media": {"kind": "image", "src": "a.png", "alt": "A", "caption": "C", "credit": "C", "width": 1, "height": 1},
            }],
        },
        "sections": [{
            "id": "section", "title": "S", "body": "B",
            "cards": [{
                "id": "card", "title": "C", "teaser": "T", "body": "B", "kind": "question", "events": ["event"], "sources": ["source"],
                "tags": ["t"], "status": "disputed",
                "media": {"kind": "link", "url": "https://a.org", "title": "T", "poster": "a.png"},
            }],
        }],
        "sources": [{"id": "source", "title": "S", "publisher": "P", "url": "https://s.org", "date": "2014-09-05"}],
        "updates": [{"date": "2025-03-14", "kind": "corrected", "note": "N", "items": ["event"]}],
    })
}

#[test]
fn the_committed_schema_is_the_one_that_the_types_make() {
    let output = Command::new(env!("CARGO_BIN_EXE_keyline")).arg("schema").output().expect("keyline runs");
    assert!(output.status.success());
    let made = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(made == committed(), "the schema has changed; run: cargo run -- schema > {FILE}");
}

#[test]
fn the_schema_knows_the_fields_that_the_reader_knows() {
    let (_, problems) = story::read(&everything().to_string());
    assert_eq!(problems, vec![], "the reader knows every field of it");
    let (schema, all) = (schema(), everything());
    for (pointer, fields, _) in objects(&schema) {
        let here = all.pointer(pointer).expect("an object of the story");
        assert_eq!(fields, names(here), "at {pointer:?}");
    }
}

#[test]
fn the_schema_requires_what_the_reader_requires() {
    let schema = schema();
    for (pointer, fields, object) in objects(&schema) {
        let required: BTreeSet<&str> =
            object["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for field in fields {
            let mut story = everything();
            story.pointer_mut(pointer).and_then(Value::as_object_mut).expect("an object").remove(field);
            let (_, problems) = story::read(&story.to_string());
            let missed = problems
                .iter()
                .any(|problem| matches!(problem.rule, "missing-field" | "missing-alt") && problem.pointer == pointer);
            assert_eq!(missed, required.contains(field), "{field} at {pointer:?}");
        }
    }
}

#[test]
fn the_schema_has_the_words_that_the_reader_has() {
    let schema = schema();
    for (pointer, definition) in [
        ("/timeline/events/0/status", "Status"),
        ("/sections/0/cards/0/status", "Status"),
        ("/sections/0/cards/0/kind", "CardKind"),
        ("/updates/0/kind", "UpdateKind"),
    ] {
        let mut story = everything();
        *story.pointer_mut(pointer).expect("a word") = "no such word".into();
        let (_, problems) = story::read(&story.to_string());
        assert_eq!(problems.len(), 1);
        let message = &problems[0].message;
        let listed = message.split_once("is none of ").expect("the words").1.split(';').next().unwrap_or_default();
        assert_eq!(
            words(&schema["$defs"][definition]),
            listed.split(", ").map(str::to_owned).collect(),
            "{definition}"
        );
    }
}

/// The words of a schema's choice, however it is written.
fn words(schema: &Value) -> BTreeSet<String> {
    let mut words: BTreeSet<String> =
        schema["enum"].as_array().into_iter().flatten().filter_map(|word| Some(word.as_str()?.to_owned())).collect();
    words.extend(schema["const"].as_str().map(str::to_owned));
    for choice in schema["oneOf"].as_array().into_iter().flatten() {
        words.extend(self::words(choice));
    }
    words
}

#[test]
fn editors_are_told_of_typos_and_offered_descriptions() {
    let schema = schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(schema["$id"].is_string());
    for (pointer, fields, object) in objects(&schema) {
        assert_eq!(object["additionalProperties"], false, "{pointer:?} takes anything");
        assert!(!fields.is_empty());
    }
    for (name, field) in schema["properties"].as_object().expect("the story's fields") {
        assert!(field["description"].is_string(), "an editor shows nothing about {name}");
    }
    assert_eq!(definition(&schema, "Id")["pattern"], "^[a-z0-9][a-z0-9-]*$");
    for date in definition(&schema, "Date")["examples"].as_array().expect("examples of dates") {
        let date = date.as_str().unwrap_or_default();
        assert!(keyline::date::Edtf::parse(date).is_ok(), "{date} is no date");
    }
    assert!(!committed().contains("\"null\""), "`null` is not offered");
}
