//! The transform from days to pixels of the viewport.
//!
//! A strip that is zoomed in may be 10¹⁸ pixels long, of which some hundred are visible. So no position is measured from the strip's
//! start: each span has a reference day with a position in the viewport, and the positions of its other days are relative to it.

use std::ops::Range;

use super::{
    Piece, Scale, TARGET_SIZE,
    axis_break::{Shares, Stretch},
    extent::Grain,
};

pub(super) struct ViewTransform {
    spans: Vec<Span>,
    /// Width of the viewport, in pixels.
    width: f64,
}

/// A stretch of days to scale, or a break.
struct Span {
    days: Range<f64>,
    /// From its first event to its last; of a break, from the last event before it to the first one after it.
    events: Range<f64>,
    is_break: bool,
    /// In pixels.
    length: f64,
    /// The reference day, and its distance from the viewport's start in pixels.
    day: f64,
    x: f64,
}

impl ViewTransform {
    /// Lays out the strip at `length` pixels; the viewport is at its start. Breaks are between `stretches`, which are in order of time.
    pub fn new(stretches: &[Stretch], grain: Grain, length: f64, width: f64) -> ViewTransform {
        let mut spans: Vec<Span> = Vec::with_capacity(2 * stretches.len());
        let extents = stretches.iter().map(|stretch| stretch.extents).sum();
        let shares = Shares::new(extents, stretches.len().saturating_sub(1), length);
        let margin = TARGET_SIZE / 2.0;
        // Pixels of the margin before a break that are to scale.
        let mut scaled_margin = 0.0;
        for (index, stretch) in stretches.iter().enumerate() {
            let Range { start: first, end: last } = stretch.days;
            let previous = index.checked_sub(1).and_then(|index| stretches.get(index));
            let before = previous.map_or(f64::INFINITY, |previous| first - previous.days.end);
            let after = stretches.get(index + 1).map_or(f64::INFINITY, |next| next.days.start - last);

            // A moment is shown with some time around it, and with more than the precision of f64 at such a day.
            let min_domain = grain.min_domain().max(first.abs().max(last.abs()) * 1e-9);
            let padding = ((min_domain - (last - first)) / 2.0).max(0.0).min(before.min(after) / 4.0);
            let share = shares.stretch(stretch.extents);
            let days_per_pixel = (last - first + 2.0 * padding) / (share - TARGET_SIZE);
            let (left, right) =
                ((days_per_pixel * margin).min(before / 8.0), (days_per_pixel * margin).min(after / 8.0));
            let days = first - padding - left..last + padding + right;
            if let Some(last) = spans.last() {
                let length = shares.axis_break + TARGET_SIZE - scaled_margin - left / days_per_pixel;
                let (days, events) = (last.days.end..days.start, last.events.end..first);
                spans.push(Span { days, events, is_break: true, length, day: 0.0, x: 0.0 });
            }
            scaled_margin = right / days_per_pixel;
            let length = share - TARGET_SIZE + left / days_per_pixel + scaled_margin;
            spans.push(Span { days, events: first..last, is_break: false, length, day: 0.0, x: 0.0 });
        }
        if spans.is_empty() {
            spans.push(Span { days: 0.0..1.0, events: 0.0..1.0, is_break: false, length, day: 0.0, x: 0.0 });
        }
        let mut transform = ViewTransform { spans, width };
        transform.place(f64::NEG_INFINITY, 0.0);
        transform
    }

    /// Returns the width of the viewport in pixels.
    pub fn width(&self) -> f64 {
        self.width
    }

    /// Moves the viewport so that a day is `x` pixels from its start.
    pub fn place(&mut self, day: f64, x: f64) {
        let index = self.span_index(day);
        let (mut left, mut right) = (x, x);
        if let Some(span) = self.spans.get_mut(index) {
            span.day = day.max(span.days.start).min(span.days.end);
            span.x = x;
            (left, right) = (span.x_of(span.days.start), span.x_of(span.days.end));
        }
        for span in self.spans.iter_mut().skip(index + 1) {
            (span.day, span.x) = (span.days.start, right);
            right += span.length;
        }
        for span in self.spans.iter_mut().take(index).rev() {
            (span.day, span.x) = (span.days.end, left);
            left -= span.length;
        }
    }

    /// Moves the viewport inside the strip, if it extends beyond it.
    pub fn keep_inside(&mut self) {
        let (first, last) = self.days();
        if self.x(first) > 0.0 {
            self.place(first, 0.0);
        } else if self.x(last) < self.width {
            self.place(last, self.width);
        }
    }

    /// Returns the strip's first and last day.
    pub fn days(&self) -> (f64, f64) {
        let first = self.spans.first().map_or(0.0, |span| span.days.start);
        (first, self.spans.last().map_or(first, |span| span.days.end))
    }

    /// Returns the index of the span that contains a day, or of the nearer one at an end.
    fn span_index(&self, day: f64) -> usize {
        self.spans.iter().take(self.spans.len() - 1).take_while(|span| span.days.end < day).count()
    }

    /// Returns a day's distance from the viewport's start, in pixels.
    pub fn x(&self, day: f64) -> f64 {
        self.spans.get(self.span_index(day)).map_or(0.0, |span| span.x_of(day))
    }

    /// Returns the day at `x` pixels from the viewport's start; the inverse of [`x`](ViewTransform::x).
    pub fn day(&self, x: f64) -> f64 {
        let is_before = |span: &&Span| span.x_of(span.days.end) < x;
        let index = self.spans.iter().take(self.spans.len() - 1).take_while(is_before).count();
        self.spans.get(index).map_or(0.0, |span| {
            let day = span.day + (x - span.x) * (span.days.end - span.days.start) / span.length;
            day.max(span.days.start).min(span.days.end)
        })
    }

    /// Returns the minimum width of a unit over all stretches, in pixels; `unit_days` returns a unit's length in days for a
    /// stretch's events.
    pub fn min_unit_width(&self, unit_days: &dyn Fn(&Range<f64>) -> f64) -> f64 {
        let stretches = self.spans.iter().filter(|span| !span.is_break);
        let widths = stretches.map(|span| unit_days(&span.events) * span.length / (span.days.end - span.days.start));
        widths.fold(f64::INFINITY, f64::min)
    }

    /// Returns the scale of each stretch, in pixels for a day.
    pub fn pixels_per_day(&self) -> impl Iterator<Item = f64> {
        let stretches = self.spans.iter().filter(|span| !span.is_break);
        stretches.map(|span| span.length / (span.days.end - span.days.start))
    }

    /// Returns the scale of the viewport.
    pub fn scale(&self) -> Scale {
        let mut pieces: Vec<Piece> = Vec::with_capacity(self.spans.len());
        for span in &self.spans {
            let (left, right) = (span.x_of(span.days.start), span.x_of(span.days.end));
            if right < 1e-9 || left > self.width - 1e-9 {
                continue;
            }
            let from = if left < 0.0 { self.day(0.0).max(span.days.start) } else { span.days.start };
            let to = if right > self.width { self.day(self.width).min(span.days.end) } else { span.days.end };
            // Taken from the piece before, so that rounding leaves no space between them.
            let start = pieces.last().map_or(0.0, |last: &Piece| last.xs.end);
            let xs = start..(right / self.width).min(1.0);
            pieces.push(Piece { days: from..to, xs, events: span.events.clone(), is_break: span.is_break });
        }
        if let Some(last) = pieces.last_mut() {
            last.xs.end = 1.0;
        }
        Scale { pieces }
    }
}

impl Span {
    fn x_of(&self, day: f64) -> f64 {
        let day = day.max(self.days.start).min(self.days.end);
        self.x + (day - self.day) * self.length / (self.days.end - self.days.start)
    }
}
