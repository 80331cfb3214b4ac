//! One outcome of each slot: the gravest verdict, with everyone in their roles.

use rustc_hash::{FxHashMap, FxHashSet};

use super::camps;
use super::family::{Family, Position};
use super::nesting::{self, Cell, Relation};
use super::pairs::{self, Edge, Pairs};
use super::value::{self, Meet};
use super::verdict::Cause;
use crate::claim::World;
use crate::finding::{CampRole, Confidence, Level, Verdict};
use crate::graph::groups::{self, Groups};
use crate::record::Change;

/// Members of a family that play one part together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The part.
    pub role: CampRole,
    /// Members, by position in the family.
    pub members: Vec<usize>,
}

/// What there is to say about a slot.
#[derive(Debug)]
pub struct Outcome {
    /// Position of the family among all families.
    pub family: usize,
    /// The gravest cause.
    pub cause: Cause,
    /// Level.
    pub level: Level,
    /// Confidence.
    pub confidence: Confidence,
    /// Whether one document disagrees with itself.
    pub within_document: bool,
    /// Groups, those that make the finding first.
    pub groups: Vec<Group>,
}

/// Pairs that cannot be compared, for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// Position of the family among all families.
    pub family: usize,
    /// One pair of them.
    pub pair: (usize, usize),
    /// How many there are.
    pub count: usize,
    /// Why.
    pub reason: &'static str,
}

/// All outcomes and undecided pairs of a family.
#[must_use]
pub fn outcomes(world: &World, at: usize, family: &Family<'_>) -> (Vec<Outcome>, Vec<Undecided>) {
    from_pairs(world, at, family, pairs::pairs(world, family))
}

/// Outcomes from what there is between the members.
fn from_pairs(
    world: &World,
    at: usize,
    family: &Family<'_>,
    pairs: Pairs,
) -> (Vec<Outcome>, Vec<Undecided>) {
    let undecided = pairs.open.iter().map(|open| Undecided {
        family: at,
        pair: open.pair,
        count: open.count,
        reason: open.reason,
    });
    let undecided = undecided.collect();
    if pairs.edges.is_empty() {
        return (Vec::new(), undecided);
    }
    let mut slot = Slot { world, at, family, edges: pairs.edges, told: Vec::new() };
    let mut outcomes = Vec::new();
    for verdict in
        [Verdict::Contradiction, Verdict::Dispute, Verdict::Supersession, Verdict::ScopeMismatch]
    {
        slot.collect(verdict, &mut outcomes);
    }
    (outcomes, undecided)
}

/// Members that one outcome is about, and what there is between them.
struct Component<'e> {
    members: Vec<usize>,
    edges: Vec<&'e Edge>,
}

struct Slot<'a, 'w> {
    world: &'w World,
    at: usize,
    family: &'a Family<'w>,
    edges: Vec<Edge>,
    /// For every member, the outcomes that list it in a role of their own: pairs inside one outcome
    /// are told already.
    told: Vec<Vec<usize>>,
}

impl Slot<'_, '_> {
    fn collect(&mut self, verdict: Verdict, out: &mut Vec<Outcome>) {
        self.told.resize(self.family.members.len(), Vec::new());
        let told = |edge: &Edge| self.told[edge.a].iter().any(|at| self.told[edge.b].contains(at));
        let wanted = |edge: &&Edge| edge.judgement.cause.verdict() == verdict && !told(edge);
        let edges: Vec<&Edge> = self.edges.iter().filter(wanted).collect();
        let mut made = Vec::new();
        for Component { members, edges } in self.components(&edges, verdict) {
            let groups = self.groups(verdict, &members, &edges);
            made.push(self.outcome(&edges, groups));
        }
        for outcome in made {
            let at = out.len();
            let listed = |group: &&Group| {
                group.role != CampRole::OtherScope || verdict == Verdict::ScopeMismatch
            };
            for group in outcome.groups.iter().filter(listed) {
                group.members.iter().for_each(|&i| self.told[i].push(at));
            }
            out.push(outcome);
        }
    }

    /// Members joined by edges. Where time keeps no claims apart, all that stand in one scope and
    /// place belong together, so that one slot is one finding.
    fn components<'e>(&self, edges: &[&'e Edge], verdict: Verdict) -> Vec<Component<'e>> {
        let members = &self.family.members;
        let mut groups = Groups::new(members.len());
        let mut involved: Vec<usize> = Vec::new();
        for edge in edges {
            groups.join(edge.a, edge.b);
            involved.extend([edge.a, edge.b]);
        }
        involved.sort_unstable();
        involved.dedup();
        let varying =
            self.world.predicates.get(self.family.key.predicate).change == Change::Varying;
        if !varying && verdict != Verdict::ScopeMismatch {
            let mut cells: FxHashMap<_, usize> = FxHashMap::default();
            for &i in &involved {
                let first = *cells.entry(self.cell(i)).or_insert(i);
                groups.join(first, i);
            }
        }
        let mut out: Vec<Component<'e>> = Vec::new();
        let mut at: FxHashMap<usize, usize> = FxHashMap::default();
        for i in involved {
            let place = *at.entry(groups.root(i)).or_insert_with(|| {
                out.push(Component { members: Vec::new(), edges: Vec::new() });
                out.len() - 1
            });
            out[place].members.push(i);
        }
        for edge in edges {
            if let Some(place) = at.get(&groups.root(edge.a)) {
                out[*place].edges.push(edge);
            }
        }
        out
    }

    fn outcome(&self, edges: &[&Edge], groups: Vec<Group>) -> Outcome {
        let level = edges.iter().map(|e| e.judgement.level).max().unwrap_or(Level::Info);
        let gravest = || edges.iter().filter(|e| e.judgement.level == level);
        let members = &self.family.members;
        Outcome {
            family: self.at,
            cause: gravest().map(|e| e.judgement.cause).max().unwrap_or(Cause::ScopeMismatch),
            level,
            confidence: gravest().map(|e| e.judgement.confidence).max().unwrap_or(Confidence::Low),
            within_document: gravest().any(|e| members[e.a].document() == members[e.b].document()),
            groups,
        }
    }

    fn groups(&self, verdict: Verdict, members: &[usize], edges: &[&Edge]) -> Vec<Group> {
        let mut groups = match verdict {
            Verdict::Supersession => self.supersession_groups(members, edges),
            Verdict::Dispute => self.camp_groups(members, CampRole::Disputed),
            Verdict::ScopeMismatch => self.by_cell_and_value(members),
            _ => self.camp_groups(members, CampRole::Rival),
        };
        if matches!(verdict, Verdict::Contradiction | Verdict::Dispute) {
            groups.extend(self.beside(members));
        }
        groups.sort_by_key(|group| group.role);
        groups
    }

    /// Camps within each scope, place and period; those in several camps agree.
    fn camp_groups(&self, members: &[usize], role: CampRole) -> Vec<Group> {
        let mut out = Vec::new();
        for cell in self.by_cell(members) {
            let positions: Vec<&Position<'_>> =
                cell.members.iter().map(|&i| &self.family.members[i]).collect();
            let formed = camps::form(self.world, &positions);
            let back = |list: Vec<usize>| list.iter().map(|&i| cell.members[i]).collect();
            out.extend(formed.camps.into_iter().map(|camp| Group { role, members: back(camp) }));
            if !formed.shared.is_empty() {
                out.push(Group { role: CampRole::Agreeing, members: back(formed.shared) });
            }
        }
        out
    }

    fn by_cell(&self, members: &[usize]) -> Vec<Group> {
        let cells = groups::by_key(members.iter().copied(), |i| self.cell(*i));
        let group = |members| Group { role: CampRole::OtherScope, members };
        cells.into_iter().map(group).collect()
    }

    /// The others of the slot, in their roles beside those that make the finding.
    fn beside(&self, rivals: &[usize]) -> Vec<Group> {
        let is_rival = |i: &usize| rivals.binary_search(i).is_ok();
        let mut roles: Vec<Option<CampRole>> = vec![None; self.family.members.len()];
        let mut blocked = vec![false; self.family.members.len()];
        for edge in &self.edges {
            let (other, other_is_a) = match (is_rival(&edge.a), is_rival(&edge.b)) {
                (true, false) => (edge.b, false),
                (false, true) => (edge.a, true),
                _ => continue,
            };
            let role = match edge.judgement.cause {
                Cause::Superseded if other_is_a => Some(CampRole::Superseded),
                Cause::Supersedes if !other_is_a => Some(CampRole::Superseded),
                Cause::Dispute => Some(CampRole::Disputed),
                Cause::ScopeMismatch | Cause::Branch => Some(CampRole::OtherScope),
                _ => None,
            };
            match role {
                Some(role) => roles[other] = Some(roles[other].map_or(role, |r| r.min(role))),
                None => blocked[other] = true,
            }
        }
        let representatives = self.representatives(rivals);
        let mut out: Vec<Group> = Vec::new();
        for (i, position) in self.family.members.iter().enumerate() {
            if is_rival(&i) || (blocked[i] && roles[i].is_none()) {
                continue;
            }
            let role = roles[i].or_else(|| self.bystander(position, rivals, &representatives));
            if let Some(role) = role {
                match out.iter_mut().find(|group| group.role == role) {
                    Some(group) => group.members.push(i),
                    None => out.push(Group { role, members: vec![i] }),
                }
            }
        }
        // Everyone listed with the same role is shown value by value.
        let shown = |group: &Group| {
            let role = group.role;
            let values = self.by_cell_and_value(&group.members).into_iter();
            values.map(move |value| Group { role, ..value }).collect::<Vec<_>>()
        };
        out.iter().flat_map(shown).collect()
    }

    /// Whether someone who is in no dispute with any rival agrees with all of them, or counts
    /// something that lies in, or around, what they count.
    fn bystander(
        &self,
        position: &Position<'_>,
        rivals: &[usize],
        representatives: &[usize],
    ) -> Option<CampRole> {
        // A set in several pieces can miss what lies between the ends.
        let whole = pairs::is_ordered(position);
        let rivals = if whole { representatives } else { rivals };
        let (mut nested, mut agrees) = (false, true);
        for &rival in rivals {
            let rival = &self.family.members[rival];
            let related = nesting::relate(
                self.world,
                (position.claim, position.period),
                (rival.claim, rival.period),
            );
            match related.relation {
                Relation::Same => {
                    agrees &= value::meet(self.world, position.claim, rival.claim) == Meet::Yes;
                }
                Relation::Part | Relation::Whole => (nested, agrees) = (true, false),
                _ => agrees = false,
            }
        }
        match (agrees, nested) {
            (true, _) => Some(CampRole::Agreeing),
            (false, true) => Some(CampRole::OtherScope),
            (false, false) => None,
        }
    }

    fn by_value(&self, group: &Group) -> Vec<Group> {
        let text = |i: &usize| self.member(*i).claim.value_text.as_str();
        let values = groups::by_key(group.members.iter().copied(), text);
        values.into_iter().map(|members| Group { role: group.role, members }).collect()
    }

    /// The rivals that stand for all of them when something is compared with every one: of ordered
    /// values in one scope, place and period the lowest and the highest, of others one of each.
    fn representatives(&self, rivals: &[usize]) -> Vec<usize> {
        let mut out = Vec::new();
        for cell in self.by_cell(rivals) {
            let ends = |pick: fn(&mut dyn Iterator<Item = usize>, &Self) -> Option<usize>| {
                pick(&mut cell.members.iter().copied(), self)
            };
            let ordered = cell.members.iter().all(|&i| pairs::is_ordered(&self.family.members[i]));
            if ordered {
                out.extend(ends(|all, slot| {
                    all.min_by(|&i, &j| pairs::by_high(slot.member(i), slot.member(j)))
                }));
                out.extend(ends(|all, slot| {
                    all.max_by(|&i, &j| pairs::by_low(slot.member(i), slot.member(j)))
                }));
            } else {
                out.extend(self.by_value(&cell).iter().filter_map(|g| g.members.first().copied()));
            }
        }
        out
    }

    fn cell(&self, i: usize) -> Cell<'_> {
        let member = self.member(i);
        nesting::cell(self.world, member.claim, member.period)
    }

    fn member(&self, i: usize) -> &Position<'_> {
        &self.family.members[i]
    }

    /// Earlier counts, and those that replace them, value by value.
    fn supersession_groups(&self, members: &[usize], edges: &[&Edge]) -> Vec<Group> {
        let older: FxHashSet<usize> = edges
            .iter()
            .map(|e| if e.judgement.cause == Cause::Superseded { e.a } else { e.b })
            .collect();
        let (old, new): (Vec<usize>, Vec<usize>) = members.iter().partition(|i| older.contains(i));
        let split = |role, members| self.by_value(&Group { role, members });
        [split(CampRole::Agreeing, new), split(CampRole::Superseded, old)].concat()
    }

    /// Members of one scope, place and period with one value.
    fn by_cell_and_value(&self, members: &[usize]) -> Vec<Group> {
        self.by_cell(members).iter().flat_map(|cell| self.by_value(cell)).collect()
    }
}
