//! The proleptic Gregorian calendar: conversion between dates and day numbers.
//!
//! The algorithm divides time into eras of 400 years, or 146,097 days, with years that begin in March, so that the leap day is the last
//! day of a year (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"). Year 0 exists (ISO 8601): it is 1 BCE.

use std::fmt;

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

/// The maximum year, and the negative of the minimum one: sixteen digits, so that no day number overflows.
pub const MAX_YEAR: i64 = 9_999_999_999_999_999;

const DAYS_PER_ERA: i64 = 146_097;
/// Number of days from 0000-03-01 to 1970-01-01.
const TO_EPOCH: i64 = 719_468;

impl Day {
    /// Returns the day of a date; `month` is 1 to 12, `day` 1 to 31. A day after the end of the month is in the next month.
    pub fn from_ymd(year: i64, month: u8, day: u8) -> Day {
        let year = if month <= 2 { year - 1 } else { year };
        let month = i64::from(if month <= 2 { month + 9 } else { month - 3 });
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * month + 2) / 5 + i64::from(day) - 1;
        let days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        Day(era * DAYS_PER_ERA + days - TO_EPOCH)
    }

    /// Returns year, month (1 to 12) and day of the month (1 to 31).
    pub fn ymd(self) -> (i64, u8, u8) {
        let days = self.0 + TO_EPOCH;
        let (era, of_era) = (days.div_euclid(DAYS_PER_ERA), days.rem_euclid(DAYS_PER_ERA));
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = (of_year - (153 * from_march + 2) / 5 + 1) as u8;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 } as u8;
        (era * 400 + year + i64::from(month <= 2), month, day)
    }

    /// Returns the day before.
    pub fn before(self) -> Day {
        Day(self.0 - 1)
    }
}

/// Formats the day as in ISO 8601: `2025-03-13`; years of more than four digits and negative ones have a sign,
/// `+170000002-01-01`, `-0044-03-15`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        match year {
            0..=9999 => write!(f, "{year:04}")?,
            10_000.. => write!(f, "+{year}")?,
            _ => write!(f, "-{:04}", -year)?,
        }
        write!(f, "-{month:02}-{day:02}")
    }
}

/// Returns whether a year is a leap year.
pub fn is_leap(year: i64) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// Returns the number of days of a month (1 to 12).
pub fn days_in(year: i64, month: u8) -> u8 {
    match month {
        2 => 28 + u8::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn is(day: i64, iso: &str) {
        assert_eq!(Day(day).to_string(), iso);
        let (year, month, of_month) = Day(day).ymd();
        assert_eq!(Day::from_ymd(year, month, of_month), Day(day), "{iso}");
    }

    #[test]
    fn days_are_counted_from_1970() {
        is(0, "1970-01-01");
        is(-1, "1969-12-31");
        is(11_016, "2000-02-29");
        is(11_017, "2000-03-01");
        is(20_160, "2025-03-13");
        is(-719_528, "0000-01-01");
        is(-719_529, "-0001-12-31");
    }

    #[test]
    fn years_beyond_four_digits_have_a_sign() {
        assert_eq!(Day::from_ymd(170_000_002, 1, 1).to_string(), "+170000002-01-01");
        assert_eq!(Day::from_ymd(9999, 12, 31).to_string(), "9999-12-31");
        assert_eq!(Day::from_ymd(-43, 3, 15).to_string(), "-0043-03-15");
        assert_eq!(Day::from_ymd(-66_000_000, 1, 1).to_string(), "-66000000-01-01");
    }

    #[test]
    fn every_fourth_year_is_a_leap_year_but_not_every_hundredth() {
        let leaps = [2000, 2024, 0, -4, -400];
        assert!(leaps.iter().all(|year| is_leap(*year) && days_in(*year, 2) == 29));
        let others = [1900, 2023, -1, -100, 100];
        assert!(!others.iter().any(|year| is_leap(*year) || days_in(*year, 2) == 29));
    }

    proptest! {
        #[test]
        fn a_day_maps_to_its_date_and_back(year in -MAX_YEAR..=MAX_YEAR, month in 1_u8..=12, day in 1_u8..=31) {
            let day = day.min(days_in(year, month));
            prop_assert_eq!(Day::from_ymd(year, month, day).ymd(), (year, month, day));
        }

        #[test]
        fn the_next_day_follows(year in -MAX_YEAR..MAX_YEAR, month in 1_u8..=12) {
            let last = Day::from_ymd(year, month, days_in(year, month));
            let next = if month == 12 { (year + 1, 1, 1) } else { (year, month + 1, 1) };
            prop_assert_eq!(Day(last.0 + 1).ymd(), next);
        }
    }
}
