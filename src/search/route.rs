//! The way from one hit to the next, in page order.

use super::{Hits, SearchTarget};
use crate::layout::List;

/// The position of a target on the page: the index of the target, or of the first event; and the position among the events shown.
type Rank = (usize, usize);

impl Hits {
    /// Returns the hits in page order, without events that `list` doesn't show.
    pub fn route(&self, list: &List) -> Vec<SearchTarget> {
        self.stops(list).into_iter().map(|(_, target)| target).collect()
    }

    /// Returns the hit after a target, or before it if `forward` is false, and the hit's 1-based position in [`route`](Hits::route). The
    /// hit after the last one is the first. Without a target, or from one that isn't shown, it is the first or the last hit.
    pub fn step(&self, list: &List, from: Option<SearchTarget>, forward: bool) -> Option<(usize, SearchTarget)> {
        let from = from.and_then(|target| match target {
            SearchTarget::Event(index) => {
                list.events().into_iter().position(|event| event == index).map(|position| self.event_rank(position))
            }
            other => self.targets.iter().position(|target| *target == other).map(|position| (position, 0)),
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
        let events = events.filter(|(_, event)| self.events.get(*event) == Some(&true));
        let events = events.map(|(position, event)| (self.event_rank(position), SearchTarget::Event(event)));
        let others = self.others.iter().filter_map(|&position| Some(((position, 0), *self.targets.get(position)?)));
        let (before, after): (Vec<_>, Vec<_>) = others.partition(|(rank, _)| *rank < self.event_rank(0));
        before.into_iter().chain(events).chain(after).collect()
    }

    /// Returns an event's rank by its position among the events shown.
    fn event_rank(&self, position: usize) -> Rank {
        let first = self.targets.iter().position(|target| matches!(target, SearchTarget::Event(_)));
        (first.unwrap_or_default(), position)
    }
}
