//! Layout of the overview strip and of the list: from dates to numbers.
//!
//! The strip goes through these steps: dates → [`Plan`] (breaks, lanes and rows, computed once) → [`Viewport`] (width and
//! [`Zoom`]) → [`Scale`] (days to positions) → [`Tick`]s, [`Mark`]s and [`Break`]s of the [`Strip`]. The list is [`List`].
//!
//! Units: a day is an `f64`, counted from 1970-01-01, so that one type covers minutes and billions of years. A position is a fraction
//! of the viewport's inline size, from 0 at its earliest day to 1, in either direction of writing. Every story has a layout, with
//! no event or ten thousand; no number in it is infinite or NaN.
//!
//! A pixel is a CSS pixel at a font size of 16 px, and grows with it: the caller passes CSS pixels divided by font size / 16.
//!
//! What this is not: fonts, languages, the DOM. The caller passes the inline size, and measures labels.

use crate::date::{DateFields, Gap};

mod axis_break;
mod cluster;
mod extent;
mod fold;
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
pub use extent::MarkEnd;
pub use fold::{MAX_EVENTS_IN_SIGHT, Side};
pub use heading::Heading;
pub use list::{Group, List, Order, Row};
pub use mark::{Mark, size};
pub use plan::{Plan, Signs};
pub use scale::{Piece, Scale};
pub use strip::{Lane, Strip};
pub use ticks::{Context, Tick, TickLabel};
pub use zoom::{Viewport, Zoom};

/// Minimum size of a mark as a pointer target, in pixels (WCAG 2.2, 2.5.8).
const TARGET_SIZE: f64 = 24.0;
/// Minimum distance between two labels, in pixels.
const LABEL_GAP: f64 = 8.0;
/// The inline size at which breaks and rows are chosen, whatever the strip's own is, in pixels: that of the smallest phone.
///
/// Marks only move apart on a wider strip, or zoomed in, so rows without collisions here have none anywhere. The strip's height
/// doesn't depend on its width, so nothing moves once it is measured.
const REFERENCE_WIDTH: f64 = 280.0;

/// The content of a label, for a [`Measure`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Label {
    Tick(TickLabel),
    /// The year, month or day that contains ticks.
    Context(DateFields),
    Gap(Gap),
}

/// Returns a label's width in pixels.
pub type Measure<'a> = &'a dyn Fn(Label) -> f64;

/// Clamps an inline size to 100..=100,000 pixels; NaN becomes 100.
fn bounded(width: f64) -> f64 {
    if width >= 100.0 { width.min(100_000.0) } else { 100.0 }
}
