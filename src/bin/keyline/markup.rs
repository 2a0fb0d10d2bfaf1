//! Markup that a page and an embed have in common.

use std::rc::Rc;

use keyline::{i18n, state::State, story::Story, view};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};

use crate::locale::Cldr;

/// The story as text, its title being a heading of `level`.
pub fn prerendered(story: &Story, level: u8) -> String {
    let scene = view::scene(story.clone(), Rc::new(Cldr::new(&story.lang)), level);
    // Yew's renderer, which never really waits here.
    pollster::block_on(view::prerender(scene, State::new(story), true))
}

/// The story as data for the widget, and the phrases of its language, unless they are the English ones that the widget has.
pub fn data(story: &Story, json: &str) -> String {
    let json = in_script(json.trim_start_matches('\u{feff}'));
    let story_script = format!("<script type=\"application/json\">{json}</script>");
    if i18n::is_english(&story.lang) {
        return story_script;
    }
    let lines = i18n::phrases(&story.lang).lines();
    format!("{story_script}<script type=\"text/plain\" class=\"keyline-words\">{lines}</script>")
}

/// JSON inside a `<script>`. A `<` can only be in a string there, so an escape changes nothing that is said.
pub fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// Our own sheets without what only people need. They parse: a test sees to it.
pub fn minify(css: &str) -> String {
    let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
    let minified = StyleSheet::parse(css, ParserOptions::default()).ok().and_then(|mut sheet| {
        sheet.minify(MinifyOptions::default()).ok()?;
        sheet.to_css(options).ok()
    });
    minified.map_or_else(|| css.to_owned(), |minified| minified.code)
}

/// Text inside an attribute or an element.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
