//! What the names of a run show: one name spelled in two ways, one short form defined twice.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::key::{key_of, singular};
use super::table::tables;
use super::{At, ThingIx, Things};
use crate::name::translit;
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

/// Shortest word that may be misspelled; shorter words with a letter's difference are other words.
const SHORTEST: usize = 5;
/// Most words of a person's full name, fewest of a body's that says by itself what it names.
const FULL: usize = 3;
/// Shortest word with two letters' difference, and the same where the other words of a name agree.
const SHORTEST_TWO: usize = 8;
const SHORTEST_TWO_BESIDE: usize = 6;
/// Shortest surname with a letter's difference, after the same first name.
const SHORTEST_SURNAME: usize = 4;
/// Bytes between names that are told side by side ("A, B and C"), and mean two things.
const SIDE_BY_SIDE: usize = 6;
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
            entries.push(Entry { thing: ThingIx(ix), name, key: key_of(name), at });
        }
    }
    let mut buckets: FxHashMap<String, Vec<usize>> = FxHashMap::default();
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
    let mut out = Vec::new();
    for (a, b) in pairs {
        let (a, b) = (&entries[a], &entries[b]);
        let spelled = if a.thing == b.thing { is_slip(a, b) } else { may_be_one(things, a, b) };
        if spelled {
            out.push(variant(things, a, b));
        }
    }
    out.extend(surnames(things, &entries));
    out.retain(|variant| !side_by_side(variant));
    out.extend(anagrams(things, &entries));
    // One report for a pair of things is enough.
    let mut once = rustc_hash::FxHashSet::default();
    out.retain(|variant: &Variant| once.insert((variant.first, variant.second)));
    out
}

fn variant(things: &Things, a: &Entry<'_>, b: &Entry<'_>) -> Variant {
    let uses = |entry: &Entry<'_>| -> Vec<At> {
        let all = things.all.get(entry.thing.0 as usize).map_or(&[][..], |thing| &thing.uses);
        let mut all: Vec<At> =
            all.iter().filter(|(name, _)| name == entry.name).map(|(_, at)| at.clone()).collect();
        if !all.contains(entry.at) {
            all.insert(0, entry.at.clone());
        }
        all
    };
    Variant {
        first: a.thing,
        name: a.name.clone(),
        at: a.at.clone(),
        uses: uses(a),
        second: b.thing,
        other: b.name.clone(),
        other_at: b.at.clone(),
        other_uses: uses(b),
    }
}

/// Surnames that may be those of people with a full name ("Oskar Lindemar … Mr Lindmar"). A person
/// is introduced by the full name: a surname that nobody was introduced by is a slip for one that
/// somebody was, if it is close to it, or somewhat close and of the same office.
fn surnames(things: &Things, entries: &[Entry<'_>]) -> Vec<Variant> {
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
        let candidates = full.get(&(bare.at.document, initial(&bare.key)));
        let near = candidates.into_iter().flatten().filter(|(entry, last)| {
            // All that follows is of names so near to each other.
            if may_be_far(last, &bare.key) || edits(last, &bare.key).is_none() {
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
            (titled && (slip || sounds_like(last, &bare.key)))
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

/// The sound of a name's first letter: "Kwan" and "Quan" are looked up together.
fn initial(word: &str) -> char {
    match word.chars().next() {
        Some('q' | 'c') => 'k',
        Some(first) => first,
        None => ' ',
    }
}

/// Spellings of one sound in English names, longest first.
const SOUNDS: &[(&str, &str)] = &[
    ("qu", "kw"),
    ("ck", "k"),
    ("ph", "f"),
    ("gh", ""),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
    ("c", "k"),
    ("q", "k"),
    ("z", "s"),
    ("mps", "ms"),
    ("y", "i"),
];

/// Fewest letters of a name that is matched by its sound, and most edits between two spellings.
const SOUNDING: usize = 4;
const MOST_EDITS: usize = 2;

/// Whether two words are surely more than [`MOST_EDITS`] apart: an edit adds or takes away a letter,
/// or does both, and so changes which letters there are by two at most.
fn may_be_far(a: &str, b: &str) -> bool {
    let (mut of_a, mut of_b) = (0_u64, 0_u64);
    let letters = |word: &str, set: &mut u64| {
        word.chars().inspect(|c| *set |= 1 << (u32::from(*c) % u64::BITS)).count()
    };
    let apart = letters(a, &mut of_a).abs_diff(letters(b, &mut of_b));
    apart > MOST_EDITS || (of_a ^ of_b).count_ones() as usize > 2 * MOST_EDITS
}

/// How many letters are wrong, missing, added or swapped with their neighbour (the optimal string
/// alignment distance), where that is [`MOST_EDITS`] at most.
fn edits(a: &str, b: &str) -> Option<usize> {
    if a.is_ascii() && b.is_ascii() {
        return edits_within(a.as_bytes(), b.as_bytes(), MOST_EDITS);
    }
    let letters = |word: &str| word.chars().collect::<Vec<char>>();
    edits_within(&letters(a), &letters(b), MOST_EDITS)
}

/// The same by its definition: few edits are few tries.
fn edits_within<T: Copy + PartialEq>(a: &[T], b: &[T], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    let (Some((x, after_x)), Some((y, after_y))) = (a.split_first(), b.split_first()) else {
        return Some(a.len().max(b.len()));
    };
    let most = most.checked_sub(1)?;
    let swapped = after_x.first() == Some(y) && after_y.first() == Some(x);
    let tries = [
        edits_within(after_x, after_y, most),
        edits_within(after_x, b, most),
        edits_within(a, after_y, most),
        if swapped { edits_within(&after_x[1..], &after_y[1..], most) } else { None },
    ];
    tries.into_iter().flatten().min().map(|edits| edits + 1)
}

/// Whether two surnames sound alike: "Tait" and "Tate", "Quan" and "Kwan".
fn sounds_like(a: &str, b: &str) -> bool {
    let letters = |word: &str| word.chars().count();
    letters(a).min(letters(b)) >= SOUNDING
        && a != b
        && edits(a, b).is_some()
        && !(is_derived(a, b) && a.ends_with('s') || is_derived(b, a) && b.ends_with('s'))
        && sound(a) == sound(b)
}

/// The consonants of a name as they sound, its vowels as one mark each run, none at its end.
fn sound(word: &str) -> String {
    let mut out = String::new();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let (piece, used) = SOUNDS
            .iter()
            .find(|(from, _)| rest.starts_with(from))
            .map_or((c.to_string(), c.len_utf8()), |(from, to)| ((*to).to_owned(), from.len()));
        for c in piece.chars() {
            let c = if "aeiou".contains(c) { '·' } else { c };
            if !out.ends_with(c) {
                out.push(c);
            }
        }
        rest = &rest[used..];
    }
    out.trim_end_matches('·').to_owned()
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

/// Keys that spellings of one name share: all words but one, and the consonants.
fn bucket_keys(entry: &Entry<'_>) -> Vec<String> {
    /// Longer names are looked up by their consonants only.
    const WORDS: usize = 6;
    let words: Vec<&str> = entry.key.split(' ').collect();
    let mut keys = vec![translit::key(entry.name)];
    if words.len() > 1 && words.len() <= WORDS {
        let long = |word: &str| word.chars().count() >= SHORTEST_SURNAME;
        for (skipped, word) in words.iter().enumerate().filter(|(_, word)| long(word)) {
            let others = words.iter().enumerate().filter(|(at, _)| *at != skipped);
            let others: Vec<&str> = others.map(|(_, word)| *word).collect();
            let first = word.chars().next().unwrap_or(' ');
            keys.push(format!("{skipped} {first} {}", others.join(" ")));
        }
    }
    keys
}

fn may_be_one(things: &Things, a: &Entry<'_>, b: &Entry<'_>) -> bool {
    let kind = |entry: &Entry<'_>| things.all.get(entry.thing.0 as usize).and_then(|t| t.kind);
    if kind(a).zip(kind(b)).is_some_and(|(x, y)| x != y) {
        return false;
    }
    let ground =
        |entry: &Entry<'_>| tables().ground(&entry.key).is_some() || tables().is_people(&entry.key);
    if ground(a) && ground(b) || a.key == b.key {
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
    if ground(a) || ground(b) || is_word(&a.key) || is_word(&b.key) {
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
        || (x.len() > 1 && misspelled_beside(p, q, x.last() == Some(p)))
        || translit::may_be_one(a.name, b.name))
}

/// The same of a word of a name whose other words agree: "Casimir Roth", "Casimir Rath".
fn misspelled_beside(a: &str, b: &str, last: bool) -> bool {
    let shortest = a.chars().count().min(b.chars().count());
    let words = is_word(a) || is_word(b);
    let far = edits(a, b);
    let initials = a.chars().next() == b.chars().next();
    let derived = is_derived(a, b) || is_derived(b, a) || a.contains(char::is_numeric);
    initials
        && last
        && !derived
        && (far == Some(1) && shortest >= SHORTEST_SURNAME && !words
            || far == Some(2) && shortest >= SHORTEST_TWO_BESIDE && a.len() == b.len())
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
    for bare in short.iter().filter(|entry| !is_defined(entry)) {
        if let Some([full]) =
            defined.get(&(bare.at.document, letters(bare.name))).map(Vec::as_slice)
        {
            out.push(variant(things, full, bare));
        }
    }
    out
}

/// Whether two long names of one thing differ in one word that is misspelled.
fn is_slip(a: &Entry<'_>, b: &Entry<'_>) -> bool {
    let (x, y): (Vec<&str>, Vec<&str>) = (a.key.split(' ').collect(), b.key.split(' ').collect());
    let mut differing = x.iter().zip(&y).filter(|(p, q)| p != q);
    let one = differing.next().filter(|_| differing.next().is_none());
    x.len() == y.len() && x.len() >= FULL && one.is_some_and(|(p, q)| misspelled(p, q))
}

/// Whether two words end alike: "allocator" and "allocation" are two words of one stem, and no slip.
fn same_end(a: &str, b: &str) -> bool {
    a.chars().rev().take(2).eq(b.chars().rev().take(2))
}

/// Whether a name is a word of the language by itself.
fn is_word(key: &str) -> bool {
    crate::prose::lexicon::word(key) != crate::prose::lexicon::Word::UNKNOWN
}

/// Whether one word may be the other with a letter or two wrong.
fn misspelled(a: &str, b: &str) -> bool {
    let shortest = a.chars().count().min(b.chars().count());
    if shortest < SHORTEST || a.chars().next() != b.chars().next() || may_be_far(a, b) {
        return false;
    }
    let digits = a.contains(char::is_numeric) || b.contains(char::is_numeric);
    let inflected =
        singular(&a.into()).0 == singular(&b.into()).0 || is_derived(a, b) || is_derived(b, a);
    if digits || inflected {
        return false;
    }
    let far = edits(a, b);
    far == Some(1) || (far == Some(2) && shortest >= SHORTEST_TWO)
}

/// Endings that make another word of a name: a people, an adjective, a woman's name.
fn is_derived(long: &str, short: &str) -> bool {
    long.strip_prefix(short)
        .is_some_and(|end| matches!(end, "n" | "an" | "i" | "a" | "s" | "e" | "ly" | "al" | "er"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_those_of_the_distance() {
        let words = [
            "",
            "a",
            "ab",
            "ba",
            "abc",
            "acb",
            "cab",
            "holt",
            "hotl",
            "hlot",
            "holst",
            "olt",
            "lindemar",
            "lindmar",
            "lindermar",
            "linedmra",
            "münde",
            "mudne",
            "müdne",
            "zzzz",
        ];
        for a in words {
            for b in words {
                let far = Some(strsim::osa_distance(a, b)).filter(|far| *far <= MOST_EDITS);
                assert_eq!(edits(a, b), far, "{a} {b}");
            }
        }
    }
}
