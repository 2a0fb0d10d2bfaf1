//! The style sheets, in cascade order. A component's sheet has the name of its file in `src/view`; only `tokens.css` has raw values.

/// The sheets of the widget, each with its name.
pub const SHEETS: [(&str, &str); 33] = [
    ("layers", include_str!("../style/layers.css")),
    ("tokens", include_str!("../style/tokens.css")),
    ("frame", include_str!("../style/frame.css")),
    ("parts", include_str!("../style/parts.css")),
    ("base", include_str!("../style/base.css")),
    ("prose", include_str!("../style/prose.css")),
    ("header", include_str!("../style/header.css")),
    ("contents", include_str!("../style/contents.css")),
    ("story_view", include_str!("../style/story_view.css")),
    ("overview", include_str!("../style/overview.css")),
    ("overview_toolbar", include_str!("../style/overview_toolbar.css")),
    ("axis", include_str!("../style/axis.css")),
    ("mark_link", include_str!("../style/mark_link.css")),
    ("mark_labels", include_str!("../style/mark_labels.css")),
    ("strip_key", include_str!("../style/strip_key.css")),
    ("preview", include_str!("../style/preview.css")),
    ("toolbar", include_str!("../style/toolbar.css")),
    ("search_bar", include_str!("../style/search_bar.css")),
    ("filters", include_str!("../style/filters.css")),
    ("event_list", include_str!("../style/event_list.css")),
    ("fold", include_str!("../style/fold.css")),
    ("event_group", include_str!("../style/event_group.css")),
    ("timeline", include_str!("../style/timeline.css")),
    ("item_row", include_str!("../style/item_row.css")),
    ("track", include_str!("../style/track.css")),
    ("event_item", include_str!("../style/event_item.css")),
    ("sections", include_str!("../style/sections.css")),
    ("card_item", include_str!("../style/card_item.css")),
    ("media", include_str!("../style/media.css")),
    ("list_section", include_str!("../style/list_section.css")),
    ("sources", include_str!("../style/sources.css")),
    ("updates", include_str!("../style/updates.css")),
    ("media_queries", include_str!("../style/media_queries.css")),
];

/// The additional sheet of a page that contains only a story.
pub const PAGE: &str = include_str!("../style/page.css");

/// The additional sheet of a page that contains only a story and is in no frame: the browser paints the header first.
pub const FIRST_PAINT: &str = include_str!("../style/first_paint.css");

/// The sheet of a document that contains isolated stories: with it, they follow the reader's default font size before a script runs.
pub const REGISTERED: &str = include_str!("../style/registered.css");

/// Returns the widget's sheets as one.
pub fn css() -> String {
    SHEETS.iter().map(|(_, css)| *css).collect()
}
