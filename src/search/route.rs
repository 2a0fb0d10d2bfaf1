//! The way from one hit to the next, in page order.

use super::{Hits, SearchTarget};
use crate::layout::List;

/// The position of a target on the page: the part of the page, and indices in it.
type Rank = (u8, usize, usize);

impl Hits {
    /// Returns the hits in page order, without events that `list` doesn't show.
    pub fn route(&self, list: &List) -> Vec<SearchTarget> {
        self.stops(list).into_iter().map(|(_, target)| target).collect()
    }

    /// Returns the hit after a target, or before it if `forward` is false, and the hit's 1-based position in [`route`](Hits::route). The
    /// hit after the last one is the first. Without a target, or from an event that isn't shown, it is the first or the last hit.
    pub fn step(&self, list: &List, from: Option<SearchTarget>, forward: bool) -> Option<(usize, SearchTarget)> {
        let from = from.and_then(|target| match target {
            SearchTarget::Event(index) => list.events().into_iter().position(|event| event == index).map(event_rank),
            other => Some(self.rank(other)),
        });
        let stops = self.stops(list);
        let next = match (from, forward) {
            (Some(from), true) => stops.iter().position(|(rank, _)| *rank > from),
            (Some(from), false) => stops.iter().rposition(|(rank, _)| *rank < from),
            (None, _) => None,
        };
        let index = next.unwrap_or(if forward { 0 } else { stops.len().checked_sub(1)? });
        Some((index + 1, stops.get(index)?.1))
    }

    fn stops(&self, list: &List) -> Vec<(Rank, SearchTarget)> {
        let events = list.events().into_iter().enumerate();
        let events = events.map(|(position, event)| (event_rank(position), SearchTarget::Event(event)));
        let events = events.filter(|(_, target)| self.contains(*target));
        let others = self.others.iter().map(|target| (self.rank(*target), *target));
        let (before, after): (Vec<_>, Vec<_>) = others.partition(|(rank, _)| *rank < event_rank(0));
        before.into_iter().chain(events).chain(after).collect()
    }

    fn rank(&self, target: SearchTarget) -> Rank {
        let section_part = |index| if index < self.sections_before { 1 } else { 3 };
        match target {
            SearchTarget::Header => (0, 0, 0),
            SearchTarget::Event(index) => event_rank(index),
            SearchTarget::Section(index) => (section_part(index), index, 0),
            SearchTarget::Card(section, index) => (section_part(section), section, index + 1),
            SearchTarget::Source(index) => (4, index, 0),
            SearchTarget::Update(index) => (5, index, 0),
        }
    }
}

/// Returns an event's rank by its position among the events shown.
fn event_rank(position: usize) -> Rank {
    (2, position, 0)
}
