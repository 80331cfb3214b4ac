//! Words of a sentence that speak of events, each with what the sentence says of its event: dates,
//! places, who was struck, who did it.

use std::ops::Range;

use smallvec::SmallVec;
use smol_str::SmolStr;

use super::key::{lower, singular};
use super::node::{Dated, Few, Meant, NodeIx};
use super::party::{attackers, doers, is_nation, participant, place_noun, struck};
use super::several;
use super::table::{EventVerb, Role, Sort, tables};
use super::walk::{Here, Walk};
use super::when;
use crate::prose::lexicon::class;
use crate::prose::passage::{ClauseKind, Determiner, MentionKind, NounPhrase, Tokens};
use crate::prose::token::Kind;

/// How an event is introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// "the attack", "this attack", "its attack".
    Definite,
    /// "an attack".
    Indefinite,
    /// "attack" without an article, as in headings.
    Bare,
    /// By a verb.
    Verb,
}

/// A word that speaks of an event.
#[derive(Debug)]
pub(super) struct Anchor {
    /// Its noun or verb.
    pub(super) token: usize,
    /// Its noun phrase or verb.
    pub(super) tokens: Tokens,
    /// The mention, for a noun or name.
    pub(super) mention: Option<usize>,
    /// A name that it takes in ("the Lagos bombing").
    pub(super) covers: Option<usize>,
    /// Whether its tokens hold all that is said of it.
    pub(super) whole: bool,
    /// The innermost clause.
    pub(super) clause: usize,
    pub(super) word: SmolStr,
    pub(super) sort: Sort,
    pub(super) how: How,
    pub(super) plural: bool,
    /// "another", "a second": not one that was spoken of.
    pub(super) fresh: bool,
    /// "the previous", "last year's": one of a row, and not the one spoken of.
    pub(super) back: bool,
    /// In a clause that tells of another time than its sentence does ("since 1987, when …").
    pub(super) elsewhen: bool,
    /// "before they raided Velm": told as if it were known.
    pub(super) given: bool,
    /// Said to have happened.
    pub(super) real: bool,
    /// What its own phrase says of it, rather than the clause: it tells it from others.
    pub(super) narrowed: bool,
    pub(super) features: Features,
    /// What it was found to mean.
    pub(super) meant: Meant,
}

/// What a sentence says of an event.
#[derive(Clone, Debug, Default)]
pub(super) struct Features {
    pub(super) dates: SmallVec<[(Dated, Range<usize>); 1]>,
    pub(super) places: Few,
    pub(super) targets: Few,
    pub(super) agents: Few,
    pub(super) common: SmallVec<[SmolStr; 4]>,
    /// The day of what is said to have followed it.
    pub(super) before: Option<Dated>,
}

/// Most events of a sentence that are looked at.
const MOST: usize = 24;

/// Words that set an event apart from those spoken of before.
const FRESH: &[&str] =
    &["another", "second", "third", "fourth", "separate", "other", "new", "further"];

/// Words of an event's phrase that say nothing of which event it is.
const EMPTY: &[&str] = &[
    "terror",
    "terrorist",
    "suicide",
    "deadly",
    "deadliest",
    "fatal",
    "worst",
    "massive",
    "mass",
    "coordinated",
    "planned",
    "first",
    "last",
    "latest",
    "entire",
    "whole",
    "initial",
    "actual",
    "strong",
    "powerful",
    "huge",
    "magnitude",
    "devastating",
    "gun",
    "bomb",
    "armed",
    "proposed",
];

/// Words that make it one of a row of events, and not the one spoken of: "the previous vote".
const BACK: &[&str] =
    &["earlier", "previous", "prior", "preceding", "last", "next", "following", "coming", "past"];

/// Find the events of a sentence, in the order of their words.
pub(super) fn find(walk: &mut Walk, here: &Here<'_, '_>) -> Vec<Anchor> {
    let mut anchors: Vec<Anchor> = Vec::new();
    for at in here.mentions() {
        match &here.passage.mentions[at].kind {
            MentionKind::Noun(phrase) => anchors.extend(noun(here, at, phrase)),
            MentionKind::Name if !walk.is_named_before(here, at) => {
                anchors.extend(name(here, at));
            }
            _ => {}
        }
        if anchors.len() >= MOST {
            break;
        }
    }
    verbs(walk, here, &mut anchors);
    several::after_name(walk, here, &mut anchors);
    struck(here, &mut anchors);
    attackers(here, &mut anchors);
    anchors.sort_by_key(|anchor| anchor.token);
    several::one_of(here, &mut anchors);
    several::distributed(walk, here, &mut anchors);
    anchors.sort_by_key(|anchor| anchor.token);
    anchors.truncate(MOST);
    if !anchors.is_empty() {
        features(walk, here, &mut anchors);
        doers(here, &mut anchors);
    }
    anchors
}

fn noun(here: &Here<'_, '_>, at: usize, phrase: &NounPhrase) -> Option<Anchor> {
    let (word, plural) = singular(&lower(here.passage.token(phrase.head)));
    let Some(sort) = tables().event(&word) else { return compound(here, phrase) };
    let before = phrase.tokens.start.checked_sub(1);
    let is_state = phrase.tokens.len() == 1
        && STATES.contains(&word.as_str())
        && before.is_some_and(|before| here.passage.is_any(before, &["in", "into"]));
    if is_state {
        return None;
    }
    let how = match phrase.determiner {
        Determiner::Definite | Determiner::Demonstrative | Determiner::Possessive(_) => {
            How::Definite
        }
        Determiner::Indefinite => How::Indefinite,
        Determiner::None => How::Bare,
    };
    let mention = &here.passage.mentions[at];
    // "its attacks": deeds of somebody, and no one event.
    let deeds = plural && matches!(phrase.determiner, Determiner::Possessive(_)) && sort.is_done();
    let how = if deeds { How::Bare } else { how };
    let mut anchor = new(here, phrase.head, mention.tokens.clone(), word, sort, how);
    anchor.mention = Some(at);
    anchor.plural = plural;
    // "one of its deadliest attacks": one that is not known yet.
    let before =
        |n: usize| phrase.tokens.start.checked_sub(n).map(|at| lower(here.passage.token(at)));
    if plural && before(1).as_deref() == Some("of") && before(2).as_deref() == Some("one") {
        anchor.plural = false;
        anchor.how = How::Indefinite;
    }
    let words = || phrase.tokens.clone().map(|token| lower(here.passage.token(token)));
    anchor.fresh = words().any(|word| FRESH.contains(&word.as_str()));
    anchor.back = words().any(|word| BACK.contains(&word.as_str()));
    anchor.real &= !words().any(|word| tables().is_unreal(&word));
    Some(anchor)
}

/// "the 2020 election turnout": the event that a noun is of, where its year says which.
fn compound(here: &Here<'_, '_>, phrase: &NounPhrase) -> Option<Anchor> {
    let token = phrase.head.checked_sub(1).filter(|at| *at > phrase.tokens.start)?;
    let (word, plural) = singular(&lower(here.passage.token(token)));
    let sort = tables().event(&word).filter(|_| !plural)?;
    let tokens = phrase.tokens.start..phrase.head;
    let dated = here.mentions().any(|at| {
        let mention = &here.passage.mentions[at];
        let inside = tokens.start <= mention.tokens.start && mention.tokens.end <= token;
        inside && matches!(mention.kind, MentionKind::Date(_))
    });
    let definite = phrase.determiner != Determiner::Indefinite;
    (dated && definite).then(|| new(here, token, tokens, word, sort, How::Definite))
}

/// A name whose last word is an event's ("the Abbey Gate Bombing"), or whose first is ("Battle of
/// Harlow", "Hurricane Ada").
fn name(here: &Here<'_, '_>, at: usize) -> Option<Anchor> {
    let tokens = &here.passage.mentions[at].tokens;
    if tokens.len() < 2 {
        return None;
    }
    let event = |token: usize| {
        let (word, plural) = singular(&lower(here.passage.token(token)));
        tables().event(&word).filter(|_| !plural).map(|sort| (token, word, sort))
    };
    let of = here.passage.token(tokens.start + 1) == "of";
    let christened = here.passage.is_any(tokens.start, CHRISTENED);
    let first = if of || christened { event(tokens.start) } else { None };
    let (token, word, sort) = event(tokens.end - 1).or(first)?;
    let mut anchor = new(here, token, tokens.clone(), word, sort, How::Definite);
    anchor.mention = Some(at);
    anchor.narrowed = true;
    Some(anchor)
}

/// Events that are none behind "in" and "into" ("comes into operation").
const STATES: &[&str] = &["operation", "action", "practice", "flight", "exercise"];

/// Events that are given names as people are.
const CHRISTENED: &[&str] = &["cyclone", "hurricane", "storm", "typhoon"];

pub(super) fn new(
    here: &Here<'_, '_>,
    token: usize,
    tokens: Tokens,
    word: SmolStr,
    sort: Sort,
    how: How,
) -> Anchor {
    let clause = here.clause(token);
    Anchor {
        token,
        tokens,
        mention: None,
        covers: None,
        whole: false,
        clause,
        word,
        sort,
        how,
        plural: false,
        fresh: false,
        back: false,
        elsewhen: false,
        given: false,
        real: is_real(here, token, clause),
        narrowed: false,
        features: Features::default(),
        meant: Meant::Unknown,
    }
}

/// Whether what a clause tells of is said to have happened: not under "may", "warned of", "no".
fn is_real(here: &Here<'_, '_>, token: usize, clause: usize) -> bool {
    let sentence = &here.passage.sentences[here.sentence];
    let Some(clause) = sentence.clauses.get(clause) else { return true };
    let Some(verb) = &clause.verb else { return true };
    if token >= verb.tokens.start && (verb.modal || verb.negated) {
        return false;
    }
    // "warned of an attack": the verb stands before the event.
    token <= verb.main || !tables().is_unreal(verb.lemma.text())
}

fn verbs(walk: &Walk, here: &Here<'_, '_>, anchors: &mut Vec<Anchor>) {
    let sentence = &here.passage.sentences[here.sentence];
    for (at, clause) in sentence.clauses.iter().enumerate() {
        let Some(group) = &clause.verb else { continue };
        let next = |n: usize| lower(here.passage.token(group.main + n));
        let alone = |lemma: &str| tables().verb(lemma, "").is_some();
        let mut main = group.main;
        let mut verb = tables().verb(group.lemma.text(), &next(1));
        // "agreed to buy", "completed …": the infinitive tells of the event.
        if verb.is_none() && next(1) == "to" && here.passage.tokens.len() > main + 2 {
            let word = here.passage.tokens[main + 2].word;
            let told = AGREEING.contains(&group.lemma.text()) && word.is(class::BASE);
            verb = tables().verb(word.lemma.text(), "").filter(|_| told);
            main += 2;
        }
        let agreed = here.passage.tokens[main].word.is(class::BASE)
            && (group.tokens.start..main).any(|at| {
                let word = here.passage.tokens[at].word;
                AGREEING.contains(&word.lemma.text()) && word.is(class::PAST)
            });
        let Some(verb) = verb else { continue };
        let is_subject = |anchor: &Anchor| {
            anchor.mention.is_some()
                && anchor.mention == clause.subject
                && anchor.sort.meets(verb.sort)
        };
        if anchors.iter().any(is_subject) || !(agreed || is_told(here, main, group.main)) {
            continue;
        }
        let mut anchor =
            new(here, main, group.tokens.start..main + 1, verb.word.into(), verb.sort, How::Verb);
        anchor.clause = at;
        anchor.given = clause.kind == ClauseKind::Adverbial
            && TEMPORAL.contains(&lower(here.passage.token(clause.tokens.start)).as_str());
        if !alone(group.lemma.text()) {
            // "opened fire": the noun is of the verb.
            anchors.retain(|other| other.token != main + 1);
        }
        anchor.real = (agreed || !group.modal) && !group.negated;
        roles(walk, here, at, verb, group.passive, &mut anchor);
        anchors.push(anchor);
    }
}

/// Conjunctions of time, whose clauses tell of what is known.
const TEMPORAL: &[&str] = &["before", "after", "since", "when", "until", "once"];

/// Verbs whose infinitive tells of what came about.
const AGREEING: &[&str] = &["agree", "move", "rush"];

/// Whether the verb tells of one time that is past: "attacked", not "attacks" or "has attacked".
fn is_told(here: &Here<'_, '_>, main: usize, first: usize) -> bool {
    if main != first {
        return true;
    }
    let word = here.passage.tokens[main].word;
    let before = main.checked_sub(1).map(|at| here.passage.tokens[at].word).unwrap_or_default();
    let perfect = before.is(class::HAVE) && !before.is(class::PAST);
    let gerund = word.is(class::GERUND) && !word.is(class::PAST);
    word.is(class::PAST | class::PARTICIPLE) && !perfect && !gerund
}

/// Who and what stands beside the verb.
fn roles(
    walk: &Walk,
    here: &Here<'_, '_>,
    clause: usize,
    verb: EventVerb,
    passive: bool,
    anchor: &mut Anchor,
) {
    let sentence = &here.passage.sentences[here.sentence];
    let Some(of) = sentence.clauses.get(clause) else { return };
    let object = here.mentions().find(|at| {
        let mention = &here.passage.mentions[*at];
        let thing = matches!(mention.kind, MentionKind::Name | MentionKind::Noun(_));
        let gap = mention.tokens.start.checked_sub(anchor.token + 1);
        // Particles and prepositions may stand between: "opened fire on", "crashed into".
        let article = |gap: usize| {
            gap == 0
                || (gap == 1 && here.passage.tokens[anchor.token + 1].word.is(class::DETERMINER))
        };
        thing && gap.is_some_and(article) && here.clause(mention.tokens.start) == clause
    });
    // The object of an active verb does not follow a preposition, which the features read.
    let pairs = if passive {
        [(of.subject, verb.object), (None, Role::None)]
    } else {
        [(of.subject, verb.subject), (object, verb.object)]
    };
    for (mention, role) in pairs {
        let Some(mention) = mention else { continue };
        take(walk, here, mention, role, anchor);
    }
}

fn take(walk: &Walk, here: &Here<'_, '_>, mention: usize, role: Role, anchor: &mut Anchor) {
    let of = &here.passage.mentions[mention];
    match (&of.kind, role) {
        (_, Role::None) => {}
        (MentionKind::Name, Role::Agent) => {
            anchor.features.agents.extend(here.meaning(mention).one())
        }
        (MentionKind::Name, Role::Target) => {
            let described = |ix: &NodeIx| {
                !walk.nodes.get(*ix).words.is_empty() || walk.nodes.get(*ix).ground.is_some()
            };
            match here.meaning(mention).one() {
                Some(ix) if described(&ix) => anchor.features.places.push(ix),
                found => anchor.features.targets.extend(found),
            }
        }
        (MentionKind::Noun(phrase), Role::Target) => {
            anchor.plural |= singular(&lower(here.passage.token(phrase.head))).1;
            phrase_words(walk, here, phrase, anchor);
        }
        _ => {}
    }
}

/// What the words of a noun phrase say of the event: names in it, common nouns.
pub(super) fn phrase_words(
    walk: &Walk,
    here: &Here<'_, '_>,
    phrase: &NounPhrase,
    anchor: &mut Anchor,
) {
    for at in here.mentions() {
        let mention = &here.passage.mentions[at];
        let inside =
            phrase.tokens.start <= mention.tokens.start && mention.tokens.end <= phrase.tokens.end;
        if inside && matches!(mention.kind, MentionKind::Name) && !is_nation(walk, here, at, phrase)
        {
            anchor.name(walk, here, at);
        }
    }
    for token in phrase.modifiers.clone().chain([phrase.head]) {
        common(here, token, anchor);
    }
}

fn common(here: &Here<'_, '_>, at: usize, anchor: &mut Anchor) {
    /// Letters of the shortest noun.
    const SHORTEST: usize = 2;
    let Some(token) = here.passage.tokens.get(at) else { return };
    let skipped = class::ADJECTIVE
        | class::NUMBER
        | class::DETERMINER
        | class::MONTH
        | class::WEEKDAY
        | class::TIME_UNIT
        | class::PREPOSITION
        | class::CONJUNCTION;
    if token.kind != Kind::Word || token.word.is(skipped) || anchor.features.common.len() >= 8 {
        return;
    }
    let (word, _) = singular(&lower(token.text(here.passage.text)));
    // What is left of a possessive is no word.
    if word.chars().count() < SHORTEST {
        return;
    }
    let name = here.mentions().any(|m| {
        let mention = &here.passage.mentions[m];
        mention.tokens.contains(&at)
            && matches!(
                mention.kind,
                MentionKind::Name | MentionKind::Date(_) | MentionKind::Duration(_)
            )
    });
    let empty = name || EMPTY.contains(&word.as_str()) || tables().is_people(&word);
    if !empty && !anchor.features.common.contains(&word) {
        anchor.features.common.push(word);
    }
}

/// Give each date, place and participant of the sentence to its event.
fn features(walk: &Walk, here: &Here<'_, '_>, anchors: &mut [Anchor]) {
    for anchor in anchors.iter_mut().filter(|anchor| anchor.how != How::Verb) {
        let head = anchor.token;
        for token in anchor.tokens.clone().filter(|at| *at != head) {
            let before = anchor.features.common.len();
            common(here, token, anchor);
            anchor.narrowed |= anchor.features.common.len() > before;
        }
    }
    for at in here.mentions() {
        let mention = &here.passage.mentions[at];
        let consumed = anchors.iter().any(|anchor| {
            (anchor.whole || anchor.covers == Some(at))
                && anchor.tokens.start <= mention.tokens.start
                && mention.tokens.end <= anchor.tokens.end
        });
        if consumed {
            continue;
        }
        if let MentionKind::Date(reading) = &mention.kind {
            if let Some((index, inside)) = when::dated(here, at, anchors)
                && !when::is_bound(reading)
                && let Some(anchor) = anchors.get_mut(index)
            {
                anchor.narrowed |= inside || follows_directly(here, anchor, mention.tokens.start);
                let dated = Dated::new((**reading).clone());
                anchor.features.dates.push((dated, mention.bytes.clone()));
            }
            continue;
        }
        let own = anchors.iter().position(|anchor| {
            anchor.mention.is_some()
                && anchor.mention != Some(at)
                && anchor.tokens.start <= mention.tokens.start
                && mention.tokens.end <= anchor.tokens.end
        });
        let Some((index, inside)) =
            own.map(|index| (index, true)).or_else(|| Some((owner(here, at, anchors)?, false)))
        else {
            continue;
        };
        let Some(anchor) = anchors.get_mut(index) else { continue };
        if !inside && is_of_object(here, anchor, mention.tokens.start) {
            continue;
        }
        let narrows = inside || follows_directly(here, anchor, mention.tokens.start);
        let told = match &mention.kind {
            MentionKind::Name => participant(walk, here, at, inside, anchor),
            MentionKind::Noun(phrase) if !inside => place_noun(walk, here, phrase, anchor),
            _ => false,
        };
        anchor.narrowed |= told && narrows;
    }
    when::elsewhen(here, anchors);
    when::followed(here, anchors);
    for anchor in anchors {
        if anchor.features.dates.is_empty()
            && let Some((dated, at)) = when::year_of(here, anchor)
        {
            anchor.narrowed = true;
            anchor.features.dates.push((dated, here.passage.bytes(&(at..at + 1))));
        }
        where_of(walk, here, anchor);
        around(walk, &mut anchor.features);
    }
}

/// "The raid revealed gaps in Velm": what stands behind the verb of an event is not where it was,
/// unless the verb says that it happened or whom it struck.
fn is_of_object(here: &Here<'_, '_>, anchor: &Anchor, start: usize) -> bool {
    let sentence = &here.passage.sentences[here.sentence];
    let Some(clause) = sentence.clauses.get(anchor.clause) else { return false };
    let Some(verb) = &clause.verb else { return false };
    let subject = anchor.mention.or(anchor.covers);
    let lemma = verb.lemma.text();
    let told = tables().is_happening(lemma) || tables().is_harm(lemma) || tables().is_doing(lemma);
    subject.is_some()
        && subject == clause.subject
        && verb.main > anchor.token
        && start > verb.main
        && !verb.passive
        && !told
        && tables().verb(lemma, "").is_none()
        && !verb.lemma.text().is_empty()
}

/// "the concert hall where an attack killed 140": the head of the clause is where it was.
fn where_of(walk: &Walk, here: &Here<'_, '_>, anchor: &mut Anchor) {
    let sentence = &here.passage.sentences[here.sentence];
    let Some(clause) = sentence.clauses.get(anchor.clause) else { return };
    let Some(head) = clause.head.filter(|_| here.passage.token(clause.tokens.start) == "where")
    else {
        return;
    };
    match here.passage.mentions.get(head).map(|mention| &mention.kind) {
        Some(MentionKind::Name) => anchor.name(walk, here, head),
        Some(MentionKind::Noun(phrase)) => {
            phrase_words(walk, here, phrase, anchor);
            // "Mill Hall in Velm, the concert hall where …"
            let mut end = phrase.tokens.start.saturating_sub(1);
            let mut joint = here.passage.token(end);
            while matches!(joint, "," | "in") {
                let name = here.mentions().find(|at| {
                    let mention = &here.passage.mentions[*at];
                    mention.tokens.end == end && matches!(mention.kind, MentionKind::Name)
                });
                let Some(name) = name else { break };
                anchor.name(walk, here, name);
                end = here.passage.mentions[name].tokens.start.saturating_sub(1);
                joint = here.passage.token(end);
            }
        }
        _ => {}
    }
}

/// Where a hall or a gate stands, the event is too: "the Moscow Concert Hall" is in Moscow, and a
/// concert hall.
fn around(walk: &Walk, features: &mut Features) {
    let all: Few = features.targets.iter().chain(&features.places).copied().collect();
    for ix in all {
        let node = walk.nodes.get(ix);
        for outer in node.within.iter().take(2) {
            if !features.places.contains(outer) {
                features.places.push(*outer);
            }
        }
        for word in &node.words {
            if !features.common.contains(word) {
                features.common.push(word.clone());
            }
        }
    }
}

/// The event that a place or participant belongs to: the last one before it in its clause, the first one after
/// it there, one of the clause around it, or the first of a clause inside.
fn owner(here: &Here<'_, '_>, at: usize, anchors: &[Anchor]) -> Option<usize> {
    let sentence = &here.passage.sentences[here.sentence];
    let start = here.passage.mentions[at].tokens.start;
    let mut clause = Some(here.clause(start));
    let mut steps = 0;
    while let Some(current) = clause.filter(|_| steps < OUTWARD) {
        let of = sentence.clauses.get(current)?;
        let says = of.verb.as_ref().is_some_and(|verb| {
            here.passage.tokens.get(verb.main).is_some_and(|token| token.word.is(class::SPEECH))
        });
        let among = || anchors.iter().enumerate().filter(|(_, anchor)| anchor.clause == current);
        let before = among().rfind(|(_, anchor)| anchor.token < start);
        // What stands before the verb places the whole clause; what follows it does not belong to an
        // event further on.
        let fronted = of.verb.as_ref().is_none_or(|verb| start < verb.tokens.start);
        let after = || among().find(|(_, anchor)| anchor.token > start);
        let found = before.or_else(|| if fronted { after() } else { None });
        if let Some((index, _)) = found {
            return Some(index);
        }
        // "said on Monday" dates the saying, not what is said.
        if says {
            return None;
        }
        // The head of a relative clause that is an event, and the clause inside of this one.
        if let Some(head) = of.head.or(of.subject)
            && let Some(index) = anchors.iter().position(|anchor| anchor.mention == Some(head))
        {
            return Some(index);
        }
        let inside = |anchor: &Anchor| {
            anchor.token > start && of.tokens.contains(&anchor.token) && anchor.how == How::Verb
        };
        if steps == 0
            && let Some(index) = anchors.iter().position(inside)
        {
            return Some(index);
        }
        clause = of.parent;
        steps += 1;
    }
    None
}

/// How many clauses outward a date or place is taken.
const OUTWARD: usize = 3;

/// Whether no verb, comma or other event stands between the event's noun and this token: "the
/// attack on Monday", "a bombing at the airport in Kabul".
fn follows_directly(here: &Here<'_, '_>, anchor: &Anchor, start: usize) -> bool {
    if start < anchor.tokens.end {
        return false;
    }
    (anchor.tokens.end..start).all(|at| {
        let token = &here.passage.tokens[at];
        let verb = class::BE | class::HAVE | class::MODAL | class::PAST | class::THIRD;
        token.kind != Kind::Sign && (!token.word.is(verb) || token.word.is(class::PLACE))
    })
}
