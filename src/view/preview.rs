//! The preview of a mark: shown beside it while the pointer or the focus is on it, or pinned by a click.

use yew::prelude::*;

use super::{
    OverviewProps, StoryContext, ViewModel,
    elements::{attribute, date_words, phrase, text},
    mark_link::cluster_name,
    toolbar_button::symbol_button,
};
use crate::{
    layout::Mark,
    state::{Action, Direction, State},
    story::Event,
};

/// Maximum number of events of a cluster that are listed.
const MAX_LISTED: usize = 100;

/// Returns the preview, hidden if there is none: an event's date, title and first sentence, or a cluster's name. A pinned one is a
/// dialog, with links to other events and to the list, or with the cluster's events. The browser's side positions it.
pub(super) fn preview(props: &OverviewProps, model: &ViewModel) -> Html {
    if !props.is_hydrated {
        return Html::default();
    }
    let preview = model.state.preview;
    let mark = preview.and_then(|preview| props.strip.marks.iter().find(|mark| mark.event() == preview.mark));
    let events = &props.context.story.timeline.events;
    let pinned = preview.is_some_and(|preview| preview.pinned);
    // Without a pin, a cluster's preview has its name.
    let is_named = !pinned && mark.is_some_and(Mark::is_cluster);
    let event = preview.and_then(|preview| preview.event).filter(|_| !is_named);
    let event = event.and_then(|index| Some((index, events.get(index)?)));
    let (title, content) = match (event, mark) {
        (Some((index, event)), _) => (event.title.to_string(), event_preview(props, model, index, event, pinned)),
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
            translate="no"
            popover="manual"
            hidden={event.is_none() && mark.is_none()}
            aria-hidden={(!pinned).then_some("true")}
            role={pinned.then_some("dialog")}
            aria-label={pinned.then(|| attribute(&title))}
            aria-live={pinned.then_some("polite")}
            tabindex={pinned.then_some("-1")}
            data-pinned={pinned.then_some("")}
        >
            { content }
        </div>
    }
}

fn event_preview(props: &OverviewProps, model: &ViewModel, index: usize, event: &Event, pinned: bool) -> Html {
    let OverviewProps { context, selectors, .. } = props;
    html! {
        <>
            <span class="keyline-date">{ date_words(context, &selectors.date_words(context, index)) }</span>
            <span class="keyline-name">{ text(&event.title) }</span>
            if let Some(sentence) = event.teaser.as_deref().map(str::to_owned).or_else(|| event.body.first_sentence()) {
                <span class="keyline-teaser">{ text(&sentence) }</span>
            }
            if pinned {
                { steps(&props.context, &model.state, index, event) }
            }
        </>
    }
}

/// Returns the buttons to the events before and after, the link to the event in the list, and the button that closes the preview.
fn steps(context: &StoryContext, state: &State, index: usize, event: &Event) -> Html {
    let ui = &context.phrases().ui;
    let step = |direction: Direction, words: &str| {
        let is_last = state.neighbor(&context.story, index, direction).is_none();
        // Time runs from right to left where writing does.
        let sign = if (direction == Direction::Forward) == context.is_rtl() { "←" } else { "→" };
        symbol_button(context, sign, Some(words), Action::StepPreview(direction), is_last)
    };
    html! {
        <span class="keyline-steps">
            { step(Direction::Backward, &ui.previous_event) }
            { step(Direction::Forward, &ui.next_event) }
            <a class="keyline-read" href={context.href(&event.id)}>{ phrase(context, &ui.read) }</a>
            { close(context) }
        </span>
    }
}

fn close(context: &StoryContext) -> Html {
    symbol_button(context, "×", Some(&context.phrases().ui.close), Action::ClosePreview { return_focus: true }, false)
}

fn cluster_preview(props: &OverviewProps, mark: &Mark, name: &str, pinned: bool) -> Html {
    let OverviewProps { context, selectors, .. } = props;
    let first = mark.events.first().map(|&index| selectors.date_words(context, index));
    let is_one_date =
        mark.events.iter().take(MAX_LISTED).all(|&index| first.as_ref() == Some(&selectors.date_words(context, index)));
    let entry = |&index: &usize| {
        let title = context.story.timeline.events.get(index).map_or("", |event| &event.title);
        let date = selectors.date_words(context, index);
        let words = if is_one_date { title.to_owned() } else { [&*date, ": ", title].concat() };
        html! { <li><button type="button" onclick={context.on(Action::PinEvent(index))}>{ text(&words) }</button></li> }
    };
    let more = mark.events.len().saturating_sub(MAX_LISTED);
    html! {
        <>
            <span class="keyline-date">{ date_words(context, name) }</span>
            if pinned {
                <ul>
                    { for mark.events.iter().take(MAX_LISTED).map(entry) }
                    if more > 0 {
                        <li>{ text(&["+", &context.number(more)].concat()) }</li>
                    }
                </ul>
                <span class="keyline-steps">{ close(context) }</span>
            }
        </>
    }
}
