//! Time becomes numbers: which row an event's mark is in, where it starts and ends, where ticks and tears fall, and how the
//! list is grouped. Pure: no fonts, no DOM, no language; the caller says how much room there is.

mod list;
mod rows;
mod scale;
mod strip;
mod ticks;

pub use list::{Group, Heading, List, Row};
pub use scale::Scale;
pub use strip::{Edge, Lane, Mark, Strip, Tear};
pub use ticks::{Anchor, Tick, TickLabel};

/// How much room a strip has, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Inline size of the strip.
    pub width: f64,
    /// What a tick's or a tear's label needs.
    pub label: f64,
}

/// Block and inline size of a mark's target (WCAG 2.2, 2.5.8), CSS pixels.
const TARGET: f64 = 24.0;
/// From here on an extent is drawn as a bar, CSS pixels.
const BAR: f64 = 12.0;
/// The inline size that rows are packed for, CSS pixels. Marks only move apart on a wider strip, so rows that hold here hold
/// everywhere, and the strip is as high on a phone as on a desk: nothing moves when it is measured.
const REFERENCE: f64 = 280.0;
