//! Rich text as markup. Builds nodes, never HTML from strings.

use yew::prelude::*;

use super::Scene;
use crate::story::{
    Rich,
    text::{Block, Inline, Target},
};

/// Paragraphs, lists and quotes; nothing for an empty text.
pub(super) fn prose(scene: &Scene, text: &Rich) -> Html {
    if text.0.is_empty() {
        return Html::default();
    }
    html! { <div class="keyline-prose">{ for text.0.iter().map(|block| self::block(scene, block)) }</div> }
}

/// A text that stands in a line of its own, such as a note: blocks without a box.
pub(super) fn blocks(scene: &Scene, text: &Rich) -> Html {
    text.0.iter().map(|block| self::block(scene, block)).collect()
}

fn block(scene: &Scene, block: &Block) -> Html {
    match block {
        Block::Paragraph(text) => html! { <p>{ inlines(scene, text) }</p> },
        Block::Quote(blocks) => {
            html! { <blockquote>{ for blocks.iter().map(|block| self::block(scene, block)) }</blockquote> }
        }
        Block::List { ordered, items } => {
            let items = items.iter().map(|item| html! { <li>{ inlines(scene, item) }</li> });
            if *ordered {
                html! { <ol>{ for items }</ol> }
            } else {
                html! { <ul>{ for items }</ul> }
            }
        }
    }
}

fn inlines(scene: &Scene, text: &[Inline]) -> Html {
    text.iter().map(|inline| self::inline(scene, inline)).collect()
}

fn inline(scene: &Scene, inline: &Inline) -> Html {
    match inline {
        Inline::Text(text) => html! { text.clone() },
        Inline::Strong(text) => html! { <strong>{ inlines(scene, text) }</strong> },
        Inline::Emphasis(text) => html! { <em>{ inlines(scene, text) }</em> },
        Inline::Link { to: Target::Item(id), text } => html! { <a href={scene.href(id)}>{ inlines(scene, text) }</a> },
        Inline::Link { to: Target::Url(url), text } => {
            html! { <a href={url.clone()} rel="noopener">{ inlines(scene, text) }</a> }
        }
    }
}
