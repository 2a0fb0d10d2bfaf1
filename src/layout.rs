//! Time becomes numbers: which row an event's mark is in, where it starts and ends, where ticks and tears fall, and how the
//! list is grouped. Pure: no fonts, no DOM, no language; the caller says how much room there is.
//!
//! One way: dates → [`Scale`] (days to positions) → [`Tick`]s, [`Mark`]s and [`Tear`]s of the [`Strip`]. Days are counted
//! from 1970-01-01 as `f64`, so that minutes and billions of years are one kind of number. Positions are fractions of the
//! strip's inline size, from 0 at the start of time to 1, whatever the direction of writing. Every story has a layout: with
//! no event, one, or ten thousand, and no number in it is infinite or NaN.

mod extent;
mod list;
mod mark;
mod rows;
mod scale;
mod strip;
mod tear;
mod tick_unit;
mod ticks;

#[cfg(test)]
mod sample;

pub use extent::Edge;
pub use list::{Group, Heading, List, Row};
pub use mark::Mark;
pub use scale::{Piece, Scale};
pub use strip::{Lane, Strip};
pub use tear::Tear;
pub use ticks::{Anchor, Tick, TickLabel};

/// The least size of a mark as a target, in CSS pixels (WCAG 2.2, 2.5.8).
const TARGET: f64 = 24.0;
/// Space between two labels, in CSS pixels.
const AIR: f64 = 8.0;

/// How much room a strip has, and how it is to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Inline size in CSS pixels; what is under 200 counts as 200.
    pub width: f64,
    /// Space that the widest label of a tick or tear needs, in CSS pixels.
    pub label: f64,
}

impl Room {
    /// The same room within bounds that the arithmetic holds for; NaN becomes the least.
    fn bounded(self) -> Room {
        let within = |value: f64, least: f64, most: f64| if value >= least { value.min(most) } else { least };
        let width = within(self.width, 200.0, 100_000.0);
        Room { width, label: within(self.label, 1.0, width) }
    }
}
