//! Yew's server-side rendering, natively: the same components, the same words, the same nodes as in the browser.

use std::rc::Rc;

use keyline::{
    state::State,
    story::Story,
    view::{self, App, Props},
};
use yew::{Callback, LocalServerRenderer};

use crate::locale::Cldr;

/// A story as HTML that the widget can hydrate.
pub fn prerender(story: &Story) -> String {
    let props = Props {
        scene: view::scene(story.clone(), Rc::new(Cldr::new(&story.lang)), 1),
        state: State::new(story),
        onrequest: Callback::noop(),
        onready: Callback::noop(),
    };
    pollster::block_on(LocalServerRenderer::<App>::with_props(props).render())
}
