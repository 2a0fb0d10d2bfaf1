//! `docs/embedding.md` lists exactly the element's attributes, events, variables and parts, with the right defaults.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Command,
};

use keyline::style;
use scraper::{Html, Selector};

use crate::style::{contrast, without_comments};

const THEMES: [&str; 4] = ["broadsheet", "tabloid", "broadcaster", "dark"];

fn text(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    fs::read_to_string(path).unwrap_or_else(|why| panic!("{file}: {why}"))
}

/// A table of the page by its head: the first column, without its backticks, and the others.
fn table(head: &str) -> BTreeMap<String, Vec<String>> {
    let page = text("docs/embedding.md");
    let below = page.split_once(&format!("\n{head}\n")).unwrap_or_else(|| panic!("no table {head}")).1;
    let rows = below.lines().skip(1).take_while(|line| line.starts_with('|')).map(|row| {
        let mut cells = row.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned());
        let name = cells.next().unwrap_or_default();
        (name.trim_matches('`').to_owned(), cells.collect())
    });
    let table: BTreeMap<_, _> = rows.collect();
    assert!(table.len() > 2, "{head}");
    table
}

fn names(table: &BTreeMap<String, Vec<String>>) -> BTreeSet<String> {
    table.keys().cloned().collect()
}

/// The parts of a text between a start and the next end.
fn between<'a>(text: &'a str, before: &str, after: char) -> impl Iterator<Item = String> + use<'a> {
    let pieces: Vec<&str> = text.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect();
    pieces.into_iter().map(str::to_owned)
}

/// The texts in quotation marks.
fn quoted(text: &str) -> impl Iterator<Item = String> {
    text.split('"').skip(1).step_by(2).map(str::to_owned)
}

/// Returns the Rust code of the widget, all files in one.
fn widget() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut folders, mut code) = (vec![root.join("src/bin/widget")], String::new());
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).expect("a folder").filter_map(|entry| Some(entry.ok()?.path())) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                code += &fs::read_to_string(path).expect("a file");
            }
        }
    }
    code
}

/// The public variables of the sheets and their defaults, as the page writes them.
fn variables() -> BTreeMap<String, String> {
    let css = without_comments(&style::css());
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for declaration in css.split([';', '{', '}']).filter_map(|declaration| declaration.split_once(':')) {
        let (name, value) = (declaration.0.trim(), declaration.1.trim());
        // The font's default is declared; those of all others are where they are used.
        if let Some(name) = name.strip_prefix("--keyline-").filter(|_| value != "inherit") {
            found.insert(format!("--keyline-{name}"), said(value));
        }
        for used in value.split("var(").skip(1).filter(|used| used.starts_with("--keyline-")) {
            let (name, rest) = used.split_at(used.find([',', ')']).expect("an end"));
            let default = rest.strip_prefix(',').unwrap_or_default();
            if !default.is_empty() {
                let whole = value.strip_prefix(&format!("var({name},")).and_then(|rest| rest.strip_suffix(')'));
                let whole = whole.unwrap_or_else(|| panic!("{value}: a variable with its default stands alone"));
                found.insert(name.to_owned(), said(whole.trim()));
            } else {
                found.entry(name.to_owned()).or_default();
            }
        }
    }
    found
}

/// A default, as people write it.
fn said(value: &str) -> String {
    let mut words = value
        .replace(" * var(--_scale)", "")
        .replace("* var(--_rem)", "rem")
        .replace(" rem", "rem")
        .replace("var(--_rem)", "1rem");
    if let Some(inside) = words.strip_prefix("calc(").and_then(|rest| rest.strip_suffix("rem)")) {
        words = format!("{inside}rem");
    }
    if let Some((light, dark)) =
        words.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')')?.split_once(", "))
    {
        return format!("`{light}` / `{dark}`");
    }
    if words == "var(--_font)" { "that of text".to_owned() } else { format!("`{words}`") }
}

#[test]
fn every_public_variable_is_explained_with_its_default() {
    let explained = table("| variable | for | without it |");
    let explained: BTreeMap<String, String> =
        explained.into_iter().map(|(name, cells)| (name, cells[1].clone())).collect();
    assert_eq!(explained, variables());
}

#[test]
fn every_part_of_the_markup_is_explained() {
    let explained = names(&table("| part | what |"));
    let mut there = BTreeSet::new();
    for story in ["tests/stories/everything.json", "stories/nato-white-house-2025.json"] {
        let page = Command::new(env!("CARGO_BIN_EXE_keyline"))
            .args(["page", story, "-o", "-"])
            .env_remove("KEYLINE_WIDGET")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("keyline");
        let page = Html::parse_document(&String::from_utf8_lossy(&page.stdout));
        let parts = Selector::parse("[part]").expect("a selector");
        there.extend(page.select(&parts).filter_map(|part| Some(part.attr("part")?.to_owned())));
    }
    assert_eq!(explained, there);
    // Parts that those stories don't have.
    let named = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/view")).expect("src/view");
    for file in named.filter_map(|entry| fs::read_to_string(entry.ok()?.path()).ok()) {
        for part in between(&file, "\"part\" = \"", '"') {
            assert!(explained.contains(&part), "{part}");
        }
    }
}

#[test]
fn every_attribute_is_explained() {
    let explained = names(&table("| attribute | values | without it |"));
    let (element, widget) = (text("src/bin/widget/element.js"), widget());
    let list = |name: &str| {
        let list = between(&element, &format!("const {name} = ["), ']').next();
        quoted(&list.unwrap_or_else(|| panic!("no list {name}"))).collect::<BTreeSet<_>>()
    };
    let mut read = list("RENDERS_ANEW");
    read.extend(list("FOLLOWED"));
    for call in ["this.getAttribute(\"", "host.getAttribute(\""] {
        read.extend(between(&element, call, '"'));
    }
    // `attribute` is a closure of mount.rs, and reads those of the host, too.
    for call in ["host.get_attribute(\"", "(attribute(\"", " attribute(\""] {
        read.extend(between(&widget, call, '"'));
    }
    for sheet in ["style/frame.css", "style/parts.css"] {
        let selectors = between(&text(sheet), "keyline-story[", ']').collect::<Vec<_>>();
        read.extend(selectors.iter().filter_map(|selector| Some(selector.split('=').next()?.to_owned())));
    }
    // Every element's.
    read.remove("hidden");
    assert_eq!(explained, read);
}

#[test]
fn every_property_and_method_is_explained() {
    let explained: BTreeSet<String> = names(&table("| name | what |"));
    let explained: BTreeSet<&str> = explained.iter().map(|name| name.split('(').next().unwrap_or_default()).collect();
    let element = text("src/bin/widget/element.js");
    let mut members = BTreeSet::new();
    let class = element.split_once("class KeylineStory").expect("the class").1;
    for line in class.lines().take_while(|line| *line != "  }").filter_map(|line| line.strip_prefix("    ")) {
        let name = line.trim_start_matches("get ").trim_start_matches("set ");
        let name: String = name.chars().take_while(|c| c.is_ascii_alphabetic()).collect();
        // Methods that the browser calls, and the element's own.
        let own = name.ends_with("Callback") || ["ask", "recover", "async"].contains(&&*name);
        if line.ends_with(['{', '}']) && line.contains(") {") && !name.is_empty() && !own {
            members.insert(name);
        }
    }
    assert_eq!(explained, members.iter().map(String::as_str).collect());
}

#[test]
fn every_event_is_explained_with_its_whole_detail() {
    let explained = table("| event | `detail` | when |");
    let code = text("src/bin/widget/page_event.rs");
    let mut dispatched = BTreeSet::new();
    let events = code.split_once("let name = match event {").expect("the events").1;
    // An arm sets the fields of the detail, and its value is the name of the event.
    for arm in events.split("PageEvent::").skip(1) {
        let Some(name) = quoted(arm).find(|word| word.starts_with("keyline-")) else { continue };
        let row = explained.get(&name).unwrap_or_else(|| panic!("{name} is not explained"));
        for key in between(arm, "set(\"", '"') {
            assert!(row[0].contains(&format!("`{key}`")), "the detail of {name} has {key}");
        }
        dispatched.insert(name);
    }
    dispatched.extend(between(&text("src/bin/widget/element.js"), "new CustomEvent(\"", '"'));
    assert_eq!(names(&explained), dispatched);
    let causes: Vec<_> = between(&code, "ToggleCause::", ',').filter_map(|arm| quoted(&arm).next()).collect();
    let explained_causes = explained["keyline-toggle"][0].split_once("`how`").expect("`how`").1;
    assert_eq!(between(explained_causes, "`", '`').step_by(2).collect::<Vec<_>>(), causes);
}

#[test]
fn every_reason_is_explained() {
    let explained = names(&table("| `reason` | |"));
    let (element, widget) = (text("src/bin/widget/element.js"), widget());
    let mut given: BTreeSet<String> = between(&element, "fail(this, message, \"", '"').collect();
    let chosen = between(&element, "const reasonOf = error =>", ';').next().expect("how a reason is chosen");
    given.extend(quoted(&chosen).filter(|word| word != "object"));
    for arguments in between(&widget, "MountError::new(", ';') {
        let reason = arguments.split(',').next().unwrap_or_default();
        assert!(reason.contains('"'), "the reason is a literal: {reason}");
        given.extend(quoted(reason));
    }
    assert_eq!(explained, given);
}

#[test]
fn the_policy_is_the_one_that_is_tested() {
    let tested = between(&text("tests/e2e/embed.rs"), "const POLICY: &str = \"", '"').next().expect("a policy");
    // The tests' page has an icon of its own.
    let policy = tested.replace(" data:", "");
    assert!(text("docs/embedding.md").contains(&format!("\n{policy}\n")), "{policy}");
}

/// A theme is one rule for `keyline-story`, and in it variables that are explained.
fn theme(name: &str) -> BTreeMap<String, String> {
    let css = without_comments(&text(&format!("docs/gallery/{name}.css")));
    let inside = css.trim().strip_prefix("keyline-story {").and_then(|css| css.strip_suffix('}')).expect("one rule");
    let set = inside.split(';').map(str::trim).filter(|declaration| !declaration.is_empty());
    set.map(|declaration| {
        let (name, value) = declaration.split_once(':').expect("a declaration");
        (name.to_owned(), value.trim().to_owned())
    })
    .collect()
}

#[test]
fn themes_are_made_with_nothing_but_variables() {
    let explained = names(&table("| variable | for | without it |"));
    for name in THEMES {
        for variable in theme(name).keys() {
            assert!(explained.contains(variable), "{name} sets {variable}");
        }
        let page = text(&format!("docs/gallery/{name}.html"));
        assert!(
            page.contains(&format!("href=\"{name}.css\""))
                && page.contains("<!-- embed/nato-white-house-2025.snippet.html -->")
        );
        let own = between(&page, "<style>", '<').collect::<String>();
        assert!(!own.contains("keyline") && !own.contains("!important"), "{name}.html styles the story itself");
    }
}

/// WCAG 2.2, 1.4.3 and 1.4.11, as for the defaults.
#[test]
fn themes_have_ink_with_contrast_in_every_scheme_that_they_have() {
    for name in THEMES {
        let theme = theme(name);
        let schemes: &[usize] =
            if text(&format!("docs/gallery/{name}.html")).contains("color-scheme: dark;") { &[1] } else { &[0, 1] };
        for scheme in schemes {
            let color = |token: &str| {
                let (own, default) = (theme.get(&format!("--keyline-{token}")), default(token));
                let value = own.unwrap_or(&default);
                let colors: Vec<&str> = value.split('#').skip(1).filter_map(|rest| rest.get(..6)).collect();
                // One value applies to both schemes.
                crate::style::hex(colors.get(*scheme).or(colors.first()).expect(token))
            };
            let inks = ["text", "muted", "link", "accent", "alert"].map(str::to_owned);
            for ink in inks.into_iter().chain((1..=8).map(|nth| format!("track-{nth}"))) {
                for ground in ["background", "surface", "marked"] {
                    let ratio = contrast(color(&ink), color(ground));
                    assert!(ratio >= 4.5, "{name}: {ink} on {ground} is {ratio:.2} : 1 (scheme {scheme})");
                }
            }
            assert!(contrast(color("on-accent"), color("accent")) >= 4.5, "{name}");
            assert!(contrast(color("focus"), color("background")) >= 3.0, "{name}");
        }
    }
}

/// A color without a theme.
fn default(token: &str) -> String {
    let css = style::css();
    let line = css.lines().find(|line| line.trim_start().starts_with(&format!("--_{token}:")));
    line.unwrap_or_else(|| panic!("no --_{token}")).to_owned()
}
