//! The printings of one family by slot and document: what a printing may rest on.

use std::sync::Arc;

use super::family;
use super::nesting::{self, Cell};
use crate::claim::{Claim, ClaimValue, Document, Printing, PrintingIx, SourceIx, World};
use crate::graph::groups::Numbers;
use crate::record::Denied;
use crate::value::date::Day;

/// The printings of one family, in the order of their indices, with their slots. Known by their
/// positions from here on.
#[derive(Debug, Default)]
pub struct Slots {
    members: Vec<Member>,
    /// What sources print that others may rest on: by source, slot and position.
    printed: Vec<(SourceIx, u32, u32)>,
}

/// A printing, with what is asked of it most.
#[derive(Clone, Copy, Debug)]
struct Member {
    ix: PrintingIx,
    /// The number of the slot that it is in.
    slot: u32,
    document: Document,
    has_via: bool,
    has_speakers: bool,
    /// Where its reading lies in memory, if nothing but that says what it says; otherwise 0.
    reading: usize,
}

impl Member {
    fn new(ix: PrintingIx, printing: &Printing, claim: &Claim, slot: u32) -> Self {
        let reading = match &claim.value {
            _ if claim.denied != Denied::No || claim.during_text.is_some() => 0,
            ClaimValue::Quantity(quantity) => Arc::as_ptr(quantity).addr(),
            ClaimValue::Date(date) => Arc::as_ptr(date).addr(),
            _ => 0,
        };
        Self {
            ix,
            slot,
            document: printing.document,
            has_via: !printing.via.is_empty(),
            has_speakers: !printing.speakers.is_empty(),
            reading,
        }
    }
}

/// Printings of one source in one slot that are looked at for what another rests on: no source
/// says one thing so often, and without a limit many that do would be compared pair by pair.
const MOST_IN_A_SLOT: usize = 256;

impl Slots {
    /// The slots of some printings, given in ascending order. Nobody asks for what other sources than
    /// those `asked` for print; they are sorted.
    pub(super) fn new(world: &World, printings: &[PrintingIx], asked: &[SourceIx]) -> Self {
        let mut cells = Cells::default();
        let member = |ix: &PrintingIx| {
            let printing = world.printing(*ix);
            let claim = world.claim(printing.claim);
            Member::new(*ix, printing, claim, cells.number(world, printing, claim))
        };
        let members: Vec<Member> = printings.iter().map(member).collect();
        let mut printed = Vec::new();
        if !asked.is_empty() {
            for (at, member) in (0..).zip(&members) {
                if let Document::Source(source) = member.document
                    && asked.binary_search(&source).is_ok()
                {
                    printed.push((source, member.slot, at));
                }
            }
            printed.sort_unstable();
        }
        Self { members, printed }
    }

    /// How many printings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The printing at a position.
    #[must_use]
    pub fn printing(&self, member: usize) -> PrintingIx {
        self.members[member].ix
    }

    /// The position of a printing.
    #[must_use]
    pub fn position(&self, ix: PrintingIx) -> Option<usize> {
        self.members.binary_search_by_key(&ix, |member| member.ix).ok()
    }

    /// The number of a printing's slot: printings in one slot share it.
    pub(super) fn slot(&self, member: usize) -> u32 {
        self.members[member].slot
    }

    /// The document of a printing.
    pub(super) fn document(&self, member: usize) -> Document {
        self.members[member].document
    }

    /// Whether a printing names a speaker, or something that it rests on.
    #[must_use]
    pub fn rests(&self, member: usize) -> bool {
        self.members[member].has_via || self.members[member].has_speakers
    }

    /// Whether a printing names something that it rests on, speakers apart.
    pub(super) fn has_via(&self, member: usize) -> bool {
        self.members[member].has_via
    }

    /// Whether a printing names something that it rests on, and no speaker.
    pub(super) fn has_via_alone(&self, member: usize) -> bool {
        self.members[member].has_via && !self.members[member].has_speakers
    }

    /// Where the reading of a printing lies in memory, if two that share it surely say one thing in one
    /// slot.
    pub(super) fn reading(&self, member: usize) -> Option<usize> {
        Some(self.members[member].reading).filter(|reading| *reading != 0)
    }

    /// What sources print that others may rest on, by source and position.
    pub(super) fn by_source(&self) -> Vec<(SourceIx, u32)> {
        let mut all: Vec<_> = self.printed.iter().map(|(source, _, at)| (*source, *at)).collect();
        all.sort_unstable();
        all
    }

    /// What a source prints in the slot of a printing, that one itself left out.
    pub fn printed_in(
        &self,
        member: usize,
        source: SourceIx,
    ) -> impl Iterator<Item = usize> + Clone + use<'_> {
        let key = (source, self.slot(member));
        let first = self.printed.partition_point(|(source, slot, _)| (*source, *slot) < key);
        self.printed[first..]
            .iter()
            .take_while(move |(source, slot, _)| (*source, *slot) == key)
            .map(|(.., at)| *at as usize)
            .filter(move |at| *at != member)
            .take(MOST_IN_A_SLOT)
    }
}

/// Numbers for the slots of a family. Most families are one slot, which a look at their first claim
/// tells.
#[derive(Default)]
struct Cells<'w> {
    first: Option<(&'w Claim, Option<(Day, Day)>)>,
    known: Numbers<Cell<'w>>,
}

impl<'w> Cells<'w> {
    fn number(&mut self, world: &World, printing: &Printing, claim: &'w Claim) -> u32 {
        let period = family::period(world, claim, printing);
        let (first, first_period) = *self.first.get_or_insert((claim, period));
        if period == first_period && like(claim, first) {
            return 0;
        }
        if self.known.is_empty() {
            self.known.number(nesting::cell(world, first, first_period));
        }
        self.known.number(nesting::cell(world, claim, period)).0
    }
}

/// Whether two claims of one family are surely in one slot, their periods apart.
fn like(a: &Claim, b: &Claim) -> bool {
    let unit = || match (&a.value, &b.value) {
        (ClaimValue::Quantity(x), ClaimValue::Quantity(y)) => {
            (x.unit.is_count() && y.unit.is_count()) || x.unit == y.unit
        }
        (ClaimValue::Quantity(_), _) | (_, ClaimValue::Quantity(_)) => false,
        _ => true,
    };
    a.scope == b.scope && a.place.places == b.place.places && unit()
}
