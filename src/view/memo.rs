//! A cache of one value.

use std::cell::RefCell;

/// A derived value, kept with the key that it was derived from.
///
/// Only the last key is remembered. The view derives everything from one state, so an older key is rarely used again.
pub struct Memo<K, V>(RefCell<Option<(K, V)>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Memo<K, V> {
        Memo(RefCell::new(None))
    }
}

impl<K: PartialEq, V: Clone> Memo<K, V> {
    /// Returns the value for `key`; calls `derive` only if `key` differs from the last one.
    pub fn get(&self, key: K, derive: impl FnOnce() -> V) -> V {
        let mut last = self.0.borrow_mut();
        match &*last {
            Some((last_key, value)) if *last_key == key => value.clone(),
            _ => {
                let value = derive();
                *last = Some((key, value.clone()));
                value
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Memo;

    #[test]
    fn a_value_is_derived_again_only_for_another_key() {
        let memo = Memo::default();
        assert_eq!(memo.get(1, || "one"), "one");
        assert_eq!(memo.get(1, || unreachable!()), "one");
        assert_eq!(memo.get(2, || "two"), "two");
        assert_eq!(memo.get(1, || "one again"), "one again");
    }
}
