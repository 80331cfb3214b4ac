//! Which glued numbers are those of notes: the ones that ascend through the document.
//!
//! Notes are numbered 1, 2, 3 in the order of the text, and nothing else in a text is. The heaviest
//! ascending chain of all glued numbers is therefore the notes, as long as it is dense; what is
//! left of the others are repetitions and numbers a little out of order.

use rustc_hash::FxHashSet;

use super::Place;

/// A glued number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) value: u16,
    pub(super) place: Place,
}

/// Numbers of notes are below this: three digits.
const VALUES: usize = 1000;

/// What a number in a place, and a number that follows its predecessor, is worth to a chain. Only
/// their order matters: no weak place outweighs a likely one, and a direct successor is preferred.
const fn worth(place: Place) -> u32 {
    match place {
        Place::Stop => 4,
        Place::Word => 3,
        Place::Weak => 1,
    }
}
const SUCCESSOR: u32 = 2;

/// Steps by which notes are out of order where pages were put together wrongly, and by which one is
/// cited again soon after.
const NEAR: u16 = 3;

/// For each number, whether it is that of a note. `labels` are the numbers of the document's own
/// notes and references, where it has such.
pub(super) fn choose(numbers: &[Number], labels: &FxHashSet<u16>) -> Vec<bool> {
    let mut kept = vec![false; numbers.len()];
    let known = |n: &Number| labels.is_empty() || labels.contains(&n.value);
    let chain = settle(numbers, heaviest(numbers, &known), labels);
    if !is_sequence(numbers, &chain, labels) {
        return kept;
    }
    for i in &chain {
        kept[*i] = true;
    }
    let seen: FxHashSet<u16> = chain.iter().map(|i| numbers[*i].value).collect();
    let mut last = 0;
    let mut next = chain.iter().peekable();
    for (i, number) in numbers.iter().enumerate() {
        while next.next_if(|at| **at <= i).is_some() {}
        if kept[i] {
            last = number.value;
        } else if number.place != Place::Weak && known(number) {
            let coming = next.peek().map_or(last, |at| numbers[**at].value);
            let around = last.saturating_sub(NEAR)..=coming.saturating_add(NEAR);
            // Behind a stop little else stands; behind a word, only what is already a note.
            let likely =
                number.place == Place::Stop || !labels.is_empty() || seen.contains(&number.value);
            let near = around.contains(&number.value) && likely;
            let again = number.place == Place::Stop && !labels.is_empty() && number.value <= last;
            kept[i] = near || again;
        }
    }
    kept
}

/// The strictly ascending chain of the greatest weight, by one pass with the best chain for each
/// last value in a tree of prefix maxima.
fn heaviest(numbers: &[Number], known: &impl Fn(&Number) -> bool) -> Vec<usize> {
    let mut best: Vec<Option<(u32, usize)>> = vec![None; VALUES];
    let mut tree: Vec<Option<(u32, usize)>> = vec![None; VALUES + 1];
    let mut before: Vec<Option<usize>> = vec![None; numbers.len()];
    let mut top: Option<(u32, usize)> = None;
    for (i, number) in numbers.iter().enumerate().filter(|(_, n)| known(n)) {
        let value = usize::from(number.value).min(VALUES - 1);
        // Prefix maximum over all smaller values.
        let mut from = None;
        let mut at = value;
        while at > 0 {
            from = heavier(from, tree[at]);
            at &= at - 1;
        }
        let follows = value.checked_sub(1).and_then(|v| best[v]).map(|(w, j)| (w + SUCCESSOR, j));
        let first = (value == 1).then_some((SUCCESSOR, usize::MAX));
        let from = heavier(heavier(from, follows), first);
        before[i] = from.map(|(_, j)| j).filter(|j| *j != usize::MAX);
        let chain = Some((from.map_or(0, |(w, _)| w) + worth(number.place), i));
        top = heavier(top, chain);
        best[value] = heavier(best[value], chain);
        let mut at = value + 1;
        while at < tree.len() {
            tree[at] = heavier(tree[at], chain);
            at += at & at.wrapping_neg();
        }
    }
    let mut out = Vec::new();
    let mut at = top.map(|(_, i)| i);
    while let Some(i) = at {
        out.push(i);
        at = before[i];
    }
    out.reverse();
    out
}

/// The heavier of two chains; the first of equals.
fn heavier(a: Option<(u32, usize)>, b: Option<(u32, usize)>) -> Option<(u32, usize)> {
    match (a, b) {
        (Some(x), Some(y)) => Some(if y.0 > x.0 { y } else { x }),
        _ => a.or(b),
    }
}

/// A chain without its weak numbers that follow no other and precede none.
fn settle(numbers: &[Number], chain: Vec<usize>, labels: &FxHashSet<u16>) -> Vec<usize> {
    let value = |at: usize| chain.get(at).map(|i| numbers[*i].value);
    let supported = |at: usize| {
        let own = value(at).unwrap_or(0);
        let previous = if at == 0 { Some(0) } else { value(at - 1) };
        let follows = previous.and_then(|v| v.checked_add(1)) == Some(own);
        let precedes = value(at + 1) == own.checked_add(1);
        // A number that has a note, and between its neighbours no other could stand.
        let labelled = labels.contains(&own) && previous.is_some_and(|v| own - v.min(own) <= NEAR);
        follows || precedes || labelled
    };
    let weak = |i: usize| numbers[i].place == Place::Weak;
    (0..chain.len()).filter(|at| !weak(chain[*at]) || supported(*at)).map(|at| chain[at]).collect()
}

/// Whether a chain is a sequence of notes.
fn is_sequence(numbers: &[Number], chain: &[usize], labels: &FxHashSet<u16>) -> bool {
    let values: Vec<u16> = chain.iter().map(|i| numbers[*i].value).collect();
    let strong = chain.iter().filter(|i| numbers[**i].place != Place::Weak).count();
    if !labels.is_empty() {
        return strong > 0 || values.first() == Some(&1);
    }
    let steps = values.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
    let starts = values.first() == Some(&1);
    // Without a list to answer to, two numbers are a sequence only as 1, 2, and more only when
    // most follow each other.
    let enough = values.len() > 2 || values.len() == 2 && starts && steps == 1;
    enough && strong * 2 > values.len() && steps * 2 >= values.len() - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(numbers: &[(u16, Place)], labels: &[u16]) -> Vec<u16> {
        let numbers: Vec<_> =
            numbers.iter().map(|(value, place)| Number { value: *value, place: *place }).collect();
        let kept = choose(&numbers, &labels.iter().copied().collect());
        numbers.iter().zip(kept).filter(|(_, kept)| *kept).map(|(n, _)| n.value).collect()
    }

    use Place::{Stop, Weak, Word};

    #[test]
    fn the_ascending_numbers_are_the_notes() {
        let numbers = [
            (1, Stop),
            (747, Word),
            (2, Word),
            (17, Weak),
            (3, Stop),
            (4, Weak),
            (12, Stop),
            (13, Word),
        ];
        assert_eq!(chosen(&numbers, &[]), [1, 2, 3, 4, 12, 13]);
    }

    #[test]
    fn a_few_numbers_are_none() {
        assert!(chosen(&[(7, Word), (747, Word)], &[]).is_empty());
        assert!(chosen(&[(19, Word), (19, Word), (19, Word)], &[]).is_empty());
        assert!(chosen(&[(1, Weak), (2, Weak), (3, Weak)], &[]).is_empty());
        assert!(chosen(&[], &[1]).is_empty());
        assert_eq!(chosen(&[(1, Stop), (2, Stop)], &[]), [1, 2]);
    }

    #[test]
    fn notes_that_exist_settle_it() {
        assert_eq!(chosen(&[(1, Stop), (40, Word)], &[1, 2, 3]), [1]);
        assert_eq!(chosen(&[(24, Stop), (2, Stop), (25, Word)], &[2, 24, 25]), [24, 2, 25]);
    }

    #[test]
    fn repetitions_and_swaps_are_kept() {
        let numbers = [(1, Stop), (2, Stop), (2, Stop), (4, Stop), (3, Stop), (5, Stop)];
        assert_eq!(chosen(&numbers, &[]), [1, 2, 2, 4, 3, 5]);
    }
}
