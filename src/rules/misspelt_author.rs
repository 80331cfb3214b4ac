//! `misspelt-author`: one author's name in two spellings.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use super::{Context, Example, Rule, wording};
use crate::bibliography::{pairs, title};
use crate::finding::{Confidence, Finding, Level};
use crate::name::translit;
use crate::record::{Name, ReferenceRecord};
use crate::span::Span;

pub(super) static RULE: Rule = Rule {
    name: "misspelt-author",
    level: Level::Info,
    summary: "what may be one author's name in two spellings",
    why: "A name that is mistyped, or brought into Latin letters in two ways, makes two authors of one, and their works stand apart in every list.",
    bad: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: one}, {source: two}]}
entities: [{id: flood, kind: event}]
references:
  - {id: one, type: article-journal, title: What the flood left, author: [{family: Goldfinch, given: Ada}], container-title: Hydrology, volume: 3, issued: 2023}
  - {id: two, type: article-journal, title: Rain in the valley, author: [{family: Goldfnich, given: Ada}], container-title: Hydrology, volume: 4, issued: 2024}
"),
    good: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: one}, {source: two}]}
entities: [{id: flood, kind: event}]
references:
  - {id: one, type: article-journal, title: What the flood left, author: [{family: Goldfinch, given: Ada}], container-title: Hydrology, volume: 3, issued: 2023}
  - {id: two, type: article-journal, title: Rain in the valley, author: [{family: Goldfinch, given: A.}], container-title: Hydrology, volume: 4, issued: 2024}
"),
    fix: "Look both works up. If it is one author, write the name as the works print it and settle on one spelling; if they are two, accept the finding.",
    check,
};

/// Fewest letters of a family name in which one slip is more likely than another name.
const LONG_FAMILY: usize = 5;

/// Fewest letters of a given name, likewise.
const LONG_GIVEN: usize = 4;

/// Fewest letters of an institution's name, likewise.
const LONG_LITERAL: usize = 12;

/// Most authors of a work who are taken for each other's company.
const CROWD: usize = 40;

/// One spelling of a name, and the company that it is found in.
struct Spelling<'a> {
    family: String,
    given: String,
    /// Both with their accents.
    exact: String,
    shown: String,
    place: Span,
    reference: &'a ReferenceRecord,
    /// Where its works appeared, and with whom.
    company: BTreeSet<String>,
}

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut all: BTreeMap<(String, String, String), Spelling<'_>> = BTreeMap::new();
    for (reference, _) in wording::references(context) {
        let names: Vec<Name> = [reference.authors(), reference.editors()].concat();
        let families: Vec<String> = names.iter().map(family).collect();
        let homes = [reference.container_title(), reference.publisher.as_ref()];
        let homes: Vec<_> =
            homes.into_iter().flatten().map(|t| title::name_key(&t.value)).collect();
        for (at, name) in names.iter().enumerate() {
            let given = name.given.as_ref().map(|given| title::key(&given.value));
            let key = (families[at].clone(), given.unwrap_or_default(), exact(name));
            let spelling = all.entry(key.clone()).or_insert_with(|| Spelling {
                family: key.0,
                given: key.1,
                exact: key.2,
                shown: name.shown(),
                place: name.family.as_ref().or(name.literal.as_ref()).map_or(name.span, |t| t.span),
                reference,
                company: BTreeSet::new(),
            });
            spelling.company.extend(homes.iter().map(|home| format!("in {home}")));
            // Of a crowd everybody would be everybody's company.
            let few = if families.len() <= CROWD { families.as_slice() } else { &[] };
            let others = few.iter().enumerate().filter(|(other, _)| *other != at);
            spelling.company.extend(others.map(|(_, family)| format!("with {family}")));
        }
    }
    let all: Vec<_> = all.into_values().collect();
    let by_family: Vec<_> = all.iter().map(|s| (s.family.as_str(), s.given.as_str())).collect();
    let by_given: Vec<_> = all.iter().map(|s| (s.given.as_str(), s.family.as_str())).collect();
    let mut near = pairs::neighbours(&by_family);
    near.extend(pairs::neighbours(&by_given));
    near.sort_unstable();
    near.dedup();
    for (a, b) in near {
        let (a, b) = (&all[a], &all[b]);
        if may_be_one(a, b) {
            out.push(finding(a, b));
        }
    }
}

fn family(name: &Name) -> String {
    let particle = name.non_dropping_particle.as_ref().map(|text| title::key(&text.value));
    let text = name.family.as_ref().or(name.literal.as_ref());
    let text = text.map(|text| title::key(&text.value)).unwrap_or_default();
    particle.map_or(text.clone(), |particle| format!("{particle} {text}"))
}

/// A name's letters in lower case, accents and all.
fn exact(name: &Name) -> String {
    let parts = [&name.given, &name.non_dropping_particle, &name.family, &name.literal];
    let text: String = parts.into_iter().flatten().map(|part| part.value.as_str()).collect();
    text.nfc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn may_be_one(a: &Spelling<'_>, b: &Spelling<'_>) -> bool {
    // One of the two lost its accents.
    if a.family == b.family && a.given == b.given {
        return a.exact != b.exact;
    }
    let institutions = a.given.is_empty() && b.given.is_empty();
    if institutions {
        let long = a.family.len() >= LONG_LITERAL && a.family.contains(' ');
        return long && slip(&a.family, &b.family);
    }
    // Nobody is taken for another one by the name alone.
    if a.company.is_disjoint(&b.company) || together(a, b) {
        return false;
    }
    if a.family == b.family {
        let (x, y) = (first(&a.given), first(&b.given));
        let long = x.len() >= LONG_GIVEN && y.len() >= LONG_GIVEN;
        return long && x != y && (slip(x, y) || translit::may_be_one(x, y));
    }
    let long = a.family.len() >= LONG_FAMILY && b.family.len() >= LONG_FAMILY;
    let given = a.given == b.given && first(&a.given).len() > 1;
    long && given && (slip(&a.family, &b.family) || translit::may_be_one(&a.family, &b.family))
}

/// Whether the two stand side by side in one work.
fn together(a: &Spelling<'_>, b: &Spelling<'_>) -> bool {
    a.company.contains(&format!("with {}", b.family))
}

/// One slip, but not at the end of a word: there it makes another name (Paul, Paula).
fn slip(a: &str, b: &str) -> bool {
    let (x, y) = pairs::difference(a, b);
    let digits = |text: &str| text.bytes().any(|b| b.is_ascii_digit());
    let inside = !a[x.end..].is_empty() && !b[y.end..].is_empty();
    inside && pairs::one_slip(a, b) && !digits(&a[x]) && !digits(&b[y])
}

fn first(given: &str) -> &str {
    given.split(' ').next().unwrap_or_default()
}

fn finding(a: &Spelling<'_>, b: &Spelling<'_>) -> Finding {
    // In the order of the files.
    let (a, b) = if a.place <= b.place { (a, b) } else { (b, a) };
    let message = format!(
        "`{}` (`{}`) and `{}` (`{}`) may be one author",
        a.shown, a.reference.id.value, b.shown, b.reference.id.value
    );
    let places = vec![(b.place, b.shown.clone()), (a.place, a.shown.clone())];
    let help = "look both works up, and write the name as they print it";
    let finding = wording::at_places(&RULE, RULE.level, message, help, places);
    Finding { confidence: Confidence::Low, ..finding }
}
