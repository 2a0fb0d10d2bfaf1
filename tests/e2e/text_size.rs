//! The reader's default font size: isolated stories follow it, whatever the page makes of `rem`.

use serde_json::{Value, json};

use crate::{
    browser::{Engine, Tab, browse},
    pages::{self, ARABIC, DEFAULT, EVERYTHING, OLD},
    server::{Server, Site},
};

const WHY: &str = "it has no command for the default font size";

/// Expression: the elements of the story that contain text, each with its font size in CSS pixels. The strip may have other labels at
/// another size, so only its first one is compared.
const SIZES: &str = "[...document.querySelector('keyline-story').shadowRoot.querySelectorAll('.keyline *')]
    .filter((element, _, all) => element.localName !== 'text' || element === all.find(other => other.localName === 'text'))
    .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(element => [element.getAttribute('class') ?? element.localName, parseFloat(getComputedStyle(element).fontSize)])";

/// Expression: the pairs of the strip's visible labels that overlap.
const OVERLAPPING: &str = "(story => {
    const labels = [...story.querySelectorAll('.keyline-strip text')]
      .filter(label => getComputedStyle(label).visibility === 'visible')
      .map(label => [label.textContent, label.getBoundingClientRect()]);
    return labels.flatMap(([words, box], index) => labels.slice(index + 1)
      .filter(([, other]) => box.left < other.right - 1 && other.left < box.right - 1
        && box.top + 3 < other.bottom - 3 && other.top + 3 < box.bottom - 3)
      .map(([others]) => `${words} / ${others}`));
  })(document.querySelector('keyline-story').shadowRoot)";

/// Expression: what is beside the story, which cuts it off. The table of contents scrolls.
const OVERFLOWING: &str = "(story => [...story.querySelectorAll('*')].filter(element => {
    const box = element.getBoundingClientRect(), around = story.getBoundingClientRect();
    return box.width > 1 && getComputedStyle(element).visibility === 'visible'
      && !element.matches('svg :not(text), .keyline-contents *, .keyline-skip, .keyline-live-region')
      && (box.right > around.right + 1 || box.left < around.left - 1);
  }).map(element => element.outerHTML.slice(0, 100)).slice(0, 3))(document.querySelector('keyline-story').shadowRoot.querySelector('.keyline'))";

/// A page that sets `rem` to 10 pixels, as many do, and a font for which browsers have a default size of its own.
fn host(content: &str) -> String {
    pages::host(&format!("<style>html {{ font-size: 62.5% }} body {{ font-family: monospace }}</style>{content}"))
}

/// Opens the page of a story at a default font size, and returns the sizes of the texts. A story that isn't prerendered is drawn group by
/// group, and then its sources and updates.
async fn sizes(tab: &Tab, story: &str, url: &str, default: u32, hydrated: bool) -> Vec<(String, f64)> {
    tab.default_font_size(default).await;
    tab.open(url).await;
    if hydrated {
        tab.hydrated().await;
        let items = "'.keyline-event, .keyline-card, :is(.keyline-sources, .keyline-updates) > ol > li'";
        let drawn = format!("document.querySelector('keyline-story').shadowRoot.querySelectorAll({items}).length");
        tab.until(&format!("{drawn} === {}", self::items(story))).await;
    }
    let sizes = tab.get(SIZES).await;
    let size = |size: &Value| Some((size[0].as_str()?.to_owned(), size[1].as_f64()?));
    sizes.as_array().expect("sizes").iter().filter_map(size).collect()
}

/// Returns the number of events, cards, sources and updates of a story.
fn items(story: &str) -> usize {
    let story = pages::json(story);
    let length = |list: &Value| list.as_array().map_or(0, Vec::len);
    let sections = story["sections"].as_array().into_iter().flatten();
    let lists = [&story["timeline"]["events"], &story["sources"], &story["updates"]].map(length);
    lists.iter().sum::<usize>() + sections.map(|section| length(&section["cards"])).sum::<usize>()
}

/// Asserts that every text of a story is so many times as big at 32 pixels as at 16.
async fn grow(tab: &Tab, story: &str, url: &str, factor: f64, hydrated: bool) {
    let (once, twice) = (sizes(tab, story, url, 16, hydrated).await, sizes(tab, story, url, 32, hydrated).await);
    assert!(once.len() > 50 && once.len() == twice.len(), "{} and {} texts", once.len(), twice.len());
    for ((name, before), (_, after)) in once.iter().zip(&twice) {
        assert!((after - factor * before).abs() < 0.02, "{name}: {before} px, then {after} px");
    }
    let body = |sizes: &[(String, f64)]| sizes.iter().any(|(_, size)| (*size - 17.0).abs() < 0.01);
    assert!(body(&once), "text has 17 px at 16 px: {once:?}");
}

fn served(site: Site, content: &str) -> Server {
    site.file("/", host(content)).serve()
}

#[test]
fn every_text_is_twice_as_big_at_twice_the_default_size() {
    for scripts in [true, false] {
        browse(async |tab| {
            if tab.skips(Engine::WebKit, WHY) {
                return;
            }
            let (site, snippet) = pages::embed(EVERYTHING, &[]);
            let server = served(site, &snippet);
            if !scripts {
                tab.scripts_off().await;
            }
            for width in [360, 1280] {
                tab.size(width, 900).await;
                grow(tab, EVERYTHING, &server.url("/"), 2.0, scripts).await;
            }
        });
    }
}

/// Without the registration an `em` would compound in nested elements.
#[test]
fn a_snippet_without_its_style_keeps_16_pixels_until_a_script_registers_the_size() {
    browse(async |tab| {
        if tab.skips(Engine::WebKit, WHY) {
            return;
        }
        let (site, snippet) = pages::embed(DEFAULT, &[]);
        let (before, rest) = snippet.split_once("<style>").expect("the registration");
        let server = served(site, &[before, rest.split_once("</style>").expect("its end").1].concat());
        grow(tab, DEFAULT, &server.url("/"), 2.0, true).await;
        tab.scripts_off().await;
        grow(tab, DEFAULT, &server.url("/"), 1.0, false).await;
    });
}

#[test]
fn a_story_that_a_script_sets_follows_the_default_size() {
    browse(async |tab| {
        if tab.skips(Engine::WebKit, WHY) {
            return;
        }
        let (site, snippet) = pages::embed(DEFAULT, &[]);
        let script = snippet.split_once('\n').expect("the loader").0;
        let story = pages::json(DEFAULT).to_string().replace('<', "\\u003c");
        let element = "<keyline-story loading=\"eager\"></keyline-story>";
        let set = format!("<script>document.querySelector('keyline-story').story = {story}</script>");
        let server = served(site, &[script, element, &set].concat());
        grow(tab, DEFAULT, &server.url("/"), 2.0, true).await;
    });
}

#[test]
fn labels_of_the_strip_dont_overlap_at_twice_the_default_size_and_nothing_overflows() {
    for scripts in [true, false] {
        for story in [DEFAULT, OLD, ARABIC] {
            browse(async |tab| {
                if tab.skips(Engine::WebKit, WHY) {
                    return;
                }
                let (site, snippet) = pages::embed(story, &[]);
                let server = served(site, &snippet);
                if !scripts {
                    tab.scripts_off().await;
                }
                for (width, default) in [(1280, 16), (320, 16), (320, 32), (360, 32), (768, 32), (1280, 32)] {
                    tab.size(width, 900).await;
                    sizes(tab, story, &server.url("/"), default, scripts).await;
                    let at = format!("{story}, {width} px wide, default {default} px, scripts: {scripts}");
                    if scripts {
                        // The strip is measured after it is hydrated.
                        tab.frames().await;
                    }
                    tab.becomes(OVERLAPPING, json!([]), &at).await;
                    tab.becomes(OVERFLOWING, json!([]), &at).await;
                }
            });
        }
    }
}
