//! Builds the gallery of themes: the pages of `docs/gallery/` with an embedded story.

use std::fs;

use crate::run::{Result, root, target};
use crate::{build, setup};

/// The file with the snippet of the embedded story.
const SNIPPET: &str = "nato-white-house-2025.snippet.html";

/// `cargo xtask gallery`: builds the gallery in `target/gallery`, for any web server.
pub fn gallery(_: &[String]) -> Result {
    setup::install_build_tools()?;
    build::build_release(None)?;
    let folder = target().join("gallery");
    build::embed(&folder, None)?;
    let write_pages = || {
        let snippet = fs::read_to_string(folder.join(SNIPPET))?;
        // The comment in a page that the snippet replaces.
        let placeholder = format!("<!-- embed/{SNIPPET} -->");
        for entry in fs::read_dir(root().join("docs/gallery"))? {
            let entry = entry?;
            let page = fs::read_to_string(entry.path())?;
            fs::write(folder.join(entry.file_name()), page.replace(&placeholder, &snippet))?;
        }
        Ok(())
    };
    write_pages().map_err(|error: std::io::Error| format!("can't write {}: {error}", folder.display()))?;
    println!("{}: serve it by a web server; browsers load no modules from disk", folder.display());
    Ok(())
}
