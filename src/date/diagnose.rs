//! Why a text is not a date, and what to write instead.

use std::fmt;

use super::{
    calendar::days_in,
    parse::{self, Fault},
};

/// Why a text is not an EDTF date of level 0 or 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// A stable name: `not-edtf`, `no-such-day`, `no-such-time`, `old-syntax`, `us-order`, `level-2`, `end-before-start`,
    /// `time-in-interval`, `year-out-of-range`.
    pub rule: &'static str,
    /// What is wrong and what to write, in a sentence or two.
    pub message: String,
    /// The corrected form, where it can be told.
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

/// With the corrected form, if it really is a date. What is wrong with a suggestion is told, but no suggestion is made for it:
/// that could go on forever.
fn instead(rule: &'static str, what: &str, suggestion: String) -> ParseError {
    match parse::parse(&suggestion) {
        Ok(_) => ParseError { rule, message: format!("{what}; write `{suggestion}`"), suggestion: Some(suggestion) },
        Err(Fault::Syntax) => match level_2_of(&suggestion) {
            Some(error) => error,
            None => ParseError { rule, message: what.to_owned(), suggestion: None },
        },
        Err(fault) => {
            let error = explain(fault, &suggestion);
            ParseError { rule: error.rule, message: format!("{what}; and {}", error.message), suggestion: None }
        }
    }
}

/// What a fault of the grammar means for a text.
pub fn explain(fault: Fault, text: &str) -> ParseError {
    match fault {
        Fault::Syntax => diagnose(text),
        Fault::EndsBeforeStart => {
            error("end-before-start", "the interval ends before it starts; swap its two dates, or correct one of them")
        }
        Fault::NoDateAtAll => {
            error("not-edtf", "an interval needs a date at one end at least, such as `2022-02-24/..`")
        }
        Fault::TimeInInterval => error(
            "time-in-interval",
            "EDTF has no time of day in an interval; give the days alone, such as `2025-06-24/2025-06-25`",
        ),
        Fault::NegativeZero => ParseError {
            rule: "not-edtf",
            message: "there is no year -0000; 1 BCE is `0000`, 2 BCE is `-0001`".to_owned(),
            suggestion: Some("0000".to_owned()),
        },
        Fault::YearOutOfRange => {
            error("year-out-of-range", "a year has sixteen digits at most here; the universe needs eleven")
        }
        Fault::SubYearGrouping => level_2(
            "sub-year groupings (25 to 41: seasons by hemisphere, quarters, quadrimesters, semesters)",
            "21 to 24 for a season",
        ),
        Fault::NoSuchMonth(month) => error(
            "no-such-day",
            format!("there is no month {month:02}; months are 01 to 12, seasons 21 (spring) to 24 (winter)"),
        ),
        Fault::NoSuchDay(year, month, day) => {
            let name = usize::from(month).checked_sub(1).and_then(|nth| MONTHS.get(nth)).unwrap_or(&"the month");
            error("no-such-day", format!("{name} {year:04} has {} days, so there is no {day:02}", days_in(year, month)))
        }
        Fault::NoSuchTime => error(
            "no-such-time",
            "there is no such time of day; hours are 00 to 23, minutes and seconds 00 to 59, zones up to ±14:00",
        ),
    }
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

fn level_2(what: &str, instead: &str) -> ParseError {
    error("level-2", format!("this is EDTF level 2: {what}. Keyline reads levels 0 and 1; write {instead}"))
}

/// Finds the reason for a text that the grammar did not take. The order matters: from what is sure to what is a guess.
fn diagnose(text: &str) -> ParseError {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return error(
            "not-edtf",
            "the date is empty; write a year (`2025`), a month (`2025-03`) or a day (`2025-03-13`)",
        );
    }
    if trimmed.len() != text.len() {
        return instead("not-edtf", "there is space around the date", trimmed.to_owned());
    }
    old_syntax(text)
        .or_else(|| level_2_of(text))
        .or_else(|| numbers(text))
        .or_else(|| named_month(text))
        .or_else(|| time_of_day(text))
        .unwrap_or_else(|| {
            error(
                "not-edtf",
                "this is not an EDTF date; write a year (`2025`), a month (`2025-03`), a day (`2025-03-13`), a time \
                 (`2025-03-13T21:00:00Z`) or an interval (`2022-02-24/..`), with `~` behind it for about",
            )
        })
}

/// Without asking for a reason, which would lead back here.
fn is_date(text: &str) -> bool {
    parse::parse(text).is_ok()
}

/// The draft of 2012, still in many archives.
fn old_syntax(text: &str) -> Option<ParseError> {
    const WHAT: &str = "this is the syntax of EDTF's draft";
    let shape = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || b"-ux".contains(&byte));
    if let Some((start, end)) = text.split_once('/')
        && (start == "unknown" || end == "unknown" || start == "open" || end == "open")
    {
        let bound = |text: &str| match text {
            "unknown" => "".to_owned(),
            "open" => "..".to_owned(),
            date => date.to_owned(),
        };
        return Some(instead("old-syntax", WHAT, format!("{}/{}", bound(start), bound(end))));
    }
    if shape(text) && text.contains(['u', 'x']) && text.len() >= 4 {
        return Some(instead(
            "old-syntax",
            "unspecified digits are written with a capital X",
            text.replace(['u', 'x'], "X"),
        ));
    }
    let year = text.strip_prefix(['y', 'Y'])?;
    let digits = year.trim_start_matches('-');
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(match digits.len() {
        0..=4 => instead("old-syntax", "`Y` is only for years of more than four digits", {
            format!("{}{digits:0>4}", if year.starts_with('-') { "-" } else { "" })
        }),
        _ => {
            let (sign, digits) = (if year.starts_with('-') { "-" } else { "" }, digits.trim_start_matches('0'));
            let long = if digits.len() > 4 { format!("Y{sign}{digits}") } else { format!("{sign}{digits:0>4}") };
            instead(
                "old-syntax",
                "`Y` is a capital and for years of more than four digits, and no zero follows it",
                long,
            )
        }
    })
}

fn level_2_of(text: &str) -> Option<ParseError> {
    if text.contains(['[', ']', '{', '}']) {
        return Some(level_2("a set of dates", "an interval, or an event for each date"));
    }
    let bytes = text.as_bytes();
    if text.starts_with('Y') && text.contains('E') {
        return Some(level_2("a year with an exponent", "the year in full, such as `Y170000002`"));
    }
    if bytes.len() > 4
        && text.contains('S')
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"Y-SE".contains(&byte))
    {
        return Some(level_2("significant digits", "`~` behind the year for about, or `19XX`"));
    }
    let dated = |byte: &u8| byte.is_ascii_digit() || b"-/X?~%.".contains(byte);
    if !bytes.iter().all(dated) {
        return None;
    }
    if text.contains(['?', '~', '%']) {
        return Some(level_2("qualification of a part of a date", "`?`, `~` or `%` once, at the date's end"));
    }
    if text.contains('X') {
        return Some(level_2(
            "unspecified digits elsewhere than at the end",
            "`201X`, `20XX`, `2004-XX`, `1985-04-XX` or `1985-XX-XX`",
        ));
    }
    None
}

/// Three numbers in an order that isn't ISO's, or without their zeros.
fn numbers(text: &str) -> Option<ParseError> {
    let separator = text.chars().find(|c| !c.is_ascii_digit());
    let Some(separator) = separator else {
        return (text.len() == 8).then(|| {
            instead("not-edtf", "the hyphens are missing", format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]))
        });
    };
    let parts: Vec<&str> = text.split(separator).collect();
    let number = |text: &str| -> Option<u32> {
        (!text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse().ok())?
    };
    let parsed: Option<Vec<u32>> = parts.iter().map(|part| number(part)).collect();
    let parsed = parsed?;
    match (separator, parsed.as_slice()) {
        ('-' | '/' | '.', &[year, month, day]) if parts[0].len() == 4 => Some(instead(
            "not-edtf",
            "months and days have two digits behind hyphens",
            format!("{year:04}-{month:02}-{day:02}"),
        )),
        ('-', &[year, month]) if parts[0].len() == 4 => {
            Some(instead("not-edtf", "a month has two digits", format!("{year:04}-{month:02}")))
        }
        ('.', &[day, month, year]) if parts[2].len() == 4 => {
            Some(instead("us-order", "the year comes first", format!("{year:04}-{month:02}-{day:02}")))
        }
        ('/' | '-', &[first, second, year]) if parts[2].len() == 4 => Some(slashed(first, second, year)),
        ('/' | '.', &[month, year]) if parts[1].len() == 4 && month <= 12 => {
            Some(instead("us-order", "the year comes first", format!("{year:04}-{month:02}")))
        }
        _ => None,
    }
}

fn slashed(first: u32, second: u32, year: u32) -> ParseError {
    let (american, european) =
        (format!("{year:04}-{first:02}-{second:02}"), format!("{year:04}-{second:02}-{first:02}"));
    match (is_date(&american) && first <= 12, is_date(&european) && second <= 12) {
        (true, true) if first != second => error(
            "us-order",
            format!(
                "the year comes first; write `{american}` if this is in American order, `{european}` if the day comes first"
            ),
        ),
        (true, _) => instead("us-order", "the year comes first", american),
        _ => instead("us-order", "the year comes first", european),
    }
}

/// "13 March 2025", "March 13, 2025", "March 2025".
fn named_month(text: &str) -> Option<ParseError> {
    let (mut month, mut day, mut year) = (None, None, None);
    for word in text.split([' ', ',', '.', '-']).filter(|word| !word.is_empty()) {
        let begins = |name: &&str| {
            word.len() >= 3
                && name.get(..word.len().min(name.len())).is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        if let Some(nth) = MONTHS.iter().position(begins) {
            month = Some(nth + 1);
        } else if word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) {
            year = Some(word);
        } else {
            let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            day = Some(number.parse::<u8>().ok()?);
        }
    }
    let (year, month) = (year?, month?);
    let date = day.map_or(format!("{year}-{month:02}"), |day| format!("{year}-{month:02}-{day:02}"));
    Some(instead("not-edtf", "EDTF writes dates in numbers", date))
}

/// A time of day with a space for its `T`, or without its seconds.
fn time_of_day(text: &str) -> Option<ParseError> {
    let (day, time) = text.split_once(['T', 't', ' '])?;
    if !is_date(day) {
        return None;
    }
    let clock = time.find(['Z', '+', '-', 'z']).map_or(time, |zone| &time[..zone]);
    let zone = &time[clock.len()..];
    let clock = if clock.len() == 5 { format!("{clock}:00") } else { clock.to_owned() };
    let suggestion = format!("{day}T{clock}{}", zone.to_ascii_uppercase());
    is_date(&suggestion)
        .then(|| instead("not-edtf", "a time of day is hours, minutes and seconds behind a T", suggestion))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::date::Edtf;

    #[track_caller]
    fn suggests(text: &str, rule: &str, suggestion: Option<&str>) {
        let error = Edtf::parse(text).expect_err(text);
        assert_eq!((error.rule, error.suggestion.as_deref()), (rule, suggestion), "{text:?}: {}", error.message);
    }

    #[test]
    fn a_suggestion_that_is_no_date_itself_is_not_made() {
        suggests("Y-00012", "old-syntax", Some("-0012"));
        suggests("Y-0123456", "old-syntax", Some("Y-123456"));
        suggests("y012345", "old-syntax", Some("Y12345"));
        suggests("Y00000", "old-syntax", Some("0000"));
        suggests("Y-00000", "not-edtf", None);
        suggests("Y--12345", "old-syntax", Some("Y-12345"));
        suggests("unknown/open", "not-edtf", None);
        suggests("open/unknown", "not-edtf", None);
        suggests("soon/open", "old-syntax", None);
        suggests("31.02.2025", "no-such-day", None);
        suggests("20uu-06", "level-2", None);
        suggests("2004-06-11Tx", "not-edtf", None);
        suggests("2004-06-11T21", "not-edtf", None);
        suggests("2004-06-11 9:00", "not-edtf", None);
    }

    proptest! {
        #[test]
        fn no_text_is_diagnosed_forever(text in "[-0-9YyEXuxSTZ/.~?% ,:openknwJauryMch]{0,14}") {
            for text in [format!("2004-06-11{text}"), text] {
                let Err(error) = Edtf::parse(&text) else { continue };
                prop_assert!(error.suggestion.is_none_or(|suggestion| Edtf::parse(&suggestion).is_ok()));
            }
        }
    }
}
