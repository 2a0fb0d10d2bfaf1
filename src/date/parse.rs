//! The parser of EDTF's levels 0 and 1 (Library of Congress, "Extended Date/Time Format Specification", 2019), and of two extensions:
//! intervals of times, and times without seconds. Its errors are bare; [`diagnose`](super::diagnose) explains them.

use super::{Bound, Date, Fields, Kind, Qualification, Season, Time, Zone, calendar::days_in};

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The text is not in the grammar.
    Syntax,
    NegativeZero,
    YearOutOfRange,
    NoSuchMonth(u8),
    SubYearGrouping,
    NoSuchDay(i64, u8, u8),
    NoSuchTime,
    TimeInInterval,
    NoDateAtAll,
    EndsBeforeStart,
}

type Parsed<T> = Result<T, Fault>;

pub fn parse(text: &str) -> Parsed<Kind> {
    match text.split_once('/') {
        Some((start, end)) => interval(start, end),
        None => date(text).map(Kind::Date),
    }
}

fn interval(start: &str, end: &str) -> Parsed<Kind> {
    let (start, end) = (bound(start)?, bound(end)?);
    match (start, end) {
        (Bound::Date(from), Bound::Date(to)) if from.time().is_some() != to.time().is_some() => {
            Err(Fault::TimeInInterval)
        }
        (Bound::Date(from), Bound::Date(to)) if from.is_after(to) => Err(Fault::EndsBeforeStart),
        (Bound::Date(_), _) | (_, Bound::Date(_)) => Ok(Kind::Interval(start, end)),
        _ => Err(Fault::NoDateAtAll),
    }
}

fn bound(text: &str) -> Parsed<Bound> {
    match text {
        "" => Ok(Bound::Unknown),
        ".." => Ok(Bound::Open),
        _ => date(text).map(Bound::Date),
    }
}

fn date(text: &str) -> Parsed<Date> {
    let (text, qualification) = qualified(text);
    if let Some(year) = text.strip_prefix('Y') {
        return Ok(Date { year: long_year(year)?, fields: Fields::Year, qualification });
    }
    let (text, negative) = match text.strip_prefix('-') {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let (year, rest) = text.split_at_checked(4).ok_or(Fault::Syntax)?;
    let (first, fields) = match year.as_bytes() {
        [_, _, b'X', b'X'] if rest.is_empty() && !negative => {
            (digits(&year[..2]).ok_or(Fault::Syntax)? * 100, Fields::Century)
        }
        [_, _, _, b'X'] if rest.is_empty() && !negative => {
            (digits(&year[..3]).ok_or(Fault::Syntax)? * 10, Fields::Decade)
        }
        _ => (digits(year).ok_or(Fault::Syntax)?, Fields::Year),
    };
    let year = if negative { -first } else { first };
    let fields = if rest.is_empty() { fields } else { after_year(year, rest.strip_prefix('-').ok_or(Fault::Syntax)?)? };
    if negative && first == 0 {
        return Err(Fault::NegativeZero);
    }
    if matches!(fields, Fields::Time(..)) && qualification != Qualification::Certain {
        return Err(Fault::Syntax);
    }
    Ok(Date { year, fields, qualification })
}

fn qualified(text: &str) -> (&str, Qualification) {
    for (sign, qualification) in
        [('?', Qualification::Uncertain), ('~', Qualification::Approximate), ('%', Qualification::Both)]
    {
        if let Some(rest) = text.strip_suffix(sign) {
            return (rest, qualification);
        }
    }
    (text, Qualification::Certain)
}

/// Parses a year of more than four digits, without its `Y`.
fn long_year(text: &str) -> Parsed<i64> {
    let (number, sign) = match text.strip_prefix('-') {
        Some(rest) => (rest, -1),
        None => (text, 1),
    };
    if number.len() < 5 || number.starts_with('0') || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::Syntax);
    }
    digits(number).map(|year| sign * year).ok_or(Fault::YearOutOfRange)
}

/// Parses the text after `YYYY-`.
fn after_year(year: i64, text: &str) -> Parsed<Fields> {
    let (month, rest) = text.split_at_checked(2).ok_or(Fault::Syntax)?;
    if month == "XX" {
        return match rest {
            "" => Ok(Fields::UnspecifiedMonth),
            "-XX" => Ok(Fields::UnspecifiedMonthAndDay),
            _ => Err(Fault::Syntax),
        };
    }
    let month = digits(month).ok_or(Fault::Syntax)? as u8;
    if rest.is_empty() {
        return match month {
            1..=12 => Ok(Fields::Month(month)),
            21 => Ok(Fields::Season(Season::Spring)),
            22 => Ok(Fields::Season(Season::Summer)),
            23 => Ok(Fields::Season(Season::Autumn)),
            24 => Ok(Fields::Season(Season::Winter)),
            25..=41 => Err(Fault::SubYearGrouping),
            _ => Err(Fault::NoSuchMonth(month)),
        };
    }
    let (day, rest) = rest.strip_prefix('-').and_then(|rest| rest.split_at_checked(2)).ok_or(Fault::Syntax)?;
    if day == "XX" && rest.is_empty() && (1..=12).contains(&month) {
        return Ok(Fields::UnspecifiedDay(month));
    }
    let day = digits(day).ok_or(Fault::Syntax)? as u8;
    let (is_date, time) = (rest.is_empty(), rest.strip_prefix('T'));
    if !is_date && time.is_none() {
        return Err(Fault::Syntax);
    }
    if !(1..=12).contains(&month) {
        return Err(Fault::NoSuchMonth(month));
    }
    if day == 0 || day > days_in(year, month) {
        return Err(Fault::NoSuchDay(year, month, day));
    }
    match time {
        Some(time) => Ok(Fields::Time(month, day, self::time(time)?)),
        None => Ok(Fields::Day(month, day)),
    }
}

/// Parses `hh:mm:ss` or `hh:mm`, followed by `Z`, `±hh`, `±hh:mm` or nothing.
fn time(text: &str) -> Parsed<Time> {
    let (clock, zone) = text.split_at_checked(5).ok_or(Fault::Syntax)?;
    let (hour, minute) = clock.split_once(':').ok_or(Fault::Syntax)?;
    let (second, zone) = match zone.strip_prefix(':') {
        Some(rest) => rest.split_at_checked(2).map(|(second, zone)| (Some(second), zone)).ok_or(Fault::Syntax)?,
        None => (None, zone),
    };
    let field = |text: &str| digits(text).filter(|_| text.len() == 2).map(|field| field as u8).ok_or(Fault::Syntax);
    let (hour, minute, second) = (field(hour)?, field(minute)?, second.map(field).transpose()?);
    if hour > 23 || minute > 59 || second.unwrap_or(0) > 59 {
        return Err(Fault::NoSuchTime);
    }
    let zone = match zone.as_bytes() {
        [] => Zone::Local,
        b"Z" => Zone::Offset(0),
        [sign @ (b'+' | b'-'), ..] => {
            let hours = zone.get(1..3).and_then(digits).ok_or(Fault::Syntax)?;
            let minutes = match zone.get(3..).ok_or(Fault::Syntax)? {
                "" => 0,
                rest if rest.len() == 3 => rest.strip_prefix(':').and_then(digits).ok_or(Fault::Syntax)?,
                _ => return Err(Fault::Syntax),
            };
            if hours * 60 + minutes > 14 * 60 || minutes > 59 {
                return Err(Fault::NoSuchTime);
            }
            let offset = (hours * 60 + minutes) as i16;
            Zone::Offset(if *sign == b'-' { -offset } else { offset })
        }
        _ => return Err(Fault::Syntax),
    };
    Ok(Time { hour, minute, second, zone })
}

/// Parses a number of ASCII digits alone, at most as many as [`MAX_YEAR`](super::calendar::MAX_YEAR) has.
fn digits(text: &str) -> Option<i64> {
    let is_number = text.len() <= 16 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::super::{Date, Edtf, Zone};
    use proptest::prelude::*;

    /// Texts similar to dates, right and wrong, for all rules of the grammar and of the diagnosis.
    fn similar_to_dates() -> impl Strategy<Value = String> {
        let bound = "(-|Y|Y-|y)?[0-9uxXS]{1,6}([-/. –][0-9XuE]{1,3}([-/. ,][0-9X]{1,4}([T ][0-9]{1,2}:?[0-9]{2}(:[0-9]{2})?(\\.[0-9]{1,3})?( ?pm)?(Z| UTC|[+-][0-9]{1,2}(:?[0-9]{2})?)?)?)?)?[?~%]{0,2}";
        let word = "(c\\. |c|about |since |probably )?([0-9]{1,2} )?(March|feb|Sept\\.|Spring of|Q1|)[ ,]?[0-9]{1,5}(s| BC| AD|(th|nd) century( BC)?| million years ago)?";
        let one = prop_oneof![bound, word, Just("..".to_owned()), Just(String::new()), Just("open".to_owned())];
        prop_oneof![one.clone(), (one.clone(), "/| - |–| to ", one).prop_map(|(start, dash, end)| start + &dash + &end)]
    }

    /// Dates close together, so that they touch, overlap and are equal.
    fn date() -> impl Strategy<Value = Edtf> {
        let fields = [
            "",
            "-01",
            "-12",
            "-24",
            "-XX",
            "-XX-XX",
            "-01-XX",
            "-01-01",
            "-12-31",
            "-01-01T00:30:00",
            "-01-01T00:30:00+01:00",
            "-01-01T00:30Z",
        ];
        let one = ("202[45]", prop::sample::select(fields.to_vec())).prop_map(|(year, fields)| year + fields);
        let bound = prop_oneof![one.clone(), "202[45X]", "20XX", Just("..".to_owned()), Just(String::new())];
        prop_oneof![one, "202[45X][?~%]?", (bound.clone(), bound).prop_map(|(start, end)| start + "/" + &end)]
            .prop_filter_map("no date", |text| Edtf::parse_quietly(&text))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = Edtf::parse(&text);
        }

        #[test]
        fn a_suggestion_is_a_date(text in similar_to_dates()) {
            match Edtf::parse(&text) {
                Ok(date) => prop_assert_eq!(date.to_string(), text),
                Err(error) => {
                    prop_assert!(!error.message.is_empty() && !error.rule.is_empty());
                    if let Some(suggestion) = error.suggestion {
                        prop_assert!(Edtf::parse(&suggestion).is_ok(), "{} to {}", text, suggestion);
                        prop_assert_ne!(suggestion, text);
                    }
                }
            }
        }

        #[test]
        fn the_earliest_day_is_never_after_the_latest(date in date()) {
            // The true order of a time without an offset and one with an offset is unknown within a day.
            let zones: Vec<bool> = date.dates().filter_map(Date::time).map(|time| time.zone == Zone::Local).collect();
            let is_mixed = matches!(*zones, [true, false] | [false, true]);
            if let (Some(earliest), Some(latest)) = (date.earliest(), date.latest()) {
                prop_assert!(earliest.0 <= latest.0 + i64::from(is_mixed));
            }
            if let ((Some(start), Some(end)), false) = (date.span(), is_mixed) {
                prop_assert!(start < end);
            }
        }

        #[test]
        fn order_is_total(a in date(), b in date(), c in date()) {
            // As in a story: all times are in one zone.
            let [a, b, c] = [a, b, c].map(|date| date.in_zone(60));
            prop_assert_eq!(a.order(&b), b.order(&a).reverse());
            if a.order(&b).is_le() && b.order(&c).is_le() {
                prop_assert!(a.order(&c).is_le());
            }
        }
    }
}
