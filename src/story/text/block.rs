//! Parses the lines of rich text into blocks.

use super::{Block, Links, inline::inlines};

/// The kind of block that a line belongs to, and the text without its mark.
enum Line<'a> {
    Blank,
    Quote(&'a str),
    Item { ordered: bool, text: &'a str },
    Text(&'a str),
}

/// Returns the kind of a line. A list starts with `1.` or a hyphen; with `in_list`, any number continues it: "1986. A year" is a
/// sentence.
fn line(text: &str, quotes: bool, in_list: bool) -> Line<'_> {
    let text = text.trim();
    if text.is_empty() {
        return Line::Blank;
    }
    if let Some(rest) = text.strip_prefix('>').filter(|_| quotes) {
        return Line::Quote(rest);
    }
    if let Some(text) = text.strip_prefix("- ") {
        return Line::Item { ordered: false, text: text.trim_start() };
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text[digits..].strip_prefix(". ") {
        Some(rest) if (in_list && (1..=9).contains(&digits)) || &text[..digits] == "1" => {
            Line::Item { ordered: true, text: rest.trim_start() }
        }
        _ => Line::Text(text),
    }
}

/// Parses lines into blocks. Quotes contain paragraphs and lists, but no quotes: news needs one level.
pub(super) fn blocks(lines: &[&str], quotes: bool, links: &mut Links) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rest = lines;
    while let Some((first, after)) = rest.split_first() {
        match line(first, quotes, false) {
            Line::Blank => rest = after,
            Line::Quote(_) => {
                let mut inner = Vec::new();
                while let [first, after @ ..] = rest
                    && let Line::Quote(text) = line(first, quotes, false)
                {
                    inner.push(text);
                    rest = after;
                }
                blocks.push(Block::Quote(self::blocks(&inner, false, links)));
            }
            Line::Item { ordered, .. } => {
                let (items, after) = list(rest, ordered, quotes);
                rest = after;
                let mut parsed = Vec::new();
                for item in &items {
                    parsed.push(inlines(item, links));
                }
                blocks.push(Block::List { ordered, items: parsed });
            }
            Line::Text(_) => {
                let mut text = String::new();
                while let [first, after @ ..] = rest
                    && let Line::Text(more) = line(first, quotes, false)
                {
                    if !text.is_empty() {
                        text.push(' ');
                    }
                    text.push_str(more);
                    rest = after;
                }
                blocks.push(Block::Paragraph(inlines(&text, links)));
            }
        }
    }
    blocks
}

/// Takes the items of a list from its lines, and returns their texts and the lines after the list.
fn list<'a>(mut rest: &'a [&'a str], ordered: bool, quotes: bool) -> (Vec<String>, &'a [&'a str]) {
    let mut items: Vec<String> = Vec::new();
    // Blank lines may separate items; other lines after a blank one end the list.
    let mut ahead = rest;
    while let [next, after @ ..] = ahead {
        match line(next, quotes, true) {
            Line::Item { ordered: kind, text } if kind == ordered => items.push(text.to_owned()),
            Line::Blank => {
                ahead = after;
                continue;
            }
            // An indented line continues the item above it.
            Line::Text(text) if ahead.len() == rest.len() && matches!(next.as_bytes(), [b' ' | b'\t', ..]) => {
                if let Some(item) = items.last_mut() {
                    item.push(' ');
                    item.push_str(text);
                }
            }
            _ => break,
        }
        ahead = after;
        rest = after;
    }
    (items, rest)
}
