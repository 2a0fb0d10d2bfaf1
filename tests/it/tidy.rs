//! The house's rules that a compiler doesn't know.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Every Rust file of the package and of xtask, with its path from the root.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["src", "tests", "benches", "xtask/src"] {
        walk(&root.join(folder), &mut found);
    }
    let name =
        |file: &PathBuf| file.strip_prefix(root).map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
    found.iter().map(|file| (name(file), fs::read_to_string(file).unwrap_or_default())).collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
}

/// A file without its unit tests.
fn code(text: &str) -> &str {
    text.split_once("#[cfg(test)]").map_or(text, |(code, _)| code)
}

#[track_caller]
fn nothing(broken: Vec<String>, rule: &str) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}

#[test]
fn every_file_says_what_it_is_for() {
    let broken = files().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(name, _)| name).collect();
    nothing(broken, "these files don't open with `//!`");
}

#[test]
fn no_file_is_longer_than_four_hundred_lines_without_its_tests() {
    let long = |(name, text): (String, String)| {
        let lines = code(&text).lines().count();
        (lines > 400 && name.starts_with("src")).then(|| format!("{name}: {lines}"))
    };
    nothing(files().into_iter().filter_map(long).collect(), "these files are too long");
}

#[test]
fn no_room_is_a_junk_room() {
    let junk = ["utils", "util", "common", "helpers", "helper", "types", "misc", "mod"];
    let broken = files().into_iter().map(|(name, _)| name).filter(|name| {
        Path::new(name).file_stem().and_then(|stem| stem.to_str()).is_some_and(|stem| junk.contains(&stem))
    });
    nothing(broken.collect(), "these names say nothing");
}

#[test]
fn the_core_knows_neither_yew_nor_a_browser() {
    let core = ["src/date", "src/i18n", "src/story", "src/layout", "src/filter", "src/search", "src/state"];
    let foreign = ["use yew", "yew::", "web_sys", "js_sys", "wasm_bindgen", "std::fs", "std::env", "std::time"];
    nothing(forbidden(&core, &foreign), "the core is pure");
}

#[test]
fn the_view_asks_no_window_document_clock_or_storage() {
    let foreign =
        ["window()", "document()", "gloo", "local_storage", "session_storage", "js_sys", "Date::now", "std::time"];
    nothing(forbidden(&["src/view"], &foreign), "the view is a function of story and state");
}

#[test]
fn edges_do_not_import_one_another() {
    nothing(forbidden(&["src/bin/widget"], &["icu", "clap", "bin/keyline"]), "the widget is no command line");
    nothing(
        forbidden(&["src/bin/keyline"], &["wasm_bindgen::", "web_sys", "bin/widget"]),
        "the command line is no browser",
    );
}

#[test]
fn wasm_bindgen_stands_only_in_the_widget() {
    let outside = files().into_iter().filter(|(name, text)| {
        name.starts_with("src") && name != "src/bin/widget/main.rs" && text.contains("#[wasm_bindgen")
    });
    nothing(outside.map(|(name, _)| name).collect(), "an export in the library leaks into the reader's bytes");
}

#[test]
fn nothing_is_left_for_later() {
    let marks = ["TO\u{44}O", "FIX\u{4d}E", "todo\u{21}", "unimplemented\u{21}", "dbg\u{21}"];
    nothing(forbidden(&["src", "tests", "benches", "xtask"], &marks), "unfinished");
}

fn forbidden(folders: &[&str], words: &[&str]) -> Vec<String> {
    let mut broken = Vec::new();
    for (name, text) in files().iter().filter(|(name, _)| folders.iter().any(|folder| name.starts_with(folder))) {
        let lines = code(text).lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in lines.filter(|line| words.iter().any(|word| line.contains(word))) {
            broken.push(format!("{name}: {}", line.trim()));
        }
    }
    broken
}
