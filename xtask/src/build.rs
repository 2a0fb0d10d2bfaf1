//! The page and the program: trunk builds the WASM and the page, cargo the binary that carries them.
//!
//! What trunk does is in Trunk.toml and index.html; plain `trunk build --release` makes the same page.

use std::env;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Done;
use crate::run::{command, root, run, step};
use crate::setup;

/// The story of the page, unless `KEYLINE_STORY` names another.
const STORY: &str = "stories/nato-white-house-2025.json";

/// What trunk leaves: the page, the WASM, its glue, the element.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The widget as `keyline` takes it in, for a page without modules: `widget.js`, `widget.wasm` and `element.js`.
pub fn widget() -> PathBuf {
    target().join("assets")
}

/// `cargo xtask build`: `dist/`, and a `keyline` that works wherever it is copied.
pub fn build(_: &[String]) -> Done {
    setup::to_build()?;
    for_readers()?;
    step(command("cargo").args(["build", "--release", "--bin", "keyline"]).env("KEYLINE_WIDGET", widget()))
}

/// Builds the page and the widget as readers get them.
pub fn for_readers() -> Done {
    step(trunk("build").arg("--release"))?;
    gather().map_err(|why| format!("can't gather the widget in {}: {why}", widget().display()))
}

/// `cargo xtask serve [STORY]`: until interrupted.
pub fn serve(arguments: &[String]) -> Done {
    let story = match arguments {
        [] => None,
        [story] => Some(fs::canonicalize(story).map_err(|why| format!("can't read {story}: {why}"))?),
        _ => return Err("serves one story at a time".to_owned()),
    };
    setup::to_build()?;
    let port = (8080..8180).find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok());
    let port = port.ok_or("no port from 8080 to 8179 is free")?;
    eprintln!("http://127.0.0.1:{port}/ as soon as it is built");
    let mut trunk = trunk("serve");
    // A folder of its own: dist/ stays what was built for readers.
    trunk.args(["--dist", "target/serve", "--address", "127.0.0.1", "--disable-address-lookup", "--port"]);
    trunk.arg(port.to_string());
    if let Some(story) = story {
        trunk.args(["--watch", "src", "--watch", "style", "--watch"]).arg(&story).env("KEYLINE_STORY", story);
    }
    hand_over_to(trunk)
}

/// `cargo xtask prerender`, trunk's hook: puts the story into the page that trunk is about to publish.
pub fn prerender(_: &[String]) -> Done {
    let staging = env::var_os("TRUNK_STAGING_DIR").ok_or("this is a hook for trunk: run `cargo xtask build`")?;
    let page = Path::new(&staging).join("index.html");
    let story = env::var_os("KEYLINE_STORY").unwrap_or_else(|| STORY.into());
    let mut keyline = command("cargo");
    keyline.args(["run", "--quiet", "--bin", "keyline", "--", "page"]).arg(story);
    run(keyline.arg("--shell").arg(&page).arg("-o").arg(&page))
}

fn trunk(action: &str) -> Command {
    let mut trunk = command("trunk");
    trunk.arg(action).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", remapped());
    trunk.env("RUST_LIB_BACKTRACE", "0"); // its own stack says nothing of why ours doesn't compile
    trunk
}

/// Takes this machine's folders out of the WASM's panic messages: for privacy, for builds that are the same everywhere, and
/// for the bytes. A path with a space in it can't be passed in this way, and stays.
fn remapped() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    let sources = registries.into_iter().flatten().flatten().map(|entry| entry.path());
    let folders = std::iter::once(root().to_owned()).chain(sources).map(|folder| folder.display().to_string());
    let flags = folders.filter(|folder| !folder.contains(' ')).map(|folder| format!("--remap-path-prefix={folder}/="));
    flags.collect::<Vec<_>>().join(" ")
}

/// Trunk's glue is a module, of which a page has one instance and which no file can hold inline. wasm-bindgen makes the
/// other form, for the same WASM.
fn gather() -> Done {
    let unread = |why: std::io::Error| why.to_string();
    let _ = fs::remove_dir_all(widget());
    let mut bindgen = command("wasm-bindgen");
    bindgen.args(["--target", "no-modules", "--no-typescript", "--out-name", "widget", "--out-dir"]).arg(widget());
    run(bindgen.arg(target().join("wasm32-unknown-unknown/widget/widget.wasm")))?;

    let unoptimised = widget().join("widget_bg.wasm");
    if fs::read(&unoptimised).map_err(unread)?
        != fs::read(target().join("wasm-bindgen/release/widget_bg.wasm")).map_err(unread)?
    {
        return Err("wasm-bindgen made another WASM for it than for trunk".to_owned());
    }
    fs::remove_file(unoptimised).map_err(unread)?;
    fs::copy(dist().join("element.js"), widget().join("element.js")).map_err(unread)?;
    let built = fs::read_dir(dist()).map_err(unread)?.flatten().map(|entry| entry.path());
    let wasm =
        built.into_iter().find(|path| path.extension().is_some_and(|kind| kind == "wasm")).ok_or("no WASM in dist/")?;
    fs::copy(wasm, widget().join("widget.wasm")).map_err(unread)?;
    Ok(())
}

/// Where cargo builds.
fn target() -> PathBuf {
    root().join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// Runs a server in the place of this process, so that whoever ends this ends that.
fn hand_over_to(mut server: Command) -> Done {
    #[cfg(unix)]
    return Err(format!("can't start trunk: {}", std::os::unix::process::CommandExt::exec(&mut server)));
    #[cfg(not(unix))]
    run(&mut server)
}
