//! One time zone for all times of a story: the one that it names, else that of its main event.

use super::{Context, Diagnostics, excerpt, nearest};
use crate::date::{Date, Edtf, LocalOffset, Time, TimeZone, TimeZones, Zone, zone_offset};
use crate::story::{Event, Story};

/// Seconds of two days: so far around a story's times, the offsets of its zone are looked up.
const MARGIN: i64 = 2 * 86_400;

/// Moves all times to one zone, so that the order of the days and times is the order of the instants.
///
/// It is the zone that the story names, where there are `time_zones` to find it in; else that of the main event's time, or of the
/// earliest time.
pub fn unify_zones<S: Diagnostics>(story: &mut Story, context: &Context<S>, time_zones: Option<&dyn TimeZones>) {
    match time_zones.and_then(|time_zones| find(story, context, time_zones)) {
        Some(zone) => {
            report_local_times(story, context, &zone);
            story.dates_mut().for_each(|date| *date = date.in_time_zone(&zone));
            story.zone = Some(zone);
        }
        None => take_an_events_zone(story, context),
    }
}

/// Finds the zone that the story names, with its offsets at the story's times. Reports a name that no zone has.
fn find<S: Diagnostics>(story: &Story, context: &Context<S>, time_zones: &dyn TimeZones) -> Option<TimeZone> {
    let name = story.time_zone.as_deref()?;
    let times = || story.dates().flat_map(Edtf::instants);
    let range = times().min().unwrap_or(0) - MARGIN..times().max().unwrap_or(0) + MARGIN;
    let zone = time_zones.find(name, range);
    if zone.is_none() {
        let objects = context.objects.borrow();
        let node = objects.get(&story.id).and_then(|(object, _)| object.get("time_zone"));
        context.error("unknown-time-zone", node.map(|node| node.span.clone()).unwrap_or_default(), || {
            let names = time_zones.names();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let hint = nearest(name, &names).map(|name| format!("; did you mean `{name}`?"));
            let hint = hint.unwrap_or_else(|| ", such as `America/New_York`".to_owned());
            format!("`{}` is no name of the IANA time zone database{hint}", excerpt(name))
        });
    }
    zone
}

/// Reports the times without an offset that the clocks of the story's zone never showed, or showed twice.
fn report_local_times<S: Diagnostics>(story: &Story, context: &Context<S>, zone: &TimeZone) {
    let name = story.time_zone.as_deref().unwrap_or_default();
    for (date, span) in context.local_times.take() {
        let times = date.dates().filter_map(|date| Some((date, date.time()?)));
        for (date, time) in times.filter(|(_, time)| time.zone == Zone::Local) {
            match date.local_offset(time, zone) {
                LocalOffset::Unique(_) => {}
                LocalOffset::Ambiguous(first, second) => context.warning("ambiguous-time", span.clone(), || {
                    let [first, second] = [first, second].map(zone_offset);
                    format!(
                        "the clocks of {name} were set back and showed {} twice; the earlier is shown; write `{first}` or \
                         `{second}` behind it",
                        clock(date, time)
                    )
                }),
                LocalOffset::Skipped(_) => context.error("no-such-time", span.clone(), || {
                    format!(
                        "the clocks of {name} were set forward and never showed {}; correct it, or write its offset from UTC \
                         behind it",
                        clock(date, time)
                    )
                }),
            }
        }
    }
}

fn clock(date: Date, time: Time) -> String {
    let (_, month, day) = date.earliest().ymd();
    format!("{:02}:{:02} on {:04}-{month:02}-{day:02}", time.hour, time.minute, date.year)
}

/// Moves all times to the zone of the main event's time, else of the earliest time of an event. Warns if there are others.
fn take_an_events_zone<S: Diagnostics>(story: &mut Story, context: &Context<S>) {
    fn offsets(event: &Event) -> impl Iterator<Item = (f64, i16)> {
        event.date.dates().filter_map(|date| Some((date.span().0, date.time()?.zone.offset()?)))
    }
    let earliest = |one: (f64, i16), other: (f64, i16)| if other < one { other } else { one };
    let events = &story.timeline.events;
    let main = events.iter().filter(|event| event.main).flat_map(offsets).reduce(earliest);
    let first = || events.iter().flat_map(offsets).reduce(earliest);
    let Some((_, zone)) = main.or_else(first) else { return };
    if let Some(other) = events.iter().find(|event| offsets(event).any(|(_, offset)| offset != zone)) {
        let span =
            context.objects.borrow().get(&other.id).and_then(|(object, _)| Some(object.get("date")?.span.clone()));
        context.warning("mixed-zones", span.unwrap_or_default(), || {
            let zone = zone_offset(zone);
            let which = if main.is_some() { "main" } else { "earliest" };
            format!(
                "the times have different zones; all are shown in that of the {which} event, {zone}; `time_zone` sets another"
            )
        });
    }
    story.dates_mut().for_each(|date| *date = date.in_zone(zone));
}
