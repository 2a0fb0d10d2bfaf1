//! Runs checks and tests, the cheapest first, and the tasks that need a browser: screenshots and measurements.

use std::path::PathBuf;
use std::process::Command;

use crate::engines::{ENGINES, Engine};
use crate::run::{Result, command, root, run_shown, target};
use crate::{build, setup, size};

/// `cargo xtask test [--engine ENGINE]… [ARGS…]`: runs all checks and tests, those in a browser in every engine; or the tests that
/// `cargo test ARGS…` selects, in Chromium. `--engine` selects other engines.
pub fn test(arguments: &[String]) -> Result {
    let (engines, arguments) = select(arguments)?;
    setup::install_build_tools()?;
    let programs = setup::install_test_tools(&engines)?;
    if arguments.is_empty() {
        checks()?;
    }
    let keyline = build_for_tests()?;
    if arguments.is_empty() {
        size::measure(Some(&keyline))?;
    }
    for (index, engine) in engines.iter().enumerate() {
        let mut tests = with_programs(&programs, cargo("test"));
        // The tests without a browser ran with the first engine.
        if arguments.is_empty() && index > 0 {
            tests.args(["--test", "e2e"]);
        }
        eprintln!("\nin {}:", engine.name());
        run_shown(tests.args(&arguments).env("KEYLINE_ENGINE", engine.name()))?;
    }
    Ok(())
}

/// Returns the engines that the arguments select, and the other arguments.
fn select(arguments: &[String]) -> Result<(Vec<Engine>, Vec<String>)> {
    let (mut engines, mut others) = (Vec::new(), Vec::new());
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.strip_prefix("--engine") {
            Some("") => engines.push(Engine::from_name(words.next().map_or("", String::as_str))?),
            Some(name) if name.starts_with('=') => engines.push(Engine::from_name(&name[1..])?),
            _ => others.push(word.clone()),
        }
    }
    if engines.is_empty() {
        engines.extend(if others.is_empty() { &ENGINES[..] } else { &ENGINES[..1] });
    }
    Ok((engines, others))
}

/// Builds the tests that run in a browser, and the release with the `keyline` binary that cargo builds for them. Returns this binary.
///
/// Cargo would build the binary again for `cargo run`, since the tests' dependencies add features to those of the binary.
fn build_for_tests() -> Result<PathBuf> {
    run_shown(cargo("test").args(["--test", "e2e", "--no-run"]))?;
    let keyline = target().join("debug/keyline").with_extension(std::env::consts::EXE_EXTENSION);
    build::build_release(Some(&keyline))?;
    Ok(keyline)
}

/// Runs the checks and tests that need neither the widget nor a browser.
fn checks() -> Result {
    const WIDGET: [&str; 7] = ["--lib", "--bin", "widget", "--no-default-features", "--features", "widget", "--target"];
    run_shown(cargo("fmt").args(["--all", "--check"]))?;
    // The core has to pass its tests without the features that bring dependencies.
    run_shown(cargo("test").args(["--no-default-features", "--lib"]))?;
    run_shown(cargo("test").args(["--package", "xtask"]))?;
    run_shown(cargo("clippy").args(["--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    run_shown(cargo("clippy").args(WIDGET).args(["wasm32-unknown-unknown", "--", "-D", "warnings"]))
}

/// `cargo xtask shots`: takes screenshots of the page at several widths, light and dark.
pub fn shots(_: &[String]) -> Result {
    setup::install_build_tools()?;
    let programs = setup::install_test_tools(&[Engine::Chromium])?;
    build_for_tests()?;
    let folder = root().join("shots");
    let mut shots = with_programs(&programs, cargo("test"));
    run_shown(shots.args(["--test", "e2e", "shots", "--", "--ignored", "--nocapture"]).env("KEYLINE_SHOTS", &folder))?;
    println!("{}", folder.display());
    Ok(())
}

/// `cargo xtask bench [ARGS…]`: measures waiting times and prints a table. `--help` describes ARGS.
pub fn bench(arguments: &[String]) -> Result {
    setup::install_build_tools()?;
    let programs = setup::install_test_tools(&[Engine::Chromium])?;
    build::build_release(None)?;
    run_shown(with_programs(&programs, cargo("bench")).args(["--bench", "browser", "--"]).args(arguments))
}

fn cargo(action: &str) -> Command {
    let mut cargo = command("cargo");
    cargo.arg(action);
    cargo
}

/// Sets the environment variables that name the built widget and the tests' programs.
pub fn with_programs(programs: &[(&str, PathBuf)], mut command: Command) -> Command {
    command.env("KEYLINE_WIDGET", build::widget()).env("KEYLINE_DIST", build::dist());
    command.envs(programs.iter().map(|(variable, path)| (variable, path)));
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(arguments: &str, engines: &[Engine], others: &str) {
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(select(&words(arguments)), Ok((engines.to_vec(), words(others))), "{arguments}");
    }

    #[test]
    fn all_tests_run_in_every_engine_and_selected_ones_in_chromium_unless_an_engine_is_named() {
        check("", &ENGINES, "");
        check("page -- --nocapture", &[Engine::Chromium], "page -- --nocapture");
        check("--engine webkit", &[Engine::WebKit], "");
        check("--engine firefox page", &[Engine::Firefox], "page");
        check("page --engine=firefox --engine webkit", &[Engine::Firefox, Engine::WebKit], "page");
    }

    #[test]
    fn an_unknown_engine_is_an_error() {
        for arguments in [&["--engine"][..], &["--engine", "ie"], &["--engine="], &["page", "--engine", "opera"]] {
            let arguments: Vec<_> = arguments.iter().map(|word| (*word).to_owned()).collect();
            assert!(select(&arguments).unwrap_err().starts_with("unknown engine `"), "{arguments:?}");
        }
    }
}
