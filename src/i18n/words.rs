//! A language's words as one text, a phrase a line in the order of their declaration: so they come with a page, and so the widget
//! carries English. A loop reads them, since a language's words lie in memory as a list of them does.

use std::slice;

use super::{ENGLISH, Phrases, en};

/// Nothing but words, one behind the other.
///
/// # Safety
///
/// The type is laid out as an array of `&'static str`.
pub unsafe trait Words: Sized {
    /// How many words it is.
    const COUNT: usize = size_of::<Self>() / size_of::<&str>();
}

// SAFETY: it is an array of one.
unsafe impl Words for &'static str {}

// SAFETY: an array has nothing between its elements.
unsafe impl<T: Words, const N: usize> Words for [T; N] {}

/// Declares structs of words. Whatever else is in them doesn't compile.
macro_rules! phrases {
    ($($(#[$doc:meta])* pub struct $name:ident { $($(#[$of:meta])* pub $field:ident: $words:ty,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(C)]
        pub struct $name { $($(#[$of])* pub $field: $words,)+ }

        // SAFETY: in C's layout fields stand in their order, and those of one alignment have nothing between them.
        unsafe impl Words for $name where $($words: Words,)+ {}
    )+};
}
pub(super) use phrases;

/// English as a text: a list of pointers costs the widget more.
const ENGLISH_LINES: &str = {
    const BYTES: [u8; en::PHRASES.length()] = en::PHRASES.joined();
    match str::from_utf8(&BYTES) {
        Ok(text) => text,
        Err(_) => panic!("words are text"),
    }
};

impl Phrases {
    /// The words of a language that isn't English, for a page to carry. A `<script>` may hold them as they are.
    ///
    /// ```
    /// use keyline::i18n::{Phrases, phrases};
    /// let words = phrases("de").lines().unwrap();
    /// assert_eq!(words.lines().next(), Some("ca. {}"));
    /// assert_eq!(Phrases::read(words), Some(phrases("de")));
    /// assert_eq!(phrases("en").lines(), None);
    /// ```
    pub fn lines(&self) -> Option<String> {
        (self != ENGLISH).then(|| self.list().join("\n"))
    }

    /// Reads what [`lines`](Phrases::lines) wrote, for as long as the program runs. `None` where that was another version with
    /// more words, or fewer.
    pub fn read(text: String) -> Option<&'static Phrases> {
        Phrases::of(text.leak())
    }

    /// English for who reads the others. It is [`ENGLISH`] in fewer bytes.
    pub fn english() -> &'static Phrases {
        match Phrases::of(ENGLISH_LINES) {
            Some(english) => english,
            None => unreachable!("every word has its line"),
        }
    }

    fn of(text: &'static str) -> Option<&'static Phrases> {
        let list = text.split('\n').collect::<Vec<&'static str>>().leak();
        // SAFETY: there are as many as Phrases are words.
        (list.len() == Phrases::COUNT).then(|| unsafe { &*list.as_ptr().cast::<Phrases>() })
    }

    const fn list(&self) -> &[&'static str] {
        // SAFETY: Phrases are so many words.
        unsafe { slice::from_raw_parts((&raw const *self).cast(), Phrases::COUNT) }
    }

    /// How many bytes the words have, with a byte between each and the next.
    const fn length(&self) -> usize {
        let mut list = self.list();
        let mut length = list.len() - 1;
        while let [word, rest @ ..] = list {
            length += word.len();
            list = rest;
        }
        length
    }

    /// The words with a line feed between each and the next.
    const fn joined<const LENGTH: usize>(&self) -> [u8; LENGTH] {
        let mut text = [b'\n'; LENGTH];
        let (mut list, mut at) = (self.list(), 0);
        while let [word, rest @ ..] = list {
            text.split_at_mut(at).1.split_at_mut(word.len()).0.copy_from_slice(word.as_bytes());
            at += word.len() + 1;
            list = rest;
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::super::phrases;
    use super::*;

    #[test]
    fn every_language_is_read_as_it_was_written() {
        for tag in ["ar", "de", "es", "fr"] {
            let lines = phrases(tag).lines().unwrap();
            assert_eq!(Phrases::read(lines), Some(phrases(tag)), "{tag}");
        }
        assert_eq!(phrases("en-US").lines(), None);
        assert_eq!(phrases("it").lines(), None);
    }

    #[test]
    fn english_is_read_from_fewer_bytes() {
        assert_eq!(Phrases::english(), ENGLISH);
    }

    #[test]
    fn words_stand_on_their_lines_and_in_a_script_as_they_are() {
        for tag in ["ar", "de", "es", "fr"] {
            phrases(tag)
                .list()
                .iter()
                .for_each(|word| assert!(!word.contains(['<', '&', '\n', '\r']), "{tag}: {word}"));
        }
    }

    #[test]
    fn words_of_another_version_are_not_taken() {
        let lines = phrases("de").lines().unwrap();
        assert_eq!(Phrases::read(format!("{lines}\nNeues")), None);
        assert_eq!(Phrases::read(lines.rsplit_once('\n').unwrap().0.to_owned()), None);
        assert_eq!(Phrases::read(String::new()), None);
    }
}
