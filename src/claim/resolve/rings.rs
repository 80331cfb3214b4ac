//! What is a part of itself, or replaces itself, step by step: nobody can mean that.

use smol_str::SmolStr;

use super::{Resolver, rule};
use crate::claim::ScopeIx;
use crate::finding::Confidence;
use crate::graph::parts::Parts;
use crate::graph::reach::{MOST_REACHED, Reach};
use crate::record::Problem;
use crate::span::Span;

/// An arrow of a ring: the ids at its ends, and where it is written.
type Arrow = (SmolStr, SmolStr, Span);

impl Resolver {
    /// Report rings of entities.
    pub(super) fn rings_of_parts(&mut self, parts: &Parts) {
        let class = |ix| self.identity.class(ix).index();
        let id = |ix| self.entities.get(ix).id.clone();
        let rings: Vec<Vec<usize>> =
            parts.rings.iter().map(|ring| ring.iter().map(|ix| ix.index()).collect()).collect();
        let arrows = self
            .part_of
            .iter()
            .map(|&(part, whole, span)| ((class(part), class(whole)), (id(part), id(whole), span)));
        let found = in_rings(self.entities.len(), &rings, arrows);
        let cut = parts.cut.and_then(|cut| {
            let at = self.part_of.iter().find(|(part, ..)| self.identity.class(*part) == cut);
            at.map(|&(part, _, span)| (id(part), span))
        });
        self.report_rings("part_of", "a part of itself", "a part of themselves", found);
        self.report_cut("is a part of", cut);
    }

    /// Report rings of scopes. `arrows` are all that is written, with its place.
    pub(super) fn rings_of_scopes(&mut self, reach: &Reach, arrows: &[(ScopeIx, ScopeIx, Span)]) {
        let id = |ix| self.scopes.id(ix).clone();
        let of_ids = arrows.iter().map(|&(part, whole, span)| {
            ((part.index(), whole.index()), (id(part), id(whole), span))
        });
        let found = in_rings(self.scopes.len(), &reach.rings, of_ids);
        let cut = reach.cut.and_then(|cut| arrows.iter().find(|(part, ..)| part.index() == cut));
        let cut = cut.map(|&(part, _, span)| (id(part), span));
        self.report_rings("part_of", "a part of itself", "a part of themselves", found);
        self.report_cut("is a part of", cut);
    }

    /// Report rings of claims that replace each other.
    pub(super) fn rings_of_claims(
        &mut self,
        ids: &[SmolStr],
        reach: &Reach,
        arrows: &[(usize, usize, Span)],
    ) {
        let of_ids = arrows.iter().map(|&(later, earlier, span)| {
            ((later, earlier), (ids[later].clone(), ids[earlier].clone(), span))
        });
        let found = in_rings(ids.len(), &reach.rings, of_ids);
        let cut = reach.cut.and_then(|cut| arrows.iter().find(|(later, ..)| *later == cut));
        let cut = cut.map(|&(later, _, span)| (ids[later].clone(), span));
        self.report_rings(
            "supersedes",
            "said to replace itself",
            "said to replace each other",
            found,
        );
        self.report_cut("replaces", cut);
    }

    fn report_rings(&mut self, key: &str, alone: &str, together: &str, rings: Vec<Vec<Arrow>>) {
        for mut arrows in rings {
            // The place does not depend on the order of the records, but on the ids alone.
            arrows.sort();
            let Some(span) = arrows.first().map(|(_, _, span)| *span) else { continue };
            let mut ids: Vec<_> =
                arrows.iter().flat_map(|(a, b, _)| [a, b]).map(|id| format!("`{id}`")).collect();
            ids.sort();
            ids.dedup();
            let message = match ids.as_slice() {
                [one] => format!("{one} is {alone}"),
                several => {
                    format!("{} are, step by step, {together}", crate::text::list(several, "and"))
                }
            };
            self.problems.push(Problem {
                rule: rule::MALFORMED,
                span,
                message,
                label: "goes in a ring".to_owned(),
                help: Some(format!("remove one `{key}` of the ring")),
                other: None,
                sure: Confidence::High,
            });
        }
    }

    fn report_cut(&mut self, does: &str, cut: Option<(SmolStr, Span)>) {
        let Some((id, span)) = cut else { return };
        let message = format!(
            "`{id}` {does} more than {MOST_REACHED} others, step by step; only the nearest count"
        );
        self.problems.push(Problem {
            rule: rule::MALFORMED,
            span,
            message,
            label: "too many steps".to_owned(),
            help: Some("leave out steps that nothing else needs".to_owned()),
            other: None,
            sure: Confidence::High,
        });
    }
}

/// The arrows of each ring: those between two of its things.
fn in_rings(
    count: usize,
    rings: &[Vec<usize>],
    arrows: impl Iterator<Item = ((usize, usize), Arrow)>,
) -> Vec<Vec<Arrow>> {
    if rings.is_empty() {
        return Vec::new();
    }
    let mut ring_of = vec![None; count];
    for (number, ring) in rings.iter().enumerate() {
        ring.iter().for_each(|thing| ring_of[*thing] = Some(number));
    }
    let mut found = vec![Vec::new(); rings.len()];
    for ((from, to), arrow) in arrows {
        if let Some(number) = ring_of[from].filter(|_| ring_of[from] == ring_of[to]) {
            found[number].push(arrow);
        }
    }
    found
}
