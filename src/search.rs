//! Search: the parts of a story that contain the words of a query, and the way from one result to the next.
//!
//! Texts are compared without case and accents. The caller folds them, since browsers have the tables of Unicode. An [`Index`] has all
//! texts of a story in folded form. It is built in slices, so that a story of ten thousand events doesn't block the page, and each
//! query searches all of it.

mod entry;
mod query;
mod route;

use std::rc::Rc;

use crate::{
    date::Edtf,
    story::{Id, Parts, Story},
};

/// Conversions of text that depend on the platform.
#[derive(Clone, Copy)]
pub struct TextNormalizer<'a> {
    /// Removes case, accents and other marks from a text, and keeps `\n`. A folded text must contain the folded forms of its words.
    pub fold: &'a dyn Fn(&str) -> String,
    /// Formats a date as on the page.
    pub date: &'a dyn Fn(&Edtf) -> String,
}

/// A part of the page that a search finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchTarget {
    /// The story's title and summary.
    Header,
    /// Index into `story.timeline.events`.
    Event(usize),
    /// Index of a section, of which this is title and text.
    Section(usize),
    /// Index of the section, and index of the card in it.
    Card(usize, usize),
    /// Index of a source that no item cites.
    Source(usize),
    /// Index of an update without an event or a card.
    Update(usize),
}

/// All texts of a story in folded form.
#[derive(Clone, Debug)]
pub struct Index {
    /// In page order, events from the oldest.
    targets: Rc<[SearchTarget]>,
    /// The texts of the targets that were read, one after the other.
    text: Vec<u8>,
    /// The end of each target's text.
    ends: Vec<usize>,
    /// The frequency of each byte value.
    frequencies: Vec<u32>,
}

/// The result of a search.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Hits {
    /// The query's words and phrases, folded.
    words: Vec<String>,
    /// The index's targets.
    targets: Rc<[SearchTarget]>,
    /// Index of the first event among the targets; their number without events.
    first_event: usize,
    /// For each target that was searched, whether it is a hit.
    hits: Vec<bool>,
    count: usize,
}

impl Index {
    /// Returns an index without texts, for [`Index::extend`]. `on_page` are the parts that are rendered, in page order; `shown` those of
    /// them that no attribute hides.
    pub fn new(story: &Story, on_page: &Parts, shown: &Parts) -> Index {
        Index {
            targets: entry::targets(story, on_page, shown).into(),
            text: Vec::new(),
            ends: Vec::new(),
            frequencies: vec![0; 256],
        }
    }

    /// Returns the complete index of a story.
    pub fn of(story: &Story, normalizer: TextNormalizer) -> Index {
        let mut index = Index::new(story, &Parts::default(), &Parts::default());
        index.extend(story, normalizer, usize::MAX);
        index
    }

    /// Reads the next `count` targets of the story for which the index was made. Returns whether the index is complete.
    pub fn extend(&mut self, story: &Story, normalizer: TextNormalizer, count: usize) -> bool {
        for &target in self.targets.iter().skip(self.ends.len()).take(count) {
            let text = query::plain(&(normalizer.fold)(&entry::text(story, target, normalizer.date)));
            for byte in text.bytes() {
                if let Some(count) = self.frequencies.get_mut(usize::from(byte)) {
                    *count += 1;
                }
            }
            self.text.extend_from_slice(text.as_bytes());
            self.ends.push(self.text.len());
        }
        self.is_complete()
    }

    /// Returns whether all targets were read.
    pub fn is_complete(&self) -> bool {
        self.ends.len() == self.targets.len()
    }

    /// Returns the targets that contain all words of a query, also as parts of words. Words in quotes must be adjacent. A query without
    /// words has no hits; only its first 32 words are used.
    ///
    /// `earlier` is the result of the previous query: if this query extends it, only its hits are searched.
    pub fn find(&self, query: &str, fold: &dyn Fn(&str) -> String, earlier: Option<&Hits>) -> Hits {
        let words = query::words(&fold(query));
        let first_event = self.targets.iter().position(|target| matches!(target, SearchTarget::Event(_)));
        let mut hits = Hits {
            targets: self.targets.clone(),
            first_event: first_event.unwrap_or(self.targets.len()),
            ..Hits::default()
        };
        let needles: Vec<Needle> = words.iter().map(|word| Needle::new(word.as_bytes(), &self.frequencies)).collect();
        let earlier = earlier.filter(|earlier| earlier.include_all(&words, self));
        let mut start = 0;
        for (target, &end) in self.ends.iter().enumerate() {
            let text = self.text.get(start..end).unwrap_or_default();
            start = end;
            let is_hit = !needles.is_empty()
                && earlier.is_none_or(|earlier| earlier.is_hit(target))
                && needles.iter().all(|needle| needle.is_in(text));
            hits.count += usize::from(is_hit);
            hits.hits.push(is_hit);
        }
        hits.words = words;
        hits
    }
}

impl Hits {
    /// Returns the number of hits.
    pub fn len(&self) -> usize {
        self.count
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Returns the query's words and phrases, folded.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Returns whether a target is a hit.
    pub fn contains(&self, target: SearchTarget) -> bool {
        self.index_of(target).is_some_and(|index| self.is_hit(index))
    }

    /// Returns the index of a target that was searched. Events are all there, or none.
    fn index_of(&self, target: SearchTarget) -> Option<usize> {
        match target {
            SearchTarget::Event(event) => Some(self.first_event + event),
            other => self.targets.iter().position(|target| *target == other),
        }
    }

    fn is_hit(&self, index: usize) -> bool {
        self.hits.get(index) == Some(&true)
    }

    /// Returns whether these hits include all hits of a query with these words in an index: the same targets were searched, and each
    /// word of this query is a part of one of them.
    fn include_all(&self, words: &[String], index: &Index) -> bool {
        let is_part_of_one = |old: &String| words.iter().any(|new| new.contains(old.as_str()));
        Rc::ptr_eq(&self.targets, &index.targets)
            && self.hits.len() == index.ends.len()
            && !self.words.is_empty()
            && self.words.iter().all(is_part_of_one)
    }
}

impl SearchTarget {
    /// Returns the target of an event, a section or a card by its id.
    pub fn of(story: &Story, id: &Id) -> Option<SearchTarget> {
        if let Some(index) = story.event(id) {
            return Some(SearchTarget::Event(index));
        }
        story.sections.iter().enumerate().find_map(|(index, section)| {
            let card =
                || section.cards.iter().position(|card| card.id == *id).map(|card| SearchTarget::Card(index, card));
            if section.id == *id { Some(SearchTarget::Section(index)) } else { card() }
        })
    }

    /// Returns the id of its element on the page: an item's own, or one that begins with `_`.
    pub fn id(self, story: &Story) -> String {
        let section = |index: usize| story.sections.get(index);
        let id = match self {
            SearchTarget::Header => None,
            SearchTarget::Event(index) => story.timeline.events.get(index).map(|event| &event.id),
            SearchTarget::Section(index) => section(index).map(|section| &section.id),
            SearchTarget::Card(index, card) => {
                section(index).and_then(|section| section.cards.get(card)).map(|card| &card.id)
            }
            SearchTarget::Source(index) => story.sources.get(index).map(|source| &source.id),
            SearchTarget::Update(_) => return "_updates".to_owned(),
        };
        id.map_or_else(|| "_title".to_owned(), |id| id.to_string())
    }
}

/// A word to search for by its rarest byte, which skips most positions of a text.
struct Needle<'a> {
    word: &'a [u8],
    /// The rarest byte, and its position in the word.
    byte: u8,
    pivot: usize,
}

impl<'a> Needle<'a> {
    fn new(word: &'a [u8], frequencies: &[u32]) -> Needle<'a> {
        let frequency = |byte: u8| frequencies.get(usize::from(byte)).copied().unwrap_or_default();
        let mut needle = Needle { word, pivot: 0, byte: word.first().copied().unwrap_or_default() };
        for (pivot, &byte) in word.iter().enumerate() {
            if frequency(byte) < frequency(needle.byte) {
                needle = Needle { word, pivot, byte };
            }
        }
        needle
    }

    fn is_in(&self, text: &[u8]) -> bool {
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

#[cfg(test)]
mod tests;
