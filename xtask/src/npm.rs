//! The npm package: what is in npm/, and what is built, in one folder, and that packed.

mod manifest;

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{Result, command, root, run, step, target, tools};
use crate::{build, install, setup};

/// Makes TypeScript's types of the JSON Schema.
const TYPES: (&str, &str) = ("json-schema-to-typescript", "16.0.0");

/// `cargo xtask npm`: leaves `dist/keyline-story-<version>.tgz`.
pub fn npm(_: &[String]) -> Result {
    setup::to_build()?;
    build::build_release()?;
    println!("{}", pack()?.display());
    Ok(())
}

/// Packs what is built, and answers where.
pub fn pack() -> Result<PathBuf> {
    install::there_is_npm("the package")?;
    let folder = target().join("npm");
    assemble(&folder)?;
    step(command("npm").args(["pack", "--silent", "--pack-destination"]).arg(build::dist()).arg(&folder))?;
    Ok(build::dist().join(format!("keyline-story-{}.tgz", version()?)))
}

/// The package as a folder.
fn assemble(folder: &Path) -> Result {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder.join("words")).map_err(|why| format!("can't create {}: {why}", folder.display()))?;
    let write = |name: &str, text: String| {
        fs::write(folder.join(name), text).map_err(|why| format!("can't write {name} of the package: {why}"))
    };
    let copy = |from: &str, name: &str| write(name, read(&root().join(from))?);
    for name in names(&root().join("npm"))? {
        copy(&format!("npm/{name}"), &name)?;
    }
    write("package.json", versioned(&read(&root().join("npm/package.json"))?, &version()?)?)?;
    for license in ["LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"] {
        copy(license, license)?;
    }
    copy("src/bin/widget/element.js", "element.js")?;
    copy("schema/keyline-story.schema.json", "story.schema.json")?;
    write("story.d.ts", types()?)?;
    write("custom-elements.json", manifest::manifest(&read(&root().join("docs/embedding.md"))?)?)?;

    // What an embed has, under names without hashes: bundlers make their own.
    let embed = target().join("npm-embed");
    build::embed(&embed)?;
    let mut words = Vec::new();
    for name in names(&embed)? {
        let file = embed.join(&name);
        match parts(&name) {
            ("widget", "wasm") => {
                fs::copy(&file, folder.join("widget.wasm")).map_err(|why| format!("can't copy the WASM: {why}"))?;
            }
            ("widget", "js") => write("widget.js", read(&file)?)?,
            ("keyline", "css") => write("sheet.js", module(&read(&file)?))?,
            (of, "txt") => {
                let lang = of.strip_prefix("words-").ok_or_else(|| format!("what is {name}?"))?;
                write(&format!("words/{lang}.js"), module(&read(&file)?))?;
                words.push(format!("  {lang}: () => import(\"./words/{lang}.js\"),\n"));
            }
            _ => {}
        }
    }
    write(
        "words.js",
        format!("// Our words by language, besides English.\n\nexport default {{\n{}}};\n", words.concat()),
    )
}

/// The types of the story document.
fn types() -> Result<String> {
    let (package, version) = TYPES;
    let installed = tools().join(package).join("node_modules").join(package);
    if !install::has_package(&installed, version) {
        install::npm(package, version)?;
    }
    // The title becomes the type's name.
    let schema = read(&root().join("schema/keyline-story.schema.json"))?;
    let schema = schema.replacen("\"title\": \"Keyline story, version 1\"", "\"title\": \"Story\"", 1);
    let file = target().join("story.schema.json");
    fs::write(&file, schema).map_err(|why| format!("can't write {}: {why}", file.display()))?;
    let types = file.with_extension("d.ts");
    let mut convert = command("node");
    convert.arg(installed.join("dist/src/cli.js")).arg("-i").arg(&file).arg("-o").arg(&types);
    run(convert.args(["--bannerComment", "// The story document, made from story.schema.json."]))?;
    let types = read(&types)?;
    if !types.contains("export interface Story {") {
        return Err(format!("{package} made no type `Story` of the schema"));
    }
    Ok(types)
}

/// The package's description with the version of Cargo.toml.
fn versioned(package: &str, version: &str) -> Result<String> {
    const NONE: &str = "\"version\": \"0.0.0\"";
    if !package.contains(NONE) {
        return Err(format!("npm/package.json has no {NONE}, which Cargo.toml's takes the place of"));
    }
    Ok(package.replacen(NONE, &format!("\"version\": \"{version}\""), 1))
}

/// The version in Cargo.toml.
fn version() -> Result<String> {
    let settings = read(&root().join("Cargo.toml"))?;
    let line = settings.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    line.map(str::to_owned).ok_or("Cargo.toml names no version".to_owned())
}

/// A module whose default is a text.
fn module(text: &str) -> String {
    let mut module = "export default \"".to_owned();
    for c in text.chars() {
        match c {
            '"' | '\\' => module.extend(['\\', c]),
            '\n' => module.push_str("\\n"),
            '\r' => module.push_str("\\r"),
            c => module.push(c),
        }
    }
    module + "\";\n"
}

/// `words-de-0123456789abcdef.txt` is `words-de` and `txt`.
fn parts(name: &str) -> (&str, &str) {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    (stem.rsplit_once('-').map_or(stem, |(stem, _hash)| stem), extension)
}

/// The names of the files in a folder, in order.
pub fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).map_err(|why| format!("can't read {}: {why}", folder.display()))?;
    let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).map_err(|why| format!("can't read {}: {why}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_a_module_and_stays_what_it_was() {
        assert_eq!(module("a \"b\" \\e\nc\r"), "export default \"a \\\"b\\\" \\\\e\\nc\\r\";\n");
    }

    #[test]
    fn a_file_of_an_embed_is_known_without_its_hash() {
        assert_eq!(parts("words-de-0123456789abcdef.txt"), ("words-de", "txt"));
        assert_eq!(parts("widget-0123456789abcdef.wasm"), ("widget", "wasm"));
        assert_eq!(parts("snippet.html"), ("snippet", "html"));
    }

    #[test]
    fn the_package_has_cargos_version() {
        let package = fs::read_to_string(root().join("npm/package.json")).unwrap();
        let version = version().unwrap();
        assert!(versioned(&package, &version).unwrap().contains(&format!("\n  \"version\": \"{version}\",\n")));
        assert!(versioned(r#"{"version": "1.0.0"}"#, &version).is_err());
    }
}
