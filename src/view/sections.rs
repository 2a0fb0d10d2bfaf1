//! Sections with their prose and cards.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    StoryContext, ViewModel,
    card_item::CardItem,
    elements::{heading, text},
    item_state::ItemState,
    prose::prose,
};
use crate::story::{Part, Section};

/// Returns the sections at the place of the cards or of the prose.
pub(super) fn sections(context: &Rc<StoryContext>, model: &ViewModel, place: Part) -> Html {
    let sections = context.options.parts.sections(&context.story, place);
    sections.map(|(index, section)| self::section(context, model, index, section)).collect()
}

fn section(context: &Rc<StoryContext>, model: &ViewModel, index: usize, section: &Section) -> Html {
    let cards = section.cards.iter().enumerate().map(|(card, item)| {
        let state = ItemState::new(context, &model.state, &item.id, false, model.state.is_hydrated);
        html! { <CardItem {context} section={index} {card} {state} /> }
    });
    html! {
        <section
            class="keyline-section"
            part="section"
            id={context.element_id(&section.id)}
            data-show={Part::of_section(section).name()}
        >
            { heading(context, 1, "keyline-heading", None, text(&section.title)) }
            { prose(context, &section.body) }
            if !section.cards.is_empty() {
                <div class="keyline-cards">{ for cards }</div>
            }
        </section>
    }
}
