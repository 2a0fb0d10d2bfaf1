//! The scale: a piecewise linear map between days and positions.

use std::ops::Range;

use super::extent::Grain;

/// A continuous, monotonic, invertible map from days since 1970-01-01 to positions in 0..=1.
///
/// Its pieces touch. Within a piece, equal distances in time have equal lengths. Each end, and each side of a break, has room for half
/// a mark. For a strip that is zoomed in, the scale maps the visible part.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    pub(super) pieces: Vec<Piece>,
}

/// A stretch of days to scale, or a break.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub days: Range<f64>,
    pub xs: Range<f64>,
    /// From its first event to its last; of a break, from the last event before it to the first one after it.
    pub events: Range<f64>,
    pub is_break: bool,
}

impl Scale {
    /// Returns a day's position; 0 or 1 for days outside.
    pub fn position(&self, day: f64) -> f64 {
        let at = self.pieces.partition_point(|piece| piece.days.end < day).min(self.pieces.len().saturating_sub(1));
        self.pieces.get(at).map_or(0.0, |piece| interpolate(&piece.days, &piece.xs, day))
    }

    /// Returns the day at a position; the inverse of [`position`](Scale::position).
    pub fn day(&self, x: f64) -> f64 {
        let at = self.pieces.partition_point(|piece| piece.xs.end < x).min(self.pieces.len().saturating_sub(1));
        self.pieces.get(at).map_or(0.0, |piece| interpolate(&piece.xs, &piece.days, x))
    }

    /// Returns the pieces in order of time.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }
}

impl Grain {
    /// Returns the minimum domain in days: a single event is shown with some time around it.
    pub(super) fn min_domain(self) -> f64 {
        match self {
            Grain::Minute => 1.0 / 24.0,
            Grain::Day => 7.0,
            Grain::Month => 92.0,
            Grain::Year => 1_096.0,
            Grain::Decade => 10_958.0,
            Grain::Century => 109_573.0,
        }
    }

    /// Returns its maximum length in days.
    pub(super) fn unit(self) -> f64 {
        match self {
            Grain::Minute => 1.0 / 1_440.0,
            Grain::Day => 1.0,
            Grain::Month => 31.0,
            Grain::Year => 366.0,
            Grain::Decade => 3_653.0,
            Grain::Century => 36_525.0,
        }
    }
}

/// Maps a value linearly from one range to the other; values outside map to the nearer end, NaN to the start.
fn interpolate(from: &Range<f64>, to: &Range<f64>, value: f64) -> f64 {
    let share = (value - from.start) / (from.end - from.start);
    if share >= 1.0 {
        to.end
    } else if share > 0.0 {
        to.start + (to.end - to.start) * share
    } else {
        to.start
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::{
        axis_break::divide,
        sample::{days, occupied, stretches, widths},
        view_transform::ViewTransform,
    };

    /// Returns the scale of a strip with events on some days.
    fn scale(events: &[f64], grain: Grain, width: f64) -> Scale {
        ViewTransform::new(&stretches(events, grain), grain, width, width).scale()
    }

    /// Asserts the positions of days, in pixels of a thousand.
    #[track_caller]
    fn positions(events: &[f64], grain: Grain, days: &[f64], expected: &[f64]) {
        let scale = scale(events, grain, 1_000.0);
        let found: Vec<f64> = days.iter().map(|&day| (scale.position(day) * 1_000.0).round()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_span_is_linear_between_half_marks() {
        positions(&[0.0, 976.0], Grain::Day, &[-12.0, 0.0, 488.0, 976.0, 988.0], &[0.0, 12.0, 500.0, 988.0, 1_000.0]);
    }

    #[test]
    fn days_outside_map_to_the_nearer_end() {
        positions(
            &[0.0, 976.0],
            Grain::Day,
            &[f64::NEG_INFINITY, -1e9, 1e9, f64::INFINITY],
            &[0.0, 0.0, 1_000.0, 1_000.0],
        );
        positions(&[0.0, 976.0], Grain::Day, &[f64::NAN], &[0.0]);
    }

    #[test]
    fn a_single_event_is_in_the_middle_of_some_time() {
        positions(&[100.0, 101.0], Grain::Day, &[97.0, 100.5, 104.0], &[12.0, 500.0, 988.0]);
        positions(&[100.0], Grain::Minute, &[100.0 - 1.0 / 48.0, 100.0], &[12.0, 500.0]);
        positions(&[5e21], Grain::Year, &[5e21], &[500.0]);
    }

    #[test]
    fn a_story_without_events_has_a_scale() {
        positions(&[], Grain::Day, &[0.0, 1.0], &[0.0, 1_000.0]);
    }

    #[test]
    fn the_room_of_a_stretch_grows_with_its_events() {
        // The break takes 40 pixels and each stretch 72; the other 816 are divided by the weights 1.25 and 5.25. Each end of a stretch
        // has a margin of 12 pixels. The first stretch is a week around its one day.
        let events = [0.0, 1.0, 5_001.0, 5_002.0, 5_101.0, 5_102.0, 5_103.0, 5_104.0];
        let stretches = divide(&occupied(&events, Grain::Day), &[1]);
        let scale = ViewTransform::new(&stretches, Grain::Day, 1_000.0, 1_000.0).scale();
        let found = events.map(|day| (scale.position(day) * 1_000.0).round());
        assert_eq!(found, [100.0, 129.0, 281.0, 288.0, 967.0, 974.0, 981.0, 988.0]);
    }

    proptest! {
        #[test]
        fn positions_rise_with_time((grain, events) in days(), width in widths(), shares in prop::collection::vec(0.0..1.0, 2..50)) {
            let scale = scale(&events, grain, width);
            let (first, last) = (scale.day(0.0), scale.day(1.0));
            let mut days: Vec<f64> = shares.iter().map(|share| first + (last - first) * share).collect();
            days.sort_by(f64::total_cmp);
            for (a, b) in days.iter().zip(days.iter().skip(1)) {
                let (from, to) = (scale.position(*a), scale.position(*b));
                prop_assert!((0.0..=1.0).contains(&from) && (0.0..=1.0).contains(&to));
                prop_assert!(from < to || (b - a) < 1e-9 * (last - first), "{a} {b}: {from} {to}");
            }
        }

        #[test]
        fn a_position_maps_to_a_day_and_back((grain, events) in days(), width in widths(), x in 0.0..=1.0) {
            let scale = scale(&events, grain, width);
            prop_assert!((scale.position(scale.day(x)) - x).abs() < 1e-6);
        }

        #[test]
        fn pieces_touch_and_fill_the_strip((grain, events) in days(), width in widths()) {
            let scale = scale(&events, grain, width);
            let pieces = scale.pieces();
            prop_assert_eq!(pieces.first().map(|piece| piece.xs.start), Some(0.0));
            prop_assert_eq!(pieces.last().map(|piece| piece.xs.end), Some(1.0));
            for (a, b) in pieces.iter().zip(pieces.iter().skip(1)) {
                prop_assert_eq!((a.days.end, a.xs.end), (b.days.start, b.xs.start));
                prop_assert!(a.is_break != b.is_break);
            }
            for piece in pieces.iter().filter(|piece| piece.is_break) {
                prop_assert!(!events.iter().any(|&day| day > piece.days.start && day < piece.days.end), "an event in a break");
            }
        }
    }
}
