//! Sections with their prose and cards; then sources and updates.

use yew::prelude::*;

use super::{
    Scene, Shared,
    card::CardItem,
    item::{title, update_kind},
    prose::{blocks, prose},
};
use crate::{
    state::{Action, State},
    story::{Section, Source},
};

pub(super) fn sections(scene: &Shared, state: &State, dispatch: &Callback<Action>) -> Html {
    if scene.story.sections.is_empty() {
        return Html::default();
    }
    let sections = scene.story.sections.iter().enumerate();
    html! {
        <div class="keyline-sections">
            { for sections.map(|(nth, section)| self::section(scene, state, dispatch, nth, section)) }
        </div>
    }
}

fn section(scene: &Shared, state: &State, dispatch: &Callback<Action>, at: usize, section: &Section) -> Html {
    let cards = section.cards.iter().enumerate().map(|(nth, card)| {
        let current = state.current.as_ref() == Some(&card.id);
        html! {
            <CardItem key={card.id.as_str()} scene={scene.clone()} section={at} {nth} open={state.open.contains(&card.id)}
                {current} copied={state.copied(&card.id)} dispatch={dispatch.clone()} />
        }
    });
    html! {
        <section class="keyline-section" id={scene.address(&section.id)}>
            { scene.heading(1, "keyline-heading", None, html! { section.title.clone() }) }
            { prose(scene, &section.body) }
            { for cards }
        </section>
    }
}

pub(super) fn sources(scene: &Scene) -> Html {
    let story = &scene.story;
    if story.sources.is_empty() {
        return Html::default();
    }
    html! {
        <section class="keyline-sources" id={scene.address("_sources")}>
            { scene.heading(1, "keyline-heading", None, html! { scene.phrases.ui.sources }) }
            <ol>{ for story.sources.iter().map(|source| self::source(scene, source)) }</ol>
        </section>
    }
}

fn source(scene: &Scene, source: &Source) -> Html {
    html! {
        <li id={scene.address(&source.id)}>
            if let Some(url) = &source.url {
                <a href={url.clone()} rel="noopener">{ source.title.clone() }</a>
            } else {
                <span>{ source.title.clone() }</span>
            }
            if let Some(publisher) = &source.publisher {
                <span class="keyline-from">{ publisher.clone() }</span>
            }
            if let Some(date) = &source.date {
                <span class="keyline-from">{ scene.date(date) }</span>
            }
        </li>
    }
}

pub(super) fn updates(scene: &Scene) -> Html {
    let story = &scene.story;
    if story.updates.is_empty() {
        return Html::default();
    }
    html! {
        <section class="keyline-updates" id={scene.address("_updates")}>
            { scene.heading(1, "keyline-heading", None, html! { scene.phrases.ui.updates }) }
            <ol>
                { for story.updates.iter().map(|update| html! {
                    <li>
                        <p class="keyline-date">
                            <strong>{ update_kind(scene, update.kind) }</strong>{ " " }{ scene.date(&update.date) }
                        </p>
                        { blocks(scene, &update.note) }
                        if !update.items.is_empty() {
                            <ul class="keyline-about">
                                { for update.items.iter().map(|id| html! {
                                    <li><a href={scene.href(id)}>{ title(scene, id) }</a></li>
                                }) }
                            </ul>
                        }
                    </li>
                }) }
            </ol>
        </section>
    }
}
