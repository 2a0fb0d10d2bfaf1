//! Measures one page in one size at one speed: three cold loads, and interactions after the first.

use std::{
    collections::BTreeSet,
    future::Future,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tokio::time::sleep;

use crate::{
    chromium::{Chromium, LIMIT, Outcome, Point, Profile, Trouble},
    figures::{Figure, Tasks, percentile},
};

/// Clicks on cards, and on events.
const CARD_CLICKS: usize = 12;
const EVENT_CLICKS: usize = 13;
/// Duration of scrolling, zooming and panning.
const WATCH: Duration = Duration::from_millis(1_200);
const FRAME: Duration = Duration::from_millis(16);
/// A page has loaded when it had no long task for this time: milliseconds.
const QUIET: f64 = 500.0;

/// Figures of a page. Times are milliseconds.
#[derive(Clone, Default)]
pub struct Cell {
    pub bytes: Figure,
    pub paint: Figure,
    pub text: Figure,
    pub card_works: Figure,
    pub event_works: Figure,
    pub clicks: Vec<f64>,
    pub scroll: Figure,
    pub zoom: Figure,
    pub pan: Figure,
    pub typing: Figure,
    pub typing_longest: Figure,
    pub loading: Tasks,
    pub after: Tasks,
    pub nodes: Figure,
    pub heap: Figure,
    /// Messages of failures.
    pub trouble: Vec<String>,
}

/// A served page, and its properties for the probe and the measurement.
pub struct Subject<'a> {
    pub url: &'a str,
    pub blank: &'a str,
    pub probe: &'a str,
    pub titles: &'a BTreeSet<&'a str>,
    pub events: usize,
    pub profile: Profile,
    /// Whether the page is only loaded, and not used.
    pub only_loading: bool,
}

/// Measures a page. A figure that can't be measured stays empty, or is over the limit.
pub async fn measure(subject: &Subject<'_>) -> Cell {
    let mut cell = Cell::default();
    let loaded = in_browser(subject, &mut cell, async |chromium, cell| loaded(chromium, subject, cell).await).await;
    if subject.only_loading {
        return cell;
    }
    cell.card_works = Figure::OVER;
    cell.event_works = Figure::OVER;
    if !loaded {
        // A page that takes a minute isn't measured further.
        return cell;
    }
    in_browser(subject, &mut cell, async |chromium, cell| {
        cell.card_works = works(chromium, subject, "card").await?;
        Ok(())
    })
    .await;
    in_browser(subject, &mut cell, async |chromium, cell| {
        cell.event_works = works(chromium, subject, "event").await?;
        Ok(())
    })
    .await;
    cell
}

/// Runs a measurement in a new browser, and adds a failure to the cell.
async fn in_browser(
    subject: &Subject<'_>,
    cell: &mut Cell,
    run: impl AsyncFnOnce(&Chromium, &mut Cell) -> Outcome<()>,
) -> bool {
    let outcome = match Chromium::open(subject.profile, subject.probe, subject.blank).await {
        Ok(chromium) => {
            let outcome = run(&chromium, cell).await;
            chromium.close().await;
            outcome
        }
        Err(why) => Err(why),
    };
    match &outcome {
        Ok(()) => {}
        Err(Trouble::Slow) => cell.trouble.push(format!("a step took more than {} s", LIMIT.as_secs())),
        Err(Trouble::Broken(why)) => cell.trouble.push(why.clone()),
    }
    outcome.is_ok()
}

/// Measures a cold load until the page is quiet, and then the interactions.
async fn loaded(chromium: &Chromium, subject: &Subject<'_>, cell: &mut Cell) -> Outcome<()> {
    navigate(chromium, subject).await?;
    let quiet = settled(chromium, cell).await?;
    cell.loading = tasks(chromium, 0.0, Some(quiet)).await?;
    cell.bytes = chromium.number("bytes()").await?.into();
    cell.nodes = chromium.number("nodes()").await?.into();
    cell.heap = heap(chromium).await?.into();
    check_titles(chromium, subject, cell).await?;

    if subject.only_loading {
        return Ok(());
    }
    // Interactions follow, each only if the page still responds.
    sleep(Duration::from_millis(300)).await;
    let start = chromium.number("now()").await?;
    let done = used(chromium, subject, cell).await;
    sleep(Duration::from_millis(100)).await;
    cell.after = tasks(chromium, start, None).await?;
    done
}

async fn used(chromium: &Chromium, subject: &Subject<'_>, cell: &mut Cell) -> Outcome<()> {
    clicks(chromium, "card", CARD_CLICKS, cell).await?;
    clicks(chromium, "event", EVENT_CLICKS.min(subject.events), cell).await?;
    typing(chromium, cell).await?;
    scroll(chromium, cell).await?;
    zoom(chromium, cell).await?;
    pan(chromium, cell).await
}

async fn navigate(chromium: &Chromium, subject: &Subject<'_>) -> Outcome<()> {
    chromium.devtools("Page.navigate", json!({ "url": subject.url })).await.map(drop)
}

/// Waits until the page has loaded, is hydrated and is quiet; returns the time.
async fn settled(chromium: &Chromium, cell: &mut Cell) -> Outcome<f64> {
    let start = Instant::now();
    cell.paint = Figure::OVER;
    cell.text = Figure::OVER;
    while start.elapsed() < LIMIT {
        let state = chromium.ask("loading()").await?;
        if let Some(paint) = state["fcp"].as_f64() {
            cell.paint = paint.into();
        }
        if let Some(text) = state["text"].as_f64() {
            cell.text = text.into();
        }
        if let Some(now) = state["now"].as_f64().filter(|_| state["quiet"].as_f64() > Some(QUIET)) {
            return Ok(now);
        }
        sleep(Duration::from_millis(50)).await;
    }
    Err(Trouble::Slow)
}

async fn tasks(chromium: &Chromium, from: f64, to: Option<f64>) -> Outcome<Tasks> {
    let tasks = chromium.ask(&format!("tasks({from}, {})", json!(to))).await?;
    Ok(Tasks { count: tasks["count"].as_f64().into(), longest: tasks["longest"].as_f64().into() })
}

/// Returns the memory after a garbage collection: the JavaScript heap plus the memory of WebAssembly.
async fn heap(chromium: &Chromium) -> Outcome<f64> {
    for _ in 0..2 {
        chromium.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    }
    let used = chromium.devtools("Runtime.getHeapUsage", json!({})).await?;
    let used = used["usedSize"].as_f64().ok_or_else(|| Trouble::Broken("no size of the heap".to_owned()))?;
    Ok(used + chromium.number("wasm()").await?)
}

/// Compares the titles with the story's.
async fn check_titles(chromium: &Chromium, subject: &Subject<'_>, cell: &mut Cell) -> Outcome<()> {
    let shown = chromium.ask("titles()").await?;
    let shown = shown.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let missing = subject.titles.difference(&shown).count();
    if missing > 0 {
        cell.trouble.push(format!("{missing} titles are not in the page"));
    }
    Ok(())
}

/// Measures the time from the input to the end of the frame that shows its effect. A click without effect counts as five seconds.
async fn clicks(chromium: &Chromium, kind: &str, count: usize, cell: &mut Cell) -> Outcome<()> {
    const LONGEST: Duration = Duration::from_secs(5);
    let start = Instant::now();
    for index in 0..count {
        if start.elapsed() > LIMIT / 2 {
            cell.trouble.push(format!("{index} clicks on {kind}s took {} s", LIMIT.as_secs() / 2));
            break;
        }
        let Some(at) = chromium.aim(&format!("aim('{kind}', {index})")).await? else {
            cell.trouble.push(format!("{kind} {index} can't be reached"));
            continue;
        };
        chromium.click(at).await?;
        let clicked = Instant::now();
        let time = loop {
            let click = chromium.ask("clicked()").await?;
            if let Some((at, shown)) = click["at"].as_f64().zip(click["shown"].as_f64()) {
                break shown - at;
            }
            if clicked.elapsed() > LONGEST {
                cell.trouble.push(format!("a click on {kind} {index} had no effect"));
                break LONGEST.as_secs_f64() * 1_000.0;
            }
            sleep(Duration::from_millis(10)).await;
        };
        cell.clicks.push(time);
        sleep(Duration::from_millis(30)).await;
    }
    Ok(())
}

/// Loads the page again and clicks until a click works. Returns milliseconds since the navigation.
async fn works(chromium: &Chromium, subject: &Subject<'_>, kind: &str) -> Outcome<Figure> {
    // A pause after each click, since the next click would close what a late one opens.
    let patience = Duration::from_millis(if subject.profile == Profile::Slow { 400 } else { 100 });
    navigate(chromium, subject).await?;
    let start = Instant::now();
    while start.elapsed() < LIMIT {
        let Some(at) = chromium.aim_now(&format!("aimAgain('{kind}')")).await? else {
            sleep(Duration::from_millis(5)).await;
            continue;
        };
        chromium.click(at).await?;
        let clicked = Instant::now();
        while clicked.elapsed() < patience {
            let click = chromium.ask("clicked()").await?;
            if let Some(shown) = click["shown"].as_f64() {
                return Ok(shown.into());
            }
            sleep(Duration::from_millis(5)).await;
        }
    }
    Ok(Figure::OVER)
}

/// Types a word into the search box and deletes it. No figure for a page without a search box.
async fn typing(chromium: &Chromium, cell: &mut Cell) -> Outcome<()> {
    const KEYS: [&str; 12] =
        ["b", "r", "i", "d", "g", "e", "Backspace", "Backspace", "Backspace", "Backspace", "Backspace", "Backspace"];
    chromium.ask("toggleSearch()").await?;
    sleep(Duration::from_millis(200)).await;
    if chromium.ask("hasSearch()").await? != true {
        return Ok(());
    }
    let Some(at) = chromium.aim("aimAtSearch()").await? else { return Ok(()) };
    chromium.click(at).await?;
    let (start, clock) = (chromium.number("now()").await?, Instant::now());
    for key in KEYS {
        if clock.elapsed() > LIMIT {
            return Err(Trouble::Slow);
        }
        chromium.key(key).await?;
        sleep(Duration::from_millis(150)).await;
    }
    let typed = chromium.ask("typed()").await?;
    let typed: Vec<f64> = typed.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    cell.typing = percentile(&typed, 0.95).into();
    cell.typing_longest = tasks(chromium, start, None).await?.longest;
    chromium.ask("toggleSearch()").await?;
    Ok(())
}

async fn scroll(chromium: &Chromium, cell: &mut Cell) -> Outcome<()> {
    let Some(at) = chromium.aim("aimAtList()").await? else { return Ok(()) };
    cell.scroll = frames(chromium, async |_, progress| {
        chromium.wheel(at, if progress < 0.6 { 80.0 } else { -80.0 }, false).await
    })
    .await?;
    Ok(())
}

/// Zooms in, and half of the way out, so that panning is possible.
async fn zoom(chromium: &Chromium, cell: &mut Cell) -> Outcome<()> {
    if chromium.ask("hasOverview()").await? != true {
        return Ok(());
    }
    let Some(at) = chromium.aim("aimAtOverview()").await? else { return Ok(()) };
    let turn = async |_, progress| chromium.wheel(at, if progress < 0.7 { -40.0 } else { 40.0 }, true).await;
    cell.zoom = if_it_moved(chromium, frames(chromium, turn)).await?;
    Ok(())
}

async fn pan(chromium: &Chromium, cell: &mut Cell) -> Outcome<()> {
    if chromium.ask("hasOverview()").await? != true {
        return Ok(());
    }
    let Some(from) = chromium.aim("aimAtOverview()").await? else { return Ok(()) };
    let drag = async |index: usize, _| {
        if index == 0 {
            chromium.move_to(from).await?;
            chromium.press(from).await?;
        }
        chromium.drag_to(Point { x: from.x - 250.0 * (index as f64 / 12.0).sin(), ..from }).await
    };
    cell.pan = if_it_moved(chromium, frames(chromium, drag)).await?;
    chromium.release(from).await
}

/// Returns the figure, or none if the overview shows the same as before.
async fn if_it_moved(chromium: &Chromium, moving: impl Future<Output = Outcome<Figure>>) -> Outcome<Figure> {
    let before = chromium.ask("overview()").await?;
    let figure = moving.await?;
    let after = chromium.ask("overview()").await?;
    let halves =
        |view: &Value| view.as_str().and_then(|view| view.split_once(':').map(|(a, b)| (a.to_owned(), b.to_owned())));
    Ok(match (halves(&before), halves(&after)) {
        // With another width, the whole page was zoomed.
        (Some((width, before)), Some((now, after))) if width == now && before != after => figure,
        _ => Figure::NONE,
    })
}

/// Returns the 95th percentile of the times between frames while an input is repeated. The input gets the number of repetitions so far,
/// and the elapsed share of the time.
async fn frames(chromium: &Chromium, input: impl AsyncFn(usize, f64) -> Outcome<()>) -> Outcome<Figure> {
    chromium.ask("watch()").await?;
    let start = Instant::now();
    let mut index = 0;
    while start.elapsed() < WATCH {
        input(index, start.elapsed().as_secs_f64() / WATCH.as_secs_f64()).await?;
        index += 1;
        sleep((FRAME * index as u32).saturating_sub(start.elapsed())).await;
    }
    let gaps = chromium.ask("watched()").await?;
    let gaps: Vec<f64> = gaps.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    Ok(percentile(&gaps, 0.95).into())
}
