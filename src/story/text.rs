//! Rich text: a small Markdown, as blocks and inlines.
//!
//! Paragraphs, `**strong**`, `*emphasis*`, `[text](https://…)`, `[text](#item-id)`, `-` and `1.` lists, `>` quotes, and a backslash
//! before what is meant as it stands. Everything else is text, markup too.

use std::ops::Range;

use super::{Id, link};

/// Paragraphs, lists and quotes.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Rich(pub Vec<Block>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Paragraph(Vec<Inline>),
    List { ordered: bool, items: Vec<Vec<Inline>> },
    Quote(Vec<Block>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    Text(String),
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    Link { to: Target, text: Vec<Inline> },
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `https:`, `http:` or `mailto:`
    Url(String),
    /// `#id` of an item in this story.
    Item(Id),
}

impl Rich {
    /// Reads a text, in time linear to its length. Also answers with the addresses that can't be linked to: such a link is shown
    /// as its text.
    pub fn parse(text: &str) -> (Rich, Vec<String>) {
        let mut bad = Vec::new();
        let lines: Vec<&str> = text.lines().collect();
        let blocks = blocks(&lines, true, &mut bad);
        (Rich(blocks), bad)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words alone, a line a paragraph or list item.
    pub fn plain(&self) -> String {
        let mut text = String::new();
        plain_blocks(&self.0, &mut text);
        text
    }

    /// The items it links to.
    pub fn links(&self) -> Vec<Id> {
        let mut ids = Vec::new();
        self.clone().visit(&mut |target| {
            if let Target::Item(id) = target {
                ids.push(id.clone());
            }
            true
        });
        ids
    }

    /// Turns the links that `keep` refuses into their text.
    pub(super) fn visit(mut self, keep: &mut dyn FnMut(&Target) -> bool) -> Rich {
        visit_blocks(&mut self.0, keep);
        self
    }
}

fn visit_blocks(blocks: &mut [Block], keep: &mut dyn FnMut(&Target) -> bool) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => visit_inlines(inlines, keep),
            Block::List { items, .. } => items.iter_mut().for_each(|item| visit_inlines(item, keep)),
            Block::Quote(blocks) => visit_blocks(blocks, keep),
        }
    }
}

fn visit_inlines(inlines: &mut Vec<Inline>, keep: &mut dyn FnMut(&Target) -> bool) {
    for inline in std::mem::take(inlines) {
        match inline {
            Inline::Link { to, text } if !keep(&to) => inlines.extend(text),
            Inline::Strong(mut text) => {
                visit_inlines(&mut text, keep);
                inlines.push(Inline::Strong(text));
            }
            Inline::Emphasis(mut text) => {
                visit_inlines(&mut text, keep);
                inlines.push(Inline::Emphasis(text));
            }
            other => inlines.push(other),
        }
    }
}

fn plain_blocks(blocks: &[Block], text: &mut String) {
    let line = |text: &mut String, inlines: &[Inline]| {
        if !text.is_empty() {
            text.push('\n');
        }
        plain_inlines(inlines, text);
    };
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => line(text, inlines),
            Block::List { items, .. } => items.iter().for_each(|item| line(text, item)),
            Block::Quote(blocks) => plain_blocks(blocks, text),
        }
    }
}

pub(super) fn plain_inlines(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => text.push_str(words),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => {
                plain_inlines(inner, text)
            }
        }
    }
}

/// What kind of block a line belongs to, and what is left of it.
#[derive(PartialEq)]
enum Line<'a> {
    Blank,
    Quote(&'a str),
    Item { ordered: bool, text: &'a str },
    Text(&'a str),
}

/// `in_list`: a list begins with `1.` (or a hyphen) and goes on with any number; "1986. A year" is a sentence.
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

/// Quotes hold paragraphs and lists, but no quotes: one level is what news needs.
fn blocks(lines: &[&str], quotes: bool, bad: &mut Vec<String>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rest = lines;
    while let Some((first, after)) = rest.split_first() {
        let while_like =
            |like: &dyn Fn(&Line) -> bool| rest.iter().take_while(|text| like(&line(text, quotes, false))).count();
        match line(first, quotes, false) {
            Line::Blank => rest = after,
            Line::Quote(_) => {
                let count = while_like(&|line| matches!(line, Line::Quote(_)));
                let inner: Vec<&str> =
                    rest.iter().take(count).map(|text| text.trim().get(1..).unwrap_or_default()).collect();
                blocks.push(Block::Quote(self::blocks(&inner, false, bad)));
                rest = rest.get(count..).unwrap_or_default();
            }
            Line::Item { ordered, .. } => {
                let mut items: Vec<String> = Vec::new();
                while let Some((next, after)) = rest.split_first() {
                    match line(next, quotes, true) {
                        Line::Item { ordered: kind, text } if kind == ordered => items.push(text.to_owned()),
                        // Items may stand apart.
                        Line::Blank => {
                            let blank = rest.iter().take_while(|text| text.trim().is_empty()).count();
                            let beyond = rest.get(blank..).unwrap_or_default();
                            match beyond.first().map(|text| line(text, quotes, true)) {
                                Some(Line::Item { ordered: kind, .. }) if kind == ordered => rest = beyond,
                                _ => break,
                            }
                            continue;
                        }
                        // A line that goes on belongs to the item above it.
                        Line::Text(text) if next.starts_with([' ', '\t']) => {
                            if let Some(item) = items.last_mut() {
                                item.push(' ');
                                item.push_str(text);
                            }
                        }
                        _ => break,
                    }
                    rest = after;
                }
                blocks.push(Block::List { ordered, items: items.iter().map(|item| inlines(item, bad)).collect() });
            }
            Line::Text(_) => {
                let count = while_like(&|line| matches!(line, Line::Text(_)));
                let text: Vec<&str> = rest.iter().take(count).map(|text| text.trim()).collect();
                blocks.push(Block::Paragraph(inlines(&text.join(" "), bad)));
                rest = rest.get(count..).unwrap_or_default();
            }
        }
    }
    blocks
}

/// An inline that is being read.
struct Open {
    mark: Mark,
    /// Where its mark stands, to give it back as text if it never closes.
    written: &'static str,
    inner: Vec<Inline>,
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Strong,
    Emphasis,
    Link,
}

fn inlines(text: &str, bad: &mut Vec<String>) -> Vec<Inline> {
    let mut reader = Reader { done: Vec::new(), open: Vec::new(), bad };
    let mut at = 0;
    while let Some(char) = text[at..].chars().next() {
        let rest = &text[at..];
        let before = text[..at].chars().next_back();
        // Of three asterisks, the first closes an emphasis that was opened last.
        let emphasis_first = rest.starts_with("***") && reader.is_last(Mark::Emphasis);
        at += if char == '\\' {
            let escaped = rest[1..].chars().next().filter(char::is_ascii_punctuation);
            reader.push(escaped.unwrap_or('\\'));
            1 + escaped.map_or(0, char::len_utf8)
        } else if rest.starts_with("**") && !emphasis_first {
            reader.mark(Mark::Strong, "**", before, rest[2..].chars().next());
            2
        } else if char == '*' {
            reader.mark(Mark::Emphasis, "*", before, rest[1..].chars().next());
            1
        } else if char == '[' && !reader.is_open(Mark::Link) {
            reader.open.push(Open { mark: Mark::Link, written: "[", inner: Vec::new() });
            1
        } else if char == ']' && reader.is_open(Mark::Link) {
            match address(&rest[1..]) {
                Some(range) => {
                    reader.close_link(&rest[1..][range.clone()]);
                    // The bracket, and what is in parentheses.
                    range.end + 2
                }
                None => {
                    reader.give_up(Mark::Link);
                    reader.push(']');
                    1
                }
            }
        } else {
            reader.push(char);
            char.len_utf8()
        };
    }
    while let Some(open) = reader.open.pop() {
        reader.text(open.written);
        reader.append(open.inner);
    }
    reader.done
}

/// `(address)`: where in `text` it stands. Parentheses inside it come in pairs; a bracket is
/// another link's.
fn address(text: &str) -> Option<Range<usize>> {
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
    bad: &'a mut Vec<String>,
}

impl Reader<'_> {
    fn target(&mut self) -> &mut Vec<Inline> {
        self.open.last_mut().map_or(&mut self.done, |open| &mut open.inner)
    }

    fn push(&mut self, char: char) {
        match self.target().last_mut() {
            Some(Inline::Text(text)) => text.push(char),
            _ => self.target().push(Inline::Text(char.to_string())),
        }
    }

    fn text(&mut self, text: &str) {
        text.chars().for_each(|char| self.push(char));
    }

    fn append(&mut self, inlines: Vec<Inline>) {
        for inline in inlines {
            match (self.target().last_mut(), inline) {
                (Some(Inline::Text(text)), Inline::Text(more)) => text.push_str(&more),
                (_, inline) => self.target().push(inline),
            }
        }
    }

    fn is_last(&self, mark: Mark) -> bool {
        self.open.last().is_some_and(|open| open.mark == mark)
    }

    fn is_open(&self, mark: Mark) -> bool {
        self.open.iter().any(|open| open.mark == mark)
    }

    /// An asterisk opens before a word and closes behind one; else it is an asterisk.
    fn mark(&mut self, mark: Mark, written: &'static str, before: Option<char>, after: Option<char>) {
        let space = |char: Option<char>| char.is_none_or(char::is_whitespace);
        if self.is_open(mark) {
            if space(before) {
                return self.text(written);
            }
            // What was opened inside and not closed was text.
            self.give_up_above(mark);
            let Some(open) = self.open.pop() else { return };
            let inline = if mark == Mark::Strong { Inline::Strong(open.inner) } else { Inline::Emphasis(open.inner) };
            self.target().push(inline);
        } else if space(after) {
            self.text(written);
        } else {
            self.open.push(Open { mark, written, inner: Vec::new() });
        }
    }

    fn give_up_above(&mut self, mark: Mark) {
        while self.open.last().is_some_and(|open| open.mark != mark) {
            let Some(open) = self.open.pop() else { return };
            self.text(open.written);
            self.append(open.inner);
        }
    }

    fn give_up(&mut self, mark: Mark) {
        self.give_up_above(mark);
        if let Some(open) = self.open.pop() {
            self.text(open.written);
            self.append(open.inner);
        }
    }

    fn close_link(&mut self, address: &str) {
        self.give_up_above(Mark::Link);
        let Some(open) = self.open.pop() else { return };
        match link::target(address) {
            Some(to) => self.target().push(Inline::Link { to, text: open.inner }),
            None => {
                self.bad.push(address.to_owned());
                self.append(open.inner);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text as a plain notation: `<s>…</s>`, `<e>…</e>`, `<a url>…</a>`, a `|` between blocks.
    fn shown(text: &str) -> String {
        fn inlines(list: &[Inline]) -> String {
            list.iter()
                .map(|inline| match inline {
                    Inline::Text(text) => text.clone(),
                    Inline::Strong(inner) => format!("<s>{}</s>", inlines(inner)),
                    Inline::Emphasis(inner) => format!("<e>{}</e>", inlines(inner)),
                    Inline::Link { to: Target::Url(url), text } => format!("<a {url}>{}</a>", inlines(text)),
                    Inline::Link { to: Target::Item(id), text } => format!("<a #{id}>{}</a>", inlines(text)),
                })
                .collect()
        }
        fn blocks(list: &[Block]) -> String {
            let block = |block: &Block| match block {
                Block::Paragraph(text) => inlines(text),
                Block::Quote(inner) => format!("quote({})", blocks(inner)),
                Block::List { ordered, items } => {
                    let items: Vec<String> = items.iter().map(|item| inlines(item)).collect();
                    format!("{}({})", if *ordered { "ol" } else { "ul" }, items.join("; "))
                }
            };
            list.iter().map(block).collect::<Vec<_>>().join(" | ")
        }
        blocks(&Rich::parse(text).0.0)
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(shown(text), expected, "{text:?}");
    }

    #[test]
    fn blocks_are_paragraphs_lists_and_quotes() {
        check("One\ntwo\n\nthree", "One two | three");
        check("One\r\n\r\ntwo", "One | two");
        check("- a\n- b\n  more", "ul(a; b more)");
        check("1. a\n2. b", "ol(a; b)");
        check("- a\n1. b", "ul(a) | ol(b)");
        check("Text\n- a", "Text | ul(a)");
        check("> a\n> b\n>\n> - c", "quote(a b | ul(c))");
        check("> > deep", "quote(> deep)");
        check("1. a\n\n2. b\n\n\n3. c", "ol(a; b; c)");
        check("- a\n\n- b\n\nText", "ul(a; b) | Text");
        check("1986. A year", "1986. A year");
        check("It was the end of\n1986. A year", "It was the end of 1986. A year");
        check("", "");
        check("   \n\n", "");
    }

    #[test]
    fn inlines_are_strong_emphasis_and_links() {
        check("a **b** *c* **d *e* f**", "a <s>b</s> <e>c</e> <s>d <e>e</e> f</s>");
        check("***a*** **b *c*** *d **e***", "<s><e>a</e></s> <s>b <e>c</e></s> <e>d <s>e</s></e>");
        check("[a **b**](https://x.org/?q=1)", "<a https://x.org/?q=1>a <s>b</s></a>");
        check("[a](#item-1)", "<a #item-1>a</a>");
        check("[a](mailto:a@b.org)", "<a mailto:a@b.org>a</a>");
        check("[a](https://b.org/c_(d))", "<a https://b.org/c_(d)>a</a>");
        check("**[a](http://b.org)**", "<s><a http://b.org>a</a></s>");
    }

    #[test]
    fn what_is_no_markup_stays_as_it_was_typed() {
        check("2 * 3 * 4", "2 * 3 * 4");
        check("a ** b", "a ** b");
        check("**open", "**open");
        check("*a **b*", "<e>a **b</e>");
        check("[a] (b)", "[a] (b)");
        check("[a", "[a");
        check("a]", "a]");
        check("[[a](https://b.org)", "<a https://b.org>[a</a>");
        check("<b>bold</b> &amp; <script>", "<b>bold</b> &amp; <script>");
        check(r"\*a\* \[b\](c) \\ \q", r"*a* [b](c) \ \q");
        check("a_b_c `code` # not a heading", "a_b_c `code` # not a heading");
    }

    #[test]
    fn a_link_to_elsewhere_is_its_text_and_is_reported() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            " https://a.b",
            "ftp://a.b",
            "//a.b",
            "a.html",
            "#",
            "#A b",
            "",
        ] {
            let text = format!("[x]({address})");
            let (rich, bad) = Rich::parse(&text);
            assert_eq!(rich.plain(), "x", "{address:?}");
            assert!(rich.links().is_empty());
            assert_eq!(bad.len(), 1, "{address:?}");
        }
    }

    #[test]
    fn plain_text_has_a_line_for_each_paragraph_and_item() {
        let (rich, _) = Rich::parse("**A** [b](#c)\n\n- d\n- e\n\n> f");
        assert_eq!(rich.plain(), "A b\nd\ne\nf");
    }

    #[test]
    fn a_megabyte_of_any_mark_is_read_in_no_time() {
        for mark in ["*", "**", "[", "]", "](", "> ", "- ", "\\", "[a](", "*a **b "] {
            let (rich, _) = Rich::parse(&mark.repeat(1_000_000 / mark.len()));
            drop(rich);
        }
    }
}
