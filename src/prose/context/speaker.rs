//! Who says it: verbs of saying with what they report, "according to", publications and bodies that
//! count, those whom others cite.

use super::triggers::{List, table};
use super::{AHEAD, Ground, Speaker, What, inside, is};
use crate::prose::lexicon::class;
use crate::prose::passage::{
    Clause, ClauseKind, Determiner, MentionKind, NounPhrase, Passage, Tokens, VerbGroup,
};
use crate::prose::words::Words;

/// Places of speakers among those of one clause, see [`What::Speaker`].
const ACCORDING: u8 = 0;
pub(super) const SAYING: u8 = 1;
const CITED: u8 = 2;

/// Prepositions between a publication or a body and its name ("a report by Y", "police in Y").
const OF: [&str; 6] = ["by", "from", "of", "for", "in", "at"];

/// Speakers of a sentence.
pub(super) fn of_clauses(ground: &mut Ground<'_, '_>, sentence: usize) {
    let clauses = &ground.p.sentences[sentence].clauses;
    for (at, clause) in clauses.iter().enumerate() {
        if let Some(verb) = &clause.verb {
            of_verb(ground, sentence, at, verb);
        }
    }
    according(ground, sentence);
    of_figures(ground, sentence);
}

/// Who a mention is, as a speaker; `None` for the document itself ("we") and for what cannot speak.
pub(super) fn speaker(p: &Passage<'_>, mention: usize) -> Option<Speaker> {
    let found = p.mentions.get(mention)?;
    let tokens = found.tokens.clone();
    match &found.kind {
        MentionKind::Name => Some(Speaker::Named(tokens)),
        MentionKind::Pronoun => match p.lower(tokens.start).as_str() {
            "he" | "she" | "it" | "they" => Some(Speaker::Named(tokens)),
            "some" | "many" | "most" | "others" | "several" | "one" | "someone" | "somebody"
            | "those" => Some(Speaker::Unnamed(tokens)),
            _ => None,
        },
        MentionKind::Figure(figure) => {
            let people = figure.counted.as_ref().is_some_and(|noun| {
                p.tokens[noun.head].word.is(class::PERSON | class::DOCUMENT)
                    || is(p, noun.head, List::Unnamed)
            });
            people.then_some(Speaker::Unnamed(tokens))
        }
        MentionKind::Noun(noun) => {
            let next = p.mentions.partition_point(|m| m.tokens.start < tokens.end);
            // "the news agency Y".
            let apposed = p
                .mentions
                .get(next)
                .filter(|m| m.tokens.start == tokens.end && matches!(m.kind, MentionKind::Name));
            match apposed {
                Some(name) => Some(Speaker::Named(name.tokens.clone())),
                None => of_noun(p, noun),
            }
        }
        _ => None,
    }
}

fn of_noun(p: &Passage<'_>, noun: &NounPhrase) -> Option<Speaker> {
    let head = noun.head;
    if is(p, head, List::NoSpeaker) {
        return None;
    }
    let word = p.tokens[head].word;
    let named = name_behind(p, head + 1);
    let inside = has_name(p, &(noun.tokens.start..head));
    let whole = noun.tokens.start..named.unwrap_or(head + 1);
    let definite = matches!(
        noun.determiner,
        Determiner::Definite | Determiner::Possessive(_) | Determiner::Demonstrative
    );
    if word.is(class::DOCUMENT) || is(p, head, List::Publication) {
        // "Reports said": nobody's.
        let nobody = noun.tokens.len() == 1
            || is(p, head, List::Unnamed) && noun.determiner == Determiner::None && !inside;
        return Some(if nobody && named.is_none() {
            Speaker::Unnamed(whole)
        } else {
            Speaker::Document(whole)
        });
    }
    if is(p, head, List::Unnamed) {
        // "Police in Y", "the Y police" is a body; "Y officials" are anybody.
        let body = word.is(class::ORGANISATION) && (named.is_some() || inside);
        let one = definite && singular(p, head) && !word.is(class::ORGANISATION);
        return Some(if body || one && (named.is_some() || inside) {
            Speaker::Named(whole)
        } else {
            Speaker::Unnamed(noun.tokens.clone())
        });
    }
    // "A neighbour said", "friends say": anybody.
    let bare_plural = noun.determiner == Determiner::None && !singular(p, head);
    let anybody = word.is(class::PERSON) && !definite || bare_plural;
    if anybody && named.is_none() && !inside {
        return Some(Speaker::Unnamed(noun.tokens.clone()));
    }
    Some(Speaker::Named(whole))
}

/// The form of a noun is that of its lemma.
fn singular(p: &Passage<'_>, head: usize) -> bool {
    p.token(head).eq_ignore_ascii_case(&super::lemma(p, head))
}

/// One past a name behind a preposition: "of the Y", "by Y".
fn name_behind(p: &Passage<'_>, at: usize) -> Option<usize> {
    /// Determiners and adjectives before the name.
    const BETWEEN: usize = 2;
    if !p.is_any(at, &OF) {
        return None;
    }
    let from = p.mentions.partition_point(|m| m.tokens.start <= at);
    let near = p.mentions[from..].iter().take_while(|m| m.tokens.start <= at + 1 + BETWEEN);
    let body = |noun: &NounPhrase| {
        p.tokens[noun.head].word.is(class::ORGANISATION) && noun.determiner != Determiner::None
    };
    near.filter(|m| match &m.kind {
        MentionKind::Name => true,
        MentionKind::Noun(noun) => body(noun),
        _ => false,
    })
    .map(|m| m.tokens.end)
    .next()
}

/// Whether a name stands in a range.
fn has_name(p: &Passage<'_>, tokens: &Tokens) -> bool {
    let from = p.mentions.partition_point(|m| m.tokens.start < tokens.start);
    p.mentions[from..]
        .iter()
        .take_while(|m| m.tokens.start < tokens.end)
        .any(|m| matches!(m.kind, MentionKind::Name))
}

fn of_verb(ground: &mut Ground<'_, '_>, sentence: usize, at: usize, verb: &VerbGroup) {
    let p = ground.p;
    let clause = &p.sentences[sentence].clauses[at];
    let says = p.tokens[verb.main].word.is(class::SPEECH);
    let cites = table().is(List::CiteVerb, &verb.stem);
    if verb.passive {
        return passive(ground, sentence, at, verb, says);
    }
    let subject = who(p, clause).map(|subject| outside(ground, sentence, at, subject));
    // A speaker that is no noun phrase that is known is somebody all the same.
    let nameless = clause.subject.is_none() && clause.head.is_none();
    let somebody = says && nameless && clause.kind != ClauseKind::Participle;
    let subject = subject.or_else(|| somebody.then(|| Speaker::Unnamed(verb.tokens.clone())));
    let document = matches!(subject, Some(Speaker::Document(_)));
    if cites {
        return citing(ground, sentence, at, verb, subject);
    }
    let finds = document && table().is(List::FindVerb, &verb.stem);
    // "…, while Y put it at 12": "put" reports no clause.
    let takes = verb.stem != "put";
    if takes
        && (says || finds || believes(&verb.stem))
        && let Some(subject) = &subject
    {
        reported(ground, sentence, at, subject, SAYING);
    }
    // "The toll, put at 12, …": what is put says nothing.
    let put =
        clause.kind == ClauseKind::Participle && p.tokens[verb.main].word.is(class::PARTICIPLE);
    if verb.modal || verb.negated || put {
        return;
    }
    let Some(subject) = subject else { return };
    let counts = table().is(List::CountVerb, &verb.stem) && is_body(p, clause, verb, &subject);
    // "The ministry says 15."
    let elliptic = says
        && ground
            .figure_in(&(verb.tokens.end..verb.tokens.end + 1))
            .is_some_and(|at| !claims_lives(p, at));
    if finds || elliptic || counts && !is_own(ground, clause, verb) {
        let node = ground.node(sentence, at);
        let to = clause.tokens.end;
        ground.push(node, verb.tokens.end..to, What::Speaker(subject, SAYING));
    }
}

/// "claimed 12 lives" says nothing.
fn claims_lives(p: &Passage<'_>, figure: usize) -> bool {
    match &p.mentions[figure].kind {
        MentionKind::Figure(figure) => figure.counted.is_some(),
        _ => true,
    }
}

/// Verbs of thinking whose subject vouches for what follows.
fn believes(stem: &str) -> bool {
    matches!(stem, "believe" | "think" | "find" | "conclude" | "calculate" | "reckon" | "show")
}

/// Who the subject of a clause is; that of a relative clause what it hangs on.
pub(super) fn who(p: &Passage<'_>, clause: &Clause) -> Option<Speaker> {
    let subject = clause.subject.and_then(|at| speaker(p, at));
    subject.or_else(|| clause.head.and_then(|at| speaker(p, at)))
}

/// A speaker whose name stands in what is said is not the one who says it: "the festival drew 300,
/// stewards said" with a speaker that is no noun phrase.
fn outside(ground: &Ground<'_, '_>, sentence: usize, at: usize, speaker: Speaker) -> Speaker {
    let clauses = &ground.p.sentences[sentence].clauses;
    let (Speaker::Named(tokens) | Speaker::Unnamed(tokens) | Speaker::Document(tokens)) = &speaker;
    let verb = clauses[at].verb.as_ref().map_or(tokens.start, |verb| verb.tokens.start);
    let inside = inside(clauses, at).any(|n| {
        let inner = &clauses[n];
        inner.parent == Some(at)
            && ground.kind(sentence, n) == ClauseKind::Complement
            && inner.tokens.end <= verb
            && inner.tokens.contains(&tokens.start)
    });
    if inside { Speaker::Unnamed(verb..verb + 1) } else { speaker }
}

/// Give a speaker to all that a clause reports: its complements, or the clause around it where it
/// stands aside ("the toll, officials said, was 12").
fn reported(ground: &mut Ground<'_, '_>, sentence: usize, at: usize, speaker: &Speaker, rank: u8) {
    let clauses = &ground.p.sentences[sentence].clauses;
    let clause = &clauses[at];
    let what = || What::Speaker(speaker.clone(), rank);
    if clause.kind == ClauseKind::Aside
        && clause.verb.as_ref().is_some_and(|verb| verb.tokens.end + 1 >= clause.tokens.end)
        && let Some(outer) = clause.parent
    {
        ground.push(ground.node(sentence, outer), clauses[outer].tokens.clone(), what());
        return;
    }
    let p = ground.p;
    let own = clause.verb.as_ref().map_or(clause.tokens.start, |verb| verb.tokens.start);
    for n in inside(clauses, at).filter(|n| clauses[*n].parent == Some(at)) {
        let inner = &clauses[n];
        // "…, he said, adding that …", "told us that …".
        let said = ground.kind(sentence, n) == ClauseKind::Complement;
        let adding = inner.kind == ClauseKind::Participle
            && inner.tokens.start > own
            && inner.verb.as_ref().is_some_and(|verb| {
                !verb.passive && ground.p.tokens[verb.main].word.is(class::SPEECH)
            });
        // "Y said …, but Z says 15": what stands before "but" is not Z's.
        let parted = inner.tokens.end <= own && parts(p, &(inner.tokens.end..own));
        if parted {
            continue;
        }
        if said {
            ground.push(ground.node(sentence, n), inner.tokens.clone(), what());
        } else if adding {
            reported(ground, sentence, n, speaker, rank);
        }
    }
}

/// "12 deaths were reported by Y", "Y was quoted by Z as saying that".
fn passive(ground: &mut Ground<'_, '_>, sentence: usize, at: usize, verb: &VerbGroup, says: bool) {
    let p = ground.p;
    let clause = &p.sentences[sentence].clauses[at];
    let counts = table().is(List::CountVerb, &verb.stem);
    if !(says || counts || table().is(List::FindVerb, &verb.stem) || believes(&verb.stem)) {
        return;
    }
    // "The attack was claimed by Y": who takes it upon himself tells nothing of it.
    let told = clause.subject.and_then(|at| p.mentions.get(at)).is_some_and(|m| match &m.kind {
        MentionKind::Figure(_) => true,
        MentionKind::Noun(noun) => is(p, noun.head, List::FigureNoun),
        _ => false,
    });
    if verb.stem == "claim" && !told {
        return;
    }
    let node = ground.node(sentence, at);
    let end = clause.tokens.end.min(verb.tokens.end + AHEAD / 4);
    let by = (verb.tokens.end..end).find(|i| p.token(*i) == "by");
    let agent = by
        .and_then(|by| ground.thing_from(by + 1, clause.tokens.end))
        .and_then(|agent| speaker(p, agent));
    if table().is(List::CiteVerb, &verb.stem) {
        // What the quoted one says stands behind "as saying".
        let Some(quoted) = who(p, clause) else { return };
        let said = verb.tokens.end..clause.tokens.end;
        ground.push(node, said.clone(), What::Speaker(quoted, CITED));
        if let Some(agent) = agent {
            ground.push(node, said, What::Speaker(agent, SAYING));
        }
        return;
    }
    if let Some(agent) = agent {
        let from = if clause.kind == ClauseKind::Participle {
            // "12 deaths reported by Y": of what it hangs on.
            let behind = clause.tokens.start.saturating_sub(AHEAD / 6);
            ground.figures(&(behind..clause.tokens.start)).next_back()
        } else {
            None
        };
        if let Some(figure) = from {
            let tokens = p.mentions[figure].tokens.clone();
            ground.push_at(tokens, What::Speaker(agent.clone(), SAYING));
        }
        ground.push(node, clause.tokens.clone(), What::Speaker(agent, SAYING));
    }
}

/// "Y quotes a report by Z that …", "…, citing Z, …": the subject hands on what another says.
fn citing(
    ground: &mut Ground<'_, '_>,
    sentence: usize,
    at: usize,
    verb: &VerbGroup,
    subject: Option<Speaker>,
) {
    let p = ground.p;
    let clauses = &p.sentences[sentence].clauses;
    let clause = &clauses[at];
    let Some(object) = ground.thing_from(verb.tokens.end, clause.tokens.end) else { return };
    let Some(origin) = speaker(p, object) else { return };
    // A participle says it of all that the clause around it says.
    let aside =
        matches!(clause.kind, ClauseKind::Participle | ClauseKind::Adverbial | ClauseKind::Aside);
    let (holder, from) = match clause.parent {
        Some(outer) if aside => {
            let outer = if clauses[outer].kind == ClauseKind::Aside {
                clauses[outer].parent.unwrap_or(outer)
            } else {
                outer
            };
            (outer, clauses[outer].tokens.start)
        }
        _ => (at, p.mentions[object].tokens.end),
    };
    let node = ground.node(sentence, holder);
    let tokens = from..clauses[holder].tokens.end;
    if let Some(subject) = subject {
        // "Y, citing Z, reported": what Y reports is given to Y by its own verb.
        let told = aside
            && clauses[holder]
                .verb
                .as_ref()
                .is_some_and(|verb| p.tokens[verb.main].word.is(class::SPEECH));
        if aside || !told {
            ground.push(node, tokens.clone(), What::Speaker(subject, SAYING));
        }
    }
    ground.push(node, tokens, What::Speaker(origin, CITED));
}

/// Whether the subject of a verb of counting is somebody who counts: a body, a publication, a name;
/// not a firm that reports its own result.
fn is_body(p: &Passage<'_>, clause: &Clause, verb: &VerbGroup, subject: &Speaker) -> bool {
    let Some(mention) = clause.subject.and_then(|at| p.mentions.get(at)) else { return false };
    match (&mention.kind, subject) {
        (_, Speaker::Document(_) | Speaker::Unnamed(_)) => true,
        (MentionKind::Noun(noun), _) => {
            let word = p.tokens[noun.head].word;
            let sums = matches!(verb.stem.as_str(), "put" | "estimate" | "count" | "tally");
            let body = word.is(class::ORGANISATION | class::PERSON);
            sums && !word.is(class::EVENT) && !is(p, noun.head, List::FigureNoun)
                || body && !is(p, noun.head, List::Company)
        }
        // A country, a firm or a team records and lists what is its own.
        (MentionKind::Name, _) => {
            !matches!(verb.stem.as_str(), "record" | "register" | "list" | "log")
                || mention.tokens.len() > 2
        }
        (MentionKind::Pronoun, _) => {
            matches!(verb.stem.as_str(), "put" | "estimate" | "count" | "report" | "tally")
        }
        _ => false,
    }
}

/// "reported revenue of 12": its own.
fn is_own(ground: &Ground<'_, '_>, clause: &Clause, verb: &VerbGroup) -> bool {
    let p = ground.p;
    let end = clause.tokens.end.min(verb.tokens.end + AHEAD / 4);
    let object = (verb.tokens.end..end)
        .take_while(|at| !matches!(p.token(*at), "," | ";" | "of" | "at" | "in" | "for"))
        .any(|at| is(p, at, List::OwnNoun));
    let money = p.token(verb.tokens.end) == "for" || p.token(verb.tokens.end) == "out";
    object || money
}

/// "according to Y": said of its clause, and of the ones before it that it closes.
fn according(ground: &mut Ground<'_, '_>, sentence: usize) {
    let p = ground.p;
    let whole = p.sentences[sentence].tokens.clone();
    let leads = const { &Words::new(&["according", "as", "per"]) };
    for at in whole.clone().filter(|at| p.is_of(*at, leads)) {
        let source = match p.token(at) {
            "according" | "According" if p.token(at + 1) == "to" => at + 2,
            "as" | "As" if p.token(at + 1) == "per" => at + 2,
            "per" | "Per" if at == whole.start => at + 1,
            _ => continue,
        };
        let Some(mention) = ground.thing_from(source, whole.end) else { continue };
        let Some(speaker) = speaker(p, mention) else { continue };
        let inner = ground.clause_at(sentence, at);
        let clauses = &p.sentences[sentence].clauses;
        // A participle or a relative clause at the end of a sentence is closed by the words, and
        // what they are said of is all of the sentence.
        let closes = at > whole.start && p.token(at - 1) == ",";
        let mut holder = inner;
        while closes
            && !matches!(
                clauses[holder].kind,
                ClauseKind::Main | ClauseKind::Complement | ClauseKind::Aside
            )
            && let Some(outer) = clauses[holder].parent
        {
            holder = outer;
        }
        let end = clauses[holder].tokens.end;
        let level = |clause: &Clause| clause.parent == clauses[holder].parent;
        // Clauses far off are not meant; that also bounds the work.
        let first = clauses.partition_point(|clause| clause.tokens.start + 2 * AHEAD < at);
        let last = clauses.partition_point(|clause| clause.tokens.start < at + 2 * AHEAD);
        let near = (first..last.max(first)).chain((holder < first).then_some(holder));
        for n in near.filter(|n| level(&clauses[*n])) {
            let clause = &clauses[n];
            let parted = clause.tokens.end.min(at)..at.max(clause.tokens.end.min(at));
            let between = end..clause.tokens.start.max(end) + 1;
            let reaches = n == holder
                || closes && clause.tokens.end <= at && !parts(p, &parted)
                || at == whole.start && clause.tokens.start >= end && !parts(p, &between);
            if reaches {
                let what = What::Speaker(speaker.clone(), ACCORDING);
                ground.push(ground.node(sentence, n), clause.tokens.clone(), what);
            }
        }
    }
}

/// Whether a semicolon or "but" stands in a range.
fn parts(p: &Passage<'_>, tokens: &Tokens) -> bool {
    tokens.clone().take(AHEAD).any(|at| matches!(p.token(at), ";" | "but" | "while" | "whereas"))
}

/// "Y's estimate of 12", "the Y figure of 12": the figure is Y's.
fn of_figures(ground: &mut Ground<'_, '_>, sentence: usize) {
    let p = ground.p;
    for at in p.sentences[sentence].mentions.clone() {
        let Some(MentionKind::Noun(noun)) = p.mentions.get(at).map(|m| &m.kind) else { continue };
        let estimate =
            matches!(&*super::lemma(p, noun.head), "estimate" | "figure" | "count" | "tally");
        if !estimate || !matches!(p.token(noun.head + 1), "of" | "that") {
            continue;
        }
        let owner = match noun.determiner {
            Determiner::Possessive(owner) => owner_of(p, owner),
            _ => {
                has_name(p, &(noun.tokens.start..noun.head)).then_some(noun.tokens.start..noun.head)
            }
        };
        let after = noun.head + 1..noun.head + 5;
        if let Some(owner) = owner
            && let Some(figure) = ground.figure_in(&after)
        {
            let tokens = p.mentions[figure].tokens.clone();
            ground.push_at(tokens, What::Speaker(Speaker::Named(owner), SAYING));
        }
    }
}

/// The tokens of the owner whose last token, or whose pronoun, is given.
fn owner_of(p: &Passage<'_>, owner: usize) -> Option<Tokens> {
    let from = p.mentions.partition_point(|m| m.tokens.start + 12 < owner);
    let found = p.mentions[from..].iter().take_while(|m| m.tokens.start <= owner).find(|m| {
        m.tokens.contains(&owner) && matches!(m.kind, MentionKind::Name | MentionKind::Pronoun)
    });
    Some(found.map_or(owner..owner + 1, |m| m.tokens.clone()))
}
