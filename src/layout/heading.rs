//! What an event of the list stands under: the unit that fits the story, and a heading of it for each event.

use crate::{
    date::{Date, Edtf, Fields},
    story::Story,
};

/// What the events of a group have in common. In the order that they stand in: by beginning, and of the same beginning the
/// longest first.
///
/// Whether a story has years, months or days is chosen for all of it, by [`headings`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// The century's first year: for dates such as `20XX`.
    Century(i64),
    /// The decade's first year: for dates such as `201X`.
    Decade(i64),
    /// Astronomical year.
    Year(i64),
    /// Year and month (1 to 12).
    Month(i64, u8),
    /// Year, month and day (1 to 31).
    Day(i64, u8, u8),
    /// What is still to come, as of the day that the story was last updated on.
    Expected,
}

/// Up to so many events are under years, however close they are.
const FEW: usize = 12;
/// What is more than so many rows under a heading counts …
const MANY: usize = 100;
/// … so many times more.
const TOO_MANY: usize = 5;
/// How many rows a heading counts as when the reader goes through the list.
const HEADING: usize = 2;

/// The unit that headings are of, and none is finer than.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Unit {
    Year,
    Month,
    Day,
}

/// A heading for each of the story's events.
///
/// A dozen events stand under years. Of more, the unit is that with which the reader has least to go through: all headings,
/// each of them as high as two rows, and the rows under one, as many as an event has beside it on average. What those have over
/// a hundred counts five times more. Of two that do equally well, the finer one is taken.
pub(super) fn headings(story: &Story) -> Vec<Heading> {
    let events = &story.timeline.events;
    let updated = story.updated.as_ref().and_then(Edtf::latest);
    let finest = |date: &Edtf| match (date.earliest(), updated) {
        (Some(begins), Some(updated)) if begins > updated => Heading::Expected,
        _ => finest(date),
    };
    let mut headings: Vec<Heading> = events.iter().map(|event| finest(&event.date)).collect();
    let unit = unit(&headings);
    headings.iter_mut().for_each(|heading| *heading = heading.under(unit));
    headings
}

fn unit(finest: &[Heading]) -> Unit {
    if finest.len() <= FEW {
        return Unit::Year;
    }
    let mut sorted = finest.to_vec();
    sorted.sort();
    let mut best = (usize::MAX, Unit::Day);
    for unit in [Unit::Day, Unit::Month, Unit::Year] {
        let (mut headings, mut squares) = (0, 0);
        // Expected events have one heading in any case.
        for group in sorted.chunk_by(|a, b| a.under(unit) == b.under(unit)) {
            if group.first() != Some(&Heading::Expected) {
                headings += 1;
                squares += group.len() * group.len();
            }
        }
        let rows = squares / finest.len();
        let effort = HEADING * headings + rows + TOO_MANY * rows.saturating_sub(MANY);
        if effort < best.0 {
            best = (effort, unit);
        }
    }
    best.1
}

/// The heading that says as much as the date does, up to the day.
fn finest(date: &Edtf) -> Heading {
    // There is no interval without any date.
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
    /// The heading of a unit that this one belongs to.
    fn under(self, unit: Unit) -> Heading {
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
    fn headings_stand_by_beginning_the_longest_first() {
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
