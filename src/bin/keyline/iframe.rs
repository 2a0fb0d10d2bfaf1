//! `keyline embed --iframe`: a story for systems that accept only frames: a page in one file, and the tag to paste.

use std::path::Path;

use keyline::{story::Story, view::RenderOptions};

use crate::{
    args, check,
    input::{self, Failure},
    markup::escape,
    page,
    pictures::StoryWithPictures,
    widget::Widget,
};

/// The height of a frame in CSS pixels until it reports its own. Without a listener it is high enough to scroll in.
const HEIGHT: u32 = 600;

/// The page may run scripts, and open links in normal windows. It has no origin, so it can't access the page around it or store
/// anything.
const SANDBOX: &str = "allow-scripts allow-popups allow-popups-to-escape-sandbox";

/// Writes the page of a story, and the tag into `tag_file`.
pub fn write(
    args: &args::Embed,
    story: &Story,
    shown: &StoryWithPictures,
    tag_file: &Path,
    widget: &Widget,
) -> Result<(), Failure> {
    // Without a hash, and after the story: the tag stays in articles when the story changes, and Datawrapper's older listeners find a
    // frame by an id in its address.
    let name = format!("{}.html", story.id);
    let options = RenderOptions { heading_level: 1, ..args.render_options() };
    let page = page::whole(story, shown, Some(widget), Some(&widget.frame), options);
    let tag = tag(&story.title, &format!("{}{name}", args.base.as_deref().unwrap_or_default()));
    let page_file = args.output.join(name);
    input::write(&page_file, page.as_bytes())?;
    input::write(tag_file, tag.as_bytes())?;
    input::say_written(&page_file, check::counts(story), page.len());
    input::say_written(tag_file, Vec::new(), tag.len());
    Ok(())
}

/// Returns the tag to paste. It has only attributes, which a policy against inline style permits.
fn tag(title: &str, src: &str) -> String {
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{HEIGHT}\" frameborder=\"0\" loading=\"lazy\" \
         sandbox=\"{SANDBOX}\" allow=\"clipboard-write\"></iframe>\n",
        escape(src),
        escape(title),
    )
}
