//! References from one item to another, by id.

use std::ops::Deref;

use super::{Text, text_serde};
use crate::story::Id;

/// What a reference must lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefKind {
    Event,
    Card,
    Source,
    Track,
    /// Any item but a track.
    Item,
}

macro_rules! references {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Id);

        impl Deref for $name {
            type Target = Id;
            fn deref(&self) -> &Id {
                &self.0
            }
        }

        impl From<Id> for $name {
            fn from(id: Id) -> $name {
                $name(id)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl Text for $name {
            const NAME: &'static str = stringify!($name);
            fn from_text(text: &str) -> Option<$name> {
                Some($name(Id::from(text)))
            }
        }

        text_serde!($name);

        #[cfg(feature = "cli")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                Id::schema_name()
            }
            fn schema_id() -> std::borrow::Cow<'static, str> {
                Id::schema_id()
            }
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                Id::json_schema(generator)
            }
        }
    )+};
}

references! {
    /// A reference to an event.
    EventRef;
    /// A reference to a card.
    CardRef;
    /// A reference to a source.
    SourceRef;
    /// A reference to a track.
    TrackRef;
    /// A reference to an event, section, card or source.
    ItemRef;
}

/// Returns what a reference with this newtype name must lead to.
pub(in crate::story) fn kind(name: &str) -> Option<RefKind> {
    Some(match name {
        EventRef::NAME => RefKind::Event,
        CardRef::NAME => RefKind::Card,
        SourceRef::NAME => RefKind::Source,
        TrackRef::NAME => RefKind::Track,
        ItemRef::NAME => RefKind::Item,
        _ => return None,
    })
}
