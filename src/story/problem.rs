//! Mistakes in a document.

use std::ops::Range;

use super::json::{Node, Value};

/// A mistake in a document: where, which, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub severity: Severity,
    /// JSON Pointer (RFC 6901) to the value.
    pub pointer: String,
    /// Bytes of the input to point at.
    pub span: Range<usize>,
    /// A stable name, such as `dangling-card`.
    pub rule: &'static str,
    /// What is wrong and what to do, in a sentence or two.
    pub message: String,
}

/// Whether something is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is lost, but somebody should look.
    Warning,
    /// Something can't be shown as it was meant.
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

/// Who hears of problems while a story is read. The words are only made for those who want them: the widget doesn't, and so
/// doesn't carry them.
pub trait Listener {
    /// `describe` answers with the rule's name and the message.
    fn hear(&mut self, severity: Severity, span: Range<usize>, describe: impl FnOnce() -> (&'static str, String));
}

/// Takes everything down. Pointers are found later, when the document is read.
impl Listener for Vec<Problem> {
    fn hear(&mut self, severity: Severity, span: Range<usize>, describe: impl FnOnce() -> (&'static str, String)) {
        let (rule, message) = describe();
        self.push(Problem { severity, pointer: String::new(), span, rule, message });
    }
}

/// The JSON Pointer to the innermost value, or field, that a span lies in.
pub(super) fn pointer(root: &Node, span: &Range<usize>) -> String {
    let mut pointer = String::new();
    let mut node = root;
    let holds = |outer: &Range<usize>| outer.start <= span.start && span.end <= outer.end;
    while holds(&node.span) {
        let inner = match &node.value {
            Value::Array(items) => {
                let at = items.partition_point(|item| item.span.end < span.end);
                items.get(at).map(|item| (at.to_string(), item.span.clone(), item))
            }
            Value::Object(fields) => {
                let at = fields.partition_point(|(_, value)| value.span.end < span.end);
                fields.get(at).map(|(key, value)| (key.name.to_string(), key.span.start..value.span.end, value))
            }
            _ => None,
        };
        let Some((step, _, inner)) = inner.filter(|(_, reach, _)| holds(reach)) else { break };
        pointer.push('/');
        pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
        node = inner;
    }
    pointer
}
