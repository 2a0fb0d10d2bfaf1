//! The overview's axis, behind the marks: ticks, axis breaks and lanes; and the masks of the marks.

use yew::prelude::*;

use super::{
    OverviewProps,
    elements::{is_english, number_attribute, text},
    label_width::{fitted, letter_width},
    mark_masks::mark_masks,
    strip_geometry::{LANE_NAME, LINE, StripGeometry, at, em, percent},
    track::color,
};
use crate::{
    date,
    layout::{Break, Context, Lane, Tick},
};

#[component]
pub fn Axis(props: &OverviewProps) -> Html {
    let geometry = StripGeometry::new(props);
    let strip = &props.strip;
    html! {
        <>
            { mark_masks(&geometry) }
            <g aria-hidden="true">
                { for strip.ticks.iter().map(|tick| self::tick(&geometry, tick)) }
                { for strip.contexts.iter().map(|context| self::context(&geometry, context)) }
                { for strip.breaks.iter().map(|axis_break| self::axis_break(&geometry, axis_break)) }
                if geometry.has_lane_names() {
                    { for strip.lanes.iter().map(|lane| self::lane(&geometry, lane)) }
                }
            </g>
        </>
    }
}

fn tick(geometry: &StripGeometry, tick: &Tick) -> Html {
    let (x, bottom) = (geometry.x(tick.x), geometry.lanes_height());
    let label = tick.label.as_ref().map(|label| {
        let words = date::tick(label.fields, label.time, &*geometry.context.locale);
        time_label(geometry, label.x, bottom + 19, &words)
    });
    html! {
        <g class="keyline-tick">
            <line x1={&x} x2={&x} y1="0" y2={em(bottom + 5)} />
            { label }
        </g>
    }
}

fn context(geometry: &StripGeometry, context: &Context) -> Html {
    let words = date::context(context.fields, &*geometry.context.locale);
    let y = geometry.lanes_height() + 19 + LINE;
    html! { <g class="keyline-context">{ time_label(geometry, context.x, y, &words) }</g> }
}

fn axis_break(geometry: &StripGeometry, axis_break: &Break) -> Html {
    let bottom = geometry.lanes_height();
    let (start, end) = (geometry.x(axis_break.start), geometry.x(axis_break.end));
    let x = if geometry.context.is_rtl() { &end } else { &start };
    let width = percent(axis_break.end - axis_break.start);
    let words = axis_break.gap.duration(&*geometry.context.locale);
    let y = bottom + 19 + LINE * (2 + axis_break.label_row);
    html! {
        <g class="keyline-break">
            <rect {x} {width} y="0" height={em(bottom)} />
            if axis_break.start > 0.0 {
                { at(&start, 0, zigzag(bottom)) }
            }
            if axis_break.end < 1.0 {
                { at(&end, 0, zigzag(bottom)) }
            }
            { time_label(geometry, axis_break.label, y, &words) }
        </g>
    }
}

fn zigzag(height: usize) -> Html {
    let mut points = String::new();
    for y in (0..=height).step_by(6) {
        points += if y % 12 == 0 { "-3," } else { "3," };
        points += &y.to_string();
        points += " ";
    }
    html! { <polyline {points} /> }
}

fn lane(geometry: &StripGeometry, lane: &Lane) -> Html {
    let context = geometry.context;
    let track = lane.track.and_then(|track| context.story.timeline.tracks.get(track));
    let title = track.map_or(&*context.phrases().ui.other_events, |track| &track.title);
    let words = fitted(title, geometry.width, &letter_width(context)).unwrap_or_default();
    let top = geometry.row(lane.row) - LANE_NAME;
    let y = em(top);
    html! {
        <g class="keyline-lane" data-track={lane.track.map(|track| number_attribute(color(track)))}>
            <line x1="0" x2="100%" y1={&y} y2={&y} />
            if words != *title {
                <title>{ text(title) }</title>
            }
            <text x={geometry.x(0.0)} y={em(top + 14)}>{ text(&words) }</text>
        </g>
    }
}

/// Returns a label with the words of a date or of a gap, centered at `position`.
fn time_label(geometry: &StripGeometry, position: f64, y: usize, words: &str) -> Html {
    let is_english = geometry.context.isolates_dates() && is_english(words);
    let direction = is_english.then_some("ltr");
    let x = geometry.x(position);
    html! { <text {x} y={em(y)} text-anchor="middle" {direction}>{ text(words) }</text> }
}
