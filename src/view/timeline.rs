//! The timeline: overview, controls, and the list of events in groups with the distance between them.

use yew::prelude::*;

use super::{Request, Scene, Shared, event::EventItem, overview::Overview, toolbar::toolbar};
use crate::{
    date,
    layout::{Group, Heading, List, Row},
    state::{Action, Order, State},
};

pub(super) fn timeline(
    scene: &Shared,
    state: &State,
    dispatch: &Callback<Action>,
    onrequest: &Callback<Request>,
) -> Html {
    let story = &scene.story;
    let title = story.timeline.title.as_deref().unwrap_or(scene.phrases.ui.timeline).to_owned();
    let list = List::new(story, state.order);
    html! {
        <section class="keyline-timeline" id={scene.address("_timeline")}>
            { scene.heading(1, "keyline-heading", None, html! { title }) }
            <Overview scene={scene.clone()} width={state.width} current={state.current.clone()} live={state.live}
                {onrequest} />
            { toolbar(scene, state.order, dispatch) }
            <div class="keyline-list">
                { for list.groups.iter().map(|group| self::group(scene, state, dispatch, group)) }
            </div>
        </section>
    }
}

fn group(scene: &Shared, state: &State, dispatch: &Callback<Action>, group: &Group) -> Html {
    html! {
        <section class="keyline-group">
            { scene.heading(2, "keyline-year", None, html! { heading(scene, group.heading) }) }
            <ol>{ for group.rows.iter().map(|row| self::row(scene, state, dispatch, row)) }</ol>
        </section>
    }
}

fn row(scene: &Shared, state: &State, dispatch: &Callback<Action>, row: &Row) -> Html {
    let Some(event) = scene.story.timeline.events.get(row.event) else { return Html::default() };
    let current = state.current.as_ref() == Some(&event.id);
    html! {
        <li key={event.id.as_str()}>
            if let Some(gap) = row.gap {
                <p class="keyline-gap">
                    { match state.order {
                        Order::OldestFirst => gap.later(&*scene.locale),
                        Order::NewestFirst => gap.earlier(&*scene.locale),
                    } }
                </p>
            }
            <EventItem scene={scene.clone()} nth={row.event} open={state.open.contains(&event.id)} {current}
                copied={state.copied(&event.id)} dispatch={dispatch.clone()} />
        </li>
    }
}

fn heading(scene: &Scene, heading: Heading) -> String {
    match heading {
        Heading::Year(year) => date::year(year, &*scene.locale),
        Heading::Decade(year) => date::decade(year, &*scene.locale),
        Heading::Century(year) => date::century(year, &*scene.locale),
    }
}
