//! Times of day that differ from EDTF's: fractions of seconds, other offsets, twelve hours, no colons, no day.

use super::{
    super::{Date, Day, Fields, Kind},
    ParseError, SIGNS, all_digits, corrected, error, is_date, parse, with_suggestion,
};

/// Handles a time of day with other separators, digits, offset or hours than EDTF's, or without its day.
pub fn explain(text: &str) -> Option<ParseError> {
    let needs_day = || error("not-edtf", "a time of day needs its day, such as `2025-03-13T21:00:00Z`");
    if is_clock(text.strip_prefix('T').unwrap_or(text)) {
        return Some(needs_day());
    }
    let (day, time) = text.split_once(['T', 't', ' '])?;
    let follows_t = !text.get(day.len()..)?.starts_with(' ');
    let written = Written::read(time, follows_t)?;
    let is_interval = written.zone.split_once('/').is_some_and(|(zone, _)| offset(zone).is_some());
    let day = corrected(day.trim_end_matches(',')).ok().filter(|_| !is_interval)?;
    if !matches!(parse::parse(&day), Ok(Kind::Date(Date { fields: Fields::Day(..), .. }))) {
        return Some(needs_day());
    }
    let clock = written.clock()?;
    let Some(zone) = offset(written.zone) else {
        return Some(error(
            "not-edtf",
            "the zone of a time is `Z` or an offset, such as `-05:00`; without one, a time is in the story's `time_zone`",
        ));
    };
    let what = if written.has_fraction {
        "a time has no fractions of a second"
    } else if written.is_afternoon.is_some() {
        "hours are 00 to 23"
    } else if !["", "Z"].contains(&written.zone) && written.zone != zone {
        "the zone of a time is `Z` or an offset with a colon, such as `+01:00`"
    } else {
        "a time of day is `T` with hours and minutes of two digits"
    };
    Some(with_suggestion("not-edtf", what, format!("{day}T{clock}{zone}")))
}

/// Handles a qualified time of day: EDTF qualifies only dates.
pub fn qualified(text: &str) -> Option<ParseError> {
    let time = text.strip_suffix(SIGNS)?;
    let (day, _) = time.split_once('T').filter(|_| is_date(time))?;
    let sign = text.get(time.len()..)?;
    Some(with_suggestion("not-edtf", "only a date can be qualified, not a time of day", format!("{day}{sign}")))
}

/// Handles 24:00, which some versions of ISO 8601 have, but EDTF doesn't.
pub fn midnight(text: &str) -> Option<ParseError> {
    let (day, rest) = text.split_once("T24:00")?;
    let Ok(Kind::Date(Date { year, fields: Fields::Day(month, day), .. })) = parse::parse(day) else { return None };
    let next = Day(Day::from_ymd(year, month, day).0 + 1);
    Some(with_suggestion("no-such-time", "24:00 is 00:00 of the next day", format!("{next}T00:00{rest}")))
}

/// Whether a text begins with an hour and a colon.
pub fn is_clock(text: &str) -> bool {
    text.split_once(':').is_some_and(|(hour, _)| hour.len() <= 2 && all_digits(hour))
}

/// The parts of a time as it was written.
struct Written<'a> {
    hour: &'a str,
    /// Minutes and seconds.
    rest: Vec<&'a str>,
    has_fraction: bool,
    /// `None` if the clock has 24 hours.
    is_afternoon: Option<bool>,
    zone: &'a str,
}

impl<'a> Written<'a> {
    /// Reads a time that begins with an hour and a colon, or with digits if there is a `T` before it or `am` or `pm` behind it.
    fn read(time: &'a str, follows_t: bool) -> Option<Written<'a>> {
        let time = time.trim_start();
        let end = time.find(|char: char| !char.is_ascii_digit() && !":.,".contains(char)).unwrap_or(time.len());
        let (clock, zone) = time.split_at_checked(end)?;
        let zone = zone.trim_start();
        let half = [("am", false), ("a.m.", false), ("pm", true), ("p.m.", true)].into_iter().find_map(
            |(name, is_afternoon)| {
                let (start, zone) = zone.split_at_checked(name.len())?;
                start.eq_ignore_ascii_case(name).then_some((is_afternoon, zone))
            },
        );
        let (is_afternoon, zone) =
            half.map_or((None, zone), |(is_afternoon, zone)| (Some(is_afternoon), zone.trim_start()));
        // The name of the zone in brackets (RFC 9557) adds nothing to an offset.
        let zone = zone.split_once('[').map_or(zone, |(offset, name)| if offset.is_empty() { name } else { offset });
        let whole = clock.split(['.', ',']).next().unwrap_or_default();
        let fields: Vec<&str> = match (whole.contains(':'), whole.len()) {
            (true, _) => whole.split(':').collect(),
            (false, 1 | 2 | 4 | 6) if follows_t || is_afternoon.is_some() => pairs(whole),
            _ => return None,
        };
        let (hour, rest) = fields.split_first()?;
        let is_digits = fields.iter().all(|field| all_digits(field) && field.len() <= 2);
        is_digits.then(|| Written {
            hour,
            rest: rest.to_vec(),
            has_fraction: whole.len() < clock.len(),
            is_afternoon,
            zone,
        })
    }

    /// Returns the time as EDTF has it, without its zone.
    fn clock(&self) -> Option<String> {
        let hour: u8 = self.hour.parse().ok()?;
        let hour = match self.is_afternoon {
            Some(is_afternoon) if (1..=12).contains(&hour) => hour % 12 + if is_afternoon { 12 } else { 0 },
            _ => hour,
        };
        let rest = if self.rest.is_empty() { "00".to_owned() } else { self.rest.join(":") };
        Some(format!("{hour:02}:{rest}"))
    }
}

/// Splits digits into pairs.
fn pairs(digits: &str) -> Vec<&str> {
    (0..digits.len()).step_by(2).filter_map(|at| digits.get(at..digits.len().min(at + 2))).collect()
}

/// Returns an offset as EDTF has it; `None` if the zone is a name.
fn offset(zone: &str) -> Option<String> {
    let zone = zone.to_ascii_uppercase().replace('\u{2212}', "-");
    let offset = ["UTC", "GMT", "Z"].iter().find_map(|name| zone.strip_prefix(name));
    let sign = match offset.unwrap_or(&zone) {
        "" => return Some(if zone.is_empty() { "" } else { "Z" }.to_owned()),
        offset => offset.strip_prefix(['+', '-']).map(|digits| (offset, digits)),
    };
    let (offset, digits) = sign?;
    let (hours, minutes) =
        digits.split_once(':').or_else(|| digits.split_at_checked(digits.len().saturating_sub(2)))?;
    let (hours, minutes) = if hours.is_empty() { (minutes, "00") } else { (hours, minutes) };
    let is_offset = all_digits(hours) && hours.len() <= 2 && all_digits(minutes) && minutes.len() == 2;
    is_offset.then(|| format!("{}{hours:0>2}:{minutes}", offset.get(..1).unwrap_or_default()))
}
