//! From a document to a story: what can be used is used, what can't is reported.

use std::collections::BTreeSet;

use super::{
    Card, CardKind, Event, Id, Media, Problem, Publisher, Rich, Section, Source, Status, Story, Timeline, Track,
    Update, UpdateKind, json,
    rules::{Object, Rules, To, leads},
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
const MEDIA: &[&str] = &["kind", "src", "alt", "caption", "credit", "width", "height", "url", "title", "poster"];

const STATUS: &[(&str, Status)] = &[
    ("confirmed", Status::Confirmed),
    ("alleged", Status::Alleged),
    ("disputed", Status::Disputed),
    ("unknown", Status::Unknown),
];
const CARD_KIND: &[(&str, CardKind)] = &[
    ("point", CardKind::Point),
    ("question", CardKind::Question),
    ("person", CardKind::Person),
    ("unknown", CardKind::Unknown),
];
const UPDATE_KIND: &[(&str, UpdateKind)] =
    &[("added", UpdateKind::Added), ("clarified", UpdateKind::Clarified), ("corrected", UpdateKind::Corrected)];

/// Reads a story. Never panics, never stops at the first fault: an item with a mistake in it costs that item at most.
///
/// Problems come in the order of the text. The story is whatever could be read, empty at worst.
///
/// ```
/// use keyline::story::{Severity, read};
/// let (story, problems) = read(r#"{"version": 1, "id": "a", "title": "A", "tilte": "B"}"#);
/// assert_eq!(story.title, "A");
/// assert_eq!((problems[0].rule, problems[0].severity), ("unknown-field", Severity::Warning));
/// assert!(problems[0].message.contains("did you mean `title`?"));
/// ```
pub fn read(json: &str) -> (Story, Vec<Problem>) {
    let mut rules = Rules::default();
    let (node, faults) = json::parse(json);
    let cut_short = faults.iter().any(|fault| !fault.mended);
    for fault in faults {
        rules.error("not-json", &fault.span, String::new(), fault.message);
    }
    let object = node.as_ref().and_then(|node| rules.object(node, String::new(), STORY));
    let mut story = match object {
        Some(object) => story(&mut rules, &object, cut_short),
        None => Story { lang: "en".to_owned(), ..Story::default() },
    };
    story.arrange();
    follow(&mut rules, &mut story);
    rules.problems.sort_by_key(|problem| problem.span.start);
    (story, rules.problems)
}

fn story(rules: &mut Rules, object: &Object, cut_short: bool) -> Story {
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
        sections: rules
            .items(object, "sections")
            .into_iter()
            .filter_map(|(node, at)| section(rules, node, at))
            .collect(),
        sources: rules.items(object, "sources").into_iter().filter_map(|(node, at)| source(rules, node, at)).collect(),
        updates: rules.items(object, "updates").into_iter().filter_map(|(node, at)| update(rules, node, at)).collect(),
        ..Story::default()
    };
    if story.timeline.events.is_empty() && story.sections.is_empty() && !cut_short {
        let span = object.span.start..object.span.start + 1;
        let message = "the story has neither events nor sections; there is nothing to tell".to_owned();
        rules.warning("empty-story", &span, String::new(), message);
    }
    story
}

fn version(rules: &mut Rules, object: &Object) {
    match object.get("version") {
        Some(json::Node { value: json::Value::Number("1"), .. }) => {}
        Some(node) => {
            let message =
                "this is not version 1, the only one that this Keyline reads; write `\"version\": 1`".to_owned();
            rules.error("unsupported-version", &node.span, object.at("version"), message);
        }
        None => {
            rules.required(object, "version", "a story", None::<()>);
        }
    }
}

/// BCP 47 by its shape: subtags of one to eight letters and digits, the first of them letters.
fn lang(rules: &mut Rules, object: &Object) -> String {
    let Some(tag) = rules.text(object, "lang") else { return "en".to_owned() };
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or_default();
    let fits = (2..=8).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && subtags.all(|tag| (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if fits {
        return tag;
    }
    if let Some(node) = object.get("lang") {
        let message = "this is not a language tag (BCP 47), such as en, en-US or ar; English is assumed".to_owned();
        rules.error("bad-lang", &node.span, object.at("lang"), message);
    }
    "en".to_owned()
}

fn publisher(rules: &mut Rules, object: &Object) -> Option<Publisher> {
    let publisher = rules.object(object.get("publisher")?, object.at("publisher"), PUBLISHER)?;
    let url = rules.web(&publisher, "url");
    Some(Publisher { name: rules.title(&publisher, "name", "a publisher")?, url })
}

fn timeline(rules: &mut Rules, object: &Object) -> Timeline {
    let Some(node) = object.get("timeline") else { return Timeline::default() };
    let Some(timeline) = rules.object(node, object.at("timeline"), TIMELINE) else { return Timeline::default() };
    let mut main = false;
    Timeline {
        title: rules.text(&timeline, "title"),
        tracks: rules.items(&timeline, "tracks").into_iter().filter_map(|(node, at)| track(rules, node, at)).collect(),
        events: rules
            .items(&timeline, "events")
            .into_iter()
            .filter_map(|(node, at)| event(rules, node, at, &mut main))
            .collect(),
    }
}

fn track(rules: &mut Rules, node: &json::Node, pointer: String) -> Option<Track> {
    let object = rules.object(node, pointer, TRACK)?;
    let title = rules.title(&object, "title", "a track");
    let id = rules.id(&object, title.as_deref(), "a track");
    Some(Track { title: title.unwrap_or_else(|| id.to_string()), id })
}

fn event(rules: &mut Rules, node: &json::Node, pointer: String, main: &mut bool) -> Option<Event> {
    let object = rules.object(node, pointer, EVENT)?;
    let title = rules.title(&object, "title", "an event");
    let date = rules.required_date(&object, "date", "an event");
    let wants_main = rules.flag(&object, "main");
    let event = Event {
        id: rules.id(&object, title.as_deref(), "an event"),
        display_date: rules.text(&object, "display_date"),
        body: rules.rich(&object, "body"),
        track: rules.reference(&object, "track", To::Track),
        tags: rules.tags(&object),
        status: rules.choice(&object, "status", STATUS).unwrap_or_default(),
        cards: rules.ids(&object, "cards", To::Card),
        after: rules.ids(&object, "after", To::Event),
        sources: rules.ids(&object, "sources", To::Source),
        media: media(rules, &object),
        main: wants_main && !*main,
        // Without a date it has no place in time, without a title it says nothing: reported above, and left out.
        date: date?,
        title: title?,
    };
    if wants_main && *main {
        if let Some(node) = object.get("main") {
            let message = "another event is the main one already; a story is about one of them at most".to_owned();
            rules.error("two-main-events", &node.span, object.at("main"), message);
        }
    }
    *main |= wants_main;
    Some(event)
}

fn section(rules: &mut Rules, node: &json::Node, pointer: String) -> Option<Section> {
    let object = rules.object(node, pointer, SECTION)?;
    let title = rules.title(&object, "title", "a section");
    let id = rules.id(&object, title.as_deref(), "a section");
    Some(Section {
        title: title.unwrap_or_else(|| id.to_string()),
        id,
        body: rules.rich(&object, "body"),
        cards: rules.items(&object, "cards").into_iter().filter_map(|(node, at)| card(rules, node, at)).collect(),
    })
}

fn card(rules: &mut Rules, node: &json::Node, pointer: String) -> Option<Card> {
    let object = rules.object(node, pointer, CARD)?;
    let title = rules.title(&object, "title", "a card");
    Some(Card {
        id: rules.id(&object, title.as_deref(), "a card"),
        body: rules.rich(&object, "body"),
        kind: rules.choice(&object, "kind", CARD_KIND).unwrap_or_default(),
        events: rules.ids(&object, "events", To::Event),
        sources: rules.ids(&object, "sources", To::Source),
        tags: rules.tags(&object),
        status: rules.choice(&object, "status", STATUS).unwrap_or_default(),
        media: media(rules, &object),
        title: title?,
    })
}

fn media(rules: &mut Rules, owner: &Object) -> Option<Media> {
    let object = rules.object(owner.get("media")?, owner.at("media"), MEDIA)?;
    let kind = rules.choice(&object, "kind", &[("image", true), ("link", false)]);
    if rules.required(&object, "kind", "media", kind)? {
        let src = rules.image(&object, "src");
        let alt = rules.text(&object, "alt");
        let caption = rules.text(&object, "caption");
        if alt.is_none() {
            let at = object.get("alt").map_or(object.span.start..object.span.start + 1, |node| node.span.clone());
            let message = "an image needs `alt`: what it shows, for those who can't see it".to_owned();
            rules.error("missing-alt", &at, object.pointer.clone(), message);
        }
        Some(Media::Image {
            alt: alt.or_else(|| caption.clone()).unwrap_or_default(),
            caption,
            credit: rules.text(&object, "credit"),
            width: rules.pixels(&object, "width"),
            height: rules.pixels(&object, "height"),
            src: rules.required(&object, "src", "an image", src)?,
        })
    } else {
        let url = rules.web(&object, "url");
        Some(Media::Link {
            title: rules.text(&object, "title"),
            poster: rules.image(&object, "poster"),
            url: rules.required(&object, "url", "a link", url)?,
        })
    }
}

fn source(rules: &mut Rules, node: &json::Node, pointer: String) -> Option<Source> {
    let object = rules.object(node, pointer, SOURCE)?;
    let title = rules.title(&object, "title", "a source");
    let url = rules.web(&object, "url");
    let publisher = rules.text(&object, "publisher");
    let id = rules.id(&object, title.as_deref(), "a source");
    let title = title.or_else(|| publisher.clone()).or_else(|| url.clone()).unwrap_or_else(|| id.to_string());
    Some(Source { id, title, publisher, url, date: rules.date(&object, "date") })
}

fn update(rules: &mut Rules, node: &json::Node, pointer: String) -> Option<Update> {
    let object = rules.object(node, pointer, UPDATE)?;
    let kind = rules.choice(&object, "kind", UPDATE_KIND);
    let kind = rules.required(&object, "kind", "an update", kind);
    let note = rules.rich(&object, "note");
    rules.required(&object, "note", "an update", Some(()));
    let items = rules.ids(&object, "items", To::Item);
    let date = rules.required_date(&object, "date", "an update")?;
    Some(Update { date, kind: kind.unwrap_or(UpdateKind::Clarified), note, items })
}

/// Follows every reference; those that lead nowhere are reported and dropped.
fn follow(rules: &mut Rules, story: &mut Story) {
    let events: BTreeSet<Id> = story.timeline.events.iter().map(|event| event.id.clone()).collect();
    let cards: BTreeSet<Id> =
        story.sections.iter().flat_map(|section| &section.cards).map(|card| card.id.clone()).collect();
    let sources: BTreeSet<Id> = story.sources.iter().map(|source| source.id.clone()).collect();
    let tracks: BTreeSet<Id> = story.timeline.tracks.iter().map(|track| track.id.clone()).collect();
    let mut items: BTreeSet<Id> = story.sections.iter().map(|section| section.id.clone()).collect();
    items.extend([&events, &cards, &sources].into_iter().flatten().cloned());
    let there = |to: To| match to {
        To::Event => &events,
        To::Card => &cards,
        To::Source => &sources,
        To::Track => &tracks,
        To::Item => &items,
    };
    for reference in std::mem::take(&mut rules.references) {
        let there = there(reference.to);
        if !there.contains(&reference.id) {
            let names: Vec<&str> = there.iter().map(Id::as_str).collect();
            rules.dangling(&reference, &names);
        }
    }
    let mut keep = |target: &_| leads(target, &|id| items.contains(id));
    let mut mend = |text: &mut Rich| *text = std::mem::take(text).visit(&mut keep);
    mend(&mut story.summary);
    for event in &mut story.timeline.events {
        event.track.take_if(|id| !tracks.contains(id));
        event.cards.retain(|id| cards.contains(id));
        event.after.retain(|id| events.contains(id));
        event.sources.retain(|id| sources.contains(id));
        mend(&mut event.body);
    }
    for section in &mut story.sections {
        mend(&mut section.body);
        for card in &mut section.cards {
            card.events.retain(|id| events.contains(id));
            card.sources.retain(|id| sources.contains(id));
            mend(&mut card.body);
        }
    }
    for update in &mut story.updates {
        update.items.retain(|id| items.contains(id));
        mend(&mut update.note);
    }
}
