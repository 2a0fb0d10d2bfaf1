//! The overview strip: every event on one scale, as an SVG whose geometry is percentages, so that it fits any width without a
//! script and a strict CSP has nothing to object to.
//!
//! Marks are links to their events. Once the page answers they are one stop for the Tab key, and arrows rove among them (APG,
//! "Managing focus within components").

use yew::prelude::*;

use super::{
    Scene,
    element::{Child, digits, each, element, nothing},
    item::{color, track},
};
use crate::{
    date,
    layout::{Edge, Label, Lane, Mark, Strip, Tear, Tick},
};

/// Block size of a row of marks, CSS pixels: a mark's target (WCAG 2.2, 2.5.8) and a little air.
const ROW: usize = 26;
/// Block size of a lane's name.
const NAME: usize = 20;
/// Block size of the axis' labels: a line for the ticks', one for the tears'.
const AXIS: usize = 42;
/// The inline size that is drawn for before it is measured: the smallest phone's, whose labels fit everywhere.
const PHONE: u16 = 280;
/// What takes the pointer around a mark (WCAG 2.2, 2.5.8).
const TARGET: &str = "keyline-target";
/// Inline size that a letter of a label needs.
const LETTER: f64 = 7.5;

/// How the overview stands.
#[derive(Clone, Copy, PartialEq)]
pub struct Look {
    /// Its inline size, once it was measured.
    pub width: Option<u16>,
    /// Index of the chosen event.
    pub chosen: Option<usize>,
    /// Index of the event whose mark the Tab key stops at.
    pub stop: usize,
    pub live: bool,
}

pub(super) fn overview(scene: &Scene, look: Look) -> Html {
    let events = &scene.story.timeline.events;
    let width = f64::from(look.width.unwrap_or(PHONE));
    let strip = scene.strip(look.width, || strip(scene, width));
    let draw = Draw { scene, strip: &strip, width };
    let mark = |mark: &Mark| {
        let Some(event) = events.get(mark.event) else { return nothing() };
        let words = event.display_date.clone().unwrap_or_else(|| event.date.words(&*scene.locale));
        let tabindex = look.live.then_some(if mark.event == look.stop { "0" } else { "-1" });
        let name =
            [&*words, ": ", &event.title, scene.phrases.date.comma, &scene.position(mark.event + 1, events.len())]
                .concat();
        element!("a",
            "class" = "keyline-mark",
            "href" = scene.href(&event.id),
            "aria-label" = name,
            "tabindex" = tabindex,
            "data-nth" = mark.event,
            "data-mark" = event.id.to_string(),
            "data-track" = track(scene, event).map(color),
            "data-main" = event.main.then_some(""),
            "aria-current" = (look.chosen == Some(mark.event)).then_some("true");
            element!("title"; [&*words, " · ", &event.title].concat()),
            draw.mark(mark, event.main),
        )
    };
    element!("div", "class" = "keyline-overview", "role" = "group", "aria-label" = scene.phrases.ui.overview;
        element!("svg", "class" = "keyline-strip", "width" = "100%", "height" = draw.height();
            draw.fades(),
            element!("g", "aria-hidden" = "true";
                each(&strip.ticks, |tick| draw.tick(tick)),
                each(&strip.tears, |tear| draw.tear(tear)),
                each(&strip.lanes, |lane| draw.lane(lane)),
            ),
            each(&strip.marks, mark),
        )
    )
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

    /// A fraction of the strip as a percentage from its left.
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
            return nothing();
        }
        let track = lane.track.and_then(|nth| self.scene.story.timeline.tracks.get(nth));
        let title = track.map_or(self.scene.phrases.ui.other_events, |track| &track.title);
        let top = self.row(lane.row) - NAME;
        element!("g", "class" = "keyline-lane", "data-track" = lane.track.map(color);
            element!("line", "x1" = "0", "x2" = "100%", "y1" = top, "y2" = top),
            label(self.x(0.0), top + 14, None, title),
        )
    }

    fn tick(&self, tick: &Tick) -> Html {
        let (x, bottom) = (self.x(tick.x), self.lanes_height());
        let label = tick.label.as_ref().map(|label| {
            let words = date::tick(label.civil, label.time, &*self.scene.locale);
            self::label(self.x(label.x), bottom + 19, Some("middle"), &words)
        });
        element!("g", "class" = "keyline-tick";
            element!("line", "x1" = &x, "x2" = &x, "y1" = "0", "y2" = bottom + 5),
            label,
        )
    }

    fn tear(&self, tear: &Tear) -> Html {
        let bottom = self.lanes_height();
        let (from, to) = (self.x(tear.start), self.x(tear.end));
        element!("g", "class" = "keyline-tear";
            element!("rect",
                "x" = if self.rtl() { &to } else { &from },
                "width" = percent(tear.end - tear.start),
                "y" = "0",
                "height" = bottom
            ),
            zigzag(&from, bottom),
            zigzag(&to, bottom),
            tear.label.map(|x| {
                label(self.x(x), bottom + 35, Some("middle"), &tear.gap.duration(&*self.scene.locale))
            }),
        )
    }

    fn mark(&self, mark: &Mark, main: bool) -> Html {
        let middle = self.row(mark.row) + ROW / 2;
        if mark.is_point() {
            let x = self.x(mark.start);
            let soft = mark.start_edge != Edge::Sharp || mark.end_edge != Edge::Sharp;
            let point = if main {
                spot(&x, middle, element!("path", "class" = "keyline-point", "d" = "M0-10 10 0 0 10-10 0Z"))
            } else {
                circle("keyline-point", &x, middle, "6", soft)
            };
            return vec![circle(TARGET, &x, middle, "12", false), point].node();
        }
        let x = self.x(if self.rtl() { mark.end } else { mark.start });
        let width = percent(mark.end - mark.start);
        let target = if (mark.end - mark.start) * self.width < 24.0 {
            circle(TARGET, &self.x((mark.start + mark.end) / 2.0), middle, "12", false)
        } else {
            bar(TARGET, &x, &width, middle - 12, "24", "4", None)
        };
        vec![
            target,
            bar("keyline-bar", &x, &width, middle - 6, "12", "2", self.ends(mark).map(|ends| url(&self.mask(ends)))),
        ]
        .node()
    }

    /// How a bar ends on its left and right, unless it is sharp on both.
    fn ends(&self, mark: &Mark) -> Option<(&'static str, &'static str)> {
        let (start, end) = (edge(mark.start_edge), edge(mark.end_edge));
        let ends = if self.rtl() { (end, start) } else { (start, end) };
        (ends != ("sharp", "sharp")).then_some(ends)
    }

    /// The address of the mask for such ends.
    fn mask(&self, (left, right): (&str, &str)) -> String {
        self.scene.address(&["_fade-", left, "-", right].concat())
    }

    /// A mask for each pair of ends that occurs: soft ends blur, open ends fade out, unknown ends break up.
    fn fades(&self) -> Html {
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        for ends in self.strip.marks.iter().filter(|mark| !mark.is_point()).filter_map(|mark| self.ends(mark)) {
            if !pairs.contains(&ends) {
                pairs.push(ends);
            }
        }
        let masks = each(&pairs, |&(left, right)| {
            let id = self.mask((left, right));
            let gradient = [&id, "-gradient"].concat();
            let mut stops = each(fading(left), |(at, white)| stop(*at, *white));
            let behind = each(fading(right), |(at, white)| stop(100 - at, *white));
            stops.extend(behind.into_iter().rev());
            let fill = url(&gradient);
            vec![
                element!("linearGradient", "id" = gradient; stops),
                element!("mask", "id" = id, "maskContentUnits" = "objectBoundingBox";
                    element!("rect", "width" = "1", "height" = "1", "fill" = fill)),
            ]
            .node()
        });
        if masks.is_empty() { nothing() } else { element!("defs"; masks) }
    }
}

/// A reference to what paints or masks.
fn url(id: &str) -> String {
    ["url(#", id, ")"].concat()
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
fn fading(edge: &str) -> &'static [(usize, usize)] {
    match edge {
        "soft" => &[(0, 10), (25, 100)],
        "open" => &[(0, 0), (45, 100)],
        "unknown" => &[(0, 100), (4, 100), (4, 0), (10, 0), (10, 100), (16, 100), (16, 0), (22, 0), (22, 100)],
        _ => &[(0, 100)],
    }
}

fn stop(at: usize, white: usize) -> Html {
    let percent = |number: usize| digits(number) + "%";
    element!("stop", "offset" = percent(at), "stop-color" = "#fff", "stop-opacity" = percent(white))
}

fn label(x: String, y: usize, anchor: Option<&'static str>, words: &str) -> Html {
    element!("text", "x" = x, "y" = y, "text-anchor" = anchor; words)
}

/// What is drawn in pixels around a place: a nested `<svg>` is the one element that can be put at a percentage.
fn spot(x: &str, y: usize, content: Html) -> Html {
    element!("svg", "x" = x.to_owned(), "y" = y, "overflow" = "visible"; content)
}

fn circle(class: &'static str, x: &str, y: usize, r: &'static str, soft: bool) -> Html {
    element!("circle", "class" = class, "cx" = x.to_owned(), "cy" = y, "r" = r, "data-soft" = soft.then_some(""))
}

fn bar(
    class: &'static str,
    x: &str,
    width: &str,
    y: usize,
    height: &'static str,
    rx: &'static str,
    mask: Option<String>,
) -> Html {
    let (x, width) = (x.to_owned(), width.to_owned());
    element!("rect", "class" = class, "x" = x, "width" = width, "y" = y, "height" = height, "rx" = rx, "mask" = mask)
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
fn percent(fraction: f64) -> String {
    let hundredths = (fraction.clamp(0.0, 1.0) * 10_000.0 + 0.5) as usize;
    let rest = hundredths % 100;
    [&*digits(hundredths / 100), if rest < 10 { ".0" } else { "." }, &*digits(rest), "%"].concat()
}
