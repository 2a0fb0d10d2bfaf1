//! Opening and closing: one item, all items, and what the depth and the `open` attribute open.

use super::*;

fn all_toggled(open: bool) -> Effect {
    Effect::Notify(PageEvent::Toggle { id: None, open, cause: ToggleCause::All })
}

#[test]
fn an_item_opened_by_the_reader_gets_the_address_and_the_selection() {
    for cause in [ToggleCause::Click, ToggleCause::Key] {
        let actions = [toggle("e0", true, cause)];
        check_effects(
            &actions,
            &[item_address("e0", "", HistoryChange::Replace), toggled("e0", true, cause), selected("e0")],
        );
        check_open(&actions, &["e0", "e1"]);
        assert_eq!(state(&actions).current, Some(id("e0")));
    }
}

#[test]
fn an_item_opened_by_the_browser_leaves_the_address() {
    for cause in [ToggleCause::Find, ToggleCause::Hash] {
        check_effects(&[toggle("c0", true, cause)], &[toggled("c0", true, cause), selected("c0")]);
    }
}

#[test]
fn an_item_that_closes_stays_selected_and_leaves_the_address() {
    let actions = [toggle("e0", true, ToggleCause::Click), toggle("e0", false, ToggleCause::Click)];
    check_effects(&actions, &[toggled("e0", false, ToggleCause::Click)]);
    check_open(&actions, &["e1"]);
    assert_eq!(state(&actions).current, Some(id("e0")));
}

#[test]
fn the_page_is_notified_of_a_selection_once() {
    let open = toggle("e0", true, ToggleCause::Find);
    check_effects(
        &[open.clone(), toggle("e0", false, ToggleCause::Find), open],
        &[toggled("e0", true, ToggleCause::Find)],
    );
}

#[test]
fn a_toggle_that_the_state_has_already_is_ignored() {
    check_ignored(&[toggle("e1", true, ToggleCause::Find)]);
    check_ignored(&[Action::OpenAll, toggle("c0", true, ToggleCause::Click)]);
    check_ignored(&[Action::CloseAll, toggle("e1", false, ToggleCause::Click)]);
}

#[test]
fn a_toggle_clears_the_notice() {
    assert_eq!(state(&[Action::OpenAll]).notice, Notice::AllOpened);
    assert_eq!(state(&[Action::OpenAll, toggle("e0", false, ToggleCause::Click)]).notice, Notice::Nothing);
}

#[test]
fn all_items_open_and_close_with_one_event() {
    check_effects(&[Action::OpenAll], &[all_toggled(true), highlight(&[])]);
    check_open(&[Action::OpenAll], &ITEMS);
    check_effects(&[Action::CloseAll], &[all_toggled(false), highlight(&[])]);
    check_open(&[Action::CloseAll], &[]);
    assert_eq!(state(&[Action::CloseAll]).notice, Notice::AllClosed);
}

#[test]
fn one_item_is_an_exception_to_all() {
    check_open(&[Action::OpenAll, toggle("c0", false, ToggleCause::Click)], &["e0", "e1", "e2", "c1"]);
    check_open(&[Action::CloseAll, toggle("c0", true, ToggleCause::Click)], &["c0"]);
}

#[test]
fn all_items_with_a_search_keep_its_highlights() {
    let [typed, found] = search("match");
    check_effects(&[typed, found, Action::OpenAll], &[all_toggled(true), highlight(&["match"])]);
}

#[test]
fn a_depth_opens_everything_or_the_main_event() {
    let depth = |depth| Action::SetDefault(Attribute::Depth(depth));
    check_open(&[], &["e1"]);
    check_open(&[depth(Depth::Standard)], &["e1"]);
    check_open(&[depth(Depth::Full)], &ITEMS);
    check_open(&[Action::CloseAll, depth(Depth::Brief)], &["e1"]);
    check_open(&[depth(Depth::Full), depth(Depth::Standard)], &["e1"]);
    check_open(&[depth(Depth::Full), toggle("e2", false, ToggleCause::Click), depth(Depth::Full)], &ITEMS);
}

#[test]
fn the_open_attribute_opens_none_the_first_or_all_without_a_notice_or_an_event() {
    let open = |open| Action::SetDefault(Attribute::Open(open));
    for (attribute, expected) in
        [(OpenAttribute::None, &[][..]), (OpenAttribute::First, &["e0"]), (OpenAttribute::All, &ITEMS)]
    {
        check_open(&[open(attribute)], expected);
        check_effects(&[open(attribute)], &[]);
        assert_eq!(state(&[open(attribute)]).notice, Notice::Nothing);
    }
    check_open(&[Action::SetOrder(Order::NewestFirst), open(OpenAttribute::First)], &["e2"]);
}

#[test]
fn the_first_event_that_the_open_attribute_opens_is_current() {
    let state = state(&[Action::SetDefault(Attribute::Open(OpenAttribute::First))]);
    assert_eq!(state.current, Some(id("e0")));
    assert_eq!(state.roving_index, 0);
}

/// A story of thirty events, of which the last eleven, those under the last heading, are in sight.
fn long_story() -> Story {
    let event = |year| format!(r#"{{ "id": "e{year}", "date": "{year}", "title": "T", "tags": ["x"], "body": "B" }}"#);
    let events = (2001..2031).map(event).collect::<Vec<_>>().join(",");
    read(&format!(r#"{{ "version": 1, "id": "s", "title": "S", "timeline": {{ "events": [{events}] }} }}"#)).0
}

#[test]
fn what_the_reader_asks_for_opens_the_folds() {
    let fixture = Fixture::of(long_story());
    let first = |actions: &[Action]| {
        let start = (State::new(&fixture.story), Vec::new());
        let reduced = |(state, _): (State, _), action: &Action| fixture.reduce(&state, action.clone());
        let (_, effects) = actions.iter().fold(start, reduced);
        effects.first() == Some(&Effect::OpenFold(Side::Earlier))
    };
    let filter = Action::ToggleFilter(Choice::Tag("x".into()));
    let search = |query: &str| [Action::Search(query.to_owned()), Action::RunSearch];
    let start = |address| Action::Start(Start { address: Some(params(address)), ..Start::default() });
    for actions in [
        &[Action::OpenAll][..],
        &[Action::OpenAll, Action::OpenAll],
        from_ref(&filter),
        &search("T"),
        &[start("depth=full")],
    ] {
        assert!(first(actions), "{actions:?}");
    }
    for actions in [
        &[Action::CloseAll][..],
        &[filter.clone(), Action::ClearFilters],
        &[filter, Action::OpenSearch],
        &search("nothing"),
        &[start("order=newest")],
        &[Action::OpenAll, Action::CopyLink { id: id("e2001"), result: CopyResult::Refused }],
    ] {
        assert!(!first(actions), "{actions:?}");
    }
}

#[test]
fn a_story_that_is_rendered_anew_opens_the_folds_around_open_items() {
    let fixture = Fixture::of(long_story());
    for (open, opens_fold) in [("e2001", true), ("e2025", false)] {
        let mut state = State::new(&fixture.story);
        state.open.set(&id(open), true);
        let (_, effects) = fixture.reduce(&state, Action::Start(Start::default()));
        assert_eq!(effects.contains(&Effect::OpenFold(Side::Earlier)), opens_fold, "{open}");
    }
}

#[test]
fn the_open_attribute_opens_the_first_event_in_sight() {
    let fixture = Fixture::of(long_story());
    let open = Action::SetDefault(Attribute::Open(OpenAttribute::First));
    let (state, _) = fixture.reduce(&State::new(&fixture.story), open);
    assert_eq!(state.current, Some(id("e2020")));
}
