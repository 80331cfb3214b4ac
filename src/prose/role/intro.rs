//! Somebody who is introduced twice, as what nobody is at once: "said NAME, the provincial police
//! chief", and pages on "said NAME, the army's regional commander"; "NAME, a nurse", "NAME, a
//! baker".
//!
//! A text says once who somebody is. That it does so again in other words is no slip as long as both
//! can be true: a general word and a special one, two offices of which one takes an evening a month,
//! a post in one body and a trade. Left out is whatever tells of a change, or of another time.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use smol_str::SmolStr;

use super::differ::{are_of_two_bodies, are_of_two_sides, are_two, is_one, is_same_post};
use super::heads::{BELOW, HEADS, Kind};
use super::time::{Tenure, When};
use super::{HELP, RULE, time};
use crate::prose::lexicon::class;
use crate::prose::passage::{Mention, MentionKind, Passage};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::token;
use crate::prose::words::Words;

/// Most words of an introduction before its head, and behind it.
const BEFORE: usize = 8;
const BEHIND: usize = 8;

/// What a post begins with that is below another.
const VICE: &str = "vice-";

/// Most words of a name.
const NAME: usize = 4;

/// Most introductions of one name that are compared.
const MOST: usize = 8;

/// Words that make an introduction one of another time or kind, beside those of [`time`].
const OTHER: &[&str] = &[
    "previously",
    "honorary",
    "onetime",
    "sometime",
    "longtime",
    "counterpart",
    "aspiring",
    "trainee",
    "apprentice",
    "part-time",
    "amateur",
    "volunteer",
    "founding",
    "co-chair",
    "co-director",
    "joint",
    "qualified",
    "trained",
];

/// Words of a sentence that say that its subject is more than one thing, with a post behind them.
static BOTH: Words =
    Words::new(&["also", "both", "combines", "combined", "combining", "doubles", "doubled"]);

/// Tokens from such a word to the post.
const REACH: usize = 8;

/// What somebody is introduced as.
pub(super) struct Intro {
    pub(super) what: &'static str,
    pub(super) kind: Kind,
    pub(super) is_below: bool,
    /// "A judge": one of many.
    pub(super) is_any: bool,
    pub(super) is_retired: bool,
    /// Words that narrow it, and words for what it is of.
    pub(super) fields: SmallVec<[SmolStr; 4]>,
    pub(super) body: SmallVec<[SmolStr; 4]>,
    /// Whether what it is of has a name of its own: "of the Orlen Museum".
    pub(super) is_of_named: bool,
    /// Whether it is what somebody is said to do for a body: "who runs the site for …".
    pub(super) is_duty: bool,
    pub(super) when: When,
    pub(super) name: String,
    pub(super) at: BlockIx,
    pub(super) sentence: usize,
    pub(super) bytes: Range<usize>,
    pub(super) words: String,
}

/// What a document tells of people beside their introductions.
#[derive(Default)]
struct People {
    /// Given names of each surname.
    given: FxHashMap<SmolStr, FxHashSet<SmolStr>>,
    /// Surnames of those who are said to take a post, to leave it, or to hold more than one.
    moved: FxHashSet<SmolStr>,
}

/// Slips of a document.
pub(super) fn slips<'p>(
    passages: impl Iterator<Item = (BlockIx, &'p Passage<'p>)>,
    out: &mut Vec<Slip>,
) {
    let mut people = People::default();
    let mut first: FxHashMap<SmolStr, Vec<Intro>> = FxHashMap::default();
    let mut order: Vec<SmolStr> = Vec::new();
    let mut last = None;
    for (at, passage) in passages {
        for (ix, sentence) in passage.sentences.iter().enumerate() {
            let before = last;
            last = sentence.tokens.clone().rev().find_map(|at| time::year(passage, at)).or(last);
            let mentions = passage.mentions_of(sentence);
            let names = mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name));
            let mut names = names.peekable();
            if names.peek().is_none() {
                continue;
            }
            let scope = Scope::new(passage, sentence.tokens.clone(), before);
            for mention in names {
                people.see(&scope, mention);
                let intro = scope.intro(mention).map(|intro| Intro { at, sentence: ix, ..intro });
                let Some(intro) = intro else { continue };
                let surname = surname(&intro.name);
                let known = first.entry(surname.clone()).or_insert_with(|| {
                    order.push(surname);
                    Vec::new()
                });
                if known.len() < MOST {
                    known.push(intro);
                }
            }
        }
    }
    for surname in &order {
        let Some(all) = first.get(surname).filter(|_| !people.moved.contains(surname)) else {
            continue;
        };
        let shared = people.given.get(surname).is_some_and(|given| given.len() > 1);
        let mut pairs = (1..all.len()).flat_map(|b| (0..b).map(move |a| (&all[a], &all[b])));
        let held = |intro: &Intro| {
            let others = order.iter().filter(|other| *other != surname);
            let mut others = others.filter_map(|other| first.get(other)).flatten();
            others.any(|other| is_same_post(intro, other))
        };
        let found = pairs.find(|(a, b)| {
            is_one(a, b, shared)
                && (are_two(a, b)
                    || are_of_two_sides(a, b)
                    || are_of_two_bodies(a, b) && (held(a) || held(b)))
        });
        out.extend(found.map(|(a, b)| slip(a, b)));
    }
}

fn surname(name: &str) -> SmolStr {
    SmolStr::new(name.split_whitespace().next_back().unwrap_or(name))
}

impl People {
    /// What the sentence of a name tells of whom it names.
    fn see(&mut self, scope: &Scope<'_>, mention: &Mention) {
        let own = own(scope.passage, mention);
        let Some(last) = own.clone().next_back() else { return };
        let surname = SmolStr::new(scope.passage.token(last));
        if own.len() > 1 {
            let given = SmolStr::new(scope.passage.token(own.start));
            self.given.entry(surname.clone()).or_default().insert(given);
        }
        if scope.is_of_two {
            self.moved.insert(surname);
        }
    }
}

/// The tokens of a name without its titles.
fn own(passage: &Passage<'_>, mention: &Mention) -> Range<usize> {
    let mut tokens = mention.tokens.clone();
    let titled = |at: usize| passage.tokens[at].word.is(class::TITLE);
    while tokens.len() > 1 && titled(tokens.start) {
        tokens.start += 1;
    }
    tokens
}

/// What somebody is, as it is written.
#[derive(Default)]
pub(super) struct Found {
    pub(super) what: &'static str,
    pub(super) kind: Kind,
    pub(super) fields: SmallVec<[SmolStr; 4]>,
    pub(super) body: SmallVec<[SmolStr; 4]>,
    pub(super) tenure: Option<Tenure>,
    /// Whether a verb says it.
    pub(super) is_duty: bool,
    /// With what is told of how long it was held.
    pub(super) tokens: Range<usize>,
}

/// The sentence that is read.
pub(super) struct Scope<'a> {
    pub(super) passage: &'a Passage<'a>,
    pub(super) sentence: Range<usize>,
    /// Whether it tells of a change of posts, and whether it does so of a post, or of two at once.
    moves: bool,
    is_of_two: bool,
    /// The last year that the text tells before it.
    last: Option<u16>,
}

impl<'a> Scope<'a> {
    fn new(passage: &'a Passage<'a>, sentence: Range<usize>, last: Option<u16>) -> Self {
        let moves = sentence.clone().any(|at| time::moves(passage, at));
        let post = |at: usize| head(passage, sentence.start, at + 1).is_some();
        let both = |at: usize| {
            passage.is_of(at, &BOTH) && (at + 1..(at + REACH).min(sentence.end)).any(post)
        };
        let is_of_two = moves && sentence.clone().any(post) || sentence.clone().any(both);
        Self { passage, sentence, moves, is_of_two, last }
    }

    /// What stands beside a name and says what its bearer is.
    fn intro(&self, mention: &Mention) -> Option<Intro> {
        let passage = self.passage;
        let own = own(passage, mention);
        let mut first = mention.tokens.start;
        while first > self.sentence.start && passage.tokens[first - 1].word.is(class::TITLE) {
            first -= 1;
        }
        let person = own.clone().all(|at| {
            let token = &passage.tokens[at];
            token.capital && !token.word.is(class::ORGANISATION | class::PLACE)
        });
        let titled = first < own.start;
        if self.moves || !person || own.len() > NAME {
            return None;
        }
        // "Linesman NAME" is as good as a title.
        let bare = || self.bare(first);
        if own.len() == 1 && !titled && bare().is_none() {
            return None;
        }
        let found = self
            .behind(own.end)
            .or_else(|| self.before(first, own.end))
            .or_else(|| self.who(own.end))
            .or_else(|| self.as_post(first))
            .or_else(bare)?;
        let span = found.tokens.clone();
        let around = span.start.min(first)..span.end.max(own.end);
        let other = |at: usize| {
            let word = passage.lower(at);
            let retired = word == "retired" && span.contains(&at);
            let since = word == "since" && found.tenure.is_some();
            let other = OTHER.contains(&word.as_str()) && word != found.what;
            (time::is_other(&word) && !retired && !since) || other
        };
        if around.clone().any(other) {
            return None;
        }
        let told = (found.tenure, span.clone());
        let names = |at: usize| {
            passage.tokens[at].capital && found.body.contains(&SmolStr::new(passage.lower(at)))
        };
        let is_of_named = (span.start + 1..span.end).any(names);
        Some(Intro {
            what: found.what,
            kind: found.kind,
            is_below: found.fields.iter().any(|word| BELOW.contains(&word.as_str()))
                || span.clone().any(|at| passage.lower(at).starts_with(VICE)),
            is_any: passage.is_any(span.start, &["a", "an"]),
            is_retired: span.clone().any(|at| passage.is(at, "retired")),
            fields: found.fields,
            is_of_named,
            is_duty: found.is_duty,
            body: found.body,
            when: When::of(passage, (&self.sentence, span.end), told, self.last),
            name: passage.slice(&own).to_owned(),
            at: BlockIx { document: 0, block: 0 },
            sentence: 0,
            bytes: passage.bytes(&span),
            words: passage.slice(&span).to_owned(),
        })
    }

    fn is_mark(&self, at: usize) -> bool {
        matches!(self.passage.token(at), "'" | "\u{2019}")
    }

    /// Whether an introduction ends before a token.
    pub(super) fn closes(&self, at: usize) -> bool {
        at >= self.sentence.end
            || matches!(self.passage.token(at), "," | "." | ";" | ")" | "?" | "!" | ":")
    }

    /// "NAME, the chair of the board,", "NAME (clerk)".
    fn behind(&self, end: usize) -> Option<Found> {
        let passage = self.passage;
        let found = match passage.token(end) {
            "(" => self.phrase(end + 1).filter(|found| passage.is(found.tokens.end, ")")),
            "," => self.phrase(end + 1),
            _ => None,
        }?;
        // "NAME, the clerk, the chair and the cook": a list, of which the name is one.
        let next = found.tokens.end + 1;
        let comma = passage.token(found.tokens.end) == ",";
        let lists = self.is_led(next)
            || passage.is(next, "and") && (self.is_led(next + 1) || passage.is(next + 1, "a"));
        (!comma || !lists).then_some(found)
    }

    /// "The harbour master, NAME,", "the cellist NAME".
    fn before(&self, first: usize, after: usize) -> Option<Found> {
        let passage = self.passage;
        let end = first.checked_sub(1)?;
        let comma = passage.token(end) == ",";
        let end = if comma { end } else { first };
        let least = end.saturating_sub(BEFORE + BEHIND).max(self.sentence.start);
        let mut led = (least..end).rev().filter(|at| self.is_led(*at));
        let found = led.find_map(|at| self.phrase(at).filter(|found| found.tokens.end == end))?;
        let start = found.tokens.start;
        // "The chair, NAME and the clerk", "the cook, the clerk, NAME".
        let next = after + usize::from(passage.token(after) == ",");
        let goes_on = passage.is(next, "and") || next > after && self.is_led(next);
        let listed = start > self.sentence.start
            && (passage.token(start - 1) == "," || passage.is(start - 1, "and"));
        let listed = listed || goes_on;
        (!comma || !listed).then_some(found)
    }

    /// "NAME is the head gardener", "NAME was mayor", "NAME, as mayor, …", "NAME, who was the ship's cook",
    /// "NAME, who, as the ship's cook, …".
    fn who(&self, end: usize) -> Option<Found> {
        let passage = self.passage;
        if passage.is_any(end, &["is", "was"]) {
            return self.post(end + 1);
        }
        let as_post = end + usize::from(passage.token(end) == ",");
        if passage.is(as_post, "as") {
            return self.post(as_post + 1);
        }
        if passage.token(end) != "," || !passage.is(end + 1, "who") {
            return None;
        }
        let comma = passage.token(end + 2) == ",";
        let link = end + 2 + usize::from(comma);
        let linked = passage.is(link, "as") || !comma && passage.is_any(link, &["is", "was"]);
        linked.then(|| self.post(link + 1)).flatten().or_else(|| self.duty(end + 2))
    }

    /// "As finance director NAME had …", "as their counsel, NAME".
    fn as_post(&self, first: usize) -> Option<Found> {
        let passage = self.passage;
        let comma = first.checked_sub(1).is_some_and(|at| passage.token(at) == ",");
        let end = first - usize::from(comma);
        let least = end.saturating_sub(BEFORE).max(self.sentence.start);
        let link = (least..end).rev().find(|at| passage.is(*at, "as"))?;
        self.post(link + 1).filter(|found| found.tokens.end == end)
    }

    /// "Linesman NAME", "attorney general NAME": a post of one word or two without an article.
    fn bare(&self, first: usize) -> Option<Found> {
        /// Most words of it.
        const WORDS: usize = 2;
        let least = first.saturating_sub(WORDS).max(self.sentence.start);
        let free = |start: usize| {
            let before = start.checked_sub(1).filter(|at| self.sentence.contains(at));
            before.is_none_or(|at| {
                let token = &self.passage.tokens[at];
                let narrows = class::DETERMINER | class::ADJECTIVE | class::QUALITY;
                token.kind == token::Kind::Word
                    && !token.word.is(narrows)
                    && !time::is_other(&self.passage.lower(at))
                    || matches!(self.passage.token(at), "," | "." | ";")
            })
        };
        let starts = (least..first).filter(|start| free(*start));
        starts.filter_map(|start| self.short(start, first)).next_back()
    }

    /// A post that fills some tokens.
    fn short(&self, start: usize, end: usize) -> Option<Found> {
        let (what, kind, from) = head(self.passage, start, end)?;
        let fields = (start..from).map(|at| self.passage.lower(at)).collect();
        let body = SmallVec::new();
        let post = !matches!(kind, Kind::Lead | Kind::Field);
        let tokens = start..end;
        post.then_some(Found { what, kind, fields, body, tokens, ..Found::default() })
    }

    /// A post, with or without an article.
    fn post(&self, start: usize) -> Option<Found> {
        let known = self.phrase(start);
        known.or_else(|| {
            let until = (start + BEFORE).min(self.sentence.end);
            (start + 1..until).find_map(|end| self.short(start, end))
        })
    }

    /// Whether a noun phrase that is known begins at a token.
    fn is_led(&self, at: usize) -> bool {
        self.passage.is_any(at, &["the", "a", "an", "its", "their", "our", "his", "her", "my"])
    }

    /// What somebody is, from a token on.
    fn phrase(&self, start: usize) -> Option<Found> {
        let passage = self.passage;
        let led = self.is_led(start);
        let first = start + usize::from(passage.is_any(start, &["the", "a", "an", "its", "their"]));
        let until = (first + BEFORE).min(self.sentence.end);
        let stop = class::PREPOSITION | class::CONJUNCTION | class::RELATIVE | class::PRONOUN;
        let goes_on = |at: &usize| {
            let token = &passage.tokens[*at];
            self.is_mark(*at) || (token.kind == token::Kind::Word && !token.word.is(stop))
        };
        // Whatever narrows the head stands before it in small letters, and what it is of before a mark.
        let end = (first..until).find(|at| !goes_on(at)).unwrap_or(until);
        let mark = (first..end).rfind(|at| self.is_mark(*at));
        let own = mark.map_or(first, |mark| mark + 1 + usize::from(passage.is(mark + 1, "s")));
        let end = (own..end).find(|at| passage.tokens[*at].capital).unwrap_or(end);
        let (what, kind, head) = head(passage, own, end)?;
        let mut fields: SmallVec<[SmolStr; 4]> = (own..head).map(|at| passage.lower(at)).collect();
        let body = (first..mark.unwrap_or(first)).map(|at| passage.lower(at));
        let mut body: SmallVec<[SmolStr; 4]> = body.collect();
        let end = self.rest(end, &mut fields, &mut body)?;
        // "NAME, baker, …" may be one of a list, and "NAME, nurse at the hospital," is none.
        if !led && body.is_empty() && matches!(kind, Kind::Trade | Kind::Field) {
            return None;
        }
        let (tenure, out) =
            Tenure::read(passage, end).map_or((None, end), |(t, end)| (Some(t), end));
        let named = passage.tokens.get(out).is_some_and(|token| token.capital);
        let relative = passage.tokens.get(out).is_some_and(|token| token.word.is(class::RELATIVE));
        let ends = self.closes(out) || named || relative || passage.is(out, "since");
        // "The chair and treasurer".
        let tokens = start..out;
        ends.then(|| Found { what, kind, fields, body, tenure, tokens, is_duty: false })
    }

    /// One past what a head is of: "of the co-operative", "for rural affairs", "at the laboratory".
    pub(super) fn rest(
        &self,
        end: usize,
        fields: &mut SmallVec<[SmolStr; 4]>,
        body: &mut SmallVec<[SmolStr; 4]>,
    ) -> Option<usize> {
        let passage = self.passage;
        let mut at = end;
        while passage.is_any(at, &["of", "for", "at", "in", "on", "with", "from"])
            && Tenure::read(passage, at).is_none()
        {
            let field = !self.is_led(at + 1) && !passage.tokens.get(at + 1)?.capital;
            let into =
                if field && passage.is_any(at, &["of", "for"]) { &mut *fields } else { &mut *body };
            let until = (at + 1 + BEHIND).min(self.sentence.end);
            let stop =
                class::RELATIVE | class::PRONOUN | class::PREPOSITION | class::BE | class::HAVE;
            let next = (at + 1..until).find(|at| {
                let token = &passage.tokens[*at];
                self.closes(*at) || token.word.is(stop) && !passage.is(*at, "its")
            });
            let next = next.unwrap_or(until);
            let words = (at + 1..next).filter(|at| !passage.tokens[*at].word.is(class::DETERMINER));
            // "Of the trust and headteacher of the school".
            let two =
                words.clone().any(|at| passage.is(at, "and") && head(passage, at, next).is_some());
            if two || next == at + 1 {
                return None;
            }
            into.extend(words.map(|at| passage.lower(at)));
            at = next;
        }
        Some(at)
    }
}

/// The head that ends before a token, and where it begins.
fn head(passage: &Passage<'_>, start: usize, end: usize) -> Option<(&'static str, Kind, usize)> {
    let last = end.checked_sub(1).filter(|at| *at >= start)?;
    let token = passage.tokens.get(last)?;
    if token.kind != token::Kind::Word {
        return None;
    }
    // "Vice-president": the post is that of a president, and below it.
    let lower = passage.lower(last);
    let lower = SmolStr::new(lower.strip_prefix(VICE).unwrap_or(&lower));
    let of = |words: &str| {
        let from = end.checked_sub(words.split(' ').count()).filter(|from| *from >= start)?;
        let is =
            |at: usize, word: &str| if at == last { lower == word } else { passage.is(at, word) };
        let same = words.split(' ').enumerate().all(|(n, word)| is(from + n, word));
        same.then_some(from)
    };
    // The longest one counts: "chief executive".
    let listed = heads().get(lower.as_str())?.iter();
    let found = listed.filter_map(|(words, what, kind)| Some((*what, *kind, of(words)?)));
    found.min_by_key(|(_, _, from)| *from)
}

/// [`HEADS`] by their last words.
fn heads() -> &'static FxHashMap<&'static str, Vec<(&'static str, &'static str, Kind)>> {
    type ByWord = FxHashMap<&'static str, Vec<(&'static str, &'static str, Kind)>>;
    static BY_WORD: LazyLock<ByWord> = LazyLock::new(|| {
        let mut out = ByWord::default();
        for head in HEADS {
            let last = head.0.rsplit(' ').next().unwrap_or(head.0);
            out.entry(last).or_default().push(*head);
        }
        out
    });
    &BY_WORD
}

fn slip(known: &Intro, found: &Intro) -> Slip {
    let name = if found.name.len() > known.name.len() { &found.name } else { &known.name };
    Slip {
        rule: RULE,
        at: found.at,
        bytes: found.bytes.clone(),
        message: format!(
            "{name} is \u{201c}{}\u{201d} here and \u{201c}{}\u{201d} before",
            found.words, known.words
        ),
        label: found.words.clone(),
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
    fn nobody_is_introduced_as_two() {
        for bad in [
            "They asked Major Ada Brook, the county police chief. \"I came,\" said Major Ada Brook, the army's local commander.",
            "They asked Ada Brook, the finance minister since 2022. Ada Brook, the interior minister since 2022, left.",
            "\"It is late,\" said Ada Brook, the chair of the dairy. \"It is not,\" said Ada Brook, the managing director of the dairy.",
            "He lives with Ada Brook, a schoolteacher. The map is by Ada Brook, a pharmacist, whom he met there.",
            "In 1960 he met Ada Brook, a nurse, who sang. With Ada Brook, a baker, whom he met in 1960, he had a son.",
            "Present: Captain Carl Dane (harbour master), Mr Ivo Sands (clerk). They thanked the harbour master, Mr Sands, for coming.",
            "The cellist Ada Brook spoke. Nobody heard Ada Brook, the violinist.",
            "Ada Brook, a retired postman, spoke. The dog belonged to Ada Brook, a retired miner.",
            "Ada Brook, director of the museum, spoke. Ada Brook, deputy director of the museum, left.",
            "The president of the court, Ada Brook, spoke. Ada Brook, the clerk of the court, left.",
            "They asked Ada Brook, a fisherman from the village. Ada Brook, a schoolteacher in the village, left.",
            "The defence lawyer, Ada Brook, spoke. The prosecutor, Ada Brook, spoke too.",
            "They asked Ada Brook, the school's caretaker. Ms Brook, the school's librarian, spoke.",
            "Ada Brook is the head gardener of the park. They asked the head cook, Ada Brook.",
            "Ada Brook, vice-president of the union, spoke. Ada Brook, the president of the union, left.",
            "They asked Ada Brook, the county's finance officer. Ada Brook, the county's planning officer, left.",
            "They asked Ada Brook, the trust's archivist. As the trust's carpenter, Ada Brook has a key.",
            "The referee, Ada Brook, fell. In her report linesman Brook wrote that it was late.",
            "They asked Ada Brook, the mayor of Orlen. Ms Brook, who as deputy mayor of Orlen can do little, left.",
            "The harbour master, Ada Brook, spoke. Ms Brook, who was the ship's navigator, left.",
            "The provincial governor, Ada Brook, stayed. Ms Brook, as mayor throughout the flood, left last.",
            "The provincial governor, Ada Brook, stayed. Ms Brook was mayor throughout the flood.",
            "On 4 May 2019 they met the naval attaché, Ada Brook. They thanked the consular attaché, Ada Brook.",
            "Ada Brook, the bursar from 2014 to 2019, spoke. Ada Brook, the registrar from 2014 to 2019, left.",
            "Ada Brook, the naval attaché, spoke. They thanked the consular attaché, Ada Brook.",
            "Ms Ada Brook, head of Orlen School, came with Mr Carl Dane, head of Varde School. They asked Ms Brook, the head of Varde.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}: {:?}", found(bad));
        }
        for good in [
            "The provincial governor, Ada Brook, stayed. Ms Brook, as chair of the meeting, closed it.",
            "The provincial governor, Ada Brook, stayed. Ms Brook was witness to the flood.",
            // One in other words, a general one and a special one.
            "They asked Ada Brook, the county police chief. Major Ada Brook, the police commander, left.",
            "They asked Ada Brook, the director of the museum. Ada Brook, the head of the museum, left.",
            "They asked Ada Brook, a doctor. Ada Brook, a surgeon, left.",
            "They asked Ada Brook, the chief executive of the firm. Ada Brook, its managing director, left.",
            "They asked Ada Brook, the minister. Ada Brook, the finance minister, left.",
            "They asked Ada Brook, the finance minister. Ada Brook, the economy minister, left.",
            "They asked Ada Brook, the mother of three. Ada Brook, the mayor, left.",
            // Two offices that one may hold, and a trade beside a post.
            "They asked Ada Brook, the chair of the village hall. Ada Brook, the headteacher of the school, left.",
            "They asked Ada Brook, chair of the trust and headteacher of the school. Ada Brook, the headteacher, left.",
            "They asked Ada Brook, the mayor. Ada Brook, a nurse, left.",
            "They asked Ada Brook, a judge. Ada Brook, the chair, left.",
            "They asked Ada Brook, the county's finance officer. Ada Brook, the director of the county, left.",
            "Ms Ada Brook, head of Orlen School, came. They asked Ms Brook, the head of Varde.",
            "Ms Ada Brook, head of Orlen School, came with Mr Carl Dane, head of Varde School. They asked Ms Brook, the head of Orlen.",
            // Another time.
            "They asked Ada Brook, the former finance minister. Ada Brook, the interior minister, left.",
            "They asked Ada Brook, the finance minister. Brook became interior minister. Ada Brook, the interior minister, left.",
            "In 1990 Ada Brook, the finance minister, left. In 2001 Ada Brook, the foreign minister, spoke.",
            "They asked Ada Brook, the finance minister since 2019. Ada Brook, the interior minister since 2022, left.",
            "They asked Ada Brook, a retired miner. Ada Brook, a baker, left.",
            "It rained in 1990. They asked Ada Brook, the bursar. In 2001 Ada Brook, the registrar, left.",
            "Ada Brook, the bursar from 2014 to 2019, spoke. Ada Brook, the registrar from 2019 to 2022, left.",
            // Two people, and lists.
            "They asked Ada Brook, the treasurer. Carl Brook, the clerk, left.",
            "They met Ada Brook, the treasurer, the clerk and two members. They asked Ada Brook, the clerk.",
            "Present were the treasurer, the clerk, Ada Brook, and the cook. They asked Ada Brook, the treasurer.",
            "They thanked the treasurer, Mr Dane and the cook. Mr Carl Dane, the clerk, left.",
            "Ada Brook, the treasurer, spoke. Brook is also the clerk. Ada Brook, the clerk, left.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }
}
