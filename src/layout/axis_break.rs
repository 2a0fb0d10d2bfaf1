//! Axis breaks: which empty stretches of the strip are not drawn to scale, and how long they are.

use std::ops::Range;

use super::{
    TARGET_SIZE,
    extent::{Extent, Grain},
};
use crate::{
    date::Gap,
    sort::{sort, sorted_indices},
};

/// A long stretch without events, drawn shorter than its scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Break {
    pub start: f64,
    pub end: f64,
    /// The distance in time between the events on both sides.
    pub gap: Gap,
    /// The middle of the gap's label, as close to the middle of the break as the labels before it permit.
    pub label: f64,
    /// The label's row below the ticks and contexts, from 0.
    pub label_row: usize,
}

/// Consecutive events, and the days from the start of the first to the end of the last.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stretch {
    pub days: Range<f64>,
    /// Number of different extents.
    pub extents: usize,
    /// The finest grain of the events.
    pub grain: Grain,
    /// Index of the event that starts first.
    pub first: usize,
    /// Index of the event that ends last.
    pub last: usize,
}

/// Maximum number of breaks of a strip; with more, hardly any distance would be to scale.
const MAX_BREAKS: usize = 4;
/// The shortest gap that is shortened is so many times longer than the longest one that isn't.
const MIN_RATIO: f64 = 3.0;

/// Returns the stretches in which events follow each other without an empty day or moment between them, in order of time. Extents
/// that overlap are in one stretch; those that touch are not.
pub(super) fn occupied_stretches(extents: &[Extent]) -> Vec<Stretch> {
    let days = |event: usize| extents.get(event).map_or(0.0..0.0, |extent| extent.occupied.clone());
    let order = |a: usize, b: usize| {
        let (a, b) = (days(a), days(b));
        a.start.total_cmp(&b.start).then(a.end.total_cmp(&b.end))
    };
    let mut all: Vec<Stretch> = Vec::new();
    let mut previous = None;
    for event in sorted_indices(extents.len(), &mut |a, b| order(a, b)) {
        let Some(Extent { occupied, grain, .. }) = extents.get(event) else { continue };
        let is_new = previous.replace(occupied) != Some(occupied);
        match all.last_mut().filter(|last| occupied.start < last.days.end || !is_new) {
            Some(last) => {
                last.extents += usize::from(is_new);
                last.grain = last.grain.min(*grain);
                if occupied.end > last.days.end {
                    (last.days.end, last.last) = (occupied.end, event);
                }
            }
            None => {
                let (days, grain) = (occupied.clone(), *grain);
                all.push(Stretch { days, extents: 1, grain, first: event, last: event });
            }
        }
    }
    all
}

/// Chooses the gaps between occupied stretches to shorten; returns the index of the stretch before each, sorted.
///
/// Shortens the longest gaps, as many as possible, up to [`MAX_BREAKS`] and half of all gaps, so that the shortest of them is at
/// least [`MIN_RATIO`] times as long as the next gap, and at least as long as all others together. So it depends neither on the width
/// nor on the zoom.
///
/// A gap is measured from the last `unit` before it, the strip's finest: the distance from one day to the next is a day. Gaps
/// without an empty unit are not shortened.
pub(super) fn choose_breaks(occupied: &[Stretch], unit: f64) -> Vec<usize> {
    let gaps: Vec<f64> =
        occupied.iter().zip(occupied.iter().skip(1)).map(|(a, b)| b.days.start - a.days.end + unit).collect();
    let gap = |index: Option<&usize>| index.and_then(|&index| gaps.get(index)).copied().unwrap_or_default();
    let mut longest = sorted_indices(gaps.len(), &mut |a, b| gap(Some(&b)).total_cmp(&gap(Some(&a))));
    // Far from 1970, shorter gaps are below the precision of f64.
    let far = occupied.first().map_or(0.0, |first| first.days.start.abs());
    let min_gap = (1.5 * unit).max(unit + far * 1e-9);
    let is_much_longer = |&count: &usize| {
        let (shortest, next) = (gap(longest.get(count - 1)), gap(longest.get(count)));
        let others: f64 = longest.iter().skip(count).map(|index| gap(Some(index))).sum();
        shortest >= min_gap && shortest >= MIN_RATIO * next && shortest >= others
    };
    let count = (1..=MAX_BREAKS.min(gaps.len() / 2)).rev().find(is_much_longer).unwrap_or(0);
    longest.truncate(count);
    sort(&mut longest, &usize::cmp);
    longest
}

/// Joins occupied stretches, except at the breaks after those at the given indices.
pub(super) fn divide(occupied: &[Stretch], breaks: &[usize]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::with_capacity(breaks.len() + 1);
    for (index, next) in occupied.iter().enumerate() {
        match stretches.last_mut().filter(|_| index == 0 || !breaks.contains(&(index - 1))) {
            Some(stretch) => {
                stretch.days.end = next.days.end;
                stretch.extents += next.extents;
                stretch.grain = stretch.grain.min(next.grain);
                stretch.last = next.last;
            }
            None => stretches.push(next.clone()),
        }
    }
    stretches
}

/// The minimum share of a stretch, in pixels: a mark and some length for its days.
const MIN_SHARE: f64 = TARGET_SIZE + 4.0;
/// The maximum of the part of a share that doesn't depend on the number of extents.
const MAX_BASE: f64 = 72.0;
/// What a stretch's first extent adds to its share, compared with each further one: an event on its own needs little room.
const FIRST: f64 = 0.25;

/// How a strip's inline size is divided, in pixels. No share shrinks as the strip grows.
pub(super) struct Shares {
    pub axis_break: f64,
    /// The share of a stretch without what its extents add, and what each further extent than the first adds.
    base: f64,
    per_extent: f64,
}

impl Shares {
    pub fn new(extents: usize, breaks: usize, width: f64) -> Shares {
        let (stretches, breaks) = ((breaks + 1) as f64, breaks as f64);
        let axis_break = (width / 16.0).clamp(16.0, 40.0);
        let free = width - axis_break * breaks;
        let base = (free * 0.4 / stretches).clamp(MIN_SHARE, MAX_BASE);
        let weights = extents.max(1) as f64 + (FIRST - 1.0) * stretches;
        Shares { axis_break, base, per_extent: (free - base * stretches) / weights }
    }

    /// Returns the share of a stretch with so many different extents.
    pub fn stretch(&self, extents: usize) -> f64 {
        self.base + self.per_extent * (extents.max(1) as f64 - 1.0 + FIRST)
    }
}

/// Places the labels of breaks, whose widths are fractions of the viewport, at least `distance` apart: each centered below its break,
/// in the first row where it moves by half of the break at most.
pub(super) fn place_labels(breaks: &mut [Break], distance: f64, label_width: &dyn Fn(Gap) -> f64) {
    let mut free_from = Vec::new();
    for axis_break in breaks {
        // One that is wider than the strip is centered on it.
        let width = label_width(axis_break.gap).min(1.0);
        let (start, end) = (axis_break.start, axis_break.end);
        let centered = ((start + end - width) / 2.0).min(1.0 - width).max(0.0);
        let start_from = |from: f64| centered.max(from).min(1.0 - width).max(0.0);
        let has_room = |&from: &f64| start_from(from) >= from && start_from(from) - centered <= (end - start) / 2.0;
        let row = free_from.iter().position(has_room).unwrap_or(free_from.len());
        if row == free_from.len() {
            free_from.push(0.0);
        }
        let Some(from) = free_from.get_mut(row) else { continue };
        let start = start_from(*from);
        *from = start + width + distance;
        (axis_break.label, axis_break.label_row) = (start + width / 2.0, row);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::{
        Plan,
        sample::{stories, story},
    };

    /// Returns the lengths of the gaps that a story's strip shortens.
    fn shortened(dates: &[&str]) -> Vec<String> {
        let plan = Plan::new(&story(dates));
        plan.break_layout(false).gaps.iter().copied().map(Gap::show).collect()
    }

    #[test]
    fn a_label_that_is_wider_than_the_strip_is_in_its_middle() {
        let gap = Plan::new(&story(&["0001", "2001", "2002", "2003"])).break_layout(false).gaps[0];
        let mut breaks = [Break { start: 0.1, end: 0.2, gap, label: 0.0, label_row: 9 }];
        place_labels(&mut breaks, 0.01, &|_| 1.5);
        assert_eq!((breaks[0].label, breaks[0].label_row), (0.5, 0));
    }

    #[test]
    fn a_few_gaps_that_are_much_longer_than_the_others_are_shortened() {
        let days: Vec<String> = (10..20).map(|day| format!("2025-03-{day}")).collect();
        let burst: Vec<&str> = std::iter::once("2014").chain(days.iter().map(String::as_str)).collect();
        assert_eq!(shortened(&burst), ["~11 Year"]);
        let nato = [
            "2014-09-05",
            "2022-02-24/..",
            "2024-10-01",
            "2025-01",
            "2025-02-28",
            "2025-03-04",
            "2025-03-06",
            "2025-03-06",
            "2025-03-11",
            "2025-03-13",
            "2025-03-19",
            "2025-06-24/2025-06-25",
        ];
        assert_eq!(shortened(&nato), ["7½ Year", "~2½ Year", "~3 Month", "~3 Month"]);
    }

    #[test]
    fn even_gaps_are_not_shortened() {
        let month = ["2025-01-01", "2025-02-01", "2025-03-03", "2025-04-03", "2025-05-03"];
        assert_eq!(shortened(&month), [""; 0]);
        let years: Vec<String> = (1850..2000).map(|year| year.to_string()).collect();
        assert_eq!(shortened(&years.iter().map(String::as_str).collect::<Vec<_>>()), [""; 0]);
        assert_eq!(shortened(&["2025-03-10", "2025-03-11", "2025-03-13", "2025-03-14"]), [""; 0]);
    }

    #[test]
    fn at_most_half_of_the_gaps_are_shortened() {
        assert_eq!(shortened(&[]), [""; 0]);
        assert_eq!(shortened(&["2014"]), [""; 0]);
        assert_eq!(shortened(&["2014", "2025"]), [""; 0]);
        assert_eq!(shortened(&["2014-01-01", "2025-01-01", "2025-01-02"]), ["11 Year"]);
        let twice = ["2001-01-01", "2011-01-01", "2011-01-02", "2021-01-02", "2021-01-03"];
        assert_eq!(shortened(&twice), ["10 Year", "10 Year"]);
    }

    #[test]
    fn a_date_occupies_its_whole_range_and_an_open_interval_its_known_date() {
        assert_eq!(shortened(&["2014/2024", "2016-05-01", "2024-12-30", "2025-01-01"]), [""; 0]);
        assert_eq!(shortened(&["2014-05-01/..", "2024-12-30", "2025-01-01", "2025-01-03"]), ["~11 Year"]);
        assert_eq!(shortened(&["201X", "2024-12-30", "2025-01-01", "2025-01-03"]), ["~10 Year"]);
    }

    proptest! {
        #[test]
        fn the_number_of_breaks_is_as_the_rule_says(story in stories()) {
            let plan = Plan::new(&story);
            let unit = plan.grain.unit();
            let mut gaps: Vec<f64> =
                plan.occupied.iter().zip(plan.occupied.iter().skip(1)).map(|(a, b)| b.days.start - a.days.end + unit).collect();
            gaps.sort_by(|a, b| b.total_cmp(a));
            let fits = |count: usize| {
                let (shortest, next) = (gaps[count - 1], gaps[count]);
                shortest >= 3.0 * next && shortest >= gaps[count..].iter().sum::<f64>()
            };
            let broken = plan.break_layout(false).gaps.len();
            prop_assert!(broken <= 4 && broken * 2 <= gaps.len());
            prop_assert!(broken == 0 || fits(broken));
            for count in broken + 1..=usize::min(4, gaps.len() / 2) {
                // An absent gap, or one that is too short for f64, is not shortened.
                let far = plan.occupied[0].days.start.abs();
                prop_assert!(!fits(count) || gaps[count - 1] < (1.5 * unit).max(unit + far * 1e-9), "{gaps:?} {count}");
            }
        }
    }
}
