//! The page and the program: trunk builds the WASM and the page, cargo the binary that carries them.
//!
//! What trunk does is in Trunk.toml and index.html; plain `trunk build --release` makes a page that does the same.

use std::env;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Done;
use crate::run::{command, find, root, run, step};
use crate::{cut, setup, wasm};

/// The story of the page, unless `KEYLINE_STORY` names another.
pub const STORY: &str = "stories/nato-white-house-2025.json";

/// What trunk leaves: the page, the WASM, its glue, the element.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The widget as `keyline` takes it in: `widget.wasm` and its glue `widget.js`, both scripts in one for a page that holds
/// everything (`inline.js`), and apart for an embed (`loader.js`, `edge.js`); and what a page in a frame has besides (`frame.js`).
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
    step(for_size(trunk("build").arg("--release")))?;
    gather().map_err(|why| format!("can't gather the widget in {}: {why}", widget().display()))
}

/// Leaves in a folder what a page embeds of [`STORY`], and nothing else.
pub fn embed(folder: &Path) -> Done {
    let _ = fs::remove_dir_all(folder);
    let mut keyline = command("cargo");
    keyline.args(["run", "--quiet", "--bin", "keyline", "--", "embed", STORY, "-o"]).arg(folder);
    run(keyline.env("KEYLINE_WIDGET", widget()))
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

/// `cargo xtask publish`, trunk's hook: puts the story into the page that trunk is about to publish, and makes a release's WASM
/// and glue smaller.
pub fn publish(_: &[String]) -> Done {
    let staging = env::var_os("TRUNK_STAGING_DIR").ok_or("this is a hook for trunk: run `cargo xtask build`")?;
    let staging = Path::new(&staging);
    setup::bundler()?;
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    if release {
        shrink(staging).map_err(|why| format!("can't make the widget smaller: {why}"))?;
    }
    let how: &[&str] = if release { &["--format=esm", "--minify"] } else { &["--format=esm"] };
    for script in ["element.js", "edge.js"] {
        bundle(script, &staging.join(script), how)?;
    }
    let page = staging.join("index.html");
    let story = env::var_os("KEYLINE_STORY").unwrap_or_else(|| STORY.into());
    let mut keyline = command("cargo");
    keyline.args(["run", "--quiet", "--bin", "keyline", "--", "page"]).arg(story);
    run(keyline.arg("--shell").arg(&page).arg("-o").arg(&page))
}

/// What trunk built, made smaller in its place. The WASM as it was stays in target/ for [`gather`].
fn shrink(staging: &Path) -> Done {
    let wasm = built(staging, "_bg.wasm")?;
    match find("wasm-opt") {
        Some(_) => optimise()?,
        // Trunk has one of its own, that nobody else finds.
        None => drop(fs::copy(&wasm, optimised()).map_err(told)?),
    }
    let long = fs::read(optimised()).map_err(told)?;
    fs::write(wasm, wasm::shrink(&long)?).map_err(told)?;
    // Trunk's own has been minified already, and is not as readable.
    let glue = fs::read_to_string(bound().with_file_name("widget.js")).map_err(told)?;
    fs::write(fitted(), wasm::fit(&long, &glue)?).map_err(told)?;
    glued(&built(staging, ".js")?, &["--format=esm"])
}

/// A script of the widget's: its modules as one.
fn bundle(name: &str, script: &Path, how: &[&str]) -> Done {
    esbuild(&Path::new("src/bin/widget").join(name), script, &[&["--bundle"], how].concat())
}

/// The glue in fewer bytes. What its console would be told are hints for who calls it in other ways than the element does.
fn glued(glue: &Path, how: &[&str]) -> Done {
    // It is always told where the WASM is.
    let less = ["--minify", "--tree-shaking=true", "--drop:console", "--define:import.meta.url=undefined"];
    esbuild(&fitted(), glue, &[&less, how].concat())
}

fn esbuild(from: &Path, to: &Path, how: &[&str]) -> Done {
    let mut out = std::ffi::OsString::from("--outfile=");
    out.push(to);
    let mut esbuild = command("esbuild");
    esbuild.arg(from).args(["--target=es2022", "--charset=utf8", "--log-level=warning"]);
    run(esbuild.args(how).arg(out))
}

/// Cuts out of the WASM what is never called, and optimises it better than trunk did.
fn optimise() -> Done {
    // Each step wins something after the others; in other orders less.
    const HOW: &str = "--flatten --rereloop -Oz --flatten --rereloop -Oz -Oz --gufa-optimizing -Oz --converge \
         --low-memory-unused";
    let (cut, _) = cut::cut(&fs::read(bound()).map_err(told)?)?;
    let before = target().join("widget.cut.wasm");
    fs::write(&before, cut).map_err(told)?;
    run(command("wasm-opt").args(HOW.split_whitespace()).arg(before).arg("-o").arg(optimised()))
}

/// The WASM as wasm-bindgen left it to trunk, with the names of its functions.
fn bound() -> PathBuf {
    target().join("wasm-bindgen/release/widget_bg.wasm")
}

fn told(why: std::io::Error) -> String {
    why.to_string()
}

/// The one file of the WASM's in trunk's folder that ends so.
fn built(folder: &Path, end: &str) -> Result<PathBuf, String> {
    let files = fs::read_dir(folder).map_err(|why| format!("{}: {why}", folder.display()))?.flatten();
    let mut named = files.map(|file| (file.file_name().to_string_lossy().into_owned(), file.path()));
    let found = named.find(|(name, _)| name.ends_with(end) && name.starts_with("widget-"));
    found.map(|(_, path)| path).ok_or(format!("no *{end} in {}", folder.display()))
}

/// The WASM as wasm-opt left it.
fn optimised() -> PathBuf {
    target().join("widget.wasm")
}

/// The glue that fits it.
fn fitted() -> PathBuf {
    target().join("widget.fitted.js")
}

/// Lets cargo build the standard library along, for size and with panics that abort at once. These are options for which cargo
/// and rustc want to be told that one knows them to be unstable.
fn for_size(trunk: &mut Command) -> &mut Command {
    const FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";
    // Trunk's hook could not be kept from them on Windows.
    if cfg!(windows) || !setup::library_source(FLAGS) {
        eprintln!("the widget gets 15 kB bigger than it need be: Rust's library can't be built for it here");
        return trunk;
    }
    trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", format!("{} {FLAGS}", remapped()));
    trunk.env("RUSTC_BOOTSTRAP", "1").env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
    trunk.env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
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

/// The scripts as `keyline` takes them in. A module has one instance in a page, and no file can hold it inline: so all but what an
/// embed imports, and what runs by itself, become functions.
fn gather() -> Done {
    let _ = fs::remove_dir_all(widget());
    fs::create_dir_all(widget()).map_err(told)?;
    fs::copy(built(&dist(), "_bg.wasm")?, widget().join("widget.wasm")).map_err(told)?;
    const MODULE: &[&str] = &["--format=esm", "--minify"];
    const PLAIN: &[&str] = &["--format=iife", "--minify"];
    glued(&widget().join("widget.js"), MODULE)?;
    for (name, how) in [("inline.js", MODULE), ("loader.js", MODULE), ("edge.js", MODULE), ("frame.js", PLAIN)] {
        bundle(name, &widget().join(name), how)?;
    }
    for name in ["widget.js", "inline.js", "loader.js"] {
        let script = widget().join(name);
        let module = fs::read_to_string(&script).map_err(told)?;
        fs::write(&script, body(&module).ok_or(format!("{name} doesn't end in what it exports"))?).map_err(told)?;
    }
    Ok(())
}

/// A module as the body of a function that returns what it exports. esbuild's own way to do that is half a kilobyte.
fn body(module: &str) -> Option<String> {
    let (code, exports) = module.trim_end().strip_suffix("};")?.rsplit_once("export{")?;
    let field = |export: &str| match export.split_once(" as ") {
        Some((name, field)) => format!("{field}:{name}"),
        None => export.to_owned(),
    };
    let fields: Vec<String> = exports.split(',').map(field).collect();
    Some(format!("{code}return{{{}}};\n", fields.join(",")))
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    root().join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// Runs a server in the place of this process, so that whoever ends this ends that.
fn hand_over_to(mut server: Command) -> Done {
    #[cfg(unix)]
    return Err(format!("can't start trunk: {}", std::os::unix::process::CommandExt::exec(&mut server)));
    #[cfg(not(unix))]
    run(&mut server)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_becomes_a_function_that_returns_its_exports() {
        assert_eq!(
            body("let e=1,t=2;export{e as default,t};\n").as_deref(),
            Some("let e=1,t=2;return{default:e,t};\n")
        );
        assert_eq!(body("let e=1;\n"), None);
    }
}
