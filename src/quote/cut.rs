//! Quotes that are cut where the cut changes what is said: inside a number or between it and its
//! hedge, off from a negation, off from a word that leaves it open whether the words are true, or
//! inside a word.

use std::ops::Range;
use std::sync::LazyLock;

use super::search::Place;
use crate::value::Found;
use crate::value::date::{self, DateReading, Days, When};
use crate::value::quantity::{self, Quantity};
use crate::value::shapes::Shapes;

/// What a cut parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutKind {
    /// A number, or a number and its hedge, or a date.
    Value,
    /// What is said and the word that denies it.
    Negation,
    /// What is said and the word that leaves it open.
    Hedge,
    /// A word.
    Word,
}

/// A cut that changes the meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// What it parts.
    pub kind: CutKind,
    /// The whole that was cut, or the word that was cut off, as the source has it.
    pub whole: String,
    /// Whether the cut is where the quote begins; else where it ends, or inside.
    pub at_start: bool,
}

/// Bytes on each side of a cut in which a number or date is looked for; longer ones are rare.
const REACH: usize = 64;

/// Bytes before a quote in which a word that governs it is looked for.
const LEAD: usize = 80;

/// Most words between a quote and the word that governs it.
const MOST_BETWEEN: usize = 4;

/// Words that deny what follows them.
const NEGATIONS: [&str; 18] = [
    "not", "no", "never", "cannot", "neither", "nor", "without", "none", "hardly", "barely",
    "denied", "denies", "failed", "refused", "declined", "falsely", "wrongly", "nobody",
];

/// Words that leave open whether what follows them is true.
const HEDGES: [&str; 32] = [
    "allegedly",
    "alleged",
    "reportedly",
    "supposedly",
    "supposed",
    "purportedly",
    "purported",
    "apparently",
    "possibly",
    "possible",
    "probably",
    "perhaps",
    "maybe",
    "presumably",
    "presumed",
    "likely",
    "seemingly",
    "potentially",
    "suspected",
    "unconfirmed",
    "may",
    "might",
    "could",
    "if",
    "whether",
    "unless",
    "unclear",
    "ostensibly",
    "arguably",
    "conceivably",
    "hypothetically",
    "unverified",
];

/// Verbs that do so before "to" and "that": "appeared to leave", and not "appeared in the town".
const OPENING_VERBS: [&str; 13] = [
    "believed", "thought", "suspects", "rumoured", "rumored", "appears", "appeared", "appear",
    "seems", "seemed", "seem", "feared", "assumed",
];

/// What opens a clause after [`OPENING_VERBS`].
const OPENERS: [&str; 2] = ["to", "that"];

/// The month, which a modal verb looks like.
const MONTH: &str = "May";

/// Adverbs that hedge what stands before them, too.
const TRAILING_HEDGES: [&str; 8] = [
    "allegedly",
    "reportedly",
    "supposedly",
    "purportedly",
    "apparently",
    "possibly",
    "probably",
    "perhaps",
];

/// Verbs that hedge a clause with "have"; the shortest word that hedges is the first of them.
const MODALS: [&str; 3] = ["may", "might", "could"];

/// Words that hedge the whole clause that they stand in.
const OF_CLAUSE: [&str; 6] =
    ["maybe", "presumably", "seemingly", "unconfirmed", "suspected", "ostensibly"];

/// All of these words: few texts have one.
static OPEN: LazyLock<Shapes> = LazyLock::new(|| {
    let words = TRAILING_HEDGES.into_iter().chain(OF_CLAUSE).chain(MODALS);
    Shapes::of(words.map(str::as_bytes))
});

/// Words through which a negation or a hedge reaches what follows.
const TRANSPARENT: [&str; 37] = [
    "a",
    "an",
    "any",
    "also",
    "actually",
    "be",
    "been",
    "being",
    "become",
    "did",
    "do",
    "does",
    "even",
    "ever",
    "evidence",
    "fully",
    "had",
    "has",
    "have",
    "having",
    "in",
    "indication",
    "is",
    "it",
    "longer",
    "of",
    "officially",
    "proof",
    "publicly",
    "reports",
    "sign",
    "signs",
    "still",
    "that",
    "the",
    "to",
    "yet",
];

/// Words that a number is none the less for.
const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// Words after "not" and "no" that make something else of it: "not only", "no fewer than".
const NO_NEGATION: [&str; 10] =
    ["only", "just", "merely", "simply", "solely", "least", "fewer", "less", "more", "doubt"];

/// Beginnings that turn a word or the word after a hyphen round, and an ending that does.
const TURNING: [&str; 17] = [
    "un", "in", "im", "il", "ir", "dis", "mis", "non", "anti", "counter", "ex", "former", "pre",
    "post", "quasi", "pseudo", "semi",
];

/// See [`TURNING`].
const TURNING_END: &str = "less";

/// What the record that quotes says of its own, so that a cut loses nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// It hedges.
    pub hedge: bool,
    /// It denies.
    pub negation: bool,
}

/// The first cut that changes the meaning of what is quoted.
pub(super) fn find(text: &str, place: &Place, kept: Kept) -> Option<Cut> {
    let seen = &place.seen;
    in_word(text, &place.passage)
        .or_else(|| in_value(text, &place.passage, seen))
        .or_else(|| governed(text, seen).filter(|cut| !is_kept(cut, kept)))
        .or_else(|| followed(text, seen).filter(|cut| !is_kept(cut, kept)))
        .or_else(|| {
            let mut gaps = place.left_out.iter().filter_map(|gap| omitted(text, gap));
            gaps.find(|cut| !is_kept(cut, kept))
        })
}

fn is_kept(cut: &Cut, kept: Kept) -> bool {
    match cut.kind {
        CutKind::Hedge => kept.hedge,
        CutKind::Negation => kept.negation,
        CutKind::Value | CutKind::Word => false,
    }
}

/// Whether a place parts two letters, or two signs of one number.
pub(super) fn parts_word(text: &str, at: usize) -> bool {
    let (before, after) = (text[..at].chars().next_back(), text[at..].chars().next());
    let (Some(before), Some(after)) = (before, after) else { return false };
    before.is_alphanumeric() && after.is_alphanumeric()
}

/// Whether a place parts the digits of one number, over a separator too.
pub(super) fn parts_number(text: &str, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mark = |c: Option<char>| c.is_some_and(|c| c == ',' || c == '.');
    let mut before = text[..at].chars().rev();
    let mut after = text[at..].chars();
    let (b1, b2) = (before.next(), before.next());
    let (a1, a2) = (after.next(), after.next());
    (digit(b1) && digit(a1))
        || (mark(b1) && digit(b2) && digit(a1))
        || (mark(a1) && digit(b1) && digit(a2))
}

/// Whether what goes on after a place may be the mark of a note, set right behind a year: "in
/// 202124", "in 2022,30".
pub(super) fn may_be_note(text: &str, at: usize) -> bool {
    /// Digits of the largest note number.
    const NOTE: usize = 3;
    let digit = |c: &char| c.is_ascii_digit();
    let year: Vec<char> = text[..at].chars().rev().take_while(digit).take(5).collect();
    let after = text[at..].trim_start_matches([',', '.']);
    let note = after.chars().take_while(digit).count();
    year.len() == 4 && matches!(year[3], '1' | '2') && (1..=NOTE).contains(&note)
}

/// Whether a date ends at a place, and the mark of a note follows it.
fn ends_before_note(text: &str, at: usize) -> bool {
    let from = snap(text, at.saturating_sub(REACH), at);
    let date = || date::find(&text[from..at], None).pop();
    may_be_note(text, at) && date().is_some_and(|date| date.span.end + from == at)
}

/// The run of letters and digits around a place.
fn word_at(text: &str, at: usize) -> Range<usize> {
    run_at(text, at, |c| c.is_alphanumeric() || *c == '-' || *c == '\u{2011}')
}

/// The run of some characters around a place, as far as anybody would read one word.
fn run_at(text: &str, at: usize, part: impl Fn(&char) -> bool) -> Range<usize> {
    /// Longer than any word of a text, and shorter than a line.
    const LONGEST_WORD: usize = 60;
    let before = text[..at].chars().rev().take(LONGEST_WORD).take_while(&part);
    let after = text[at..].chars().take(LONGEST_WORD).take_while(&part);
    at - before.map(char::len_utf8).sum::<usize>()..at + after.map(char::len_utf8).sum::<usize>()
}

fn in_word(text: &str, passage: &Range<usize>) -> Option<Cut> {
    let cut = |at: usize, kind, at_start| {
        Some(Cut { kind, whole: text[word_at(text, at)].to_owned(), at_start })
    };
    let (start, end) = (passage.start, passage.end);
    for (at, at_start) in [(start, true), (end, false)] {
        if parts_number(text, at) && !(at == end && ends_before_note(text, at)) {
            let number = run_at(text, at, |c| c.is_ascii_digit() || matches!(c, ',' | '.'));
            let whole = text[number].trim_matches([',', '.']).to_owned();
            return Some(Cut { kind: CutKind::Value, whole, at_start });
        }
    }
    if parts_word(text, start) {
        return cut(start, CutKind::Word, true);
    }
    if parts_word(text, end) && text[end..].starts_with(TURNING_END) {
        return cut(end, CutKind::Word, false);
    }
    let rest = &text[end..];
    if ["n't", "n\u{2019}t"].iter().any(|ending| rest.starts_with(ending)) {
        let whole = format!("{}n't", &text[word_at(text, end).start..end]);
        return Some(Cut { kind: CutKind::Negation, whole, at_start: false });
    }
    // "non-|state": the word before the hyphen turns what is quoted.
    let head = text[..start].strip_suffix(['-', '\u{2010}', '\u{2011}'])?;
    let word = &head[word_at(head, head.len())];
    TURNING.contains(&word.to_lowercase().as_str()).then(|| cut(start, CutKind::Word, true))?
}

/// A number or date that the quote holds a part of, and the part denotes what the whole does not.
fn in_value(text: &str, passage: &Range<usize>, seen: &Range<usize>) -> Option<Cut> {
    for (at, at_start) in [(passage.start, true), (passage.end, false)] {
        let from = snap(text, at.saturating_sub(REACH), at);
        let to = snap_end(text, (at + REACH).min(text.len()), at);
        let around = &text[from..to];
        if !at_start && ends_before_note(text, at) {
            continue;
        }
        // Without a sign of a number near the cut there is nothing to part.
        if !around.bytes().any(|byte| byte.is_ascii_digit()) && !names_number(around) {
            continue;
        }
        let at = at - from;
        let part = if at_start { at..around.len() } else { 0..at };
        let cut = |whole: &Range<usize>| {
            let whole = around[whole.clone()].trim().to_owned();
            Some(Cut { kind: CutKind::Value, whole, at_start })
        };
        let shown =
            |span: &Range<usize>| seen.start <= from + span.start && from + span.end <= seen.end;
        let spans = |span: &Range<usize>| span.start < at && at < span.end && !shown(span);
        if let Some(date) = straddling(date::find(around, None), spans) {
            let parts = date::find(&around[part.clone()], None);
            let held = if at_start { at..date.span.end } else { date.span.start..at };
            // A bare year is no date of running text, and still the rest of one.
            let kept = touching(parts, at_start, part.len()).map(|found| found.value);
            let kept = kept.or_else(|| date::read(&around[held], None).ok());
            if kept.is_some_and(|kept| !date_within(&date.value, &kept)) {
                return cut(&date.span);
            }
        } else if let Some(number) = straddling(quantity::find(around), spans) {
            let held = if at_start { at..number.span.end } else { number.span.start..at };
            let parts = quantity::find(&around[part.clone()]);
            let off = if at_start { number.span.start..at } else { at..number.span.end };
            if lower(&around[off]).split_whitespace().all(|word| ARTICLES.contains(&word)) {
                continue;
            }
            match touching(parts, at_start, part.len()) {
                Some(kept) if quantity_within(&number.value, &kept.value) => {}
                Some(_) => return cut(&number.span),
                None if around[held.clone()].bytes().any(|byte| byte.is_ascii_digit()) => {
                    return cut(&number.span);
                }
                None => {}
            }
        }
    }
    None
}

/// The end of a range of bytes moved inwards to white space, so that no word is cut by looking.
fn snap(text: &str, from: usize, at: usize) -> usize {
    if from == 0 {
        return 0;
    }
    let mut from = from;
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text[from..at].find(char::is_whitespace).map_or(at, |space| from + space)
}

/// See [`snap`].
fn snap_end(text: &str, to: usize, at: usize) -> usize {
    if to == text.len() {
        return to;
    }
    let mut to = to;
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    text[at..to].rfind(char::is_whitespace).map_or(at, |space| at + space)
}

/// Words that numbers are spelled with, and vague ones: whether reading a stretch is worth the while.
fn names_number(text: &str) -> bool {
    const WORDS: [&str; 38] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "thirteen", "fifteen", "eighteen", "twenty", "thirty", "forty", "fifty", "sixty",
        "seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion", "trillion",
        "dozen", "dozens", "half", "third", "quarter", "thirds", "quarters", "score", "scores",
        "fourteen",
    ];
    text.split(|c: char| !c.is_alphabetic())
        .any(|word| WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

fn straddling<T>(all: Vec<Found<T>>, spans: impl Fn(&Range<usize>) -> bool) -> Option<Found<T>> {
    all.into_iter().find(|found| spans(&found.span))
}

/// The value that stands where the part was cut.
fn touching<T>(all: Vec<Found<T>>, at_start: bool, len: usize) -> Option<Found<T>> {
    /// Bytes between a value and the cut: an article, a bracket.
    const NEAR: usize = 12;
    if at_start {
        all.into_iter().next().filter(|found| found.span.start <= NEAR)
    } else {
        all.into_iter().next_back().filter(|found| found.span.end + NEAR >= len)
    }
}

/// Whether the whole says no more than the part leaves open.
fn quantity_within(whole: &Quantity, part: &Quantity) -> bool {
    whole.unit.comparable(&part.unit) && whole.set.is_within(&part.set)
}

fn date_within(whole: &DateReading, part: &DateReading) -> bool {
    match (&whole.when, &part.when) {
        (When::Day(Days::Ranges(whole)), When::Day(Days::Ranges(part))) => whole.is_within(part),
        (When::Day(whole), When::Day(part)) => whole.meets(part),
        // A stretch of which one end is quoted is still about that end.
        _ => true,
    }
}

/// Words before a place, nearest first, up to the next punctuation.
fn words_before(text: &str, at: usize) -> impl Iterator<Item = &str> {
    let from = snap(text, at.saturating_sub(LEAD), at);
    let lead = text[from..at].trim_end();
    let clause = lead.rfind([',', ';', ':', '.', '!', '?', '(', ')', '—', '"', '“', '”']);
    let clause = clause.max(lead.rfind("\n\n"));
    let clause = clause.map_or(lead, |cut| {
        lead[cut..].char_indices().nth(1).map_or("", |(next, _)| &lead[cut + next..])
    });
    clause.split_whitespace().rev()
}

fn lower(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).replace('\u{2019}', "'").to_lowercase()
}

/// The kind of a word that governs what follows it.
fn governs(word: &str) -> Option<CutKind> {
    let (month, word) = (word.trim_start_matches(|c: char| !c.is_alphanumeric()), lower(word));
    let word = word.as_str();
    if month.starts_with(MONTH) {
        None
    } else if NEGATIONS.contains(&word) || word.ends_with("n't") {
        Some(CutKind::Negation)
    } else if HEDGES.contains(&word) {
        Some(CutKind::Hedge)
    } else {
        None
    }
}

/// A negation or hedge right before the quote.
fn governed(text: &str, passage: &Range<usize>) -> Option<Cut> {
    let first = text[passage.clone()].split_whitespace().next().map(lower).unwrap_or_default();
    let mut opened = OPENERS.contains(&first.as_str());
    for word in words_before(text, passage.start).take(MOST_BETWEEN + 1) {
        let plain = lower(word);
        let opening = opened && OPENING_VERBS.contains(&plain.as_str());
        if let Some(kind) = governs(word).or(opening.then_some(CutKind::Hedge)) {
            // "not only |the men": what turns the word stands in the quote.
            let turned = NO_NEGATION.contains(&first.as_str());
            return (!turned).then_some(Cut { kind, whole: plain, at_start: true });
        }
        if !TRANSPARENT.contains(&plain.as_str()) {
            return None;
        }
        opened |= OPENERS.contains(&plain.as_str());
    }
    None
}

/// The word that leaves open whether a clause is true, in the clause around a place: an adverb, or
/// "may have".
///
/// ```
/// use belie::quote::hedge_around;
/// assert_eq!(hedge_around("it reportedly killed 12, and perhaps more", 21..23), Some("reportedly"));
/// assert_eq!(hedge_around("it killed 12, and perhaps more", 10..12), None);
/// ```
#[must_use]
pub fn hedge_around(text: &str, place: Range<usize>) -> Option<&str> {
    if !OPEN.may_be_in(text.as_bytes()) {
        return None;
    }
    let ends_clause =
        |c: char| matches!(c, ',' | ';' | ':' | '.' | '!' | '?' | '(' | ')' | '—' | '“' | '”');
    let from = text[..place.start].rfind(ends_clause).map_or(0, |cut| cut + 1);
    let from = (from..=place.start).find(|at| text.is_char_boundary(*at))?;
    let to = text[place.end..].find(ends_clause).map_or(text.len(), |cut| place.end + cut);
    // The words of the tables are ASCII, and no other letter is one of theirs in lower case.
    let is = |word: &str, known: &[&str]| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        known.iter().any(|known| known.eq_ignore_ascii_case(word))
    };
    let mut words = text[from..to].split_whitespace().peekable();
    while let Some(word) = words.next() {
        // Articles and the like need no look.
        let may_hedge = word.len() >= MODALS[0].len();
        let mut modal = || words.peek().is_some_and(|next| is(next, &["have"]));
        if may_hedge
            && (is(word, &TRAILING_HEDGES)
                || is(word, &OF_CLAUSE)
                || (is(word, &MODALS) && modal()))
        {
            return Some(word);
        }
    }
    None
}

/// A negation right after the quote, or an adverb that hedges it and ends its clause.
fn followed(text: &str, passage: &Range<usize>) -> Option<Cut> {
    let to = snap_end(text, (passage.end + REACH).min(text.len()), passage.end);
    let rest = &text[passage.end..to];
    let cut = |kind, word: &str| Some(Cut { kind, whole: lower(word), at_start: false });
    let mut words = rest.split_whitespace();
    let (first, second) = (words.next()?, words.next().map(lower).unwrap_or_default());
    if rest.starts_with(char::is_whitespace) {
        let turned = NO_NEGATION.contains(&second.as_str());
        let plain = lower(first);
        if ["not", "never", "no"].contains(&plain.as_str()) && !turned {
            return cut(CutKind::Negation, first);
        }
    }
    let after_comma = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    let word = after_comma.split_whitespace().next()?;
    let ends = word.ends_with(['.', ',', ';', ')', '!']) || after_comma.trim() == word;
    (ends && TRAILING_HEDGES.contains(&lower(word).as_str())).then(|| cut(CutKind::Hedge, word))?
}

/// A negation or hedge among a few words that were left out.
fn omitted(text: &str, gap: &Range<usize>) -> Option<Cut> {
    /// Bytes that are a few words; what is longer has clauses of its own.
    const FEW: usize = 40;
    let words = text.get(gap.clone()).filter(|words| words.len() <= FEW)?;
    if words.contains(['.', ';', ':', '!', '?']) {
        return None;
    }
    let mut all = words.split_whitespace().peekable();
    while let Some(word) = all.next() {
        let turned = all.peek().is_some_and(|next| NO_NEGATION.contains(&lower(next).as_str()));
        if let Some(kind) = governs(word).filter(|_| !turned) {
            return Some(Cut { kind, whole: lower(word), at_start: false });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cut of what stands between bars.
    fn cut(marked: &str) -> Option<(CutKind, String)> {
        let start = marked.find('|').unwrap();
        let end = marked[start + 1..].find('|').unwrap() + start;
        let text = marked.replace('|', "");
        let passage = start..end;
        let seen = passage.clone();
        let place = Place { passage, exact: true, left_out: Vec::new(), seen };
        find(&text, &place, Kept::default()).map(|cut| (cut.kind, cut.whole))
    }

    #[test]
    fn cuts_that_change_the_meaning() {
        use CutKind::{Hedge, Negation, Value, Word};
        for (marked, kind, whole) in [
            ("it cost 1,|200 people| their homes", Value, "1,200"),
            ("in all 1|12 attacks| were counted", Value, "112"),
            ("they lost |some 3|.5 million", Value, "3.5"),
            ("killed |2000|0 people", Value, "20000"),
            ("they lost |3| million dollars", Value, "3 million dollars"),
            ("killed over |100 people| there", Value, "over 100"),
            ("there were |12 dead| so far", Value, "12 dead so far"),
            ("between |4,000| and 6,000 men", Value, "between 4,000 and 6,000"),
            ("it began before |2015|, they say", Value, "before 2015"),
            ("the group did not |kill the mayor|.", Negation, "not"),
            ("there is no evidence that |the mayor fled|.", Negation, "no"),
            ("he hasn’t yet |left the town|.", Negation, "hasn't"),
            ("|the group did| not claim it", Negation, "not"),
            ("|the group did|n’t claim it", Negation, "didn't"),
            ("the group reportedly |killed the mayor|.", Hedge, "reportedly"),
            ("the group may have |killed the mayor|.", Hedge, "may"),
            ("|the group killed him|, allegedly.", Hedge, "allegedly"),
            ("they are believed |to be in hiding|.", Hedge, "believed"),
            ("it appears that |the mayor fled|.", Hedge, "appears"),
            ("it was un|likely to leave| soon", Word, "unlikely"),
            ("by non-|state actors| there", Word, "non-state"),
            ("a |harm|less man", Word, "harmless"),
        ] {
            assert_eq!(cut(marked), Some((kind, whole.to_owned())), "{marked}");
        }
    }

    #[test]
    fn cuts_that_change_nothing() {
        for marked in [
            "|12 people| were killed",
            "killed 12, |13 of them| wounded",
            "it was not only |a victory| for them",
            "they said |it was large|, not small",
            "the |143 people| killed there",
            "on |22 March| 2024 they met",
            "in late |March 2024| they met",
            "the town’s |mayor| left",
            "|two attack|s were seen",
            "he did not leave; |they stayed|.",
            "|the men left|, reportedly in haste and with all that they had",
            "|killed| no fewer than 12 people",
            "they had |52 percent| of all",
            "some say if not, |they stayed|.",
            "||",
            "he appeared |in the town| again",
            "the flood on 3 May |killed 12 people|",
            "they met |in Aster in June 2022|,58 and left",
            "they met |on August 26, 2021|24 and left",
            "they held an |average of 23 meetings a month| then",
        ] {
            assert_eq!(cut(marked), None, "{marked}");
        }
    }
}
