//! The controls: order, depth, filters, the search, and the link to copy.

use super::*;

fn ordered(order: Order) -> Effect {
    Effect::Notify(PageEvent::Order(order))
}

fn filtered(tracks: &[&str], statuses: &[Status], tags: usize, count: usize) -> Effect {
    let tracks = tracks.iter().map(|track| id(track)).collect();
    Effect::Notify(PageEvent::Filter { tracks, statuses: statuses.to_vec(), tags, count })
}

fn found(count: usize) -> Effect {
    Effect::Notify(PageEvent::Search { count })
}

#[test]
fn an_order_notifies_the_page_and_gets_a_history_entry() {
    let newest = Action::SetOrder(Order::NewestFirst);
    check_effects(
        from_ref(&newest),
        &[ordered(Order::NewestFirst), address("order=newest", HistoryChange::Push), highlight(&[])],
    );
    assert_eq!(state(from_ref(&newest)).notice, Notice::Ordered(Order::NewestFirst));
    check_effects(&[newest.clone(), newest.clone()], &[highlight(&[])]);
    check_effects(
        &[newest, Action::SetOrder(Order::OldestFirst)],
        &[ordered(Order::OldestFirst), address("", HistoryChange::Push), highlight(&[])],
    );
}

#[test]
fn the_search_opens_with_the_focus_in_its_box_and_closes_with_its_query() {
    let focus = Effect::MoveFocus;
    let shown = |query: &str| Effect::ShowQuery(query.to_owned());
    check_effects(&[Action::OpenSearch], &[shown(""), focus(FocusTarget::SearchBox)]);
    check_effects(&[Action::OpenSearch, Action::CloseSearch], &[focus(FocusTarget::SearchButton)]);
    let [typed, found] = search("match");
    check_effects(
        &[Action::OpenSearch, typed.clone(), found.clone(), Action::CloseSearch],
        &[address("", HistoryChange::Replace), Effect::ScheduleSearch, focus(FocusTarget::SearchButton)],
    );
    assert!(!state(&[Action::OpenSearch, typed, found, Action::CloseSearch]).search_open);
    let asked = state(&[]).with_params(&Params(vec![("q".to_owned(), "match".to_owned())]), &story());
    assert!(asked.search_open);
}

#[test]
fn an_attribute_changes_the_state_and_leaves_the_address() {
    let order = Action::SetDefault(Attribute::Order(Order::NewestFirst));
    check_effects(from_ref(&order), &[ordered(Order::NewestFirst)]);
    assert_eq!(state(&[order]).order, Order::NewestFirst);
    let depth = Action::SetDefault(Attribute::Depth(Depth::Full));
    check_effects(from_ref(&depth), &[]);
    assert_eq!(state(&[depth]).depth, Depth::Full);
}

#[test]
fn a_filter_notifies_the_page_with_its_values_and_the_events_left() {
    check_effects(
        &[filter_track("a")],
        &[filtered(&["a"], &[], 0, 1), address("track=a", HistoryChange::Push), highlight(&[])],
    );
    assert_eq!(state(&[filter_track("a")]).notice, Notice::Filtered(1));
    let alleged = Action::ToggleFilter(Choice::Status(Status::Alleged));
    let tagged = Action::ToggleFilter(Choice::Tag("x".into()));
    check_effects(
        &[filter_track("b"), tagged, alleged],
        &[
            filtered(&["b"], &[Status::Alleged], 1, 0),
            address("track=b&tag=x&status=alleged", HistoryChange::Push),
            highlight(&[]),
        ],
    );
}

#[test]
fn a_value_that_is_chosen_twice_is_not_chosen() {
    let actions = [filter_track("a"), filter_track("a")];
    check_effects(&actions, &[filtered(&[], &[], 0, 3), address("", HistoryChange::Push), highlight(&[])]);
    assert!(state(&actions).filter.is_empty());
}

#[test]
fn cleared_filters_move_the_focus_to_the_button_that_stays() {
    check_effects(
        &[filter_track("a"), Action::ClearFilters],
        &[
            Effect::MoveFocus(FocusTarget::FiltersButton),
            filtered(&[], &[], 0, 3),
            address("", HistoryChange::Push),
            highlight(&[]),
        ],
    );
    assert_eq!(state(&[filter_track("a"), Action::ClearFilters]).notice, Notice::Filtered(3));
}

#[test]
fn filters_are_shown_and_hidden_without_an_effect() {
    check_effects(&[Action::ToggleFilters], &[]);
    assert!(state(&[Action::ToggleFilters]).filters_shown);
    assert!(!state(&[Action::ToggleFilters, Action::ToggleFilters]).filters_shown);
}

#[test]
fn filters_and_a_search_leave_what_is_open_and_current() {
    let visit = toggle("e0", true, ToggleCause::Click);
    let before = state(from_ref(&visit));
    let after = state(&[visit, filter_track("b"), Action::Search("x".into())]);
    assert_eq!((after.open, after.current, after.roving_index), (before.open, before.current, before.roving_index));
}

#[test]
fn a_search_adds_one_history_entry_for_all_its_letters() {
    let typed = |query: &str| Action::Search(query.into());
    check_effects(&[typed("m")], &[address("q=m", HistoryChange::Push), Effect::ScheduleSearch]);
    check_effects(&[typed("m"), typed("ma")], &[address("q=ma", HistoryChange::Replace), Effect::ScheduleSearch]);
    check_effects(&[typed("m"), typed("")], &[address("", HistoryChange::Replace), Effect::ScheduleSearch]);
    check_effects(&[typed("m"), typed("m")], &[Effect::ScheduleSearch]);
    check_effects(
        &[typed("m"), typed(""), typed("m")],
        &[address("q=m", HistoryChange::Replace), Effect::ScheduleSearch],
    );
}

#[test]
fn a_search_after_another_history_entry_begins_with_its_own() {
    let typed = |query: &str| Action::Search(query.into());
    check_effects(
        &[typed("m"), typed(""), go_to("e0"), typed("m")],
        &[address("q=m", HistoryChange::Push), Effect::ScheduleSearch],
    );
}

#[test]
fn line_breaks_in_a_query_become_spaces() {
    assert_eq!(state(&[Action::Search("a\nb\r".into())]).query, "a b ");
}

#[test]
fn a_search_is_pending_until_it_runs() {
    let [typed, run] = search("match");
    assert!(state(from_ref(&typed)).search_pending);
    let (state, effects) = reduced(&[typed, run]);
    assert!(!state.search_pending);
    assert_eq!(effects, [highlight(&["match"]), found(2)]);
    assert_eq!(state.notice, Notice::Found(2));
    let story = story();
    let hits: Vec<_> = ITEMS.into_iter().filter(|item| state.is_hit(&story, &id(item))).collect();
    assert_eq!(hits, ["e2", "c1"]);
}

#[test]
fn a_search_without_results_is_announced() {
    let [typed, run] = search("nowhere");
    let (state, effects) = reduced(&[typed, run]);
    assert_eq!(effects, [highlight(&["nowhere"]), found(0)]);
    assert_eq!(state.notice, Notice::Found(0));
}

#[test]
fn an_empty_query_ends_the_search_without_a_notice() {
    let [typed, run] = search("match");
    let [cleared, run_again] = search(" ");
    let (state, effects) = reduced(&[typed, run, cleared, run_again]);
    assert_eq!(effects, [highlight(&[]), found(0)]);
    assert_eq!(state.notice, Notice::Nothing);
    assert!(state.hits.is_empty());
}

#[test]
fn a_search_waits_for_its_index() {
    let fixture = Fixture::new();
    let before = state(&[Action::Search("match".into())]);
    let context = fixture.context(&|_, _| None);
    assert_eq!(reduce(&before, Action::RunSearch, &context), (before, Vec::new()));
}

#[test]
fn a_copied_link_is_announced() {
    let copy = |result| Action::CopyLink { id: id("c0"), result };
    let shared = |method| Effect::Notify(PageEvent::Share { id: id("c0"), method });
    check_effects(&[copy(CopyResult::Copied)], &[shared(ShareMethod::Clipboard)]);
    assert!(state(&[copy(CopyResult::Copied)]).is_copied(&id("c0")));
    assert!(!state(&[copy(CopyResult::Copied)]).is_copied(&id("c1")));
    // Without a clipboard the browser follows the link itself.
    check_effects(&[copy(CopyResult::Unavailable)], &[shared(ShareMethod::Address)]);
    check_effects(
        &[copy(CopyResult::Refused)],
        &[item_address("c0", "", HistoryChange::Replace), shared(ShareMethod::Address)],
    );
    assert!(!state(&[copy(CopyResult::Refused)]).is_copied(&id("c0")));
}
