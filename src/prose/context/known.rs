//! As of when something was known, and figures that the text itself replaces by others.

use super::triggers::{List, table};
use super::{AHEAD, Ground, Known, Link, What, inside, is};
use crate::prose::lexicon::class;
use crate::prose::passage::{ClauseKind, HALVES, MentionKind, Passage, Tokens};
use crate::prose::words::Words;

/// Dates of a sentence that say as of when: "as of 3 May", "by Friday", and the day on which
/// somebody said it.
pub(super) fn of_dates(ground: &mut Ground<'_, '_>, sentence: usize) {
    let p = ground.p;
    for at in p.sentences[sentence].mentions.clone() {
        let Some(mention) = p.mentions.get(at) else { continue };
        if !matches!(mention.kind, MentionKind::Date(_)) {
            continue;
        }
        let start = mention.tokens.start;
        // The preposition may be part of the mention.
        let lead = |back: usize| start.checked_sub(back).map_or("", |token| p.token(token));
        let first = p.lower(start);
        let (own, before) = (first.as_str(), lead(1).to_lowercase());
        let as_of = own == "as"
            || matches!(before.as_str(), "of" | "at" | "from")
                && lead(2).eq_ignore_ascii_case("as");
        let by = own == "by" || before == "by";
        let until = matches!(own, "until" | "till") || matches!(before.as_str(), "until" | "till");
        let clause = ground.clause_at(sentence, start);
        let Some(here) = p.sentences[sentence].clauses.get(clause) else { continue };
        let node = ground.node(sentence, clause);
        if until {
            ground.push(node, here.tokens.clone(), What::Past);
        }
        let passive_by = by && here.verb.as_ref().is_some_and(|verb| verb.tokens.end + 1 == start);
        let said = matches!(before.as_str(), "on" | "last" | "late" | "early")
            || own == "on"
            || here.verb.as_ref().is_some_and(|verb| verb.tokens.end == start);
        let says =
            here.verb.as_ref().is_some_and(|verb| p.tokens[verb.main].word.is(class::SPEECH));
        if as_of || by && !passive_by {
            ground.push(node, here.tokens.clone(), What::Known(Known::AsOf(at)));
        } else if said && says {
            of_reported(ground, sentence, clause, &Known::AsOf(at));
        }
    }
}

/// What a clause reports was known then.
fn of_reported(ground: &mut Ground<'_, '_>, sentence: usize, clause: usize, known: &Known) {
    let clauses = &ground.p.sentences[sentence].clauses;
    for n in inside(clauses, clause) {
        let inner = &clauses[n];
        if inner.parent == Some(clause) && ground.kind(sentence, n) == ClauseKind::Complement {
            let what = What::Known(known.clone());
            ground.push(ground.node(sentence, n), inner.tokens.clone(), what);
        }
    }
}

/// Words before a time of day.
static BEFORE_HOURS: Words =
    Words::new(&["by", "at", "after", "before", "around", "about", "until"]);

/// Verbs of a toll that goes on to rise, beside those of saying and counting.
const STANDS: &[&str] = &["rise", "reach", "stand", "climb", "grow", "recover", "find"];

/// Times of day as of which something was known: "by 4 p.m. the ministry had counted 22", "at noon
/// the governor put it at 15". A toll of the same day goes on to rise.
pub(super) fn of_hours(ground: &mut Ground<'_, '_>, sentence: usize) {
    let p = ground.p;
    for at in p.sentences[sentence].tokens.clone() {
        if !p.is_of(at, &BEFORE_HOURS) || !is_hour(p, at + 1) {
            continue;
        }
        let clause = ground.clause_at(sentence, at);
        let Some(here) = p.sentences[sentence].clauses.get(clause) else { continue };
        let verb = here.verb.as_ref();
        let says = verb.is_some_and(|verb| {
            p.tokens[verb.main].word.is(class::SPEECH)
                || table().is(List::CountVerb, &verb.stem)
                || STANDS.contains(&verb.stem.as_str())
        });
        if says {
            of_reported(ground, sentence, clause, &Known::Early);
            let early = What::Known(Known::Early);
            ground.push(ground.node(sentence, clause), here.tokens.clone(), early);
        }
    }
}

/// Other issues of what a document is one of, by their numbers: "Update No. 4 gave 31 dead".
pub(super) fn of_issues(ground: &mut Ground<'_, '_>, sentence: usize) {
    /// Tokens from the number to the verb: "No. 4, which gave".
    const NEAR: usize = 4;
    let p = ground.p;
    let is_number = |at: usize| p.token(at).bytes().all(|b| b.is_ascii_digit());
    for at in p.sentences[sentence].tokens.clone() {
        let numbered = p.is_of(at, &ISSUES) && p.is_any(at + 1, &["no", "no.", "nº", "number"]);
        let number = at + 2 + usize::from(p.is(at + 2, "."));
        if !numbered || p.token(number).is_empty() || !is_number(number) {
            continue;
        }
        for n in 0..p.sentences[sentence].clauses.len() {
            let clause = &p.sentences[sentence].clauses[n];
            let tells = clause.verb.as_ref().is_some_and(|verb| {
                (number + 1..=number + NEAR).contains(&verb.main)
                    && table().is(List::FindVerb, &verb.stem)
            });
            if tells {
                let (node, tokens) = (ground.node(sentence, n), clause.tokens.clone());
                ground.push(node, tokens, What::OtherRound);
            }
        }
    }
}

/// Nouns of what comes out in numbers.
static ISSUES: Words =
    Words::new(&["report", "bulletin", "update", "statement", "release", "circular", "issue"]);

/// Whether a time of day stands at a token: "4 p.m.", "09:30", "ten o'clock", "noon".
fn is_hour(p: &Passage<'_>, at: usize) -> bool {
    const NAMED: &[&str] =
        &["noon", "midday", "midnight", "dawn", "dusk", "nightfall", "daybreak", "mid-afternoon"];
    /// Digits of an hour, and more: "09" of "09:30".
    const LONGEST: usize = 5;
    let word = p.token(at);
    let digits = word.len() <= LONGEST && word.starts_with(|c: char| c.is_ascii_digit());
    let colon = digits && p.is(at + 1, ":") && p.token(at + 2).len() == 2;
    p.is_any(at, NAMED) || p.is_any(at + 1, HALVES) || colon
}

/// The figure or date that stands at a token or a preposition behind it.
pub(super) fn value_soon(ground: &Ground<'_, '_>, at: usize, end: usize) -> Option<usize> {
    /// Words between "but" and the value: "but rather in", "but on".
    const BETWEEN: usize = 2;
    let p = ground.p;
    let from = p.mentions.partition_point(|m| m.tokens.start < at);
    p.mentions[from..]
        .iter()
        .take_while(|m| m.tokens.start <= at + BETWEEN && m.tokens.start < end)
        .position(|m| is_value(&m.kind))
        .map(|n| from + n)
}

fn is_value(kind: &MentionKind) -> bool {
    matches!(kind, MentionKind::Figure(_) | MentionKind::Date(_) | MentionKind::Duration(_))
}

/// Figures that the text replaces by others.
pub(super) fn links(ground: &mut Ground<'_, '_>) -> Vec<Link> {
    let mut out = Vec::new();
    for sentence in 0..ground.p.sentences.len() {
        let tokens = ground.p.sentences[sentence].tokens.clone();
        for at in tokens.clone() {
            match ground.p.token(at) {
                "from" => out.extend(from_to(ground, sentence, at)),
                "not" | "Not" => out.extend(not_but(ground, &tokens, at)),
                _ => {}
            }
        }
    }
    out.extend(early_late(ground));
    out.sort_by_key(|link| (link.later, link.earlier));
    out.dedup();
    out
}

/// "revised from N to M", "raised the toll from N to M", "the toll rose from N to M", "to M from N".
fn from_to(ground: &mut Ground<'_, '_>, sentence: usize, at: usize) -> Option<Link> {
    let p = ground.p;
    let end = p.sentences[sentence].tokens.end;
    let first = value_soon(ground, at + 1, end)?;
    let clause = ground.clause_at(sentence, at);
    let clause = p.sentences[sentence].clauses.get(clause)?;
    let verb = clause.verb.as_ref().filter(|verb| verb.main < at)?;
    let near = clause.tokens.start.max(at.saturating_sub(AHEAD / 2))..at;
    let figure = near.clone().any(|token| is(p, token, List::FigureNoun))
        || clause.subject.is_some_and(|subject| {
            let mention = &p.mentions[subject].tokens;
            mention.clone().any(|token| is(p, token, List::FigureNoun))
        });
    let updates = table().is(List::UpdateVerb, &verb.stem) && (figure || corrects(&verb.stem));
    let rises = table().is(List::RiseVerb, &verb.stem) && toll(ground, clause.subject);
    if !(updates || rises) {
        return None;
    }
    let behind = p.mentions[first].tokens.end;
    let to = (behind..end.min(behind + AHEAD / 4)).find(|token| p.token(*token) == "to");
    let later = match to {
        Some(to) => value_soon(ground, to + 1, end)?,
        // "was raised to 15 from 12"
        None => {
            let last = ground.figures(&(verb.tokens.end..at)).next_back()?;
            (p.mentions[last].tokens.start > 0 && p.mentions[last].tokens.end <= at)
                .then_some(last)?
        }
    };
    mark(ground, first, later)
}

/// Verbs that are said of figures alone.
fn corrects(stem: &str) -> bool {
    matches!(stem, "revise" | "correct" | "update" | "amend")
}

/// A toll rises as it becomes known; a total may grow in the world.
fn toll(ground: &Ground<'_, '_>, subject: Option<usize>) -> bool {
    let p = ground.p;
    let tokens = subject.and_then(|at| p.mentions.get(at)).map(|m| m.tokens.clone());
    tokens.is_some_and(|tokens| {
        tokens.clone().any(|at| matches!(&*super::lemma(p, at), "toll" | "tally" | "estimate"))
    })
}

/// "not N but M": the first is false.
fn not_but(ground: &mut Ground<'_, '_>, sentence: &Tokens, at: usize) -> Option<Link> {
    let p = ground.p;
    let end = sentence.end.min(at + AHEAD / 2);
    let but = (at + 1..end).find(|token| p.token(*token) == "but")?;
    if matches!(p.token(at + 1), "only" | "just" | "least" | "including" | "counting") {
        return None;
    }
    let from = p.mentions.partition_point(|m| m.tokens.start <= at);
    let earlier = (from..p.mentions.len())
        .take_while(|n| p.mentions[*n].tokens.start < but)
        .filter(|n| is_value(&p.mentions[*n].kind))
        .last()?;
    let later = value_soon(ground, but + 1, sentence.end)?;
    let same = std::mem::discriminant(&p.mentions[earlier].kind)
        == std::mem::discriminant(&p.mentions[later].kind);
    same.then(|| {
        ground.push_at(p.mentions[earlier].tokens.clone(), What::Rejected);
        Link { earlier, later }
    })
}

fn mark(ground: &mut Ground<'_, '_>, earlier: usize, later: usize) -> Option<Link> {
    if earlier == later {
        return None;
    }
    let p = ground.p;
    ground.push_at(p.mentions[earlier].tokens.clone(), What::Known(Known::Early));
    ground.push_at(p.mentions[later].tokens.clone(), What::Known(Known::Late));
    Some(Link { earlier, later })
}

/// "initially put at N, later raised to M", in one sentence or the next: the last figure that is
/// called early, and the first behind it that is called late.
fn early_late(ground: &Ground<'_, '_>) -> Vec<Link> {
    let p = ground.p;
    let mut out = Vec::new();
    for pair in ground.marks.windows(2) {
        let [Some(early), Some(late)] = [pair[0].1, pair[1].1].map(|at| ground.effects.get(at))
        else {
            continue;
        };
        let kinds = matches!(
            (&early.what, &late.what),
            (What::Known(Known::Early), What::Known(Known::Late | Known::Now))
        );
        let sentences = (p.sentence_of(early.tokens.start), p.sentence_of(late.tokens.start));
        let near = matches!(sentences, (Some(a), Some(b)) if b <= a + 1);
        if !(kinds && near) {
            continue;
        }
        let earlier = ground.figures(&early.tokens).next_back();
        let later = ground.figures(&late.tokens).find(|at| earlier.is_some_and(|e| e < *at));
        if let (Some(earlier), Some(later)) = (earlier, later) {
            out.push(Link { earlier, later });
        }
    }
    out
}

/// Of two words in one clause that say when something was known ("initially put at 12, it was later
/// raised to 15"), each speaks of its own side of the comma or conjunction between them.
pub(super) fn part(ground: &mut Ground<'_, '_>) {
    let p = ground.p;
    for pair in 1..ground.marks.len() {
        let ((first, one), (second, other)) = (ground.marks[pair - 1], ground.marks[pair]);
        let (Some(a), Some(b)) = (ground.effects.get(one), ground.effects.get(other)) else {
            continue;
        };
        let overlap = a.tokens.contains(&second) && p.sentence_of(first) == p.sentence_of(second);
        if !overlap || a.what == b.what {
            continue;
        }
        let from = first.max(second.saturating_sub(AHEAD));
        let joint = |at: &usize| matches!(p.token(*at), "," | "and" | "but" | ";" | "before");
        let middle = (from..second).rev().find(joint).unwrap_or(second);
        ground.effects[one].tokens.end = middle;
        let tokens = &mut ground.effects[other].tokens;
        tokens.start = tokens.start.max(middle).min(tokens.end);
    }
}
