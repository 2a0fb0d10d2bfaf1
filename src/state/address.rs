//! The part of the state that an address carries: filters, search, order and depth. What is open is not in it.

use super::{Depth, Notice, State};
use crate::{
    filter::{Choice, Filter},
    layout::Order,
    story::Story,
};

/// The most parameters that are read, since checking one can take a look at every event.
const MAX_PARAMS: usize = 100;

/// Parameters of an address, in order: `order`, `depth`, `track`, `tag`, `status`, `q`. Only what differs from the start is there.
/// The widget encodes them in the fragment of a URL, as `URLSearchParams` does.
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

    /// Returns the parameters that the element's `order` and `depth` attributes set.
    pub fn from_attributes(order: Order, depth: Depth) -> Params {
        let mut params = Params::default();
        params.set("order", order_param(order));
        params.set("depth", depth_param(depth));
        params
    }

    /// Sets a parameter that occurs once at most, or removes it.
    pub(super) fn set(&mut self, key: &str, value: Option<&str>) {
        self.0.retain(|(name, _)| name != key);
        value.into_iter().for_each(|value| self.push(key, value));
    }
}

impl State {
    /// The parameters that restore the order, depth, filters and query of this state; none for those of the start.
    pub fn params(&self) -> Params {
        let mut params = Params::default();
        params.set("order", order_param(self.order));
        params.set("depth", depth_param(self.depth));
        for choice in self.filter.chosen() {
            let (kind, value) = choice.to_param();
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
                ("order", name) => next.order = Order::from_name(name).unwrap_or_default(),
                ("depth", name) => depth = Depth::from_name(name).unwrap_or_default(),
                ("q", query) => next.set_query(query),
                (kind, value) => {
                    if let Some(choice) = Choice::from_param(kind, value, story)
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
        // An empty search that the reader has just opened stays open.
        next.search_open = !next.query.is_empty() || (self.search_open && self.query.is_empty());
        next.search_offered |= next.search_open;
        next.notice = Notice::Nothing;
        next
    }
}

/// Returns an order's parameter; none for the order that stories start in.
pub(super) fn order_param(order: Order) -> Option<&'static str> {
    (order != Order::default()).then_some(order.name())
}

/// Returns a depth's parameter; none for the depth that stories start in.
pub(super) fn depth_param(depth: Depth) -> Option<&'static str> {
    (depth != Depth::default()).then_some(depth.name())
}

impl Order {
    /// The name in addresses, attributes and DOM events.
    pub fn name(self) -> &'static str {
        match self {
            Order::OldestFirst => "oldest",
            Order::NewestFirst => "newest",
        }
    }

    pub fn from_name(name: &str) -> Option<Order> {
        [Order::OldestFirst, Order::NewestFirst].into_iter().find(|order| order.name() == name)
    }
}

impl Depth {
    /// The name in addresses and attributes.
    pub fn name(self) -> &'static str {
        match self {
            Depth::Brief => "brief",
            Depth::Standard => "standard",
            Depth::Full => "full",
        }
    }

    pub fn from_name(name: &str) -> Option<Depth> {
        [Depth::Brief, Depth::Standard, Depth::Full].into_iter().find(|depth| depth.name() == name)
    }
}
