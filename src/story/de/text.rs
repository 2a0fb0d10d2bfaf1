//! Strings with a rule: what is reported about each.

use serde::de::Visitor;

use super::{
    super::{
        Diagnostics, Id, Rich, Severity,
        json::{self, Node, Value},
        link,
        names::{excerpt, slug},
        text::unsupported::{self, Finding},
        values::{Alt, ImageUrl, Lang, Line, Tag, Text, Title, Version, WebUrl, line, reference},
    },
    Found, Place, Reference, Unusable,
};
use crate::date::Edtf;

/// Longer texts are read, but are no key points any more.
const LONG_BODY: usize = 20_000;

impl<'de, S: Diagnostics> Place<'de, '_, S> {
    /// Gives a string to the visitor of the type with this newtype name; an empty one where there is none.
    pub(super) fn text<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Unusable> {
        if name == Id::NAME {
            return visitor.visit_str(&self.id());
        }
        let text = self.string_or_empty()?;
        let value = visitor.visit_str(text);
        match self.found {
            Found::Value(node) => self.check(name, node, text, value.is_err()),
            _ => self.absent(name),
        }
        value
    }

    #[inline(never)]
    fn string_or_empty(&self) -> Result<&'de str, Unusable> {
        match self.found {
            Found::Value(node) => self.string(node),
            _ => Ok(""),
        }
    }

    fn string(&self, node: &'de Node<'de>) -> Result<&'de str, Unusable> {
        match &node.value {
            Value::String(text) => Ok(text),
            _ => Err(self.wrong_type("a string")),
        }
    }

    /// Reports an absent value; rich text alone may be absent.
    #[inline(never)]
    fn absent(&self, name: &str) {
        match name {
            Rich::NAME => {}
            Alt::NAME => self.missing_alt(),
            _ => self.missing(),
        }
    }

    /// Reports what is wrong with a text; `refused`: its type has rejected it.
    #[inline(never)]
    fn check(&self, name: &str, node: &Node, text: &str, refused: bool) {
        match name {
            Line::NAME | Tag::NAME | Title::NAME | Alt::NAME | Lang::NAME => self.check_line(name, node, text, refused),
            Rich::NAME => self.check_rich(node, text),
            Edtf::NAME if refused => {
                self.context.report(Severity::Error, node.span.clone(), || match Edtf::parse(text) {
                    Err(error) => (error.rule, error.message),
                    Ok(_) => ("not-edtf", String::new()),
                })
            }
            Edtf::NAME if text.contains('T') => {
                let date = Edtf::parse_quietly(text).filter(Edtf::has_local_time);
                self.context.local_times.borrow_mut().extend(date.map(|date| (date, node.span.clone())));
            }
            WebUrl::NAME if refused => self.refused_url(node, text, "begins with https:// or http://"),
            ImageUrl::NAME if refused => {
                self.refused_url(node, text, "begins with https:// or http://, or is a path relative to the page");
            }
            _ => {
                if let Some(kind) = reference::kind(name) {
                    let reference = Reference { kind, id: Id::from(text), span: node.span.clone() };
                    self.context.references.borrow_mut().push(reference);
                }
            }
        }
    }

    fn check_line(&self, name: &str, node: &Node, text: &str, refused: bool) {
        let error = |rule, message: fn() -> String| self.context.error(rule, node.span.clone(), message);
        if text.chars().any(link::is_bidi) {
            error("bidi-control", || {
                "a bidirectional control character can change how this text appears; it was removed".to_owned()
            });
        }
        let is_empty = || line::line(text).is_empty();
        match name {
            Title::NAME if is_empty() => {
                if let Some((object, field)) = self.field {
                    self.context.error("empty-title", node.span.clone(), || {
                        format!("{} needs a `{field}` that is not empty", object.described())
                    });
                }
            }
            Alt::NAME if is_empty() => self.missing_alt(),
            Lang::NAME if refused && !is_empty() => error("bad-lang", || {
                "this is not a language tag (BCP 47), such as en, en-US or ar; English is assumed".to_owned()
            }),
            _ => {}
        }
    }

    fn check_rich(&self, node: &Node, text: &str) {
        if text.len() > LONG_BODY {
            let length = text.chars().count();
            if length > LONG_BODY {
                self.context.warning("long-body", node.span.clone(), || {
                    format!("{length} characters are too many for one text; write at most {LONG_BODY}, or split it")
                });
            }
        }
        if S::WARNINGS {
            self.check_markup(node, text);
        }
        // Only texts with a link need a second look.
        if !text.contains("](") {
            return;
        }
        let (_, links) = Rich::parse(text);
        for address in links.rejected {
            self.context.error("link-scheme", node.span.clone(), || {
                format!(
                    "the link to `{}` was removed; links begin with https:, http: or mailto:, or are `#` and an item's id",
                    excerpt(&address)
                )
            });
        }
        let references =
            links.items.into_iter().map(|id| Reference { kind: reference::RefKind::Item, id, span: node.span.clone() });
        self.context.references.borrow_mut().extend(references);
    }

    /// Warns of what is shown as it was written, each at its place within the string.
    fn check_markup(&self, node: &Node, text: &str) {
        let found = unsupported::find(text);
        if found.is_empty() {
            return;
        }
        let offsets = json::offsets(self.context.json, &node.span);
        let offset = |at: usize| offsets.get(at).copied().unwrap_or(node.span.end);
        for Finding { range, kind } in found {
            let written = text.get(range.clone()).unwrap_or_default();
            let span = offset(range.start)..offset(range.end);
            self.context.report(Severity::Warning, span, || kind.describe(written));
        }
    }

    fn refused_url(&self, node: &Node, text: &str, rule: &str) {
        self.context.error("link-scheme", node.span.clone(), || {
            format!("`{}` can't be used as an address; an address {rule}, and has no spaces", excerpt(text))
        });
    }

    fn missing_alt(&self) {
        let Some((object, field)) = self.field else { return };
        let span = object.get(field).map_or(object.brace(), |node| node.span.clone());
        self.context.error("missing-alt", span, || {
            "an image needs `alt`: what it shows, for people who can't see it".to_owned()
        });
    }

    /// Returns an item's id. One that is missing, malformed or used already is replaced, so that nothing is lost.
    #[inline(never)]
    fn id(&self) -> Id {
        let Some((object, _)) = self.field else { return Id::default() };
        let given = match self.found {
            Found::Value(node) => self.string(node).ok().map(|text| (node, text)),
            _ => None,
        };
        self.missing();
        let id = match given {
            Some((_, text)) if link::is_id(text) => text.to_owned(),
            Some((node, text)) => {
                let slug = slug(text);
                self.context.error("bad-id", node.span.clone(), || {
                    let hint = if slug.is_empty() { String::new() } else { format!(", such as `{slug}`") };
                    format!("an id has lower-case letters, digits and hyphens only{hint}")
                });
                slug
            }
            None => match object.get("title").map(|node| &node.value) {
                Some(Value::String(title)) => slug(&line::line(title)),
                _ => String::new(),
            },
        };
        if let Some((node, text)) = given.filter(|_| self.context.is_used(&id)) {
            self.context.error("duplicate-id", node.span.clone(), || {
                format!("the id `{}` is used by another item; ids are unique in the document", excerpt(text))
            });
        }
        self.context.claim(if id.is_empty() { "item" } else { &id }, object)
    }

    pub(super) fn check_version(&self) {
        match self.found {
            Found::Value(node) if node.value != Value::Number("1") => {
                self.context.error("unsupported-version", node.span.clone(), || {
                    format!("this Keyline reads version {} only; write `\"version\": {0}`", Version::NUMBER)
                });
            }
            _ => self.missing(),
        }
    }
}
