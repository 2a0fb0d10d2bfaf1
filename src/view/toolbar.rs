//! The timeline's controls. They need the page to answer, so they are only shown when it does.

use yew::prelude::*;

use super::Scene;
use crate::state::{Action, Order};

pub(super) fn toolbar(scene: &Scene, order: Order, dispatch: &Callback<Action>) -> Html {
    let ui = &scene.phrases.ui;
    let button = |words: &'static str, pressed: Option<bool>, action: Action| {
        let onclick = dispatch.reform(move |_: MouseEvent| action.clone());
        let pressed = pressed.map(|pressed| if pressed { "true" } else { "false" });
        html! { <button type="button" {onclick} aria-pressed={pressed}>{ words }</button> }
    };
    html! {
        <div class="keyline-toolbar">
            { button(ui.open_all, None, Action::OpenAll) }
            { button(ui.close_all, None, Action::CloseAll) }
            <span class="keyline-order" role="group" aria-label={ui.order}>
                { button(ui.oldest_first, Some(order == Order::OldestFirst), Action::Order(Order::OldestFirst)) }
                { button(ui.newest_first, Some(order == Order::NewestFirst), Action::Order(Order::NewestFirst)) }
            </span>
        </div>
    }
}
