//! The interface to a language's formats of dates and numbers. The widget implements it with `Intl`, the command line with ICU4X;
//! both have CLDR's data.

use crate::i18n::{Phrases, Plural};

/// A language's phrases, and its formats of numbers and calendar dates.
pub trait Locale {
    /// Returns the product's own phrases, in this language or else in English.
    fn phrases(&self) -> &Phrases;
    /// Formats a year, month or day of the Gregorian calendar. The parts are in the language's order.
    ///
    /// The year is 1 to 9999. A short date has a day, and may be formatted without its year.
    fn date(&self, date: DateFields) -> Vec<FormattedPart>;
    /// Formats a time of day: "21:00", "9:00 PM".
    fn time(&self, hour: u8, minute: u8) -> String;
    /// Formats an integer in the language's digits, with grouping.
    fn number(&self, number: i64) -> String;
    /// Returns the plural category of a count.
    fn plural(&self, count: u64) -> Plural;
}

/// The fields to format: a year; year and month; or year, month and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateFields {
    /// Astronomical: 0 is 1 BCE.
    pub year: i64,
    pub month: Option<u8>,
    pub day: Option<u8>,
    /// Whether the month is abbreviated ("Jun"), for labels on the strip.
    pub short: bool,
}

/// A part of a formatted date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormattedPart {
    pub field: Field,
    pub text: String,
}

/// The kind of a part of a formatted date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Year,
    Month,
    Day,
    Literal,
}
