//! Intervals in words: ranges in which shared fields appear once, and open or unknown bounds.

use super::{calendar_date, date_fields, fill, in_phrase, join, parts, phrases, qualified_date, time_of_day};
use crate::date::{Bound, Date, DateFields, Field, Fields, FormattedPart, Locale, Qualification, Zone};

/// Formats an interval. At least one bound is a date, as in the grammar.
pub fn words(start: Bound, end: Bound, locale: &dyn Locale) -> String {
    let phrases = phrases(locale);
    let (phrase, date) = match (start, end) {
        (Bound::Date(start), Bound::Date(end)) => return range(start, end, locale),
        (Bound::Date(start), Bound::Open) => return ongoing(start, locale),
        (Bound::Date(start), Bound::Unknown) => (&phrases.until_unknown, start),
        (Bound::Open, Bound::Date(end)) => (&phrases.until, end),
        (Bound::Unknown, Bound::Date(end)) => (&phrases.from_unknown, end),
        _ => return String::new(),
    };
    in_phrase(phrase, date, locale)
}

/// Formats an interval without an end: "since 1984 (uncertain, ongoing)".
fn ongoing(start: Date, locale: &dyn Locale) -> String {
    let phrases = phrases(locale);
    let (qualification, remark) = match start.qualification {
        Qualification::Certain | Qualification::Approximate => (start.qualification, &phrases.ongoing),
        Qualification::Uncertain => (Qualification::Certain, &phrases.uncertain_and_ongoing),
        Qualification::Both => (Qualification::Approximate, &phrases.uncertain_and_ongoing),
    };
    fill(remark, &in_phrase(&phrases.since, Date { qualification, ..start }, locale))
}

/// Formats two dates as a range, in which shared parts appear once, at the language's place: after ("24–25 June 2025"), before ("June
/// 24–25, 2025") or on both sides.
///
/// A part is shared only with all coarser ones: "24 February 2022–2025" would be another range.
fn range(start: Date, end: Date, locale: &dyn Locale) -> String {
    if let Some(clock) = clock_range(start, end, locale) {
        return calendar_date(date_fields(start), locale) + &phrases(locale).before_time + &clock;
    }
    let (from, to) = (date_fields(start), date_fields(end));
    let same_precision = from.month.is_some() == to.month.is_some() && from.day.is_some() == to.day.is_some();
    if !(is_plain(start) && is_plain(end) && same_precision) {
        return join_range(&qualified_date(start, locale), &qualified_date(end, locale), false);
    }
    let (first, second) = (parts(from, locale), parts(to, locale));
    if first == second {
        return join(&first);
    }
    let (before, after) = shared_parts(&first, &second, from, to);
    let (Some((head, left)), Some((right, tail))) = (
        first
            .split_at_checked(before)
            .map(|(head, rest)| (head, rest.get(..rest.len().saturating_sub(after)).unwrap_or_default())),
        second.get(before..).and_then(|rest| rest.split_at_checked(rest.len().saturating_sub(after))),
    ) else {
        return join_range(&join(&first), &join(&second), false);
    };
    let mut left_text = join(left);
    // The point of an ordinal is part of the number: "24.–25. Juni".
    if tail.first().is_some_and(|part| part.text.starts_with('.')) {
        left_text.push('.');
    }
    let are_numbers = is_number(left, from) && is_number(right, to);
    join(head) + &join_range(&left_text, &join(right), are_numbers) + &join(tail)
}

/// Formats two times of one day: "18:02–18:11 UTC", "18:02 UTC – 19:11 UTC+1"; `None` for others.
pub(super) fn clock_range(start: Date, end: Date, locale: &dyn Locale) -> Option<String> {
    let (from, to) = start.time().zip(end.time())?;
    if date_fields(start) != date_fields(end) {
        return None;
    }
    let are_named = matches!((from.zone, to.zone), (Zone::Named(_), Zone::Named(_)));
    if !are_named && from.zone != to.zone {
        return Some(join_range(&time_of_day(from, locale), &time_of_day(to, locale), false));
    }
    Some([&*locale.time(from.hour, from.minute), "–", &*time_of_day(to, locale)].concat())
}

fn is_plain(date: Date) -> bool {
    date.qualification == Qualification::Certain
        && matches!(date.fields, Fields::Year | Fields::Month(_) | Fields::Day(..))
}

/// Returns the numbers of parts that both dates share at the front and at the back.
fn shared_parts(first: &[FormattedPart], second: &[FormattedPart], from: DateFields, to: DateFields) -> (usize, usize) {
    let is_shared = |(a, b): &(&FormattedPart, &FormattedPart)| {
        let same_unit = match a.field {
            Field::Year => from.year == to.year,
            Field::Month => from.year == to.year && from.month == to.month,
            Field::Day => false,
            Field::Literal => true,
        };
        same_unit && a == b
    };
    let before = first.iter().zip(second).take_while(is_shared).count();
    let after = first.iter().rev().zip(second.iter().rev()).take_while(is_shared).count();
    // Shared punctuation without a field is not moved out of the range: "2024年12月30日 – 2025年1月2日".
    let has_field = |parts: Option<&[FormattedPart]>| {
        parts.is_some_and(|parts| parts.iter().any(|part| part.field != Field::Literal))
    };
    (
        if has_field(first.get(..before)) { before } else { 0 },
        if has_field(first.get(first.len().saturating_sub(after)..)) { after } else { 0 },
    )
}

/// Returns whether the parts are a single number: a day, or a year without an era.
fn is_number(parts: &[FormattedPart], fields: DateFields) -> bool {
    match parts {
        [part] => part.field == Field::Day || (part.field == Field::Year && (1000..=9999).contains(&fields.year)),
        _ => false,
    }
}

/// Joins two texts by a dash, which has spaces around it unless both are numbers.
fn join_range(left: &str, right: &str, are_numbers: bool) -> String {
    let dash = if are_numbers { "–" } else { " – " };
    [left, dash, right].concat()
}
