//! An image, or a poster that links to a video. The browser loads an image only near the viewport.

use std::num::NonZeroU32;

use yew::prelude::*;

use super::{
    StoryContext,
    elements::{attribute, external_link, number_attribute, text},
};
use crate::{
    i18n::fill,
    story::{Image, LinkedMedia, Media},
};

pub(super) fn media(context: &StoryContext, media: &Media) -> Html {
    let ui = &context.phrases().ui;
    let content = match media {
        Media::Image(Image { src, alt, caption, credit, width, height }) => {
            let credit = credit.as_ref().map(|credit| text(&fill(&ui.photo, &[credit])));
            html! {
                <>
                    { image(src, alt, *width, *height) }
                    if caption.is_some() || credit.is_some() {
                        <figcaption>
                            { caption.as_deref().map(text) }
                            if let Some(credit) = credit {
                                { " " }
                                <small>{ credit }</small>
                            }
                        </figcaption>
                    }
                </>
            }
        }
        Media::Link(LinkedMedia { url, title, poster }) => {
            let words = title.clone().map_or_else(|| fill(&ui.watch_at, &[host(url)]), String::from);
            let poster = poster.as_ref().map(|poster| image(poster, "", None, None));
            external_link(url, html! { <>{ poster }<span>{ text(&words) }</span></> })
        }
    };
    html! { <figure class="keyline-media">{ content }</figure> }
}

fn image(src: &str, alt: &str, width: Option<NonZeroU32>, height: Option<NonZeroU32>) -> Html {
    let pixels = |pixels: Option<NonZeroU32>| pixels.map(|pixels| number_attribute(pixels.get() as usize));
    html! {
        <img
            src={attribute(src)}
            alt={attribute(alt)}
            width={pixels(width)}
            height={pixels(height)}
            loading="lazy"
            decoding="async"
        />
    }
}

/// Returns the host of an absolute URL, with its port (RFC 3986, section 3.2).
fn host(url: &str) -> &str {
    let authority = url.split_once("//").map_or(url, |(_, rest)| rest);
    authority.split(['/', '?', '#']).next().unwrap_or(url)
}
