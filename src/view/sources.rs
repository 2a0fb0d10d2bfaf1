//! The list of sources.

use yew::prelude::*;

use super::{
    StoryContext,
    elements::{date, external_link, heading, text},
};
use crate::story::Source;

pub(super) fn sources(context: &StoryContext) -> Html {
    let sources = &context.story.sources;
    if sources.is_empty() {
        return Html::default();
    }
    let items: Html = sources.iter().map(|source| self::source(context, source)).collect();
    html! {
        <section class="keyline-sources" part="sources" id={context.element_id("_sources")}>
            { heading(context, 1, "keyline-heading", None, &context.phrases().ui.sources) }
            <ol>{ items }</ol>
        </section>
    }
}

fn source(context: &StoryContext, source: &Source) -> Html {
    let title = text(&source.title);
    let title = match &source.url {
        Some(url) => external_link(url, title),
        None => html! { <span>{ title }</span> },
    };
    let origin = |words: Html| html! { <span class="keyline-from">{ words }</span> };
    html! {
        <li id={context.element_id(&source.id)}>
            { title }
            { source.publisher.as_deref().map(|publisher| origin(text(publisher))) }
            { source.date.as_ref().map(|when| origin(date(context, when))) }
        </li>
    }
}
