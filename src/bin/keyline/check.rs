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
        let checked = check(&input, false)?;
        if let Some(Checked { story, errors: 0, warnings: 0, .. }) = &checked {
            eprintln!("{}: no problems ({})", input.name, counts(story).join(", "));
        }
        is_valid &= checked.is_some_and(|checked| checked.errors == 0);
    }
    Ok(ExitCode::from(u8::from(!is_valid)))
}

/// Reads a story for a command that writes it, and prints its problems to standard error. Returns the story and its text; `None` if
/// there are errors. With `keep_going`, errors are warnings, since the story is without what is wrong.
pub fn read(input: &Input, keep_going: bool) -> Result<Option<(Story, &str)>, Failure> {
    match check(input, keep_going)? {
        None => eprintln!("Nothing written: 1 error."),
        Some(Checked { errors: errors @ 1.., .. }) => {
            eprintln!("Nothing written: {}. `--keep-going` leaves out what is wrong.", count(errors, "error"));
        }
        Some(Checked { story, .. }) if story.title.is_empty() => {
            eprintln!("Nothing written: {} has no title, so there is no story.", input.name);
        }
        Some(Checked { story, text, .. }) => return Ok(Some((story, text))),
    }
    Ok(None)
}

/// A story with its text, and the number of its problems.
struct Checked<'a> {
    story: Story,
    text: &'a str,
    errors: usize,
    warnings: usize,
}

/// Reads a story and prints its problems to standard error, with `keep_going` all of them as warnings. Returns `None` if the input is not
/// UTF-8.
fn check(input: &Input, keep_going: bool) -> Result<Option<Checked<'_>>, Failure> {
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
    let (story, mut problems) = story::read_in(text, Some(&BundledTimeZones::new()));
    if keep_going {
        problems.iter_mut().for_each(|problem| problem.severity = Severity::Warning);
    }
    let renderer = if err.is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut positions = Positions::new(text);
    for problem in &problems {
        writeln!(err, "{}\n", report(&renderer, &input.name, &mut positions, problem))?;
    }
    let number = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings) = (number(Severity::Error), number(Severity::Warning));
    if !problems.is_empty() {
        let counts = [(errors, "error"), (warnings, "warning")].into_iter().filter(|(number, _)| *number > 0);
        let counts: Vec<String> = counts.map(|(number, word)| count(number, word)).collect();
        writeln!(err, "{}: {}", input.name, counts.join(", "))?;
    }
    Ok(Some(Checked { story, text, errors, warnings }))
}

/// Returns the numbers of a story's events and cards in words.
pub fn counts(story: &Story) -> Vec<String> {
    let cards = story.sections.iter().map(|section| section.cards.len()).sum();
    vec![count(story.timeline.events.len(), "event"), count(cards, "card")]
}

/// Returns a number with its noun: "1 event", "12 events".
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
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
