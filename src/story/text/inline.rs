//! Parses the text of a block into inlines.

use std::ops::Range;

use super::{super::link, Inline, Links, Target};

/// An inline that has been opened and not closed yet.
struct Open {
    mark: Mark,
    inner: Vec<Inline>,
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Strong,
    Emphasis,
    Link,
}

impl Mark {
    /// Returns how the mark is written, for a mark that is never closed.
    fn written(self) -> &'static str {
        match self {
            Mark::Strong => "**",
            Mark::Emphasis => "*",
            Mark::Link => "[",
        }
    }
}

pub(super) fn inlines(text: &str, links: &mut Links) -> Vec<Inline> {
    let mut reader = Reader { done: Vec::new(), open: Vec::new(), links };
    let mut chars = text.chars();
    let mut before = None;
    while let Some(char) = chars.next() {
        let rest = chars.as_str();
        let mut last = char;
        match char {
            '\\' => {
                if let Some(escaped) = rest.chars().next().filter(char::is_ascii_punctuation) {
                    chars.next();
                    last = escaped;
                }
                reader.push(last);
            }
            '*' => {
                // Of three asterisks, the first closes an emphasis that was opened last.
                let strong = rest.starts_with('*') && !(rest.starts_with("**") && reader.is_last(Mark::Emphasis));
                if strong {
                    chars.next();
                }
                let mark = if strong { Mark::Strong } else { Mark::Emphasis };
                reader.mark(mark, before, chars.clone().next());
            }
            '[' if !reader.is_open(Mark::Link) => reader.open(Mark::Link),
            ']' if reader.is_open(Mark::Link) => match address(rest) {
                Some(range) => {
                    last = ')';
                    chars = rest[range.end + 1..].chars();
                    reader.close_link(&rest[range]);
                }
                None => {
                    if let Some(open) = reader.close(Mark::Link) {
                        reader.give_back(open);
                    }
                    reader.push(']');
                }
            },
            _ => reader.push(char),
        }
        before = Some(last);
    }
    while let Some(open) = reader.open.pop() {
        reader.give_back(open);
    }
    reader.done
}

/// Returns the range of the address in `(address)`. Parentheses within it come in pairs; a bracket belongs to another link.
pub(super) fn address(text: &str) -> Option<Range<usize>> {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate().take(4_096) {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            b'[' => return None,
            _ => {}
        }
        if depth == 0 {
            return (at > 0).then_some(1..at);
        }
    }
    None
}

struct Reader<'a> {
    done: Vec<Inline>,
    open: Vec<Open>,
    links: &'a mut Links,
}

impl Reader<'_> {
    fn target(&mut self) -> &mut Vec<Inline> {
        self.open.last_mut().map_or(&mut self.done, |open| &mut open.inner)
    }

    fn push(&mut self, char: char) {
        self.text(char.encode_utf8(&mut [0; 4]));
    }

    fn text(&mut self, more: &str) {
        let target = self.target();
        match target.last_mut() {
            Some(Inline::Text(text)) => text.push_str(more),
            _ => target.push(Inline::Text(more.to_owned())),
        }
    }

    fn append(&mut self, inlines: Vec<Inline>) {
        for inline in inlines {
            match inline {
                Inline::Text(more) => self.text(&more),
                inline => self.target().push(inline),
            }
        }
    }

    fn is_last(&self, mark: Mark) -> bool {
        self.open.last().is_some_and(|open| open.mark == mark)
    }

    fn is_open(&self, mark: Mark) -> bool {
        self.open.iter().any(|open| open.mark == mark)
    }

    /// Opens an inline before a word, or closes it behind one; other asterisks are text.
    fn mark(&mut self, mark: Mark, before: Option<char>, after: Option<char>) {
        let is_open = self.is_open(mark);
        if (if is_open { before } else { after }).is_none_or(char::is_whitespace) {
            self.text(mark.written());
        } else if !is_open {
            self.open(mark);
        } else if let Some(Open { inner, .. }) = self.close(mark) {
            let inline = if mark == Mark::Strong { Inline::Strong(inner) } else { Inline::Emphasis(inner) };
            self.target().push(inline);
        }
    }

    fn open(&mut self, mark: Mark) {
        self.open.push(Open { mark, inner: Vec::new() });
    }

    /// Closes the innermost inline of this mark. Inlines that were opened within it become text.
    fn close(&mut self, mark: Mark) -> Option<Open> {
        loop {
            let open = self.open.pop()?;
            if open.mark == mark {
                return Some(open);
            }
            self.give_back(open);
        }
    }

    fn give_back(&mut self, open: Open) {
        self.text(open.mark.written());
        self.append(open.inner);
    }

    fn close_link(&mut self, address: &str) {
        let Some(open) = self.close(Mark::Link) else { return };
        match link::target(address) {
            Some(to) => {
                if let Target::Item(id) = &to {
                    self.links.items.push(id.clone());
                }
                self.target().push(Inline::Link { to, text: open.inner });
            }
            None => {
                self.links.rejected.push(address.to_owned());
                self.append(open.inner);
            }
        }
    }
}
