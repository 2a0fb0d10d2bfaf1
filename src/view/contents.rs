//! The table of contents: links to every section, the timeline, the sources and the updates, in page order.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    StoryContext,
    elements::{phrase, story_link, text},
    timeline::timeline_title,
};

/// Minimum number of entries for a table of contents.
const MIN_ENTRIES: usize = 4;

#[derive(Clone, PartialEq, Properties)]
pub struct ContentsProps {
    /// The story.
    pub context: Rc<StoryContext>,
}

#[component]
pub fn Contents(ContentsProps { context }: &ContentsProps) -> Html {
    let (story, ui) = (&context.story, &context.phrases().ui);
    let mut entries: Vec<(&str, Html)> = Vec::new();
    entries.extend(story.sections.iter().map(|section| (&*section.id, text(&section.title))));
    if !story.timeline.events.is_empty() {
        let title = timeline_title(context);
        entries.insert(story.sections_before_timeline(), ("_timeline", title));
    }
    if !story.sources.is_empty() {
        entries.push(("_sources", phrase(context, &ui.sources)));
    }
    if !story.updates.is_empty() {
        entries.push(("_updates", phrase(context, &ui.updates)));
    }
    if entries.len() < MIN_ENTRIES {
        return Html::default();
    }
    let links: Html =
        entries.into_iter().map(|(id, title)| html! { <li>{ story_link(context, id, title) }</li> }).collect();
    html! { <nav class="keyline-contents" aria-label={ui.contents.clone()}><ol>{ links }</ol></nav> }
}
