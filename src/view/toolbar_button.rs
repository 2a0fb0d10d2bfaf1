//! A button of the toolbar.

use yew::prelude::*;

use super::{
    StoryContext,
    elements::{aria_bool, text},
};
use crate::state::Action;

/// Returns a button that dispatches an action. `pressed` makes it a toggle button.
pub(super) fn button(context: &StoryContext, words: &str, pressed: Option<bool>, action: Action) -> Html {
    html! {
        <button type="button" aria-pressed={pressed.map(aria_bool)} onclick={context.on(action)}>{ text(words) }</button>
    }
}
