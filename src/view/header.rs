//! The story's head: title, summary, who and when; and the contents.

use yew::prelude::*;

use super::{Scene, prose::prose, scene::fill};
use crate::date::Edtf;

pub(super) fn header(scene: &Scene) -> Html {
    let (story, ui) = (&scene.story, &scene.phrases.ui);
    let dated = |label: &'static str, date: &Edtf| html! { <span>{ label }{ " " }{ scene.date(date) }</span> };
    html! {
        <header class="keyline-header">
            if let Some(publisher) = &story.publisher {
                <p class="keyline-publisher">
                    if let Some(url) = &publisher.url {
                        <a href={url.clone()} rel="noopener">{ publisher.name.clone() }</a>
                    } else {
                        { publisher.name.clone() }
                    }
                </p>
            }
            { scene.heading(0, "keyline-title", Some(scene.address("_title")), html! { story.title.clone() }) }
            { prose(scene, &story.summary) }
            if story.byline.is_some() || story.published.is_some() || story.updated.is_some() {
                <p class="keyline-byline">
                    if let Some(byline) = &story.byline {
                        <span>{ fill(ui.by, &[byline]) }</span>
                    }
                    if let Some(date) = &story.published {
                        { dated(ui.published, date) }
                    }
                    if let Some(date) = &story.updated {
                        { dated(ui.updated, date) }
                    }
                </p>
            }
        </header>
    }
}

/// Links to the timeline, every section, the sources and the updates.
pub(super) fn contents(scene: &Scene) -> Html {
    let (story, ui) = (&scene.story, &scene.phrases.ui);
    let link = |id: &str, title: &str| html! { <li><a href={scene.href(id)}>{ title.to_owned() }</a></li> };
    let timeline = story.timeline.title.as_deref().unwrap_or(ui.timeline);
    html! {
        <nav class="keyline-contents" aria-label={ui.contents}>
            <ol>
                if !story.timeline.events.is_empty() {
                    { link("_timeline", timeline) }
                }
                { for story.sections.iter().map(|section| link(&section.id, &section.title)) }
                if !story.sources.is_empty() {
                    { link("_sources", ui.sources) }
                }
                if !story.updates.is_empty() {
                    { link("_updates", ui.updates) }
                }
            </ol>
        </nav>
    }
}
