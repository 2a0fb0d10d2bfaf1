//! The parts that the story's root doesn't render in the browser: the rows of each group, and the sources and updates.
//!
//! Hydrating a page of ten thousand events at once would take seconds. So a group is dormant until a root of its own
//! ([`EventGroup`](super::EventGroup)) hydrates it, and a group that nobody opens stays the HTML that it was. Sources and updates
//! never change, so they are never hydrated.

use yew::prelude::*;

use super::{GroupContent, StoryContext, elements::raw_html, sources::sources, updates::updates};

/// Returns the list of a group's rows. Without prerendered rows it is empty: the group's root renders them.
pub(super) fn group_slot(index: usize, content: &GroupContent) -> Html {
    dormant(index, content).unwrap_or_else(|| html! { <ol class="keyline-rows" /> })
}

/// Returns the sources.
pub(super) fn sources_slot(context: &StoryContext, content: &GroupContent) -> Html {
    dormant(context.list.groups.len(), content).unwrap_or_else(|| sources(context))
}

/// Returns the updates.
pub(super) fn updates_slot(context: &StoryContext, content: &GroupContent) -> Html {
    dormant(context.list.groups.len() + 1, content).unwrap_or_else(|| updates(context))
}

/// Returns a node for HTML that is not hydrated; `None` where there is none.
fn dormant(index: usize, content: &GroupContent) -> Option<Html> {
    match content {
        // Where Yew hydrates a node of raw HTML, it keeps the nodes that are there and parses nothing.
        GroupContent::Prerendered => Some(raw_html(AttrValue::Static(""))),
        GroupContent::Empty => None,
        GroupContent::Html(html) => Some(raw_html(html.get(index).cloned().unwrap_or_default())),
    }
}
