//! The pairs of a family that matter, without looking at all of them.
//!
//! A verdict depends on what two claims say and on who says it, where, of whom and when. Members
//! that agree in all but their value form a group; between two groups, every pair whose values
//! lie apart in one direction gets one verdict, so that judging the outermost pair judges them
//! all. What is kept is enough for everyone's role: each member is joined to the outermost of the
//! other side. A family of n members in g groups takes g² judgements and n log n steps; most of the
//! judgements are spared by `candidates` where groups speak of one thing, and by `related` where they
//! speak of many. Members that agree with all others are left out first: a family in which all agree
//! takes n steps.

use std::cmp::Ordering;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::candidates::{Brief, Candidates};
use super::ends::{self, Ends};
use super::family::{Family, Position};
use super::related::Related;
use super::value;
use super::verdict::{self, Cause, Judgement};
use crate::claim::{ClaimValue, Document, EntityIx, Scope, World};
use crate::compare::origin::Origin;
use crate::compare::time::{Valid, Window};
use crate::finding::{Confidence, Verdict};
use crate::graph::groups::{self, Groups};
use crate::record::Denied;
use crate::value::date::{Day, Days, When};
use crate::value::quantity::{Printed, Unit};
use crate::value::set::{Interval, cmp_high, cmp_low, reaches};

/// A verdict between two members.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// One.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// The verdict; its direction is from a to b.
    pub judgement: Judgement,
}

/// Pairs that cannot be compared, by one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// One pair of them.
    pub pair: (usize, usize),
    /// How many there are.
    pub count: usize,
    /// Why.
    pub reason: &'static str,
}

/// What there is between the members of a family.
#[derive(Debug, Default)]
pub struct Pairs {
    /// Verdicts that make findings.
    pub edges: Vec<Edge>,
    /// Pairs that cannot be compared.
    pub open: Vec<Open>,
}

/// Up to so many members all pairs are judged one by one; there are 1,128 of them at the most, less
/// work than forming groups saves.
const SMALL: usize = 48;

/// Judge a family.
#[must_use]
pub fn pairs(world: &World, family: &Family<'_>) -> Pairs {
    if family.members.len() < 2 {
        return Pairs::default();
    }
    let ends = ends::all(family);
    let open = open(family, &ends);
    if open.len() <= SMALL {
        one_by_one(world, family, &ends, &open)
    } else {
        by_group(world, family, &ends, &open)
    }
}

/// The members that may have a verdict with another one. Who agrees with all about one thing has none,
/// unless there are two lower bounds of one document: then one of them may be stale.
fn open(family: &Family<'_>, ends: &[Option<Ends>]) -> Vec<usize> {
    let Some(common) = Ends::common(ends) else { return all(family) };
    let members = || family.members.iter().map(Position::document).zip(ends.iter().flatten());
    let mut bounds: SmallVec<[Document; 32]> = SmallVec::new();
    members().filter(|(_, ends)| ends.is_bound).for_each(|(document, _)| bounds.push(document));
    bounds.sort_unstable();
    let crowded = |document: &Document| {
        let first = bounds.partition_point(|known| known < document);
        bounds.get(first + 1) == Some(document)
    };
    let is_open = |(document, ends): &(Document, &Ends)| {
        !ends.agrees(&common) || (ends.is_bound && crowded(document))
    };
    members().enumerate().filter(|(_, member)| is_open(member)).map(|(at, _)| at).collect()
}

fn all(family: &Family<'_>) -> Vec<usize> {
    (0..family.members.len()).collect()
}

/// All pairs, one by one.
#[must_use]
pub fn every(world: &World, family: &Family<'_>) -> Pairs {
    one_by_one(world, family, &ends::all(family), &all(family))
}

fn one_by_one(
    world: &World,
    family: &Family<'_>,
    ends: &[Option<Ends>],
    members: &[usize],
) -> Pairs {
    let mut pairs = Pairs::default();
    for (at, &i) in members.iter().enumerate() {
        for &j in &members[at + 1..] {
            if !agree(family, ends, i, j) {
                pairs.add(i, j, 1, judge(world, family, i, j));
            }
        }
    }
    pairs
}

/// Whether two members surely have no verdict: they agree about one thing. Of two lower bounds of
/// one document the smaller one may still be stale.
fn agree(family: &Family<'_>, ends: &[Option<Ends>], i: usize, j: usize) -> bool {
    let (Some(a), Some(b)) = (&ends[i], &ends[j]) else { return false };
    let members = &family.members;
    a.agrees(b) && !(a.is_bound && b.is_bound && members[i].document() == members[j].document())
}

fn judge(world: &World, family: &Family<'_>, i: usize, j: usize) -> Option<Judgement> {
    verdict::judge(world, family, &family.members[i], &family.members[j])
}

impl Pairs {
    fn add(&mut self, a: usize, b: usize, count: usize, judgement: Option<Judgement>) {
        match judgement {
            None => {}
            Some(Judgement { cause: Cause::Undecidable(reason), .. }) => {
                self.open.push(Open { pair: (a.min(b), a.max(b)), count, reason });
            }
            Some(judgement) => self.edges.push(Edge { a, b, judgement }),
        }
    }
}

/// All that a verdict depends on but the value.
#[derive(PartialEq, Eq, Hash)]
struct Key<'a> {
    subject: EntityIx,
    scope: (&'a Scope, bool),
    place: (&'a [EntityIx], bool),
    period: Option<(Day, Day)>,
    valid: Valid,
    as_of: (Option<Window>, u8),
    document: Document,
    origin: Origin,
    own_voice: bool,
    via: &'a [crate::claim::SourceIx],
    doubt: (bool, bool, bool),
    read: (Option<Confidence>, bool, bool),
    denied: Denied,
    unit: Option<&'a Unit>,
    /// What is not ordered, or stands in `supersedes`, is grouped with its equals alone.
    alone: Alone<'a>,
}

#[derive(PartialEq, Eq, Hash)]
enum Alone<'a> {
    Ordered,
    Value(&'a [crate::claim::Atom], bool, bool),
    Member(usize),
}

struct Group {
    members: Vec<usize>,
    ordered: bool,
    /// Members by the upper ends of what they admit, lowest first; empty when not ordered.
    by_high: Vec<usize>,
    /// Members by the lower ends.
    by_low: Vec<usize>,
}

/// The set of an ordered value.
#[derive(Clone)]
pub(super) enum Set<'a> {
    Amount(&'a Interval<rust_decimal::Decimal>),
    Days(&'a Interval<Day>),
}

pub(super) fn set<'a>(position: &'a Position<'_>) -> Option<Set<'a>> {
    match &position.claim.value {
        ClaimValue::Quantity(quantity) => Some(Set::Amount(&quantity.set)),
        ClaimValue::Date(date) => match &date.when {
            When::Day(Days::Ranges(ranges)) => match ranges.pieces() {
                [one] => Some(Set::Days(one)),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// By groups, whatever the number of members.
#[must_use]
pub fn grouped(world: &World, family: &Family<'_>) -> Pairs {
    by_group(world, family, &ends::all(family), &all(family))
}

fn by_group(world: &World, family: &Family<'_>, ends: &[Option<Ends>], members: &[usize]) -> Pairs {
    let groups = groups(family, ends, members);
    let briefs: Vec<_> = groups.iter().map(|group| brief(family, ends, group)).collect();
    let candidates = Candidates::new(&briefs);
    let mut between = Between {
        world,
        family,
        ends,
        values: vec![None; groups.len()],
        pairs: Pairs::default(),
        seen: Seen::default(),
    };
    let related = Related::new(world, family, groups.iter().map(|group| group.members.as_slice()));
    let mut others = Vec::new();
    for (i, a) in groups.iter().enumerate() {
        if a.ordered && a.members.len() > 1 {
            between.ordered((i, a), (i, a));
        }
        match &related {
            Some(related) => {
                related.after(i, &mut others);
                others.retain(|j| !candidates.agree(i, *j));
            }
            None => candidates.after(i, &mut others),
        }
        for &j in &others {
            let b = &groups[j];
            match (a.ordered, b.ordered) {
                (true, true) => between.ordered((i, a), (j, b)),
                _ => between.equals(a, b),
            }
        }
    }
    between.pairs
}

/// What is known of a group of ordered values, all of which have ends.
fn brief(family: &Family<'_>, ends: &[Option<Ends>], group: &Group) -> Option<Brief> {
    let is_bound = |i: &usize| ends[*i].map(|ends| ends.is_bound);
    let mut has_bounds = false;
    for member in &group.members {
        has_bounds |= is_bound(member)?;
    }
    Some(Brief {
        lowest: ends[*group.by_high.first()?]?,
        highest: ends[*group.by_low.last()?]?,
        bounds_in: has_bounds.then(|| family.members[group.members[0]].document()),
    })
}

fn groups(family: &Family<'_>, ends: &[Option<Ends>], members: &[usize]) -> Vec<Group> {
    let referred: FxHashSet<&str> = family
        .members
        .iter()
        .flat_map(|m| m.claim.supersedes().iter().map(smol_str::SmolStr::as_str))
        .collect();
    let mut at: FxHashMap<Key<'_>, usize> = FxHashMap::default();
    let mut groups: Vec<Group> = Vec::new();
    for &i in members {
        let m = &family.members[i];
        let claim = m.claim;
        let tied = !claim.supersedes().is_empty() || referred.contains(claim.id.as_str());
        let ordered = !tied && claim.denied == Denied::No && set(m).is_some();
        let alone = match &claim.value {
            _ if ordered => Alone::Ordered,
            _ if tied => Alone::Member(i),
            ClaimValue::OneOf(atoms) => Alone::Value(atoms, true, false),
            ClaimValue::Several { all, only } => Alone::Value(all, false, *only),
            _ => Alone::Member(i),
        };
        let key = Key {
            subject: claim.subject,
            scope: (&claim.scope, claim.scope_defaulted),
            place: (&claim.place.places, claim.place.defaulted),
            period: m.period,
            valid: m.valid(),
            as_of: (m.as_of, m.printing.as_of_basis as u8),
            document: m.document(),
            origin: m.origin,
            own_voice: m.own_voice(),
            via: &m.printing.via,
            doubt: (claim.value.soft(), claim.hedged, claim.value.uncertain()),
            read: (claim.read, claim.unreconciled, claim.borne_out),
            denied: claim.denied,
            unit: match &claim.value {
                ClaimValue::Quantity(quantity) if !quantity.unit.is_count() => Some(&quantity.unit),
                _ => None,
            },
            alone,
        };
        let place = *at.entry(key).or_insert_with(|| {
            groups.push(Group {
                members: Vec::new(),
                ordered,
                by_high: Vec::new(),
                by_low: Vec::new(),
            });
            groups.len() - 1
        });
        groups[place].members.push(i);
    }
    let member = |i: &usize| &family.members[*i];
    for group in groups.iter_mut().filter(|group| group.ordered) {
        group.by_high = group.members.clone();
        group.by_low = group.members.clone();
        if group.members.iter().all(|i| ends[*i].is_some()) {
            group.by_high.sort_by_key(|i| (ends[*i].map(|ends| ends.high), *i));
            group.by_low.sort_by_key(|i| (ends[*i].map(|ends| ends.low), *i));
            continue;
        }
        group.by_high.sort_by(|i, j| by_high(member(i), member(j)).then(i.cmp(j)));
        group.by_low.sort_by(|i, j| by_low(member(i), member(j)).then(i.cmp(j)));
    }
    groups
}

/// What is kept already.
#[derive(Default)]
struct Seen {
    /// Kinds of edges that members have: which side, whether in one document, the verdict.
    kinds: FxHashSet<(usize, bool, bool, Judgement)>,
    /// Who is joined by edges of a verdict.
    joined: FxHashMap<Verdict, Groups>,
    /// How many of a group's lowest (or highest) members have an edge of a kind: later edges of
    /// that kind need only one of them.
    covered: FxHashMap<(usize, bool, bool, Judgement), usize>,
}

struct Between<'a, 'w> {
    world: &'w World,
    family: &'a Family<'w>,
    ends: &'a [Option<Ends>],
    /// Members of each group by their values, once they are asked for.
    values: Vec<Option<Rc<[Vec<usize>]>>>,
    pairs: Pairs,
    seen: Seen,
}

impl Between<'_, '_> {
    fn member(&self, i: usize) -> &Position<'_> {
        &self.family.members[i]
    }

    fn judge(&self, i: usize, j: usize) -> Option<Judgement> {
        judge(self.world, self.family, i, j)
    }

    /// Keep an edge unless both of its ends have one of its kind, and are joined already: what
    /// everyone's role is, and who belongs together, stays the same.
    fn edge(&mut self, a: usize, b: usize, judgement: Judgement) {
        let one_document = self.member(a).document() == self.member(b).document();
        let mut kind =
            |i: usize, first: bool| self.seen.kinds.insert((i, first, one_document, judgement));
        let (new_a, new_b) = (kind(a, true), kind(b, false));
        let members = self.family.members.len();
        let verdict = judgement.cause.verdict();
        let joined = self.seen.joined.entry(verdict).or_insert_with(|| Groups::new(members));
        if new_a || new_b || joined.root(a) != joined.root(b) {
            joined.join(a, b);
            self.pairs.add(a, b, 1, Some(judgement));
        }
    }

    /// Join every one of `left` to the last of `right`, and the first of `left` to every one of
    /// `right`, by one verdict.
    fn join(&mut self, left: &[usize], right: &[usize], count: usize, judgement: Judgement) {
        let (Some(&first), Some(&last)) = (left.first(), right.last()) else { return };
        if let Cause::Undecidable(_) = judgement.cause {
            self.pairs.add(first, last, count, Some(judgement));
            return;
        }
        for &x in left {
            self.edge(x, last, judgement);
        }
        for &y in &right[..right.len() - 1] {
            self.edge(first, y, judgement);
        }
    }

    /// Members of each side are equal to each other, or one side has an order: then its members are
    /// judged one by one against one of the other.
    fn equals(&mut self, a: &Group, b: &Group) {
        match (a.ordered, b.ordered) {
            (false, false) => {
                if let Some(judgement) = self.judge(a.members[0], b.members[0]) {
                    let count = a.members.len() * b.members.len();
                    self.join(&a.members, &b.members, count, judgement);
                }
            }
            (true, false) => self.each_ordered(&a.members, &b.members),
            _ => self.each_ordered(&b.members, &a.members),
        }
    }

    fn each_ordered(&mut self, ordered: &[usize], equal: &[usize]) {
        for &x in ordered {
            if let Some(judgement) = self.judge(x, equal[0]) {
                self.join(&[x], equal, equal.len(), judgement);
            }
        }
    }

    /// Two groups of ordered values, or one group against itself.
    fn ordered(&mut self, (i, a): (usize, &Group), (j, b): (usize, &Group)) {
        let (x, y) = (self.member(a.members[0]).claim, self.member(b.members[0]).claim);
        // A shared figure means something only across scopes or places; there, members are compared
        // by their distinct values.
        if x.scope != y.scope || x.place.places != y.place.places {
            return self.distinct((i, a), (j, b));
        }
        self.apart(a, b);
        if !std::ptr::eq(a, b) {
            self.apart(b, a);
        }
        self.bounds(a, b);
    }

    /// Pairs in which the one of `a` lies wholly below the one of `b`.
    fn apart(&mut self, a: &Group, b: &Group) {
        let (low, high) = (&a.by_high, &b.by_low);
        let (Some(&lowest), Some(&highest)) = (low.first(), high.last()) else { return };
        if !self.below(lowest, highest) {
            return;
        }
        let Some(judgement) = self.judge(lowest, highest) else { return };
        let left = low.partition_point(|&i| self.below(i, highest));
        let right = high.partition_point(|&j| !self.below(lowest, j));
        let (left, right) = (&low[..left], &high[right..]);
        let undecidable = matches!(judgement.cause, Cause::Undecidable(_));
        let count = if undecidable { self.count_below(left, right) } else { 0 };
        if undecidable {
            self.pairs.add(lowest, highest, count, Some(judgement));
            return;
        }
        self.edge(lowest, highest, judgement);
        let one_document = self.member(lowest).document() == self.member(highest).document();
        // The first of `left` is always the lowest, and the last of `right` the highest, so that
        // those who were joined to another end before are joined to this one through them.
        let mut fresh = |group: &Group, is_left: bool, len: usize| {
            let key = (group.members[0], is_left, one_document, judgement);
            let covered = self.seen.covered.entry(key).or_default();
            let known = *covered;
            *covered = known.max(len);
            known.min(len)
        };
        let (known_left, known_right) = (fresh(a, true, left.len()), fresh(b, false, right.len()));
        for &x in &left[known_left..] {
            self.edge(x, highest, judgement);
        }
        for &y in &right[..right.len() - known_right] {
            self.edge(lowest, y, judgement);
        }
    }

    /// Number of pairs that lie apart; both lists are sorted by the end that faces the other.
    fn count_below(&self, low: &[usize], high: &[usize]) -> usize {
        let (mut count, mut done) = (0, 0);
        for &y in high {
            while done < low.len() && self.below(low[done], y) {
                done += 1;
            }
            count += done;
        }
        count
    }

    /// Lower bounds that meet: the smaller ones of one document are stale.
    fn bounds(&mut self, a: &Group, b: &Group) {
        if self.member(a.members[0]).document() != self.member(b.members[0]).document() {
            return;
        }
        let bounds = |between: &Self, group: &Group| -> Vec<usize> {
            let bound = |i: &usize| verdict::lower_bound(between.member(*i)).is_some();
            group.by_low.iter().copied().filter(bound).collect()
        };
        let (low, high) = (bounds(self, a), bounds(self, b));
        for (low, high) in [(&low, &high), (&high, &low)] {
            let (Some(&lowest), Some(&highest)) = (low.first(), high.last()) else { continue };
            let bound = |i: usize| verdict::lower_bound(self.member(i));
            if bound(lowest) >= bound(highest) {
                continue;
            }
            let Some(judgement) = self.judge(lowest, highest) else { continue };
            let left = low.partition_point(|&i| bound(i) < bound(highest));
            let right = high.partition_point(|&j| bound(j) <= bound(lowest));
            self.join(&low[..left], &high[right..], 0, judgement);
            if std::ptr::eq(a, b) {
                break;
            }
        }
    }

    /// Each distinct value of one group against each of the other.
    fn distinct(&mut self, a: (usize, &Group), b: (usize, &Group)) {
        let (left, right) = (self.by_value(a), self.by_value(b));
        for x in left.iter() {
            for y in right.iter() {
                if let Some(judgement) = self.judge(x[0], y[0]) {
                    self.join(x, y, x.len() * y.len(), judgement);
                }
            }
        }
    }

    fn by_value(&mut self, (at, group): (usize, &Group)) -> Rc<[Vec<usize>]> {
        if let Some(known) = &self.values[at] {
            return Rc::clone(known);
        }
        let made: Rc<[Vec<usize>]> = self.values_of(group).into();
        self.values[at] = Some(Rc::clone(&made));
        made
    }

    fn values_of(&self, group: &Group) -> Vec<Vec<usize>> {
        #[derive(PartialEq, Eq, Hash)]
        struct Value<'a> {
            amount: Option<&'a Interval<rust_decimal::Decimal>>,
            printed: Option<&'a Printed>,
            hedge: Option<&'a str>,
            days: Option<&'a Interval<Day>>,
        }
        let value = |i: &usize| match &self.member(*i).claim.value {
            ClaimValue::Quantity(q) => Value {
                amount: Some(&q.set),
                printed: q.printed.as_ref(),
                hedge: q.hedge.as_deref(),
                days: None,
            },
            _ => match set(self.member(*i)) {
                Some(Set::Days(days)) => {
                    Value { amount: None, printed: None, hedge: None, days: Some(days) }
                }
                _ => Value { amount: None, printed: None, hedge: None, days: None },
            },
        };
        groups::by_key(group.members.iter().copied(), value)
    }

    /// Whether one lies wholly below another.
    fn below(&self, i: usize, j: usize) -> bool {
        if let (Some(x), Some(y)) = (&self.ends[i], &self.ends[j]) {
            return x.is_below(y);
        }
        match (set(self.member(i)), set(self.member(j))) {
            (Some(Set::Amount(x)), Some(Set::Amount(y))) => {
                // Counts are whole numbers, which the comparison of values knows.
                !reaches(y.low(), x.high())
                    || (cmp_low(x.low(), y.low()).is_lt()
                        && value::asserted(self.world, self.member(i).claim, self.member(j).claim)
                            == value::Meet::No)
            }
            (Some(Set::Days(x)), Some(Set::Days(y))) => !reaches(y.low(), x.high()),
            _ => false,
        }
    }
}

/// Whether a member asserts one stretch of amounts or days.
pub(super) fn is_ordered(position: &Position<'_>) -> bool {
    position.claim.denied == Denied::No && set(position).is_some()
}

/// Order by the upper ends of what two members admit; of values without an order, equal.
pub(super) fn by_high(a: &Position<'_>, b: &Position<'_>) -> Ordering {
    match (set(a), set(b)) {
        (Some(Set::Amount(x)), Some(Set::Amount(y))) => cmp_high(x.high(), y.high()),
        (Some(Set::Days(x)), Some(Set::Days(y))) => cmp_high(x.high(), y.high()),
        _ => Ordering::Equal,
    }
}

/// Order by the lower ends of what two members admit; of values without an order, equal.
pub(super) fn by_low(a: &Position<'_>, b: &Position<'_>) -> Ordering {
    match (set(a), set(b)) {
        (Some(Set::Amount(x)), Some(Set::Amount(y))) => cmp_low(x.low(), y.low()),
        (Some(Set::Days(x)), Some(Set::Days(y))) => cmp_low(x.low(), y.low()),
        _ => Ordering::Equal,
    }
}
