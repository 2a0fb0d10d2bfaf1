//! A forgiving deserializer over the document's tree.
//!
//! `Deserialize` impls that serde derives stop at the first error. Here each value is read by [`Place::read`], which
//! reports a fault where it is and then gives the field its default, or leaves the item out of its list:
//! - A value that is unusable counts as absent, without a second report.
//! - Absent fields are offered, too, so that types of required fields report them with the object's place.
//! - A struct whose required field has no default ends its visit there. It is visited again from the next field on, so that
//!   the faults of its other fields are reported; then it is left out.
//! - An absent or unusable word of an enum becomes the enum's first variant; in a [`Required`](super::Required), its `Default`.
//!
//! An example of the third rule, an event with two faulty fields: `{"id": "a", "date": "soon", "title": 5}`.
//! 1. [`Place::read`] calls `Event::deserialize`, and derived code calls `next_value` for each field: 0, `id`, is read.
//! 2. Field 1, `date`, is reported and has no default. `next_value` returns an [`Unusable`] whose `resume` is 2, with which the
//!    derived code ends.
//! 3. [`Place::read`] sets `from` to 2 and calls `Event::deserialize` again. It visits the fields from 2 on: `title` is reported,
//!    and `resume` is 3.
//! 4. The third visit begins at field 3 and ends behind the last field. Then derived code finds that it has no `id`, and fails
//!    without `resume`. So `read` fails, and the list leaves the event out.
//!
//! What to know when a type changes:
//! - Fields and variants are passed by index, in the order of the type. So `#[serde(alias)]`, which adds names, isn't supported;
//!   nor are `#[serde(flatten)]`, `#[serde(tag)]` and `#[serde(untagged)]`, which need `deserialize_any`.
//! - Every field of a struct is offered, present or not. So `#[serde(default)]` and `#[serde(deny_unknown_fields)]` matter only to
//!   the schema and to other deserializers.
//! - A newtype struct whose name is unknown here is read as text, without a rule.

mod choice;
mod context;
mod fields;
mod items;
mod text;

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, Visitor},
    forward_to_deserialize_any,
};

pub use context::{Context, Reference};
use fields::FieldAccess;
pub use fields::{Object, last};

use super::{
    Diagnostics,
    json::{Node, Value},
    media::Media,
    values::{Version, required},
};

/// A value can't be used; the reason has been reported.
#[derive(Debug, Default)]
pub struct Unusable {
    /// Index of the field to go on with, where a struct's visit ended early.
    resume: Option<usize>,
}

impl fmt::Display for Unusable {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Unusable {}

/// Drops the message: the deserializer reports better ones itself.
impl Error for Unusable {
    fn custom<T: fmt::Display>(_: T) -> Unusable {
        Unusable::default()
    }
}

/// What the document has at a place.
#[derive(Clone, Copy)]
enum Found<'de> {
    Value(&'de Node<'de>),
    /// Nothing; a type that must have a value reports it.
    Missing,
    /// Nothing that could be used; that has been reported.
    Unusable,
}

/// A value's place in the document, with or without a value.
pub struct Place<'de, 'c, S> {
    found: Found<'de>,
    /// The object that has the field, and the field's name; `None` for the root and the items of a list.
    field: Option<(Object<'de>, &'static str)>,
    /// A struct's first field to be visited.
    from: usize,
    /// A field of the object that isn't a field of the struct: the tag of an enum.
    tag: Option<&'static str>,
    context: &'c Context<'de, S>,
}

impl<S> Clone for Place<'_, '_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Place<'_, '_, S> {}

impl<'de, 'c, S: Diagnostics> Place<'de, 'c, S> {
    /// Returns the place of a value that is no object's field.
    pub fn new(node: &'de Node<'de>, context: &'c Context<'de, S>) -> Self {
        Place { found: Found::Value(node), field: None, from: 0, tag: None, context }
    }

    /// Reads the value; what is unusable counts as absent if it is a field's value.
    ///
    /// # Errors
    /// If the type has no value for what is there, nor for an absent field.
    pub fn read<T: Deserialize<'de>>(mut self) -> Result<T, Unusable> {
        loop {
            let result = T::deserialize(self);
            match result {
                Ok(value) if self.from == 0 => return Ok(value),
                Err(Unusable { resume: Some(field) }) => self.from = field,
                // What is left of a struct has been visited.
                _ if self.field.is_some() && matches!(self.found, Found::Value(_)) => {
                    self.found = Found::Unusable;
                    self.from = 0;
                }
                _ => return Err(Unusable::default()),
            }
        }
    }

    fn value(&self) -> Option<&'de Value<'de>> {
        match self.found {
            Found::Value(node) => Some(&node.value),
            _ => None,
        }
    }

    /// Reports that a value is of another type than `expected`.
    #[inline(never)]
    fn wrong_type(&self, expected: &str) -> Unusable {
        if let Found::Value(node) = self.found {
            self.context.error("wrong-type", node.span.clone(), || {
                format!("this is {}, but {expected} is needed here", node.value.kind())
            });
        }
        Unusable::default()
    }

    /// Reports that a required field is missing, unless the object goes on where reading ended.
    #[inline(never)]
    fn missing(&self) {
        if let (Found::Missing, Some((object, field))) = (self.found, self.field)
            && !self.context.is_truncated_within(&object.span())
        {
            let message = || format!("{} needs `{field}`; add it", object.described());
            self.context.error("missing-field", object.brace(), message);
        }
    }
}

impl<'de, S: Diagnostics> Deserializer<'de> for Place<'de, '_, S> {
    type Error = Unusable;

    /// Called for a value of any type; the story's types have no such value.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unusable> {
        Err(self.wrong_type("another value"))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusable> {
        match self.value() {
            Some(Value::Bool(flag)) => visitor.visit_bool(*flag),
            Some(_) => Err(self.wrong_type("`true` or `false`")),
            None => visitor.visit_bool(false),
        }
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusable> {
        let number = match self.value() {
            Some(Value::Number(digits)) if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok(),
            _ => None,
        };
        let value = number.map(|number| visitor.visit_u32::<Unusable>(number));
        value.and_then(Result::ok).ok_or_else(|| self.wrong_type("a whole number of pixels"))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusable> {
        match self.value() {
            Some(Value::String(text)) => visitor.visit_str(text),
            Some(_) => Err(self.wrong_type("a string")),
            None => visitor.visit_str(""),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusable> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusable> {
        if self.value().is_some() { visitor.visit_some(self) } else { visitor.visit_none() }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Unusable> {
        match name {
            required::NAME if self.value().is_some() => visitor.visit_newtype_struct(self),
            required::NAME => {
                self.missing();
                visitor.visit_none()
            }
            Version::NAME => {
                self.check_version();
                visitor.visit_u64(Version::NUMBER)
            }
            _ => self.text(name, visitor),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unusable> {
        let items = match self.value() {
            Some(Value::Array(items)) => items.as_slice(),
            Some(_) => return Err(self.wrong_type("an array, `[ … ]`,")),
            None => &[],
        };
        visitor.visit_seq(items::ItemAccess::new(items, self.context))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unusable> {
        visitor.visit_map(FieldAccess::new(self, name, fields)?)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unusable> {
        if name == Media::NAME {
            return visitor.visit_enum(self.tagged(words)?);
        }
        visitor.visit_enum(choice::by_index(self.choice(words)?))
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct map identifier
        ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        date::Edtf,
        story::{Problem, json},
    };

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only problems are tested")]
    struct Span {
        from: Edtf,
        note: Option<String>,
        to: Edtf,
    }

    /// Derived code must call `next_value`, whose error has `resume`. By `next_value_seed` it would end at the first fault.
    #[test]
    fn two_faulty_required_fields_of_one_item_are_both_reported() {
        let mut problems: Vec<Problem> = Vec::new();
        let text = r#"[{"from": "soon", "note": 5, "to": "late"}]"#;
        let (root, _) = json::parse(text, &mut problems);
        let root = root.expect("the text is JSON");
        let context = Context::new(&mut problems, text, None);
        let items: Vec<Span> = Place::new(&root, &context).read().expect("a list is read without its faulty items");
        assert!(items.is_empty(), "{items:?}");
        let rules: Vec<&str> = problems.iter().map(|problem| problem.rule).collect();
        assert_eq!(rules, ["not-edtf", "wrong-type", "not-edtf"]);
    }
}
