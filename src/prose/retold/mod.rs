//! Figures that a document tells twice, in other words.
//!
//! "Wages swallowed 71 per cent of revenue" and "78 per cent of income went on pay" share no frame
//! and hardly a word. What they share is the kind of figure, and nearly all of what the words
//! around it mean; nothing tells the two apart. Such pairs are found by the overlap of the words of
//! two clauses, each weighed by how rare it is in the document, as paraphrases are aligned without
//! a model (Islam and Inkpen 2008; Mihalcea et al. 2006). Words meet by lemma, by a table of words
//! of one meaning, or by the thing that they stand for.
//!
//! | file | what |
//! | --- | --- |
//! | `concept` | the tables: words that say one thing, words that tell things apart |
//! | `telling`, `slot`, `around` | a figure and the words it is told with |
//! | `figure` | how it is printed, and what can be compared with it |
//! | `beside` | what stands beside it |
//! | `frame` | what fills the same place in two clauses |
//! | `marks` | which terms some words may have |
//! | `mood` | how it is told: as a fact, as a plan, as all there is |
//! | `echo` | how far the words around two of them run alike |
//! | `pair` | how alike two of them are |
//! | `across` | figures that two documents tell |
//! | `statement` | a statement held against a short passage |
//! | `partners` | which figures are held against which |
//! | `worth` | which pairs there is any need to hold against each other |
//! | `odds`, `dates` | how likely it is that two figures tell one thing, or two dates |
//! | `which` | words that say which of its kind a figure is of |
//! | `spot` | names that are given in two ways to one thing |
//! | `twin` | statements without a figure that are made twice, and not alike |

pub(super) mod across;
mod around;
mod beside;
pub(in crate::prose) mod concept;
pub(in crate::prose) mod dates;
mod echo;
pub(in crate::prose) mod figure;
#[cfg(test)]
mod fit;
mod frame;
mod marks;
mod mood;
mod odds;
mod pair;
mod partners;
pub(super) mod ranked;
mod reckoned;
mod slot;
pub(super) mod spot;
mod statement;
mod telling;
#[cfg(test)]
mod tests;
pub(super) mod twin;
mod which;
mod worth;

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::context::Contexts;
use super::fill::{Block, Filled, Filler, Granted};
use super::lexicon::class;
use super::passage::{Passage, Tokens};
use super::reading::{BlockIx, Claim, Said, untaken};
use super::thing::{Meaning, Resolved, ThingIx};
use crate::finding::Confidence;
use crate::record::{Change, ValueKind};
use echo::recurs;
use mood::Mood;
use odds::{Amounts, may_be_one};
use pair::{Likeness, Terms, likeness};
use partners::Partners;
use telling::{Measure, Role, Slot, Teller, Telling};

/// Two figures that tell one thing, by their places among the tellings.
#[derive(Clone, Debug)]
struct Pair {
    a: usize,
    b: usize,
    likeness: Likeness,
}

/// What a block is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Runs {
    /// Running text.
    Text,
    /// An item of a list.
    Item,
    /// A cell of a table, code, a reference.
    Not,
}

/// Make claims of one predicate and subject of figures that a document tells twice. `runs` says
/// what each block is.
pub(super) fn join(
    filler: &Filler<'_>,
    blocks: &[Block<'_>],
    runs: &[Runs],
    filled: &mut [Filled],
) {
    let read = blocks.iter().map(|block| (block.at, block.passage, block.contexts, block.speaks));
    let (mut tellings, mut terms) = (Vec::new(), Terms::default());
    gather(read, runs, filler.resolved, (&mut 0, &mut terms), &mut tellings);
    let apart = |a: &Telling, b: &Telling| (a.at, a.sentence) != (b.at, b.sentence);
    let pairs = pairs(&mut tellings, terms, apart);
    let mut join = Join { filler, blocks, filled, ids: FxHashSet::default() };
    for pair in accepted(&tellings, pairs) {
        let (a, b) = (&tellings[pair.a], &tellings[pair.b]);
        let place = |telling: &Telling| {
            let block = &blocks[telling.at.block];
            let token = block.passage.mentions[telling.mention].tokens.start;
            (block, block.passage.sentence_of(token).unwrap_or_default())
        };
        // How long a thing is does not change from one entry of a list to the next.
        let lasts = a.figure.way.is_some() && pair.likeness.echo.is_one();
        if lasts || !filler.leads_apart(place(a), place(b)) {
            join.pair(a, b, &pair.likeness);
        }
    }
}

/// A block: where it stands, what it says, what stands around its clauses, whether it speaks.
type Read<'a> = (BlockIx, &'a Passage<'a>, &'a Contexts, bool);

/// All tellings of a document, and their terms; `place` is how many sentences were before it, and
/// are when it is done.
fn gather<'a>(
    blocks: impl Iterator<Item = Read<'a>>,
    runs: &[Runs],
    resolved: &Resolved,
    (place, terms): (&mut usize, &mut Terms),
    out: &mut Vec<Telling>,
) {
    for ((at, passage, contexts, speaks), runs) in blocks.zip(runs) {
        if !speaks || *runs == Runs::Not {
            continue;
        }
        let listed = *runs == Runs::Item;
        let teller = Teller { at, passage, contexts, resolved, place: *place, listed };
        out.extend(teller.tellings(terms));
        *place += passage.sentences.len();
    }
}

/// What two figures tell.
struct Frame {
    said: Said,
    subject: Meaning,
    during: Option<SmolStr>,
}

struct Join<'a, 'b> {
    filler: &'a Filler<'a>,
    blocks: &'a [Block<'a>],
    filled: &'b mut [Filled],
    /// Ids of frames that were made.
    ids: FxHashSet<SmolStr>,
}

impl Join<'_, '_> {
    /// The claim that was made of a figure, by its place in its block.
    fn claim(&self, telling: &Telling) -> Option<usize> {
        let block = telling.at.block;
        let start = self.blocks[block].passage.mentions[telling.mention].bytes.start;
        self.filled[block].claims.iter().position(|claim| claim.bytes.start == start)
    }

    /// Give both figures one frame, one subject, one period and one population: that they tell
    /// one thing is what was found.
    fn pair(&mut self, a: &Telling, b: &Telling, likeness: &Likeness) {
        let made = (self.claim(a), self.claim(b));
        let known = |at: Option<usize>, telling: &Telling| {
            let claim = &self.filled[telling.at.block].claims[at?];
            matches!(claim.said, Said::Known(_)).then_some(claim)
        };
        // "Its 334 attacks in 2021" are of another time than "274 from May 2021 to May 2022".
        let per_period = |at: Option<usize>, telling: &Telling| {
            let Some(Said::Known(id)) = known(at, telling).map(|claim| &claim.said) else {
                return false;
            };
            let change = self.filler.cues.of_id(id).map(|target| target.change);
            change == Some(Change::PerPeriod)
        };
        // "The budget for 2024", "the budget for 2024, at its meeting of 30 January".
        let dated = !a.dates.is_empty()
            && !b.dates.is_empty()
            && !a.dates.iter().any(|days| b.dates.contains(days));
        if dated && (per_period(made.0, a) || per_period(made.1, b)) {
            return;
        }
        // A value that changes, and no word of when: under its own name nothing could be compared.
        let named = |claim: &Claim| self.is_timed(claim).then(|| claim.said.clone());
        let (said, subject, during) = match (known(made.0, a), known(made.1, b)) {
            // One verb in both clauses is nearer than two patterns.
            (Some(x), Some(y)) if x.said != y.said && a.measure == Measure::Date => {
                (None, x.subject.clone(), None)
            }
            (Some(x), Some(y)) if x.said != y.said => return,
            // These are compared as they are.
            (Some(x), Some(y))
                if x.subject == y.subject && self.is_timed(x) && self.is_timed(y) =>
            {
                return self.share_place(a, b);
            }
            (Some(claim), _) | (None, Some(claim)) => {
                let said = named(claim);
                let during = claim.during.clone().filter(|_| said.is_some());
                (said, claim.subject.clone(), during)
            }
            (None, None) => {
                let of_open = made.0.map(|at| &self.filled[a.at.block].claims[at].subject);
                (None, of_open.unwrap_or(&self.filler.about.main).clone(), None)
            }
        };
        let said = said.unwrap_or_else(|| self.said(a, likeness));
        // Both are of one thing, whichever it is of those that it may be.
        let subject = match subject {
            Meaning::Unsettled(things) => self.one_of(&things),
            settled => settled,
        };
        let frame = Frame { said, subject, during };
        let before = self.filled[a.at.block].clone();
        // One figure by itself says nothing that could be checked.
        if self.tell(a, &frame) && !self.tell(b, &frame) {
            self.filled[a.at.block] = before;
        }
        self.share_place(a, b);
    }

    /// Where only one of two figures of one thing has a place, the other is of there too.
    fn share_place(&mut self, a: &Telling, b: &Telling) {
        let (Some(of_a), Some(of_b)) = (self.claim(a), self.claim(b)) else { return };
        let place = |telling: &Telling, at: usize| &self.filled[telling.at.block].claims[at].place;
        let (to, at, placed) = match (place(a, of_a), place(b, of_b)) {
            (none, some) if none.is_empty() => (a, of_a, some.clone()),
            (some, none) if none.is_empty() => (b, of_b, some.clone()),
            _ => return,
        };
        self.filled[to.at.block].claims[at].place = placed;
    }

    /// What the document is about, if it may be that, else the first of what it may be.
    fn one_of(&self, things: &[ThingIx]) -> Meaning {
        match (&self.filler.about.main, things) {
            (Meaning::One { thing, .. }, all) if all.contains(thing) => {
                Meaning::One { thing: *thing, soft: true }
            }
            (_, [first, ..]) => Meaning::One { thing: *first, soft: true },
            (main, []) => main.clone(),
        }
    }

    /// Whether claims of a frame can be compared as they stand.
    fn is_timed(&self, claim: &Claim) -> bool {
        let Said::Known(id) = &claim.said else { return true };
        let change = self.filler.cues.of_id(id).map(|target| target.change);
        let varies = matches!(change, Some(Change::Varying | Change::PerPeriod));
        // "From October to March", of a year that is not told, is compared with nothing, and what held
        // at some time of a year may have been otherwise at another.
        let known = |during: &SmolStr| !during.contains('X') && !during.starts_with('[');
        !varies || claim.during.as_ref().is_some_and(known)
    }

    fn tell(&mut self, telling: &Telling, frame: &Frame) -> bool {
        let block = telling.at.block;
        if self.claim(telling).is_none() {
            let (said, subject, out) = (&frame.said, &frame.subject, &mut self.filled[block]);
            let granted = match telling.mood {
                _ if telling.figure.taken => Granted::Taken,
                Mood::Told => Granted::No,
                Mood::Retold | Mood::Planned | Mood::Open => Granted::Told,
            };
            let at = (telling.mention, granted);
            self.filler.add(&self.blocks[block], at, said, subject, out);
        }
        let Some(at) = self.claim(telling) else { return false };
        let claim = &mut self.filled[block].claims[at];
        claim.said = frame.said.clone();
        claim.subject = frame.subject.clone();
        claim.during = frame.during.clone();
        claim.scope.clear();
        claim.confidence = Confidence::Low;
        true
    }

    /// What two figures say that no frame has a name for.
    fn said(&mut self, telling: &Telling, likeness: &Likeness) -> Said {
        let passage = self.blocks[telling.at.block].passage;
        open_frame(
            &mut self.ids,
            shared_words(telling, passage, &likeness.common),
            &telling.measure,
        )
    }
}

/// A frame that no other figures have, by its words.
fn open_frame(taken: &mut FxHashSet<SmolStr>, words: String, measure: &Measure) -> Said {
    let (id, kind, words) = new_frame(taken, words, measure);
    Said::Open { id, kind, words }
}

/// The parts of such a frame: its id, what its values are, and its words.
fn new_frame(
    taken: &mut FxHashSet<SmolStr>,
    words: String,
    measure: &Measure,
) -> (SmolStr, ValueKind, String) {
    let id = untaken(&words.replace(' ', "-"), |id| taken.insert(id.clone()));
    let kind = match measure {
        Measure::Date => ValueKind::Date,
        _ => ValueKind::Quantity,
    };
    (id, kind, words)
}

/// What two figures say that no frame has a name for: what is counted, and the nouns that both are told
/// with, else their verbs or names, as one of them writes these. `common` are the places of its slots
/// that both have.
fn shared_words(telling: &Telling, passage: &Passage<'_>, common: &[usize]) -> String {
    /// Words that are shown.
    const SHOWN: usize = 2;
    let shared = common.iter().map(|at| &telling.slots[*at]);
    let (verbs, nouns): (Vec<&Slot>, Vec<&Slot>) = shared.partition(|slot| slot.deed);
    // Names say whose it is, which the subject says already.
    let is_name = |slot: &&Slot| slot.role == Role::Name;
    let (names, nouns): (Vec<&Slot>, Vec<&Slot>) = nouns.into_iter().partition(is_name);
    let shown = [nouns, verbs, names].into_iter().find(|words| !words.is_empty());
    // "There were accidents": of accidents.
    let idle = class::PRONOUN | class::DETERMINER | class::ADVERB;
    let says = |at: &usize| {
        passage.tokens.get(*at).is_some_and(|token| !token.word.is(idle))
            && !passage.is(*at, "there")
    };
    let named = telling.named(passage);
    let shown = shown.unwrap_or_default();
    let mut shown: Vec<Tokens> = shown.iter().map(|slot| slot.tokens.clone()).collect();
    shown.sort_by_key(|tokens| tokens.start);
    // "The northern" and "lagoons" are words of one phrase.
    let mut phrases: Vec<Tokens> = Vec::new();
    for tokens in shown {
        let Some(first) = tokens.clone().find(says) else { continue };
        match phrases.last_mut().filter(|before| before.end == first) {
            Some(before) => before.end = tokens.end,
            None => phrases.push(first..tokens.end),
        }
    }
    let words = phrases.iter().map(|tokens| passage.slice(tokens).to_lowercase());
    let words: Vec<String> = words.filter(|words| *words != named).take(SHOWN).collect();
    let words = match words.as_slice() {
        [] => named,
        // What a share or a date is of is its name.
        [one] if !telling.counts() => one.clone(),
        [one] if named.ends_with(&format!(" {one}")) => named,
        _ => format!("{named} told with {}", crate::text::list(&words, "and")),
    };
    words.replace(',', " and")
}

/// How alike two dates of what happens once are that are taken for one whatever their odds.
const ENOUGH_OF_DEED: f32 = 1.2;

/// Odds from which the two dates that a document has of how something began are of one thing.
const ENOUGH_OF_ORIGIN: f32 = -1.0;

/// Odds from which two dates that differ in one part are of what the same subject did, by the same verb.
const ENOUGH_OF_SLIP: f32 = -0.3;

/// Odds from which two figures are one that somebody wants or offers.
const ENOUGH_OF_OPEN: f32 = 2.0;

/// Odds from which two figures are one whatever other figure is as much as they are apart.
const SURE: f32 = 1.0;

/// Furthest apart that two amounts are whose words around them are the same.
const FURTHEST_ECHO: f64 = 2.5;

/// Part of a pair's likeness that another pair of either may have.
const RIVAL: f32 = 0.75;

/// For each pair, the greatest value that any other pair of either figure has.
fn rivals(pairs: &[Pair], of: impl Fn(usize, &Pair) -> Option<f32>) -> Vec<f32> {
    /// The greatest two of a telling, with the place of the greatest.
    #[derive(Clone, Copy, Default)]
    struct Best {
        first: f32,
        at: usize,
        second: f32,
    }
    let none = Best { first: f32::MIN, at: usize::MAX, second: f32::MIN };
    let ends = pairs.iter().map(|pair| pair.a.max(pair.b) + 1).max().unwrap_or(0);
    let mut best: Vec<Best> = vec![none; ends];
    for (at, pair) in pairs.iter().enumerate() {
        let Some(value) = of(at, pair) else { continue };
        for end in [pair.a, pair.b] {
            let best = &mut best[end];
            if value > best.first {
                *best = Best { first: value, at, second: best.first };
            } else if at != best.at {
                best.second = best.second.max(value);
            }
        }
    }
    let other = |at: usize, end: usize| {
        let best = &best[end];
        if best.at == at { best.second } else { best.first }
    };
    pairs.iter().enumerate().map(|(at, pair)| other(at, pair.a).max(other(at, pair.b))).collect()
}

/// Pairs that are alike enough, and more so than any other of their figures.
fn accepted(tellings: &[Telling], pairs: Vec<Pair>) -> Vec<Pair> {
    let judged = judge(tellings, &pairs);
    pairs
        .into_iter()
        .zip(judged)
        .filter(|(_, judged)| judged.accepted)
        .map(|(pair, _)| pair)
        .collect()
}

/// What is held of a pair, and what the odds are fitted by.
struct Judged {
    /// Whether both figures are the same.
    #[cfg(test)]
    same: bool,
    /// How strongly another pair of either speaks for one thing.
    #[cfg(test)]
    stronger: f32,
    /// What the odds are made of, of amounts that can be compared.
    #[cfg(test)]
    features: Option<[f32; odds::FEATURES]>,
    /// The same of dates.
    #[cfg(test)]
    of_dates: Option<[f32; dates::FEATURES]>,
    #[cfg(test)]
    odds: Option<f32>,
    /// Whether both tell one thing, and not the same of it.
    accepted: bool,
}

fn judge(tellings: &[Telling], pairs: &[Pair]) -> Vec<Judged> {
    let ends = |pair: &Pair| (&tellings[pair.a], &tellings[pair.b]);
    let is_date = |pair: &Pair| tellings[pair.a].measure == Measure::Date;
    let same = |pair: &Pair| odds::are_same(&tellings[pair.a], &tellings[pair.b]);
    let comparable: Vec<bool> = pairs
        .iter()
        .map(|pair| !is_date(pair) && may_be_one(&tellings[pair.a], &tellings[pair.b]))
        .collect();
    let amounts = Amounts::of(tellings);
    // Two dates of different deeds are no rivals, however many words they share.
    let rivals_at_all = |pair: &Pair| {
        let likeness = &pair.likeness;
        !same(pair) && (!is_date(pair) || likeness.deeds.once || likeness.echo.is_one())
    };
    let stronger = rivals(pairs, |_, pair| rivals_at_all(pair).then(|| pair.likeness.strength()));
    let liker = rivals(pairs, |at, pair| comparable[at].then(|| pair.likeness.alike()));
    let dates = tellings.iter().filter(|telling| telling.measure == Measure::Date).count();
    let all_dates = (dates, tellings.len());
    let of_dates = |at: usize| {
        let pair = &pairs[at];
        let features = || dates::features(ends(pair), &pair.likeness, stronger[at], all_dates);
        is_date(pair).then(features)
    };
    let features = |at: usize| {
        let (pair, rival) = (&pairs[at], liker[at].max(0.0));
        let features = || odds::features(ends(pair), &pair.likeness, &amounts, rival);
        comparable[at].then(features)
    };
    let of_date = |at: usize| {
        let features = if same(&pairs[at]) { None } else { of_dates(at) };
        features.map(|features| dates::odds(&features))
    };
    let of_amount = |at: usize| features(at).map(|features| odds::odds(&features));
    let odds: Vec<Option<f32>> =
        (0..pairs.len()).map(|at| of_amount(at).or_else(|| of_date(at))).collect();
    let likelier = rivals(pairs, |at, _| odds[at]);
    let accepted = |at: usize, pair: &Pair| {
        let (a, b) = ends(pair);
        let likeness = &pair.likeness;
        let echoes = likeness.echo.is_one();
        let own = likeness.strength() * RIVAL;
        let strongest = stronger[at] <= own;
        let (low, high) = odds::ends(a, b);
        match odds[at] {
            _ if same(pair) || is_told_on(a, b) => false,
            // What is wanted is not what is had; what is wanted twice is told in the same words.
            _ if a.mood == Mood::Open || b.mood == Mood::Open => {
                let likely = odds[at].is_some_and(|odds| odds >= ENOUGH_OF_OPEN);
                a.mood == b.mood && strongest && (echoes || likely) && !likeness.common.is_empty()
            }
            Some(odds) if is_date(pair) => {
                // What was planned for one day is done on another.
                let planned = a.mood != b.mood && !echoes;
                // Where a document gives the years of two beginnings and no third, they are mostly of one
                // thing.
                let begun = likeness.deeds.origin
                    && likeness.deeds.dated == 2
                    && dates::are_years(a, b)
                    && a.at != b.at
                    && odds >= ENOUGH_OF_ORIGIN;
                let deed = likeness.deeds.once
                    && (likeness.score >= ENOUGH_OF_DEED || begun)
                    && dates::are_as_exact(a, b)
                    && strongest;
                // What happens again does so on any day; a day that differs in one part has slipped.
                let slipped = dates::is_slipped(a, b)
                    && likeness.deeds.same
                    && likeness.same_subject
                    && strongest;
                let again = recurs(a) && !slipped;
                // "The tanker was refloated on 27 June", "the tanker, refloated on 29 June".
                let twice = slipped && odds >= ENOUGH_OF_SLIP;
                // A day is no time that figures are given for one after the other.
                let period = !slipped || dates::are_years(a, b);
                ((odds >= dates::ENOUGH && odds >= likelier[at]) || deed || twice)
                    && !dates::are_of_two(a, b, likeness)
                    && !planned
                    && !again
                    && !likeness.common.is_empty()
                    && !(period && are_periods(a, b, tellings))
            }
            Some(odds) if odds >= likelier[at] && odds::are_likely(odds, (a, b), likeness) => {
                !odds::is_part(a, b, likeness)
            }
            _ => {
                // "Lagoons: 120", in a list of one year, and "had 160 in 2013".
                let entry = |x: &Telling, y: &Telling| {
                    x.listed && !x.has_verb && x.dates.is_empty() && !y.dates.is_empty()
                };
                // A small count of what only one names is that of another.
                let named = likeness.named && a.measure == Measure::Count && high <= odds::SMALL;
                echoes
                    && !named
                    && !entry(a, b)
                    && !entry(b, a)
                    && high <= low * FURTHEST_ECHO
                    && !likeness.common.is_empty()
                    && strongest
                    && !odds::are_of_others(a, b)
                    && !odds::is_part(a, b, likeness)
                    && !odds::is_all_other(a, b, odds[at])
                    && !odds::is_told_by_another(a, b)
                    && (!a.listed || !b.listed || a.has_verb || b.has_verb)
            }
        }
    };
    // Held against few: those that are taken for one thing by all else.
    let is_told = |at: usize, pair: &Pair| {
        let sure = odds[at].is_some_and(|odds| odds >= SURE);
        odds::is_difference_told(ends(pair), sure, tellings)
    };
    let judged = |(at, pair)| Judged {
        #[cfg(test)]
        same: same(pair),
        #[cfg(test)]
        stronger: stronger[at],
        #[cfg(test)]
        features: features(at),
        #[cfg(test)]
        of_dates: of_dates(at),
        #[cfg(test)]
        odds: odds[at],
        accepted: accepted(at, pair) && !is_told(at, pair),
    };
    pairs.iter().enumerate().map(judged).collect()
}

/// Whether one figure stands behind the other in one paragraph, and nothing says that it is known already.
/// Who reads the one has the other before their eyes: what is told on there is another thing.
fn is_told_on(a: &Telling, b: &Telling) -> bool {
    let (first, then) = if a.place <= b.place { (a, b) } else { (b, a) };
    first.at == then.at
        && first.measure != Measure::Date
        && !then.figure.taken
        && then.mood != Mood::Retold
}

/// Whether two dates say when two figures of one kind held: "In 2019 it raised $12 million".
fn are_periods(a: &Telling, b: &Telling, tellings: &[Telling]) -> bool {
    let beside = |date: &Telling| -> FxHashSet<&Measure> {
        let block = tellings.partition_point(|other| other.at < date.at);
        let same = tellings[block..].iter().take_while(|other| other.at == date.at);
        let figures = same.filter(|other| other.sentence == date.sentence);
        figures.map(|other| &other.measure).filter(|measure| **measure != Measure::Date).collect()
    };
    !beside(a).is_disjoint(&beside(b))
}

/// All pairs of tellings that stand `apart` and that words do not tell apart, with how alike they are,
/// without those of which no verdict needs to know.
fn pairs(
    tellings: &mut [Telling],
    mut terms: Terms,
    apart: impl Fn(&Telling, &Telling) -> bool,
) -> Vec<Pair> {
    terms.count(tellings);
    let mut partners = Partners::of(tellings, &terms, apart);
    worth::retain(tellings, &mut partners.pairs, &terms);
    alike(tellings, &partners, &terms)
}

/// The same with all of them, which the odds are fitted by.
#[cfg(test)]
fn every_pair(
    tellings: &mut [Telling],
    mut terms: Terms,
    apart: impl Fn(&Telling, &Telling) -> bool,
) -> Vec<Pair> {
    terms.count(tellings);
    alike(tellings, &Partners::of(tellings, &terms, apart), &terms)
}

/// Those of some pairs that words do not tell apart.
fn alike(tellings: &[Telling], partners: &Partners, terms: &Terms) -> Vec<Pair> {
    let mut out = Vec::with_capacity(partners.pairs.len());
    out.extend(partners.pairs.iter().filter_map(|pair| {
        let (a, b) = *pair;
        let likeness = likeness(&tellings[a], &tellings[b], terms, partners.are_alone(*pair))?;
        Some(Pair { a, b, likeness })
    }));
    out
}
