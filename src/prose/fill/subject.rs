//! What a claim is about: what the pattern names, the event that the clause speaks of, the clause's
//! subject; else what the document is about, if nothing in the clause speaks against it.

use super::about::bounds;
use super::owned;
use super::part;
use super::words::{covering, is_value_of, said_of, same_thing};
use super::{Block, Filler, Where};
use crate::prose::cue::{Hit, Target};
use crate::prose::lexicon::{class, word};
use crate::prose::open;
use crate::prose::passage::{
    Clause, ClauseKind, Determiner, Mention, MentionKind, NounPhrase, Passage, Sentence,
};
use crate::prose::thing::{Meaning, ThingIx};
use crate::record::{Change, EntityKind, SubjectKind, ValueKind};
use crate::value::date::{self, DateReading};

/// Whether a predicate is said of things as such: whatever a clause names can have it.
fn is_of_things(target: &Target) -> bool {
    target.of.is_empty() || target.of.contains(&SubjectKind::Thing)
}

impl Filler<'_> {
    /// What a claim is about, and whether the words themselves say so.
    pub(super) fn subject(
        &self,
        place: &Where<'_>,
        hit: &Hit,
        target: &Target,
        dated: Option<usize>,
    ) -> Option<(Meaning, bool)> {
        let of = target.of.as_slice();
        if target.kind == ValueKind::Quantity && is_of_each(place) {
            return None;
        }
        if let Some(named) = self.by_pattern(place, hit, target) {
            return named.map(|meaning| (meaning, true));
        }
        let event = self.event(place, target);
        if target.change == Change::Cumulative
            && of.first() == Some(&SubjectKind::Event)
            && part::is_of_several_events(place.block.passage, place.sentence, place.mention)
            && !matches!(event, Some(Meaning::One { soft: false, .. }))
        {
            return None;
        }
        if of.first() == Some(&SubjectKind::Event)
            && let Some(event) = &event
        {
            return Some((event.clone(), true));
        }
        let sure = |event: &Meaning| matches!(event, Meaning::One { soft: false, .. });
        let said = self.by_clause(place, hit, target).or_else(|| event.filter(sure));
        if let Some(meaning) = said {
            return Some((meaning, true));
        }
        if target.kind == ValueKind::Date {
            let main = Some(&self.about.main).filter(|main| self.is_told_of(main, target));
            return main.filter(|_| self.is_it(place)).map(|main| (main.clone(), false));
        }
        self.of_document(place, hit, target, dated).map(|meaning| (meaning, false))
    }

    /// What the words of the pattern name: its subject, the owner of its noun, the event that it is a
    /// noun for. Outer `None` where they name nothing; inner, where what they name is not known.
    fn by_pattern(&self, place: &Where<'_>, hit: &Hit, target: &Target) -> Option<Option<Meaning>> {
        let of = target.of.as_slice();
        let dates = target.kind == ValueKind::Date;
        if let Some(tokens) = &hit.subject {
            let passage = place.block.passage;
            let mention = covering(passage, tokens);
            let named = mention.map(|at| self.meaning(place.block, at));
            let named = named.filter(|m| self.is_told_of(m, target));
            let several = mention.is_some_and(|at| match &passage.mentions[at].kind {
                MentionKind::Noun(noun) => {
                    let one = passage.tokens[noun.head].word.lemma.text();
                    !one.is_empty() && !passage.is(noun.head, one)
                }
                _ => false,
            });
            // What the pattern dates by name is nothing else; nor are several things one.
            if named.is_some() || dates || (several && target.kind == ValueKind::Entity) {
                return Some(named.map(|meaning| self.as_event(meaning, of)));
            }
        }
        let settled = |m: &Meaning| !matches!(m, Meaning::Unsettled(_));
        let owner = self.owner(place, hit).filter(settled);
        if let Some(owner) = owner.filter(|m| self.is_told_of(m, target)) {
            return Some(Some(self.as_event(owner, of)));
        }
        // "In 1996 the union established a school": the school was founded.
        if dates && let Some(made) = owned::made(place.block.passage, hit) {
            let made = self.meaning(place.block, made);
            return Some(Some(made).filter(|made| self.is_told_of(made, target)));
        }
        // What happened has the date of its verb, whatever that did to what.
        let done = dates && of != [SubjectKind::Event];
        if done && let Some(object) = owned::object_of_pattern(place.block.passage, hit) {
            let named = object.map(|at| self.meaning(place.block, at));
            return Some(named.filter(|named| self.is_told_of(named, target)));
        }
        let noun = if dates && of.contains(&SubjectKind::Event) {
            self.noun_of_pattern(place, hit)
        } else {
            None
        };
        noun.map(|meaning| Some(meaning).filter(|meaning| self.is_told_of(meaning, target)))
    }

    /// The subject of the clause, or of one around it.
    fn by_clause(&self, place: &Where<'_>, hit: &Hit, target: &Target) -> Option<Meaning> {
        let of = target.of.as_slice();
        let (block, passage) = (place.block, place.block.passage);
        let dates = target.kind == ValueKind::Date;
        // What "it" is stays open, what happened does not.
        let lead = of.first() == Some(&SubjectKind::Event) && self.about.event != Meaning::Unknown;
        let told = |m: &Meaning| {
            self.is_told_of(m, target) && !(lead && matches!(m, Meaning::Unsettled(_)))
        };
        let clauses = &passage.sentences.get(place.sentence)?.clauses;
        let mut clause = owned::home(passage, clauses, place.clause, place.mention);
        while let Some(here) = clause {
            if let Some(thing) = self.of_supporter(block, here, target) {
                return Some(self.as_event(thing, of));
            }
            // "This number rose, with 900 soldiers in …": whose number it is was said before.
            let here = owned::taken_up(passage, clauses, here);
            let subject = here.subject.filter(|at| !is_value_of(passage, *at, place.mention));
            let subject = subject.filter(|at| !owned::is_change(passage, *at));
            let named = subject
                .and_then(|at| match self.is_measured(place, at, target) {
                    true => Some(at),
                    false if dates && owned::is_passed_over(passage, at, hit) => Some(at),
                    false => said_of(passage, at, hit),
                })
                .map(|at| self.of_pronoun(place, at, self.meaning(block, at), target));
            let own = named.is_some();
            if let Some(meaning) = named.filter(told) {
                return Some(self.as_event(meaning, of));
            }
            // "with foreign aid covering 12 percent": it is said of the aid, whatever that is.
            let noun = |at: usize| matches!(passage.mentions[at].kind, MentionKind::Noun(_));
            if own && subject.is_some_and(noun) && here.kind == ClauseKind::Participle {
                return None;
            }
            clause = owned::around(passage, clauses, here);
        }
        let named = owned::introduced(passage, place.sentence, place.clause)?;
        let meaning = self.meaning(block, named);
        told(&meaning).then(|| self.as_event(meaning, of))
    }

    /// "With Velmar support pledging $2 million": who stands behind what a clause has as its subject.
    fn of_supporter(&self, block: &Block<'_>, clause: &Clause, target: &Target) -> Option<Meaning> {
        let name = owned::supporter(block.passage, clause)?;
        let meaning = self.meaning(block, name);
        self.is_told_of(&meaning, target).then_some(meaning)
    }

    /// The event that the clause speaks of, for what can be said of events.
    fn event(&self, place: &Where<'_>, target: &Target) -> Option<Meaning> {
        let at = place.block.at;
        let event = self.resolved.event_at(at.document, at.block, place.sentence, place.clause);
        // A date belongs to an event that its own sentence surely speaks of, a figure also to the one
        // in focus.
        let sure = self.resolved.is_told_at(at.document, at.block, place.sentence, place.clause);
        let dated = target.kind == ValueKind::Date;
        // Of several events the one that the text is about.
        let lead = &self.about.event;
        let event = match (event, lead) {
            (Meaning::Unsettled(all), Meaning::One { thing, .. }) if all.contains(thing) => lead,
            _ => event,
        };
        let known = *event != Meaning::Unknown && (!dated || sure);
        (known && target.of.contains(&SubjectKind::Event)).then(|| event.clone())
    }

    /// The event that the word of a pattern is itself a noun for: of "the worst since the killings of
    /// 2004", the killings have the date. `None` where the pattern's word is no such noun.
    fn noun_of_pattern(&self, place: &Where<'_>, hit: &Hit) -> Option<Meaning> {
        let (block, passage) = (place.block, place.block.passage);
        let sentence = passage.sentences.get(place.sentence)?;
        let token = passage.tokens.get(hit.tokens.start)?;
        let noun = token.word.is(class::EVENT) && !token.word.is(class::PAST);
        let at = sentence.mentions.clone().filter(|_| noun).find(|at| {
            let kind = passage.mentions.get(*at).map(|mention| &mention.kind);
            matches!(kind, Some(MentionKind::Noun(noun)) if noun.head == hit.tokens.start)
        })?;
        Some(self.meaning(block, at))
    }

    /// What a pronoun means: where a quotation begins with "it", what the text is about, whoever spoke
    /// before; that too, if it has a name, where the pronoun could mean it and others.
    fn of_pronoun(
        &self,
        place: &Where<'_>,
        at: usize,
        meaning: Meaning,
        target: &Target,
    ) -> Meaning {
        const QUOTES: &[&str] = &["\"", "“", "‘", "'", "«", "„"];
        let passage = place.block.passage;
        let Some(mention) = passage.mentions.get(at) else { return meaning };
        let main = &self.about.main;
        if !matches!(mention.kind, MentionKind::Pronoun) || !self.is_told_of(main, target) {
            return meaning;
        }
        let first = mention.tokens.start;
        let before = first.checked_sub(1).map(|at| passage.token(at)).unwrap_or_default();
        let begins = QUOTES.contains(&before) && passage.token(first).eq_ignore_ascii_case("it");
        let named = |thing: &ThingIx| {
            let known = self.resolved.things.all.get(thing.0 as usize);
            known.is_some_and(|known| !known.names.is_empty())
        };
        let among = match (&meaning, main) {
            (Meaning::Unsettled(all), Meaning::One { thing, .. }) => {
                all.contains(thing) && named(thing)
            }
            _ => false,
        };
        if begins || among { main.clone() } else { meaning }
    }

    /// What a figure is of by the name that is joined to what it counts, where the block or the title
    /// has it alone too.
    pub(super) fn joined(&self, block: &Block<'_>, value: &Mention) -> Option<Meaning> {
        let name = owned::joined_name(block.passage, value)?;
        let mentions = &block.passage.mentions;
        let is_name = |mention: &Mention| {
            matches!(mention.kind, MentionKind::Name)
                && block.passage.slice(&mention.tokens) == name
        };
        let beside = mentions.iter().position(is_name).map(|at| self.meaning(block, at));
        let Meaning::One { thing, .. } = self.about.main else { return beside };
        let main = self.resolved.things.all.get(thing.0 as usize)?;
        let is_main = main.names.iter().any(|(other, _)| *other == name);
        beside.or_else(|| is_main.then(|| self.about.main.clone()))
    }

    /// What owns the noun that the pattern or the figure names: "its founding in 1996", "the group's
    /// 1,700 members".
    fn owner(&self, place: &Where<'_>, hit: &Hit) -> Option<Meaning> {
        let (block, passage) = (place.block, place.block.passage);
        let sentence = passage.sentences.get(place.sentence)?;
        let figures = place.mention.tokens.start;
        if let Some(name) = owned::name_before(passage, place.mention) {
            return Some(self.meaning(block, name));
        }
        if let Some(joined) = self.joined(block, place.mention) {
            return Some(joined);
        }
        sentence
            .mentions
            .clone()
            .filter(|at| match passage.mentions.get(*at).map(|mention| &mention.kind) {
                Some(MentionKind::Noun(noun)) => {
                    let owned = matches!(noun.determiner, Determiner::Possessive(_));
                    let counted = noun.tokens.contains(&figures);
                    owned && (counted || hit.tokens.contains(&noun.head))
                }
                _ => false,
            })
            .map(|at| self.owner_of(place, at))
            .find(|meaning| *meaning != Meaning::Unknown)
    }

    /// What owns a noun phrase; of "since its founding in 1996, the group has …", the group.
    fn owner_of(&self, place: &Where<'_>, noun: usize) -> Meaning {
        let block = place.block;
        let ahead = owned::subject_ahead(block.passage, place.sentence, noun);
        let ahead = ahead.map(|at| self.meaning(block, at));
        match ahead {
            Some(one @ Meaning::One { .. }) => one,
            _ => self.resolved.owner(block.at.document, block.at.block, noun).clone(),
        }
    }

    /// What the document is about, for a claim whose words name nothing it can be said of.
    fn of_document(
        &self,
        place: &Where<'_>,
        hit: &Hit,
        target: &Target,
        dated: Option<usize>,
    ) -> Option<Meaning> {
        let of = target.of.as_slice();
        let at = place.block.at;
        let apart = self.resolved.is_apart(at.document, at.block, place.sentence, place.clause);
        if apart
            && !owned::is_added_to(place.block.passage, place.sentence, place.clause, place.mention)
        {
            return None;
        }
        let about = &self.about;
        let told_of_event = of == [SubjectKind::Event];
        // Whoever is the subject where people are killed or moved, it is the event that it is told of.
        let toll = of.contains(&SubjectKind::Event)
            && target.change == Change::Cumulative
            && about.event != Meaning::Unknown;
        if !(told_of_event || toll) && self.has_own_subject(place, hit, target) {
            return None;
        }
        let counted = of.contains(&SubjectKind::Event) && target.change == Change::Cumulative;
        if counted && self.is_of_a_place(place) {
            return None;
        }
        if of.contains(&SubjectKind::Event) && self.is_before(place, dated) {
            return None;
        }
        if of.first() == Some(&SubjectKind::Event) && about.event != Meaning::Unknown {
            return Some(about.event.clone());
        }
        // What happened at a thing that no word calls an event is known by the thing, unless it has a day
        // or a year of its own: "in 1988 a lorry overturned, killing two".
        let of_events = of.first() == Some(&SubjectKind::Event);
        let counted = of_events && target.change == Change::Cumulative;
        if counted && (dated.is_some() || is_of_day(place)) {
            return None;
        }
        let toll = told_of_event && target.change == Change::Cumulative;
        (self.is_told_of(&about.main, target)
            || (!told_of_event && self.fits(&about.main, of))
            || toll)
            .then(|| about.main.clone())
            .filter(|main| *main != Meaning::Unknown)
    }

    /// Whether the clause says of "it" what its antecedent cannot be said of: of a text about one
    /// thing, that is meant.
    fn is_it(&self, place: &Where<'_>) -> bool {
        let passage = place.block.passage;
        let clause =
            passage.sentences.get(place.sentence).and_then(|s| s.clauses.get(place.clause));
        let subject = clause.and_then(|clause| clause.subject);
        let mention = subject.and_then(|at| passage.mentions.get(at));
        mention.is_some_and(|m| passage.token(m.tokens.start).eq_ignore_ascii_case("it"))
    }

    /// Whether the clause, or the one it stands in as a relative, has a subject of its own that the
    /// figure is said of, though what it means is not known.
    fn has_own_subject(&self, place: &Where<'_>, hit: &Hit, target: &Target) -> bool {
        let passage = place.block.passage;
        let Some(sentence) = passage.sentences.get(place.sentence) else { return false };
        let home = owned::home(passage, &sentence.clauses, place.clause, place.mention);
        let Some(clause) = home else { return false };
        if clause.kind == ClauseKind::Relative {
            return true;
        }
        let noun = |at: usize| matches!(passage.mentions[at].kind, MentionKind::Noun(_));
        if hit.subject.as_ref().and_then(|tokens| covering(passage, tokens)).is_some_and(noun) {
            return true;
        }
        let kinds = class::ORGANISATION | class::PERSON | class::PLACE | class::DOCUMENT;
        let bears = |noun: &NounPhrase| {
            is_of_things(target)
                || passage.tokens.get(noun.head).is_some_and(|token| token.word.is(kinds))
        };
        let Some(at) = clause.head.or(clause.subject) else {
            return counted_before(place, clause).is_some_and(bears);
        };
        let Some(mention) = passage.mentions.get(at) else { return false };
        match &mention.kind {
            MentionKind::Noun(noun) => {
                // "Property employed 46": a body that goes by a noun.
                let named = noun.determiner == Determiner::None
                    && noun.tokens.len() == 1
                    && passage.tokens[noun.head].word.is(class::NOUN)
                    && !passage.tokens[noun.head].word.is(class::PLURAL | class::EVENT)
                    && target.of.contains(&SubjectKind::Organisation);
                let owned = matches!(noun.determiner, Determiner::Possessive(_));
                let of = || self.resolved.owner(place.block.at.document, place.block.at.block, at);
                (!hit.tokens.contains(&noun.head) || self.is_measured(place, at, target))
                    && !is_value_of(passage, at, place.mention)
                    && (bears(noun) || named || (owned && !same_thing(of(), &self.about.main)))
            }
            MentionKind::Name => true,
            MentionKind::Figure(figure) => {
                mention.tokens != place.mention.tokens && figure.counted.as_ref().is_some_and(bears)
            }
            MentionKind::Pronoun => {
                let word = passage.token(mention.tokens.start).to_lowercase();
                let other = match self.meaning(place.block, at) {
                    Meaning::Unknown => false,
                    known => !same_thing(&known, &self.about.main),
                };
                other || PERSONAL.contains(&word.as_str())
            }
            _ => false,
        }
    }

    /// "The Republic of Orrin reported nine deaths": whether the subject of a clause is a place, whose
    /// figures are those of what happened there.
    fn is_of_a_place(&self, place: &Where<'_>) -> bool {
        let passage = place.block.passage;
        let clause =
            passage.sentences.get(place.sentence).and_then(|s| s.clauses.get(place.clause));
        let subject = clause.and_then(|clause| clause.subject);
        let Some(subject) = subject else { return false };
        let meaning = self.meaning(place.block, subject);
        let Meaning::One { thing, .. } = meaning else { return false };
        // "The Republic of Orrin", which reports as bodies do.
        let called = || {
            let name = self.resolved.things.all.get(thing.0 as usize).map(|known| &known.name);
            let first = name.and_then(|name| name.split(' ').next());
            first.is_some_and(|first| word(&crate::text::lower(first)).is(class::PLACE))
        };
        (self.kind(thing) == Some(EntityKind::Place) || called())
            && !same_thing(&meaning, &self.about.main)
    }

    /// Whether a noun phrase names what is measured, and not the measure: the bridge in "the bridge is
    /// 120 metres", not the length in "its length is 120 metres", whatever the pattern begins with.
    fn is_measured(&self, place: &Where<'_>, at: usize, target: &Target) -> bool {
        let passage = place.block.passage;
        match &passage.mentions[at].kind {
            MentionKind::Noun(noun) => {
                let measure = open::noun_lemma(passage, noun.head);
                is_of_things(target) && !target.id.split('-').any(|word| word == measure)
            }
            _ => false,
        }
    }

    /// Whether a figure is dated before the year in which the document begins to tell.
    fn is_before(&self, place: &Where<'_>, dated: Option<usize>) -> bool {
        let passage = place.block.passage;
        let Some(since) = self.about.since else { return false };
        let dated = dated.or_else(|| when(place));
        let when = dated.and_then(|at| passage.mentions.get(at)).and_then(reading);
        when.and_then(bounds).is_some_and(|(_, last)| last < since)
    }

    /// What a thing that an event happened to says of the event: the crew of the ferry that sank.
    fn as_event(&self, meaning: Meaning, of: &[SubjectKind]) -> Meaning {
        let Meaning::One { thing, .. } = meaning else { return meaning };
        if of.first() != Some(&SubjectKind::Event) || self.kind(thing) == Some(EntityKind::Event) {
            return meaning;
        }
        let Meaning::One { thing: lead, .. } = self.about.event else { return meaning };
        let lead = self.resolved.things.all.get(lead.0 as usize);
        let struck = lead
            .and_then(|lead| lead.event.as_ref())
            .is_some_and(|event| event.targets.contains(&thing) || event.agents.contains(&thing));
        if struck { self.about.event.clone() } else { meaning }
    }

    /// Whether a predicate can be said of a meaning. What happens only in events is not said of what
    /// is not known to be one.
    fn is_told_of(&self, meaning: &Meaning, target: &Target) -> bool {
        let of = target.of.as_slice();
        let event = |thing: &ThingIx| self.kind(*thing) == Some(EntityKind::Event);
        match meaning {
            _ if !self.fits(meaning, of) => false,
            _ if of != [SubjectKind::Event] => true,
            Meaning::One { thing, .. } => event(thing),
            Meaning::Unsettled(things) => things.iter().all(event),
            Meaning::Unknown => false,
        }
    }

    /// Whether a meaning is a thing of one of the kinds; any is, where no kind is asked for or known.
    pub(in crate::prose) fn fits(&self, meaning: &Meaning, of: &[SubjectKind]) -> bool {
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

    /// Whether a figure's date lies before all that is known of when its event was, or years after:
    /// "In 2022 the season had claimed two lives" is of another season.
    pub(super) fn is_of_another_time(
        &self,
        subject: &Meaning,
        passage: &Passage<'_>,
        dated: Option<usize>,
        entry: Option<&str>,
    ) -> bool {
        /// Days after an event in which its figures are told with the day on which they were known.
        const TOLD: i32 = 366;
        let Meaning::One { thing, .. } = subject else { return false };
        let thing = self.resolved.things.all.get(thing.0 as usize);
        let Some(event) = thing.and_then(|thing| thing.event.as_ref()) else { return false };
        let when = dated.and_then(|at| passage.mentions.get(at)).and_then(reading);
        let entry = entry.and_then(|year| date::read(year, None).ok());
        let Some((first, last)) = when.or(entry.as_ref()).and_then(bounds) else { return false };
        let known: Vec<_> = event.dates.iter().filter_map(|(reading, _)| bounds(reading)).collect();
        if known.is_empty() && same_thing(subject, &self.about.event) {
            return self.about.since.is_some_and(|since| last < since);
        }
        !known.is_empty()
            && known.iter().all(|(from, to)| last < *from || first > to.saturating_add(TOLD))
    }
}

/// What a number before the verb counts, other than the value: "the two firms employ …".
fn counted_before<'p>(place: &Where<'p>, clause: &Clause) -> Option<&'p NounPhrase> {
    let passage = place.block.passage;
    let verb = clause.verb.as_ref()?.tokens.start;
    let sentence = passage.sentences.get(place.sentence)?;
    sentence.mentions.clone().find_map(|at| {
        let mention = passage.mentions.get(at)?;
        let MentionKind::Figure(figure) = &mention.kind else { return None };
        let before = clause.tokens.contains(&mention.tokens.start) && mention.tokens.start < verb;
        let other = mention.tokens != place.mention.tokens;
        figure.counted.as_ref().filter(|_| before && other)
    })
}

/// Pronouns for people, who are not what a text is about unless it says so.
const PERSONAL: &[&str] = &["i", "you", "he", "she", "who"];

/// "Each loaf weighs 800 g", "no storm killed more than 12": whether the clause is about every one of
/// many.
fn is_of_each(place: &Where<'_>) -> bool {
    const NONE: &[&str] = &["no", "any", "neither"];
    let passage = place.block.passage;
    let clause = passage.sentences.get(place.sentence).and_then(|s| s.clauses.get(place.clause));
    let subject = clause.and_then(|clause| passage.mentions.get(clause.subject?));
    subject.is_some_and(|subject| {
        let start = subject.tokens.start;
        let before = start.checked_sub(1).unwrap_or(start);
        let event = match &subject.kind {
            MentionKind::Noun(noun) => passage.tokens[noun.head].word.is(class::EVENT),
            _ => false,
        };
        let of_none = |at: usize| event && passage.is_any(at, NONE);
        [before, start].iter().any(|at| passage.is_any(*at, &["each", "every"]) || of_none(*at))
    })
}

/// Whether a date opens a sentence before a figure, in its paragraph: what follows happened then.
fn is_of_day(place: &Where<'_>) -> bool {
    let passage = place.block.passage;
    let before = passage.sentences.iter().take(place.sentence);
    let opens = |sentence: &Sentence| {
        let first = sentence.mentions.clone().next().and_then(|at| passage.mentions.get(at));
        first.is_some_and(|first| {
            first.tokens.start <= sentence.tokens.start + 1 && reading(first).is_some()
        })
    };
    before.into_iter().any(opens)
}

/// The date that a clause's "when" or "in which" hangs on: "in 1967, when four anglers drowned".
pub(super) fn when(place: &Where<'_>) -> Option<usize> {
    let passage = place.block.passage;
    let sentence = passage.sentences.get(place.sentence)?;
    let clause = sentence.clauses.get(place.clause)?;
    let first = passage.token(clause.tokens.start).to_lowercase();
    if !matches!(first.as_str(), "when" | "in" | "during") {
        return None;
    }
    let before = |mention: &Mention| {
        let gap = clause.tokens.start.checked_sub(mention.tokens.end);
        gap.is_some_and(|gap| gap == 0 || (gap == 1 && passage.token(mention.tokens.end) == ","))
    };
    let mut dates = sentence
        .mentions
        .clone()
        .filter(|at| passage.mentions.get(*at).is_some_and(|m| before(m) && reading(m).is_some()));
    dates.next()
}

pub(super) fn reading(mention: &Mention) -> Option<&DateReading> {
    match &mention.kind {
        MentionKind::Date(reading) => Some(reading),
        _ => None,
    }
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
