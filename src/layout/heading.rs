//! Headings: the unit (year, month or day) that groups a story's list, and each event's heading in it.

use crate::{
    date::{Date, Edtf, Fields},
    sort::sort,
    story::Story,
};

/// The heading of a group of events. The order is by beginning; of headings with the same beginning, the longest comes first.
///
/// [`headings`] chooses years, months or days for the whole story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
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

/// Up to so many events are grouped by years, however close they are.
const MAX_EVENTS_BY_YEARS: usize = 12;
/// Above this mean number of rows in a group …
const MAX_COMFORTABLE_ROWS: usize = 100;
/// … each further row counts so many times more.
const EXCESS_WEIGHT: usize = 5;
/// A heading counts as so many rows.
const HEADING_ROWS: usize = 2;

/// The finest unit of a story's headings.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Unit {
    Year,
    Month,
    Day,
}

/// Returns a heading for each of the story's events.
///
/// Up to a dozen events have headings of years. For more, the unit is the one with the least effort for a reader: the number of
/// headings, each counted as two rows, plus the mean number of rows in an event's group, where rows above a hundred count five
/// times more. Of two units with equal effort, the finer one is chosen.
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
    if finest.len() <= MAX_EVENTS_BY_YEARS {
        return Unit::Year;
    }
    let mut sorted = finest.to_vec();
    sort(&mut sorted, &Heading::cmp);
    let mut best = (usize::MAX, Unit::Day);
    for unit in [Unit::Day, Unit::Month, Unit::Year] {
        let (mut headings, mut squares) = (0, 0);
        // Expected events have one heading in any unit.
        for group in sorted.chunk_by(|a, b| a.coarsened(unit) == b.coarsened(unit)) {
            if group.first() != Some(&Heading::Expected) {
                headings += 1;
                squares += group.len() * group.len();
            }
        }
        let mean_rows = squares / finest.len();
        let effort =
            HEADING_ROWS * headings + mean_rows + EXCESS_WEIGHT * mean_rows.saturating_sub(MAX_COMFORTABLE_ROWS);
        if effort < best.0 {
            best = (effort, unit);
        }
    }
    best.1
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
            Heading::Month(year, _) | Heading::Day(year, ..) if unit == Unit::Year => Heading::Year(year),
            Heading::Day(year, month, _) if unit == Unit::Month => Heading::Month(year, month),
            other => other,
        }
    }

    fn rank(self) -> (i64, u8, u8, u8) {
        match self {
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
