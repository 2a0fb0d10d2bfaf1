//! Dates in words, in the story's language, with no fields but their own.
//!
//! The names of months, and the order of day, month and year, are CLDR's: a [`Locale`] formats them (in the widget `Intl`, in the
//! command line ICU4X). The words around them, such as "about", are phrases of [`i18n`].

mod below_heading;
mod interval;
mod span;
mod tick;
mod year;

use super::{Date, DateFields, Edtf, Field, Fields, FormattedPart, Kind, Locale, Qualification, Season, Time, Zone};
use crate::i18n::{self, DatePhrase, DatePhrases};

pub use below_heading::Known;
pub use span::span;
pub use tick::{context, tick};
pub(super) use year::round_number;
pub use year::{century, decade, year};

impl Edtf {
    /// Formats the date: "24–25 June 2025", "about 1850", "since 24 February 2022 (ongoing)".
    pub fn words(&self, locale: &dyn Locale) -> String {
        match *self.kind() {
            Kind::Date(date) => qualified_date(date, locale),
            Kind::Interval(start, end) => interval::words(start, end, locale),
        }
    }
}

/// Formats a year, month or day as [`Locale::date`] does: "2025", "March 2025", "13 March 2025".
pub fn calendar_date(fields: DateFields, locale: &dyn Locale) -> String {
    join(&parts(fields, locale))
}

fn qualified_date(date: Date, locale: &dyn Locale) -> String {
    let phrases = phrases(locale);
    let approximate = || in_phrase(&phrases.about, Date { qualification: Qualification::Certain, ..date }, locale);
    match date.qualification {
        Qualification::Certain => unqualified_date(date, locale),
        Qualification::Uncertain => fill(&phrases.uncertain, &unqualified_date(date, locale)),
        Qualification::Approximate => approximate(),
        Qualification::Both => fill(&phrases.uncertain, &approximate()),
    }
}

/// Fills a phrase with a date, in the form that the date requires: French has "depuis le 24 février", but "depuis 2022".
fn in_phrase(phrase: &DatePhrase, date: Date, locale: &dyn Locale) -> String {
    let form = match (date.qualification, date.fields) {
        (Qualification::Certain, Fields::Day(..)) => &phrase.day,
        (Qualification::Certain, Fields::Year | Fields::Month(_)) => &phrase.plain,
        (Qualification::Certain, Fields::Decade) => return fill(&phrase.decade, &year::without_era(date.year, locale)),
        (Qualification::Certain, Fields::UnspecifiedDay(_)) => {
            return fill(
                &phrase.other,
                &fill(&phrases(locale).unknown_day_in, &calendar_date(date_fields(date), locale)),
            );
        }
        _ => &phrase.other,
    };
    fill(form, &qualified_date(date, locale))
}

fn unqualified_date(date: Date, locale: &dyn Locale) -> String {
    let phrases = phrases(locale);
    match date.fields {
        Fields::Century => century(date.year, locale),
        Fields::Decade => decade(date.year, locale),
        Fields::UnspecifiedMonth | Fields::UnspecifiedMonthAndDay => {
            fill(&phrases.some_time_in, &year(date.year, locale))
        }
        Fields::UnspecifiedDay(_) => fill(&phrases.on_unknown_day_in, &calendar_date(date_fields(date), locale)),
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
            calendar_date(date_fields(date), locale) + &phrases.before_time + &time_of_day(time, locale)
        }
        Fields::Year | Fields::Month(_) | Fields::Day(..) => calendar_date(date_fields(date), locale),
    }
}

/// Formats a time of day: "21:00 UTC+2"; without an offset to be stated "21:00".
fn time_of_day(time: Time, locale: &dyn Locale) -> String {
    let clock = locale.time(time.hour, time.minute);
    let Zone::Offset(offset) = time.zone else { return clock };
    let sign = if offset < 0 { '−' } else { '+' };
    match (offset.unsigned_abs() / 60, offset.unsigned_abs() % 60) {
        (0, 0) => format!("{clock} UTC"),
        (hours, 0) => format!("{clock} UTC{sign}{hours}"),
        (hours, minutes) => format!("{clock} UTC{sign}{hours}:{minutes:02}"),
    }
}

/// Returns a date's parts. Calendar formatters are wrong for years outside 1000..=9999: there the year is [`year`]'s, and the rest is
/// formatted in the year 2000, in which every day exists.
fn parts(fields: DateFields, locale: &dyn Locale) -> Vec<FormattedPart> {
    if (1000..=9999).contains(&fields.year) {
        return locale.date(fields);
    }
    let text = year(fields.year, locale);
    if fields.month.is_none() {
        return vec![FormattedPart { field: Field::Year, text }];
    }
    let mut parts = locale.date(DateFields { year: 2000, ..fields });
    if let Some(part) = parts.iter_mut().find(|part| part.field == Field::Year) {
        part.text = text;
    }
    parts
}

fn date_fields(date: Date) -> DateFields {
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

/// Replaces a phrase's placeholder.
pub(super) fn fill(phrase: &str, text: &str) -> String {
    i18n::fill(phrase, &[text])
}
