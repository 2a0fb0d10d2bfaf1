//! The table of contents: links to the sections, the timeline, the sources and the updates that are rendered, in page order.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    Part, StoryContext,
    elements::{story_link, text},
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
    let mut entries: Vec<(Part, &str, &str)> = Vec::new();
    for part in context.options.parts.iter() {
        match part {
            Part::Header | Part::Contents => {}
            Part::Cards | Part::Prose => {
                let sections = context.options.parts.sections(story, part).into_iter();
                entries.extend(sections.map(|(_, section)| (Part::of_section(section), &*section.id, &*section.title)));
            }
            Part::Timeline if !story.timeline.events.is_empty() => {
                entries.push((part, "_timeline", story.timeline.title.as_deref().unwrap_or(&ui.timeline)));
            }
            Part::Sources if !story.sources.is_empty() => entries.push((part, "_sources", &ui.sources)),
            Part::Updates if !story.updates.is_empty() => entries.push((part, "_updates", &ui.updates)),
            Part::Timeline | Part::Sources | Part::Updates => {}
        }
    }
    if entries.len() < MIN_ENTRIES {
        return Html::default();
    }
    let link = |&(part, id, title): &(Part, &str, &str)| {
        html! { <li data-show={part.name()}>{ story_link(context, id, text(title)) }</li> }
    };
    let links: Html = entries.iter().map(link).collect();
    html! { <nav class="keyline-contents" aria-label={ui.contents.clone()}><ol>{ links }</ol></nav> }
}
