//! Markup that `keyline page` and `keyline embed` share.

use std::rc::Rc;

use keyline::{
    i18n,
    layout::MAX_EVENTS_IN_SIGHT,
    state::State,
    story::Story,
    view::{self, RenderOptions},
};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use serde_json::json;

use crate::locale::{story_context, time_zone_name};

/// Renders a story as HTML.
pub fn prerendered(story: &Story, options: RenderOptions) -> String {
    // Yew's renderer is async, but has nothing to wait for here.
    pollster::block_on(view::prerender(Rc::new(story_context(story, options)), State::new(story), true))
}

/// Returns the attribute that tells the widget how many events are in sight, unless it is the usual number.
pub fn max_events_attribute(options: &RenderOptions) -> String {
    match options.max_events {
        MAX_EVENTS_IN_SIGHT => String::new(),
        count => format!(" max-events=\"{count}\""),
    }
}

/// Returns the story as data for the widget; its time zone with the offsets and the name that were resolved; and the phrases of its
/// language, unless they are the English ones that the widget has.
pub fn data(story: &Story, json: &str) -> String {
    let json = in_script(json.trim_start_matches('\u{feff}'));
    let mut data = format!("<script type=\"application/json\">{json}</script>");
    if let Some((zone, name)) = story.resolved_time_zone().zip(time_zone_name(story)) {
        let (first, changes) = zone.offsets();
        let zone = json!({ "id": story.time_zone, "name": name, "first": first, "changes": changes });
        let json = in_script(&zone.to_string());
        data += &format!("<script type=\"application/json\" class=\"keyline-time-zone-data\">{json}</script>");
    }
    if !i18n::is_english(story.language()) {
        let lines = i18n::phrases(story.language()).lines();
        data += &format!("<script type=\"text/plain\" class=\"keyline-words\">{lines}</script>");
    }
    data
}

/// Escapes JSON for a `<script>`. In JSON, `<` is only in strings, where the escape has the same meaning.
pub fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// Minifies a style sheet. A sheet that doesn't parse is returned as it is; a test checks that our own sheets parse.
pub fn minify(css: &str) -> String {
    let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
    let minified = StyleSheet::parse(css, ParserOptions::default()).ok().and_then(|mut sheet| {
        sheet.minify(MinifyOptions::default()).ok()?;
        sheet.to_css(options).ok()
    });
    minified.map_or_else(|| css.to_owned(), |minified| minified.code)
}

/// Escapes text for an attribute or an element.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
