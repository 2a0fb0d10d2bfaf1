//! Builds the page, the widget and the command line: trunk makes the WASM and the page, cargo the binary that includes the widget.
//!
//! Trunk.toml and index.html configure trunk, so plain `trunk build --release` builds the same page.

use std::env;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{Result, command, root, run, run_shown, target};
use crate::{scripts, setup};

/// The story of the page, unless `KEYLINE_STORY` names another.
pub const STORY: &str = "stories/nato-white-house-2025.json";

/// Names a built `keyline` for trunk's hook.
const KEYLINE_BIN: &str = "KEYLINE_BIN";

/// Returns trunk's output folder: the page, the WASM, its glue, the element.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Returns the folder with the widget's files as `keyline` includes them: the WASM and what [`scripts`] bundles.
pub fn widget() -> PathBuf {
    target().join("assets")
}

/// `cargo xtask build`: leaves `dist/`, and a `keyline` binary that needs no other file.
pub fn build(_: &[String]) -> Result {
    setup::install_build_tools()?;
    build_release(None)?;
    run_shown(command("cargo").args(["build", "--release", "--bin", "keyline"]).env("KEYLINE_WIDGET", widget()))
}

/// Builds the page and the widget in release mode. `keyline` is a built binary; without one, cargo builds it.
pub fn build_release(keyline: Option<&Path>) -> Result {
    run_shown(trunk("build").arg("--release").envs(keyline.map(|binary| (KEYLINE_BIN, binary))))?;
    collect_widget().map_err(|error| format!("can't write the widget to {}: {error}", widget().display()))
}

/// Writes an embed of [`STORY`] to an emptied folder. `keyline` is a built binary; without one, cargo builds it.
pub fn embed(folder: &Path, keyline: Option<&Path>) -> Result {
    let _ = fs::remove_dir_all(folder);
    let mut keyline = self::keyline(keyline);
    run(keyline.args(["embed", STORY, "-o"]).arg(folder).env("KEYLINE_WIDGET", widget()))
}

/// `cargo xtask serve [STORY]`: serves until it is interrupted.
pub fn serve(arguments: &[String]) -> Result {
    let story = match arguments {
        [] => None,
        [story] => Some(fs::canonicalize(story).map_err(|error| format!("can't read {story}: {error}"))?),
        _ => return Err("serves one story at a time".to_owned()),
    };
    setup::install_build_tools()?;
    let port = (8080..8180).find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok());
    let port = port.ok_or("no port from 8080 to 8179 is free")?;
    eprintln!("http://127.0.0.1:{port}/ answers after the build");
    let mut trunk = trunk("serve");
    // A separate folder, so that dist/ keeps the release build.
    trunk.args(["--dist", "target/serve", "--address", "127.0.0.1", "--disable-address-lookup", "--port"]);
    trunk.arg(port.to_string());
    if let Some(story) = story {
        trunk.args(["--watch", "src", "--watch", "style", "--watch"]).arg(&story).env("KEYLINE_STORY", story);
    }
    replace_process(trunk)
}

/// `cargo xtask publish`, trunk's hook: adds the element's scripts and the story to the page that trunk is about to publish.
pub fn publish(_: &[String]) -> Result {
    let staging = env::var_os("TRUNK_STAGING_DIR").ok_or("this is a hook for trunk: run `cargo xtask build`")?;
    let staging = Path::new(&staging);
    setup::install_esbuild()?;
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    scripts::bundle_modules(staging, release)?;
    let page = staging.join("index.html");
    let story = env::var_os("KEYLINE_STORY").unwrap_or_else(|| STORY.into());
    let binary = env::var_os(KEYLINE_BIN).map(PathBuf::from);
    let mut keyline = keyline(binary.as_deref());
    run(keyline.arg("page").arg(story).arg("--shell").arg(&page).arg("-o").arg(&page))
}

/// Returns a command for `keyline`: the binary if there is one, else cargo, which builds it first.
fn keyline(binary: Option<&Path>) -> Command {
    let Some(binary) = binary else {
        let mut cargo = command("cargo");
        cargo.args(["run", "--quiet", "--bin", "keyline", "--"]);
        return cargo;
    };
    command(&binary.to_string_lossy())
}

/// Returns a file of wasm-bindgen's output, before trunk minified the glue and wasm-opt stripped the names of functions.
pub fn bindgen_output(name: &str) -> PathBuf {
    target().join("wasm-bindgen/release").join(name)
}

fn trunk(action: &str) -> Command {
    let mut trunk = command("trunk");
    trunk.arg(action).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", remap_flags());
    trunk.env("RUST_LIB_BACKTRACE", "0"); // trunk's own backtrace hides the compiler's error
    trunk
}

/// Returns rustc's flags that shorten the paths in panic messages, so that no home folder is published and builds are the same on
/// every machine. A path that contains a space can't be passed in this variable, and stays.
fn remap_flags() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    let sources = registries.into_iter().flatten().flatten().map(|entry| entry.path());
    let folders = std::iter::once(root().to_owned()).chain(sources).map(|folder| folder.display().to_string());
    let flags = folders.filter(|folder| !folder.contains(' ')).map(|folder| format!("--remap-path-prefix={folder}/="));
    flags.collect::<Vec<_>>().join(" ")
}

/// Copies the WASM that trunk optimized, and bundles the scripts that `keyline` includes.
fn collect_widget() -> Result {
    let folder = widget();
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    fs::copy(optimized_wasm()?, folder.join("widget.wasm")).map_err(|error| error.to_string())?;
    scripts::bundle_widget(&bindgen_output("widget.js"), &folder)
}

/// Returns the WASM in `dist/`. Its name has a hash.
fn optimized_wasm() -> Result<PathBuf> {
    let files = fs::read_dir(dist()).map_err(|error| format!("{}: {error}", dist().display()))?.flatten();
    let mut paths = files.map(|file| file.path());
    let wasm = paths.find(|path| path.to_string_lossy().ends_with("_bg.wasm"));
    wasm.ok_or_else(|| format!("no *_bg.wasm in {}", dist().display()))
}

/// Replaces this process by a server, so that a signal to this process reaches the server.
fn replace_process(mut server: Command) -> Result {
    #[cfg(unix)]
    return Err(format!("can't start trunk: {}", std::os::unix::process::CommandExt::exec(&mut server)));
    #[cfg(not(unix))]
    run(&mut server)
}
