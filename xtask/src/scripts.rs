//! Bundles the widget's JavaScript with esbuild.
//!
//! `keyline` puts several scripts into one file, and starts the glue again after a panic. Modules allow neither, so those scripts
//! are bundled as `var NAME=(() => {…})();`, which `src/bin/keyline/widget.rs` places where it needs the exports.

use std::ffi::OsString;
use std::path::Path;

use crate::run::{Result, command, run};

const SOURCES: &str = "src/bin/widget";
/// Defined as a variable: scripts of this kind have no `import.meta`, and the widget passes the WASM to the glue. The console is
/// dropped since the glue only warns about a server's MIME type, which it handles.
const GLUE: [&str; 4] = ["--format=iife", "--global-name=glue", "--define:import.meta.url=undefined", "--drop:console"];

/// Bundles the modules that trunk's page imports.
pub fn bundle_modules(folder: &Path, minify: bool) -> Result {
    let options: &[&str] = if minify { &["--format=esm", "--minify"] } else { &["--format=esm"] };
    bundle("element.js", folder, options)
}

/// Bundles the scripts that `keyline` includes. `glue` is wasm-bindgen's output, which becomes `widget.js`.
pub fn bundle_widget(glue: &Path, folder: &Path) -> Result {
    esbuild(glue, &folder.join("widget.js"), &[&["--minify"], &GLUE[..]].concat())?;
    bundle("inline.js", folder, &["--minify", "--format=iife", "--global-name=inline"])?;
    bundle("loader.js", folder, &["--minify", "--format=iife", "--global-name=loading"])?;
    bundle("frame.js", folder, &["--minify", "--format=iife"])
}

fn bundle(name: &str, folder: &Path, options: &[&str]) -> Result {
    esbuild(&Path::new(SOURCES).join(name), &folder.join(name), options)
}

fn esbuild(source: &Path, output: &Path, options: &[&str]) -> Result {
    let mut outfile = OsString::from("--outfile=");
    outfile.push(output);
    let mut esbuild = command("esbuild");
    esbuild.arg(source).args(["--bundle", "--target=es2022", "--charset=utf8", "--log-level=warning"]);
    run(esbuild.args(options).arg(outfile))
}
