//! The measured pages, all of the same story: Keyline's, and two hand-written ones.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use clap::ValueEnum;
use serde_json::{Value, json};

use crate::{
    server::Site,
    story::{CARDS, Event, Story},
};

#[derive(Clone, Copy, PartialEq, Debug, ValueEnum)]
pub enum Page {
    /// Output of `keyline page`
    Keyline,
    /// Output of `keyline embed` in a hand-written page
    Embed,
    /// HTML and CSS, `<ol>` and `<details>`: the lower bound
    Static,
    /// The same with a small custom element
    Vanilla,
}

impl Page {
    pub fn name(self) -> &'static str {
        match self {
            Page::Keyline => "keyline",
            Page::Embed => "embed",
            Page::Static => "static",
            Page::Vanilla => "vanilla",
        }
    }

    /// The path at which the page is served.
    pub fn path(self) -> String {
        format!("/{}.html", self.name())
    }

    /// Adds the page, and the files that it loads.
    pub fn add_to(self, site: Site, story: &Story) -> Site {
        let (site, html) = match self {
            Page::Keyline => (site, keyline(story)),
            Page::Embed => embed(site, story),
            Page::Static => (site, plain(story, "", "")),
            Page::Vanilla => {
                let script = format!("<script type=\"module\">{}</script>", include_str!("vanilla.js"));
                (site, plain(story, BAR, &script))
            }
        };
        site.file(&self.path(), html)
    }

    /// Returns the page's properties for the probe: the classes of titles, cards and events, the number of titles, the selector that
    /// matches once its script has started, and whether it marks the event that was opened last.
    pub fn probed(self, events: usize) -> Value {
        let (prefix, alive) = match self {
            Page::Keyline | Page::Embed => ("keyline-", json!(".keyline[data-hydrated=on]")),
            Page::Static => ("", Value::Null),
            Page::Vanilla => ("", json!(".bar:not([hidden])")),
        };
        let class = |name| format!("{prefix}{name}");
        json!({
            "title": class("name"), "card": class("card"), "event": class("event"), "titles": events + CARDS,
            "alive": alive, "marks": self != Page::Static,
        })
    }
}

const BAR: &str = "<div class=\"bar\" hidden><button name=\"open\">Open all</button><button name=\"close\">Close all</button>\
                   <label>Filter <input type=\"search\" autocomplete=\"off\"></label><output></output></div>";

/// Returns the output of `keyline page`, with the widget.
fn keyline(story: &Story) -> String {
    let page = run_keyline("page", story, &[]);
    String::from_utf8(page).expect("UTF-8")
}

/// Adds the files of `keyline embed`. Returns a page with its snippet.
fn embed(site: Site, story: &Story) -> (Site, String) {
    let folder = temporary("bench-embed");
    let _ = fs::remove_dir_all(&folder);
    run_keyline("embed", story, &["-o", &folder.to_string_lossy()]);
    let site = site.folder(&folder);
    let snippet = fs::read_to_string(folder.join("bench.snippet.html")).expect("a snippet");
    (site, host(&story.title, "body{margin:0}", "", &snippet))
}

/// Runs a command of `keyline` for a story. Returns its output.
fn run_keyline(command: &str, story: &Story, arguments: &[&str]) -> Vec<u8> {
    let file = temporary("bench-story.json");
    fs::write(&file, story.json()).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    let mut keyline = Command::new(env!("CARGO_BIN_EXE_keyline"));
    let output = keyline.arg(command).arg(&file).args(arguments).output().expect("keyline");
    assert!(output.status.success(), "keyline {command}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn temporary(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Returns a page around the content.
fn host(title: &str, css: &str, script: &str, content: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n<style>{css}</style>\n{script}</head>\n<body>\n<main>{content}</main>\n\
         </body>\n</html>\n"
    )
}

/// Returns a hand-written page. The generated story needs no escaping.
fn plain(story: &Story, bar: &str, script: &str) -> String {
    let Story { title, .. } = story;
    let summary = story.summary.replace("\n\n", "</p>\n<p>");
    let cards: String = story.cards.iter().map(|card| {
        let source = &story.sources[card.source];
        format!(
            "<details class=\"card\" id=\"{}\"><summary><h3 class=\"name\">{}</h3></summary><p>{}</p><p><a href=\"{}\">{}</a></p></details>\n",
            card.id, card.title, card.body, source.url, source.publisher
        )
    }).collect();
    let events: String = story.events.iter().map(|event| row(story, event)).collect();
    let css: String = include_str!("plain.css").lines().collect();
    let content = format!(
        "<plain-story>\n<h1>{title}</h1>\n<p>{summary}</p>\n<h2>Key points</h2>\n{cards}<h2>Timeline</h2>\n{bar}\
         <ol class=\"events\">\n{events}</ol>\n</plain-story>"
    );
    host(title, &css, script, &content)
}

fn row(story: &Story, event: &Event) -> String {
    let source = &story.sources[event.source];
    format!(
        "<li><details class=\"event\" id=\"{}\" data-card=\"{}\"><summary><time>{}</time> <h3 class=\"name\">{}</h3></summary>\
         <p>{}</p><p><a href=\"#{}\">Explained in key point {}</a></p><p><a href=\"{}\">{}</a> <small>{}</small></p></details></li>\n",
        event.id,
        event.card,
        words(&event.date),
        event.title,
        event.body,
        event.card,
        event.card.trim_start_matches('c'),
        source.url,
        source.publisher,
        event.tag
    )
}

/// Formats the dates that the generator makes.
fn words(date: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    if let Some((from, to)) = date.split_once('/') {
        return format!("{} to {}", words(from), words(to));
    }
    if let Some(about) = date.strip_suffix('~') {
        return format!("about {}", words(about));
    }
    let mut parts = date.split('-');
    let year = parts.next().unwrap_or_default();
    let month = parts.next().and_then(|month| MONTHS.get(month.parse::<usize>().ok()? - 1)).unwrap_or(&"");
    match parts.next() {
        Some(day) => format!("{} {month} {year}", day.trim_start_matches('0')),
        None => format!("{month} {year}"),
    }
}
