//! The name of the zone of a story's times. It stands once: above the timeline if an event has a time, else beside the story's dates.

use yew::prelude::*;

use super::{StoryContext, elements::phrase};
use crate::{date::Edtf, i18n::fill, story::Event};

pub(super) fn above_timeline(context: &StoryContext) -> Option<Html> {
    let words = words(context).filter(|_| has_times(context))?;
    Some(html! { <p class="keyline-time-zone">{ phrase(context, &words) }</p> })
}

pub(super) fn beside_dates(context: &StoryContext) -> Option<Html> {
    let words = words(context).filter(|_| !has_times(context) && context.story.dates().any(Edtf::has_time))?;
    Some(html! { <span>{ phrase(context, &words) }</span> })
}

fn words(context: &StoryContext) -> Option<String> {
    Some(fill(&context.phrases().ui.time_zone, &[context.time_zone.as_deref()?]))
}

fn has_times(context: &StoryContext) -> bool {
    let has_time = |event: &Event| event.date.has_time();
    context.story.timeline.events.iter().any(has_time)
}
