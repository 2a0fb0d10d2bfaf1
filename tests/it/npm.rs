//! The npm package's TypeScript declarations and README agree with docs/embedding.md.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// Names, each with its values.
type Table = BTreeMap<String, BTreeSet<String>>;

fn text(file: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The texts between marks such as backticks.
fn between(text: &str, mark: char) -> BTreeSet<String> {
    text.split(mark).skip(1).step_by(2).map(str::to_owned).collect()
}

/// The first column of a table, and the names in its second.
fn table(document: &str, head: &str) -> Table {
    let rows = document.split_once(&format!("\n| {head} |")).unwrap_or_else(|| panic!("no table of {head}")).1;
    let rows = rows.lines().skip(2).take_while(|line| line.starts_with('|'));
    let table: Table = rows
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            (cells[0].trim_matches('`').to_owned(), between(cells[1], '`'))
        })
        .collect();
    assert!(!table.is_empty());
    table
}

/// The lines of a declaration, without its comments.
fn declared<'a>(declarations: &'a str, start: &str) -> Vec<&'a str> {
    let rest = declarations.split_once(start).unwrap_or_else(|| panic!("nothing is declared as {start}")).1;
    let lines = rest.lines().skip(1).take_while(|line| line.starts_with("  "));
    lines.map(str::trim).filter(|line| !line.starts_with("/**")).collect()
}

fn declarations() -> String {
    text("npm/index.d.ts")
}

#[test]
fn attributes_take_the_values_that_are_documented() {
    let docs = table(&text("docs/embedding.md"), "attribute");
    let lines = declarations();
    let types: Table = declared(&lines, "export interface KeylineStoryAttributes ")
        .iter()
        .map(|line| {
            let (name, values) = line.split_once("?: ").unwrap_or_else(|| panic!("{line} is not optional"));
            (name.trim_matches('"').to_owned(), between(values, '"'))
        })
        .collect();
    let levels = |to: u8| (1..=to).map(|level| level.to_string()).collect();
    assert_eq!(docs["heading-level"], BTreeSet::from(["1".to_owned(), "6".to_owned()]));
    let mut expected = docs.clone();
    expected.insert("heading-level".to_owned(), levels(6));
    assert_eq!(types, expected);
    let mut readme = table(&text("npm/README.md"), "attribute");
    // That cell names the other sources of a story.
    assert_eq!(readme.insert("src".to_owned(), docs["src"].clone()), Some(BTreeSet::new()));
    assert_eq!(readme, docs);
}

#[test]
fn events_bring_what_is_documented() {
    let docs = table(&text("docs/embedding.md"), "event");
    let (lines, readme) = (declarations(), text("npm/README.md"));
    let types = declared(&lines, "export interface KeylineStoryEventMap ");
    let names: BTreeSet<&str> = types.iter().filter_map(|line| line.split('"').nth(1)).collect();
    assert_eq!(names, docs.keys().map(String::as_str).collect());
    for line in types {
        let (name, detail) = line.split_once(": CustomEvent<").expect("an event");
        let name = name.trim_matches('"');
        let said = &docs[name];
        // Names, and the words that a value may be; those of an error's reason have a table of their own.
        let fields = detail
            .split(['{', ';', '}'])
            .filter_map(|field| Some(field.split_once(':')?.0.trim().trim_end_matches('?')));
        let all: BTreeSet<String> = fields.map(str::to_owned).chain(between(detail, '"')).collect();
        for word in &all {
            let turns = ["oldest", "newest"].contains(&word.as_str());
            assert!(said.contains(word) || turns, "docs/embedding.md doesn't say that {name} brings {word}");
        }
        for word in said.iter().filter(|word| !["null", "http"].contains(&word.as_str())) {
            assert!(all.contains(word), "npm/index.d.ts doesn't say that {name} brings {word}");
        }
        assert!(readme.contains(&format!("`{name}`")), "the package's README has no {name}");
    }
}

#[test]
fn every_reason_to_stay_as_it_was_is_declared() {
    let docs = table(&text("docs/embedding.md"), "`reason`");
    let declarations = declarations();
    let types = declared(&declarations, "export type KeylineStoryErrorReason =");
    // The first line follows its name.
    let types: BTreeSet<String> = types.iter().flat_map(|line| between(line, '"')).collect();
    assert_eq!(types, docs.into_keys().collect());
}

#[test]
fn properties_and_methods_are_declared() {
    let docs = table(&text("docs/embedding.md"), "name");
    let (declarations, readme) = (declarations(), text("npm/README.md"));
    let types: BTreeSet<String> = declared(&declarations, "export class KeylineStory extends HTMLElement ")
        .iter()
        .filter(|line| !line.starts_with("set "))
        .map(|line| {
            let name = line.trim_start_matches("get ").split(')').next().unwrap_or_default();
            match name.split_once('(') {
                Some((name, _)) if line.starts_with("get ") => name.to_owned(),
                Some((name, parameter)) => format!("{name}({})", parameter.split(':').next().unwrap_or_default()),
                None => name.to_owned(),
            }
        })
        .collect();
    assert_eq!(types, docs.keys().cloned().collect());
    for name in docs.keys() {
        assert!(readme.contains(&format!("`{name}`")), "the package's README has no {name}");
    }
}
