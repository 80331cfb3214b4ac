//! Dates in running text: where a phrase of dates is one, and where it is something else.
//!
//! A phrase that can be nothing but a date (`22 March 2024`, "the 1990s", "two weeks ago") is taken
//! wherever it stands. A bare year, month or day of the week is taken only where its neighbours
//! make it one: "in 2017", not "2017 people"; "since May", not "May said". Numbers that are part of
//! a longer sign (`$2015`, `v2.2017`, `555-2014`) and numbers of labels ("Chapter 2017") never are.

use jiff::civil::Date;

use super::atom::Atoms;
use super::cue;
use super::duration::Duration;
use super::english::{Lead, Phrase, Phrases, Shape, counts_something};
use super::lexicon;
use super::relative::Relative;
use super::term::{Base, Counted, Fault, Setting, Term};
use super::token::{Kind, Tokens};
use super::windows::DateWindows;
use super::{DateError, DateErrorKind, DateReading, Day};
use crate::value::{Found, ValueError};

/// Something in running text that has the shape of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// A date.
    Date(DateReading),
    /// A date that cannot be read: a day that no calendar has ([`DateErrorKind::Impossible`]), a
    /// relative date without a reference ([`DateErrorKind::NeedsReference`]), an extent that ends
    /// before it begins. The span of the error is the place in the text.
    Unread(DateError),
}

/// The dates of a running text, in order and without overlaps.
///
/// A preposition that changes the set ("since", "before", "by", "from") belongs to the span, one that
/// does not ("in", "on") does not. "May and June 2021" gives two dates, "May or June 2021" one.
/// Takes time in proportion to the text.
#[must_use]
pub fn find(text: &str, reference: Option<Date>) -> Vec<Found<DateReading>> {
    find_with(text, reference, &DateWindows::default())
}

/// [`find`] with other windows.
#[must_use]
pub fn find_with(
    text: &str,
    reference: Option<Date>,
    windows: &DateWindows,
) -> Vec<Found<DateReading>> {
    let keep = |found: Found<Seen>| match found.value {
        Seen::Date(value) => Some(Found { span: found.span, value }),
        Seen::Unread(_) => None,
    };
    scan(text, reference, windows).into_iter().filter_map(keep).collect()
}

/// Everything in a running text that has the shape of a date, what cannot be read with it.
#[must_use]
pub fn scan(text: &str, reference: Option<Date>, windows: &DateWindows) -> Vec<Found<Seen>> {
    let tokens = Tokens::of(text);
    dates(&tokens, &cue::date_starts(&tokens, &cue::near(&tokens)), reference, windows)
}

/// [`scan`] and [`find_durations`](super::find_durations) at the price of reading the words once.
#[must_use]
pub fn scan_all(
    text: &str,
    reference: Option<Date>,
    windows: &DateWindows,
) -> (Vec<Found<Seen>>, Vec<Found<Duration>>) {
    let tokens = Tokens::of(text);
    let near = cue::near(&tokens);
    let lengths = super::duration::durations(text, &tokens, &cue::length_starts(&tokens, &near));
    (dates(&tokens, &cue::date_starts(&tokens, &near), reference, windows), lengths)
}

fn dates(
    tokens: &Tokens,
    starts: &[bool],
    reference: Option<Date>,
    windows: &DateWindows,
) -> Vec<Found<Seen>> {
    let setting = Setting { reference: reference.map(Day::of), windows };
    let scanner =
        Scanner { tokens, phrases: Phrases { atoms: Atoms { tokens, setting } }, setting };
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = match starts[at].then(|| scanner.at(at)).flatten() {
            Some(phrase) => {
                scanner.push(&phrase, &mut out);
                phrase.to.max(at + 1)
            }
            None => at + 1,
        };
    }
    out
}

struct Scanner<'a> {
    tokens: &'a Tokens,
    phrases: Phrases<'a>,
    setting: Setting<'a>,
}

/// Words that introduce a noun which a time narrows.
const DETERMINERS: &[&str] = &["the", "its", "their", "his", "her", "this", "that", "s"];

impl Scanner<'_> {
    /// A phrase at a token that is a date in this place.
    fn at(&self, i: usize) -> Option<Phrase> {
        if !self.may_start(i) {
            return None;
        }
        let phrase = self.phrases.phrase(i)?;
        (self.ends_well(phrase.to) && self.fits(&phrase)).then_some(phrase)
    }

    fn push(&self, phrase: &Phrase, out: &mut Vec<Found<Seen>>) {
        if let Shape::AllOf(terms) = &phrase.shape {
            for term in terms {
                let resolved = term.resolve(self.setting).map(|period| period.reading());
                self.push_one(term.from, term.to, resolved, out);
            }
        } else {
            self.push_one(phrase.from, phrase.to, phrase.resolve(self.setting), out);
        }
    }

    fn push_one(
        &self,
        from: usize,
        to: usize,
        resolved: Result<DateReading, Fault>,
        out: &mut Vec<Found<Seen>>,
    ) {
        let span = self.tokens.span(from, to);
        let value = match resolved {
            Ok(reading) => Seen::Date(reading),
            Err(fault) if fault.kind == DateErrorKind::NotADate => return,
            Err(Fault { kind, message, help }) => Seen::Unread(DateError {
                kind,
                error: ValueError { message, span: span.clone(), help },
            }),
        };
        out.push(Found { span, value });
    }

    /// No sign that makes a number part of something longer stands before it.
    fn may_start(&self, i: usize) -> bool {
        let t = self.tokens;
        let Some(token) = t.get(i) else { return false };
        if !token.glued || i == 0 {
            return true;
        }
        match t.get(i - 1).map(|before| &before.kind) {
            Some(Kind::Sign(sign)) => {
                let opens = matches!(
                    sign,
                    '(' | '[' | '"' | '\'' | '“' | '‘' | '«' | '—' | '–' | ',' | ';' | ']' | ')'
                );
                opens || (!matches!(token.kind, Kind::Number(..)) && *sign != '_' && *sign != '@')
            }
            // "2024Friday" is no date, nor is the year after the letters of "FY2024".
            Some(_) => false,
            None => true,
        }
    }

    /// What follows is not glued to the phrase in a way that makes it something else.
    fn ends_well(&self, to: usize) -> bool {
        let t = self.tokens;
        let Some(next) = t.get(to).filter(|token| token.glued) else { return true };
        let number_before = to.checked_sub(1).is_some_and(|i| t.number(i).is_some());
        let digit_after = t.glued(to + 1) && t.number(to + 1).is_some();
        match &next.kind {
            Kind::Word(_) => false,
            // The number of a note that ran into the year.
            Kind::Number(..) => true,
            Kind::Sign('%' | '_' | '@' | '°') => false,
            // After a year, a full stop and digits are the mark of a note.
            Kind::Sign('.') if self.year_before(to) => true,
            Kind::Sign(':' | '/' | '-' | '.') => !(number_before && digit_after),
            Kind::Sign(_) => true,
        }
    }

    fn year_before(&self, to: usize) -> bool {
        to.checked_sub(1).is_some_and(|i| self.phrases.atoms.year(i).is_some())
    }

    fn before(&self, i: usize) -> &str {
        i.checked_sub(1).map_or("", |i| self.tokens.word(i))
    }

    /// "Chapter 2017", "No. 2015".
    fn labelled(&self, i: usize) -> bool {
        let t = self.tokens;
        let stop = i.checked_sub(1).is_some_and(|i| t.sign(i) == Some('.'));
        let i = if stop { i - 1 } else { i };
        // "Fiscal year 2021" does not begin in January.
        let i = if self.before(i) == "year" { i - 1 } else { i };
        lexicon::LABELS.contains(&self.before(i))
    }

    fn fits(&self, phrase: &Phrase) -> bool {
        let counted = counts_something(self.tokens, phrase.to);
        match (&phrase.shape, phrase.lead) {
            (Shape::One(term), _) => self.stands_alone(term),
            (Shape::OneOf(terms) | Shape::AllOf(terms), _) => {
                terms.first().is_some_and(|term| self.stands_alone(term))
            }
            (Shape::Extent(a, b, _), None) => {
                let plain_years = a.is_bare_year() && recent(a);
                if b.is_some() && plain_years {
                    // "its 1979–1989 war": nothing is counted behind "its" and two years.
                    let last = b.as_ref().unwrap_or(a);
                    let owned = DETERMINERS.contains(&self.before(phrase.from));
                    let counted = counted && !(owned && modern(a) && modern(last) && a != last);
                    return !self.labelled(phrase.from) && !counted;
                }
                !a.is_bare_year() && self.stands_alone(a)
            }
            (_, Some(lead)) => self.led(phrase, lead, counted),
            _ => false,
        }
    }

    /// A date behind "since", "by", "from": the word makes a date of a bare year, unless a verb of
    /// counting stands before it or a counted thing after it.
    fn led(&self, phrase: &Phrase, lead: Lead, counted: bool) -> bool {
        let (first, last) = match &phrase.shape {
            Shape::Between(a, b) | Shape::Extent(a, Some(b), _) => (a, b),
            Shape::Extent(a, None, _) | Shape::Lead(_, a) | Shape::One(a) => (a, a),
            _ => return false,
        };
        if first.is_bare_year() || last.is_bare_year() {
            let rises = COUNTING.contains(&self.before(phrase.from));
            let bare = first.is_bare_year() && first.part.is_none();
            // Two years of the last century or this are an extent, whatever follows.
            let counted = counted && !(modern(first) && modern(last) && first != last);
            let counted = counted && lead != Lead::Since;
            return !(bare && (counted || rises || !recent(first) || self.labelled(phrase.from)));
        }
        if first.is_bare_month() && first.part.is_none() {
            return !self.is_name(first) || !matches!(lead, Lead::By | Lead::After | Lead::Before);
        }
        // "From Friday" is sure enough; "by sun" is not.
        !matches!(first.base, Base::Relative(Relative::Weekday(_))) || self.is_weekday(first)
    }

    fn stands_alone(&self, term: &Term) -> bool {
        if term.is_bare_year() {
            return self.is_year(term);
        }
        if term.is_bare_month() {
            return term.part.is_some() || self.is_month(term);
        }
        match &term.base {
            Base::Relative(Relative::Weekday(_)) => self.is_weekday(term),
            Base::Relative(Relative::Day(_)) => {
                // "USA Today".
                let after_name = term.from.checked_sub(1).is_some_and(|i| self.tokens.capital(i));
                !(self.tokens.capital(term.from) && after_name)
            }
            Base::Calendar(c) if c.season.is_some() && c.year.is_none() => {
                // "Q3" is a quarter; "the third quarter" may be one of a game, "H2" is hydrogen.
                self.tokens.is(term.from, "q")
            }
            Base::Calendar(c) if c.year.is_some() && c.month.is_some() => !self.labelled(term.from),
            Base::Calendar(_) | Base::Either(..) => {
                self.tokens.number(term.from).is_none() || !self.labelled(term.from)
            }
            _ => true,
        }
    }

    /// A bare year: after "in", in brackets, "of" no total, before a noun as in "the 2015 attacks".
    fn is_year(&self, term: &Term) -> bool {
        let t = self.tokens;
        if self.labelled(term.from) {
            return false;
        }
        if term.part.is_some() || self.named_year(term) {
            return true;
        }
        let before = self.before(term.from);
        let counted = counts_something(t, term.to);
        match before {
            "in" | "during" | "since" | "late" | "early" | "mid" | "year" | "years" => {
                t.sign(term.to) != Some('%') && !t.is(term.to, "percent")
            }
            "of" => {
                let noun = term.from.checked_sub(2).map_or("", |i| t.word(i));
                recent(term) && !counted && !lexicon::COUNTED_OF.contains(&noun)
            }
            "the" | "a" | "an" | "its" | "their" | "his" | "her" => {
                recent(term) && !round(term) && !t.word(term.to).is_empty()
            }
            _ if term.about => recent(term) && !round(term) && !counted,
            _ => {
                let sign = |at: Option<usize>| at.and_then(|at| t.sign(at));
                let open = matches!(sign(term.from.checked_sub(1)), Some('(' | '['));
                let close = matches!(sign(Some(term.to)), Some(')' | ']' | ',' | ';'));
                open && close && recent(term)
            }
        }
    }

    /// "The year 1979", "AD 70", "last year", "nineteen seventy-eight": more than four digits.
    fn named_year(&self, term: &Term) -> bool {
        let relative =
            term.calendar().is_some_and(|c| matches!(c.year, Some(Counted::FromReference(_))));
        relative || (!term.about && term.to - term.from > 1)
    }

    /// A bare month, with a capital; one that is a name too needs a preposition before it and no
    /// other name after it.
    fn is_month(&self, term: &Term) -> bool {
        let t = self.tokens;
        if term.calendar().is_some_and(|c| matches!(c.month, Some(Counted::FromReference(_)))) {
            return true;
        }
        let at = term.to - 1;
        let abbreviated = t.sign(at) == Some('.') || t.word(at).len() == 3 && !t.is(at, "may");
        if !t.capital(term.from) || abbreviated {
            return false;
        }
        let before = self.before(term.from);
        let led = lexicon::DATE_PREPOSITIONS.contains(&before) || before == "of";
        let name_before = term.from.checked_sub(1).is_some_and(|i| t.capital(i)) && !led;
        if self.is_name(term) {
            led && !matches!(before, "by" | "of" | "after" | "before" | "about")
        } else {
            !name_before
        }
    }

    /// "May", "April": a name too, and another name follows or it owns something.
    fn is_name(&self, term: &Term) -> bool {
        let t = self.tokens;
        let word = t.word(term.from);
        if !lexicon::NAMES_TOO.contains(&word) {
            return false;
        }
        let before = self.before(term.from);
        let certain =
            matches!(before, "in" | "since" | "until" | "during" | "early" | "late" | "mid");
        !certain || t.capital(term.to)
    }

    /// A day of the week by its full name, with a capital, and not as in "Black Friday".
    fn is_weekday(&self, term: &Term) -> bool {
        let t = self.tokens;
        let full = t.word(term.from).ends_with("day") && t.capital(term.from);
        let before = self.before(term.from);
        // "The Sunday Times".
        let title = before == "the" && t.capital(term.to);
        full && !title && !NAMED_DAYS.contains(&before)
    }
}

/// Years that numbers in news and reports are taken for without more than a word's context.
fn recent(term: &Term) -> bool {
    const FROM: i64 = 1700;
    term.calendar().is_some_and(|c| match c.year {
        Some(Counted::Written(year)) => year >= FROM,
        _ => true,
    })
}

/// Years of the last century and this one, and no round count.
fn modern(term: &Term) -> bool {
    const FROM: i64 = 1900;
    let year = |c: &super::term::Calendar| matches!(c.year, Some(Counted::Written(y)) if y >= FROM);
    !round(term) && term.calendar().is_some_and(year)
}

/// A number that is as likely a round count as a year.
fn round(term: &Term) -> bool {
    term.calendar().is_some_and(|c| matches!(c.year, Some(Counted::Written(y)) if y % 100 == 0))
}

/// Words after which "from 1500 to 2000" and "by 2000" say how much.
const COUNTING: &[&str] = &[
    "rose",
    "fell",
    "grew",
    "increased",
    "decreased",
    "dropped",
    "declined",
    "climbed",
    "jumped",
    "ranged",
    "ranging",
    "up",
    "down",
    "rising",
    "falling",
    "increase",
    "decrease",
    "raised",
    "reduced",
    "estimated",
    "outnumbered",
    "exceeded",
    "surged",
    "swelled",
    "shrank",
    "range",
];

/// Words that make a day of the week a name.
const NAMED_DAYS: &[&str] =
    &["black", "good", "ash", "bloody", "palm", "easter", "super", "cyber", "holy", "whit"];

#[cfg(test)]
mod tests {
    use super::*;

    /// Where nothing is skipped, nothing else is found.
    fn same_everywhere(text: &str) {
        let reference = Date::new(2024, 4, 2).ok();
        let windows = DateWindows::default();
        let tokens = Tokens::of(text);
        let all = vec![true; tokens.len()];
        let (dates_seen, lengths) = scan_all(text, reference, &windows);
        assert_eq!(dates_seen, dates(&tokens, &all, reference, &windows), "{text}");
        assert_eq!(lengths, super::super::duration::durations(text, &tokens, &all), "{text}");
    }

    #[test]
    #[allow(clippy::print_stdout, reason = "a test says what it leaves out")]
    fn what_is_skipped_holds_no_date() {
        let shared = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
        let texts = ["seeds", "data"].map(|folder| std::fs::read_dir(shared.join(folder)));
        let mut read = false;
        for file in texts.into_iter().flatten().flatten().flatten() {
            let Ok(text) = std::fs::read_to_string(file.path()) else { continue };
            read = true;
            // Enough of a large data set.
            text.lines().take(4000).for_each(same_everywhere);
        }
        if !read {
            println!("skipped: no documents here");
        }
    }
}
