//! References to CSL-YAML, as pandoc and Zotero read it.

use serde_yaml::{Mapping, Number, Value};

use crate::record::{Datum, ReferenceRecord};

/// `references:` with all fields of all references, in their order.
#[must_use]
pub fn csl_yaml(references: &[ReferenceRecord]) -> String {
    let list = references.iter().map(|reference| {
        let mut item = Mapping::new();
        item.insert("id".into(), reference.id.value.as_str().into());
        for field in &reference.fields {
            // A key that is there twice was reported; the first one counts.
            let name = Value::from(field.name.value.as_str());
            if !item.contains_key(&name) {
                item.insert(name, value(&field.value));
            }
        }
        Value::Mapping(item)
    });
    let mut root = Mapping::new();
    root.insert("references".into(), Value::Sequence(list.collect()));
    // Texts, numbers, lists and mappings by text can always be written.
    serde_yaml::to_string(&root).unwrap_or_default()
}

fn value(datum: &Datum) -> Value {
    match datum {
        Datum::Text { text, plain } => scalar(&text.value, *plain),
        Datum::List(items, _) => Value::Sequence(items.iter().map(value).collect()),
        Datum::Map(entries, _) => {
            let entries =
                entries.iter().map(|(key, item)| (key.value.as_str().into(), value(item)));
            Value::Mapping(entries.collect())
        }
        Datum::Null(_) => Value::Null,
    }
}

/// A number or a flag where writing it gives the same text; else a text.
fn scalar(text: &str, plain: bool) -> Value {
    match text {
        "true" if plain => Value::Bool(true),
        "false" if plain => Value::Bool(false),
        _ => match text.parse::<i64>() {
            Ok(number) if plain && number.to_string() == text => {
                Value::Number(Number::from(number))
            }
            _ => Value::String(text.to_owned()),
        },
    }
}
