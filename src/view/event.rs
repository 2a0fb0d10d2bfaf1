//! An event in the list: a disclosure (APG) that needs no script.

use yew::prelude::*;

use super::{
    Scene, Shared,
    item::{self, Body},
};
use crate::{
    state::Action,
    story::{Event as StoryEvent, Id},
};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub scene: Shared,
    /// Index into the timeline's events.
    pub nth: usize,
    pub open: bool,
    /// The event that was followed, selected or opened last.
    pub current: bool,
    /// Whether its address was just copied.
    pub copied: bool,
    pub dispatch: Callback<Action>,
}

#[component(EventItem)]
pub(super) fn event_item(props: &Props) -> Html {
    let Props { scene, nth, open, current, copied, dispatch } = props;
    let Some(event) = scene.story.timeline.events.get(*nth) else { return Html::default() };
    let ui = &scene.phrases.ui;
    let body = Body {
        id: &event.id,
        title: &event.title,
        text: &event.body,
        media: event.media.as_ref(),
        tags: &event.tags,
        sources: &event.sources,
        copied: *copied,
        links: [(ui.explained_in, &event.cards), (ui.follows_from, &event.after)],
    };
    html! {
        <details class="keyline-event" open={*open} ontoggle={opened(&event.id, dispatch)}
            aria-current={current.then_some("true")} data-track={track_color(scene, event)}
            data-main={event.main.then_some("")}>
            <summary>
                <span class="keyline-date">{ date(scene, event) }</span>
                { scene.heading(3, "keyline-name", None, html! { event.title.clone() }) }
                <span class="keyline-facts">
                    { track(scene, event) }
                    if event.main {
                        <span class="keyline-main">{ ui.main_event }</span>
                    }
                    { item::status(scene, event.status) }
                </span>
            </summary>
            { body.html(scene, steps(scene, *nth)) }
        </details>
    }
}

/// Tells the state what the browser opened or closed: by click, key, link or find-in-page.
pub(super) fn opened(id: &Id, dispatch: &Callback<Action>) -> Callback<Event> {
    let (id, dispatch) = (id.clone(), dispatch.clone());
    Callback::from(move |toggled: Event| {
        if let Some(details) = toggled.target_dyn_into::<web_sys::HtmlDetailsElement>() {
            dispatch.emit(Action::Toggle(id.clone(), details.open()));
        }
    })
}

fn date(scene: &Scene, event: &StoryEvent) -> Html {
    match &event.display_date {
        Some(words) => html! { words.clone() },
        None => scene.date(&event.date),
    }
}

fn track(scene: &Scene, event: &StoryEvent) -> Html {
    let tracks = &scene.story.timeline.tracks;
    let track = event.track.as_ref().and_then(|id| tracks.get(scene.story.track(id)?));
    html! { if let Some(track) = track { <span class="keyline-track">{ track.title.clone() }</span> } }
}

/// Which of the eight track colours an event has.
pub(super) fn track_color(scene: &Scene, event: &StoryEvent) -> Option<String> {
    Some((scene.story.track(event.track.as_ref()?)? % 8 + 1).to_string())
}

/// Links to the events before and after.
fn steps(scene: &Scene, nth: usize) -> Html {
    let (events, ui) = (&scene.story.timeline.events, &scene.phrases.ui);
    let link = |event: Option<&StoryEvent>, class: &'static str, words: &'static str| {
        html! { if let Some(event) = event { <a {class} href={scene.href(&event.id)}>{ words }</a> } }
    };
    html! {
        <>
            { link(nth.checked_sub(1).and_then(|before| events.get(before)), "keyline-previous", ui.previous_event) }
            { link(events.get(nth + 1), "keyline-next", ui.next_event) }
        </>
    }
}
