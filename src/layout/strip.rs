//! The overview strip: lanes, marks, ticks, tears.

use super::{
    Mark, Room, Scale, Tear, Tick,
    extent::{Extent, Grain},
    mark::Plane,
    rows, tear, ticks,
};
use crate::{date::Fields, story::Story};

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

/// The width at which rows are found, whatever the room, in CSS pixels: the smallest phone's. Marks only move apart on a wider
/// strip, so rows that hold here hold everywhere; and the strip is as high on a phone as on a wall: nothing moves when it is
/// measured.
const REFERENCE: f64 = 280.0;

impl Strip {
    /// Lays out a story's timeline.
    ///
    /// A day is a point in its middle; months, years and what else is coarser are bars from their first day to their last
    /// where that is wide enough to see, and so are days in a story that is told in hours. Open ends reach the strip's edge.
    pub fn new(story: &Story, room: Room) -> Strip {
        let events = &story.timeline.events;
        let extents: Vec<Extent> = events.iter().map(|event| Extent::new(&event.date)).collect();
        let anchors: Vec<f64> = extents.iter().flat_map(Extent::anchors).collect();
        let grain = extents.iter().map(|extent| extent.grain).min().unwrap_or(Grain::Day);
        let dated = !anchors.is_empty();

        let reference = Room { width: REFERENCE, ..room };
        let narrow = Plane { scale: Scale::new(anchors.clone(), grain, reference), grain, width: REFERENCE };
        let plane = Plane { scale: Scale::new(anchors, grain, room), grain, width: room.bounded().width };

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

        let ticks = if dated { ticks::ticks(&plane.scale, grain, room, zone(story)) } else { Vec::new() };
        let tears = plane.scale.pieces().iter().filter_map(|piece| {
            let stretch = piece.torn.clone()?;
            Some(Tear { start: piece.xs.start, end: piece.xs.end, gap: tear::distance(&extents, stretch) })
        });
        let tears = tears.collect();
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
        Anchor, Edge,
        sample::{rooms, stories, story, story_in},
    };

    /// The default story's timeline: its dates and tracks.
    fn nato() -> Story {
        story_in(
            &["alliance", "ukraine", "europe"],
            &[
                ("2014-09-05", "alliance"),
                ("2022-02-24/..", "ukraine"),
                ("2024-10-01", "alliance"),
                ("2025-01", "alliance"),
                ("2025-02-28", "ukraine"),
                ("2025-03-04", "europe"),
                ("2025-03-06", "europe"),
                ("2025-03-06", "alliance"),
                ("2025-03-11", "ukraine"),
                ("2025-03-13", "alliance"),
                ("2025-03-19", "europe"),
                ("2025-06-24/2025-06-25", "alliance"),
            ],
        )
    }

    /// A strip as text, in pixels: ticks `|`, tears `//…//`, then a line for each row, with its track and its marks in
    /// brackets: `[ ]` sharp, `( )` soft, `< >` open, `? ?` unknown.
    fn show(story: &Story, width: f64) -> Vec<String> {
        let strip = Strip::new(story, Room { width, label: 64.0 });
        let pixels = |x: f64| format!("{:.0}", x * width);
        let mut axis: Vec<(f64, String)> = Vec::new();
        for Tick { x, label } in &strip.ticks {
            let line = match label.map(|label| label.anchor) {
                Some(Anchor::Start) => "|-",
                Some(Anchor::End) => "-|",
                _ => "|",
            };
            let said = label.map_or(String::new(), |label| format!(" {}", label.show()));
            axis.push((*x, format!(" {line}{}{said}", pixels(*x))));
        }
        for Tear { start, end, gap } in &strip.tears {
            axis.push((*start, format!(" //{}..{} {} {:?}//", pixels(*start), pixels(*end), gap.count, gap.unit)));
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
                "axis //52..132 7 Year// |164 2022/2 //196..276 2 Year// |308 2024/10 //349..429 3 Month// |461 2025 |577 15/1 |718 1/2 |834 15/2 |950 1/3 |1066 15/3 //1139..1219 3 Month//",
                "0 0 [16] [312] [461..718] [1251..1268]",
                "1 0 [995]",
                "2 0 [1054]",
                "3 1 [164..1280>",
                "4 1 [946]",
                "5 1 [1037]",
                "6 2 [979]",
                "7 2 [995]",
                "8 2 [1103]",
            ],
        );
    }

    #[test]
    fn the_default_story_on_a_phone() {
        strip(
            &nato(),
            320.0,
            &[
                "axis //28..92 7 Year// //124..188 2 Year// |240 2025",
                "0 0 [12] [205] [246] [308]",
                "1 0 [265]",
                "2 0 [268]",
                "3 1 [108..320>",
                "4 1 [263]",
                "5 1 [267]",
                "6 2 [264]",
                "7 2 [265]",
                "8 2 [270]",
            ],
        );
    }

    #[test]
    fn a_story_without_events_is_empty() {
        strip(&story(&[]), 768.0, &["axis"]);
    }

    #[test]
    fn one_event_stands_in_the_middle() {
        strip(&story(&["2025-03-13"]), 320.0, &["axis |54 11/3 |139 13/3 |223 15/3 |308", "0 - [160]"]);
        strip(
            &story(&["2025-03-13", "2025-03-13"]),
            320.0,
            &["axis |54 11/3 |139 13/3 |223 15/3 |308", "0 - [160]", "1 - [160]"],
        );
        strip(&story(&["2025-01"]), 320.0, &["axis |10 |110 2025 |210 /2 |300", "0 - [110..210]"]);
        strip(&story(&["2025-03-13T09:00:00Z"]), 320.0, &["axis |12 |86 8:45 |160 9:00 |234 9:15 |308", "0 - [160]"]);
    }

    #[test]
    fn marks_say_how_sure_they_are() {
        strip(
            &story(&["2001/..", "../2004", "2006/", "/2009", "2011~", "201X", "2013/2014?"]),
            768.0,
            &[
                "axis |51 2002 |129 2004 |208 2006 |286 2008 |364 2010 |443 2012 |521 2014 |599 2016 |678 2018 |756",
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
                "axis |12 |105 3:00 |198 6:00 |291 9:00 |384 12:00 |477 15:00 |570 18:00 |663 21:00 |756",
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
                "axis |12 //44..124 9300000000 Year// |156 //188..268 4430000000 Year// |341 -60000000 |480 -40000000 |618 -20000000 -|756 1",
                "0 - [12] [156] [300] [756]",
                "1 - [756]",
            ],
        );
    }

    #[test]
    fn tracks_have_lanes_in_their_order_and_what_has_none_comes_last() {
        let story = story_in(&["a", "b", "c"], &[("2001", "c"), ("2002", ""), ("2003", "a"), ("2004", "gone")]);
        let lanes = Strip::new(&story, Room { width: 768.0, label: 64.0 }).lanes;
        let tracks: Vec<_> = lanes.iter().map(|lane| (lane.track, lane.row, lane.rows)).collect();
        assert_eq!(tracks, [(Some(0), 0, 1), (Some(2), 1, 1), (None, 2, 1)]);
    }

    #[test]
    fn sizes_that_make_no_sense_are_bounded() {
        for (width, label) in [(f64::NAN, f64::NAN), (0.0, -1.0), (f64::INFINITY, f64::INFINITY), (-1e300, 1e300)] {
            let strip = Strip::new(&nato(), Room { width, label });
            assert!(strip.marks.iter().all(|mark| 0.0 <= mark.start && mark.start <= mark.end && mark.end <= 1.0));
        }
    }

    proptest! {
        #[test]
        fn every_story_has_a_finite_strip(story in stories(), room in rooms()) {
            let strip = Strip::new(&story, room);
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
        fn rows_do_not_depend_on_the_room(story in stories(), one in rooms(), other in rooms()) {
            let rows = |room: Room| Strip::new(&story, Room { label: 64.0, ..room }).marks.iter().map(|mark| mark.row).collect::<Vec<_>>();
            prop_assert_eq!(rows(one), rows(other));
        }

        #[test]
        fn marks_of_a_row_are_clear_of_each_other_unless_the_lane_is_full(story in stories(), width in 280.0..2_560.0) {
            let strip = Strip::new(&story, Room { width, label: 64.0 });
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
