//! The parts of a story and their order on the page: all of them, or those that `keyline embed --show` names.

use super::{Section, Story};

/// A part of a story, with a word for it: in `--show`, and in the element's `show` attribute (`style/parts.css`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Header,
    Contents,
    /// The sections with cards.
    Cards,
    Timeline,
    /// The sections without cards.
    Prose,
    Sources,
    Updates,
}

impl Part {
    /// All parts, in the order of the page.
    pub const ALL: [Part; 7] =
        [Part::Header, Part::Contents, Part::Cards, Part::Timeline, Part::Prose, Part::Sources, Part::Updates];

    pub fn name(self) -> &'static str {
        match self {
            Part::Header => "header",
            Part::Contents => "contents",
            Part::Cards => "cards",
            Part::Timeline => "timeline",
            Part::Prose => "prose",
            Part::Sources => "sources",
            Part::Updates => "updates",
        }
    }

    pub fn from_name(name: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.name() == name)
    }

    /// Returns the part that a section is.
    pub fn of_section(section: &Section) -> Part {
        if section.cards.is_empty() { Part::Prose } else { Part::Cards }
    }
}

/// The parts that are rendered, each once, in the order of the page. The header is always first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    list: Vec<Part>,
    names: Option<String>,
}

impl Default for Parts {
    fn default() -> Parts {
        Parts { list: Part::ALL.to_vec(), names: None }
    }
}

impl Parts {
    /// Returns these parts in their order, without repetitions.
    pub fn new(parts: impl IntoIterator<Item = Part>) -> Parts {
        let mut list = Vec::new();
        for part in parts {
            if !list.contains(&part) {
                list.push(part);
            }
        }
        let names: Vec<&str> = list.iter().map(|part| part.name()).collect();
        let names = (list != Part::ALL).then(|| names.join(" "));
        Parts { list, names }
    }

    /// Returns the parts of which these are the [`names`](Parts::names).
    pub fn from_names(names: String) -> Parts {
        Parts { list: names.split(' ').filter_map(Part::from_name).collect(), names: Some(names) }
    }

    /// Returns the names with spaces between them; `None` for all parts in their usual order.
    pub fn names(&self) -> Option<&str> {
        self.names.as_deref()
    }

    pub fn iter(&self) -> impl Iterator<Item = Part> {
        self.list.iter().copied()
    }

    pub fn contains(&self, part: Part) -> bool {
        self.list.contains(&part)
    }

    /// Returns whether a story has something in one of these parts other than the table of contents.
    pub fn has_content(&self, story: &Story) -> bool {
        self.iter().any(|part| match part {
            Part::Header => true,
            Part::Contents => false,
            Part::Cards | Part::Prose => story.sections.iter().any(|section| Part::of_section(section) == part),
            Part::Timeline => !story.timeline.events.is_empty(),
            Part::Sources => !story.sources.is_empty(),
            Part::Updates => !story.updates.is_empty(),
        })
    }

    /// Returns the sections at the place of the cards or of the prose, each with its index.
    ///
    /// Where both are rendered, prose before the last section with cards keeps its place among them.
    pub fn sections<'a>(&'a self, story: &'a Story, place: Part) -> impl Iterator<Item = (usize, &'a Section)> {
        let among_cards = if self.contains(Part::Cards) { story.sections_before_timeline() } else { 0 };
        let is_there = move |&(index, section): &(usize, &Section)| {
            (index < among_cards) == (place == Part::Cards) && self.contains(Part::of_section(section))
        };
        story.sections.iter().enumerate().filter(is_there)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::read;

    /// A story with a section for each letter: `c` with a card, `p` without.
    fn story(sections: &str) -> Story {
        let sections = sections.chars().enumerate().map(|(index, kind)| {
            let cards =
                if kind == 'c' { format!(r#"[{{ "id": "k{index}", "title": "K" }}]"#) } else { "[]".to_owned() };
            format!(r#"{{ "id": "s{index}", "title": "S", "body": "Text.", "cards": {cards} }}"#)
        });
        let sections: Vec<String> = sections.collect();
        read(&format!(r#"{{ "version": 1, "id": "s", "title": "S", "sections": [{}] }}"#, sections.join(","))).0
    }

    /// Returns the indices of the sections at the places of the cards and of the prose.
    #[track_caller]
    fn places(sections: &str, parts: &str, cards: &[usize], prose: &[usize]) {
        let story = story(sections);
        let indices = |place| -> Vec<usize> {
            Parts::from_names(parts.to_owned()).sections(&story, place).map(|(index, _)| index).collect()
        };
        assert_eq!([indices(Part::Cards), indices(Part::Prose)], [cards, prose], "{sections}, {parts}");
    }

    #[test]
    fn prose_before_the_last_section_with_cards_keeps_its_place() {
        places("pcpcp", "cards prose", &[0, 1, 2, 3], &[4]);
        places("pcpcp", "prose timeline cards", &[0, 1, 2, 3], &[4]);
        places("pcpcp", "cards", &[1, 3], &[]);
        places("pcpcp", "prose", &[], &[0, 2, 4]);
        places("pp", "cards prose", &[], &[0, 1]);
        places("pcp", "timeline", &[], &[]);
    }

    #[test]
    fn names_are_those_of_the_list_once_each() {
        let parts = Parts::new([Part::Timeline, Part::Cards, Part::Timeline]);
        assert_eq!(parts.names(), Some("timeline cards"));
        assert_eq!(Parts::from_names("timeline cards".to_owned()), parts);
        assert!(Parts::from_names("time cards  ".to_owned()).iter().eq([Part::Cards]));
        assert_eq!(Parts::new(Part::ALL), Parts::default());
        assert_eq!(Parts::default().names(), None);
    }

    #[test]
    fn a_table_of_contents_alone_is_no_content() {
        let has = |sections: &str, names: &str| Parts::from_names(names.to_owned()).has_content(&story(sections));
        assert!(has("", "header") && has("c", "contents cards") && has("p", "prose"));
        assert!(!has("cp", "contents") && !has("c", "prose") && !has("p", "cards"));
        assert!(!has("cp", "timeline sources updates") && !has("cp", ""));
    }
}
