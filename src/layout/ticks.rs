//! Ticks: which calendar unit fits the strip, and where its labels have room.

use std::ops::Range;

use super::{
    AIR, Piece, Room, Scale,
    extent::Grain,
    tick_unit::{TickUnit, ymd},
};
use crate::date::Civil;

/// A line on the axis, with a label where there is room.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    pub x: f64,
    pub label: Option<TickLabel>,
}

/// What a tick says, in fields; words are [`date::tick`](crate::date::tick)'s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TickLabel {
    /// Year; month; day. `short` is off where a month has to say its year.
    pub civil: Civil,
    /// Hour and minute, but at midnight.
    pub time: Option<(u8, u8)>,
    pub anchor: Anchor,
}

/// Where a label stands: centred on its tick, but inside its piece of the strip at the piece's ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A tick before it has words.
struct Place {
    day: f64,
    x: f64,
    unit: TickUnit,
    anchor: Option<Anchor>,
}

/// Puts ticks on all that is to scale: one unit for the whole strip, the finest whose labels fit and that is no finer than
/// `grain`. A stretch between tears that has no such label gets its roundest day that has room for one. `zone` is how far
/// the axis' clock is ahead of UTC, in days.
pub(super) fn ticks(scale: &Scale, grain: Grain, room: Room, zone: f64) -> Vec<Tick> {
    let room = room.bounded();
    let (label, air) = (room.label / room.width, AIR / room.width);
    let days = scale.days_across();
    let unit = TickUnit::from(grain).find(|unit| unit.shortest() >= days * (label + air));

    let mut ticks = Vec::new();
    for (at, piece) in scale.pieces().iter().enumerate().filter(|(_, piece)| piece.torn.is_none()) {
        let beside =
            |at: Option<usize>| at.and_then(|at| scale.pieces().get(at)).map_or(0.0, |tear| over(tear, label + air));
        let xs = piece.xs.start + beside(at.checked_sub(1))..piece.xs.end - beside(at.checked_add(1));
        let along = |unit| along(unit, piece.days.clone(), scale, zone);
        let mut places: Vec<Place> = unit.into_iter().flat_map(along).collect();
        anchor(&mut places, &xs, label, air);
        if places.iter().all(|place| place.anchor.is_none()) {
            let length = piece.days.end - piece.days.start;
            let candidates = TickUnit::from(grain).rev().skip_while(|unit| unit.shortest() > length);
            let candidates = candidates.take_while(|unit| length <= 40.0 * unit.shortest()).flat_map(along);
            let mut standing = candidates.filter_map(|place| {
                let anchor = stand(place.x, &xs, label)?;
                Some(Place { anchor: Some(anchor), ..place })
            });
            if let Some(roundest) = standing.next() {
                places = vec![roundest];
            }
        }
        name(&places, zone, &mut ticks);
    }
    ticks
}

/// How far a tear's label reaches out of it at each end.
fn over(tear: &Piece, label: f64) -> f64 {
    ((label - (tear.xs.end - tear.xs.start)) / 2.0).max(0.0)
}

/// The ticks of a unit within a range of days.
fn along(unit: TickUnit, days: Range<f64>, scale: &Scale, zone: f64) -> impl Iterator<Item = Place> {
    let first = unit.ceil(days.start + zone);
    let next = move |&day: &f64| Some(unit.ceil(day + unit.shortest() / 2.0)).filter(|&next| next > day);
    let local = std::iter::successors(Some(first), next);
    let days = local.map(move |day| day - zone).take_while(move |&day| day <= days.end);
    days.map(move |day| Place { day, x: scale.position(day), unit, anchor: None })
}

/// Gives labels to the ticks that have room: centred ones first, then at most one more at each end.
fn anchor(places: &mut [Place], xs: &Range<f64>, label: f64, air: f64) {
    for place in places.iter_mut() {
        place.anchor = stand(place.x, xs, label).filter(|&anchor| anchor == Anchor::Middle);
    }
    let free = |places: &[Place], x: f64, anchor: Anchor| {
        let (start, end) = covers(x, anchor, label);
        let mut labelled = places.iter().filter_map(|place| Some(covers(place.x, place.anchor?, label)));
        labelled.all(|(from, to)| to + air <= start || from >= end + air)
    };
    for at in [0, places.len().saturating_sub(1)] {
        let Some(&Place { x, anchor: None, .. }) = places.get(at) else { continue };
        let anchor = stand(x, xs, label).filter(|&anchor| free(places, x, anchor));
        if let Some(place) = places.get_mut(at) {
            place.anchor = anchor;
        }
    }
}

/// How a label at `x` stands within `xs`, if it can.
fn stand(x: f64, xs: &Range<f64>, label: f64) -> Option<Anchor> {
    [Anchor::Middle, Anchor::Start, Anchor::End].into_iter().find(|&anchor| {
        let (start, end) = covers(x, anchor, label);
        start >= xs.start && end <= xs.end
    })
}

/// The space that a label takes.
fn covers(x: f64, anchor: Anchor, label: f64) -> (f64, f64) {
    match anchor {
        Anchor::Start => (x, x + label),
        Anchor::Middle => (x - label / 2.0, x + label / 2.0),
        Anchor::End => (x - label, x),
    }
}

/// Says the ticks of one piece.
fn name(places: &[Place], zone: f64, ticks: &mut Vec<Tick>) {
    let alone = places.iter().filter(|place| place.anchor.is_some()).count() == 1;
    let mut year = None;
    for place in places {
        let label = place.anchor.map(|anchor| {
            if alone {
                return say_alone(place.day + zone, place.unit, anchor);
            }
            let label = say(place.day + zone, place.unit, anchor, year);
            year = Some(label.civil.year);
            label
        });
        ticks.push(Tick { x: place.x, label });
    }
}

/// Says a tick after one of the year `before`: a month says its year where that is another, and a year's first day is it.
fn say(day: f64, unit: TickUnit, anchor: Anchor, before: Option<i64>) -> TickLabel {
    // A time is said in minutes: what is a hair before one is that one.
    let minutes = (day * 1_440.0).round();
    let timed = matches!(unit, TickUnit::Minutes(_) | TickUnit::Hours(_));
    let (year, month, of_month) = ymd(if timed { (minutes / 1_440.0).floor() } else { day });
    let new_year = month == 1 && of_month == 1;
    let (month, of_month) = match unit {
        TickUnit::Years(_) => (None, None),
        TickUnit::Months(_) | TickUnit::Days(_) if new_year => (None, None),
        TickUnit::Months(_) => (Some(month), None),
        TickUnit::Days(_) | TickUnit::Hours(_) | TickUnit::Minutes(_) => (Some(month), Some(of_month)),
    };
    let short = of_month.is_some() || month.is_none() || before == Some(year);
    let minute = (minutes - (minutes / 1_440.0).floor() * 1_440.0) as u16;
    let time = (timed && minute > 0).then_some(((minute / 60) as u8, (minute % 60) as u8));
    TickLabel { civil: Civil { year, month, day: of_month, short }, time, anchor }
}

/// Says a tick that is the only one of its piece: with its year, so a day as its month.
fn say_alone(day: f64, unit: TickUnit, anchor: Anchor) -> TickLabel {
    match unit {
        TickUnit::Days(_) => {
            let (year, month, _) = ymd(day);
            let civil = Civil { year, month: Some(month), day: None, short: false };
            TickLabel { civil, time: None, anchor }
        }
        _ => say(day, unit, anchor, None),
    }
}

#[cfg(test)]
impl TickLabel {
    /// The label as text, for tests: `2025`, `2025/3`, `/4`, `13/4`, `9:00`.
    pub fn show(&self) -> String {
        match (self.time, self.civil) {
            (Some((hour, minute)), _) => format!("{hour}:{minute:02}"),
            (_, Civil { year, month: None, .. }) => year.to_string(),
            (_, Civil { month: Some(month), day: Some(day), .. }) => format!("{day}/{month}"),
            (_, Civil { month: Some(month), short: true, .. }) => format!("/{month}"),
            (_, Civil { year, month: Some(month), .. }) => format!("{year}/{month}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::{
        extent::Extent,
        sample::{anchors, date, rooms},
    };

    /// The labelled ticks of a strip from one date's first moment to another's, with labels of 64 pixels.
    #[track_caller]
    fn labels(from: &str, to: &str, width: f64, expected: &str) {
        let room = Room { width, label: 64.0 };
        let (from, to) = (date(from), date(to));
        let grain = Extent::new(&from).grain;
        let days = [from, to].iter().filter_map(|date| date.span().0).collect();
        let labels = ticks(&Scale::new(days, grain, room), grain, room, 0.0).into_iter().filter_map(|tick| tick.label);
        let labels: Vec<_> = labels.map(|label| label.show()).collect();
        assert_eq!(labels.join(", "), expected);
    }

    #[test]
    fn minutes_and_hours() {
        labels("2025-03-13T09:00:00Z", "2025-03-13T10:00:00Z", 320.0, "9:15, 9:30, 9:45");
        labels(
            "2025-03-13T09:00:00Z",
            "2025-03-13T10:00:00Z",
            1280.0,
            "9:00, 9:05, 9:10, 9:15, 9:20, 9:25, 9:30, 9:35, 9:40, 9:45, 9:50, 9:55, 10:00",
        );
        labels(
            "2025-03-13T09:00:00Z",
            "2025-03-14T10:00:00Z",
            768.0,
            "12:00, 15:00, 18:00, 21:00, 14/3, 3:00, 6:00, 9:00",
        );
        labels(
            "2025-12-31T09:00:00Z",
            "2026-01-02T10:00:00Z",
            768.0,
            "12:00, 18:00, 1/1, 6:00, 12:00, 18:00, 2/1, 6:00",
        );
    }

    #[test]
    fn days_and_months() {
        labels("2025-03-01", "2025-03-11", 768.0, "2/3, 3/3, 4/3, 5/3, 6/3, 7/3, 8/3, 9/3, 10/3");
        labels("2025-03-01", "2025-03-11", 320.0, "1/3, 8/3");
        labels("2024-12-13", "2025-03-11", 768.0, "15/12, 2025, 15/1, 1/2, 15/2, 1/3");
        labels("2024-12-13", "2025-03-11", 320.0, "2025, /2, /3");
        labels("2024-09-13", "2025-11-11", 1280.0, "2024/10, /11, /12, 2025, /2, /3, /4, /5, /6, /7, /8, /9, /10, /11");
        labels("2024-09-13", "2025-11-11", 768.0, "2024/10, 2025, /4, /7, /10");
        labels("2024-09-13", "2025-11-11", 320.0, "2025, /7");
    }

    #[test]
    fn years_to_billions_of_years() {
        labels("2014-09-05", "2025-06-24", 768.0, "2016, 2018, 2020, 2022, 2024");
        labels("2014-09-05", "2025-06-24", 320.0, "2015, 2020, 2025");
        labels("1914", "2025", 768.0, "1920, 1940, 1960, 1980, 2000, 2020");
        labels("-0752", "2025", 768.0, "-499, 1, 500, 1000, 1500, 2000");
        labels("-0499", "-0399", 768.0, "-499, -479, -459, -439, -419, -399");
        labels(
            "Y-13800000000",
            "2025",
            768.0,
            "-14000000000, -12000000000, -10000000000, -8000000000, -6000000000, -4000000000, -2000000000, 1",
        );
        labels("Y-13800000000", "2025", 320.0, "-10000000000, -5000000000, 1");
    }

    #[test]
    fn days_that_cannot_be_told_apart_have_ticks_all_the_same() {
        let room = Room { width: 768.0, label: 64.0 };
        let scale = Scale::new(vec![-3e21, 3e21], Grain::Year, room);
        let labelled = ticks(&scale, Grain::Year, room, 0.0).iter().filter(|tick| tick.label.is_some()).count();
        assert_eq!(labelled, 7);
    }

    #[test]
    fn no_tick_is_finer_than_the_dates() {
        labels("2025-03-13", "2025-03-13", 2560.0, "10/3, 11/3, 12/3, 13/3, 14/3, 15/3, 16/3");
        labels("2025", "2026", 768.0, "2024, 2025, 2026, 2027");
        labels("201X", "201X", 768.0, "2000, 2010, 2020");
    }

    proptest! {
        #[test]
        fn labels_overlap_neither_each_other_nor_a_tear_nor_the_end((grain, anchors) in anchors(), room in rooms()) {
            let scale = Scale::new(anchors, grain, room);
            let ticks = ticks(&scale, grain, room, 0.0);
            let label = room.label / room.width;
            let labels = ticks.iter().filter_map(|tick| Some(covers(tick.x, tick.label?.anchor, label)));
            let torn = scale.pieces().iter().filter(|piece| piece.torn.is_some());
            let tears = torn.map(|tear| (tear.xs.start - over(tear, label), tear.xs.end + over(tear, label)));
            let mut taken: Vec<(f64, f64)> = labels.chain(tears).collect();
            taken.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut free = 0.0;
            for (start, end) in taken {
                prop_assert!(start >= free - 1e-9 && end <= 1.0 + 1e-9, "{start}..{end} after {free}");
                free = end;
            }
            prop_assert!(ticks.is_sorted_by(|a, b| a.x < b.x));
        }

        #[test]
        fn a_wide_stretch_always_says_when_it_is((grain, anchors) in anchors(), room in rooms()) {
            let scale = Scale::new(anchors, grain, room);
            let ticks = ticks(&scale, grain, room, 0.0);
            for piece in scale.pieces().iter().filter(|piece| piece.torn.is_none()) {
                let wide = (piece.xs.end - piece.xs.start) * room.width > 4.0 * room.label;
                let said = ticks.iter().any(|tick| tick.label.is_some() && piece.xs.contains(&tick.x));
                prop_assert!(said || !wide, "{piece:?}");
            }
        }
    }
}
