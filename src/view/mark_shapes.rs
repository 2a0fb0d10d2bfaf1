//! The shapes of marks: points with their whiskers, bars and clusters, each with a target for the pointer.

use yew::prelude::*;

use super::{
    elements::number_attribute,
    mark_masks::mask_of,
    strip_geometry::{ROW, StripGeometry, at, em, percent},
};
use crate::layout::{self, Mark, MarkEnd};

/// Class of what the pointer hits (WCAG 2.2, 2.5.8).
const TARGET: &str = "keyline-target";
/// In pixels at a default font size of 16 px, as the lengths below.
const TARGET_RADIUS: usize = 12;
const POINT_RADIUS: usize = 6;

/// Returns the shape of a point: a diamond for the main event, a circle for every other one.
pub(super) fn point(geometry: &StripGeometry, mark: &Mark, main: bool) -> Html {
    let (x, middle) = (geometry.x(mark.start), geometry.row(mark.row) + ROW / 2);
    let soft = mark.start_kind != MarkEnd::Sharp || mark.end_kind != MarkEnd::Sharp;
    let whisker = mark.whisker.map(|ends| whisker(geometry, ends, middle, soft));
    let point = if main {
        at(&x, middle, html! { <path class="keyline-point" d="M0-10 10 0 0 10-10 0Z" /> })
    } else {
        circle("keyline-point", &x, middle, POINT_RADIUS, soft)
    };
    html! { <>{ circle(TARGET, &x, middle, TARGET_RADIUS, false) }{ whisker }{ point }</> }
}

/// Returns the line over the range of an imprecise date, with a cap at each end that is seen.
fn whisker(geometry: &StripGeometry, (start, end): (f64, f64), middle: usize, soft: bool) -> Html {
    let caps = [start, end].into_iter().filter(|&x| 0.0 < x && x < 1.0);
    let caps = caps.map(|x| at(&geometry.x(x), middle, html! { <path class="keyline-whisker" d="M0-4V4" /> }));
    let y = em(middle);
    html! {
        <>
            <line
                class="keyline-whisker"
                x1={geometry.x(start)}
                x2={geometry.x(end)}
                y1={&y}
                y2={&y}
                data-soft={soft.then_some("")}
            />
            { for caps }
        </>
    }
}

/// Returns the shape of an event that lasts.
pub(super) fn bar(geometry: &StripGeometry, mark: &Mark) -> Html {
    let middle = geometry.row(mark.row) + ROW / 2;
    let x = geometry.x(if geometry.context.is_rtl() { mark.end } else { mark.start });
    let width = percent(mark.end - mark.start);
    let is_open_ended = mark.start_kind == MarkEnd::Cut || mark.end_kind == MarkEnd::Cut;
    let target = if (mark.end - mark.start) * geometry.width < 24.0 && !is_open_ended {
        circle(TARGET, &geometry.x((mark.start + mark.end) / 2.0), middle, TARGET_RADIUS, false)
    } else {
        html! {
            <rect class={TARGET} x={&x} width={&width} y={em(middle - TARGET_RADIUS)} height={em(2 * TARGET_RADIUS)} rx="4" />
        }
    };
    html! {
        <>
            { target }
            <rect
                class="keyline-bar"
                {x}
                {width}
                y={em(middle - POINT_RADIUS)}
                height={em(2 * POINT_RADIUS)}
                rx="2"
                mask={mask_of(geometry, mark)}
            />
            if mark.start_kind == MarkEnd::Cut {
                { arrow(geometry, 0.0, middle) }
            }
            if mark.end_kind == MarkEnd::Cut {
                { arrow(geometry, 1.0, middle) }
            }
        </>
    }
}

/// Returns the arrow in a bar that continues outside of what is seen.
fn arrow(geometry: &StripGeometry, x: f64, middle: usize) -> Html {
    let points = if (x > 0.0) == geometry.context.is_rtl() { "7,-3 4,0 7,3" } else { "-7,-3 -4,0 -7,3" };
    at(&geometry.x(x), middle, html! { <polyline class="keyline-cut" {points} /> })
}

/// Returns the box of a cluster. Its number of events is a label.
pub(super) fn cluster(geometry: &StripGeometry, mark: &Mark) -> Html {
    let size = layout::size(mark.events.len()) as usize;
    let x = AttrValue::Rc(["-", &*(size / 2).to_string()].concat().into());
    let width = number_attribute(size);
    let shape = html! {
        <>
            <rect class={TARGET} x={&x} width={&width} y="-12" height="24" rx="7" />
            <rect class="keyline-box" {x} {width} y="-10" height="20" rx="5" />
        </>
    };
    at(&geometry.x(mark.start), geometry.row(mark.row) + ROW / 2, shape)
}

fn circle(class: &'static str, x: &AttrValue, y: usize, radius: usize, soft: bool) -> Html {
    html! { <circle {class} cx={x} cy={em(y)} r={em(radius)} data-soft={soft.then_some("")} /> }
}
