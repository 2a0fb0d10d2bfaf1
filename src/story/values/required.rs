//! Fields that a document must have, although a story can be read without them.

use std::{fmt, marker::PhantomData, ops::Deref};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error, de::Visitor};

/// A required field of a type that has a default. The forgiving deserializer reports where it is missing, and uses the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Required<T>(pub T);

/// Newtype name that is passed to the deserializer.
pub(in crate::story) const NAME: &str = "Required";

impl<T> Deref for Required<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Serialize> Serialize for Required<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for Required<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Required<T>, D::Error> {
        deserializer.deserialize_newtype_struct(NAME, RequiredVisitor(PhantomData))
    }
}

struct RequiredVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for RequiredVisitor<T> {
    type Value = Required<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Required<T>, D::Error> {
        T::deserialize(deserializer).map(Required)
    }

    /// Called by the forgiving deserializer alone, where there is no usable value.
    fn visit_none<E: Error>(self) -> Result<Required<T>, E> {
        Ok(Required::default())
    }
}

#[cfg(feature = "cli")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Required<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }
    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }
    fn inline_schema() -> bool {
        T::inline_schema()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}
