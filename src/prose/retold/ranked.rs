//! Where a thing stands among its kind, told twice: "the third-largest lender in Orland", and pages on
//! "Orland's second-largest lender".
//!
//! Both have to rank one thing that has a name, by one measure, among one kind, and neither of another
//! time or place. What was once the second may be the third now.

use std::ops::Range;

use smol_str::{SmolStr, ToSmolStr};

use crate::prose::context::{Contexts, Modality};
use crate::prose::fill::clause_of;
use crate::prose::gist;
use crate::prose::lexicon::class;
use crate::prose::open;
use crate::prose::passage::{Clause, MentionKind, Passage, Sentence};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::spell::since;
use crate::prose::thing::{Meaning, Resolved, ThingIx};
use crate::value::date::{self, Days};

/// The rule that reports these.
const RULE: &str = "conflicting-detail";

/// What to do about them.
const HELP: &str =
    "find out which rank is right; if both are, say what each is counted among, or when";

/// Most ranks of a document that are held against each other.
const MOST: usize = 64;

/// Where something stands among its kind.
pub(in crate::prose) struct Ranked {
    at: BlockIx,
    bytes: Range<usize>,
    words: String,
    thing: ThingIx,
    place: i64,
    /// What it is ranked by: "largest"; empty for "ranked third".
    scale: SmolStr,
    /// The kind that it is ranked among, and what narrows that.
    kind: SmolStr,
    narrowed: Vec<String>,
    /// Where these are: names, and nouns such as "country".
    within: Vec<SmolStr>,
    /// "By deposits".
    by: Option<SmolStr>,
    /// When it was so.
    days: Vec<Days>,
    /// Whether it was so, and is no more; `None` for "Velm, the largest port".
    past: Option<bool>,
}

/// What a document ranks.
pub(in crate::prose) fn read<'a>(
    passages: impl Iterator<Item = (BlockIx, &'a Passage<'a>, &'a Contexts)>,
    resolved: &Resolved,
) -> Vec<Ranked> {
    let ranks = passages.flat_map(|(at, passage, contexts)| {
        let reader = Reader { at, passage, contexts, resolved };
        (0..passage.tokens.len()).filter_map(move |token| reader.ranked(token))
    });
    ranks.take(MOST).collect()
}

/// Slips of the first of some ranks, each against the first that it cannot be right beside.
pub(in crate::prose) fn slips<'a>(
    ranks: &'a [Ranked],
    resolved: &'a Resolved,
) -> impl Iterator<Item = Slip> + 'a {
    let ranks = &ranks[..ranks.len().min(MOST)];
    ranks.iter().enumerate().filter_map(move |(ix, later)| {
        let earlier = ranks[..ix].iter().find(|earlier| differ(earlier, later))?;
        let thing = resolved.things.all.get(later.thing.0 as usize);
        Some(slip(thing.map_or("one thing", |thing| &thing.name), earlier, later))
    })
}

fn slip(thing: &str, earlier: &Ranked, later: &Ranked) -> Slip {
    let (first, second) = (&earlier.words, &later.words);
    Slip {
        rule: RULE,
        at: earlier.at,
        bytes: earlier.bytes.clone(),
        message: format!("{thing} is ranked \u{201c}{first}\u{201d} and \u{201c}{second}\u{201d}"),
        label: format!("{first} here"),
        help: HELP,
        other: Some((later.at, later.bytes.clone(), format!("{second} here"))),
    }
}

/// Words for any place that others are in.
const ANY: &[&str] =
    &["country", "nation", "state", "region", "province", "city", "town", "kingdom"];

/// Whether two ranks are of one thing among one kind, and cannot both be right.
fn differ(a: &Ranked, b: &Ranked) -> bool {
    let is_any = |place: &SmolStr| ANY.contains(&place.as_str());
    let within = a.within.is_empty()
        || b.within.is_empty()
        || a.within.iter().any(|place| b.within.contains(place))
        || a.within.iter().any(is_any) != b.within.iter().any(is_any);
    let kind = a.kind.is_empty() || b.kind.is_empty() || gist::alike(&a.kind, &b.kind);
    let known = !a.kind.is_empty() || !b.kind.is_empty() || !a.scale.is_empty();
    // "Ranked third among the ports", "the second-busiest port".
    let bare = a.scale.is_empty() != b.scale.is_empty() && !a.kind.is_empty() && !b.kind.is_empty();
    let meet = || a.days.iter().any(|day| b.days.iter().any(|other| day.meets(other)));
    let times = match (a.days.is_empty(), b.days.is_empty()) {
        (true, true) => a.past.is_none() || b.past.is_none() || a.past == b.past,
        (false, false) => meet(),
        _ => false,
    };
    a.thing == b.thing
        && a.place != b.place
        && (a.scale == b.scale || bare)
        && a.by == b.by
        && a.narrowed == b.narrowed
        && within
        && kind
        && known
        && times
}

struct Reader<'a> {
    at: BlockIx,
    passage: &'a Passage<'a>,
    contexts: &'a Contexts,
    resolved: &'a Resolved,
}

/// Verbs that say where something stands.
const RANKS: &[&str] = &["rank", "place", "rate", "finish", "come"];

/// Superlatives that mean the same as others.
const SAME: &[(&str, &str)] =
    &[("biggest", "largest"), ("greatest", "largest"), ("wealthiest", "richest")];

/// What a superlative ranks by: "largest"; `None` where a word is none.
fn superlative(word: &str) -> Option<SmolStr> {
    let is = word.len() > "best".len() && word.ends_with("est");
    let same = SAME.iter().find(|(name, _)| *name == word).map(|(_, same)| *same);
    is.then(|| same.unwrap_or(word).to_smolstr())
}

impl Reader<'_> {
    fn ranked(&self, token: usize) -> Option<Ranked> {
        let passage = self.passage;
        // What says a place, "second" or "42nd" or "third-largest", ends in one of these.
        let last = passage.token(token).bytes().last()?.to_ascii_lowercase();
        if !matches!(last, b'd' | b'h' | b't') {
            return None;
        }
        let word = passage.lower(token);
        let joined = word.rsplit_once('-').and_then(|(place, scale)| {
            Some((since::ordinal(place)?, Some((superlative(scale)?, token + 1))))
        });
        let apart = |place| {
            let most = passage.is(token + 1, "most");
            let of_most = || (passage.lower(token + 2), token + 3);
            let next = || Some((superlative(&passage.lower(token + 1))?, token + 2));
            (place, if most { Some(of_most()) } else { next() })
        };
        let (place, scale) = joined.or_else(|| since::ordinal(&word).map(apart))?;
        let (sentence, clause) = clause_of(passage, token)?;
        let whole = &passage.sentences[sentence];
        let context = self.contexts.at(token);
        let own = context.modality == Modality::Asserted
            && context.speakers.is_empty()
            && !context.past
            && !context.other_round;
        if !own {
            return None;
        }
        let told = |words: Range<usize>| Told {
            reader: self,
            whole,
            clause: &whole.clauses[clause],
            words,
        };
        match scale {
            Some((scale, end)) => told(token..end).of_kind(place, scale),
            None => told(token..token + 1).of_verb(place),
        }
    }
}

/// A rank in its clause.
struct Told<'a> {
    reader: &'a Reader<'a>,
    whole: &'a Sentence,
    clause: &'a Clause,
    /// The ordinal and the superlative.
    words: Range<usize>,
}

impl Told<'_> {
    /// "Velm Bank, the third-largest lender in Orland,", "Velm is the third-largest lender".
    fn of_kind(&self, place: i64, scale: SmolStr) -> Option<Ranked> {
        let passage = self.reader.passage;
        let mentions = passage.mentions_of(self.whole);
        let phrase = mentions.iter().find_map(|mention| match &mention.kind {
            MentionKind::Noun(noun) if noun.tokens.contains(&self.words.start) => Some(noun),
            _ => None,
        });
        let head = phrase.map(|noun| noun.head).filter(|head| *head >= self.words.end);
        let start = phrase.map_or(self.words.start, |noun| noun.tokens.start);
        let end = head.map_or(self.words.end, |head| head + 1);
        // "One of the three largest", "the second-largest of its two mills".
        let led = start.checked_sub(1);
        if led.is_some_and(|at| passage.is_any(at, &["of", "as", "become", "became", "becoming"])) {
            return None;
        }
        let narrowed =
            (self.words.end..end.saturating_sub(1)).filter_map(|at| gist::lemma(passage, at));
        let narrowed = narrowed.collect();
        let thing = self.subject(start, end)?;
        let kind =
            head.map_or_else(SmolStr::default, |head| open::noun_lemma(passage, head).into());
        let mut within = self.owners(start);
        within.extend(self.within(end));
        Some(self.ranked((place, scale), (kind, narrowed), within, thing, end))
    }

    /// "The port ranked third in 2008".
    fn of_verb(&self, place: i64) -> Option<Ranked> {
        let passage = self.reader.passage;
        let verb = self.clause.verb.as_ref().filter(|verb| !verb.negated && !verb.modal)?;
        let far = self.words.start.checked_sub(verb.tokens.end)?;
        let end = self.words.end;
        let next = passage.tokens.get(end).is_none_or(|next| {
            next.word.is(class::PREPOSITION | class::CONJUNCTION) || passage.token(end).len() == 1
        });
        if far > 2 || !next || !RANKS.contains(&verb.lemma.text()) {
            return None;
        }
        let thing = self.meaning(self.clause.subject?)?;
        let within = self.within(end);
        let kind = self.among(end).unwrap_or_default();
        Some(self.ranked((place, SmolStr::default()), (kind, Vec::new()), within, thing, end))
    }

    fn ranked(
        &self,
        (place, scale): (i64, SmolStr),
        (kind, narrowed): (SmolStr, Vec<String>),
        within: Vec<SmolStr>,
        thing: ThingIx,
        end: usize,
    ) -> Ranked {
        let passage = self.reader.passage;
        let tokens = self.words.start..end;
        let verb = self.clause.verb.as_ref();
        let past = verb.and_then(|verb| {
            let first = &passage.tokens[verb.tokens.start].word;
            let is = passage.is_any(verb.tokens.start, &["is", "are", "has", "remains"]);
            let was = passage.is_any(verb.tokens.start, &["was", "were", "had"]);
            (is || was || !first.is(class::BE)).then_some(!is && (was || first.is(class::PAST)))
        });
        // "Velm Bank, the third-largest lender, was founded in 1911": when it was founded.
        let dates = passage.mentions_of(self.whole).iter();
        let dates = dates.filter(|_| self.is_predicate());
        let dates = dates.filter_map(|mention| match &mention.kind {
            MentionKind::Date(reading) => Some(date::possible_days(reading)),
            _ => None,
        });
        let by = self.behind(end).find(|at| passage.is(*at, "by"));
        let by = by.and_then(|by| gist::lemma(passage, by + 1));
        Ranked {
            at: self.reader.at,
            bytes: passage.bytes(&tokens),
            words: passage.slice(&tokens).to_owned(),
            thing,
            place,
            scale,
            kind,
            narrowed,
            within,
            by: by.map(SmolStr::from),
            days: dates.collect(),
            past: past.filter(|_| self.is_predicate()),
        }
    }

    /// Whether the verb of its clause says it.
    fn is_predicate(&self) -> bool {
        self.clause.verb.as_ref().is_some_and(|verb| verb.tokens.end <= self.words.start)
    }

    /// What is ranked: the name beside the phrase, or the subject of "is".
    fn subject(&self, start: usize, end: usize) -> Option<ThingIx> {
        let passage = self.reader.passage;
        let is_name = |at: &usize| matches!(passage.mentions[*at].kind, MentionKind::Name);
        let mut names = self.whole.mentions.clone().filter(is_name);
        let comma = start.checked_sub(1).filter(|at| passage.token(*at) == ",");
        let ends = |at: &usize| Some(passage.mentions[*at].tokens.end) == comma;
        if let Some(name) = comma.and_then(|_| names.clone().find(ends)) {
            return self.meaning(name);
        }
        let next = end + usize::from(passage.token(end) == ",");
        if let Some(name) = names.find(|at| passage.mentions[*at].tokens.start == next) {
            return self.meaning(name);
        }
        let verb = self.clause.verb.as_ref()?;
        let is = passage.tokens[verb.main].word.is(class::BE) && !verb.negated && !verb.modal;
        let near = start.checked_sub(verb.tokens.end).is_some_and(|far| far <= 1);
        self.meaning(self.clause.subject.filter(|_| is && near)?)
    }

    fn meaning(&self, mention: usize) -> Option<ThingIx> {
        let Reader { at, resolved, .. } = self.reader;
        match resolved.meaning(at.document, at.block, mention) {
            Meaning::One { thing, .. } => Some(*thing),
            _ => None,
        }
    }

    /// "Orland's", "the country's", before the ordinal.
    fn owners(&self, start: usize) -> Vec<SmolStr> {
        let passage = self.reader.passage;
        let owner = |at: &usize| passage.is_any(at + 1, &["'s", "\u{2019}s", "'", "\u{2019}"]);
        let inside = (start.saturating_sub(1)..self.words.start).filter(owner);
        let split = inside.map(|at| passage.lower(at));
        let joined = (start..self.words.start).filter_map(|at| {
            let word = passage.lower(at);
            let owner = word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s"))?;
            Some(owner.to_smolstr())
        });
        split.chain(joined).collect()
    }

    /// The few tokens behind the phrase that say among which it is counted.
    fn behind(&self, end: usize) -> impl Iterator<Item = usize> {
        /// "In the Republic of Orland by deposits".
        const REACH: usize = 7;
        let stop = (end + REACH).min(self.whole.tokens.end);
        (end..stop).take_while(|at| {
            let token = self.reader.passage.token(*at);
            token.len() > 1 || token.chars().all(char::is_alphanumeric)
        })
    }

    /// "In Orland", "in the country", behind the phrase.
    fn within(&self, end: usize) -> Vec<SmolStr> {
        let passage = self.reader.passage;
        if !passage.is_any(end, &["in", "of", "among", "on"]) {
            return Vec::new();
        }
        let place = |at: &usize| {
            passage.tokens[*at].capital || passage.is(*at, "world") || passage.is_any(*at, ANY)
        };
        let words = self.behind(end).filter(place).map(|at| passage.lower(at));
        let bare =
            |word: &str| word.trim_end_matches("'s").trim_end_matches("\u{2019}s").to_smolstr();
        words.map(|word| bare(&word)).collect()
    }

    /// "Among the ports of the country": the ports.
    fn among(&self, end: usize) -> Option<SmolStr> {
        let passage = self.reader.passage;
        let among = passage.is_any(end, &["among", "of"]).then_some(end + 1)?;
        let mentions = passage.mentions_of(self.whole);
        mentions.iter().find_map(|mention| match &mention.kind {
            MentionKind::Noun(noun) if noun.tokens.start == among => {
                Some(open::noun_lemma(passage, noun.head).into())
            }
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::prose::table::tests::reading;

    #[test]
    fn one_thing_has_one_rank_among_its_kind_at_a_time() {
        let check = |first: &str, second: &str| {
            let slips = reading(&format!("{first}\n\nIt rained for a while.\n\n{second}\n")).slips;
            slips.iter().filter(|slip| slip.rule == super::RULE).count()
        };
        let bank = "Velm Bank, the third-largest lender in Orland, said that profits rose.";
        for bad in [
            "Velm Bank is Orland's second-largest lender.",
            "Velm Bank, Orland's second biggest bank, was founded in 1911.",
            "The country's second-largest lender, Velm Bank, was founded in 1911.",
        ] {
            assert_eq!(check(bank, bad), 1, "{bad}");
        }
        for good in [
            "Velm Bank is Orland's third-largest bank.",
            "Velm Bank is the second-oldest lender in Orland.",
            "Velm Bank is the second-largest lender in Varland.",
            "Velm Bank is the second-largest private lender in Orland.",
            "Velm Bank is the second-largest lender in Orland by deposits.",
            "Velm Bank is the second-largest employer in Orland.",
            "Velm Bank was once the second-largest lender in Orland.",
            "Velm Bank became the second-largest lender in Orland.",
            "Harlow Bank is the second-largest lender in Orland.",
            "Ada Roth said that Velm Bank was the second-largest lender in Orland.",
        ] {
            assert_eq!(check(bank, good), 0, "{good}");
        }
        let port = "In 2008 Tarsk ranked sixth among the ports of the country.";
        assert_eq!(check(port, "Tarsk was the third-busiest port in 2008."), 1);
        assert_eq!(check(port, "Tarsk was the third-busiest port in 1998."), 0);
        assert_eq!(check(port, "Tarsk is the third-busiest port."), 0);
    }
}
