//! The timeline: the overview, its controls, and the list of events.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    StoryContext, ViewModel, elements::heading, event_list::event_list, overview::overview, time_zone, toolbar::toolbar,
};

pub(super) fn timeline(context: &Rc<StoryContext>, model: &ViewModel) -> Html {
    let title = context.story.timeline.title.as_deref().unwrap_or(&context.phrases().ui.timeline);
    html! {
        <section class="keyline-timeline" id={context.element_id("_timeline")}>
            { heading(context, 1, "keyline-heading", None, title) }
            { time_zone::above_timeline(context) }
            if context.story.has_strip() {
                { overview(context, model) }
            }
            { toolbar(context, model) }
            { event_list(context, model) }
        </section>
    }
}
