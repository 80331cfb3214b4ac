//! One outcome of each slot: the gravest verdict, with everyone in their roles.

use super::camps;
use super::family::{Family, Position};
use super::nesting::{self, Relation};
use super::value::{self, Meet};
use super::verdict::{self, Cause, Judgement};
use crate::claim::World;
use crate::finding::{CampRole, Confidence, Level, Verdict};
use crate::graph::groups::Groups;
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

/// A pair that cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// Position of the family among all families.
    pub family: usize,
    /// Members.
    pub pair: (usize, usize),
    /// Why.
    pub reason: &'static str,
}

struct Edge {
    a: usize,
    b: usize,
    judgement: Judgement,
}

/// All outcomes and undecided pairs of a family.
#[must_use]
pub fn outcomes(world: &World, at: usize, family: &Family<'_>) -> (Vec<Outcome>, Vec<Undecided>) {
    let mut edges = Vec::new();
    let mut undecided = Vec::new();
    let members = &family.members;
    for (i, a) in members.iter().enumerate() {
        for (j, b) in members.iter().enumerate().skip(i + 1) {
            match verdict::judge(world, family, a, b) {
                None => {}
                Some(Judgement { cause: Cause::Undecidable(reason), .. }) => {
                    undecided.push(Undecided { family: at, pair: (i, j), reason });
                }
                Some(judgement) => edges.push(Edge { a: i, b: j, judgement }),
            }
        }
    }
    if edges.is_empty() {
        return (Vec::new(), undecided);
    }
    let mut slot = Slot { world, at, family, edges, done: Vec::new() };
    let mut outcomes = Vec::new();
    for verdict in
        [Verdict::Contradiction, Verdict::Dispute, Verdict::Supersession, Verdict::ScopeMismatch]
    {
        slot.collect(verdict, &mut outcomes);
    }
    (outcomes, undecided)
}

struct Slot<'a, 'w> {
    world: &'w World,
    at: usize,
    family: &'a Family<'w>,
    edges: Vec<Edge>,
    /// For every outcome so far, its members: pairs inside one are told already.
    done: Vec<Vec<usize>>,
}

impl Slot<'_, '_> {
    fn collect(&mut self, verdict: Verdict, out: &mut Vec<Outcome>) {
        let told =
            |edge: &Edge| self.done.iter().any(|m| m.contains(&edge.a) && m.contains(&edge.b));
        let wanted = |edge: &&Edge| edge.judgement.cause.verdict() == verdict && !told(edge);
        let edges: Vec<&Edge> = self.edges.iter().filter(wanted).collect();
        let mut made = Vec::new();
        for members in self.components(&edges, verdict) {
            let own: Vec<&Edge> =
                edges.iter().copied().filter(|e| members.contains(&e.a)).collect();
            let groups = self.groups(verdict, &members, &own);
            made.push((self.outcome(&own, groups), members));
        }
        for (outcome, _) in made {
            let listed = outcome
                .groups
                .iter()
                .filter(|group| {
                    group.role != CampRole::OtherScope || verdict == Verdict::ScopeMismatch
                })
                .flat_map(|group| group.members.iter().copied());
            self.done.push(listed.collect());
            out.push(outcome);
        }
    }

    /// Members joined by edges. Where time keeps no claims apart, all that stand in one scope and
    /// place belong together, so that one slot is one finding.
    fn components(&self, edges: &[&Edge], verdict: Verdict) -> Vec<Vec<usize>> {
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
            let mut cells: rustc_hash::FxHashMap<_, usize> = rustc_hash::FxHashMap::default();
            for &i in &involved {
                let m = &members[i];
                let cell = (&m.claim.scope, &m.claim.place.places, m.period);
                let first = *cells.entry(cell).or_insert(i);
                groups.join(first, i);
            }
        }
        let mut out: Vec<Vec<usize>> = Vec::new();
        let mut at: rustc_hash::FxHashMap<usize, usize> = rustc_hash::FxHashMap::default();
        for i in involved {
            let root = groups.root(i);
            let place = *at.entry(root).or_insert_with(|| {
                out.push(Vec::new());
                out.len() - 1
            });
            out[place].push(i);
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
            Verdict::Supersession => supersession_groups(members, edges),
            Verdict::Dispute => self.camp_groups(members, CampRole::Disputed),
            Verdict::ScopeMismatch => self.by_cell(members),
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
        let mut out: Vec<Group> = Vec::new();
        let mut at = rustc_hash::FxHashMap::default();
        for &i in members {
            let m = &self.family.members[i];
            let place =
                *at.entry((&m.claim.scope, &m.claim.place.places, m.period)).or_insert_with(|| {
                    out.push(Group { role: CampRole::OtherScope, members: Vec::new() });
                    out.len() - 1
                });
            out[place].members.push(i);
        }
        out
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
        let mut out: Vec<Group> = Vec::new();
        for (i, position) in self.family.members.iter().enumerate() {
            if is_rival(&i) || (blocked[i] && roles[i].is_none()) {
                continue;
            }
            let role = roles[i].or_else(|| self.bystander(position, rivals));
            if let Some(role) = role {
                match out.iter_mut().find(|group| group.role == role) {
                    Some(group) => group.members.push(i),
                    None => out.push(Group { role, members: vec![i] }),
                }
            }
        }
        // Everyone listed with the same role is shown value by value.
        out.into_iter().flat_map(|group| self.by_value(&group)).collect()
    }

    /// Whether someone who is in no dispute with any rival agrees with all of them, or counts
    /// something that lies in, or around, what they count.
    fn bystander(&self, position: &Position<'_>, rivals: &[usize]) -> Option<CampRole> {
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
        let mut out: Vec<(&str, Group)> = Vec::new();
        for &i in &group.members {
            let text = self.family.members[i].claim.value_text.as_str();
            match out.iter_mut().find(|(known, _)| *known == text) {
                Some((_, known)) => known.members.push(i),
                None => out.push((text, Group { role: group.role, members: vec![i] })),
            }
        }
        out.into_iter().map(|(_, group)| group).collect()
    }
}

/// Earlier counts, and those that replace them.
fn supersession_groups(members: &[usize], edges: &[&Edge]) -> Vec<Group> {
    let older = |i: &usize| {
        edges.iter().any(|e| match e.judgement.cause {
            Cause::Superseded => e.a == *i,
            _ => e.b == *i,
        })
    };
    let (old, new): (Vec<usize>, Vec<usize>) = members.iter().partition(|i| older(i));
    vec![
        Group { role: CampRole::Agreeing, members: new },
        Group { role: CampRole::Superseded, members: old },
    ]
}
