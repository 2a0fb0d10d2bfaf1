//! Clusters: marks of a row that would overlap are merged, and separated again where other rows have room.
//!
//! The result depends on the distances between marks alone, not on the part of the strip that is visible, so panning changes no
//! cluster.

use super::mark::target;

/// Tolerance for the rounding of marks that touch, in pixels.
const EPSILON: f64 = 1e-3;

/// One mark, or a cluster of neighbors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MarkGroup {
    /// Index of its first mark.
    pub from: usize,
    /// Index after its last mark.
    pub to: usize,
    /// From the earliest start of its marks to their latest end, in pixels.
    pub start: f64,
    pub end: f64,
    pub row: usize,
}

impl MarkGroup {
    pub fn count(&self) -> usize {
        self.to - self.from
    }

    /// Returns the start and end at which it is drawn; of a cluster, both are its middle.
    pub fn drawn_extent(&self) -> (f64, f64) {
        let middle = (self.start + self.end) / 2.0;
        if self.count() > 1 { (middle, middle) } else { (self.start, self.end) }
    }

    fn target(&self) -> (f64, f64) {
        let (start, end) = self.drawn_extent();
        target(start, end, self.count())
    }
}

/// Groups marks so that no two targets of a row overlap.
///
/// `marks` are starts and ends in pixels, in order of time. Marks that would overlap are spread over `rows` rows where they fit, and
/// form clusters in the first row elsewhere. The groups are in order of time.
pub(super) fn groups(marks: &[(f64, f64)], rows: usize) -> Vec<MarkGroup> {
    let mut merged: Vec<MarkGroup> = Vec::new();
    for (index, &(start, end)) in marks.iter().enumerate() {
        let mut group = MarkGroup { from: index, to: index + 1, start, end, row: 0 };
        // A merged group is larger and may overlap the group before it.
        while let Some(last) = merged.last().filter(|last| last.target().1 > group.target().0 + EPSILON).copied() {
            merged.pop();
            group = MarkGroup {
                from: last.from,
                start: last.start.min(group.start),
                end: last.end.max(group.end),
                ..group
            };
        }
        merged.push(group);
    }
    if rows > 1 { spread(marks, &merged, rows) } else { merged }
}

/// Separates the clusters whose marks fit into the rows, clear of the groups around them.
fn spread(marks: &[(f64, f64)], merged: &[MarkGroup], rows: usize) -> Vec<MarkGroup> {
    let mut all = Vec::with_capacity(merged.len());
    let mut free_from = vec![f64::NEG_INFINITY; rows];
    for (index, group) in merged.iter().enumerate() {
        let next = merged.get(index + 1).map_or(f64::INFINITY, |next| next.target().0);
        let before = (all.len(), free_from.clone());
        // A row holds at most three marks of a cluster.
        let mut fits = group.count() > 1 && group.count() <= 3 * rows;
        for at in group.from..group.to {
            let Some(&(start, end)) = marks.get(at).filter(|_| fits) else { break };
            let (left, right) = target(start, end, 1);
            let is_clear = |(row, from): (usize, &f64)| *from <= left + EPSILON && (row > 0 || right <= next + EPSILON);
            match free_from.iter().enumerate().position(is_clear) {
                Some(row) => {
                    all.push(MarkGroup { from: at, to: at + 1, start, end, row });
                    if let Some(from) = free_from.get_mut(row) {
                        *from = right;
                    }
                }
                None => fits = false,
            }
        }
        if !fits {
            all.truncate(before.0);
            free_from = before.1;
            all.push(*group);
            if let Some(from) = free_from.first_mut() {
                *from = group.target().1;
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts the groups of points, as text: row, position, count.
    #[track_caller]
    fn grouped(points: &[f64], rows: usize, expected: &str) {
        let marks: Vec<_> = points.iter().map(|&at| (at, at)).collect();
        let text = groups(&marks, rows)
            .iter()
            .map(|group| format!("{}:{}×{}", group.row, group.drawn_extent().0, group.count()))
            .collect::<Vec<_>>();
        assert_eq!(text.join(" "), expected);
    }

    #[test]
    fn overlapping_neighbors_form_a_cluster() {
        grouped(&[], 1, "");
        grouped(&[10.0, 34.0, 58.0], 1, "0:10×1 0:34×1 0:58×1");
        grouped(&[10.0, 33.0, 58.0], 1, "0:21.5×2 0:58×1");
        grouped(&[10.0, 30.0, 40.0, 50.0], 1, "0:25×3 0:50×1");
        grouped(&[10.0; 1_000], 1, "0:10×1000");
    }

    #[test]
    fn a_growing_cluster_absorbs_the_mark_before_it() {
        let points = [vec![0.0, 24.5], vec![25.0; 999]].concat();
        grouped(&points, 1, "0:12.5×1001");
    }

    #[test]
    fn a_cluster_whose_marks_fit_into_the_rows_is_separated() {
        grouped(&[10.0, 20.0], 2, "0:10×1 1:20×1");
        grouped(&[10.0, 20.0, 34.0, 44.0], 2, "0:10×1 1:20×1 0:34×1 1:44×1");
        grouped(&[10.0, 10.0, 10.0], 2, "0:10×3");
        grouped(&[10.0, 20.0, 50.0, 50.0, 50.0], 2, "0:10×1 1:20×1 0:50×3");
        // The second mark would overlap the last one.
        grouped(&[0.0, 23.0, 23.0, 48.0], 2, "0:11.5×3 0:48×1");
    }

    #[test]
    fn bars_occupy_their_length() {
        let groups = groups(&[(0.0, 100.0), (50.0, 50.0), (130.0, 130.0)], 1);
        assert_eq!(
            groups.iter().map(|group| (group.drawn_extent(), group.count())).collect::<Vec<_>>(),
            [((50.0, 50.0), 2), ((130.0, 130.0), 1)]
        );
    }
}
