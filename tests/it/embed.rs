//! `keyline embed`: the files of several stories. Browser tests check what they do.

use std::{fs, process::Output};

use serde_json::json;

use crate::folder::Folder;

/// Returns a folder with stories.
fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    for (file, id, title) in
        [("one", "one", "One"), ("two", "two", "Two"), ("again", "one", "Again"), ("bad", "bad", "")]
    {
        let story = json!({ "version": 1, "id": id, "title": title, "sections": [{ "id": "part", "title": "Part" }] });
        folder.write(&format!("{file}.json"), story.to_string().as_bytes());
    }
    folder
}

fn embed(folder: &Folder, arguments: &[&str]) -> Output {
    folder.keyline().arg("embed").args(arguments).args(["-o", "made"]).output().expect("keyline")
}

#[test]
fn several_stories_share_one_set_of_files() {
    let folder = folder("embed-several");
    assert!(embed(&folder, &["one.json"]).status.success());
    let one = folder.made();
    let output = embed(&folder, &["one.json", "two.json"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let mut both = one.clone();
    both.push("two.snippet.html".to_owned());
    both.sort();
    assert_eq!(folder.made(), both);
    let bytes = |name: &str| fs::metadata(folder.path("made").join(name)).expect("a file").len();
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
    let folder = folder("embed-errors");
    for (stories, code, why) in [
        (&["one.json", "bad.json"][..], 1, "Nothing written: "),
        (&["one.json", "again.json"], 2, "nothing written: one.json and again.json have the same id, `one`"),
        (&["one.json", "none.json"], 2, "nothing written: none.json: there is no such file"),
    ] {
        let output = embed(&folder, stories);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains(why), "{said}");
        assert_eq!(folder.made(), [""; 0]);
    }
    folder.write("made", b"");
    let output = embed(&folder, &["one.json"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("nothing written: made: this is a file, and a folder is needed"), "{said}");
}
