//! The way from one hit to the next, in page order.

use super::{Hits, SearchTarget};
use crate::layout::List;

/// Sorts targets as the page does: the index of a target and 0, or of the first event and a place among the events shown.
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
                list.events().into_iter().position(|event| event == index).map(|place| (self.first_event, place))
            }
            other => self.index_of(other).map(|index| (index, 0)),
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
        let events = list.events().into_iter().map(SearchTarget::Event).enumerate();
        let events = events.filter(|(_, target)| self.contains(*target));
        let events = events.map(|(place, target)| ((self.first_event, place), target));
        let others = self.targets.iter().enumerate();
        let others = others.filter(|(index, target)| self.is_hit(*index) && !matches!(target, SearchTarget::Event(_)));
        let others = others.map(|(index, target)| ((index, 0), *target));
        let (before, after): (Vec<_>, Vec<_>) = others.partition(|((index, _), _)| *index < self.first_event);
        before.into_iter().chain(events).chain(after).collect()
    }
}
