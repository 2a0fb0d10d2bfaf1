//! The IANA time zone database that is built into the command line.

use std::ops::Range;

use jiff::{
    Timestamp,
    tz::{Offset, TimeZoneDatabase},
};
use keyline::date::{TimeZone, TimeZones};

/// Maximum number of changes: those of two centuries of daylight saving time. Later ones are fiction, and would fill the page.
const MAX_CHANGES: usize = 400;

pub struct BundledTimeZones(TimeZoneDatabase);

impl BundledTimeZones {
    pub fn new() -> BundledTimeZones {
        BundledTimeZones(TimeZoneDatabase::bundled())
    }
}

impl TimeZones for BundledTimeZones {
    fn find(&self, name: &str, seconds: Range<i64>) -> Option<TimeZone> {
        let zone = self.0.get(name).ok()?;
        let [start, end] = [seconds.start, seconds.end].map(timestamp);
        let changes = zone.following(start).take_while(|change| change.timestamp() < end);
        let changes =
            changes.map(|change| (change.timestamp().as_second(), minutes(change.offset()))).take(MAX_CHANGES);
        Some(TimeZone::new(minutes(zone.to_offset(start)), changes.collect()))
    }

    fn names(&self) -> Vec<String> {
        self.0.available().map(|name| name.to_string()).collect()
    }
}

/// Returns the instant, or the nearest one that the database covers: it ends with the year 9999.
fn timestamp(seconds: i64) -> Timestamp {
    let bounds = Timestamp::MIN.as_second()..=Timestamp::MAX.as_second();
    Timestamp::from_second(seconds.clamp(*bounds.start(), *bounds.end())).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn minutes(offset: Offset) -> i16 {
    (f64::from(offset.seconds()) / 60.0).round() as i16
}

#[cfg(test)]
mod tests {
    use keyline::date::LocalOffset;

    use super::*;

    /// 2025-01-01 to 2026-01-01, UTC.
    const YEAR: Range<i64> = 1_735_689_600..1_767_225_600;

    #[test]
    fn a_zone_has_the_changes_of_the_range() {
        let new_york = BundledTimeZones::new().find("America/New_York", YEAR).unwrap();
        assert_eq!(new_york.offsets(), (-300, &[(1_741_503_600, -240), (1_762_063_200, -300)][..]));
        let kathmandu = BundledTimeZones::new().find("Asia/Kathmandu", YEAR).unwrap();
        assert_eq!(kathmandu.offsets(), (345, &[][..]));
    }

    #[test]
    fn an_offset_with_seconds_is_rounded() {
        // Local mean time of New York: 4 h 56 min 2 s behind.
        let zone = BundledTimeZones::new().find("America/New_York", -4_000_000_000..-3_900_000_000).unwrap();
        assert_eq!(zone.offset_at_local(-3_950_000_000), LocalOffset::Unique(-296));
    }

    #[test]
    fn there_is_a_zone_for_any_range_and_none_for_another_name() {
        let zones = BundledTimeZones::new();
        assert!(zones.find("America/New_York", i64::MIN..i64::MAX).is_some());
        assert!(zones.find("america/new_york", YEAR).is_some());
        assert!(zones.find("New York", YEAR).is_none());
        assert!(zones.find("", YEAR).is_none());
        assert!(zones.names().iter().any(|name| name == "Europe/Kyiv"));
    }
}
