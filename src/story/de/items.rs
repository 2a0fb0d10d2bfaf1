//! Arrays, read as lists.

use std::slice::Iter;

use serde::{
    Deserialize,
    de::{DeserializeSeed, SeqAccess},
};

use super::{
    super::{Diagnostics, json::Node},
    Context, Place, Unusable,
};

/// The items of an array; unusable ones are left out.
pub struct ItemAccess<'de, 'c, S> {
    items: Iter<'de, Node<'de>>,
    context: &'c Context<'de, S>,
}

impl<'de, 'c, S> ItemAccess<'de, 'c, S> {
    pub fn new(items: &'de [Node<'de>], context: &'c Context<'de, S>) -> Self {
        ItemAccess { items: items.iter(), context }
    }
}

impl<'de, S: Diagnostics> SeqAccess<'de> for ItemAccess<'de, '_, S> {
    type Error = Unusable;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unusable> {
        self.items.next().map(|node| seed.deserialize(Place::new(node, self.context))).transpose()
    }

    /// Reads the next usable item; the `Deserialize` impl of `Vec` calls this method.
    fn next_element<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, Unusable> {
        let context = self.context;
        Ok(self.items.find_map(|node| Place::new(node, context).read().ok()))
    }
}
