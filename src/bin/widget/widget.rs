//! The handle that the custom element holds for its story: the one type that JavaScript sees.

use std::rc::Rc;

use keyline::{
    state::Action,
    story::{self, Id},
};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::{
    attributes, mount,
    mount_error::MountError,
    navigation,
    options::MountOptions,
    problems::ErrorCount,
    search, source,
    storage::{self, Snapshot},
    store::Store,
    time_zones::PageTimeZones,
};

/// A mounted story.
#[wasm_bindgen]
pub struct Widget {
    store: Rc<Store>,
}

#[wasm_bindgen]
impl Widget {
    /// Mounts the story of an element: hydrates what is prerendered in it, or renders it anew.
    ///
    /// # Errors
    ///
    /// An `Error` with a `reason`: `story` where there is no story or it has no title, and those of [`source::load`].
    pub async fn mount(host: HtmlElement, options: MountOptions) -> Result<Widget, JsValue> {
        let json = match options.story() {
            Some(json) => json,
            None => source::load(&host).await?,
        };
        let mut errors = ErrorCount::default();
        let time_zones = if options.story().is_none() { PageTimeZones::of(&host) } else { PageTimeZones::none() };
        let story = story::read_with(&json, &mut errors, Some(&time_zones));
        if story.title.is_empty() {
            return Err(MountError::new("story", "it is not a story").into());
        }
        errors.warn();
        Ok(Widget { store: mount::mount(host, options, story, &time_zones).await? })
    }

    /// Goes to an item, as a link to it does.
    pub fn go_to(&self, id: &str) {
        self.store.dispatch(Action::GoTo(Id::from(id)));
    }

    /// Opens every item, or closes every item.
    pub fn set_all_open(&self, open: bool) {
        self.store.dispatch(if open { Action::OpenAll } else { Action::CloseAll });
    }

    /// Follows a changed attribute of the element: `order`, `depth`, `open`, `address`, `show` or `header`.
    pub fn set_attribute(&self, name: &str, value: Option<String>) {
        match name {
            "address" => navigation::address_changed(&self.store),
            "show" | "header" => search::shown_parts_changed(&self.store),
            _ => {
                if let Some(attribute) = attributes::followed(name, value.as_deref()) {
                    self.store.dispatch(Action::SetDefault(attribute));
                }
            }
        }
    }

    /// Returns how the reader has left the story, for the `snapshot` of [`MountOptions`].
    pub fn snapshot(&self) -> String {
        Snapshot::of(&self.store).to_json()
    }

    /// Removes the story's nodes, listeners and timers, and keeps its state for the next visit.
    pub fn unmount(self) {
        storage::write(&self.store);
        self.store.highlights.clear();
        if let Some(roots) = self.store.roots.get() {
            roots.unmount();
        }
    }
}
