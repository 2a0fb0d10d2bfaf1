//! An image, or a poster that links to a video. The browser loads an image only near the viewport, but for the lead picture.

use std::num::NonZeroU32;

use yew::prelude::*;

use super::{
    StoryContext,
    elements::{attribute, external_link, number_attribute, phrase, text},
};
use crate::{
    i18n::fill,
    story::{Image, LinkedMedia, Media},
};

/// Width and height of a thumbnail, in CSS pixels.
const THUMBNAIL: usize = 72;

pub(super) fn media(context: &StoryContext, media: &Media) -> Html {
    let ui = &context.phrases().ui;
    let content = match media {
        Media::Image(image) => captioned(context, image, true),
        Media::Link(LinkedMedia { url, title, poster }) => {
            let words = match title {
                Some(title) => text(title),
                None => phrase(context, &fill(&ui.watch_at, &[host(url)])),
            };
            let poster = poster.as_ref().map(|poster| image(poster, "", [None, None], true));
            external_link(url, html! { <>{ poster }<span>{ words }</span></> })
        }
    };
    html! { <figure class="keyline-media">{ content }</figure> }
}

/// Returns the story's picture.
pub(super) fn lead_picture(context: &StoryContext, image: &Image) -> Html {
    html! { <figure class="keyline-lead">{ captioned(context, image, false) }</figure> }
}

/// Returns a small picture for a closed row, if the item has one. It is decoration: the picture is described where it is whole.
pub(super) fn thumbnail(media: &Media) -> Option<Html> {
    let src: &str = match media {
        Media::Image(image) => &image.src,
        Media::Link(link) => link.poster.as_deref()?,
    };
    let size = number_attribute(THUMBNAIL);
    Some(html! {
        <img
            class="keyline-thumbnail"
            src={attribute(src)}
            alt=""
            width={size.clone()}
            height={size}
            loading="lazy"
            decoding="async"
        />
    })
}

fn captioned(context: &StoryContext, image: &Image, is_lazy: bool) -> Html {
    let Image { src, alt, caption, credit, width, height } = image;
    let credit = credit.as_ref().map(|credit| phrase(context, &fill(&context.phrases().ui.photo, &[credit])));
    html! {
        <>
            { self::image(src, alt, [*width, *height], is_lazy) }
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

fn image(src: &str, alt: &str, size: [Option<NonZeroU32>; 2], is_lazy: bool) -> Html {
    let [width, height] = size.map(|pixels| pixels.map(|pixels| number_attribute(pixels.get() as usize)));
    html! {
        <img
            src={attribute(src)}
            alt={attribute(alt)}
            {width}
            {height}
            loading={is_lazy.then_some("lazy")}
            decoding="async"
        />
    }
}

/// Returns the host of an absolute URL, with its port (RFC 3986, section 3.2).
fn host(url: &str) -> &str {
    let authority = url.split_once("//").map_or(url, |(_, rest)| rest);
    authority.split(['/', '?', '#']).next().unwrap_or(url)
}
