//! The visible span of a timeline in words, in a unit that fits its length.

use super::{interval, phrases, qualified_date};
use crate::date::{Bound, Date, Day, Fields, Locale, Qualification};

/// Formats a span of days since 1970-01-01 with an exclusive end: "March 2025", "3–9 March 2025", "2014–2025", "13 March 2025,
/// 09:00–11:00", "4.5 billion BCE – 2025".
///
/// Spans up to two days are in hours, unless both ends are midnights; up to three months in days; up to three years in months; from
/// twenty thousand years on in rounded years.
pub fn span(from: f64, to: f64, locale: &dyn Locale) -> String {
    let length = to - from;
    let is_midnight = |day: f64| (day - day.round()).abs() < 1e-6;
    if length < 2.0 && !(is_midnight(from) && is_midnight(to) && length > 0.5) {
        return hours(from, to, locale);
    }
    let (first, last) = (day_of(from + 1e-6), day_of((to - 1e-6).max(from)));
    let ((from_year, from_month, from_day), (to_year, to_month, to_day)) = (first.ymd(), last.ymd());
    let next = Day(last.0.saturating_add(1));
    let fields = |month, day| match length {
        // From the first of a month to the last of a month.
        ..92.0 if from_day == 1 && next.ymd().2 == 1 => Fields::Month(month),
        ..92.0 => Fields::Day(month, day),
        ..1_100.0 => Fields::Month(month),
        _ => Fields::Year,
    };
    let bound = |year, fields| Bound::Date(Date { year, fields, qualification: Qualification::Certain });
    let start = bound(round_year(from_year, length), fields(from_month, from_day));
    let end = bound(round_year(to_year, length), fields(to_month, to_day));
    interval::words(start, end, locale)
}

/// Formats a span of hours: "13 March 2025, 09:00–11:00"; the end has its day if that is another.
fn hours(from: f64, to: f64, locale: &dyn Locale) -> String {
    let day_and_words = |at: f64, with_day: bool| {
        let minutes = (at * 1_440.0).round();
        let day = (minutes / 1_440.0).floor();
        let minute = (minutes - day * 1_440.0) as u16;
        let clock = locale.time((minute / 60) as u8, (minute % 60) as u8);
        let (year, month, day_of_month) = day_of(day).ymd();
        let date = Date { year, fields: Fields::Day(month, day_of_month), qualification: Qualification::Certain };
        let words = if with_day { qualified_date(date, locale) + &phrases(locale).before_time + &clock } else { clock };
        (day, words)
    };
    let ((first_day, first), (last_day, _)) = (day_and_words(from, true), day_and_words(to, false));
    let is_same_day = first_day == last_day;
    let (_, last) = day_and_words(to, !is_same_day);
    if first.ends_with(&last) {
        return first;
    }
    [&*first, if is_same_day { "–" } else { " – " }, &*last].concat()
}

/// Returns the day that contains a moment, clamped to the range of [`Day`].
fn day_of(day: f64) -> Day {
    Day(day.floor().clamp(-3e18, 3e18) as i64)
}

/// Rounds a year to the precision of a span of so many days: two digits, three from 10 to 19.
fn round_year(year: i64, days: f64) -> i64 {
    let years = (days / 365.2425) as u64;
    if years < 20_000 || year.unsigned_abs() < 10_000 {
        return year;
    }
    let digits = (years / 2).ilog10().min((year.unsigned_abs() / 2).ilog10()) - 1;
    let step = 10_i64.pow(digits);
    (year.saturating_add(year.signum() * step / 2)) / step * step
}
