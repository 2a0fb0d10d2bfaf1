//! The view: a story and a state become markup. One tree of components for the command line and the browser.
//!
//! Nothing here asks a window, a document, a clock or a storage. What only a browser can do is a [`Request`] to the edge, and
//! what the browser did comes back as an [`Action`]. Positions come from [`layout`](crate::layout), words from
//! [`lang`](crate::lang) and the [`Locale`]. Links between items are plain `#id` links that work without a script.

mod element;
mod header;
mod item;
mod mark;
mod media;
mod overview;
mod part;
mod prose;
mod scene;
mod sections;
mod timeline;
mod toolbar;

use std::rc::Rc;

use yew::{prelude::*, virtual_dom::ListenerKind};

pub use scene::{Scene, Shared};

use self::{
    element::{element, on},
    item::Standing,
    overview::Look,
    part::What,
};
use crate::{
    date::Locale,
    layout::Zoom,
    state::{Action, State},
    story::{Id, Story},
};

/// A wish that only the edge can fulfil.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Move the focus to an event's mark in the overview.
    FocusMark(Id),
}

/// What [`App`] is given.
#[derive(Properties, PartialEq)]
pub struct Props {
    pub scene: Shared,
    /// What is open and chosen at the start.
    pub state: State,
    /// Takes wishes; nobody listens on the command line.
    #[prop_or_default]
    pub onrequest: Callback<Request>,
    /// Is handed the way to send actions, once, when the page answers.
    #[prop_or_default]
    pub onready: Callback<Callback<Action>>,
}

/// A whole story.
pub struct App {
    state: State,
    dispatch: Callback<Action>,
}

impl Component for App {
    type Message = Action;
    type Properties = Props;

    fn create(context: &Context<App>) -> App {
        App { state: context.props().state.clone(), dispatch: context.link().callback(|action| action) }
    }

    fn update(&mut self, context: &Context<App>, action: Action) -> bool {
        let mut next = self.state.after(action);
        if next.current != self.state.current
            && let Some(nth) = next.current.as_ref().and_then(|id| context.props().scene.story.event(id))
        {
            next.stop = nth;
        }
        let changed = next != self.state;
        self.state = next;
        changed
    }

    fn rendered(&mut self, context: &Context<App>, first: bool) {
        if first {
            context.props().onready.emit(self.dispatch.clone());
        }
    }

    fn view(&self, context: &Context<App>) -> Html {
        let Props { scene, onrequest, .. } = context.props();
        let (state, story) = (&self.state, &scene.story);
        let look = Look {
            width: state.width,
            chosen: state.current.as_ref().and_then(|id| story.event(id)),
            stop: state.stop,
            live: state.live,
            zoom: Zoom::default(),
            to_scale: false,
        };
        let part = part::Props {
            scene: scene.clone(),
            what: What::Overview(look),
            dispatch: self.dispatch.clone(),
            onrequest: onrequest.clone(),
        };
        let event = |nth: usize, id: &Id| part.node(What::Event(nth, standing(state, id)), id);
        let card = |section: usize, nth: usize, id: &Id| part.node(What::Card(section, nth, standing(state, id)), id);
        let timeline = (!story.timeline.events.is_empty())
            .then(|| timeline::timeline(scene, state, &self.dispatch, part.node(part.what, "_overview"), &event));
        let article = element!("article",
            "class" = "keyline",
            "lang" = &story.lang,
            "dir" = scene.direction(),
            "data-live" = if state.live { "on" } else { "off" },
            "aria-labelledby" = scene.address("_title");
            header::header(scene),
            header::contents(scene),
            timeline,
            sections::sections(scene, &card),
            sections::sources(scene),
            sections::updates(scene),
            element!("p", "class" = "keyline-live", "role" = "status"; scene.notice(&state.notice)),
        );
        on(|| ListenerKind::onkeydown, leave_on_escape(&state.current, &self.dispatch, onrequest), article)
    }
}

fn standing(state: &State, id: &Id) -> Standing {
    Standing { open: state.open.contains(id), current: state.current.as_ref() == Some(id), copied: state.copied(id) }
}

/// Escape leaves the chosen event and returns to its mark.
fn leave_on_escape(
    current: &Option<Id>,
    dispatch: &Callback<Action>,
    onrequest: &Callback<Request>,
) -> Callback<Event> {
    let (current, dispatch, onrequest) = (current.clone(), dispatch.clone(), onrequest.clone());
    Callback::from(move |event: Event| {
        let escape = pressed(&event).is_some_and(|pressed| pressed.key() == "Escape");
        if let (true, Some(id)) = (escape, &current) {
            dispatch.emit(Action::Leave);
            onrequest.emit(Request::FocusMark(id.clone()));
        }
    })
}

fn pressed(event: &Event) -> Option<&KeyboardEvent> {
    use web_sys::wasm_bindgen::JsCast;
    event.dyn_ref()
}

/// A scene to draw: what does not change while the reader reads.
pub fn scene(story: Story, locale: Rc<dyn Locale>, heading: u8) -> Shared {
    Shared(Rc::new(Scene::new(story, locale, heading)))
}
