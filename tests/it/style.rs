//! Rules for the style sheets: they parse, only `tokens.css` has raw values, every class exists, and text has enough contrast.

use std::{collections::BTreeSet, fs, path::Path};

use keyline::style::{self, FIRST_PAINT, PAGE, REGISTERED, SHEETS};
use lightningcss::stylesheet::{ParserOptions, StyleSheet};

/// The sheets of documents.
const OF_PAGES: [(&str, &str); 3] = [("page", PAGE), ("first_paint", FIRST_PAINT), ("registered", REGISTERED)];

#[test]
fn every_sheet_parses() {
    for (name, css) in SHEETS.into_iter().chain(OF_PAGES) {
        if let Err(error) = StyleSheet::parse(css, ParserOptions::default()) {
            panic!("{name}.css: {error}");
        }
    }
}

#[test]
fn the_list_of_sheets_is_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let files: BTreeSet<String> = fs::read_dir(folder)
        .expect("style/")
        .filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    let listed: BTreeSet<String> = SHEETS.into_iter().chain(OF_PAGES).map(|(name, _)| name.to_owned()).collect();
    assert_eq!(files, listed);
}

/// `em` is allowed, since it is relative to the text's size. So are the lengths in the conditions of at-rules.
#[test]
fn only_tokens_have_raw_colors_and_lengths() {
    for (name, css) in SHEETS.into_iter().filter(|(name, _)| !["tokens", "frame"].contains(name)) {
        for line in without_comments(css).lines().filter(|line| !line.trim_start().starts_with('@')) {
            let Some((_, value)) = line.split_once(':').filter(|_| line.trim_end().ends_with(';')) else { continue };
            for word in value.split(|c: char| c.is_whitespace() || "(),;".contains(c)) {
                let raw = word.starts_with('#') || word.starts_with("rgb") || is_length(word);
                assert!(!raw, "{name}.css has a raw value that belongs into tokens.css: {}", line.trim());
            }
        }
    }
}

fn is_length(word: &str) -> bool {
    let number = word.trim_start_matches('-');
    let unit = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    number.len() > unit.len() && ["px", "rem", "pt", "cqi", "ch"].contains(&unit)
}

/// Both would cost time at every frame of a zoom or at every click: see docs/decisions.md, “A click costs the same however long
/// the page is”.
#[test]
fn only_inherited_properties_are_set_to_inherit_and_has_looks_at_children_only() {
    const INHERITED: [&str; 5] = ["color", "color-scheme", "font", "font-family", "--keyline-font"];
    for (name, css) in SHEETS.into_iter().chain(OF_PAGES) {
        for line in without_comments(css).lines().map(str::trim) {
            if let Some((property, value)) = line.split_once(':').filter(|_| line.ends_with(';')) {
                assert!(!value.contains("inherit") || INHERITED.contains(&property), "{name}.css: {line}");
            }
            let near = line.split(":has(").skip(1).all(|inside| inside.starts_with('>'));
            assert!(near || line.contains("[data-hydrated=\"off\"]"), "{name}.css: {line}");
        }
    }
}

#[test]
fn every_token_is_used_and_every_used_token_exists() {
    let css = without_comments(&style::css());
    let names = |before: &str| -> BTreeSet<String> {
        let rest = css.split(before).skip(1).filter(|rest| rest.starts_with("--_"));
        rest.map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect()).collect()
    };
    let (set, used) = (&names(" "), &names("var("));
    assert_eq!(set.symmetric_difference(used).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn every_class_in_a_sheet_is_in_the_markup() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = |path: &str| fs::read_to_string(root.join(path)).expect("a file");
    let view = source(&root.join("src/view")) + &file("src/view.rs");
    for (name, css) in SHEETS {
        for class in classes(&without_comments(css)) {
            assert!(view.contains(&format!("\"{class}\"")), "{name}.css styles .{class}, which no component has");
        }
    }
}

fn classes(css: &str) -> BTreeSet<String> {
    css.split('.')
        .filter(|rest| rest.starts_with("keyline-"))
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect())
        .collect()
}

fn source(folder: &Path) -> String {
    let files = fs::read_dir(folder).expect("a folder").filter_map(|entry| Some(entry.ok()?.path()));
    files
        .map(|file| if file.is_dir() { source(&file) } else { fs::read_to_string(&file).unwrap_or_default() })
        .collect()
}

pub fn without_comments(css: &str) -> String {
    css.split("/*")
        .enumerate()
        .map(|(nth, piece)| if nth == 0 { piece } else { piece.split_once("*/").map_or("", |(_, css)| css) })
        .collect()
}

/// WCAG 2.2, 1.4.3: text has a contrast of at least 4.5 : 1 on every background.
#[test]
fn text_has_enough_contrast_in_both_schemes() {
    let css = style::css();
    for scheme in [0, 1] {
        let color = |token: &str| rgb(&css, token, scheme);
        let grounds = ["background", "surface", "marked"];
        let inks = ["text", "muted", "link", "accent", "alert"].map(str::to_owned);
        for ink in inks.into_iter().chain((1..=8).map(|nth| format!("track-{nth}"))) {
            for ground in grounds {
                let ratio = contrast(color(&ink), color(ground));
                assert!(ratio >= 4.5, "--_{ink} on --_{ground} is {ratio:.2} : 1 (scheme {scheme})");
            }
        }
        assert!(contrast(color("on-accent"), color("accent")) >= 4.5);
        assert!(contrast(color("focus"), color("background")) >= 3.0);
    }
}

/// Returns a token's color from `light-dark(#rrggbb, #rrggbb)`.
fn rgb(css: &str, token: &str, scheme: usize) -> [f64; 3] {
    let line = css.lines().find(|line| line.trim_start().starts_with(&format!("--_{token}:"))).expect(token);
    let pair = line.split_once("light-dark(").expect(token).1;
    hex(pair.split('#').nth(scheme + 1).and_then(|hex| hex.get(..6)).expect(token))
}

/// Returns red, green and blue of `rrggbb`, each 0 to 1.
pub fn hex(hex: &str) -> [f64; 3] {
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("a color")) / 255.0)
}

/// Returns WCAG's contrast ratio of two sRGB colors.
pub fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let luminance = |rgb: [f64; 3]| {
        let [r, g, b] = rgb.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}
