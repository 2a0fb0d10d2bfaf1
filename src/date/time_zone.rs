//! Time zones: offsets from UTC that change over time, such as with daylight saving time.

use std::ops::Range;

/// The seconds of a day.
const DAY: i64 = 86_400;

/// The offsets from UTC of one time zone, over a span of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeZone {
    /// The offset before the first change, in minutes east of UTC.
    first: i16,
    /// Each change: its instant, in seconds since 1970-01-01T00:00:00Z, and the offset from then on. In order of time.
    changes: Vec<(i64, i16)>,
}

/// The offset that a time zone has at a time on its clocks, in minutes east of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalOffset {
    Unique(i16),
    /// The clocks were set back and showed the time twice: both offsets, the earlier instant's first.
    Ambiguous(i16, i16),
    /// The clocks were set forward and never showed the time: the offset before that, and the one after it.
    Skipped(i16, i16),
}

/// A database of time zones. The command line has one built in; the widget has what the page carries, else `Intl`.
pub trait TimeZones {
    /// Returns a zone by its IANA name, with the changes of its offset in a range of seconds since 1970-01-01T00:00:00Z; `None` if there
    /// is no such zone. Offsets are rounded to minutes.
    fn find(&self, name: &str, seconds: Range<i64>) -> Option<TimeZone>;

    /// Returns the names of all zones, for a hint to the one that was meant; none if that isn't needed.
    fn names(&self) -> Vec<String> {
        Vec::new()
    }
}

impl TimeZone {
    /// Creates a zone from the offset at first, in minutes east of UTC, and its changes: their instants, in seconds since
    /// 1970-01-01T00:00:00Z and in order, and the offsets from then on.
    pub fn new(first: i16, changes: Vec<(i64, i16)>) -> TimeZone {
        TimeZone { first, changes }
    }

    /// Creates a zone with one offset.
    pub fn fixed(offset: i16) -> TimeZone {
        TimeZone::new(offset, Vec::new())
    }

    /// Returns the offset at first, and the changes, as [`TimeZone::new`] takes them.
    pub fn offsets(&self) -> (i16, &[(i64, i16)]) {
        (self.first, &self.changes)
    }

    /// Returns the offset at an instant.
    pub fn offset_at(&self, seconds: i64) -> i16 {
        self.offset_after(self.changes.partition_point(|&(start, _)| start <= seconds))
    }

    /// Returns the offset at a time on the zone's clocks, in seconds since 1970-01-01T00:00:00 on them.
    pub fn offset_at_local(&self, seconds: i64) -> LocalOffset {
        // Offsets are within 26 hours.
        let max_offset = DAY + 7_200;
        let first = self.changes.partition_point(|&(start, _)| start <= seconds.saturating_sub(max_offset));
        let last = self.changes.partition_point(|&(start, _)| start <= seconds.saturating_add(max_offset));
        let start = |change: usize| self.changes.get(change).map(|&(start, _)| start);
        let mut matching = (first..=last).filter_map(|count| {
            let offset = self.offset_after(count);
            let instant = seconds.saturating_sub(i64::from(offset) * 60);
            let has_begun = count.checked_sub(1).and_then(start).is_none_or(|start| start <= instant);
            (has_begun && start(count).is_none_or(|end| instant < end)).then_some(offset)
        });
        match (matching.next(), matching.next()) {
            (Some(offset), None) => LocalOffset::Unique(offset),
            (Some(offset), Some(later)) => LocalOffset::Ambiguous(offset, later),
            (None, _) => {
                // The change after which the clocks show a later time, and before which an earlier one.
                let is_later = |&count: &usize| {
                    let instant = seconds.saturating_sub(i64::from(self.offset_after(count)) * 60);
                    start(count).is_none_or(|end| instant < end)
                };
                let count = (first..=last).find(is_later).unwrap_or(last);
                LocalOffset::Skipped(self.offset_after(count.saturating_sub(1)), self.offset_after(count))
            }
        }
    }

    /// Returns a moment on the zone's clocks, in days since 1970-01-01.
    pub(crate) fn to_local(&self, day: f64) -> f64 {
        day + f64::from(self.offset_at((day * DAY as f64).round() as i64)) / 1_440.0
    }

    /// Returns the instant of a moment on the zone's clocks, in days since 1970-01-01: of a moment that the clocks showed twice, the
    /// earlier; of one that they skipped, one after the change.
    pub(crate) fn to_utc(&self, day: f64) -> f64 {
        day - f64::from(self.offset_at_local((day * DAY as f64).round() as i64).minutes()) / 1_440.0
    }

    /// Divides a range of days since 1970-01-01 at the changes of the offset. Returns each part with its offset in days.
    pub(crate) fn split_at_changes(&self, days: Range<f64>) -> Vec<(Range<f64>, f64)> {
        let day = |seconds: i64| seconds as f64 / DAY as f64;
        let offset = |seconds: f64| f64::from(self.offset_at(seconds.floor() as i64)) / 1_440.0;
        let inside = |&&(start, _): &&(i64, i16)| days.start < day(start) && day(start) < days.end;
        let changes = self.changes.iter().filter(inside);
        let mut parts = vec![(days.clone(), offset(days.start * DAY as f64))];
        for &(start, minutes) in changes {
            if let Some((part, _)) = parts.last_mut() {
                part.end = day(start);
            }
            parts.push((day(start)..days.end, f64::from(minutes) / 1_440.0));
        }
        parts
    }

    /// Returns whether the offset doesn't change within `margin` seconds of an instant.
    pub fn is_constant(&self, seconds: i64, margin: i64) -> bool {
        self.changes.iter().all(|&(start, _)| (start - seconds).abs() > margin)
    }

    /// Returns the offset after a number of changes.
    fn offset_after(&self, count: usize) -> i16 {
        let change = count.checked_sub(1).and_then(|index| self.changes.get(index));
        change.map_or(self.first, |&(_, offset)| offset)
    }
}

impl LocalOffset {
    /// Returns the offset; of an ambiguous time, that of the earlier instant.
    pub fn minutes(self) -> i16 {
        let (LocalOffset::Unique(offset) | LocalOffset::Ambiguous(offset, _) | LocalOffset::Skipped(offset, _)) = self;
        offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Edtf;

    /// New York in 2025: daylight saving time from 9 March, 07:00 UTC, to 2 November, 06:00 UTC.
    fn new_york() -> TimeZone {
        TimeZone::new(-300, vec![(seconds("2025-03-09T07:00Z"), -240), (seconds("2025-11-02T06:00Z"), -300)])
    }

    fn seconds(time: &str) -> i64 {
        let day = Edtf::parse(time).expect(time).span().0.expect(time);
        (day * DAY as f64).round() as i64
    }

    #[test]
    fn an_offset_holds_from_its_change_on() {
        let offset = |time: &str| new_york().offset_at(seconds(time));
        assert_eq!(offset("1850-01-01T00:00Z"), -300);
        assert_eq!(offset("2025-03-09T06:59:59Z"), -300);
        assert_eq!(offset("2025-03-09T07:00:00Z"), -240);
        assert_eq!(offset("2025-11-02T05:59:59Z"), -240);
        assert_eq!(offset("2025-11-02T06:00:00Z"), -300);
        assert_eq!(offset("2525-07-01T00:00Z"), -300);
    }

    #[test]
    fn clocks_skip_an_hour_and_show_another_one_twice() {
        use LocalOffset::{Ambiguous, Skipped, Unique};
        let offset = |time: &str| new_york().offset_at_local(seconds(time));
        assert_eq!(offset("2025-03-09T01:59:59"), Unique(-300));
        assert_eq!(offset("2025-03-09T02:00:00"), Skipped(-300, -240));
        assert_eq!(offset("2025-03-09T02:59:59"), Skipped(-300, -240));
        assert_eq!(offset("2025-03-09T03:00:00"), Unique(-240));
        assert_eq!(offset("2025-11-02T00:59:59"), Unique(-240));
        assert_eq!(offset("2025-11-02T01:00:00"), Ambiguous(-240, -300));
        assert_eq!(offset("2025-11-02T01:59:59"), Ambiguous(-240, -300));
        assert_eq!(offset("2025-11-02T02:00:00"), Unique(-300));
    }

    #[test]
    fn a_zone_that_moves_over_the_date_line_skips_a_day() {
        // Apia had no 30 December 2011.
        let apia = TimeZone::new(-600, vec![(seconds("2011-12-30T10:00Z"), 840)]);
        let offset = |time: &str| apia.offset_at_local(seconds(time));
        assert_eq!(offset("2011-12-29T23:59:59"), LocalOffset::Unique(-600));
        assert_eq!(offset("2011-12-30T12:00:00"), LocalOffset::Skipped(-600, 840));
        assert_eq!(offset("2011-12-31T00:00:00"), LocalOffset::Unique(840));
    }

    #[test]
    fn moments_return_from_the_clocks() {
        let zone = new_york();
        for hour in 0..24 * 400 {
            let day = 20_000.0 + f64::from(hour) / 24.0;
            let is_second = zone.offset_at_local((zone.to_local(day) * DAY as f64).round() as i64).minutes()
                != zone.offset_at((day * DAY as f64).round() as i64);
            let error = zone.to_utc(zone.to_local(day)) - day;
            assert!(error.abs() < 1e-9 || is_second && (error + 1.0 / 24.0).abs() < 1e-9, "{day}: {error}");
        }
    }

    #[test]
    fn a_range_is_divided_at_the_changes() {
        let zone = new_york();
        let [first, second] =
            [seconds("2025-03-09T07:00Z"), seconds("2025-11-02T06:00Z")].map(|at| at as f64 / DAY as f64);
        let hours = |parts: Vec<(Range<f64>, f64)>| {
            parts.into_iter().map(|(part, offset)| (part, (offset * 24.0).round())).collect::<Vec<_>>()
        };
        assert_eq!(hours(zone.split_at_changes(first..second)), [(first..second, -4.0)]);
        assert_eq!(
            hours(zone.split_at_changes(first - 1.0..second + 1.0)),
            [(first - 1.0..first, -5.0), (first..second, -4.0), (second..second + 1.0, -5.0)]
        );
        assert_eq!(hours(TimeZone::fixed(60).split_at_changes(-1e9..1e9)), [(-1e9..1e9, 1.0)]);
    }
}
