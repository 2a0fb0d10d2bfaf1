//! What events and cards share: the foot with sources, corrections and links, and the words of a status.

use yew::prelude::*;

use super::{
    Scene,
    media::media,
    prose::{blocks, prose},
    scene::fill,
};
use crate::story::{Id, Item, Media, Rich, Status, Update, UpdateKind};

/// The parts of a body that events and cards have in common.
pub(super) struct Body<'a> {
    pub id: &'a Id,
    pub title: &'a str,
    pub text: &'a Rich,
    pub media: Option<&'a Media>,
    pub tags: &'a [String],
    pub sources: &'a [Id],
    /// Whether its address was just copied.
    pub copied: bool,
    /// Labelled lists of links to other items.
    pub links: [(&'static str, &'a [Id]); 2],
}

impl Body<'_> {
    /// What opens: the element that carries the item's address. It is inside the `<details>`, since a browser that follows a
    /// link opens what hides the target, not the target itself (HTML, "ancestor revealing algorithm").
    pub(super) fn html(&self, scene: &Scene, extra: Html) -> Html {
        let ui = &scene.phrases.ui;
        html! {
            <div class="keyline-body" id={scene.address(self.id)}>
                if let Some(media) = self.media {
                    { self::media(scene, media) }
                }
                { prose(scene, self.text) }
                { self.corrections(scene) }
                { for self.links.iter().map(|(label, ids)| links(scene, label, ids)) }
                if !self.sources.is_empty() {
                    <p class="keyline-cites">
                        <span>{ ui.sources }</span>{ " " }
                        { for self.sources.iter().map(|id| cite(scene, id)) }
                    </p>
                }
                if !self.tags.is_empty() {
                    <ul class="keyline-tags">{ for self.tags.iter().map(|tag| html! { <li>{ tag.clone() }</li> }) }</ul>
                }
                <p class="keyline-foot">
                    { extra }
                    <a class="keyline-copy" href={scene.href(self.id)} data-copy=""
                        aria-label={(!self.copied).then(|| fill(ui.copy_link_to, &[self.title]))}>
                        { if self.copied { ui.link_copied } else { ui.copy_link } }
                    </a>
                </p>
            </div>
        }
    }

    fn corrections(&self, scene: &Scene) -> Html {
        let correction = |update: &Update| {
            html! {
                <div class="keyline-correction">
                    <p><strong>{ update_kind(scene, update.kind) }</strong>{ ", " }{ scene.date(&update.date) }</p>
                    { blocks(scene, &update.note) }
                </div>
            }
        };
        scene.updates(self.id).map(correction).collect()
    }
}

fn links(scene: &Scene, label: &'static str, ids: &[Id]) -> Html {
    if ids.is_empty() {
        return Html::default();
    }
    html! {
        <div class="keyline-links">
            <span>{ label }</span>
            <ul>{ for ids.iter().map(|id| html! { <li><a href={scene.href(id)}>{ title(scene, id) }</a></li> }) }</ul>
        </div>
    }
}

/// What an item is called in a link.
pub(super) fn title(scene: &Scene, id: &Id) -> String {
    match scene.story.item(id) {
        Some(Item::Event(event)) => event.title.clone(),
        Some(Item::Card(card)) => card.title.clone(),
        Some(Item::Section(section)) => section.title.clone(),
        Some(Item::Source(source)) => source.title.clone(),
        Some(Item::Track(track)) => track.title.clone(),
        None => id.to_string(),
    }
}

fn cite(scene: &Scene, id: &Id) -> Html {
    let Some(Item::Source(source)) = scene.story.item(id) else { return Html::default() };
    let name = source.publisher.as_ref().unwrap_or(&source.title).clone();
    match &source.url {
        Some(url) => {
            html! { <a class="keyline-cite" href={url.clone()} rel="noopener" title={source.title.clone()}>{ name }</a> }
        }
        None => html! { <a class="keyline-cite" href={scene.href(id)} title={source.title.clone()}>{ name }</a> },
    }
}

/// A status that is not the ordinary one, in words.
pub(super) fn status(scene: &Scene, status: Status) -> Html {
    let ui = &scene.phrases.ui;
    let word = match status {
        Status::Confirmed => return Html::default(),
        Status::Alleged => ui.alleged,
        Status::Disputed => ui.disputed,
        Status::Unknown => ui.unconfirmed,
    };
    html! { <span class="keyline-status">{ word }</span> }
}

pub(super) fn update_kind(scene: &Scene, kind: UpdateKind) -> &'static str {
    match kind {
        UpdateKind::Added => scene.phrases.ui.added,
        UpdateKind::Clarified => scene.phrases.ui.clarified,
        UpdateKind::Corrected => scene.phrases.ui.corrected,
    }
}
