//! Distances in time between dates: "3 years later".

use super::{Date, Day, Edtf, Kind, Locale, Precision, Qualification, Zone, calendar::days_in, words};
use crate::i18n::DatePhrases;

/// A unit of a distance in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    Minute,
    Hour,
    Day,
    Month,
    Year,
}

/// A distance in time, such as "about 2½ years".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gap {
    pub count: u64,
    pub unit: Unit,
    /// Whether half a year is added to the count of years.
    pub has_half: bool,
    /// Whether the dates are vaguer than the unit, or the count is rounded noticeably: "about".
    pub is_about: bool,
}

/// From so many months on, a distance is in years.
const MIN_MONTHS_IN_YEARS: i64 = 24;
/// From so many years on, a distance is in whole years.
const MIN_WHOLE_YEARS: i64 = 10;
/// A number of months that is rounded by more days is "about" that number.
const MAX_EXACT_DAYS: i64 = 3;
/// Digits that are kept of a count from ten thousand on.
const DIGITS: u32 = 3;

/// Returns the distance from the end of one date to the start of another; [`distance`] has the rules.
///
/// `None` if the end of `from` or the start of `to` is open or unknown.
pub fn gap(from: &Edtf, to: &Edtf) -> Option<Gap> {
    let from = match *from.kind() {
        Kind::Date(date) => date,
        Kind::Interval(_, end) => end.date()?,
    };
    let to = match *to.kind() {
        Kind::Date(date) => date,
        Kind::Interval(start, _) => start.date()?,
    };
    distance(from, to)
}

/// Returns the distance between two dates, which is no more exact than either.
///
/// Both dates are truncated to the precision of the coarser one and subtracted. Under two months the unit is days, hours or minutes,
/// rounded down; under 24 months months; under ten years half years, if both dates have a month; else years. Halves are
/// rounded up. The distance is "about" its count if a date is qualified, if the precisions differ, or if rounding moved it by
/// more than a month (years) or three days (months). Counts from ten thousand on have three significant digits.
///
/// `None` if the dates overlap, or if the distance is less than a unit.
pub(crate) fn distance(from: Date, to: Date) -> Option<Gap> {
    let precisions = [precision(from), precision(to)];
    let is_vague = precisions[0] != precisions[1]
        || precisions[0] < Precision::Year
        || [from, to].iter().any(|date| date.qualification != Qualification::Certain);
    // A time without a zone may be hours away from where it seems to be beside one with a zone.
    let times = from.time().zip(to.time()).filter(|(from, to)| (from.zone == Zone::Local) == (to.zone == Zone::Local));
    if times.is_none() && from.latest() >= to.earliest() {
        return None;
    }
    let gap =
        |count: i64, unit| Some(Gap { count: u64::try_from(count).ok()?, unit, has_half: false, is_about: is_vague });
    let years = |step: i64| to.year.div_euclid(step).saturating_sub(from.year.div_euclid(step)).saturating_mul(step);
    match precisions[0].min(precisions[1]) {
        Precision::Century => gap(years(100), Unit::Year),
        Precision::Decade => gap(years(10), Unit::Year),
        Precision::Year | Precision::Season => gap(years(1), Unit::Year),
        Precision::Month => {
            let ((year, month, _), (to_year, to_month, _)) = (from.earliest().ymd(), to.earliest().ymd());
            let months = (to_year - year) * 12 + i64::from(to_month) - i64::from(month);
            in_months(CalendarLength { months, days: 0, last_month: 0 }, is_vague)
        }
        Precision::Day | Precision::Minute | Precision::Second => {
            let seconds = times.map(|(from, to)| i64::from(to.seconds_utc()) - i64::from(from.seconds_utc()));
            let days = to.earliest().0 - from.earliest().0;
            let length = CalendarLength::between(from.earliest(), to.earliest());
            if length.months >= 2 {
                return in_months(length, is_vague);
            }
            let seconds = days * 86_400 + seconds.unwrap_or(0);
            match seconds {
                86_400.. => gap(seconds / 86_400, Unit::Day),
                3_600.. => gap(seconds / 3_600, Unit::Hour),
                _ => gap(seconds / 60, Unit::Minute),
            }
        }
    }
    .filter(|gap| gap.count > 0)
    .map(Gap::with_significant_digits)
}

/// Returns the precision to which a distance can be exact. Neither the seasons of a year nor seconds are counted.
fn precision(date: Date) -> Precision {
    match date.fields.precision() {
        Precision::Season => Precision::Year,
        Precision::Second => Precision::Minute,
        other => other,
    }
}

/// A distance on the calendar: whole months, and days beyond them.
#[derive(Clone, Copy)]
struct CalendarLength {
    months: i64,
    days: i64,
    /// Number of days of the month that is not complete.
    last_month: i64,
}

impl CalendarLength {
    fn between(from: Day, to: Day) -> CalendarLength {
        let ((year, month, day), (to_year, to_month, to_day)) = (from.ymd(), to.ymd());
        let months = (to_year - year) * 12 + i64::from(to_month) - i64::from(month) - i64::from(to_day < day);
        // The same day of a later month: the last one where that month is shorter.
        let day_after = |months: i64| {
            let index = year * 12 + i64::from(month) - 1 + months;
            let (year, month) = (index.div_euclid(12), index.rem_euclid(12) as u8 + 1);
            Day::from_ymd(year, month, day.min(days_in(year, month))).0
        };
        let start = day_after(months);
        CalendarLength { months, days: to.0 - start, last_month: day_after(months + 1) - start }
    }

    /// Rounds to a multiple of `step` months, an even number. Returns the multiple's factor, and whether rounding moved the length
    /// by more than a month.
    fn rounded_to(self, step: i64) -> (i64, bool) {
        let (count, rest) = (self.months / step, self.months % step);
        if rest * 2 >= step { (count + 1, rest + 1 < step) } else { (count, rest > 1 || (rest == 1 && self.days > 0)) }
    }
}

/// Returns a distance in months, half years or years.
fn in_months(length: CalendarLength, is_vague: bool) -> Option<Gap> {
    let is_rounded_up = length.days > 0 && length.days * 2 >= length.last_month;
    let months = length.months + i64::from(is_rounded_up);
    let (halves, is_half_moved) = length.rounded_to(6);
    let (years, is_year_moved) = length.rounded_to(12);
    let (count, unit, has_half, is_moved) = if months < MIN_MONTHS_IN_YEARS {
        let moved = if is_rounded_up { length.last_month - length.days } else { length.days };
        (months, Unit::Month, false, moved > MAX_EXACT_DAYS)
    } else if halves < 2 * MIN_WHOLE_YEARS {
        (halves / 2, Unit::Year, halves % 2 == 1, is_half_moved)
    } else {
        (years, Unit::Year, false, is_year_moved)
    };
    Some(Gap { count: u64::try_from(count).ok()?, unit, has_half, is_about: is_vague || is_moved })
}

impl Gap {
    /// Returns a rough distance of so many days, at least a minute.
    pub(crate) fn about(days: f64) -> Gap {
        let (count, unit) = match days {
            1.0.. => (days, Unit::Day),
            _ if days * 24.0 >= 1.0 => (days * 24.0, Unit::Hour),
            _ => (days * 1_440.0, Unit::Minute),
        };
        Gap { count: count.max(1.0) as u64, unit, has_half: false, is_about: true }
    }

    fn with_significant_digits(self) -> Gap {
        let magnitude = self.count.checked_ilog10().unwrap_or(0);
        let step = if magnitude < 4 { 1 } else { 10_u64.pow(magnitude + 1 - DIGITS) };
        let count = self.count.saturating_add(step / 2) / step * step;
        Gap { count, is_about: self.is_about || count != self.count, ..self }
    }

    /// Formats the gap as in "3 years later".
    pub fn later(&self, locale: &dyn Locale) -> String {
        words::fill(&phrases(locale).later, &self.format(true, locale))
    }

    /// Formats the gap as in "3 years earlier".
    pub fn earlier(&self, locale: &dyn Locale) -> String {
        words::fill(&phrases(locale).earlier, &self.format(true, locale))
    }

    /// Formats the gap as in "3 years".
    pub fn duration(&self, locale: &dyn Locale) -> String {
        self.format(false, locale)
    }

    fn format(&self, in_phrase: bool, locale: &dyn Locale) -> String {
        let phrases = phrases(locale);
        let has_other_forms = !phrases.units_in_phrase.years_round.is_empty();
        let units =
            if (in_phrase || self.is_about) && has_other_forms { &phrases.units_in_phrase } else { &phrases.units };
        let forms = match self.unit {
            Unit::Minute => &units.minute,
            Unit::Hour => &units.hour,
            Unit::Day => &units.day,
            Unit::Month => &units.month,
            Unit::Year if self.has_half => &units.year_and_half,
            Unit::Year => &units.year,
        };
        let count = i64::try_from(self.count).unwrap_or(i64::MAX);
        let text = match words::round_number(count, locale).filter(|_| self.unit == Unit::Year) {
            Some(round) => words::fill(&units.years_round, &round),
            None => words::fill(forms.get(locale.plural(self.count)), &locale.number(count)),
        };
        if self.is_about { words::fill(&phrases.about_duration, &text) } else { text }
    }
}

fn phrases(locale: &dyn Locale) -> &DatePhrases {
    &locale.phrases().date
}

#[cfg(test)]
impl Gap {
    /// Returns the gap as text: `~` for about, the count, `½`, and the unit.
    pub(crate) fn show(self) -> String {
        let (about, half) = (if self.is_about { "~" } else { "" }, if self.has_half { "½" } else { "" });
        format!("{about}{}{half} {:?}", self.count, self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts a gap, as [`Gap::show`] writes it.
    #[track_caller]
    fn between(from: &str, to: &str, expected: &str) {
        let [from, to] = [from, to].map(|text| Edtf::parse(text).expect(text));
        let words = gap(&from, &to).map(Gap::show);
        assert_eq!(words.as_deref().unwrap_or("none"), expected, "{from} to {to}");
    }

    #[test]
    fn both_dates_are_truncated_to_the_coarser_precision() {
        between("1963-08-09", "1978", "~15 Year");
        between("2014-09-05", "2024", "~10 Year");
        between("2014-09-05", "2014-12", "~3 Month");
        between("2018-09", "2021-03-13", "~2½ Year");
        between("2014-09", "2014-10", "1 Month");
        between("2020-03-15", "2025-02", "~5 Year");
        between("2014-09-05", "2014-09-07", "2 Day");
        between("2025-03-13T21:00:00Z", "2025-03-14", "~1 Day");
        between("2001-21", "2003-21", "2 Year");
        between("2001-21", "2003-05", "~2 Year");
        between("201X", "2025", "~10 Year");
        between("199X", "201X", "~20 Year");
        between("18XX", "2025", "~200 Year");
    }

    #[test]
    fn under_two_years_the_unit_is_months() {
        between("2023-09-15", "2025-03-14", "18 Month");
        between("2024-10-01", "2025-01-01", "3 Month");
        between("2024-10-01", "2025-01-05", "~3 Month");
        between("2024-10-01", "2025-01-17", "~4 Month");
        between("2025-01-31", "2025-03-31", "2 Month");
        between("2025-01-31", "2025-03-30", "58 Day");
        between("2025-01-31", "2025-03-01", "29 Day");
        between("2023-01-01", "2024-12-10", "~23 Month");
        between("2023-01-01", "2024-12-20", "2 Year");
        between("2023-01", "2024-12", "23 Month");
    }

    #[test]
    fn under_ten_years_the_unit_is_half_years() {
        between("2014-09-05", "2022-02-24", "7½ Year");
        between("2022-02-24", "2025-02-23", "3 Year");
        between("2022-02-24", "2025-02-24", "3 Year");
        between("2018-09", "2021-03", "2½ Year");
        between("2018-09", "2021-06", "~3 Year");
        between("2018-09", "2021-05", "~2½ Year");
        between("2018-09", "2021-08", "3 Year");
        between("2010-01-01", "2019-10-15", "~10 Year");
        between("2014", "2018", "4 Year");
        between("2014", "2015", "1 Year");
    }

    #[test]
    fn from_ten_years_on_the_unit_is_years() {
        between("1925-11-07", "2025-03-01", "~99 Year");
        between("1925-11-07", "2025-10-20", "100 Year");
        between("1925-11", "2025-12", "100 Year");
        between("1925-11", "2026-01", "~100 Year");
        between("-0499", "0001", "500 Year");
    }

    #[test]
    fn a_qualified_date_makes_the_distance_vague() {
        between("2014?", "2018", "~4 Year");
        between("2014", "2018~", "~4 Year");
        between("2014-09-05%", "2014-09-07", "~2 Day");
        between("2014?/2016", "2018", "2 Year");
    }

    #[test]
    fn large_counts_have_three_significant_digits() {
        between("Y-66000000", "2025", "~66000000 Year");
        between("Y-13800000000", "2025", "~13800000000 Year");
        between("Y-23459", "2025", "~25500 Year");
        between("-6999", "2025", "9024 Year");
        between("Y-9999999999999999", "Y9999999999999999", "~20000000000000000 Year");
    }

    #[test]
    fn times_are_compared_by_their_instants() {
        between("2025-03-13T21:00:00Z", "2025-03-14T09:00:00Z", "12 Hour");
        between("2025-03-13T21:00:00+02:00", "2025-03-13T20:30:00Z", "1 Hour");
        between("2025-03-13T21:00:00Z", "2025-03-13T21:05:59Z", "5 Minute");
        between("2025-03-13T21:00:00", "2025-03-13T23:00:00", "2 Hour");
        between("2025-03-13T21:00:00Z", "2025-03-13T20:00:00Z", "none");
        between("2025-03-13T21:00:00Z", "2025-03-13T21:00:30Z", "none");
    }

    #[test]
    fn a_time_without_a_zone_claims_no_hours_to_one_with_a_zone() {
        between("2025-03-13T21:00:00", "2025-03-13T23:00:00Z", "none");
        between("2025-03-13T21:00:00", "2025-03-15T01:00:00Z", "2 Day");
    }

    #[test]
    fn the_distance_from_an_interval_is_from_its_end() {
        between("1914/1918", "1920", "2 Year");
        between("1914", "1918/1920", "4 Year");
        between("../1985-04-12", "1985-04-13", "1 Day");
    }

    #[test]
    fn overlapping_and_open_dates_have_no_distance() {
        between("2025-03-13", "2025-03-13", "none");
        between("2025-03", "2025-03-13", "none");
        between("2025-03-13", "2025-03-12", "none");
        between("1964/2008", "1972-10", "none");
        between("2022-02-24/..", "2025-03-13", "none");
        between("1985-04-12/", "2025", "none");
        between("2025", "../2030", "none");
        between("2001-24", "2002-01-15", "none");
        between("2001-21", "2001-23", "none");
        between("201X", "2015", "none");
    }
}
