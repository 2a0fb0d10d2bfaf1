//! Distances in time, as people say them: "3 years later".

use super::{Date, Edtf, Fields, Locale, words};
use crate::lang;

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

/// The distance between two starts, in whole units that both dates are precise enough for: a month never yields days. `None`
/// where there is none to speak of, or one of them has no start.
pub fn gap(from: &Edtf, to: &Edtf) -> Option<Gap> {
    let (from, to) = (anchor(from)?, anchor(to)?);
    let finest = unit(from.fields)?.max(unit(to.fields)?);
    let (from_day, to_day) = (from.earliest(), to.earliest());
    let ((y, m, d), (to_y, to_m, to_d)) = (from_day.ymd(), to_day.ymd());
    let seconds = (to_day.0.checked_sub(from_day.0)?).checked_mul(86_400).map_or(i64::MAX, |seconds| {
        let clock = |date: Date| date.time().map_or(0, |time| i64::from(time.seconds_utc()));
        seconds + clock(to) - clock(from)
    });
    let months = (to_y - y).saturating_mul(12).saturating_add(i64::from(to_m) - i64::from(m))
        - i64::from(finest < Unit::Month && to_d < d);
    let years = to_y - y - i64::from(finest < Unit::Year && (to_m, to_d) < (m, d));
    // "18 months" says more than "1 year": a unit is worth its name from two on, the coarsest that is known from one.
    let units = [
        (Unit::Year, years, 2),
        (Unit::Month, months, 2),
        (Unit::Day, seconds / 86_400, 1),
        (Unit::Hour, seconds / 3_600, 1),
        (Unit::Minute, seconds / 60, 1),
    ];
    let mut known = units.into_iter().filter(|(unit, ..)| *unit >= finest);
    let (unit, count, _) = known.find(|(unit, count, least)| *count >= if *unit == finest { 1 } else { *least })?;
    Some(Gap { count: u64::try_from(count).ok()?, unit })
}

/// The date that a distance is counted from: the start, or for want of one the end.
fn anchor(edtf: &Edtf) -> Option<Date> {
    edtf.dates().next()
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
        words::fill(lang::phrases(locale.tag()).date.later, &self.duration(locale))
    }

    /// "3 years earlier".
    pub fn earlier(&self, locale: &dyn Locale) -> String {
        words::fill(lang::phrases(locale.tag()).date.earlier, &self.duration(locale))
    }

    /// "3 years".
    pub fn duration(&self, locale: &dyn Locale) -> String {
        let units = &lang::phrases(locale.tag()).date.units;
        let forms = match self.unit {
            Unit::Minute => &units.minute,
            Unit::Hour => &units.hour,
            Unit::Day => &units.day,
            Unit::Month => &units.month,
            Unit::Year => &units.year,
        };
        let count = i64::try_from(self.count).unwrap_or(i64::MAX);
        match words::round(count, locale) {
            Some(round) => words::fill(units.years_round, &round),
            None => words::fill(forms.get(locale.plural(self.count)), &locale.number(count)),
        }
    }
}
