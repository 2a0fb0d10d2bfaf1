//! Everything that must hold, cheapest first; the pictures, and the measurements.

use std::process::Command;

use crate::run::{command, root, step};
use crate::{Done, build, setup, size};

/// `cargo xtask test [ARGS…]`: all of it, or what `cargo test ARGS…` chooses.
pub fn test(arguments: &[String]) -> Done {
    setup::to_build()?;
    let browser = setup::to_browse()?;
    if !arguments.is_empty() {
        build::for_readers()?;
        return step(with(&browser, cargo("test")).args(arguments));
    }
    const WIDGET: [&str; 7] = ["--lib", "--bin", "widget", "--no-default-features", "--features", "widget", "--target"];
    step(cargo("fmt").args(["--all", "--check"]))?;
    step(cargo("test").args(["--no-default-features", "--lib"]))?;
    step(cargo("test").args(["--package", "xtask"]))?;
    step(cargo("clippy").args(["--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    step(cargo("clippy").args(WIDGET).args(["wasm32-unknown-unknown", "--", "-D", "warnings"]))?;
    build::for_readers()?;
    size::measure()?;
    step(&mut with(&browser, cargo("test")))
}

/// `cargo xtask shots`: the page at every width, light and dark, for looking at.
pub fn shots(_: &[String]) -> Done {
    setup::to_build()?;
    let browser = setup::to_browse()?;
    build::for_readers()?;
    let folder = root().join("shots");
    let mut shots = with(&browser, cargo("test"));
    step(shots.args(["--test", "e2e", "shots", "--", "--ignored", "--nocapture"]).env("KEYLINE_SHOTS", &folder))?;
    println!("{}", folder.display());
    Ok(())
}

/// `cargo xtask bench [ARGS…]`: what readers wait for, as a table. `--help` says what ARGS are.
pub fn bench(arguments: &[String]) -> Done {
    setup::to_build()?;
    let browser = setup::to_browse()?;
    build::for_readers()?;
    step(with(&browser, cargo("bench")).args(["--bench", "browser", "--"]).args(arguments))
}

fn cargo(action: &str) -> Command {
    let mut cargo = command("cargo");
    cargo.arg(action);
    cargo
}

/// What looks into a browser is told where all of it is.
fn with(browser: &setup::Browser, mut command: Command) -> Command {
    command.env("KEYLINE_WIDGET", build::widget()).env("KEYLINE_DIST", build::dist());
    command.env("CHROME", &browser.chrome).env("CHROMEDRIVER", &browser.driver).env("KEYLINE_AXE", &browser.axe);
    command.env("KEYLINE_SHEETS", &browser.sheets);
    command
}
