//! The gallery of themes: the pages of `docs/gallery/` with a story pasted into them, as `keyline embed` makes it.

use std::fs;

use crate::run::{command, root, step};
use crate::{Done, build, setup};

/// Where a page wants what is pasted.
const PLACE: &str = "<!-- embed/snippet.html -->";

/// `cargo xtask gallery`: the gallery in `target/gallery`, for any web server.
pub fn gallery(_: &[String]) -> Done {
    setup::to_build()?;
    build::for_readers()?;
    let folder = root().join("target/gallery");
    let _ = fs::remove_dir_all(&folder);
    let mut embed = command("cargo");
    embed.args(["run", "--quiet", "--bin", "keyline", "--", "embed", build::STORY, "-o"]).arg(&folder);
    step(embed.env("KEYLINE_WIDGET", build::widget()))?;
    let put = || {
        let snippet = fs::read_to_string(folder.join("snippet.html"))?;
        for entry in fs::read_dir(root().join("docs/gallery"))? {
            let entry = entry?;
            let page = fs::read_to_string(entry.path())?;
            fs::write(folder.join(entry.file_name()), page.replace(PLACE, &snippet))?;
        }
        Ok(())
    };
    put().map_err(|why: std::io::Error| format!("can't make {}: {why}", folder.display()))?;
    println!("{}: give it to a web server; a page on disk may load no modules", folder.display());
    Ok(())
}
