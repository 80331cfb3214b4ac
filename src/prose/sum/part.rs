//! Parts that a sentence, a paragraph or a list names, against the whole that it names.

use super::figure::{Figure, all_of, any_of, any_on, before, figures};
use super::{Amount, adds_up, are_of_two_scales, show, slip, sum};
use crate::prose::lexicon::{class, word};
use crate::prose::passage::{MentionKind, Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::words::Words;
use crate::text;
use crate::value::quantity;
use rust_decimal::Decimal;

/// Words that say that parts overlap, are not all there are, or are no parts.
pub(super) static NOT_PARTS: Words = Words::new(&[
    "including",
    "includes",
    "include",
    "included",
    "among",
    "amongst",
    "some",
    "both",
    "also",
    "mostly",
    "mainly",
    "largely",
    "other",
    "another",
    "more",
    "fewer",
    "less",
    "than",
    "each",
    "every",
    "per",
    "which",
    "whom",
    "least",
    "most",
    "about",
    "compared",
    "against",
    "from",
    "average",
    "except",
    "excluding",
    "such",
    "respectively",
    "twice",
    "either",
    "neither",
    "times",
    "half",
    "extra",
    "additional",
    "further",
    "not",
    "without",
    "plus",
    "minus",
    "or",
    "aged",
    "e.g.",
    "example",
]);

/// Words that open the parts of a whole.
const OPENS: &[&str] = &[":", "—", "–", "comprising", "namely"];

/// Words that give the sum of what stands before them.
const SUMS: &[(&str, &str)] = &[
    ("in", "all"),
    ("in", "total"),
    ("all", "told"),
    ("total", "of"),
    ("taken", "together"),
    ("between", "them"),
    ("come", "to"),
    ("comes", "to"),
    ("came", "to"),
    ("add", "up"),
];

/// Their first words.
static SUM_STARTS: Words =
    Words::new(&["in", "all", "total", "taken", "between", "come", "comes", "came", "add"]);

/// The same in one word.
static SUM: Words = Words::new(&["altogether", "together", "totalling", "totaling", "combined"]);

/// Words for what is left of a whole.
const REST: &[&str] = &["remaining", "other"];

/// Words for outcomes of which each thing has one: nothing is counted twice under two of a line.
const EXCLUSIVE: &[&[&str]] = &[
    &["passed", "failed"],
    &["survived", "died"],
    &["won", "drew", "lost"],
    &["voted", "abstained"],
    &["for", "against"],
    &["accepted", "rejected", "declined", "refused"],
    &["approved", "rejected", "refused", "pending"],
    &["men", "women", "children"],
    &["boys", "girls"],
    &["male", "female"],
    &["adults", "children"],
    &["yes", "no"],
    &["stayed", "left"],
];

/// Most tokens between a whole and what opens its parts.
const APART: usize = 8;

/// A figure of a whole with the figures of its parts.
pub(super) struct Parts<'a> {
    pub(super) whole: &'a Figure,
    pub(super) parts: Vec<&'a Figure>,
}

/// Slips of a sentence's own parts.
pub(super) fn slips(
    at: BlockIx,
    passage: &Passage<'_>,
    sentence: &Sentence,
    figures: &[Figure],
    out: &mut Vec<Slip>,
) {
    let found = listed(passage, sentence, figures)
        .or_else(|| summed(passage, sentence, figures))
        .or_else(|| rest(passage, sentence, figures))
        .or_else(|| pair(passage, sentence, figures));
    if let Some(found) = found {
        out.extend(check(at, &found).filter(|_| !is_completed_by_one(passage, sentence, &found)));
    } else {
        out.extend(exceeded(at, passage, sentence, figures));
    }
}

/// "4,410 people: 2,150 in the north, 1,320 in the west and 940 in the south".
fn listed<'a>(
    passage: &Passage<'_>,
    sentence: &Sentence,
    figures: &'a [Figure],
) -> Option<Parts<'a>> {
    let (whole, parts) = figures.split_first()?;
    let first = parts.first()?;
    let gap = whole.end.max(whole.tokens.end)..first.tokens.start;
    let opening = gap.clone().rev().find(|at| {
        let word = passage.lower(*at);
        OPENS.contains(&word.as_str())
            || (word == "of" && ["consisting", "up"].contains(&before(passage, *at).as_str()))
    })?;
    let near = opening - gap.start <= APART && first.tokens.start - opening <= 3;
    let last = parts.last().map_or(first.end, |last| last.end.max(last.tokens.end));
    // "Three golds and five silvers, a record": what stands beside a list says nothing of its parts.
    let beside = (last..sentence.tokens.end)
        .find(|at| passage.is(*at, ",") && passage.is_any(at + 1, &["a", "an"]));
    let after = first.tokens.start..beside.unwrap_or(sentence.tokens.end);
    if !near || any_on(passage, gap, &NOT_PARTS) || any_on(passage, after, &NOT_PARTS) {
        return None;
    }
    let parts: Vec<&Figure> = parts.iter().collect();
    (parts.len() > 1 && are_elements(passage, sentence, &parts) && counts(whole, &parts))
        .then_some(Parts { whole, parts })
}

/// Whether the figures are the elements of a list, one each, with "and" before the last.
pub(super) fn are_elements(passage: &Passage<'_>, sentence: &Sentence, parts: &[&Figure]) -> bool {
    let links = |at: usize| matches!(passage.token(at), "," | ";" | "and" | "(");
    let after_link = |figure: &&&Figure| {
        let first = figure.tokens.start;
        let one = first.checked_sub(1).is_some_and(links);
        let two = first.checked_sub(2).is_some_and(links)
            && passage
                .tokens
                .get(first - 1)
                .is_some_and(|t| t.word.is(class::DETERMINER) || t.capital);
        one || two
    };
    let last = parts.last().map_or(0, |last| last.tokens.start);
    let and = (last.saturating_sub(4)..last).any(|at| passage.token(at) == "and");
    // "Two halls and a café": an element without a figure.
    let start = parts.first().map_or(0, |first| first.tokens.end);
    let others = (start..sentence.tokens.end).any(|at| {
        matches!(passage.token(at), "," | "and" | ";")
            && matches!(passage.lower(at + 1).as_str(), "a" | "an" | "one" | "its" | "their")
            && !(at > last
                && (passage.is(at, ",") && and || opens_clause(passage, sentence, at + 1)))
    });
    and && !others && parts.iter().skip(1).all(|part| after_link(&part))
}

/// Whether a token stands before the verb of a clause that begins behind a list: ", and one visitor
/// is said to have seen them all".
fn opens_clause(passage: &Passage<'_>, sentence: &Sentence, token: usize) -> bool {
    /// Most tokens of the subject of such a clause.
    const SUBJECT: usize = 6;
    (token + 1..(token + 1 + SUBJECT).min(sentence.tokens.end))
        .take_while(|at| {
            !matches!(passage.token(*at), "," | ";" | "and" | "which" | "who" | "that")
        })
        .any(|at| passage.tokens[at].word.is(class::BE | class::HAVE | class::MODAL | class::DO))
}

/// Whether the parts may be counted together as the whole: of its noun or of none; other nouns only
/// where they are of people, or of some kind of it that the sum shows.
pub(super) fn counts(whole: &Figure, parts: &[&Figure]) -> bool {
    let Some(amount) = &whole.amount else { return false };
    if whole.is_share() || amount.shown == Decimal::from(parts.len()) {
        return false;
    }
    let amounts: Option<Vec<&Amount>> = parts.iter().map(|part| part.amount.as_ref()).collect();
    let Some(amounts) = amounts else { return false };
    let is_part = |part: &&Amount| part.is_like(amount) && part.shown <= amount.shown;
    if !amounts.iter().all(is_part) {
        return false;
    }
    let person = |noun: &Option<String>| {
        noun.as_deref().is_some_and(|n| word(n).is(class::PERSON) || PEOPLE.contains(&n))
    };
    let like = parts.iter().all(|part| part.noun.is_none() || part.noun == whole.noun);
    let people =
        person(&whole.noun) && parts.iter().all(|part| part.noun.is_none() || person(&part.noun));
    let near = sum(&amounts, amount).is_some_and(|sum| {
        let apart = sum.shown.checked_sub(amount.shown).map(|apart| apart.abs());
        let fifth = amount.shown.checked_div(Decimal::from(5));
        apart.zip(fifth).is_some_and(|(apart, fifth)| apart <= fifth)
    });
    like || people || near
}

/// People as such.
pub(super) const PEOPLE: &[&str] = &[
    "people", "person", "man", "men", "woman", "women", "child", "children", "boy", "girl", "adult",
];

/// "40 in the north, 30 in the south and 20 in the west, 95 in all".
fn summed<'a>(
    passage: &Passage<'_>,
    sentence: &Sentence,
    figures: &'a [Figure],
) -> Option<Parts<'a>> {
    let (whole, parts) = figures.split_last()?;
    let parts: Vec<&Figure> = parts.iter().collect();
    let last = parts.last()?;
    let around = last.end..(whole.end + 4).min(sentence.tokens.end);
    let says = says_sum(passage, around);
    let before_whole = sentence.tokens.start..whole.tokens.start;
    let flat = !any_on(passage, before_whole, &NOT_PARTS);
    let like = parts.iter().all(|part| part.is_like(whole));
    // "14 mm; at the other gauge, where a storm brought 11 mm, a total of 28 mm": two statements.
    let parted =
        parts.len() == 2 && (parts[0].end..parts[1].tokens.start).any(|at| passage.is(at, ";"));
    (parts.len() > 1 && !parted && says && flat && like && counts(whole, &parts))
        .then_some(Parts { whole, parts })
}

/// Whether words say that a figure is the sum of others.
pub(super) fn says_sum(passage: &Passage<'_>, tokens: Tokens) -> bool {
    tokens.clone().any(|at| {
        let next = |word: &str| tokens.contains(&(at + 1)) && passage.is(at + 1, word);
        passage.is_of(at, &SUM)
            || passage.is_of(at, &SUM_STARTS)
                && SUMS.iter().any(|(a, b)| passage.is(at, a) && next(b))
    })
}

/// Words that say that what follows are the parts of what was named.
const SPLITS: &[&[&str]] = &[
    &["made", "up"],
    &["as", "follows"],
    &["broken", "down"],
    &["breaks", "down"],
    &["split"],
    &["divided"],
    &["consisting"],
    &["consists"],
    &["comprising"],
    &["comprises"],
    &["shared", "out"],
];

/// Whether a sentence closes by announcing the parts of a figure: "made up as follows:".
fn announces(passage: &Passage<'_>, tokens: Tokens) -> bool {
    let colon = tokens.clone().next_back().is_some_and(|at| passage.token(at) == ":");
    colon && says_split(passage, tokens)
}

/// Whether words say that what is named has the parts that follow.
pub(super) fn says_split(passage: &Passage<'_>, mut tokens: Tokens) -> bool {
    tokens.any(|at| {
        SPLITS
            .iter()
            .any(|words| words.iter().enumerate().all(|(ix, word)| passage.is(at + ix, word)))
    })
}

/// "Of the 40 pupils, 25 passed and the remaining 20 failed"; "25 of the 40 …, the other 20 …".
fn rest<'a>(
    passage: &Passage<'_>,
    sentence: &Sentence,
    figures: &'a [Figure],
) -> Option<Parts<'a>> {
    let (whole, mut parts) = whole_of(passage, sentence, figures)?;
    let last = parts.last()?;
    let is_rest = REST.contains(&before(passage, last.tokens.start).as_str())
        && before(passage, last.tokens.start - 1) == "the";
    let like = parts.iter().all(|part| part.is_like(whole) && part.is_count());
    let amounts = parts.iter().all(|part| part.amount.is_some());
    // "39 were in Orlen, the rest being spread over the other four districts".
    let behind = parts.iter().rev().nth(1).map_or(sentence.tokens.start, |part| part.tokens.end);
    if any_of(passage, behind..last.tokens.start, &["rest", "remainder"]) {
        return None;
    }
    // "19 of the 34, and 22 of the 27; the other 22 …": of wholes of their own.
    let of_other = |part: &&Figure| {
        let the = part.tokens.start.checked_sub(1);
        the.is_some_and(|at| passage.is(at, "the") && before(passage, at) == "of")
    };
    if !is_rest || !like || !amounts || parts.len() < 2 || parts.iter().any(of_other) {
        return None;
    }
    let last = parts.pop()?;
    let flat = parts.iter().all(|part| {
        let first = part.tokens.start;
        !any_on(passage, first.saturating_sub(2)..first, &NOT_PARTS)
    });
    parts.push(last);
    let tail = last.end..sentence.tokens.end;
    let open = any_of(passage, tail, &["including", "among", "plus"])
        || any_of(passage, sentence.tokens.clone(), &["both", "some", "each"]);
    (flat && !open).then_some(Parts { whole, parts })
}

/// Nouns of two parts that leave no third.
const PAIRS: &[[&str; 2]] = &[
    ["man", "woman"],
    ["boy", "girl"],
    ["adult", "child"],
    ["passenger", "crew"],
    ["dead", "injured"],
];

/// "24 people, 12 men and 9 women": two parts of which nothing is left over.
fn pair<'a>(
    passage: &Passage<'_>,
    sentence: &Sentence,
    figures: &'a [Figure],
) -> Option<Parts<'a>> {
    let [whole, a, b] = figures else { return None };
    let noun = |figure: &Figure| {
        let next = passage.lower(figure.tokens.end);
        figure
            .noun
            .clone()
            .or_else(|| PAIRS.as_flattened().contains(&next.as_str()).then(|| next.into()))
    };
    let (x, y) = (noun(a)?, noun(b)?);
    let singular = |noun: &str| match noun {
        "men" => "man".to_owned(),
        "women" => "woman".to_owned(),
        "children" => "child".to_owned(),
        _ => noun.trim_end_matches('s').to_owned(),
    };
    let (x, y) = (singular(&x), singular(&y));
    let fits = PAIRS.iter().any(|[p, q]| (*p == x && *q == y) || (*p == y && *q == x));
    let joined = (a.tokens.end..b.tokens.start).any(|at| passage.token(at) == "and")
        && b.tokens.start - a.tokens.end <= 3;
    let opens =
        matches!(before(passage, a.tokens.start).as_str(), "," | ":" | "—" | "–" | "were" | "(")
            && a.tokens.start - whole.tokens.end <= APART;
    let end = b.end.max(b.tokens.end) + usize::from(b.noun.is_none());
    let closes = matches!(passage.token(end), "." | "," | ")" | ";" | "");
    let more = any_on(passage, sentence.tokens.clone(), &NOT_PARTS);
    let counts = [whole, a, b].into_iter().all(|f| f.is_count() && f.amount.is_some());
    let person =
        whole.noun.as_deref().is_some_and(|n| word(n).is(class::PERSON) || PEOPLE.contains(&n))
            || passage.lower(whole.tokens.end) == "dead"
            || whole.noun.as_deref() == Some("casualty");
    (fits && joined && opens && closes && !more && counts && person)
        .then(|| Parts { whole, parts: vec![a, b] })
}

/// A whole that "of" names at the start of a sentence, or behind its first part.
pub(super) fn whole_of<'a>(
    passage: &Passage<'_>,
    sentence: &Sentence,
    figures: &'a [Figure],
) -> Option<(&'a Figure, Vec<&'a Figure>)> {
    /// Words between "of" and the whole.
    const THE: &[&str] = &["of", "the", "its", "their", "these", "those", "all"];
    let (first, others) = figures.split_first()?;
    let opens = sentence.tokens.start..first.tokens.start;
    if passage.lower(opens.start) == "of" && all_of(passage, opens, THE) {
        let whole = !first.is_some_of_these(passage);
        return whole.then(|| (first, others.iter().collect()));
    }
    let (second, others) = others.split_first()?;
    let between = first.until(second);
    let of = any_of(passage, between.clone(), &["of"]) && all_of(passage, between, THE);
    of.then(|| (second, std::iter::once(first).chain(others).collect()))
}

/// Parts of which nothing is in two, and that come to more than their whole.
fn exceeded(
    at: BlockIx,
    passage: &Passage<'_>,
    sentence: &Sentence,
    figures: &[Figure],
) -> Option<Slip> {
    let (whole, parts) = whole_of(passage, sentence, figures)?;
    if parts.len() < 2
        || any_of(
            passage,
            sentence.tokens.clone(),
            &["both", "some", "each", "again", "then", "later"],
        )
    {
        return None;
    }
    let has = |part: &&Figure, words: &[&str]| {
        let next = figures.iter().map(|f| f.tokens.start).filter(|at| *at > part.tokens.start);
        let until = next.min().unwrap_or(sentence.tokens.end).min(part.tokens.end + APART);
        (part.tokens.end..until)
            .find_map(|token| words.iter().position(|word| *word == passage.lower(token)))
    };
    let exclusive = EXCLUSIVE.iter().any(|words| {
        let found: Option<Vec<usize>> = parts.iter().map(|part| has(part, words)).collect();
        let mut found = found.unwrap_or_default();
        found.sort_unstable();
        found.dedup();
        found.len() == parts.len()
    });
    let amounts: Option<Vec<&Amount>> = parts.iter().map(|part| part.amount.as_ref()).collect();
    let total = sum(&amounts?, whole.amount.as_ref()?)?;
    let over = total.shown.checked_sub(whole.amount.as_ref()?.shown)? > total.slack;
    (exclusive && over).then(|| told(at, &Parts { whole, parts }, total.shown))
}

/// "Nine of the 12 seats and the League one; the other two …": a pronoun is a part too.
fn is_completed_by_one(passage: &Passage<'_>, sentence: &Sentence, found: &Parts<'_>) -> bool {
    let amounts: Option<Vec<&Amount>> = found.parts.iter().map(|p| p.amount.as_ref()).collect();
    let whole = found.whole.amount.as_ref();
    let apart = whole
        .zip(amounts)
        .and_then(|(whole, amounts)| whole.shown.checked_sub(sum(&amounts, whole)?.shown));
    apart == Some(Decimal::ONE) && any_of(passage, sentence.tokens.clone(), &["one", "another"])
}

pub(super) fn check(at: BlockIx, found: &Parts<'_>) -> Option<Slip> {
    let whole = found.whole.amount.as_ref()?;
    let amounts: Option<Vec<&Amount>> = found.parts.iter().map(|p| p.amount.as_ref()).collect();
    let amounts = amounts?;
    let total = sum(&amounts, whole)?;
    let fits = adds_up(&total, whole)
        || are_of_hundred(&found.parts, total.shown)
        || are_of_two_scales(total.shown, whole.shown)
        || are_of_first(&amounts, whole);
    (!fits).then(|| told(at, found, total.shown))
}

/// "Two sets of three keys, six in all", "two halls, with 120 seats and 60, making 180": whether the first
/// figure is how many of the others there are.
fn are_of_first(amounts: &[&Amount], whole: &Amount) -> bool {
    let Some((first, rest)) = amounts.split_first() else { return false };
    match rest {
        [one] => first.shown.checked_mul(one.shown) == Some(whole.shown),
        _ => {
            first.shown == Decimal::from(rest.len())
                && sum(rest, whole).is_some_and(|total| adds_up(&total, whole))
        }
    }
}

/// "The shares were 33, 47, 17 and 3": whether numbers of nothing by name are parts of a hundred.
pub(super) fn are_of_hundred(parts: &[&Figure], total: Decimal) -> bool {
    let bare = |part: &&Figure| part.is_count() && part.end <= part.tokens.end;
    total == Decimal::ONE_HUNDRED && parts.iter().all(bare)
}

pub(super) fn told(at: BlockIx, found: &Parts<'_>, total: Decimal) -> Slip {
    let all = || found.parts.iter().copied().chain(std::iter::once(found.whole));
    let start = all().map(|figure| figure.bytes.start).min().unwrap_or_default();
    let end = all().map(|figure| figure.bytes.end).max().unwrap_or_default();
    let message = message(found, total);
    let label = format!("the parts come to {}", show(total, &found.whole.quantity));
    slip(at, start..end, message, label)
}

fn message(found: &Parts<'_>, total: Decimal) -> String {
    let parts: Vec<String> =
        found.parts.iter().map(|part| quantity::show(&part.quantity)).collect();
    format!(
        "the total is {}, but {} come to {}",
        quantity::show(&found.whole.quantity),
        text::list(&parts, "and"),
        show(total, &found.whole.quantity)
    )
}

/// A sentence that gives the sum of others: its figure, and how many parts it says there are.
pub(super) struct Total {
    pub(super) figure: Figure,
    pub(super) parts: Option<usize>,
    /// What the sentence adds to the parts: "together with costs of 85, they paid 565".
    pub(super) added: Option<Figure>,
}

/// The sum that a sentence says of what stands before or below it.
pub(super) fn total(passage: &Passage<'_>, sentence: &Sentence) -> Option<Total> {
    let mentions = passage.mentions_of(sentence);
    if !mentions.iter().any(|mention| matches!(mention.kind, MentionKind::Figure(_))) {
        return None;
    }
    if !(says_sum(passage, sentence.tokens.clone()) || announces(passage, sentence.tokens.clone()))
        || any_of(passage, sentence.tokens.clone(), &["including", "excluding", "about", "besides"])
    {
        return None;
    }
    let mut parts = None;
    let mut found: Option<Figure> = None;
    let mut added: Option<Figure> = None;
    let with = |figure: &Figure| {
        let start = sentence.tokens.start;
        let opens = passage.lower(start) == "together" && passage.lower(start + 1) == "with";
        let comma = (start..figure.tokens.start).any(|at| passage.token(at) == ",");
        opens && !comma
    };
    for figure in figures(passage, sentence) {
        let printed = passage.text.get(figure.bytes.clone()).unwrap_or("");
        let words = !printed.bytes().any(|b| b.is_ascii_digit());
        let small = figure.amount.as_ref().and_then(|a| usize::try_from(a.shown).ok());
        let counts_parts = words && small.is_some_and(|n| n < 20) && figure.is_count();
        if added.is_none() && found.is_none() && with(&figure) {
            added = Some(figure);
        } else if counts_parts && parts.is_none() && found.is_none() {
            parts = small;
        } else if found.is_some() {
            return None;
        } else {
            found = Some(figure);
        }
    }
    let figure = found.filter(|figure| figure.amount.is_some() && !figure.is_share())?;
    Some(Total { figure, parts, added })
}

/// Slips of a paragraph: "Together the three clinics treated 4,410" behind sentences with one
/// figure of that kind each.
pub(super) fn of_paragraph(at: BlockIx, passage: &Passage<'_>, out: &mut Vec<Slip>) {
    /// Sentences before a total that its parts may stand in.
    const BEFORE: usize = 8;
    for (ix, sentence) in passage.sentences.iter().enumerate().skip(1) {
        let Some(total) = total(passage, sentence).filter(|total| total.added.is_none()) else {
            continue;
        };
        let Some(expected) = total.parts.filter(|n| *n > 1) else { continue };
        let earlier = &passage.sentences[ix.saturating_sub(BEFORE)..ix];
        let figures: Vec<Figure> = earlier
            .iter()
            .flat_map(|sentence| figures(passage, sentence))
            .filter(|figure| figure.noun == total.figure.noun || !figure.is_count())
            .filter(|figure| figure.is_like(&total.figure))
            .collect();
        let parts: Vec<&Figure> = figures.iter().collect();
        let flat = !earlier.iter().any(|s| any_on(passage, s.tokens.clone(), &NOT_PARTS));
        if parts.len() == expected && flat && counts(&total.figure, &parts) {
            out.extend(check(at, &Parts { whole: &total.figure, parts }));
        }
    }
}
