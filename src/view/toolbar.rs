//! The timeline's controls. They need scripts, so the sheet shows them only once the story is hydrated.

use yew::prelude::*;

use super::{
    StoryContext, ViewModel, elements::text, filters::filters, search_box::search_box, toolbar_button::button,
};
use crate::{
    layout::Order,
    state::{Action, Depth},
};

pub(super) fn toolbar(context: &StoryContext, model: &ViewModel) -> Html {
    html! {
        <div class="keyline-toolbar" part="toolbar">
            { search_box(context, model) }
            { filters(context, model) }
            { choices(context, model) }
            { no_results(context, model) }
        </div>
    }
}

fn choices(context: &StoryContext, model: &ViewModel) -> Html {
    let (ui, state) = (&context.phrases().ui, &model.state);
    let depth = |words, depth| button(context, words, Some(state.depth == depth), Action::SetDepth(depth));
    let order = |words, order| button(context, words, Some(state.order == order), Action::SetOrder(order));
    html! {
        <div class="keyline-choices">
            <span class="keyline-all">
                { button(context, &ui.open_all, None, Action::OpenAll) }
                { button(context, &ui.close_all, None, Action::CloseAll) }
            </span>
            <span class="keyline-depth" role="group" aria-label={ui.depth.clone()}>
                { depth(&ui.brief, Depth::Brief) }
                { depth(&ui.standard, Depth::Standard) }
                { depth(&ui.full, Depth::Full) }
            </span>
            <span class="keyline-order" role="group" aria-label={ui.order.clone()}>
                { order(&ui.oldest_first, Order::OldestFirst) }
                { order(&ui.newest_first, Order::NewestFirst) }
            </span>
        </div>
    }
}

/// Returns a note that no event passes the filter, with a button that clears it; nothing while one does.
fn no_results(context: &StoryContext, model: &ViewModel) -> Html {
    let (ui, filter) = (&context.phrases().ui, &model.state.filter);
    if filter.is_empty() || filter.count(&context.story) > 0 {
        return Html::default();
    }
    let clear = button(context, &ui.clear_filters, None, Action::ClearFilters);
    html! { <p class="keyline-none">{ text(&ui.no_results) }{ " " }{ clear }</p> }
}
