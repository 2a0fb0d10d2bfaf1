//! Above the overview's strip: the days that it shows, how many events are outside of them, and the zoom buttons.

use yew::prelude::*;

use super::{
    OverviewProps, StoryContext,
    elements::{attribute, date_words, text},
    toolbar_button::symbol_button,
    view_model::span_words,
};
use crate::{
    i18n::fill,
    state::{Action, ZoomTarget},
};

#[component]
pub fn OverviewToolbar(props: &OverviewProps) -> Html {
    let OverviewProps { context, viewport, strip, .. } = props;
    let ui = &context.phrases().ui;
    let shows_all = viewport.zoom.is_all();
    html! {
        <div class="keyline-window" translate="no">
            { outside(context, ZoomTarget::Earlier, &ui.earlier_outside, strip.before) }
            <span class="keyline-span">{ date_words(context, &span_words(context, strip)) }</span>
            { outside(context, ZoomTarget::Later, &ui.later_outside, strip.after) }
            <span class="keyline-zoom" role="group" aria-label={ui.zoom.clone()}>
                { zoom(context, ZoomTarget::Out, "−", Some(&ui.zoom_out), shows_all) }
                { zoom(context, ZoomTarget::In, "+", Some(&ui.zoom_in), !strip.can_zoom_in) }
                { zoom(context, ZoomTarget::Fit, &ui.zoom_fit, None, shows_all) }
            </span>
        </div>
    }
}

fn zoom(context: &StoryContext, target: ZoomTarget, words: &str, label: Option<&str>, is_disabled: bool) -> Html {
    symbol_button(context, words, label, zoom_to(target), is_disabled)
}

fn zoom_to(target: ZoomTarget) -> Action {
    Action::ZoomTo { target, hold_focus: false }
}

/// Returns the button with the number of events outside on one side; it moves the overview there.
fn outside(context: &StoryContext, target: ZoomTarget, label: &str, count: usize) -> Html {
    let label = fill(label, &[&context.count(&context.phrases().ui.events, count)]);
    html! {
        <button
            type="button"
            class="keyline-outside"
            hidden={count == 0}
            aria-label={attribute(&label)}
            onclick={context.on(zoom_to(target))}
        >
            { text(&context.number(count)) }
        </button>
    }
}
