//! Rows: marks that would collide in a lane are put below each other.

use super::mark::target;

/// Finds a row for each mark of one lane; the marks are given as start and end, in pixels, in any order.
///
/// Each goes, in order of time, into the first row where it is clear of all marks before it. Where it is clear of none, and there
/// are `most` rows, it goes into the last of them. Returns the rows in the order given, and whether all marks are clear.
pub(super) fn pack(marks: &[(f64, f64)], most: usize) -> (Vec<usize>, bool) {
    let targets: Vec<_> = marks.iter().map(|&(start, end)| target(start, end, 1)).collect();
    let start = |nth: usize| targets.get(nth).map_or(0.0, |target| target.0);
    let mut order: Vec<usize> = (0..targets.len()).collect();
    order.sort_by(|&a, &b| start(a).total_cmp(&start(b)));

    let (mut rows, mut fits) = (vec![0; targets.len()], true);
    // Where each row is free from.
    let mut free: Vec<f64> = Vec::with_capacity(most);
    for index in order {
        let Some(&(start, end)) = targets.get(index) else { continue };
        let mut row = free.iter().take_while(|&&from| from > start).count();
        if row >= most {
            (row, fits) = (most.saturating_sub(1), false);
        }
        match free.get_mut(row) {
            Some(from) => *from = from.max(end),
            None => free.push(end),
        }
        if let Some(place) = rows.get_mut(index) {
            *place = row;
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
    fn what_finds_no_row_goes_into_the_last() {
        let marks: Vec<_> = (50..56).map(|at| (f64::from(at), f64::from(at))).collect();
        assert_eq!(pack(&marks, 4), (vec![0, 1, 2, 3, 3, 3], false));
    }
}
