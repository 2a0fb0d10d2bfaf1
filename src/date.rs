//! Honest dates: EDTF (Library of Congress, ISO 8601-2), levels 0 and 1.
//!
//! Reads a date, knows its earliest and latest day, and says it in words. Never invents a day, never shifts one by a time
//! zone, never asks the clock. Languages come in through [`Locale`]; this module only knows calendars.

pub mod calendar;
mod parse;
mod words;

pub use calendar::Day;
pub use parse::ParseError;

/// A date, date-time or interval, exactly as precise as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edtf {
    text: String,
    kind: Kind,
}

/// What an [`Edtf`] is: one date, or an interval between two bounds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Date(Date),
    Interval(Bound, Bound),
}

/// One end of an interval.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    Date(Date),
    /// `..`: there is no end (yet).
    Open,
    /// Nothing written: there is an end, but nobody knows when.
    Unknown,
}

/// A date on the proleptic Gregorian calendar with only the fields that were given.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    /// Astronomical: 0 is 1 BCE. The first year meant, for `201X` and `20XX`.
    pub year: i64,
    pub fields: Fields,
    pub qualification: Qualification,
}

/// Which fields a date gives, from the vaguest to the finest.
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
    /// `2004-06-11T21:00:00Z`
    Time(u8, u8, Time),
}

/// Spring to winter, EDTF's 21 to 24.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A time of day as it was written: shown in its own zone, never converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Time {
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
    /// Minutes east of UTC; `None` is local time without a zone.
    pub offset: Option<i16>,
}

/// EDTF's `?`, `~` and `%`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Qualification {
    #[default]
    Certain,
    Uncertain,
    Approximate,
    Both,
}

/// A language's way with numbers and calendar dates. The browser answers from `Intl`, the command line from a CLDR library.
pub trait Locale {
    /// The BCP 47 tag.
    fn tag(&self) -> &str;
    /// A year, month or day on the Gregorian calendar in the language's own order, as parts.
    fn date(&self, date: Civil) -> Vec<Part>;
    /// A time of day, "21:00" or "9:00 PM".
    fn time(&self, hour: u8, minute: u8) -> String;
    /// A whole number in the language's digits, grouped.
    fn number(&self, number: i64) -> String;
    /// The plural category of a count.
    fn plural(&self, count: u64) -> Plural;
}

/// The fields to format: a year, with a month, with a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    pub year: i64,
    pub month: Option<u8>,
    pub day: Option<u8>,
    /// "Jun" for "June": for labels without room.
    pub short: bool,
}

/// A piece of a formatted date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub field: Field,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Year,
    Month,
    Day,
    Era,
    Literal,
}

/// CLDR's plural categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// A unit that people count time in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// A distance in time as people say it: "3 years".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gap {
    pub count: u64,
    pub unit: Unit,
}
