//! Parts that one sentence lists, against the whole that another gives.
//!
//! "They took 214 deeds, 96 contracts and 61 passports" on one page, "in all, 391 papers are
//! missing" on another. Any two figures lie near each other by chance, so a whole counts as one only
//! where words say so and no other figure of the document is the sum.

use rust_decimal::Decimal;

use super::digits::one_digit;
use super::figure::{Figure, any_on, noun_before};
use super::kinds::is_kind;
use super::part::{NOT_PARTS, Parts, are_elements, check, says_split, says_sum};
use super::placed::Placed;
use super::{Amount, adds_up, sum};
use crate::prose::gist;
use crate::prose::open;
use crate::prose::passage::{Mention, MentionKind};
use crate::prose::slip::Slip;

/// Most figures of a document: of longer ones any sum is that of something.
const MOST: usize = 600;

/// Part of a sum that a whole which is meant to be it lies off at most.
const NEAR: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// Fewest parts of a sum that only "in all" links to its whole.
const SEVERAL: usize = 3;

/// Nouns that stand for things of several kinds.
const GENERIC: &[&str] = &[
    "item", "thing", "object", "piece", "people", "person", "case", "work", "unit", "entry",
    "animal", "vehicle", "record", "document", "file", "paper", "good",
];

/// Words behind a list that say that it goes on.
const OPEN: &[&str] = &["among", "amongst", "others", "more", "etc", "included", "example"];

/// What becomes of people, one of these each.
const OUTCOMES: &[&str] = &[
    "die",
    "dead",
    "kill",
    "hurt",
    "injure",
    "injured",
    "wound",
    "wounded",
    "survive",
    "survivor",
    "escape",
    "unharmed",
    "unhurt",
    "uninjured",
    "miss",
    "missing",
    "rescue",
    "safe",
];

/// Parts of one sentence.
struct Listed<'a, 't> {
    parts: &'a [Placed<'t>],
    amounts: Vec<&'a Amount>,
}

/// Slips of the lists of a document's sentences, but of blocks that `out` has slips of. `runs` says
/// which blocks are running text.
pub(super) fn slips(all: &[Placed<'_>], out: &mut Vec<Slip>) {
    if all.len() > MOST {
        return;
    }
    let told = out.len();
    for sentence in all.chunk_by(Placed::is_beside) {
        if has_its_whole(sentence) || sentence.first().is_some_and(Placed::is_of_largest) {
            continue;
        }
        let narrowed: Vec<Placed<'_>>;
        let parts = if (1..sentence.len()).any(|at| narrows(sentence, at)) {
            narrowed = (0..sentence.len())
                .filter(|at| !narrows(sentence, *at))
                .map(|at| sentence[at].clone())
                .collect();
            &narrowed
        } else {
            sentence
        };
        let Some(listed) = longest(parts) else { continue };
        let before = |slip: &Slip| slip.at.block == sentence[0].at.block;
        if out[..told].iter().any(before) {
            continue;
        }
        let Some(whole) = whole(&listed, all) else { continue };
        // The text itself tells what they come to.
        let come_to =
            listed.amounts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.shown));
        // It may be taken for a number of a thing: "in the second group 41 stopped".
        let here = &sentence[0];
        let said =
            here.sentence.tokens.clone().any(|at| {
                here.passage.token(at).replace(',', "").parse::<Decimal>().ok() == come_to
            });
        if said {
            continue;
        }
        let parts = listed.parts.iter().map(|part| &part.figure).collect();
        let Some(mut slip) = check(whole.at, &Parts { whole: &whole.figure, parts }) else {
            continue;
        };
        slip.bytes = whole.figure.bytes.clone();
        let first = &listed.parts[0];
        let label = format!("the first of {} parts", listed.parts.len());
        slip.other = Some((first.at, first.figure.bytes.clone(), label));
        out.push(slip);
    }
}

impl Placed<'_> {
    /// Whether a noun, or a word of that lemma, stands in the sentence.
    pub(super) fn names(&self, noun: &str) -> bool {
        self.sentence.tokens.clone().any(|at| open::noun_lemma(self.passage, at) == noun)
    }

    /// "The three largest items were …": there are others.
    fn is_of_largest(&self) -> bool {
        const LARGEST: &[&str] =
            &["largest", "biggest", "main", "principal", "highest", "greatest", "leading", "top"];
        self.sentence.tokens.clone().any(|at| self.passage.is_any(at, LARGEST))
    }

    /// Whether words behind it, up to the next figure, say what became of people.
    fn has_outcome(&self, until: usize) -> bool {
        let words = self.figure.tokens.end..until;
        words.into_iter().any(|at| {
            let token = &self.passage.tokens[at];
            OUTCOMES.contains(&token.word.lemma.text()) || self.passage.is_any(at, OUTCOMES)
        })
    }
}

/// "9,900 households of one person and 6,200 of two or three": a figure that only tells which of
/// the things that the one before it counts.
fn narrows(figures: &[Placed<'_>], at: usize) -> bool {
    let figure = |at: usize| &figures[at].figure;
    let Some(of) = figure(at).tokens.start.checked_sub(1) else { return false };
    let passage = figures[at].passage;
    let follows = |at: usize| figure(at).end.max(figure(at).tokens.end) == of;
    let earlier = at.checked_sub(1).filter(|before| follows(*before));
    match earlier {
        Some(_) if passage.is(of, "of") => figure(at).is_count() && !figure(at).is_share(),
        Some(before) if passage.is_any(of, &["or", "to"]) => before > 0 && narrows(figures, before),
        _ => false,
    }
}

/// Words that say how many more or fewer a narrowing figure lets in: "of four or more".
const OR_MORE: &[&str] = &["more", "fewer", "less", "over"];

/// Whether a list says by some word that its elements are not all there are, or overlap.
fn is_loose(parts: &[Placed<'_>]) -> bool {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return true };
    let (passage, start) = (first.passage, first.figure.tokens.start);
    // "Choose among 12 plays, 9 operas and 4 ballets": from all there are.
    let chosen = start.checked_sub(1).filter(|at| {
        let verb = at.checked_sub(1).map(|at| passage.lower(at)).unwrap_or_default();
        passage.is_any(*at, &["among", "from", "between"])
            && ["choose", "chose", "pick", "select", "selection", "choice", "chosen"]
                .contains(&verb.as_str())
    });
    let or_more = |at: usize| {
        let of = |at: usize| passage.is_any(at, OR_MORE) && passage.is(at.saturating_sub(1), "or");
        of(at) || (passage.is(at, "or") && passage.is_any(at + 1, OR_MORE))
    };
    // "Of two or three persons": inside of what narrows a figure.
    let inside = |at: usize| {
        passage.is(at, "or")
            && parts.iter().any(|part| {
                let from = part.figure.end.max(part.figure.tokens.end);
                passage.is(from, "of") && (from..from + 4).contains(&at)
            })
    };
    (start.saturating_sub(2)..last.figure.end).any(|at| {
        passage.is_of(at, &NOT_PARTS) && Some(at) != chosen && !or_more(at) && !inside(at)
    })
}

/// Whether a sentence gives the sum of some of its figures beside them: "17 goals, eleven at home and
/// six away" lists no 17, 11 and 6.
pub(super) fn has_its_whole(figures: &[Placed<'_>]) -> bool {
    let shown = |at: usize| Some(figures.get(at)?.figure.amount.as_ref()?.shown);
    // "Nine of our 20 proposals are for the ports, seven for the ships and four for the state".
    let all = (0..figures.len()).try_fold(Decimal::ZERO, |sum, at| sum.checked_add(shown(at)?));
    let is_half = |at: usize| {
        let whole = shown(at).filter(|whole| !whole.is_zero());
        whole.and_then(|whole| whole.checked_add(whole)) == all && all.is_some()
    };
    (figures.len() > 2 && (0..figures.len()).any(is_half))
        || (0..figures.len()).any(|from| {
            let mut sum = shown(from);
            (from + 1..figures.len()).any(|last| {
                sum = sum.zip(shown(last)).and_then(|(sum, next)| sum.checked_add(next));
                let beside = [from.checked_sub(1).and_then(shown), shown(last + 1)];
                sum.is_some_and(|sum| !sum.is_zero()) && beside.contains(&sum)
            })
        })
}

/// The longest run of figures of a sentence that are the elements of one list.
fn longest<'a, 't>(figures: &'a [Placed<'t>]) -> Option<Listed<'a, 't>> {
    let mut best: Option<Listed<'a, 't>> = None;
    for from in 0..figures.len() {
        for to in (from + 2..=figures.len()).rev() {
            let parts = &figures[from..to];
            if best.as_ref().is_some_and(|known| known.parts.len() >= parts.len()) {
                break;
            }
            best = listed(parts).or(best);
        }
    }
    best
}

fn listed<'a, 't>(parts: &'a [Placed<'t>]) -> Option<Listed<'a, 't>> {
    let (first, last) = (parts.first()?, parts.last()?);
    let passage = first.passage;
    let amounts: Option<Vec<&Amount>> =
        parts.iter().map(|part| part.figure.amount.as_ref()).collect();
    let amounts = amounts?;
    let like = amounts.iter().all(|amount| amount.is_like(amounts[0]));
    let shares = parts.iter().any(|part| part.figure.is_share());
    // "9,900 of four or more" ends a list, "and more" leaves it open.
    let open = (last.figure.end..first.sentence.tokens.end)
        .any(|at| passage.is_any(at, OPEN) && !passage.is(at.saturating_sub(1), "or"));
    let elements: Vec<&Figure> = parts.iter().map(|part| &part.figure).collect();
    (like
        && !shares
        && !open
        && !is_loose(parts)
        && are_elements(passage, first.sentence, &elements))
    .then_some(Listed { parts, amounts })
}

/// The one figure of the document that is meant to be the sum of a list; `None` where a figure is.
fn whole<'a, 't>(listed: &Listed<'_, 't>, all: &'a [Placed<'t>]) -> Option<&'a Placed<'t>> {
    let mut found: Option<&Placed<'_>> = None;
    for other in all.iter().filter(|other| !other.is_beside(&listed.parts[0])) {
        let Some(amount) = &other.figure.amount else { continue };
        let Some(total) = sum(&listed.amounts, amount) else { continue };
        if adds_up(&total, amount) {
            return None;
        }
        let apart = total.shown.checked_sub(amount.shown).map(|apart| apart.abs());
        let allowed = total.shown.checked_mul(NEAR);
        let near = apart.zip(allowed).is_some_and(|(apart, allowed)| apart <= allowed);
        if !near || !is_linked(listed, other, one_digit(total.shown, amount.shown)) {
            continue;
        }
        let other_value = |known: &&Placed<'_>| {
            known.figure.amount.as_ref().is_some_and(|known| known.shown != amount.shown)
        };
        if found.as_ref().is_some_and(other_value) {
            return None;
        }
        found = found.or(Some(other));
    }
    found
}

/// Whether words say that a figure is the whole of a list.
fn is_linked(listed: &Listed<'_, '_>, whole: &Placed<'_>, one_digit: bool) -> bool {
    let parts = listed.parts;
    let (figure, passage) = (&whole.figure, whole.passage);
    let around = figure.tokens.start.saturating_sub(2)..figure.end + 2;
    if is_of_subject(listed, whole) || are_aboard(listed, whole) {
        return true;
    }
    let noun = figure.noun.as_deref();
    let same = noun.is_some() && parts.iter().all(|part| part.figure.noun.as_deref() == noun);
    let kinds = noun.is_some_and(|noun| {
        let of = |part: &Placed<'_>| {
            part.figure.noun.as_deref().is_some_and(|own| own == noun || is_kind(own, noun))
        };
        !same && parts.iter().all(of)
    });
    // "Choose among 186 films from 47 countries" are all there are.
    let choice = |at: usize| kinds && passage.is_any(at, &["among", "from"]);
    if around.clone().any(|at| passage.is_of(at, &NOT_PARTS) && !choice(at)) {
        return false;
    }
    let says = says_sum(passage, whole.sentence.tokens.clone());
    let generic = noun.is_none_or(|noun| GENERIC.contains(&noun));
    let named = noun.is_some_and(|noun| !generic && parts[0].names(noun));
    let all_there_is = is_all(listed);
    let ends = parts.iter().skip(1).map(|part| part.figure.tokens.start);
    let ends = ends.chain(std::iter::once(parts[0].sentence.tokens.end));
    let outcomes = whole.is_of_people()
        && parts.len() >= SEVERAL
        && parts.iter().zip(ends).all(|(part, end)| part.has_outcome(end));
    let several = parts.len() >= SEVERAL;
    (same && (says || one_digit || (several && is_told_before(listed, whole))))
        || (kinds && (says || several || one_digit || all_there_is))
        || (named && (says || several || one_digit))
        || (says && generic && several)
        || (generic && noun.is_some() && several && one_digit && is_long(figure))
        || outcomes
        || (several && is_narrowed(listed, whole))
}

/// Sentences behind a whole in which its parts are told.
const BEHIND: usize = 4;

/// "There are 6,200 farms … 2,100 farms of one hand, 3,000 farms of two and 1,400 farms of more": a
/// whole a few sentences ahead of a list of the very same noun, each of it narrowed.
fn is_told_before(listed: &Listed<'_, '_>, whole: &Placed<'_>) -> bool {
    let first = &listed.parts[0];
    let (there, here) = ((whole.at.block, whole.index), (first.at.block, first.index));
    let near = if there.0 == here.0 { here.1 - there.1.min(here.1) <= BEHIND } else { true };
    let ahead = there < here && there.0 + 1 >= here.0 && near;
    let narrowed = |part: &Placed<'_>| {
        let end = part.figure.end.max(part.figure.tokens.end);
        part.passage.is_any(end, &["of", "with", "in", "that", "who", "without", "under", "over"])
    };
    ahead && listed.parts.iter().all(narrowed)
}

/// Words that say that a list leaves nothing out.
const NOTHING_ELSE: &[&[&str]] = &[
    &["no", "other"],
    &["no", "others"],
    &["nothing", "else"],
    &["nobody", "else"],
    &["no", "one", "else"],
    &["and", "that", "is", "all"],
    &["all", "of", "them"],
];

/// Whether a sentence says that its list leaves nothing out: "it consists of 112 features and 68
/// shorts, with no other category".
fn is_all(listed: &Listed<'_, '_>) -> bool {
    let first = &listed.parts[0];
    let sentence = first.sentence.tokens.clone();
    let said = |at: usize| {
        let is = |words: &&&[&str]| {
            words.iter().enumerate().all(|(ix, word)| first.passage.is(at + ix, word))
        };
        NOTHING_ELSE.iter().any(|words| is(&words))
    };
    says_split(first.passage, sentence.start..first.figure.tokens.start)
        || sentence.into_iter().any(said)
}

/// "37 passengers and four crew", "each of the 43 people on board": nobody else is on board.
fn are_aboard(listed: &Listed<'_, '_>, whole: &Placed<'_>) -> bool {
    let [a, b] = listed.parts else { return false };
    let is = |part: &Placed<'_>, noun: &str| {
        let behind = part.figure.tokens.end..part.figure.end.max(part.figure.tokens.end + 1);
        part.figure.noun.as_deref() == Some(noun)
            || behind.into_iter().any(|at| open::noun_lemma(part.passage, at) == noun)
    };
    let pair = (is(a, "passenger") && is(b, "crew")) || (is(a, "crew") && is(b, "passenger"));
    let end = whole.figure.end.max(whole.figure.tokens.end);
    let aboard = (end..end + 2).find_map(|at| {
        let on_board = whole.passage.is(at, "on") && whole.passage.is(at + 1, "board");
        (on_board || whole.passage.is(at, "aboard")).then_some(at + 1 + usize::from(on_board))
    });
    // "On board the other ship", "aboard a second flight".
    let aboard = aboard.is_some_and(|behind| {
        !(behind..behind + 2)
            .any(|at| whole.passage.is_any(at, &["other", "another", "a", "second"]))
    });
    let partial =
        any_on(whole.passage, whole.figure.tokens.start.saturating_sub(1)..end, &NOT_PARTS);
    pair && aboard && !partial && (whole.is_of_people() || whole.figure.noun.is_none())
}

/// Whether a figure has digits enough not to be like another by chance.
fn is_long(figure: &Figure) -> bool {
    const LONG: Decimal = Decimal::from_parts(1_000, 0, 0, false, 0);
    figure.amount.as_ref().is_some_and(|amount| amount.shown >= LONG)
}

/// "The fleet was made up of 412 buses and 40 trams", "a fleet of 460 vehicles": the parts of the
/// one thing that the whole is of.
fn is_of_subject(listed: &Listed<'_, '_>, whole: &Placed<'_>) -> bool {
    let first = &listed.parts[0];
    let start = first.figure.tokens.start;
    let from = first.sentence.tokens.start;
    let splits = |at: &usize| says_split(first.passage, *at..at + 1);
    let Some(verb) = (from..start).find(splits) else { return false };
    let Some(subject) = noun_before(first.passage, verb, from) else { return false };
    let at = whole.figure.tokens.start;
    let of = at.checked_sub(2).is_some_and(|thing| {
        whole.passage.is(at - 1, "of") && open::noun_lemma(whole.passage, thing) == subject
    });
    of || is_noun(whole, &subject)
}

fn is_noun(whole: &Placed<'_>, noun: &str) -> bool {
    whole.figure.noun.as_deref() == Some(noun)
}

/// "Of the 150 seats, 30 are reserved", "The reserved seats were filled: 18 …": a list of what the
/// whole is said to be.
fn is_narrowed(listed: &Listed<'_, '_>, whole: &Placed<'_>) -> bool {
    let first = &listed.parts[0];
    let (start, sentence) = (first.sentence.tokens.start, first.passage);
    let Some(Mention { kind: MentionKind::Noun(noun), .. }) =
        first.passage.mentions_of(first.sentence).first()
    else {
        return false;
    };
    let colon = (noun.tokens.end..first.figure.tokens.start).any(|at| sentence.token(at) == ":");
    let head = open::noun_lemma(sentence, noun.head);
    let narrowing = noun.modifiers.clone().filter_map(|at| gist::lemma(sentence, at));
    let behind = whole.figure.end..(whole.figure.end + 3).min(whole.sentence.tokens.end);
    let said = gist::lemmas(whole.passage, behind);
    colon
        && sentence.is(start, "the")
        && whole.names(&head)
        && narrowing.into_iter().any(|word| said.contains(&word))
}
