//! The widget's built assets, as this binary carries them.

use std::{borrow::Cow, env, fs, io::Write, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};

use crate::input::Failure;

include!(concat!(env!("OUT_DIR"), "/widget.rs"));

/// WASM, its glue, and the element that loads them.
pub struct Widget {
    /// A classic script that leaves `wasm_bindgen`: what the module would export.
    glue: Cow<'static, str>,
    wasm: Cow<'static, [u8]>,
    /// A classic script that leaves `keyline`, which has `define`.
    element: Cow<'static, str>,
}

impl Widget {
    /// The assets in the folder that `KEYLINE_WIDGET` names, or else those this binary was built with.
    pub fn find() -> Result<Option<Widget>, Failure> {
        if let Some(folder) = env::var_os("KEYLINE_WIDGET") {
            let folder = Path::new(&folder);
            let read = |name: &str| {
                let file = folder.join(name);
                fs::read(&file).map_err(|error| Failure::io(&file, &error))
            };
            let text = |name: &str| read(name).map(|bytes| Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()));
            return Ok(Some(Widget {
                glue: text("widget.js")?,
                wasm: Cow::Owned(read("widget.wasm")?),
                element: text("element.js")?,
            }));
        }
        Ok(WIDGET.map(|(glue, wasm, element)| Widget { glue: glue.into(), wasm: wasm.into(), element: element.into() }))
    }

    /// Everything in one module script that fetches nothing: gzip is the one compression that every engine can undo.
    pub fn inline_module(&self) -> String {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        // Writing to a Vec doesn't fail.
        let _ = gzip.write_all(&self.wasm);
        let wasm = STANDARD.encode(gzip.finish().unwrap_or_default());
        let script = format!(
            "{element}\n\
             const instantiate = async () => {{\n{glue}\n\
             const zipped = Uint8Array.from(atob(wasm), char => char.charCodeAt(0));\n\
             const stream = new Blob([zipped]).stream().pipeThrough(new DecompressionStream(\"gzip\"));\n\
             await wasm_bindgen.default({{ module_or_path: new Response(stream, {{ headers: {{ \"content-type\": \"application/wasm\" }} }}) }});\n\
             return wasm_bindgen;\n}};\n\
             const wasm = \"{wasm}\";\n\
             keyline.define(instantiate);\n",
            element = self.element,
            glue = self.glue,
        );
        // What would end the script, or begin a comment in it, can only be in a string or a comment of the glue's.
        script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
    }
}
