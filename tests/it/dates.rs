//! `keyline date`: words in each language, JSON and exit codes, in any time zone; and the calendar, compared with ICU4X.

use std::process::{Command, Output};

use icu_calendar::{Date, Iso, types::RataDie};
use keyline::date::{Day, Edtf};
use proptest::prelude::*;
use serde_json::Value;

fn keyline_date(arguments: &[&str], zone: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_keyline")).arg("date").args(arguments).env("TZ", zone).output().expect("it runs")
}

/// Asserts the words of a table's dates, which one run of the command formats.
#[track_caller]
fn words(lang: &str, table: &[(&str, &str)]) {
    let mut arguments = vec!["--json", "--lang", lang];
    arguments.extend(table.iter().map(|(text, _)| *text));
    let output = keyline_date(&arguments, "Pacific/Chatham");
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let words: Vec<(String, String)> = lines
        .lines()
        .map(|line| {
            let object: Value = serde_json::from_str(line).expect(line);
            let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or("none").to_owned();
            (text("input"), text("words"))
        })
        .collect();
    let expected: Vec<(String, String)> =
        table.iter().map(|(text, words)| ((*text).to_owned(), (*words).to_owned())).collect();
    assert_eq!(words, expected);
}

#[test]
fn words_have_only_the_fields_of_the_date() {
    words(
        "en",
        &[
            ("2025", "2025"),
            ("2025-03", "March 2025"),
            ("2025-03-13", "13 March 2025"),
            ("2025-03-13T21:00:00Z", "13 March 2025, 21:00 UTC"),
            ("2025-03-13T21:00:00+02:00", "13 March 2025, 21:00 UTC+2"),
            ("2025-03-13T21:00:00-03:30", "13 March 2025, 21:00 UTC−3:30"),
            ("2025-03-13T09:05:00", "13 March 2025, 09:05"),
            ("2025-03-13T09:05Z", "13 March 2025, 09:05 UTC"),
            ("2024-07-13T18:02:00Z/2024-07-13T18:11:00Z", "13 July 2024, 18:02–18:11 UTC"),
            ("2024-07-13T18:02/2024-07-14T06:11", "13 July 2024, 18:02 – 14 July 2024, 06:11"),
            ("2024-07-13T18:02:00Z/..", "since 13 July 2024, 18:02 UTC (ongoing)"),
            ("201X", "2010s"),
            ("19XX", "1900–1999"),
            ("2004-XX", "some time in 2004"),
            ("1985-XX-XX", "some time in 1985"),
            ("1985-04-XX", "on an unknown day in April 1985"),
            ("2001-21", "spring 2001"),
            ("2001-24", "winter 2001"),
        ],
    );
}

#[test]
fn qualifications_are_in_words() {
    words(
        "en",
        &[
            ("1850~", "about 1850"),
            ("1850?", "1850 (uncertain)"),
            ("1850%", "about 1850 (uncertain)"),
            ("1984~/2004-06", "about 1984 – June 2004"),
            ("1984/2004?", "1984 – 2004 (uncertain)"),
            ("1990~/..", "since about 1990 (ongoing)"),
            ("1984?/..", "since 1984 (uncertain, ongoing)"),
            ("1984%/..", "since about 1984 (uncertain, ongoing)"),
            ("199X?/..", "since the 1990s (uncertain, ongoing)"),
            ("201X~", "about the 2010s"),
            ("201X%", "about the 2010s (uncertain)"),
            ("1985-04-XX~", "about an unknown day in April 1985"),
            ("1984?/", "from 1984 (uncertain) until an unknown date"),
        ],
    );
}

#[test]
fn shared_fields_of_a_range_appear_once() {
    words(
        "en",
        &[
            ("2025-06-24/2025-06-25", "24–25 June 2025"),
            ("2025-06-24/2025-07-02", "24 June – 2 July 2025"),
            ("2025-06-24/2026-06-24", "24 June 2025 – 24 June 2026"),
            ("2025-03/2025-04", "March – April 2025"),
            ("2024-03/2025-03", "March 2024 – March 2025"),
            ("2014/2016", "2014–2016"),
            ("2014/2016-05", "2014 – May 2016"),
            ("2025-06-24/2025-06-24", "24 June 2025"),
            ("0079/0081", "79 CE – 81 CE"),
            ("-0043/0014", "44 BCE – 14 CE"),
        ],
    );
    words(
        "en-US",
        &[("2025-06-24/2025-06-25", "June 24–25, 2025"), ("2025-06-24/2025-07-02", "June 24 – July 2, 2025")],
    );
    words(
        "de",
        &[("2025-06-24/2025-06-25", "24.–25. Juni 2025"), ("2025-06-24/2025-07-02", "24. Juni – 2. Juli 2025")],
    );
    words("ja", &[("2025-06-24/2025-06-25", "2025年6月24日 – 25日"), ("2024-12/2025-01", "2024年12月 – 2025年1月")]);
}

#[test]
fn open_and_unknown_bounds_have_different_words() {
    words(
        "en",
        &[
            ("2022-02-24/..", "since 24 February 2022 (ongoing)"),
            ("1985-04-12/", "from 12 April 1985 until an unknown date"),
            ("../1985-04-12", "until 12 April 1985"),
            ("/1985-04-12", "from an unknown date until 12 April 1985"),
            ("199X/..", "since the 1990s (ongoing)"),
            ("199X/", "from the 1990s until an unknown date"),
            ("../199X", "until the 1990s"),
            ("/199X", "from an unknown date until the 1990s"),
            ("1985-04-XX/..", "since an unknown day in April 1985 (ongoing)"),
            ("199X/200X", "1990s – 2000s"),
        ],
    );
}

#[test]
fn years_outside_four_digits_have_an_era() {
    words(
        "en",
        &[
            ("0079-08-24", "24 August 79 CE"),
            ("0001", "1 CE"),
            ("0000", "1 BCE"),
            ("-0001", "2 BCE"),
            ("-0043-03-15", "15 March 44 BCE"),
            ("Y-66000000~", "about 66 million BCE"),
            ("Y-13800000000", "13.8 billion BCE"),
            ("Y-12345", "12,346 BCE"),
            ("Y170000002", "170,000,002 CE"),
        ],
    );
}

#[test]
fn german_has_articles() {
    words(
        "de",
        &[
            ("2025-03-13", "13. März 2025"),
            ("1850~", "ca. 1850"),
            ("2022-02-24/..", "seit dem 24. Februar 2022 (andauernd)"),
            ("2022/..", "seit 2022 (andauernd)"),
            ("../1985-04-12", "bis zum 12. April 1985"),
            ("1985-04-12/", "vom 12. April 1985 bis zu einem unbekannten Zeitpunkt"),
            ("201X", "2010er-Jahre"),
            ("1984?/..", "seit 1984 (unsicher, andauernd)"),
            ("199X/..", "seit den 1990er-Jahren (andauernd)"),
            ("../199X", "bis in die 1990er-Jahre"),
            ("201X~", "ca. 2010er-Jahre"),
            ("1985-04-XX", "an einem unbekannten Tag im April 1985"),
            ("1985-04-XX/..", "seit einem unbekannten Tag im April 1985 (andauernd)"),
            ("-0043", "44 v.\u{a0}Chr."),
            ("Y-1000000", "1 Million Jahre v.\u{a0}Chr."),
        ],
    );
}

#[test]
fn spanish_has_articles() {
    words(
        "es",
        &[
            ("2025-06-24/2025-06-25", "24–25 de junio de 2025"),
            ("1799-07-15~", "hacia el 15 de julio de 1799"),
            ("2022-02-24/..", "desde el 24 de febrero de 2022 (en curso)"),
            ("2001-21/..", "inicio: primavera de 2001 (en curso)"),
            ("1984?/..", "desde 1984 (incierto, en curso)"),
            ("2025-03-13T02:30", "13 de marzo de 2025, 2:30"),
            ("2025-03-13T00:30", "13 de marzo de 2025, 0:30"),
            ("199X/..", "desde la década de 1990 (en curso)"),
            ("201X~", "hacia la década de 2010"),
            ("1985-04-XX", "en un día desconocido de abril de 1985"),
            ("Y-13800000000", "13.800 millones de años a.\u{a0}C."),
            ("Y-1000000", "1 millón de años a.\u{a0}C."),
        ],
    );
}

#[test]
fn french_has_articles_without_elision() {
    words(
        "fr",
        &[
            ("1985-04-XX", "un jour inconnu en avril 1985"),
            ("1984?/..", "depuis 1984 (incertain, en cours)"),
            ("199X/..", "depuis les années 1990 (en cours)"),
            ("../199X", "jusqu’aux années 1990"),
            ("201X~", "vers les années 2010"),
            ("1850~", "vers 1850"),
            ("1799-07-15~", "vers le 15 juillet 1799"),
            ("2022-02-24/..", "depuis le 24 février 2022 (en cours)"),
            ("../1985-04-12", "jusqu’au 12 avril 1985"),
            ("../1985-04", "jusqu’en avril 1985"),
            ("../1985~", "fin\u{a0}: vers 1985"),
            ("Y-1500000", "1,5 million d’années av.\u{a0}J.-C."),
            ("Y-2000000", "2 millions d’années av.\u{a0}J.-C."),
        ],
    );
}

#[test]
fn arabic_has_six_plural_forms() {
    words(
        "ar",
        &[
            ("2025-06-24/2025-06-25", "24–25 يونيو 2025"),
            ("1850~", "نحو 1850"),
            ("1984?/..", "منذ 1984 (غير مؤكد، مستمر)"),
            ("199X/..", "منذ عقد 1990 (مستمر)"),
            ("201X~", "نحو عقد 2010"),
            ("1985-04-XX", "في يوم غير معروف من أبريل 1985"),
            ("-0043", "44 ق.م"),
            ("Y-1000000", "مليون سنة ق.م"),
            ("Y-2000000", "مليونا سنة ق.م"),
            ("Y-3000000", "3 ملايين سنة ق.م"),
            ("Y-66000000", "66 مليون سنة ق.م"),
            ("Y-13800000000", "13.8 مليار سنة ق.م"),
        ],
    );
    words("ar-EG", &[("2025-03-13", "١٣ مارس ٢٠٢٥"), ("Y-13800000000", "١٣٫٨ مليار سنة ق.م")]);
}

#[test]
fn json_has_a_line_for_each_date() {
    let output = keyline_date(&["--json", "2022-02-24/..", "2025-02-29"], "UTC");
    let lines = String::from_utf8(output.stdout).unwrap();
    let expected = [
        r#"{"input":"2022-02-24/..","valid":true,"problem":null,"level":1,"extension":false,"precision":"day","qualifier":"none","earliest":"2022-02-24","latest":null,"words":"since 24 February 2022 (ongoing)"}"#,
        r#"{"input":"2025-02-29","valid":false,"problem":"February 2025 has 28 days, so there is no 29","level":null,"extension":null,"precision":null,"qualifier":null,"earliest":null,"latest":null,"words":null}"#,
    ];
    assert_eq!(lines.lines().collect::<Vec<_>>(), expected);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_extension_has_no_level() {
    let output = keyline_date(&["--json", "2024-07-13T18:02:00Z/.."], "UTC");
    let object: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&object["valid"], &object["level"], &object["extension"]), (&true.into(), &Value::Null, &true.into()));
    let output = keyline_date(&["2024-07-13T18:02Z"], "UTC");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("  EDTF        an extension of Keyline, precision minute"), "{text}");
}

#[test]
fn the_output_has_a_block_for_each_date() {
    let output = keyline_date(&["2004-06~", "-0043", "2014-2016"], "UTC");
    let expected = "\
2004-06~
  words       about June 2004
  earliest    2004-06-01
  latest      2004-06-30
  EDTF        level 1, precision month, approximate

-0043
  words       44 BCE
  earliest    -0043-01-01
  latest      -0043-12-31
  EDTF        level 1, precision year

2014-2016
  not a date  an interval has a slash between its bounds; write `2014/2016` [not-edtf]
";
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(keyline_date(&["2025"], "UTC").status.code(), Some(0));
}

#[test]
fn no_time_zone_changes_a_date() {
    let dates =
        ["2025-03-13", "2025-01-01/2025-12-31", "2025-03-13T23:30:00Z", "2025-03-13T00:30:00-11:00", "2025", "-0043"];
    let arguments: Vec<&str> = ["--json"].into_iter().chain(dates).collect();
    let [east, west] = ["Pacific/Kiritimati", "Pacific/Pago_Pago"].map(|zone| keyline_date(&arguments, zone).stdout);
    assert_eq!(String::from_utf8(east.clone()).unwrap().lines().count(), dates.len());
    assert_eq!(east, west);
    words("en", &[("2025-03-13T23:30:00Z", "13 March 2025, 23:30 UTC")]);
}

proptest! {
    /// ICU4X has years to ±9999, and counts days from year 1.
    #[test]
    fn the_calendar_agrees_with_icu4x(year in -9_999_i32..=9_999, month in 1_u8..=12, day in 1_u8..=31) {
        let icu = Date::try_new_iso(year, month, day);
        let text = if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") };
        let date = Edtf::parse(&format!("{text}-{month:02}-{day:02}"));
        prop_assert_eq!(date.is_ok(), icu.is_ok());
        if let (Ok(date), Ok(icu)) = (date, icu) {
            let epoch = Date::try_new_iso(1970, 1, 1).unwrap().to_rata_die();
            let days = icu.to_rata_die() - epoch;
            prop_assert_eq!(date.earliest(), Some(Day(days)));
            prop_assert_eq!(date.latest(), Some(Day(days)));
            let back: Date<Iso> = Date::from_rata_die(RataDie::new(epoch.to_i64_date() + days), Iso);
            prop_assert_eq!(Day(days).ymd(), (i64::from(back.year().extended_year()), month, day));
        }
    }
}
