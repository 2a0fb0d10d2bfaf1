//! The folds of a long list: the events near the main one stay in sight, those before and after them fold.

use std::ops::Range;

use super::Heading;
use crate::{date::Edtf, story::Story};

/// So many events of a long list stay in sight, unless the embedding page sets another number: those nearest in time to the main one.
pub const MAX_EVENTS_IN_SIGHT: u8 = 10;

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

/// Returns the positions that stay in sight, of a list of headings and events, oldest first: `max_events` of them, or a few more.
///
/// A list of fewer events than one and a half times `max_events` doesn't fold. A fold has at least two events for each five of
/// `max_events`, and four where that is more than ten; a heading is divided only if at least so many of its events fold.
///
/// They are around the main event; in a story without one, around the latest event that is not expected; where all are expected, around
/// the first.
pub(super) fn in_sight(story: &Story, list: &[(Heading, usize)], max_events: usize) -> Range<usize> {
    let (count, max_events) = (list.len(), max_events.max(1));
    let min_folded = max_events.saturating_mul(2).div_ceil(5).min(4);
    if count < max_events.saturating_add(max_events / 2) {
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
    while end - start < max_events.min(count) {
        if start > 0 && (end == count || distance(start - 1) <= distance(end)) {
            start -= 1;
        } else {
            end += 1;
        }
    }

    let before = (0..start).rev().take_while(|&position| heading(position) == heading(start)).count();
    let after = (end..count).take_while(|&position| heading(position) == heading(end - 1)).count();
    start -= if before < min_folded { before } else { 0 };
    end += if after < min_folded { after } else { 0 };
    let start = if start < min_folded { 0 } else { start };
    let end = if count - end < min_folded { count } else { end };
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
        sizes_of(story, MAX_EVENTS_IN_SIGHT.into())
    }

    fn sizes_of(story: &Story, max_events: usize) -> [usize; 3] {
        let list = List::with_max_events(story, max_events);
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
    fn another_number_of_events_in_sight_has_folds_in_proportion() {
        let sizes =
            |count: usize, main: Option<i64>, max_events: usize| sizes_of(&yearly(2001, count, main), max_events);
        assert_eq!(sizes(30, None, 1), [29, 1, 0]);
        assert_eq!(sizes(30, Some(2015), 3), [13, 3, 14]);
        assert_eq!(sizes(30, Some(2015), 5), [12, 5, 13]);
        assert_eq!([sizes(3, None, 3), sizes(4, None, 3), sizes(5, None, 3)], [[0, 3, 0], [0, 4, 0], [2, 3, 0]]);
        assert_eq!([sizes(29, None, 20), sizes(30, None, 20)], [[0, 29, 0], [9, 21, 0]]);
        assert_eq!(
            [sizes(1, None, 1), sizes(0, None, 1), sizes(30, None, usize::MAX)],
            [[0, 1, 0], [0; 3], [0, 30, 0]]
        );
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
        fn the_main_event_is_in_sight_and_folds_have_enough_events(
            mut story in stories(),
            main in 0_usize..40,
            max_events in 1_usize..20,
        ) {
            if let Some(event) = story.timeline.events.get_mut(main) {
                event.main = true;
            }
            let [before, shown, after] = sizes_of(&story, max_events);
            let min_folded = (max_events * 2).div_ceil(5).min(4);
            let count = story.timeline.events.len();
            prop_assert_eq!(before + shown + after, count);
            prop_assert!(shown >= count.min(max_events));
            prop_assert!([before, after].iter().all(|&folded| folded == 0 || folded >= min_folded));
            prop_assert!(shown < max_events + 5 * min_folded);
            prop_assert!(count >= max_events + max_events / 2 || shown == count);
            let list = List::with_max_events(&story, max_events);
            let rows = list.groups[list.in_sight.clone()].iter().flat_map(|group| &group.rows);
            let has_main = |main: usize| rows.clone().any(|row| row.event == main);
            prop_assert!(story.timeline.events.iter().position(|event| event.main).is_none_or(has_main));
        }
    }
}
