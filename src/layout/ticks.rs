//! Ticks: the calendar unit that fits a stretch, the labels of its ticks, and the contexts in the row below.

use std::ops::Range;

use super::{
    LABEL_GAP, Label, Measure, Piece, Scale,
    extent::Grain,
    tick_unit::{TickUnit, year_of, year_start, ymd},
};
use crate::date::{DateFields, TimeZone};

/// A line on the axis, with a label if there is room for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    pub x: f64,
    pub label: Option<TickLabel>,
}

/// The date of a tick. [`date::tick`](crate::date::tick) formats it, as its finest field alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TickLabel {
    pub fields: DateFields,
    /// Hour and minute.
    pub time: Option<(u8, u8)>,
    /// The label's middle: at its tick, or moved aside as far as room requires. The label always covers its tick.
    pub x: f64,
}

/// The day of hours, the month of days, or the year of months, in the row below the ticks' labels; or a year that is too long for
/// the upper row. [`date::context`](crate::date::context) formats it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Context {
    pub fields: DateFields,
    /// The label's middle.
    pub x: f64,
}

/// The two rows of an axis: ticks above, contexts below.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct AxisRows {
    pub ticks: Vec<Tick>,
    pub contexts: Vec<Context>,
}

/// Minimum distance between ticks, in pixels …
const MIN_TICK_DISTANCE: f64 = 36.0;
/// … and minimum mean distance in a stretch.
const MIN_MEAN_DISTANCE: f64 = 44.0;
/// In a strip that is zoomed in, a stretch above this width, in pixels, has at least a context.
const MIN_WIDTH_WITH_CONTEXT: f64 = 60.0;

/// The room for the labels of a stretch, in pixels.
struct Room {
    upper: Range<f64>,
    lower: Range<f64>,
    /// The last context before the stretch.
    previous_context: Option<DateFields>,
}

/// The input of [`Axis::rows`].
pub(super) struct Axis<'a> {
    pub scale: &'a Scale,
    /// Returns the finest grain of the stretch with a range of events.
    pub grain: &'a dyn Fn(&Range<f64>) -> Grain,
    /// Whether only a part of the strip is visible.
    pub is_zoomed: bool,
    /// Of the viewport, in pixels.
    pub width: f64,
    pub label_width: Measure<'a>,
    /// Ticks are on its clocks.
    pub zone: &'a TimeZone,
}

impl Axis<'_> {
    /// Lays out the ticks of all stretches.
    ///
    /// Each stretch has its own unit: the finest one whose labels fit and that is no finer than its dates, unless so little of the
    /// stretch is visible that only finer ticks have labels. A stretch without such a tick, or shorter than two units, has a single
    /// tick at the start of its first event, labeled with as much of the date as fits, but with the year alone if the stretch is far
    /// from all others. If that doesn't fit, the tick is at the start of the year in which the last event ends.
    pub fn rows(&self) -> AxisRows {
        let (rows, unlabeled) = self.rows_within(false);
        if unlabeled > 0 {
            let (others, fewer) = self.rows_within(true);
            if fewer < unlabeled {
                return others;
            }
        }
        rows
    }

    /// Returns the rows, and the number of stretches without a label. With `overflow`, the labels of such a stretch may use the upper
    /// row's room of the stretches after it.
    fn rows_within(&self, overflow: bool) -> (AxisRows, usize) {
        let (mut all, mut unlabeled) = (AxisRows::default(), 0);
        let pieces = self.scale.pieces();
        let (mut free_from, mut previous_context) = ((0.0, 0.0), None);
        for (index, piece) in pieces.iter().enumerate().filter(|(_, piece)| !piece.is_break) {
            let axis_break = pieces.get(index + 1).map_or(0.0, |piece| (piece.xs.end - piece.xs.start) * self.width);
            let mut rows = self.fit_stretch(piece, axis_break, free_from, previous_context, overflow);
            unlabeled += usize::from(rows.ticks.is_empty());
            if let Some((_, end)) = rows.ticks.iter().rev().find_map(|tick| self.label_extent(tick)) {
                free_from.0 = end + LABEL_GAP;
            }
            if let Some(last) = rows.contexts.last() {
                previous_context = Some(DateFields { short: false, ..last.fields });
                free_from.1 = last.x * self.width + self.context_width(last.fields) / 2.0 + LABEL_GAP;
            }
            all.ticks.append(&mut rows.ticks);
            all.contexts.append(&mut rows.contexts);
        }
        (all, unlabeled)
    }

    /// Lays out a stretch that is followed by a break of `axis_break` pixels, in the smallest room in which it has labels.
    fn fit_stretch(
        &self,
        piece: &Piece,
        axis_break: f64,
        free_from: (f64, f64),
        previous_context: Option<DateFields>,
        overflow: bool,
    ) -> AxisRows {
        let grain = (self.grain)(&piece.events);
        let Range { start, end } = piece.events;
        let last = if grain > Grain::Year {
            start
        } else {
            self.zone.to_utc(year_start(year_of(self.zone.to_local(end - 1.0))))
        };
        let right = piece.xs.end * self.width;
        let (half_break, whole_break) = (right + (axis_break - LABEL_GAP.min(axis_break)) / 2.0, right + axis_break);
        // The end of the upper and of the lower row's room, and the day of a single tick. Labels may extend over half of the break, then
        // over all of it; those of the lower row over the stretches after it; and at last those of the upper row, too.
        let rooms = [
            (half_break, half_break, start),
            (whole_break, whole_break, start),
            (whole_break, self.width, start),
            (whole_break, self.width, last),
            (self.width, self.width, start),
        ];
        let mut rows = AxisRows::default();
        for (index, (upper, lower, day)) in rooms.into_iter().take(if overflow { 5 } else { 4 }).enumerate() {
            if rows.ticks.is_empty() && (index < 3 || rows.contexts.is_empty()) {
                let grain = if index == 0 { grain } else { grain.max(Grain::Year) };
                let room = Room { upper: free_from.0..upper, lower: free_from.1..lower, previous_context };
                rows = self.stretch(piece, grain, &room, day, index < 2);
            }
        }
        rows
    }

    /// Lays out a stretch in a room: with `regular` ticks if it has any, else with a single tick on a day.
    fn stretch(&self, piece: &Piece, grain: Grain, room: &Room, day: f64, regular: bool) -> AxisRows {
        let Range { start, end } = piece.events;
        let has_neighbors = self.scale.pieces().len() > 1 || self.is_zoomed;
        let is_moment = has_neighbors && !self.is_zoomed && end - start <= (2.0 * grain.unit()).max(start.abs() * 1e-9);
        let mut rows = AxisRows::default();
        if regular && !is_moment {
            rows = self.regular_ticks(piece, grain, room);
            if self.is_zoomed && rows.ticks.is_empty() {
                for finer in [Grain::Day, Grain::Minute] {
                    if finer < grain && rows.ticks.is_empty() {
                        rows = self.regular_ticks(piece, finer, room);
                    }
                }
            }
        }
        if let [Tick { label: Some(label), .. }] = rows.ticks.as_slice()
            && label.fields.month.is_none()
        {
            // The only round year may be far from the stretch's start.
            let end = label.x * self.width - (self.label_width)(Label::Tick(*label)) / 2.0 - LABEL_GAP;
            let before = Room { upper: room.upper.start..end, lower: room.lower.start..room.lower.start, ..*room };
            let mut first = self.single_tick(start, grain.max(Grain::Year), &before);
            first.ticks.append(&mut rows.ticks);
            rows.ticks = first.ticks;
        }
        if rows.ticks.is_empty() && piece.days.start <= day && day <= piece.days.end {
            let grain = if self.is_far(piece) { grain.max(Grain::Year) } else { grain };
            rows = self.single_tick(day, grain, room);
        }
        if rows.ticks.is_empty()
            && self.is_zoomed
            && (piece.xs.end - piece.xs.start) * self.width > MIN_WIDTH_WITH_CONTEXT
        {
            let middle = piece.days.start + (piece.days.end - piece.days.start) / 2.0;
            let start = piece.xs.start * self.width;
            for fields in context_forms(day_fields(self.zone.to_local(middle))) {
                rows.contexts.extend(self.context(fields, start, &(room.lower.start.max(start)..room.lower.end)));
                if !rows.contexts.is_empty() {
                    break;
                }
            }
        }
        rows
    }

    /// Returns whether a stretch is a decade or more from the stretches before and after it. Its year is then enough: a month between
    /// years would be hard to read.
    fn is_far(&self, Piece { events, .. }: &Piece) -> bool {
        let breaks = self.scale.pieces().iter().filter(|piece| piece.is_break).map(|piece| &piece.events);
        let adjacent = breaks.filter(|axis_break| axis_break.end == events.start || axis_break.start == events.end);
        let shortest = adjacent.map(|axis_break| axis_break.end - axis_break.start).reduce(f64::min);
        shortest.is_some_and(|days| days > Grain::Decade.unit())
    }

    /// Returns the ticks of the finest unit whose labels fit.
    fn regular_ticks(&self, piece: &Piece, grain: Grain, room: &Room) -> AxisRows {
        let pixels = (piece.xs.end - piece.xs.start) * self.width;
        let pixels_per_day = pixels / (piece.days.end - piece.days.start);
        for unit in TickUnit::from(grain).filter(|unit| unit.min_days() * pixels_per_day >= MIN_TICK_DISTANCE) {
            let days = unit.ticks(&piece.days, self.zone);
            if days.is_empty() || (days.len() - 1) as f64 * MIN_MEAN_DISTANCE > pixels + MIN_MEAN_DISTANCE {
                continue;
            }
            let mut ticks = Vec::with_capacity(days.len());
            let (mut free_from, mut labeled, mut gapless) = (room.upper.start, 0, true);
            for (index, &(day, local_day)) in days.iter().enumerate() {
                let is_outer = index == 0 || index + 1 == days.len();
                let tick = self.tick(day, tick_label(local_day, unit), &(free_from..room.upper.end), is_outer);
                match self.label_extent(&tick) {
                    Some((_, end)) => {
                        free_from = end + LABEL_GAP;
                        labeled += 1;
                    }
                    None => gapless &= is_outer,
                }
                ticks.push(tick);
            }
            if gapless
                && labeled * 2 > days.len()
                && let Some(contexts) = self.contexts(unit, &ticks, room)
            {
                return AxisRows { ticks, contexts };
            }
        }
        AxisRows::default()
    }

    /// Returns the contexts of a stretch's ticks: at its start and at each change, as far as there is room. `None` if there is room
    /// for none of them.
    fn contexts(&self, unit: TickUnit, ticks: &[Tick], room: &Room) -> Option<Vec<Context>> {
        let mut contexts = Vec::new();
        if matches!(unit, TickUnit::Years(_)) {
            return Some(contexts);
        }
        // Each context's fields, and the start of its first tick's label.
        let mut parts: Vec<(DateFields, f64)> = Vec::new();
        for (label, (start, _)) in ticks.iter().filter_map(|tick| tick.label.zip(self.label_extent(tick))) {
            let fields = context_fields(&label);
            if parts.last().is_none_or(|last| last.0 != fields) {
                parts.push((fields, start));
            }
        }
        let is_known = parts.first().is_some_and(|first| room.previous_context == Some(first.0));
        let mut free_from = room.lower.start;
        // A day that is the previous context isn't repeated.
        let skipped = usize::from(is_known && parts.first().is_some_and(|first| first.0.day.is_some()));
        for (index, &(fields, start)) in parts.iter().enumerate().skip(skipped) {
            let end = parts.get(index + 1).map_or(room.lower.end, |next| (next.1 - LABEL_GAP).min(room.lower.end));
            let start = if index == 0 { start } else { start.max(free_from) };
            // The first context may begin before its ticks.
            let min_start = if index == 0 { free_from } else { start };
            // A day without its year requires another one with its year beside it.
            let may_shorten = !matches!(unit, TickUnit::Hours(_) | TickUnit::Minutes(_)) || parts.len() > 1;
            for fields in context_forms(fields).into_iter().take(1 + usize::from(may_shorten)) {
                if let Some(context) = self.context(fields, start, &(min_start..end)) {
                    free_from = context.x * self.width + self.context_width(fields) / 2.0 + LABEL_GAP;
                    contexts.push(context);
                    break;
                }
            }
        }
        if let (true, false, Some(&(fields, start))) = (contexts.is_empty(), is_known, parts.first()) {
            // Each part is shorter than its label: the first label extends over the others.
            let forms = context_forms(fields).into_iter().take(if fields.day.is_some() { 1 } else { 2 });
            contexts.extend(forms.into_iter().find_map(|fields| self.context(fields, start, &room.lower)));
        }
        (is_known || !contexts.is_empty()).then_some(contexts)
    }

    /// Returns a context whose label begins at `start`, or before it as far as required to fit; `None` if it doesn't fit.
    fn context(&self, fields: DateFields, start: f64, room: &Range<f64>) -> Option<Context> {
        let width = self.context_width(fields);
        let start = start.min(room.end - width).max(room.start);
        (start + width <= room.end + 1e-9).then(|| Context { fields, x: (start + width / 2.0) / self.width })
    }

    fn context_width(&self, fields: DateFields) -> f64 {
        (self.label_width)(Label::Context(fields))
    }

    /// Returns a single tick on a day, labeled with its date if that fits, else with its month, else with its year.
    fn single_tick(&self, day: f64, grain: Grain, room: &Room) -> AxisRows {
        let units = [
            (TickUnit::Minutes(1), Grain::Minute),
            (TickUnit::Days(1), Grain::Day),
            (TickUnit::Months(1), Grain::Month),
            (TickUnit::Years(1), Grain::Century),
        ];
        for (unit, _) in units.into_iter().filter(|(_, coarsest)| grain <= *coarsest) {
            let label = tick_label(self.zone.to_local(day), unit);
            let tick = self.tick(day, label, &room.upper, true);
            let centered = |fields: DateFields, tick: &Tick| {
                let (x, width) = (tick.x * self.width, self.context_width(fields));
                let context = self.context(fields, x - width / 2.0, &room.lower)?;
                ((context.x * self.width - x).abs() <= width / 2.0 + 1e-9).then_some(context)
            };
            if matches!(unit, TickUnit::Years(_)) {
                if tick.label.is_some() {
                    return AxisRows { ticks: vec![tick], contexts: Vec::new() };
                }
                // A year that is too long for the upper row may fit into the lower one.
                if let Some(context) = centered(label.fields, &tick) {
                    return AxisRows { ticks: vec![tick], contexts: vec![context] };
                }
            } else if tick.label.is_some() {
                let is_known = room.previous_context == Some(context_fields(&label));
                let max_forms = if label.time.is_none() { 2 } else { usize::from(!is_known) };
                let forms = context_forms(context_fields(&label)).into_iter().take(max_forms);
                let context = forms.into_iter().find_map(|fields| centered(fields, &tick));
                if is_known || context.is_some() {
                    return AxisRows { ticks: vec![tick], contexts: context.into_iter().collect() };
                }
            }
        }
        AxisRows::default()
    }

    /// Returns a tick, with its label if there is room: centered, unless it `may_move`.
    fn tick(&self, day: f64, label: TickLabel, room: &Range<f64>, may_move: bool) -> Tick {
        let x = self.scale.position(day);
        let (at, width) = (x * self.width, (self.label_width)(Label::Tick(label)));
        let centered = at - width / 2.0;
        let start = if may_move { centered.min(room.end - width).max(room.start) } else { centered };
        let end = start + width;
        let fits = start >= room.start && end <= room.end + 1e-9 && start <= at && at <= end;
        Tick { x, label: fits.then_some(TickLabel { x: (start + width / 2.0) / self.width, ..label }) }
    }

    /// Returns the start and end of a tick's label, in pixels.
    fn label_extent(&self, tick: &Tick) -> Option<(f64, f64)> {
        let label = tick.label?;
        let (middle, half) = (label.x * self.width, (self.label_width)(Label::Tick(label)) / 2.0);
        Some((middle - half, middle + half))
    }
}

/// Returns the label of a tick of a unit, without a position.
fn tick_label(day: f64, unit: TickUnit) -> TickLabel {
    // Rounded to minutes, since a time of day may be a rounding error before its minute.
    let minutes = (day * 1_440.0).round();
    let has_time = matches!(unit, TickUnit::Minutes(_) | TickUnit::Hours(_));
    let mut fields = day_fields(if has_time { minutes / 1_440.0 } else { day });
    match unit {
        TickUnit::Years(_) => (fields.month, fields.day) = (None, None),
        TickUnit::Months(_) => fields.day = None,
        _ => {}
    }
    let minute = (minutes - (minutes / 1_440.0).floor() * 1_440.0) as u16;
    TickLabel { fields, time: has_time.then_some(((minute / 60) as u8, (minute % 60) as u8)), x: 0.0 }
}

fn day_fields(day: f64) -> DateFields {
    let (year, month, day) = ymd(day.floor());
    DateFields { year, month: Some(month), day: Some(day), short: false }
}

/// Returns the context of a tick: the next coarser field and those above it.
fn context_fields(label: &TickLabel) -> DateFields {
    let fields = label.fields;
    match (label.time, fields.day) {
        (Some(_), _) => fields,
        (None, Some(_)) => DateFields { day: None, ..fields },
        (None, None) => DateFields { month: None, ..fields },
    }
}

/// Returns the forms of a context, from the longest; the last is the year alone.
fn context_forms(fields: DateFields) -> [DateFields; 3] {
    [fields, DateFields { short: fields.month.is_some(), ..fields }, DateFields { month: None, day: None, ..fields }]
}

#[cfg(test)]
impl Label {
    /// Returns the label as text, about as long as in English: `2025`, `Mar`, `8`, `9:00`; `March 2025`; `7 years`.
    pub fn show(&self) -> String {
        const NAMES: &str = "January February March April May June July August September October November December";
        let name = |month: u8, letters: usize| {
            NAMES.split(' ').nth(usize::from(month) - 1).unwrap_or_default().chars().take(letters).collect::<String>()
        };
        match *self {
            Label::Tick(TickLabel { time: Some((hour, minute)), .. }) => format!("{hour}:{minute:02}"),
            Label::Tick(TickLabel { fields, .. }) => match (fields.month, fields.day) {
                (_, Some(day)) => day.to_string(),
                (Some(month), None) => name(month, 3),
                (None, None) => fields.year.to_string(),
            },
            Label::Context(DateFields { year, month, day, short }) => {
                let mut words = Vec::new();
                words.extend(day.map(|day| day.to_string()));
                words.extend(month.map(|month| name(month, if short { 3 } else { 9 })));
                words.extend((!short || day.is_none()).then(|| year.to_string()));
                words.join(" ")
            }
            Label::Gap(gap) => gap.show().replace('~', "about ").to_lowercase() + "s",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::{
        extent::Extent,
        sample::{date, days, letters, stretches, widths},
        view_transform::ViewTransform,
    };

    /// Returns a scale and its axis, with labels of `letter` pixels for each letter. The strip is `factor` times as long as the viewport,
    /// whose middle is at `share` of it.
    fn lay_out(
        events: &[f64],
        grain: Grain,
        width: f64,
        letter: f64,
        (factor, share): (f64, f64),
    ) -> (Scale, AxisRows) {
        lay_out_in(&TimeZone::fixed(0), events, grain, width, letter, (factor, share))
    }

    fn lay_out_in(
        zone: &TimeZone,
        events: &[f64],
        grain: Grain,
        width: f64,
        letter: f64,
        (factor, share): (f64, f64),
    ) -> (Scale, AxisRows) {
        let mut transform = ViewTransform::new(&stretches(events, grain), grain, width * factor, width);
        let (first, last) = transform.days();
        transform.place(first + (last - first) * share, width / 2.0);
        transform.keep_inside();
        let (scale, label_width) = (transform.scale(), letters(letter));
        let grain = |_: &Range<f64>| grain;
        let is_zoomed = factor > 1.0;
        let axis = Axis { scale: &scale, grain: &grain, is_zoomed, width, label_width: &label_width, zone };
        let rows = axis.rows();
        (scale, rows)
    }

    /// Asserts the labels of a strip from the start of one date to the start of another: ticks, `¶`, contexts.
    #[track_caller]
    fn labels(from: &str, to: &str, width: f64, expected: &str) {
        labels_in(&TimeZone::fixed(0), from, to, width, expected);
    }

    #[track_caller]
    fn labels_in(zone: &TimeZone, from: &str, to: &str, width: f64, expected: &str) {
        let (from, to) = (date(from), date(to));
        let grain = Extent::new(&from, false, &TimeZone::fixed(0)).grain;
        let days: Vec<f64> = [from, to].iter().filter_map(|date| date.span().0).collect();
        let rows = lay_out_in(zone, &days, grain, width, 6.5, (1.0, 0.0)).1;
        let ticks = rows.ticks.iter().filter_map(|tick| Some(Label::Tick(tick.label?).show()));
        let ticks = ticks.collect::<Vec<_>>().join(" ");
        let contexts = rows.contexts.iter().map(|context| Label::Context(context.fields).show());
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
    fn hours_while_the_clocks_change() {
        // New York, 2025.
        let zone = TimeZone::new(-300, vec![(1_741_503_600, -240), (1_762_063_200, -300)]);
        labels_in(
            &zone,
            "2025-03-09T00:00:00-05:00",
            "2025-03-09T06:00:00-04:00",
            400.0,
            "0:00 0:30 1:00 1:30 3:00 3:30 4:00 4:30 5:00 5:30 6:00 ¶ 9 March 2025",
        );
        labels_in(
            &zone,
            "2025-11-02T00:00:00-04:00",
            "2025-11-02T06:00:00-05:00",
            400.0,
            "0:00 1:00 1:00 2:00 3:00 4:00 5:00 6:00 ¶ 2 November 2025",
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
    fn days_below_the_precision_of_f64_have_ticks() {
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
            (grain, events) in days(), width in widths(), letter in 3.0..12.0, power in 0.0..6.0, share in 0.0..=1.0,
        ) {
            let (_, rows) = lay_out(&events, grain, width, letter, (f64::powf(10.0, power), share));
            let half_width = |label: Label| letters(letter)(label) / 2.0;
            let upper = rows.ticks.iter().filter_map(|tick| tick.label).map(|label| (label.x, half_width(Label::Tick(label))));
            let lower = rows.contexts.iter().map(|context| (context.x, half_width(Label::Context(context.fields))));
            for row in [upper.collect::<Vec<_>>(), lower.collect()] {
                let mut free_from = 0.0;
                for (x, half) in row {
                    let (start, end) = (x * width - half, x * width + half);
                    prop_assert!(start >= free_from - 1e-6 && end <= width + 1e-6, "{start}..{end} after {free_from}");
                    free_from = end + LABEL_GAP;
                }
            }
            for tick in &rows.ticks {
                if let Some(label) = tick.label {
                    prop_assert!(((tick.x - label.x) * width).abs() <= half_width(Label::Tick(label)) + 1e-6, "{tick:?}");
                }
            }
            prop_assert!(rows.ticks.is_sorted_by(|a, b| a.x < b.x));
            prop_assert!(rows.ticks.len() as f64 <= width / MIN_MEAN_DISTANCE + 11.0);
        }

        #[test]
        fn a_wide_stretch_always_has_a_label(
            (grain, events) in days(), width in widths(), power in 0.0..6.0, share in 0.0..=1.0,
        ) {
            let (scale, rows) = lay_out(&events, grain, width, 6.5, (f64::powf(10.0, power), share));
            for piece in scale.pieces().iter().filter(|piece| !piece.is_break) {
                let longest = Label::Tick(tick_label(piece.events.start, TickUnit::Years(1))).show().len() as f64 * 6.5;
                let is_wide = (piece.xs.end - piece.xs.start) * width > 2.0 * longest.max(MIN_WIDTH_WITH_CONTEXT);
                let has_label = rows.ticks.iter().any(|tick| tick.label.is_some() && piece.xs.contains(&tick.x))
                    || rows.contexts.iter().any(|context| piece.xs.contains(&context.x));
                prop_assert!(has_label || !is_wide, "{piece:?}");
            }
        }
    }
}
