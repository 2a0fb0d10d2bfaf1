//! Marks: where an event or a cluster starts and ends in the strip, and whether it is a point or a bar.

use super::{MarkEnd, TARGET_SIZE, extent::Extent, view_transform::ViewTransform};

/// An event in the strip, or a cluster of events that are too close to be drawn separately.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Indices into `story.timeline.events`, in order of time: one event, or a cluster's.
    pub events: Vec<usize>,
    pub row: usize,
    pub start: f64,
    /// Equal to `start` for a point and for a cluster, which is in the middle of its members.
    pub end: f64,
    /// From the first day to the last of a point's date, where it is visibly longer than the point.
    pub whisker: Option<(f64, f64)>,
    pub start_kind: MarkEnd,
    pub end_kind: MarkEnd,
    /// The free space for a label behind it in its row, up to the target of the next mark or the viewport's end, as a fraction of
    /// the viewport.
    pub room: f64,
}

/// An interval shorter than this, in pixels, is drawn as a point.
const MIN_BAR: f64 = 12.0;
/// A point has no whisker where its range is shorter than this, in pixels. Not below [`TARGET_SIZE`]: the ranges of points that
/// are so far apart can't overlap at any zoom.
const MIN_WHISKER: f64 = TARGET_SIZE;

impl Mark {
    /// Returns the index of the event, or of a cluster's first event.
    pub fn event(&self) -> usize {
        self.events.first().copied().unwrap_or_default()
    }

    /// Returns whether it has several events.
    pub fn is_cluster(&self) -> bool {
        self.events.len() > 1
    }

    /// Returns whether it is drawn without a length.
    pub fn is_point(&self) -> bool {
        self.start == self.end
    }

    /// Returns the start and end of its pointer target, in pixels, in a viewport of `width` pixels.
    ///
    /// The target of a bar that the viewport cuts may extend outside of it.
    pub fn target(&self, width: f64) -> (f64, f64) {
        let (start, end) = (self.start * width, self.end * width);
        let missing = TARGET_SIZE - (end - start);
        match (self.start_kind == MarkEnd::Cut, self.end_kind == MarkEnd::Cut) {
            (true, false) if missing > 0.0 => (start - missing, end),
            (false, true) if missing > 0.0 => (start, end + missing),
            _ => target(start, end, self.events.len()),
        }
    }

    /// Returns the start and end of what is drawn, in pixels: the target and the whisker.
    pub fn drawn(&self, width: f64) -> (f64, f64) {
        let (start, end) = self.target(width);
        let (from, to) = self.whisker.unwrap_or((1.0, 0.0));
        (start.min(from * width), end.max(to * width))
    }
}

/// Returns where an event's mark starts and ends in the viewport, in pixels; both are the same for a point.
pub(super) fn place(transform: &ViewTransform, extent: &Extent) -> (f64, f64) {
    match (extent.start, extent.end) {
        (Some(start), Some(end)) => {
            if !extent.is_point {
                let (from, to) = (transform.x(start), transform.x(end));
                if to - from >= MIN_BAR {
                    return (from, to);
                }
            }
            let middle = transform.x(start + (end - start) / 2.0);
            (middle, middle)
        }
        (Some(start), None) => {
            let (from, last) = (transform.x(start), transform.x(transform.days().1));
            (from, if extent.end_kind == MarkEnd::Open { last } else { (from + TARGET_SIZE).min(last) })
        }
        (None, Some(end)) => {
            let (first, to) = (transform.x(transform.days().0), transform.x(end));
            (if extent.start_kind == MarkEnd::Open { first } else { (to - TARGET_SIZE).max(first) }, to)
        }
        (None, None) => (transform.x(transform.days().0), transform.x(transform.days().1)),
    }
}

/// Returns where a point's whisker starts and ends in the viewport, in pixels; `None` if it has none.
pub(super) fn whisker(transform: &ViewTransform, extent: &Extent) -> Option<(f64, f64)> {
    let (start, end) = extent.start.zip(extent.end).filter(|_| extent.has_whisker)?;
    let (from, to) = (transform.x(start), transform.x(end));
    (to - from >= MIN_WHISKER).then_some((from, to))
}

/// Returns the pointer target of a mark of `count` events: its extent, but at least [`size`].
pub(super) fn target(start: f64, end: f64, count: usize) -> (f64, f64) {
    let (middle, half) = ((start + end) / 2.0, (end - start).max(size(count)) / 2.0);
    (middle - half, middle + half)
}

/// Returns the inline size of a mark without length, in pixels. A cluster's has room for the digits and separators of its
/// count.
pub fn size(count: usize) -> f64 {
    let digits = count.checked_ilog10().unwrap_or(0) + 1;
    TARGET_SIZE.max(8.0 + 7.5 * f64::from(digits + (digits - 1) / 3))
}
