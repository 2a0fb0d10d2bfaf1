//! The plan: all of the strip that stays as it is, however it is looked at. Made once for a story; a [`Strip`](super::Strip) is
//! then found in a few steps an event.

use std::ops::Range;

use super::{
    Lane, REFERENCE, axis_break,
    extent::{Extent, Grain},
    mark::place,
    rows,
    view_transform::ViewTransform,
};
use crate::{
    date::{Fields, Gap},
    story::Story,
};

/// A story's timeline, ready to be laid out at any width and zoom.
pub struct Plan {
    /// One for each event.
    pub(super) extents: Vec<Extent>,
    /// The days at which events begin or end, in order.
    pub(super) anchors: Vec<f64>,
    /// The finest of the story.
    pub(super) grain: Grain,
    pub(super) lanes: Vec<Lane>,
    /// How far the axis' clock is ahead of UTC, in days: as the first event says that gives a zone.
    pub(super) zone: f64,
    folded: BreakLayout,
    to_scale: BreakLayout,
}

/// The strip with breaks, or without any.
pub(super) struct BreakLayout {
    /// The breaks are behind these anchors.
    pub broken: Vec<usize>,
    /// How long they are.
    pub gaps: Vec<Gap>,
    /// The finest grain of each stretch between them, and where it begins.
    grains: Vec<(f64, Grain)>,
    pub row_groups: Vec<RowGroup>,
}

/// Events that share rows of their own.
pub(super) struct RowGroup {
    /// The first of its rows, counted over the whole strip.
    pub row: usize,
    /// How many rows they may be spread over, where they are not apart.
    pub rows: usize,
    /// In order of time.
    pub events: Vec<usize>,
}

/// A lane has no more rows than this …
pub(super) const MOST: usize = 4;
/// … and where that isn't enough, moments no more than this: they are clusters, which read better in few rows.
const CROWDED: usize = 2;

impl Plan {
    pub fn new(story: &Story) -> Plan {
        let events = &story.timeline.events;
        let mut extents: Vec<Extent> = events.iter().map(|event| Extent::new(&event.date, event.main)).collect();
        let grain = extents.iter().map(|extent| extent.grain).min().unwrap_or(Grain::Day);
        for extent in &mut extents {
            // Told in hours, a day is long: nothing says that it was at noon.
            extent.moment &= grain > Grain::Minute || extent.grain == Grain::Minute;
        }
        let mut anchors: Vec<f64> = extents.iter().flat_map(Extent::anchors).collect();
        anchors.sort_by(f64::total_cmp);

        // From the start of an event to its end is no distance.
        let apart = |from, to| !extents.iter().any(|extent| extent.start == Some(from) && extent.end == Some(to));
        let broken = axis_break::broken(&anchors, grain.unit(), &apart);
        let (folded, to_scale) =
            (BreakLayout::new(&extents, &anchors, broken), BreakLayout::new(&extents, &anchors, Vec::new()));
        let zone = zone(story);
        let mut plan = Plan { extents, anchors, grain, lanes: Vec::new(), zone, folded, to_scale };
        plan.fill_lanes(story);
        plan
    }

    /// Whether the strip has breaks, unless it is shown to scale.
    pub fn has_breaks(&self) -> bool {
        !self.folded.broken.is_empty()
    }

    /// Tracks that have events, in the story's order; events without a track come last.
    pub fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    /// How far the axis' clock is ahead of UTC, in days.
    pub fn zone(&self) -> f64 {
        self.zone
    }

    /// The days from the first beginning to the last end of some events, for [`zoomed_to`](Plan::zoomed_to).
    pub fn days(&self, events: &[usize]) -> (f64, f64) {
        let (mut from, mut to) = (f64::INFINITY, f64::NEG_INFINITY);
        for extent in events.iter().filter_map(|&event| self.extents.get(event)) {
            for day in extent.anchors() {
                (from, to) = (from.min(day), to.max(day));
            }
        }
        if from <= to { (from, to) } else { (0.0, 0.0) }
    }

    pub(super) fn fold(&self, to_scale: bool) -> &BreakLayout {
        if to_scale { &self.to_scale } else { &self.folded }
    }

    /// The finest grain of the stretch that these events are in.
    pub(super) fn grain_of(&self, to_scale: bool, events: &Range<f64>) -> Grain {
        let grains = &self.fold(to_scale).grains;
        let found = grains.iter().find(|(start, _)| *start == events.start);
        found.map_or(self.grain, |&(_, grain)| grain)
    }

    /// Finds rows for the events of each track, at the width of [`REFERENCE`].
    fn fill_lanes(&mut self, story: &Story) {
        let key = |event: usize| self.extents.get(event).map_or(0.0, Extent::key);
        let mut ordered: Vec<usize> = (0..self.extents.len()).collect();
        ordered.sort_by(|&a, &b| key(a).total_cmp(&key(b)));
        let tracks = story.timeline.tracks.len();
        let mut members: Vec<Vec<usize>> = (0..=tracks).map(|_| Vec::new()).collect();
        for nth in ordered {
            let track = story.timeline.events.get(nth).and_then(|event| story.track(event.track.as_ref()?));
            if let Some(members) = members.get_mut(track.unwrap_or(tracks)) {
                members.push(nth);
            }
        }
        let transform =
            |fold: &BreakLayout| ViewTransform::new(&self.anchors, &fold.broken, self.grain, REFERENCE, REFERENCE);
        let (folded, to_scale) = (transform(&self.folded), transform(&self.to_scale));
        let mut row = 0;
        for (track, members) in members.into_iter().enumerate().filter(|(_, members)| !members.is_empty()) {
            let row_groups = row_groups(&self.extents, &members, &folded, row, MOST);
            let rows = row_groups.iter().map(|row_group| row_group.rows).sum();
            self.folded.row_groups.extend(row_groups);
            self.to_scale.row_groups.extend(self::row_groups(&self.extents, &members, &to_scale, row, rows));
            self.lanes.push(Lane { track: (track < tracks).then_some(track), row, rows });
            row += rows;
        }
    }
}

impl BreakLayout {
    fn new(extents: &[Extent], anchors: &[f64], broken: Vec<usize>) -> BreakLayout {
        let (mut gaps, mut grains) = (Vec::new(), Vec::new());
        let mut from = 0;
        for to in broken.iter().copied().chain([anchors.len().saturating_sub(1)]) {
            let (Some(&first), Some(&last)) = (anchors.get(from), anchors.get(to)) else { break };
            let within = |extent: &&Extent| extent.anchors().any(|day| day >= first && day <= last);
            let grain = extents.iter().filter(within).map(|extent| extent.grain).min();
            grains.extend(grain.map(|grain| (first, grain)));
            gaps.extend(anchors.get(to + 1).map(|&next| axis_break::distance(extents, last..next)));
            from = to + 1;
        }
        BreakLayout { broken, gaps, grains, row_groups: Vec::new() }
    }
}

/// Puts the events of a lane into at most so many rows. Where they find room there, each keeps its own. Otherwise moments are
/// left to be spread or clustered as they are looked at; the main event, and what lasts, have rows below them, and of those
/// only the last may hold what is not apart.
fn row_groups(
    extents: &[Extent],
    events: &[usize],
    transform: &ViewTransform,
    row: usize,
    most: usize,
) -> Vec<RowGroup> {
    let pack = |events: &[usize], most: usize| {
        let places = events.iter().filter_map(|&event| extents.get(event)).map(|extent| place(transform, extent));
        rows::pack(&places.collect::<Vec<_>>(), most)
    };
    let mut row_groups = Vec::new();
    let mut each_its_own = |events: &[usize], rows: &[usize], row: usize| {
        for nth in 0..=rows.iter().copied().max().unwrap_or(0) {
            let own = events.iter().zip(rows).filter(|(_, row)| **row == nth).map(|(&event, _)| event);
            row_groups.push(RowGroup { row: row + nth, rows: 1, events: own.collect() });
        }
    };
    let (rows, fits) = pack(events, most);
    if fits || most == 1 {
        each_its_own(events, &rows, row);
        return row_groups;
    }
    let loose = |event: &&usize| extents.get(**event).is_some_and(|extent| extent.moment && !extent.main);
    let firm: Vec<usize> = events.iter().filter(|event| !loose(event)).copied().collect();
    let loose: Vec<usize> = events.iter().filter(loose).copied().collect();
    let (rows, _) = pack(&firm, if loose.is_empty() { most } else { most - 1 });
    let taken = rows.iter().max().map_or(0, |last| last + 1);
    let spread = if loose.is_empty() { 0 } else { (most - taken).min(CROWDED) };
    if taken > 0 {
        each_its_own(&firm, &rows, row + spread);
    }
    if spread > 0 {
        row_groups.push(RowGroup { row, rows: spread, events: loose });
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
