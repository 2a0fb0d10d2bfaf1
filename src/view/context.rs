//! What the components of one story share, and what does not change while the reader reads.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    date::Locale,
    i18n::{self, Phrases, PluralForms, fill},
    layout::{List, MAX_EVENTS_IN_SIGHT},
    state::Action,
    story::{Id, Item, Part, Parts, Story},
};

/// The parts of a story that are rendered, and its heading levels. `keyline embed` and the element's attributes set them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderOptions {
    /// Level of the story's title, 1 to 6; without the header, that of the headings of the other parts. 0 where the page hides the
    /// header of a story of level 1.
    pub heading_level: u8,
    pub parts: Parts,
    /// Number of events that a long list leaves in sight, 1 or more.
    pub max_events: u8,
    /// The page's URL without its fragment, in a page whose `<base>` would make `#item` lead to another page; otherwise empty.
    pub page_url: String,
}

impl RenderOptions {
    /// Returns the options of a whole story with a title of a heading level.
    pub fn new(heading_level: u8) -> RenderOptions {
        RenderOptions {
            heading_level,
            parts: Parts::default(),
            max_events: MAX_EVENTS_IN_SIGHT,
            page_url: String::new(),
        }
    }
}

/// A story with its language and its options. Components get it as a prop, in an `Rc`.
pub struct StoryContext {
    pub story: Story,
    pub locale: Rc<dyn Locale>,
    /// The name of the time zone that the story names, in its language.
    pub time_zone: Option<String>,
    /// Whether the phrases are English because the story's language has none.
    pub(super) lacks_phrases: bool,
    pub options: RenderOptions,
    /// Every event, grouped, oldest first.
    pub list: Rc<List>,
    /// Whether any event or card can be opened.
    pub(super) has_openable_items: bool,
    /// Whether each group of the list starts closed; `None` in a story whose groups do not close.
    closed_groups: Option<Vec<bool>>,
    /// Takes what the reader does.
    pub dispatch: Callback<Action>,
    /// Takes the input of the search box. The browser's side reads its text: here no element has a type.
    pub on_search_input: Callback<InputEvent>,
    /// Called after each rendering of [`StoryView`](super::StoryView).
    pub on_rendered: Callback<()>,
}

/// Equality is identity, so that comparing props costs nothing.
impl PartialEq for StoryContext {
    fn eq(&self, other: &StoryContext) -> bool {
        std::ptr::eq(self, other)
    }
}

impl StoryContext {
    pub fn new(story: Story, locale: Rc<dyn Locale>, options: RenderOptions) -> StoryContext {
        let lacks_phrases = !i18n::has_phrases(story.language());
        let list = Rc::new(List::with_max_events(&story, options.max_events.into()));
        let closed_groups = closed_groups(&story, &list);
        let has_openable_items = has_openable_items(&story, &options.parts);
        StoryContext {
            story,
            locale,
            time_zone: None,
            lacks_phrases,
            options,
            list,
            has_openable_items,
            closed_groups,
            dispatch: Callback::noop(),
            on_search_input: Callback::noop(),
            on_rendered: Callback::noop(),
        }
    }

    pub(super) fn phrases(&self) -> &Phrases {
        self.locale.phrases()
    }

    /// Returns a callback that dispatches an action, for a control.
    pub(super) fn on<E: 'static>(&self, action: Action) -> Callback<E> {
        self.dispatch.reform(move |_| action.clone())
    }

    /// Returns whether a group starts closed; `None` where groups do not close.
    pub(super) fn starts_closed(&self, group: usize) -> Option<bool> {
        self.closed_groups.as_ref()?.get(group).copied()
    }

    /// Returns the base direction of the story's language: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        i18n::direction(self.story.language())
    }

    /// Whether dates are isolated from the text around them: in a right-to-left story whose language has no phrases, they may be English.
    pub(super) fn isolates_dates(&self) -> bool {
        self.lacks_phrases && self.is_rtl()
    }

    pub(super) fn is_rtl(&self) -> bool {
        self.direction() == "rtl"
    }

    /// Returns an item's `id` attribute. Parts that are not items begin with `_`, which no item's id can.
    pub fn element_id(&self, item: &str) -> AttrValue {
        AttrValue::Rc([&*self.story.id, "/", item].concat().into())
    }

    /// Returns an item's address in this page.
    pub fn href(&self, item: &str) -> AttrValue {
        self.href_in(&self.options.page_url, item)
    }

    fn href_in(&self, page: &str, item: &str) -> AttrValue {
        AttrValue::Rc([page, "#", &*self.story.id, "/", item].concat().into())
    }

    /// Returns an item's address on the story's own page, if the story has one.
    pub fn public_href(&self, item: &str) -> Option<AttrValue> {
        let page = self.story.url.as_deref()?.split('#').next()?;
        Some(self.href_in(page, item))
    }

    /// Returns whether a part is rendered.
    pub(super) fn has_part(&self, part: Part) -> bool {
        self.options.parts.contains(part)
    }

    /// Returns whether the item with an id, or the part of the page with an id that begins with `_`, is rendered.
    #[inline(never)]
    pub fn has_item(&self, id: &str) -> bool {
        self.has_part(match id {
            "_title" => Part::Header,
            "_timeline" | "_list" => Part::Timeline,
            "_sources" => Part::Sources,
            "_updates" => Part::Updates,
            _ => match self.story.item(&Id::from(id)) {
                Some(Item::Event(_) | Item::Track(_)) | None => Part::Timeline,
                Some(Item::Card(_)) => Part::Cards,
                Some(Item::Section(section)) => Part::of_section(section),
                Some(Item::Source(_)) => Part::Sources,
            },
        })
    }

    /// Returns an item's title, or its id if the story has no such item.
    pub(super) fn title<'a>(&'a self, id: &'a Id) -> &'a str {
        match self.story.item(id) {
            Some(Item::Event(event)) => &event.title,
            Some(Item::Card(card)) => &card.title,
            Some(Item::Section(section)) => &section.title,
            Some(Item::Source(source)) => &source.title,
            Some(Item::Track(track)) => &track.title,
            None => id,
        }
    }

    pub(super) fn number(&self, number: usize) -> String {
        self.locale.number(number as i64)
    }

    /// Returns a position in words: "7 of 31".
    pub(super) fn position(&self, position: usize, total: usize) -> String {
        fill(&self.phrases().ui.position, &[&self.number(position), &self.number(total)])
    }

    /// Returns a count in words: "7 events".
    pub(super) fn count(&self, forms: &PluralForms, count: usize) -> String {
        fill(forms.get(self.locale.plural(count as u64)), &[&self.number(count)])
    }
}

fn has_openable_items(story: &Story, parts: &Parts) -> bool {
    let mut events = story.timeline.events.iter().map(|event| &event.id);
    let mut cards = story.sections.iter().flat_map(|section| &section.cards).map(|card| &card.id);
    parts.contains(Part::Timeline) && events.any(|id| story.has_details(id))
        || parts.contains(Part::Cards) && cards.any(|id| story.has_details(id))
}

/// In a story of more events than this, groups may start closed.
const MAX_EVENTS_ALL_OPEN: usize = 400;
/// The first groups of a fold start open, up to this many events together.
const OPEN_EVENTS_PER_FOLD: usize = 200;

fn closed_groups(story: &Story, list: &List) -> Option<Vec<bool>> {
    if story.timeline.events.len() <= MAX_EVENTS_ALL_OPEN {
        return None;
    }
    let mut before = 0;
    let mut closed = Vec::with_capacity(list.groups.len());
    for (index, group) in list.groups.iter().enumerate() {
        if index == list.in_sight.end {
            before = 0;
        }
        closed.push(!list.in_sight.contains(&index) && before > 0 && before + group.rows.len() > OPEN_EVENTS_PER_FOLD);
        before += group.rows.len();
    }
    Some(closed)
}
