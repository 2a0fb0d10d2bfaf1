//! The gallery of themes: the pages of `docs/gallery/` with a story pasted into them, as `keyline embed` makes it.

use std::fs;

use crate::run::{Result, root, target};
use crate::{build, setup};

/// Where a page wants what is pasted.
const PLACE: &str = "<!-- embed/snippet.html -->";

/// `cargo xtask gallery`: the gallery in `target/gallery`, for any web server.
pub fn gallery(_: &[String]) -> Result {
    setup::to_build()?;
    build::build_release()?;
    let folder = target().join("gallery");
    build::embed(&folder)?;
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
