//! `keyline embed --iframe`: the files that it writes, and none if it fails. Browser tests check what they do.

use std::{fs, process::Output};

use scraper::{Html, Selector};
use serde_json::json;

use crate::folder::Folder;

fn embed(folder: &Folder, id: &str, title: &str, arguments: &[&str]) -> Output {
    let story = json!({ "version": 1, "id": id, "title": title, "sections": [{ "id": "part", "title": "Part",
        "body": "[There](https://example.com/?a=1&b=2), [here](#part), and <a rel=\"noopener\" as text" }] });
    folder.write("story.json", story.to_string().as_bytes());
    run(folder, "story.json", arguments)
}

fn run(folder: &Folder, story: &str, arguments: &[&str]) -> Output {
    let mut command = folder.keyline();
    command.args(["embed", "--iframe", story, "-o", "made"]).args(arguments).output().expect("keyline")
}

#[track_caller]
fn check_fails(output: &Output, code: i32, why: &str, folder: &Folder) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.contains(why), "{said}");
    assert!(!folder.path("made").exists(), "{:?}", folder.made());
}

#[test]
fn an_iframe_is_a_page_named_after_the_story_and_a_tag() {
    let folder = Folder::new("iframe-tag");
    let output = embed(&folder, "summit", "The summit", &["--base", "https://cdn.example/keyline/"]);
    assert!(output.status.success() && output.stdout.is_empty(), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr);
    let kilobytes = folder.text("made/summit.html").len().div_ceil(1_000);
    let page = format!("Wrote made/summit.html (0 events, 0 cards, {kilobytes} kB)\n");
    assert_eq!(said, page + "Wrote made/summit.snippet.html (1 kB)\n");
    assert_eq!(folder.made(), ["summit.html", "summit.snippet.html"]);
    assert_eq!(
        folder.text("made/summit.snippet.html"),
        "<iframe src=\"https://cdn.example/keyline/summit.html\" title=\"The summit\" width=\"100%\" height=\"600\" frameborder=\"0\" \
         loading=\"lazy\" sandbox=\"allow-scripts allow-popups allow-popups-to-escape-sandbox\" allow=\"clipboard-write\"></iframe>\n"
    );
    assert!(embed(&folder, "summit", "The summit", &[]).status.success());
    assert!(folder.text("made/summit.snippet.html").starts_with("<iframe src=\"summit.html\" "));
}

#[test]
fn the_page_has_its_own_policy_for_both_of_its_scripts_and_asks_for_nothing() {
    let folder = Folder::new("iframe-page");
    embed(&folder, "summit", "The summit", &[]);
    let page = folder.text("made/summit.html");
    let policy = page.split("Content-Security-Policy\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
    let policy = policy.expect("a policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"), "{policy}");
    assert_eq!(policy.matches("'sha256-").count(), 3, "{policy}");
    // It would be ignored there: the server decides who may frame the page.
    assert!(!policy.contains("frame-ancestors") && !policy.contains("unsafe-inline"), "{policy}");
    let module = page.split("<script type=\"module\">").nth(1).and_then(|rest| rest.split("</script>").next());
    assert!(module.is_some_and(|module| module.contains("/* inline.js */")));
    assert!(page.contains("<script>/* frame.js */</script>"));
    let page = Html::parse_document(&page);
    let count = |selector: &str| page.select(&Selector::parse(selector).expect("a selector")).count();
    assert_eq!(count("[src], link:not([rel=canonical], [rel=icon]), base, template, [style]"), 0);
}

#[test]
fn links_to_elsewhere_say_that_they_leave_and_text_stays_text() {
    let folder = Folder::new("iframe-links");
    embed(&folder, "summit", "The summit", &[]);
    let page = Html::parse_document(&folder.text("made/summit.html"));
    let links = Selector::parse(".keyline a").expect("a selector");
    let links: Vec<_> = page.select(&links).map(|link| (link.attr("href"), link.attr("target"))).collect();
    assert!(links.contains(&(Some("https://example.com/?a=1&b=2"), Some("_blank"))), "{links:?}");
    assert!(links.contains(&(Some("#summit/part"), None)), "{links:?}");
    let text: String = page.root_element().text().collect();
    assert!(text.contains("and <a rel=\"noopener\" as text"));
}

#[test]
fn a_hostile_title_is_only_a_title() {
    let folder = Folder::new("iframe-title");
    for title in [
        "\"><script>alert(1)</script>",
        "' onload='alert(1)",
        "\" onload=\"alert(1)\" x=\"",
        "</iframe><img src=x onerror=alert(1)>",
        "&quot; srcdoc=&quot;<b>&quot;",
        "a\n\tb -->",
    ] {
        assert!(embed(&folder, "summit", title, &[]).status.success());
        let tag = Html::parse_fragment(&folder.text("made/summit.snippet.html"));
        let elements: Vec<_> = tag.select(&Selector::parse("html *").expect("a selector")).collect();
        let [frame] = elements[..] else { panic!("{title:?}: {}", tag.html()) };
        assert_eq!(frame.attr("title"), Some(&*title.replace(['\n', '\t'], " ")));
        let mut names: Vec<_> = frame.value().attrs().map(|(name, _)| name).collect();
        names.sort_unstable();
        assert_eq!(names, ["allow", "frameborder", "height", "loading", "sandbox", "src", "title", "width"]);
    }
}

#[test]
fn nothing_is_written_when_it_fails() {
    let folder = Folder::new("iframe-fails");
    check_fails(&embed(&folder, "Not an id", "Bad", &[]), 1, "error[", &folder);
    for base in [
        "htp:/x",
        "https:/x",
        "javascript:x",
        "//a.example",
        "a b",
        "",
        "/x?y",
        "/x#y",
        "https://a.example/\" onload=\"alert(1)",
    ] {
        check_fails(&embed(&folder, "summit", "A story", &["--base", base]), 2, "a path relative to the page", &folder);
    }
    check_fails(&embed(&folder, "summit", "A story", &["--isolate", "off"]), 2, "--isolate", &folder);
    check_fails(&embed(&folder, "summit", "A story", &["--strict-csp"]), 2, "--strict-csp", &folder);
    check_fails(&embed(&folder, "summit", "A story", &["--heading-level", "3"]), 2, "--heading-level", &folder);
    check_fails(&run(&folder, "no/such/story.json", &[]), 2, "no/such/story.json", &folder);
    fs::remove_file(folder.path("widget/frame.js")).expect("a file");
    check_fails(&embed(&folder, "summit", "A story", &[]), 2, "frame.js", &folder);
}
