//! The key of the overview: the signs that the story's strip uses, each with a word.

use yew::prelude::*;

use super::{StoryContext, elements::phrase, strip_geometry::em, toolbar_button::button};
use crate::{layout::Plan, state::Action};

/// Returns a list of the signs, and the button that shows or shortens gaps; nothing where all events are plain points.
pub(super) fn strip_key(context: &StoryContext, plan: &Plan, to_scale: bool) -> Html {
    let (ui, signs) = (&context.phrases().ui, plan.signs());
    let words = &ui.signs;
    let shortened = if plan.scales_differ() { &ui.scales_differ } else { &ui.gaps_shortened };
    let entries = [
        (signs.main, &*words.main, main()),
        (signs.about, &*words.about, about()),
        (signs.whisker, &*words.whisker, whisker()),
        (signs.lasted, &*words.lasted, lasted()),
        (signs.ongoing, &*words.ongoing, ongoing()),
        (signs.unknown, &*words.unknown, unknown()),
        (signs.several, &*words.several, several()),
        (plan.has_breaks() && !to_scale, &**shortened, gap()),
    ];
    let entries: Html =
        entries.into_iter().filter(|(used, ..)| *used).map(|(_, words, sign)| entry(context, words, sign)).collect();
    let toggle = plan.has_breaks().then(|| {
        let words = if to_scale { &ui.shorten_gaps } else { &ui.show_gaps };
        html! { <li class="keyline-gaps" translate="no">{ button(context, words, None, Action::SetToScale(!to_scale)) }</li> }
    });
    if entries == Html::default() && toggle.is_none() {
        return entries;
    }
    html! { <ul class="keyline-key">{ entries }{ toggle }</ul> }
}

fn entry(context: &StoryContext, words: &str, sign: Html) -> Html {
    html! {
        <li>
            <svg width={em(28)} height={em(20)} viewBox="0 0 28 20" aria-hidden="true">{ sign }</svg>
            { phrase(context, words) }
        </li>
    }
}

fn main() -> Html {
    html! { <g class="keyline-sign" data-main=""><path class="keyline-point" d="M14 2 22 10 14 18 6 10Z" /></g> }
}

fn about() -> Html {
    html! { <g class="keyline-sign"><circle class="keyline-point" cx="14" cy="10" r="6" data-soft="" /></g> }
}

fn whisker() -> Html {
    html! {
        <g class="keyline-sign">
            <path class="keyline-whisker" d="M1 10H27M1 6V14M27 6V14" />
            <circle class="keyline-point" cx="14" cy="10" r="6" />
        </g>
    }
}

fn lasted() -> Html {
    html! { <g class="keyline-sign"><rect class="keyline-bar" x="1" y="4" width="26" height="12" rx="2" /></g> }
}

fn ongoing() -> Html {
    html! {
        <g class="keyline-sign">
            <rect class="keyline-bar" x="1" y="4" width="14" height="12" />
            <rect class="keyline-bar" x="15" y="4" width="6" height="12" opacity="0.6" />
            <rect class="keyline-bar" x="21" y="4" width="6" height="12" opacity="0.25" />
        </g>
    }
}

fn unknown() -> Html {
    html! {
        <g class="keyline-sign">
            <rect class="keyline-bar" x="1" y="4" width="14" height="12" />
            <rect class="keyline-bar" x="17" y="4" width="3" height="12" />
            <rect class="keyline-bar" x="22" y="4" width="3" height="12" />
        </g>
    }
}

fn several() -> Html {
    html! { <g class="keyline-sign"><rect class="keyline-box" x="4" y="1" width="20" height="18" rx="5" /></g> }
}

fn gap() -> Html {
    html! {
        <g class="keyline-shortened">
            <rect x="4" y="0" width="20" height="20" />
            <polyline points="1,0 7,6 1,12 7,18" />
            <polyline points="21,0 27,6 21,12 27,18" />
        </g>
    }
}
