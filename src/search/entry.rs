//! What there is to find at each place of a story's page.

use super::Place;
use crate::{
    date::Edtf,
    story::{Id, Item, Media, Source, Story},
};

/// Every place that can be found, in page order.
pub fn places(story: &Story) -> Vec<Place> {
    let events = &story.timeline.events;
    let mut places = vec![Place::Header];
    places.extend((0..events.len()).map(Place::Event));
    let mut cited = vec![false; story.sources.len()];
    let mut cite = |ids: &[Id]| {
        for nth in ids.iter().filter_map(|id| story.source(id)) {
            cited.iter_mut().skip(nth).take(1).for_each(|cited| *cited = true);
        }
    };
    events.iter().for_each(|event| cite(&event.sources));
    for (nth, section) in story.sections.iter().enumerate() {
        places.push(Place::Section(nth));
        for (card, item) in section.cards.iter().enumerate() {
            places.push(Place::Card(nth, card));
            cite(&item.sources);
        }
    }
    for (nth, cited) in cited.iter().enumerate() {
        if !cited {
            places.push(Place::Source(nth));
        }
    }
    for (nth, update) in story.updates.iter().enumerate() {
        if !update.items.iter().any(|id| matches!(story.item(id), Some(Item::Event(_) | Item::Card(_)))) {
            places.push(Place::Update(nth));
        }
    }
    places
}

/// All texts that stand at a place, a line each.
pub fn text(story: &Story, place: Place, date: &dyn Fn(&Edtf) -> String) -> String {
    let mut text = String::new();
    write(story, place, date, &mut text);
    text
}

fn write(story: &Story, place: Place, date: &dyn Fn(&Edtf) -> String, text: &mut String) -> Option<()> {
    match place {
        Place::Header => {
            line(text, &story.title);
            line(text, &story.summary.plain());
        }
        Place::Event(nth) => {
            let event = story.timeline.events.get(nth)?;
            line(text, &event.title);
            match &event.display_date {
                Some(words) => line(text, words),
                None => line(text, &date(&event.date)),
            }
            line(text, &event.body.plain());
            let track = event.track.as_ref().and_then(|id| story.timeline.tracks.get(story.track(id)?));
            track.into_iter().for_each(|track| line(text, &track.title));
            around(story, &event.id, &event.tags, event.media.as_ref(), &event.sources, text);
        }
        Place::Section(nth) => {
            let section = story.sections.get(nth)?;
            line(text, &section.title);
            line(text, &section.body.plain());
        }
        Place::Card(section, nth) => {
            let card = story.sections.get(section)?.cards.get(nth)?;
            line(text, &card.title);
            line(text, &card.body.plain());
            around(story, &card.id, &card.tags, card.media.as_ref(), &card.sources, text);
        }
        Place::Source(nth) => source(story.sources.get(nth)?, text),
        Place::Update(nth) => line(text, &story.updates.get(nth)?.note.plain()),
    }
    Some(())
}

/// What stands around an item's own text: tags, media, sources, and what was changed.
fn around(story: &Story, id: &Id, tags: &[String], media: Option<&Media>, sources: &[Id], text: &mut String) {
    tags.iter().for_each(|tag| line(text, tag));
    match media {
        Some(Media::Image { alt, caption, credit, .. }) => {
            line(text, alt);
            [caption, credit].into_iter().flatten().for_each(|words| line(text, words));
        }
        Some(Media::Link { title, .. }) => title.iter().for_each(|words| line(text, words)),
        None => {}
    }
    for nth in sources.iter().filter_map(|id| story.source(id)) {
        story.sources.get(nth).into_iter().for_each(|one| source(one, text));
    }
    for update in story.updates.iter().filter(|update| update.items.contains(id)) {
        line(text, &update.note.plain());
    }
}

fn source(source: &Source, text: &mut String) {
    line(text, &source.title);
    source.publisher.iter().for_each(|words| line(text, words));
}

fn line(text: &mut String, words: &str) {
    text.push_str(words);
    text.push('\n');
}
