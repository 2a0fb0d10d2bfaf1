//! Clusters: marks of a row that are not apart become one, and where rows are free beside it, many again.
//!
//! Everything is found from the start of time on and from distances alone, whatever the window shows: panning changes nothing.

use super::mark::target;

/// What touches doesn't overlap, though it be rounded, in CSS pixels.
const HAIR: f64 = 1e-3;

/// One mark, or a cluster of neighbours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Group {
    /// Which of the places it stands for: from this one …
    pub from: usize,
    /// … up to this one, excluded.
    pub to: usize,
    /// Its extent; of a cluster, its members'.
    pub start: f64,
    pub end: f64,
    pub row: usize,
}

impl Group {
    pub fn count(&self) -> usize {
        self.to - self.from
    }

    /// Where it is drawn: a cluster in its members' middle.
    pub fn drawn(&self) -> (f64, f64) {
        let middle = (self.start + self.end) / 2.0;
        if self.count() > 1 { (middle, middle) } else { (self.start, self.end) }
    }

    fn target(&self) -> (f64, f64) {
        let (start, end) = self.drawn();
        target(start, end, self.count())
    }
}

/// Groups marks, given as start and end in pixels and in order of time, so that no two targets in a row overlap: they are spread
/// over so many rows where they fit, and else are clusters in the first.
pub(super) fn groups(places: &[(f64, f64)], rows: usize) -> Vec<Group> {
    let mut merged: Vec<Group> = Vec::new();
    for (nth, &(start, end)) in places.iter().enumerate() {
        let mut group = Group { from: nth, to: nth + 1, start, end, row: 0 };
        // What it is merged with may then be too close to those before it.
        while let Some(last) = merged.last().filter(|last| last.target().1 > group.target().0 + HAIR).copied() {
            merged.pop();
            group =
                Group { from: last.from, start: last.start.min(group.start), end: last.end.max(group.end), ..group };
        }
        merged.push(group);
    }
    if rows > 1 { spread(places, &merged, rows) } else { merged }
}

/// Takes those clusters apart whose members find room, clear of the groups around them.
fn spread(places: &[(f64, f64)], merged: &[Group], rows: usize) -> Vec<Group> {
    let mut all = Vec::with_capacity(merged.len());
    // Where each row is free from.
    let mut free = vec![f64::NEG_INFINITY; rows];
    for (nth, group) in merged.iter().enumerate() {
        let next = merged.get(nth + 1).map_or(f64::INFINITY, |next| next.target().0);
        let before = (all.len(), free.clone());
        // A cluster spans less than three targets.
        let mut fits = group.count() > 1 && group.count() <= 3 * rows;
        for at in group.from..group.to {
            let Some(&(start, end)) = places.get(at).filter(|_| fits) else { break };
            let (left, right) = target(start, end, 1);
            let clear = |(row, from): (usize, &f64)| *from <= left + HAIR && (row > 0 || right <= next + HAIR);
            match free.iter().enumerate().position(clear) {
                Some(row) => {
                    all.push(Group { from: at, to: at + 1, start, end, row });
                    if let Some(from) = free.get_mut(row) {
                        *from = right;
                    }
                }
                None => fits = false,
            }
        }
        if !fits {
            all.truncate(before.0);
            free = before.1;
            all.push(*group);
            if let Some(from) = free.first_mut() {
                *from = group.target().1;
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Groups of points as text: row, place, and how many.
    #[track_caller]
    fn grouped(points: &[f64], rows: usize, expected: &str) {
        let places: Vec<_> = points.iter().map(|&at| (at, at)).collect();
        let said = groups(&places, rows)
            .iter()
            .map(|group| format!("{}:{}×{}", group.row, group.drawn().0, group.count()))
            .collect::<Vec<_>>();
        assert_eq!(said.join(" "), expected);
    }

    #[test]
    fn neighbours_that_are_not_apart_become_one() {
        grouped(&[], 1, "");
        grouped(&[10.0, 34.0, 58.0], 1, "0:10×1 0:34×1 0:58×1");
        grouped(&[10.0, 33.0, 58.0], 1, "0:21.5×2 0:58×1");
        grouped(&[10.0, 30.0, 40.0, 50.0], 1, "0:25×3 0:50×1");
        grouped(&[10.0; 1_000], 1, "0:10×1000");
    }

    #[test]
    fn a_cluster_that_grows_towards_the_one_before_it_takes_it_along() {
        let points = [vec![0.0, 24.5], vec![25.0; 999]].concat();
        grouped(&points, 1, "0:12.5×1001");
    }

    #[test]
    fn what_finds_room_in_another_row_is_taken_apart() {
        grouped(&[10.0, 20.0], 2, "0:10×1 1:20×1");
        grouped(&[10.0, 20.0, 34.0, 44.0], 2, "0:10×1 1:20×1 0:34×1 1:44×1");
        grouped(&[10.0, 10.0, 10.0], 2, "0:10×3");
        grouped(&[10.0, 20.0, 50.0, 50.0, 50.0], 2, "0:10×1 1:20×1 0:50×3");
        // The second would be in the way of what comes next.
        grouped(&[0.0, 23.0, 23.0, 48.0], 2, "0:11.5×3 0:48×1");
    }

    #[test]
    fn bars_take_their_length() {
        let groups = groups(&[(0.0, 100.0), (50.0, 50.0), (130.0, 130.0)], 1);
        assert_eq!(
            groups.iter().map(|group| (group.drawn(), group.count())).collect::<Vec<_>>(),
            [((50.0, 50.0), 2), ((130.0, 130.0), 1)]
        );
    }
}
