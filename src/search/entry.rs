//! The targets of a story's page, and the texts of each.

use std::iter;

use super::SearchTarget;
use crate::{
    date::Edtf,
    story::{Id, Image, Item, Media, Section, Source, SourceRef, Story, Tag},
};

/// Returns all targets of a story, in page order.
pub fn targets(story: &Story) -> Vec<SearchTarget> {
    let events = &story.timeline.events;
    let mut targets = vec![SearchTarget::Header];
    let mut cited = vec![false; story.sources.len()];
    let mut cite = |ids: &[SourceRef]| {
        for index in ids.iter().filter_map(|id| story.source(id)) {
            cited.iter_mut().skip(index).take(1).for_each(|cited| *cited = true);
        }
    };
    events.iter().for_each(|event| cite(&event.sources));
    story.sections.iter().flat_map(|section| &section.cards).for_each(|card| cite(&card.sources));
    let of_section = |(index, section): (usize, &Section)| {
        let cards = (0..section.cards.len()).map(move |card| SearchTarget::Card(index, card));
        iter::once(SearchTarget::Section(index)).chain(cards)
    };
    let mut sections = story.sections.iter().enumerate();
    targets.extend(sections.by_ref().take(story.sections_before_timeline()).flat_map(of_section));
    targets.extend((0..events.len()).map(SearchTarget::Event));
    targets.extend(sections.flat_map(of_section));
    for (index, cited) in cited.iter().enumerate() {
        if !cited {
            targets.push(SearchTarget::Source(index));
        }
    }
    for (index, update) in story.updates.iter().enumerate() {
        if !update.items.iter().any(|id| matches!(story.item(id), Some(Item::Event(_) | Item::Card(_)))) {
            targets.push(SearchTarget::Update(index));
        }
    }
    targets
}

/// Returns the texts of a target, one on each line.
pub fn text(story: &Story, target: SearchTarget, date: &dyn Fn(&Edtf) -> String) -> String {
    let mut text = String::new();
    write(story, target, date, &mut text);
    text
}

fn write(story: &Story, target: SearchTarget, date: &dyn Fn(&Edtf) -> String, text: &mut String) -> Option<()> {
    match target {
        SearchTarget::Header => {
            line(text, &story.title);
            line(text, &story.summary.plain());
            story.image.iter().for_each(|picture| image(picture.image(), text));
        }
        SearchTarget::Event(index) => {
            let event = story.timeline.events.get(index)?;
            line(text, &event.title);
            event.label.iter().for_each(|label| line(text, label));
            match &event.display_date {
                Some(words) => line(text, words),
                None => line(text, &date(&event.date)),
            }
            event.teaser.iter().for_each(|teaser| line(text, teaser));
            line(text, &event.body.plain());
            let track = event.track.as_ref().and_then(|id| story.timeline.tracks.get(story.track(id)?));
            track.into_iter().for_each(|track| line(text, &track.title));
            related(story, &event.id, &event.tags, event.media.as_ref(), &event.sources, text);
        }
        SearchTarget::Section(index) => {
            let section = story.sections.get(index)?;
            line(text, &section.title);
            line(text, &section.body.plain());
        }
        SearchTarget::Card(section, index) => {
            let card = story.sections.get(section)?.cards.get(index)?;
            line(text, &card.title);
            card.teaser.iter().for_each(|teaser| line(text, teaser));
            line(text, &card.body.plain());
            related(story, &card.id, &card.tags, card.media.as_ref(), &card.sources, text);
        }
        SearchTarget::Source(index) => source(story.sources.get(index)?, text),
        SearchTarget::Update(index) => line(text, &story.updates.get(index)?.note.plain()),
    }
    Some(())
}

/// Writes the texts beside an item's own: tags, media, sources and updates.
fn related(story: &Story, id: &Id, tags: &[Tag], media: Option<&Media>, sources: &[SourceRef], text: &mut String) {
    tags.iter().for_each(|tag| line(text, tag));
    match media {
        Some(Media::Image(image)) => self::image(image, text),
        Some(Media::Link(link)) => link.title.iter().for_each(|words| line(text, words)),
        None => {}
    }
    for index in sources.iter().filter_map(|id| story.source(id)) {
        story.sources.get(index).into_iter().for_each(|one| source(one, text));
    }
    for update in story.updates.iter().filter(|update| update.items.iter().any(|item| **item == *id)) {
        line(text, &update.note.plain());
    }
}

fn image(image: &Image, text: &mut String) {
    line(text, &image.alt);
    [&image.caption, &image.credit].into_iter().flatten().for_each(|words| line(text, words));
}

fn source(source: &Source, text: &mut String) {
    line(text, &source.title);
    source.publisher.iter().for_each(|words| line(text, words));
}

fn line(text: &mut String, words: &str) {
    text.push_str(words);
    text.push('\n');
}
