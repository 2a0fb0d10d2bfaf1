//! The command line's arguments and their help.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use keyline::{
    layout::MAX_EVENTS_IN_SIGHT,
    story::{ImageUrl, Part, Parts},
    view::RenderOptions,
};

/// Turns a news story in one JSON document into an interactive explainer with a timeline and key-point cards.
#[derive(Parser)]
#[command(version, propagate_version = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Show all problems of stories with their positions
    ///
    /// The exit status is 0 without errors, 1 with errors, and 2 if a file can't be read.
    Check {
        /// Story files; `-` is standard input
        #[arg(value_name = "STORY", required = true)]
        stories: Vec<PathBuf>,
    },
    /// Write a story as one HTML file without further files
    Page(Page),
    /// Write the files and the snippet that embed a story in a page
    Embed(Embed),
    /// Show the meaning of dates
    Date {
        /// Dates, date-times or intervals (EDTF)
        #[arg(value_name = "EXPR", required = true, allow_hyphen_values = true)]
        dates: Vec<String>,
        /// Print a JSON object on a line for each date
        #[arg(long)]
        json: bool,
        /// The language of the words (BCP 47)
        #[arg(long, default_value = "en", value_name = "TAG")]
        lang: String,
    },
    /// Print the JSON Schema of stories
    Schema,
}

#[derive(clap::Args)]
pub struct Page {
    /// The story file; `-` is standard input
    pub story: PathBuf,
    /// The file to write; `-` is standard output
    #[arg(short, long, default_value = "-", value_name = "FILE")]
    pub output: PathBuf,
    /// Put the story into this HTML file, in the place of <keyline-story></keyline-story>, and its style and metadata into the
    /// head; the file has to load the widget
    #[arg(long, value_name = "FILE")]
    pub shell: Option<PathBuf>,
    /// Write the story without what is wrong in it
    #[arg(long)]
    pub keep_going: bool,
}

#[derive(clap::Args)]
pub struct Embed {
    /// Story files; `-` is standard input
    #[arg(value_name = "STORY", required = true)]
    pub stories: Vec<PathBuf>,
    /// The folder to write the files into
    #[arg(short, long, default_value = "embed", value_name = "DIR")]
    pub output: PathBuf,
    /// The URL of that folder on the web, absolute or relative to the page; default: the page's own folder
    #[arg(long, value_name = "URL", value_parser = folder_url)]
    pub base: Option<String>,
    /// The URL of the page that gets the snippet, with `https://` or from `/`; needed if that page has a <base> and links to items
    /// must work without scripts
    #[arg(long, value_name = "URL", value_parser = page_url)]
    pub page: Option<String>,
    /// Write stories without what is wrong in them
    #[arg(long)]
    pub keep_going: bool,
    /// Write a page for a frame and the <iframe> to paste, for systems that permit nothing else
    #[arg(long, conflicts_with_all = ["isolate", "heading_level", "page", "strict_csp"])]
    pub iframe: bool,
    /// Link to the style sheet instead of writing it into the snippet, for pages whose policy refuses inline styles
    #[arg(long)]
    pub strict_csp: bool,
    /// Whether to isolate the story from the page's styles
    #[arg(long, value_enum, default_value_t = Isolate::On, value_name = "on|off", hide_possible_values = true)]
    pub isolate: Isolate,
    /// The heading level of the story's title; without the header, of the parts' headings
    #[arg(long, default_value_t = 2, value_name = "1–6", value_parser = clap::value_parser!(u8).range(1..=6))]
    pub heading_level: u8,
    /// The parts to show, in their order, with spaces or commas between them: header, contents, cards, timeline, prose, sources,
    /// updates; the header is always first. `cards` are the sections with cards, `prose` those without. Default: all
    #[arg(long, value_name = "PARTS", value_parser = parts)]
    pub show: Option<Parts>,
    /// Whether to show the header: the title, the summary and the lines below; `off` is short for a `--show` of all other parts
    #[arg(long, value_enum, default_value_t = Header::On, value_name = "on|off", hide_possible_values = true, conflicts_with = "show")]
    pub header: Header,
    /// How many events a long list leaves in sight, 1 to 255; those far from the main event fold, from one and a half times as many on
    #[arg(long, default_value_t = MAX_EVENTS_IN_SIGHT, value_name = "N", value_parser = clap::value_parser!(u8).range(1..))]
    pub max_events: u8,
}

impl Embed {
    /// Returns what of a story is rendered, and where its headings start.
    pub fn render_options(&self) -> RenderOptions {
        let without_header = || Parts::new(Part::ALL.into_iter().filter(|part| *part != Part::Header));
        let parts = match (&self.show, self.header) {
            (Some(parts), _) => parts.clone(),
            (None, Header::Off) => without_header(),
            (None, Header::On) => Parts::default(),
        };
        let page_url = self.page.clone().unwrap_or_default();
        RenderOptions { heading_level: self.heading_level, parts, max_events: self.max_events, page_url }
    }
}

/// Returns the parts of a list of words.
fn parts(text: &str) -> Result<Parts, String> {
    let words = text.split([' ', ',']).filter(|word| !word.is_empty());
    let parts: Vec<Part> = words
        .map(|word| {
            Part::from_name(word)
                .ok_or_else(|| format!("unknown part `{word}`; the parts are {}", Part::ALL.map(Part::name).join(", ")))
        })
        .collect::<Result<_, _>>()?;
    if parts.is_empty() {
        Err(format!("name at least one of {}", Part::ALL.map(Part::name).join(", ")))
    } else {
        Ok(Parts::new(parts))
    }
}

#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Header {
    On,
    Off,
}

/// Returns the URL of a folder with `/` at its end. Pictures get URLs in it, so it must be one that a picture may have.
fn folder_url(text: &str) -> Result<String, String> {
    let url = format!("{}/", text.trim_end_matches('/'));
    match ImageUrl::new(&url) {
        Some(_) if !text.is_empty() && !text.contains(['?', '#']) => Ok(url),
        _ => Err("write `https://…`, or a path relative to the page, without spaces".to_owned()),
    }
}

/// Returns the URL of a page. What is relative to the page would be relative to its `<base>`.
fn page_url(text: &str) -> Result<String, String> {
    let is_complete =
        text.starts_with("https://") || text.starts_with("http://") || text.starts_with('/') && !text.starts_with("//");
    match ImageUrl::new(text) {
        Some(_) if is_complete && !text.contains('#') => Ok(text.to_owned()),
        _ => Err("write `https://…` or `/…`, without spaces and without `#`".to_owned()),
    }
}

#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Isolate {
    On,
    Off,
}
