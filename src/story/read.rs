//! Reads a document: the entry points.

use super::{
    Diagnostics, Problem, Story,
    de::{Context, Place},
    diagnostics::pointer,
    json::{self, Node},
    repair,
};
use crate::date::TimeZones;

/// Reads a story. Never panics, and never stops at the first fault: a fault costs its field or its item at most.
///
/// Returns whatever could be read, an empty story at worst, and the problems in the order of the text.
///
/// ```
/// use keyline::story::{Severity, read};
/// let (story, problems) = read(r#"{"version": 1, "id": "a", "title": "A", "tilte": "B", "sections": [{"id": "b", "title": "B"}]}"#);
/// assert_eq!(&*story.title, "A");
/// assert_eq!((problems[0].rule, problems[0].severity), ("unknown-field", Severity::Warning));
/// assert!(problems[0].message.contains("did you mean `title`?"));
/// ```
pub fn read(json: &str) -> (Story, Vec<Problem>) {
    read_in(json, None)
}

/// Reads a story as [`read`] does, and finds the time zone that it names in a database. Without one, its times are shown as those of
/// a story that names none.
pub fn read_in(json: &str, time_zones: Option<&dyn TimeZones>) -> (Story, Vec<Problem>) {
    let mut problems = Vec::new();
    let (root, is_truncated) = json::parse(json, &mut problems);
    let story = story(json, root.as_ref(), is_truncated, &mut problems, time_zones);
    problems.sort_by_key(|problem| problem.span.start);
    if let Some(root) = &root {
        for problem in &mut problems {
            problem.pointer = pointer(root, &problem.span);
        }
    }
    (story, problems)
}

/// Reads a story as [`read_in`] does, and reports the problems to `sink` in the order in which they are found.
pub fn read_with<S: Diagnostics>(json: &str, sink: &mut S, time_zones: Option<&dyn TimeZones>) -> Story {
    let (root, is_truncated) = json::parse(json, sink);
    story(json, root.as_ref(), is_truncated, sink, time_zones)
}

/// Makes a story of a document's tree. `is_truncated`: the text goes on behind the tree.
fn story<S: Diagnostics>(
    json: &str,
    root: Option<&Node>,
    is_truncated: bool,
    sink: &mut S,
    time_zones: Option<&dyn TimeZones>,
) -> Story {
    let Some(root) = root else { return Story::default() };
    let context = Context::new(sink, json, is_truncated.then_some(root.span.end));
    let mut story: Story = Place::new(root, &context).read().unwrap_or_default();
    repair::warn_if_empty(root, &context);
    repair::repair(&mut story, &context, time_zones);
    story
}
