//! The start, links, the address, search results, and the selection.

use super::*;

fn start(start: Start) -> Action {
    Action::Start(start)
}

fn follow(item: &str, kind: LinkKind) -> Action {
    Action::FollowLink { id: id(item), kind }
}

fn arrive(item: &str, is_first: bool) -> Action {
    Action::Arrive { id: id(item), is_first }
}

/// The address is another address of this story.
fn moved(item: &str, query: &str) -> Action {
    let item = (!item.is_empty()).then(|| id(item));
    Action::ChangeAddress { id: item, params: Some(params(query)), is_first: true, returned: false }
}

/// The address is the one from which the reader had followed a link.
fn returned(item: &str) -> Action {
    Action::ChangeAddress { id: Some(id(item)), params: Some(params("")), is_first: true, returned: true }
}

/// What is shown of an item that was closed.
fn shown(item: &str) -> [Effect; 3] {
    [reveal(item), selected(item), toggled(item, true, ToggleCause::Hash)]
}

/// What follows from parameters, which are no control's.
fn readdressed(query: &str) -> [Effect; 2] {
    [Effect::ShowQuery(query.into()), Effect::ScheduleSearch]
}

#[test]
fn a_start_hydrates_and_notifies_the_page() {
    assert!(!state(&[]).is_hydrated);
    check_effects(&[start(Start::default())], &[ready()]);
    assert!(state(&[start(Start::default())]).is_hydrated);
    check_open(&[start(Start::default())], &["e1"]);
}

#[test]
fn a_start_follows_the_address_before_the_attributes() {
    let defaults = Params::from_attributes(Order::NewestFirst, Depth::Full);
    let (state, effects) = reduced(&[start(Start { defaults: defaults.clone(), ..Start::default() })]);
    assert_eq!((state.order, state.depth), (Order::NewestFirst, Depth::Full));
    let newest = Effect::Notify(PageEvent::Order(Order::NewestFirst));
    assert_eq!(effects, [&[newest][..], &readdressed(""), &[ready()]].concat());

    let address = Some(params("track=a&q=match"));
    let (state, effects) = reduced(&[start(Start { address, defaults: defaults.clone(), ..Start::default() })]);
    assert_eq!((state.order, state.depth, state.query.as_str()), (Order::OldestFirst, Depth::Standard, "match"));
    let filtered = Effect::Notify(PageEvent::Filter { tracks: vec![id("a")], statuses: Vec::new(), tags: 0, count: 1 });
    assert_eq!(effects, [&[filtered][..], &readdressed("match"), &[ready()]].concat());

    // An address without parameters has those of the attributes.
    let (state, _) = reduced(&[start(Start { address: Some(params("")), defaults, ..Start::default() })]);
    assert_eq!(state.order, Order::NewestFirst);
}

#[test]
fn the_open_attribute_counts_at_the_start_unless_the_address_has_a_depth() {
    let asked =
        |address: &str| Start { address: Some(params(address)), open: Some(OpenAttribute::First), ..Start::default() };
    check_open(&[start(asked(""))], &["e0"]);
    check_open(&[start(asked("order=newest"))], &["e2"]);
    check_open(&[start(asked("depth=standard"))], &["e1"]);
}

#[test]
fn a_snapshot_counts_more_than_the_attributes_and_less_than_the_address() {
    let snapshot = |query: &str| Some((params(query), vec![id("c0")]));
    let open = Some(OpenAttribute::All);
    let defaults = Params::from_attributes(Order::NewestFirst, Depth::default());
    let plain = start(Start { snapshot: snapshot(""), open, defaults: defaults.clone(), ..Start::default() });
    assert_eq!(state(from_ref(&plain)).order, Order::OldestFirst);
    // The edge restores what was open before the first rendering.
    check_open(&[plain], &["e1"]);
    let deep = start(Start { snapshot: snapshot("depth=standard"), open, defaults, ..Start::default() });
    check_open(from_ref(&deep), &["c0"]);
    assert_eq!(state(&[deep]).depth, Depth::Standard);
    let addressed =
        start(Start { address: Some(params("q=match")), snapshot: snapshot("order=newest"), ..Start::default() });
    assert_eq!((state(from_ref(&addressed)).order, state(&[addressed]).query), (Order::OldestFirst, "match".into()));
}

#[test]
fn a_script_goes_to_an_item_with_a_history_entry() {
    let push = item_address("c0", "", HistoryChange::Push);
    check_effects(&[go_to("c0")], &[&[push][..], &shown("c0"), &[focus("c0")]].concat());
    check_open(&[go_to("c0")], &["e1", "c0"]);
    assert_eq!(state(&[go_to("c0")]).current, Some(id("c0")));
}

#[test]
fn an_item_that_is_open_is_not_toggled() {
    check_effects(
        &[go_to("e1")],
        &[item_address("e1", "", HistoryChange::Push), reveal("e1"), selected("e1"), focus("e1")],
    );
    check_effects(
        &[go_to("e1"), go_to("e1")],
        &[item_address("e1", "", HistoryChange::Push), reveal("e1"), focus("e1")],
    );
}

#[test]
fn a_section_a_source_and_the_parts_of_the_page_are_revealed_and_not_selected() {
    for item in ["part", "source", "_title", "_timeline", "_sources"] {
        let actions = [go_to(item)];
        check_effects(&actions, &[item_address(item, "", HistoryChange::Push), reveal(item), focus(item)]);
        assert_eq!(state(&actions).current, None, "{item}");
        check_open(&actions, &["e1"]);
    }
}

#[test]
fn what_has_no_element_in_the_page_is_ignored() {
    for item in ["nowhere", "", "a", "_updates", "_notes"] {
        check_ignored(&[go_to(item)]);
        check_ignored(&[follow(item, LinkKind::Jump)]);
        check_ignored(&[arrive(item, true)]);
        check_ignored(&[arrive(item, false)]);
    }
}

#[test]
fn a_step_to_a_neighbor_replaces_the_history_entry_and_a_jump_adds_one() {
    for (kind, history) in [(LinkKind::Step, HistoryChange::Replace), (LinkKind::Jump, HistoryChange::Push)] {
        check_effects(
            &[follow("e2", kind)],
            &[&[item_address("e2", "", history)][..], &shown("e2"), &[focus("e2")]].concat(),
        );
    }
}

#[test]
fn an_address_of_an_item_keeps_the_parameters() {
    check_effects(
        &[Action::SetOrder(Order::NewestFirst), follow("e1", LinkKind::Jump)],
        &[item_address("e1", "order=newest", HistoryChange::Push), reveal("e1"), selected("e1"), focus("e1")],
    );
}

#[test]
fn the_overview_s_tab_stop_is_at_the_event_that_is_current() {
    assert_eq!(state(&[go_to("e2")]).roving_index, 2);
    assert_eq!(state(&[go_to("e2"), go_to("c0")]).roving_index, 2);
}

#[test]
fn a_filter_stays_when_the_reader_goes_to_an_event_that_it_hides() {
    let actions = [filter_track("b"), go_to("e0")];
    check_effects(
        &actions,
        &[&[item_address("e0", "track=b", HistoryChange::Push)][..], &shown("e0"), &[focus("e0")]].concat(),
    );
    let state = state(&actions);
    assert!(!state.filter.matches(&story(), 0));
    assert_eq!(open_in(&state), ["e0", "e1"]);
}

#[test]
fn an_address_that_names_an_item_reveals_it_without_changing_the_history() {
    for action in [arrive("c0", true), moved("c0", "")] {
        check_effects(&[action], &[&shown("c0")[..], &[focus("c0")]].concat());
    }
    check_effects(&[moved("part", "")], &[reveal("part"), focus("part")]);
}

#[test]
fn an_item_whose_address_another_element_has_first_is_only_selected() {
    check_effects(&[arrive("c0", false)], &[selected("c0")]);
    check_open(&[arrive("c0", false)], &["e1", "c0"]);
    check_ignored(&[arrive("part", false)]);
}

#[test]
fn an_address_brings_its_parameters_before_its_item() {
    let newest = Effect::Notify(PageEvent::Order(Order::NewestFirst));
    let (state, effects) = reduced(&[moved("c0", "order=newest&q=match")]);
    assert_eq!(effects, [&[newest][..], &readdressed("match"), &shown("c0"), &[focus("c0")]].concat());
    assert!(state.search_pending);
}

#[test]
fn an_address_without_an_item_ends_the_selection() {
    check_effects(&[go_to("c0"), moved("", "")], &[deselected()]);
    assert_eq!(state(&[go_to("c0"), moved("", "")]).current, None);
    check_ignored(&[moved("", "")]);
}

#[test]
fn an_address_that_hides_its_own_item_keeps_its_filter() {
    let state = state(&[moved("e0", "track=b")]);
    assert_eq!(state.params(), params("track=b"));
    assert_eq!(state.current, Some(id("e0")));
}

#[test]
fn back_from_filters_shows_everything_again() {
    let everything = PageEvent::Filter { tracks: Vec::new(), statuses: Vec::new(), tags: 0, count: 3 };
    check_effects(&[filter_track("a"), moved("", "")], &[&[Effect::Notify(everything)][..], &readdressed("")].concat());
}

#[test]
fn an_address_that_is_not_this_story_s_stands_for_the_attributes() {
    let foreign = Action::ChangeAddress { id: None, params: None, is_first: false, returned: false };
    let defaults = Params::from_attributes(Order::NewestFirst, Depth::default());
    let begun = start(Start { defaults, ..Start::default() });
    let order = |actions: &[Action]| state(actions).order;
    assert_eq!(order(&[begun.clone(), Action::SetOrder(Order::OldestFirst), foreign.clone()]), Order::NewestFirst);
    assert_eq!(order(&[begun, moved("", ""), foreign.clone()]), Order::NewestFirst);
    let attribute = Action::SetDefault(Attribute::Order(Order::NewestFirst));
    assert_eq!(order(&[attribute, moved("", ""), foreign]), Order::NewestFirst);
}

#[test]
fn an_address_of_this_story_without_parameters_is_the_start() {
    let defaults = Params::from_attributes(Order::NewestFirst, Depth::default());
    let begun = start(Start { defaults, ..Start::default() });
    assert_eq!(state(&[begun, moved("", "")]).order, Order::OldestFirst);
}

#[test]
fn back_to_where_a_link_was_followed_selects_without_scrolling() {
    check_effects(&[go_to("e0"), go_to("c0"), returned("e0")], &[selected("e0")]);
}

#[test]
fn back_to_what_does_not_open_leaves_the_selection() {
    for item in ["part", "source", "_title", "nowhere"] {
        check_ignored(&[go_to("e0"), returned(item)]);
    }
}

#[test]
fn the_next_search_adds_a_history_entry_after_back() {
    let typed = |query: &str| Action::Search(query.into());
    check_effects(
        &[typed("m"), moved("", ""), typed("m")],
        &[address("q=m", HistoryChange::Push), Effect::ScheduleSearch],
    );
}

#[test]
fn results_are_stepped_through_in_a_circle() {
    let [typed, run] = search("match");
    let step = |direction| Action::StepResult(direction);
    let (forward, backward) = (step(Direction::Forward), step(Direction::Backward));
    let first = [typed, run, forward.clone()];
    check_effects(&first, &[&shown("c1")[..], &[highlight(&["match"])]].concat());
    assert_eq!(state(&first).result_position, Some((1, 2)));
    let second = [&first[..], from_ref(&forward)].concat();
    check_effects(&second, &[&shown("e2")[..], &[highlight(&["match"])]].concat());
    assert_eq!(state(&second).result_position, Some((2, 2)));
    let third = [&second[..], &[forward]].concat();
    check_effects(&third, &[reveal("c1"), selected("c1"), highlight(&["match"])]);
    assert_eq!(state(&third).result_position, Some((1, 2)));
    let back = [&first[..], &[backward]].concat();
    assert_eq!(state(&back).result_position, Some((2, 2)));
}

#[test]
fn results_begin_after_the_item_that_is_current_and_leave_out_what_filters_hide() {
    let [typed, run] = search("match");
    let forward = Action::StepResult(Direction::Forward);
    assert_eq!(state(&[go_to("c0"), typed.clone(), run.clone(), forward.clone()]).current, Some(id("c1")));
    let filtered = state(&[filter_track("a"), typed, run, forward]);
    assert_eq!((filtered.current, filtered.result_position), (Some(id("c1")), Some((1, 1))));
}

#[test]
fn a_search_without_results_has_no_steps() {
    let [typed, run] = search("nowhere");
    check_ignored(&[typed, run, Action::StepResult(Direction::Forward)]);
    check_ignored(&[Action::StepResult(Direction::Backward)]);
}

#[test]
fn a_result_in_the_header_is_revealed() {
    let [typed, run] = search("story");
    let actions = [typed, run, Action::StepResult(Direction::Forward)];
    check_effects(&actions, &[reveal("_title"), highlight(&["story"])]);
}

#[test]
fn escape_ends_the_selection_and_moves_the_focus_to_the_mark() {
    check_effects(
        &[go_to("e0"), Action::ClearSelection],
        &[deselected(), Effect::MoveFocus(FocusTarget::Mark(id("e0")))],
    );
    let state = state(&[go_to("e0"), Action::ClearSelection]);
    assert_eq!(state.current, None);
    assert_eq!(open_in(&state), ["e0", "e1"]);
    check_ignored(&[Action::ClearSelection]);
}
