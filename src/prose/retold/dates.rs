//! How likely it is that two dates are of one thing that happened once.
//!
//! As for amounts (`odds`), a weighed sum as logistic regression gives it: of the verb of both, of the
//! run of words around them, of how many dates and figures the document has, and of how the two dates
//! differ. A date that slipped mostly keeps its other parts ("14 June 2022", "14 July 2022"; "1841",
//! "1847"), where two times of one kind of event differ in any way.

use smallvec::SmallVec;

use super::echo::Echo;
use super::odds::{number, size, weighed, when};
use super::pair::{Deeds, Likeness};
use super::telling::{Role, Telling};

/// Odds from which two dates are taken for dates of one thing, as a natural logarithm.
pub(super) const ENOUGH: f32 = -0.1;

/// What speaks for a pair of dates, and against it: a weight for each of [`features`].
const WEIGHTS: [f32; FEATURES] = [
    1.58,  // any pair
    1.43,  // both have one verb
    1.43,  // it is of how something began
    1.77,  // the run of words around both is long enough by itself
    1.19,  // only the later is said by somebody
    0.9,   // they are as exact as each other
    0.72,  // they differ in one part
    -1.99, // another date stands in the clause of either
    -1.25, // how many dates the document has, as a logarithm
    2.28,  // how much stronger they are than any other pair of either, up to `MOST_LEAD`
    1.57,  // two digits of their years have changed places
    0.98,  // they differ in one part, and the later is told by the way
    -1.27, // how many figures and dates the document has, as a logarithm
];

/// How many there are.
pub(super) const FEATURES: usize = 13;

const MOST_LEAD: f32 = 1.5;

/// The odds of a pair, as a natural logarithm.
pub(super) fn odds(features: &[f32; FEATURES]) -> f32 {
    weighed(&WEIGHTS, features)
}

/// What is known of a pair of dates. `stronger` is how strong the strongest rival of either is, `of` how
/// many dates the document has, and how many dates and figures.
pub(super) fn features(
    (a, b): (&Telling, &Telling),
    likeness: &Likeness,
    stronger: f32,
    of: (usize, usize),
) -> [f32; FEATURES] {
    let deed = &likeness.deeds;
    let (exact, slipped) = kept(&a.edtf, &b.edtf);
    let lead = likeness.strength() - stronger.max(0.0);
    [
        1.0,
        when(deed.same),
        when(deed.origin),
        when(likeness.echo.is_one()),
        when(b.spoken && !a.spoken),
        when(exact),
        when(slipped),
        when(a.is_dated || b.is_dated),
        number(of.0.max(1)).ln(),
        lead.clamp(-MOST_LEAD, MOST_LEAD),
        when(are_swapped(a, b)),
        when(b.by_the_way && slipped),
        size(of.1),
    ]
}

/// The most that the odds of two dates can come to, whatever words they share: `same` is whether their
/// verbs are one, `echo` how the words around both run alike, `of` as for [`features`].
pub(super) fn at_most(
    (a, b): (&Telling, &Telling),
    same: bool,
    echo: &Echo,
    of: (usize, usize),
) -> f32 {
    let likeness = Likeness {
        score: MOST_LEAD,
        echo: *echo,
        deeds: Deeds { same, once: same, origin: same, dated: 2 },
        ..Likeness::default()
    };
    // A weighed sum is the greatest where all that is not known is, since nothing of that speaks against
    // a pair.
    odds(&features((a, b), &likeness, 0.0, of))
}

/// Whether the subjects of both have names, and not the same.
pub(super) fn are_of_two(a: &Telling, b: &Telling, likeness: &Likeness) -> bool {
    let named = |telling: &Telling| {
        telling.subject.is_some_and(|subject| telling.slots[subject].role == Role::Name)
    };
    named(a) && named(b) && !likeness.same_subject
}

/// Whether two dates are as exact as each other.
pub(super) fn are_as_exact(a: &Telling, b: &Telling) -> bool {
    kept(&a.edtf, &b.edtf).0
}

/// Whether years are all that two dates tell.
pub(super) fn are_years(a: &Telling, b: &Telling) -> bool {
    let year = |telling: &Telling| !telling.edtf.trim_end_matches("/..").contains('-');
    year(a) && year(b)
}

/// Whether two dates differ in but one part.
pub(super) fn is_slipped(a: &Telling, b: &Telling) -> bool {
    kept(&a.edtf, &b.edtf).1
}

/// Whether two dates are as exact as each other, and whether they differ in but one part, a day, a
/// month or a year, or, where years are all there is, in one digit or two that are swapped.
pub(in crate::prose) fn kept(a: &str, b: &str) -> (bool, bool) {
    // "From 1967" begins in that year.
    fn begins(edtf: &str) -> &[u8] {
        let edtf = edtf.as_bytes();
        edtf.strip_suffix(b"/..").unwrap_or(edtf)
    }
    let (a, b) = (begins(a), begins(b));
    let parts = |edtf: &[u8]| 1 + edtf.iter().filter(|byte| **byte == b'-').count();
    if parts(a) != parts(b) {
        return (false, false);
    }
    if parts(a) == 1 {
        return (true, is_slip(a, b));
    }
    let split = |edtf| <[u8]>::split(edtf, |byte| *byte == b'-');
    // The year of "4 March" may be any.
    let any = |part: &[u8]| part.contains(&b'X');
    let differ = |(x, y): &(&[u8], &[u8])| x != y && !any(x) && !any(y);
    (true, split(a).zip(split(b)).filter(differ).count() == 1)
}

/// Whether in the years of two dates two digits have changed places: "1874", "1847".
fn are_swapped(a: &Telling, b: &Telling) -> bool {
    fn year(telling: &Telling) -> Option<&str> {
        telling.edtf.trim_end_matches("/..").split('-').next()
    }
    let differ = |x: &str, y: &str| x.bytes().zip(y.bytes()).filter(|(x, y)| x != y).count();
    year(a)
        .zip(year(b))
        .is_some_and(|(x, y)| differ(x, y) == 2 && is_slip(x.as_bytes(), y.as_bytes()))
}

/// Whether two years differ in one digit, or in two that are swapped.
fn is_slip(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let differ: SmallVec<[(u8, u8); 4]> =
        a.iter().copied().zip(b.iter().copied()).filter(|(x, y)| x != y).collect();
    match differ.as_slice() {
        [_] => true,
        [(x, y), (v, w)] => x == w && y == v,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_words_tell_of_two_dates_speaks_for_them() {
        // How it began, and the lead.
        assert!([2, 9].into_iter().all(|at| WEIGHTS[at] >= 0.0));
    }
}
