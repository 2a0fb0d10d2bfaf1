//! The widget's built files, which a release binary includes.

use std::{borrow::Cow, env, fs, io::Write, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};

use crate::input::Failure;

include!(concat!(env!("OUT_DIR"), "/widget.rs"));

/// The WASM, its glue, and the scripts around them. `xtask/src/scripts.rs` bundles them.
pub struct Widget {
    /// `var glue=…;`: a statement that defines what wasm-bindgen's module exports. Each execution makes a fresh instance possible.
    glue: Cow<'static, str>,
    pub wasm: Cow<'static, [u8]>,
    /// `var inline=…;`: the exports of src/bin/widget/inline.js.
    inline: Cow<'static, str>,
    /// `var loading=…;`: the exports of src/bin/widget/loader.js.
    loader: Cow<'static, str>,
    /// A classic script for a page in a frame.
    pub frame: Cow<'static, str>,
}

impl Widget {
    /// Reads the files from the folder that `KEYLINE_WIDGET` names, or else takes those in this binary. Returns `None` if there are none.
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
                let file = WIDGET.iter().flatten().find(|(included, _)| *included == name);
                Ok(Cow::Borrowed(file.map_or(&[][..], |(_, bytes)| bytes)))
            }
        };
        let text = |name: &str| bytes(name).map(|bytes| Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()));
        let (glue, wasm) = (text("widget.js")?, bytes("widget.wasm")?);
        let (inline, loader) = (text("inline.js")?, text("loader.js")?);
        Ok(Some(Widget { glue, wasm, inline, loader, frame: text("frame.js")? }))
    }

    /// Returns one module script that fetches nothing. The WASM is compressed by gzip, which every engine can decompress.
    pub fn inline_module(&self) -> String {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        // Writing to a Vec doesn't fail.
        let _ = gzip.write_all(&self.wasm);
        let wasm = STANDARD.encode(gzip.finish().unwrap_or_default());
        let script = format!(
            "{inline}const {{ define, painted }} = inline;\n\
             const instantiate = {instantiate};\n\
             const wasm = \"{wasm}\";\n\
             define(async () => {{\n\
             await painted();\n\
             const zipped = Uint8Array.from(atob(wasm), char => char.charCodeAt(0));\n\
             const stream = new Blob([zipped]).stream().pipeThrough(new DecompressionStream(\"gzip\"));\n\
             const answer = new Response(stream, {{ headers: {{ \"content-type\": \"application/wasm\" }} }});\n\
             return {{ exports: await instantiate(answer) }};\n}});\n",
            inline = self.inline,
            instantiate = self.instantiate(),
        );
        // `</script` and `<!--` occur only in strings and comments of the script, where a backslash changes nothing.
        script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
    }

    /// Returns the script that an embed loads when a story comes near the screen: a module that exports `instantiate`.
    pub fn module(&self) -> String {
        format!("export const instantiate = {};\n", self.instantiate())
    }

    /// Returns the module that a page loads to embed stories. `files` names the others (src/bin/widget/loader.js).
    pub fn loader(&self, files: &serde_json::Value) -> String {
        format!("{}loading.define(loading.loader({files}, import.meta.url));\n", self.loader)
    }

    /// Returns a JavaScript function that takes a `Response` with the WASM, and resolves to the exports of a fresh instance.
    fn instantiate(&self) -> String {
        format!("async answer => {{\n{}await glue.default({{ module_or_path: answer }});\nreturn glue;\n}}", self.glue)
    }
}
