//! The one event that a document is about, and what else it calls it: "the accident", "the blast",
//! "the tragedy" of a text whose title or first paragraph tells of an explosion.
//!
//! Joined at the document's end, when all that could keep two events apart is known: dates, places,
//! who was struck, "another", "an earlier". A text that tells of several events of one family in
//! their own right is about none of them.

use super::BlockKind;
use super::node::{EventNode, Few, Meant, NodeIx};
use super::table::tables;
use super::walk::Walk;

/// Paragraphs in which a text says what it is about.
const OPENING: usize = 2;

/// Events of a family beside the lead from which on a text is a survey.
const SURVEY: usize = 3;

/// Blocks that speak of the event that a text is about, unless its title does.
const TOLD: u32 = 2;

impl Walk {
    /// Count a block that tells something: what a text opens with is counted without its date line.
    pub(super) fn count_paragraph(&mut self, tokens: usize) {
        /// Tokens of the shortest paragraph that tells something.
        const SHORTEST: usize = 15;
        let tells = self.doc.kind == Some(BlockKind::Paragraph) && tokens >= SHORTEST;
        self.doc.paragraphs += usize::from(tells);
    }

    /// Whether the document is at its title or in its first paragraphs.
    pub(super) fn is_opening(&self) -> bool {
        match self.doc.kind {
            Some(BlockKind::Heading(_)) => self.doc.paragraphs == 0,
            Some(BlockKind::Paragraph) => self.doc.paragraphs <= OPENING,
            _ => false,
        }
    }

    /// Note an event that the document's opening tells of.
    pub(super) fn note_lead(&mut self, ix: NodeIx) {
        if self.doc.lead.is_some() || !self.is_opening() {
            return;
        }
        let Some(event) = &self.nodes.get(ix).event else { return };
        if !event.back && (!self.nodes.get(ix).plural || event.sort.is_plural_of_one()) {
            self.doc.lead = Some(ix);
        }
    }

    /// Join what the document calls its event to it; what it is about, if that is one event.
    pub(super) fn join_lead(&mut self) -> Meant {
        let Some(lead) = self.doc.lead.map(|ix| self.nodes.find(ix)) else { return Meant::Unknown };
        let mut all: Vec<NodeIx> = self.doc.events.iter().map(|ix| self.nodes.find(*ix)).collect();
        all.sort();
        all.dedup();
        all.retain(|ix| *ix > lead && self.nodes.get(*ix).known.is_none());
        let others = all.iter().filter(|ix| self.is_rival(**ix, lead)).count();
        if others >= SURVEY && !self.is_titled(lead) {
            return Meant::Unknown;
        }
        // One by one: what was joined may keep the next apart.
        for ix in all {
            if self.is_other_name(ix, lead) {
                self.inferred.insert(ix);
                self.join_events(lead, ix);
            }
        }
        let told = self.nodes.get(lead).event.as_ref().map_or(0, |event| event.told);
        if told < TOLD && !self.is_titled(lead) {
            return Meant::Unknown;
        }
        Meant::One(self.nodes.find(lead), true)
    }

    fn is_titled(&self, lead: NodeIx) -> bool {
        self.doc.main.iter().any(|ix| self.nodes.is_same(*ix, lead))
    }

    /// Whether an event is one of the lead's family that is told in its own right.
    fn is_rival(&self, ix: NodeIx, lead: NodeIx) -> bool {
        let (Some(event), Some(of)) = (&self.nodes.get(ix).event, &self.nodes.get(lead).event)
        else {
            return false;
        };
        let told = !event.dates.is_empty() || !event.places.is_empty() || !event.targets.is_empty();
        told && !event.back && event.sort.meets(of.sort) && self.are_apart(event, of)
    }

    /// Whether an event is the lead under another name.
    fn is_other_name(&self, ix: NodeIx, lead: NodeIx) -> bool {
        let (node, of) = (self.nodes.get(ix), self.nodes.get(lead));
        let (Some(event), Some(of)) = (&node.event, &of.event) else { return false };
        let plain = !event.back && (!node.plural || event.sort.is_plural_of_one());
        // A date that the lead has none beside it to be held against can be any other's.
        let dated = event.dates.is_empty() || !of.dates.is_empty() || event.opening;
        plain
            && dated
            && event.retakes
            && node.names.is_empty()
            && event.sort.meets(of.sort)
            && !self.are_apart(event, of)
            && self.adds_nothing(event, of)
    }

    /// Whether two events cannot be one: dates, places, or what was struck.
    fn are_apart(&self, event: &EventNode, of: &EventNode) -> bool {
        let dated = !event.dates.is_empty() && !of.dates.is_empty();
        let dates =
            dated && event.dates.iter().all(|(a, _)| of.dates.iter().all(|(b, _)| a.apart(b)));
        let both = |event: &EventNode| -> Few {
            event.places.iter().chain(&event.targets).copied().collect()
        };
        let (mine, theirs) = (both(event), both(of));
        let strange = !mine.is_empty() && !theirs.is_empty() && !self.related(&mine, &theirs);
        dates || strange
    }

    pub(super) fn related(&self, mine: &Few, theirs: &Few) -> bool {
        mine.iter().any(|a| theirs.iter().any(|b| self.relation(*a, *b) > 0))
            || mine.iter().any(|a| theirs.iter().any(|b| self.nodes.nested(*a, *b)))
    }

    /// Whether what is said of an event could all be said of the other: no place, nothing struck that
    /// the other is not known by.
    fn adds_nothing(&self, event: &EventNode, of: &EventNode) -> bool {
        let (theirs, named): (Few, Few) = (
            of.places.iter().chain(&of.targets).chain(&of.agents).copied().collect(),
            event.places.iter().chain(&event.targets).copied().collect(),
        );
        let common = event.common.iter().all(|word| {
            of.common.contains(word) || tables().event(word).is_some_and(|s| s.meets(of.sort))
        });
        let common = common || of.common.is_empty();
        let bare = theirs.is_empty() && event.opening;
        (named.is_empty() || bare || self.related(&named, &theirs)) && common
    }

    pub(super) fn join_events(&mut self, lead: NodeIx, ix: NodeIx) {
        let Some(old) = self.nodes.get(ix).event.clone() else { return };
        let into = self.nodes.join(lead, ix);
        let Some(event) = self.nodes.get_mut(into).and_then(|node| node.event.as_mut()) else {
            return;
        };
        event.told = event.told.saturating_add(old.told);
        event.take_over(*old);
    }
}
