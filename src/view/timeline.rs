//! The timeline: overview, controls, and the list of events in groups with the distance between them.

use yew::prelude::*;

use super::{
    Scene,
    element::{each, element, keyed, nothing, text},
    toolbar::toolbar,
};
use crate::{
    date::{self, Civil},
    layout::{Group, Heading, List, Row},
    state::{Action, Order, State},
    story::{Event as StoryEvent, Id},
};

/// The timeline: `overview` above the list, whose events `event` draws.
pub(super) fn timeline(
    scene: &Scene,
    state: &State,
    dispatch: &Callback<Action>,
    overview: Html,
    event: &dyn Fn(usize, &Id) -> Html,
) -> Html {
    let story = &scene.story;
    let title = story.timeline.title.as_deref().unwrap_or(scene.phrases.ui.timeline);
    let list = List::new(story, state.order);
    element!("section", "class" = "keyline-timeline", "id" = scene.address("_timeline");
        scene.heading(1, "keyline-heading", None, text(title)),
        overview,
        toolbar(scene, state.order, dispatch),
        element!("div", "class" = "keyline-list"; each(&list.groups, |group| self::group(scene, state.order, group, event))),
    )
}

fn group(scene: &Scene, order: Order, group: &Group, event: &dyn Fn(usize, &Id) -> Html) -> Html {
    let heading = heading(scene, group);
    let rows = each(&group.rows, |row| self::row(scene, order, row, event));
    let node = element!("section", "class" = "keyline-group";
        scene.heading(2, "keyline-year", None, text(&heading)),
        element!("ol"; rows),
    );
    keyed(&group.key(), node)
}

fn row(scene: &Scene, order: Order, row: &Row, event: &dyn Fn(usize, &Id) -> Html) -> Html {
    let gap = row.gap.map(|gap| {
        element!("p", "class" = "keyline-gap"; match order {
            Order::OldestFirst => gap.later(&*scene.locale),
            Order::NewestFirst => gap.earlier(&*scene.locale),
        })
    });
    match scene.story.timeline.events.get(row.event) {
        Some(StoryEvent { id, .. }) => keyed(id, element!("li"; gap, event(row.event, id))),
        None => nothing(),
    }
}

fn heading(scene: &Scene, group: &Group) -> String {
    let locale = &*scene.locale;
    let civil = |year, month, day| date::civil(Civil { year, month: Some(month), day, short: false }, locale);
    let heading = match group.heading {
        Heading::Year(year) => date::year(year, locale),
        Heading::Decade(year) => date::decade(year, locale),
        Heading::Century(year) => date::century(year, locale),
        Heading::Month(year, month) => civil(year, month, None),
        Heading::Day(year, month, day) => civil(year, month, Some(day)),
        Heading::Expected => scene.phrases.ui.expected.to_owned(),
    };
    match group.part {
        Some((nth, of)) => [&*heading, " (", &scene.position(nth, of), ")"].concat(),
        None => heading,
    }
}
