//! Extents: the days that an event's date covers, how certain its ends are, and how fine it is.

use std::ops::Range;

use crate::date::{Bound, Date, Edtf, Fields, Kind, Qualification, TimeZone, Zone};

/// How an end of a mark is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkEnd {
    /// The day is known.
    Sharp,
    /// The date is approximate, uncertain, or has unspecified digits.
    Soft,
    /// The interval is open: the mark fades out.
    Open,
    /// The interval has an unknown bound.
    Unknown,
    /// The mark continues outside of the viewport.
    Cut,
}

/// How fine a date is, from the finest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Minute,
    Day,
    Month,
    Year,
    Decade,
    Century,
}

/// The days that a date covers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Extent {
    /// `None` where the bound is open or unknown.
    pub start: Option<f64>,
    /// Exclusive.
    pub end: Option<f64>,
    /// From the first day of its dates to the last one: of an open interval, the days of its known date.
    pub occupied: Range<f64>,
    pub start_kind: MarkEnd,
    pub end_kind: MarkEnd,
    /// Of an interval, that of its finer bound.
    pub grain: Grain,
    /// One date, drawn as a point; otherwise an interval, which is drawn as a bar.
    pub is_point: bool,
    /// Whether a point has a whisker over its range: its date is coarser than a day, or than a time of day where others have one.
    pub has_whisker: bool,
    /// The story's main event.
    pub is_main: bool,
}

impl Extent {
    /// Dates without a zone are on the clocks of `zone`.
    pub fn new(date: &Edtf, is_main: bool, zone: &TimeZone) -> Extent {
        let span = |date: Date| {
            let (start, end) = date.span();
            let is_local = date.time().is_none_or(|time| time.zone == Zone::Local);
            if is_local { (zone.to_utc(start), zone.to_utc(end)) } else { (start, end) }
        };
        let (start, end) = match *date.kind() {
            Kind::Date(date) => (Some(span(date).0), Some(span(date).1)),
            Kind::Interval(from, to) => (from.date().map(|from| span(from).0), to.date().map(|to| span(to).1)),
        };
        // An interval that ends before it starts is a reported error, and is drawn all the same.
        let (start, end) = match (start, end) {
            (Some(start), Some(end)) if end < start => (Some(end), Some(start)),
            both => both,
        };
        let (start_kind, end_kind, is_single) = match date.kind() {
            Kind::Date(date) => (date_end(*date), date_end(*date), true),
            Kind::Interval(from, to) => (bound_end(from), bound_end(to), false),
        };
        let grain = date.dates().map(grain).min().unwrap_or(Grain::Day);
        let spans = date.dates().map(span);
        let occupied = spans.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).map_or(0.0..1.0, |(start, end)| start..end);
        let has_whisker = is_single && grain > Grain::Day;
        Extent { start, end, occupied, start_kind, end_kind, grain, is_point: is_single, has_whisker, is_main }
    }

    /// Returns the key by which events are sorted: the middle of a point, the start of anything else.
    pub fn sort_key(&self) -> f64 {
        match (self.start, self.end) {
            (Some(start), Some(end)) if self.is_point => start + (end - start) / 2.0,
            (None, Some(end)) if self.start_kind == MarkEnd::Unknown => end.next_down(),
            (start, _) => start.unwrap_or(f64::NEG_INFINITY),
        }
    }
}

fn grain(date: Date) -> Grain {
    match date.fields {
        Fields::Century => Grain::Century,
        Fields::Decade => Grain::Decade,
        Fields::Year | Fields::UnspecifiedMonth | Fields::UnspecifiedMonthAndDay => Grain::Year,
        Fields::Season(_) | Fields::Month(_) | Fields::UnspecifiedDay(_) => Grain::Month,
        Fields::Day(..) => Grain::Day,
        Fields::Time(..) => Grain::Minute,
    }
}

fn bound_end(bound: &Bound) -> MarkEnd {
    match bound {
        Bound::Date(date) => date_end(*date),
        Bound::Open => MarkEnd::Open,
        Bound::Unknown => MarkEnd::Unknown,
    }
}

fn date_end(date: Date) -> MarkEnd {
    let unspecified = matches!(
        date.fields,
        Fields::Century
            | Fields::Decade
            | Fields::UnspecifiedMonth
            | Fields::UnspecifiedMonthAndDay
            | Fields::UnspecifiedDay(_)
    );
    if unspecified || date.qualification != Qualification::Certain { MarkEnd::Soft } else { MarkEnd::Sharp }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::date;

    #[track_caller]
    fn ends(text: &str, start: MarkEnd, end: MarkEnd) {
        let extent = Extent::new(&date(text), false, &TimeZone::fixed(0));
        assert_eq!((extent.start_kind, extent.end_kind), (start, end), "{text}");
        assert_eq!(extent.start.is_none(), matches!(start, MarkEnd::Open | MarkEnd::Unknown), "{text}");
        assert_eq!(extent.end.is_none(), matches!(end, MarkEnd::Open | MarkEnd::Unknown), "{text}");
    }

    #[test]
    fn ends_show_how_certain_a_date_is() {
        use MarkEnd::*;
        ends("2025-03-13", Sharp, Sharp);
        ends("2025-03", Sharp, Sharp);
        ends("2025-03-13?", Soft, Soft);
        ends("2025~", Soft, Soft);
        ends("2025%", Soft, Soft);
        ends("201X", Soft, Soft);
        ends("20XX", Soft, Soft);
        ends("1985-XX-XX", Soft, Soft);
        ends("1985-04-XX", Soft, Soft);
        ends("2022-02-24/..", Sharp, Open);
        ends("../2022-02-24", Open, Sharp);
        ends("2004~/", Soft, Unknown);
        ends("/2004", Unknown, Sharp);
        ends("2004/2005?", Sharp, Soft);
    }

    #[test]
    fn the_day_on_which_clocks_change_is_shorter_or_longer() {
        // New York, 2025.
        let zone = TimeZone::new(-300, vec![(1_741_503_600, -240), (1_762_063_200, -300)]);
        let hours = |text: &str| {
            let extent = Extent::new(&date(text), false, &zone);
            ((extent.end.expect(text) - extent.start.expect(text)) * 24.0).round()
        };
        assert_eq!(hours("2025-03-09"), 23.0);
        assert_eq!(hours("2025-03-10"), 24.0);
        assert_eq!(hours("2025-11-02"), 25.0);
    }

    #[test]
    fn the_grain_is_the_finest_field_given() {
        let grain = |text: &str| Extent::new(&date(text), false, &TimeZone::fixed(0)).grain;
        assert_eq!(grain("20XX"), Grain::Century);
        assert_eq!(grain("2004"), Grain::Year);
        assert_eq!(grain("2004-XX"), Grain::Year);
        assert_eq!(grain("2004/2005-06"), Grain::Month);
        assert_eq!(grain("2004-06-11/.."), Grain::Day);
        assert_eq!(grain("2004-06-11T21:00:00Z"), Grain::Minute);
    }
}
