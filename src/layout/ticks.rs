//! Ticks: which calendar units fit, and where they fall.

use crate::date::Civil;

/// A line on the axis, with a label where there is room.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    pub x: f64,
    pub label: Option<TickLabel>,
}

/// What a tick says, in fields; words are the caller's.
pub type TickLabel = (TickUnit, Civil, Option<(u8, u8)>);

/// The step between ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TickUnit {
    Minutes(u8),
    Hours(u8),
    Days(u8),
    Months(u8),
    Years(u64),
}
