//! Stories for the tests of layout, with only the fields that layout reads.

use proptest::prelude::*;
use serde_json::json;

use super::{
    Label, Viewport, Zoom,
    axis_break::{Stretch, choose_breaks, divide},
    extent::Grain,
    tick_unit::{year_of, year_start},
};
use crate::{
    date::Edtf,
    story::{Event, Id, Story, Track, TrackRef},
};

/// Returns a story of events, given as date and track; an empty track is none.
pub fn story_in(tracks: &[&str], events: &[(&str, &str)]) -> Story {
    let mut story = Story::default();
    story.timeline.tracks = tracks.iter().map(|&name| Track { id: id(name), title: name.into() }).collect();
    story.timeline.events = events.iter().map(|&(date, track)| event(date, track)).collect();
    story.sort_and_index();
    story
}

/// Returns a story of events on these dates, without tracks.
pub fn story(dates: &[&str]) -> Story {
    let events: Vec<_> = dates.iter().map(|&date| (date, "")).collect();
    story_in(&[], &events)
}

#[track_caller]
pub fn date(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"))
}

fn event(text: &str, track: &str) -> Event {
    let mut event: Event =
        serde_json::from_value(json!({ "id": "event", "date": text, "title": "" })).expect("an event");
    event.id = id(text);
    event.track = (!track.is_empty()).then(|| TrackRef::from(id(track)));
    event
}

fn id(name: &str) -> Id {
    Id::from(name)
}

/// Widths of a strip, from a phone's to a wide screen's.
pub fn widths() -> impl Strategy<Value = f64> {
    280.0..2_560.0
}

/// Returns the measure for labels with letters of so many pixels, about as long as in English.
pub fn letters(letter: f64) -> impl Fn(Label) -> f64 {
    move |label| letter * label.show().len() as f64
}

/// Returns a stretch for each of some days, which are sorted.
pub fn occupied(days: &[f64], grain: Grain) -> Vec<Stretch> {
    let stretch = |(index, &day)| Stretch { days: day..day, extents: 1, grain, first: index, last: index };
    days.iter().enumerate().map(stretch).collect()
}

/// Returns the stretches of some sorted days between the breaks that the strip would have.
pub fn stretches(days: &[f64], grain: Grain) -> Vec<Stretch> {
    let occupied = occupied(days, grain);
    divide(&occupied, &choose_breaks(&occupied, grain.unit()))
}

/// Grains with sorted days, within a minute to twenty billion years, evenly spread or bunched.
pub fn days() -> impl Strategy<Value = (Grain, Vec<f64>)> {
    let grain = prop_oneof![
        Just((Grain::Minute, -3.0..5.0)),
        Just((Grain::Day, 0.0..7.0)),
        Just((Grain::Year, 2.6..12.9)),
        Just((Grain::Century, 4.6..12.9)),
    ];
    let offsets = prop::collection::vec((0.0..1.0, 0.0..1.0), 1..40);
    (grain, -30_000.0..30_000.0).prop_flat_map(move |((grain, powers), base)| {
        (powers, offsets.clone()).prop_map(move |(power, offsets)| {
            let spread = |(share, bunched): (f64, f64)| 10_f64.powf(power * bunched) * share;
            let mut days: Vec<f64> = offsets.into_iter().map(|offset| aligned(base - spread(offset), grain)).collect();
            days.sort_by(f64::total_cmp);
            (grain, days)
        })
    })
}

/// Rounds a day down to the start of a date of this grain.
fn aligned(day: f64, grain: Grain) -> f64 {
    match grain {
        Grain::Minute => (day * 1_440.0).floor() / 1_440.0,
        Grain::Day => day.floor(),
        Grain::Century => year_start(year_of(day).div_euclid(100) * 100),
        _ => year_start(year_of(day)),
    }
}

/// Stories of up to forty events with every kind of date, in two tracks and none.
pub fn stories() -> impl Strategy<Value = Story> {
    let year = || prop_oneof![3 => 2_015..2_026_i64, 1 => 1_800..2_026_i64, 1 => 1..9_999_i64];
    let day = (year(), 1..13, 1..29).prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"));
    let time = (0..24, 0..60).prop_map(|(hour, minute)| format!("2025-03-13T{hour:02}:{minute:02}:00Z"));
    let fine = prop_oneof![day.clone(), day, (year(), 1..13).prop_map(|(year, month)| format!("{year:04}-{month:02}"))];
    let vague = prop_oneof![
        2 => year().prop_map(|year| format!("{year:04}~")),
        1 => (100..210).prop_map(|decade| format!("{decade}X")),
        1 => (10..21).prop_map(|century| format!("{century}XX")),
        1 => (-13_800_000_000_i64..-10_000).prop_map(|year| format!("Y{year}")),
    ];
    let one = prop_oneof![30 => fine, 1 => vague].boxed();
    let any = prop_oneof![
        20 => one.clone(),
        1 => time,
        2 => (year(), 0..3_i64).prop_map(|(year, more)| format!("{year:04}-06-24/{:04}", i64::min(year + more, 9_999))),
        2 => one.clone().prop_map(|date| format!("{date}/..")),
        2 => one.clone().prop_map(|date| format!("../{date}")),
        2 => one.clone().prop_map(|date| format!("{date}/")),
        2 => one.clone().prop_map(|date| format!("/{date}")),
    ];
    let track = prop_oneof![Just(""), Just("one"), Just("two")];
    prop::collection::vec((any, track), 0..40).prop_map(|events| {
        let events: Vec<_> = events.iter().map(|(date, track)| (date.as_str(), *track)).collect();
        story_in(&["one", "two"], &events)
    })
}

/// Viewports, mostly at events of recent years.
pub fn views() -> impl Strategy<Value = Viewport> {
    let zoom = prop_oneof![
        1 => Just(Zoom::default()),
        2 => (0.0..6.0, -70_000.0..21_000.0).prop_map(|(power, at)| Zoom { factor: 10_f64.powf(power), at }),
        1 => (0.0..14.0, 16_400.0..20_400.0).prop_map(|(power, at)| Zoom { factor: 10_f64.powf(power), at }),
    ];
    (widths(), zoom, any::<bool>()).prop_map(|(width, zoom, to_scale)| Viewport { width, zoom, to_scale })
}

/// Stories of more events in a few years than fit into rows, in one track and none.
pub fn crowds() -> impl Strategy<Value = Story> {
    let day = (2_023..2_026, 1..13, 1..29, 0..20).prop_map(|(year, month, day, kind)| match kind {
        0 => format!("{year}"),
        1 => format!("{year}-{month:02}"),
        2 => format!("{year}-{month:02}-{day:02}/2026"),
        3 => format!("{year}-{month:02}-{day:02}/.."),
        4 | 5 => String::from("2024-02-24"),
        _ => format!("{year}-{month:02}-{day:02}"),
    });
    let track = prop_oneof![1 => Just(""), 3 => Just("one")];
    (prop::collection::vec((day, track), 40..300), 0..40_usize).prop_map(|(events, main)| {
        let events: Vec<_> = events.iter().map(|(date, track)| (date.as_str(), *track)).collect();
        let mut story = story_in(&["one"], &events);
        if let Some(event) = story.timeline.events.get_mut(main) {
            event.main = main < 20;
        }
        story
    })
}
