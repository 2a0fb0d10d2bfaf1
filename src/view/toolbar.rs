//! The timeline's controls. They need the page to answer, so they are only shown when it does. What a button does stands in its
//! `data-act`.

use yew::prelude::*;

use super::{Scene, element::element};
use crate::state::Order;

pub(super) fn toolbar(scene: &Scene, order: Order) -> Html {
    let ui = &scene.phrases.ui;
    let button = |words: &str, pressed: Option<bool>, act: &'static str| {
        let pressed = pressed.map(|pressed| if pressed { "true" } else { "false" });
        element!("button", "type" = "button", "aria-pressed" = pressed, "data-act" = act; words)
    };
    element!("div", "class" = "keyline-toolbar";
        button(ui.open_all, None, "open-all"),
        button(ui.close_all, None, "close-all"),
        element!("span", "class" = "keyline-order", "role" = "group", "aria-label" = ui.order;
            button(ui.oldest_first, Some(order == Order::OldestFirst), "oldest"),
            button(ui.newest_first, Some(order == Order::NewestFirst), "newest"),
        ),
    )
}
