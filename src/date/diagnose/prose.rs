//! Dates in English prose: "13 March 2025", "c. 1850", "44 BC", "the 1850s", "2014 to 2016".

use super::{MONTHS, ParseError, all_digits, error, interval, is_date, with_suggestion};

pub fn explain(text: &str) -> Option<ParseError> {
    let lower = text.to_ascii_lowercase();
    ongoing(&lower)
        .or_else(|| range(&lower))
        .or_else(|| about(&lower))
        .or_else(|| decade(&lower))
        .or_else(|| era(&lower))
        .or_else(|| season(&lower))
        .or_else(|| named_month(&lower))
}

/// Handles "2022-02-24/present".
fn ongoing(text: &str) -> Option<ParseError> {
    let (start, end) = text.split_once('/')?;
    ["present", "now", "today", "ongoing"]
        .contains(&end)
        .then(|| interval("not-edtf", "an ongoing interval ends with `..`", start, ".."))?
}

/// Handles "2014 – 2016", "13 March 2025 to 15 March 2025".
fn range(text: &str) -> Option<ParseError> {
    let dashes = [" - ", "–", "—", " to ", " until "];
    let (start, end) = dashes.iter().find_map(|dash| text.split_once(dash))?;
    let nested = dashes.iter().any(|dash| end.contains(dash));
    let bounded = !nested && !start.trim().is_empty() && !end.trim().is_empty();
    bounded.then(|| interval("not-edtf", "an interval has a slash between its bounds", start, end))?
}

fn about(text: &str) -> Option<ParseError> {
    let words = ["circa ", "ca. ", "ca ", "c. ", "c.", "about ", "around "];
    let date = words.iter().find_map(|word| text.strip_prefix(word))?.trim();
    let suggestion = format!("{date}~");
    is_date(&suggestion).then(|| with_suggestion("not-edtf", "`~` after a date means about", suggestion))
}

/// Handles "1850s"; "1800s" is a decade or a century.
fn decade(text: &str) -> Option<ParseError> {
    let year = text.strip_prefix("the ").unwrap_or(text).strip_suffix('s')?.trim_end_matches(['\'', '’']);
    if year.len() != 4 || !all_digits(year) {
        return None;
    }
    let (decade, digit) = year.split_at_checked(3)?;
    match (year.strip_suffix("00"), digit) {
        (Some(century), _) => Some(error(
            "not-edtf",
            format!("`X` is an unspecified digit; write `{decade}X` for the decade, `{century}XX` for the century"),
        )),
        (None, "0") => Some(with_suggestion("not-edtf", "`X` is an unspecified digit", format!("{decade}X"))),
        _ => None,
    }
}

/// Handles "44 BC", "79 AD". EDTF has astronomical years, in which 1 BCE is 0.
fn era(text: &str) -> Option<ParseError> {
    let before = [" bce", " bc", " b.c.", " b.c.e."].iter().find_map(|era| text.strip_suffix(era));
    let after = || {
        let era = [" ce", " ad", " a.d.", " c.e."].iter().find_map(|era| text.strip_suffix(era));
        era.or_else(|| text.strip_prefix("ad "))
    };
    let count = |year: &str| -> Option<u64> {
        if year.len() <= 15 && all_digits(year) { year.parse().ok().filter(|year| *year > 0) } else { None }
    };
    match before {
        Some(year) => Some(with_suggestion(
            "not-edtf",
            "years BCE are negative, and 1 BCE is `0000`",
            match count(year)? {
                1 => "0000".to_owned(),
                year @ 2..=10_000 => format!("-{:04}", year - 1),
                year => format!("Y-{}", year - 1),
            },
        )),
        None => Some(with_suggestion("not-edtf", "a year has four digits", format!("{:04}", count(after()?)?))),
    }
}

fn season(text: &str) -> Option<ParseError> {
    let (name, year) = text.split_once(' ')?;
    let year = year.strip_prefix("of ").unwrap_or(year);
    let code = match name {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        _ => return None,
    };
    all_digits(year)
        .then(|| with_suggestion("not-edtf", "EDTF has seasons as months 21 to 24", format!("{year}-{code}")))
}

/// Handles "13 March 2025", "March 13th, 2025", "Sept. 2025".
fn named_month(text: &str) -> Option<ParseError> {
    let (mut month, mut day, mut year) = (None, None, None);
    for word in text.split([' ', ',', '.', '-']).filter(|word| !word.is_empty()) {
        let number = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        let is_repeated = match month_number(word) {
            Some(number) => month.replace(number).is_some(),
            None if word.len() == 4 && all_digits(word) => year.replace(word).is_some(),
            None if number.len() <= 2 && all_digits(number) => day.replace(number).is_some(),
            None => return None,
        };
        if is_repeated {
            return None;
        }
    }
    let (year, month) = (year?, month?);
    let date = day.map_or_else(|| format!("{year}-{month:02}"), |day| format!("{year}-{month:02}-{day:0>2}"));
    Some(with_suggestion("not-edtf", "EDTF dates are numeric", date))
}

/// Returns the number of a month by its name or at least three letters of it.
fn month_number(word: &str) -> Option<usize> {
    let begins_with_word = |name: &&str| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if word.len() < 3 { None } else { MONTHS.iter().position(begins_with_word).map(|index| index + 1) }
}
