//! Numbers in prose that are no quantities.

use smallvec::SmallVec;

use super::Unit;
use super::lexicon::{CLOCK, LABEL, MONTH, NumberWord, PRONOUN, TEMPORAL, WEAK_LABEL, is_year};
use super::number::Input;
use super::phrase::{Phrase, surely_counts};
use super::token::{Kind, Token};

/// Days in the longest month.
const MAX_DAY: u32 = 31;
/// Digits without separators from which a lone number is an identifier.
const ID_DIGITS: usize = 7;
/// Tokens searched for the bracket that a closing one belongs to.
const MAX_BRACKET: usize = 60;
/// Digits of a lone number in brackets that is taken for a note or an item of a list.
const MAX_NOTE_DIGITS: usize = 3;

/// Whether a phrase found in prose is not a quantity after all.
pub(super) fn is_trap(input: &Input<'_>, phrase: &Phrase) -> bool {
    let case = Case::new(input, phrase);
    case.label()
        || case.date()
        || case.year()
        || case.clock()
        || case.glued()
        || case.list()
        || case.title()
        || case.identifier()
        || case.pronoun()
        || case.loose_share()
        || case.loose_word()
}

struct Case<'a> {
    input: &'a Input<'a>,
    phrase: &'a Phrase,
    /// The token before the number itself.
    before: Option<&'a Token>,
    /// The first token after all that was read.
    after: Option<&'a Token>,
    /// Nothing but digits or number words: no hedge, unit or noun.
    bare: bool,
}

/// The token before an index, full stops of abbreviations skipped.
fn previous<'a>(input: &Input<'a>, at: usize) -> Option<&'a Token> {
    let last = input.at(at.checked_sub(1)?)?;
    if last.is('.') && last.glued { input.at(at.checked_sub(2)?) } else { Some(last) }
}

/// Whether a token names a month; "may" and "march" only with a capital.
fn is_month(input: &Input<'_>, token: Option<&Token>) -> bool {
    token.is_some_and(|token| {
        let lower = input.text[token.span.clone()].starts_with(char::is_lowercase);
        token.lex.has(MONTH) && !(lower && matches!(token.word.as_str(), "may" | "march"))
    })
}

/// Whether the tokens from `at` to `next` stand beside a month ("March 22", "22nd of March").
pub(super) fn is_date(input: &Input<'_>, at: usize, next: usize) -> bool {
    let of = usize::from(input.is(next, "of"));
    let listed = || {
        let joint = at.checked_sub(1).and_then(|i| input.at(i));
        let joins = joint.is_some_and(|t| t.is(',') || t.is_dash() || t.word == "and");
        joins
            && at.checked_sub(2).is_some_and(|i| {
                input.at(i).is_some_and(|t| t.literal().is_some())
                    && is_month(input, previous(input, i))
            })
    };
    // "On 3 May 12 bombs went off"
    let day_before = at.checked_sub(2).and_then(|i| input.at(i)).is_some_and(|token| {
        token.literal().is_some_and(|literal| literal.value <= MAX_DAY.into())
    });
    (is_month(input, previous(input, at)) && !day_before)
        || is_month(input, input.at(next + of))
        || listed()
}

impl<'a> Case<'a> {
    fn new(input: &'a Input<'a>, phrase: &'a Phrase) -> Self {
        Self {
            input,
            phrase,
            before: previous(input, phrase.number),
            after: input.at(phrase.next),
            bare: phrase.hedges.is_empty()
                && !phrase.unit
                && phrase.noun.is_none()
                && phrase.numeric,
        }
    }

    fn digits(&self) -> Option<super::literal::Literal> {
        self.phrase.literal
    }

    /// The token where the number starts.
    fn first(&self) -> Option<&'a Token> {
        self.input.at(self.phrase.number)
    }

    fn after_is(&self, words: &[&str]) -> bool {
        self.after.is_some_and(|token| words.contains(&token.word.as_str()))
    }

    /// "Page 12", "No. 5", "version two", "Flight 370".
    fn label(&self) -> bool {
        let Some(before) = self.before else { return false };
        let strong = before.lex.has(LABEL) && before.word != "no"
            || before.word == "no" && self.input.is(self.phrase.number.wrapping_sub(1), ".");
        let strong = strong || before.is('№');
        let weak = before.lex.has(WEAK_LABEL) && self.phrase.noun.is_none();
        // "Group 20" names, "a group of 20" does not come here; "the area 20 km east" measures.
        (strong || weak) && !self.phrase.unit && self.phrase.numeric
    }

    /// "March 22", "22–24 March", "22 March".
    fn date(&self) -> bool {
        let Some(literal) = self.digits() else { return false };
        // "In March 202382" is a year and a note mark.
        let marked = (5..ID_DIGITS).contains(&literal.digits) && !literal.grouped;
        let month = is_month(self.input, self.before);
        let day = literal.places == 0
            && (literal.value <= MAX_DAY.into() || is_year(&literal) || (marked && month));
        let next =
            if self.phrase.noun.is_some() { self.phrase.number + 1 } else { self.phrase.next };
        day && !self.phrase.unit && is_date(self.input, self.phrase.number, next)
    }

    /// "In 2017", "2014–2016", "the 2019 attacks", "March 22, 2024".
    fn year(&self) -> bool {
        let Some(literal) = self.digits().filter(is_year) else { return false };
        if self.phrase.unit || surely_counts(&self.phrase.hedges) {
            return false;
        }
        let plus = self.phrase.hedges.iter().any(|hedge| hedge.key == "plus");
        // A year with a note mark glued to it ("in 2023.2") looks like a decimal.
        if literal.places > 0 || (self.phrase.noun.is_none() && !plus) {
            return true;
        }
        let before = previous(self.input, self.phrase.first);
        let temporal = before.is_some_and(|token| {
            token.lex.has(TEMPORAL)
                || token.word.ends_with("'s")
                || token.word.ends_with("’s")
                || token.is('(')
                || token.is(',') && self.phrase.hedges.is_empty()
        });
        temporal && self.phrase.hedges.is_empty()
    }

    /// "10 a.m.", "5pm", "0900 hours".
    fn clock(&self) -> bool {
        let meridiem = self.after_is(&["a", "p"])
            && self.input.is(self.phrase.next + 1, ".")
            && self.input.is(self.phrase.next + 2, "m");
        let clock = self.after.is_some_and(|token| token.lex.has(CLOCK));
        self.digits().is_some_and(|literal| literal.padded)
            || (!self.phrase.unit && (meridiem || clock) && self.phrase.numeric)
    }

    /// "1990s", "21st", "two-way", the 1 of "3-1".
    fn glued(&self) -> bool {
        let input = self.input;
        let after = self.after.filter(|token| token.glued);
        let word = after.is_some_and(|token| {
            token.is_word() || matches!(token.kind, Kind::Number(_) | Kind::Opaque(_))
        });
        let beyond =
            input.at(self.phrase.next + 1).is_some_and(|token| token.glued && !token.is('-'));
        let dash = after.is_some_and(Token::is_dash) && beyond && self.phrase.noun.is_none();
        let joined = self.first().is_some_and(|token| token.glued)
            && input
                .at(self.phrase.number.wrapping_sub(1))
                .is_some_and(|t| t.is('-') || t.is('–') || t.is('/'))
            && self.phrase.first == self.phrase.number;
        let arrow = self.first().is_some_and(|token| token.glued)
            && self.phrase.hedges.is_empty()
            && self.before.and_then(Token::symbol).is_some_and(|c| "<>=".contains(c));
        word || dash || joined || arrow
    }

    /// "1. First", "(2) second", "3) third"; "(12)".
    fn list(&self) -> bool {
        let Some(literal) =
            self.digits().filter(|_| !self.phrase.unit && self.phrase.noun.is_none())
        else {
            return self.line_start_list();
        };
        let closes = self.after.is_some_and(|token| token.is(')') && token.glued);
        let opened = self.before.is_some_and(|token| token.is('('));
        let short = literal.places == 0 && literal.digits <= MAX_NOTE_DIGITS;
        let lone = closes && opened && short && self.bare;
        lone || (closes && !opened && !self.inside_bracket()) || self.line_start_list()
    }

    /// "Special Report 520, June"; "3 Who Funds Them?" at the start of a line.
    fn title(&self) -> bool {
        let capital = |token: Option<&Token>| {
            token.is_some_and(|token| {
                token.is_word()
                    && self.input.text[token.span.clone()].starts_with(char::is_uppercase)
            })
        };
        let named = self.before.is_some_and(|token| !token.line_start) && capital(self.before);
        // "The Highlands 988,400." counts: no title is numbered with thousands.
        let grouped = self.digits().is_some_and(|literal| literal.grouped && !literal.doubtful);
        let ends = !grouped && self.after.is_none_or(|token| !token.is_word() && !token.is('%'));
        let head = self.phrase.noun.and_then(|at| self.input.at(at));
        let numbered = self.first().is_some_and(|token| token.line_start)
            && self.digits().is_some_and(|literal| literal.digits <= MAX_NOTE_DIGITS)
            && capital(self.after)
            && (head.is_none() || capital(head))
            && self.phrase.hedges.is_empty();
        self.digits().is_some() && ((self.bare && named && ends) || numbered)
    }

    /// "12. Next" at the start of a line.
    fn line_start_list(&self) -> bool {
        let first = self.first().is_some_and(|token| token.line_start);
        let mark = self.after.is_some_and(|token| token.glued && (token.is('.') || token.is(')')));
        let more = self.input.at(self.phrase.next + 1).is_some_and(|token| !token.glued);
        first
            && mark
            && more
            && self.bare
            && self.digits().is_some_and(|l| l.digits <= MAX_NOTE_DIGITS)
    }

    fn inside_bracket(&self) -> bool {
        let start = self.phrase.first.saturating_sub(MAX_BRACKET);
        let before = &self.input.tokens[start..self.phrase.first];
        before
            .iter()
            .rev()
            .find_map(|t| if t.is('(') { Some(true) } else { t.is(')').then_some(false) })
            .unwrap_or(false)
    }

    /// "ISIS 2.0", "5551234567", "555-1234", "12 345" in a table, "9/11".
    fn identifier(&self) -> bool {
        let Some(literal) = self.digits() else { return self.slashed() };
        let named = self.before.is_some_and(|token| {
            let capital = self.input.text[token.span.clone()].starts_with(char::is_uppercase);
            token.is_word()
                && capital
                && !token.line_start
                && self.phrase.first == self.phrase.number
        });
        let version = literal.places == 1 && literal.value.fract().is_zero() && named;
        let long = literal.digits >= ID_DIGITS && !literal.grouped;
        let phone = self.phrase.range && literal.digits == 3 && self.last_digits() == Some(4);
        // "020 7946 0958", a row of a table
        let figure = |token: Option<&Token>| {
            token.and_then(Token::literal).is_some_and(|literal| !is_year(&literal))
        };
        let row = figure(self.before) || figure(self.after);
        self.bare && (version || long || phone || row || literal.doubtful)
    }

    fn last_digits(&self) -> Option<usize> {
        let last = self.input.at(self.phrase.next.checked_sub(1)?)?;
        Some(last.literal().filter(|literal| !literal.grouped)?.digits)
    }

    /// "3/4" may be a date or a name; it is a share only of something.
    fn slashed(&self) -> bool {
        let slash = self.input.is(self.phrase.number + 1, "/");
        let share = self.phrase.quantity.unit == Unit::Share;
        slash && share && !self.after_is(&["of"]) && self.phrase.hedges.is_empty()
    }

    /// "This one", "one of the", "one another".
    fn pronoun(&self) -> bool {
        let one = self.first().is_some_and(|token| token.word == "one") && !self.phrase.range;
        let plain = self.phrase.next == self.phrase.number + 1 && self.phrase.hedges.is_empty();
        let unmeasured = !self.phrase.unit && self.phrase.quantity.unit != Unit::Share;
        let pronoun = self.before.is_some_and(|token| token.lex.has(PRONOUN));
        one && unmeasured && (pronoun || (plain && self.phrase.noun.is_none()))
    }

    /// "Half", "a third", "most", "all" are shares only of something.
    fn loose_share(&self) -> bool {
        let Phrase { quantity, .. } = self.phrase;
        if quantity.unit != Unit::Share || self.phrase.unit {
            return false;
        }
        // "Half-mast", "majority-Muslim".
        if self.input.at(self.phrase.next).is_some_and(|token| token.glued && token.is('-')) {
            return true;
        }
        let words: SmallVec<[&str; 4]> = self.input.tokens[self.phrase.number..self.phrase.next]
            .iter()
            .map(|token| token.word.as_str())
            .collect();
        let hedged = !self.phrase.hedges.is_empty();
        let of = self.after_is(&["of"]);
        let clause = self
            .after
            .is_none_or(|token| !token.is_word() && !token.glued || token.is('.') || token.is(','));
        // "Down by half since May", "fell by a third last year": by how much.
        let by = |joints: &[&str]| {
            self.before.is_some_and(|token| joints.contains(&token.word.as_str()))
                && !self.after_is(&["past", "to", "an", "a"])
        };
        match words[..] {
            ["all" | "everyone"] => !hedged,
            ["most"] => !of,
            [.., "majority" | "minority"] => !of && self.phrase.noun.is_none(),
            [.., "half"] => {
                let in_half = self.before.is_some_and(|token| {
                    token.word == "in"
                        || token.lex.ordinal > 0
                        || ["other", "latter", "better"].contains(&token.word.as_str())
                });
                let the = self
                    .after_is(&["of", "the", "its", "their", "his", "her", "our", "that", "as"]);
                let alone = words.len() == 1 && by(&["by", "of"]);
                in_half || !(the || hedged || self.phrase.noun.is_some() || clause || alone)
            }
            ["a" | "an", .., last] if !["majority", "minority"].contains(&last) => {
                !(of || hedged || clause || by(&["by"]))
            }
            [.., "quarters"] => !(of || hedged || clause || self.after_is(&["the"])),
            _ => false,
        }
    }

    /// Number words in a row ("nineteen eighty-four"), "test scores", "the few".
    fn loose_word(&self) -> bool {
        let spelled = self.first().is_some_and(|token| token.lex.number != NumberWord::None);
        let beside = |token: Option<&Token>| {
            token
                .is_some_and(|t| matches!(t.lex.number, NumberWord::Small(_) | NumberWord::Tens(_)))
        };
        let row = self.bare && spelled && (beside(self.after) || beside(self.before));
        let lone =
            self.first().is_some_and(|token| matches!(token.word.as_str(), "scores" | "tens"));
        let counted =
            self.phrase.noun.is_some() || self.phrase.unit || !self.phrase.hedges.is_empty();
        let plain = self.phrase.next == self.phrase.number + 1;
        let bare_scale = (self.bare || self.after.is_some_and(|t| t.glued && t.is('-')))
            && plain
            && self.first().is_some_and(|token| {
                matches!(
                    token.lex.number,
                    NumberWord::Hundred | NumberWord::Scale(_) | NumberWord::Bunch(_)
                )
            });
        // What is left of a malformed number: the million of "1,5 million".
        let scale = self.first().is_some_and(|t| matches!(t.lex.number, NumberWord::Scale(_)));
        let broken = scale && self.before.is_some_and(|t| matches!(t.kind, Kind::Opaque(_)));
        row || broken || (lone && !counted) || bare_scale
    }
}
