//! The labels of the marks: a cluster's number of events, or as much of an event's title as there is room for. Screen readers get
//! both in the name of the mark.

use yew::prelude::*;

use super::{
    OverviewProps,
    elements::{number_attribute, text},
    label_width::{LETTER, letter_width},
    strip_geometry::{ROW, StripGeometry},
    track::{color, track},
};
use crate::layout::Mark;

/// The least room that a cut title is shown in, in CSS pixels.
const LEGIBLE: f64 = 12.0 * LETTER;
/// Space between a mark and its title.
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
    let y = number_attribute(geometry.row(mark.row) + ROW / 2 + 5);
    if mark.is_cluster() {
        let track = track(context, event).map(|track| number_attribute(color(track)));
        let count = text(&context.number(mark.events.len()));
        return Some(html! {
            <text class="keyline-count" data-track={track} x={geometry.x(mark.start)} {y}>{ count }</text>
        });
    }
    let title = fitted(&event.title, mark.room * geometry.width - 2.0 * SPACE, &letter_width(context))?;
    let distance = (mark.target(geometry.width).1 - mark.end * geometry.width + SPACE) as usize;
    let dx = [if context.is_rtl() { "-" } else { "" }, &*distance.to_string()].concat();
    Some(html! { <text class="keyline-beside" x={geometry.x(mark.end)} {dx} {y}>{ text(&title) }</text> })
}

/// Returns a title, cut to what fits into `room` CSS pixels; `None` if a cut title would not be legible.
fn fitted(title: &str, room: f64, width: &dyn Fn(char) -> f64) -> Option<String> {
    if title.chars().map(width).sum::<f64>() <= room {
        return Some(title.to_owned());
    }
    if room < LEGIBLE {
        return None;
    }
    let mut left = room - width('…');
    let fits = |letter: &char| {
        left -= width(*letter);
        left >= 0.0
    };
    let cut: String = title.chars().take_while(fits).collect();
    Some([cut.trim_end(), "…"].concat())
}
