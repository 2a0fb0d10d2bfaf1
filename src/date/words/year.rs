//! Years, decades and centuries in words.

use super::{fill, phrases};
use crate::{
    date::{DateFields, Field, Locale},
    i18n::Plural,
};

/// A year as a heading: "2025", "79 CE", "44 BCE", "13.8 billion BCE". `year` is astronomical: 0 is 1 BCE.
///
/// From 10,000 BCE on a year that ends in two zeros is meant as a round figure: nobody means the one year between
/// astronomers' and historians' counts. All others are converted exactly.
pub fn year(year: i64, locale: &dyn Locale) -> String {
    let phrases = phrases(locale);
    let (count, era, era_round) = match year {
        1000..=9999 => return four_digits(year, locale),
        1.. => (year, &phrases.ce, &phrases.ce_round),
        _ if year <= -10_000 && year % 100 == 0 => (year.saturating_neg(), &phrases.bce, &phrases.bce_round),
        _ => (1_i64.saturating_sub(year), &phrases.bce, &phrases.bce_round),
    };
    match (count, round(count, locale)) {
        (_, Some(round)) => fill(era_round, &round),
        (1000..=9999, None) => fill(era, &four_digits(count, locale)),
        (_, None) => fill(era, &locale.number(count)),
    }
}

/// A decade by its first year: "2010s".
pub fn decade(first: i64, locale: &dyn Locale) -> String {
    fill(&phrases(locale).decade, &bare(first, locale))
}

/// A century by its first and last year: "1900–1999". "The 1900s" would be read as a decade, and the 20th century begins with
/// 1901.
pub fn century(first: i64, locale: &dyn Locale) -> String {
    let mut text = bare(first, locale);
    text.push('–');
    text.push_str(&bare(first.saturating_add(99), locale));
    text
}

/// The number without an era.
fn bare(year: i64, locale: &dyn Locale) -> String {
    if (1000..=9999).contains(&year) { four_digits(year, locale) } else { locale.number(year) }
}

/// As the calendar writes it: without a grouping mark.
fn four_digits(year: i64, locale: &dyn Locale) -> String {
    let parts = locale.date(DateFields { year, month: None, day: None, short: false });
    parts.into_iter().find(|part| part.field == Field::Year).map(|part| part.text).unwrap_or_default()
}

/// "66 million", "4.54 billion": what has nothing behind its second decimal.
pub fn round(number: i64, locale: &dyn Locale) -> Option<String> {
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
        // A language that has digits of its own has a mark of its own for them only.
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
