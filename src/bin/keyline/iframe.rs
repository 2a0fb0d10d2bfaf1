//! `keyline embed --iframe`: a story for systems that take nothing but a frame. A page that is in one file, and the tag to paste.

use std::{fs, process::ExitCode};

use keyline::story::Story;

use crate::{
    args,
    input::{self, Failure},
    markup::escape,
    page,
    widget::Widget,
};

/// How high a frame is, in CSS pixels, until it is told: where nobody listens, high enough to scroll in.
const HEIGHT: u32 = 600;

/// What the page may do there: run, and open what readers follow as windows like any other. It has no origin, so that it neither
/// touches the page around nor keeps anything.
const SANDBOX: &str = "allow-scripts allow-popups allow-popups-to-escape-sandbox";

/// Writes the page and the tag.
pub fn write(args: &args::Embed, story: &Story, json: &str, widget: &Widget, base: &str) -> Result<ExitCode, Failure> {
    // Without a hash, and after the story: the tag stays in articles when the story changes, and Datawrapper's older listeners find a
    // frame by an id in its address.
    let name = format!("{}.html", story.id);
    if name == SNIPPET {
        return Err(Failure::new(format!("a story can't be called `{}`: its page would be {SNIPPET}, too", story.id)));
    }
    let page = page::whole(story, json, Some(widget), Some(&widget.frame));
    let tag = tag(&story.title, &format!("{base}{name}"));
    fs::create_dir_all(&args.output).map_err(|error| Failure::io(&args.output, &error))?;
    input::write(&args.output.join(name), page.as_bytes())?;
    input::write(&args.output.join(SNIPPET), tag.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

const SNIPPET: &str = "snippet.html";

/// What is pasted. All of it are attributes, which a policy against inline style lets pass.
fn tag(title: &str, src: &str) -> String {
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{HEIGHT}\" frameborder=\"0\" loading=\"lazy\" \
         sandbox=\"{SANDBOX}\" allow=\"clipboard-write\"></iframe>\n",
        escape(src),
        escape(title),
    )
}
