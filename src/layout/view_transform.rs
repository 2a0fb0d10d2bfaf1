//! The transform: the whole strip in pixels, seen through a window.
//!
//! A strip that is zoomed in may be 10¹⁸ pixels long, of which a few hundred are seen. So nothing is measured from its start:
//! each stretch knows where one day of it is in the window, and its other days are so far from there.

use std::ops::Range;

use super::{Piece, Scale, TARGET, axis_break::Shares, extent::Grain};

pub(super) struct ViewTransform {
    spans: Vec<Span>,
    /// Of the window, in pixels.
    width: f64,
}

/// A stretch of days that is drawn to scale, or broken.
struct Span {
    days: Range<f64>,
    /// From its first event to its last; of a broken one, from the last event before it to the first after it.
    events: Range<f64>,
    broken: bool,
    /// How long it is, in pixels.
    long: f64,
    /// One of its days, and where that is in the window, in pixels.
    day: f64,
    at: f64,
}

impl ViewTransform {
    /// Lays the strip out at `long` pixels, for the days at which events begin and end, in order, with breaks after the `broken`,
    /// in order too. The window shows its start.
    pub fn new(anchors: &[f64], broken: &[usize], grain: Grain, long: f64, width: f64) -> ViewTransform {
        let mut spans: Vec<Span> = Vec::with_capacity(2 * broken.len() + 1);
        let shares = Shares::new(anchors.len(), broken.len(), long);
        let margin = TARGET / 2.0;
        let mut from = 0;
        // How much of the margin before a axis_break is to scale.
        let mut kept = 0.0;
        for to in broken.iter().copied().chain([anchors.len().saturating_sub(1)]) {
            let (Some(&first), Some(&last)) = (anchors.get(from), anchors.get(to)) else { break };
            let gap = |from: Option<&f64>, to: Option<&f64>| from.zip(to).map_or(f64::INFINITY, |(from, to)| to - from);
            let before = gap(from.checked_sub(1).and_then(|nth| anchors.get(nth)), Some(&first));
            let after = gap(Some(&last), anchors.get(to + 1));

            // A moment is shown with some time around it. Far out, days are further apart than the window is wide.
            let window = grain.window().max(first.abs().max(last.abs()) * 1e-9);
            let spare = ((window - (last - first)) / 2.0).max(0.0).min(before.min(after) / 4.0);
            let wide = shares.stretch(to + 1 - from);
            let pixel = (last - first + 2.0 * spare) / (wide - TARGET);
            let (left, right) = ((pixel * margin).min(before / 8.0), (pixel * margin).min(after / 8.0));
            let days = first - spare - left..last + spare + right;
            if let Some(last) = spans.last() {
                let long = shares.axis_break + TARGET - kept - left / pixel;
                let (days, events) = (last.days.end..days.start, last.events.end..first);
                spans.push(Span { days, events, broken: true, long, day: 0.0, at: 0.0 });
            }
            kept = right / pixel;
            let long = wide - TARGET + left / pixel + kept;
            spans.push(Span { days, events: first..last, broken: false, long, day: 0.0, at: 0.0 });
            from = to + 1;
        }
        if spans.is_empty() {
            spans.push(Span { days: 0.0..1.0, events: 0.0..1.0, broken: false, long, day: 0.0, at: 0.0 });
        }
        let mut transform = ViewTransform { spans, width };
        transform.put(f64::NEG_INFINITY, 0.0);
        transform
    }

    /// Moves the window: a day of the strip is so many pixels from the window's start.
    pub fn put(&mut self, day: f64, at: f64) {
        let nth = self.nth(day);
        let (mut left, mut right) = (at, at);
        if let Some(span) = self.spans.get_mut(nth) {
            span.day = day.max(span.days.start).min(span.days.end);
            span.at = at;
            (left, right) = (span.place(span.days.start), span.place(span.days.end));
        }
        for span in self.spans.iter_mut().skip(nth + 1) {
            (span.day, span.at) = (span.days.start, right);
            right += span.long;
        }
        for span in self.spans.iter_mut().take(nth).rev() {
            (span.day, span.at) = (span.days.end, left);
            left -= span.long;
        }
    }

    /// Moves the window so that it doesn't leave the strip.
    pub fn keep_inside(&mut self) {
        let (first, last) = self.days();
        if self.at(first) > 0.0 {
            self.put(first, 0.0);
        } else if self.at(last) < self.width {
            self.put(last, self.width);
        }
    }

    /// The strip's first and last day.
    pub fn days(&self) -> (f64, f64) {
        let first = self.spans.first().map_or(0.0, |span| span.days.start);
        (first, self.spans.last().map_or(first, |span| span.days.end))
    }

    /// The span that a day is in, or else the nearer end's.
    fn nth(&self, day: f64) -> usize {
        self.spans.iter().take(self.spans.len() - 1).take_while(|span| span.days.end < day).count()
    }

    /// How far a day is from the window's start, in pixels.
    pub fn at(&self, day: f64) -> f64 {
        self.spans.get(self.nth(day)).map_or(0.0, |span| span.place(day))
    }

    /// Which day is so many pixels from the window's start; the inverse of [`at`](ViewTransform::at).
    pub fn day(&self, at: f64) -> f64 {
        let before = |span: &&Span| span.place(span.days.end) < at;
        let nth = self.spans.iter().take(self.spans.len() - 1).take_while(before).count();
        self.spans.get(nth).map_or(0.0, |span| {
            let day = span.day + (at - span.at) * (span.days.end - span.days.start) / span.long;
            day.max(span.days.start).min(span.days.end)
        })
    }

    /// How many pixels a unit takes in the stretch where it takes the least; it is given for each stretch's events, in days.
    pub fn least(&self, unit: &dyn Fn(&Range<f64>) -> f64) -> f64 {
        let mut least = f64::INFINITY;
        for span in self.spans.iter().filter(|span| !span.broken) {
            least = least.min(unit(&span.events) * span.long / (span.days.end - span.days.start));
        }
        least
    }

    /// The scale of what is in the window.
    pub fn scale(&self) -> Scale {
        let mut pieces: Vec<Piece> = Vec::with_capacity(self.spans.len());
        for span in &self.spans {
            let (left, right) = (span.place(span.days.start), span.place(span.days.end));
            if right < 1e-9 || left > self.width - 1e-9 {
                continue;
            }
            let from = if left < 0.0 { self.day(0.0).max(span.days.start) } else { span.days.start };
            let to = if right > self.width { self.day(self.width).min(span.days.end) } else { span.days.end };
            // But for rounding the pieces touch, and fill the window.
            let start = pieces.last().map_or(0.0, |last: &Piece| last.xs.end);
            let xs = start..(right / self.width).min(1.0);
            pieces.push(Piece { days: from..to, xs, events: span.events.clone(), broken: span.broken });
        }
        if let Some(last) = pieces.last_mut() {
            last.xs.end = 1.0;
        }
        Scale { pieces }
    }
}

impl Span {
    fn place(&self, day: f64) -> f64 {
        let day = day.max(self.days.start).min(self.days.end);
        self.at + (day - self.day) * self.long / (self.days.end - self.days.start)
    }
}
