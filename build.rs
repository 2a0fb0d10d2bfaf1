//! Includes the built widget in the release binary of `keyline`: the files in the folder that `KEYLINE_WIDGET` names become the
//! constant `WIDGET` in `OUT_DIR/widget.rs`. Debug builds include none and read `KEYLINE_WIDGET` when they run, so that tests
//! don't compile again when the widget changes.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if !cfg!(feature = "cli") {
        return;
    }
    let release = env::var("PROFILE").as_deref() == Ok("release");
    if release {
        println!("cargo:rerun-if-env-changed=KEYLINE_WIDGET");
    }
    let widget = match env::var_os("KEYLINE_WIDGET").filter(|_| release) {
        Some(folder) => include(Path::new(&folder)),
        None => "None".to_owned(),
    };
    let code = format!(
        "/// The widget's files by name, if this build includes them.\n\
         const WIDGET: Option<[(&str, &[u8]); {}]> = {widget};\n",
        FILES.len()
    );
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("widget.rs");
    fs::write(&out, code).unwrap_or_else(|why| panic!("can't write {}: {why}", out.display()));
}

/// The files that `cargo xtask build` writes.
const FILES: [&str; 5] = ["widget.js", "widget.wasm", "inline.js", "loader.js", "frame.js"];

/// Returns an expression of the files' names and contents.
fn include(folder: &Path) -> String {
    let files = FILES.map(|name| {
        let file = folder.join(name);
        assert!(file.is_file(), "KEYLINE_WIDGET: there is no {}; run `cargo xtask build`", file.display());
        println!("cargo:rerun-if-changed={}", file.display());
        format!("({name:?}, include_bytes!({file:?}).as_slice())")
    });
    format!("Some([{}])", files.join(", "))
}
