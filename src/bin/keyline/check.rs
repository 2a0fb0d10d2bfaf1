//! `keyline check`: every problem at its place, as a compiler shows them.

use std::{
    io::{self, IsTerminal, Write},
    ops::Range,
    path::PathBuf,
    process::ExitCode,
};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use keyline::story::{self, Problem, Severity, Story};

use crate::input::{self, Failure, Input};

/// How much of a long line is shown before and behind what is wrong with it, bytes.
const AROUND: usize = 60;

pub fn run(stories: &[PathBuf]) -> Result<ExitCode, Failure> {
    let mut sound = true;
    for file in stories {
        let input = input::read(file)?;
        sound &= read(&input)?.is_some();
    }
    Ok(ExitCode::from(u8::from(!sound)))
}

/// Reads a story and prints its problems to standard error; `None` if there are errors among them.
pub fn read(input: &Input) -> Result<Option<(Story, &str)>, Failure> {
    let mut err = io::stderr().lock();
    let text = match std::str::from_utf8(&input.bytes) {
        Ok(text) => text,
        Err(error) => {
            let sound = &input.bytes[..error.valid_up_to()];
            let (line, column) = place(&String::from_utf8_lossy(sound), sound.len());
            writeln!(err, "error[not-utf-8]: the document is not UTF-8 from here on; save it as UTF-8")?;
            writeln!(err, " --> {}:{line}:{column}\n", input.name)?;
            writeln!(err, "{}: 1 error", input.name)?;
            return Ok(None);
        }
    };
    let (story, problems) = story::read(text);
    let renderer = if err.is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    for problem in &problems {
        writeln!(err, "{}\n", shown(&renderer, &input.name, text, problem))?;
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

/// The message, `file:line:col`, the line and a caret.
fn shown(renderer: &Renderer, name: &str, text: &str, problem: &Problem) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let (line, column) = place(text, problem.span.start);
    let (source, span) = excerpt(text, &problem.span);
    // The excerpt of a long line begins in its middle: the place is said by us, so that it is always the real one.
    let title = level.primary_title(&*problem.message).id(problem.rule);
    let snippet = Snippet::source(source).line_start(line).annotation(AnnotationKind::Primary.span(span));
    let report = renderer.render(&[title.element(snippet)]);
    let (head, rest) = report.split_once('\n').unwrap_or((&report, ""));
    let pointer = if problem.pointer.is_empty() { String::new() } else { format!(" ({})", problem.pointer) };
    format!("{head}\n  --> {name}:{line}:{column}{pointer}\n{rest}")
}

/// Line and column, both from 1; columns count characters.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}

/// The line that a span begins in, or the part of it around the span where it is long; and the span in it.
fn excerpt<'a>(text: &'a str, span: &Range<usize>) -> (&'a str, Range<usize>) {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.start..].find('\n').map_or(text.len(), |at| span.start + at);
    let boundary = |at: usize| (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let from = if span.start - start > AROUND * 2 { boundary(span.start - AROUND) } else { start };
    let to_span = span.end.min(end).max(span.start);
    let shown = boundary(to_span.min(span.start + AROUND));
    let to = if end - shown > AROUND { boundary(shown + AROUND).min(end) } else { end };
    (&text[from..to], span.start - from..shown.min(to).max(span.start) - from)
}
