//! The timeline: overview, controls, and the list of events in groups with the distance between them.
//!
//! In a big story the groups are disclosures of their own, closed but for the first and the main event's: a browser lays out only
//! what is open, and finds, links to and prints what is not.

use yew::prelude::*;

use super::{
    Reading, Scene,
    element::{Child, each, element, text},
    item::{self, Standing},
    part::Slice,
    toolbar,
};
use crate::{
    date::{self, DateFields},
    layout::{Group, Heading, Order, Row},
};

/// The timeline: `overview` above the list.
pub(super) fn timeline(scene: &Scene, reading: &Reading, overview: Html) -> Html {
    let (story, state) = (&scene.story, &reading.state);
    let title = story.timeline.title.as_deref().unwrap_or(&scene.phrases().ui.timeline);
    let list = scene.list(state);
    let mut groups = Vec::with_capacity(list.groups.len());
    for (nth, group) in list.groups.iter().enumerate() {
        groups.push(self::group(scene, group, nth, scene.place(nth, &reading.islands)));
    }
    element!("section", "class" = "keyline-timeline", "id" = scene.address("_timeline");
        scene.heading(1, "keyline-heading", None, text(title)),
        overview,
        toolbar::toolbar(scene, reading),
        element!("div",
            "class" = "keyline-list",
            "part" = "list",
            "data-order" = order(state.order),
            "data-filtered" = (!state.filter.is_empty()).then_some("");
            groups),
    )
}

/// Groups and rows are drawn from the oldest, whatever the order: the edge turns them around.
fn order(order: Order) -> Option<&'static str> {
    (order == Order::NewestFirst).then_some("newest")
}

fn group(scene: &Scene, group: &Group, nth: usize, rows: Html) -> Html {
    let count = group.count();
    let hidden = (count == 0).then_some("");
    let heading = scene.heading(2, "keyline-year", None, text(&heading(scene, group)));
    match scene.folded(nth) {
        None => element!("section", "class" = "keyline-group", "hidden" = hidden; heading, rows),
        Some(folded) => element!("details",
            "class" = "keyline-group",
            "open" = (!folded).then_some(""),
            "hidden" = hidden;
            element!("summary"; heading, element!("span", "class" = "keyline-count"; scene.number(count))),
            rows,
        ),
    }
}

/// The rows of a group, counted from the oldest, and how they stand.
pub(super) fn slice(scene: &Scene, reading: &Reading, nth: usize, live: bool) -> Slice {
    let state = &reading.state;
    let list = scene.list(state);
    let mut rows = Vec::new();
    for row in list.groups.get(nth).map_or(&[][..], |group| &group.rows) {
        if let Some(event) = scene.story.timeline.events.get(row.event) {
            rows.push((row.clone(), Standing::new(scene, reading, &event.id, event.main, live)));
        }
    }
    Slice { nth, order: state.order, rows }
}

pub(super) fn rows(scene: &Scene, slice: &Slice) -> Html {
    each(&slice.rows, |(row, standing)| self::row(scene, slice.order, row, *standing)).node()
}

fn row(scene: &Scene, order: Order, row: &Row, standing: Standing) -> Html {
    let gap = row.gap.map(|gap| {
        element!("p", "class" = "keyline-gap"; match order {
            Order::OldestFirst => gap.later(&*scene.locale),
            Order::NewestFirst => gap.earlier(&*scene.locale),
        })
    });
    element!("li", "hidden" = (!row.shown).then_some(""); gap, item::event(scene, row.event, standing))
}

fn heading(scene: &Scene, group: &Group) -> String {
    let locale = &*scene.locale;
    let calendar_date =
        |year, month, day| date::calendar_date(DateFields { year, month: Some(month), day, short: false }, locale);
    let heading = match group.heading {
        Heading::Year(year) => date::year(year, locale),
        Heading::Decade(year) => date::decade(year, locale),
        Heading::Century(year) => date::century(year, locale),
        Heading::Month(year, month) => calendar_date(year, month, None),
        Heading::Day(year, month, day) => calendar_date(year, month, Some(day)),
        Heading::Expected => scene.phrases().ui.expected.to_string(),
    };
    match group.part {
        Some((nth, of)) => [&*heading, " (", &scene.position(nth, of), ")"].concat(),
        None => heading,
    }
}
