//! The scene: what does not change while the reader reads. Every component gets it.

use std::{cell::RefCell, ops::Deref, rc::Rc};

use yew::prelude::*;

use super::{
    element::{element, text},
    item::title,
};
use crate::{
    date::{Edtf, Locale},
    lang::{self, Phrases, fill},
    layout::Strip,
    state::{Notice, Order},
    story::Story,
};

/// A story, the language it is told in, and its place among the page's headings.
pub struct Scene {
    pub story: Story,
    pub locale: Rc<dyn Locale>,
    pub phrases: &'static Phrases,
    /// Level of the story's title, 1 to 6.
    heading: u8,
    /// The strip that was laid out last, and for which width.
    strip: RefCell<Option<(Option<u16>, Rc<Strip>)>>,
}

/// A scene that components share; equal only to itself, so comparing costs nothing.
#[derive(Clone)]
pub struct Shared(pub Rc<Scene>);

impl PartialEq for Shared {
    fn eq(&self, other: &Shared) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Shared {
    type Target = Scene;
    fn deref(&self) -> &Scene {
        &self.0
    }
}

impl Scene {
    pub(super) fn new(story: Story, locale: Rc<dyn Locale>, heading: u8) -> Scene {
        let phrases = locale.phrases();
        Scene { story, locale, phrases, heading, strip: RefCell::default() }
    }

    pub fn direction(&self) -> &'static str {
        lang::direction(&self.story.lang)
    }

    /// An item's `id` attribute. Parts that are not items begin with `_`, which no item's id can.
    pub fn address(&self, item: &str) -> String {
        [&*self.story.id, "/", item].concat()
    }

    /// An item's address in this page.
    pub fn href(&self, item: &str) -> String {
        ["#", &*self.story.id, "/", item].concat()
    }

    /// A link to an item.
    pub(super) fn link(&self, item: &str, content: Vec<Html>) -> Html {
        element!("a", "href" = self.href(item); content)
    }

    /// A heading, `depth` levels below the story's title.
    pub(super) fn heading(&self, depth: u8, class: &'static str, id: Option<String>, content: Html) -> Html {
        let level = match self.heading.saturating_add(depth) {
            0 | 1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        };
        element!(level, "class" = class, "id" = id; content)
    }

    /// A date in words, machine-readable where HTML knows its kind.
    pub(super) fn date(&self, date: &Edtf) -> Html {
        let words = date.words(&*self.locale);
        match date.datetime() {
            Some(datetime) => element!("time", "datetime" = datetime; words),
            None => text(&words),
        }
    }

    pub fn number(&self, number: usize) -> String {
        self.locale.number(number as i64)
    }

    /// "7 of 31".
    pub fn position(&self, nth: usize, of: usize) -> String {
        fill(self.phrases.ui.position, &[&self.number(nth), &self.number(of)])
    }

    /// The strip for a width. What only changes the choice of a mark does not lay it out again.
    pub(super) fn strip(&self, width: Option<u16>, lay_out: impl FnOnce() -> Strip) -> Rc<Strip> {
        let mut kept = self.strip.borrow_mut();
        match &*kept {
            Some((of, strip)) if *of == width => strip.clone(),
            _ => {
                let strip = Rc::new(lay_out());
                *kept = Some((width, strip.clone()));
                strip
            }
        }
    }

    pub(super) fn notice(&self, notice: &Notice) -> String {
        let ui = &self.phrases.ui;
        let words = match notice {
            Notice::Nothing => "",
            Notice::AllOpened => ui.all_opened,
            Notice::AllClosed => ui.all_closed,
            Notice::Ordered(Order::OldestFirst) => ui.oldest_first,
            Notice::Ordered(Order::NewestFirst) => ui.newest_first,
            Notice::LinkCopied(id) => return [ui.link_copied, ": ", title(self, id)].concat(),
        };
        words.to_owned()
    }
}
