//! Search: the parts of a story that contain the words of a query, and the way from one result to the next.
//!
//! Texts are compared without case and accents. The caller folds them, since browsers have the tables of Unicode. An [`Index`] has all
//! texts of a story in folded form. It is built in slices, so that a story of ten thousand events doesn't block the page, and each
//! query searches all of it.

mod entry;
mod query;
mod route;

use crate::{
    date::Edtf,
    story::{Id, Story},
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
    targets: Vec<SearchTarget>,
    /// Number of sections before the timeline.
    sections_before: usize,
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
    /// Number of targets that were searched.
    searched: usize,
    count: usize,
    /// For each event, whether it is a hit.
    events: Vec<bool>,
    /// All other hits, in page order.
    others: Vec<SearchTarget>,
    /// Number of sections before the timeline.
    sections_before: usize,
}

impl Index {
    /// Returns an index without texts, for [`Index::extend`].
    pub fn new(story: &Story) -> Index {
        Index {
            targets: entry::targets(story),
            sections_before: story.sections_before_timeline(),
            text: Vec::new(),
            ends: Vec::new(),
            frequencies: vec![0; 256],
        }
    }

    /// Removes targets from an index without texts: those for whose ids `is_kept` is false.
    #[must_use]
    pub fn only(mut self, story: &Story, is_kept: &dyn Fn(&str) -> bool) -> Index {
        self.targets.retain(|target| is_kept(&target.id(story)));
        self
    }

    /// Returns the complete index of a story.
    pub fn of(story: &Story, normalizer: TextNormalizer) -> Index {
        let mut index = Index::new(story);
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
        let event_count = self.targets.iter().filter(|target| matches!(target, SearchTarget::Event(_))).count();
        let mut hits = Hits {
            searched: self.ends.len(),
            events: vec![false; event_count],
            sections_before: self.sections_before,
            ..Hits::default()
        };
        let needles: Vec<Needle> = words.iter().map(|word| Needle::new(word.as_bytes(), &self.frequencies)).collect();
        let earlier = earlier.filter(|earlier| earlier.include_all(&words, self.ends.len()));
        let mut start = 0;
        for (&end, &target) in self.ends.iter().zip(&self.targets) {
            let text = self.text.get(start..end).unwrap_or_default();
            start = end;
            if !needles.is_empty()
                && earlier.is_none_or(|earlier| earlier.contains(target))
                && needles.iter().all(|needle| needle.is_in(text))
            {
                hits.add(target);
            }
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
        match target {
            SearchTarget::Event(index) => self.events.get(index) == Some(&true),
            other => self.others.contains(&other),
        }
    }

    fn add(&mut self, target: SearchTarget) {
        self.count += 1;
        match target {
            SearchTarget::Event(index) => self.events.iter_mut().skip(index).take(1).for_each(|event| *event = true),
            other => self.others.push(other),
        }
    }

    /// Returns whether these hits include all hits of a query with these words: each word of this query is a part of one of them.
    fn include_all(&self, words: &[String], searched: usize) -> bool {
        let is_part_of_one = |old: &String| words.iter().any(|new| new.contains(old.as_str()));
        self.searched == searched && !self.words.is_empty() && self.words.iter().all(is_part_of_one)
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
