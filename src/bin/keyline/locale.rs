//! The command line's [`Locale`], and the context of a story with it: CLDR's data through ICU4X.

use std::{fmt, rc::Rc};

use icu_calendar::{Date, Gregorian};
use icu_datetime::{
    FixedCalendarDateTimeFormatter, NoCalendarFormatter,
    fieldsets::{
        MD, T, Y, YM, YMD,
        zone::{GenericLong, SpecificLong},
    },
    input::{TimeZone, UtcOffset},
    parts,
};
use icu_decimal::{DecimalFormatter, input::Decimal};
use icu_plurals::{PluralCategory, PluralRules};
use icu_time::zone::ZoneNameTimestamp;
use keyline::{
    date::{DateFields, Field, FormattedPart, Locale},
    i18n::{self, Phrases, Plural},
    story::Story,
    view::{RenderOptions, StoryContext},
};
use writeable::{PartsWrite, Writeable};

/// Why a formatter can always be made.
const DATA: &str = "the data is compiled in";
/// Half a year, in seconds.
const HALF_YEAR: i64 = 184 * 86_400;

/// The formats of one language.
pub struct Cldr {
    phrases: Phrases,
    years: FixedCalendarDateTimeFormatter<Gregorian, Y>,
    months: FixedCalendarDateTimeFormatter<Gregorian, YM>,
    days: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    /// Without a year, since CLDR's short dates with a year are numeric in many languages ("13.03.2025").
    short_days: FixedCalendarDateTimeFormatter<Gregorian, MD>,
    times: NoCalendarFormatter<T>,
    /// Spanish has hours of one digit. ICU4X pads them, while browsers don't.
    has_short_hours: bool,
    numbers: DecimalFormatter,
    plurals: PluralRules,
}

impl Cldr {
    /// Loads a language by its tag (BCP 47); English if the tag is invalid. CLDR's data has fallbacks for all other tags.
    pub fn new(tag: &str) -> Cldr {
        let phrases = i18n::phrases(tag);
        let locale = icu_locale(tag);
        let dates = || (&locale).into();
        Cldr {
            phrases,
            years: FixedCalendarDateTimeFormatter::try_new(dates(), Y::long()).expect(DATA),
            months: FixedCalendarDateTimeFormatter::try_new(dates(), YM::long()).expect(DATA),
            days: FixedCalendarDateTimeFormatter::try_new(dates(), YMD::long()).expect(DATA),
            short_days: FixedCalendarDateTimeFormatter::try_new(dates(), MD::medium()).expect(DATA),
            times: NoCalendarFormatter::try_new(dates(), T::hm()).expect(DATA),
            has_short_hours: locale.id.language == icu_locale_core::subtags::language!("es"),
            numbers: DecimalFormatter::try_new((&locale).into(), Default::default()).expect(DATA),
            plurals: PluralRules::try_new_cardinal((&locale).into()).expect(DATA),
        }
    }
}

/// Returns the context of a story.
pub fn story_context(story: &Story, options: RenderOptions) -> StoryContext {
    let locale = Rc::new(Cldr::new(story.language()));
    let mut context = StoryContext::new(story.clone(), locale, options);
    context.time_zone = time_zone_name(story);
    context
}

/// Returns the name of the zone that a story's times are in, as at the latest of them: "Eastern Time".
pub fn time_zone_name(story: &Story) -> Option<String> {
    let (resolved, id) = (story.resolved_time_zone()?, story.time_zone.as_deref()?);
    let latest = story.latest_instant()?;
    let locale = icu_locale(story.language());
    let zone = TimeZone::from_iana_id(id);
    let at = ZoneNameTimestamp::from_epoch_seconds(latest);
    let generic = NoCalendarFormatter::try_new((&locale).into(), GenericLong).expect(DATA);
    let name = generic.format(&zone.without_offset().with_zone_name_timestamp(at)).to_string();
    // "GMT+?": CLDR has no place for some zones, such as EST5EDT.
    if name.contains('?') {
        return Some(id.to_owned());
    }
    if !resolved.is_constant(latest, HALF_YEAR) {
        return Some(name);
    }
    // A zone that doesn't change its clocks has the name of standard time (UTS 35, "Time Zone Format Terminology").
    let standard = NoCalendarFormatter::try_new((&locale).into(), SpecificLong).expect(DATA);
    let offset = UtcOffset::try_from_seconds(i32::from(resolved.offset_at(latest)) * 60).ok();
    Some(standard.format(&zone.with_offset(offset).with_zone_name_timestamp(at)).to_string())
}

/// Returns the language of a tag (BCP 47) for formatting; English if the tag is invalid.
fn icu_locale(tag: &str) -> icu_locale_core::Locale {
    i18n::formatting_tag(tag).parse().unwrap_or(icu_locale_core::locale!("en-GB"))
}

impl Locale for Cldr {
    fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    fn date(&self, fields: DateFields) -> Vec<FormattedPart> {
        let (year, month, day) = (fields.year as i32, fields.month.unwrap_or(1), fields.day.unwrap_or(1));
        let Ok(date) = Date::try_new_gregorian(year, month, day) else { return Vec::new() };
        match (fields.month, fields.day) {
            (None, _) => Collector::parts(&self.years.format(&date)),
            (_, None) => Collector::parts(&self.months.format(&date)),
            (_, Some(_)) if fields.short => Collector::parts(&self.short_days.format(&date)),
            (_, Some(_)) => Collector::parts(&self.days.format(&date)),
        }
    }

    fn time(&self, hour: u8, minute: u8) -> String {
        let time = icu_datetime::input::Time::try_new(hour, minute, 0, 0);
        // Browsers replace CLDR's narrow no-break space before "PM" by a space, for compatibility.
        let words = time.map(|time| self.times.format(&time).to_string().replace('\u{202f}', " ")).unwrap_or_default();
        words.strip_prefix('0').filter(|_| self.has_short_hours).map(str::to_owned).unwrap_or(words)
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

/// Collects the parts of a formatted date. A field may be written in several pieces, and contain further parts, such as an integer's.
#[derive(Default)]
struct Collector {
    parts: Vec<FormattedPart>,
    /// The field that is being written.
    current: Option<Field>,
}

impl Collector {
    fn parts(formatted: &impl Writeable) -> Vec<FormattedPart> {
        let mut collector = Collector::default();
        // Writing to a collector doesn't fail.
        let _ = formatted.write_to_parts(&mut collector);
        collector.parts
    }
}

impl fmt::Write for Collector {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let field = self.current.unwrap_or(Field::Literal);
        match self.parts.last_mut().filter(|part| part.field == field) {
            Some(part) => part.text.push_str(text),
            None => self.parts.push(FormattedPart { field, text: text.to_owned() }),
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
            _ => self.current,
        };
        let outer = std::mem::replace(&mut self.current, field);
        let result = write(self);
        self.current = outer;
        result
    }
}

#[cfg(test)]
mod tests {
    use keyline::date::{self, Edtf, Known};

    use super::*;

    #[track_caller]
    fn later(lang: &str, from: &str, to: &str, expected: &str) {
        let [from, to] = [from, to].map(|text| Edtf::parse(text).expect(text));
        let gap = date::gap(&from, &to).expect("a gap");
        assert_eq!(gap.later(&Cldr::new(lang)), expected);
    }

    #[track_caller]
    fn tick(lang: &str, month: Option<u8>, day: Option<u8>, expected: &str) {
        assert_eq!(date::tick(DateFields { year: 2025, month, day, short: false }, None, &Cldr::new(lang)), expected);
    }

    #[track_caller]
    fn context(lang: &str, month: Option<u8>, day: Option<u8>, short: bool, expected: &str) {
        assert_eq!(date::context(DateFields { year: 2025, month, day, short }, &Cldr::new(lang)), expected);
    }

    #[track_caller]
    fn span(lang: &str, from: &str, to: &str, expected: &str) {
        let [from, to] = [from, to].map(|text| Edtf::parse(text).expect(text).span().0.expect(text));
        assert_eq!(date::span(from, to, &Cldr::new(lang)), expected);
    }

    #[test]
    fn a_gap_has_the_plural_forms_of_its_language() {
        later("en", "2022", "2023", "1 year later");
        later("en", "2022", "2025", "3 years later");
        later("en", "2025-03-13", "2025-03-14", "1 day later");
        later("en", "Y-66000000", "Y-2000000", "64 million years later");
        later("de", "2022", "2025", "3 Jahre später");
        later("es", "2025-01", "2025-03", "2 meses después");
        later("fr", "Y-2500000", "Y-1000000", "1,5 million d’années plus tard");
        later("ar", "2022", "2023", "بعد سنة واحدة");
        later("ar", "2022", "2024", "بعد سنتين");
        later("ar", "2022", "2025", "بعد 3 سنوات");
        later("ar", "2000", "2011", "بعد 11 سنة");
        later("ar", "1900", "2000", "بعد 100 سنة");
        later("ar", "2025-03-13", "2025-03-24", "بعد 11 يومًا");
    }

    #[test]
    fn a_vague_distance_is_about_and_may_have_half_a_year() {
        later("en", "1963-08-09", "1978", "about 15 years later");
        later("en", "2018-09", "2021-03-13", "about 2½ years later");
        later("en", "2014-09-05", "2022-02-24", "7½ years later");
        later("de", "2018-09", "2021-03-13", "ca. 2½ Jahre später");
        later("fr", "2018-09", "2021-03-13", "environ 2 ans et demi plus tard");
        later("es", "2018-09", "2021-03-13", "alrededor de 2 años y medio después");
        later("ar", "2018-09", "2021-03-13", "بعد نحو سنتين ونصف");
        later("ar", "2014-09-05", "2022-02-24", "بعد 7 سنوات ونصف");
    }

    /// Asserts the words of a date below a heading; what the heading says is in brackets.
    #[track_caller]
    fn below(lang: &str, date: &str, known: Known, expected: &str) {
        let [before, implied, after] = Edtf::parse(date).expect(date).words_below(known, &Cldr::new(lang));
        let implied = if implied.is_empty() { implied } else { format!("[{implied}]") };
        assert_eq!([before, implied, after].concat().replace(['\u{a0}', '\u{202f}'], " "), expected);
    }

    #[test]
    fn below_a_year_its_number_is_implied() {
        below("en", "2025-03-13", Known::Year, "13 March[ 2025]");
        below("en-US", "2025-03-13", Known::Year, "March 13[, 2025]");
        below("en", "2025-03", Known::Year, "March[ 2025]");
        below("en", "2025-06-24/2025-06-25", Known::Year, "24–25 June[ 2025]");
        below("en", "2022-02-24/..", Known::Year, "since 24 February[ 2022] (ongoing)");
        below("en", "2025-03-13~", Known::Year, "about 13 March[ 2025]");
        below("en", "0622-08-09", Known::Year, "9 August[ 622 CE]");
        below("de", "2025-03-13", Known::Year, "13. März[ 2025]");
        below("fr", "2025-03-13", Known::Year, "13 mars[ 2025]");
        below("es", "2025-03-13", Known::Year, "13 de marzo[ de 2025]");
        below("ar", "2025-03-13", Known::Year, "13 مارس[ 2025]");
        below("ja", "2025-03-13", Known::Year, "[2025年]3月13日");
        below("ja", "2024-02-15", Known::Year, "[2024年]2月15日");
    }

    #[test]
    fn below_a_day_the_date_of_a_time_is_implied() {
        below("en", "2025-03-13T21:00:00Z", Known::Day, "[13 March 2025, ]21:00 UTC");
        below("en-US", "2025-03-13T21:00:00", Known::Day, "[March 13, 2025, ]9:00 PM");
        below("fr", "2025-03-13T21:00:00Z", Known::Day, "[13 mars 2025 à ]21:00 UTC");
        below("en", "2025-02-21T21:00:00Z", Known::Day, "[21 February 2025, ]21:00 UTC");
        below("en", "2025-03-13T10:00Z/2025-03-13T12:30Z", Known::Day, "[13 March 2025, ]10:00–12:30 UTC");
        below("en", "2025-03-13", Known::Day, "13 March[ 2025]");
    }

    #[test]
    fn a_date_is_never_empty() {
        below("en", "2025", Known::Year, "2025");
        below("en", "2025-21", Known::Year, "spring 2025");
        below("en", "2024/2025", Known::Year, "2024–2025");
        below("en", "2024-12-30/2025-01-02", Known::Year, "30 December 2024 – 2 January 2025");
        below("en", "2025-03-13", Known::Nothing, "13 March 2025");
    }

    #[test]
    fn an_arabic_dual_has_another_case_on_its_own() {
        let gap = date::gap(&Edtf::parse("2022").unwrap(), &Edtf::parse("2024").unwrap()).unwrap();
        assert_eq!(gap.duration(&Cldr::new("ar")), "سنتان");
        assert_eq!(gap.earlier(&Cldr::new("ar")), "قبل سنتين من ذلك");
        assert_eq!(gap.earlier(&Cldr::new("de")), "2 Jahre früher");
        assert_eq!(gap.duration(&Cldr::new("fr")), "2 ans");
    }

    #[test]
    fn a_tick_has_its_finest_field() {
        tick("en", None, None, "2025");
        tick("en", Some(1), None, "Jan");
        tick("en", Some(3), None, "Mar");
        tick("en", Some(3), Some(13), "13");
        tick("en-US", Some(3), Some(13), "13");
        tick("de", Some(3), None, "März");
        tick("de", Some(3), Some(13), "13");
        tick("es", Some(3), None, "mar");
        tick("fr", Some(3), None, "mars");
        tick("ar", Some(3), None, "مارس");
        let fields = DateFields { year: 2025, month: Some(3), day: Some(13), short: false };
        assert_eq!(date::tick(fields, Some((14, 0)), &Cldr::new("en")), "14:00");
    }

    #[test]
    fn an_east_asian_tick_has_its_unit() {
        for lang in ["ja", "zh", "zh-Hant"] {
            tick(lang, Some(3), None, "3月");
            tick(lang, Some(3), Some(13), "13日");
        }
        tick("ko", Some(3), None, "3월");
        tick("ko", Some(3), Some(13), "13일");
        tick("ja", None, None, "2025");
        tick("hu", Some(3), Some(13), "13");
    }

    #[test]
    fn a_month_is_not_a_number() {
        tick("cs", Some(3), None, "březen");
        tick("lt", Some(3), None, "kovas");
        tick("vi", Some(3), None, "thg 3");
    }

    #[test]
    fn a_context_has_the_coarser_fields() {
        context("en", None, None, false, "2025");
        context("en", Some(3), None, false, "March 2025");
        context("en", Some(3), None, true, "Mar 2025");
        context("de", Some(3), None, true, "März 2025");
        context("es", Some(3), None, true, "mar de 2025");
        context("en", Some(3), Some(13), false, "13 March 2025");
        context("en", Some(3), Some(13), true, "13 Mar");
        context("en-US", Some(3), Some(13), true, "Mar 13");
        context("de", Some(3), Some(13), true, "13. März");
        context("fr", Some(3), Some(13), true, "13 mars");
        context("ja", Some(3), Some(13), true, "3月13日");
        context("ja", Some(3), None, true, "2025年3月");
        context("ko", Some(3), None, true, "2025년 3월");
        context("cs", Some(3), None, true, "březen 2025");
    }

    #[test]
    fn a_span_is_in_the_unit_that_fits_its_length() {
        span("en", "2025-03-13T09:00:00Z", "2025-03-13T11:00:00Z", "13 March 2025, 09:00–11:00");
        span("en", "2025-03-13T21:00:00Z", "2025-03-14T03:30:00Z", "13 March 2025, 21:00 – 14 March 2025, 03:30");
        span("en", "2025-03-13T21:00:00Z", "2025-03-13T21:00:01Z", "13 March 2025, 21:00");
        span("en", "2025-03-13", "2025-03-14", "13 March 2025");
        span("en", "2025-03-03", "2025-03-10", "3–9 March 2025");
        span("en", "2025-03-01", "2025-04-01", "March 2025");
        span("en", "2025-02-01", "2025-04-01", "February – March 2025");
        span("en", "2024-11-20", "2025-06-24", "November 2024 – June 2025");
        span("en", "2014-09-05", "2025-06-24", "2014–2025");
        span("en", "-0752", "2025", "753 BCE – 2024");
        span("en", "Y-4540000000", "2026", "4.5 billion BCE – 2025");
        span("en", "Y-13800000000", "Y-65432109", "13.8 billion BCE – 65 million BCE");
        span("de", "2025-03-03", "2025-03-10", "3.–9. März 2025");
        span("de", "2025-03-13T09:00:00Z", "2025-03-13T11:00:00Z", "13. März 2025, 09:00–11:00");
        span("fr", "2025-03-03", "2025-03-10", "3–9 mars 2025");
        span("es", "2025-03-01", "2025-04-01", "marzo de 2025");
        span("en-US", "2025-03-03", "2025-03-10", "March 3–9, 2025");
    }

    #[test]
    fn headings_are_years_decades_and_centuries() {
        let en = Cldr::new("en");
        let is = |year, expected| assert_eq!(date::year(year, &en), expected);
        is(2025, "2025");
        is(79, "79 CE");
        is(12_025, "12,025 CE");
        is(0, "1 BCE");
        is(-43, "44 BCE");
        is(-9_699, "9700 BCE");
        is(-10_000, "10,000 BCE");
        is(-10_001, "10,002 BCE");
        is(-66_000_000, "66 million BCE");
        is(-4_540_000_000, "4.54 billion BCE");
        is(-4_050_000_000, "4.05 billion BCE");
        is(-13_787_000_000, "13,787,000,000 BCE");
        assert_eq!(date::decade(2010, &en), "2010s");
        assert_eq!(date::century(1900, &en), "1900–1999");
        assert_eq!(date::century(0, &en), "0–99");
    }

    #[test]
    fn no_year_panics() {
        for tag in ["en", "ar", "xx-nonsense-", "", "th", "fa"] {
            let locale = Cldr::new(tag);
            for (from, to) in [(f64::NEG_INFINITY, f64::INFINITY), (f64::NAN, 0.0), (3e21, 4e21), (5.0, 1.0)] {
                assert!(!date::span(from, to, &locale).is_empty());
            }
            for year in [i64::MIN, i64::MIN + 1, -1, 0, 1, 999, 10_000, i64::MAX] {
                assert!(!date::year(year, &locale).is_empty());
                assert!(!date::decade(year, &locale).is_empty());
                assert!(!date::century(year, &locale).is_empty());
            }
        }
    }
}
