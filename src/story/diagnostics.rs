//! Problems in a document, and where they are reported to.

use std::ops::Range;

use super::json::{Node, Value};

/// A problem in a document: where it is, which rule it breaks, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub severity: Severity,
    /// JSON Pointer (RFC 6901) to the value.
    pub pointer: String,
    /// Byte range in the document to point at.
    pub span: Range<usize>,
    /// The rule's stable name, such as `dangling-card`.
    pub rule: &'static str,
    /// What is wrong and what to do, in one or two sentences.
    pub message: String,
}

/// How serious a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The story is shown as written, except for content that the format doesn't know.
    Warning,
    /// Part of the story can't be shown as written.
    Error,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// Receives the problems that are found while a story is read.
///
/// Messages are formatted only by implementations that call `describe`. The widget's implementation doesn't, so the compiler
/// leaves the messages out of the WASM.
pub trait Diagnostics {
    /// Whether warnings are used. Where they aren't, the compiler leaves out what only looks for them.
    const WARNINGS: bool = true;

    /// Reports one problem; `describe` returns the rule's name and the message.
    fn report(&mut self, severity: Severity, span: Range<usize>, describe: impl FnOnce() -> (&'static str, String));
}

/// Collects every problem. The reader fills in the pointers afterwards.
impl Diagnostics for Vec<Problem> {
    fn report(&mut self, severity: Severity, span: Range<usize>, describe: impl FnOnce() -> (&'static str, String)) {
        let (rule, message) = describe();
        self.push(Problem { severity, pointer: String::new(), span, rule, message });
    }
}

/// Returns the JSON Pointer to the innermost value or field that contains a span.
pub(super) fn pointer(root: &Node, span: &Range<usize>) -> String {
    let mut pointer = String::new();
    let mut node = root;
    let contains = |outer: &Range<usize>| outer.start <= span.start && span.end <= outer.end;
    while contains(&node.span) {
        let inner = match &node.value {
            Value::Array(items) => {
                let index = items.partition_point(|item| item.span.end < span.end);
                items.get(index).map(|item| (index.to_string(), item.span.clone(), item))
            }
            Value::Object(fields) => {
                let index = fields.partition_point(|(_, value)| value.span.end < span.end);
                fields.get(index).map(|(key, value)| (key.name.to_string(), key.span.start..value.span.end, value))
            }
            _ => None,
        };
        let Some((step, _, inner)) = inner.filter(|(_, reach, _)| contains(reach)) else { break };
        pointer.push('/');
        pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
        node = inner;
    }
    pointer
}
