//! The overview strip: lanes, marks, tears.

use super::{BAR, REFERENCE, Room, Scale, TARGET, Tick, rows::pack, ticks::ticks};
use crate::{
    date::{Bound, Day, Edtf, Fields, Gap, Kind, Qualification, Unit},
    order,
    story::{Event, Story},
};

/// Everything that is drawn in the strip. All `x` are fractions of its inline size, 0 where time begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    pub lanes: Vec<Lane>,
    /// In the order of the timeline's events.
    pub marks: Vec<Mark>,
    pub ticks: Vec<Tick>,
    pub tears: Vec<Tear>,
    pub scale: Scale,
}

/// A lane: one track, or the events without one. Lanes without events are left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Index into the timeline's tracks.
    pub track: Option<usize>,
    /// Its first row, counted over the whole strip.
    pub row: usize,
    pub rows: usize,
}

/// An event in the strip.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Index into the timeline's events.
    pub event: usize,
    pub row: usize,
    pub start: f64,
    /// Equal to `start` for a point.
    pub end: f64,
    pub start_edge: Edge,
    pub end_edge: Edge,
}

/// How a mark's end is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Known.
    Sharp,
    /// Approximate, uncertain, or not specified.
    Soft,
    /// Goes on: fades out.
    Open,
    /// At an unknown time.
    Unknown,
}

/// A long empty stretch, drawn short.
#[derive(Clone, Debug, PartialEq)]
pub struct Tear {
    pub start: f64,
    pub end: f64,
    pub gap: Gap,
}

/// How far a bar reaches towards a bound that nobody knows, as a fraction of the strip.
const UNKNOWN_REACH: f64 = 0.12;

impl Mark {
    /// Whether it is drawn as a point.
    pub fn is_point(&self) -> bool {
        self.start == self.end
    }
}

impl Strip {
    /// Lays a story's events out.
    pub fn new(story: &Story, room: Room) -> Strip {
        let events = &story.timeline.events;
        let anchors: Vec<f64> = events.iter().flat_map(|event| anchors(&event.date)).collect();
        let scale = Scale::new(&anchors, room);
        let reference = Room { width: REFERENCE, ..room };
        let narrow = Scale::new(&anchors, reference);
        let (lanes, rows) = lanes(story, |event| {
            let (start, end) = extent(&event.date, &narrow, reference);
            let middle = (start + end) / 2.0 * REFERENCE;
            let half = ((end - start) / 2.0 * REFERENCE).max(TARGET / 2.0);
            (middle - half, middle + half)
        });
        let marks = events.iter().zip(rows).enumerate().map(|(nth, (event, row))| {
            let (start, end) = extent(&event.date, &scale, room);
            let (start_edge, end_edge) = edges(&event.date);
            Mark { event: nth, row, start, end, start_edge, end_edge }
        });
        let offset = events.iter().flat_map(|event| event.date.dates()).find_map(|date| match date.fields {
            Fields::Time(.., time) => time.offset,
            _ => None,
        });
        Strip {
            lanes,
            marks: marks.collect(),
            ticks: ticks(&scale, room, f64::from(offset.unwrap_or(0)) / 1440.0),
            tears: scale.torn().iter().map(|torn| tear(*torn, &scale, room)).collect(),
            scale,
        }
    }
}

/// The days that an event needs a place for: where it starts, and where it ends if that is another day.
fn anchors(date: &Edtf) -> Vec<f64> {
    let (start, end) = date.span();
    let end = end.filter(|end| start.is_none_or(|start| end - start > 1.0));
    start.into_iter().chain(end).collect()
}

/// Where an event is drawn: a point in its middle if it is too short for a bar.
fn extent(date: &Edtf, scale: &Scale, room: Room) -> (f64, f64) {
    let within = |x: f64| x.clamp(0.0, 1.0);
    let (start, end) = match date.span() {
        (Some(start), Some(end)) => (scale.position(start), scale.position(end)),
        (Some(start), None) => {
            let start = scale.position(start);
            (start, if open_end(date) { 1.0 } else { start + UNKNOWN_REACH })
        }
        (None, Some(end)) => {
            let end = scale.position(end);
            (if open_start(date) { 0.0 } else { end - UNKNOWN_REACH }, end)
        }
        (None, None) => (0.0, 1.0),
    };
    let (start, end) = (within(start), within(end));
    if (end - start) * room.width < BAR {
        let middle = (start + end) / 2.0;
        return (middle, middle);
    }
    (start, end)
}

fn open_start(date: &Edtf) -> bool {
    matches!(date.kind(), Kind::Interval(Bound::Open, _))
}

fn open_end(date: &Edtf) -> bool {
    matches!(date.kind(), Kind::Interval(_, Bound::Open))
}

fn edges(date: &Edtf) -> (Edge, Edge) {
    let of = |bound: &Bound| match bound {
        Bound::Open => Edge::Open,
        Bound::Unknown => Edge::Unknown,
        Bound::Date(date) => {
            let vague = matches!(
                date.fields,
                Fields::Century
                    | Fields::Decade
                    | Fields::UnspecifiedMonth
                    | Fields::UnspecifiedMonthAndDay
                    | Fields::UnspecifiedDay(_)
            );
            if vague || date.qualification != Qualification::Certain { Edge::Soft } else { Edge::Sharp }
        }
    };
    match date.kind() {
        Kind::Date(date) => (of(&Bound::Date(*date)), of(&Bound::Date(*date))),
        Kind::Interval(start, end) => (of(start), of(end)),
    }
}

/// Lanes in the tracks' order, those without a track last; and each event's row.
fn lanes(story: &Story, extent: impl Fn(&Event) -> (f64, f64)) -> (Vec<Lane>, Vec<usize>) {
    let (events, tracks) = (&story.timeline.events, &story.timeline.tracks);
    let track_of = |event: &Event| event.track.as_ref().and_then(|id| story.track(id)).unwrap_or(tracks.len());
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); tracks.len() + 1];
    for (nth, event) in events.iter().enumerate() {
        members[track_of(event)].push(nth);
    }
    let mut rows = vec![0; events.len()];
    let mut lanes = Vec::new();
    let mut row = 0;
    for (track, members) in members.into_iter().enumerate().filter(|(_, members)| !members.is_empty()) {
        let extents: Vec<(usize, (f64, f64))> = members.iter().map(|nth| (*nth, extent(&events[*nth]))).collect();
        let order = order::sorted(extents.len(), &|a, b| extents[a].1.0.total_cmp(&extents[b].1.0));
        let extents = order::arranged(extents, &order);
        let (packed, count) = pack(extents.iter().map(|(_, extent)| *extent));
        for ((nth, _), of_lane) in extents.iter().zip(packed) {
            rows[*nth] = row + of_lane;
        }
        lanes.push(Lane { track: (track < tracks.len()).then_some(track), row, rows: count });
        row += count;
    }
    (lanes, rows)
}

/// A tear keeps off the marks at its ends.
fn tear((start, end): (f64, f64), scale: &Scale, room: Room) -> Tear {
    let air = TARGET / 2.0 / room.width.max(1.0);
    Tear { start: scale.position(start) + air, end: scale.position(end) - air, gap: between(start, end) }
}

/// A stretch in the unit that it is called by.
fn between(start: f64, end: f64) -> Gap {
    let days = (end - start).max(0.0);
    let ((y, m, d), (to_y, to_m, to_d)) = (Day(start.floor() as i64).ymd(), Day(end.floor() as i64).ymd());
    let years = to_y - y - i64::from((to_m, to_d) < (m, d));
    let months = (to_y - y).saturating_mul(12) + i64::from(to_m) - i64::from(m) - i64::from(to_d < d);
    let (count, unit) = match days {
        730.5.. => (years, Unit::Year),
        60.0.. => (months, Unit::Month),
        2.0.. => (days as i64, Unit::Day),
        0.08.. => ((days * 24.0) as i64, Unit::Hour),
        _ => ((days * 1440.0) as i64, Unit::Minute),
    };
    Gap { count: count.max(1) as u64, unit }
}
