//! Rows: marks of a lane that would overlap are placed below each other.

use super::mark::target;
use crate::sort::sorted_indices;

/// Assigns a row to each mark of a lane. `marks` are starts and ends in pixels, in any order.
///
/// In order of time, each mark is assigned the first row in which it overlaps no mark before it; if there is none among `max_rows`,
/// the last one. Returns the row of each mark, and whether no marks overlap.
pub(super) fn pack(marks: &[(f64, f64)], max_rows: usize) -> (Vec<usize>, bool) {
    let targets: Vec<_> = marks.iter().map(|&(start, end)| target(start, end, 1)).collect();
    let start = |index: usize| targets.get(index).map_or(0.0, |target| target.0);
    let sorted = sorted_indices(targets.len(), &mut |a, b| start(a).total_cmp(&start(b)));

    let (mut rows, mut fits) = (vec![0; targets.len()], true);
    let mut free_from: Vec<f64> = Vec::with_capacity(max_rows);
    for index in sorted {
        let Some(&(start, end)) = targets.get(index) else { continue };
        let mut row = free_from.iter().take_while(|&&from| from > start).count();
        if row >= max_rows {
            (row, fits) = (max_rows.saturating_sub(1), false);
        }
        match free_from.get_mut(row) {
            Some(from) => *from = from.max(end),
            None => free_from.push(end),
        }
        if let Some(assigned) = rows.get_mut(index) {
            *assigned = row;
        }
    }
    (rows, fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn rows(marks: &[(f64, f64)], expected: &[usize]) {
        assert_eq!(pack(marks, 8), (expected.to_vec(), true));
    }

    #[test]
    fn overlapping_marks_are_placed_below_each_other() {
        rows(&[], &[]);
        rows(&[(50.0, 50.0)], &[0]);
        rows(&[(50.0, 50.0), (74.0, 74.0)], &[0, 0]);
        rows(&[(50.0, 50.0), (73.0, 73.0)], &[0, 1]);
        rows(&[(50.0, 50.0), (60.0, 60.0), (75.0, 75.0)], &[0, 1, 0]);
        rows(&[(0.0, 300.0), (50.0, 50.0), (90.0, 90.0)], &[0, 1, 1]);
        rows(&[(90.0, 90.0), (50.0, 50.0), (0.0, 300.0)], &[1, 1, 0]);
    }

    #[test]
    fn marks_without_a_free_row_are_in_the_last() {
        let marks: Vec<_> = (50..56).map(|at| (f64::from(at), f64::from(at))).collect();
        assert_eq!(pack(&marks, 4), (vec![0, 1, 2, 3, 3, 3], false));
    }
}
