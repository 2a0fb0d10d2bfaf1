//! An event's extent: which days its date covers, how sure its ends are, and how fine it is.

use crate::date::{Bound, Date, Edtf, Fields, Kind, Qualification};

/// How a mark's end is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The day is known.
    Sharp,
    /// Approximate or uncertain.
    Soft,
    /// Goes on: fades out.
    Open,
    /// Ends or begins at an unknown time.
    Unknown,
    /// Goes on outside of what is seen.
    Cut,
}

/// How fine a date is, from the finest: what it is counted in.
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
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    /// Days since 1970-01-01; `None` where the edge is open or unknown.
    pub start: Option<f64>,
    /// Exclusive.
    pub end: Option<f64>,
    pub start_edge: Edge,
    pub end_edge: Edge,
    /// The finer of its bounds.
    pub grain: Grain,
    /// Always a point: one day, or a time of it.
    pub moment: bool,
    /// The story's main event.
    pub main: bool,
}

impl Extent {
    pub fn new(date: &Edtf, main: bool) -> Extent {
        let (start, end) = date.span();
        let (start, end) = (start.filter(|day| day.is_finite()), end.filter(|day| day.is_finite()));
        // An interval that ends before it starts is a reported mistake; it is still drawn.
        let (start, end) = match (start, end) {
            (Some(start), Some(end)) if end < start => (Some(end), Some(start)),
            both => both,
        };
        let (start_edge, end_edge, single) = match date.kind() {
            Kind::Date(date) => (edge_of(*date), edge_of(*date), true),
            Kind::Interval(from, to) => (bound_edge(from), bound_edge(to), false),
        };
        let grain = date.dates().map(grain).min().unwrap_or(Grain::Day);
        Extent { start, end, start_edge, end_edge, grain, moment: single && grain <= Grain::Day, main }
    }

    /// What events are sorted by: where it stands, or begins if it lasts.
    pub fn key(&self) -> f64 {
        match (self.start, self.end) {
            (Some(start), Some(end)) if self.moment => start + (end - start) / 2.0,
            (None, Some(end)) if self.start_edge == Edge::Unknown => end.next_down(),
            (start, _) => start.unwrap_or(f64::NEG_INFINITY),
        }
    }

    /// The days in which something begins or ends.
    pub fn anchors(&self) -> impl Iterator<Item = f64> {
        self.start.into_iter().chain(self.end)
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

fn bound_edge(bound: &Bound) -> Edge {
    match bound {
        Bound::Date(date) => edge_of(*date),
        Bound::Open => Edge::Open,
        Bound::Unknown => Edge::Unknown,
    }
}

fn edge_of(date: Date) -> Edge {
    let unspecified = matches!(
        date.fields,
        Fields::Century
            | Fields::Decade
            | Fields::UnspecifiedMonth
            | Fields::UnspecifiedMonthAndDay
            | Fields::UnspecifiedDay(_)
    );
    if unspecified || date.qualification != Qualification::Certain { Edge::Soft } else { Edge::Sharp }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::date;

    #[track_caller]
    fn edges(text: &str, start: Edge, end: Edge) {
        let extent = Extent::new(&date(text), false);
        assert_eq!((extent.start_edge, extent.end_edge), (start, end), "{text}");
        assert_eq!(extent.start.is_none(), matches!(start, Edge::Open | Edge::Unknown), "{text}");
        assert_eq!(extent.end.is_none(), matches!(end, Edge::Open | Edge::Unknown), "{text}");
    }

    #[test]
    fn edges_say_how_sure_a_date_is() {
        use Edge::*;
        edges("2025-03-13", Sharp, Sharp);
        edges("2025-03", Sharp, Sharp);
        edges("2025-03-13?", Soft, Soft);
        edges("2025~", Soft, Soft);
        edges("2025%", Soft, Soft);
        edges("201X", Soft, Soft);
        edges("20XX", Soft, Soft);
        edges("1985-XX-XX", Soft, Soft);
        edges("1985-04-XX", Soft, Soft);
        edges("2022-02-24/..", Sharp, Open);
        edges("../2022-02-24", Open, Sharp);
        edges("2004~/", Soft, Unknown);
        edges("/2004", Unknown, Sharp);
        edges("2004/2005?", Sharp, Soft);
    }

    #[test]
    fn the_grain_is_the_finest_field_given() {
        let grain = |text: &str| Extent::new(&date(text), false).grain;
        assert_eq!(grain("20XX"), Grain::Century);
        assert_eq!(grain("2004"), Grain::Year);
        assert_eq!(grain("2004-XX"), Grain::Year);
        assert_eq!(grain("2004/2005-06"), Grain::Month);
        assert_eq!(grain("2004-06-11/.."), Grain::Day);
        assert_eq!(grain("2004-06-11T21:00:00Z"), Grain::Minute);
    }
}
