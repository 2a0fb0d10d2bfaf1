//! Times in a real browser: Keyline's page beside a static page and a hand-written page of the same story.
//!
//! `cargo xtask bench` builds what it takes and runs it; docs/performance.md says what is measured. Each cell (page, size,
//! speed, run) has browsers of its own, one after another. The order of pages alternates.

/// Shared with the browser tests.
#[allow(dead_code, reason = "tests use more of it")]
#[path = "../../tests/e2e/driver.rs"]
mod driver;
#[allow(dead_code, reason = "tests use more of it")]
#[path = "../../tests/e2e/server.rs"]
mod server;
#[path = "../story.rs"]
mod story;

mod chromium;
mod figures;
mod machine;
mod measure;
mod pages;
mod report;

use std::{env, fs, io::Write, path::PathBuf, process::ExitCode, time::Instant};

use clap::Parser;

use chromium::Profile;
use figures::percentile;
use measure::{Cell, Subject, measure};
use pages::Page;
use report::{Row, time};
use server::{Server, Site};
use story::Story;

/// Measures Keyline's page beside others in Chromium, and prints a table.
#[derive(Parser)]
#[command(bin_name = "cargo xtask bench")]
struct Args {
    /// Numbers of events
    #[arg(long, value_delimiter = ',', default_values_t = story::SIZES)]
    n: Vec<usize>,
    /// Runs of each page; the table has the median. Default: 3, and 1 above 1,000 events
    #[arg(long)]
    runs: Option<usize>,
    #[arg(long, value_delimiter = ',', default_value = "fast,slow")]
    profiles: Vec<Profile>,
    #[arg(long, value_delimiter = ',', default_value = "keyline,embed,static,vanilla")]
    pages: Vec<Page>,
    /// Load each page once in each run, and don't use it
    #[arg(long)]
    only_loading: bool,
    /// Also write the table to a file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Passed by cargo
    #[arg(long, hide = true)]
    bench: bool,
}

impl Args {
    fn runs(&self, events: usize) -> usize {
        self.runs.unwrap_or(if events > 1_000 { 1 } else { 3 })
    }
}

fn main() -> ExitCode {
    let args = Args::parse();
    // `cargo test --benches` starts this program without `--bench`.
    if !args.bench {
        return ExitCode::SUCCESS;
    }
    if env::var_os("KEYLINE_WIDGET").is_none() {
        eprintln!("run `cargo xtask bench`, which builds the widget");
        return ExitCode::FAILURE;
    }
    let (start, before) = (Instant::now(), machine::load());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let text = runtime.block_on(async {
        let rows = rows(&args).await;
        let load = before.zip(machine::load());
        let load = load.map(|(before, after)| format!(" · load {before:.1} before, {after:.1} at the end"));
        report::tables(&rows, &(machine::describe().await + &load.unwrap_or_default()))
    });
    eprintln!("{:.0} min\n", start.elapsed().as_secs_f64() / 60.0);
    print!("{text}");
    match args.out.map(|file| (fs::write(&file, &text), file)) {
        Some((Err(why), file)) => {
            eprintln!("can't write {}: {why}", file.display());
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

async fn rows(args: &Args) -> Vec<Row> {
    let mut rows = Vec::new();
    for &events in &args.n {
        let story = Story::new(events);
        let server = serve(&args.pages, &story);
        for &profile in &args.profiles {
            let mut cells: Vec<Vec<Cell>> = vec![Vec::new(); args.pages.len()];
            for run in 0..args.runs(events) {
                for turn in 0..args.pages.len() {
                    let which = (run + turn) % args.pages.len();
                    cells[which].push(cell(args, args.pages[which], &story, profile, &server).await);
                }
            }
            let pages = args.pages.iter().copied();
            rows.extend(pages.zip(cells).map(|(page, runs)| Row { events, profile, page, runs }));
        }
    }
    rows
}

/// Measures one run, and reports it on the terminal.
async fn cell(args: &Args, page: Page, story: &Story, profile: Profile, server: &Server) -> Cell {
    let (start, events) = (Instant::now(), story.events.len());
    let subject = Subject {
        url: &server.url(&page.path()),
        blank: &server.url("/blank.html"),
        probe: &include_str!("probe.js").replacen("PAGE;", &format!("{};", page.probed(events)), 1),
        titles: &story.titles(),
        events,
        profile,
        only_loading: args.only_loading,
    };
    let cell = measure(&subject).await;
    let (text, click) = (time(cell.text), time(percentile(&cell.clicks, 0.95).into()));
    let (seconds, trouble) = (start.elapsed().as_secs(), cell.trouble.join("; "));
    eprintln!(
        "{events} {} {profile:?}: text {text} ms, click p95 {click} ms, took {seconds} s. {trouble}",
        page.name()
    );
    cell
}

/// Compresses pages and their files as servers do: brotli with a medium quality.
fn serve(pages: &[Page], story: &Story) -> Server {
    let blank = Site::new().file("/blank.html", "<!doctype html><title>Blank</title>");
    let site = pages.iter().fold(blank, |site, page| page.add_to(site, story));
    let compressed = site.names().iter().fold(site, |site, name| site.changed(name, |bytes| *bytes = brotli(bytes)));
    compressed.header("content-encoding", "br").header("cache-control", "no-store").serve()
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4_096, 9, 22);
    writer.write_all(bytes).and_then(|()| writer.flush()).expect("memory");
    writer.into_inner()
}
