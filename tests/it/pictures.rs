//! Pictures beside a story: `keyline page` puts them into the page, `keyline embed` copies them. Browser tests look at them.

use std::process::Output;

use keyline::story;
use scraper::{Html, Selector};
use serde_json::{Value, json};

use crate::folder::Folder;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const AS_URL: &str = "data:image/png;base64,iVBORw0KGgo=";

/// Returns a folder with a picture in `story`.
fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("story/one.png", PNG);
    folder
}

/// Runs a command with a story that has this picture.
fn run(folder: &Folder, arguments: &[&str], src: &str) -> Output {
    folder.write("story/story.json", story(src).to_string().as_bytes());
    folder.keyline().args(arguments).arg("story/story.json").output().expect("keyline")
}

/// Returns the page of a story with this picture, and what was said about it.
fn page(folder: &Folder, src: &str) -> (String, String) {
    let output = run(folder, &["page"], src);
    assert!(output.status.success());
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr))
}

/// A story that has a picture as its lead, in an event, in a card, and as a poster.
fn story(src: &str) -> Value {
    let image = json!({ "kind": "image", "src": src, "alt": "A" });
    json!({
        "version": 1, "id": "pictures", "title": "Pictures", "url": "https://example.org/story", "image": image,
        "timeline": { "events": [{ "id": "event", "date": "2025", "title": "Event", "media": image }] },
        "sections": [{ "id": "part", "title": "Part", "cards": [
            { "id": "card", "title": "Card", "media": image },
            { "id": "film", "title": "Film", "media": { "kind": "link", "url": "https://example.org/", "poster": src } },
        ] }],
    })
}

/// Returns the addresses of all pictures in the markup, and in the JSON for the widget. They are the same.
fn addresses(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let select = |selector: &str| page.select(&Selector::parse(selector).expect("a selector")).collect::<Vec<_>>();
    let markup = select("img").into_iter().map(|image| image.attr("src").expect("an address").to_owned());
    let mut markup: Vec<String> = markup.collect();
    if markup.is_empty() {
        // In an isolated story the markup is in a template.
        markup = html.split("<img ").skip(1).filter_map(|tag| tag.split('"').nth(1)).map(str::to_owned).collect();
    }
    assert_eq!(markup.len(), 7, "the lead picture, and each other one in its item and small");
    markup.sort_unstable();
    markup.dedup();
    let json = select("script[type='application/json']")[0].text().collect::<String>();
    let (mut story, problems) = story::read(&json);
    assert_eq!(problems, []);
    let mut data: Vec<String> = story.picture_urls_mut().map(|url| url.to_string()).collect();
    assert_eq!(data.len(), 4);
    data.dedup();
    assert_eq!(markup, data);
    data
}

#[test]
fn a_page_carries_the_pictures_beside_its_story() {
    let folder = folder("pictures-page");
    folder.write("story/deep/böse 2.PNG", PNG);
    for src in ["one.png", "./one.png", "one.png?v=2#x", "deep/b%C3%B6se%202.PNG", "deep/../one.png"] {
        let (html, said) = page(&folder, src);
        assert_eq!((addresses(&html), said), (vec![AS_URL.to_owned()], String::new()), "{src}");
    }
    // Links to the page need an address.
    let (html, _) = page(&folder, "one.png");
    assert!(html.contains("property=\"og:image\" content=\"https://example.org/one.png\""), "{html}");
    let (_, linked_data) = html.split_once("application/ld+json").expect("linked data");
    assert!(linked_data.contains("\"https://example.org/one.png\"") && !linked_data.contains("data:"), "{linked_data}");
}

#[test]
fn other_pictures_stay_links_and_it_says_why() {
    let folder = folder("pictures-links");
    folder.write("story/large.jpg", &vec![0; 2_000_001]);
    folder.write("story/empty.png", b"");
    folder.write("story/scan.tiff", PNG);
    folder.write("story/notes.txt", b"");
    folder.write("secret.png", PNG);
    for (src, why) in [
        ("https://example.org/one.png", ""),
        ("/one.png", ""),
        ("data:image/gif;base64,R0lGODlh", "have no picture: a `data:` URL can't be used"),
        ("large.jpg", "it has 2001 kB, and the limit is 2000 kB"),
        ("empty.png", "it is no file, or an empty one"),
        ("notes.txt", "its name has none of the endings avif, gif,"),
        ("scan.tiff", "its name has none of the endings avif, gif,"),
        ("../secret.png", "it is outside of the story's folder"),
        ("none.png", "none.png: there is no such file or folder"),
    ] {
        let (html, said) = page(&folder, src);
        assert_eq!(addresses(&html), [src]);
        assert_eq!(said.is_empty(), why.is_empty(), "{src}: {said}");
        assert!(said.contains(why), "{src}: {said}");
        assert!(said.lines().count() < 2, "a picture is reported once: {said}");
    }
}

#[test]
fn a_snippet_comes_with_the_pictures_beside_its_story() {
    let folder = folder("pictures-embed");
    for (arguments, base) in
        [(&["--base", "https://cdn.example/keyline/"][..], "https://cdn.example/keyline/"), (&[], "")]
    {
        let output = run(&folder, &[&["embed", "-o", "made"], arguments].concat(), "one.png");
        assert!(output.status.success(), "{output:?}");
        let addresses = addresses(&folder.text("made/pictures.snippet.html"));
        let name = addresses[0].strip_prefix(base).expect("below the base");
        assert!(name.starts_with("picture-") && name.ends_with(".png"), "{name}");
        assert_eq!(folder.read(&format!("made/{name}")), PNG);
    }
}

#[test]
fn a_frame_carries_its_pictures() {
    let folder = folder("pictures-frame");
    let output = run(&folder, &["embed", "--iframe", "-o", "made"], "one.png");
    assert!(output.status.success(), "{output:?}");
    assert_eq!(addresses(&folder.text("made/pictures.html")), [AS_URL]);
}
