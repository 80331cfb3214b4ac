//! Parts that are more than any count of their noun: "it names fourteen brokers", and "of the brokers
//! in the file, seventeen were convicted".
//!
//! "Seventeen of the brokers" says that there are as many at least. Where a document counts that noun
//! and no count of it reaches the part, one of the two is wrong, unless the count is of some of them
//! itself: that it is of all is what evidence is asked for.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::board::{Axis, Boards};
use super::figure::{any_of, at_least, before, limits};
use super::people::is_people;
use super::placed::Placed;
use super::{CONFLICT, slip};
use crate::prose::gist;
use crate::prose::lexicon::{VERB, class};
use crate::prose::open;
use crate::prose::passage::{MentionKind, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::quantity::show;

/// Most figures of a document: each part is held against all of them.
const MOST: usize = 600;

/// Least part: smaller ones are of some of them by chance.
const LEAST: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// Counts that are not alike by chance.
const LARGE: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// How far a part is above a count that was meant to hold it, as a part of that.
const NEAR: Decimal = Decimal::from_parts(35, 0, 0, false, 2);

/// Evidence that is asked for.
const ENOUGH: usize = 2;

/// Words behind "of" before what a part is of.
const THE: &[&str] = &["the", "its", "our", "their", "those", "these", "his", "her", "my"];

/// Words before a count that is not of all.
const PARTIAL: &[&str] = &[
    "another",
    "further",
    "other",
    "more",
    "first",
    "least",
    "last",
    "extra",
    "additional",
    "only",
    "just",
    "some",
    "about",
    "next",
    "every",
];

/// Verbs of what has, finds or lists all of something.
const HOLDS: &[&str] = &[
    "have",
    "has",
    "had",
    "find",
    "found",
    "count",
    "counted",
    "list",
    "lists",
    "listed",
    "name",
    "names",
    "named",
    "own",
    "owns",
    "comprise",
    "comprises",
    "number",
    "numbers",
    "employ",
    "employs",
    "operate",
    "operates",
    "register",
    "registered",
    "receive",
    "receives",
    "received",
    "get",
    "got",
    "total",
    "there",
];

/// Words of those who died, of which nouns there are several.
const DEAD: &[&str] = &["dead", "death", "fatality", "victim", "kill", "die", "perish", "killed"];

/// Words in common that tell that two mean the same people.
const PLENTY: usize = 2;

/// What a figure is a part of.
struct Set {
    noun: String,
    /// Other words of its phrase.
    words: Vec<String>,
    dead: bool,
    /// Whether its noun is of any people at all, so that only its other words say which.
    people: bool,
    /// What they are all said to have done, where no more is said of them.
    deed: Option<String>,
    /// The tokens that tell it.
    phrase: Tokens,
}

/// Slips of a document, of whose figures it is told.
pub(super) fn slips(all: &[Placed<'_>], boards: &Boards, out: &mut Vec<Slip>) {
    if all.len() > MOST {
        return;
    }
    let counts: Vec<&Placed<'_>> = all.iter().filter(|placed| placed.figure.is_count()).collect();
    for part in counts.iter().filter(|part| part.counts_nothing() || part.is_before_of()) {
        let Some(set) = set(part) else { continue };
        if part.is_in(out) {
            continue;
        }
        if let Some(slip) = in_row(part, &set, boards) {
            out.push(slip);
            continue;
        }
        out.extend(exceeded(part, &set, &counts, boards).map(|whole| is_over(part, whole)));
    }
    for (part, whole) in of_same_words(&counts) {
        if !part.is_in(out) {
            // Of those that are counted twice, and not of some: the two may be told of one another.
            let slip = is_over(part, whole);
            out.push(Slip { rule: CONFLICT, ..slip });
        }
    }
}

/// What is told of a part that is more than its whole.
fn is_over(part: &Placed<'_>, whole: &Placed<'_>) -> Slip {
    let (n, m) = (show(&part.figure.quantity), show(&whole.figure.quantity));
    let message = format!("{n} of them is more than the {m} that there are said to be");
    let mut slip = slip(part.at, part.figure.bytes.clone(), message, format!("a part of {m}"));
    slip.other = Some((whole.at, whole.figure.bytes.clone(), format!("{m} in all")));
    slip
}

/// "The mill has 72 licensed weavers" and "77 licensed weavers went home": a count of the very same words
/// that is more than all that somebody or something has, the only one that is.
fn of_same_words<'a, 't>(counts: &[&'a Placed<'t>]) -> Vec<(&'a Placed<'t>, &'a Placed<'t>)> {
    let flat = |placed: &&&'a Placed<'t>| {
        placed.own && placed.figure.amount.is_some() && !is_partial(placed) && !is_of_a_year(placed)
    };
    let mut of: FxHashMap<Vec<String>, Vec<&'a Placed<'t>>> = FxHashMap::default();
    for placed in counts.iter().filter(flat) {
        let words = gist::lemmas(placed.passage, placed.figure.tokens.end..placed.figure.end);
        if words.len() > 1 {
            of.entry(words).or_default().push(placed);
        }
    }
    let shown = |placed: &Placed<'_>| placed.figure.amount.as_ref().map(|amount| amount.shown);
    let pair = |all: &Vec<&'a Placed<'t>>| {
        let mut wholes = all.iter().filter(|placed| placed.is_had());
        let whole = wholes.next().filter(|_| wholes.next().is_none())?;
        let mut over = all.iter().filter(|placed| shown(placed) > shown(whole));
        let part = over.next().filter(|_| over.next().is_none())?;
        let (n, m) = shown(part).zip(shown(whole))?;
        let near = n.checked_sub(m).zip(m.checked_mul(NEAR)).is_some_and(|(by, most)| by <= most);
        let large = m >= LARGE && part.does_something() && !part.is_beside(whole);
        (near && large).then_some((*part, *whole))
    };
    let mut found: Vec<_> = of.values().filter_map(pair).collect();
    found.sort_by_key(|(part, _)| (part.at, part.figure.bytes.start));
    found
}

impl Placed<'_> {
    /// "It has 72 weavers": whether it is told how many of them somebody or something has, now and in all.
    fn is_had(&self) -> bool {
        const HAS: &[&str] = &["has", "have", "employs", "employ", "owns", "own", "numbers"];
        let first = self.figure.tokens.start;
        let has = first.checked_sub(1).is_some_and(|at| self.passage.is_any(at, HAS));
        has && !self.passage.is_any(self.figure.end, &["in", "on", "at", "who", "that", "with"])
    }

    /// Whether a verb stands behind it, of which it is the subject.
    fn does_something(&self) -> bool {
        let Some(word) = self.passage.tokens.get(self.figure.end).map(|token| token.word) else {
            return false;
        };
        word.is(VERB) && !word.is(class::NOUN | class::PREPOSITION)
    }

    /// "Of the weavers, 91 belong to the choir": a noun would be a plural.
    fn counts_nothing(&self) -> bool {
        let Some(noun) = self.figure.noun.as_deref() else { return true };
        let head = self.figure.end.saturating_sub(1);
        let singular = self.passage.lower(head) == noun && !noun.ends_with('s');
        singular && !is_people(noun) && !self.passage.tokens[head].word.is(class::NOUN)
    }

    fn is_before_of(&self) -> bool {
        self.passage.is(self.figure.tokens.end, "of")
    }
}

/// "39 of the volunteers on the rota", "of the brokers listed in the file, seventeen", "among those who
/// were questioned, 40".
fn set(part: &Placed<'_>) -> Option<Set> {
    let (passage, figure) = (part.passage, &part.figure);
    let start = part.sentence.tokens.start;
    let (of, end) = if part.is_before_of() {
        (figure.tokens.end, part.sentence.tokens.end)
    } else {
        let comma = before(passage, figure.tokens.start) == ",";
        let opens = passage.is_any(start, &["of", "among"]) && figure.tokens.start > start && comma;
        opens.then_some((start, figure.tokens.start))?
    };
    passage.is_any(of + 1, THE).then_some(())?;
    let phrase = of + 1..end;
    // A number of its own: "of the 34 volunteers".
    let numbered = (of + 2..(of + 5).min(end)).any(|at| is_number(part, at));
    if numbered {
        return None;
    }
    if let Some(set) = dead(part, &phrase).or_else(|| those(part, &phrase)) {
        return Some(set);
    }
    let mentions = passage.mentions_of(part.sentence);
    let noun = mentions.iter().find_map(|mention| match &mention.kind {
        MentionKind::Noun(noun) if noun.tokens.start == of + 1 => Some(noun.head),
        _ => None,
    });
    // "39 of the volunteers" is one phrase, with what is counted for its head.
    let counted = figure.noun.as_ref().and_then(|_| figure.end.checked_sub(1));
    let at = noun.or(counted.filter(|at| *at > of + 1))?;
    let head = open::noun_lemma(passage, at);
    let people = matches!(head.as_str(), "people" | "person");
    // "Of the corrigenda, 30 were …".
    let plural = ["s", "en", "a", "ae"].iter().any(|end| passage.lower(at).ends_with(end));
    if !plural && !people || head.len() < 3 {
        return None;
    }
    /// Tokens behind the noun that say which of them.
    const WHICH: usize = 7;
    let behind = at + 1..(at + 1 + WHICH).min(end);
    // "Five of the ships were in port": what is said of them tells no set.
    let says = class::BE | class::HAVE | class::MODAL | class::DO;
    let closes = |at: &usize| {
        !matches!(passage.token(*at), "," | ";" | "." | ":") && !passage.tokens[*at].word.is(says)
    };
    // "The people the guild employs abroad".
    let narrowed = |at: usize| passage.tokens[at].word.is(class::ADVERB);
    if people && behind.clone().take_while(closes).any(narrowed) {
        return None;
    }
    let behind = behind.take_while(closes).filter_map(|at| gist::lemma(passage, at));
    let words = gist::lemmas(passage, of + 2..at).into_iter().chain(behind).collect();
    Some(Set { noun: head, words, dead: false, people, deed: None, phrase })
}

/// "Of those who had been questioned, 40": people of whom only what is said of them tells who they are.
fn those(part: &Placed<'_>, phrase: &Tokens) -> Option<Set> {
    /// Tokens of what is said of them.
    const WITHIN: usize = 9;
    /// Fewest words of it.
    const FEWEST: usize = 2;
    let passage = part.passage;
    passage.is(phrase.start, "those").then_some(())?;
    let said = phrase.start + 1..phrase.end.min(phrase.start + 1 + WITHIN);
    let closes = |at: &usize| !matches!(passage.token(*at), "," | ";" | "." | ":" | "(");
    let words: Vec<String> =
        said.take_while(closes).filter_map(|at| gist::lemma(passage, at)).collect();
    let who = passage.is(phrase.start + 1, "who");
    let deed = words.first().filter(|_| who && words.len() == 1).cloned();
    (words.len() >= FEWEST || deed.is_some()).then(|| Set {
        noun: "people".to_owned(),
        words,
        dead: false,
        people: deed.is_none(),
        deed,
        phrase: phrase.clone(),
    })
}

impl Set {
    /// Whether a count of its noun stands among all of its words and no others: "184 people in Orlen" are
    /// not all that there are.
    fn is_told_by(&self, other: &Placed<'_>) -> bool {
        let noun = other.figure.noun.as_deref();
        let segment = other.figure.segment(other.passage, other.sentence);
        let own = |word: &String| {
            *word == self.noun || self.words.iter().any(|own| gist::is_form(own, word))
        };
        noun == Some(self.noun.as_str())
            && self.words.len() >= PLENTY
            && self.common(other) == self.words.len()
            && gist::lemmas(other.passage, segment).iter().all(own)
    }

    /// Whether a figure counts what it is of.
    fn is_counted_by(&self, other: &Placed<'_>) -> bool {
        if self.dead {
            return counts_dead(other) && !is_of_a_year(other);
        }
        if let Some(deed) = &self.deed {
            return other.figure.noun.as_deref().is_some_and(|noun| does(noun, deed));
        }
        if self.people {
            let people = other.figure.noun.is_none() || other.is_of_people();
            return people && self.common(other) > 0;
        }
        let is = |noun: &str| gist::is_form(noun, &self.noun);
        // "17 regional branches" are as many regions.
        let figure = &other.figure;
        let kind = figure.tokens.end..figure.end.saturating_sub(1).max(figure.tokens.end);
        figure.noun.as_deref().is_some_and(is)
            || gist::lemmas(other.passage, kind).iter().any(|word| is(word))
    }

    /// How much tells that a count is of all of it; `None` where nothing but how large it is does. `given`
    /// is whether a table has fewer too.
    fn told_of(&self, part: &Placed<'_>, other: &Placed<'_>, given: bool) -> Option<usize> {
        let (passage, first) = (other.passage, other.figure.tokens.start);
        let common = self.common(other);
        let named = self.people && !part.passage.is(self.phrase.start, "those");
        // "Of those who were treated at home, 63": all that is said of them is told of the others.
        if self.people && common < self.words.len().min(PLENTY) || named && !self.is_told_by(other)
        {
            return None;
        }
        let the = any_of(
            passage,
            first.saturating_sub(1)..first + 1,
            &["the", "its", "their", "all", "our"],
        );
        // "Had been given to 22 cases": no verb of having.
        let has = |at: usize| {
            let done = class::PARTICIPLE | class::BE;
            let next = passage.tokens.get(at + 1).is_some_and(|next| next.word.is(done));
            passage.is_any(at, HOLDS) && !(passage.tokens[at].word.is(class::HAVE) && next)
        };
        let holds = (first.saturating_sub(4)..first).any(has) || is_linked_by_of(other);
        let said = 2 * usize::from(common > 0 || self.deed.is_some())
            + usize::from(self.dead)
            + usize::from(the)
            + usize::from(holds)
            + usize::from(given);
        // That there is but one count, and both are large, does not say that it is of all.
        (said > 0).then_some(said)
    }

    /// How many of its words the sentence of another figure has.
    fn common(&self, other: &Placed<'_>) -> usize {
        let said = gist::lemmas(other.passage, other.sentence.tokens.clone());
        let has =
            |word: &&String| **word != self.noun && said.iter().any(|own| gist::is_form(own, word));
        self.words.iter().filter(has).count()
    }
}

/// Whether a noun is that of those who do something: "applicants" are those who applied.
pub(super) fn does(noun: &str, deed: &str) -> bool {
    /// Letters of the ending.
    const ENDING: usize = 4;
    let stem = deed.strip_suffix(['e', 'y']).unwrap_or(deed);
    let ends = ["er", "or", "ant", "ent", "ee", "ist"].iter().any(|end| noun.ends_with(end));
    let formed = noun.starts_with(stem) && ends && noun.len() <= deed.len() + ENDING;
    (formed && noun != deed) || gist::alike(noun, deed)
}

fn is_number(part: &Placed<'_>, at: usize) -> bool {
    part.passage.token(at).bytes().all(|b| b.is_ascii_digit() || b == b',')
        && part.passage.token(at).bytes().any(|b| b.is_ascii_digit())
}

/// "Of those known to have been killed, 230".
fn dead(part: &Placed<'_>, phrase: &Tokens) -> Option<Set> {
    /// Tokens of the phrase in which such a word stands.
    const WITHIN: usize = 8;
    let passage = part.passage;
    let tokens = phrase.start..phrase.end.min(phrase.start + WITHIN);
    let those = passage.is_any(phrase.start, &["those", "the"]);
    let closes = |at: &usize| !matches!(passage.token(*at), "," | ";" | "." | ":");
    let said = tokens.take_while(closes).filter_map(|at| gist::lemma(passage, at));
    let said: Vec<String> = said.collect();
    let dead = said.iter().take(3).any(|word| DEAD.contains(&word.as_str()));
    (those && dead).then(|| Set {
        noun: "dead".to_owned(),
        words: Vec::new(),
        dead: true,
        people: false,
        deed: None,
        phrase: phrase.clone(),
    })
}

/// Whether a figure counts those who died.
fn counts_dead(placed: &Placed<'_>) -> bool {
    /// Tokens behind a count of people in which "dead" stands.
    const BEHIND: usize = 5;
    let (passage, figure) = (placed.passage, &placed.figure);
    let noun = figure.noun.as_deref();
    if noun.is_some_and(|noun| DEAD.contains(&noun)) {
        return true;
    }
    let people = noun.is_none_or(is_people);
    let end = figure.end.max(figure.tokens.end);
    let behind = end..(end + BEHIND).min(placed.sentence.tokens.end);
    let closes = |at: &usize| !matches!(passage.token(*at), "," | ";" | "." | ":" | "and");
    let said = behind.take_while(closes).filter_map(|at| gist::lemma(passage, at));
    let killing = gist::lemma(passage, figure.tokens.start.saturating_sub(1))
        .is_some_and(|word| word == "kill" || word == "claim");
    people && (killing || said.into_iter().any(|word| DEAD.contains(&word.as_str())))
}

/// Whether a sentence tells of another year: "the earthquake of 2003 killed 640 people".
fn is_of_a_year(placed: &Placed<'_>) -> bool {
    let mentions = placed.passage.mentions_of(placed.sentence);
    mentions.iter().any(|mention| {
        matches!(mention.kind, MentionKind::Date(_))
            && placed.passage.slice(&mention.tokens).len() == "2003".len()
    })
}

/// The count that a part is more than.
fn exceeded<'a, 't>(
    part: &Placed<'_>,
    set: &Set,
    counts: &[&'a Placed<'t>],
    boards: &Boards,
) -> Option<&'a Placed<'t>> {
    let n = at_least(&part.figure).filter(|n| *n >= LEAST)?;
    let own = |other: &&&Placed<'_>| other.at == part.at && other.figure.bytes == part.figure.bytes;
    let mut all: Vec<&Placed<'_>> =
        counts.iter().filter(|other| !own(other) && set.is_counted_by(other)).copied().collect();
    // "The guild has 900 members" is no count of the people that it employs, where there is one.
    if set.people && all.iter().any(|other| set.is_told_by(other)) {
        all.retain(|other| other.figure.noun.is_none() || set.is_told_by(other));
    }
    let exact = |other: &&Placed<'_>| Some(other.figure.amount.as_ref()?.shown);
    let known = all.iter().filter_map(exact).max();
    // "163 so far" beside a count of 212 leaves nothing open.
    let reaches = |other: &&Placed<'_>| match limits(&other.figure.quantity) {
        (least, None) => known.is_none() || least >= known,
        (_, Some(most)) => most >= n,
    };
    if all.iter().any(reaches) || in_tables(&set.noun, n, boards) {
        return None;
    }
    all.retain(|other| !is_partial(other));
    let values: std::collections::BTreeSet<Decimal> =
        all.iter().filter_map(|other| Some(other.figure.amount.as_ref()?.shown)).collect();
    let most = *values.last()?;
    let apart = n.checked_sub(most).zip(most.checked_mul(NEAR));
    if apart.is_none_or(|(apart, furthest)| apart > furthest) {
        return None;
    }
    let given = total_in_tables(&set.noun, boards).is_some_and(|all| all < n);
    let mut best: Option<(usize, &Placed<'_>)> = None;
    for other in all.iter().filter(|other| exact(other) == Some(most) && !other.is_beside(part)) {
        let known = usize::from(values.len() == 1) + usize::from(n >= LARGE && most >= LARGE);
        let Some(told) = set.told_of(part, other, given) else { continue };
        let found = told + known;
        if found >= ENOUGH && best.is_none_or(|(known, _)| found > known) {
            best = Some((found, other));
        }
    }
    best.map(|(_, whole)| whole)
}

/// "103 of those in Marrow who replied", beside a row of Marrow with 96 replies: the one cell of the row that
/// the phrase names whose column has its words.
fn in_row(part: &Placed<'_>, set: &Set, boards: &Boards) -> Option<Slip> {
    let n = limits(&part.figure.quantity).0.filter(|n| *n >= LEAST)?;
    let near = boards.around(part.at.block);
    let closes = |at: &usize| !matches!(part.passage.token(*at), "," | ";" | "." | ":" | "(");
    let told: Vec<String> = set
        .phrase
        .clone()
        .take_while(closes)
        .filter_map(|at| gist::lemma(part.passage, at))
        .collect();
    let of = |named: &super::board::Named| -> Option<Slip> {
        let board = boards.get(named.board)?;
        let [(row, label)] = named.rows.as_slice() else { return None };
        if !named.columns.is_empty() || board.rows[*row].period.is_some() {
            return None;
        }
        let own = |word: &String| !board.rows[*row].gist.contains(word);
        let words = || told.iter().filter(|word| own(word));
        let says = |line: &super::board::Line| {
            words().filter(|word| line.gist.iter().any(|own| gist::is_form(own, word))).count()
        };
        let cells: Vec<_> = board
            .cells(Axis::Row, *row)
            .filter(|(column, cell)| {
                cell.quantity.unit.is_count() && says(&board.columns[*column]) > 0
            })
            .collect();
        let most = cells.iter().map(|(column, _)| says(&board.columns[*column])).max()?;
        let mut best = cells.iter().filter(|(column, _)| says(&board.columns[*column]) == most);
        let (_, cell) = best.next().filter(|_| best.next().is_none())?;
        let over = limits(&cell.quantity).1.is_some_and(|all| all < n);
        let inside = set.phrase.start <= label.start && label.end <= set.phrase.end;
        if !over || !inside {
            return None;
        }
        let (n, m) = (show(&part.figure.quantity), show(&cell.quantity));
        let message = format!("{n} of them is more than the {m} that the table has");
        let mut slip = slip(part.at, part.figure.bytes.clone(), message, format!("a part of {m}"));
        let at = BlockIx { document: part.at.document, block: cell.block };
        slip.other = Some((at, cell.bytes.clone(), format!("{m} in all")));
        Some(slip)
    };
    boards.named(&near, part.passage, &set.phrase).iter().find_map(of)
}

/// "A consortium of eleven institutes".
fn is_linked_by_of(other: &Placed<'_>) -> bool {
    before(other.passage, other.figure.tokens.start) == "of"
}

fn is_partial(placed: &Placed<'_>) -> bool {
    let (passage, figure) = (placed.passage, &placed.figure);
    let first = figure.tokens.start;
    let end = figure.end.max(figure.tokens.end);
    let ahead = first.saturating_sub(1)..figure.end;
    passage.is(figure.tokens.end, "of")
        || passage.is(end, "of") && passage.is_any(end + 1, THE)
        || any_of(passage, ahead, PARTIAL)
}

/// What the tables give for all of a noun, at most.
fn total_in_tables(noun: &str, boards: &Boards) -> Option<Decimal> {
    let of = |board: &super::board::Board| -> Option<Decimal> {
        let totals = board.rows.iter().enumerate().filter(|(_, row)| row.is_total);
        let cells = totals.flat_map(|(row, _)| board.cells(Axis::Row, row));
        let named = cells.filter(|(column, cell)| {
            let words = &board.columns[*column].gist;
            cell.quantity.unit.is_count() && words.iter().any(|word| gist::is_form(word, noun))
        });
        named.filter_map(|(_, cell)| limits(&cell.quantity).1).max()
    };
    boards.iter().filter_map(of).max()
}

/// Whether a table has as many of a noun, or more.
fn in_tables(noun: &str, n: Decimal, boards: &Boards) -> bool {
    boards.iter().any(|board| {
        let named =
            |line: &super::board::Line| line.gist.iter().any(|word| gist::is_form(word, noun));
        (0..board.rows.len()).any(|row| {
            board.cells(Axis::Row, row).any(|(column, cell)| {
                let of = named(&board.columns[column]) || named(&board.rows[row]);
                of && limits(&cell.quantity).1.is_some_and(|most| most >= n)
            })
        })
    })
}
