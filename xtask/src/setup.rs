//! Installs the tools that are missing, in tested versions. A tool on `PATH` of the right version is used.

use std::fs::{self, File};
use std::path::PathBuf;

use crate::engines::{ENGINES, Engine};
use crate::install;
use crate::run::{Result, command, find, output, root, run, tools};

/// Any patch version. Earlier versions can't minify the glue.
const TRUNK: &str = "0.22";
/// Trunk.toml names the same version.
const WASM_OPT: &str = "132";
const ESBUILD: &str = "0.28.2";
const AXE: &str = "4.14.1";
/// Scripts of pages that embed frames: folder in `.tools/parents`, package, version. Older articles have Datawrapper's older script,
/// which finds a frame by its address.
const PARENTS: [(&str, &str, &str); 6] = [
    ("pym", "pym.js", "1.3.2"),
    ("sidechain", "@nprapps/sidechain", "1.1.5"),
    ("amp-iframe", "@ampproject/amp-iframe", "1.2110011758.0"),
    ("preact", "preact", "10.29.8"), // a dependency of amp-iframe
    ("datawrapper", "@datawrapper/chart-core", "8.47.0"),
    ("datawrapper-old", "@datawrapper/chart-core", "8.22.0"),
];
/// Style sheets of pages that embed stories: folder in `.tools/sheets`, package, version.
const SHEETS: [(&str, &str, &str); 6] = [
    ("bootstrap", "bootstrap", "5.3.9"),
    ("tailwindcss", "tailwindcss", "4.3.5"),
    ("reset-css", "reset-css", "5.0.2"),
    ("govuk-frontend", "govuk-frontend", "6.6.0"),
    ("uswds", "@uswds/uswds", "3.14.0"),
    ("block-library", "@wordpress/block-library", "11.1.0"),
];

/// `cargo xtask setup`: installs all tools.
pub fn setup(_: &[String]) -> Result {
    install_build_tools()?;
    install_test_tools(&ENGINES)?;
    eprintln!("all tools are installed");
    Ok(())
}

/// Installs the tools that build and serve the page.
pub fn install_build_tools() -> Result {
    let _lock = lock()?;
    wasm_target()?;
    let result = install_cargo_tools();
    install::remove_build_cache();
    result?;
    if !install::has_version("wasm-opt", WASM_OPT) {
        install::from_npm("binaryen", &format!("{WASM_OPT}.0.0"))?;
    }
    install_esbuild()
}

/// Installs esbuild, which trunk's hook needs even if trunk wasn't started by xtask.
pub fn install_esbuild() -> Result {
    if !install::has_version("esbuild", ESBUILD) { install::from_npm("esbuild", ESBUILD) } else { Ok(()) }
}

fn install_cargo_tools() -> Result {
    let lock =
        fs::read_to_string(root().join("Cargo.lock")).map_err(|error| format!("can't read Cargo.lock: {error}"))?;
    let bindgen = locked_version(&lock, "wasm-bindgen").ok_or("Cargo.lock names no version of wasm-bindgen")?;
    if !install::has_version("wasm-bindgen", bindgen) {
        install::from_crates_io("wasm-bindgen-cli", bindgen, "wasm-bindgen", &[])?;
    }
    if !install::has_version("trunk", TRUNK) {
        // Trunk declares a newer compiler than it needs.
        let options = ["--ignore-rust-version", "--no-default-features", "--features", "rustls"];
        install::from_crates_io("trunk", &format!("{TRUNK}.1"), "trunk", &options)?;
    }
    Ok(())
}

/// Installs what the tests in these browsers need. Returns the environment variables that name it.
pub fn install_test_tools(engines: &[Engine]) -> Result<Vec<(&'static str, PathBuf)>> {
    let _lock = lock()?;
    let axe = tools().join("axe-core/node_modules/axe-core");
    if !install::has_package(&axe, AXE) {
        install::from_npm("axe-core", AXE)?;
    }
    let mut found = vec![("KEYLINE_AXE", axe.join("axe.min.js"))];
    for (variable, name, packages) in [("KEYLINE_PARENTS", "parents", &PARENTS), ("KEYLINE_SHEETS", "sheets", &SHEETS)]
    {
        let folder = tools().join(name);
        if !packages.iter().all(|(package, _, version)| install::has_package(&folder.join(package), version)) {
            install::unpack_from_npm(name, packages)?;
        }
        found.push((variable, folder));
    }
    for engine in engines {
        found.extend(engine.install()?);
    }
    Ok(found)
}

/// Locks `.tools`, so that commands that start at the same time don't both install.
fn lock() -> Result<File> {
    let file = fs::create_dir_all(tools()).and_then(|()| File::create(tools().join("lock")));
    let locked = file.and_then(|file| file.lock().map(|()| file));
    locked.map_err(|error| format!("can't write to {}: {error}", tools().display()))
}

fn wasm_target() -> Result {
    const TARGET: &str = "wasm32-unknown-unknown";
    let libraries = output(command("rustc").args(["--print", "target-libdir", "--target", TARGET]));
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

/// Returns the version of a package in Cargo.lock.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
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
    fn the_locked_version_is_that_of_the_package_and_not_of_a_dependency() {
        let lock = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\ndependencies = [\n \"wasm-bindgen\",\n]\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(&lock.replace('\n', "\r\n"), "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn trunk_toml_names_the_same_version_of_wasm_opt() {
        let settings = fs::read_to_string(root().join("Trunk.toml")).unwrap();
        assert!(settings.contains(&format!("wasm_opt = \"version_{WASM_OPT}\"")), "{settings}");
    }
}
