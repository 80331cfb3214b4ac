//! Claims resolved in the order of their ids, in stretches by one thread each, where nearly all of them
//! are plain: each goes to its own place at once, since to put a million claims into order later takes
//! longer than to look for what is written of them.

use std::sync::{Mutex, PoisonError};

use super::Resolver;
use super::claims::{Unsettled, claim};
use super::known::{Known, Left, Own, own};
use super::order::{Resolved, Whole, printings_of};
use crate::claim::chunked::PIECE;
use crate::claim::run::{self, Run};
use crate::claim::{Census, Chunked, Claim, Printing};
use crate::parallel;
use crate::record::plain::{At, List, Plain};
use crate::record::{ClaimRecord, Text};
use crate::source::SourceMap;

/// Claims whose texts are fetched at once.
const AT_ONCE: usize = 32;

/// Look at where some claims are. They lie all over memory, which brings many of them in the time of
/// one when it is asked for all at once.
fn touch(order: &[At], lists: &[List]) {
    let starts = order.iter().map(|(list, at)| lists[*list as usize].start(*at as usize));
    std::hint::black_box(starts.fold(0, |sum: u32, start| sum.wrapping_add(start)));
}

/// The same for their texts.
fn touch_texts(places: &[Option<Result<Plain<'_>, usize>>]) {
    /// Bytes that come together.
    const LINE: usize = 64;
    let texts = places.iter().flatten().filter_map(|place| place.as_ref().ok());
    let bytes = texts.flat_map(|plain| plain.all().as_bytes().iter().step_by(LINE));
    std::hint::black_box(bytes.fold(0, |sum: u8, byte| sum.wrapping_add(*byte)));
}

/// How many printings a claim has.
fn printings_at(lists: &[List], (list, at): At, sources: &SourceMap) -> usize {
    let list = &lists[list as usize];
    match list.place(at as usize, sources) {
        Some(Err(at)) => list.records.get(at).map_or(1, printings_of),
        _ => 1,
    }
}

/// A claim that nothing comes of by what is known, and how many printings it has.
struct Gap {
    place: At,
    left: Left,
    printings: usize,
}

/// What comes of some claims in a row.
struct Stretch {
    /// Where its claims and printings begin among all.
    first_claim: usize,
    first_printing: usize,
    /// Those of all claims but the gaps.
    claims: Vec<Claim>,
    printings: Vec<Printing>,
    gaps: Vec<Gap>,
    runs: Vec<Run>,
    /// How many claims and printings the gaps have.
    missing: (usize, usize),
    /// What claims replace.
    replaced: Vec<(usize, Text)>,
}

impl Stretch {
    fn resolve(
        &mut self,
        order: &[At],
        lists: &[List],
        known: &mut Known<'_>,
        (sources, census): (&SourceMap, &Census),
    ) {
        let mut places = Vec::with_capacity(AT_ONCE);
        for some in order.chunks(AT_ONCE) {
            places.clear();
            touch(some, lists);
            let place = |at: &At| lists[at.0 as usize].place(at.1 as usize, sources);
            places.extend(some.iter().map(place));
            touch_texts(&places);
            for (place, read) in some.iter().zip(&places) {
                let gap = match read {
                    Some(Ok(plain)) => self.plain(plain, known),
                    Some(Err(record)) => lists[place.0 as usize]
                        .records
                        .get(*record)
                        .and_then(|record| self.record(record, known)),
                    None => None,
                };
                if let Some(left) = gap {
                    let printings = printings_of(&left.record);
                    self.missing.0 += 1;
                    self.missing.1 += printings;
                    self.gaps.push(Gap { place: *place, left, printings });
                }
            }
        }
        self.runs = run::of(&self.claims);
        self.claims.iter().for_each(|claim| census.claim(claim));
        let printed_in = &known.names.sources;
        self.printings.iter().for_each(|printing| census.printing(printing, printed_in));
    }

    /// Where the next claim and its printings go among all.
    fn next(&self) -> (usize, usize) {
        let claim = self.first_claim + self.claims.len() + self.missing.0;
        (claim, self.first_printing + self.printings.len() + self.missing.1)
    }

    /// The claim of a plain one; what is left, where nothing comes of it.
    fn plain(&mut self, plain: &Plain<'_>, known: &mut Known<'_>) -> Option<Left> {
        let (claim, first) = self.next();
        let keep = |found, printing| {
            self.printings.push(printing);
            self.claims.push(found);
        };
        match known.plain(plain, (claim, first), keep) {
            Ok(()) => None,
            Err(Unsettled) => plain.record().map(|record| Left { record, claim, first }),
        }
    }

    /// The claim of a record; what is left, where nothing comes of it.
    fn record(&mut self, record: &ClaimRecord, known: &mut Known<'_>) -> Option<Left> {
        let (at, first) = self.next();
        let mut record = record.clone();
        let mut room: Vec<Option<Printing>> = Vec::new();
        room.resize_with(printings_of(&record), || None);
        let Some(found) = claim(known, &mut record, &mut room, first).ok().flatten() else {
            return Some(Left { record, claim: at, first });
        };
        own(&mut room, at);
        self.printings.extend(room.into_iter().flatten());
        let supersedes = std::mem::take(&mut record.supersedes).into_iter();
        self.replaced.extend(supersedes.map(|earlier| (at, earlier)));
        self.claims.push(found);
        None
    }
}

/// All stretches as one list, with room in the gaps.
fn with_gaps(stretches: Vec<Stretch>, claims: usize, printings: usize) -> (Resolved, Vec<Left>) {
    let mut resolved = Resolved::with_capacity(claims, printings);
    resolved.sorted = true;
    let mut left = Vec::new();
    for stretch in stretches {
        let (mut own_claims, mut own_printings) =
            (stretch.claims.into_iter(), stretch.printings.into_iter());
        for gap in stretch.gaps {
            let before = gap.left.claim - resolved.claims.len();
            resolved.claims.extend(own_claims.by_ref().take(before).map(Some));
            let before = gap.left.first - resolved.printings.len();
            resolved.printings.extend(own_printings.by_ref().take(before).map(Some));
            resolved.room(1, gap.printings);
            left.push((gap.place, gap.left));
        }
        resolved.claims.extend(own_claims.map(Some));
        resolved.printings.extend(own_printings.map(Some));
        resolved.replaced.extend(stretch.replaced);
    }
    // What has to be reported or added is, in the order of the files.
    left.sort_by_key(|(at, _)| *at);
    (resolved, left.into_iter().map(|(_, left)| left).collect())
}

impl Resolver {
    /// Resolve claims in the order of their ids by what is known, and tell which ones that leaves.
    pub(super) fn by_id(
        &mut self,
        lists: &[List],
        order: &[At],
        sources: &SourceMap,
    ) -> (Resolved, Vec<Left>) {
        let stretches: Vec<&[At]> = order.chunks(PIECE).collect();
        let all_plain = lists.iter().all(|list| list.records.is_empty());
        let counts = parallel::map(&stretches, |order| match all_plain {
            true => order.len(),
            false => order.iter().map(|at| printings_at(lists, *at, sources)).sum(),
        });
        let (mut work, mut first_printing) = (Vec::with_capacity(stretches.len()), 0);
        for ((at, order), count) in stretches.into_iter().enumerate().zip(counts) {
            work.push((at * PIECE, first_printing, order, count));
            first_printing += count;
        }
        let census = Census::new(self.sources.len(), self.entities.len());
        let read = Mutex::new(std::mem::take(&mut self.readings));
        let (names, all_read) = (&*self, &read);
        let done = parallel::map_with(&work, Own::default, |own, work| {
            let (first_claim, first_printing, order, count) = *work;
            let mut known = Known { names, read: all_read, own };
            let mut stretch = Stretch {
                first_claim,
                first_printing,
                claims: Vec::with_capacity(order.len()),
                printings: Vec::with_capacity(count),
                gaps: Vec::new(),
                runs: Vec::new(),
                missing: (0, 0),
                replaced: Vec::new(),
            };
            stretch.resolve(order, lists, &mut known, (sources, &census));
            stretch
        });
        self.readings = read.into_inner().unwrap_or_else(PoisonError::into_inner);
        if done.iter().any(|stretch| !stretch.gaps.is_empty()) {
            return with_gaps(done, order.len(), first_printing);
        }
        let mut resolved = Resolved::with_capacity(0, 0);
        let (mut claims, mut printings, mut runs) = (Vec::new(), Vec::new(), Vec::new());
        for stretch in done {
            runs.push(stretch.runs);
            claims.push(stretch.claims);
            printings.push(stretch.printings);
            resolved.replaced.extend(stretch.replaced);
        }
        let (claims, printings) = (Chunked::of(claims), Chunked::of(printings));
        resolved.whole = Some(Whole { claims, printings, noted: Some((census, runs)) });
        (resolved, Vec::new())
    }
}
