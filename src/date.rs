//! Dates with their precision and uncertainty: EDTF (Library of Congress, 2019; ISO 8601-2), levels 0 and 1, and two extensions:
//! intervals of times, and times without seconds.
//!
//! Parses dates, computes their earliest and latest day, orders them, and formats them in words. No day is added to a month or a
//! year, no time zone moves a date without a time, and no function depends on the current time. Formatting depends on a
//! [`Locale`].
//!
//! What this is not: EDTF level 2 (an error with its name), durations, calendars other than the Gregorian.

pub mod calendar;
mod diagnose;
mod gap;
mod html;
mod locale;
mod parse;
mod precision;
mod time;
mod time_zone;
mod words;

use std::{cmp::Ordering, fmt, str::FromStr};

pub use calendar::Day;
pub use diagnose::ParseError;
pub(crate) use gap::distance;
pub use gap::{Gap, Unit, gap};
pub(crate) use html::zone_offset;
pub use locale::{DateFields, Field, FormattedPart, Locale};
pub use precision::Precision;
pub use time::{Time, Zone};
pub use time_zone::{LocalOffset, TimeZone, TimeZones};
pub use words::{Known, calendar_date, century, context, decade, span, tick, year};

use calendar::days_in;

/// A date, date-time or interval, exactly as precise as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edtf {
    text: String,
    kind: Kind,
}

/// The content of an [`Edtf`]: one date, or an interval between two bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Date(Date),
    Interval(Bound, Bound),
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    Date(Date),
    /// `..`: no start, or no end yet.
    Open,
    /// Nothing: the bound exists, but its date is unknown.
    Unknown,
}

/// A date on the proleptic Gregorian calendar with only the fields that were given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    /// Astronomical: 0 is 1 BCE. For `201X` and `20XX`, the first year.
    pub year: i64,
    pub fields: Fields,
    pub qualification: Qualification,
}

/// The fields that a date has, from the coarsest to the finest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fields {
    /// `20XX`
    Century,
    /// `201X`
    Decade,
    /// `2004`
    Year,
    /// `2004-XX`
    UnspecifiedMonth,
    /// `1985-XX-XX`
    UnspecifiedMonthAndDay,
    /// `2001-21`
    Season(Season),
    /// `2004-06`
    Month(u8),
    /// `1985-04-XX`
    UnspecifiedDay(u8),
    /// `2004-06-11`
    Day(u8, u8),
    /// `2004-06-11T21:00:00Z`, `2004-06-11T21:00Z`
    Time(u8, u8, Time),
}

/// A season, EDTF's 21 to 24.
///
/// Its days are those of the meteorological season of the northern hemisphere: spring begins on 1 March, and a year's winter ends
/// with February of the next year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// EDTF's qualifications: `?`, `~` and `%`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Qualification {
    #[default]
    Certain,
    Uncertain,
    Approximate,
    Both,
}

impl Edtf {
    /// Parses a date.
    ///
    /// # Errors
    /// Returns an error if the text is not EDTF of level 0 or 1, has a day that does not exist, or is an interval that ends before it
    /// starts. The error has the reason, and the corrected date where there is one.
    ///
    /// ```
    /// use keyline::date::Edtf;
    /// let war = Edtf::parse("2022-02-24/..").unwrap();
    /// assert_eq!(war.earliest().unwrap().to_string(), "2022-02-24");
    /// assert_eq!(war.latest(), None);
    /// assert_eq!(Edtf::parse("2025-02-29").unwrap_err().rule, "no-such-day");
    /// ```
    pub fn parse(text: &str) -> Result<Edtf, ParseError> {
        match parse::parse(text) {
            Ok(kind) => Ok(Edtf { text: text.to_owned(), kind }),
            Err(fault) => Err(diagnose::explain(fault, text)),
        }
    }

    /// Parses a date without a diagnosis of what is wrong; `None` if [`Edtf::parse`] returns an error.
    pub fn parse_quietly(text: &str) -> Option<Edtf> {
        let kind = parse::parse(text).ok()?;
        Some(Edtf { text: text.to_owned(), kind })
    }

    /// Returns the date as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// Returns EDTF's level of conformance, 0 or 1; `None` for the extensions.
    pub fn level(&self) -> Option<u8> {
        match self.kind {
            _ if self.is_extension() => None,
            Kind::Date(date) => Some(date.level()),
            Kind::Interval(start, end) => Some(start.level().max(end.level())),
        }
    }

    /// Returns whether EDTF doesn't have the date: an interval of times, or a time without seconds.
    pub fn is_extension(&self) -> bool {
        let is_interval = matches!(self.kind, Kind::Interval(..));
        self.dates().filter_map(Date::time).any(|time| is_interval || time.second.is_none())
    }

    /// Returns the finest field of the date; of an interval, of its finer bound.
    pub fn precision(&self) -> Precision {
        // The grammar has no interval without a date.
        self.dates().map(|date| date.fields.precision()).max().unwrap_or(Precision::Century)
    }

    /// Returns the qualification; of an interval, the combination of both bounds'.
    pub fn qualification(&self) -> Qualification {
        let mut dates = self.dates().map(|date| date.qualification);
        let first = dates.next().unwrap_or_default();
        dates.fold(first, Qualification::and)
    }

    /// Returns the first possible day; `None` if the start is open or unknown.
    pub fn earliest(&self) -> Option<Day> {
        match self.kind {
            Kind::Date(date) => Some(date.earliest()),
            Kind::Interval(start, _) => start.date().map(|date| date.earliest()),
        }
    }

    /// Returns the last possible day; `None` if the end is open or unknown.
    pub fn latest(&self) -> Option<Day> {
        match self.kind {
            Kind::Date(date) => Some(date.latest()),
            Kind::Interval(_, end) => end.date().map(|date| date.latest()),
        }
    }

    /// Returns start and exclusive end in days since 1970-01-01; a time of day is a fraction, in UTC. `None` for a bound that is open or
    /// unknown. This is for positions: words keep the date as it was written.
    pub fn span(&self) -> (Option<f64>, Option<f64>) {
        match self.kind {
            Kind::Date(date) => {
                let (start, end) = date.span();
                (Some(start), Some(end))
            }
            Kind::Interval(start, end) => {
                (start.date().map(|date| date.span().0), end.date().map(|date| date.span().1))
            }
        }
    }

    /// Compares two dates for their order in a timeline: by earliest day (without one, by the latest), then by precision, the finer
    /// first, then by time of day. It is meant for a stable sort, which keeps the order of equal dates.
    ///
    /// It is the order of instants if all times are in the same zone ([`Edtf::in_zone`]).
    pub fn order(&self, other: &Edtf) -> Ordering {
        let day = |edtf: &Edtf| edtf.earliest().or(edtf.latest());
        let first = |edtf: &Edtf| edtf.dates().next();
        let precision = |edtf: &Edtf| first(edtf).map(|date| date.fields.precision().min(Precision::Minute));
        // If one time has no offset, clock times are compared: all other times then have the same offset (`Edtf::in_zone`).
        let moments = |edtf: &Edtf| first(edtf).and_then(Date::time).map(|time| (time.seconds_utc(), time.seconds()));
        let by_time = || match (moments(self), moments(other)) {
            (Some((utc, _)), Some((other_utc, _))) if !self.has_local_time() && !other.has_local_time() => {
                utc.cmp(&other_utc)
            }
            (one, another) => one.map(|(_, clock)| clock).cmp(&another.map(|(_, clock)| clock)),
        };
        day(self).cmp(&day(other)).then_with(|| precision(other).cmp(&precision(self))).then_with(by_time)
    }

    /// Returns the value for HTML's `<time datetime>`; `None` if HTML has none of the same precision: for intervals, seasons,
    /// unspecified digits, qualified dates and years before 1.
    pub fn datetime(&self) -> Option<String> {
        let Kind::Date(date) = self.kind else { return None };
        date.datetime()
    }

    /// Returns the date, or the bounds of an interval that are dates.
    pub(crate) fn dates(&self) -> impl Iterator<Item = Date> {
        let (first, second) = match self.kind {
            Kind::Date(date) => (Some(date), None),
            Kind::Interval(start, end) => (start.date(), end.date()),
        };
        first.into_iter().chain(second)
    }
}

impl Bound {
    /// Returns the date, if the bound is one.
    pub fn date(self) -> Option<Date> {
        match self {
            Bound::Date(date) => Some(date),
            Bound::Open | Bound::Unknown => None,
        }
    }

    fn level(self) -> u8 {
        self.date().map_or(1, Date::level)
    }
}

impl Date {
    fn level(self) -> u8 {
        let plain = matches!(self.fields, Fields::Year | Fields::Month(_) | Fields::Day(..) | Fields::Time(..));
        u8::from(!plain || self.qualification != Qualification::Certain || !(0..=9999).contains(&self.year))
    }

    pub(crate) fn earliest(self) -> Day {
        let (month, day) = match self.fields {
            Fields::Season(season) => (season.month(), 1),
            Fields::Month(month) | Fields::UnspecifiedDay(month) => (month, 1),
            Fields::Day(month, day) | Fields::Time(month, day, _) => (month, day),
            _ => (1, 1),
        };
        Day::from_ymd(self.year, month, day)
    }

    fn latest(self) -> Day {
        let year = self.year;
        match self.fields {
            Fields::Century => Day::from_ymd(year + 99, 12, 31),
            Fields::Decade => Day::from_ymd(year + 9, 12, 31),
            Fields::Year | Fields::UnspecifiedMonth | Fields::UnspecifiedMonthAndDay => Day::from_ymd(year, 12, 31),
            Fields::Season(Season::Winter) => Day::from_ymd(year + 1, 3, 1).before(),
            Fields::Season(season) => Day::from_ymd(year, season.month() + 3, 1).before(),
            Fields::Month(month) | Fields::UnspecifiedDay(month) => Day::from_ymd(year, month, days_in(year, month)),
            Fields::Day(month, day) | Fields::Time(month, day, _) => Day::from_ymd(year, month, day),
        }
    }

    /// Returns start and exclusive end, as [`Edtf::span`] does.
    pub(crate) fn span(self) -> (f64, f64) {
        if let Some(time) = self.time() {
            let start = self.earliest().0 as f64 + f64::from(time.seconds_utc()) / 86_400.0;
            return (start, start + if time.second.is_some() { 1.0 } else { 60.0 } / 86_400.0);
        }
        (self.earliest().0 as f64, self.latest().0 as f64 + 1.0)
    }

    /// Returns whether it is wholly after `other`. The true order of a time without an offset and one with an offset is unknown within a
    /// day.
    pub(crate) fn is_after(self, other: Date) -> bool {
        match self.time().zip(other.time()) {
            Some((from, to)) if (from.zone == Zone::Local) != (to.zone == Zone::Local) => {
                self.earliest().0 > other.latest().0.saturating_add(1)
            }
            Some((from, to)) => self.instant(from) > other.instant(to),
            None => self.earliest() > other.latest(),
        }
    }
}

impl Season {
    /// Returns its first month.
    fn month(self) -> u8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

impl Qualification {
    fn and(self, other: Qualification) -> Qualification {
        use Qualification::{Both, Certain};
        match (self, other) {
            (Certain, one) | (one, Certain) => one,
            (one, another) if one == another => one,
            _ => Both,
        }
    }

    /// Returns a stable name, which `keyline date --json` prints.
    pub fn name(self) -> &'static str {
        match self {
            Qualification::Certain => "none",
            Qualification::Uncertain => "uncertain",
            Qualification::Approximate => "approximate",
            Qualification::Both => "uncertain and approximate",
        }
    }
}

impl FromStr for Edtf {
    type Err = ParseError;
    fn from_str(text: &str) -> Result<Edtf, ParseError> {
        Edtf::parse(text)
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts level (`None` for an extension), precision, earliest and latest day.
    #[track_caller]
    fn is(text: &str, level: impl Into<Option<u8>>, precision: &str, earliest: &str, latest: &str) {
        let edtf = Edtf::parse(text).expect(text);
        let day = |day: Option<Day>| day.map_or("none".to_owned(), |day| day.to_string());
        assert_eq!(
            (edtf.level(), edtf.precision().name(), day(edtf.earliest()).as_str(), day(edtf.latest()).as_str()),
            (level.into(), precision, earliest, latest),
            "{text}"
        );
        assert_eq!(edtf.to_string(), text);
    }

    #[test]
    fn level_0_is_dates_times_and_intervals() {
        is("1985-04-12", 0, "day", "1985-04-12", "1985-04-12");
        is("1985-04", 0, "month", "1985-04-01", "1985-04-30");
        is("2004-02", 0, "month", "2004-02-01", "2004-02-29");
        is("1985", 0, "year", "1985-01-01", "1985-12-31");
        is("0000", 0, "year", "0000-01-01", "0000-12-31");
        is("1985-04-12T23:20:30", 0, "second", "1985-04-12", "1985-04-12");
        is("1985-04-12T23:20:30Z", 0, "second", "1985-04-12", "1985-04-12");
        is("1985-04-12T23:20:30-04", 0, "second", "1985-04-12", "1985-04-12");
        is("1985-04-12T23:20:30+04:30", 0, "second", "1985-04-12", "1985-04-12");
        is("1964/2008", 0, "year", "1964-01-01", "2008-12-31");
        is("2004-06/2006-08", 0, "month", "2004-06-01", "2006-08-31");
        is("2004-02-01/2005-02-08", 0, "day", "2004-02-01", "2005-02-08");
        is("2004-02-01/2005-02", 0, "day", "2004-02-01", "2005-02-28");
        is("2004-02-01/2005", 0, "day", "2004-02-01", "2005-12-31");
        is("2005/2006-02", 0, "month", "2005-01-01", "2006-02-28");
        is("2025/2025", 0, "year", "2025-01-01", "2025-12-31");
    }

    #[test]
    fn intervals_of_times_and_times_without_seconds_are_extensions() {
        is("2024-07-13T18:02Z", None, "minute", "2024-07-13", "2024-07-13");
        is("2024-07-13T18:02-04:00", None, "minute", "2024-07-13", "2024-07-13");
        is("2024-07-13T18:02:00Z/2024-07-13T18:11:00Z", None, "second", "2024-07-13", "2024-07-13");
        is("2024-07-13T18:02/2024-07-14T18:11", None, "minute", "2024-07-13", "2024-07-14");
        is("2024-07-13T18:02:00Z/..", None, "second", "2024-07-13", "none");
    }

    #[test]
    fn level_1_is_long_years_seasons_qualifications_and_open_ends() {
        is("Y170000002", 1, "year", "+170000002-01-01", "+170000002-12-31");
        is("Y-170000002", 1, "year", "-170000002-01-01", "-170000002-12-31");
        is("Y9999999999999999", 1, "year", "+9999999999999999-01-01", "+9999999999999999-12-31");
        is("-1985", 1, "year", "-1985-01-01", "-1985-12-31");
        is("2001-21", 1, "season", "2001-03-01", "2001-05-31");
        is("2001-22", 1, "season", "2001-06-01", "2001-08-31");
        is("2001-23", 1, "season", "2001-09-01", "2001-11-30");
        is("2001-24", 1, "season", "2001-12-01", "2002-02-28");
        is("2003-24", 1, "season", "2003-12-01", "2004-02-29");
        is("1984?", 1, "year", "1984-01-01", "1984-12-31");
        is("2004-06~", 1, "month", "2004-06-01", "2004-06-30");
        is("2004-06-11%", 1, "day", "2004-06-11", "2004-06-11");
        is("201X", 1, "decade", "2010-01-01", "2019-12-31");
        is("20XX", 1, "century", "2000-01-01", "2099-12-31");
        is("201X?", 1, "decade", "2010-01-01", "2019-12-31");
        is("2004-XX", 1, "year", "2004-01-01", "2004-12-31");
        is("1985-04-XX", 1, "month", "1985-04-01", "1985-04-30");
        is("1985-XX-XX", 1, "year", "1985-01-01", "1985-12-31");
        is("1985-04-12/..", 1, "day", "1985-04-12", "none");
        is("1985-04/..", 1, "month", "1985-04-01", "none");
        is("../1985", 1, "year", "none", "1985-12-31");
        is("1985-04-12/", 1, "day", "1985-04-12", "none");
        is("/1985-04", 1, "month", "none", "1985-04-30");
        is("1984~/2004-06", 1, "month", "1984-01-01", "2004-06-30");
        is("1984?/2004%", 1, "year", "1984-01-01", "2004-12-31");
        is("Y-13800000000/-0001", 1, "year", "-13800000000-01-01", "-0001-12-31");
    }

    #[test]
    fn the_qualification_of_an_interval_combines_its_bounds() {
        let is = |text, name| assert_eq!(Edtf::parse(text).unwrap().qualification().name(), name, "{text}");
        is("2004", "none");
        is("2004?", "uncertain");
        is("2004~", "approximate");
        is("2004%", "uncertain and approximate");
        is("1984~/2004", "approximate");
        is("1984~/2004~", "approximate");
        is("1984?/2004~", "uncertain and approximate");
        is("1984?/..", "uncertain");
    }

    #[test]
    fn a_span_is_in_days_with_the_end_excluded() {
        let is = |text, span| assert_eq!(Edtf::parse(text).unwrap().span(), span, "{text}");
        is("2025-03-13", (Some(20_160.0), Some(20_161.0)));
        is("2025-03", (Some(20_148.0), Some(20_179.0)));
        is("2025-03-13/..", (Some(20_160.0), None));
        is("../2025-03-13", (None, Some(20_161.0)));
        let start = |text| Edtf::parse(text).unwrap().span().0.unwrap();
        assert_eq!(start("2025-03-13T12:00:00Z"), 20_160.5);
        assert_eq!(start("2025-03-13T12:00:00"), 20_160.5);
        assert_eq!(start("2025-03-13T00:00:00+12:00"), 20_159.5);
    }

    #[test]
    fn dates_are_sorted_by_earliest_day_then_the_finer_first() {
        let mut dates = [
            "2025",
            "2025-01",
            "201X",
            "2025-01-01",
            "2025-01-01T12:00:00Z",
            "20XX",
            "2025-01-01T09:00:00Z",
            "2024-24",
            "2025-01/2025-02",
            "2025-01-01T12:00:00+05:00",
            "../2024-12-31",
            "-0043",
            "2025-01-01~",
        ]
        .map(|text| Edtf::parse(text).unwrap());
        dates.sort_by(Edtf::order);
        assert_eq!(
            dates.map(|date| date.to_string()),
            [
                "-0043",
                "20XX",
                "201X",
                "2024-24",
                "../2024-12-31",
                "2025-01-01T12:00:00+05:00",
                "2025-01-01T09:00:00Z",
                "2025-01-01T12:00:00Z",
                "2025-01-01",
                "2025-01-01~",
                "2025-01",
                "2025-01/2025-02",
                "2025",
            ]
        );
    }
}
