//! Builds the npm package from npm/ and the built widget.

mod manifest;

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{Result, command, root, run, run_shown, target, tools};
use crate::{build, install, setup};

/// Generates TypeScript types from the JSON Schema: package, version.
const TYPES: (&str, &str) = ("json-schema-to-typescript", "16.0.0");

/// `cargo xtask npm`: builds `dist/keyline-story-<version>.tgz`.
pub fn npm(_: &[String]) -> Result {
    setup::install_build_tools()?;
    build::build_release(None)?;
    println!("{}", pack()?.display());
    Ok(())
}

/// Packs the built widget. Returns the tarball's path.
pub fn pack() -> Result<PathBuf> {
    install::require_npm("the package")?;
    let folder = target().join("npm");
    assemble(&folder)?;
    run_shown(command("npm").args(["pack", "--silent", "--pack-destination"]).arg(build::dist()).arg(&folder))?;
    Ok(build::dist().join(format!("keyline-story-{}.tgz", version()?)))
}

/// Writes the package's files to a folder.
fn assemble(folder: &Path) -> Result {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder.join("words")).map_err(|error| format!("can't create {}: {error}", folder.display()))?;
    let write = |name: &str, text: String| {
        fs::write(folder.join(name), text).map_err(|error| format!("can't write {name} of the package: {error}"))
    };
    let copy = |from: &str, name: &str| write(name, read(&root().join(from))?);
    for name in names(&root().join("npm"))? {
        copy(&format!("npm/{name}"), &name)?;
    }
    write("package.json", versioned(&read(&root().join("npm/package.json"))?, &version()?)?)?;
    for license in ["LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"] {
        copy(license, license)?;
    }
    for script in ["element.js", "guard.js"] {
        copy(&format!("src/bin/widget/{script}"), script)?;
    }
    copy("schema/keyline-story.schema.json", "story.schema.json")?;
    write("story.d.ts", types()?)?;
    write("custom-elements.json", manifest::manifest(&read(&root().join("docs/embedding.md"))?)?)?;

    // The files of an embed, under names without hashes: bundlers add their own.
    let embed = target().join("npm-embed");
    build::embed(&embed, None)?;
    let mut words = Vec::new();
    for name in names(&embed)? {
        let file = embed.join(&name);
        match split_name(&name) {
            ("widget", "wasm") => {
                fs::copy(&file, folder.join("widget.wasm")).map_err(|error| format!("can't copy the WASM: {error}"))?;
            }
            ("widget", "js") => write("widget.js", read(&file)?)?,
            ("keyline", "css") => write("sheet.js", module(&read(&file)?))?,
            (of, "txt") => {
                let lang = of.strip_prefix("words-").ok_or_else(|| format!("unknown file {name} in the embed"))?;
                write(&format!("words/{lang}.js"), module(&read(&file)?))?;
                words.push(format!("  {lang}: () => import(\"./words/{lang}.js\"),\n"));
            }
            _ => {}
        }
    }
    write(
        "words.js",
        format!("// The element's phrases by language, besides English.\n\nexport default {{\n{}}};\n", words.concat()),
    )
}

/// Returns the TypeScript types of the story document.
fn types() -> Result<String> {
    let (package, version) = TYPES;
    let installed = tools().join(package).join("node_modules").join(package);
    if !install::has_package(&installed, version) {
        install::from_npm(package, version)?;
    }
    // The converter names the type by the schema's title.
    let schema = read(&root().join("schema/keyline-story.schema.json"))?;
    let schema = schema.replacen("\"title\": \"Keyline story, version 1\"", "\"title\": \"Story\"", 1);
    let file = target().join("story.schema.json");
    fs::write(&file, schema).map_err(|error| format!("can't write {}: {error}", file.display()))?;
    let types = file.with_extension("d.ts");
    let mut convert = command("node");
    convert.arg(installed.join("dist/src/cli.js")).arg("-i").arg(&file).arg("-o").arg(&types);
    run(convert.args(["--bannerComment", "// The story document, made from story.schema.json."]))?;
    let types = read(&types)?;
    if !types.contains("export interface Story {") {
        return Err(format!("{package} generated no type `Story`"));
    }
    Ok(types)
}

/// Returns package.json with another version.
///
/// # Errors
///
/// Fails if its version isn't 0.0.0.
fn versioned(package: &str, version: &str) -> Result<String> {
    const PLACEHOLDER: &str = "\"version\": \"0.0.0\"";
    if !package.contains(PLACEHOLDER) {
        return Err(format!("npm/package.json has no {PLACEHOLDER}, which Cargo.toml's version replaces"));
    }
    Ok(package.replacen(PLACEHOLDER, &format!("\"version\": \"{version}\""), 1))
}

/// Returns the version in Cargo.toml.
fn version() -> Result<String> {
    let settings = read(&root().join("Cargo.toml"))?;
    let line = settings.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    line.map(str::to_owned).ok_or("Cargo.toml names no version".to_owned())
}

/// Returns a JavaScript module whose default export is a text.
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

/// Splits a file name into its stem without a hash, and its extension: `words-de-0123456789abcdef.txt` into `words-de` and `txt`.
fn split_name(name: &str) -> (&str, &str) {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    (stem.rsplit_once('-').map_or(stem, |(stem, _hash)| stem), extension)
}

/// Returns the sorted names of a folder's files.
pub fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("can't read {}: {error}", folder.display()))?;
    let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).map_err(|error| format!("can't read {}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_an_escaped_module() {
        assert_eq!(module("a \"b\" \\e\nc\r"), "export default \"a \\\"b\\\" \\\\e\\nc\\r\";\n");
    }

    #[test]
    fn a_file_name_is_split_without_its_hash() {
        assert_eq!(split_name("words-de-0123456789abcdef.txt"), ("words-de", "txt"));
        assert_eq!(split_name("widget-0123456789abcdef.wasm"), ("widget", "wasm"));
        assert_eq!(split_name("snippet.html"), ("snippet", "html"));
    }

    #[test]
    fn the_package_has_the_version_of_cargo_toml() {
        let package = fs::read_to_string(root().join("npm/package.json")).unwrap();
        let version = version().unwrap();
        assert!(versioned(&package, &version).unwrap().contains(&format!("\n  \"version\": \"{version}\",\n")));
        assert!(versioned(r#"{"version": "1.0.0"}"#, &version).is_err());
    }
}
