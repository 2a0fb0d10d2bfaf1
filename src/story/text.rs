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

/// Where the links of a text lead.
#[derive(Default)]
pub struct Links {
    /// Items, in the text's order.
    pub items: Vec<Id>,
    /// Addresses that can't be linked to: such a link is shown as its text.
    pub bad: Vec<String>,
}

impl Rich {
    /// Reads a text, in time linear to its length.
    pub fn parse(text: &str) -> (Rich, Links) {
        let mut links = Links::default();
        // Whatever else ends a line is trimmed off.
        let lines: Vec<&str> = text.split('\n').collect();
        let blocks = blocks(&lines, true, &mut links);
        (Rich(blocks), links)
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

    /// Turns the links to items that `keep` refuses into their text.
    pub(super) fn unlink(&mut self, keep: &dyn Fn(&Id) -> bool) {
        unlink_blocks(&mut self.0, keep);
    }
}

fn unlink_blocks(blocks: &mut [Block], keep: &dyn Fn(&Id) -> bool) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => unlink_inlines(inlines, keep),
            Block::List { items, .. } => items.iter_mut().for_each(|item| unlink_inlines(item, keep)),
            Block::Quote(blocks) => unlink_blocks(blocks, keep),
        }
    }
}

fn unlink_inlines(inlines: &mut Vec<Inline>, keep: &dyn Fn(&Id) -> bool) {
    for mut inline in std::mem::take(inlines) {
        match &mut inline {
            Inline::Link { to: Target::Item(id), text } if !keep(id) => {
                inlines.append(text);
                continue;
            }
            Inline::Strong(text) | Inline::Emphasis(text) => unlink_inlines(text, keep),
            _ => {}
        }
        inlines.push(inline);
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
fn blocks(lines: &[&str], quotes: bool, links: &mut Links) -> Vec<Block> {
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
                let mut items: Vec<String> = Vec::new();
                // Items may stand apart, but only items: other lines behind a blank one are not theirs.
                let mut ahead = rest;
                while let [next, after @ ..] = ahead {
                    match line(next, quotes, true) {
                        Line::Item { ordered: kind, text } if kind == ordered => items.push(text.to_owned()),
                        Line::Blank => {
                            ahead = after;
                            continue;
                        }
                        // A line that goes on belongs to the item above it.
                        Line::Text(text)
                            if ahead.len() == rest.len() && matches!(next.as_bytes(), [b' ' | b'\t', ..]) =>
                        {
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
                let mut list = Vec::new();
                for item in &items {
                    list.push(inlines(item, links));
                }
                blocks.push(Block::List { ordered, items: list });
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

/// An inline that is being read.
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
    /// How it is written, to give it back as text if it never closes.
    fn written(self) -> &'static str {
        match self {
            Mark::Strong => "**",
            Mark::Emphasis => "*",
            Mark::Link => "[",
        }
    }
}

fn inlines(text: &str, links: &mut Links) -> Vec<Inline> {
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

    /// An asterisk opens before a word and closes behind one; else it is an asterisk.
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

    /// Takes what was opened. What was opened inside it and not closed was text.
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
                self.links.bad.push(address.to_owned());
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
            let (rich, links) = Rich::parse(&text);
            assert_eq!(rich.plain(), "x", "{address:?}");
            assert!(links.items.is_empty());
            assert_eq!(links.bad, [address]);
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
