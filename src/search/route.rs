//! The way through what was found, in page order.

use super::{Hits, Place};
use crate::layout::List;

/// Where a place stands on the page: part, and place within it.
type Rank = (u8, usize, usize);

impl Hits {
    /// The places found, in the order that they are shown in. Events that `list` doesn't have are left out: filters did that.
    pub fn route(&self, list: &List) -> Vec<Place> {
        self.stops(list).into_iter().map(|(_, place)| place).collect()
    }

    /// The place found next behind another, or before it (`forward` is false); behind the last one comes the first. Also how
    /// manieth it is, counted from 1. From nowhere, or from an event that isn't shown, the first or last.
    pub fn step(&self, list: &List, from: Option<Place>, forward: bool) -> Option<(usize, Place)> {
        let from = from.and_then(|place| match place {
            Place::Event(nth) => list.events().into_iter().position(|event| event == nth).map(event_rank),
            other => Some(rank(other)),
        });
        let stops = self.stops(list);
        let found = match (from, forward) {
            (Some(from), true) => stops.iter().position(|(rank, _)| *rank > from),
            (Some(from), false) => stops.iter().rposition(|(rank, _)| *rank < from),
            (None, _) => None,
        };
        let nth = found.unwrap_or(if forward { 0 } else { stops.len().checked_sub(1)? });
        Some((nth + 1, stops.get(nth)?.1))
    }

    fn stops(&self, list: &List) -> Vec<(Rank, Place)> {
        let other = |place: &Place| (rank(*place), *place);
        let (header, behind) = match self.others.split_first() {
            Some((Place::Header, behind)) => (Some(Place::Header), behind),
            _ => (None, self.others.as_slice()),
        };
        let mut stops: Vec<(Rank, Place)> = header.iter().map(other).collect();
        for (nth, event) in list.events().into_iter().enumerate() {
            if self.contains(Place::Event(event)) {
                stops.push((event_rank(nth), Place::Event(event)));
            }
        }
        stops.extend(behind.iter().map(other));
        stops
    }
}

/// Of an event, by its place in the list.
fn event_rank(shown: usize) -> Rank {
    (1, shown, 0)
}

fn rank(place: Place) -> Rank {
    match place {
        Place::Header => (0, 0, 0),
        Place::Event(nth) => event_rank(nth),
        Place::Section(nth) => (2, nth, 0),
        Place::Card(section, nth) => (2, section, nth + 1),
        Place::Source(nth) => (3, nth, 0),
        Place::Update(nth) => (4, nth, 0),
    }
}
