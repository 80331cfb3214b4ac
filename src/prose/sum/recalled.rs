//! Counts that a short text tells again as known, and otherwise: "63 boats had been damaged" and "the
//! 58 damaged boats"; "fined 90,000 euros" and "the 19,000-crown fine".
//!
//! "The" before a number says that the reader has met it. Where a short text has met one count of that
//! noun and no other, and the number is neither that nor anything that follows from the numbers told
//! before, one of the two is wrong. Words that say which of them are meant have to be told of the first
//! as well: "the 20 boats that had sunk" may be some of the 63.

use rust_decimal::Decimal;

use super::figure::{Figure, before, limits};
use super::kinds::is_kind;
use super::over::does;
use super::placed::Placed;
use crate::prose::gist;
use crate::prose::lexicon::{VERB, class, word};
use crate::prose::passage::{MentionKind, Passage};
use crate::prose::slip::Slip;
use crate::value::quantity::{Unit, show};

/// What to do about them.
const HELP: &str = "find out which is right; if both are, say which of them the second counts";

/// Most figures of a short text. In longer ones a noun is soon counted of two things.
const MOST: usize = 20;

/// How far apart two counts of one thing are at most, as the greater by the less.
const FURTHEST: Decimal = Decimal::TWO;

/// Words that say that what is counted has been told of.
const KNOWN: &[&str] = &["the", "these", "those", "all"];

/// Words beside a count that say that it is not of all, or that it is of others.
pub(super) const OTHERS: &[&str] = &[
    "other",
    "others",
    "another",
    "further",
    "more",
    "additional",
    "extra",
    "remaining",
    "rest",
    "first",
    "last",
    "next",
    "previous",
    "past",
    "new",
    "only",
    "same",
    "original",
    "least",
    "best",
    "top",
    "every",
    "including",
];

/// Prepositions behind a noun that pick some of it out.
const PICKS: &[&str] = &["in", "on", "at", "of", "from", "with", "without", "by", "for"];

/// A figure that is told as known.
struct Recalled<'a, 't> {
    placed: &'a Placed<'t>,
    /// Lemma of what it counts, or of what it is the size of.
    noun: String,
    /// Words that say which of them.
    which: Vec<String>,
    /// Words of what stands behind the noun and picks them out, of which one is enough.
    by: Vec<String>,
    /// Whether it has no noun, and is known by how much it is: "it will pay the £7,200".
    bare: bool,
}

/// Slips of a document, of whose figures it is told.
pub(super) fn slips(all: &[Placed<'_>], out: &mut Vec<Slip>) {
    if all.len() > MOST {
        return;
    }
    for (at, placed) in all.iter().enumerate() {
        let Some(recalled) = recalled(placed) else { continue };
        if placed.is_in(out) {
            continue;
        }
        let Some(first) = first(&recalled, &all[..at], all) else { continue };
        let (n, m) = (show(&first.figure.quantity), show(&placed.figure.quantity));
        let message = format!("{m} are spoken of as known, where the text has told of {n}");
        out.push(placed.against(first, message, HELP));
    }
}

/// Whether the word before a figure says that it is known: "the 58 boats", "with 58 boats in the harbour,
/// nobody could land", "at 58 metres, it is the longest".
pub(super) fn is_recalled(placed: &Placed<'_>) -> bool {
    let (passage, start) = (placed.passage, placed.figure.tokens.start);
    let Some(joint) = start.checked_sub(1) else { return false };
    let first = placed.sentence.tokens.start;
    // Behind a verb, "with" tells what is new: "a firm with 58 boats".
    let opens = joint == first
        || joint.checked_sub(1).is_some_and(|at| {
            passage.is_any(at, &["that", "but", "and", "\"", "\u{201c}", "\u{2018}", ":", ";"])
        });
    let stands = passage.is(joint, "with") && opens || passage.is(joint, "at") && joint == first;
    joint >= first && (passage.is_any(joint, KNOWN) || stands || size_of(placed).is_some())
}

/// "The council's estimate of 63 boats", "the fine of £6,300": the noun of which a figure is said to be the
/// known size.
fn size_of(placed: &Placed<'_>) -> Option<usize> {
    const COUNTS: &[&str] = &["estimate", "count", "figure", "total", "number", "tally", "toll"];
    const DEFINITE: &[&str] = &["the", "this", "that", "its", "their", "his", "her", "our", "s"];
    /// Tokens before the noun in which its article stands.
    const BEFORE: usize = 2;
    let (passage, figure) = (placed.passage, &placed.figure);
    let joint = figure.tokens.start.checked_sub(1).filter(|at| passage.is(*at, "of"))?;
    let noun = joint.checked_sub(1).filter(|at| *at > placed.sentence.tokens.start)?;
    let named = if figure.is_count() {
        COUNTS.contains(&gist::lemma(passage, noun)?.as_str())
    } else {
        passage.tokens[noun].word.is(class::NOUN)
    };
    let from = noun.saturating_sub(BEFORE).max(placed.sentence.tokens.start);
    (named && (from..noun).any(|at| passage.is_any(at, DEFINITE))).then_some(noun)
}

/// "The 58 damaged boats", "each of the 58 boats", "all 58 who rowed", "the 19,000-crown fine".
fn recalled<'a, 't>(placed: &'a Placed<'t>) -> Option<Recalled<'a, 't>> {
    /// Tokens behind the noun that say which of them are meant.
    const WHICH: usize = 6;
    let (passage, figure) = (placed.passage, &placed.figure);
    let start = figure.tokens.start;
    let end = placed.sentence.tokens.end;
    figure.amount.as_ref()?;
    let money = matches!(figure.quantity.unit, Unit::Money(_));
    let joint = start.checked_sub(1).filter(|at| *at >= placed.sentence.tokens.start)?;
    if !is_recalled(placed) || !(money || figure.is_count()) {
        return None;
    }
    let closes = |at: &usize| matches!(passage.token(*at), "," | ";" | "." | ":" | "(" | ")");
    let relative = |at: usize| passage.is_any(at, &["who", "that", "which"]);
    // "The 512 who finished" has no noun: what they did is what is known of them.
    if figure.noun.is_none() && !money {
        let behind = figure.tokens.end;
        relative(behind).then_some(())?;
        let said = (behind + 1..end.min(behind + 1 + WHICH)).take_while(|at| !closes(at));
        let mut said = said.filter_map(|at| Some((at, gist::lemma(passage, at)?)));
        let (verb, deed) = said.next()?;
        // "Who finished in the dark": only some of those who finished may have.
        let more = said.next().filter(|_| {
            passage.tokens.get(verb + 1).is_some_and(|next| next.word.is(class::PREPOSITION))
        });
        let which: Vec<String> =
            [Some(deed), more.map(|(_, word)| word)].into_iter().flatten().collect();
        let noun = which.first()?.clone();
        return Some(Recalled { placed, noun, which, by: Vec::new(), bare: false });
    }
    if money && is_bare(placed) {
        let (which, by) = (Vec::new(), Vec::new());
        return Some(Recalled { placed, noun: String::new(), which, by, bare: true });
    }
    let head = if money {
        size_of(placed).or_else(|| sized(passage, figure))?
    } else {
        figure.end.checked_sub(1)?
    };
    if !money && passage.tokens.get(head)?.word.is(class::TIME_UNIT) {
        return None;
    }
    let which = gist::lemmas(passage, figure.tokens.end..head.max(figure.tokens.end));
    let last = head.max(figure.tokens.end.saturating_sub(1));
    let behind = last + 1..end.min(last + 1 + WHICH);
    let auxiliary = class::BE | class::HAVE | class::DO | class::MODAL;
    let picks = |at: usize| {
        let word = passage.tokens[at].word;
        let participle = word.is(class::PARTICIPLE) || passage.token(at).ends_with("ed");
        relative(at) || passage.is_any(at, PICKS) || (participle && !word.is(auxiliary))
    };
    let narrowed = behind.start < end && picks(behind.start);
    let said = behind.clone().take_while(|at| narrowed && !closes(at));
    let by = said.filter_map(|at| gist::lemma(passage, at)).collect();
    let beside = joint.saturating_sub(2)..behind.start + 1;
    if beside.clone().any(|at| passage.is_any(at, OTHERS)) {
        return None;
    }
    let noun = gist::lemma(passage, head)?;
    Some(Recalled { placed, noun, which, by, bare: false })
}

/// "The £7,200 in full", "the £7,200 was paid": whether nothing behind an amount of money says what it is for.
fn is_bare(placed: &Placed<'_>) -> bool {
    let (passage, at) = (placed.passage, placed.figure.tokens.end);
    let Some(next) = passage.tokens.get(at).map(|token| token.word) else { return false };
    let definite = before(passage, placed.figure.tokens.start) == "the";
    let spent = next.is(class::BE | class::HAVE | class::MODAL);
    let whole = passage.is(at, "in") && passage.is_any(at + 1, &["full", "cash", "instalments"]);
    let closes = passage.is_any(at, &[".", ",", ";", "back", "this", "next", "within"]);
    definite && (spent || whole || closes)
}

/// The noun of which an amount of money is the size: "the 19,000-crown fine".
fn sized(passage: &Passage<'_>, figure: &Figure) -> Option<usize> {
    let at = figure.tokens.end;
    let noun = passage.tokens.get(at)?.word;
    (noun.is(class::NOUN) && !noun.is(class::PREPOSITION | class::TIME_UNIT)).then_some(at)
}

/// The one figure before it that it can be meant to be, where it is not that one.
fn first<'a, 't>(
    recalled: &Recalled<'_, '_>,
    before: &'a [Placed<'t>],
    all: &[Placed<'_>],
) -> Option<&'a Placed<'t>> {
    let own = recalled.placed;
    let amount = own.figure.amount.as_ref()?;
    let money = !own.figure.is_count();
    let like = |other: &Placed<'_>| {
        own.figure.quantity.unit.comparable(&other.figure.quantity.unit)
            || (own.figure.is_count() && other.figure.is_count())
    };
    let found: Option<&Placed<'_>>;
    let amounts = before.iter().filter(|other| like(other) && !other.is_beside(own));
    if recalled.bare {
        return bare(own, &amounts.collect::<Vec<_>>(), all);
    }
    let mut of_it = amounts.clone().filter(|other| is_of(recalled, other));
    if let Some(first) = of_it.next() {
        // Two counts of it: which is meant is anybody's guess.
        found = of_it.next().is_none().then_some(first);
    } else {
        let mut does = amounts.filter(|other| is_subject_of(recalled, other));
        found = does.next().filter(|_| does.next().is_none());
    }
    let first = found?;
    let (low, high) = limits(&first.figure.quantity);
    let (n, m) = (first.figure.quantity.printed.as_ref()?.low, amount.shown);
    let fits = low.is_none_or(|low| low <= m) && high.is_none_or(|high| m <= high);
    let apart = n.max(m).checked_div(n.min(m))?;
    let alike = money || apart <= FURTHEST;
    // What a hedge leaves open is not told by a number.
    // Those of whom there were "at least 40" are no 36.
    let least = high.is_none() && low.is_some_and(|low| m < low) && !money;
    let bounded = first.figure.amount.is_some() || high.is_some_and(|high| m > high) || least;
    let only = !money || before.iter().filter(|other| like(other)).count() == 1;
    let follows = all.iter().any(|other| !std::ptr::eq(other, own) && is_told(other, m))
        || is_made_of(before.iter().filter(|operand| can_be_added(recalled, first, operand)), m);
    let partial = is_partial(first) || are_apart(first, own);
    (!fits && alike && bounded && only && !follows && !partial).then_some(first)
}

/// The amount of money that one which is known by itself alone is meant to be: the nearest before it, where
/// none is just that, and it does not follow from them.
fn bare<'a, 't>(
    own: &Placed<'_>,
    before: &[&'a Placed<'t>],
    all: &[Placed<'_>],
) -> Option<&'a Placed<'t>> {
    let m = own.figure.amount.as_ref()?.shown;
    let told = all.iter().any(|other| !std::ptr::eq(other, own) && is_told(other, m));
    let holds = |other: &&&Placed<'_>| {
        let (low, high) = limits(&other.figure.quantity);
        low.is_none_or(|low| low <= m) && high.is_none_or(|high| m <= high)
    };
    if told || before.iter().any(|other| holds(&other)) || is_made_of(before.iter().copied(), m) {
        return None;
    }
    let near = |other: &&&Placed<'_>| {
        let n = other.figure.amount.as_ref().map(|amount| amount.shown);
        let apart = n.and_then(|n| n.max(m).checked_div(n.min(m)));
        apart.is_some_and(|apart| apart <= FURTHEST) && !are_apart(other, own)
    };
    let apart = |other: &&&Placed<'_>| {
        other.figure.amount.as_ref().and_then(|n| n.shown.checked_sub(m)).map(|apart| apart.abs())
    };
    before.iter().filter(near).min_by_key(apart).copied()
}

/// Whether a number can be part of a sum that is what a recalled one counts: that of another noun cannot.
fn can_be_added(recalled: &Recalled<'_, '_>, first: &Placed<'_>, operand: &Placed<'_>) -> bool {
    let own = recalled.placed;
    let Some(noun) = operand.figure.noun.as_deref().filter(|_| own.figure.is_count()) else {
        return true;
    };
    let nouns = [Some(recalled.noun.as_str()), first.figure.noun.as_deref()];
    let mut nouns = nouns.into_iter().flatten();
    nouns.any(|of| gist::alike(noun, of) || is_kind(noun, of) || is_kind(of, noun))
        || (operand.is_of_some_people() && (first.is_of_some_people() || own.is_of_some_people()))
}

/// Whether a figure counts what a recalled one does, by its noun or by what its clause tells of it.
fn is_of(recalled: &Recalled<'_, '_>, other: &Placed<'_>) -> bool {
    let (passage, noun) = (other.passage, &recalled.noun);
    let said = gist::Gist::of(passage, other.sentence.tokens.clone());
    let segment = other.figure.segment(passage, other.sentence);
    let words = gist::lemmas(passage, segment);
    let counted = other.figure.noun.as_deref();
    let same = counted.is_some_and(|own| {
        gist::is_form(own, noun) || is_kind(own, noun) || own.ends_with(noun.as_str())
    }) || stands_for(recalled, other);
    // "Fined 900 crowns" and "the fine", "two guests died" and "the deaths".
    let people = counted.is_some_and(|own| word(own).is(class::PERSON))
        || recalled.placed.figure.noun.is_none();
    // "Twelve clerks have applied", "the applicants".
    let doers = || other.is_of_some_people() && words.iter().any(|own| does(noun, own));
    let deed = (people || !recalled.placed.figure.is_count())
        && words.iter().any(|own| gist::is_form(own, noun) || gist::alike(own, noun))
        || doers();
    let picked = recalled.by.is_empty() || recalled.by.iter().any(|word| said.holds(word));
    (same || deed) && picked && recalled.which.iter().all(|word| said.holds(word))
}

/// Whether the noun of what is known stands for whatever happened, or for whoever was told of: "sixteen
/// thefts" and "all 26 cases", "seven clerks" and "none of the nine people called by the defence".
fn stands_for(recalled: &Recalled<'_, '_>, other: &Placed<'_>) -> bool {
    const CASES: &[&str] = &["case", "incident", "instance", "occasion", "episode"];
    let noun = recalled.noun.as_str();
    let Some(own) = other.figure.noun.as_deref() else { return false };
    let happens = || {
        let known = word(own);
        known.is(class::EVENT)
            || EVENTS.iter().any(|end| own.len() > end.len() + 2 && own.ends_with(end))
    };
    let narrowed = !recalled.by.is_empty() || !recalled.which.is_empty();
    let people = matches!(noun, "people" | "person") && narrowed && other.is_of_some_people();
    people || (CASES.contains(&noun) && !other.is_of_people() && happens())
}

/// "The herd has moved. Some 140 live in the wood": whether a number does something without a noun, that of
/// which was told right before.
fn is_subject_of(recalled: &Recalled<'_, '_>, placed: &Placed<'_>) -> bool {
    let (passage, end) = (placed.passage, placed.figure.tokens.end);
    let noun = recalled.noun.as_str();
    let Some(next) = passage.tokens.get(end).map(|token| token.word) else { return false };
    let does =
        next.is(VERB | class::BE | class::HAVE) && !next.is(class::NOUN | class::PREPOSITION);
    let from = placed.index.saturating_sub(1);
    let ahead = passage.sentences.get(from..=placed.index).unwrap_or(&[]);
    let mut ahead = ahead.iter().flat_map(|s| s.tokens.clone()).take_while(|at| *at < end);
    // One of them would be singular.
    let plural = |at: usize| {
        passage.lower(at) != noun && crate::prose::open::noun_lemma(passage, at) == noun
    };
    let narrowed = !recalled.by.is_empty() || !recalled.which.is_empty();
    // "Of which a dozen are cubs".
    let start = placed.figure.tokens.start;
    let of_them = (start.saturating_sub(2)..start)
        .any(|at| passage.is_any(at, &["which", "whom", "them", "these", "those"]));
    let bare = placed.figure.noun.is_none() && placed.figure.is_count() && !of_them;
    // "Nineteen were masons or drivers", "the 23 drivers": some of them at most.
    let Some(said) = placed.figure.amount.as_ref().zip(recalled.placed.figure.amount.as_ref())
    else {
        return does && bare && !narrowed && ahead.any(plural);
    };
    let more = said.1.shown > said.0.shown;
    let mut named = (end..placed.sentence.tokens.end).filter(|_| next.is(class::BE));
    does && bare && !narrowed && (ahead.any(plural) || more && named.any(plural))
}

/// Endings of nouns of what happens.
const EVENTS: &[&str] = &["tion", "sion", "ment", "ing", "ery", "ure", "ack", "eft", "ash"];

/// Whether a figure is some of what there are.
fn is_partial(placed: &Placed<'_>) -> bool {
    let (passage, figure) = (placed.passage, &placed.figure);
    let before = figure.tokens.start.saturating_sub(2)..figure.tokens.start;
    // "At least 140" is a bound, and no part.
    let own = figure.tokens.clone().filter(|at| !passage.is(*at, "least"));
    let mut beside = before.chain(own).chain(figure.tokens.end..figure.end + 1);
    passage.is(figure.tokens.end, "of") || beside.any(|at| passage.is_any(at, OTHERS))
}

/// Whether two sentences are of two years, or of different speakers' making.
fn are_apart(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    are_of_two_times(a, b, |kind| matches!(kind, MentionKind::Date(_) | MentionKind::Duration(_)))
}

/// The same by what is taken for a time.
pub(super) fn are_of_two_times(
    a: &Placed<'_>,
    b: &Placed<'_>,
    is_time: impl Fn(&MentionKind) -> bool,
) -> bool {
    let years = |placed: &Placed<'_>| -> Vec<String> {
        let mentions = placed.passage.mentions_of(placed.sentence);
        let dates = mentions.iter().filter(|mention| is_time(&mention.kind));
        dates.map(|mention| placed.passage.slice(&mention.tokens).to_owned()).collect()
    };
    let year = |text: &String| text.contains("year") || text.len() == "2003".len();
    let (x, y) = (years(a), years(b));
    let other = |own: &[String], rest: &[String]| own.iter().any(|d| year(d) && !rest.contains(d));
    other(&y, &x) || (other(&x, &y) && !y.is_empty())
}

/// Whether a figure is a number.
fn is_told(placed: &Placed<'_>, number: Decimal) -> bool {
    let printed = placed.figure.quantity.printed.as_ref();
    printed.is_some_and(|printed| printed.low == number || printed.high == Some(number))
}

/// Whether a number is the sum or the difference of two that are told, or the sum of all of a run.
pub(super) fn is_made_of<'a, 't: 'a>(
    parts: impl Iterator<Item = &'a Placed<'t>>,
    number: Decimal,
) -> bool {
    let shown: Vec<Decimal> =
        parts.filter_map(|p| Some(p.figure.quantity.printed.as_ref()?.low)).collect();
    let two = shown.iter().enumerate().any(|(at, a)| {
        shown[at + 1..].iter().any(|b| {
            let apart = a.checked_sub(*b).map(|apart| apart.abs());
            a.checked_add(*b) == Some(number) || apart == Some(number)
        })
    });
    let run = |from: usize| {
        let mut sum = Decimal::ZERO;
        shown[from..].iter().any(|n| {
            sum = sum.saturating_add(*n);
            sum == number
        })
    };
    two || (0..shown.len()).any(run)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_by, slips_of, sums_of};

    #[test]
    fn counts_that_are_known_are_those_that_were_told() {
        check_by(
            |markdown| slips_of(super::super::CONFLICT, markdown),
            &[
                // Both are claims of one frame, and compared as such.
                (
                    "The storm damaged 63 boats.\n\nThe owners of the 58 damaged boats will be paid.",
                    0,
                ),
                (
                    "The storm damaged 63 boats.\n\nThe owners of the 63 damaged boats will be paid.",
                    0,
                ),
                // Some of them, or others.
                (
                    "The storm damaged 63 boats.\n\nThe owners of the 58 wooden boats will be paid.",
                    0,
                ),
                ("The storm damaged 63 boats.\n\nThe other 58 boats were in port.", 0),
                ("The storm damaged 63 boats, and the tide 20 more.\n\nThe 83 boats are old.", 0),
                ("The storm damaged 63 boats.\n\nThe 58 boats that still float are old.", 0),
                // Another year's, or far from it.
                ("The storm damaged 63 boats.\n\nThe 58 boats damaged in 1987 are gone.", 0),
                ("The storm damaged 63 boats.\n\nThe 400 boats of the fleet are old.", 0),
                // By what was done, and by a hedge.
                ("Two guests have died.\n\nAll three deaths were sudden.", 1),
                ("Almost 500 runners finished.\n\nEach of the 512 who finished got a cup.", 1),
                ("Almost 500 runners finished.\n\nEach of the 492 who finished got a cup.", 0),
                ("Almost 500 runners finished.\n\nThe 512 who finished by noon got a cup.", 0),
                ("The inn was fined 90,000 euros.\n\nIt will pay the 19,000-euro fine.", 1),
                ("The inn was fined 19,000 euros.\n\nIt will pay the 19,000-euro fine.", 0),
            ],
        );
    }

    #[test]
    fn what_is_known_may_have_another_name() {
        check_by(
            sums_of,
            &[
                // By a word for whatever happened, for whoever did it, for those who did something.
                ("Sixteen thefts were reported.\n\nThe police have closed all 26 cases.", 1),
                ("Sixteen thefts were reported.\n\nThe police have closed all 16 cases.", 0),
                ("Sixteen boats were lost.\n\nThe museum has all 26 cases.", 0),
                ("Eleven nurses have applied.\n\nShe will see all fourteen applicants.", 1),
                ("Eleven nurses have applied.\n\nShe will see all eleven applicants.", 0),
                (
                    "The defence called nine doctors.\n\nNone of the seven people called by the defence had met him.",
                    1,
                ),
                (
                    "The defence called nine doctors.\n\nNone of the seven people in the lift had met him.",
                    0,
                ),
                // What does something and has its noun in the sentence before.
                (
                    "Storks like the marsh. A count found that 140 live there.\n\nThe 160 storks are fed by hand.",
                    1,
                ),
                (
                    "Storks like the marsh. A count found that 160 live there.\n\nThe 160 storks are fed by hand.",
                    0,
                ),
                // An amount of money that is known by itself.
                (
                    "The fine was cut from £9,000 to £6,300.\n\nThe bank will pay the £7,200 in full.",
                    1,
                ),
                (
                    "The fine was cut from £9,000 to £6,300.\n\nThe bank will pay the £6,300 in full.",
                    0,
                ),
                (
                    "The fine was £6,300 and the costs £900.\n\nThe bank will pay the £7,200 in full.",
                    0,
                ),
                ("The fine was £6,300.\n\nThe £7,200 that it cost to print is lost.", 0),
                ("The fine was £6,300.\n\nThe £7,200 lift is out of order.", 0),
                (
                    "The rebels freed their captives. All nineteen were masons or drivers.\n\nOf the twenty-three drivers, one was ill.",
                    1,
                ),
                (
                    "The rebels freed their captives. All nineteen were masons or drivers.\n\nOf the thirteen drivers, one was ill.",
                    0,
                ),
                ("At least 140 cows drowned.\n\nThe vet has seen the 126 cows.", 1),
                ("At least 140 cows drowned.\n\nThe vet has seen the 146 cows.", 0),
                // As the size of what is known.
                (
                    "The survey counted between 40 and 50 storks.\n\nThe survey's estimate of 63 storks is a surprise.",
                    1,
                ),
                (
                    "The survey counted between 40 and 50 storks.\n\nThe survey's estimate of 45 storks is a surprise.",
                    0,
                ),
                // As it opens a sentence.
                ("The harbour holds 62 boats.\n\nWith 48 boats to watch, she is busy.", 1),
                ("The harbour holds 62 boats.\n\nA firm with 48 boats is next to it.", 0),
            ],
        );
    }
}
