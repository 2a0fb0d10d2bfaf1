//! Ticks: which calendar unit fits a stretch, what its ticks say, and what the row below them says they are part of.

use std::ops::Range;

use super::{
    AIR, Label, Measure, Piece, Scale,
    extent::Grain,
    tick_unit::{TickUnit, year_of, year_start, ymd},
};
use crate::date::DateFields;

/// A line on the axis, with a label where there is room.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    pub x: f64,
    pub label: Option<TickLabel>,
}

/// What a tick says, in fields; words are [`date::tick`](crate::date::tick)'s, which says only the finest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TickLabel {
    /// Year; month; day.
    pub civil: DateFields,
    /// Hour and minute.
    pub time: Option<(u8, u8)>,
    /// The label's middle: where its tick is, or beside it as far as room makes it move; it always covers its tick.
    pub x: f64,
}

/// What ticks are part of, on a row below their labels: the day of hours, the month of days, the year of months. Or a year that
/// is too long for the ticks' row. Words are [`date::context`](crate::date::context)'s.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Context {
    pub civil: DateFields,
    /// The label's middle.
    pub x: f64,
}

/// The two rows of an axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Rows {
    pub ticks: Vec<Tick>,
    pub contexts: Vec<Context>,
}

/// Ticks are no closer than this, in CSS pixels, …
const CLOSEST: f64 = 36.0;
/// … and where there are many, not on average closer than this.
const AT_EASE: f64 = 44.0;
/// A stretch that is wider, in CSS pixels, never goes without saying when it is.
const SILENT: f64 = 60.0;

/// Where the labels of a stretch may be, in CSS pixels, and what the lower row said before it.
struct Room {
    upper: Range<f64>,
    lower: Range<f64>,
    said: Option<DateFields>,
}

/// What an axis is drawn with.
pub(super) struct Axis<'a> {
    pub scale: &'a Scale,
    /// The finest grain of the stretch with a range of events.
    pub grain: &'a dyn Fn(&Range<f64>) -> Grain,
    /// Whether only a part of the strip is seen.
    pub zoomed: bool,
    /// In CSS pixels; room is in them, too.
    pub width: f64,
    pub wide: Measure<'a>,
    /// How far the axis' clock is ahead of UTC, in days.
    pub zone: f64,
}

impl Axis<'_> {
    /// Puts ticks on all that is to scale. Each stretch has a unit of its own: the finest that its labels fit and that is no
    /// finer than its dates, unless so little of it is seen that only finer ones say when it is. A stretch that has no such tick,
    /// or is but a moment, has one where its first event begins, which says as much of its date as fits, or no more than the year
    /// if that is far from all others; or else where the year begins that its last one ends in.
    pub fn rows(&self) -> Rows {
        let (rows, silent) = self.rows_within(false);
        if silent > 0 {
            let (others, fewer) = self.rows_within(true);
            if fewer < silent {
                return others;
            }
        }
        rows
    }

    /// The rows, and how many stretches have no label. Those may take the upper row's room from the ones after them, or not.
    fn rows_within(&self, take: bool) -> (Rows, usize) {
        let (mut all, mut silent) = (Rows::default(), 0);
        let pieces = self.scale.pieces();
        // Where each row is free from, and what the lower one said last: it is said again only where there is room.
        let (mut free, mut said) = ((0.0, 0.0), None);
        for (at, piece) in pieces.iter().enumerate().filter(|(_, piece)| !piece.broken) {
            let axis_break =
                pieces.get(at + 1).map_or(0.0, |axis_break| (axis_break.xs.end - axis_break.xs.start) * self.width);
            let mut found = self.fitted(piece, axis_break, free, said, take);
            silent += usize::from(found.ticks.is_empty());
            if let Some(covers) = found.ticks.iter().rev().find_map(|tick| self.covers(tick)) {
                free.0 = covers.1 + AIR;
            }
            if let Some(last) = found.contexts.last() {
                said = Some(DateFields { short: false, ..last.civil });
                free.1 = last.x * self.width + self.wide_context(last.civil) / 2.0 + AIR;
            }
            all.ticks.append(&mut found.ticks);
            all.contexts.append(&mut found.contexts);
        }
        (all, silent)
    }

    /// The labels of a stretch that is followed by so long a axis_break, in the first room that has some for them.
    fn fitted(&self, piece: &Piece, axis_break: f64, free: (f64, f64), said: Option<DateFields>, take: bool) -> Rows {
        let grain = (self.grain)(&piece.events);
        let Range { start, end } = piece.events;
        let last = if grain > Grain::Year { start } else { year_start(year_of(end - 1.0 + self.zone)) - self.zone };
        let far = piece.xs.end * self.width;
        let (half, all) = (far + (axis_break - AIR.min(axis_break)) / 2.0, far + axis_break);
        // A label may hang over half of the axis_break after it, or if it must over all of that; the lower row's over what comes then.
        // Before a stretch is silent it says the year it ends in, or may `take` the upper row's room from what comes then, too.
        let rooms = [
            (half, half, start),
            (all, all, start),
            (all, self.width, start),
            (all, self.width, last),
            (self.width, self.width, start),
        ];
        let mut found = Rows::default();
        for (nth, (upper, lower, day)) in rooms.into_iter().take(if take { 5 } else { 4 }).enumerate() {
            if found.ticks.is_empty() && (nth < 3 || found.contexts.is_empty()) {
                let grain = if nth == 0 { grain } else { grain.max(Grain::Year) };
                let room = Room { upper: free.0..upper, lower: free.1..lower, said };
                found = self.stretch(piece, grain, &room, day, nth < 2);
            }
        }
        found
    }

    /// The labels of a stretch in a room; where it has no `regular` ticks, a tick on a day.
    fn stretch(&self, piece: &Piece, grain: Grain, room: &Room, day: f64, regular: bool) -> Rows {
        let Range { start, end } = piece.events;
        let alone = self.scale.pieces().len() > 1 || self.zoomed;
        let moment = alone && !self.zoomed && end - start <= (2.0 * grain.unit()).max(start.abs() * 1e-9);
        let mut rows = Rows::default();
        if regular && !moment {
            rows = self.regular(piece, grain, room);
            if self.zoomed && rows.ticks.is_empty() {
                for finer in [Grain::Day, Grain::Minute] {
                    if finer < grain && rows.ticks.is_empty() {
                        rows = self.regular(piece, finer, room);
                    }
                }
            }
        }
        if rows.ticks.is_empty() && piece.days.start <= day && day <= piece.days.end {
            let grain = if self.is_far(piece) { grain.max(Grain::Year) } else { grain };
            rows = self.alone(day, grain, room);
        }
        if rows.ticks.is_empty() && self.zoomed && (piece.xs.end - piece.xs.start) * self.width > SILENT {
            let middle = piece.days.start + (piece.days.end - piece.days.start) / 2.0;
            let start = piece.xs.start * self.width;
            for civil in forms(day_of(middle + self.zone)) {
                rows.contexts.extend(self.context(civil, start, &(room.lower.start.max(start)..room.lower.end)));
                if !rows.contexts.is_empty() {
                    break;
                }
            }
        }
        rows
    }

    /// Whether a stretch is a decade or more from what is before and after it: then its year says enough, and a month between
    /// years would need a second look.
    fn is_far(&self, Piece { events, .. }: &Piece) -> bool {
        let breaks = self.scale.pieces().iter().filter(|piece| piece.broken).map(|piece| &piece.events);
        let beside = breaks.filter(|axis_break| axis_break.end == events.start || axis_break.start == events.end);
        beside
            .map(|axis_break| axis_break.end - axis_break.start)
            .reduce(f64::min)
            .is_some_and(|least| least > Grain::Decade.unit())
    }

    /// The ticks of the finest unit that leaves room for its labels.
    fn regular(&self, piece: &Piece, grain: Grain, room: &Room) -> Rows {
        let pixels = (piece.xs.end - piece.xs.start) * self.width;
        let a_day = pixels / (piece.days.end - piece.days.start);
        for unit in TickUnit::from(grain).filter(|unit| unit.shortest() * a_day >= CLOSEST) {
            let mut days = Vec::new();
            let mut day = unit.ceil(piece.days.start + self.zone);
            while day - self.zone <= piece.days.end && days.last().is_none_or(|&last| last < day) {
                days.push(day);
                day = unit.ceil(day + unit.shortest() / 2.0);
            }
            if days.is_empty() || (days.len() - 1) as f64 * AT_EASE > pixels + AT_EASE {
                continue;
            }
            let mut ticks = Vec::with_capacity(days.len());
            let (mut free, mut labelled, mut even) = (room.upper.start, 0, true);
            for (nth, &day) in days.iter().enumerate() {
                let at_end = nth == 0 || nth + 1 == days.len();
                let tick = self.tick(day - self.zone, say(day, unit), &(free..room.upper.end), at_end);
                match self.covers(&tick) {
                    Some((_, end)) => {
                        free = end + AIR;
                        labelled += 1;
                    }
                    None => even &= at_end,
                }
                ticks.push(tick);
            }
            if even
                && labelled * 2 > days.len()
                && let Some(contexts) = self.contexts(unit, &ticks, room)
            {
                return Rows { ticks, contexts };
            }
        }
        Rows::default()
    }

    /// What the ticks of a stretch are part of, said where it begins and at each change, as far as there is room. `None` if it can
    /// be said nowhere.
    fn contexts(&self, unit: TickUnit, ticks: &[Tick], room: &Room) -> Option<Vec<Context>> {
        let mut said = Vec::new();
        if matches!(unit, TickUnit::Years(_)) {
            return Some(said);
        }
        // Where each part begins: its first label.
        let mut parts: Vec<(DateFields, f64)> = Vec::new();
        for (label, (start, _)) in ticks.iter().filter_map(|tick| tick.label.zip(self.covers(tick))) {
            let civil = above(&label);
            if parts.last().is_none_or(|last| last.0 != civil) {
                parts.push((civil, start));
            }
        }
        let known = parts.first().is_some_and(|first| room.said == Some(first.0));
        let mut free = room.lower.start;
        // A day that was just said isn't said again.
        let skipped = usize::from(known && parts.first().is_some_and(|first| first.0.day.is_some()));
        for (nth, &(civil, start)) in parts.iter().enumerate().skip(skipped) {
            let end = parts.get(nth + 1).map_or(room.lower.end, |next| (next.1 - AIR).min(room.lower.end));
            let start = if nth == 0 { start } else { start.max(free) };
            // The first may begin before its ticks do.
            let least = if nth == 0 { free } else { start };
            // A day without its year stands beside one that says it.
            let short = !matches!(unit, TickUnit::Hours(_) | TickUnit::Minutes(_)) || parts.len() > 1;
            for civil in forms(civil).into_iter().take(1 + usize::from(short)) {
                if let Some(context) = self.context(civil, start, &(least..end)) {
                    free = context.x * self.width + self.wide_context(civil) / 2.0 + AIR;
                    said.push(context);
                    break;
                }
            }
        }
        if let (true, false, Some(&(civil, start))) = (said.is_empty(), known, parts.first()) {
            // No part is as long as its name: one hangs over the others.
            let short = forms(civil).into_iter().take(if civil.day.is_some() { 1 } else { 2 });
            said.extend(short.into_iter().find_map(|civil| self.context(civil, start, &room.lower)));
        }
        (known || !said.is_empty()).then_some(said)
    }

    /// A label in the lower row that begins at a place, or before it if it must; if there is room.
    fn context(&self, civil: DateFields, start: f64, room: &Range<f64>) -> Option<Context> {
        let wide = self.wide_context(civil);
        let start = start.min(room.end - wide).max(room.start);
        (start + wide <= room.end + 1e-9).then(|| Context { civil, x: (start + wide / 2.0) / self.width })
    }

    fn wide_context(&self, civil: DateFields) -> f64 {
        (self.wide)(Label::Context(civil))
    }

    /// One tick on a day: with its date if that fits, else its month, else its year.
    fn alone(&self, day: f64, grain: Grain, room: &Room) -> Rows {
        let units = [
            (TickUnit::Minutes(1), Grain::Minute),
            (TickUnit::Days(1), Grain::Day),
            (TickUnit::Months(1), Grain::Month),
            (TickUnit::Years(1), Grain::Century),
        ];
        for (unit, _) in units.into_iter().filter(|(_, coarsest)| grain <= *coarsest) {
            let label = say(day + self.zone, unit);
            let tick = self.tick(day, label, &room.upper, true);
            let centred = |civil: DateFields, tick: &Tick| {
                let (at, wide) = (tick.x * self.width, self.wide_context(civil));
                let context = self.context(civil, at - wide / 2.0, &room.lower)?;
                ((context.x * self.width - at).abs() <= wide / 2.0 + 1e-9).then_some(context)
            };
            if matches!(unit, TickUnit::Years(_)) {
                if tick.label.is_some() {
                    return Rows { ticks: vec![tick], contexts: Vec::new() };
                }
                // What is too long for the one row may find room in the other.
                if let Some(context) = centred(label.civil, &tick) {
                    return Rows { ticks: vec![tick], contexts: vec![context] };
                }
            } else if tick.label.is_some() {
                let known = room.said == Some(above(&label));
                let forms =
                    forms(above(&label)).into_iter().take(if label.time.is_none() { 2 } else { usize::from(!known) });
                let context = forms.into_iter().find_map(|civil| centred(civil, &tick));
                if known || context.is_some() {
                    return Rows { ticks: vec![tick], contexts: context.into_iter().collect() };
                }
            }
        }
        Rows::default()
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

/// Says a tick.
fn say(day: f64, unit: TickUnit) -> TickLabel {
    // A time is said in minutes: what is a hair before one is that one.
    let minutes = (day * 1_440.0).round();
    let timed = matches!(unit, TickUnit::Minutes(_) | TickUnit::Hours(_));
    let mut civil = day_of(if timed { minutes / 1_440.0 } else { day });
    match unit {
        TickUnit::Years(_) => (civil.month, civil.day) = (None, None),
        TickUnit::Months(_) => civil.day = None,
        _ => {}
    }
    let minute = (minutes - (minutes / 1_440.0).floor() * 1_440.0) as u16;
    TickLabel { civil, time: timed.then_some(((minute / 60) as u8, (minute % 60) as u8)), x: 0.0 }
}

fn day_of(day: f64) -> DateFields {
    let (year, month, of_month) = ymd(day.floor());
    DateFields { year, month: Some(month), day: Some(of_month), short: false }
}

/// What a tick is part of.
fn above(label: &TickLabel) -> DateFields {
    let civil = label.civil;
    match (label.time, civil.day) {
        (Some(_), _) => civil,
        (None, Some(_)) => DateFields { day: None, ..civil },
        (None, None) => DateFields { month: None, ..civil },
    }
}

/// How a context is said, the longest form first; the last one leaves out what is finer than its year.
fn forms(civil: DateFields) -> [DateFields; 3] {
    [civil, DateFields { short: civil.month.is_some(), ..civil }, DateFields { month: None, day: None, ..civil }]
}

#[cfg(test)]
impl Label {
    /// The label as text, for tests, about as long as in English: `2025`, `Mar`, `8`, `9:00`; `March 2025`; `7 years`.
    pub fn show(&self) -> String {
        const NAMES: &str = "January February March April May June July August September October November December";
        let name = |month: u8, letters: usize| {
            NAMES.split(' ').nth(usize::from(month) - 1).unwrap_or_default().chars().take(letters).collect::<String>()
        };
        match *self {
            Label::Tick(TickLabel { time: Some((hour, minute)), .. }) => format!("{hour}:{minute:02}"),
            Label::Tick(TickLabel { civil, .. }) => match (civil.month, civil.day) {
                (_, Some(day)) => day.to_string(),
                (Some(month), None) => name(month, 3),
                (None, None) => civil.year.to_string(),
            },
            Label::Context(DateFields { year, month, day, short }) => {
                let mut said = Vec::new();
                said.extend(day.map(|day| day.to_string()));
                said.extend(month.map(|month| name(month, if short { 3 } else { 9 })));
                said.extend((!short || day.is_none()).then(|| year.to_string()));
                said.join(" ")
            }
            Label::Gap(crate::date::Gap { count, unit }) => format!("{count} {unit:?}s").to_lowercase(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::{
        axis_break,
        extent::Extent,
        sample::{anchors, date, letters, widths},
        view_transform::ViewTransform,
    };

    /// A scale and its axis, with labels of so many pixels a letter; of a strip so many times as long, what is seen from a share
    /// of it on.
    fn lay_out(anchors: &[f64], grain: Grain, width: f64, letter: f64, (factor, share): (f64, f64)) -> (Scale, Rows) {
        let broken = axis_break::broken(anchors, grain.unit(), &|_, _| true);
        let mut transform = ViewTransform::new(anchors, &broken, grain, width * factor, width);
        let (first, last) = transform.days();
        transform.put(first + (last - first) * share, width / 2.0);
        transform.keep_inside();
        let (scale, wide) = (transform.scale(), letters(letter));
        let grain = |_: &Range<f64>| grain;
        let axis = Axis { scale: &scale, grain: &grain, zoomed: factor > 1.0, width, wide: &wide, zone: 0.0 };
        let rows = axis.rows();
        (scale, rows)
    }

    /// The labels of a strip from one date's first moment to another's: the ticks', and below them what those are part of.
    #[track_caller]
    fn labels(from: &str, to: &str, width: f64, expected: &str) {
        let (from, to) = (date(from), date(to));
        let grain = Extent::new(&from, false).grain;
        let days: Vec<f64> = [from, to].iter().filter_map(|date| date.span().0).collect();
        let rows = lay_out(&days, grain, width, 6.5, (1.0, 0.0)).1;
        let ticks = rows.ticks.iter().filter_map(|tick| Some(Label::Tick(tick.label?).show()));
        let ticks = ticks.collect::<Vec<_>>().join(" ");
        let contexts = rows.contexts.iter().map(|context| Label::Context(context.civil).show());
        let contexts = contexts.collect::<Vec<_>>().join(", ");
        assert_eq!([ticks, contexts].join(" ¶ "), expected);
    }

    #[test]
    fn minutes_and_hours() {
        labels("2025-03-13T09:00:00Z", "2025-03-13T10:00:00Z", 320.0, "9:00 9:15 9:30 9:45 10:00 ¶ 13 March 2025");
        labels(
            "2025-03-13T09:00:00Z",
            "2025-03-13T10:00:00Z",
            1280.0,
            "9:00 9:05 9:10 9:15 9:20 9:25 9:30 9:35 9:40 9:45 9:50 9:55 10:00 ¶ 13 March 2025",
        );
        labels(
            "2025-03-13T09:00:00Z",
            "2025-03-14T10:00:00Z",
            768.0,
            "9:00 12:00 15:00 18:00 21:00 0:00 3:00 6:00 9:00 ¶ 13 March 2025, 14 March 2025",
        );
        labels(
            "2025-12-31T09:00:00Z",
            "2026-01-02T10:00:00Z",
            320.0,
            "12:00 0:00 12:00 0:00 ¶ 31 Dec, 1 January 2026, 2 Jan",
        );
    }

    #[test]
    fn days_weeks_and_months() {
        labels("2025-03-01", "2025-03-11", 768.0, "1 2 3 4 5 6 7 8 9 10 11 ¶ March 2025");
        labels("2025-03-01", "2025-03-11", 320.0, "1 3 5 7 9 11 ¶ March 2025");
        labels(
            "2024-12-13",
            "2025-03-11",
            768.0,
            "16 23 30 6 13 20 27 3 10 17 24 3 10 ¶ December 2024, January 2025, February 2025, March 2025",
        );
        labels("2024-12-13", "2025-03-11", 320.0, "Jan Feb Mar ¶ 2025");
        labels(
            "2024-09-13",
            "2025-11-11",
            1280.0,
            "Oct Nov Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov ¶ 2024, 2025",
        );
        labels("2024-09-13", "2025-11-11", 320.0, "Oct Jan Apr Jul Oct ¶ 2024, 2025");
    }

    #[test]
    fn quarters_and_half_years() {
        labels(
            "2021-09",
            "2025-11",
            768.0,
            "Oct Jan Apr Jul Oct Jan Apr Jul Oct Jan Apr Jul Oct Jan Apr Jul Oct ¶ 2021, 2022, 2023, 2024, 2025",
        );
        labels("2021-09", "2025-11", 420.0, "Jan Jul Jan Jul Jan Jul Jan Jul ¶ 2022, 2023, 2024, 2025");
    }

    #[test]
    fn years_to_billions_of_years() {
        labels("2014-09-05", "2025-06-24", 768.0, "2015 2016 2017 2018 2019 2020 2021 2022 2023 2024 2025 ¶ ");
        labels("2014-09-05", "2025-06-24", 320.0, "2016 2018 2020 2022 2024 ¶ ");
        labels("1914", "2025", 768.0, "1920 1930 1940 1950 1960 1970 1980 1990 2000 2010 2020 ¶ ");
        labels("-0752", "2025", 768.0, "-599 -399 -199 1 200 400 600 800 1000 1200 1400 1600 1800 2000 ¶ ");
        labels("-0499", "-0399", 768.0, "-499 -489 -479 -469 -459 -449 -439 -429 -419 -409 -399 ¶ ");
        labels("Y-13800000000", "2025", 768.0, "-10000000000 -5000000000 1 ¶ ");
        labels("Y-13800000000", "2025", 320.0, "-10000000000 -5000000000 1 ¶ ");
    }

    #[test]
    fn days_that_cannot_be_told_apart_have_ticks_all_the_same() {
        let ticks = lay_out(&[-3e21, 3e21], Grain::Year, 768.0, 6.5, (1.0, 0.0)).1.ticks;
        assert_eq!(ticks.iter().filter(|tick| tick.label.is_some()).count(), 3);
    }

    #[test]
    fn no_tick_is_finer_than_the_dates() {
        labels("2025-03-13", "2025-03-13", 2560.0, "10 11 12 13 14 15 16 ¶ March 2025");
        labels("2025", "2026", 768.0, "2024 2025 2026 2027 ¶ ");
        labels("201X", "201X", 768.0, "2000 2010 2020 ¶ ");
    }

    proptest! {
        #[test]
        fn labels_overlap_neither_each_other_nor_the_end(
            (grain, anchors) in anchors(), width in widths(), letter in 3.0..12.0, power in 0.0..6.0, share in 0.0..=1.0,
        ) {
            let (_, rows) = lay_out(&anchors, grain, width, letter, (f64::powf(10.0, power), share));
            let wide = |label: Label| letters(letter)(label) / 2.0;
            let upper = rows.ticks.iter().filter_map(|tick| tick.label).map(|label| (label.x, wide(Label::Tick(label))));
            let lower = rows.contexts.iter().map(|context| (context.x, wide(Label::Context(context.civil))));
            for row in [upper.collect::<Vec<_>>(), lower.collect()] {
                let mut free = 0.0;
                for (x, half) in row {
                    let (start, end) = (x * width - half, x * width + half);
                    prop_assert!(start >= free - 1e-6 && end <= width + 1e-6, "{start}..{end} after {free}");
                    free = end + AIR;
                }
            }
            for tick in &rows.ticks {
                if let Some(label) = tick.label {
                    prop_assert!(((tick.x - label.x) * width).abs() <= wide(Label::Tick(label)) + 1e-6, "{tick:?}");
                }
            }
            prop_assert!(rows.ticks.is_sorted_by(|a, b| a.x < b.x));
            prop_assert!(rows.ticks.len() as f64 <= width / AT_EASE + 11.0);
        }

        #[test]
        fn a_wide_stretch_always_says_when_it_is(
            (grain, anchors) in anchors(), width in widths(), power in 0.0..6.0, share in 0.0..=1.0,
        ) {
            let (scale, rows) = lay_out(&anchors, grain, width, 6.5, (f64::powf(10.0, power), share));
            for piece in scale.pieces().iter().filter(|piece| !piece.broken) {
                let longest = Label::Tick(say(piece.events.start, TickUnit::Years(1))).show().len() as f64 * 6.5;
                let wide = (piece.xs.end - piece.xs.start) * width > 2.0 * longest.max(SILENT);
                let said = rows.ticks.iter().any(|tick| tick.label.is_some() && piece.xs.contains(&tick.x))
                    || rows.contexts.iter().any(|context| piece.xs.contains(&context.x));
                prop_assert!(said || !wide, "{piece:?}");
            }
        }
    }
}
