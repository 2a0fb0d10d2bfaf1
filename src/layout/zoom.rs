//! Zoom: which part of the strip is seen. Pure: where the reader was, and what he did, give where he is.

use std::ops::Range;

use super::{Plan, bounded, extent::Grain, view_transform::ViewTransform};

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

/// How the strip is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Its inline size, in CSS pixels.
    pub width: f64,
    pub zoom: Zoom,
    /// Whether empty stretches are shown as long as they are.
    pub to_scale: bool,
}

/// What the finest dates are counted in takes so many pixels at the most.
const READABLE: f64 = 120.0;
/// Beyond it, numbers of pixels mean nothing: a minute of some billion years.
const GREATEST: f64 = 1e15;
/// What a stretch is that some events are zoomed to: their span takes this share of it …
const FILLED: f64 = 0.76;
/// … or, where that is but a moment, so many of the units that they are told in are seen.
const AROUND: f64 = 5.0;

impl Plan {
    /// The zoom at which everything fits.
    pub fn fit(&self) -> Zoom {
        Zoom::default()
    }

    /// Zooms in `by` a factor, or out where that is less than 1; what is seen at `about`, a fraction of the window, stays there,
    /// unless the window would leave the strip.
    #[must_use]
    pub fn zoomed(&self, view: Viewport, by: f64, about: f64) -> Zoom {
        let (transform, Zoom { factor, .. }) = self.seen(view);
        let width = bounded(view.width);
        let day = transform.day(about * width);
        self.kept(Viewport { zoom: Zoom { factor: factor * by, at: day }, ..view }, day, about * width)
    }

    /// The zoom on the way from what is seen to another, `share` of the way: 0 to 1.
    #[must_use]
    pub fn between(&self, view: Viewport, to: Zoom, share: f64) -> Zoom {
        let middle = |zoom: Zoom| {
            let (transform, Zoom { factor, .. }) = self.seen(Viewport { zoom, ..view });
            (1.0 / factor, transform.day(bounded(view.width) / 2.0))
        };
        let ((narrow, at), (to_narrow, to_at)) = (middle(view.zoom), middle(to));
        if share >= 1.0 {
            return to;
        }
        let zoom = Zoom { factor: 1.0 / (narrow + (to_narrow - narrow) * share), at: at + (to_at - at) * share };
        self.kept(Viewport { zoom, ..view }, zoom.at, bounded(view.width) / 2.0)
    }

    /// Moves the window `by` a fraction of itself, towards later days where that is positive.
    #[must_use]
    pub fn panned(&self, view: Viewport, by: f64) -> Zoom {
        let (transform, zoom) = self.seen(view);
        let width = bounded(view.width);
        let at = transform.day((0.5 + by) * width);
        self.kept(Viewport { zoom: Zoom { at, ..zoom }, ..view }, at, width / 2.0)
    }

    /// Shows the days of some events, with a little air.
    #[must_use]
    pub fn zoomed_to(&self, view: Viewport, from: f64, to: f64) -> Zoom {
        let width = bounded(view.width);
        let mut unit = Grain::Century;
        for extent in &self.extents {
            if extent.anchors().any(|day| day >= from && day <= to) {
                unit = unit.min(extent.grain);
            }
        }
        let air = ((unit.unit() * AROUND * FILLED - (to - from)) / 2.0).max(0.0);
        let (from, to) = (from - air, to + air);
        let mut zoom = Zoom { factor: 1.0, at: from };
        // Tears don't grow: what is seen is not quite in proportion to the factor.
        for _ in 0..12 {
            let mut transform = self.transform(Viewport { zoom, ..view });
            transform.put(from, 0.0);
            let long = transform.at(to);
            let more = FILLED * width / long;
            if more.is_finite() {
                zoom.factor = (zoom.factor * more).clamp(1.0, GREATEST);
            }
        }
        zoom.factor = zoom.factor.min(self.greatest(view));
        let mut transform = self.transform(Viewport { zoom, ..view });
        transform.put(from, 0.0);
        let at = transform.day(transform.at(to) / 2.0);
        self.kept(Viewport { zoom: Zoom { at, ..zoom }, ..view }, at, width / 2.0)
    }

    /// What is seen: the strip, and the zoom within its bounds.
    pub(super) fn seen(&self, view: Viewport) -> (ViewTransform, Zoom) {
        let width = bounded(view.width);
        let zoom = self.kept(view, view.zoom.at, width / 2.0);
        let view = Viewport { zoom, ..view };
        let mut transform = self.transform(view);
        transform.put(zoom.at, width / 2.0);
        transform.keep_inside();
        (transform, zoom)
    }

    /// The view's zoom with a day at so many pixels from the window's start, all within bounds.
    fn kept(&self, view: Viewport, day: f64, at: f64) -> Zoom {
        let width = bounded(view.width);
        let mut factor = view.zoom.factor;
        if factor > 1.0 {
            factor = factor.min(self.greatest(view));
        }
        if factor > 1.0 {
            let zoom = Zoom { factor, at: day };
            let mut transform = self.transform(Viewport { zoom, ..view });
            transform.put(day, at);
            transform.keep_inside();
            Zoom { factor, at: transform.day(width / 2.0) }
        } else {
            self.fit()
        }
    }

    /// The greatest factor, at which the finest dates of every stretch are well apart.
    fn greatest(&self, view: Viewport) -> f64 {
        // By then every stretch grows in proportion.
        const FAR: f64 = 1e6;
        let transform = self.transform(Viewport { zoom: Zoom { factor: FAR, at: 0.0 }, ..view });
        let unit = |events: &Range<f64>| self.grain_of(view.to_scale, events).unit();
        (FAR * READABLE / transform.least(&unit)).clamp(1.0, GREATEST)
    }

    fn transform(&self, view: Viewport) -> ViewTransform {
        let width = bounded(view.width);
        ViewTransform::new(&self.anchors, &self.fold(view.to_scale).broken, self.grain, width * view.zoom.factor, width)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::sample::{crowds, stories, story, views};

    /// How wide the window is in days.
    fn seen(plan: &Plan, view: Viewport) -> f64 {
        let transform = plan.seen(view).0;
        transform.day(view.width) - transform.day(0.0)
    }

    /// How exact places are, as fractions of the window: far out, days are further apart than pixels.
    fn exact(transform: &ViewTransform) -> f64 {
        let scale = transform.scale();
        let far = scale.day(0.0).abs().max(scale.day(1.0).abs());
        1e-3 + 1e-15 * far * steepest(&scale)
    }

    /// The most that a day takes of the window.
    fn steepest(scale: &crate::layout::Scale) -> f64 {
        let slope =
            |piece: &crate::layout::Piece| (piece.xs.end - piece.xs.start) / (piece.days.end - piece.days.start);
        scale.pieces().iter().map(slope).fold(0.0, f64::max)
    }

    /// Whether the window is at an end of the strip: there it stays, whatever else was to stay.
    fn is_at_an_end(transform: &ViewTransform, width: f64) -> bool {
        // A day at the window's edge is no more exact than days of that time are.
        const CLOSE: f64 = 1e-3;
        let (first, last) = transform.days();
        transform.at(first) > -CLOSE || transform.at(last) < width + CLOSE
    }

    #[test]
    fn an_event_is_zoomed_to_with_some_time_around_it() {
        let plan = Plan::new(&story(&["2014-09-05", "2020", "2025-03-13", "2025-06-24"]));
        let view = Viewport { width: 768.0, zoom: Zoom::default(), to_scale: true };
        let zoom = plan.zoomed_to(view, 20_160.0, 20_161.0);
        assert!((zoom.at - 20_160.5).abs() < 1e-6, "{zoom:?}");
        assert!((seen(&plan, Viewport { zoom, ..view }) - 768.0 / READABLE).abs() < 0.1);
        let zoom = plan.zoomed_to(view, 20_160.0, 20_264.0);
        let days = seen(&plan, Viewport { zoom, ..view });
        assert!((days - 104.0 / FILLED).abs() < 1.0 || zoom.at + days / 2.0 > 20_264.0, "{days}");
    }

    #[test]
    fn zooming_in_ends_where_the_finest_dates_are_apart() {
        let plan = Plan::new(&story(&["Y-13800000000", "2025-03-13T09:00:00Z", "2025-03-13T10:00:00Z"]));
        let mut view = Viewport { width: 1_280.0, zoom: Zoom::default(), to_scale: true };
        for _ in 0..80 {
            view.zoom = plan.zoomed(view, 2.0, 1.0);
        }
        let minutes = seen(&plan, view) * 1_440.0;
        assert!((minutes - 1_280.0 / READABLE).abs() < 0.01, "{minutes}");
        for _ in 0..80 {
            view.zoom = plan.zoomed(view, 0.5, 0.3);
        }
        assert_eq!(view.zoom, plan.fit());
    }

    proptest! {
        #[test]
        fn days_rise_along_the_window_and_lead_back(story in prop_oneof![stories(), crowds()], view in views(), shares in prop::collection::vec(0.0..=1.0, 2..20)) {
            let transform = Plan::new(&story).seen(view).0;
            let scale = transform.scale();
            let mut shares = shares;
            shares.sort_by(f64::total_cmp);
            // Days are no finer than this, and places than that is on the strip.
            let ulp = 4e-16 * scale.day(0.0).abs().max(scale.day(1.0).abs());
            let fine = ulp * steepest(&scale);
            for (a, b) in shares.iter().zip(shares.iter().skip(1)) {
                prop_assert!(scale.day(*a) <= scale.day(*b));
                prop_assert!(scale.day(*a) < scale.day(*b) || b - a < 1e-9 + fine);
            }
            for &share in &shares {
                let day = scale.day(share);
                prop_assert!((scale.position(day) - share).abs() < 1e-6 + fine, "{} for {share}", scale.position(day));
                prop_assert!((transform.at(transform.day(share * view.width)) / view.width - share).abs() < 1e-6 + fine);
            }
        }

        #[test]
        fn the_window_never_leaves_the_strip(story in stories(), view in views(), by in -1e3..1e3, about in 0.0..=1.0) {
            let plan = Plan::new(&story);
            for zoom in [plan.panned(view, by), plan.zoomed(view, by, about), plan.zoomed_to(view, by, by + 100.0)] {
                let transform = plan.seen(Viewport { zoom, ..view }).0;
                let (first, last) = transform.days();
                prop_assert!(zoom.factor >= 1.0 && zoom.factor <= GREATEST && zoom.at.is_finite());
                prop_assert!(transform.at(first) <= 1e-6 && transform.at(last) >= view.width - 1e-6);
            }
        }

        #[test]
        fn what_is_under_the_pointer_stays_there(story in stories(), view in views(), by in 0.1..10.0, about in 0.0..=1.0) {
            let plan = Plan::new(&story);
            let before = plan.seen(view).0;
            let day = before.day(about * view.width);
            let zoom = plan.zoomed(view, by, about);
            let after = plan.seen(Viewport { zoom, ..view }).0;
            prop_assert!(is_at_an_end(&after, view.width) || (after.at(day) / view.width - about).abs() < exact(&after).max(exact(&before)), "{} for {about}", after.at(day) / view.width);
        }

        #[test]
        fn in_and_out_there_and_back_again(story in stories(), view in views(), by in 1.0..10.0, about in 0.2..0.8, far in 0.0..0.5) {
            let plan = Plan::new(&story);
            let same = |one: Zoom, other: Zoom| {
                let transform = plan.seen(Viewport { zoom: one, ..view }).0;
                (one.factor / other.factor - 1.0).abs() < 1e-6 && (transform.at(other.at) / view.width - 0.5).abs() < 10.0 * exact(&transform)
            };
            let start = plan.seen(view).1;
            let view = Viewport { zoom: start, ..view };
            let nearer = plan.zoomed(view, by, about);
            if (nearer.factor / start.factor / by - 1.0).abs() < 1e-9 {
                let back = plan.zoomed(Viewport { zoom: nearer, ..view }, 1.0 / by, about);
                prop_assert!(same(start, back) || start.is_all(), "{start:?} {nearer:?} {back:?}");
            }
            let there = plan.panned(view, far);
            let transform = plan.seen(Viewport { zoom: there, ..view }).0;
            if !start.is_all() && transform.at(transform.days().1) > view.width + 1e-3 {
                let back = plan.panned(Viewport { zoom: there, ..view }, -far);
                prop_assert!(same(start, back), "{start:?} {there:?} {back:?}");
            }
        }

        #[test]
        fn another_width_keeps_the_day_in_the_middle(story in stories(), view in views(), width in 280.0..2_560.0) {
            let plan = Plan::new(&story);
            let (_, zoom) = plan.seen(view);
            let (transform, resized) = plan.seen(Viewport { width, zoom, ..view });
            prop_assert!(is_at_an_end(&transform, width) || (transform.at(zoom.at) / width - 0.5).abs() < exact(&transform), "{zoom:?} {resized:?}");
        }

        #[test]
        fn zooming_to_events_shows_them(story in stories(), view in views(), nth in 0..40_usize) {
            let plan = Plan::new(&story);
            if nth < story.timeline.events.len() {
                let (from, to) = plan.days(&[nth]);
                let zoom = plan.zoomed_to(view, from, to);
                let transform = plan.seen(Viewport { zoom, ..view }).0;
                prop_assert!(transform.at(from) > -exact(&transform) * view.width && transform.at(to) < (1.0 + exact(&transform)) * view.width, "{zoom:?} {} {}", transform.at(from), transform.at(to));
            }
        }
    }
}
