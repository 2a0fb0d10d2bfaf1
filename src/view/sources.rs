//! The list of sources.

use yew::prelude::*;

use super::{
    StoryContext,
    elements::{date, external_link, text},
    list_section::list_section,
};
use crate::story::Source;

pub(super) fn sources(context: &StoryContext) -> Html {
    let items = context.story.sources.iter().map(|source| self::source(context, source)).collect();
    list_section(context, "keyline-sources", "_sources", &context.phrases().ui.sources, items)
}

fn source(context: &StoryContext, source: &Source) -> Html {
    let title = text(&source.title);
    let title = match &source.url {
        Some(url) => external_link(url, title),
        None => html! { <span>{ title }</span> },
    };
    let publisher = source.publisher.as_deref().map(text);
    let when = source.date.as_ref().map(|when| date(context, when));
    let has_both = publisher.is_some() && when.is_some();
    html! {
        <li id={context.element_id(&source.id)}>
            { title }
            if publisher.is_some() || when.is_some() {
                <span class="keyline-origin">
                    { publisher }
                    if has_both { { " · " } }
                    { when }
                </span>
            }
        </li>
    }
}
