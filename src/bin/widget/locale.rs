//! The browser's `Intl` as the story's [`Locale`].

use std::cell::OnceCell;

use js_sys::{Array, Date, Intl, JSON, JsString, Object, Reflect};
use keyline::{
    date::{Civil, Field, Locale, Part, Plural},
    lang,
};
use wasm_bindgen::{JsCast, JsValue};

/// `Intl` in one language. Formatters are costly to make and are kept.
pub struct Browser {
    tag: String,
    /// By [`dates`].
    dates: [OnceCell<Intl::DateTimeFormat>; 5],
    time: OnceCell<Intl::DateTimeFormat>,
    numbers: OnceCell<Intl::NumberFormat>,
    plurals: OnceCell<Intl::PluralRules>,
}

impl Browser {
    /// `tag` is a story's language. One that is no language's tag at all would make `Intl` throw: English then.
    pub fn new(tag: &str) -> Browser {
        let tag = lang::formatting(tag);
        let tag = if crate::canonical_locales(tag).is_ok() { tag } else { lang::formatting("en") };
        Browser {
            tag: tag.to_owned(),
            dates: Default::default(),
            time: OnceCell::new(),
            numbers: OnceCell::new(),
            plurals: OnceCell::new(),
        }
    }

    fn tags(&self) -> Array {
        Array::of1(&JsValue::from_str(&self.tag))
    }

    /// EDTF's calendar, and no time zone's business.
    fn date_format(&self, fields: &str) -> Intl::DateTimeFormat {
        Intl::DateTimeFormat::new(
            &self.tags(),
            &options(&format!(r#"{{{fields},"calendar":"gregory","timeZone":"UTC"}}"#)),
        )
    }
}

impl Locale for Browser {
    fn tag(&self) -> &str {
        &self.tag
    }

    fn date(&self, date: Civil) -> Vec<Part> {
        let (nth, fields) = dates(date);
        let format = self.dates[nth].get_or_init(|| self.date_format(fields));
        let instant = Date::new_with_year_month_day(2000, i32::from(date.month.unwrap_or(1)) - 1, 1);
        instant.set_utc_full_year_with_month_date(
            date.year as u32,
            i32::from(date.month.unwrap_or(1)) - 1,
            i32::from(date.day.unwrap_or(1)),
        );
        instant.set_utc_hours(12);
        format.format_to_parts(&instant).iter().map(|part| self::part(&part)).collect()
    }

    fn time(&self, hour: u8, minute: u8) -> String {
        let format = self.time.get_or_init(|| self.date_format(r#""timeStyle":"short""#));
        let instant = Date::new(&JsValue::from((u32::from(hour) * 60 + u32::from(minute)) * 60_000));
        format.format().call1(&JsValue::UNDEFINED, &instant).ok().and_then(|text| text.as_string()).unwrap_or_default()
    }

    fn number(&self, number: i64) -> String {
        let format = self.numbers.get_or_init(|| Intl::NumberFormat::new(&self.tags(), &Object::new()));
        let text = format.format().call1(&JsValue::UNDEFINED, &JsValue::from_f64(number as f64));
        text.ok().and_then(|text| text.as_string()).unwrap_or_default()
    }

    fn plural(&self, count: u64) -> Plural {
        let rules = self.plurals.get_or_init(|| Intl::PluralRules::new(&self.tags(), &Object::new()));
        let category = JsString::from(JsValue::from(rules.select(count as f64)));
        match String::from(category).as_str() {
            "zero" => Plural::Zero,
            "one" => Plural::One,
            "two" => Plural::Two,
            "few" => Plural::Few,
            "many" => Plural::Many,
            _ => Plural::Other,
        }
    }
}

/// Which formatter, and the fields it is made with.
fn dates(date: Civil) -> (usize, &'static str) {
    match (date.month, date.day, date.short) {
        (None, ..) => (0, r#""year":"numeric""#),
        (_, None, false) => (1, r#""year":"numeric","month":"long""#),
        (_, Some(_), false) => (2, r#""year":"numeric","month":"long","day":"numeric""#),
        (_, None, true) => (3, r#""year":"numeric","month":"short""#),
        (_, Some(_), true) => (4, r#""year":"numeric","month":"short","day":"numeric""#),
    }
}

fn options(json: &str) -> Object {
    JSON::parse(json).map_or_else(|_| Object::new(), JsCast::unchecked_into)
}

fn part(part: &JsValue) -> Part {
    let get = |key: &str| Reflect::get(part, &key.into()).ok().and_then(|value| value.as_string()).unwrap_or_default();
    let field = match get("type").as_str() {
        "year" => Field::Year,
        "month" => Field::Month,
        "day" => Field::Day,
        _ => Field::Literal,
    };
    Part { field, text: get("value") }
}
