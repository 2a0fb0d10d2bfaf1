//! Which items are open.

use crate::story::Id;

/// The items that are open: none or all of them, with exceptions.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OpenItems {
    all: bool,
    /// Sorted.
    exceptions: Vec<Id>,
}

impl OpenItems {
    /// Opens these items and no others.
    pub fn only(ids: impl IntoIterator<Item = Id>) -> OpenItems {
        let mut open = OpenItems::default();
        ids.into_iter().for_each(|id| open.set(&id, true));
        open
    }

    /// Opens every item.
    pub fn all() -> OpenItems {
        OpenItems { all: true, exceptions: Vec::new() }
    }

    /// Returns whether all items were opened at once, and none was closed since.
    pub fn is_all(&self) -> bool {
        self.all && self.exceptions.is_empty()
    }

    pub fn contains(&self, id: &Id) -> bool {
        self.all != self.exceptions.binary_search(id).is_ok()
    }

    pub fn set(&mut self, id: &Id, open: bool) {
        match self.exceptions.binary_search(id) {
            Ok(index) if open == self.all => drop(self.exceptions.remove(index)),
            Err(index) if open != self.all => self.exceptions.insert(index, id.clone()),
            _ => {}
        }
    }
}
