//! Events and cards: disclosures (APG) that need no script.

use yew::prelude::*;

use super::{
    Reading, Scene,
    element::{Child, each, element, nothing, text},
    media::media,
    prose::{blocks, prose},
    scene::part,
};
use crate::{
    i18n::fill,
    state::Depth,
    story::{Card, CardKind, Event as StoryEvent, Id, Item, Media, Rich, Status, UpdateKind},
};

/// How an item stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Standing {
    pub open: bool,
    /// It was followed, selected or opened last.
    pub current: bool,
    /// Its address was just copied.
    pub copied: bool,
    /// It has the controls of an open item: the main event always, the others once the page answers, so that before it does
    /// they are built alike, whatever the reader opened.
    pub foot: bool,
    /// Its first sentence is shown while it is closed.
    pub teaser: bool,
    /// It has what was searched.
    pub hit: bool,
}

impl Standing {
    pub fn new(scene: &Scene, reading: &Reading, id: &Id, main: bool, live: bool) -> Standing {
        let state = &reading.state;
        let open = state.open.contains(id);
        Standing {
            open,
            current: state.current.as_ref() == Some(id),
            copied: state.copied(id),
            foot: main || (live && open),
            teaser: state.depth == Depth::Standard && !open,
            hit: reading.is_hit(scene, id),
        }
    }
}

/// What events and cards have in common.
struct Disclosure<'a> {
    class: &'static str,
    id: &'a Id,
    title: &'a str,
    text: &'a Rich,
    media: Option<&'a Media>,
    tags: &'a [String],
    sources: &'a [Id],
    /// Level below the story's title.
    depth: u8,
    /// Labelled lists of links to other items.
    links: [(&'a str, &'a [Id]); 2],
    /// Number of the track's colour.
    track: Option<usize>,
    main: bool,
}

/// An event in the list.
pub(super) fn event(scene: &Scene, nth: usize, standing: Standing) -> Html {
    let Some(event) = scene.story.timeline.events.get(nth) else { return nothing() };
    let ui = &scene.phrases().ui;
    let track = track(scene, event);
    let disclosure = Disclosure {
        class: "keyline-event",
        id: &event.id,
        title: &event.title,
        text: &event.body,
        media: event.media.as_ref(),
        tags: &event.tags,
        sources: &event.sources,
        depth: 3,
        links: [(&ui.explained_in, &event.cards), (&ui.follows_from, &event.after)],
        track: track.map(color),
        main: event.main,
    };
    let date = match &event.display_date {
        Some(words) => text(words),
        None => scene.date(&event.date),
    };
    let track = track.and_then(|nth| scene.story.timeline.tracks.get(nth));
    let facts = element!("span", "class" = "keyline-facts";
        track.map(|track| element!("span", "class" = "keyline-track"; &track.title)),
        event.main.then(|| element!("span", "class" = "keyline-main"; &ui.main_event)),
        status(scene, event.status),
    );
    let before = element!("span", "class" = "keyline-date"; date);
    disclosure.node(scene, standing, [before, facts], Some(nth))
}

/// A key-point card.
pub(super) fn card(scene: &Scene, card: &Card, standing: Standing) -> Html {
    let ui = &scene.phrases().ui;
    let disclosure = Disclosure {
        class: "keyline-card",
        id: &card.id,
        title: &card.title,
        text: &card.body,
        media: card.media.as_ref(),
        tags: &card.tags,
        sources: &card.sources,
        depth: 2,
        links: [(&ui.on_the_timeline, &card.events), ("", &[])],
        track: None,
        main: false,
    };
    let kind = match card.kind {
        CardKind::Point => None,
        CardKind::Question => Some(&ui.question),
        CardKind::Person => Some(&ui.person),
        CardKind::Unknown => Some(&ui.what_we_dont_know),
    };
    let kind = kind.map(|word| element!("span", "class" = "keyline-kind"; word));
    disclosure.node(scene, standing, [kind.node(), status(scene, card.status)], None)
}

impl Disclosure<'_> {
    /// `around` stands before and behind the title; `nth` is an event's index among the timeline's.
    fn node(&self, scene: &Scene, standing: Standing, [before, behind]: [Html; 2], nth: Option<usize>) -> Html {
        element!("details",
            "class" = self.class,
            "part" = part(self.class),
            "open" = standing.open.then_some(""),
            "aria-current" = standing.current.then_some("true"),
            "data-track" = self.track,
            "data-main" = self.main.then_some(""),
            "data-hit" = standing.hit.then_some("");
            element!("summary";
                before,
                scene.heading(self.depth, "keyline-name", None, text(self.title)),
                behind,
                (standing.teaser.then(|| self.text.first_sentence()).flatten())
                    .map(|words| element!("span", "class" = "keyline-teaser"; words)),
            ),
            self.body(scene, standing, nth),
        )
    }

    /// What opens: the element that carries the item's address. It is inside the `<details>`, since a browser that follows a
    /// link opens what hides the target, not the target itself (HTML, "ancestor revealing algorithm").
    fn body(&self, scene: &Scene, standing: Standing, nth: Option<usize>) -> Html {
        let ui = &scene.phrases().ui;
        let cites = (!self.sources.is_empty()).then(|| {
            element!("p", "class" = "keyline-cites";
                element!("span"; &ui.sources), " ", each(self.sources, |id| cite(scene, id)))
        });
        let tags = (!self.tags.is_empty())
            .then(|| element!("ul", "class" = "keyline-tags"; each(self.tags, |tag| element!("li"; tag))));
        let links = each(&self.links, |(label, ids)| links(scene, label, ids));
        element!("div", "class" = "keyline-body", "id" = scene.address(self.id);
            self.media.map(|media| self::media(scene, media)),
            prose(scene, self.text),
            corrections(scene, self.id),
            links,
            cites,
            tags,
            standing.foot.then(|| self.foot(scene, standing.copied, nth)),
        )
    }

    /// The controls of an open item.
    fn foot(&self, scene: &Scene, copied: bool, nth: Option<usize>) -> Html {
        let ui = &scene.phrases().ui;
        element!("p", "class" = "keyline-foot";
            nth.map(|nth| steps(scene, nth)),
            element!("a",
                "class" = "keyline-copy",
                "href" = scene.href(self.id),
                "data-copy" = "",
                "aria-label" = (!copied).then(|| fill(&ui.copy_link_to, &[self.title]));
                if copied { &ui.link_copied } else { &ui.copy_link },
            ),
        )
    }
}

/// Index of an event's track.
pub(super) fn track(scene: &Scene, event: &StoryEvent) -> Option<usize> {
    scene.story.track(event.track.as_ref()?)
}

/// Which of the eight colours a track has, from 1.
pub(super) fn color(track: usize) -> usize {
    track % 8 + 1
}

/// Links to the events before and after.
fn steps(scene: &Scene, nth: usize) -> Html {
    let (events, ui) = (&scene.story.timeline.events, &scene.phrases().ui);
    let link = |event: Option<&StoryEvent>, class: &'static str, words: &str| {
        event.map(|event| element!("a", "class" = class, "href" = scene.href(&event.id); words)).node()
    };
    vec![
        link(nth.checked_sub(1).and_then(|before| events.get(before)), "keyline-previous", &ui.previous_event),
        link(events.get(nth + 1), "keyline-next", &ui.next_event),
    ]
    .node()
}

fn corrections(scene: &Scene, id: &Id) -> Vec<Html> {
    let mut corrections = Vec::new();
    for update in scene.story.updates.iter().filter(|update| update.items.contains(id)) {
        corrections.push(element!("div", "class" = "keyline-correction";
            element!("p"; element!("strong"; update_kind(scene, update.kind)), &scene.phrases().date.comma, scene.date(&update.date)),
            blocks(scene, &update.note),
        ));
    }
    corrections
}

fn links(scene: &Scene, label: &str, ids: &[Id]) -> Html {
    if ids.is_empty() {
        return nothing();
    }
    element!("div", "class" = "keyline-links";
        element!("span"; label),
        element!("ul"; each(ids, |id| element!("li"; link(scene, id)))),
    )
}

/// A link to an item, by its name.
pub(super) fn link(scene: &Scene, id: &Id) -> Html {
    scene.link(id, vec![text(title(scene, id))])
}

/// What an item is called.
pub(super) fn title<'a>(scene: &'a Scene, id: &'a Id) -> &'a str {
    match scene.story.item(id) {
        Some(Item::Event(event)) => &event.title,
        Some(Item::Card(card)) => &card.title,
        Some(Item::Section(section)) => &section.title,
        Some(Item::Source(source)) => &source.title,
        Some(Item::Track(track)) => &track.title,
        None => id,
    }
}

fn cite(scene: &Scene, id: &Id) -> Html {
    let Some(Item::Source(source)) = scene.story.item(id) else { return nothing() };
    let (href, rel) = match &source.url {
        Some(url) => (url.clone(), Some("noopener")),
        None => (scene.href(id), None),
    };
    let publisher = source.publisher.as_ref();
    let title = publisher.is_some_and(|publisher| *publisher != source.title).then_some(&source.title);
    element!("a", "class" = "keyline-cite", "href" = href, "rel" = rel, "title" = title;
        publisher.unwrap_or(&source.title))
}

/// A status that is not the ordinary one, in words.
fn status(scene: &Scene, status: Status) -> Html {
    let ui = &scene.phrases().ui;
    let word = match status {
        Status::Confirmed => return nothing(),
        Status::Alleged => &ui.alleged,
        Status::Disputed => &ui.disputed,
        Status::Unknown => &ui.unconfirmed,
    };
    element!("span", "class" = "keyline-status"; word)
}

pub(super) fn update_kind(scene: &Scene, kind: UpdateKind) -> &str {
    match kind {
        UpdateKind::Added => &scene.phrases().ui.added,
        UpdateKind::Clarified => &scene.phrases().ui.clarified,
        UpdateKind::Corrected => &scene.phrases().ui.corrected,
    }
}
