//! The number of a story's errors. `keyline check` lists them.

use std::ops::Range;

use keyline::story::{Diagnostics, Severity};

/// Counts errors, and formats no message.
#[derive(Default)]
pub struct ErrorCount(usize);

impl Diagnostics for ErrorCount {
    const WARNINGS: bool = false;

    fn report(&mut self, severity: Severity, _: Range<usize>, _: impl FnOnce() -> (&'static str, String)) {
        self.0 += usize::from(severity == Severity::Error);
    }
}

impl ErrorCount {
    /// Warns on the console if there are errors.
    pub fn warn(&self) {
        if self.0 > 0 {
            let noun = if self.0 == 1 { "error" } else { "errors" };
            let text = format!("keyline: {} {noun} in the story; `keyline check` lists them", self.0);
            web_sys::console::warn_1(&text.into());
        }
    }
}
