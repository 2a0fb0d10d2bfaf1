//! Rows: marks that would collide in a lane are put below each other.

use super::TARGET;
use crate::order;

/// A lane has no more rows than this; then its least crowded row is used again, and marks may overlap.
pub(super) const MOST: usize = 8;

/// Finds a row for each mark of one lane; the marks are given as start and end, in pixels, in any order.
///
/// Each goes, in order of time, into the first row where it is clear of all marks before it. Returns the rows in the order
/// given, all under [`MOST`].
pub(super) fn pack(marks: &[(f64, f64)]) -> Vec<usize> {
    let targets: Vec<_> = marks.iter().map(|&(start, end)| target(start, end)).collect();
    let start = |nth: usize| targets.get(nth).map_or(0.0, |target| target.0);
    let order = order::sorted(targets.len(), &|a, b| start(a).total_cmp(&start(b)));

    let mut rows = vec![0; targets.len()];
    // Where each row is free from.
    let mut free: Vec<f64> = Vec::with_capacity(MOST);
    for index in order {
        let Some(&(start, end)) = targets.get(index) else { continue };
        let clear = free.iter().position(|&from| from <= start);
        let row = match clear {
            Some(row) => row,
            None if free.len() < MOST => free.len(),
            None => least(&free),
        };
        match free.get_mut(row) {
            Some(from) => *from = from.max(end),
            None => free.push(end),
        }
        if let Some(place) = rows.get_mut(index) {
            *place = row;
        }
    }
    rows
}

/// What a mark takes as a target: its extent, 24 pixels at the least.
pub(super) fn target(start: f64, end: f64) -> (f64, f64) {
    let (middle, half) = ((start + end) / 2.0, ((end - start) / 2.0).max(TARGET / 2.0));
    (middle - half, middle + half)
}

fn least(free: &[f64]) -> usize {
    free.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(row, _)| row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn rows(marks: &[(f64, f64)], expected: &[usize]) {
        assert_eq!(pack(marks), expected);
    }

    #[test]
    fn marks_that_collide_are_put_below_each_other() {
        rows(&[], &[]);
        rows(&[(50.0, 50.0)], &[0]);
        rows(&[(50.0, 50.0), (74.0, 74.0)], &[0, 0]);
        rows(&[(50.0, 50.0), (73.0, 73.0)], &[0, 1]);
        rows(&[(50.0, 50.0), (60.0, 60.0), (75.0, 75.0)], &[0, 1, 0]);
        rows(&[(0.0, 300.0), (50.0, 50.0), (90.0, 90.0)], &[0, 1, 1]);
        rows(&[(90.0, 90.0), (50.0, 50.0), (0.0, 300.0)], &[1, 1, 0]);
    }

    #[test]
    fn a_lane_has_eight_rows_at_most() {
        let marks: Vec<_> = (50..60).map(|at| (f64::from(at), f64::from(at))).collect();
        rows(&marks, &[0, 1, 2, 3, 4, 5, 6, 7, 0, 1]);
    }
}
