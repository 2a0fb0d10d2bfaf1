//! An event in the list.

use yew::prelude::*;

use super::{
    StoryContext,
    elements::{isolated_date, phrase, text, time},
    item_row::{ItemRow, status},
    item_state::ItemState,
    track::{color, track},
};
use crate::{date::Known, layout::Heading, story::Event};

/// Returns the event at an index among the timeline's, below a heading.
pub(super) fn event_item(context: &StoryContext, index: usize, heading: Heading, state: ItemState) -> Html {
    let Some(event) = context.story.timeline.events.get(index) else { return Html::default() };
    let ui = &context.phrases().ui;
    let track = track(context, event);
    let row = ItemRow {
        class: "keyline-event",
        id: &event.id,
        title: &event.title,
        teaser: event.teaser.as_deref(),
        text: &event.body,
        media: event.media.as_ref(),
        tags: &event.tags,
        sources: &event.sources,
        heading_depth: if heading == Heading::None { 2 } else { 3 },
        links: vec![
            (&ui.explained_in, event.cards.iter().map(|id| &**id).collect()),
            (&ui.follows_from, event.after.iter().map(|id| &**id).collect()),
        ],
        track_color: track.map(color),
        main: event.main,
        before_title: event_date(context, event, heading),
        after_title: facts(context, event, track),
        steps: if state.has_controls { steps(context, index) } else { Html::default() },
    };
    row.render(context, state)
}

/// Returns an event's date. What the heading says already is there, but not seen: it can be found, copied and heard.
fn event_date(context: &StoryContext, event: &Event, heading: Heading) -> Html {
    if let Some(words) = &event.display_date {
        return html! { <span class="keyline-date">{ text(words) }</span> };
    }
    let known = match heading {
        Heading::Year(_) | Heading::Month(..) => Known::Year,
        Heading::Day(..) => Known::Day,
        Heading::None | Heading::Century(_) | Heading::Decade(_) | Heading::Expected => Known::Nothing,
    };
    let [before, implied, after] = event.date.words_below(known, &*context.locale);
    let words = if implied.is_empty() {
        text(&before)
    } else {
        html! { <>{ text(&before) }<span class="keyline-implied">{ text(&implied) }</span>{ text(&after) }</> }
    };
    let words = isolated_date(context, &[before, implied, after].concat(), words);
    html! { <span class="keyline-date">{ time(&event.date, words) }</span> }
}

fn facts(context: &StoryContext, event: &Event, track: Option<usize>) -> Html {
    let track = track.and_then(|track| context.story.timeline.tracks.get(track));
    html! {
        <span class="keyline-facts">
            if let Some(track) = track {
                <span class="keyline-track">{ text(&track.title) }</span>
            }
            if event.main {
                <span class="keyline-main">{ phrase(context, &context.phrases().ui.main_event) }</span>
            }
            { status(context, event.status) }
        </span>
    }
}

/// Returns links to the events before and after.
fn steps(context: &StoryContext, index: usize) -> Html {
    let (events, ui) = (&context.story.timeline.events, &context.phrases().ui);
    let link = |event: Option<&Event>, class: &'static str, words: &str| {
        event.map(|event| html! { <a {class} href={context.href(&event.id)}>{ phrase(context, words) }</a> })
    };
    html! {
        <>
            { link(index.checked_sub(1).and_then(|before| events.get(before)), "keyline-previous", &ui.previous_event) }
            { link(events.get(index + 1), "keyline-next", &ui.next_event) }
        </>
    }
}
