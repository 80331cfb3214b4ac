//! One holder of one part with two names that share a half: "the finder, Ada Brook", and later "the
//! finder, Ada Broome"; "he married Ada Brook", and later "his wife, Alma Brook".
//!
//! Spellings of one name are found elsewhere, whatever their bearers are; here the halves that differ
//! may be two names, since what their bearer is called says that it is one person.

use std::ops::Range;

use rustc_hash::FxHashMap;
use smol_str::{SmolStr, format_smolstr};

use super::{HELP, RULE, time};
use crate::prose::lexicon::class;
use crate::prose::passage::{Mention, MentionKind, Passage};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::token::Kind;

/// Most words of what somebody is called.
const WORDS: usize = 6;

/// Most holders of one part that are compared.
const MOST: usize = 6;

/// Fewest letters of the halves that differ, and how many of them are the first ones of both.
const LEAST: usize = 4;
const ALIKE: usize = 1;

/// What stands for whoever somebody is married to.
const SPOUSE: &str = "#spouse";
const SPOUSES: &[&str] = &["husband", "wife", "spouse", "widow", "widower"];

/// Who is said to be something.
struct Holder {
    given: SmolStr,
    surname: SmolStr,
    at: BlockIx,
    sentence: usize,
    bytes: Range<usize>,
    part: String,
}

impl Holder {
    fn name(&self) -> SmolStr {
        format_smolstr!("{} {}", self.given, self.surname)
    }
}

/// Slips of a document.
pub(super) fn slips<'p>(
    passages: impl Iterator<Item = (BlockIx, &'p Passage<'p>)>,
    is_spelled: &dyn Fn(&str, &str) -> bool,
    out: &mut Vec<Slip>,
) {
    let mut by_part: FxHashMap<SmolStr, Vec<Holder>> = FxHashMap::default();
    let mut order: Vec<SmolStr> = Vec::new();
    for (at, passage) in passages {
        for mention in passage.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name)) {
            let Some((part, holder)) = holder(at, passage, mention) else { continue };
            let known = by_part.entry(part.clone()).or_insert_with(|| {
                order.push(part);
                Vec::new()
            });
            if known.len() < MOST && known.iter().all(|known| known.name() != holder.name()) {
                known.push(holder);
            }
        }
    }
    let mut found: Vec<(&Holder, &Holder)> = Vec::new();
    for part in &order {
        // Of three husbands none is a slip of the pen.
        if let Some([a, b]) = by_part.get(part).map(Vec::as_slice)
            && is_one(a, b)
        {
            found.push((a, b));
        }
    }
    found.retain(|(a, b)| !is_spelled(&a.name(), &b.name()));
    out.extend(found.into_iter().map(|(a, b)| slip(a, b)));
}

/// Whether two names are one person's: one half is the same, and the others begin alike.
fn is_one(a: &Holder, b: &Holder) -> bool {
    let apart = a.at != b.at || a.sentence.abs_diff(b.sentence) > 1;
    let alike = |x: &str, y: &str| {
        let same = x.chars().zip(y.chars()).take_while(|(p, q)| p == q).count();
        same >= ALIKE && x.chars().count().min(y.chars().count()) >= LEAST
    };
    let surnames = a.given == b.given && alike(&a.surname, &b.surname);
    let given = a.surname == b.surname && alike(&a.given, &b.given);
    apart && (surnames || given)
}

/// What a name is said to be the only one of, as the text calls it.
fn holder(at: BlockIx, passage: &Passage<'_>, mention: &Mention) -> Option<(SmolStr, Holder)> {
    let mut own = mention.tokens.clone();
    while own.len() > 2 && passage.tokens[own.start].word.is(class::TITLE) {
        own.start += 1;
    }
    let person = own.clone().all(|at| {
        let token = &passage.tokens[at];
        token.capital && !token.word.is(class::ORGANISATION | class::PLACE | class::TITLE)
    });
    if own.len() != 2 || !person {
        return None;
    }
    let ix = passage.sentence_of(own.start)?;
    let sentence = passage.sentences[ix].tokens.clone();
    let mut first = mention.tokens.start;
    while first > sentence.start && passage.tokens[first - 1].word.is(class::TITLE) {
        first -= 1;
    }
    let part = before(passage, &sentence, first, own.end)
        .or_else(|| behind(passage, &sentence, own.end))
        .or_else(|| married(passage, &sentence, first))?;
    let other = |at: usize| time::is_other(&passage.lower(at)) && !passage.is(at, "late");
    if part.clone().any(other) || part.clone().any(|at| passage.is(at, "first")) {
        return None;
    }
    let spouse = part.clone().any(|at| passage.is_any(at, SPOUSES) || passage.is(at, "married"));
    let words: Vec<_> = part.clone().map(|at| passage.lower(at)).collect();
    let key = if spouse { SmolStr::new_static(SPOUSE) } else { words.join(" ").into() };
    let holder = Holder {
        given: passage.token(own.start).into(),
        surname: passage.token(own.end - 1).into(),
        at,
        sentence: ix,
        bytes: passage.bytes(&own),
        part: passage.slice(&part).to_owned(),
    };
    Some((key, holder))
}

fn is_led(passage: &Passage<'_>, at: usize) -> bool {
    passage.is_any(at, &["the", "its", "his", "her", "their", "our", "my"])
}

/// Whether some tokens are words in small letters that call somebody something: "the last keeper".
fn is_plain(passage: &Passage<'_>, tokens: &Range<usize>) -> bool {
    let stop = class::RELATIVE | class::CONJUNCTION | class::PRONOUN | class::BE | class::HAVE;
    let plain = |at: usize| {
        let token = &passage.tokens[at];
        token.kind == Kind::Word && !token.capital && !token.word.is(stop)
    };
    // What leads it may stand at the head of a sentence.
    (2..=WORDS).contains(&tokens.len()) && (tokens.start + 1..tokens.end).all(plain)
}

/// "The finder, NAME,".
fn before(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    first: usize,
    after: usize,
) -> Option<Range<usize>> {
    let end = first.checked_sub(1).filter(|at| passage.token(*at) == ",")?;
    let least = end.saturating_sub(WORDS).max(sentence.start);
    let start = (least..end).rev().find(|at| is_led(passage, *at))?;
    // Of a list: "the cook, NAME and the clerk".
    let lists = passage.is(after, "and")
        || passage.token(after) == "," && passage.is(after + 1, "and")
        || start > sentence.start && passage.token(start - 1) == ",";
    (!lists && is_plain(passage, &(start..end))).then_some(start..end)
}

/// "NAME, the finder,".
fn behind(passage: &Passage<'_>, sentence: &Range<usize>, after: usize) -> Option<Range<usize>> {
    let start = (after + 1 < sentence.end && passage.token(after) == ",").then_some(after + 1)?;
    let until = (start + WORDS + 1).min(sentence.end);
    let end = (start..until).find(|at| matches!(passage.token(*at), "," | "." | ";"))?;
    let next = end + 1;
    let lists = passage.is(next, "and") || passage.token(end) == "," && is_led(passage, next);
    (is_led(passage, start) && !lists && is_plain(passage, &(start..end))).then_some(start..end)
}

/// "Married NAME", "married a doctor, NAME".
fn married(passage: &Passage<'_>, sentence: &Range<usize>, first: usize) -> Option<Range<usize>> {
    let least = first.saturating_sub(WORDS).max(sentence.start);
    let verb = (least..first).rev().find(|at| passage.is(*at, "married"))?;
    let between = verb + 1..first;
    let phrase = || {
        let led = passage.is_any(between.start, &["a", "an", "the"]);
        let comma = between.end - usize::from(passage.token(between.end - 1) == ",");
        led && is_plain(passage, &(between.start..comma))
    };
    (between.is_empty() || phrase()).then_some(verb..verb + 1)
}

fn slip(known: &Holder, found: &Holder) -> Slip {
    let (here, before) = (found.name(), known.name());
    Slip {
        rule: RULE,
        at: found.at,
        bytes: found.bytes.clone(),
        message: format!("\u{201c}{}\u{201d} is {here} here and {before} before", found.part),
        label: format!("{here} here"),
        help: HELP,
        other: Some((known.at, known.bytes.clone(), format!("{before} here"))),
    }
}

#[cfg(test)]
mod tests {
    use crate::prose::table::tests::slips_of;

    fn found(text: &str) -> Vec<String> {
        slips_of(super::RULE, &text.replace('\n', "\n\n"))
    }

    #[test]
    fn one_part_has_one_holder() {
        for bad in [
            "The finder, Ada Pool, dug it up.\nThe hall was full.\nThey asked the finder, Ada Platt, to come.",
            "In 1958 she had married a doctor, Carl Brook, who sang.\nThe hall was full.\nShe gave it to her husband, Casper Brook, who kept it.",
            "Ivo Sands, the owner of the boat, spoke.\nThe hall was full.\nNobody asked Ivo Selby, the owner of the boat.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}: {:?}", found(bad));
        }
        for good in [
            "The finder, Ada Pool, dug it up.\nThe hall was full.\nThey asked the owner, Ada Platt, to come.",
            "The finder, Ada Pool, dug it up.\nThe hall was full.\nThe next finder, Ada Platt, came.",
            "The owner, Ada Pool, came.\nThe hall was full.\nThe owner, Carl Pool, came.",
            "The owner, Ada Pool, came.\nThe hall was full.\nThe owner, Carl Dane, came.",
            "She married Carl Brook.\nThe hall was full.\nShe later married Casper Brook. Her husband, Cosmo Brook, sang.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }
}
