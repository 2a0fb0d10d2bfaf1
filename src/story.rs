//! The story: one JSON document, version 1, as Rust types.
//!
//! [`read`] turns text into a [`Story`] and every [`Problem`] found on the way; nothing that people wrote makes it stop or
//! panic. The types are what the schema is made from; their comments are what an editor's editor shows. Nothing here draws.

mod id;
mod index;
mod json;
mod link;
mod names;
mod problem;
mod read;
mod rules;
mod sentence;
mod taken;
pub mod text;

pub use id::Id;
pub use problem::{Listener, Problem, Severity};
pub use read::{read, read_with};
pub use text::Rich;

use crate::date::Edtf;
use index::{Index, Place};

/// One news story for Keyline.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Story {
    /// The story's name in addresses: lower-case letters, digits and hyphens. Keep it when the story changes.
    pub id: Id,
    /// The language it is written in, as BCP 47: en, en-US, ar … Default: en.
    #[cfg_attr(feature = "cli", schemars(with = "Option<String>"))]
    pub lang: String,
    /// The headline.
    pub title: String,
    /// What happened, when, and why it matters: two or three sentences. Rich text.
    #[cfg_attr(feature = "cli", schemars(with = "Option<Rich>"))]
    pub summary: Rich,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Who publishes it.
    pub publisher: Option<Publisher>,
    /// The story's canonical page.
    #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Web>"))]
    pub url: Option<String>,
    /// When it was first published.
    pub published: Option<Edtf>,
    /// When it was last changed.
    pub updated: Option<Edtf>,
    /// The events.
    #[cfg_attr(feature = "cli", schemars(with = "Option<Timeline>"))]
    pub timeline: Timeline,
    /// Prose and key-point cards, in order.
    #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<Section>>"))]
    pub sections: Vec<Section>,
    /// What events and cards rest on.
    #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<Source>>"))]
    pub sources: Vec<Source>,
    /// What was changed after publication.
    #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<Update>>"))]
    pub updates: Vec<Update>,
    #[cfg_attr(feature = "cli", schemars(skip))]
    index: Index,
}

/// Who publishes a story.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Publisher {
    pub name: String,
    #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Web>"))]
    pub url: Option<String>,
}

/// The events, and the lanes they are drawn in.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Timeline {
    /// The timeline's heading.
    pub title: Option<String>,
    /// Lanes, in display order. Eight have colours of their own.
    #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<Track>>"))]
    pub tracks: Vec<Track>,
    /// In any order: they are sorted by date.
    #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<Event>>"))]
    pub events: Vec<Event>,
}

/// A lane of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Track {
    pub id: Id,
    pub title: String,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Event {
    pub id: Id,
    /// When, as EDTF: no more exact than it is known.
    pub date: Edtf,
    pub title: String,
    /// Shown instead of our words for the date.
    pub display_date: Option<String>,
    /// What happened. Rich text.
    #[cfg_attr(feature = "cli", schemars(with = "Option<Rich>"))]
    pub body: Rich,
    /// The id of the lane it belongs to.
    pub track: Option<Id>,
    #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<String>>"))]
    pub tags: Vec<String>,
    #[cfg_attr(feature = "cli", schemars(with = "Option<Status>"))]
    pub status: Status,
    /// Ids of the cards that explain it.
    #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<Id>>"))]
    pub cards: Vec<Id>,
    /// Ids of the events it follows from.
    #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<Id>>"))]
    pub after: Vec<Id>,
    /// Ids of its sources.
    #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<Id>>"))]
    pub sources: Vec<Id>,
    pub media: Option<Media>,
    /// Whether the story is about this event. One of them at most.
    #[cfg_attr(feature = "cli", schemars(with = "Option<bool>"))]
    pub main: bool,
}

/// A part of the story under a heading: prose, cards, or both.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Section {
    pub id: Id,
    pub title: String,
    /// Rich text.
    #[cfg_attr(feature = "cli", schemars(with = "Option<Rich>"))]
    pub body: Rich,
    #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<Card>>"))]
    pub cards: Vec<Card>,
}

/// A key point that opens.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Card {
    pub id: Id,
    pub title: String,
    /// Rich text.
    #[cfg_attr(feature = "cli", schemars(with = "Option<Rich>"))]
    pub body: Rich,
    #[cfg_attr(feature = "cli", schemars(with = "Option<CardKind>"))]
    pub kind: CardKind,
    /// Ids of the events it rests on.
    #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<Id>>"))]
    pub events: Vec<Id>,
    /// Ids of its sources.
    #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<Id>>"))]
    pub sources: Vec<Id>,
    #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<String>>"))]
    pub tags: Vec<String>,
    #[cfg_attr(feature = "cli", schemars(with = "Option<Status>"))]
    pub status: Status,
    pub media: Option<Media>,
}

/// What kind of key point a card is. Default: point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum CardKind {
    #[default]
    Point,
    Question,
    Person,
    /// What we don't know.
    Unknown,
}

/// How sure it is. Default: confirmed. Shown in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum Status {
    #[default]
    Confirmed,
    Alleged,
    Disputed,
    Unknown,
}

/// An image, or a link to a video or another page with a poster.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "cli",
    derive(schemars::JsonSchema),
    schemars(tag = "kind", rename_all = "lowercase", deny_unknown_fields)
)]
pub enum Media {
    /// An image.
    Image {
        /// Its address: on the web, or beside the page.
        src: String,
        /// What it shows, for those who can't see it.
        alt: String,
        caption: Option<String>,
        /// Whose it is.
        credit: Option<String>,
        /// In pixels; with `height` it keeps its room free while it loads.
        width: Option<u32>,
        height: Option<u32>,
    },
    /// A video or other page. Nothing of it is loaded until the reader asks.
    Link {
        #[cfg_attr(feature = "cli", schemars(with = "schema::Web"))]
        url: String,
        title: Option<String>,
        /// An image to stand for it.
        poster: Option<String>,
    },
}

/// What events and cards rest on.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Source {
    pub id: Id,
    pub title: String,
    pub publisher: Option<String>,
    #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Web>"))]
    pub url: Option<String>,
    pub date: Option<Edtf>,
}

/// A change after publication.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Update {
    pub date: Edtf,
    pub kind: UpdateKind,
    /// What was changed. Rich text.
    pub note: Rich,
    /// Ids of the items it is about; it shows beside them, too.
    #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<Id>>"))]
    pub items: Vec<Id>,
}

/// What an update did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum UpdateKind {
    Added,
    Clarified,
    Corrected,
}

/// What an [`Id`] leads to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Item<'a> {
    Track(&'a Track),
    Event(&'a Event),
    Section(&'a Section),
    Card(&'a Card),
    Source(&'a Source),
}

impl Story {
    /// Finds what an id names. Tracks, events, sections, cards and sources share one namespace.
    pub fn item(&self, id: &Id) -> Option<Item<'_>> {
        self.index.place(id)?.item(self)
    }

    /// The index of an event among the timeline's.
    pub fn event(&self, id: &Id) -> Option<usize> {
        match self.index.place(id)? {
            Place::Event(nth) => Some(nth),
            _ => None,
        }
    }

    /// The index of a track among the timeline's.
    pub fn track(&self, id: &Id) -> Option<usize> {
        match self.index.place(id)? {
            Place::Track(nth) => Some(nth),
            _ => None,
        }
    }

    /// The index of a source among the story's.
    pub fn source(&self, id: &Id) -> Option<usize> {
        match self.index.place(id)? {
            Place::Source(nth) => Some(nth),
            _ => None,
        }
    }

    /// Sorts the events and makes items findable; to be called when they have changed.
    pub fn arrange(&mut self) {
        self.timeline.events.sort_by(|a, b| a.date.order(&b.date));
        self.index = Index::of(self);
    }
}

/// How texts that are more than texts look in the schema.
#[cfg(feature = "cli")]
mod schema {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::{Id, Rich};
    use crate::date::Edtf;

    /// An address on the web.
    pub struct Web;

    macro_rules! text {
        ($type:ty, $name:literal, { $($schema:tt)* }) => {
            impl JsonSchema for $type {
                fn schema_name() -> Cow<'static, str> {
                    $name.into()
                }
                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    json_schema!({ "type": "string", $($schema)* })
                }
            }
        };
    }

    text!(Id, "Id", {
        "description": "Lower-case letters, digits and hyphens; unique in the document.",
        "pattern": "^[a-z0-9][a-z0-9-]*$"
    });
    text!(Rich, "RichText", {
        "description": "A small Markdown: paragraphs, **strong**, *emphasis*, [text](https://…), [text](#item-id), lists, quotes."
    });
    text!(Edtf, "Date", {
        "description": "EDTF, levels 0 and 1.",
        "examples": ["2025", "2025-03", "2025-03-13", "2025-03-13T21:00:00Z", "2022-02-24/..", "1850~", "1914/1918?", "19XX"]
    });
    text!(Web, "Web", { "format": "uri", "pattern": "^[hH][tT][tT][pP][sS]?://" });
}
