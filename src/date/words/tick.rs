//! Labels of the strip: ticks and their contexts, in short forms.

use super::{join, parts, year};
use crate::{
    date::{DateFields, Field, FormattedPart, Locale},
    i18n,
};

/// Formats a tick's finest field: "2025", "Mar", "13", "14:00", "3月". The coarser fields are in its [`context`].
pub fn tick(fields: DateFields, time: Option<(u8, u8)>, locale: &dyn Locale) -> String {
    if let Some((hour, minute)) = time {
        return locale.time(hour, minute);
    }
    let field = match (fields.month, fields.day) {
        (None, _) => return year(fields.year, locale),
        (Some(_), None) => Field::Month,
        (Some(_), Some(_)) => Field::Day,
    };
    short_field(fields, field, locale)
}

/// Formats a field of a short day, since a short month without a day is a number in some languages ("03/2025"). Where the month is a
/// number even with a day ("13. 3."), it is formatted in full.
fn short_field(fields: DateFields, field: Field, locale: &dyn Locale) -> String {
    // Every day exists in the year 2000.
    let day = DateFields { year: 2000, day: fields.day.or(Some(1)), short: true, ..fields };
    let text = with_suffix(locale.date(day), field);
    if field == Field::Month && is_number(&text) {
        return with_suffix(locale.date(DateFields { year: 2000, day: None, short: false, ..fields }), field);
    }
    text
}

/// Returns a field, with the East Asian letter after it for its unit, if there is one: "3月", "13日".
fn with_suffix(parts: Vec<FormattedPart>, field: Field) -> String {
    let mut parts = parts.into_iter().skip_while(|part| part.field != field);
    let mut text = parts.next().map(|part| part.text).unwrap_or_default();
    let suffix = parts.next().and_then(|next| next.text.chars().next());
    text.extend(suffix.filter(|&letter| i18n::is_full_width(letter)));
    text
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Formats the context of ticks: "2025", "March 2025", "13 March 2025"; short: "Mar 2025", "13 Mar".
pub fn context(fields: DateFields, locale: &dyn Locale) -> String {
    if fields.month.is_none() {
        return year(fields.year, locale);
    }
    let is_short_day = fields.short && fields.day.is_some();
    let mut parts = parts(DateFields { short: is_short_day, ..fields }, locale);
    if is_short_day {
        remove_year(&mut parts);
    } else if fields.short
        && let Some(part) = parts.iter_mut().find(|part| part.field == Field::Month && !is_number(&part.text))
    {
        part.text = short_field(fields, Field::Month, locale);
    }
    join(&parts)
}

/// Removes the year and the text that joins it to the other fields.
pub(super) fn remove_year(parts: &mut Vec<FormattedPart>) {
    let Some(at) = parts.iter().position(|part| part.field == Field::Year) else { return };
    let is_literal = |at: usize| parts.get(at).is_some_and(|part| part.field == Field::Literal);
    if at == 0 {
        parts.drain(..if is_literal(1) { 2 } else { 1 });
    } else {
        // Text after the year belongs to it ("2025 г.").
        parts.truncate(if is_literal(at - 1) { at - 1 } else { at });
    }
}
