//! `keyline embed`: snippets that embed stories in any page, and the files that they load, with hashes in their names.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use keyline::{i18n, story::Story, style, view::RenderOptions};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::{
    args::{self, Isolate},
    check, iframe,
    input::{self, Failure},
    markup::{data, escape, max_events_attribute, minify, prerendered},
    pictures::StoryWithPictures,
    widget::Widget,
};

pub fn run(args: &args::Embed) -> Result<ExitCode, Failure> {
    let inputs = args.stories.iter().map(|file| input::read(file)).collect::<Result<Vec<_>, _>>();
    let inputs = inputs.map_err(Failure::nothing_written)?;
    let Some(stories) = read(args, &inputs).map_err(Failure::nothing_written)? else { return Ok(ExitCode::from(1)) };
    let widget = Widget::find().map_err(Failure::nothing_written)?.ok_or_else(|| {
        let why = "this binary was built without the widget; `cargo xtask build` makes a complete one";
        Failure::new(why.to_owned()).nothing_written()
    })?;
    let folder = &args.output;
    fs::create_dir_all(folder).map_err(|error| Failure::io(folder, &error).nothing_written())?;
    if args.iframe {
        for Input { story, json, file } in &stories {
            let shown = StoryWithPictures::inlined(story, json, file);
            iframe::write(args, story, &shown, &snippet_file(args, story), &widget)?;
        }
    } else {
        write(args, &stories, &widget)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A story, its text, and its file.
struct Input<'a> {
    story: Story,
    json: &'a str,
    file: &'a Path,
}

/// Reads every story and prints its problems. Returns `None` if one has errors.
fn read<'a>(args: &'a args::Embed, inputs: &'a [input::Input]) -> Result<Option<Vec<Input<'a>>>, Failure> {
    let parts = args.render_options().parts;
    let mut stories: Vec<Input> = Vec::new();
    for (file, input) in args.stories.iter().zip(inputs) {
        let Some((story, json)) = check::read(input, args.keep_going)? else { continue };
        if !parts.has_content(&story) {
            let names = parts.names().unwrap_or_default();
            return Err(Failure::new(format!("{}: nothing to show: the story has none of {names}", file.display())));
        }
        if let Some(other) = stories.iter().find(|other| other.story.id == story.id) {
            let (one, another) = (other.file.display(), file.display());
            return Err(Failure::new(format!("{one} and {another} have the same id, `{}`", story.id)));
        }
        stories.push(Input { story, json, file });
    }
    Ok((stories.len() == inputs.len()).then_some(stories))
}

/// Returns the file for a story's snippet.
fn snippet_file(args: &args::Embed, story: &Story) -> PathBuf {
    args.output.join(format!("{}.snippet.html", story.id))
}

/// Writes a snippet for each story, and the files that they load.
fn write(args: &args::Embed, stories: &[Input], widget: &Widget) -> Result<(), Failure> {
    let base = args.base.as_deref().unwrap_or_default();
    let files = Files::new(widget);
    let options = args.render_options();
    let mut pictures = Vec::new();
    let mut snippets = Vec::new();
    for Input { story, json, file } in stories {
        let shown = StoryWithPictures::new(story, json, file, u64::MAX, &mut |picture| {
            let file = File::new("picture", picture.extension, picture.bytes);
            let address = format!("{base}{}", file.name);
            pictures.push(file);
            address
        });
        snippets.push((story, snippet(args, &shown, base, &files, &options)));
    }
    // The snippets last: they need the others.
    let written: BTreeMap<&str, &[u8]> = (files.others.iter().chain(&pictures).chain([&files.sheet, &files.loader]))
        .map(|file| (&*file.name, &*file.bytes))
        .collect();
    for (name, bytes) in &written {
        input::write(&args.output.join(name), bytes)?;
    }
    for (story, snippet) in snippets {
        let file = snippet_file(args, story);
        input::write(&file, snippet.as_bytes())?;
        input::say_written(&file, check::counts(story), snippet.len());
    }
    let bytes = written.values().map(|bytes| bytes.len()).sum();
    input::say_written(&args.output, vec![check::count(written.len(), "file")], bytes);
    if !args.strict_csp {
        let styles = match args.isolate {
            Isolate::On => vec![&files.registration, &files.sheet],
            Isolate::Off => vec![&files.sheet],
        };
        let hashes: Vec<String> = styles.iter().map(|style| format!("'{}'", style.integrity)).collect();
        eprintln!("If the page has a policy (CSP), add to its style-src: {}", hashes.join(" "));
    }
    Ok(())
}

/// A file that caches may keep forever, since its name has the hash of its content.
struct File {
    name: String,
    bytes: Vec<u8>,
    /// The hash by which a browser checks it (Subresource Integrity).
    integrity: String,
}

impl File {
    fn new(stem: &str, extension: &str, bytes: impl Into<Vec<u8>>) -> File {
        let bytes = bytes.into();
        let digest = Sha256::digest(&bytes);
        let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let integrity = format!("sha256-{}", STANDARD.encode(digest));
        File { name: format!("{stem}-{hash}.{extension}"), bytes, integrity }
    }

    /// Returns its description for the loader.
    fn entry(&self) -> Value {
        json!({ "name": self.name, "integrity": self.integrity })
    }

    /// Returns the attributes of an element that loads it from `base`; `at` is the name of the attribute for the URL.
    fn attributes(&self, at: &str, base: &str) -> String {
        format!("{at}=\"{}{}\" integrity=\"{}\" crossorigin=\"anonymous\"", escape(base), self.name, self.integrity)
    }
}

/// The files that the snippet loads, or has inline, and the `others` that the loader loads.
struct Files {
    /// The style that registers the properties of an isolated story. It is only ever inline.
    registration: File,
    sheet: File,
    loader: File,
    others: Vec<File>,
}

impl Files {
    fn new(widget: &Widget) -> Files {
        let registration = File::new("registered", "css", minify(style::REGISTERED));
        let sheet = File::new("keyline", "css", minify(&style::css()));
        let wasm = File::new("widget", "wasm", &*widget.wasm);
        let script = File::new("widget", "js", widget.module());
        let mut others = Vec::new();
        let mut words = Map::new();
        for tag in i18n::LANGUAGES.into_iter().filter(|tag| !i18n::is_english(tag)) {
            let file = File::new(&format!("words-{tag}"), "txt", i18n::phrases(tag).lines());
            words.insert(tag.to_owned(), file.entry());
            others.push(file);
        }
        let files = json!({ "script": script.entry(), "wasm": wasm.entry(), "sheet": sheet.entry(), "words": words });
        let loader = File::new("keyline", "js", widget.loader(&files));
        others.extend([wasm, script]);
        Files { registration, sheet, loader, others }
    }
}

/// Returns the snippet: the loader, and the element with the prerendered story, in a shadow root if it is isolated. The sheet is
/// inline, since a request would delay the first paint; the loader finds it by its class (src/bin/widget/loader.js).
fn snippet(
    args: &args::Embed,
    shown: &StoryWithPictures,
    base: &str,
    files: &Files,
    options: &RenderOptions,
) -> String {
    let StoryWithPictures { story, json } = shown;
    let (registration, sheet) = if args.strict_csp {
        (String::new(), format!("<link rel=\"stylesheet\" {}>", files.sheet.attributes("href", base)))
    } else {
        let style =
            |class: &str, file: &File| format!("<style{class}>{}</style>", String::from_utf8_lossy(&file.bytes));
        (style("", &files.registration), style(" class=\"keyline-sheet\"", &files.sheet))
    };
    let root = format!("<div class=\"keyline-root\" data-prerendered>{}</div>", prerendered(story, options.clone()));
    let (before, isolate, tree) = match args.isolate {
        Isolate::On => {
            (String::new(), "", format!("{registration}<template shadowrootmode=\"open\">{sheet}{root}</template>"))
        }
        Isolate::Off => (format!("{sheet}\n"), " isolate=\"off\"", root),
    };
    let level = match args.heading_level {
        2 => String::new(),
        level => format!(" heading-level=\"{level}\""),
    };
    let max_events = max_events_attribute(options);
    format!(
        "<script type=\"module\" {}></script>\n{before}<keyline-story lang=\"{}\"{level}{max_events}{isolate}>{tree}{}</keyline-story>\n",
        files.loader.attributes("src", base),
        escape(story.language()),
        data(story, json),
    )
}
