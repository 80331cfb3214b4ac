//! Figures that are no claim about the whole that a clause speaks of: some of those whom another
//! figure counts, those who came to them, how far two are apart.

use rust_decimal::prelude::ToPrimitive;

use super::words::clause_of;
use crate::prose::cue::Hit;
use crate::prose::lexicon::class;
use crate::prose::open;
use crate::prose::passage::{Clause, Determiner, Mention, MentionKind, Passage};
use crate::prose::token::Kind;
use crate::value::date;
use crate::value::quantity::Unit;

/// Whether a figure does not count all of what the words around it speak of.
pub(super) fn is_no_whole(
    passage: &Passage<'_>,
    clause: Option<&Clause>,
    hit: &Hit,
    value: &Mention,
) -> bool {
    is_difference(passage, value)
        || is_needed(passage, clause, value)
        || is_of_those_not(passage, hit, value)
        || is_of_those_hurt(passage, value)
        || is_tally(passage, value)
        || is_of_the_others(passage, value)
        || is_addition(passage, value)
        || is_of_another_cause(passage, value)
        || is_average(passage, clause, value)
        || is_counted_on(passage, value)
        || is_whole_of_some(passage, hit, value)
        || is_part_of_opening(passage, hit, value)
        || is_of_one_of_two(passage, value)
        || is_of_those_who_died(passage, hit, value)
        || is_opening_of_some(passage, value)
}

/// "The worst month was August, with 812 deaths": whether a clause is about a stretch of time, whose
/// count is its own.
pub(super) fn is_of_a_time(
    passage: &Passage<'_>,
    clause: Option<&Clause>,
    value: &Mention,
) -> bool {
    if is_of_a_stretch(passage, clause, value) {
        return true;
    }
    let subject = clause.and_then(|clause| passage.mentions.get(clause.subject?));
    subject.is_some_and(|subject| match &subject.kind {
        MentionKind::Noun(noun) => passage.tokens[noun.head].word.is(class::TIME_UNIT),
        _ => false,
    })
}

/// "11 of them": some of what another figure counts; "eleven of the people in the waiting room": of
/// whom something tells apart.
pub(super) fn is_some_of(passage: &Passage<'_>, value: &Mention) -> bool {
    /// Words that lead to what tells some people from others.
    const LEADS: &[&str] = &["in", "at", "from", "on", "inside", "near", "waiting", "standing"];
    /// Places that hold all to whom something happened.
    const ALL: &[&str] = &["board"];
    let of = value.tokens.end;
    if !passage.is_any(of, &["of"]) {
        return false;
    }
    if passage.is_any(of + 1, &["them", "these", "those", "whom", "which"]) {
        return true;
    }
    let people = passage.is_any(of + 1, &["the"])
        && passage
            .tokens
            .get(of + 2)
            .is_some_and(|token| token.word.is(class::PERSON | class::PLURAL));
    people && passage.is_any(of + 3, LEADS) && !passage.is_any(of + 4, ALL)
}

/// "The other 900 were killed or taken": those whom another figure leaves.
fn is_of_the_others(passage: &Passage<'_>, value: &Mention) -> bool {
    let before = value.tokens.start.checked_sub(1);
    before.is_some_and(|at| passage.is_any(at, &["other", "remaining"]))
}

/// "By seven votes to four": the outcome of one division, and nobody's votes.
fn is_tally(passage: &Passage<'_>, value: &Mention) -> bool {
    let end = after(value).unwrap_or(value.tokens.end);
    let figure = |from: usize| {
        passage
            .mentions
            .iter()
            .any(|other| other.tokens.start == from && matches!(other.kind, MentionKind::Figure(_)))
    };
    passage.is_any(end.wrapping_sub(1), &["votes", "vote"])
        && passage.is_any(end, &["to", "against", "in"])
        && (figure(end + 1) || passage.is_any(end + 1, &["favour", "favor"]))
}

/// "Two of the dead": some of those whom other figures count.
fn is_of_those_hurt(passage: &Passage<'_>, value: &Mention) -> bool {
    const HURT: &[&str] = &[
        "dead", "deceased", "killed", "injured", "wounded", "missing", "victim", "fatality",
        "death", "casualty", "survivor",
    ];
    /// Tokens of the phrase in which the noun stands.
    const WITHIN: usize = 3;
    let of = value.tokens.end;
    let known = passage.is_any(of, &["of"])
        && passage.is_any(of + 1, &["the", "those", "these", "its", "their"]);
    let is_hurt = |at: usize| {
        HURT.contains(&open::noun_lemma(passage, at).as_str())
            && !passage
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.word.is(class::NOUN | class::PERSON))
    };
    known && (of + 2..(of + 2 + WITHIN).min(passage.tokens.len())).any(is_hurt)
}

/// Whether a pattern took its verb from a clause that says no to it: "of the 19 who were not hurt".
fn is_of_those_not(passage: &Passage<'_>, hit: &Hit, value: &Mention) -> bool {
    let Some(sentence) = passage.sentences.get(hit.clause.0) else { return false };
    sentence.clauses.iter().any(|clause| {
        let verb = clause.verb.as_ref().filter(|verb| verb.negated);
        verb.is_some_and(|verb| hit.tokens.contains(&verb.main))
            && !clause.tokens.contains(&value.tokens.start)
    })
}

/// "5,718 votes ahead", "seven seats short", "52 fewer votes": how far two are apart, which is nobody's number.
fn is_difference(passage: &Passage<'_>, value: &Mention) -> bool {
    const APART: &[&str] = &[
        "ahead", "behind", "clear", "short", "apart", "between", "adrift", "away", "shy", "more",
        "fewer", "less",
    ];
    after(value).is_some_and(|at| {
        let than = passage.is_any(at, &["more", "fewer", "less"]);
        passage.is_any(at, APART) && (!than || passage.is_any(at + 1, &["than"]))
    }) || passage.is_any(value.tokens.end, &["fewer", "less"])
        || is_margin(passage, value)
}

/// "She lost her seat by 1,127 votes".
fn is_margin(passage: &Passage<'_>, value: &Mention) -> bool {
    const UNITS: &[&str] = &["votes", "vote", "points", "point", "seats", "seat", "goals", "runs"];
    let by = value.tokens.start.checked_sub(1).is_some_and(|at| passage.is(at, "by"));
    let counted = after(value).and_then(|at| at.checked_sub(1));
    by && counted.is_some_and(|at| passage.is_any(at, UNITS))
}

/// "Fifty-three members are new": those who are, and not all that there are.
pub(super) fn is_of_those_who(passage: &Passage<'_>, hit: &Hit, value: &Mention) -> bool {
    let MentionKind::Figure(figure) = &value.kind else { return false };
    let Some(counted) = &figure.counted else { return false };
    let known = figure.definite || counted.determiner != Determiner::None;
    let Some((sentence, clause)) = clause_of(passage, value.tokens.start) else { return false };
    let Some(verb) = &passage.sentences[sentence].clauses[clause].verb else { return false };
    let taken = hit.tokens.clone().any(|at| verb.tokens.contains(&at));
    !known && !taken && after(value) == Some(verb.tokens.start)
}

/// "Twenty-five votes make a majority": how many it takes, which nobody has.
fn is_needed(passage: &Passage<'_>, clause: Option<&Clause>, value: &Mention) -> bool {
    const MAKES: &[&str] = &["make", "constitute", "form", "be", "need", "require", "give"];
    const GOALS: &[&str] = &["majority", "quorum"];
    let Some(verb) = clause.and_then(|clause| clause.verb.as_ref()) else { return false };
    let subject = after(value) == Some(verb.tokens.start);
    let end = clause.map_or(0, |clause| clause.tokens.end);
    subject
        && MAKES.contains(&verb.stem.as_str())
        && (verb.tokens.end..end).any(|at| passage.is_any(at, GOALS))
}

/// "Eight more died", "11 people have since sought treatment", "the 12 deaths added since": those who
/// came to others.
fn is_addition(passage: &Passage<'_>, value: &Mention) -> bool {
    let end = value.tokens.end;
    let behind = after(value).unwrap_or(end);
    let more = passage.is_any(end, &["more", "others", "additional", "further", "extra"])
        && !passage.is_any(end + 1, &["than"]);
    // "Had since sought", whatever stands between.
    let had = clause_of(passage, value.tokens.start).is_some_and(|(sentence, clause)| {
        let clause = &passage.sentences[sentence].clauses[clause];
        let verb = clause.verb.as_ref().filter(|verb| verb.tokens.start >= end);
        let aux = |at: &usize| passage.is_any(*at, &["have", "had", "has"]);
        verb.is_some_and(|verb| (end..verb.main).filter(aux).any(|at| passage.is(at + 1, "since")))
    });
    let further = |at: usize| passage.is_any(at, &["further", "additional"]);
    let ahead = value.tokens.start.saturating_sub(1)..end;
    more || had || ahead.into_iter().any(further) || passage.is_any(behind, &["added"])
}

/// "3.2 people", "the average attack killed 12": what holds on average.
fn is_average(passage: &Passage<'_>, clause: Option<&Clause>, value: &Mention) -> bool {
    const MEAN: &[&str] = &["average", "typical", "mean", "median"];
    let MentionKind::Figure(figure) = &value.kind else { return false };
    let counts = matches!(figure.value.unit, Unit::Count(_));
    let broken = figure.value.printed.as_ref().is_some_and(|printed| !printed.low.is_integer());
    let subject = clause.and_then(|clause| passage.mentions.get(clause.subject?));
    let of_mean = subject.is_some_and(|m| m.tokens.clone().any(|at| passage.is_any(at, MEAN)));
    counts && (broken || of_mean)
}

/// "Five died at the scene; the sixth …": all but those who are counted on.
fn is_counted_on(passage: &Passage<'_>, value: &Mention) -> bool {
    /// Numbers up to which one counts on in words.
    const MOST: usize = 12;
    let MentionKind::Figure(figure) = &value.kind else { return false };
    let number = figure.value.printed.as_ref().and_then(|printed| printed.low.to_usize());
    let next = number.filter(|number| (1..=MOST).contains(number)).map(|number| number + 1);
    let sentence = passage.sentence_of(value.tokens.start);
    let end = sentence.map_or(value.tokens.end, |at| passage.sentences[at].tokens.end);
    let the = |at: usize| passage.is(at, "the") || passage.is(at, "a");
    next.is_some_and(|next| {
        let is_next = |at: usize| date::ordinal(&passage.lower(at)).map(usize::from) == Some(next);
        (value.tokens.end..end).any(|at| the(at) && is_next(at + 1))
    })
}

/// "Two deaths from it": of what is spoken of beside.
fn is_of_another_cause(passage: &Passage<'_>, value: &Mention) -> bool {
    let behind = after(value).unwrap_or(value.tokens.end);
    passage.is_any(behind, &["from"]) && passage.is_any(behind + 1, &["it", "them", "these"])
}

/// "It admitted 45 dead in the one and 20 in the other": of two that were told of before.
fn is_of_one_of_two(passage: &Passage<'_>, value: &Mention) -> bool {
    let behind = after(value).unwrap_or(value.tokens.end);
    let behind = (value.tokens.end..=behind + 1).find(|at| passage.is(*at, "in"));
    behind.is_some_and(|at| {
        passage.is(at + 1, "the") && passage.is_any(at + 2, &["one", "other", "former", "latter"])
    })
}

/// "Of the 1,180 dead, 642 were soldiers", "of the 185 killed 140 were Roth's": some of those whom the
/// words of the pattern count.
fn is_part_of_opening(passage: &Passage<'_>, hit: &Hit, value: &Mention) -> bool {
    /// Tokens from "of" to the figure that a sentence opens with.
    const OPENING: usize = 3;
    let Some(sentence) = passage.sentences.get(hit.clause.0) else { return false };
    let start = sentence.tokens.start;
    let apart = (hit.tokens.start..value.tokens.start).any(|at| passage.is(at, ","));
    let counted = |at: usize| {
        let mention = &passage.mentions[at];
        matches!(mention.kind, MentionKind::Figure(_))
            && mention.tokens.start <= start + OPENING
            && mention.tokens.end <= value.tokens.start
            && passage.is_any(start + 1, &["the", "its", "their", "all", "those", "these"])
    };
    passage.is(start, "of") && (apart || sentence.mentions.clone().any(counted))
}

/// "Of the 41 deaths laid to the miners, 30 …", "of the 12 people who died of thirst": whether a sentence
/// opens with some whom words behind them tell from others.
fn is_opening_of_some(passage: &Passage<'_>, value: &Mention) -> bool {
    /// Participles that tell of all who came to harm.
    const HARMED: &[&str] = &["killed", "injured", "wounded", "hurt", "found", "recorded", "known"];
    let Some(sentence) = passage.sentence_of(value.tokens.start) else { return false };
    let start = passage.sentences[sentence].tokens.start;
    let opens = passage.is(start, "of")
        && passage.is_any(start + 1, &["the", "these", "those"])
        && value.tokens.start <= start + 2;
    let Some(behind) = after(value).filter(|_| opens) else { return false };
    let Some(token) = passage.tokens.get(behind) else { return false };
    let laid = token.word.is(class::PARTICIPLE) && passage.is_any(behind + 1, &["to", "on"]);
    let caused = passage.is_any(behind, &["who", "that", "which"])
        && passage.is_any(behind + 2, &["of", "for", "from"]);
    laid && !passage.is_any(behind, HARMED) || caused
}

/// "Four people wounded in the blast died": those who were and of whom something else is said, which is
/// not all who were.
fn is_of_those_who_died(passage: &Passage<'_>, hit: &Hit, value: &Mention) -> bool {
    let MentionKind::Figure(figure) = &value.kind else { return false };
    let Some(sentence) = passage.sentences.get(hit.clause.0) else { return false };
    let parts = class::CONJUNCTION | class::RELATIVE | class::BE | class::HAVE;
    let goes_on = |at: &usize| {
        let token = &passage.tokens[*at];
        let and = passage.is_any(*at, &["and", "but", "or", "as"]);
        let owns = passage.is_any(*at, &["'s", "’s", "'", "’"]);
        (token.kind == Kind::Word || owns) && !and && !token.word.is(parts)
    };
    let behind = (hit.tokens.end..sentence.tokens.end).take_while(goes_on);
    let dies = |at: usize| {
        let word = passage.tokens[at].word;
        word.is(class::PAST) && ["die", "succumb", "perish"].contains(&word.lemma.text())
    };
    !figure.definite && value.tokens.start <= hit.tokens.start && behind.into_iter().any(dies)
}

/// "31 fires burnt 640 hectares", "In May there were 71 fires and 2,880 hectares were lost": whether a
/// sentence counts several events before a figure, which is of them all, and of no one.
pub(super) fn is_of_several_events(
    passage: &Passage<'_>,
    sentence: usize,
    value: &Mention,
) -> bool {
    let Some(sentence) = passage.sentences.get(sentence) else { return false };
    let mut mentions = sentence.mentions.clone().filter_map(|at| passage.mentions.get(at));
    mentions.any(|mention| {
        let MentionKind::Figure(figure) = &mention.kind else { return false };
        let Some(counted) = figure.counted.as_ref() else { return false };
        mention.tokens.end <= value.tokens.start
            && passage.tokens[counted.head].word.is(class::EVENT)
            && open::noun_lemma(passage, counted.head) != passage.lower(counted.head).as_str()
    })
}

/// "In week 22 six died", "12 have been killed in the past 24 hours": whether a clause counts over a
/// stretch of a longer time.
fn is_of_a_stretch(passage: &Passage<'_>, clause: Option<&Clause>, value: &Mention) -> bool {
    const PAST: &[&str] = &["past", "last", "previous", "preceding"];
    let Some(clause) = clause else { return false };
    clause.tokens.clone().any(|at| {
        let number = |at: usize| passage.token(at).bytes().all(|b| b.is_ascii_digit());
        let week = at < value.tokens.start
            && passage.is_any(at, &["week", "weeks"])
            && clause.tokens.contains(&(at + 1))
            && number(at + 1)
            && at.checked_sub(1).is_some_and(|at| passage.is_any(at, &["in", "for", "during"]));
        let hours =
            passage.is_any(at, PAST) && number(at + 1) && passage.is_any(at + 2, &["hours"]);
        week || hours
    })
}

/// "From 12 to 14": whether a figure is what something was before it changed.
pub(super) fn is_left_behind(passage: &Passage<'_>, value: &Mention) -> bool {
    let from = value.tokens.start.checked_sub(1).is_some_and(|at| passage.is(at, "from"));
    let to = value.tokens.end;
    let next = |m: &Mention| m.tokens.start == to + 1 && matches!(m.kind, MentionKind::Figure(_));
    from && passage.is(to, "to") && passage.mentions.iter().any(next)
}

/// What some of those that a figure counts are said to have been in, by its place among the mentions:
/// "that fire" of "six men lost their lives, four of them in that fire".
pub(super) fn where_some(passage: &Passage<'_>, value: &Mention) -> Option<usize> {
    let from = passage.sentence_of(value.tokens.start)?;
    let sentence = passage.sentences.get(from)?;
    let some = passage.mentions_of(sentence).iter().find(|m| {
        m.tokens.start > value.tokens.end
            && matches!(m.kind, MentionKind::Figure(_))
            && passage.is(m.tokens.end, "of")
            && passage.is_any(m.tokens.end + 1, &["them", "whom", "these", "those"])
    })?;
    let place = some.tokens.end + 3;
    let led = passage.is_any(place - 1, &["in", "during", "at", "on"]);
    sentence.mentions.clone().filter(|_| led).find(|at| {
        let mention = &passage.mentions[*at];
        mention.tokens.start == place
            && matches!(mention.kind, MentionKind::Noun(_) | MentionKind::Name)
    })
}

/// "Three of the five were killed": five is not what was killed, whatever pattern takes it.
fn is_whole_of_some(passage: &Passage<'_>, hit: &Hit, value: &Mention) -> bool {
    const SOME: &[&str] =
        &["some", "most", "many", "few", "half", "several", "none", "part", "any", "both"];
    let Some(of) = value.tokens.start.checked_sub(2) else { return false };
    if !(passage.is(of, "of") && passage.is_any(of + 1, &["the", "its", "their", "these", "those"]))
    {
        return false;
    }
    let behind = after(value).unwrap_or(value.tokens.end);
    let verb = hit.tokens.clone().any(|at| at >= behind);
    let counted = of.checked_sub(1).is_some_and(|at| {
        passage.is_any(at, SOME)
            || passage.tokens[at].word.is(class::NUMBER)
            || passage
                .mentions
                .iter()
                .any(|m| m.tokens.end == at + 1 && matches!(m.kind, MentionKind::Figure(_)))
    });
    verb && counted
}

/// The token behind a figure and what it counts.
fn after(value: &Mention) -> Option<usize> {
    let MentionKind::Figure(figure) = &value.kind else { return None };
    let counted = figure.counted.as_ref().map(|noun| noun.tokens.end.max(noun.head + 1));
    Some(counted.unwrap_or(value.tokens.end).max(value.tokens.end))
}
