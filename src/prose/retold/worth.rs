//! Which pairs of figures there is any need to hold against each other.
//!
//! Most figures that share a word are no tellings of one thing whatever else they share: one is ten
//! times the other, or both are the same. Such a pair is judged for the run of words around both
//! alone, and besides counts as the rival of a pair that is judged so. What `judge` makes of all other
//! pairs is known without them.

use super::FURTHEST_ECHO;
use super::echo::echo;
use super::mood::Mood;
use super::odds::{are_same, ends, may_be_one};
use super::pair::{Terms, may_be_alike};
use super::telling::{Measure, Telling};

/// How much of a pair has to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    /// Nothing.
    Never,
    /// How strong it is, where it is the rival of another.
    Rival,
    /// All of it.
    Whole,
}

/// Which of some pairs of tellings, by their places, matter to any.
pub(super) fn of(tellings: &[Telling], pairs: &[(usize, usize)], terms: &Terms) -> Vec<bool> {
    // Tellings of which a pair may be accepted that no other pair of theirs is stronger than.
    let mut held = vec![false; tellings.len()];
    let needs: Vec<Need> = pairs
        .iter()
        .map(|(at, other)| {
            let (a, b) = (&tellings[*at], &tellings[*other]);
            if a.measure == Measure::Date {
                return if are_same(a, b) { Need::Never } else { Need::Whole };
            }
            let open = a.mood == Mood::Open || b.mood == Mood::Open;
            let comparable = may_be_one(a, b);
            let (low, high) = ends(a, b);
            match comparable {
                false if are_same(a, b) => return Need::Never,
                // No run of words makes one of what is so far apart.
                false if !open && high > low * FURTHEST_ECHO => return Need::Rival,
                _ => {}
            }
            let echoes = || may_be_alike(a, b, terms) && echo(a, b, terms).is_one();
            if (open && comparable) || echoes() {
                (held[*at], held[*other]) = (true, true);
                Need::Whole
            } else if comparable {
                Need::Whole
            } else {
                Need::Rival
            }
        })
        .collect();
    let matters = |(need, (a, b)): (Need, &(usize, usize))| match need {
        Need::Never => false,
        Need::Rival => held[*a] || held[*b],
        Need::Whole => true,
    };
    needs.into_iter().zip(pairs).map(matters).collect()
}
