//! The words of English dates: months, ordinal numbers, and a date's fields in any order.

use super::super::{MONTHS, all_digits};

/// The fields of a date that words give.
#[derive(Clone, Copy, Default)]
pub struct Words<'a> {
    year: Option<&'a str>,
    month: Option<usize>,
    day: Option<&'a str>,
}

impl<'a> Words<'a> {
    /// Reads "13 March 2025", "Thursday, March 13th", "24". Returns `None` if there are other words, or two of a kind.
    pub fn read(text: &'a str) -> Option<Words<'a>> {
        let mut fields = Words::default();
        let words = text.split([' ', ',', '.', '-']).filter(|word| !word.is_empty());
        for word in words.filter(|word| !["the", "of"].contains(word) && !is_weekday(word)) {
            let number = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
            let is_repeated = match month_number(word) {
                Some(number) => fields.month.replace(number).is_some(),
                None if word.len() == 4 && all_digits(word) => fields.year.replace(word).is_some(),
                None if number.len() <= 2 && all_digits(number) => fields.day.replace(number).is_some(),
                None => return None,
            };
            if is_repeated {
                return None;
            }
        }
        Some(fields)
    }

    pub fn has_month(&self) -> bool {
        self.month.is_some()
    }

    /// Takes the year from the other end of an interval, and the month if there is a day.
    pub fn completed_from(self, other: Words<'a>) -> Words<'a> {
        let month = self.month.or(other.month.filter(|_| self.day.is_some()));
        Words { year: self.year.or(other.year), month, ..self }
    }

    /// Returns the date as EDTF has it, if it has a year, and a month where it has a day.
    pub fn date(self) -> Option<String> {
        let fields = if self.month.is_none() && self.day.is_none() { String::new() } else { self.month_and_day()? };
        Some(format!("{}{fields}", self.year?))
    }

    /// Returns the text after the year: `-03`, `-03-13`.
    pub fn month_and_day(self) -> Option<String> {
        let month = self.month?;
        Some(self.day.map_or_else(|| format!("-{month:02}"), |day| format!("-{month:02}-{day:0>2}")))
    }
}

/// Returns the number of a month by its name or at least three letters of it.
fn month_number(word: &str) -> Option<usize> {
    MONTHS.iter().position(|name| is_short_for(word, name)).map(|index| index + 1)
}

fn is_weekday(word: &str) -> bool {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        .iter()
        .any(|name| is_short_for(word, name))
}

fn is_short_for(word: &str, name: &str) -> bool {
    word.len() >= 3 && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Returns the number of an ordinal, from 1 to 99: "2nd", "second".
pub fn ordinal(word: &str) -> Option<i64> {
    const NAMES: [&str; 21] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "twenty-first",
    ];
    if let Some(index) = NAMES.iter().position(|name| *name == word) {
        return i64::try_from(index + 1).ok();
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?;
    digits.parse().ok().filter(|number| digits.len() <= 2 && all_digits(digits) && *number > 0)
}
