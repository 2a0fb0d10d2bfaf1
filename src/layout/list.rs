//! The list: events in groups, with the distance between them.

use super::heading::{Heading, headings};
use crate::{
    date::{self, Gap},
    story::Story,
};

/// The most rows that stand in one group: so many are drawn at once without a reader's waiting.
const MAX_ROWS: usize = 200;

/// The direction in which the list is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Order {
    #[default]
    OldestFirst,
    NewestFirst,
}

/// Events under headings, from the oldest.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    pub groups: Vec<Group>,
    /// The order in which it is read.
    pub order: Order,
}

/// Events under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub heading: Heading,
    /// Which part of its heading's events it is, counted from 1 and from the oldest, and of how many; `None` if it has all.
    pub part: Option<(usize, usize)>,
    pub rows: Vec<Row>,
}

/// An event in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Index into `story.timeline.events`.
    pub event: usize,
    /// Whether filters leave it in.
    pub shown: bool,
    /// Distance from the event that is read before it, where it is worth saying.
    pub gap: Option<Gap>,
}

impl List {
    /// Groups a story's events by the unit that fits: by the year, month or day that they begin in, or end in where no
    /// beginning is known. See [`Heading`] for the unit.
    ///
    /// Dates too vague for the unit stand under their own heading, before that of what they begin with. Within a group the
    /// story's order holds. What begins after the day the story was last updated on is expected, and stands behind all else.
    /// A group of more than 200 rows is several, of about one size. It is read from the oldest event.
    ///
    /// Distances are [`date::gap`]'s: none is finer than the dates that it lies between.
    pub fn new(story: &Story) -> List {
        let mut events: Vec<(Heading, usize)> = headings(story).into_iter().zip(0..).collect();
        events.sort();
        let mut groups = Vec::new();
        for events in events.chunk_by(|a, b| a.0 == b.0) {
            let parts = events.len().div_ceil(MAX_ROWS);
            for (index, events) in events.chunks(events.len().div_ceil(parts)).enumerate() {
                let rows = events.iter().map(|&(_, event)| Row { event, shown: true, gap: None }).collect();
                let heading = events.first().map_or(Heading::Expected, |event| event.0);
                groups.push(Group { heading, part: (parts > 1).then_some((index + 1, parts)), rows });
            }
        }
        List { groups, order: Order::OldestFirst }.read(story, Order::OldestFirst, &|_| true)
    }

    /// The same list, read in an order, and with only the events shown that `keep` keeps: the distances are between those.
    #[must_use]
    pub fn read(&self, story: &Story, order: Order, keep: &dyn Fn(usize) -> bool) -> List {
        let mut list = List { order, ..self.clone() };
        let mut rows: Vec<&mut Row> = list.groups.iter_mut().flat_map(|group| &mut group.rows).collect();
        if order == Order::NewestFirst {
            rows.reverse();
        }
        let mut before = None;
        for row in rows {
            row.shown = keep(row.event);
            row.gap = None;
            if row.shown {
                let date = story.timeline.events.get(row.event).map(|event| &event.date);
                row.gap = before.zip(date).and_then(|(before, date)| match order {
                    Order::OldestFirst => date::gap(before, date),
                    Order::NewestFirst => date::gap(date, before),
                });
                before = date;
            }
        }
        list
    }

    /// The events that are shown, in the order in which they are read.
    pub fn events(&self) -> Vec<usize> {
        let rows = self.groups.iter().flat_map(|group| &group.rows).filter(|row| row.shown);
        let mut events: Vec<usize> = rows.map(|row| row.event).collect();
        if self.order == Order::NewestFirst {
            events.reverse();
        }
        events
    }
}

impl Group {
    /// How many of its events are shown.
    pub fn count(&self) -> usize {
        self.rows.iter().filter(|row| row.shown).count()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::sample::{date, stories, story};

    /// A heading as the date would be written, with `x` for a digit that isn't known; a part with its number behind.
    fn key(group: &Group) -> String {
        let heading = match group.heading {
            Heading::Century(year) => format!("{}xx", year.div_euclid(100)),
            Heading::Decade(year) => format!("{}x", year.div_euclid(10)),
            Heading::Year(year) => year.to_string(),
            Heading::Month(year, month) => format!("{year}-{month:02}"),
            Heading::Day(year, month, day) => format!("{year}-{month:02}-{day:02}"),
            Heading::Expected => "expected".to_owned(),
        };
        group.part.map_or(heading.clone(), |(nth, _)| format!("{heading}_{nth}"))
    }

    /// The list in a line: headings with events' indices, `+` before what a gap is said of.
    fn show(list: &List) -> String {
        let mut said = Vec::new();
        for group in &list.groups {
            let rows = group.rows.iter().filter(|row| row.shown).map(|row| match row.gap {
                Some(Gap { count, unit }) => format!("+{count}{unit:?} {}", row.event),
                None => row.event.to_string(),
            });
            said.push(format!("{}: {}", key(group), rows.collect::<Vec<_>>().join(" ")));
        }
        said.join("; ")
    }

    #[track_caller]
    fn list(dates: &[&str], expected: &str) {
        assert_eq!(show(&List::new(&story(dates))), expected);
    }

    /// Keys with how many rows are there.
    fn sizes(dates: &[&str]) -> Vec<(String, usize)> {
        let list = List::new(&story(dates));
        list.groups.iter().map(|group| (key(group), group.rows.len())).collect()
    }

    #[test]
    fn a_few_events_are_grouped_by_year() {
        list(&[], "");
        list(&["2014-09-05"], "2014: 0");
        list(&["2024-10-01", "2024-10-03", "2025"], "2024: 0 +2Day 1; 2025: +1Year 2");
        list(&["-0499", "0000"], "-499: 0; 0: +499Year 1");
        list(&["Y-13800000000", "2025"], "-13800000000: 0; 2025: +13800002025Year 1");
    }

    #[test]
    fn decades_and_centuries_have_their_own_headings_before_their_first_year() {
        list(&["2000-01-01", "20XX", "200X", "2000-05"], "20xx: 2; 200x: 1; 2000: 0 +4Month 3");
    }

    #[test]
    fn an_interval_stands_where_it_begins_or_else_where_it_ends() {
        list(&["2014/2016", "../2015", "2022/.."], "2014: 0; 2015: 1; 2022: +7Year 2");
    }

    #[test]
    fn a_distance_finer_than_its_dates_is_not_said() {
        list(&["2014", "2014-11-02"], "2014: 0 1");
        list(&["2014-01-20", "2014-02"], "2014: 0 +1Month 1");
        list(&["2014", "2018-03-02"], "2014: 0; 2018: +4Year 1");
        list(&["2025-03-06", "2025-03-06", "2025-03-11"], "2025: 0 1 +5Day 2");
    }

    #[test]
    fn newest_first_says_the_same_distances_between_the_same_events() {
        let story = story(&["2014-09-05", "2014-10-25", "2025-03-13"]);
        let list = List::new(&story);
        assert_eq!(show(&list), "2014: 0 +50Day 1; 2025: +10Year 2");
        let newest = list.read(&story, Order::NewestFirst, &|_| true);
        assert_eq!(show(&newest), "2014: +50Day 0 +10Year 1; 2025: 2");
        assert_eq!(newest.events(), [2, 1, 0]);
    }

    #[test]
    fn what_begins_after_the_last_update_is_expected() {
        let mut story = story(&["2014", "2025", "2025-03-13", "2025-03-14T09:00:00Z", "2025-04/..", "../2030"]);
        let show = |story: &Story| show(&List::new(story));
        assert!(!show(&story).contains("expected"));
        story.updated = Some(date("2025-03-13T21:00:00Z"));
        assert_eq!(show(&story), "2014: 0; 2025: +11Year 1 2; 2030: 5; expected: 3 +1Month 4");
        story.updated = Some(date("2025"));
        assert!(!show(&story).contains("expected"), "some day of 2025 may be past all of them");
        story.updated = Some(date("2014/.."));
        assert!(!show(&story).contains("expected"));
    }

    #[test]
    fn a_breaking_story_has_days() {
        let mut dates = vec!["2025-03-13T21:00:00Z"; 9];
        dates.extend(["2025-03-14", "2025-03-14", "2025-03-15", "2025-03", "2025"]);
        let expected = [("2025", 1), ("2025-03", 1), ("2025-03-13", 9), ("2025-03-14", 2), ("2025-03-15", 1)];
        assert_eq!(sizes(&dates), expected.map(|(key, count)| (key.to_owned(), count)));
        assert_eq!(sizes(&["2025-03-13T21:00:00Z"; 20]), [("2025-03-13".to_owned(), 20)]);
    }

    #[test]
    fn two_crowded_years_have_months() {
        let dates: Vec<String> =
            (0..240).map(|nth| format!("20{}-{:02}-{:02}", 24 + nth % 2, nth / 2 % 12 + 1, nth / 24 + 1)).collect();
        let mut dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        dates.extend(["2024", "2024-24", "202X"]);
        let sizes = sizes(&dates);
        assert_eq!(sizes[..3], [("202x".to_owned(), 1), ("2024".to_owned(), 2), ("2024-01".to_owned(), 10)]);
        assert_eq!(sizes.len(), 26);
    }

    #[test]
    fn a_thousand_events_in_eleven_years_are_under_at_most_a_hundred_or_so() {
        for count in [1_000, 2_000, 5_000, 10_000] {
            let date = |nth: usize| format!("{}-{:02}-{:02}", 2014 + nth % 11, nth / 11 % 12 + 1, nth / 132 % 28 + 1);
            let dates: Vec<String> = (0..count).map(date).collect();
            let sizes = sizes(&dates.iter().map(String::as_str).collect::<Vec<_>>());
            assert!(sizes.iter().all(|(_, rows)| *rows <= 100), "{count}: {sizes:?}");
            assert!(sizes.len() <= 132, "{count}: {sizes:?}");
        }
    }

    #[test]
    fn ten_thousand_events_in_eight_years_have_months_though_those_are_long() {
        let date = |nth: usize| format!("{}-{:02}-{:02}", 2017 + nth % 8, nth / 8 % 12 + 1, nth / 96 % 28 + 1);
        let dates: Vec<String> = (0..10_000).map(date).collect();
        let sizes = sizes(&dates.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!((sizes.len(), &*sizes[0].0, sizes[0].1), (96, "2017-01", 105));
    }

    #[test]
    fn ten_thousand_events_at_one_instant_are_fifty_parts() {
        let sizes = sizes(&["2025-03-13T21:00:00Z"; 10_000]);
        assert_eq!((sizes.len(), &*sizes[0].0, &*sizes[49].0), (50, "2025-03-13_1", "2025-03-13_50"));
        let list = List::new(&story(&["2025-03-13"; 201]));
        let parts: Vec<_> = list.groups.iter().map(|group| (group.part, group.rows.len())).collect();
        assert_eq!(parts, [(Some((1, 2)), 101), (Some((2, 2)), 100)]);
    }

    #[test]
    fn what_is_left_out_is_no_distance() {
        let story = story(&["2014", "2015", "2016", "2018"]);
        for (order, expected) in [
            (Order::OldestFirst, "2014: 0; 2015: ; 2016: ; 2018: +4Year 3"),
            (Order::NewestFirst, "2014: +4Year 0; 2015: ; 2016: ; 2018: 3"),
        ] {
            let list = List::new(&story).read(&story, order, &|event| event % 3 == 0);
            assert_eq!(show(&list), expected);
            let counts: Vec<usize> = list.groups.iter().map(Group::count).collect();
            assert_eq!(counts, [1, 0, 0, 1]);
        }
    }

    proptest! {
        #[test]
        fn every_event_is_there_once_and_every_group_has_a_key_of_its_own(mut story in stories(), updated in 2015..2026) {
            story.updated = Some(date(&format!("{updated}-06")));
            let oldest = List::new(&story);
            let newest = oldest.read(&story, Order::NewestFirst, &|_| true);
            let mut events = oldest.events();
            prop_assert!(newest.events().into_iter().eq(events.iter().rev().copied()));
            events.sort_unstable();
            prop_assert!(events.into_iter().eq(0..story.timeline.events.len()));
            let mut keys: Vec<String> = oldest.groups.iter().map(key).collect();
            keys.sort();
            keys.dedup();
            prop_assert_eq!(keys.len(), oldest.groups.len());
            prop_assert_eq!(&newest.read(&story, Order::OldestFirst, &|_| true), &oldest);
        }
    }
}
