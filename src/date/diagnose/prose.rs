//! Dates in English prose: "13 March 2025", "c. 1850", "44 BC", "the 1850s", "2nd century BCE", "24 to 25 June 2025".

mod words;

use super::{ParseError, all_digits, corrected, error, interval, with_sign, with_suggestion, year};
use words::Words;

pub fn explain(text: &str) -> Option<ParseError> {
    let lower = text.to_ascii_lowercase();
    let checks = [ongoing, range, qualified, century, decade, era, years_ago, season, quarter, named_month];
    checks.iter().find_map(|check| check(&lower))
}

/// Handles "2022-02-24/present", "since 2022", "until 1985".
fn ongoing(text: &str) -> Option<ParseError> {
    if let Some(start) = text.strip_prefix("since ") {
        return interval("not-edtf", "an ongoing interval ends with `..`", start, "..");
    }
    if let Some(end) = text.strip_prefix("until ") {
        return interval("not-edtf", "an interval without a start begins with `..`", "..", end);
    }
    let (start, end) = text.split_once('/')?;
    ["present", "now", "today", "ongoing"]
        .contains(&end)
        .then(|| interval("not-edtf", "an ongoing interval ends with `..`", start, ".."))?
}

/// Handles "2014 – 2016", "from 13 March 2025 to 15 March 2025", "24–25 June 2025", "58–50 BC".
fn range(text: &str) -> Option<ParseError> {
    let dashes = [" - ", "–", "—", " to ", " until "];
    let (start, end) = dashes.iter().find_map(|dash| text.split_once(dash))?;
    let (start, end) = (start.strip_prefix("from ").unwrap_or(start).trim(), end.trim());
    let nested = dashes.iter().any(|dash| end.contains(dash));
    if nested || start.is_empty() || end.is_empty() {
        return None;
    }
    let what = "an interval has a slash between its bounds";
    match completed(start, end) {
        Some((start, end)) => interval("not-edtf", what, &start, &end),
        None => interval("not-edtf", what, start, end),
    }
}

/// Completes the bounds of an interval from each other: "24" and "25 June 2025", "58" and "50 BC".
fn completed(start: &str, end: &str) -> Option<(String, String)> {
    if let (true, Some((date, _))) = (all_digits(start), without_era(end)) {
        return Some((format!("{start}{}", end.get(date.len()..)?), end.to_owned()));
    }
    let (start, end) = (Words::read(start)?, Words::read(end)?);
    Some((start.completed_from(end).date()?, end.completed_from(start).date()?))
}

/// Handles "c. 1850", "approximately 44 BC", "possibly 1850".
fn qualified(text: &str) -> Option<ParseError> {
    let about = [
        "circa ",
        "ca. ",
        "ca.",
        "ca ",
        "c. ",
        "c.",
        "c ",
        "about ",
        "around ",
        "approximately ",
        "approx. ",
        "approx ",
        "abt. ",
        "abt ",
        "roughly ",
    ];
    let uncertain = ["possibly ", "probably ", "perhaps ", "maybe "];
    let (date, sign, what) = if let Some(date) = about.iter().find_map(|word| text.strip_prefix(word)) {
        (date, '~', "`~` after a date means about")
    } else if let Some(date) =
        text.strip_prefix('c').filter(|date| date.starts_with(|char: char| char.is_ascii_digit()))
    {
        (date, '~', "`~` after a date means about")
    } else {
        let date = uncertain.iter().find_map(|word| text.strip_prefix(word))?;
        (date, '?', "`?` after a date means uncertain")
    };
    Some(match corrected(date.trim()) {
        Ok(date) => with_suggestion("not-edtf", what, with_sign(&date, sign)),
        Err(error) => error,
    })
}

/// Handles "19th century", "the second century BCE".
fn century(text: &str) -> Option<ParseError> {
    let (ordinal, era) = text.strip_prefix("the ").unwrap_or(text).split_once("century")?;
    let count = words::ordinal(ordinal.trim_end_matches([' ', '-']))?;
    match era.trim() {
        "" | "ce" | "c.e." | "ad" | "a.d." => Some(with_suggestion(
            "not-edtf",
            "a century has `X` for its unspecified digits",
            format!("{:02}XX", count - 1),
        )),
        "bce" | "b.c.e." | "bc" | "b.c." => Some(with_suggestion(
            "not-edtf",
            "a century BCE is an interval, in which 1 BCE is `0000`",
            format!("{}/{}", year(1 - 100 * count), year(100 - 100 * count)),
        )),
        _ => None,
    }
}

/// Handles "1850s"; "1800s" is a decade or a century.
fn decade(text: &str) -> Option<ParseError> {
    let year = text.strip_prefix("the ").unwrap_or(text).strip_suffix('s')?.trim_end_matches(['\'', '’']);
    if year.len() != 4 || !all_digits(year) {
        return None;
    }
    let (decade, digit) = year.split_at_checked(3)?;
    match (year.strip_suffix("00"), digit) {
        (Some(century), _) => Some(error(
            "not-edtf",
            format!("`X` is an unspecified digit; write `{decade}X` for the decade, `{century}XX` for the century"),
        )),
        (None, "0") => Some(with_suggestion("not-edtf", "`X` is an unspecified digit", format!("{decade}X"))),
        _ => None,
    }
}

/// Handles "44 BC", "15 March 44 BC", "79 AD". EDTF has astronomical years, in which 1 BCE is 0.
fn era(text: &str) -> Option<ParseError> {
    let (date, is_before) = without_era(text)?;
    let (words, count) = date.rsplit_once(' ').unwrap_or(("", date));
    let count = count.replace(',', "");
    let count: i64 = if count.len() <= 15 && all_digits(&count) { count.parse().ok()? } else { return None };
    let fields = if words.is_empty() { String::new() } else { Words::read(words)?.month_and_day()? };
    let (what, number) = if is_before {
        ("years BCE are negative, and 1 BCE is `0000`", 1 - count)
    } else {
        ("a year has four digits", count)
    };
    (count > 0).then(|| with_suggestion("not-edtf", what, format!("{}{fields}", year(number))))
}

/// Returns a date without its era, and whether it is before our era.
fn without_era(text: &str) -> Option<(&str, bool)> {
    let before = ["bce", "bc", "b.c.e.", "b.c."].iter().find_map(|era| text.strip_suffix(era));
    let after = || ["ce", "ad", "c.e.", "a.d."].iter().find_map(|era| text.strip_suffix(era));
    let date = before.or_else(after).or_else(|| text.strip_prefix("ad "))?;
    Some((date.trim(), before.is_some()))
}

/// Handles "66 million years ago": so long ago that the current year makes no difference.
fn years_ago(text: &str) -> Option<ParseError> {
    let (number, unit) = text.strip_suffix(" years ago")?.split_once(' ')?;
    let zeros = match unit {
        "million" => 6,
        "billion" => 9,
        _ => return None,
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if !all_digits(whole) || fraction.len() > zeros || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = format!("{whole}{fraction:0<zeros$}");
    let what = "a year before our era is negative, and begins with `Y` if it has more than four digits";
    Some(with_suggestion("not-edtf", what, format!("Y-{}~", digits.trim_start_matches('0'))))
}

fn season(text: &str) -> Option<ParseError> {
    let (name, year) = text.split_once(' ')?;
    let year = year.strip_prefix("of ").unwrap_or(year);
    let code = match name {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        _ => return None,
    };
    all_digits(year)
        .then(|| with_suggestion("not-edtf", "EDTF has seasons as months 21 to 24", format!("{year}-{code}")))
}

/// Handles "Q1 2025", "2025-Q1".
fn quarter(text: &str) -> Option<ParseError> {
    let (first, second) = text.split_once([' ', '-'])?;
    let (year, quarter) = if first.starts_with('q') { (second, first) } else { (first, second) };
    let months = match quarter {
        "q1" => ("01", "03"),
        "q2" => ("04", "06"),
        "q3" => ("07", "09"),
        "q4" => ("10", "12"),
        _ => return None,
    };
    let suggestion = format!("{year}-{}/{year}-{}", months.0, months.1);
    Some(with_suggestion("not-edtf", "a quarter is an interval of months", suggestion))
}

/// Handles "13 March 2025", "Thursday, March 13th, 2025", "Sept. 2025".
fn named_month(text: &str) -> Option<ParseError> {
    let words = Words::read(text).filter(Words::has_month)?;
    Some(with_suggestion("not-edtf", "EDTF dates are numeric", words.date()?))
}
