//! Sections with their prose and cards; then sources and updates.

use yew::prelude::*;

use super::{
    Scene,
    element::{Child, each, element, nothing, text},
    item::{link, update_kind},
    prose::{blocks, outside, prose},
    scene::part,
};
use crate::story::{Id, Section, Source, Update};

/// Every section, its cards drawn by `card`.
pub(super) fn sections(scene: &Scene, card: &dyn Fn(usize, usize, &Id) -> Html) -> Html {
    let sections = &scene.story.sections;
    if sections.is_empty() {
        return nothing();
    }
    let mut nodes = Vec::with_capacity(sections.len());
    for (nth, section) in sections.iter().enumerate() {
        nodes.push(self::section(scene, section, &|of, id| card(nth, of, id)));
    }
    element!("div", "class" = "keyline-sections"; nodes)
}

fn section(scene: &Scene, section: &Section, card: &dyn Fn(usize, &Id) -> Html) -> Html {
    let cards: Vec<Html> = section.cards.iter().enumerate().map(|(nth, of)| card(nth, &of.id)).collect();
    element!("section", "class" = "keyline-section", "part" = "section", "id" = scene.address(&section.id);
        scene.heading(1, "keyline-heading", None, text(&section.title)),
        prose(scene, &section.body),
        cards,
    )
}

pub(super) fn sources(scene: &Scene) -> Html {
    let sources = each(&scene.story.sources, |source| self::source(scene, source));
    list(scene, "keyline-sources", "_sources", &scene.phrases().ui.sources, sources)
}

fn source(scene: &Scene, source: &Source) -> Html {
    let title = text(&source.title);
    let from = |words: Html| element!("span", "class" = "keyline-from"; words);
    element!("li", "id" = scene.address(&source.id);
        match &source.url {
            Some(url) => outside(url, vec![title]),
            None => element!("span"; title),
        },
        source.publisher.as_ref().map(|publisher| from(text(publisher))),
        source.date.as_ref().map(|date| from(scene.date(date))),
    )
}

pub(super) fn updates(scene: &Scene) -> Html {
    let updates = each(&scene.story.updates, |update| self::update(scene, update));
    list(scene, "keyline-updates", "_updates", &scene.phrases().ui.updates, updates)
}

fn update(scene: &Scene, update: &Update) -> Html {
    let items = (!update.items.is_empty())
        .then(|| element!("ul", "class" = "keyline-about"; each(&update.items, |id| element!("li"; link(scene, id)))));
    element!("li";
        element!("p", "class" = "keyline-date";
            element!("strong"; update_kind(scene, update.kind)), " ", scene.date(&update.date)),
        blocks(scene, &update.note),
        items,
    )
}

/// A section that is a list, or nothing.
fn list(scene: &Scene, class: &'static str, id: &str, title: &str, items: Vec<Html>) -> Html {
    if items.is_empty() {
        return nothing();
    }
    element!("section", "class" = class, "part" = part(class), "id" = scene.address(id);
        scene.heading(1, "keyline-heading", None, title.node()),
        element!("ol"; items),
    )
}
