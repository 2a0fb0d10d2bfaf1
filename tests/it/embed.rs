//! `keyline embed`: the files of several stories. Browser tests check what they do.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

use serde_json::json;

/// A temporary folder with stories, and a widget that does nothing.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = Folder(std::env::temp_dir().join(format!("keyline-embed-{}-{name}", std::process::id())));
        fs::create_dir_all(folder.0.join("widget")).expect("a folder");
        for file in ["widget.js", "widget.wasm", "inline.js", "loader.js", "frame.js"] {
            fs::write(folder.0.join("widget").join(file), "").expect("a file");
        }
        for (file, id, title) in
            [("one", "one", "One"), ("two", "two", "Two"), ("again", "one", "Again"), ("bad", "bad", "")]
        {
            let story =
                json!({ "version": 1, "id": id, "title": title, "sections": [{ "id": "part", "title": "Part" }] });
            fs::write(folder.0.join(file).with_extension("json"), story.to_string()).expect("a story");
        }
        folder
    }

    fn embed(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_keyline"));
        command.arg("embed").args(arguments).args(["-o", "made"]).current_dir(&self.0).env("KEYLINE_WIDGET", "widget");
        command.output().expect("keyline")
    }

    fn names(&self) -> Vec<String> {
        let files = fs::read_dir(self.0.join("made")).into_iter().flatten();
        let mut names: Vec<String> =
            files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn several_stories_share_one_set_of_files() {
    let folder = Folder::new("several");
    assert!(folder.embed(&["one.json"]).status.success());
    let one = folder.names();
    let output = folder.embed(&["one.json", "two.json"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let mut both = one.clone();
    both.push("two.snippet.html".to_owned());
    both.sort();
    assert_eq!(folder.names(), both);
    let bytes = |name: &str| fs::metadata(folder.0.join("made").join(name)).expect("a file").len();
    let (snippets, files): (Vec<_>, Vec<_>) = both.iter().partition(|name| name.ends_with(".snippet.html"));
    let mut expected = String::new();
    for name in snippets {
        expected += &format!("Wrote made/{name} (0 events, 0 cards, {} kB)\n", bytes(name).div_ceil(1_000));
    }
    let total: u64 = files.iter().map(|name| bytes(name)).sum();
    expected += &format!("Wrote made ({} files, {} kB)\n", files.len(), total.div_ceil(1_000));
    assert_eq!(said, expected);
}

#[test]
fn nothing_is_written_where_a_story_has_errors_or_another_ones_id() {
    let folder = Folder::new("errors");
    for (stories, code, why) in [
        (&["one.json", "bad.json"][..], 1, "Nothing written: "),
        (&["one.json", "again.json"], 2, "nothing written: one.json and again.json have the same id, `one`"),
        (&["one.json", "none.json"], 2, "nothing written: none.json: there is no such file"),
    ] {
        let output = folder.embed(stories);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains(why), "{said}");
        assert_eq!(folder.names(), [""; 0]);
    }
    fs::write(folder.0.join("made"), "").expect("a file");
    let output = folder.embed(&["one.json"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("nothing written: made: this is a file, and a folder is needed"), "{said}");
}
