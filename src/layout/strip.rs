//! The overview strip: lanes, marks, ticks, tears.

use std::ops::Range;

use super::{
    AIR, Label, Mark, Measure, REFERENCE, Scale, TARGET, Tear, Tick, bounded,
    extent::{Extent, Grain},
    mark::Plane,
    rows, tear, ticks,
};
use crate::{date::Fields, order, story::Story};

/// Everything that is drawn in the strip. All `x` are fractions of the strip's inline size, 0 at the start of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// Tracks that have events, in the story's order; events without a track come last.
    pub lanes: Vec<Lane>,
    /// In the order of `story.timeline.events`, one for each.
    pub marks: Vec<Mark>,
    /// In order of time.
    pub ticks: Vec<Tick>,
    /// In order of time.
    pub tears: Vec<Tear>,
    pub scale: Scale,
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

impl Strip {
    /// Lays out a story's timeline.
    ///
    /// A day is a point in its middle; months, years and what else is coarser are bars from their first day to their last
    /// where that is wide enough to see, and so are days in a story that is told in hours. Open ends reach the strip's edge.
    pub fn new(story: &Story, width: f64, wide: Measure) -> Strip {
        let width = bounded(width);
        let events = &story.timeline.events;
        let extents: Vec<Extent> = events.iter().map(|event| Extent::new(&event.date)).collect();
        let anchors: Vec<f64> = extents.iter().flat_map(Extent::anchors).collect();
        let anchor = |nth: usize| anchors.get(nth).copied().unwrap_or_default();
        let ordered = order::sorted(anchors.len(), &|a, b| anchor(a).total_cmp(&anchor(b)));
        let anchors = order::arranged(anchors, &ordered);
        let grain = extents.iter().map(|extent| extent.grain).min().unwrap_or(Grain::Day);

        // From the start of an event to its end is no distance.
        let apart = |from, to| !extents.iter().any(|extent| extent.start == Some(from) && extent.end == Some(to));
        let torn = tear::torn(&anchors, grain.unit(), &apart);
        let plane = |width| Plane { scale: Scale::new(&anchors, &torn, grain, width), grain, width };
        let (narrow, plane) = (plane(REFERENCE), plane(width));

        let mut marks: Vec<Mark> =
            extents.iter().enumerate().map(|(event, extent)| plane.mark(event, extent)).collect();
        let mut lanes = Vec::new();
        let mut row = 0;
        for (track, members) in by_track(story) {
            let places = members.iter().filter_map(|&event| extents.get(event)).map(|extent| narrow.place(extent));
            let places: Vec<_> = places.map(|(start, end)| (start * REFERENCE, end * REFERENCE)).collect();
            let packed = rows::pack(&places);
            let count = packed.iter().max().map_or(0, |last| last + 1);
            for (&event, within) in members.iter().zip(packed) {
                if let Some(mark) = marks.get_mut(event) {
                    mark.row = row + within;
                }
            }
            lanes.push(Lane { track, row, rows: count });
            row += count;
        }

        let mut ticks = Vec::new();
        if !anchors.is_empty() {
            let grain = |days: &Range<f64>| {
                let within = |extent: &&Extent| extent.anchors().any(|day| day >= days.start && day <= days.end);
                extents.iter().filter(within).map(|extent| extent.grain).min().unwrap_or(grain)
            };
            ticks = ticks::ticks(&plane.scale, &grain, width, wide, zone(story));
        }
        let mut tears = Vec::new();
        let margin = TARGET / 2.0 / width;
        for piece in plane.scale.pieces().iter().filter(|piece| piece.torn) {
            let gap = tear::distance(&extents, piece.events.clone());
            // Drawn clear of the marks beside it, which may be closer to its piece.
            let (from, to) = (plane.scale.position(piece.events.start), plane.scale.position(piece.events.end));
            let (start, end) = (piece.xs.start.max(from + margin), piece.xs.end.min(to - margin));
            tears.push(Tear { start, end, gap, label: None });
        }
        tear::label(&mut tears, AIR / width, &|gap| wide(Label::Gap(gap)) / width);
        Strip { lanes, marks, ticks, tears, scale: plane.scale }
    }

    /// How many rows all lanes have together. It does not depend on the room.
    pub fn rows(&self) -> usize {
        self.lanes.iter().map(|lane| lane.rows).sum()
    }
}

/// How far the axis' clock is ahead of UTC, in days: as the first event says that gives a zone.
fn zone(story: &Story) -> f64 {
    let dates = story.timeline.events.iter().flat_map(|event| event.date.dates());
    let offset = dates.into_iter().find_map(|date| match date.fields {
        Fields::Time(.., time) => time.offset,
        _ => None,
    });
    f64::from(offset.unwrap_or(0)) / 1_440.0
}

/// The events of each track that has any, then those of none.
fn by_track(story: &Story) -> Vec<(Option<usize>, Vec<usize>)> {
    let tracks = story.timeline.tracks.len();
    let mut lanes: Vec<(Option<usize>, Vec<usize>)> =
        (0..tracks).map(Some).chain([None]).map(|track| (track, Vec::new())).collect();
    for (event, nth) in story.timeline.events.iter().zip(0..) {
        let track = event.track.as_ref().and_then(|id| story.track(id));
        if let Some((_, events)) = lanes.get_mut(track.unwrap_or(tracks)) {
            events.push(nth);
        }
    }
    lanes.retain(|(_, events)| !events.is_empty());
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    use crate::layout::{
        Edge,
        sample::{letters, stories, story, story_in, widths},
    };

    fn nato() -> Story {
        crate::story::read(include_str!("../../stories/nato-white-house-2025.json")).0
    }

    /// A strip as text, in pixels: ticks `|`, tears `//…//`, then a line for each row, with its track and its marks in
    /// brackets: `[ ]` sharp, `( )` soft, `< >` open, `? ?` unknown.
    fn show(story: &Story, width: f64) -> Vec<String> {
        let strip = Strip::new(story, width, &letters(7.5));
        let pixels = |x: f64| format!("{:.0}", x * width);
        let mut axis: Vec<(f64, String)> = Vec::new();
        for Tick { x, label } in &strip.ticks {
            let said = label.map_or(String::new(), |label| {
                let moved = if (label.x - x).abs() > 1e-9 { format!("{}: ", pixels(label.x)) } else { String::new() };
                format!(" {moved}{}", Label::Tick(label).show())
            });
            axis.push((*x, format!(" |{}{said}", pixels(*x))));
        }
        for Tear { start, end, gap, label } in &strip.tears {
            let said = label.map_or(String::new(), |at| format!(" {}: {} {:?}", pixels(at), gap.count, gap.unit));
            axis.push((*start, format!(" //{}..{}{said}//", pixels(*start), pixels(*end))));
        }
        axis.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut lines = vec![axis.into_iter().fold(String::from("axis"), |line, (_, said)| line + &said)];
        for lane in &strip.lanes {
            for row in lane.row..lane.row + lane.rows {
                let mut line = format!("{row} {}", lane.track.map_or(String::from("-"), |track| track.to_string()));
                for mark in strip.marks.iter().filter(|mark| mark.row == row) {
                    let end = if mark.is_point() { String::new() } else { format!("..{}", pixels(mark.end)) };
                    let (from, to) =
                        (edge(mark.start_edge, ["[", "(", "<", "?"]), edge(mark.end_edge, ["]", ")", ">", "?"]));
                    line += &format!(" {from}{}{end}{to}", pixels(mark.start));
                }
                lines.push(line);
            }
        }
        lines
    }

    fn edge(edge: Edge, [sharp, soft, open, unknown]: [&str; 4]) -> &str {
        match edge {
            Edge::Sharp => sharp,
            Edge::Soft => soft,
            Edge::Open => open,
            Edge::Unknown => unknown,
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
                "axis |61 5 September 2014 //138..178 158: 7 Year// |231 24 February 2022 //283..323 303: 2 Year// |335 Oct 2024 |381 |424 Dec |470 2025 |515 Feb //527..567 547: 28 Day// |605 Mar 2025 |784 8 Mar |962 15 Mar //1102..1142 1122: 3 Month// |1195 24 June 2025",
                "0 0 [69] [336] [745] [1195..1227]",
                "1 0 [470..515] [924]",
                "2 1 [231..1280>",
                "3 1 [592] [873]",
                "4 2 [694] [1077]",
                "5 2 [745]",
            ],
        );
    }

    #[test]
    fn the_default_story_on_a_phone() {
        strip(
            &nato(),
            320.0,
            &[
                "axis |16 2014 //34..54 44: 7 Year// |69 2022 //84..104 105: 2 Year// |131 2025 //149..169 165: 28 Day// |184 184: Mar 2025 |235 245: 15 Mar //266..286 276: 3 Month// |301 Jun",
                "0 0 [17] [116] [204] [303]",
                "1 0 [134] [230]",
                "2 1 [69..320>",
                "3 1 [182] [223]",
                "4 2 [197] [252]",
                "5 2 [204]",
            ],
        );
    }

    /// What is said along a strip, in order: ticks' labels, and tears with theirs.
    #[track_caller]
    fn says(story: &Story, width: f64, expected: &str) {
        let strip = Strip::new(story, width, &letters(7.5));
        let mut said: Vec<(f64, String)> = Vec::new();
        said.extend(strip.ticks.iter().filter_map(|tick| Some((tick.x, Label::Tick(tick.label?).show()))));
        for tear in &strip.tears {
            let gap = tear.label.map_or(String::new(), |_| format!("{}//", Label::Gap(tear.gap).show()));
            said.push((tear.start, format!("//{gap}")));
        }
        said.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert_eq!(said.into_iter().map(|(_, said)| said).collect::<Vec<_>>().join(" "), expected, "at {width}");
    }

    #[test]
    fn the_default_story_says_when_it_is_at_any_width() {
        says(&nato(), 280.0, "2014 //7 years// 2022 //2 years// 2025 //28 days// Mar 2025 //3 months// Jun 2025");
        says(&nato(), 320.0, "2014 //7 years// 2022 //2 years// 2025 //28 days// Mar 2025 15 Mar //3 months// Jun");
        says(
            &nato(),
            768.0,
            "Sep 2014 //7 years// 24 February 2022 //2 years// Oct 2024 2025 //28 days// Mar 2025 8 Mar 15 Mar //3 months// 24 June 2025",
        );
        says(
            &nato(),
            1_280.0,
            "5 September 2014 //7 years// 24 February 2022 //2 years// Oct 2024 Dec 2025 Feb //28 days// Mar 2025 8 Mar 15 Mar //3 months// 24 June 2025",
        );
    }

    #[test]
    fn march_2025_has_room_on_a_phone() {
        let strip = Strip::new(&nato(), 320.0, &letters(7.5));
        let march: Vec<f64> =
            strip.marks.iter().filter(|mark| (4..11).contains(&mark.event)).map(|mark| mark.start).collect();
        let (first, last) = (march.first().copied().unwrap_or(1.0), march.last().copied().unwrap_or(0.0));
        assert!((last - first) * 320.0 > 60.0, "{march:?}");
    }

    #[test]
    fn deep_time_says_when_it_is_at_any_width() {
        let story = crate::story::read(include_str!("../../stories/deep-time.json")).0;
        says(&story, 280.0, "//9300000000 years// -4500000000 // //4386 years// 1088 //561 years// 2000");
        says(&story, 320.0, "//9300000000 years// -4500000000 // -720000000 //4386 years// 1088 //561 years// 2000");
        says(
            &story,
            768.0,
            "-13800000000 //9300000000 years// -4500000000 //980000000 years// -600000000 -200000000 //4386 years// 1088 //561 years// 1700 1800 1900 2000",
        );
        says(
            &story,
            1_280.0,
            "-13800000000 //9300000000 years// -4000000000 -2000000000 //980000000 years// -600000000 -400000000 -200000000 //4386 years// 1088 //561 years// 1650 1700 1750 1800 1850 1900 1950 2000",
        );
    }

    #[test]
    fn a_story_without_events_is_empty() {
        strip(&story(&[]), 768.0, &["axis"]);
    }

    #[test]
    fn one_event_stands_in_the_middle() {
        strip(
            &story(&["2025-03-13"]),
            320.0,
            &["axis |54 11 March 2025 |139 13 Mar |223 15 Mar |308 298: 17 Mar", "0 - [160]"],
        );
        strip(
            &story(&["2025-03-13", "2025-03-13"]),
            320.0,
            &["axis |54 11 March 2025 |139 13 Mar |223 15 Mar |308 298: 17 Mar", "0 - [160]", "1 - [160]"],
        );
        strip(&story(&["2025-01"]), 320.0, &["axis |10 30: Dec 2024 |110 2025 |210 Feb |300 Mar", "0 - [110..210]"]);
        strip(
            &story(&["2025-03-13T09:00:00Z"]),
            320.0,
            &["axis |12 68: 13 March 2025 8:30 |86 |160 9:00 |234 9:15 |308 305: 9:30", "0 - [160]"],
        );
    }

    #[test]
    fn marks_say_how_sure_they_are() {
        strip(
            &story(&["2001/..", "../2004", "2006/", "/2009", "2011~", "201X", "2013/2014?"]),
            768.0,
            &[
                "axis |51 2002 |129 2004 |208 2006 |286 2008 |364 2010 |443 2012 |521 2014 |599 2016 |678 2018 |756 753: 2020",
                "0 - <0..169] [208..232? ?340..364] (364..756)",
                "1 - [12..768>",
                "2 - (404..443) [482..560)",
            ],
        );
    }

    #[test]
    fn a_day_is_long_in_a_story_told_in_hours() {
        strip(
            &story(&["2025-03-13", "2025-03-13T09:00:00Z", "2025-03-13T21:00:00Z"]),
            768.0,
            &[
                "axis |12 49: 13 March 2025 |105 |198 6:00 |291 9:00 |384 12:00 |477 15:00 |570 18:00 |663 21:00 |756 746: 14 Mar",
                "0 - [12..756]",
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
                "axis |78 -13800000000 //166..206 186: 9300000000 Year// |245 -4000000000 |352 -2000000000 //467..507 487: 66000000 Year// |521 1970 |563 1980 |605 1990 |647 2000 |689 2010 |731 2020",
                "0 - [83] [218] [455] [519] [754]",
            ],
        );
    }

    #[test]
    fn tracks_have_lanes_in_their_order_and_what_has_none_comes_last() {
        let story = story_in(&["a", "b", "c"], &[("2001", "c"), ("2002", ""), ("2003", "a"), ("2004", "gone")]);
        let lanes = Strip::new(&story, 768.0, &letters(7.5)).lanes;
        let tracks: Vec<_> = lanes.iter().map(|lane| (lane.track, lane.row, lane.rows)).collect();
        assert_eq!(tracks, [(Some(0), 0, 1), (Some(2), 1, 1), (None, 2, 1)]);
    }

    #[test]
    fn sizes_that_make_no_sense_are_bounded() {
        for (width, label) in [(f64::NAN, f64::NAN), (0.0, -1.0), (f64::INFINITY, f64::INFINITY), (-1e300, 1e300)] {
            let strip = Strip::new(&nato(), width, &|_| label);
            assert!(strip.marks.iter().all(|mark| 0.0 <= mark.start && mark.start <= mark.end && mark.end <= 1.0));
        }
    }

    proptest! {
        #[test]
        fn every_story_has_a_finite_strip(story in stories(), width in widths()) {
            let strip = Strip::new(&story, width, &letters(7.5));
            let events = story.timeline.events.len();
            prop_assert_eq!(strip.marks.iter().map(|mark| mark.event).collect::<Vec<_>>(), (0..events).collect::<Vec<_>>());
            for mark in &strip.marks {
                prop_assert!(0.0 <= mark.start && mark.start <= mark.end && mark.end <= 1.0, "{mark:?}");
                let lane = strip.lanes.iter().find(|lane| (lane.row..lane.row + lane.rows).contains(&mark.row));
                let track = story.timeline.events.get(mark.event).and_then(|event| event.track.as_ref());
                let index = track.and_then(|id| story.timeline.tracks.iter().position(|track| track.id == *id));
                prop_assert_eq!(lane.map(|lane| lane.track), Some(index));
            }
            prop_assert!(strip.lanes.iter().all(|lane| (1..=rows::MOST).contains(&lane.rows)));
        }

        #[test]
        fn labels_of_tears_are_clear_of_each_other(story in stories(), width in widths(), letter in 3.0..12.0) {
            let strip = Strip::new(&story, width, &letters(letter));
            let mut free = 0.0;
            for tear in &strip.tears {
                prop_assert!(tear.start < tear.end, "{tear:?}");
                let Some(middle) = tear.label else { continue };
                let half = letters(letter)(Label::Gap(tear.gap)) / 2.0;
                prop_assert!(middle * width - half >= free - 1e-6 && middle * width + half <= width + 1e-6, "{tear:?}");
                free = middle * width + half + AIR;
            }
        }

        #[test]
        fn rows_do_not_depend_on_the_room(story in stories(), one in widths(), other in widths()) {
            let rows = |width| Strip::new(&story, width, &letters(7.5)).marks.iter().map(|mark| mark.row).collect::<Vec<_>>();
            prop_assert_eq!(rows(one), rows(other));
        }

        #[test]
        fn marks_of_a_row_are_clear_of_each_other_unless_the_lane_is_full(story in stories(), width in 280.0..2_560.0) {
            let strip = Strip::new(&story, width, &letters(7.5));
            for lane in strip.lanes.iter().filter(|lane| lane.rows < rows::MOST) {
                for row in lane.row..lane.row + lane.rows {
                    let mut targets: Vec<_> = strip.marks.iter().filter(|mark| mark.row == row)
                        .map(|mark| rows::target(mark.start * width, mark.end * width)).collect();
                    targets.sort_by(|a, b| a.0.total_cmp(&b.0));
                    for (a, b) in targets.iter().zip(targets.iter().skip(1)) {
                        prop_assert!(a.1 <= b.0 + 1e-6, "{a:?} {b:?}");
                    }
                }
            }
        }
    }
}
