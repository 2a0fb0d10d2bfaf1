//! The text in which a page carries the phrases of its language: a phrase on each line, in the order of declaration.

use std::rc::Rc;

use super::{Phrases, en};

impl Phrases {
    /// Returns the text from which [`Phrases::read`] reads these phrases. A `<script>` can hold it without escapes.
    ///
    /// ```
    /// use keyline::i18n::{Phrases, phrases};
    /// let german = phrases("de");
    /// assert_eq!(german.lines().lines().next(), Some("ca. {}"));
    /// assert_eq!(Phrases::read(&german.lines()), Some(german));
    /// ```
    pub fn lines(&self) -> String {
        let mut lines = Vec::new();
        self.map(&mut |text| lines.push(&**text));
        lines.join("\n")
    }

    /// Reads the text that [`Phrases::lines`] returns. `None` if it has more or fewer lines: another version of the command
    /// line wrote it.
    pub fn read(text: &str) -> Option<Phrases> {
        let mut lines = text.split('\n');
        let mut is_complete = true;
        let phrases = en::PHRASES.map(&mut |_| {
            let line = lines.next();
            is_complete &= line.is_some();
            Rc::from(line.unwrap_or_default())
        });
        (is_complete && lines.next().is_none()).then_some(phrases)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{LANGUAGES, phrases};
    use super::*;

    #[test]
    fn phrases_are_read_from_their_lines() {
        for tag in LANGUAGES {
            assert_eq!(Phrases::read(&phrases(tag).lines()), Some(phrases(tag)), "{tag}");
        }
    }

    #[test]
    fn lines_need_no_escapes_in_a_script() {
        for tag in LANGUAGES {
            assert!(!phrases(tag).lines().contains(['<', '&', '\r']), "{tag}");
        }
    }

    #[test]
    fn another_number_of_lines_is_not_read() {
        let lines = phrases("de").lines();
        assert_eq!(Phrases::read(&format!("{lines}\nNeues")), None);
        assert_eq!(lines.rsplit_once('\n').and_then(|(shorter, _)| Phrases::read(shorter)), None);
        assert_eq!(Phrases::read(""), None);
    }
}
