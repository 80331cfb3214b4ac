//! Ids for what prose names.

use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};
use smol_str::{SmolStr, ToSmolStr};

use crate::name::name_key;
use crate::record::Records;

/// Most characters of an id made of a name.
const LONGEST: usize = 60;

/// Ids that are taken.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: FxHashSet<SmolStr>,
    /// For what several things are called, the number of the next one: all before it are taken.
    next: FxHashMap<SmolStr, usize>,
}

impl Ids {
    /// Those of a repository are taken; so is the word for speakers without a name.
    pub(super) fn new(known: &Records) -> Self {
        let entities = known.entities.iter().map(|entity| entity.id.value.clone());
        let references = known.references.iter().map(|reference| reference.id.value.clone());
        let reserved = std::iter::once(SmolStr::new_static("unnamed"));
        let taken = entities.chain(references).chain(reserved).collect();
        Self { taken, next: FxHashMap::default() }
    }

    /// An id like a name that nothing else has.
    pub(super) fn make(&mut self, name: &str) -> SmolStr {
        let base = slug(name);
        let base = if base.is_empty() { SmolStr::new_static("unnamed") } else { base };
        if self.taken.insert(base.clone()) {
            return base;
        }
        let number = self.next.entry(base.clone()).or_insert(2);
        loop {
            let id = format!("{base}-{number}").to_smolstr();
            *number += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Letters and digits in lower case, all else as single hyphens; without an article.
pub(super) fn slug(name: &str) -> SmolStr {
    let lower = name.to_lowercase();
    let bare = ["the ", "a ", "an "].iter().find_map(|article| lower.strip_prefix(article));
    let mut out = String::new();
    for c in bare.unwrap_or(&lower).chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') && !matches!(c, '\'' | '’' | '.') {
            out.push('-');
        }
    }
    let Some((end, next)) = out.char_indices().nth(LONGEST) else {
        return out.trim_end_matches('-').to_smolstr();
    };
    // Half a word would be read as another.
    let cut = &out[..end];
    let whole = if next == '-' { Some(cut) } else { cut.rsplit_once('-').map(|(whole, _)| whole) };
    whole.unwrap_or(cut).trim_end_matches('-').to_smolstr()
}

/// Hex digits of a claim's id.
const DIGITS: usize = 10;

const HEX: &[u8; 16] = b"0123456789abcdef";

/// Ids of claims: of the normalised sentence, what is said in it, and the ordinal among equals; never
/// of a line or a path, so that a finding is known again when its document grows.
#[derive(Debug, Default)]
pub(super) struct ClaimIds {
    uses: FxHashMap<SmolStr, usize>,
    /// The last sentence, and its hash: most claims come several to a sentence.
    last: (String, Sha256),
}

impl ClaimIds {
    pub(super) fn make(&mut self, sentence: &str, says: [&SmolStr; 2]) -> SmolStr {
        if self.last.0 != sentence {
            let mut words = String::with_capacity(sentence.len() + 1);
            for word in sentence.split_whitespace() {
                crate::text::push_lower(&mut words, word);
                words.push(' ');
            }
            self.last = (sentence.to_owned(), Sha256::new_with_prefix(words));
        }
        let mut hash = self.last.1.clone();
        for part in says {
            hash.update([0]);
            hash.update(part.as_bytes());
        }
        let hash = hash.finalize();
        let mut base = String::with_capacity(DIGITS + 1);
        base.push('~');
        for byte in hash.iter().take(DIGITS / 2) {
            base.extend([byte >> 4, byte & 0xf].map(|digit| char::from(HEX[usize::from(digit)])));
        }
        let base = SmolStr::new(base);
        let uses = self.uses.entry(base.clone()).or_default();
        *uses += 1;
        if *uses == 1 { base } else { format!("{base}-{uses}").to_smolstr() }
    }
}

/// Entities of a repository by their names; none for a name of several.
pub(super) fn known(records: &Records) -> FxHashMap<String, Option<SmolStr>> {
    let mut out: FxHashMap<String, Option<SmolStr>> = FxHashMap::default();
    for entity in &records.entities {
        let names = entity.name.iter().chain(entity.aliases.iter().map(|alias| &alias.name));
        for name in names.chain([&entity.id]) {
            let id = Some(entity.id.value.clone());
            let known = out.entry(name_key(&name.value)).or_insert_with(|| id.clone());
            if *known != id {
                *known = None;
            }
        }
    }
    out
}
