//! The reducer: one action in, the next state and the effects out.

use std::rc::Rc;

use super::{
    Action, Attribute, CopyResult, Effect, FocusTarget, HistoryChange, Notice, OpenAttribute, OpenItems, PageEvent,
    ShareMethod, State, ToggleCause,
    address::{depth_param, order_param},
};
use crate::{
    filter::Choice,
    layout::{List, Order, Plan, Side},
    search::Hits,
    story::{Id, Story},
};

/// What the reducer reads besides the state.
pub struct ReduceContext<'a> {
    pub story: &'a Story,
    pub plan: &'a Plan,
    /// The events in groups, oldest first.
    pub list: &'a List,
    /// Searches the story. The second argument is the previous result, which saves work where the query has only grown. `None`
    /// until the index is complete.
    pub find: &'a dyn Fn(&str, &Hits) -> Option<Hits>,
    /// Whether the page's address is the story's to read and change.
    pub owns_address: bool,
}

/// Returns the state after an action, and the effects in the order in which they must run.
#[must_use]
pub fn reduce(state: &State, action: Action, context: &ReduceContext) -> (State, Vec<Effect>) {
    let asks_for_all = action == Action::OpenAll;
    let mut reducer = Reducer { context, before: state, state: state.clone(), effects: Vec::new() };
    reducer.state.owns_address = context.owns_address;
    reducer.apply(action);
    let Reducer { mut state, mut effects, before, .. } = reducer;
    if state.current != before.current
        && let Some(index) = state.current.as_ref().and_then(|id| context.story.event(id))
    {
        state.roving_index = index;
    }
    // Folds open first, so that what is scrolled to has its place.
    let mut all = Vec::new();
    for side in Side::BOTH {
        if !context.list.folded(side).is_empty() && (asks_for_all || opens_fold(side, before, &state, context)) {
            all.push(Effect::OpenFold(side));
        }
    }
    all.append(&mut effects);
    (state, all)
}

/// Whether the reader has asked for events that may be in a fold: all of them, those of a filter, search results, or those in it that
/// were open before the story was rendered anew.
fn opens_fold(side: Side, before: &State, state: &State, context: &ReduceContext) -> bool {
    let opens_all = state.open.is_all() && !before.open.is_all();
    let filters = state.filter != before.filter && !state.filter.is_empty();
    let finds = !state.hits.is_empty() && !Rc::ptr_eq(&state.hits, &before.hits);
    let restores = || {
        let groups = context.list.groups.get(context.list.folded(side)).unwrap_or_default();
        let rows = groups.iter().flat_map(|group| &group.rows);
        let mut events = rows.filter_map(|row| context.story.timeline.events.get(row.event));
        state.is_hydrated && !before.is_hydrated && events.any(|event| state.open.contains(&event.id))
    };
    opens_all || filters || finds || restores()
}

/// A reduction in progress.
pub(super) struct Reducer<'a> {
    pub context: &'a ReduceContext<'a>,
    pub before: &'a State,
    pub state: State,
    pub effects: Vec<Effect>,
}

impl Reducer<'_> {
    fn apply(&mut self, action: Action) {
        match action {
            Action::Start(start) => self.start(start),
            Action::SetDefault(attribute) => self.set_default(attribute),
            Action::Toggle { id, open, cause } => self.toggle(&id, open, cause),
            Action::OpenAll => self.set_all(true),
            Action::CloseAll => self.set_all(false),
            Action::SetOrder(order) => self.control(|reducer| reducer.set_order(order)),
            Action::ToggleFilter(choice) => self.control(|reducer| reducer.toggle_filter(choice)),
            Action::ClearFilters => self.control(Reducer::clear_filters),
            Action::ToggleFilters => self.state.filters_shown = !self.state.filters_shown,
            Action::OpenSearch => self.open_search(),
            Action::CloseSearch => self.close_search(),
            Action::Search(query) => self.search(&query),
            Action::RunSearch => self.run_search(),
            Action::StepResult(direction) => self.step_result(direction),
            Action::GoTo(id) => self.go_to(&id, Some(HistoryChange::Push)),
            Action::FollowLink { id, kind } => self.follow_link(&id, kind),
            Action::ChangeAddress { id, params, is_first, returned } => {
                self.change_address(id, params, is_first, returned)
            }
            Action::Arrive { id, is_first } => self.arrive(&id, is_first),
            Action::CopyLink { id, result } => self.copy_link(id, result),
            Action::ReturnToMark => self.return_to_mark(),
            Action::ClearSelection => self.clear_selection(),
            Action::Resize(width) => {
                self.state.width = Some(width);
                self.keep_preview();
            }
            Action::MoveFocus(step) => self.move_focus(step),
            Action::ZoomBy { factor, about, pan, hold_focus } => self.zoom_by(factor, about, pan, hold_focus),
            Action::ZoomTo { target, hold_focus } => self.zoom_to(target, hold_focus),
            Action::Animate(share) => self.animate(share),
            Action::Idle => self.state.notice = Notice::Span,
            Action::SetPrinting(printing) => self.state.printing = printing,
            Action::SetToScale(to_scale) => self.state.to_scale = to_scale,
            Action::Preview(mark) => self.preview(mark),
            Action::PinEvent(event) => self.pin_event(event),
            Action::PinCluster(mark) => self.pin_cluster(mark),
            Action::StepPreview(direction) => self.step_preview(direction),
            Action::ClosePreview { return_focus } => self.close_preview(return_focus),
        }
    }

    pub(super) fn notify(&mut self, event: PageEvent) {
        self.effects.push(Effect::Notify(event));
    }

    pub(super) fn highlight(&mut self) {
        self.effects.push(Effect::Highlight(self.state.hits.words().to_vec()));
    }

    /// Makes a change of a control: the address changes with it, as a new history entry.
    fn control(&mut self, change: impl FnOnce(&mut Self)) {
        change(self);
        self.follow_state(HistoryChange::Push);
        self.highlight();
    }

    /// Notifies the page of a new order or filter, and shows the address if its parameters have changed.
    fn follow_state(&mut self, history: HistoryChange) {
        self.notify_params();
        let params = self.state.params();
        if params != self.before.params() {
            self.show_address(None, history);
        }
    }

    pub(super) fn show_address(&mut self, id: Option<&Id>, history: HistoryChange) {
        if history == HistoryChange::Push {
            self.state.search_has_entry = false;
        }
        self.effects.push(Effect::SetAddress { id: id.cloned(), params: self.state.params(), history });
    }

    /// Notifies the page of a new order or filter.
    pub(super) fn notify_params(&mut self) {
        if self.state.order != self.before.order {
            self.notify(PageEvent::Order(self.state.order));
        }
        if self.state.filter != self.before.filter {
            let (mut tracks, mut statuses, mut tags) = (Vec::new(), Vec::new(), 0);
            for choice in self.state.filter.chosen() {
                match choice {
                    Choice::Track(id) => tracks.push(id.clone()),
                    Choice::Status(status) => statuses.push(*status),
                    Choice::Tag(_) => tags += 1,
                }
            }
            let count = self.state.filter.count(self.context.story);
            self.notify(PageEvent::Filter { tracks, statuses, tags, count });
        }
    }

    /// Notifies the page of the selected item, once for each.
    pub(super) fn notify_selection(&mut self, id: Option<Id>) {
        if id != self.state.notified_selection {
            self.state.notified_selection = id.clone();
            self.notify(PageEvent::Select { id });
        }
    }

    fn toggle(&mut self, id: &Id, open: bool, cause: ToggleCause) {
        // The browser reports the reducer's own changes, too.
        if self.state.open.contains(id) == open {
            return;
        }
        self.state.notice = Notice::Nothing;
        self.state.open.set(id, open);
        if open {
            self.state.current = Some(id.clone());
            if matches!(cause, ToggleCause::Click | ToggleCause::Key) {
                self.show_address(Some(id), HistoryChange::Replace);
            }
        }
        self.notify(PageEvent::Toggle { id: Some(id.clone()), open, cause });
        if open {
            self.notify_selection(Some(id.clone()));
        }
    }

    fn set_all(&mut self, open: bool) {
        self.open_all(open);
        self.notify(PageEvent::Toggle { id: None, open, cause: ToggleCause::All });
        self.highlight();
    }

    fn open_all(&mut self, open: bool) {
        self.state.open = if open { OpenItems::all() } else { OpenItems::default() };
        self.state.notice = if open { Notice::AllOpened } else { Notice::AllClosed };
    }

    fn set_order(&mut self, order: Order) {
        self.state.order = order;
        self.state.notice = Notice::Ordered(order);
    }

    fn toggle_filter(&mut self, choice: Choice) {
        self.state.filter.toggle(choice);
        self.state.notice = Notice::Filtered(self.state.filter.count(self.context.story));
    }

    fn clear_filters(&mut self) {
        self.state.filter = Default::default();
        self.state.notice = Notice::Filtered(self.state.filter.count(self.context.story));
        // The button that was pressed disappears.
        self.effects.push(Effect::MoveFocus(FocusTarget::FiltersButton));
    }

    /// Changes the defaults that the attributes set, and the state with them. The address stays.
    fn set_default(&mut self, attribute: Attribute) {
        match attribute {
            Attribute::Order(order) => {
                self.state.defaults.set("order", order_param(order));
                self.set_order(order);
            }
            Attribute::Depth(depth) => {
                self.state.defaults.set("depth", depth_param(depth));
                self.state.set_depth(depth);
                self.state.notice = Notice::Nothing;
            }
            Attribute::Open(open) => self.apply_open_attribute(open),
        }
        self.notify_params();
    }

    /// Opens the items of the `open` attribute. The page gets no `keyline-select`, since it has set the attribute.
    pub(super) fn apply_open_attribute(&mut self, open: OpenAttribute) {
        self.open_all(open == OpenAttribute::All);
        if open == OpenAttribute::First
            && let Some(id) = self.first_in_sight()
        {
            self.state.open.set(&id, true);
            self.state.current = Some(id);
        }
        self.state.notice = Notice::Nothing;
    }

    /// The first event of the list that is not in a fold, in reading order.
    fn first_in_sight(&self) -> Option<Id> {
        let list = self.context.list;
        let mut rows = list.groups.get(list.in_sight.clone())?.iter().flat_map(|group| &group.rows);
        let first = match self.state.order {
            Order::OldestFirst => rows.next(),
            Order::NewestFirst => rows.next_back(),
        };
        Some(self.context.story.timeline.events.get(first?.event)?.id.clone())
    }

    /// The list as the reader sees it.
    pub(super) fn list(&self) -> List {
        let (story, filter) = (self.context.story, &self.state.filter);
        self.context.list.arranged(story, self.state.order, &|index| filter.matches(story, index))
    }

    fn open_search(&mut self) {
        self.state.search_open = true;
        self.state.search_offered = true;
        self.effects.push(Effect::ShowQuery(self.state.query.clone()));
        self.effects.push(Effect::MoveFocus(FocusTarget::SearchBox));
    }

    fn close_search(&mut self) {
        self.state.search_open = false;
        if !self.state.query.is_empty() {
            self.search("");
        }
        self.effects.push(Effect::MoveFocus(FocusTarget::SearchButton));
    }

    fn search(&mut self, query: &str) {
        // A search adds one history entry, not one for each letter.
        let has_entry = self.state.search_has_entry || !self.state.query.is_empty();
        self.state.set_query(query);
        self.state.search_pending = true;
        self.follow_state(if has_entry { HistoryChange::Replace } else { HistoryChange::Push });
        self.state.search_has_entry = true;
        self.effects.push(Effect::ScheduleSearch);
    }

    fn run_search(&mut self) {
        let Some(hits) = (self.context.find)(&self.state.query, &self.state.hits) else { return };
        let count = hits.len();
        self.state.hits = hits.into();
        // The hits may be others for the same query, where an attribute hides parts.
        self.state.result = None;
        self.state.result_position = None;
        self.state.search_pending = false;
        self.state.notice = if self.state.query.trim().is_empty() { Notice::Nothing } else { Notice::Found(count) };
        self.highlight();
        self.notify(PageEvent::Search { count });
    }

    fn copy_link(&mut self, id: Id, result: CopyResult) {
        let method = match result {
            CopyResult::Copied => {
                self.state.notice = Notice::LinkCopied(id.clone());
                ShareMethod::Clipboard
            }
            CopyResult::Refused => {
                self.show_address(Some(&id), HistoryChange::Replace);
                ShareMethod::Address
            }
            CopyResult::Unavailable => ShareMethod::Address,
        };
        self.notify(PageEvent::Share { id, method });
    }
}
