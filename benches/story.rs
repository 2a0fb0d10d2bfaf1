//! Neutral stories of any size, the same every time: what the benchmarks measure.
//!
//! Words, names and dates are drawn from a seeded generator, so that the text compresses about as well as news does and says
//! nothing. What the parts of a story may be is in docs/story-format.md.

use std::collections::BTreeSet;

use serde_json::{Value, json};

/// How many cards a story has, whatever the number of its events.
pub const CARDS: usize = 6;
/// The sizes that are measured unless others are asked for.
pub const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];

/// Over how many days the events are spread, from 1 January 2017: eight years.
const DAYS: usize = 2_922;
const TRACKS: [&str; 3] = ["Government", "Courts", "Region"];
const TAGS: [&str; 6] = ["politics", "economy", "people", "weather", "transport", "science"];

/// A story of so many events.
pub struct Story {
    pub title: String,
    pub summary: String,
    pub cards: Vec<Card>,
    /// In order of time.
    pub events: Vec<Event>,
    pub sources: Vec<Source>,
}

pub struct Card {
    pub id: String,
    pub title: String,
    pub body: String,
    pub events: Vec<String>,
    /// Index into the story's sources, as in events.
    pub source: usize,
}

pub struct Event {
    pub id: String,
    /// EDTF: a day mostly, else a month, or a few days.
    pub date: String,
    pub title: String,
    pub body: String,
    /// Index into the three tracks.
    track: usize,
    pub tag: &'static str,
    pub card: String,
    after: Option<String>,
    pub source: usize,
    alleged: bool,
}

pub struct Source {
    id: String,
    pub publisher: String,
    pub title: String,
    pub url: String,
}

impl Story {
    pub fn new(events: usize) -> Story {
        let mut words = Words(0x6b65_796c_696e_6500 ^ events as u64);
        let sources: Vec<Source> = (1..=events / 4 + 3).map(|index| source(index, &mut words)).collect();
        let mut cards: Vec<Card> = (1..=CARDS).map(|index| card(index, sources.len(), &mut words)).collect();
        let events: Vec<Event> = (0..events).map(|index| event(index, events, sources.len(), &mut words)).collect();
        for card in &mut cards {
            let explained = events.iter().filter(|event| event.card == card.id).take(4);
            card.events = explained.map(|event| event.id.clone()).collect();
        }
        Story {
            title: words.title(6),
            summary: format!("{}\n\n{}", words.prose(45), words.prose(35)),
            cards,
            events,
            sources,
        }
    }

    /// The document that Keyline reads.
    pub fn json(&self) -> String {
        let last = self.events.len().saturating_sub(1);
        let events = self.events.iter().enumerate().map(|(index, event)| event.json(&self.sources, index == last));
        let sources = self.sources.iter().map(|source| {
            json!({ "id": source.id, "title": source.title, "publisher": source.publisher, "url": source.url })
        });
        let cards = self.cards.iter().map(|card| {
            let source = self.sources.get(card.source).map(|source| &source.id);
            json!({ "id": card.id, "title": card.title, "body": card.body, "events": card.events, "sources": [source] })
        });
        let tracks =
            TRACKS.iter().enumerate().map(|(index, title)| json!({ "id": format!("t{index}"), "title": title }));
        let story = json!({
            "version": 1, "id": "bench", "title": self.title, "summary": self.summary,
            "timeline": { "tracks": tracks.collect::<Vec<_>>(), "events": events.collect::<Vec<_>>() },
            "sections": [{ "id": "key-points", "title": "Key points", "cards": cards.collect::<Vec<_>>() }],
            "sources": sources.collect::<Vec<_>>(),
        });
        story.to_string()
    }

    /// What every page of it has to say before it counts as text.
    #[allow(dead_code, reason = "only pages are asked for it")]
    pub fn titles(&self) -> BTreeSet<&str> {
        let events = self.events.iter().map(|event| &*event.title);
        events.chain(self.cards.iter().map(|card| &*card.title)).collect()
    }
}

impl Event {
    fn json(&self, sources: &[Source], main: bool) -> Value {
        let mut event = json!({
            "id": self.id, "date": self.date, "title": self.title, "body": self.body, "track": format!("t{}", self.track),
            "tags": [self.tag], "cards": [self.card], "sources": [sources.get(self.source).map(|source| &source.id)],
        });
        if let Some(after) = &self.after {
            event["after"] = json!([after]);
        }
        if self.alleged {
            event["status"] = "alleged".into();
        }
        if main {
            event["main"] = true.into();
        }
        event
    }
}

fn source(index: usize, words: &mut Words) -> Source {
    let paper = ["Times", "Post", "Wire", "Herald"][index % 4];
    Source {
        id: format!("s{index}"),
        publisher: format!("The {} {paper}", words.name()),
        title: words.title(5),
        url: format!("https://example.org/{}/report-{index}", 2017 + index % 8),
    }
}

fn card(index: usize, sources: usize, words: &mut Words) -> Card {
    // Numbered, so that no two have the same title.
    Card {
        id: format!("c{index}"),
        title: format!("{} {index}", words.title(5)),
        body: words.prose(60),
        events: Vec::new(),
        source: words.below(sources),
    }
}

fn event(index: usize, count: usize, sources: usize, words: &mut Words) -> Event {
    // Anywhere in its own share of the eight years.
    let day = (index * DAYS + words.below(DAYS)) / count;
    let date = match words.below(20) {
        0 => civil(day)[..7].to_owned(),
        1 => format!("{}/{}", civil(day), civil(day + 1 + words.below(12))),
        2 => format!("{}~", civil(day)),
        _ => civil(day),
    };
    Event {
        id: format!("e{}", index + 1),
        date,
        title: format!("{} {}", words.title(7), index + 1),
        body: words.prose(40),
        track: words.below(TRACKS.len()),
        tag: TAGS[words.below(TAGS.len())],
        card: format!("c{}", 1 + words.below(CARDS)),
        after: (index > 0 && words.below(3) == 0).then(|| format!("e{}", index - words.below(index.min(5)))),
        source: words.below(sources),
        alleged: words.below(25) == 0,
    }
}

/// The date that is so many days after 1 January 2017.
fn civil(mut day: usize) -> String {
    let leap = |year: usize| year.is_multiple_of(4);
    let mut year = 2017;
    while day >= 365 + usize::from(leap(year)) {
        day -= 365 + usize::from(leap(year));
        year += 1;
    }
    let february = 28 + usize::from(leap(year));
    let mut month = 1;
    for days in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if day < days {
            break;
        }
        day -= days;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", day + 1)
}

/// A generator of numbers (SplitMix64), and of the words that are chosen by them.
struct Words(u64);

impl Words {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below a bound, which is not 0.
    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// A word of the language, early ones more often.
    fn word(&mut self) -> &'static str {
        let bound = 1 + self.below(COMMON.len());
        COMMON[self.below(bound)]
    }

    /// A name that nobody has.
    fn name(&mut self) -> String {
        const SYLLABLES: [&str; 16] =
            ["ba", "den", "fo", "gar", "hel", "ka", "lin", "mo", "nor", "pe", "ris", "sa", "tol", "ur", "vel", "wen"];
        capital((0..2 + self.below(2)).map(|_| SYLLABLES[self.below(SYLLABLES.len())]).collect())
    }

    fn title(&mut self, words: usize) -> String {
        let words: Vec<String> = (0..words)
            .map(|_| match self.below(15) {
                0 => self.name(),
                1 => (2 + self.below(900)).to_string(),
                _ => self.word().to_owned(),
            })
            .collect();
        capital(words.join(" "))
    }

    /// Sentences of so many words together.
    fn prose(&mut self, words: usize) -> String {
        let mut sentences = Vec::new();
        let mut left = words;
        while left > 0 {
            let length = left.min(9 + self.below(9));
            sentences.push(self.title(length) + ".");
            left -= length;
        }
        sentences.join(" ")
    }
}

fn capital(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

#[rustfmt::skip]
const COMMON: [&str; 144] = [
    "the", "of", "and", "to", "in", "a", "for", "on", "that", "with", "by", "at", "from", "after", "as", "before", "over", "under",
    "says", "will", "has", "was", "were", "not", "more", "than", "its", "their", "new", "first", "last", "two", "three", "four",
    "council", "court", "minister", "mayor", "parliament", "party", "agency", "union", "company", "bank", "police", "school",
    "hospital", "city", "region", "river", "bridge", "harbor", "road", "railway", "airport", "market", "budget", "price", "tax",
    "law", "vote", "election", "report", "study", "survey", "inquiry", "hearing", "appeal", "ruling", "contract", "treaty",
    "talks", "strike", "march", "storm", "flood", "drought", "fire", "damage", "repair", "relief", "shelter", "water", "power",
    "gas", "coal", "wind", "food", "health", "vaccine", "patient", "doctor", "teacher", "farmer", "engineer", "driver", "resident",
    "family", "worker", "leader", "owner", "plan", "project", "reform", "review", "change", "growth", "decline", "shortage",
    "demand", "delay", "warning", "risk", "crisis", "opens", "closes", "begins", "ends", "approves", "rejects", "suspends",
    "resumes", "announces", "confirms", "denies", "warns", "urges", "agrees", "refuses", "signs", "publishes", "finds",
    "expects", "local", "national", "public", "private", "former", "annual", "early", "late", "million", "percent", "week",
];
