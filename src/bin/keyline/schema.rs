//! `keyline schema`: generates the JSON Schema from the library's types.

use std::{io::Write, process::ExitCode};

use keyline::story::Story;
use schemars::{Schema, generate::SchemaSettings, transform::RecursiveTransform};
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
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(without_null));
    let mut schema = settings.into_generator().into_root_schema_for::<Story>();
    schema.insert("$id".to_owned(), ID.into());
    schema.insert("title".to_owned(), "Keyline story, version 1".into());
    schema.to_value()
}

/// Removes `null` from the type of an optional field: it counts as absent, and editors need not offer it.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|choice| choice != &json!({ "type": "null" }));
        if let [Value::Object(only)] = choices.as_slice() {
            let only = only.clone();
            schema.remove("anyOf");
            schema.ensure_object().extend(only);
        }
    }
}
