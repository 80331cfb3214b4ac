//! One person with two posts that nobody holds at once: "NAME, its head of security", and later "As
//! keeper of coins, NAME …".

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::heads::POSTS;
use super::time::{Tenure, When};
use super::{HELP, RULE, time};
use crate::prose::lexicon::class;
use crate::prose::passage::{Mention, MentionKind, Passage};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::token::Kind;
use crate::prose::words::{Marks, Words};

/// Posts named after what they are of: "keeper of coins", "head of security".
static OF: Words = Words::new(&[
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
]);

/// Posts of one word that fill a day.
static SINGLE: Words = Words::new(&[
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
    "organist",
    "pharmacist",
    "postmaster",
    "precentor",
    "prosecutor",
    "provost",
    "quartermaster",
    "registrar",
    "sheriff",
    "stationmaster",
    "sexton",
    "surgeon",
    "treasurer",
    "verger",
    "warden",
]);

/// Posts of a crew or a party, each of them one person's, whatever it is of: "the navigator of the
/// traverse".
const CREW: &[&str] = &[
    "boatswain",
    "bosun",
    "cook",
    "first mate",
    "first officer",
    "flight engineer",
    "helmsman",
    "navigator",
    "purser",
    "radio operator",
    "second mate",
    "wireless operator",
];

/// Those who lead a board or a meeting, and those who stand in for them.
const CHAIRS: &[&str] = &["chair", "chairman", "chairwoman", "chairperson"];
const VICE_CHAIRS: &[&str] =
    &["vice-chair", "vice-chairman", "vice-chairwoman", "vice-chairperson"];

/// The first words of these.
static LEADS: Words = Words::new(&[
    "boatswain",
    "bosun",
    "cook",
    "first",
    "flight",
    "helmsman",
    "navigator",
    "purser",
    "radio",
    "second",
    "wireless",
    "chair",
    "chairman",
    "chairwoman",
    "chairperson",
    "vice-chair",
    "vice-chairman",
    "vice-chairwoman",
    "vice-chairperson",
]);

/// Words that say why the one below leads: "in the absence of the chair".
const STANDING_IN: &[&str] =
    &["absence", "absent", "place", "stead", "acting", "instead", "recused"];

/// Posts of two words whose first is any field: "force commander".
static HEADS: Words = Words::new(&["commander", "governor"]);

/// Words whose first word is any field: these, and "minister".
static SECONDS: Words = Words::new(&["commander", "governor", "minister"]);

/// Words around a post that make it one of another time, beside those of [`time`].
const OTHER: &[&str] = &[
    "previously",
    "become",
    "becomes",
    "becoming",
    "before",
    "joined",
    "started",
    "began",
    "elected",
    "not",
    "earlier",
    "will",
    "would",
];

/// Words before a post that make it the one below it.
const DEPUTIES: &[&str] = &["deputy", "vice", "assistant"];

/// A post with its holder.
struct Held {
    key: String,
    /// Whether it is the post below that of the key.
    is_deputy: bool,
    words: String,
    surname: String,
    name: String,
    when: When,
    at: BlockIx,
    bytes: Range<usize>,
}

/// Slips of a document.
pub(super) fn slips<'p>(
    passages: impl Iterator<Item = (BlockIx, &'p Passage<'p>)>,
    out: &mut Vec<Slip>,
) {
    let mut first: FxHashMap<String, Held> = FxHashMap::default();
    let mut year = None;
    for (at, passage) in passages {
        for token in 0..passage.tokens.len() {
            year = time::year(passage, token).or(year);
            let Some(found) = held(at, passage, token, year) else { continue };
            let Some(known) = first.get(&found.surname) else {
                first.insert(found.surname.clone(), found);
                continue;
            };
            let same = known.name == found.name
                || known.name == known.surname
                || found.name == found.surname;
            if same && known.when.meets(&found.when) && are_two(known, &found) {
                out.push(slip(known, &found));
            }
        }
    }
}

/// Whether nobody holds two posts at once: a post and the one below it, or two that are told by
/// themselves, neither as a part of the other.
fn are_two(a: &Held, b: &Held) -> bool {
    let (x, y) = (a.key.as_str(), b.key.as_str());
    if a.key == b.key {
        return a.is_deputy != b.is_deputy;
    }
    if CREW.contains(&x) != CREW.contains(&y) || CHAIRS.contains(&x) || CHAIRS.contains(&y) {
        return false;
    }
    let nested = x.starts_with(y) || y.starts_with(x) || x.ends_with(y) || y.ends_with(x);
    !nested && !x.contains(OF_ONE) && !y.contains(OF_ONE)
}

/// What the key of a post has that is named after the one body that it is of ("head of the harbour
/// office"), which a text may call by several names.
const OF_ONE: &str = " of the ";

/// Marks of the first words of [`POSTS`].
const FIRSTS: Marks = {
    let mut out = Marks::of(&[]);
    let mut at = 0;
    while at < POSTS.len() {
        let title = POSTS[at].0.as_bytes();
        let mut end = 0;
        while end < title.len() && title[end] != b' ' {
            end += 1;
        }
        out = out.with(title.split_at(end).0);
        at += 1;
    }
    out
};

/// Whether a title of [`POSTS`] begins with a word.
fn is_first(text: &str) -> bool {
    static FIRST: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| POSTS.iter().filter_map(|(title, _)| title.split(' ').next()).collect());
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..text.len()) else { return false };
    lower.copy_from_slice(text.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(|word| FIRST.contains(word))
}

/// Bytes of the longest first word of a title.
const LONGEST: usize = 12;

/// The post that begins at a token: its key, and where it ends.
fn post(passage: &Passage<'_>, at: usize) -> Option<(String, usize)> {
    let token = passage.tokens.get(at)?;
    // Of nearly all words neither they nor the next one may be of a post.
    let mark = token.mark;
    let listed = SINGLE.may_hold(mark) || LEADS.may_hold(mark) || OF.may_hold(mark);
    let next = || passage.tokens.get(at + 1).is_some_and(|next| SECONDS.may_hold(next.mark));
    if !listed && !FIRSTS.has(mark) && !next() {
        return None;
    }
    let is = |at: usize, word: &str| passage.token(at).eq_ignore_ascii_case(word);
    let text = passage.token(at);
    let two = passage.is_of(at + 1, &HEADS);
    let one = passage.is_of(at, &SINGLE);
    if passage.is_of(at, &LEADS)
        && let Some(led) = leading(passage, at)
    {
        return Some(led);
    }
    let of = passage.is(at + 1, "of") && passage.is_of(at, &OF);
    let leads = of || two || one || passage.is(at + 1, "minister");
    let first = FIRSTS.has(token.mark) && is_first(text);
    let opens = (leads || first) && text.chars().next().is_some_and(char::is_alphabetic);
    if !opens {
        return None;
    }
    let listed = POSTS.iter().filter(|_| first).find_map(|(title, key)| {
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
        if of && passage.lower(at + 2) == "the" {
            let end = body(passage, at + 3);
            let words: Vec<_> = (at + 3..end).map(|at| passage.lower(at)).collect();
            return (end > at + 3).then(|| (format!("{head}{OF_ONE}{}", words.join(" ")), end));
        }
        if head == "chief" && is_profession(&passage.lower(at + 1)) {
            return Some((format!("chief {}", passage.lower(at + 1)), at + 2));
        }
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

/// The post of a crew or the chair that begins at a token.
fn leading(passage: &Passage<'_>, at: usize) -> Option<(String, usize)> {
    if passage.is_any(at, CHAIRS) || passage.is_any(at, VICE_CHAIRS) {
        // One may lead one body and be second in another.
        let of = passage.is_any(at + 1, &["of", "for", "to"]);
        let owned = at.checked_sub(1).is_some_and(|at| passage.is_any(at, &["s", "'s", "’s"]));
        return (!of && !owned).then(|| (CHAIRS[0].to_owned(), at + 1));
    }
    CREW.iter().find_map(|title| {
        let words = title.split(' ').enumerate();
        let end = at + words.clone().count();
        words
            .clone()
            .all(|(place, word)| passage.is(at + place, word))
            .then(|| ((*title).to_owned(), end))
    })
}

/// Whether a word is one for who has learnt something: "engineer", "pharmacist", "librarian".
fn is_profession(word: &str) -> bool {
    const ENDS: &[&str] = &["ist", "eer", "ian", "tor", "geon", "urse", "tect", "yor"];
    ENDS.iter().any(|end| word.ends_with(end))
}

/// One past the last token of what a body is called, which begins at a token.
fn body(passage: &Passage<'_>, start: usize) -> usize {
    /// Most words of it.
    const WORDS: usize = 6;
    let idle =
        class::PREPOSITION | class::CONJUNCTION | class::RELATIVE | class::SPEECH | class::BE;
    let says = |at: &usize| {
        let token = passage.tokens.get(*at);
        // "The flood warning service".
        let names = passage.token(*at).ends_with("ing");
        token.is_some_and(|token| token.kind == Kind::Word && (names || !token.word.is(idle)))
    };
    (start..start + WORDS).find(|at| !says(at)).unwrap_or(start + WORDS)
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

/// The post that begins at a token, of a text that has last told of a year.
fn held(at: BlockIx, passage: &Passage<'_>, start: usize, year: Option<u16>) -> Option<Held> {
    let (key, end) = post(passage, start)?;
    let sentence = &passage.sentences.get(passage.sentence_of(start)?)?.tokens;
    let below = start
        .checked_sub(1)
        .filter(|at| sentence.contains(at) && DEPUTIES.contains(&passage.lower(*at).as_str()));
    let start = below.unwrap_or(start);
    let tenure = Tenure::behind(passage, sentence, end);
    // "The governor since 2019, NAME".
    let last = tenure.as_ref().filter(|(_, told)| told.start == end).map_or(end, |(_, t)| t.end);
    let name = after(passage, sentence, start, last)
        .or_else(|| before(passage, sentence, start, last))
        .or_else(|| opening(passage, sentence, start, last))?;
    let stands_in = |at: usize| passage.is_any(at, STANDING_IN);
    if key == CHAIRS[0] && sentence.clone().any(stands_in) {
        return None;
    }
    let around = start.saturating_sub(OWNER).max(sentence.start)..(last + 2).min(sentence.end);
    let from = name.tokens.start.min(around.start);
    let to = around.end.max(name.tokens.start.min(sentence.end));
    let is_other = |at: usize| {
        let word = passage.lower(at);
        time::is_other(&word) || OTHER.contains(&word.as_str())
    };
    // "The governor since 2019" is one still.
    let beside = |at: &usize| tenure.as_ref().is_none_or(|(_, told)| !told.contains(at));
    let other = (from.max(sentence.start)..to).filter(beside).any(is_other);
    let joined = |at: usize| matches!(passage.lower(at).as_str(), "and" | "or" | "&" | "/");
    if other
        || time::changes(passage, sentence)
        || joined(end)
        || start.checked_sub(1).is_some_and(joined)
    {
        return None;
    }
    let text = passage.slice(&name.tokens);
    let told = tenure.map_or((None, 0..0), |(tenure, told)| (Some(tenure), told));
    Some(Held {
        key,
        is_deputy: below.is_some() || passage.is_any(start, VICE_CHAIRS),
        words: passage.slice(&(start..end)).to_owned(),
        surname: text.split_whitespace().next_back()?.to_owned(),
        name: text.to_owned(),
        when: When::of(passage, (sentence, end), told, year),
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
        && matches!(
            passage.lower(start - 1).as_str(),
            "the" | "its" | "their" | "her" | "his" | "our" | "s" | "'s" | "’s"
        );
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
        [","] => {
            let ends = [",", ".", ";", "of", "at", "for", ""];
            owner < start || ends.contains(&passage.lower(end).as_str())
        }
        ["was" | "is" | "as"] | [",", "as"] => true,
        ["in"] => passage.is_any(start, CHAIRS) && owner < start,
        ["("] => passage.is(end, ")"),
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
    let led = |at: &usize| *at == end || passage.token(*at - 1) == ",";
    let subject = (end..until).filter(led).find_map(|next| {
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
    use super::super::tests::messages;
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let passage = Passage::new(text, None);
        messages(&passage, slips)
    }

    #[test]
    fn nobody_holds_two_posts() {
        for bad in [
            "The talks were led by Ada Brook, its minister of trade. Ada Brook, Orlen's minister of fisheries, left.",
            "The mission's force commander is Major General Ada Brook. Its chief of civil affairs, Ada Brook, spoke.",
            "The prison's chaplain, Carl Dane, spoke. The prison's governor, Carl Dane, did not.",
            "The prison's deputy governor, Carl Dane, spoke. The prison's governor, Carl Dane, did not.",
            "The prison's deputy governor, Carl Dane, spoke. Its chaplain, Carl Dane, did not.",
            "Ada Brook, head of the river watch, spoke. Ms Brook, deputy head of the river watch, left.",
            "They asked Ada Brook, managing director. Ms Brook, the firm's finance director, left.",
            "Dr Ada Brook, its director of audits, spoke. Dr Brook, its chief chemist, left.",
            "Said Ada Brook, head of the Orlen flood warning service. Ms Brook, deputy head of the Orlen flood warning service, left.",
            "Brook was the navigator of the voyage. It rained. Brook was the radio operator of the voyage.",
            "Ada Brook, treasurer of the chapter, spoke. Canon Brook will sing. As precentor she has the choir.",
            "Her chief engineer was Ada Brook. Brook, who was the project's chief surveyor, left.",
            "They met with Cllr Ada Brook in the chair. The vice-chair, Cllr Brook, closed the meeting.",
            "It was in the charge of the deputy governor, Carl Dane, who had joined it from the navy. Its chaplain, Carl Dane, left.",
            "Ada Brook, the sales director from 2014 to 2019, spoke. Ms Brook, the technical director from 2014 to 2019, left.",
            "Ada Brook, the mill's head of sales, spoke. The list was drawn up in 2016 by Ada Brook, the mill's head of design.",
            "The prison's deputy governor, Carl Dane, spoke. As governor of the prison since 2021, Carl Dane has a key.",
            "General Carl Dane, chief of staff since 2021, spoke. General Dane, the minister of trade, left.",
            "It rained in 2014. Ada Brook, the sales director, spoke. In 2014 Ms Brook, the technical director, left.",
            "Ada Brook, the sales director, returned on Friday. Ms Brook, the technical director, left.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}: {:?}", found(bad));
        }
        for good in [
            "The talks were led by Ada Brook, its minister of trade. Trade minister Ada Brook left.",
            "The mission's force commander is Major General Ada Brook. Its chief of civil affairs, Carl Dane, spoke.",
            "Ada Brook, head of the river watch, spoke. Ms Brook, head of the flood service, left.",
            "Ada Brook, head of the river watch, spoke. Ms Brook, deputy head of the flood service, left.",
            "The prison's chaplain, Carl Dane, spoke. The prison's former governor, Carl Dane, did not.",
            "In the absence of the chair the vice-chair, Ada Brook, led. They met again with Ada Brook in the chair.",
            "Brook was the navigator of the voyage. Dane was the radio operator of the voyage.",
            "Ada Brook, chair of the council, spoke. Ms Brook, vice-chair of the board, left.",
            "Ada Brook, the sales director from 2014 to 2019, spoke. Ms Brook, the technical director from 2019 to 2022, left.",
            "Ada Brook, the sales director since 2014, spoke. Ms Brook, the technical director since 2019, left.",
            "Ada Brook, the sales director from 2014 to 2019, spoke. Ms Brook, the technical director, left.",
            "It rained in 2011. Ada Brook, the sales director, spoke. In 2014 Ms Brook, the technical director, left.",
            "Ada Brook, the sales director, returned as its adviser. Ms Brook, the technical director, left.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }
}
