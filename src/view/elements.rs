//! Small elements that many components use, and the conversions of their texts.

use yew::{
    prelude::*,
    virtual_dom::{VRaw, VText},
};

use super::StoryContext;
use crate::{
    date::Edtf,
    story::{Id, Part},
};

/// Returns a text node. Every text goes through this one function, which keeps the WebAssembly small.
#[inline(never)]
pub(super) fn text(text: &str) -> Html {
    Html::VText(VText::new(AttrValue::Rc(text.into())))
}

/// Returns a node of HTML that Yew has rendered.
pub(super) fn raw_html(html: AttrValue) -> Html {
    Html::VRaw(VRaw { html })
}

/// Returns an attribute's value.
#[inline(never)]
pub(super) fn attribute(text: &str) -> AttrValue {
    AttrValue::Rc(text.into())
}

/// Returns an attribute's value in decimal digits.
#[inline(never)]
pub(super) fn number_attribute(number: usize) -> AttrValue {
    AttrValue::Rc(number.to_string().into())
}

/// Returns the value of an ARIA state.
pub(super) fn aria_bool(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

/// Returns the name for `::part()` of an element: its class without the prefix.
pub(super) fn part_name(class: &'static str) -> Option<&'static str> {
    class.strip_prefix("keyline-")
}

/// Returns the product's own words. In a story whose language has no phrases they are English, and isolated from the text around them.
pub(super) fn phrase(context: &StoryContext, words: &str) -> Html {
    if !context.lacks_phrases {
        return text(words);
    }
    html! { <bdi lang="en" dir="ltr">{ text(words) }</bdi> }
}

/// Returns a date in words.
pub(super) fn date_words(context: &StoryContext, words: &str) -> Html {
    isolated_date(context, words, text(words))
}

/// Returns `content`, a date whose text is `words`, isolated from the text around it where [`StoryContext::isolates_dates`]. The words
/// are English ("587 BCE") unless they name a month, in the story's script.
pub(super) fn isolated_date(context: &StoryContext, words: &str, content: Html) -> Html {
    if !context.isolates_dates() {
        return content;
    }
    let is_english = is_english(words);
    html! { <bdi lang={is_english.then_some("en")} dir={is_english.then_some("ltr")}>{ content }</bdi> }
}

/// Returns whether the words of a date or gap are English where dates are isolated: if they have letters and all of these are Latin.
pub(super) fn is_english(words: &str) -> bool {
    let mut letters = words.chars().filter(|letter| letter.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|letter| letter.is_ascii())
}

/// Returns a heading, `depth` levels below the story's title. Without the header, the levels begin with that of the parts.
pub(super) fn heading(
    context: &StoryContext,
    depth: u8,
    class: &'static str,
    id: Option<AttrValue>,
    content: Html,
) -> Html {
    let depth = if context.has_part(Part::Header) { depth } else { depth.saturating_sub(1) };
    let tag = match context.options.heading_level.saturating_add(depth) {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    };
    html! { <@{tag} {id} {class} part={part_name(class)}>{ content }</@> }
}

/// Returns a date in words.
pub(super) fn date(context: &StoryContext, date: &Edtf) -> Html {
    time(date, date_words(context, &date.words(&*context.locale)))
}

/// Returns a date's words, machine-readable where HTML has a format for its kind.
pub(super) fn time(date: &Edtf, words: Html) -> Html {
    match date.datetime() {
        Some(datetime) => html! { <time datetime={attribute(&datetime)}>{ words }</time> },
        None => words,
    }
}

/// Returns a link inside the story. An item that is not rendered has its link on the story's own page or, where the story has none,
/// no link.
#[inline(never)]
pub(super) fn story_link(context: &StoryContext, id: &str, content: Html) -> Html {
    if context.has_item(id) {
        return html! { <a href={context.href(id)}>{ content }</a> };
    }
    match context.public_href(id) {
        Some(url) => external_link(&url, content),
        None => content,
    }
}

/// Returns a link to an item, with its title as the text.
pub(super) fn item_link(context: &StoryContext, id: &Id) -> Html {
    story_link(context, id, text(context.title(id)))
}

/// Returns a link that leaves the story.
pub(super) fn external_link(url: &str, content: Html) -> Html {
    html! { <a href={attribute(url)} rel="noopener">{ content }</a> }
}
