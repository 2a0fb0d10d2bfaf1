//! The plan: everything of a strip that doesn't depend on its width and zoom. It is made once for a story; laying out a
//! [`Strip`](super::Strip) is then linear in the number of events.

use std::ops::Range;

use super::{
    Lane, REFERENCE_WIDTH, axis_break,
    extent::{Extent, Grain},
    mark::place,
    rows,
    view_transform::ViewTransform,
};
use crate::{
    date::{Fields, Gap},
    sort::{sort, sorted_indices},
    story::Story,
};

/// A story's timeline, ready to be laid out at any width and zoom.
pub struct Plan {
    /// One for each event.
    pub(super) extents: Vec<Extent>,
    /// The days at which events start or end, sorted.
    pub(super) anchors: Vec<f64>,
    /// The finest grain of the story.
    pub(super) grain: Grain,
    pub(super) lanes: Vec<Lane>,
    /// Offset of the axis' clock from UTC, in days: that of the first event with a time zone.
    pub(super) zone: f64,
    with_breaks: BreakLayout,
    to_scale: BreakLayout,
}

/// The strip with its breaks, or to scale without any.
pub(super) struct BreakLayout {
    /// Index of the anchor before each break.
    pub anchors: Vec<usize>,
    /// The length of each break in time.
    pub gaps: Vec<Gap>,
    /// The first day and the finest grain of each stretch between breaks.
    grains: Vec<(f64, Grain)>,
    pub row_groups: Vec<RowGroup>,
}

/// Events that share rows, which no other events use.
pub(super) struct RowGroup {
    /// Its first row, counted over the whole strip.
    pub row: usize,
    /// Number of rows over which its marks may be spread where they would overlap.
    pub rows: usize,
    /// In order of time.
    pub events: Vec<usize>,
}

/// Maximum number of rows of a lane.
pub(super) const MAX_ROWS: usize = 4;
/// Maximum number of rows for the moments of a lane that needs more rows than [`MAX_ROWS`]: the other moments form clusters.
const MAX_ROWS_OF_MOMENTS: usize = 2;

impl Plan {
    pub fn new(story: &Story) -> Plan {
        let events = &story.timeline.events;
        let mut extents: Vec<Extent> = events.iter().map(|event| Extent::new(&event.date, event.main)).collect();
        let grain = extents.iter().map(|extent| extent.grain).min().unwrap_or(Grain::Day);
        for extent in &mut extents {
            // In a story with times of day, a day is a bar: a point would be at noon, which the date doesn't state.
            extent.is_moment &= grain > Grain::Minute || extent.grain == Grain::Minute;
        }
        let mut anchors: Vec<f64> = extents.iter().flat_map(Extent::anchors).collect();
        sort(&mut anchors, &f64::total_cmp);

        // From the start of an event to its end is no distance between events.
        let is_distance = |from, to| !extents.iter().any(|extent| extent.start == Some(from) && extent.end == Some(to));
        let breaks = axis_break::choose_breaks(&anchors, grain.unit(), &is_distance);
        let with_breaks = BreakLayout::new(&extents, &anchors, breaks);
        let to_scale = BreakLayout::new(&extents, &anchors, Vec::new());
        let zone = zone(story);
        let mut plan = Plan { extents, anchors, grain, lanes: Vec::new(), zone, with_breaks, to_scale };
        plan.fill_lanes(story);
        plan
    }

    /// Returns whether the strip has breaks where it is not shown to scale.
    pub fn has_breaks(&self) -> bool {
        !self.with_breaks.anchors.is_empty()
    }

    /// Returns the lanes: tracks with events, in the story's order; the lane of events without a track is last.
    pub fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    /// Returns the offset of the axis' clock from UTC, in days.
    pub fn zone(&self) -> f64 {
        self.zone
    }

    /// Returns the days from the first start to the last end of some events, for [`zoomed_to`](Plan::zoomed_to).
    pub fn days(&self, events: &[usize]) -> (f64, f64) {
        let (mut from, mut to) = (f64::INFINITY, f64::NEG_INFINITY);
        for extent in events.iter().filter_map(|&event| self.extents.get(event)) {
            for day in extent.anchors() {
                (from, to) = (from.min(day), to.max(day));
            }
        }
        if from <= to { (from, to) } else { (0.0, 0.0) }
    }

    pub(super) fn break_layout(&self, to_scale: bool) -> &BreakLayout {
        if to_scale { &self.to_scale } else { &self.with_breaks }
    }

    /// Returns the finest grain of the stretch with these events, from its first day to its last.
    pub(super) fn grain_of(&self, to_scale: bool, events: &Range<f64>) -> Grain {
        let grains = &self.break_layout(to_scale).grains;
        let stretch = grains.iter().find(|(start, _)| *start == events.start);
        stretch.map_or(self.grain, |&(_, grain)| grain)
    }

    /// Assigns rows to the events of each track, at [`REFERENCE_WIDTH`].
    fn fill_lanes(&mut self, story: &Story) {
        let key = |event: usize| self.extents.get(event).map_or(0.0, Extent::sort_key);
        let sorted = sorted_indices(self.extents.len(), &mut |a, b| key(a).total_cmp(&key(b)));
        let tracks = story.timeline.tracks.len();
        let mut members: Vec<Vec<usize>> = (0..=tracks).map(|_| Vec::new()).collect();
        for index in sorted {
            let track = story.timeline.events.get(index).and_then(|event| story.track(event.track.as_ref()?));
            if let Some(members) = members.get_mut(track.unwrap_or(tracks)) {
                members.push(index);
            }
        }
        let transform = |layout: &BreakLayout| {
            ViewTransform::new(&self.anchors, &layout.anchors, self.grain, REFERENCE_WIDTH, REFERENCE_WIDTH)
        };
        let (with_breaks, to_scale) = (transform(&self.with_breaks), transform(&self.to_scale));
        let mut row = 0;
        for (track, members) in members.into_iter().enumerate().filter(|(_, members)| !members.is_empty()) {
            let row_groups = row_groups(&self.extents, &members, &with_breaks, row, MAX_ROWS);
            let rows = row_groups.iter().map(|row_group| row_group.rows).sum();
            self.with_breaks.row_groups.extend(row_groups);
            self.to_scale.row_groups.extend(self::row_groups(&self.extents, &members, &to_scale, row, rows));
            self.lanes.push(Lane { track: (track < tracks).then_some(track), row, rows });
            row += rows;
        }
    }
}

impl BreakLayout {
    /// `breaks` are the indices of the anchors before the breaks.
    fn new(extents: &[Extent], anchors: &[f64], breaks: Vec<usize>) -> BreakLayout {
        let (mut gaps, mut grains) = (Vec::new(), Vec::new());
        let mut from = 0;
        for to in breaks.iter().copied().chain([anchors.len().saturating_sub(1)]) {
            let (Some(&first), Some(&last)) = (anchors.get(from), anchors.get(to)) else { break };
            let is_within = |extent: &&Extent| extent.anchors().any(|day| day >= first && day <= last);
            let grain = extents.iter().filter(is_within).map(|extent| extent.grain).min();
            grains.extend(grain.map(|grain| (first, grain)));
            gaps.extend(anchors.get(to + 1).map(|&next| axis_break::gap_of(extents, last..next)));
            from = to + 1;
        }
        BreakLayout { anchors: breaks, gaps, grains, row_groups: Vec::new() }
    }
}

/// Distributes the events of a lane, in order of time, over at most `max_rows` rows, the first of which is `row`.
///
/// Where all marks fit without overlaps, each has its own place. Elsewhere moments share the first rows, spread or clustered
/// according to the zoom; the main event and events with a duration have the rows below, of which only the last may have overlaps.
fn row_groups(
    extents: &[Extent],
    events: &[usize],
    transform: &ViewTransform,
    row: usize,
    max_rows: usize,
) -> Vec<RowGroup> {
    let pack = |events: &[usize], max_rows: usize| {
        let marks = events.iter().filter_map(|&event| extents.get(event)).map(|extent| place(transform, extent));
        rows::pack(&marks.collect::<Vec<_>>(), max_rows)
    };
    let mut row_groups = Vec::new();
    let mut push_rows = |events: &[usize], rows: &[usize], row: usize| {
        for index in 0..=rows.iter().copied().max().unwrap_or(0) {
            let members = events.iter().zip(rows).filter(|(_, row)| **row == index).map(|(&event, _)| event);
            row_groups.push(RowGroup { row: row + index, rows: 1, events: members.collect() });
        }
    };
    let (rows, fits) = pack(events, max_rows);
    if fits || max_rows == 1 {
        push_rows(events, &rows, row);
        return row_groups;
    }
    let can_cluster = |event: &&usize| extents.get(**event).is_some_and(|extent| extent.is_moment && !extent.is_main);
    let fixed: Vec<usize> = events.iter().filter(|event| !can_cluster(event)).copied().collect();
    let moments: Vec<usize> = events.iter().filter(can_cluster).copied().collect();
    let (rows, _) = pack(&fixed, if moments.is_empty() { max_rows } else { max_rows - 1 });
    let fixed_rows = rows.iter().max().map_or(0, |last| last + 1);
    let moment_rows = if moments.is_empty() { 0 } else { (max_rows - fixed_rows).min(MAX_ROWS_OF_MOMENTS) };
    if fixed_rows > 0 {
        push_rows(&fixed, &rows, row + moment_rows);
    }
    if moment_rows > 0 {
        row_groups.push(RowGroup { row, rows: moment_rows, events: moments });
    }
    row_groups
}

fn zone(story: &Story) -> f64 {
    let dates = story.timeline.events.iter().flat_map(|event| event.date.dates());
    let offset = dates.into_iter().find_map(|date| match date.fields {
        Fields::Time(.., time) => time.offset,
        _ => None,
    });
    f64::from(offset.unwrap_or(0)) / 1_440.0
}
