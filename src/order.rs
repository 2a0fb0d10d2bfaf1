//! Sorting, once, in few bytes: the standard library's sort is a copy of five kilobytes in the widget for each use.

use std::cmp::Ordering;

/// The numbers from 0 to `count` in the order that `compare` puts them in; equal ones stay as they are.
pub fn sorted(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut merged = Vec::with_capacity(count);
    let mut width = 1;
    while width < count {
        // Neighbouring runs of `width` become one of twice the width (merge sort, from the bottom up).
        for run in order.chunks(width * 2) {
            let (mut left, mut right) = run.split_at(width.min(run.len()));
            while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right) {
                if compare(*b, *a) == Ordering::Less {
                    merged.push(*b);
                    right = right_rest;
                } else {
                    merged.push(*a);
                    left = left_rest;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut order, &mut merged);
        merged.clear();
        width *= 2;
    }
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

    proptest::proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(numbers in proptest::collection::vec(0_u8..9, 0..70)) {
            let mut expected: Vec<usize> = (0..numbers.len()).collect();
            expected.sort_by_key(|nth| numbers[*nth]);
            proptest::prop_assert_eq!(sorted(numbers.len(), &|a, b| numbers[a].cmp(&numbers[b])), expected);
        }
    }

    #[test]
    fn equal_items_stay_in_their_order() {
        let words = ["ccc", "bb", "aaa", "a", "dd"];
        let order = sorted(words.len(), &|a, b| words[a].len().cmp(&words[b].len()));
        assert_eq!(arranged(words.to_vec(), &order), ["a", "bb", "dd", "ccc", "aaa"]);
    }
}
