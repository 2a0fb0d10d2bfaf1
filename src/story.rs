//! The story: one JSON document, version 1, as Rust types.
//!
//! [`read`] turns text into a [`Story`] and every [`Problem`] found on the way; it never stops at a fault and never panics.
//! Each field's name and description is written once, in its type: the reader (`de`), the writer and the JSON Schema are made of
//! it. An absent field's value is chosen by `de`: an enum's is its first variant, which is its `#[default]`, too. Newtypes (`values`) hold the rules of single values, `repair` those of the whole document.

mod de;
mod diagnostics;
mod id;
mod index;
mod json;
mod link;
mod media;
mod names;
mod parts;
mod read;
mod repair;
mod synonyms;
mod teaser;
pub mod text;
mod values;

pub use diagnostics::{Diagnostics, Problem, Severity};
pub use id::Id;
pub use media::{Image, LeadPicture, LinkedMedia, Media};
pub use parts::{Part, Parts};
pub use read::{read, read_in, read_with};
pub use text::Rich;
pub use values::{
    Alt, CardRef, EventRef, ImageUrl, ItemRef, Lang, Line, Required, SourceRef, Tag, Title, TrackRef, Version, WebUrl,
};

use serde::{Deserialize, Serialize};

use crate::{
    date::{Edtf, TimeZone},
    sort::sort,
};
use index::{Index, ItemIndex};

/// One news story for Keyline.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Story {
    /// This schema's address, for your editor.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The format's version.
    pub version: Version,
    /// The story's name in addresses: lower-case letters, digits and hyphens. Keep it when the story changes.
    pub id: Id,
    /// The language it is written in, as BCP 47: en, en-US, ar … Default: en.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// The time zone of all times, by its IANA name: America/New_York, Europe/Kyiv … Default: that of the main event's time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<Line>,
    /// The headline.
    pub title: Title,
    /// What happened, when, and why it matters: two or three sentences. Rich text.
    #[serde(default)]
    pub summary: Rich,
    /// The lead picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<LeadPicture>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<Line>,
    /// Who publishes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Publisher>,
    /// The story's canonical page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<WebUrl>,
    /// When it was first published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Edtf>,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<Edtf>,
    /// The events.
    #[serde(default)]
    pub timeline: Timeline,
    /// Prose and key-point cards, in order.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// Sources that events and cards cite.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// What was changed after publication.
    #[serde(default)]
    pub updates: Vec<Update>,
    #[serde(skip)]
    index: Index,
    /// The zone that `time_zone` names.
    #[serde(skip)]
    zone: Option<TimeZone>,
}

/// Who publishes a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Publisher {
    pub name: Title,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<WebUrl>,
}

/// The events, and the tracks they are drawn in.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Timeline {
    /// The timeline's heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Line>,
    /// Tracks, in display order. Eight have colors of their own.
    #[serde(default)]
    pub tracks: Vec<Track>,
    /// In any order: they are sorted by date.
    #[serde(default)]
    pub events: Vec<Event>,
}

/// A track of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Track {
    pub id: Id,
    pub title: Title,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Event {
    pub id: Id,
    /// When, as EDTF: as precise as it is known.
    pub date: Edtf,
    pub title: Title,
    /// A short name for the overview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Line>,
    /// Shown instead of the generated text of the date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_date: Option<Line>,
    /// One sentence below the title. Default: the first sentence of the body, if it has 30 to 160 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub teaser: Option<Line>,
    /// What happened. Rich text.
    #[serde(default)]
    pub body: Rich,
    /// The id of the track it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track: Option<TrackRef>,
    #[serde(default)]
    pub tags: Vec<Tag>,
    #[serde(default)]
    pub status: Status,
    /// Ids of the cards that explain it.
    #[serde(default)]
    pub cards: Vec<CardRef>,
    /// Ids of the events it follows from.
    #[serde(default)]
    pub after: Vec<EventRef>,
    /// Ids of its sources.
    #[serde(default)]
    pub sources: Vec<SourceRef>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<Media>,
    /// Whether the story is about this event. One of them at most.
    #[serde(default)]
    pub main: bool,
}

/// A part of the story under a heading: prose, cards, or both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Section {
    pub id: Id,
    pub title: Title,
    /// Rich text.
    #[serde(default)]
    pub body: Rich,
    #[serde(default)]
    pub cards: Vec<Card>,
}

/// An expandable key point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Card {
    pub id: Id,
    pub title: Title,
    /// One sentence below the title. Default: the first sentence of the body, if it has 30 to 160 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub teaser: Option<Line>,
    /// Rich text.
    #[serde(default)]
    pub body: Rich,
    #[serde(default)]
    pub kind: CardKind,
    /// Ids of the events that it is based on.
    #[serde(default)]
    pub events: Vec<EventRef>,
    /// Ids of its sources.
    #[serde(default)]
    pub sources: Vec<SourceRef>,
    #[serde(default)]
    pub tags: Vec<Tag>,
    #[serde(default)]
    pub status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<Media>,
}

/// What kind of key point a card is. Default: point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub enum CardKind {
    #[default]
    Point,
    Question,
    Person,
    /// What we don't know.
    Unknown,
}

/// How sure it is. Default: confirmed. Shown in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub enum Status {
    #[default]
    Confirmed,
    Alleged,
    Disputed,
    Unknown,
}

/// A source that events and cards cite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Source {
    pub id: Id,
    pub title: Title,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<WebUrl>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Edtf>,
}

/// A change after publication.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Update {
    pub date: Edtf,
    pub kind: Required<UpdateKind>,
    /// What was changed. Rich text.
    pub note: Required<Rich>,
    /// Ids of the items it is about; it shows beside them, too.
    #[serde(default)]
    pub items: Vec<ItemRef>,
}

/// What an update did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub enum UpdateKind {
    Added,
    #[default]
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
    /// Returns the language tag of the story, `en` where it gives none.
    pub fn language(&self) -> &str {
        self.lang.as_deref().unwrap_or("en")
    }

    /// Returns the time zone that the story names, with its changes around the story's times; all times are in it. `None` if the story
    /// names no zone or an unknown one.
    pub fn resolved_time_zone(&self) -> Option<&TimeZone> {
        self.zone.as_ref()
    }

    /// Returns every date: those of events first, then those of the story, its updates and its sources.
    pub fn dates(&self) -> impl Iterator<Item = &Edtf> {
        let events = self.timeline.events.iter().map(|event| &event.date);
        let updates = self.updates.iter().map(|update| &update.date);
        let sources = self.sources.iter().filter_map(|source| source.date.as_ref());
        events.chain([&self.published, &self.updated].into_iter().flatten()).chain(updates).chain(sources)
    }

    /// Returns the instant of its latest time, in seconds since 1970-01-01T00:00:00Z, if it has one.
    pub fn latest_instant(&self) -> Option<i64> {
        self.instants().max()
    }

    /// Returns the instant of each time, in seconds since 1970-01-01T00:00:00Z. Times without an offset are taken as UTC.
    pub fn instants(&self) -> impl Iterator<Item = i64> {
        self.dates().flat_map(Edtf::instants)
    }

    fn dates_mut(&mut self) -> impl Iterator<Item = &mut Edtf> {
        let events = self.timeline.events.iter_mut().map(|event| &mut event.date);
        let updates = self.updates.iter_mut().map(|update| &mut update.date);
        let sources = self.sources.iter_mut().filter_map(|source| source.date.as_mut());
        events.chain([&mut self.published, &mut self.updated].into_iter().flatten()).chain(updates).chain(sources)
    }

    /// Finds what an id names. Tracks, events, sections, cards and sources share one namespace.
    pub fn item(&self, id: &Id) -> Option<Item<'_>> {
        self.index.get(id)?.item(self)
    }

    /// The index of an event among the timeline's.
    pub fn event(&self, id: &Id) -> Option<usize> {
        match self.index.get(id)? {
            ItemIndex::Event(index) => Some(index),
            _ => None,
        }
    }

    /// The index of a track among the timeline's.
    pub fn track(&self, id: &Id) -> Option<usize> {
        match self.index.get(id)? {
            ItemIndex::Track(index) => Some(index),
            _ => None,
        }
    }

    /// The index of a source among the story's.
    pub fn source(&self, id: &Id) -> Option<usize> {
        match self.index.get(id)? {
            ItemIndex::Source(index) => Some(index),
            _ => None,
        }
    }

    /// Returns the number of sections before the timeline, which follows the last section with cards.
    pub fn sections_before_timeline(&self) -> usize {
        self.sections.iter().rposition(|section| !section.cards.is_empty()).map_or(0, |last| last + 1)
    }

    /// Returns whether its events have different dates: whether there is something to draw to scale, and an order.
    pub fn has_strip(&self) -> bool {
        let mut dates = self.timeline.events.iter().map(|event| event.date.kind());
        dates.next().is_some_and(|first| dates.any(|date| date != first))
    }

    /// Returns whether an event or card has more than its title, date and teaser: whether there is something to open.
    pub fn has_details(&self, id: &Id) -> bool {
        let is_empty = match self.item(id) {
            Some(Item::Event(Event { body, media, cards, after, tags, sources, .. })) => {
                body.is_empty()
                    && media.is_none()
                    && cards.is_empty()
                    && after.is_empty()
                    && tags.is_empty()
                    && sources.is_empty()
            }
            Some(Item::Card(Card { body, media, events, tags, sources, .. })) => {
                body.is_empty() && media.is_none() && events.is_empty() && tags.is_empty() && sources.is_empty()
            }
            _ => return false,
        };
        !is_empty || self.updates.iter().any(|update| update.items.iter().any(|item| **item == *id))
    }

    /// Sorts the events by date, and builds the index of the ids; to be called when events or ids have changed.
    pub fn sort_and_index(&mut self) {
        sort(&mut self.timeline.events, &|a, b| a.date.order(&b.date));
        self.index = Index::of(self);
    }
}
