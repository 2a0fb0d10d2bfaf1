//! Measures what a reader downloads, and compares it with the budget.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use crate::owners::{Owner, bytes_by_owner};
use crate::run::{Result, target};
use crate::{build, setup};

/// The maximum and the goal for all assets together, in bytes after brotli.
const BUDGET: usize = 235_000;
const GOAL: usize = 130_000;
/// The maximum for the script that an embed's page loads at once, in bytes after brotli.
const LOADER: usize = 3_300;

/// `cargo xtask size`: builds a release and measures it.
pub fn size(_: &[String]) -> Result {
    setup::install_build_tools()?;
    build::build_release(None)?;
    measure(None)
}

/// Measures the built page, an embed, and the owners of the WASM's code. `keyline` is a built binary; without one, cargo builds it.
///
/// # Errors
///
/// Fails if the page, the embed or the embed's loader is above its budget.
pub fn measure(keyline: Option<&Path>) -> Result {
    check_budget("a page", &assets(&build::dist())?)?;
    let embed = target().join("embed");
    build::embed(&embed, keyline)?;
    let assets = assets(&embed)?;
    let loader = assets.iter().find(|(name, _)| name.starts_with("keyline-") && name.ends_with(".js"));
    let loader = loader.map_or(0, |(_, bytes)| brotli(bytes));
    if loader > LOADER {
        return Err(format!("the loader is above its budget: {} kB of {} kB", kb(loader), kb(LOADER)));
    }
    check_budget("an embed", &assets)?;
    let wasm = build::bindgen_output("widget_bg.wasm");
    let wasm = fs::read(&wasm).map_err(|error| format!("can't read {}: {error}", wasm.display()))?;
    print!("\n{}", owners_table(bytes_by_owner(&wasm)?));
    println!(
        "functions and data before wasm-opt, uncompressed; generic code of std counts as std unless its name has a type"
    );
    Ok(())
}

/// Prints a table of assets.
///
/// # Errors
///
/// Fails if the assets together are above the budget.
fn check_budget(subject: &str, assets: &[(String, Vec<u8>)]) -> Result {
    let rows = assets.iter().map(|(name, bytes)| Row::new(name.clone(), bytes)).collect::<Vec<_>>();
    let total = Row::total(&rows);
    println!("\n{}", table(&rows, &total));
    println!("{subject}: {}", verdict(total.brotli)?);
    Ok(())
}

/// The name of the style in a page.
const STYLE: &str = "style in the page";

struct Row {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Row {
    fn new(name: String, bytes: &[u8]) -> Self {
        Self { name, raw: bytes.len(), gzip: gzip(bytes), brotli: brotli(bytes) }
    }

    fn total(rows: &[Self]) -> Self {
        let sum = |of: fn(&Self) -> usize| rows.iter().map(of).sum();
        Self {
            name: "total".to_owned(),
            raw: sum(|row| row.raw),
            gzip: sum(|row| row.gzip),
            brotli: sum(|row| row.brotli),
        }
    }
}

/// Returns names and contents of a folder's WASM, scripts and sheets, and of the style in its page. A reader downloads the sheet
/// once: with a style in the page, the file is for pages that refuse that.
fn assets(dist: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let unreadable = |error| format!("can't read {}: {error}", dist.display());
    let mut assets = Vec::new();
    for entry in fs::read_dir(dist).map_err(unreadable)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let bytes = fs::read(entry.path()).map_err(unreadable)?;
        match name.rsplit('.').next() {
            Some("wasm" | "js" | "css") => assets.push((name, bytes)),
            Some("html") => {
                let style = styles(&String::from_utf8_lossy(&bytes));
                if !style.is_empty() {
                    assets.push((STYLE.to_owned(), style.into_bytes()));
                }
            }
            _ => {}
        }
    }
    if assets.iter().any(|(name, _)| name == STYLE) {
        assets.retain(|(name, _)| !name.ends_with(".css"));
    }
    assets.sort();
    Ok(assets)
}

/// Returns the contents of a page's `<style>` elements.
fn styles(page: &str) -> String {
    let elements = page.split("<style").skip(1).filter_map(|rest| rest.split_once('>'));
    elements.filter_map(|(_, rest)| rest.split_once("</style>")).map(|(style, _)| style).collect()
}

fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_or(0, |packed| packed.len())
}

/// Returns the length after brotli at its best quality.
fn brotli(bytes: &[u8]) -> usize {
    let mut packed = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut packed, 1 << 16, 11, 22);
    let _ = encoder.write_all(bytes);
    drop(encoder);
    packed.len()
}

/// Returns a Markdown table in kB of 1,000 bytes.
fn table(rows: &[Row], total: &Row) -> String {
    let width = rows.iter().map(|row| row.name.len()).max().unwrap_or(0).max("total".len());
    let mut table = format!(
        "| {:width$} | {:>7} | {:>7} | {:>7} |\n| {:-<width$} | ------: | ------: | ------: |\n",
        "kB", "raw", "gzip", "brotli", ""
    );
    for row in rows.iter().chain([total]) {
        table +=
            &format!("| {:width$} | {:>7} | {:>7} | {:>7} |\n", row.name, kb(row.raw), kb(row.gzip), kb(row.brotli));
    }
    table
}

/// Returns bytes as a text in kB, rounded to one decimal.
fn kb(bytes: usize) -> String {
    let tenths = (bytes + 50) / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Returns a Markdown table of bytes by owner, in kB.
fn owners_table(bytes: BTreeMap<Owner, usize>) -> String {
    let rows = bytes.into_iter().map(|(owner, bytes)| format!("| {:12} | {:>7} |\n", owner.label(), kb(bytes)));
    format!("| kB by owner  |     raw |\n| ------------ | ------: |\n{}", rows.collect::<String>())
}

/// Returns the comparison of a size with the budget and the goal.
///
/// # Errors
///
/// Fails above the budget.
fn verdict(brotli: usize) -> Result<String> {
    if brotli > BUDGET {
        return Err(format!("{} kB is above the budget of {} kB", kb(brotli), kb(BUDGET)));
    }
    let goal = if brotli > GOAL {
        format!("the goal is {} kB", kb(GOAL))
    } else {
        format!("within the goal of {} kB", kb(GOAL))
    };
    Ok(format!("{} kB of the budget of {} kB; {goal}", kb(brotli), kb(BUDGET)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_aligned_and_ends_in_the_total() {
        let row = |name: &str, raw, gzip, brotli| Row { name: name.to_owned(), raw, gzip, brotli };
        let rows = [row("widget-1f_bg.wasm", 215_149, 90_050, 80_049), row("element.js", 999, 450, 49)];
        assert_eq!(
            table(&rows, &Row::total(&rows)),
            "| kB                |     raw |    gzip |  brotli |\n\
             | ----------------- | ------: | ------: | ------: |\n\
             | widget-1f_bg.wasm |   215.1 |    90.1 |    80.0 |\n\
             | element.js        |     1.0 |     0.5 |     0.0 |\n\
             | total             |   216.1 |    90.5 |    80.1 |\n"
        );
    }

    #[test]
    fn owners_have_a_row_each() {
        let bytes = BTreeMap::from([(Owner::Yew, 68_000), (Owner::Keyline, 150_049)]);
        let rows = "| keyline      |   150.0 |\n| Yew          |    68.0 |\n";
        assert!(owners_table(bytes).ends_with(rows));
    }

    #[test]
    fn above_the_budget_is_a_failure_and_the_budget_itself_is_not() {
        assert_eq!(verdict(235_100), Err("235.1 kB is above the budget of 235.0 kB".to_owned()));
        assert_eq!(verdict(235_000), Ok("235.0 kB of the budget of 235.0 kB; the goal is 130.0 kB".to_owned()));
        assert_eq!(verdict(130_000), Ok("130.0 kB of the budget of 235.0 kB; within the goal of 130.0 kB".to_owned()));
    }

    #[track_caller]
    fn check_assets(test: &str, files: &[(&str, &str)], expected: &[&str]) {
        let dist = std::env::temp_dir().join(format!("keyline-xtask-{}-{test}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        for (name, content) in files {
            fs::write(dist.join(name), content).unwrap();
        }
        let names: Vec<_> = assets(&dist).unwrap().into_iter().map(|(name, _)| name).collect();
        fs::remove_dir_all(&dist).unwrap();
        assert_eq!(names, expected);
    }

    #[test]
    fn the_npm_package_is_no_asset() {
        let files = [("widget.wasm", ""), ("element.js", ""), ("keyline-story-1.0.0.tgz", "")];
        check_assets("npm", &files, &["element.js", "widget.wasm"]);
    }

    #[test]
    fn a_sheet_counts_once() {
        let (sheet, link) = (("keyline.css", "a{}"), ("one.html", "<link rel=stylesheet href=keyline.css>"));
        check_assets("link", &[sheet, link], &["keyline.css"]);
        check_assets("inline", &[sheet, ("one.html", "<style>a{}</style>")], &[STYLE]);
    }

    #[test]
    fn styles_are_joined() {
        assert_eq!(styles("<style>a{}</style><p>x</p><style id=b>c{}</style>"), "a{}c{}");
        assert_eq!(styles("<p>none</p>"), "");
    }

    #[test]
    fn repetition_compresses() {
        let bytes = [7; 10_000];
        assert!((1..100).contains(&gzip(&bytes)), "{}", gzip(&bytes));
        assert!((1..gzip(&bytes)).contains(&brotli(&bytes)), "{}", brotli(&bytes));
    }
}
