//! The list: events in groups, with the distance between them.

use crate::{
    date::{self, Date, Edtf, Fields, Gap},
    order,
    state::Order,
    story::Story,
};

/// Events under headings, in the order shown.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    pub groups: Vec<Group>,
}

/// Events under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub heading: Heading,
    pub rows: Vec<Row>,
}

/// What the events of a group have in common. No two groups have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// Astronomical year.
    Year(i64),
    /// The decade's first year: for dates such as `201X`.
    Decade(i64),
    /// The century's first year: for dates such as `20XX`.
    Century(i64),
}

/// An event in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Index into `story.timeline.events`.
    pub event: usize,
    /// Distance from the event shown before it, where it is worth saying.
    pub gap: Option<Gap>,
}

impl List {
    /// Groups a story's events by the year they begin in, or end in where no beginning is known.
    ///
    /// Dates that only name a decade or century stand under its own heading, before that of its first year. Within a group
    /// the story's order holds. Newest first is the same list upside down, with each distance between the same two events.
    ///
    /// Distances are [`date::gap`]'s: none is finer than the dates that it lies between.
    pub fn new(story: &Story, order: Order) -> List {
        let events = &story.timeline.events;
        let headings: Vec<Heading> = events.iter().map(|event| heading(&event.date)).collect();
        let sorted = order::sorted(events.len(), &|a, b| headings.get(a).map(rank).cmp(&headings.get(b).map(rank)));
        let date = |event: usize| events.get(event).map(|event| &event.date);
        let mut rows: Vec<(Heading, Row)> = Vec::with_capacity(events.len());
        let mut before = None;
        for event in sorted {
            let gap = before.and_then(date).zip(date(event)).and_then(|(before, date)| date::gap(before, date));
            rows.extend(headings.get(event).map(|&heading| (heading, Row { event, gap })));
            before = Some(event);
        }
        if order == Order::NewestFirst {
            let later = rows.iter().skip(1).map(|(_, row)| row.gap).chain([None]).collect::<Vec<_>>();
            for ((_, row), gap) in rows.iter_mut().zip(later) {
                row.gap = gap;
            }
            rows.reverse();
        }
        let mut groups: Vec<Group> = Vec::new();
        for (heading, row) in rows {
            match groups.last_mut().filter(|group| group.heading == heading) {
                Some(group) => group.rows.push(row),
                None => groups.push(Group { heading, rows: vec![row] }),
            }
        }
        List { groups }
    }
}

fn heading(date: &Edtf) -> Heading {
    match date.dates().next() {
        Some(Date { year, fields: Fields::Century, .. }) => Heading::Century(year),
        Some(Date { year, fields: Fields::Decade, .. }) => Heading::Decade(year),
        Some(Date { year, .. }) => Heading::Year(year),
        // There is no interval without any date.
        None => Heading::Year(0),
    }
}

/// Headings in order: by year, and of the same first year the longest before.
fn rank(heading: &Heading) -> (i64, u8) {
    match *heading {
        Heading::Century(year) => (year, 0),
        Heading::Decade(year) => (year, 1),
        Heading::Year(year) => (year, 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::story;

    /// The list in a line: headings with events' indices, `+` before what a gap is said of.
    fn show(dates: &[&str], order: Order) -> String {
        let mut said = Vec::new();
        for group in List::new(&story(dates), order).groups {
            let rows = group.rows.iter().map(|row| match row.gap {
                Some(Gap { count, unit }) => format!("+{count}{unit:?} {}", row.event),
                None => row.event.to_string(),
            });
            said.push(format!("{:?}: {}", group.heading, rows.collect::<Vec<_>>().join(" ")));
        }
        said.join("; ")
    }

    #[track_caller]
    fn list(dates: &[&str], expected: &str) {
        assert_eq!(show(dates, Order::OldestFirst), expected);
    }

    #[test]
    fn events_are_grouped_by_year() {
        list(&[], "");
        list(&["2014-09-05"], "Year(2014): 0");
        list(&["2024-10-01", "2024-10-03", "2025"], "Year(2024): 0 +2Day 1; Year(2025): +1Year 2");
        list(&["-0499", "0000"], "Year(-499): 0; Year(0): +499Year 1");
        list(&["Y-13800000000", "2025"], "Year(-13800000000): 0; Year(2025): +13800002025Year 1");
    }

    #[test]
    fn decades_and_centuries_have_their_own_headings_before_their_first_year() {
        list(&["2000-01-01", "20XX", "200X", "2000-05"], "Century(2000): 2; Decade(2000): 1; Year(2000): 0 +4Month 3");
    }

    #[test]
    fn an_interval_stands_where_it_begins_or_else_where_it_ends() {
        list(&["2014/2016", "../2015", "2022/.."], "Year(2014): 0; Year(2015): 1; Year(2022): +7Year 2");
    }

    #[test]
    fn a_distance_finer_than_its_dates_is_not_said() {
        list(&["2014", "2014-11-02"], "Year(2014): 0 1");
        list(&["2014-01-20", "2014-02"], "Year(2014): 0 +1Month 1");
        list(&["2014", "2018-03-02"], "Year(2014): 0; Year(2018): +4Year 1");
        list(&["2025-03-06", "2025-03-06", "2025-03-11"], "Year(2025): 0 1 +5Day 2");
    }

    #[test]
    fn newest_first_says_the_same_distances_between_the_same_events() {
        let dates = ["2014-09-05", "2014-10-25", "2025-03-13"];
        list(&dates, "Year(2014): 0 +50Day 1; Year(2025): +10Year 2");
        assert_eq!(show(&dates, Order::NewestFirst), "Year(2025): 2; Year(2014): +10Year 1 +50Day 0");
    }
}
