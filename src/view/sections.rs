//! Sections with their prose and cards.

use std::{ops::RangeBounds, rc::Rc};

use yew::prelude::*;

use super::{
    StoryContext, ViewModel,
    card_item::CardItem,
    elements::{heading, text},
    item_state::ItemState,
    prose::prose,
};
use crate::story::Section;

/// Returns a range of the sections.
pub(super) fn sections(context: &Rc<StoryContext>, model: &ViewModel, range: impl RangeBounds<usize>) -> Html {
    let sections = context.story.sections.iter().enumerate().filter(|(index, _)| range.contains(index));
    sections.map(|(index, section)| self::section(context, model, index, section)).collect()
}

fn section(context: &Rc<StoryContext>, model: &ViewModel, index: usize, section: &Section) -> Html {
    let cards = section.cards.iter().enumerate().map(|(card, item)| {
        let state = ItemState::new(context, &model.state, &item.id, false, model.state.is_hydrated);
        html! { <CardItem {context} section={index} {card} {state} /> }
    });
    html! {
        <section class="keyline-section" part="section" id={context.element_id(&section.id)}>
            { heading(context, 1, "keyline-heading", None, text(&section.title)) }
            { prose(context, &section.body) }
            if !section.cards.is_empty() {
                <div class="keyline-cards">{ for cards }</div>
            }
        </section>
    }
}
