//! The whole story as HTML, natively: the same components, the same words, the same nodes as in the browser.

use std::rc::Rc;

use yew::{LocalServerRenderer, prelude::*};

use super::{Islands, Part, Props, Reading, Shared, What};
use crate::state::State;

/// Renders a story; with markers that the widget can hydrate it by, if it is to be `hydratable`.
///
/// Its islands are rendered first, and put into the frame as the HTML that Yew made of them.
pub async fn prerender(scene: Shared, state: State, hydratable: bool) -> String {
    let render = async |what: What| {
        let props = Props { scene: scene.clone(), what };
        LocalServerRenderer::<Part>::with_props(props).hydratable(hydratable).render().await
    };
    let mut reading = Reading::new(state, Islands::Empty);
    let mut islands: Vec<AttrValue> = Vec::new();
    for nth in 0..scene.islands() {
        let (tag, class) = if nth < scene.groups() { ("ol", "keyline-rows") } else { ("div", "keyline-tail") };
        let inside = render(scene.island(nth, &reading, reading.state.live)).await;
        islands.push(format!("<{tag} class=\"{class}\" data-island=\"{nth}\">{inside}</{tag}>").into());
    }
    reading.islands = Islands::Drawn(Rc::from(islands));
    render(What::Frame(Rc::new(reading))).await
}
