//! The timeline's controls. They need the page to answer, so they are only shown when it does.

use yew::{prelude::*, virtual_dom::ListenerKind};

use super::{
    Scene,
    element::{element, on},
};
use crate::state::{Action, Order};

pub(super) fn toolbar(scene: &Scene, order: Order, dispatch: &Callback<Action>) -> Html {
    let ui = &scene.phrases.ui;
    let button = |words: &str, pressed: Option<bool>, action: Action| {
        let pressed = pressed.map(|pressed| if pressed { "true" } else { "false" });
        let dispatch = dispatch.clone();
        on(
            || ListenerKind::onclick,
            Callback::from(move |_| dispatch.emit(action.clone())),
            element!("button", "type" = "button", "aria-pressed" = pressed; words),
        )
    };
    let direction = |words: &str, to: Order| button(words, Some(order == to), Action::Order(to));
    element!("div", "class" = "keyline-toolbar";
        button(ui.open_all, None, Action::OpenAll),
        button(ui.close_all, None, Action::CloseAll),
        element!("span", "class" = "keyline-order", "role" = "group", "aria-label" = ui.order;
            direction(ui.oldest_first, Order::OldestFirst),
            direction(ui.newest_first, Order::NewestFirst),
        ),
    )
}
