//! Rows: which of a lane's rows a mark goes into, so that marks don't cover one another.

/// Rows a lane has at most; what is more crowded shares the row that is free first.
const MOST: usize = 4;

/// Puts extents (start and end, ordered by start) into the first row where they are free; answers with the rows and their number.
pub fn pack(extents: impl Iterator<Item = (f64, f64)>) -> (Vec<usize>, usize) {
    let mut free: Vec<f64> = Vec::new();
    let mut rows = Vec::new();
    for (start, end) in extents {
        let row = match free.iter().position(|from| *from <= start) {
            Some(row) => row,
            None if free.len() < MOST => {
                free.push(start);
                free.len() - 1
            }
            None => (0..free.len()).min_by(|a, b| free[*a].total_cmp(&free[*b])).unwrap_or(0),
        };
        if let Some(from) = free.get_mut(row) {
            *from = from.max(end);
        }
        rows.push(row);
    }
    (rows, free.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(extents: &[(f64, f64)], rows: &[usize]) {
        assert_eq!(pack(extents.iter().copied()).0, rows);
    }

    #[test]
    fn a_mark_takes_the_first_row_that_is_free() {
        check(&[(0.0, 1.0), (1.0, 2.0), (1.5, 3.0), (2.0, 4.0)], &[0, 0, 1, 0]);
        check(&[(0.0, 9.0), (1.0, 2.0), (3.0, 4.0)], &[0, 1, 1]);
        check(&[], &[]);
    }

    #[test]
    fn a_crowd_shares_the_row_that_is_free_first() {
        check(&[(0.0, 9.0), (0.0, 8.0), (0.0, 7.0), (0.0, 6.0), (0.0, 5.0)], &[0, 1, 2, 3, 3]);
    }
}
