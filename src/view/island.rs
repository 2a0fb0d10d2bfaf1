//! Islands: parts of the page that the frame has room for and leaves alone. Each is drawn by a root of its own.
//!
//! A page of ten thousand events would need seconds to be taken over at once. So the frame is, and each group's rows are when
//! there is time, or when they are needed; sources and updates, which never change, aren't at all.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    Reading, Scene,
    element::{element, raw},
    part::What,
    timeline,
};

/// Where the islands' content comes from.
#[derive(Clone)]
pub enum Islands {
    /// It stands in the page: hydration keeps what is there.
    Standing,
    /// Nowhere yet: the edge draws it into the empty element.
    Empty,
    /// It was drawn before the frame, as HTML.
    Drawn(Rc<[AttrValue]>),
}

impl Scene {
    /// How many islands there are: the groups of the list, from the oldest, and what stands below the story.
    pub fn islands(&self) -> usize {
        self.groups() + 1
    }

    /// What an island shows. Before the page is `live` it has no controls that need it to be.
    pub fn island(&self, nth: usize, reading: &Reading, live: bool) -> What {
        if nth < self.groups() { What::Rows(Rc::new(timeline::slice(self, reading, nth, live))) } else { What::Tail }
    }

    /// An island's place in the frame.
    pub(super) fn place(&self, nth: usize, islands: &Islands) -> Html {
        match islands {
            // Hydration takes what stands there for raw HTML, whatever it is, and nothing is parsed.
            Islands::Standing => raw(AttrValue::Static("")),
            Islands::Empty if nth < self.groups() => {
                element!("ol", "class" = "keyline-rows", "data-island" = nth)
            }
            Islands::Empty => element!("div", "class" = "keyline-tail", "data-island" = nth),
            Islands::Drawn(html) => raw(html.get(nth).cloned().unwrap_or_default()),
        }
    }
}
