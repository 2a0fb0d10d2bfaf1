//! The list: events in groups, and the distances in time between them.

use std::ops::Range;

use super::{
    fold::{MAX_EVENTS_IN_SIGHT, Side, in_sight},
    heading::{Heading, headings},
};
use crate::{
    date::{self, Gap},
    sort::sort,
    story::Story,
};

/// Maximum number of rows in a group: so many render at once without a noticeable delay.
const MAX_ROWS: usize = 200;

/// The direction in which the list is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Order {
    #[default]
    OldestFirst,
    NewestFirst,
}

/// Events under headings. Groups and rows are sorted from the oldest, in either [`Order`].
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    pub groups: Vec<Group>,
    /// The groups that are in no fold. A long list folds those before and after them.
    pub in_sight: Range<usize>,
    pub order: Order,
}

/// Events under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub heading: Heading,
    /// The 1-based part of its heading's events, from the oldest, and the number of parts; `None` unless a fold, or the groups in sight,
    /// have more than 200 events of this heading.
    pub part: Option<(usize, usize)>,
    /// Distance from the group that is read before this one: between the events on both sides of the heading.
    pub gap: Option<Gap>,
    pub rows: Vec<Row>,
}

/// An event in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Index into `story.timeline.events`.
    pub event: usize,
    /// Whether the event passes the filters.
    pub shown: bool,
    /// Distance from the event that is read before this one in the group; `None` if it is too short to show.
    pub gap: Option<Gap>,
}

impl List {
    /// Groups a story's events by the decade, year, month or day in which they begin, or end where the beginning is unknown, or
    /// puts them into one group. The list is read from the oldest event, and all events are shown.
    ///
    /// [`Heading`] describes the unit. Dates coarser than the unit have a heading of their own, before the unit that they begin with.
    /// The story's order is kept within a group. Events that begin after the story's last update are expected, and are last. A group
    /// of more than 200 rows is divided into parts of about the same size. From 15 events on, the list has folds, which may divide a
    /// group, too. Distances are those of [`date::gap`]: none is finer than the dates on both sides.
    pub fn new(story: &Story) -> List {
        List::with_max_events(story, MAX_EVENTS_IN_SIGHT.into())
    }

    /// Returns the same list with another number of events in sight, 1 or more, if it has folds.
    pub fn with_max_events(story: &Story, max_events: usize) -> List {
        let mut events: Vec<(Heading, usize)> = headings(story).into_iter().zip(0..).collect();
        sort(&mut events, &|a, b| a.0.cmp(&b.0));
        let Range { start, end } = in_sight(story, &events, max_events);
        let (rest, later) = events.split_at(end);
        let (earlier, near) = rest.split_at(start);
        let mut groups = grouped(earlier);
        let start = groups.len();
        groups.extend(grouped(near));
        let end = groups.len();
        groups.extend(grouped(later));
        List { groups, in_sight: start..end, order: Order::OldestFirst }.arranged(story, Order::OldestFirst, &|_| true)
    }

    /// Returns this list in a reading order, with the events shown for which `is_shown` is true; distances are between those.
    #[must_use]
    pub fn arranged(&self, story: &Story, order: Order, is_shown: &dyn Fn(usize) -> bool) -> List {
        let mut list = List { order, ..self.clone() };
        let mut previous = None;
        for group in in_order(&mut list.groups, order) {
            group.gap = None;
            let mut is_first = true;
            for row in in_order(&mut group.rows, order) {
                row.shown = is_shown(row.event);
                row.gap = None;
                if row.shown {
                    let date = story.timeline.events.get(row.event).map(|event| &event.date);
                    let gap = previous.zip(date).and_then(|(previous, date)| match order {
                        Order::OldestFirst => date::gap(previous, date),
                        Order::NewestFirst => date::gap(date, previous),
                    });
                    *(if is_first { &mut group.gap } else { &mut row.gap }) = gap;
                    (previous, is_first) = (date, false);
                }
            }
        }
        list
    }

    /// Returns the range of the groups that are in a fold; empty where the list has none on that side.
    pub fn folded(&self, side: Side) -> Range<usize> {
        match side {
            Side::Earlier => 0..self.in_sight.start,
            Side::Later => self.in_sight.end..self.groups.len(),
        }
    }

    /// Returns the indices of the events that are shown, in the order in which they are read.
    pub fn events(&self) -> Vec<usize> {
        let rows = self.groups.iter().flat_map(|group| &group.rows).filter(|row| row.shown);
        let mut events: Vec<usize> = rows.map(|row| row.event).collect();
        if self.order == Order::NewestFirst {
            events.reverse();
        }
        events
    }
}

/// Returns the groups of events that are sorted by their headings.
fn grouped(events: &[(Heading, usize)]) -> Vec<Group> {
    let mut groups = Vec::new();
    for events in events.chunk_by(|a, b| a.0 == b.0) {
        let parts = events.len().div_ceil(MAX_ROWS);
        for (index, events) in events.chunks(events.len().div_ceil(parts)).enumerate() {
            let rows = events.iter().map(|&(_, event)| Row { event, shown: true, gap: None }).collect();
            let heading = events.first().map_or(Heading::Expected, |event| event.0);
            groups.push(Group { heading, part: (parts > 1).then_some((index + 1, parts)), gap: None, rows });
        }
    }
    groups
}

/// Returns the items in the order in which they are read.
fn in_order<T>(items: &mut [T], order: Order) -> impl Iterator<Item = &mut T> {
    let count = items.len();
    let mut items = items.iter_mut();
    (0..count).filter_map(move |_| match order {
        Order::OldestFirst => items.next(),
        Order::NewestFirst => items.next_back(),
    })
}

impl Group {
    /// Returns how many of its events are shown.
    pub fn count(&self) -> usize {
        self.rows.iter().filter(|row| row.shown).count()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::sample::{date, stories, story};

    /// Returns a group's heading as a date, with `x` for an unspecified digit, and the number of its part.
    fn key(group: &Group) -> String {
        let heading = match group.heading {
            Heading::None => "all".to_owned(),
            Heading::Century(year) => format!("{}xx", year.div_euclid(100)),
            Heading::Decade(year) => format!("{}x", year.div_euclid(10)),
            Heading::Year(year) => year.to_string(),
            Heading::Month(year, month) => format!("{year}-{month:02}"),
            Heading::Day(year, month, day) => format!("{year}-{month:02}-{day:02}"),
            Heading::Expected => "expected".to_owned(),
        };
        group.part.map_or(heading.clone(), |(index, _)| format!("{heading}_{index}"))
    }

    /// Returns a key for each group, with `<` or `>` in a fold.
    fn keys(list: &List) -> Vec<String> {
        let sides = |index| match index {
            index if list.folded(Side::Earlier).contains(&index) => "<",
            index if list.folded(Side::Later).contains(&index) => ">",
            _ => "",
        };
        list.groups.iter().enumerate().map(|(index, group)| key(group) + sides(index)).collect()
    }

    /// Returns the list as a line: headings, the indices of shown events, and gaps with `+` before them.
    fn show(list: &List) -> String {
        let mut line = Vec::new();
        let show = |gap: Option<Gap>| gap.map_or(String::new(), |gap| format!("+{} ", gap.show().replace(' ', "")));
        for group in &list.groups {
            let rows = group.rows.iter().filter(|row| row.shown).map(|row| format!("{}{}", show(row.gap), row.event));
            line.push(format!("{}{}: {}", show(group.gap), key(group), rows.collect::<Vec<_>>().join(" ")));
        }
        line.join("; ")
    }

    #[track_caller]
    fn list(dates: &[&str], expected: &str) {
        assert_eq!(show(&List::new(&story(dates))), expected);
    }

    /// Returns the key and the number of rows of each group, joined across folds.
    fn sizes(dates: &[&str]) -> Vec<(String, usize)> {
        let list = List::new(&story(dates));
        let pieces = list.groups.chunk_by(|a, b| (a.heading, a.part) == (b.heading, b.part));
        let rows = |pieces: &[Group]| pieces.iter().map(|group| group.rows.len()).sum();
        pieces.map(|pieces| (key(&pieces[0]), rows(pieces))).collect()
    }

    #[test]
    fn a_few_events_are_grouped_by_year() {
        list(&[], "");
        list(&["2014-09-05"], "all: 0");
        list(&["2024-10-01", "2024-10-03", "2025"], "2024: 0 +2Day 1; +~1Year 2025: 2");
        list(&["-0499", "0000"], "all: 0 +499Year 1");
        list(&["Y-13800000000", "2025"], "all: 0 +~13800000000Year 1");
    }

    #[test]
    fn a_decade_or_century_has_a_heading_before_its_first_year() {
        list(&["2000-01-01", "20XX", "200X", "2000-05", "2000-06"], "20xx: 2; 200x: 1; 2000: 0 +~4Month 3 +1Month 4");
    }

    #[test]
    fn an_interval_is_grouped_by_its_start_or_else_by_its_end() {
        list(
            &["2014/2016", "../2015", "2015", "2014", "2022/..", "2022"],
            "2014: 0 1; +1Year 2015: 2 3; +7Year 2022: 4 5",
        );
    }

    #[test]
    fn no_gap_is_finer_than_its_dates() {
        list(&["2014", "2014-11-02"], "2014: 0 1");
        list(&["2014-01-20", "2014-02"], "2014: 0 +~1Month 1");
        list(&["2014", "2018-03-02"], "201x: 0 +~4Year 1");
        list(&["2025-03-06", "2025-03-06", "2025-03-11"], "2025: 0 1 +5Day 2");
    }

    #[test]
    fn newest_first_has_the_same_gaps_between_the_same_events() {
        let story = story(&["2014-09-05", "2014-10-25", "2025-03-13"]);
        let list = List::new(&story);
        assert_eq!(show(&list), "2014: 0 +50Day 1; +~10Year 2025: 2");
        let newest = list.arranged(&story, Order::NewestFirst, &|_| true);
        assert_eq!(show(&newest), "+~10Year 2014: +50Day 0 1; 2025: 2");
        assert_eq!(newest.events(), [2, 1, 0]);
    }

    #[test]
    fn events_after_the_last_update_are_expected() {
        let mut story = story(&["2014", "2025", "2025-03-13", "2025-03-14T09:00:00Z", "2025-04/..", "../2030"]);
        let show = |story: &Story| show(&List::new(story));
        assert!(!show(&story).contains("expected"));
        story.updated = Some(date("2025-03-13T21:00:00Z"));
        assert_eq!(show(&story), "all: 0 +11Year 1 2 5; expected: 3 +~1Month 4");
        story.updated = Some(date("2025"));
        assert!(!show(&story).contains("expected"), "some day of 2025 may be past all of them");
        story.updated = Some(date("2014/.."));
        assert!(!show(&story).contains("expected"));
    }

    #[test]
    fn a_story_of_a_few_days_is_grouped_by_days() {
        let mut dates = vec!["2025-03-13T21:00:00Z"; 15];
        dates.extend(["2025-03-14", "2025-03-14", "2025-03-15", "2025-03", "2025"]);
        let expected = [("2025", 1), ("2025-03", 1), ("2025-03-13", 15), ("2025-03-14", 2), ("2025-03-15", 1)];
        assert_eq!(sizes(&dates), expected.map(|(key, count)| (key.to_owned(), count)));
        assert_eq!(sizes(&["2025-03-13T21:00:00Z"; 20]), [("2025-03-13".to_owned(), 20)]);
    }

    #[test]
    fn two_crowded_years_are_grouped_by_months() {
        let dates: Vec<String> = (0..240)
            .map(|index| format!("20{}-{:02}-{:02}", 24 + index % 2, index / 2 % 12 + 1, index / 24 + 1))
            .collect();
        let mut dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        dates.extend(["2024", "2024-24", "202X"]);
        let sizes = sizes(&dates);
        assert_eq!(sizes[..3], [("202x".to_owned(), 1), ("2024".to_owned(), 2), ("2024-01".to_owned(), 10)]);
        assert_eq!(sizes.len(), 26);
    }

    #[test]
    fn a_thousand_events_in_eleven_years_have_about_a_hundred_headings() {
        for count in [1_000, 2_000, 5_000, 10_000] {
            let date =
                |index: usize| format!("{}-{:02}-{:02}", 2014 + index % 11, index / 11 % 12 + 1, index / 132 % 28 + 1);
            let dates: Vec<String> = (0..count).map(date).collect();
            let sizes = sizes(&dates.iter().map(String::as_str).collect::<Vec<_>>());
            assert!(sizes.iter().all(|(_, rows)| *rows <= 100), "{count}: {sizes:?}");
            assert!(sizes.len() <= 132, "{count}: {sizes:?}");
        }
    }

    #[test]
    fn ten_thousand_events_in_eight_years_are_grouped_by_months() {
        let date = |index: usize| format!("{}-{:02}-{:02}", 2017 + index % 8, index / 8 % 12 + 1, index / 96 % 28 + 1);
        let dates: Vec<String> = (0..10_000).map(date).collect();
        let sizes = sizes(&dates.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!((sizes.len(), &*sizes[0].0, sizes[0].1), (96, "2017-01", 105));
    }

    #[test]
    fn ten_thousand_events_on_one_day_are_divided_into_fifty_parts() {
        let sizes = sizes(&["2025-03-13T21:00:00Z"; 10_000]);
        assert_eq!((sizes.len(), &*sizes[0].0, &*sizes[49].0), (51, "2025-03-13_1", "2025-03-13_50"));
        let list = List::new(&story(&["2025-03-13"; 211]));
        let parts: Vec<_> = list.groups.iter().map(|group| (group.part, group.rows.len())).collect();
        assert_eq!(parts, [(Some((1, 2)), 101), (Some((2, 2)), 100), (None, 10)], "ten are in sight");
    }

    #[test]
    fn gaps_are_between_shown_events() {
        let story = story(&["2014", "2014", "2015", "2015", "2016", "2016", "2018", "2018"]);
        for (order, expected) in [
            (Order::OldestFirst, "2014: 0; 2015: ; 2016: ; +4Year 2018: 7"),
            (Order::NewestFirst, "+4Year 2014: 0; 2015: ; 2016: ; 2018: 7"),
        ] {
            let list = List::new(&story).arranged(&story, order, &|event| event == 0 || event == 7);
            assert_eq!(show(&list), expected);
            let counts: Vec<usize> = list.groups.iter().map(Group::count).collect();
            assert_eq!(counts, [1, 0, 0, 1]);
        }
    }

    proptest! {
        #[test]
        fn every_event_has_one_row_and_every_group_a_unique_key(mut story in stories(), updated in 2015..2026) {
            story.updated = Some(date(&format!("{updated}-06")));
            let oldest = List::new(&story);
            let newest = oldest.arranged(&story, Order::NewestFirst, &|_| true);
            let mut events = oldest.events();
            prop_assert!(newest.events().into_iter().eq(events.iter().rev().copied()));
            events.sort_unstable();
            prop_assert!(events.into_iter().eq(0..story.timeline.events.len()));
            let mut keys = keys(&oldest);
            keys.sort();
            keys.dedup();
            prop_assert_eq!(keys.len(), oldest.groups.len());
            prop_assert_eq!(&newest.arranged(&story, Order::OldestFirst, &|_| true), &oldest);
        }
    }
}
