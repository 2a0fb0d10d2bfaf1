//! Rich text: a small Markdown, as blocks and inlines.
//!
//! Paragraphs, `**strong**`, `*emphasis*`, `[text](https://…)`, `[text](#item-id)`, `-` and `1.` lists, `>` quotes, and a backslash
//! before a character that is no mark. Everything else is text, including HTML.

mod block;
mod inline;
pub(super) mod unsupported;

use super::Id;

/// Paragraphs, lists and quotes, with the source they were parsed from.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Rich {
    pub blocks: Vec<Block>,
    source: Box<str>,
}

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

/// Target of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `https:`, `http:` or `mailto:`
    Url(String),
    /// `#id` of an item in this story.
    Item(Id),
}

/// Targets of the links of a text.
#[derive(Default)]
pub struct Links {
    /// Items, in the order of the text.
    pub items: Vec<Id>,
    /// Addresses that links may not have; such a link is shown as its text.
    pub rejected: Vec<String>,
}

impl Rich {
    /// Parses a text, in time linear in its length. Returns the addresses of its links, too.
    pub fn parse(text: &str) -> (Rich, Links) {
        let mut links = Links::default();
        // Other line ends are trimmed off.
        let lines: Vec<&str> = text.split('\n').collect();
        let blocks = block::blocks(&lines, true, &mut links);
        (Rich { blocks, source: text.into() }, links)
    }

    /// Returns the text as it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Returns the text without marks, one line per paragraph or list item.
    pub fn plain(&self) -> String {
        let mut text = String::new();
        plain_blocks(&self.blocks, &mut text);
        text
    }

    /// Replaces links to items for which `keep` is false by their text.
    pub(super) fn unlink(&mut self, keep: &dyn Fn(&Id) -> bool) {
        unlink_blocks(&mut self.blocks, keep);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The text as a plain notation: `<s>…</s>`, `<e>…</e>`, `<a url>…</a>`, a `|` between blocks.
    fn excerpt(text: &str) -> String {
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
        blocks(&Rich::parse(text).0.blocks)
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(excerpt(text), expected, "{text:?}");
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
            assert_eq!(links.rejected, [address]);
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
