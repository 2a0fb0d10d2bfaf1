//! Mistakes in a document.

use std::ops::Range;

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

/// A pointer to a field or an item of what `pointer` leads to.
pub(super) fn step(pointer: &str, to: &str) -> String {
    format!("{pointer}/{}", to.replace('~', "~0").replace('/', "~1"))
}
