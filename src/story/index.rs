//! The position of each item, by its id.

use super::{Id, Item, Story, values::RefKind};
use crate::sort::sort;

/// Every item's id and position, in the ids' order.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Index(Vec<(Id, ItemIndex)>);

/// The position of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemIndex {
    Track(usize),
    Event(usize),
    Section(usize),
    Card(usize, usize),
    Source(usize),
}

impl Index {
    pub fn of(story: &Story) -> Index {
        let mut items: Vec<(&Id, ItemIndex)> = Vec::new();
        for (index, track) in story.timeline.tracks.iter().enumerate() {
            items.push((&track.id, ItemIndex::Track(index)));
        }
        for (index, event) in story.timeline.events.iter().enumerate() {
            items.push((&event.id, ItemIndex::Event(index)));
        }
        for (index, section) in story.sections.iter().enumerate() {
            items.push((&section.id, ItemIndex::Section(index)));
            for (card, item) in section.cards.iter().enumerate() {
                items.push((&item.id, ItemIndex::Card(index, card)));
            }
        }
        for (index, source) in story.sources.iter().enumerate() {
            items.push((&source.id, ItemIndex::Source(index)));
        }
        sort(&mut items, &|(a, _), (b, _)| a.cmp(b));
        Index(items.into_iter().map(|(id, index)| (id.clone(), index)).collect())
    }

    pub fn get(&self, id: &Id) -> Option<ItemIndex> {
        let at = self.0.binary_search_by(|(other, _)| other.cmp(id)).ok()?;
        Some(self.0.get(at)?.1)
    }

    /// The ids of some positions.
    pub fn ids(&self, wanted: &dyn Fn(ItemIndex) -> bool) -> Vec<Id> {
        self.0.iter().filter(|(_, index)| wanted(*index)).map(|(id, _)| id.clone()).collect()
    }
}

impl ItemIndex {
    /// Whether a reference of this kind may name it.
    pub fn fits(self, kind: RefKind) -> bool {
        match kind {
            RefKind::Event => matches!(self, ItemIndex::Event(_)),
            RefKind::Card => matches!(self, ItemIndex::Card(..)),
            RefKind::Source => matches!(self, ItemIndex::Source(_)),
            RefKind::Track => matches!(self, ItemIndex::Track(_)),
            RefKind::Item => !matches!(self, ItemIndex::Track(_)),
        }
    }

    pub fn item(self, story: &Story) -> Option<Item<'_>> {
        match self {
            ItemIndex::Track(index) => story.timeline.tracks.get(index).map(Item::Track),
            ItemIndex::Event(index) => story.timeline.events.get(index).map(Item::Event),
            ItemIndex::Section(index) => story.sections.get(index).map(Item::Section),
            ItemIndex::Card(section, index) => story.sections.get(section)?.cards.get(index).map(Item::Card),
            ItemIndex::Source(index) => story.sources.get(index).map(Item::Source),
        }
    }
}
