//! Figures and who is named for them: by markers of sources, or, in a text without markers, by words
//! (“according to the ministry”).

use std::ops::Range;

use crate::document::{Block, BlockKind, Document};
use crate::finding::Confidence;
use crate::prose::context::{Contexts, Speaker};
use crate::prose::passage::{Mention, MentionKind, Passage, Sentence};
use crate::prose::reading::{BlockIx, Figured};
use crate::record::Problem;
use crate::span::Span;
use crate::text;

/// What a paragraph says that could be cited.
#[derive(Debug, Default)]
pub struct Paragraph {
    /// The first figure of each sentence that has one.
    pub figures: Vec<Figured>,
    /// Whether it names somebody, or a document, for what it says.
    pub named: bool,
}

/// The figures of running text. `contexts` where it is asked who says them.
#[must_use]
pub fn of_block(
    at: BlockIx,
    passage: &Passage<'_>,
    contexts: Option<&Contexts>,
    block: &Block,
) -> Paragraph {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Item { .. }) {
        return Paragraph::default();
    }
    let sentences = passage.sentences.iter();
    let speakers = |sentence| contexts.map(|contexts| speakers(contexts, sentence));
    let spoken: Vec<Speaker> = sentences.clone().filter_map(speakers).flatten().collect();
    let figures = sentences.filter_map(|sentence| {
        let mentions = passage.mentions_of(sentence);
        // "Several hints" is no figure that has a source.
        let is_number = |m: &&Mention| matches!(&m.kind, MentionKind::Figure(figure) if figure.value.printed.is_some());
        let figure = mentions.iter().find(is_number)?;
        Some(Figured { at, bytes: figure.bytes.clone(), attributed: !spoken.is_empty() })
    });
    Paragraph {
        figures: figures.collect(),
        named: spoken.iter().any(|speaker| !matches!(speaker, Speaker::Unnamed(_))),
    }
}

/// Those who are said to say what a sentence tells.
fn speakers(contexts: &Contexts, sentence: &Sentence) -> Vec<Speaker> {
    let ends = sentence.clauses.iter().flat_map(|clause| {
        let last = clause.tokens.end.saturating_sub(1).max(clause.tokens.start);
        [clause.tokens.start, last]
    });
    ends.flat_map(|token| contexts.at(token).speakers).collect()
}

/// Figures without a source, in a document that names one for its others; `attributed` is how many
/// paragraphs of a document without markers do.
#[must_use]
pub fn uncited(document: &Document, figures: &[Figured], attributed: usize) -> Option<Problem> {
    if document.blocks.iter().any(|block| !block.marks.is_empty()) {
        return unmarked(document, figures);
    }
    // A list of references without markers has lost them.
    let listed = document.blocks.iter().any(|b| matches!(b.kind, BlockKind::Reference { .. }));
    if listed { None } else { unattributed(document, figures, attributed) }
}

/// Figures in paragraphs without a marker, in a document that has one for nearly all of its figures.
fn unmarked(document: &Document, figures: &[Figured]) -> Option<Problem> {
    /// Sentences with figures from which a habit shows, and of how many one may be without a
    /// citation. Reports that do not cite all have summaries and conclusions that cite nothing: of
    /// two that were counted, one left 8 of 43 uncited, the other 29 of 39.
    const FEWEST: usize = 10;
    const ONE_IN: usize = 10;
    let cited = |at: &BlockIx| document.blocks.get(at.block).is_some_and(|b| !b.marks.is_empty());
    let without: Vec<_> = figures.iter().filter(|figure| !cited(&figure.at)).collect();
    if figures.len() < FEWEST || without.len() * ONE_IN > figures.len() {
        return None;
    }
    let have = if without.len() == 1 { "has a figure" } else { "have figures" };
    let message = format!(
        "{} {have} and no citation in the paragraph, unlike the other {}",
        text::count(without.len(), "sentence"),
        figures.len() - without.len()
    );
    problem(document, &without, message, "no citation near it")
}

/// Figures in paragraphs that name nobody for anything, in a text that names somebody in more
/// paragraphs than these: a reader takes them for those of whoever was named last.
fn unattributed(document: &Document, figures: &[Figured], attributed: usize) -> Option<Problem> {
    /// Paragraphs with a name from which a habit shows.
    const FEWEST: usize = 5;
    let without: Vec<_> = figures.iter().filter(|figure| !figure.attributed).collect();
    if attributed < FEWEST || attributed <= without.len() {
        return None;
    }
    let (have, them) =
        if without.len() == 1 { ("has a figure", "it") } else { ("have figures", "them") };
    let message = format!(
        "{} {have} in paragraphs that name nobody for {them}, and {attributed} other paragraphs \
         name somebody",
        text::count(without.len(), "sentence"),
    );
    problem(document, &without, message, "nobody is named for it")
}

fn problem(
    document: &Document,
    figures: &[&Figured],
    message: String,
    label: &str,
) -> Option<Problem> {
    let place = |figure: &&Figured| {
        let bytes: Range<usize> = figure.bytes.clone();
        let range = document.blocks.get(figure.at.block)?.source(bytes);
        Some(Span::new(document.file, range.start, range.end))
    };
    let places: Vec<Span> = figures.iter().filter_map(place).collect();
    let (first, rest) = places.split_first()?;
    Some(Problem {
        rule: "uncited-figure",
        span: *first,
        message,
        label: label.to_owned(),
        help: Some("say where the figure is from".to_owned()),
        other: rest.last().map(|last| (*last, label.to_owned())),
        sure: Confidence::High,
    })
}
