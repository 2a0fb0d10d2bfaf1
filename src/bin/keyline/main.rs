//! `keyline`: the command line. Files and arguments are here; the library has the rest.

mod args;
mod check;
mod date;
mod embed;
mod iframe;
mod input;
mod locale;
mod markup;
mod page;
mod pictures;
mod schema;
mod time_zones;
mod widget;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;

use args::Command;
use input::Failure;

/// 0 when all is well (warnings included), 1 when a story or date has errors, 2 when the command could not be carried out.
fn main() -> ExitCode {
    match run(args::Args::parse().command) {
        Ok(code) => code,
        // The reader of the output has closed the pipe: that is no failure.
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("keyline: {failure}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<ExitCode, Failure> {
    let mut out = io::stdout().lock();
    let code = match command {
        Command::Check { stories } => check::run(&stories)?,
        Command::Page(args) => page::run(&args).map_err(Failure::nothing_written)?,
        Command::Embed(args) => embed::run(&args)?,
        Command::Date { dates, json, lang } => date::run(&dates, json, &lang, &mut out)?,
        Command::Schema => schema::run(&mut out)?,
    };
    out.flush()?;
    Ok(code)
}
