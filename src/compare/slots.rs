//! The printings of one family by slot and document: what a printing may rest on.

use rustc_hash::FxHashMap;

use super::family;
use super::nesting::{self, Cell};
use crate::claim::{Claim, ClaimValue, Document, PrintingIx, SourceIx, World};
use crate::value::date::Day;

/// The printings of one family, in the order of their indices, with their slots. Known by their
/// positions from here on.
#[derive(Debug, Default)]
pub struct Slots {
    /// Printings, and the number of the slot that each is in.
    members: Vec<(PrintingIx, u32)>,
    /// What sources print that others may rest on: by source, slot and position.
    printed: Vec<(SourceIx, u32, u32)>,
}

/// Printings of one source in one slot that are looked at for what another rests on: no source
/// says one thing so often, and without a limit many that do would be compared pair by pair.
const MOST_IN_A_SLOT: usize = 256;

impl Slots {
    /// The slots of some printings, given in ascending order. Nobody asks for what other sources than
    /// those `asked` for print; they are sorted.
    pub(super) fn new(world: &World, printings: &[PrintingIx], asked: &[SourceIx]) -> Self {
        let mut numbers = Numbers::default();
        let number = |ix: &PrintingIx| (*ix, numbers.of(world, *ix));
        let members: Vec<(PrintingIx, u32)> = printings.iter().map(number).collect();
        let mut printed = Vec::new();
        if !asked.is_empty() {
            for (at, (ix, slot)) in (0..).zip(&members) {
                if let Document::Source(source) = world.printing(*ix).document
                    && asked.binary_search(&source).is_ok()
                {
                    printed.push((source, *slot, at));
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
        self.members[member].0
    }

    /// The position of a printing.
    #[must_use]
    pub fn position(&self, ix: PrintingIx) -> Option<usize> {
        self.members.binary_search_by_key(&ix, |(ix, _)| *ix).ok()
    }

    /// The number of a printing's slot: printings in one slot share it.
    pub(super) fn slot(&self, member: usize) -> u32 {
        self.members[member].1
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
struct Numbers<'w> {
    first: Option<(&'w Claim, Option<(Day, Day)>)>,
    known: FxHashMap<Cell<'w>, u32>,
}

impl<'w> Numbers<'w> {
    fn of(&mut self, world: &'w World, ix: PrintingIx) -> u32 {
        let (claim, period) = (world.claim_of(ix), family::period(world, ix));
        let (first, first_period) = *self.first.get_or_insert((claim, period));
        if period == first_period && like(claim, first) {
            return 0;
        }
        if self.known.is_empty() {
            self.known.insert(nesting::cell(world, first, first_period), 0);
        }
        let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        *self.known.entry(nesting::cell(world, claim, period)).or_insert(next)
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
