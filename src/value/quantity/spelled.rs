//! Whole numbers in words: "twenty-three", "one hundred and twenty thousand".

use rust_decimal::Decimal;

use super::lexicon::NumberWord;
use super::number::{Input, scale_word};

/// Number words in a row that are still read as one number.
const MAX_WORDS: usize = 24;

/// A whole number in words: its value, the scale it ends in (1 without), whether that is a bunch,
/// and the token after it. `joined` allows "and" inside.
pub(super) fn whole(
    input: &Input<'_>,
    at: usize,
    joined: bool,
) -> Option<(Decimal, u64, bool, usize)> {
    let article = matches!(input.at(at)?.word.as_str(), "a" | "an");
    let mut state = Spelled::default();
    let mut next = at;
    if article {
        if !scale_word(input, at + 1) || input.tokens[at + 1].lex.plural {
            return None;
        }
        state.group = 1;
        next = at + 1;
    } else if scale_word(input, at) {
        if input.tokens[at].lex.plural || input.is(at, "score") || input.tokens[at].glued {
            return None;
        }
        state.group = 1;
    }
    for _ in 0..MAX_WORDS {
        let from = if next > at { input.past_hyphen(next) } else { next };
        let (from, linked) = if joined && state.takes_and() && input.is(from, "and") {
            (from + 1, true)
        } else {
            (from, false)
        };
        let Some(token) = input.at(from) else { break };
        // "one hundred and three quarters"
        if linked && input.at(from + 1).is_some_and(|after| after.lex.under > 0 && after.lex.plural)
        {
            break;
        }
        if !state.take(token.lex.number, linked)? {
            break;
        }
        next = from + 1;
    }
    let started = next > at && state.started;
    started
        .then_some((state.total.checked_add(state.group)?, state.scale, state.bunch, next))
        .map(|(value, scale, bunch, next)| (Decimal::from(value), scale, bunch, next))
}

/// A number in words as far as it has been read.
#[derive(Default)]
struct Spelled {
    /// Finished groups.
    total: u64,
    /// The group being read.
    group: u64,
    /// The last scale that ended a group; 0 before the first.
    ceiling: u64,
    /// The scale that the number ends in; 1 when it ends in a smaller word.
    scale: u64,
    bunch: bool,
    started: bool,
    /// Whether the last word was a scale or "hundred".
    round: bool,
    /// Nothing follows: after "zero".
    closed: bool,
}

impl Spelled {
    fn takes_and(&self) -> bool {
        self.started && self.round && !self.bunch
    }

    /// Take a word; `Some(false)` when it does not go on with the number, `None` when too large.
    fn take(&mut self, word: NumberWord, linked: bool) -> Option<bool> {
        let fresh = !self.started;
        let room = |size: u64| {
            self.group.is_multiple_of(size) && (self.round || self.group >= size || self.group == 0)
        };
        match word {
            NumberWord::None => return Some(false),
            _ if self.bunch || self.closed => return Some(false),
            NumberWord::Small(0) if !fresh => return Some(false),
            NumberWord::Small(value) => {
                let size = if value < 10 { 10 } else { 100 };
                if !fresh && !room(size) {
                    return Some(false);
                }
                self.group += value;
                (self.round, self.scale, self.closed) = (false, 1, value == 0);
            }
            NumberWord::Tens(value) => {
                if !fresh && !room(100) {
                    return Some(false);
                }
                self.group += value;
                (self.round, self.scale) = (false, 1);
            }
            NumberWord::Hundred => {
                if linked || self.group == 0 || self.group >= 100 {
                    return Some(false);
                }
                self.group *= 100;
                (self.round, self.scale) = (true, 100);
            }
            NumberWord::Scale(scale) => return self.take_scale(scale, linked),
            NumberWord::Bunch(size) => {
                if linked || self.group == 0 || self.total > 0 {
                    return Some(false);
                }
                self.group = self.group.checked_mul(size)?;
                (self.scale, self.bunch, self.round) = (size, true, true);
            }
        }
        self.started = true;
        Some(true)
    }

    fn take_scale(&mut self, scale: u64, linked: bool) -> Option<bool> {
        let group = self.group;
        if linked
            || (group == 0 && self.total == 0)
            || (self.ceiling > 0 && scale >= self.ceiling && group > 0)
        {
            return Some(false);
        }
        if group == 0 {
            // "two thousand million"
            self.total = self.total.checked_mul(scale)?;
            self.scale = self.scale.checked_mul(scale)?;
        } else {
            self.total = self.total.checked_add(group.checked_mul(scale)?)?;
            self.scale = scale;
        }
        (self.group, self.ceiling, self.round, self.started) = (0, scale, true, true);
        Some(true)
    }
}
