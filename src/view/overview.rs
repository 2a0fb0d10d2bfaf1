//! The overview strip: every event on one scale, as an SVG whose geometry is percentages, so that it fits any width without a
//! script and a strict CSP has nothing to object to.
//!
//! Marks are links to their events. Once the page answers they are one stop for the Tab key, and arrows rove among them (APG,
//! "Managing focus within components").

use std::rc::Rc;

use yew::prelude::*;

use super::{
    Reading, Scene, Shared,
    element::{Child, digits, each, element, nothing},
    item::color,
    part::{self, Inner},
};
use crate::{
    date,
    filter::Filter,
    i18n::{fill, is_full_width},
    layout::{Break, Context, Label, Lane, Mark, Strip, Tick, Viewport},
    search::SearchTarget,
    state::State,
};

/// Block size of a row of marks, CSS pixels: a mark's target (WCAG 2.2, 2.5.8) and a little air.
pub(super) const ROW: usize = 26;
/// Block size of a lane's name.
const NAME: usize = 20;
/// Block size of the axis' labels: a line for the ticks', one for what those are part of.
const AXIS: usize = 42;
/// One more line, for how long breaks are.
const LINE: usize = 16;
/// The inline size that is drawn for before it is measured: the smallest phone's, whose labels fit everywhere.
const PHONE: u16 = 280;
/// Inline size that a letter of a label needs.
pub(super) const LETTER: f64 = 7.5;
/// The same in scripts from right to left, whose letters are wider.
const WIDE: f64 = 9.5;
/// The same of East Asia's letters.
const SQUARE: f64 = 14.0;
/// How many marks are drawn together.
const TOGETHER: usize = 16;

/// What is seen of the overview: all that a mark's place depends on.
#[derive(Clone, PartialEq)]
pub struct Sight {
    pub view: Viewport,
    /// What is left out.
    pub filter: Filter,
    pub live: bool,
}

/// Marks that are drawn together, so that choosing one of hundreds draws a few.
#[derive(Clone, PartialEq)]
pub struct Marks {
    pub sight: Rc<Sight>,
    /// Number of the first among the strip's marks.
    pub first: usize,
    pub stands: Vec<Stand>,
}

/// How a mark stands.
#[derive(Clone, Copy, PartialEq)]
pub struct Stand {
    pub chosen: bool,
    /// The Tab key stops at it.
    pub stop: bool,
    pub hit: bool,
}

impl Scene {
    /// How the strip is looked at.
    pub fn view(&self, state: &State) -> Viewport {
        Viewport { width: f64::from(state.width.unwrap_or(PHONE)), zoom: state.zoom, to_scale: state.to_scale }
    }

    /// The days that are seen, in words.
    pub(super) fn span(&self, view: Viewport, filter: &Filter) -> String {
        let (from, to) = self.strip(view, filter).span;
        date::span(from, to, &*self.locale)
    }
}

pub(super) fn overview(scene: &Shared, reading: &Reading) -> Html {
    let Reading { state, hits, .. } = reading;
    let sight = Rc::new(Sight { view: scene.view(state), filter: state.filter.clone(), live: state.live });
    let strip = scene.strip(sight.view, &sight.filter);
    let chosen = state.current.as_ref().and_then(|id| scene.story.event(id));
    // Where the stop is out of sight, the first mark is one.
    let seen = strip.marks.iter().any(|mark| mark.events.contains(&state.stop));
    let stop = if seen { state.stop } else { strip.marks.first().map_or(0, Mark::event) };
    let stand = |mark: &Mark| Stand {
        chosen: chosen.is_some_and(|chosen| mark.events.contains(&chosen)),
        stop: mark.events.contains(&stop),
        hit: mark.events.iter().any(|&event| hits.contains(SearchTarget::Event(event))),
    };
    let part = |inner: fn(Rc<Sight>) -> Inner| part::node(scene, inner(sight.clone()));
    let mut marks = Vec::new();
    for (nth, together) in strip.marks.chunks(TOGETHER).enumerate() {
        let stands = together.iter().map(stand).collect();
        marks.push(part::node(scene, Inner::Marks(Marks { sight: sight.clone(), first: nth * TOGETHER, stands })));
    }
    let draw = Draw { scene, strip: &strip, width: sight.view.width };
    element!("div",
        "class" = "keyline-overview",
        "part" = "overview",
        "role" = "group",
        "aria-label" = &scene.phrases().ui.overview,
        "data-zoomed" = (!sight.view.zoom.is_all()).then_some("");
        part(Inner::Window),
        element!("svg", "class" = "keyline-strip", "width" = "100%", "height" = draw.height();
            part(Inner::Axis),
            marks,
            part(Inner::Titles),
        )
    )
}

/// Behind the marks: ticks, breaks and lanes.
pub(super) fn axis(scene: &Scene, sight: &Sight) -> Html {
    let strip = scene.strip(sight.view, &sight.filter);
    let draw = Draw { scene, strip: &strip, width: sight.view.width };
    vec![
        draw.fades(),
        element!("g", "aria-hidden" = "true";
            each(&strip.ticks, |tick| draw.tick(tick)),
            each(&strip.contexts, |context| draw.context(context)),
            each(&strip.breaks, |axis_break| draw.axis_break(axis_break)),
            each(&strip.lanes, |lane| draw.lane(lane)),
        ),
    ]
    .node()
}

pub(super) fn marks(scene: &Scene, marks: &Marks) -> Html {
    let sight = &marks.sight;
    let strip = scene.strip(sight.view, &sight.filter);
    let draw = Draw { scene, strip: &strip, width: sight.view.width };
    let mut nodes = Vec::with_capacity(marks.stands.len());
    for (mark, stand) in strip.marks.iter().skip(marks.first).zip(&marks.stands) {
        nodes.push(draw.link(mark, *stand, sight.live));
    }
    nodes.node()
}

/// Before the marks: as much of their titles as there is room for.
pub(super) fn titles(scene: &Scene, sight: &Sight) -> Html {
    let strip = scene.strip(sight.view, &sight.filter);
    let draw = Draw { scene, strip: &strip, width: sight.view.width };
    element!("g", "class" = "keyline-words", "aria-hidden" = "true"; each(&strip.marks, |mark| draw.words(mark)))
}

/// The strip for a view; how wide its labels are is guessed from their letters.
pub(super) fn strip(scene: &Scene, view: Viewport, filter: &Filter) -> Strip {
    let locale = &*scene.locale;
    let wide = measure(scene);
    scene.plan().strip(view, &|nth| filter.keeps(&scene.story, nth), &|label| {
        let words = match label {
            Label::Tick(label) => date::tick(label.fields, label.time, locale),
            Label::Context(civil) => date::context(civil, locale),
            Label::Gap(gap) => gap.duration(locale),
        };
        words.chars().map(&wide).sum()
    })
}

/// Says how wide a letter is, guessed: pixels.
pub(super) fn measure(scene: &Scene) -> impl Fn(char) -> f64 + use<> {
    let plain = if scene.direction() == "rtl" { WIDE } else { LETTER };
    move |letter| if is_full_width(letter) { SQUARE } else { plain }
}

/// What is seen, in words; how much is outside of it; and the buttons.
pub(super) fn window(scene: &Scene, sight: &Sight) -> Html {
    let view = sight.view;
    let strip = scene.strip(view, &sight.filter);
    let ui = &scene.phrases().ui;
    let button = |act: &'static str, words: &str, label: Option<&Rc<str>>| element!("button", "type" = "button", "data-aim" = act, "aria-label" = label; words);
    let scaled = scene.plan().has_breaks().then(|| {
        let pressed = if view.to_scale { "true" } else { "false" };
        let act = if view.to_scale { "broken" } else { "to-scale" };
        element!("button", "type" = "button", "data-act" = act, "aria-pressed" = pressed; &ui.to_scale)
    });
    element!("div", "class" = "keyline-window";
        outside(scene, "earlier", &ui.earlier_outside, strip.before),
        element!("span", "class" = "keyline-span"; scene.span(view, &sight.filter)),
        outside(scene, "later", &ui.later_outside, strip.after),
        element!("span", "class" = "keyline-zoom", "role" = "group", "aria-label" = &ui.zoom;
            button("out", "−", Some(&ui.zoom_out)),
            button("in", "+", Some(&ui.zoom_in)),
            button("fit", &ui.zoom_fit, None),
            scaled,
        ),
    )
}

/// How many events are out of sight on one side, and the way there.
fn outside(scene: &Scene, aim: &'static str, label: &str, count: usize) -> Html {
    let label = fill(label, &[&scene.count(&scene.phrases().ui.events, count)]);
    element!("button",
        "type" = "button",
        "class" = "keyline-outside",
        "data-aim" = aim,
        "hidden" = (count == 0).then_some(""),
        "aria-label" = label;
        scene.number(count))
}

pub(super) struct Draw<'a> {
    pub scene: &'a Scene,
    pub strip: &'a Strip,
    /// What the strip is drawn for, CSS pixels.
    pub width: f64,
}

impl Draw<'_> {
    pub(super) fn rtl(&self) -> bool {
        self.scene.direction() == "rtl"
    }

    /// A fraction of the strip as a percentage from its left.
    pub(super) fn x(&self, fraction: f64) -> String {
        percent(if self.rtl() { 1.0 - fraction } else { fraction })
    }

    /// The lanes' names need a line each, but for a single lane of events without a track.
    fn named(&self) -> bool {
        self.strip.lanes.iter().any(|lane| lane.track.is_some())
    }

    /// Top of a row.
    pub(super) fn row(&self, row: usize) -> usize {
        let before = self.strip.lanes.iter().filter(|lane| lane.row <= row).count();
        row * ROW + if self.named() { before * NAME } else { 0 }
    }

    fn lanes_height(&self) -> usize {
        self.strip.lanes.last().map_or(ROW, |lane| self.row(lane.row + lane.rows.saturating_sub(1)) + ROW)
    }

    fn height(&self) -> usize {
        self.lanes_height() + if self.scene.plan().has_breaks() { AXIS + LINE } else { AXIS }
    }

    fn lane(&self, lane: &Lane) -> Html {
        if !self.named() {
            return nothing();
        }
        let track = lane.track.and_then(|nth| self.scene.story.timeline.tracks.get(nth));
        let title = track.map_or(&*self.scene.phrases().ui.other_events, |track| &track.title);
        let top = self.row(lane.row) - NAME;
        element!("g", "class" = "keyline-lane", "data-track" = lane.track.map(color);
            element!("line", "x1" = "0", "x2" = "100%", "y1" = top, "y2" = top),
            label(self.x(0.0), top + 14, None, title),
        )
    }

    fn tick(&self, tick: &Tick) -> Html {
        let (x, bottom) = (self.x(tick.x), self.lanes_height());
        let label = tick.label.as_ref().map(|label| {
            let words = date::tick(label.fields, label.time, &*self.scene.locale);
            self::label(self.x(label.x), bottom + 19, Some("middle"), &words)
        });
        element!("g", "class" = "keyline-tick";
            element!("line", "x1" = &x, "x2" = &x, "y1" = "0", "y2" = bottom + 5),
            label,
        )
    }

    fn context(&self, context: &Context) -> Html {
        let words = date::context(context.fields, &*self.scene.locale);
        element!("g", "class" = "keyline-context";
            label(self.x(context.x), self.lanes_height() + 19 + LINE, Some("middle"), &words))
    }

    fn axis_break(&self, axis_break: &Break) -> Html {
        let bottom = self.lanes_height();
        let (from, to) = (self.x(axis_break.start), self.x(axis_break.end));
        element!("g", "class" = "keyline-break";
            element!("rect",
                "x" = if self.rtl() { &to } else { &from },
                "width" = percent(axis_break.end - axis_break.start),
                "y" = "0",
                "height" = bottom
            ),
            (axis_break.start > 0.0).then(|| zigzag(&from, bottom)),
            (axis_break.end < 1.0).then(|| zigzag(&to, bottom)),
            axis_break.label.map(|x| {
                label(self.x(x), bottom + 19 + 2 * LINE, Some("middle"), &axis_break.gap.duration(&*self.scene.locale))
            }),
        )
    }
}

fn label(x: String, y: usize, anchor: Option<&'static str>, words: &str) -> Html {
    element!("text", "x" = x, "y" = y, "text-anchor" = anchor; words)
}

/// What is drawn in pixels around a place: a nested `<svg>` is the one element that can be put at a percentage.
pub(super) fn spot(x: &str, y: usize, content: Html) -> Html {
    element!("svg", "x" = x.to_owned(), "y" = y, "overflow" = "visible"; content)
}

fn zigzag(x: &str, height: usize) -> Html {
    let mut points = String::new();
    for y in (0..=height).step_by(6) {
        points += if y % 12 == 0 { "-3," } else { "3," };
        points += &digits(y);
        points += " ";
    }
    spot(x, 0, element!("polyline", "points" = points))
}

/// A fraction as a percentage with two decimals. Printing a float costs 5 kB.
pub(super) fn percent(fraction: f64) -> String {
    let hundredths = (fraction.clamp(0.0, 1.0) * 10_000.0 + 0.5) as usize;
    let rest = hundredths % 100;
    [&*digits(hundredths / 100), if rest < 10 { ".0" } else { "." }, &*digits(rest), "%"].concat()
}
