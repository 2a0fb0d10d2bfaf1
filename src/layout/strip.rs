//! The overview strip: lanes, marks, ticks and breaks of its visible part.

use std::ops::Range;

use super::{
    Break, Context, LABEL_GAP, Label, Mark, MarkEnd, Measure, Plan, Scale, TARGET_SIZE, Tick, Viewport,
    axis_break::{self, Stretch},
    bounded,
    cluster::{self, MarkGroup},
    mark::{place, target, whisker},
    plan::{BreakLayout, RowGroup},
    ticks::Axis,
    view_transform::ViewTransform,
};
use crate::sort::sort;

/// The visible part of the strip. Positions are fractions of the viewport's inline size, 0 at its earliest day.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// The plan's lanes, in any viewport.
    pub lanes: Vec<Lane>,
    /// Sorted by their first events.
    pub marks: Vec<Mark>,
    /// In order of time.
    pub ticks: Vec<Tick>,
    /// In order of time.
    pub contexts: Vec<Context>,
    /// In order of time.
    pub breaks: Vec<Break>,
    /// The scale of the viewport.
    pub scale: Scale,
    /// Number of shown events that are wholly before the viewport.
    pub before: usize,
    /// Number of shown events that are wholly after the viewport.
    pub after: usize,
    /// First and last visible day, within the days of the events, on the axis' clock. [`date::span`](crate::date::span) formats
    /// it.
    pub span: (f64, f64),
    /// Whether zooming in shows more detail.
    pub can_zoom_in: bool,
}

/// A lane: one track, or the events without one.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Index into `story.timeline.tracks`; `None` for events without a track.
    pub track: Option<usize>,
    /// First row, counted over the whole strip.
    pub row: usize,
    pub rows: usize,
}

impl Plan {
    /// Lays out the visible part of the strip.
    ///
    /// A date is a point at the middle of its range, with a whisker from its first day to its last if it is coarser than a day, or a
    /// day in a story with times of day. An interval is a bar where it is wide enough; open ends reach the strip's end. Events for
    /// which `is_shown` is false have no mark, but change neither scale nor lanes nor rows.
    pub fn strip(&self, viewport: Viewport, is_shown: &dyn Fn(usize) -> bool, label_width: Measure) -> Strip {
        let width = bounded(viewport.width);
        let (transform, zoom) = self.resolve(viewport);
        let layout = self.break_layout(viewport.to_scale);
        let mut collector = MarkCollector { transform: &transform, width, marks: Vec::new(), before: 0, after: 0 };
        for row_group in &layout.row_groups {
            collector.add(self, row_group, is_shown);
        }
        let MarkCollector { mut marks, before, after, .. } = collector;
        sort(&mut marks, &|a, b| a.event().cmp(&b.event()));

        let scale = transform.scale();
        let (mut from, mut to) = (transform.day(0.0), transform.day(width));
        let (mut ticks, mut contexts) = (Vec::new(), Vec::new());
        if let Some((first, last)) = self.occupied.first().zip(self.occupied.last()) {
            let (first, last) = (first.days.start, last.days.end);
            let grain = |events: &Range<f64>| self.grain_of(viewport.to_scale, events);
            let is_zoomed = !zoom.is_all();
            let axis = Axis { scale: &scale, grain: &grain, is_zoomed, width, label_width, zone: &self.zone };
            let rows = axis.rows();
            (ticks, contexts) = (rows.ticks, rows.contexts);
            // The padding before the first event and after the last one is not part of the story.
            if first < to && from < last {
                (from, to) = (from.max(first), to.min(last));
            }
        }
        let breaks = self.breaks(layout, &transform, &scale, label_width);
        let span = (self.zone.to_local(from), self.zone.to_local(to));
        let can_zoom_in = self.can_zoom_in(viewport, zoom);
        Strip { lanes: self.lanes.clone(), marks, ticks, contexts, breaks, scale, before, after, span, can_zoom_in }
    }

    /// Returns the number of rows that the labels of breaks take at [`REFERENCE_WIDTH`](super::REFERENCE_WIDTH), and at most on a wider strip.
    pub fn label_rows(&self, label_width: Measure) -> usize {
        let with_breaks = self.break_layout(false);
        let transform = self.reference_transform(with_breaks);
        label_rows(&self.breaks(with_breaks, &transform, &transform.scale(), label_width))
    }

    /// Returns the visible breaks with their labels, clear of the marks beside them, which may be closer than the scale's pieces.
    fn breaks(
        &self,
        layout: &BreakLayout,
        transform: &ViewTransform,
        scale: &Scale,
        label_width: Measure,
    ) -> Vec<Break> {
        let (width, margin) = (transform.width(), TARGET_SIZE / 2.0);
        let neighbors = layout.stretches.iter().zip(layout.stretches.iter().skip(1));
        let break_after = |((before, after), &gap): ((&Stretch, &Stretch), &_)| {
            let (left, right) = (before.days.end, after.days.start);
            let piece = scale.pieces().iter().find(|piece| piece.is_break && piece.events.start == left)?;
            let start = piece.xs.start.max((transform.x(left) + margin) / width);
            let end = piece.xs.end.min((transform.x(right) - margin) / width);
            (start < end).then_some(Break { start, end, gap, label: start, label_row: 0 })
        };
        let mut breaks: Vec<Break> = neighbors.zip(&layout.gaps).filter_map(break_after).collect();
        axis_break::place_labels(&mut breaks, LABEL_GAP / width, &|gap| label_width(Label::Gap(gap)) / width);
        breaks
    }
}

impl Strip {
    /// Returns the number of rows that the labels of its breaks take.
    pub fn label_rows(&self) -> usize {
        label_rows(&self.breaks)
    }

    /// Returns the number of rows of all lanes. It doesn't depend on the viewport.
    pub fn rows(&self) -> usize {
        self.lanes.iter().map(|lane| lane.rows).sum()
    }
}

fn label_rows(breaks: &[Break]) -> usize {
    breaks.iter().map(|axis_break| axis_break.label_row + 1).max().unwrap_or(0)
}

/// Collects the visible marks, and counts the events outside of the viewport.
struct MarkCollector<'a> {
    transform: &'a ViewTransform,
    width: f64,
    marks: Vec<Mark>,
    before: usize,
    after: usize,
}

impl MarkCollector<'_> {
    fn add(&mut self, plan: &Plan, row_group: &RowGroup, is_shown: &dyn Fn(usize) -> bool) {
        let mut events = Vec::with_capacity(row_group.events.len());
        let mut extents = Vec::with_capacity(row_group.events.len());
        for &event in &row_group.events {
            if let Some(extent) = plan.extents.get(event).filter(|_| is_shown(event)) {
                events.push(event);
                extents.push(place(self.transform, extent));
            }
        }
        // Index of the last mark of each row.
        let mut last_marks: Vec<Option<usize>> = vec![None; row_group.rows];
        for group in cluster::groups(&extents, row_group.rows) {
            let Some(last) = last_marks.get_mut(group.row) else { continue };
            let (start, end) = group.drawn_extent();
            let events = events.get(group.from..group.to).unwrap_or_default();
            let whisker = match events {
                &[event] => plan.extents.get(event).and_then(|extent| whisker(self.transform, extent)),
                _ => None,
            };
            let left = target(start, end, group.count()).0.min(whisker.map_or(f64::INFINITY, |whisker| whisker.0));
            if let Some(mark) = last.and_then(|index| self.marks.get_mut(index)) {
                mark.room = (mark.room.min(left / self.width) - mark.drawn(self.width).1 / self.width).max(0.0);
            }
            *last = None;
            let is_point = start == end;
            if end < -1e-6 || (!is_point && end <= 0.0) {
                self.before += group.count();
            } else if start > self.width + 1e-6 || (!is_point && start >= self.width) {
                self.after += group.count();
            } else {
                *last = Some(self.marks.len());
                self.marks.push(self.mark(plan, events, row_group.row + group.row, group, whisker));
            }
        }
        for index in last_marks.into_iter().flatten() {
            if let Some(mark) = self.marks.get_mut(index) {
                mark.room = (1.0 - mark.drawn(self.width).1 / self.width).max(0.0);
            }
        }
    }

    /// Returns the mark of a group; `whisker` is in pixels.
    fn mark(&self, plan: &Plan, events: &[usize], row: usize, group: MarkGroup, whisker: Option<(f64, f64)>) -> Mark {
        let (start, end) = group.drawn_extent();
        let (mut start_kind, mut end_kind) = (MarkEnd::Sharp, MarkEnd::Sharp);
        if let &[event] = events
            && let Some(extent) = plan.extents.get(event)
        {
            (start_kind, end_kind) = (extent.start_kind, extent.end_kind);
        }
        if start < end && start < -1e-6 {
            start_kind = MarkEnd::Cut;
        }
        if start < end && end > self.width + 1e-6 {
            end_kind = MarkEnd::Cut;
        }
        let fraction = |x: f64| (x / self.width).clamp(0.0, 1.0);
        // `add` sets it when it reaches the next mark of the row.
        let room = 1.0;
        let (events, start, end) = (events.to_vec(), fraction(start), fraction(end));
        let whisker = whisker.map(|(from, to)| (fraction(from), fraction(to)));
        Mark { events, row, start, end, whisker, start_kind, end_kind, room }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    use crate::layout::{
        plan,
        sample::{crowds, letters, stories, story, story_in, views, widths},
        tick_unit::year_start,
    };
    use crate::{date::DateFields, layout::Zoom, story::Story};

    fn nato() -> Story {
        crate::story::read(include_str!("../../stories/nato-white-house-2025.json")).0
    }

    fn deep_time() -> Story {
        crate::story::read(include_str!("../../stories/deep-time.json")).0
    }

    fn rosetta() -> Story {
        crate::story::read(include_str!("../../stories/rosetta-stone.json")).0
    }

    fn laid_out(story: &Story, width: f64) -> Strip {
        at(&Plan::new(story), Viewport { width, zoom: Zoom::default(), to_scale: false })
    }

    fn at(plan: &Plan, view: Viewport) -> Strip {
        plan.strip(view, &|_| true, &letters(7.5))
    }

    /// Returns the strip as text, in pixels: a line of ticks `|` and breaks `//…//`, a line of contexts, and a line for each row with its
    /// track and its marks in brackets: `[ ]` sharp, `( )` soft, `< >` open, `? ?` unknown.
    fn show(story: &Story, width: f64) -> Vec<String> {
        let strip = laid_out(story, width);
        let pixels = |x: f64| format!("{:.0}", x * width);
        let mut axis: Vec<(f64, String)> = Vec::new();
        for Tick { x, label } in &strip.ticks {
            let text = label.map_or(String::new(), |label| {
                let moved = if (label.x - x).abs() > 1e-9 { format!("{}: ", pixels(label.x)) } else { String::new() };
                format!(" {moved}{}", Label::Tick(label).show())
            });
            axis.push((*x, format!(" |{}{text}", pixels(*x))));
        }
        for Break { start, end, gap, label, label_row } in &strip.breaks {
            let text = format!(" {}{}: {}", pixels(*label), "v".repeat(*label_row), Label::Gap(*gap).show());
            axis.push((*start, format!(" //{}..{}{text}//", pixels(*start), pixels(*end))));
        }
        axis.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut lines = vec![axis.into_iter().fold(String::from("axis"), |line, (_, text)| line + &text)];
        let below = strip
            .contexts
            .iter()
            .map(|context| format!(" {}: {}", pixels(context.x), Label::Context(context.fields).show()));
        lines.push(format!("below{}", below.collect::<String>()));
        for lane in &strip.lanes {
            for row in lane.row..lane.row + lane.rows {
                let mut line = format!("{row} {}", lane.track.map_or(String::from("-"), |track| track.to_string()));
                for mark in strip.marks.iter().filter(|mark| mark.row == row) {
                    let end = match mark.whisker {
                        Some((from, to)) => format!(" {}-{}", pixels(from), pixels(to)),
                        None if mark.is_point() => String::new(),
                        None => format!("..{}", pixels(mark.end)),
                    };
                    let (from, to) = (
                        edge(mark.start_kind, ["[", "(", "<", "?", "…"]),
                        edge(mark.end_kind, ["]", ")", ">", "?", "…"]),
                    );
                    let count = if mark.is_cluster() { format!("×{}", mark.events.len()) } else { String::new() };
                    line += &format!(" {from}{}{end}{count}{to}", pixels(mark.start));
                }
                lines.push(line);
            }
        }
        lines
    }

    fn edge(edge: MarkEnd, [sharp, soft, open, unknown, cut]: [&str; 5]) -> &str {
        match edge {
            MarkEnd::Sharp => sharp,
            MarkEnd::Soft => soft,
            MarkEnd::Open => open,
            MarkEnd::Unknown => unknown,
            MarkEnd::Cut => cut,
        }
    }

    #[track_caller]
    fn strip(story: &Story, width: f64, expected: &[&str]) {
        assert_eq!(show(story, width), expected);
    }

    #[test]
    fn the_default_story_on_a_wide_screen() {
        strip(
            &nato(),
            1_280.0,
            &[
                "axis |44 5 //98..138 118: 7½ years// |182 24 //236..276 256: about 2½ years// |320 1 //375..415 395: about 3 months// |472 6 |535 13 |598 20 |661 27 |724 3 |787 10 |850 17 |913 24 |977 3 |1040 10 |1103 17 //1142..1182 1162: about 3 months// |1220 24",
                "below 52: September 2014 182: February 2022 320: October 2024 513: January 2025 769: February 2025 1010: March 2025 1220: June 2025",
                "0 0 [49] [326] [566 427-706] [1008] [1220..1241]",
                "1 0 [1071]",
                "2 1 [182..1280>",
                "3 1 [954]",
                "4 1 [1053]",
                "5 2 [990]",
                "6 2 [1008]",
                "7 2 [1125]",
            ],
        );
    }

    #[test]
    fn the_default_story_on_a_phone() {
        strip(
            &nato(),
            320.0,
            &[
                "axis |15 Sep //31..51 41: 7½ years// |67 Feb //83..103 93v: about 2½ years// |118 Oct //134..154 144: about 3 months// |166 Jan //269..289 268: about 3 months// |303 24",
                "below 15: 2014 67: 2022 118: 2024 170: 2025 286: June 2025",
                "0 0 [16] [119] [184 166-202] [241] [304]",
                "1 0 [249]",
                "2 1 [67..320>",
                "3 1 [234]",
                "4 1 [247]",
                "5 2 [239]",
                "6 2 [241]",
                "7 2 [256]",
            ],
        );
    }

    /// Asserts the labels along the strip: ticks and breaks, `¶`, contexts.
    #[track_caller]
    fn labels(story: &Story, width: f64, expected: &str) {
        let strip = laid_out(story, width);
        let mut text: Vec<(f64, String)> = Vec::new();
        text.extend(strip.ticks.iter().filter_map(|tick| Some((tick.x, Label::Tick(tick.label?).show()))));
        for axis_break in &strip.breaks {
            text.push((axis_break.start, format!("//{}//", Label::Gap(axis_break.gap).show())));
        }
        text.sort_by(|a, b| a.0.total_cmp(&b.0));
        let text: Vec<_> = text.into_iter().map(|(_, text)| text).collect();
        let below: Vec<_> = strip.contexts.iter().map(|context| Label::Context(context.fields).show()).collect();
        assert_eq!([text.join(" "), below.join(" ")].join(" ¶ "), expected, "at {width}");
    }

    #[test]
    fn the_default_story_has_labels_at_any_width() {
        labels(
            &nato(),
            280.0,
            "Sep //7½ years// Feb //about 2½ years// Oct //about 3 months// Jan Apr //about 3 months// 24 ¶ 2014 2022 2024 2025 June 2025",
        );
        labels(
            &nato(),
            320.0,
            "Sep //7½ years// Feb //about 2½ years// Oct //about 3 months// Jan //about 3 months// 24 ¶ 2014 2022 2024 2025 June 2025",
        );
        labels(
            &nato(),
            768.0,
            "5 //7½ years// 24 //about 2½ years// 1 //about 3 months// Jan Feb Mar //about 3 months// 24 ¶ Sep 2014 February 2022 October 2024 2025 June 2025",
        );
        labels(
            &nato(),
            1_280.0,
            "5 //7½ years// 24 //about 2½ years// 1 //about 3 months// 6 13 20 27 3 10 17 24 3 10 17 //about 3 months// 24 ¶ September 2014 February 2022 October 2024 January 2025 February 2025 March 2025 June 2025",
        );
    }

    #[test]
    fn every_event_of_the_default_story_has_a_mark_of_its_own_on_a_phone() {
        let marks = laid_out(&nato(), 280.0).marks;
        assert_eq!(marks.iter().map(Mark::event).collect::<Vec<_>>(), (0..12).collect::<Vec<_>>());
    }

    #[test]
    fn deep_time_has_labels_at_any_width() {
        let story = deep_time();
        labels(&story, 280.0, "//about 9300000000 years// -4500000000 1 ¶ -13800000000");
        labels(&story, 320.0, "//about 9300000000 years// -4000000000 -2000000000 1 ¶ -13800000000");
        labels(
            &story,
            768.0,
            "-13800000000 //about 9300000000 years// -4000000000 -3000000000 -2000000000 -1000000000 1 ¶ ",
        );
        labels(
            &story,
            1_280.0,
            "-13800000000 //about 9300000000 years// -4500000000 -4000000000 -3500000000 -3000000000 -2500000000 -2000000000 -1500000000 -1000000000 -500000000 1 ¶ ",
        );
    }

    /// Asserts that each stretch has a label of its own: a tick's, or a context with one of its years.
    #[track_caller]
    fn each_stretch_has_a_label(story: &Story, letter: f64) {
        let plan = Plan::new(story);
        for width in (280..=2_560).step_by(8) {
            let view = Viewport { width: f64::from(width), zoom: Zoom::default(), to_scale: false };
            let strip = plan.strip(view, &|_| true, &letters(letter));
            for piece in strip.scale.pieces().iter().filter(|piece| !piece.is_break) {
                let within = |fields: DateFields| {
                    year_start(fields.year) <= piece.days.end && year_start(fields.year + 1) > piece.days.start
                };
                let has_label = strip.ticks.iter().any(|tick| tick.label.is_some() && piece.xs.contains(&tick.x))
                    || strip.contexts.iter().any(|context| within(context.fields));
                assert!(has_label, "{piece:?} at {width}");
            }
        }
    }

    #[test]
    fn every_stretch_of_the_stories_has_a_label() {
        for letter in [6.5, 7.5, 10.0] {
            each_stretch_has_a_label(&nato(), letter);
            each_stretch_has_a_label(&deep_time(), letter);
            each_stretch_has_a_label(&rosetta(), letter);
        }
    }

    #[test]
    fn a_moment_far_from_all_others_is_labeled_with_its_year() {
        for width in (280..=2_560).step_by(8) {
            let strip = laid_out(&rosetta(), f64::from(width));
            let mut text = strip.ticks.iter().filter_map(|tick| tick.label).map(|label| label.fields);
            assert!(text.all(|fields| fields.month.is_none()), "at {width}");
        }
        labels(&rosetta(), 320.0, "-3199 //about 3004 years// 1 500 1000 1500 2000 ¶ ");
        let story = story(&["1916-05-16", "1948-05-14", "1948-05-15", "1956-10-29", "1956-11-07", "1956-12-22"]);
        labels(
            &story,
            768.0,
            "1916 //32 years// 14 //8½ years// 29 5 12 19 26 3 10 17 24 ¶ May 1948 October 1956 November 1956 December 1956",
        );
    }

    #[test]
    fn a_day_is_not_repeated_as_a_context() {
        let hours = ["09:20", "10:05", "10:45", "11:05", "13:45", "14:00", "15:20", "16:05", "19:00"];
        let dates: Vec<String> = hours.iter().map(|hour| format!("2025-03-13T{hour}:00Z")).collect();
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        labels(&story(&dates), 768.0, "10:00 11:00 12:00 13:00 14:00 15:00 16:00 17:00 18:00 19:00 ¶ 13 March 2025");
    }

    #[test]
    fn the_year_of_months_is_repeated_after_a_break() {
        let dates = ["2025-01-05", "2025-01-20", "2025-02-10", "2025-08-05", "2025-08-25", "2025-09-10"];
        labels(&story(&dates), 280.0, "Jan Feb //about 6 months// Aug Sep ¶ 2025 2025");
    }

    #[test]
    fn a_story_without_events_is_empty() {
        strip(&story(&[]), 768.0, &["axis", "below"]);
    }

    #[test]
    fn a_single_event_is_in_the_middle() {
        strip(
            &story(&["2025-03-13"]),
            320.0,
            &["axis |12 10 |54 11 |97 12 |139 13 |181 14 |223 15 |266 16 |308 17", "below 42: March 2025", "0 - [160]"],
        );
        strip(
            &story(&["2025-03-13", "2025-03-13"]),
            320.0,
            &[
                "axis |12 10 |54 11 |97 12 |139 13 |181 14 |223 15 |266 16 |308 17",
                "below 42: March 2025",
                "0 - [160]",
                "1 - [160]",
            ],
        );
        strip(
            &story(&["2025-01"]),
            320.0,
            &["axis |10 11: Dec |110 Jan |210 Feb |300 Mar", "below 15: 2024 114: 2025", "0 - [160 110-210]"],
        );
        strip(
            &story(&["2025-03-13T09:00:00Z"]),
            320.0,
            &["axis |12 15: 8:30 |86 8:45 |160 9:00 |234 9:15 |308 305: 9:30", "below 49: 13 March 2025", "0 - [160]"],
        );
    }

    #[test]
    fn the_ends_of_marks_show_how_certain_dates_are() {
        strip(
            &story(&["2001/..", "../2004", "2006/", "/2009", "2011~", "201X", "2013/2014?"]),
            768.0,
            &[
                "axis |51 2002 |129 2004 |208 2006 |286 2008 |364 2010 |443 2012 |521 2014 |599 2016 |678 2018 |756 753: 2020",
                "below",
                "0 - <0..169] [208..232? ?340..364] (560 364-756)",
                "1 - [12..768>",
                "2 - (423 404-443) [482..560)",
            ],
        );
    }

    #[test]
    fn a_day_has_a_whisker_in_a_story_with_times_of_day() {
        strip(
            &story(&["2025-03-13", "2025-03-13T09:00:00Z", "2025-03-13T21:00:00Z"]),
            768.0,
            &[
                "axis |12 15: 0:00 |105 3:00 |198 6:00 |291 9:00 |384 12:00 |477 15:00 |570 18:00 |663 21:00 |756 753: 0:00",
                "below 49: 13 March 2025",
                "0 - [384 12-756]",
                "1 - [291] [663]",
            ],
        );
    }

    #[test]
    fn deep_time_and_the_present() {
        strip(
            &story(&["Y-13800000000", "Y-4500000000", "Y-66000000", "1969-07-20", "2025"]),
            768.0,
            &[
                "axis |54 -13800000000 //115..155 135: 9300000000 years// |202 -4500000000 //270..310 290: about 4430000000 years// |361 -60000000 |493 -40000000 |624 -20000000 |756 1",
                "below",
                "0 - [57] [212] [322] [756]",
                "1 - [756]",
            ],
        );
    }

    #[test]
    fn lanes_are_in_the_order_of_tracks_and_events_without_a_track_come_last() {
        let story = story_in(&["a", "b", "c"], &[("2001", "c"), ("2002", ""), ("2003", "a"), ("2004", "gone")]);
        let lanes = laid_out(&story, 768.0).lanes;
        let tracks: Vec<_> = lanes.iter().map(|lane| (lane.track, lane.row, lane.rows)).collect();
        assert_eq!(tracks, [(Some(0), 0, 1), (Some(2), 1, 1), (None, 2, 1)]);
    }

    #[test]
    fn nonsensical_sizes_are_clamped() {
        for (width, label) in [(f64::NAN, f64::NAN), (0.0, -1.0), (f64::INFINITY, f64::INFINITY), (-1e300, 1e300)] {
            let view = Viewport { width, zoom: Zoom { factor: width, at: width }, to_scale: false };
            let strip = Plan::new(&nato()).strip(view, &|_| true, &|_| label);
            assert!(strip.marks.iter().all(|mark| 0.0 <= mark.start && mark.start <= mark.end && mark.end <= 1.0));
        }
    }

    #[test]
    fn bars_that_extend_beyond_the_viewport_are_cut() {
        let story = story(&["2001", "2001-06-01/2003-06-01", "2002/..", "2009"]);
        let plan = Plan::new(&story);
        let view = Viewport { width: 768.0, zoom: Zoom { factor: 4.0, at: 12_236.0 }, to_scale: false };
        let strip = at(&plan, view);
        let cut: Vec<_> = strip.marks.iter().map(|mark| (mark.event(), mark.start_kind, mark.end_kind)).collect();
        assert_eq!(cut, [(1, MarkEnd::Cut, MarkEnd::Sharp), (2, MarkEnd::Cut, MarkEnd::Cut)]);
        assert_eq!((strip.before, strip.after), (1, 1));
    }

    #[test]
    fn ten_thousand_events_on_one_day_are_one_cluster() {
        let strip = laid_out(&story(&vec!["2025-03-13"; 10_000]), 320.0);
        assert_eq!(strip.marks.iter().map(|mark| mark.events.len()).collect::<Vec<_>>(), [10_000]);
        assert_eq!(strip.rows(), 2);
    }

    #[test]
    fn a_filter_changes_neither_scale_nor_rows() {
        let plan = Plan::new(&nato());
        let view = Viewport { width: 768.0, zoom: Zoom::default(), to_scale: false };
        let (all, odd) = (at(&plan, view), plan.strip(view, &|event| event % 2 == 1, &letters(7.5)));
        assert_eq!((&all.scale, &all.lanes, &all.ticks), (&odd.scale, &odd.lanes, &odd.ticks));
        let odd_of_all =
            all.marks.iter().filter(|mark| mark.event() % 2 == 1).map(|mark| (mark.event(), mark.row, mark.start));
        assert_eq!(
            odd_of_all.collect::<Vec<_>>(),
            odd.marks.iter().map(|mark| (mark.event(), mark.row, mark.start)).collect::<Vec<_>>()
        );
    }

    /// Measures the layout of ten thousand events in ten years, as in a pan; run with `--release --ignored --nocapture`.
    #[test]
    #[ignore = "a measurement"]
    fn ten_thousand_events_are_laid_out_at_each_frame() {
        let dates: Vec<String> = (0..10_000)
            .map(|index| {
                let index = index * 7_919 % 10_000;
                format!("{}-{:02}-{:02}", 2014 + index % 11, index / 11 % 12 + 1, index / 132 % 28 + 1)
            })
            .collect();
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        let story = story(&dates);
        let begun = std::time::Instant::now();
        let plan = Plan::new(&story);
        println!("plan {:?}", begun.elapsed());
        for factor in [1.0, 3.0, 20.0, 1_000.0] {
            let view = Viewport { width: 1_280.0, zoom: Zoom { factor, at: 18_000.0 }, to_scale: false };
            let begun = std::time::Instant::now();
            for _ in 0..20 {
                at(&plan, view);
            }
            println!("{factor}: {:?}, {} marks", begun.elapsed() / 20, at(&plan, view).marks.len());
        }
    }

    proptest! {
        #[test]
        fn every_event_that_is_shown_is_in_a_mark_of_its_lane_or_outside(story in stories(), view in views(), hidden in 0..5_usize) {
            let plan = Plan::new(&story);
            let strip = plan.strip(view, &|event| event % 5 != hidden, &letters(7.5));
            let shown = (0..story.timeline.events.len()).filter(|event| event % 5 != hidden).count();
            let mut visible: Vec<usize> = strip.marks.iter().flat_map(|mark| mark.events.clone()).collect();
            prop_assert_eq!(visible.len() + strip.before + strip.after, shown);
            visible.sort_unstable();
            visible.dedup();
            prop_assert_eq!(visible.len() + strip.before + strip.after, shown);
            for mark in &strip.marks {
                prop_assert!(0.0 <= mark.start && mark.start <= mark.end && mark.end <= 1.0, "{mark:?}");
                prop_assert!((0.0..=1.0).contains(&mark.room), "{mark:?}");
                let lane = strip.lanes.iter().find(|lane| (lane.row..lane.row + lane.rows).contains(&mark.row));
                for &event in &mark.events {
                    let track = story.timeline.events.get(event).and_then(|event| event.track.as_ref());
                    let index = track.and_then(|id| story.timeline.tracks.iter().position(|track| track.id == **id));
                    prop_assert_eq!(lane.map(|lane| lane.track), Some(index));
                }
            }
            prop_assert!(strip.marks.is_sorted_by(|a, b| a.event() <= b.event()));
            prop_assert!(strip.lanes.iter().all(|lane| (1..=plan::MAX_ROWS).contains(&lane.rows)));
            if view.zoom.is_all() {
                prop_assert_eq!((strip.before, strip.after), (0, 0));
            }
        }

        #[test]
        fn labels_of_breaks_are_clear_of_each_other(story in stories(), view in views(), letter in 3.0..12.0) {
            let strip = Plan::new(&story).strip(view, &|_| true, &letters(letter));
            let width = view.width;
            let mut free_from = [0.0; 4];
            for Break { start, end, gap, label, label_row } in &strip.breaks {
                prop_assert!(start < end, "{start} {end}");
                let half = letters(letter)(Label::Gap(*gap)) / 2.0;
                let (left, right) = (label * width - half, label * width + half);
                prop_assert!(left >= free_from[*label_row] - 1e-6 && right <= width + 1e-6, "{left} {right}");
                prop_assert!(left <= end * width + 1e-6 && right >= start * width - 1e-6, "{left} {right}");
                free_from[*label_row] = right + LABEL_GAP;
            }
        }

        #[test]
        fn no_two_targets_of_a_row_overlap(story in prop_oneof![stories(), crowds()], view in views()) {
            let strip = at(&Plan::new(&story), view);
            for row in 0..strip.rows() {
                let mut targets: Vec<_> = strip.marks.iter().filter(|mark| mark.row == row).map(|mark| mark.target(view.width)).collect();
                targets.sort_by(|a, b| a.0.total_cmp(&b.0));
                for (a, b) in targets.iter().zip(targets.iter().skip(1)) {
                    prop_assert!(a.1 <= b.0 + 2e-3, "{a:?} {b:?}");
                    prop_assert!(a.1 - a.0 >= TARGET_SIZE - 1e-3);
                }
            }
        }

        #[test]
        fn a_lane_that_does_not_overflow_keeps_its_rows(story in stories(), one in views(), other in views()) {
            let plan = Plan::new(&story);
            let crowded = |event: &usize| plan.break_layout(false).row_groups.iter().any(|row_group| row_group.rows > 1 && row_group.events.contains(event));
            let strip = |view: Viewport| at(&plan, Viewport { to_scale: false, ..view });
            let (one, other) = (strip(one), strip(other));
            prop_assert_eq!(one.rows(), other.rows());
            prop_assert_eq!(&one.lanes, &other.lanes);
            for mark in one.marks.iter().filter(|mark| !mark.events.iter().any(crowded)) {
                for also in &other.marks {
                    if also.events.iter().any(|event| mark.events.contains(event)) {
                        prop_assert_eq!(mark.row, also.row);
                    }
                }
            }
        }

        #[test]
        fn a_story_of_few_events_has_no_clusters(story in stories(), width in widths()) {
            let plan = Plan::new(&story);
            if plan.break_layout(false).row_groups.iter().all(|row_group| row_group.rows == 1) && plan.lanes().iter().all(|lane| lane.rows < plan::MAX_ROWS) {
                prop_assert!(laid_out(&story, width).marks.iter().all(|mark| !mark.is_cluster()));
            }
        }

        #[test]
        fn starts_of_marks_keep_their_order(story in stories(), view in views()) {
            let plan = Plan::new(&story);
            let strip = at(&plan, view);
            let mut starts: Vec<(f64, f64)> = Vec::new();
            for mark in strip.marks.iter().filter(|mark| !mark.is_cluster()) {
                let extent = &plan.extents[mark.event()];
                if let (Some(start), false) = (extent.start, mark.is_point() && mark.whisker.is_none()) {
                    starts.push((start, mark.whisker.map_or(mark.start, |whisker| whisker.0)));
                }
            }
            starts.sort_by(|a, b| a.0.total_cmp(&b.0));
            prop_assert!(starts.is_sorted_by(|a, b| a.1 <= b.1 + 1e-9), "{starts:?}");
        }

        #[test]
        fn equal_gaps_are_equal_within_a_stretch(story in stories(), view in views(), days in 1.0..1_000.0) {
            let strip = at(&Plan::new(&story), view);
            for piece in strip.scale.pieces().iter().filter(|piece| !piece.is_break) {
                let length = piece.days.end - piece.days.start;
                let gap = days / 1_000.0 * length / 2.0;
                let width = |from: f64| strip.scale.position(from + gap) - strip.scale.position(from);
                let (first, last) = (width(piece.days.start), width(piece.days.end - gap));
                // Far from 1970, f64 has less than a day for each pixel.
                let far = piece.days.start.abs().max(piece.days.end.abs());
                let hair = 1e-6 + 1e-14 * far * (piece.xs.end - piece.xs.start) / length;
                prop_assert!((first - last).abs() < hair, "{first} {last}");
            }
        }

        #[test]
        fn a_cluster_is_between_its_members(story in crowds(), view in views()) {
            let plan = Plan::new(&story);
            let strip = at(&plan, view);
            let ends = |event: &usize| plan.extents.get(*event).is_some_and(|extent| extent.end.is_some());
            for mark in strip.marks.iter().filter(|mark| mark.is_cluster() && mark.events.iter().all(ends)) {
                let (from, to) = plan.days(&mark.events);
                let day = strip.scale.day(mark.start);
                let hair = 1e-6 * (strip.scale.day(1.0) - strip.scale.day(0.0));
                prop_assert!(from - hair <= day && day <= to + hair, "{from}..{to}: {day}");
            }
        }

        #[test]
        fn panning_changes_no_cluster(story in crowds(), view in views(), by in -0.5..0.5) {
            let plan = Plan::new(&story);
            let panned = Viewport { zoom: plan.panned(view, by), ..view };
            let (one, other) = (at(&plan, view), at(&plan, panned));
            for mark in &one.marks {
                for also in &other.marks {
                    if also.events.iter().any(|event| mark.events.contains(event)) {
                        prop_assert_eq!((&mark.events, mark.row), (&also.events, also.row));
                    }
                }
            }
        }
    }
}
