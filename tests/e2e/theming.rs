//! Theming: color scheme, font, variables, parts, reserved space, and the gallery's themes.

use std::{env, fs, path::Path};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;

use crate::{
    browser::{Engine, Tab, browse, browse_chromium},
    pages::{self, DEFAULT, OLD},
    server::{Server, Site},
};

const THEMES: [&str; 4] = ["broadsheet", "tabloid", "broadcaster", "dark"];

/// Expression: the first story's element, in a shadow root or not.
const ARTICLE: &str =
    "(host => (host.shadowRoot ?? host).querySelector('.keyline'))(document.querySelector('keyline-story'))";

const LIGHT: &str = "rgb(255, 255, 255)";
const DARK: &str = "rgb(21, 23, 27)";

/// Arguments of `keyline embed`: isolated, and not.
const BOTH: [&[&str]; 2] = [&[], &["--isolate", "off"]];

/// Returns an expression for a computed style of the story.
fn computed(property: &str) -> String {
    format!("getComputedStyle({ARTICLE}).{property}")
}

async fn plain(tab: &Tab, html: &str, site: Site) -> Server {
    let server = site.file("/", pages::host(html)).serve();
    tab.open("about:blank").await;
    tab.open(&server.url("/")).await;
    tab.until(&format!("document.readyState === 'complete' && {ARTICLE}")).await;
    server
}

#[test]
fn a_story_has_the_scheme_of_the_page_around_it() {
    // HTML around the story, the story's attribute, and its color on a light and on a dark system.
    let pages = [
        ("", "", [LIGHT, LIGHT]),
        ("<style>:root { color-scheme: dark }</style>", "", [DARK, DARK]),
        ("<style>:root { color-scheme: light }</style>", "", [LIGHT, LIGHT]),
        ("<style>:root { color-scheme: light dark }</style>", "", [LIGHT, DARK]),
        ("<style>:root { color-scheme: light dark } div { color-scheme: dark }</style>", "", [DARK, DARK]),
        ("<style>:root { color-scheme: dark } div { color-scheme: light }</style>", "", [LIGHT, LIGHT]),
        ("<meta name=color-scheme content=dark>", "", [DARK, DARK]),
        ("<style>:root { color-scheme: dark }</style>", "theme=auto", [DARK, DARK]),
        ("<style>:root { color-scheme: dark }</style>", "theme=light", [LIGHT, LIGHT]),
        ("<style>:root { color-scheme: light }</style>", "theme=dark", [DARK, DARK]),
    ];
    for args in BOTH {
        browse(async |tab| {
            for (around, attribute, seen) in pages {
                let (site, snippet) = pages::embed(OLD, args);
                let snippet = pages::replaced(&snippet, "<keyline-story", &format!("<keyline-story {attribute}"));
                let server = plain(tab, &format!("{around}<div>{snippet}</div>"), site).await;
                for (system, seen) in ["light", "dark"].into_iter().zip(seen) {
                    if tab.engine == Engine::WebKit && system == "dark" {
                        continue;
                    }
                    if tab.engine != Engine::WebKit {
                        tab.prefer(&[("prefers-color-scheme", system)]).await;
                    }
                    tab.until(&format!("{} === '{seen}'", computed("backgroundColor"))).await;
                }
                drop(server);
            }
            tab.skips(Engine::WebKit, "its driver can't set the dark scheme");
        });
    }
}

#[test]
fn a_story_has_its_own_font_unless_the_page_says_which_or_that_its_own_passes() {
    const OURS: &str = "Charter, \"Sitka Text\"";
    let pages = [
        ("", OURS),
        ("keyline-story { --keyline-font: Verdana }", "Verdana"),
        ("div { --keyline-font: Verdana }", "Verdana"),
        (":root { --keyline-font: Verdana }", "Verdana"),
        (":root { --keyline-font: Verdana } keyline-story { --keyline-font: Courier }", "Courier"),
        ("keyline-story { --keyline-font: inherit }", "Papyrus"),
        ("keyline-story { --keyline-font: initial }", "Papyrus"),
        (":root { --keyline-font: Verdana } keyline-story { --keyline-font: inherit }", "Verdana"),
        ("* { font-family: Papyrus }", OURS),
    ];
    for args in BOTH {
        browse(async |tab| {
            for (css, font) in pages {
                // Without isolation the page's universal selector matches the story, too.
                let font = if args.is_empty() || !css.starts_with('*') { font } else { "Papyrus" };
                let (site, snippet) = pages::embed(OLD, args);
                let html = format!("<style>body {{ font-family: Papyrus }} {css}</style><div>{snippet}</div>");
                let server = plain(tab, &html, site).await;
                tab.until(&format!("{}.startsWith('{font}')", computed("fontFamily"))).await;
                let title = format!("getComputedStyle({ARTICLE}.querySelector('.keyline-title')).fontFamily");
                tab.until(&format!("{title}.startsWith('{font}')")).await;
                drop(server);
            }
        });
    }
}

/// Returns the names in the first column of a table in `docs/embedding.md`.
fn explained(head: &str) -> Vec<String> {
    let page = fs::read_to_string(root().join("docs/embedding.md")).expect("the page about embedding");
    let below = page.split_once(head).expect("a table").1;
    let rows = below.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.filter_map(|row| Some(row.split('`').nth(1)?.to_owned())).collect()
}

#[test]
fn every_variable_passes_from_the_page_and_every_part_can_be_styled() {
    browse(async |tab| {
        let variables = explained("| variable | for | without it |");
        let parts = explained("| part | what |");
        assert!(variables.len() > 20 && parts.len() > 10);
        let set: String = variables.iter().enumerate().map(|(index, name)| format!("{name}: {index}px;")).collect();
        let styled: String = parts
            .iter()
            .map(|part| format!("keyline-story::part({part}) {{ outline: 1px solid rgb(1, 2, 3) }}"))
            .collect();
        let (site, snippet) = pages::embed(pages::EVERYTHING, &[]);
        let _server = plain(tab, &format!("<style>:root {{ {set} }} {styled}</style>{snippet}"), site).await;
        tab.until(&computed("display === 'grid'")).await;
        for (index, name) in variables.iter().enumerate() {
            // The sheets use the page's value.
            let ours = match name.trim_start_matches("--keyline-") {
                "max-width" => "max",
                name => name,
            };
            tab.until(&format!("{}.trim() === '{index}px'", computed(&format!("getPropertyValue('--_{ours}')")))).await;
        }
        for part in parts {
            let outlined = format!(
                "(found => found.length && found.every(it => getComputedStyle(it).outlineColor === 'rgb(1, 2, 3)'))
                ([...{ARTICLE}.parentNode.querySelectorAll('[part={part}]')])"
            );
            tab.until(&outlined).await;
        }
    });
}

#[test]
fn nothing_moves_when_a_story_loads_into_reserved_space() {
    browse_chromium("only Chromium reports layout shifts", async |tab| {
        let page = fs::read_to_string(root().join("docs/embedding.md")).expect("the page about embedding");
        let room = page
            .split("```css\n")
            .find(|block| block.contains("min-block-size"))
            .expect("the example with a reserved size");
        let room = room.split("```").next().unwrap_or_default();
        tab.before_load(
            "const place = ({ x, y, width, height }) => [x, y, width, height].join(' ');
            window.shifts = []; new PerformanceObserver(list => list.getEntries().forEach(({ sources }) => shifts.push(sources.map(
                ({ node, previousRect, currentRect }) => `${node?.className || node?.nodeName}: ${place(previousRect)} to ${place(currentRect)}`))))
            .observe({ type: 'layout-shift', buffered: true })",
        )
        .await;
        let mut german = pages::json(DEFAULT);
        german["lang"] = "de".into();
        for (width, attributes, css, moves) in [
            (320, "src=/story.json", room, false),
            (1280, "src=/story.json", room, false),
            (1280, "src=/german.json", room, false),
            (320, "src=/story.json isolate=off", room, false),
            (1280, "src=/german.json isolate=off", room, false),
            (1280, "src=/story.json", "", true),
        ] {
            let (site, snippet) = pages::embed(DEFAULT, &[]);
            let (loader, _) = snippet.split_once('\n').expect("a script first");
            let server = site
                .file("/story.json", pages::json(DEFAULT).to_string())
                .file("/german.json", german.to_string())
                .file(
                    "/",
                    pages::host(&format!(
                        "<style>{css}</style>{loader}<h1>News</h1>
                        <keyline-story {attributes}><p><a href=\"/all\">All of it</a></p></keyline-story><p>More news.</p>"
                    )),
                )
                .serve();
            tab.size(width, 900).await;
            tab.open("about:blank").await;
            tab.open_hydrated(&server.url("/")).await;
            if moves {
                tab.until("shifts.length").await;
                continue;
            }
            tab.run("return new Promise(done => requestAnimationFrame(() => setTimeout(done, 300)))").await;
            assert_eq!(tab.get("shifts").await, json!([]), "{width} px, {attributes}");
        }
    });
}

/// Serves the gallery, as `cargo xtask gallery` builds it.
fn gallery() -> Server {
    let (mut site, snippet) = pages::embed(DEFAULT, &[]);
    for file in fs::read_dir(root().join("docs/gallery")).expect("docs/gallery").flatten() {
        let page = fs::read_to_string(file.path()).expect("a page");
        let name = format!("/{}", file.file_name().to_string_lossy());
        site = site.file(&name, page.replace("<!-- embed/nato-white-house-2025.snippet.html -->", &snippet));
    }
    site.serve()
}

const AXE: &str =
    "return axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
    .then(found => found.violations.flatMap(fault => fault.nodes.map(node =>
        `${fault.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`)))";

const AXE_JUDGES: &str = "axe judges markup and styles, which are the same everywhere";

#[test]
fn no_theme_of_the_gallery_has_a_barrier() {
    // Each theme has a tab, and the time of a test, of its own.
    for theme in THEMES {
        browse_chromium(AXE_JUDGES, async |tab| {
            let server = gallery();
            tab.before_load(&pages::axe()).await;
            for (width, scheme) in [(320, "dark"), (1280, "light")] {
                tab.size(width, 900).await;
                tab.prefer(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
                tab.open_hydrated(&server.url(&format!("/{theme}.html"))).await;
                tab.run("document.querySelector('keyline-story').expandAll()").await;
                tab.until(&format!("!{ARTICLE}.querySelector('details:not([open])')")).await;
                tab.frames().await;
                assert_eq!(tab.run(AXE).await, json!([]), "{theme} at {width} px, {scheme}");
                let ground = computed("backgroundColor");
                tab.holds(&format!("{ground} === getComputedStyle(document.body).backgroundColor")).await;
                tab.until("document.scrollingElement.scrollWidth <= innerWidth").await;
            }
            assert_eq!(tab.console().await, [""; 0]);
        });
    }
}

#[test]
fn the_page_of_all_themes_has_no_barrier() {
    browse_chromium(AXE_JUDGES, async |tab| {
        let server = gallery();
        tab.before_load(&pages::axe()).await;
        tab.size(1280, 900).await;
        tab.prefer(&[("prefers-color-scheme", "light"), ("prefers-reduced-motion", "reduce")]).await;
        tab.open(&server.url("/index.html")).await;
        tab.until("[...document.querySelectorAll('iframe')].every(it => it.contentDocument?.querySelector('keyline-story')?.shadowRoot)")
            .await;
        assert_eq!(
            tab.run(&AXE.replace("axe.run(document, {", "axe.run(document, { iframes: false,")).await,
            json!([])
        );
        assert_eq!(tab.console().await, [""; 0]);
    });
}

#[test]
#[ignore = "leaves pictures: run `cargo xtask shots`"]
fn shots_of_the_gallery() {
    let folder = env::var_os("KEYLINE_SHOTS").expect("KEYLINE_SHOTS, which `cargo xtask shots` sets");
    let folder = Path::new(&folder);
    fs::create_dir_all(folder).expect("a folder for pictures");
    browse_chromium("DevTools takes the screenshots", async |tab| {
        let server = gallery();
        let take = async |name: &str| {
            let shot = tab.devtools("Page.captureScreenshot", json!({ "format": "png" })).await;
            let png = STANDARD.decode(shot["data"].as_str().expect("a picture")).expect("base64");
            fs::write(folder.join(format!("gallery-{name}.png")), png).expect("a picture to be written");
        };
        for theme in THEMES {
            for (width, scheme) in [(320, "light"), (768, "dark"), (1280, "light")] {
                tab.size(width, 1500).await;
                tab.prefer(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
                tab.open_hydrated(&server.url(&format!("/{theme}.html"))).await;
                take(&format!("{theme}-{width}-{scheme}")).await;
                tab.run("document.querySelector('keyline-story').goTo('meeting')").await;
                tab.until("scrollY > 0").await;
                take(&format!("{theme}-{width}-{scheme}-list")).await;
            }
        }
        tab.prefer(&[("prefers-color-scheme", "light")]).await;
        // docs/gallery.png is a part of this screenshot.
        tab.sharp_size(1440, 880, 1.5).await;
        tab.open(&server.url("/index.html")).await;
        tab.until("[...document.querySelectorAll('iframe')].every(it => it.contentDocument?.querySelector('keyline-story')?.shadowRoot?.querySelector('[data-hydrated=on]'))")
            .await;
        take("1440").await;
    });
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
