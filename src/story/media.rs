//! Images and links beside events and cards.

use std::{fmt, num::NonZeroU32};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{EnumAccess, Error, VariantAccess, Visitor},
};

use super::{Alt, ImageUrl, Line, Story, WebUrl};

/// An image, or a link to a video or another page with a poster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub enum Media {
    /// An image.
    Image(Image),
    /// A video or other page. Nothing of it is loaded until the reader asks.
    Link(LinkedMedia),
}

/// The picture of a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub enum LeadPicture {
    /// An image.
    Image(Image),
}

/// An image.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Image {
    /// Its address: on the web, a path relative to the page, or an image in base64 (`data:image/png;base64,…`).
    pub src: ImageUrl,
    /// What it shows, for those who can't see it.
    pub alt: Alt,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<Line>,
    /// Credit line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<Line>,
    /// In pixels; with `height` it reserves its space while it loads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<NonZeroU32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<NonZeroU32>,
}

/// A video or other page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Link", deny_unknown_fields)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct LinkedMedia {
    pub url: WebUrl,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Line>,
    /// A preview image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poster: Option<ImageUrl>,
}

/// The words of `kind`.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase", variant_identifier)]
enum Kind {
    Image,
    Link,
}

impl Media {
    /// Name of the enum that is passed to the deserializer.
    pub(super) const NAME: &'static str = "media";
    /// The field that names the variant.
    pub(super) const TAG: &'static str = "kind";
    const KINDS: &'static [&'static str] = &["image", "link"];
}

/// By hand, since `#[serde(tag)]` buffers the object, and so loses the places of its values. The forgiving deserializer finds
/// the variant in the tag.
impl<'de> Deserialize<'de> for Media {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Media, D::Error> {
        deserializer.deserialize_enum(Media::NAME, Media::KINDS, MediaVisitor)
    }
}

struct MediaVisitor;

impl<'de> Visitor<'de> for MediaVisitor {
    type Value = Media;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an image or a link")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Media, A::Error> {
        match data.variant()? {
            (Kind::Image, content) => content.newtype_variant().map(Media::Image),
            (Kind::Link, content) => content.newtype_variant().map(Media::Link),
        }
    }
}

impl Media {
    /// The address of the image, or of the poster.
    fn picture_url_mut(&mut self) -> Option<&mut ImageUrl> {
        match self {
            Media::Image(image) => Some(&mut image.src),
            Media::Link(link) => link.poster.as_mut(),
        }
    }
}

impl Story {
    /// Returns the address of every picture: of the story, its events and its cards, and the posters of links.
    pub fn picture_urls_mut(&mut self) -> impl Iterator<Item = &mut ImageUrl> {
        let lead = self.image.as_mut().map(|LeadPicture::Image(image)| &mut image.src);
        let events = self.timeline.events.iter_mut().filter_map(|event| event.media.as_mut());
        let cards = self.sections.iter_mut().flat_map(|section| &mut section.cards);
        let media = events.chain(cards.filter_map(|card| card.media.as_mut()));
        lead.into_iter().chain(media.filter_map(Media::picture_url_mut))
    }
}

impl LeadPicture {
    const KINDS: &'static [&'static str] = &["image"];

    pub fn image(&self) -> &Image {
        let LeadPicture::Image(image) = self;
        image
    }
}

/// By hand, as that of [`Media`].
impl<'de> Deserialize<'de> for LeadPicture {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<LeadPicture, D::Error> {
        let media = deserializer.deserialize_enum(Media::NAME, LeadPicture::KINDS, MediaVisitor)?;
        match media {
            Media::Image(image) => Ok(LeadPicture::Image(image)),
            Media::Link(_) => Err(D::Error::custom("an image is needed here")),
        }
    }
}
