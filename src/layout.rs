//! Time becomes numbers: which row an event's mark is in, where it starts and ends, where ticks and tears fall, and how the
//! list is grouped. Pure: no fonts, no DOM, no language; the caller says how much room there is.

mod list;
mod scale;
mod strip;
mod ticks;

pub use list::{Group, Heading, List, Row};
pub use scale::Scale;
pub use strip::{Edge, Lane, Mark, Strip, Tear};
pub use ticks::{Tick, TickUnit};

/// How much room a strip has, and how it is to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Inline size in CSS pixels, 200 at the least.
    pub width: f64,
    /// Space that a tick's label needs, in CSS pixels.
    pub label: f64,
}
