//! Rich text as nodes. Nothing here makes HTML from strings.

use yew::prelude::*;

use super::{
    StoryContext,
    elements::{external_link, story_link, text},
};
use crate::story::{
    Rich,
    text::{Block, Inline, Target},
};

/// Texts of more characters are set in two columns on wide screens.
const LONG_TEXT: usize = 900;

/// Returns a text's paragraphs, lists and quotes in a box; nothing for an empty text.
pub(super) fn prose(context: &StoryContext, text: &Rich) -> Html {
    if text.is_empty() {
        return Html::default();
    }
    let is_long = text.source().chars().count() > LONG_TEXT;
    html! { <div class="keyline-prose" data-long={is_long.then_some("")}>{ blocks(context, text) }</div> }
}

/// Returns a text's paragraphs, lists and quotes without a box.
pub(super) fn blocks(context: &StoryContext, text: &Rich) -> Html {
    text.blocks.iter().map(|block| self::block(context, block)).collect()
}

fn block(context: &StoryContext, block: &Block) -> Html {
    match block {
        Block::Paragraph(text) => html! { <p>{ inlines(context, text) }</p> },
        Block::Quote(blocks) => {
            let blocks: Html = blocks.iter().map(|block| self::block(context, block)).collect();
            html! { <blockquote>{ blocks }</blockquote> }
        }
        Block::List { ordered, items } => {
            let items: Html = items.iter().map(|item| html! { <li>{ inlines(context, item) }</li> }).collect();
            html! { <@{if *ordered { "ol" } else { "ul" }}>{ items }</@> }
        }
    }
}

fn inlines(context: &StoryContext, text: &[Inline]) -> Html {
    text.iter().map(|inline| self::inline(context, inline)).collect()
}

fn inline(context: &StoryContext, inline: &Inline) -> Html {
    match inline {
        Inline::Text(words) => text(words),
        Inline::Strong(text) => html! { <strong>{ inlines(context, text) }</strong> },
        Inline::Emphasis(text) => html! { <em>{ inlines(context, text) }</em> },
        Inline::Link { to: Target::Item(id), text } => story_link(context, id, inlines(context, text)),
        Inline::Link { to: Target::Url(url), text } => external_link(url, inlines(context, text)),
    }
}
