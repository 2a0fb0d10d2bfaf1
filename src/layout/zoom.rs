//! Zoom: which part of the strip is visible. Pure functions from one zoom to the next.

use std::ops::Range;

use super::{
    Plan, bounded,
    extent::{Extent, Grain},
    view_transform::ViewTransform,
};

/// The part of the strip that is in the viewport.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zoom {
    /// The strip's length divided by the viewport's; at least 1, where the whole strip is in the viewport.
    pub factor: f64,
    /// The day in the middle of the viewport, counted from 1970-01-01; without meaning where `factor` is 1.
    pub at: f64,
}

impl Default for Zoom {
    fn default() -> Zoom {
        Zoom { factor: 1.0, at: 0.0 }
    }
}

impl Zoom {
    /// Returns whether the whole strip is in the viewport.
    pub fn is_all(self) -> bool {
        self.factor <= 1.0
    }
}

/// The size of the visible part, and its place in the strip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Inline size in pixels.
    pub width: f64,
    pub zoom: Zoom,
    /// Whether the strip is shown without breaks.
    pub to_scale: bool,
}

/// Maximum width of the unit of a stretch's finest dates, in pixels: zooming in ends there.
const MAX_UNIT_WIDTH: f64 = 120.0;
/// Maximum zoom factor: that of a minute in some billion years. Beyond it, `f64` doesn't distinguish pixels.
const MAX_FACTOR: f64 = 1e15;
/// The share of the viewport that events take after [`Plan::zoomed_to`] …
const FILLED_SHARE: f64 = 0.76;
/// … or, if they are shorter, the number of units of the finest date that are visible.
const MIN_VISIBLE_UNITS: f64 = 5.0;

impl Plan {
    /// Returns the zoom that shows the whole strip.
    pub fn fit(&self) -> Zoom {
        Zoom::default()
    }

    /// Zooms in by a factor, or out by one below 1.
    ///
    /// The day at `about`, a fraction of the viewport, stays there, unless the viewport would leave the strip.
    #[must_use]
    pub fn zoomed(&self, viewport: Viewport, by: f64, about: f64) -> Zoom {
        let (transform, Zoom { factor, .. }) = self.resolve(viewport);
        let x = about * bounded(viewport.width);
        let day = transform.day(x);
        self.clamped(Viewport { zoom: Zoom { factor: factor * by, at: day }, ..viewport }, day, x)
    }

    /// Interpolates between the viewport's zoom and another; `share` is the progress from 0 to 1.
    #[must_use]
    pub fn between(&self, viewport: Viewport, to: Zoom, share: f64) -> Zoom {
        let visible_share = |zoom: Zoom| {
            let (transform, Zoom { factor, .. }) = self.resolve(Viewport { zoom, ..viewport });
            (1.0 / factor, transform.day(bounded(viewport.width) / 2.0))
        };
        let ((from_share, from_day), (to_share, to_day)) = (visible_share(viewport.zoom), visible_share(to));
        if share >= 1.0 {
            return to;
        }
        let factor = 1.0 / (from_share + (to_share - from_share) * share);
        let at = from_day + (to_day - from_day) * share;
        self.clamped(Viewport { zoom: Zoom { factor, at }, ..viewport }, at, bounded(viewport.width) / 2.0)
    }

    /// Moves the viewport by a fraction of its width; positive is later.
    #[must_use]
    pub fn panned(&self, viewport: Viewport, by: f64) -> Zoom {
        let (transform, zoom) = self.resolve(viewport);
        let width = bounded(viewport.width);
        let at = transform.day((0.5 + by) * width);
        self.clamped(Viewport { zoom: Zoom { at, ..zoom }, ..viewport }, at, width / 2.0)
    }

    /// Zooms to the events from one day to another, with some time around them.
    #[must_use]
    pub fn zoomed_to(&self, viewport: Viewport, from: f64, to: f64) -> Zoom {
        let width = bounded(viewport.width);
        let is_within = |extent: &&Extent| extent.occupied.start <= to && extent.occupied.end >= from;
        let grain = self.extents.iter().filter(is_within).map(|extent| extent.grain).min().unwrap_or(Grain::Century);
        let padding = ((grain.unit() * MIN_VISIBLE_UNITS * FILLED_SHARE - (to - from)) / 2.0).max(0.0);
        let (from, to) = (from - padding, to + padding);
        let mut zoom = Zoom { factor: 1.0, at: from };
        // Breaks don't grow with the factor, so the length isn't proportional to it: the factor is approximated.
        for _ in 0..12 {
            let mut transform = self.transform(Viewport { zoom, ..viewport });
            transform.place(from, 0.0);
            let ratio = FILLED_SHARE * width / transform.x(to);
            if ratio.is_finite() {
                zoom.factor = (zoom.factor * ratio).clamp(1.0, MAX_FACTOR);
            }
        }
        zoom.factor = zoom.factor.min(self.max_factor(viewport));
        let mut transform = self.transform(Viewport { zoom, ..viewport });
        transform.place(from, 0.0);
        let at = transform.day(transform.x(to) / 2.0);
        self.clamped(Viewport { zoom: Zoom { at, ..zoom }, ..viewport }, at, width / 2.0)
    }

    /// Returns the transform for a viewport, and its zoom within bounds.
    pub(super) fn resolve(&self, viewport: Viewport) -> (ViewTransform, Zoom) {
        let width = bounded(viewport.width);
        let zoom = self.clamped(viewport, viewport.zoom.at, width / 2.0);
        let mut transform = self.transform(Viewport { zoom, ..viewport });
        transform.place(zoom.at, width / 2.0);
        transform.keep_inside();
        (transform, zoom)
    }

    /// Returns the viewport's zoom with a day at `x` pixels from its start, within bounds.
    fn clamped(&self, viewport: Viewport, day: f64, x: f64) -> Zoom {
        let width = bounded(viewport.width);
        let mut factor = viewport.zoom.factor;
        if factor > 1.0 {
            factor = factor.min(self.max_factor(viewport));
        }
        if factor > 1.0 {
            let zoom = Zoom { factor, at: day };
            let mut transform = self.transform(Viewport { zoom, ..viewport });
            transform.place(day, x);
            transform.keep_inside();
            Zoom { factor, at: transform.day(width / 2.0) }
        } else {
            self.fit()
        }
    }

    /// Returns whether zooming in shows more detail than a zoom within bounds.
    pub(super) fn can_zoom_in(&self, viewport: Viewport, zoom: Zoom) -> bool {
        zoom.factor < self.max_factor(viewport)
    }

    /// Returns the maximum factor, at which the unit of the finest dates is [`MAX_UNIT_WIDTH`] wide in every stretch.
    fn max_factor(&self, viewport: Viewport) -> f64 {
        // So large that all stretches grow in proportion to the factor.
        const LARGE: f64 = 1e6;
        let transform = self.transform(Viewport { zoom: Zoom { factor: LARGE, at: 0.0 }, ..viewport });
        let unit = |events: &Range<f64>| self.grain_of(viewport.to_scale, events).unit();
        (LARGE * MAX_UNIT_WIDTH / transform.min_unit_width(&unit)).clamp(1.0, MAX_FACTOR)
    }

    fn transform(&self, viewport: Viewport) -> ViewTransform {
        let width = bounded(viewport.width);
        let stretches = &self.break_layout(viewport.to_scale).stretches;
        ViewTransform::new(stretches, self.grain, width * viewport.zoom.factor, width)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::sample::{crowds, stories, story, views};

    /// Returns the width of the viewport in days.
    fn visible_days(plan: &Plan, view: Viewport) -> f64 {
        let transform = plan.resolve(view).0;
        transform.day(view.width) - transform.day(0.0)
    }

    /// Returns the precision of positions, as a fraction of the viewport: far from 1970, f64 has less than a day for each pixel.
    fn precision(transform: &ViewTransform) -> f64 {
        let scale = transform.scale();
        let far = scale.day(0.0).abs().max(scale.day(1.0).abs());
        1e-3 + 1e-15 * far * steepest(&scale)
    }

    /// Returns the maximum width of a day, as a fraction of the viewport.
    fn steepest(scale: &crate::layout::Scale) -> f64 {
        let slope =
            |piece: &crate::layout::Piece| (piece.xs.end - piece.xs.start) / (piece.days.end - piece.days.start);
        scale.pieces().iter().map(slope).fold(0.0, f64::max)
    }

    /// Returns whether the viewport is at an end of the strip, which it doesn't leave for the sake of a day's position.
    fn is_at_an_end(transform: &ViewTransform, width: f64) -> bool {
        // In pixels.
        const TOLERANCE: f64 = 1e-3;
        let (first, last) = transform.days();
        transform.x(first) > -TOLERANCE || transform.x(last) < width + TOLERANCE
    }

    #[test]
    fn zooming_to_an_event_shows_some_time_around_it() {
        let plan = Plan::new(&story(&["2014-09-05", "2020", "2025-03-13", "2025-06-24"]));
        let view = Viewport { width: 768.0, zoom: Zoom::default(), to_scale: true };
        let zoom = plan.zoomed_to(view, 20_160.0, 20_161.0);
        assert!((zoom.at - 20_160.5).abs() < 1e-6, "{zoom:?}");
        assert!((visible_days(&plan, Viewport { zoom, ..view }) - 768.0 / MAX_UNIT_WIDTH).abs() < 0.1);
        let zoom = plan.zoomed_to(view, 20_160.0, 20_264.0);
        let days = visible_days(&plan, Viewport { zoom, ..view });
        assert!((days - 104.0 / FILLED_SHARE).abs() < 1.0 || zoom.at + days / 2.0 > 20_264.0, "{days}");
    }

    #[test]
    fn zooming_in_ends_at_the_unit_of_the_finest_dates() {
        let plan = Plan::new(&story(&["Y-13800000000", "2025-03-13T09:00:00Z", "2025-03-13T10:00:00Z"]));
        let mut view = Viewport { width: 1_280.0, zoom: Zoom::default(), to_scale: true };
        let can_zoom_in = |view| plan.strip(view, &|_| true, &|_| 0.0).can_zoom_in;
        assert!(can_zoom_in(view));
        for _ in 0..80 {
            view.zoom = plan.zoomed(view, 2.0, 1.0);
        }
        assert!(!can_zoom_in(view));
        let minutes = visible_days(&plan, view) * 1_440.0;
        assert!((minutes - 1_280.0 / MAX_UNIT_WIDTH).abs() < 0.01, "{minutes}");
        for _ in 0..80 {
            view.zoom = plan.zoomed(view, 0.5, 0.3);
        }
        assert_eq!(view.zoom, plan.fit());
    }

    proptest! {
        #[test]
        fn days_rise_along_the_viewport_and_map_back(story in prop_oneof![stories(), crowds()], view in views(), shares in prop::collection::vec(0.0..=1.0, 2..20)) {
            let transform = Plan::new(&story).resolve(view).0;
            let scale = transform.scale();
            let mut shares = shares;
            shares.sort_by(f64::total_cmp);
            // The precision of days, and of positions on the strip.
            let ulp = 4e-16 * scale.day(0.0).abs().max(scale.day(1.0).abs());
            let fine = ulp * steepest(&scale);
            for (a, b) in shares.iter().zip(shares.iter().skip(1)) {
                prop_assert!(scale.day(*a) <= scale.day(*b));
                prop_assert!(scale.day(*a) < scale.day(*b) || b - a < 1e-9 + fine);
            }
            for &share in &shares {
                let day = scale.day(share);
                prop_assert!((scale.position(day) - share).abs() < 1e-6 + fine, "{} for {share}", scale.position(day));
                prop_assert!((transform.x(transform.day(share * view.width)) / view.width - share).abs() < 1e-6 + fine);
            }
        }

        #[test]
        fn the_viewport_never_leaves_the_strip(story in stories(), view in views(), by in -1e3..1e3, about in 0.0..=1.0) {
            let plan = Plan::new(&story);
            for zoom in [plan.panned(view, by), plan.zoomed(view, by, about), plan.zoomed_to(view, by, by + 100.0)] {
                let transform = plan.resolve(Viewport { zoom, ..view }).0;
                let (first, last) = transform.days();
                prop_assert!(zoom.factor >= 1.0 && zoom.factor <= MAX_FACTOR && zoom.at.is_finite());
                prop_assert!(transform.x(first) <= 1e-6 && transform.x(last) >= view.width - 1e-6);
            }
        }

        #[test]
        fn the_day_under_the_pointer_stays_there(story in stories(), view in views(), by in 0.1..10.0, about in 0.0..=1.0) {
            let plan = Plan::new(&story);
            let before = plan.resolve(view).0;
            let day = before.day(about * view.width);
            let zoom = plan.zoomed(view, by, about);
            let after = plan.resolve(Viewport { zoom, ..view }).0;
            prop_assert!(is_at_an_end(&after, view.width) || (after.x(day) / view.width - about).abs() < precision(&after).max(precision(&before)), "{} for {about}", after.x(day) / view.width);
        }

        #[test]
        fn zooming_and_panning_back_restores_the_zoom(story in stories(), view in views(), by in 1.0..10.0, about in 0.2..0.8, far in 0.0..0.5) {
            let plan = Plan::new(&story);
            let same = |one: Zoom, other: Zoom| {
                let transform = plan.resolve(Viewport { zoom: one, ..view }).0;
                (one.factor / other.factor - 1.0).abs() < 1e-6 && (transform.x(other.at) / view.width - 0.5).abs() < 10.0 * precision(&transform)
            };
            let start = plan.resolve(view).1;
            let view = Viewport { zoom: start, ..view };
            let nearer = plan.zoomed(view, by, about);
            if (nearer.factor / start.factor / by - 1.0).abs() < 1e-9 {
                let back = plan.zoomed(Viewport { zoom: nearer, ..view }, 1.0 / by, about);
                prop_assert!(same(start, back) || start.is_all(), "{start:?} {nearer:?} {back:?}");
            }
            let there = plan.panned(view, far);
            let transform = plan.resolve(Viewport { zoom: there, ..view }).0;
            if !start.is_all() && transform.x(transform.days().1) > view.width + 1e-3 {
                let back = plan.panned(Viewport { zoom: there, ..view }, -far);
                prop_assert!(same(start, back), "{start:?} {there:?} {back:?}");
            }
        }

        #[test]
        fn another_width_keeps_the_day_in_the_middle(story in stories(), view in views(), width in 280.0..2_560.0) {
            let plan = Plan::new(&story);
            let (_, zoom) = plan.resolve(view);
            let (transform, resized) = plan.resolve(Viewport { width, zoom, ..view });
            prop_assert!(is_at_an_end(&transform, width) || (transform.x(zoom.at) / width - 0.5).abs() < precision(&transform), "{zoom:?} {resized:?}");
        }

        #[test]
        fn zooming_to_events_shows_them(story in stories(), view in views(), index in 0..40_usize) {
            let plan = Plan::new(&story);
            if index < story.timeline.events.len() {
                let (from, to) = plan.days(&[index]);
                let zoom = plan.zoomed_to(view, from, to);
                let transform = plan.resolve(Viewport { zoom, ..view }).0;
                prop_assert!(transform.x(from) > -precision(&transform) * view.width && transform.x(to) < (1.0 + precision(&transform)) * view.width, "{zoom:?} {} {}", transform.x(from), transform.x(to));
            }
        }
    }
}
