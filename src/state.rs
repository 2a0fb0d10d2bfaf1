//! What the reader did: opened, chose, ordered. A pure reducer.

/// The list's direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Order {
    #[default]
    OldestFirst,
    NewestFirst,
}
