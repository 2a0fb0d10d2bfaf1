//! The overview strip: every event on one scale, as an SVG whose geometry is percentages, so that it fits any width without a
//! script and a strict CSP has nothing to object to.
//!
//! Marks are links to their events. Once the page answers they are one stop for the Tab key, and arrows rove among them (APG,
//! "Managing focus within components").

use yew::prelude::*;

use super::{Request, Scene, Shared, event::track_color, scene::fill};
use crate::{
    date,
    layout::{Edge, Label, Lane, Mark, Strip, Tear, Tick},
    story::Id,
};

/// Block size of a row of marks, CSS pixels: a mark's target (WCAG 2.2, 2.5.8) and a little air.
const ROW: usize = 26;
/// Block size of a lane's name.
const NAME: usize = 20;
/// Block size of the axis' labels: a line for the ticks', one for the tears'.
const AXIS: usize = 42;
/// The inline size that is drawn for before it is measured: the smallest phone's, whose labels fit everywhere.
const PHONE: u16 = 280;
/// Inline size that a letter of a label needs.
const LETTER: f64 = 7.5;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub scene: Shared,
    pub width: Option<u16>,
    pub current: Option<Id>,
    pub live: bool,
    pub onrequest: Callback<Request>,
}

#[component]
pub(super) fn Overview(props: &Props) -> Html {
    let Props { scene, width, current, live, onrequest } = props;
    let events = &scene.story.timeline.events;
    let strip = use_memo((scene.clone(), *width), |(scene, width)| strip(scene, f64::from(width.unwrap_or(PHONE))));
    // The mark that the Tab key stops at.
    let stop = use_state(|| 0);
    let chosen = current.as_ref().and_then(|id| scene.story.event(id));
    let onkeydown = use_callback((scene.clone(), stop.setter(), onrequest.clone()), rove);

    let draw = Draw { scene, strip: &strip, width: f64::from(width.unwrap_or(PHONE)) };
    let marks = strip.marks.iter().filter_map(|mark| {
        let event = events.get(mark.event)?;
        let tabindex = live.then(|| if mark.event == chosen.unwrap_or(*stop) { "0" } else { "-1" });
        let name = format!("{}: {}, {}", words(scene, mark.event), event.title, {
            scene.position(mark.event + 1, events.len())
        });
        Some(html! {
            <a class="keyline-mark" href={scene.href(&event.id)} aria-label={name} {tabindex}
                data-nth={mark.event.to_string()} data-mark={event.id.as_str().to_owned()}
                data-track={track_color(scene, event)} data-main={event.main.then_some("")}
                aria-current={(chosen == Some(mark.event)).then_some("true")}>
                <title>{ format!("{} · {}", words(scene, mark.event), event.title) }</title>
                { draw.mark(mark, event.main) }
            </a>
        })
    });
    let height = draw.height();
    html! {
        <div class="keyline-overview" role="group" aria-label={scene.phrases.ui.overview} {onkeydown}>
            <svg class="keyline-strip" width="100%" height={height.to_string()}>
                { draw.fades() }
                <g aria-hidden="true">
                    { for strip.ticks.iter().map(|tick| draw.tick(tick)) }
                    { for strip.tears.iter().map(|tear| draw.tear(tear)) }
                    { for strip.lanes.iter().map(|lane| draw.lane(lane)) }
                </g>
                { for marks }
            </svg>
        </div>
    }
}

/// The strip at a width; how wide its labels are is guessed from their letters.
fn strip(scene: &Scene, width: f64) -> Strip {
    let locale = &*scene.locale;
    Strip::new(&scene.story, width, &|label| {
        let words = match label {
            Label::Tick(label) => date::tick(label.civil, label.time, locale),
            Label::Gap(gap) => gap.duration(locale),
        };
        words.chars().count() as f64 * LETTER
    })
}

/// Arrow keys, Home and End move the focus among the marks, in time's direction on the page.
fn rove(pressed: KeyboardEvent, (scene, stop, request): &(Shared, UseStateSetter<usize>, Callback<Request>)) {
    let events = &scene.story.timeline.events;
    let mark = pressed.target_dyn_into::<web_sys::Element>().and_then(|mark| mark.get_attribute("data-nth"));
    let Some(at) = mark.and_then(|nth| nth.parse::<usize>().ok()) else { return };
    let later = if scene.direction() == "rtl" { "ArrowLeft" } else { "ArrowRight" };
    let to = match pressed.key().as_str() {
        "Home" => 0,
        "End" => events.len().saturating_sub(1),
        "ArrowDown" => at + 1,
        "ArrowUp" => at.saturating_sub(1),
        key if key == later => at + 1,
        "ArrowLeft" | "ArrowRight" => at.saturating_sub(1),
        _ => return,
    };
    if pressed.alt_key() || pressed.ctrl_key() || pressed.meta_key() {
        return;
    }
    pressed.prevent_default();
    if let Some(event) = events.get(to) {
        stop.set(to);
        request.emit(Request::FocusMark(event.id.clone()));
    }
}

fn words(scene: &Scene, nth: usize) -> String {
    scene.story.timeline.events.get(nth).map_or_else(String::new, |event| {
        event.display_date.clone().unwrap_or_else(|| event.date.words(&*scene.locale))
    })
}

struct Draw<'a> {
    scene: &'a Scene,
    strip: &'a Strip,
    /// What the strip is drawn for, CSS pixels.
    width: f64,
}

impl Draw<'_> {
    fn rtl(&self) -> bool {
        self.scene.direction() == "rtl"
    }

    /// A fraction of the strip as a percentage from its left. Whole numbers only: printing a float costs 5 kB.
    fn x(&self, fraction: f64) -> String {
        percent(if self.rtl() { 1.0 - fraction } else { fraction })
    }

    /// The lanes' names need a line each, but for a single lane of events without a track.
    fn named(&self) -> bool {
        self.strip.lanes.iter().any(|lane| lane.track.is_some())
    }

    /// Top of a row.
    fn row(&self, row: usize) -> usize {
        let before = self.strip.lanes.iter().filter(|lane| lane.row <= row).count();
        row * ROW + if self.named() { before * NAME } else { 0 }
    }

    fn lanes_height(&self) -> usize {
        self.strip.lanes.last().map_or(ROW, |lane| self.row(lane.row + lane.rows.saturating_sub(1)) + ROW)
    }

    fn height(&self) -> usize {
        self.lanes_height() + AXIS
    }

    fn lane(&self, lane: &Lane) -> Html {
        if !self.named() {
            return Html::default();
        }
        let track = lane.track.and_then(|nth| self.scene.story.timeline.tracks.get(nth));
        let title = track.map_or(self.scene.phrases.ui.other_events, |track| &track.title);
        let top = self.row(lane.row) - NAME;
        html! {
            <g class="keyline-lane" data-track={lane.track.map(|nth| (nth % 8 + 1).to_string())}>
                <line x1="0" x2="100%" y1={top.to_string()} y2={top.to_string()} />
                <text x={self.x(0.0)} y={(top + 14).to_string()}>{ title.to_owned() }</text>
            </g>
        }
    }

    fn tick(&self, tick: &Tick) -> Html {
        let (x, bottom) = (self.x(tick.x), self.lanes_height());
        html! {
            <>
                <line class="keyline-tick" x1={x.clone()} x2={x} y1="0" y2={(bottom + 5).to_string()} />
                if let Some(label) = &tick.label {
                    <text class="keyline-tick" x={self.x(label.x)} y={(bottom + 19).to_string()} text-anchor="middle">
                        { date::tick(label.civil, label.time, &*self.scene.locale) }
                    </text>
                }
            </>
        }
    }

    fn tear(&self, tear: &Tear) -> Html {
        let bottom = self.lanes_height();
        let (from, to) = (self.x(tear.start), self.x(tear.end));
        html! {
            <g class="keyline-tear">
                <rect x={if self.rtl() { to.clone() } else { from.clone() }} width={percent(tear.end - tear.start)}
                    y="0" height={bottom.to_string()} />
                { zigzag(from, bottom) }
                { zigzag(to, bottom) }
                if let Some(label) = tear.label {
                    <text x={self.x(label)} y={(bottom + 35).to_string()} text-anchor="middle">
                        { tear.gap.duration(&*self.scene.locale) }
                    </text>
                }
            </g>
        }
    }

    fn mark(&self, mark: &Mark, main: bool) -> Html {
        let middle = self.row(mark.row) + ROW / 2;
        if mark.is_point() {
            let soft = mark.start_edge != Edge::Sharp || mark.end_edge != Edge::Sharp;
            // A nested <svg> is the one element that can be put at a percentage and drawn in pixels.
            return html! {
                <svg x={self.x(mark.start)} y={middle.to_string()} overflow="visible">
                    <rect class="keyline-target" x="-12" y="-12" width="24" height="24" rx="12" />
                    if main {
                        <path class="keyline-point" d="M0-10 10 0 0 10-10 0Z" />
                    } else {
                        <circle class="keyline-point" r="6" data-soft={soft.then_some("")} />
                    }
                </svg>
            };
        }
        let x = self.x(if self.rtl() { mark.end } else { mark.start });
        let width = percent(mark.end - mark.start);
        let target = if (mark.end - mark.start) * self.width < 24.0 {
            let x = self.x((mark.start + mark.end) / 2.0);
            html! {
                <svg {x} y={middle.to_string()} overflow="visible">
                    <rect class="keyline-target" x="-12" y="-12" width="24" height="24" rx="4" />
                </svg>
            }
        } else {
            let (x, width) = (x.clone(), width.clone());
            html! { <rect class="keyline-target" {x} {width} y={(middle - 12).to_string()} height="24" rx="4" /> }
        };
        html! {
            <>
                { target }
                <rect class="keyline-bar" {x} {width} y={(middle - 6).to_string()} height="12" rx="2" mask={self.fade(mark)} />
            </>
        }
    }

    fn fade(&self, mark: &Mark) -> Option<String> {
        let (mut left, mut right) = (mark.start_edge, mark.end_edge);
        if self.rtl() {
            std::mem::swap(&mut left, &mut right);
        }
        (left != Edge::Sharp || right != Edge::Sharp)
            .then(|| fill("url(#{}/_fade-{}-{})", &[&self.scene.story.id, edge(left), edge(right)]))
    }

    /// A mask for each pair of ends that occurs: soft ends blur, open ends fade out, unknown ends break up.
    fn fades(&self) -> Html {
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        for mark in self.strip.marks.iter().filter(|mark| !mark.is_point()) {
            let mut pair = (edge(mark.start_edge), edge(mark.end_edge));
            if self.rtl() {
                pair = (pair.1, pair.0);
            }
            if pair != ("sharp", "sharp") && !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
        let masks = pairs.into_iter().map(|(left, right)| {
            let id = self.scene.address(format!("_fade-{left}-{right}"));
            let gradient = format!("{id}-gradient");
            html! {
                <>
                    <linearGradient id={gradient.clone()}>
                        { for stops(left).map(|(at, white)| stop(at, white)) }
                        { for stops(right).map(|(at, white)| (100 - at, white)).rev().map(|(at, white)| stop(at, white)) }
                    </linearGradient>
                    <mask {id} maskContentUnits="objectBoundingBox">
                        <rect width="1" height="1" fill={format!("url(#{gradient})")} />
                    </mask>
                </>
            }
        });
        html! { <defs>{ for masks }</defs> }
    }
}

fn edge(edge: Edge) -> &'static str {
    match edge {
        Edge::Sharp => "sharp",
        Edge::Soft => "soft",
        Edge::Open => "open",
        Edge::Unknown => "unknown",
    }
}

/// Where along a bar, in percent from its end, how much of it shows, in percent.
fn stops(edge: &str) -> impl DoubleEndedIterator<Item = (u8, u8)> {
    let stops: &[(u8, u8)] = match edge {
        "soft" => &[(0, 10), (25, 100)],
        "open" => &[(0, 0), (45, 100)],
        "unknown" => &[(0, 100), (4, 100), (4, 0), (10, 0), (10, 100), (16, 100), (16, 0), (22, 0), (22, 100)],
        _ => &[(0, 100)],
    };
    stops.iter().copied()
}

fn stop(at: u8, white: u8) -> Html {
    html! { <stop offset={format!("{at}%")} stop-color="#fff" stop-opacity={format!("{white}%")} /> }
}

fn zigzag(x: String, height: usize) -> Html {
    let mut points = String::new();
    for (nth, y) in (0..=height).step_by(6).enumerate() {
        points.push_str(&format!("{},{y} ", if nth % 2 == 0 { -3 } else { 3 }));
    }
    html! { <svg {x} overflow="visible"><polyline {points} /></svg> }
}

/// A fraction as a percentage with two decimals.
fn percent(fraction: f64) -> String {
    let hundredths = (fraction.clamp(0.0, 1.0) * 10_000.0 + 0.5) as u32;
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}
