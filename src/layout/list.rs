//! The list: events in groups, with the distance between them.

use crate::{
    date::{self, Edtf, Fields, Gap},
    state::Order,
    story::Story,
};

/// A timeline's events as they are listed.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    pub groups: Vec<Group>,
}

/// Events under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub heading: Heading,
    pub rows: Vec<Row>,
}

/// What a group of events has in common. Years are astronomical, and the first of their decade or century.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    Year(i64),
    Decade(i64),
    Century(i64),
}

/// An event in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Index into the timeline's events.
    pub event: usize,
    /// Distance in time to the event listed before it.
    pub gap: Option<Gap>,
}

impl List {
    /// Lists a story's events.
    pub fn new(story: &Story, order: Order) -> List {
        let events = &story.timeline.events;
        let mut groups: Vec<Group> = Vec::new();
        let mut shown: Option<usize> = None;
        let mut add = |nth: usize, edtf: &Edtf| {
            let gap = shown.and_then(|before| {
                let (from, to) = (before.min(nth), before.max(nth));
                date::gap(&events[from].date, &events[to].date)
            });
            shown = Some(nth);
            let (row, heading) = (Row { event: nth, gap }, heading(edtf));
            match groups.last_mut().filter(|group| group.heading == heading) {
                Some(group) => group.rows.push(row),
                None => groups.push(Group { heading, rows: vec![row] }),
            }
        };
        let events = events.iter().enumerate().map(|(nth, event)| (nth, &event.date));
        match order {
            Order::OldestFirst => events.for_each(|(nth, date)| add(nth, date)),
            Order::NewestFirst => events.rev().for_each(|(nth, date)| add(nth, date)),
        }
        List { groups }
    }
}

/// The year of the day that an event is sorted by; what is only known to a decade or century stands under that.
fn heading(date: &Edtf) -> Heading {
    let first = date.dates().next();
    let year = date.earliest().or(date.latest()).map_or(0, |day| day.ymd().0);
    match first.map(|date| date.fields) {
        Some(Fields::Century) => Heading::Century(year - year.rem_euclid(100)),
        Some(Fields::Decade) => Heading::Decade(year - year.rem_euclid(10)),
        _ => Heading::Year(year),
    }
}
