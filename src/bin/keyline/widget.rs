//! The widget's built files, as this binary carries them.

use std::{borrow::Cow, env, fs, io::Write, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};

use crate::input::Failure;

include!(concat!(env!("OUT_DIR"), "/widget.rs"));

/// WASM, its glue, and the scripts around them.
pub struct Widget {
    /// The body of a function that returns what wasm-bindgen's module would export.
    glue: Cow<'static, str>,
    pub wasm: Cow<'static, [u8]>,
    /// The same of src/bin/widget/inline.js.
    inline: Cow<'static, str>,
    /// The same of src/bin/widget/loader.js.
    loader: Cow<'static, str>,
    /// A module that exports `Edge`.
    edge: Cow<'static, str>,
    /// A classic script for a page that is in a frame.
    pub frame: Cow<'static, str>,
}

impl Widget {
    /// The files in the folder that `KEYLINE_WIDGET` names, or else those this binary was built with.
    pub fn find() -> Result<Option<Widget>, Failure> {
        let folder = env::var_os("KEYLINE_WIDGET");
        if folder.is_none() && WIDGET.is_none() {
            return Ok(None);
        }
        let bytes = |name: &str| match &folder {
            Some(folder) => {
                let file = Path::new(folder).join(name);
                fs::read(&file).map(Cow::Owned).map_err(|error| Failure::io(&file, &error))
            }
            None => {
                let file = WIDGET.iter().flatten().find(|(carried, _)| *carried == name);
                Ok(Cow::Borrowed(file.map_or(&[][..], |(_, bytes)| bytes)))
            }
        };
        let text = |name: &str| bytes(name).map(|bytes| Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()));
        let (glue, wasm) = (text("widget.js")?, bytes("widget.wasm")?);
        let (inline, loader, edge) = (text("inline.js")?, text("loader.js")?, text("edge.js")?);
        Ok(Some(Widget { glue, wasm, inline, loader, edge, frame: text("frame.js")? }))
    }

    /// Everything in one module script that fetches nothing: gzip is the one compression that every engine can undo.
    pub fn inline_module(&self) -> String {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        // Writing to a Vec doesn't fail.
        let _ = gzip.write_all(&self.wasm);
        let wasm = STANDARD.encode(gzip.finish().unwrap_or_default());
        let script = format!(
            "const {{ define, Edge, painted }} = (() => {{\n{inline}}})();\n\
             const instantiate = {instantiate};\n\
             const wasm = \"{wasm}\";\n\
             define(async () => {{\n\
             await painted();\n\
             const zipped = Uint8Array.from(atob(wasm), char => char.charCodeAt(0));\n\
             const stream = new Blob([zipped]).stream().pipeThrough(new DecompressionStream(\"gzip\"));\n\
             const answer = new Response(stream, {{ headers: {{ \"content-type\": \"application/wasm\" }} }});\n\
             return {{ Edge, exports: await instantiate(answer) }};\n}});\n",
            inline = self.inline,
            instantiate = self.instantiate(),
        );
        // What would end the script, or begin a comment in it, can only be in a string or a comment of the glue's.
        script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
    }

    /// The script that an embed loads once a story is near: a module that exports `Edge` and `instantiate`.
    pub fn module(&self) -> String {
        format!("{}\nexport const instantiate = {};\n", self.edge.trim_end(), self.instantiate())
    }

    /// The script that a page loads to embed stories: a module that finds the others by `files` (src/bin/widget/loader.js).
    pub fn loader(&self, files: &serde_json::Value) -> String {
        format!(
            "const {{ define, loader }} = (() => {{\n{}}})();\ndefine(loader({files}, import.meta.url));\n",
            self.loader
        )
    }

    /// A function from an answer with the WASM to what it exports, another instance each time.
    fn instantiate(&self) -> String {
        format!(
            "async answer => {{\nconst glue = (() => {{\n{}}})();\nawait glue.default({{ module_or_path: answer }});\nreturn glue;\n}}",
            self.glue
        )
    }
}
