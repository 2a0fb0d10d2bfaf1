//! What is shared while one document is deserialized.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    ops::Range,
};

use super::{
    super::{Diagnostics, Id, Severity, values::RefKind},
    Object,
};
use crate::date::Edtf;

/// How often the nearest name is looked for: each time, all names are compared.
const MAX_GUESSES: usize = 100;

/// A reference, to be followed when the document has been read.
pub struct Reference {
    pub kind: RefKind,
    pub id: Id,
    /// Byte range of the value that holds the reference.
    pub span: Range<usize>,
}

/// Where problems are reported to, and what the deserializer collects for the rules of the whole document.
pub struct Context<'de, S> {
    sink: RefCell<&'de mut S>,
    /// The document's text.
    pub json: &'de str,
    pub references: RefCell<Vec<Reference>>,
    /// The dates with a time without an offset, and the byte ranges of their values.
    pub local_times: RefCell<Vec<(Edtf, Range<usize>)>>,
    /// The objects that have an id, by that id, including those that were left out; and how many items have claimed the id.
    pub objects: RefCell<HashMap<Id, (Object<'de>, u32)>>,
    guesses: Cell<usize>,
    /// Where reading ended before the text did: what is missing beyond may be there.
    truncated_at: Option<usize>,
}

impl<'de, S: Diagnostics> Context<'de, S> {
    pub fn new(sink: &'de mut S, json: &'de str, truncated_at: Option<usize>) -> Self {
        Context {
            sink: RefCell::new(sink),
            json,
            references: RefCell::default(),
            local_times: RefCell::default(),
            objects: RefCell::default(),
            guesses: Cell::new(0),
            truncated_at,
        }
    }

    pub fn report(&self, severity: Severity, span: Range<usize>, describe: impl FnOnce() -> (&'static str, String)) {
        self.sink.borrow_mut().report(severity, span, describe);
    }

    pub fn error(&self, rule: &'static str, span: Range<usize>, message: impl FnOnce() -> String) {
        self.report(Severity::Error, span, || (rule, message()));
    }

    pub fn warning(&self, rule: &'static str, span: Range<usize>, message: impl FnOnce() -> String) {
        self.report(Severity::Warning, span, || (rule, message()));
    }

    /// Whether reading ended before the document did.
    pub fn is_truncated(&self) -> bool {
        self.truncated_at.is_some()
    }

    /// Whether reading ended within this range.
    pub fn is_truncated_within(&self, span: &Range<usize>) -> bool {
        self.truncated_at.is_some_and(|end| span.end >= end)
    }

    /// Whether to look for the name that was meant; each call counts as one of [`MAX_GUESSES`].
    pub fn take_guess(&self) -> bool {
        self.guesses.set(self.guesses.get() + 1);
        self.guesses.get() <= MAX_GUESSES
    }

    pub fn is_used(&self, id: &str) -> bool {
        self.objects.borrow().contains_key(id)
    }

    /// Gives an object an id: the same if it isn't used yet, else with a number behind it.
    pub fn claim(&self, id: &str, object: Object<'de>) -> Id {
        let mut objects = self.objects.borrow_mut();
        let mut id = Id::from(id);
        while let Some((_, count)) = objects.get_mut(&id) {
            *count += 1;
            id = Id::from(&*[&*id, "-", &count.to_string()].concat());
        }
        objects.insert(id.clone(), (object, 1));
        id
    }
}
