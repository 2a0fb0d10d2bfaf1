//! The documentation is right: its examples are read, its commands print what it shows, its links and names exist.
//!
//! The convention for `docs/story-format.md` is at its top.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use keyline::story;
use serde_json::{Value, json};

const FORMAT: &str = "docs/story-format.md";
const DOCS: [&str; 9] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/decisions.md",
    "docs/embedding.md",
    "docs/performance.md",
    "docs/story-format.md",
    "npm/README.md",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The fenced blocks of a document: info string, content, and the line it begins at.
fn blocks(document: &str) -> Vec<(String, String, usize)> {
    let (mut found, mut inside) = (Vec::new(), None);
    for (index, line) in document.lines().enumerate() {
        match (line.strip_prefix("```"), &mut inside) {
            (Some(info), None) => inside = Some((info.to_owned(), String::new(), index + 1)),
            (Some(_), Some(_)) => found.extend(inside.take()),
            (None, Some((_, content, _))) => *content += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    assert!(inside.is_none(), "a block has no end");
    found
}

/// The text below a heading, up to the next one.
fn below<'a>(document: &'a str, heading: &str) -> &'a str {
    let rest = document.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("there is no {heading:?}")).1;
    rest.split("\n#").next().unwrap_or_default()
}

/// The cells of a table's rows, below its head.
fn rows<'a>(document: &'a str, head: &str) -> Vec<Vec<&'a str>> {
    let tables = document.split(head).skip(1);
    let rows = tables.flat_map(|table| table.lines().skip(2).take_while(|line| line.starts_with('|')));
    rows.map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect()).collect()
}

fn keyline(folder: &Path, arguments: &[&str]) -> String {
    let command = Command::new(env!("CARGO_BIN_EXE_keyline")).args(arguments).current_dir(folder).output();
    let output = command.expect("keyline runs");
    String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8")
}

/// The story that fragments are put into.
fn host() -> Value {
    json!({
        "version": 1, "id": "host", "title": "Host",
        "timeline": {
            "tracks": [{"id": "alliance", "title": "Alliance"}],
            "events": [{"id": "meeting", "date": "2025-03-13", "title": "The meeting"}],
        },
        "sections": [
            {"id": "key-points", "title": "Key points", "cards": [{"id": "defense-spending", "title": "Defense spending"}]},
        ],
        "sources": [{"id": "nato", "title": "NATO"}],
        "updates": [],
    })
}

/// The host with a fragment in it, in the place of the item with the same id if there is one.
fn hosted(kind: &str, fragment: Value) -> Value {
    let mut story = host();
    let place = match kind {
        "story" => return fragment,
        "media" => {
            story["timeline"]["events"][0]["media"] = fragment;
            return story;
        }
        "track" => "/timeline/tracks",
        "event" => "/timeline/events",
        "section" => "/sections",
        "card" => "/sections/0/cards",
        "source" => "/sources",
        "update" => "/updates",
        _ => panic!("no `json {kind}` is known"),
    };
    let items = story.pointer_mut(place).and_then(Value::as_array_mut).expect("a list");
    items.retain(|item| item["id"] != fragment["id"]);
    items.push(fragment);
    story
}

#[test]
fn every_example_of_the_format_is_read_without_a_problem() {
    let mut kinds = BTreeSet::new();
    for (info, content, line) in blocks(&text(FORMAT)) {
        let Some(kind) = info.strip_prefix("json ") else {
            assert_ne!(info, "json", "{FORMAT}:{line}: say of what this is an example");
            continue;
        };
        let value = serde_json::from_str(&content).unwrap_or_else(|error| panic!("{FORMAT}:{line}: {error}"));
        let (_, problems) = story::read(&hosted(kind, value).to_string());
        assert_eq!(problems, vec![], "{FORMAT}:{line}");
        kinds.insert(kind.to_owned());
    }
    let all = ["card", "event", "media", "section", "source", "story", "track", "update"];
    assert_eq!(kinds.iter().map(String::as_str).collect::<Vec<_>>(), all);
}

#[test]
fn every_field_is_explained_where_its_object_is_and_has_an_example() {
    let (document, schema) = (text(FORMAT), text("schema/keyline-story.schema.json"));
    let schema: Value = serde_json::from_str(&schema).expect("a schema");
    let examples: String =
        blocks(&document).into_iter().filter(|(info, ..)| info.starts_with("json ")).map(|(_, json, _)| json).collect();
    let media = schema["$defs"]["Media"]["oneOf"].as_array().expect("media of two kinds");
    let object = |name: &str| &schema["$defs"][name];
    for (heading, objects) in [
        ("## The story", vec![&schema, object("Publisher")]),
        ("## Timeline", vec![object("Timeline"), object("Track")]),
        ("### Events", vec![object("Event")]),
        ("## Sections", vec![object("Section")]),
        ("### Cards", vec![object("Card")]),
        ("## Sources", vec![object("Source")]),
        ("## Updates", vec![object("Update")]),
        ("## Media", media.iter().collect()),
    ] {
        let below = below(&document, heading);
        let fields = objects.iter().flat_map(|object| object["properties"].as_object().expect("fields").keys());
        let fields: BTreeSet<&str> = fields.map(String::as_str).collect();
        assert!(!fields.is_empty());
        for field in &fields {
            assert!(below.contains(&format!("`{field}`")), "{heading} says nothing about {field}");
            assert!(examples.contains(&format!("\"{field}\":")), "no example has {field}");
        }
        for row in rows(below, "| field |") {
            for name in row[0].split(", ").map(|name| name.trim_matches('`')) {
                assert!(fields.contains(name), "{heading} has a field {name}, which the format doesn't have");
            }
        }
    }
}

#[test]
fn dates_are_said_as_the_table_says() {
    let document = text(FORMAT);
    let rows = rows(&document, "| write | for | readers see |");
    assert!(rows.len() > 15);
    for row in rows {
        let date = row[0].trim_matches('`');
        let said: Value = serde_json::from_str(&keyline(root(), &["date", "--json", date])).expect("JSON");
        assert_eq!(said["words"], row[2], "{date}");
    }
}

#[test]
fn commands_print_what_is_shown() {
    let document = text(FORMAT);
    let folder = std::env::temp_dir().join(format!("keyline-docs-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder of our own");
    let small = blocks(&document).into_iter().find(|(info, ..)| info == "json story").expect("a small story").1;
    fs::write(folder.join("story.json"), small.replace("2025-03-13/..", "2025-02-30")).expect("a story");
    let mut different = Vec::new();
    let sessions: Vec<_> = blocks(&document).into_iter().filter(|(info, ..)| info == "console").collect();
    for (_, session, line) in &sessions {
        for run in session.split("$ keyline ").skip(1) {
            let (command, shown) = run.split_once('\n').expect("a command on a line");
            let arguments: Vec<&str> = command.split(' ').map(|word| word.trim_matches('\'')).collect();
            let printed = keyline(&folder, &arguments);
            if printed != shown {
                different.push(format!("{FORMAT}:{line}: keyline {command}\n{printed}"));
            }
        }
    }
    let _ = fs::remove_dir_all(&folder);
    assert!(sessions.len() >= 2, "sessions are in `console` blocks");
    assert!(different.is_empty(), "this is what is printed:\n{}", different.join("\n"));
}

#[test]
fn links_lead_to_files_and_headings() {
    for file in DOCS {
        let document = text(file);
        let unfenced = document.split("```").step_by(2).collect::<String>();
        let prose = unfenced.split('`').step_by(2).collect::<String>();
        for link in prose.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.contains("://") {
                continue;
            }
            let (path, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() {
                root().join(file)
            } else {
                root().join(file).parent().map(|folder| folder.join(path)).expect("a folder")
            };
            assert!(target.exists(), "{file}: {link} leads nowhere");
            if !heading.is_empty() {
                let there = fs::read_to_string(&target).unwrap_or_default();
                let headings = there.lines().filter(|line| line.starts_with('#')).map(slug);
                assert!(headings.collect::<BTreeSet<_>>().contains(heading), "{file}: {link} has no such heading");
            }
        }
    }
}

/// A heading's address, as GitHub makes it.
fn slug(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    words
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

#[test]
fn files_that_are_named_are_there() {
    for file in DOCS {
        let document = text(file);
        let code = document.split('`').skip(1).step_by(2).chain(document.split("```").skip(1).step_by(2));
        for word in code.flat_map(str::split_whitespace) {
            let folder = word.split('/').next().unwrap_or_default();
            let ours =
                ["src", "style", "stories", "schema", "tests", "benches", "docs", "npm", "xtask"].contains(&folder);
            // `thing` is what a reader may add.
            if ours && word.contains('/') && !word.contains(['*', '…']) && !word.contains("thing") {
                let path = line_reference(word).map_or(word, |(path, _)| path);
                assert!(root().join(path).exists(), "{file} names {word}, which isn't there");
            }
        }
    }
}

/// Splits `path.rs:12` into the path and the line.
fn line_reference(word: &str) -> Option<(&str, usize)> {
    let (path, line) = word.rsplit_once(':')?;
    Some((path, line.parse().ok()?))
}

/// Returns whether a line of code contains a name as a whole word, and whether it declares it.
fn mentions(line: &str, name: &str) -> (bool, bool) {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let is_whole = |at: usize| !line[..at].ends_with(is_word) && !line[at + name.len()..].starts_with(is_word);
    let mut places = line.match_indices(name).map(|(at, _)| at).filter(|&at| is_whole(at)).peekable();
    let is_mentioned = places.peek().is_some();
    let keywords = ["fn ", "struct ", "enum ", "trait ", "pub "];
    (is_mentioned, places.any(|at| keywords.iter().any(|keyword| line[..at].ends_with(keyword))))
}

/// In the tour, each file and line follows the name that is there. `UPDATE_EXPECT=1` corrects the lines.
#[test]
fn the_tour_names_what_is_at_each_line() {
    const FILE: &str = "CONTRIBUTING.md";
    let document = text(FILE);
    // Every second part is code.
    let parts: Vec<&str> = document.split('`').collect();
    let mut corrected: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
    let mut count = 0;
    for index in (1..parts.len() - 2).step_by(2) {
        let name = parts[index].rsplit("::").next().unwrap_or_default();
        let Some((path, line)) = line_reference(parts[index + 2]) else { continue };
        count += 1;
        let source = text(path);
        let lines: Vec<(bool, bool)> = source.lines().map(|line| mentions(line, name)).collect();
        let is_declared = lines.iter().any(|(_, declares)| *declares);
        let fits = |(mentions, declares): (bool, bool)| if is_declared { declares } else { mentions };
        let fitting = (1..=lines.len()).filter(|number| fits(lines[number - 1]));
        let nearest = fitting.min_by_key(|number| number.abs_diff(line));
        let nearest = nearest.unwrap_or_else(|| panic!("{FILE} names `{name}`, which isn't in {path}"));
        corrected[index + 2] = format!("{path}:{nearest}");
    }
    let corrected = corrected.join("`");
    assert!(count > 20, "{count} references");
    if corrected != document && std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(root().join(FILE), &corrected).expect("the document is written");
    } else {
        let wrong = document.lines().zip(corrected.lines()).filter(|(is, should)| is != should);
        let wrong: Vec<String> = wrong.map(|(is, should)| format!("{is}\n  should be\n{should}")).collect();
        assert!(wrong.is_empty(), "`UPDATE_EXPECT=1 cargo test docs` corrects:\n{}", wrong.join("\n"));
    }
}

#[test]
fn commands_that_are_named_exist() {
    let help = keyline(root(), &["--help"]);
    let chores = fs::read_to_string(root().join("xtask/src/main.rs")).expect("xtask");
    for file in DOCS {
        for (info, script, line) in blocks(&text(file)) {
            for words in script.lines().map(|line| line.split_whitespace().collect::<Vec<_>>()) {
                match words[..] {
                    ["keyline", command, ..] if info == "sh" => {
                        assert!(help.contains(&format!("\n  {command} ")), "{file}:{line}: there is no {command}");
                    }
                    ["cargo", "xtask", chore, ..] => {
                        assert!(chores.contains(&format!("\"{chore}\"")), "{file}:{line}: there is no {chore}");
                    }
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn every_room_is_on_the_map() {
    let map = text("ARCHITECTURE.md");
    let rooms = fs::read_dir(root().join("src")).expect("src").filter_map(|entry| Some(entry.ok()?.path()));
    let rooms = rooms.filter(|path| path.extension().is_some_and(|ext| ext == "rs"));
    let rooms = rooms.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).filter(|name| name != "lib");
    for room in rooms.chain(["bin/keyline".to_owned(), "bin/widget".to_owned()]) {
        assert!(map.contains(&format!("**`{room}`**")), "{room} isn't on the map");
    }
}
