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
            let (line, column) = Places::new(&String::from_utf8_lossy(sound)).find(sound.len());
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
    let mut places = Places::new(text);
    for problem in &problems {
        writeln!(err, "{}\n", shown(&renderer, &input.name, &mut places, problem))?;
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
fn shown(renderer: &Renderer, name: &str, places: &mut Places, problem: &Problem) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let (line, column) = places.find(problem.span.start);
    let (source, span) = excerpt(places.text, &problem.span);
    // The excerpt of a long line begins in its middle: the place is said by us, so that it is always the real one.
    let title = level.primary_title(&*problem.message).id(problem.rule);
    let snippet = Snippet::source(source).line_start(line).annotation(AnnotationKind::Primary.span(span));
    let report = renderer.render(&[title.element(snippet)]);
    let (head, rest) = report.split_once('\n').unwrap_or((&report, ""));
    // It has the document's own names in it, which are no business of the terminal.
    let pointer = problem.pointer.escape_debug();
    let pointer = if problem.pointer.is_empty() { String::new() } else { format!(" ({pointer})") };
    format!("{head}\n  --> {name}:{line}:{column}{pointer}\n{rest}")
}

/// Finds lines and columns, both from 1, in one walk through the text; columns count characters.
struct Places<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'a> Places<'a> {
    fn new(text: &'a str) -> Places<'a> {
        Places { text, at: 0, line: 1, column: 1 }
    }

    /// `at` is not before the place asked for last.
    fn find(&mut self, at: usize) -> (usize, usize) {
        let passed = self.text.get(self.at..at).unwrap_or_default();
        if let Some((lines, last)) = passed.rsplit_once('\n') {
            self.line += lines.matches('\n').count() + 1;
            self.column = last.chars().count() + 1;
        } else {
            self.column += passed.chars().count();
        }
        self.at = at;
        (self.line, self.column)
    }
}

/// The line that a span begins in, or the part of it around the span where it is long; and the span in it.
fn excerpt(text: &str, span: &Range<usize>) -> (String, Range<usize>) {
    let boundary = |at: usize| (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let back = boundary(span.start.saturating_sub(AROUND * 2));
    let from = match text[back..span.start].rfind('\n') {
        Some(newline) => back + newline + 1,
        None if back == 0 => 0,
        None => boundary(span.start - AROUND),
    };
    let end = boundary(span.end.min(span.start + AROUND));
    let limit = boundary(end + AROUND);
    let newline = text[span.start..limit].find(['\r', '\n']).map(|at| span.start + at);
    let to = newline.unwrap_or(limit);
    let (before, after) = (mark(from > 0 && !text[..from].ends_with('\n')), mark(newline.is_none() && to < text.len()));
    let start = before.len() + span.start - from;
    (format!("{before}{}{after}", &text[from..to]), start..start + end.min(to).max(span.start) - span.start)
}

/// Stands for what is not shown of a line.
fn mark(cut: bool) -> &'static str {
    if cut { "…" } else { "" }
}
