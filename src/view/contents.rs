//! The table of contents: links to the sections, the timeline, the sources and the updates that are rendered, in page order.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    StoryContext,
    elements::{phrase, story_link, text},
    timeline::timeline_title,
};
use crate::story::Part;

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
    let mut entries: Vec<Html> = Vec::new();
    let mut push = |part: Part, id: &str, title: Html| {
        entries.push(html! { <li data-show={part.name()}>{ story_link(context, id, title) }</li> });
    };
    for part in context.options.parts.iter() {
        match part {
            Part::Header | Part::Contents => {}
            Part::Cards | Part::Prose => {
                for (_, section) in context.options.parts.sections(story, part) {
                    push(Part::of_section(section), &section.id, text(&section.title));
                }
            }
            Part::Timeline if !story.timeline.events.is_empty() => push(part, "_timeline", timeline_title(context)),
            Part::Sources if !story.sources.is_empty() => push(part, "_sources", phrase(context, &ui.sources)),
            Part::Updates if !story.updates.is_empty() => push(part, "_updates", phrase(context, &ui.updates)),
            Part::Timeline | Part::Sources | Part::Updates => {}
        }
    }
    if entries.len() < MIN_ENTRIES {
        return Html::default();
    }
    html! { <nav class="keyline-contents" aria-label={ui.contents.clone()}><ol>{ entries }</ol></nav> }
}
