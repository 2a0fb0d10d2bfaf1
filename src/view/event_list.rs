//! The list of events in groups.
//!
//! In a big story the groups are disclosures, closed but for the first ones and the main event's. A browser lays out only what is
//! open; find in page, links and printing still reach what is closed.

use yew::prelude::*;

use super::{
    StoryContext, ViewModel,
    elements::{heading, text},
    event_group::gap_words,
    group_slot::group_slot,
};
use crate::{
    date::{self, DateFields},
    layout::{Group, Heading, Order},
};

pub(super) fn event_list(context: &StoryContext, model: &ViewModel) -> Html {
    let state = &model.state;
    let list = model.selectors.list(context, state);
    let mut groups: Vec<_> = list.groups.iter().enumerate().collect();
    if state.order == Order::NewestFirst {
        groups.reverse();
    }
    let groups = groups
        .into_iter()
        .map(|(index, group)| event_group(context, state.order, group, index, group_slot(index, &model.group_content)));
    html! {
        <div
            class="keyline-list"
            id={context.element_id("_list")}
            part="list"
            data-order={(state.order == Order::NewestFirst).then_some("newest")}
            data-filtered={(!state.filter.is_empty()).then_some("")}
        >
            { for groups }
        </div>
    }
}

fn event_group(context: &StoryContext, order: Order, group: &Group, index: usize, rows: Html) -> Html {
    let count = group.count();
    let hidden = count == 0;
    let gap = gap_words(context, order, group.gap);
    let title = title(context, group);
    let heading = (!title.is_empty()).then(|| heading(context, 2, "keyline-year", None, &title));
    match context.is_folded(index) {
        None => html! {
            <section key={index} class="keyline-group" {hidden}>
                if let Some(gap) = gap {
                    <p class="keyline-gap">{ gap }</p>
                }
                { heading }
                { rows }
            </section>
        },
        Some(folded) => html! {
            <details key={index} class="keyline-group" open={!folded} {hidden}>
                <summary>
                    if let Some(gap) = gap {
                        <span class="keyline-gap">{ gap }</span>
                    }
                    { heading }
                    <span class="keyline-count">{ text(&context.number(count)) }</span>
                </summary>
                { rows }
            </details>
        },
    }
}

fn title(context: &StoryContext, group: &Group) -> String {
    let locale = &*context.locale;
    let date =
        |year, month, day| date::calendar_date(DateFields { year, month: Some(month), day, short: false }, locale);
    let title = match group.heading {
        Heading::None => String::new(),
        Heading::Year(year) => date::year(year, locale),
        Heading::Decade(year) => date::decade(year, locale),
        Heading::Century(year) => date::century(year, locale),
        Heading::Month(year, month) => date(year, month, None),
        Heading::Day(year, month, day) => date(year, month, Some(day)),
        Heading::Expected => context.phrases().ui.expected.to_string(),
    };
    match group.part {
        Some((part, total)) if title.is_empty() => context.position(part, total),
        Some((part, total)) => [&*title, " (", &context.position(part, total), ")"].concat(),
        None => title,
    }
}
