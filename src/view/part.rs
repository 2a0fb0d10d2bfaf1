//! What is drawn apart from the rest: again only when something of its own changed. One type of component for all of them, since
//! each type is a copy of Yew's component code.

use std::rc::Rc;

use yew::{prelude::*, virtual_dom::VChild};

use super::{
    Reading, Shared,
    element::{Child, nothing},
    frame,
    item::{self, Standing},
    overview::{self, Marks, Sight},
    sections, timeline,
};
use crate::layout::{Order, Row};

/// What [`Part`] is given.
#[derive(Clone, Properties, PartialEq)]
pub struct Props {
    pub scene: Shared,
    pub what: What,
}

/// Which part, and all that it depends on.
#[derive(Clone)]
pub enum What {
    /// The whole story.
    Frame(Rc<Reading>),
    /// An island: the rows of a group, and how they stand.
    Rows(Rc<Slice>),
    /// An island: sources and updates.
    Tail,
    Inner(Inner),
}

/// The frame is drawn because there is something new in it.
impl PartialEq for What {
    fn eq(&self, other: &What) -> bool {
        match (self, other) {
            (What::Frame(one), What::Frame(other)) => Rc::ptr_eq(one, other),
            (What::Rows(one), What::Rows(other)) => one == other,
            (What::Inner(one), What::Inner(other)) => one == other,
            (What::Tail, What::Tail) => true,
            _ => false,
        }
    }
}

/// What stands inside the frame.
#[derive(Clone, PartialEq)]
pub enum Inner {
    /// Header and contents.
    Head,
    /// Above the overview's strip.
    Window(Rc<Sight>),
    /// On the strip, from the back: its axis, its marks, and their titles.
    Axis(Rc<Sight>),
    Marks(Marks),
    Titles(Rc<Sight>),
    /// Index of the section, and of the card in it.
    Card(usize, usize, Standing),
}

/// How the rows of a group stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Slice {
    /// The group's number, from the oldest.
    pub nth: usize,
    pub order: Order,
    /// From the oldest.
    pub rows: Vec<(Row, Standing)>,
}

/// A part of the view; the root component of the story and of each of its islands.
pub struct Part;

impl Component for Part {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Part>) -> Part {
        Part
    }

    fn changed(&mut self, context: &Context<Part>, old: &Props) -> bool {
        context.props() != old
    }

    fn rendered(&mut self, context: &Context<Part>, _: bool) {
        let Props { scene, what } = context.props();
        match what {
            What::Frame(_) => scene.drawn(None),
            What::Rows(slice) => scene.drawn(Some(slice.nth)),
            _ => {}
        }
    }

    fn view(&self, context: &Context<Part>) -> Html {
        let Props { scene, what } = context.props();
        match what {
            What::Frame(reading) => frame::frame(scene, reading),
            What::Rows(slice) => timeline::rows(scene, slice),
            What::Tail => vec![sections::sources(scene), sections::updates(scene)].node(),
            What::Inner(Inner::Head) => frame::head(scene),
            What::Inner(Inner::Window(sight)) => overview::window(scene, sight),
            What::Inner(Inner::Axis(sight)) => overview::axis(scene, sight),
            What::Inner(Inner::Marks(marks)) => overview::marks(scene, marks),
            What::Inner(Inner::Titles(sight)) => overview::titles(scene, sight),
            What::Inner(Inner::Card(section, nth, standing)) => {
                let card = scene.story.sections.get(*section).and_then(|section| section.cards.get(*nth));
                card.map_or_else(nothing, |card| item::card(scene, card, *standing))
            }
        }
    }
}

/// A node for a part inside the frame.
pub(super) fn node(scene: &Shared, part: Inner) -> Html {
    let props = Props { scene: scene.clone(), what: What::Inner(part) };
    VChild::<Part>::new(props, None).into()
}
