//! Everything that must hold, cheapest first; the pictures, and the measurements.

use std::path::PathBuf;
use std::process::Command;

use crate::engines::{ENGINES, Engine};
use crate::run::{Result, command, root, step};
use crate::{build, setup, size};

/// `cargo xtask test [--engine ENGINE]… [ARGS…]`: all of it, the tests in a browser in every engine; or what `cargo test ARGS…`
/// chooses, in Chromium. With `--engine`, in that engine only.
pub fn test(arguments: &[String]) -> Result {
    let (engines, arguments) = chosen(arguments)?;
    setup::to_build()?;
    let parts = setup::to_browse(&engines)?;
    if arguments.is_empty() {
        checks()?;
        build::build_release()?;
        size::measure()?;
    } else {
        build::build_release()?;
    }
    for (nth, engine) in engines.iter().enumerate() {
        let mut tests = with(&parts, cargo("test"));
        // What needs no browser has run with the first.
        if arguments.is_empty() && nth > 0 {
            tests.args(["--test", "e2e"]);
        }
        eprintln!("\nin {}:", engine.name());
        step(tests.args(&arguments).env("KEYLINE_ENGINE", engine.name()))?;
    }
    Ok(())
}

/// The engines that are asked for, or else those that one may expect; and the other arguments.
fn chosen(arguments: &[String]) -> Result<(Vec<Engine>, Vec<String>)> {
    let (mut engines, mut others) = (Vec::new(), Vec::new());
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.strip_prefix("--engine") {
            Some("") => engines.push(Engine::named(words.next().map_or("", String::as_str))?),
            Some(name) if name.starts_with('=') => engines.push(Engine::named(&name[1..])?),
            _ => others.push(word.clone()),
        }
    }
    if engines.is_empty() {
        engines.extend(if others.is_empty() { &ENGINES[..] } else { &ENGINES[..1] });
    }
    Ok((engines, others))
}

/// What needs neither the widget nor a browser.
fn checks() -> Result {
    const WIDGET: [&str; 7] = ["--lib", "--bin", "widget", "--no-default-features", "--features", "widget", "--target"];
    step(cargo("fmt").args(["--all", "--check"]))?;
    step(cargo("test").args(["--no-default-features", "--lib"]))?;
    step(cargo("test").args(["--package", "xtask"]))?;
    step(cargo("clippy").args(["--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    step(cargo("clippy").args(WIDGET).args(["wasm32-unknown-unknown", "--", "-D", "warnings"]))
}

/// `cargo xtask shots`: the page at every width, light and dark, for looking at.
pub fn shots(_: &[String]) -> Result {
    setup::to_build()?;
    let parts = setup::to_browse(&[Engine::Chromium])?;
    build::build_release()?;
    let folder = root().join("shots");
    let mut shots = with(&parts, cargo("test"));
    step(shots.args(["--test", "e2e", "shots", "--", "--ignored", "--nocapture"]).env("KEYLINE_SHOTS", &folder))?;
    println!("{}", folder.display());
    Ok(())
}

/// `cargo xtask bench [ARGS…]`: what readers wait for, as a table. `--help` says what ARGS are.
pub fn bench(arguments: &[String]) -> Result {
    setup::to_build()?;
    let parts = setup::to_browse(&[Engine::Chromium])?;
    build::build_release()?;
    step(with(&parts, cargo("bench")).args(["--bench", "browser", "--"]).args(arguments))
}

fn cargo(action: &str) -> Command {
    let mut cargo = command("cargo");
    cargo.arg(action);
    cargo
}

/// What looks into a browser is told where all of it is.
pub fn with(parts: &[(&str, PathBuf)], mut command: Command) -> Command {
    command.env("KEYLINE_WIDGET", build::widget()).env("KEYLINE_DIST", build::dist());
    command.envs(parts.iter().map(|(variable, place)| (variable, place)));
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(arguments: &str, engines: &[Engine], others: &str) {
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(chosen(&words(arguments)), Ok((engines.to_vec(), words(others))), "{arguments}");
    }

    #[test]
    fn everything_runs_in_every_engine_and_a_choice_in_chromium_unless_one_is_named() {
        check("", &ENGINES, "");
        check("page -- --nocapture", &[Engine::Chromium], "page -- --nocapture");
        check("--engine webkit", &[Engine::WebKit], "");
        check("--engine firefox page", &[Engine::Firefox], "page");
        check("page --engine=firefox --engine webkit", &[Engine::Firefox, Engine::WebKit], "page");
    }

    #[test]
    fn an_engine_that_there_is_not_is_no_test() {
        for arguments in [&["--engine"][..], &["--engine", "ie"], &["--engine="], &["page", "--engine", "opera"]] {
            let arguments: Vec<_> = arguments.iter().map(|word| (*word).to_owned()).collect();
            assert!(chosen(&arguments).unwrap_err().starts_with("there is no engine `"), "{arguments:?}");
        }
    }
}
