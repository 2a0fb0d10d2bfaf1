//! Publishers' pages with widespread style sheets: an isolated story has the same pixels on each as on a blank page; a story in the
//! page's own tree stays usable. `KEYLINE_SHEETS` is the folder of the packages; `tests/sheets` has hostile sheets.

use std::{env, fs, io::Cursor, path::PathBuf};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;

use crate::{
    browser::{Engine, Tab, browse},
    pages::{self, DEFAULT},
    server::{Server, Site},
};

/// A publisher's page: its name, its sheet, and the elements that the sheet is for.
struct Host {
    name: &'static str,
    css: String,
    body: &'static str,
    around: &'static str,
}

fn hosts() -> Vec<Host> {
    let host = |name, files: &[&str], body, around| {
        let css = files.iter().map(|file| sheet(file)).collect();
        Host { name, css, body, around }
    };
    vec![
        host(
            "bootstrap",
            &["bootstrap/dist/css/bootstrap.css"],
            "",
            "<main class=\"container-fluid p-0 lead text-danger\">",
        ),
        // `--theme(…)` as Tailwind's compiler resolves it. Without layers, as in version 3: the harder case.
        Host {
            name: "tailwind",
            css: sheet("tailwindcss/theme.css").replace("@theme default", ":root")
                + &sheet("tailwindcss/preflight.css").replace("--theme(", "var("),
            body: "",
            around: "<main>",
        },
        host("reset", &["reset-css/reset.css"], "", "<main>"),
        host(
            "govuk",
            &["govuk-frontend/dist/govuk/govuk-frontend.min.css"],
            "class=\"govuk-template__body govuk-body\"",
            "<main class=\"govuk-main-wrapper govuk-body-l\">",
        ),
        host("uswds", &["uswds/dist/css/uswds.css"], "", "<main class=\"usa-prose font-mono-lg\">"),
        host(
            "wordpress",
            &[
                "block-library/build-style/common.css",
                "block-library/build-style/style.css",
                "block-library/build-style/theme.css",
                "block-library/build-style/classic.css",
            ],
            "class=\"wp-site-blocks\"",
            "<main class=\"wp-block-group entry-content wp-block-post-content has-large-font-size has-text-align-center\">",
        ),
        Host { name: "rude", css: written("rude.css"), body: "", around: "<main>" },
    ]
}

/// Reads a sheet of an npm package.
fn sheet(file: &str) -> String {
    let sheets = env::var_os("KEYLINE_SHEETS")
        .expect("run `cargo xtask test`, which installs the sheets and sets KEYLINE_SHEETS");
    let path = PathBuf::from(sheets).join(file);
    fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// Reads a sheet of `tests/sheets`.
fn written(file: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sheets").join(file);
    fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

impl Host {
    /// Returns the page with the story in a box of the screen's width, at the same place on every page. The story inherits everything
    /// else.
    fn page(&self, snippet: &str) -> String {
        let place = "display: block; position: absolute; left: 0; top: 0; width: 100vw; height: auto; max-width: none; \
                     margin: 0; padding: 0; border: 0; float: none; zoom: 1; background: gray";
        let place: String = place.split("; ").map(|rule| format!("{rule} !important; ")).collect();
        self.around(&format!("<div style=\"{place}\">{snippet}</div>"))
    }

    fn around(&self, content: &str) -> String {
        format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">
             <meta name=\"color-scheme\" content=\"light dark\"><title>News</title><link rel=\"icon\" href=\"data:,\">
             <style>{}</style><body {}>{}{content}</main>",
            self.css, self.body, self.around
        )
    }
}

fn blank() -> Host {
    Host { name: "blank", css: String::new(), body: "", around: "<main>" }
}

/// Serves each page at its name.
fn serve(site: Site, hosts: &[Host], page: impl Fn(&Host) -> String) -> Server {
    hosts.iter().fold(site, |site, host| site.file(&format!("/{}.html", host.name), page(host))).serve()
}

/// How many screenshots are taken until two are equal.
const SHOTS: usize = 8;

/// Takes screenshots of the story until one has the pixels of `wanted` or, without it, until two have the same: layout has settled then.
/// Returns the last one.
async fn settled(tab: &Tab, wanted: Option<&[u8]>) -> Vec<u8> {
    let mut last = picture(tab).await;
    for _ in 1..SHOTS {
        if wanted.is_some_and(|wanted| is_same(&last, wanted)) {
            return last;
        }
        let next = picture(tab).await;
        if wanted.is_none() && is_same(&last, &next) {
            return next;
        }
        last = next;
    }
    last
}

/// Takes a screenshot of the story: a PNG. Except in Chromium, of the viewport.
async fn picture(tab: &Tab) -> Vec<u8> {
    tab.run("return new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))").await;
    if tab.engine != Engine::Chromium {
        return tab.client.screenshot().await.expect("a picture");
    }
    let clip = tab
        .get("(({ x, y, width, height }) => ({ x: x + scrollX, y: y + scrollY, width, height, scale: 1 }))(document.querySelector('keyline-story').getBoundingClientRect())")
        .await;
    let shot = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
    let shot = tab.devtools("Page.captureScreenshot", shot).await;
    STANDARD.decode(shot["data"].as_str().expect("a picture")).expect("base64")
}

/// Decodes the size and pixels of a PNG.
fn pixels(png: &[u8]) -> ((u32, u32), Vec<u8>) {
    let mut reader = png::Decoder::new(Cursor::new(png)).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let frame = reader.next_frame(&mut pixels).expect("pixels");
    ((frame.width, frame.height), pixels)
}

fn is_same(here: &[u8], other: &[u8]) -> bool {
    here == other || pixels(here) == pixels(other)
}

/// Saves a screenshot if `KEYLINE_SHOTS` is set.
fn leave(name: &str, png: &[u8]) {
    if let Some(folder) = env::var_os("KEYLINE_SHOTS") {
        fs::create_dir_all(&folder).expect("a folder for pictures");
        fs::write(PathBuf::from(folder).join(format!("{name}.png")), png).expect("a picture to be written");
    }
}

/// Asserts that two screenshots are equal, and reports the rows that differ.
#[track_caller]
fn same(name: &str, here: &[u8], blank: &[u8]) {
    if is_same(here, blank) {
        return;
    }
    let (size, seen) = pixels(here);
    let (wanted, expected) = pixels(blank);
    leave(&format!("differs-{name}"), here);
    leave(&format!("differs-{name}-blank"), blank);
    let row = seen.len() / size.1.max(1) as usize;
    let rows = seen.chunks(row).zip(expected.chunks(row)).enumerate();
    let rows: Vec<usize> = rows.filter(|(_, (a, b))| a != b).map(|(index, _)| index).collect();
    panic!("{name}: {size:?} for {wanted:?}; {} rows differ, from {:?} to {:?}", rows.len(), rows.first(), rows.last());
}

/// Screenshots of a story, each with its name.
type Looks = Vec<(&'static str, Vec<u8>)>;

/// Takes screenshots of the story at first, with an open item, and of the latter in the dark scheme; `wanted` are those of another page.
async fn looks(tab: &Tab, url: &str, wanted: Option<&Looks>) -> Looks {
    let prefer = async |scheme| {
        tab.prefer(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
        tab.until(&format!("matchMedia('(prefers-color-scheme: {scheme})').matches")).await;
    };
    let look = async |index: usize| settled(tab, wanted.map(|looks| &*looks[index].1)).await;
    tab.open("about:blank").await;
    tab.open_hydrated(url).await;
    prefer("light").await;
    let mut looks = vec![("light", look(0).await)];
    let first = "document.querySelector('keyline-story').shadowRoot.querySelector('.keyline-event:not([open])')";
    tab.run(&format!("window.first = {first}; first.querySelector('summary').click()")).await;
    tab.until("first.open && first.getAttribute('aria-current')").await;
    looks.push(("open", look(1).await));
    prefer("dark").await;
    looks.push(("dark", look(2).await));
    looks
}

/// How many hosts' pages share a tab, and the time of a test.
const HOSTS: usize = 3;

fn isolated(width: u32) {
    let mut hosts = hosts();
    hosts.push(Host { name: "hurt", css: written("hurt.css"), body: "", around: "<main>" });
    for hosts in hosts.chunks(HOSTS) {
        browse(async |tab| {
            if tab.skips(Engine::WebKit, "its screenshots of one page differ between loads (WebKitGTK 2.50)") {
                return;
            }
            let (site, snippet) = pages::embed(DEFAULT, &[]);
            let site = site.file("/blank.html", blank().page(&snippet));
            let server = serve(site, hosts, |host| host.page(&snippet));
            tab.size(width, 900).await;
            let blank = server.url("/blank.html");
            let expected = looks(tab, &blank, None).await;
            let again = ("blank", blank);
            let pages = hosts.iter().map(|host| (host.name, server.url(&format!("/{}.html", host.name))));
            for (name, url) in pages.chain([again]) {
                let seen = looks(tab, &url, Some(&expected)).await;
                for ((state, here), (_, blank)) in seen.iter().zip(&expected) {
                    same(&format!("{name}-{width}-{state}"), here, blank);
                }
                // The hosts' fonts aren't installed.
                let console =
                    tab.console().await.into_iter().filter(|line| !line.contains("/fonts/")).collect::<Vec<_>>();
                assert_eq!(console, [""; 0], "{name}");
            }
            leave(&format!("isolated-{width}"), &expected[1].1);
        });
    }
}

#[test]
fn an_isolated_story_is_the_same_on_every_page_on_a_desk() {
    isolated(1280);
}

#[test]
fn an_isolated_story_is_the_same_on_every_page_on_a_phone() {
    isolated(320);
}

/// The host with `all: revert` and 40px `!important` for everything: a story in the page's tree is readable and opens, but may be wider
/// than the screen.
const TOO_RUDE: &str = "rude";

fn in_the_page(width: u32) {
    for hosts in hosts().chunks(HOSTS) {
        browse(async |tab| {
            if tab.skips(
                Engine::WebKit,
                "`revert-layer` loses logical properties there, so resets reach boxes (see style/frame.css)",
            ) {
                return;
            }
            let (site, snippet) = pages::embed(DEFAULT, &["--isolate", "off"]);
            let server = serve(site, hosts, |host| host.around(&snippet));
            tab.size(width, 900).await;
            let mut broken = Vec::new();
            for host in hosts {
                for scheme in ["light", "dark"] {
                    let what = format!("{} at {width}, {scheme}", host.name);
                    let found = used_in_the_page(tab, &server, host, scheme).await;
                    broken.extend(found.into_iter().map(|found| format!("{what}: {found}")));
                    if env::var_os("KEYLINE_SHOTS").is_some() && host.name != TOO_RUDE {
                        tab.run("scrollTo(0, 0); document.activeElement?.blur()").await;
                        leave(&format!("off-{}-{width}-{scheme}", host.name), &picture(tab).await);
                    }
                }
            }
            assert!(broken.is_empty(), "{}", broken.join("\n"));
        });
    }
}

/// Uses a story in a host's page, and returns what isn't usable of it.
async fn used_in_the_page(tab: &Tab, server: &Server, host: &Host, scheme: &str) -> Vec<String> {
    tab.prefer(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
    tab.open(&server.url(&format!("/{}.html", host.name))).await;
    tab.until(&format!("matchMedia('(prefers-color-scheme: {scheme})').matches")).await;
    let own = "return (host => { host.hidden = true; const { scrollWidth } = document.scrollingElement; host.hidden = false; return scrollWidth })(document.querySelector('keyline-story'))";
    let own = tab.run(own).await;
    tab.hydrated().await;
    // With the mouse, at the summary.
    for item in [".keyline-event:not([open])", ".keyline-card:not([open])"] {
        tab.run(&format!("document.querySelector('{item}').id = 'chosen'")).await;
        tab.click("#chosen > summary").await;
        tab.until("document.querySelector('#chosen').open && document.querySelector('#chosen > .keyline-body').checkVisibility()").await;
        tab.run("document.querySelector('#chosen').removeAttribute('id')").await;
    }
    if host.name == TOO_RUDE {
        tab.until("document.querySelector('.keyline-strip').getBoundingClientRect().width > 200").await;
        return Vec::new();
    }
    let looked = format!("const own = {own};\n{}", include_str!("sheets.js"));
    let mut found = Vec::new();
    // The strip may yet be laid out for the width.
    for _ in 0..3 {
        tab.frames().await;
        let list = tab.run(&looked).await;
        found = list.as_array().into_iter().flatten().filter_map(|what| Some(what.as_str()?.to_owned())).collect();
        if found.is_empty() {
            break;
        }
        tab.run("scrollTo(0, 0)").await;
    }
    found
}

#[test]
fn a_story_in_the_page_stays_usable_on_every_page_on_a_desk() {
    in_the_page(1280);
}

#[test]
fn a_story_in_the_page_stays_usable_on_every_page_on_a_phone() {
    in_the_page(320);
}
