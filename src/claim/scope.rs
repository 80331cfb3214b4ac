//! Scopes: which population or part a figure counts, and how populations nest.
//!
//! A scope expression is a union of intersections of declared scopes. Inclusion follows the
//! declared `part_of`: an intersection lies in another when each of the other's scopes has one of
//! its own at or below it. The test is sound, not complete: what it cannot show is unrelated.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::ScopeIx;
use crate::graph::reach::Reach;
use crate::name::name_key;

/// A union of intersections of scopes, in normal form: sorted, without redundant members. The
/// empty intersection is everything that a predicate can count.
///
/// Claims that count the same share it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Scope(Arc<[Vec<ScopeIx>]>);

/// How one population, place or period lies to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nesting {
    /// The same.
    Same,
    /// The first is a part of the second.
    Inside,
    /// The second is a part of the first.
    Contains,
    /// Neither.
    Apart,
}

impl Scope {
    /// Everything.
    #[must_use]
    pub fn everything() -> Self {
        Self([Vec::new()].into())
    }

    /// The same scope, shared with no other.
    pub(super) fn apart(&self) -> Self {
        Self(self.0.iter().cloned().collect())
    }

    /// The intersections, each a sorted list.
    #[must_use]
    pub fn intersections(&self) -> &[Vec<ScopeIx>] {
        &self.0
    }
}

/// Declared scopes.
#[derive(Debug, Default)]
pub struct Scopes {
    ids: Vec<SmolStr>,
    declared: Vec<bool>,
    part_of: Vec<Vec<ScopeIx>>,
    /// For each scope, itself and everything it is a part of, sorted.
    above: Vec<Vec<ScopeIx>>,
    names: FxHashMap<String, ScopeIx>,
    /// Ids as words where these have capitals ("Norland sailors"), by their names.
    words: FxHashMap<ScopeIx, SmolStr>,
}

impl Scopes {
    /// Add a declared scope, or one that is only used.
    pub(crate) fn add(&mut self, id: &SmolStr, declared: bool) -> ScopeIx {
        if let Some(known) = self.names.get(&name_key(id)) {
            return *known;
        }
        let ix = ScopeIx::new(self.ids.len());
        self.ids.push(id.clone());
        self.declared.push(declared);
        self.part_of.push(Vec::new());
        self.above.push(vec![ix]);
        self.names.insert(name_key(id), ix);
        ix
    }

    /// Another name for a scope. The first meaning of a name stays.
    pub(crate) fn add_name(&mut self, name: &str, ix: ScopeIx) {
        self.names.entry(name_key(name)).or_insert(ix);
        let capital = name.chars().any(char::is_uppercase);
        if capital && name.to_lowercase() == self.id(ix).replace('-', " ") {
            self.words.entry(ix).or_insert_with(|| name.into());
        }
    }

    pub(crate) fn add_part_of(&mut self, part: ScopeIx, whole: ScopeIx) {
        self.part_of[part.index()].push(whole);
    }

    /// Work out what lies in what, once all `part_of` are known. Rings are harmless here: their
    /// members lie in each other. What is cut off, and the rings, are for the caller to report.
    pub(crate) fn close(&mut self) -> Reach {
        let arrows = self.part_of.iter().enumerate();
        let arrows = arrows.flat_map(|(part, all)| all.iter().map(move |w| (part, w.index())));
        let reach = Reach::new(self.ids.len(), arrows);
        for (above, reached) in self.above.iter_mut().zip(&reach.reached) {
            *above = reached.iter().map(|ix| ScopeIx::new(*ix)).collect();
            above.sort_unstable();
        }
        reach
    }

    /// A scope and everything that it is a part of, sorted.
    #[must_use]
    pub fn above(&self, ix: ScopeIx) -> &[ScopeIx] {
        &self.above[ix.index()]
    }

    /// A scope by id or name.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<ScopeIx> {
        self.names.get(&name_key(text)).copied()
    }

    /// Id of a scope.
    #[must_use]
    pub fn id(&self, ix: ScopeIx) -> &SmolStr {
        &self.ids[ix.index()]
    }

    /// Ids of those that are declared, for suggestions: an unknown one may be misspelt itself.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().zip(&self.declared).filter(|(_, declared)| **declared).map(|(id, _)| &**id)
    }

    /// Number of scopes, declared or not.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The normal form of a union of intersections.
    #[must_use]
    pub fn normal(&self, union: Vec<Vec<ScopeIx>>) -> Scope {
        let mut parts: Vec<Vec<ScopeIx>> = union
            .into_iter()
            .map(|all| {
                let redundant = |x: &ScopeIx| {
                    all.iter().any(|y| y != x && self.is_above(*x, *y) && !self.is_above(*y, *x))
                };
                let mut kept: Vec<_> = all.iter().copied().filter(|x| !redundant(x)).collect();
                kept.sort_unstable();
                kept.dedup();
                kept
            })
            .collect();
        parts.sort();
        parts.dedup();
        let within = |a: &[ScopeIx], b: &[ScopeIx]| self.intersection_within(a, b);
        let kept: Vec<_> = parts
            .iter()
            .filter(|a| !parts.iter().any(|b| *a != b && within(a, b) && !within(b, a)))
            .cloned()
            .collect();
        Scope(kept.into())
    }

    fn is_above(&self, above: ScopeIx, below: ScopeIx) -> bool {
        self.above[below.index()].binary_search(&above).is_ok()
    }

    fn intersection_within(&self, a: &[ScopeIx], b: &[ScopeIx]) -> bool {
        b.iter().all(|wide| a.iter().any(|narrow| self.is_above(*wide, *narrow)))
    }

    fn within(&self, a: &Scope, b: &Scope) -> bool {
        a.0.iter().all(|x| b.0.iter().any(|y| self.intersection_within(x, y)))
    }

    /// How two scopes lie to each other.
    #[must_use]
    pub fn nesting(&self, a: &Scope, b: &Scope) -> Nesting {
        if a == b {
            return Nesting::Same;
        }
        Nesting::of(self.within(a, b), self.within(b, a))
    }

    /// A scope as words of a sentence: its ids without hyphens, with the capitals of its names.
    #[must_use]
    pub fn words(&self, scope: &Scope) -> String {
        let word = |ix: &ScopeIx| match self.words.get(ix) {
            Some(words) => words.to_string(),
            None => self.id(*ix).replace('-', " "),
        };
        let union = scope.intersections();
        let joint = if union.len() == 1 { ", " } else { " and " };
        let all = union.iter().map(|all| all.iter().map(word).collect::<Vec<_>>().join(joint));
        all.collect::<Vec<_>>().join(" or ")
    }

    /// Ids of a scope for output: an intersection is a list, a union is joined with `|`.
    #[must_use]
    pub fn show(&self, scope: &Scope) -> Vec<String> {
        match scope.intersections() {
            [all] => all.iter().map(|ix| self.id(*ix).to_string()).collect(),
            union => {
                let part = |all: &Vec<ScopeIx>| {
                    let ids: Vec<_> = all.iter().map(|ix| self.id(*ix).as_str()).collect();
                    ids.join("+")
                };
                vec![union.iter().map(part).collect::<Vec<_>>().join("|")]
            }
        }
    }
}

impl Nesting {
    /// From the two inclusions.
    #[must_use]
    pub fn of(inside: bool, contains: bool) -> Self {
        match (inside, contains) {
            (true, true) => Self::Same,
            (true, false) => Self::Inside,
            (false, true) => Self::Contains,
            (false, false) => Self::Apart,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inclusion_follows_part_of_through_unions_and_intersections() {
        let mut scopes = Scopes::default();
        let mut add = |id: &str| scopes.add(&id.into(), true);
        let (people, fighters, families, women) =
            (add("people"), add("fighters"), add("families"), add("women"));
        for part in [fighters, families, women] {
            scopes.add_part_of(part, people);
        }
        scopes.close();
        let one = |ix| scopes.normal(vec![vec![ix]]);
        let both = scopes.normal(vec![vec![fighters, women]]);
        let either = scopes.normal(vec![vec![fighters], vec![families]]);
        assert_eq!(scopes.nesting(&both, &one(fighters)), Nesting::Inside);
        assert_eq!(scopes.nesting(&either, &one(fighters)), Nesting::Contains);
        assert_eq!(scopes.nesting(&either, &one(people)), Nesting::Inside);
        assert_eq!(scopes.nesting(&one(fighters), &one(women)), Nesting::Apart);
        assert_eq!(scopes.nesting(&one(women), &Scope::everything()), Nesting::Inside);
        assert_eq!(scopes.normal(vec![vec![people, women]]), one(women));
        assert_eq!(scopes.show(&either), ["fighters|families"]);
    }

    #[test]
    fn words_have_the_capitals_of_names() {
        let mut scopes = Scopes::default();
        let sailors = scopes.add(&"norland-sailors".into(), true);
        let women = scopes.add(&"women".into(), true);
        scopes.add_name("NORLAND crews", sailors);
        scopes.add_name("Norland sailors", sailors);
        scopes.close();
        let words = |union| scopes.words(&scopes.normal(union));
        assert_eq!(words(vec![vec![sailors]]), "Norland sailors");
        assert_eq!(words(vec![vec![sailors], vec![women]]), "Norland sailors or women");
    }
}
