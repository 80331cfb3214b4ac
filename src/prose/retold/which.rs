//! Words of a clause that say which of its kind a figure is of: a year, a name before brackets, a
//! relative clause, "the highest of the three".

use smol_str::SmolStr;

use super::beside::year;
use super::frame::are_filled_otherwise;
use super::mood::each_of;
use super::telling::{Measure, Role, Slot, Telling};
use crate::prose::fill::{clause_of, name_before};
use crate::prose::lexicon::class;
use crate::prose::open;
use crate::prose::passage::{Clause, ClauseKind, Mention, MentionKind, Passage, Sentence, Tokens};
use crate::prose::words::Words;

/// What says which of its kind a figure is of.
#[derive(Clone, Debug, Default)]
pub(super) struct Which {
    /// The year that its clause is about: "the outbreak of 2019".
    pub(super) of_year: Option<SmolStr>,
    /// The slot of what stands before the brackets that it stands in: "Little Skerra (58 hectares".
    aside_of: Option<usize>,
    /// Whether it counts all of what the rest of its sentence tells the parts of: "Of the 84 works".
    is_whole: bool,
    /// The words behind it that say which of its kind it counts, and their verb: "people who completed
    /// the trial", "settlements of 500 people or more".
    restricted_by: Option<(Tokens, Option<usize>)>,
    /// Whether it is of others than those that were told of: "among other children".
    of_others: bool,
    /// What the subject of its clause is for.
    for_what: Option<SmolStr>,
    /// Whether it is of another round of what is known by one name: "in last year's edition".
    other_round: bool,
    /// By when it is to be reached.
    deadline: Option<String>,
    /// The slot of the name that owns it: "Marek Tull's 11 goals".
    owner: Option<usize>,
    /// What it holds for each of.
    each_of: Option<SmolStr>,
    /// Whether it is of one stretch of time: "rainfall for the ten days".
    of_stretch: bool,
    /// Whether it is one person's: "his ten overs".
    of_person: bool,
    /// Whether it is a part of what its sentence opens with: "Of the guards who were on duty, 19".
    of_opening: bool,
    /// The other side of a vote or a score: "nine" of "carried by 16 votes to nine".
    against: Option<SmolStr>,
    /// Whether it is what a count is some of: "380" of "190 of 380 people".
    is_base: bool,
    /// The slot of the name of which it is told, beside another for another: "70 in Orlen, 61 in Varde".
    of_one: Option<usize>,
    /// Whether its sentence opens with a study that it brings up: "In a second trial, 12 fell ill".
    opens_new: bool,
    /// Whether it was so at another time than what is told around it: "In the first leg it had been 7".
    was_before: bool,
    /// Whether it is so now, or was so once.
    at_present: Option<bool>,
    /// For a length of time, whether something is counted over it: "in the six years to 2019".
    is_frame: bool,
}

impl Which {
    /// What says it of the figure of a clause; `counted` is the head of what it counts.
    pub(super) fn of(
        (passage, sentence, clause): (&Passage<'_>, &Sentence, usize),
        (mention, counted): (&Mention, Option<usize>),
        slots: &[Slot],
        (other_round, is_now): (bool, bool),
    ) -> Self {
        let start = mention.tokens.start;
        let mut own = sentence.clauses[clause].tokens.clone();
        let slot_at = |at: usize| slots.iter().position(|slot| slot.tokens.contains(&at));
        let behind = counted.map_or(mention.tokens.end, |head| head + 1);
        Self {
            of_year: of_year(passage, sentence, clause),
            aside_of: aside_of(passage, sentence, start).and_then(slot_at),
            is_whole: start.checked_sub(2).is_some_and(|of| {
                passage.is_any(of, &["of"]) && passage.is_any(of + 1, &["the", "its", "their"])
            }),
            restricted_by: counted.and_then(|head| restricted_by(passage, sentence, head)),
            of_others: own.any(|at| is_others(passage, at))
                || is_different(passage, sentence, clause),
            for_what: for_what(passage, sentence, clause),
            other_round,
            deadline: deadline(passage, behind, &sentence.tokens),
            owner: name_before(passage, mention).and_then(|at| {
                let owner = &passage.mentions[at].tokens;
                slots.iter().position(|slot| owner.contains(&slot.tokens.start))
            }),
            each_of: each_of(passage, mention, sentence),
            of_stretch: is_of_stretch(passage, sentence, clause, mention),
            of_opening: passage.is(sentence.tokens.start, "of")
                && passage.is_any(sentence.tokens.start + 1, &["the", "its", "their", "those"])
                && (sentence.tokens.start..start).any(|at| passage.is(at, ",")),
            of_one: open::of_one(passage, sentence, mention).and_then(slot_at),
            opens_new: opens_new(passage, sentence),
            was_before: was_before(passage, sentence, clause) || opens_ago(passage, sentence),
            at_present: at_present(passage, &sentence.clauses[clause], is_now),
            against: against(passage, mention, counted),
            is_base: start.checked_sub(1).is_some_and(|of| {
                passage.is(of, "of")
                    && figure_before(passage, of).is_some_and(|m| m.tokens.end == of)
            }),
            is_frame: matches!(mention.kind, MentionKind::Duration(_))
                && (start.saturating_sub(FRAMED)..=start).any(|at| {
                    passage.is_of(at, const { &Words::new(&["in", "over", "during", "within"]) })
                }),
            of_person: start.checked_sub(1).is_some_and(|at| passage.is_any(at, &["his", "her"])),
        }
    }

    /// Whether two are told apart by these words alone.
    pub(super) fn is_apart(&self, other: &Self) -> bool {
        self.of_others != other.of_others
            || self.other_round != other.other_round
            || self.of_stretch != other.of_stretch
            || self.of_opening != other.of_opening
            || differ(&self.for_what, &other.for_what)
            || differ(&self.deadline, &other.deadline)
            || differ(&self.each_of, &other.each_of)
            || differ(&self.at_present, &other.at_present)
            || self.was_before != other.was_before
    }

    /// Whether of two votes, or two scores, each side differs from that of the other.
    fn is_another_score(&self, other: &Self) -> bool {
        differ(&self.against, &other.against)
    }
}

/// Whether a sentence opens with a study that it brings up.
fn opens_new(passage: &Passage<'_>, sentence: &Sentence) -> bool {
    /// Tokens of its noun phrase: "a small Phase 2 trial".
    const PHRASE: usize = 6;
    const STUDIES: &[&str] = &["study", "trial", "survey", "poll", "experiment", "test", "census"];
    let start = sentence.tokens.start;
    let opens = passage.is_any(start, &["in", "for"])
        && passage.is_any(start + 1, &["a", "an", "another", "one"]);
    let phrase = start + 2..sentence.tokens.end.min(start + 2 + PHRASE);
    opens && phrase.take_while(|at| passage.token(*at) != ",").any(|at| passage.is_any(at, STUDIES))
}

/// "Twenty years ago 40 boats sailed", "a year earlier it had been 33": whether a sentence opens with how
/// long before it something was.
fn opens_ago(passage: &Passage<'_>, sentence: &Sentence) -> bool {
    /// Tokens from the beginning to the unit of time.
    const NEAR: usize = 5;
    let start = sentence.tokens.start;
    let unit = |at: &usize| {
        let is = passage.tokens[*at].word.is(class::TIME_UNIT);
        is && passage.is_any(*at + 1, &["ago", "earlier", "before", "previously"])
    };
    (start..sentence.tokens.end.min(start + NEAR)).any(|at| unit(&at))
}

/// "In the match in May they had had 70 per cent", "after a month it had been 79": whether a sentence
/// opens with the time or the occasion of what it looks back at.
fn was_before(passage: &Passage<'_>, sentence: &Sentence, clause: usize) -> bool {
    let Some(verb) = sentence.clauses[clause].verb.as_ref() else { return false };
    let start = sentence.tokens.start;
    let opens = passage.is_any(start, &["after", "during", "before"])
        || passage.is_any(start, &["in", "at"])
            && passage.tokens.get(start + 1).is_some_and(|t| t.word.is(class::DETERMINER));
    opens && passage.is(verb.tokens.start, "had") && verb.main > verb.tokens.start
}

/// "Is now 500", "had come down to 600": whether a clause tells what is so now, or what was once.
fn at_present(passage: &Passage<'_>, clause: &Clause, is_now: bool) -> Option<bool> {
    if is_now {
        return Some(true);
    }
    let verb = clause.verb.as_ref()?;
    // "Has come down" is still so.
    passage.is(verb.tokens.start, "had").then_some(false)
}

/// Tokens from a preposition to the length of time behind it: "in just over six years".
const FRAMED: usize = 3;

/// The last figure that begins before a token.
fn figure_before<'p>(passage: &'p Passage<'_>, at: usize) -> Option<&'p Mention> {
    /// Mentions between it and the token: what it counts, and a name in that.
    const BETWEEN: usize = 3;
    let upto = passage.mentions.partition_point(|m| m.tokens.start < at);
    let ahead = passage.mentions[..upto].iter().rev().take(BETWEEN);
    ahead.into_iter().find(|m| matches!(m.kind, MentionKind::Figure(_)))
}

/// The figure that "to" joins to another, as printed: "16 votes to nine", not "from 16 to 18".
fn against(passage: &Passage<'_>, mention: &Mention, counted: Option<usize>) -> Option<SmolStr> {
    let MentionKind::Figure(_) = mention.kind else { return None };
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let rises = |at: usize| at.checked_sub(1).is_some_and(|from| passage.is(from, "from"));
    let figure = |at: usize| {
        let from = passage.mentions.partition_point(|m| m.tokens.start < at);
        let found = passage.mentions.get(from).filter(|m| m.tokens.start == at)?;
        matches!(found.kind, MentionKind::Figure(_)).then(|| passage.slice(&found.tokens).into())
    };
    let behind = counted.filter(|head| *head == end).map_or(end, |head| head + 1);
    if passage.is(behind, "to") && passage.is_any(behind + 1, &["none", "nil", "nothing"]) {
        return Some(SmolStr::new_static("none"));
    }
    if passage.is(behind, "to") && !rises(start) {
        return figure(behind + 1);
    }
    // "Votes to nine": the noun stands between the two.
    let to = start.checked_sub(1).filter(|to| passage.is(*to, "to"))?;
    let near = |m: &&Mention| m.tokens.end == to || m.tokens.end + 1 == to;
    let other = figure_before(passage, to).filter(near).filter(|m| !rises(m.tokens.start))?;
    Some(passage.slice(&other.tokens).into())
}

/// Whether two figures are of two things, by what the sentence of the one has and that of the other
/// lacks.
pub(super) fn are_of_two(a: &Telling, b: &Telling) -> bool {
    let one =
        |a: &Telling, b: &Telling| is_anothers(a, b) || is_of_a_person(a, b) || is_part_of(a, b);
    let both = are_asides_of_two(a, b)
        || are_restricted_apart(a, b)
        || (b.which.opens_new && !a.which.opens_new)
        || are_scores_of_two(a, b)
        || is_base_of_some(a, b)
        || are_frames_of_two(a, b)
        || are_filled_otherwise(a, b);
    both || one(a, b) || one(b, a)
}

/// "Adults who had headaches", "the people who completed the course": whether relative clauses with
/// nothing in common say which each counts.
fn are_restricted_apart(a: &Telling, b: &Telling) -> bool {
    let of = |telling: &Telling| -> Option<Vec<u32>> {
        let (tokens, verb) = telling.which.restricted_by.as_ref()?;
        verb.as_ref()?;
        let inside = telling.slots.iter().filter(|slot| tokens.contains(&slot.tokens.start));
        Some(inside.flat_map(|slot| slot.ids.iter().copied()).collect())
    };
    let (Some(x), Some(y)) = (of(a), of(b)) else { return false };
    a.measure == Measure::Count
        && !x.is_empty()
        && !y.is_empty()
        && !x.iter().any(|id| y.contains(id))
}

/// "Carried by 16 votes to nine", "carried by 26 votes to none": no slip changes both sides.
fn are_scores_of_two(a: &Telling, b: &Telling) -> bool {
    a.measure == Measure::Count && a.which.is_another_score(&b.which)
}

/// Whether one is what another figure of its clause is some of, and both have one verb, which says of
/// the other how many did: "190 of 380 people answered", "220 people answered".
fn is_base_of_some(a: &Telling, b: &Telling) -> bool {
    let deeds = |telling: &Telling| -> Vec<u32> {
        let deeds = telling.slots.iter().filter(|slot| slot.deed);
        deeds.flat_map(|slot| slot.ids.iter().copied()).collect()
    };
    a.which.is_base != b.which.is_base && {
        let done = deeds(b);
        deeds(a).iter().any(|id| done.contains(id))
    }
}

/// Whether both say over how long something was counted, and it came to something else: "31 accidents
/// in six years", "41 accidents in the five years to 2019".
fn are_frames_of_two(a: &Telling, b: &Telling) -> bool {
    let apart = |(_, x): &(usize, f64)| b.beside.iter().all(|(_, y)| x.total_cmp(y).is_ne());
    let counts = !a.beside.is_empty() && !b.beside.is_empty();
    a.which.is_frame && b.which.is_frame && counts && a.beside.iter().all(apart)
}

/// "His ten overs", and a sentence that speaks of nobody.
fn is_of_a_person(a: &Telling, b: &Telling) -> bool {
    let speaks = |slot: &Slot| slot.person || slot.role == Role::Pronoun;
    a.which.of_person && !b.which.of_person && !b.slots.iter().any(speaks)
}

/// Whether a figure is of a stretch of time that its clause names: "for the ten days", "over the six
/// months", and not a length of time itself.
fn is_of_stretch(
    passage: &Passage<'_>,
    sentence: &Sentence,
    clause: usize,
    mention: &Mention,
) -> bool {
    /// Words between "the" and the unit: "the last ten days".
    const BETWEEN: usize = 3;
    let own = &sentence.clauses[clause].tokens;
    let leads = |at: &usize| {
        passage.is_of(*at, const { &Words::new(&["for", "over", "during", "in"]) })
            && passage.is(at + 1, "the")
    };
    own.clone().filter(leads).any(|at| {
        let words = at + 2..(at + 3 + BETWEEN).min(own.end);
        !words.contains(&mention.tokens.start)
            && words
                .clone()
                .find(|at| !passage.tokens[*at].word.is(class::NUMBER | class::ADJECTIVE))
                .is_some_and(|at| at > words.start && passage.tokens[at].word.is(class::TIME_UNIT))
    })
}

/// Whether both sentences say something, and not the same.
fn differ<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
    a.as_ref().zip(b.as_ref()).is_some_and(|(x, y)| x != y)
}

/// Whether both stand in brackets behind what they are of, and behind two things.
fn are_asides_of_two(a: &Telling, b: &Telling) -> bool {
    let (Some(x), Some(y)) = (a.which.aside_of, b.which.aside_of) else { return false };
    !a.slots[x].ids.iter().any(|id| b.slots[y].ids.contains(id))
}

/// Whether the one counts all, and the other fewer, of which words say which: "of the 84,620 trains",
/// "the 74,501 punctual trains".
fn is_part_of(part: &Telling, whole: &Telling) -> bool {
    let narrowed = || {
        part.slots.iter().enumerate().any(|(at, slot)| {
            let head = part.slots.get(at + 1).filter(|head| head.role == Role::Head);
            let before = head.is_some_and(|head| head.tokens.start == slot.tokens.end);
            before && !slot.ids.iter().any(|id| whole.has(*id))
        })
    };
    let fewer = part.amount < whole.amount;
    let counts = part.measure == Measure::Count;
    // Words of the other sentence tell nothing apart.
    let restricted = |(tokens, verb): &(Tokens, Option<usize>)| {
        let is_verb = |slot: &&Slot| verb.is_some_and(|verb| slot.tokens.contains(&verb));
        let said = part.slots.iter().filter(|slot| slot.tells()).any(|slot| is_verb(&slot));
        let own = part.slots.iter().filter(|slot| tokens.contains(&slot.tokens.start));
        let own = own.filter(|slot| !said || is_verb(slot));
        let mut own = own.filter(|slot| slot.tells());
        !own.any(|slot| slot.ids.iter().any(|id| whole.has(*id)))
    };
    (whole.which.is_whole && !part.which.is_whole && fewer && narrowed())
        || (counts
            && whole.which.restricted_by.is_none()
            && part.which.restricted_by.as_ref().is_some_and(restricted))
}

/// Whether a figure is somebody's of whom the other sentence does not speak: "Marek Tull's 11 goals".
fn is_anothers(a: &Telling, b: &Telling) -> bool {
    let of = [a.which.owner, a.which.of_one];
    of.into_iter().flatten().any(|at| !a.slots[at].ids.iter().any(|id| b.has(*id)))
}

/// The year behind or in the subject of a clause: "the outbreak of 2019", "the 2019 outbreak".
fn of_year(passage: &Passage<'_>, sentence: &Sentence, clause: usize) -> Option<SmolStr> {
    let subject = passage.mentions.get(sentence.clauses[clause].subject?)?;
    let end = subject.tokens.end;
    let behind = passage.is_any(end, &["of"]).then_some(end + 1);
    let mut tokens = subject.tokens.clone().chain(behind);
    tokens
        .find(|at| passage.tokens.get(*at).is_some() && year(passage.token(*at)).is_some())
        .map(|at| SmolStr::new(passage.token(at)))
}

/// The relative clause right behind the head of what a figure counts, or the size or age that it has.
fn restricted_by(
    passage: &Passage<'_>,
    sentence: &Sentence,
    head: usize,
) -> Option<(Tokens, Option<usize>)> {
    /// Tokens from a preposition to the figure: "of more than 500".
    const NEAR: usize = 4;
    let starts = passage.is_any(head + 1, &["who", "that", "which"]);
    let sized =
        passage.is_any(head + 1, &["of", "with", "over", "under", "above", "below", "aged"]);
    let from = passage.mentions.partition_point(|m| m.tokens.start <= head + 1);
    let size = passage.mentions[from..]
        .iter()
        .take_while(|m| m.tokens.start <= head + NEAR)
        .find(|m| matches!(m.kind, MentionKind::Figure(_) | MentionKind::Duration(_)));
    if let Some(size) = size.filter(|_| sized) {
        return Some((head + 1..size.tokens.end, None));
    }
    let behind = |c: &&Clause| c.kind == ClauseKind::Relative && c.tokens.start == head + 1;
    sentence
        .clauses
        .iter()
        .find(behind)
        .filter(|_| starts)
        .map(|c| (c.tokens.clone(), c.verb.as_ref().map(|verb| verb.main)))
}

/// Whether a token is "other" before several, or says that it is not the first: "among other children",
/// "the next tallest".
fn is_others(passage: &Passage<'_>, at: usize) -> bool {
    let several =
        |next: usize| passage.tokens.get(next).is_some_and(|next| next.word.is(class::PLURAL));
    let most = |at: usize| {
        let next = passage.tokens.get(at);
        next.is_some_and(|next| passage.token(at).ends_with("est") && !next.word.is(class::NOUN))
    };
    let not_first = const { &Words::new(&["next", "second", "third", "fourth", "fifth"]) };
    (passage.is(at, "other") && (several(at + 1) || several(at + 2)))
        || (passage.is_of(at, not_first) && most(at + 1))
}

/// "You are served by a different main, laid in 1988": whether the words that a clause is about, in it or
/// right before it, say that it is another.
fn is_different(passage: &Passage<'_>, sentence: &Sentence, clause: usize) -> bool {
    /// Tokens of a noun phrase and a comma.
    const BEFORE: usize = 4;
    let clause = &sentence.clauses[clause];
    let subject = clause.subject.and_then(|at| passage.mentions.get(at));
    let before = clause.tokens.start.saturating_sub(BEFORE).max(sentence.tokens.start);
    let hangs = matches!(clause.kind, ClauseKind::Participle | ClauseKind::Relative);
    let before = if hangs { before..clause.tokens.start } else { 0..0 };
    let mut words = subject.map_or(0..0, |subject| subject.tokens.clone()).chain(before);
    words.any(|at| passage.is_of(at, const { &Words::new(&["different", "another", "separate"]) }))
}

/// What the subject of a clause is for: "tours" of "tickets for the tours cost 8 crowns".
fn for_what(passage: &Passage<'_>, sentence: &Sentence, clause: usize) -> Option<SmolStr> {
    /// Tokens of the phrase in which its noun stands.
    const WITHIN: usize = 4;
    let subject = passage.mentions.get(sentence.clauses[clause].subject?)?;
    let end = subject.tokens.end;
    let behind = end + 1..(end + 1 + WITHIN).min(sentence.tokens.end);
    let is_noun = |at: &usize| {
        let word = passage.tokens[*at].word;
        word.is(class::NOUN | class::EVENT | class::PERSON) && !word.is(class::DETERMINER)
    };
    let found = passage.is(end, "for").then(|| behind.into_iter().find(is_noun))?;
    found.map(|at| SmolStr::new(super::telling::lemma(passage, at)))
}

/// By when a figure is to be reached: "37,500 pathways by the end of November".
fn deadline(passage: &Passage<'_>, end: usize, sentence: &Tokens) -> Option<String> {
    /// Tokens between the figure and "by", and those of the date.
    const NEAR: usize = 3;
    const LONG: usize = 5;
    let by = (end..(end + NEAR).min(sentence.end)).find(|at| passage.is(*at, "by"))?;
    let words = by + 1..(by + 1 + LONG).min(sentence.end);
    let dated =
        |at: usize| passage.tokens[at].word.is(class::MONTH) || year(passage.token(at)).is_some();
    words.clone().any(dated).then(|| passage.slice(&words).to_lowercase())
}

/// Whether a sentence is a note in brackets that says nothing by itself, but of what stands before it:
/// "(Doubles £95 with breakfast.)".
pub(super) fn is_note(passage: &Passage<'_>, sentence: &Sentence) -> bool {
    let first = passage.is(sentence.tokens.start, "(");
    let finite = |clause: &Clause| clause.verb.is_some();
    first && !sentence.clauses.iter().any(finite)
}

/// The last token before the brackets that a token stands in.
fn aside_of(passage: &Passage<'_>, sentence: &Sentence, token: usize) -> Option<usize> {
    let ahead = (sentence.tokens.start..token).rev();
    let mut marks = ahead.filter(|at| matches!(passage.token(*at), "(" | ")"));
    let open = marks.next().filter(|at| passage.token(*at) == "(")?;
    open.checked_sub(1).filter(|at| sentence.tokens.contains(at))
}

/// "Cancellations were the highest of the three lines, at 3.1 per cent": it is that of one of several.
pub(super) fn is_foremost(passage: &Passage<'_>, mention: &Mention) -> bool {
    let Some((sentence, clause)) = clause_of(passage, mention.tokens.start) else { return false };
    let clause = &passage.sentences[sentence].clauses[clause];
    let Some(verb) = &clause.verb else { return false };
    // Few words have "of" or "among" behind them.
    let of = |at: &usize| passage.is(at + 1, "of") || passage.is(at + 1, "among");
    (verb.tokens.end..clause.tokens.end).filter(of).any(|at| {
        let listed =
            passage.is_any(at, &["highest", "lowest", "largest", "smallest", "most", "least"]);
        let most =
            passage.tokens[at].word.is(class::ADJECTIVE) && passage.token(at).ends_with("est");
        (most || listed) && passage.is_any(at + 2, &["the", "all", "any"])
    })
}
