//! Shares of a text that tells of one part and its whole, and of no other: "of the 80 who replied, 52 were
//! for it", and "55 per cent of those answering backed the plan"; "thirty of the 150 lamps did not work",
//! and "a failure rate of 12 per cent".
//!
//! [`super::ratio`] asks for the words of both. Where a text has one part of a whole to be meant, another
//! word for the whole and another for what was said of the part are enough, or that the share has a name:
//! a turnout is of those who may vote, a failure rate of what can fail. Nothing is said where any
//! count of the text is that share of the whole.

use rust_decimal::Decimal;

use super::figure::Figure;
use super::people::may_be_people;
use super::placed::Placed;
use super::ratio::{Share, are_contrary, ratio, same};
use super::share::{not_that_share, percent};
use super::whole::Parted;
use crate::prose::gist;
use crate::prose::lexicon::class;
use crate::prose::slip::Slip;
use crate::prose::words::Words;
use crate::value::quantity::show;

/// Most figures of a short text: a longer one has other wholes, told in ways that are not read.
const MOST: usize = 24;

/// How far a share may lie off that is told of the part itself.
const TOLD: Decimal = Decimal::from_parts(6, 0, 0, false, 3);

/// Words for having: who holds so many of the seats has that share of them.
static HOLDS: Words = Words::new(&[
    "hold", "have", "own", "possess", "control", "take", "win", "gain", "secure", "hand", "give",
    "get", "keep", "command", "occupy", "poll", "receive", "attract", "earn",
]);

/// Words for those who may vote, and for what they cast.
static VOTERS: Words = Words::new(&[
    "voter",
    "elector",
    "electorate",
    "register",
    "registered",
    "eligible",
    "entitle",
    "entitled",
    "roll",
    "member",
    "membership",
    "shareholder",
    "adult",
]);
static VOTES: Words = Words::new(&["vote", "ballot", "paper", "cast", "poll", "slip"]);

/// Rates that say nothing of what failed or did not.
static PLAIN: Words = Words::new(&["failure", "success", "pass", "fault", "error", "defect"]);

/// Nouns of shares: "a failure rate of one in five".
const RATES: &[&str] = &["rate", "share", "proportion"];

/// Words between such a noun and its share: "the failure rate, at 12 per cent", "turnout stood at 40 per cent".
const IS: &[&str] = &[
    "of", "at", "was", "is", "were", "stood", "stands", "reached", "being", ",", "a", "an", "mere",
    "only", "to", "be", "just",
];

/// What is said of a share: what was said of the part, or the contrary of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Same,
    Contrary,
}

/// A share against the one part and whole of a text.
pub(super) fn check(
    share: &Share<'_, '_>,
    all: &[Parted<'_, '_>],
    figures: &[Placed<'_>],
) -> Option<Slip> {
    if !share.is_flat() {
        return None;
    }
    if figures.len() > MOST {
        return of_all(share, all, figures);
    }
    let mut found: Option<(&Parted<'_, '_>, Side, Decimal)> = None;
    for parted in all {
        let Some((is, slack)) = ratio(parted) else { continue };
        if share.fits(is, slack) || share.fits_rest(is, slack) {
            return None;
        }
        if parted.of.is_beside(share.placed) {
            continue;
        }
        let Some(side) = is_meant(share, parted, figures) else { continue };
        let is = if side == Side::Same { is } else { Decimal::ONE.saturating_sub(is) };
        // Of two that both may be meant, neither is.
        if share.fits(is, slack) || found.is_some_and(|(.., known)| known != is) {
            return None;
        }
        found = Some((parted, side, is));
    }
    let Some((parted, side, is)) = found else { return of_all(share, all, figures) };
    // Where the text tells the share of the part itself, another one is of something else.
    let own = |placed: &Placed<'_>| {
        let limits = placed.figure.limits().filter(|_| placed.figure.is_share());
        limits.is_some_and(|(low, high)| low <= is + TOLD && is <= high + TOLD)
    };
    if fits_another(share, parted, figures) || figures.iter().any(own) {
        return None;
    }
    told(share, parted, side, is)
}

/// "Of the 214 servers, 131 had been encrypted", "more than two thirds of all servers were lost": a share of all
/// there are, where the text counts one part of them and nothing else of the kind, in whatever words.
fn of_all(share: &Share<'_, '_>, all: &[Parted<'_, '_>], figures: &[Placed<'_>]) -> Option<Slip> {
    /// How far it may lie off to be meant for that part.
    const NEAR: Decimal = Decimal::from_parts(2, 0, 0, false, 1);
    let (whole, _) = share.words()?;
    let (passage, of) = (share.passage, share.tokens.end);
    let every = passage.is(of, "of") && passage.is(of + 1, "all") || share.noun.is_some();
    let is_of = |parted: &&Parted<'_, '_>| {
        let noun = parted.whole.noun.as_ref().or(parted.part.noun.as_ref());
        noun.is_some_and(|noun| whole.iter().any(|word| same(word, noun) == 2))
    };
    let mut found = all.iter().filter(is_of);
    let (Some(parted), None) = (found.next().filter(|_| every), found.next()) else { return None };
    let noun = parted.whole.noun.as_ref().or(parted.part.noun.as_ref())?;
    let own = [&parted.part.bytes, &parted.whole.bytes];
    let other = |placed: &Placed<'_>| {
        let figure = &placed.figure;
        let counts = figure.is_count() && figure.noun.as_ref() == Some(noun);
        let here = placed.is_beside(share.placed);
        let shared = figure.is_share() && placed.names(noun);
        !here && !own.contains(&&figure.bytes) && (counts || shared)
    };
    let (is, slack) = ratio(parted)?;
    let beside = parted.of.is_beside(share.placed);
    let fits = share.fits(is, slack) || share.fits_rest(is, slack);
    let near = share.fits(is, NEAR) && !fits_another(share, parted, figures);
    if beside || fits || !near || figures.iter().any(other) {
        return None;
    }
    told(share, parted, Side::Same, is)
}

fn told(share: &Share<'_, '_>, parted: &Parted<'_, '_>, side: Side, is: Decimal) -> Option<Slip> {
    let is = percent(is);
    let (n, m) = (show(&parted.part.quantity), show(&parted.whole.quantity));
    let rest = || {
        let (n, m) = parted.part.amount.as_ref().zip(parted.whole.amount.as_ref())?;
        Some(super::show(m.shown.checked_sub(n.shown)?, &parted.part.quantity))
    };
    let said = if side == Side::Same { n.clone() } else { rest()? };
    let message = not_that_share(share.passage.slice(&share.tokens), &said, &m, &is);
    Some(share.slip(message, &is, (parted.of.at, parted.part.bytes.clone(), format!("{n} of {m}"))))
}

/// Whether a share can only be that of the part, or of what it leaves, by its own words.
fn is_meant(
    share: &Share<'_, '_>,
    parted: &Parted<'_, '_>,
    figures: &[Placed<'_>],
) -> Option<Side> {
    /// Tokens before a share that say what it is.
    const BEFORE: usize = 6;
    if let Some((name, of)) = rate(share) {
        return is_rate_of(&name, of.as_deref(), parted).then_some(Side::Same);
    }
    if is_known(share) && parted.plain {
        return Some(Side::Same);
    }
    let (whole, mut said) = share.words()?;
    let passage = share.passage;
    // "Women make up a third of the members", "handed his party a quarter of the seats".
    let first = share.tokens.start;
    let clause = share.sentence.clause_of(first).map_or(first, |clause| clause.tokens.start);
    said.extend(gist::lemmas(passage, clause.max(first.saturating_sub(BEFORE)).min(first)..first));
    let names = names_of(parted, figures);
    let named = whole.iter().any(|word| {
        names.iter().any(|own| same(word, own) > 0)
            || parted.whole.noun.as_ref().is_some_and(|noun| are_places(word, noun))
            || is_body_of(word, &names, figures)
    });
    if !named {
        return None;
    }
    let said: Vec<&String> = said.iter().filter(|word| !is_idle(word)).collect();
    let told = |is: fn(&str, &str) -> bool| {
        let part = || parted.part_words.iter().chain(&parted.more);
        said.iter().any(|word| part().any(|own| is(word, own)))
    };
    if told(are_contrary) {
        return Some(Side::Contrary);
    }
    told(|a, b| same(a, b) > 0 || (HOLDS.hold(a) && HOLDS.hold(b))).then_some(Side::Same)
}

/// The words of a whole: where it has no noun of its own ("twelve of the eighty"), those of the figure that
/// first told it.
fn names_of(parted: &Parted<'_, '_>, figures: &[Placed<'_>]) -> Vec<String> {
    let mut names = parted.whole_words.clone();
    if parted.whole.noun.is_none() {
        let shown = |figure: &Figure| figure.amount.as_ref().map(|amount| amount.shown);
        let first = |placed: &&Placed<'_>| shown(&placed.figure) == shown(parted.whole);
        names.extend(figures.iter().filter(first).filter_map(|placed| placed.figure.noun.clone()));
    }
    names
}

/// What those who sit somewhere have there, where they sit, and who they are: who has a third of the seats has
/// a third of the chamber, and is a third of the members.
static SEATS: Words = Words::new(&["seat", "place"]);
static CHAMBERS: Words = Words::new(&[
    "chamber",
    "parliament",
    "assembly",
    "council",
    "senate",
    "house",
    "board",
    "committee",
    "bench",
]);
static SITTERS: Words = Words::new(&[
    "member",
    "councillor",
    "councilor",
    "deputy",
    "senator",
    "delegate",
    "representative",
    "director",
    "trustee",
    "legislator",
    "lawmaker",
]);

/// Whether a share of one is a share of what a whole counts.
fn are_places(word: &str, counted: &str) -> bool {
    let (seats, sitters) = (SEATS.hold(counted), SITTERS.hold(counted));
    (CHAMBERS.hold(word) && (seats || sitters))
        || (SEATS.hold(word) && sitters)
        || (SITTERS.hold(word) && seats)
}

/// Whether a word is another one for the people whom a whole counts, and for none that are counted apart:
/// "80 trainees", "of its candidates".
fn is_body_of(word: &str, names: &[String], figures: &[Placed<'_>]) -> bool {
    let counted = |placed: &Placed<'_>| {
        let noun = placed.figure.noun.as_deref().filter(|_| placed.figure.is_count());
        noun.is_some_and(|noun| same(noun, word) == 2)
    };
    may_be_people(word)
        && names.iter().any(|name| may_be_people(name))
        && !figures.iter().any(counted)
}

/// Words that are said of anything.
fn is_idle(word: &str) -> bool {
    matches!(
        word,
        "say"
            | "tell"
            | "report"
            | "find"
            | "show"
            | "year"
            | "people"
            | "time"
            | "day"
            | "make"
            | "come"
    )
}

/// Whether two words say the same of a part, or the contrary of it.
fn alike(a: &str, b: &str) -> bool {
    same(a, b) > 0 || (HOLDS.hold(a) && HOLDS.hold(b)) || are_contrary(a, b)
}

/// "A turnout of 42 per cent", "the failure rate was one in five", "a 12 per cent fault rate": the name of a
/// share, and of which kind.
fn rate(share: &Share<'_, '_>) -> Option<(String, Option<String>)> {
    /// Most words between.
    const NEAR: usize = 4;
    let (passage, start) = (share.passage, share.sentence.tokens.start);
    let named = |noun: usize| -> Option<(String, Option<String>)> {
        if passage.is(noun, "turnout") {
            return Some(("turnout".to_owned(), None));
        }
        let kind = noun.checked_sub(1).filter(|at| *at >= start && passage.is_any(noun, RATES))?;
        Some(("rate".to_owned(), Some(gist::lemma(passage, kind)?)))
    };
    let end = share.placed.figure.end;
    if let Some(found) = (end > share.tokens.end).then(|| named(end - 1)).flatten() {
        return Some(found);
    }
    let mut at = share.tokens.start;
    while at > start && share.tokens.start - at < NEAR && passage.is_any(at - 1, IS) {
        at -= 1;
    }
    if let Some(found) = (at < share.tokens.start && at > start).then(|| named(at - 1)).flatten() {
        return Some(found);
    }
    // "Turnout in the northern wards was 42 per cent".
    let clause = share.sentence.clause_of(share.tokens.start)?;
    let verb = clause.verb.as_ref().filter(|verb| at <= verb.main && verb.main < end)?;
    let until = verb.tokens.start;
    let subject = clause.tokens.start..until.min(at);
    let whose = |noun: &usize| passage.is_any(noun + 1, &["in", "at", "for", "of", "among"]);
    subject.take_while(|noun| passage.token(*noun) != ",").filter(whose).find_map(named)
}

fn is_rate_of(name: &str, kind: Option<&str>, parted: &Parted<'_, '_>) -> bool {
    let mut part = parted.part_words.iter().chain(&parted.more);
    let mut whole = parted.whole_words.iter();
    let Some(kind) = kind else {
        return name == "turnout"
            && whole.any(|word| VOTERS.hold(word))
            && part.any(|word| VOTES.hold(word));
    };
    let of = |word: &String| alike(kind, word);
    !whole.any(of) && (PLAIN.hold(kind) || part.any(of))
}

/// "The two thirds who have come home": a share of people that has been spoken of.
fn is_known(share: &Share<'_, '_>) -> bool {
    let (passage, first) = (share.passage, share.tokens.start);
    let the = first.checked_sub(1).is_some_and(|at| passage.is_any(at, &["the", "those"]));
    let who = passage.is(share.tokens.end, "who");
    // "The third who live in the hills" may be others: what has been done to them all has been told.
    let verb = passage.tokens.get(share.tokens.end + 1).map(|token| token.word);
    the && who && verb.is_some_and(|word| word.is(class::HAVE | class::PAST))
}

/// Whether a count of the text is that share of the whole, or the whole of another.
fn fits_another(share: &Share<'_, '_>, parted: &Parted<'_, '_>, figures: &[Placed<'_>]) -> bool {
    let amount = |figure: &Figure| figure.quantity.printed.as_ref().map(|printed| printed.low);
    let Some(whole) = amount(parted.whole) else { return true };
    let noun = parted.whole.noun.as_ref();
    let like =
        |figure: &Figure| figure.noun.is_none() || noun.is_none() || figure.noun.as_ref() == noun;
    let is_like = |figure: &Figure| {
        figure.is_count() && parted.whole.is_count()
            || figure.quantity.unit.comparable(&parted.whole.quantity.unit)
    };
    let counts = figures.iter().map(|placed| &placed.figure).filter(|f| is_like(f) && like(f));
    let fits = |n: Decimal, m: Decimal| {
        n.checked_div(m).is_some_and(|is| is < Decimal::ONE && share.fits(is, Decimal::ZERO))
    };
    let own = |figure: &Figure| {
        figure.bytes == parted.whole.bytes || share.tokens.contains(&figure.tokens.start)
    };
    let mut others = counts.filter(|figure| !own(figure)).filter_map(amount);
    others.any(|n| fits(n, whole) || fits(whole, n))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_by, sums_of};

    #[test]
    fn shares_are_those_of_the_one_part_that_is_told() {
        check_by(
            sums_of,
            &[
                // All there are, whatever the words.
                (
                    "Of the city's 214 servers, 131 had been encrypted.\n\nSo more than two thirds of all servers were lost.",
                    1,
                ),
                (
                    "Of the city's 214 servers, 131 had been encrypted.\n\nSo more than half of all servers were lost.",
                    0,
                ),
                (
                    "Of the city's 214 servers, 131 had been encrypted.\n\nSome 150 servers were old. More than two thirds of all servers were slow.",
                    0,
                ),
                // Polls and votes.
                (
                    "Of the 80 who replied, 52 said that they supported it.\n\nOnly 55 per cent of those answering backed the plan.",
                    1,
                ),
                (
                    "Of the 80 who replied, 52 said that they supported it.\n\nSome 65 per cent of those answering backed the plan.",
                    0,
                ),
                (
                    "The clerk said 900 ballot papers had been issued to an electorate of 4,500.\n\nHe blamed rain for a turnout of 35 per cent.",
                    1,
                ),
                (
                    "The clerk said 900 ballot papers had been issued to an electorate of 4,500.\n\nHe blamed rain for a turnout of 20 per cent.",
                    0,
                ),
                (
                    "Some 9,300 people cast a vote in a town with 31,000 registered voters.\n\nThe turnout was 41 per cent.",
                    1,
                ),
                (
                    "Some 9,300 people cast a vote in a town with 31,000 registered voters.\n\nThe turnout was 30 per cent.",
                    0,
                ),
                (
                    "Some 9,300 people cast a vote in a town with 31,000 registered voters, and 240 papers were spoilt.\n\nThe turnout was 41 per cent.",
                    1,
                ),
                (
                    "In an army of 18,000 it lost 720 men to frost.\n\nA loss of 7 per cent of the men would have been too many.",
                    0,
                ),
                // Machines, animals, crews, patients.
                (
                    "Inspectors opened 150 lamps. They found that 30 did not work.\n\nA fault rate of 12 per cent is too high.",
                    1,
                ),
                (
                    "Inspectors opened 150 lamps. They found that 30 did not work.\n\nA fault rate of 20 per cent is too high.",
                    0,
                ),
                (
                    "They saw that out of 25 nests ten failed.\n\nA failure rate of one in five is rare.",
                    1,
                ),
                (
                    "They saw that out of 25 nests ten failed.\n\nA failure rate of two in five is rare.",
                    0,
                ),
                (
                    "Of the 60 patients given it, 45 recovered.\n\nThe doctors call a recovery rate of 60 per cent good.",
                    1,
                ),
                (
                    "Of the 60 patients given it, 45 recovered.\n\nThe doctors call a recovery rate of 75 per cent good.",
                    0,
                ),
                (
                    "Nurses saw 4,500 of the 6,000 children.\n\nThe two-thirds who have had the drops are a start.",
                    1,
                ),
                (
                    "Nurses saw 4,500 of the 6,000 children.\n\nThe three quarters who have had the drops are a start.",
                    0,
                ),
                (
                    "In May 124 sailors took the test, and 31 of them failed.\n\nNine sailors in ten passed.",
                    1,
                ),
                (
                    "In May 124 sailors took the test, and 31 of them failed.\n\nThree sailors in four passed.",
                    0,
                ),
                (
                    "The league holds 21 of the 35 seats.\n\nVoters gave it three quarters of the seats.",
                    1,
                ),
                (
                    "The league holds 21 of the 35 seats.\n\nVoters gave it three fifths of the seats.",
                    0,
                ),
                // Of two wholes that which is named; what is not so is not what would be.
                (
                    "The clerk said 900 ballot papers had been issued to an electorate of 4,500, eleven of which were spoilt.\n\nHe blamed rain for a turnout of 35 per cent.",
                    1,
                ),
                (
                    "In the storm 12 of the harbour's 40 boats could not sail.\n\nHalf of the boats could not sail, she said.",
                    1,
                ),
                (
                    "In the storm 12 of the harbour's 40 boats could not sail.\n\nHalf of the boats would not sail in snow, she said.",
                    0,
                ),
                // What is counted is left out.
                (
                    "Police stopped 200 lorries and found that 50 had bad brakes.\n\nIt is alarming that half of the lorries had bad brakes.",
                    1,
                ),
                (
                    "Police stopped 200 lorries and found that 50 had bad brakes.\n\nIt is alarming that a quarter of the lorries had bad brakes.",
                    0,
                ),
                (
                    "The court heard 80 appeals and allowed 20.\n\nA success rate of 40 per cent is high.",
                    1,
                ),
                (
                    "The court heard 80 appeals and allowed 20.\n\nA success rate of 25 per cent is high.",
                    0,
                ),
                (
                    "The council has 60 members, of whom 24 are women.\n\nIn a council in which women make up three-quarters of the members it was odd.",
                    1,
                ),
                (
                    "The council has 60 members, of whom 24 are women.\n\nIn a council in which women make up two-fifths of the members it was odd.",
                    0,
                ),
                (
                    "It carried 600 people on its buses. A further 200 used its boats.\n\nA success rate of 91 per cent is high.",
                    0,
                ),
                // Money.
                (
                    "The fund gave £600,000 of the £1.2 million that the roof cost.\n\nThe gift paid a third of the cost of the roof.",
                    1,
                ),
                (
                    "The fund gave £600,000 of the £1.2 million that the roof cost.\n\nThe gift paid half of the cost of the roof.",
                    0,
                ),
                // A part of "them", a turnout that is said of a place, seats and those who sit there, people by
                // another name, less than half, and so many in ten.
                (
                    "The clinic tested 4,000 pupils in two vans last term. The nurses found worms in 1,400 of them.\n\nHalf of the pupils were found to have worms.",
                    1,
                ),
                (
                    "The clinic tested 4,000 pupils in two vans last term. The nurses found worms in 1,400 of them.\n\nMore than a third of the pupils were found to have worms.",
                    0,
                ),
                (
                    "The valley has 30,000 electors in three towns. In all 21,000 of them voted.\n\nTurnout in the valley was 54 per cent.",
                    1,
                ),
                (
                    "The valley has 30,000 electors in three towns. In all 21,000 of them voted.\n\nTurnout in the valley was 70 per cent.",
                    0,
                ),
                (
                    "Women hold a fifth of the seats. The parliament has 90 members, and 54 of these are women.",
                    1,
                ),
                (
                    "Women hold three fifths of the seats. The parliament has 90 members, and 54 of these are women.",
                    0,
                ),
                (
                    "The Reds hold 18 of the 30 seats.\n\nVoters gave the party four fifths of the chamber.",
                    1,
                ),
                (
                    "The Reds hold 18 of the 30 seats.\n\nVoters gave the party three fifths of the chamber.",
                    0,
                ),
                (
                    "This summer 60 drivers sat the test in Orlen.\n\nThe guild said that 95 per cent of its candidates passed. Twelve of the sixty failed.",
                    1,
                ),
                (
                    "This summer 60 drivers sat the test in Orlen.\n\nThe guild said that 80 per cent of its candidates passed. Twelve of the sixty failed.",
                    0,
                ),
                (
                    "This summer 60 drivers sat the test before 20 candidates came. Twelve of the sixty failed.\n\nIn Orlen 95 per cent of the candidates passed.",
                    0,
                ),
                (
                    "Of the 90 members, 54 voted to accept the plan.\n\nOnly a minority of members had voted for the plan, she said, in a winter in which 300 jobs went.",
                    1,
                ),
                (
                    "Of the 90 members, 54 voted to accept the plan.\n\nA majority of members had voted for the plan, she said, in a winter in which 300 jobs went.",
                    0,
                ),
                (
                    "Of the 90 members, 54 voted to approve the plan.\n\nOnly a minority of members voted to reject the plan.",
                    0,
                ),
                (
                    "They questioned 1,200 guests. Of these, 300 said that they would come again.\n\nFour guests in ten say that they will come again.",
                    1,
                ),
                (
                    "They questioned 1,200 guests. Of these, 300 said that they would come again.\n\nOne guest in four says that he will come again.",
                    0,
                ),
                (
                    "They questioned 1,200 guests. Of these, 300 said that they would come again.\n\nFour in ten guests say that they will come again.",
                    1,
                ),
                (
                    "They questioned 1,200 guests. Of these, 300 said that they would come again.\n\nOne in four guests says so, and will come again.",
                    0,
                ),
                (
                    "He won twelve of his 20 fights.\n\nA man who has won nine fights in ten does not retire.",
                    1,
                ),
                (
                    "He won twelve of his 20 fights.\n\nA man who has won three fights in five does not retire.",
                    0,
                ),
                (
                    "The port has 40 boats in two basins. Of them 18 need paint.\n\nA third of the crews need rest.",
                    0,
                ),
                // Of something else, and another part.
                (
                    "Of the 80 who replied, 52 said that they supported it.\n\nA response rate of 40 per cent is usual.",
                    0,
                ),
                ("The league holds 21 of the 35 seats.\n\nWomen sit in a third of the chairs.", 0),
                (
                    "Inspectors opened 150 lamps. They found that 30 did not work.\n\nThe interest rate of 12 per cent is high.",
                    0,
                ),
                (
                    "Of the 60 patients given it, 45 recovered, and of 30 others 12 did.\n\nA recovery rate of 60 per cent is good.",
                    0,
                ),
                (
                    "Nurses saw 4,500 of the 6,000 children.\n\nThe third who live in the hills come next.",
                    0,
                ),
                (
                    "The clerk said 900 ballot papers had been issued to an electorate of 4,500.\n\nThe turnout was 35 per cent last time.",
                    0,
                ),
                (
                    "Inspectors opened 150 lamps. They found that 30 did not work.\n\nThe target is a fault rate of 12 per cent.",
                    0,
                ),
            ],
        );
    }
}
