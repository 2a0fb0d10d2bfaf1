//! The parameters of an address, written and read.

use super::*;

#[test]
fn the_start_has_no_parameters() {
    assert!(state(&[]).params().is_empty());
}

#[test]
fn parameters_stand_in_one_order() {
    let actions = [
        Action::Search("two words".into()),
        Action::ToggleFilter(Choice::Status(Status::Alleged)),
        filter_track("b"),
        Action::ToggleFilter(Choice::Tag("two words".into())),
        Action::SetDefault(Attribute::Depth(Depth::Brief)),
        Action::SetOrder(Order::NewestFirst),
    ];
    let expected = "order=newest&depth=brief&status=alleged&track=b&tag=two words&q=two words";
    assert_eq!(state(&actions).params(), params(expected));
}

#[track_caller]
fn check_read(query: &str, expected: &str) {
    let state = state(&[]).with_params(&params(query), &story());
    assert_eq!(state.params(), params(expected), "{query}");
}

#[test]
fn parameters_of_another_version_of_the_story_are_ignored() {
    check_read("track=gone&track=a", "track=a");
    check_read("tag=gone&status=disputed&status=alleged", "status=alleged");
    check_read("order=sideways&depth=deep&what=ever", "");
    check_read("order=oldest&depth=standard", "");
}

#[test]
fn a_parameter_twice_counts_once_or_the_last_counts() {
    check_read("track=a&track=a", "track=a");
    check_read("depth=full&depth=brief", "depth=brief");
    check_read("q=one&q=two", "q=two");
}

#[test]
fn no_more_than_a_hundred_parameters_are_read() {
    let many = |count: usize| format!("{}q=end", "what=ever&".repeat(count));
    check_read(&many(99), "q=end");
    check_read(&many(100), "");
}

#[test]
fn parameters_leave_what_is_open_unless_the_depth_changes() {
    let before = state(&[toggle("c0", true, ToggleCause::Click)]);
    let read = |query: &str| open_in(&before.with_params(&params(query), &story()));
    assert_eq!(read("order=newest"), ["e1", "c0"]);
    assert_eq!(read("depth=standard"), ["e1", "c0"]);
    assert_eq!(read("depth=brief"), ["e1"]);
    assert_eq!(read("depth=full"), ITEMS);
}

#[test]
fn attributes_ask_for_what_differs_from_the_start() {
    assert_eq!(Params::from_attributes(Order::default(), Depth::default()), params(""));
    assert_eq!(Params::from_attributes(Order::OldestFirst, Depth::Standard), params(""));
    let asked = Params::from_attributes(Order::NewestFirst, Depth::Full);
    assert_eq!(asked, params("order=newest&depth=full"));
}
