//! Axis breaks: which empty stretches of the strip are not drawn to scale, and how long they are.

use std::ops::Range;

use super::{
    REFERENCE_WIDTH, TARGET_SIZE,
    extent::{Extent, Grain},
    tick_unit::ymd,
};
use crate::{
    date::{Gap, Unit},
    sort::sorted_indices,
};

/// A long stretch without events, drawn shorter than its scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Break {
    pub start: f64,
    pub end: f64,
    /// The distance in time between the events on both sides.
    pub gap: Gap,
    /// The middle of the gap's label, on a line below the ticks' labels; `None` if there is no room for it.
    ///
    /// It is as close to the middle of the break as the labels before it permit.
    pub label: Option<f64>,
}

/// Maximum number of breaks of a strip; with more, hardly any distance would be to scale.
const MAX_BREAKS: usize = 4;
/// Number of the longest stretches that are considered.
const MAX_CANDIDATES: usize = 48;
/// How much a break must raise the separation: as if it doubled so many distances. Each 16 candidates add one.
const MIN_GAIN: f64 = 1.5;

/// Chooses the stretches between anchors to break: those whose breaks separate the events most at [`REFERENCE_WIDTH`], so that a
/// phone and a wide screen have the same breaks.
///
/// `anchors` are sorted. Returns the index of the anchor before each break, sorted. A stretch is a candidate if it is longer than
/// `unit` and `is_distance` from its start to its end, that is, not the extent of one event. At most [`MAX_BREAKS`] are chosen,
/// and at most half of the candidates; none of up to three candidates, since so few events are far apart as they are.
pub(super) fn choose_breaks(anchors: &[f64], unit: f64, is_distance: &dyn Fn(f64, f64) -> bool) -> Vec<usize> {
    let anchor = |index: usize| anchors.get(index).copied().unwrap_or_default();
    let length = |index: usize| anchor(index + 1) - anchor(index);
    // Far from 1970, shorter stretches are below the precision of f64.
    let unit = unit.max(anchor(0).abs() * 1e-9);
    let distances = anchors.len().saturating_sub(1);
    let mut longest = sorted_indices(distances, &mut |a, b| length(b).total_cmp(&length(a)));
    longest.truncate(MAX_CANDIDATES);
    longest.retain(|&index| length(index) > unit && is_distance(anchor(index), anchor(index + 1)));

    let max_breaks = if longest.len() > 3 { MAX_BREAKS.min(longest.len() / 2) } else { 0 };
    let mut breaks = Vec::new();
    let mut current = separation(anchors, &breaks);
    while breaks.len() < max_breaks {
        let mut best = None;
        let mut threshold = current + MIN_GAIN - 1.0 + longest.len() as f64 / 16.0;
        let shares = Shares::new(anchors.len(), breaks.len(), REFERENCE_WIDTH);
        for &candidate in &longest {
            let at = breaks.partition_point(|&other| other < candidate);
            if breaks.get(at) == Some(&candidate) {
                continue;
            }
            // The candidate's own distance no longer counts, which is no gain: its part of the separation is added back.
            let from = at.checked_sub(1).and_then(|at| breaks.get(at)).map_or(0, |index| index + 1);
            let to = breaks.get(at).copied().unwrap_or(anchors.len() - 1);
            let own =
                log2((length(candidate) * shares.marks_per_day(to + 1 - from, anchor(to) - anchor(from))).min(1.0));
            let mut more = breaks.clone();
            more.insert(at, candidate);
            let separation = separation(anchors, &more) + own;
            // Of two candidates with about the same separation, the longer one is chosen.
            if separation > threshold + 1.0 {
                (best, threshold) = (Some(more), separation);
            }
        }
        let Some(best) = best else { break };
        current = separation(anchors, &best);
        breaks = best;
    }
    breaks
}

/// Returns how well the events are separated with these breaks: the sum of the binary logarithms of all distances, in widths of a
/// mark, where a distance above one counts as one.
///
/// An event's own extent counts as a distance, too: it shows how fine the scale is there.
fn separation(anchors: &[f64], breaks: &[usize]) -> f64 {
    let shares = Shares::new(anchors.len(), breaks.len(), REFERENCE_WIDTH);
    let mut sum = 0.0;
    let mut rest = anchors;
    let mut before = 0;
    for end in breaks.iter().map(|index| index + 1).chain([anchors.len()]) {
        let Some((stretch, more)) = rest.split_at_checked(end - before) else { break };
        if let (Some(first), Some(last)) = (stretch.first(), stretch.last()) {
            let marks_per_day = shares.marks_per_day(stretch.len(), last - first);
            for (from, to) in stretch.iter().zip(stretch.iter().skip(1)) {
                if to > from {
                    sum += log2(((to - from) * marks_per_day).min(1.0));
                }
            }
        }
        (rest, before) = (more, end);
    }
    sum
}

/// Approximates the binary logarithm of a positive number by its exponent plus its fraction. The error is below 0.09, which is
/// enough to compare separations.
fn log2(number: f64) -> f64 {
    number.to_bits() as f64 / (1_u64 << 52) as f64 - 1_023.0
}

/// How a strip's inline size is divided, in CSS pixels. No share shrinks as the strip grows.
pub(super) struct Shares {
    pub axis_break: f64,
    /// The share of a stretch without its anchors, and what each anchor adds.
    base: f64,
    per_anchor: f64,
}

impl Shares {
    pub fn new(anchors: usize, breaks: usize, width: f64) -> Shares {
        let (stretches, breaks) = ((breaks + 1) as f64, breaks as f64);
        let axis_break = (width / 16.0).clamp(16.0, 40.0);
        let free = width - axis_break * breaks;
        let base = (free * 0.4 / stretches).clamp(TARGET_SIZE, 72.0);
        Shares { axis_break, base, per_anchor: (free - base * stretches) / anchors.max(1) as f64 }
    }

    /// Returns the share of a stretch with so many anchors.
    pub fn stretch(&self, anchors: usize) -> f64 {
        self.base + self.per_anchor * anchors as f64
    }

    /// Returns how many widths of a mark a day takes in a stretch of so many anchors and days.
    fn marks_per_day(&self, anchors: usize, days: f64) -> f64 {
        (self.stretch(anchors) / TARGET_SIZE - 1.0) / days
    }
}

/// Places the labels of breaks, whose widths are fractions of the viewport, at least `distance` apart.
pub(super) fn place_labels(breaks: &mut [Break], distance: f64, label_width: &dyn Fn(Gap) -> f64) {
    let mut free_from = 0.0;
    for axis_break in breaks {
        let width = label_width(axis_break.gap);
        let start = ((axis_break.start + axis_break.end - width) / 2.0).max(free_from).min(1.0 - width);
        if start >= free_from && start <= axis_break.end {
            axis_break.label = Some(start + width / 2.0);
            free_from = start + width + distance;
        }
    }
}

/// Returns the length of a stretch without events, from the last day of the event that ends before it.
pub(super) fn gap_of(extents: &[Extent], stretch: Range<f64>) -> Gap {
    // An extent's end is exclusive: for a date of a day or coarser, the day before is the last one.
    let before = extents.iter().find(|extent| extent.end == Some(stretch.start));
    let ends_with_a_day = before.is_some_and(|extent| extent.grain >= Grain::Day);
    gap(if ends_with_a_day { stretch.start - 1.0 } else { stretch.start }, stretch.end)
}

/// Returns the distance between two days: whole calendar years or months if there are two or more, else days, hours or minutes.
fn gap(from: f64, to: f64) -> Gap {
    let days = to - from;
    let ((from_year, from_month, from_day), (to_year, to_month, to_day)) = (ymd(from), ymd(to));
    let whole_months = i64::from(to_month) - i64::from(from_month) - i64::from(to_day < from_day);
    let months =
        to_year.saturating_sub(from_year).saturating_mul(12).saturating_add(whole_months).max(0).unsigned_abs();
    let (count, unit) = match (months, days) {
        // Beyond ten million years, `months` may have been saturated.
        (_, 3.6e9..) => ((days / 365.2425 + 0.5) as u64, Unit::Year),
        (24.., _) => (months / 12, Unit::Year),
        (2.., _) => (months, Unit::Month),
        (_, 1.0..) => (days as u64, Unit::Day),
        (_, HOUR..) => ((days * 24.0 + 1e-6) as u64, Unit::Hour),
        _ => ((days * 1_440.0 + 1e-6).max(1.0) as u64, Unit::Minute),
    };
    rounded(Gap { count, unit })
}

/// An hour in days, less a tolerance for rounding.
const HOUR: f64 = 1.0 / 24.0 - 1e-9;

/// Rounds counts from ten thousand on to three significant digits.
fn rounded(gap: Gap) -> Gap {
    let magnitude = gap.count.checked_ilog10().unwrap_or(0);
    let step = if magnitude < 4 { 1 } else { 10_u64.pow(magnitude - 2) };
    Gap { count: gap.count.saturating_add(step / 2) / step * step, ..gap }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::date;

    /// Asserts the indices of the stretches that are broken.
    #[track_caller]
    fn breaks(anchors: &[f64], unit: f64, expected: &[usize]) {
        assert_eq!(choose_breaks(anchors, unit, &|_, _| true), expected, "{anchors:?}");
    }

    #[test]
    fn a_stretch_that_leaves_no_room_to_others_is_broken() {
        breaks(&[0.0, 4.0, 5.0, 6.0, 7.0, 8.0], 0.0, &[]);
        breaks(&[0.0, 100.0, 101.0, 102.0, 103.0, 104.0], 0.0, &[0]);
        breaks(&[0.0, 5.0, 10.0, 15.0], 0.0, &[]);
        breaks(&[0.0, 1.0, 2.0, 3.0, 500.0, 501.0, 502.0, 503.0, 504.0], 0.0, &[3]);
        breaks(&[0.0, 100.0, 101.0, 102.0, 103.0, 203.0, 204.0, 205.0, 206.0], 0.0, &[0, 4]);
    }

    #[test]
    fn two_events_are_to_scale() {
        breaks(&[], 0.0, &[]);
        breaks(&[0.0], 0.0, &[]);
        breaks(&[0.0, 10.0], 0.0, &[]);
        breaks(&[0.0, 1.0, 1000.0, 1001.0], 1.0, &[]);
    }

    #[track_caller]
    fn gap_is(from: &str, to: &str, expected: &str) {
        let start = |text| date(text).span().0.unwrap_or_default();
        let Gap { count, unit } = gap(start(from), start(to));
        assert_eq!(format!("{count} {unit:?}"), expected);
    }

    #[test]
    fn gaps_are_counted_on_the_calendar() {
        gap_is("2014-09-05", "2022-02-24", "7 Year");
        gap_is("2021-03-01", "2023-03-01", "2 Year");
        gap_is("2021-03-01", "2023-02-28", "23 Month");
        gap_is("2024-10-01", "2025-01-01", "3 Month");
        gap_is("2024-10-31", "2024-12-30", "60 Day");
        gap_is("2025-02-28", "2025-03-01", "1 Day");
        gap_is("2025-03-13T09:00:00Z", "2025-03-13T10:00:00Z", "1 Hour");
        gap_is("2025-03-13T09:00:00Z", "2025-03-13T09:59:00Z", "59 Minute");
        gap_is("-0499", "0001", "500 Year");
    }

    #[test]
    fn gaps_above_ten_thousand_are_rounded() {
        gap_is("Y-13800000000", "2025", "13800000000 Year");
        gap_is("Y-23459", "2025", "25500 Year");
        gap_is("-6999", "2025", "9024 Year");
    }
}
