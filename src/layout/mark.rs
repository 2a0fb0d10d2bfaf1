//! Marks: where an event, or a cluster of several, starts and ends in the strip, and whether it is a point or a bar.

use super::{Edge, TARGET, extent::Extent, view_transform::ViewTransform};

/// An event's place in the strip, or that of several which are too close to be told apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Indices into `story.timeline.events`, in order of time: one, or a cluster's.
    pub events: Vec<usize>,
    pub row: usize,
    pub start: f64,
    /// Equal to `start` for what is shorter than a mark is wide (a point), and for a cluster, which stands in its members'
    /// middle.
    pub end: f64,
    pub start_edge: Edge,
    pub end_edge: Edge,
    /// How much room is free behind it in its row, up to the next mark's target or the window's end, for a label.
    pub room: f64,
}

/// What is shorter, in CSS pixels, is a point.
const SHORTEST_BAR: f64 = 12.0;

impl Mark {
    /// The event, or a cluster's first.
    pub fn event(&self) -> usize {
        self.events.first().copied().unwrap_or_default()
    }

    /// Whether it stands for several events.
    pub fn is_cluster(&self) -> bool {
        self.events.len() > 1
    }

    /// Whether it has no length to be seen.
    pub fn is_point(&self) -> bool {
        self.start == self.end
    }

    /// What it takes as a target in a window of `width` CSS pixels, in those; that of a bar that the window's edge cuts is
    /// partly outside.
    pub fn target(&self, width: f64) -> (f64, f64) {
        let (start, end) = (self.start * width, self.end * width);
        let short = TARGET - (end - start);
        match (self.start_edge == Edge::Cut, self.end_edge == Edge::Cut) {
            (true, false) if short > 0.0 => (start - short, end),
            (false, true) if short > 0.0 => (start, end + short),
            _ => target(start, end, self.events.len()),
        }
    }
}

/// Where an event starts and ends in a window, in pixels; the same place twice for a point.
pub(super) fn place(transform: &ViewTransform, extent: &Extent) -> (f64, f64) {
    match (extent.start, extent.end) {
        (Some(start), Some(end)) => {
            if !extent.moment {
                let (from, to) = (transform.at(start), transform.at(end));
                if to - from >= SHORTEST_BAR {
                    return (from, to);
                }
            }
            let middle = transform.at(start + (end - start) / 2.0);
            (middle, middle)
        }
        (Some(start), None) => {
            let (from, last) = (transform.at(start), transform.at(transform.days().1));
            (from, if extent.end_edge == Edge::Open { last } else { (from + TARGET).min(last) })
        }
        (None, Some(end)) => {
            let (first, to) = (transform.at(transform.days().0), transform.at(end));
            (if extent.start_edge == Edge::Open { first } else { (to - TARGET).max(first) }, to)
        }
        (None, None) => (transform.at(transform.days().0), transform.at(transform.days().1)),
    }
}

/// What a mark takes as a target: its extent, 24 pixels at the least, and a cluster's count.
pub(super) fn target(start: f64, end: f64, count: usize) -> (f64, f64) {
    let (middle, half) = ((start + end) / 2.0, (end - start).max(size(count)) / 2.0);
    (middle - half, middle + half)
}

/// The inline size of a mark without length, in CSS pixels: of a cluster by the digits of its count, and what groups them.
pub fn size(count: usize) -> f64 {
    let digits = count.checked_ilog10().unwrap_or(0) + 1;
    TARGET.max(8.0 + 7.5 * f64::from(digits + (digits - 1) / 3))
}
