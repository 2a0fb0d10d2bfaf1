//! The rows of one group of events: a root of its own, which the browser hydrates when there is time, or never.

use std::rc::Rc;

use yew::prelude::*;

use super::{Selectors, StoryContext, elements::phrase, event_item::event_item, item_state::ItemState};
use crate::{
    date::Gap,
    layout::{Heading, Order, Row},
    state::State,
};

#[derive(Clone, PartialEq, Properties)]
pub struct GroupProps {
    /// The story.
    pub context: Rc<StoryContext>,
    /// The order in which the list is read.
    pub order: Order,
    /// The heading above the rows.
    pub heading: Heading,
    /// The rows, oldest first, each with the state of its event.
    pub rows: Vec<(Row, ItemState)>,
}

impl GroupProps {
    /// Returns the props of a group, by its index (oldest first), for a state. Without `is_hydrated`, no event but the main one has controls.
    pub fn new(
        context: &Rc<StoryContext>,
        selectors: &Selectors,
        state: &State,
        index: usize,
        is_hydrated: bool,
    ) -> GroupProps {
        let list = selectors.list(context, state);
        let group = list.groups.get(index);
        let heading = group.map_or(Heading::None, |group| group.heading);
        let mut rows = Vec::new();
        for row in group.map_or(&[][..], |group| &group.rows) {
            if let Some(event) = context.story.timeline.events.get(row.event) {
                rows.push((row.clone(), ItemState::new(context, state, &event.id, event.main, is_hydrated)));
            }
        }
        GroupProps { context: context.clone(), order: state.order, heading, rows }
    }
}

pub struct EventGroup;

impl Component for EventGroup {
    type Message = ();
    type Properties = GroupProps;

    fn create(_: &Context<EventGroup>) -> EventGroup {
        EventGroup
    }

    fn view(&self, ctx: &Context<EventGroup>) -> Html {
        let GroupProps { context, order, heading, rows } = ctx.props();
        let row = |(row, state): &(Row, ItemState)| {
            html! {
                <li key={row.event} hidden={!row.shown}>
                    if let Some(gap) = gap_words(context, *order, row.gap) {
                        <p class="keyline-gap" translate="no">{ phrase(context, &gap) }</p>
                    }
                    { event_item(context, row.event, *heading, *state) }
                </li>
            }
        };
        match order {
            Order::OldestFirst => rows.iter().map(row).collect(),
            Order::NewestFirst => rows.iter().rev().map(row).collect(),
        }
    }
}

/// Returns the words of the distance in time before what is read next: "3 years later".
pub(super) fn gap_words(context: &StoryContext, order: Order, gap: Option<Gap>) -> Option<String> {
    gap.map(|gap| match order {
        Order::OldestFirst => gap.later(&*context.locale),
        Order::NewestFirst => gap.earlier(&*context.locale),
    })
}
