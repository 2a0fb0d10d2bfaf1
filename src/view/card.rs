//! A key-point card: a disclosure (APG) that needs no script.

use yew::prelude::*;

use super::{
    Shared,
    event::opened,
    item::{self, Body},
};
use crate::{
    state::Action,
    story::{Card, CardKind},
};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub scene: Shared,
    pub section: usize,
    pub nth: usize,
    pub open: bool,
    /// The card that was followed or opened last.
    pub current: bool,
    /// Whether its address was just copied.
    pub copied: bool,
    pub dispatch: Callback<Action>,
}

#[component(CardItem)]
pub(super) fn card_item(props: &Props) -> Html {
    let Props { scene, section, nth, open, current, copied, dispatch } = props;
    let Some(card) = scene.story.sections.get(*section).and_then(|section| section.cards.get(*nth)) else {
        return Html::default();
    };
    let body = Body {
        id: &card.id,
        title: &card.title,
        text: &card.body,
        media: card.media.as_ref(),
        tags: &card.tags,
        sources: &card.sources,
        copied: *copied,
        links: [(scene.phrases.ui.on_the_timeline, &card.events), ("", &[])],
    };
    html! {
        <details class="keyline-card" open={*open} ontoggle={opened(&card.id, dispatch)}
            aria-current={current.then_some("true")}>
            <summary>
                { kind(scene, card) }
                { scene.heading(2, "keyline-name", None, html! { card.title.clone() }) }
                { item::status(scene, card.status) }
            </summary>
            { body.html(scene, Html::default()) }
        </details>
    }
}

fn kind(scene: &Shared, card: &Card) -> Html {
    let ui = &scene.phrases.ui;
    let word = match card.kind {
        CardKind::Point => return Html::default(),
        CardKind::Question => ui.question,
        CardKind::Person => ui.person,
        CardKind::Unknown => ui.what_we_dont_know,
    };
    html! { <span class="keyline-kind">{ word }</span> }
}
