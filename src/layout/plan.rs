//! The plan: everything of a strip that doesn't depend on its width and zoom. It is made once for a story; laying out a
//! [`Strip`](super::Strip) is then linear in the number of events.

use std::ops::Range;

use super::{
    Lane, MarkEnd, REFERENCE_WIDTH,
    axis_break::{self, Stretch},
    cluster,
    extent::{Extent, Grain},
    mark::{place, whisker},
    rows,
    view_transform::ViewTransform,
};
use crate::{
    date::{self, Gap, TimeZone},
    sort::sorted_indices,
    story::Story,
};

/// A story's timeline, ready to be laid out at any width and zoom.
pub struct Plan {
    /// One for each event.
    pub(super) extents: Vec<Extent>,
    /// The events without a gap between them, in order of time.
    pub(super) occupied: Vec<Stretch>,
    /// The finest grain of the story.
    pub(super) grain: Grain,
    pub(super) lanes: Vec<Lane>,
    /// The time zone of the axis: the story's, else that of its first event with an offset, else UTC.
    pub(super) zone: TimeZone,
    signs: Signs,
    scales_differ: bool,
    with_breaks: BreakLayout,
    to_scale: BreakLayout,
}

/// The signs that a story's strip uses, at any width and zoom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs {
    /// The main event.
    pub main: bool,
    /// A date that is approximate, uncertain, or has unspecified digits.
    pub about: bool,
    /// A point with a whisker.
    pub whisker: bool,
    /// An interval.
    pub lasted: bool,
    /// An interval that has not ended.
    pub ongoing: bool,
    /// An interval with an unknown start or end.
    pub unknown: bool,
    /// A cluster, on a narrow screen.
    pub several: bool,
}

/// The strip with its breaks, or to scale without any.
pub(super) struct BreakLayout {
    /// The stretches between breaks.
    pub stretches: Vec<Stretch>,
    /// The length of each break in time.
    pub gaps: Vec<Gap>,
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
/// Maximum number of rows for the points of a lane that needs more rows than [`MAX_ROWS`]: the other points form clusters.
const MAX_ROWS_OF_POINTS: usize = 2;
/// Up to this ratio, the scales of two stretches look alike.
const MAX_SCALE_RATIO: f64 = 2.0;

impl Plan {
    pub fn new(story: &Story) -> Plan {
        let events = &story.timeline.events;
        let zone = zone(story);
        let mut extents: Vec<Extent> = events.iter().map(|event| Extent::new(&event.date, event.main, &zone)).collect();
        let grain = extents.iter().map(|extent| extent.grain).min().unwrap_or(Grain::Day);
        for extent in &mut extents {
            // In a story with times of day, the point of a day is at noon, which the date doesn't state.
            extent.has_whisker |= extent.is_point && grain == Grain::Minute && extent.grain == Grain::Day;
        }
        let occupied = axis_break::occupied_stretches(&extents);
        let breaks = axis_break::choose_breaks(&occupied, grain.unit());
        let with_breaks = BreakLayout::new(story, &occupied, &breaks);
        let to_scale = BreakLayout::new(story, &occupied, &[]);
        let signs = Signs::of(&extents);
        let mut plan = Plan {
            extents,
            occupied,
            grain,
            lanes: Vec::new(),
            zone,
            signs,
            scales_differ: false,
            with_breaks,
            to_scale,
        };
        plan.fill_lanes(story);
        let transform = plan.reference_transform(&plan.with_breaks);
        plan.signs.several = plan.with_breaks.row_groups.iter().any(|row_group| {
            let marks = row_group.events.iter().filter_map(|&event| plan.extents.get(event));
            let marks: Vec<_> = marks.map(|extent| place(&transform, extent)).collect();
            cluster::groups(&marks, row_group.rows).iter().any(|group| group.count() > 1)
        });
        let scales = transform.pixels_per_day();
        let (min, max) =
            scales.fold((f64::INFINITY, 0.0), |(min, max), scale| (f64::min(min, scale), f64::max(max, scale)));
        plan.scales_differ = max > MAX_SCALE_RATIO * min;
        plan
    }

    /// Returns the signs that the strip uses.
    pub fn signs(&self) -> Signs {
        self.signs
    }

    /// Returns whether the strip has breaks where it is not shown to scale.
    pub fn has_breaks(&self) -> bool {
        !self.with_breaks.gaps.is_empty()
    }

    /// Returns whether a day is more than [`MAX_SCALE_RATIO`] times as long in one stretch as in another, where the strip has breaks.
    ///
    /// It is measured at [`REFERENCE_WIDTH`], so it is the same at every width.
    pub fn scales_differ(&self) -> bool {
        self.scales_differ
    }

    /// Returns the lanes: tracks with events, in the story's order; the lane of events without a track is last.
    pub fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    /// Returns the days from the first start to the last end of some events, for [`zoomed_to`](Plan::zoomed_to).
    pub fn days(&self, events: &[usize]) -> (f64, f64) {
        let (mut from, mut to) = (f64::INFINITY, f64::NEG_INFINITY);
        for extent in events.iter().filter_map(|&event| self.extents.get(event)) {
            (from, to) = (from.min(extent.occupied.start), to.max(extent.occupied.end));
        }
        if from <= to { (from, to) } else { (0.0, 0.0) }
    }

    pub(super) fn break_layout(&self, to_scale: bool) -> &BreakLayout {
        if to_scale { &self.to_scale } else { &self.with_breaks }
    }

    /// Returns the finest grain of the stretch with these events, from its first day to its last.
    pub(super) fn grain_of(&self, to_scale: bool, events: &Range<f64>) -> Grain {
        let stretches = &self.break_layout(to_scale).stretches;
        let stretch = stretches.iter().find(|stretch| stretch.days.start == events.start);
        stretch.map_or(self.grain, |stretch| stretch.grain)
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
        let with_breaks = self.reference_transform(&self.with_breaks);
        let to_scale = self.reference_transform(&self.to_scale);
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

    /// Returns the transform of the whole strip at [`REFERENCE_WIDTH`].
    pub(super) fn reference_transform(&self, layout: &BreakLayout) -> ViewTransform {
        ViewTransform::new(&layout.stretches, self.grain, REFERENCE_WIDTH, REFERENCE_WIDTH)
    }
}

impl Signs {
    fn of(extents: &[Extent]) -> Signs {
        let any = |is: &dyn Fn(&Extent) -> bool| extents.iter().any(is);
        let has_end = |end: MarkEnd| any(&|extent| extent.start_kind == end || extent.end_kind == end);
        Signs {
            main: any(&|extent| extent.is_main),
            about: has_end(MarkEnd::Soft),
            whisker: any(&|extent| extent.has_whisker),
            lasted: any(&|extent| !extent.is_point && extent.end_kind != MarkEnd::Open),
            ongoing: any(&|extent| extent.end_kind == MarkEnd::Open),
            unknown: has_end(MarkEnd::Unknown),
            several: false,
        }
    }
}

impl BreakLayout {
    /// `breaks` are the indices of the occupied stretches before the breaks.
    fn new(story: &Story, occupied: &[Stretch], breaks: &[usize]) -> BreakLayout {
        let stretches = axis_break::divide(occupied, breaks);
        let gaps = stretches.iter().zip(stretches.iter().skip(1)).map(|(before, after)| gap(story, before, after));
        let gaps = gaps.collect();
        BreakLayout { stretches, gaps, row_groups: Vec::new() }
    }
}

/// Returns the distance in time between two stretches.
fn gap(story: &Story, before: &Stretch, after: &Stretch) -> Gap {
    let event = |index: usize| story.timeline.events.get(index);
    let from = event(before.last).and_then(|event| event.date.dates().last());
    let to = event(after.first).and_then(|event| event.date.dates().next());
    // Dates whose order differs by their time zones have no distance on the calendar.
    let gap = from.zip(to).and_then(|(from, to)| date::distance(from, to));
    gap.unwrap_or_else(|| Gap::about(after.days.start - before.days.end))
}

/// Distributes the events of a lane, in order of time, over at most `max_rows` rows, the first of which is `row`.
///
/// Where all marks fit without overlaps, each has its own place, whiskers included. Elsewhere points share the first rows, spread or
/// clustered according to the zoom; the main event and events with a duration have the rows below, of which only the last may have
/// overlaps.
fn row_groups(
    extents: &[Extent],
    events: &[usize],
    transform: &ViewTransform,
    row: usize,
    max_rows: usize,
) -> Vec<RowGroup> {
    let pack = |events: &[usize], max_rows: usize| {
        let marks = events.iter().filter_map(|&event| extents.get(event)).map(|extent| {
            let whisker = whisker(transform, extent);
            whisker.unwrap_or_else(|| place(transform, extent))
        });
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
    let can_cluster = |event: &&usize| extents.get(**event).is_some_and(|extent| extent.is_point && !extent.is_main);
    let fixed: Vec<usize> = events.iter().filter(|event| !can_cluster(event)).copied().collect();
    let points: Vec<usize> = events.iter().filter(can_cluster).copied().collect();
    let (rows, _) = pack(&fixed, if points.is_empty() { max_rows } else { max_rows - 1 });
    let fixed_rows = rows.iter().max().map_or(0, |last| last + 1);
    let point_rows = if points.is_empty() { 0 } else { (max_rows - fixed_rows).min(MAX_ROWS_OF_POINTS) };
    if fixed_rows > 0 {
        push_rows(&fixed, &rows, row + point_rows);
    }
    if point_rows > 0 {
        row_groups.push(RowGroup { row, rows: point_rows, events: points });
    }
    row_groups
}

fn zone(story: &Story) -> TimeZone {
    let offset = || {
        let mut dates = story.timeline.events.iter().flat_map(|event| event.date.dates());
        dates.find_map(|date| date.time()?.zone.offset())
    };
    story.resolved_time_zone().cloned().unwrap_or_else(|| TimeZone::fixed(offset().unwrap_or(0)))
}
