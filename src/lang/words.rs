//! A language's words as one text, a phrase a line in the order of their declaration: so they come with a page, and the widget
//! carries none but English.

use super::{ENGLISH, Phrases};

/// Words, or what is made of them.
pub trait Words {
    /// Shows each word, in the order of declaration. What is put in its place is taken.
    fn each(&mut self, visit: &mut dyn FnMut(&mut &'static str));
}

impl Words for &'static str {
    fn each(&mut self, visit: &mut dyn FnMut(&mut &'static str)) {
        visit(self);
    }
}

/// A word where it is true, an empty line where it isn't.
impl Words for bool {
    fn each(&mut self, visit: &mut dyn FnMut(&mut &'static str)) {
        let mut word = if *self { "yes" } else { "" };
        visit(&mut word);
        *self = !word.is_empty();
    }
}

impl<T: Words, const N: usize> Words for [T; N] {
    fn each(&mut self, visit: &mut dyn FnMut(&mut &'static str)) {
        for words in self {
            words.each(visit);
        }
    }
}

/// A line says whether they are there.
impl<T: Words + Default> Words for Option<T> {
    fn each(&mut self, visit: &mut dyn FnMut(&mut &'static str)) {
        let mut there = self.is_some();
        there.each(visit);
        if there {
            self.get_or_insert_default().each(visit);
        } else {
            *self = None;
        }
    }
}

/// Declares structs of words, and how to go through them.
macro_rules! phrases {
    ($($(#[$doc:meta])* pub struct $name:ident { $($(#[$of:meta])* pub $field:ident: $words:ty,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct $name { $($(#[$of])* pub $field: $words,)+ }

        impl Words for $name {
            fn each(&mut self, visit: &mut dyn FnMut(&mut &'static str)) {
                $(self.$field.each(visit);)+
            }
        }
    )+};
}
pub(super) use phrases;

impl Phrases {
    /// The words of a language that isn't English, for a page to carry. A `<script>` may hold them as they are.
    ///
    /// ```
    /// use keyline::lang::{Phrases, phrases};
    /// let words = phrases("de").lines().unwrap();
    /// assert_eq!(words.lines().next(), Some("ca. {}"));
    /// assert_eq!(Phrases::read(words).as_ref(), Some(phrases("de")));
    /// assert_eq!(phrases("en").lines(), None);
    /// ```
    pub fn lines(&self) -> Option<String> {
        let mut lines = Vec::new();
        { *self }.each(&mut |word| lines.push(*word));
        (self != ENGLISH).then(|| lines.join("\n"))
    }

    /// Reads what [`lines`](Phrases::lines) wrote, for as long as the program runs. `None` where that was another version with
    /// more words, or fewer.
    pub fn read(text: String) -> Option<Phrases> {
        let mut lines = text.leak().split('\n');
        let mut missing = false;
        let mut phrases = *ENGLISH;
        phrases.each(&mut |word| match lines.next() {
            Some(line) => *word = line,
            None => missing = true,
        });
        (!missing && lines.next().is_none()).then_some(phrases)
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
            assert_eq!(Phrases::read(lines).as_ref(), Some(phrases(tag)), "{tag}");
        }
        assert_eq!(phrases("en-US").lines(), None);
        assert_eq!(phrases("it").lines(), None);
    }

    #[test]
    fn words_stand_on_their_lines_and_in_a_script_as_they_are() {
        for tag in ["ar", "de", "es", "fr"] {
            phrases(tag).clone().each(&mut |word| assert!(!word.contains(['<', '&', '\n', '\r']), "{tag}: {word}"));
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
