//! One person with two posts that nobody holds at once: "NAME, its head of security", and later "As
//! keeper of coins, NAME …".

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{HELP, RULE};
use crate::prose::lexicon::class;
use crate::prose::passage::{Mention, MentionKind, Passage};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::token::Kind;

/// Posts that fill a day, each with a name for all its titles: who holds one holds no other.
const POSTS: &[(&str, &str)] = &[
    ("chief executive", "chief executive"),
    ("managing director", "chief executive"),
    ("chief financial officer", "finance director"),
    ("finance director", "finance director"),
    ("financial director", "finance director"),
    ("director of finance", "finance director"),
    ("chief operating officer", "operations director"),
    ("operations director", "operations director"),
    ("director of operations", "operations director"),
    ("commercial director", "commercial director"),
    ("sales director", "sales director"),
    ("marketing director", "marketing director"),
    ("technical director", "technical director"),
    ("personnel director", "personnel director"),
    ("medical director", "medical director"),
    ("artistic director", "artistic director"),
    ("sporting director", "sporting director"),
    ("general secretary", "general secretary"),
    ("regional secretary", "regional secretary"),
    ("regional organiser", "regional organiser"),
    ("regional organizer", "regional organiser"),
    ("branch secretary", "branch secretary"),
    ("chief engineer", "chief engineer"),
    ("resident engineer", "resident engineer"),
    ("plant manager", "plant manager"),
    ("works manager", "plant manager"),
    ("project manager", "project manager"),
    ("harbour master", "harbour master"),
    ("station master", "station master"),
    ("town clerk", "town clerk"),
    ("head coach", "head coach"),
    ("chief constable", "chief constable"),
    ("chief scientist", "chief scientist"),
    ("chief economist", "chief economist"),
    ("chief surgeon", "chief surgeon"),
];

/// Posts named after what they are of: "keeper of coins", "head of security".
const OF: &[&str] = &[
    "head",
    "keeper",
    "curator",
    "director",
    "professor",
    "chief",
    "minister",
    "secretary",
    "commissioner",
    "superintendent",
    "inspector",
    "controller",
    "dean",
    "master",
];

/// Posts of one word that fill a day.
const SINGLE: &[&str] = &[
    "bishop",
    "chaplain",
    "coroner",
    "governor",
    "headmaster",
    "headmistress",
    "headteacher",
    "librarian",
    "matron",
    "midwife",
    "pharmacist",
    "postmaster",
    "prosecutor",
    "quartermaster",
    "registrar",
    "sheriff",
    "stationmaster",
    "surgeon",
    "treasurer",
    "verger",
    "warden",
];

/// Posts of two words whose first is any field: "force commander".
const HEADS: &[&str] = &["commander", "governor"];

/// Words around a post that make it one of another time, or of another rank.
const OTHER: &[&str] = &[
    "former",
    "ex",
    "then",
    "acting",
    "interim",
    "deputy",
    "vice",
    "assistant",
    "incoming",
    "outgoing",
    "designate",
    "previous",
    "previously",
    "late",
    "next",
    "new",
    "future",
    "became",
    "become",
    "becomes",
    "becoming",
    "appointed",
    "named",
    "promoted",
    "formerly",
    "since",
    "until",
    "once",
    "resigned",
    "moved",
    "succeeded",
    "replaced",
    "retired",
    "sacked",
    "ousted",
    "later",
    "before",
    "joined",
    "started",
    "began",
    "elected",
    "successor",
    "predecessor",
    "not",
    "earlier",
    "shadow",
    "junior",
    "will",
    "would",
];

/// Words of a sentence that tell of a change of posts.
const MOVES: &[&str] = &[
    "became",
    "become",
    "becomes",
    "appointed",
    "promoted",
    "succeed",
    "succeeds",
    "succeeded",
    "replace",
    "replaces",
    "replaced",
    "resigned",
    "steps",
    "stepped",
    "moves",
    "moved",
    "returns",
    "returned",
    "rejoined",
    "switched",
    "swapped",
    "joined",
    "joins",
];

/// A post with its holder.
struct Held {
    key: String,
    words: String,
    surname: String,
    name: String,
    at: BlockIx,
    bytes: Range<usize>,
}

/// Slips of a document.
pub(super) fn slips<'p>(
    passages: impl Iterator<Item = (BlockIx, &'p Passage<'p>)>,
    out: &mut Vec<Slip>,
) {
    let mut first: FxHashMap<String, Held> = FxHashMap::default();
    for (at, passage) in passages {
        let mut next = part_of(passage.token(0));
        for token in 0..passage.tokens.len() {
            let here = std::mem::replace(&mut next, part_of(passage.token(token + 1)));
            if !here.opens && !next.goes_on {
                continue;
            }
            let Some(found) = held(at, passage, token) else { continue };
            let Some(known) = first.get(&found.surname) else {
                first.insert(found.surname.clone(), found);
                continue;
            };
            let same = known.name == found.name
                || known.name == known.surname
                || found.name == found.surname;
            let nested = known.key.starts_with(&found.key)
                || found.key.starts_with(&known.key)
                || known.key.ends_with(&found.key)
                || found.key.ends_with(&known.key);
            if same && !nested {
                out.push(slip(known, &found));
            }
        }
    }
}

/// What a word may be of a post.
#[derive(Clone, Copy, Default)]
struct Part {
    /// The first word of one.
    opens: bool,
    /// The first word of a title of [`POSTS`].
    is_first: bool,
    /// The second word of one, whatever its first.
    goes_on: bool,
}

/// What a word may be of a post. Asked of every word of a text.
fn part_of(text: &str) -> Part {
    static PARTS: LazyLock<FxHashMap<&str, Part>> = LazyLock::new(|| {
        let mut parts: FxHashMap<&str, Part> = FxHashMap::default();
        for word in POSTS.iter().filter_map(|(title, _)| title.split(' ').next()) {
            let part = parts.entry(word).or_default();
            (part.opens, part.is_first) = (true, true);
        }
        SINGLE.iter().for_each(|word| parts.entry(word).or_default().opens = true);
        let seconds = HEADS.iter().chain(&["minister", "of"]);
        seconds.for_each(|word| parts.entry(word).or_default().goes_on = true);
        parts
    });
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..text.len()) else { return Part::default() };
    lower.copy_from_slice(text.as_bytes());
    lower.make_ascii_lowercase();
    match std::str::from_utf8(lower) {
        Ok(word) if word.is_ascii() => PARTS.get(word).copied().unwrap_or_default(),
        // Letters of another alphabet may be those of this one in lower case.
        _ => Part { opens: true, is_first: false, goes_on: true },
    }
}

/// Bytes of the longest word that is looked for.
const LONGEST: usize = 16;

/// The post that begins at a token: its key, and where it ends.
fn post(passage: &Passage<'_>, at: usize) -> Option<(String, usize)> {
    let is = |at: usize, word: &str| passage.token(at).eq_ignore_ascii_case(word);
    let text = passage.token(at);
    let two = HEADS.iter().any(|head| is(at + 1, head));
    let one = passage.is_any(at, SINGLE);
    let opens = text.chars().next().is_some_and(char::is_alphabetic)
        && (is(at + 1, "minister") || is(at + 1, "of") || two || one || part_of(text).is_first);
    if !opens {
        return None;
    }
    let listed = POSTS.iter().find_map(|(title, key)| {
        let mut end = at;
        for word in title.split(' ') {
            if !is(end, word) {
                return None;
            }
            end += 1;
        }
        Some(((*key).to_owned(), end))
    });
    listed.or_else(|| {
        let head = passage.lower(at);
        if passage.lower(at + 1) == "minister" && is_field(passage, at) {
            return Some((format!("{head} minister"), at + 2));
        }
        if two && is_field(passage, at) {
            return Some((format!("{head} {}", passage.lower(at + 1)), at + 2));
        }
        let of = passage.lower(at + 1) == "of" && OF.contains(&head.as_str());
        if of && is_field(passage, at + 2) {
            let pair = is_pair(passage, at + 2);
            let end = at + if pair { 4 } else { 3 };
            let field: Vec<_> = (at + 2..end).map(|at| passage.lower(at)).collect();
            // "Minister of trade", "trade minister": one post.
            let field = field.join(" ");
            let key = if head == "minister" {
                format!("{field} minister")
            } else {
                format!("{head} of {field}")
            };
            return Some((key, end));
        }
        (one && !of).then(|| (head.to_string(), at + 1))
    })
}

/// Whether a field has two words, which only a sign, or "of" and its like, can follow: "civil
/// affairs,".
fn is_pair(passage: &Passage<'_>, at: usize) -> bool {
    let follows = |at: usize| {
        passage
            .tokens
            .get(at)
            .is_none_or(|token| token.kind != Kind::Word || token.word.is(class::PREPOSITION))
    };
    let verb = passage.tokens.get(at + 1).is_some_and(|token| token.word.is(class::SPEECH));
    is_field(passage, at + 1)
        && !verb
        && follows(at + 2)
        && !passage.token(at + 1).starts_with(char::is_uppercase)
}

/// Whether a word can be the field of a post: a common noun, in lower case or as a title is written.
fn is_field(passage: &Passage<'_>, at: usize) -> bool {
    /// Fields that are no posts: "head of state", "prime minister".
    const NONE: &[&str] = &[
        "state",
        "government",
        "prime",
        "first",
        "cabinet",
        "deputy",
        "government",
        "opposition",
        "junior",
        "senior",
        "chief",
        "council",
        "family",
        "household",
        "delegation",
        "mission",
    ];
    let word = passage.lower(at);
    let idle = class::DETERMINER | class::PRONOUN | class::PREPOSITION | class::CONJUNCTION;
    passage.tokens.get(at).is_some_and(|token| !token.word.is(idle))
        && word.chars().all(char::is_alphabetic)
        && word.len() > 2
        && !NONE.contains(&word.as_str())
}

/// Most tokens of the owner before a post: "the federation's", "its".
const OWNER: usize = 4;

/// Most titles before a name, and one.
const TITLES: usize = 4;

/// Most tokens between a name and the post that a clause gives it.
const CLAUSE: usize = 9;

fn held(at: BlockIx, passage: &Passage<'_>, start: usize) -> Option<Held> {
    let (key, end) = post(passage, start)?;
    let sentence = &passage.sentences.get(passage.sentence_of(start)?)?.tokens;
    let name = after(passage, sentence, start, end)
        .or_else(|| before(passage, sentence, start, end))
        .or_else(|| opening(passage, sentence, start, end))?;
    let around = start.saturating_sub(OWNER).max(sentence.start)..(end + 2).min(sentence.end);
    let from = name.tokens.start.min(around.start);
    let to = around.end.max(name.tokens.start.min(sentence.end));
    let other =
        (from.max(sentence.start)..to).any(|at| OTHER.contains(&passage.lower(at).as_str()));
    // "In 2019", "from 2004": of another time.
    let dated = (sentence.start + 1..sentence.end).any(|at| {
        let year = passage.token(at);
        let before = passage.lower(at - 1);
        let since = matches!(before.as_str(), "in" | "from" | "since" | "until" | "to" | "by");
        year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && since
    });
    let moves = |at: usize| {
        let word = passage.lower(at);
        let over =
            matches!(word.as_str(), "take" | "takes" | "took") && passage.lower(at + 1) == "over";
        over || MOVES.contains(&word.as_str())
    };
    let other = other || sentence.clone().any(moves);
    let joined = |at: usize| matches!(passage.lower(at).as_str(), "and" | "or" | "&" | "/");
    if other || dated || joined(end) || start.checked_sub(1).is_some_and(joined) {
        return None;
    }
    let text = passage.slice(&name.tokens);
    Some(Held {
        key,
        words: passage.slice(&(start..end)).to_owned(),
        surname: text.split_whitespace().next_back()?.to_owned(),
        name: text.to_owned(),
        at,
        bytes: passage.bytes(&(start..end)),
    })
}

fn names<'p>(passage: &'p Passage<'_>) -> impl Iterator<Item = &'p Mention> {
    passage.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name))
}

/// "Finance director NAME", "the finance director, NAME,".
fn after<'p>(
    passage: &'p Passage<'_>,
    sentence: &Range<usize>,
    start: usize,
    end: usize,
) -> Option<&'p Mention> {
    let article = start > sentence.start
        && matches!(passage.lower(start - 1).as_str(), "the" | "its" | "their" | "s" | "'s" | "’s");
    let linked = article && matches!(passage.token(end), "," | "is" | "was");
    let name = if linked { end + 1 } else { end };
    // "Major General NAME".
    let is_title = |at: &usize| {
        passage.tokens.get(*at).is_some_and(|token| token.word.is(class::TITLE) && token.capital)
    };
    let name = (name..name + TITLES).find(|at| !is_title(at))?;
    names(passage).find(|m| m.tokens.start == name && is_person(passage, m))
}

/// Whether a name can be a person's: of two words or more, or with a title, or of one word.
fn is_person(passage: &Passage<'_>, name: &Mention) -> bool {
    let known = passage.slice(&name.tokens).split_whitespace().all(|word| {
        let word = super::super::lexicon::word(word);
        !word.is(class::ORGANISATION | class::PLACE)
    });
    known && name.tokens.len() <= 4
}

/// The first token of what owns a post: "the federation's", "Orlen's", "its".
fn owner(passage: &Passage<'_>, sentence: &Range<usize>, start: usize) -> usize {
    let least = start.saturating_sub(OWNER).max(sentence.start);
    let mut at = start;
    while at > least {
        let token = &passage.tokens[at - 1];
        let text = passage.token(at - 1);
        let part = token.word.is(class::DETERMINER)
            || matches!(text, "'" | "’" | "s")
            || (matches!(passage.token(at), "'" | "’") && text.chars().all(char::is_alphanumeric));
        if !part {
            break;
        }
        at -= 1;
    }
    at
}

/// "NAME, its finance director", "NAME was the finance director", "NAME, who as finance director".
fn before<'p>(
    passage: &'p Passage<'_>,
    sentence: &Range<usize>,
    start: usize,
    end: usize,
) -> Option<&'p Mention> {
    let owner = owner(passage, sentence, start);
    let name = names(passage)
        .filter(|m| m.tokens.end <= owner && m.tokens.start >= sentence.start)
        .filter(|m| is_person(passage, m))
        .last()?;
    let between = name.tokens.end..owner;
    let words: Vec<_> = between.clone().map(|at| passage.lower(at)).collect();
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    let linked = match words.as_slice() {
        [","] => owner < start || matches!(passage.lower(end).as_str(), "," | "of" | "at" | "for"),
        ["was" | "is" | "as"] => true,
        [",", "who", .., "as" | "was" | "is"] => words.len() <= CLAUSE,
        _ => false,
    };
    linked.then_some(name)
}

/// "As the federation's regional organiser, NAME …", "As …, he": of the subject of the sentence
/// before.
fn opening<'p>(
    passage: &'p Passage<'_>,
    sentence: &Range<usize>,
    start: usize,
    end: usize,
) -> Option<&'p Mention> {
    /// Tokens from a post to the subject of its sentence.
    const SUBJECT: usize = 30;
    let owner = owner(passage, sentence, start);
    if owner != sentence.start + 1 || passage.lower(sentence.start) != "as" {
        return None;
    }
    let until = (end + SUBJECT).min(sentence.end);
    let subject = (end..until).filter(|at| passage.token(*at) == ",").find_map(|comma| {
        let next = comma + 1;
        let title = passage.tokens.get(next).is_some_and(|token| token.word.is(class::TITLE));
        let name = names(passage).find(|m| m.tokens.start == next + usize::from(title));
        let pronoun = matches!(passage.lower(next).as_str(), "he" | "she");
        (name.is_some() || pronoun).then_some((name, pronoun))
    })?;
    match subject {
        (Some(name), _) => Some(name).filter(|name| is_person(passage, name)),
        (None, _) => {
            let ix = passage.sentence_of(sentence.start)?.checked_sub(1)?;
            let last = passage.sentences.get(ix)?.tokens.start;
            let title = passage.tokens.get(last).is_some_and(|token| token.word.is(class::TITLE));
            let name = names(passage).find(|m| m.tokens.start == last + usize::from(title));
            name.filter(|name| is_person(passage, name))
        }
    }
}

fn slip(known: &Held, held: &Held) -> Slip {
    let name = if held.name.len() > known.name.len() { &held.name } else { &known.name };
    Slip {
        rule: RULE,
        at: held.at,
        bytes: held.bytes.clone(),
        message: format!("{name} is {} here and {} before", held.words, known.words),
        label: held.words.clone(),
        help: HELP,
        other: Some((known.at, known.bytes.clone(), known.words.clone())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let passage = Passage::new(text, None);
        let at = BlockIx { document: 0, block: 0 };
        let mut out = Vec::new();
        slips(std::iter::once((at, &passage)), &mut out);
        out.into_iter().map(|slip| slip.message).collect()
    }

    #[test]
    fn nobody_holds_two_posts() {
        for bad in [
            "The talks were led by Ada Brook, its minister of trade. Ada Brook, Orlen's minister of fisheries, left.",
            "The mission's force commander is Major General Ada Brook. Its chief of civil affairs, Ada Brook, spoke.",
            "The prison's chaplain, Carl Dane, spoke. The prison's governor, Carl Dane, did not.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}: {:?}", found(bad));
        }
        for good in [
            "The talks were led by Ada Brook, its minister of trade. Trade minister Ada Brook left.",
            "The mission's force commander is Major General Ada Brook. Its chief of civil affairs, Carl Dane, spoke.",
            "The prison's chaplain, Carl Dane, spoke. The prison's former governor, Carl Dane, did not.",
            "The prison's deputy governor, Carl Dane, spoke. The prison's governor, Carl Dane, did not.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }
}
