//! Time zones in the browser: the zone that the page carries for its prerendered story, else what `Intl` says.

use std::ops::Range;

use js_sys::{Array, JSON, Object, Reflect};
use keyline::date::{TimeZone, TimeZones};
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::HtmlElement;

use crate::locale::{part_field, set};

/// Seconds between the instants at which a zone's offsets are compared. Two changes have been closer together in a few places and years
/// alone.
const STEP: i64 = 7 * 86_400;
/// Maximum number of these instants: if a story covers more than two centuries, they are farther apart.
const MAX_STEPS: i64 = 10_000;

#[wasm_bindgen]
extern "C" {
    /// js-sys's own binding doesn't catch what the constructor throws: a zone or a style that the browser doesn't have.
    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;

    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locales: &Array, options: &Object) -> Result<DateTimeFormat, JsValue>;

    #[wasm_bindgen(method, js_name = formatToParts)]
    fn format_to_parts(this: &DateTimeFormat, milliseconds: f64) -> Array;
}

/// The zones that a story may name.
pub struct PageTimeZones {
    carried: Option<CarriedZone>,
}

/// What the command line has resolved for a prerendered story.
struct CarriedZone {
    id: String,
    name: String,
    zone: TimeZone,
}

impl PageTimeZones {
    /// Reads the zone that the page carries inside the element.
    pub fn of(host: &HtmlElement) -> PageTimeZones {
        let script = host.query_selector(":scope > .keyline-time-zone-data").ok().flatten();
        PageTimeZones { carried: script.and_then(|script| CarriedZone::from_json(&script.text_content()?)) }
    }

    /// Returns the zones for a story that the page doesn't carry.
    pub fn none() -> PageTimeZones {
        PageTimeZones { carried: None }
    }

    /// Returns the name that the page carries for a zone, in the language of the prerendered story.
    pub fn carried_name(&self, id: &str) -> Option<String> {
        Some(self.carried.as_ref().filter(|carried| carried.id == id)?.name.clone())
    }
}

impl TimeZones for PageTimeZones {
    fn find(&self, name: &str, seconds: Range<i64>) -> Option<TimeZone> {
        match &self.carried {
            Some(carried) if carried.id == name => Some(carried.zone.clone()),
            _ => zone_by_intl(name, seconds),
        }
    }
}

impl CarriedZone {
    /// Reads `{"id": "America/New_York", "name": "Eastern Time", "first": -300, "changes": [[1741503600, -240], …]}`; `None` for
    /// anything else.
    fn from_json(json: &str) -> Option<CarriedZone> {
        let object = JSON::parse(json).ok()?;
        let get = |key: &str| Reflect::get(&object, &key.into()).ok();
        let changes = get("changes")?.dyn_into::<Array>().ok()?;
        let changes = changes.iter().map(|pair| {
            let pair = pair.dyn_into::<Array>().ok()?;
            Some((pair.get(0).as_f64()? as i64, pair.get(1).as_f64()? as i16))
        });
        let zone = TimeZone::new(get("first")?.as_f64()? as i16, changes.collect::<Option<_>>()?);
        Some(CarriedZone { id: get("id")?.as_string()?, name: get("name")?.as_string()?, zone })
    }
}

/// Returns the name of a zone in a language, as at an instant; the IANA name where the browser has no other.
pub fn name(locales: &Array, id: &str, seconds: i64) -> String {
    let format = format(locales, id, "longGeneric");
    format.and_then(|format| zone_part(&format, seconds)).unwrap_or_else(|| id.to_owned())
}

fn zone_by_intl(name: &str, seconds: Range<i64>) -> Option<TimeZone> {
    let format = format(&Array::of1(&"en".into()), name, "longOffset")?;
    let offset = |seconds: i64| zone_part(&format, seconds).and_then(|text| offset(&text));
    let first = offset(seconds.start)?;
    let mut changes: Vec<(i64, i16)> = Vec::new();
    let step = STEP.max((seconds.end - seconds.start) / MAX_STEPS);
    let (mut before, mut offset_before) = (seconds.start, first);
    while before < seconds.end {
        let after = before + step;
        let offset_after = offset(after)?;
        if offset_after != offset_before {
            let (mut low, mut high) = (before, after);
            while high - low > 1 {
                let middle = low + (high - low) / 2;
                *(if offset(middle)? == offset_before { &mut low } else { &mut high }) = middle;
            }
            changes.push((high, offset_after));
        }
        (before, offset_before) = (after, offset_after);
    }
    Some(TimeZone::new(first, changes))
}

/// Returns a format of times in a zone, with the zone in a style; `None` if the browser doesn't have the zone or the style.
fn format(locales: &Array, zone: &str, style: &str) -> Option<DateTimeFormat> {
    let options = Object::new();
    set(&options, "timeZone", zone);
    set(&options, "timeZoneName", style);
    DateTimeFormat::new(locales, &options).ok()
}

fn zone_part(format: &DateTimeFormat, seconds: i64) -> Option<String> {
    let parts = format.format_to_parts(seconds as f64 * 1_000.0);
    let part = parts.iter().find(|part| part_field(part, "type") == "timeZoneName")?;
    Some(part_field(&part, "value"))
}

/// Reads `Intl`'s `longOffset`, such as GMT, GMT+05:30 and GMT-04:56:02, in minutes.
fn offset(text: &str) -> Option<i16> {
    let text = text.strip_prefix("GMT")?;
    let (sign, clock) = match text.chars().next() {
        None => return Some(0),
        Some('+') => (1, &text[1..]),
        _ => (-1, text.get(text.chars().next()?.len_utf8()..)?),
    };
    let mut fields = clock.split(':').map(|field| field.parse::<i16>().ok());
    let (hours, minutes, seconds) = (fields.next()??, fields.next()??, fields.next().flatten().unwrap_or(0));
    Some(sign * (hours * 60 + minutes + (seconds + 30) / 60))
}
