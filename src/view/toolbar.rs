//! The timeline's controls, on one line: search, filters, order, and a button that opens all items. They need scripts, so the sheet
//! shows them only once the story is hydrated; until then the line has the number of events.

use yew::prelude::*;

use super::{
    StoryContext, ViewModel,
    elements::{aria_bool, phrase},
    filters::filters,
    toolbar_button::button,
};
use crate::{
    layout::Order,
    state::{Action, State},
};

/// A story with fewer events has no search and no filters, unless its address asks for them.
const MIN_EVENTS: usize = 12;

/// Returns the toolbar; nothing in a story whose events all have the same date, unless its address asks for search or filters.
pub(super) fn toolbar(context: &StoryContext, model: &ViewModel) -> Html {
    let (ui, state) = (&context.phrases().ui, &model.state);
    if !context.story.has_strip() && !state.search_offered && !is_filtering(state) {
        return Html::default();
    }
    let count = context.story.timeline.events.len();
    html! {
        <div class="keyline-toolbar" part="toolbar">
            <span class="keyline-total">{ phrase(context, &context.count(&ui.events, count)) }</span>
            if count >= MIN_EVENTS || state.search_offered {
                { search_button(context, state.search_open) }
            }
            if count >= MIN_EVENTS || is_filtering(state) {
                { filters(context, model) }
            }
            { order_button(context, state.order) }
            { open_all_button(context, state.open.is_all()) }
            { no_results(context, model) }
        </div>
    }
}

fn is_filtering(state: &State) -> bool {
    state.filters_shown || !state.filter.is_empty()
}

fn search_button(context: &StoryContext, is_open: bool) -> Html {
    let action = if is_open { Action::CloseSearch } else { Action::OpenSearch };
    html! {
        <button
            type="button"
            class="keyline-search-button"
            aria-expanded={aria_bool(is_open)}
            onclick={context.on(action)}
        >
            { phrase(context, &context.phrases().ui.open_search) }
        </button>
    }
}

fn order_button(context: &StoryContext, order: Order) -> Html {
    let is_newest = order == Order::NewestFirst;
    let other = if is_newest { Order::OldestFirst } else { Order::NewestFirst };
    let button = button(context, &context.phrases().ui.newest_first, Some(is_newest), Action::SetOrder(other));
    html! { <span class="keyline-order">{ button }</span> }
}

/// Returns the button that opens every item, or closes every item where all are open.
fn open_all_button(context: &StoryContext, is_all: bool) -> Option<Html> {
    let ui = &context.phrases().ui;
    let (words, action) = if is_all { (&ui.close_all, Action::CloseAll) } else { (&ui.open_all, Action::OpenAll) };
    context
        .has_openable_items
        .then(|| html! { <span class="keyline-all" translate="no">{ button(context, words, None, action) }</span> })
}

/// Returns a note that no event passes the filter, with a button that clears it; nothing while one does.
fn no_results(context: &StoryContext, model: &ViewModel) -> Html {
    let (ui, filter) = (&context.phrases().ui, &model.state.filter);
    if filter.is_empty() || filter.count(&context.story) > 0 {
        return Html::default();
    }
    let clear = button(context, &ui.clear_filters, None, Action::ClearFilters);
    html! { <p class="keyline-none">{ phrase(context, &ui.no_results) }{ " " }{ clear }</p> }
}
