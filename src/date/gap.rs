//! Distances in time between dates: "3 years later".

use super::{Date, Edtf, Fields, Kind, Locale, Precision, words};
use crate::i18n::{DatePhrases, Units};

/// A unit of a distance in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    Minute,
    Hour,
    Day,
    Month,
    Year,
}

/// A distance in time, such as "3 years".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gap {
    pub count: u64,
    pub unit: Unit,
}

/// Returns the distance from the end of one date to the start of another, in whole units that are no finer than either date:
/// between months there is no distance in days.
///
/// `None` if the dates overlap, if the distance is less than a unit, or if the end of `from` or the start of `to` is open or
/// unknown.
pub fn gap(from: &Edtf, to: &Edtf) -> Option<Gap> {
    let (from, to) = (end_of(from)?, start_of(to)?);
    let finest = unit(from.fields)?.max(unit(to.fields)?);
    let times = from.time().zip(to.time());
    if times.is_none() && from.latest() >= to.earliest() {
        return None;
    }
    let (from_day, to_day) = (from.earliest(), to.earliest());
    let ((y, m, d), (to_y, to_m, to_d)) = (from_day.ymd(), to_day.ymd());
    let days = to_day.0.saturating_sub(from_day.0);
    let seconds = times.map(|(from, to)| {
        days.saturating_mul(86_400).saturating_add(i64::from(to.seconds_utc()) - i64::from(from.seconds_utc()))
    });
    // Between dates of which one is a year, the distance is the difference of the years; between finer dates, it is in months.
    let has_months = from.fields.precision().min(to.fields.precision()) > Precision::Year;
    let months = to_y.saturating_sub(y).saturating_mul(12)
        + if has_months { i64::from(to_m) - i64::from(m) - i64::from(finest < Unit::Month && to_d < d) } else { 0 };
    // With its minimum: "18 months" is more precise than "1 year".
    let units = [
        (Unit::Year, months / 12, 2),
        (Unit::Month, months, 2),
        (Unit::Day, seconds.map_or(days, |seconds| seconds / 86_400), 1),
        (Unit::Hour, seconds.unwrap_or(0) / 3_600, 1),
        (Unit::Minute, seconds.unwrap_or(0) / 60, 1),
    ];
    let mut units = units.into_iter().filter(|(unit, ..)| *unit >= finest);
    let (unit, count, _) = units.find(|(unit, count, min)| *count >= if *unit == finest { 1 } else { *min })?;
    Some(Gap { count: u64::try_from(count).ok()?, unit })
}

/// Returns the date at the end.
fn end_of(edtf: &Edtf) -> Option<Date> {
    match *edtf.kind() {
        Kind::Date(date) => Some(date),
        Kind::Interval(_, end) => end.date(),
    }
}

/// Returns the date at the start.
fn start_of(edtf: &Edtf) -> Option<Date> {
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
    /// Formats the gap as in "3 years later".
    pub fn later(&self, locale: &dyn Locale) -> String {
        let phrases = phrases(locale);
        words::fill(&phrases.later, &self.format(units_in_phrase(phrases), locale))
    }

    /// Formats the gap as in "3 years earlier".
    pub fn earlier(&self, locale: &dyn Locale) -> String {
        let phrases = phrases(locale);
        words::fill(&phrases.earlier, &self.format(units_in_phrase(phrases), locale))
    }

    /// Formats the gap as in "3 years".
    pub fn duration(&self, locale: &dyn Locale) -> String {
        self.format(&phrases(locale).units, locale)
    }

    fn format(&self, units: &Units, locale: &dyn Locale) -> String {
        let forms = match self.unit {
            Unit::Minute => &units.minute,
            Unit::Hour => &units.hour,
            Unit::Day => &units.day,
            Unit::Month => &units.month,
            Unit::Year => &units.year,
        };
        let count = i64::try_from(self.count).unwrap_or(i64::MAX);
        match words::round_number(count, locale).filter(|_| self.unit == Unit::Year) {
            Some(round) => words::fill(&units.years_round, &round),
            None => words::fill(forms.get(locale.plural(self.count)), &locale.number(count)),
        }
    }
}

/// Returns the forms of the units inside `later` and `earlier`.
fn units_in_phrase(phrases: &DatePhrases) -> &Units {
    if phrases.units_later.years_round.is_empty() { &phrases.units } else { &phrases.units_later }
}

fn phrases(locale: &dyn Locale) -> &DatePhrases {
    &locale.phrases().date
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn between(from: &str, to: &str, expected: Option<(u64, Unit)>) {
        let [from, to] = [from, to].map(|text| Edtf::parse(text).expect(text));
        assert_eq!(gap(&from, &to).map(|gap| (gap.count, gap.unit)), expected, "{from} to {to}");
    }

    #[test]
    fn the_unit_is_that_of_the_coarser_date() {
        between("2014-09-05", "2024", Some((10, Unit::Year)));
        between("2014-09-05", "2014-12", Some((3, Unit::Month)));
        between("2014-09", "2014-10", Some((1, Unit::Month)));
        between("2014-09-05", "2014-09-07", Some((2, Unit::Day)));
        between("2025-03-13T21:00:00Z", "2025-03-14", Some((1, Unit::Day)));
        between("2025-03-13T21:00:00Z", "2025-03-14T09:00:00Z", Some((12, Unit::Hour)));
        between("2025-03-13T21:00:00+02:00", "2025-03-13T20:30:00Z", Some((1, Unit::Hour)));
        between("2025-03-13T21:00:00Z", "2025-03-13T21:05:59Z", Some((5, Unit::Minute)));
        between("201X", "2025", None);
    }

    #[test]
    fn only_whole_units_are_counted() {
        between("2022-02-24", "2025-02-23", Some((2, Unit::Year)));
        between("2022-02-24", "2025-02-24", Some((3, Unit::Year)));
        between("2020-03-15", "2025-02", Some((4, Unit::Year)));
        between("2023-09-15", "2025-03-14", Some((17, Unit::Month)));
        between("2025-01-31", "2025-03-01", Some((29, Unit::Day)));
        between("2025-01-31", "2025-03-31", Some((2, Unit::Month)));
        between("Y-66000000", "2025", Some((66_002_025, Unit::Year)));
        between("Y-9999999999999999", "Y9999999999999999", Some((19_999_999_999_999_998, Unit::Year)));
        between("2001-21", "2001-23", None);
        between("2001-21", "2003-21", Some((2, Unit::Year)));
        between("2001-24", "2002-04", None);
    }

    #[test]
    fn the_distance_from_an_interval_is_from_its_end() {
        between("1914/1918", "1920", Some((2, Unit::Year)));
        between("1914", "1918/1920", Some((4, Unit::Year)));
        between("../1985-04-12", "1985-04-13", Some((1, Unit::Day)));
    }

    #[test]
    fn overlapping_and_open_dates_have_no_distance() {
        between("2025-03-13", "2025-03-13", None);
        between("2025-03", "2025-03-13", None);
        between("2025-03-13", "2025-03-12", None);
        between("1964/2008", "1972-10", None);
        between("2022-02-24/..", "2025-03-13", None);
        between("1985-04-12/", "2025", None);
        between("2025", "../2030", None);
        between("2001-24", "2002-01-15", None);
        between("2025-03-13T21:00:00Z", "2025-03-13T20:00:00Z", None);
        between("2025-03-13T21:00:00Z", "2025-03-13T21:00:30Z", None);
    }
}
