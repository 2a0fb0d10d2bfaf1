//! The part of the state that an address carries: filters, search, order and depth. What is open is not in it.

use super::{Depth, Notice, State};
use crate::{
    filter::{Choice, Filter},
    layout::Order,
    story::Story,
};

/// The most parameters that are read: each may have to look at all events.
const MAX_PARAMS: usize = 100;

/// Parameters of an address, in order: `order`, `depth`, `track`, `tag`, `status`, `q`. Only what differs from the start is there.
/// How they are written into a URL is the browser's business (`URLSearchParams`).
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Params(pub Vec<(String, String)>);

impl Params {
    pub fn push(&mut self, key: &str, value: &str) {
        self.0.push((key.to_owned(), value.to_owned()));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn contains(&self, key: &str) -> bool {
        self.0.iter().any(|(name, _)| name == key)
    }

    /// Sets a parameter that occurs once at most, or removes it.
    pub(super) fn set(&mut self, key: &str, value: Option<&str>) {
        self.0.retain(|(name, _)| name != key);
        value.into_iter().for_each(|value| self.push(key, value));
    }
}

impl State {
    /// The parameters that lead back to this state; none at the start.
    pub fn params(&self) -> Params {
        let mut params = Params::default();
        if self.order == Order::NewestFirst {
            params.push("order", "newest");
        }
        if let Some(depth) = depth_name(self.depth) {
            params.push("depth", depth);
        }
        for choice in self.filter.chosen() {
            let (kind, value) = choice.written();
            params.push(kind, value);
        }
        if !self.query.is_empty() {
            params.push("q", &self.query);
        }
        params
    }

    /// Returns the state with these parameters, which may be of another version of the story. What they don't mention is as at the
    /// start; unknown parameters are ignored. What is open, selected and measured stays, unless the depth changes.
    #[must_use]
    pub fn with_params(&self, params: &Params, story: &Story) -> State {
        let mut next = self.clone();
        let mut depth = Depth::default();
        next.order = Order::default();
        next.filter = Filter::default();
        next.set_query("");
        for (key, value) in params.0.iter().take(MAX_PARAMS) {
            match (&**key, &**value) {
                ("order", "newest") => next.order = Order::NewestFirst,
                ("depth", "standard") => depth = Depth::Standard,
                ("depth", "full") => depth = Depth::Full,
                ("q", query) => next.set_query(query),
                (kind, value) => {
                    if let Some(choice) = Choice::read(kind, value, story)
                        && !next.filter.contains(&choice)
                    {
                        next.filter.toggle(choice);
                    }
                }
            }
        }
        if depth != self.depth {
            next.set_depth(depth);
        }
        next.notice = Notice::Nothing;
        next
    }
}

/// A depth's name in an address; none for the one that stories start in.
pub(super) fn depth_name(depth: Depth) -> Option<&'static str> {
    match depth {
        Depth::Brief => None,
        Depth::Standard => Some("standard"),
        Depth::Full => Some("full"),
    }
}
