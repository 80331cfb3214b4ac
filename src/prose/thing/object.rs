//! Noun phrases that speak of things other than events: "the company", "the ferry", "the budget".

use smallvec::SmallVec;
use smol_str::{SmolStr, format_smolstr};

use super::focus::is_definite;
use super::key::{key_of, lower, singular};
use super::node::{Few, Meant, Node, NodeIx};
use super::table::tables;
use super::walk::{Here, Recent, Walk};
use super::when;
use crate::prose::lexicon::{Word, class};
use crate::prose::passage::{Determiner, MentionKind, NounPhrase};
use crate::record::EntityKind;

/// How many things of one head are compared, the latest first.
const WINDOW: usize = 16;

/// What narrows the head of a phrase; owners and names as `@` and their node.
type Words = SmallVec<[SmolStr; 4]>;

impl Walk {
    /// What a noun phrase that speaks of no event means.
    pub(super) fn noun(
        &mut self,
        here: &Here<'_, '_>,
        mention: usize,
        phrase: &NounPhrase,
    ) -> Meant {
        let Some(head) = here.passage.tokens.get(phrase.head) else { return Meant::Unknown };
        let (noun, plural) = singular(&lower(here.passage.token(phrase.head)));
        let word = head.word;
        if word.is(class::TIME_UNIT | class::NUMBER | class::MONTH | class::WEEKDAY) {
            return Meant::Unknown;
        }
        let empty = tables().is_empty(&noun) && !tables().is_thing(&noun);
        if let Some(meant) = named_beside(here, mention, phrase, word.is(class::PLACE)) {
            return meant;
        }
        if let Some(named) = self.apposed(here, phrase, &noun) {
            return named;
        }
        if word.is(class::TITLE)
            && is_definite(phrase.determiner)
            && !plural
            && let Some(named) = named_behind(here, phrase)
        {
            return named;
        }
        if let Some(whole) = wider(here, phrase, word.is(class::ORGANISATION)) {
            return whole;
        }
        let definite = is_definite(phrase.determiner);
        if word.is(class::ORGANISATION | class::PLACE) && definite && !plural {
            let ground = word.is(class::PLACE) && !word.is(class::ORGANISATION);
            let found = self.body(here, mention, phrase, &noun, ground);
            if found.is_known() {
                return found;
            }
        }
        if word.is(class::TITLE) && definite && !plural {
            let holder = self.office(&noun);
            if holder.is_known() {
                return holder;
            }
        }
        if word.is(class::PERSON) && !word.is(class::ORGANISATION) {
            return if definite && !plural { self.office(&noun) } else { Meant::Unknown };
        }
        let related = is_owned(phrase.determiner) && RELATIONS.contains(&noun.as_str());
        if (definite || related)
            && !plural
            && let Some((few, near)) = self.in_focus(|walk, ix| walk.is_called(ix, &noun))
        {
            let few = self.agreeing(few, here, phrase);
            if !few.is_empty() {
                return self.narrowed(few, near, false);
            }
        }
        if definite && !plural && GROUNDS.contains(&noun.as_str()) && phrase_is_plain(here, phrase)
        {
            let site = self.only_ground();
            if site.is_known() {
                return site;
            }
        }
        if empty {
            return Meant::Unknown;
        }
        self.object(here, phrase, &noun, plural)
    }

    /// "the site", "the camp": the one ground or building that the title names.
    fn only_ground(&self) -> Meant {
        let mut few: Few = self.doc.main.iter().map(|ix| self.nodes.find(*ix)).collect();
        few.retain(|ix| {
            let node = self.nodes.get(*ix);
            let place = node.kind.is_none_or(|kind| kind == EntityKind::Place);
            place && node.event.is_none() && !node.names.is_empty()
        });
        few.sort();
        few.dedup();
        if few.len() == 1 { Meant::of(few, true) } else { Meant::Unknown }
    }

    /// "Mill Lane, a stadium": what the name before the comma means.
    fn apposed(&self, here: &Here<'_, '_>, phrase: &NounPhrase, noun: &SmolStr) -> Option<Meant> {
        let comma = phrase.tokens.start.checked_sub(1)?;
        if here.passage.token(comma) != "," {
            return None;
        }
        let ending = |end: usize| {
            here.mentions().find(|at| {
                let mention = &here.passage.mentions[*at];
                mention.tokens.end == end && matches!(mention.kind, MentionKind::Name)
            })
        };
        let mut name = ending(comma)?;
        // "Mill Hall in Velm, the concert hall"
        let joint = here.passage.mentions[name].tokens.start.saturating_sub(1);
        if matches!(here.passage.token(joint), "in" | "at" | "near" | "outside") {
            name = ending(joint).unwrap_or(name);
        }
        let ix = here.meaning(name).one()?;
        let class = tables().class(noun);
        let called = self.nodes.get(ix).heads.iter().any(|head| head == class);
        let called = called || self.is_called(ix, noun);
        called.then(|| here.meaning(name).clone())
    }

    /// "the president" after "President Orel".
    fn office(&self, noun: &SmolStr) -> Meant {
        let few = self.doc.titles.get(noun).cloned().unwrap_or_default();
        Meant::of(few.iter().map(|ix| self.nodes.find(*ix)).collect(), true)
    }

    /// "the group", "the ministry", "the province": a body or ground in focus.
    fn body(
        &self,
        here: &Here<'_, '_>,
        mention: usize,
        phrase: &NounPhrase,
        noun: &SmolStr,
        ground: bool,
    ) -> Meant {
        let token = phrase.tokens.start;
        let sentence = &here.passage.sentences[here.sentence];
        let clause = sentence.clauses.get(here.clause(token));
        let subject = clause.is_some_and(|clause| clause.subject == Some(mention));
        // A name that ends in the noun ("the Ministry of Health", "Harlow Bank"), or that the text
        // calls so ("Harlow Energy, a utility").
        let called = |walk: &Self, ix: NodeIx| walk.is_called(ix, noun);
        if let Some((few, near)) = self.in_focus(called) {
            let few = self.agreeing(few, here, phrase);
            // "Harlow Foods" may be called "the company"; so may the firm that was named since.
            let firm = |walk: &Self, ix: NodeIx| {
                let node = walk.nodes.get(ix);
                // What the title names, whatever it is called after: "Velm Mills".
                let titled = node.kind != Some(EntityKind::Person)
                    && node.event.is_none()
                    && !node.names.is_empty()
                    && walk.doc.main.iter().any(|main| walk.nodes.is_same(*main, ix));
                let body = node.kind == Some(EntityKind::Organisation) && walk.may_be(ix, noun);
                titled || body || walk.is_called(ix, noun)
            };
            if is_general(noun)
                && let Some((since, _)) = self.in_focus(firm)
                && !since.iter().any(|ix| self.is_called(*ix, noun))
            {
                return Meant::of(few.into_iter().chain(since).collect(), true);
            }
            return self.narrowed(few, near, subject);
        }
        if ground || !phrase_is_plain(here, phrase) || !is_general(noun) {
            return Meant::Unknown;
        }
        let kind = |walk: &Self, ix: NodeIx| walk.nodes.get(ix).kind;
        let organised = |walk: &Self, ix: NodeIx| {
            kind(walk, ix) == Some(EntityKind::Organisation) && walk.may_be(ix, noun)
        };
        if let Some((few, near)) = self.in_focus(organised) {
            if let Some(topic) = self.topic(&few) {
                return Meant::One(topic, true);
            }
            return self.narrowed(few, near, subject);
        }
        let unknown = |walk: &Self, ix: NodeIx| {
            let node = walk.nodes.get(ix);
            node.kind.is_none() && !node.names.is_empty() && node.event.is_none()
        };
        match self.in_focus(unknown) {
            Some((few, _)) if few.len() == 1 => Meant::of(few, true),
            _ => Meant::Unknown,
        }
    }

    /// Of several bodies, the one that the title names, where a paragraph begins: it goes on with what
    /// the text is about, not with whom the last one ended.
    fn topic(&self, few: &Few) -> Option<NodeIx> {
        let begins =
            |recent: &Recent| recent.sentence < self.doc.sentence && recent.block == self.doc.block;
        if few.len() < 2 || self.doc.recent.iter().any(begins) {
            return None;
        }
        let titled =
            |ix: &&NodeIx| self.doc.main.iter().any(|main| self.nodes.is_same(*main, **ix));
        let mut named = few.iter().filter(titled);
        named.next().filter(|_| named.next().is_none()).copied()
    }

    fn is_called(&self, ix: NodeIx, noun: &SmolStr) -> bool {
        let node = self.nodes.get(ix);
        if node.event.is_some() || node.names.is_empty() {
            return false;
        }
        let by =
            |(first, last): &(SmolStr, SmolStr)| tables().takes_up(noun, last) || first == noun;
        let class = tables().class(noun);
        node.heads.iter().any(|head| head == class) || node.ends.iter().any(by)
    }

    /// Whether a general noun can stand for an organisation that is not called by it: a group is
    /// not "the ministry", and a ministry is not "the company".
    fn may_be(&self, ix: NodeIx, noun: &SmolStr) -> bool {
        let node = self.nodes.get(ix);
        let Some(last) = node.last_word() else { return false };
        let other = node.names.iter().any(|(name, _)| name.contains(' '))
            && tables().head_kind(&last) == Some(EntityKind::Organisation);
        !other || tables().takes_up(noun, &last)
    }

    /// Those whose names have the phrase's modifiers ("the health ministry").
    fn agreeing(&self, few: Few, here: &Here<'_, '_>, phrase: &NounPhrase) -> Few {
        let words: Vec<SmolStr> = phrase
            .modifiers
            .clone()
            .filter(|at| tells_apart(here, *at))
            .map(|at| key_of(here.passage.token(at)))
            .collect();
        if words.is_empty() {
            return few;
        }
        let has = |ix: &NodeIx| {
            let node = self.nodes.get(*ix);
            node.names.iter().any(|(name, _)| {
                let key = key_of(name);
                words.iter().any(|word| key.split(' ').any(|part| part == word))
            })
        };
        let agreeing: Few = few.iter().copied().filter(has).collect();
        agreeing
    }

    /// A thing without a name, by its head and what narrows it.
    fn object(
        &mut self,
        here: &Here<'_, '_>,
        phrase: &NounPhrase,
        noun: &SmolStr,
        plural: bool,
    ) -> Meant {
        let introduces = phrase.determiner == Determiner::Indefinite;
        let takes_up = is_definite(phrase.determiner)
            || matches!(phrase.determiner, Determiner::Possessive(_));
        if !(takes_up || (introduces && !plural)) || is_negative(here, phrase) {
            return Meant::Unknown;
        }
        // A general noun is one of many: what it means is a guess.
        let plain = phrase_head(here, phrase).is(class::ORGANISATION | class::PLACE);
        let general = !plain && !tables().is_thing(noun);
        let Some(words) = self.words(here, phrase) else { return Meant::Unknown };
        let class = tables().class(noun);
        let key = if plural { format_smolstr!("{class}+") } else { SmolStr::new(class) };
        if takes_up {
            let found = self.object_taken_up(noun, &key, &words, phrase.determiner);
            if found.is_known() {
                return if general && words.is_empty() { found.softened() } else { found };
            }
        }
        let soft = general && words.is_empty();
        let word = phrase_head(here, phrase);
        let organised = word.is(class::ORGANISATION) && !word.is(class::PLACE);
        let ix = self.nodes.add(Node {
            kind: (organised && !plural).then_some(EntityKind::Organisation),
            heads: SmallVec::from_iter([SmolStr::new(noun)]),
            words: words.into_iter().collect(),
            plural,
            ..Node::default()
        });
        self.doc.objects.entry(key).or_default().push(ix);
        if self.in_title(noun) && self.doc.main.is_empty() {
            self.doc.main.push(ix);
        }
        Meant::One(ix, soft)
    }

    fn object_taken_up(
        &self,
        noun: &SmolStr,
        key: &SmolStr,
        words: &Words,
        determiner: Determiner,
    ) -> Meant {
        let Some(all) = self.doc.objects.get(key) else { return Meant::Unknown };
        let mut exact = Few::new();
        let mut fitting = Few::new();
        for ix in all.iter().rev().take(WINDOW) {
            let ix = self.nodes.find(*ix);
            let theirs = &self.nodes.get(ix).words;
            let named = !self.nodes.get(ix).names.is_empty();
            let within = words.iter().all(|word| theirs.contains(word));
            let around = theirs.iter().all(|word| words.contains(word));
            if within && around && !named {
                exact.push(ix);
            } else if (within || (named && words.is_empty())) && !is_owned(determiner) {
                fitting.push(ix);
            }
        }
        // Of two that could be called so, the one that was.
        let called = |ix: &NodeIx| self.nodes.get(*ix).heads.iter().any(|head| head == noun);
        if exact.len() + fitting.len() > 1 && exact.iter().chain(&fitting).any(called) {
            exact.retain(|ix| called(ix));
            fitting.retain(|ix| called(ix));
        }
        if exact.len() + fitting.len() == 1 {
            return Meant::of(exact.into_iter().chain(fitting).collect(), false);
        }
        // Several: the one that was spoken of last, if no other was near it.
        let near = self.in_focus(|_, ix| exact.contains(&ix) || fitting.contains(&ix));
        match near {
            Some((few, _)) if few.len() == 1 => Meant::of(few, true),
            _ if exact.len() == 1 => Meant::of(exact, !fitting.is_empty()),
            _ => Meant::of(exact.into_iter().chain(fitting).collect(), true),
        }
    }

    /// What owns another phrase: "the rival's".
    pub(super) fn owning(&mut self, here: &Here<'_, '_>, phrase: &NounPhrase) -> Meant {
        let (noun, plural) = singular(&lower(here.passage.token(phrase.head)));
        let word = phrase_head(here, phrase);
        if plural || word.is(class::TIME_UNIT | class::NUMBER | class::MONTH | class::WEEKDAY) {
            return Meant::Unknown;
        }
        if word.is(class::ORGANISATION | class::PLACE) {
            let ground = word.is(class::PLACE) && !word.is(class::ORGANISATION);
            let found = self.body(here, usize::MAX, phrase, &noun, ground);
            if found.is_known() {
                return found;
            }
        }
        if word.is(class::PERSON | class::TITLE) {
            let holder = self.office(&noun);
            if holder.is_known() || word.is(class::PERSON) {
                return holder;
            }
        }
        self.object(here, phrase, &noun, plural)
    }

    /// Where a thing stands: "the bridge at Velm", "the plant in Olden".
    fn standing(&self, here: &Here<'_, '_>, after: usize) -> Option<NodeIx> {
        /// Prepositions between a thing and its place.
        const AT: &[&str] = &["at", "in", "near", "over", "on"];
        let comma = usize::from(here.passage.token(after) == ",");
        if !AT.contains(&here.passage.token(after + comma)) {
            return None;
        }
        let start = after + comma + 1;
        let names = here.mentions().find(|at| {
            let mention = &here.passage.mentions[*at];
            let first = mention.tokens.start;
            matches!(mention.kind, MentionKind::Name) && (first == start || first == start + 1)
        });
        names.and_then(|at| here.meaning(at).one())
    }

    /// What narrows a phrase; `None` when it is owned by something that is not settled.
    fn words(&mut self, here: &Here<'_, '_>, phrase: &NounPhrase) -> Option<Words> {
        let mut words = Words::new();
        let owner = match phrase.determiner {
            Determiner::Possessive(token) => self.owner(here, phrase, token).one(),
            _ => None,
        };
        // A place tells it as well as an owner does: "its plant at Orsk".
        let standing = self.standing(here, phrase.tokens.end);
        if is_owned(phrase.determiner) && owner.is_none() && standing.is_none() {
            return None;
        }
        let node = |ix: NodeIx| format_smolstr!("@{}", self.nodes.find(ix).0);
        words.extend(owner.map(node));
        let from = phrase.tokens.start..phrase.head;
        for at in from {
            let Some(token) = here.passage.tokens.get(at) else { continue };
            let inner = phrase.modifiers.contains(&at) || is_year(token.text(here.passage.text));
            if !inner || !tells_apart(here, at) {
                continue;
            }
            let name = here.mentions().find(|m| {
                let mention = &here.passage.mentions[*m];
                mention.tokens.contains(&at) && matches!(mention.kind, MentionKind::Name)
            });
            let word = match name.map(|m| here.meaning(m).one()) {
                Some(Some(ix)) => node(ix),
                _ => lower(here.passage.token(at)),
            };
            if !words.contains(&word) {
                words.push(word);
            }
        }
        let after = phrase.tokens.end;
        if here.passage.token(after) == "of" && when::year(here.passage.token(after + 1)).is_some()
        {
            words.insert(0, here.passage.token(after + 1).into());
        }
        words.extend(standing.map(node));
        if here.passage.token(after) == "of" {
            let owner = here.covering(after + 1).or_else(|| here.covering(after + 2));
            let owner = owner.and_then(|at| here.meaning(at).one());
            words.extend(owner.map(node));
        }
        // In the order of the text: a thing without a name is shown by them.
        let mut seen = Words::new();
        for word in words {
            if !seen.contains(&word) {
                seen.push(word);
            }
        }
        Some(seen)
    }
}

/// The noun of a phrase, by its classes.
fn phrase_head(here: &Here<'_, '_>, phrase: &NounPhrase) -> Word {
    here.passage.tokens.get(phrase.head).map(|token| token.word).unwrap_or_default()
}

/// Whether a modifier says which thing is meant: not "recent", "deadly".
fn tells_apart(here: &Here<'_, '_>, at: usize) -> bool {
    let word = here.passage.tokens.get(at).map(|token| token.word).unwrap_or_default();
    let text = lower(here.passage.token(at));
    !word.is(class::ADJECTIVE) || tables().is_narrowing(&text)
}

/// Four digits: a year that a budget or a report is of.
fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_owned(determiner: Determiner) -> bool {
    matches!(determiner, Determiner::Possessive(_))
}

/// "no", "any", "each", "every": of no one thing.
fn is_negative(here: &Here<'_, '_>, phrase: &NounPhrase) -> bool {
    let first = lower(here.passage.token(phrase.tokens.start));
    matches!(first.as_str(), "no" | "any" | "each" | "every" | "another" | "such" | "one")
}

/// No modifiers but the emptiest.
fn phrase_is_plain(here: &Here<'_, '_>, phrase: &NounPhrase) -> bool {
    phrase.modifiers.clone().all(|at| {
        let word = here.passage.tokens.get(at).map(|token| token.word).unwrap_or_default();
        let text = lower(here.passage.token(at));
        word.is(class::ADJECTIVE)
            || GENERAL_MODIFIERS.contains(&text.as_str())
            || tables().is_people(&text)
    })
}

/// Nouns for what somebody is to another, by which a text takes up who it has called so.
const RELATIONS: &[&str] = &[
    "rival",
    "competitor",
    "target",
    "partner",
    "parent",
    "subsidiary",
    "buyer",
    "owner",
    "operator",
    "supplier",
];

/// Nouns that stand for any ground that a text is about.
const GROUNDS: &[&str] =
    &["site", "camp", "settlement", "complex", "facility", "location", "premises", "place"];

/// Modifiers that do not tell a body from others.
const GENERAL_MODIFIERS: &[&str] = &[
    "terror",
    "terrorist",
    "militant",
    "armed",
    "extremist",
    "rebel",
    "jihadist",
    "parent",
    "private",
    "public",
    "local",
];

/// Nouns that stand for any organisation in focus, rather than for one of their own kind.
fn is_general(noun: &str) -> bool {
    const GENERAL: &[&str] = &[
        "group",
        "organisation",
        "organization",
        "company",
        "firm",
        "agency",
        "movement",
        "network",
        "militia",
        "club",
        "team",
        "party",
        "body",
        "outfit",
    ];
    GENERAL.contains(&noun)
}

/// "the ferry Aurelia", "Nangarhar province": a name that stands beside the head, or right before
/// it where the head is ground.
fn named_beside(
    here: &Here<'_, '_>,
    mention: usize,
    phrase: &NounPhrase,
    ground: bool,
) -> Option<Meant> {
    let end = here.passage.mentions[mention].tokens.end;
    let definite = !matches!(phrase.determiner, Determiner::Indefinite);
    for at in here.mentions() {
        let other = &here.passage.mentions[at];
        if !matches!(other.kind, MentionKind::Name) {
            continue;
        }
        let beside = other.tokens.start == phrase.head + 1 && other.tokens.start <= end && definite;
        let before = ground
            && other.tokens.end == phrase.head
            && other.tokens.start <= phrase.modifiers.start;
        if (beside || before) && here.meaning(at).is_known() {
            return Some(here.meaning(at).clone());
        }
    }
    None
}

/// "The army chief, General Orel, said": who holds the office, by name between commas.
fn named_behind(here: &Here<'_, '_>, phrase: &NounPhrase) -> Option<Meant> {
    let comma = phrase.head + 1;
    let titles = (comma + 1..).take_while(|at| {
        here.passage
            .tokens
            .get(*at)
            .is_some_and(|token| token.capital && token.word.is(class::TITLE))
    });
    let start = comma + 1 + titles.count();
    let name = here.mentions().find(|at| {
        let other = &here.passage.mentions[*at];
        other.tokens.start == start && matches!(other.kind, MentionKind::Name)
    })?;
    let closed = here.passage.is(here.passage.mentions[name].tokens.end, ",");
    let meant = here.meaning(name);
    (here.passage.is(comma, ",") && closed && meant.is_known()).then(|| meant.clone())
}

/// "The wider movement of the Orrin Front": the Front as a whole.
fn wider(here: &Here<'_, '_>, phrase: &NounPhrase, body: bool) -> Option<Meant> {
    const WIDER: &[&str] =
        &["larger", "wider", "broader", "parent", "central", "core", "main", "overall"];
    let wide = phrase.modifiers.clone().any(|at| here.passage.is_any(at, WIDER));
    let of = phrase.tokens.end;
    if !body || !wide || !here.passage.is_any(of, &["of"]) {
        return None;
    }
    let name = |start: usize| {
        here.mentions().find(|at| {
            let mention = &here.passage.mentions[*at];
            mention.tokens.start == start && matches!(mention.kind, MentionKind::Name)
        })
    };
    let name = name(of + 1).or_else(|| name(of + 2))?;
    here.meaning(name).one().map(|_| here.meaning(name).clone())
}
