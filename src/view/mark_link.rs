//! A mark of the overview: a link to its event, or to the first event of its cluster.

use yew::prelude::*;

use super::{
    OverviewProps, Selectors, StoryContext,
    elements::{attribute, number_attribute, text},
    mark_shapes::{bar, cluster, point},
    strip_geometry::StripGeometry,
    track::{color, track},
};
use crate::{i18n::fill, layout::Mark};

#[derive(Clone, PartialEq, Properties)]
pub struct MarkLinkProps {
    /// The overview.
    pub overview: OverviewProps,
    /// Index of the mark among the strip's.
    pub position: usize,
    /// The state of the mark.
    pub state: MarkState,
}

/// The part of the reader's state that one mark shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkState {
    /// Whether the current event is in it.
    pub current: bool,
    /// Whether it is the overview's tab stop.
    pub tab_stop: bool,
    /// Whether one of its events matches the search.
    pub hit: bool,
}

#[component]
pub fn MarkLink(MarkLinkProps { overview, position, state }: &MarkLinkProps) -> Html {
    let OverviewProps { context, selectors, strip, is_hydrated, .. } = overview;
    let Some(mark) = strip.marks.get(*position) else { return Html::default() };
    let geometry = &StripGeometry::new(overview);
    let index = mark.event();
    let Some(event) = context.story.timeline.events.get(index) else { return Html::default() };
    let is_cluster = mark.is_cluster();
    let (name, title) =
        if is_cluster { cluster_name(context, selectors, mark) } else { event_name(context, selectors, index) };
    let shape = match mark.is_point() {
        _ if is_cluster => cluster(geometry, mark),
        true => point(geometry, mark, event.main),
        false => bar(geometry, mark),
    };
    html! {
        <a
            class={if is_cluster { "keyline-cluster" } else { "keyline-mark" }}
            href={context.href(&event.id)}
            aria-label={attribute(&name)}
            tabindex={is_hydrated.then_some(if state.tab_stop { "0" } else { "-1" })}
            data-track={track(context, event).map(|track| number_attribute(color(track)))}
            data-main={(!is_cluster && event.main).then_some("")}
            data-hit={state.hit.then_some("")}
            aria-current={state.current.then_some("true")}
        >
            // A hydrated story has a preview of its own.
            if !is_hydrated {
                <title>{ text(&title) }</title>
            }
            { shape }
        </a>
    }
}

/// Returns the accessible name and the tooltip of an event's mark: "3 March 2025: Title, 7 of 31".
pub(super) fn event_name(context: &StoryContext, selectors: &Selectors, index: usize) -> (String, String) {
    let events = &context.story.timeline.events;
    let (date, title) = (selectors.date_words(context, index), events.get(index).map_or("", |event| &event.title));
    let position = context.position(index + 1, events.len());
    let name = [&*date, ": ", title, &context.phrases().date.comma, &position].concat();
    (name, [&*date, " · ", title].concat())
}

/// Returns the accessible name and the tooltip of a cluster: "12 events, 3 March 2025 to 9 March 2025".
pub(super) fn cluster_name(context: &StoryContext, selectors: &Selectors, mark: &Mark) -> (String, String) {
    let ui = &context.phrases().ui;
    let date = |event: Option<&usize>| selectors.date_words(context, event.copied().unwrap_or_default());
    let (from, to) = (date(mark.events.first()), date(mark.events.last()));
    let dates = if from == to { from.as_ref().to_owned() } else { fill(&ui.from_to, &[&from, &to]) };
    let name = [&*context.count(&ui.events, mark.events.len()), &context.phrases().date.comma, &dates].concat();
    (name.clone(), name)
}
