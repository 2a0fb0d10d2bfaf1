//! Addresses that a story may lead to.

use super::{Text, string_newtype, text_schema, text_serde};
use crate::story::link;

string_newtype! {
    /// The address of a web page: `https:` or `http:`.
    WebUrl;
    /// The address of an image: on the web, a path relative to the page, or an image in base64 (`data:image/png;base64,…`).
    ImageUrl;
}

text_serde!(WebUrl, ImageUrl);
text_schema!(WebUrl, "Web", { "format": "uri", "pattern": "^[hH][tT][tT][pP][sS]?://" });
text_schema!(ImageUrl);

impl ImageUrl {
    /// Returns an address; `None` if an image can't have it.
    pub fn new(address: &str) -> Option<ImageUrl> {
        ImageUrl::from_text(address)
    }
}

impl Text for WebUrl {
    const NAME: &'static str = "WebUrl";
    fn from_text(text: &str) -> Option<WebUrl> {
        link::is_web(text).then(|| WebUrl(text.to_owned()))
    }
}

impl Text for ImageUrl {
    const NAME: &'static str = "ImageUrl";
    fn from_text(text: &str) -> Option<ImageUrl> {
        link::is_image(text).then(|| ImageUrl(text.to_owned()))
    }
}
