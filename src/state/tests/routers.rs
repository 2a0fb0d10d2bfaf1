//! Pages whose address belongs to a router, or is kept from the story.

use super::*;

fn read(item: &str) -> Action {
    Action::FollowLink { id: id(item), kind: LinkKind::Read }
}

/// The address is another one, which doesn't name this story.
fn elsewhere() -> Action {
    Action::ChangeAddress { id: None, params: None, is_first: false, returned: false }
}

/// Reduces actions from the start, each with whether the address is the story's. Returns the last state, and the effects of the last
/// action.
fn reduced_at(actions: &[(bool, Action)]) -> (State, Vec<Effect>) {
    let mut fixture = Fixture::new();
    let mut last = (State::new(&fixture.story), Vec::new());
    for (owns_address, action) in actions {
        fixture.owns_address = *owns_address;
        last = fixture.reduce(&last.0, action.clone());
    }
    last
}

fn way_back(actions: &[(bool, Action)]) -> Option<Id> {
    reduced_at(actions).0.read_event
}

#[test]
fn whether_the_address_is_the_story_s_is_known_after_each_action() {
    assert!(State::new(&story()).owns_address);
    assert!(!reduced_at(&[(false, Action::ToggleFilters)]).0.owns_address);
    assert!(reduced_at(&[(false, Action::ToggleFilters), (true, Action::ToggleFilters)]).0.owns_address);
}

#[test]
fn an_event_that_was_read_has_a_way_back_to_its_mark() {
    assert_eq!(way_back(&[(false, read("e2"))]), Some(id("e2")));
    assert_eq!(way_back(&[(false, read("e2")), (false, read("e0"))]), Some(id("e0")));
    let steps = [(false, read("e2")), (false, go_to("e0")), (false, Action::ReturnToMark)];
    let (state, effects) = reduced_at(&steps);
    assert_eq!((state.roving_index, state.read_event), (2, None));
    assert_eq!(effects, [Effect::ReturnToMark]);
}

#[test]
fn there_is_no_way_back_where_the_browser_has_one_or_no_mark_was_left() {
    let jump = Action::FollowLink { id: id("e2"), kind: LinkKind::Jump };
    for action in [(true, read("e2")), (false, go_to("e2")), (false, jump)] {
        assert_eq!(way_back(from_ref(&action)), None, "{action:?}");
    }
    check_ignored(&[Action::ReturnToMark]);
}

#[test]
fn a_router_that_changes_its_address_changes_nothing() {
    for first in [Action::SetOrder(Order::NewestFirst), filter_track("a"), Action::Search("match".into()), go_to("c0")]
    {
        let first = (false, first);
        let (before, _) = reduced_at(from_ref(&first));
        assert_eq!(reduced_at(&[first.clone(), (false, elsewhere())]), (before.clone(), Vec::new()));
        // The router's own address may be without a fragment.
        let back = State { owns_address: true, ..before };
        assert_eq!(reduced_at(&[first, (true, elsewhere())]), (back, Vec::new()));
    }
}

#[test]
fn an_address_of_the_story_is_followed_after_a_router_s() {
    let named =
        Action::ChangeAddress { id: None, params: Some(params("order=newest")), is_first: true, returned: false };
    assert_eq!(reduced_at(&[(false, elsewhere()), (true, named.clone())]).0.order, Order::NewestFirst);
    assert_eq!(reduced_at(&[(false, named)]).0.order, Order::OldestFirst);
}
