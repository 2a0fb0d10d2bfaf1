//! Dates as people say them, in the story's language, with only the fields that were given.

use super::{Bound, Civil, Date, Edtf, Field, Fields, Kind, Locale, Part, Qualification, Time};
use crate::lang::{self, DatePhrases};

impl Edtf {
    /// The date in words: "24–25 June 2025", "about 1850", "since 24 February 2022 (ongoing)".
    pub fn words(&self, locale: &dyn Locale) -> String {
        let phrases = phrases(locale);
        match *self.kind() {
            Kind::Date(date) => single(date, locale),
            Kind::Interval(Bound::Date(start), Bound::Date(end)) => range(start, end, locale),
            Kind::Interval(Bound::Date(start), Bound::Open) => fill(phrases.since, &single(start, locale)),
            Kind::Interval(Bound::Date(start), _) => fill(phrases.until_unknown, &single(start, locale)),
            Kind::Interval(Bound::Unknown, Bound::Date(end)) => fill(phrases.from_unknown, &single(end, locale)),
            Kind::Interval(_, Bound::Date(end)) => fill(phrases.until, &single(end, locale)),
            Kind::Interval(..) => self.as_str().to_owned(),
        }
    }
}

/// A year as a heading: "2025", "44 BCE", "13.8 billion BCE". `year` is astronomical.
pub fn year(year: i64, locale: &dyn Locale) -> String {
    let phrases = phrases(locale);
    match year {
        1000.. => count(year, locale),
        1..=999 => fill(phrases.ce, &count(year, locale)),
        // Nobody means the one year between astronomers' and historians' counts in a round figure of this size.
        _ if year <= -10_000 && year % 100 == 0 => fill(phrases.bce, &count(-year, locale)),
        _ => fill(phrases.bce, &count(1 - year, locale)),
    }
}

/// A decade by its first year: "2010s".
pub fn decade(first: i64, locale: &dyn Locale) -> String {
    fill(phrases(locale).decade, &count(first, locale))
}

/// A century by its first and last year: "1900–1999". "The 1900s" would be read as a decade.
pub fn century(first: i64, locale: &dyn Locale) -> String {
    format!("{}–{}", count(first, locale), count(first + 99, locale))
}

/// A tick's label: "2025" for a year and for its January, "Mar" or, where `short` is off, "Mar 2025"; "13 Mar"; "14:00".
pub fn tick(civil: Civil, time: Option<(u8, u8)>, locale: &dyn Locale) -> String {
    if let Some((hour, minute)) = time {
        return locale.time(hour, minute);
    }
    match (civil.month, civil.day) {
        (None, _) => year(civil.year, locale),
        (Some(1), None) if civil.short => year(civil.year, locale),
        (_, None) if !civil.short => join(&parts(Civil { short: true, ..civil }, locale)),
        _ => join(&without_year(parts(civil, locale))),
    }
}

/// A count of years without a grouping mark up to four digits, and round where it is.
fn count(years: i64, locale: &dyn Locale) -> String {
    match years {
        1000..=9999 => join(&locale.date(Civil { year: years, month: None, day: None, short: false })),
        _ => round(years, locale).unwrap_or_else(|| locale.number(years)),
    }
}

/// "66 million", "4.54 billion": what has nothing behind its second decimal.
pub(super) fn round(number: i64, locale: &dyn Locale) -> Option<String> {
    let phrases = phrases(locale);
    let (unit, phrase) = match (number, phrases.billion) {
        (1_000_000_000.., Some(billion)) => (1_000_000_000, billion),
        (1_000_000.., _) => (1_000_000, phrases.million),
        _ => return None,
    };
    if number % (unit / 100) != 0 {
        return None;
    }
    let (whole, hundredths) = (number / unit, number % unit / (unit / 100));
    let mut text = locale.number(whole);
    if hundredths > 0 {
        text.push_str(phrases.decimal);
        text.push_str(&locale.number(hundredths / 10));
        if hundredths % 10 > 0 {
            text.push_str(&locale.number(hundredths % 10));
        }
    }
    Some(fill(phrase, &text))
}

fn single(date: Date, locale: &dyn Locale) -> String {
    let phrases = phrases(locale);
    let words = unqualified(date, locale);
    match date.qualification {
        Qualification::Certain => words,
        Qualification::Uncertain => fill(phrases.uncertain, &words),
        Qualification::Approximate => fill(phrases.about, &words),
        Qualification::Both => fill(phrases.uncertain, &fill(phrases.about, &words)),
    }
}

fn unqualified(date: Date, locale: &dyn Locale) -> String {
    let phrases = phrases(locale);
    match date.fields {
        Fields::Century => century(date.year, locale),
        Fields::Decade => decade(date.year, locale),
        Fields::UnspecifiedMonth | Fields::UnspecifiedMonthAndDay => {
            fill(phrases.some_time_in, &year(date.year, locale))
        }
        Fields::UnspecifiedDay(_) => fill(phrases.some_day_in, &join(&parts(civil(date), locale))),
        Fields::Season(season) => {
            let seasons = &phrases.seasons;
            fill(seasons.get(season as usize).unwrap_or(&"{}"), &year(date.year, locale))
        }
        Fields::Time(.., time) => {
            let day = join(&parts(civil(date), locale));
            format!("{day}{}{}", phrases.comma, clock(time, locale))
        }
        Fields::Year | Fields::Month(_) | Fields::Day(..) => join(&parts(civil(date), locale)),
    }
}

/// "21:00 UTC+2"; without a zone the hour alone.
fn clock(time: Time, locale: &dyn Locale) -> String {
    let mut text = locale.time(time.hour, time.minute);
    let Some(offset) = time.offset else { return text };
    text.push_str(" UTC");
    if offset != 0 {
        text.push(if offset < 0 { '−' } else { '+' });
        let (hours, minutes) = (offset.unsigned_abs() / 60, offset.unsigned_abs() % 60);
        text.push_str(&hours.to_string());
        if minutes > 0 {
            text.push_str(&format!(":{minutes:02}"));
        }
    }
    text
}

/// Two dates as one range. What both share is said once, where the language has it: after ("24–25 June 2025"), before ("June
/// 24–25, 2025") or on both sides. Only a greater unit can be shared: "24 February 2022–2025" would say something else.
fn range(start: Date, end: Date, locale: &dyn Locale) -> String {
    let plain = |date: Date| {
        date.qualification == Qualification::Certain
            && matches!(date.fields, Fields::Year | Fields::Month(_) | Fields::Day(..))
    };
    let (from, to) = (civil(start), civil(end));
    let alike = from.month.is_some() == to.month.is_some() && from.day.is_some() == to.day.is_some();
    if !(plain(start) && plain(end) && alike) {
        return format!("{} – {}", single(start, locale), single(end, locale));
    }
    let (first, second) = (parts(from, locale), parts(to, locale));
    if first == second {
        return join(&first);
    }
    let shared = |part: &Part| match part.field {
        Field::Year => from.year == to.year,
        Field::Month => from.year == to.year && from.month == to.month,
        Field::Day => false,
        Field::Literal => true,
    };
    let same = |(a, b): &(&Part, &Part)| a == b && shared(a);
    let before = first.iter().zip(&second).take_while(same).count();
    let after = first.iter().rev().zip(second.iter().rev()).take_while(same).count();
    let (Some(head), Some(tail)) = (first.get(..before), second.get(second.len() - after..)) else {
        return join(&first);
    };
    let (Some(left), Some(right)) = (first.get(before..first.len() - after), second.get(before..second.len() - after))
    else {
        return join(&first);
    };
    // A dash between bare numbers closes up; between words it is spaced.
    let bare = left.len() == 1 && right.len() == 1 && (start.year > 0 || from.month.is_some());
    let dash = if bare { "–" } else { " – " };
    format!("{}{}{dash}{}{}", join(head), join(left), join(right), join(tail))
}

/// A date's parts, with our own words for the years that a calendar formatter gets wrong. The locale is then asked for the year
/// 2000, in which every day exists.
fn parts(civil: Civil, locale: &dyn Locale) -> Vec<Part> {
    if (1000..=9999).contains(&civil.year) {
        return locale.date(civil);
    }
    let mut parts = locale.date(Civil { year: 2000, ..civil });
    for part in parts.iter_mut().filter(|part| part.field == Field::Year) {
        part.text = year(civil.year, locale);
    }
    parts
}

/// Drops the year and what joins it to the rest.
fn without_year(mut parts: Vec<Part>) -> Vec<Part> {
    let Some(at) = parts.iter().position(|part| part.field == Field::Year) else { return parts };
    let literal = |parts: &[Part], at: usize| parts.get(at).is_some_and(|part| part.field == Field::Literal);
    if at == 0 {
        parts.drain(..if literal(&parts, 1) { 2 } else { 1 });
    } else {
        // Behind the year may stand its own word ("2025年", "2025 г."): it goes with it.
        parts.truncate(if literal(&parts, at - 1) { at - 1 } else { at });
    }
    parts
}

fn civil(date: Date) -> Civil {
    let (month, day) = match date.fields {
        Fields::Month(month) | Fields::UnspecifiedDay(month) => (Some(month), None),
        Fields::Day(month, day) | Fields::Time(month, day, _) => (Some(month), Some(day)),
        _ => (None, None),
    };
    Civil { year: date.year, month, day, short: false }
}

fn join(parts: &[Part]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect()
}

fn phrases(locale: &dyn Locale) -> &'static DatePhrases {
    &lang::phrases(locale.tag()).date
}

/// Puts a text into a phrase's `{}`.
pub(super) fn fill(phrase: &str, with: &str) -> String {
    phrase.replacen("{}", with, 1)
}
