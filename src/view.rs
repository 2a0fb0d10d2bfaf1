//! The view: a story and a state become markup. One tree of components for the command line and the browser.
//!
//! Nothing here asks a window, a document, a clock or a storage. What only a browser can do is a [`Request`] to the edge, and
//! what the browser did comes back as an [`Action`]. Positions come from [`layout`](crate::layout), words from
//! [`lang`](crate::lang) and the [`Locale`]. Links between items are plain `#id` links that work without a script.

mod card;
mod event;
mod header;
mod item;
mod media;
mod overview;
mod prose;
mod scene;
mod sections;
mod timeline;
mod toolbar;

use std::rc::Rc;

use yew::prelude::*;

pub use scene::{Scene, Shared};

use crate::{
    date::Locale,
    state::{Action, State},
    story::{Id, Story},
};

/// A wish that only the edge can fulfil.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Bring an item into view, open it, move the focus there, and show its address.
    Visit(Id),
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

impl Reducible for State {
    type Action = Action;
    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let next = self.after(action);
        if next == *self { self } else { Rc::new(next) }
    }
}

/// A whole story.
#[component]
pub fn App(props: &Props) -> Html {
    let Props { scene, state, onrequest, onready } = props;
    let state = use_reducer_eq(|| state.clone());
    let dispatch = use_callback(state.dispatcher(), |action: Action, to| to.dispatch(action));
    {
        let (dispatch, onready) = (dispatch.clone(), onready.clone());
        use_effect_with((), move |()| onready.emit(dispatch));
    }
    let onkeydown = use_callback((state.current.clone(), dispatch.clone(), onrequest.clone()), leave_on_escape);

    let story = &scene.story;
    html! {
        <article class="keyline" lang={story.lang.clone()} dir={scene.direction()} {onkeydown}
            data-live={if state.live { "on" } else { "off" }} aria-labelledby={scene.address("_title")}>
            { header::header(scene) }
            { header::contents(scene) }
            if !story.timeline.events.is_empty() {
                { timeline::timeline(scene, &state, &dispatch, onrequest) }
            }
            { sections::sections(scene, &state, &dispatch) }
            { sections::sources(scene) }
            { sections::updates(scene) }
            <p class="keyline-live" role="status">{ scene.notice(&state.notice) }</p>
        </article>
    }
}

/// Escape leaves the chosen event and returns to its mark.
fn leave_on_escape(
    pressed: KeyboardEvent,
    (current, dispatch, request): &(Option<Id>, Callback<Action>, Callback<Request>),
) {
    if let Some(id) = current
        && pressed.key() == "Escape"
    {
        dispatch.emit(Action::Leave);
        request.emit(Request::FocusMark(id.clone()));
    }
}

/// A scene to draw: what does not change while the reader reads.
pub fn scene(story: Story, locale: Rc<dyn Locale>, heading: u8) -> Shared {
    Shared(Rc::new(Scene::new(story, locale, heading)))
}
