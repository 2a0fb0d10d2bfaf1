//! The overview strip: lanes, marks, tears.

use crate::{
    date::Gap,
    layout::{Room, Tick},
    story::Story,
};

/// Everything that is drawn in the strip. All `x` are fractions of the strip's inline size, 0 at the start of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    pub lanes: Vec<Lane>,
    /// In the order of `story.timeline.events`.
    pub marks: Vec<Mark>,
    pub ticks: Vec<Tick>,
    pub tears: Vec<Tear>,
}

/// A lane: one track, or the events without one.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Index into `story.timeline.tracks`; `None` for events without a track.
    pub track: Option<usize>,
    /// First row, counted over the whole strip.
    pub row: usize,
    pub rows: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Index into `story.timeline.events`.
    pub event: usize,
    pub row: usize,
    pub start: f64,
    /// Equal to `start` for what is shorter than a mark is wide (a point).
    pub end: f64,
    pub start_edge: Edge,
    pub end_edge: Edge,
}

/// How a mark's end is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The day is known.
    Sharp,
    /// Approximate or uncertain.
    Soft,
    /// Goes on: fades out.
    Open,
    /// Ends or begins at an unknown time.
    Unknown,
}

/// A long empty stretch, drawn short.
#[derive(Clone, Debug, PartialEq)]
pub struct Tear {
    pub start: f64,
    pub end: f64,
    pub gap: Gap,
}

impl Strip {
    pub fn new(story: &Story, room: Room) -> Strip {
        let _ = (story, room);
        todo!()
    }
}
