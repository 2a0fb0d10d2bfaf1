//! What the reader typed, as words; and texts in the form that these are looked for in.

/// The most words of a query that count.
const MOST: usize = 32;

/// A folded query's words, each once; what stands in quotes, of any kind, is one. A quote still open reaches to the end.
pub fn words(query: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let quoted = |char: char| matches!(char, '"' | '“' | '”' | '„' | '«' | '»');
    for (nth, piece) in plain(query).split(quoted).enumerate() {
        let mut add = |word: &str| {
            if !word.is_empty() && words.len() < MOST && words.iter().all(|other| other != word) {
                words.push(word.to_owned());
            }
        };
        if nth % 2 == 1 {
            add(piece.trim());
        } else {
            piece.split_whitespace().for_each(add);
        }
    }
    words
}

/// A folded text with what a keyboard has: a single space for any, one hyphen, one apostrophe, and nothing that can't be seen.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\n' if plain.ends_with(' ') => {
                plain.pop();
                plain.push('\n');
            }
            // Soft hyphen, joiners, marks of direction, the Arabic stretch.
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
    fn a_query_is_words_and_phrases() {
        let is = |query: &str, expected: &[&str]| assert_eq!(words(query), expected, "{query:?}");
        is("", &[]);
        is("  \t ", &[]);
        is("nato  summit nato", &["nato", "summit"]);
        is(r#""white house" trump"#, &["white house", "trump"]);
        is("„weißes  haus“ «a b» “c d”", &["weißes haus", "a b", "c d"]);
        is(r#"a"b c"#, &["a", "b c"]);
        is(r#""" a "#, &["a"]);
        is("rutte’s non‑stop", &["rutte's", "non-stop"]);
        assert_eq!(words(&(0..99).map(|nth| format!("{nth} ")).collect::<String>()).len(), MOST);
    }

    #[test]
    fn a_plain_text_is_what_a_keyboard_has() {
        let is = |text: &str, expected: &str| assert_eq!(plain(text), expected, "{text:?}");
        is("a \u{a0} b", "a b");
        is("a \n b\n\nc", "a\nb\nc");
        is("so\u{ad}ft ‘q’ 1–2", "soft 'q' 1-2");
        is("كـــتاب", "كتاب");
    }
}
