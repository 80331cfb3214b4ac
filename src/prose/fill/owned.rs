//! Whose a figure is, by its own words: who owns what it counts, what it adds to, what it takes up.

use crate::prose::cue::Hit;
use crate::prose::lexicon::class;
use crate::prose::open;
use crate::prose::passage::{
    Clause, ClauseKind, Determiner, Mention, MentionKind, NounPhrase, Passage,
};

/// How far the possessive may stand before a figure: "Velm's estimated 4,000 soldiers".
const REACH: usize = 3;

/// The name that owns what a figure counts: "the union's estimated 4,000 to 6,000 members".
pub(in crate::prose) fn name_before(passage: &Passage<'_>, value: &Mention) -> Option<usize> {
    let idle = class::ADJECTIVE | class::QUALITY | class::ADVERB | class::PARTICIPLE;
    let mut at = value.tokens.start;
    for _ in 0..REACH {
        let before = at.checked_sub(1)?;
        let word = passage.token(before);
        let glued = word.ends_with("'s") || word.ends_with("’s");
        let mark = matches!(word, "'" | "’");
        let apart = word == "s" && before > 0 && matches!(passage.token(before - 1), "'" | "’");
        if glued || mark || apart {
            // The name ends before the mark, or holds it.
            let end = if apart { before - 1 } else { before };
            let ends = |mention: &Mention| {
                let last = mention.tokens.end;
                let name = matches!(mention.kind, MentionKind::Name);
                name && (last == end || (last == before + 1 && mention.tokens.start <= end))
            };
            return passage.mentions.iter().position(ends);
        }
        if !passage.tokens[before].word.is(idle) {
            return None;
        }
        at = before;
    }
    None
}

/// The name that a participle is joined to before what a figure counts: the Front in "15 Front-linked
/// plots", "12 Orrin Front-claimed raids".
pub(in crate::prose) fn joined_name(passage: &Passage<'_>, value: &Mention) -> Option<String> {
    const JOINED: &[&str] = &[
        "linked",
        "claimed",
        "affiliated",
        "inspired",
        "backed",
        "aligned",
        "attributed",
        "led",
        "run",
        "owned",
    ];
    let MentionKind::Figure(figure) = &value.kind else { return None };
    let modifiers = figure.counted.as_ref()?.modifiers.clone();
    let joined = |at: &usize| {
        let (name, tail) = passage.token(*at).rsplit_once('-')?;
        let capital = name.starts_with(char::is_uppercase) && JOINED.contains(&tail);
        capital.then_some((*at, name))
    };
    let (at, last) = modifiers.clone().find_map(|at| joined(&at))?;
    let first = (modifiers.start..at)
        .rev()
        .take_while(|at| passage.tokens.get(*at).is_some_and(|token| token.capital))
        .last();
    let before = first.map(|first| format!("{} ", passage.slice(&(first..at)))).unwrap_or_default();
    Some(before + last)
}

/// For a noun that "its" or "their" owns before the subject of its clause ("since its founding in
/// 1996, the group has …"): that subject.
pub(super) fn subject_ahead(passage: &Passage<'_>, sentence: usize, noun: usize) -> Option<usize> {
    let phrase = match &passage.mentions.get(noun)?.kind {
        MentionKind::Noun(phrase) => phrase,
        _ => return None,
    };
    let Determiner::Possessive(owner) = phrase.determiner else { return None };
    if !passage.is_any(owner, &["its", "their"]) {
        return None;
    }
    let sentence = passage.sentences.get(sentence)?;
    let main = sentence.clauses.iter().find(|clause| clause.kind == ClauseKind::Main)?;
    let subject = main.subject?;
    let start = passage.mentions.get(subject)?.tokens.start;
    // The phrase opens the sentence with a preposition, and ends with a comma.
    let first = passage.tokens.get(sentence.tokens.start)?;
    let opens = first.word.is(class::PREPOSITION) && phrase.tokens.end < start;
    let comma = (phrase.tokens.end..start).any(|at| passage.token(at) == ",");
    (opens && comma).then_some(subject)
}

/// What an active verb of making, where it is the pattern's, is said to have made.
pub(super) fn made(passage: &Passage<'_>, hit: &Hit) -> Option<usize> {
    /// Verbs whose object, and not whose subject, begins to be.
    const MAKE: &[&str] = &["found", "establish", "form", "create", "set", "incorporate"];
    let sentence = passage.sentences.get(hit.clause.0)?;
    let verb = sentence.clauses.get(hit.clause.1)?.verb.as_ref()?;
    /// Verbs that do so with what is done with it: "began publishing a newsletter".
    const BEGIN: &[&str] = &["start", "begin"];
    const ISSUING: &[&str] = &["publishing", "printing", "broadcasting", "issuing"];
    let begins = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| passage.tokens.get(at));
        before.is_some_and(|token| BEGIN.contains(&token.word.lemma.text()))
    };
    let mut issuing = [verb.main, verb.main + 1].into_iter();
    let issuing = issuing.find(|at| passage.is_any(*at, ISSUING) && begins(*at));
    let makes = (issuing.is_some() || MAKE.contains(&verb.lemma.text())) && !verb.passive;
    if !makes || !hit.tokens.contains(&verb.main) {
        return None;
    }
    let particle = usize::from(passage.is_any(verb.main + 1, &["up"]));
    let start = issuing.map_or(verb.main + 1 + particle, |at| at + 1);
    let object = |mention: &Mention| {
        let thing = matches!(mention.kind, MentionKind::Noun(_) | MentionKind::Name);
        let article =
            mention.tokens.start == start + 1 && passage.tokens[start].word.is(class::DETERMINER);
        thing && (mention.tokens.start == start || article)
    };
    passage.mentions.iter().position(object)
}

/// What the active verb that a pattern ends with does something to, so that the date is not of its subject:
/// "in 2019 the bank opened twelve branches". Outer `None` where it has no object, or is a verb of making
/// ([`made`]); inner, where nothing is known by it, as of several or of a new one.
#[allow(clippy::option_option)]
pub(super) fn object_of_pattern(passage: &Passage<'_>, hit: &Hit) -> Option<Option<usize>> {
    let sentence = passage.sentences.get(hit.clause.0)?;
    let verb = sentence.clauses.get(hit.clause.1)?.verb.as_ref()?;
    let start = verb.main + 1;
    let ends = hit.tokens.contains(&verb.main) && hit.tokens.end <= start;
    if verb.passive || !ends || passage.tokens[verb.main].word.is(class::INTRANSITIVE) {
        return None;
    }
    let at = passage.mentions.partition_point(|m| m.tokens.start < start);
    // An article is no part of a name.
    let article = passage.is(start, "the");
    let first = passage.mentions.get(at).filter(|m| {
        let name = article && matches!(m.kind, MentionKind::Name);
        m.tokens.start == start + usize::from(name)
    });
    let named =
        |noun: &NounPhrase| !matches!(noun.determiner, Determiner::Indefinite | Determiner::None);
    // "It opened its doors", "it opened that summer": the subject itself did.
    let none = |noun: &NounPhrase| {
        passage.tokens[noun.head].word.is(class::TIME_UNIT)
            || passage.is_any(noun.head, &["door", "doors", "gates", "life", "work"])
    };
    match first.map(|m| &m.kind) {
        Some(MentionKind::Name) => Some(Some(at)),
        Some(MentionKind::Noun(noun)) if none(noun) => None,
        Some(MentionKind::Noun(noun)) => Some(Some(at).filter(|_| named(noun))),
        Some(MentionKind::Figure(_)) => Some(None),
        _ => passage.is_any(start, &["one", "another", "both", "several", "some"]).then_some(None),
    }
}

/// The clause around one; of "…, with 900 troops in Orrin", which has no place in any, the one before.
pub(super) fn around<'c>(
    passage: &Passage<'_>,
    clauses: &'c [Clause],
    here: &Clause,
) -> Option<&'c Clause> {
    if let Some(parent) = here.parent {
        return clauses.get(parent);
    }
    let added = here.kind == ClauseKind::Main && passage.is_any(here.tokens.start, &["with"]);
    let before = |clause: &&Clause| {
        clause.kind == ClauseKind::Main && clause.tokens.end <= here.tokens.start
    };
    // What a thing without a name did says little of whose the figure is.
    let says_whose = |clause: &&Clause| {
        let named = clause.subject.is_some_and(|at| {
            matches!(passage.mentions[at].kind, MentionKind::Name | MentionKind::Pronoun)
        });
        named || !std::ptr::eq(taken_up(passage, clauses, clause), *clause)
    };
    clauses.iter().rfind(|clause| added && before(clause)).filter(says_whose)
}

/// Mentions that begin before a word of a noun phrase and in it.
const NEAR: usize = 8;

/// "The fall of Varde's elected council in 2021": a word of the pattern that only says which council.
pub(super) fn is_attribute(passage: &Passage<'_>, hit: &Hit) -> bool {
    let first = hit.tokens.start;
    let participle =
        passage.tokens.get(first).is_some_and(|token| token.word.is(class::PARTICIPLE));
    let inside = |mention: &Mention| match &mention.kind {
        MentionKind::Noun(noun) => noun.modifiers.contains(&first) && noun.head != first,
        _ => false,
    };
    let after = passage.mentions.partition_point(|mention| mention.tokens.start <= first);
    let mut before = passage.mentions[..after].iter().rev().take(NEAR);
    hit.toward.is_some() && participle && before.any(inside)
}

/// Whether the noun of a subject stands in the middle of a match, so that it is none of its words:
/// "In 2019 a new group emerged".
pub(super) fn is_passed_over(passage: &Passage<'_>, subject: usize, hit: &Hit) -> bool {
    let Some(MentionKind::Noun(noun)) = passage.mentions.get(subject).map(|m| &m.kind) else {
        return false;
    };
    let event = passage.tokens.get(noun.head).is_some_and(|token| token.word.is(class::EVENT));
    hit.tokens.start < noun.head && noun.head + 1 < hit.tokens.end && !event
}

/// "In 2022 the group started selling beer": what began is what follows the verb, not its subject.
pub(super) fn goes_on(passage: &Passage<'_>, hit: &Hit, value: &Mention) -> bool {
    let end = hit.tokens.end;
    let Some(verb) = end.checked_sub(1).filter(|at| value.tokens.end <= *at) else { return false };
    let catenative = passage.tokens.get(verb).is_some_and(|t| t.word.is(class::CATENATIVE));
    let follows = passage.tokens.get(end).is_some_and(|next| {
        next.word.is(class::GERUND | class::DETERMINER) || passage.is_any(end, &["to"])
    });
    catenative && follows
}

/// What a participle that opens its sentence is said of: "Founded in 2015, Varde Town has …".
pub(super) fn introduced(passage: &Passage<'_>, sentence: usize, clause: usize) -> Option<usize> {
    let sentence = passage.sentences.get(sentence)?;
    let clause = sentence.clauses.get(clause)?;
    let verb = clause.verb.as_ref().filter(|verb| verb.passive)?;
    let opens = clause.kind == ClauseKind::Participle
        && verb.tokens.start == sentence.tokens.start
        && passage.token(clause.tokens.end) == ",";
    let start = clause.tokens.end + 1;
    let article = passage.tokens.get(start).is_some_and(|token| token.word.is(class::DETERMINER));
    let first = |at: &usize| {
        let mention = &passage.mentions[*at];
        let begins =
            mention.tokens.start == start || (article && mention.tokens.start == start + 1);
        begins && matches!(mention.kind, MentionKind::Name | MentionKind::Pronoun)
    };
    sentence.mentions.clone().find(|at| opens && first(at))
}

/// The name in a subject that only says what its bearer gives or who acts for it: "American support",
/// "Velmar officials".
pub(super) fn supporter(passage: &Passage<'_>, clause: &Clause) -> Option<usize> {
    const FOR: &[&str] = &[
        "support",
        "aid",
        "assistance",
        "backing",
        "help",
        "funding",
        "official",
        "officials",
        "government",
        "authorities",
        "donors",
        "lawmakers",
        "diplomats",
    ];
    let phrase = match &passage.mentions.get(clause.subject?)?.kind {
        MentionKind::Noun(phrase) => phrase,
        _ => return None,
    };
    if !passage.is_any(phrase.head, FOR) {
        return None;
    }
    let first = passage.mentions.partition_point(|m| m.tokens.start < phrase.tokens.start);
    let inside = passage.mentions[first..].iter();
    let mut inside = inside.take_while(|mention| mention.tokens.start < phrase.head);
    let named = |mention: &Mention| {
        matches!(mention.kind, MentionKind::Name) && mention.tokens.end == phrase.head
    };
    inside.position(named).map(|at| first + at)
}

/// The clause that a figure is said in: its own, or the one around it that it is added to.
pub(super) fn home<'c>(
    passage: &Passage<'_>,
    clauses: &'c [Clause],
    clause: usize,
    value: &Mention,
) -> Option<&'c Clause> {
    let here = clauses.get(clause)?;
    match here.parent.filter(|_| is_added(passage, here, value)) {
        Some(parent) => clauses.get(parent),
        None => Some(here),
    }
}

/// Whether a figure is said in another clause than its own.
pub(super) fn is_added_to(
    passage: &Passage<'_>,
    sentence: usize,
    clause: usize,
    value: &Mention,
) -> bool {
    let clauses = passage.sentences.get(sentence).map_or(&[][..], |s| &s.clauses);
    clauses.get(clause).is_some_and(|here| is_added(passage, here, value))
}

/// Whether a figure is added by ", with" behind a clause of time, and so to what stands around it:
/// "raids rose before the army left, with 77 in May".
fn is_added(passage: &Passage<'_>, clause: &Clause, value: &Mention) -> bool {
    let Some(verb) = clause.verb.as_ref().filter(|_| clause.kind == ClauseKind::Adverbial) else {
        return false;
    };
    (verb.tokens.end..value.tokens.start).any(|at| {
        let with = at + 1 + REACH >= value.tokens.start && passage.is_any(at + 1, &["with"]);
        with && passage.token(at) == ","
    })
}

/// Where the subject of a clause is only a number that was told before, the clause that told it.
pub(super) fn taken_up<'c>(
    passage: &Passage<'_>,
    clauses: &'c [Clause],
    here: &'c Clause,
) -> &'c Clause {
    /// Nouns for a figure.
    const NUMBERS: &[&str] = &["number", "figure", "total", "count", "sum"];
    let number = here.subject.is_some_and(|at| match &passage.mentions[at].kind {
        MentionKind::Noun(noun) => {
            let known = matches!(noun.determiner, Determiner::Definite | Determiner::Demonstrative);
            known && NUMBERS.contains(&open::noun_lemma(passage, noun.head).as_str())
        }
        _ => false,
    });
    let before = |clause: &&Clause| {
        let named = clause.subject.is_some_and(|at| {
            matches!(passage.mentions[at].kind, MentionKind::Name | MentionKind::Pronoun)
        });
        clause.kind == ClauseKind::Main && clause.tokens.start < here.tokens.start && named
    };
    let found = if number { clauses.iter().rfind(before) } else { None };
    found.unwrap_or(here)
}

/// "The increase of raids": a change, which has no figures of its own here.
pub(super) fn is_change(passage: &Passage<'_>, subject: usize) -> bool {
    match &passage.mentions[subject].kind {
        MentionKind::Noun(noun) => {
            let of = passage.token(noun.tokens.end) == "of";
            of && open::CHANGE_NOUNS.contains(&open::noun_lemma(passage, noun.head).as_str())
        }
        _ => false,
    }
}
