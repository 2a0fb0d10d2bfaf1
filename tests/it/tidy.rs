//! Rules of the code base that the compiler doesn't check.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Returns path and text of all Rust files of the package and of xtask.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in ["src", "tests", "benches", "xtask/src"] {
        walk(&root.join(folder), &["rs"], &mut paths);
    }
    let name =
        |file: &PathBuf| file.strip_prefix(root).map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
    paths.iter().map(|file| (name(file), fs::read_to_string(file).unwrap_or_default())).collect()
}

/// Finds the files with one of the extensions, in a folder and those in it.
fn walk(folder: &Path, extensions: &[&str], paths: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() {
            walk(&path, extensions, paths);
        } else if path.extension().is_some_and(|found| extensions.iter().any(|extension| found == *extension)) {
            paths.push(path);
        }
    }
}

/// Returns a file's text without its unit tests.
fn code(text: &str) -> &str {
    text.split_once("#[cfg(test)]").map_or(text, |(code, _)| code)
}

/// Returns the lines of a file's code without comments.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    code(text).lines().filter(|line| !line.trim_start().starts_with("//"))
}

#[track_caller]
fn assert_none(violations: Vec<String>, rule: &str) {
    assert!(violations.is_empty(), "{rule}:\n  {}", violations.join("\n  "));
}

#[test]
fn every_file_has_a_module_comment() {
    let violations = files().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(name, _)| name).collect();
    assert_none(violations, "these files don't begin with `//!`");
}

#[test]
fn no_file_is_longer_than_four_hundred_lines_without_its_tests() {
    let long = |(name, text): (String, String)| {
        let lines = code(&text).lines().count();
        (lines > 400 && name.starts_with("src")).then(|| format!("{name}: {lines}"))
    };
    assert_none(files().into_iter().filter_map(long).collect(), "these files are too long");
}

/// JavaScript is only where Rust can't do it: the element's class, the loaders, and the messages of a frame.
#[test]
fn there_is_little_javascript() {
    let rust = files().into_iter().filter(|(name, _)| name.starts_with("src"));
    let inline =
        rust.flat_map(|(name, text)| inline_scripts(&text).into_iter().map(move |script| (name.clone(), script)));
    let files =
        scripts().into_iter().map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("a file")));
    let (mut total, mut violations) = (0, Vec::new());
    for (name, script) in files.chain(inline) {
        let lines = script.lines().count();
        total += lines;
        if lines > 250 {
            violations.push(format!("{name}: {lines} lines"));
        }
        let long = script.lines().filter(|line| line.chars().count() > 120);
        violations.extend(long.map(|line| format!("{name}: {line}")));
    }
    assert_none(violations, "no more than 250 lines, of no more than 120 columns");
    assert!((1..=450).contains(&total), "{total} lines of JavaScript");
}

/// Returns the JavaScript in a Rust file: the string literals of `inline_js`.
fn inline_scripts(code: &str) -> Vec<String> {
    let literals = code.split("inline_js = ").skip(1).map(|rest| {
        let (open, script) = rest.split_once('"').expect("a string literal");
        let close = format!("\"{}", "#".repeat(open.matches('#').count()));
        script.split(&close).next().unwrap_or_default().to_owned()
    });
    literals.collect()
}

#[test]
fn javascript_in_rust_is_counted() {
    let raw = "#[wasm_bindgen(inline_js = r#\"\nexport const a = \"b\";\n\"#)]";
    assert_eq!(inline_scripts(raw), ["\nexport const a = \"b\";\n"]);
    assert_eq!(inline_scripts("inline_js = \"one\")] inline_js = \"two\")]"), ["one", "two"]);
}

#[test]
fn no_code_and_no_markup_is_made_from_strings() {
    let foreign = ["eval(", "js_sys::eval", "Function::new_", "new Function", "set_inner_html", "innerHTML"];
    assert_none(forbidden(&["src"], &foreign), "a strict CSP forbids it");
    for path in scripts() {
        let text = fs::read_to_string(&path).expect("a file");
        let found = foreign.iter().filter(|word| text.contains(**word));
        assert_none(found.map(|word| format!("{}: {word}", path.display())).collect(), "a strict CSP forbids it");
    }
}

/// Finds the JavaScript files in `src` and `npm`.
fn scripts() -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for folder in ["src", "npm"] {
        walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &["js", "mjs"], &mut paths);
    }
    paths
}

#[test]
fn no_file_has_a_meaningless_name() {
    let meaningless = ["utils", "util", "common", "helpers", "helper", "types", "misc", "mod"];
    let violations = files().into_iter().map(|(name, _)| name).filter(|name| {
        Path::new(name).file_stem().and_then(|stem| stem.to_str()).is_some_and(|stem| meaningless.contains(&stem))
    });
    assert_none(violations.collect(), "these names are meaningless");
}

#[test]
fn the_core_depends_neither_on_yew_nor_on_a_browser() {
    let core =
        ["src/date", "src/i18n", "src/story", "src/layout", "src/filter", "src/search", "src/state", "src/gestures"];
    let foreign = ["use yew", "yew::", "web_sys", "js_sys", "wasm_bindgen", "std::fs", "std::env", "std::time"];
    assert_none(forbidden(&core, &foreign), "the core is pure");
}

#[test]
fn dates_use_phrases_and_neither_uses_the_rest_of_the_core() {
    let rest = ["story", "layout", "filter", "search", "state", "view", "style"].map(|name| format!("crate::{name}"));
    let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
    assert_none(forbidden(&["src/date", "src/i18n"], &rest), "date and i18n are below the rest of the core");
    assert_none(forbidden(&["src/i18n"], &["crate::", "super::super"]), "i18n imports no other module");
}

#[test]
fn the_view_uses_no_window_document_clock_or_storage() {
    let foreign =
        ["window()", "document()", "gloo", "local_storage", "session_storage", "js_sys", "Date::now", "std::time"];
    assert_none(forbidden(&["src/view"], &foreign), "the view is a function of story and state");
}

#[test]
fn the_binaries_do_not_import_one_another() {
    assert_none(forbidden(&["src/bin/widget"], &["icu", "clap", "bin/keyline"]), "the widget is not the command line");
    assert_none(
        forbidden(&["src/bin/keyline"], &["wasm_bindgen::", "web_sys", "bin/widget"]),
        "the command line is not a browser",
    );
}

#[test]
fn wasm_bindgen_is_only_in_the_widget() {
    let outside = files().into_iter().filter(|(name, text)| {
        name.starts_with("src") && !name.starts_with("src/bin/widget/") && text.contains("#[wasm_bindgen")
    });
    assert_none(
        outside.map(|(name, _)| name).collect(),
        "an export in the library would be in every WASM that uses it",
    );
}

#[test]
fn no_files_of_a_module_import_one_another_in_a_circle() {
    for module in ["date", "i18n", "layout", "search", "state", "view"] {
        assert_none(circle(module).into_iter().collect(), &format!("a circle of files in src/{module}"));
    }
}

#[test]
fn nothing_is_unfinished() {
    let marks = ["TO\u{44}O", "FIX\u{4d}E", "todo\u{21}", "unimplemented\u{21}", "dbg\u{21}"];
    assert_none(forbidden(&["src", "tests", "benches", "xtask"], &marks), "unfinished");
}

/// Returns the lines of code with one of the words, in files whose paths begin with one of the prefixes.
fn forbidden(prefixes: &[&str], words: &[&str]) -> Vec<String> {
    let mut violations = Vec::new();
    for (name, text) in files().iter().filter(|(name, _)| prefixes.iter().any(|prefix| name.starts_with(prefix))) {
        for line in lines(text).filter(|line| words.iter().any(|word| line.contains(word))) {
            violations.push(format!("{name}: {}", line.trim()));
        }
    }
    violations
}

/// Returns a circle of imports between the submodules of a module of the library, such as `a -> b -> a`.
///
/// A nested module counts as a part of the submodule, and an item that the module re-exports from a submodule as the submodule.
fn circle(module: &str) -> Option<String> {
    let mut codes: BTreeMap<String, String> = BTreeMap::new();
    for (name, text) in files() {
        let path = name.strip_prefix("src/").and_then(|name| name.strip_suffix(".rs")).unwrap_or_default();
        let code: String = lines(&text).flat_map(str::split_whitespace).collect();
        match path.split('/').collect::<Vec<_>>()[..] {
            [root] if root == module => drop(codes.insert(String::new(), code)),
            [root, submodule] if root == module && !["sample", "tests"].contains(&submodule) => {
                codes
                    .entry(submodule.to_owned())
                    .or_default()
                    .push_str(&code.replace("super::", &format!("crate::{module}::")));
            }
            [root, submodule, ..] if root == module => codes.entry(submodule.to_owned()).or_default().push_str(&code),
            _ => {}
        }
    }
    let root = codes.remove("").unwrap_or_default();
    let mut owners: BTreeMap<&str, &str> = codes.keys().map(|name| (&**name, &**name)).collect();
    for submodule in codes.keys() {
        let items = imported(&root, &format!("use{submodule}::"));
        owners.extend(items.into_iter().map(|item| (item, &**submodule)));
    }
    let imports = codes.iter().map(|(name, code)| {
        let direct = imported(code, &format!("crate::{module}::"));
        let grouped = code.split("crate::").skip(1).filter(|text| text.starts_with('{')).flat_map(branches);
        let grouped =
            grouped.filter_map(|tree| tree.strip_prefix(&*format!("{module}::"))).flat_map(branches).map(head);
        let owners =
            direct.into_iter().chain(grouped).filter_map(|item| owners.get(item)).filter(|owner| *owner != name);
        (&**name, owners.copied().collect::<BTreeSet<_>>())
    });
    let imports: BTreeMap<&str, BTreeSet<&str>> = imports.collect();
    imports.keys().find_map(|start| way_back(start, start, &imports, &mut BTreeSet::new()))
}

/// Returns the first names of the paths after a prefix, in code without white space.
fn imported<'a>(code: &'a str, prefix: &str) -> Vec<&'a str> {
    code.split(prefix).skip(1).flat_map(branches).map(head).collect()
}

/// Returns the branches of the `use` tree with which a text begins: those in braces, or the path itself.
fn branches(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut branches) = (0, 0, Vec::new());
    let text = text.strip_prefix('{').unwrap_or_else(|| text.split([',', ';', '}']).next().unwrap_or(text));
    for (at, char) in text.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth == 0 => return [branches, vec![&text[start..at]]].concat(),
            '}' => depth -= 1,
            ',' if depth == 0 => {
                branches.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    vec![text]
}

/// Returns the first name of a path.
fn head(path: &str) -> &str {
    path.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or(path)
}

fn way_back<'a>(
    start: &str,
    from: &'a str,
    imports: &BTreeMap<&'a str, BTreeSet<&'a str>>,
    visited: &mut BTreeSet<&'a str>,
) -> Option<String> {
    imports.get(from)?.iter().copied().find_map(|next| {
        if next == start {
            return Some(format!("{from} -> {next}"));
        }
        let rest = visited.insert(next).then(|| way_back(start, next, imports, visited))??;
        Some(format!("{from} -> {rest}"))
    })
}
