//! The story: one JSON document, version 1, as Rust types.
//!
//! [`read`] turns text into a [`Story`] and every [`Problem`] found on the way; nothing that people wrote makes it stop or
//! panic. The types are what the schema is made from. Nothing here draws.

mod json;
mod read;
mod rules;
pub mod text;

use std::{ops::Range, rc::Rc};

pub use read::read;
pub use text::Rich;

use crate::date::Edtf;

/// An item's name within its story: `[a-z0-9][a-z0-9-]*`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Id(Rc<str>);

/// A whole story.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Story {
    pub id: Id,
    /// BCP 47.
    pub lang: String,
    pub title: String,
    pub summary: Rich,
    pub byline: Option<String>,
    pub publisher: Option<Publisher>,
    /// The canonical page.
    pub url: Option<String>,
    pub published: Option<Edtf>,
    pub updated: Option<Edtf>,
    pub timeline: Timeline,
    pub sections: Vec<Section>,
    pub sources: Vec<Source>,
    pub updates: Vec<Update>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher {
    pub name: String,
    pub url: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Timeline {
    pub title: Option<String>,
    pub tracks: Vec<Track>,
    /// In EDTF order: by earliest day, then finer precision first, then as written.
    pub events: Vec<Event>,
}

/// A lane of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    pub id: Id,
    pub title: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub id: Id,
    pub date: Edtf,
    pub title: String,
    pub display_date: Option<String>,
    pub body: Rich,
    pub track: Option<Id>,
    pub tags: Vec<String>,
    pub status: Status,
    /// Explained by.
    pub cards: Vec<Id>,
    /// Follows from.
    pub after: Vec<Id>,
    pub sources: Vec<Id>,
    pub media: Option<Media>,
    /// The event the story is about.
    pub main: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    pub id: Id,
    pub title: String,
    pub body: Rich,
    pub cards: Vec<Card>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub id: Id,
    pub title: String,
    pub body: Rich,
    pub kind: CardKind,
    pub events: Vec<Id>,
    pub sources: Vec<Id>,
    pub tags: Vec<String>,
    pub status: Status,
    pub media: Option<Media>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum CardKind {
    #[default]
    Point,
    Question,
    Person,
    /// What we don't know.
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Status {
    #[default]
    Confirmed,
    Alleged,
    Disputed,
    Unknown,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Media {
    Image {
        src: String,
        alt: String,
        caption: Option<String>,
        credit: Option<String>,
        width: Option<u32>,
        height: Option<u32>,
    },
    /// A video or other page: a poster and a link; nothing is loaded until the reader asks.
    Link { url: String, title: Option<String>, poster: Option<String> },
}

#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub id: Id,
    pub title: String,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub date: Option<Edtf>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Update {
    pub date: Edtf,
    pub kind: UpdateKind,
    pub note: Rich,
    pub items: Vec<Id>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpdateKind {
    Added,
    Clarified,
    Corrected,
}

/// Where an [`Id`] leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Item<'a> {
    Event(&'a Event),
    Card(&'a Card),
    Section(&'a Section),
    Source(&'a Source),
    Track(&'a Track),
}

impl Story {
    /// Finds what an id names. Sources, tracks, sections, cards and events share one namespace.
    pub fn item(&self, id: &Id) -> Option<Item<'_>> {
        let _ = id;
        None
    }
}

/// A mistake in a document: where, which, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub severity: Severity,
    /// JSON Pointer (RFC 6901) to the value.
    pub pointer: String,
    /// Bytes of the input to point at.
    pub span: Range<usize>,
    /// A stable name, `dangling-card`.
    pub rule: &'static str,
    /// What is wrong and what to do, one or two sentences.
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Warning,
    Error,
}
