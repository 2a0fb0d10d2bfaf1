//! The buttons of the toolbar, the overview, the preview and the search bar.

use yew::prelude::*;

use super::{
    StoryContext,
    elements::{aria_bool, attribute, phrase, text},
};
use crate::state::Action;

/// Returns a button that dispatches an action. `pressed` makes it a toggle button.
pub(super) fn button(context: &StoryContext, words: &str, pressed: Option<bool>, action: Action) -> Html {
    html! {
        <button type="button" aria-pressed={pressed.map(aria_bool)} onclick={context.on(action)}>{ phrase(context, words) }</button>
    }
}

/// Returns a button that dispatches an action and may be without effect: it is `aria-disabled` then, since `disabled` would drop the
/// focus. `label` is its accessible name, if `words` are a symbol.
pub(super) fn symbol_button(
    context: &StoryContext,
    words: &str,
    label: Option<&str>,
    action: Action,
    is_disabled: bool,
) -> Html {
    html! {
        <button
            type="button"
            aria-label={label.map(attribute)}
            aria-disabled={is_disabled.then_some("true")}
            onclick={context.on(action)}
        >
            { if label.is_some() { text(words) } else { phrase(context, words) } }
        </button>
    }
}
