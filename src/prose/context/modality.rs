//! What verb groups and single words say of what stands around them.

use super::speaker::SAYING;
use super::triggers::{Effect, List, Reach, Trigger, table};
use super::{AHEAD, Ground, Known, What, inside, is};
use crate::prose::lexicon::class;
use crate::prose::passage::{Clause, ClauseKind, Determiner, MentionKind, Tokens, VerbGroup};

/// Effects of the verbs of a sentence, of questions, and of subjects that say "nobody".
pub(super) fn of_verbs(ground: &mut Ground<'_, '_>, sentence: usize) {
    let p = ground.p;
    let whole = &p.sentences[sentence];
    if is_question(ground, &whole.tokens) {
        for clause in 0..whole.clauses.len() {
            ground.push(ground.node(sentence, clause), whole.tokens.clone(), What::Open);
        }
    }
    for (at, clause) in whole.clauses.iter().enumerate() {
        let node = ground.node(sentence, at);
        conditional(ground, node, clause);
        if commanded(ground, clause) {
            ground.push(node, clause.tokens.clone(), What::Open);
        }
        let Some(verb) = &clause.verb else { continue };
        if verb.modal && !happened(ground, clause, verb) {
            ground.push(node, clause.tokens.clone(), What::Open);
        } else if table().is(List::OpenVerb, &verb.stem) {
            wished(ground, sentence, at, verb);
        }
        if table().is(List::DenyVerb, &verb.stem) {
            denied(ground, sentence, at, verb);
        }
        hedged(ground, node, clause, verb);
        negated(ground, sentence, at, verb);
    }
}

/// The last sign but quotation marks and brackets is a question mark.
fn is_question(ground: &Ground<'_, '_>, tokens: &Tokens) -> bool {
    /// Signs that may close behind it.
    const CLOSING: usize = 3;
    tokens.clone().rev().take(CLOSING).any(|at| ground.p.token(at) == "?")
}

/// "if …", "unless …", "whether …".
fn conditional(ground: &mut Ground<'_, '_>, node: usize, clause: &Clause) {
    let hinges = ["if", "unless", "whether", "lest"];
    if matches!(clause.kind, ClauseKind::Adverbial | ClauseKind::Complement)
        && ground.p.is_any(clause.tokens.start, &hinges)
    {
        ground.push(node, clause.tokens.clone(), What::Open);
    }
}

/// "Add 200 g of flour.": a sentence that begins with what can only be the base form of a verb.
fn commanded(ground: &Ground<'_, '_>, clause: &Clause) -> bool {
    const OTHER: u64 = class::PAST
        | class::PARTICIPLE
        | class::BE
        | class::HAVE
        | class::DO
        | class::MODAL
        | class::NOUN
        | class::EVENT
        | class::PERSON
        | class::ORGANISATION
        | class::DOCUMENT
        | class::PLACE
        | class::ADJECTIVE
        | class::QUALITY
        | class::PREPOSITION
        | class::NAME_PART;
    let first = clause.tokens.start;
    let word = ground.p.tokens.get(first).map_or(0, |token| token.word.class);
    clause.kind == ClauseKind::Main
        && clause.parent.is_none()
        && clause.verb.as_ref().is_none_or(|verb| verb.tokens.start == first)
        && word & class::BASE != 0
        && word & OTHER == 0
}

/// A verb in a form of what is possible that tells what was so: "would later become", "the first to
/// win", "in order to" apart.
fn happened(ground: &Ground<'_, '_>, clause: &Clause, verb: &VerbGroup) -> bool {
    let p = ground.p;
    let group = verb.tokens.clone();
    if p.token(group.start).eq_ignore_ascii_case("would") {
        return group.clone().skip(1).any(|at| is(p, at, List::Narrated));
    }
    // "the first to reach", "the only team to win", "the youngest to finish".
    let infinitive = p.token(group.start).eq_ignore_ascii_case("to");
    let from = group.start.saturating_sub(4);
    infinitive
        && clause.kind == ClauseKind::Participle
        && (from..group.start).any(|at| {
            matches!(p.token(at), "first" | "second" | "third" | "last" | "only" | "latest")
                || p.token(at).len() > 5 && p.token(at).ends_with("est")
        })
        && !p.tokens.get(group.start + 1).is_some_and(|token| token.word.is(class::UNREAL))
}

/// "plans 300 flats", "feared that 12 died", "300 flats are planned".
fn wished(ground: &mut Ground<'_, '_>, sentence: usize, at: usize, verb: &VerbGroup) {
    let clause = &ground.p.sentences[sentence].clauses[at];
    // "as planned", "than expected": it was.
    if matches!(ground.p.token(clause.tokens.start), "as" | "than") {
        return;
    }
    let from = if verb.passive { clause.tokens.start } else { verb.tokens.start };
    ground.push(ground.node(sentence, at), from..clause.tokens.end, What::Open);
}

/// "denied that 12 had died", "denied killing 12", "disputed the figure of 12".
fn denied(ground: &mut Ground<'_, '_>, sentence: usize, at: usize, verb: &VerbGroup) {
    let p = ground.p;
    let clauses = &p.sentences[sentence].clauses;
    let clause = &clauses[at];
    let object = ground.thing_from(verb.tokens.end, clause.tokens.end);
    let about_claim = object.is_some_and(|object| match &p.mentions[object].kind {
        MentionKind::Noun(noun) => is(p, noun.head, List::ClaimNoun),
        _ => false,
    });
    // "did not deny" says nothing.
    let what = if verb.negated { What::Open } else { What::Denied };
    let inner = |n: usize, inner: &Clause| {
        inner.parent == Some(at)
            && inner.tokens.start >= verb.tokens.end
            && match ground.kind(sentence, n) {
                ClauseKind::Complement => true,
                ClauseKind::Participle => inner.tokens.start == verb.tokens.end || about_claim,
                _ => about_claim && p.token(inner.tokens.start) == "that",
            }
    };
    let within = inside(clauses, at).filter(|n| inner(*n, &clauses[*n]));
    let mut ranges: Vec<(usize, Tokens)> = within.map(|n| (n, clauses[n].tokens.clone())).collect();
    if about_claim {
        ranges.push((at, verb.tokens.end..clause.tokens.end));
    }
    let speaker = super::speaker::who(p, clause).filter(|_| !verb.passive);
    for (n, tokens) in ranges {
        let node = ground.node(sentence, n);
        if let Some(speaker) = &speaker {
            ground.push(node, tokens.clone(), What::Speaker(speaker.clone(), SAYING));
        }
        ground.push(node, tokens, what.clone());
    }
}

/// "is believed to have", "is said to", "is likely to have".
fn hedged(ground: &mut Ground<'_, '_>, node: usize, clause: &Clause, verb: &VerbGroup) {
    /// Verbs of a group that say that what follows is not certain.
    const BELIEVED: [&str; 11] = [
        "believe",
        "think",
        "say",
        "report",
        "understand",
        "allege",
        "estimate",
        "presume",
        "suspect",
        "rumour",
        "consider",
    ];
    let p = ground.p;
    let inner = verb.tokens.clone().filter(|at| *at != verb.main);
    let found = inner.clone().find(|at| BELIEVED.contains(&&*super::lemma(p, *at)));
    if let Some(at) = found {
        ground.push(node, clause.tokens.clone(), What::Hedge(at));
    }
}

/// "did not", and what is said to be unsaid; "no one was killed", "none of the 12 died".
fn negated(ground: &mut Ground<'_, '_>, sentence: usize, at: usize, verb: &VerbGroup) {
    let p = ground.p;
    let clauses = &p.sentences[sentence].clauses;
    let clause = &clauses[at];
    let node = ground.node(sentence, at);
    let replaced = but_figure(ground, clause, verb);
    let no_longer = verb.tokens.start.saturating_sub(2)..verb.tokens.end;
    let ended = no_longer.clone().any(|i| p.token(i).eq_ignore_ascii_case("longer"));
    let denies = table().is(List::DenyVerb, &verb.stem);
    if verb.negated && !ended && !replaced && !denies {
        ground.push(node, clause.tokens.clone(), What::Denied);
        for n in inside(clauses, at) {
            let inner = &clauses[n];
            if inner.parent == Some(at)
                && ground.kind(sentence, n) == ClauseKind::Complement
                && inner.tokens.start >= verb.tokens.start
            {
                ground.push(ground.node(sentence, n), inner.tokens.clone(), What::Open);
            }
        }
    }
    if let Some(nobody) = nobody(ground, clause) {
        let what = if nobody { What::Denied } else { What::Open };
        ground.push(node, clause.tokens.clone(), what);
    }
}

/// "did not kill 12 but 15", "not in 2012 but in 2013": the first is put right by the second, see
/// `known`.
fn but_figure(ground: &Ground<'_, '_>, clause: &Clause, verb: &VerbGroup) -> bool {
    let end = clause.tokens.end.min(verb.tokens.end + AHEAD);
    (verb.tokens.end..end).any(|at| {
        ground.p.token(at) == "but" && super::known::value_soon(ground, at + 1, end).is_some()
    })
}

/// Whether the subject of a clause is nobody: `true` for "no one" and "no passengers", `false` for
/// "none of the 12", which is an open question.
fn nobody(ground: &Ground<'_, '_>, clause: &Clause) -> Option<bool> {
    let p = ground.p;
    let verb = clause.verb.as_ref()?;
    let start = clause.tokens.start;
    let first = (start..verb.tokens.start.min(start + AHEAD)).find(|at| {
        !p.tokens[*at].word.is(class::ADVERB | class::CONJUNCTION)
            && p.token(*at).chars().all(char::is_alphabetic)
    })?;
    match p.lower(first).as_str() {
        "nobody" => Some(true),
        "none" | "neither" => Some(false),
        "no" if p.token(first + 1) == "one" => Some(true),
        "no" if matches!(
            p.token(first + 1),
            "fewer" | "less" | "more" | "later" | "earlier" | "doubt" | "wonder" | "question"
        ) =>
        {
            None
        }
        "no" => {
            let subject = clause.subject.and_then(|at| p.mentions.get(at))?;
            let noun = match &subject.kind {
                MentionKind::Noun(noun) => noun,
                _ => return None,
            };
            let own = noun.tokens.start <= first + 1 && noun.determiner == Determiner::Indefinite
                || noun.tokens.start == first;
            own.then_some(true)
        }
        _ => None,
    }
}

/// Effects of the phrases of the table.
pub(super) fn of_words(ground: &mut Ground<'_, '_>, sentence: usize) {
    let p = ground.p;
    let tokens = p.sentences[sentence].tokens.clone();
    let (table, mut found): (_, Vec<&Trigger>) = (table(), Vec::new());
    let mut at = tokens.start;
    while at < tokens.end {
        let Some(end) = table.at(p, at, tokens.end, &mut found) else {
            at += 1;
            continue;
        };
        for trigger in &found {
            apply(ground, sentence, trigger, &(at..end));
        }
        at = end.max(at + 1);
    }
}

fn apply(ground: &mut Ground<'_, '_>, sentence: usize, trigger: &Trigger, words: &Tokens) {
    let p = ground.p;
    if trigger.effect == Effect::None || is_other(ground, sentence, trigger, words) {
        return;
    }
    let clause = ground.clause_at(sentence, words.start);
    let Some(whole) = p.sentences[sentence].clauses.get(clause).map(|c| c.tokens.clone()) else {
        return;
    };
    let node = ground.node(sentence, clause);
    let what = match trigger.effect {
        Effect::None => return,
        Effect::Open => What::Open,
        Effect::Rejected => What::Rejected,
        Effect::Denied => What::Denied,
        Effect::Unseen => What::Unseen,
        Effect::Hedge => What::Hedge(words.start),
        Effect::Early => What::Known(Known::Early),
        Effect::Late => What::Known(Known::Late),
        Effect::Now => What::Known(Known::Now),
        Effect::SoFar => What::SoFar,
        Effect::Past => What::Past,
        Effect::OtherRound => What::OtherRound,
    };
    let before = whole.start.max(words.start.saturating_sub(AHEAD))..words.start;
    let after = words.end..whole.end.min(words.end + AHEAD);
    let next = || ground.figure_in(&after);
    let last = || ground.figures(&before).next_back();
    let figure = match trigger.reach {
        Reach::Clause => {
            if matches!(what, What::Known(_)) {
                ground.marks.push((words.start, ground.effects.len()));
            }
            return ground.push(node, whole, what);
        }
        Reach::Sentence => {
            // A clause does not pass on all that is said of it.
            for (at, inner) in p.sentences[sentence].clauses.iter().enumerate() {
                ground.push(ground.node(sentence, at), inner.tokens.clone(), what.clone());
            }
            return;
        }
        Reach::Forward => {
            let end = stop(ground, &after, false).unwrap_or(whole.end);
            return forward(ground, sentence, (clause, node), words.start..end, what);
        }
        Reach::Comma => {
            let end = stop(ground, &after, true).unwrap_or(whole.end);
            return forward(ground, sentence, (clause, node), words.start..end, what);
        }
        Reach::Figure => next(),
        Reach::Before => last(),
        Reach::Around => next().or_else(last),
    };
    if let Some(figure) = figure {
        ground.push_at(p.mentions[figure].tokens.clone(), what);
    }
}

/// From the words on, and all through the complements that begin there ("evidence that 12 …").
fn forward(
    ground: &mut Ground<'_, '_>,
    sentence: usize,
    (clause, node): (usize, usize),
    tokens: Tokens,
    what: What,
) {
    let p = ground.p;
    let meant = |inner: &Clause| {
        inner.parent == Some(clause)
            && tokens.contains(&inner.tokens.start)
            // "evidence that 12 died" looks like a relative clause.
            && (inner.kind == ClauseKind::Complement || p.token(inner.tokens.start) == "that")
    };
    let clauses = &p.sentences[sentence].clauses;
    // In order of their first tokens.
    let first = clauses.partition_point(|inner| inner.tokens.start < tokens.start);
    let last = clauses.partition_point(|inner| inner.tokens.start < tokens.end);
    for n in (first..last.max(first)).take(AHEAD).filter(|n| meant(&clauses[*n])) {
        let inner = &clauses[n];
        ground.push(ground.node(sentence, n), inner.tokens.clone(), what.clone());
    }
    ground.push(node, tokens, what);
}

/// Where the scope of a word ends within its clause: before "but", a semicolon, and a comma that
/// does not stand in a list of figures.
fn stop(ground: &Ground<'_, '_>, tokens: &Tokens, comma: bool) -> Option<usize> {
    tokens.clone().find(|at| match ground.p.token(*at) {
        ";" | "but" | "although" | "though" => true,
        "," => comma,
        _ => false,
    })
}

/// Words of the table that mean something else where they stand.
fn is_other(ground: &Ground<'_, '_>, sentence: usize, trigger: &Trigger, words: &Tokens) -> bool {
    let p = ground.p;
    let clauses = &p.sentences[sentence].clauses;
    let clause = clauses.get(ground.clause_at(sentence, words.start));
    let verb = clause.and_then(|clause| clause.verb.as_ref());
    let single = words.len() == 1;
    match trigger.effect {
        // "confirmed that", "the ministry confirmed": a verb with a subject that confirms.
        Effect::SoFar if single => verb.is_some_and(|verb| {
            verb.main == words.start
                && !verb.passive
                && verb.tokens.start > 0
                && ground.figures(&(verb.tokens.start - 1..verb.tokens.start)).next().is_none()
                && ground.figures(&(words.end..words.end + 3)).next().is_none()
        }),
        // "expected" as the verb itself is dealt with there.
        Effect::Open if single => verb.is_some_and(|verb| verb.main == words.start),
        // "is likely to" leaves it open, "the likely cause" says nothing of a figure.
        Effect::Hedge if single && p.token(words.start).eq_ignore_ascii_case("likely") => {
            let before = words.start.checked_sub(1).and_then(|at| p.tokens.get(at));
            p.token(words.end) == "to" || before.is_some_and(|t| t.word.is(class::DETERMINER))
        }
        _ => false,
    }
}
