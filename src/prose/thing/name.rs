//! Names: known ones first, then what the text defines, then short forms of longer names.

use smallvec::SmallVec;
use smol_str::SmolStr;

use super::acronym::{self, Definition};
use super::form::{
    LONGEST, initials, is_affixed, is_initials, kind_of, looked_up, looked_up_by, short_forms,
};
use super::key::{key_of, lower, singular};
use super::node::{Few, Meant, Node, NodeIx};
use super::table::tables;
use super::walk::{Here, Walk};
use crate::prose::lexicon::class;
use crate::prose::passage::{Determiner, MentionKind, NounPhrase, Tokens};
use crate::prose::token::Kind;
use crate::record::EntityKind;

/// What the words around a name say of it.
#[derive(Debug, Default)]
struct Hints {
    kind: Option<EntityKind>,
    /// "in X": it is ground.
    inside: bool,
    /// "at X".
    venue: bool,
    /// What it is said to be: "the ferry Aurelia", "Harlow Energy, a utility".
    heads: SmallVec<[SmolStr; 2]>,
    /// "President", "spokesman".
    titles: SmallVec<[SmolStr; 2]>,
    /// All around it is in capitals too.
    capitals: bool,
}

/// Last words of names of ground that branches of a body are called by.
const BRANCHES: &[&str] = &["province", "region"];

/// Most words between two names that can make them one.
const BETWEEN: usize = 8;

impl Walk {
    /// Find what the names of a sentence mean.
    pub(super) fn names_of(&mut self, here: &mut Here<'_, '_>) {
        let tokens = here.passage.sentences[here.sentence].tokens.clone();
        let definitions = acronym::definitions(here.passage, &tokens);
        let names: Vec<usize> = here
            .mentions()
            .filter(|at| matches!(here.passage.mentions[*at].kind, MentionKind::Name))
            .collect();
        for definition in &definitions {
            self.define(here, definition, &names);
        }
        let mut before: Option<(usize, bool)> = None;
        for at in names {
            if here.meaning(at).is_known() {
                before = Some((at, false));
                continue;
            }
            let alias = before.filter(|(last, chained)| self.is_alias(here, *last, at, *chained));
            let meant = match alias.and_then(|(last, _)| here.meaning(last).one()) {
                Some(node) => self.link(here, node, at),
                None => self.name(here, at),
            };
            here.set(at, meant);
            before = Some((at, alias.is_some()));
        }
    }

    /// A name that is not defined here.
    fn name(&mut self, here: &Here<'_, '_>, at: usize) -> Meant {
        let tokens = untitled(here, &here.passage.mentions[at].tokens);
        let hints = Hints { capitals: is_in_capitals(here), ..hints(here, at, &tokens) };
        let text = here.passage.slice(&tokens);
        let meant = self.named(text, here.passage.bytes(&tokens), &hints);
        if let Some(ix) = meant.one() {
            self.tell(ix, &hints);
            let at = self.at(here.passage.bytes(&tokens));
            self.nodes.used(ix, text, at);
        }
        self.nest(here, at, &meant);
        meant
    }

    fn named(&mut self, text: &str, bytes: std::ops::Range<usize>, hints: &Hints) -> Meant {
        let plain = key_of(text);
        let key = looked_up_by(&plain, text);
        // "Russian", "Americans": of a country, and no thing of its own.
        if key.is_empty() || is_affixed(text) || tables().is_people(&singular(&key).0) {
            return Meant::Unknown;
        }
        if let Some(few) = self.doc.names.get(&key) {
            let few = few.iter().map(|ix| self.nodes.find(*ix)).collect();
            return Meant::of(few, false);
        }
        if let Some(meant) = self.short_form(&key, &plain, text, hints) {
            return meant;
        }
        if let Some(few) = self.whole(&key).cloned() {
            let known = few.iter().map(|ix| self.nodes.find(*ix)).collect();
            if let Meant::One(ix, _) = Meant::of(known, false) {
                let at = self.at(bytes);
                self.nodes.name(ix, text, at);
                self.admit(&key, ix);
                return Meant::One(ix, false);
            }
            return Meant::of(few, false);
        }
        if hints.capitals {
            return Meant::Unknown;
        }
        let at = self.at(bytes);
        let kind = kind_of(&plain, text).or(hints.kind);
        let ix = match self.earlier_short(&key, kind) {
            Some(ix) => {
                self.nodes.name(ix, text, at);
                ix
            }
            None => {
                let node = Node { kind, names: vec![(text.into(), at)], ..Node::default() };
                let ix = self.nodes.add(node.with_ground(&plain));
                self.within_its_name(ix, &plain);
                ix
            }
        };
        self.admit(&key, ix);
        self.doc.whole.entry(key).or_default().push(ix);
        Meant::One(ix, false)
    }

    /// What a whole name means, in the repository or in the document.
    fn whole(&self, key: &SmolStr) -> Option<&Few> {
        self.doc.whole.get(key).or_else(|| self.names.get(key))
    }

    /// "Moscow Concert Hall": a place whose name begins with ground that it stands on.
    fn within_its_name(&mut self, ix: NodeIx, key: &str) {
        let node = self.nodes.get(ix);
        if node.kind != Some(EntityKind::Place) || node.ground.is_some() {
            return;
        }
        let words: SmallVec<[&str; LONGEST]> = key.split(' ').take(LONGEST).collect();
        // "The North Gate of Velm Airport" stands where the airport does.
        let from = words.iter().rposition(|word| *word == "of").map_or(0, |at| at + 1);
        // At least two words must be left: "Kabul Province" does not stand in Kabul.
        let split = (from + 1..words.len().saturating_sub(usize::from(from == 0)))
            .rev()
            .find(|n| tables().ground(&words[from..*n].join(" ")).is_some());
        let Some(split) = split else { return };
        let ground = words[from..split].join(" ");
        let outer = looked_up(&ground);
        let outer = match self.whole(&outer).and_then(|few| few.first()) {
            Some(outer) => *outer,
            None => {
                let kind = Some(EntityKind::Place);
                let ground = tables().ground(&ground);
                let ix = self.nodes.add(Node { kind, ground, ..Node::default() });
                self.doc.whole.entry(outer).or_default().push(ix);
                ix
            }
        };
        let rest = words[split..].iter().map(SmolStr::new).collect();
        if let Some(node) = self.nodes.get_mut(ix) {
            node.venue = true;
            node.within.push(outer);
            node.words = rest;
        }
    }

    /// Make a name, and the short forms it may have, known in the document.
    fn admit(&mut self, key: &SmolStr, ix: NodeIx) {
        let few = self.doc.names.entry(key.clone()).or_default();
        if !few.contains(&ix) {
            few.push(ix);
        }
        for short in short_forms(key, self.nodes.get(ix).kind) {
            let few = self.doc.short.entry(short).or_default();
            if !few.contains(&ix) && few.len() < MOST_HOMONYMS {
                few.push(ix);
            }
        }
        self.entitle(key, ix);
    }

    /// A surname after the full name, "Harlow" after "Harlow Energy", initials.
    fn short_form(&self, key: &SmolStr, plain: &str, text: &str, hints: &Hints) -> Option<Meant> {
        if Self::is_ground(plain) {
            return None;
        }
        let few = self.doc.short.get(key)?;
        let fits = |ix: &NodeIx| {
            let kind = self.nodes.get(*ix).kind;
            let place = kind == Some(EntityKind::Place);
            (!hints.inside || place || kind.is_none())
                && (hints.kind.is_none() || kind.is_none() || hints.kind == kind)
        };
        let few: Few = few.iter().map(|ix| self.nodes.find(*ix)).filter(fits).collect();
        // Initials that the text does not introduce are a guess.
        let initials = text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        Some(Meant::of(few, initials && text.len() > 1)).filter(Meant::is_known)
    }

    /// The thing of a short form that was used before its full name ("Harlow" in a heading).
    fn earlier_short(&self, key: &SmolStr, kind: Option<EntityKind>) -> Option<NodeIx> {
        let initials = initials(key);
        // "Northern Front Velm Province": a branch of a body is named as ground.
        let branch = BRANCHES.iter().any(|last| key.rsplit(' ').next() == Some(last));
        let fits = |ix: &NodeIx| {
            let node = self.nodes.get(*ix);
            let alike = node.kind.is_none() || kind.is_none() || node.kind == kind;
            let branch = branch && node.kind == Some(EntityKind::Organisation);
            node.known.is_none() && (alike || branch)
        };
        let found = short_forms(key, kind).into_iter().find_map(|short| {
            // Initials may stand for anything until the text says so.
            let usual = Some(&short) != initials.as_ref() && !Self::is_ground(&short);
            let few = self.doc.names.get(&short).filter(|few| usual && few.len() == 1)?;
            few.first().copied().filter(fits)
        })?;
        // A short form of two full names is neither's.
        let shared = short_forms(key, kind).iter().any(|one| self.doc.short.contains_key(one));
        (!shared).then_some(found)
    }

    /// Another name of a thing, by words of the text.
    fn link(&mut self, here: &Here<'_, '_>, node: NodeIx, at: usize) -> Meant {
        let tokens = untitled(here, &here.passage.mentions[at].tokens);
        let text = here.passage.slice(&tokens);
        self.rename(node, text, here.passage.bytes(&tokens), true)
    }

    /// Give a thing another name. A name that already means something else in this document means
    /// either from here on, unless it was nothing but this name.
    fn rename(
        &mut self,
        node: NodeIx,
        text: &str,
        bytes: std::ops::Range<usize>,
        one: bool,
    ) -> Meant {
        let key = looked_up(text);
        let at = self.at(bytes);
        let here = self.doc.names.get(&key).cloned().unwrap_or_default();
        let mut node = self.nodes.find(node);
        let bare = |walk: &Self, ix: NodeIx| {
            let other = walk.nodes.get(ix);
            other.known.is_none() && other.names.iter().all(|(name, _)| looked_up(name) == key)
        };
        let full =
            |walk: &Self, ix: NodeIx| walk.nodes.get(ix).names.iter().any(|(n, _)| n.contains(' '));
        let others: Few =
            here.iter().copied().filter(|ix| !self.nodes.is_same(*ix, node)).collect();
        match others.as_slice() {
            // A short form that is defined for another long form has two meanings.
            [other] if !text.contains(' ') && full(self, *other) && full(self, node) => {}
            [other] if one || bare(self, *other) => {
                node = self.nodes.join(node, *other);
            }
            _ => {}
        }
        self.nodes.name(node, text, at.clone());
        self.nodes.used(node, text, at);
        let few = self.doc.names.entry(key.clone()).or_default();
        if !few.contains(&node) && few.len() < MOST_HOMONYMS {
            few.push(node);
        }
        if others.is_empty() && self.whole(&key).is_none() {
            self.doc.whole.entry(key.clone()).or_default().push(node);
        }
        self.entitle(&key, node);
        Meant::One(node, false)
    }

    /// "Islamic State Khorasan (ISK)".
    fn define(&mut self, here: &mut Here<'_, '_>, definition: &Definition, names: &[usize]) {
        let inside = |of: &Tokens, at: &usize| {
            let tokens = &here.passage.mentions[*at].tokens;
            of.start <= tokens.start && tokens.end <= of.end
        };
        let long = untitled(here, &definition.long);
        let text = here.passage.slice(&long);
        let is_name = text.contains(char::is_uppercase);
        let short_text = here.passage.slice(&definition.short);
        let short_bytes = here.passage.bytes(&definition.short);
        let named = if is_name {
            self.named(text, here.passage.bytes(&long), &Hints::default())
        } else {
            self.described(text, here.passage.bytes(&long))
        };
        let Some(node) = named.one() else { return };
        // Two spellings of one long form share their short form and are one thing.
        let short_key = looked_up(short_text);
        let earlier = self.doc.names.get(&short_key).cloned().unwrap_or_default();
        for other in earlier {
            if self.says_the_same(other, text) {
                self.nodes.join(node, other);
            }
        }
        let node = self.nodes.find(node);
        let short = self.rename(node, short_text, short_bytes, false);
        let within = |of: &Tokens| -> Vec<usize> {
            names.iter().copied().filter(|at| inside(of, at)).collect()
        };
        let (whole, abbreviated) = (within(&definition.long), within(&definition.short));
        for at in whole.into_iter().chain(abbreviated) {
            here.set(at, short.clone());
        }
    }

    /// The thing of a long form without capitals ("gross domestic product").
    fn described(&mut self, text: &str, bytes: std::ops::Range<usize>) -> Meant {
        let key = key_of(text);
        if let Some(few) = self.doc.names.get(&key) {
            return Meant::of(few.clone(), false);
        }
        let at = self.at(bytes);
        let ix = self.nodes.add(Node { names: vec![(text.into(), at)], ..Node::default() });
        self.admit(&key, ix);
        Meant::One(ix, false)
    }

    /// Whether a long form has the words of one of the thing's names, small words and a letter or
    /// two apart.
    pub(super) fn says_the_same(&self, ix: NodeIx, text: &str) -> bool {
        let words = |name: &str| -> Vec<SmolStr> {
            let key = key_of(name);
            key.split(' ').filter(|word| word.len() > 3).map(SmolStr::new).collect()
        };
        let mine = words(text);
        let near = |a: &SmolStr, b: &SmolStr| a == b || strsim::levenshtein(a, b) <= 1;
        let all_in = |few: &[SmolStr], many: &[SmolStr]| {
            !few.is_empty() && few.iter().all(|a| many.iter().any(|b| near(a, b)))
        };
        self.nodes.get(ix).names.iter().any(|(name, _)| {
            let theirs = words(name);
            theirs.len() + mine.len() > 2 && (all_in(&mine, &theirs) || all_in(&theirs, &mine))
        })
    }

    /// Whether the words between two names make them names of one thing.
    fn is_alias(&self, here: &Here<'_, '_>, first: usize, second: usize, chained: bool) -> bool {
        let (a, b) = (&here.passage.mentions[first].tokens, &here.passage.mentions[second].tokens);
        if b.start < a.end || b.start - a.end > BETWEEN {
            return false;
        }
        let mut words = String::new();
        for at in a.end..b.start {
            let token = &here.passage.tokens[at];
            if token.kind == Kind::Sign {
                continue;
            }
            let word = lower(token.text(here.passage.text));
            let word = word.trim_end_matches('.');
            if word == "the" || word == "as" && words.is_empty() {
                continue;
            }
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
        // "a branch for Velm, known as the Velm Front": the branch is.
        let ground = |tokens: &Tokens| {
            tables().ground(&key_of(here.passage.slice(&untitled(here, tokens)))).is_some()
        };
        if words == "known as" && ground(a) && !ground(b) {
            return false;
        }
        // "also known as NF-O, NFO or Enfo"
        let listed = || is_initials(here.passage.slice(a)) && is_initials(here.passage.slice(b));
        tables().is_alias(&words) || (chained && (words == "or" || (words.is_empty() && listed())))
    }

    /// Remember what the words around a name say of it.
    fn tell(&mut self, ix: NodeIx, hints: &Hints) {
        if let Some(node) = self.nodes.get_mut(ix) {
            node.kind = node.kind.or(hints.kind);
            node.venue |= hints.venue && node.ground.is_none();
            for title in &hints.titles {
                if !node.roles.contains(title) {
                    node.roles.push(title.clone());
                }
            }
            for head in &hints.heads {
                if !node.heads.contains(head) {
                    node.heads.push(head.clone());
                }
            }
        }
        for head in &hints.heads {
            let few = self.doc.objects.entry(head.clone()).or_default();
            if !few.contains(&ix) {
                few.push(ix);
            }
        }
        for title in &hints.titles {
            let few = self.doc.titles.entry(title.clone()).or_default();
            if !few.contains(&ix) && few.len() < MOST_HOMONYMS {
                few.push(ix);
            }
        }
    }

    /// "Crocus City Hall in Moscow", "Kabul, Afghanistan": the first place lies in the second.
    fn nest(&mut self, here: &Here<'_, '_>, at: usize, meant: &Meant) {
        let start = here.passage.mentions[at].tokens.start;
        let before = |at: &usize| {
            let other = &here.passage.mentions[*at];
            matches!(other.kind, MentionKind::Name) && other.tokens.end + 1 == start
        };
        let joint = start.checked_sub(1).map_or("", |at| here.passage.token(at));
        let Some(outer) = meant.one().filter(|_| matches!(joint, "in" | ",")) else { return };
        let inner = here.mentions().take_while(|other| *other < at).filter(before).last();
        let inner = inner.or_else(|| (joint == "in").then(|| described_before(here, start - 1))?);
        let Some(inner) = inner.and_then(|at| here.meaning(at).one()) else { return };
        let (inner, outer) = (self.nodes.find(inner), self.nodes.find(outer));
        let place = |ix: NodeIx| self.nodes.get(ix).kind == Some(EntityKind::Place);
        // A comma also stands in lists: only a smaller place lies in what follows it.
        let smaller =
            joint == "in" || self.nodes.get(outer).ground.is_some_and(|g| g.inside.is_none());
        let open = self.nodes.get(inner).ground.is_none();
        // Something stands in what "in" leads in, whether the tables know it or not.
        let around = place(outer) || (joint == "in" && self.nodes.get(outer).kind.is_none());
        if inner != outer
            && place(inner)
            && around
            && smaller
            && open
            && let Some(node) = self.nodes.get_mut(inner)
            && !node.within.contains(&outer)
        {
            node.within.push(outer);
        }
    }
}

/// Whether all of a sentence stands in capitals, as headings do: they make no word of it a name.
fn is_in_capitals(here: &Here<'_, '_>) -> bool {
    /// Letters of the longest word that is taken for initials.
    const INITIALS: usize = 6;
    let tokens = here.passage.sentences[here.sentence].tokens.clone();
    let text = here.passage.slice(&tokens);
    let word = |word: &str| word.chars().filter(|c| c.is_uppercase()).count() > INITIALS;
    !text.contains(char::is_lowercase) && text.split_whitespace().any(word)
}

/// "Mill Hall, a concert venue" before "in Velm": the name that the noun phrase before a token is said
/// of.
fn described_before(here: &Here<'_, '_>, joint: usize) -> Option<usize> {
    let phrase = here.mentions().map(|at| &here.passage.mentions[at]).find(|mention| {
        mention.tokens.end == joint && matches!(mention.kind, MentionKind::Noun(_))
    })?;
    let comma = phrase.tokens.start.checked_sub(1)?;
    let article = here.passage.tokens[phrase.tokens.start].word.is(class::DETERMINER);
    here.mentions().filter(|_| article && here.passage.token(comma) == ",").find(|at| {
        let mention = &here.passage.mentions[*at];
        mention.tokens.end == comma && matches!(mention.kind, MentionKind::Name)
    })
}

/// Most things that one name is looked up for; more than two are not told apart anyway.
pub(super) const MOST_HOMONYMS: usize = 4;

/// A name without the titles before it and the possessive after it.
fn untitled(here: &Here<'_, '_>, tokens: &Tokens) -> Tokens {
    let mut tokens = tokens.clone();
    let text = |at: usize| here.passage.token(at);
    while tokens.len() > 1 && matches!(text(tokens.end - 1), "s" | "S" | "'" | "’" | "'s" | "’s")
    {
        tokens.end -= 1;
    }
    // "The Dawn League DL": its initials behind it say nothing more.
    if ends_in_its_initials(here, &tokens) {
        tokens.end -= 1;
    }
    let titled = |tokens: &Tokens| {
        tokens.len() > 1 && here.passage.tokens[tokens.start].word.is(class::TITLE)
    };
    if titled(&tokens) && tables().head_kind(&key_of(text(tokens.end - 1))).is_none() {
        while titled(&tokens) {
            tokens.start += 1;
        }
    }
    tokens
}

fn ends_in_its_initials(here: &Here<'_, '_>, tokens: &Tokens) -> bool {
    /// A long form and its initials.
    const LEAST: usize = 3;
    let Some(last) = tokens.end.checked_sub(1).filter(|_| tokens.len() >= LEAST) else {
        return false;
    };
    let firsts = (tokens.start..last).filter_map(|at| here.passage.token(at).chars().next());
    let short = here.passage.token(last);
    short.chars().count() >= 2 && firsts.filter(|c| c.is_uppercase()).eq(short.chars())
}

/// What stands around a name.
fn hints(here: &Here<'_, '_>, at: usize, tokens: &Tokens) -> Hints {
    let mut hints = Hints::default();
    let mention = &here.passage.mentions[at].tokens;
    for token in mention.start..tokens.start {
        hints.titles.push(lower(here.passage.token(token).trim_end_matches('.')));
        hints.kind = Some(EntityKind::Person);
    }
    let Some(before) = mention.start.checked_sub(1) else { return after(here, mention, hints) };
    let token = &here.passage.tokens[before];
    let word = lower(here.passage.token(before));
    match word.as_str() {
        "in" | "near" | "outside" | "across" => hints.inside = true,
        "at" => hints.venue = true,
        _ => {}
    }
    let noun = class::PERSON | class::ORGANISATION | class::PLACE;
    if token.kind == Kind::Word && (!token.capital || token.word.is(class::TITLE)) {
        let (one, plural) = singular(&word);
        if token.word.is(class::TITLE | noun) && !token.word.is(class::PREPOSITION) && !plural {
            hints.say(&one, token.word.class);
        } else if !plural && hints_head(here, before, mention.start) {
            hints.heads.push(tables().class(&one).into());
        }
    }
    if token.is_sign(here.passage.text, ',') {
        office_before(here, before, &mut hints);
    }
    after(here, mention, hints)
}

/// "The captain, Edvard Holt,": the office before the comma.
fn office_before(here: &Here<'_, '_>, comma: usize, hints: &mut Hints) {
    for at in here.mentions() {
        let other = &here.passage.mentions[at];
        if let MentionKind::Noun(phrase) = &other.kind
            && other.tokens.end == comma
            && phrase.head + 1 == comma
            && phrase.determiner != Determiner::None
            && let Some(head) = here.passage.tokens.get(phrase.head)
            && head.word.is(class::TITLE)
        {
            let (one, plural) = singular(&lower(head.text(here.passage.text)));
            if !plural {
                hints.say(&one, class::TITLE);
            }
        }
    }
}

/// Whether the token before a name is the head of a noun phrase of its own ("the ferry Aurelia").
fn hints_head(here: &Here<'_, '_>, token: usize, name: usize) -> bool {
    let article = token.checked_sub(1).and_then(|at| here.passage.tokens.get(at));
    let bare = here.covering(token).is_none_or(|at| here.passage.mentions[at].tokens.end > name);
    if bare && article.is_some_and(|t| t.word.is(class::DETERMINER)) {
        return true;
    }
    here.mentions().any(|at| {
        let mention = &here.passage.mentions[at];
        matches!(&mention.kind, MentionKind::Noun(phrase)
            if phrase.head == token && mention.tokens.start < token && token < name)
    })
}

/// "Harlow Energy, a utility", "Nangarhar province".
fn after(here: &Here<'_, '_>, mention: &Tokens, mut hints: Hints) -> Hints {
    let token = |at: usize| here.passage.tokens.get(at);
    let Some(next) = token(mention.end) else { return hints };
    if next.kind == Kind::Word && !next.capital && next.word.is(class::PLACE) {
        hints.kind = hints.kind.or(Some(EntityKind::Place));
        hints.heads.push(lower(next.text(here.passage.text)));
        return hints;
    }
    if !next.is_sign(here.passage.text, ',') {
        return hints;
    }
    for at in here.mentions() {
        let other = &here.passage.mentions[at];
        if let MentionKind::Noun(phrase) = &other.kind
            && other.tokens.start == mention.end + 1
            && !stands_in(here, mention)
            && let Some(head) = token(phrase.head)
            && token(other.tokens.start).is_some_and(|t| t.word.is(class::DETERMINER))
            && !is_next_subject(here, phrase)
        {
            let (one, plural) = singular(&lower(head.text(here.passage.text)));
            if !plural {
                hints.say(&one, head.word.class);
            }
        }
    }
    hints
}

/// "In Velm, the group has grown": a definite phrase before a verb is no apposition.
fn is_next_subject(here: &Here<'_, '_>, phrase: &NounPhrase) -> bool {
    let next = here.passage.tokens.get(phrase.tokens.end).map(|token| token.word);
    let verb = class::HAVE | class::BE | class::MODAL | class::PAST | class::THIRD;
    phrase.determiner == Determiner::Definite && next.is_some_and(|word| word.is(verb))
}

/// Whether a name stands behind "in" or "at" and another name: in "Mill Hall in Velm, the concert
/// hall", the hall is the first.
fn stands_in(here: &Here<'_, '_>, mention: &Tokens) -> bool {
    let Some(before) = mention.start.checked_sub(1) else { return false };
    matches!(here.passage.token(before), "in" | "at" | "near" | "outside")
        && here.mentions().any(|at| {
            let other = &here.passage.mentions[at];
            other.tokens.end == before && matches!(other.kind, MentionKind::Name)
        })
}

impl Hints {
    /// What a noun beside the name says of it.
    fn say(&mut self, noun: &SmolStr, classes: u64) {
        if classes & (class::TITLE | class::PERSON) != 0 {
            self.kind = Some(EntityKind::Person);
            self.titles.push(noun.clone());
            return;
        }
        if classes & class::ORGANISATION != 0 {
            self.kind = Some(EntityKind::Organisation);
        } else if classes & class::PLACE != 0 {
            self.kind = Some(EntityKind::Place);
        } else if !tables().is_thing(noun) {
            // "In Kabul, the focus shifted": no apposition.
            return;
        }
        self.heads.push(tables().class(noun).into());
    }
}
