//! Times of day, and the zone that they are in.

use super::{Bound, Date, Day, Edtf, Fields, Kind, LocalOffset, TimeZone};

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Time {
    pub hour: u8,
    pub minute: u8,
    /// `None` if it was written without seconds.
    pub second: Option<u8>,
    pub zone: Zone,
}

/// The zone of a time of day: the one in which it was written, or that of [`Edtf::in_zone`] or [`Edtf::in_time_zone`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Zone {
    /// None was written.
    Local,
    /// Minutes east of UTC, which words state.
    Offset(i16),
    /// Minutes east of UTC in a time zone that is named elsewhere, once for all times: words leave it out.
    Named(i16),
}

impl Edtf {
    /// Returns the date with its times in the zone `offset` minutes east of UTC, if they have a zone. The text is the one that was
    /// written.
    #[must_use]
    pub fn in_zone(&self, offset: i16) -> Edtf {
        self.map_times(|date, time| match time.zone.offset() {
            Some(written) => date.shifted(time, written, Zone::Offset(offset)),
            None => date,
        })
    }

    /// Returns the date with its times on the clocks of a time zone. Those without a zone are on them already; of two instants that
    /// the clocks show as the same time, it is the earlier. Such a time has its offset, to tell it from the other. If the clocks
    /// skipped a time, the days alone stay. The text is the one that was written.
    #[must_use]
    pub fn in_time_zone(&self, time_zone: &TimeZone) -> Edtf {
        let is_skipped = |date: Date| match date.time() {
            Some(time) if time.zone == Zone::Local => {
                matches!(date.local_offset(time, time_zone), LocalOffset::Skipped(..))
            }
            _ => false,
        };
        if self.dates().any(is_skipped) {
            return self.map_times(|date, _| {
                let (_, month, day) = date.earliest().ymd();
                Date { fields: Fields::Day(month, day), ..date }
            });
        }
        self.map_times(|date, time| {
            let written = match time.zone.offset() {
                Some(written) => written,
                None => date.local_offset(time, time_zone).minutes(),
            };
            let offset = time_zone.offset_at(date.seconds(time) - i64::from(written) * 60);
            let moved = date.shifted(time, written, Zone::Named(offset));
            let shown = moved.time().map(|time| moved.local_offset(time, time_zone));
            match shown {
                Some(LocalOffset::Ambiguous(..)) => date.shifted(time, written, Zone::Offset(offset)),
                _ => moved,
            }
        })
    }

    /// Replaces each of its dates that has a time.
    fn map_times(&self, replace: impl Fn(Date, Time) -> Date) -> Edtf {
        let date = |date: Date| date.time().map_or(date, |time| replace(date, time));
        let bound = |bound: Bound| match bound {
            Bound::Date(one) => Bound::Date(date(one)),
            other => other,
        };
        let kind = match self.kind {
            Kind::Date(one) => Kind::Date(date(one)),
            Kind::Interval(start, end) => Kind::Interval(bound(start), bound(end)),
        };
        Edtf { text: self.text.clone(), kind }
    }

    /// Returns whether it is an interval whose end is before its start.
    pub(crate) fn ends_before_start(&self) -> bool {
        let mut dates = self.dates();
        dates.next().zip(dates.next()).is_some_and(|(start, end)| start.is_after(end))
    }

    /// Returns whether it has a time of day.
    pub fn has_time(&self) -> bool {
        self.dates().any(|date| date.time().is_some())
    }

    /// Returns whether it has a time without a zone.
    pub(crate) fn has_local_time(&self) -> bool {
        self.dates().filter_map(Date::time).any(|time| time.zone == Zone::Local)
    }

    /// Returns its times, in seconds since 1970-01-01T00:00:00Z. Those without a zone are taken as UTC.
    pub(crate) fn instants(&self) -> impl Iterator<Item = i64> {
        let times = self.dates().filter_map(|date| Some((date, date.time()?)));
        times.map(|(date, time)| date.instant(time))
    }
}

impl Date {
    pub(crate) fn time(self) -> Option<Time> {
        match self.fields {
            Fields::Time(_, _, time) => Some(time),
            _ => None,
        }
    }

    /// Returns the date with its time, which is `written` minutes east of UTC, in another zone.
    fn shifted(self, time: Time, written: i16, zone: Zone) -> Date {
        let shift = i64::from(zone.offset().unwrap_or(written)) - i64::from(written);
        let minutes = i64::from(time.hour) * 60 + i64::from(time.minute) + shift;
        let (year, month, day) = Day(self.earliest().0 + minutes.div_euclid(1_440)).ymd();
        let minutes = minutes.rem_euclid(1_440);
        let (hour, minute) = ((minutes / 60) as u8, (minutes % 60) as u8);
        Date { year, fields: Fields::Time(month, day, Time { hour, minute, zone, ..time }), ..self }
    }

    /// Returns the instant of its time, in seconds since 1970-01-01T00:00:00Z. A time without a zone is taken as UTC.
    pub(super) fn instant(self, time: Time) -> i64 {
        self.earliest().0 * 86_400 + i64::from(time.seconds_utc())
    }

    /// Returns the seconds from 1970-01-01T00:00:00 to its time, both on the same clock.
    pub(super) fn seconds(self, time: Time) -> i64 {
        self.earliest().0 * 86_400 + i64::from(time.seconds())
    }

    /// Returns the offset that its time has on the clocks of a time zone.
    pub(crate) fn local_offset(self, time: Time, time_zone: &TimeZone) -> LocalOffset {
        time_zone.offset_at_local(self.seconds(time))
    }
}

impl Time {
    /// Returns the seconds since midnight.
    pub(super) fn seconds(self) -> i32 {
        i32::from(self.hour) * 3_600 + i32::from(self.minute) * 60 + i32::from(self.second.unwrap_or(0))
    }

    pub(super) fn seconds_utc(self) -> i32 {
        self.seconds() - i32::from(self.zone.offset().unwrap_or(0)) * 60
    }
}

impl Zone {
    /// Returns the minutes east of UTC, if they are known.
    pub fn offset(self) -> Option<i16> {
        match self {
            Zone::Local => None,
            Zone::Offset(minutes) | Zone::Named(minutes) => Some(minutes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_may_be_moved_to_another_zone() {
        let moved = |text: &str, offset: i16| {
            let moved = Edtf::parse(text).expect(text).in_zone(offset);
            assert_eq!(moved.as_str(), text);
            moved.datetime().unwrap_or_default()
        };
        assert_eq!(moved("2025-03-14T01:00:00Z", -240), "2025-03-13T21:00:00-04:00");
        assert_eq!(moved("2024-12-31T23:30:15-03:30", 60), "2025-01-01T04:00:15+01:00");
        assert_eq!(moved("2025-03-13T21:00:00", 60), "2025-03-13T21:00:00");
        assert_eq!(moved("2025-03-13", -240), "2025-03-13");
    }
}
