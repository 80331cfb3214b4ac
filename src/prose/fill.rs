//! Matches and their context to claims: subject, scope, place, period, speaker.

mod about;
mod again;
mod circumstance;
mod claimant;
mod held;
mod lead;
mod owned;
mod part;
mod passing;
mod stance;
mod subject;
mod taken;
#[cfg(test)]
mod tests;
mod turn;
mod words;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::{SmolStr, ToSmolStr};

use super::context::{Context, Contexts, Known, Modality, Speaker};
use super::cue::{Cues, Hit, Target};
use super::lexicon::{Word, class};
use super::open;
use super::passage::{ClauseKind, Determiner, Mention, MentionKind, Passage, Tokens};
use super::reading::{BlockIx, Claim, Said, SaidBy, Unread, Why};
use super::thing::{Meaning, Resolved, ThingIx};
use crate::finding::Confidence;
use crate::record::{Change, EntityKind, ValueKind};
use crate::value::date;
use crate::value::quantity::Unit;
pub use about::{About, about};
use again::first_byte;
use held::{printed, retold, value};
pub(super) use lead::times;
pub(super) use owned::name_before;
pub(super) use passing::{OfEvents, of_events};
use subject::when;
pub(super) use taken::take_back;
use words::{
    WHEN, asserted, counted, covering, is_base, is_beside, is_designation, is_long_ago,
    is_on_the_way, is_presupposed, is_record, is_start, names_in, of_a_force, own_clause,
    presupposed, same_thing, sentence_bytes, values,
};
pub(super) use words::{clause_of, edtf, is_numbering, is_value, population, readable};

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
    /// The time of day that it is an entry of, in a log.
    pub time: Option<&'a str>,
    /// Days of the week and seasons in the heading that it stands under, in lower case.
    pub under: Vec<SmolStr>,
}

/// What claims are filled from.
pub struct Filler<'a> {
    /// The vocabulary.
    pub cues: &'a Cues,
    /// What mentions mean.
    pub resolved: &'a Resolved,
    /// What the document is about, for what names nothing else.
    pub about: About,
}

/// What is known of how a figure is told, whatever its clause says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Granted {
    /// Nothing.
    No,
    /// It is taken for granted: the text's own.
    Taken,
    /// It is told for certain, by whoever says it.
    Told,
}

/// What came of a block.
#[derive(Clone, Debug, Default)]
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
            let beside = values(block.passage).filter(|(_, value)| is_beside(block.passage, value));
            let beside: FxHashSet<usize> = beside.map(|(at, _)| at).collect();
            refused.extend(beside.iter().map(|at| (*at, Why::NoSubject)));
            for hit in block.hits.iter().filter(|hit| !beside.contains(&hit.value)) {
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
        for at in self.said_again(block, &out) {
            let start = out.claims.remove(at).bytes.start;
            out.known.remove(at);
            used.retain(|used| first_byte(block, *used) != Some(start));
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
        let context = match is_presupposed(passage, hit, mention) {
            true => presupposed(context),
            false => context,
        };
        asserted(&context)?;
        let own_clause = own_clause(passage, mention);
        if is_numbering(passage, mention) || is_base(passage, mention) {
            return Err(Why::NoFrame);
        }
        // An entry of a log says how things stood at its time.
        if block.time.is_some() && target.kind == ValueKind::Quantity {
            return Err(Why::NoSubject);
        }
        if is_on_the_way(passage, own_clause, mention, target)
            || owned::is_attribute(passage, hit)
            || owned::goes_on(passage, hit, mention)
            || part::is_no_whole(passage, own_clause, hit, mention)
            || (target.change == Change::Cumulative
                && part::is_of_a_time(passage, own_clause, mention))
            || (target.change == Change::Varying && part::is_of_those_who(passage, hit, mention))
        {
            return Err(Why::NoSubject);
        }
        if (target.kind == ValueKind::Date && passage.is_one_of_several_dates(hit.value))
            || (target.kind == ValueKind::Entity && words::is_of_some(passage, hit.clause))
        {
            return Err(Why::NoSubject);
        }
        let value = value(block, mention, target)?;
        let timed = matches!(target.change, Change::Varying | Change::PerPeriod);
        // "14 the season before": of another round of what is known by one name.
        if context.other_round && !timed && target.kind == ValueKind::Quantity {
            return Err(Why::NoSubject);
        }
        // A figure that shares the words of another clause has the period of its own.
        let (sentence, clause) = clause_of(passage, mention.tokens.start).unwrap_or(hit.clause);
        let own = Where { block, sentence, clause, mention };
        let dated = hit.during.or_else(|| self.period(&own)).or_else(|| when(&own));
        let is_start = timed && dated.is_some_and(|date| is_start(passage, mention, date));
        // "Since May, its current leader has …": who leads it now.
        // "Founded in 1994 by its chairman, who still leads it."
        let is_now = passage.is_any(hit.tokens.start, &["current", "present", "incumbent"])
            || hit.tokens.clone().any(|at| passage.is_any(at, &["still", "now", "currently"]));
        let dated = dated.filter(|_| !is_start && !is_now);
        if words::is_thing(passage, sentence, mention) {
            return Err(Why::NoSubject);
        }
        let (subject, sure) = self.subject(&place, hit, target, dated).ok_or(Why::NoSubject)?;
        let year = self.year(block);
        if target.kind == ValueKind::Quantity
            && self.is_of_another_time(&subject, passage, dated, year.as_deref())
        {
            return Err(Why::NoSubject);
        }
        // What happened in the year of one entry did not happen in that of another.
        let entry = year.filter(|_| !sure && target.kind == ValueKind::Quantity);
        if entry.is_some() && !timed {
            return Err(Why::NoSubject);
        }
        let period = dated.filter(|_| timed);
        let counted = hit.scope.clone().or_else(|| counted(passage, mention, Some(hit)));
        // "A magnitude 6.4 earthquake": what has a measure is no population.
        let measured = words::is_measure(mention);
        let event = |tokens: &Tokens| {
            tokens.end.checked_sub(1).is_some_and(|at| passage.tokens[at].word.is(class::EVENT))
        };
        let counted = counted.filter(|tokens| !(measured && event(tokens)));
        let scope = counted.and_then(|tokens| population(passage, &tokens, target));
        let scope = scope.map(|scope| of_a_force(scope, target));
        let mut claim = self.claim(&place, &context, subject, value);
        claim.said = Said::Known(target.id.clone());
        if let (ValueKind::Entity, Meaning::One { thing, .. }) =
            (target.kind, self.meaning(block, hit.value))
        {
            claim.named = Some(thing);
            // "The Front, which claimed it": with the words that say it of the name.
            if mention.tokens.end <= hit.tokens.start {
                claim.bytes.end = passage.bytes(&hit.tokens).end;
            }
        }
        let group = self.group(&place, hit, &claim.subject, target);
        claim.scope = scope.into_iter().chain(group).collect();
        claim.place = self.places(&place, hit.place.as_ref(), &context.speakers);
        // "In Orlen it was 70 per cent; in Varde, 61": neither is of all.
        let one = open::of_one(passage, &passage.sentences[sentence], mention)
            .filter(|_| target.kind == ValueKind::Quantity && claim.place.is_empty())
            .map(|name| self.meaning(block, name));
        if one.is_some_and(|name| name != claim.subject) {
            return Err(Why::NoSubject);
        }
        self.head(block, &mut claim, target, sure)?;
        // "48 people, 11 of them at the mill": what they are some of is no claim about the same.
        let apart =
            |at: &ThingIx| !matches!(claim.subject, Meaning::One { thing, .. } if thing == *at);
        if part::is_some_of(passage, mention)
            && claim.scope.is_empty()
            && !claim.place.iter().any(apart)
        {
            return Err(Why::NoSubject);
        }
        // "17 aid workers, six of them this year": of the same people, and fewer.
        let when = |at: usize| passage.tokens.get(at).is_some_and(|token| token.word.is(WHEN));
        let behind = mention.tokens.end + 2;
        if (behind..behind + 2).any(when) && part::is_some_of(passage, mention) {
            return Err(Why::NoSubject);
        }
        // "It had risen from £138,000 to £171,000": what it was before is another time's.
        let at = passage.mentions.partition_point(|m| m.tokens.start < mention.tokens.start);
        let replaced = block.contexts.links().iter().any(|link| link.earlier == at);
        if !timed && !replaced && part::is_left_behind(passage, mention) {
            return Err(Why::NoSubject);
        }
        // "Six men lost their lives, four of them in that fire": no more than four died in it.
        if part::where_some(passage, mention)
            .is_some_and(|of_some| self.meaning(block, of_some) == claim.subject)
        {
            return Err(Why::NoSubject);
        }
        claim.during = self.during(passage, period, &context);
        if timed && claim.during.is_none() {
            claim.during = self.of_event(&own, &claim.subject);
        }
        claim.during = claim.during.or(entry);
        let ago = || is_long_ago(passage, own_clause);
        if timed && claim.during.is_none() && (is_start || ago()) {
            claim.during = Some(SmolStr::new_static("past"));
        }
        claim.confidence = match target.kind {
            // Two names for the place of one event are more often two parts of it than a mistake.
            ValueKind::Entity => Confidence::Low,
            _ if sure => hit.confidence,
            _ => Confidence::Medium,
        };
        // What was known so far is no more than what is told of later.
        let so_far = context.so_far.then_some(Known::Early);
        Ok((WithPeriod { claim, period }, context.known.or(so_far)))
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
        let clause_at = &clauses[clause];
        let is_date = matches!(mention.kind, MentionKind::Date(_));
        let frame = match is_date {
            true => open::date_frame(passage, clause_at, at),
            false => open::frame(passage, clause_at, at),
        };
        let Some(frame) = frame.filter(|_| !is_date || !is_designation(passage, mention)) else {
            return Ok(None);
        };
        let named = frame.subject.map(|at| self.meaning(block, at));
        // "In Orlen it was 70 per cent; in Varde, 61": neither is of all.
        let one = open::of_one(passage, &passage.sentences[sentence], mention);
        if one.is_some() && !is_date {
            return Err(Why::NoSubject);
        }
        let subject = match named {
            // "They lost ground, leading 1,400 to leave": said of who lost it.
            Some(Meaning::Unknown) if clause_at.kind == ClauseKind::Participle => {
                self.of_around(block, sentence, clause).unwrap_or_else(|| self.of_block(block))
            }
            Some(Meaning::Unknown) | None if !is_date => return Ok(None),
            Some(Meaning::Unknown) | None => self.of_block(block),
            Some(meaning) => meaning,
        };
        if is_date && !matches!(subject, Meaning::One { soft: false, .. }) {
            return Err(Why::NoSubject);
        }
        let kind = if is_date { ValueKind::Date } else { ValueKind::Quantity };
        let said = Said::Open { id: frame.id.to_smolstr(), kind, words: frame.words };
        let value = printed(block, mention).ok_or(Why::NoFrame)?;
        self.told(block, (at, Granted::No), (said, value), subject).map(Some)
    }

    /// What the nearest clause around one with a settled subject is about.
    fn of_around(&self, block: &Block<'_>, sentence: usize, clause: usize) -> Option<Meaning> {
        let clauses = &block.passage.sentences.get(sentence)?.clauses;
        let mut at = clauses.get(clause)?.parent;
        while let Some(around) = at.and_then(|at| clauses.get(at)) {
            let subject = around.subject.map(|at| self.meaning(block, at));
            if let Some(one @ Meaning::One { .. }) = subject {
                return Some(one);
            }
            at = around.parent;
        }
        None
    }

    /// Make a claim of a figure that has none, for what it says was found otherwise.
    pub(super) fn add(
        &self,
        block: &Block<'_>,
        (at, granted): (usize, Granted),
        said: &Said,
        subject: &Meaning,
        out: &mut Filled,
    ) {
        let Some(mention) = block.passage.mentions.get(at) else { return };
        let apart = is_beside(block.passage, mention)
            || is_designation(block.passage, mention)
            || is_numbering(block.passage, mention);
        let value = retold(block, mention).filter(|_| !apart);
        let Some(value) = value else { return };
        let told = self.told(block, (at, granted), (said.clone(), value), subject.clone());
        if let Ok((claim, known)) = told {
            out.unread.retain(|unread| unread.bytes != claim.claim.bytes);
            out.claims.push(claim.claim);
            out.known.push(known);
        }
    }

    /// A claim about a figure, of a frame that does not come from a pattern of the vocabulary.
    fn told(
        &self,
        block: &Block<'_>,
        (at, granted): (usize, Granted),
        (said, value): (Said, SmolStr),
        subject: Meaning,
    ) -> Result<(WithPeriod, Option<Known>), Why> {
        let passage = block.passage;
        let mention = passage.mentions.get(at).ok_or(Why::NoFrame)?;
        let (sentence, clause) = clause_of(passage, mention.tokens.start).ok_or(Why::NoFrame)?;
        let context = block.contexts.at(mention.tokens.start);
        let context = match granted {
            Granted::No => context,
            Granted::Taken => presupposed(context),
            Granted::Told => Context { modality: Modality::Asserted, ..context },
        };
        asserted(&context)?;
        let place = Where { block, sentence, clause, mention };
        let is_date = matches!(mention.kind, MentionKind::Date(_));
        if subject == Meaning::Unknown || (context.other_round && !is_date) {
            return Err(Why::NoSubject);
        }
        let period = if is_date { None } else { self.period(&place) };
        let mut claim = self.claim(&place, &context, subject, value);
        claim.said = said;
        claim.place = self.places(&place, None, &context.speakers);
        claim.during = self.during(passage, period, &context).or_else(|| self.untold_day(block));
        claim.confidence = Confidence::Low;
        Ok((WithPeriod { claim, period }, context.known))
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
            _ => self.day(block),
        };
        let said = Said::Known(SmolStr::default());
        Claim {
            sentence: sentence_bytes(passage, place.mention),
            as_of,
            said_by: match is_granted(passage, place.mention) && !context.quoted {
                true => Vec::new(),
                false => context.speakers.iter().map(|s| self.speaker(block, s)).collect(),
            },
            denied: context.denied,
            hedge: context.hedge.map(|at| passage.lower(at).to_smolstr()),
            marks: self.marks(place),
            ..Claim::new((block.at, place.mention.bytes.clone()), said, value, subject)
        }
    }

    pub(super) fn kind(&self, thing: ThingIx) -> Option<EntityKind> {
        self.resolved.things.all.get(thing.0 as usize)?.kind
    }

    fn meaning(&self, block: &Block<'_>, mention: usize) -> Meaning {
        self.resolved.meaning(block.at.document, block.at.block, mention).clone()
    }

    /// The one date of another event that the clause places itself in ("At the 2020 election they
    /// won 51 seats").
    fn of_event(&self, place: &Where<'_>, subject: &Meaning) -> Option<SmolStr> {
        let at = place.block.at;
        let event = self.resolved.event_at(at.document, at.block, place.sentence, place.clause);
        let Meaning::One { thing, soft: false } = event else { return None };
        // What is only in focus around it places a clause nowhere.
        let mut mentions = place.block.passage.sentences.get(place.sentence)?.mentions.clone();
        if !mentions.any(|at| same_thing(&self.meaning(place.block, at), event)) {
            return None;
        }
        let known = self.resolved.things.all.get(thing.0 as usize)?.event.as_ref()?;
        let (date, _) = known.dates.first()?;
        let same = known.dates.iter().all(|(other, _)| other.edtf == date.edtf);
        let read = same && !same_thing(event, subject) && date::read(&date.edtf, None).is_ok();
        read.then(|| date.edtf.to_smolstr())
    }

    /// A group within what is counted, which the words around the figure name: "58 cases in the
    /// vaccine group", "Of the crew, nine died".
    fn group(
        &self,
        place: &Where<'_>,
        hit: &Hit,
        subject: &Meaning,
        target: &Target,
    ) -> Option<SmolStr> {
        /// Prepositions before a group.
        const LEADS: &[&str] = &["in", "among", "at", "from", "within", "across", "aboard", "of"];
        let (block, passage) = (place.block, place.block.passage);
        let clause = &passage.sentences.get(place.sentence)?.clauses.get(place.clause)?.tokens;
        let value = place.mention;
        let after = counted(passage, value, None)
            .map_or(value.tokens.end, |noun| noun.end.max(value.tokens.end));
        let group = |lead: usize| {
            let word = passage.lower(lead);
            let is_place = hit.place.as_ref().is_some_and(|place| place.contains(&(lead + 1)));
            if is_place || !clause.contains(&lead) || !LEADS.contains(&word.as_str()) {
                return None;
            }
            let at = passage.mentions.iter().position(|mention| {
                mention.tokens.start == lead + 1 && matches!(mention.kind, MentionKind::Noun(_))
            })?;
            let MentionKind::Noun(noun) = &passage.mentions[at].kind else { return None };
            let meaning = self.meaning(block, at);
            let is_event = matches!(
                meaning,
                Meaning::One { thing, .. } if self.kind(thing) == Some(EntityKind::Event)
            );
            if same_thing(&meaning, subject) || is_event {
                return None;
            }
            let words = noun.modifiers.start.min(noun.head)..noun.head + 1;
            if passage.tokens.get(noun.head).is_some_and(|token| token.word.is(WHEN)) {
                return None;
            }
            // "In the first half of 2023": when, and of nobody.
            let timed = |mention: &Mention| {
                matches!(mention.kind, MentionKind::Date(_) | MentionKind::Duration(_))
                    && mention.tokens.start < words.end
                    && words.start < mention.tokens.end
            };
            if passage.mentions.iter().any(timed) {
                return None;
            }
            // Words of the pattern narrow nothing.
            let said = words.clone().all(|at| hit.tokens.contains(&at));
            if said { None } else { population(passage, &words, target) }
        };
        // A day is of no group, and a height or a speed is measured at a place.
        let counts = match &place.mention.kind {
            MentionKind::Figure(figure) => !matches!(figure.value.unit, Unit::Measure(_)),
            _ => target.kind == ValueKind::Quantity,
        };
        let group = |lead: usize| if counts { group(lead) } else { None };
        let to = || self.destination(block, after);
        let label = || self.label(block, place, subject, target);
        group(after).or_else(|| group(clause.start)).or_else(to).or_else(label)
    }

    /// "9 km to Linnet Halt": what the figure leads to.
    fn destination(&self, block: &Block<'_>, after: usize) -> Option<SmolStr> {
        let passage = block.passage;
        let leads = ["to", "from", "between"].contains(&passage.token(after));
        let name = passage.mentions.iter().find(|mention| {
            let leads_to = match &mention.kind {
                MentionKind::Name => true,
                // "70,000 from their homes"
                MentionKind::Noun(noun) => !matches!(noun.determiner, Determiner::Possessive(_)),
                _ => false,
            };
            leads && mention.tokens.start == after + 1 && leads_to
        })?;
        Some(passage.slice(&name.tokens).to_lowercase().to_smolstr())
    }

    /// "Vaccine arm: 58 cases": the words before a colon that a line begins with.
    fn label(
        &self,
        block: &Block<'_>,
        place: &Where<'_>,
        subject: &Meaning,
        target: &Target,
    ) -> Option<SmolStr> {
        /// Tokens of the longest label.
        const LONGEST: usize = 6;
        let passage = block.passage;
        let start = passage.sentences.get(place.sentence)?.tokens.start;
        let colon = (start..place.mention.tokens.start)
            .take(LONGEST)
            .find(|at| passage.token(*at) == ":")?;
        let named = covering(passage, &(start..colon)).map(|at| self.meaning(block, at));
        if named.is_some_and(|meaning| same_thing(&meaning, subject)) {
            return None;
        }
        population(passage, &(start..colon), target)
    }

    fn speaker(&self, block: &Block<'_>, speaker: &Speaker) -> SaidBy {
        let tokens = match speaker {
            Speaker::Unnamed(_) => return SaidBy::Unnamed,
            // "The annual statement says 26": nobody's word against the document's own.
            Speaker::Document(tokens) if is_record(block.passage, tokens) => {
                return SaidBy::Unnamed;
            }
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

/// "They replied that the 190 growers who lost land are of both valleys": whether a figure is taken for
/// granted, whoever says what of it, by "the" before it and a clause that says which are meant.
fn is_granted(passage: &Passage<'_>, mention: &Mention) -> bool {
    let MentionKind::Figure(figure) = &mention.kind else { return false };
    let behind = figure.counted.as_ref().and_then(|noun| passage.tokens.get(noun.head + 1));
    let plain = |word: Word| word.is(class::PARTICIPLE) && !word.is(class::BE | class::HAVE);
    let which = behind.is_some_and(|token| token.word.is(class::RELATIVE) || plain(token.word));
    figure.definite && which
}
