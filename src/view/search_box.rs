//! The search box, and the buttons that step through the results.

use yew::prelude::*;

use super::{StoryContext, ViewModel, elements::text};
use crate::state::{Action, Direction};

pub(super) fn search_box(context: &StoryContext, model: &ViewModel) -> Html {
    let ui = &context.phrases().ui;
    let step = |direction, arrow: &'static str, label: &AttrValue| {
        html! {
            <button
                type="button"
                aria-label={label.clone()}
                disabled={model.state.hits.is_empty()}
                onclick={context.on(Action::StepResult(direction))}
            >
                { arrow }
            </button>
        }
    };
    let label = AttrValue::from(ui.search.clone());
    // The input is uncontrolled: what is typed before hydration stays, and no rendering disturbs an input method.
    html! {
        <div class="keyline-search" role="search">
            <input
                type="search"
                placeholder={label.clone()}
                aria-label={label}
                autocomplete="off"
                spellcheck="false"
                oninput={context.on_search_input.clone()}
                onkeydown={step_by_key(context.dispatch.clone())}
            />
            { step(Direction::Backward, "↑", &ui.previous_result.clone().into()) }
            { step(Direction::Forward, "↓", &ui.next_result.clone().into()) }
            <span class="keyline-found">{ text(&found(context, model)) }</span>
        </div>
    }
}

/// Enter goes to the next result, with Shift to the previous one.
fn step_by_key(dispatch: Callback<Action>) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            let direction = if event.shift_key() { Direction::Backward } else { Direction::Forward };
            dispatch.emit(Action::StepResult(direction));
        }
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
