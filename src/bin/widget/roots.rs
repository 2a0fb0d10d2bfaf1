//! Yew's roots: the story, and each group of events that has hydrated. A big story would take seconds to hydrate at once, so its
//! groups hydrate when there is time, or when they are needed.

use std::{cell::RefCell, collections::VecDeque, rc::Rc};

use keyline::{
    state::State,
    story::Id,
    view::{EventGroup, GroupContent, GroupProps, StoryProps, StoryView, ViewModel},
};
use web_sys::{Element, HtmlDetailsElement};
use yew::{AppHandle, BaseComponent, Renderer};

use crate::{dom, dormant::DormantGroup, effects, store::Store};

/// How many rows hydrate at a time, about, so that the page responds in between.
const ROWS_AT_A_TIME: u32 = 100;

pub struct Roots {
    story: RefCell<Option<AppHandle<StoryView>>>,
    /// By the group's index, oldest first.
    groups: RefCell<Vec<GroupRoot>>,
    /// The state that the page was prerendered in.
    first: Rc<State>,
    is_prerendered: bool,
}

enum GroupRoot {
    Dormant(DormantGroup),
    Hydrated(AppHandle<EventGroup>),
}

/// Renders into an element, or hydrates what is in it.
fn mount<C: BaseComponent>(root: Element, props: C::Properties, hydrate: bool) -> AppHandle<C> {
    let renderer = Renderer::<C>::with_root_and_props(root, props);
    if hydrate { renderer.hydrate() } else { renderer.render() }
}

impl Roots {
    /// Mounts the story itself; its groups are dormant.
    pub fn mount(store: &Rc<Store>, is_prerendered: bool) -> Roots {
        let first = store.state();
        let props = story_props(store, &first, is_prerendered);
        let story = RefCell::new(Some(mount::<StoryView>(store.root.clone(), props, is_prerendered)));
        Roots { story, groups: RefCell::default(), first, is_prerendered }
    }

    /// Finds the groups, once the story has rendered for the first time.
    pub fn collect_groups(&self, store: &Store) {
        let rows = dom::all(&store.root, ".keyline-rows");
        *self.groups.borrow_mut() = rows.into_iter().map(|rows| GroupRoot::Dormant(DormantGroup::new(rows))).collect();
    }

    /// Gives each root the store's state. Yew renders it in a microtask: its scheduler is asynchronous in the browser, so no component
    /// runs while `story` and `groups` are borrowed here.
    pub fn update(&self, store: &Rc<Store>, before: &State) {
        let state = store.state();
        if let Some(story) = &mut *self.story.borrow_mut() {
            story.update(story_props(store, &state, self.is_prerendered));
        }
        let list = store.selectors.list(&store.context, &state);
        let moves_rows = state.filter != before.filter || state.order != before.order;
        for (index, root) in self.groups.borrow_mut().iter_mut().enumerate() {
            match root {
                GroupRoot::Hydrated(handle) => handle.update(group_props(store, &state, index, true)),
                GroupRoot::Dormant(group) if moves_rows && group.is_prerendered() => {
                    if let Some(rows) = list.groups.get(index) {
                        group.update(rows, state.order);
                    }
                }
                GroupRoot::Dormant(_) => {}
            }
        }
    }

    /// Hydrates a prerendered group, or renders an empty one; does nothing if that has been done.
    ///
    /// Returns the number of rows that were hydrated. For an empty group, whose rows don't exist yet, it returns
    /// [`ROWS_AT_A_TIME`], so that each has a task of its own.
    fn hydrate_group(&self, store: &Rc<Store>, index: usize) -> u32 {
        let mut groups = self.groups.borrow_mut();
        let Some(root) = groups.get_mut(index) else { return 0 };
        let GroupRoot::Dormant(group) = root else { return 0 };
        let (rows, hydrate) = (group.rows.clone(), group.is_prerendered());
        let count = rows.child_element_count();
        // The sheet hides the gaps of dormant groups where the order or the filter changes them.
        let _ = rows.set_attribute("data-hydrated", "");
        let state = store.state();
        let mut handle;
        if hydrate {
            group.reset();
            // To hydrate, Yew must render what was prerendered. It keeps the newer props until hydration has ended.
            handle = mount::<EventGroup>(rows, group_props(store, &self.first, index, false), true);
            handle.update(group_props(store, &state, index, true));
        } else {
            handle = mount::<EventGroup>(rows, group_props(store, &state, index, true), false);
        }
        *root = GroupRoot::Hydrated(handle);
        if hydrate { count } else { ROWS_AT_A_TIME }
    }

    /// Hydrates the groups in and around a `<details>`.
    pub fn hydrate_around(&self, store: &Rc<Store>, details: &HtmlDetailsElement) {
        let count = self.groups.borrow().len();
        for index in 0..count {
            let is_near = match &self.groups.borrow()[index] {
                GroupRoot::Dormant(group) => details.contains(Some(&group.rows)) || group.rows.contains(Some(details)),
                GroupRoot::Hydrated(_) => false,
            };
            if is_near {
                self.hydrate_group(store, index);
            }
        }
    }

    /// Mounts every empty group, and hydrates prerendered groups that are open, about 100 rows a task. Goes to the item that the
    /// address names once it is in the page.
    pub fn mount_groups_in_batches(store: &Rc<Store>, target: Option<(Id, bool)>) {
        let Some(roots) = store.roots.get() else { return };
        let needs_mount = |root: &GroupRoot| match root {
            GroupRoot::Dormant(group) => !group.is_prerendered() || !is_closed(&group.rows),
            GroupRoot::Hydrated(_) => false,
        };
        let waiting = roots
            .groups
            .borrow()
            .iter()
            .enumerate()
            .filter(|(_, root)| needs_mount(root))
            .map(|(index, _)| index)
            .collect();
        hydrate_next(store, waiting, target);
    }

    pub fn unmount(&self) {
        for root in self.groups.take() {
            if let GroupRoot::Hydrated(handle) = root {
                handle.destroy();
            }
        }
        self.story.take().into_iter().for_each(AppHandle::destroy);
    }
}

fn hydrate_next(store: &Rc<Store>, mut waiting: VecDeque<usize>, target: Option<(Id, bool)>) {
    let Some(roots) = store.roots.get() else { return };
    let mut rows = 0;
    while rows < ROWS_AT_A_TIME
        && let Some(index) = waiting.pop_front()
    {
        rows += roots.hydrate_group(store, index);
    }
    store.in_microtask(Box::new(move |store| {
        let is_there = target.as_ref().is_some_and(|(id, _)| dom::item(store, id).is_some());
        let target = match target {
            Some((id, may_move)) if is_there => {
                effects::arrive(store, id, may_move);
                None
            }
            target => target,
        };
        if !waiting.is_empty() {
            store.after(0, move |store| hydrate_next(store, waiting, target));
        }
    }));
}

fn is_closed(rows: &Element) -> bool {
    rows.closest("details:not([open])").is_ok_and(|details| details.is_some())
}

fn story_props(store: &Store, state: &Rc<State>, is_prerendered: bool) -> StoryProps {
    let content = if is_prerendered { GroupContent::Prerendered } else { GroupContent::Empty };
    let model = ViewModel::new(state.clone(), store.selectors.clone(), content);
    StoryProps { context: store.context.clone(), model: Rc::new(model) }
}

fn group_props(store: &Store, state: &State, index: usize, is_hydrated: bool) -> GroupProps {
    GroupProps::new(&store.context, &store.selectors, state, index, is_hydrated)
}
