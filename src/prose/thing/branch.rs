//! Bodies that are parts of others, by the words of the text: "the Dawn Front, a branch of the Dawn
//! League", "the League's affiliate in Velm, the Front". What both are named for is then no
//! contradiction but one answer at two sizes.

use super::{Block, BlockKind, Document, Meaning, Resolved, ThingIx};
use crate::prose::lexicon::class;
use crate::prose::passage::{Determiner, MentionKind, NounPhrase, Passage, Sentence, Tokens};
use crate::prose::words::Words;
use crate::record::EntityKind;

/// Nouns for a part of a body that acts under a name of its own.
static BRANCHES: Words = Words::new(&[
    "affiliate",
    "arm",
    "branch",
    "chapter",
    "division",
    "offshoot",
    "subsidiary",
    "unit",
    "wing",
]);

/// Words that say that it is one no longer, or not all of it.
const FORMER: &[&str] = &["former", "ex", "erstwhile", "onetime", "then", "breakaway", "rival"];

/// Words between "of" and the name of the whole: determiners and adjectives.
const BEFORE_NAME: usize = 3;

/// The bodies that documents say are parts of others: part and whole, in the order of the texts.
pub(super) fn parts(
    documents: &[Document<'_, '_>],
    resolved: &Resolved,
) -> Vec<(ThingIx, ThingIx)> {
    let mut out: Vec<(ThingIx, ThingIx)> = Vec::new();
    for (document, blocks) in documents.iter().enumerate() {
        let told = blocks.blocks.iter().enumerate().filter(|(_, block)| speaks(block));
        for (block, passage) in told.map(|(at, block)| (at, block.passage)) {
            for sentence in &passage.sentences {
                let here = Here { at: (document, block), passage, sentence, resolved };
                here.parts(&mut out);
            }
        }
    }
    out
}

/// Whether a block says anything of things.
fn speaks(block: &Block<'_, '_>) -> bool {
    !matches!(block.kind, BlockKind::Reference | BlockKind::Code)
}

struct Here<'a, 't> {
    at: (usize, usize),
    passage: &'a Passage<'t>,
    sentence: &'a Sentence,
    resolved: &'a Resolved,
}

impl Here<'_, '_> {
    fn parts(&self, out: &mut Vec<(ThingIx, ThingIx)>) {
        for mention in self.sentence.mentions.clone() {
            if let MentionKind::Noun(noun) = &self.passage.mentions[mention].kind
                && self.is_branch(noun)
                && let Some((part, whole)) = self.pair(mention, noun)
                && !out.contains(&(part, whole))
                && !out.contains(&(whole, part))
            {
                out.push((part, whole));
            }
        }
    }

    fn is_branch(&self, noun: &NounPhrase) -> bool {
        self.passage.is_of(noun.head, &BRANCHES)
            && !noun.tokens.clone().any(|at| self.passage.is_any(at, FORMER))
    }

    fn pair(&self, mention: usize, noun: &NounPhrase) -> Option<(ThingIx, ThingIx)> {
        let (whole, after) = self.whole(mention, noun)?;
        let part = self.part(mention, noun, after)?;
        (part != whole).then_some((part, whole))
    }

    /// What the noun's phrase says that it is a part of, and the token after it.
    fn whole(&self, mention: usize, noun: &NounPhrase) -> Option<(ThingIx, usize)> {
        let end = noun.head + 1;
        if self.passage.is(end, "of") {
            let name = self.name_within(end + 1..end + 2 + BEFORE_NAME)?;
            return Some((self.body(name)?, self.passage.mentions[name].tokens.end));
        }
        let owner = match noun.determiner {
            Determiner::Possessive(_) => self.resolved.owner(self.at.0, self.at.1, mention),
            _ => &Meaning::Unknown,
        };
        let owner = self.body_of(owner);
        let inside = || self.body(self.name_within(noun.tokens.start..noun.head)?);
        owner.or_else(inside).map(|whole| (whole, end))
    }

    /// What is said to be that part: the subject of "is a branch of", the name before the comma, the
    /// name behind the phrase and where it is.
    fn part(&self, mention: usize, noun: &NounPhrase, after: usize) -> Option<ThingIx> {
        let p = self.passage;
        let start = p.mentions[mention].tokens.start;
        let clause = self.sentence.clause_of(noun.head)?;
        if let Some(verb) = &clause.verb
            && p.tokens[verb.main].word.is(class::BE)
            && p.is_any(verb.main, &["is", "are"])
            && verb.tokens.end == start
            && !(verb.negated || verb.modal)
        {
            return self.body(clause.subject.or(clause.head)?);
        }
        let comma = start.checked_sub(1).filter(|at| p.is(*at, ","));
        if let Some(name) = comma.and_then(|comma| self.name_that(|tokens| tokens.end == comma)) {
            return self.body(name);
        }
        if let Some(name) = self.name_that(|tokens| tokens.start == after) {
            return self.body(name);
        }
        // "its branch in Velm, the Front"
        let stands = p.is_any(after, &["in", "for"]).then_some(after + 1)?;
        let ground = self.name_that(|tokens| tokens.start == stands)?;
        let comma = p.mentions[ground].tokens.end;
        let name = p.is(comma, ",").then(|| self.name_within(comma + 1..comma + 3))??;
        self.body(name)
    }

    fn name_that(&self, fits: impl Fn(&Tokens) -> bool) -> Option<usize> {
        let mentions = &self.passage.mentions;
        let name = |at: &usize| matches!(mentions[*at].kind, MentionKind::Name);
        self.sentence.mentions.clone().filter(name).find(|at| fits(&mentions[*at].tokens))
    }

    /// The first name that begins in a range with nothing but small words before it.
    fn name_within(&self, tokens: Tokens) -> Option<usize> {
        let first = tokens.start;
        let name = self.name_that(|name| tokens.contains(&name.start))?;
        let start = self.passage.mentions[name].tokens.start;
        let small = |at: usize| {
            let word = self.passage.tokens[at].word;
            word.is(class::DETERMINER | class::ADJECTIVE | class::QUALITY)
        };
        (first..start).all(small).then_some(name)
    }

    fn body(&self, mention: usize) -> Option<ThingIx> {
        self.body_of(self.resolved.meaning(self.at.0, self.at.1, mention))
    }

    fn body_of(&self, meaning: &Meaning) -> Option<ThingIx> {
        let Meaning::One { thing, .. } = meaning else { return None };
        let known = self.resolved.things.all.get(thing.0 as usize)?;
        let body = matches!(known.kind, None | Some(EntityKind::Organisation));
        (body && !known.names.is_empty()).then_some(*thing)
    }
}
