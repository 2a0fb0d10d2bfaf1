//! What is derived from a story and the reader's state, each kept until the state that it depends on changes.

use std::{
    cell::{OnceCell, RefCell},
    rc::Rc,
};

use super::{StoryContext, label_width::letter_width, memo::Memo};
use crate::{
    date,
    filter::{Facets, Filter},
    layout::{Label, List, Order, Plan, Strip, Viewport},
    state::State,
};

/// The derived data of one story. Its roots share it.
#[derive(Default)]
pub struct Selectors {
    list: Memo<(Filter, Order), Rc<List>>,
    facets: Memo<Filter, Rc<Facets>>,
    plan: OnceCell<Plan>,
    label_rows: OnceCell<usize>,
    strip: Memo<(Viewport, Filter), Rc<Strip>>,
    /// By index of the event; `None` until they are needed, since each costs a call into the browser.
    date_words: RefCell<Vec<Option<Rc<str>>>>,
}

impl Selectors {
    /// Returns the list for the state's order and filter. Its groups and rows are always the same; those that the filter leaves
    /// out are not shown.
    pub fn list(&self, context: &StoryContext, state: &State) -> Rc<List> {
        if state.filter.is_empty() && state.order == context.list.order {
            return context.list.clone();
        }
        self.list.get((state.filter.clone(), state.order), || {
            let matches = |event| state.filter.matches(&context.story, event);
            Rc::new(context.list.arranged(&context.story, state.order, &matches))
        })
    }

    /// Returns the values that events can be filtered by, with the number of events for each.
    pub(super) fn facets(&self, context: &StoryContext, filter: &Filter) -> Rc<Facets> {
        self.facets.get(filter.clone(), || Rc::new(Facets::new(&context.story, filter)))
    }

    /// Returns what the strip is laid out from: it is the same at every width and zoom.
    pub fn plan(&self, context: &StoryContext) -> &Plan {
        self.plan.get_or_init(|| Plan::new(&context.story))
    }

    /// Returns the strip for a viewport. Label widths are estimated from their letters.
    pub(super) fn strip(&self, context: &StoryContext, viewport: Viewport, filter: &Filter) -> Rc<Strip> {
        self.strip.get((viewport, filter.clone()), || {
            let matches = |event| filter.matches(&context.story, event);
            Rc::new(self.plan(context).strip(viewport, &matches, &label_width(context)))
        })
    }

    /// Returns the number of rows that the labels of the strip's breaks take at most.
    pub(super) fn label_rows(&self, context: &StoryContext) -> usize {
        *self.label_rows.get_or_init(|| self.plan(context).label_rows(&label_width(context)))
    }

    /// Returns an event's date as the story writes it, or in the words of its language.
    pub(super) fn date_words(&self, context: &StoryContext, event: usize) -> Rc<str> {
        let events = &context.story.timeline.events;
        let mut words = self.date_words.borrow_mut();
        words.resize(events.len(), None);
        let Some((event, words)) = events.get(event).zip(words.get_mut(event)) else { return "".into() };
        let write =
            || event.display_date.clone().map_or_else(|| event.date.words(&*context.locale), String::from).into();
        words.get_or_insert_with(write).clone()
    }
}

/// Returns a function that estimates a label's inline size in the layout's pixels.
fn label_width(context: &StoryContext) -> impl Fn(Label) -> f64 {
    let (locale, letter) = (&*context.locale, letter_width(context));
    move |label| {
        let words = match label {
            Label::Tick(label) => date::tick(label.fields, label.time, locale),
            Label::Context(fields) => date::context(fields, locale),
            Label::Gap(gap) => gap.duration(locale),
        };
        words.chars().map(&letter).sum()
    }
}
