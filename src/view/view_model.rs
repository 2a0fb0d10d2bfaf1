//! What the components render: the reader's state and what follows from it.

use std::rc::Rc;

use yew::prelude::*;

use super::{Selectors, StoryContext};
use crate::{
    date,
    layout::{Order, Strip},
    state::{Notice, State},
};

/// The reader's state and what follows from it.
#[derive(Clone)]
pub struct ViewModel {
    pub state: Rc<State>,
    pub selectors: Rc<Selectors>,
    pub group_content: GroupContent,
}

/// Where the rows of the groups come from. [`StoryView`](super::StoryView) does not render them: each group is a root of its own.
#[derive(Clone)]
pub enum GroupContent {
    /// They are prerendered in the page.
    Prerendered,
    /// There are none until each group's root renders them.
    Empty,
    /// HTML of the groups, oldest first, of the sources, and of the updates.
    Html(Rc<[AttrValue]>),
}

impl ViewModel {
    pub fn new(state: Rc<State>, selectors: Rc<Selectors>, group_content: GroupContent) -> ViewModel {
        ViewModel { state, selectors, group_content }
    }

    pub(super) fn strip(&self, context: &StoryContext) -> Rc<Strip> {
        self.selectors.strip(context, self.state.viewport(), &self.state.filter)
    }

    /// Returns the text of the live region.
    pub(super) fn notice(&self, context: &StoryContext) -> String {
        let ui = &context.phrases().ui;
        let words = match &self.state.notice {
            Notice::Nothing => "",
            Notice::AllOpened => &ui.all_opened,
            Notice::AllClosed => &ui.all_closed,
            Notice::Ordered(Order::OldestFirst) => &ui.oldest_first,
            Notice::Ordered(Order::NewestFirst) => &ui.newest_first,
            Notice::Span => return span_words(context, &self.strip(context)),
            Notice::Filtered(0) | Notice::Found(0) => &ui.no_results,
            Notice::Filtered(count) => return context.count(&ui.events, *count),
            Notice::Found(count) => return context.count(&ui.results, *count),
            Notice::LinkCopied(id) => return [&ui.link_copied, ": ", context.title(id)].concat(),
        };
        words.to_string()
    }
}

/// Returns the days that the overview shows, in words.
pub(super) fn span_words(context: &StoryContext, strip: &Strip) -> String {
    let (from, to) = strip.span;
    date::span(from, to, &*context.locale)
}
