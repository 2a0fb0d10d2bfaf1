//! Distances in time, as people say them: "3 years later".

use super::{Date, Edtf, Fields, Kind, Locale, Precision, words};
use crate::lang::{self, DatePhrases, Units};

/// A unit that people count time in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    Minute,
    Hour,
    Day,
    Month,
    Year,
}

/// A distance in time: "3 years".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gap {
    pub count: u64,
    pub unit: Unit,
}

/// The distance from where one date ends to where another begins, in whole units that both are precise enough for: a month never
/// yields days. `None` where there is no such distance: the dates overlap, less than a unit lies between them, or the end of
/// the one or the start of the other is open or unknown.
pub fn gap(from: &Edtf, to: &Edtf) -> Option<Gap> {
    let (from, to) = (last(from)?, first(to)?);
    let finest = unit(from.fields)?.max(unit(to.fields)?);
    let timed = from.time().zip(to.time());
    if timed.is_none() && from.latest() >= to.earliest() {
        return None;
    }
    let (from_day, to_day) = (from.earliest(), to.earliest());
    let ((y, m, d), (to_y, to_m, to_d)) = (from_day.ymd(), to_day.ymd());
    let days = to_day.0.saturating_sub(from_day.0);
    let seconds = timed.map(|(from, to)| {
        days.saturating_mul(86_400).saturating_add(i64::from(to.seconds_utc()) - i64::from(from.seconds_utc()))
    });
    // A bare year is as far from another as their numbers are; from a season on, months count.
    let months_known = from.fields.precision().min(to.fields.precision()) > Precision::Year;
    let months = to_y.saturating_sub(y).saturating_mul(12)
        + if months_known { i64::from(to_m) - i64::from(m) - i64::from(finest < Unit::Month && to_d < d) } else { 0 };
    // "18 months" says more than "1 year": a unit is worth its name from two on, the coarsest that is known from one.
    let units = [
        (Unit::Year, months / 12, 2),
        (Unit::Month, months, 2),
        (Unit::Day, seconds.map_or(days, |seconds| seconds / 86_400), 1),
        (Unit::Hour, seconds.unwrap_or(0) / 3_600, 1),
        (Unit::Minute, seconds.unwrap_or(0) / 60, 1),
    ];
    let mut known = units.into_iter().filter(|(unit, ..)| *unit >= finest);
    let (unit, count, _) = known.find(|(unit, count, least)| *count >= if *unit == finest { 1 } else { *least })?;
    Some(Gap { count: u64::try_from(count).ok()?, unit })
}

/// Where a date ends.
fn last(edtf: &Edtf) -> Option<Date> {
    match *edtf.kind() {
        Kind::Date(date) => Some(date),
        Kind::Interval(_, end) => end.date(),
    }
}

/// Where a date begins.
fn first(edtf: &Edtf) -> Option<Date> {
    match *edtf.kind() {
        Kind::Date(date) => Some(date),
        Kind::Interval(start, _) => start.date(),
    }
}

fn unit(fields: Fields) -> Option<Unit> {
    match fields {
        Fields::Century | Fields::Decade => None,
        Fields::Year | Fields::UnspecifiedMonth | Fields::UnspecifiedMonthAndDay | Fields::Season(_) => {
            Some(Unit::Year)
        }
        Fields::Month(_) | Fields::UnspecifiedDay(_) => Some(Unit::Month),
        Fields::Day(..) => Some(Unit::Day),
        Fields::Time(..) => Some(Unit::Minute),
    }
}

impl Gap {
    /// "3 years later".
    pub fn later(&self, locale: &dyn Locale) -> String {
        let phrases = phrases(locale);
        words::fill(phrases.later, &self.count_in(phrases.units_later.as_ref().unwrap_or(&phrases.units), locale))
    }

    /// "3 years earlier".
    pub fn earlier(&self, locale: &dyn Locale) -> String {
        let phrases = phrases(locale);
        words::fill(phrases.earlier, &self.count_in(phrases.units_later.as_ref().unwrap_or(&phrases.units), locale))
    }

    /// "3 years".
    pub fn duration(&self, locale: &dyn Locale) -> String {
        self.count_in(&phrases(locale).units, locale)
    }

    fn count_in(&self, units: &Units, locale: &dyn Locale) -> String {
        let forms = match self.unit {
            Unit::Minute => &units.minute,
            Unit::Hour => &units.hour,
            Unit::Day => &units.day,
            Unit::Month => &units.month,
            Unit::Year => &units.year,
        };
        let count = i64::try_from(self.count).unwrap_or(i64::MAX);
        match words::round(count, locale).filter(|_| self.unit == Unit::Year) {
            Some(round) => words::fill(units.years_round, &round),
            None => words::fill(forms.get(locale.plural(self.count)), &locale.number(count)),
        }
    }
}

fn phrases(locale: &dyn Locale) -> &'static DatePhrases {
    &lang::phrases(locale.tag()).date
}
