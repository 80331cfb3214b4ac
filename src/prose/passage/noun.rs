//! Noun phrases, and what a figure counts.
//!
//! What is counted is found by a walk from the number to the first plural, which stops at a word
//! that no noun phrase goes on with: on unseen text that is right more often than a tagger's runs
//! of nouns, because the words between number and head are of any class.

use super::tag::{NOUNS, Tag, is_plural};
use super::{Determiner, Figure, Mention, MentionKind, NounPhrase, Passage, Tokens};
use crate::prose::lexicon::{Word, class};
use crate::prose::token::Kind;
use crate::value::quantity::Unit;
use rust_decimal::Decimal;

/// Words that own what follows.
const POSSESSIVES: [&str; 9] = ["its", "their", "his", "her", "our", "my", "your", "whose", "own"];

const DEMONSTRATIVES: [&str; 5] = ["this", "that", "these", "those", "such"];

/// Determiners that stand between a number and its noun ("12 more people").
const WITHIN: [&str; 4] = ["more", "other", "such", "fewer"];

/// Longest noun phrase, in tokens; keeps every walk bounded.
const LONGEST: usize = 24;

/// What noun phrases are found with.
pub(super) struct Phrases<'a, 't> {
    pub(super) p: &'a Passage<'t>,
    pub(super) tags: &'a [Tag],
}

impl Phrases<'_, '_> {
    fn tag(&self, at: usize) -> Option<Tag> {
        self.tags.get(at).copied()
    }

    fn word(&self, at: usize) -> Word {
        self.p.tokens.get(at).map_or(Word::UNKNOWN, |token| token.word)
    }

    /// The noun phrases of a sentence, in order and without overlaps.
    pub(super) fn of(&self, sentence: &Tokens, values: &[Mention]) -> Vec<NounPhrase> {
        let mut out = Vec::new();
        let mut at = sentence.start;
        let mut value = values.partition_point(|v| v.tokens.end <= at);
        while at < sentence.end {
            while values.get(value).is_some_and(|v| v.tokens.end <= at) {
                value += 1;
            }
            let opens = matches!(
                self.tags[at],
                Tag::Determiner | Tag::Number | Tag::Adjective | Tag::Nominal | Tag::Name
            );
            let (end, phrase) = if opens {
                self.phrase(at, sentence.end, &values[value..])
            } else {
                (at + 1, None)
            };
            out.extend(phrase);
            at = end.max(at + 1);
        }
        out
    }

    /// The noun phrase that starts at a token, and where to go on.
    fn phrase(
        &self,
        start: usize,
        limit: usize,
        values: &[Mention],
    ) -> (usize, Option<NounPhrase>) {
        let limit = limit.min(start + LONGEST);
        let mut determiner = Determiner::None;
        let mut modifiers = start;
        let mut head = None;
        let mut at = start;
        while at < limit {
            let date = head.is_some()
                && values
                    .iter()
                    .take_while(|v| v.tokens.start <= at)
                    .any(|v| v.tokens.start == at && !matches!(v.kind, MentionKind::Name));
            match self.tags[at] {
                _ if date => break,
                Tag::Determiner
                    if head.is_none()
                        && (at == start || self.is_within(at) || self.precedes(at - 1)) =>
                {
                    if determiner == Determiner::None || !self.is_within(at) {
                        determiner = self.determiner(at);
                    }
                    modifiers = at + 1;
                }
                Tag::Determiner if self.is_within(at) && head.is_none() => {}
                Tag::Number if head.is_none() => {
                    // What narrows the phrase starts behind its number.
                    modifiers = if modifiers == at { at + 1 } else { modifiers };
                }
                Tag::Adjective if head.is_none() || self.goes_on(at + 1, limit) => {}
                Tag::Nominal | Tag::Name => head = Some(at),
                Tag::Possessive if head.is_some() => {
                    determiner = Determiner::Possessive(head.unwrap_or(at));
                    if self.tag(at + 1) == Some(Tag::Possessive) {
                        at += 1;
                    }
                    modifiers = at + 1;
                    head = None;
                }
                Tag::Adverb | Tag::Conjunction if head.is_none() && self.between_adjectives(at) => {
                }
                _ => break,
            }
            at += 1;
        }
        let Some(head) = head else { return (at, None) };
        let phrase = NounPhrase {
            tokens: start..head + 1,
            head,
            modifiers: modifiers.min(head)..head,
            determiner,
        };
        (head + 1, Some(phrase))
    }

    /// "all the", "both these", "half the".
    fn precedes(&self, at: usize) -> bool {
        matches!(
            self.p.token(at),
            "all" | "both" | "such" | "half" | "what" | "All" | "Both" | "Such" | "Half" | "What"
        )
    }

    fn is_within(&self, at: usize) -> bool {
        WITHIN.contains(&self.p.token(at))
    }

    /// A noun follows, behind adjectives.
    fn goes_on(&self, from: usize, limit: usize) -> bool {
        (from..limit)
            .find(|at| self.tags[*at] != Tag::Adjective)
            .is_some_and(|at| self.tags[at].is_noun())
    }

    /// "large and growing", "a very large".
    fn between_adjectives(&self, at: usize) -> bool {
        let next = self.tag(at + 1);
        let before = at.checked_sub(1).and_then(|b| self.tag(b));
        let adverb =
            self.tags[at] == Tag::Adverb && matches!(next, Some(Tag::Adjective | Tag::Adverb));
        let joined = matches!(self.p.token(at), "and" | "but" | "or" | "yet")
            && before == Some(Tag::Adjective)
            && next == Some(Tag::Adjective);
        (adverb && before == Some(Tag::Determiner)) || joined
    }

    /// How a phrase that has this word for a determiner is introduced.
    fn determiner(&self, at: usize) -> Determiner {
        if self.p.is_any(at, &["the", "both"]) {
            Determiner::Definite
        } else if self.p.is_any(at, &DEMONSTRATIVES) {
            Determiner::Demonstrative
        } else if self.p.is_any(at, &POSSESSIVES) {
            Determiner::Possessive(at)
        } else {
            Determiner::Indefinite
        }
    }

    /// Whether a phrase becomes a mention: a noun of a class that rules ask for, or any phrase that
    /// points back. One that ends in a name is the name's mention, one with a figure the figure's.
    pub(super) fn is_mention(&self, phrase: &NounPhrase, values: &[Mention]) -> bool {
        let valued = {
            let first = values.partition_point(|v| v.tokens.end <= phrase.tokens.start);
            values[first..].iter().take_while(|v| v.tokens.start < phrase.tokens.end).any(|v| {
                matches!(v.kind, MentionKind::Figure(_))
                    || v.tokens.start <= phrase.head && phrase.head < v.tokens.end
            })
        };
        let points = phrase.determiner != Determiner::None;
        let time = self.word(phrase.head).is(class::TIME_UNIT | class::MONTH | class::WEEKDAY);
        self.tags[phrase.head] == Tag::Nominal && !valued && (points || !time)
    }

    /// What a figure counts, and whether it is one that has been spoken of.
    pub(super) fn counted(
        &self,
        figure: &Figure,
        tokens: &Tokens,
        limit: usize,
    ) -> (Option<NounPhrase>, bool) {
        let numeric = |at: &usize| {
            let token = self.p.tokens[*at];
            token.kind == Kind::Number
                || token.word.is(class::NUMBER)
                || self.p.token(*at).starts_with(|c: char| c.is_ascii_digit())
        };
        let first = tokens.clone().find(numeric).unwrap_or(tokens.start);
        let last = tokens.clone().rev().find(numeric).unwrap_or(tokens.start);
        let owner = self.owner(tokens.start);
        let introduced = self.introduced(tokens.start, first).filter(|_| owner.is_none());
        let introduction = introduced.map_or(Determiner::None, |at| self.determiner(at));
        let determiner = owner.map_or(introduction, Determiner::Possessive);
        let all = introduced.is_some_and(|at| self.p.token(at).eq_ignore_ascii_case("all"));
        let definite = all || !matches!(determiner, Determiner::Indefinite | Determiner::None);
        let counts = is_count(figure);
        let from = if counts { last + 1 } else { tokens.end.max(last + 1) };
        // "$30 million"
        let sign = first > tokens.start && self.tags[first - 1] == Tag::Sign;
        let start = introduced.unwrap_or(first).min(first - usize::from(sign));
        let one = figure
            .value
            .printed
            .as_ref()
            .is_some_and(|p| p.high.is_none() && p.low == Decimal::ONE)
            && counts;
        let phrase =
            self.head(from, last, limit, figure, one).map(|(modifiers, head, end)| NounPhrase {
                tokens: start..end,
                head,
                modifiers: modifiers.min(head)..head,
                determiner,
            });
        (phrase, definite)
    }

    /// The noun that owns what is counted: "the town's 1,200 residents".
    fn owner(&self, start: usize) -> Option<usize> {
        let before = start.checked_sub(1).filter(|at| self.tags[*at] == Tag::Possessive)?;
        (before.saturating_sub(2)..before).rev().find(|at| self.tags[*at].is_noun())
    }

    /// The determiner of a number: before it or before its hedge ("the more than 60 victims").
    fn introduced(&self, start: usize, first: usize) -> Option<usize> {
        // "Some 70" is a hedge.
        let is = |at: &usize| {
            let hedge = matches!(self.p.token(*at), "some" | "Some");
            self.tags[*at] == Tag::Determiner && !self.is_within(*at) && !hedge
        };
        let inside = (start..first).find(is);
        let before = start.checked_sub(1);
        // "The first 12".
        let adjective = before
            .filter(|at| self.tags[*at] == Tag::Adjective && self.word(*at).is(class::QUALITY))
            .and_then(|at| at.checked_sub(1));
        before.filter(is).or(adjective.filter(is)).or(inside)
    }

    /// Where the modifiers begin, the head, and the end of what is counted.
    fn head(
        &self,
        from: usize,
        last: usize,
        limit: usize,
        figure: &Figure,
        one: bool,
    ) -> Option<(usize, usize, usize)> {
        let counts = is_count(figure);
        let money = matches!(figure.value.unit, Unit::Money(_));
        let mut at = from;
        let mut of = false;
        if self.p.token(at) == "of" {
            let next = self.tag(at + 1)?;
            let determined = matches!(next, Tag::Determiner | Tag::Possessive);
            let bunch =
                counts && self.p.token(last).ends_with('s') && self.word(last).is(class::NUMBER);
            let owned = self.p.tokens.get(at + 1).is_some_and(|t| t.capital) && next == Tag::Name;
            if !(determined || bunch || !counts || owned) {
                return None;
            }
            at += 1;
            while at < limit && matches!(self.tags[at], Tag::Determiner | Tag::Number) {
                at += 1;
            }
            of = true;
        } else if money && matches!(self.p.token(at), "in" | "worth") {
            // "$3 million in damages"
            at += 1 + usize::from(self.p.token(at + 1) == "of");
        }
        let run = self.run(at, limit);
        let first = run.first().copied()?;
        let noun = |at: &usize| self.tags[*at].is_noun();
        let plural = |at: &usize| noun(at) && is_plural(self.p.token(*at), self.word(*at));
        let singular = one || (!counts && !of);
        let end_of_run = run.iter().rposition(noun)?;
        let head = if singular {
            end_of_run
        } else {
            self.plural_head(&run, plural).unwrap_or(end_of_run)
        };
        let head_at = run[head];
        let bare = self.word(head_at).is(class::QUALITY)
            && !self.word(head_at).is(NOUNS)
            && !self.word(head_at).is(class::PLURAL);
        (!bare).then(|| (first, head_at, self.coordinated(head_at + 1, last, limit)))
    }

    /// The first plural, and past it while plural follows plural ("12 sports fans") or it ends a
    /// name's word ("12 United States soldiers") or owns what follows.
    fn plural_head(&self, run: &[usize], plural: impl Fn(&usize) -> bool) -> Option<usize> {
        let mut head = run.iter().position(&plural)?;
        while let Some(next) = run.get(head + 1) {
            let owns = self.tags[*next] == Tag::Possessive;
            let named = self.tags[run[head]] == Tag::Name && self.tags[*next].is_noun();
            if owns || named {
                head += 1 + run[head + 1..].iter().position(&plural)?;
            } else if plural(next) {
                head += 1;
            } else {
                break;
            }
        }
        Some(head)
    }

    /// The tokens of a noun phrase from one on, without what ends it.
    fn run(&self, from: usize, limit: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let mut seen = false;
        for at in from..limit.min(from + LONGEST) {
            let owned =
                out.last().is_some_and(|before: &usize| self.tags[*before] == Tag::Possessive);
            let value = seen && !owned && self.p.mentions_at(at);
            let fits = match self.tags[at] {
                _ if value => false,
                Tag::Nominal | Tag::Name => {
                    seen = true;
                    true
                }
                // "60 people dead": an adjective behind the noun belongs to another phrase.
                Tag::Adjective => !seen || self.goes_on(at + 1, limit),
                Tag::Possessive => seen,
                Tag::Determiner => !seen && self.is_within(at),
                Tag::Adverb | Tag::Conjunction => {
                    !seen && (self.tag(at + 1) == Some(Tag::Adjective))
                }
                Tag::Sign => matches!(self.p.token(at), "“" | "\"" | "”" | "‘") && !seen,
                // "27 percent of the group's 217 attacks"
                Tag::Number => owned,
                _ => false,
            };
            if !fits {
                break;
            }
            out.push(at);
        }
        out
    }

    /// Past "and family members": another plural that the same number counts.
    fn coordinated(&self, end: usize, number: usize, limit: usize) -> usize {
        let mut end = end;
        // After a verb, what follows a noun with a verb of its own is another subject.
        let object = (number.saturating_sub(6)..number)
            .rev()
            .take_while(|at| !matches!(self.p.token(*at), "," | "." | ";"))
            .any(|at| self.tags[at].is_verb());
        for _ in 0..3 {
            let comma = self.p.token(end) == ",";
            let and = end + usize::from(comma);
            if !matches!(self.p.token(and), "and" | "or") && !comma {
                break;
            }
            let from = if matches!(self.p.token(and), "and" | "or") { and + 1 } else { end + 1 };
            let run = self.run(from, limit);
            let plural = |at: &usize| {
                self.tags[*at].is_noun() && is_plural(self.p.token(*at), self.word(*at))
            };
            let Some(head) = run.iter().rposition(|at| self.tags[*at].is_noun()) else { break };
            let next = run[head] + 1;
            let verb = matches!(self.tag(next), Some(Tag::Finite | Tag::Auxiliary));
            let list = !comma
                || from == and + 1 && and > end
                || matches!(self.p.token(next), "," | "and" | "or");
            if !plural(&run[head]) || verb && object || !list || self.tags[run[head]] == Tag::Name {
                break;
            }
            end = next;
        }
        end
    }
}

fn is_count(figure: &Figure) -> bool {
    matches!(figure.value.unit, Unit::Count(_) | Unit::Rate(..))
}

impl Passage<'_> {
    /// Whether a value starts at a token.
    fn mentions_at(&self, at: usize) -> bool {
        let first = self.mentions.partition_point(|m| m.tokens.start < at);
        self.mentions.get(first).is_some_and(|m| m.tokens.start == at)
    }
}
