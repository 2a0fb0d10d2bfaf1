//! CLDR's data, by ICU4X, as the story's [`Locale`].

use std::fmt;

use icu_calendar::{Date, Gregorian};
use icu_datetime::{
    FixedCalendarDateTimeFormatter, NoCalendarFormatter,
    fieldsets::{T, Y, YM, YMD},
    parts,
};
use icu_decimal::{DecimalFormatter, input::Decimal};
use icu_plurals::{PluralCategory, PluralRules};
use keyline::{
    date::{Civil, Field, Locale, Part, Plural},
    lang,
};
use writeable::{PartsWrite, Writeable};

/// One language.
pub struct Cldr {
    tag: String,
    years: FixedCalendarDateTimeFormatter<Gregorian, Y>,
    months: [FixedCalendarDateTimeFormatter<Gregorian, YM>; 2],
    days: [FixedCalendarDateTimeFormatter<Gregorian, YMD>; 2],
    times: NoCalendarFormatter<T>,
    numbers: DecimalFormatter,
    plurals: PluralRules,
}

impl Cldr {
    /// A language by its tag; English for what is no tag. CLDR's data falls back by itself, to its root at worst.
    pub fn new(tag: &str) -> Cldr {
        let tag = lang::formatting(tag);
        let (tag, locale) = match tag.parse::<icu_locale_core::Locale>() {
            Ok(locale) => (tag, locale),
            Err(_) => ("en-GB", icu_locale_core::locale!("en-GB")),
        };
        const DATA: &str = "the data is compiled in";
        let dates = || (&locale).into();
        Cldr {
            tag: tag.to_owned(),
            years: FixedCalendarDateTimeFormatter::try_new(dates(), Y::long()).expect(DATA),
            months: [YM::long(), YM::medium()]
                .map(|set| FixedCalendarDateTimeFormatter::try_new(dates(), set).expect(DATA)),
            days: [YMD::long(), YMD::medium()]
                .map(|set| FixedCalendarDateTimeFormatter::try_new(dates(), set).expect(DATA)),
            times: NoCalendarFormatter::try_new(dates(), T::hm()).expect(DATA),
            numbers: DecimalFormatter::try_new((&locale).into(), Default::default()).expect(DATA),
            plurals: PluralRules::try_new_cardinal((&locale).into()).expect(DATA),
        }
    }
}

impl Locale for Cldr {
    fn tag(&self) -> &str {
        &self.tag
    }

    fn date(&self, civil: Civil) -> Vec<Part> {
        let (year, month, day) = (civil.year as i32, civil.month.unwrap_or(1), civil.day.unwrap_or(1));
        let Ok(date) = Date::try_new_gregorian(year, month, day) else { return Vec::new() };
        let short = usize::from(civil.short);
        match (civil.month, civil.day) {
            (None, _) => Collector::parts(&self.years.format(&date)),
            (_, None) => Collector::parts(&self.months[short].format(&date)),
            (_, Some(_)) => Collector::parts(&self.days[short].format(&date)),
        }
    }

    fn time(&self, hour: u8, minute: u8) -> String {
        let time = icu_datetime::input::Time::try_new(hour, minute, 0, 0);
        // Browsers put a plain space before "PM" where CLDR has a narrow one: the web relied on it.
        time.map(|time| self.times.format(&time).to_string().replace('\u{202f}', " ")).unwrap_or_default()
    }

    fn number(&self, number: i64) -> String {
        self.numbers.format(&Decimal::from(number)).to_string()
    }

    fn plural(&self, count: u64) -> Plural {
        match self.plurals.category_for(count) {
            PluralCategory::Zero => Plural::Zero,
            PluralCategory::One => Plural::One,
            PluralCategory::Two => Plural::Two,
            PluralCategory::Few => Plural::Few,
            PluralCategory::Many => Plural::Many,
            PluralCategory::Other => Plural::Other,
        }
    }
}

/// Takes a formatted date apart. Fields may be written in pieces, and hold parts of their own (an integer's).
#[derive(Default)]
struct Collector {
    parts: Vec<Part>,
    /// The field being written, and how many parts deep.
    inside: Option<Field>,
}

impl Collector {
    fn parts(formatted: &impl Writeable) -> Vec<Part> {
        let mut collector = Collector::default();
        // A collector takes everything.
        let _ = formatted.write_to_parts(&mut collector);
        collector.parts
    }
}

impl fmt::Write for Collector {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let field = self.inside.unwrap_or(Field::Literal);
        match self.parts.last_mut().filter(|part| part.field == field) {
            Some(part) => part.text.push_str(text),
            None => self.parts.push(Part { field, text: text.to_owned() }),
        }
        Ok(())
    }
}

impl PartsWrite for Collector {
    type SubPartsWrite = Collector;

    fn with_part(
        &mut self,
        part: writeable::Part,
        mut write: impl FnMut(&mut Collector) -> fmt::Result,
    ) -> fmt::Result {
        let field = match part {
            parts::YEAR => Some(Field::Year),
            parts::MONTH => Some(Field::Month),
            parts::DAY => Some(Field::Day),
            _ => self.inside,
        };
        let outside = std::mem::replace(&mut self.inside, field);
        let written = write(self);
        self.inside = outside;
        written
    }
}
