//! Tears: which empty stretches are too long to be drawn to scale.

use std::ops::Range;

use super::{
    extent::{Extent, Grain},
    tick_unit::ymd,
};
use crate::{
    date::{Gap, Unit},
    order,
};

/// A long empty stretch, drawn short.
#[derive(Clone, Debug, PartialEq)]
pub struct Tear {
    pub start: f64,
    pub end: f64,
    /// How long the stretch is, from one event to the next.
    pub gap: Gap,
}

/// More tears than this, and nothing is to scale any more.
const MOST: usize = 4;

/// Chooses the stretches between anchors that are torn, in order of time.
///
/// A stretch is torn when it is longer than all the shorter ones together: of what is left, nothing dwarfs the rest. At most
/// a quarter of all stretches is torn, at most four, at most `fit`, and one real distance (longer than `unit`, so not just
/// the length of one event) always stays to scale: two events alone are simply far apart.
pub(super) fn torn(anchors: &[f64], unit: f64, fit: usize) -> Vec<Range<f64>> {
    let stretches: Vec<Range<f64>> = anchors.iter().zip(anchors.iter().skip(1)).map(|(&a, &b)| a..b).collect();
    let length = |nth: usize| stretches.get(nth).map_or(0.0, |stretch| stretch.end - stretch.start);
    let distances = (0..stretches.len()).filter(|&nth| length(nth) > unit).count();
    let most = (stretches.len() / 4).clamp(1, MOST).min(fit).min(distances.saturating_sub(1));

    let longest = order::sorted(stretches.len(), &|a, b| length(b).total_cmp(&length(a)));
    let (mut torn, rest) = longest.split_at_checked(most).unwrap_or_default();
    let mut shorter: f64 = rest.iter().map(|&nth| length(nth)).sum();
    while let Some((&last, longer)) = torn.split_last().filter(|(last, _)| length(**last) <= shorter) {
        shorter += length(last);
        torn = longer;
    }
    stretches.iter().zip(0..).filter(|(_, nth)| torn.contains(nth)).map(|(stretch, _)| stretch.clone()).collect()
}

/// Says how long a torn stretch is, from the last day of what ends before it.
pub(super) fn distance(extents: &[Extent], stretch: Range<f64>) -> Gap {
    // What ended on a day ended at the midnight after it.
    let ended = extents.iter().find(|extent| extent.end == Some(stretch.start));
    let whole_day = ended.is_some_and(|extent| extent.grain >= Grain::Day);
    gap(if whole_day { stretch.start - 1.0 } else { stretch.start }, stretch.end)
}

/// Says how far it is between two days as people count: whole years or months of the calendar from two on, else days,
/// hours or minutes.
fn gap(from: f64, to: f64) -> Gap {
    let days = to - from;
    let ((from_year, from_month, from_day), (to_year, to_month, to_day)) = (ymd(from), ymd(to));
    let begun = i64::from(to_month) - i64::from(from_month) - i64::from(to_day < from_day);
    let months = to_year.saturating_sub(from_year).saturating_mul(12).saturating_add(begun).max(0).unsigned_abs();
    let (count, unit) = match (months, days) {
        // Years are counted as such where months would run out of numbers.
        (_, 3.6e9..) => ((days / 365.2425 + 0.5) as u64, Unit::Year),
        (24.., _) => (months / 12, Unit::Year),
        (2.., _) => (months, Unit::Month),
        (_, 1.0..) => (days as u64, Unit::Day),
        (_, HOUR..) => ((days * 24.0 + 1e-6) as u64, Unit::Hour),
        _ => ((days * 1_440.0 + 1e-6).max(1.0) as u64, Unit::Minute),
    };
    rounded(Gap { count, unit })
}

/// An hour, in days, but for rounding.
const HOUR: f64 = 1.0 / 24.0 - 1e-9;

/// Rounds what is beyond ten thousand to three digits.
fn rounded(gap: Gap) -> Gap {
    let digits = gap.count.checked_ilog10().unwrap_or(0);
    let step = if digits < 4 { 1 } else { 10_u64.pow(digits - 2) };
    Gap { count: gap.count.saturating_add(step / 2) / step * step, ..gap }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::date;

    /// Which stretches, counted from 0, are torn.
    #[track_caller]
    fn tears(anchors: &[f64], unit: f64, fit: usize, expected: &[usize]) {
        let torn: Vec<_> = torn(anchors, unit, fit).iter().map(|stretch| stretch.start).collect();
        let expected: Vec<_> = expected.iter().filter_map(|&at| anchors.get(at).copied()).collect();
        assert_eq!(torn, expected, "{anchors:?}");
    }

    #[test]
    fn a_stretch_longer_than_all_the_shorter_ones_together_is_torn() {
        tears(&[0.0, 10.0, 11.0, 12.0], 0.0, 4, &[0]);
        tears(&[0.0, 2.0, 3.0, 4.0], 0.0, 4, &[]);
        tears(&[0.0, 5.0, 10.0, 15.0], 0.0, 4, &[]);
        tears(&[0.0, 100.0, 101.0, 130.0, 131.0, 132.0, 133.0, 134.0, 135.0], 0.0, 4, &[0, 2]);
        // Each alone is not longer than the other, but both are longer than the rest.
        tears(&[0.0, 100.0, 101.0, 102.0, 103.0, 203.0, 204.0, 205.0, 206.0], 0.0, 4, &[0, 4]);
    }

    #[test]
    fn tears_are_few() {
        tears(&[], 0.0, 4, &[]);
        tears(&[0.0], 0.0, 4, &[]);
        tears(&[0.0, 10.0], 0.0, 4, &[]);
        tears(&[0.0, 1.0, 4.0, 40.0, 1000.0], 0.0, 4, &[3]);
        tears(&[0.0, 10.0, 11.0, 12.0], 0.0, 0, &[]);
    }

    #[test]
    fn two_events_alone_are_to_scale() {
        tears(&[0.0, 1.0, 1000.0, 1001.0], 1.0, 4, &[]);
        tears(&[0.0, 1.0, 1000.0, 1001.0, 1100.0, 1101.0], 1.0, 4, &[1]);
    }

    #[track_caller]
    fn says(from: &str, to: &str, expected: &str) {
        let start = |text| date(text).span().0.unwrap_or_default();
        let Gap { count, unit } = gap(start(from), start(to));
        assert_eq!(format!("{count} {unit:?}"), expected);
    }

    #[test]
    fn gaps_are_counted_on_the_calendar() {
        says("2014-09-05", "2022-02-24", "7 Year");
        says("2021-03-01", "2023-03-01", "2 Year");
        says("2021-03-01", "2023-02-28", "23 Month");
        says("2024-10-01", "2025-01-01", "3 Month");
        says("2024-10-31", "2024-12-30", "60 Day");
        says("2025-02-28", "2025-03-01", "1 Day");
        says("2025-03-13T09:00:00Z", "2025-03-13T10:00:00Z", "1 Hour");
        says("2025-03-13T09:00:00Z", "2025-03-13T09:59:00Z", "59 Minute");
        says("-0499", "0001", "500 Year");
    }

    #[test]
    fn gaps_beyond_ten_thousand_are_rounded() {
        says("Y-13800000000", "2025", "13800000000 Year");
        says("Y-23459", "2025", "25500 Year");
        says("-6999", "2025", "9024 Year");
    }
}
