//! The scene: what does not change while the reader reads. Every component gets it.

use std::{
    cell::{OnceCell, RefCell},
    ops::Deref,
    rc::Rc,
};

use yew::prelude::*;

use super::{
    element::{element, text},
    item::title,
    overview,
};
use crate::{
    date::{Edtf, Locale},
    filter::{Facets, Filter},
    i18n::{self, Phrases, PluralForms, fill},
    layout::{List, Order, Plan, Strip, Viewport},
    state::{Depth, Notice, State},
    story::Story,
};

/// A story, the language it is told in, and its place among the page's headings.
pub struct Scene {
    pub story: Story,
    pub locale: Rc<dyn Locale>,
    /// Level of the story's title, 1 to 6.
    heading: u8,
    /// Which groups of the list begin closed, in a story that is big enough to fold.
    folded: Option<Vec<bool>>,
    /// The list as it was shown last, and for which filter.
    list: RefCell<(Filter, Rc<List>)>,
    /// What events could be chosen by last, and by which filter.
    facets: Last<Filter, Facets>,
    plan: OnceCell<Plan>,
    /// Who wants to know that something was drawn.
    told: OnceCell<Box<dyn Fn(Option<usize>)>>,
    /// The strip that was laid out last, and for what.
    strip: Last<(Viewport, Filter), Strip>,
    /// The events' dates in words, as far as they were said: each costs a call out of the WebAssembly.
    words: RefCell<Vec<Option<Rc<str>>>>,
}

/// What was worked out last, and for what.
struct Last<K, V>(RefCell<Option<(K, Rc<V>)>>);

impl<K: PartialEq, V> Last<K, V> {
    /// What belongs to a key: only another key has it worked out again.
    fn get(&self, key: K, work_out: impl FnOnce() -> V) -> Rc<V> {
        let mut kept = self.0.borrow_mut();
        match &*kept {
            Some((of, value)) if *of == key => value.clone(),
            _ => {
                let value = Rc::new(work_out());
                *kept = Some((key, value.clone()));
                value
            }
        }
    }
}

/// A scene that components share; equal only to itself, so comparing costs nothing.
#[derive(Clone)]
pub struct Shared(pub Rc<Scene>);

impl PartialEq for Shared {
    fn eq(&self, other: &Shared) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Shared {
    type Target = Scene;
    fn deref(&self) -> &Scene {
        &self.0
    }
}

impl Scene {
    pub(super) fn new(story: Story, locale: Rc<dyn Locale>, heading: u8) -> Scene {
        let list = Rc::new(List::new(&story));
        let folded = folded(&story, &list);
        let list = RefCell::new((Filter::default(), list));
        let words = RefCell::new(vec![None; story.timeline.events.len()]);
        let (plan, told) = (OnceCell::new(), OnceCell::new());
        let (facets, strip) = (Last(RefCell::default()), Last(RefCell::default()));
        Scene { story, locale, heading, folded, list, facets, plan, told, strip, words }
    }

    /// Returns the product's own phrases in the story's language.
    pub(super) fn phrases(&self) -> &Phrases {
        self.locale.phrases()
    }

    /// The list as the reader has it. It has the same groups and rows always, not all of them shown.
    pub fn list(&self, state: &State) -> Rc<List> {
        let mut kept = self.list.borrow_mut();
        let (filter, list) = &*kept;
        if *filter != state.filter || list.order != state.order {
            let list = list.read(&self.story, state.order, &|nth| state.filter.keeps(&self.story, nth));
            *kept = (state.filter.clone(), Rc::new(list));
        }
        kept.1.clone()
    }

    /// What events can be chosen by. Only another filter has them counted again.
    pub(super) fn facets(&self, filter: &Filter) -> Rc<Facets> {
        self.facets.get(filter.clone(), || Facets::new(&self.story, filter))
    }

    /// Calls `tell` whenever the frame was drawn, or an island of rows, by its number.
    pub fn when_drawn(&self, tell: impl Fn(Option<usize>) + 'static) {
        // Once is enough.
        let _ = self.told.set(Box::new(tell));
    }

    pub(super) fn drawn(&self, island: Option<usize>) {
        if let Some(tell) = self.told.get() {
            tell(island);
        }
    }

    /// How many groups the list has.
    pub fn groups(&self) -> usize {
        self.list.borrow().1.groups.len()
    }

    /// Whether a group, counted from the oldest, begins closed; `None` where groups don't close.
    pub(super) fn folded(&self, nth: usize) -> Option<bool> {
        self.folded.as_ref()?.get(nth).copied()
    }

    pub fn direction(&self) -> &'static str {
        i18n::direction(&self.story.lang)
    }

    /// An item's `id` attribute. Parts that are not items begin with `_`, which no item's id can.
    pub fn address(&self, item: &str) -> String {
        [&*self.story.id, "/", item].concat()
    }

    /// An item's address in this page.
    pub fn href(&self, item: &str) -> String {
        ["#", &*self.story.id, "/", item].concat()
    }

    /// A link to an item.
    pub(super) fn link(&self, item: &str, content: Vec<Html>) -> Html {
        element!("a", "href" = self.href(item); content)
    }

    /// A heading, `depth` levels below the story's title.
    pub(super) fn heading(&self, depth: u8, class: &'static str, id: Option<String>, content: Html) -> Html {
        let level = match self.heading.saturating_add(depth) {
            0 | 1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        };
        element!(level, "class" = class, "part" = part(class), "id" = id; content)
    }

    /// A date in words, machine-readable where HTML knows its kind.
    pub(super) fn date(&self, date: &Edtf) -> Html {
        let words = date.words(&*self.locale);
        match date.datetime() {
            Some(datetime) => element!("time", "datetime" = datetime; words),
            None => text(&words),
        }
    }

    pub fn number(&self, number: usize) -> String {
        self.locale.number(number as i64)
    }

    /// "7 of 31".
    pub fn position(&self, nth: usize, of: usize) -> String {
        fill(&self.phrases().ui.position, &[&self.number(nth), &self.number(of)])
    }

    /// "7 events".
    pub fn count(&self, forms: &PluralForms, count: usize) -> String {
        fill(forms.get(self.locale.plural(count as u64)), &[&self.number(count)])
    }

    /// What of the strip is the same at every width and zoom.
    pub fn plan(&self) -> &Plan {
        self.plan.get_or_init(|| Plan::new(&self.story))
    }

    /// The strip for a view. What only changes the choice of a mark does not lay it out again.
    pub(super) fn strip(&self, view: Viewport, filter: &Filter) -> Rc<Strip> {
        self.strip.get((view, filter.clone()), || overview::strip(self, view, filter))
    }

    /// An event's date as the story says it, or in words.
    pub(super) fn words(&self, nth: usize) -> Rc<str> {
        let mut kept = self.words.borrow_mut();
        let Some((event, kept)) = self.story.timeline.events.get(nth).zip(kept.get_mut(nth)) else { return "".into() };
        let say = || event.display_date.clone().unwrap_or_else(|| event.date.words(&*self.locale)).into();
        kept.get_or_insert_with(say).clone()
    }

    pub(super) fn notice(&self, state: &State) -> String {
        let ui = &self.phrases().ui;
        let words = match &state.notice {
            Notice::Nothing => "",
            Notice::AllOpened => &ui.all_opened,
            Notice::AllClosed => &ui.all_closed,
            Notice::Ordered(Order::OldestFirst) => &ui.oldest_first,
            Notice::Ordered(Order::NewestFirst) => &ui.newest_first,
            Notice::Seen => return self.span(self.view(state), &state.filter),
            Notice::Deepened(Depth::Brief) => &ui.brief,
            Notice::Deepened(Depth::Standard) => &ui.standard,
            Notice::Deepened(Depth::Full) => &ui.full,
            Notice::Filtered(0) | Notice::Found(0) => &ui.no_results,
            Notice::Filtered(count) => return self.count(&ui.events, *count),
            Notice::Found(count) => return self.count(&ui.results, *count),
            Notice::LinkCopied(id) => return [&ui.link_copied, ": ", title(self, id)].concat(),
        };
        words.to_owned()
    }
}

/// The name of a part, for a page's `::part()`: that of its class, without our prefix.
pub(super) fn part(class: &'static str) -> Option<&'static str> {
    class.strip_prefix("keyline-")
}

/// A story of more events than this folds its groups, …
const FOLDS: usize = 400;
/// … but for the first of them that have this many together, and the main event's.
const UNFOLDED: usize = 200;

fn folded(story: &Story, list: &List) -> Option<Vec<bool>> {
    let events = &story.timeline.events;
    if events.len() <= FOLDS {
        return None;
    }
    let mut before = 0;
    let mut folded = Vec::with_capacity(list.groups.len());
    for group in &list.groups {
        let main = group.rows.iter().any(|row| events.get(row.event).is_some_and(|event| event.main));
        folded.push(!main && before > 0 && before + group.rows.len() > UNFOLDED);
        before += group.rows.len();
    }
    Some(folded)
}
