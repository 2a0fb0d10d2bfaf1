//! Intervals in words: ranges that say once what both ends share, and ends that are open or unknown.

use super::{fields, fill, govern, join, parts, phrases, single};
use crate::date::{Bound, Date, DateFields, Field, Fields, FormattedPart, Locale, Qualification};

/// `start` and `end` are not both without a date: the grammar sees to it.
pub fn words(start: Bound, end: Bound, locale: &dyn Locale) -> String {
    let phrases = phrases(locale);
    let (phrase, date) = match (start, end) {
        (Bound::Date(start), Bound::Date(end)) => return range(start, end, locale),
        (Bound::Date(start), Bound::Open) => (&phrases.since, start),
        (Bound::Date(start), Bound::Unknown) => (&phrases.until_unknown, start),
        (Bound::Open, Bound::Date(end)) => (&phrases.until, end),
        (Bound::Unknown, Bound::Date(end)) => (&phrases.from_unknown, end),
        _ => return String::new(),
    };
    fill(govern(phrase, date), &single(date, locale))
}

/// Two dates as one range. What both share is said once, where the language has it: after ("24–25 June 2025"), before ("June
/// 24–25, 2025") or on both sides. Only a greater unit can be shared: "24 February 2022–2025" would say something else.
fn range(start: Date, end: Date, locale: &dyn Locale) -> String {
    let (from, to) = (fields(start), fields(end));
    let alike = from.month.is_some() == to.month.is_some() && from.day.is_some() == to.day.is_some();
    if !(is_plain(start) && is_plain(end) && alike) {
        return dashed(&single(start, locale), &single(end, locale), false);
    }
    let (first, second) = (parts(from, locale), parts(to, locale));
    if first == second {
        return join(&first);
    }
    let (before, after) = shared(&first, &second, from, to);
    let (Some((head, left)), Some((right, tail))) = (
        first
            .split_at_checked(before)
            .map(|(head, rest)| (head, rest.get(..rest.len().saturating_sub(after)).unwrap_or_default())),
        second.get(before..).and_then(|rest| rest.split_at_checked(rest.len().saturating_sub(after))),
    ) else {
        return dashed(&join(&first), &join(&second), false);
    };
    let mut left_text = join(left);
    // An ordinal's point belongs to the number: "24.–25. Juni".
    if tail.first().is_some_and(|part| part.text.starts_with('.')) {
        left_text.push('.');
    }
    let bare = is_number(left, from) && is_number(right, to);
    let mut text = join(head);
    text.push_str(&dashed(&left_text, &join(right), bare));
    text.push_str(&join(tail));
    text
}

fn is_plain(date: Date) -> bool {
    date.qualification == Qualification::Certain
        && matches!(date.fields, Fields::Year | Fields::Month(_) | Fields::Day(..))
}

/// How many parts, from the front and from the back, both dates have in common and can say once.
fn shared(first: &[FormattedPart], second: &[FormattedPart], from: DateFields, to: DateFields) -> (usize, usize) {
    let same = |(a, b): &(&FormattedPart, &FormattedPart)| {
        let same_unit = match a.field {
            Field::Year => from.year == to.year,
            Field::Month => from.year == to.year && from.month == to.month,
            Field::Day => false,
            Field::Literal => true,
        };
        same_unit && a == b
    };
    let before = first.iter().zip(second).take_while(same).count();
    let after = first.iter().rev().zip(second.iter().rev()).take_while(same).count();
    // Punctuation alone is nothing to share: "2024年12月30日 – 2025年1月2日".
    let worth = |parts: Option<&[FormattedPart]>| {
        parts.is_some_and(|parts| parts.iter().any(|part| part.field != Field::Literal))
    };
    (
        if worth(first.get(..before)) { before } else { 0 },
        if worth(first.get(first.len().saturating_sub(after)..)) { after } else { 0 },
    )
}

/// Whether nothing but a day's or a year's number is left of a date: years outside these bounds have words behind them.
fn is_number(parts: &[FormattedPart], civil: DateFields) -> bool {
    match parts {
        [part] => part.field == Field::Day || (part.field == Field::Year && (1000..=9999).contains(&civil.year)),
        _ => false,
    }
}

/// A dash closes up between bare numbers; between words it is spaced.
fn dashed(left: &str, right: &str, bare: bool) -> String {
    let mut text = left.to_owned();
    text.push_str(if bare { "–" } else { " – " });
    text.push_str(right);
    text
}
