//! Dates as people say them, in the story's language, with only the fields that were given.

mod interval;
mod span;
mod tick;
mod year;

use super::{Date, DateFields, Edtf, Field, Fields, FormattedPart, Kind, Locale, Qualification, Season, Time};
use crate::i18n::{self, DatePhrase, DatePhrases};

pub use span::span;
pub use tick::{context, tick};
pub(super) use year::round;
pub use year::{century, decade, year};

impl Edtf {
    /// The date in words: "24–25 June 2025", "about 1850", "since 24 February 2022 (ongoing)".
    pub fn words(&self, locale: &dyn Locale) -> String {
        match *self.kind() {
            Kind::Date(date) => single(date, locale),
            Kind::Interval(start, end) => interval::words(start, end, locale),
        }
    }
}

/// A year, month or day as a heading: "2025", "March 2025", "13 March 2025".
pub fn civil(civil: DateFields, locale: &dyn Locale) -> String {
    join(&parts(civil, locale))
}

fn single(date: Date, locale: &dyn Locale) -> String {
    let phrases = phrases(locale);
    let words = unqualified(date, locale);
    let about = || {
        let certain = Date { qualification: Qualification::Certain, ..date };
        fill(govern(&phrases.about, certain), &words)
    };
    match date.qualification {
        Qualification::Certain => words,
        Qualification::Uncertain => fill(&phrases.uncertain, &words),
        Qualification::Approximate => about(),
        Qualification::Both => fill(&phrases.uncertain, &about()),
    }
}

fn unqualified(date: Date, locale: &dyn Locale) -> String {
    let phrases = phrases(locale);
    match date.fields {
        Fields::Century => century(date.year, locale),
        Fields::Decade => decade(date.year, locale),
        Fields::UnspecifiedMonth | Fields::UnspecifiedMonthAndDay => {
            fill(&phrases.some_time_in, &year(date.year, locale))
        }
        Fields::UnspecifiedDay(_) => fill(&phrases.some_day_in, &join(&parts(fields(date), locale))),
        Fields::Season(season) => {
            let seasons = &phrases.seasons;
            let phrase = match season {
                Season::Spring => &seasons.spring,
                Season::Summer => &seasons.summer,
                Season::Autumn => &seasons.autumn,
                Season::Winter => &seasons.winter,
            };
            fill(phrase, &year(date.year, locale))
        }
        Fields::Time(.., time) => {
            let mut text = join(&parts(fields(date), locale));
            text.push_str(&phrases.comma);
            text.push_str(&clock(time, locale));
            text
        }
        Fields::Year | Fields::Month(_) | Fields::Day(..) => join(&parts(fields(date), locale)),
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

/// The form of a phrase that goes with a date: French says "depuis le 24 février" but "depuis 2022".
fn govern(phrase: &DatePhrase, date: Date) -> &str {
    match (date.qualification, date.fields) {
        (Qualification::Certain, Fields::Day(..)) => &phrase.day,
        (Qualification::Certain, Fields::Year | Fields::Month(_)) => &phrase.plain,
        _ => &phrase.other,
    }
}

/// A date's parts, with our own words for the years that a calendar formatter gets wrong. The locale is then asked for the year
/// 2000, in which every day exists.
fn parts(civil: DateFields, locale: &dyn Locale) -> Vec<FormattedPart> {
    if (1000..=9999).contains(&civil.year) {
        return locale.date(civil);
    }
    let text = year(civil.year, locale);
    if civil.month.is_none() {
        return vec![FormattedPart { field: Field::Year, text }];
    }
    let mut parts = locale.date(DateFields { year: 2000, ..civil });
    if let Some(part) = parts.iter_mut().find(|part| part.field == Field::Year) {
        part.text = text;
    }
    parts
}

fn fields(date: Date) -> DateFields {
    let (month, day) = match date.fields {
        Fields::Month(month) | Fields::UnspecifiedDay(month) => (Some(month), None),
        Fields::Day(month, day) | Fields::Time(month, day, _) => (Some(month), Some(day)),
        _ => (None, None),
    };
    DateFields { year: date.year, month, day, short: false }
}

fn join(parts: &[FormattedPart]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect()
}

fn phrases(locale: &dyn Locale) -> &DatePhrases {
    &locale.phrases().date
}

/// Puts a text into a phrase's `{}`.
pub(super) fn fill(phrase: &str, with: &str) -> String {
    i18n::fill(phrase, &[with])
}
