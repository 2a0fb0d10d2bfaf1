//! Names of items.

use std::{fmt, ops::Deref, rc::Rc};

use super::{
    link,
    values::{Text, text_schema, text_serde},
};

/// An item's name within its story: `[a-z0-9][a-z0-9-]*`. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Rc<str>);

impl Id {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Returns `story`, the name of a story without one.
impl Default for Id {
    fn default() -> Id {
        Id::from("story")
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Id {
        Id(text.into())
    }
}

impl Text for Id {
    const NAME: &'static str = "Id";
    fn from_text(text: &str) -> Option<Id> {
        link::is_id(text).then(|| Id::from(text))
    }
}

text_serde!(Id);
text_schema!(Id, "Id", {
    "description": "Lower-case letters, digits and hyphens; unique in the document.",
    "pattern": "^[a-z0-9][a-z0-9-]*$"
});

impl Deref for Id {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

/// Lets maps with ids as keys be searched by text.
impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}
