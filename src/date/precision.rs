//! Precision: the finest field of a date.

use super::Fields;

/// The finest field of a date, in order from the coarsest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    Century,
    Decade,
    Year,
    Season,
    Month,
    Day,
    Minute,
    Second,
}

impl Precision {
    /// Returns a stable name, which `keyline date --json` prints.
    pub fn name(self) -> &'static str {
        match self {
            Precision::Century => "century",
            Precision::Decade => "decade",
            Precision::Year => "year",
            Precision::Season => "season",
            Precision::Month => "month",
            Precision::Day => "day",
            Precision::Minute => "minute",
            Precision::Second => "second",
        }
    }
}

impl Fields {
    /// Returns the precision. An unspecified month or day (`2004-XX`) adds none.
    pub fn precision(self) -> Precision {
        match self {
            Fields::Century => Precision::Century,
            Fields::Decade => Precision::Decade,
            Fields::Year | Fields::UnspecifiedMonth | Fields::UnspecifiedMonthAndDay => Precision::Year,
            Fields::Season(_) => Precision::Season,
            Fields::Month(_) | Fields::UnspecifiedDay(_) => Precision::Month,
            Fields::Day(..) => Precision::Day,
            Fields::Time(.., time) if time.second.is_none() => Precision::Minute,
            Fields::Time(..) => Precision::Second,
        }
    }
}
