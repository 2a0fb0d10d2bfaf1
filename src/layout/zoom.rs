//! Zoom: which part of the strip is seen. Pure: where the reader was, and what he did, give where he is.

use std::ops::Range;

use super::{Plan, bounded, extent::Grain, lens::Lens};
use crate::state::Zoom;

/// How the strip is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
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
    pub fn zoomed(&self, view: View, by: f64, about: f64) -> Zoom {
        let (lens, Zoom { factor, .. }) = self.seen(view);
        let width = bounded(view.width);
        let day = lens.day(about * width);
        self.kept(View { zoom: Zoom { factor: factor * by, at: day }, ..view }, day, about * width)
    }

    /// The zoom on the way from what is seen to another, `share` of the way: 0 to 1.
    #[must_use]
    pub fn between(&self, view: View, to: Zoom, share: f64) -> Zoom {
        let middle = |zoom: Zoom| {
            let (lens, Zoom { factor, .. }) = self.seen(View { zoom, ..view });
            (1.0 / factor, lens.day(bounded(view.width) / 2.0))
        };
        let ((narrow, at), (to_narrow, to_at)) = (middle(view.zoom), middle(to));
        if share >= 1.0 {
            return to;
        }
        let zoom = Zoom { factor: 1.0 / (narrow + (to_narrow - narrow) * share), at: at + (to_at - at) * share };
        self.kept(View { zoom, ..view }, zoom.at, bounded(view.width) / 2.0)
    }

    /// Moves the window `by` a fraction of itself, towards later days where that is positive.
    #[must_use]
    pub fn panned(&self, view: View, by: f64) -> Zoom {
        let (lens, zoom) = self.seen(view);
        let width = bounded(view.width);
        let at = lens.day((0.5 + by) * width);
        self.kept(View { zoom: Zoom { at, ..zoom }, ..view }, at, width / 2.0)
    }

    /// Shows the days of some events, with a little air.
    #[must_use]
    pub fn zoomed_to(&self, view: View, from: f64, to: f64) -> Zoom {
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
            let mut lens = self.lens(View { zoom, ..view });
            lens.put(from, 0.0);
            let long = lens.at(to);
            let more = FILLED * width / long;
            if more.is_finite() {
                zoom.factor = (zoom.factor * more).clamp(1.0, GREATEST);
            }
        }
        zoom.factor = zoom.factor.min(self.greatest(view));
        let mut lens = self.lens(View { zoom, ..view });
        lens.put(from, 0.0);
        let at = lens.day(lens.at(to) / 2.0);
        self.kept(View { zoom: Zoom { at, ..zoom }, ..view }, at, width / 2.0)
    }

    /// What is seen: the strip, and the zoom within its bounds.
    pub(super) fn seen(&self, view: View) -> (Lens, Zoom) {
        let width = bounded(view.width);
        let zoom = self.kept(view, view.zoom.at, width / 2.0);
        let view = View { zoom, ..view };
        let mut lens = self.lens(view);
        lens.put(zoom.at, width / 2.0);
        lens.keep_inside();
        (lens, zoom)
    }

    /// The view's zoom with a day at so many pixels from the window's start, all within bounds.
    fn kept(&self, view: View, day: f64, at: f64) -> Zoom {
        let width = bounded(view.width);
        let mut factor = view.zoom.factor;
        if factor > 1.0 {
            factor = factor.min(self.greatest(view));
        }
        if factor > 1.0 {
            let zoom = Zoom { factor, at: day };
            let mut lens = self.lens(View { zoom, ..view });
            lens.put(day, at);
            lens.keep_inside();
            Zoom { factor, at: lens.day(width / 2.0) }
        } else {
            self.fit()
        }
    }

    /// The greatest factor, at which the finest dates of every stretch are well apart.
    fn greatest(&self, view: View) -> f64 {
        // By then every stretch grows in proportion.
        const FAR: f64 = 1e6;
        let lens = self.lens(View { zoom: Zoom { factor: FAR, at: 0.0 }, ..view });
        let unit = |events: &Range<f64>| self.grain_of(view.to_scale, events).unit();
        (FAR * READABLE / lens.least(&unit)).clamp(1.0, GREATEST)
    }

    fn lens(&self, view: View) -> Lens {
        let width = bounded(view.width);
        Lens::new(&self.anchors, &self.fold(view.to_scale).torn, self.grain, width * view.zoom.factor, width)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::sample::{crowds, stories, story, views};

    /// How wide the window is in days.
    fn seen(plan: &Plan, view: View) -> f64 {
        let lens = plan.seen(view).0;
        lens.day(view.width) - lens.day(0.0)
    }

    /// How exact places are, as fractions of the window: far out, days are further apart than pixels.
    fn exact(lens: &Lens) -> f64 {
        let scale = lens.scale();
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
    fn is_at_an_end(lens: &Lens, width: f64) -> bool {
        // A day at the window's edge is no more exact than days of that time are.
        const CLOSE: f64 = 1e-3;
        let (first, last) = lens.days();
        lens.at(first) > -CLOSE || lens.at(last) < width + CLOSE
    }

    #[test]
    fn an_event_is_zoomed_to_with_some_time_around_it() {
        let plan = Plan::new(&story(&["2014-09-05", "2020", "2025-03-13", "2025-06-24"]));
        let view = View { width: 768.0, zoom: Zoom::default(), to_scale: true };
        let zoom = plan.zoomed_to(view, 20_160.0, 20_161.0);
        assert!((zoom.at - 20_160.5).abs() < 1e-6, "{zoom:?}");
        assert!((seen(&plan, View { zoom, ..view }) - 768.0 / READABLE).abs() < 0.1);
        let zoom = plan.zoomed_to(view, 20_160.0, 20_264.0);
        let days = seen(&plan, View { zoom, ..view });
        assert!((days - 104.0 / FILLED).abs() < 1.0 || zoom.at + days / 2.0 > 20_264.0, "{days}");
    }

    #[test]
    fn zooming_in_ends_where_the_finest_dates_are_apart() {
        let plan = Plan::new(&story(&["Y-13800000000", "2025-03-13T09:00:00Z", "2025-03-13T10:00:00Z"]));
        let mut view = View { width: 1_280.0, zoom: Zoom::default(), to_scale: true };
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
            let lens = Plan::new(&story).seen(view).0;
            let scale = lens.scale();
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
                prop_assert!((lens.at(lens.day(share * view.width)) / view.width - share).abs() < 1e-6 + fine);
            }
        }

        #[test]
        fn the_window_never_leaves_the_strip(story in stories(), view in views(), by in -1e3..1e3, about in 0.0..=1.0) {
            let plan = Plan::new(&story);
            for zoom in [plan.panned(view, by), plan.zoomed(view, by, about), plan.zoomed_to(view, by, by + 100.0)] {
                let lens = plan.seen(View { zoom, ..view }).0;
                let (first, last) = lens.days();
                prop_assert!(zoom.factor >= 1.0 && zoom.factor <= GREATEST && zoom.at.is_finite());
                prop_assert!(lens.at(first) <= 1e-6 && lens.at(last) >= view.width - 1e-6);
            }
        }

        #[test]
        fn what_is_under_the_pointer_stays_there(story in stories(), view in views(), by in 0.1..10.0, about in 0.0..=1.0) {
            let plan = Plan::new(&story);
            let before = plan.seen(view).0;
            let day = before.day(about * view.width);
            let zoom = plan.zoomed(view, by, about);
            let after = plan.seen(View { zoom, ..view }).0;
            prop_assert!(is_at_an_end(&after, view.width) || (after.at(day) / view.width - about).abs() < exact(&after).max(exact(&before)), "{} for {about}", after.at(day) / view.width);
        }

        #[test]
        fn in_and_out_there_and_back_again(story in stories(), view in views(), by in 1.0..10.0, about in 0.2..0.8, far in 0.0..0.5) {
            let plan = Plan::new(&story);
            let same = |one: Zoom, other: Zoom| {
                let lens = plan.seen(View { zoom: one, ..view }).0;
                (one.factor / other.factor - 1.0).abs() < 1e-6 && (lens.at(other.at) / view.width - 0.5).abs() < 10.0 * exact(&lens)
            };
            let start = plan.seen(view).1;
            let view = View { zoom: start, ..view };
            let nearer = plan.zoomed(view, by, about);
            if (nearer.factor / start.factor / by - 1.0).abs() < 1e-9 {
                let back = plan.zoomed(View { zoom: nearer, ..view }, 1.0 / by, about);
                prop_assert!(same(start, back) || start.is_all(), "{start:?} {nearer:?} {back:?}");
            }
            let there = plan.panned(view, far);
            let lens = plan.seen(View { zoom: there, ..view }).0;
            if !start.is_all() && lens.at(lens.days().1) > view.width + 1e-3 {
                let back = plan.panned(View { zoom: there, ..view }, -far);
                prop_assert!(same(start, back), "{start:?} {there:?} {back:?}");
            }
        }

        #[test]
        fn another_width_keeps_the_day_in_the_middle(story in stories(), view in views(), width in 280.0..2_560.0) {
            let plan = Plan::new(&story);
            let (_, zoom) = plan.seen(view);
            let (lens, resized) = plan.seen(View { width, zoom, ..view });
            prop_assert!(is_at_an_end(&lens, width) || (lens.at(zoom.at) / width - 0.5).abs() < exact(&lens), "{zoom:?} {resized:?}");
        }

        #[test]
        fn zooming_to_events_shows_them(story in stories(), view in views(), nth in 0..40_usize) {
            let plan = Plan::new(&story);
            if nth < story.timeline.events.len() {
                let (from, to) = plan.days(&[nth]);
                let zoom = plan.zoomed_to(view, from, to);
                let lens = plan.seen(View { zoom, ..view }).0;
                prop_assert!(lens.at(from) > -exact(&lens) * view.width && lens.at(to) < (1.0 + exact(&lens)) * view.width, "{zoom:?} {} {}", lens.at(from), lens.at(to));
            }
        }
    }
}
