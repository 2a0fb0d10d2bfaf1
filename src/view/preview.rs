//! The preview of a mark: its event or cluster, shown below it while the pointer or the focus is on it.

use yew::prelude::*;

use super::{OverviewProps, elements::text, mark_link::cluster_name};

/// Returns the preview of the mark that begins with an event, by its index: an event's date, title and first paragraph, or a
/// cluster's name. Hidden where there is no such mark. The browser's side positions it.
pub(super) fn preview(props: &OverviewProps, index: Option<usize>) -> Html {
    if !props.is_hydrated {
        return Html::default();
    }
    let lines = index.map(|index| lines(props, index)).unwrap_or_default();
    // The mark's name has the same words.
    html! {
        <div class="keyline-preview" aria-hidden="true" hidden={lines.is_empty()}>
            { for lines.iter().map(|line| html! { <span>{ text(line) }</span> }) }
        </div>
    }
}

fn lines(props: &OverviewProps, index: usize) -> Vec<String> {
    let OverviewProps { context, selectors, strip, .. } = props;
    let Some(mark) = strip.marks.iter().find(|mark| mark.event() == index) else { return Vec::new() };
    if mark.is_cluster() {
        return vec![cluster_name(context, selectors, mark).0];
    }
    let Some(event) = context.story.timeline.events.get(index) else { return Vec::new() };
    let paragraph = event.body.plain().lines().next().map(str::to_owned);
    [selectors.date_words(context, index).to_string(), event.title.to_string()].into_iter().chain(paragraph).collect()
}
