//! The words of a query, and the form of texts in which they are searched.

/// Maximum number of words of a query that are used.
const MAX_WORDS: usize = 32;

/// Returns the distinct words of a folded query. Text in quotation marks of any kind is one word; an open quotation extends to the
/// end.
pub fn words(query: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let is_quote = |char: char| matches!(char, '"' | '“' | '”' | '„' | '«' | '»');
    for (index, piece) in plain(query).split(is_quote).enumerate() {
        let mut add = |word: &str| {
            if !word.is_empty() && words.len() < MAX_WORDS && words.iter().all(|other| other != word) {
                words.push(word.to_owned());
            }
        };
        if index % 2 == 1 {
            add(piece.trim());
        } else {
            piece.split_whitespace().for_each(add);
        }
    }
    words
}

/// Returns a folded text with the characters of a keyboard: one kind of space, hyphen and apostrophe, and no invisible characters.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\n' if plain.ends_with(' ') => {
                plain.pop();
                plain.push('\n');
            }
            // Soft hyphen, joiners, direction marks, the Arabic tatweel.
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{640}' => {}
            '‘' | '’' | 'ʼ' => plain.push('\''),
            '\u{2010}'..='\u{2015}' | '−' => plain.push('-'),
            char if char.is_whitespace() => {
                if !plain.ends_with([' ', '\n']) {
                    plain.push(if char == '\n' { '\n' } else { ' ' });
                }
            }
            char => plain.push(char),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_has_words_and_phrases() {
        let is = |query: &str, expected: &[&str]| assert_eq!(words(query), expected, "{query:?}");
        is("", &[]);
        is("  \t ", &[]);
        is("nato  summit nato", &["nato", "summit"]);
        is(r#""white house" trump"#, &["white house", "trump"]);
        is("„weißes  haus“ «a b» “c d”", &["weißes haus", "a b", "c d"]);
        is(r#"a"b c"#, &["a", "b c"]);
        is(r#""" a "#, &["a"]);
        is("rutte’s non‑stop", &["rutte's", "non-stop"]);
        assert_eq!(words(&(0..99).map(|number| format!("{number} ")).collect::<String>()).len(), MAX_WORDS);
    }

    #[test]
    fn a_plain_text_has_the_characters_of_a_keyboard() {
        let is = |text: &str, expected: &str| assert_eq!(plain(text), expected, "{text:?}");
        is("a \u{a0} b", "a b");
        is("a \n b\n\nc", "a\nb\nc");
        is("so\u{ad}ft ‘q’ 1–2", "soft 'q' 1-2");
        is("كـــتاب", "كتاب");
    }
}
