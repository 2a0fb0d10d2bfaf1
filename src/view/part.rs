//! What is drawn apart from the rest: again only when something of its own changed. One type of component for all of them, since
//! each type is a copy of Yew's component code.

use yew::{
    prelude::*,
    virtual_dom::{Key, VChild},
};

use super::{
    Request, Shared,
    element::nothing,
    item::{self, Standing},
    overview::{self, Look},
};
use crate::state::Action;

#[derive(Clone, Properties, PartialEq)]
pub(super) struct Props {
    pub scene: Shared,
    pub what: What,
    pub dispatch: Callback<Action>,
    pub onrequest: Callback<Request>,
}

/// Which part, and all that it depends on.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum What {
    Overview(Look),
    /// Index into the timeline's events.
    Event(usize, Standing),
    /// Index of the section, and of the card in it.
    Card(usize, usize, Standing),
}

pub(super) struct Part;

impl Component for Part {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Part>) -> Part {
        Part
    }

    fn changed(&mut self, context: &Context<Part>, old: &Props) -> bool {
        context.props() != old
    }

    fn view(&self, context: &Context<Part>) -> Html {
        let Props { scene, what, dispatch, onrequest } = context.props();
        match *what {
            What::Overview(look) => overview::overview(scene, look, dispatch, onrequest),
            What::Event(nth, standing) => item::event(scene, nth, standing, dispatch),
            What::Card(section, nth, standing) => {
                let card = scene.story.sections.get(section).and_then(|section| section.cards.get(nth));
                card.map_or_else(nothing, |card| item::card(scene, card, standing, dispatch))
            }
        }
    }
}

impl Props {
    /// A node for a part, told from its neighbours by `key`.
    pub fn node(&self, what: What, key: &str) -> Html {
        VChild::<Part>::new(Props { what, ..self.clone() }, Some(Key::from(key))).into()
    }
}
