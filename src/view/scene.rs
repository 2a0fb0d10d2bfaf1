//! The scene: what does not change while the reader reads. Every component gets it.

use std::{fmt::Display, ops::Deref, rc::Rc};

use yew::prelude::*;

use crate::{
    date::{Edtf, Locale},
    lang::{self, Phrases},
    state::{Notice, Order},
    story::{Id, Story, Update},
};

/// A story, the language it is told in, and its place among the page's headings.
pub struct Scene {
    pub story: Story,
    pub locale: Rc<dyn Locale>,
    pub phrases: &'static Phrases,
    /// Level of the story's title, 1 to 6.
    heading: u8,
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
        let phrases = lang::phrases(&story.lang);
        Scene { story, locale, phrases, heading }
    }

    pub fn direction(&self) -> &'static str {
        lang::direction(&self.story.lang)
    }

    /// An item's `id` attribute. Parts that are not items begin with `_`, which no item's id can.
    pub fn address(&self, item: impl Display) -> String {
        format!("{}/{item}", self.story.id)
    }

    /// A link to an item.
    pub fn href(&self, item: impl Display) -> String {
        format!("#{}/{item}", self.story.id)
    }

    /// A heading, `depth` levels below the story's title.
    pub fn heading(&self, depth: u8, class: &'static str, id: Option<String>, content: Html) -> Html {
        const TAGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
        let level = usize::from(self.heading + depth).clamp(1, 6);
        html! { <@{TAGS[level - 1]} {class} {id}>{ content }</@> }
    }

    /// A date in words, machine-readable where HTML knows its kind.
    pub fn date(&self, date: &Edtf) -> Html {
        let words = date.words(&*self.locale);
        match date.datetime() {
            Some(datetime) => html! { <time {datetime}>{ words }</time> },
            None => html! { words },
        }
    }

    pub fn number(&self, number: usize) -> String {
        self.locale.number(number as i64)
    }

    /// "7 of 31".
    pub fn position(&self, nth: usize, of: usize) -> String {
        fill(self.phrases.ui.position, &[&self.number(nth), &self.number(of)])
    }

    /// The updates that name an item.
    pub fn updates<'a>(&'a self, id: &'a Id) -> impl Iterator<Item = &'a Update> {
        self.story.updates.iter().filter(move |update| update.items.contains(id))
    }

    pub(super) fn notice(&self, notice: &Notice) -> &'static str {
        let ui = &self.phrases.ui;
        match notice {
            Notice::Nothing => "",
            Notice::AllOpened => ui.all_opened,
            Notice::AllClosed => ui.all_closed,
            Notice::Ordered(Order::OldestFirst) => ui.oldest_first,
            Notice::Ordered(Order::NewestFirst) => ui.newest_first,
            Notice::LinkCopied(_) => ui.link_copied,
        }
    }
}

/// Puts texts into a phrase's `{}`, in order.
pub(super) fn fill(phrase: &str, with: &[&str]) -> String {
    let mut filled = String::with_capacity(phrase.len() + 32);
    let mut with = with.iter();
    for (nth, piece) in phrase.split("{}").enumerate() {
        if nth > 0 {
            filled.push_str(with.next().unwrap_or(&""));
        }
        filled.push_str(piece);
    }
    filled
}
