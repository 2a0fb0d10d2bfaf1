//! Objects, read as structs.

use std::ops::Range;

use serde::{
    Deserialize,
    de::{DeserializeSeed, MapAccess},
};

use super::{
    super::{
        Diagnostics,
        json::{Key, Node, Value},
        names::excerpt,
        synonyms,
    },
    Context, Found, Place, Unusable, choice,
};

/// An object of the document that is read as a struct.
#[derive(Clone, Copy)]
pub struct Object<'de> {
    /// Name of the struct.
    pub name: &'static str,
    pub fields: &'de [(Key<'de>, Node<'de>)],
    start: usize,
    end: usize,
}

impl<'de> Object<'de> {
    /// Returns the object with a struct's name, or `None` if the node is no object.
    pub fn new(name: &'static str, node: &'de Node<'de>) -> Option<Self> {
        let Value::Object(fields) = &node.value else { return None };
        Some(Object { name, fields, start: node.span.start, end: node.span.end })
    }

    pub fn span(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Returns the place of the opening brace: an object can be long.
    pub fn brace(&self) -> Range<usize> {
        self.start..self.start + 1
    }

    /// Returns the last value of a field, unless it is `null`.
    pub fn get(&self, name: &str) -> Option<&'de Node<'de>> {
        last(self.fields, name)
    }

    /// Returns the struct's name in a sentence: "an event". A name in lower case has no article.
    pub fn described(&self) -> String {
        let article = match self.name.as_bytes().first() {
            Some(b'A' | b'E' | b'I' | b'O' | b'U') => "an ",
            Some(b'A'..=b'Z') => "a ",
            _ => "",
        };
        [article, &*self.name.to_ascii_lowercase()].concat()
    }
}

/// Returns the last value of a field, unless it is `null`.
pub fn last<'de>(fields: &'de [(Key<'de>, Node<'de>)], name: &str) -> Option<&'de Node<'de>> {
    let (_, node) = fields.iter().rfind(|(key, _)| key.name == name)?;
    (node.value != Value::Null).then_some(node)
}

/// The fields of a struct, in the order of the type.
pub struct FieldAccess<'de, 'c, S> {
    object: Object<'de>,
    names: &'static [&'static str],
    /// A value for each name; shorter, or empty, where there are no more values.
    values: Vec<Option<&'de Node<'de>>>,
    /// The place's content for a field without a value.
    absent: Found<'de>,
    next: usize,
    context: &'c Context<'de, S>,
}

impl<'de, 'c, S: Diagnostics> FieldAccess<'de, 'c, S> {
    /// # Errors
    /// If there is a value that is no object.
    #[inline(never)]
    pub fn new(place: Place<'de, 'c, S>, name: &'static str, names: &'static [&'static str]) -> Result<Self, Unusable> {
        let mut access = FieldAccess {
            object: Object { name, fields: &[], start: 0, end: 0 },
            names,
            values: Vec::new(),
            absent: Found::Unusable,
            next: place.from,
            context: place.context,
        };
        if let Found::Value(node) = place.found {
            access.object = Object::new(name, node).ok_or_else(|| place.wrong_type("an object, `{ … }`,"))?;
            access.values = access.collect(place.tag, place.from == 0);
            access.absent = Found::Missing;
        }
        Ok(access)
    }

    /// Returns the value of each field, and reports unknown and repeated fields.
    fn collect(&self, tag: Option<&str>, report: bool) -> Vec<Option<&'de Node<'de>>> {
        let mut values = vec![None; self.names.len() + 1];
        for (key, node) in self.object.fields {
            let is_tag = tag == Some(&*key.name);
            // The tag has the index after the fields'.
            let index = if is_tag { Some(self.names.len()) } else { self.position(&key.name) };
            let Some(value) = index.and_then(|index| values.get_mut(index)) else {
                if report {
                    self.unknown(key);
                }
                continue;
            };
            if value.replace(node).is_some() && report {
                self.context.error("duplicate-field", key.span.clone(), || {
                    format!("the field `{}` occurs twice, and the last one counts; remove one of them", key.name)
                });
            }
        }
        for value in &mut values {
            value.take_if(|node| node.value == Value::Null);
        }
        values
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| *known == name)
    }

    #[inline(never)]
    fn unknown(&self, key: &Key) {
        let guess = self.context.take_guess();
        self.context.warning("unknown-field", key.span.clone(), || {
            let is_free = |name: &str| self.object.get(name).is_none();
            let hint = if guess { synonyms::field_hint(&key.name, self.names, &is_free) } else { None };
            let hint = hint.unwrap_or_else(|| "remove it, or look it up in the story format".to_owned());
            format!("unknown field `{}`; {hint}", excerpt(&key.name))
        });
    }

    /// Returns the place of the current field, and steps to the next one.
    #[inline(never)]
    fn step(&mut self) -> Place<'de, 'c, S> {
        let name = self.names.get(self.next).copied().unwrap_or_default();
        let value = self.values.get(self.next).copied().flatten();
        self.next += 1;
        Place {
            found: value.map_or(self.absent, Found::Value),
            field: Some((self.object, name)),
            from: 0,
            tag: None,
            context: self.context,
        }
    }
}

impl<'de, S: Diagnostics> MapAccess<'de> for FieldAccess<'de, '_, S> {
    type Error = Unusable;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unusable> {
        if self.next >= self.names.len() {
            return Ok(None);
        }
        seed.deserialize(choice::by_index(self.next)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unusable> {
        let place = self.step();
        seed.deserialize(place)
    }

    /// Reads the value; derived code calls this method. Its error names the next field, so that the struct is visited again.
    fn next_value<V: Deserialize<'de>>(&mut self) -> Result<V, Unusable> {
        self.step().read().map_err(|_| Unusable { resume: Some(self.next) })
    }
}
