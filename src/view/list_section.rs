//! A section that is one list: the sources, or the updates.

use yew::prelude::*;

use super::{
    StoryContext,
    elements::{heading, part_name, phrase},
};

/// Returns a section with a heading and a list of `items`; nothing if there are none. `anchor` is the end of its `id`.
pub(super) fn list_section(
    context: &StoryContext,
    class: &'static str,
    anchor: &str,
    title: &str,
    items: Vec<Html>,
) -> Html {
    if items.is_empty() {
        return Html::default();
    }
    html! {
        <section {class} part={part_name(class)} id={context.element_id(anchor)}>
            { heading(context, 1, "keyline-heading", None, phrase(context, title)) }
            <ol>{ items }</ol>
        </section>
    }
}
