//! The frame: the whole story but for what stands in its islands.

use yew::prelude::*;

use super::{
    Reading, Scene, Shared,
    element::{Child, element},
    header,
    item::Standing,
    overview,
    part::{self, Inner},
    sections, timeline,
};
use crate::story::Id;

pub(super) fn frame(scene: &Shared, reading: &Reading) -> Html {
    let (story, state) = (&scene.story, &reading.state);
    let card = |section: usize, nth: usize, id: &Id| {
        part::node(scene, Inner::Card(section, nth, Standing::new(scene, reading, id, false, state.live)))
    };
    let timeline = (!story.timeline.events.is_empty())
        .then(|| timeline::timeline(scene, reading, overview::overview(scene, reading)));
    element!("article",
        "class" = "keyline",
        "part" = "story",
        "lang" = &story.lang,
        "dir" = scene.direction(),
        "data-hydrated" = if state.live { "on" } else { "off" },
        "aria-labelledby" = scene.address("_title");
        part::node(scene, Inner::Head),
        timeline,
        sections::sections(scene, &card),
        scene.place(scene.groups(), &reading.islands),
        element!("p", "class" = "keyline-live-region", "role" = "status"; scene.notice(state)),
    )
}

/// What never changes, above the timeline.
pub(super) fn head(scene: &Scene) -> Html {
    vec![header::header(scene), header::contents(scene)].node()
}
