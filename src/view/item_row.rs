//! What events and cards have in common: a row that opens, or a plain one where there is nothing to open.

use yew::prelude::*;

use super::{
    StoryContext,
    elements::{attribute, date, heading, item_link, number_attribute, part_name, phrase, text},
    item_state::ItemState,
    media,
    prose::{blocks, prose},
    updates::update_kind,
};
use crate::{
    i18n::fill,
    story::{Id, Item, Media, Rich, SourceRef, Status, Tag},
};

/// The contents of a row.
pub(super) struct ItemRow<'a> {
    pub class: &'static str,
    pub id: &'a Id,
    pub title: &'a str,
    /// The sentence below the title; `None` derives it from the text.
    pub teaser: Option<&'a str>,
    pub text: &'a Rich,
    pub media: Option<&'a Media>,
    pub tags: &'a [Tag],
    pub sources: &'a [SourceRef],
    /// Level of its heading below the story's title.
    pub heading_depth: u8,
    /// Lists of links to other items, each with its label.
    pub links: Vec<(&'a str, Vec<&'a Id>)>,
    /// Number of the track's color, 1 to 8.
    pub track_color: Option<usize>,
    /// Whether it is the main event.
    pub main: bool,
    /// Before the title.
    pub before_title: Html,
    /// After the title.
    pub after_title: Html,
    /// Links to the neighboring events.
    pub steps: Html,
}

impl ItemRow<'_> {
    /// Renders a disclosure (APG): a `<details>`. It has no callbacks, since it works before it hydrates, and without scripts: its
    /// clicks and `toggle` events are observed by one delegated listener on the story's root (`src/bin/widget/listeners.rs`). An item
    /// with nothing to open is a plain row, with the item's address.
    pub fn render(self, context: &StoryContext, state: ItemState) -> Html {
        let opens = context.story.has_details(self.id);
        let (tag, row_tag) = if opens { ("details", "summary") } else { ("div", "div") };
        html! {
            <@{tag}
                class={self.class}
                part={part_name(self.class)}
                id={(!opens).then(|| context.element_id(self.id))}
                open={opens && state.open}
                aria-current={state.current.then_some("true")}
                data-track={self.track_color.map(number_attribute)}
                data-main={self.main.then_some("")}
                data-hit={state.hit.then_some("")}
            >
                <@{row_tag} class="keyline-row">
                    { self.summary(context) }
                    if !opens {
                        { self.own_links(context, state) }
                    }
                </@>
                if opens {
                    { self.body(context, state) }
                }
            </@>
        }
    }

    /// Returns what is seen of the item while it is closed.
    fn summary(&self, context: &StoryContext) -> Html {
        html! {
            <>
                { self.before_title.clone() }
                { heading(context, self.heading_depth, "keyline-name", None, text(self.title)) }
                { self.after_title.clone() }
                { self.teaser() }
                { self.media.and_then(media::thumbnail) }
            </>
        }
    }

    /// Returns the teaser. One that repeats the text is hidden by the sheet where the text is shown.
    fn teaser(&self) -> Option<Html> {
        let is_derived = self.teaser.is_none();
        let words = self.teaser.map(str::to_owned).or_else(|| self.text.teaser())?;
        Some(html! { <span class="keyline-teaser" data-derived={is_derived.then_some("")}>{ text(&words) }</span> })
    }

    /// Returns what the row opens, with the item's address. The address is inside the `<details>`, since a browser that
    /// follows a link opens the ancestors of the target, not the target itself (HTML, "ancestor revealing algorithm").
    fn body(&self, context: &StoryContext, state: ItemState) -> Html {
        let has_links = self.links.iter().any(|(_, ids)| !ids.is_empty());
        let has_aside = has_links || !self.sources.is_empty() || !self.tags.is_empty();
        let links: Html = self.links.iter().map(|(label, ids)| links(context, label, ids)).collect();
        html! {
            <div class="keyline-body" id={context.element_id(self.id)} data-aside={has_aside.then_some("")}>
                <div class="keyline-text">
                    { self.media.map(|media| media::media(context, media)) }
                    { prose(context, self.text) }
                    { corrections(context, self.id) }
                </div>
                if has_aside {
                    <div class="keyline-aside">
                        { links }
                        { citations(context, self.sources) }
                        { tags(self.tags) }
                    </div>
                }
                if state.has_controls {
                    { self.controls(context, state) }
                }
            </div>
        }
    }

    fn controls(&self, context: &StoryContext, state: ItemState) -> Html {
        html! {
            <p class="keyline-foot">
                { self.steps.clone() }
                { self.own_links(context, state) }
            </p>
        }
    }

    /// Returns the link back to the item's mark, where the reader came from there, and the link that copies the item's address: in this
    /// page or, where that address is a router's, in the story's own page. If the story has none, there is no link. Where nothing can
    /// be copied, the browser follows the link; this page then stays as it is.
    fn own_links(&self, context: &StoryContext, state: ItemState) -> Html {
        let ui = &context.phrases().ui;
        let (href, target) = match state.owns_address {
            true => (Some(context.href(self.id)), None),
            false => (context.public_href(self.id), Some("_blank")),
        };
        let label = (!state.copied).then(|| attribute(&fill(&ui.copy_link_to, &[self.title])));
        html! {
            <>
                if state.way_back {
                    <a class="keyline-back" href={context.href("_timeline")}>{ phrase(context, &ui.back_to_timeline) }</a>
                }
                if let Some(href) = href {
                    <a class="keyline-copy" translate="no" {href} {target} aria-label={label}>
                        { phrase(context, if state.copied { &ui.link_copied } else { &ui.copy_link }) }
                    </a>
                }
            </>
        }
    }
}

/// Returns the updates that correct or extend an item.
fn corrections(context: &StoryContext, id: &Id) -> Html {
    let updates = context.story.updates.iter().filter(|update| update.items.iter().any(|item| **item == *id));
    let correction = |kind: &str, when: Html, note: Html| {
        html! {
            <div class="keyline-correction">
                <p><strong>{ phrase(context, kind) }</strong>{ text(&context.phrases().date.comma) }{ when }</p>
                { note }
            </div>
        }
    };
    updates
        .map(|update| {
            correction(update_kind(context, *update.kind), date(context, &update.date), blocks(context, &update.note))
        })
        .collect()
}

fn links(context: &StoryContext, label: &str, ids: &[&Id]) -> Html {
    if ids.is_empty() {
        return Html::default();
    }
    let items: Html = ids.iter().map(|id| html! { <li>{ item_link(context, id) }</li> }).collect();
    html! { <div class="keyline-links"><span>{ phrase(context, label) }</span><ul>{ items }</ul></div> }
}

fn tags(tags: &[Tag]) -> Html {
    if tags.is_empty() {
        return Html::default();
    }
    html! { <ul class="keyline-tags">{ for tags.iter().map(|tag| html! { <li>{ text(tag) }</li> }) }</ul> }
}

fn citations(context: &StoryContext, sources: &[SourceRef]) -> Html {
    if sources.is_empty() {
        return Html::default();
    }
    let sources: Html = sources.iter().map(|id| citation(context, id)).collect();
    html! { <p class="keyline-cites"><span>{ phrase(context, &context.phrases().ui.sources) }</span>{ " " }{ sources }</p> }
}

/// Returns a link to a source, or to its entry in the list of sources if it has no address of its own.
fn citation(context: &StoryContext, id: &Id) -> Html {
    let Some(Item::Source(source)) = context.story.item(id) else { return Html::default() };
    let (href, rel) = match &source.url {
        Some(url) => (Some(attribute(url)), Some("noopener")),
        None if context.has_item(id) => (Some(context.href(id)), None),
        None => (context.public_href(id), Some("noopener")),
    };
    let publisher = source.publisher.as_deref();
    let title = publisher.filter(|publisher| *publisher != &*source.title).map(|_| attribute(&source.title));
    html! { <a class="keyline-cite" {href} {rel} {title}>{ text(publisher.unwrap_or(&source.title)) }</a> }
}

/// Returns an item's status in words, unless it is the usual one.
pub(super) fn status(context: &StoryContext, status: Status) -> Option<Html> {
    let ui = &context.phrases().ui;
    let words = match status {
        Status::Confirmed => return None,
        Status::Alleged => &ui.alleged,
        Status::Disputed => &ui.disputed,
        Status::Unknown => &ui.unconfirmed,
    };
    Some(html! { <span class="keyline-status">{ phrase(context, words) }</span> })
}
