//! What a fresh machine lacks, each in the version that is known to work. What fits on PATH already is used.

use std::fs::{self, File};
use std::path::PathBuf;

use crate::engines::{ENGINES, Engine};
use crate::install;
use crate::run::{Result, command, find, printed, root, run, tools};

/// Before this the glue couldn't be minified. The patch version is free.
const TRUNK: &str = "0.22";
/// Trunk.toml asks for the same.
const WASM_OPT: &str = "132";
const ESBUILD: &str = "0.28.2";
const AXE: &str = "4.14.1";
/// What pages that frames are in really run, each by its folder in `.tools/parents`, its package and version. Datawrapper's listener
/// stands in articles as it was when they were written: once it found a frame by its address.
const PARENTS: [(&str, &str, &str); 6] = [
    ("pym", "pym.js", "1.3.2"),
    ("sidechain", "@nprapps/sidechain", "1.1.5"),
    ("amp-iframe", "@ampproject/amp-iframe", "1.2110011758.0"),
    ("preact", "preact", "10.29.8"), // what that is written with
    ("datawrapper", "@datawrapper/chart-core", "8.47.0"),
    ("datawrapper-old", "@datawrapper/chart-core", "8.22.0"),
];
/// Sheets of other people's pages, that embedded stories are seen on, in the same way.
const SHEETS: [(&str, &str, &str); 6] = [
    ("bootstrap", "bootstrap", "5.3.9"),
    ("tailwindcss", "tailwindcss", "4.3.5"),
    ("reset-css", "reset-css", "5.0.2"),
    ("govuk-frontend", "govuk-frontend", "6.6.0"),
    ("uswds", "@uswds/uswds", "3.14.0"),
    ("block-library", "@wordpress/block-library", "11.1.0"),
];

/// `cargo xtask setup`: all of it.
pub fn setup(_: &[String]) -> Result {
    to_build()?;
    to_browse(&ENGINES)?;
    eprintln!("everything is installed");
    Ok(())
}

/// What it takes to build the page and to serve it.
pub fn to_build() -> Result {
    let _lock = lock()?;
    wasm_target()?;
    let from_source = from_source();
    install::clean();
    from_source?;
    if !install::has_version("wasm-opt", WASM_OPT) {
        install::npm("binaryen", &format!("{WASM_OPT}.0.0"))?;
    }
    bundler()
}

/// What makes one script of the element's modules. Trunk's hook needs it, whoever runs trunk.
pub fn bundler() -> Result {
    if !install::has_version("esbuild", ESBUILD) { install::npm("esbuild", ESBUILD) } else { Ok(()) }
}

fn from_source() -> Result {
    let lock = fs::read_to_string(root().join("Cargo.lock")).map_err(|why| format!("can't read Cargo.lock: {why}"))?;
    let bindgen = locked(&lock, "wasm-bindgen").ok_or("Cargo.lock names no version of wasm-bindgen")?;
    if !install::has_version("wasm-bindgen", bindgen) {
        install::cargo("wasm-bindgen-cli", bindgen, "wasm-bindgen", &[])?;
    }
    if !install::has_version("trunk", TRUNK) {
        // It declares a compiler newer than it needs.
        let options = ["--ignore-rust-version", "--no-default-features", "--features", "rustls"];
        install::cargo("trunk", &format!("{TRUNK}.1"), "trunk", &options)?;
    }
    Ok(())
}

/// What the tests in these browsers need besides: variables that they read, and where what they name is.
pub fn to_browse(engines: &[Engine]) -> Result<Vec<(&'static str, PathBuf)>> {
    let _lock = lock()?;
    let axe = tools().join("axe-core/node_modules/axe-core");
    if !install::has_package(&axe, AXE) {
        install::npm("axe-core", AXE)?;
    }
    let mut found = vec![("KEYLINE_AXE", axe.join("axe.min.js"))];
    for (variable, name, packages) in [("KEYLINE_PARENTS", "parents", &PARENTS), ("KEYLINE_SHEETS", "sheets", &SHEETS)]
    {
        let folder = tools().join(name);
        if !packages.iter().all(|(package, _, version)| install::has_package(&folder.join(package), version)) {
            install::unpacked(name, packages)?;
        }
        found.push((variable, folder));
    }
    for engine in engines {
        found.extend(engine.here()?);
    }
    Ok(found)
}

/// One installation at a time, if two commands start at once on a fresh checkout.
fn lock() -> Result<File> {
    let file = fs::create_dir_all(tools()).and_then(|()| File::create(tools().join("lock")));
    let locked = file.and_then(|file| file.lock().map(|()| file));
    locked.map_err(|why| format!("can't write to {}: {why}", tools().display()))
}

fn wasm_target() -> Result {
    const TARGET: &str = "wasm32-unknown-unknown";
    let libraries = printed(command("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    if libraries.is_some_and(|folder| PathBuf::from(folder.trim()).is_dir()) {
        return Ok(());
    }
    if find("rustup").is_none() {
        return Err(format!(
            "this Rust has no {TARGET}: install Rust by rustup (https://rustup.rs), or your system's package for it"
        ));
    }
    eprintln!("installing Rust's {TARGET}");
    run(command("rustup").args(["target", "add", TARGET]))
}

/// The version of a package in Cargo.lock.
fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    lock.split("[[package]]").find_map(|entry| {
        let field =
            |name| entry.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \"")?.strip_suffix('"'));
        field("version").filter(|_| field("name") == Some(package))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_in_the_lock_is_that_of_the_package_itself() {
        let lock = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\ndependencies = [\n \"wasm-bindgen\",\n]\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked(&lock.replace('\n', "\r\n"), "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked(lock, "wasm"), None);
    }

    #[test]
    fn trunk_is_told_the_same_version_of_wasm_opt() {
        let settings = fs::read_to_string(root().join("Trunk.toml")).unwrap();
        assert!(settings.contains(&format!("wasm_opt = \"version_{WASM_OPT}\"")), "{settings}");
    }
}
