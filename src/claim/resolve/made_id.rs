//! Ids of claims whose records have none.

use sha2::{Digest, Sha256};
use smol_str::SmolStr;

use super::claims::written;
use crate::record::{ClaimRecord, RawScope, RawValue, Text};

/// Hex digits of a made id: 40 bits keep a million claims apart with a chance of one in two that
/// no two collide; a collision is settled by a counter.
const DIGITS: usize = 10;

/// An id from what the claim says: `~` and hex. Everything that a comparison looks at is in it, so
/// that two different claims do not have to be told apart by the order of files; the note is not.
pub(super) fn made_id(record: &ClaimRecord) -> SmolStr {
    let mut fields = Fields(Sha256::new());
    fields.add("subject", [record.subject.value.as_str()]);
    fields.add("predicate", [record.predicate.value.as_str()]);
    fields.add("value", [written(&record.value).as_str()]);
    let scope = match &record.scope {
        Some(RawScope::All(all)) => all.as_slice(),
        _ => &[],
    };
    fields.add("scope", texts(scope));
    fields.add("where", texts(&record.place));
    fields.add("toward", text(record.toward.as_deref()));
    fields.add("during", text(record.during.as_ref()));
    fields.add("as_of", text(record.as_of.as_ref()));
    fields.add("denied", [format!("{:?}", record.denied).as_str()]);
    fields.add("cite", record.cite.iter().map(|cite| cite.source.value.as_str()));
    fields.add_rest(record);
    let hex: String = fields.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    SmolStr::new(format!("~{}", &hex[..DIGITS]))
}

struct Fields(Sha256);

impl Fields {
    fn add<'t>(&mut self, name: &str, texts: impl IntoIterator<Item = &'t str>) {
        self.0.update(name.as_bytes());
        for text in texts {
            self.0.update([0]);
            self.0.update(text.as_bytes());
        }
        self.0.update([1]);
    }

    /// A field that most records do not have adds nothing where it is not there, so that their ids
    /// stay what they are when another such field comes to be.
    fn add_some<'t>(&mut self, name: &str, texts: impl IntoIterator<Item = &'t str>) {
        let mut texts = texts.into_iter().peekable();
        if texts.peek().is_some() {
            self.add(name, texts);
        }
    }

    fn add_rest(&mut self, record: &ClaimRecord) {
        // How a list is written on one line does not tell its shape.
        match &record.value {
            RawValue::All(all, _) => self.add("all", texts(all)),
            RawValue::Only(all, _) => self.add("only", texts(all)),
            RawValue::OneOf(all, _) => self.add("one of", texts(all)),
            RawValue::Estimate { low, best, high, .. } => {
                for (name, part) in [("low", low), ("best", best), ("high", high)] {
                    self.add_some(name, text(part.as_deref()));
                }
            }
            RawValue::Text(_) => {}
        }
        if let Some(RawScope::Any(any)) = &record.scope {
            self.add("any scope", texts(any));
        }
        if record.scope_from_defaults {
            self.add("default scope", []);
        }
        if record.place_from_defaults {
            self.add("default where", []);
        }
        self.add_some("said_by", texts(record.said_by.as_deref().unwrap_or_default()));
        self.add_some("hedge", text(record.hedge.as_deref()));
        self.add_some("derived", text(record.derived.as_deref()));
        self.add_some("supersedes", texts(&record.supersedes));
        for (at, cite) in record.cite.iter().enumerate() {
            let name = |key: &str| format!("cite {at} {key}");
            self.add_some(&name("at"), text(cite.at.as_ref()));
            if let Some(quote) = &cite.quote {
                self.add_some(&name("quote"), [quote.exact.value.as_str()]);
                self.add_some(&name("prefix"), text(quote.prefix.as_deref()));
                self.add_some(&name("suffix"), text(quote.suffix.as_deref()));
            }
            self.add_some(&name("via"), texts(&cite.via));
            self.add_some(&name("as_of"), text(cite.as_of.as_deref()));
            self.add_some(&name("said_by"), texts(cite.said_by.as_deref().unwrap_or_default()));
        }
    }
}

fn texts(all: &[Text]) -> impl Iterator<Item = &str> {
    all.iter().map(|text| text.value.as_str())
}

fn text(one: Option<&Text>) -> impl Iterator<Item = &str> {
    one.into_iter().map(|text| text.value.as_str())
}
