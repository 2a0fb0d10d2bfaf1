//! A key-point card.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    StoryContext,
    elements::phrase,
    item_row::{ItemRow, status},
    item_state::ItemState,
};
use crate::story::CardKind;

#[derive(Clone, PartialEq, Properties)]
pub struct CardItemProps {
    /// The story.
    pub context: Rc<StoryContext>,
    /// Index of the section.
    pub section: usize,
    /// Index of the card in its section.
    pub card: usize,
    /// How it is shown.
    pub state: ItemState,
}

#[component]
pub fn CardItem(CardItemProps { context, section, card, state }: &CardItemProps) -> Html {
    let section = context.story.sections.get(*section);
    let Some(card) = section.and_then(|section| section.cards.get(*card)) else { return Html::default() };
    let ui = &context.phrases().ui;
    let kind = match card.kind {
        CardKind::Point => None,
        CardKind::Question => Some(&ui.question),
        CardKind::Person => Some(&ui.person),
        CardKind::Unknown => Some(&ui.what_we_dont_know),
    };
    let kind = kind.map(|words| html! { <span class="keyline-kind">{ phrase(context, words) }</span> });
    let row = ItemRow {
        class: "keyline-card",
        id: &card.id,
        title: &card.title,
        teaser: card.teaser.as_deref(),
        text: &card.body,
        media: card.media.as_ref(),
        tags: &card.tags,
        sources: &card.sources,
        heading_depth: 2,
        links: vec![(&ui.on_the_timeline, card.events.iter().map(|id| &**id).collect())],
        track_color: None,
        main: false,
        before_title: kind.unwrap_or_default(),
        after_title: status(context, card.status).unwrap_or_default(),
        steps: Html::default(),
    };
    row.render(context, *state)
}
