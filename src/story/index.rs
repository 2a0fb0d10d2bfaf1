//! Where each item stands, found by its id.

use super::{Id, Item, Story, rules::To};

/// Every item's id and place, in the ids' order.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Index(Vec<(Id, Place)>);

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Track(usize),
    Event(usize),
    Section(usize),
    Card(usize, usize),
    Source(usize),
}

impl Index {
    pub fn of(story: &Story) -> Index {
        let mut items: Vec<(&Id, Place)> = Vec::new();
        for (nth, track) in story.timeline.tracks.iter().enumerate() {
            items.push((&track.id, Place::Track(nth)));
        }
        for (nth, event) in story.timeline.events.iter().enumerate() {
            items.push((&event.id, Place::Event(nth)));
        }
        for (nth, section) in story.sections.iter().enumerate() {
            items.push((&section.id, Place::Section(nth)));
            for (card, item) in section.cards.iter().enumerate() {
                items.push((&item.id, Place::Card(nth, card)));
            }
        }
        for (nth, source) in story.sources.iter().enumerate() {
            items.push((&source.id, Place::Source(nth)));
        }
        items.sort_by_key(|(id, _)| *id);
        Index(items.into_iter().map(|(id, place)| (id.clone(), place)).collect())
    }

    pub fn place(&self, id: &Id) -> Option<Place> {
        let at = self.0.binary_search_by(|(other, _)| other.cmp(id)).ok()?;
        Some(self.0.get(at)?.1)
    }

    /// The ids of some places.
    pub fn ids(&self, wanted: impl Fn(Place) -> bool) -> Vec<Id> {
        self.0.iter().filter(|(_, place)| wanted(*place)).map(|(id, _)| id.clone()).collect()
    }
}

impl Place {
    /// Whether a reference may lead there.
    pub fn fits(self, to: To) -> bool {
        match to {
            To::Event => matches!(self, Place::Event(_)),
            To::Card => matches!(self, Place::Card(..)),
            To::Source => matches!(self, Place::Source(_)),
            To::Track => matches!(self, Place::Track(_)),
            To::Item => !matches!(self, Place::Track(_)),
        }
    }

    pub fn item(self, story: &Story) -> Option<Item<'_>> {
        match self {
            Place::Track(nth) => story.timeline.tracks.get(nth).map(Item::Track),
            Place::Event(nth) => story.timeline.events.get(nth).map(Item::Event),
            Place::Section(nth) => story.sections.get(nth).map(Item::Section),
            Place::Card(section, nth) => story.sections.get(section)?.cards.get(nth).map(Item::Card),
            Place::Source(nth) => story.sources.get(nth).map(Item::Source),
        }
    }
}
