//! The arguments, and their help.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Turns one news story, one JSON document, into an interactive explainer: a timeline and key-point cards.
#[derive(Parser)]
#[command(version, propagate_version = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Show every problem of stories, with its place
    ///
    /// Exits with 0 when there are none, or only warnings; with 1 when there are errors; with 2 when a file can't be read.
    Check {
        /// Story files; `-` is standard input
        #[arg(value_name = "STORY", required = true)]
        stories: Vec<PathBuf>,
    },
    /// Make one HTML file of a story that opens anywhere
    Page(Page),
    /// Make the files and the snippet that put a story on any page
    Embed(Embed),
    /// Say what dates mean
    Date {
        /// Dates, date-times or intervals (EDTF)
        #[arg(value_name = "EXPR", required = true, allow_hyphen_values = true)]
        dates: Vec<String>,
        /// Print one JSON object a line
        #[arg(long)]
        json: bool,
        /// The language to say them in, as BCP 47
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
    /// Where to write the page; `-` is standard output
    #[arg(short, long, default_value = "-", value_name = "FILE")]
    pub output: PathBuf,
    /// Put the story into an HTML file of your own, in the place of its <keyline-story></keyline-story>, with what it needs in
    /// the head; the page loads the widget itself
    #[arg(long, value_name = "FILE")]
    pub shell: Option<PathBuf>,
}

#[derive(clap::Args)]
pub struct Embed {
    /// The story file; `-` is standard input
    pub story: PathBuf,
    /// The folder to write the files into
    #[arg(short, long, default_value = "embed", value_name = "DIR")]
    pub output: PathBuf,
    /// Where that folder will be on the web, as the snippet's page has it; without, it is the page's own folder
    #[arg(long, value_name = "URL")]
    pub base: Option<String>,
    /// Make a page for a frame, and the <iframe> to paste, for systems that take nothing else
    #[arg(long, conflicts_with_all = ["isolate", "heading_level"])]
    pub iframe: bool,
    /// Whether the page's styles are kept out
    #[arg(long, value_enum, default_value_t = Isolate::On, value_name = "on|off", hide_possible_values = true)]
    pub isolate: Isolate,
    /// Level of the heading that the story's title is
    #[arg(long, default_value_t = 2, value_name = "1–6", value_parser = clap::value_parser!(u8).range(1..=6))]
    pub heading_level: u8,
}

#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Isolate {
    On,
    Off,
}
