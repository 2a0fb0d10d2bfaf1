//! The labels of the marks: a cluster's number of events, or as much of an event's label or title as there is room for. Screen readers get
//! both in the name of the mark.

use yew::prelude::*;

use super::{
    OverviewProps,
    elements::{number_attribute, text},
    label_width::{fitted, letter_width},
    strip_geometry::{ROW, StripGeometry, em},
    track::{color, track},
};
use crate::layout::Mark;

/// Space between a mark and its title, in pixels at a default font size of 16 px.
const SPACE: f64 = 4.0;

#[component]
pub fn MarkLabels(props: &OverviewProps) -> Html {
    let geometry = StripGeometry::new(props);
    let labels = props.strip.marks.iter().filter_map(|mark| label(&geometry, mark));
    html! { <g class="keyline-words" aria-hidden="true">{ for labels }</g> }
}

fn label(geometry: &StripGeometry, mark: &Mark) -> Option<Html> {
    let context = geometry.context;
    let event = context.story.timeline.events.get(mark.event())?;
    let y = em(geometry.row(mark.row) + ROW / 2 + 5);
    if mark.is_cluster() {
        let track = track(context, event).map(|track| number_attribute(color(track)));
        let count = text(&context.number(mark.events.len()));
        return Some(html! {
            <text class="keyline-count" data-track={track} x={geometry.x(mark.start)} {y}>{ count }</text>
        });
    }
    let words = event.label.as_deref().unwrap_or(&event.title);
    let room = mark.room * geometry.width - 2.0 * SPACE;
    let words = fitted(words, room, &letter_width(context))?;
    let distance = (mark.drawn(geometry.width).1 - mark.end * geometry.width + SPACE) as usize;
    let dx = [if context.is_rtl() { "-" } else { "" }, &*em(distance)].concat();
    Some(html! { <text class="keyline-beside" x={geometry.x(mark.end)} {dx} {y}>{ text(&words) }</text> })
}
