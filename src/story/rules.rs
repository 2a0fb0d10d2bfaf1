//! The rules: what a value must be, and what is said when it isn't. Each function reads one kind of value from a field of an
//! object and never fails: it reports, and answers with what can be used.

use std::ops::Range;

use super::{
    Id, Listener, Rich, Severity,
    json::{Key, Node, Value},
    link,
    names::{nearest, shown, slug},
    taken::Taken,
};
use crate::date::Edtf;

/// Longer bodies are read, but are no key points any more.
const LONG_BODY: usize = 20_000;

/// An object with its place in the document.
pub struct Object<'a> {
    pub fields: &'a [(Key<'a>, Node<'a>)],
    pub span: Range<usize>,
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
}

/// Who hears of problems, the ids that are taken, and the references to follow.
pub struct Rules<'l, L> {
    listener: &'l mut L,
    pub references: Vec<Reference>,
    taken: Taken,
    /// Names that were guessed for what is unknown.
    guesses: usize,
    /// Where reading ended, if that was before the document did: what is missing behind it may well be there.
    cut: usize,
}

impl<'a> Object<'a> {
    /// A field's value; the last, if it is there twice; `null` is as good as none.
    pub fn get(&self, name: &str) -> Option<&'a Node<'a>> {
        let field = self.fields.iter().rev().find(|(key, _)| key.name == name)?;
        (field.1.value != Value::Null).then_some(&field.1)
    }

    /// A place to point at when something is missing: an object can be long, its opening brace will do.
    pub fn brace(&self) -> Range<usize> {
        self.span.start..self.span.start + 1
    }
}

impl<'l, L: Listener> Rules<'l, L> {
    pub fn new(listener: &'l mut L) -> Self {
        Rules { listener, references: Vec::new(), taken: Taken::default(), guesses: 0, cut: usize::MAX }
    }

    /// Says that reading ended too early, at this place.
    pub fn cut_at(&mut self, at: usize) {
        self.cut = at;
    }

    pub fn is_cut(&self) -> bool {
        self.cut < usize::MAX
    }

    pub fn error(&mut self, rule: &'static str, span: &Range<usize>, message: impl FnOnce() -> String) {
        self.listener.hear(Severity::Error, span.clone(), || (rule, message()));
    }

    pub fn warning(&mut self, rule: &'static str, span: &Range<usize>, message: impl FnOnce() -> String) {
        self.listener.hear(Severity::Warning, span.clone(), || (rule, message()));
    }

    fn wrong_type(&mut self, node: &Node, expected: &str) {
        self.error("wrong-type", &node.span, || {
            format!("this is {}, but {expected} is needed here", node.value.kind())
        });
    }

    fn missing(&mut self, object: &Object, name: &str, what: &str) {
        if object.span.end < self.cut {
            self.error("missing-field", &object.brace(), || format!("{what} needs `{name}`; add it"));
        }
    }

    /// An object, with its unknown and repeated fields reported.
    pub fn object<'n>(&mut self, node: &'n Node<'n>, known: &[&str]) -> Option<Object<'n>> {
        let Value::Object(fields) = &node.value else {
            self.wrong_type(node, "an object, `{ … }`,");
            return None;
        };
        let mut seen: Vec<&str> = Vec::new();
        for (key, _) in fields {
            if !known.contains(&&*key.name) {
                let guess = self.guess();
                self.warning("unknown-field", &key.span, || {
                    let nearest = if guess { nearest(&key.name, known) } else { None };
                    let nearest = nearest.map(|name| format!("did you mean `{name}`?"));
                    let hint = nearest.unwrap_or_else(|| "remove it, or look it up in the story format".to_owned());
                    format!("nothing is known about a field `{}`; {hint}", shown(&key.name))
                });
            } else if seen.contains(&&*key.name) {
                self.error("duplicate-field", &key.span, || {
                    format!("`{}` is here twice, and the last one counts; remove one of them", key.name)
                });
            } else {
                seen.push(&key.name);
            }
        }
        Some(Object { fields, span: node.span.clone() })
    }

    /// The items of an array that may be missing.
    pub fn items<'n>(&mut self, object: &Object<'n>, name: &str) -> &'n [Node<'n>] {
        match object.get(name) {
            Some(Node { value: Value::Array(items), .. }) => items,
            Some(node) => {
                self.wrong_type(node, "an array, `[ … ]`,");
                &[]
            }
            None => &[],
        }
    }

    fn string<'n>(&mut self, node: &'n Node<'n>) -> Option<&'n str> {
        match &node.value {
            Value::String(text) => Some(text),
            _ => {
                self.wrong_type(node, "a string");
                None
            }
        }
    }

    /// Whether to look for the name that was meant. That is a look at every name: the first few mistakes are worth it.
    fn guess(&mut self) -> bool {
        self.guesses += 1;
        self.guesses <= 100
    }

    /// A line of text that may be missing.
    pub fn text(&mut self, object: &Object, name: &str) -> Option<String> {
        self.line(object.get(name)?)
    }

    /// A line of text: no characters that turn the text around it, or end it.
    fn line(&mut self, node: &Node) -> Option<String> {
        let text = self.string(node)?;
        let mut turns = false;
        let clean = |char: char| {
            turns |= link::is_bidi(char);
            (!link::is_bidi(char)).then_some(if char.is_control() { ' ' } else { char })
        };
        let line: String = text.chars().filter_map(clean).collect();
        if turns {
            self.error("bidi-control", &node.span, || {
                "a bidirectional control character can make this say something else than it seems; it is left out"
                    .to_owned()
            });
        }
        let line = line.trim();
        (!line.is_empty()).then(|| line.to_owned())
    }

    /// A title that must be there and say something.
    pub fn title(&mut self, object: &Object, name: &str, what: &str) -> Option<String> {
        let Some(node) = object.get(name) else {
            self.missing(object, name, what);
            return None;
        };
        let title = self.line(node);
        if title.is_none() && matches!(node.value, Value::String(_)) {
            self.error("empty-title", &node.span, || format!("{what} needs a `{name}` that says something"));
        }
        title
    }

    pub fn rich(&mut self, object: &Object, name: &str) -> Rich {
        let Some(node) = object.get(name) else { return Rich::default() };
        let Some(text) = self.string(node) else { return Rich::default() };
        let length = text.chars().count();
        if length > LONG_BODY {
            self.warning("long-body", &node.span, || {
                format!("{length} characters are a lot for one text; {LONG_BODY} is the most that is meant. Split it")
            });
        }
        let (rich, links) = Rich::parse(text);
        for address in links.bad {
            self.error("link-scheme", &node.span, || {
                let address = shown(&address);
                format!(
                    "a link to `{address}` is not followed; links begin with https:, http: or mailto:, or are `#` and an item's id"
                )
            });
        }
        for id in links.items {
            self.references.push(Reference { to: To::Item, id, span: node.span.clone() });
        }
        rich
    }

    /// A date that may be missing.
    pub fn date(&mut self, object: &Object, name: &str) -> Option<Edtf> {
        let node = object.get(name)?;
        let text = self.string(node)?;
        let date = Edtf::parse_quietly(text);
        if date.is_none() {
            self.listener.hear(Severity::Error, node.span.clone(), || match Edtf::parse(text) {
                Err(error) => (error.rule, error.message),
                Ok(_) => ("not-edtf", String::new()),
            });
        }
        date
    }

    pub fn required_date(&mut self, object: &Object, name: &str, what: &str) -> Option<Edtf> {
        self.required(object, name, what);
        self.date(object, name)
    }

    /// Reports a field that isn't there.
    pub fn required(&mut self, object: &Object, name: &str, what: &str) {
        if object.get(name).is_none() {
            self.missing(object, name, what);
        }
    }

    /// An item's own id. One that is missing, malformed or taken is replaced by one of its own, so that nothing is lost.
    pub fn id(&mut self, object: &Object, title: Option<&str>, what: &str) -> Id {
        self.required(object, "id", what);
        let given = object.get("id").and_then(|node| Some((node, self.string(node)?)));
        let made;
        let mut id = match given {
            Some((_, text)) if link::is_id(text) => text,
            Some((node, text)) => {
                self.error("bad-id", &node.span, || {
                    let slug = slug(text);
                    let hint = if slug.is_empty() { String::new() } else { format!(", such as `{slug}`") };
                    format!("an id has lower-case letters, digits and hyphens only{hint}")
                });
                made = slug(text);
                &made
            }
            None => {
                made = slug(title.unwrap_or_default());
                &made
            }
        };
        if let Some((node, text)) = given.filter(|_| self.taken.contains(id)) {
            self.error("duplicate-id", &node.span, || {
                format!("the id `{}` is taken by another item; ids are unique in the document", shown(text))
            });
        }
        if id.is_empty() {
            id = "item";
        }
        self.taken.make(Id::from(id))
    }

    /// References to other items, each once.
    pub fn ids(&mut self, object: &Object, name: &str, to: To) -> Vec<Id> {
        let (mut ids, mut seen) = (Vec::new(), Taken::default());
        for node in self.items(object, name) {
            if let Some(text) = self.string(node) {
                let id = Id::from(text);
                self.references.push(Reference { to, id: id.clone(), span: node.span.clone() });
                if seen.insert(&id) {
                    ids.push(id);
                }
            }
        }
        ids
    }

    pub fn reference(&mut self, object: &Object, name: &str, to: To) -> Option<Id> {
        let node = object.get(name)?;
        let id = Id::from(self.string(node)?);
        self.references.push(Reference { to, id: id.clone(), span: node.span.clone() });
        Some(id)
    }

    /// Tags, each once.
    pub fn tags(&mut self, object: &Object) -> Vec<String> {
        let (mut tags, mut seen) = (Vec::new(), Taken::default());
        for node in self.items(object, "tags") {
            if let Some(tag) = self.line(node)
                && seen.number(&tag) == tags.len()
            {
                tags.push(tag);
            }
        }
        tags
    }

    pub fn flag(&mut self, object: &Object, name: &str) -> bool {
        match object.get(name) {
            Some(Node { value: Value::Bool(flag), .. }) => *flag,
            Some(node) => {
                self.wrong_type(node, "`true` or `false`");
                false
            }
            None => false,
        }
    }

    /// A size in whole pixels.
    pub fn pixels(&mut self, object: &Object, name: &str) -> Option<u32> {
        let node = object.get(name)?;
        let pixels = match node.value {
            Value::Number(text) => whole(text).filter(|pixels| *pixels > 0),
            _ => None,
        };
        if pixels.is_none() {
            self.wrong_type(node, "a whole number of pixels");
        }
        pixels
    }

    /// One of a few words, by its place among them.
    pub fn choice(&mut self, object: &Object, name: &str, words: &[&str]) -> Option<usize> {
        let node = object.get(name)?;
        let text = self.string(node)?;
        let found = words.iter().position(|word| *word == text);
        if found.is_none() {
            self.error("unknown-value", &node.span, || {
                let hint = nearest(text, words).map(|word| format!("; did you mean `{word}`?")).unwrap_or_default();
                format!("`{}` is none of {}{hint}", shown(text), words.join(", "))
            });
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
        let text = self.string(node)?;
        if !fits(text) {
            self.error("link-scheme", &node.span, || {
                format!("`{}` is not an address that is followed; it {how}, and has no spaces", shown(text))
            });
            return None;
        }
        Some(text.to_owned())
    }

    /// Reports a reference that leads nowhere, with the nearest of the names that lead somewhere. `left_out`: no item that can be
    /// shown has this id.
    pub fn dangling(&mut self, reference: &Reference, left_out: bool, there: impl FnOnce() -> Vec<Id>) {
        // A document that was cut short may hold the item further on; an item that was left out has been reported itself.
        if self.is_cut() || (left_out && self.taken.contains(&reference.id)) {
            return;
        }
        let guess = self.guess();
        self.listener.hear(Severity::Error, reference.span.clone(), || {
            let (rule, what) = match reference.to {
                To::Event => ("dangling-event", "event"),
                To::Card => ("dangling-card", "card"),
                To::Source => ("dangling-source", "source"),
                To::Track => ("dangling-track", "track"),
                To::Item => ("dangling-item", "item"),
            };
            let there = if guess { there() } else { Vec::new() };
            let names: Vec<&str> = there.iter().map(Id::as_str).collect();
            let hint = nearest(&reference.id, &names).map(|id| format!("did you mean `{id}`?"));
            let hint = hint.unwrap_or_else(|| "correct or remove it".to_owned());
            (rule, format!("there is no {what} `{}` in this story; {hint}", shown(&reference.id)))
        });
    }
}

/// A number of nothing but digits.
fn whole(text: &str) -> Option<u32> {
    let mut number = 0_u32;
    for byte in text.bytes() {
        number = number.checked_mul(10)?.checked_add(char::from(byte).to_digit(10)?)?;
    }
    Some(number)
}
