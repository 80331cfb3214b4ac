//! Which pairs of figures there is any need to hold against each other.
//!
//! Most figures that share a word are no tellings of one thing whatever else they share: one is ten
//! times the other, or both are the same. Such a pair is judged for the run of words around both
//! alone, and besides counts as the rival of a pair that is judged so. Two dates need odds that most
//! cannot come to. What `judge` makes of all other pairs is known without them.

use super::FURTHEST_ECHO;
use super::dates;
use super::echo::echo;
use super::mood::Mood;
use super::odds::{are_same, ends, may_be_one};
use super::pair::{Terms, may_be_alike, shared_deeds};
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

/// Leave those of some pairs of tellings, by their places, that matter to any.
pub(super) fn retain(tellings: &[Telling], pairs: &mut Vec<(usize, usize)>, terms: &Terms) {
    // Tellings of which a pair may be accepted that no other pair of theirs is stronger than.
    let mut held = vec![false; tellings.len()];
    let dates = tellings.iter().filter(|telling| telling.measure == Measure::Date).count();
    let all_dates = (dates, tellings.len());
    let needs: Vec<Need> = pairs
        .iter()
        .map(|(at, other)| {
            let (a, b) = (&tellings[*at], &tellings[*other]);
            if a.measure == Measure::Date {
                let needed = !are_same(a, b) && may_be_of_one_day((a, b), all_dates, terms);
                return if needed { Need::Whole } else { Need::Never };
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
    let mut needs = needs.into_iter();
    pairs.retain(|(a, b)| match needs.next() {
        Some(Need::Rival) => held[*a] || held[*b],
        need => need == Some(Need::Whole),
    });
}

/// Whether two dates may be taken for dates of one thing, or be stronger than two that are.
fn may_be_of_one_day(
    (a, b): (&Telling, &Telling),
    all_dates: (usize, usize),
    terms: &Terms,
) -> bool {
    let echo = echo(a, b, terms);
    let mut deeds = shared_deeds(a, b).peekable();
    let same = deeds.peek().is_some();
    echo.is_one()
        || deeds.any(|id| terms.is_once(id))
        || dates::at_most((a, b), same, &echo, all_dates) >= dates::ENOUGH
}
