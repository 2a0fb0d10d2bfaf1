//! Generates custom-elements.json, which editors and catalogs read, from the tables of docs/embedding.md.
//!
//! Its format is the Custom Elements Manifest, version 2: <https://github.com/webcomponents/custom-elements-manifest>.

use serde_json::{Value, json};

use crate::run::Result;

/// Returns the manifest as JSON.
///
/// # Errors
///
/// Fails if the docs lack a table.
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
        "description": format!("One news story as a timeline and key points. Reasons of `keyline-error`: {}.", reasons.join(", ")),
        "superclass": { "name": "HTMLElement", "package": "global:" },
        "attributes": attributes,
        "members": members,
        "events": events,
        "slots": [{ "name": "", "description": "Content until a story is shown, and if none can be." }],
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
    serde_json::to_string_pretty(&manifest).map(|text| text + "\n").map_err(|error| error.to_string())
}

/// Returns the rows of all tables whose first column has this head.
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

/// Returns the texts between backticks.
fn codes(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// Describes an attribute by a row of name, values and default.
fn attribute(row: &[String]) -> Value {
    let [name, values, without, ..] = row else { return Value::Null };
    let mut attribute = json!({ "name": name.trim_matches('`'), "description": described(&[values, without]), "type": { "text": values_of(values) } });
    if let (true, Some(default)) = (without.starts_with('`'), codes(without).first()) {
        attribute["default"] = (*default).into();
    }
    attribute
}

/// Returns the TypeScript type of an attribute's values: a union of words or of a range of numbers, or any string.
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

/// Describes a property, or a method if its name has parentheses.
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

/// Describes an event by a row of name, detail and occasion.
fn event(row: &[String]) -> Value {
    let [name, detail, when] = row else { return Value::Null };
    let name = name.trim_matches('`');
    let event = json!(format!("KeylineStoryEventMap[\"{name}\"]"));
    json!({ "name": name, "type": { "text": event }, "description": format!("{when}. `detail`: {detail}.") })
}

/// Describes a custom property or a part.
fn named(name: &str, row: &[String]) -> Value {
    let rest: Vec<&str> = row[1..].iter().map(String::as_str).collect();
    json!({ "name": name, "description": described(&rest) })
}

/// Joins cells to one description.
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
    fn an_attribute_has_its_values_and_its_default() {
        let class = class();
        let find = |name: &str| class["attributes"].as_array().unwrap().iter().find(|it| it["name"] == name).unwrap();
        assert_eq!(find("order")["type"]["text"], "\"oldest\" | \"newest\"");
        assert_eq!(find("order")["default"], "oldest");
        assert_eq!(find("heading-level")["type"]["text"], "\"1\" | \"2\" | \"3\" | \"4\" | \"5\" | \"6\"");
        assert_eq!(find("src")["type"]["text"], "string");
        assert_eq!(find("src").get("default"), None);
    }

    #[test]
    fn every_row_of_the_tables_is_in_the_manifest() {
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
