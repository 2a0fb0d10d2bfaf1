//! What is seen of a timeline, in words: in the unit that people would use for so long.

use super::{interval, phrases, single};
use crate::date::{Bound, Date, Day, Fields, Locale, Qualification};

/// A span of days since 1970-01-01, the last one excluded: "March 2025", "3–9 March 2025", "2014–2025", "13 March 2025,
/// 09:00–11:00", "4.5 billion BCE – 2025".
///
/// Up to two days are said in hours, unless they are whole; up to three months in days, up to three years in months, and from
/// twenty thousand on in round years.
pub fn span(from: f64, to: f64, locale: &dyn Locale) -> String {
    let long = to - from;
    let whole = |day: f64| (day - day.round()).abs() < 1e-6;
    if long < 2.0 && !(whole(from) && whole(to) && long > 0.5) {
        return hours(from, to, locale);
    }
    // The last day is the one that it ends in.
    let (first, last) = (day(from + 1e-6), day((to - 1e-6).max(from)));
    let ((from_year, from_month, from_day), (to_year, to_month, to_day)) = (first.ymd(), last.ymd());
    let next = Day(last.0.saturating_add(1));
    let fields = |month, day| match long {
        // Whole months are said as such.
        ..92.0 if from_day == 1 && next.ymd().2 == 1 => Fields::Month(month),
        ..92.0 => Fields::Day(month, day),
        ..1_100.0 => Fields::Month(month),
        _ => Fields::Year,
    };
    let bound = |year, fields| Bound::Date(Date { year, fields, qualification: Qualification::Certain });
    let start = bound(round(from_year, long), fields(from_month, from_day));
    let end = bound(round(to_year, long), fields(to_month, to_day));
    interval::words(start, end, locale)
}

/// "13 March 2025, 09:00–11:00"; the second day is said if it is another.
fn hours(from: f64, to: f64, locale: &dyn Locale) -> String {
    let said = |at: f64, with_day: bool| {
        let minutes = (at * 1_440.0).round();
        let day = (minutes / 1_440.0).floor();
        let minute = (minutes - day * 1_440.0) as u16;
        let clock = locale.time((minute / 60) as u8, (minute % 60) as u8);
        let (year, month, of_month) = self::day(day).ymd();
        let date = Date { year, fields: Fields::Day(month, of_month), qualification: Qualification::Certain };
        let words = if with_day { single(date, locale) + &phrases(locale).comma + &clock } else { clock };
        (day, words)
    };
    let ((first_day, first), (last_day, _)) = (said(from, true), said(to, false));
    let same = first_day == last_day;
    let (_, last) = said(to, !same);
    if first.ends_with(&last) {
        return first;
    }
    [&*first, if same { "–" } else { " – " }, &*last].concat()
}

/// The day, as far as days can be counted.
fn day(day: f64) -> Day {
    Day(day.floor().clamp(-3e18, 3e18) as i64)
}

/// Rounds a year of a span of so many days to what can be told apart in it: two digits, three from 10 to 19.
fn round(year: i64, long: f64) -> i64 {
    let years = (long / 365.2425) as u64;
    if years < 20_000 || year.unsigned_abs() < 10_000 {
        return year;
    }
    let digits = (years / 2).ilog10().min((year.unsigned_abs() / 2).ilog10()) - 1;
    let step = 10_i64.pow(digits);
    (year.saturating_add(year.signum() * step / 2)) / step * step
}
