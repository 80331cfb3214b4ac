//! The forms of a name: how it is looked up, what its own words say of its kind, what it may be
//! shortened to.

use smallvec::SmallVec;
use smol_str::{SmolStr, format_smolstr};

use super::key::{key_of, lower};
use super::table::{Ground, tables};
use super::walk::Walk;
use crate::record::EntityKind;

/// Most words of a name that has short forms.
pub(super) const LONGEST: usize = 8;

/// A name as it is looked up: all names of a country are one, and initials with hyphens and without.
pub(super) fn looked_up(text: &str) -> SmolStr {
    looked_up_by(&key_of(text), text)
}

/// The same of a name whose key is known.
pub(super) fn looked_up_by(key: &SmolStr, text: &str) -> SmolStr {
    match tables().ground(key) {
        Some(Ground { country, inside: None }) => format_smolstr!("@{country}"),
        _ if key.contains(' ') && text.contains('-') && is_initials(text) => {
            key.replace(' ', "").into()
        }
        _ => key.clone(),
    }
}

/// One word of capitals, hyphens apart: "NFB", "NF-O".
pub(super) fn is_initials(text: &str) -> bool {
    let mut letters = 0;
    let capitals = text.trim_end_matches(['s', '\'', '’']).chars().all(|c| {
        letters += usize::from(c.is_uppercase());
        c.is_uppercase() || c == '-'
    });
    capitals && letters > 1
}

/// "anti-Harlow", "non-EU": said of something else.
pub(super) fn is_affixed(text: &str) -> bool {
    /// Syllables that make of a name an adjective.
    const AFFIXES: &[&str] = &["anti", "pro", "non", "pre", "post", "counter", "ex"];
    text.split_once('-').is_some_and(|(first, rest)| {
        rest.starts_with(char::is_uppercase) && AFFIXES.contains(&lower(first).as_str())
    })
}

/// A name without what its bearer is for: "Campaign" of "Campaign to Stop Hunger".
pub(super) fn without_purpose(key: &str) -> &str {
    key.split_once(" to ").map_or(key, |(body, _)| body)
}

/// The kind of thing by the name's own words.
pub(super) fn kind_of(key: &str, text: &str) -> Option<EntityKind> {
    let several = key.contains(' ') && !is_initials(text);
    let key = without_purpose(key);
    let last = key.rsplit(' ').next().unwrap_or(key);
    let first = key.split(' ').next().unwrap_or(key);
    if tables().ground(key).is_some() {
        return Some(EntityKind::Place);
    }
    if !several {
        // Initials are an organisation's more often than a person's.
        let letters = text.chars().filter(|c| c.is_alphabetic());
        let acronym = letters.clone().count() > 1 && letters.clone().all(char::is_uppercase);
        return acronym.then_some(EntityKind::Organisation);
    }
    let of = key.contains(" of ") || key.contains(" for ");
    tables().first_kind(first, of).or_else(|| tables().head_kind(last))
}

/// Whether a name of unknown kind can be first names and a surname.
fn is_like_a_person(words: &[&str]) -> bool {
    /// Shortest surname that is taken for one, and most names of a person.
    const SURNAME: usize = 3;
    const MOST: usize = 4;
    let small = |word: &&str| matches!(*word, "of" | "and" | "for" | "the" | "in" | "on");
    let [first, .., last] = words else { return false };
    words.len() <= MOST
        && last.chars().count() >= SURNAME
        && !words.iter().any(small)
        && !Walk::is_ground(first)
        && !Walk::is_ground(last)
}

/// A surname with the particles before it: "van der Meer", "al-Rashid".
fn with_particle(words: &[&str]) -> Option<SmolStr> {
    const PARTICLES: &[&str] = &[
        "al", "el", "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du",
        "bin", "ibn", "ten", "ter", "la", "le",
    ];
    let (_, rest) = words.split_last()?;
    let particles = rest.iter().rev().take_while(|word| PARTICLES.contains(word)).count();
    // Something has to be left out.
    let first = rest.len().checked_sub(particles).filter(|first| *first > 0)?;
    (particles > 0).then(|| words[first..].join(" ").into())
}

/// The first letters of its words.
pub(super) fn initials(key: &str) -> Option<SmolStr> {
    let all: SmolStr = key.split(' ').filter_map(|word| word.chars().next()).collect();
    (all.chars().count() > 2).then_some(all)
}

/// The short forms that a name may have, as keys.
pub(super) fn short_forms(key: &SmolStr, kind: Option<EntityKind>) -> SmallVec<[SmolStr; 4]> {
    let mut out: SmallVec<[SmolStr; 4]> = SmallVec::new();
    let words: SmallVec<[&str; LONGEST]> = key.split(' ').collect();
    let [.., last] = words.as_slice() else { return out };
    if words.len() < 2 || words.len() > LONGEST {
        return out;
    }
    let prefix = |n: usize| -> SmolStr { words[..n].join(" ").into() };
    if kind == Some(EntityKind::Person) || (kind.is_none() && is_like_a_person(&words)) {
        out.extend(with_particle(&words));
    }
    match kind {
        Some(EntityKind::Person) => out.push(SmolStr::new(last)),
        None if is_like_a_person(&words) => out.push(SmolStr::new(last)),
        Some(EntityKind::Place) if tables().is_dropped_first(words[0]) => {
            out.push(words[1..].join(" ").into());
        }
        Some(EntityKind::Place) if tables().head_kind(last) == kind => {
            out.push(prefix(words.len() - 1));
        }
        Some(EntityKind::Organisation) => {
            // "the Commission" after "the Harbour Commission".
            if tables().head_kind(last) == kind && !tables().is_dropped(last) {
                out.push(SmolStr::new(last));
            }
            let body = without_purpose(key);
            if body.len() < key.len() {
                out.push(SmolStr::new(body));
                out.extend(body.rsplit_once(' ').map(|(_, head)| SmolStr::new(head)));
            }
            let mut n = words.len();
            while n > 1 && tables().is_dropped(words[n - 1]) {
                n -= 1;
                out.push(prefix(n));
            }
        }
        _ => {}
    }
    out.extend(initials(key));
    out
}
