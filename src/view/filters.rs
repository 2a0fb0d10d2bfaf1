//! The values that events can be filtered by: tracks, tags and statuses.

use yew::prelude::*;

use super::{
    StoryContext, ViewModel,
    elements::{aria_bool, attribute, phrase, text},
    toolbar_button::button,
};
use crate::{
    filter::{Choice, Facet},
    state::Action,
    story::Status,
};

/// Returns the filters; nothing where all events are alike.
pub(super) fn filters(context: &StoryContext, model: &ViewModel) -> Html {
    let (ui, state) = (&context.phrases().ui, &model.state);
    let facets = model.selectors.facets(context, &state.filter);
    if facets.is_empty() {
        return Html::default();
    }
    let chosen = state.filter.chosen().len();
    let count = (chosen > 0).then(|| text(&[" (", &context.number(chosen), ")"].concat()));
    html! {
        <div class="keyline-filters">
            <button
                type="button"
                translate="no"
                aria-expanded={aria_bool(state.filters_shown)}
                onclick={context.on(Action::ToggleFilters)}
            >
                { phrase(context, &ui.filter) }
                { count }
            </button>
            if state.filters_shown {
                { group(context, &ui.tracks, &facets.tracks) }
                { group(context, &ui.tags, &facets.tags) }
                { group(context, &ui.statuses, &facets.statuses) }
            }
            // Last, in a row of its own, so that it moves no button that was just pressed.
            if chosen > 0 {
                <div class="keyline-facets">{ button(context, &ui.clear_filters, None, Action::ClearFilters) }</div>
            }
        </div>
    }
}

fn group(context: &StoryContext, label: &str, facets: &[Facet]) -> Html {
    if facets.is_empty() {
        return Html::default();
    }
    let buttons: Html = facets.iter().map(|facet| self::facet(context, facet)).collect();
    html! { <div class="keyline-facets" role="group" aria-label={attribute(label)}><span>{ phrase(context, label) }</span>{ buttons }</div> }
}

fn facet(context: &StoryContext, facet: &Facet) -> Html {
    let ui = &context.phrases().ui;
    let words = match &facet.choice {
        Choice::Track(id) => text(context.title(id)),
        Choice::Tag(tag) => text(tag),
        Choice::Status(Status::Confirmed) => phrase(context, &ui.confirmed),
        Choice::Status(Status::Alleged) => phrase(context, &ui.alleged),
        Choice::Status(Status::Disputed) => phrase(context, &ui.disputed),
        Choice::Status(Status::Unknown) => phrase(context, &ui.unconfirmed),
    };
    html! {
        <button
            type="button"
            aria-pressed={aria_bool(facet.chosen)}
            onclick={context.on(Action::ToggleFilter(facet.choice.clone()))}
        >
            { words }
            { " " }
            <span class="keyline-count" translate="no">{ text(&context.number(facet.count)) }</span>
        </button>
    }
}
