//! `duplicate-source`: one work that is recorded as several sources.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Context, Example, Rule, wording};
use crate::bibliography::{identifier, pairs, title, url};
use crate::finding::{Confidence, Finding, Level};
use crate::name::translit;
use crate::record::{Name, ReferenceRecord};
use crate::text;
use crate::value::date::{self, DateReading};

pub(super) static RULE: Rule = Rule {
    name: "duplicate-source",
    level: Level::Warning,
    summary: "one work that is recorded as several sources",
    why: "Claims of one work count as the agreement of two, and the two entries drift apart: where they disagree about the publisher or the date, one of them is wrong.",
    bad: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: one}, {source: two}]}
entities: [{id: flood, kind: event}]
references:
  - {id: one, type: article-newspaper, title: What the flood left behind in the valley, author: [{family: Sandpiper, given: Ada}], container-title: The Daily, issued: 2024-05-02}
  - {id: two, type: article-newspaper, title: What the flood left behind in the valley, author: [{family: Sandpiper, given: Ada}], container-title: The Herald, issued: 2024-05-02}
"),
    good: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: one}, {source: two}]}
entities: [{id: flood, kind: event}]
references:
  - {id: one, type: article-newspaper, title: What the flood left behind in the valley, author: [{family: Sandpiper, given: Ada}], container-title: The Daily, issued: 2024-05-02}
  - {id: two, type: article-newspaper, title: What the valley did about the flood, author: [{family: Sandpiper, given: Ada}], container-title: The Herald, issued: 2024-05-02}
"),
    fix: "Keep the entry that is right and cite it everywhere. Two printings of one text that are both meant (a reprint, another edition) may be told apart by `edition`, `version` or `original-date`.",
    check,
};

/// Fewest words of a title that is one work's alone: "Editorial" and "Annual report" are many's.
const WORDS_OF_A_TITLE: usize = 4;

/// Fewest words of a title by which a work without an author is known.
const WORDS_WITHOUT_AUTHOR: usize = 6;

/// Shortest title, in bytes, in which one other letter is a slip and not another word.
const LONG_TITLE: usize = 24;

/// Fields that tell works of one title apart where both have them and they differ.
const TELL_APART: &[&str] = &[
    "edition",
    "version",
    "number",
    "part-number",
    "part",
    "chapter-number",
    "event-date",
    "language",
    "collection-number",
    "number-of-volumes",
];

/// Fields in which entries of one work may disagree.
const COMPARED: &[&str] =
    &["container-title", "publisher", "volume", "issue", "page", "DOI", "URL", "type"];

/// Kinds that one text is taken for, since they are hard to tell.
const ON_THE_WEB: &[&str] = &[
    "article",
    "article-magazine",
    "article-newspaper",
    "broadcast",
    "document",
    "post",
    "post-weblog",
    "webpage",
];

/// A reference with what it is compared by.
struct Item<'a> {
    reference: &'a ReferenceRecord,
    issued: Option<&'a DateReading>,
    title: String,
    /// Whether only the beginning of the title is known.
    cut: bool,
    /// Who wrote it, by family name or as a whole.
    authors: Vec<Name>,
    /// The first of them, for comparison.
    first: Option<String>,
    /// What it is a part of, or who published it.
    home: Option<String>,
}

/// Why two references may be one work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    Doi,
    Url,
    UrlAlone,
    Title,
    Near,
}

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let items: Vec<_> = wording::references(context)
        .map(|(reference, source)| Item::new(reference, source.issued.as_deref()))
        .collect();
    let mut links: Vec<(usize, usize, Why)> = Vec::new();
    let doi = |item: &Item<'_>| {
        let doi = item.reference.doi()?;
        identifier::doi_fault(&doi.value).is_none().then(|| identifier::doi_key(&doi.value))
    };
    let url = |item: &Item<'_>| {
        let address = item.reference.url.as_ref()?;
        url::names_a_page(&address.value).then(|| url::key(&address.value))
    };
    let whole = |item: &Item<'_>| (!item.title.is_empty()).then(|| item.title.clone());
    for (a, b) in equal(&items, doi) {
        links.push((a, b, Why::Doi));
    }
    for (a, b) in equal(&items, url) {
        links.extend(by_url(&items[a], &items[b]).map(|why| (a, b, why)));
    }
    for (a, b) in equal(&items, whole) {
        links.extend(by_title(&items[a], &items[b]).map(|why| (a, b, why)));
    }
    let known = vocabulary(&items);
    let blocks: Vec<String> = items.iter().map(Item::block).collect();
    let texts: Vec<_> =
        blocks.iter().zip(&items).map(|(b, i)| (b.as_str(), i.title.as_str())).collect();
    for (a, b) in pairs::neighbours(&texts) {
        links.extend(near(&items[a], &items[b], &known).map(|why| (a, b, why)));
    }
    groups(items.len(), &links, |all, why| out.push(finding(&items, all, why)));
}

impl<'a> Item<'a> {
    fn new(reference: &'a ReferenceRecord, issued: Option<&'a DateReading>) -> Self {
        let written = reference.title.as_ref().map_or("", |title| &title.value);
        let home = reference.container_title().or(reference.publisher.as_ref());
        let authors = reference.authors();
        Self {
            reference,
            issued,
            title: title::key(written),
            cut: title::is_cut(written),
            first: authors.first().map(family),
            authors,
            home: home.map(|home| title::name_key(&home.value)),
        }
    }

    fn words(&self) -> usize {
        self.title.split(' ').filter(|word| !word.is_empty()).count()
    }

    /// What near titles must share: the first author, or where it appeared.
    fn block(&self) -> String {
        match &self.first {
            Some(name) => format!("by {name}"),
            None => format!("in {}", self.home.as_deref().unwrap_or_default()),
        }
    }
}

fn family(name: &Name) -> String {
    let text = name.family.as_ref().or(name.literal.as_ref()).or(name.given.as_ref());
    text.map(|text| title::key(&text.value)).unwrap_or_default()
}

/// Each item with the first that has the same key.
fn equal<K: Eq + std::hash::Hash>(
    items: &[Item<'_>],
    key: impl Fn(&Item<'_>) -> Option<K>,
) -> Vec<(usize, usize)> {
    // Compared with the last ones too, since the first may be another work of that title.
    const COMPARED: usize = 4;
    let mut seen: FxHashMap<K, Vec<usize>> = FxHashMap::default();
    let mut out = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let Some(key) = key(item) else { continue };
        let before = seen.entry(key).or_default();
        out.extend(before.iter().rev().take(COMPARED).map(|first| (*first, at)));
        before.push(at);
    }
    out
}

/// Whether both have a field and the two differ.
fn differ(a: &Item<'_>, b: &Item<'_>, name: &str) -> bool {
    let value = |item: &Item<'_>| {
        let text = item.reference.text(name)?;
        Some(match name {
            "URL" => url::key(&text.value),
            "DOI" => identifier::doi_key(&text.value),
            _ => title::name_key(&text.value),
        })
    };
    value(a).zip(value(b)).is_some_and(|(a, b)| a != b)
}

/// Whether a field says that these are two works, or two forms of one that are both meant.
fn told_apart(a: &Item<'_>, b: &Item<'_>) -> bool {
    let reprint = |item: &Item<'_>| item.reference.field("original-date").is_some();
    let books = |item: &Item<'_>| item.reference.is(&["book", "report"]);
    let kind = |item: &Item<'_>| item.reference.kind.as_ref().map(|kind| kind.value.clone());
    let one_kind = match (kind(a), kind(b)) {
        (Some(a), Some(b)) => {
            a == b || (ON_THE_WEB.contains(&a.as_str()) && ON_THE_WEB.contains(&b.as_str()))
        }
        _ => true,
    };
    TELL_APART.iter().any(|name| differ(a, b, name))
        || (books(a) && books(b) && differ(a, b, "volume"))
        || reprint(a) != reprint(b)
        || !one_kind
}

fn same_author(a: &Item<'_>, b: &Item<'_>) -> Option<bool> {
    let (x, y) = a.first.as_ref().zip(b.first.as_ref())?;
    Some(x == y || translit::may_be_one(x, y) || (x.len() > 4 && pairs::one_slip(x, y)))
}

fn dates_meet(a: &Item<'_>, b: &Item<'_>) -> bool {
    a.issued.zip(b.issued).is_none_or(|(a, b)| date::meet(a, b))
}

fn by_url(a: &Item<'_>, b: &Item<'_>) -> Option<Why> {
    if a.title == b.title || a.title.is_empty() || b.title.is_empty() {
        return Some(Why::Url);
    }
    // Parts of one file.
    if differ(a, b, "page") || differ(a, b, "chapter-number") {
        return None;
    }
    let begins = a.title.starts_with(&b.title) || b.title.starts_with(&a.title);
    Some(if begins || pairs::one_slip(&a.title, &b.title) { Why::Url } else { Why::UrlAlone })
}

fn by_title(a: &Item<'_>, b: &Item<'_>) -> Option<Why> {
    if a.words() < WORDS_OF_A_TITLE || told_apart(a, b) {
        return None;
    }
    match same_author(a, b) {
        Some(same) => same.then_some(Why::Title),
        None => {
            let at_home = a.home.is_some() && a.home == b.home;
            let known = a.words() >= WORDS_WITHOUT_AUTHOR && (at_home || dates_meet(a, b));
            // A title that was cut may go on in two ways.
            let cut = a.cut && b.cut && !at_home;
            let page = !differ(a, b, "URL") || a.authors.is_empty() == b.authors.is_empty();
            // A series has one title and many dates.
            let series = at_home && !dates_meet(a, b);
            (known && !cut && page && !series).then_some(Why::Near)
        }
    }
}

/// How many titles a word occurs in.
fn vocabulary(items: &[Item<'_>]) -> FxHashMap<String, usize> {
    let mut out: FxHashMap<String, usize> = FxHashMap::default();
    for item in items {
        let words: FxHashSet<&str> = item.title.split(' ').collect();
        let mut words: Vec<_> = words.into_iter().collect();
        words.sort_unstable();
        for word in words {
            *out.entry(word.to_owned()).or_default() += 1;
        }
    }
    out
}

/// Titles of one author and time that differ by a slip, or by a subtitle.
fn near<'t>(a: &'t Item<'_>, b: &'t Item<'_>, known: &FxHashMap<String, usize>) -> Option<Why> {
    let authored = same_author(a, b);
    let placed = authored.unwrap_or_else(|| a.home.is_some() && a.home == b.home);
    // Reports of a series differ in a number, which costs less to see than what else tells apart.
    let digits = |text: &'t str| text.bytes().filter(u8::is_ascii_digit);
    if a.title == b.title || !placed || !digits(&a.title).eq(digits(&b.title)) {
        return None;
    }
    if !dates_meet(a, b) || told_apart(a, b) {
        return None;
    }
    let (short, long) = if a.title.len() < b.title.len() { (a, b) } else { (b, a) };
    // "The long war" and "The long war: a history"
    let begins = long.title.strip_prefix(&short.title).is_some_and(|rest| rest.starts_with(' '));
    if begins && short.words() >= WORDS_OF_A_TITLE && authored == Some(true) {
        let parts = differ(a, b, "page") || differ(a, b, "container-title");
        return (!parts).then_some(Why::Near);
    }
    if short.title.len() < LONG_TITLE || !pairs::one_slip(&short.title, &long.title) {
        return None;
    }
    // Two words that both stand elsewhere are two words.
    let (x, y) = pairs::difference(&short.title, &long.title);
    let word = |text: &str, at: usize| {
        let start = text[..at].rfind(' ').map_or(0, |space| space + 1);
        let end = text[at..].find(' ').map_or(text.len(), |space| at + space);
        known.get(&text[start..end.max(start)]).copied().unwrap_or_default()
    };
    let both = word(&short.title, x.start) > 1 && word(&long.title, y.start) > 1;
    (!both).then_some(Why::Near)
}

/// Groups of references that links join, each with its strongest reason.
fn groups(count: usize, links: &[(usize, usize, Why)], mut tell: impl FnMut(&[usize], Why)) {
    fn root(parents: &mut [usize], mut at: usize) -> usize {
        while parents[at] != at {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        at
    }
    let mut parents: Vec<usize> = (0..count).collect();
    for (a, b, _) in links {
        let (a, b) = (root(&mut parents, *a), root(&mut parents, *b));
        parents[a.max(b)] = a.min(b);
    }
    let mut all: BTreeMap<usize, (Vec<usize>, Vec<Why>)> = BTreeMap::new();
    for (a, b, why) in links {
        let first = root(&mut parents, *a);
        let (members, whys) = all.entry(first).or_default();
        members.extend([*a, *b]);
        whys.push(*why);
    }
    const STRENGTH: [Why; 5] = [Why::Doi, Why::Url, Why::Title, Why::Near, Why::UrlAlone];
    for (mut members, whys) in all.into_values() {
        members.sort_unstable();
        members.dedup();
        if let Some(why) = STRENGTH.into_iter().find(|why| whys.contains(why)) {
            tell(&members, why);
        }
    }
}

fn finding(items: &[Item<'_>], members: &[usize], why: Why) -> Finding {
    let all: Vec<&Item<'_>> = members.iter().map(|at| &items[*at]).collect();
    let ids: Vec<_> = all.iter().map(|item| format!("`{}`", item.reference.id.value)).collect();
    let ids = text::list(&ids, "and");
    let one_title = all.windows(2).all(|pair| by_url(pair[0], pair[1]) == Some(Why::Url));
    let said = match why {
        Why::Doi if !one_title => format!("{ids} have one DOI, and different titles"),
        Why::Doi => format!("{ids} have one DOI"),
        Why::Url => format!("{ids} have one address"),
        Why::UrlAlone => format!("{ids} have one address, and different titles"),
        Why::Title => format!("{ids} have one title and author"),
        Why::Near => format!("{ids} seem to be one work by their titles"),
    };
    let apart = disagreements(&all);
    let message = match apart.is_empty() {
        true => said,
        false => format!("{said}; they disagree about {}", text::list(&apart, "and")),
    };
    let (level, confidence) = match why {
        Why::Doi | Why::Url => (RULE.level, Confidence::High),
        Why::Title => (RULE.level, Confidence::Medium),
        Why::UrlAlone | Why::Near => (Level::Info, Confidence::Medium),
    };
    let place = |item: &&Item<'_>| (item.reference.id.span, item.reference.id.value.to_string());
    let mut places: Vec<_> = all.iter().map(place).collect();
    // The later entry is the one to look at: the other one was there.
    places.reverse();
    let help = "keep the entry that is right, and cite it everywhere";
    Finding { confidence, ..wording::at_places(&RULE, level, message, help, places) }
}

/// A field in the words of its reader.
fn shown(field: &str) -> String {
    match field {
        "container-title" => "where it was published".to_owned(),
        "publisher" => "the publisher".to_owned(),
        _ => format!("`{field}`"),
    }
}

/// What the entries of one work disagree about.
fn disagreements(all: &[&Item<'_>]) -> Vec<String> {
    let pairs = || all.windows(2).map(|pair| (pair[0], pair[1]));
    let mut out: Vec<String> = Vec::new();
    if pairs().any(|(a, b)| !dates_meet(a, b)) {
        out.push("the date".to_owned());
    }
    for name in COMPARED {
        if pairs().any(|(a, b)| differ(a, b, name)) {
            out.push(shown(name));
        }
    }
    let author =
        |item: &Item<'_>| item.authors.iter().map(|n| title::key(&n.shown())).collect::<Vec<_>>();
    if pairs().any(|(a, b)| {
        let (a, b) = (author(a), author(b));
        !a.is_empty() && !b.is_empty() && a != b
    }) {
        out.push("the author".to_owned());
    }
    out
}
