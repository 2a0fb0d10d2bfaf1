//! The commands as people and scripts call them: output, standard input, exit codes.

use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const GOOD: &str = r#"{"version": 1, "id": "good", "title": "Good", "sections": [{"id": "part", "title": "Part"}]}"#;
const BAD: &str = "{\n  \"version\": 1,\n  \"id\": \"bad\",\n  \"title\": \"Bad\",\n  \"published\": \"2025-02-30\",\n  \"sections\": [{ \"id\": \"part\", \"title\": \"Part\" }]\n}\n";

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

fn keyline(args: &[&str], stdin: &[u8]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_keyline"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("NO_COLOR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("keyline starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    let input = stdin.to_vec();
    // Written beside the reading of its output: neither waits for the other. A command that reads nothing closes the pipe.
    let writer = std::thread::spawn(move || pipe.write_all(&input).is_ok());
    let output = child.wait_with_output().expect("keyline ends");
    let _ = writer.join();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

fn check(story: &[u8]) -> Ran {
    keyline(&["check", "-"], story)
}

/// A file of our own that is gone when the test is over.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str) -> Temporary {
        Temporary(std::env::temp_dir().join(format!("keyline-{}-{name}", std::process::id())))
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("a plain path")
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

#[test]
fn a_good_story_has_no_problems() {
    let ran = check(GOOD.as_bytes());
    let summary = "<stdin>: no problems (0 events, 0 cards)\n";
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(0), "", summary));
    let ran = keyline(&["check", "stories/nato-white-house-2025.json"], b"");
    assert_eq!(ran.err, "stories/nato-white-house-2025.json: no problems (12 events, 6 cards)\n");
}

#[test]
fn a_command_that_writes_says_what_it_wrote() {
    let page = Temporary::new("wrote.html");
    let ran = keyline(&["page", "-", "-o", page.path()], GOOD.as_bytes());
    let kilobytes = fs::metadata(&page.0).expect("a page").len().div_ceil(1_000);
    let wrote = format!("Wrote {} (0 events, 0 cards, {kilobytes} kB)\n", page.path());
    assert!(ran.err.ends_with(&wrote), "{}", ran.err);
    assert!(!keyline(&["page", "-"], GOOD.as_bytes()).err.contains("Wrote"), "standard output");
}

#[test]
fn a_story_with_errors_is_not_written_unless_it_keeps_going() {
    let page = Temporary::new("kept.html");
    let ran = keyline(&["page", "-", "-o", page.path()], BAD.as_bytes());
    let end = "<stdin>: 1 error\nNothing written: 1 error. `--keep-going` leaves out what is wrong.\n";
    assert!(ran.code == Some(1) && ran.err.ends_with(end) && !page.0.exists(), "{}", ran.err);
    let ran = keyline(&["page", "-", "--keep-going", "-o", page.path()], BAD.as_bytes());
    assert!(ran.code == Some(0) && page.0.exists(), "{}", ran.err);
    assert!(ran.err.starts_with("warning[no-such-day]") && !ran.err.contains("error"), "{}", ran.err);
    assert!(ran.err.contains("<stdin>: 1 warning\n"), "{}", ran.err);
    // What is no story is not written.
    for (story, why) in [(&b"{}"[..], "has no title"), (b"nothing", "has no title"), (b"\xff", "1 error")] {
        let ran = keyline(&["page", "-", "--keep-going"], story);
        assert!(ran.code == Some(1) && ran.out.is_empty(), "{}", ran.err);
        assert!(ran.err.contains("Nothing written: ") && ran.err.contains(why), "{}", ran.err);
    }
}

#[test]
fn a_folder_instead_of_a_file_is_named_without_a_number() {
    let folder = env!("CARGO_MANIFEST_DIR");
    for (args, why) in [
        (&["page", folder][..], "this is a folder, and a file is needed"),
        (&["page", "-", "-o", folder], "this is a folder, and a file is needed"),
        (&["page", "none.json"], "nothing written: none.json: there is no such file or folder"),
        (&["check", folder], "this is a folder, and a file is needed"),
    ] {
        let ran = keyline(args, GOOD.as_bytes());
        assert!(ran.code == Some(2) && ran.err.contains(why) && !ran.err.contains("os error"), "{}", ran.err);
    }
}

#[test]
fn a_problem_is_shown_with_its_place_its_line_and_a_caret() {
    let ran = check(BAD.as_bytes());
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.out, "", "errors go to standard error");
    let expected =
        "error[no-such-day]: February 2025 has 28 days, so there is no 30\n  --> <stdin>:5:16 (/published)\n";
    assert!(ran.err.starts_with(expected), "{}", ran.err);
    assert!(ran.err.contains("5 |   \"published\": \"2025-02-30\","), "{}", ran.err);
    assert!(ran.err.contains("  |                ^^^^^^^^^^^^"), "{}", ran.err);
    assert!(ran.err.ends_with("<stdin>: 1 error\n"), "{}", ran.err);
    assert!(!ran.err.contains('\u{1b}'), "color is for terminals");
}

#[test]
fn every_bad_story_is_shown_with_each_of_its_places() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/stories/bad");
    for path in fs::read_dir(&folder).expect("bad stories").map(|entry| entry.expect("an entry").path()) {
        if path.extension().is_none_or(|ext| ext != "json") {
            continue;
        }
        let name = path.to_str().expect("a plain path");
        let ran = keyline(&["check", name], b"");
        let problems = fs::read_to_string(path.with_extension("problems")).expect("what is expected");
        for line in problems.lines() {
            let mut words = line.split(' ');
            let (rule, pointer, place) = (words.next(), words.next(), words.next());
            let (rule, place) = (rule.unwrap_or_default(), place.unwrap_or_default());
            assert!(ran.err.contains(&format!("{rule}: ")), "{name}: {rule} is not shown\n{}", ran.err);
            assert!(ran.err.contains(&format!("  --> {name}:{place}")), "{name}: {pointer:?} {place}\n{}", ran.err);
        }
        assert_eq!(ran.code, Some(i32::from(problems.contains("error["))), "{name}");
    }
}

#[test]
fn warnings_alone_are_no_failure() {
    let ran = check(GOOD.replace("\"id\": \"good\"", "\"id\": \"good\", \"x\": 1").as_bytes());
    assert_eq!(ran.code, Some(0));
    assert!(ran.err.starts_with("warning[unknown-field]: "), "{}", ran.err);
    assert!(ran.err.ends_with("<stdin>: 1 warning\n"), "{}", ran.err);
}

#[test]
fn several_stories_are_checked_and_one_bad_one_is_enough_to_fail() {
    let file = "stories/nato-white-house-2025.json";
    assert_eq!(keyline(&["check", file, "-", file], BAD.as_bytes()).code, Some(1));
    assert_eq!(keyline(&["check", file, file], b"").code, Some(0));
}

#[test]
fn what_is_not_utf_8_is_shown_with_its_place() {
    let ran = check(b"{\n  \"title\": \"Caf\xe9\"\n}");
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("error[not-utf-8]: "), "{}", ran.err);
    assert!(ran.err.contains(" --> <stdin>:2:16"), "{}", ran.err);
}

#[test]
fn long_lines_are_shown_around_what_is_wrong() {
    let padding = "é ".repeat(50_000);
    let json =
        GOOD.replace("\"Good\"", &format!("\"{padding}\", \"published\": \"2025-02-30\", \"byline\": \"{padding}\""));
    let ran = check(json.as_bytes());
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("  --> <stdin>:1:100056 (/published)"), "{}", ran.err);
    assert!(ran.err.contains("\"2025-02-30\"") && ran.err.contains("^^^^^^^^^^^^"), "{}", ran.err);
    assert!(ran.err.len() < 2_000, "{} bytes are too many", ran.err.len());
}

#[test]
fn a_story_does_nothing_to_the_terminal() {
    let ran = check(br#"{"version": 1, "id": "a", "title": "A", "\u001b[31m\u202e\n": 1, "publisher": {"name": "P", "\u001b[2J": 1}}"#);
    assert!(!ran.err.contains(['\u{1b}', '\u{202e}']), "{}", ran.err.escape_debug());
}

#[test]
fn a_hundred_thousand_problems_are_shown_in_a_while_and_not_in_an_hour() {
    let json = format!("{{\"version\": 1, \"sections\": [{}]}}", vec!["1"; 100_000].join(","));
    let start = Instant::now();
    let ran = check(json.as_bytes());
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.ends_with("<stdin>: 100002 errors\n"), "{}", ran.err.lines().last().unwrap_or_default());
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
}

#[test]
fn what_cannot_be_carried_out_ends_with_two() {
    for args in
        [&["check"][..], &["check", "no/such/file.json"], &["check", "."], &["chekc"], &[], &["date"], &["page"]]
    {
        let ran = keyline(args, b"");
        assert_eq!(ran.code, Some(2), "{args:?}");
        assert!(!ran.err.is_empty() && ran.out.is_empty(), "{args:?}");
    }
    assert!(keyline(&["check", "no/such/file.json"], b"").err.contains("no/such/file.json"), "the file is named");
}

#[test]
fn nothing_is_written_when_a_page_fails() {
    let page = Temporary::new("page.html");
    fs::write(&page.0, "as it was").expect("a writable folder");
    let ran = keyline(&["page", "-", "-o", page.path()], BAD.as_bytes());
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("error[no-such-day]"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&page.0).expect("the page"), "as it was");
}

#[cfg(unix)]
#[test]
fn a_page_is_written_through_a_link_and_keeps_its_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let (page, link) = (Temporary::new("target.html"), Temporary::new("link.html"));
    fs::write(&page.0, "as it was").expect("a writable folder");
    fs::set_permissions(&page.0, fs::Permissions::from_mode(0o600)).expect("permissions");
    let _ = fs::remove_file(&link.0);
    symlink(&page.0, &link.0).expect("a link");
    assert_eq!(keyline(&["page", "-", "-o", link.path()], GOOD.as_bytes()).code, Some(0));
    assert!(fs::symlink_metadata(&link.0).expect("the link").is_symlink());
    assert!(fs::read_to_string(&page.0).expect("the page").contains("Good"));
    assert_eq!(fs::metadata(&page.0).expect("the page").permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_page_carries_the_offsets_of_two_centuries_at_most() {
    let story = r#"{"version": 1, "id": "far", "time_zone": "America/New_York", "title": "Far", "timeline": {"events": [
        {"id": "a", "date": "1950-07-01T12:00", "title": "A"},
        {"id": "b", "date": "9999-12-31T23:59", "title": "B"}]}}"#;
    let ran = keyline(&["page", "-"], story.as_bytes());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let (_, data) = ran.out.split_once("class=\"keyline-time-zone-data\">").expect("the zone");
    let (data, _) = data.split_once("</script>").expect("its end");
    let zone: serde_json::Value = serde_json::from_str(data).expect("JSON");
    assert_eq!(zone["id"], "America/New_York");
    assert!(zone["changes"].as_array().is_some_and(|changes| (100..=400).contains(&changes.len())), "{data}");
}

#[test]
fn help_names_every_command() {
    let ran = keyline(&["--help"], b"");
    assert_eq!(ran.code, Some(0));
    for command in ["check", "page", "date", "schema"] {
        assert!(ran.out.contains(&format!("\n  {command} ")), "{}", ran.out);
    }
}

#[test]
fn dates_are_said_and_bad_ones_fail() {
    let ran = keyline(&["date", "2025-03-13"], b"");
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.contains("13 March 2025"), "{}", ran.out);
    let ran = keyline(&["date", "--json", "2025-02-30", "2022-02-24/..", "-0043-03-15"], b"");
    assert_eq!(ran.code, Some(1));
    let lines: Vec<serde_json::Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON, one object a line")).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!((&lines[0]["valid"], &lines[0]["input"]), (&false.into(), &"2025-02-30".into()));
    assert_eq!((&lines[1]["valid"], &lines[1]["latest"]), (&true.into(), &serde_json::Value::Null));
    assert_eq!((&lines[2]["valid"], &lines[2]["earliest"]), (&true.into(), &"-0043-03-15".into()));
}
