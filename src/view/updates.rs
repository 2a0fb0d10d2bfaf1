//! The list of updates.

use yew::prelude::*;

use super::{
    StoryContext,
    elements::{date, item_link, phrase},
    list_section::list_section,
    prose::blocks,
};
use crate::story::{Update, UpdateKind};

pub(super) fn updates(context: &StoryContext) -> Html {
    let items = context.story.updates.iter().map(|update| self::update(context, update)).collect();
    list_section(context, "keyline-updates", "_updates", &context.phrases().ui.updates, items)
}

fn update(context: &StoryContext, update: &Update) -> Html {
    let items: Vec<Html> = update.items.iter().map(|id| html! { <li>{ item_link(context, id) }</li> }).collect();
    html! {
        <li>
            <p class="keyline-date">
                <strong>{ phrase(context, update_kind(context, *update.kind)) }</strong>
                { " " }
                { date(context, &update.date) }
            </p>
            { blocks(context, &update.note) }
            if !items.is_empty() {
                <ul class="keyline-about">{ items }</ul>
            }
        </li>
    }
}

/// Returns the kind of an update in words.
pub(super) fn update_kind(context: &StoryContext, kind: UpdateKind) -> &str {
    let ui = &context.phrases().ui;
    match kind {
        UpdateKind::Added => &ui.added,
        UpdateKind::Clarified => &ui.clarified,
        UpdateKind::Corrected => &ui.corrected,
    }
}
