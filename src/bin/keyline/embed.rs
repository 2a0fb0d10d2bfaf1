//! `keyline embed`: a snippet that embeds a story in any page, and the files that it loads, with hashes in their names.

use std::{fs, process::ExitCode};

use base64::{Engine, engine::general_purpose::STANDARD};
use keyline::{i18n, style};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::{
    args::{self, Isolate},
    check, iframe,
    input::{self, Failure},
    markup::{data, escape, minify, prerendered},
    pictures::Shown,
    widget::Widget,
};

pub fn run(args: &args::Embed) -> Result<ExitCode, Failure> {
    let input = input::read(&args.story)?;
    let Some((story, json)) = check::read(&input)? else { return Ok(ExitCode::from(1)) };
    let widget = Widget::find()?.ok_or_else(|| {
        Failure::new("this binary was built without the widget; `cargo xtask build` makes a complete one".to_owned())
    })?;
    let base = args.base.as_deref().map_or(String::new(), |base| format!("{}/", base.trim_end_matches('/')));
    if args.iframe {
        return iframe::write(args, &story, json, &widget, &base);
    }
    let Files { sheet, loader, others } = Files::new(&widget);
    let mut pictures = Vec::new();
    let shown = Shown::new(&story, json, &args.story, &mut |picture| {
        let file = File::new("picture", &picture.extension, &*picture.bytes);
        let address = format!("{base}{}", file.name);
        pictures.push(file);
        Ok(address)
    });
    let snippet = snippet(args, &shown, &base, [&sheet, &loader]);
    fs::create_dir_all(&args.output).map_err(|error| Failure::io(&args.output, &error))?;
    for file in others.iter().chain(&pictures).chain([&sheet, &loader]) {
        input::write(&args.output.join(&file.name), &file.bytes)?;
    }
    input::write(&args.output.join("snippet.html"), snippet.as_bytes())?;
    Ok(ExitCode::SUCCESS)
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

/// The files that the snippet loads, and the `others` that the loader loads.
struct Files {
    sheet: File,
    loader: File,
    others: Vec<File>,
}

impl Files {
    fn new(widget: &Widget) -> Files {
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
        Files { sheet, loader, others }
    }
}

/// Returns the snippet: the loader, and the element with the prerendered story, in a shadow root if it is isolated.
fn snippet(args: &args::Embed, shown: &Shown, base: &str, [sheet, loader]: [&File; 2]) -> String {
    let Shown { story, json } = shown;
    let sheet = format!("<link rel=\"stylesheet\" {}>", sheet.attributes("href", base));
    let root = format!("<div class=\"keyline-root\">{}</div>", prerendered(story, args.heading_level));
    let (before, isolate, tree) = match args.isolate {
        Isolate::On => (String::new(), "", format!("<template shadowrootmode=\"open\">{sheet}{root}</template>")),
        Isolate::Off => (format!("{sheet}\n"), " isolate=\"off\"", root),
    };
    let level = match args.heading_level {
        2 => String::new(),
        level => format!(" heading-level=\"{level}\""),
    };
    format!(
        "<script type=\"module\" {}></script>\n{before}<keyline-story lang=\"{}\"{level}{isolate}>{tree}{}</keyline-story>\n",
        loader.attributes("src", base),
        escape(story.language()),
        data(story, json),
    )
}
