//! Tears: which empty stretches are too long to be drawn to scale.

use std::ops::Range;

use super::{
    REFERENCE, TARGET,
    extent::{Extent, Grain},
    tick_unit::ymd,
};
use crate::date::{Gap, Unit};

/// A long empty stretch, drawn short.
#[derive(Clone, Debug, PartialEq)]
pub struct Break {
    pub start: f64,
    pub end: f64,
    /// How long the stretch is, from one event to the next.
    pub gap: Gap,
    /// The middle of the label that says so, where there is room for one: on a line below the ticks' labels, as close to the
    /// axis_break as the breaks before it leave.
    pub label: Option<f64>,
}

/// More breaks than this, and nothing is to scale any more.
const MOST: usize = 4;
/// Only so many of the longest stretches are considered.
const CANDIDATES: usize = 48;
/// A axis_break is worth it if it doubles other distances so many times, and one more time for each 16 distances.
const WORTH: f64 = 1.5;

/// Chooses the stretches between anchors that are broken: those that give events most room to be told apart at the width of
/// [`REFERENCE`], so that there are as many breaks on a phone as on a wall. Anchors are in order; the answer is too, and has
/// the nth of the anchors for the stretch that begins there.
///
/// At most four are broken, and of real distances (longer than `unit`, and which `apart` knows from the length of one event) at
/// most half; none if there are but three, for a few events are simply far apart.
pub(super) fn broken(anchors: &[f64], unit: f64, apart: &dyn Fn(f64, f64) -> bool) -> Vec<usize> {
    let anchor = |nth: usize| anchors.get(nth).copied().unwrap_or_default();
    let length = |nth: usize| anchor(nth + 1) - anchor(nth);
    // Far out, what is shorter cannot be told from nothing.
    let unit = unit.max(anchor(0).abs() * 1e-9);
    let mut longest: Vec<usize> = (0..anchors.len().saturating_sub(1)).collect();
    longest.sort_by(|&a, &b| length(b).total_cmp(&length(a)));
    longest.truncate(CANDIDATES);
    longest.retain(|&nth| length(nth) > unit && apart(anchor(nth), anchor(nth + 1)));

    let most = if longest.len() > 3 { MOST.min(longest.len() / 2) } else { 0 };

    let mut broken = Vec::new();
    let mut told = told_apart(anchors, &broken);
    while broken.len() < most {
        let mut best = None;
        let mut least = told + WORTH - 1.0 + longest.len() as f64 / 16.0;
        let shares = Shares::new(anchors.len(), broken.len(), REFERENCE);
        for &nth in &longest {
            let at = broken.partition_point(|&other| other < nth);
            if broken.get(at) == Some(&nth) {
                continue;
            }
            // That it is told no longer how long it is itself is no gain.
            let from = at.checked_sub(1).and_then(|at| broken.get(at)).map_or(0, |nth| nth + 1);
            let to = broken.get(at).copied().unwrap_or(anchors.len() - 1);
            let lost = log((length(nth) * shares.marks(to + 1 - from, anchor(to) - anchor(from))).min(1.0));
            let mut more = broken.clone();
            more.insert(at, nth);
            let told = told_apart(anchors, &more) + lost;
            // Of two that do about the same, the longer one.
            if told > least + 1.0 {
                (best, least) = (Some(more), told);
            }
        }
        let Some(best) = best else { break };
        told = told_apart(anchors, &best);
        broken = best;
    }
    broken
}

/// How well the events are told apart with these breaks: the sum of the logarithms of distances in marks' widths, where more than
/// one counts as one. How long an event itself is drawn counts as a distance: it says how fine the scale is where it stands.
fn told_apart(anchors: &[f64], broken: &[usize]) -> f64 {
    let shares = Shares::new(anchors.len(), broken.len(), REFERENCE);
    let mut told = 0.0;
    let mut rest = anchors;
    let mut before = 0;
    for end in broken.iter().map(|nth| nth + 1).chain([anchors.len()]) {
        let Some((stretch, more)) = rest.split_at_checked(end - before) else { break };
        if let (Some(first), Some(last)) = (stretch.first(), stretch.last()) {
            let marks = shares.marks(stretch.len(), last - first);
            for (from, to) in stretch.iter().zip(stretch.iter().skip(1)) {
                if to > from {
                    told += log(((to - from) * marks).min(1.0));
                }
            }
        }
        (rest, before) = (more, end);
    }
    told
}

/// The binary logarithm of a positive number, near enough: its exponent, with its fraction as the rest.
fn log(number: f64) -> f64 {
    number.to_bits() as f64 / (1_u64 << 52) as f64 - 1_023.0
}

/// How the strip's inline size is shared, in CSS pixels. Every share grows with the strip, or stays.
pub(super) struct Shares {
    pub axis_break: f64,
    /// What a stretch gets whatever it holds, and what more for each of its anchors.
    least: f64,
    each: f64,
}

impl Shares {
    pub fn new(anchors: usize, breaks: usize, width: f64) -> Shares {
        let (stretches, breaks) = ((breaks + 1) as f64, breaks as f64);
        let axis_break = (width / 16.0).clamp(16.0, 40.0);
        let free = width - axis_break * breaks;
        let least = (free * 0.4 / stretches).clamp(TARGET, 72.0);
        Shares { axis_break, least, each: (free - least * stretches) / anchors.max(1) as f64 }
    }

    /// The share of a stretch with so many anchors.
    pub fn stretch(&self, anchors: usize) -> f64 {
        self.least + self.each * anchors as f64
    }

    /// How many marks wide a day is in a stretch of so many anchors and days.
    fn marks(&self, anchors: usize, days: f64) -> f64 {
        (self.stretch(anchors) / TARGET - 1.0) / days
    }
}

/// Finds room for what the breaks say, given as their widths as fractions; `air` is between two of them.
pub(super) fn label(breaks: &mut [Break], air: f64, wide: &dyn Fn(Gap) -> f64) {
    let mut free = 0.0;
    for axis_break in breaks {
        let wide = wide(axis_break.gap);
        let start = ((axis_break.start + axis_break.end - wide) / 2.0).max(free).min(1.0 - wide);
        if start >= free && start <= axis_break.end {
            axis_break.label = Some(start + wide / 2.0);
            free = start + wide + air;
        }
    }
}

/// Says how long a broken stretch is, from the last day of what ends before it.
pub(super) fn distance(extents: &[Extent], stretch: Range<f64>) -> Gap {
    // What ended on a day ended at the midnight after it.
    let ended = extents.iter().find(|extent| extent.end == Some(stretch.start));
    let whole_day = ended.is_some_and(|extent| extent.grain >= Grain::Day);
    gap(if whole_day { stretch.start - 1.0 } else { stretch.start }, stretch.end)
}

/// Says how far it is between two days as people count: whole years or months of the calendar from two on, else days,
/// hours or minutes.
fn gap(from: f64, to: f64) -> Gap {
    let days = to - from;
    let ((from_year, from_month, from_day), (to_year, to_month, to_day)) = (ymd(from), ymd(to));
    let begun = i64::from(to_month) - i64::from(from_month) - i64::from(to_day < from_day);
    let months = to_year.saturating_sub(from_year).saturating_mul(12).saturating_add(begun).max(0).unsigned_abs();
    let (count, unit) = match (months, days) {
        // Years are counted as such where months would run out of numbers.
        (_, 3.6e9..) => ((days / 365.2425 + 0.5) as u64, Unit::Year),
        (24.., _) => (months / 12, Unit::Year),
        (2.., _) => (months, Unit::Month),
        (_, 1.0..) => (days as u64, Unit::Day),
        (_, HOUR..) => ((days * 24.0 + 1e-6) as u64, Unit::Hour),
        _ => ((days * 1_440.0 + 1e-6).max(1.0) as u64, Unit::Minute),
    };
    rounded(Gap { count, unit })
}

/// An hour, in days, but for rounding.
const HOUR: f64 = 1.0 / 24.0 - 1e-9;

/// Rounds what is beyond ten thousand to three digits.
fn rounded(gap: Gap) -> Gap {
    let digits = gap.count.checked_ilog10().unwrap_or(0);
    let step = if digits < 4 { 1 } else { 10_u64.pow(digits - 2) };
    Gap { count: gap.count.saturating_add(step / 2) / step * step, ..gap }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::date;

    /// Which stretches, counted from 0, are broken.
    #[track_caller]
    fn breaks(anchors: &[f64], unit: f64, expected: &[usize]) {
        assert_eq!(broken(anchors, unit, &|_, _| true), expected, "{anchors:?}");
    }

    #[test]
    fn what_leaves_no_room_to_others_is_torn() {
        breaks(&[0.0, 4.0, 5.0, 6.0, 7.0, 8.0], 0.0, &[]);
        breaks(&[0.0, 100.0, 101.0, 102.0, 103.0, 104.0], 0.0, &[0]);
        breaks(&[0.0, 5.0, 10.0, 15.0], 0.0, &[]);
        breaks(&[0.0, 1.0, 2.0, 3.0, 500.0, 501.0, 502.0, 503.0, 504.0], 0.0, &[3]);
        breaks(&[0.0, 100.0, 101.0, 102.0, 103.0, 203.0, 204.0, 205.0, 206.0], 0.0, &[0, 4]);
    }

    #[test]
    fn two_events_alone_are_to_scale() {
        breaks(&[], 0.0, &[]);
        breaks(&[0.0], 0.0, &[]);
        breaks(&[0.0, 10.0], 0.0, &[]);
        breaks(&[0.0, 1.0, 1000.0, 1001.0], 1.0, &[]);
    }

    #[track_caller]
    fn says(from: &str, to: &str, expected: &str) {
        let start = |text| date(text).span().0.unwrap_or_default();
        let Gap { count, unit } = gap(start(from), start(to));
        assert_eq!(format!("{count} {unit:?}"), expected);
    }

    #[test]
    fn gaps_are_counted_on_the_calendar() {
        says("2014-09-05", "2022-02-24", "7 Year");
        says("2021-03-01", "2023-03-01", "2 Year");
        says("2021-03-01", "2023-02-28", "23 Month");
        says("2024-10-01", "2025-01-01", "3 Month");
        says("2024-10-31", "2024-12-30", "60 Day");
        says("2025-02-28", "2025-03-01", "1 Day");
        says("2025-03-13T09:00:00Z", "2025-03-13T10:00:00Z", "1 Hour");
        says("2025-03-13T09:00:00Z", "2025-03-13T09:59:00Z", "59 Minute");
        says("-0499", "0001", "500 Year");
    }

    #[test]
    fn gaps_beyond_ten_thousand_are_rounded() {
        says("Y-13800000000", "2025", "13800000000 Year");
        says("Y-23459", "2025", "25500 Year");
        says("-6999", "2025", "9024 Year");
    }
}
