//! Parses JSON (RFC 8259) into a tree of values with their byte ranges.
//!
//! serde_json gives no byte ranges, stops at the first fault, and adds 18 kB to the widget. This parser reports small faults
//! (a superfluous or missing comma, a comment, a lone surrogate, a number with a leading zero) and continues. At any other fault
//! it stops, and keeps what it has read. Time and memory are linear in the length of the text.

use std::{borrow::Cow, ops::Range};

use super::{Diagnostics, Problem, Severity};

/// Maximal depth of nested values; a story needs nine levels.
const DEPTH: usize = 64;

/// How many syntax faults are reported.
const MAX_FAULTS: u8 = 100;

const CURLY: &str = "not JSON: strings need straight double quotes, `\"`, not curly ones";

/// A value with its byte range in the text.
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

/// Parses a text and reports its syntax faults to `sink`. Returns the value, if there is one, and whether parsing stopped before the
/// end of the text.
pub fn parse<'a>(text: &'a str, sink: &mut impl Diagnostics) -> (Option<Node<'a>>, bool) {
    let mut parser = Parser { text, at: 0, sink, reported: 0, stopped: false };
    if text.starts_with('\u{feff}') {
        parser.at = '\u{feff}'.len_utf8();
    }
    let node = parser.value(0);
    if !parser.stopped {
        parser.space();
        if parser.at < text.len() {
            parser.fault(parser.at..parser.at + 1, "the document ends before this; remove the text after it");
        }
    }
    (node, parser.stopped)
}

/// Returns for each byte of a string's value where it is written in the document, and where the value ends there.
pub fn offsets(document: &str, string: &Range<usize>) -> Vec<usize> {
    // The string's faults have been reported.
    let mut ignored: Vec<Problem> = Vec::new();
    let at = string.start + 1;
    let mut parser = Parser { text: document, at, sink: &mut ignored, reported: MAX_FAULTS, stopped: false };
    let mut offsets = Vec::new();
    while parser.at + 1 < string.end {
        let at = parser.at;
        let length = if parser.peek() == Some(b'\\') { parser.escape().len_utf8() } else { 1 };
        parser.at = parser.at.max(at + 1);
        offsets.extend(std::iter::repeat_n(at, length));
    }
    offsets.push(parser.at);
    offsets
}

impl Value<'_> {
    /// Returns the kind of value with its article.
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

struct Parser<'a, 'l, S> {
    text: &'a str,
    at: usize,
    sink: &'l mut S,
    /// Number of faults reported, up to [`MAX_FAULTS`].
    reported: u8,
    /// Whether parsing stopped before the end of the text.
    stopped: bool,
}

impl<'a, S: Diagnostics> Parser<'a, '_, S> {
    fn fault(&mut self, span: Range<usize>, message: &'static str) {
        let floor =
            |at: usize| (0..=at.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0);
        let ceil =
            |at: usize| (at..self.text.len()).find(|at| self.text.is_char_boundary(*at)).unwrap_or(self.text.len());
        let span = floor(span.start)..ceil(span.end.max(span.start));
        if self.reported < MAX_FAULTS {
            self.reported += 1;
            self.sink.report(Severity::Error, span, || ("not-json", message.to_owned()));
        }
    }

    fn stop(&mut self, message: &'static str) {
        self.fault(self.at..self.at + 1, message);
        self.stopped = true;
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
            let rest = &self.text.as_bytes()[self.at..];
            let length = match rest {
                [b'/', b'/', ..] => rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len()),
                [b'/', b'*', comment @ ..] => {
                    comment.windows(2).position(|two| two == b"*/").map_or(rest.len(), |end| end + 4)
                }
                _ => return,
            };
            self.fault(self.at..self.at + length, "JSON has no comments; remove it");
            self.at += length;
        }
    }

    /// Parses a value. Returns what was read of it if parsing stops within it, which may be nothing.
    fn value(&mut self, depth: usize) -> Option<Node<'a>> {
        self.space();
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => Value::Object(self.object(depth)),
            Some(b'[') => Value::Array(self.array(depth)),
            Some(b'"') => Value::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()),
            Some(b't') if self.word("true") => Value::Bool(true),
            Some(b'f') if self.word("false") => Value::Bool(false),
            Some(b'n') if self.word("null") => Value::Null,
            other => {
                self.stop(match other {
                    // A comment would have been reported.
                    None if depth == 0 && self.reported == 0 => {
                        "the document is empty; a story is a JSON object, `{ … }`"
                    }
                    None => "the document is incomplete; a value and closing brackets are missing",
                    Some(b'\'') => "not JSON: strings need double quotes, `\"`",
                    Some(b',') => "a value is missing before this comma",
                    Some(_) if self.is_curly() => CURLY,
                    Some(_) => "not JSON: strings need double quotes",
                });
                return None;
            }
        };
        Some(Node { span: start..self.at, value })
    }

    /// Whether there is a curly quote, as word processors write it: one of “”„‘’, in UTF-8.
    fn is_curly(&self) -> bool {
        matches!(self.text.as_bytes().get(self.at..), Some([0xe2, 0x80, 0x98 | 0x99 | 0x9c..=0x9e, ..]))
    }

    fn word(&mut self, word: &str) -> bool {
        let found = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        if found {
            self.at += word.len();
        }
        found
    }

    fn array(&mut self, depth: usize) -> Vec<Node<'a>> {
        let mut items = Vec::new();
        self.items(b']', depth, &mut |parser| {
            if let Some(item) = parser.value(depth + 1) {
                items.push(item);
            }
        });
        items
    }

    fn object(&mut self, depth: usize) -> Vec<(Key<'a>, Node<'a>)> {
        let mut fields = Vec::new();
        self.items(b'}', depth, &mut |parser| {
            let from = parser.at;
            if parser.peek() != Some(b'"') {
                let name = "not JSON: a field name in double quotes is expected here";
                return parser.stop(if parser.is_curly() { CURLY } else { name });
            }
            let Some(name) = parser.string() else { return };
            let key = Key { span: from..parser.at, name };
            parser.space();
            if !parser.take(b':') {
                return parser.stop("a colon is missing between the field name and its value");
            }
            if let Some(value) = parser.value(depth + 1) {
                fields.push((key, value));
            }
        });
        fields
    }

    /// Parses items between brackets.
    fn items(&mut self, close: u8, depth: usize, item: &mut dyn FnMut(&mut Self)) {
        self.at += 1;
        if depth >= DEPTH {
            return self.stop("the values are nested too deeply here");
        }
        loop {
            self.space();
            if self.take(close) {
                return;
            }
            item(self);
            if self.stopped {
                return;
            }
            self.space();
            let comma = self.at;
            if self.take(b',') {
                self.space();
                if self.peek() == Some(close) {
                    self.fault(comma..comma + 1, "remove this comma: no value follows it");
                }
            } else if self.peek() != Some(close) {
                let message = match self.peek() {
                    // The most frequent fault, and clear enough to continue.
                    Some(b'"' | b'{' | b'[') => {
                        self.fault(self.at..self.at + 1, "a comma is missing before this");
                        continue;
                    }
                    Some(b'-' | b'0'..=b'9') => "a comma is missing before this",
                    None => "the document is incomplete; closing brackets are missing",
                    _ => {
                        "not JSON: a comma or a closing bracket is expected here. Write a quote inside a string as `\\\"`"
                    }
                };
                return self.stop(message);
            }
        }
    }

    fn number(&mut self) -> &'a str {
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
            self.fault(start..self.at.max(start + 1), "this is not a valid JSON number");
        }
        &self.text[start..self.at]
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        let start = self.at;
        self.at += 1;
        let from = self.at;
        let mut text = String::new();
        let mut copied = from;
        let mut raw_control = None;
        loop {
            match self.peek() {
                None => {
                    self.fault(start..start + 1, "the closing `\"` of this string is missing");
                    self.stopped = true;
                    return None;
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
                "control characters are not allowed in a string; write a line break as `\\n`, a tab as `\\t`, others as `\\u00…`",
            );
        }
        let rest = &self.text[copied..self.at];
        self.at += 1;
        Some(if copied == from {
            Cow::Borrowed(rest)
        } else {
            text.push_str(rest);
            Cow::Owned(text)
        })
    }

    /// Parses an escape. Reports an invalid one, and returns its backslash.
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
                self.fault(start..start + 1, "this backslash starts no valid escape; write a backslash as `\\\\`");
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
            self.fault(start..self.at, "`\\u` needs four hexadecimal digits");
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
        self.fault(start..self.at, "half of a surrogate pair is no character; remove it or write both halves");
        char::REPLACEMENT_CHARACTER
    }

    fn hex(&mut self) -> Option<u32> {
        let mut number = 0;
        for byte in self.text.as_bytes().get(self.at..self.at + 4)? {
            number = number * 16 + char::from(*byte).to_digit(16)?;
        }
        self.at += 4;
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value as Serde;

    use super::*;

    fn read(text: &str) -> (Option<Node<'_>>, bool, Vec<Problem>) {
        let mut faults: Vec<Problem> = Vec::new();
        let (node, cut) = parse(text, &mut faults);
        (node, cut, faults)
    }

    #[test]
    fn each_byte_of_a_string_has_its_place_in_the_document() {
        let text = r#"["a\né\u00e9\ud83c\udf09\q!"]"#;
        let (node, ..) = read(text);
        let Some(Value::Array(items)) = node.map(|node| node.value) else { panic!("an array") };
        let [Node { span, value: Value::String(value) }] = &items[..] else { panic!("a string") };
        let offsets = offsets(text, span);
        assert_eq!(offsets.len(), value.len() + 1);
        let written = |char: &str| {
            let at = value.find(char).expect(char);
            &text[offsets[at]..offsets[at + char.len()]]
        };
        assert_eq!((written("a"), written("\n"), written("🌉")), ("a", r"\n", r"\ud83c\udf09"));
        assert_eq!((written("éé"), written("\\"), written("!")), (r"é\u00e9", r"\", "!"));
        assert_eq!(&text[offsets[value.len()]..], "\"]");
    }

    /// The value as another library has it.
    fn serde(node: &Node) -> Serde {
        match &node.value {
            Value::Null => Serde::Null,
            Value::Bool(flag) => Serde::Bool(*flag),
            Value::Number(text) => serde_json::from_str(text).unwrap_or(Serde::Null),
            Value::String(text) => Serde::String(text.to_string()),
            Value::Array(items) => Serde::Array(items.iter().map(serde).collect()),
            Value::Object(fields) => {
                Serde::Object(fields.iter().map(|(key, value)| (key.name.to_string(), serde(value))).collect())
            }
        }
    }

    #[track_caller]
    fn good(text: &str) {
        let (node, cut, faults) = read(text);
        assert_eq!((faults, cut), (vec![], false), "{text:?}");
        let text = text.trim_start_matches('\u{feff}');
        assert_eq!(node.as_ref().map(serde), serde_json::from_str(text).ok(), "{text:?}");
    }

    /// What is read in spite of faults, each at a byte and with a message that begins so.
    #[track_caller]
    fn faulty(text: &str, expected: &str, faults: &[(usize, &str)]) {
        let (node, _, found) = read(text);
        let value = node.map_or("nothing".to_owned(), |node| serde(&node).to_string());
        assert_eq!(value, expected, "{text:?}");
        let found: Vec<(usize, &str)> =
            found.iter().map(|problem| (problem.span.start, problem.message.as_str())).collect();
        let same =
            found.len() == faults.len() && faults.iter().zip(&found).all(|(a, b)| a.0 == b.0 && b.1.starts_with(a.1));
        assert!(same, "{text:?}\nexpected {faults:?}\nfound    {found:?}");
    }

    #[test]
    fn json_is_read_as_it_is_meant() {
        for text in [
            "null",
            "true",
            " false ",
            "0",
            "-0",
            "12.5e-3",
            "1E+2",
            r#""""#,
            r#""a""#,
            "[]",
            "{}",
            "[[],{}]",
            "\t[1 , 2]\r\n",
            r#"{"a": {"b": [null, "c"]}}"#,
            r#""\"\\\/\b\f\n\r\t\u00e9""#,
            r#""\ud83d\ude00""#,
            "\"é 日本 😀 \u{7f}\"",
            "\u{feff}{}",
            r#""\u0000""#,
        ] {
            good(text);
        }
    }

    #[test]
    fn small_faults_are_told_and_read_past() {
        faulty("[1,]", "[1]", &[(2, "remove this comma")]);
        faulty(r#"{"a":1 , }"#, r#"{"a":1}"#, &[(7, "remove this comma")]);
        faulty(r#"{"a":"b" "c":"d"}"#, r#"{"a":"b","c":"d"}"#, &[(9, "a comma is missing")]);
        faulty("[{} {}]", "[{},{}]", &[(4, "a comma is missing")]);
        faulty("[1, // one\n2]", "[1,2]", &[(4, "JSON has no comments")]);
        faulty("[/* a */1/*/ b */]", "[1]", &[(1, "JSON has no comments"), (9, "JSON has no comments")]);
        faulty("{} x", "{}", &[(3, "the document ends before this")]);
        faulty(
            "[007, 1.]",
            "[null,null]",
            &[(1, "this is not a valid JSON number"), (6, "this is not a valid JSON number")],
        );
        faulty("\"a\tb\0\"", r#""a\tb\u0000""#, &[(2, "control characters")]);
        faulty(r#""\ud800 \udc00""#, r#""� �""#, &[(1, "half of a surrogate"), (8, "half of a surrogate")]);
        faulty(r#""\ud800\u0041""#, r#""�A""#, &[(1, "half of a surrogate")]);
        faulty(r#""\q \u12""#, r#""\\q �12""#, &[(1, "this backslash"), (4, "`\\u` needs")]);
    }

    #[test]
    fn what_cannot_be_read_past_keeps_what_was_before_it() {
        faulty("", "nothing", &[(0, "the document is empty")]);
        faulty("\u{feff} \n", "nothing", &[(5, "the document is empty")]);
        faulty("[1,", "[1]", &[(3, "the document is incomplete")]);
        faulty(r#"{"a": [1, 2"#, r#"{"a":[1,2]}"#, &[(11, "the document is incomplete")]);
        faulty(r#"{"a": 1, b: 2}"#, r#"{"a":1}"#, &[(9, "not JSON: a field name")]);
        faulty(r#"{"a" 1}"#, "{}", &[(5, "a colon is missing")]);
        faulty(r#"["a", 'b']"#, r#"["a"]"#, &[(6, "not JSON: strings need double quotes")]);
        faulty("[1, “b”]", "[1]", &[(4, "not JSON: strings need straight")]);
        faulty(r#"["a "b" c"]"#, r#"["a "]"#, &[(5, "not JSON: a comma or a closing")]);
        faulty("[1 2]", "[1]", &[(3, "a comma is missing")]);
        faulty("[1, , 2]", "[1]", &[(4, "a value is missing before this comma")]);
        faulty(r#"["a", "b]"#, r#"["a"]"#, &[(6, "the closing `\"` of this string")]);
        faulty("nul", "nothing", &[(0, "not JSON")]);
        faulty("[é]", "[]", &[(1, "not JSON")]);
    }

    #[test]
    fn values_may_lie_sixty_four_deep_and_no_deeper() {
        good(&format!("{}{}", "[".repeat(DEPTH), "]".repeat(DEPTH)));
        for brackets in ["[", "{\"a\":"] {
            let (_, cut, faults) = read(&brackets.repeat(100_000));
            assert!(cut);
            assert_eq!(faults.len(), 1);
            assert!(faults[0].message.starts_with("the values are nested too deeply"));
        }
    }

    #[test]
    fn large_texts_are_read_in_no_time() {
        let faults = |text: &str| read(text).2.len();
        assert_eq!(faults(&format!("\"{}\"", "a".repeat(5_000_000))), 0);
        assert_eq!(faults(&format!("\"{}\"", "\\n".repeat(1_000_000))), 0);
        assert_eq!(faults(&format!("[{}1]", "1,".repeat(1_000_000))), 0);
        assert_eq!(faults(&" ".repeat(5_000_000)), 1);
        assert_eq!(faults(&"/**/".repeat(500_000)), 100, "and a hundred faults are enough");
        assert_eq!(faults(&format!("\"{}\"", "\\ud800".repeat(500_000))), 100);
    }

    /// Pieces that are JSON more often than not.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\"a\"",
            "\"b\"",
            "1",
            "-",
            "0",
            ".5",
            "e3",
            "true",
            "null",
            " ",
            "\n",
            "\\",
            "\\n",
            "\\u00e9",
            "\\ud800",
            "\\udc00",
            "é",
            "😀",
            "\0",
            "\t",
            "{\"a\":1}",
            "[1,2]",
            "\"x\":",
        ]);
        prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
    }

    fn values() -> impl Strategy<Value = Serde> {
        let leaf = prop_oneof![
            Just(Serde::Null),
            any::<bool>().prop_map(Serde::from),
            any::<i64>().prop_map(Serde::from),
            any::<f64>().prop_map(Serde::from),
            any::<String>().prop_map(Serde::from),
        ];
        leaf.prop_recursive(5, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Serde::from),
                prop::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|fields| Serde::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn agrees_with_serde_json_on_what_is_json(text in pieces()) {
            let (node, cut, faults) = read(&text);
            let theirs: Result<Serde, _> = serde_json::from_str(&text);
            prop_assert_eq!(faults.is_empty(), theirs.is_ok(), "{:?}", faults);
            if let Ok(theirs) = theirs {
                prop_assert!(!cut);
                prop_assert_eq!(node.map(|node| serde(&node)), Some(theirs));
            }
        }

        #[test]
        fn agrees_with_serde_json_on_values(value in values()) {
            for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap_or_default()] {
                let (node, _, faults) = read(&text);
                prop_assert_eq!(faults, vec![]);
                prop_assert_eq!(node.map(|node| serde(&node)), serde_json::from_str(&text).ok());
            }
        }

        #[test]
        fn every_fault_points_into_the_text(text in prop_oneof![pieces(), any::<String>()]) {
            for fault in read(&text).2 {
                prop_assert!(text.get(fault.span).is_some());
            }
        }
    }
}
