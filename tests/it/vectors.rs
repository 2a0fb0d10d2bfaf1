//! Stories from untrusted authors: every vector of `tests/hostile` becomes text, or nothing, for a browser's own parser.

use std::{
    collections::BTreeSet,
    io::Write,
    process::{Command, Stdio},
    rc::Rc,
};

use keyline::{
    state::State,
    story::{self, Problem, Severity},
    view::{self, RenderOptions, StoryContext},
};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use url::Url;

use crate::{
    hostile::{self, ADDRESSES, ATTRIBUTES, ELEMENTS, Fate, TEXTS, TURNS},
    locale::Cldr,
};

/// What a page has around a story.
const PAGE: &[&str] = &["html", "head", "meta", "title", "style", "link", "body", "main", "keyline-story", "script"];

/// A story's markup as its page has it, parsed, and what was wrong with the story.
fn parsed(json: &str) -> (Html, Vec<Problem>) {
    let (story, problems) = story::read(json);
    let context =
        Rc::new(StoryContext::new(story.clone(), Rc::new(Cldr::new(story.language())), RenderOptions::new(1)));
    let markup = pollster::block_on(view::prerender(context, State::new(&story), true));
    (Html::parse_document(&format!("<!doctype html><title></title><body>{markup}")), problems)
}

fn select<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).expect(selector)).collect()
}

fn text(element: ElementRef) -> String {
    element.text().collect()
}

/// The texts of what a selector finds.
fn texts(html: &Html, selector: &str) -> Vec<String> {
    select(html, selector).into_iter().map(text).collect()
}

fn is_error(problem: &Problem) -> bool {
    problem.severity == Severity::Error
}

/// Fails if a story's markup has anything that is not ours: an element, an attribute, an address, an id.
#[track_caller]
fn is_ours(name: &str, html: &Html) {
    let ids: Vec<&str> = select(html, "[id]").iter().filter_map(|element| element.attr("id")).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{name}: an id is there twice: {ids:?}");
    for element in select(html, "body, body *") {
        let tag = element.value().name();
        assert!(ELEMENTS.contains(&tag) || PAGE.contains(&tag), "{name}: <{tag}> got through");
        for (attribute, value) in element.value().attrs() {
            assert!(
                ATTRIBUTES.contains(&attribute)
                    || ["heading-level", "isolate", "data-prerendered"].contains(&attribute),
                "{name}: <{tag} {attribute}={value:?}> got through"
            );
            let fits = match attribute {
                "href" => leads_outside(value) || value.strip_prefix('#').is_some_and(|id| ids.contains(&id)),
                "src" => is_picture(value),
                "fill" | "mask" => value
                    .strip_prefix("url(#")
                    .and_then(|rest| rest.strip_suffix(')'))
                    .is_some_and(|id| ids.contains(&id)),
                "class" => value.starts_with("keyline") && !value.contains(' '),
                _ => true,
            };
            assert!(fits, "{name}: <{tag} {attribute}={value:?}> got through");
        }
    }
    assert_eq!(select(html, "body .keyline").len(), 1, "{name}: the story's element is closed where it ends");
}

/// Where a browser would go from a page (URL Standard).
fn resolved(address: &str) -> Option<Url> {
    Url::parse("https://page.example/news/story.html").ok()?.join(address).ok()
}

fn leads_outside(address: &str) -> bool {
    !address.starts_with('#')
        && resolved(address).is_some_and(|url| ["https", "http", "mailto"].contains(&url.scheme()))
}

/// Whether an address is on the web, written out, on the page's own server, or contains an image.
fn is_picture(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    if lower.starts_with("data:image/") {
        return true;
    }
    let written_out = lower.starts_with("https://") || lower.starts_with("http://");
    resolved(address).is_some_and(|url| {
        ["https", "http"].contains(&url.scheme()) && (written_out || url.host_str() == Some("page.example"))
    })
}

/// A text as a line of it is shown.
fn line(text: &str) -> String {
    let turns = |char: &char| !matches!(char, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let line: String = text.chars().filter(turns).map(|char| if char.is_control() { ' ' } else { char }).collect();
    line.trim().to_owned()
}

/// The letters and digits alone: what Markdown can't take away.
fn letters(text: &str) -> String {
    text.chars().filter(|char| char.is_alphanumeric()).collect()
}

/// Fails where a text is not everywhere, as it was written.
#[track_caller]
fn is_told(name: &str, html: &Html, written: &str, rich: bool) {
    let line = line(written);
    let alone = std::slice::from_ref(&line);
    assert_eq!(texts(html, ".keyline-title"), alone, "{name}");
    assert_eq!(texts(html, ".keyline-publisher"), alone, "{name}");
    assert_eq!(texts(html, ".keyline-byline"), [format!("By {line}")], "{name}");
    assert_eq!(texts(html, ".keyline-timeline > .keyline-heading"), alone, "{name}");
    assert_eq!(texts(html, ".keyline-section > .keyline-heading"), alone, "{name}");
    assert_eq!(texts(html, ".keyline-contents li:first-child"), alone, "{name}");
    assert_eq!(texts(html, ".keyline-name"), [&*line; 3], "{name}: two events and a card");
    assert_eq!(texts(html, ".keyline-event[data-main] .keyline-date"), alone, "{name}");
    assert_eq!(texts(html, ".keyline-track"), alone, "{name}");
    // A name that doesn't fit is cut, and whole in the tooltip.
    let lanes = ".keyline-lane > title, .keyline-lane > line + text";
    assert_eq!(texts(html, lanes), [&*line, "Other events"], "{name}");
    assert_eq!(texts(html, ".keyline-event .keyline-tags li"), [&*line, "tag"], "{name}");
    assert_eq!(texts(html, ".keyline-cite"), [&*line; 2], "{name}: an event's and a card's");
    assert_eq!(texts(html, ".keyline-sources li > span:first-child"), alone, "{name}");
    assert_eq!(texts(html, ".keyline-sources .keyline-origin"), [format!("{line} · 2025")], "{name}");
    assert_eq!(texts(html, ".keyline-teaser:not([data-derived])"), [&*line; 2], "{name}: an event's and a card's");
    assert_eq!(texts(html, ".keyline-media > a > span"), alone, "{name}");
    assert_eq!(
        texts(html, "figcaption"),
        [&*format!("{line} Photo: {line}"); 3],
        "{name}: the story's, an event's and a card's"
    );
    for image in select(html, "img:not([alt=''])") {
        assert_eq!(image.attr("alt"), Some(&*line), "{name}");
    }
    let label = select(html, ".keyline-mark[data-main]")[0].attr("aria-label").unwrap_or_default();
    assert!(label.starts_with(&format!("{line}: {line}, ")), "{name}: {label}");
    if rich {
        let prose = texts(html, ".keyline-prose");
        assert_eq!(prose.len(), 5, "{name}: summary, two events, section, card");
        for text in prose.into_iter().chain(texts(html, ".keyline-updates > ol > li, .keyline-correction")) {
            assert!(letters(&text).contains(&letters(written)), "{name}: {text:?} is not all of {written:?}");
        }
    }
}

#[test]
fn there_are_enough_vectors_and_each_has_a_name() {
    let mut names: Vec<String> = [TEXTS, TURNS].concat().iter().map(|(name, _)| (*name).to_owned()).collect();
    names.extend(ADDRESSES.iter().map(|(name, ..)| (*name).to_owned()));
    names.extend(hostile::documents().into_iter().map(|(name, _)| name.to_owned()));
    let different: BTreeSet<&String> = names.iter().collect();
    let twice: Vec<_> =
        different.iter().filter(|name| names.iter().filter(|other| *other == **name).count() > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    assert!(TEXTS.len() > 150 && ADDRESSES.len() > 100 && names.len() > 300, "{} vectors", names.len());
    let texts: BTreeSet<&str> = [TEXTS, TURNS].concat().iter().map(|(_, text)| *text).collect();
    let addresses: BTreeSet<&str> = ADDRESSES.iter().map(|(_, address, _)| *address).collect();
    assert_eq!(
        texts.len() + addresses.len(),
        TEXTS.len() + TURNS.len() + ADDRESSES.len(),
        "the same vector is there twice"
    );
}

#[test]
fn markup_in_any_field_is_text() {
    for (name, text) in TEXTS {
        let (html, problems) = parsed(&hostile::telling("v", text).to_string());
        is_ours(name, &html);
        // What Markdown takes for a link loses its address.
        is_told(name, &html, text, !text.contains("]("));
        assert!(
            problems.iter().all(|problem| {
                ["link-scheme", "dangling-item", "bare-url", "unknown-markup"].contains(&problem.rule)
            }),
            "{name}: {problems:?}"
        );
    }
}

#[test]
fn what_turns_the_direction_is_left_out_of_lines_and_stays_in_its_paragraph() {
    for (name, text) in TURNS {
        let (html, problems) = parsed(&hostile::telling("v", text).to_string());
        is_ours(name, &html);
        is_told(name, &html, text, !text.contains("]("));
        let turns = text.chars().any(|char| matches!(char, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'));
        assert_eq!(problems.iter().any(|problem| problem.rule == "bidi-control"), turns, "{name}: {problems:?}");
        // A paragraph, a list item and a quotation end a change of direction: they are blocks.
        for element in select(&html, "body *") {
            let text: String =
                element.children().filter_map(|child| Some(child.value().as_text()?.to_string())).collect();
            if line(&text).len() < text.trim().len() {
                let mut around = std::iter::once(element).chain(element.ancestors().filter_map(ElementRef::wrap));
                let block = around.find(|it| !["a", "em", "strong"].contains(&it.value().name())).expect("a block");
                let is_block =
                    ["p", "li"].contains(&block.value().name()) || block.attr("class") == Some("keyline-teaser");
                assert!(is_block, "{name}: {}", block.html());
            }
        }
    }
}

#[test]
fn no_spelling_of_an_address_leads_anywhere_but_to_the_web_to_mail_or_to_an_item() {
    for (name, address, fate) in ADDRESSES {
        let (html, problems) = parsed(&hostile::leading("v", address).to_string());
        is_ours(name, &html);
        let led = |attribute: &str| {
            let elements = select(&html, &format!("[{attribute}]"));
            elements.iter().filter(|element| element.attr(attribute) == Some(address)).count()
        };
        // Summary, event, section and card have four links each, the note twice four; publisher, film, card's film, source and
        // the event's citation one.
        let links = if *fate == Fate::Led { 6 * 4 + 5 } else { 0 };
        // The lead picture once, those of events in the closed row, too.
        let images = if *fate == Fate::Refused { 0 } else { 1 + 2 * (2 + usize::from(*fate == Fate::Led)) };
        assert_eq!((led("href"), led("src")), (links, images), "{name}");
        assert_eq!(problems.iter().any(is_error), *fate != Fate::Led, "{name}: {problems:?}");
        // The text of a link that leads nowhere stays.
        assert!(html.root_element().text().filter(|text| text.contains("word")).count() >= 4, "{name}");
    }
}

#[test]
fn a_story_of_every_address_is_ours() {
    let (html, _) = parsed(&hostile::leading_all("v", ADDRESSES, |_| true).to_string());
    is_ours("all", &html);
}

#[test]
fn documents_of_any_structure_become_nothing_but_ours() {
    for (name, json) in hostile::documents() {
        let (html, problems) = parsed(&json);
        is_ours(name, &html);
        for problem in problems {
            let shown = &problem.message;
            assert!(shown.len() < 2_000 && !shown.chars().any(char::is_control), "{name}: {shown}");
        }
    }
}

/// The page of a story, by the command line.
fn page(story: &Value) -> Html {
    let mut keyline = Command::new(env!("CARGO_BIN_EXE_keyline"));
    let mut keyline = keyline
        .args(["page", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("keyline");
    let mut input = keyline.stdin.take().expect("its input");
    let json = story.to_string();
    let writer = std::thread::spawn(move || input.write_all(json.as_bytes()));
    let output = keyline.wait_with_output().expect("keyline");
    writer.join().expect("a writer").expect("keyline reads");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Html::parse_document(&String::from_utf8(output.stdout).expect("UTF-8"))
}

#[test]
fn a_page_of_many_vectors_is_a_page_of_ours() {
    let good = |text: &str| !story::read(&hostile::telling("v", text).to_string()).1.iter().any(is_error);
    let vectors: Vec<(&str, &str)> = [TEXTS, TURNS].concat().into_iter().filter(|(_, text)| good(text)).collect();
    assert!(vectors.len() > 150, "{}", vectors.len());
    for together in vectors.chunks(24) {
        let story = hostile::telling_all("v", together);
        let (first, text) = together[0];
        let html = page(&story);
        is_ours(first, &html);
        let in_head: BTreeSet<&str> = select(&html, "head *").iter().map(|element| element.value().name()).collect();
        assert_eq!(in_head, BTreeSet::from(["link", "meta", "style", "title"]), "{first}");
        assert_eq!(texts(&html, "head > title"), [line(text)], "{first}");
        for (property, content) in
            [("og:title", line(text)), ("og:site_name", line(text)), ("og:image:alt", String::new())]
        {
            let found = select(&html, &format!("meta[property='{property}']"));
            let found: Vec<&str> = found.iter().filter_map(|meta| meta.attr("content")).collect();
            assert_eq!(found, if content.is_empty() { vec![] } else { vec![&*content] }, "{first}");
        }
        assert!(select(&html, "[http-equiv]").len() == 1 && select(&html, "base").is_empty(), "{first}");
        let data = |kind: &str| -> Value {
            let scripts = select(&html, &format!("script[type='{kind}']"));
            assert_eq!(scripts.len(), 1, "{first}: {kind}");
            serde_json::from_str(&self::text(scripts[0])).unwrap_or_else(|why| panic!("{first}: {why}"))
        };
        assert_eq!(data("application/json"), story, "{first}");
        let linked = data("application/ld+json");
        assert_eq!(
            (&linked["headline"], &linked["author"]["name"]),
            (&line(text).into(), &line(text).into()),
            "{first}"
        );
        let scripts: BTreeSet<Option<&str>> =
            select(&html, "script").iter().map(|script| script.attr("type")).collect();
        let known = [Some("application/json"), Some("application/ld+json"), Some("module"), Some("text/plain")];
        assert!(scripts.is_subset(&BTreeSet::from(known)), "{first}: {scripts:?}");
        let names = texts(&html, ".keyline-event .keyline-name");
        assert_eq!(names, together.iter().map(|(_, text)| line(text)).collect::<Vec<_>>(), "{first}");
    }
}
