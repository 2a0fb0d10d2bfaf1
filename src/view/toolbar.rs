//! The timeline's controls. They need the page to answer, so they are only shown when it does. What a button does stands in its
//! `data-act`, and to what in its `data-value`.

use yew::prelude::*;

use super::{
    Scene,
    element::{Child, each, element, nothing},
    reading::Reading,
};
use crate::{
    filter::{Choice, Facet},
    layout::Order,
    state::Depth,
    story::Status,
};

pub(super) fn toolbar(scene: &Scene, reading: &Reading) -> Html {
    let (ui, state) = (&scene.phrases().ui, &reading.state);
    let depth = |words, value, of: Depth| button(words, Some(state.depth == of), "depth", value);
    let order = |words, act, of: Order| button(words, Some(state.order == of), act, "");
    element!("div", "class" = "keyline-toolbar", "part" = "toolbar";
        search(scene, reading),
        filters(scene, reading),
        element!("div", "class" = "keyline-choices";
            element!("span", "class" = "keyline-all";
                button(&ui.open_all, None, "open-all", ""),
                button(&ui.close_all, None, "close-all", ""),
            ),
            element!("span", "class" = "keyline-depth", "role" = "group", "aria-label" = &ui.depth;
                depth(&ui.brief, "brief", Depth::Brief),
                depth(&ui.standard, "standard", Depth::Standard),
                depth(&ui.full, "full", Depth::Full),
            ),
            element!("span", "class" = "keyline-order", "role" = "group", "aria-label" = &ui.order;
                order(&ui.oldest_first, "oldest", Order::OldestFirst),
                order(&ui.newest_first, "newest", Order::NewestFirst),
            ),
        ),
        none(scene, reading),
    )
}

fn button(words: &str, pressed: Option<bool>, act: &'static str, value: &'static str) -> Html {
    element!(
        "button",
        "type" = "button",
        "aria-pressed" = pressed.map(said),
        "data-act" = act,
        "data-value" = (!value.is_empty()).then_some(value);
        words)
}

fn said(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}

/// The search box, and the way through what it found.
fn search(scene: &Scene, reading: &Reading) -> Html {
    let ui = &scene.phrases().ui;
    let found = match reading.step {
        _ if reading.state.query.trim().is_empty() => String::new(),
        _ if reading.hits.is_empty() => ui.no_results.to_string(),
        Some((nth, of)) => scene.position(nth, of),
        None => scene.count(&ui.results, reading.hits.len()),
    };
    let step = |act: &'static str, words: &str, label: &std::rc::Rc<str>| {
        let idle = reading.hits.is_empty().then_some("");
        element!("button", "type" = "button", "data-act" = act, "aria-label" = label, "disabled" = idle; words)
    };
    element!("div", "class" = "keyline-search", "role" = "search";
        element!("input",
            "type" = "search",
            "placeholder" = &ui.search,
            "aria-label" = &ui.search,
            "autocomplete" = "off",
            "spellcheck" = "false"
        ),
        step("previous", "↑", &ui.previous_result),
        step("next", "↓", &ui.next_result),
        element!("span", "class" = "keyline-found"; found),
    )
}

/// What events can be chosen by; nothing where all are alike.
fn filters(scene: &Scene, reading: &Reading) -> Html {
    let ui = &scene.phrases().ui;
    let facets = scene.facets(&reading.state.filter);
    if facets.is_empty() {
        return nothing();
    }
    let chosen = reading.state.filter.chosen().len();
    let kind = |label: &str, facets: &[Facet]| {
        (!facets.is_empty()).then(|| {
            element!("div", "class" = "keyline-facets", "role" = "group", "aria-label" = label.to_owned();
                element!("span"; label),
                each(facets, |facet| self::facet(scene, facet)),
            )
        })
    };
    let shown = reading.state.filtering;
    element!("div", "class" = "keyline-filters";
        element!("button", "type" = "button", "aria-expanded" = said(shown), "data-act" = "filters";
            &ui.filter,
            (chosen > 0).then(|| [" (", &scene.number(chosen), ")"].concat())),
        shown.then(|| {
            vec![
                kind(&ui.tracks, &facets.tracks).node(),
                kind(&ui.tags, &facets.tags).node(),
                kind(&ui.statuses, &facets.statuses).node(),
            ]
        }),
        // Last, in a row of its own: no button that was just pressed moves away.
        (chosen > 0).then(|| element!("div", "class" = "keyline-facets"; button(&ui.unfilter, None, "unfilter", ""))),
    )
}

fn facet(scene: &Scene, facet: &Facet) -> Html {
    let ui = &scene.phrases().ui;
    let words = match &facet.choice {
        Choice::Track(id) => super::item::title(scene, id),
        Choice::Tag(tag) => tag,
        Choice::Status(Status::Confirmed) => &ui.confirmed,
        Choice::Status(Status::Alleged) => &ui.alleged,
        Choice::Status(Status::Disputed) => &ui.disputed,
        Choice::Status(Status::Unknown) => &ui.unconfirmed,
    };
    let (kind, value) = facet.choice.written();
    element!("button",
        "type" = "button",
        "aria-pressed" = said(facet.chosen),
        "data-act" = "filter",
        "data-value" = [kind, " ", value].concat();
        words, " ", element!("span", "class" = "keyline-count"; scene.number(facet.count)))
}

/// Where nothing passes the filters: the way back.
fn none(scene: &Scene, reading: &Reading) -> Html {
    let ui = &scene.phrases().ui;
    let any = reading.state.filter.is_empty() || reading.state.filter.count(&scene.story) > 0;
    (!any)
        .then(
            || element!("p", "class" = "keyline-none"; &ui.no_results, " ", button(&ui.unfilter, None, "unfilter", "")),
        )
        .node()
}
