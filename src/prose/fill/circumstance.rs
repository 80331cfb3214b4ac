//! When and where what a claim says was so, as its clause has it.

use smol_str::SmolStr;

use super::words::{covering, edtf};
use super::{Filler, Where};
use crate::prose::context::{Context, Speaker};
use crate::prose::passage::{
    Clause, ClauseKind, Determiner, Mention, MentionKind, Passage, Sentence, Tokens,
};
use crate::prose::thing::{Meaning, ThingIx};
use crate::record::EntityKind;

impl Filler<'_> {
    /// The date mention that gives the period of a value: the nearest one of its clause that a
    /// preposition of time leads in, else the one that opens the sentence.
    pub(super) fn period(&self, place: &Where<'_>) -> Option<usize> {
        /// Tokens from a share to the number of its whole ("of the group's 334").
        const OF_WHOLE: usize = 5;
        /// Tokens of a phrase that opens a sentence up to its date: "in the storm of 1994".
        const OPENING: usize = 5;
        /// Words that make a date the time of what is said, not a time from which it is known.
        const LEADS: &[&str] = &[
            "in",
            "during",
            "for",
            "between",
            "from",
            "since",
            "over",
            "through",
            "throughout",
            "until",
            "on",
            "of",
            "by",
        ];
        let passage = place.block.passage;
        let sentence = passage.sentences.get(place.sentence)?;
        let clause = &sentence.clauses.get(place.clause)?.tokens;
        let value = place.mention.tokens.start;
        let leads = |mention: &Mention| {
            let first = mention.tokens.start;
            let opens = passage.is_any(first, LEADS);
            let before = first.checked_sub(1).map(|at| passage.lower(at));
            opens || before.is_some_and(|word| LEADS.contains(&word.as_str()))
        };
        // "It is led by Ivo Sarn, who took over in 2016": when he did.
        let named = matches!(place.mention.kind, MentionKind::Name);
        let of_name = |date: &Mention| {
            named
                && sentence.clauses.iter().any(|clause| {
                    clause.kind == ClauseKind::Relative
                        && clause.tokens.contains(&date.tokens.start)
                        && clause.head.is_some_and(|head| {
                            passage.mentions[head].tokens.start == place.mention.tokens.start
                        })
                })
        };
        let dates = sentence.mentions.clone().filter(|at| {
            let mention = &passage.mentions[*at];
            matches!(mention.kind, MentionKind::Date(_))
                && leads(mention)
                && !of_name(mention)
                && !is_of_another_verb(passage, sentence, mention, value)
        });
        let inside =
            dates.clone().filter(|at| clause.contains(&passage.mentions[*at].tokens.start));
        // Between a figure and its date stands no other figure; a date behind comes first ("was 12
        // in 2021 and 15 in 2022").
        let figures: Vec<usize> = sentence
            .mentions
            .clone()
            .filter(|at| matches!(passage.mentions[*at].kind, MentionKind::Figure(_)))
            .map(|at| passage.mentions[at].tokens.start)
            .collect();
        // The whole that a share is of is none of these: "half of its 334 loans in 2021".
        let end = place.mention.tokens.end;
        let of = passage.is_any(end, &["of"]);
        let whole = figures.iter().find(|at| of && (end..=end + OF_WHOLE).contains(*at)).copied();
        let nearness = |at: &usize| {
            let start = passage.mentions[*at].tokens.start;
            let between = value.min(start) + 1..value.max(start);
            let crosses = figures.iter().any(|at| between.contains(at) && whole != Some(*at));
            (crosses, start < value, start.abs_diff(value))
        };
        inside.min_by_key(nearness).or_else(|| {
            // "In the storm of 1994, when …, nine died": the phrase that opens it has its date.
            let phrase = passage.is_any(sentence.tokens.start, &["in", "at", "during"]);
            let opening = sentence.tokens.start + if phrase { OPENING } else { 1 };
            dates.clone().find(|at| passage.mentions[*at].tokens.start <= opening)
        })
    }

    pub(super) fn during(
        &self,
        passage: &Passage<'_>,
        period: Option<usize>,
        context: &Context,
    ) -> Option<SmolStr> {
        let dated = period.and_then(|at| passage.mentions.get(at)).and_then(edtf);
        dated.or_else(|| context.past.then(|| SmolStr::new_static("past")))
    }

    /// Places that the clause names for what is said.
    pub(super) fn places(
        &self,
        place: &Where<'_>,
        named: Option<&Tokens>,
        speakers: &[Speaker],
    ) -> Vec<ThingIx> {
        /// Prepositions before the place of what is said.
        const LEADS: &[&str] = &["in", "at", "across", "throughout", "within", "around", "near"];
        let (block, passage) = (place.block, place.block.passage);
        let thing = |at: usize| match self.meaning(block, at) {
            Meaning::One { thing, .. } => Some(thing),
            _ => None,
        };
        let is_place = |thing: &ThingIx| self.kind(*thing) == Some(EntityKind::Place);
        if let Some(tokens) = named {
            let thing = covering(passage, tokens).and_then(thing);
            return thing.into_iter().collect();
        }
        let Some(sentence) = passage.sentences.get(place.sentence) else { return Vec::new() };
        let Some(clause) = sentence.clauses.get(place.clause) else { return Vec::new() };
        // What a relative clause says of something else is not where this was; nor is it where
        // some of those were who are spoken of as known ("some of its 900 men went to Orlen").
        let value = place.mention.tokens.start;
        let verb = clause.verb.as_ref().map(|verb| verb.tokens.start);
        let known = matches!(&place.mention.kind, MentionKind::Figure(figure)
        if figure.counted.as_ref().is_some_and(|noun| {
            matches!(noun.determiner, Determiner::Possessive(_))
        }));
        let done = |token: usize| known && verb.is_some_and(|verb| (value..token).contains(&verb));
        // "Emerged in 2017 as a force operating in Orlen": where it works is not where it emerged.
        let dates = matches!(place.mention.kind, MentionKind::Date(_));
        let apart = |token: usize| {
            sentence.clauses.iter().any(|inner| {
                let inside = inner.tokens.contains(&token) && !inner.tokens.contains(&value);
                let other = inner.kind == ClauseKind::Relative
                    || dates && inner.kind == ClauseKind::Participle;
                other && inside
            })
        };
        // "The embassy in Orlen counted 12 dead": where who counts them is.
        let of_speaker = |token: usize| {
            speakers.iter().any(|speaker| {
                let (Speaker::Named(who) | Speaker::Unnamed(who) | Speaker::Document(who)) =
                    speaker;
                who.contains(&token) || who.end + 1 == token
            })
        };
        let within = |clause: &Clause| -> Vec<ThingIx> {
            sentence
                .mentions
                .clone()
                .filter(|at| {
                    let mention = &passage.mentions[*at];
                    let first = mention.tokens.start;
                    let before = first.checked_sub(1).map(|at| passage.lower(at));
                    matches!(mention.kind, MentionKind::Name)
                        && clause.tokens.contains(&first)
                        && before.is_some_and(|word| LEADS.contains(&word.as_str()))
                        && !apart(first)
                        && !done(first)
                        && !of_speaker(first)
                })
                .filter_map(thing)
                .filter(is_place)
                .collect()
        };
        let mut out = within(clause);
        // "The group's raids in Orlen went down, with only 12 in 2021": they are those spoken of.
        if out.is_empty() && passage.is(clause.tokens.start, "with") {
            let ahead = |other: &&Clause| other.tokens.end == clause.tokens.start;
            let around = clause.parent.and_then(|at| sentence.clauses.get(at));
            out = around.or_else(|| sentence.clauses.iter().find(ahead)).map(within).unwrap_or(out);
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// Whether a verb ahead of a date has it, and another one leads to the value: "founded in 2009, the
/// group has 400 members", "opened in 1962 and has 340 beds".
fn is_of_another_verb(
    passage: &Passage<'_>,
    sentence: &Sentence,
    date: &Mention,
    value: usize,
) -> bool {
    let verbs = || sentence.clauses.iter().filter_map(|clause| clause.verb.as_ref());
    let own = || verbs().any(|verb| verb.main < date.tokens.start);
    // What is told of something else on the way leads to no value of the sentence.
    let told = sentence.clauses.iter().filter(|clause| clause.kind != ClauseKind::Relative);
    let next = told.filter_map(|clause| Some(clause.verb.as_ref()?.tokens.start));
    let next = next.filter(|verb| (date.tokens.end..value).contains(verb)).min();
    let parted =
        |verb: usize| (date.tokens.end..verb).any(|at| passage.is_any(at, &[",", "and", "but"]));
    next.is_some_and(parted) && own()
}
