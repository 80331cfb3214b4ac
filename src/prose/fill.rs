//! Matches and their context to claims: subject, scope, place, period, speaker.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::{SmolStr, ToSmolStr};

use super::context::{Context, Contexts, Known, Modality, Speaker};
use super::cue::{Cues, Hit, Target};
use super::lexicon::class;
use super::open;
use super::passage::{Clause, Mention, MentionKind, Passage, Tokens};
use super::reading::{BlockIx, Claim, Said, SaidBy, Unread, Why};
use super::thing::{Meaning, Resolved, ThingIx};
use crate::finding::Confidence;
use crate::record::{Change, EntityKind, SubjectKind, ValueKind};
use crate::value::date::{DateReading, Edge, When};
use crate::value::quantity::Unit;
use crate::value::{date, quantity};

/// One block with everything that the stages before made of it.
pub struct Block<'a> {
    /// Where it stands.
    pub at: BlockIx,
    /// Its analysis.
    pub passage: &'a Passage<'a>,
    /// What stands around its clauses.
    pub contexts: &'a Contexts,
    /// Where patterns match.
    pub hits: &'a [Hit],
    /// Offsets of its citation markers in its text, ascending.
    pub marks: &'a [usize],
    /// Whether it is text in which claims are made: a reference list or code is not.
    pub speaks: bool,
}

/// What claims are filled from.
pub struct Filler<'a> {
    /// The vocabulary.
    pub cues: &'a Cues,
    /// What mentions mean.
    pub resolved: &'a Resolved,
    /// What the document is about, for what names nothing else.
    pub main: Meaning,
}

/// What came of a block.
#[derive(Debug, Default)]
pub struct Filled {
    /// Claims, by place; `supersedes` is filled in later, across blocks.
    pub claims: Vec<Claim>,
    /// Figures and dates that became none.
    pub unread: Vec<Unread>,
    /// How many figures and dates there are.
    pub seen: usize,
    /// For each claim, whether words say that it is an early or a late one.
    pub known: Vec<Option<Known>>,
}

impl Filler<'_> {
    /// The claims of a block.
    #[must_use]
    pub fn fill(&self, block: &Block<'_>) -> Filled {
        let mut out = Filled::default();
        let mut used: FxHashSet<usize> = FxHashSet::default();
        let mut refused: FxHashMap<usize, Why> = FxHashMap::default();
        if block.speaks {
            for hit in block.hits {
                match self.of_hit(block, hit) {
                    Ok((claim, known)) => {
                        used.insert(hit.value);
                        used.extend(hit.during);
                        used.extend(claim.period);
                        out.claims.push(claim.claim);
                        out.known.push(known);
                    }
                    Err(why) => {
                        refused.insert(hit.value, why);
                    }
                }
            }
            for (at, _) in values(block.passage) {
                if used.contains(&at) || refused.contains_key(&at) {
                    continue;
                }
                match self.open(block, at) {
                    Ok(Some((claim, known))) => {
                        used.insert(at);
                        used.extend(claim.period);
                        out.claims.push(claim.claim);
                        out.known.push(known);
                    }
                    Ok(None) => {}
                    Err(why) => {
                        refused.insert(at, why);
                    }
                }
            }
        }
        for (at, mention) in values(block.passage) {
            out.seen += 1;
            if used.contains(&at) {
                continue;
            }
            let why = match mention.kind {
                MentionKind::BadDate(_) => Why::BadDate,
                _ => refused.get(&at).copied().unwrap_or(Why::NoFrame),
            };
            let sentence = sentence_bytes(block.passage, mention);
            out.unread.push(Unread { at: block.at, bytes: mention.bytes.clone(), sentence, why });
        }
        out
    }

    fn of_hit(&self, block: &Block<'_>, hit: &Hit) -> Result<(WithPeriod, Option<Known>), Why> {
        let passage = block.passage;
        let target = self.cues.predicate(hit.predicate).ok_or(Why::NoFrame)?;
        let mention = passage.mentions.get(hit.value).ok_or(Why::NoFrame)?;
        let context = block.contexts.at(mention.tokens.start);
        let place = Where { block, sentence: hit.clause.0, clause: hit.clause.1, mention };
        asserted(&context)?;
        let value = value(block, mention, target)?;
        let (subject, sure) = self.subject(&place, hit, &target.of).ok_or(Why::NoSubject)?;
        let timed = matches!(target.change, Change::Varying | Change::PerPeriod);
        let period = hit.during.or_else(|| timed.then(|| self.period(&place)).flatten());
        let counted = hit.scope.clone().or_else(|| counted(passage, mention));
        let scope = counted.and_then(|tokens| population(passage, &tokens, target));
        let mut claim = self.claim(&place, &context, subject, value);
        claim.said = Said::Known(target.id.clone());
        claim.scope = scope.into_iter().collect();
        claim.place = self.places(&place, hit.place.as_ref());
        claim.during = self.during(passage, period, &context);
        claim.confidence = if sure { Confidence::High } else { Confidence::Medium };
        Ok((WithPeriod { claim, period }, context.known))
    }

    /// A claim about a figure of no known predicate.
    fn open(
        &self,
        block: &Block<'_>,
        at: usize,
    ) -> Result<Option<(WithPeriod, Option<Known>)>, Why> {
        let passage = block.passage;
        let Some(mention) = passage.mentions.get(at) else { return Ok(None) };
        let Some((sentence, clause)) = clause_of(passage, mention.tokens.start) else {
            return Ok(None);
        };
        let clauses = &passage.sentences[sentence].clauses;
        let Some(frame) = open::frame(passage, &clauses[clause], at) else { return Ok(None) };
        let context = block.contexts.at(mention.tokens.start);
        asserted(&context)?;
        let place = Where { block, sentence, clause, mention };
        let text = readable(passage, mention, None).ok_or(Why::NoFrame)?;
        let named = frame.subject.map(|at| self.meaning(block, at));
        let subject = match named {
            Some(Meaning::Unknown) | None => self.main.clone(),
            Some(meaning) => meaning,
        };
        if subject == Meaning::Unknown {
            return Err(Why::NoSubject);
        }
        let period = self.period(&place);
        let mut claim = self.claim(&place, &context, subject, text);
        let id = frame.id.to_smolstr();
        claim.said = Said::Open { id, kind: ValueKind::Quantity, words: frame.words };
        claim.place = self.places(&place, None);
        claim.during = self.during(passage, period, &context);
        claim.confidence = Confidence::Low;
        Ok(Some((WithPeriod { claim, period }, context.known)))
    }

    /// What all claims have.
    fn claim(
        &self,
        place: &Where<'_>,
        context: &Context,
        subject: Meaning,
        value: SmolStr,
    ) -> Claim {
        let (block, passage) = (place.block, place.block.passage);
        let as_of = match &context.known {
            Some(Known::AsOf(at)) => passage.mentions.get(*at).and_then(edtf),
            _ => None,
        };
        Claim {
            at: block.at,
            sentence: sentence_bytes(passage, place.mention),
            said: Said::Known(SmolStr::default()),
            value,
            bytes: place.mention.bytes.clone(),
            subject,
            scope: Vec::new(),
            place: Vec::new(),
            toward: None,
            during: None,
            as_of,
            said_by: context.speakers.iter().map(|s| self.speaker(block, s)).collect(),
            denied: context.denied,
            hedge: context.hedge.map(|at| passage.token(at).to_lowercase().to_smolstr()),
            supersedes: Vec::new(),
            marks: self.marks(place),
            confidence: Confidence::High,
        }
    }

    fn kind(&self, thing: ThingIx) -> Option<EntityKind> {
        self.resolved.things.all.get(thing.0 as usize)?.kind
    }

    fn meaning(&self, block: &Block<'_>, mention: usize) -> Meaning {
        self.resolved.meaning(block.at.document, block.at.block, mention).clone()
    }

    /// What a claim is about, and whether the words themselves say so.
    fn subject(&self, place: &Where<'_>, hit: &Hit, of: &[SubjectKind]) -> Option<(Meaning, bool)> {
        let (block, passage) = (place.block, place.block.passage);
        if let Some(tokens) = &hit.subject {
            let named = covering(passage, tokens).map(|at| self.meaning(block, at));
            if let Some(meaning) = named.filter(|m| self.fits(m, of)) {
                return Some((meaning, true));
            }
        }
        if of.contains(&SubjectKind::Event) {
            let (document, index) = (block.at.document, block.at.block);
            let event = self.resolved.event_at(document, index, place.sentence, place.clause);
            if *event != Meaning::Unknown {
                return Some((event.clone(), true));
            }
        }
        let clauses = &passage.sentences.get(place.sentence)?.clauses;
        let mut clause = clauses.get(place.clause);
        while let Some(here) = clause {
            let subject = here.subject.filter(|at| !is_value_of(passage, *at, place.mention));
            let named =
                subject.and_then(|at| said_of(passage, at, hit)).map(|at| self.meaning(block, at));
            if let Some(meaning) = named.filter(|m| self.fits(m, of)) {
                return Some((meaning, true));
            }
            clause = here.parent.and_then(|at| clauses.get(at));
        }
        let main = self.main.clone();
        self.fits(&main, of).then_some((main, false))
    }

    /// Whether a meaning is a thing of one of the kinds; any is, where no kind is asked for or known.
    fn fits(&self, meaning: &Meaning, of: &[SubjectKind]) -> bool {
        let fits = |thing: ThingIx| {
            let kind = self.kind(thing);
            of.is_empty() || kind.is_none_or(|kind| of.iter().any(|of| matches(*of, kind)))
        };
        match meaning {
            Meaning::One { thing, .. } => fits(*thing),
            Meaning::Unsettled(things) => things.iter().any(|thing| fits(*thing)),
            Meaning::Unknown => false,
        }
    }

    fn speaker(&self, block: &Block<'_>, speaker: &Speaker) -> SaidBy {
        let tokens = match speaker {
            Speaker::Unnamed(_) => return SaidBy::Unnamed,
            Speaker::Named(tokens) | Speaker::Document(tokens) => tokens,
        };
        // "A report by Y" and "police in Y" that are nothing by themselves stand for Y.
        let named = names_in(block.passage, tokens);
        let whole = covering(block.passage, tokens);
        whole
            .into_iter()
            .chain(named)
            .find_map(|at| match self.meaning(block, at) {
                Meaning::One { thing, .. } => Some(SaidBy::Thing(thing)),
                _ => None,
            })
            .unwrap_or(SaidBy::Unnamed)
    }

    /// The date mention that gives the period of a value: the nearest one of its clause that a
    /// preposition of time leads in, else the one that opens the sentence.
    fn period(&self, place: &Where<'_>) -> Option<usize> {
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
            let opens = LEADS.contains(&passage.token(first).to_lowercase().as_str());
            let before = first.checked_sub(1).map(|at| passage.token(at).to_lowercase());
            opens || before.is_some_and(|word| LEADS.contains(&word.as_str()))
        };
        let dates = sentence.mentions.clone().filter(|at| {
            let mention = &passage.mentions[*at];
            matches!(mention.kind, MentionKind::Date(_)) && leads(mention)
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
        let nearness = |at: &usize| {
            let start = passage.mentions[*at].tokens.start;
            let between = value.min(start) + 1..value.max(start);
            let crosses = figures.iter().any(|figure| between.contains(figure));
            (crosses, start < value, start.abs_diff(value))
        };
        inside.min_by_key(nearness).or_else(|| {
            let opening = sentence.tokens.start + 1;
            dates.clone().find(|at| passage.mentions[*at].tokens.start <= opening)
        })
    }

    fn during(
        &self,
        passage: &Passage<'_>,
        period: Option<usize>,
        context: &Context,
    ) -> Option<SmolStr> {
        let dated = period.and_then(|at| passage.mentions.get(at)).and_then(edtf);
        dated.or_else(|| context.past.then(|| SmolStr::new_static("past")))
    }

    /// Places that the clause names for what is said.
    fn places(&self, place: &Where<'_>, named: Option<&Tokens>) -> Vec<ThingIx> {
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
        let mut out: Vec<ThingIx> = sentence
            .mentions
            .clone()
            .filter(|at| {
                let mention = &passage.mentions[*at];
                let first = mention.tokens.start;
                let before = first.checked_sub(1).map(|at| passage.token(at).to_lowercase());
                matches!(mention.kind, MentionKind::Name)
                    && clause.tokens.contains(&first)
                    && before.is_some_and(|word| LEADS.contains(&word.as_str()))
            })
            .filter_map(thing)
            .filter(is_place)
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The markers of a value: the first group that follows it in its sentence.
    fn marks(&self, place: &Where<'_>) -> Vec<usize> {
        let block = place.block;
        let sentence = sentence_bytes(block.passage, place.mention);
        let after = place.mention.bytes.end;
        let following =
            block.marks.iter().enumerate().filter(|(_, at)| (after..=sentence.end).contains(*at));
        let mut out = Vec::new();
        let mut group = None;
        for (mark, at) in following {
            if group.is_some_and(|first| *at > first + 1) {
                break;
            }
            group = Some(*at);
            out.push(mark);
        }
        out
    }
}

/// A claim, and the date mention that became its period.
struct WithPeriod {
    claim: Claim,
    period: Option<usize>,
}

/// A value's place in the structure of its block.
struct Where<'a> {
    block: &'a Block<'a>,
    sentence: usize,
    clause: usize,
    mention: &'a Mention,
}

/// Whether a thing of a kind is what a predicate is said of. Buildings and ships are told apart from
/// neither ground nor groups by their names, so that "place" takes things, and "thing" all but
/// events and people.
fn matches(of: SubjectKind, kind: EntityKind) -> bool {
    match of {
        SubjectKind::Event => kind == EntityKind::Event,
        SubjectKind::Organisation => kind == EntityKind::Organisation,
        SubjectKind::Person => kind == EntityKind::Person,
        SubjectKind::Place => kind == EntityKind::Place,
        SubjectKind::Document => kind == EntityKind::Document,
        SubjectKind::Thing => !matches!(kind, EntityKind::Event | EntityKind::Person),
    }
}

/// The value in words that a record can hold.
fn value(block: &Block<'_>, mention: &Mention, target: &Target) -> Result<SmolStr, Why> {
    let passage = block.passage;
    match (&mention.kind, target.kind) {
        (MentionKind::BadDate(_), _) => Err(Why::BadDate),
        (MentionKind::Figure(_) | MentionKind::Duration(_), ValueKind::Quantity) => {
            let unit = target.unit.as_deref();
            readable(passage, mention, unit).ok_or(Why::NoFrame)
        }
        // "since 1987" says from when something holds; cues that ask for it mean its first day.
        (MentionKind::Date(reading), ValueKind::Date) if is_open(reading) => {
            let start = reading.edtf.split_once('/').map(|(start, _)| start);
            let start = start.filter(|start| date::read(start, None).is_ok());
            start.map(ToSmolStr::to_smolstr).ok_or(Why::NoFrame)
        }
        (MentionKind::Date(_), ValueKind::Date) => edtf(mention).ok_or(Why::NoFrame),
        (MentionKind::Name | MentionKind::Noun(_), ValueKind::Entity | ValueKind::Text) => {
            Ok(passage.slice(&mention.tokens).to_smolstr())
        }
        _ => Err(Why::NoFrame),
    }
}

/// What a document is about: the thing that its headings of the first level, or its first sentence,
/// name; of several, the one that is spoken of most.
#[must_use]
pub fn main_thing<'p>(
    resolved: &Resolved,
    document: usize,
    passages: impl Iterator<Item = &'p Passage<'p>>,
) -> Meaning {
    let mut count: FxHashMap<ThingIx, (usize, usize)> = FxHashMap::default();
    for (block, passage) in passages.enumerate() {
        for at in 0..passage.mentions.len() {
            if let Meaning::One { thing, .. } = resolved.meaning(document, block, at) {
                let seen = count.entry(*thing).or_insert((0, block));
                seen.0 += 1;
            }
        }
    }
    let first = count.values().map(|(_, block)| *block).min();
    let candidates = count.into_iter().filter(|(_, (_, block))| Some(*block) == first);
    // A title that names an event and its place, or a company and its head, is about the former.
    let rank = |thing: &ThingIx| match resolved.things.all.get(thing.0 as usize)?.kind {
        Some(EntityKind::Event) => Some(3),
        Some(EntityKind::Organisation) | None => Some(2),
        Some(EntityKind::Person | EntityKind::Document) => Some(1),
        Some(EntityKind::Place) => Some(0),
    };
    let best = candidates
        .max_by_key(|(thing, (times, _))| (rank(thing), *times, std::cmp::Reverse(*thing)));
    best.map_or(Meaning::Unknown, |(thing, _)| Meaning::One { thing, soft: true })
}

fn asserted(context: &Context) -> Result<(), Why> {
    match context.modality {
        Modality::Asserted => Ok(()),
        Modality::Open | Modality::Rejected => Err(Why::NotAsserted),
    }
}

/// Mentions of values, the only ones that are counted as figures and dates.
fn values<'p>(passage: &'p Passage<'_>) -> impl Iterator<Item = (usize, &'p Mention)> {
    passage.mentions.iter().enumerate().filter(|(_, mention)| {
        matches!(
            mention.kind,
            MentionKind::Figure(_)
                | MentionKind::Date(_)
                | MentionKind::BadDate(_)
                | MentionKind::Duration(_)
        )
    })
}

fn sentence_bytes(passage: &Passage<'_>, mention: &Mention) -> Range<usize> {
    let sentence = passage.sentence_of(mention.tokens.start);
    sentence.map_or(mention.bytes.clone(), |at| passage.bytes(&passage.sentences[at].tokens))
}

/// The innermost clause of a token.
fn clause_of(passage: &Passage<'_>, token: usize) -> Option<(usize, usize)> {
    let sentence = passage.sentence_of(token)?;
    let clauses: &[Clause] = &passage.sentences[sentence].clauses;
    let inside = clauses.iter().enumerate().filter(|(_, clause)| clause.tokens.contains(&token));
    let innermost = inside.min_by_key(|(_, clause)| clause.tokens.len())?;
    Some((sentence, innermost.0))
}

/// The largest name, noun phrase or pronoun that shares tokens with a range.
fn covering(passage: &Passage<'_>, tokens: &Tokens) -> Option<usize> {
    let shared = |mention: &Mention| {
        let start = mention.tokens.start.max(tokens.start);
        mention.tokens.end.min(tokens.end).saturating_sub(start)
    };
    passage
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| {
            matches!(mention.kind, MentionKind::Name | MentionKind::Noun(_) | MentionKind::Pronoun)
        })
        .filter(|(_, mention)| shared(mention) > 0)
        .max_by_key(|(at, mention)| (shared(mention), std::cmp::Reverse(*at)))
        .map(|(at, _)| at)
}

/// The names in a range, in order.
fn names_in<'p>(passage: &'p Passage<'_>, tokens: &Tokens) -> impl Iterator<Item = usize> + 'p {
    let from = passage.mentions.partition_point(|m| m.tokens.start < tokens.start);
    let to = passage.mentions.partition_point(|m| m.tokens.start < tokens.end);
    (from..to).filter(|at| matches!(passage.mentions[*at].kind, MentionKind::Name))
}

/// Whether a mention is the counted noun of a figure.
fn is_value_of(passage: &Passage<'_>, at: usize, value: &Mention) -> bool {
    let counted = match &value.kind {
        MentionKind::Figure(figure) => figure.counted.as_ref().map(|noun| noun.tokens.clone()),
        _ => None,
    };
    let whole = value.tokens.start..counted.map_or(value.tokens.end, |tokens| tokens.end);
    passage
        .mentions
        .get(at)
        .is_some_and(|m| m.tokens.start < whole.end && whole.start < m.tokens.end)
}

/// What a clause's subject makes a claim about: itself, or where it is the noun of the pattern
/// ("Harlow's revenue was …"), its owner.
fn said_of(passage: &Passage<'_>, subject: usize, hit: &Hit) -> Option<usize> {
    match &passage.mentions.get(subject)?.kind {
        MentionKind::Noun(noun) if hit.tokens.contains(&noun.head) => open::owner(passage, noun),
        _ => Some(subject),
    }
}

/// The printed value, if a record can hold it with the same meaning.
fn readable(passage: &Passage<'_>, mention: &Mention, unit: Option<&str>) -> Option<SmolStr> {
    let text = passage.text.get(mention.bytes.clone())?;
    quantity::read(text, unit).ok()?;
    Some(text.to_smolstr())
}

/// Whether a date has no end on one side.
fn is_open(reading: &DateReading) -> bool {
    match &reading.when {
        When::Extent { start, end } => {
            matches!(start, Edge::Open | Edge::Unknown) || matches!(end, Edge::Open | Edge::Unknown)
        }
        When::Day(_) => false,
    }
}

/// A date mention as EDTF that reads again.
fn edtf(mention: &Mention) -> Option<SmolStr> {
    let MentionKind::Date(reading) = &mention.kind else { return None };
    date::read(&reading.edtf, None).ok()?;
    Some(reading.edtf.to_smolstr())
}

/// What a figure counts, without its determiner and number.
fn counted(passage: &Passage<'_>, mention: &Mention) -> Option<Tokens> {
    let MentionKind::Figure(figure) = &mention.kind else { return None };
    let noun = figure.counted.as_ref()?;
    // The whole of a share is the predicate's ("of the voters"), but for kinds of events and names.
    let head = passage.tokens.get(noun.head)?;
    let is_part = head.word.is(class::EVENT) || head.capital;
    if figure.value.unit == Unit::Share && !is_part {
        return None;
    }
    Some(noun.modifiers.start.min(noun.head)..noun.tokens.end)
}

/// Words of a phrase that narrow a population, in order, lower case; `None` where none does. What
/// the predicate counts anyway says nothing: "119 attacks" of attacks, "60 victims" of deaths.
fn population(passage: &Passage<'_>, tokens: &Tokens, target: &Target) -> Option<SmolStr> {
    /// Nouns for people as such, and for those to whom something happened.
    const ANYBODY: &[&str] = &[
        "people",
        "person",
        "other",
        "others",
        "life",
        "lives",
        "victim",
        "individual",
        "casualty",
        "fatality",
        "death",
        "injury",
        "dead",
        "injured",
        "survivor",
    ];
    let idle = class::ADJECTIVE | class::DETERMINER | class::NUMBER | class::ADVERB;
    let words: Vec<usize> = tokens
        .clone()
        .filter(|at| passage.tokens.get(*at).is_some_and(|token| !token.word.is(idle)))
        .filter(|at| passage.token(*at).chars().any(char::is_alphanumeric))
        .collect();
    let (last, rest) = words.split_last()?;
    let head = open::noun_lemma(passage, *last);
    let of_unit = |words: &str| words.split([' ', '-']).any(|word| open::singular(word) == head);
    let idle_head = ANYBODY.contains(&head.as_str())
        || target.unit.as_deref().is_some_and(of_unit)
        || of_unit(&target.id);
    // "38 suffered injuries": the verb is none of the words that narrow.
    let verb = |at: &usize| passage.tokens[*at].word.is(class::PARTICIPLE);
    let kept = if idle_head { rest } else { &words };
    if idle_head && kept.iter().all(verb) {
        return None;
    }
    // "Men, women and children" are people.
    let everybody = |at: &usize| {
        ["men", "women", "children", "and"].contains(&passage.token(*at).to_lowercase().as_str())
    };
    if kept.len() > 1 && kept.iter().all(everybody) {
        return None;
    }
    let text: Vec<String> = kept.iter().map(|at| passage.token(*at).to_lowercase()).collect();
    (!text.is_empty()).then(|| text.join(" ").to_smolstr())
}
