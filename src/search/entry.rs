//! The targets of a story's page, and the texts of each.

use super::SearchTarget;
use crate::{
    date::Edtf,
    story::{Id, Image, Item, Media, Part, Parts, Source, SourceRef, Story, Tag},
};

/// Returns the targets in page order: those in the parts `on_page` that are also `shown`.
pub fn targets(story: &Story, on_page: &Parts, shown: &Parts) -> Vec<SearchTarget> {
    let mut targets = Vec::new();
    if on_page.contains(Part::Header) && shown.contains(Part::Header) {
        targets.push(SearchTarget::Header);
    }
    for part in on_page.iter() {
        match part {
            Part::Cards | Part::Prose => {
                let sections = on_page.sections(story, part);
                for (index, section) in sections.filter(|(_, section)| shown.contains(Part::of_section(section))) {
                    targets.push(SearchTarget::Section(index));
                    targets.extend((0..section.cards.len()).map(|card| SearchTarget::Card(index, card)));
                }
            }
            _ if !shown.contains(part) => {}
            Part::Header | Part::Contents => {}
            Part::Timeline => targets.extend((0..story.timeline.events.len()).map(SearchTarget::Event)),
            Part::Sources => targets.extend(uncited_sources(story, shown)),
            Part::Updates => targets.extend(updates_of_no_shown_item(story, shown)),
        }
    }
    targets
}

/// Returns the sources that no event or card that is shown cites: the text of the others is in the texts of what cites them.
fn uncited_sources(story: &Story, shown: &Parts) -> impl Iterator<Item = SearchTarget> {
    let mut cited = vec![false; story.sources.len()];
    let mut cite = |ids: &[SourceRef]| {
        for index in ids.iter().filter_map(|id| story.source(id)) {
            cited.iter_mut().skip(index).take(1).for_each(|cited| *cited = true);
        }
    };
    if shown.contains(Part::Timeline) {
        story.timeline.events.iter().for_each(|event| cite(&event.sources));
    }
    if shown.contains(Part::Cards) {
        story.sections.iter().flat_map(|section| &section.cards).for_each(|card| cite(&card.sources));
    }
    cited.into_iter().enumerate().filter(|(_, cited)| !cited).map(|(index, _)| SearchTarget::Source(index))
}

/// Returns the updates of no event or card that is shown: the notes of the others are in the texts of their items.
fn updates_of_no_shown_item(story: &Story, shown: &Parts) -> impl Iterator<Item = SearchTarget> {
    let has_target = |id: &Id| match story.item(id) {
        Some(Item::Event(_)) => shown.contains(Part::Timeline),
        Some(Item::Card(_)) => shown.contains(Part::Cards),
        _ => false,
    };
    let updates = story.updates.iter().enumerate();
    updates
        .filter(move |(_, update)| !update.items.iter().any(|id| has_target(id)))
        .map(|(index, _)| SearchTarget::Update(index))
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
