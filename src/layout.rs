//! Time becomes numbers: which row an event's mark is in, where it starts and ends, where ticks and breaks fall, and how the
//! list is grouped. Pure: no fonts, no DOM, no language; the caller says how much room there is, and how wide a label.
//!
//! One way: dates → [`Plan`] (what stays: breaks, lanes, rows) → [`Viewport`] (width and [`Zoom`]) → [`Scale`] (days to positions) →
//! [`Tick`]s, [`Mark`]s and [`Break`]s of the [`Strip`]. Days are counted from 1970-01-01 as `f64`, so that minutes and billions
//! of years are one kind of number. Positions are fractions of the inline size that is seen, from 0 at its earliest day to 1,
//! whatever the direction of writing. Every story has a layout: with no event, one, or ten thousand, and no number in it is
//! infinite or NaN.

use crate::date::{DateFields, Gap};

mod axis_break;
mod cluster;
mod extent;
mod heading;
mod list;
mod mark;
mod plan;
mod rows;
mod scale;
mod strip;
mod tick_unit;
mod ticks;
mod view_transform;
mod zoom;

#[cfg(test)]
mod sample;

pub use axis_break::Break;
pub use extent::Edge;
pub use heading::Heading;
pub use list::{Group, List, Order, Row};
pub use mark::{Mark, size};
pub use plan::Plan;
pub use scale::{Piece, Scale};
pub use strip::{Lane, Strip};
pub use ticks::{Context, Tick, TickLabel};
pub use zoom::{Viewport, Zoom};

/// The least size of a mark as a target, in CSS pixels (WCAG 2.2, 2.5.8).
const TARGET: f64 = 24.0;
/// Space between two labels, in CSS pixels.
const AIR: f64 = 8.0;
/// The inline size at which breaks are chosen and rows are found, whatever the strip's, in CSS pixels: the smallest phone's.
/// Marks only move apart on a wider strip, or zoomed in, so rows that hold here hold everywhere; and the strip is as high on a
/// phone as on a wall: nothing moves when it is measured.
const REFERENCE: f64 = 280.0;

/// What a label says, for whoever knows how wide that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Label {
    Tick(TickLabel),
    /// What ticks are part of.
    Context(DateFields),
    Gap(Gap),
}

/// Says how wide a label is, in CSS pixels.
pub type Measure<'a> = &'a dyn Fn(Label) -> f64;

/// A strip's inline size within bounds that the arithmetic holds for; NaN becomes the least.
fn bounded(width: f64) -> f64 {
    if width >= 200.0 { width.min(100_000.0) } else { 200.0 }
}
