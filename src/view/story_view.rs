//! The root of a story: everything but the rows of its groups.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    StoryContext, ViewModel,
    contents::Contents,
    elements::{attribute, phrase},
    group_slot::tail_slot,
    header::Header,
    search_bar::search_bar,
    sections::sections,
    timeline::timeline,
};
use crate::state::Depth;

#[derive(Clone, Properties)]
pub struct StoryProps {
    /// The story.
    pub context: Rc<StoryContext>,
    /// What to render.
    pub model: Rc<ViewModel>,
}

/// A new model is a change, whatever is in it: the story renders on every dispatch that changes the state. `Store::rendered` in
/// `bin/widget` depends on that, since it is called after each rendering, and effects wait for it.
impl PartialEq for StoryProps {
    fn eq(&self, other: &StoryProps) -> bool {
        self.context == other.context && Rc::ptr_eq(&self.model, &other.model)
    }
}

pub struct StoryView;

impl Component for StoryView {
    type Message = ();
    type Properties = StoryProps;

    fn create(_: &Context<StoryView>) -> StoryView {
        StoryView
    }

    fn rendered(&mut self, ctx: &Context<StoryView>, _: bool) {
        ctx.props().context.on_rendered.emit(());
    }

    fn view(&self, ctx: &Context<StoryView>) -> Html {
        let StoryProps { context, model } = ctx.props();
        let story = &context.story;
        let before_timeline = story.sections_before_timeline();
        html! {
            <article
                class="keyline"
                part="story"
                lang={attribute(story.language())}
                dir={context.direction()}
                data-depth={(model.state.depth == Depth::Brief).then_some("brief")}
                data-searching={model.state.search_open.then_some("")}
                data-hydrated={if model.state.is_hydrated { "on" } else { "off" }}
                aria-labelledby={context.element_id("_title")}
            >
                { search_bar(context, model) }
                <Header {context} />
                <div class="keyline-content">
                    <Contents {context} />
                    { sections(context, model, ..before_timeline) }
                    if !story.timeline.events.is_empty() {
                        { timeline(context, model) }
                    }
                    { sections(context, model, before_timeline..) }
                    { tail_slot(context, &model.group_content) }
                </div>
                <p class="keyline-live-region" role="status" translate="no">{ phrase(context, &model.notice(context)) }</p>
            </article>
        }
    }
}
