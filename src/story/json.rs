//! JSON (RFC 8259) as a tree that knows where each value stands.
//!
//! Our own, since a general library knows no places, stops at the first fault, and costs the widget 20 kB. Small faults (a comma
//! too many, a comment, a lone surrogate) are reported and read past; what can't be read past ends the reading there, and what was
//! read until then is kept.

use std::{borrow::Cow, ops::Range};

use super::{Listener, Severity};

/// How deep values may lie in one another; a story needs nine levels.
const DEPTH: usize = 64;

/// A value and the bytes it stands in.
#[derive(Debug, PartialEq)]
pub struct Node<'a> {
    pub span: Range<usize>,
    pub value: Value<'a>,
}

#[derive(Debug, PartialEq)]
pub enum Value<'a> {
    Null,
    Bool(bool),
    /// As it was written.
    Number(&'a str),
    String(Cow<'a, str>),
    Array(Vec<Node<'a>>),
    /// In order; a key may occur twice.
    Object(Vec<(Key<'a>, Node<'a>)>),
}

#[derive(Debug, PartialEq)]
pub struct Key<'a> {
    pub span: Range<usize>,
    pub name: Cow<'a, str>,
}

/// Reads a text, and tells `faults` what is wrong with it as JSON. Answers with the value, if there is one, and with whether the
/// reading ended before the text did.
pub fn parse<'a>(text: &'a str, faults: &mut impl Listener) -> (Option<Node<'a>>, bool) {
    let mut parser = Parser { text, at: 0, faults, told: 0 };
    if text.starts_with('\u{feff}') {
        parser.at = '\u{feff}'.len_utf8();
    }
    let node = match parser.value(0) {
        Ok(node) => node,
        Err(Stop(node)) => return (node, true),
    };
    parser.space();
    if parser.at < text.len() {
        parser.fault(parser.at..parser.at + 1, "the document ends before this; remove what follows it");
    }
    (Some(node), false)
}

impl Value<'_> {
    /// What kind of value it is, with its article.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "a truth value",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        }
    }
}

/// The end of reading, with what there is of the value.
struct Stop<'a>(Option<Node<'a>>);

type Parsed<'a> = Result<Node<'a>, Stop<'a>>;

struct Parser<'a, 'l, L> {
    text: &'a str,
    at: usize,
    faults: &'l mut L,
    told: u8,
}

impl<'a, L: Listener> Parser<'a, '_, L> {
    fn fault(&mut self, span: Range<usize>, message: &'static str) {
        let floor =
            |at: usize| (0..=at.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0);
        let ceil =
            |at: usize| (at..self.text.len()).find(|at| self.text.is_char_boundary(*at)).unwrap_or(self.text.len());
        let span = floor(span.start)..ceil(span.end.max(span.start));
        // A million faults say no more than a hundred.
        if self.told < 100 {
            self.told += 1;
            self.faults.hear(Severity::Error, span, || ("not-json", message.to_owned()));
        }
    }

    fn stop(&mut self, message: &'static str) -> Stop<'a> {
        self.fault(self.at..self.at + 1, message);
        Stop(None)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Skips white space, and reports comments on the way.
    fn space(&mut self) {
        loop {
            while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
                self.at += 1;
            }
            let rest = &self.text[self.at..];
            let length = if rest.starts_with("//") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else {
                return;
            };
            self.fault(self.at..self.at + length, "JSON has no comments; remove it");
            self.at += length;
        }
    }

    fn value(&mut self, depth: usize) -> Parsed<'a> {
        self.space();
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => return self.object(depth),
            Some(b'[') => return self.array(depth),
            Some(b'"') => Value::String(self.string().map_err(|()| Stop(None))?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number().map_err(|()| Stop(None))?),
            Some(b't') if self.word("true") => Value::Bool(true),
            Some(b'f') if self.word("false") => Value::Bool(false),
            Some(b'n') if self.word("null") => Value::Null,
            None if start == 0 => return Err(self.stop("the document is empty; a story is a JSON object, `{ … }`")),
            None => {
                return Err(self.stop("the document ends in the middle; a value is missing, and the brackets to close"));
            }
            Some(b'\'') => return Err(self.stop("a string stands in double quotes, `\"`")),
            Some(b',') => return Err(self.stop("a value is missing before this comma")),
            Some(_) => return Err(self.stop("this is not JSON; a string stands in double quotes")),
        };
        Ok(Node { span: start..self.at, value })
    }

    fn word(&mut self, word: &str) -> bool {
        let found = self.text[self.at..].starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    fn array(&mut self, depth: usize) -> Parsed<'a> {
        let start = self.at;
        self.at += 1;
        let mut items = Vec::new();
        let ended = self.items(b']', depth, |parser| {
            let (item, stopped) = split(parser.value(depth + 1));
            items.extend(item);
            stopped
        });
        let node = Node { span: start..self.at, value: Value::Array(items) };
        if ended { Ok(node) } else { Err(Stop(Some(node))) }
    }

    fn object(&mut self, depth: usize) -> Parsed<'a> {
        let start = self.at;
        self.at += 1;
        let mut fields = Vec::new();
        let ended = self.items(b'}', depth, |parser| {
            let from = parser.at;
            if parser.peek() != Some(b'"') {
                parser.stop("a field's name is missing here; it stands in double quotes");
                return true;
            }
            let Ok(name) = parser.string() else { return true };
            let key = Key { span: from..parser.at, name };
            parser.space();
            if !parser.take(b':') {
                parser.stop("a colon is missing between a field's name and its value");
                return true;
            }
            let (value, stopped) = split(parser.value(depth + 1));
            fields.extend(value.map(|value| (key, value)));
            stopped
        });
        let node = Node { span: start..self.at, value: Value::Object(fields) };
        if ended { Ok(node) } else { Err(Stop(Some(node))) }
    }

    /// Reads items up to a bracket; `item` answers whether reading ended inside it. False where it ended here.
    fn items(&mut self, close: u8, depth: usize, mut item: impl FnMut(&mut Self) -> bool) -> bool {
        if depth >= DEPTH {
            self.stop("values lie too deep in one another here");
            return false;
        }
        loop {
            self.space();
            if self.take(close) {
                return true;
            }
            if item(self) {
                return false;
            }
            self.space();
            let comma = self.at;
            if self.take(b',') {
                self.space();
                if self.peek() == Some(close) {
                    self.fault(comma..comma + 1, "this comma is too many: nothing follows it; remove it");
                }
            } else if self.peek() != Some(close) {
                let message = match self.peek() {
                    Some(b'"' | b'{' | b'[' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => {
                        "a comma is missing before this"
                    }
                    None => "the document ends in the middle; the brackets to close are missing",
                    _ => "this is not JSON; a comma or a closing bracket is expected here",
                };
                self.stop(message);
                return false;
            }
        }
    }

    fn number(&mut self) -> Result<&'a str, ()> {
        let start = self.at;
        let digits = |parser: &mut Self| {
            let from = parser.at;
            while matches!(parser.peek(), Some(b'0'..=b'9')) {
                parser.at += 1;
            }
            parser.at - from
        };
        self.take(b'-');
        let leading_zero = self.peek() == Some(b'0');
        let whole = digits(self);
        let mut good = whole == 1 || (whole > 1 && !leading_zero);
        if self.take(b'.') {
            good &= digits(self) > 0;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            good &= digits(self) > 0;
        }
        if !good {
            self.fault(start..self.at.max(start + 1), "this is not a number as JSON writes it");
            return Err(());
        }
        Ok(&self.text[start..self.at])
    }

    fn string(&mut self) -> Result<Cow<'a, str>, ()> {
        let start = self.at;
        self.at += 1;
        let from = self.at;
        let mut text = String::new();
        let mut copied = from;
        let mut raw_control = None;
        loop {
            match self.peek() {
                None => {
                    self.fault(start..start + 1, "this string has no end; its closing `\"` is missing");
                    return Err(());
                }
                Some(b'"') => break,
                Some(b'\\') => {
                    text.push_str(&self.text[copied..self.at]);
                    text.push(self.escape());
                    copied = self.at;
                }
                Some(byte) => {
                    if byte < 0x20 && raw_control.is_none() {
                        raw_control = Some(self.at);
                    }
                    self.at += 1;
                }
            }
        }
        if let Some(at) = raw_control {
            self.fault(
                at..at + 1,
                "a line break, tab or control character inside a string is written `\\n`, `\\t` or `\\u00…`",
            );
        }
        let rest = &self.text[copied..self.at];
        self.at += 1;
        Ok(if copied == from {
            Cow::Borrowed(rest)
        } else {
            text.push_str(rest);
            Cow::Owned(text)
        })
    }

    /// Reads from a backslash. What is no escape is reported, and stands for itself.
    fn escape(&mut self) -> char {
        let start = self.at;
        self.at += 1;
        let letter = self.peek();
        let known = match letter {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(start),
            _ => {
                self.fault(start..start + 1, "this backslash escapes nothing; write `\\\\` for a backslash");
                return '\\';
            }
        };
        self.at += 1;
        known
    }

    /// `\uXXXX`, or two of them for one character beyond U+FFFF (RFC 8259, section 7).
    fn unicode(&mut self, start: usize) -> char {
        self.at += 1;
        let Some(first) = self.hex() else {
            self.fault(start..self.at, "`\\u` is followed by four hexadecimal digits");
            return char::REPLACEMENT_CHARACTER;
        };
        if let Some(char) = char::from_u32(first) {
            return char;
        }
        let back = self.at;
        if first < 0xDC00
            && self.take(b'\\')
            && self.take(b'u')
            && let Some(second @ 0xDC00..=0xDFFF) = self.hex()
            && let Some(char) = char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        {
            return char;
        }
        self.at = back;
        self.fault(start..self.at, "half a surrogate pair stands for no character; remove it or write both halves");
        char::REPLACEMENT_CHARACTER
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        let number =
            digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())??;
        self.at += 4;
        Some(number)
    }
}

/// What was read, and whether reading ended in it.
fn split(parsed: Parsed<'_>) -> (Option<Node<'_>>, bool) {
    match parsed {
        Ok(node) => (Some(node), false),
        Err(Stop(node)) => (node, true),
    }
}
