//! The proleptic Gregorian calendar: days counted, days named.
//!
//! The arithmetic is the usual one over 400-year eras of 146,097 days, with years that begin in March so that the leap day comes
//! last. Year 0 exists (ISO 8601): it is 1 BCE.

use std::fmt;

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

/// The largest year, forwards and backwards, that can be said: sixteen digits, so that no day overflows.
pub const MAX_YEAR: i64 = 9_999_999_999_999_999;

const DAYS_PER_ERA: i64 = 146_097;
/// From 0000-03-01 to 1970-01-01.
const TO_EPOCH: i64 = 719_468;

impl Day {
    /// The day of a date; `month` 1 to 12, `day` 1 to 31. A day past the month's end runs into the next month.
    pub fn from_ymd(year: i64, month: u8, day: u8) -> Day {
        let year = if month <= 2 { year - 1 } else { year };
        let month = i64::from(if month <= 2 { month + 9 } else { month - 3 });
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * month + 2) / 5 + i64::from(day) - 1;
        let days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        Day(era * DAYS_PER_ERA + days - TO_EPOCH)
    }

    /// Year, month (1 to 12) and day (1 to 31).
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

    /// The day before.
    pub fn before(self) -> Day {
        Day(self.0 - 1)
    }
}

/// ISO 8601: `2025-03-13`; beyond four digits with a sign, `+170000002-01-01`, `-0044-03-15`.
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

/// Whether a year has a 29 February.
pub fn is_leap(year: i64) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// How many days a month (1 to 12) has.
pub fn days_in(year: i64, month: u8) -> u8 {
    match month {
        2 => 28 + u8::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
