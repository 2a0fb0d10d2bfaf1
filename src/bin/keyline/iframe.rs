//! `keyline embed --iframe`: a story for systems that accept only frames: a page in one file, and the tag to paste.

use std::{fs, process::ExitCode};

use keyline::story::Story;

use crate::{
    args,
    input::{self, Failure},
    markup::escape,
    page,
    pictures::Shown,
    widget::Widget,
};

/// The height of a frame in CSS pixels until it reports its own. Without a listener it is high enough to scroll in.
const HEIGHT: u32 = 600;

/// The page may run scripts, and open links in normal windows. It has no origin, so it can't access the page around it or store
/// anything.
const SANDBOX: &str = "allow-scripts allow-popups allow-popups-to-escape-sandbox";

/// Writes the page and the tag.
pub fn write(args: &args::Embed, story: &Story, json: &str, widget: &Widget, base: &str) -> Result<ExitCode, Failure> {
    // Without a hash, and after the story: the tag stays in articles when the story changes, and Datawrapper's older listeners find a
    // frame by an id in its address.
    let name = format!("{}.html", story.id);
    if name == SNIPPET {
        return Err(Failure::new(format!("a story can't be called `{}`: its page would be {SNIPPET}, too", story.id)));
    }
    let page = page::whole(story, &Shown::inlined(story, json, &args.story), Some(widget), Some(&widget.frame));
    let tag = tag(&story.title, &format!("{base}{name}"));
    fs::create_dir_all(&args.output).map_err(|error| Failure::io(&args.output, &error))?;
    input::write(&args.output.join(name), page.as_bytes())?;
    input::write(&args.output.join(SNIPPET), tag.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

const SNIPPET: &str = "snippet.html";

/// Returns the tag to paste. It has only attributes, which a policy against inline style permits.
fn tag(title: &str, src: &str) -> String {
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{HEIGHT}\" frameborder=\"0\" loading=\"lazy\" \
         sandbox=\"{SANDBOX}\" allow=\"clipboard-write\"></iframe>\n",
        escape(src),
        escape(title),
    )
}
