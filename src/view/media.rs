//! An image, or a poster that links to a video. Nothing is loaded from elsewhere until it is seen or asked for.

use yew::prelude::*;

use super::{Scene, scene::fill};
use crate::story::Media;

pub(super) fn media(scene: &Scene, media: &Media) -> Html {
    match media {
        Media::Image { src, alt, caption, credit, width, height } => html! {
            <figure class="keyline-media">
                <img src={src.clone()} alt={alt.clone()} width={width.map(|px| px.to_string())}
                    height={height.map(|px| px.to_string())} loading="lazy" decoding="async" />
                if caption.is_some() || credit.is_some() {
                    <figcaption>
                        { caption.clone().unwrap_or_default() }
                        if let Some(credit) = credit {
                            { " " }<small>{ fill(scene.phrases.ui.photo, &[credit]) }</small>
                        }
                    </figcaption>
                }
            </figure>
        },
        Media::Link { url, title, poster } => html! {
            <figure class="keyline-media">
                <a href={url.clone()} rel="noopener">
                    if let Some(poster) = poster {
                        <img src={poster.clone()} alt="" loading="lazy" decoding="async" />
                    }
                    <span>{ fill(scene.phrases.ui.watch_at, &[title.as_deref().unwrap_or_else(|| host(url))]) }</span>
                </a>
            </figure>
        },
    }
}

/// The part of an address that says whose it is.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}
