//! The scale: from days to positions and back, linear but for broken stretches.

use std::ops::Range;

use super::extent::Grain;

/// A continuous, monotonic, invertible map from days since 1970-01-01 to 0..=1.
///
/// Its pieces touch. Within each, equal distances look equal; how much room one that isn't broken gets is by how much it holds.
/// At both ends, and on both sides of a axis_break, is room for half a mark. Of a strip that is zoomed in, it maps what is seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    pub(super) pieces: Vec<Piece>,
}

/// A stretch of days that is drawn to scale, or broken.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub days: Range<f64>,
    pub xs: Range<f64>,
    /// From its first event to its last; of a broken one, from the last event before it to the first after it.
    pub events: Range<f64>,
    pub broken: bool,
}

impl Scale {
    /// Says where a day is: 0 or 1 for days before or after all events and their padding.
    pub fn position(&self, day: f64) -> f64 {
        let at = self.pieces.partition_point(|piece| piece.days.end < day).min(self.pieces.len().saturating_sub(1));
        self.pieces.get(at).map_or(0.0, |piece| between(&piece.days, &piece.xs, day))
    }

    /// Says which day is at a position; the inverse of [`position`](Scale::position).
    pub fn day(&self, x: f64) -> f64 {
        let at = self.pieces.partition_point(|piece| piece.xs.end < x).min(self.pieces.len().saturating_sub(1));
        self.pieces.get(at).map_or(0.0, |piece| between(&piece.xs, &piece.days, x))
    }

    /// The pieces in order of time.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }
}

impl Grain {
    /// The least domain, in days: an event alone is shown with some time around it.
    pub(super) fn window(self) -> f64 {
        match self {
            Grain::Minute => 1.0 / 24.0,
            Grain::Day => 7.0,
            Grain::Month => 92.0,
            Grain::Year => 1_096.0,
            Grain::Decade => 10_958.0,
            Grain::Century => 109_573.0,
        }
    }

    /// The longest one of its kind, in days: what lies between two ends of one event is no distance.
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

/// Maps a value in one range linearly to the other, and what is outside to its nearer end.
fn between(from: &Range<f64>, to: &Range<f64>, value: f64) -> f64 {
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
        axis_break,
        sample::{anchors, widths},
        view_transform::ViewTransform,
    };

    fn whole(anchors: &[f64], broken: &[usize], grain: Grain, width: f64) -> Scale {
        ViewTransform::new(anchors, broken, grain, width, width).scale()
    }

    fn broken(anchors: &[f64], grain: Grain, width: f64) -> Scale {
        whole(anchors, &axis_break::broken(anchors, grain.unit(), &|_, _| true), grain, width)
    }

    /// Where days are, in pixels of a thousand.
    #[track_caller]
    fn positions(anchors: &[f64], grain: Grain, days: &[f64], expected: &[f64]) {
        let scale = broken(anchors, grain, 1_000.0);
        let found: Vec<f64> = days.iter().map(|&day| (scale.position(day) * 1_000.0).round()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_span_is_linear_between_half_marks() {
        positions(&[0.0, 976.0], Grain::Day, &[-12.0, 0.0, 488.0, 976.0, 988.0], &[0.0, 12.0, 500.0, 988.0, 1_000.0]);
    }

    #[test]
    fn days_outside_are_at_the_nearer_end() {
        positions(
            &[0.0, 976.0],
            Grain::Day,
            &[f64::NEG_INFINITY, -1e9, 1e9, f64::INFINITY],
            &[0.0, 0.0, 1_000.0, 1_000.0],
        );
        positions(&[0.0, 976.0], Grain::Day, &[f64::NAN], &[0.0]);
    }

    #[test]
    fn one_event_stands_in_the_middle_of_some_time() {
        positions(&[100.0, 101.0], Grain::Day, &[97.0, 100.5, 104.0], &[12.0, 500.0, 988.0]);
        positions(&[100.0], Grain::Minute, &[100.0 - 1.0 / 48.0, 100.0], &[12.0, 500.0]);
        positions(&[5e21], Grain::Year, &[5e21], &[500.0]);
    }

    #[test]
    fn no_event_has_a_scale_too() {
        positions(&[], Grain::Day, &[0.0, 1.0], &[0.0, 1_000.0]);
    }

    #[test]
    fn a_stretch_gets_room_for_what_it_holds() {
        // The axis_break takes 40 pixels, and each stretch 72; the other 816 are for two anchors and for six. At each of their ends
        // are 12, and in the first is a week, of which its day is the middle.
        let anchors = [0.0, 1.0, 5_001.0, 5_002.0, 5_101.0, 5_102.0, 5_103.0, 5_104.0];
        let scale = whole(&anchors, &[1], Grain::Day, 1_000.0);
        let found = anchors.map(|day| (scale.position(day) * 1_000.0).round());
        assert_eq!(found, [120.0, 156.0, 328.0, 334.0, 969.0, 975.0, 982.0, 988.0]);
    }

    proptest! {
        #[test]
        fn positions_rise_with_time((grain, anchors) in anchors(), width in widths(), shares in prop::collection::vec(0.0..1.0, 2..50)) {
            let scale = broken(&anchors, grain, width);
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
        fn a_position_leads_back_to_its_day((grain, anchors) in anchors(), width in widths(), x in 0.0..=1.0) {
            let scale = broken(&anchors, grain, width);
            prop_assert!((scale.position(scale.day(x)) - x).abs() < 1e-6);
        }

        #[test]
        fn pieces_touch_and_fill_the_strip((grain, anchors) in anchors(), width in widths()) {
            let scale = broken(&anchors, grain, width);
            let pieces = scale.pieces();
            prop_assert_eq!(pieces.first().map(|piece| piece.xs.start), Some(0.0));
            prop_assert_eq!(pieces.last().map(|piece| piece.xs.end), Some(1.0));
            for (a, b) in pieces.iter().zip(pieces.iter().skip(1)) {
                prop_assert_eq!((a.days.end, a.xs.end), (b.days.start, b.xs.start));
                prop_assert!(a.broken != b.broken);
            }
            for piece in pieces.iter().filter(|piece| piece.broken) {
                prop_assert!(!anchors.iter().any(|&day| day > piece.days.start && day < piece.days.end), "an event in a axis_break");
            }
        }
    }
}
