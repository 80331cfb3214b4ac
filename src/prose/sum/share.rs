//! "496 of the 800 members (62 per cent)": a share against the counts that it is a share of; "a third
//! (45 per cent)": a share in words against the same in figures.

use super::figure::{Figure, all_of, any_of, before, figures, limits};
use super::part::whole_of;
use super::{Amount, slip};
use crate::prose::passage::{Passage, Sentence};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::quantity::show;
use rust_decimal::Decimal;

/// Words between a part and its whole.
const OF: &[&str] =
    &["of", "out", "the", "its", "their", "all", "a", "total", "those", "these", ")", ",", "some"];

/// Words between a count and its share.
const OR: &[&str] = &[
    "(", ",", "or", "about", "nearly", "almost", "just", "over", "under", "around", "roughly",
    "some", "—", "–", "which", "is", "equal", "to", "only",
];

/// Words that open the share of a count.
const OPENS: &[&str] = &["(", "or", "—", "–"];

/// Nouns of a share: "a success rate of 71 per cent".
const RATES: &[&str] = &["rate", "share", "proportion", "ratio", "fraction", "percentage"];

/// Words behind a share that name the whole once more, and no other.
const SAME: &[&str] = &["them", "all", "total", "whole", "it"];

/// The same, where nothing narrows them.
const BACK: &[&str] = &["these", "those", "that"];

/// Most tokens of a noun phrase that stand between.
const NOUN: usize = 5;

/// Most tokens between a count and the share that its sentence closes with: "160 were destroyed by
/// the wave, or 25 per cent".
const CLAUSE: usize = 10;

/// Slips of the shares of a sentence.
pub(super) fn slips(
    at: BlockIx,
    passage: &Passage<'_>,
    (index, sentence): (usize, &Sentence),
    figures: &[Figure],
    out: &mut Vec<Slip>,
) {
    let mut seen: Vec<usize> = Vec::new();
    for window in figures.windows(3) {
        let [a, b, c] = window else { continue };
        let found = if a.is_count() && b.is_count() && c.is_share() {
            // "496 of the 800 members (62 per cent)"
            (is_of(passage, a, b) && is_or(passage, b, c, NOUN)).then_some((a, b, c))
        } else if a.is_count() && b.is_share() && c.is_count() {
            // "496, or 62 per cent, of the 800 members"
            (is_or(passage, a, b, NOUN) && is_of(passage, b, c)).then_some((a, c, b))
        } else if a.is_share() && b.is_count() && c.is_count() {
            // "62 per cent of the 800 members (496)"
            let aside = before(passage, c.tokens.start) == "(";
            (is_of(passage, a, b) && aside && is_or(passage, b, c, NOUN)).then_some((c, b, a))
        } else {
            None
        };
        seen.extend(found.map(|(.., share)| share.tokens.start));
        out.extend(found.and_then(|found| check(at, passage, found)));
    }
    if let Some(share) =
        alone(passage, sentence, figures).filter(|found| !seen.contains(&found.2.tokens.start))
    {
        seen.push(share.2.tokens.start);
        out.extend(check(at, passage, share));
    }
    let earlier = index.checked_sub(1).and_then(|ix| passage.sentences.get(ix));
    for pair in figures.windows(2) {
        let [part, share] = pair else { continue };
        if share.is_share() && part.is_share() {
            out.extend(restated(at, passage, part, share));
        } else if share.is_share() && part.is_count() && !seen.contains(&share.tokens.start) {
            let whole = closing(passage, part, share).then(|| {
                let inside = whole_before(passage, sentence, figures, part);
                let alone = figures.len() == 2 && passage.lower(part.end) != "of";
                inside.or_else(|| only_count(passage, earlier.filter(|_| alone)?, part))
            });
            let whole = whole.flatten();
            let whole = whole.filter(|whole| !is_of_others(figures, (part, whole, share)));
            out.extend(whole.and_then(|whole| check(at, passage, (part, &whole, share))));
        }
    }
}

/// Words of a sentence whose share may be of another time or thing.
const APART: &[&str] = &[
    "from",
    "against",
    "compared",
    "target",
    "expected",
    "average",
    "forecast",
    "previous",
    "previously",
    "last",
    "earlier",
    "rose",
    "fell",
    "up",
    "down",
    "rest",
    "other",
    "another",
    "remaining",
    "while",
    "but",
    "both",
    "each",
    "year",
    "points",
    "than",
    "before",
    "swing",
];

/// Signs and words directly before a share that closes what was counted.
const CLOSES: &[&str] = &[",", "(", "or", "is", "was", "makes", "making", "giving", ":", "—", "–"];

/// The one share of a sentence that names a part, its whole, and nothing else: "Of the 48 flats, 12
/// were empty, which is 25 per cent"; "turnout was 25 per cent: 12 of the 48 voters came"; "25 per
/// cent of the 48 flats, 12 in all, were empty".
fn alone<'a>(
    passage: &Passage<'_>,
    sentence: &Sentence,
    figures: &'a [Figure],
) -> Option<(&'a Figure, &'a Figure, &'a Figure)> {
    if figures.len() != 3 {
        return None;
    }
    let share = figures.iter().find(|figure| figure.is_share())?;
    // "About 12 per cent of the total": of another one.
    let end = share.tokens.end;
    if passage.is(end, "of") && passage.is(end + 2, "total") {
        return None;
    }
    let counts: Vec<&Figure> = figures.iter().filter(|figure| figure.is_count()).collect();
    let [first, second] = counts.as_slice() else { return None };
    let hedged = |at: usize| figures.iter().any(|figure| figure.tokens.contains(&at));
    let free = |at: usize| hedged(at) || !APART.contains(&passage.lower(at).as_str());
    if !sentence.tokens.clone().all(free) {
        return None;
    }
    let closes = |figure: &Figure| {
        let next = passage.lower(figure.end.max(figure.tokens.end));
        matches!(next.as_str(), "," | ")" | "." | ";" | ":" | "—" | "–" | "in" | "")
    };
    if share.tokens.start < first.tokens.start && is_of(passage, share, first) {
        // "25 per cent of the 48 flats, 12 in all,"
        let aside = matches!(before(passage, second.tokens.start).as_str(), "," | "(");
        return (aside && closes(second)).then_some((*second, *first, share));
    }
    let opens = passage.lower(sentence.tokens.start) == "of";
    let between = first.tokens.end..second.tokens.start;
    let of_them = any_of(passage, second.tokens.end..second.tokens.end + 1, &["of"])
        && any_of(
            passage,
            second.tokens.end + 1..second.tokens.end + 2,
            &["them", "these", "which"],
        )
        || between.clone().any(|at| {
            passage.lower(at) == "of" && matches!(passage.lower(at + 1).as_str(), "which" | "whom")
        });
    let (part, whole) = if is_of(passage, first, second) {
        (*first, *second)
    } else if of_them
        || (opens
            && first.tokens.start <= sentence.tokens.start + 2
            && !first.is_some_of_these(passage))
    {
        (*second, *first)
    } else {
        return None;
    };
    let start = share.tokens.start;
    // "In 31 cases (66 per cent) …, and in eight of these": the share is that of the 31.
    if whole.tokens.start < start && start < part.tokens.start && is_or(passage, whole, share, NOUN)
    {
        return None;
    }
    let rate =
        before(passage, start) == "of" && RATES.contains(&before(passage, start - 1).as_str());
    let ahead = start < first.tokens.start;
    if ahead && !matches!(passage.token(share.end.max(share.tokens.end)), ":" | "—" | "–") {
        return None;
    }
    let linked =
        start == sentence.tokens.start || rate || CLOSES.contains(&before(passage, start).as_str());
    (linked && closes(share)).then_some((part, whole, share))
}

fn is_of(passage: &Passage<'_>, part: &Figure, whole: &Figure) -> bool {
    let between = part.until(whole);
    any_of(passage, between.clone(), &["of"]) && all_of(passage, between, OF)
}

fn is_or(passage: &Passage<'_>, count: &Figure, share: &Figure, apart: usize) -> bool {
    let between = count.tokens.end..share.tokens.start;
    let opening = between.clone().find(|at| OPENS.contains(&passage.token(at.to_owned())));
    // "3.1 billion, 300 million less, or 2.4 per cent": the share is that of the amount itself.
    if passage.is_any(between.start, &["less", "more", "fewer", "lower", "higher"]) {
        return false;
    }
    opening.is_some_and(|opening| {
        opening - between.start <= apart && all_of(passage, opening..between.end, OR)
    })
}

/// Whether a share is told of the count before it, and of the whole that has been named.
fn closing(passage: &Passage<'_>, part: &Figure, share: &Figure) -> bool {
    let end = share.end.max(share.tokens.end);
    let same = |at: usize| {
        let word = passage.lower(at);
        let closes = !passage.token(at + 1).chars().any(char::is_alphanumeric);
        SAME.contains(&word.as_str()) || (BACK.contains(&word.as_str()) && closes)
    };
    let of_other = passage.lower(end) == "of" && !(end + 1..end + 3).any(same);
    if of_other || passage.lower(end) == "more" || passage.lower(end) == "less" {
        return false;
    }
    // ", a success rate of 71 per cent"
    let between = part.tokens.end..share.tokens.start;
    let rate = before(passage, share.tokens.start) == "of"
        && RATES.contains(&before(passage, share.tokens.start - 1).as_str())
        && between.clone().rev().take(NOUN).any(|at| {
            matches!(passage.token(at), "," | "—" | "–")
                && matches!(passage.lower(at + 1).as_str(), "a" | "an" | "giving" | "making")
        });
    (rate && between.len() <= CLAUSE) || is_or(passage, part, share, CLAUSE)
}

/// "Of the 640 homes, 160 …", "640 homes, of which 160 …".
fn whole_before(
    passage: &Passage<'_>,
    sentence: &Sentence,
    figures: &[Figure],
    part: &Figure,
) -> Option<Figure> {
    let opens = whole_of(passage, sentence, figures).map(|(whole, _)| whole);
    let opens = opens.filter(|whole| {
        // "32 of the narrow class (40%)", "three kinds: 32 (40%)": wholes of their own.
        let between = whole.tokens.end..part.tokens.start;
        let own = passage.lower(part.end) == "of" || any_of(passage, between, &[":"]);
        whole.tokens.start < part.tokens.start && whole.is_count() && !own
    });
    let of_which = || {
        let earlier = figures.iter().rev().find(|f| f.tokens.start < part.tokens.start)?;
        let between = earlier.tokens.end..part.tokens.start;
        // "2,212 of them: 1,488 (93 per cent)": the first is itself some of a whole.
        let of = between.clone().any(|at| {
            at > between.start
                && passage.lower(at) == "of"
                && matches!(passage.lower(at + 1).as_str(), "which" | "whom" | "them" | "these")
        });
        (of && earlier.is_count() && between.len() <= CLAUSE).then_some(earlier)
    };
    opens.or_else(of_which).cloned()
}

/// The one figure of a sentence, where it counts what a figure of the next one may be a part of.
fn only_count(passage: &Passage<'_>, sentence: &Sentence, part: &Figure) -> Option<Figure> {
    let mut all = figures(passage, sentence).into_iter();
    let (Some(only), None) = (all.next(), all.next()) else { return None };
    let same = part.noun.is_none() || part.noun == only.noun;
    (only.is_count() && only.noun.is_some() && same).then_some(only)
}

/// A share that the counts do not give.
fn check(
    at: BlockIx,
    passage: &Passage<'_>,
    (part, whole, share): (&Figure, &Figure, &Figure),
) -> Option<Slip> {
    let (n, m) = (part.amount.as_ref()?, whole.amount.as_ref()?);
    let nouns = part.noun.as_ref().zip(whole.noun.as_ref());
    if nouns.is_some_and(|(a, b)| a != b) {
        return None;
    }
    let (actual, fits) = fit(n, m, share)?;
    if fits || is_of_earlier(passage, (part, whole, share)) {
        return None;
    }
    let is = percent(actual);
    let (n, m, p) = (show(&part.quantity), show(&whole.quantity), show(&share.quantity));
    let message = format!("{n} of {m} is {is}, not {p}");
    let here = part.sentence == whole.sentence;
    let start = part.bytes.start.min(share.bytes.start);
    let start = if here { start.min(whole.bytes.start) } else { start };
    let end = part.bytes.end.max(share.bytes.end);
    let end = if here { end.max(whole.bytes.end) } else { end };
    let mut slip = slip(at, start..end, message, is);
    if !here {
        slip.other = Some((at, whole.bytes.clone(), "the whole".to_owned()));
    }
    Some(slip)
}

/// Words of a share that is of another time or place, or is not so.
pub(super) const UNTOLD: &[&str] = &[
    "would",
    "could",
    "should",
    "if",
    "target",
    "forecast",
    "expected",
    "average",
    "usually",
    "elsewhere",
];

/// Whether a share lies so far from that of two counts that it is of something else: who gets one wrong is
/// some points off.
pub(super) fn is_far(is: Decimal, (low, high): (Option<Decimal>, Option<Decimal>)) -> bool {
    const POINTS: Decimal = Decimal::from_parts(25, 0, 0, false, 2);
    low.is_some_and(|low| is.saturating_add(POINTS) < low)
        || high.is_some_and(|high| high.saturating_add(POINTS) < is)
}

/// A share as it is shown.
pub(super) fn percent(is: Decimal) -> String {
    let percent = is.saturating_mul(Decimal::ONE_HUNDRED).round_dp(1).normalize();
    format!("{percent}%")
}

/// What is wrong with a share, as it is printed, of counts that another place gives.
pub(super) fn not_that_share(said: &str, part: &str, whole: &str, is: &str) -> String {
    format!("\u{201c}{said}\u{201d} is not {part} of {whole}, which is {is}")
}

/// What part of a whole a count is, and whether a share says so: rounded or cut off at its last digit.
fn fit(n: &Amount, m: &Amount, share: &Figure) -> Option<(Decimal, bool)> {
    if m.shown.is_zero() || n.shown > m.shown {
        return None;
    }
    let actual = n.shown.checked_div(m.shown)?;
    let (low, high) = limits(&share.quantity);
    let width = match (low, high) {
        (Some(low), Some(high)) => high.checked_sub(low)?.checked_div(Decimal::TWO)?,
        _ => Decimal::ZERO,
    };
    // A fraction in words is seldom exact ("a third").
    let width = if width.is_zero() { FRACTION } else { width };
    // "Some" counts may themselves be rounded.
    let slack = width.checked_add(rounding(n, m)?)?;
    let above = low.is_none_or(|low| low <= actual.saturating_add(slack));
    let below = high.is_none_or(|high| actual.saturating_sub(slack) <= high);
    Some((actual, above && below))
}

/// Whether a share is that of two other counts of its sentence: "Of these 412, 29 of 204 in the first
/// group fell (14.2 per cent)".
fn is_of_others(figures: &[Figure], (part, whole, share): (&Figure, &Figure, &Figure)) -> bool {
    let counts = || figures.iter().filter(|figure| figure.is_count());
    let own = |a: &Figure, b: &Figure| {
        a.tokens.start == part.tokens.start && b.tokens.start == whole.tokens.start
    };
    let fits = |a: &Figure, b: &Figure| {
        let amounts = a.amount.as_ref().zip(b.amount.as_ref());
        amounts.and_then(|(n, m)| fit(n, m, share)).is_some_and(|(_, fits)| fits)
    };
    counts().any(|a| counts().any(|b| !own(a, b) && b.tokens.start != a.tokens.start && fits(a, b)))
}

/// Whether a share is that of its part in another count of the paragraph: "Of the 620 boats 410 came. Of them
/// 380 were sound, and 30 (5 per cent) …", which is of the boats.
fn is_of_earlier(passage: &Passage<'_>, (part, whole, share): (&Figure, &Figure, &Figure)) -> bool {
    let all = passage.sentences.iter().flat_map(|sentence| figures(passage, sentence));
    let shown = |figure: &Figure| figure.amount.as_ref().map(|amount| amount.shown);
    let mut counts = all.filter(|other| other.is_count() && shown(other) > shown(whole));
    counts.any(|other| {
        let amounts = part.amount.as_ref().zip(other.amount.as_ref());
        amounts.and_then(|(n, m)| fit(n, m, share)).is_some_and(|(_, fits)| fits)
    })
}

/// How far a fraction in words may be off.
const FRACTION: Decimal = Decimal::from_parts(3, 0, 0, false, 2);

/// How far rounding of the counts moves their share.
fn rounding(part: &Amount, whole: &Amount) -> Option<Decimal> {
    part.slack.checked_add(whole.slack)?.checked_div(whole.shown)
}

/// "Barely a third, 45 per cent": one share in words and in figures.
fn restated(at: BlockIx, passage: &Passage<'_>, words: &Figure, share: &Figure) -> Option<Slip> {
    let printed = |figure: &Figure| passage.text.get(figure.bytes.clone()).unwrap_or("");
    let in_words = !printed(words).bytes().any(|b| b.is_ascii_digit());
    let in_figures = printed(share).bytes().any(|b| b.is_ascii_digit());
    let between = words.tokens.end..share.tokens.start;
    let set_off = between.clone().any(|at| matches!(passage.token(at), "(" | "," | "—" | "–"));
    let end = share.end.max(share.tokens.end);
    let closes = matches!(passage.token(end), ")" | "," | "." | "—" | "–" | ";");
    let apart = set_off && is_or(passage, words, share, NOUN) && closes;
    if !in_words || !in_figures || !apart {
        return None;
    }
    let ((a, b), (c, d)) = (limits(&words.quantity), limits(&share.quantity));
    let over = |low: Option<Decimal>, high: Option<Decimal>| {
        low.zip(high).is_some_and(|(low, high)| low > high.saturating_add(FRACTION))
    };
    if !over(a, d) && !over(c, b) {
        return None;
    }
    let (said, is) = (printed(words), show(&share.quantity));
    let message = format!("\u{201c}{said}\u{201d} is not {is}");
    Some(slip(at, words.bytes.start..share.bytes.end, message, "one share told twice".to_owned()))
}
