//! Words below a heading that has the year or the day already.

use std::ops::Range;

use super::{interval::clock_range, tick::remove_year, time_of_day};
use crate::{
    date::{Bound, DateFields, Edtf, FormattedPart, Kind, Locale},
    i18n::{Phrases, Plural},
};

/// What a heading says of the dates below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    Nothing,
    Year,
    Day,
}

impl Edtf {
    /// Formats the date as [`Edtf::words`] does, divided into three: the middle one is in the heading already. The first and the
    /// third are never both empty.
    ///
    /// Below a day, the middle of a time, or of an interval within that day, is its day. Otherwise it is the year, if the date has a month and, in an interval, both ends are
    /// in that year.
    pub fn words_below(&self, known: Known, locale: &dyn Locale) -> [String; 3] {
        let words = self.words(locale);
        let short = match (known, self.kind()) {
            (Known::Nothing, _) => None,
            (Known::Day, Kind::Date(date)) if date.time().is_some() => {
                date.time().map(|time| time_of_day(time, locale))
            }
            (Known::Day, Kind::Interval(Bound::Date(start), Bound::Date(end))) if start.time().is_some() => {
                clock_range(*start, *end, locale)
            }
            _ => self.words_without_year(locale),
        };
        let Some(short) = short.filter(|short| !short.is_empty()) else { return [words, String::new(), String::new()] };
        match implied(&words, &short) {
            Some(Range { start, end }) => [&words[..start], &words[start..end], &words[end..]].map(str::to_owned),
            None => [words, String::new(), String::new()],
        }
    }

    fn words_without_year(&self, locale: &dyn Locale) -> Option<String> {
        let mut years = self.dates().map(|date| (date.year, super::date_fields(date).month.is_some()));
        let (year, has_month) = years.next()?;
        let is_within = has_month && years.all(|(other, has_month)| has_month && other == year);
        is_within.then(|| self.words(&WithoutYear(locale)))
    }
}

/// Returns the one part of a text without which it is `short`; `None` if there is none. It begins as early as possible and divides no
/// number: of "21 March, 21:00" and "21:00" it is the date.
fn implied(text: &str, short: &str) -> Option<Range<usize>> {
    let divides_number = |at: usize| {
        let is_digit = |letter: Option<char>| letter.is_some_and(char::is_numeric);
        is_digit(text[..at].chars().next_back()) && is_digit(text[at..].chars().next())
    };
    let starts = short.char_indices().map(|(at, _)| at).chain([short.len()]);
    let mut starts = starts.take_while(|&start| text.starts_with(&short[..start]));
    starts.find_map(|start| {
        let end = text.len().checked_sub(short.len() - start).filter(|&end| end >= start)?;
        let is_rest = text.is_char_boundary(end) && text[end..] == short[start..];
        (is_rest && !divides_number(start) && !divides_number(end)).then_some(start..end)
    })
}

/// A locale that formats dates without their years.
struct WithoutYear<'a>(&'a dyn Locale);

impl Locale for WithoutYear<'_> {
    fn phrases(&self) -> &Phrases {
        self.0.phrases()
    }

    fn date(&self, date: DateFields) -> Vec<FormattedPart> {
        let mut parts = self.0.date(date);
        remove_year(&mut parts);
        parts
    }

    fn time(&self, hour: u8, minute: u8) -> String {
        self.0.time(hour, minute)
    }

    fn number(&self, number: i64) -> String {
        self.0.number(number)
    }

    fn plural(&self, count: u64) -> Plural {
        self.0.plural(count)
    }
}
