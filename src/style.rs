//! The style sheets, in cascade order. Each component has a sheet; `tokens.css` alone has raw colors and lengths.

/// The name and the text of each sheet of the widget.
pub const SHEETS: [(&str, &str); 11] = [
    ("layers", include_str!("../style/layers.css")),
    ("tokens", include_str!("../style/tokens.css")),
    ("frame", include_str!("../style/frame.css")),
    ("base", include_str!("../style/base.css")),
    ("header", include_str!("../style/header.css")),
    ("overview", include_str!("../style/overview.css")),
    ("toolbar", include_str!("../style/toolbar.css")),
    ("timeline", include_str!("../style/timeline.css")),
    ("event", include_str!("../style/event.css")),
    ("card", include_str!("../style/card.css")),
    ("media", include_str!("../style/media.css")),
];

/// The additional sheet of a page that contains only a story.
pub const PAGE: &str = include_str!("../style/page.css");

/// Returns the widget's sheets as one.
pub fn css() -> String {
    SHEETS.iter().map(|(_, css)| *css).collect()
}
