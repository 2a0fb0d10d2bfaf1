//! The product's own phrases in each language, and facts about languages: plural categories, direction of writing.
//!
//! English is compiled into the widget. The command line has all languages; a page carries the phrases of its language for the
//! widget, as [`Phrases::lines`]. Names of months, digits and plural rules are CLDR's, through
//! [`Locale`](crate::date::Locale).

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod lines;
mod phrases;

pub use phrases::{DatePhrase, DatePhrases, Phrases, PluralForms, Seasons, SignPhrases, UiPhrases, Units};

/// A plural category (CLDR).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// The languages that have phrases, as primary subtags (BCP 47).
pub const LANGUAGES: [&str; 5] = ["ar", "de", "en", "es", "fr"];

/// Returns the phrases for a language tag (BCP 47): those of its primary subtag, else English.
///
/// A binary that calls this contains the phrases of all languages; [`english`] has only its own.
pub fn phrases(tag: &str) -> Phrases {
    match primary_subtag(tag) {
        "ar" => (&ar::PHRASES).into(),
        "de" => (&de::PHRASES).into(),
        "es" => (&es::PHRASES).into(),
        "fr" => (&fr::PHRASES).into(),
        _ => english(),
    }
}

/// Returns the English phrases.
pub fn english() -> Phrases {
    (&en::PHRASES).into()
}

/// Returns whether a language tag's primary subtag has phrases.
pub fn has_phrases(tag: &str) -> bool {
    LANGUAGES.contains(&primary_subtag(tag))
}

/// Returns whether a language tag's phrases are the English ones, which a page need not carry.
pub fn is_english(tag: &str) -> bool {
    primary_subtag(tag) == "en" || !has_phrases(tag)
}

/// Returns the tag to format dates and numbers with: `en-GB` for `en`, every other tag itself.
///
/// Day, month, year is never ambiguous, and its ranges are shorter; `en-US` keeps its own order.
pub fn formatting_tag(tag: &str) -> &str {
    if tag == "en" { "en-GB" } else { tag }
}

/// Returns the direction of writing, as HTML's `dir` has it: `ltr` or `rtl`.
pub fn direction(tag: &str) -> &'static str {
    match primary_subtag(tag) {
        "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ks" | "ku" | "nqo" | "ps" | "sd" | "syr" | "ug" | "ur" | "yi" => {
            "rtl"
        }
        _ => "ltr",
    }
}

/// Returns whether a letter belongs to an East Asian script, whose letters are as wide as high.
pub fn is_full_width(letter: char) -> bool {
    letter >= '\u{2e80}'
}

/// Replaces the placeholders `{}` of a phrase by texts, in order.
pub fn fill(phrase: &str, texts: &[&str]) -> String {
    let mut pieces = phrase.split("{}");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for (index, piece) in pieces.enumerate() {
        filled.push_str(texts.get(index).unwrap_or(&""));
        filled.push_str(piece);
    }
    filled
}

fn primary_subtag(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_replaced_in_order() {
        assert_eq!(fill("{} of {}", &["2", "7"]), "2 of 7");
        assert_eq!(fill("Watch at {}", &["{}"]), "Watch at {}");
        assert_eq!(fill("{} of {}", &["2"]), "2 of ");
        assert_eq!(fill("Zoom", &["2"]), "Zoom");
    }

    #[test]
    fn a_language_is_found_by_its_primary_subtag() {
        assert_eq!(&*phrases("de-AT").ui.sources, "Quellen");
        assert_eq!(&*phrases("fr_CA").ui.timeline, "Chronologie");
        assert_eq!(&*phrases("it").ui.sources, "Sources");
        assert!(is_english("en-US") && is_english("it") && is_english("") && !is_english("ar-EG"));
    }
}
