//! The way through the documents: block by block, sentence by sentence, from left to right.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use smol_str::SmolStr;

use super::across::Left;
use super::anchor::{self, Anchor};
use super::focus::Told;
use super::form::looked_up;
use super::key::key_of;
use super::node::{Few, Meant, Node, NodeIx, Nodes};
use super::table::tables;
use super::{At, Block, BlockKind, BlockMeanings, Document, Resolved};
use crate::prose::lexicon::class;
use crate::prose::passage::{ClauseKind, Determiner, MentionKind, Passage};
use crate::record::{EntityKind, EntityRecord};

/// How many mentions are remembered: more than three sentences have.
const MEMORY: usize = 48;

/// How many things of a heading, and characters of a title, are in focus: more name nothing.
const MOST_HEADED: usize = 16;
const LONGEST_TITLE: usize = 300;

/// A mention that was resolved.
#[derive(Clone, Debug)]
pub(super) struct Recent {
    pub(super) node: NodeIx,
    pub(super) sentence: usize,
    pub(super) block: usize,
    /// Subject of its clause.
    pub(super) subject: bool,
    /// Who says something, rather than what is spoken of.
    pub(super) speaker: bool,
}

/// What is known of the document that is being read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) at: usize,
    /// Sentences so far.
    pub(super) sentence: usize,
    /// Whole names, as they are first used.
    pub(super) whole: FxHashMap<SmolStr, Few>,
    /// Events by their places, targets and participants, the latest few of each.
    pub(super) by_feature: FxHashMap<NodeIx, SmallVec<[NodeIx; 4]>>,
    /// Whole names that it may use by now.
    pub(super) names: FxHashMap<SmolStr, Few>,
    /// Short forms that names may have: a surname, a name without its last word, initials.
    pub(super) short: FxHashMap<SmolStr, Few>,
    /// Names by a title or office ("president").
    pub(super) titles: FxHashMap<SmolStr, Few>,
    /// What has no name, by the class of its head.
    pub(super) objects: FxHashMap<SmolStr, Few>,
    pub(super) events: Vec<NodeIx>,
    pub(super) recent: VecDeque<Recent>,
    /// What the headings speak of.
    pub(super) headings: FxHashMap<usize, Vec<NodeIx>>,
    /// The title, as a key with a space at both ends.
    pub(super) title: String,
    /// What the title names.
    pub(super) main: Vec<NodeIx>,
    /// Headings of the block.
    pub(super) section: Vec<usize>,
    pub(super) block: usize,
    pub(super) kind: Option<BlockKind>,
    /// Whether the block has spoken of an event.
    pub(super) told: bool,
    /// Whether the section has.
    pub(super) told_section: bool,
    /// The event that the opening tells of.
    pub(super) lead: Option<NodeIx>,
    /// Paragraphs so far that tell something.
    pub(super) paragraphs: usize,
}

/// The state of a run.
pub(super) struct Walk {
    pub(super) nodes: Nodes,
    /// Whole names of the repository.
    pub(super) names: FxHashMap<SmolStr, Few>,
    /// Events of the repository by their places, targets and participants.
    pub(super) events: FxHashMap<NodeIx, SmallVec<[NodeIx; 4]>>,
    pub(super) doc: Reading,
    /// Nodes that were joined to another by likelihood: what means them is soft.
    pub(super) inferred: FxHashSet<NodeIx>,
    /// What each document is about, where that is one event.
    leads: Vec<Meant>,
    /// What the title of each document names.
    titled: Vec<Vec<NodeIx>>,
    done: Vec<Vec<Met>>,
    /// What each document leaves for the others.
    pub(super) left: Vec<Left>,
}

/// [`BlockMeanings`] before nodes became things.
#[derive(Debug, Default)]
struct Met {
    mentions: Vec<Meant>,
    clauses: Vec<Meant>,
    told: Vec<Told>,
    sentences: Vec<usize>,
    owners: Vec<(usize, Meant)>,
}

/// A sentence that is being read.
pub(super) struct Here<'a, 't> {
    pub(super) passage: &'a Passage<'t>,
    pub(super) sentence: usize,
    /// The innermost clause of each token, from the sentence's first.
    pub(super) clause_of: Vec<usize>,
    /// What its mentions mean so far, by their places from the sentence's first.
    pub(super) meant: Vec<Meant>,
    /// What owns noun phrases, by mention.
    pub(super) owners: Vec<(usize, Meant)>,
}

/// Clauses past these are taken for parts of the ones around them.
const MOST_CLAUSES: usize = 64;

impl<'a, 't> Here<'a, 't> {
    pub(super) fn new(passage: &'a Passage<'t>, sentence: usize) -> Self {
        let of = &passage.sentences[sentence];
        let mut clause_of = vec![0; of.tokens.len()];
        for (at, clause) in of.clauses.iter().enumerate().take(MOST_CLAUSES) {
            let from = clause.tokens.start.saturating_sub(of.tokens.start);
            let to = clause.tokens.end.saturating_sub(of.tokens.start).min(clause_of.len());
            if let Some(tokens) = clause_of.get_mut(from..to) {
                tokens.fill(at);
            }
        }
        Self {
            passage,
            sentence,
            clause_of,
            meant: vec![Meant::Unknown; of.mentions.len()],
            owners: Vec::new(),
        }
    }

    pub(super) fn mentions(&self) -> std::ops::Range<usize> {
        self.passage.sentences[self.sentence].mentions.clone()
    }

    pub(super) fn clause(&self, token: usize) -> usize {
        let first = self.passage.sentences[self.sentence].tokens.start;
        token.checked_sub(first).and_then(|at| self.clause_of.get(at)).copied().unwrap_or(0)
    }

    pub(super) fn meaning(&self, mention: usize) -> &Meant {
        let at = mention.checked_sub(self.mentions().start);
        at.and_then(|at| self.meant.get(at)).unwrap_or(&Meant::Unknown)
    }

    pub(super) fn set(&mut self, mention: usize, meant: Meant) {
        let at = mention.checked_sub(self.mentions().start);
        if let Some(place) = at.and_then(|at| self.meant.get_mut(at)) {
            *place = meant;
        }
    }

    /// The name, noun phrase or pronoun of the sentence that covers a token, the longest first.
    pub(super) fn covering(&self, token: usize) -> Option<usize> {
        let thing = |at: &usize| {
            let mention = &self.passage.mentions[*at];
            let kind = &mention.kind;
            mention.tokens.contains(&token)
                && matches!(kind, MentionKind::Name | MentionKind::Noun(_) | MentionKind::Pronoun)
        };
        self.mentions().filter(thing).max_by_key(|at| self.passage.mentions[*at].tokens.len())
    }
}

impl Walk {
    pub(super) fn new(known: &[EntityRecord]) -> Self {
        let mut walk = Self {
            nodes: Nodes::default(),
            names: FxHashMap::default(),
            events: FxHashMap::default(),
            doc: Reading::default(),
            inferred: FxHashSet::default(),
            leads: Vec::new(),
            titled: Vec::new(),
            done: Vec::new(),
            left: Vec::new(),
        };
        for record in known {
            walk.known(record);
        }
        // Their names may be made of those of others, wherever these stand.
        for record in known.iter().filter(|record| record.kind == Some(EntityKind::Event)) {
            walk.known_event_of(record);
        }
        walk.events = std::mem::take(&mut walk.doc.by_feature);
        walk.nodes.share();
        walk
    }

    /// An entity of the repository. Its names have no place in the documents.
    fn known(&mut self, record: &EntityRecord) {
        let name = record.name.as_ref().map(|name| name.value.clone());
        let node =
            Node { kind: record.kind, known: Some(record.id.value.clone()), ..Node::default() };
        let id = record.id.value.clone();
        let all = name.into_iter().chain(record.aliases.iter().map(|a| a.name.value.clone()));
        let all: Vec<SmolStr> = std::iter::once(id).chain(all).collect();
        let node = all.iter().fold(node, |node, name| node.with_ground(&key_of(name)));
        let ix = self.nodes.add(node);
        for name in &all {
            let few = self.names.entry(looked_up(name)).or_default();
            if !few.contains(&ix) {
                few.push(ix);
            }
        }
    }

    fn known_event_of(&mut self, record: &EntityRecord) {
        let few = self.names.get(&looked_up(&record.id.value));
        let Some(ix) = few.and_then(|few| few.first()).copied() else { return };
        let name = record.name.iter().map(|name| name.value.clone());
        let aliases = record.aliases.iter().map(|alias| alias.name.value.clone());
        let all: Vec<SmolStr> = name.chain(aliases).collect();
        self.known_event(ix, &all);
    }

    pub(super) fn document(&mut self, at: usize, document: &Document<'_, '_>) {
        let title = document.title.map(|title| title.chars().take(LONGEST_TITLE).collect());
        let title = title.map(|title: String| key_of(&title)).unwrap_or_default();
        self.doc = Reading { at, title: format!(" {title} "), ..Reading::default() };
        let mut done = Vec::with_capacity(document.blocks.len());
        for (at, block) in document.blocks.iter().enumerate() {
            done.push(self.block(at, block));
        }
        self.done.push(done);
        self.join_retold();
        let lead = self.join_lead();
        self.leads.push(lead);
        self.titled.push(self.doc.main.clone());
        self.leave();
    }

    fn block(&mut self, at: usize, block: &Block<'_, '_>) -> Met {
        let passage = block.passage;
        let mut met = Met::default();
        met.mentions.resize(passage.mentions.len(), Meant::Unknown);
        if matches!(block.kind, BlockKind::Reference | BlockKind::Code) {
            return met;
        }
        if self.doc.section != block.section || matches!(block.kind, BlockKind::Heading(_)) {
            self.doc.told_section = false;
        }
        self.doc.told = false;
        self.doc.section = block.section.to_vec();
        self.doc.block = at;
        self.doc.kind = Some(block.kind);
        self.count_paragraph(passage.tokens.len());
        for sentence in 0..passage.sentences.len() {
            met.sentences.push(met.clauses.len());
            let mut here = Here::new(passage, sentence);
            let (clauses, told) = self.sentence(&mut here);
            met.clauses.extend(clauses);
            met.told.extend(told);
            met.owners.append(&mut here.owners);
            let range = here.mentions();
            if let Some(places) = met.mentions.get_mut(range) {
                for (place, meant) in places.iter_mut().zip(here.meant) {
                    *place = meant;
                }
            }
            self.doc.sentence += 1;
        }
        if let BlockKind::Heading(level) = block.kind {
            let mut all: Vec<NodeIx> = met.mentions.iter().filter_map(Meant::one).collect();
            all.dedup();
            all.truncate(MOST_HEADED);
            let titled = key_of(passage.text) == self.doc.title.trim();
            if titled || (level == 1 && self.doc.main.is_empty() && self.doc.title.len() <= 2) {
                self.doc.main.extend(&all);
            }
            self.doc.headings.insert(at, all);
        }
        met
    }

    fn sentence(&mut self, here: &mut Here<'_, '_>) -> (Vec<Meant>, Vec<Told>) {
        self.names_of(here);
        let mut anchors = anchor::find(self, here);
        let mut order: Vec<(usize, Item)> = Vec::with_capacity(here.mentions().len());
        for mention in here.mentions() {
            let start = here.passage.mentions[mention].tokens.start;
            order.push((start, Item::Mention(mention)));
        }
        for (at, anchor) in anchors.iter().enumerate() {
            if anchor.mention.is_none() {
                order.push((anchor.token, Item::Verb(at)));
            }
        }
        order.sort_by_key(|(start, item)| (*start, *item));
        for (_, item) in order {
            match item {
                Item::Mention(mention) => self.mention(here, mention, &mut anchors),
                Item::Verb(at) => {
                    if let Some(anchor) = anchors.get_mut(at) {
                        anchor.meant = self.event(here, anchor);
                        self.remember_event(&anchor.meant.clone());
                    }
                }
            }
        }
        self.clauses(here, &anchors)
    }

    fn mention(&mut self, here: &mut Here<'_, '_>, mention: usize, anchors: &mut [Anchor]) {
        let event = anchors.iter().position(|anchor| anchor.mention == Some(mention));
        let of = &here.passage.mentions[mention];
        let meant = match (&of.kind, event) {
            (MentionKind::Noun(_) | MentionKind::Name | MentionKind::Figure(_), Some(at)) => {
                let meant = match self.said_of_event(here, &anchors[at], anchors) {
                    Some(meant) => meant,
                    None => self.event(here, &anchors[at]),
                };
                anchors[at].meant.clone_from(&meant);
                meant
            }
            (MentionKind::Name, None) => here.meaning(mention).clone(),
            (MentionKind::Noun(phrase), None) => self.noun(here, mention, phrase),
            (MentionKind::Pronoun, None) => self.pronoun(here, mention),
            _ => return,
        };
        if let MentionKind::Noun(phrase) = &of.kind
            && let Determiner::Possessive(token) = phrase.determiner
        {
            let owner = self.owner(here, phrase, token);
            here.owners.push((mention, owner));
        }
        self.remember(here, mention, &meant);
        here.set(mention, meant);
    }

    fn remember_event(&mut self, meant: &Meant) {
        if let Some(node) = meant.one() {
            self.push(Recent {
                node,
                sentence: self.doc.sentence,
                block: self.doc.block,
                subject: false,
                speaker: false,
            });
        }
    }

    fn remember(&mut self, here: &Here<'_, '_>, mention: usize, meant: &Meant) {
        let Some(node) = meant.one() else { return };
        let sentence = &here.passage.sentences[here.sentence];
        let of = &here.passage.mentions[mention];
        let of_clause = sentence.clauses.get(here.clause(of.tokens.start));
        // Of two that are subjects together, neither is the centre.
        let joined = matches!(here.passage.token(of.tokens.end), "and" | "or");
        // "COMAR Commander Ida Roth": whose officer she is; nobody speaks of the command.
        if matches!(of.kind, MentionKind::Name) && is_of_officer(here, of.tokens.end) {
            return;
        }
        let subject = !joined && of_clause.is_some_and(|clause| clause.subject == Some(mention));
        let says = |verb: &crate::prose::passage::VerbGroup| {
            here.passage.tokens.get(verb.main).is_some_and(|t| t.word.is(class::SPEECH))
        };
        let before =
            |n: usize| of.tokens.start.checked_sub(n).map_or("", |at| here.passage.token(at));
        // Who reports a loss does not speak; who reports that somebody made one does.
        let own = here.clause(of.tokens.start);
        let quotes = sentence
            .clauses
            .iter()
            .any(|clause| clause.parent == Some(own) && clause.kind == ClauseKind::Complement);
        let verb = of_clause.and_then(|clause| clause.verb.as_ref());
        let speaker = (subject && quotes && verb.is_some_and(says))
            || (before(1) == "to" && before(2).eq_ignore_ascii_case("according"));
        let (sentence, block) = (self.doc.sentence, self.doc.block);
        self.push(Recent { node, sentence, block, subject, speaker });
    }

    /// "The raid was the worst attack since …": what is said of an event is that event.
    fn said_of_event(
        &self,
        here: &Here<'_, '_>,
        anchor: &Anchor,
        anchors: &[Anchor],
    ) -> Option<Meant> {
        let clause = here.passage.sentences[here.sentence].clauses.get(anchor.clause)?;
        let verb = clause.verb.as_ref()?;
        let gap = verb.main + 1..anchor.tokens.start;
        let is = here.passage.tokens.get(verb.main)?.word.is(class::BE) && anchor.mention.is_some();
        let joint =
            class::ADVERB | class::DETERMINER | class::ADJECTIVE | class::QUALITY | class::NUMBER;
        let joined = |at: usize| {
            let word = here.passage.tokens[at].word;
            word.is(joint) || matches!(here.passage.token(at), "one" | "of")
        };
        let said = is && verb.main < anchor.tokens.start && gap.into_iter().all(joined);
        let is_event =
            |meant: &Meant| meant.one().is_some_and(|ix| self.nodes.get(ix).event.is_some());
        let before = || anchors.iter().rfind(|a| a.mention.is_some() && a.token < verb.main);
        let subject = clause.head.or(clause.subject).map(|at| here.meaning(at));
        let meant = match subject.filter(|meant| is_event(meant)) {
            Some(named) => named,
            None => &before()?.meant,
        };
        let event = meant.one().and_then(|ix| self.nodes.get(ix).event.as_ref())?;
        (said && anchor.sort.meets(event.sort)).then(|| meant.clone())
    }

    fn push(&mut self, recent: Recent) {
        if self.doc.recent.len() == MEMORY {
            self.doc.recent.pop_front();
        }
        self.doc.recent.push_back(recent);
    }

    /// A place in the document that is being read.
    pub(super) fn at(&self, bytes: std::ops::Range<usize>) -> At {
        At { document: self.doc.at, block: self.doc.block, bytes }
    }

    /// Whether the title names this key.
    pub(super) fn in_title(&self, key: &str) -> bool {
        // "Velm Energy's year": the possessive is a part of the title's word.
        let title = self.doc.title.as_str();
        let closes = |rest: &str| [" ", "s ", " s "].iter().any(|end| rest.starts_with(end));
        let stands = |space: usize| title[space + 1..].strip_prefix(key).is_some_and(closes);
        !key.is_empty() && memchr::memchr_iter(b' ', title.as_bytes()).any(stands)
    }

    /// Remember what the title names.
    pub(super) fn entitle(&mut self, key: &str, ix: NodeIx) {
        if self.doc.main.len() < MOST_HEADED && self.in_title(key) && !self.doc.main.contains(&ix) {
            self.doc.main.push(ix);
        }
    }

    pub(super) fn is_ground(key: &str) -> bool {
        tables().ground(key).is_some() || tables().is_people(key)
    }

    pub(super) fn finish(mut self) -> Resolved {
        self.join_documents();
        let inferred = self.inferred;
        let (things, of) = self.nodes.finish();
        let softened = |meant: Meant| match meant {
            Meant::One(ix, soft) => Meant::One(ix, soft || inferred.contains(&ix)),
            other => other,
        };
        let settle =
            |all: Vec<Meant>| all.into_iter().map(|meant| softened(meant).settle(&of)).collect();
        let leads = settle(self.leads);
        let thing = |ix: NodeIx| of.get(&ix).copied();
        let titled = |all: Vec<NodeIx>| all.into_iter().filter_map(thing).collect();
        let titled = self.titled.into_iter().map(titled).collect();
        let block = |met: Met| BlockMeanings {
            mentions: settle(met.mentions),
            told: met.told,
            clauses: settle(met.clauses),
            sentences: met.sentences,
            owners: met.owners.into_iter().map(|(at, meant)| (at, meant.settle(&of))).collect(),
        };
        let blocks = self.done.into_iter().map(|met| met.into_iter().map(block).collect());
        let blocks = blocks.collect();
        Resolved { things, blocks, leads, titled }
    }
}

/// Whether titles and the name of a person stand at a token.
fn is_of_officer(here: &Here<'_, '_>, start: usize) -> bool {
    let titled = |at: &usize| {
        let token = here.passage.tokens.get(*at);
        token.is_some_and(|token| token.capital && token.word.is(class::TITLE))
    };
    let end = (start..).take_while(titled).last().map(|last| last + 1);
    let named = |end: usize| {
        here.mentions().any(|at| {
            let next = &here.passage.mentions[at];
            next.tokens.start == end && matches!(next.kind, MentionKind::Name)
        })
    };
    end.is_some_and(named)
}

/// What is resolved next: a mention, or an event that a verb tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Item {
    Mention(usize),
    Verb(usize),
}
