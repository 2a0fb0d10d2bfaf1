//! The list of updates.

use yew::prelude::*;

use super::{
    StoryContext,
    elements::{date, heading, item_link},
    prose::blocks,
};
use crate::story::{Update, UpdateKind};

pub(super) fn updates(context: &StoryContext) -> Html {
    let updates = &context.story.updates;
    if updates.is_empty() {
        return Html::default();
    }
    let items: Html = updates.iter().map(|update| self::update(context, update)).collect();
    html! {
        <section class="keyline-updates" part="updates" id={context.element_id("_updates")}>
            { heading(context, 1, "keyline-heading", None, &context.phrases().ui.updates) }
            <ol>{ items }</ol>
        </section>
    }
}

fn update(context: &StoryContext, update: &Update) -> Html {
    let items: Vec<Html> = update.items.iter().map(|id| html! { <li>{ item_link(context, id) }</li> }).collect();
    html! {
        <li>
            <p class="keyline-date">
                <strong>{ update_kind(context, *update.kind) }</strong>
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
