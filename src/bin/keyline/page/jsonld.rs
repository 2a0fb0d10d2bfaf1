//! The story as schema.org's `BackgroundNewsArticle`. Dates keep their precision; those that schema.org can't express are left out.

use keyline::{
    date::{Bound, Edtf, Kind},
    story::{Event, Source, Story, Update, UpdateKind},
};
use serde_json::{Map, Value, json};

use super::head;

pub fn article(story: &Story) -> Value {
    let events = &story.timeline.events;
    object([
        ("@context", "https://schema.org".into()),
        ("@type", "BackgroundNewsArticle".into()),
        ("@id", story.url.as_ref().map(|url| format!("{url}#{}", story.id)).into()),
        ("headline", (&*story.title).into()),
        ("description", text(story.summary.plain())),
        ("inLanguage", story.language().to_owned().into()),
        ("url", story.url.as_deref().into()),
        ("mainEntityOfPage", story.url.as_deref().into()),
        ("image", head::picture(story).and_then(|image| head::address(story, image)).into()),
        ("datePublished", story.published.as_ref().and_then(iso).into()),
        ("dateModified", story.updated.as_ref().and_then(iso).into()),
        ("author", story.byline.as_ref().map(|name| json!({"@type": "Person", "name": name})).into()),
        (
            "publisher",
            story
                .publisher
                .as_ref()
                .map(|publisher| {
                    object([
                        ("@type", "NewsMediaOrganization".into()),
                        ("name", (&*publisher.name).into()),
                        ("url", publisher.url.as_deref().into()),
                    ])
                })
                .into(),
        ),
        ("articleSection", list(story.sections.iter().map(|section| (&*section.title).into()))),
        ("about", list(events.iter().filter(|event| event.main).map(|event| self::event(story, event)))),
        ("mentions", list(events.iter().filter(|event| !event.main).map(|event| self::event(story, event)))),
        ("citation", list(story.sources.iter().map(source))),
        (
            "correction",
            list(story.updates.iter().filter(|update| *update.kind == UpdateKind::Corrected).map(correction)),
        ),
    ])
}

fn event(story: &Story, event: &Event) -> Value {
    let (start, end) = match event.date.kind() {
        Kind::Interval(start, end) => (bound(start), bound(end)),
        Kind::Date(_) => (iso(&event.date), None),
    };
    object([
        ("@type", "Event".into()),
        ("@id", story.url.as_ref().map(|url| format!("{url}#{}/{}", story.id, event.id)).into()),
        ("name", (&*event.title).into()),
        ("startDate", start.into()),
        ("endDate", end.into()),
        ("description", text(event.body.plain())),
    ])
}

fn source(source: &Source) -> Value {
    object([
        ("@type", "CreativeWork".into()),
        ("name", (&*source.title).into()),
        ("publisher", source.publisher.as_ref().map(|name| json!({"@type": "Organization", "name": name})).into()),
        ("url", source.url.as_deref().into()),
        ("datePublished", source.date.as_ref().and_then(iso).into()),
    ])
}

fn correction(update: &Update) -> Value {
    object([
        ("@type", "CorrectionComment".into()),
        ("text", text(update.note.plain())),
        ("datePublished", iso(&update.date).into()),
    ])
}

fn bound(bound: &Bound) -> Option<String> {
    bound.date()?.datetime()
}

/// ISO 8601 as far as schema.org's `Date` goes: a month stays a month; there is no "about".
fn iso(date: &Edtf) -> Option<String> {
    date.datetime()
}

fn text(text: String) -> Value {
    if text.is_empty() { Value::Null } else { text.into() }
}

fn list(items: impl Iterator<Item = Value>) -> Value {
    let items: Vec<Value> = items.collect();
    if items.is_empty() { Value::Null } else { items.into() }
}

/// An object without its nulls.
fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(fields.map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}
