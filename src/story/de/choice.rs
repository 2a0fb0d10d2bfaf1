//! Words to choose from, and objects whose `kind` chooses their type.

use serde::{
    Deserializer,
    de::{DeserializeSeed, EnumAccess, IntoDeserializer, VariantAccess, Visitor, value::U32Deserializer},
};

use super::{
    super::{Diagnostics, json::Value, media::Media, names::excerpt, synonyms},
    Found, Object, Place, Unusable,
};

/// Returns a deserializer of a field or a variant by its index, which is less code in derived visitors than its name.
pub fn by_index(index: usize) -> U32Deserializer<Unusable> {
    (index as u32).into_deserializer()
}

impl<'de, 'c, S: Diagnostics> Place<'de, 'c, S> {
    /// Returns the index of the word that is there; an absent word is the first one.
    #[inline(never)]
    pub(super) fn choice(&self, words: &'static [&'static str]) -> Result<usize, Unusable> {
        let Found::Value(node) = self.found else { return Ok(0) };
        let Value::String(text) = &node.value else { return Err(self.wrong_type("a string")) };
        words.iter().position(|word| *word == &**text).ok_or_else(|| {
            self.context.error("unknown-value", node.span.clone(), || {
                let is_media = self.field.is_some_and(|(object, _)| object.name == Media::NAME);
                let hint = if is_media { synonyms::media_hint(text, words) } else { synonyms::word_hint(text, words) };
                let hint = hint.map(|hint| format!("; {hint}")).unwrap_or_default();
                format!("`{}` is none of {}{hint}", excerpt(text), words.join(", "))
            });
            Unusable::default()
        })
    }

    /// Returns access to an object as the variant that its tag names.
    #[inline(never)]
    pub(super) fn tagged(self, words: &'static [&'static str]) -> Result<Tagged<'de, 'c, S>, Unusable> {
        let Found::Value(node) = self.found else { return Err(Unusable::default()) };
        let object = Object::new(Media::NAME, node).ok_or_else(|| self.wrong_type("an object, `{ … }`,"))?;
        let found = object.get(Media::TAG).map_or(Found::Missing, Found::Value);
        let tag = Place { found, field: Some((object, Media::TAG)), ..self };
        if tag.value().is_none() {
            tag.missing();
            return Err(Unusable::default());
        }
        Ok(Tagged { variant: tag.choice(words)?, content: Place { tag: Some(Media::TAG), ..self } })
    }
}

/// An object whose tag names the variant.
pub struct Tagged<'de, 'c, S> {
    /// Index of the variant.
    variant: usize,
    content: Place<'de, 'c, S>,
}

impl<'de, 'c, S: Diagnostics> EnumAccess<'de> for Tagged<'de, 'c, S> {
    type Error = Unusable;
    type Variant = Content<'de, 'c, S>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self::Variant), Unusable> {
        Ok((seed.deserialize(by_index(self.variant))?, Content(self.content)))
    }
}

/// The object, to be read as the variant's content.
pub struct Content<'de, 'c, S>(Place<'de, 'c, S>);

impl<'de, S: Diagnostics> VariantAccess<'de> for Content<'de, '_, S> {
    type Error = Unusable;

    fn unit_variant(self) -> Result<(), Unusable> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unusable> {
        seed.deserialize(self.0)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Unusable> {
        self.0.deserialize_tuple(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unusable> {
        self.0.deserialize_struct(Media::NAME, fields, visitor)
    }
}
