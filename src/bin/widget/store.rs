//! The store of one story: holds its state, applies actions, and schedules their effects.
//!
//! [`Store::dispatch`] reduces an action, renders the next state, and queues the effects. The queue is drained in a microtask after
//! Yew has rendered, or after the dispatch if nothing renders, and with no borrow held: what an effect calls may dispatch again.
//!
//! The state is outside of Yew, since a story has several Yew roots. They are no tree, so no component is above all of them: each
//! gets the state as props ([`Roots::update`]). Effects wait for the story's root only: a dispatch updates all roots, and Yew's
//! scheduler renders them all in one pass before it calls a `rendered`.

use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use keyline::{
    layout::Plan,
    search::{Hits, Index},
    state::{Action, Effect, ReduceContext, State, reduce},
    story::Story,
    view::{Selectors, StoryContext},
};
use web_sys::{Element, HtmlElement};

use crate::{
    effects, guard::Guard, highlight::Highlights, navigation::Navigation, options::MountOptions, overview::Overview,
    roots::Roots,
};

/// Runs later with the store.
type Task = Box<dyn FnOnce(&Rc<Store>)>;

/// Everything about one mounted story.
pub struct Store {
    pub host: HtmlElement,
    /// The element that the view renders into.
    pub root: Element,
    pub options: MountOptions,
    pub guard: Guard,
    pub context: Rc<StoryContext>,
    /// The story's derived data.
    pub selectors: Rc<Selectors>,
    pub roots: OnceCell<Roots>,
    pub navigation: Navigation,
    /// The overview's gestures; none where the story has no overview.
    pub overview: OnceCell<Overview>,
    /// Every text of the story, as far as it has been read for searching.
    pub index: RefCell<Index>,
    /// Whether a search is scheduled.
    pub is_searching: Cell<bool>,
    pub highlights: Highlights,
    /// The latest end of a smooth scroll to an item, in milliseconds since 1970-01-01; 0 once it has ended.
    pub scrolls_until: Cell<f64>,
    state: RefCell<Rc<State>>,
    effects: RefCell<VecDeque<Effect>>,
    /// Whether Yew has yet to render the state.
    is_rendering: Cell<bool>,
    /// What waits for the end of a rendering.
    waiting: RefCell<Vec<Task>>,
}

impl Store {
    pub fn new(
        host: HtmlElement,
        root: Element,
        options: MountOptions,
        context: Rc<StoryContext>,
        state: State,
    ) -> Store {
        let index = RefCell::new(crate::search::index(&host, &context));
        Store {
            host,
            root,
            guard: options.guard(),
            options,
            context,
            selectors: Rc::default(),
            roots: OnceCell::new(),
            navigation: Navigation::default(),
            overview: OnceCell::new(),
            index,
            is_searching: Cell::new(false),
            highlights: Highlights::default(),
            scrolls_until: Cell::default(),
            state: RefCell::new(Rc::new(state)),
            effects: RefCell::default(),
            is_rendering: Cell::new(true),
            waiting: RefCell::default(),
        }
    }

    pub fn story(&self) -> &Story {
        &self.context.story
    }

    pub fn plan(&self) -> &Plan {
        self.selectors.plan(&self.context)
    }

    /// Whether the story may read and change the page's address now.
    pub fn owns_address(&self) -> bool {
        self.options.owns_address(&self.host)
    }

    pub fn state(&self) -> Rc<State> {
        self.state.borrow().clone()
    }

    /// Reduces an action, and renders and queues what follows from it.
    pub fn dispatch(self: &Rc<Self>, action: Action) {
        let before = self.state();
        let find = |query: &str, earlier: &Hits| self.find(query, earlier);
        let context = ReduceContext {
            story: self.story(),
            plan: self.plan(),
            list: &self.context.list,
            find: &find,
            owns_address: self.owns_address(),
        };
        let (next, effects) = reduce(&before, action, &context);
        self.effects.borrow_mut().extend(effects);
        if next != *before {
            self.state.replace(Rc::new(next));
            self.is_rendering.set(true);
            if let Some(roots) = self.roots.get() {
                roots.update(self, &before);
            }
        } else if !self.is_rendering.get() {
            self.schedule_drain();
        }
    }

    /// Runs once what is on the page is what the state says: now, or in a microtask after the rendering that is in progress.
    pub fn when_rendered(self: &Rc<Self>, run: impl FnOnce(&Rc<Store>) + 'static) {
        if self.is_rendering.get() {
            self.waiting.borrow_mut().push(Box::new(run));
        } else {
            run(self);
        }
    }

    /// Yew has rendered the state. It renders the story for each new state, since `StoryProps` are never equal to earlier ones.
    pub fn rendered(self: &Rc<Self>) {
        self.is_rendering.set(false);
        for task in self.waiting.take() {
            // One of the others may start a rendering.
            self.in_microtask(Box::new(|store| store.when_rendered(task)));
        }
        self.schedule_drain();
    }

    fn schedule_drain(self: &Rc<Self>) {
        self.in_microtask(Box::new(Store::drain));
    }

    /// Runs in a task after some milliseconds, unless the story has ended by then.
    pub fn after(self: &Rc<Self>, milliseconds: u32, run: impl FnOnce(&Rc<Store>) + 'static) {
        self.guard.after(milliseconds, self.unless_ended(Box::new(run)));
    }

    /// Runs in the next animation frame, unless the story has ended by then; `run` gets the frame's time in milliseconds.
    pub fn in_next_frame(self: &Rc<Self>, run: impl FnOnce(&Rc<Store>, f64) + 'static) {
        let weak = Rc::downgrade(self);
        self.guard.in_next_frame(Box::new(move |now| {
            if let Some(store) = weak.upgrade() {
                run(&store, now);
            }
        }));
    }

    pub fn in_microtask(self: &Rc<Self>, run: Task) {
        self.guard.in_microtask(self.unless_ended(run));
    }

    /// Returns a closure that doesn't own the store.
    fn unless_ended(self: &Rc<Self>, run: Task) -> Box<dyn FnOnce()> {
        let weak = Rc::downgrade(self);
        Box::new(move || {
            if let Some(store) = weak.upgrade() {
                run(&store);
            }
        })
    }

    /// Runs the queued effects in order. An effect may dispatch; what that queues runs after the next rendering.
    fn drain(self: &Rc<Self>) {
        while !self.is_rendering.get()
            && let Some(effect) = self.next_effect()
        {
            effects::run(self, effect);
        }
    }

    fn next_effect(&self) -> Option<Effect> {
        self.effects.borrow_mut().pop_front()
    }

    fn find(&self, query: &str, earlier: &Hits) -> Option<Hits> {
        let index = self.index.borrow();
        (query.trim().is_empty() || index.is_complete())
            .then(|| index.find(query, &crate::search::normalize, Some(earlier)))
    }
}
