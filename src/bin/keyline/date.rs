//! `keyline date`: the meaning of dates, as text or, with `--json`, as JSON.

use std::{io::Write, process::ExitCode};

use keyline::date::{Day, Edtf, ParseError};
use serde_json::{Value, json};

use crate::{input::Failure, locale::Cldr};

pub fn run(dates: &[String], json: bool, lang: &str, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let locale = Cldr::new(lang);
    let mut all_valid = true;
    for (index, text) in dates.iter().enumerate() {
        let date = Edtf::parse(text);
        all_valid &= date.is_ok();
        if json {
            writeln!(out, "{}", object(text, &date, &locale))?;
        } else {
            if index > 0 {
                writeln!(out)?;
            }
            write!(out, "{}", block(text, &date, &locale))?;
        }
    }
    Ok(ExitCode::from(u8::from(!all_valid)))
}

fn object(text: &str, date: &Result<Edtf, ParseError>, locale: &Cldr) -> Value {
    let parsed = date.as_ref().ok();
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    json!({
        "input": text,
        "valid": date.is_ok(),
        "problem": date.as_ref().err().map(|error| error.message.clone()),
        "level": parsed.and_then(Edtf::level),
        "extension": parsed.map(Edtf::is_extension),
        "precision": parsed.map(|date| date.precision().name()),
        "qualifier": parsed.map(|date| date.qualification().name()),
        "earliest": parsed.and_then(|date| day(date.earliest())),
        "latest": parsed.and_then(|date| day(date.latest())),
        "words": parsed.map(|date| date.words(locale)),
    })
}

fn block(text: &str, date: &Result<Edtf, ParseError>, locale: &Cldr) -> String {
    let date = match date {
        Ok(date) => date,
        Err(error) => return format!("{text}\n  not a date  {} [{}]\n", error.message, error.rule),
    };
    let day = |day: Option<Day>| day.map_or_else(|| "open or unknown".to_owned(), |day| day.to_string());
    let qualifier = match date.qualification().name() {
        "none" => String::new(),
        name => format!(", {name}"),
    };
    format!(
        "{text}\n  words       {}\n  earliest    {}\n  latest      {}\n  EDTF        {}, precision {}{qualifier}\n",
        date.words(locale),
        day(date.earliest()),
        day(date.latest()),
        date.level().map_or_else(|| "an extension of Keyline".to_owned(), |level| format!("level {level}")),
        date.precision().name(),
    )
}
