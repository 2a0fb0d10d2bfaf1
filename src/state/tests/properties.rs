//! What holds after any actions.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn any_id() -> impl Strategy<Value = Id> {
    prop::sample::select(vec!["e0", "e1", "e2", "c0", "c1", "part", "source", "a", "_title", "_updates", "nowhere", ""])
        .prop_map(id)
}

fn any_item() -> impl Strategy<Value = Id> {
    prop::sample::select(ITEMS.to_vec()).prop_map(id)
}

fn any_choice() -> impl Strategy<Value = Choice> {
    let track = prop::sample::select(vec!["a", "b", "nowhere"]).prop_map(|track| Choice::Track(id(track)));
    let tag = prop::sample::select(vec!["x", "two words"]).prop_map(|tag| Choice::Tag(tag.into()));
    let status = prop::sample::select(vec![Status::Confirmed, Status::Alleged]).prop_map(Choice::Status);
    prop_oneof![track, tag, status]
}

fn any_order() -> impl Strategy<Value = Order> {
    prop::sample::select(vec![Order::OldestFirst, Order::NewestFirst])
}

fn any_depth() -> impl Strategy<Value = Depth> {
    prop::sample::select(vec![Depth::Brief, Depth::Standard, Depth::Full])
}

fn any_open() -> impl Strategy<Value = OpenAttribute> {
    prop::sample::select(vec![OpenAttribute::None, OpenAttribute::First, OpenAttribute::All])
}

fn any_params() -> impl Strategy<Value = Params> {
    let pair = (
        prop::sample::select(vec!["order", "depth", "track", "tag", "status", "q", "what"]),
        prop::sample::select(vec!["newest", "full", "standard", "a", "x", "alleged", "match", ""]),
    );
    prop::collection::vec(pair.prop_map(|(key, value)| (key.to_owned(), value.to_owned())), 0..5).prop_map(Params)
}

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![4 => -2.0..4.0, 1 => prop::num::f64::ANY]
}

fn any_start() -> impl Strategy<Value = Start> {
    let snapshot = prop::option::of((any_params(), prop::collection::vec(any_id(), 0..3)));
    (prop::option::of(any_params()), any_order(), any_depth(), prop::option::of(any_open()), snapshot).prop_map(
        |(address, order, depth, open, snapshot)| {
            let defaults = Params::from_attributes(order, depth);
            Start { address, defaults, open, snapshot }
        },
    )
}

fn any_item_action() -> impl Strategy<Value = Action> {
    let causes = vec![ToggleCause::Click, ToggleCause::Key, ToggleCause::Find, ToggleCause::Hash];
    let toggles = (any_item(), any::<bool>(), prop::sample::select(causes));
    let defaults = prop_oneof![
        any_order().prop_map(Attribute::Order),
        any_depth().prop_map(Attribute::Depth),
        any_open().prop_map(Attribute::Open),
    ];
    prop_oneof![
        any_start().prop_map(Action::Start),
        defaults.prop_map(Action::SetDefault),
        toggles.prop_map(|(id, open, cause)| Action::Toggle { id, open, cause }),
        Just(Action::OpenAll),
        Just(Action::CloseAll),
    ]
}

fn any_control_action() -> impl Strategy<Value = Action> {
    let results = vec![CopyResult::Copied, CopyResult::Refused, CopyResult::Unavailable];
    let directions = vec![Direction::Forward, Direction::Backward];
    prop_oneof![
        any_order().prop_map(Action::SetOrder),
        Just(Action::OpenSearch),
        Just(Action::CloseSearch),
        any_choice().prop_map(Action::ToggleFilter),
        Just(Action::ClearFilters),
        Just(Action::ToggleFilters),
        prop_oneof!["match|one|story|", ".*"].prop_map(Action::Search),
        Just(Action::RunSearch),
        prop::sample::select(directions).prop_map(Action::StepResult),
        (any_id(), prop::sample::select(results)).prop_map(|(id, result)| Action::CopyLink { id, result }),
    ]
}

fn any_navigation() -> impl Strategy<Value = Action> {
    let kinds = vec![LinkKind::Step, LinkKind::Read, LinkKind::Jump];
    let addresses = (prop::option::of(any_id()), prop::option::of(any_params()), any::<bool>(), any::<bool>());
    prop_oneof![
        any_id().prop_map(Action::GoTo),
        (any_id(), prop::sample::select(kinds)).prop_map(|(id, kind)| Action::FollowLink { id, kind }),
        addresses.prop_map(|(id, params, is_first, returned)| Action::ChangeAddress { id, params, is_first, returned }),
        (any_id(), any::<bool>()).prop_map(|(id, is_first)| Action::Arrive { id, is_first }),
        Just(Action::ReturnToMark),
        Just(Action::ClearSelection),
    ]
}

fn any_overview_action() -> impl Strategy<Value = Action> {
    let steps = vec![MarkStep::Later, MarkStep::Earlier, MarkStep::First, MarkStep::Last];
    let targets = vec![ZoomTarget::In, ZoomTarget::Out, ZoomTarget::Fit, ZoomTarget::Earlier, ZoomTarget::Later];
    let targets = prop_oneof![prop::sample::select(targets), (0_usize..5).prop_map(ZoomTarget::Mark)];
    let zooms = (any_number(), any_number(), any_number(), any::<bool>());
    prop_oneof![
        any::<u16>().prop_map(Action::Resize),
        prop::sample::select(steps).prop_map(Action::MoveFocus),
        zooms.prop_map(|(factor, about, pan, hold_focus)| Action::ZoomBy { factor, about, pan, hold_focus }),
        (targets, any::<bool>()).prop_map(|(target, hold_focus)| Action::ZoomTo { target, hold_focus }),
        any_number().prop_map(Action::Animate),
        Just(Action::Idle),
        any::<bool>().prop_map(Action::SetToScale),
        prop::option::of(0_usize..5).prop_map(Action::Preview),
    ]
}

fn any_actions() -> impl Strategy<Value = Vec<Action>> {
    let action = prop_oneof![any_item_action(), any_control_action(), any_navigation(), any_overview_action()];
    prop::collection::vec(action, 1..12)
}

/// Reduces actions from the start. Returns each action with the states before and after it, and its effects.
fn trace(actions: Vec<Action>) -> Vec<(State, Action, State, Vec<Effect>)> {
    let fixture = Fixture::new();
    let mut state = State::new(&fixture.story);
    let step = |action: Action| {
        let (next, effects) = fixture.reduce(&state, action.clone());
        (std::mem::replace(&mut state, next.clone()), action, next, effects)
    };
    actions.into_iter().map(step).collect()
}

fn events(effects: &[Effect]) -> impl Iterator<Item = &PageEvent> {
    effects.iter().filter_map(|effect| match effect {
        Effect::Notify(event) => Some(event),
        _ => None,
    })
}

proptest! {
    #[test]
    fn the_state_stays_within_the_story(actions in any_actions()) {
        let story = story();
        for (_, action, state, _) in trace(actions) {
            prop_assert!(state.roving_index < story.timeline.events.len(), "{action:?}");
            prop_assert!(state.current.iter().all(|current| ITEMS.contains(&current.as_str())), "{action:?}");
            prop_assert!(state.zoom.factor >= 1.0 && state.zoom.at.is_finite(), "{action:?}: {:?}", state.zoom);
            prop_assert!(!state.query.contains(['\n', '\r']));
        }
    }

    #[test]
    fn an_address_leads_back_to_its_parameters(actions in any_actions()) {
        let story = story();
        for (_, action, state, effects) in trace(actions) {
            let known = |choice: &Choice| story.timeline.events.iter().any(|event| choice.fits(event));
            if state.filter.chosen().iter().all(known) {
                let read = State::new(&story).with_params(&state.params(), &story);
                prop_assert_eq!(read.params(), state.params());
            }
            for effect in effects {
                if let Effect::SetAddress { params, .. } = effect {
                    prop_assert_eq!(params, state.params(), "{:?}", action);
                }
            }
        }
    }

    #[test]
    fn only_the_toggled_item_changes(actions in any_actions()) {
        for (before, action, after, _) in trace(actions) {
            let (was_open, is_open) = (open_in(&before), open_in(&after));
            match action {
                Action::OpenAll => prop_assert_eq!(is_open, ITEMS),
                Action::CloseAll => prop_assert!(is_open.is_empty()),
                Action::Toggle { id, open, .. } => {
                    prop_assert_eq!(is_open.contains(&id.as_str()), open);
                    let others = |items: Vec<&'static str>| -> BTreeSet<_> {
                        items.into_iter().filter(|item| *item != id.as_str()).collect()
                    };
                    prop_assert_eq!(others(was_open), others(is_open));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn an_event_of_a_toggle_is_a_change(actions in any_actions()) {
        for (before, _, after, effects) in trace(actions) {
            for event in events(&effects) {
                if let PageEvent::Toggle { id: Some(id), open, .. } = event {
                    prop_assert_eq!(after.open.contains(id), *open);
                    // An address with another depth closes items before it opens one.
                    prop_assert!(before.open.contains(id) != *open || before.depth != after.depth);
                }
            }
        }
    }

    #[test]
    fn a_selection_is_notified_once(actions in any_actions()) {
        let mut notified_selection = None;
        for (_, _, _, effects) in trace(actions) {
            for event in events(&effects) {
                if let PageEvent::Select { id } = event {
                    prop_assert_ne!(id, &notified_selection);
                    notified_selection.clone_from(id);
                }
            }
        }
    }

    #[test]
    fn order_and_filter_events_come_with_every_change_of_theirs(actions in any_actions()) {
        for (before, action, after, effects) in trace(actions) {
            let orders = events(&effects).filter(|event| matches!(event, PageEvent::Order(_))).count();
            prop_assert_eq!(orders, usize::from(before.order != after.order), "{:?}", action);
            let filters = events(&effects).filter(|event| matches!(event, PageEvent::Filter { .. })).count();
            prop_assert_eq!(filters, usize::from(before.filter != after.filter), "{:?}", action);
        }
    }
}
