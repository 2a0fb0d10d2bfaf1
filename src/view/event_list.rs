//! The list of events in groups. From 15 events on, those far from the main one are in two folds.
//!
//! In a big story the groups are disclosures, too. Most of them start closed; those in sight and the first ones of a fold are open. A
//! browser lays out only what is open; find in page, links and printing still reach what is closed.

use std::ops::Range;

use yew::prelude::*;

use super::{
    StoryContext, ViewModel,
    elements::{date_words, heading, phrase, text},
    event_group::gap_words,
    group_slot::group_slot,
};
use crate::{
    date::{self, DateFields},
    layout::{Group, Heading, Order, Side},
};

pub(super) fn event_list(context: &StoryContext, model: &ViewModel) -> Html {
    let state = &model.state;
    let list = model.selectors.list(context, state);
    let is_newest = state.order == Order::NewestFirst;
    let groups = |range: Range<usize>| -> Vec<Html> {
        let groups = list.groups.iter().enumerate().filter(|(index, _)| range.contains(index));
        let group =
            |(index, group)| event_group(context, state.order, group, index, group_slot(index, &model.group_content));
        if is_newest { groups.rev().map(group).collect() } else { groups.map(group).collect() }
    };
    let [earlier, later] = Side::BOTH.map(|side| {
        let folded = list.folded(side);
        fold(context, side, &list.groups[folded.clone()], groups(folded))
    });
    let (first, last) = if is_newest { (later, earlier) } else { (earlier, later) };
    let in_sight = groups(list.in_sight.clone());
    html! {
        <div
            class="keyline-list"
            id={context.element_id("_list")}
            part="list"
            data-order={is_newest.then_some("newest")}
            data-filtered={(!state.filter.is_empty()).then_some("")}
        >
            { for first.into_iter().chain(in_sight).chain(last) }
        </div>
    }
}

/// Returns a disclosure of the groups on one side of those in sight; `None` if there are none.
fn fold(context: &StoryContext, side: Side, groups: &[Group], content: Vec<Html>) -> Option<Html> {
    let count: usize = groups.iter().map(Group::count).sum();
    let ui = &context.phrases().ui;
    let (show, hide) = match side {
        Side::Earlier => (&ui.show_earlier, &ui.hide_earlier),
        Side::Later => (&ui.show_later, &ui.hide_later),
    };
    (!groups.is_empty()).then(|| {
        // Yew moves groups instead of rendering others in their place only where all children have keys.
        html! {
            <details key={side.id()} class="keyline-fold" id={context.element_id(side.id())} hidden={count == 0}>
                <summary key="summary" translate="no">
                    <span class="keyline-show">{ phrase(context, &context.count(show, count)) }</span>
                    <span class="keyline-hide">{ phrase(context, hide) }</span>
                </summary>
                { for content }
            </details>
        }
    })
}

fn event_group(context: &StoryContext, order: Order, group: &Group, index: usize, rows: Html) -> Html {
    let count = group.count();
    let hidden = count == 0;
    let gap = gap_words(context, order, group.gap).map(|gap| phrase(context, &gap));
    let title = title(context, group);
    let heading = (!title.is_empty()).then(|| heading(context, 2, "keyline-year", None, date_words(context, &title)));
    match context.starts_closed(index) {
        None => html! {
            <section key={index} class="keyline-group" {hidden}>
                if let Some(gap) = gap {
                    <p class="keyline-gap" translate="no">{ gap }</p>
                }
                { heading }
                { rows }
            </section>
        },
        Some(closed) => html! {
            <details key={index} class="keyline-group" open={!closed} {hidden}>
                <summary>
                    if let Some(gap) = gap {
                        <span class="keyline-gap" translate="no">{ gap }</span>
                    }
                    { heading }
                    <span class="keyline-count" translate="no">{ text(&context.number(count)) }</span>
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
