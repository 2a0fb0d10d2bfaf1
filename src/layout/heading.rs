//! Headings: the unit (decade, year, month or day) that groups a story's list, and each event's heading in it.

use crate::{
    date::{Date, Edtf, Fields},
    sort::sort,
    story::Story,
};

/// The heading of a group of events. The order is by beginning; of headings with the same beginning, the longest comes first.
///
/// [`headings`] chooses the unit for the whole story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// No heading: the events are far apart.
    None,
    /// The century's first year, for dates such as `20XX`.
    Century(i64),
    /// The decade's first year, for dates such as `201X`.
    Decade(i64),
    /// Astronomical year.
    Year(i64),
    /// Year and month (1 to 12).
    Month(i64, u8),
    /// Year, month and day (1 to 31).
    Day(i64, u8, u8),
    /// Dates after the day of the story's last update.
    Expected,
}

/// A unit is used for headings if they have so many events on average, in halves: 1.5.
const MIN_HALVES: usize = 3;
/// Above this mean number of rows in a group …
const MAX_COMFORTABLE_ROWS: usize = 100;
/// … each further row counts so many times more.
const EXCESS_WEIGHT: usize = 5;
/// A heading counts as so many rows.
const HEADING_ROWS: usize = 2;

/// The finest unit of a story's headings; `All` has none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    All,
    Decade,
    Year,
    Month,
    Day,
}

/// Returns a heading for each of the story's events.
///
/// The unit is years, months or days: of those whose headings have 1.5 events or more on average, the one with the least effort for a
/// reader: the number of headings, each counted as two rows, plus the mean number of rows in an event's group, where rows above a
/// hundred count five times more. Of two units with equal effort, the coarser one is chosen; but the day if all events are on one day.
/// If no unit has so many events, the unit is decades, if they have; else there are no headings.
pub(super) fn headings(story: &Story) -> Vec<Heading> {
    let events = &story.timeline.events;
    let updated = story.updated.as_ref().and_then(Edtf::latest);
    let finest_heading = |date: &Edtf| match (date.earliest(), updated) {
        (Some(earliest), Some(updated)) if earliest > updated => Heading::Expected,
        _ => finest_heading(date),
    };
    let mut headings: Vec<Heading> = events.iter().map(|event| finest_heading(&event.date)).collect();
    let unit = choose_unit(&headings);
    headings.iter_mut().for_each(|heading| *heading = heading.coarsened(unit));
    headings
}

fn choose_unit(finest: &[Heading]) -> Unit {
    // Expected events have one heading in any unit.
    let mut sorted: Vec<Heading> = finest.iter().copied().filter(|heading| *heading != Heading::Expected).collect();
    sort(&mut sorted, &Heading::cmp);
    // The number of headings, and the sum of the squares of their numbers of events.
    let grouped = |unit: Unit| {
        let groups = sorted.chunk_by(|a, b| a.coarsened(unit) == b.coarsened(unit));
        groups.fold((0, 0), |(headings, squares), group| (headings + 1, squares + group.len() * group.len()))
    };
    let has_enough = |headings: usize| sorted.len() * 2 >= headings * MIN_HALVES;
    let mut best = None;
    for unit in [Unit::Year, Unit::Month, Unit::Day] {
        let (headings, squares) = grouped(unit);
        let mean_rows = squares / sorted.len().max(1);
        let effort =
            HEADING_ROWS * headings + mean_rows + EXCESS_WEIGHT * mean_rows.saturating_sub(MAX_COMFORTABLE_ROWS);
        let is_one_day = unit == Unit::Day && headings == 1;
        if has_enough(headings) && (is_one_day || best.is_none_or(|(least, _)| effort < least)) {
            best = Some((effort, unit));
        }
    }
    let coarser = if has_enough(grouped(Unit::Decade).0) { Unit::Decade } else { Unit::All };
    best.map_or(coarser, |(_, unit)| unit)
}

/// Returns the heading as fine as the date, but no finer than a day.
fn finest_heading(date: &Edtf) -> Heading {
    // The grammar has no interval without a date.
    let Some(Date { year, fields, .. }) = date.dates().next() else { return Heading::Year(0) };
    match fields {
        Fields::Century => Heading::Century(year),
        Fields::Decade => Heading::Decade(year),
        Fields::Year | Fields::UnspecifiedMonth | Fields::UnspecifiedMonthAndDay | Fields::Season(_) => {
            Heading::Year(year)
        }
        Fields::Month(month) | Fields::UnspecifiedDay(month) => Heading::Month(year, month),
        Fields::Day(month, day) | Fields::Time(month, day, _) => Heading::Day(year, month, day),
    }
}

impl Heading {
    /// Returns the heading of a unit that contains this one; itself if it is coarser.
    fn coarsened(self, unit: Unit) -> Heading {
        match self {
            Heading::Expected => self,
            _ if unit == Unit::All => Heading::None,
            Heading::Year(year) | Heading::Month(year, _) | Heading::Day(year, ..) if unit == Unit::Decade => {
                Heading::Decade(year.div_euclid(10) * 10)
            }
            Heading::Month(year, _) | Heading::Day(year, ..) if unit == Unit::Year => Heading::Year(year),
            Heading::Day(year, month, _) if unit == Unit::Month => Heading::Month(year, month),
            other => other,
        }
    }

    fn rank(self) -> (i64, u8, u8, u8) {
        match self {
            Heading::None => (i64::MIN, 0, 0, 0),
            Heading::Century(year) => (year, 0, 0, 0),
            Heading::Decade(year) => (year, 0, 0, 1),
            Heading::Year(year) => (year, 0, 0, 2),
            Heading::Month(year, month) => (year, month, 0, 0),
            Heading::Day(year, month, day) => (year, month, day, 0),
            Heading::Expected => (i64::MAX, 0, 0, 0),
        }
    }
}

impl Ord for Heading {
    fn cmp(&self, other: &Heading) -> std::cmp::Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl PartialOrd for Heading {
    fn partial_cmp(&self, other: &Heading) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::story;

    #[track_caller]
    fn unit(dates: &[&str], expected: &[Heading]) {
        let mut headings = headings(&story(dates));
        headings.dedup();
        assert_eq!(headings, expected, "{dates:?}");
    }

    #[test]
    fn the_unit_has_at_least_one_and_a_half_events_for_each_heading() {
        use Heading::*;
        let caliphs = [
            "0603",
            "0610",
            "0613",
            "0615",
            "0622-08-09",
            "0624",
            "0632",
            "0634",
            "0644",
            "0656",
            "0661",
            "0680",
            "0682",
        ];
        unit(&caliphs, &[600, 610, 620, 630, 640, 650, 660, 680].map(Decade));
        let rosetta = [
            "-3199~",
            "-0195-03-27",
            "0394-08-24",
            "0900%",
            "1470~",
            "1799-07-15~",
            "1801",
            "1802/..",
            "1819",
            "1822-09-27",
            "1917/1919",
            "1972-10",
            "2003-07",
        ];
        unit(&rosetta, &[None]);
        unit(&["2024-10-01", "2024-10-03", "2025"], &[Year(2024), Year(2025)]);
        unit(&["2024", "2025"], &[Decade(2020)]);
        unit(&["2014", "2025"], &[None]);
        unit(&["2025"], &[None]);
        unit(&[], &[]);
    }

    #[test]
    fn a_breaking_story_is_grouped_by_days() {
        use Heading::*;
        let times: Vec<String> =
            (0..14).map(|hour| format!("2024-07-{}T{:02}:00:00Z", 13 + hour / 7, 10 + hour)).collect();
        let times: Vec<&str> = times.iter().map(String::as_str).collect();
        unit(&times, &[Day(2024, 7, 13), Day(2024, 7, 14)]);
        unit(&["2025-03-13", "2025-03-13T09:00:00Z"], &[Day(2025, 3, 13)]);
        unit(&["2025-03-13", "2025-03-14"], &[Year(2025)]);
    }

    #[test]
    fn headings_are_sorted_by_beginning_the_longest_first() {
        let mut headings = [
            Heading::Expected,
            Heading::Day(2000, 1, 1),
            Heading::Month(2000, 1),
            Heading::Year(2000),
            Heading::Decade(2000),
            Heading::Century(2000),
            Heading::Year(1999),
        ];
        headings.sort();
        headings.reverse();
        assert_eq!(headings.last(), Some(&Heading::Year(1999)));
        assert_eq!(headings[..3], [Heading::Expected, Heading::Day(2000, 1, 1), Heading::Month(2000, 1)]);
        assert_eq!(headings[3..6], [Heading::Year(2000), Heading::Decade(2000), Heading::Century(2000)]);
    }
}
