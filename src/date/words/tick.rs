//! Labels of ticks: short, because room is short.

use super::{join, parts, phrases, year};
use crate::date::{Civil, Field, Locale, Part};

/// A tick's label: "2025" for a year and for its January, "Mar", "13 Mar", "14:00"; where `short` is off, with the year:
/// "Mar 2025", "13 March 2025", "13 March 2025, 14:00".
pub fn tick(civil: Civil, time: Option<(u8, u8)>, locale: &dyn Locale) -> String {
    let clock = time.map(|(hour, minute)| locale.time(hour, minute));
    let date = match (civil.month, civil.day) {
        (None, _) => year(civil.year, locale),
        (Some(1), None) if civil.short => year(civil.year, locale),
        // There is no short day with its year that every language says without numbers alone.
        _ if !civil.short => join(&parts(Civil { short: civil.day.is_none(), ..civil }, locale)),
        _ => join(&without_year(parts(civil, locale))),
    };
    match clock {
        Some(clock) if civil.short => clock,
        Some(clock) => date + phrases(locale).comma + &clock,
        None => date,
    }
}

/// Drops the year and what joins it to the rest.
fn without_year(mut parts: Vec<Part>) -> Vec<Part> {
    let Some(at) = parts.iter().position(|part| part.field == Field::Year) else { return parts };
    let literal = |parts: &[Part], at: usize| parts.get(at).is_some_and(|part| part.field == Field::Literal);
    if at == 0 {
        parts.drain(..if literal(&parts, 1) { 2 } else { 1 });
    } else {
        // Behind the year may stand its own word ("2025 г."): it goes with it.
        parts.truncate(if literal(&parts, at - 1) { at - 1 } else { at });
    }
    parts
}
