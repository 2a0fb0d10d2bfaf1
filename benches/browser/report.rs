//! The table, in Markdown.

use crate::{
    chromium::{LIMIT, Profile},
    figures::{Figure, Tasks, percentile},
    measure::Cell,
    pages::Page,
};

/// All runs of one page in one size at one speed.
pub struct Row {
    pub events: usize,
    pub profile: Profile,
    pub page: Page,
    pub runs: Vec<Cell>,
}

/// A table for each speed.
pub fn tables(rows: &[Row], machine: &str) -> String {
    let mut text = format!("{machine}\n");
    for (profile, words) in [
        (Profile::Fast, "Fast: network and processor as they are"),
        (Profile::Slow, "Slow: 1.6 Mbit/s down, 0.75 up, 150 ms; processor four times slower"),
    ] {
        let rows: Vec<&Row> = rows.iter().filter(|row| row.profile == profile).collect();
        if !rows.is_empty() {
            text += &format!("\n**{words}**\n\n{HEAD}");
            rows.iter().for_each(|row| text += &row.markdown());
            text += &ratios(&rows);
        }
    }
    text
}

const HEAD: &str = "\
| events | page | runs | kB sent | first paint, ms | text, ms | a click works: card / event, ms | click p50 / p95, ms \
| typing p95 / longest task, ms | scroll p95, ms | zoom p95, ms | pan p95, ms | long tasks loading: number / longest, ms \
| long tasks later: number / longest, ms | DOM nodes | heap, MB |\n\
|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n";

const RATIOS_HEAD: &str = "\n\
| events | page | first paint, × vanilla | text, × | click p95, × |\n\
|--:|---|--:|--:|--:|\n";

/// A table of Keyline's pages relative to the vanilla page: medians of the ratios within a run, and the ratio of all runs' clicks.
fn ratios(rows: &[&Row]) -> String {
    let mut text = String::new();
    for row in rows.iter().filter(|row| matches!(row.page, Page::Keyline | Page::Embed)) {
        let Some(vanilla) = rows.iter().find(|other| other.page == Page::Vanilla && other.events == row.events) else {
            continue;
        };
        let ratio = |of: fn(&Cell) -> Figure| {
            let pairs = row.runs.iter().zip(&vanilla.runs);
            Figure::median(pairs.map(|(run, vanilla)| of(run).ratio(of(vanilla))))
                .written(|ratio| format!("{ratio:.2}"))
        };
        let clicks = |row: &Row| Figure::from(percentile(&row.clicks(), 0.95));
        let cells = [
            number(row.events as f64),
            row.page.name().to_owned(),
            ratio(|run| run.paint),
            ratio(|run| run.text),
            clicks(row).ratio(clicks(vanilla)).written(|ratio| format!("{ratio:.2}")),
        ];
        text += &format!("| {} |\n", cells.join(" | "));
    }
    if text.is_empty() { text } else { format!("{RATIOS_HEAD}{text}") }
}

impl Row {
    fn clicks(&self) -> Vec<f64> {
        self.runs.iter().flat_map(|run| run.clicks.iter().copied()).collect()
    }

    fn markdown(&self) -> String {
        let clicks = self.clicks();
        let tasks = |of: fn(&Cell) -> Tasks| {
            // A whole number, also without a long task.
            let (count, longest) = (self.median(move |run| of(run).count), self.median(move |run| of(run).longest));
            if count == Figure(Some(0.0)) { "0".to_owned() } else { pair(count, longest, time) }
        };
        let cells = [
            number(self.events as f64),
            self.page.name().to_owned(),
            self.runs.len().to_string(),
            self.median(|run| run.bytes).written(|bytes| number(bytes / 1_000.0)),
            time(self.median(|run| run.paint)),
            time(self.median(|run| run.text)),
            pair(self.median(|run| run.card_works), self.median(|run| run.event_works), time),
            pair(percentile(&clicks, 0.5).into(), percentile(&clicks, 0.95).into(), time),
            pair(self.median(|run| run.typing), self.median(|run| run.typing_longest), |figure| match figure.0 {
                Some(0.0) => "< 50".to_owned(),
                _ => time(figure),
            }),
            time(self.median(|run| run.scroll)),
            time(self.median(|run| run.zoom)),
            time(self.median(|run| run.pan)),
            tasks(|run| run.loading),
            tasks(|run| run.after),
            self.median(|run| run.nodes).written(number),
            self.median(|run| run.heap).written(|bytes| format!("{:.1}", bytes / 1_000_000.0)),
        ];
        format!("| {} |\n", cells.join(" | "))
    }

    fn median(&self, of: impl Fn(&Cell) -> Figure) -> Figure {
        Figure::median(self.runs.iter().map(of))
    }
}

impl Figure {
    fn written(self, how: impl Fn(f64) -> String) -> String {
        match self.0 {
            None => "–".to_owned(),
            Some(f64::INFINITY) => format!("> {} s", LIMIT.as_secs()),
            Some(number) => how(number),
        }
    }
}

/// Formats milliseconds.
pub fn time(figure: Figure) -> String {
    figure.written(number)
}

fn pair(first: Figure, second: Figure, how: fn(Figure) -> String) -> String {
    match (first, second) {
        (Figure::NONE, Figure::NONE) => how(first),
        _ => format!("{} / {}", how(first), how(second)),
    }
}

/// Rounds a number, and separates thousands by commas.
fn number(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
