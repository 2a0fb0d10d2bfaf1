//! Numeric dates that differ from ISO 8601 in their order, or lack zeros, hyphens or `Y`.

use super::{ParseError, all_digits, error, is_date, whole_end, with_suggestion};

pub fn explain(text: &str) -> Option<ParseError> {
    if let Some(error) = signed(text) {
        return Some(error);
    }
    let Some(separator) = text.chars().find(|c| !c.is_ascii_digit()) else { return compact(text) };
    let parts: Vec<&str> = text.split(separator).collect();
    if !parts.iter().all(|part| all_digits(part) && part.len() <= 4) {
        return None;
    }
    let iso_format = "a date has hyphens, and two digits for month and day";
    match (separator, parts.as_slice()) {
        ('-' | '/' | '.', &[year, month, day]) if year.len() == 4 => {
            Some(with_suggestion("not-edtf", iso_format, format!("{year}-{month:0>2}-{day:0>2}")))
        }
        ('-' | '–', &[start, end]) if start.len() == 4 && end.len() == 4 => {
            Some(with_suggestion("not-edtf", "an interval has a slash between its bounds", format!("{start}/{end}")))
        }
        ('-', &[year, month]) if year.len() == 4 => {
            Some(with_suggestion("not-edtf", "a month has two digits", format!("{year}-{month:0>2}")))
        }
        ('/' | '.', &[year, month]) if year.len() == 4 && month.len() <= 2 => month_or_end(year, month),
        ('.', &[day, month, year]) if year.len() == 4 => {
            Some(with_suggestion("us-order", YEAR_FIRST, format!("{year}-{month:0>2}-{day:0>2}")))
        }
        ('/' | '-', &[first, second, year]) if year.len() == 4 => Some(either_order(first, second, year)),
        ('/' | '.' | '-', &[month, year]) if month.len() <= 2 && year.len() == 4 => {
            Some(with_suggestion("us-order", YEAR_FIRST, format!("{year}-{month:0>2}")))
        }
        _ => None,
    }
}

const YEAR_FIRST: &str = "the year comes first";
const LONG_YEAR: &str = "a year of more than four digits begins with `Y`";

/// Handles years with a sign: `-13800000000`, `-44`, `+2025`, and a minus sign that is no hyphen.
fn signed(text: &str) -> Option<ParseError> {
    if let Some(date) = text.strip_prefix('+') {
        let year =
            if is_date(date) { date.to_owned() } else { compact(date).filter(|_| all_digits(date))?.suggestion? };
        return Some(with_suggestion("not-edtf", "a year has no plus sign", year));
    }
    if let Some(date) = text.strip_prefix('\u{2212}') {
        let date = format!("-{date}");
        return if is_date(&date) {
            Some(with_suggestion("not-edtf", "the minus sign of a year is a hyphen", date))
        } else {
            signed(&date)
        };
    }
    let digits = text.strip_prefix('-').filter(|digits| all_digits(digits))?;
    let significant = digits.trim_start_matches('0');
    match (significant.len(), digits.len()) {
        (0, _) => None,
        (1..=4, 1..=4) => {
            let year: u16 = significant.parse().ok()?;
            let bce = super::year(1 - i64::from(year));
            Some(error(
                "not-edtf",
                format!(
                    "a year has four digits, and 1 BCE is 0; write `{bce}` for {year} BCE, `-{year:04}` for {} BCE",
                    year + 1
                ),
            ))
        }
        (1..=4, _) => Some(with_suggestion("not-edtf", "a year has four digits", format!("-{significant:0>4}"))),
        _ => Some(with_suggestion("not-edtf", LONG_YEAR, format!("Y-{significant}"))),
    }
}

/// Handles `20250313`, ISO 8601's basic format, and years of fewer or more than four digits.
fn compact(text: &str) -> Option<ParseError> {
    match text.len() {
        2 => Some(error(
            "not-edtf",
            format!(
                "two digits are no date; write `00{text}` for the year, `{text}XX` for some year from {text}00 to {text}99, and \
                 a day with its year and month, such as `2025-03-13`"
            ),
        )),
        1..=3 => Some(with_suggestion("not-edtf", "a year has four digits", format!("{text:0>4}"))),
        8 => {
            let (year, rest) = text.split_at_checked(4)?;
            let (month, day) = rest.split_at_checked(2)?;
            Some(with_suggestion("not-edtf", "the hyphens are missing", format!("{year}-{month}-{day}")))
        }
        5.. => Some(with_suggestion("not-edtf", LONG_YEAR, format!("Y{text}"))),
        _ => None,
    }
}

/// Handles `2025/03`, a month, and `2014/16`, an interval. If both are possible, the message has both.
fn month_or_end(year: &str, short: &str) -> Option<ParseError> {
    let month = format!("{year}-{short:0>2}");
    match whole_end(year, short) {
        Some(end) if is_date(&month) => Some(error(
            "not-edtf",
            format!("a month has a hyphen before it; write `{month}` for the month, `{year}/{end}` for the interval"),
        )),
        None if is_date(&month) => Some(with_suggestion("not-edtf", "a month has a hyphen before it", month)),
        _ => None,
    }
}

/// Handles `03/13/2025` with the month first, as in the US, or the day. If both orders are possible, the message has both.
fn either_order(first: &str, second: &str, year: &str) -> ParseError {
    let month_first = format!("{year}-{first:0>2}-{second:0>2}");
    let day_first = format!("{year}-{second:0>2}-{first:0>2}");
    if month_first != day_first && is_date(&month_first) && is_date(&day_first) {
        let message = format!(
            "{YEAR_FIRST}; write `{month_first}` if the month comes first, `{day_first}` if the day comes first"
        );
        return error("us-order", message);
    }
    with_suggestion("us-order", YEAR_FIRST, if is_date(&month_first) { month_first } else { day_first })
}
