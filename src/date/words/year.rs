//! Years, decades and centuries in words.

use super::{fill, phrases};
use crate::{
    date::{DateFields, Field, Locale},
    i18n::Plural,
};

/// Formats an astronomical year: "2025", "79 CE", "44 BCE", "13.8 billion BCE". 0 is 1 BCE.
///
/// From 10,000 BCE on, a year that ends in two zeros is a round figure, so its number is kept. All others are converted from
/// astronomical to historical years, which have no year 0.
pub fn year(year: i64, locale: &dyn Locale) -> String {
    let phrases = phrases(locale);
    let (count, era, era_round) = match year {
        1000..=9999 => return ungrouped(year, locale),
        1.. => (year, &phrases.ce, &phrases.ce_round),
        _ if year <= -10_000 && year % 100 == 0 => (year.saturating_neg(), &phrases.bce, &phrases.bce_round),
        _ => (1_i64.saturating_sub(year), &phrases.bce, &phrases.bce_round),
    };
    match (count, round_number(count, locale)) {
        (_, Some(round)) => fill(era_round, &round),
        (1000..=9999, None) => fill(era, &ungrouped(count, locale)),
        (_, None) => fill(era, &locale.number(count)),
    }
}

/// Formats a decade by its first year: "2010s".
pub fn decade(first: i64, locale: &dyn Locale) -> String {
    fill(&phrases(locale).decade, &without_era(first, locale))
}

/// Formats a century by its first and last year: "1900–1999". "1900s" would be a decade, and the 20th century begins with 1901.
pub fn century(first: i64, locale: &dyn Locale) -> String {
    without_era(first, locale) + "–" + &without_era(first.saturating_add(99), locale)
}

pub(super) fn without_era(year: i64, locale: &dyn Locale) -> String {
    if (1000..=9999).contains(&year) { ungrouped(year, locale) } else { locale.number(year) }
}

/// Formats a year of four digits as a calendar does, without a grouping separator.
fn ungrouped(year: i64, locale: &dyn Locale) -> String {
    let parts = locale.date(DateFields { year, month: None, day: None, short: false });
    parts.into_iter().find(|part| part.field == Field::Year).map(|part| part.text).unwrap_or_default()
}

/// Formats a number in millions or billions, if it has at most two decimals there: "66 million", "4.54 billion".
pub fn round_number(number: i64, locale: &dyn Locale) -> Option<String> {
    let phrases = phrases(locale);
    let (unit, forms) = match number {
        1_000_000_000.. if !phrases.billion.other.is_empty() => (1_000_000_000, &phrases.billion),
        1_000_000.. => (1_000_000, &phrases.million),
        _ => return None,
    };
    if number % (unit / 100) != 0 {
        return None;
    }
    let (whole, hundredths) = (number / unit, number % unit / (unit / 100));
    let mut text = locale.number(whole);
    if hundredths > 0 {
        // Arabic has a decimal separator of its own, but only beside its own digits.
        text.push_str(if text.is_ascii() && !phrases.decimal.is_ascii() { "." } else { &phrases.decimal });
        text.push_str(&locale.number(hundredths / 10));
        if hundredths % 10 > 0 {
            text.push_str(&locale.number(hundredths % 10));
        }
    }
    let category = locale.plural(whole.unsigned_abs());
    let category = if hundredths == 0 || !phrases.fraction_as_whole.is_empty() { category } else { Plural::Other };
    Some(fill(forms.get(category), &text))
}
