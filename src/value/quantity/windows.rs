//! How far vague words reach: the one table of windows.
//!
//! A window decides nothing alone: every set that rests on one is soft, and a disagreement that
//! rests on a soft set is reported with low confidence. Windows are therefore generous.
//!
//! Sources. *Counts in words*: the lower ends of "tens", "dozens" and "hundreds" are the figures
//! by which the Armed Conflict Location & Event Data Project (ACLED codebook, "Reported
//! fatalities") codes them: 10, 12 and 100. It codes the least that the word can stand for, hence
//! a lower end. "Scores" (20), "thousands" and "millions" follow the same rule. Upper ends are our
//! own: where a careful writer would take the next coarser word. *Round numbers*: that the width of
//! "about" grows with the number, and that round numbers are read roundly, is from M. Krifka,
//! "Approximate interpretation of number words" (2007); a tenth is our own choice, as are the
//! windows of fractions in words and of counts in dozens.

use rust_decimal::Decimal;
use smol_str::SmolStr;

/// Whether a rounded number admits the upper end of what rounds to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    /// `[x - h, x + h]`: rounding up, down and to even are all admitted, and two roundings of one
    /// number never conflict. Neighbours ("52%", "53%") touch in one point, so that they never
    /// conflict either.
    Closed,
    /// `[x - h, x + h)`: half is rounded up, as taught in school; neighbours are disjoint, as
    /// "3 million" and "4 million" must be for a comparison to mean anything.
    #[default]
    HalfOpen,
}

/// A window of a word for a count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VagueWindow {
    /// The word, as in [`super::Quantity::hedge`].
    pub word: SmolStr,
    /// Smallest amount it can stand for.
    pub low: Decimal,
    /// Smallest amount it cannot stand for any more.
    pub below: Decimal,
}

/// The table of windows. [`Default`] gives the documented ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Windows {
    /// "About", "around", "roughly", "~": this part of the number to both sides.
    pub about: Decimal,
    /// "Nearly", "almost", "just under": from this part below the number.
    pub nearly: Decimal,
    /// "Just over", "slightly more than": up to this part above the number.
    pub just_over: Decimal,
    /// The least that a window around a count reaches, so that "nearly 5" admits 4.
    pub least_count: Decimal,
    /// "Two-thirds", "half": this much of the whole to both sides, or …
    pub fraction: Decimal,
    /// … this part of the step between such fractions (a third), whichever is narrower.
    pub fraction_step: Decimal,
    /// "A dozen", "two score", "half a dozen": this part of the number to both sides.
    pub bunch: Decimal,
    /// "Most": more than this part of the whole.
    pub most: Decimal,
    /// "The vast majority": at least this part of the whole.
    pub vast_majority: Decimal,
    /// Words that stand for a count.
    pub vague: Vec<VagueWindow>,
    /// Ends of rounded numbers.
    pub rounding: Rounding,
}

/// Words for counts with the least they stand for and the first number they do not.
const VAGUE: [(&str, u64, u64); 13] = [
    ("tens", 10, 100),
    ("dozens", 12, 100),
    ("scores", 20, 200),
    ("hundreds", 100, 1_000),
    // "Tens of thousands" is often given as "thousands" when little is known.
    ("thousands", 1_000, 100_000),
    ("lakhs", 100_000, 10_000_000),
    ("millions", 1_000_000, 1_000_000_000),
    ("crores", 10_000_000, 1_000_000_000),
    ("billions", 1_000_000_000, 1_000_000_000_000),
    ("a couple", 2, 4),
    ("a few", 3, 10),
    ("a handful", 2, 10),
    ("several", 3, 10),
];

impl Default for Windows {
    fn default() -> Self {
        let percent = |n: i64| Decimal::from(n) / Decimal::ONE_HUNDRED;
        let window = |&(word, low, below): &(&'static str, u64, u64)| VagueWindow {
            word: SmolStr::new_static(word),
            low: low.into(),
            below: below.into(),
        };
        Self {
            about: percent(10),
            nearly: percent(10),
            just_over: percent(10),
            least_count: Decimal::ONE,
            // "Half" is said of 45 to 55 percent; between thirds and quarters lie 8 points.
            fraction: percent(5),
            fraction_step: percent(25),
            // Who counts in dozens means no unit sharper than two in twelve.
            bunch: percent(20),
            most: percent(50),
            vast_majority: percent(75),
            vague: VAGUE.iter().map(window).collect(),
            rounding: Rounding::default(),
        }
    }
}

impl Windows {
    /// The window of a word for a count.
    #[must_use]
    pub fn vague(&self, word: &str) -> Option<&VagueWindow> {
        self.vague.iter().find(|window| window.word == word)
    }
}
