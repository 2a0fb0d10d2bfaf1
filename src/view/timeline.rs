//! The timeline: overview, controls, and the list of events in groups with the distance between them.
//!
//! In a big story the groups are disclosures of their own, closed but for the first and the main event's: a browser lays out only
//! what is open, and finds, links to and prints what is not.

use yew::prelude::*;

use super::{
    Islands, Scene,
    element::{element, keyed, nothing, text},
    item::{self, Standing},
    part::Slice,
    toolbar::toolbar,
};
use crate::{
    date,
    layout::{Group, Heading, Row},
    state::{Order, State},
    story::Event as StoryEvent,
};

/// The timeline: `overview` above the list.
pub(super) fn timeline(scene: &Scene, state: &State, islands: &Islands, overview: Html) -> Html {
    let story = &scene.story;
    let title = story.timeline.title.as_deref().unwrap_or(scene.phrases.ui.timeline);
    let list = scene.list(state.order);
    let mut groups = Vec::with_capacity(list.groups.len());
    for (shown, group) in list.groups.iter().enumerate() {
        let nth = from_oldest(shown, list.groups.len(), state.order);
        groups.push(self::group(scene, group, nth, scene.place(nth, islands)));
    }
    element!("section", "class" = "keyline-timeline", "id" = scene.address("_timeline");
        scene.heading(1, "keyline-heading", None, text(title)),
        overview,
        toolbar(scene, state.order),
        element!("div", "class" = "keyline-list"; groups),
    )
}

/// A group's index from the oldest, by its place in the list as shown; and the other way round.
fn from_oldest(nth: usize, groups: usize, order: Order) -> usize {
    match order {
        Order::OldestFirst => nth,
        Order::NewestFirst => groups.saturating_sub(nth + 1),
    }
}

fn group(scene: &Scene, group: &Group, nth: usize, rows: Html) -> Html {
    let words = heading(scene, group.heading);
    let heading = scene.heading(2, "keyline-year", None, text(&words));
    let node = match scene.folded(nth) {
        None => element!("section", "class" = "keyline-group"; heading, rows),
        Some(folded) => element!("details", "class" = "keyline-group", "open" = (!folded).then_some("");
            element!("summary"; heading, element!("span", "class" = "keyline-count"; scene.number(group.rows.len()))),
            rows,
        ),
    };
    keyed(&words, node)
}

/// How the rows of a group stand.
pub(super) fn slice(scene: &Scene, state: &State, nth: usize, live: bool) -> Slice {
    let list = scene.list(Order::OldestFirst);
    let mut rows = Vec::new();
    for row in list.groups.get(nth).map_or(&[][..], |group| &group.rows) {
        if let Some(event) = scene.story.timeline.events.get(row.event) {
            rows.push(Standing::new(state, &event.id, event.main, live));
        }
    }
    Slice { newest_first: state.order == Order::NewestFirst, rows }
}

/// The rows of a group, counted from the oldest.
pub(super) fn rows(scene: &Scene, nth: usize, slice: &Slice) -> Html {
    let order = if slice.newest_first { Order::NewestFirst } else { Order::OldestFirst };
    let list = scene.list(order);
    let shown = from_oldest(nth, list.groups.len(), order);
    let Some(group) = list.groups.get(shown) else { return nothing() };
    let mut nodes = Vec::with_capacity(group.rows.len());
    for (at, row) in group.rows.iter().enumerate() {
        let standing = slice.rows.get(from_oldest(at, group.rows.len(), order)).copied().unwrap_or_default();
        nodes.push(self::row(scene, order, row, standing));
    }
    super::element::Child::node(nodes)
}

fn row(scene: &Scene, order: Order, row: &Row, standing: Standing) -> Html {
    let gap = row.gap.map(|gap| {
        element!("p", "class" = "keyline-gap"; match order {
            Order::OldestFirst => gap.later(&*scene.locale),
            Order::NewestFirst => gap.earlier(&*scene.locale),
        })
    });
    match scene.story.timeline.events.get(row.event) {
        Some(StoryEvent { id, .. }) => keyed(id, element!("li"; gap, item::event(scene, row.event, standing))),
        None => nothing(),
    }
}

fn heading(scene: &Scene, heading: Heading) -> String {
    match heading {
        Heading::Year(year) => date::year(year, &*scene.locale),
        Heading::Decade(year) => date::decade(year, &*scene.locale),
        Heading::Century(year) => date::century(year, &*scene.locale),
    }
}
