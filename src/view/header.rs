//! The story's head: title, summary, who and when; and the contents.

use yew::prelude::*;

use super::{
    Scene,
    element::{Child, element, nothing, text},
    prose::{outside, prose},
};
use crate::{date::Edtf, i18n::fill};

pub(super) fn header(scene: &Scene) -> Html {
    let (story, ui) = (&scene.story, &scene.phrases().ui);
    let publisher = story.publisher.as_ref().map(|publisher| {
        let name = text(&publisher.name);
        element!("p", "class" = "keyline-publisher"; match &publisher.url {
            Some(url) => outside(url, vec![name]),
            None => name,
        })
    });
    let mut facts: Vec<Html> = Vec::new();
    if let Some(byline) = &story.byline {
        facts.push(element!("span"; fill(&ui.by, &[byline])));
    }
    let mut dated = |label: &str, date: &Option<Edtf>| {
        if let Some(date) = date {
            facts.push(element!("span"; label, " ", scene.date(date)));
        }
    };
    dated(&ui.published, &story.published);
    dated(&ui.updated, &story.updated);
    element!("header", "class" = "keyline-header", "part" = "header";
        publisher,
        scene.heading(0, "keyline-title", Some(scene.address("_title")), text(&story.title)),
        prose(scene, &story.summary),
        (!facts.is_empty()).then(|| element!("p", "class" = "keyline-byline"; facts)),
    )
}

/// Links to the timeline, every section, the sources and the updates.
pub(super) fn contents(scene: &Scene) -> Html {
    let (story, ui) = (&scene.story, &scene.phrases().ui);
    let mut links: Vec<Html> = Vec::new();
    let mut link = |id: &str, title: &str| links.push(element!("li"; scene.link(id, vec![title.node()])));
    if !story.timeline.events.is_empty() {
        link("_timeline", story.timeline.title.as_deref().unwrap_or(&ui.timeline));
    }
    for section in &story.sections {
        link(&section.id, &section.title);
    }
    if !story.sources.is_empty() {
        link("_sources", &ui.sources);
    }
    if !story.updates.is_empty() {
        link("_updates", &ui.updates);
    }
    if links.is_empty() {
        return nothing();
    }
    element!("nav", "class" = "keyline-contents", "aria-label" = &ui.contents; element!("ol"; links))
}
