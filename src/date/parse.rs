/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError;
