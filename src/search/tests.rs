//! Tests of search through its public interface.

use proptest::prelude::*;

use super::*;
use crate::{
    layout::{List, Order},
    story::{Part, read},
};

/// Folds as a browser does, for the letters in these tests.
fn fold(text: &str) -> String {
    let bare = |char| match char {
        'á' | 'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'ó' | 'ö' | 'ô' => 'o',
        'ú' | 'ü' | 'û' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        'أ' | 'إ' | 'آ' => 'ا',
        other => other,
    };
    text.chars().flat_map(char::to_lowercase).map(bare).filter(|char| !('\u{64b}'..='\u{652}').contains(char)).collect()
}

fn normalizer() -> TextNormalizer<'static> {
    TextNormalizer { fold: &fold, date: &|date| format!("on {}", date.as_str()) }
}

fn story() -> Story {
    let json = r#"{ "version": 1, "id": "s", "title": "The Élysée meeting", "summary": "What *Macron* said.",
        "timeline": {
            "tracks": [{ "id": "paris", "title": "In Paris" }],
            "events": [
                { "id": "e0", "date": "2014", "title": "Überfall auf Kiew", "body": "Der **Krieg** beginnt.\n\nIm März." },
                { "id": "e1", "date": "2015", "title": "Second", "display_date": "a Monday", "track": "paris",
                  "tags": ["nato"], "sources": ["cited"] },
                { "id": "e2", "date": "2016-03", "title": "الأمين العام",
                  "media": { "kind": "image", "src": "a.jpg", "alt": "Two men", "caption": "At the door", "credit": "AFP" } }
            ] },
        "sections": [
            { "id": "s0", "title": "Background", "body": "A meeting of two.", "cards": [
                { "id": "c0", "title": "Who is Rutte?", "body": "NATO’s head.", "sources": ["cited"] },
                { "id": "c1", "title": "What is NATO?", "body": "An alliance.",
                  "media": { "kind": "link", "url": "https://a.org/", "title": "A film" } }] }],
        "sources": [{ "id": "cited", "title": "Joint statement", "publisher": "Reuters" }, { "id": "other", "title": "A book" }],
        "updates": [{ "date": "2025", "kind": "added", "note": "Added a map of NATO." },
            { "date": "2025", "kind": "corrected", "note": "It was a Tuesday.", "items": ["e1", "c1"] }] }"#;
    let (story, problems) = read(json);
    assert_eq!(problems, []);
    story
}

const E0: SearchTarget = SearchTarget::Event(0);
const E1: SearchTarget = SearchTarget::Event(1);
const E2: SearchTarget = SearchTarget::Event(2);
const C0: SearchTarget = SearchTarget::Card(0, 0);
const C1: SearchTarget = SearchTarget::Card(0, 1);

#[track_caller]
fn finds(query: &str, expected: &[SearchTarget]) {
    let story = story();
    let index = Index::of(&story, normalizer());
    let hits = index.find(query, &fold, None);
    assert_eq!(hits.route(&List::new(&story)), expected, "{query}");
    assert_eq!(hits.len(), expected.len());
    assert!(expected.iter().all(|target| hits.contains(*target)));
}

#[test]
fn every_text_is_found() {
    finds("elysee", &[SearchTarget::Header]);
    finds("macron", &[SearchTarget::Header]);
    finds("Krieg", &[E0]);
    finds("on 2014", &[E0]);
    finds("monday", &[E1]);
    finds("2015", &[]);
    finds("in paris", &[E1]);
    finds("two men", &[E2]);
    finds("at the door", &[E2]);
    finds("afp", &[E2]);
    finds("reuters", &[C0, E1]);
    finds("joint", &[C0, E1]);
    finds("film", &[C1]);
    finds("book", &[SearchTarget::Source(1)]);
    finds("map", &[SearchTarget::Update(0)]);
    finds("tuesday", &[C1, E1]);
    finds("rutte", &[C0]);
    finds("background", &[SearchTarget::Section(0)]);
}

#[test]
fn case_accents_and_the_kind_of_apostrophe_are_ignored() {
    finds("ÉLYSÉE", &[SearchTarget::Header]);
    finds("uberfall marz", &[E0]);
    finds("الامين", &[E2]);
    finds("nato's", &[C0]);
    finds("NATO’S", &[C0]);
}

#[test]
fn all_words_are_found_in_any_order_and_as_parts_of_words() {
    finds("said macr", &[SearchTarget::Header]);
    finds("two meet", &[SearchTarget::Section(0)]);
    finds("meeting nato", &[]);
    finds("NATO", &[C0, C1, E1, SearchTarget::Update(0)]);
    finds("", &[]);
    finds("  ", &[]);
    finds("\"\"", &[]);
    finds("žž", &[]);
}

#[test]
fn words_in_quotes_are_adjacent() {
    finds("\"der krieg\"", &[E0]);
    finds("\"krieg der\"", &[]);
    finds("„is nato“ what", &[C1]);
    finds("\"beginnt im\"", &[]);
}

#[test]
fn steps_are_in_page_order_and_wrap_around() {
    let story = story();
    let hits = Index::of(&story, normalizer()).find("a", &fold, None);
    let oldest = List::new(&story);
    let newest = oldest.arranged(&story, Order::NewestFirst, &|_| true);
    let before = [SearchTarget::Header, SearchTarget::Section(0), C0, C1];
    let after = [SearchTarget::Source(1), SearchTarget::Update(0)];
    let whole = |events: &[SearchTarget]| [&before, events, &after].concat();
    assert_eq!(hits.route(&oldest), whole(&[E0, E1, E2]));
    assert_eq!(hits.route(&newest), whole(&[E2, E1, E0]));
    let filtered = oldest.arranged(&story, Order::NewestFirst, &|index| index == 1);
    assert_eq!(hits.route(&filtered), whole(&[E1]));

    assert_eq!(hits.step(&newest, None, true), Some((1, SearchTarget::Header)));
    assert_eq!(hits.step(&newest, None, false), Some((9, SearchTarget::Update(0))));
    assert_eq!(hits.step(&newest, Some(E2), true), Some((6, E1)));
    assert_eq!(hits.step(&oldest, Some(E2), true), Some((8, SearchTarget::Source(1))));
    assert_eq!(hits.step(&oldest, Some(SearchTarget::Update(0)), true), Some((1, SearchTarget::Header)));
    assert_eq!(hits.step(&oldest, Some(SearchTarget::Header), false), Some((9, SearchTarget::Update(0))));
    assert_eq!(hits.step(&filtered, Some(E2), true), Some((1, SearchTarget::Header)), "the event is not shown");

    let mut index = Index::new(&story, &Parts::default(), &Parts::new([Part::Header, Part::Cards]));
    index.extend(&story, normalizer(), usize::MAX);
    let hits = index.find("a", &fold, None);
    assert_eq!(hits.step(&oldest, Some(E1), true), Some((1, SearchTarget::Header)), "the timeline is hidden");

    let hits = Index::of(&story, normalizer()).find("rutte", &fold, None);
    assert_eq!(hits.step(&oldest, Some(E1), true), Some((1, C0)), "from a target that is not a hit");
    assert_eq!(hits.step(&oldest, Some(C1), false), Some((1, C0)));
    assert_eq!(hits.step(&oldest, Some(C0), true), Some((1, C0)));
    assert_eq!(Hits::default().step(&oldest, Some(C0), false), None);
}

/// Asserts which targets a page with some parts in an order has, of which some are shown.
#[track_caller]
fn searches(on_page: &[Part], shown: &[Part], expected: &[SearchTarget]) {
    let (story, parts) = (story(), |parts: &[Part]| Parts::new(parts.iter().copied()));
    let mut index = Index::new(&story, &parts(on_page), &parts(shown));
    index.extend(&story, normalizer(), usize::MAX);
    let hits = index.find("a", &fold, None);
    assert_eq!(&*index.targets, expected, "{on_page:?}, {shown:?}");
    let list = List::new(&story);
    let mut next = None;
    for (position, expected) in hits.route(&list).into_iter().enumerate() {
        let step = hits.step(&list, next, true);
        assert_eq!(step, Some((position + 1, expected)));
        next = Some(expected);
    }
}

#[test]
fn the_parts_of_a_page_are_searched_in_their_order() {
    use Part::*;
    let (s0, book, map, cited) =
        (SearchTarget::Section(0), SearchTarget::Source(1), SearchTarget::Update(0), SearchTarget::Source(0));
    searches(&[Updates, Timeline, Cards, Sources], &Part::ALL, &[map, E0, E1, E2, s0, C0, C1, book]);
    searches(&[Timeline, Header], &[Header, Timeline], &[SearchTarget::Header, E0, E1, E2]);
    searches(&Part::ALL, &[Cards, Contents], &[s0, C0, C1]);
    searches(&Part::ALL, &[Prose], &[]);
    // What isn't shown has no text for its sources and updates.
    searches(&Part::ALL, &[Sources, Updates], &[cited, book, map, SearchTarget::Update(1)]);
    searches(&Part::ALL, &[Sources, Updates, Timeline], &[E0, E1, E2, book, map]);
}

#[test]
fn hits_among_other_targets_are_not_used_again() {
    let story = story();
    let hits = Index::of(&story, normalizer()).find("n", &fold, None);
    let mut index = Index::new(&story, &Parts::default(), &Parts::new([Part::Timeline]));
    index.extend(&story, normalizer(), usize::MAX);
    assert_eq!(index.find("na", &fold, Some(&hits)), index.find("na", &fold, None));
}

#[test]
fn an_index_is_built_in_slices() {
    let story = story();
    let mut index = Index::new(&story, &Parts::default(), &Parts::default());
    assert!(!index.is_complete());
    assert!(index.find("elysee", &fold, None).is_empty());
    let mut slices = 1;
    while !index.extend(&story, normalizer(), 2) {
        slices += 1;
    }
    assert_eq!(slices, 5);
    let whole = Index::of(&story, normalizer());
    assert_eq!((index.text, index.ends), (whole.text, whole.ends));
    assert!(Index::of(&Story::default(), normalizer()).is_complete());
}

#[test]
fn an_item_has_a_target() {
    let story = story();
    let of = |id: &str| SearchTarget::of(&story, &Id::from(id));
    assert_eq!((of("e2"), of("s0"), of("c1")), (Some(E2), Some(SearchTarget::Section(0)), Some(C1)));
    assert_eq!((of("cited"), of("nobody")), (None, None));
}

proptest! {
    #[test]
    fn an_extended_query_has_the_hits_of_a_new_one(query in "[a-e \"]{0,3}(nat|mee|is)?[a-z \"]{0,4}", at in 0..9_usize) {
        let story = story();
        let index = Index::of(&story, normalizer());
        let (before, _) = query.split_at(at.min(query.len()));
        let earlier = index.find(before, &fold, None);
        prop_assert_eq!(index.find(&query, &fold, Some(&earlier)), index.find(&query, &fold, None));
    }

    #[test]
    fn a_needle_agrees_with_std(text in "[ab]{0,12}", word in "[ab]{1,3}", frequencies in prop::collection::vec(0..9_u32, 256)) {
        let needle = Needle::new(word.as_bytes(), &frequencies);
        prop_assert_eq!(needle.is_in(text.as_bytes()), text.contains(&word));
    }
}
