//! `keyline page`: a story as one HTML file that needs nothing else, or put into an HTML file of your own.

mod head;
mod jsonld;

use std::{fs, process::ExitCode, rc::Rc};

use base64::{Engine, engine::general_purpose::STANDARD};
use keyline::{lang, state::State, story::Story, style, view};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use sha2::{Digest, Sha256};

use crate::{
    args, check,
    input::{self, Failure},
    locale::Cldr,
    widget::Widget,
};

/// Where a shell wants the story.
const PLACE: &str = "<keyline-story></keyline-story>";

pub fn run(args: &args::Page) -> Result<ExitCode, Failure> {
    let input = input::read(&args.story)?;
    let Some((story, json)) = check::read(&input)? else { return Ok(ExitCode::from(1)) };
    let html = match &args.shell {
        Some(file) => {
            let shell = fs::read_to_string(file).map_err(|error| Failure::io(file, &error))?;
            into_shell(&shell, &story, json).map_err(|what| Failure::new(format!("{}: {what}", file.display())))?
        }
        None => {
            let widget = Widget::find()?;
            if widget.is_none() {
                eprintln!(
                    "keyline: this binary was built without the widget, so the page will be plain HTML; \
                     `cargo xtask build` makes a complete one"
                );
            }
            whole(&story, json, widget.as_ref())
        }
    };
    input::write(&args.output, html.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// A page of its own.
fn whole(story: &Story, json: &str, widget: Option<&Widget>) -> String {
    let css = minify(&format!("{}{}", style::css(), style::PAGE));
    let script = widget.map(Widget::inline_module).unwrap_or_default();
    let (lang, dir) = (head::escape(&story.lang), lang::direction(&story.lang));
    // No source but what is in this file: the reader's browser holds us to it.
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}' 'wasm-unsafe-eval'; style-src 'sha256-{}'; img-src * data:; \
         base-uri 'none'; form-action 'none'",
        hash(&script),
        hash(&css)
    );
    let script = if script.is_empty() { String::new() } else { format!("<script type=\"module\">{script}</script>\n") };
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         {head}<style>{css}</style>\n</head>\n<body>\n<main>{element}</main>\n{script}</body>\n</html>\n",
        head = head::head(story),
        element = element(story, json),
    )
}

/// A page that is somebody else's: what is in its head stays, and it loads the widget itself.
fn into_shell(shell: &str, story: &Story, json: &str) -> Result<String, String> {
    let (before, after) =
        shell.split_once(PLACE).ok_or_else(|| format!("there is no {PLACE} to put the story into"))?;
    let (top, rest) = before.split_once("</head>").ok_or("there is no </head> before the story's place")?;
    let head = head::head(story);
    // Its own title stays.
    let head = if top.contains("<title") { head.split_once('\n').map_or("", |(_title, rest)| rest) } else { &head };
    let css = minify(&style::css());
    // So does its own language.
    let html = format!("<html lang=\"{}\" dir=\"{}\">", head::escape(&story.lang), lang::direction(&story.lang));
    let top = match (top.split_once("<html>"), top.split_once('>')) {
        (Some((before, after)), _) => format!("{before}{html}{after}"),
        // A minifier leaves out a tag that says nothing: it belongs after the doctype.
        (None, Some((doctype, after))) if !top.contains("<html") => format!("{doctype}>{html}{after}"),
        _ => top.to_owned(),
    };
    Ok(format!("{top}{head}<style>{css}</style>\n</head>{rest}{}{after}", element(story, json)))
}

/// The element: the story as text for people, then as data for the widget, which has our words in English only; and as data for
/// search engines, which would keep people waiting any earlier.
fn element(story: &Story, json: &str) -> String {
    let scene = view::scene(story.clone(), Rc::new(Cldr::new(&story.lang)), 1);
    // Yew's renderer, which never really waits here.
    let html = pollster::block_on(view::prerender(scene, State::new(story), true));
    let words = lang::phrases(&story.lang).lines();
    let words = words.map(|words| format!("<script type=\"text/plain\" class=\"keyline-words\">{words}</script>"));
    format!(
        "<keyline-story heading-level=\"1\"><div class=\"keyline-root\">{html}</div>\
         <script type=\"application/json\">{}</script>{}</keyline-story>\n\
         <script type=\"application/ld+json\">{}</script>",
        in_script(json.trim_start_matches('\u{feff}')),
        words.unwrap_or_default(),
        in_script(&jsonld::article(story).to_string()),
    )
}

/// JSON inside a `<script>`. A `<` can only be in a string there, so an escape changes nothing that is said.
pub fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
}

/// Our own sheets without what only people need. They parse: a test sees to it.
fn minify(css: &str) -> String {
    let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
    let minified = StyleSheet::parse(css, ParserOptions::default()).ok().and_then(|mut sheet| {
        sheet.minify(MinifyOptions::default()).ok()?;
        sheet.to_css(options).ok()
    });
    minified.map_or_else(|| css.to_owned(), |minified| minified.code)
}
