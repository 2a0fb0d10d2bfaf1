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
    assert!(said.starts_with(&expected), "{said}");
}

#[test]
fn the_sheet_is_inline_and_its_hash_is_said_or_it_is_a_link() {
    let folder = folder("embed-sheet");
    let snippet = || fs::read_to_string(folder.path("made").join("one.snippet.html")).expect("a snippet");
    let said = String::from_utf8(embed(&folder, &["one.json"]).stderr).expect("UTF-8");
    let inline = snippet();
    let sheet = folder.made().into_iter().find(|name| name.ends_with(".css")).expect("a sheet");
    let css = fs::read_to_string(folder.path("made").join(sheet)).expect("a sheet");
    assert!(inline.contains(&format!("<style class=\"keyline-sheet\">{css}</style>")) && !inline.contains("<link"));
    let said_strictly = String::from_utf8(embed(&folder, &["one.json", "--strict-csp"]).stderr).expect("UTF-8");
    let strict = snippet();
    assert!(strict.contains("<link rel=\"stylesheet\"") && !strict.contains("<style"));
    let hashes = said
        .lines()
        .last()
        .and_then(|line| line.strip_prefix("If the page has a policy (CSP), add to its style-src: "));
    let hashes: Vec<&str> = hashes.expect("hashes").split(' ').map(|hash| hash.trim_matches('\'')).collect();
    // The first is that of the style that registers properties.
    assert!(hashes.len() == 2 && strict.contains(&format!("integrity=\"{}\"", hashes[1])), "{hashes:?}");
    assert!(!said_strictly.contains("sha256"), "{said_strictly}");
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
