//! The metadata of a page for search engines, and for links to it.

use keyline::story::{Image, LeadPicture, Media, Story};
use url::Url;

use crate::markup::escape;

/// A timeline in 32 pixels; in the file, so it is no request.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' \
                    height='32' rx='6' fill='%2317191e'/%3E%3Cpath d='M5 16h22' stroke='%23fff' stroke-width='2'/%3E%3Ccircle \
                    cx='9' cy='16' r='3' fill='%2390bcff'/%3E%3Cpath d='M20 10l6 6-6 6-6-6z' fill='%23ff8f80'/%3E%3C/svg%3E";

/// Title first, on a line of its own; then description, Open Graph and icon.
pub fn head(story: &Story) -> String {
    let description = shortened(&story.summary.plain(), 200);
    let mut head = format!("<title>{}</title>\n", escape(&story.title));
    let mut meta = |key: &str, name: &str, content: &str| {
        if !content.is_empty() {
            head.push_str(&format!("<meta {key}=\"{name}\" content=\"{}\">\n", escape(content)));
        }
    };
    meta("name", "description", &description);
    if let Some(byline) = &story.byline {
        meta("name", "author", byline);
    }
    meta("property", "og:type", "article");
    meta("property", "og:title", &story.title);
    meta("property", "og:description", &description);
    meta("property", "og:locale", &story.language().replace('-', "_"));
    if let Some(publisher) = &story.publisher {
        meta("property", "og:site_name", &publisher.name);
    }
    if let Some(url) = &story.url {
        meta("property", "og:url", url);
    }
    for (name, date) in [("article:published_time", &story.published), ("article:modified_time", &story.updated)] {
        if let Some(date) = date.as_ref().and_then(|date| date.datetime()) {
            meta("property", name, &date);
        }
    }
    if let Some(image) = picture(story)
        && let Some(address) = address(story, image)
    {
        meta("property", "og:image", &address);
        meta("property", "og:image:alt", &image.alt);
    }
    if let Some(url) = &story.url {
        head.push_str(&format!("<link rel=\"canonical\" href=\"{}\">\n", escape(url)));
    }
    head.push_str(&format!("<link rel=\"icon\" href=\"{ICON}\">\n"));
    head
}

/// Returns the picture for links to the page: the story's, else the main event's, else the first one.
pub fn picture(story: &Story) -> Option<&Image> {
    let events = &story.timeline.events;
    let media = events.iter().filter(|event| event.main).chain(events).filter_map(|event| event.media.as_ref());
    let cards = story.sections.iter().flat_map(|section| &section.cards).filter_map(|card| card.media.as_ref());
    let first = || {
        media.chain(cards).find_map(|media| match media {
            Media::Image(image) => Some(image),
            Media::Link(_) => None,
        })
    };
    story.image.as_ref().map(LeadPicture::image).or_else(first)
}

/// Returns the absolute address of an image. A path is relative to the story's `url`; `None` without one, and for `data:`.
pub fn address(story: &Story, image: &Image) -> Option<String> {
    let address = match Url::parse(&image.src) {
        Ok(address) => address,
        Err(_) => Url::parse(story.url.as_deref()?).ok()?.join(&image.src).ok()?,
    };
    matches!(address.scheme(), "https" | "http").then(|| address.into())
}

/// The text, cut at a word's end with an ellipsis if it is too long.
fn shortened(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(most) else { return text };
    let end = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..end].trim_end_matches([',', ';', ':', '.']))
}
