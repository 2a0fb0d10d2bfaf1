//! The search: a sticky bar, so that it is visible while the reader steps through the results.

use yew::prelude::*;

use super::{StoryContext, ViewModel, elements::phrase, toolbar_button::symbol_button};
use crate::state::{Action, Direction};

/// Returns the bar while the search is open.
pub(super) fn search_bar(context: &StoryContext, model: &ViewModel) -> Option<Html> {
    let (ui, state) = (&context.phrases().ui, &model.state);
    let step = |symbol: &str, label: &str, direction| {
        symbol_button(context, symbol, Some(label), Action::StepResult(direction), state.hits.is_empty())
    };
    // The input is uncontrolled: no rendering disturbs an input method.
    state.search_open.then(|| {
        html! {
            <div class="keyline-search" role="search">
                <div class="keyline-search-bar">
                    <input
                        type="search"
                        aria-label={AttrValue::from(ui.search.clone())}
                        autocomplete="off"
                        spellcheck="false"
                        oninput={context.on_search_input.clone()}
                        onkeydown={keys(context.dispatch.clone())}
                    />
                    <span class="keyline-found" translate="no">{ phrase(context, &found(context, model)) }</span>
                    { step("↑", &ui.previous_result, Direction::Backward) }
                    { step("↓", &ui.next_result, Direction::Forward) }
                    { symbol_button(context, "×", Some(&ui.close_search), Action::CloseSearch, false) }
                </div>
            </div>
        }
    })
}

/// Enter goes to the next result, with Shift to the previous one. Escape closes the search.
fn keys(dispatch: Callback<Action>) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        // While an input method composes, the keys are its own.
        if event.is_composing() {
            return;
        }
        let action = match &*event.key() {
            "Enter" if event.shift_key() => Action::StepResult(Direction::Backward),
            "Enter" => Action::StepResult(Direction::Forward),
            "Escape" => Action::CloseSearch,
            _ => return,
        };
        event.prevent_default();
        dispatch.emit(action);
    })
}

/// Returns the number of results in words, or the position of the current one.
fn found(context: &StoryContext, model: &ViewModel) -> String {
    let (ui, state) = (&context.phrases().ui, &model.state);
    match state.result_position {
        _ if state.query.trim().is_empty() => String::new(),
        // The index is not complete yet.
        _ if state.search_pending && state.hits.is_empty() => String::new(),
        _ if state.hits.is_empty() => ui.no_results.to_string(),
        Some((position, total)) => context.position(position, total),
        None => context.count(&ui.results, state.hits.len()),
    }
}
