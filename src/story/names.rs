//! Names as people write them: shortened for a message, converted to an id, matched with the name that was likely meant.

use super::link::is_bidi;

/// A text for a message: shortened, on one line.
pub fn excerpt(text: &str) -> String {
    let mut shown: String =
        text.chars().take(60).map(|char| if char.is_control() || is_bidi(char) { '\u{fffd}' } else { char }).collect();
    if text.chars().nth(60).is_some() {
        shown.push('…');
    }
    shown
}

/// Makes an id of a title: ASCII letters and digits; hyphens replace the rest.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for char in text.chars().take(60) {
        if char.is_ascii_alphanumeric() {
            slug.push(char.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.ends_with('-') {
        slug.pop();
    }
    slug
}

/// The name that is likely meant: at most a third of its letters differ (Levenshtein).
pub fn nearest<'n>(text: &str, names: &[&'n str]) -> Option<&'n str> {
    if text.len() > 60 || names.len() > 5_000 {
        return None;
    }
    let best = names.iter().map(|name| (distance(text, name), *name)).min()?;
    (best.0 > 0 && best.0 <= text.len().max(best.1.len()).div_ceil(3)).then_some(best.1)
}

/// Returns the Levenshtein distance of two texts, in bytes.
pub fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (nth, left) in a.bytes().enumerate() {
        let mut diagonal = nth;
        let mut before = nth + 1;
        for (cell, right) in row.iter_mut().skip(1).zip(b.bytes()) {
            let next = (diagonal + usize::from(left != right)).min(before + 1).min(*cell + 1);
            diagonal = *cell;
            *cell = next;
            before = next;
        }
        if let Some(first) = row.first_mut() {
            *first = nth + 1;
        }
    }
    row.last().copied().unwrap_or(a.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_an_id_or_nothing() {
        assert_eq!(slug("NATO: 2 % goal"), "nato-2-goal");
        assert_eq!(slug("  --Überall--  "), "berall");
        assert_eq!(slug("قصة"), "");
        assert_eq!(slug(&"a b ".repeat(100)).len(), 59);
    }

    #[test]
    fn the_nearest_name_is_a_mistyped_one() {
        let names = ["title", "tracks", "events", "date"];
        assert_eq!(nearest("tilte", &names), Some("title"));
        assert_eq!(nearest("event", &names), Some("events"));
        assert_eq!(nearest("Date", &names), Some("date"));
        assert_eq!(nearest("headline", &names), None);
        assert_eq!(nearest("title", &names), None, "what is there is not meant by what is missing");
        assert_eq!(nearest("", &names), None);
        assert_eq!(nearest("a", &[]), None);
    }

    #[test]
    fn a_shown_text_is_short_and_does_nothing_to_a_terminal() {
        assert_eq!(excerpt("a\u{1b}[31m\u{202e}b"), "a\u{fffd}[31m\u{fffd}b");
        assert_eq!(excerpt(&"é".repeat(100)), format!("{}…", "é".repeat(60)));
        assert_eq!(excerpt(&"é".repeat(60)), "é".repeat(60));
    }
}
