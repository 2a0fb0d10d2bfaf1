//! The story's title, summary, publisher, byline and dates.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    StoryContext,
    elements::{date, external_link, heading, phrase, text},
    media::lead_picture,
    prose::prose,
    time_zone,
};
use crate::{i18n::fill, story::Story};

#[derive(Clone, PartialEq, Properties)]
pub struct HeaderProps {
    /// The story.
    pub context: Rc<StoryContext>,
}

#[component]
pub fn Header(HeaderProps { context }: &HeaderProps) -> Html {
    let story = &context.story;
    html! {
        <header class="keyline-header" part="header" data-lead={story.image.is_some().then_some("")}>
            { publisher(story) }
            { heading(context, 0, "keyline-title", Some(context.element_id("_title")), text(&story.title)) }
            <div class="keyline-lede">
                { prose(context, &story.summary) }
                { byline(context) }
            </div>
            { story.image.as_ref().map(|picture| lead_picture(context, picture.image())) }
        </header>
    }
}

fn publisher(story: &Story) -> Option<Html> {
    let publisher = story.publisher.as_ref()?;
    let name = text(&publisher.name);
    let content = match &publisher.url {
        Some(url) => external_link(url, name),
        None => name,
    };
    Some(html! { <p class="keyline-publisher">{ content }</p> })
}

fn byline(context: &StoryContext) -> Option<Html> {
    let (story, ui) = (&context.story, &context.phrases().ui);
    let author =
        story.byline.as_ref().map(|byline| html! { <span>{ phrase(context, &fill(&ui.by, &[byline])) }</span> });
    let dates = [(&ui.published, &story.published), (&ui.updated, &story.updated)];
    let dates = dates.into_iter().filter_map(|(label, value)| {
        let value = value.as_ref()?;
        Some(html! { <span>{ label }{ " " }{ date(context, value) }</span> })
    });
    let facts: Vec<Html> = author.into_iter().chain(dates).chain(time_zone::beside_dates(context)).collect();
    (!facts.is_empty()).then(|| html! { <p class="keyline-byline">{ facts }</p> })
}
