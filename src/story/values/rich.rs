//! Rich text in the document.

use super::{Text, text_schema};
use crate::story::Rich;

impl Text for Rich {
    const NAME: &'static str = "Rich";
    fn from_text(text: &str) -> Option<Rich> {
        Some(Rich::parse(text).0)
    }
}

impl<'de> serde::Deserialize<'de> for Rich {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Rich, D::Error> {
        super::deserialize(deserializer)
    }
}

impl serde::Serialize for Rich {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.source())
    }
}

text_schema!(Rich, "RichText", {
    "description": "A small Markdown: paragraphs, **strong**, *emphasis*, [text](https://…), [text](#item-id), lists, quotes."
});
