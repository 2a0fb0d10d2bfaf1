//! `keyline schema`: generates the JSON Schema from the library's types.

use std::{io::Write, process::ExitCode};

use keyline::story::Story;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::input::Failure;

/// A name rather than an address: editors read the schema from a file.
const ID: &str = "urn:keyline:schema:story:1";

pub fn run(out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let text = serde_json::to_string_pretty(&schema()).map_err(|error| Failure::new(error.to_string()))?;
    writeln!(out, "{text}")?;
    Ok(ExitCode::SUCCESS)
}

fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<Story>().to_value();
    without_null(&mut schema);
    schema["$id"] = ID.into();
    schema["title"] = "Keyline story, version 1".into();
    schema
}

/// Removes `null` from the types of optional fields: it counts as absent, and editors need not offer it.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::Array(types)) = fields.get_mut("type") {
                types.retain(|kind| kind != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    fields.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(choices)) = fields.get_mut("anyOf") {
                choices.retain(|choice| choice != &json!({ "type": "null" }));
                if choices.len() == 1 {
                    let only = choices.remove(0);
                    fields.remove("anyOf");
                    fields.extend(only.as_object().cloned().unwrap_or_default());
                }
            }
            fields.values_mut().for_each(without_null);
        }
        Value::Array(items) => items.iter_mut().for_each(without_null),
        _ => {}
    }
}
