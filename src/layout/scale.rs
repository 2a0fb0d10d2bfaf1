//! The scale: from days to positions and back, linear but for torn stretches.

use super::{Room, TARGET};
use crate::order;

/// Tears at most, and how much of the strip they may take together.
const MOST_TEARS: usize = 4;
const TORN_SHARE: f64 = 0.4;
/// The shortest domain, in days: an hour.
const SHORTEST: f64 = 1.0 / 24.0;

/// A monotonic, invertible map from days since 1970-01-01 to positions 0 to 1.
///
/// A stretch between neighbouring anchors is torn when it is longer than all the shorter ones together; at most a quarter of the
/// stretches are, and never more than four. A torn stretch takes as much room as its label needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// Days and positions, both strictly increasing; at least two.
    knots: Vec<(f64, f64)>,
    torn: Vec<(f64, f64)>,
    /// Positions a day, where nothing is torn.
    slope: f64,
}

impl Scale {
    /// A scale on which all `anchors` (days) have their place.
    pub fn new(anchors: &[f64], room: Room) -> Scale {
        let days: Vec<f64> = anchors.iter().copied().filter(|day| day.is_finite()).collect();
        let order = order::sorted(days.len(), &|a, b| days[a].total_cmp(&days[b]));
        let mut days = order::arranged(days, &order);
        days.dedup_by(|a, b| *a - *b < 1e-9);
        let (first, last) = (days.first().copied().unwrap_or(0.0), days.last().copied().unwrap_or(0.0));
        if last - first < SHORTEST {
            days = vec![first - SHORTEST / 2.0, last.max(first) + SHORTEST / 2.0];
        }
        let stretches: Vec<f64> = days.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let is_torn = torn(&stretches);
        let width = room.width.max(1.0);
        let padding = (TARGET / 2.0 + 2.0).min(width / 8.0) / width;
        let tears = is_torn.iter().filter(|torn| **torn).count();
        let share = if tears == 0 { 0.0 } else { ((room.label + TARGET) / width).min(TORN_SHARE / tears as f64) };
        let whole: f64 = stretches.iter().zip(&is_torn).filter(|(_, torn)| !**torn).map(|(days, _)| days).sum();
        let slope = (1.0 - 2.0 * padding - share * tears as f64) / whole;

        let mut x = padding;
        let mut scale = Scale { knots: vec![(days[0], x)], torn: Vec::new(), slope };
        for ((pair, days), torn) in days.windows(2).zip(&stretches).zip(&is_torn) {
            if *torn {
                scale.torn.push((pair[0], pair[1]));
            }
            x += if *torn { share } else { days * slope };
            scale.knots.push((pair[1], x));
        }
        scale
    }

    /// Where a day is. Days beyond the anchors lie beyond the ends, at the same pace.
    pub fn position(&self, day: f64) -> f64 {
        self.map(day, |knot| knot.0, |knot| knot.1)
    }

    /// Which day is at a position.
    pub fn day(&self, position: f64) -> f64 {
        self.map(position, |knot| knot.1, |knot| knot.0)
    }

    fn map(&self, from: f64, key: fn(&(f64, f64)) -> f64, value: fn(&(f64, f64)) -> f64) -> f64 {
        let after = self.knots.partition_point(|knot| key(knot) <= from).clamp(1, self.knots.len() - 1);
        let (a, b) = (&self.knots[after - 1], &self.knots[after]);
        value(a) + (from - key(a)) * (value(b) - value(a)) / (key(b) - key(a))
    }

    /// The torn stretches, as days.
    pub fn torn(&self) -> &[(f64, f64)] {
        &self.torn
    }

    /// The stretches that are whole, as days.
    pub fn whole(&self) -> Vec<(f64, f64)> {
        let mut from = self.knots[0].0;
        let mut whole = Vec::new();
        for (start, end) in &self.torn {
            whole.push((from, *start));
            from = *end;
        }
        whole.push((from, self.knots[self.knots.len() - 1].0));
        whole
    }

    /// How much of the strip a day takes where nothing is torn.
    pub fn slope(&self) -> f64 {
        self.slope
    }
}

/// Which stretches are torn.
fn torn(stretches: &[f64]) -> Vec<bool> {
    let mut torn = vec![false; stretches.len()];
    if stretches.len() < 2 {
        return torn;
    }
    let longest = order::sorted(stretches.len(), &|a, b| stretches[b].total_cmp(&stretches[a]));
    let most = (stretches.len() / 4).clamp(1, MOST_TEARS);
    let shorter = |than: usize| -> f64 { longest[than + 1..].iter().map(|nth| stretches[*nth]).sum() };
    let count = (0..most).rev().find(|nth| stretches[longest[*nth]] > shorter(*nth)).map_or(0, |nth| nth + 1);
    for nth in &longest[..count] {
        torn[*nth] = true;
    }
    torn
}
