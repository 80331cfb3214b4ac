//! What the words of a passage say of a figure: its clause, what it counts, how a record has it.

use std::ops::Range;

use smol_str::{SmolStr, ToSmolStr};

use crate::prose::context::{Context, Modality};
use crate::prose::cue::{Hit, Target};
use crate::prose::lexicon::class;
use crate::prose::open;
use crate::prose::passage::{Clause, ClauseKind, Mention, MentionKind, Passage, Tokens};
use crate::prose::reading::Why;
use crate::prose::thing::Meaning;
use crate::prose::token::Kind;
use crate::prose::words::Words;
use crate::record::{Change, Denied};
use crate::value::date::{DateReading, When};
use crate::value::quantity::Unit;
use crate::value::{date, quantity};

pub(super) fn asserted(context: &Context) -> Result<(), Why> {
    match context.modality {
        Modality::Asserted => Ok(()),
        Modality::Open | Modality::Rejected => Err(Why::NotAsserted),
    }
}

/// Whether a figure is taken for granted, whatever the clause around it says: "a stone will carry
/// the names of the five firefighters killed" takes it that five were.
pub(super) fn is_presupposed(passage: &Passage<'_>, hit: &Hit, mention: &Mention) -> bool {
    let definite = matches!(&mention.kind, MentionKind::Figure(figure) if figure.definite);
    let Some(clause) =
        passage.sentences.get(hit.clause.0).and_then(|s| s.clauses.get(hit.clause.1))
    else {
        return false;
    };
    let inside = matches!(clause.kind, ClauseKind::Relative | ClauseKind::Participle);
    let said = clause.verb.as_ref().is_none_or(|verb| hit.tokens.contains(&verb.main));
    definite && (inside || !said)
}

/// What stands around a figure that is taken for granted: whoever asks, denies or reports what the
/// clause says, the description in it is the text's own. In a quotation it is the speaker's.
pub(super) fn presupposed(context: Context) -> Context {
    if context.modality == Modality::Rejected {
        return context;
    }
    let speakers = if context.quoted { context.speakers } else { Vec::new() };
    Context { speakers, modality: Modality::Asserted, denied: Denied::default(), ..context }
}

/// The innermost clause of a value.
pub(super) fn own_clause<'p>(passage: &'p Passage<'_>, mention: &Mention) -> Option<&'p Clause> {
    let (sentence, clause) = clause_of(passage, mention.tokens.start)?;
    passage.sentences.get(sentence)?.clauses.get(clause)
}

/// Whether a clause tells of a time that it counts back from now: "three years ago the charge was …".
pub(super) fn is_long_ago(passage: &Passage<'_>, clause: Option<&Clause>) -> bool {
    let ago = |at: usize| ["ago", "formerly", "previously"].contains(&passage.lower(at).as_str());
    clause.is_some_and(|clause| clause.tokens.clone().any(ago))
}

/// Whether a figure is the start of a change whose end has the date: "fell from a peak of 23 a month
/// to four in 2023". When it was 23 is not said.
pub(super) fn is_start(passage: &Passage<'_>, value: &Mention, date: usize) -> bool {
    /// Words between "from" and its figure ("from an average of").
    const REACH: usize = 4;
    let Some(date) = passage.mentions.get(date) else { return false };
    let first = value.tokens.start;
    let led = (first.saturating_sub(REACH)..first).any(|at| passage.is_any(at, &["from"]));
    let from = passage.mentions.partition_point(|m| m.tokens.start < value.tokens.end);
    let mut between =
        passage.mentions[from..].iter().take_while(|m| m.tokens.start < date.tokens.start);
    led && between.any(|mention| {
        let before = mention.tokens.start.checked_sub(1);
        matches!(mention.kind, MentionKind::Figure(_))
            && before.is_some_and(|at| passage.is_any(at, &["to"]))
    })
}

/// Whether a count that still grows is told of a day that cannot be read ("by Sunday 61 had been
/// saved"), or of a place that only an adverb names ("were killed there"): it is of a part.
pub(super) fn is_on_the_way(
    passage: &Passage<'_>,
    clause: Option<&Clause>,
    value: &Mention,
    target: &Target,
) -> bool {
    const BY: &[&str] = &["by", "until", "till"];
    const PLACES: &[&str] = &["there", "elsewhere"];
    let Some(clause) = clause.filter(|_| target.change == Change::Cumulative) else { return false };
    let sentence = passage.sentence_of(value.tokens.start).map(|at| &passage.sentences[at]);
    let before = sentence.map_or(0..0, |sentence| sentence.mentions.clone()).rev().find(|at| {
        let mention = &passage.mentions[*at];
        mention.tokens.end <= value.tokens.start && !matches!(mention.kind, MentionKind::Noun(_))
    });
    let day = before.map(|at| &passage.mentions[at]).is_some_and(|mention| {
        let first = mention.tokens.start;
        let lead = first.checked_sub(1).map(|at| passage.lower(at)).unwrap_or_default();
        matches!(mention.kind, MentionKind::BadDate(_))
            && [lead, passage.lower(first)].iter().any(|word| BY.contains(&word.as_str()))
    });
    let place = (value.tokens.end..clause.tokens.end).any(|at| {
        let next = passage.tokens.get(at + 1).is_some_and(|token| token.word.is(class::BE));
        PLACES.contains(&passage.lower(at).as_str()) && !next
    });
    day || place
}

/// Whether a mention is a value, the only ones that are counted as figures and dates.
pub(in crate::prose) fn is_value(mention: &Mention) -> bool {
    matches!(
        mention.kind,
        MentionKind::Figure(_)
            | MentionKind::Date(_)
            | MentionKind::BadDate(_)
            | MentionKind::Duration(_)
    )
}

/// Mentions of values.
pub(super) fn values<'p>(passage: &'p Passage<'_>) -> impl Iterator<Item = (usize, &'p Mention)> {
    passage.mentions.iter().enumerate().filter(|(_, mention)| is_value(mention))
}

pub(super) fn sentence_bytes(passage: &Passage<'_>, mention: &Mention) -> Range<usize> {
    let sentence = passage.sentence_of(mention.tokens.start);
    sentence.map_or(mention.bytes.clone(), |at| passage.bytes(&passage.sentences[at].tokens))
}

/// The innermost clause of a token.
pub(in crate::prose) fn clause_of(passage: &Passage<'_>, token: usize) -> Option<(usize, usize)> {
    let sentence = passage.sentence_of(token)?;
    Some((sentence, passage.sentences[sentence].innermost(token)?))
}

/// The largest name, noun phrase or pronoun that shares tokens with a range.
pub(super) fn covering(passage: &Passage<'_>, tokens: &Tokens) -> Option<usize> {
    let shared = |mention: &Mention| {
        let start = mention.tokens.start.max(tokens.start);
        mention.tokens.end.min(tokens.end).saturating_sub(start)
    };
    passage
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| {
            matches!(mention.kind, MentionKind::Name | MentionKind::Noun(_) | MentionKind::Pronoun)
        })
        .filter(|(_, mention)| shared(mention) > 0)
        .max_by_key(|(at, mention)| {
            (shared(mention), mention.tokens == *tokens, std::cmp::Reverse(*at))
        })
        .map(|(at, _)| at)
}

/// Whether a document that is named as a source is nobody else's: "the annual statement", "the
/// scheme's own accounts", and not "the ministry's report".
pub(super) fn is_record(passage: &Passage<'_>, tokens: &Tokens) -> bool {
    const KNOWN: &[&str] = &["the", "its", "their", "our", "his", "her", "this", "that"];
    let others = tokens.clone().take(tokens.len().saturating_sub(1)).any(|at| {
        passage.tokens[at].word.is(class::ORGANISATION | class::PERSON) || passage.is(at, "by")
    });
    passage.is_any(tokens.start, KNOWN) && !others && names_in(passage, tokens).next().is_none()
}

/// The names in a range, in order.
pub(super) fn names_in<'p>(
    passage: &'p Passage<'_>,
    tokens: &Tokens,
) -> impl Iterator<Item = usize> + 'p {
    let from = passage.mentions.partition_point(|m| m.tokens.start < tokens.start);
    let to = passage.mentions.partition_point(|m| m.tokens.start < tokens.end);
    (from..to).filter(|at| matches!(passage.mentions[*at].kind, MentionKind::Name))
}

/// Whether a mention is the counted noun of a figure.
pub(super) fn is_value_of(passage: &Passage<'_>, at: usize, value: &Mention) -> bool {
    let counted = match &value.kind {
        MentionKind::Figure(figure) => figure.counted.as_ref().map(|noun| noun.tokens.clone()),
        _ => None,
    };
    let whole = value.tokens.start..counted.map_or(value.tokens.end, |tokens| tokens.end);
    passage
        .mentions
        .get(at)
        .is_some_and(|m| m.tokens.start < whole.end && whole.start < m.tokens.end)
}

/// What a clause's subject makes a claim about: itself, or where it is the noun of the pattern
/// ("Harlow's revenue was …"), its owner.
pub(super) fn said_of(passage: &Passage<'_>, subject: usize, hit: &Hit) -> Option<usize> {
    match &passage.mentions.get(subject)?.kind {
        MentionKind::Noun(noun) if hit.tokens.contains(&noun.head) => open::owner(passage, noun),
        _ => Some(subject),
    }
}

/// Whether two meanings are one thing.
pub(super) fn same_thing(a: &Meaning, b: &Meaning) -> bool {
    matches!((a, b), (Meaning::One { thing: a, .. }, Meaning::One { thing: b, .. }) if a == b)
}

/// The printed value, if a record can hold it with the same meaning.
pub(in crate::prose) fn readable(
    passage: &Passage<'_>,
    mention: &Mention,
    unit: Option<&str>,
) -> Option<SmolStr> {
    let text = passage.text.get(mention.hedged())?;
    quantity::read(text, unit).ok()?;
    Some(text.to_smolstr())
}

/// Whether a date is a stretch of time.
pub(super) fn is_stretch(reading: &DateReading) -> bool {
    matches!(reading.when, When::Extent { .. })
}

/// A date mention as EDTF that reads again.
pub(in crate::prose) fn edtf(mention: &Mention) -> Option<SmolStr> {
    let MentionKind::Date(reading) = &mention.kind else { return None };
    date::reads_again(&reading.edtf).then(|| reading.edtf.to_smolstr())
}

/// Words that say when, and count nothing.
pub(super) const WHEN: u64 = class::MONTH | class::WEEKDAY | class::TIME_UNIT;

/// Whether a mention is a measure.
pub(super) fn is_measure(mention: &Mention) -> bool {
    matches!(&mention.kind, MentionKind::Figure(figure)
        if matches!(figure.value.unit, Unit::Measure(_)))
}

/// Whether a measure stands for a new thing that has it: "a magnitude 3.5 followed".
pub(super) fn is_thing(passage: &Passage<'_>, sentence: usize, mention: &Mention) -> bool {
    let first = mention.tokens.start;
    let MentionKind::Figure(figure) = &mention.kind else { return false };
    let clause = passage.sentences.get(sentence).and_then(|sentence| sentence.clause_of(first));
    let verb = clause.and_then(|clause| clause.verb.as_ref());
    is_measure(mention)
        && figure.counted.is_none()
        && passage.is_any(first, &["a", "another"])
        && verb.is_some_and(|verb| verb.tokens.start == mention.tokens.end)
}

/// What a figure counts, without its determiner and number.
pub(super) fn counted(
    passage: &Passage<'_>,
    mention: &Mention,
    hit: Option<&Hit>,
) -> Option<Tokens> {
    let MentionKind::Figure(figure) = &mention.kind else { return None };
    let noun = figure.counted.as_ref()?;
    let day = passage.tokens.get(noun.head).is_some_and(|token| token.word.is(WHEN));
    if day {
        return None;
    }
    // "£460 million charge": money is of what the pattern says, and counts nothing.
    let named = hit.is_some_and(|hit| hit.tokens.contains(&noun.head));
    if named && matches!(figure.value.unit, Unit::Money(_)) {
        return None;
    }
    // The whole of a share is the predicate's ("of the voters"), but for kinds of events and names.
    let head = passage.tokens.get(noun.head)?;
    let is_part = head.word.is(class::EVENT) || head.capital;
    if figure.value.unit == Unit::Share && !is_part {
        return None;
    }
    Some(noun.modifiers.start.min(noun.head)..noun.tokens.end)
}

/// Words of a phrase that narrow a population, in order, lower case; `None` where none does. What
/// the predicate counts anyway says nothing: "119 attacks" of attacks, "60 victims" of deaths.
pub(in crate::prose) fn population(
    passage: &Passage<'_>,
    tokens: &Tokens,
    target: &Target,
) -> Option<SmolStr> {
    /// Nouns for people as such, and for those to whom something happened.
    const ANYBODY: &[&str] = &[
        "people",
        "person",
        "other",
        "others",
        "life",
        "lives",
        "victim",
        "individual",
        "casualty",
        "fatality",
        "death",
        "injury",
        "dead",
        "injured",
        "survivor",
        "name",
    ];
    /// Words for all that there is, which is no part of it.
    const WHOLES: &[&str] = &["total", "overall", "entire", "combined"];
    let idle = class::ADJECTIVE | class::DETERMINER | class::NUMBER | class::ADVERB;
    // Whose they are ("the firm's 217 posts") says nothing of a part of them, nor how many there are.
    let owns = |at: &usize| {
        let quoted = at.checked_sub(1).is_some_and(|before| passage.is_any(before, &["'", "’"]));
        passage.is_any(*at, &["'s", "’s"]) || (quoted && passage.token(*at) == "s")
    };
    let own = tokens.clone().rev().find(owns).map_or(tokens.start, |at| at + 1);
    let words: Vec<usize> = (own..tokens.end)
        .filter(|at| !passage.is_any(*at, WHOLES))
        .filter(|at| passage.tokens.get(*at).is_some_and(|token| token.kind != Kind::Number))
        .filter(|at| passage.tokens.get(*at).is_some_and(|token| !token.word.is(idle)))
        .filter(|at| passage.token(*at).chars().any(char::is_alphanumeric))
        .collect();
    let (last, rest) = words.split_last()?;
    let head = open::noun_lemma(passage, *last);
    let of_unit = |words: &str| words.split([' ', '-']).any(|word| open::singular(word) == head);
    let idle_head = ANYBODY.contains(&head.as_str())
        || target.unit.as_deref().is_some_and(of_unit)
        || of_unit(&target.id);
    // "38 suffered injuries": the verb is none of the words that narrow.
    let verb = |at: &usize| passage.tokens[*at].word.is(class::PARTICIPLE);
    let kept = if idle_head { rest } else { &words };
    if idle_head && kept.iter().all(verb) {
        return None;
    }
    // "Men, women and children" are people.
    let everybody = |at: &usize| passage.is_any(*at, &["men", "women", "children", "and"]);
    if kept.len() > 1 && kept.iter().all(everybody) {
        return None;
    }
    // "Drivers, clerks and cleaners" under one count of people are all that it counts.
    let people = target.unit.as_deref() == Some("people");
    if people && kept.iter().any(|at| passage.lower(*at) == "and") {
        return None;
    }
    let text: Vec<SmolStr> = kept.iter().map(|at| passage.lower(*at)).collect();
    (!text.is_empty()).then(|| text.join(" ").to_smolstr())
}

/// The population of a strength: a group's troops, soldiers and fighters are those who fight for it.
pub(super) fn of_a_force(scope: SmolStr, target: &Target) -> SmolStr {
    const STRENGTHS: &[&str] = &["strength", "peak-strength"];
    const FIGHTERS: &[&str] = &["troop", "troops", "soldier", "soldiers", "combatants"];
    match STRENGTHS.contains(&target.id.as_str()) && FIGHTERS.contains(&scope.as_str()) {
        true => SmolStr::new_static("fighters"),
        false => scope,
    }
}

/// Whether a figure stands alone in brackets behind another of its unit: "406.0 million (405.0
/// million)" gives the figure of another period, which the text named once before.
pub(super) fn is_beside(passage: &Passage<'_>, mention: &Mention) -> bool {
    /// Most tokens from a figure to the bracket: its noun.
    const NOUN: usize = 2;
    let MentionKind::Figure(figure) = &mention.kind else { return false };
    let Some(open) = mention.tokens.start.checked_sub(1) else { return false };
    let alone = passage.token(open) == "(" && passage.token(mention.tokens.end) == ")";
    alone
        && passage.mentions.iter().any(|other| match &other.kind {
            MentionKind::Figure(of) => {
                (other.tokens.end..=other.tokens.end + NOUN).contains(&open)
                    && of.value.unit == figure.value.unit
                    && of.value.shown_in == figure.value.shown_in
            }
            _ => false,
        })
}

/// Nouns whose number, behind them, says which one it is: "week 22", "Room 4".
static NUMBERED: Words = Words::new(&[
    "annex",
    "appendix",
    "article",
    "berth",
    "block",
    "building",
    "bus",
    "category",
    "channel",
    "chapter",
    "clause",
    "class",
    "day",
    "district",
    "exit",
    "flight",
    "form",
    "gate",
    "grade",
    "group",
    "hall",
    "highway",
    "hole",
    "house",
    "issue",
    "item",
    "junction",
    "lane",
    "lap",
    "level",
    "line",
    "lot",
    "mile",
    "page",
    "paragraph",
    "phase",
    "pier",
    "platform",
    "pool",
    "recommendation",
    "room",
    "round",
    "route",
    "rule",
    "scene",
    "schedule",
    "section",
    "stage",
    "step",
    "table",
    "tram",
    "type",
    "unit",
    "version",
    "volume",
    "ward",
    "week",
    "zone",
]);

/// Whether a figure is what another is counted by: "one doctor for every 9,700 residents".
pub(super) fn is_base(passage: &Passage<'_>, mention: &Mention) -> bool {
    let before = mention.tokens.start.checked_sub(1);
    matches!(mention.kind, MentionKind::Figure(_))
        && before.is_some_and(|at| passage.is_any(at, &["every", "per"]))
}

/// Whether a number is that of a thing: "report 9/2024", "numbers 47 to 93", "week 22".
pub(in crate::prose) fn is_numbering(passage: &Passage<'_>, mention: &Mention) -> bool {
    const NUMBERS: &[&str] = &["number", "numbers", "no", "nos", "№"];
    let Some(before) = mention.tokens.start.checked_sub(1) else { return false };
    match &mention.kind {
        MentionKind::Figure(figure)
            if figure.counted.is_none()
                && figure.value.unit.is_count()
                && passage.is_of(before, &NUMBERED) =>
        {
            passage.slice(&mention.tokens).bytes().all(|byte| byte.is_ascii_digit())
        }
        MentionKind::Figure(_) => {
            let dot = usize::from(passage.token(before) == ".");
            let known = mention.tokens.end;
            // "Yes won 2,100 votes and No 1,900": no thing has a number with its thousands apart.
            before.checked_sub(dot).is_some_and(|at| passage.is_any(at, NUMBERS))
                && !passage.is_any(known, &["of"])
                && !passage.slice(&mention.tokens).contains(',')
        }
        MentionKind::Date(_) => {
            let parts = passage.slice(&mention.tokens).split(['/', '-']).count();
            let noun = passage.tokens[before].word;
            parts == 2 && noun.is(class::DOCUMENT) && is_designation(passage, mention)
        }
        _ => false,
    }
}

/// Whether a date of digits alone stands behind a noun that it numbers: "data sheet 2022-11".
pub(super) fn is_designation(passage: &Passage<'_>, mention: &Mention) -> bool {
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit() || "-/.".contains(c));
    let idle = class::PREPOSITION | class::DETERMINER | class::CONJUNCTION | class::BE;
    let before = mention.tokens.start.checked_sub(1).and_then(|at| passage.tokens.get(at));
    matches!(mention.kind, MentionKind::Date(_))
        && digits(passage.slice(&mention.tokens))
        && before.is_some_and(|token| token.kind == Kind::Word && !token.word.is(idle))
}

/// "Two thirds of the deaths occurred in Orlen": what happened to some of it did not all happen there.
pub(super) fn is_of_some(passage: &Passage<'_>, (sentence, clause): (usize, usize)) -> bool {
    let sentence = passage.sentences.get(sentence);
    let clause = sentence.and_then(|sentence| Some((sentence, sentence.clauses.get(clause)?)));
    let Some((sentence, clause)) = clause else { return false };
    let Some(verb) = clause.verb.as_ref() else { return false };
    let mut before = sentence.mentions.clone().filter_map(|at| passage.mentions.get(at));
    before.any(|mention| {
        matches!(mention.kind, MentionKind::Figure(_))
            && mention.tokens.start >= clause.tokens.start
            && mention.tokens.end <= verb.tokens.start
            && passage.is(mention.tokens.end, "of")
    })
}
