//! The preview of a mark: shown below it while the pointer or the focus is on it, or pinned by a click.

use yew::prelude::*;

use super::{
    OverviewProps,
    elements::{attribute, text},
    mark_link::cluster_name,
};
use crate::{
    layout::Mark,
    state::{Action, Direction, Preview},
    story::Event,
};

/// Maximum number of events of a cluster that are listed.
const MAX_LISTED: usize = 100;

/// Returns the preview, hidden if there is none: an event's date, title and first sentence, or a cluster's name. A pinned one is a
/// dialog, with links to other events and to the list, or with the cluster's events. The browser's side positions it.
pub(super) fn preview(props: &OverviewProps, preview: Option<Preview>) -> Html {
    if !props.is_hydrated {
        return Html::default();
    }
    let mark = preview.and_then(|preview| props.strip.marks.iter().find(|mark| mark.event() == preview.mark));
    let events = &props.context.story.timeline.events;
    let event = preview.and_then(|preview| preview.event).and_then(|index| Some((index, events.get(index)?)));
    let pinned = preview.is_some_and(|preview| preview.pinned);
    let (title, content) = match (event, mark) {
        (Some((index, event)), _) => (event.title.to_string(), event_preview(props, index, event, pinned)),
        (None, Some(mark)) => {
            let name = cluster_name(&props.context, &props.selectors, mark).0;
            (name.clone(), cluster_preview(props, mark, &name, pinned))
        }
        (None, None) => (String::new(), Html::default()),
    };
    // Without a pin, the mark's name has the same words.
    html! {
        <div
            class="keyline-preview"
            popover="manual"
            hidden={event.is_none() && mark.is_none()}
            aria-hidden={(!pinned).then_some("true")}
            role={pinned.then_some("dialog")}
            aria-label={pinned.then(|| attribute(&title))}
            tabindex={pinned.then_some("-1")}
            data-pinned={pinned.then_some("")}
        >
            { content }
        </div>
    }
}

fn event_preview(props: &OverviewProps, index: usize, event: &Event, pinned: bool) -> Html {
    let OverviewProps { context, selectors, .. } = props;
    html! {
        <>
            <span class="keyline-date">{ text(&selectors.date_words(context, index)) }</span>
            <span class="keyline-name">{ text(&event.title) }</span>
            if let Some(sentence) = event.body.first_sentence() {
                <span class="keyline-teaser">{ text(&sentence) }</span>
            }
            if pinned {
                { steps(props, index, event) }
            }
        </>
    }
}

fn steps(props: &OverviewProps, index: usize, event: &Event) -> Html {
    let context = &props.context;
    let ui = &context.phrases().ui;
    let button = |words: &str, sign: &str, action: Action, disabled: bool| {
        html! {
            <button
                type="button"
                aria-label={attribute(words)}
                aria-disabled={disabled.then_some("true")}
                onclick={context.on(action)}
            >
                { text(sign) }
            </button>
        }
    };
    let last = context.story.timeline.events.len().saturating_sub(1);
    html! {
        <span class="keyline-steps">
            { button(&ui.previous_event, "←", Action::StepPreview(Direction::Backward), index == 0) }
            { button(&ui.next_event, "→", Action::StepPreview(Direction::Forward), index == last) }
            <a class="keyline-read" href={context.href(&event.id)}>{ text(&ui.read) }</a>
            { button(&ui.close, "×", Action::ClosePreview { return_focus: true }, false) }
        </span>
    }
}

fn cluster_preview(props: &OverviewProps, mark: &Mark, name: &str, pinned: bool) -> Html {
    let OverviewProps { context, selectors, .. } = props;
    let entry = |&index: &usize| {
        let title = context.story.timeline.events.get(index).map_or("", |event| &event.title);
        let words = [&*selectors.date_words(context, index), ": ", title].concat();
        html! { <li><button type="button" onclick={context.on(Action::PinEvent(index))}>{ text(&words) }</button></li> }
    };
    html! {
        <>
            <span class="keyline-date">{ text(name) }</span>
            if pinned {
                <ul>{ for mark.events.iter().take(MAX_LISTED).map(entry) }</ul>
            }
        </>
    }
}
