//! Search: which items of a story have the words that the reader typed, and the way from one to the next.
//!
//! Letters are compared as the edge folds them, without case and accents: a browser knows how, and tables of our own would be
//! bigger than the widget. An [`Index`] holds every text folded; it is made a slice at a time, so that ten thousand events
//! don't hold up the page, and is searched from end to end at each letter typed.

mod entry;
mod query;
mod route;

use crate::{
    date::Edtf,
    story::{Id, Story},
};

/// What only the edge can say of texts.
#[derive(Clone, Copy)]
pub struct Speech<'a> {
    /// A text without case, accents and other marks, `\n` where it was. A text's fold must have the folds of its words.
    pub fold: &'a dyn Fn(&str) -> String,
    /// A date as it is shown.
    pub date: &'a dyn Fn(&Edtf) -> String,
}

/// A piece of the page that can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The story's title and summary.
    Header,
    /// Index among the timeline's events.
    Event(usize),
    /// A section's title and prose.
    Section(usize),
    /// Indices of the section and of the card in it.
    Card(usize, usize),
    /// A source that no item cites.
    Source(usize),
    /// An update that stands beside no item.
    Update(usize),
}

/// Every text of a story, folded.
#[derive(Clone, Debug)]
pub struct Index {
    /// In page order, oldest first.
    places: Vec<Place>,
    /// One after the other, as far as they have been read.
    text: Vec<u8>,
    /// Where each place's text ends.
    ends: Vec<usize>,
    /// How often each byte occurs.
    bytes: Vec<u32>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Hits {
    /// What was looked for, folded.
    words: Vec<String>,
    /// How many places were searched.
    searched: usize,
    count: usize,
    /// For each event whether it is one.
    events: Vec<bool>,
    /// All others, in page order.
    others: Vec<Place>,
}

impl Index {
    /// An index of a story that has yet to be read: see [`Index::extend`].
    pub fn new(story: &Story) -> Index {
        Index { places: entry::places(story), text: Vec::new(), ends: Vec::new(), bytes: vec![0; 256] }
    }

    /// The whole index at once.
    pub fn of(story: &Story, speech: Speech) -> Index {
        let mut index = Index::new(story);
        index.extend(story, speech, usize::MAX);
        index
    }

    /// Reads the next `count` places; the story is the same each time. True when there are no more.
    pub fn extend(&mut self, story: &Story, speech: Speech, count: usize) -> bool {
        for &place in self.places.iter().skip(self.ends.len()).take(count) {
            let text = query::plain(&(speech.fold)(&entry::text(story, place, speech.date)));
            for byte in text.bytes() {
                if let Some(count) = self.bytes.get_mut(usize::from(byte)) {
                    *count += 1;
                }
            }
            self.text.extend_from_slice(text.as_bytes());
            self.ends.push(self.text.len());
        }
        self.is_complete()
    }

    /// Whether the whole story was read.
    pub fn is_complete(&self) -> bool {
        self.ends.len() == self.places.len()
    }

    /// The places that have every word of a query, each as a part of a word at least; words in quotes stand together. A query
    /// without words finds nothing. Of very many words, the first 32 count.
    ///
    /// `earlier`, what the query before found, saves most of the work where the query has only grown.
    pub fn find(&self, query: &str, fold: &dyn Fn(&str) -> String, earlier: Option<&Hits>) -> Hits {
        let words = query::words(&fold(query));
        let events = self.places.iter().filter(|place| matches!(place, Place::Event(_))).count();
        let mut hits = Hits { searched: self.ends.len(), events: vec![false; events], ..Hits::default() };
        let needles: Vec<Needle> = words.iter().map(|word| Needle::new(word.as_bytes(), &self.bytes)).collect();
        let earlier = earlier.filter(|earlier| earlier.hold_all(&words, self.ends.len()));
        let mut start = 0;
        for (&end, &place) in self.ends.iter().zip(&self.places) {
            let text = self.text.get(start..end).unwrap_or_default();
            start = end;
            if !needles.is_empty()
                && earlier.is_none_or(|earlier| earlier.contains(place))
                && needles.iter().all(|needle| needle.is_in(text))
            {
                hits.add(place);
            }
        }
        hits.words = words;
        hits
    }
}

impl Hits {
    /// How many places were found.
    pub fn len(&self) -> usize {
        self.count
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// What was looked for, folded: words and phrases.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    pub fn contains(&self, place: Place) -> bool {
        match place {
            Place::Event(nth) => self.events.get(nth) == Some(&true),
            other => self.others.contains(&other),
        }
    }

    fn add(&mut self, place: Place) {
        self.count += 1;
        match place {
            Place::Event(nth) => self.events.iter_mut().skip(nth).take(1).for_each(|event| *event = true),
            other => self.others.push(other),
        }
    }

    /// Whether whatever has these words was found already: each word that was looked for is in one of them.
    fn hold_all(&self, words: &[String], searched: usize) -> bool {
        let is_in_one = |old: &String| words.iter().any(|new| is_in(old.as_bytes(), new.as_bytes()));
        self.searched == searched && !self.words.is_empty() && self.words.iter().all(is_in_one)
    }
}

impl Place {
    /// The place that an item's id names, if it is one.
    pub fn of(story: &Story, id: &Id) -> Option<Place> {
        if let Some(nth) = story.event(id) {
            return Some(Place::Event(nth));
        }
        story.sections.iter().enumerate().find_map(|(nth, section)| {
            let card = || section.cards.iter().position(|card| card.id == *id).map(|card| Place::Card(nth, card));
            if section.id == *id { Some(Place::Section(nth)) } else { card() }
        })
    }

    /// The id of its item; of what is none, of the part of the page that it is in, which begins with `_`.
    pub fn id(self, story: &Story) -> String {
        let section = |nth: usize| story.sections.get(nth);
        let id = match self {
            Place::Header => None,
            Place::Event(nth) => story.timeline.events.get(nth).map(|event| &event.id),
            Place::Section(nth) => section(nth).map(|section| &section.id),
            Place::Card(nth, card) => section(nth).and_then(|section| section.cards.get(card)).map(|card| &card.id),
            Place::Source(nth) => story.sources.get(nth).map(|source| &source.id),
            Place::Update(_) => return "_updates".to_owned(),
        };
        id.map_or_else(|| "_title".to_owned(), |id| id.to_string())
    }
}

/// A word, with the byte of it to look for first: the rarest.
struct Needle<'a> {
    word: &'a [u8],
    pivot: usize,
    byte: u8,
}

impl<'a> Needle<'a> {
    fn new(word: &'a [u8], frequencies: &[u32]) -> Needle<'a> {
        let often = |byte: u8| frequencies.get(usize::from(byte)).copied().unwrap_or_default();
        let mut needle = Needle { word, pivot: 0, byte: word.first().copied().unwrap_or_default() };
        for (pivot, &byte) in word.iter().enumerate() {
            if often(byte) < often(needle.byte) {
                needle = Needle { word, pivot, byte };
            }
        }
        needle
    }

    fn is_in(&self, text: &[u8]) -> bool {
        // Where a word may begin is `pivot` bytes before.
        let mut at = self.pivot;
        while let Some(found) = text.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == self.byte)) {
            at += found;
            if text.get(at - self.pivot..).is_some_and(|rest| rest.starts_with(self.word)) {
                return true;
            }
            at += 1;
        }
        false
    }
}

fn is_in(word: &[u8], text: &[u8]) -> bool {
    Needle { word, pivot: 0, byte: word.first().copied().unwrap_or_default() }.is_in(text)
}

#[cfg(test)]
mod tests;
