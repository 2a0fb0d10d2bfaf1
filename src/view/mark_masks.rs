//! How the ends of bars fade: soft ends blur, open ends fade out, unknown ends break up. Shapes differ, not only colors.

use yew::prelude::*;

use super::{elements::attribute, strip_geometry::StripGeometry};
use crate::layout::{Mark, MarkEnd};

/// The ends of a bar, left and right.
type Ends = (&'static str, &'static str);

/// Returns a mask for each pair of ends that the strip has.
pub(super) fn mark_masks(geometry: &StripGeometry) -> Html {
    let mut pairs: Vec<Ends> = Vec::new();
    for mark in geometry.strip.marks.iter().filter(|mark| !mark.is_point()) {
        if let Some(ends) = ends(geometry, mark)
            && !pairs.contains(&ends)
        {
            pairs.push(ends);
        }
    }
    if pairs.is_empty() {
        return Html::default();
    }
    html! { <defs>{ for pairs.into_iter().map(|ends| mask(geometry, ends)) }</defs> }
}

/// Returns the `mask` attribute of a bar; `None` if both ends are sharp.
pub(super) fn mask_of(geometry: &StripGeometry, mark: &Mark) -> Option<AttrValue> {
    ends(geometry, mark).map(|ends| url(&mask_id(geometry, ends)))
}

fn mask(geometry: &StripGeometry, ends: Ends) -> Html {
    let id = mask_id(geometry, ends);
    let gradient = attribute(&[&*id, "-gradient"].concat());
    let fill = url(&gradient);
    let left = fading(ends.0).iter().map(|&(offset, opacity)| stop(offset, opacity));
    let right = fading(ends.1).iter().rev().map(|&(offset, opacity)| stop(100 - offset, opacity));
    html! {
        <>
            <linearGradient id={gradient}>{ for left.chain(right) }</linearGradient>
            <mask {id} maskContentUnits="objectBoundingBox">
                <rect width="1" height="1" {fill} />
            </mask>
        </>
    }
}

fn stop(offset: usize, opacity: usize) -> Html {
    let percent = |number: usize| attribute(&(number.to_string() + "%"));
    html! { <stop offset={percent(offset)} stop-color="#fff" stop-opacity={percent(opacity)} /> }
}

/// Returns the stops of a gradient: offsets from the end of the bar, and opacities, in percent.
fn fading(end: &str) -> &'static [(usize, usize)] {
    match end {
        "soft" => &[(0, 10), (25, 100)],
        "open" => &[(0, 0), (45, 100)],
        "unknown" => &[(0, 100), (4, 100), (4, 0), (10, 0), (10, 100), (16, 100), (16, 0), (22, 0), (22, 100)],
        _ => &[(0, 100)],
    }
}

/// Returns the ends of a mark's bar; `None` if both are sharp.
fn ends(geometry: &StripGeometry, mark: &Mark) -> Option<Ends> {
    let (start, end) = (end_name(mark.start_kind), end_name(mark.end_kind));
    let ends = if geometry.context.is_rtl() { (end, start) } else { (start, end) };
    (ends != ("sharp", "sharp")).then_some(ends)
}

fn end_name(edge: MarkEnd) -> &'static str {
    match edge {
        MarkEnd::Sharp | MarkEnd::Cut => "sharp",
        MarkEnd::Soft => "soft",
        MarkEnd::Open => "open",
        MarkEnd::Unknown => "unknown",
    }
}

fn mask_id(geometry: &StripGeometry, (left, right): Ends) -> AttrValue {
    geometry.context.element_id(&["_fade-", left, "-", right].concat())
}

/// Returns a reference to a paint server or a mask.
fn url(id: &str) -> AttrValue {
    attribute(&["url(#", id, ")"].concat())
}
