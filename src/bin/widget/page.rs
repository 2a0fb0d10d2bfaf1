//! One story in the page: its scene, how far the reader is, and Yew's roots that show it.

use std::rc::Rc;

use keyline::{
    layout::Zoom,
    search::{Index, SearchTarget},
    state::{Action, Open, State},
    view::{Islands, Part, Props, Reading, Shared, What},
};
use web_sys::Element;
use yew::{AppHandle, Renderer};

use super::Edge;

/// A story that has come to life.
pub struct Page {
    pub number: u32,
    pub scene: Shared,
    pub reading: Reading,
    /// What was open at first.
    pub opened: Open,
    /// Every text of the story, as far as it was read for searching.
    pub index: Index,
    pub edge: Edge,
    pub frame: AppHandle<Part>,
    /// The islands that have come to life, by number.
    pub awake: Vec<(usize, AppHandle<Part>)>,
    /// The place that was come to last, of those that have what was searched.
    pub stepped: Option<SearchTarget>,
    /// Where the overview's zoom is on its way from, and to.
    pub way: (Zoom, Zoom),
}

impl Page {
    /// What an island shows now.
    pub fn island(&self, nth: usize) -> What {
        self.scene.island(nth, &self.reading, true)
    }

    /// As the page stood before the story came to life.
    pub fn at_first(&self) -> Reading {
        let mut state = State::new(&self.scene.story);
        state.open = self.opened.clone();
        Reading::new(state, Islands::Standing)
    }

    /// Looks for the places that have a query's words.
    pub fn find(&mut self, query: &str) {
        let edge = &self.edge;
        let earlier = Some(&*self.reading.hits);
        self.reading.hits = Rc::new(self.index.find(query, &|text: &str| edge.fold(text), earlier));
        (self.stepped, self.reading.step) = (None, None);
    }

    /// Does what the reader did.
    pub fn after(&mut self, action: Action) {
        let next = self.reading.state.after(action);
        self.turn_to(next);
    }

    /// Shows another state.
    pub fn turn_to(&mut self, mut next: State) {
        if next.current != self.reading.state.current
            && let Some(nth) = next.current.as_ref().and_then(|id| self.scene.story.event(id))
        {
            next.stop = nth;
        }
        if next != *self.reading.state {
            let filters = next.filter != self.reading.state.filter;
            self.reading.state = Rc::new(next);
            self.draw();
            if filters {
                self.veil();
            }
        }
    }

    /// Whether an island has yet to come to life.
    pub fn sleeps(&self, island: usize) -> bool {
        self.awake.iter().all(|(awake, _)| *awake != island)
    }

    /// Filters what sleeps, too: it can be found and printed.
    fn veil(&self) {
        for (nth, group) in self.scene.list(&self.reading.state).groups.iter().enumerate() {
            if self.sleeps(nth) {
                let shown: String = group.rows.iter().map(|row| if row.shown { '1' } else { '0' }).collect();
                self.edge.veil(nth, &shown);
            }
        }
    }

    /// Draws what has changed.
    pub fn draw(&mut self) {
        let props = |what| Props { scene: self.scene.clone(), what };
        self.frame.update(props(What::Frame(Rc::new(self.reading.clone()))));
        for (nth, island) in &mut self.awake {
            island.update(props(self.scene.island(*nth, &self.reading, true)));
        }
    }
}

/// Shows a part of a story in an element: taking over what stands there, or anew.
pub fn draw(root: Element, scene: &Shared, what: What, hydrate: bool) -> AppHandle<Part> {
    let renderer = Renderer::<Part>::with_root_and_props(root, Props { scene: scene.clone(), what });
    if hydrate { renderer.hydrate() } else { renderer.render() }
}
