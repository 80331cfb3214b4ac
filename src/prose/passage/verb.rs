//! Verb groups: auxiliaries, adverbs and the full verb, with voice, negation and modality.

use smol_str::SmolStr;

use super::tag::Tag;
use super::{Passage, Tokens, VerbGroup};
use crate::prose::lexicon::{self, Lemma, Word, class};

/// How a group stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Has a subject of its own.
    Finite,
    /// "killed by …", behind its noun.
    Participle,
    /// "killing …".
    Gerund,
    /// "to kill …".
    Infinitive,
}

/// A group with its form.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) verb: VerbGroup,
    pub(super) form: Form,
}

/// Verbs before "to" whose infinitive did not happen.
const FAILING: [&str; 6] = ["fail", "refuse", "decline", "unable", "cease", "yet"];

/// Infinitives that may be chained ("is expected to begin to …").
const CHAIN: usize = 4;

/// One run of auxiliaries and a verb.
struct Chain {
    end: usize,
    main: usize,
    passive: bool,
    negated: bool,
    modal: bool,
    perfect: bool,
    finite: bool,
}

/// The verb groups of a sentence, in order.
pub(super) fn groups(p: &Passage<'_>, tags: &[Tag], sentence: &Tokens) -> Vec<Group> {
    let verbs = Verbs { p, tags, end: sentence.end };
    let mut out: Vec<Group> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        match verbs.group(at, sentence.start, out.last()) {
            Some(group) => {
                at = group.verb.tokens.end.max(at + 1);
                out.push(group);
            }
            None => at += 1,
        }
    }
    out
}

struct Verbs<'a, 't> {
    p: &'a Passage<'t>,
    tags: &'a [Tag],
    end: usize,
}

impl Verbs<'_, '_> {
    fn tag(&self, at: usize) -> Option<Tag> {
        (at < self.end).then(|| self.tags.get(at).copied()).flatten()
    }

    fn word(&self, at: usize) -> Word {
        let word = self.p.tokens.get(at).map_or(Word::UNKNOWN, |token| token.word);
        // "It's".
        let short = self.tag(at) == Some(Tag::Auxiliary) && self.p.token(at) == "s";
        if short { lexicon::word("is") } else { word }
    }

    /// The form of the group that starts with a word of this tag.
    fn form(&self, tag: Tag, at: usize, start: usize, last: Option<&Group>) -> Option<Form> {
        Some(match tag {
            Tag::To => Form::Infinitive,
            Tag::Auxiliary
                if matches!(self.p.token(at), "being" | "having" | "Being" | "Having") =>
            {
                Form::Gerund
            }
            Tag::Base
                if last.is_some_and(|group| group.form == Form::Infinitive)
                    && self.after_and(at, start) =>
            {
                Form::Infinitive
            }
            Tag::Auxiliary | Tag::Finite | Tag::Base => Form::Finite,
            Tag::Participle => Form::Participle,
            Tag::Gerund => Form::Gerund,
            _ => return None,
        })
    }

    fn group(&self, at: usize, start: usize, last: Option<&Group>) -> Option<Group> {
        let tag = self.tag(at)?;
        let form = self.form(tag, at, start, last)?;
        let from = at + usize::from(tag == Tag::To);
        let mut chain = self.chain(from)?;
        let finite = chain.finite;
        let mut modal = chain.modal;
        let mut negated = chain.negated || self.negated_before(at, start);
        if form == Form::Infinitive {
            let forced = last.is_some_and(|group| {
                let word = self.word(group.verb.main);
                word.is(class::CATENATIVE) && !word.is(class::UNREAL)
            });
            modal |= !forced;
        }
        for _ in 0..CHAIN {
            let Some((next, word, adjective)) = self.continued(&chain) else { break };
            let lemma = if adjective.is_empty() { word.lemma.text() } else { adjective };
            let failing = FAILING.contains(&lemma);
            modal |= word.is(class::UNREAL) && !failing || next.modal;
            negated |= failing || next.negated;
            chain = next;
        }
        let shared = last.filter(|_| form == Form::Participle && self.after_and(at, start));
        let perfect = shared.is_some_and(|group| !group.verb.passive && group.form == Form::Finite);
        let word = self.word(chain.main);
        let bare = form == Form::Participle && !perfect;
        let passive = (chain.passive || bare && chain.main == at)
            && !word.is(class::INTRANSITIVE)
            && self.tags[chain.main] == Tag::Participle;
        let form = match shared {
            Some(group) if group.form == Form::Finite => Form::Finite,
            _ if form == Form::Finite && !finite && tag != Tag::Base => Form::Participle,
            _ => form,
        };
        let verb = VerbGroup {
            tokens: at..chain.end,
            main: chain.main,
            lemma: verb_lemma(word),
            stem: stem(word, self.p.token(chain.main)),
            passive,
            negated,
            modal: modal || shared.is_some_and(|group| group.verb.modal),
        };
        Some(Group { verb, form })
    }

    /// "never" and "no longer" before the first word of a group.
    fn negated_before(&self, at: usize, start: usize) -> bool {
        (start..at)
            .rev()
            .take(3)
            .take_while(|i| matches!(self.tags[*i], Tag::Adverb | Tag::Negation))
            .any(|i| self.tags[i] == Tag::Negation)
    }

    fn after_and(&self, at: usize, start: usize) -> bool {
        let before = (start..at).rev().take(4).find(|i| self.tags[*i] != Tag::Adverb);
        before.is_some_and(|i| self.tags[i] == Tag::Conjunction)
    }

    /// Auxiliaries, adverbs and a verb from a token on.
    fn chain(&self, from: usize) -> Option<Chain> {
        let mut at = from;
        let (mut negated, mut modal, mut be, mut have) = (false, false, false, false);
        let mut last = None;
        let mut finite = false;
        while let Some(tag) = self.tag(at) {
            match tag {
                Tag::Auxiliary => {
                    let word = self.word(at);
                    let text = self.p.token(at);
                    finite |= !matches!(text, "been" | "being" | "having" | "be");
                    negated |= text.ends_with("n't") || text.ends_with("n’t") || text == "cannot";
                    modal |= word.is(class::MODAL)
                        && !matches!(text, "can" | "could" | "cannot" | "couldn't" | "can't");
                    modal |= matches!(text, "could");
                    be = word.is(class::BE) || text == "s";
                    have |= word.is(class::HAVE);
                    last = Some(at);
                }
                Tag::Negation if last.is_some() => negated = true,
                Tag::Adverb if last.is_some() => {
                    negated |= matches!(self.p.token(at), "hardly" | "barely")
                }
                Tag::Sign if last.is_some() && matches!(self.p.token(at), "“" | "\"" | "”") => {
                }
                Tag::Sign if last.is_some() => match self.put_in(at) {
                    Some(next) => {
                        at = next;
                        continue;
                    }
                    None => break,
                },
                tag if tag.is_verb() => {
                    let passive = tag == Tag::Participle && be;
                    let finite = finite || matches!(tag, Tag::Finite | Tag::Base);
                    return Some(Chain {
                        end: at + 1,
                        main: at,
                        passive,
                        negated,
                        modal,
                        perfect: have,
                        finite,
                    });
                }
                _ => break,
            }
            at += 1;
        }
        let main = last?;
        // "No longer is", "is not".
        let end = (main + 1..at)
            .rev()
            .find(|i| self.tags[*i] == Tag::Negation)
            .map_or(main + 1, |i| i + 1);
        Some(Chain { end, main, passive: false, negated, modal, perfect: false, finite })
    }

    /// The token behind an adverb between commas that stands inside of a group: "has, however,
    /// confirmed".
    fn put_in(&self, comma: usize) -> Option<usize> {
        const JOINING: &[&str] =
            &["however", "therefore", "though", "meanwhile", "moreover", "nevertheless"];
        let adverb = comma + 1;
        let joins = self.tag(adverb) == Some(Tag::Adverb) || self.p.is_any(adverb, JOINING);
        let closed = self.p.is(comma, ",") && self.p.is(adverb + 1, ",");
        let next = self.tag(adverb + 2)?;
        (joins && closed && (next.is_verb() || next == Tag::Auxiliary)).then_some(adverb + 2)
    }

    /// The infinitive that a group goes on with, and the word that decides what it is worth:
    /// "is expected to rise", "is likely to rise".
    fn continued(&self, chain: &Chain) -> Option<(Chain, Word, &'static str)> {
        let mut at = chain.end;
        let mut word = self.word(chain.main);
        let mut adjective = "";
        let copula = self.tags[chain.main] == Tag::Auxiliary;
        while self.tag(at) == Some(Tag::Adverb) {
            if copula && self.word(at).is(class::UNREAL) {
                (word, adjective) = (self.word(at), self.word(at).lemma.text());
            }
            at += 1;
        }
        if copula
            && matches!(self.tag(at), Some(Tag::Adjective | Tag::Nominal))
            && self.tag(at + 1) == Some(Tag::To)
        {
            word = self.word(at);
            adjective = word.lemma.text();
            at += 1;
        }
        // "has to", "is to", "used to"
        let obliged = copula && adjective.is_empty();
        if self.tag(at) != Some(Tag::To) || !(word.is(class::UNREAL | class::CATENATIVE) || obliged)
        {
            return None;
        }
        let skip = (at + 1..self.end).take(3).take_while(|i| self.tags[*i] == Tag::Adverb).count();
        let mut next = self.chain(at + 1 + skip)?;
        next.modal |= obliged;
        // The perfect behind "said to have" is no reason to doubt it.
        next.modal &= !next.perfect || obliged;
        Some((next, word, adjective))
    }
}

/// The lemma of a verb; for a noun's class it is that of the verb form.
fn verb_lemma(word: Word) -> Lemma {
    if word.is(lexicon::VERB | class::BE | class::HAVE | class::DO | class::MODAL) {
        word.lemma
    } else {
        Lemma::default()
    }
}

/// The lemma's text, or for a verb that the lexicon does not know what is left of it without its
/// ending: equal for its regular forms, whatever a dictionary has it under.
pub(super) fn stem(word: Word, text: &str) -> SmolStr {
    if verb_lemma(word) != Lemma::default() {
        return SmolStr::new(word.lemma.text());
    }
    let lower = text.to_lowercase();
    let mut stem = lower.as_str();
    for ending in ["ing", "ied", "ies", "ed", "es", "s", "e", "y"] {
        if let Some(short) = stem.strip_suffix(ending).filter(|short| short.len() > 2) {
            stem = short;
            break;
        }
    }
    // "stopped", "stopping"
    let bytes = stem.as_bytes();
    let double = matches!(bytes, [.., a, b] if a == b && a.is_ascii_alphabetic() && !matches!(a, b'l' | b's' | b'e'));
    let stem =
        if double { &stem[..stem.len() - 1] } else { stem.strip_suffix('e').unwrap_or(stem) };
    SmolStr::new(stem)
}
