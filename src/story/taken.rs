//! The ids that are taken. A hash table of thirty lines, since the standard library's maps cost the widget 5 kB for each use.

use super::Id;

#[derive(Default)]
pub struct Taken {
    /// Ids, and how many more were made out of each, in the order they came.
    ids: Vec<(Id, u32)>,
    /// Where in `ids` each is, from 1, at its hash or in the next slot that was free: at most half of them are in use.
    slots: Vec<usize>,
}

impl Taken {
    pub fn contains(&self, id: &str) -> bool {
        self.find(id).1 > 0
    }

    /// Takes an id, unless it is taken.
    pub fn insert(&mut self, id: &Id) -> bool {
        if self.ids.len() * 2 >= self.slots.len() {
            self.slots = vec![0; (self.slots.len() * 2).max(16)];
            for nth in 0..self.ids.len() {
                self.place(nth);
            }
        }
        let new = !self.contains(id);
        if new {
            self.ids.push((id.clone(), 1));
            self.place(self.ids.len() - 1);
        }
        new
    }

    /// Which of the ids it is, from 0 in the order they came; it is taken, if it wasn't.
    pub fn number(&mut self, id: &str) -> usize {
        if !self.contains(id) {
            self.insert(&Id::from(id));
        }
        self.find(id).1 - 1
    }

    /// Makes an id out of one: the same where it is free, else with a number behind it.
    pub fn make(&mut self, mut id: Id) -> Id {
        while let Some((_, made)) = self.find(&id).1.checked_sub(1).and_then(|nth| self.ids.get_mut(nth)) {
            *made += 1;
            id = Id::from(&*[&*id, "-", &made.to_string()].concat());
        }
        self.insert(&id);
        id
    }

    fn place(&mut self, nth: usize) {
        if let Some((id, _)) = self.ids.get(nth) {
            let (slot, _) = self.find(id);
            if let Some(slot) = self.slots.get_mut(slot) {
                *slot = nth + 1;
            }
        }
    }

    /// The slot where an id is or would be, and what is in it.
    fn find(&self, id: &str) -> (usize, usize) {
        let last = self.slots.len().wrapping_sub(1);
        let mut slot = hash(id) & last;
        loop {
            let nth = self.slots.get(slot).copied().unwrap_or_default();
            if nth == 0 || self.ids.get(nth - 1).is_some_and(|(other, _)| **other == *id) {
                return (slot, nth);
            }
            slot = (slot + 1) & last;
        }
    }
}

/// FNV-1a, mixed once more, since slots are told by the last bits. The standard library's keyed hash would be 1 kB of the widget.
fn hash(id: &str) -> usize {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in id.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    (hash ^ (hash >> 32)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_taken_once() {
        let mut taken = Taken::default();
        assert!(!taken.contains("a"));
        for nth in 0..1_000 {
            assert!(taken.insert(&Id::from(&*nth.to_string())));
        }
        for nth in 0..1_000 {
            assert!(taken.contains(&nth.to_string()));
            assert!(!taken.insert(&Id::from(&*nth.to_string())));
        }
        assert!(!taken.contains("1000"));
    }

    #[test]
    fn each_has_its_number() {
        let mut taken = Taken::default();
        let numbers: Vec<usize> = ["a", "b", "a", "c", "b"].into_iter().map(|id| taken.number(id)).collect();
        assert_eq!(numbers, [0, 1, 0, 2, 1]);
    }

    #[test]
    fn another_is_made_out_of_one_that_is_taken() {
        let mut taken = Taken::default();
        taken.insert(&Id::from("a-2"));
        let made: Vec<String> = (0..4).map(|_| taken.make(Id::from("a")).to_string()).collect();
        assert_eq!(made, ["a", "a-2-2", "a-3", "a-4"]);
    }
}
