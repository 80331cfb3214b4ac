//! One length of time told twice: "was jailed for four years", and "his six-year sentence"; "a truce of
//! 72 hours", and "the week-long truce"; "a closure of nearly a decade", and "the four years during which
//! the bridge was shut".
//!
//! A length that is taken up as known, with a noun or a clause for what lasts, is that of what another
//! sentence says went on for so long, by the same word or one for the same. Where the text gives it
//! several lengths, or says that it was made longer, which is meant is not sure, and nothing is said.

mod words;

use std::ops::Range;

use rust_decimal::prelude::ToPrimitive;
use smallvec::SmallVec;

use super::dated::LIGHT;
use super::deed::Kind;
use super::known::{gender, names};
use super::{RULE, tenure};
use crate::prose::gist;
use crate::prose::lexicon::class;
use crate::prose::open;
use crate::prose::passage::{
    Clause, Determiner, MentionKind, NounPhrase, Passage, Sentence, Tokens,
};
use crate::prose::reading::BlockIx;
use crate::prose::retold::figure;
use crate::prose::slip::Slip;
use crate::value::date::{Duration, read_duration};
use words::{CHANGED, LASTS, LOOSE, OFTEN, WISHED, is_other};

/// Most lengths of a document: each is held against all of them.
const MOST: usize = 200;

/// A length with what it is of.
struct Told<'p> {
    block: usize,
    at: BlockIx,
    sentence: usize,
    /// Where those whose it is may be named.
    owners: Tokens,
    bytes: Range<usize>,
    seconds: (f64, f64),
    kinds: SmallVec<[Kind; 2]>,
    /// Nouns and names that say of which of its kind.
    which: Vec<String>,
    /// Whether it is taken up as what is known.
    known: bool,
    /// Whether a verb tells how long it was done, which may be told again with the same verb.
    done: bool,
    /// Whether its clause has a date.
    dated: bool,
    printed: &'p str,
}

/// A length where it stands.
struct Length {
    /// With the words that hedge it.
    tokens: Tokens,
    bytes: Range<usize>,
    seconds: (f64, f64),
}

/// Slips of a document.
pub(super) fn slips(passages: &[(BlockIx, &Passage<'_>)], out: &mut Vec<Slip>) {
    let mut all: Vec<Told<'_>> = Vec::new();
    for (block, (at, passage)) in passages.iter().enumerate() {
        for length in lengths(passage) {
            all.extend(told((block, *at, passage), &length));
            if all.len() > MOST {
                return;
            }
        }
    }
    let mut found = Vec::new();
    for (ix, known) in all.iter().enumerate() {
        let again = !known.known && is_again(&all, ix);
        if !known.known && !again {
            continue;
        }
        // Of the same: "the clerk was jailed", "the cook was jailed".
        let same = |told: &Told<'_>| {
            told.done
                && told.kinds[0].is_verb(&known.kinds[0])
                && known.which.iter().all(|noun| told.which.contains(noun))
        };
        let told = |told: &&Told<'_>| !again || same(told);
        let others = || all.iter().filter(told).filter(|told| is_of(passages, known, told));
        let Some(first) = others().next() else { continue };
        let apart = others().all(|told| !meet(known.seconds, told.seconds));
        let one = others().all(|told| meet(first.seconds, told.seconds));
        let seen = out.iter().any(|slip| slip.at == known.at && slip.bytes == known.bytes);
        if apart && one && !seen {
            found.push(slip(known, first));
        }
    }
    out.extend(found);
}

/// "Has led the airline for six years", "having led the airline for nine years": whether a verb tells its
/// length for the second time, and there is no third.
fn is_again(all: &[Told<'_>], ix: usize) -> bool {
    let told = &all[ix];
    let same = |other: &&Told<'_>| other.done && other.kinds[0].is_verb(&told.kinds[0]);
    told.done
        && !told.which.is_empty()
        && all[..ix].iter().filter(same).count() == 1
        && all[ix + 1..].iter().find(same).is_none()
}

fn slip(known: &Told<'_>, told: &Told<'_>) -> Slip {
    let (here, there) = (known.printed, told.printed);
    Slip {
        rule: RULE,
        at: known.at,
        bytes: known.bytes.clone(),
        message: format!(
            "\u{201c}{here}\u{201d} here, and \u{201c}{there}\u{201d} where it is told how long it lasted"
        ),
        label: format!("\u{201c}{here}\u{201d} here"),
        help: "find out which length is right; if both are, say what tells the two apart",
        other: Some((told.at, told.bytes.clone(), format!("\u{201c}{there}\u{201d} here"))),
    }
}

/// Whether a length of another sentence is that of what is taken up.
fn is_of(passages: &[(BlockIx, &Passage<'_>)], known: &Told<'_>, told: &Told<'_>) -> bool {
    let other = (known.block, known.sentence) != (told.block, told.sentence);
    let kind = || known.kinds.iter().any(|kind| told.kinds.iter().any(|other| kind.is(other)));
    if !other || !kind() || (told.dated && !known.dated) {
        return false;
    }
    let (here, there) = (passages[known.block].1, passages[told.block].1);
    let sentence = |passage: &Passage<'_>, at: usize| {
        passage.sentences.get(at).map_or(0..0, |sentence| sentence.tokens.clone())
    };
    let (own, of) = (sentence(here, known.sentence), sentence(there, told.sentence));
    // "The miners' three-week strike" is not that of the dockers.
    let before = told.sentence.saturating_sub(1);
    let around = sentence(there, before).start..of.end;
    let words = gist::lemmas(there, around);
    let holds = |word: &String| words.iter().any(|other| gist::is_form(other, word));
    let one = |which: &[String]| which.is_empty() || which.iter().any(holds);
    let (x, y) = (names(here, &known.owners), names(there, &of));
    let foreign = |a: &[&str], b: &[&str]| {
        let last = |name: &str| name.rsplit(' ').next().unwrap_or(name).to_owned();
        !a.is_empty() && a.iter().all(|name| !b.iter().any(|other| last(other) == last(name)))
    };
    let genders = (gender(here, own), gender(there, of));
    let other_person = genders.0.is_some() && genders.1.is_some() && genders.0 != genders.1;
    one(&known.which) && !(foreign(&x, &y) && foreign(&y, &x)) && !other_person
}

/// The lengths of a passage, with those that a unit alone names: "the week-long truce".
fn lengths(passage: &Passage<'_>) -> Vec<Length> {
    let mentions = passage.mentions.iter().filter_map(|mention| {
        let MentionKind::Duration(lasting) = &mention.kind else { return None };
        let hedged = mention.hedged();
        let hedge = passage.text.get(hedged.start..mention.bytes.start)?;
        Some(Length {
            tokens: passage.tokens_of(&hedged),
            bytes: mention.bytes.clone(),
            seconds: seconds(&lasting.duration, hedge, passage.text.get(mention.bytes.clone())?)?,
        })
    });
    let mut out: Vec<Length> = mentions.collect();
    for at in 0..passage.tokens.len() {
        let found = of_unit(passage, at);
        out.extend(found.filter(|found| !out.iter().any(|other| other.bytes == found.bytes)));
    }
    out
}

/// "Week-long", "monthlong"; "their fortnight", "the decade": one of a unit.
fn of_unit(passage: &Passage<'_>, at: usize) -> Option<Length> {
    const LONG: &[&str] = &["hour", "week", "fortnight", "month", "year", "decade", "century"];
    const ALONE: &[&str] = &["fortnight", "decade", "century"];
    let text = passage.lower(at);
    let joined = text.strip_suffix("long").map(|unit| unit.trim_end_matches('-'));
    let apart = passage.is(at + 1, "-") && passage.is(at + 2, "long");
    let led = || at.checked_sub(1).is_some_and(|_| figure::is_introduced(passage, at));
    let (unit, end) = match joined {
        Some(unit) => (unit, at + 1),
        None if apart => (text.as_str(), at + 3),
        None if ALONE.contains(&text.as_str()) && led() => (text.as_str(), at + 1),
        None => return None,
    };
    let unit = LONG.iter().find(|known| **known == unit)?;
    let duration = read_duration(&format!("one {unit}")).ok()?;
    let seconds = seconds(&duration, "", unit)?;
    Some(Length { tokens: at..end, bytes: passage.bytes(&(at..end)), seconds })
}

/// Least and most seconds that a length may be said of; `None` for what has one bound only.
fn seconds(duration: &Duration, hedge: &str, printed: &str) -> Option<(f64, f64)> {
    const HOUR: f64 = 3_600.0;
    const DAY: f64 = 24.0 * HOUR;
    /// Part of a length by which a number of its unit is off at most, and a vague one.
    const PART: f64 = 0.25;
    /// Part of it by which "a decade" is.
    const ROUND: f64 = 0.15;
    let bound = ["more", "over", "least", "less", "under", "most", "up", "fewer", "within"];
    let hedge = hedge.to_lowercase();
    if hedge.split_whitespace().any(|word| bound.contains(&word)) {
        return None;
    }
    let (low, high) = duration.seconds();
    let (low, high) = (low.to_f64()?, high.to_f64()?);
    let unit = match (duration.iso.chars().next_back()?, duration.iso.contains('T')) {
        ('S', _) => 2.0,
        ('M', true) => 60.0,
        ('H', _) => HOUR,
        // Both ends may be counted.
        ('D', _) => 2.0 * DAY,
        ('W', _) => 7.0 * DAY,
        ('M', false) => 30.0 * DAY,
        ('Y', _) => 365.0 * DAY,
        _ => return None,
    };
    let round = ["decade", "century", "centuries"].iter().any(|word| printed.contains(word));
    let slack = match () {
        () if duration.soft || !hedge.is_empty() => PART * low,
        () if round => ROUND * low,
        () => (unit / 2.0).min(PART * low),
    };
    Some((low - slack, high + slack))
}

fn meet(a: (f64, f64), b: (f64, f64)) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

/// What a length is of, and whether it is taken up as known.
fn told<'p>(
    (block, at, passage): (usize, BlockIx, &Passage<'p>),
    length: &Length,
) -> Option<Told<'p>> {
    let (start, end) = (length.tokens.start, length.tokens.end);
    let index = passage.sentence_of(start)?;
    let sentence = passage.sentences.get(index)?;
    let around =
        start.saturating_sub(3).max(sentence.tokens.start)..(end + 2).min(sentence.tokens.end);
    let changed = sentence.tokens.clone().any(|at| passage.is_of(at, &CHANGED));
    if changed || around.into_iter().any(|at| is_other(passage, at)) {
        return None;
    }
    let clause = sentence.clause_of(start)?;
    let wished = clause
        .verb
        .as_ref()
        .is_some_and(|verb| verb.modal || verb.negated || WISHED.hold(verb.lemma.text()));
    let found = of_noun(passage, sentence, length).or_else(|| of_clause(passage, sentence, end));
    let done = found.is_none();
    let (kinds, which, taken_up) = found.or_else(|| of_verb(passage, clause, start, end))?;
    let often = |kind: &Kind| OFTEN.hold(&kind.lemma) || LIGHT.contains(&kind.lemma.as_str());
    let done = done && !kinds.iter().any(often);
    let led = taken_up && figure::is_introduced(passage, start);
    let mentions = passage.mentions.get(sentence.mentions.clone()).unwrap_or(&[]);
    let dates = || {
        mentions.iter().filter(|mention| {
            let inside = clause.tokens.contains(&mention.tokens.start);
            inside && matches!(mention.kind, MentionKind::Date(_))
        })
    };
    let on_a_day = dates().next().is_some();
    let dated = dates().any(|mention| super::age::exact_year(mention).is_some());
    // What is wished for is no length of what was, however it is taken up later.
    (led || !wished).then(|| Told {
        block,
        at,
        sentence: index,
        // "Carl Dane, having led it for nine years".
        owners: if done {
            sentence.tokens.start..start
        } else {
            owners(passage, sentence, clause, start)
        },
        bytes: length.bytes.clone(),
        seconds: length.seconds,
        kinds,
        which,
        known: led,
        done: done && !on_a_day,
        dated,
        printed: passage.text.get(length.bytes.clone()).unwrap_or(""),
    })
}

/// Where those are named whose a length is: ahead of its verb, and of "his" ahead of that too.
fn owners(passage: &Passage<'_>, sentence: &Sentence, clause: &Clause, start: usize) -> Tokens {
    let end = clause.verb.as_ref().map(|verb| verb.tokens.start).filter(|verb| *verb > start);
    let own = start.checked_sub(1).is_some_and(|at| passage.is_any(at, &["his", "her", "their"]));
    let from = if own { sentence.tokens.start } else { clause.tokens.start };
    from..end.unwrap_or(clause.tokens.end)
}

/// What a length is of, by what else of its kind there is, and whether it may be taken up.
type Of = (SmallVec<[Kind; 2]>, Vec<String>, bool);

/// "The three-week strike", "a strike of three weeks", "the three weeks of the strike".
fn of_noun(passage: &Passage<'_>, sentence: &Sentence, length: &Length) -> Option<Of> {
    let (start, end) = (length.tokens.start, length.tokens.end);
    let mentions = passage.mentions.get(sentence.mentions.clone()).unwrap_or(&[]);
    let mut nouns = mentions.iter().filter_map(|mention| match &mention.kind {
        MentionKind::Noun(noun) => Some(noun),
        _ => None,
    });
    let printed = passage.text.get(length.bytes.clone())?;
    let adjective = printed.contains('-') || printed.ends_with("long");
    if adjective && !printed.ends_with('s') {
        let noun = nouns.find(|noun| noun.tokens.start <= end && noun.head >= end)?;
        return noun_told(passage, noun, &length.tokens);
    }
    if passage.is(end, "of") {
        let noun = nouns.find(|noun| noun.tokens.start == end + 1)?;
        // "Two days of the strike" are a part of it, "the two days of the strike" are all.
        let whole =
            figure::is_introduced(passage, start) || matches!(noun.determiner, Determiner::None);
        return noun_told(passage, noun, &length.tokens).filter(|_| whole);
    }
    let of = start.checked_sub(1).filter(|at| passage.is(*at, "of"))?;
    let noun = nouns.find(|noun| noun.head + 1 == of)?;
    let taken_up = false;
    noun_told(passage, noun, &length.tokens).map(|(kinds, which, _)| (kinds, which, taken_up))
}

fn noun_told(passage: &Passage<'_>, noun: &NounPhrase, length: &Tokens) -> Option<Of> {
    let lemma = open::noun_lemma(passage, noun.head);
    let other = noun.tokens.clone().any(|at| is_other(passage, at));
    if LOOSE.hold(&lemma) || other || lemma.len() < 3 {
        return None;
    }
    let own = |at: &usize| {
        let token = passage.tokens[*at].word;
        let idle = class::ADJECTIVE | class::QUALITY | class::PARTICIPLE | class::GERUND;
        !length.contains(at) && *at != noun.head && !token.is(idle) && *at >= length.end
    };
    let which = noun.tokens.clone().filter(own).filter_map(|at| gist::lemma(passage, at));
    let mut which: Vec<String> = which.collect();
    if let Determiner::Possessive(owner) = noun.determiner {
        which.extend(gist::lemma(passage, owner));
    }
    let kinds = std::iter::once(Kind::of(lemma, &[])).collect();
    Some((kinds, which, true))
}

/// "The four years during which the bridge was shut", "the six years that she was jailed".
fn of_clause(passage: &Passage<'_>, sentence: &Sentence, end: usize) -> Option<Of> {
    let opens = tenure::opens_relative(passage, end);
    let inside =
        |clause: &&Clause| (end..opens + 2).contains(&clause.tokens.start) && clause.verb.is_some();
    let clause = sentence.clauses.iter().find(inside)?;
    let verb = clause.verb.as_ref().filter(|verb| !verb.modal && verb.main > opens)?;
    // "The three years after it closed" are other years.
    let begins = opens > end || clause.tokens.start == end;
    let kind = Kind::verb(passage, clause).filter(|_| begins)?;
    let mentions = passage.mentions.get(sentence.mentions.clone())?.iter();
    let subject = mentions.filter(|mention| {
        (opens..verb.tokens.start).contains(&mention.tokens.start)
            && matches!(mention.kind, MentionKind::Noun(_))
    });
    let which = subject.filter_map(|mention| match &mention.kind {
        MentionKind::Noun(noun) => gist::lemma(passage, noun.head),
        _ => None,
    });
    let which: Vec<String> = which.collect();
    let pronoun = passage.tokens.get(opens).is_some_and(|token| token.word.is(class::PRONOUN));
    (pronoun || !which.is_empty()).then(|| (std::iter::once(kind).collect(), which, true))
}

/// "Was jailed for four years", "the siege lasted nine days".
fn of_verb(passage: &Passage<'_>, clause: &Clause, start: usize, end: usize) -> Option<Of> {
    /// Tokens between a verb and its length.
    const NEAR: usize = 3;
    let verb = clause.verb.as_ref().filter(|verb| !verb.modal && !verb.negated)?;
    let between = start.checked_sub(verb.tokens.end)?;
    if LASTS.hold(verb.lemma.text()) {
        let for_it = usize::from(start > 0 && passage.is(start - 1, "for"));
        // "It took the lawyers two years to agree".
        let done = passage.is(end, "to") && passage.is_any(clause.tokens.start, &["it"]);
        if done && between <= NEAR {
            let kind = gist::lemma(passage, end + 1).map(|lemma| Kind::of(lemma, &[]))?;
            return Some((std::iter::once(kind).collect(), Vec::new(), false));
        }
        let noun = clause.subject.and_then(|at| passage.mentions.get(at))?;
        let MentionKind::Noun(noun) = &noun.kind else { return None };
        return noun_told(passage, noun, &(start..end))
            .filter(|_| between <= for_it)
            .map(|(kinds, which, _)| (kinds, which, false));
    }
    let lasting = start > 0 && passage.is(start - 1, "for") && between <= NEAR + 1;
    let kind = Kind::verb(passage, clause).filter(|_| lasting)?;
    // Who did it, and to what.
    let subject = clause.subject.or(clause.head).and_then(|at| passage.mentions.get(at));
    let object =
        passage.mentions.iter().filter(|m| (verb.tokens.end..start).contains(&m.tokens.start));
    let nouns = subject.into_iter().chain(object).filter_map(|mention| match &mention.kind {
        MentionKind::Noun(noun) => gist::lemma(passage, noun.head),
        _ => None,
    });
    Some((std::iter::once(kind).collect(), nouns.collect(), false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let passages: Vec<Passage<'_>> =
            text.split(" / ").map(|text| Passage::new(text, None)).collect();
        let at = |block| BlockIx { document: 0, block };
        let all: Vec<(BlockIx, &Passage<'_>)> =
            passages.iter().enumerate().map(|(ix, passage)| (at(ix), passage)).collect();
        let mut out = Vec::new();
        slips(&all, &mut out);
        out.into_iter().map(|slip| slip.message).collect()
    }

    #[test]
    fn what_is_taken_up_has_the_length_that_is_told() {
        for bad in [
            // Courts, docks, armies, bridges, hospitals, the stage, sport.
            "The clerk was sent to prison for three years on Monday. / He smiled as his seven-year sentence was read out.",
            "A walkout of nine days at the port ended on Friday. / The five-week strike cost the owners a fortune.",
            "Both armies kept a truce of 48 hours. / Nurses used the week-long truce to fetch the wounded.",
            "The bridge was closed for two years. / In the seven years during which the bridge was shut, the ferry ran at night.",
            "The ward came out of quarantine after it had lasted nineteen days. The quarantine lasted nineteen days. / Nobody forgot the three-month quarantine.",
            "The siege lasted nine days. / They lived on rice in the thirty days of the siege.",
            "The team set out on a tour of ten days. / Their month-long tour took them to Hale.",
            "Cooks at the hotels of Port Lindo went back to work on Monday, ending a four-week strike that had emptied the beaches. / The ten-day walkout, the first since 1994, was settled by the mayor, Ada Brook.",
            "Guns fell silent as a truce of 48 hours agreed by both sides came into force. / Nurses hope that the week-long truce will be used to fetch the wounded.",
            "The Orlen Bridge was opened again after a closure of nearly ten years. / In the four years during which the bridge was shut to carts, they said, two mills had gone.",
            "Ada Brook, who has led the airline for six years, spoke. / Ms Brook, having led the airline for nine years, knows it well.",
            "The guards were besieged for nine days by the crowd. / Nobody fed the guards, who had been besieged for fifteen days.",
            "A blockade of the port lasted six weeks. / The monthlong talks failed, and the three-month blockade was lifted.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}: {:?}", found(bad));
        }
        for good in [
            "The clerk was sent to prison for three years on Monday. / He smiled as his three-year sentence was read out.",
            "The clerk was sent to prison for 18 months on Monday. / He smiled as his year-and-a-half sentence was read out.",
            "The clerk was jailed for three years, the cook for seven. The cook was jailed for seven years. / He smiled as his seven-year sentence was read out.",
            "The prosecutor asked for a sentence of nine years. / He smiled as his seven-year sentence was read out.",
            "A walkout of nine days at the port ended on Friday. / The miners' five-week strike cost the owners a fortune.",
            "The strike lasted nine days. / The first two-day strike had been in May.",
            "The strike was extended by a week after nine days of it. / The three-week strike cost them much.",
            "The bridge was closed for two years. / In the seven years during which the tunnel was shut, the ferry ran at night.",
            "Ada Brook was jailed for three years. / Carl Dane wept as his seven-year sentence was read out.",
            "The siege lasted nine days. / They lived on rice for two days of the siege.",
            "The siege lasted nine days. / The week-long siege of the tower had been worse, she said, than the march.",
            "The team set out on a tour of ten days. / Their first month-long tour took them to Hale.",
            "Ada Brook, who has led the airline for six years, spoke. / Carl Dane, having led the airline for nine years, knows it well.",
            "The clerk worked at the bank for six years. / The cook had worked at the bank for nine years.",
            "The road was blocked for two days in May. / In June the road was blocked for nine days.",
            "Both armies kept a truce of a week. / Nurses used the week-long truce to fetch the wounded.",
            "The work was stopped for two weeks. / The seven-year project has cost them much.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }
}
