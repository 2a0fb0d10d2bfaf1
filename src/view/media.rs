//! An image, or a poster that links to a video. Nothing is loaded from elsewhere until it is seen or asked for.

use yew::prelude::*;

use super::{
    Scene,
    element::{element, text},
    prose::outside,
};
use crate::{i18n::fill, story::Media};

pub(super) fn media(scene: &Scene, media: &Media) -> Html {
    let ui = &scene.phrases().ui;
    let (picture, legend) = match media {
        Media::Image { src, alt, caption, credit, width, height } => {
            let credit = credit.as_ref().map(|credit| element!("small"; fill(&ui.photo, &[credit])));
            let legend = (caption.is_some() || credit.is_some())
                .then(|| element!("figcaption"; caption.as_ref(), credit.is_some().then_some(" "), credit));
            (image(src, alt, *width, *height), legend)
        }
        Media::Link { url, title, poster } => {
            let words = title.clone().unwrap_or_else(|| fill(&ui.watch_at, &[host(url)]));
            let mut content: Vec<Html> = poster.iter().map(|poster| image(poster, "", None, None)).collect();
            content.push(element!("span"; text(&words)));
            (outside(url, content), None)
        }
    };
    element!("figure", "class" = "keyline-media"; picture, legend)
}

fn image(src: &str, alt: &str, width: Option<u32>, height: Option<u32>) -> Html {
    let px = |px: Option<u32>| px.map(|px| px as usize);
    element!(
        "img",
        "src" = src.to_owned(),
        "alt" = alt.to_owned(),
        "width" = px(width),
        "height" = px(height),
        "loading" = "lazy",
        "decoding" = "async"
    )
}

/// The part of an address that says whose it is.
fn host(url: &str) -> &str {
    // An absolute address has its host behind two slashes (RFC 3986, section 3.2): the reader lets no other through.
    let end = |start: usize| {
        let rest = url.bytes().skip(start);
        start + rest.take_while(|byte| !matches!(byte, b'/' | b'?' | b'#')).count()
    };
    let start = end(0) + 2;
    url.get(start..end(start)).unwrap_or(url)
}
