//! Lines of text: without control characters, and without space at their ends.

use super::{Text, string_newtype, text_schema, text_serde};
use crate::story::link::is_bidi;

string_newtype! {
    /// A line of text; never empty.
    Line;
    /// A line of text that names its item. Empty only where the document gives none; `repair` then finds another.
    Title;
    /// What an image shows, in words. Empty only where the document doesn't describe the image.
    Alt;
    /// A word or phrase that groups events and cards; never empty.
    Tag;
    /// A language tag by the shape of BCP 47, such as `en`, `en-US` or `ar`.
    Lang;
}

text_serde!(Line, Title, Alt, Tag, Lang);
text_schema!(Line);
text_schema!(Title);
text_schema!(Alt);
text_schema!(Tag);
text_schema!(Lang);

impl Text for Line {
    const NAME: &'static str = "Line";
    fn from_text(text: &str) -> Option<Line> {
        non_empty(text).map(Line)
    }
}

impl Text for Title {
    const NAME: &'static str = "Title";
    fn from_text(text: &str) -> Option<Title> {
        Some(Title(line(text)))
    }
}

impl Text for Alt {
    const NAME: &'static str = "Alt";
    fn from_text(text: &str) -> Option<Alt> {
        Some(Alt(line(text)))
    }
}

impl Text for Tag {
    const NAME: &'static str = "Tag";
    fn from_text(text: &str) -> Option<Tag> {
        non_empty(text).map(Tag)
    }
}

impl Text for Lang {
    const NAME: &'static str = "Lang";
    fn from_text(text: &str) -> Option<Lang> {
        non_empty(text).filter(|tag| is_language_tag(tag)).map(Lang)
    }
}

impl Lang {
    /// Returns the tag if it has the shape of BCP 47.
    pub fn parse(tag: &str) -> Option<Lang> {
        Lang::from_text(tag)
    }
}

impl From<&str> for Title {
    fn from(text: &str) -> Title {
        Title(line(text))
    }
}

impl From<&str> for Alt {
    fn from(text: &str) -> Alt {
        Alt(line(text))
    }
}

impl From<&str> for Tag {
    fn from(text: &str) -> Tag {
        Tag(line(text))
    }
}

/// Returns a text as one line: bidirectional controls removed, other control characters turned into spaces, ends trimmed.
pub(in crate::story) fn line(text: &str) -> String {
    let kept = text.chars().filter(|char| !is_bidi(*char));
    let line: String = kept.map(|char| if char.is_control() { ' ' } else { char }).collect();
    line.trim().to_owned()
}

fn non_empty(text: &str) -> Option<String> {
    Some(line(text)).filter(|line| !line.is_empty())
}

/// Whether a text has the shape of a BCP 47 tag: subtags of one to eight letters and digits, the first of them letters.
fn is_language_tag(tag: &str) -> bool {
    let mut subtags = tag.as_bytes().split(|byte| *byte == b'-');
    let language = subtags.next().unwrap_or_default();
    (2..=8).contains(&language.len())
        && language.iter().all(u8::is_ascii_alphabetic)
        && subtags.all(|tag| (1..=8).contains(&tag.len()) && tag.iter().all(u8::is_ascii_alphanumeric))
}
