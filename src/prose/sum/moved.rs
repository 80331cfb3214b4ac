//! By what share something has changed, against what another sentence tells of it before and after: "50,610
//! books were lent, against 48,200 the year before", and "a rise of 8 per cent in lending"; "cut its staff
//! from 800 to 600", and "the loss of 40 per cent of the staff".
//!
//! A change is of what its words name. One that names nothing is that of a text that tells of one.

use rust_decimal::Decimal;

use super::change::moves;
use super::course::Ends;
use super::figure::before;
use super::placed::Placed;
use super::ratio::{Share, same};
use super::share::percent;
use crate::prose::gist;
use crate::prose::lexicon::class;
use crate::prose::passage::MentionKind;
use crate::prose::slip::Slip;
use crate::value::quantity::show;

/// Most figures of a text in which a change needs no name.
const MOST: usize = 24;

/// Nouns of a change, and whether it goes up.
const CHANGES: &[(&str, bool)] = &[
    ("rise", true),
    ("increase", true),
    ("growth", true),
    ("gain", true),
    ("jump", true),
    ("surge", true),
    ("fall", false),
    ("drop", false),
    ("decline", false),
    ("decrease", false),
    ("cut", false),
    ("reduction", false),
    ("loss", false),
    ("slump", false),
];

/// Words before such a noun that say that it has been told of.
const KNOWN: &[&str] = &["the", "this", "that", "such", "its", "their"];

/// Words before the article of one that is what its clause is about.
const OPENS: &[&str] = &["that", ",", "said", "and", "but", "such", "\"", "\u{201c}"];

/// A change that a share tells.
struct Change {
    up: bool,
    /// The words of what has changed; none where it is not named.
    topic: Option<Vec<String>>,
}

/// A share against the two amounts of what it is a change of.
pub(super) fn check(
    share: &Share<'_, '_>,
    ends: &[Ends<'_, '_>],
    figures: &[Placed<'_>],
) -> Option<Slip> {
    let change = change(share).filter(|_| share.is_flat())?;
    // "And rents from 90 to 120" is another change, though it reads like a range.
    let range = |placed: &Placed<'_>| {
        placed.figure.quantity.printed.as_ref().is_some_and(|printed| printed.high.is_some())
    };
    let unsure = || figures.len() > MOST || figures.iter().any(range) || tells_more(share);
    if change.topic.is_none() && unsure() {
        return None;
    }
    let mut found: Option<(&Ends<'_, '_>, Decimal)> = None;
    for pair in ends {
        let (now, then) = (pair.now, pair.then);
        let (a, b) = now.figure.amount.as_ref().zip(then.figure.amount.as_ref())?;
        let here = [now, then].iter().any(|end| end.is_beside(share.placed));
        if here || !change.is_of(pair) || has_its_share(pair, figures) {
            continue;
        }
        let is = a.shown.checked_sub(b.shown)?.checked_div(b.shown)?;
        let slack = a.slack.checked_add(b.slack)?.checked_div(b.shown)?;
        // What has no name goes at least the same way.
        let other_way = change.topic.is_none() && is.is_sign_positive() != change.up;
        if found.is_some() || other_way || share.fits(if change.up { is } else { -is }, slack) {
            return None;
        }
        found = Some((pair, is));
    }
    let (Ends { now, then }, is) = found?;
    let (a, b) = (show(&then.figure.quantity), show(&now.figure.quantity));
    let printed = share.passage.slice(&share.tokens);
    let is = percent(is);
    let message = format!("from {a} to {b} is a change of {is}, not {printed}");
    let (x, y) = (&now.figure.bytes, &then.figure.bytes);
    let bytes = if now.at == then.at { x.start.min(y.start)..x.end.max(y.end) } else { x.clone() };
    Some(share.slip(message, &is, (now.at, bytes, format!("from {a} to {b}"))))
}

/// "Demand fell by 10 per cent, to 2.7 million from 3": whether the sentence of two amounts says itself by
/// what share they are apart.
fn has_its_share(ends: &Ends<'_, '_>, figures: &[Placed<'_>]) -> bool {
    /// Tokens before a share in which the verb of a change stands.
    const AHEAD: usize = 3;
    let is_change = |placed: &Placed<'_>| {
        let first = placed.figure.tokens.start;
        let ahead = first.saturating_sub(AHEAD).max(placed.sentence.tokens.start)..first;
        ahead
            .into_iter()
            .any(|at| moves(placed.passage, at).is_some() || placed.passage.is(at, "off"))
    };
    figures.iter().any(|p| p.figure.is_share() && p.is_beside(ends.now) && is_change(p))
}

/// "From 1.9 to 1.2 seconds, a cut of 37%": whether the sentence of a share tells anything else that it may be
/// a change of.
fn tells_more(share: &Share<'_, '_>) -> bool {
    let mentions = share.passage.mentions_of(share.sentence);
    mentions.iter().any(|mention| {
        let told = matches!(mention.kind, MentionKind::Figure(_) | MentionKind::Duration(_));
        told && !share.tokens.contains(&mention.tokens.start)
    })
}

impl Change {
    fn is_of(&self, ends: &Ends<'_, '_>) -> bool {
        let Some(topic) = &self.topic else { return true };
        let (now, then) = (ends.now, ends.then);
        let mut words = gist::lemmas(now.passage, now.sentence.tokens.clone());
        words.extend(gist::lemmas(then.passage, then.sentence.tokens.clone()));
        topic.iter().any(|word| words.iter().any(|own| same(word, own) == 2))
    }
}

/// "A rise of 8 per cent in lending", "the 8 per cent growth in lending", "the loss of a third of the
/// staff", "with lending up by 8 per cent", "the increase of 8 per cent".
fn change(share: &Share<'_, '_>) -> Option<Change> {
    let (passage, first) = (share.passage, share.tokens.start);
    let start = share.sentence.tokens.start;
    let way = |at: usize| CHANGES.iter().find(|(noun, _)| passage.is(at, noun)).map(|(_, up)| *up);
    // Its noun, and where the words of its topic may begin.
    let of = first.checked_sub(2).filter(|at| *at >= start && before(passage, first) == "of");
    let told = of.and_then(|noun| Some((way(noun)?, noun, share.tokens.end)));
    let end = share.placed.figure.end;
    let behind = || (end > share.tokens.end).then(|| Some((way(end - 1)?, first, end))).flatten();
    if let Some((up, noun, end)) = told.or_else(behind) {
        if passage.is_any(end, &["in", "of"]) {
            return Some(Change { up, topic: Some(topic(share, end + 1)) });
        }
        let article = noun.checked_sub(1).filter(|at| *at >= start)?;
        let known = passage.is_any(article, KNOWN);
        let opens = passage.is_any(article, &["a", "an"])
            && (article == start || passage.is_any(article - 1, OPENS));
        return (known || opens).then_some(Change { up, topic: None });
    }
    // "With lending up by a quarter".
    let by = usize::from(before(passage, first) == "by");
    let at = first.checked_sub(1 + by)?;
    let up = passage.is(at, "up");
    let noun = at.checked_sub(1).filter(|noun| *noun >= start)?;
    let is_noun = passage.tokens[noun].word.is(class::NOUN) || passage.token(noun).ends_with('s');
    (is_noun && (up || passage.is(at, "down"))).then_some(())?;
    Some(Change { up, topic: Some(vec![gist::lemma(passage, noun)?]) })
}

/// The words of what has changed, which begin at a token.
fn topic(share: &Share<'_, '_>, from: usize) -> Vec<String> {
    /// Most tokens of them.
    const WITHIN: usize = 3;
    let passage = share.passage;
    let topic = from..(from + WITHIN).min(share.sentence.tokens.end);
    let topic = topic.take_while(|at| {
        !matches!(passage.token(*at), "," | "." | ";")
            && !passage.is_any(*at, &["was", "is", "were"])
    });
    topic.filter_map(|at| gist::lemma(passage, at)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_by, sums_of};

    #[test]
    fn changes_are_those_of_their_amounts() {
        check_by(
            sums_of,
            &[
                // A firm, fares, animals, a shop, a museum.
                (
                    "The mill cut its staff from 800 to 600 in May.\n\nThe loss of 40 per cent of the staff was felt.",
                    1,
                ),
                (
                    "The mill cut its staff from 800 to 600 in May.\n\nThe loss of 25 per cent of the staff was felt.",
                    0,
                ),
                (
                    "Fares will rise from £2 to £2.50 in May.\n\nAda Brook called the increase of 40 per cent a scandal.",
                    1,
                ),
                (
                    "Fares will rise from £2 to £2.50 in May.\n\nAda Brook called the increase of 25 per cent a scandal.",
                    0,
                ),
                (
                    "The number of wolves fell from 240 to 180.\n\nHe said that a decline of half could not be explained.",
                    1,
                ),
                (
                    "The number of wolves fell from 240 to 180.\n\nHe said that a decline of a quarter could not be explained.",
                    0,
                ),
                (
                    "Sales rose from £40 million to £46 million.\n\nThe owner was pleased with the 25 per cent growth in sales.",
                    1,
                ),
                (
                    "Sales rose from £40 million to £46 million.\n\nThe owner was pleased with the 15 per cent growth in sales.",
                    0,
                ),
                (
                    "Visits were 84,000 last year, compared with 70,000 in 2022.\n\nHe said that a growth of 40 per cent was good.",
                    1,
                ),
                (
                    "Visits were 84,000 last year, compared with 70,000 in 2022.\n\nHe said that a growth of 20 per cent was good.",
                    0,
                ),
                (
                    "Profits fell to $30m, from $40m the year before.\n\nProfits down by half were worse than feared.",
                    1,
                ),
                (
                    "Profits fell to $30m, from $40m the year before.\n\nProfits down by a quarter were worse than feared.",
                    0,
                ),
                (
                    "Claims came to $84 million in the year to May. The total a year earlier was $112 million.\n\nWith claims up by a quarter, fees will rise.",
                    1,
                ),
                (
                    "Claims came to $84 million in the year to May. The total a year earlier was $112 million.\n\nWith claims down by a quarter, fees will fall.",
                    0,
                ),
                (
                    "Claims came to $84 million in the year to May. The total a year earlier was $112 million.\n\nHe said that with claims up by a quarter they should buy pumps.",
                    1,
                ),
                // Of what has a share of its own, or a range of places.
                (
                    "Visits fell by 10 per cent, to 2.7 million from 3 million.\n\nHe said that a decline of half could not be explained.",
                    0,
                ),
                (
                    "Tolls go from £9 at the old bridge to £32 at the new one.\n\nThe increase of 40 per cent was called a scandal.",
                    0,
                ),
                // Of something else, the other way, of another time.
                (
                    "The mill cut its staff from 800 to 600 in May.\n\nThe loss of 40 per cent of the forest was felt.",
                    0,
                ),
                (
                    "The mill cut its staff from 800 to 600 in May.\n\nThe increase of 40 per cent was felt.",
                    0,
                ),
                (
                    "The mill cut its staff from 800 to 600 in May.\n\nLast spring the loss of 40 per cent was felt.",
                    0,
                ),
                (
                    "The mill cut its staff from 800 to 600 in May.\n\nThe shop had a loss of 40 per cent.",
                    0,
                ),
                (
                    "Sales rose from £40 million to £46 million.\n\nThe owner was pleased with the 25 per cent growth in exports.",
                    0,
                ),
                (
                    "Fares will rise from £2 to £2.50 in May and rents from £90 to £120.\n\nShe called the increase of 40 per cent a scandal.",
                    0,
                ),
            ],
        );
    }
}
