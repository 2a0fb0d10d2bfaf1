//! The view: Yew components that render a story and the reader's state, natively for the command line and in the browser.
//!
//! Nothing here names a window, a document, a clock or a storage. Positions come from [`layout`](crate::layout), words from
//! [`i18n`](crate::i18n) and the [`Locale`](crate::date::Locale). Links between items are plain `#id` links that work without
//! a script.
//!
//! A story has several roots: [`StoryView`] for everything but the rows of its groups, and an [`EventGroup`] for the rows of each
//! group, which the browser hydrates when there is time, or never.

mod axis;
mod card_item;
mod contents;
mod context;
mod elements;
mod event_group;
mod event_item;
mod event_list;
mod filters;
mod group_slot;
mod header;
mod item_row;
mod item_state;
mod label_width;
mod list_section;
mod mark_labels;
mod mark_link;
mod mark_masks;
mod mark_shapes;
mod media;
mod memo;
mod overview;
mod overview_props;
mod overview_toolbar;
#[cfg(feature = "cli")]
mod prerender;
mod preview;
mod prose;
mod search_bar;
mod sections;
mod selectors;
mod sources;
mod story_view;
mod strip_geometry;
mod strip_key;
mod time_zone;
mod timeline;
mod toolbar;
mod toolbar_button;
mod track;
mod updates;
mod view_model;

pub use context::{RenderOptions, StoryContext};
pub use event_group::{EventGroup, GroupProps};
pub use overview_props::OverviewProps;
#[cfg(feature = "cli")]
pub use prerender::prerender;
pub use selectors::Selectors;
pub use story_view::{StoryProps, StoryView};
pub use strip_geometry::FONT_SIZE;
pub use view_model::{GroupContent, ViewModel};
