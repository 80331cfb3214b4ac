//! A share of those who were counted only together with others: "1,200 people, including settlers and
//! their families. Half of these settlers …".

use super::Slip;
use crate::prose::lexicon::{self, class};
use crate::prose::passage::{MentionKind, NounPhrase, Passage, Sentence};
use crate::prose::reading::BlockIx;
use crate::value::quantity::Unit;

/// Shares of one sentence against the count of the one before it.
pub(super) fn slips(at: BlockIx, passage: &Passage<'_>, out: &mut Vec<Slip>) {
    for pair in passage.sentences.windows(2) {
        let [before, sentence] = pair else { continue };
        if let Some((figure, including, included)) = counted_with(passage, before)
            && let Some((share, noun)) = share_of_these(passage, sentence)
            && included.iter().any(|part| one(passage, part.head, noun.head))
            && included.iter().any(|part| !one(passage, part.head, noun.head))
        {
            let these = passage.slice(&(passage.mentions[share].tokens.end + 1..noun.head + 1));
            let number = &passage.text[passage.mentions[figure].bytes.clone()];
            let part = &passage.mentions[share].bytes;
            let last = included.last().map_or(0, |part| part.tokens.end);
            let with = passage.bytes(&(including..last));
            out.push(Slip {
                rule: "scope-mismatch",
                at,
                bytes: part.clone(),
                message: format!(
                    "a share of “{these}”, who have no figure of their own: {number} counts others \
                     with them"
                ),
                label: "a part of these".to_owned(),
                help: "say how many of them there are, or take the share of all who were counted",
                other: Some((at, with, "counted with others".to_owned())),
            });
        }
    }
}

/// The last count of a sentence, the "including" behind it and those whom it includes, where these are
/// of two kinds.
fn counted_with<'p>(
    passage: &'p Passage<'_>,
    sentence: &Sentence,
) -> Option<(usize, usize, Vec<&'p NounPhrase>)> {
    /// Tokens between two that are included.
    const LIST: usize = 2;
    let including = sentence.tokens.clone().find(|at| passage.is_any(*at, &["including"]))?;
    let count = sentence.mentions.clone().rev().find(|at| {
        let mention = &passage.mentions[*at];
        let counts = match &mention.kind {
            MentionKind::Figure(figure) => matches!(figure.value.unit, Unit::Count(_)),
            _ => false,
        };
        counts && mention.tokens.end <= including
    })?;
    let mut end = including + 1;
    let mut included = Vec::new();
    for mention in sentence.mentions.clone().map(|at| &passage.mentions[at]) {
        if let MentionKind::Noun(noun) = &mention.kind
            && (end..=end + LIST).contains(&mention.tokens.start)
        {
            end = mention.tokens.end;
            included.push(noun);
        }
    }
    (included.len() > 1).then_some((count, including, included))
}

/// "half of these settlers": the share, and of whom.
fn share_of_these<'p>(
    passage: &'p Passage<'_>,
    sentence: &Sentence,
) -> Option<(usize, &'p NounPhrase)> {
    sentence.mentions.clone().find_map(|at| {
        let mention = &passage.mentions[at];
        let MentionKind::Figure(figure) = &mention.kind else { return None };
        let of = mention.tokens.end;
        let these = passage.is(of, "of") && passage.is_any(of + 1, &["these", "those"]);
        let noun = passage.mentions_of(sentence).iter().find_map(|m| match &m.kind {
            MentionKind::Noun(noun) if noun.tokens.start == of + 1 => Some(noun),
            _ => None,
        });
        let noun = noun.or(figure.counted.as_ref().filter(|noun| noun.head > of + 1))?;
        (these && figure.value.unit == Unit::Share).then_some((at, noun))
    })
}

/// Whether two nouns are forms of one.
fn one(passage: &Passage<'_>, a: usize, b: usize) -> bool {
    let lemma = |at: usize| {
        let word = passage.tokens[at].word;
        let known = word.is(class::NOUN | class::PERSON);
        if known { word.lemma } else { lexicon::Lemma::default() }
    };
    passage.lower(a) == passage.lower(b)
        || (lemma(a) != lexicon::Lemma::default() && lemma(a) == lemma(b))
}

#[cfg(test)]
mod tests {
    use super::super::of_passage;
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let at = BlockIx { document: 0, block: 0 };
        of_passage(at, &Passage::new(text, None)).into_iter().map(|slip| slip.message).collect()
    }

    #[test]
    fn a_share_of_some_needs_their_own_figure() {
        let one = "The camp held 1,200 people, including settlers and their families. About half of these settlers came from Velm.";
        assert_eq!(found(one).len(), 1, "{:?}", found(one));
        for none in [
            "The camp held 1,200 people, including settlers and their families. About half of these people came from Velm.",
            "The camp held 1,200 settlers. About half of these settlers came from Velm.",
            "The camp held 1,200 people, including 300 settlers. About half of these settlers came from Velm.",
            "The camp held 1,200 people, including settlers and their families. Half of the settlers came from Velm.",
        ] {
            assert_eq!(found(none), [""; 0], "{none}");
        }
    }
}
