//! Ticks: which calendar unit fits a stretch, and what its ticks say.

use std::ops::Range;

use super::{
    AIR, Label, Measure, Piece, Scale,
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
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TickLabel {
    /// Year; month; day. `short` is off where a month, day or hour has to say its year.
    pub civil: Civil,
    /// Hour and minute, but at midnight.
    pub time: Option<(u8, u8)>,
    /// The label's middle: where its tick is, or beside it as far as room makes it move; it always covers its tick.
    pub x: f64,
}

/// Ticks are no closer than this, in CSS pixels, …
const CLOSEST: f64 = 36.0;
/// … and where there are many, not on average closer than this.
const AT_EASE: f64 = 60.0;

/// Puts ticks on all that is to scale. Each stretch has a unit of its own: the finest that its labels fit and that is no finer
/// than its dates, of which `grain` says the finest of a range of days. The first label of a stretch says its year, unless
/// there is only room without and the stretch before has said it. A stretch that has no such tick, or is but a moment, has
/// one where its first event begins, which says as much of its date as fits. `zone` is how far the axis' clock is ahead of
/// UTC, in days.
pub(super) fn ticks(
    scale: &Scale,
    grain: &dyn Fn(&Range<f64>) -> Grain,
    width: f64,
    wide: Measure,
    zone: f64,
) -> Vec<Tick> {
    let axis = Axis { scale, width, wide, zone };
    let pieces = scale.pieces();
    let mut all = Vec::new();
    let (mut free, mut said) = (0.0, None);
    for (at, piece) in pieces.iter().enumerate().filter(|(_, piece)| !piece.torn) {
        let Range { start, end } = piece.events;
        let grain = grain(&piece.events);
        let moment = pieces.len() > 1 && end - start <= (2.0 * grain.unit()).max(start.abs() * 1e-9);
        // A label may hang over half of the tear after it, or if it must over all of that.
        let end = piece.xs.end * width;
        let tear = pieces.get(at + 1).map_or(0.0, |tear| (tear.xs.end - tear.xs.start) * width);
        let mut ticks = Vec::new();
        for (room, grain) in
            [(free..end + (tear - AIR.min(tear)) / 2.0, grain), (free..end + tear, grain.max(Grain::Year))]
        {
            if ticks.is_empty() && !moment {
                ticks = axis.regular(piece, grain, &room, None);
                if ticks.is_empty() && said.is_some() {
                    ticks = axis.regular(piece, grain, &room, said);
                }
            }
            if ticks.is_empty() {
                ticks = axis.alone(start, grain, &room, said);
            }
        }
        for (label, (_, end)) in ticks.iter().filter_map(|tick| tick.label.zip(axis.covers(tick))) {
            (free, said) = (end + AIR, Some(label.civil.year));
        }
        all.append(&mut ticks);
    }
    all
}

/// What an axis is drawn with.
struct Axis<'a> {
    scale: &'a Scale,
    /// In CSS pixels; room is in them, too.
    width: f64,
    wide: Measure<'a>,
    zone: f64,
}

impl Axis<'_> {
    /// The ticks of the finest unit that leaves room for most of its labels, after one that said the year `before`.
    fn regular(&self, piece: &Piece, grain: Grain, room: &Range<f64>, before: Option<i64>) -> Vec<Tick> {
        let pixels = (piece.xs.end - piece.xs.start) * self.width;
        let a_day = pixels / (piece.days.end - piece.days.start);
        for unit in TickUnit::from(grain).filter(|unit| unit.shortest() * a_day >= CLOSEST) {
            let mut days = Vec::new();
            let mut day = unit.ceil(piece.days.start + self.zone);
            while day - self.zone <= piece.days.end && days.last().is_none_or(|&last| last < day) {
                days.push(day);
                day = unit.ceil(day + unit.shortest() / 2.0);
            }
            let mut ticks = Vec::with_capacity(days.len());
            let (mut free, mut year, mut labelled, mut even) = (room.start, before, 0, true);
            for (nth, &day) in days.iter().enumerate() {
                let last = nth + 1 == days.len();
                let tick = self.tick(day - self.zone, say(day, unit, year), &(free..room.end), nth == 0 || last);
                if let Some((label, (_, end))) = tick.label.zip(self.covers(&tick)) {
                    (free, year) = (end + AIR, Some(label.civil.year));
                    labelled += 1;
                } else {
                    // Only the first, which says more, may take the room of those after it.
                    even &= labelled < 2 || last;
                }
                ticks.push(tick);
            }
            if even && labelled * 2 > days.len() && (days.len() - 1) as f64 * AT_EASE <= pixels + AT_EASE {
                return ticks;
            }
        }
        Vec::new()
    }

    /// One tick on a day: with its date if that fits, else its month, else its year, or its month where that was `said`.
    fn alone(&self, day: f64, grain: Grain, room: &Range<f64>, said: Option<i64>) -> Vec<Tick> {
        let (year, month, of_month) = ymd((day + self.zone).floor());
        let whole = Civil { year, month: Some(month), day: Some(of_month), short: false };
        let of_year = Civil { day: None, ..whole };
        let short = if said == Some(year) && grain <= Grain::Month {
            Civil { short: true, ..of_year }
        } else {
            Civil { month: None, ..of_year }
        };
        for (civil, coarsest) in [(whole, Grain::Day), (of_year, Grain::Month), (short, Grain::Century)] {
            if grain <= coarsest {
                let tick = self.tick(day, TickLabel { civil, time: None, x: 0.0 }, room, true);
                if tick.label.is_some() {
                    return vec![tick];
                }
            }
        }
        Vec::new()
    }

    /// A tick with its label, if there is room: centred, unless it `may_move`.
    fn tick(&self, day: f64, label: TickLabel, room: &Range<f64>, may_move: bool) -> Tick {
        let x = self.scale.position(day);
        let (at, wide) = (x * self.width, (self.wide)(Label::Tick(label)));
        let centred = at - wide / 2.0;
        let start = if may_move { centred.min(room.end - wide).max(room.start) } else { centred };
        let end = start + wide;
        let fits = start >= room.start && end <= room.end + 1e-9 && start <= at && at <= end;
        Tick { x, label: fits.then_some(TickLabel { x: (start + wide / 2.0) / self.width, ..label }) }
    }

    /// The room that a tick's label takes.
    fn covers(&self, tick: &Tick) -> Option<(f64, f64)> {
        let label = tick.label?;
        let (middle, half) = (label.x * self.width, (self.wide)(Label::Tick(label)) / 2.0);
        Some((middle - half, middle + half))
    }
}

/// Says a tick after one of the year `before`: what is of another year says its year, and a year's first day is it.
fn say(day: f64, unit: TickUnit, before: Option<i64>) -> TickLabel {
    // A time is said in minutes: what is a hair before one is that one.
    let minutes = (day * 1_440.0).round();
    let timed = matches!(unit, TickUnit::Minutes(_) | TickUnit::Hours(_));
    let (year, month, of_month) = ymd(if timed { (minutes / 1_440.0).floor() } else { day });
    let new = before != Some(year);
    let (month, of_month) = match unit {
        TickUnit::Years(_) => (None, None),
        TickUnit::Months(_) if month > 1 => (Some(month), None),
        TickUnit::Days(_) if of_month > 1 || !new => (Some(month), Some(of_month)),
        TickUnit::Days(_) if month > 1 => (Some(month), None),
        TickUnit::Months(_) | TickUnit::Days(_) => (None, None),
        TickUnit::Hours(_) | TickUnit::Minutes(_) => (Some(month), Some(of_month)),
    };
    let minute = (minutes - (minutes / 1_440.0).floor() * 1_440.0) as u16;
    let time = (timed && minute > 0).then_some(((minute / 60) as u8, (minute % 60) as u8));
    TickLabel { civil: Civil { year, month, day: of_month, short: !new }, time, x: 0.0 }
}

#[cfg(test)]
impl Label {
    /// The label as text, for tests, about as long as in English: `2025`, `Mar 2025`, `8 Mar`, `8 March 2025`, `9:00`,
    /// `7 years`.
    pub fn show(&self) -> String {
        let (civil, time) = match *self {
            Label::Tick(TickLabel { civil, time, .. }) => (civil, time),
            Label::Gap(crate::date::Gap { count, unit }) => return format!("{count} {unit:?}s").to_lowercase(),
        };
        const NAMES: &str = "January February March April May June July August September October November December";
        let name = |month: u8| NAMES.split(' ').nth(usize::from(month) - 1).unwrap_or_default();
        let letters = if civil.short || civil.day.is_none() { 3 } else { 9 };
        let mut said = Vec::new();
        said.extend(civil.day.map(|day| day.to_string()));
        said.extend(civil.month.map(|month| name(month).chars().take(letters).collect::<String>()));
        said.extend((!civil.short || civil.month.is_none()).then(|| civil.year.to_string()));
        match time.map(|(hour, minute)| format!("{hour}:{minute:02}")) {
            Some(time) if civil.short => time,
            time => said.into_iter().chain(time).collect::<Vec<_>>().join(" "),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::{
        extent::Extent,
        sample::{anchors, date, letters, widths},
        tear,
    };

    /// A scale and its ticks, with labels of so many pixels a letter.
    fn lay_out(anchors: &[f64], grain: Grain, width: f64, letter: f64) -> (Scale, Vec<Tick>) {
        let scale = Scale::new(anchors, &tear::torn(anchors, grain.unit(), &|_, _| true), grain, width);
        let ticks = ticks(&scale, &|_| grain, width, &letters(letter), 0.0);
        (scale, ticks)
    }

    /// The labelled ticks of a strip from one date's first moment to another's.
    #[track_caller]
    fn labels(from: &str, to: &str, width: f64, expected: &str) {
        let (from, to) = (date(from), date(to));
        let grain = Extent::new(&from).grain;
        let days: Vec<f64> = [from, to].iter().filter_map(|date| date.span().0).collect();
        let labels = lay_out(&days, grain, width, 6.5).1.into_iter().filter_map(|tick| tick.label);
        let labels: Vec<_> = labels.map(|label| Label::Tick(label).show()).collect();
        assert_eq!(labels.join(", "), expected);
    }

    #[test]
    fn minutes_and_hours() {
        labels("2025-03-13T09:00:00Z", "2025-03-13T10:00:00Z", 320.0, "13 March 2025 9:00, 9:30, 9:45, 10:00");
        labels(
            "2025-03-13T09:00:00Z",
            "2025-03-13T10:00:00Z",
            1280.0,
            "13 March 2025 9:00, 9:10, 9:15, 9:20, 9:25, 9:30, 9:35, 9:40, 9:45, 9:50, 9:55, 10:00",
        );
        labels(
            "2025-03-13T09:00:00Z",
            "2025-03-14T10:00:00Z",
            768.0,
            "13 March 2025 9:00, 15:00, 18:00, 21:00, 14 Mar, 3:00, 6:00, 9:00",
        );
        labels(
            "2025-12-31T09:00:00Z",
            "2026-01-02T10:00:00Z",
            768.0,
            "31 December 2025 12:00, 1 January 2026, 6:00, 12:00, 18:00, 2 Jan, 6:00",
        );
    }

    #[test]
    fn days_and_months() {
        labels(
            "2025-03-01",
            "2025-03-11",
            768.0,
            "Mar 2025, 2 Mar, 3 Mar, 4 Mar, 5 Mar, 6 Mar, 7 Mar, 8 Mar, 9 Mar, 10 Mar, 11 Mar",
        );
        labels("2025-03-01", "2025-03-11", 320.0, "Mar 2025, 5 Mar, 7 Mar, 9 Mar, 11 Mar");
        labels(
            "2024-12-13",
            "2025-03-11",
            768.0,
            "15 December 2024, 2025, 8 Jan, 15 Jan, 22 Jan, 1 Feb, 8 Feb, 15 Feb, 22 Feb, 1 Mar, 8 Mar",
        );
        labels("2024-12-13", "2025-03-11", 320.0, "2025, Feb, Mar");
        labels(
            "2024-09-13",
            "2025-11-11",
            1280.0,
            "Oct 2024, Nov, Dec, 2025, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov",
        );
        labels(
            "2024-09-13",
            "2025-11-11",
            768.0,
            "Oct 2024, Nov, Dec, 2025, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov",
        );
        labels("2024-09-13", "2025-11-11", 320.0, "Oct 2024, 2025, Apr, Jul, Oct");
    }

    #[test]
    fn years_to_billions_of_years() {
        labels("2014-09-05", "2025-06-24", 768.0, "2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025");
        labels("2014-09-05", "2025-06-24", 320.0, "2016, 2018, 2020, 2022, 2024");
        labels("1914", "2025", 768.0, "1920, 1930, 1940, 1950, 1960, 1970, 1980, 1990, 2000, 2010, 2020");
        labels("-0752", "2025", 768.0, "-599, -399, -199, 1, 200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800, 2000");
        labels("-0499", "-0399", 768.0, "-499, -489, -479, -469, -459, -449, -439, -429, -419, -409, -399");
        labels(
            "Y-13800000000",
            "2025",
            768.0,
            "-14000000000, -10000000000, -8000000000, -6000000000, -4000000000, -2000000000, 1",
        );
        labels("Y-13800000000", "2025", 320.0, "-10000000000, -5000000000, 1");
    }

    #[test]
    fn days_that_cannot_be_told_apart_have_ticks_all_the_same() {
        let ticks = lay_out(&[-3e21, 3e21], Grain::Year, 768.0, 6.5).1;
        assert_eq!(ticks.iter().filter(|tick| tick.label.is_some()).count(), 3);
    }

    #[test]
    fn no_tick_is_finer_than_the_dates() {
        labels("2025-03-13", "2025-03-13", 2560.0, "10 March 2025, 11 Mar, 12 Mar, 13 Mar, 14 Mar, 15 Mar, 16 Mar");
        labels("2025", "2026", 768.0, "2024, 2025, 2026, 2027");
        labels("201X", "201X", 768.0, "2000, 2010, 2020");
    }

    proptest! {
        #[test]
        fn labels_overlap_neither_each_other_nor_the_end((grain, anchors) in anchors(), width in widths(), letter in 3.0..12.0) {
            let (scale, ticks) = lay_out(&anchors, grain, width, letter);
            let axis = Axis { scale: &scale, width, wide: &letters(letter), zone: 0.0 };
            let mut free = 0.0;
            for (start, end) in ticks.iter().filter_map(|tick| axis.covers(tick)) {
                prop_assert!(start >= free - 1e-6 && end <= width + 1e-6, "{start}..{end} after {free}");
                free = end + AIR;
            }
            for tick in &ticks {
                let covers = axis.covers(tick).unwrap_or((0.0, width));
                prop_assert!(covers.0 - 1e-6 <= tick.x * width && tick.x * width <= covers.1 + 1e-6, "{tick:?}");
            }
            prop_assert!(ticks.is_sorted_by(|a, b| a.x < b.x));
        }

        #[test]
        fn a_wide_stretch_always_says_when_it_is((grain, anchors) in anchors(), width in widths()) {
            let (scale, ticks) = lay_out(&anchors, grain, width, 6.5);
            for piece in scale.pieces().iter().filter(|piece| !piece.torn) {
                let longest = Label::Tick(say(piece.events.start, TickUnit::Years(1), None)).show().len() as f64 * 6.5;
                let wide = (piece.xs.end - piece.xs.start) * width > 2.0 * longest;
                let said = ticks.iter().any(|tick| tick.label.is_some() && piece.xs.contains(&tick.x));
                prop_assert!(said || !wide, "{piece:?}");
            }
        }
    }
}
