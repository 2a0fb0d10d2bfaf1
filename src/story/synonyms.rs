//! What people write by habit for a field or a word of the format, and what a message suggests instead.
//!
//! Names are compared without case, `_`, `-` and spaces.

use super::names::nearest;

/// Names of fields by habit or in other formats. After each the fields that it may mean, the likeliest first: an object has only
/// some of them.
const FIELDS: &[(&[&str], &[&str])] = &[
    (&["headline", "heading", "header", "name", "label", "shorttitle"], &["title"]),
    (&["title"], &["name", "caption"]),
    (
        &["text", "content", "contents", "details", "detail", "prose", "markdown", "html", "article"],
        &["body", "note", "summary"],
    ),
    (&["description", "desc"], &["body", "note", "summary", "alt", "title"]),
    (&["body"], &["summary", "note"]),
    (&["note", "notes"], &["body", "note"]),
    (&["comment", "change", "message", "reason"], &["note"]),
    (
        &["summary", "abstract", "lead", "lede", "intro", "introduction", "standfirst", "subtitle", "excerpt", "blurb"],
        &["summary", "teaser", "body", "note", "caption"],
    ),
    (&["teaser", "dek", "deck", "subhead", "subheadline"], &["teaser", "summary"]),
    (
        &["link", "links", "href", "uri", "website", "web", "homepage", "page", "permalink", "canonical", "address"],
        &["url", "src"],
    ),
    (&["url", "file", "filename", "path"], &["src"]),
    (&["src"], &["url"]),
    (
        &["photo", "picture", "pic", "img", "image", "photograph", "illustration", "cover", "hero", "leadimage"],
        &["media", "image", "src", "poster"],
    ),
    (&["thumbnail", "thumb", "preview"], &["poster", "media", "image"]),
    (&["video", "film", "movie", "clip", "youtube", "embed", "audio", "podcast", "map"], &["media", "url"]),
    (&["media"], &["image"]),
    (&["alttext", "alternative", "alternativetext", "alternatetext"], &["alt"]),
    (&["legend"], &["caption"]),
    (&["author", "authors", "writer", "creator", "by"], &["byline", "credit", "publisher"]),
    (&["credits", "copyright", "photographer", "attribution"], &["credit", "byline"]),
    (&["outlet", "organization", "organisation", "org", "newspaper", "site"], &["publisher"]),
    (&["when", "day", "time", "datetime", "timestamp", "year", "start", "startdate", "begin"], &["date"]),
    (&["date", "pubdate", "publishedat", "publicationdate", "datepublished", "created"], &["published", "date"]),
    (&["modified", "lastmodified", "updatedat", "datemodified", "edited", "lastmod"], &["updated"]),
    (&["datetext", "datelabel"], &["display_date"]),
    (&["language", "locale"], &["lang"]),
    (&["tz", "zone"], &["time_zone"]),
    (&["slug", "identifier", "uid", "uuid", "key"], &["id"]),
    (&["category", "lane", "group", "series", "strand"], &["track", "tags"]),
    (&["categories", "lanes", "groups", "strands"], &["tracks", "tags"]),
    (&["keywords", "topics", "labels"], &["tags"]),
    (&["type"], &["kind"]),
    (&["certainty", "confidence", "verification"], &["status"]),
    (&["important", "highlight", "featured", "primary"], &["main"]),
    (&["references", "refs", "citations", "citation", "reference", "footnotes", "bibliography"], &["sources"]),
    (&["cause", "causes", "causedby", "previous", "follows", "dependson"], &["after"]),
    (&["points", "keypoints", "items"], &["cards"]),
    (&["chapters", "parts"], &["sections"]),
    (&["history", "changelog", "changes", "corrections", "revisions"], &["updates"]),
];

/// Fields by habit that have another place, and the hint of where.
const ELSEWHERE: &[(&[&str], &str, &str)] = &[
    (&["events", "tracks"], "timeline", "it belongs in `timeline`"),
    (&["cards", "keypoints", "points"], "sections", "cards belong in one of the `sections`"),
    (
        &["link", "links", "href", "url", "uri", "website"],
        "media",
        "a link belongs in `media`, in a source, or in a text as `[text](https://…)`",
    ),
    (&["end", "enddate", "ends", "until"], "date", "an end belongs in `date`, such as `2025-06-24/2025-06-25`"),
];

/// Words by habit, and the words of the format that they mean.
const WORDS: &[(&[&str], &str)] = &[
    (&["verified", "true", "established", "certain", "fact"], "confirmed"),
    (&["claimed", "reported", "accused", "suspected"], "alleged"),
    (&["denied", "contested", "controversial", "doubted"], "disputed"),
    (&["unconfirmed", "unverified", "uncertain", "unclear"], "unknown"),
    (&["keypoint", "fact", "info", "note", "card"], "point"),
    (&["faq", "qa", "q&a"], "question"),
    (&["people", "profile", "bio", "biography", "who"], "person"),
    (&["new", "addition", "update", "updated"], "added"),
    (&["clarification", "explained", "edited", "changed"], "clarified"),
    (&["fixed", "fix", "correction", "error", "erratum"], "corrected"),
    (
        &[
            "photo",
            "picture",
            "pic",
            "img",
            "photograph",
            "illustration",
            "figure",
            "jpg",
            "jpeg",
            "png",
            "gif",
            "svg",
            "webp",
        ],
        "image",
    ),
    (
        &[
            "video", "film", "movie", "clip", "youtube", "vimeo", "tiktok", "audio", "podcast", "map", "embed",
            "iframe", "url", "href", "page", "website", "article", "document", "pdf", "mp4", "tweet", "post",
        ],
        "link",
    ),
];

/// Returns a hint for an unknown field: a synonym among the fields that are free, or the nearest name.
pub fn field_hint(name: &str, fields: &[&str], is_free: &dyn Fn(&str) -> bool) -> Option<String> {
    let folded = folded(name);
    let did_you_mean = |field: &str| format!("did you mean `{field}`?");
    if let Some(field) = fields.iter().find(|field| self::folded(field) == folded) {
        return Some(did_you_mean(field));
    }
    let elsewhere = ELSEWHERE.iter().find(|(names, at, _)| names.contains(&&*folded) && fields.contains(at));
    if let Some((_, _, hint)) = elsewhere {
        return Some((*hint).to_owned());
    }
    let (_, meant) = FIELDS.iter().find(|(names, _)| names.contains(&&*folded)).unwrap_or(&(&[], &[]));
    let mut meant = meant.iter().filter(|field| fields.contains(field)).peekable();
    // What is a synonym of a field isn't a misspelling of another.
    if meant.peek().is_some() {
        return meant.find(|field| is_free(field)).map(|field| did_you_mean(field));
    }
    nearest(name, fields).map(did_you_mean)
}

/// Returns a hint for a word that is none of the choices: a synonym among them, or the nearest one.
pub fn word_hint(text: &str, words: &[&str]) -> Option<String> {
    let meant = synonym(text, words).or_else(|| nearest(text, words));
    meant.map(|word| format!("did you mean `{word}`?"))
}

/// Returns a hint for an unknown `kind` of media: how to write what it means.
pub fn media_hint(text: &str, words: &[&str]) -> Option<String> {
    match synonym(text, words) {
        Some("image") => Some("write `\"kind\": \"image\"` with `src` and `alt`".to_owned()),
        Some("link") => Some("write `\"kind\": \"link\"` with `url`".to_owned()),
        _ => word_hint(text, words),
    }
}

fn synonym(text: &str, words: &[&str]) -> Option<&'static str> {
    let folded = folded(text);
    let mut meant = WORDS.iter().filter(|(names, _)| names.contains(&&*folded)).map(|(_, word)| *word);
    meant.find(|word| words.contains(word))
}

fn folded(name: &str) -> String {
    name.chars().take(60).filter(|char| !"_- ".contains(*char)).map(|char| char.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &[&str] =
        &["id", "lang", "time_zone", "title", "summary", "image", "byline", "url", "published", "timeline", "sections"];
    const EVENT: &[&str] =
        &["id", "date", "title", "label", "teaser", "body", "track", "tags", "sources", "media", "main"];
    const CARD: &[&str] = &["id", "title", "teaser", "body", "kind", "events", "sources", "tags", "media"];
    const IMAGE: &[&str] = &["src", "alt", "caption", "credit"];
    const LINK: &[&str] = &["url", "title", "poster"];
    const UPDATE: &[&str] = &["date", "kind", "note", "items"];

    /// Asserts the field that is suggested in an object with these fields, "" if there is none.
    #[track_caller]
    fn check(name: &str, fields: &[&str], expected: &str) {
        let hint = field_hint(name, fields, &|_| true).unwrap_or_default();
        let expected = if expected.is_empty() { String::new() } else { format!("did you mean `{expected}`?") };
        assert_eq!(hint, expected, "{name} among {fields:?}");
    }

    #[test]
    fn a_synonym_means_the_field_that_this_object_has() {
        check("headline", EVENT, "title");
        check("name", EVENT, "title");
        check("name", &["id", "title"], "title");
        check("title", &["name", "url"], "name");
        check("title", IMAGE, "caption");
        check("text", EVENT, "body");
        check("text", UPDATE, "note");
        check("content", STORY, "summary");
        check("description", CARD, "body");
        check("description", STORY, "summary");
        check("description", IMAGE, "alt");
        check("description", LINK, "title");
        check("subtitle", STORY, "summary");
        check("summary", EVENT, "teaser");
        check("link", STORY, "url");
        check("href", LINK, "url");
        check("url", IMAGE, "src");
        check("photo", STORY, "image");
        check("photo", EVENT, "media");
        check("picture", LINK, "poster");
        check("altText", IMAGE, "alt");
        check("author", STORY, "byline");
        check("author", IMAGE, "credit");
        check("time", EVENT, "date");
        check("start-date", EVENT, "date");
        check("date", STORY, "published");
        check("type", CARD, "kind");
        check("category", EVENT, "track");
        check("category", CARD, "tags");
        check("Language", STORY, "lang");
        check("timeZone", STORY, "time_zone");
        check("Label", EVENT, "label");
        check("tilte", EVENT, "title");
        check("a/b~c", EVENT, "");
        check("photo", UPDATE, "");
    }

    #[test]
    fn a_field_that_is_there_already_is_not_the_meaning_of_a_synonym() {
        let hint = |name: &str, is_free: fn(&str) -> bool| field_hint(name, EVENT, &is_free);
        assert_eq!(hint("headline", |field| field != "title"), None);
        assert_eq!(hint("name", |field| field != "title"), None, "nor is the nearest name, `date`");
        assert_eq!(hint("summary", |field| field != "teaser").as_deref(), Some("did you mean `body`?"));
    }

    #[test]
    fn a_field_of_another_object_has_a_hint_of_its_place() {
        let hint = |name: &str, fields: &[&str]| field_hint(name, fields, &|_| true).unwrap_or_default();
        assert_eq!(hint("events", STORY), "it belongs in `timeline`");
        assert_eq!(hint("cards", STORY), "cards belong in one of the `sections`");
        assert_eq!(hint("link", EVENT), "a link belongs in `media`, in a source, or in a text as `[text](https://…)`");
        assert_eq!(hint("end_date", EVENT), "an end belongs in `date`, such as `2025-06-24/2025-06-25`");
    }

    #[test]
    fn a_synonym_of_a_word_is_hinted_and_else_the_nearest_word() {
        let status = ["confirmed", "alleged", "disputed", "unknown"];
        let hint = |text: &str, words: &[&str]| word_hint(text, words).unwrap_or_default();
        assert_eq!(hint("unconfirmed", &status), "did you mean `unknown`?");
        assert_eq!(hint("Verified", &status), "did you mean `confirmed`?");
        assert_eq!(hint("aleged", &status), "did you mean `alleged`?");
        assert_eq!(hint("rumoured", &status), "");
        assert_eq!(hint("fixed", &["added", "clarified", "corrected"]), "did you mean `corrected`?");
        assert_eq!(hint("fact", &["point", "question"]), "did you mean `point`?");
    }

    #[test]
    fn an_unknown_kind_of_media_has_a_hint_of_what_to_write() {
        let kinds = ["image", "link"];
        for (texts, expected) in [
            (["video", "YouTube", "film", "iframe"], Some("write `\"kind\": \"link\"` with `url`")),
            (["photo", "picture", "img", "PNG"], Some("write `\"kind\": \"image\"` with `src` and `alt`")),
            (["imag", "Image", "imgae", "images"], Some("did you mean `image`?")),
        ] {
            for text in texts {
                assert_eq!(media_hint(text, &kinds).as_deref(), expected, "{text}");
            }
        }
        assert_eq!(media_hint("video", &["image"]), None, "the lead picture is an image");
    }

    /// A synonym that is in no list of the format's names would never be hinted.
    #[test]
    fn every_synonym_means_a_name_of_the_format() {
        let source = concat!(include_str!("../story.rs"), include_str!("media.rs"));
        let names =
            FIELDS.iter().flat_map(|(_, fields)| fields.iter()).chain(ELSEWHERE.iter().map(|(_, field, _)| field));
        for name in names {
            assert!(source.contains(&format!("pub {name}: ")), "there is no field {name}");
        }
        for (_, word) in WORDS {
            assert!(source.to_lowercase().contains(&format!("    {word}")), "there is no word {word}");
        }
    }
}
