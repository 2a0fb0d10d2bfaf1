//! Ways through the story: links, the address, search results, and the selection.

use super::{
    Direction, Effect, FocusTarget, HistoryChange, LinkKind, OpenItems, PageEvent, Params, Start, ToggleCause,
    reduce::Reducer,
};
use crate::{
    search::SearchTarget,
    story::{Id, Item, Story},
};

impl Reducer<'_> {
    pub(super) fn start(&mut self, start: Start) {
        let Start { address, defaults, open, snapshot } = start;
        self.state.is_hydrated = true;
        self.state.defaults = defaults;
        let asks_for_depth = address.as_ref().is_some_and(|params| params.contains("depth"));
        let fallback = snapshot.as_ref().map_or(self.state.defaults.clone(), |(params, _)| params.clone());
        self.set_params(address.filter(|params| !params.is_empty()).unwrap_or(fallback));
        match snapshot {
            // The depth has replaced the open items of the snapshot.
            Some((params, open)) if params.contains("depth") => self.state.open = OpenItems::only(open),
            Some(_) => {}
            None if asks_for_depth => {}
            None => open.into_iter().for_each(|open| self.apply_open_attribute(open)),
        }
        self.notify(PageEvent::Ready { id: self.context.story.id.clone() });
    }

    /// Changes the state to have these parameters.
    fn set_params(&mut self, params: Params) {
        if params == self.state.params() {
            return;
        }
        self.state = self.state.with_params(&params, self.context.story);
        self.notify_params();
        self.effects.push(Effect::ShowQuery(self.state.query.clone()));
        self.state.search_pending = true;
        self.effects.push(Effect::ScheduleSearch);
    }

    pub(super) fn change_address(&mut self, id: Option<Id>, params: Option<Params>, is_first: bool, returned: bool) {
        // A router has changed its address, or left it for one that doesn't name this story.
        if !self.state.owns_address || (!self.before.owns_address && params.is_none()) {
            return;
        }
        self.state.search_has_entry = false;
        let (is_ours, params) = (params.is_some(), params.unwrap_or_default());
        // An address that doesn't name this story leaves it to the attributes.
        self.set_params(if is_ours { params } else { self.state.defaults.clone() });
        match id {
            None => self.clear_current(),
            // The browser has restored the scroll position.
            Some(id) => self.arrive(&id, is_first && !returned),
        }
    }

    /// The address names an item. If two elements have the same id, the address means the first one, as in browsers.
    pub(super) fn arrive(&mut self, id: &Id, is_first: bool) {
        if is_first && has_anchor(self.context.story, id) {
            self.go_to(id, None);
        } else if self.is_selectable(id) {
            self.select(id);
        }
    }

    pub(super) fn follow_link(&mut self, id: &Id, kind: LinkKind) {
        self.state.preview = None;
        if kind == LinkKind::Read && !self.state.owns_address {
            self.state.read_event = Some(id.clone());
        }
        self.go_to(
            id,
            Some(match kind {
                LinkKind::Step => HistoryChange::Replace,
                LinkKind::Read | LinkKind::Jump => HistoryChange::Push,
            }),
        );
    }

    pub(super) fn return_to_mark(&mut self) {
        let event = self.state.read_event.take();
        if let Some(index) = event.and_then(|event| self.context.story.event(&event)) {
            self.state.roving_index = index;
            self.effects.push(Effect::ReturnToMark);
        }
    }

    /// Opens an item, brings it into view and moves the focus to it; shows its address if `history` says how.
    pub(super) fn go_to(&mut self, id: &Id, history: Option<HistoryChange>) {
        if !has_anchor(self.context.story, id) {
            return;
        }
        if let Some(history) = history {
            self.show_address(Some(id), history);
        }
        self.show(id);
        self.effects.push(Effect::MoveFocus(FocusTarget::Item(id.clone())));
    }

    /// Opens an item and brings it into view.
    fn show(&mut self, id: &Id) {
        self.effects.push(Effect::Reveal(id.clone()));
        if !self.is_selectable(id) {
            return;
        }
        let was_open = self.state.open.contains(id);
        self.select(id);
        if !was_open && self.context.story.has_details(id) {
            self.notify(PageEvent::Toggle { id: Some(id.clone()), open: true, cause: ToggleCause::Hash });
        }
    }

    /// Opens an item and selects it.
    fn select(&mut self, id: &Id) {
        self.state.open.set(id, true);
        self.state.current = Some(id.clone());
        self.notify_selection(Some(id.clone()));
    }

    /// Ends the selection; the focus moves to the mark of the event that was selected.
    pub(super) fn clear_selection(&mut self) {
        if let Some(id) = self.state.current.clone() {
            self.clear_current();
            self.effects.push(Effect::MoveFocus(FocusTarget::Mark(id)));
        }
    }

    fn clear_current(&mut self) {
        self.state.current = None;
        self.notify_selection(None);
    }

    /// Goes to the next or previous search result. The focus stays on the control.
    pub(super) fn step_result(&mut self, direction: Direction) {
        let story = self.context.story;
        let list = self.list();
        let current = || self.state.current.as_ref().and_then(|id| SearchTarget::of(story, id));
        let from = self.state.result.or_else(current);
        let Some((position, target)) = self.state.hits.step(&list, from, direction == Direction::Forward) else {
            return;
        };
        let total = self.state.hits.route(&list).len();
        self.state.result = Some(target);
        self.state.result_position = Some((position, total));
        self.show(&Id::from(&*target.id(story)));
        self.highlight();
    }

    /// Whether an item can be selected: events and cards can.
    fn is_selectable(&self, id: &Id) -> bool {
        matches!(self.context.story.item(id), Some(Item::Event(_) | Item::Card(_)))
    }
}

/// Whether an address of this story leads somewhere: to an item, or to a part whose id begins with `_`.
fn has_anchor(story: &Story, id: &Id) -> bool {
    match id.as_str() {
        "_title" => true,
        "_timeline" | "_list" => !story.timeline.events.is_empty(),
        "_sources" => !story.sources.is_empty(),
        "_updates" => !story.updates.is_empty(),
        _ => matches!(story.item(id), Some(Item::Event(_) | Item::Card(_) | Item::Section(_) | Item::Source(_))),
    }
}
