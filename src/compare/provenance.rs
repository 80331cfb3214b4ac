//! What the printings of one family rest on, step by step: where chains join, where they run in a
//! circle, and what is lost on the way.
//!
//! A printing rests on what [`super::origin`] follows: its last speaker, else its `via`. A source's
//! reference list alone makes no chain.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::origin::{Chains, Origin};
use super::slots::Slots;
use crate::claim::{
    Atom, Claim, ClaimValue, Document, EntityIx, Printing, PrintingIx, SourceIx, Speaker, World,
};
use crate::graph::groups::{self, FEW, Numbers};
use crate::graph::provenance::Provenance as Graph;
use crate::record::{Change, Denied, ValueKind};
use crate::value::date;
use crate::value::set::Interval;

/// Printings of one source in one slot that a step is taken to lead to, at the most: a page says
/// the same thing a few times, and what it says more often adds no other way.
const MOST_ALIKE: usize = 8;

/// Chains of one value that are told step by step.
const MOST_CHAINS: usize = 8;

/// Most printings of what one printing rests on that it is held against for their hedges.
const MOST_ORIGINS: usize = 64;

/// Members that hand something on, from which on all members are put together by what they say, for
/// the one that each of the few others has beside it.
const MOST_HANDED_ON: usize = 8;

/// The printings of a family, and what they rest on.
#[derive(Clone, Copy, Debug)]
pub struct Provenance<'c, 'w> {
    world: &'w World,
    chains: &'c Chains<'w>,
    slots: &'c Slots,
}

/// Printings that rest on each other in a circle.
#[derive(Debug)]
pub struct Ring {
    /// Each rests on the next, the last on the first: positions of members.
    pub steps: Vec<usize>,
    /// Whether some of them rest on something else too.
    pub has_exit: bool,
}

/// Printings of one value that all go back to one place.
#[derive(Debug)]
pub struct Shared {
    /// The printings, one for each document that rests on the origin and on which none of the others
    /// rests: positions of members.
    pub printings: Vec<usize>,
    /// What they go back to.
    pub origin: Origin,
    /// For the first of them, the documents that each goes through on its way to the origin.
    pub through: Vec<Vec<Document>>,
}

/// What a printing no longer says of what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// A speaker with a name.
    Speaker(EntityIx),
    /// That it is somebody's word, whoever that is.
    Nobody,
    /// A hedge.
    Hedge,
}

impl<'c, 'w> Provenance<'c, 'w> {
    /// Of the printings of one family.
    #[must_use]
    pub fn new(world: &'w World, chains: &'c Chains<'w>, slots: &'c Slots) -> Self {
        Self { world, chains, slots }
    }

    /// How many members there are.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "there is no family without members")]
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether a member names something that it rests on, speakers apart.
    #[must_use]
    pub fn has_via(&self, member: usize) -> bool {
        self.slots.has_via(member)
    }

    /// The position of a printing among the members.
    #[must_use]
    pub fn position(&self, ix: PrintingIx) -> Option<usize> {
        self.slots.position(ix)
    }

    /// The printing of a member.
    #[must_use]
    pub fn printing(&self, member: usize) -> PrintingIx {
        self.slots.printing(member)
    }

    /// Whether a member's chain ends neither in a named speaker nor in a primary source.
    #[must_use]
    pub fn untraced(&self, member: usize) -> bool {
        self.chains.trace(self.slots, member).untraced
    }

    /// The sources of a member's `via`, each with what it prints in the slot, if that is recorded.
    pub fn via(&self, member: usize) -> impl Iterator<Item = (SourceIx, Option<usize>)> {
        let via = self.printed(member).via.iter();
        via.map(move |source| (*source, self.chains.nearest(self.slots, member, *source)))
    }

    fn printed(&self, member: usize) -> &'w Printing {
        self.world.printing(self.slots.printing(member))
    }

    fn claim(&self, member: usize) -> &'w Claim {
        self.world.claim(self.printed(member).claim)
    }

    /// What a source prints in a member's slot that agrees with it.
    fn agreeing(&self, member: usize, source: SourceIx) -> Vec<usize> {
        let denied = self.claim(member).denied;
        self.slots
            .printed_in(member, source)
            .filter(|other| self.claim(*other).denied == denied)
            .filter(|other| self.chains.agree(self.slots, member, *other))
            .take(MOST_ALIKE)
            .collect()
    }

    // --- circles -----------------------------------------------------------------------------

    /// The circles in which members rest on each other for one value. A document that is quoted as
    /// a speaker is rested on as much as one in `via`.
    #[must_use]
    pub fn rings(&self) -> Vec<Ring> {
        if !(0..self.slots.len()).any(|member| self.leads_on(member)) {
            return Vec::new();
        }
        let steps: Vec<Vec<Vec<usize>>> =
            (0..self.slots.len()).map(|member| self.steps(member)).collect();
        let arrows = steps
            .iter()
            .enumerate()
            .flat_map(|(from, targets)| targets.iter().flatten().map(move |to| (from, *to)));
        let graph = Graph::new(self.slots.len(), arrows);
        let ring = |ring: crate::graph::provenance::Ring| {
            let inside: FxHashSet<usize> = ring.knot.iter().copied().collect();
            let leaves = |target: &Vec<usize>| !target.iter().any(|to| inside.contains(to));
            let has_exit = ring
                .knot
                .iter()
                .any(|&member| self.named(member).is_some() || steps[member].iter().any(leaves));
            Ring { steps: ring.steps, has_exit }
        };
        graph.rings().into_iter().map(ring).collect()
    }

    /// Whether a member may rest on one that rests on something, as everything on a circle does.
    fn leads_on(&self, member: usize) -> bool {
        if !self.slots.rests(member) {
            return false;
        }
        let rests = |at: usize| {
            self.slots.rests(at) && self.chains.rests_on(self.printed(at)).next().is_some()
        };
        let own = self.printed(member).document;
        self.chains.rests_on(self.printed(member)).any(|source| {
            own == Document::Source(source) || self.slots.printed_in(member, source).any(rests)
        })
    }

    /// The last speaker of a member, when it has a name and is no document.
    fn named(&self, member: usize) -> Option<EntityIx> {
        match self.printed(member).speakers.last() {
            Some(Speaker::Named(ix)) => self.chains.speaker(*ix).speaker(),
            _ => None,
        }
    }

    /// For each source that a member rests on, the members that this leads to.
    fn steps(&self, member: usize) -> Vec<Vec<usize>> {
        let printing = self.printed(member);
        let own = printing.document;
        let step = |source| {
            let to = self.agreeing(member, source);
            if own != Document::Source(source) {
                return to;
            }
            // Another place of the document may name what the document rests on; one that names
            // nothing is the document resting on itself.
            let names = |other: &usize| {
                let printing = self.printed(*other);
                !printing.speakers.is_empty() || !printing.via.is_empty()
            };
            let to: Vec<usize> = to.into_iter().filter(names).collect();
            if to.is_empty() { vec![member] } else { to }
        };
        self.chains.rests_on(printing).map(step).collect()
    }

    /// The sources of a member's `via` that do not say in the slot where they have it from, and
    /// whose reference lists name the member's own document.
    #[must_use]
    pub fn cited_back(&self, member: usize) -> Vec<SourceIx> {
        if !self.chains.has_reference_lists() {
            return Vec::new();
        }
        let printing = self.printed(member);
        let Document::Source(own) = printing.document else { return Vec::new() };
        let silent = |source: &SourceIx| {
            self.agreeing(member, *source).iter().all(|other| {
                let other = self.printed(*other);
                other.speakers.is_empty() && other.via.is_empty()
            })
        };
        let back = |source: &&SourceIx| {
            **source != own
                && self.chains.cites(**source, own)
                && !self.world.source(**source).origin
                && silent(source)
        };
        let named = self.named(member).is_some();
        printing.via.iter().filter(|_| !named).filter(back).copied().collect()
    }

    // --- one origin --------------------------------------------------------------------------

    /// Values that several documents print, and that all go back to one place. Documents that others
    /// of them rest on, the origin among them, do not count: that somebody quotes a report is no
    /// second voice, and nobody takes it for one.
    #[must_use]
    pub fn shared(&self) -> Vec<Shared> {
        let rest = (0..self.slots.len()).filter(|member| self.slots.rests(*member));
        let handed_on = rest.take(MOST_HANDED_ON).count();
        if handed_on < 2 {
            return Vec::new();
        }
        let (values, said) = self.values();
        let may_share = |said: &Value| said.documents && !said.apart;
        let worth = |said: &Value| may_share(said) && (said.rests || handed_on == MOST_HANDED_ON);
        if !said.iter().any(worth) {
            return Vec::new();
        }
        let shared = |member: &usize| values[*member].filter(|at| may_share(&said[*at as usize]));
        let members = (0..self.slots.len()).filter(|member| shared(member).is_some());
        let groups = groups::by_key(members, |member| values[*member]);
        if groups.is_empty() {
            return Vec::new();
        }
        let (graph, ends) = self.down_to_origins();
        groups.iter().filter_map(|group| self.shared_by(group, &graph, &ends)).collect()
    }

    /// For each member a number that those share who say the same, `None` for what is never compared;
    /// and of each of these numbers, what its members have.
    fn values(&self) -> (SmallVec<[Option<u32>; 32]>, SmallVec<[Value; FEW]>) {
        let (mut readings, mut numbers) = (Numbers::default(), Numbers::default());
        let mut known: SmallVec<[Option<u32>; FEW]> = SmallVec::new();
        let mut said: SmallVec<[Value; FEW]> = SmallVec::new();
        let mut values = SmallVec::with_capacity(self.slots.len());
        for member in 0..self.slots.len() {
            let mut said_by = |member| self.said(member).map(|what| numbers.number(what).0);
            let value = match self.slots.reading(member) {
                // Most say what one before them does, which a reading that they share shows.
                Some(reading) => {
                    let (at, is_new) = readings.number((reading, self.slots.slot(member)));
                    if is_new {
                        known.push(said_by(member));
                    }
                    known[at as usize]
                }
                None => said_by(member),
            };
            values.push(value);
            let Some(at) = value.map(|at| at as usize) else { continue };
            let document = self.slots.document(member);
            if at == said.len() {
                said.push(Value {
                    document,
                    documents: false,
                    end: None,
                    apart: false,
                    rests: false,
                });
            }
            let all = &mut said[at];
            all.documents |= document != all.document;
            all.rests |= self.slots.rests(member);
            if let Some(end) = self.end(member).filter(|_| !all.apart) {
                all.apart = all.end.is_some_and(|known| known != end);
                all.end = Some(end);
            }
        }
        (values, said)
    }

    /// What the chain of a member ends in that rests on no other member: `None` for others.
    fn end(&self, member: usize) -> Option<Origin> {
        if !self.slots.rests(member) {
            return Some(Origin::Document(self.slots.document(member)));
        }
        let printing = self.printed(member);
        match printing.speakers.last() {
            Some(Speaker::Named(ix)) => Some(self.chains.speaker(*ix)),
            _ if !printing.via.is_empty() => None,
            Some(Speaker::Unnamed) => Some(Origin::Unnamed(printing.document)),
            None => Some(Origin::Document(printing.document)),
        }
    }

    /// Members, and after them what their chains end in.
    fn down_to_origins(&self) -> (Graph, Vec<Origin>) {
        let count = self.slots.len();
        let mut ends: Vec<Origin> = Vec::new();
        let mut known: FxHashMap<Origin, usize> = FxHashMap::default();
        let mut end = |origin: Origin| {
            // Cited or speaking for itself, it is one document.
            let origin = match origin {
                Origin::Cited(source) => Origin::Document(Document::Source(source)),
                other => other,
            };
            *known.entry(origin).or_insert_with(|| {
                ends.push(origin);
                count + ends.len() - 1
            })
        };
        let mut arrows = Vec::new();
        for member in 0..count {
            if let Some(origin) = self.end(member) {
                arrows.push((member, end(origin)));
                continue;
            }
            for (source, to) in self.via(member) {
                arrows.push((member, to.unwrap_or_else(|| end(Origin::Cited(source)))));
            }
        }
        (Graph::new(count + ends.len(), arrows), ends)
    }

    fn shared_by(&self, group: &[usize], graph: &Graph, ends: &[Origin]) -> Option<Shared> {
        let document = |member: usize| self.printed(member).document;
        let is_member = |node: &usize| *node < self.slots.len();
        if group.iter().all(|member| document(*member) == document(group[0])) {
            return None;
        }
        let last = *graph.shared(group).last()?;
        let origin = match last.checked_sub(self.slots.len()) {
            Some(end) => *ends.get(end)?,
            None => Origin::Document(document(last)),
        };
        let itself = match origin {
            Origin::Document(document) | Origin::Unnamed(document) => Some(document),
            Origin::Speaker(_) | Origin::Cited(_) => None,
        };
        // Who is quoted by another of them is no further voice either.
        let passed = graph.behind(group).into_iter().filter(is_member).map(document);
        let passed: FxHashSet<Document> = passed.chain(itself).collect();
        let mut seen = FxHashSet::default();
        let mut printings = group.to_vec();
        printings.retain(|member| {
            !passed.contains(&document(*member)) && seen.insert(document(*member))
        });
        if printings.len() < 2 {
            return None;
        }
        let through = |member: &usize| {
            let chain = graph.chain(*member, last).unwrap_or_default();
            let between = chain.iter().skip(1).filter(|node| is_member(node));
            let mut between: Vec<Document> = between.map(|node| document(*node)).collect();
            between.retain(|step| Some(*step) != itself);
            between.dedup();
            between
        };
        let through = printings.iter().take(MOST_CHAINS).map(through).collect();
        Some(Shared { printings, origin, through })
    }

    /// What a member says, so that members that say the same can be found; `None` for what is
    /// never compared.
    fn said(&self, member: usize) -> Option<Said<'w>> {
        let claim = self.claim(member);
        let class = |atom: &Atom| match atom {
            Atom::Entity(ix) => Atom::Entity(self.world.identity.class(*ix)),
            term => *term,
        };
        let atoms = |all: &[Atom], only| {
            let mut all: Vec<Atom> = all.iter().map(class).collect();
            all.sort_unstable();
            all.dedup();
            What::Things(all, only)
        };
        let what = match &claim.value {
            ClaimValue::Quantity(quantity) => What::Amount(&quantity.set),
            ClaimValue::Date(date) => What::Days(&date.edtf),
            ClaimValue::OneOf(all) => atoms(all, None),
            ClaimValue::Several { all, only } => atoms(all, Some(*only)),
            ClaimValue::Text(_) => return None,
        };
        let varying = self.world.predicate_of(claim).change == Change::Varying;
        let during = claim.during_text.as_deref().filter(|_| varying);
        let slot = self.slots.slot(member);
        Some(Said { slot, what, denied: claim.denied, during })
    }

    // --- what is lost ------------------------------------------------------------------------

    /// What a flat printing in its document's own voice lost on the way from what it rests on, and
    /// the member that still says it. Only where everything that it rests on is recorded, repeats
    /// the figure and attributes or hedges it: where one source states it flatly, nothing is lost.
    #[must_use]
    pub fn lost(&self, member: usize) -> Option<(usize, Lost)> {
        self.lost_by(member, |other, source| {
            let hedge = self.drops_hedge(member, other).then_some(Lost::Hedge);
            self.lost_speaker(member, other, source).or(hedge)
        })
    }

    /// Whether a printing lost a hedge, a speaker or no.
    #[must_use]
    pub fn lost_hedge(&self, member: usize) -> bool {
        let dropped = |other, _| self.drops_hedge(member, other).then_some(Lost::Hedge);
        self.lost_by(member, dropped).is_some()
    }

    /// The same by what a printing has lost of another one, which a source prints.
    fn lost_by(
        &self,
        member: usize,
        loss: impl Fn(usize, SourceIx) -> Option<Lost>,
    ) -> Option<(usize, Lost)> {
        if !self.slots.has_via_alone(member) {
            return None;
        }
        let printing = self.printed(member);
        let claim = self.claim(member);
        if claim.hedged || self.world.predicate_of(claim).kind == ValueKind::Text {
            return None;
        }
        let mut found = None;
        for source in &printing.via {
            let repeated = self.agreeing(member, *source).into_iter();
            let repeated: Vec<usize> = repeated.filter(|o| self.repeats(member, *o)).collect();
            let losses: Option<Vec<_>> =
                repeated.iter().map(|other| Some((*other, loss(*other, *source)?))).collect();
            let first = *losses?.first()?;
            found.get_or_insert(first);
        }
        let (other, lost) = found?;
        // What the same document says of it in another place is not lost.
        let elsewhere = match printing.document {
            Document::Source(own) => {
                let mut own = self.slots.printed_in(member, own);
                own.any(|o| match lost {
                    Lost::Hedge => self.claim(o).hedged,
                    _ => self.attributes(o, lost),
                })
            }
            Document::File(_) => false,
        };
        (!elsewhere).then_some((other, lost))
    }

    /// Whether a printing names a speaker, or that there is one.
    fn attributes(&self, member: usize, lost: Lost) -> bool {
        let class = |ix: &EntityIx| self.world.identity.class(*ix);
        self.printed(member).speakers.iter().any(|speaker| match (speaker, lost) {
            (Speaker::Named(ix), Lost::Speaker(other)) => class(ix) == class(&other),
            (_, Lost::Nobody) => true,
            _ => false,
        })
    }

    /// Whom one printing credits with a value that another states flatly; `None` when it names nobody
    /// but itself or the other's document.
    fn lost_speaker(&self, member: usize, other: usize, source: SourceIx) -> Option<Lost> {
        let (own, there) = (self.printed(member).document, self.printed(other));
        match there.speakers.last()? {
            Speaker::Unnamed => Some(Lost::Nobody),
            Speaker::Named(ix) => match self.chains.speaker(*ix) {
                Origin::Document(document)
                    if document == own || document == Document::Source(source) =>
                {
                    None
                }
                _ => Some(Lost::Speaker(*ix)),
            },
        }
    }

    /// Whether a printing states as it is what another one hedges.
    fn drops_hedge(&self, member: usize, other: usize) -> bool {
        let hedged = |claim: &Claim| {
            let bound = match &claim.value {
                ClaimValue::Quantity(quantity) => quantity.hedge.is_some(),
                ClaimValue::Date(date) => date.soft || date.uncertain,
                _ => false,
            };
            (claim.hedged, bound)
        };
        let (here, there) = (hedged(self.claim(member)), hedged(self.claim(other)));
        (there.0 && !here.0) || (there.1 && !here.1)
    }

    /// The members that have their value from a source without the hedge that all of the source's claims
    /// have that print this value, each with the first of these.
    #[must_use]
    pub fn dropped(&self) -> Vec<(usize, usize)> {
        let by_source = self.slots.by_source();
        let printed = |source: &SourceIx| {
            let first = by_source.partition_point(|(known, _)| known < source);
            let past = by_source.partition_point(|(known, _)| known <= source);
            by_source[first..past].iter().map(|(_, at)| *at as usize)
        };
        let dropped = |member: usize| {
            let claim = self.claim(member);
            let origins = self.printed(member).via.iter().flat_map(printed).take(MOST_ORIGINS);
            let mut alike = origins.filter(|origin| prints_alike(claim, self.claim(*origin)));
            let first = alike.next()?;
            let all_drop =
                std::iter::once(first).chain(alike).all(|origin| drops(claim, self.claim(origin)));
            all_drop.then_some(first)
        };
        let resting = (0..self.slots.len()).filter(|member| self.has_via(*member));
        resting.filter_map(|member| Some((member, dropped(member)?))).collect()
    }

    /// Whether two members that agree print one figure: "at least 40" and "40" do, "at least 40"
    /// and "43" do not.
    fn repeats(&self, a: usize, b: usize) -> bool {
        match (&self.claim(a).value, &self.claim(b).value) {
            (ClaimValue::Quantity(x), ClaimValue::Quantity(y)) => {
                x.printed == y.printed && (x.printed.is_some() || x.set == y.set)
            }
            _ => true,
        }
    }
}

/// Whether two claims of one slot print one value, whatever its hedge.
fn prints_alike(a: &Claim, b: &Claim) -> bool {
    let slot = a.scope == b.scope
        && a.place.places == b.place.places
        && a.during_text == b.during_text
        && a.denied == b.denied;
    slot && match (&a.value, &b.value) {
        (ClaimValue::Quantity(a), ClaimValue::Quantity(b)) => {
            a.unit.comparable(&b.unit) && a.printed.is_some() && a.printed == b.printed
        }
        (ClaimValue::Date(a), ClaimValue::Date(b)) => {
            a.edtf == b.edtf || b.soft && date::meet(a, b)
        }
        (a, b) => a == b,
    }
}

/// Whether the first leaves out the hedge of the second.
fn drops(a: &Claim, b: &Claim) -> bool {
    if a.hedged {
        return false;
    }
    b.hedged
        || match (&a.value, &b.value) {
            (ClaimValue::Quantity(a), ClaimValue::Quantity(b)) => {
                a.hedge.is_none() && b.hedge.is_some() && !b.set.is_within(&a.set)
            }
            (ClaimValue::Date(a), ClaimValue::Date(b)) => b.soft && !a.soft,
            _ => false,
        }
}

/// What those members have that say one thing. They may go back to one place if they are of several
/// documents, and no two of them end in two places at once.
struct Value {
    /// The document of the first.
    document: Document,
    /// Whether they are of several.
    documents: bool,
    /// What the chain of one of them ends in that rests on no other member.
    end: Option<Origin>,
    /// Whether that of another ends elsewhere.
    apart: bool,
    /// Whether one of them names a speaker, or what it rests on.
    rests: bool,
}

/// What a printing says of its slot.
#[derive(PartialEq, Eq, Hash)]
struct Said<'w> {
    slot: u32,
    what: What<'w>,
    denied: Denied,
    during: Option<&'w str>,
}

/// A value by what it admits.
#[derive(PartialEq, Eq, Hash)]
enum What<'w> {
    Amount(&'w Interval<rust_decimal::Decimal>),
    Days(&'w str),
    Things(Vec<Atom>, Option<bool>),
}
