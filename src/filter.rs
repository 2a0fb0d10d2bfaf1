//! Filters: which events are shown, and the values to filter by with their counts.

use std::collections::HashMap;

use crate::story::{Event, Id, Status, Story};

/// The chosen values. Values of one kind are alternatives, and an event must match each kind: one of the tracks and one of the tags.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Filter(Vec<Choice>);

/// A value to filter events by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    Track(Id),
    Tag(String),
    Status(Status),
}

/// The values to choose from, by kind. A kind is empty if all events have the same single value.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Facets {
    /// In the story's order.
    pub tracks: Vec<Facet>,
    /// In the order of the first events that have them.
    pub tags: Vec<Facet>,
    /// In the order from confirmed to unknown.
    pub statuses: Vec<Facet>,
}

/// A value and the number of events it matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    pub choice: Choice,
    /// Number of events that have the value and match the chosen values of other kinds.
    pub count: usize,
    pub chosen: bool,
}

/// All statuses and their names in addresses.
const STATUSES: [(Status, &str); 4] = [
    (Status::Confirmed, "confirmed"),
    (Status::Alleged, "alleged"),
    (Status::Disputed, "disputed"),
    (Status::Unknown, "unknown"),
];

/// Returns a status as the story document writes it.
pub fn status_name(status: Status) -> &'static str {
    STATUSES.iter().find(|(other, _)| *other == status).map_or("", |(_, name)| name)
}

impl Choice {
    /// Returns whether an event has the value.
    pub fn fits(&self, event: &Event) -> bool {
        match self {
            Choice::Track(id) => event.track.as_deref() == Some(id),
            Choice::Tag(tag) => event.tags.iter().any(|one| **one == **tag),
            Choice::Status(status) => event.status == *status,
        }
    }

    /// Returns kind and value as the parameters of an address have them.
    pub fn to_param(&self) -> (&'static str, &str) {
        match self {
            Choice::Track(id) => ("track", id),
            Choice::Tag(tag) => ("tag", tag),
            Choice::Status(status) => ("status", status_name(*status)),
        }
    }

    /// Parses the kind and value that [`Choice::to_param`] returns; `None` if no event has the value.
    pub fn from_param(kind: &str, value: &str, story: &Story) -> Option<Choice> {
        let choice = match kind {
            "track" => Choice::Track(Id::from(value)),
            "tag" => Choice::Tag(value.to_owned()),
            "status" => Choice::Status(STATUSES.iter().find(|(_, name)| *name == value)?.0),
            _ => return None,
        };
        story.timeline.events.iter().any(|event| choice.fits(event)).then_some(choice)
    }

    /// Returns the bit of its kind.
    fn kind(&self) -> u8 {
        match self {
            Choice::Track(_) => TRACK,
            Choice::Tag(_) => TAG,
            Choice::Status(_) => STATUS,
        }
    }
}

const TRACK: u8 = 1;
const TAG: u8 = 2;
const STATUS: u8 = 4;

impl Filter {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the chosen values, in the order in which they were chosen.
    pub fn chosen(&self) -> &[Choice] {
        &self.0
    }

    pub fn contains(&self, choice: &Choice) -> bool {
        self.0.contains(choice)
    }

    /// Adds a value, or removes it if it is chosen.
    pub fn toggle(&mut self, choice: Choice) {
        match self.0.iter().position(|one| *one == choice) {
            Some(at) => drop(self.0.remove(at)),
            None => self.0.push(choice),
        }
    }

    /// Returns whether an event, by its index into `story.timeline.events`, matches the filter.
    pub fn matches(&self, story: &Story, event: usize) -> bool {
        self.0.is_empty() || story.timeline.events.get(event).is_some_and(|event| self.unmatched_kinds(event) == 0)
    }

    /// Returns the number of events that match the filter.
    pub fn count(&self, story: &Story) -> usize {
        story.timeline.events.iter().filter(|event| self.unmatched_kinds(event) == 0).count()
    }

    /// Returns the bits of the kinds in which the event matches no chosen value.
    fn unmatched_kinds(&self, event: &Event) -> u8 {
        let (mut chosen, mut matched) = (0, 0);
        for choice in &self.0 {
            let kind = choice.kind();
            chosen |= kind;
            if matched & kind == 0 && choice.fits(event) {
                matched |= kind;
            }
        }
        chosen & !matched
    }
}

impl Facets {
    /// Counts the values of a story's events under a filter. Takes O(n log n) time in the number of events and tags.
    pub fn new(story: &Story, filter: &Filter) -> Facets {
        let events = &story.timeline.events;
        let tracks = story.timeline.tracks.iter().map(|track| Choice::Track(track.id.clone()));
        let mut tracks = Tally::of(tracks.collect());
        let mut statuses = Tally::of(STATUSES.iter().map(|(status, _)| Choice::Status(*status)).collect());
        let mut tags = Tally::default();
        let mut tag_indices = HashMap::new();
        for event in events {
            let unmatched = filter.unmatched_kinds(event);
            if let Some(index) = event.track.as_ref().and_then(|id| story.track(id)) {
                tracks.add(index, unmatched & !TRACK == 0);
            }
            statuses.add(event.status as usize, unmatched & !STATUS == 0);
            for tag in &event.tags {
                let index = *tag_indices.entry(&**tag).or_insert(tags.0.len());
                if index == tags.0.len() {
                    tags.0.push((Choice::Tag(tag.to_string()), 0, 0));
                }
                tags.add(index, unmatched & !TAG == 0);
            }
        }
        let facets = |tally: Tally| tally.facets(filter, events.len());
        Facets { tracks: facets(tracks), tags: facets(tags), statuses: facets(statuses) }
    }

    pub fn is_empty(&self) -> bool {
        self.tracks.is_empty() && self.tags.is_empty() && self.statuses.is_empty()
    }
}

/// The values of one kind during counting: each with the number of events that have it, and of those that match the other kinds.
#[derive(Default)]
struct Tally(Vec<(Choice, usize, usize)>);

impl Tally {
    fn of(choices: Vec<Choice>) -> Tally {
        Tally(choices.into_iter().map(|choice| (choice, 0, 0)).collect())
    }

    fn add(&mut self, index: usize, matches_others: bool) {
        if let Some((_, all, count)) = self.0.get_mut(index) {
            *all += 1;
            *count += usize::from(matches_others);
        }
    }

    fn facets(self, filter: &Filter, events: usize) -> Vec<Facet> {
        let present: Vec<(Choice, usize, usize)> = self.0.into_iter().filter(|(_, all, _)| *all > 0).collect();
        if let [(_, all, _)] = present.as_slice()
            && *all == events
        {
            return Vec::new();
        }
        let facet = |(choice, _, count)| Facet { chosen: filter.contains(&choice), choice, count };
        present.into_iter().map(facet).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::story::read;

    /// Returns a story of events, given as "track tag,tag status"; `-` is none.
    fn story(events: &[&str]) -> Story {
        let event = |(index, event): (usize, &&str)| {
            let mut words = event.split(' ');
            let mut field = |name: &str, list: bool| match words.next().filter(|word| *word != "-") {
                Some(word) if list => format!(r#", "{name}": ["{}"]"#, word.replace(',', r#"", ""#)),
                Some(word) => format!(r#", "{name}": "{word}""#),
                None => String::new(),
            };
            let fields = [field("track", false), field("tags", true), field("status", false)].concat();
            format!(r#"{{ "id": "e{index}", "date": "2025", "title": "{index}"{fields} }}"#)
        };
        let events: Vec<String> = events.iter().enumerate().map(event).collect();
        let tracks = r#"{ "id": "b", "title": "B" }, { "id": "a", "title": "A" }, { "id": "none", "title": "None" }"#;
        read(&format!(
            r#"{{ "version": 1, "id": "s", "title": "S", "timeline": {{ "tracks": [{tracks}], "events": [{}] }} }}"#,
            events.join(", ")
        ))
        .0
    }

    fn choice(text: &str) -> Choice {
        let (kind, value) = text.split_once(' ').expect("kind and value");
        let all = story(&["a x,y,z confirmed", "b - alleged", "- - disputed", "- - unknown"]);
        Choice::from_param(kind, value, &all).unwrap_or_else(|| panic!("{text}"))
    }

    fn filter(choices: &[&str]) -> Filter {
        let mut filter = Filter::default();
        choices.iter().for_each(|text| filter.toggle(choice(text)));
        filter
    }

    fn show(facets: &Facets) -> String {
        let kind = |facets: &Vec<Facet>| {
            let facet = |facet: &Facet| {
                format!("{}{}{}", facet.choice.to_param().1, if facet.chosen { "!" } else { "=" }, facet.count)
            };
            facets.iter().map(facet).collect::<Vec<_>>().join(" ")
        };
        [kind(&facets.tracks), kind(&facets.tags), kind(&facets.statuses)].join(" | ")
    }

    const EVENTS: [&str; 5] = ["a x,y confirmed", "a y,y confirmed", "b x alleged", "- z confirmed", "b - confirmed"];

    #[track_caller]
    fn matches(choices: &[&str], expected: &[usize]) {
        let story = story(&EVENTS);
        let filter = filter(choices);
        let kept: Vec<usize> = (0..EVENTS.len()).filter(|event| filter.matches(&story, *event)).collect();
        assert_eq!(kept, expected);
        assert_eq!(filter.count(&story), expected.len());
    }

    #[test]
    fn values_of_a_kind_are_alternatives_and_kinds_combine() {
        matches(&[], &[0, 1, 2, 3, 4]);
        matches(&["track a"], &[0, 1]);
        matches(&["track a", "track b"], &[0, 1, 2, 4]);
        matches(&["tag x", "tag z"], &[0, 2, 3]);
        matches(&["track b", "tag x"], &[2]);
        matches(&["track b", "tag x", "status confirmed"], &[]);
        matches(&["track a", "track a"], &[0, 1, 2, 3, 4]);
    }

    #[track_caller]
    fn facets(events: &[&str], choices: &[&str], expected: &str) {
        assert_eq!(show(&Facets::new(&story(events), &filter(choices))), expected);
    }

    #[test]
    fn a_count_is_that_of_the_filter_with_the_value() {
        facets(&EVENTS, &[], "b=2 a=2 | x=2 y=2 z=1 | confirmed=4 alleged=1");
        facets(&EVENTS, &["track a"], "b=2 a!2 | x=1 y=2 z=0 | confirmed=2 alleged=0");
        facets(&EVENTS, &["track a", "tag x"], "b=1 a!1 | x!1 y=2 z=0 | confirmed=1 alleged=0");
        facets(&EVENTS, &["status alleged"], "b=1 a=0 | x=1 y=0 z=0 | confirmed=4 alleged!1");
    }

    #[test]
    fn a_single_value_of_all_events_is_no_facet() {
        facets(&["a x confirmed", "a x confirmed"], &[], " |  | ");
        facets(&["a x,y confirmed", "a x confirmed"], &[], " | x=2 y=1 | ");
        facets(&["a - confirmed", "- - confirmed"], &[], "a=1 |  | ");
        facets(&[], &[], " |  | ");
        assert!(Facets::new(&story(&["a x confirmed"]), &Filter::default()).is_empty());
    }

    #[test]
    fn a_value_without_events_is_not_parsed() {
        let story = story(&EVENTS);
        for (kind, value) in
            [("track", "none"), ("track", "x"), ("tag", "a"), ("status", "disputed"), ("status", ""), ("year", "2025")]
        {
            assert_eq!(Choice::from_param(kind, value, &story), None, "{kind} {value}");
        }
        assert_eq!(Choice::from_param("tag", "z", &story), Some(Choice::Tag("z".into())));
    }

    proptest! {
        #[test]
        fn every_count_is_that_of_the_filter(
            events in prop::collection::vec(("[ab-]", "x|y|z|x,y|x,y,z|-", "confirmed|alleged|unknown"), 1..20),
            choices in prop::collection::vec("track [ab]|tag [xyz]|status (confirmed|alleged)", 0..4),
        ) {
            let events: Vec<String> = events.iter().map(|(track, tags, status)| format!("{track} {tags} {status}")).collect();
            let story = story(&events.iter().map(String::as_str).collect::<Vec<_>>());
            let filter = filter(&choices.iter().map(String::as_str).collect::<Vec<_>>());
            let Facets { tracks, tags, statuses } = Facets::new(&story, &filter);
            for facet in tracks.into_iter().chain(tags).chain(statuses) {
                let others = filter.chosen().iter().filter(|choice| choice.kind() != facet.choice.kind());
                let mut alone = Filter(others.cloned().collect());
                alone.toggle(facet.choice);
                prop_assert_eq!(alone.count(&story), facet.count);
            }
        }
    }
}
