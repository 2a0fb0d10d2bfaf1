//! `keyline schema`: the JSON Schema, made from the library's types.

use std::{io::Write, process::ExitCode};

use keyline::story::Story;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::input::Failure;

/// A name and no address: the schema is read from a file.
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
    // What is about the document rather than the story.
    schema["properties"]["$schema"] =
        json!({ "description": "This schema's address, for your editor.", "type": "string" });
    schema["properties"]["version"] = json!({ "description": "The format's version.", "const": 1 });
    if let Some(required) = schema["required"].as_array_mut() {
        required.insert(0, "version".into());
    }
    schema
}

/// A field that may be missing is not offered as `null`, although that is read as missing.
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
