//! The view: a story and a state become markup. One tree of components for the command line and the browser.
//!
//! Nothing here asks a window, a document, a clock or a storage, and nothing listens: controls say in attributes what they do, links
//! between items are plain `#id` links that work without a script, and the edge turns what the reader does into an
//! [`Action`](crate::state::Action). Positions come from [`layout`](crate::layout), words from [`lang`](crate::lang) and the
//! [`Locale`].
//!
//! A story is a frame with islands in it: the rows of each group of events, and what stands below the story. An island is a root
//! of its own, which the frame leaves alone: the browser brings it to life when there is time, or never.

mod element;
mod frame;
mod header;
mod island;
mod item;
mod mark;
mod media;
mod overview;
mod part;
#[cfg(feature = "cli")]
mod prerender;
mod prose;
mod reading;
mod scene;
mod sections;
mod timeline;
mod toolbar;

use std::rc::Rc;

pub use island::Islands;
pub use part::{Part, Props, What};
#[cfg(feature = "cli")]
pub use prerender::prerender;
pub use reading::Reading;
pub use scene::{Scene, Shared};

use crate::{date::Locale, story::Story};

/// A scene to draw: what does not change while the reader reads. `heading` is the level of the story's title, 1 to 6.
pub fn scene(story: Story, locale: Rc<dyn Locale>, heading: u8) -> Shared {
    Shared(Rc::new(Scene::new(story, locale, heading)))
}
