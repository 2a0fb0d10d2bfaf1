//! custom-elements.json, which editors and catalogues read, from the tables of docs/embedding.md.
//!
//! It is a Custom Elements Manifest, version 2: <https://github.com/webcomponents/custom-elements-manifest>.

use serde_json::{Value, json};

use crate::run::Result;

/// The manifest as text.
pub fn manifest(docs: &str) -> Result<String> {
    let rows = |head: &str| Some(rows(docs, head)).filter(|rows| !rows.is_empty());
    let table = |head: &str| rows(head).ok_or_else(|| format!("docs/embedding.md has no table of `{head}`"));
    let attributes = table("attribute")?.iter().map(|row| attribute(row)).collect::<Vec<_>>();
    let members = table("name")?.iter().map(|row| member(row)).collect::<Vec<_>>();
    let events = table("event")?.iter().map(|row| event(row)).collect::<Vec<_>>();
    let reasons = table("`reason`")?.into_iter().map(|row| row[0].clone()).collect::<Vec<_>>();
    let named = |head: &str| {
        let each = |row: &Vec<String>| codes(&row[0]).into_iter().map(|name| named(name, row)).collect::<Vec<_>>();
        table(head).map(|rows| rows.iter().flat_map(each).collect::<Vec<_>>())
    };
    let class = json!({
        "kind": "class",
        "name": "KeylineStory",
        "customElement": true,
        "tagName": "keyline-story",
        "description": format!("One news story as a timeline and key points. Why it may stay as it was (`keyline-error`): {}.", reasons.join(", ")),
        "superclass": { "name": "HTMLElement", "package": "global:" },
        "attributes": attributes,
        "members": members,
        "events": events,
        "slots": [{ "name": "", "description": "What is seen until there is a story, and if there never is one." }],
        "cssProperties": named("variable")?,
        "cssParts": named("part")?,
    });
    let define = json!({
        "kind": "function",
        "name": "define",
        "description": "Registers <keyline-story>, once.",
        "return": { "type": { "text": "void" } },
    });
    let declaration = json!({ "name": "KeylineStory", "module": "index.js" });
    let export = |name| json!({ "kind": "js", "name": name, "declaration": { "name": name, "module": "index.js" } });
    let manifest = json!({
        "schemaVersion": "2.1.0",
        "readme": "README.md",
        "modules": [
            {
                "kind": "javascript-module",
                "path": "index.js",
                "declarations": [class, define],
                "exports": [export("KeylineStory"), export("define")],
            },
            {
                "kind": "javascript-module",
                "path": "define.js",
                "exports": [{ "kind": "custom-element-definition", "name": "keyline-story", "declaration": declaration }],
            },
        ],
    });
    serde_json::to_string_pretty(&manifest).map(|text| text + "\n").map_err(|why| why.to_string())
}

/// The cells of all tables whose first column is called so.
fn rows(docs: &str, head: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut lines = docs.lines();
    while let Some(line) = lines.next() {
        if cells(line).is_none_or(|cells| cells[0] != head) {
            continue;
        }
        rows.extend(lines.by_ref().skip(1).map_while(cells));
    }
    rows
}

fn cells(line: &str) -> Option<Vec<String>> {
    let row = line.strip_prefix('|')?.trim_end().strip_suffix('|')?;
    Some(row.split('|').map(|cell| cell.trim().to_owned()).collect())
}

/// What stands between backticks.
fn codes(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// Name, values, and what it is without.
fn attribute(row: &[String]) -> Value {
    let [name, values, without, ..] = row else { return Value::Null };
    let mut attribute = json!({ "name": name.trim_matches('`'), "description": described(&[values, without]), "type": { "text": values_of(values) } });
    if let (true, Some(default)) = (without.starts_with('`'), codes(without).first()) {
        attribute["default"] = (*default).into();
    }
    attribute
}

/// Values as a type: words that are named, numbers from one to another, or any text.
fn values_of(cell: &str) -> String {
    let quoted = |words: &[&str]| words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" | ");
    match &codes(cell)[..] {
        [] => "string".to_owned(),
        [first, last] if cell.contains("` to `") => {
            let numbers = first.parse().unwrap_or(0u8)..=last.parse().unwrap_or(0);
            numbers.map(|number| format!("\"{number}\"")).collect::<Vec<_>>().join(" | ")
        }
        words => quoted(words),
    }
}

/// A property, or where it has parentheses a method.
fn member(row: &[String]) -> Value {
    let [name, what, ..] = row else { return Value::Null };
    let name = name.trim_matches('`');
    let Some((method, parameters)) = name.split_once('(') else {
        return json!({ "kind": "field", "name": name, "description": what, "type": { "text": "Story | undefined" } });
    };
    let parameters = parameters.trim_end_matches(')').split(", ").filter(|name| !name.is_empty());
    let parameters = parameters.map(|name| json!({ "name": name, "type": { "text": "string" } })).collect::<Vec<_>>();
    json!({
        "kind": "method", "name": method, "description": what, "parameters": parameters, "return": { "type": { "text": "void" } },
    })
}

/// An event's name, what its detail has, and when it is.
fn event(row: &[String]) -> Value {
    let [name, detail, when] = row else { return Value::Null };
    let name = name.trim_matches('`');
    let event = json!(format!("KeylineStoryEventMap[\"{name}\"]"));
    json!({ "name": name, "type": { "text": event }, "description": format!("{when}. `detail`: {detail}.") })
}

/// A custom property or a part.
fn named(name: &str, row: &[String]) -> Value {
    let rest: Vec<&str> = row[1..].iter().map(String::as_str).collect();
    json!({ "name": name, "description": described(&rest) })
}

/// Cells as one description.
fn described(cells: &[&str]) -> String {
    let [values, without] = cells else { return cells.join("; ") };
    format!("{values}; without it: {without}")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::run::root;

    fn class() -> Value {
        let docs = fs::read_to_string(root().join("docs/embedding.md")).unwrap();
        let manifest: Value = serde_json::from_str(&manifest(&docs).unwrap()).unwrap();
        manifest["modules"][0]["declarations"][0].clone()
    }

    fn names(list: &Value) -> Vec<&str> {
        list.as_array().into_iter().flatten().filter_map(|item| item["name"].as_str()).collect()
    }

    #[test]
    fn an_attribute_has_its_values_and_what_it_is_without() {
        let class = class();
        let find = |name: &str| class["attributes"].as_array().unwrap().iter().find(|it| it["name"] == name).unwrap();
        assert_eq!(find("order")["type"]["text"], "\"oldest\" | \"newest\"");
        assert_eq!(find("order")["default"], "oldest");
        assert_eq!(find("heading-level")["type"]["text"], "\"1\" | \"2\" | \"3\" | \"4\" | \"5\" | \"6\"");
        assert_eq!(find("src")["type"]["text"], "string");
        assert_eq!(find("src").get("default"), None);
    }

    #[test]
    fn nothing_of_the_tables_is_left_out() {
        let class = class();
        let docs = fs::read_to_string(root().join("docs/embedding.md")).unwrap();
        let events = ["ready", "error", "toggle", "select", "filter", "search", "order", "share"];
        assert_eq!(names(&class["events"]), events.map(|event| format!("keyline-{event}")));
        assert_eq!(names(&class["members"]), ["story", "goTo", "expandAll", "collapseAll", "retry"]);
        for (head, list) in [("attribute", "attributes"), ("variable", "cssProperties"), ("part", "cssParts")] {
            let rows = rows(&docs, head);
            let all: Vec<&str> = rows.iter().flat_map(|row| codes(&row[0])).collect();
            assert!(!all.is_empty());
            assert_eq!(names(&class[list]), all);
        }
    }

    #[test]
    fn a_missing_table_is_named() {
        assert_eq!(manifest("# Embedding\n").unwrap_err(), "docs/embedding.md has no table of `attribute`");
    }
}
