//! Rich text: a small Markdown, as blocks and inlines.

use super::Id;

/// Paragraphs, lists and quotes.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Rich(pub Vec<Block>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Paragraph(Vec<Inline>),
    List { ordered: bool, items: Vec<Vec<Inline>> },
    Quote(Vec<Block>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    Text(String),
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    Link { to: Target, text: Vec<Inline> },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `https:`, `http:` or `mailto:`
    Url(String),
    /// `#id` of an item in this story.
    Item(Id),
}
