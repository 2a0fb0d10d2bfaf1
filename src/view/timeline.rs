//! The timeline: the overview, its controls, and the list of events.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    StoryContext, ViewModel,
    elements::{heading, phrase, text},
    event_list::event_list,
    overview::overview,
    time_zone,
    toolbar::toolbar,
};

pub(super) fn timeline(context: &Rc<StoryContext>, model: &ViewModel) -> Html {
    html! {
        <section class="keyline-timeline" id={context.element_id("_timeline")}>
            { heading(context, 1, "keyline-heading", None, timeline_title(context)) }
            { time_zone::above_timeline(context) }
            if context.story.has_strip() {
                { overview(context, model) }
            }
            { toolbar(context, model) }
            { event_list(context, model) }
        </section>
    }
}

pub(super) fn timeline_title(context: &StoryContext) -> Html {
    match &context.story.timeline.title {
        Some(title) => text(title),
        None => phrase(context, &context.phrases().ui.timeline),
    }
}
