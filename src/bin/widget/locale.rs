//! Dates, numbers and plurals in the story's language, by the browser's `Intl`.

use std::{
    cell::{OnceCell, RefCell},
    collections::HashMap,
};

use js_sys::{
    Array, Date, Function,
    Intl::{DateTimeFormat, NumberFormat, PluralRules},
    Object, Reflect,
};
use keyline::{
    date::{DateFields, Field, FormattedPart, Locale},
    i18n::{self, Phrases, Plural},
};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Throws where the tag is malformed: js-sys's own binding doesn't catch that.
    #[wasm_bindgen(js_namespace = ["Intl", "DateTimeFormat"], js_name = supportedLocalesOf, catch)]
    fn supported_locales(tag: &str) -> Result<Array, JsValue>;
}

/// The locale where the browser doesn't support the story's language.
const FALLBACK: &str = "en-GB";
const MINUTE: f64 = 60_000.0;

/// A [`Locale`] by `Intl`. Formatters and formatted dates are kept: both are slow to make.
pub struct IntlLocale {
    phrases: Phrases,
    tag: Array,
    numbers: Function,
    times: OnceCell<Function>,
    plurals: PluralRules,
    /// There are six of them at most.
    formats: RefCell<Vec<(Options, DateTimeFormat)>>,
    dates: RefCell<HashMap<DateFields, Vec<FormattedPart>>>,
}

/// The fields that a date is formatted with.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Options {
    month: bool,
    day: bool,
    short: bool,
}

impl IntlLocale {
    /// `tag` is a BCP 47 language tag, well-formed or not.
    pub fn new(tag: &str, phrases: Phrases) -> IntlLocale {
        let supported =
            supported_locales(i18n::formatting_tag(tag)).ok().map(|tags| tags.get(0)).filter(JsValue::is_string);
        let tag = Array::of1(&supported.unwrap_or_else(|| FALLBACK.into()));
        let none = Object::new();
        let numbers = NumberFormat::new(&tag, &none).format();
        let plurals = PluralRules::new(&tag, &none);
        let times = OnceCell::new();
        IntlLocale { phrases, tag, numbers, times, plurals, formats: RefCell::default(), dates: RefCell::default() }
    }

    /// Returns the language as a list for `Intl`.
    pub fn tag(&self) -> &Array {
        &self.tag
    }

    fn format(&self, options: Options) -> DateTimeFormat {
        let mut formats = self.formats.borrow_mut();
        if let Some((_, format)) = formats.iter().find(|(known, _)| *known == options) {
            return format.clone();
        }
        let fields = gregorian();
        set(&fields, "year", "numeric");
        if options.month {
            set(&fields, "month", if options.short { "short" } else { "long" });
        }
        if options.day {
            set(&fields, "day", "numeric");
        }
        let format = DateTimeFormat::new(&self.tag, &fields);
        formats.push((options, format.clone()));
        format
    }

    fn parts(&self, date: DateFields) -> Vec<FormattedPart> {
        let options = Options { month: date.month.is_some(), day: date.day.is_some(), short: date.short };
        let (month, day) = (date.month.unwrap_or(1), date.day.unwrap_or(1));
        let midnight = Date::new(&JsValue::from_f64(0.0));
        midnight.set_utc_full_year_with_month_date(date.year as u32, i32::from(month) - 1, i32::from(day));
        let parts = self.format(options).format_to_parts(&midnight);
        parts.iter().map(|part| formatted_part(&part)).collect()
    }
}

impl Locale for IntlLocale {
    fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    fn date(&self, date: DateFields) -> Vec<FormattedPart> {
        if let Some(parts) = self.dates.borrow().get(&date) {
            return parts.clone();
        }
        let parts = self.parts(date);
        self.dates.borrow_mut().insert(date, parts.clone());
        parts
    }

    fn time(&self, hour: u8, minute: u8) -> String {
        let format = self.times.get_or_init(|| {
            let fields = gregorian();
            set(&fields, "timeStyle", "short");
            DateTimeFormat::new(&self.tag, &fields).format()
        });
        let date = Date::new(&JsValue::from_f64((f64::from(hour) * 60.0 + f64::from(minute)) * MINUTE));
        call(format, &date)
    }

    fn number(&self, number: i64) -> String {
        call(&self.numbers, &JsValue::from_f64(number as f64))
    }

    fn plural(&self, count: u64) -> Plural {
        match String::from(self.plurals.select(count as f64)).as_str() {
            "zero" => Plural::Zero,
            "one" => Plural::One,
            "two" => Plural::Two,
            "few" => Plural::Few,
            "many" => Plural::Many,
            _ => Plural::Other,
        }
    }
}

/// Options for dates on the Gregorian calendar, in no time zone.
fn gregorian() -> Object {
    let options = Object::new();
    set(&options, "calendar", "gregory");
    set(&options, "timeZone", "UTC");
    options
}

/// Sets an option of a formatter.
pub fn set(object: &Object, key: &str, value: &str) {
    // Setting a field of a plain object doesn't fail.
    let _ = Reflect::set(object, &key.into(), &value.into());
}

fn call(format: &Function, value: &JsValue) -> String {
    format.call1(&JsValue::UNDEFINED, value).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// Returns a field of a part that a formatter returns: its `type` or `value`.
pub fn part_field(part: &JsValue, key: &str) -> String {
    Reflect::get(part, &key.into()).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn formatted_part(part: &JsValue) -> FormattedPart {
    let field = match part_field(part, "type").as_str() {
        "year" => Field::Year,
        "month" => Field::Month,
        "day" => Field::Day,
        _ => Field::Literal,
    };
    FormattedPart { field, text: part_field(part, "value") }
}
