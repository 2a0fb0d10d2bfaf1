//! The state as an address says it: what was searched, filtered, ordered, and how much is shown; what is open is not in it.
//!
//! A line each, key and value with a space between them, and only what is not as at the start. How lines stand in a URL is
//! the edge's.

use super::{Depth, Notice, State};
use crate::{
    filter::{Choice, Filter},
    layout::Order,
    story::Story,
};

/// The most lines that are read: each may have to look at all events.
const MOST: usize = 100;

impl State {
    /// What an address says of the state: `order newest`, `depth standard` or `full`, a `track`, `tag` or `status` for each one
    /// chosen, and `q` with what was searched. Empty at the start.
    pub fn address(&self) -> String {
        let mut lines = String::new();
        let mut line = |key: &str, value: &str| {
            if !lines.is_empty() {
                lines.push('\n');
            }
            lines.push_str(key);
            lines.push(' ');
            lines.push_str(value);
        };
        if self.order == Order::NewestFirst {
            line("order", "newest");
        }
        match self.depth {
            Depth::Standard => line("depth", "standard"),
            Depth::Brief => {}
            Depth::Full => line("depth", "full"),
        }
        for choice in self.filter.chosen() {
            let (kind, value) = choice.written();
            line(kind, value);
        }
        if !self.query.is_empty() {
            line("q", &self.query);
        }
        lines
    }

    /// The state that an address asks for, which `address` wrote: here, or in a story that was another then. What it doesn't
    /// mention is as at the start; what nobody knows is passed over. What is open, chosen and measured stays, but for a depth
    /// that changes.
    #[must_use]
    pub fn addressed(&self, lines: &str, story: &Story) -> State {
        let mut next = self.clone();
        let mut depth = Depth::default();
        next.order = Order::default();
        next.filter = Filter::default();
        next.query.clear();
        for line in lines.split('\n').take(MOST) {
            match line.split_once(' ').unwrap_or_default() {
                ("order", "newest") => next.order = Order::NewestFirst,
                ("depth", "standard") => depth = Depth::Standard,
                ("depth", "full") => depth = Depth::Full,
                ("q", query) => next.search(query),
                (kind, value) => {
                    let choice = Choice::read(kind, value, story).filter(|choice| !next.filter.contains(choice));
                    choice.into_iter().for_each(|choice| next.filter.toggle(choice));
                }
            }
        }
        if depth != self.depth {
            next.deepen(depth);
        }
        next.notice = Notice::Nothing;
        next
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        state::{Action, tests::story},
        story::{Id, Status},
    };

    fn after(actions: &[Action]) -> State {
        actions.iter().fold(State::new(&story()), |state, action| state.after(action.clone()))
    }

    #[test]
    fn an_address_says_what_is_not_as_at_the_start() {
        assert_eq!(after(&[]).address(), "");
        let choice = |choice: Choice| Action::Filter(choice);
        let state = after(&[
            Action::Search("White  House ".into()),
            choice(Choice::Tag("two words".into())),
            choice(Choice::Track(Id::from("a"))),
            choice(Choice::Status(Status::Alleged)),
            Action::Depth(Depth::Standard),
            Action::Order(Order::NewestFirst),
        ]);
        let lines = "order newest\ndepth standard\ntag two words\ntrack a\nstatus alleged\nq White  House ";
        assert_eq!(state.address(), lines);
        assert_eq!(after(&[Action::Depth(Depth::Full)]).address(), "depth full");
    }

    #[test]
    fn what_nobody_knows_is_passed_over() {
        let state = State::new(&story());
        for lines in [
            "",
            "\n\n",
            "x",
            "q",
            "order up",
            "depth",
            "tag gone",
            "track gone",
            "status sure",
            "utm_source x",
            "tag",
            "a b\rc",
        ] {
            assert_eq!(state.addressed(lines, &story()), state, "{lines:?}");
        }
        assert_eq!(state.addressed("track a\ntrack a\ntrack gone", &story()).address(), "track a");
        assert_eq!(state.addressed(&"tag gone\n".repeat(1_000_000), &story()), state);
    }

    #[test]
    fn what_an_address_does_not_mention_is_as_at_the_start_and_the_place_is_kept() {
        let state =
            after(&[Action::Choose(Id::from("e1")), Action::Search("x".into()), Action::Order(Order::NewestFirst)]);
        let back = state.addressed("", &story());
        assert_eq!((back.address(), back.current), (String::new(), Some(Id::from("e1"))));
        assert!(back.open.contains(&Id::from("e1")));
        assert!(state.addressed("depth full", &story()).open.contains(&Id::from("e2")));
    }

    fn actions() -> impl Strategy<Value = Vec<Action>> {
        let one = prop_oneof![
            "\\PC{0,9}|[a-z\n\r ]{0,9}".prop_map(Action::Search),
            prop_oneof![Just(Depth::Brief), Just(Depth::Standard), Just(Depth::Full)].prop_map(Action::Depth),
            prop_oneof![Just(Order::OldestFirst), Just(Order::NewestFirst)].prop_map(Action::Order),
            prop_oneof!["a|b".prop_map(|id| Choice::Track(Id::from(&*id))), "two words|x".prop_map(Choice::Tag)]
                .prop_map(Action::Filter),
            Just(Action::Filter(Choice::Status(Status::Alleged))),
            Just(Action::Unfilter),
            Just(Action::OpenAll),
        ];
        prop::collection::vec(one, 0..12)
    }

    proptest! {
        #[test]
        fn an_address_leads_back(actions in actions(), others in actions()) {
            let (state, other) = (after(&actions), after(&others));
            let back = other.addressed(&state.address(), &story());
            prop_assert_eq!(back.address(), state.address());
            let shown = |state: &State| (state.order, state.depth, state.filter.clone(), state.query.clone());
            prop_assert_eq!(shown(&back), shown(&state));
        }

        #[test]
        fn any_text_is_an_address(lines in "((order|depth|track|tag|status|q) ?(newest|full|a|x|\\PC{0,5})\n?){0,6}") {
            let state = State::new(&story()).addressed(&lines, &story());
            prop_assert_eq!(State::new(&story()).addressed(&state.address(), &story()), state);
        }
    }
}
