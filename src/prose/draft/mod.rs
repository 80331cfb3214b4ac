//! What was read out of prose as records, whose spans point into the prose itself: from here on
//! claims of documents are checked like any others.

mod cited;
mod ids;
mod vocabulary;

#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::{SmolStr, ToSmolStr};

use super::citation::Citations;
use super::reading::{BlockIx, Claim, Reading, Said, SaidBy, Why};
use super::slip::Slip;
use super::thing::{self, At, Meaning, Thing, ThingIx};
use super::vocabulary::EVENT_DATE;
use crate::document::{BlockKind, Document};
use crate::finding::Confidence;
use crate::name::name_key;
use crate::record::{
    AliasRecord, CiteRecord, ClaimRecord, Denied, EntityKind, EntityRecord, Problem, QuoteRecord,
    RawScope, RawValue, Read, Records, ReferenceRecord, Text,
};
use crate::source::SourceMap;
use crate::span::Span;
use crate::value::date::{self, Day};
use ids::{ClaimIds, Ids};
use vocabulary::Vocabulary;

/// A document that was read, and what records say of it.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its date, EDTF.
    pub issued: Option<SmolStr>,
    /// References of its front matter.
    pub references: Vec<ReferenceRecord>,
}

/// Records made of a reading.
#[derive(Debug, Default)]
pub struct Draft {
    /// Entities, scopes, predicates, references and claims.
    pub records: Records,
    /// For each claim of the records, the bytes of its sentence.
    pub sentences: Vec<Span>,
    /// What passages and names get wrong by themselves.
    pub problems: Vec<Problem>,
    /// Figures and dates that no claim was made of, by place.
    pub unread: Vec<Unread>,
    /// Further names of entities that are not declared here, by id: what several things may be
    /// called together.
    pub names: Vec<(SmolStr, AliasRecord)>,
    /// Id of the source that stands for each document.
    pub documents: Vec<SmolStr>,
    /// Keys (`[@key]`) that no reference has, where there are references that have keys.
    pub unknown_keys: Vec<Text>,
}

/// A figure or date that no claim was made of.
#[derive(Clone, Debug)]
pub struct Unread {
    /// Itself.
    pub span: Span,
    /// Its sentence.
    pub sentence: Span,
    /// Why.
    pub why: Why,
}

/// Most words of a quote: enough to find the place, and too few to be the passage itself.
const QUOTE_WORDS: usize = 11;

/// Make records of a reading. `built_in` is the vocabulary, `known` what the repository holds that
/// the documents are checked against: its ids are taken.
#[must_use]
pub fn draft(
    reading: &Reading,
    pages: &[Page<'_>],
    sources: &SourceMap,
    (built_in, known): (&Records, &Records),
) -> Draft {
    let mut drafter = Drafter {
        reading,
        pages,
        sources,
        ids: Ids::new(known),
        vocabulary: Vocabulary::new(built_in, known, &reading.claims),
        entities: vec![None; reading.things.all.len()],
        declared: FxHashMap::default(),
        known: ids::known(known),
        keyed: &known.references,
        named: named(reading),
        values: FxHashMap::default(),
        citations: Vec::new(),
        told_until: Vec::new(),
        claim_ids: ClaimIds::default(),
        out: Draft::default(),
    };
    drafter.documents();
    drafter.told_until = drafter.last_told();
    let made = drafter.claims();
    drafter.replace(&made);
    drafter.event_dates();
    drafter.unread();
    drafter.problems();
    drafter.quoted();
    let declared = drafter.vocabulary.declared();
    (drafter.out.records.predicates, drafter.out.records.scopes) = declared;
    drafter.out
}

struct Drafter<'a> {
    reading: &'a Reading,
    pages: &'a [Page<'a>],
    sources: &'a SourceMap,
    ids: Ids,
    vocabulary: Vocabulary,
    /// Ids of things, once something is said of them.
    entities: Vec<Option<SmolStr>>,
    /// Places of their records by their ids.
    declared: FxHashMap<SmolStr, usize>,
    /// Entities of the repository by their names; none for a name of several.
    known: FxHashMap<String, Option<SmolStr>>,
    /// References of the repository.
    keyed: &'a [ReferenceRecord],
    /// Things by their names; none for a name of several.
    named: FxHashMap<String, Option<ThingIx>>,
    /// Ids of what values name and nothing else speaks of, by the name.
    values: FxHashMap<String, SmolStr>,
    /// What each document cites.
    citations: Vec<Citations>,
    /// For each document without a date, a day that it was written no earlier than.
    told_until: Vec<Option<Day>>,
    claim_ids: ClaimIds,
    out: Draft,
}

/// A population with the capitals that it has in its sentence ("Norland sailors"), where not all of
/// its words have them.
fn as_printed(sentence: &str, name: &SmolStr) -> SmolStr {
    let found = sentence.as_bytes().windows(name.len().max(1));
    let mut found = found.enumerate().filter(|(_, w)| w.eq_ignore_ascii_case(name.as_bytes()));
    let printed = found.next().and_then(|(at, _)| sentence.get(at..at + name.len()));
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let inside = |printed: &&str| {
        printed.split(' ').any(capital) && printed.split(' ').any(|word| !capital(word))
    };
    printed.filter(inside).map_or_else(|| name.clone(), SmolStr::new)
}

impl Drafter<'_> {
    fn span(&self, at: BlockIx, bytes: Range<usize>) -> Option<Span> {
        let document = self.pages.get(at.document)?.document;
        let range = document.blocks.get(at.block)?.source(bytes);
        Some(Span::new(document.file, range.start, range.end))
    }

    fn span_of(&self, at: &At) -> Option<Span> {
        self.span(BlockIx { document: at.document, block: at.block }, at.bytes.clone())
    }

    /// The claims of the reading; for each, the place of its record.
    fn claims(&mut self) -> Vec<Option<usize>> {
        let reading = self.reading;
        reading.claims.iter().map(|claim| self.claim(claim)).collect()
    }

    fn claim(&mut self, claim: &Claim) -> Option<usize> {
        let span = self.span(claim.at, claim.bytes.clone())?;
        let sentence = self.span(claim.at, claim.sentence.clone())?;
        let text = |value: SmolStr| Text::new(value, span);
        let (subject, sure) = self.subject(&claim.subject, span)?;
        let predicate = self.vocabulary.predicate(&claim.said, claim.during.as_deref(), span);
        let value = if self.vocabulary.is_of_entities(&predicate) {
            match claim.named {
                Some(thing) => self.entity(thing),
                None => self.entity_named(&claim.value, span),
            }
        } else {
            claim.value.clone()
        };
        let scope: Vec<Text> = claim
            .scope
            .iter()
            // "6,200 employees" of employees are all of them.
            .filter(|name| ids::slug(name) != predicate)
            .map(|name| {
                let sentence = block_text(self.pages, claim.at, &claim.sentence);
                let name = as_printed(sentence, name);
                text(self.vocabulary.scope(&name, &claim.said, span))
            })
            .collect();
        let said_by: Vec<Text> =
            claim.said_by.iter().map(|speaker| text(self.speaker(speaker))).collect();
        let place = claim.place.iter().map(|thing| text(self.entity(*thing))).collect();
        let words = block_text(self.pages, claim.at, &claim.sentence);
        let printed = match claim.named {
            Some(_) => claim.value.clone(),
            None => block_text(self.pages, claim.at, &claim.bytes).to_smolstr(),
        };
        let id = self.claim_ids.make(words, [&predicate, &claim.value]);
        let sure = claim.confidence.min(sure);
        let Claim { unreconciled, borne_out, .. } = *claim;
        let record = ClaimRecord {
            id: Some(text(id)),
            subject: text(subject),
            predicate: text(predicate.clone()),
            value: RawValue::Text(text(value)),
            scope: (!scope.is_empty()).then_some(RawScope::All(scope)),
            place,
            toward: claim.toward.map(|thing| Box::new(text(self.entity(thing)))),
            during: claim.during.clone().map(text),
            as_of: self.known_at(claim, &predicate).map(text),
            said_by: (!said_by.is_empty()).then_some(said_by),
            denied: claim.denied,
            hedge: claim.hedge.clone().map(text).map(Box::new),
            cite: vec![self.cite(claim, span)?],
            read: Some(Box::new(Read { sure, printed, unreconciled, borne_out })),
            ..empty(text(SmolStr::default()))
        };
        Some(self.push(record, sentence))
    }

    fn push(&mut self, record: ClaimRecord, sentence: Span) -> usize {
        self.out.records.claims.push(record);
        self.out.sentences.push(sentence);
        self.out.records.claims.len() - 1
    }

    fn cite(&self, claim: &Claim, span: Span) -> Option<CiteRecord> {
        let document = self.pages.get(claim.at.document)?.document;
        let block = document.blocks.get(claim.at.block)?;
        let line = self.sources.file(document.file).line(span.start as usize);
        let citations = self.citations.get(claim.at.document)?;
        let mut via: Vec<Text> = Vec::new();
        for at in &claim.marks {
            let Some(mark) = block.marks.get(*at) else { continue };
            let place = Span::new(document.file, mark.source.start, mark.source.end);
            for id in citations.ids(claim.at.block, *at) {
                if via.iter().all(|known| known.value != *id) {
                    via.push(Text::new(id.clone(), place));
                }
            }
        }
        // A cell's value stands there without what its row and column say of it.
        let quote = match block.kind {
            BlockKind::Cell { .. } => "",
            _ => quote(&block.text, &claim.sentence, &claim.bytes),
        };
        Some(CiteRecord {
            span,
            source: Text::new(self.out.documents.get(claim.at.document)?.clone(), span),
            at: Some(Text::new(format!("line {line}").to_smolstr(), span)),
            quote: (!quote.is_empty()).then(|| {
                let exact = Text::new(quote.to_smolstr(), span);
                Arc::new(QuoteRecord { exact, prefix: None, suffix: None })
            }),
            via,
            as_of: None,
            said_by: None,
        })
    }

    /// The subject in words that a record can hold, and how sure it is.
    fn subject(&mut self, meaning: &Meaning, span: Span) -> Option<(SmolStr, Confidence)> {
        match meaning {
            Meaning::One { thing, soft } => {
                let sure = if *soft { Confidence::Low } else { Confidence::High };
                Some((self.entity(*thing), sure))
            }
            Meaning::Unsettled(things) => {
                let ids: Vec<SmolStr> = things.iter().map(|thing| self.entity(*thing)).collect();
                let name = |thing: &ThingIx| self.thing(*thing).map_or("", |t| t.name.as_str());
                let names: Vec<&str> = things.iter().map(name).collect();
                let together = crate::text::list(&names, "or").to_smolstr();
                for id in ids {
                    self.alias(&id, &together, span);
                }
                Some((together, Confidence::High))
            }
            Meaning::Unknown => None,
        }
    }

    /// Let an entity be called by a further name.
    fn alias(&mut self, id: &SmolStr, name: &SmolStr, span: Span) {
        let alias = AliasRecord { name: Text::new(name.clone(), span), cite: Vec::new() };
        let own = self.declared.get(id.as_str()).copied();
        match own.and_then(|at| self.out.records.entities.get_mut(at)) {
            Some(entity) if entity.aliases.iter().any(|a| a.name.value == *name) => {}
            Some(entity) => entity.aliases.push(alias),
            None => self.out.names.push((id.clone(), alias)),
        }
    }

    fn thing(&self, ix: ThingIx) -> Option<&Thing> {
        self.reading.things.all.get(ix.0 as usize)
    }

    fn speaker(&mut self, speaker: &SaidBy) -> SmolStr {
        match speaker {
            SaidBy::Unnamed => SmolStr::new_static("unnamed"),
            SaidBy::Thing(thing) => self.entity(*thing),
        }
    }

    /// The id of a thing, which is declared when it is first asked for.
    fn entity(&mut self, ix: ThingIx) -> SmolStr {
        let reading = self.reading;
        let at = ix.0 as usize;
        if let Some(Some(id)) = self.entities.get(at) {
            return id.clone();
        }
        let Some(thing) = reading.things.all.get(at) else {
            return SmolStr::new_static("unnamed");
        };
        // An event is found by its features, and may be called what the repository calls it.
        let called = || {
            let mut names = std::iter::once(&thing.name).chain(thing.names.iter().map(|(n, _)| n));
            names.find_map(|name| self.known.get(&name_key(name)).cloned().flatten())
        };
        let known = thing.known.clone().or_else(called);
        let id = known.clone().unwrap_or_else(|| self.ids.make(&thing.name));
        self.entities[at] = Some(id.clone());
        if known.is_none() {
            let record = self.entity_record(thing, &id);
            self.declare(record);
        }
        id
    }

    fn declare(&mut self, record: EntityRecord) {
        let at = self.out.records.entities.len();
        self.declared.entry(record.id.value.clone()).or_insert(at);
        self.out.records.entities.push(record);
    }

    /// The id of what a value names; what no thing is called is declared.
    fn entity_named(&mut self, name: &SmolStr, span: Span) -> SmolStr {
        if let Some(Some(thing)) = self.named.get(&name_key(name)) {
            return self.entity(*thing);
        }
        let key = name_key(name);
        if let Some(id) = self.values.get(&key) {
            return id.clone();
        }
        let id = self.ids.make(name);
        self.values.insert(key, id.clone());
        self.declare(EntityRecord {
            span,
            id: Text::new(id.clone(), span),
            name: Some(Text::new(name.clone(), span)),
            kind: None,
            aliases: Vec::new(),
            part_of: Vec::new(),
        });
        id
    }

    fn entity_record(&mut self, thing: &Thing, id: &SmolStr) -> EntityRecord {
        let start = self.pages.first().map(|page| Span::new(page.document.file, 0, 0));
        let place = |drafter: &Self, at: &At| drafter.span_of(at).or(start);
        let first = thing.names.iter().filter_map(|(_, at)| place(self, at)).min();
        let span = first.or(start).unwrap_or(Span::new(self.nowhere(), 0, 0));
        let mut aliases: Vec<AliasRecord> = Vec::new();
        for (name, at) in thing.names.iter().filter(|(name, _)| *name != thing.name) {
            let at_span = place(self, at).unwrap_or(span);
            // Who uses a name need not say whose it is.
            let links = !thing.unlinked.contains(&at.document);
            let source = self.out.documents.get(at.document).filter(|_| links);
            let cite = source.map(|source| CiteRecord {
                span: at_span,
                source: Text::new(source.clone(), at_span),
                at: None,
                quote: None,
                via: Vec::new(),
                as_of: None,
                said_by: None,
            });
            match aliases.iter_mut().find(|alias| alias.name.value == *name) {
                Some(alias) => alias.cite.extend(cite),
                None => {
                    let name = Text::new(name.clone(), at_span);
                    aliases.push(AliasRecord { name, cite: cite.into_iter().collect() });
                }
            }
        }
        // An event's place is the ground that it lies in, so that a figure "in the city" and one
        // without a place are one.
        let places = match (thing.kind, &thing.event) {
            (Some(EntityKind::Event), Some(event)) => event.places.clone(),
            _ => Vec::new(),
        };
        let part_of = places
            .into_iter()
            .filter(|place| {
                self.thing(*place).is_some_and(|place| place.kind == Some(EntityKind::Place))
            })
            .collect::<Vec<_>>();
        let part_of = part_of.into_iter().chain(thing.part_of.iter().copied());
        let part_of = part_of.map(|whole| Text::new(self.entity(whole), span));
        EntityRecord {
            span,
            id: Text::new(id.clone(), span),
            name: Some(Text::new(thing.name.clone(), span)),
            kind: thing.kind,
            aliases,
            part_of: part_of.collect(),
        }
    }

    fn nowhere(&self) -> crate::span::FileId {
        crate::span::FileId::new(self.pages.first().map_or(0, |page| page.document.file.index()))
    }

    /// Words of the text that say which figure replaces which.
    fn replace(&mut self, made: &[Option<usize>]) {
        for (claim, record) in self.reading.claims.iter().zip(made) {
            let Some(record) = *record else { continue };
            let earlier: Vec<Text> = claim
                .supersedes
                .iter()
                .filter_map(|at| self.out.records.claims.get((*made.get(*at)?)?)?.id.clone())
                .collect();
            self.out.records.claims[record].supersedes = earlier;
        }
    }

    /// Dates by which events are known, where no claim was made of them.
    fn event_dates(&mut self) {
        let reading = self.reading;
        let dated = |said: &Said| matches!(said, Said::Known(id) if id == EVENT_DATE);
        let said: FxHashSet<(BlockIx, usize)> = reading
            .claims
            .iter()
            .filter(|claim| dated(&claim.said))
            .map(|claim| (claim.at, claim.bytes.start))
            .collect();
        // Of "storms on 6 and 7 December" each has its own.
        let mut told: FxHashSet<(BlockIx, usize, ThingIx)> = reading
            .claims
            .iter()
            .filter(|claim| dated(&claim.said))
            .filter_map(|claim| match claim.subject {
                Meaning::One { thing, .. } => Some((claim.at, claim.sentence.start, thing)),
                _ => None,
            })
            .collect();
        let sentences: FxHashMap<(BlockIx, usize), &Range<usize>> = reading
            .unread
            .iter()
            .map(|unread| ((unread.at, unread.bytes.start), &unread.sentence))
            .collect();
        for (ix, thing) in reading.things.all.iter().enumerate() {
            let Ok(ix) = u32::try_from(ix) else { break };
            for (when, at) in thing.event.iter().flat_map(|event| &event.dates) {
                let place = BlockIx { document: at.document, block: at.block };
                let key = (place, at.bytes.start);
                if said.contains(&key) || date::read(&when.edtf, None).is_err() {
                    continue;
                }
                let sentence = sentences.get(&key).map_or(at.bytes.start, |s| s.start);
                if !told.insert((place, sentence, ThingIx(ix))) {
                    continue;
                }
                let said_of = Meaning::One { thing: ThingIx(ix), soft: false };
                let said = Said::Known(SmolStr::new_static(EVENT_DATE));
                let value = when.edtf.to_smolstr();
                let claim = Claim {
                    sentence: sentences.get(&key).map_or(at.bytes.clone(), |s| (*s).clone()),
                    // That the date belongs to the event is what the event was joined by.
                    confidence: Confidence::Medium,
                    ..Claim::new((place, at.bytes.clone()), said, value, said_of)
                };
                self.claim(&claim);
            }
        }
    }

    fn unread(&mut self) {
        let read: FxHashSet<Span> =
            self.out.records.claims.iter().map(|claim| claim.value.span()).collect();
        for unread in &self.reading.unread {
            let span = self.span(unread.at, unread.bytes.clone());
            let sentence = self.span(unread.at, unread.sentence.clone());
            let Some((span, sentence)) = span.zip(sentence) else { continue };
            if !read.contains(&span) {
                self.out.unread.push(Unread { span, sentence, why: unread.why });
            }
        }
        // A reading without a subject is no claim.
        for claim in &self.reading.claims {
            let span = self.span(claim.at, claim.bytes.clone());
            let sentence = self.span(claim.at, claim.sentence.clone());
            let Some((span, sentence)) = span.zip(sentence) else { continue };
            if !read.contains(&span) {
                self.out.unread.push(Unread { span, sentence, why: Why::NoSubject });
            }
        }
        self.out.unread.sort_by_key(|unread| unread.span);
        self.out.unread.dedup_by_key(|unread| unread.span);
    }

    fn problems(&mut self) {
        let apart = self.reading.apart.iter().copied().chain(std::iter::repeat(false));
        let slips = self.reading.slips.iter().zip(apart);
        let slips = slips.filter_map(|(slip, apart)| {
            let sure = if apart { Confidence::Medium } else { Confidence::High };
            Some(Problem { sure, ..self.slip(slip)? })
        });
        let things = &self.reading.things;
        let variants = self.reading.variants.iter().filter_map(|v| self.variant(v));
        let redefined = thing::redefined(things).into_iter().filter_map(|r| self.redefined(&r));
        let problems: Vec<Problem> = slips.chain(variants).chain(redefined).collect();
        self.out.problems.extend(problems);
        self.cited();
    }

    fn slip(&self, slip: &Slip) -> Option<Problem> {
        let other = slip
            .other
            .as_ref()
            .and_then(|(at, bytes, label)| Some((self.span(*at, bytes.clone())?, label.clone())));
        Some(Problem {
            rule: slip.rule,
            span: self.span(slip.at, slip.bytes.clone())?,
            message: slip.message.clone(),
            label: slip.label.clone(),
            help: Some(slip.help.to_owned()),
            other,
            sure: Confidence::High,
        })
    }

    fn variant(&self, variant: &thing::Variant) -> Option<Problem> {
        Some(Problem {
            rule: "name-variant",
            span: self.span_of(&variant.other_at)?,
            message: format!(
                "\u{201c}{}\u{201d} or \u{201c}{}\u{201d}: one name in two spellings, or two names",
                variant.name, variant.other
            ),
            label: format!("\u{201c}{}\u{201d} here", variant.other),
            help: Some("if it is one name, write it one way".to_owned()),
            other: Some((
                self.span_of(&variant.at)?,
                format!("\u{201c}{}\u{201d} here", variant.name),
            )),
            sure: Confidence::High,
        })
    }

    fn redefined(&self, redefined: &thing::Redefinition) -> Option<Problem> {
        let [(_, first, at), .., (_, last, other_at)] = redefined.meanings.as_slice() else {
            return None;
        };
        let short = &redefined.short;
        Some(Problem {
            rule: "redefined-acronym",
            span: self.span_of(other_at)?,
            message: format!(
                "\u{201c}{short}\u{201d} stands for \u{201c}{first}\u{201d} and for \u{201c}{last}\u{201d}"
            ),
            label: format!("\u{201c}{last}\u{201d} here"),
            help: Some("give one of the two another short form, or none".to_owned()),
            other: Some((self.span_of(at)?, format!("\u{201c}{first}\u{201d} here"))),
            sure: Confidence::High,
        })
    }
}

fn named(reading: &Reading) -> FxHashMap<String, Option<ThingIx>> {
    let mut out: FxHashMap<String, Option<ThingIx>> = FxHashMap::default();
    for (ix, thing) in reading.things.all.iter().enumerate() {
        let Ok(ix) = u32::try_from(ix).map(ThingIx) else { break };
        for (name, _) in &thing.names {
            let known = out.entry(name_key(name)).or_insert(Some(ix));
            if *known != Some(ix) {
                *known = None;
            }
        }
    }
    out
}

fn block_text<'p>(pages: &'p [Page<'_>], at: BlockIx, bytes: &Range<usize>) -> &'p str {
    let document = pages.get(at.document).map(|page| page.document);
    let block = document.and_then(|document| document.blocks.get(at.block));
    block.and_then(|block| block.text.get(bytes.clone())).unwrap_or_default()
}

/// A claim record that says nothing.
fn empty(blank: Text) -> ClaimRecord {
    ClaimRecord {
        span: blank.span,
        id: None,
        subject: blank.clone(),
        predicate: blank.clone(),
        value: RawValue::Text(blank),
        scope: None,
        scope_from_defaults: false,
        place: Vec::new(),
        place_from_defaults: false,
        toward: None,
        during: None,
        as_of: None,
        said_by: None,
        denied: Denied::No,
        hedge: None,
        derived: None,
        supersedes: Vec::new(),
        cite: Vec::new(),
        note: None,
        read: None,
    }
}

/// Words around a value, in its sentence: as many on either side, up to [`QUOTE_WORDS`] in all.
fn quote<'t>(text: &'t str, sentence: &Range<usize>, value: &Range<usize>) -> &'t str {
    let (Some(before), Some(inside), Some(after)) = (
        text.get(sentence.start.min(value.start)..value.start),
        text.get(value.clone()),
        text.get(value.end..sentence.end.max(value.end)),
    ) else {
        return "";
    };
    let side = QUOTE_WORDS.saturating_sub(inside.split_whitespace().count()) / 2;
    let left = before.split_whitespace().rev().take(side).last();
    // A word that the value begins in the middle of belongs to it.
    let start =
        left.map_or(value.start, |word| value.start - (before.len() - offset(before, word)));
    let right = after.split_whitespace().take(side).last();
    let end = right.map_or(value.end, |word| value.end + offset(after, word) + word.len());
    text.get(start..end).unwrap_or(inside).trim()
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}
