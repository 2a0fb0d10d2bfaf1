//! Finds the first sentence of a text, which is shown below the title of a closed item.
//!
//! The rules don't depend on the language: a full stop after a letter, a short number or an abbreviation doesn't end a sentence.
//! In doubtful cases the sentence continues: too much is better than half a sentence.

use std::ops::RangeInclusive;

use super::text::{Block, Rich, plain_inlines};

/// A first sentence that is shorter may say nothing ("Partly."); a longer one is no teaser.
const TEASER_CHARS: RangeInclusive<usize> = 30..=160;

/// Abbreviations before a name: the point after them is no full stop.
const BEFORE_NAMES: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Drs", "Prof", "St", "Sts", "Ste", "Mt", "Ft", "Gen", "Sen", "Rep", "Gov", "Lt", "Col",
    "Sgt", "Capt", "Cmdr", "Adm", "Maj", "Hon", "Rev", "Pres", "vs", "Hr", "Fr", "bzw", "ca", "vgl", "sog", "evtl",
    "inkl", "ggf", "Sr", "Sra", "Srta", "Dra", "EE", "Mme", "Mlle", "MM", "av", "apr", "env",
];
/// Abbreviations before a number.
const BEFORE_NUMBERS: &[&str] = &[
    "No", "Nos", "Nr", "Art", "Abs", "Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec", "núm", "art", "pp", "Vol", "vol",
];

impl Rich {
    /// The first sentence, if it has 30 to 160 characters and does not end with a colon.
    pub fn teaser(&self) -> Option<String> {
        let is_whole =
            |sentence: &String| TEASER_CHARS.contains(&sentence.chars().count()) && !sentence.ends_with([':', '：']);
        self.first_sentence().filter(is_whole)
    }

    /// The first sentence of the first paragraph, or of the first line where there is no paragraph; all of it where no
    /// sentence ends in it. `None` where there is no text.
    ///
    /// ```
    /// use keyline::story::Rich;
    /// let (text, _) = Rich::parse("The **U.S.** paused aid. It was 3 March.");
    /// assert_eq!(text.first_sentence().as_deref(), Some("The U.S. paused aid."));
    /// ```
    pub fn first_sentence(&self) -> Option<String> {
        let paragraph = self.blocks.iter().find_map(|block| match block {
            Block::Paragraph(inlines) => Some(inlines),
            _ => None,
        });
        let mut text = match paragraph {
            Some(inlines) => {
                let mut text = String::new();
                plain_inlines(inlines, &mut text);
                text
            }
            None => self.plain().split('\n').next()?.to_owned(),
        };
        text.truncate(end(&text));
        (!text.is_empty()).then_some(text)
    }
}

/// Where the first sentence ends.
fn end(text: &str) -> usize {
    // The text after the marks that were checked last, so that a million marks are checked only once.
    let (mut rest, mut next) = (text, text);
    for (at, mark) in text.char_indices() {
        if !matches!(mark, '.' | '!' | '?' | '…' | '؟' | '۔' | '。' | '！' | '？') {
            continue;
        }
        let before = text.get(..at).unwrap_or_default();
        let behind = text.get(at + mark.len_utf8()..).unwrap_or_default();
        if behind.len() < rest.len() {
            rest = closed(behind);
            next = rest.trim_start();
        }
        // Chinese and Japanese leave no space between sentences.
        let apart = rest.len() != next.len() || matches!(mark, '。' | '！' | '？');
        let letter = next.chars().next();
        let abbreviated = mark == '.' && rest.len() == behind.len() && is_abbreviation(last_word(before), letter);
        if letter.is_none() || (apart && !letter.is_some_and(is_small) && !abbreviated) {
            return text.len() - rest.len();
        }
    }
    text.len()
}

/// The text after the marks, quotes and brackets that end a sentence.
fn closed(mut text: &str) -> &str {
    let closing: &[char] =
        &['.', '!', '?', '…', '؟', '。', '！', '？', '"', '\'', '”', '’', '“', '»', '›', ')', ']', '」', '』'];
    loop {
        if let Some(rest) = text.strip_prefix(closing) {
            text = rest;
        } else if let Some(rest) = text.trim_start().strip_prefix('»') {
            // French sets a space before it.
            text = rest;
        } else {
            return text;
        }
    }
}

fn last_word(text: &str) -> &str {
    let start = text.rfind(|char: char| {
        char.is_ascii_punctuation() || char.is_whitespace() || matches!(char, '„' | '“' | '«' | '‘' | '’' | '–' | '—')
    });
    let word = start.and_then(|at| text.get(at..)).unwrap_or(text);
    let mut chars = word.chars();
    match start {
        Some(_) => {
            chars.next();
            chars.as_str()
        }
        None => word,
    }
}

/// Whether the point after a word belongs to the word; `next` begins the text after it.
fn is_abbreviation(word: &str, next: Option<char>) -> bool {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        // "U.S.", "z. B.", "J.-C."
        (Some(letter), None) if letter.is_ascii_alphabetic() || ('À'..'\u{2000}').contains(&letter) => return true,
        // "13. März": an ordinal. A year is none.
        (Some('0'..='9'), None) => return true,
        (Some('0'..='9'), Some('0'..='9')) if word.len() == 2 => return true,
        _ => {}
    }
    BEFORE_NAMES.contains(&word) || (next.is_some_and(|next| next.is_ascii_digit()) && BEFORE_NUMBERS.contains(&word))
}

/// Whether a letter is in lower case, in common alphabets: a table of all would be bigger than this file.
fn is_small(char: char) -> bool {
    matches!(char, 'a'..='z' | 'ß'..='ÿ' | 'œ' | 'α'..='ώ' | 'а'..='ё')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `|` marks the end of the first sentence.
    #[track_caller]
    fn check(text: &str) {
        let (first, rest) = text.split_once('|').expect("a mark");
        let (rich, _) = Rich::parse(&[first, rest].concat());
        assert_eq!(rich.first_sentence().as_deref(), Some(first));
    }

    #[test]
    fn english_sentences_end_at_marks_and_not_at_abbreviations() {
        check("It ended.| Then it began.");
        check("It ended|");
        check("Did it?| Yes.");
        check("“Why?” he asked.| No one knew.");
        check("“It is over.”| He left.");
        check("(It was over.)| He left.");
        check("The U.S. Senate voted.| It passed.");
        check("Mr. Trump met Dr. Lee in St. Louis.| They talked.");
        check("J. D. Vance spoke.| So did he.");
        check("It was on Jan. 6 at No. 10 Downing Street.| Later…");
        check("It began in 2014.| Then came war.");
        check("It cost $3.5 million.| Nobody paid.");
        check("It goes on… and on.| Then it stops.");
        check("Wait...| What?");
        check("Really?!| Yes.");
        check("See keyline.org for more.| Or don't.");
    }

    #[test]
    fn german_ordinals_end_nothing() {
        check("Am 13. März traf er Rutte.| Danach flog er ab.");
        check("Er sagte: „Nein.“| Dann ging er.");
        check("Das gilt z. B. für Polen.| Andere zahlen.");
        check("Hr. Müller kam am 3. Juni.| Er ging 2014.");
        check("Im Jahr 2014.| Danach nichts.");
    }

    #[test]
    fn french_quotes_stand_apart() {
        check("Il a dit : « Oui. »| Puis il est parti.");
        check("Est-ce vrai ?| Non.");
        check("Mme. Royal et M. Hollande sont là.| Enfin.");
        check("César meurt en 44 av. J.-C. à Rome.| Voilà.");
        check("Il demande : « Pourquoi ? » et part.| Fin.");
    }

    #[test]
    fn spanish_marks_open_too() {
        check("¿Qué pasó?| ¡Nada!");
        check("EE. UU. suspendió la ayuda.| Fue en marzo.");
        check("El Sr. Pérez llegó.| La Sra. López no.");
        check("«¿Por qué?», preguntó.| Nadie lo supo.");
    }

    #[test]
    fn arabic_has_marks_of_its_own() {
        check("التقى الرئيس بالأمين العام.| ثم سافر.");
        check("هل انتهى؟| لا.");
        check("توفي عام 44 ق.م. في روما.| ثم بدأت الحرب.");
    }

    #[test]
    fn chinese_needs_no_space() {
        check("他来了。|她走了。");
    }

    #[test]
    fn a_teaser_is_a_whole_sentence_of_some_length() {
        let teaser = |text: &str| Rich::parse(text).0.teaser();
        assert_eq!(teaser("Partly."), None);
        assert_eq!(teaser("Three kinds of evidence agree on it:\n\n- rocks"), None);
        assert_eq!(teaser("Three kinds of evidence agree on it. They are these:").map(|text| text.len()), Some(36));
        assert_eq!(teaser(&"word ".repeat(33)), None);
    }

    #[test]
    fn a_megabyte_of_marks_is_looked_through_in_no_time() {
        for text in
            [".".repeat(1_000_000) + "a", "。".repeat(300_000) + "a", ".!".repeat(250_000) + &" ".repeat(500_000) + "a"]
        {
            assert_eq!(end(&text), text.len());
        }
    }

    #[test]
    fn only_the_first_paragraph_is_asked() {
        let sentence = |text: &str| Rich::parse(text).0.first_sentence();
        assert_eq!(sentence("- a. B\n\nOne **two. Three").as_deref(), Some("One **two."));
        assert_eq!(sentence("*One* [two](#x)\n\nThree.").as_deref(), Some("One two"));
        assert_eq!(sentence("- one. Two\n- three").as_deref(), Some("one."));
        assert_eq!(sentence(""), None);
    }

    #[test]
    fn a_teaser_is_neither_a_fragment_nor_a_paragraph() {
        let teaser = |text: &str| Rich::parse(text).0.teaser();
        assert_eq!(teaser("Partly. Most of it holds."), None);
        assert_eq!(teaser("It was twenty-nine characters. It was."), Some("It was twenty-nine characters.".to_owned()));
        assert_eq!(teaser(&format!("{}. B.", "ä".repeat(159))).map(|text| text.chars().count()), Some(160));
        assert_eq!(teaser(&format!("{}. B.", "ä".repeat(160))), None);
        assert_eq!(teaser(""), None);
    }

    proptest::proptest! {
        #[test]
        fn it_is_how_the_text_begins(text in "[a-zA-Z0-9 .!?…»“”)。؟ä]{0,60}") {
            proptest::prop_assert!(text.is_char_boundary(end(&text)));
            proptest::prop_assert!(text.is_empty() || end(&text) > 0);
        }
    }
}
