//! `keyline check`: all problems at their positions, in the format of rustc.

use std::{
    io::{self, IsTerminal, Write},
    ops::Range,
    path::PathBuf,
    process::ExitCode,
};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use keyline::story::{self, Problem, Severity, Story};

use crate::{
    input::{self, Failure, Input},
    time_zones::BundledTimeZones,
};

/// Maximum length of the excerpt of a long line before and after the problem, in bytes.
const MAX_CONTEXT: usize = 60;

pub fn run(stories: &[PathBuf]) -> Result<ExitCode, Failure> {
    let mut is_valid = true;
    for file in stories {
        let input = input::read(file)?;
        is_valid &= read(&input)?.is_some();
    }
    Ok(ExitCode::from(u8::from(!is_valid)))
}

/// Reads a story and prints its problems to standard error. Returns the story and its text; `None` if there are errors.
pub fn read(input: &Input) -> Result<Option<(Story, &str)>, Failure> {
    let mut err = io::stderr().lock();
    let text = match std::str::from_utf8(&input.bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = &input.bytes[..error.valid_up_to()];
            let (line, column) = Positions::new(&String::from_utf8_lossy(valid)).find(valid.len());
            writeln!(err, "error[not-utf-8]: not UTF-8 from here on; save the document as UTF-8")?;
            writeln!(err, " --> {}:{line}:{column}\n", input.name)?;
            writeln!(err, "{}: 1 error", input.name)?;
            return Ok(None);
        }
    };
    let (story, problems) = story::read_in(text, Some(&BundledTimeZones::new()));
    let renderer = if err.is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut positions = Positions::new(text);
    for problem in &problems {
        writeln!(err, "{}\n", report(&renderer, &input.name, &mut positions, problem))?;
    }
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if !problems.is_empty() {
        writeln!(err, "{}: {}", input.name, summary(errors, warnings))?;
    }
    Ok((errors == 0).then_some((story, text)))
}

fn summary(errors: usize, warnings: usize) -> String {
    let count = |count: usize, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{count} {word}s")),
    };
    [count(errors, "error"), count(warnings, "warning")].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Formats a problem: the message, `file:line:column`, the line and a caret.
fn report(renderer: &Renderer, name: &str, positions: &mut Positions, problem: &Problem) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let (line, column) = positions.find(problem.span.start);
    let (source, span) = excerpt(positions.text, &problem.span);
    // The renderer counts columns within the excerpt, so the line with the position is our own.
    let title = level.primary_title(&*problem.message).id(problem.rule);
    let snippet = Snippet::source(source).line_start(line).annotation(AnnotationKind::Primary.span(span));
    let rendered = renderer.render(&[title.element(snippet)]);
    let (head, rest) = rendered.split_once('\n').unwrap_or((&rendered, ""));
    // The pointer contains names from the document, which may have control characters.
    let pointer = problem.pointer.escape_debug();
    let pointer = if problem.pointer.is_empty() { String::new() } else { format!(" ({pointer})") };
    format!("{head}\n  --> {name}:{line}:{column}{pointer}\n{rest}")
}

/// Converts byte offsets to 1-based lines and columns, in one pass over the text. Columns count characters.
struct Positions<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'a> Positions<'a> {
    fn new(text: &'a str) -> Positions<'a> {
        Positions { text, at: 0, line: 1, column: 1 }
    }

    /// Returns line and column of an offset, which must not be before the previous one.
    fn find(&mut self, at: usize) -> (usize, usize) {
        let skipped = self.text.get(self.at..at).unwrap_or_default();
        if let Some((lines, last)) = skipped.rsplit_once('\n') {
            self.line += lines.matches('\n').count() + 1;
            self.column = last.chars().count() + 1;
        } else {
            self.column += skipped.chars().count();
        }
        self.at = at;
        (self.line, self.column)
    }
}

/// Returns the line in which a span begins, or a part of it if it is long, and the span within that text.
fn excerpt(text: &str, span: &Range<usize>) -> (String, Range<usize>) {
    let boundary = |at: usize| (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let back = boundary(span.start.saturating_sub(MAX_CONTEXT * 2));
    let from = match text[back..span.start].rfind('\n') {
        Some(newline) => back + newline + 1,
        None if back == 0 => 0,
        None => boundary(span.start - MAX_CONTEXT),
    };
    let end = boundary(span.end.min(span.start + MAX_CONTEXT));
    let limit = boundary(end + MAX_CONTEXT);
    let newline = text[span.start..limit].find(['\r', '\n']).map(|at| span.start + at);
    let to = newline.unwrap_or(limit);
    let (before, after) =
        (ellipsis(from > 0 && !text[..from].ends_with('\n')), ellipsis(newline.is_none() && to < text.len()));
    let start = before.len() + span.start - from;
    (format!("{before}{}{after}", &text[from..to]), start..start + end.min(to).max(span.start) - span.start)
}

/// Returns an ellipsis if the line is cut.
fn ellipsis(is_cut: bool) -> &'static str {
    if is_cut { "…" } else { "" }
}
