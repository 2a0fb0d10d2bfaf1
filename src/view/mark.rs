//! Marks on the strip: points, bars with their ends, and clusters; titles beside them. Shapes differ, not only colours.

use yew::prelude::*;

use super::{
    element::{Child, digits, each, element, nothing},
    item::{color, track},
    overview::{Draw, LETTER, ROW, Stand, measure, percent, spot},
};
use crate::{
    i18n::fill,
    layout::{self, Mark, MarkEnd},
};

/// What takes the pointer around a mark (WCAG 2.2, 2.5.8).
const TARGET: &str = "keyline-target";
/// A title beside its mark has no less room than this, in pixels, unless it is shorter.
const LEGIBLE: f64 = 12.0 * LETTER;

impl Draw<'_> {
    /// A mark as a link to its event.
    pub fn link(&self, mark: &Mark, stand: Stand, live: bool) -> Html {
        let scene = self.scene;
        let events = &scene.story.timeline.events;
        let nth = mark.event();
        let Some(event) = events.get(nth) else { return nothing() };
        let (name, title, cluster, node) = match &*mark.events {
            [first, .., last] => {
                let name = self.members(mark.events.len(), *first, *last);
                let ends = [&*digits(*first), " ", &digits(*last)].concat();
                (name.clone(), name, Some(ends), self.cluster(mark))
            }
            _ => {
                let (words, title) = (scene.words(nth), &event.title);
                let position = scene.position(nth + 1, events.len());
                let name = [&*words, ": ", title, &scene.phrases().date.comma, &position].concat();
                (name, [&*words, " · ", title].concat(), None, self.mark(mark, event.main))
            }
        };
        let one = cluster.is_none();
        element!("a",
            "class" = if one { "keyline-mark" } else { "keyline-cluster" },
            "href" = scene.href(&event.id),
            "aria-label" = name,
            "tabindex" = live.then_some(if stand.stop { "0" } else { "-1" }),
            "data-nth" = nth,
            "data-mark" = one.then(|| event.id.as_str().to_owned()),
            "data-cluster" = cluster,
            "data-track" = track(scene, event).map(color),
            "data-main" = (one && event.main).then_some(""),
            "data-hit" = stand.hit.then_some(""),
            "aria-current" = stand.chosen.then_some("true");
            // Once the page answers it has a preview of its own (src/bin/widget/strip.js).
            (!live).then(|| element!("title"; title)),
            node,
        )
    }

    fn mark(&self, mark: &Mark, main: bool) -> Html {
        let middle = self.row(mark.row) + ROW / 2;
        if mark.is_point() {
            let x = self.x(mark.start);
            let soft = mark.start_kind != MarkEnd::Sharp || mark.end_kind != MarkEnd::Sharp;
            let point = if main {
                spot(&x, middle, element!("path", "class" = "keyline-point", "d" = "M0-10 10 0 0 10-10 0Z"))
            } else {
                circle("keyline-point", &x, middle, "6", soft)
            };
            return vec![circle(TARGET, &x, middle, "12", false), point].node();
        }
        let x = self.x(if self.rtl() { mark.end } else { mark.start });
        let width = percent(mark.end - mark.start);
        let cut = mark.start_kind == MarkEnd::Cut || mark.end_kind == MarkEnd::Cut;
        let target = if (mark.end - mark.start) * self.width < 24.0 && !cut {
            circle(TARGET, &self.x((mark.start + mark.end) / 2.0), middle, "12", false)
        } else {
            bar(TARGET, &x, &width, middle - 12, "24", "4", None)
        };
        vec![
            target,
            bar("keyline-bar", &x, &width, middle - 6, "12", "2", self.ends(mark).map(|ends| url(&self.mask(ends)))),
            (mark.start_kind == MarkEnd::Cut).then(|| self.goes_on(0.0, middle)).node(),
            (mark.end_kind == MarkEnd::Cut).then(|| self.goes_on(1.0, middle)).node(),
        ]
        .node()
    }

    /// An arrow in a bar that goes on outside of what is seen.
    fn goes_on(&self, x: f64, middle: usize) -> Html {
        let points = if (x > 0.0) == self.rtl() { "7,-3 4,0 7,3" } else { "-7,-3 -4,0 -7,3" };
        spot(&self.x(x), middle, element!("polyline", "class" = "keyline-cut", "points" = points))
    }

    /// A box with the number of events in it.
    fn cluster(&self, mark: &Mark) -> Html {
        let count = mark.events.len();
        let wide = layout::size(count) as usize;
        let left = ["-", &*digits(wide / 2)].concat();
        let content = vec![
            element!("rect", "class" = TARGET, "x" = &left, "width" = wide, "y" = "-12", "height" = "24", "rx" = "7"),
            element!(
                "rect",
                "class" = "keyline-box",
                "x" = &left,
                "width" = wide,
                "y" = "-10",
                "height" = "20",
                "rx" = "5"
            ),
        ];
        spot(&self.x(mark.start), self.row(mark.row) + ROW / 2, content.node())
    }

    /// What a cluster is called: "12 events, 3 March 2025 to 9 March 2025".
    fn members(&self, count: usize, first: usize, last: usize) -> String {
        let (scene, ui) = (self.scene, &self.scene.phrases().ui);
        let (from, to) = (scene.words(first), scene.words(last));
        let when = if from == to { from.as_ref().to_owned() } else { fill(&ui.from_to, &[&from, &to]) };
        [&*scene.count(&ui.events, count), &scene.phrases().date.comma, &when].concat()
    }

    /// What stands in a cluster, or beside a mark: its number of events, or as much of the event's title as there is room for.
    /// Readers who listen have it in the mark's name.
    pub fn words(&self, mark: &Mark) -> Html {
        let Some(event) = self.scene.story.timeline.events.get(mark.event()) else { return nothing() };
        let y = self.row(mark.row) + ROW / 2 + 5;
        if mark.is_cluster() {
            let track = track(self.scene, event).map(color);
            return written("keyline-count", track, self.x(mark.start), None, y, self.scene.number(mark.events.len()));
        }
        let title = &event.title;
        const GAP: f64 = 4.0;
        let room = mark.room * self.width - 2.0 * GAP;
        let wide = measure(self.scene);
        let whole = title.chars().map(&wide).sum::<f64>() <= room;
        if !whole && room < LEGIBLE {
            return nothing();
        }
        let mut words = title.clone();
        if !whole {
            let mut left = room - wide('…');
            let fits = |&(_, letter): &(usize, char)| {
                left -= wide(letter);
                left >= 0.0
            };
            let end = title.char_indices().take_while(fits).last().map_or(0, |(at, letter)| at + letter.len_utf8());
            words.truncate(end);
            words.truncate(words.trim_end().len());
            words.push('…');
        }
        let beside = (mark.target(self.width).1 - mark.end * self.width + GAP) as usize;
        let beside = [if self.rtl() { "-" } else { "" }, &*digits(beside)].concat();
        written("keyline-beside", None, self.x(mark.end), Some(beside), y, words)
    }

    /// How a bar ends on its left and right, unless it is sharp on both.
    fn ends(&self, mark: &Mark) -> Option<(&'static str, &'static str)> {
        let (start, end) = (edge(mark.start_kind), edge(mark.end_kind));
        let ends = if self.rtl() { (end, start) } else { (start, end) };
        (ends != ("sharp", "sharp")).then_some(ends)
    }

    /// The address of the mask for such ends.
    fn mask(&self, (left, right): (&str, &str)) -> String {
        self.scene.address(&["_fade-", left, "-", right].concat())
    }

    /// A mask for each pair of ends that occurs: soft ends blur, open ends fade out, unknown ends break up.
    pub fn fades(&self) -> Html {
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

/// Words of a mark's.
fn written(
    class: &'static str,
    track: Option<usize>,
    x: String,
    beside: Option<String>,
    y: usize,
    words: String,
) -> Html {
    element!("text", "class" = class, "data-track" = track, "x" = x, "dx" = beside, "y" = y; words)
}

/// A reference to what paints or masks.
fn url(id: &str) -> String {
    ["url(#", id, ")"].concat()
}

fn edge(edge: MarkEnd) -> &'static str {
    match edge {
        MarkEnd::Sharp | MarkEnd::Cut => "sharp",
        MarkEnd::Soft => "soft",
        MarkEnd::Open => "open",
        MarkEnd::Unknown => "unknown",
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
