//! Which events are one: blockers first, then what is taken up, then a score.
//!
//! Weights after the notes on event identity that this reader was built from: a named target 4, a
//! common one 2, a city 3, a country 1, a day 3, a month 2, a year 1, a perpetrator 1. Equal counts
//! weigh nothing: a conflict of counts is what is looked for.

use smol_str::SmolStr;

use super::anchor::{Anchor, Features, How};
use super::form::looked_up;
use super::key::{key_of, lower, singular};
use super::node::{EventNode, Few, Meant, Node, NodeIx};
use super::table::tables;
use super::walk::{Here, Walk};
use super::{At, BlockKind};
use crate::prose::lexicon::class;
use crate::prose::passage::MentionKind;
use crate::record::EntityKind;

const TARGET: i32 = 4;
/// Names that share a word ("Crocus City Hall", "Crocus City complex").
const SIMILAR_TARGET: i32 = 2;
const COMMON: i32 = 2;
const CITY: i32 = 3;
const COUNTRY: i32 = 1;
const AGENT: i32 = 1;
/// A country rarely has two such events in a month or year ([`super::table::Sort::is_rare`]).
const RARE_COUNTRY: i32 = 3;
const RARE_YEAR: i32 = 2;

/// Enough to be one event.
pub(super) const SETTLED: i32 = 6;
/// Enough to be one event, softly.
pub(super) const SOFT: i32 = 4;
/// What a definite description needs in its own document.
const DESCRIBED: i32 = 2;
/// A second candidate this close leaves it open.
pub(super) const CLOSE: i32 = 1;

/// How many of a document's latest events are compared.
const WINDOW: usize = 48;
/// How many events are remembered for a place, target or participant.
const BY_FEATURE: usize = 8;

impl Walk {
    /// Whether a name is one that was used before, and so needs no reading.
    pub(super) fn is_named_before(&self, here: &Here<'_, '_>, mention: usize) -> bool {
        let known = |ix: NodeIx| {
            let node = self.nodes.get(ix);
            node.event.is_some() || node.known.is_some()
        };
        here.meaning(mention).one().is_some_and(known)
    }

    /// An event of the repository: its features are the words of its names.
    pub(super) fn known_event(&mut self, ix: NodeIx, names: &[SmolStr]) {
        let mut event = EventNode { last: (usize::MAX, 0), ..EventNode::default() };
        for name in names {
            let key = key_of(name);
            let Some((rest, last)) = key.rsplit_once(' ') else { continue };
            let (word, _) = singular(&last.into());
            let Some(sort) = tables().event(&word) else { continue };
            if event.word.is_empty() {
                (event.word, event.sort) = (word, sort);
            }
            let target = self.names.get(&looked_up(rest)).and_then(|few| few.first()).copied();
            let target = target.filter(|other| *other != ix).or_else(|| {
                let ground = tables().ground(rest)?;
                let kind = Some(EntityKind::Place);
                let node = Node { kind, ground: Some(ground), ..Node::default() };
                let place = self.nodes.add(node);
                self.names.entry(looked_up(rest)).or_default().push(place);
                Some(place)
            });
            let ground = target.filter(|ix| self.nodes.get(*ix).ground.is_some());
            let few = if ground.is_some() { &mut event.places } else { &mut event.targets };
            few.extend(target.filter(|ix| !few.contains(ix)));
        }
        if event.word.is_empty() {
            return;
        }
        let places: Few = event.places.iter().chain(&event.targets).copied().collect();
        if let Some(node) = self.nodes.get_mut(ix) {
            node.event = Some(Box::new(event));
        }
        self.index(ix, &places);
    }

    /// What a word that speaks of an event means.
    pub(super) fn event(&mut self, here: &Here<'_, '_>, anchor: &Anchor) -> Meant {
        let one_event = anchor.sort.is_plural_of_one();
        if anchor.plural && !one_event && anchor.mention.is_some() {
            let told = anchor.how == How::Definite && anchor.narrowed;
            return if told { self.described_event(here, anchor) } else { Meant::Unknown };
        }
        let meant = match anchor.how {
            _ if anchor.fresh && anchor.real => self.start(here, anchor),
            How::Definite if anchor.back && anchor.features.dates.is_empty() => {
                self.of_a_row(here, anchor)
            }
            How::Definite if anchor.narrowed => self.described_event(here, anchor),
            How::Definite => self.taken_up(here, anchor),
            How::Bare if self.in_heading() => self.in_heading_event(here, anchor),
            How::Bare if is_mass(&anchor.word) && anchor.features.dates.is_empty() => {
                Meant::Unknown
            }
            How::Bare if anchor.plural && !anchor.narrowed => Meant::Unknown,
            _ if !anchor.real => Meant::Unknown,
            How::Verb if !self.is_specific(anchor) => Meant::Unknown,
            How::Verb if anchor.elsewhen => self.retold(here, anchor),
            How::Verb => self.same_sentence(anchor).unwrap_or_else(|| self.retold(here, anchor)),
            How::Indefinite | How::Bare => self.retold(here, anchor),
        };
        if let Meant::One(ix, _) = meant
            && anchor.real
            && !anchor.fresh
        {
            self.note_lead(ix);
        }
        self.doc.told |= meant.is_known();
        self.doc.told_section |= meant.is_known();
        meant
    }

    /// "the previous vote", "last year's strike": one that was introduced so, and never the one that
    /// is spoken of.
    fn of_a_row(&mut self, here: &Here<'_, '_>, anchor: &Anchor) -> Meant {
        let back = |walk: &Self, ix: NodeIx| {
            let event = &walk.nodes.get(ix).event;
            event.as_ref().is_some_and(|event| event.back) && walk.fits(anchor, ix, true)
        };
        let recent = self.doc.events.iter().rev().take(WINDOW).map(|ix| self.nodes.find(*ix));
        let few: Few = recent.filter(|ix| back(self, *ix)).collect();
        let known = Meant::of(few, true);
        if known.is_known() { known } else { self.start(here, anchor).softened() }
    }

    fn in_heading(&self) -> bool {
        matches!(self.doc.kind, Some(BlockKind::Heading(_)))
    }

    fn in_heading_event(&mut self, here: &Here<'_, '_>, anchor: &Anchor) -> Meant {
        if anchor.narrowed {
            self.described_event(here, anchor)
        } else {
            self.taken_up(here, anchor)
        }
    }

    /// A verb tells of one event when it has a time, a place, or one thing that was struck.
    fn is_specific(&self, anchor: &Anchor) -> bool {
        let features = &anchor.features;
        let some = !features.dates.is_empty() || !features.places.is_empty();
        some || !features.targets.is_empty() || (!features.common.is_empty() && !anchor.plural)
    }

    /// "The attack began when gunmen stormed …": a noun of the same sentence and its verb.
    fn same_sentence(&mut self, anchor: &Anchor) -> Option<Meant> {
        let sentence = self.doc.sentence;
        let here = self.doc.recent.iter().rev().take_while(|recent| recent.sentence == sentence);
        let ix = here.map(|recent| recent.node).find(|ix| self.fits(anchor, *ix, true))?;
        self.learn(ix, anchor);
        Some(Meant::One(ix, true))
    }

    /// Whether an event can be called by the anchor's word, and nothing keeps them apart.
    pub(super) fn fits(&self, anchor: &Anchor, ix: NodeIx, strictly: bool) -> bool {
        let Some(event) = &self.nodes.get(ix).event else { return false };
        let called =
            if strictly { anchor.sort.takes_up(event.sort) } else { anchor.sort.meets(event.sort) };
        called && !self.blocked(anchor, ix, event)
    }

    /// Whether two cannot be one, whatever else agrees.
    fn blocked(&self, anchor: &Anchor, ix: NodeIx, event: &EventNode) -> bool {
        let mine = &anchor.features;
        let of_one = anchor.sort.is_plural_of_one() || anchor.mention.is_none();
        let plural = !of_one && anchor.plural != self.nodes.get(ix).plural;
        let related =
            |a: &Few, b: &Few| a.iter().any(|x| b.iter().any(|y| self.relation(*x, *y) > 0));
        let apart = |a: &Few, b: &Few| !a.is_empty() && !b.is_empty() && !related(a, b);
        let dates = !mine.dates.is_empty()
            && !event.dates.is_empty()
            && mine.dates.iter().all(|(a, _)| event.dates.iter().all(|(b, _)| a.apart(b)));
        let both = |a: &Features| -> Few { a.targets.iter().chain(&a.agents).copied().collect() };
        let parties = anchor.sort.is_rare() && {
            let theirs: Few = event.targets.iter().chain(&event.agents).copied().collect();
            apart(&both(mine), &theirs)
        };
        // "The fire at the mill", "the fire at the bridge": each says by a noun what it struck, and no more.
        let said = anchor.mention.is_some() && event.given && mine.targets.is_empty();
        let sorts = (anchor.sort.is_rare() || said)
            && !mine.common.is_empty()
            && !event.common.is_empty()
            && !mine.common.iter().any(|word| event.common.contains(word));
        plural
            || dates
            || parties
            || sorts
            || self.places_apart(mine, event)
            || apart(&mine.targets, &event.targets)
    }

    fn places_apart(&self, mine: &Features, event: &EventNode) -> bool {
        let all = |a: &Few, b: &Few| -> Few { a.iter().chain(b).copied().collect() };
        let (a, b) = (all(&mine.places, &mine.targets), all(&event.places, &event.targets));
        let meet = a.iter().any(|x| b.iter().any(|y| self.nodes.nested(*x, *y)));
        !meet && mine.places.iter().any(|x| event.places.iter().any(|y| self.nodes.apart(*x, *y)))
    }

    /// How far two participants are one: the same, of similar names, or not.
    pub(super) fn relation(&self, a: NodeIx, b: NodeIx) -> i32 {
        if self.nodes.is_same(a, b) {
            return TARGET;
        }
        let (x, y) = (self.nodes.get(a), self.nodes.get(b));
        if x.ground.is_some() && y.ground.is_some() {
            return i32::from(self.nodes.nested(a, b));
        }
        let first =
            |node: &Node| node.names.first().map(|(name, _)| key_of(name)).unwrap_or_default();
        let (p, q) = (first(x), first(y));
        let shares = |word: &str| {
            word.len() > 3 && tables().head_kind(word).is_none() && q.split(' ').any(|w| w == word)
        };
        if p.split(' ').any(shares) { SIMILAR_TARGET } else { 0 }
    }

    /// Weight of what agrees.
    pub(super) fn score(&self, anchor: &Anchor, ix: NodeIx) -> i32 {
        let Some(event) = &self.nodes.get(ix).event else { return 0 };
        let mine = &anchor.features;
        let rare = anchor.sort.is_rare();
        let best = |a: &Few, b: &Few, weight: &dyn Fn(NodeIx, NodeIx) -> i32| -> i32 {
            let all = a.iter().flat_map(|x| b.iter().map(|y| weight(*x, *y)));
            all.max().unwrap_or(0)
        };
        let ground = |x: NodeIx, y: NodeIx| -> i32 {
            let country =
                |ix: NodeIx| self.nodes.get(ix).ground.is_some_and(|g| g.inside.is_none());
            match (self.nodes.is_same(x, y), country(x) || country(y)) {
                (true, false) if self.nodes.get(x).venue => TARGET,
                (true, false) => CITY,
                (true, true) if rare => RARE_COUNTRY,
                (_, true) if self.nodes.nested(x, y) => COUNTRY,
                _ if self.nodes.nested(x, y) => CITY,
                _ => 0,
            }
        };
        let grounds =
            |x: NodeIx, y: NodeIx| [x, y].iter().any(|ix| self.nodes.get(*ix).ground.is_some());
        // A hall and the city that it stands in agree as places do.
        let target = |x: NodeIx, y: NodeIx| if grounds(x, y) { 0 } else { self.relation(x, y) };
        let inside = |x: NodeIx, y: NodeIx| if grounds(x, y) { ground(x, y) } else { 0 };
        let all = |a: &Few, b: &Few| -> Few { a.iter().chain(b).copied().collect() };
        let (struck, hit) = (all(&mine.targets, &mine.places), all(&event.targets, &event.places));
        let named = best(&mine.targets, &hit, &target).max(best(&struck, &event.targets, &target));
        let place = best(&mine.places, &event.places, &ground)
            .max(best(&mine.targets, &hit, &inside))
            .max(best(&struck, &event.targets, &inside));
        let agent = |x: NodeIx, y: NodeIx| {
            i32::from(self.nodes.is_same(x, y)) * if rare { TARGET } else { AGENT }
        };
        let agents = best(&mine.agents, &event.agents, &agent);
        let dates =
            mine.dates.iter().flat_map(|(a, _)| event.dates.iter().map(|(b, _)| a.weight(b)));
        let date = dates.max().unwrap_or(0);
        let date = if rare && date == 1 { RARE_YEAR } else { date };
        // One name can be both where it was and what was struck.
        let where_ = if named >= TARGET {
            named + place.min(CITY) * i32::from(place != named)
        } else {
            named.max(place) + named.min(place).min(SIMILAR_TARGET)
        };
        where_ + agents + self.common_weight(mine, event) + date
    }

    /// Weight of the nouns for what was struck: shared, or the last word of the other's name ("the
    /// airport" for Velm Airport).
    fn common_weight(&self, mine: &Features, event: &EventNode) -> i32 {
        let last = |few: &Few, word: &SmolStr| {
            few.iter().any(|ix| self.nodes.get(*ix).last_word().as_ref() == Some(word))
        };
        let named = |word: &SmolStr, targets: &Few, places: &Few| {
            tables().head_kind(word) == Some(EntityKind::Place)
                && (last(targets, word) || last(places, word))
        };
        let shared = mine.common.iter().filter(|word| event.common.contains(word)).count();
        let theirs = |word: &&SmolStr| named(word, &event.targets, &event.places);
        let ours = |word: &&SmolStr| named(word, &mine.targets, &mine.places);
        let by_name =
            mine.common.iter().filter(theirs).count() + event.common.iter().filter(ours).count();
        match shared + by_name {
            0 => 0,
            1 => COMMON,
            _ => COMMON + 1,
        }
    }

    /// Events that an anchor may speak of: the latest of this document, and those that share a
    /// feature with it.
    fn candidates(&self, anchor: &Anchor, strictly: bool) -> Vec<(i32, NodeIx)> {
        let mut all: Vec<NodeIx> = self.doc.events.iter().rev().take(WINDOW).copied().collect();
        let features = &anchor.features;
        for ix in features.places.iter().chain(&features.targets).chain(&features.agents) {
            let ix = self.nodes.find(*ix);
            let few = self.doc.by_feature.get(&ix).into_iter().chain(self.events.get(&ix));
            all.extend(few.flatten());
        }
        let mut all: Vec<NodeIx> = all.into_iter().map(|ix| self.nodes.find(ix)).collect();
        all.sort();
        all.dedup();
        let mut scored: Vec<(i32, NodeIx)> = all
            .into_iter()
            .filter(|ix| self.fits(anchor, *ix, strictly))
            .map(|ix| (self.score(anchor, ix), ix))
            .collect();
        scored.sort_by_key(|(score, ix)| (-score, *ix));
        scored
    }

    /// "the Moscow attack", "the bombing at the airport": what its words tell apart.
    fn described_event(&mut self, here: &Here<'_, '_>, anchor: &Anchor) -> Meant {
        let scored = self.candidates(anchor, true);
        let known = |ix: NodeIx| self.nodes.get(ix).known.is_some();
        let mine = |ix: NodeIx| {
            let event = &self.nodes.get(ix).event;
            known(ix) || event.as_ref().is_some_and(|event| event.last.0 == self.doc.at)
        };
        let least = if self.is_pinned(&anchor.features) { DESCRIBED } else { 1 };
        let inside: Vec<(i32, NodeIx)> =
            scored.iter().copied().filter(|(score, ix)| *score >= least && mine(*ix)).collect();
        match inside.as_slice() {
            [(score, ix), rest @ ..] if rest.first().is_none_or(|next| score - next.0 > CLOSE) => {
                let (score, ix) = (*score, *ix);
                return self.settle(anchor, ix, score < DESCRIBED);
            }
            [first, rest @ ..] => {
                let close = rest.iter().filter(|next| first.0 - next.0 <= CLOSE);
                return Meant::of(close.chain([first]).map(|(_, ix)| *ix).collect(), true);
            }
            [] => {}
        }
        if let Some(ix) = self.misdated(anchor, &scored) {
            self.learn(ix, anchor);
            return Meant::One(ix, true);
        }
        let features = &anchor.features;
        let named = !features.places.is_empty() || !features.targets.is_empty();
        if !named && features.dates.is_empty() && !self.names_a_target(here, anchor) {
            // "the terror attack": nothing that tells it from others was said of them.
            return self.taken_up(here, anchor).softened();
        }
        self.retold(here, anchor)
    }

    /// Whether a description names what was struck or a place inside of a country: that the other was
    /// in the country too says nothing.
    fn is_pinned(&self, features: &Features) -> bool {
        let small = |ix: &NodeIx| {
            let node = self.nodes.get(*ix);
            node.venue || node.ground.is_some_and(|ground| ground.inside.is_some())
        };
        !features.targets.is_empty() || features.places.iter().any(small)
    }

    /// "the blaze of 25 June", where the text tells of one fire, of 23 June: a date that moved. A
    /// text that meant another would have introduced it.
    fn misdated(&self, anchor: &Anchor, scored: &[(i32, NodeIx)]) -> Option<NodeIx> {
        /// Days that a date is mistaken by at most; events of a row lie further apart.
        const MOVED: i32 = 3;
        let features = &anchor.features;
        let bare = features.places.is_empty() && features.targets.is_empty();
        let [(mine, _)] = features.dates.as_slice() else { return None };
        let near = |ix: &NodeIx| {
            let event = self.nodes.get(*ix).event.as_ref();
            event.is_some_and(|event| {
                event.last.0 == self.doc.at
                    && !event.back
                    && event.dates.iter().any(|(dated, _)| dated.gap(mine) <= MOVED)
            })
        };
        let mut all = scored.iter().map(|(_, ix)| *ix).filter(near);
        let found = all.next().filter(|_| bare && all.next().is_none())?;
        Some(found)
    }

    /// Whether a common noun of the phrase is something that can be struck ("the airport attack").
    fn names_a_target(&self, here: &Here<'_, '_>, anchor: &Anchor) -> bool {
        anchor.tokens.clone().filter(|at| *at != anchor.token).any(|at| {
            here.passage
                .tokens
                .get(at)
                .is_some_and(|t| t.word.is(class::PLACE | class::ORGANISATION))
        })
    }

    /// "the attack", "this incident": the one in focus.
    fn taken_up(&mut self, here: &Here<'_, '_>, anchor: &Anchor) -> Meant {
        let found = self.in_focus(|walk, ix| walk.fits(anchor, ix, true));
        let meant = match found {
            // After "an earlier fire" "the fire" can be that one or the one in focus.
            Some((few, _)) if few.iter().all(|ix| self.is_back(*ix)) => {
                let all = self.doc.events.iter().rev().take(WINDOW).map(|ix| self.nodes.find(*ix));
                let all: Few = all.filter(|ix| self.fits(anchor, *ix, true)).collect();
                Meant::of(all, true)
            }
            Some((few, near)) => {
                let same: Few =
                    few.iter().copied().filter(|ix| self.same_word(anchor, *ix)).collect();
                match (few.len(), same.len()) {
                    (1, _) => Meant::of(few, !near && self.doc.events.len() > 1),
                    (_, 1) => Meant::of(same, true),
                    _ => Meant::of(few, true),
                }
            }
            None => self.only_one(anchor),
        };
        match meant {
            Meant::One(ix, soft) => {
                if !soft {
                    self.learn(ix, anchor);
                }
                Meant::One(ix, soft)
            }
            Meant::Unknown if anchor.plural && !anchor.sort.is_plural_of_one() => Meant::Unknown,
            Meant::Unknown => self.retold(here, anchor),
            unsettled @ Meant::Unsettled(_) => unsettled,
        }
    }

    fn is_back(&self, ix: NodeIx) -> bool {
        self.nodes.get(ix).event.as_ref().is_some_and(|event| event.back)
    }

    fn same_word(&self, anchor: &Anchor, ix: NodeIx) -> bool {
        self.nodes.get(ix).event.as_ref().is_some_and(|event| event.word == anchor.word)
    }

    /// The unique definite: the one event of the document that fits.
    fn only_one(&self, anchor: &Anchor) -> Meant {
        let few: Few = self
            .doc
            .events
            .iter()
            .rev()
            .take(WINDOW)
            .map(|ix| self.nodes.find(*ix))
            .filter(|ix| self.fits(anchor, *ix, true))
            .collect();
        Meant::of(few, self.doc.events.len() > 1)
    }

    /// An event introduced anew: another telling of one that is known, or a new one.
    fn retold(&mut self, here: &Here<'_, '_>, anchor: &Anchor) -> Meant {
        let scored: Vec<(i32, NodeIx)> = self
            .candidates(anchor, false)
            .into_iter()
            .filter(|(score, ix)| *score >= self.needed(*ix))
            .collect();
        match scored.as_slice() {
            [(first, _), (second, _), ..] if first - second <= CLOSE => {
                let close = scored.iter().take_while(|(score, _)| first - score <= CLOSE);
                Meant::of(close.map(|(_, ix)| *ix).collect(), true)
            }
            [(score, ix), ..] => {
                let (score, ix) = (*score, *ix);
                let elsewhere =
                    self.nodes.get(ix).event.as_ref().is_some_and(|e| e.last.0 != self.doc.at);
                let soft = score < SETTLED || (elsewhere && !self.name_and_date(anchor, ix));
                let soft = soft && !self.is_headed(ix);
                // What is only likely is told by itself, and joined when all is known of both.
                if soft && self.nodes.get(ix).known.is_none() {
                    return self.start(here, anchor);
                }
                self.settle(anchor, ix, soft)
            }
            [] => self.start(here, anchor),
        }
    }

    /// What a second telling of an event must score.
    fn needed(&self, ix: NodeIx) -> i32 {
        let Some(event) = &self.nodes.get(ix).event else { return i32::MAX };
        if event.last == (self.doc.at, self.doc.block) {
            // A paragraph that introduces an event twice speaks of two.
            return i32::MAX;
        }
        if self.is_headed(ix) && !self.doc.told { 1 } else { SOFT }
    }

    /// Whether a heading of this section, or the title, speaks of the event.
    pub(super) fn is_headed(&self, ix: NodeIx) -> bool {
        let same = |other: &NodeIx| self.nodes.is_same(*other, ix);
        let headed = |at: &usize| self.doc.headings.get(at).is_some_and(|all| all.iter().any(same));
        self.doc.section.iter().any(headed)
            || (!self.doc.told_section && self.doc.main.iter().any(same))
    }

    pub(super) fn name_and_date(&self, anchor: &Anchor, ix: NodeIx) -> bool {
        let Some(event) = &self.nodes.get(ix).event else { return false };
        let same = |few: &Few, all: &Few| {
            few.iter().any(|x| all.iter().any(|y| self.nodes.is_same(*x, *y)))
        };
        let features = &anchor.features;
        let name = same(&features.targets, &event.targets) || same(&features.places, &event.places);
        let day =
            |(a, _): &(super::node::Dated, _)| event.dates.iter().any(|(b, _)| a.weight(b) >= 2);
        name && features.dates.iter().any(day)
    }

    fn settle(&mut self, anchor: &Anchor, ix: NodeIx, soft: bool) -> Meant {
        if soft {
            self.own(ix);
        } else {
            self.learn(ix, anchor);
        }
        Meant::One(ix, soft)
    }

    /// Remember that the document speaks of the event.
    fn own(&mut self, ix: NodeIx) {
        if !self.doc.events.iter().rev().take(WINDOW).any(|own| self.nodes.is_same(*own, ix)) {
            self.doc.events.push(ix);
        }
        let last = (self.doc.at, self.doc.block);
        if let Some(event) = self.nodes.get_mut(ix).and_then(|node| node.event.as_mut()) {
            event.told =
                event.told.saturating_add(u32::from(event.last != last || event.told == 0));
            event.last = last;
        }
    }

    /// A new event.
    fn start(&mut self, here: &Here<'_, '_>, anchor: &Anchor) -> Meant {
        let (word, sort, back) = (anchor.word.clone(), anchor.sort, anchor.back);
        let opening = self.is_opening();
        let retakes =
            !anchor.fresh && !anchor.elsewhen && (anchor.how != How::Indefinite || opening);
        let event = EventNode {
            word,
            sort,
            back,
            retakes,
            opening,
            fresh: anchor.fresh,
            given: anchor.given || (anchor.how == How::Definite && anchor.narrowed),
            anew: matches!(anchor.how, How::Indefinite | How::Verb),
            started: self.doc.block,
            ..EventNode::default()
        };
        let node = Node {
            kind: Some(EntityKind::Event),
            plural: anchor.plural && anchor.mention.is_some(),
            event: Some(Box::new(event)),
            ..Node::default()
        };
        let ix = self.nodes.add(node);
        self.learn(ix, anchor);
        if let Some(mention) = anchor.mention
            && matches!(here.passage.mentions[mention].kind, MentionKind::Name)
        {
            let text = here.passage.slice(&anchor.tokens);
            let at = self.at(here.passage.bytes(&anchor.tokens));
            self.nodes.name(ix, text, at);
        }
        if self.in_title(&lower(&anchor.word)) && self.doc.main.is_empty() {
            self.doc.main.push(ix);
        }
        Meant::One(ix, false)
    }

    /// Add what a sentence says of an event.
    fn learn(&mut self, ix: NodeIx, anchor: &Anchor) {
        /// A repeated event is dated and placed over and over; what is new after this is not kept.
        const MOST_FEATURES: usize = 12;
        self.own(ix);
        let ix = self.nodes.find(ix);
        let (document, block) = (self.doc.at, self.doc.block);
        let features = &anchor.features;
        if let Some(event) = self.nodes.get_mut(ix).and_then(|node| node.event.as_mut()) {
            let add = |few: &mut Few, more: &Few| {
                for one in more {
                    if few.len() < MOST_FEATURES && !few.contains(one) {
                        few.push(*one);
                    }
                }
            };
            add(&mut event.places, &features.places);
            add(&mut event.targets, &features.targets);
            add(&mut event.agents, &features.agents);
            for word in &features.common {
                if event.common.len() < MOST_FEATURES && !event.common.contains(word) {
                    event.common.push(word.clone());
                }
            }
            event.before = event.before.take().or_else(|| features.before.clone());
            for (dated, bytes) in &features.dates {
                // A day of a long siege is that of something in it.
                if event.dates.iter().any(|(d, _)| super::when::spans(&d.reading, &dated.reading)) {
                    continue;
                }
                let known = event.dates.iter().filter(|(d, _)| d.reading == dated.reading).count();
                if known == 0 && event.dates.len() < MOST_FEATURES {
                    let at = At { document, block, bytes: bytes.clone() };
                    event.dates.push((dated.clone(), at));
                }
            }
        }
        for agent in &features.agents {
            if anchor.sort.is_done()
                && let Some(node) = self.nodes.get_mut(*agent)
            {
                node.acts = true;
            }
        }
        let all: Few = features
            .places
            .iter()
            .chain(&features.targets)
            .chain(&features.agents)
            .copied()
            .collect();
        self.index(ix, &all);
    }

    fn index(&mut self, ix: NodeIx, features: &Few) {
        for feature in features {
            let few = self.doc.by_feature.entry(self.nodes.find(*feature)).or_default();
            if few.contains(&ix) {
                continue;
            }
            if few.len() == BY_FEATURE {
                few.remove(0);
            }
            few.push(ix);
        }
    }
}

/// Whether a noun without an article is of no one event: "violence", "war".
fn is_mass(noun: &str) -> bool {
    const MASS: &[&str] =
        &["violence", "unrest", "bloodshed", "carnage", "war", "conflict", "flooding"];
    MASS.contains(&noun)
}
