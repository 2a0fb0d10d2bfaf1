//! Sections with their prose and cards.

use std::rc::Rc;

use yew::prelude::*;

use super::{StoryContext, ViewModel, card_item::CardItem, elements::heading, item_state::ItemState, prose::prose};
use crate::story::Section;

pub(super) fn sections(context: &Rc<StoryContext>, model: &ViewModel) -> Html {
    let sections = &context.story.sections;
    if sections.is_empty() {
        return Html::default();
    }
    let sections: Html =
        sections.iter().enumerate().map(|(index, section)| self::section(context, model, index, section)).collect();
    html! { <div class="keyline-sections">{ sections }</div> }
}

fn section(context: &Rc<StoryContext>, model: &ViewModel, index: usize, section: &Section) -> Html {
    let cards = section.cards.iter().enumerate().map(|(card, item)| {
        let state = ItemState::new(context, &model.state, &item.id, false, model.state.is_hydrated);
        html! { <CardItem {context} section={index} {card} {state} /> }
    });
    html! {
        <section class="keyline-section" part="section" id={context.element_id(&section.id)}>
            { heading(context, 1, "keyline-heading", None, &section.title) }
            { prose(context, &section.body) }
            { for cards }
        </section>
    }
}
