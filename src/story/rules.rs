//! The rules: what a value must be, and what is said when it isn't. Each function reads one kind of value from a field of an
//! object and never fails: it reports, and answers with what can be used.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    Id, Problem, Rich, Severity,
    json::{Key, Node, Value},
    link,
    problem::step,
    text::Target,
};
use crate::date::Edtf;

/// Longer bodies are read, but are no key points any more.
const LONG_BODY: usize = 20_000;

/// An object with its place in the document.
pub struct Object<'a> {
    pub fields: &'a [(Key<'a>, Node<'a>)],
    pub span: Range<usize>,
    pub pointer: String,
}

/// What a reference must lead to.
#[derive(Clone, Copy, PartialEq)]
pub enum To {
    Event,
    Card,
    Source,
    Track,
    Item,
}

/// A reference to be looked up when everything is read.
pub struct Reference {
    pub to: To,
    pub id: Id,
    pub span: Range<usize>,
    pub pointer: String,
}

/// The problems so far, the ids that are taken, and the references to follow.
#[derive(Default)]
pub struct Rules {
    pub problems: Vec<Problem>,
    pub references: Vec<Reference>,
    taken: BTreeSet<Id>,
    /// How often a name was made up, so that the next one is found at once.
    made: BTreeMap<String, u32>,
    /// Names that were guessed for references that lead nowhere.
    guesses: usize,
}

impl<'a> Object<'a> {
    /// A field's value; the last, if it is there twice; `null` is as good as none.
    pub fn get(&self, name: &str) -> Option<&'a Node<'a>> {
        let field = self.fields.iter().rev().find(|(key, _)| key.name == name)?;
        (field.1.value != Value::Null).then_some(&field.1)
    }

    pub fn at(&self, name: &str) -> String {
        step(&self.pointer, name)
    }
}

impl Rules {
    pub fn error(&mut self, rule: &'static str, span: &Range<usize>, pointer: String, message: String) {
        self.problems.push(Problem { severity: Severity::Error, pointer, span: span.clone(), rule, message });
    }

    pub fn warning(&mut self, rule: &'static str, span: &Range<usize>, pointer: String, message: String) {
        self.problems.push(Problem { severity: Severity::Warning, pointer, span: span.clone(), rule, message });
    }

    fn wrong_type(&mut self, node: &Node, pointer: String, expected: &str) {
        let message = format!("this is {}, but {expected} is needed here", node.value.kind());
        self.error("wrong-type", &node.span, pointer, message);
    }

    fn missing(&mut self, object: &Object, name: &str, what: &str) {
        // An object can be long: its opening brace is enough to point at.
        let span = object.span.start..object.span.start + 1;
        self.error("missing-field", &span, object.pointer.clone(), format!("{what} needs `{name}`; add it"));
    }

    /// An object, with its unknown and repeated fields reported.
    pub fn object<'n>(&mut self, node: &'n Node<'n>, pointer: String, known: &[&str]) -> Option<Object<'n>> {
        let Value::Object(fields) = &node.value else {
            self.wrong_type(node, pointer, "an object, `{ … }`,");
            return None;
        };
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for (key, _) in fields {
            if !known.contains(&&*key.name) {
                let nearest = nearest(&key.name, known).map(|name| format!("did you mean `{name}`?"));
                let hint = nearest.unwrap_or_else(|| "remove it, or look it up in the story format".to_owned());
                let message = format!("nothing is known about a field `{}`; {hint}", shown(&key.name));
                self.warning("unknown-field", &key.span, step(&pointer, &key.name), message);
            } else if !seen.insert(&key.name) {
                let message = format!("`{}` is here twice, and the last one counts; remove one of them", key.name);
                self.error("duplicate-field", &key.span, step(&pointer, &key.name), message);
            }
        }
        Some(Object { fields, span: node.span.clone(), pointer })
    }

    /// The items of an array that may be missing, with their pointers.
    pub fn items<'n>(&mut self, object: &Object<'n>, name: &str) -> Vec<(&'n Node<'n>, String)> {
        let Some(node) = object.get(name) else { return Vec::new() };
        let pointer = object.at(name);
        let Value::Array(items) = &node.value else {
            self.wrong_type(node, pointer, "an array, `[ … ]`,");
            return Vec::new();
        };
        items.iter().enumerate().map(|(nth, item)| (item, step(&pointer, &nth.to_string()))).collect()
    }

    fn string<'n>(&mut self, node: &'n Node<'n>, pointer: String) -> Option<&'n str> {
        match &node.value {
            Value::String(text) => Some(text),
            _ => {
                self.wrong_type(node, pointer, "a string");
                None
            }
        }
    }

    /// A line of text that may be missing.
    pub fn text(&mut self, object: &Object, name: &str) -> Option<String> {
        let node = object.get(name)?;
        self.line(node, object.at(name))
    }

    /// A line of text: no characters that turn the text around it, or end it.
    fn line(&mut self, node: &Node, pointer: String) -> Option<String> {
        let text = self.string(node, pointer.clone())?;
        let text = if text.contains(link::is_bidi) {
            let message =
                "a bidirectional control character can make this say something else than it seems; it is left out";
            self.error("bidi-control", &node.span, pointer, message.to_owned());
            text.replace(link::is_bidi, "")
        } else {
            text.to_owned()
        };
        let text = text.replace(|char: char| char.is_control(), " ");
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A title that must be there and say something.
    pub fn title(&mut self, object: &Object, name: &str, what: &str) -> Option<String> {
        let Some(node) = object.get(name) else {
            self.missing(object, name, what);
            return None;
        };
        let title = self.line(node, object.at(name));
        if title.is_none() && matches!(node.value, Value::String(_)) {
            self.error(
                "empty-title",
                &node.span,
                object.at(name),
                format!("{what} needs a `{name}` that says something"),
            );
        }
        title
    }

    pub fn rich(&mut self, object: &Object, name: &str) -> Rich {
        let Some(node) = object.get(name) else { return Rich::default() };
        let pointer = object.at(name);
        let Some(text) = self.string(node, pointer.clone()) else { return Rich::default() };
        let length = text.chars().count();
        if length > LONG_BODY {
            let message =
                format!("{length} characters are a lot for one text; {LONG_BODY} is the most that is meant. Split it");
            self.warning("long-body", &node.span, pointer.clone(), message);
        }
        let (rich, bad) = Rich::parse(text);
        for link in bad {
            let message = format!(
                "a link to `{}` is not followed; links begin with https:, http: or mailto:, or are `#` and an item's id",
                shown(&link.address)
            );
            self.error("link-scheme", &node.span, pointer.clone(), message);
        }
        for id in rich.links() {
            self.references.push(Reference { to: To::Item, id, span: node.span.clone(), pointer: pointer.clone() });
        }
        rich
    }

    /// A date that may be missing.
    pub fn date(&mut self, object: &Object, name: &str) -> Option<Edtf> {
        let node = object.get(name)?;
        let pointer = object.at(name);
        let text = self.string(node, pointer.clone())?;
        match Edtf::parse(text) {
            Ok(date) => Some(date),
            Err(error) => {
                self.error(error.rule, &node.span, pointer, error.message);
                None
            }
        }
    }

    pub fn required_date(&mut self, object: &Object, name: &str, what: &str) -> Option<Edtf> {
        if object.get(name).is_none() {
            self.missing(object, name, what);
        }
        self.date(object, name)
    }

    /// An item's own id. One that is missing, malformed or taken is replaced by one of its own, so that nothing is lost.
    pub fn id(&mut self, object: &Object, title: Option<&str>, what: &str) -> Id {
        let wanted = match object.get("id") {
            None => {
                self.missing(object, "id", what);
                None
            }
            Some(node) => self.string(node, object.at("id")).and_then(|text| {
                if !link::is_id(text) {
                    let slug = slug(text);
                    let hint = if slug.is_empty() { String::new() } else { format!(", such as `{slug}`") };
                    let message = format!("an id has lower-case letters, digits and hyphens only{hint}");
                    self.error("bad-id", &node.span, object.at("id"), message);
                    None
                } else if self.taken.contains(&Id::from(text)) {
                    let message =
                        format!("the id `{}` is taken by another item; ids are unique in the document", shown(text));
                    self.error("duplicate-id", &node.span, object.at("id"), message);
                    Some(text.to_owned())
                } else {
                    Some(text.to_owned())
                }
            }),
        };
        let base =
            wanted.or_else(|| title.map(slug).filter(|slug| !slug.is_empty())).unwrap_or_else(|| "item".to_owned());
        let mut id = Id::from(&*base);
        while self.taken.contains(&id) {
            let nth = self.made.entry(base.clone()).or_insert(1);
            *nth += 1;
            id = Id::from(&*format!("{base}-{nth}"));
        }
        self.taken.insert(id.clone());
        id
    }

    /// References to other items.
    pub fn ids(&mut self, object: &Object, name: &str, to: To) -> Vec<Id> {
        let (mut ids, mut seen) = (Vec::new(), BTreeSet::new());
        for (node, pointer) in self.items(object, name) {
            if let Some(text) = self.string(node, pointer.clone()) {
                let id = Id::from(text);
                self.references.push(Reference { to, id: id.clone(), span: node.span.clone(), pointer });
                if seen.insert(id.clone()) {
                    ids.push(id);
                }
            }
        }
        ids
    }

    pub fn reference(&mut self, object: &Object, name: &str, to: To) -> Option<Id> {
        let node = object.get(name)?;
        let id = Id::from(self.string(node, object.at(name))?);
        self.references.push(Reference { to, id: id.clone(), span: node.span.clone(), pointer: object.at(name) });
        Some(id)
    }

    pub fn tags(&mut self, object: &Object) -> Vec<String> {
        let items = self.items(object, "tags");
        items.into_iter().filter_map(|(node, pointer)| self.line(node, pointer)).collect()
    }

    pub fn flag(&mut self, object: &Object, name: &str) -> bool {
        match object.get(name) {
            Some(Node { value: Value::Bool(flag), .. }) => *flag,
            Some(node) => {
                self.wrong_type(node, object.at(name), "`true` or `false`");
                false
            }
            None => false,
        }
    }

    /// A size in whole pixels.
    pub fn pixels(&mut self, object: &Object, name: &str) -> Option<u32> {
        let node = object.get(name)?;
        let pixels = match node.value {
            Value::Number(text) => text.parse().ok().filter(|pixels| *pixels > 0),
            _ => None,
        };
        if pixels.is_none() {
            self.wrong_type(node, object.at(name), "a whole number of pixels");
        }
        pixels
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, object: &Object, name: &str, choices: &[(&str, T)]) -> Option<T> {
        let node = object.get(name)?;
        let text = self.string(node, object.at(name))?;
        let found = choices.iter().find(|(word, _)| *word == text).map(|(_, choice)| *choice);
        if found.is_none() {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            let hint = nearest(text, &words).map(|word| format!("; did you mean `{word}`?")).unwrap_or_default();
            let message = format!("`{}` is none of {}{hint}", shown(text), words.join(", "));
            self.error("unknown-value", &node.span, object.at(name), message);
        }
        found
    }

    /// A page on the web.
    pub fn web(&mut self, object: &Object, name: &str) -> Option<String> {
        self.address(object, name, link::is_web, "begins with https:// or http://")
    }

    /// An image on the web or beside the page.
    pub fn image(&mut self, object: &Object, name: &str) -> Option<String> {
        self.address(object, name, link::is_image, "begins with https:// or http://, or is a path beside the page")
    }

    fn address(&mut self, object: &Object, name: &str, fits: fn(&str) -> bool, how: &str) -> Option<String> {
        let node = object.get(name)?;
        let text = self.string(node, object.at(name))?;
        if !fits(text) {
            let message = format!("`{}` is not an address that is followed; it {how}, and has no spaces", shown(text));
            self.error("link-scheme", &node.span, object.at(name), message);
            return None;
        }
        Some(text.to_owned())
    }

    /// A required address: its absence is reported.
    pub fn required<T>(&mut self, object: &Object, name: &str, what: &str, value: Option<T>) -> Option<T> {
        if object.get(name).is_none() {
            self.missing(object, name, what);
        }
        value
    }

    /// Reports a reference that leads nowhere, with the nearest name that leads somewhere.
    pub fn dangling(&mut self, reference: &Reference, there: &[&str]) {
        let (rule, what) = match reference.to {
            To::Event => ("dangling-event", "event"),
            To::Card => ("dangling-card", "card"),
            To::Source => ("dangling-source", "source"),
            To::Track => ("dangling-track", "track"),
            To::Item => ("dangling-item", "item"),
        };
        // Guessing costs a look at every name: the first few mistakes are worth it.
        self.guesses += 1;
        let guess = if self.guesses <= 50 { nearest(&reference.id, there) } else { None };
        let hint = guess.map(|id| format!("did you mean `{id}`?"));
        let hint = hint.unwrap_or_else(|| "correct or remove it".to_owned());
        let message = format!("there is no {what} `{}` in this story; {hint}", shown(&reference.id));
        self.error(rule, &reference.span, reference.pointer.clone(), message);
    }
}

/// Whether an item's link leads somewhere.
pub fn leads(target: &Target, known: &dyn Fn(&Id) -> bool) -> bool {
    match target {
        Target::Item(id) => known(id),
        Target::Url(_) => true,
    }
}

/// A text as it can stand in a message: not too long, on one line.
fn shown(text: &str) -> String {
    let mut shown: String =
        text.chars().take(60).map(|char| if char.is_control() { '\u{fffd}' } else { char }).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// An id out of a title: ASCII letters and digits, the rest a hyphen.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for char in text.chars().take(60) {
        if char.is_ascii_alphanumeric() {
            slug.push(char.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The name that is likely meant: at most a third of its letters differ (Levenshtein).
fn nearest<'n>(text: &str, names: &[&'n str]) -> Option<&'n str> {
    if text.len() > 60 || names.len() > 5_000 {
        return None;
    }
    let best = names.iter().map(|name| (distance(text, name), *name)).min()?;
    (best.0 > 0 && best.0 <= text.len().max(best.1.len()).div_ceil(3)).then_some(best.1)
}

fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (nth, left) in a.bytes().enumerate() {
        let mut diagonal = nth;
        let mut before = nth + 1;
        for (cell, right) in row.iter_mut().skip(1).zip(b.bytes()) {
            let next = (diagonal + usize::from(left != right)).min(before + 1).min(*cell + 1);
            diagonal = *cell;
            *cell = next;
            before = next;
        }
        if let Some(first) = row.first_mut() {
            *first = nth + 1;
        }
    }
    row.last().copied().unwrap_or(a.len())
}
