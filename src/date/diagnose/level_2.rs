//! The syntax of EDTF level 2, which Keyline doesn't read.

use super::{ParseError, SIGNS, all_digits, is_date, with_suggestion};

pub fn error(what: &str, alternative: &str) -> ParseError {
    super::error("level-2", format!("this is EDTF level 2: {what}. Keyline reads levels 0 and 1; write {alternative}"))
}

pub fn explain(text: &str) -> Option<ParseError> {
    // A bracket behind a time has the name of its zone.
    if text.starts_with(['[', '{']) || (text.contains(['[', ']', '{', '}']) && !text.contains(':')) {
        return Some(error("a set of dates", "an interval, or an event for each date"));
    }
    if text.starts_with('Y') && text.contains('E') {
        return Some(error("a year with an exponent", "the year in full, such as `Y170000002`"));
    }
    if text.len() > 4 && text.contains('S') && text.bytes().all(|byte| byte.is_ascii_digit() || b"Y-SE".contains(&byte))
    {
        return Some(error("significant digits", "`~` after the year for about, or `19XX`"));
    }
    if let Some(date) = text.strip_suffix("?~").or_else(|| text.strip_suffix("~?"))
        && is_date(date)
    {
        return Some(with_suggestion("old-syntax", "uncertain and approximate together are `%`", format!("{date}%")));
    }
    // Each bound of an interval is explained by itself.
    if !text.bytes().all(|byte| byte.is_ascii_digit() || b"-X?~%.".contains(&byte)) {
        return None;
    }
    if let Some(year) = text.strip_prefix(SIGNS)
        && year.len() == 4
        && is_date(year)
    {
        let sign = text.get(..1).unwrap_or_default();
        return Some(with_suggestion("level-2", "a qualification is after the date", format!("{year}{sign}")));
    }
    if text.contains(SIGNS) {
        return Some(error("qualification of a part of a date", "`?`, `~` or `%` once, at the date's end"));
    }
    text.contains('X').then(|| unspecified_digits(text))
}

fn unspecified_digits(text: &str) -> ParseError {
    if let Some((farthest, nearest)) = text.strip_prefix('-').and_then(century_or_decade) {
        return with_suggestion(
            "level-2",
            "a year before 0000 has no unspecified digits, so a century or decade is an interval",
            format!("-{farthest}/{}", if nearest == "0000" { nearest } else { format!("-{nearest}") }),
        );
    }
    let (year, rest) = text.split_at_checked(4).unwrap_or((text, ""));
    if rest.is_empty()
        && let Some(digit) = year.strip_suffix("XXX").filter(|digit| all_digits(digit))
    {
        return error("more than two unspecified digits", &format!("an interval, such as `{digit}000/{digit}999`"));
    }
    let what = "unspecified digits elsewhere than at the end";
    if year.contains('X') && is_date(year) {
        return error(what, &format!("`{year}` alone"));
    }
    error(what, "`201X`, `20XX`, `2004-XX`, `1985-04-XX` or `1985-XX-XX`")
}

/// Returns the last and the first year of `20XX` or `201X`, by their numbers: `2099` and `2000`.
fn century_or_decade(text: &str) -> Option<(String, String)> {
    let digits = text.trim_end_matches('X');
    let is_one = text.len() == 4 && matches!(digits.len(), 2 | 3) && all_digits(digits);
    is_one.then(|| (text.replace('X', "9"), text.replace('X', "0")))
}
