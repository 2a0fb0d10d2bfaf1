//! Rich text as markup. Builds nodes, never HTML from strings.

use yew::prelude::*;

use super::{
    Scene,
    element::{each, element, nothing, text},
};
use crate::story::{
    Rich,
    text::{Block, Inline, Target},
};

/// Paragraphs, lists and quotes; nothing for an empty text.
pub(super) fn prose(scene: &Scene, text: &Rich) -> Html {
    if text.0.is_empty() {
        return nothing();
    }
    element!("div", "class" = "keyline-prose"; blocks(scene, text))
}

/// A text that stands in a line of its own, such as a note: blocks without a box.
pub(super) fn blocks(scene: &Scene, text: &Rich) -> Vec<Html> {
    each(&text.0, |block| self::block(scene, block))
}

fn block(scene: &Scene, block: &Block) -> Html {
    let (name, children) = match block {
        Block::Paragraph(text) => ("p", inlines(scene, text)),
        Block::Quote(blocks) => ("blockquote", each(blocks, |block| self::block(scene, block))),
        Block::List { ordered, items } => {
            (if *ordered { "ol" } else { "ul" }, each(items, |item| element!("li"; inlines(scene, item))))
        }
    };
    element!(name; children)
}

fn inlines(scene: &Scene, text: &[Inline]) -> Vec<Html> {
    each(text, |inline| self::inline(scene, inline))
}

fn inline(scene: &Scene, inline: &Inline) -> Html {
    match inline {
        Inline::Text(words) => text(words),
        Inline::Strong(text) => element!("strong"; inlines(scene, text)),
        Inline::Emphasis(text) => element!("em"; inlines(scene, text)),
        Inline::Link { to: Target::Item(id), text } => scene.link(id, inlines(scene, text)),
        Inline::Link { to: Target::Url(url), text } => outside(url, inlines(scene, text)),
    }
}

/// A link that leaves the story.
pub(super) fn outside(url: &str, content: Vec<Html>) -> Html {
    element!("a", "href" = url.to_owned(), "rel" = "noopener"; content)
}
