//! Numbers in an order that isn't ISO 8601's, or without their zeros or hyphens.

use super::{ParseError, all_digits, error, instead, is_date};

pub fn explain(text: &str) -> Option<ParseError> {
    let Some(separator) = text.chars().find(|c| !c.is_ascii_digit()) else { return compact(text) };
    let parts: Vec<&str> = text.split(separator).collect();
    if !parts.iter().all(|part| all_digits(part) && part.len() <= 4) {
        return None;
    }
    let two_digits = "months and days have two digits behind hyphens";
    match (separator, parts.as_slice()) {
        ('-' | '/' | '.', &[year, month, day]) if year.len() == 4 => {
            Some(instead("not-edtf", two_digits, format!("{year}-{month:0>2}-{day:0>2}")))
        }
        ('-' | '–', &[start, end]) if start.len() == 4 && end.len() == 4 => {
            Some(instead("not-edtf", "the bounds of an interval stand around a slash", format!("{start}/{end}")))
        }
        ('-', &[year, month]) if year.len() == 4 => {
            Some(instead("not-edtf", "a month has two digits", format!("{year}-{month:0>2}")))
        }
        ('.', &[day, month, year]) if year.len() == 4 => {
            Some(instead("us-order", YEAR_FIRST, format!("{year}-{month:0>2}-{day:0>2}")))
        }
        ('/' | '-', &[first, second, year]) if year.len() == 4 => Some(either_order(first, second, year)),
        ('/' | '.' | '-', &[month, year]) if month.len() <= 2 && year.len() == 4 => {
            Some(instead("us-order", YEAR_FIRST, format!("{year}-{month:0>2}")))
        }
        _ => None,
    }
}

const YEAR_FIRST: &str = "the year comes first";

/// `20250313`, ISO 8601's basic format; and years that lack or exceed four digits.
fn compact(text: &str) -> Option<ParseError> {
    match text.len() {
        1..=3 => Some(instead("not-edtf", "a year has four digits", format!("{text:0>4}"))),
        8 => {
            let (year, rest) = text.split_at_checked(4)?;
            let (month, day) = rest.split_at_checked(2)?;
            Some(instead("not-edtf", "the hyphens are missing", format!("{year}-{month}-{day}")))
        }
        5.. => Some(instead("not-edtf", "a year of more than four digits begins with `Y`", format!("Y{text}"))),
        _ => None,
    }
}

/// `03/13/2025`: the month first, as in America, or the day. When both can be, both are named.
fn either_order(first: &str, second: &str, year: &str) -> ParseError {
    let month_first = format!("{year}-{first:0>2}-{second:0>2}");
    let day_first = format!("{year}-{second:0>2}-{first:0>2}");
    if month_first != day_first && is_date(&month_first) && is_date(&day_first) {
        let message = format!(
            "{YEAR_FIRST}; write `{month_first}` if this is in American order, `{day_first}` if the day comes first"
        );
        return error("us-order", message);
    }
    instead("us-order", YEAR_FIRST, if is_date(&month_first) { month_first } else { day_first })
}
