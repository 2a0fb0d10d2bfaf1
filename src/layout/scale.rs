//! The scale: from days to positions and back, linear but for torn stretches.

use std::ops::Range;

use super::{AIR, Room, TARGET, extent::Grain, tear};
use crate::order;

/// A continuous, monotonic, invertible map from days since 1970-01-01 to 0..=1.
///
/// Its pieces touch. All that aren't torn share one slope, so that equal distances look equal everywhere but in a tear.
/// At both ends, and on both sides of a tear, is room for half a mark or more.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    pieces: Vec<Piece>,
}

/// A stretch of days that is drawn to scale, or torn.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub days: Range<f64>,
    pub xs: Range<f64>,
    /// The whole empty stretch, from one event to the next, where this piece is its torn part.
    pub torn: Option<Range<f64>>,
}

/// All tears together take no more of the strip than this, …
const TEARS_SHARE: f64 = 0.4;
/// … nor all the margins beside them than this.
const MARGINS_SHARE: f64 = 0.2;
const NARROWEST_MARGIN: f64 = 6.0;

impl Scale {
    /// Makes a scale for the days at which events begin and end, in any order.
    pub(super) fn new(anchors: Vec<f64>, grain: Grain, room: Room) -> Scale {
        let day = |nth: usize| anchors.get(nth).copied().unwrap_or_default();
        let order = order::sorted(anchors.len(), &|a, b| day(a).total_cmp(&day(b)));
        let mut anchors = order::arranged(anchors, &order);
        anchors.dedup();
        let (Some(&earliest), Some(&latest)) = (anchors.first(), anchors.last()) else {
            return Scale { pieces: vec![Piece { days: 0.0..1.0, xs: 0.0..1.0, torn: None }] };
        };
        let room = room.bounded();
        let width = room.width;
        // Far out, days are further apart than the window is wide.
        let window = grain.window().max(earliest.abs().max(latest.abs()) * 1e-9);
        let spare = (window - (latest - earliest)).max(0.0) / 2.0;
        let (first, last) = (earliest - spare, latest + spare);
        if spare > 0.0 {
            anchors = vec![first, last];
        }
        // As many as leave the labels of neighbouring tears clear of each other.
        let fit = ((TEARS_SHARE + MARGINS_SHARE) * width / (room.label + AIR)) as usize;
        let torn = tear::torn(&anchors, grain.unit(), fit);
        let stretches = anchors.iter().zip(anchors.iter().skip(1));
        let to_scale = stretches.filter(|&(&start, _)| torn.iter().all(|stretch| stretch.start != start));
        let untorn: f64 = to_scale.map(|(start, end)| end - start).sum();

        let count = torn.len().max(1) as f64;
        let tear = (room.label + 16.0).min(TEARS_SHARE * width / count);
        let margin = (MARGINS_SHARE * width / (2.0 * count)).min(room.label / 2.0).max(NARROWEST_MARGIN);
        let taken = TARGET + torn.len() as f64 * (tear + 2.0 * margin);
        let pixel = untorn / (width - taken);

        let mut pieces: Vec<Piece> = Vec::with_capacity(2 * torn.len() + 1);
        let mut day = first - pixel * TARGET / 2.0;
        let mut x = 0.0;
        let mut add = |to: f64, wide: Option<f64>, torn| {
            let end = x + wide.unwrap_or((to - day) / pixel);
            pieces.push(Piece { days: day..to, xs: x..end, torn });
            (day, x) = (to, end);
            end
        };
        for stretch in torn {
            let beside = (pixel * margin).min((stretch.end - stretch.start) / 3.0);
            add(stretch.start + beside, None, None);
            add(stretch.end - beside, Some(tear), Some(stretch));
        }
        let whole = add(last + pixel * TARGET / 2.0, None, None);
        for piece in &mut pieces {
            piece.xs = piece.xs.start / whole..piece.xs.end / whole;
        }
        Scale { pieces }
    }

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

    /// How many days the whole strip would span if nothing were torn, at the slope of the untorn pieces.
    pub(super) fn days_across(&self) -> f64 {
        let length = |range: &Range<f64>| range.end - range.start;
        let untorn = || self.pieces.iter().filter(|piece| piece.torn.is_none());
        let xs: f64 = untorn().map(|piece| length(&piece.xs)).sum();
        let days: f64 = untorn().map(|piece| length(&piece.days)).sum();
        days / xs
    }
}

impl Grain {
    /// The least domain, in days: an event alone is shown with some time around it.
    fn window(self) -> f64 {
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
    fn unit(self) -> f64 {
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
    use crate::layout::sample::{anchors, rooms};

    const ROOM: Room = Room { width: 1_000.0, label: 64.0 };

    /// Where days are, in pixels of a thousand.
    #[track_caller]
    fn positions(anchors: &[f64], grain: Grain, days: &[f64], expected: &[f64]) {
        let scale = Scale::new(anchors.to_vec(), grain, ROOM);
        let found: Vec<f64> = days.iter().map(|&day| (scale.position(day) * 1_000.0).round()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_span_is_linear_between_half_marks() {
        positions(&[976.0, 0.0], Grain::Day, &[-12.0, 0.0, 488.0, 976.0, 988.0], &[0.0, 12.0, 500.0, 988.0, 1_000.0]);
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
    fn a_torn_stretch_takes_its_label_and_margins_and_no_more() {
        // Room for the label is 64 + 16, for each margin half a label; what is left has one slope.
        positions(
            &[0.0, 1.0, 5_001.0, 5_002.0, 5_101.0],
            Grain::Day,
            &[0.0, 1.0, 5_001.0, 5_002.0, 5_101.0],
            &[12.0, 20.0, 164.0, 172.0, 988.0],
        );
    }

    #[test]
    fn tears_leave_two_fifths_of_a_narrow_strip() {
        let anchors = vec![0.0, 1.0, 5_001.0, 5_002.0, 5_101.0];
        for width in [200.0, 280.0, 320.0, 2_560.0] {
            let scale = Scale::new(anchors.clone(), Grain::Day, Room { width, label: 64.0 });
            let torn: Vec<_> = scale.pieces().iter().filter(|piece| piece.torn.is_some()).collect();
            let share: f64 = torn.iter().map(|piece| piece.xs.end - piece.xs.start).sum();
            assert_eq!(torn.len(), 1);
            assert!(
                share <= TEARS_SHARE + 1e-9 && share * width >= 80.0_f64.min(TEARS_SHARE * width) - 1e-9,
                "{share} of {width}"
            );
        }
    }

    proptest! {
        #[test]
        fn positions_rise_with_time((grain, anchors) in anchors(), room in rooms(), shares in prop::collection::vec(0.0..1.0, 2..50)) {
            let scale = Scale::new(anchors, grain, room);
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
        fn a_position_leads_back_to_its_day((grain, anchors) in anchors(), room in rooms(), x in 0.0..=1.0) {
            let scale = Scale::new(anchors, grain, room);
            prop_assert!((scale.position(scale.day(x)) - x).abs() < 1e-6);
        }

        #[test]
        fn pieces_touch_and_fill_the_strip((grain, anchors) in anchors(), room in rooms()) {
            let scale = Scale::new(anchors.clone(), grain, room);
            let pieces = scale.pieces();
            prop_assert_eq!(pieces.first().map(|piece| piece.xs.start), Some(0.0));
            prop_assert_eq!(pieces.last().map(|piece| piece.xs.end), Some(1.0));
            for (a, b) in pieces.iter().zip(pieces.iter().skip(1)) {
                prop_assert_eq!((a.days.end, a.xs.end), (b.days.start, b.xs.start));
                prop_assert!(a.torn.is_some() != b.torn.is_some());
            }
            for piece in pieces.iter().filter(|piece| piece.torn.is_some()) {
                prop_assert!(!anchors.iter().any(|day| piece.days.contains(day)), "an event in a tear");
            }
        }
    }
}
