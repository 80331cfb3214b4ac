//! Parts that are more than anything the text tells: "710 of the starters", where no number of people is
//! as many; "£95,000 of that sum", where no amount of money is as much.
//!
//! What a part is a part of may be told in any words, or by another noun. But where nothing in the whole
//! text is large enough to hold it, and something of its kind is nearly so, one of the two is wrong.

use rust_decimal::Decimal;

use super::board::{Axis, Boards};
use super::figure::{Figure, before, limits};
use super::people::{BODIES, is_people};
use super::placed::Placed;
use super::slip;
use crate::prose::gist;
use crate::prose::lexicon::class;
use crate::prose::open;
use crate::prose::passage::MentionKind;
use crate::prose::slip::Slip;
use crate::value::quantity::{Unit, show};

/// Most figures of a document: of longer ones something is always large enough.
const MOST: usize = 300;

/// Most figures of a short text: in longer ones what "alone" or "the 17 that" is a part of may be anywhere.
const SHORT: usize = 20;

/// Least part: smaller ones are of what is told without a number.
const LEAST: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// How far a part is above what was meant to hold it, as a part of that.
const NEAR: Decimal = Decimal::from_parts(50, 0, 0, false, 2);

/// Words behind "of" before what a part is of.
const THE: &[&str] = &["the", "its", "our", "their", "those", "these", "that", "this"];

/// Words for an amount that stands in the sentence before.
const SUMS: &[&str] = &["sum", "amount", "money", "total"];

/// Words before a figure that is not of all there is, or adds to it.
const PARTIAL: &[&str] = &["another", "further", "other", "more", "extra", "additional"];

/// Slips of a document, of whose figures it is told.
pub(super) fn slips(all: &[Placed<'_>], boards: &Boards, out: &mut Vec<Slip>) {
    if all.len() > MOST {
        return;
    }
    for part in all {
        if part.is_in(out) {
            continue;
        }
        let whole = part.whole_of_people(all, boards).or_else(|| part.whole_amount(all, boards));
        let whole = whole.or_else(|| part.whole_of_those(all)).or_else(|| part.whole_alone(all));
        let whole = whole.or_else(|| part.whole_body(all)).or_else(|| part.whole_of_thing(all));
        let Some(whole) = whole else { continue };
        let (n, m) = (show(&part.figure.quantity), show(&whole.figure.quantity));
        let message = format!("{n} of them is more than the {m} that there are said to be");
        let message = if part.figure.is_count() {
            message
        } else {
            format!("{n} of it is more than the {m} that it is said to be")
        };
        let mut slip = slip(part.at, part.figure.bytes.clone(), message, format!("a part of {m}"));
        slip.other = Some((whole.at, whole.figure.bytes.clone(), format!("{m} in all")));
        out.push(slip);
    }
}

/// The least that a figure tells: of "as many as 39" what is printed.
fn least(figure: &Figure) -> Option<Decimal> {
    let printed = figure.quantity.printed.as_ref().filter(|printed| printed.high.is_none())?;
    Some(limits(&figure.quantity).0.map_or(printed.low, |low| low.min(printed.low)))
}

/// Whether nothing that a figure tells is less than an amount.
fn reaches(figure: &Figure, n: Decimal) -> bool {
    let printed = figure.quantity.printed.as_ref();
    let high = printed.map(|printed| printed.high.unwrap_or(printed.low));
    limits(&figure.quantity).1.or(high).is_none_or(|most| most >= n)
}

impl Placed<'_> {
    /// The token of what it is a part of: behind "of the", with words of its own between.
    fn is_of(&self) -> Option<usize> {
        let (passage, figure) = (self.passage, &self.figure);
        let start = self.sentence.tokens.start;
        let end = figure.tokens.end;
        let of = if passage.is(end, "of") {
            end
        } else {
            let comma = before(passage, figure.tokens.start) == ",";
            (comma && passage.is(start, "of")).then_some(start)?
        };
        passage.is_any(of + 1, THE).then_some(of + 2)
    }

    fn adds(&self) -> bool {
        let ahead = self.figure.tokens.start.saturating_sub(1)..self.figure.end;
        ahead.into_iter().any(|at| self.passage.is_any(at, PARTIAL))
    }

    /// The count of people that comes nearest to holding a part of people, where none does.
    fn whole_of_people<'a, 't>(
        &self,
        all: &'a [Placed<'t>],
        boards: &Boards,
    ) -> Option<&'a Placed<'t>> {
        /// Tokens of a phrase in which its noun stands.
        const WITHIN: usize = 3;
        let at = self.is_of().filter(|_| self.figure.is_count())?;
        let n = least(&self.figure).filter(|n| *n >= LEAST)?;
        // "21 of the 34 who came" has a whole of its own.
        let sentence = self.sentence.tokens.clone();
        let numbered = all.iter().any(|other| {
            other.is_beside(self) && (at..at + WITHIN).contains(&other.figure.tokens.start)
        });
        let is_noun = |at: &usize| {
            let noun = open::noun_lemma(self.passage, *at);
            let plural = self.passage.lower(*at) != noun;
            plural && (is_people(&noun) || noun.ends_with("er")) || self.passage.is_any(*at, HURT)
        };
        let head = (at..(at + WITHIN).min(sentence.end)).find(is_noun)?;
        let next = self.passage.tokens.get(head + 1);
        // "The voters' lists" are no people.
        let own =
            next.is_some_and(|next| next.word.is(class::NOUN) && !next.word.is(class::PREPOSITION));
        if numbered || own || boards.reach(n) {
            return None;
        }
        let counts = || all.iter().filter(|other| other.figure.is_count());
        let any = counts().any(|other| {
            let own = other.at == self.at && other.figure.bytes == self.figure.bytes;
            !own && reaches(&other.figure, n) && !other.is_of_time()
        });
        if any {
            return None;
        }
        let near = |other: &&Placed<'_>| {
            let people = other.is_of_some_people() || other.is_of_a_body();
            let m = limits(&other.figure.quantity).1.unwrap_or_default();
            let over = n.checked_sub(m).zip(m.checked_mul(NEAR));
            people
                && !other.adds()
                && other.is_of().is_none()
                && !other.is_beside(self)
                && over.is_some_and(|(over, most)| over <= most)
        };
        let mut found: Vec<&Placed<'_>> = counts().filter(near).collect();
        let value = |placed: &&Placed<'_>| limits(&placed.figure.quantity).1;
        found.dedup_by_key(|placed| value(placed));
        let [whole] = found.as_slice() else { return None };
        Some(whole)
    }

    /// "Eleven of the crew", and "a crew of nine".
    fn whole_body<'a, 't>(&self, all: &'a [Placed<'t>]) -> Option<&'a Placed<'t>> {
        let at = self.is_of().filter(|_| self.figure.is_count() && all.len() <= SHORT)?;
        let n = least(&self.figure).filter(|n| *n >= LEAST)?;
        let body = open::noun_lemma(self.passage, at);
        let own =
            |other: &&Placed<'_>| other.at != self.at || other.figure.bytes != self.figure.bytes;
        let people = |other: &&Placed<'_>| {
            other.figure.is_count()
                && (other.figure.noun.is_none() || other.is_of_some_people())
                && !other.is_of_time()
        };
        let others = || all.iter().filter(own).filter(people);
        if !BODIES.contains(&body.as_str()) || others().any(|other| reaches(&other.figure, n)) {
            return None;
        }
        // "A crew of nine": all of it, and not what one of several has.
        let is_all = |other: &&Placed<'_>| {
            let start = other.figure.tokens.start;
            let of = start >= 2 && before(other.passage, start) == "of";
            of && other.is_of_a_body() && open::noun_lemma(other.passage, start - 2) == body
        };
        let mut found = others().filter(is_all);
        found.next().filter(|_| found.next().is_none())
    }

    /// "260 pages of the book", and "a thin book of 240 pages": the one count of the same noun in a sentence
    /// that names what the part is of, where none in a short text reaches it.
    fn whole_of_thing<'a, 't>(&self, all: &'a [Placed<'t>]) -> Option<&'a Placed<'t>> {
        let (passage, figure) = (self.passage, &self.figure);
        let noun = figure.noun.as_ref().filter(|_| figure.is_count() && all.len() <= SHORT)?;
        let n = least(figure).filter(|n| *n >= LEAST)?;
        let of = figure.end;
        let part = passage.is(of, "of") && passage.is_any(of + 1, THE) && !self.adds();
        let thing = gist::lemma(passage, of + 2).filter(|_| part)?;
        let like = |other: &&Placed<'_>| {
            let own = other.at == self.at && other.figure.bytes == figure.bytes;
            !own && other.figure.is_count() && other.figure.noun.as_ref() == Some(noun)
        };
        if all.iter().filter(like).any(|other| reaches(&other.figure, n)) {
            return None;
        }
        let is_all = |other: &&Placed<'_>| {
            let there = gist::lemmas(other.passage, other.sentence.tokens.clone());
            let of_part = other.passage.is_any(other.figure.end, &["of", "about", "on", "with"]);
            !of_part && !other.adds() && !other.is_beside(self) && there.contains(&thing)
        };
        let mut found = all.iter().filter(like).filter(is_all);
        found.next().filter(|_| found.next().is_none())
    }

    /// Whether it counts years, hours or ages.
    fn is_of_time(&self) -> bool {
        let noun = self.figure.noun.as_deref();
        noun.is_some_and(|noun| crate::prose::lexicon::word(noun).is(class::TIME_UNIT))
            || self.is_an_age()
    }

    /// "A man of 64", "a man over sixty", "aged 64": how old one person is.
    fn is_an_age(&self) -> bool {
        let (passage, start) = (self.passage, self.figure.tokens.start);
        let Some(joint) = start.checked_sub(1) else { return false };
        let bare = self.figure.noun.is_none();
        let person = |at: usize| {
            let one = passage.lower(at);
            let one = one.as_str();
            is_people(one) && one == open::noun_lemma(passage, at) && !BODIES.contains(&one)
        };
        let of = passage.is(joint, "of") && joint.checked_sub(1).is_some_and(person);
        (bare && of) || person(joint) || passage.is(joint, "aged")
    }

    /// "They dealt with 14 cases", "the 17 that happened at night": the count that comes nearest to holding
    /// those that a clause picks out of what was told of, where none in a short text does.
    fn whole_of_those<'a, 't>(&self, all: &'a [Placed<'t>]) -> Option<&'a Placed<'t>> {
        let (passage, figure) = (self.passage, &self.figure);
        let n = figure.amount.as_ref().filter(|_| figure.noun.is_none())?.shown;
        let end = figure.tokens.end;
        let picks = passage.is_any(end, &["that", "who", "which"])
            || passage.is(end, "of") && passage.is_any(end + 1, &["them", "these"]);
        let the = before(passage, figure.tokens.start) == "the" && figure.is_count();
        if all.len() > SHORT || n < LEAST || !the || !picks {
            return None;
        }
        let counts = || all.iter().filter(|other| other.figure.is_count());
        let own = |other: &&Placed<'_>| other.is_beside(self) && other.figure.bytes == figure.bytes;
        let others = || counts().filter(|other| !own(other) && !other.is_of_time());
        if others().any(|other| reaches(&other.figure, n)) {
            return None;
        }
        let near = |other: &&Placed<'_>| {
            let m = other.figure.amount.as_ref().map(|amount| amount.shown).unwrap_or_default();
            let over = n.checked_sub(m).zip(m.checked_mul(NEAR));
            let ahead = (other.at.block, other.index) < (self.at.block, self.index);
            let flat = !other.adds() && other.figure.noun.is_some();
            ahead && flat && over.is_some_and(|(over, most)| over <= most)
        };
        let mut found = others().filter(near);
        found.next().filter(|_| found.next().is_none())
    }

    /// "Its income was £740,000", "gifts alone, at £780,000": the amount of the text that was meant to hold what
    /// "alone" says is a part, where none in a short text does.
    fn whole_alone<'a, 't>(&self, all: &'a [Placed<'t>]) -> Option<&'a Placed<'t>> {
        /// Tokens between "alone" and the figure.
        const WITHIN: usize = 4;
        let (passage, figure) = (self.passage, &self.figure);
        let n = least(figure).filter(|n| *n >= LEAST && all.len() <= SHORT)?;
        let start = figure.tokens.start;
        let from = start.saturating_sub(WITHIN).max(self.sentence.tokens.start);
        let behind = figure.end.max(figure.tokens.end);
        // "In May alone", "alone brought in", and what stands in the clause of another figure.
        let alone = (from..start).chain(behind..(behind + WITHIN).min(self.sentence.tokens.end));
        let mut alone = alone.filter(|at| passage.is(*at, "alone"));
        let at = alone.next()?;
        // "He lived alone": behind a noun, a name or a time it picks one out of several.
        let picks = passage.mentions.iter().any(|mention| {
            let noun = !matches!(mention.kind, MentionKind::Pronoun);
            noun && mention.tokens.end == at
        });
        if !picks {
            return None;
        }
        let like = |other: &&Placed<'_>| {
            let (a, b) = (&figure.quantity.unit, &other.figure.quantity.unit);
            let nouns = figure.noun.as_deref().zip(other.figure.noun.as_deref());
            let counted = !figure.is_count() || nouns.is_some_and(|(a, b)| gist::is_form(a, b));
            !other.is_beside(self) && a.comparable(b) && counted
        };
        let others = || all.iter().filter(like);
        if others().any(|other| reaches(&other.figure, n)) {
            return None;
        }
        let near = |other: &&Placed<'_>| {
            let m = limits(&other.figure.quantity).1.unwrap_or_default();
            let over = n.checked_sub(m).zip(m.checked_mul(NEAR));
            over.is_some_and(|(over, most)| over <= most) && !other.adds()
        };
        let mut found = others().filter(near);
        found.next().filter(|_| found.next().is_none())
    }

    /// The amount of the thing that a measure or a sum of money is a part of, where no such amount of the
    /// text is as much.
    fn whole_amount<'a, 't>(
        &self,
        all: &'a [Placed<'t>],
        boards: &Boards,
    ) -> Option<&'a Placed<'t>> {
        let unit = &self.figure.quantity.unit;
        matches!(unit, Unit::Money(_) | Unit::Measure(_)).then_some(())?;
        let at = self.is_of()?;
        let n = least(&self.figure)?;
        let like = |other: &&Placed<'_>| {
            let own = other.at == self.at && other.figure.bytes == self.figure.bytes;
            !own && other.figure.quantity.unit.comparable(unit)
        };
        if all.iter().filter(like).any(|other| reaches(&other.figure, n)) || boards.reach(n) {
            return None;
        }
        let noun = open::noun_lemma(self.passage, at);
        let back = SUMS.contains(&noun.as_str());
        let names = |other: &&Placed<'_>| {
            let here =
                other.at == self.at && other.index < self.index && other.index + 2 >= self.index;
            // "Of that total", at the head of the next paragraph.
            let ahead = here
                || all.len() <= SHORT
                    && self.index == 0
                    && other.at.document == self.at.document
                    && other.at.block + 1 == self.at.block;
            let said = || gist::lemmas(other.passage, other.sentence.tokens.clone());
            if back { ahead } else { noun.len() > 2 && said().contains(&noun) }
        };
        let near = |other: &&Placed<'_>| {
            let m = limits(&other.figure.quantity).1.unwrap_or_default();
            let over = n.checked_sub(m).zip(m.checked_mul(NEAR));
            over.is_some_and(|(over, most)| over <= most) && !other.adds()
        };
        let found = all.iter().filter(like).filter(names).filter(|other| !other.is_beside(self));
        found.filter(near).max_by_key(|other| limits(&other.figure.quantity).1)
    }
}

/// Words that stand for people by what has befallen them: "21 of the injured".
const HURT: &[&str] =
    &["injured", "wounded", "hurt", "dead", "missing", "sick", "arrested", "accused"];

impl Boards {
    /// Whether some cell of the document's tables is as much as an amount.
    fn reach(&self, n: Decimal) -> bool {
        self.iter().any(|board| {
            (0..board.rows.len()).any(|row| {
                let mut cells = board.cells(Axis::Row, row);
                cells.any(|(_, cell)| limits(&cell.quantity).1.is_none_or(|most| most >= n))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{all_slips, check_by, sums_of};

    #[test]
    fn a_part_is_no_more_than_all_that_is_told() {
        let race = "Some 420 rowers left the quay at eight.";
        let prize = "The guild gave a prize of £60,000 to the mill.";
        let field = "The common covers seven hectares and has a pond.";
        let texts = [
            (race, "By noon 480 of the starters had landed.", 1),
            (race, "By noon 380 of the starters had landed.", 0),
            (race, "Of 900 entries none was late. By noon 480 of the starters had landed.", 0),
            (prize, "Of that sum, £75,000 will go on a new wheel.", 1),
            (prize, "Of that sum, £45,000 will go on a new wheel.", 0),
            (field, "They mow the nine hectares of the common that are meadow.", 1),
            (field, "They mow the five hectares of the common that are meadow.", 0),
        ];
        let all: Vec<(String, usize)> =
            texts.iter().map(|(a, b, n)| (format!("{a} {b}"), *n)).collect();
        check_by(all_slips, &all);
    }

    #[test]
    fn a_part_of_a_body_or_a_thing_is_no_more_than_it() {
        let texts = [
            (
                "Her log gives a crew of nine and a cargo of 60 casks.",
                "No fewer than eleven of the crew could not stand.",
                1,
            ),
            (
                "Her log gives a crew of nine and a cargo of 60 casks.",
                "No fewer than seven of the crew could not stand.",
                0,
            ),
            (
                "The case was tried by a jury of nine in a hot room.",
                "\n\nTwelve of the jury were farmers, said the clerk.",
                1,
            ),
            (
                "The fort had a garrison of 35 under a captain.",
                "Some 40 of the garrison were sick by June.",
                1,
            ),
            (
                "The fort had a garrison of 35, and 50 civilians.",
                "Some 40 of the garrison were sick by June.",
                0,
            ),
            (
                "The fort had a garrison of 35 and the port a garrison of 30.",
                "Some 40 of the garrison were sick by June.",
                0,
            ),
            (
                "It is a thin book, 240 pages from cover to cover.",
                "The chapter on Peru takes up 260 pages of the book.",
                1,
            ),
            (
                "It is a thin book, 240 pages from cover to cover.",
                "The chapter on Peru takes up 160 pages of the book.",
                0,
            ),
            ("The farm keeps 80 goats.", "Wolves took 95 goats of the farm in a night.", 1),
            ("The farm keeps 80 goats.", "Wolves took 95 goats of the neighbour in a night.", 0),
            (
                "The farm keeps 80 goats with horns.",
                "Wolves took 95 goats of the farm in a night.",
                0,
            ),
            (
                "The port will spend £2 million in all.",
                "\n\nOf that total, £2.6 million goes on cranes.",
                1,
            ),
            (
                "The port will spend £2 million in all.",
                "\n\nOf that total, £1.6 million goes on cranes.",
                0,
            ),
        ];
        let all: Vec<(String, usize)> =
            texts.iter().map(|(a, b, n)| (format!("{a} {b}"), *n)).collect();
        check_by(sums_of, &all);
    }

    #[test]
    fn what_is_picked_out_is_no_more_than_all_that_is_told() {
        let cases = "The court heard 14 appeals in May.";
        let hens = "The farmer lost sixteen hens to the fox in a week.";
        let income = "The museum took £640,000 last year.";
        let hurt = "Seventeen people were hurt when the stand fell, among them a man of 64.";
        let trips = "The ferry made 212 trips in the season.";
        let texts = [
            (cases, "Nobody came to the 17 that were heard at night.", 1),
            (cases, "A man over sixty working alone came to the 17 that were heard at night.", 1),
            (
                cases,
                "Nobody came to the 7 that were heard at night, but for a man over sixty working alone.",
                0,
            ),
            (cases, "The 17 judges were tired.", 0),
            (cases, "It turned away 20 others. Nobody came to the 17 that it refused.", 0),
            (hens, "The 21 that it took on Sunday were his best.", 1),
            (hens, "The eleven that it took on Sunday were his best.", 0),
            (income, "The café alone, at £710,000, kept it open.", 1),
            (income, "The café alone, at £410,000, kept it open.", 0),
            (income, "The keeper, who lives alone, has £710,000 to spend.", 0),
            (hurt, "The clinic took in 21 of the injured.", 1),
            (hurt, "The clinic took in 11 of the injured.", 0),
            (trips, "In August alone it made 240 trips.", 1),
            (trips, "In August alone it made 140 trips.", 0),
            (trips, "In August alone it carried 240 horses.", 0),
        ];
        let all: Vec<(String, usize)> =
            texts.iter().map(|(a, b, n)| (format!("{a}\n\n{b}"), *n)).collect();
        check_by(all_slips, &all);
    }
}
