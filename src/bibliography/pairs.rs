//! Pairs of texts that are near to each other, found without comparing each with each.

use std::ops::Range;

/// Neighbours of a text, in alphabetical order from the front and from the back, that it is compared
/// with: one slip leaves one of the two ends as it was.
const NEIGHBOURS: usize = 4;

/// Pairs of positions whose texts stand near each other in the order of their beginnings or of their
/// ends, within one block; the lower position first, without repetition.
#[must_use]
pub fn neighbours<'a>(texts: &[(&'a str, &'a str)]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by(|a, b| texts[*a].cmp(&texts[*b]).then(a.cmp(b)));
    pair(&order, texts, &mut out);
    let back = |at: usize| texts[at].1.chars().rev();
    order.sort_by(|a, b| {
        texts[*a].0.cmp(texts[*b].0).then_with(|| back(*a).cmp(back(*b))).then(a.cmp(b))
    });
    pair(&order, texts, &mut out);
    out.sort_unstable();
    out.dedup();
    out
}

fn pair(order: &[usize], texts: &[(&str, &str)], out: &mut Vec<(usize, usize)>) {
    for (at, &a) in order.iter().enumerate() {
        for &b in order.iter().skip(at + 1).take(NEIGHBOURS) {
            if texts[a].0 != texts[b].0 {
                break;
            }
            out.push((a.min(b), a.max(b)));
        }
    }
}

/// Where two texts differ, if all of it is one place: the bytes of each between their common
/// beginning and their common end.
#[must_use]
pub fn difference(a: &str, b: &str) -> (Range<usize>, Range<usize>) {
    let front: usize =
        a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(c, _)| c.len_utf8()).sum();
    let (rest_a, rest_b) = (&a[front..], &b[front..]);
    let back: usize = (rest_a.chars().rev().zip(rest_b.chars().rev()))
        .take_while(|(x, y)| x == y)
        .map(|(c, _)| c.len_utf8())
        .sum();
    (front..a.len() - back, front..b.len() - back)
}

/// Whether two texts differ as by one slip of a key: a letter more, less or another, or two that
/// changed places.
#[must_use]
pub fn one_slip(a: &str, b: &str) -> bool {
    let (x, y) = difference(a, b);
    let (x, y) = (&a[x], &b[y]);
    let (m, n) = (x.chars().count(), y.chars().count());
    let swapped = m == 2 && n == 2 && x.chars().eq(y.chars().rev());
    (m + n > 0 && m <= 1 && n <= 1) || swapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_one_letter() {
        assert!(one_slip("moscow", "moscw") && one_slip("form", "from") && one_slip("cat", "car"));
        assert!(!one_slip("cat", "cat") && !one_slip("cat", "dog"));
        assert_eq!(neighbours(&[("x", "abc"), ("y", "abc"), ("x", "zbc")]), [(0, 2)]);
    }
}
