//! The root of a story: everything but the rows of its groups.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    StoryContext, ViewModel,
    contents::Contents,
    elements::{attribute, number_attribute, text},
    group_slot::{sources_slot, updates_slot},
    header::Header,
    search_bar::search_bar,
    sections::sections,
    timeline::timeline,
};
use crate::{layout::MAX_EVENTS_IN_SIGHT, state::Depth, story::Part};

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
        let (story, options) = (&context.story, &context.options);
        let has_header = context.has_part(Part::Header);
        html! {
            <article
                class="keyline"
                part="story"
                lang={attribute(story.language())}
                dir={context.direction()}
                data-depth={(model.state.depth == Depth::Brief).then_some("brief")}
                data-searching={model.state.search_open.then_some("")}
                data-hydrated={if model.state.is_hydrated { "on" } else { "off" }}
                data-parts={options.parts.names().map(attribute)}
                data-max-events={(options.max_events != MAX_EVENTS_IN_SIGHT).then(|| number_attribute(options.max_events.into()))}
                aria-label={(!has_header).then(|| attribute(&story.title))}
                aria-labelledby={has_header.then(|| context.element_id("_title"))}
            >
                if context.has_part(Part::Timeline) {
                    { search_bar(context, model) }
                }
                if has_header {
                    <Header {context} />
                }
                <div class="keyline-content">
                    { for options.parts.iter().map(|part| part_view(context, model, part)) }
                </div>
                <p class="keyline-live-region" role="status" translate="no">{ text(&model.notice(context)) }</p>
            </article>
        }
    }
}

/// Returns a part below the header.
fn part_view(context: &Rc<StoryContext>, model: &ViewModel, part: Part) -> Html {
    match part {
        Part::Contents => html! { <Contents {context} /> },
        Part::Cards | Part::Prose => sections(context, model, part),
        Part::Timeline if !context.story.timeline.events.is_empty() => timeline(context, model),
        Part::Sources => sources_slot(context, &model.group_content),
        Part::Updates => updates_slot(context, &model.group_content),
        Part::Header | Part::Timeline => Html::default(),
    }
}
