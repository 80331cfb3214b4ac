//! What the names of a run show: one name spelled in two ways, one short form defined twice.

use std::hash::BuildHasher as _;

use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::{SmallVec, smallvec};
use smol_str::SmolStr;

use super::key::key_of;
use super::spelling::{
    SHORTEST, SHORTEST_SURNAME, SHORTEST_TWO, edits, half_alike_beside, half_alike_surnames,
    initial, is_word, may_be_far, misspelled, misspelled_beside, same_end, sounds_like,
};
use super::table::tables;
use super::{At, ThingIx, Things};
use crate::name::translit;
use crate::prose::lexicon::{self, class};
use crate::record::EntityKind;

/// Two names that may be spellings of one. The things are kept apart; of one thing that is called by
/// both, one name is a slip of the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The one thing.
    pub first: ThingIx,
    /// Its name.
    pub name: SmolStr,
    /// Where it is first used.
    pub at: At,
    /// Where it is used, that place included: the first few, in order.
    pub uses: Vec<At>,
    /// The other thing.
    pub second: ThingIx,
    /// Its name.
    pub other: SmolStr,
    /// Where that is first used.
    pub other_at: At,
    /// Where that is used, as above.
    pub other_uses: Vec<At>,
}

/// A short form that one document defines in two ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redefinition {
    /// The short form.
    pub short: SmolStr,
    /// Things that it was defined for, each with its full name and the place of the definition, by
    /// place.
    pub meanings: Vec<(ThingIx, SmolStr, At)>,
}

/// Most words of a person's full name, fewest of a body's that says by itself what it names.
const FULL: usize = 3;
/// Bytes between names that are told side by side ("A, B and C"), and mean two things.
const SIDE_BY_SIDE: usize = 6;
/// Most names of a run of which two that are alike by halves are seldom so by chance: chances grow
/// with the pairs.
const CROWD: usize = 400;
/// Most names of one key that are compared with each other.
const BUCKET: usize = 24;

struct Entry<'n> {
    thing: ThingIx,
    name: &'n SmolStr,
    key: SmolStr,
    at: &'n At,
}

/// Names of different things that may be spellings of one: the same words but for one long word with
/// a letter or two's difference, or a transliteration ("Marisa Holt", "Marissa Holt").
#[must_use]
pub fn variants(things: &Things) -> Vec<Variant> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for (ix, thing) in things.all.iter().enumerate() {
        let Ok(ix) = u32::try_from(ix) else { break };
        for (name, at) in thing.names.iter().filter(|(name, _)| !is_identifier(name)) {
            entries.push(Entry { thing: ThingIx(ix), name, key: bare(&key_of(name)).into(), at });
        }
    }
    let mut buckets: FxHashMap<u64, SmallVec<[usize; 2]>> = FxHashMap::default();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        for bucket in bucket_keys(entry) {
            let others = buckets.entry(bucket).or_default();
            pairs.extend(others.iter().map(|other| (*other, at)));
            if others.len() < BUCKET {
                others.push(at);
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let crowded = entries.len() > CROWD;
    let mut out = Vec::new();
    for (a, b) in pairs {
        let (a, b) = (&entries[a], &entries[b]);
        let spelled = if a.thing == b.thing {
            is_slip(a, b)
        } else {
            may_be_one(things, a, b) || !crowded && may_be_recalled(things, a, b)
        };
        if spelled {
            out.push(variant(things, a, b));
        }
    }
    out.extend(surnames(things, &entries, crowded));
    out.retain(|variant| !side_by_side(variant) && !is_house_style(variant));
    out.extend(anagrams(things, &entries));
    // One report for a pair of things is enough.
    let mut once = rustc_hash::FxHashSet::default();
    out.retain(|variant: &Variant| once.insert((variant.first, variant.second)));
    out
}

/// Where a name is used.
fn uses(things: &Things, entry: &Entry<'_>) -> Vec<At> {
    let all = things.all.get(entry.thing.0 as usize).map_or(&[][..], |thing| &thing.uses);
    let mut all: Vec<At> =
        all.iter().filter(|(name, _)| name == entry.name).map(|(_, at)| at.clone()).collect();
    if !all.contains(entry.at) {
        all.insert(0, entry.at.clone());
    }
    all
}

fn variant(things: &Things, a: &Entry<'_>, b: &Entry<'_>) -> Variant {
    Variant {
        first: a.thing,
        name: a.name.clone(),
        at: a.at.clone(),
        uses: uses(things, a),
        second: b.thing,
        other: b.name.clone(),
        other_at: b.at.clone(),
        other_uses: uses(things, b),
    }
}

/// Surnames that may be those of people with a full name ("Oskar Lindemar … Mr Lindmar"). A person
/// is introduced by the full name: a surname that nobody was introduced by is a slip for one that
/// somebody was, if it is close to it, or somewhat close and of the same office.
fn surnames(things: &Things, entries: &[Entry<'_>], crowded: bool) -> Vec<Variant> {
    let thing = |entry: &Entry<'_>| things.all.get(entry.thing.0 as usize);
    let may_be = |entry: &Entry<'_>| {
        thing(entry).is_some_and(|thing| {
            thing.event.is_none() && matches!(thing.kind, None | Some(EntityKind::Person))
        })
    };
    let mut full: FxHashMap<(usize, char), Vec<(&Entry<'_>, &str)>> = FxHashMap::default();
    for entry in entries.iter().filter(|entry| may_be(entry)) {
        if let Some((_, last)) = entry.key.rsplit_once(' ') {
            let few = full.entry((entry.at.document, initial(last))).or_default();
            if few.len() < BUCKET {
                few.push((entry, last));
            }
        }
    }
    let holders = holders(things);
    let mut out = Vec::new();
    for bare in entries.iter().filter(|entry| !entry.key.contains(' ') && may_be(entry)) {
        let Some(person) = thing(bare).filter(|thing| thing.names.len() == 1) else { continue };
        let titled = person.kind == Some(EntityKind::Person) && !person.roles.is_empty();
        if tables().ground(&bare.key).is_some() {
            continue;
        }
        let once = titled && uses(things, bare).len() == 1;
        let candidates = full.get(&(bare.at.document, initial(&bare.key)));
        let near = candidates.into_iter().flatten().filter(|(entry, last)| {
            // All that follows is of names so near to each other.
            let recalled = !crowded && half_alike_surnames(last, &bare.key, once);
            let far = may_be_far(last, &bare.key) || edits(last, &bare.key).is_none();
            if far && !recalled {
                return false;
            }
            let Some(named) = thing(entry).filter(|_| entry.thing != bare.thing) else {
                return false;
            };
            let shared = person.roles.iter().any(|role| {
                !is_address(role)
                    && named.roles.contains(role)
                    && holders.get(role.as_str()).is_some_and(|count| *count <= 2)
            });
            let known = named.kind == Some(EntityKind::Person);
            let slip = misspelled(last, &bare.key);
            let long = last.chars().count().min(bare.key.chars().count()) >= SHORTEST_TWO;
            let words = entry.key.split(' ');
            let unknown = named.kind.is_none()
                && person.kind.is_none()
                && words.clone().count() <= FULL
                && !words.chain([bare.key.as_str()]).any(is_word)
                && same_end(last, &bare.key);
            (titled && (slip || recalled || sounds_like(last, &bare.key)))
                || (known && slip && last.chars().count() > SHORTEST)
                || (unknown && slip && long)
                || shared
        });
        let near: Vec<_> = near.collect();
        if let [(entry, _)] = near.as_slice() {
            out.push(variant(things, entry, bare));
        }
    }
    out
}

/// Legal forms behind a company's name.
const FORMS: &[&str] = &[
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "plc",
    "llc",
    "llp",
    "corp",
    "corporation",
    "gmbh",
    "ag",
    "sa",
    "sarl",
    "nv",
    "bv",
    "oy",
    "ab",
    "as",
    "spa",
    "srl",
    "pty",
    "pte",
    "kk",
    "co",
];

/// A name without its legal form, where at least two words are left.
fn bare(key: &str) -> &str {
    let Some((rest, last)) = key.rsplit_once(' ') else { return key };
    let is_form = FORMS.contains(&last.trim_end_matches('.'));
    if is_form && rest.contains(' ') { rest } else { key }
}

/// Whether a title is anybody's, and no office.
fn is_address(title: &str) -> bool {
    const ANYBODY: &[&str] =
        &["mr", "mrs", "ms", "miss", "dr", "doctor", "sir", "professor", "prof"];
    ANYBODY.contains(&title)
}

/// How many things have each role.
fn holders(things: &Things) -> FxHashMap<&str, usize> {
    let mut out: FxHashMap<&str, usize> = FxHashMap::default();
    for thing in &things.all {
        for (at, role) in thing.roles.iter().enumerate() {
            if !thing.roles[..at].contains(role) {
                *out.entry(role.as_str()).or_default() += 1;
            }
        }
    }
    out
}

/// Keys that spellings of one name share: all words but one, and the consonants. They are known by
/// their hash: two that have one by chance only put names together that are then told apart.
fn bucket_keys(entry: &Entry<'_>) -> SmallVec<[u64; 8]> {
    /// Longer names are looked up by their consonants only.
    const WORDS: usize = 6;
    let words: SmallVec<[&str; WORDS]> = entry.key.split(' ').collect();
    let hash = |key: &str| FxBuildHasher.hash_one(key);
    let mut keys: SmallVec<[u64; 8]> = smallvec![hash(&translit::key(entry.name))];
    let mut key = String::new();
    if words.len() > 1 && words.len() <= WORDS {
        let long = |word: &str| word.chars().count() >= SHORTEST_SURNAME;
        for (skipped, word) in words.iter().enumerate().filter(|(_, word)| long(word)) {
            let others = || words.iter().enumerate().filter(|(at, _)| *at != skipped);
            let first = word.chars().next().unwrap_or(' ');
            let last = word.chars().next_back().unwrap_or(' ');
            let place = char::from(b'0' + u8::try_from(skipped).unwrap_or(0));
            key.clear();
            key.extend([place, ' ', first]);
            others().for_each(|(_, word)| key.extend([" ", word]));
            keys.push(hash(&key));
            key.clear();
            key.push(place);
            others().for_each(|(_, word)| key.extend([" ", word]));
            // A surname with a letter before it has another first one.
            if words.len() == 2 && skipped == 1 && !is_word(words[0]) {
                keys.push(hash(&key));
            }
            key.extend([' ', last]);
            keys.push(hash(&key));
        }
    }
    keys
}

/// Whether one word is the adjective of another: "Norvanian", "Norvany".
fn is_people_of(adjective: &str, place: &str) -> bool {
    /// Endings of such adjectives, and letters of a stem that is a word's own.
    const ENDINGS: &[&str] = &["ian", "ean", "an", "ese", "ish", "ic", "i"];
    const STEM: usize = 4;
    ENDINGS.iter().any(|ending| {
        let stem = adjective.strip_suffix(ending);
        stem.is_some_and(|stem| stem.len() >= STEM && place != adjective && place.starts_with(stem))
    })
}

fn may_be_one(things: &Things, a: &Entry<'_>, b: &Entry<'_>) -> bool {
    if !kinds_agree(things, a, b) || is_ground(a) && is_ground(b) || a.key == b.key {
        return false;
    }
    if is_people_of(&a.key, &b.key) || is_people_of(&b.key, &a.key) {
        return false;
    }
    // A capital at the head of a block makes no name of a word.
    let headed = |entry: &Entry<'_>| {
        let uses = things.all.get(entry.thing.0 as usize).map_or(&[][..], |thing| &thing.uses);
        !entry.key.contains(' ')
            && entry.at.bytes.start == 0
            && uses.iter().all(|(_, at)| at.bytes.start == 0)
    };
    if headed(a) || headed(b) {
        return false;
    }
    // Of two single words one of which is known for what it is, only a letter's slip is meant for
    // the other: "Syira", and not another word with the same consonants.
    if is_ground(a) || is_ground(b) || is_word(&a.key) || is_word(&b.key) {
        let one = a.key.contains(' ') || is_word(&a.key) || is_word(&b.key);
        return !one && misspelled(&a.key, &b.key);
    }
    let (x, y): (Vec<&str>, Vec<&str>) = (a.key.split(' ').collect(), b.key.split(' ').collect());
    let mut differing = x.iter().zip(&y).filter(|(p, q)| p != q);
    let (Some((p, q)), None) = (differing.next(), differing.next()) else {
        return translit::may_be_one(a.name, b.name);
    };
    let same = x.len() == y.len();
    same && (misspelled(p, q)
        || (x.len() > 1 && misspelled_beside(p, q, is_surname(&x, p)))
        || translit::may_be_one(a.name, b.name))
}

/// Whether a word of a name is no given name: the last one, or, of several, any but the first
/// ("Mara Ansah-Kovac").
fn is_surname(words: &[&str], word: &str) -> bool {
    let at = words.iter().position(|own| *own == word);
    at.is_some_and(|at| at + 1 == words.len() || (at > 0 && words.len() >= FULL))
}

/// Whether one name may be written from memory for another: one word differs, by half of its letters
/// at most, and the rest says what is meant.
fn may_be_recalled(things: &Things, a: &Entry<'_>, b: &Entry<'_>) -> bool {
    let (x, y): (Vec<&str>, Vec<&str>) = (a.key.split(' ').collect(), b.key.split(' ').collect());
    let mut differing = x.iter().zip(&y).filter(|(p, q)| p != q);
    let (Some((p, q)), None) = (differing.next(), differing.next()) else { return false };
    // "Northern Zone", "Eastern Zone": two words that one knows are two names.
    let known = is_word(p) && is_word(q);
    // "Hester Quillane", "Walter Quillane": two of one family.
    let of_two = x.len() == 2 && x[0] == *p && p.chars().next() != q.chars().next();
    x.len() == y.len()
        && !known
        && !of_two
        && (half_alike_beside(&x, p, q) || is_titled_alike(things, a, b, p, q))
        && is_telling(&x, p)
        && !is_ground(a)
        && !is_ground(b)
        && kinds_agree(things, a, b)
        && is_told_once(things, a, b)
        && !is_short_of_more(things, a)
        && !is_short_of_more(things, b)
}

/// Whether two people have one rank or office, one given name, and surnames that begin alike.
fn is_titled_alike(things: &Things, a: &Entry<'_>, b: &Entry<'_>, p: &str, q: &str) -> bool {
    /// Letters that both begin with.
    const ALIKE: usize = 2;
    let roles = |entry: &Entry<'_>| things.all.get(entry.thing.0 as usize).map(|t| &t.roles);
    let (Some(x), Some(y)) = (roles(a), roles(b)) else { return false };
    let surname = a.key.rsplit(' ').next() == Some(p);
    surname
        && p.chars().zip(q.chars()).take_while(|(x, y)| x == y).count() >= ALIKE
        && x.iter().any(|role| !is_address(role) && y.contains(role))
}

/// Whether the run has a longer name of which this one is the beginning, and the legal form is not
/// what it has more: then the shorter one is no other name's slip.
fn is_short_of_more(things: &Things, entry: &Entry<'_>) -> bool {
    let longer = |name: &str| {
        let rest = bare(name).strip_prefix(entry.key.as_str());
        rest.is_some_and(|rest| rest.starts_with(' '))
    };
    let names = things.all.iter().flat_map(|thing| &thing.names);
    names.into_iter().any(|(name, _)| longer(&key_of(name)))
}

fn kinds_agree(things: &Things, a: &Entry<'_>, b: &Entry<'_>) -> bool {
    let kind = |entry: &Entry<'_>| things.all.get(entry.thing.0 as usize).and_then(|t| t.kind);
    kind(a).zip(kind(b)).is_none_or(|(x, y)| x == y)
}

/// Whether a name is known for a place's or a people's.
fn is_ground(entry: &Entry<'_>) -> bool {
    tables().ground(&entry.key).is_some() || tables().is_people(&entry.key)
}

/// Whether the words of a name but one tell what it names: more than "Port …", "… School",
/// "Upper …", which any number of things are called.
fn is_telling(words: &[&str], but: &str) -> bool {
    let common = class::PLACE | class::ORGANISATION | class::NAME_PART | class::TITLE;
    let others = || words.iter().filter(|word| **word != but);
    others().any(|word| !lexicon::word(word).is(common))
        && !others().any(|word| lexicon::word(word).is(class::PLACE | class::ORGANISATION))
}

/// Whether one of two names is told once only, and not where the other is: a slip of the pen is.
fn is_told_once(things: &Things, a: &Entry<'_>, b: &Entry<'_>) -> bool {
    let (a, b) = (uses(things, a), uses(things, b));
    let apart = |x: &At| b.iter().all(|y| (x.document, x.block) != (y.document, y.block));
    (a.len() == 1 || b.len() == 1) && a.iter().all(apart)
}

/// Whether a name is one of a program: "BlockSize", "read_all". Those of people have a capital inside
/// after a particle only.
fn is_identifier(name: &str) -> bool {
    const PARTICLES: &[&str] = &["Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Fitz", "Al"];
    let inside = |word: &str| {
        let humps = word.char_indices().zip(word.chars().skip(1));
        let mut humps = humps.filter(|((_, c), next)| c.is_lowercase() && next.is_uppercase());
        humps.any(|((at, c), _)| !PARTICLES.contains(&&word[..at + c.len_utf8()]))
    };
    name.contains('_') || name.split([' ', '-', '’', '\'']).any(inside)
}

/// Whether two names stand side by side somewhere: nobody spells one name in two ways in one breath.
fn side_by_side(variant: &Variant) -> bool {
    variant.uses.iter().any(|a| {
        variant.other_uses.iter().any(|b| {
            let (first, second) = if a.bytes.start <= b.bytes.start { (a, b) } else { (b, a) };
            (a.document, a.block) == (b.document, b.block)
                && second.bytes.start.saturating_sub(first.bytes.end) <= SIDE_BY_SIDE
        })
    })
}

/// Whether no document has both names, and they sound alike: each keeps to its own way of writing
/// foreign names.
fn is_house_style(variant: &Variant) -> bool {
    let shared =
        variant.uses.iter().any(|a| variant.other_uses.iter().any(|b| a.document == b.document));
    !shared && translit::may_be_one(&variant.name, &variant.other)
}

/// Short forms that nobody defined, with the letters of one that was, in another order.
fn anagrams(things: &Things, entries: &[Entry<'_>]) -> Vec<Variant> {
    let letters = |name: &str| {
        let mut letters: Vec<char> = name.chars().collect();
        letters.sort_unstable();
        letters
    };
    let is_capitals = |name: &str| {
        name.chars().count() > 2 && is_short(name) && name.chars().all(char::is_uppercase)
    };
    let is_defined = |entry: &Entry<'_>| {
        let thing = things.all.get(entry.thing.0 as usize);
        thing.is_some_and(|thing| thing.names.iter().any(|(name, _)| name.contains(' ')))
    };
    let short: Vec<&Entry<'_>> = entries.iter().filter(|entry| is_capitals(entry.name)).collect();
    let mut defined: FxHashMap<(usize, Vec<char>), Vec<&Entry<'_>>> = FxHashMap::default();
    for entry in short.iter().filter(|entry| is_defined(entry)) {
        defined.entry((entry.at.document, letters(entry.name))).or_default().push(entry);
    }
    let mut out = Vec::new();
    // A slip for the one that a document defines: one letter inside is another, and nothing else is
    // known by it.
    for bare in short.iter().filter(|entry| !is_defined(entry) && uses(things, entry).len() == 1) {
        let near = short.iter().filter(|full| {
            full.at.document == bare.at.document
                && is_defined(full)
                && has_other_letter(full.name, bare.name)
        });
        let near: Vec<_> = near.collect();
        if let [full] = near.as_slice() {
            out.push(variant(things, full, bare));
        }
    }
    for bare in short.iter().filter(|entry| !is_defined(entry)) {
        if let Some([full]) =
            defined.get(&(bare.at.document, letters(bare.name))).map(Vec::as_slice)
        {
            out.push(variant(things, full, bare));
        }
    }
    out
}

/// Whether one letter inside of a short form of four letters or more is another in a second one.
fn has_other_letter(a: &str, b: &str) -> bool {
    /// Shorter ones are each other's neighbours: "WHO" and "WTO".
    const LEAST: usize = 4;
    /// Bodies of the world whose short forms are so near to each other that both are meant.
    const NEIGHBOURS: &[&str] =
        &["FIBA", "FIFA", "FINA", "ICRC", "IFRC", "ISIL", "ISIS", "UNDP", "UNEP"];
    if NEIGHBOURS.contains(&b) {
        return false;
    }
    let differing = a.chars().zip(b.chars()).filter(|(x, y)| x != y).count();
    let ends = |name: &str| (name.chars().next(), name.chars().next_back());
    a.len() == b.len() && a.chars().count() >= LEAST && differing == 1 && ends(a) == ends(b)
}

/// Whether two long names of one thing differ in one word that is misspelled.
fn is_slip(a: &Entry<'_>, b: &Entry<'_>) -> bool {
    let (x, y): (Vec<&str>, Vec<&str>) = (a.key.split(' ').collect(), b.key.split(' ').collect());
    let mut differing = x.iter().zip(&y).filter(|(p, q)| p != q);
    let one = differing.next().filter(|_| differing.next().is_none());
    x.len() == y.len() && x.len() >= FULL && one.is_some_and(|(p, q)| misspelled(p, q))
}

/// Short forms that one document defines for two things.
#[must_use]
pub fn redefined(things: &Things) -> Vec<Redefinition> {
    let mut found: FxHashMap<(usize, SmolStr), Redefinition> = FxHashMap::default();
    let mut order: Vec<(usize, SmolStr)> = Vec::new();
    for (ix, thing) in things.all.iter().enumerate() {
        let Ok(ix) = u32::try_from(ix) else { break };
        for (short, at) in thing.names.iter().filter(|(name, _)| is_short(name)) {
            let full = thing.names.iter().find(|(name, _)| name.contains(' '));
            let Some((full, _)) = full else { continue };
            let key = (at.document, key_of(short));
            let entry = found.entry(key.clone()).or_insert_with(|| {
                order.push(key);
                Redefinition { short: short.clone(), meanings: Vec::new() }
            });
            entry.meanings.push((ThingIx(ix), full.clone(), at.clone()));
        }
    }
    let mut out: Vec<Redefinition> = Vec::new();
    for key in order {
        let Some(mut entry) = found.remove(&key) else { continue };
        entry.meanings.sort_by_key(|(ix, _, at)| (at.block, at.bytes.start, *ix));
        entry.meanings.dedup_by_key(|(ix, _, _)| *ix);
        if entry.meanings.len() > 1 {
            out.push(entry);
        }
    }
    out
}

/// Two capitals and one word.
fn is_short(name: &str) -> bool {
    !name.contains(' ')
        && name.chars().filter(|c| c.is_uppercase()).count() >= 2
        && name.chars().count() <= 10
}
