//! Which items are open.

use std::collections::BTreeSet;

use crate::story::Id;

/// The items that are open: none or all of them, with exceptions.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OpenItems {
    all: bool,
    exceptions: BTreeSet<Id>,
}

impl OpenItems {
    /// Opens these items and no others.
    pub fn only(ids: impl IntoIterator<Item = Id>) -> OpenItems {
        OpenItems { all: false, exceptions: ids.into_iter().collect() }
    }

    /// Opens every item.
    pub fn all() -> OpenItems {
        OpenItems { all: true, exceptions: BTreeSet::new() }
    }

    pub fn contains(&self, id: &Id) -> bool {
        self.all != self.exceptions.contains(id)
    }

    pub fn set(&mut self, id: &Id, open: bool) {
        if open == self.all {
            self.exceptions.remove(id);
        } else {
            self.exceptions.insert(id.clone());
        }
    }
}
