//! The values of a story's fields: each type holds one rule in its `Deserialize`.
//!
//! A value is written as a string, and its `Deserialize` calls `deserialize_newtype_struct` with the value's name. A general
//! deserializer ignores the name; the forgiving one (`de`) chooses by it what to report about the value.

mod date;
pub(super) mod line;
pub(super) mod reference;
pub(super) mod required;
mod rich;
mod url;
mod version;

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer,
    de::{Error, Unexpected, Visitor},
};

pub use line::{Alt, Lang, Line, Tag, Title};
pub use reference::{CardRef, EventRef, ItemRef, RefKind, SourceRef, TrackRef};
pub use required::Required;
pub use url::{ImageUrl, WebUrl};
pub use version::Version;

/// A value that the document writes as a string.
pub(super) trait Text: Sized {
    /// Newtype name that is passed to the deserializer.
    const NAME: &'static str;

    /// Makes the value of a text, or returns `None` if the text breaks the value's rule.
    fn from_text(text: &str) -> Option<Self>;
}

/// Deserializes a [`Text`].
///
/// # Errors
/// If there is no string, or its text breaks the rule of `T`.
pub(super) fn deserialize<'de, T: Text, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_newtype_struct(T::NAME, TextVisitor(PhantomData))
}

struct TextVisitor<T>(PhantomData<T>);

impl<'de, T: Text> Visitor<'de> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a string that is a valid ")?;
        f.write_str(T::NAME)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(self)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// Implements `Deserialize` and `Serialize` for [`Text`] types that dereference to `str`.
macro_rules! text_serde {
    ($($type:ty),+) => {$(
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::story::values::deserialize(deserializer)
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self)
            }
        }
    )+};
}

/// Implements `JsonSchema` for a type that is written as a string. Without a name, the schema is written inline.
macro_rules! text_schema {
    ($type:ty, $name:literal, { $($schema:tt)* }) => {
        #[cfg(feature = "cli")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", $($schema)* })
            }
        }
    };
    ($type:ty) => {
        #[cfg(feature = "cli")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn inline_schema() -> bool {
                true
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string" })
            }
        }
    };
}

/// Declares a newtype over `String` that dereferences to `str`.
macro_rules! string_newtype {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(String);

        impl std::ops::Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

pub(super) use {string_newtype, text_schema, text_serde};
