//! The diagnosis of texts that are not dates: a rule, a message, and a corrected date where there is one.

use std::fmt;

mod numbers;
mod prose;

use super::{
    Date, Day, Fields, Kind,
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
            suggestion: Some("0000".to_owned()),
        },
        Fault::YearOutOfRange => error("year-out-of-range", "years have at most sixteen digits"),
        Fault::SubYearGrouping => level_2(
            "sub-year groupings (25 to 41: seasons by hemisphere, quarters, quadrimesters, semesters)",
            "21 to 24 for a season",
        ),
        Fault::NoSuchMonth(month) => error(
            "no-such-day",
            format!("there is no month {month:02}; months are 01 to 12, seasons 21 (spring) to 24 (winter)"),
        ),
        Fault::NoSuchDay(year, month, day) => {
            let name = usize::from(month).checked_sub(1).and_then(|index| MONTHS.get(index)).unwrap_or(&"the month");
            error("no-such-day", format!("{name} {year:04} has {} days, so there is no {day:02}", days_in(year, month)))
        }
        Fault::NoSuchTime => midnight(text).unwrap_or_else(|| {
            error(
                "no-such-time",
                "there is no such time of day; hours are 00 to 23, minutes and seconds 00 to 59, zones up to ±14:00",
            )
        }),
    }
}

/// Handles 24:00, which some versions of ISO 8601 have, but EDTF doesn't.
fn midnight(text: &str) -> Option<ParseError> {
    let (day, zone) = text.split_once("T24:00:00")?;
    let Ok(Kind::Date(Date { year, fields: Fields::Day(month, day), .. })) = parse::parse(day) else { return None };
    let next = Day(Day::from_ymd(year, month, day).0 + 1);
    Some(with_suggestion("no-such-time", "24:00 is 00:00 of the next day", format!("{next}T00:00:00{zone}")))
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

fn level_2(what: &str, alternative: &str) -> ParseError {
    error("level-2", format!("this is EDTF level 2: {what}. Keyline reads levels 0 and 1; write {alternative}"))
}

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
    let checks = [old_syntax, level_2_syntax, numbers::explain, qualified_time, prose::explain, time_of_day, bounds];
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

/// Handles the syntax of EDTF level 2.
fn level_2_syntax(text: &str) -> Option<ParseError> {
    if text.contains(['[', ']', '{', '}']) {
        return Some(level_2("a set of dates", "an interval, or an event for each date"));
    }
    if text.starts_with('Y') && text.contains('E') {
        return Some(level_2("a year with an exponent", "the year in full, such as `Y170000002`"));
    }
    if text.len() > 4 && text.contains('S') && text.bytes().all(|byte| byte.is_ascii_digit() || b"Y-SE".contains(&byte))
    {
        return Some(level_2("significant digits", "`~` after the year for about, or `19XX`"));
    }
    if let Some(date) = text.strip_suffix("?~").or_else(|| text.strip_suffix("~?"))
        && is_date(date)
    {
        return Some(with_suggestion("old-syntax", "uncertain and approximate together are `%`", format!("{date}%")));
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit() || b"-/X?~%.".contains(&byte)) {
        return None;
    }
    if let Some(year) = text.strip_prefix(['?', '~', '%'])
        && year.len() == 4
        && is_date(year)
    {
        let sign = text.get(..1).unwrap_or_default();
        return Some(with_suggestion("level-2", "a qualification is after the date", format!("{year}{sign}")));
    }
    if text.contains(['?', '~', '%']) {
        return Some(level_2("qualification of a part of a date", "`?`, `~` or `%` once, at the date's end"));
    }
    text.contains('X').then(|| {
        level_2(
            "unspecified digits elsewhere than at the end",
            "`201X`, `20XX`, `2004-XX`, `1985-04-XX` or `1985-XX-XX`",
        )
    })
}

/// Handles a qualified time of day: EDTF qualifies only dates.
fn qualified_time(text: &str) -> Option<ParseError> {
    let time = text.strip_suffix(['?', '~', '%'])?;
    let (day, _) = time.split_once('T').filter(|_| is_date(time))?;
    let sign = text.get(time.len()..)?;
    Some(with_suggestion("not-edtf", "only a date can be qualified, not a time of day", format!("{day}{sign}")))
}

/// Handles a time of day with a space instead of its `T`, with an hour of one digit, or without its day.
fn time_of_day(text: &str) -> Option<ParseError> {
    let is_clock = |text: &str| text.split_once(':').is_some_and(|(hour, _)| hour.len() <= 2 && all_digits(hour));
    let needs_day = || error("not-edtf", "a time of day needs its day, such as `2025-03-13T21:00:00Z`");
    if is_clock(text.strip_prefix('T').unwrap_or(text)) {
        return Some(needs_day());
    }
    let (day, time) = text.split_once(['T', 't', ' '])?;
    if !is_clock(time) {
        return None;
    }
    if !matches!(parse::parse(day), Ok(Kind::Date(Date { fields: Fields::Day(..), .. }))) {
        return is_date(day).then(needs_day);
    }
    let (clock, zone) = time.split_at(time.find(['Z', 'z', '+', '-', ' ']).unwrap_or(time.len()));
    let zone = zone.trim_start().to_ascii_uppercase();
    let hour = if clock.find(':') == Some(1) { "0" } else { "" };
    let suggestion = format!("{day}T{hour}{clock}{zone}");
    Some(with_suggestion("not-edtf", "a time of day is `T` with hours and minutes of two digits", suggestion))
}

/// Handles an interval with a bound that is not a date.
fn bounds(text: &str) -> Option<ParseError> {
    let (start, end) = text.split_once('/').filter(|(_, end)| !end.contains('/'))?;
    interval("not-edtf", "a bound of this interval is not EDTF", start, end)
}

/// Returns an error with a corrected interval, or the error of a bound that has no correction.
fn interval(rule: &'static str, what: &str, start: &str, end: &str) -> Option<ParseError> {
    let mut corrected = [String::new(), String::new()];
    for (bound, text) in corrected.iter_mut().zip([start.trim(), end.trim()]) {
        *bound = match parse::parse(text) {
            _ if matches!(text, "" | "..") => text.to_owned(),
            Ok(_) => text.to_owned(),
            Err(fault) => {
                let error = explain(fault, text);
                match error.suggestion {
                    Some(suggestion) => suggestion,
                    None => return Some(error),
                }
            }
        };
    }
    Some(with_suggestion(rule, what, corrected.join("/")))
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
    fn a_text_unlike_any_date_has_a_message_about_dates() {
        error("", "not-edtf", "");
        error("  ", "not-edtf", "");
        error(" 2025 ", "not-edtf", "2025");
        error("-0000", "not-edtf", "0000");
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
        fn the_diagnosis_of_any_text_ends(text in "[-0-9YyEXuxSTZ/.~?% ,:openknwJauryMch]{0,14}") {
            for text in [format!("2004-06-11{text}"), text] {
                let Err(error) = Edtf::parse(&text) else { continue };
                prop_assert!(error.suggestion.is_none_or(|suggestion| Edtf::parse(&suggestion).is_ok()));
            }
        }
    }
}
