//! The whole story as HTML, rendered natively by the components that the browser has.

use std::rc::Rc;

use yew::{LocalServerRenderer, prelude::*};

use super::{
    EventGroup, GroupContent, GroupProps, StoryContext, StoryProps, StoryView, ViewModel, sources::sources,
    updates::updates,
};
use crate::{state::State, story::Part};

/// Renders a story; if `hydratable`, with the markers that Yew needs for hydration.
///
/// The rows of each group are rendered first and become part of the story as HTML, since each is a root of its own.
pub async fn prerender(context: Rc<StoryContext>, state: State, hydratable: bool) -> String {
    let mut model = ViewModel::new(Rc::new(state), Rc::default(), GroupContent::Empty);
    let mut parts: Vec<AttrValue> = Vec::new();
    for index in 0..context.list.groups.len() {
        let props = GroupProps::new(&context, &model.selectors, &model.state, index, model.state.is_hydrated);
        let rows = LocalServerRenderer::<EventGroup>::with_props(props).hydratable(hydratable).render().await;
        parts.push(format!("<ol class=\"keyline-rows\">{rows}</ol>").into());
    }
    for part in [Part::Sources, Part::Updates] {
        let props = StaticPartProps { context: context.clone(), part };
        parts.push(LocalServerRenderer::<StaticPart>::with_props(props).hydratable(false).render().await.into());
    }
    model.group_content = GroupContent::Html(Rc::from(parts));
    let props = StoryProps { context, model: Rc::new(model) };
    LocalServerRenderer::<StoryView>::with_props(props).hydratable(hydratable).render().await
}

#[derive(Clone, PartialEq, Properties)]
struct StaticPartProps {
    context: Rc<StoryContext>,
    part: Part,
}

/// The sources or the updates as a component, since Yew's renderer only renders components.
#[component]
fn StaticPart(StaticPartProps { context, part }: &StaticPartProps) -> Html {
    if *part == Part::Sources { sources(context) } else { updates(context) }
}
