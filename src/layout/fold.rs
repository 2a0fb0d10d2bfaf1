//! The folds of a long list: the events near the main one stay in sight, those before and after them fold.

use std::ops::Range;

use super::Heading;
use crate::{date::Edtf, story::Story};

/// A list of fewer events doesn't fold.
const MIN_EVENTS: usize = 15;
/// At least so many events stay in sight: those nearest in time to the main one.
const MIN_IN_SIGHT: usize = 10;
/// A fold has at least so many events. A heading is divided only if at least so many of its events fold.
const MIN_FOLDED: usize = 4;

/// Which events a fold has: those before the ones in sight, or those after them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Earlier,
    Later,
}

impl Side {
    pub const BOTH: [Side; 2] = [Side::Earlier, Side::Later];

    /// The id of the fold among the story's items.
    pub fn id(self) -> &'static str {
        match self {
            Side::Earlier => "_earlier",
            Side::Later => "_later",
        }
    }
}

/// Returns the positions that stay in sight, of a list of headings and events, oldest first.
///
/// They are around the main event; in a story without one, around the latest event that is not expected; where all are expected, around
/// the first.
pub(super) fn in_sight(story: &Story, list: &[(Heading, usize)]) -> Range<usize> {
    let count = list.len();
    if count < MIN_EVENTS {
        return 0..count;
    }
    let event = |position: usize| story.timeline.events.get(list.get(position)?.1);
    let heading = |position: usize| list.get(position).map(|item| item.0);
    let is_main = |&position: &usize| event(position).is_some_and(|event| event.main);
    let has_happened = |&position: &usize| heading(position) != Some(Heading::Expected);
    let center = (0..count).find(is_main).or_else(|| (0..count).rev().find(has_happened)).unwrap_or(0);

    let day = |position: usize| event(position).map_or(0.0, |event| first_day(&event.date));
    let distance = |position: usize| (day(position) - day(center)).abs();
    let (mut start, mut end) = (center, center + 1);
    while end - start < MIN_IN_SIGHT {
        if start > 0 && (end == count || distance(start - 1) <= distance(end)) {
            start -= 1;
        } else {
            end += 1;
        }
    }

    let before = (0..start).rev().take_while(|&position| heading(position) == heading(start)).count();
    let after = (end..count).take_while(|&position| heading(position) == heading(end - 1)).count();
    start -= if before < MIN_FOLDED { before } else { 0 };
    end += if after < MIN_FOLDED { after } else { 0 };
    let start = if start < MIN_FOLDED { 0 } else { start };
    let end = if count - end < MIN_FOLDED { count } else { end };
    start..end
}

/// Returns the first day of a date in days since 1970-01-01; the last one if the start is open or unknown; 0 if both are.
fn first_day(date: &Edtf) -> f64 {
    let (start, end) = date.span();
    start.or(end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::{
        List,
        sample::{date, stories, story},
    };

    /// Returns how many events fold before those in sight, how many stay, and how many fold after them.
    fn sizes(story: &Story) -> [usize; 3] {
        let list = List::new(story);
        let count = |groups: Range<usize>| list.groups[groups].iter().map(|group| group.rows.len()).sum();
        [count(list.folded(Side::Earlier)), count(list.in_sight.clone()), count(list.folded(Side::Later))]
    }

    /// A story with an event on each of the years from `first`, of which `main` is the main one's, if there is one.
    fn yearly(first: i64, count: usize, main: Option<i64>) -> Story {
        let years: Vec<i64> = (first..).take(count).collect();
        let dates: Vec<String> = years.iter().map(i64::to_string).collect();
        let mut story = story(&dates.iter().map(String::as_str).collect::<Vec<_>>());
        for (event, year) in story.timeline.events.iter_mut().zip(years) {
            event.main = Some(year) == main;
        }
        story
    }

    #[test]
    fn fourteen_events_do_not_fold() {
        assert_eq!(sizes(&yearly(2001, 14, None)), [0, 14, 0]);
        assert_eq!(sizes(&yearly(2001, 15, None)), [5, 10, 0]);
    }

    #[test]
    fn what_is_far_from_the_main_event_folds_on_either_side() {
        assert_eq!(sizes(&yearly(2001, 30, Some(2001))), [0, 10, 20]);
        assert_eq!(sizes(&yearly(2001, 30, Some(2015))), [9, 10, 11]);
        assert_eq!(sizes(&yearly(2001, 30, Some(2030))), [19, 11, 0], "2020 is under the same heading");
    }

    #[test]
    fn a_fold_has_four_events_or_more() {
        assert_eq!(sizes(&yearly(2001, 15, Some(2008))), [0, 15, 0]);
        assert_eq!(sizes(&yearly(2001, 16, Some(2008))), [0, 12, 4]);
    }

    #[test]
    fn distance_is_by_date_and_not_by_position() {
        let mut dates: Vec<String> = (1990..2010).map(|year| year.to_string()).collect();
        dates.extend((1..10).map(|day| format!("2025-03-{day:02}")));
        let mut story = story(&dates.iter().map(String::as_str).collect::<Vec<_>>());
        story.timeline.events[20].main = true;
        assert_eq!(sizes(&story), [19, 10, 0]);
    }

    #[test]
    fn expected_events_are_not_the_latest() {
        let mut story = yearly(2001, 30, None);
        story.updated = Some(date("2020"));
        assert_eq!(sizes(&story), [14, 10, 6]);
        story.updated = Some(date("1999"));
        assert_eq!(sizes(&story), [0, 10, 20], "all are expected, so the first ones are near");
    }

    #[test]
    fn a_heading_is_divided_for_four_events_or_more() {
        let dates = |in_2014: usize| {
            let mut dates = vec!["2010"; 5];
            dates.extend(vec!["2014"; in_2014]);
            dates.extend(["2025"; 2]);
            sizes(&story(&dates))
        };
        assert_eq!(dates(11), [5, 13, 0]);
        assert_eq!(dates(12), [9, 10, 0]);
    }

    proptest! {
        #[test]
        fn the_main_event_is_in_sight_and_folds_have_four_events(mut story in stories(), main in 0_usize..40) {
            if let Some(event) = story.timeline.events.get_mut(main) {
                event.main = true;
            }
            let [before, shown, after] = sizes(&story);
            let count = story.timeline.events.len();
            prop_assert_eq!(before + shown + after, count);
            prop_assert!(shown >= count.min(MIN_IN_SIGHT));
            prop_assert!([before, after].iter().all(|&folded| folded == 0 || folded >= MIN_FOLDED));
            prop_assert!(count >= MIN_EVENTS || shown == count);
            let list = List::new(&story);
            let rows = list.groups[list.in_sight.clone()].iter().flat_map(|group| &group.rows);
            let has_main = |main: usize| rows.clone().any(|row| row.event == main);
            prop_assert!(story.timeline.events.iter().position(|event| event.main).is_none_or(has_main));
        }
    }
}
