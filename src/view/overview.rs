//! The overview: every event on one scale, as an SVG whose geometry is in percentages. So it fits any width without a script, and
//! without a `style` attribute, which a strict CSP forbids.
//!
//! Marks are links to their events. Once the story is hydrated they are one tab stop, and the arrow keys move among them (APG,
//! "Managing focus within components").

use std::rc::Rc;

use yew::prelude::*;

use super::{
    OverviewProps, StoryContext, ViewModel,
    axis::Axis,
    elements::phrase,
    mark_labels::MarkLabels,
    mark_link::{MarkLink, MarkState},
    overview_toolbar::OverviewToolbar,
    preview::preview,
    strip_geometry::{StripGeometry, em},
    strip_key::strip_key,
};
use crate::{layout::Mark, search::SearchTarget};

pub(super) fn overview(context: &Rc<StoryContext>, model: &ViewModel) -> Html {
    let props = OverviewProps::new(context, model);
    let states = mark_states(&props, model);
    // A mark keeps its element, and with it the focus, while the viewport moves.
    let marks = states.into_iter().enumerate().map(|(position, (key, state))| {
        html! { <MarkLink {key} overview={props.clone()} {position} {state} /> }
    });
    let marks: Html = marks.collect();
    let height = StripGeometry::new(&props).height();
    let list = context.href("_list");
    html! {
        <div
            class="keyline-overview"
            part="overview"
            role="group"
            aria-label={context.phrases().ui.overview.clone()}
            data-printing={model.state.printing.then_some("")}
            data-zoomed={(!props.viewport.zoom.is_all()).then_some("")}
        >
            <a class="keyline-skip" href={list}>{ phrase(context, &context.phrases().ui.skip_strip) }</a>
            <OverviewToolbar ..props.clone() />
            <svg class="keyline-strip" width="100%" height={em(height)} translate="no">
                <Axis ..props.clone() />
                { marks }
                <MarkLabels ..props.clone() />
            </svg>
            { strip_key(context, props.selectors.plan(context), props.viewport.to_scale) }
            { preview(&props, model) }
        </div>
    }
}

/// Returns a key for each of the strip's marks, and its state.
///
/// The tab stop's key is the event that the reader has moved to, also where that is in a cluster or out of sight. So the element
/// that has the focus is never removed while the overview moves: a key pressed meanwhile would be lost.
fn mark_states(props: &OverviewProps, model: &ViewModel) -> Vec<(usize, MarkState)> {
    let (state, marks, roving_index) = (&model.state, &props.strip.marks, model.state.roving_index);
    let current = state.current.as_ref().and_then(|id| props.context.story.event(id));
    // If the tab stop is out of sight, the first mark is the tab stop.
    let is_seen = marks.iter().any(|mark| mark.events.contains(&roving_index));
    let tab_stop = if is_seen { roving_index } else { marks.first().map_or(0, Mark::event) };
    let state = |mark: &Mark| {
        let is_tab_stop = mark.events.contains(&tab_stop);
        let state = MarkState {
            current: current.is_some_and(|event| mark.events.contains(&event)),
            tab_stop: is_tab_stop,
            hit: mark.events.iter().any(|&event| state.hits.contains(SearchTarget::Event(event))),
        };
        (if is_tab_stop { roving_index } else { mark.event() }, state)
    };
    marks.iter().map(state).collect()
}
