//! `keyline page`: a story as one HTML file that needs nothing else, or put into an HTML file of your own.

mod head;
mod jsonld;

use std::{fs, process::ExitCode};

use base64::{Engine, engine::general_purpose::STANDARD};
use keyline::{i18n, story::Story, style, view::RenderOptions};
use sha2::{Digest, Sha256};

use crate::{
    args, check,
    input::{self, Failure},
    markup::{data, escape, in_script, max_events_attribute, minify, prerendered},
    pictures::StoryWithPictures,
    widget::Widget,
};

/// The place of the story in a shell.
const PLACE: &str = "<keyline-story></keyline-story>";

pub fn run(args: &args::Page) -> Result<ExitCode, Failure> {
    let input = input::read(&args.story)?;
    let Some((story, json)) = check::read(&input, args.keep_going)? else { return Ok(ExitCode::from(1)) };
    let shown = StoryWithPictures::inlined(&story, json, &args.story);
    let html = match &args.shell {
        Some(file) => {
            let shell = fs::read_to_string(file).map_err(|error| Failure::io(file, &error))?;
            into_shell(&shell, &story, &shown).map_err(|what| Failure::new(format!("{}: {what}", file.display())))?
        }
        None => {
            let widget = Widget::find()?;
            if widget.is_none() {
                eprintln!(
                    "keyline: this binary was built without the widget, so the page will be plain HTML; \
                     `cargo xtask build` makes a complete one"
                );
            }
            whole(&story, &shown, widget.as_ref(), None, RenderOptions::new(1))
        }
    };
    if let Some(image) = head::picture(&story)
        && head::address(&story, image).is_none()
    {
        let why = if image.src.starts_with("data:") {
            "a `data:` URL can't be used; use a file or an address on the web".to_owned()
        } else {
            format!("`{}` is relative and the story has no `url`; add `url`, or an absolute `src`", &*image.src)
        };
        eprintln!("keyline: previews of links to the page (`og:image`) have no picture: {why}");
    }
    input::write(&args.output, html.as_bytes())?;
    input::say_written(&args.output, check::counts(&story), html.len());
    Ok(ExitCode::SUCCESS)
}

/// Returns a page of its own. Its metadata use the addresses of pictures in `story`. A page for a frame has one script more, links that open new windows, and is painted at once.
pub fn whole(
    story: &Story,
    shown: &StoryWithPictures,
    widget: Option<&Widget>,
    frame: Option<&str>,
    options: RenderOptions,
) -> String {
    let first_paint = if frame.is_none() { style::FIRST_PAINT } else { "" };
    let css = minify(&[&style::css(), style::PAGE, first_paint].concat());
    let module = widget.map(Widget::inline_module);
    let scripts = [(" type=\"module\"", module.as_deref()), ("", frame)];
    let scripts = scripts.into_iter().filter_map(|(kind, script)| Some((kind, script?)));
    let hashes: String = scripts.clone().map(|(_, script)| format!("'sha256-{}' ", hash(script))).collect();
    let scripts: String = scripts.map(|(kind, script)| format!("<script{kind}>{script}</script>\n")).collect();
    let (lang, dir) = (escape(story.language()), i18n::direction(story.language()));
    // The browser enforces that this file is the only source.
    let policy = format!(
        "default-src 'none'; script-src {hashes}'wasm-unsafe-eval'; style-src 'sha256-{}'; img-src * data:; \
         base-uri 'none'; form-action 'none'",
        hash(&css)
    );
    let max_events = max_events_attribute(&options);
    let text = prerendered(&shown.story, options);
    let text = if frame.is_some() { outward(&text) } else { text };
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         {head}<style>{css}</style>\n</head>\n<body>\n<main>{element}</main>\n{scripts}</body>\n</html>\n",
        head = head::head(story),
        element = element(story, shown, &text, &max_events),
    )
}

/// Returns the markup with links to elsewhere that open outside of the frame. Yew ignores the additional attribute; `<` occurs only
/// in tags.
fn outward(markup: &str) -> String {
    let (first, rest) = markup.split_once("<a ").unwrap_or((markup, ""));
    let links = rest.split("<a ").filter(|link| !link.is_empty()).map(|link| {
        let outside = link.split('>').next().is_some_and(|tag| tag.contains(" rel=\"noopener\""));
        [if outside { "<a target=\"_blank\" " } else { "<a " }, link].concat()
    });
    first.to_owned() + &links.collect::<String>()
}

/// Inserts the story into a page of the user: its head stays, and it loads the widget itself.
fn into_shell(shell: &str, story: &Story, shown: &StoryWithPictures) -> Result<String, String> {
    let (before, after) =
        shell.split_once(PLACE).ok_or_else(|| format!("there is no {PLACE} to put the story into"))?;
    let (top, rest) = before.split_once("</head>").ok_or("there is no </head> before the story's place")?;
    let head = head::head(story);
    // The shell's title stays.
    let head = if top.contains("<title") { head.split_once('\n').map_or("", |(_title, rest)| rest) } else { &head };
    let css = minify(&style::css());
    // So does its language.
    let html = format!("<html lang=\"{}\" dir=\"{}\">", escape(story.language()), i18n::direction(story.language()));
    let top = match (top.split_once("<html>"), top.split_once('>')) {
        (Some((before, after)), _) => format!("{before}{html}{after}"),
        // A minifier removes the tag if it has no attributes: it belongs after the doctype.
        (None, Some((doctype, after))) if !top.contains("<html") => format!("{doctype}>{html}{after}"),
        _ => top.to_owned(),
    };
    let element = element(story, shown, &prerendered(&shown.story, RenderOptions::new(1)), "");
    Ok(format!("{top}{head}<style>{css}</style>\n</head>{rest}{element}{after}"))
}

/// Returns the element: the story as text, then as data for the widget and for search engines. Data before the text would delay
/// it.
fn element(story: &Story, shown: &StoryWithPictures, text: &str, max_events: &str) -> String {
    format!(
        "<keyline-story heading-level=\"1\"{max_events} isolate=\"off\" loading=\"eager\"><div class=\"keyline-root\">{text}</div>{}</keyline-story>\n\
         <script type=\"application/ld+json\">{}</script>",
        data(&shown.story, &shown.json),
        in_script(&jsonld::article(story).to_string()),
    )
}

fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
}
