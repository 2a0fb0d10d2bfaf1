//! How much of a date was given.

use super::Fields;

/// The finest field that a date gives. The vaguest is the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    Century,
    Decade,
    Year,
    Season,
    Month,
    Day,
    Second,
}

impl Precision {
    /// A stable name, as `keyline date --json` prints it.
    pub fn name(self) -> &'static str {
        match self {
            Precision::Century => "century",
            Precision::Decade => "decade",
            Precision::Year => "year",
            Precision::Season => "season",
            Precision::Month => "month",
            Precision::Day => "day",
            Precision::Second => "second",
        }
    }
}

impl Fields {
    /// An unspecified month or day (`2004-XX`) adds nothing to what is before it.
    pub fn precision(self) -> Precision {
        match self {
            Fields::Century => Precision::Century,
            Fields::Decade => Precision::Decade,
            Fields::Year | Fields::UnspecifiedMonth | Fields::UnspecifiedMonthAndDay => Precision::Year,
            Fields::Season(_) => Precision::Season,
            Fields::Month(_) | Fields::UnspecifiedDay(_) => Precision::Month,
            Fields::Day(..) => Precision::Day,
            Fields::Time(..) => Precision::Second,
        }
    }
}
