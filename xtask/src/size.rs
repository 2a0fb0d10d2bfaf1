//! What a reader downloads, against the budget.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::{Done, build, setup};

/// Bytes after brotli, of everything together: the most we allow, and what we aim for.
const BUDGET: usize = 105_000;
const GOAL: usize = 80_000;
/// The most that a page loads before a story comes near.
const LOADER: usize = 3_000;

/// `cargo xtask size`: builds what readers get, and fails when it is above the budget.
pub fn size(_: &[String]) -> Done {
    setup::to_build()?;
    build::for_readers()?;
    measure()
}

/// The same, of what is built: by a page of trunk's, and by an embed.
pub fn measure() -> Done {
    within("a page", &assets(&build::dist())?)?;
    let embed = build::target().join("embed");
    build::embed(&embed)?;
    let assets = assets(&embed)?;
    let loader = assets.iter().find(|(name, _)| name.starts_with("keyline-") && name.ends_with(".js"));
    let loader = loader.map_or(0, |(_, bytes)| brotli(bytes));
    if loader > LOADER {
        return Err(format!("{} kB are too many for a script that only waits: {} kB", kb(loader), kb(LOADER)));
    }
    within("an embed", &assets)
}

/// Fails where assets together are above the budget.
fn within(whose: &str, assets: &[(String, Vec<u8>)]) -> Done {
    let rows = assets.iter().map(|(name, bytes)| Row::new(name.clone(), bytes)).collect::<Vec<_>>();
    let total = Row::total(&rows);
    println!("\n{}", table(&rows, &total));
    println!("{whose}: {}", verdict(total.brotli)?);
    Ok(())
}

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

/// Every file but the page itself, and the style in the page.
fn assets(dist: &Path) -> Result<Vec<(String, Vec<u8>)>, String> {
    let unread = |why| format!("can't read {}: {why}", dist.display());
    let mut assets = Vec::new();
    for entry in fs::read_dir(dist).map_err(unread)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let bytes = fs::read(entry.path()).map_err(unread)?;
        match name.rsplit('.').next() {
            Some("wasm" | "js" | "css") => assets.push((name, bytes)),
            Some("html") => {
                let style = styles(&String::from_utf8_lossy(&bytes));
                if !style.is_empty() {
                    assets.push(("style in the page".to_owned(), style.into_bytes()));
                }
            }
            _ => {}
        }
    }
    assets.sort();
    Ok(assets)
}

/// What stands in the `<style>` elements of a page.
fn styles(page: &str) -> String {
    let opened = page.split("<style").skip(1).filter_map(|rest| rest.split_once('>'));
    opened.filter_map(|(_, rest)| rest.split_once("</style>")).map(|(style, _)| style).collect()
}

fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_or(0, |packed| packed.len())
}

/// How long something is on the wire, at brotli's best.
pub fn brotli(bytes: &[u8]) -> usize {
    let mut packed = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut packed, 1 << 16, 11, 22);
    let _ = encoder.write_all(bytes);
    drop(encoder);
    packed.len()
}

/// As a Markdown table. A kB is 1,000 bytes.
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

/// One decimal, rounded.
fn kb(bytes: usize) -> String {
    let tenths = (bytes + 50) / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn verdict(brotli: usize) -> Result<String, String> {
    if brotli > BUDGET {
        return Err(format!("{} kB is above the budget of {} kB", kb(brotli), kb(BUDGET)));
    }
    let goal = if brotli > GOAL {
        format!("the goal is {} kB", kb(GOAL))
    } else {
        format!("under the goal of {} kB", kb(GOAL))
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
    fn above_the_budget_is_a_failure_and_the_budget_itself_is_not() {
        assert_eq!(verdict(105_001), Err("105.0 kB is above the budget of 105.0 kB".to_owned()));
        assert_eq!(verdict(105_000), Ok("105.0 kB of the budget of 105.0 kB; the goal is 80.0 kB".to_owned()));
        assert_eq!(verdict(80_000), Ok("80.0 kB of the budget of 105.0 kB; under the goal of 80.0 kB".to_owned()));
    }

    #[test]
    fn a_packed_package_is_nothing_that_a_reader_downloads() {
        let dist = std::env::temp_dir().join(format!("keyline-xtask-{}-dist", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        for name in ["widget.wasm", "element.js", "keyline-story-1.0.0.tgz"] {
            fs::write(dist.join(name), "").unwrap();
        }
        let names: Vec<_> = assets(&dist).unwrap().into_iter().map(|(name, _)| name).collect();
        fs::remove_dir_all(&dist).unwrap();
        assert_eq!(names, ["element.js", "widget.wasm"]);
    }

    #[test]
    fn the_style_is_what_its_elements_hold() {
        assert_eq!(styles("<style>a{}</style><p>x</p><style id=b>c{}</style>"), "a{}c{}");
        assert_eq!(styles("<p>none</p>"), "");
    }

    #[test]
    fn what_repeats_is_packed() {
        let bytes = [7; 10_000];
        assert!((1..100).contains(&gzip(&bytes)), "{}", gzip(&bytes));
        assert!((1..gzip(&bytes)).contains(&brotli(&bytes)), "{}", brotli(&bytes));
    }
}
