//! Pages under test: output of `keyline page` and `keyline embed`, saved as files or served.

use std::{
    collections::BTreeMap,
    env, fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    process::Command,
    sync::{LazyLock, Mutex, PoisonError},
};

use serde_json::{Value, json};

use crate::server::{Prelude, Site};

pub const DEFAULT: &str = "stories/nato-white-house-2025.json";
pub const OLD: &str = "stories/deep-time.json";
pub const ARABIC: &str = "stories/rosetta-stone.json";
pub const EVERYTHING: &str = "tests/stories/everything.json";
pub const DATES: &str = "tests/stories/dates.json";
pub const RTL: &str = "tests/stories/rtl.json";

/// An image of one pixel (GIF).
pub const PICTURE: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

static MADE: Mutex<BTreeMap<PathBuf, String>> = Mutex::new(BTreeMap::new());

/// Returns the page of a story. The story's path is relative to the repository.
pub fn page(story: &str) -> String {
    made_of(&root().join(story))
}

/// Saves the page of a story and returns its `file:` URL.
pub fn url(story: &str) -> String {
    save(&story.replace(['/', '.'], "-"), &page(story))
}

/// Returns the page of a story that a test has generated.
pub fn page_of(name: &str, story: &Value) -> String {
    made_of(&save_story(name, story))
}

/// Saves that page and returns its `file:` URL.
pub fn url_of(name: &str, story: &Value) -> String {
    save(name, &page_of(name, story))
}

/// Returns the output of `keyline embed`: a site with its files, and the snippet.
pub fn embed(story: &str, arguments: &[&str]) -> (Site, String) {
    embed_of(&root().join(story), arguments)
}

/// Returns the same for a story that a test has generated.
pub fn embed_json(name: &str, story: &Value, arguments: &[&str]) -> (Site, String) {
    embed_of(&save_story(name, story), arguments)
}

fn embed_of(story: &Path, arguments: &[&str]) -> (Site, String) {
    built("KEYLINE_WIDGET");
    let made = folder().join(format!("embed-{:?}", std::thread::current().id()));
    let _ = fs::remove_dir_all(&made);
    let mut embed = Command::new(env!("CARGO_BIN_EXE_keyline"));
    let embed = embed.arg("embed").arg(story).arg("-o").arg(&made).args(arguments).output().expect("keyline");
    assert!(embed.status.success(), "keyline embed: {}", String::from_utf8_lossy(&embed.stderr));
    let site = Site::new().folder(&made);
    let name = site.names().into_iter().find(|name| name.ends_with(".snippet.html")).expect("a snippet");
    let snippet = fs::read_to_string(made.join(name.trim_start_matches('/'))).expect("a snippet");
    let _ = fs::remove_dir_all(&made);
    (site, snippet)
}

/// Returns a publisher's page with pasted content.
pub fn host(content: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">
         <title>News</title><link rel=\"icon\" href=\"data:,\"><body>{content}"
    )
}

/// Saves a page and returns its `file:` URL.
pub fn save(name: &str, html: &str) -> String {
    address(&write(name, "html", html))
}

fn save_story(name: &str, story: &Value) -> PathBuf {
    write(name, "json", &story.to_string())
}

/// Writes a file of the tests. Its name ends with a hash of the text: a test that runs at the same time may use the same name.
fn write(name: &str, extension: &str, text: &str) -> PathBuf {
    let mut hash = DefaultHasher::new();
    text.hash(&mut hash);
    let name = format!("{name}-{:x}.{extension}", hash.finish());
    let file = folder().join(&name);
    if !file.exists() {
        // Renamed when complete: another test may read the same file.
        let half = folder().join(format!("{name}.{:?}", std::thread::current().id()));
        fs::write(&half, text).and_then(|()| fs::rename(&half, &file)).expect("a file to be written");
    }
    file
}

/// Saves a copy of a page with a prelude in its head, and returns the copy's URL.
pub fn with_prelude(url: &str, prelude: &Prelude) -> String {
    let (page, fragment) = url.split_once('#').map_or((url, ""), |(page, _)| (page, &url[page.len()..]));
    let file = url::Url::parse(page).ok().and_then(|page| page.to_file_path().ok()).expect("a page on disk");
    let html = fs::read_to_string(&file).expect("a page");
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    save(&name, &prelude.put_into(&html, None)) + fragment
}

/// Returns the paths of all stories in the repository.
pub fn every_story() -> Vec<String> {
    let mut stories: Vec<String> = ["stories", "tests/stories"]
        .into_iter()
        .flat_map(|folder| {
            let files = fs::read_dir(root().join(folder)).expect("stories");
            files.filter_map(move |entry| Some(format!("{folder}/{}", entry.ok()?.file_name().to_str()?)))
        })
        .filter(|path| path.ends_with(".json"))
        .collect();
    stories.sort();
    stories
}

/// Reads the JSON of a story.
pub fn json(story: &str) -> Value {
    let text = fs::read_to_string(root().join(story)).unwrap_or_else(|why| panic!("{story}: {why}"));
    serde_json::from_str(&text).unwrap_or_else(|why| panic!("{story}: {why}"))
}

/// Generates a story with this number of events, ten days apart. Each has a card, a source and the tag "odd" or "even".
pub fn long_story(events: usize) -> Value {
    let days = |index: usize| format!("{:04}-{:02}-{:02}", 1900 + index / 36, index % 36 / 3 + 1, index % 3 * 10 + 1);
    let event = |index| {
        json!({ "id": format!("e{index}"), "date": days(index), "title": format!("Event {index}"), "body": "What happened.",
            "cards": [format!("c{index}")], "sources": [format!("s{index}")], "tags": [if index % 2 == 0 { "even" } else { "odd" }] })
    };
    let source = |index| json!({ "id": format!("s{index}"), "title": format!("Source {index}") });
    let card = |index| json!({ "id": format!("c{index}"), "title": format!("Card {index}"), "body": "What it means." });
    json!({
        "version": 1, "id": "long", "title": "A long story",
        "timeline": { "events": (0..events).map(event).collect::<Vec<_>>() },
        "sections": [{ "id": "cards", "title": "Cards", "cards": (0..events).map(card).collect::<Vec<_>>() }],
        "sources": (0..events).map(source).collect::<Vec<_>>(),
    })
}

/// Returns every line of text of a story that readers see, without Markdown.
pub fn lines(story: &str) -> Vec<String> {
    let mut story = json(story);
    // A track without events isn't shown.
    let used: Vec<Value> =
        story["timeline"]["events"].as_array().into_iter().flatten().map(|e| e["track"].clone()).collect();
    if let Some(tracks) = story["timeline"]["tracks"].as_array_mut() {
        tracks.retain(|track| used.contains(&track["id"]));
    }
    let mut lines = Vec::new();
    gather(&story, &mut lines);
    lines
}

fn gather(value: &Value, lines: &mut Vec<String>) {
    const TEXTS: [&str; 10] =
        ["title", "summary", "body", "byline", "name", "note", "caption", "credit", "display_date", "publisher"];
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if TEXTS.contains(&name.as_str()) => lines.extend(plain_lines(text)),
                    Value::Array(tags) if name == "tags" => {
                        lines.extend(tags.iter().filter_map(|tag| Some(tag.as_str()?.to_owned())));
                    }
                    nested => gather(nested, lines),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, lines)),
        _ => {}
    }
}

/// Removes Markdown syntax: one text for each line.
fn plain_lines(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(|line| {
        let line = line.trim_start_matches(|c: char| "->. ".contains(c) || c.is_ascii_digit()).replace('*', "");
        let mut plain = String::new();
        let mut rest = line.as_str();
        while let Some((before, after)) = rest.split_once("](") {
            plain.push_str(&before.replacen('[', "", 1));
            rest = after.split_once(')').map_or("", |(_, rest)| rest);
        }
        plain + rest
    })
}

/// Returns an expression for the `<details>` of an item, by the item's element id.
pub fn item(address: &str) -> String {
    format!("document.getElementById('{address}').closest('details')")
}

/// Removes the page's Content-Security-Policy.
pub fn without_policy(html: &str) -> String {
    let (before, rest) = html.split_once("<meta http-equiv=\"Content-Security-Policy\"").expect("a policy");
    let (_, after) = rest.split_once('>').expect("the policy's end");
    format!("{before}{after}")
}

/// Replaces the first occurrence of a text, which must exist.
pub fn replaced(html: &str, old: &str, new: &str) -> String {
    assert!(html.contains(old), "the page holds no {old}");
    html.replacen(old, new, 1)
}

/// Returns the `<keyline-story>` element of a page, with its content.
pub fn element(html: &str) -> &str {
    let start = html.find("<keyline-story").expect("an element");
    let end = html[start..].find("</keyline-story>").expect("its end") + start + "</keyline-story>".len();
    &html[start..end]
}

/// Replaces the `<keyline-story>` element of a page.
pub fn with_elements(html: &str, elements: &str) -> String {
    replaced(html, element(html), elements)
}

/// Returns the folder that trunk has built.
pub fn dist() -> PathBuf {
    built("KEYLINE_DIST")
}

/// Reads axe-core's script.
pub fn axe() -> String {
    let file = built("KEYLINE_AXE");
    fs::read_to_string(&file).unwrap_or_else(|why| panic!("{}: {why}", file.display()))
}

/// Reads a script that embeds frames in publishers' pages (installed by xtask/src/setup.rs).
pub fn parent(file: &str) -> String {
    let file = built("KEYLINE_PARENTS").join(file);
    fs::read_to_string(&file).unwrap_or_else(|why| panic!("{}: {why}", file.display()))
}

fn made_of(story: &Path) -> String {
    built("KEYLINE_WIDGET");
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    made.entry(story.to_owned())
        .or_insert_with(|| {
            let page = Command::new(env!("CARGO_BIN_EXE_keyline"))
                .arg("page")
                .arg(story)
                .args(["-o", "-"])
                .output()
                .expect("keyline");
            assert!(page.status.success(), "keyline page: {}", String::from_utf8_lossy(&page.stderr));
            String::from_utf8(page.stdout).expect("UTF-8")
        })
        .clone()
}

fn built(variable: &str) -> PathBuf {
    let path = env::var_os(variable)
        .unwrap_or_else(|| panic!("run `cargo xtask test`, which builds the widget and sets {variable}"));
    PathBuf::from(path)
}

/// The folder for the files of the tests. An earlier run's files are removed.
fn folder() -> &'static Path {
    static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("e2e");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder for pages");
        folder
    });
    &FOLDER
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn address(file: &Path) -> String {
    url::Url::from_file_path(file).expect("an absolute path").into()
}
