//! From a document to a story: what can be used is used, what can't is reported.

use super::{
    Card, CardKind, Event, Id, Listener, Media, Problem, Publisher, Rich, Section, Source, Status, Story, Timeline,
    Track, Update, UpdateKind,
    index::Index,
    json,
    rules::{Object, Rules, To},
};

/// The fields of each object, as the schema has them too.
pub(super) const STORY: &[&str] = &[
    "$schema",
    "version",
    "id",
    "lang",
    "title",
    "summary",
    "byline",
    "publisher",
    "url",
    "published",
    "updated",
    "timeline",
    "sections",
    "sources",
    "updates",
];
const PUBLISHER: &[&str] = &["name", "url"];
const TIMELINE: &[&str] = &["title", "tracks", "events"];
const TRACK: &[&str] = &["id", "title"];
const EVENT: &[&str] = &[
    "id",
    "date",
    "title",
    "display_date",
    "body",
    "track",
    "tags",
    "status",
    "cards",
    "after",
    "sources",
    "media",
    "main",
];
const SECTION: &[&str] = &["id", "title", "body", "cards"];
const CARD: &[&str] = &["id", "title", "body", "kind", "events", "sources", "tags", "status", "media"];
const SOURCE: &[&str] = &["id", "title", "publisher", "url", "date"];
const UPDATE: &[&str] = &["date", "kind", "note", "items"];
const IMAGE: &[&str] = &["kind", "src", "alt", "caption", "credit", "width", "height"];
const LINK: &[&str] = &["kind", "url", "title", "poster"];

const STATUS: &[&str] = &["confirmed", "alleged", "disputed", "unknown"];
const CARD_KIND: &[&str] = &["point", "question", "person", "unknown"];
const UPDATE_KIND: &[&str] = &["added", "clarified", "corrected"];

/// Reads a story. Never panics, never stops at the first fault: an item with a mistake in it costs that item at most.
///
/// Problems come in the order of the text. The story is whatever could be read, empty at worst.
///
/// ```
/// use keyline::story::{Severity, read};
/// let (story, problems) = read(r#"{"version": 1, "id": "a", "title": "A", "tilte": "B", "sections": [{"id": "b", "title": "B"}]}"#);
/// assert_eq!(story.title, "A");
/// assert_eq!((problems[0].rule, problems[0].severity), ("unknown-field", Severity::Warning));
/// assert!(problems[0].message.contains("did you mean `title`?"));
/// ```
pub fn read(json: &str) -> (Story, Vec<Problem>) {
    let mut problems = Vec::new();
    let story = read_with(json, &mut problems);
    problems.sort_by_key(|problem| problem.span.start);
    // The faults of the text are known already; here it is only looked at for where things are.
    if let (Some(root), _) = json::parse(json, &mut Vec::new()) {
        for problem in &mut problems {
            problem.pointer = super::problem::pointer(&root, &problem.span);
        }
    }
    (story, problems)
}

/// Reads a story as [`read`] does, and tells a listener of problems in the order they are found.
pub fn read_with<L: Listener>(json: &str, listener: &mut L) -> Story {
    let (node, cut_short) = json::parse(json, listener);
    let mut rules = Rules::new(listener);
    if let Some(node) = node.as_ref().filter(|_| cut_short) {
        rules.cut_at(node.span.end);
    }
    let object = node.as_ref().and_then(|node| rules.object(node, STORY));
    let mut story = match object {
        Some(object) => story(&mut rules, &object),
        None => Story { lang: "en".to_owned(), ..Story::default() },
    };
    story.arrange();
    follow(&mut rules, &mut story);
    story
}

fn story<L: Listener>(rules: &mut Rules<L>, object: &Object) -> Story {
    version(rules, object);
    let title = rules.title(object, "title", "a story");
    let story = Story {
        id: rules.id(object, title.as_deref(), "a story"),
        lang: lang(rules, object),
        title: title.unwrap_or_default(),
        summary: rules.rich(object, "summary"),
        byline: rules.text(object, "byline"),
        publisher: publisher(rules, object),
        url: rules.web(object, "url"),
        published: rules.date(object, "published"),
        updated: rules.date(object, "updated"),
        timeline: timeline(rules, object),
        sections: all(rules, object, "sections", section),
        sources: all(rules, object, "sources", source),
        updates: all(rules, object, "updates", update),
        index: Index::default(),
    };
    if !has_items(object, "sections") && !timeline_has_events(object) && !rules.is_cut() {
        rules.warning("empty-story", &object.brace(), || {
            "the story has neither events nor sections; there is nothing to tell".to_owned()
        });
    }
    story
}

/// The items of an array, each as it is read; what can't be used is left out.
fn all<L: Listener, T>(
    rules: &mut Rules<L>,
    object: &Object,
    name: &str,
    mut read: impl FnMut(&mut Rules<L>, &json::Node) -> Option<T>,
) -> Vec<T> {
    let mut all = Vec::new();
    for node in rules.items(object, name) {
        if let Some(item) = read(rules, node) {
            all.push(item);
        }
    }
    all
}

/// Whether something is written there. What was left out of it has been reported.
fn has_items(object: &Object, name: &str) -> bool {
    object.get(name).is_some_and(|node| !matches!(&node.value, json::Value::Array(items) if items.is_empty()))
}

fn timeline_has_events(object: &Object) -> bool {
    object.get("timeline").is_some_and(|node| match &node.value {
        json::Value::Object(fields) => has_items(&Object { fields, span: node.span.clone() }, "events"),
        _ => true,
    })
}

fn version<L: Listener>(rules: &mut Rules<L>, object: &Object) {
    rules.required(object, "version", "a story");
    if let Some(node) = object.get("version").filter(|node| node.value != json::Value::Number("1")) {
        rules.error("unsupported-version", &node.span, || {
            "this is not version 1, the only one that this Keyline reads; write `\"version\": 1`".to_owned()
        });
    }
}

/// BCP 47 by its shape: subtags of one to eight letters and digits, the first of them letters.
fn lang<L: Listener>(rules: &mut Rules<L>, object: &Object) -> String {
    let Some(tag) = rules.text(object, "lang") else { return "en".to_owned() };
    let mut subtags = tag.as_bytes().split(|byte| *byte == b'-');
    let language = subtags.next().unwrap_or_default();
    let fits = (2..=8).contains(&language.len())
        && language.iter().all(u8::is_ascii_alphabetic)
        && subtags.all(|tag| (1..=8).contains(&tag.len()) && tag.iter().all(u8::is_ascii_alphanumeric));
    if fits {
        return tag;
    }
    if let Some(node) = object.get("lang") {
        rules.error("bad-lang", &node.span, || {
            "this is not a language tag (BCP 47), such as en, en-US or ar; English is assumed".to_owned()
        });
    }
    "en".to_owned()
}

fn publisher<L: Listener>(rules: &mut Rules<L>, object: &Object) -> Option<Publisher> {
    let publisher = rules.object(object.get("publisher")?, PUBLISHER)?;
    let url = rules.web(&publisher, "url");
    Some(Publisher { name: rules.title(&publisher, "name", "a publisher")?, url })
}

fn timeline<L: Listener>(rules: &mut Rules<L>, object: &Object) -> Timeline {
    let Some(timeline) = object.get("timeline").and_then(|node| rules.object(node, TIMELINE)) else {
        return Timeline::default();
    };
    let mut main = false;
    Timeline {
        title: rules.text(&timeline, "title"),
        tracks: all(rules, &timeline, "tracks", track),
        events: all(rules, &timeline, "events", |rules, node| event(rules, node, &mut main)),
    }
}

fn track<L: Listener>(rules: &mut Rules<L>, node: &json::Node) -> Option<Track> {
    let object = rules.object(node, TRACK)?;
    let title = rules.title(&object, "title", "a track");
    let id = rules.id(&object, title.as_deref(), "a track");
    Some(Track { title: title.unwrap_or_else(|| id.as_str().to_owned()), id })
}

fn event<L: Listener>(rules: &mut Rules<L>, node: &json::Node, main: &mut bool) -> Option<Event> {
    let object = rules.object(node, EVENT)?;
    let title = rules.title(&object, "title", "an event");
    let date = rules.required_date(&object, "date", "an event");
    let wants_main = rules.flag(&object, "main");
    if let Some(node) = object.get("main").filter(|_| wants_main && *main) {
        rules.error("two-main-events", &node.span, || {
            "another event is the main one already; a story is about one of them at most".to_owned()
        });
    }
    let event = Event {
        id: rules.id(&object, title.as_deref(), "an event"),
        display_date: rules.text(&object, "display_date"),
        body: rules.rich(&object, "body"),
        track: rules.reference(&object, "track", To::Track),
        tags: rules.tags(&object),
        status: status(rules, &object),
        cards: rules.ids(&object, "cards", To::Card),
        after: rules.ids(&object, "after", To::Event),
        sources: rules.ids(&object, "sources", To::Source),
        media: media(rules, &object),
        main: wants_main && !*main,
        // Without a date it has no place in time, without a title it says nothing: reported above, and left out.
        date: date?,
        title: title?,
    };
    *main |= wants_main;
    Some(event)
}

fn status<L: Listener>(rules: &mut Rules<L>, object: &Object) -> Status {
    match rules.choice(object, "status", STATUS) {
        Some(1) => Status::Alleged,
        Some(2) => Status::Disputed,
        Some(3) => Status::Unknown,
        _ => Status::Confirmed,
    }
}

fn section<L: Listener>(rules: &mut Rules<L>, node: &json::Node) -> Option<Section> {
    let object = rules.object(node, SECTION)?;
    let title = rules.title(&object, "title", "a section");
    let id = rules.id(&object, title.as_deref(), "a section");
    Some(Section {
        title: title.unwrap_or_else(|| id.as_str().to_owned()),
        id,
        body: rules.rich(&object, "body"),
        cards: all(rules, &object, "cards", card),
    })
}

fn card<L: Listener>(rules: &mut Rules<L>, node: &json::Node) -> Option<Card> {
    let object = rules.object(node, CARD)?;
    let title = rules.title(&object, "title", "a card");
    Some(Card {
        id: rules.id(&object, title.as_deref(), "a card"),
        body: rules.rich(&object, "body"),
        kind: match rules.choice(&object, "kind", CARD_KIND) {
            Some(1) => CardKind::Question,
            Some(2) => CardKind::Person,
            Some(3) => CardKind::Unknown,
            _ => CardKind::Point,
        },
        events: rules.ids(&object, "events", To::Event),
        sources: rules.ids(&object, "sources", To::Source),
        tags: rules.tags(&object),
        status: status(rules, &object),
        media: media(rules, &object),
        title: title?,
    })
}

fn media<L: Listener>(rules: &mut Rules<L>, owner: &Object) -> Option<Media> {
    let node = owner.get("media")?;
    let object = rules.object(node, if is_link(node) { LINK } else { IMAGE })?;
    rules.required(&object, "kind", "media");
    if rules.choice(&object, "kind", &["image", "link"])? == 0 {
        rules.required(&object, "src", "an image");
        let src = rules.image(&object, "src");
        let (alt, caption) = (rules.text(&object, "alt"), rules.text(&object, "caption"));
        if alt.is_none() {
            let at = object.get("alt").map_or(object.brace(), |node| node.span.clone());
            rules.error("missing-alt", &at, || {
                "an image needs `alt`: what it shows, for those who can't see it".to_owned()
            });
        }
        Some(Media::Image {
            alt: alt.or_else(|| caption.clone()).unwrap_or_default(),
            caption,
            credit: rules.text(&object, "credit"),
            width: rules.pixels(&object, "width"),
            height: rules.pixels(&object, "height"),
            src: src?,
        })
    } else {
        rules.required(&object, "url", "a link");
        let url = rules.web(&object, "url");
        Some(Media::Link { title: rules.text(&object, "title"), poster: rules.image(&object, "poster"), url: url? })
    }
}

/// Which fields media has is a matter of its kind.
fn is_link(media: &json::Node) -> bool {
    let json::Value::Object(fields) = &media.value else { return false };
    fields
        .iter()
        .any(|(key, node)| key.name == "kind" && matches!(&node.value, json::Value::String(kind) if kind == "link"))
}

fn source<L: Listener>(rules: &mut Rules<L>, node: &json::Node) -> Option<Source> {
    let object = rules.object(node, SOURCE)?;
    let title = rules.title(&object, "title", "a source");
    let url = rules.web(&object, "url");
    let publisher = rules.text(&object, "publisher");
    let id = rules.id(&object, title.as_deref(), "a source");
    let title = title.or_else(|| publisher.clone()).or_else(|| url.clone()).unwrap_or_else(|| id.as_str().to_owned());
    Some(Source { id, title, publisher, url, date: rules.date(&object, "date") })
}

fn update<L: Listener>(rules: &mut Rules<L>, node: &json::Node) -> Option<Update> {
    let object = rules.object(node, UPDATE)?;
    rules.required(&object, "kind", "an update");
    rules.required(&object, "note", "an update");
    let kind = match rules.choice(&object, "kind", UPDATE_KIND) {
        Some(0) => UpdateKind::Added,
        Some(2) => UpdateKind::Corrected,
        _ => UpdateKind::Clarified,
    };
    let note = rules.rich(&object, "note");
    let items = rules.ids(&object, "items", To::Item);
    let date = rules.required_date(&object, "date", "an update")?;
    Some(Update { date, kind, note, items })
}

/// Follows every reference; those that lead nowhere are reported and dropped.
fn follow<L: Listener>(rules: &mut Rules<L>, story: &mut Story) {
    let index = std::mem::take(&mut story.index);
    for reference in std::mem::take(&mut rules.references) {
        let place = index.place(&reference.id);
        if !place.is_some_and(|place| place.fits(reference.to)) {
            let left_out = place.is_none() && reference.id != story.id;
            rules.dangling(&reference, left_out, || index.ids(|place| place.fits(reference.to)));
        }
    }
    index.mend(&mut story.summary);
    for event in &mut story.timeline.events {
        event.track.take_if(|id| !index.keeps(To::Track, id));
        index.prune(&mut event.cards, To::Card);
        index.prune(&mut event.after, To::Event);
        index.prune(&mut event.sources, To::Source);
        index.mend(&mut event.body);
    }
    for section in &mut story.sections {
        index.mend(&mut section.body);
        for card in &mut section.cards {
            index.prune(&mut card.events, To::Event);
            index.prune(&mut card.sources, To::Source);
            index.mend(&mut card.body);
        }
    }
    for update in &mut story.updates {
        index.prune(&mut update.items, To::Item);
        index.mend(&mut update.note);
    }
    story.index = index;
}

impl Index {
    fn keeps(&self, to: To, id: &Id) -> bool {
        self.place(id).is_some_and(|place| place.fits(to))
    }

    /// Drops the ids that lead nowhere.
    #[inline(never)]
    fn prune(&self, ids: &mut Vec<Id>, to: To) {
        ids.retain(|id| self.keeps(to, id));
    }

    /// Turns the links that lead nowhere into their text.
    #[inline(never)]
    fn mend(&self, text: &mut Rich) {
        text.unlink(&|id| self.keeps(To::Item, id));
    }
}
