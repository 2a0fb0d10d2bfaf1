//! Where things are on the overview's strip: percentages across, `em` down, so that the strip grows with its labels.
//!
//! Lengths are in pixels at a default font size of 16 px, where the labels have [`FONT_SIZE`]. [`em`] converts them.

use yew::prelude::*;

use super::{OverviewProps, StoryContext};
use crate::layout::Strip;

/// Font size of the strip's labels, `--_size-tiny`, in CSS pixels at a default font size of 16 px.
pub const FONT_SIZE: u8 = 13;

/// Block size of a row of marks, in the layout's pixels: a mark's target (WCAG 2.2, 2.5.8) and some space.
pub(super) const ROW: usize = 26;
/// Block size of a lane's name.
pub(super) const LANE_NAME: usize = 20;
/// Block size of a line of labels below the axis.
pub(super) const LINE: usize = 16;
/// Block size of the axis: a line of tick labels, a line of what the ticks are part of.
const AXIS: usize = 42;

/// The geometry of a strip.
pub(super) struct StripGeometry<'a> {
    pub context: &'a StoryContext,
    pub strip: &'a Strip,
    /// Inline size that the strip is laid out for, in pixels at a default font size of 16 px.
    pub width: f64,
    label_rows: usize,
}

impl<'a> StripGeometry<'a> {
    pub fn new(props: &'a OverviewProps) -> StripGeometry<'a> {
        let OverviewProps { context, strip, selectors, viewport, .. } = props;
        // The strip keeps its height at every width, and with gaps shown.
        let label_rows = strip.label_rows().max(selectors.label_rows(context));
        StripGeometry { context, strip, width: viewport.width, label_rows }
    }

    /// Returns a fraction of the strip, from its start, as a percentage from its left.
    pub fn x(&self, fraction: f64) -> AttrValue {
        percent(if self.context.is_rtl() { 1.0 - fraction } else { fraction })
    }

    /// Returns whether the lanes have names: not if the only lane is that of events without a track.
    pub fn has_lane_names(&self) -> bool {
        self.strip.lanes.iter().any(|lane| lane.track.is_some())
    }

    /// Returns the top of a row.
    pub fn row(&self, row: usize) -> usize {
        let lanes = self.strip.lanes.iter().filter(|lane| lane.row <= row).count();
        row * ROW + if self.has_lane_names() { lanes * LANE_NAME } else { 0 }
    }

    /// Returns the bottom of the last lane.
    pub fn lanes_height(&self) -> usize {
        self.strip.lanes.last().map_or(ROW, |lane| self.row(lane.row + lane.rows.saturating_sub(1)) + ROW)
    }

    /// Returns the strip's block size. Axis breaks have lines of labels of their own.
    pub fn height(&self) -> usize {
        self.lanes_height() + AXIS + LINE * self.label_rows
    }
}

/// Returns a fraction as a percentage with two decimals.
pub(super) fn percent(fraction: f64) -> AttrValue {
    hundredths((fraction.clamp(0.0, 1.0) * 10_000.0 + 0.5) as usize, "%")
}

/// Returns a length in `em` with two decimals, rounded up: a target must not be too small.
#[inline(never)]
pub(super) fn em(pixels: usize) -> AttrValue {
    hundredths((pixels * 100).div_ceil(usize::from(FONT_SIZE)), "em")
}

/// Returns a hundredth of a number, with a unit. Formatting a float would cost 5 kB of WebAssembly.
#[inline(never)]
fn hundredths(number: usize, unit: &str) -> AttrValue {
    let (whole, rest) = ((number / 100).to_string(), number % 100);
    let point = if rest < 10 { ".0" } else { "." };
    AttrValue::Rc([&*whole, point, &rest.to_string(), unit].concat().into())
}

/// Returns content whose coordinates are pixels relative to a point: only a nested `<svg>` can be positioned by percentages. The view
/// box, of [`FONT_SIZE`] for 1em, makes them grow with the labels.
pub(super) fn at(x: &AttrValue, y: usize, content: Html) -> Html {
    html! { <svg {x} y={em(y)} width="1em" height="1em" viewBox="0 0 13 13" overflow="visible">{ content }</svg> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_decimal_numbers_with_a_unit() {
        assert_eq!([0, 13, 24, 26].map(|pixels| em(pixels).to_string()), ["0.00em", "1.00em", "1.85em", "2.00em"]);
        assert_eq!([0.0, 0.050_06, 1.0].map(|part| percent(part).to_string()), ["0.00%", "5.01%", "100.00%"]);
    }
}
