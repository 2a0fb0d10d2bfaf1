//! Tick units: the steps between ticks, and the days of the ticks.

use std::ops::Range;

use super::extent::Grain;
use crate::date::TimeZone;

/// The step between ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TickUnit {
    Minutes(u8),
    Hours(u8),
    /// So many days, counted from the first of each month.
    Days(u8),
    /// Weeks from Monday (ISO 8601).
    Weeks,
    /// So many months, counted from January.
    Months(u8),
    /// So many years: 1, 2 or 5 times a power of ten.
    Years(i64),
}

use TickUnit::*;

/// Units up to a year, from the finest.
const FINE: [TickUnit; 15] = [
    Minutes(1),
    Minutes(5),
    Minutes(15),
    Minutes(30),
    Hours(1),
    Hours(3),
    Hours(6),
    Hours(12),
    Days(1),
    Days(2),
    Weeks,
    Months(1),
    Months(3),
    Months(6),
    Years(1),
];

const DAY_MINUTES: f64 = 1_440.0;
/// Number of days before each month in a year that isn't a leap year.
const MONTHS: [f64; 12] = [0.0, 31.0, 59.0, 90.0, 120.0, 151.0, 181.0, 212.0, 243.0, 273.0, 304.0, 334.0];

impl TickUnit {
    /// Returns all units from the grain's own up, from the finest to 5 × 10¹⁸ years, near the limit of `i64`.
    pub(super) fn from(grain: Grain) -> impl Iterator<Item = TickUnit> {
        let finest = match grain {
            Grain::Minute => Minutes(1),
            Grain::Day => Days(1),
            Grain::Month => Months(1),
            Grain::Year => Years(1),
            Grain::Decade => Years(10),
            Grain::Century => Years(100),
        };
        std::iter::successors(Some(finest), |unit| unit.coarser())
    }

    /// Returns the next coarser unit.
    fn coarser(self) -> Option<TickUnit> {
        let Years(count) = self else { return FINE.into_iter().find(|&unit| unit > self) };
        let mut first_digit = count;
        while first_digit >= 10 {
            first_digit /= 10;
        }
        if first_digit == 2 { Some(Years(count / 2 * 5)) } else { count.checked_mul(2).map(Years) }
    }

    /// Returns the minimum number of days between two of its ticks.
    pub(super) fn min_days(self) -> f64 {
        match self {
            Minutes(count) => f64::from(count) / DAY_MINUTES,
            Hours(count) => f64::from(count) / 24.0,
            Days(count) => f64::from(count),
            Weeks => 7.0,
            Months(1) => 28.0,
            Months(count) => 30.0 * f64::from(count),
            // The tick of year 0 is at year 1.
            Years(count @ 10..) => 365.0 * (count - 1) as f64,
            Years(count) => 365.0 * count as f64,
        }
    }

    /// Returns its ticks in a range of days since 1970-01-01: their instants, and the same moments on the clocks of a zone. Clocks that
    /// are set back show some ticks twice; those that are set forward skip some.
    pub(super) fn ticks(self, days: &Range<f64>, zone: &TimeZone) -> Vec<(f64, f64)> {
        let mut ticks = Vec::new();
        for (part, offset) in zone.split_at_changes(days.clone()) {
            let (mut local_day, mut last) = (self.ceil(part.start + offset), f64::NEG_INFINITY);
            // A tick at a change has the time that the clocks are set to.
            let is_inside = |day: f64| day < part.end - 1e-9 || (part.end == days.end && day <= part.end);
            while is_inside(local_day - offset) && last < local_day {
                ticks.push((local_day - offset, local_day));
                last = local_day;
                local_day = self.ceil(local_day + self.min_days() / 2.0);
            }
        }
        ticks
    }

    /// Returns the first of its ticks at or after a day.
    pub(super) fn ceil(self, day: f64) -> f64 {
        match self {
            Minutes(count) => ceil_to_fraction(day, DAY_MINUTES / f64::from(count)),
            Hours(count) => ceil_to_fraction(day, 24.0 / f64::from(count)),
            Days(count) => ceil_to_days(day.ceil(), f64::from(count)),
            // 1970-01-01 was a Thursday.
            Weeks => ((day + 3.0) / 7.0).ceil() * 7.0 - 3.0,
            Months(count) => {
                let year = year_of(day);
                let months = (0..12_u8).step_by(usize::from(count.max(1)));
                let in_year = months.map(|before| month_start(year, before + 1)).find(|&month| month >= day);
                in_year.unwrap_or_else(|| year_start(year.saturating_add(1)))
            }
            Years(count) => {
                let count = count.max(1);
                let index = year_of(day).div_euclid(count).saturating_sub(1);
                let years = (0..4).filter_map(|more| round_year(index.saturating_add(more), count));
                years.map(year_start).find(|&year| year >= day).unwrap_or(f64::INFINITY)
            }
        }
    }
}

/// Returns the astronomical year of a multiple of `count` in its era, if there is one.
///
/// Years BCE are round as historians count them, from 1 BCE (year 0) back; there is no year 0 in either era. Hundreds from 10,000
/// BCE on are round as astronomical years, as [`date::year`](crate::date::year) formats them.
fn round_year(index: i64, count: i64) -> Option<i64> {
    match (index, count) {
        (_, 1) => Some(index),
        (0, 10..) => Some(1),
        (0, _) => None,
        (1.., _) => index.checked_mul(count),
        (_, _) => {
            let round = index.checked_mul(count)?;
            Some(if round <= -10_000 && round % 100 == 0 { round } else { round + 1 })
        }
    }
}

/// Rounds up to a multiple of a fraction of a day.
fn ceil_to_fraction(day: f64, per_day: f64) -> f64 {
    // A day on a tick may be a rounding error after it.
    (day * per_day - 1e-6).ceil() / per_day
}

/// Rounds up to a multiple of days from the first of the month; a tick less than `count` days before the next month is left out.
fn ceil_to_days(day: f64, count: f64) -> f64 {
    let (year, month, day_of_month) = ymd(day);
    let first = day - f64::from(day_of_month - 1);
    let next = if month == 12 { year_start(year.saturating_add(1)) } else { month_start(year, month + 1) };
    let tick = first + ((day - first) / count).ceil() * count;
    if tick + count > next { next } else { tick }
}

/// Returns the first day of a year of the proleptic Gregorian calendar.
///
/// [`Day`](crate::date::Day) covers sixteen digits of years; ticks go further, so this calculates in `f64`.
pub(super) fn year_start(year: i64) -> f64 {
    let before = year as f64 - 1.0;
    365.0 * before + (before / 4.0).floor() - (before / 100.0).floor() + (before / 400.0).floor() - 719_162.0
}

/// Returns the first day of a month (1 to 12).
pub(super) fn month_start(year: i64, month: u8) -> f64 {
    let before = MONTHS.get(usize::from(month.saturating_sub(1))).copied().unwrap_or_default();
    let start = year_start(year);
    let is_leap = year_start(year.saturating_add(1)) - start > 365.5;
    start + before + if is_leap && month > 2 { 1.0 } else { 0.0 }
}

/// Returns the year of a day.
pub(super) fn year_of(day: f64) -> i64 {
    let mut year = (day / 365.2425 + 1970.0).floor() as i64;
    for _ in 0..2 {
        if year_start(year) > day {
            year = year.saturating_sub(1);
        } else if year_start(year.saturating_add(1)) <= day {
            year = year.saturating_add(1);
        }
    }
    year
}

/// Returns year, month (1 to 12) and day of the month (1 to 31).
pub(super) fn ymd(day: f64) -> (i64, u8, u8) {
    let year = year_of(day);
    let month = (1..=12).rev().find(|&month| month_start(year, month) <= day).unwrap_or(1);
    // The clamp is for years so far away that f64 doesn't distinguish their days.
    (year, month, (day - month_start(year, month) + 1.0).clamp(1.0, 31.0) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_agrees_with_known_days() {
        for (day, expected) in [
            (0.0, (1970, 1, 1)),
            (-1.0, (1969, 12, 31)),
            (20_160.0, (2025, 3, 13)),
            (11_016.0, (2000, 2, 29)),
            (-719_162.0, (1, 1, 1)),
            (-719_528.0, (0, 1, 1)),
        ] {
            assert_eq!(ymd(day), expected);
            assert_eq!(month_start(expected.0, expected.1) + f64::from(expected.2) - 1.0, day);
        }
    }

    #[test]
    fn every_day_of_eight_centuries_follows_the_day_before() {
        let mut last = ymd(-146_098.0);
        for day in -146_097..146_097 {
            let (year, month, day_of_month) = ymd(f64::from(day));
            let follows = match (year - last.0, month, day_of_month) {
                (0, _, 1) => month == last.1 + 1,
                (0, _, _) => month == last.1 && day_of_month == last.2 + 1,
                (1, 1, 1) => last.1 == 12 && last.2 == 31,
                _ => false,
            };
            assert!(follows, "{year}-{month}-{day_of_month} after {last:?}");
            last = (year, month, day_of_month);
        }
    }

    #[test]
    fn the_calendar_agrees_with_that_of_dates() {
        for day in (-4_000_000_000_i64..4_000_000_000).step_by(7_654_321) {
            assert_eq!(ymd(day as f64 + 0.5), crate::date::Day(day).ymd());
        }
    }

    /// Asserts the first four ticks at or after a day.
    #[track_caller]
    fn ticks(unit: TickUnit, (year, month, day): (i64, u8, u8), expected: &str) {
        let mut at = month_start(year, month) + f64::from(day) - 1.0;
        let mut ticks = Vec::new();
        for _ in 0..4 {
            let tick = unit.ceil(at);
            let (year, month, day) = ymd(tick);
            let minutes = ((tick - tick.floor()) * DAY_MINUTES).round();
            ticks.push(match unit {
                Years(_) => format!("{year}"),
                Months(_) => format!("{year}-{month}"),
                Days(_) | Weeks => format!("{month}-{day}"),
                _ => format!("{day}T{}:{:02}", (minutes / 60.0).floor(), minutes % 60.0),
            });
            at = tick + unit.min_days() / 2.0;
        }
        assert_eq!(ticks.join(" "), expected);
    }

    #[test]
    fn ticks_fall_on_round_times() {
        ticks(Minutes(15), (2025, 3, 13), "13T0:00 13T0:15 13T0:30 13T0:45");
        ticks(Hours(6), (2025, 3, 13), "13T0:00 13T6:00 13T12:00 13T18:00");
        ticks(Days(1), (2024, 2, 28), "2-28 2-29 3-1 3-2");
        ticks(Days(2), (2024, 2, 25), "2-25 2-27 3-1 3-3");
        ticks(Weeks, (2025, 3, 13), "3-17 3-24 3-31 4-7");
        ticks(Weeks, (1969, 12, 29), "12-29 1-5 1-12 1-19");
        ticks(Months(1), (2025, 11, 13), "2025-12 2026-1 2026-2 2026-3");
        ticks(Months(3), (2025, 1, 2), "2025-4 2025-7 2025-10 2026-1");
        ticks(Months(6), (2025, 1, 1), "2025-1 2025-7 2026-1 2026-7");
        ticks(Years(1), (-1, 1, 1), "-1 0 1 2");
        ticks(Years(20), (2025, 3, 13), "2040 2060 2080 2100");
    }

    #[test]
    fn years_bce_are_round_as_historians_count_them() {
        // 1000 and 500 BCE; -1000 and -500 are 1001 and 501 BCE.
        ticks(Years(500), (-1001, 1, 1), "-999 -499 1 500");
        ticks(Years(5), (-8, 1, 1), "-4 5 10 15");
        ticks(Years(1_000_000_000), (-2_500_000_000, 1, 1), "-2000000000 -1000000000 1 1000000000");
    }

    #[test]
    fn ticks_are_never_closer_than_the_minimum() {
        for unit in TickUnit::from(Grain::Minute).filter(|&unit| unit >= Days(1) && unit <= Years(100)) {
            let mut at = unit.ceil(-800_000.0);
            while at < 100_000.0 {
                let next = unit.ceil(at + unit.min_days() / 2.0);
                assert!(next - at >= unit.min_days(), "{unit:?} from {at} to {next}");
                at = next;
            }
        }
    }

    #[test]
    fn units_are_sorted_up_to_the_limit_of_years() {
        let units: Vec<_> = TickUnit::from(Grain::Minute).collect();
        assert!(units.is_sorted_by(|a, b| a.min_days() < b.min_days()));
        assert_eq!(units.last(), Some(&Years(5_000_000_000_000_000_000)));
        assert_eq!(TickUnit::from(Grain::Decade).next(), Some(Years(10)));
    }
}
