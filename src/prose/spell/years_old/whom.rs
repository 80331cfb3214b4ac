//! Whom a text names, and whom its pronouns mean.

use rustc_hash::FxHashMap;

use super::life;
use crate::prose::lexicon::class;
use crate::prose::passage::{MentionKind, Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::spell::gender::Gender;

/// Titles and nouns of one of the two only.
const MEN: &[&str] = &[
    "mr",
    "mr.",
    "sir",
    "lord",
    "king",
    "prince",
    "brother",
    "father",
    "son",
    "husband",
    "uncle",
    "grandfather",
    "nephew",
    "man",
    "boy",
    "grandson",
];
const WOMEN: &[&str] = &[
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "miss",
    "lady",
    "dame",
    "queen",
    "princess",
    "baroness",
    "sister",
    "mother",
    "daughter",
    "wife",
    "aunt",
    "grandmother",
    "niece",
    "woman",
    "girl",
    "widow",
    "granddaughter",
];

/// Of whom a pronoun, a title or a noun speaks.
fn gender(passage: &Passage<'_>, at: usize) -> Option<Gender> {
    Gender::of_pronoun(passage, at).or_else(|| Gender::of(passage, at, MEN, WOMEN))
}

/// A place where a person is named.
pub(super) struct Named<'p> {
    pub(super) block: usize,
    pub(super) tokens: Tokens,
    pub(super) surname: &'p str,
    pub(super) gender: Option<Gender>,
}

/// A document with whom it names.
pub(super) struct Text<'a, 'p> {
    pub(super) passages: &'a [(BlockIx, &'a Passage<'p>)],
    pub(super) named: Vec<Named<'p>>,
}

/// A place in it.
#[derive(Clone, Copy)]
pub(super) struct Place<'a, 'p> {
    pub(super) block: usize,
    pub(super) at: BlockIx,
    pub(super) passage: &'a Passage<'p>,
    pub(super) sentence: &'a Sentence,
}

/// The places where people are named: in two words or behind a title, and by a part of such a name.
pub(super) fn named<'p>(passages: &[(BlockIx, &Passage<'p>)]) -> Vec<Named<'p>> {
    let mut parts: FxHashMap<&'p str, &'p str> = FxHashMap::default();
    let mut out = Vec::new();
    for (block, (_, passage)) in passages.iter().enumerate() {
        for mention in passage.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name)) {
            let name = passage.slice(&mention.tokens);
            let name = name.strip_suffix("'s").or(name.strip_suffix("’s")).unwrap_or(name);
            let Some(surname) = name.split(' ').next_back() else { continue };
            let before = mention.tokens.start.checked_sub(1);
            let titled = before.filter(|at| {
                let token = &passage.tokens[*at];
                token.capital && token.word.is(class::TITLE) || passage.is(*at, "miss")
            });
            let place = before.is_some_and(|at| passage.is_any(at, &["the", "in", "at", "near"]));
            let last = passage.tokens[mention.tokens.end - 1].word;
            let common = class::PLACE | class::ORGANISATION | class::EVENT | class::NOUN;
            let whole = name.contains(' ') && !place && !last.is(common | class::DOCUMENT);
            if whole || titled.is_some() {
                for part in name.split(' ') {
                    parts.insert(part, surname);
                }
            }
            let Some(surname) = parts.get(surname).copied() else { continue };
            let first = passage.lower(mention.tokens.start);
            let by = titled.and_then(|at| gender(passage, at));
            let by = by.or_else(|| WOMEN.contains(&first.as_str()).then_some(Gender::She));
            let tokens = mention.tokens.clone();
            out.push(Named { block, tokens, surname, gender: by });
        }
    }
    // A title that stands with one of its names tells it of all.
    let mut known: FxHashMap<&str, Gender> = FxHashMap::default();
    for named in &out {
        known.extend(named.gender.map(|gender| (named.surname, gender)));
    }
    out.iter_mut().for_each(|named| named.gender = known.get(named.surname).copied());
    out
}

impl<'a, 'p> Text<'a, 'p> {
    pub(super) fn of(passages: &'a [(BlockIx, &'a Passage<'p>)]) -> Self {
        Self { passages, named: named(passages) }
    }

    pub(super) fn is_family(&self, who: &str) -> bool {
        let mut first: Option<&str> = None;
        self.named.iter().filter(|named| named.surname == who).any(|named| {
            let (_, passage) = self.passages[named.block];
            let name = passage.slice(&named.tokens);
            let name = name.strip_suffix("'s").or(name.strip_suffix("’s")).unwrap_or(name);
            name.contains(' ') && *first.get_or_insert(name) != name
        })
    }

    /// The places of a block where people are named.
    fn of_block(&self, block: usize) -> &[Named<'p>] {
        let start = self.named.partition_point(|named| named.block < block);
        let end = self.named.partition_point(|named| named.block <= block);
        &self.named[start..end]
    }

    /// The one person whom a pronoun can mean.
    pub(super) fn meant(&self, place: Place<'_, 'p>, token: usize, of: Gender) -> Option<&'p str> {
        let fits = |named: &&Named<'p>| named.gender.is_none_or(|gender| gender == of);
        let ahead = |named: &&Named<'p>| {
            (named.block, named.tokens.end) <= (place.block, token) && fits(named)
        };
        let upto = self.named.partition_point(|named| named.block <= place.block);
        let last = self.named[..upto].iter().rfind(ahead)?;
        // Whom the paragraph names, else the one before it, else all that is told so far.
        let near = last.block + 1 >= place.block;
        let all = if near { self.of_block(last.block) } else { &self.named[..upto] };
        let alone = all.iter().filter(ahead).all(|other| other.surname == last.surname);
        let from = if last.block == place.block { last.tokens.end } else { 0 };
        let kin = (place.sentence.tokens.start..token).any(|at| self.is_kin(place, at, of));
        (alone && !kin && !acts(place.passage, from..token, of)).then_some(last.surname)
    }

    /// Whether a noun for somebody's kin may be meant by a pronoun.
    fn is_kin(&self, place: Place<'_, 'p>, at: usize, of: Gender) -> bool {
        // "Mother Ilse Varn" is she.
        let titled = place.passage.tokens[at].capital;
        let named = |named: &Named<'p>| {
            named.tokens.contains(&at) || titled && named.tokens.start == at + 1
        };
        place.passage.is_any(at, life::OTHERS)
            && gender(place.passage, at).is_none_or(|own| own == of)
            && !self.of_block(place.block).iter().any(named)
    }

    /// Of whom the words at a token speak: a pronoun, a name, "NAME, who".
    pub(super) fn subject(&self, place: Place<'_, 'p>, token: usize) -> Option<&'p str> {
        if let Some(of) = Gender::of_subject(place.passage, token) {
            return self.meant(place, token, of);
        }
        let end = if place.passage.is(token, "who") {
            token - usize::from(token.checked_sub(1).is_some_and(|at| place.passage.is(at, ",")))
        } else {
            token + 1
        };
        let mut here = self.of_block(place.block).iter();
        here.find(|named| named.tokens.end == end).map(|named| named.surname)
    }

    /// Whose a possessive says: "his", "Ada Brook's".
    pub(super) fn owner(&self, place: Place<'_, 'p>, token: usize) -> Option<&'p str> {
        let passage = place.passage;
        if let Some(of) = Gender::of_owner(passage, token) {
            return self.meant(place, token, of);
        }
        let owns = passage.is(token, "s");
        let end =
            token.checked_sub(1).filter(|at| owns && passage.is_any(*at, &["'", "\u{2019}"]))?;
        let mut here = self.of_block(place.block).iter();
        here.find(|named| named.tokens.end == end).map(|named| named.surname)
    }
}

/// Whether some noun for one who may be meant by a pronoun is the subject of a clause there.
fn acts(passage: &Passage<'_>, tokens: Tokens, of: Gender) -> bool {
    let inside = |sentence: &&Sentence| {
        sentence.tokens.start < tokens.end && tokens.start < sentence.tokens.end
    };
    let clauses = passage.sentences.iter().filter(inside).flat_map(|sentence| &sentence.clauses);
    let mut subjects = clauses.filter_map(|clause| passage.mentions.get(clause.subject?));
    subjects.any(|mention| {
        let MentionKind::Noun(noun) = &mention.kind else { return false };
        let person = passage.tokens[noun.head].word.is(class::PERSON)
            || life::OTHERS.iter().any(|word| passage.is(noun.head, word));
        tokens.contains(&noun.head)
            && person
            && gender(passage, noun.head).is_none_or(|own| own == of)
    })
}
