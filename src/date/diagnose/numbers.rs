//! Numeric dates that differ from ISO 8601 in their order, or lack zeros or hyphens.

use super::{ParseError, all_digits, error, is_date, with_suggestion};

pub fn explain(text: &str) -> Option<ParseError> {
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

/// Handles `20250313`, ISO 8601's basic format, and years of fewer or more than four digits.
fn compact(text: &str) -> Option<ParseError> {
    match text.len() {
        1..=3 => Some(with_suggestion("not-edtf", "a year has four digits", format!("{text:0>4}"))),
        8 => {
            let (year, rest) = text.split_at_checked(4)?;
            let (month, day) = rest.split_at_checked(2)?;
            Some(with_suggestion("not-edtf", "the hyphens are missing", format!("{year}-{month}-{day}")))
        }
        5.. => Some(with_suggestion("not-edtf", "a year of more than four digits begins with `Y`", format!("Y{text}"))),
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
