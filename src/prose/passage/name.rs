//! Names: runs of capitalised words that are more than the first word of a sentence.
//!
//! A run may hold small words inside ("Bank of England", "Leonardo da Vinci"), initials, a nickname
//! in quotation marks and a number ("Flight 370"). A title before a name, a possessive, months and
//! days are no part of it. In a heading, where every word has a capital, only what the lexicon does
//! not know is a name.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::{MentionKind, Passage, Tokens};
use crate::prose::lexicon::{self, class};
use crate::prose::token::Kind;

/// Words between the parts of a name, whatever stands before them.
const PARTICLES: [&str; 26] = [
    "de", "del", "della", "dos", "da", "di", "du", "des", "la", "le", "el", "al", "bin", "ibn",
    "bint", "bar", "ben", "van", "von", "der", "den", "ten", "ter", "y", "zu", "ul",
];

/// Classes whose words are no names by themselves at the head of a sentence.
pub(super) const FUNCTION: u64 = class::DETERMINER
    | class::PREPOSITION
    | class::CONJUNCTION
    | class::PRONOUN
    | class::RELATIVE
    | class::BE
    | class::HAVE
    | class::DO
    | class::MODAL
    | class::NEGATION
    | class::NUMBER;

/// Nouns that "of" joins to what they are of: "Ministry of Health", "Battle of Hastings".
const HEADS: u64 = class::ORGANISATION
    | class::PLACE
    | class::EVENT
    | class::NOUN
    | class::DOCUMENT
    | class::NAME_PART;

/// Endings of ordinary words, which a heading or the start of a sentence may give a capital.
const ORDINARY: [&str; 20] = [
    "ing", "ed", "ly", "tion", "tions", "sion", "sions", "ment", "ments", "ness", "ity", "ities",
    "ism", "ists", "ous", "ive", "ful", "less", "ance", "ence",
];

/// What the names of one passage are found with.
struct Names<'p, 't> {
    passage: &'p Passage<'t>,
    /// Words that occur in lower case, and words that have a capital inside of a sentence.
    lower: FxHashSet<&'t str>,
    inside: FxHashSet<&'t str>,
}

/// The names of each sentence, as ranges of tokens.
pub(super) fn names(passage: &Passage<'_>, sentences: &[Tokens]) -> Vec<Tokens> {
    let mut names = Names { passage, lower: FxHashSet::default(), inside: FxHashSet::default() };
    names.gather(sentences);
    let mut out = Vec::new();
    for sentence in sentences {
        names.sentence(sentence, &mut out);
    }
    out
}

/// Whether a sentence is set as a title: no stop at its end, and most of its words have a capital.
pub(super) fn is_title(passage: &Passage<'_>, sentence: &Tokens) -> bool {
    /// Fewer words than this are a name or a label as well as a heading.
    const LEAST: usize = 3;
    let stopped =
        sentence.clone().rev().take(2).any(|at| matches!(passage.token(at), "." | "?" | "!" | "…"));
    let long = |at: &usize| {
        let token = passage.tokens[*at];
        token.kind == Kind::Word && !token.word.is(FUNCTION & !class::NUMBER)
    };
    let (mut words, mut capitals) = (0, 0);
    for at in sentence.clone().filter(long) {
        words += 1;
        capitals += usize::from(passage.tokens[at].capital);
    }
    !stopped && words >= LEAST && capitals * 10 >= words * 8
}

impl<'t> Names<'_, 't> {
    /// Evidence is needed only for words that stand first, so only those are gathered for.
    fn gather(&mut self, sentences: &[Tokens]) {
        let first: FxHashSet<SmolStr> = sentences
            .iter()
            .filter_map(|sentence| self.first_word(sentence))
            .map(|at| self.passage.lower(at))
            .collect();
        for sentence in sentences {
            let opening = self.first_word(sentence);
            for at in sentence.clone().filter(|at| Some(*at) != opening) {
                let token = self.passage.tokens[at];
                let text = self.passage.token(at);
                if token.kind != Kind::Word {
                    continue;
                }
                if token.capital {
                    self.inside.insert(text);
                } else if first.contains(text) {
                    self.lower.insert(text);
                }
            }
        }
    }

    /// The word that a sentence begins with, behind quotation marks, bullets and numbers.
    fn first_word(&self, sentence: &Tokens) -> Option<usize> {
        sentence.clone().find(|at| self.passage.tokens[*at].kind == Kind::Word)
    }

    fn sentence(&self, sentence: &Tokens, out: &mut Vec<Tokens>) {
        let title = is_title(self.passage, sentence);
        let first = self.first_word(sentence);
        let mut at = sentence.start;
        while at < sentence.end {
            let opens = if Some(at) == first || self.after_opening(at) {
                self.opens_first(at, sentence.end, title)
            } else {
                self.part(at, title)
            };
            if !opens {
                at += 1;
                continue;
            }
            let end = self.run(at, sentence.end, title);
            if let Some(name) = self.trimmed(at..end) {
                out.extend(self.before_title(at..name.start));
                out.push(name);
            }
            at = end.max(at + 1);
        }
    }

    /// The first word of a quotation or after a colon has a capital for that alone.
    fn after_opening(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            self.passage.tokens[before].kind == Kind::Sign
                && matches!(self.passage.token(before), "“" | "\"" | ":" | "•" | "‘")
        })
    }

    /// Whether a word can be part of a name where its capital means something.
    fn part(&self, at: usize, title: bool) -> bool {
        let Some(token) = self.passage.tokens.get(at) else { return false };
        let text = self.passage.token(at);
        // Most words are small letters and nothing else.
        if !token.capital && text.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return false;
        }
        let joined = || text.split(['-', '\u{2010}']).skip(1).any(is_capitalised) && !title;
        if token.kind != Kind::Word || !(token.capital || joined()) {
            return mixed_case(text) && token.kind == Kind::Word;
        }
        if text.rsplit_once('-').is_some_and(|(_, tail)| is_participle(tail)) {
            return false;
        }
        if is_acronym(text) && !token.word.is(if title { FUNCTION } else { class::NEGATION }) {
            return true;
        }
        let day = text.strip_suffix('s').map(lexicon::word);
        if token.word.is(class::MONTH | class::WEEKDAY)
            || day.is_some_and(|day| day.is(class::WEEKDAY))
        {
            // "Tuesdays" is no name either. "March" is a month; "May" and "Jan" before a name are first names, and rare.
            return false;
        }
        if title {
            return token.word == lexicon::Word::UNKNOWN && !ordinary(text);
        }
        !token.word.is(FUNCTION & !class::NUMBER & !class::MODAL) || token.word.is(class::NAME_PART)
    }

    /// Whether the first word of a sentence is one of a name.
    fn opens_first(&self, at: usize, end: usize, title: bool) -> bool {
        if !self.part(at, title) || title {
            return title && self.part(at, true);
        }
        let token = self.passage.tokens[at];
        let text = self.passage.token(at);
        let plain = text.chars().skip(1).all(|c| !c.is_uppercase());
        if !plain {
            return true;
        }
        let next_is_part = at + 1 < end && self.part(at + 1, false);
        let lower = self.lower.contains(crate::text::lower(text).as_str());
        let class = token.word.class;
        if class != 0 {
            let leads = class
                & (class::NAME_PART
                    | class::TITLE
                    | class::ORGANISATION
                    | class::PLACE
                    | class::EVENT)
                != 0;
            let numbered = self.part_number(at + 1, end) && class & class::NAME_PART != 0;
            return leads && (next_is_part || numbered) && class & FUNCTION & !class::NUMBER == 0
                || self.inside.contains(text)
                    && class & (FUNCTION | class::ADVERB | lexicon::VERB) == 0
                    && !lower;
        }
        if lower || text.ends_with("ly") {
            return next_is_part && !text.ends_with("ly") && !ordinary(text);
        }
        if self.inside.contains(text) || next_is_part && !ordinary(text) {
            return true;
        }
        // "Tickets were sold": a plural of a word that is no name.
        let next = self.passage.token(at + 1);
        let plural = text.ends_with('s') && matches!(next, "were" | "are" | "have");
        !plural && !ordinary(text)
    }

    /// One past the last word of the run that starts at a token.
    fn run(&self, start: usize, end: usize, title: bool) -> usize {
        let mut at = start + 1;
        while at < end {
            let Some(next) = self.next_part(start, at, end, title) else { break };
            at = next;
        }
        at
    }

    /// One past the next part of a run that has come to `at`.
    fn next_part(&self, start: usize, at: usize, end: usize, title: bool) -> Option<usize> {
        let p = self.passage;
        let part = |at: usize| at < end && self.part(at, title);
        if part(at) {
            return Some(at + 1);
        }
        let text = p.token(at);
        let letter = p.token(at - 1).chars().count() == 1;
        match text {
            "." if letter && part(at + 1) => Some(at + 2),
            "." if letter && at + 1 < end && part(at) => Some(at + 1),
            "&" if part(at + 1) => Some(at + 2),
            "'" | "\u{2019}" if self.is_theirs(start, at) => {
                // "The Greens' Anna Holm" is one of them.
                let head = at + 1 + usize::from(p.token(at + 1) == "s");
                let named = part(head) && p.tokens[head].word != lexicon::Word::UNKNOWN;
                named.then_some(head + 1)
            }
            "of" if self.joins_of(start, at) => {
                let the = usize::from(p.token(at + 1) == "the");
                part(at + 1 + the).then_some(at + 2 + the)
            }
            "on" if p.tokens[start].word.is(class::ORGANISATION) && at == start + 1 => {
                part(at + 1).then_some(at + 2)
            }
            "for" if p.tokens[at - 1].word.is(HEADS) => part(at + 1).then_some(at + 2),
            // "The Campaign to Stop Hunger": what a body is for.
            "to" if self.is_purpose(at) && part(at + 2) => Some(at + 3),
            // "Ministry of Trade and Industry"
            "and" if self.joins_and(start, at) && part(at + 1) => Some(at + 2),
            "“" | "\"" => {
                let close =
                    (at + 2..(at + 4).min(end)).find(|i| matches!(p.token(*i), "”" | "\""))?;
                ((at + 1..close).all(part) && part(close + 1)).then_some(close + 2)
            }
            _ if PARTICLES.contains(&text) => {
                let more = usize::from(PARTICLES.contains(&p.token(at + 1)));
                part(at + 1 + more).then_some(at + 2 + more)
            }
            _ if !title => (self.part_number(at, end) || self.is_meant(at)).then_some(at + 1),
            _ => None,
        }
    }

    /// "The Farmers' Union", "the Dock Clerks' Fund": whether a name begins with those whose body it is, many of
    /// them, and not with its owner.
    fn is_theirs(&self, start: usize, at: usize) -> bool {
        let p = self.passage;
        let known = start.checked_sub(1).is_some_and(|before| p.is(before, "the"));
        let (word, text) = (p.tokens[at - 1].word, p.token(at - 1));
        let people = word.is(class::PERSON) || word == lexicon::Word::UNKNOWN;
        let many = word.is(class::PLURAL) || text.ends_with('s') || text.ends_with("men");
        known && people && many
    }

    /// "Before" in "The Night Before opened on Friday": inside of a sentence a preposition has a capital
    /// only as a word of a name.
    fn is_meant(&self, at: usize) -> bool {
        let token = self.passage.tokens[at];
        let word = token.kind == Kind::Word && token.capital && !is_acronym(self.passage.token(at));
        word && token.word.is(class::PREPOSITION)
    }

    /// "370" in "Flight 370": a short number that is no value.
    fn part_number(&self, at: usize, end: usize) -> bool {
        let Some(token) = self.passage.tokens.get(at).filter(|_| at < end) else { return false };
        let text = self.passage.token(at);
        let short = text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
        token.kind == Kind::Number && short && !self.passage.is_value(token.range().start)
    }

    /// Whether "to" stands between a body and a verb with a capital.
    fn is_purpose(&self, at: usize) -> bool {
        let p = self.passage;
        let verb = p.tokens.get(at + 1).is_some_and(|t| t.capital && t.word.is(class::BASE));
        verb && p.tokens[at - 1].word.is(class::ORGANISATION)
    }

    fn joins_of(&self, start: usize, at: usize) -> bool {
        let word = self.passage.tokens[at - 1].word;
        let listed = word.is(HEADS) && !word.is(class::PERSON) && at > start;
        // "the Sword of the North": who has a name of his own goes without "the".
        let called = word == lexicon::Word::UNKNOWN
            && at == start + 1
            && !self.passage.token(start).ends_with('s')
            && start.checked_sub(1).is_some_and(|before| self.passage.is(before, "the"));
        listed
            || called
            || word == lexicon::Word::UNKNOWN
                && at == start + 1
                && ends_like_body(self.passage.token(at - 1))
    }

    /// "US" in "US President Joe Orel": what stands before a title that is no part of a name.
    fn before_title(&self, run: Tokens) -> Option<Tokens> {
        let word = |at: usize| self.passage.tokens[at].word;
        if run.is_empty() {
            return None;
        }
        let end = run.clone().find(|at| {
            word(*at).is(class::TITLE | class::PERSON | class::QUALITY | class::PLACE)
        })?;
        (end > run.start).then_some(run.start..end)
    }

    /// Ordinary words on both sides, behind the "of" or "for" of a body's name.
    fn joins_and(&self, start: usize, at: usize) -> bool {
        let p = self.passage;
        let plain = |at: usize| {
            p.tokens.get(at).is_some_and(|t| t.word != lexicon::Word::UNKNOWN)
                || ordinary(p.token(at))
        };
        let body = (start + 1..at).any(|i| matches!(p.token(i), "of" | "for"))
            && p.tokens[start].word.is(HEADS);
        body && plain(at - 1) && plain(at + 1)
    }

    /// Without the titles before it; nothing if only titles or one ordinary word are left.
    fn trimmed(&self, mut run: Tokens) -> Option<Tokens> {
        let p = self.passage;
        // "Secretary of Defence Joe Orel"
        let office = run.start >= 2
            && p.token(run.start - 1) == "of"
            && p.tokens[run.start - 2].word.is(class::TITLE);
        let unknown = |at: usize| p.tokens[at].word == lexicon::Word::UNKNOWN;
        if office
            && !unknown(run.start)
            && let Some(first) = run.clone().find(|at| unknown(*at))
        {
            run.start = first;
        }
        let title = |at: &usize| p.tokens[*at].word.is(class::TITLE | class::PERSON);
        let plain = |at: usize| {
            let word = p.tokens[at].word;
            word == lexicon::Word::UNKNOWN
                || word.is(class::NAME_PART | class::MODAL) && !word.is(class::TITLE)
        };
        let last_title = run.clone().rfind(title);
        if let Some(last) = last_title {
            if last + 1 == run.end {
                // "President", "Prime Minister"; what stands before is a nation or a body.
                let only = run.clone().all(|at| title(&at) || p.tokens[at].word.is(class::QUALITY));
                return (!only && (!p.tokens[run.start].word.is(class::TITLE))).then_some(run);
            }
            let of_body = p.token(last + 1) == "of";
            let body = p.tokens[run.end - 1].word.is(class::ORGANISATION
                | class::PLACE
                | class::EVENT
                | class::DOCUMENT
                | class::NOUN);
            // "The Norland General Directorate of Customs" is no general.
            let body = body || p.tokens[last + 1].word.is(class::ORGANISATION);
            // "The Teachers' Association" is theirs.
            let theirs = matches!(p.token(last + 1), "'" | "\u{2019}");
            if !of_body && !body && !theirs && plain(run.end - 1) && !is_acronym(p.token(last)) {
                return Some(last + 1..run.end);
            }
        }
        let lone = run.len() == 1 && {
            let token = p.tokens[run.start];
            let word = token.word;
            let text = p.token(run.start);
            let function = word.is(FUNCTION) && !is_acronym(text) || word.is(class::MODAL);
            let part = word.is(class::NAME_PART | class::ADVERB | class::QUALITY);
            function || part && !is_acronym(text)
        };
        (!lone).then_some(run)
    }
}

impl Passage<'_> {
    /// Whether a byte stands in a value.
    fn is_value(&self, byte: usize) -> bool {
        let at = self.mentions.partition_point(|mention| mention.bytes.end <= byte);
        self.mentions.get(at).is_some_and(|mention| {
            mention.bytes.start <= byte && !matches!(mention.kind, MentionKind::Name)
        })
    }
}

fn ordinary(text: &str) -> bool {
    text.len() > 5 && ORDINARY.iter().any(|end| text.ends_with(end))
}

fn ends_like_body(text: &str) -> bool {
    ["tion", "ment", "ity", "ship", "dom", "cy", "ium"].iter().any(|end| text.ends_with(end))
}

fn is_capitalised(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}

/// "claimed" in "ISK-claimed", "led" in "Nato-led": the whole is an adjective.
fn is_participle(tail: &str) -> bool {
    let small = tail.chars().all(char::is_lowercase);
    small && (tail.ends_with("ed") || lexicon::word(tail).is(class::PARTICIPLE | class::GERUND))
}

/// "iPhone", "eBay".
fn mixed_case(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_lowercase) && chars.next().is_some_and(char::is_uppercase)
}

/// Two capitals or more, and no small letter but those of a plural or behind a hyphen.
pub(super) fn is_acronym(text: &str) -> bool {
    let head = text.split('-').next().unwrap_or(text);
    let head = head.strip_suffix('s').unwrap_or(head);
    let capitals = head.chars().filter(|c| c.is_uppercase()).count();
    let others = head.chars().any(char::is_lowercase);
    (capitals > 1 && !others) || (capitals == 1 && head.chars().count() == 1 && text.contains('-'))
}
