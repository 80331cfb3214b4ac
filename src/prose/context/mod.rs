//! For each clause: who says it, whether it is asserted, as of when (after ConText, Harkema et al.
//! 2009: triggers with a direction and a category, as data; their scope is the clause).
//!
//! | file | what |
//! | --- | --- |
//! | `triggers` | the table of words and how far they reach |
//! | `modality` | what verb groups and those words say: open, rejected, denied, hedged, past |
//! | `speaker` | who says it |
//! | `quote` | quotation marks, and speakers who go on through a paragraph |
//! | `known` | as of when; figures that one and the same sentence replaces by others |
//!
//! Each stage gives *effects* to ranges of tokens of one clause. What holds at a token is found by a
//! walk from its innermost clause outwards: modality and negation pass into complements and into
//! what a verb goes on with, not into relative clauses and asides; speakers pass into all of it.

mod known;
mod modality;
mod quote;
mod speaker;
#[cfg(test)]
mod tests;
mod triggers;

use smol_str::SmolStr;

use super::lexicon::class;
use super::passage::{Clause, ClauseKind, Mention, MentionKind, Passage, Tokens};
use super::token::Kind;
use crate::record::Denied;
use triggers::{List, table};

/// Whether a clause says that something is so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Modality {
    /// It does.
    #[default]
    Asserted,
    /// If, would, may, feared, planned, forecast, a question, an aim, an order: no claim is made.
    Open,
    /// "wrongly reported", "contrary to", "the myth that": said to be false.
    Rejected,
}

/// Somebody who says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// Officials, residents, witnesses, an unnamed source.
    Unnamed(Tokens),
    /// A name, or a noun phrase that stands for somebody who has one ("the group", "its spokesman").
    Named(Tokens),
    /// A publication: "a UN report", "the survey".
    Document(Tokens),
}

/// When something was known, by words of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// "as of Friday", "by 3 May": the date's place in [`Passage::mentions`].
    AsOf(usize),
    /// "initially", "first reports", "earlier reports": before what is said elsewhere.
    Early,
    /// "now", "currently", "today": the document's own date.
    Now,
    /// "final", "rose to", "revised to", "later": after what is said elsewhere.
    Late,
}

/// What stands around the claims of a clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Speakers, the one nearest to the document first, the origin last; empty for the document's own voice.
    pub speakers: Vec<Speaker>,
    /// Whether it is asserted.
    pub modality: Modality,
    /// "did not", "no evidence that".
    pub denied: Denied,
    /// "probably", "reportedly", "allegedly": the token.
    pub hedge: Option<usize>,
    /// As of when.
    pub known: Option<Known>,
    /// "so far", "confirmed", "identified": the count is a lower bound.
    pub so_far: bool,
    /// "former", "once", "served", "used to".
    pub past: bool,
    /// "the season before": of another round of what is known by one name; it is past as well.
    pub other_round: bool,
    /// Inside of quotation marks.
    pub quoted: bool,
}

/// Effects of one clause; those past it are dropped, so that time stays linear.
const MOST: usize = 128;

/// How far words are looked for from a trigger, in tokens.
const AHEAD: usize = 60;

/// What is said of a range of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Open,
    Rejected,
    Denied,
    Unseen,
    Hedge(usize),
    Known(Known),
    SoFar,
    Past,
    OtherRound,
    /// A speaker, and its place among those of its clause: "according to" stands nearest to the
    /// document, whoever is cited furthest from it.
    Speaker(Speaker, u8),
}

/// What is said of a range of tokens that stands in a clause.
#[derive(Clone, Debug)]
struct Effect {
    clause: usize,
    tokens: Tokens,
    what: What,
}

/// A clause of the passage.
#[derive(Debug)]
struct Node {
    kind: ClauseKind,
    /// Its parent, by place in [`Contexts::nodes`].
    parent: Option<usize>,
    /// "…, killing 12", "to kill 12": part of what the verb of the clause around it says.
    goes_on: bool,
    /// "while …", "although …": somebody else may say it.
    contrasts: bool,
}

/// A figure that the text replaces by another ("revised from 12 to 15", "not 12 but 15").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The figure that is replaced, by its place in [`Passage::mentions`].
    pub earlier: usize,
    /// The figure that replaces it.
    pub later: usize,
}

/// The contexts of a passage.
#[derive(Debug, Default)]
pub struct Contexts {
    /// The innermost clause of each token, by place in `nodes`.
    innermost: Vec<u32>,
    nodes: Vec<Node>,
    /// By clause.
    effects: Vec<Effect>,
    /// Ranges between quotation marks, in order, with those who speak there.
    quotes: Vec<quote::Quote>,
    links: Vec<Link>,
}

impl Contexts {
    /// What stands around a token.
    #[must_use]
    pub fn at(&self, token: usize) -> Context {
        let mut context = Context::default();
        let mut speakers: Vec<(usize, u8, &Speaker)> = Vec::new();
        let mut clause = self.innermost.get(token).map(|at| *at as usize);
        // What lies between the token's clause and the one that is looked at.
        let (mut closed, mut up) = (Way::default(), 0);
        while let Some((at, node)) = clause.and_then(|at| Some((at, self.nodes.get(at)?))) {
            let first = self.effects.partition_point(|effect| effect.clause < at);
            let own = self.effects[first..].iter().take_while(|effect| effect.clause == at);
            for effect in own.filter(|effect| effect.tokens.contains(&token)) {
                match &effect.what {
                    what if !closed.lets(what) => {}
                    What::Speaker(speaker, rank) => speakers.push((up, *rank, speaker)),
                    what => context.add(what),
                }
            }
            closed.through(node);
            up += 1;
            clause = node.parent;
        }
        speakers.sort_by_key(|(up, rank, _)| (std::cmp::Reverse(*up), *rank));
        for (.., speaker) in speakers {
            if !context.speakers.contains(speaker) {
                context.speakers.push(speaker.clone());
            }
        }
        if let Some(quote) = quote::at(&self.quotes, token) {
            context.quoted = true;
            if context.speakers.is_empty() {
                context.speakers.clone_from(&quote.speakers);
            }
        }
        context
    }

    /// Ranges between quotation marks, the marks included, in order.
    pub fn quotations(&self) -> impl Iterator<Item = &Tokens> {
        self.quotes.iter().map(|quote| &quote.tokens)
    }

    /// Figures that the text itself replaces by others, by the place of the later one.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.links
    }
}

/// Which clauses lie between a token and an effect.
#[derive(Clone, Copy, Default)]
struct Way {
    /// One that says something by itself.
    apart: bool,
    /// A complement.
    complement: bool,
    /// A clause that somebody else may say.
    contrast: bool,
}

impl Way {
    fn through(&mut self, node: &Node) {
        self.apart |= match node.kind {
            ClauseKind::Main | ClauseKind::Complement => false,
            ClauseKind::Participle => !node.goes_on,
            ClauseKind::Relative | ClauseKind::Adverbial | ClauseKind::Aside => true,
        };
        self.complement |= node.kind == ClauseKind::Complement;
        self.contrast |= node.contrasts;
    }

    fn lets(self, what: &What) -> bool {
        match what {
            What::Open | What::Rejected | What::Hedge(_) => !self.apart,
            // "did not say that": whether it is so stays open, see `modality`.
            What::Denied | What::Unseen | What::Past | What::OtherRound => {
                !self.apart && !self.complement
            }
            What::Known(_) | What::SoFar => !self.apart,
            What::Speaker(..) => !self.contrast,
        }
    }
}

impl Context {
    /// An effect of the innermost clause decides, the first of its kind.
    fn add(&mut self, what: &What) {
        match what {
            What::Open if self.modality == Modality::Asserted => self.modality = Modality::Open,
            What::Rejected => self.modality = Modality::Rejected,
            What::Denied if self.denied == Denied::No => self.denied = Denied::Yes,
            What::Unseen => self.denied = Denied::Unseen,
            What::Hedge(at) => self.hedge = self.hedge.or(Some(*at)),
            What::Known(known) => {
                // A date says more than "now".
                let dated = matches!(known, Known::AsOf(_))
                    && matches!(self.known, Some(Known::Now | Known::Late));
                if self.known.is_none() || dated {
                    self.known = Some(known.clone());
                }
            }
            What::SoFar => self.so_far = true,
            What::Past => self.past = true,
            What::OtherRound => (self.past, self.other_round) = (true, true),
            What::Open | What::Denied | What::Speaker(..) => {}
        }
    }
}

/// The contexts of all clauses of a passage.
#[must_use]
pub fn contexts(passage: &Passage<'_>) -> Contexts {
    let mut ground = Ground::new(passage);
    for sentence in 0..passage.sentences.len() {
        modality::of_verbs(&mut ground, sentence);
        speaker::of_clauses(&mut ground, sentence);
        modality::of_words(&mut ground, sentence);
        known::of_dates(&mut ground, sentence);
        known::of_hours(&mut ground, sentence);
        known::of_issues(&mut ground, sentence);
    }
    known::part(&mut ground);
    let links = known::links(&mut ground);
    let Ground { innermost, nodes, mut effects, .. } = ground;
    effects.sort_by_key(|effect| effect.clause);
    effects.shrink_to_fit();
    let mut out = Contexts { innermost, nodes, effects, quotes: Vec::new(), links };
    out.quotes = quote::quotes(passage, &out);
    out
}

/// A passage, and the effects found in it so far.
struct Ground<'a, 't> {
    p: &'a Passage<'t>,
    /// The first clause of each sentence, by place in `nodes`.
    first: Vec<usize>,
    innermost: Vec<u32>,
    nodes: Vec<Node>,
    /// How many effects each clause has.
    count: Vec<usize>,
    effects: Vec<Effect>,
    /// Words that say when something was known, by place: where they stand, and their effect.
    marks: Vec<(usize, usize)>,
}

impl<'a, 't> Ground<'a, 't> {
    fn new(p: &'a Passage<'t>) -> Self {
        let mut innermost = vec![0; p.tokens.len()];
        let clauses = p.sentences.iter().map(|sentence| sentence.clauses.len()).sum();
        let (mut first, mut nodes) =
            (Vec::with_capacity(p.sentences.len()), Vec::with_capacity(clauses));
        for sentence in &p.sentences {
            let base = nodes.len();
            first.push(base);
            for clause in &sentence.clauses {
                if let Some(tokens) = innermost.get_mut(clause.tokens.clone()) {
                    tokens.fill(u32::try_from(nodes.len()).unwrap_or(u32::MAX));
                }
                let outer = clause.parent.and_then(|at| sentence.clauses.get(at));
                let after = outer.and_then(|outer| outer.verb.as_ref());
                let behind = after.is_some_and(|verb| verb.tokens.end <= clause.tokens.start);
                let passive = clause.verb.as_ref().is_some_and(|verb| verb.passive);
                let reported = outer.is_some_and(|outer| is_reported(p, clause, outer));
                nodes.push(Node {
                    kind: if reported { ClauseKind::Complement } else { clause.kind },
                    parent: clause.parent.map(|at| base + at),
                    goes_on: behind && !passive,
                    contrasts: clause.kind == ClauseKind::Adverbial && contrasts(p, clause),
                });
            }
        }
        let count = vec![0; nodes.len()];
        Self { p, first, innermost, nodes, count, effects: Vec::new(), marks: Vec::new() }
    }

    /// Say something of a range of tokens of a clause.
    fn push(&mut self, clause: usize, tokens: Tokens, what: What) {
        if let Some(count) = self.count.get_mut(clause).filter(|count| **count < MOST) {
            *count += 1;
            self.effects.push(Effect { clause, tokens, what });
        }
    }

    /// Say something of a token's place, whatever clause it stands in.
    fn push_at(&mut self, tokens: Tokens, what: What) {
        if let Some(clause) = self.innermost.get(tokens.start).copied() {
            self.push(clause as usize, tokens, what);
        }
    }

    /// A clause's sentence-wide number as that of the passage.
    fn node(&self, sentence: usize, clause: usize) -> usize {
        self.first.get(sentence).copied().unwrap_or(0) + clause
    }

    /// How a clause hangs on the one around it; "told the paper that …" is a complement.
    fn kind(&self, sentence: usize, clause: usize) -> ClauseKind {
        self.nodes.get(self.node(sentence, clause)).map_or(ClauseKind::Main, |node| node.kind)
    }

    /// The innermost clause of a token, within its sentence.
    fn clause_at(&self, sentence: usize, token: usize) -> usize {
        let node = self.innermost.get(token).copied().unwrap_or(0) as usize;
        node.saturating_sub(self.first.get(sentence).copied().unwrap_or(0))
    }

    /// The first figure that starts in a range.
    fn figure_in(&self, tokens: &Tokens) -> Option<usize> {
        self.figures(tokens).next()
    }

    /// The figures that start in a range.
    fn figures(&self, tokens: &Tokens) -> impl DoubleEndedIterator<Item = usize> + use<'a, 't> {
        let p: &'a Passage<'t> = self.p;
        let from = p.mentions.partition_point(|m| m.tokens.start < tokens.start);
        let to = p.mentions.partition_point(|m| m.tokens.start < tokens.end);
        (from..to.max(from)).filter(|at| {
            let kind = &p.mentions[*at].kind;
            matches!(kind, MentionKind::Figure(_) | MentionKind::Duration(_))
        })
    }

    /// The largest name, noun phrase, pronoun or figure that starts at a token, or a little later.
    fn thing_from(&self, token: usize, end: usize) -> Option<usize> {
        /// Words that may stand before a mention and are not in it ("according to reporting by the
        /// online portal …").
        const LATE: usize = 5;
        let from = self.p.mentions.partition_point(|m| m.tokens.start < token);
        let near = self.p.mentions.iter().enumerate().skip(from);
        let found = near
            .take_while(|(_, m)| m.tokens.start < end.min(token + LATE + 1))
            .find(|(_, m)| is_thing(m));
        // No sign stands between.
        found
            .filter(|(_, m)| (token..m.tokens.start).all(|at| self.p.tokens[at].kind == Kind::Word))
            .map(|(at, _)| at)
    }
}

/// The clauses inside of a clause, by place: they stand behind it, in order of their first tokens.
fn inside(clauses: &[Clause], at: usize) -> std::ops::Range<usize> {
    let end = clauses.get(at).map_or(0, |clause| clause.tokens.end);
    let to = clauses.partition_point(|clause| clause.tokens.start < end);
    at + 1..to.max(at + 1)
}

/// A clause that sets something against the one around it, with a verb of saying of its own.
fn contrasts(p: &Passage<'_>, clause: &Clause) -> bool {
    let first = p.token(clause.tokens.start);
    let says = |at: usize| p.tokens[at].word.is(class::SPEECH);
    matches!(first, "while" | "whereas" | "although" | "though")
        && clause.verb.as_ref().is_some_and(|verb| says(verb.main))
}

/// "said on Friday that …", "told the paper that …": what is between verb and "that" is no head of a
/// relative clause.
fn is_reported(p: &Passage<'_>, clause: &Clause, outer: &Clause) -> bool {
    let Some(verb) = &outer.verb else { return false };
    let start = clause.tokens.start;
    let own = clause.subject.and_then(|at| p.mentions.get(at));
    if clause.kind != ClauseKind::Relative
        || p.token(start) != "that"
        || own.is_none_or(|subject| subject.tokens.start < start)
        || verb.tokens.end >= start
        || !p.tokens[verb.main].word.is(class::SPEECH)
    {
        return false;
    }
    let next = verb.tokens.end;
    is(p, verb.main, List::TellVerb)
        || p.tokens[next].word.is(class::PREPOSITION | class::WEEKDAY)
        || matches!(p.token(next), "yesterday" | "today" | "last" | "earlier" | "later")
}

fn is_thing(mention: &Mention) -> bool {
    matches!(
        mention.kind,
        MentionKind::Name | MentionKind::Noun(_) | MentionKind::Pronoun | MentionKind::Figure(_)
    )
}

/// A token's lemma, in lower case; the word itself where the lexicon does not know it.
fn lemma(p: &Passage<'_>, at: usize) -> SmolStr {
    let known = p.tokens.get(at).map_or("", |token| token.word.lemma.text());
    if known.is_empty() { p.lower(at) } else { SmolStr::new_static(known) }
}

/// Whether a token's lemma, or its form, is on a list.
fn is(p: &Passage<'_>, at: usize, list: List) -> bool {
    let known = p.tokens.get(at).map_or("", |token| token.word.lemma.text());
    !known.is_empty() && table().is(list, known) || table().is(list, &p.lower(at))
}
