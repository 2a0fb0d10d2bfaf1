//! What a language must know to say a date. The browser answers from `Intl`, the command line from a CLDR library.

use crate::i18n::{Phrases, Plural};

/// A language's way with numbers and calendar dates.
pub trait Locale {
    /// Returns the product's own phrases, in this language or else in English.
    fn phrases(&self) -> &Phrases;
    /// A year, month or day on the Gregorian calendar in the language's own order, as parts. The year is 1 to 9999.
    /// A short day may come without its year; there is no short month without a day.
    fn date(&self, date: DateFields) -> Vec<FormattedPart>;
    /// A time of day, "21:00" or "9:00 PM".
    fn time(&self, hour: u8, minute: u8) -> String;
    /// A whole number in the language's digits, grouped.
    fn number(&self, number: i64) -> String;
    /// The plural category of a count.
    fn plural(&self, count: u64) -> Plural;
}

/// The fields to format: a year, with a month, with a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateFields {
    /// Astronomical.
    pub year: i64,
    pub month: Option<u8>,
    pub day: Option<u8>,
    /// "Jun" for "June": for labels without room.
    pub short: bool,
}

/// A piece of a formatted date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormattedPart {
    pub field: Field,
    pub text: String,
}

/// What a piece of a formatted date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Year,
    Month,
    Day,
    Literal,
}
