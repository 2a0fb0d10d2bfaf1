//! Sorting, once. Each use of the standard library's sort is a copy of some four kilobytes in the widget; here is one for all.

use std::cmp::Ordering;

/// The numbers from 0 to `count` in the order that `compare` puts them in; equal ones stay as they are.
pub fn sorted(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Items in an order that [`sorted`] found.
pub fn arranged<T>(items: Vec<T>, order: &[usize]) -> Vec<T> {
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.iter().filter_map(|nth| items.get_mut(*nth)?.take()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_stay_in_their_order() {
        let words = ["ccc", "bb", "aaa", "a", "dd"];
        let order = sorted(words.len(), &|a, b| words[a].len().cmp(&words[b].len()));
        assert_eq!(arranged(words.to_vec(), &order), ["a", "bb", "dd", "ccc", "aaa"]);
    }
}
