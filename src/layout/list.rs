//! The list: events in groups, with the distance between them.

use crate::{date::Gap, state::Order, story::Story};

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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// Astronomical year.
    Year(i64),
    Decade(i64),
    Century(i64),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Index into `story.timeline.events`.
    pub event: usize,
    /// Distance from the event shown before it, where it is worth saying.
    pub gap: Option<Gap>,
}

impl List {
    pub fn new(story: &Story, order: Order) -> List {
        let _ = (story, order);
        todo!()
    }
}
