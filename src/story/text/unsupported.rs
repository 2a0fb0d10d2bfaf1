//! Finds Markdown that rich text doesn't have, and addresses without a link. Both are shown as they were written.
//!
//! A backslash before a mark says that it is no markup.

use std::ops::Range;

use super::{super::link, inline::address};

/// Something that is shown as it was written, although its author may expect otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Byte range in the text.
    pub range: Range<usize>,
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `## Heading`
    Heading,
    /// `* item`, `+ item`, `• item`
    Bullet,
    /// `1) item`
    Number,
    /// `***`, `---` or `___` alone on a line.
    Rule,
    /// `|---|---|`, the line below a table's head.
    Table,
    /// `` `code` ``, and the lines between two fences.
    Code,
    /// `_emphasis_`
    Emphasis,
    /// `__strong__`
    Strong,
    /// `~~strikethrough~~`
    Strikethrough,
    /// `![alt](address)`
    Image,
    /// An address on the web that is neither a link's target nor in its text.
    Address,
}

impl Kind {
    /// Returns the name of the rule that `written` breaks, and the message.
    pub fn describe(self, written: &str) -> (&'static str, String) {
        let message = match self {
            Kind::Heading => {
                format!("rich text has no headings: `{written}` is shown; write `**…**`, or a section with a `title`")
            }
            Kind::Bullet => format!("`{written}` begins no list item and is shown; begin the line with `- `"),
            Kind::Number => format!("`{written}` begins no list item and is shown; begin the line with `1. `"),
            Kind::Rule => "rich text has no rules: this line is shown; remove it, or begin a section".to_owned(),
            Kind::Table => "rich text has no tables: the bars are shown; write a list".to_owned(),
            Kind::Code => "rich text has no code: the backticks are shown; remove them, or write `*…*`".to_owned(),
            Kind::Emphasis => "`_` is no mark and is shown; write `*…*` for emphasis".to_owned(),
            Kind::Strong => "`__` is no mark and is shown; write `**…**` for strong".to_owned(),
            Kind::Strikethrough => "rich text has no strikethrough: `~~` is shown; remove it".to_owned(),
            Kind::Image => "rich text has no images; use the `media` of an event or card".to_owned(),
            Kind::Address => {
                return ("bare-url", "this address is shown without a link; write `[text](https://…)`".to_owned());
            }
        };
        ("unknown-markup", message)
    }
}

/// Returns what rich text doesn't have, in time linear in the length of the text.
pub fn find(text: &str) -> Vec<Finding> {
    let mut finder = Finder { text, found: Vec::new(), link: None, runs: [None, None, None], bullet: None };
    let mut start = 0;
    for line in text.split('\n') {
        finder.line(start, line);
        start += line.len() + 1;
    }
    finder.found
}

struct Finder<'a> {
    text: &'a str,
    found: Vec<Finding>,
    /// The bracket that may open a link, and the number of findings before it.
    link: Option<(usize, usize)>,
    /// For each of [`RUNS`] the marks that may open an inline.
    runs: [Option<Range<usize>>; 3],
    /// The kind of mark of the list that the line above belongs to.
    bullet: Option<Kind>,
}

/// Characters that enclose an inline.
const RUNS: [char; 3] = ['`', '_', '~'];

impl Finder<'_> {
    fn push(&mut self, range: Range<usize>, kind: Kind) {
        self.found.push(Finding { range, kind });
    }

    /// Reads a line that begins at `start`.
    fn line(&mut self, start: usize, line: &str) {
        let content = line.trim();
        let text = content.strip_prefix('>').unwrap_or(content).trim_start();
        let at = start + line.trim_end().len() - text.len();
        if text.is_empty() {
            return self.end_paragraph();
        }
        let mark = block_mark(text);
        if mark.is_some() || text.starts_with("- ") || text.starts_with("1. ") {
            self.end_paragraph();
        }
        let is_indented = line.starts_with([' ', '\t']);
        let bullet = mark.map(|(kind, _)| kind).filter(|kind| matches!(kind, Kind::Bullet | Kind::Number));
        if let Some((kind, length)) = mark
            && (bullet.is_none() || bullet != self.bullet)
        {
            self.push(at..at + length, kind);
        }
        if !is_indented || bullet.is_some() {
            self.bullet = bullet;
        }
        if !matches!(mark, Some((Kind::Rule | Kind::Table, _))) {
            self.inlines(at, text);
        }
    }

    /// Forgets the marks that are open. Only a fence encloses more than a paragraph.
    fn end_paragraph(&mut self) {
        let [code, others @ ..] = &mut self.runs;
        code.take_if(|fence| fence.len() < 3);
        others.fill(None);
        self.link = None;
    }

    /// Reads text of a block that begins at `start`.
    fn inlines(&mut self, start: usize, text: &str) {
        let (mut at, mut before) = (0, None);
        while let Some(rest) = text.get(at..)
            && let Some(char) = rest.chars().next()
        {
            let mut length = char.len_utf8();
            match char {
                '\\' => length += rest.chars().nth(1).filter(char::is_ascii_punctuation).map_or(0, char::len_utf8),
                '`' | '_' | '~' => {
                    length = rest.len() - rest.trim_start_matches(char).len();
                    self.run(char, start + at..start + at + length, before);
                }
                '[' if self.link.is_none() => self.link = Some((start + at, self.found.len())),
                ']' => length += self.close_link(rest.get(1..).unwrap_or_default()),
                'h' | 'H' if !before.is_some_and(char::is_alphanumeric) => {
                    if let Some(address) = web_address(rest) {
                        length = address.len();
                        self.push(start + at..start + at + length, Kind::Address);
                    }
                }
                _ => {}
            }
            before = rest.get(..length).and_then(|read| read.chars().next_back());
            at += length;
        }
    }

    /// Closes a link if an address follows its bracket. Returns the length of the address with its parentheses.
    fn close_link(&mut self, rest: &str) -> usize {
        let Some((start, count)) = self.link.take() else { return 0 };
        let Some(address) = address(rest) else { return 0 };
        let text = self.found.split_off(count.min(self.found.len()));
        self.found.extend(text.into_iter().filter(|finding| finding.kind != Kind::Address));
        if self.text.get(..start).is_some_and(|before| before.ends_with('!') && !before.ends_with("\\!")) {
            self.push(start - 1..start + 1, Kind::Image);
        }
        address.end + 1
    }

    /// Reads a run of one of [`RUNS`], which opens or closes an inline, or is text.
    fn run(&mut self, mark: char, run: Range<usize>, before: Option<char>) {
        let after = self.text.get(run.end..).and_then(|rest| rest.chars().next());
        let is_word = |char: Option<char>| char.is_some_and(|char| !char.is_whitespace());
        let is_letter = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
        let kind = match (mark, run.len()) {
            ('`', _) => Kind::Code,
            ('_', 1) => Kind::Emphasis,
            ('_', 2) => Kind::Strong,
            ('~', 2) => Kind::Strikethrough,
            _ => return,
        };
        let Some(open) = RUNS.iter().position(|known| *known == mark).and_then(|index| self.runs.get_mut(index)) else {
            return;
        };
        let is_fence = kind == Kind::Code && run.len() >= 3;
        let is_closed = open.as_ref().is_some_and(|open| {
            let fits = is_fence || (is_word(before) && (kind == Kind::Code || !is_letter(after)));
            open.len() == run.len() && open.end < run.start && fits
        });
        if let Some(open) = open.take_if(|_| is_closed) {
            self.push(open.start..run.end, kind);
        } else if is_fence || (is_word(after) && (kind == Kind::Code || !is_letter(before))) {
            *open = Some(run);
        }
    }
}

/// Returns the kind of mark with which a line begins, and the mark's length.
fn block_mark(text: &str) -> Option<(Kind, usize)> {
    let hashes = text.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&hashes) && text.get(hashes..).is_some_and(|rest| rest.starts_with(' ')) {
        return Some((Kind::Heading, hashes));
    }
    let is_rule = |mark: char| text.matches(mark).count() >= 3 && text.chars().all(|char| char == mark || char == ' ');
    if ['*', '-', '_'].into_iter().any(is_rule) {
        return Some((Kind::Rule, text.len()));
    }
    if text.starts_with('|') && text.contains("--") && text.bytes().all(|byte| b"|-: ".contains(&byte)) {
        return Some((Kind::Table, text.len()));
    }
    let bullet =
        ['*', '+', '•'].into_iter().find(|mark| text.strip_prefix(*mark).is_some_and(|rest| rest.starts_with(' ')));
    if let Some(bullet) = bullet {
        return Some((Kind::Bullet, bullet.len_utf8()));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = (1..=2).contains(&digits) && text.get(digits..).is_some_and(|rest| rest.starts_with(") "));
    is_number.then_some((Kind::Number, digits + 1))
}

/// Returns the address on the web with which a text begins, without the punctuation of the sentence around it.
fn web_address(text: &str) -> Option<&str> {
    let end = text.find(|char: char| char.is_whitespace() || "<>\"`[]|*".contains(char)).unwrap_or(text.len());
    let mut address = text.get(..end)?;
    // Parentheses within an address come in pairs.
    let mut closing = address.matches(')').count().saturating_sub(address.matches('(').count());
    while let Some(last) = address.chars().next_back() {
        if last == ')' && closing > 0 {
            closing -= 1;
        } else if !".,;:!?'’”»…\\".contains(last) {
            break;
        }
        address = address.strip_suffix(last)?;
    }
    Some(address).filter(|address| link::is_web(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts what is found: the kind and the text of each finding.
    #[track_caller]
    fn check(text: &str, expected: &[(Kind, &str)]) {
        let found = find(text);
        let found: Vec<(Kind, &str)> =
            found.iter().map(|finding| (finding.kind, &text[finding.range.clone()])).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn markdown_of_blocks_is_found() {
        check("## What happened\n\nText", &[(Kind::Heading, "##")]);
        check("Text\n# One\n> ### Three", &[(Kind::Heading, "#"), (Kind::Heading, "###")]);
        check("Text:\n* one\n* two\n\n* three", &[(Kind::Bullet, "*")]);
        check("+ one\n  more\n+ two\n\nText\n\n• three", &[(Kind::Bullet, "+"), (Kind::Bullet, "•")]);
        check("* one\n1) two\n2) three", &[(Kind::Bullet, "*"), (Kind::Number, "1)")]);
        check(
            "One\n\n***\n\nTwo\n* * *\n---\n___",
            &[(Kind::Rule, "***"), (Kind::Rule, "* * *"), (Kind::Rule, "---"), (Kind::Rule, "___")],
        );
        check("| a | b |\n|---|:-:|\n| 1 | 2 |", &[(Kind::Table, "|---|:-:|")]);
    }

    #[test]
    fn markdown_of_inlines_is_found() {
        check("Run `ls` and ``a b``.", &[(Kind::Code, "`ls`"), (Kind::Code, "``a b``")]);
        check("```\na\n\nb\n```", &[(Kind::Code, "```\na\n\nb\n```")]);
        check("an _emphatic_ and a __strong__ word", &[(Kind::Emphasis, "_emphatic_"), (Kind::Strong, "__strong__")]);
        check("(_a b_c d_)", &[(Kind::Emphasis, "_a b_c d_")]);
        check("~~no~~ yes", &[(Kind::Strikethrough, "~~no~~")]);
        check("![A bridge](https://a.org/b.png) [x](https://a.org)", &[(Kind::Image, "![")]);
    }

    #[test]
    fn addresses_without_a_link_are_found() {
        check(
            "See https://a.org/b_c_d?e=1, or (http://b.org/c_(d)).",
            &[(Kind::Address, "https://a.org/b_c_d?e=1"), (Kind::Address, "http://b.org/c_(d)")],
        );
        check("<HTTPS://a.org> “https://b.org”", &[(Kind::Address, "HTTPS://a.org"), (Kind::Address, "https://b.org")]);
        check(
            "**https://a.org**\n- https://b.org",
            &[(Kind::Address, "https://a.org"), (Kind::Address, "https://b.org")],
        );
        check("[open](https://a.org", &[(Kind::Address, "https://a.org")]);
        check("[x] https://a.org", &[(Kind::Address, "https://a.org")]);
        check(r"\[x](https://a.org)", &[(Kind::Address, "https://a.org")]);
        check("[a\n\nb](https://a.org)", &[(Kind::Address, "https://a.org")]);
        check("[https://a.org](https://a.org) [see *http://b.org*\nthere](https://b.org/c_(d))", &[]);
    }

    #[test]
    fn rich_text_and_marks_that_mark_nothing_are_not_found() {
        for text in [
            "**Strong**, *emphasis*, [a link](https://a.org), [an item](#a), [mail](mailto:a@b.org)",
            "- one\n- two\n\n1. one\n2. two\n\n> quote\n>\n> - item",
            "#hashtag, a # b, No. 1\n#1 of the list\n####### seven",
            "2 * 3 * 4, 2*3, 5 + 3, a|b",
            "snake_case_name, a__b__c, ____, _ _, a _ b",
            "rock `n' roll, ` `` ```, ~5, ~~~, 5–10",
            "https and http://, https:// a, xhttps://a.org",
            r"\# no heading",
            r"\* no list",
            r"\`no code\`, \_no emphasis\_, https:\//a.org",
            "<b>bold</b> <a href=x>",
            "1986. A year\n12. A number",
            "",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_megabyte_of_any_mark_is_searched_in_no_time() {
        for mark in ["`", "` ", "_a ", "_a_ ", "[", "](", "[a](", "# ", "* ", "https://a.org ", "~~", "!["] {
            let found = find(&mark.repeat(1_000_000 / mark.len()));
            drop(found);
        }
        drop(find(&format!("https://a.org/{}", "()".repeat(500_000))));
        drop(find(&format!("https://a.org/{}", ")".repeat(1_000_000))));
    }
}
