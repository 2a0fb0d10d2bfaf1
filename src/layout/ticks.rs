//! Ticks: the calendar's units that fit, and where they fall.

use super::{Room, Scale};
use crate::date::{Civil, Day};

/// A line on the axis, with a label where there is room.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Fraction of the strip.
    pub x: f64,
    pub label: Option<TickLabel>,
}

/// What a tick says, as fields; the words are the view's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TickLabel {
    /// Year; month; day. `short` is off where a month has to say its year.
    pub civil: Civil,
    pub time: Option<(u8, u8)>,
    pub anchor: Anchor,
}

/// Which part of a label is at its tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// The step between ticks: units that people count in.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Minutes(i64),
    Days(i64),
    Months(i64),
    Years(i64),
}

const DAY: f64 = 1.0;
const YEAR: f64 = 365.2425;
/// Space between two labels, CSS pixels.
const AIR: f64 = 8.0;
/// More ticks than this are no help.
const MOST: usize = 400;

/// Every step below a year, with its length in days.
const STEPS: [(Step, f64); 15] = [
    (Step::Minutes(1), DAY / 1440.0),
    (Step::Minutes(5), DAY / 288.0),
    (Step::Minutes(15), DAY / 96.0),
    (Step::Minutes(30), DAY / 48.0),
    (Step::Minutes(60), DAY / 24.0),
    (Step::Minutes(180), DAY / 8.0),
    (Step::Minutes(360), DAY / 4.0),
    (Step::Minutes(720), DAY / 2.0),
    (Step::Days(1), DAY),
    (Step::Days(2), 2.0 * DAY),
    (Step::Days(7), 7.0 * DAY),
    (Step::Months(1), YEAR / 12.0),
    (Step::Months(3), YEAR / 4.0),
    (Step::Months(6), YEAR / 2.0),
    (Step::Years(1), YEAR),
];

/// Ticks for a scale. `offset` is the time zone of the axis, as a part of a day.
pub fn ticks(scale: &Scale, room: Room, offset: f64) -> Vec<Tick> {
    let step = step((room.label + AIR) / room.width.max(1.0) / scale.slope());
    let mut ticks = Vec::new();
    for (start, end) in scale.whole() {
        falls(step, start + offset, end + offset, &mut |day| {
            ticks.push((scale.position(day - offset), day));
            ticks.len() < MOST
        });
    }
    label(ticks, step, scale, room, offset)
}

/// The shortest step that is at least so many days long.
fn step(days: f64) -> Step {
    if let Some((step, _)) = STEPS.iter().find(|(_, length)| *length >= days) {
        return *step;
    }
    let mut power = 1_i64;
    loop {
        for factor in [1, 2, 5] {
            let years = power * factor;
            if years as f64 * YEAR >= days || power >= 10_000_000_000_000_000 {
                return Step::Years(years);
            }
        }
        power *= 10;
    }
}

/// Calls `fall` with each multiple of a step between two days, until it answers false.
fn falls(step: Step, start: f64, end: f64, fall: &mut dyn FnMut(f64) -> bool) {
    let (year, month, _) = Day(start.floor() as i64).ymd();
    match step {
        Step::Minutes(minutes) => {
            multiples(start * 1440.0, end * 1440.0, minutes, 0, &mut |nth| fall(nth as f64 / 1440.0))
        }
        // Weeks begin on Mondays; 1970-01-01 was a Thursday.
        Step::Days(days) => multiples(start, end, days, if days == 7 { 4 } else { 0 }, &mut |nth| fall(nth as f64)),
        Step::Months(months) => {
            let first = year.saturating_mul(12).saturating_add(i64::from(month) - 1);
            let mut nth = first.div_euclid(months) * months;
            loop {
                let day = Day::from_ymd(nth.div_euclid(12), nth.rem_euclid(12) as u8 + 1, 1).0 as f64;
                if day > end || (day >= start && !fall(day)) {
                    return;
                }
                nth += months;
            }
        }
        Step::Years(years) => {
            let mut nth = year.div_euclid(years) * years;
            loop {
                let day = Day::from_ymd(round_year(nth), 1, 1).0 as f64;
                if day > end || (day >= start && !fall(day)) {
                    return;
                }
                nth += years;
            }
        }
    }
}

/// Round years BCE are a year later in the astronomers' count, which has a year 0; far back nobody counts single years.
fn round_year(nth: i64) -> i64 {
    if (-9_999..=0).contains(&nth) { nth + 1 } else { nth }
}

fn multiples(start: f64, end: f64, of: i64, from: i64, fall: &mut dyn FnMut(i64) -> bool) {
    let first = (start.ceil() as i64 - from + of - 1).div_euclid(of) * of + from;
    let mut nth = first;
    while nth as f64 <= end && fall(nth) {
        nth += of;
    }
}

/// Gives labels to the ticks that have room for one: none overlaps another, a tear's, or the strip's ends. Labels in the middle of
/// their tick come first, so that they stand in even steps; those that have to lean at an end take what is left.
fn label(ticks: Vec<(f64, f64)>, step: Step, scale: &Scale, room: Room, offset: f64) -> Vec<Tick> {
    let width = room.width.max(1.0);
    let (size, air) = (room.label / width, AIR / width);
    let tears = scale.torn().iter().map(|(a, b)| (scale.position(*a) + scale.position(*b)) / 2.0 - size / 2.0);
    // Where labels begin that stand already, in no order.
    let mut taken: Vec<f64> = tears.collect();
    let mut place = |x: f64, lean: bool| {
        let (anchor, from) = if x < size / 2.0 {
            (Anchor::Start, x)
        } else if x > 1.0 - size / 2.0 {
            (Anchor::End, x - size)
        } else {
            (Anchor::Middle, x - size / 2.0)
        };
        let free = taken.iter().all(|other| (from - other).abs() >= size + air - 1e-9);
        let fits = free && lean == (anchor != Anchor::Middle) && from >= -1e-9 && from + size <= 1.0 + 1e-9;
        fits.then(|| {
            taken.push(from);
            anchor
        })
    };
    let mut anchors: Vec<Option<Anchor>> = ticks.iter().map(|(x, _)| place(*x, false)).collect();
    for ((x, _), anchor) in ticks.iter().zip(&mut anchors) {
        *anchor = anchor.or_else(|| place(*x, true));
    }
    let context = anchors.iter().position(Option::is_some);
    let mut labelled: Vec<Tick> = Vec::with_capacity(ticks.len() + 1);
    for (nth, ((x, day), anchor)) in ticks.into_iter().zip(anchors).enumerate() {
        labelled.push(Tick { x, label: anchor.map(|anchor| says(step, day, anchor, context == Some(nth))) });
    }
    if context.is_none() {
        // Nothing falls where there is room: the beginning itself says when we are.
        let (start, end) = scale.whole()[0];
        let (year, month, day) = Day((start + offset).floor() as i64).ymd();
        let (month, day) = ((end - start < YEAR).then_some(month), (end - start < YEAR / 12.0).then_some(day));
        let x = scale.position(start);
        if let Some(anchor) = place(x, false).or_else(|| place(x, true)) {
            let civil = Civil { year, month, day, short: day.is_some() };
            let at = labelled.partition_point(|tick| tick.x <= x);
            labelled.insert(at, Tick { x, label: Some(TickLabel { civil, time: None, anchor }) });
        }
    }
    labelled
}

fn says(step: Step, day: f64, anchor: Anchor, context: bool) -> TickLabel {
    let (year, month, of_month) = Day((day + 1e-6).floor() as i64).ymd();
    let minutes = ((day - day.floor()) * 1440.0).round() as i64 % 1440;
    let time = matches!(step, Step::Minutes(_)) && !(minutes == 0 && !context);
    let civil = match step {
        Step::Years(_) => Civil { year, month: None, day: None, short: true },
        Step::Months(_) => Civil { year, month: Some(month), day: None, short: !context || month == 1 },
        Step::Days(_) | Step::Minutes(_) => Civil { year, month: Some(month), day: Some(of_month), short: true },
    };
    TickLabel { civil, time: time.then_some(((minutes / 60) as u8, (minutes % 60) as u8)), anchor }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::date::Edtf;

    fn day(text: &str) -> f64 {
        Edtf::parse(text).expect(text).span().0.expect("a start")
    }

    /// A label as an ISO-like text.
    fn text(label: TickLabel) -> String {
        let Civil { year, month, day, .. } = label.civil;
        match (label.time, month, day) {
            (Some((hour, minute)), ..) => format!("{hour:02}:{minute:02}"),
            (_, None, _) => year.to_string(),
            (_, Some(month), None) => format!("{year}-{month:02}"),
            (_, Some(month), Some(day)) => format!("{month:02}-{day:02}"),
        }
    }

    #[track_caller]
    fn check(start: &str, end: &str, width: f64, expected: &str) {
        let room = Room { width, label: 60.0 };
        let scale = Scale::new(&[day(start), day(end)], room);
        let labels: Vec<String> =
            ticks(&scale, room, 0.0).into_iter().filter_map(|tick| tick.label).map(text).collect();
        assert_eq!(labels.join(" "), expected, "{start} to {end} at {width}");
    }

    #[test]
    fn ticks_fall_on_units_that_people_use() {
        check("2025-03-13T14:00:00Z", "2025-03-13T15:00:00Z", 320.0, "14:15 14:30 14:45");
        check("2025-03-13T08:00:00Z", "2025-03-13T20:00:00Z", 640.0, "09:00 12:00 15:00 18:00");
        check("2025-03-12T00:00:00Z", "2025-03-14T00:00:00Z", 640.0, "06:00 12:00 18:00 03-13 06:00 12:00 18:00");
        check("2025-03-10", "2025-03-20", 1000.0, "03-11 03-12 03-13 03-14 03-15 03-16 03-17 03-18 03-19");
        check("2025-03-01", "2025-04-01", 640.0, "03-03 03-10 03-17 03-24 03-31");
        check("2025-01", "2025-07", 640.0, "2025-01 2025-02 2025-03 2025-04 2025-05 2025-06 2025-07");
        check("2024-01", "2026-01", 640.0, "2024-04 2024-07 2024-10 2025-01 2025-04 2025-07 2025-10");
        check("2014", "2025", 320.0, "2015 2020 2025");
        check("1900", "2000", 640.0, "1900 1920 1940 1960 1980 2000");
        check("-0753", "0476", 320.0, "-499 1");
        check(
            "Y-13800000000",
            "2025",
            640.0,
            "-12000000000 -10000000000 -8000000000 -6000000000 -4000000000 -2000000000",
        );
    }

    proptest! {
        #[test]
        fn labels_never_overlap_and_stay_inside(start in -1e12f64..1e6, length in 0.001f64..1e12, width in 200f64..2560.0, label in 30f64..90.0) {
            let room = Room { width, label };
            let scale = Scale::new(&[start, start + length, start + length * 0.001, start + length * 0.9], room);
            let mut free = f64::NEG_INFINITY;
            for tick in ticks(&scale, room, 0.0) {
                let Some(text) = tick.label else { continue };
                let from = tick.x * width - match text.anchor { Anchor::Start => 0.0, Anchor::Middle => label / 2.0, Anchor::End => label };
                prop_assert!(from >= free - 1e-6, "{from} is before {free}");
                prop_assert!(from >= -1e-6 && from + label <= width + 1e-6);
                free = from + label;
            }
        }
    }
}
