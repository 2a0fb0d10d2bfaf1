//! The diagnosis of texts that are not dates: a rule, a message, and a corrected date where there is one.

use std::fmt;

mod level_2;
mod numbers;
mod prose;
mod times;

use super::{
    calendar::days_in,
    parse::{self, Fault},
};

/// The reason why a text is not an EDTF date of level 0 or 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// A stable name: `not-edtf`, `no-such-day`, `no-such-time`, `old-syntax`, `us-order`, `level-2`, `end-before-start`,
    /// `time-in-interval`, `year-out-of-range`.
    pub rule: &'static str,
    /// The reason and what to write instead, in one or two sentences.
    pub message: String,
    /// The corrected date, if there is only one.
    pub suggestion: Option<String>,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ParseError {}

fn error(rule: &'static str, message: impl Into<String>) -> ParseError {
    ParseError { rule, message: message.into(), suggestion: None }
}

/// Returns an error with a correction, or with the reason why the correction is not a date either.
///
/// Recursion ends: a correction that is not in the grammar is not diagnosed.
fn with_suggestion(rule: &'static str, what: &str, suggestion: String) -> ParseError {
    match parse::parse(&suggestion) {
        Ok(_) => ParseError { rule, message: format!("{what}; write `{suggestion}`"), suggestion: Some(suggestion) },
        Err(Fault::Syntax) => error(rule, what),
        Err(fault) => {
            let why = explain(fault, &suggestion);
            ParseError { rule: why.rule, message: format!("{what}; and {}", why.message), suggestion: None }
        }
    }
}

fn is_date(text: &str) -> bool {
    parse::parse(text).is_ok()
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns a year, in which 0 is 1 BCE, as EDTF has it.
fn year(year: i64) -> String {
    match year {
        0..=9_999 => format!("{year:04}"),
        -9_999..0 => format!("{year:05}"),
        _ => format!("Y{year}"),
    }
}

/// Returns the error for a fault that the parser found in a text.
pub fn explain(fault: Fault, text: &str) -> ParseError {
    match fault {
        Fault::Syntax => diagnose(text),
        Fault::EndsBeforeStart => {
            error("end-before-start", "the interval ends before it starts; swap its two dates, or correct one of them")
        }
        Fault::NoDateAtAll => {
            error("not-edtf", "an interval needs a date at one end at least, such as `2022-02-24/..`")
        }
        Fault::TimeInInterval => {
            error("time-in-interval", "only one end of this interval has a time of day; give both a time, or neither")
        }
        Fault::NegativeZero => ParseError {
            rule: "not-edtf",
            message: "there is no year -0000; 1 BCE is `0000`, 2 BCE is `-0001`".to_owned(),
            suggestion: Some(text.replace("-0000", "0000")).filter(|date| is_date(date)),
        },
        Fault::YearOutOfRange => error("year-out-of-range", "years have at most sixteen digits"),
        Fault::SubYearGrouping => level_2::error(
            "sub-year groupings (25 to 41: seasons by hemisphere, quarters, quadrimesters, semesters)",
            "21 to 24 for a season",
        ),
        Fault::NoSuchMonth(month) => no_such_month(month, text),
        Fault::NoSuchDay(year, month, day) => {
            let name = usize::from(month).checked_sub(1).and_then(|index| MONTHS.get(index)).unwrap_or(&"the month");
            error("no-such-day", format!("{name} {year:04} has {} days, so there is no {day:02}", days_in(year, month)))
        }
        Fault::NoSuchTime => times::midnight(text).unwrap_or_else(|| {
            error(
                "no-such-time",
                "there is no such time of day; hours are 00 to 23, minutes and seconds 00 to 59, zones up to ±14:00",
            )
        }),
    }
}

fn no_such_month(month: u8, text: &str) -> ParseError {
    let is = format!("there is no month {month:02}; months are 01 to 12, seasons 21 (spring) to 24 (winter)");
    let end = text.split_once('-').and_then(|(start, end)| Some((start, whole_end(start, end)?)));
    let interval = end.map(|(start, end)| format!(", and an interval is `{start}/{end}`"));
    error("no-such-day", is + &interval.unwrap_or_default())
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Finds the reason why a text is not in the grammar. The checks are ordered from certain reasons to guesses.
fn diagnose(text: &str) -> ParseError {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return error(
            "not-edtf",
            "the date is empty; write a year (`2025`), a month (`2025-03`) or a day (`2025-03-13`)",
        );
    }
    if trimmed.len() != text.len() {
        match parse::parse(trimmed) {
            Ok(_) => return with_suggestion("not-edtf", "there is white space around the date", trimmed.to_owned()),
            Err(Fault::Syntax) => {}
            Err(fault) => return explain(fault, trimmed),
        }
    }
    let checks = [
        old_syntax,
        qualified,
        level_2::explain,
        numbers::explain,
        times::qualified,
        prose::explain,
        times::explain,
        bounds,
    ];
    // Longer texts are not mistyped dates.
    let short = (trimmed.len() <= 100).then_some(trimmed);
    short.and_then(|text| checks.iter().find_map(|check| check(text))).unwrap_or_else(|| {
        error(
            "not-edtf",
            "this is not an EDTF date; write a year (`2025`), a month (`2025-03`), a day (`2025-03-13`), a time \
             (`2025-03-13T21:00:00Z`) or an interval (`2022-02-24/..`), with `~` after it for about",
        )
    })
}

/// Handles the syntax of EDTF's draft of 2012, which many archives still use.
fn old_syntax(text: &str) -> Option<ParseError> {
    if let Some((start, end)) = text.split_once('/')
        && [start, end].iter().any(|bound| ["unknown", "open"].contains(bound))
    {
        let bound = |text| match text {
            "unknown" => "",
            "open" => "..",
            date => date,
        };
        let suggestion = format!("{}/{}", bound(start), bound(end));
        return Some(with_suggestion("old-syntax", "this is the syntax of the EDTF draft", suggestion));
    }
    let shape = |byte: u8| byte.is_ascii_digit() || b"-uxX?~".contains(&byte);
    if text.len() >= 4 && text.contains(['u', 'x']) && text.bytes().all(shape) {
        return Some(with_suggestion(
            "old-syntax",
            "an unspecified digit is a capital `X`",
            text.replace(['u', 'x'], "X"),
        ));
    }
    let year = text.strip_prefix(['y', 'Y'])?;
    let (sign, digits) = year.strip_prefix('-').map_or(("", year), |digits| ("-", digits));
    let significant = digits.trim_start_matches('0');
    match (all_digits(digits), significant.len()) {
        (false, _) => None,
        (true, 0..=4) => Some(with_suggestion(
            "old-syntax",
            "`Y` is only for years of more than four digits",
            format!("{sign}{significant:0>4}"),
        )),
        (true, _) => Some(with_suggestion(
            "old-syntax",
            "`Y` is a capital letter, and the year after it has no leading zeros",
            format!("Y{sign}{significant}"),
        )),
    }
}

/// Handles a sign behind a date that needs a correction itself.
fn qualified(text: &str) -> Option<ParseError> {
    let date = text.strip_suffix(SIGNS)?;
    let sign = text.get(date.len()..)?.chars().next()?;
    if date.contains(SIGNS) || date.contains('/') || is_date(date) {
        return None;
    }
    Some(match corrected(date) {
        Ok(corrected) => {
            let what = format!("the date before `{sign}` is not EDTF");
            with_suggestion("not-edtf", &what, with_sign(&corrected, sign))
        }
        Err(error) => error,
    })
}

/// EDTF's qualifications.
const SIGNS: [char; 3] = ['?', '~', '%'];

/// Qualifies a date, or both dates of an interval.
fn with_sign(date: &str, sign: char) -> String {
    let bound = |bound: &str| match bound.strip_suffix(SIGNS) {
        _ if matches!(bound, "" | "..") => bound.to_owned(),
        Some(_) if bound.ends_with(sign) => bound.to_owned(),
        Some(date) => format!("{date}%"),
        None => format!("{bound}{sign}"),
    };
    date.split('/').map(bound).collect::<Vec<_>>().join("/")
}

/// Returns a text that is a date, or its correction.
///
/// # Errors
/// If there is no correction: the reason.
fn corrected(text: &str) -> Result<String, ParseError> {
    match parse::parse(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(fault) => {
            let error = explain(fault, text);
            error.suggestion.clone().ok_or(error)
        }
    }
}

/// Handles an interval with a bound that is not a date.
fn bounds(text: &str) -> Option<ParseError> {
    let (start, end) = text.split_once('/').filter(|(_, end)| !end.contains('/'))?;
    interval("not-edtf", "a bound of this interval is not EDTF", start, end)
}

/// Returns an error with a corrected interval, or the error of a bound that has no correction.
fn interval(rule: &'static str, what: &str, start: &str, end: &str) -> Option<ParseError> {
    let bound = |text: &str| match text {
        "" | ".." => Ok(text.to_owned()),
        "present" | "now" | "today" | "ongoing" => Ok("..".to_owned()),
        date => corrected(date),
    };
    let start = match bound(start.trim()) {
        Ok(start) => start,
        Err(error) => return Some(error),
    };
    // The correction of a bound may be an interval itself, such as that of a century BCE.
    let start = start.split('/').next().unwrap_or_default();
    let whole = whole_end(start, end.trim());
    let what = if whole.is_some() { "an interval has a whole date at both ends" } else { what };
    let end = match whole.map_or_else(|| bound(end.trim()), Ok) {
        Ok(end) => end,
        Err(error) => return Some(error),
    };
    let end = end.rsplit('/').next().unwrap_or_default();
    Some(with_suggestion(rule, what, format!("{start}/{end}")))
}

/// Completes the end of an interval that has only the fields in which it differs from the start, such as `2025-06-24/25`.
fn whole_end(start: &str, end: &str) -> Option<String> {
    let start = start.strip_suffix(SIGNS).unwrap_or(start);
    let is_interval = |end: &str| is_date(&format!("{start}/{end}"));
    if let Some((day, time)) = start.split_once('T') {
        let zone = time.find(['Z', '+', '-']).and_then(|at| time.get(at..)).unwrap_or_default();
        let zone = if end.contains(['Z', '+', '-']) { "" } else { zone };
        return Some(format!("{day}T{end}{zone}")).filter(|whole| times::is_clock(end) && is_interval(whole));
    }
    let padded = format!("{end:0>2}");
    let (head, tail) = start.split_at_checked(start.len().checked_sub(padded.len())?)?;
    // Either whole fields, or the last two digits of a year.
    let is_aligned = head.ends_with('-') || (start.len() == 4 && padded.len() == 2);
    let is_same_shape = tail.bytes().zip(padded.bytes()).all(|(a, b)| a.is_ascii_digit() == b.is_ascii_digit());
    let whole = format!("{head}{padded}");
    (is_aligned && is_same_shape && is_interval(&whole)).then_some(whole)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Edtf;

    /// Asserts the rule and the corrected date, or "" if there is none.
    #[track_caller]
    fn error(text: &str, rule: &str, expected: &str) {
        let error = Edtf::parse(text).expect_err(text);
        assert_eq!((error.rule, error.suggestion.as_deref().unwrap_or("")), (rule, expected), "{text}: {error}");
        if let Some(suggestion) = error.suggestion {
            assert!(Edtf::parse(&suggestion).is_ok(), "{text}: `{suggestion}` is not a date");
        }
    }

    #[track_caller]
    fn message(text: &str, message: &str) {
        assert_eq!(Edtf::parse(text).expect_err(text).message, message);
    }

    #[test]
    fn a_day_that_does_not_exist_is_an_error() {
        error("2025-02-29", "no-such-day", "");
        error("1900-02-29", "no-such-day", "");
        error("2025-04-31", "no-such-day", "");
        error("2025-13", "no-such-day", "");
        error("2025-00", "no-such-day", "");
        error("2025-13-01", "no-such-day", "");
        error("2025-03-00", "no-such-day", "");
        error("2025-20", "no-such-day", "");
        error("2025-99", "no-such-day", "");
        message("2025-02-29", "February 2025 has 28 days, so there is no 29");
        message("2025-13", "there is no month 13; months are 01 to 12, seasons 21 (spring) to 24 (winter)");
        message(" 2025-02-29", "February 2025 has 28 days, so there is no 29");
    }

    #[test]
    fn numbers_in_another_order_are_corrected() {
        error("2025-3-13", "not-edtf", "2025-03-13");
        error("2025/03/13", "not-edtf", "2025-03-13");
        error("2025-3", "not-edtf", "2025-03");
        error("20250313", "not-edtf", "2025-03-13");
        error("03/13/2025", "us-order", "2025-03-13");
        error("13/03/2025", "us-order", "2025-03-13");
        error("03/03/2025", "us-order", "2025-03-03");
        error("03/04/2025", "us-order", "");
        error("13.03.2025", "us-order", "2025-03-13");
        error("31.02.2025", "no-such-day", "");
        error("03/2025", "us-order", "2025-03");
        error("476", "not-edtf", "0476");
        error("12025", "not-edtf", "Y12025");
        message("2025-3-13", "a date has hyphens, and two digits for month and day; write `2025-03-13`");
        message(
            "03/04/2025",
            "the year comes first; write `2025-03-04` if the month comes first, `2025-04-03` if the day comes first",
        );
        message("31.02.2025", "the year comes first; and February 2025 has 28 days, so there is no 31");
    }

    #[test]
    fn dates_in_prose_are_corrected() {
        error("13 March 2025", "not-edtf", "2025-03-13");
        error("March 13, 2025", "not-edtf", "2025-03-13");
        error("Mar. 13th, 2025", "not-edtf", "2025-03-13");
        error("march 2025", "not-edtf", "2025-03");
        error("Sept 2025", "not-edtf", "2025-09");
        error("30 February 2025", "no-such-day", "");
        error("c. 1850", "not-edtf", "1850~");
        error("Circa 1850", "not-edtf", "1850~");
        error("the 1850s", "not-edtf", "185X");
        error("1800s", "not-edtf", "");
        error("44 BC", "not-edtf", "-0043");
        error("1 BCE", "not-edtf", "0000");
        error("10001 BCE", "not-edtf", "Y-10000");
        error("79 AD", "not-edtf", "0079");
        error("fall 2001", "not-edtf", "2001-23");
        error("2014-2016", "not-edtf", "2014/2016");
        error("2014–2016", "not-edtf", "2014/2016");
        error("13 March 2025 to 2 April 2025", "not-edtf", "2025-03-13/2025-04-02");
        error("2022-02-24/present", "not-edtf", "2022-02-24/..");
        error("last Tuesday", "not-edtf", "");
    }

    #[test]
    fn the_syntax_of_the_draft_is_corrected() {
        error("1999-uu", "old-syntax", "1999-XX");
        error("199u", "old-syntax", "199X");
        error("199x", "old-syntax", "199X");
        error("19uu", "old-syntax", "19XX");
        error("1999-uu-uu", "old-syntax", "1999-XX-XX");
        error("y170000002", "old-syntax", "Y170000002");
        error("y-170000002", "old-syntax", "Y-170000002");
        error("Y0012345", "old-syntax", "Y12345");
        error("Y-0012345", "old-syntax", "Y-12345");
        error("y1984", "old-syntax", "1984");
        error("Y-44", "old-syntax", "-0044");
        error("unknown/2004", "old-syntax", "/2004");
        error("2004/open", "old-syntax", "2004/..");
        error("open/open", "not-edtf", "");
        error("2004?~", "old-syntax", "2004%");
        message("2004/open", "this is the syntax of the EDTF draft; write `2004/..`");
    }

    #[test]
    fn level_2_is_an_error_with_its_name() {
        error("Y-17E7", "level-2", "");
        error("1950S2", "level-2", "");
        error("Y171010000S3", "level-2", "");
        error("[1667,1668,1670..1672]", "level-2", "");
        error("{1960,1961-12}", "level-2", "");
        error("2004-06~-11", "level-2", "");
        error("?2004-06-~11", "level-2", "");
        error("~2004", "level-2", "2004~");
        error("156X-12-25", "level-2", "");
        error("XXXX-12-XX", "level-2", "");
        error("1XXX", "level-2", "");
        error("2001-34", "level-2", "");
        error("2004-06-XX/2004-0X-03", "level-2", "");
        message(
            "[1667,1668]",
            "this is EDTF level 2: a set of dates. Keyline reads levels 0 and 1; write an interval, or an event for each date",
        );
    }

    #[test]
    fn a_time_of_day_has_a_day_and_is_at_both_ends_of_an_interval() {
        error("21:00", "not-edtf", "");
        error("T21:00:00Z", "not-edtf", "");
        error("2025-03T21:00:00", "not-edtf", "");
        error("2025-03-13T9:00Z", "not-edtf", "2025-03-13T09:00Z");
        error("2025-03-13 9:05", "not-edtf", "2025-03-13T09:05");
        error("2025-03-13t21:00:00z", "not-edtf", "2025-03-13T21:00:00Z");
        error("2025-03-13T21:00:00Z~", "not-edtf", "2025-03-13~");
        error("2025-12-31T24:00:00Z", "no-such-time", "2026-01-01T00:00:00Z");
        error("2025-03-13T25:00:00Z", "no-such-time", "");
        error("2025-03-13T23:59:60Z", "no-such-time", "");
        error("2025-03-13T21:00:00+14:30", "no-such-time", "");
        error("2025-03-13T21:00:00+02:60", "no-such-time", "");
        error("2025-03-13T09:00:00Z/2025-03-13", "time-in-interval", "");
        error("2025-03-13T09:00:00Z/2025-03-13T08:00:00Z", "end-before-start", "");
        error("2025-03-13T09:00:00Z/2025-03-13T09:30:00+01:00", "end-before-start", "");
        error("2024-01-01T00:30Z/2024-01-01T00:30:00+01:00", "end-before-start", "");
        message("2025-12-31T24:00:00Z", "24:00 is 00:00 of the next day; write `2026-01-01T00:00:00Z`");
    }

    #[test]
    fn an_interval_has_a_date_and_ends_after_its_start() {
        error("2025/2024", "end-before-start", "");
        error("2025-03-13/2025-03-12", "end-before-start", "");
        error("-0043/-0044", "end-before-start", "");
        error("../..", "not-edtf", "");
        error("/", "not-edtf", "");
        error("../", "not-edtf", "");
        error("2001/2002/2003", "not-edtf", "");
        error("2025-3-1/2025-3-2", "not-edtf", "2025-03-01/2025-03-02");
        error("2025-03-13/2025-02-29", "no-such-day", "");
        message("2025/2024", "the interval ends before it starts; swap its two dates, or correct one of them");
    }

    #[test]
    fn fractions_offsets_and_hours_of_a_time_are_corrected() {
        error("2025-03-13T21:00:00.000Z", "not-edtf", "2025-03-13T21:00:00Z");
        error("2025-03-13T21:00:00,123456+01:00", "not-edtf", "2025-03-13T21:00:00+01:00");
        error("2025-03-13T21:00:00.5", "not-edtf", "2025-03-13T21:00:00");
        error("2025-03-13T21:00:00+0000", "not-edtf", "2025-03-13T21:00:00+00:00");
        error("2025-03-13T21:00-0530", "not-edtf", "2025-03-13T21:00-05:30");
        error("2025-03-13T21:00:00+1", "not-edtf", "2025-03-13T21:00:00+01:00");
        error("2025-03-13T21:00:00+1:00", "not-edtf", "2025-03-13T21:00:00+01:00");
        error("2025-03-13T21:00:00−05:00", "not-edtf", "2025-03-13T21:00:00-05:00");
        error("2025-03-13 21:00:00 UTC", "not-edtf", "2025-03-13T21:00:00Z");
        error("2025-03-13 21:00 GMT+2", "not-edtf", "2025-03-13T21:00+02:00");
        error("2025-03-13T21:00:00+1500", "no-such-time", "");
        error("2025-03-13T21:00 EST", "not-edtf", "");
        error("2025-03-13T21:00 America/New_York", "not-edtf", "");
        error("2025-03-13, 21:00", "not-edtf", "2025-03-13T21:00");
        error("03/13/2025 21:00", "not-edtf", "2025-03-13T21:00");
        error("2025-03-13T21:00-05:00[America/New_York]", "not-edtf", "2025-03-13T21:00-05:00");
        error("2025-03-13T21:00[America/New_York]", "not-edtf", "");
        error("2025-03-13 9:05 PM", "not-edtf", "2025-03-13T21:05");
        error("2025-03-13 12am", "not-edtf", "2025-03-13T00:00");
        error("2025-03-13 12:30 p.m.", "not-edtf", "2025-03-13T12:30");
        error("20250313T210000Z", "not-edtf", "2025-03-13T21:00:00Z");
        error("2025-03-13T21", "not-edtf", "2025-03-13T21:00");
        error("2025-03-13T2100", "not-edtf", "2025-03-13T21:00");
        error("2025-12-31T24:00Z", "no-such-time", "2026-01-01T00:00Z");
        error(
            "2025-03-13T21:00:00.000Z/2025-03-13T22:00:00.000Z",
            "not-edtf",
            "2025-03-13T21:00:00Z/2025-03-13T22:00:00Z",
        );
        message("2025-03-13T21:00:00.000Z", "a time has no fractions of a second; write `2025-03-13T21:00:00Z`");
        message(
            "2025-03-13T21:00:00+0000",
            "the zone of a time is `Z` or an offset with a colon, such as `+01:00`; write `2025-03-13T21:00:00+00:00`",
        );
        message("2025-03-13 9 pm", "hours are 00 to 23; write `2025-03-13T21:00`");
        message(
            "2025-03-13T21:00 EST",
            "the zone of a time is `Z` or an offset, such as `-05:00`; without one, a time is in the story's `time_zone`",
        );
    }

    #[test]
    fn years_with_a_sign_are_corrected() {
        error("-13800000000", "not-edtf", "Y-13800000000");
        error("-13800000000~", "not-edtf", "Y-13800000000~");
        error("-66000000/-65000000", "not-edtf", "Y-66000000/Y-65000000");
        error("-000043", "not-edtf", "-0043");
        error("−0043", "not-edtf", "-0043");
        error("−13800000000", "not-edtf", "Y-13800000000");
        error("+2025", "not-edtf", "2025");
        error("+12025", "not-edtf", "Y12025");
        error("-44", "not-edtf", "");
        error("-1", "not-edtf", "");
        message("-13800000000", "a year of more than four digits begins with `Y`; write `Y-13800000000`");
        message("-44", "a year has four digits, and 1 BCE is 0; write `-0043` for 44 BCE, `-0044` for 45 BCE");
        message("-1", "a year has four digits, and 1 BCE is 0; write `0000` for 1 BCE, `-0001` for 2 BCE");
    }

    #[test]
    fn the_end_of_an_interval_is_completed_from_its_start() {
        error("2025-06-24/25", "not-edtf", "2025-06-24/2025-06-25");
        error("2025-06-24/07-02", "not-edtf", "2025-06-24/2025-07-02");
        error("2025-06-02/5", "not-edtf", "2025-06-02/2025-06-05");
        error("2025-06/07", "not-edtf", "2025-06/2025-07");
        error("2025-06-24~/25", "not-edtf", "2025-06-24~/2025-06-25");
        error("2014/16", "not-edtf", "2014/2016");
        error("2014–16", "not-edtf", "2014/2016");
        error("2025/03", "not-edtf", "2025-03");
        error("2001/12", "not-edtf", "");
        error("2025-03-13T21:00Z/22:30", "not-edtf", "2025-03-13T21:00Z/2025-03-13T22:30Z");
        error("24–25 June 2025", "not-edtf", "2025-06-24/2025-06-25");
        error("June 24 - 25, 2025", "not-edtf", "2025-06-24/2025-06-25");
        error("from 24 June to 2 July 2025", "not-edtf", "2025-06-24/2025-07-02");
        error("March–April 2025", "not-edtf", "2025-03/2025-04");
        error("June 2025 to 2026", "not-edtf", "2025-06/2026");
        error("58–50 BC", "not-edtf", "-0057/-0049");
        error("since 2022", "not-edtf", "2022/..");
        error("2022-02-24 – present", "not-edtf", "2022-02-24/..");
        error("until March 1985", "not-edtf", "../1985-03");
        error("2025-06-24/23", "not-edtf", "");
        message("2025-06-24/25", "an interval has a whole date at both ends; write `2025-06-24/2025-06-25`");
        message(
            "2014-16",
            "there is no month 16; months are 01 to 12, seasons 21 (spring) to 24 (winter), and an interval is `2014/2016`",
        );
        message(
            "2001/12",
            "a month has a hyphen before it; write `2001-12` for the month, `2001/2012` for the interval",
        );
    }

    #[test]
    fn unspecified_digits_of_level_1_are_explained() {
        error("195X-01~", "level-2", "");
        error("195X-01", "level-2", "");
        error("-01XX", "level-2", "-0199/-0100");
        error("-00XX", "level-2", "-0099/0000");
        error("-015X", "level-2", "-0159/-0150");
        error("-01XX~", "not-edtf", "-0199~/-0100~");
        error("-01XX/-00XX", "not-edtf", "-0199/0000");
        message(
            "195X-01~",
            "this is EDTF level 2: unspecified digits elsewhere than at the end. Keyline reads levels 0 and 1; write \
             `195X` alone",
        );
        message(
            "1XXX",
            "this is EDTF level 2: more than two unspecified digits. Keyline reads levels 0 and 1; write an interval, such as \
             `1000/1999`",
        );
        message(
            "-01XX",
            "a year before 0000 has no unspecified digits, so a century or decade is an interval; write `-0199/-0100`",
        );
    }

    #[test]
    fn centuries_eras_and_doubts_in_prose_are_corrected() {
        error("2nd century BCE", "not-edtf", "-0199/-0100");
        error("the second century B.C.", "not-edtf", "-0199/-0100");
        error("1st century BC", "not-edtf", "-0099/0000");
        error("19th century", "not-edtf", "18XX");
        error("twenty-first century", "not-edtf", "20XX");
        error("1st century AD", "not-edtf", "00XX");
        error("0th century", "not-edtf", "");
        error("3rd century BCE – 1st century BCE", "not-edtf", "-0299/0000");
        error("ca. 1850", "not-edtf", "1850~");
        error("ca.1850", "not-edtf", "1850~");
        error("c1850", "not-edtf", "1850~");
        error("approx. March 1850", "not-edtf", "1850-03~");
        error("c. 44 BC", "not-edtf", "-0043~");
        error("c. 1850?", "not-edtf", "1850%");
        error("c. 1850-1860", "not-edtf", "1850~/1860~");
        error("c. 2nd century BCE", "not-edtf", "-0199~/-0100~");
        error("probably 1850", "not-edtf", "1850?");
        error("2025-3~", "not-edtf", "2025-03~");
        error("44BC", "not-edtf", "-0043");
        error("10,000 BCE", "not-edtf", "-9999");
        error("15 March 44 BC", "not-edtf", "-0043-03-15");
        error("0 BC", "not-edtf", "");
        error("66 million years ago", "not-edtf", "Y-66000000~");
        error("13.8 billion years ago", "not-edtf", "Y-13800000000~");
        error("Thursday, 13 March 2025", "not-edtf", "2025-03-13");
        error("the 13th of March 2025", "not-edtf", "2025-03-13");
        error("Q1 2025", "not-edtf", "2025-01/2025-03");
        error("2025-Q4", "not-edtf", "2025-10/2025-12");
        error("20", "not-edtf", "");
        error("5", "not-edtf", "0005");
        message("2nd century BCE", "a century BCE is an interval, in which 1 BCE is `0000`; write `-0199/-0100`");
        message(
            "20",
            "two digits are no date; write `0020` for the year, `20XX` for some year from 2000 to 2099, and a day with its year \
             and month, such as `2025-03-13`",
        );
    }

    #[test]
    fn a_text_unlike_any_date_has_a_message_about_dates() {
        error("", "not-edtf", "");
        error("  ", "not-edtf", "");
        error(" 2025 ", "not-edtf", "2025");
        error("-0000", "not-edtf", "0000");
        error("-0000-03-15", "not-edtf", "0000-03-15");
        error("-0000/0014", "not-edtf", "0000/0014");
        error("Y99999999999999999", "year-out-of-range", "");
        error("٢٠٢٥", "not-edtf", "");
        message("", "the date is empty; write a year (`2025`), a month (`2025-03`) or a day (`2025-03-13`)");
        message("Y99999999999999999", "years have at most sixteen digits");
    }

    /// Regression test: the diagnosis of these texts recursed until the stack overflowed.
    #[test]
    fn a_correction_without_a_change_ends_the_diagnosis() {
        error("2025-03-130", "not-edtf", "");
        error("2025-072", "not-edtf", "");
        error("1234/1/2025", "not-edtf", "");
        error("12/123/2025", "us-order", "");
        error("200 March 2025", "not-edtf", "");
        error(&"2014/".repeat(100_000), "not-edtf", "");
    }

    proptest! {
        #[test]
        fn the_diagnosis_of_any_text_ends(text in "[-0-9YyEXuxSTZ/.~?% ,:openknwJauryMchBC+−–]{0,14}") {
            for text in [format!("2004-06-11{text}"), text] {
                let Err(error) = Edtf::parse(&text) else { continue };
                prop_assert!(error.suggestion.is_none_or(|suggestion| Edtf::parse(&suggestion).is_ok()));
            }
        }
    }
}
