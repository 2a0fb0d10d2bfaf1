//! Languages: the words that are ours, and the direction of writing. Dates and numbers are CLDR's, through
//! [`Locale`](crate::date::Locale).

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod words;

use self::words::{Words, phrases};

phrases! {
    /// Our words in one language. `{}` stands for what is put in.
    pub struct Phrases {
        pub date: DatePhrases,
        pub ui: UiPhrases,
    }

    /// The words of dates.
    pub struct DatePhrases {
        /// EDTF's `~`.
        pub about: DatePhrase,
        /// EDTF's `?`.
        pub uncertain: &'static str,
        /// An open end.
        pub since: DatePhrase,
        /// An open start.
        pub until: DatePhrase,
        pub until_unknown: DatePhrase,
        pub from_unknown: DatePhrase,
        /// `1985-04-XX`
        pub some_day_in: &'static str,
        /// `2004-XX`
        pub some_time_in: &'static str,
        /// `201X`
        pub decade: &'static str,
        /// Spring, summer, autumn, winter of a year.
        pub seasons: [&'static str; 4],
        pub bce: &'static str,
        /// With millions: "66 millions d’années av. J.-C.".
        pub bce_round: &'static str,
        /// For years before 1000 and after 9999.
        pub ce: &'static str,
        pub ce_round: &'static str,
        pub million: PluralForms,
        /// 10⁹; empty where the language has no word for it.
        pub billion: PluralForms,
        /// Empty, or: "1,5 million" as "1 million", not as "2 millions".
        pub fraction_as_whole: &'static str,
        /// Between a number and its fraction, in the language's own digits.
        pub decimal: &'static str,
        /// Between a day and its hour.
        pub comma: &'static str,
        /// "3 years later"
        pub later: &'static str,
        pub earlier: &'static str,
        /// How long something took, standing alone.
        pub units: Units,
        /// The same inside `later` and `earlier`; empty where the grammar asks for no other forms there.
        pub units_later: Units,
    }

    /// A phrase around a date, in the forms that a language's articles and prepositions need.
    pub struct DatePhrase {
        /// Around a day: "depuis le 24 février 2022".
        pub day: &'static str,
        /// Around a year or a month: "depuis 2022".
        pub plain: &'static str,
        /// Around anything else (a season, a decade, "about …"): a form that goes with every word.
        pub other: &'static str,
    }

    /// How long something took.
    pub struct Units {
        pub minute: PluralForms,
        pub hour: PluralForms,
        pub day: PluralForms,
        pub month: PluralForms,
        pub year: PluralForms,
        /// Years counted in millions.
        pub years_round: &'static str,
    }

    /// A unit in each of CLDR's plural categories that the language has.
    pub struct PluralForms {
        pub zero: &'static str,
        pub one: &'static str,
        pub two: &'static str,
        pub few: &'static str,
        pub many: &'static str,
        pub other: &'static str,
    }

    /// The words of the page and its controls.
    pub struct UiPhrases {
        pub contents: &'static str,
        pub timeline: &'static str,
        pub overview: &'static str,
        pub sources: &'static str,
        pub updates: &'static str,
        pub published: &'static str,
        pub updated: &'static str,
        pub by: &'static str,
        pub open_all: &'static str,
        pub close_all: &'static str,
        pub oldest_first: &'static str,
        pub newest_first: &'static str,
        pub previous_event: &'static str,
        pub next_event: &'static str,
        /// "Explained in": before links from an event to cards.
        pub explained_in: &'static str,
        /// "On the timeline": before links from a card to events.
        pub on_the_timeline: &'static str,
        /// "Follows from": before links to earlier events.
        pub follows_from: &'static str,
        pub order: &'static str,
        pub copy_link: &'static str,
        /// “Copy link to …”: begins with `copy_link`, so that what is seen is what is called.
        pub copy_link_to: &'static str,
        pub link_copied: &'static str,
        pub main_event: &'static str,
        /// "{} of {}"
        pub position: &'static str,
        /// How much is shown of each item: the three below.
        pub depth: &'static str,
        pub brief: &'static str,
        pub standard: &'static str,
        pub full: &'static str,
        /// "12 events": what passes the filter, or a cluster stands for.
        pub events: PluralForms,
        /// "{} results": how many places have what was searched.
        pub results: PluralForms,
        pub no_results: &'static str,
        /// The search box.
        pub search: &'static str,
        pub previous_result: &'static str,
        pub next_result: &'static str,
        /// What opens the filters.
        pub filter: &'static str,
        /// Takes all filters away.
        pub unfilter: &'static str,
        pub tracks: &'static str,
        pub tags: &'static str,
        pub statuses: &'static str,
        pub confirmed: &'static str,
        /// "{} to {}": from the date of a cluster's first event to that of its last.
        pub from_to: &'static str,
        pub other_events: &'static str,
        pub zoom: &'static str,
        pub zoom_in: &'static str,
        pub zoom_out: &'static str,
        /// The whole timeline.
        pub zoom_fit: &'static str,
        /// Without breaks.
        pub to_scale: &'static str,
        /// "Earlier: {}" with how many events.
        pub earlier_outside: &'static str,
        pub later_outside: &'static str,
        /// The heading of events that are still to come.
        pub expected: &'static str,
        pub all_opened: &'static str,
        pub all_closed: &'static str,
        /// "Watch at {}"
        pub watch_at: &'static str,
        pub alleged: &'static str,
        pub disputed: &'static str,
        pub unconfirmed: &'static str,
        pub question: &'static str,
        pub person: &'static str,
        pub what_we_dont_know: &'static str,
        pub added: &'static str,
        pub clarified: &'static str,
        pub corrected: &'static str,
        pub photo: &'static str,
    }
}

impl DatePhrase {
    /// For languages that don't mind.
    const fn any(phrase: &'static str) -> DatePhrase {
        DatePhrase { day: phrase, plain: phrase, other: phrase }
    }
}

impl Units {
    const NONE: Units = Units {
        minute: PluralForms::NONE,
        hour: PluralForms::NONE,
        day: PluralForms::NONE,
        month: PluralForms::NONE,
        year: PluralForms::NONE,
        years_round: "",
    };
}

impl PluralForms {
    const NONE: PluralForms = PluralForms::any("");

    /// The same for every count.
    const fn any(form: &'static str) -> PluralForms {
        PluralForms::two(form, form)
    }

    /// One and many, as most languages have it.
    const fn two(one: &'static str, other: &'static str) -> PluralForms {
        PluralForms { zero: other, one, two: other, few: other, many: other, other }
    }

    pub fn get(&self, plural: Plural) -> &'static str {
        match plural {
            Plural::Zero => self.zero,
            Plural::One => self.one,
            Plural::Two => self.two,
            Plural::Few => self.few,
            Plural::Many => self.many,
            Plural::Other => self.other,
        }
    }
}

/// CLDR's plural categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// English, which goes without saying.
pub const ENGLISH: &Phrases = &en::PHRASES;

/// The languages that we speak, as primary subtags.
pub const LANGUAGES: [&str; 5] = ["ar", "de", "en", "es", "fr"];

/// Our words for a BCP 47 tag: the nearest language we speak, English otherwise. Whoever calls this carries them all.
pub fn phrases(tag: &str) -> &'static Phrases {
    match primary(tag) {
        "ar" => &ar::PHRASES,
        "de" => &de::PHRASES,
        "es" => &es::PHRASES,
        "fr" => &fr::PHRASES,
        _ => ENGLISH,
    }
}

/// The tag to format dates and numbers with. Plain English is day-month-year: never ambiguous, and ranges read better;
/// `en-US` has its own order.
pub fn formatting(tag: &str) -> &str {
    if tag == "en" { "en-GB" } else { tag }
}

/// A language's direction of writing, as HTML's `dir` says it: `ltr` or `rtl`.
pub fn direction(tag: &str) -> &'static str {
    match primary(tag) {
        "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ks" | "ku" | "nqo" | "ps" | "sd" | "syr" | "ug" | "ur" | "yi" => {
            "rtl"
        }
        _ => "ltr",
    }
}

/// Whether a letter is one of East Asia's, which are as wide as they are high.
pub fn is_square(letter: char) -> bool {
    letter >= '\u{2e80}'
}

/// Puts texts into a phrase's `{}`, in order.
pub fn fill(phrase: &str, with: &[&str]) -> String {
    let mut filled = String::new();
    let mut with = with.iter();
    for piece in phrase.split('{') {
        match piece.strip_prefix('}') {
            Some(piece) => {
                filled.push_str(with.next().unwrap_or(&""));
                filled.push_str(piece);
            }
            None => filled.push_str(piece),
        }
    }
    filled
}

fn primary(tag: &str) -> &str {
    let length = tag.bytes().take_while(|byte| !matches!(byte, b'-' | b'_')).count();
    tag.get(..length).unwrap_or(tag)
}
