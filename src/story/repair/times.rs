//! One time zone for all times of a story: the one that it names, else that of its main event.

use super::{Context, Diagnostics, excerpt, nearest};
use crate::date::{Date, Edtf, LocalOffset, Time, TimeZone, TimeZones, Zone, zone_offset};
use crate::story::{Story, names::distance};

/// Margin around the story's times within which the changes of its zone are looked up, in seconds. It is more than half a year, since
/// the zone's name depends on whether its clocks change within that.
const MARGIN: i64 = 200 * 86_400;

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
        None => use_common_offset(story, context),
    }
}

/// Finds the zone that the story names, with its offsets at the story's times. Reports a name that no zone has.
fn find<S: Diagnostics>(story: &Story, context: &Context<S>, time_zones: &dyn TimeZones) -> Option<TimeZone> {
    let name = story.time_zone.as_deref()?;
    let (mut first, mut last) = (i64::MAX, i64::MIN);
    for instant in story.instants() {
        (first, last) = (first.min(instant), last.max(instant));
    }
    if first > last {
        (first, last) = (0, 0);
    }
    let zone = time_zones.find(name, first - MARGIN..last + MARGIN);
    if zone.is_none() {
        let objects = context.objects.borrow();
        let node = objects.get(&story.id).and_then(|(object, _)| object.get("time_zone"));
        context.error("unknown-time-zone", node.map(|node| node.span.clone()).unwrap_or_default(), || {
            let hint = nearest_zone(name, &time_zones.names()).map(|zone| format!("; did you mean `{zone}`?"));
            let hint = hint.unwrap_or_else(|| ", such as `America/New_York`".to_owned());
            format!("`{}` is no name of the IANA time zone database{hint}", excerpt(name))
        });
    }
    zone
}

/// Returns the zone that is meant by a name with a typo, or by a city's name. An abbreviation is no typo: CST has three meanings.
fn nearest_zone(name: &str, zones: &[String]) -> Option<String> {
    let city = name.replace(' ', "_");
    let mut cities =
        zones.iter().filter(|zone| zone.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(&city)));
    if let (Some(zone), None) = (cities.next(), cities.next()) {
        return Some(zone.clone());
    }
    let names: Vec<&str> = zones.iter().filter(|zone| zone.contains('/')).map(String::as_str).collect();
    nearest(&city, &names).filter(|nearest| distance(&city, nearest) == 1).map(str::to_owned)
}

/// Reports the times without an offset that the clocks of the story's zone never showed, or showed twice, and the intervals that end
/// before they start.
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
                        "the clocks of {name} were set back and showed {} twice; the earlier one is shown; write `{first}` \
                         behind it, or `{second}` for the later one",
                        clock(date, time)
                    )
                }),
                LocalOffset::Skipped(before, after) => context.error("no-such-time", span.clone(), || {
                    let [before, after] = [before, after].map(zone_offset);
                    format!(
                        "the clocks of {name} were set forward and never showed {}; correct it, or write `{before}` or \
                         `{after}` behind it",
                        clock(date, time)
                    )
                }),
            }
        }
        if date.in_time_zone(zone).ends_before_start() {
            context.error("end-before-start", span, || {
                format!("on the clocks of {name}, the interval ends before it starts; correct one of its times")
            });
        }
    }
}

fn clock(date: Date, time: Time) -> String {
    let (_, month, day) = date.earliest().ymd();
    format!("{:02}:{:02} on {:04}-{month:02}-{day:02}", time.hour, time.minute, date.year)
}

/// Moves all times to the zone of the main event's time, else of the earliest time of an event, else of any date. Warns if there are
/// others.
fn use_common_offset<S: Diagnostics>(story: &mut Story, context: &Context<S>) {
    fn offsets(date: &Edtf) -> impl Iterator<Item = (f64, i16)> {
        date.dates().filter_map(|date| Some((date.span().0, date.time()?.zone.offset()?)))
    }
    let earliest = |one: (f64, i16), other: (f64, i16)| if other < one { other } else { one };
    let events = &story.timeline.events;
    let main = events.iter().filter(|event| event.main).flat_map(|event| offsets(&event.date)).reduce(earliest);
    let first = || events.iter().flat_map(|event| offsets(&event.date)).reduce(earliest);
    let any = || story.dates().flat_map(offsets).reduce(earliest);
    let Some((_, zone)) = main.or_else(first).or_else(any) else { return };
    let differs = |date: &Edtf| offsets(date).any(|(_, offset)| offset != zone);
    if story.dates().any(differs) {
        let event = events.iter().find(|event| differs(&event.date));
        let objects = context.objects.borrow();
        let place = |id, field| objects.get(id).and_then(|(object, _)| Some(object.get(field)?.span.clone()));
        let has = |date: &Option<Edtf>| date.as_ref().is_some_and(differs);
        let span = match event {
            Some(event) => place(&event.id, "date"),
            None if has(&story.published) => place(&story.id, "published"),
            None if has(&story.updated) => place(&story.id, "updated"),
            None if story.updates.iter().any(|update| differs(&update.date)) => place(&story.id, "updates"),
            None => place(&story.id, "sources"),
        };
        context.warning("mixed-zones", span.unwrap_or_default(), || {
            let zone = zone_offset(zone);
            let which = if main.is_some() { "main event" } else { "earliest time" };
            format!(
                "the times have different offsets; all are shown in that of the {which}, {zone}; add `time_zone` to choose \
                 the zone"
            )
        });
    }
    story.dates_mut().for_each(|date| *date = date.in_zone(zone));
}
