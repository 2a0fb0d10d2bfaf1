//! Marks: where an event starts and ends in the strip, and whether it is a point or a bar.

use super::{
    Edge, Scale, TARGET,
    extent::{Extent, Grain},
};

/// An event's place in the strip.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Index into `story.timeline.events`.
    pub event: usize,
    pub row: usize,
    pub start: f64,
    /// Equal to `start` for what is shorter than a mark is wide (a point).
    pub end: f64,
    pub start_edge: Edge,
    pub end_edge: Edge,
}

/// What is shorter, in CSS pixels, is a point.
const SHORTEST_BAR: f64 = 12.0;

impl Mark {
    /// Whether it has no length to be seen.
    pub fn is_point(&self) -> bool {
        self.start == self.end
    }
}

/// A scale at a width.
pub(super) struct Plane {
    pub scale: Scale,
    /// The finest of the story.
    pub grain: Grain,
    /// In CSS pixels.
    pub width: f64,
}

impl Plane {
    /// An event's mark, for now in row 0.
    pub fn mark(&self, event: usize, extent: &Extent) -> Mark {
        let (start, end) = self.place(extent);
        let Extent { start_edge, end_edge, .. } = *extent;
        Mark { event, row: 0, start, end, start_edge, end_edge }
    }

    /// Where a mark starts and ends.
    pub fn place(&self, extent: &Extent) -> (f64, f64) {
        let stub = TARGET / self.width;
        match (extent.start, extent.end) {
            (Some(start), Some(end)) => {
                // Told in hours, a day is long: nothing says that it was at noon.
                let moment = if self.grain == Grain::Minute { Grain::Minute } else { Grain::Day };
                let is_moment = extent.single && extent.grain <= moment;
                let (from, to) = (self.scale.position(start), self.scale.position(end));
                if is_moment || (to - from) * self.width < SHORTEST_BAR {
                    let middle = self.scale.position(start + (end - start) / 2.0);
                    (middle, middle)
                } else {
                    (from, to)
                }
            }
            (Some(start), None) => {
                let from = self.scale.position(start);
                (from, if extent.end_edge == Edge::Open { 1.0 } else { (from + stub).min(1.0) })
            }
            (None, Some(end)) => {
                let to = self.scale.position(end);
                (if extent.start_edge == Edge::Open { 0.0 } else { (to - stub).max(0.0) }, to)
            }
            (None, None) => (0.0, 1.0),
        }
    }
}
