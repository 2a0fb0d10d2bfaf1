//! The rules of the whole document: titles that other fields give, one main event, one time zone, references that lead somewhere.

mod times;

use super::{
    Diagnostics, Id, LeadPicture, Media, Rich, Story,
    de::{Context, Object, Reference, last},
    index::{Index, ItemIndex},
    json::{Node, Value},
    names::{excerpt, nearest},
    values::RefKind,
};
use crate::{date::TimeZones, sort::sorted_indices};

/// Repairs a story that has just been deserialized, and reports what breaks a rule of the whole document.
pub fn repair<S: Diagnostics>(story: &mut Story, context: &Context<S>, time_zones: Option<&dyn TimeZones>) {
    remove_untitled(story);
    fill_titles(story);
    fill_alts(story);
    remove_duplicates(story);
    keep_one_main_event(story, context);
    times::unify_zones(story, context, time_zones);
    story.sort_and_index();
    follow_references(story, context);
    link_cards(story);
}

/// Warns of a story without events and sections, unless they may be after the place where reading ended.
pub fn warn_if_empty<S: Diagnostics>(root: &Node, context: &Context<S>) {
    let Some(object) = Object::new("Story", root) else { return };
    // Whether something is written there; what was left out of it has been reported.
    let has_items = |node: Option<&Node>| node.is_some_and(|node| node.value != Value::Array(Vec::new()));
    let has_events = object.get("timeline").is_some_and(|timeline| match &timeline.value {
        Value::Object(fields) => has_items(last(fields, "events")),
        _ => true,
    });
    if !has_items(object.get("sections")) && !has_events && !context.is_truncated() {
        context.warning("empty-story", object.brace(), || {
            "the story has neither events nor sections; add some".to_owned()
        });
    }
}

/// Removes the publisher, events and cards that have no name or title, since no other field can replace it.
fn remove_untitled(story: &mut Story) {
    story.publisher.take_if(|publisher| publisher.name.is_empty());
    story.timeline.events.retain(|event| !event.title.is_empty());
    for section in &mut story.sections {
        section.cards.retain(|card| !card.title.is_empty());
    }
}

/// Takes a missing title from another field.
fn fill_titles(story: &mut Story) {
    for track in story.timeline.tracks.iter_mut().filter(|track| track.title.is_empty()) {
        track.title = track.id.as_str().into();
    }
    for section in story.sections.iter_mut().filter(|section| section.title.is_empty()) {
        section.title = section.id.as_str().into();
    }
    for source in story.sources.iter_mut().filter(|source| source.title.is_empty()) {
        let title = source.publisher.as_deref().or(source.url.as_deref());
        source.title = title.unwrap_or(&source.id).into();
    }
}

/// Takes a missing description of an image from its caption.
fn fill_alts(story: &mut Story) {
    let events = story.timeline.events.iter_mut().map(|event| &mut event.media);
    let cards = story.sections.iter_mut().flat_map(|section| &mut section.cards).map(|card| &mut card.media);
    let images = events.chain(cards).flatten().filter_map(|media| match media {
        Media::Image(image) => Some(image),
        Media::Link(_) => None,
    });
    let lead = story.image.as_mut().map(|LeadPicture::Image(image)| image);
    for image in images.chain(lead) {
        if let (true, Some(caption)) = (image.alt.is_empty(), &image.caption) {
            image.alt = (&**caption).into();
        }
    }
}

/// Keeps each tag and each reference of an item once.
fn remove_duplicates(story: &mut Story) {
    for event in &mut story.timeline.events {
        unique(&mut event.tags);
        unique(&mut event.cards);
        unique(&mut event.after);
        unique(&mut event.sources);
    }
    for card in story.sections.iter_mut().flat_map(|section| &mut section.cards) {
        unique(&mut card.tags);
        unique(&mut card.events);
        unique(&mut card.sources);
    }
    for update in &mut story.updates {
        unique(&mut update.items);
    }
}

/// Returns for each text whether it occurs before.
fn repetitions(texts: &[&str]) -> Vec<bool> {
    let sorted = sorted_indices(texts.len(), &mut |a, b| texts.get(a).cmp(&texts.get(b)));
    let mut repeated = vec![false; texts.len()];
    for pair in sorted.windows(2) {
        if let &[previous, index] = pair
            && texts.get(previous) == texts.get(index)
            && let Some(repeated) = repeated.get_mut(index)
        {
            *repeated = true;
        }
    }
    repeated
}

fn unique<T: AsRef<str>>(items: &mut Vec<T>) {
    if items.len() < 2 {
        return;
    }
    let mut repeated = repetitions(&items.iter().map(AsRef::as_ref).collect::<Vec<_>>()).into_iter();
    items.retain(|_| !repeated.next().unwrap_or_default());
}

/// Clears `main` on all but the first main event, and reports the others, including events that were left out.
fn keep_one_main_event<S: Diagnostics>(story: &mut Story, context: &Context<S>) {
    let mut main = story.timeline.events.iter_mut().filter(|event| event.main);
    let Some(first) = main.next() else { return };
    main.for_each(|event| event.main = false);
    let objects = context.objects.borrow();
    let start = objects.get(&first.id).map_or(0, |(object, _)| object.span().start);
    let events = objects.values().map(|(object, _)| object).filter(|object| object.name == "Event");
    let candidates: Vec<&Node> = events
        .filter_map(|event| event.get("main"))
        .filter(|node| node.value == Value::Bool(true) && node.span.start > start)
        .collect();
    let first_main_start = candidates.iter().map(|node| node.span.start).min();
    for node in candidates.into_iter().filter(|node| Some(node.span.start) != first_main_start) {
        context.error("two-main-events", node.span.clone(), || {
            "another event is the main one already; mark at most one event as `main`".to_owned()
        });
    }
}

/// Reports and removes the references that lead nowhere.
fn follow_references<S: Diagnostics>(story: &mut Story, context: &Context<S>) {
    let index = std::mem::take(&mut story.index);
    for reference in context.references.take() {
        report_dangling(&reference, &index, &story.id, context);
    }
    let keep = |kind: RefKind, id: &Id| index.get(id).is_some_and(|item| item.fits(kind));
    let unlink = |text: &mut Rich| text.unlink(&|id| keep(RefKind::Item, id));
    unlink(&mut story.summary);
    for event in &mut story.timeline.events {
        event.track.take_if(|id| !keep(RefKind::Track, id));
        event.cards.retain(|id| keep(RefKind::Card, id));
        event.after.retain(|id| keep(RefKind::Event, id));
        event.sources.retain(|id| keep(RefKind::Source, id));
        unlink(&mut event.body);
    }
    for section in &mut story.sections {
        unlink(&mut section.body);
        for card in &mut section.cards {
            card.events.retain(|id| keep(RefKind::Event, id));
            card.sources.retain(|id| keep(RefKind::Source, id));
            unlink(&mut card.body);
        }
    }
    for update in &mut story.updates {
        update.items.retain(|id| keep(RefKind::Item, id));
        unlink(&mut update.note.0);
    }
    story.index = index;
}

/// Links each event to the cards that name it.
fn link_cards(story: &mut Story) {
    for card in story.sections.iter().flat_map(|section| &section.cards) {
        for event in &card.events {
            if let Some(ItemIndex::Event(index)) = story.index.get(event)
                && let Some(event) = story.timeline.events.get_mut(index)
            {
                event.cards.push(card.id.clone().into());
            }
        }
    }
    story.timeline.events.iter_mut().for_each(|event| unique(&mut event.cards));
}

/// Reports a reference that leads nowhere, with the nearest of the ids that it may lead to.
fn report_dangling<S: Diagnostics>(reference: &Reference, index: &Index, story: &Id, context: &Context<S>) {
    let Reference { kind, id, span } = reference;
    let item = index.get(id);
    // An item that was left out has been reported itself; a document that was cut may have the item further on.
    let left_out = item.is_none() && id != story && context.is_used(id);
    if item.is_some_and(|item| item.fits(*kind)) || left_out || context.is_truncated() {
        return;
    }
    let guess = context.take_guess();
    context.report(super::Severity::Error, span.clone(), || {
        let (rule, what) = match kind {
            RefKind::Event => ("dangling-event", "event"),
            RefKind::Card => ("dangling-card", "card"),
            RefKind::Source => ("dangling-source", "source"),
            RefKind::Track => ("dangling-track", "track"),
            RefKind::Item => ("dangling-item", "item"),
        };
        let ids = if guess { index.ids(&|item| item.fits(*kind)) } else { Vec::new() };
        let names: Vec<&str> = ids.iter().map(Id::as_str).collect();
        let hint = nearest(id, &names).map(|id| format!("did you mean `{id}`?"));
        let hint = hint.unwrap_or_else(|| "correct or remove it".to_owned());
        (rule, format!("there is no {what} `{}` in this story; {hint}", excerpt(id)))
    });
}
