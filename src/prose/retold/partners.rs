//! Which figures are held against which: those that share a word that few have, and those that have few
//! like them.

use rustc_hash::FxHashMap;

use super::odds;
use super::pair::Terms;
use super::telling::{Measure, Telling};

/// A term of more figures than these finds no partners.
const COMMON: usize = 16;

/// Figures of one measure and about one size that are so few that each is compared with all.
const FEW: usize = 6;

/// Pairs of figures of one measure, by their places among the tellings.
pub(super) struct Partners {
    /// In their order, each once.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Those that have few like them, as one number each, ascending.
    alone: Vec<u64>,
}

impl Partners {
    /// Those that stand `apart`.
    pub(super) fn of(
        tellings: &[Telling],
        terms: &Terms,
        apart: impl Fn(&Telling, &Telling) -> bool,
    ) -> Self {
        let mut measures: FxHashMap<&Measure, u32> = FxHashMap::default();
        let measure_of = tellings.iter().map(|telling| {
            let next = number(measures.len());
            *measures.entry(&telling.measure).or_insert(next)
        });
        let measure_of: Vec<u32> = measure_of.collect();
        let mut by_measure = Lists::of(measures.len(), || measure_of.iter().copied().zip(0..));
        let mut alone: Vec<u64> = Vec::new();
        for measure in 0..measures.len() {
            near(tellings, by_measure.get_mut(measure), &mut alone);
        }
        alone.sort_unstable();
        let mut by_term = Lists::of(terms.len(), || {
            let all = tellings.iter().zip(0..);
            all.flat_map(|(telling, at)| telling.bag.iter().map(move |id| (*id, at)))
        });
        let mut found: Vec<u64> = alone.clone();
        for term in 0..terms.len() {
            let list = by_term.get_mut(term);
            let measure = |at: &u32| measure_of[*at as usize];
            list.sort_by_key(measure);
            let lists = list.chunk_by(|a, b| measure(a) == measure(b));
            for list in lists.filter(|list| list.len() <= COMMON) {
                for (n, a) in list.iter().enumerate() {
                    found.extend(list[n + 1..].iter().map(|b| packed(*a, *b)));
                }
            }
        }
        let mut pairs = in_order(&found, tellings.len());
        pairs.retain(|(a, b)| apart(&tellings[*a], &tellings[*b]));
        Self { pairs, alone }
    }

    /// Whether two have few like them: words need not be shared then.
    pub(super) fn are_alone(&self, (a, b): (usize, usize)) -> bool {
        self.alone.binary_search(&packed(number(a), number(b))).is_ok()
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Pairs in their order, each once: those that share much are found many times.
fn in_order(pairs: &[u64], tellings: usize) -> Vec<(usize, usize)> {
    let mut by_first = Lists::of(tellings, || pairs.iter().map(|pair| unpacked(*pair)));
    let mut out = Vec::with_capacity(pairs.len());
    for a in 0..tellings {
        let others = by_first.get_mut(a);
        others.sort_unstable();
        let once = others.chunk_by(|a, b| a == b).filter_map(|same| same.first());
        out.extend(once.map(|b| (a, *b as usize)));
    }
    out.shrink_to_fit();
    out
}

/// Two numbers as one, which is sorted faster: by the first, then by the second.
fn packed(a: u32, b: u32) -> u64 {
    u64::from(a) << u32::BITS | u64::from(b)
}

/// The two numbers that one is made of.
fn unpacked(pair: u64) -> (u32, u32) {
    let half = |half: u64| u32::try_from(half & u64::from(u32::MAX)).unwrap_or(u32::MAX);
    (half(pair >> u32::BITS), half(pair))
}

/// Figures of one measure that have few like them in size, in pairs.
fn near(tellings: &[Telling], list: &mut [u32], out: &mut Vec<u64>) {
    let amount = |at: &u32| tellings[*at as usize].amount.abs();
    list.sort_by(|a, b| amount(a).total_cmp(&amount(b)).then(a.cmp(b)));
    for (n, a) in list.iter().enumerate() {
        let upto = amount(a) * odds::FURTHEST;
        let window = || list[n + 1..].iter().take_while(|b| amount(b) <= upto);
        if window().nth(FEW).is_none() {
            out.extend(window().map(|b| packed(*a.min(b), *a.max(b))));
        }
    }
}

/// Lists of numbers, one after the other.
pub(super) struct Lists {
    /// Where each list begins, and one past the end of the last.
    starts: Vec<usize>,
    numbers: Vec<u32>,
}

impl Lists {
    /// So many lists of numbers, of which each is given with its list; the numbers of a list keep their
    /// order.
    pub(super) fn of<I>(count: usize, all: impl Fn() -> I) -> Self
    where
        I: Iterator<Item = (u32, u32)>,
    {
        // One past the place that is counted for: the sums are then where each list begins.
        let mut starts = vec![0; count + 1];
        for (list, _) in all() {
            starts[list as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut numbers = vec![0; starts[count]];
        let mut next = starts.clone();
        for (list, number) in all() {
            let place = &mut next[list as usize];
            numbers[*place] = number;
            *place += 1;
        }
        Self { starts, numbers }
    }

    /// One of them.
    pub(super) fn get_mut(&mut self, list: usize) -> &mut [u32] {
        &mut self.numbers[self.starts[list]..self.starts[list + 1]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_is_in_its_list() {
        let all = [(2, 7), (0, 3), (2, 1), (0, 4), (2, 9)];
        let mut lists = Lists::of(4, || all.into_iter());
        let found: Vec<Vec<u32>> = (0..4).map(|at| lists.get_mut(at).to_vec()).collect();
        assert_eq!(found, [vec![3, 4], vec![], vec![7, 1, 9], vec![]]);
    }
}
