//! Labels of ticks: short, because room is short.

use super::{join, parts, year};
use crate::{
    date::{DateFields, Field, FormattedPart, Locale},
    i18n,
};

/// A tick's label, which says only its finest field: "2025", "Mar", "13", "14:00", "3月". The rest is its [`context`]'s.
pub fn tick(civil: DateFields, time: Option<(u8, u8)>, locale: &dyn Locale) -> String {
    if let Some((hour, minute)) = time {
        return locale.time(hour, minute);
    }
    let field = match (civil.month, civil.day) {
        (None, _) => return year(civil.year, locale),
        (Some(_), None) => Field::Month,
        (Some(_), Some(_)) => Field::Day,
    };
    short(civil, field, locale)
}

/// A field of a short day: without one, a short month is a number in some languages ("03/2025"). Where it is one with a day, too
/// ("13. 3."), it is a long month.
fn short(civil: DateFields, field: Field, locale: &dyn Locale) -> String {
    // Every day exists in the year 2000, and every language knows it.
    let text =
        with_word(locale.date(DateFields { year: 2000, day: civil.day.or(Some(1)), short: true, ..civil }), field);
    if field == Field::Month && is_number(&text) {
        return with_word(locale.date(DateFields { year: 2000, day: None, short: false, ..civil }), field);
    }
    text
}

/// A field with the letter that says what it counts, where a language has one behind it: "3月", "13日".
fn with_word(parts: Vec<FormattedPart>, field: Field) -> String {
    let mut parts = parts.into_iter().skip_while(|part| part.field != field);
    let mut text = parts.next().map(|part| part.text).unwrap_or_default();
    text.extend(parts.next().and_then(|next| next.text.chars().next()).filter(|&letter| i18n::is_full_width(letter)));
    text
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What ticks are part of: "2025", "March 2025", "13 March 2025"; where `short` is on, "Mar 2025", "13 Mar".
pub fn context(civil: DateFields, locale: &dyn Locale) -> String {
    if civil.month.is_none() {
        return year(civil.year, locale);
    }
    let mut parts = parts(DateFields { short: civil.short && civil.day.is_some(), ..civil }, locale);
    if civil.short && civil.day.is_some() {
        without_year(&mut parts);
    } else if civil.short
        && let Some(part) = parts.iter_mut().find(|part| part.field == Field::Month && !is_number(&part.text))
    {
        part.text = short(civil, Field::Month, locale);
    }
    join(&parts)
}

/// Drops the year and what joins it to the rest.
fn without_year(parts: &mut Vec<FormattedPart>) {
    let Some(at) = parts.iter().position(|part| part.field == Field::Year) else { return };
    let literal = |at: usize| parts.get(at).is_some_and(|part| part.field == Field::Literal);
    if at == 0 {
        parts.drain(..if literal(1) { 2 } else { 1 });
    } else {
        // Behind the year may stand its own word ("2025 г."): it goes with it.
        parts.truncate(if literal(at - 1) { at - 1 } else { at });
    }
}
