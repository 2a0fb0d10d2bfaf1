//! Dates in the document.

use super::{Text, text_schema};
use crate::date::Edtf;

impl Text for Edtf {
    const NAME: &'static str = "Edtf";
    fn from_text(text: &str) -> Option<Edtf> {
        Edtf::parse_quietly(text)
    }
}

impl<'de> serde::Deserialize<'de> for Edtf {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Edtf, D::Error> {
        super::deserialize(deserializer)
    }
}

impl serde::Serialize for Edtf {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

text_schema!(Edtf, "Date", {
    "description": "EDTF, levels 0 and 1.",
    "examples": ["2025", "2025-03", "2025-03-13", "2025-03-13T21:00:00Z", "2022-02-24/..", "1850~", "1914/1918?", "19XX"]
});
