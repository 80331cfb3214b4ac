//! One quotation that is credited to two speakers: "…," said NAME, and later, as another's remark.
//!
//! The second time it may be a part of the first, or told without marks ("her remark that …"). Who
//! speaks may be a pronoun, which stands for whom the text has settled that it does. Likewise one
//! motion that two people are said to have moved.
//!
//! | file | what |
//! | --- | --- |
//! | `credit` | whom a sentence credits with words that it does not let him say |
//! | `motion` | motions, and who moves them |
//! | `recall` | remarks that are recalled by what they are about |

mod credit;
mod motion;
mod recall;

use std::ops::Range;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use smol_str::SmolStr;

use super::context::{Contexts, Speaker};
use super::gist;
use super::lexicon::{self, class};
use super::passage::{MentionKind, Passage, Tokens};
use super::reading::BlockIx;
use super::slip::Slip;
use super::thing::{Meaning, Resolved, ThingIx};
use super::token::Kind;
use super::words::Words;
use crate::record::EntityKind;
use motion::Motion;

/// The rule that reports these.
const RULE: &str = "misattributed-quote";

/// Fewest words of a quotation that two people do not happen to say.
const WORDS: usize = 4;

/// Fewest words of a part of one, and of what two have in common beside words of their own; and
/// fewest of these that are no words of grammar.
const PART: usize = 5;
const RUN: usize = 6;
const TELLING: usize = 2;
const TELLING_RUN: usize = 3;

/// Most words of a quotation that are looked at.
const LONGEST: usize = 200;

/// Words of the sentence around a quotation that say that somebody else said it first.
static ECHOES: Words = Words::new(&[
    "agreed",
    "agreeing",
    "agrees",
    "borrowed",
    "borrowing",
    "echo",
    "echoed",
    "echoes",
    "echoing",
    "recalled",
    "recalling",
    "repeat",
    "repeated",
    "repeating",
    "repeats",
    "chant",
    "chanted",
    "chanting",
    "sang",
]);

/// Nouns for what somebody said, behind a possessive: "the mayor's remark".
const SAYINGS: &[&str] = &[
    "account",
    "admission",
    "advice",
    "answer",
    "apology",
    "assurance",
    "claim",
    "comment",
    "complaint",
    "conclusion",
    "description",
    "expression",
    "formula",
    "joke",
    "line",
    "motto",
    "phrase",
    "plea",
    "pledge",
    "prediction",
    "promise",
    "question",
    "quip",
    "remark",
    "reply",
    "response",
    "saying",
    "sentence",
    "slogan",
    "statement",
    "summary",
    "verdict",
    "view",
    "warning",
    "word",
    "words",
];

/// Most motions of a document that are compared, and most remarks that it recalls.
const MOTIONS: usize = 64;
const RECALLED: usize = 64;

/// What to do about a quotation of two.
const HELP: &str = "look up who said it, or say who repeats whom";

/// Somebody who is said to say something.
#[derive(Clone)]
struct Who {
    name: String,
    thing: Option<ThingIx>,
    kind: Option<EntityKind>,
}

/// What is said and who is said to say it.
struct Quoted {
    speaker: Who,
    at: BlockIx,
    bytes: Range<usize>,
    /// Its words in lower case, and whether each says something.
    words: Vec<(SmolStr, bool)>,
    /// Whether it stands between marks.
    marked: bool,
    /// The words of its sentence outside of it.
    around: String,
}

/// Slips of a document.
pub(super) fn of_document<'p>(
    passages: impl Iterator<Item = (BlockIx, &'p Passage<'p>, &'p Contexts)>,
    resolved: &Resolved,
) -> Vec<Slip> {
    let mut all: Vec<Quoted> = Vec::new();
    // By four words in a row: who said them first.
    let mut first: FxHashMap<[SmolStr; WORDS], usize> = FxHashMap::default();
    let mut out = Vec::new();
    let mut motions: Vec<Motion> = Vec::new();
    let mut offices = Offices::default();
    let mut left = RECALLED;
    for (at, passage, contexts) in passages {
        let reader = Reader { at, passage, contexts, resolved, offices: &Offices::default() };
        for (office, name) in credit::offices(passage) {
            let Some(who) = reader.who(&name) else { continue };
            let known = offices.entry(office).or_insert_with(|| Some(who.clone()));
            // Of two mayors none is "the mayor".
            if known.as_ref().is_some_and(|known| are_two(known, &who)) {
                *known = None;
            }
        }
        let reader = Reader { offices: &offices, ..reader };
        for found in motion::of(&reader) {
            match motions.iter().find(|known| motion::is_one(known, &found)) {
                Some(known) if are_two(&known.quoted.speaker, &found.quoted.speaker) => {
                    out.push(motion::slip(known, &found));
                }
                None if motions.len() < MOTIONS => motions.push(found),
                _ => {}
            }
        }
        if contexts.quotations().next().is_none() && all.is_empty() {
            continue;
        }
        for recalled in recall::of(&reader).take(left) {
            left -= 1;
            let known = recall::contradicted(&all, &recalled);
            out.extend(known.map(|known| slip("the remark", known, &recalled.0)));
        }
        for found in reader.quoted() {
            let runs = || found.words.array_windows::<WORDS>().map(|run| run.clone().map(|w| w.0));
            let mut known: SmallVec<[usize; 4]> =
                runs().filter_map(|run| first.get(&run).copied()).collect();
            known.sort_unstable();
            known.dedup();
            let same = known.iter().map(|known| &all[*known]).find(|known| is_same(known, &found));
            match same {
                Some(known)
                    if are_two(&known.speaker, &found.speaker) && !echoes(known, &found) =>
                {
                    out.push(slip("one quotation", known, &found));
                }
                Some(_) => {}
                None => {
                    for run in runs() {
                        first.entry(run).or_insert(all.len());
                    }
                    all.push(found);
                }
            }
        }
    }
    out
}

/// Whether two people who say this say one thing: all of it, a part of it, or most of it.
fn is_same(a: &Quoted, b: &Quoted) -> bool {
    if !a.marked && !b.marked {
        return false;
    }
    let least = a.words.len().min(b.words.len());
    let (run, telling) = longest_run(&a.words, &b.words);
    let whole = run == a.words.len() && run == b.words.len();
    let part = run == least && run >= PART && telling >= TELLING;
    whole || part || (run >= RUN && telling >= TELLING_RUN && 2 * run >= least)
}

/// The most words in a row that two have in common, and how many of them say something.
fn longest_run(a: &[(SmolStr, bool)], b: &[(SmolStr, bool)]) -> (usize, usize) {
    let mut best = (0, 0);
    let mut row = vec![0_usize; b.len() + 1];
    for (x, word) in a.iter().enumerate() {
        for y in (0..b.len()).rev() {
            row[y + 1] = if word.0 == b[y].0 { row[y] + 1 } else { 0 };
            if row[y + 1] > best.0 {
                let telling = a[x + 1 - row[y + 1]..=x].iter().filter(|word| word.1).count();
                best = (row[y + 1], telling);
            }
        }
    }
    best
}

/// Whether the one is said to be said by both, or after the other.
fn echoes(a: &Quoted, b: &Quoted) -> bool {
    let last = |who: &Who| who.name.split_whitespace().next_back().map(str::to_lowercase);
    let first = |who: &Who| who.name.split_whitespace().next().map(str::to_lowercase);
    // Of two people with one surname, the given name tells which.
    let one_surname = last(&a.speaker) == last(&b.speaker);
    let names = |around: &str, who: &Who| {
        let called = if one_surname { first(who) } else { last(who) };
        around.split(' ').any(|word| Some(word) == called.as_deref())
    };
    // "“A boat is a promise, he used to say”": it is told in the other's as somebody's.
    let said = |quoted: &Quoted| {
        let says = |(word, _): &(SmolStr, bool)| matches!(word.as_str(), "say" | "said" | "says");
        quoted.words.iter().any(says)
    };
    let echo = |around: &str| around.split(' ').any(|word| ECHOES.all().contains(&word));
    said(a) != said(b)
        || names(&a.around, &b.speaker)
        || names(&b.around, &a.speaker)
        || echo(&a.around)
        || echo(&b.around)
}

/// Who is called by an office, by its noun; `None` for an office of several.
type Offices = FxHashMap<SmolStr, Option<Who>>;

/// What quotations are read with.
struct Reader<'p> {
    offices: &'p Offices,
    at: BlockIx,
    passage: &'p Passage<'p>,
    contexts: &'p Contexts,
    resolved: &'p Resolved,
}

impl Reader<'_> {
    /// What the passage says that somebody says, in these very words.
    fn quoted(&self) -> Vec<Quoted> {
        let mut last: Option<(Tokens, Who)> = None;
        let marked = self.contexts.quotations().filter_map(|tokens| {
            let own = self.speaker(tokens, true);
            let speaker = own.or_else(|| self.goes_on(last.as_ref()?, tokens));
            last = speaker.map(|speaker| (tokens.clone(), speaker));
            self.said(tokens, last.as_ref()?.1.clone(), true)
        });
        let mut out: Vec<Quoted> = marked.collect();
        out.extend(
            self.reported()
                .filter_map(|tokens| self.said(&tokens, self.speaker(&tokens, false)?, false)),
        );
        out.sort_by_key(|quoted| quoted.bytes.start);
        out
    }

    /// Who goes on in a quotation that is the sentence behind one with a name: "…," said NAME. "…."
    fn goes_on(&self, (before, speaker): &(Tokens, Who), tokens: &Tokens) -> Option<Who> {
        let passage = self.passage;
        let own = passage.sentence_of(tokens.start)?;
        let inside = |at: usize| tokens.contains(&at) || passage.tokens[at].kind == Kind::Sign;
        let alone = passage.sentences.get(own)?.tokens.clone().all(inside);
        let follows = passage.sentence_of(before.end.checked_sub(1)?)? + 1 == own;
        (alone && follows).then(|| speaker.clone())
    }

    /// What stands in some tokens as said by somebody.
    fn said_by(&self, tokens: &Tokens, speaker: &Tokens) -> Option<Quoted> {
        self.said(tokens, self.who(speaker)?, false)
    }

    fn said(&self, tokens: &Tokens, speaker: Who, marked: bool) -> Option<Quoted> {
        let passage = self.passage;
        let words = words(passage, tokens)?;
        let sentence = &passage.sentences.get(passage.sentence_of(tokens.start)?)?.tokens;
        let around = sentence.clone().filter(|at| !tokens.contains(at));
        let around: Vec<SmolStr> = around.map(|at| passage.lower(at)).collect();
        let bytes = passage.bytes(tokens);
        Some(Quoted { speaker, at: self.at, bytes, words, marked, around: around.join(" ") })
    }

    /// What stands behind "her remark that", "NAME, who said that" or "as NAME put it", to the end of the sentence.
    fn reported(&self) -> impl Iterator<Item = Tokens> {
        let nouns = (0..self.passage.tokens.len()).filter(|at| {
            let said = self.passage.is_any(*at, SAYINGS) || credit::is_recalled(self.passage, *at);
            self.passage.is(at + 1, "that") && said
        });
        let said = nouns.filter_map(|noun| {
            let sentence = self.passage.sentence_of(noun)?;
            let end = self.passage.sentences.get(sentence)?.tokens.end;
            (noun + 2 < end).then_some(noun + 2..end)
        });
        said.chain(self.passage.sentences.iter().filter_map(|sentence| {
            credit::put(self.passage, &sentence.tokens).map(|(_, said)| said)
        }))
    }

    /// Who says a quotation.
    fn speaker(&self, tokens: &Tokens, marked: bool) -> Option<Who> {
        let passage = self.passage;
        let owned = owner(passage, tokens).and_then(|tokens| self.who(&tokens));
        let owned = owned.or_else(|| self.pronoun_owner(tokens));
        let credited = || self.who(&credit::credited(passage, tokens, marked)?);
        let owned = owned.or_else(credited);
        if owned.is_some() || !marked {
            return owned;
        }
        let behind = || self.who(&credit::right_behind(passage, tokens)?);
        let heard = || self.who(&heard_from(passage, tokens)?);
        let heard = behind().or_else(heard);
        let spoken: SmallVec<[Tokens; 2]> = self
            .contexts
            .at(tokens.start + 1)
            .speakers
            .into_iter()
            .filter_map(|speaker| match speaker {
                Speaker::Named(tokens) => Some(tokens),
                Speaker::Unnamed(_) | Speaker::Document(_) => None,
            })
            .collect();
        let is_pronoun =
            |tokens: &Tokens| tokens.clone().all(|at| passage.tokens[at].word.is(class::PRONOUN));
        let named = spoken.iter().find(|tokens| !is_pronoun(tokens));
        let pronoun = || spoken.iter().find(|tokens| is_pronoun(tokens));
        heard
            .or_else(|| self.who(named?))
            .or_else(|| self.who(&beside(passage, tokens)?))
            .or_else(|| self.who(pronoun()?))
    }

    /// Somebody, as the text calls them, or as it calls whom a pronoun stands for.
    fn who(&self, tokens: &Tokens) -> Option<Who> {
        let passage = self.passage;
        if tokens.is_empty() {
            return None;
        }
        let from = passage.mentions.partition_point(|m| m.tokens.start < tokens.start);
        let mention = (from..passage.mentions.len())
            .take_while(|at| passage.mentions[*at].tokens.start == tokens.start)
            .find(|at| passage.mentions[*at].tokens.end <= tokens.end);
        let meaning = mention.map(|at| self.resolved.meaning(self.at.document, self.at.block, at));
        if tokens.clone().all(|at| passage.tokens[at].word.is(class::PRONOUN)) {
            return self.settled(meaning?);
        }
        if let Some(named) = credit::bearer(passage, tokens) {
            return self.who(&named);
        }
        let text = passage.slice(tokens);
        let name =
            text.strip_prefix("The ").map_or_else(|| text.to_owned(), |rest| format!("the {rest}"));
        let thing = meaning.and_then(|meaning| match meaning {
            Meaning::One { thing, .. } => Some(*thing),
            _ => None,
        });
        let kind = thing.and_then(|thing| self.resolved.things.all.get(thing.0 as usize)?.kind);
        // "The minister", whom the text has called by a name.
        let office = !tokens.clone().any(|at| passage.tokens[at].capital && at > tokens.start);
        let known = meaning.filter(|m| office && matches!(m, Meaning::One { soft: false, .. }));
        let known = known.and_then(|meaning| self.settled(meaning)).or_else(|| {
            let noun = tokens.end.checked_sub(1).filter(|_| passage.is(tokens.start, "the"))?;
            self.offices.get(&passage.lower(noun))?.clone().filter(|_| tokens.len() == 2)
        });
        Some(known.unwrap_or(Who { name, thing, kind }))
    }

    /// Whom a pronoun is settled to stand for.
    fn settled(&self, meaning: &Meaning) -> Option<Who> {
        let Meaning::One { thing, .. } = meaning else { return None };
        let found = self.resolved.things.all.get(thing.0 as usize)?;
        // Of what has no kind, only the form of its name tells that it is nobody's.
        let nobody = class::PLACE | class::ORGANISATION | class::EVENT | class::DOCUMENT;
        let mut words = found.name.split(' ');
        let named =
            found.name.contains(' ') && !words.any(|w| lexicon::word(&w.to_lowercase()).is(nobody));
        let person = found.kind.map_or(named, |kind| kind == EntityKind::Person);
        let who = || Who { name: found.name.to_string(), thing: Some(*thing), kind: found.kind };
        (person && found.event.is_none()).then(who)
    }

    /// Whom "his own phrase" before a quotation is by.
    fn pronoun_owner(&self, quotation: &Tokens) -> Option<Who> {
        let passage = self.passage;
        let noun = saying_before(passage, quotation)?;
        let first = passage.mentions.partition_point(|m| m.tokens.start + NEAR < noun);
        let mention = (first..passage.mentions.len())
            .take_while(|at| passage.mentions[*at].tokens.start <= noun)
            .find(|at| {
                let kind = &passage.mentions[*at].kind;
                matches!(kind, MentionKind::Noun(phrase) if phrase.head == noun)
            })?;
        self.settled(self.resolved.owner(self.at.document, self.at.block, mention))
    }
}

/// The words of some tokens in lower case, if they are enough to be one person's and no title's.
fn words(passage: &Passage<'_>, tokens: &Tokens) -> Option<Vec<(SmolStr, bool)>> {
    let inside = tokens.clone().filter(|at| passage.tokens[*at].kind != Kind::Sign);
    let inside: Vec<usize> = inside.take(LONGEST).collect();
    let telling = |at: usize| gist::lemma(passage, at).is_some();
    let named = inside.iter().skip(1).filter(|at| passage.tokens[**at].capital && telling(**at));
    let says = inside.iter().filter(|at| telling(**at)).count();
    let titled = 2 * named.count() > says;
    let words = || inside.iter().map(|at| (passage.lower(*at), telling(*at))).collect();
    (inside.len() >= WORDS && !titled).then(words)
}

/// Most tokens from a noun for what was said to the quotation.
const NEAR: usize = 8;

/// The noun for what was said right before a quotation: "his own phrase for it, “…”".
fn saying_before(passage: &Passage<'_>, quotation: &Tokens) -> Option<usize> {
    let sentence = &passage.sentences.get(passage.sentence_of(quotation.start)?)?.tokens;
    let from = quotation.start.saturating_sub(NEAR).max(sentence.start);
    (from..quotation.start).rfind(|at| passage.is_any(*at, SAYINGS))
}

fn is_mark(passage: &Passage<'_>, at: usize) -> bool {
    matches!(passage.token(at), "'" | "\u{2019}")
}

/// The name behind "heard from" or "in the words of" before a quotation.
fn heard_from(passage: &Passage<'_>, quotation: &Tokens) -> Option<Tokens> {
    const HEARD: &[&str] = &["heard", "learned", "learnt", "words"];
    let sentence = &passage.sentences.get(passage.sentence_of(quotation.start)?)?.tokens;
    let comes = |at: usize| {
        passage.is_any(at, &["came", "comes"])
            && passage.is(at + 1, "from")
            && (sentence.start..at).any(|at| passage.is_any(at, SAYINGS))
    };
    let heard = (sentence.start..quotation.start).rfind(|at| {
        comes(*at) || passage.is_any(*at, HEARD) && passage.is_any(at + 1, &["from", "of"])
    })?;
    let title = usize::from(passage.tokens.get(heard + 2).is_some_and(|t| t.word.is(class::TITLE)));
    let named = passage.mentions.iter().find(|mention| {
        matches!(mention.kind, MentionKind::Name) && mention.tokens.start == heard + 2 + title
    })?;
    Some(named.tokens.clone())
}

/// The name or office beside a verb of saying, right behind a quotation ("…, Ada Brook told them"), or before one
/// that a colon or a comma leads in ("what Ada Brook told them in May: …").
fn beside(passage: &Passage<'_>, quotation: &Tokens) -> Option<Tokens> {
    /// Most tokens from a quotation to the verb behind it, and to the one before it.
    const BEHIND: usize = 5;
    const BEFORE: usize = 12;
    let says = |at: &usize| passage.tokens[*at].word.is(class::SPEECH);
    let named = |verb: usize| {
        // "He is quoted as saying".
        let is = verb.checked_sub(1).filter(|at| passage.tokens[*at].word.is(class::BE));
        passage.mentions.iter().find(|mention| {
            let near = mention.tokens.end == is.unwrap_or(verb) || mention.tokens.start == verb + 1;
            near && matches!(mention.kind, MentionKind::Name | MentionKind::Noun(_))
        })
    };
    let last = quotation.end.checked_sub(1)?;
    let behind = &passage.sentences.get(passage.sentence_of(last)?)?.tokens;
    let until = (quotation.end + BEHIND).min(behind.end);
    let verb = (quotation.end..until).find(says).and_then(named);
    let before = || {
        let led = passage.token(quotation.start.checked_sub(1)?);
        let sentence = &passage.sentences.get(passage.sentence_of(quotation.start)?)?.tokens;
        let from = quotation.start.saturating_sub(BEFORE).max(sentence.start);
        let verb = (from..quotation.start).rfind(says).filter(|_| matches!(led, ":" | ","))?;
        named(verb)
    };
    verb.or_else(before).map(|mention| mention.tokens.clone())
}

/// Who owns the noun before a quotation: "the mayor's remark, “…”".
fn owner(passage: &Passage<'_>, quotation: &Tokens) -> Option<Tokens> {
    let noun = saying_before(passage, quotation)?;
    let sentence = &passage.sentences.get(passage.sentence_of(noun)?)?.tokens;
    let from = quotation.start.saturating_sub(NEAR).max(sentence.start);
    let owns = |at: &usize| is_mark(passage, *at) && passage.lower(*at + 1) == "s";
    let mark = (from..noun).rfind(owns)?;
    let named = passage.mentions.iter().find(|mention| {
        let kind = matches!(mention.kind, MentionKind::Name | MentionKind::Noun(_));
        kind && mention.tokens.start < mark && mention.tokens.end >= mark
    })?;
    Some(named.tokens.start..mark)
}

/// Whether two ways of calling a speaker are of two people: two names of which none is the other's
/// last part, or two offices in words that have none in common.
fn are_two(a: &Who, b: &Who) -> bool {
    let one = a.thing.is_some() && a.thing == b.thing;
    let body = |who: &Who| who.kind == Some(EntityKind::Organisation);
    // A body speaks through its people.
    if one || body(a) != body(b) {
        return false;
    }
    let (a, b) = (a.name.as_str(), b.name.as_str());
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '-').map(str::to_lowercase);
        words.filter(|word| !word.is_empty() && !IDLE.contains(&word.as_str())).collect()
    };
    let is_name = |text: &str| {
        text.split_whitespace().next_back().is_some_and(|word| word.starts_with(char::is_uppercase))
    };
    let (x, y) = (words(a), words(b));
    // Two of one family.
    let short = |p: &[String], q: &[String]| p[0].starts_with(q[0].as_str());
    let kin = is_name(a) && x.len() > 1 && y.len() > 1 && x.last() == y.last();
    let kin = kin && !short(&x, &y) && !short(&y, &x);
    let other = !x.iter().any(|w| y.contains(w));
    is_name(a) == is_name(b) && !x.is_empty() && !y.is_empty() && (other || kin)
}

/// Words that call nobody by themselves.
const IDLE: &[&str] =
    &["the", "a", "an", "mr", "mrs", "ms", "miss", "dr", "of", "its", "their", "own"];

/// One saying, as it is called, that two are said to have said.
fn slip(saying: &str, known: &Quoted, found: &Quoted) -> Slip {
    Slip {
        rule: RULE,
        at: found.at,
        bytes: found.bytes.clone(),
        message: format!(
            "{saying} is {}\u{2019}s here and {}\u{2019}s before",
            found.speaker.name, known.speaker.name
        ),
        label: format!("said by {}", found.speaker.name),
        help: HELP,
        other: Some((known.at, known.bytes.clone(), format!("said by {}", known.speaker.name))),
    }
}

#[cfg(test)]
mod tests {
    use crate::prose::table::tests::slips_of;

    fn found(text: &str) -> Vec<String> {
        slips_of(super::RULE, &text.replace('\n', "\n\n"))
    }

    #[test]
    fn a_quotation_has_one_speaker() {
        for bad in [
            "“The pumps were never started,” said Ada Brook.\nMr Dane’s remark, “the pumps were never started”, was read out.",
            "“We will not sell the yard,” Ada Brook told reporters.\nThere is what Carl Dane told reporters in May: “We will not sell the yard.”",
            "“We are far too heavy,” says the first mate.\nThe captain’s words, “We are far too heavy”, drew no answer.",
            // A part, a part with other words around it, without marks, and told by a pronoun.
            "“We keep a house that listens to itself,” said Ada Brook.\nCarl Dane came in May. His own phrase for it, “a house that listens to itself”, was printed.",
            "“It is like watching an old ship come home again,” said Ada Brook.\n“It was like watching an old ship come home again,” Mr Dane is quoted as saying.",
            "“It is the waiting that wears people down, not the work,” said Carl Dane.\nAda Brook led the study. Her own remark that it is the waiting that wears people down was read out.",
            "“We have sold everything except the roof,” Carl Dane told reporters.\nWhen papers want to mock the sale, they quote what Ada Brook told reporters on the day in May: “We have sold everything except the roof.”",
            "Ada Brook said that the second theatre “existed only on the rota”.\nShe was told the words first heard from Mr Dane, that the second theatre “existed only on the rota”.",
            // Whom a sentence credits, and what somebody is called before the name.
            "“We never sold a single sheep,” her father, Carl Brook, said on the steps.\nThe words they wrote down, “we never sold a single sheep”, were those of her uncle, Ivo Brook, who had come alone.",
            "“Nobody goes to sea to stand on a quay,” said the cook Ada Brook.\nIt was one of them, Carl Dane, who coined the line that “nobody goes to sea to stand on a quay”.",
            "“We are a town with a harbour and no boats,” said Ada Brook.\nThe phrase “a town with a harbour and no boats” belongs to the mayor, Carl Dane.",
            "“We are a town with a harbour and no boats,” said Ada Brook.\nThey recall Carl Dane’s “town with a harbour and no boats”.",
            "“This mill will keep our people on the land,” said Ada Brook.\nThe minister for fish, Carl Dane, came. The remark that this mill will keep our people on the land was the minister’s.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}: {:?}", found(bad));
        }
        for good in [
            "“The pumps were never started,” said Ada Brook.\nMs Brook’s remark, “the pumps were never started”, was read out.",
            "“The pumps were never started,” said Ada Brook.\nThe engineer’s remark, “the pumps were never started”, was read out.",
            "“The pumps were never started,” said Ada Brook.\n“The pumps were started late,” said Carl Dane.",
            "“No comment,” said Ada Brook.\n“No comment,” said Carl Dane.",
            // Repeated by another, and a title.
            "“We keep a house that listens to itself,” said Ada Brook.\nCarl Dane agreed that it is “a house that listens to itself”.",
            "“We keep a house that listens to itself,” said Ada Brook.\nAs Brook had put it, Carl Dane said, it is “a house that listens to itself”.",
            "“The Long Way Home to Varde” is a film, said Ada Brook.\n“The Long Way Home to Varde” is a book, said Carl Dane.",
            "“The pumps were never started,” she said.\nMr Dane’s remark, “the pumps were never started”, was read out.",
            "“We are a town with a harbour and no boats,” said the mayor, Ada Brook.\nThe mayor’s phrase, “a town with a harbour and no boats”, was printed.",
            "“We are a town with a harbour and no boats,” said Ada Brook.\nCarl Dane, quoting Brook, called it “a town with a harbour and no boats”.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }

    #[test]
    fn a_motion_has_one_mover() {
        for bad in [
            "Mr Orr proposed that the lower tender be accepted. Mrs Vance seconded.\nThe clerk to write, Mr Dane having proposed that the lower tender be accepted and the motion having been carried.",
            "Mr Orr moved that the lower tender be accepted.\nIt was Mr Dane who had moved that the lower tender be accepted.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}: {:?}", found(bad));
        }
        for good in [
            "Mr Orr moved that the report be accepted.\nMr Dane moved that the report be accepted.",
            "Mr Orr moved that the lower tender be accepted.\nMr Dane having seconded that the lower tender be accepted, it was.",
            "Mr Orr moved that the lower tender be accepted.\nMr Dane having moved that the lower wall be mended, it was.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }
}
