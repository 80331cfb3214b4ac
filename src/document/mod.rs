//! Documents: from bytes to blocks of clean text, each with an exact way back to the bytes.
//!
//! A reader of a format makes drafts: headings, paragraphs, items, cells, with markup gone and lines
//! joined. What all formats share is done once for all of them: reference lists are told from
//! prose ([`reference`](self)), citation markers are taken out of the text, and each block is put
//! under its headings. Nothing of the text is dropped on the way: what is only furniture of a page
//! is a block that says so.
//!
//! Sentences, figures and names are for later rooms.

mod decode;
mod draft;
mod front;
mod furniture;
mod heading;
mod label;
mod lines;
mod map;
mod markdown;
mod marks;
mod plain;
mod reference;
mod table;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use smol_str::SmolStr;

pub use crate::source::Decoded;
pub use decode::{NotText, decode};

use crate::source::SourceMap;
use crate::span::FileId;
use draft::Draft;
use map::Map;

/// What a reader of a format gives.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file; its text is in the [`SourceMap`].
    pub file: FileId,
    /// The date that the document prints of itself in its front matter (`date:`, `issued:`).
    pub issued: Option<Field>,
    /// `title:` of the front matter, else the first heading of level 1.
    pub title: Option<Field>,
    /// Bytes of its front matter, the lines of `---` included; empty without one.
    pub front: Range<usize>,
    /// Blocks in reading order.
    pub blocks: Vec<Block>,
}

/// A piece of a document's own description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// As it is printed, without quotation marks of the front matter.
    pub text: String,
    /// Bytes of the file's text.
    pub range: Range<usize>,
}

/// A piece of a document that is read as one: a paragraph, a heading, a cell.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Clean text: no markup, no citation markers, lines joined by one space.
    pub text: String,
    /// Citation markers that were taken out of the text, in order.
    pub marks: Vec<Mark>,
    /// Indices in [`Document::blocks`] of the headings that it stands under, outermost first.
    pub section: Vec<usize>,
    map: Map,
}

impl Block {
    /// Bytes of the file's text that a range of the clean text stands for, widened to whole
    /// characters. An empty range gives an empty place; what is out of bounds is clamped.
    #[must_use]
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        self.map.source(&self.text, range)
    }
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading and its level, from 1.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item {
        /// Lists that it stands in, beside its own: 0 for an outer item.
        depth: u8,
        /// The time of day that an entry of a log begins with, as printed; it is not in its text.
        time: Option<SmolStr>,
    },
    /// A cell of a table that holds text; all count from 0.
    Cell {
        /// Which table of the document.
        table: u32,
        /// Row, the header's included.
        row: u32,
        /// Column.
        column: u32,
        /// Whether its row names the columns.
        header: bool,
    },
    /// What is said of a table or a picture.
    Caption,
    /// Words of somebody else, set apart.
    Quotation,
    /// A foot- or endnote in which the author speaks.
    Note {
        /// The mark by which the text refers to it, without brackets: `a`, `1`.
        label: SmolStr,
    },
    /// An entry of a list of references, or a note that is one.
    Reference {
        /// Its number or letter, if it has one.
        label: Option<SmolStr>,
    },
    /// Program text; nothing in it is prose.
    Code,
    /// What belongs to the page and not to the text: running heads, page numbers.
    Boilerplate,
}

/// A citation marker. "[12, 13]" is two marks at one place, "[12-14]" three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Offset in the clean text at which it stood.
    pub at: usize,
    /// What it refers to: `12`, `@key`, `^a`, `Ibid.`, `Author and Other, 2019`.
    pub label: SmolStr,
    /// How it refers.
    pub kind: MarkKind,
    /// Bytes of the file's text.
    pub source: Range<usize>,
}

/// How a citation marker refers to its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// By the number of a note or reference: `[12]`, `¹²`, `fighters.12`.
    Number,
    /// By a key of a bibliography: `[@key]`. The label keeps the `@`.
    Key,
    /// By the label of a footnote: `[^a]`, `[a]`. The label keeps or gets the `^`.
    Footnote,
    /// By author and year: `(Author, 2023)`.
    AuthorYear,
    /// The same source as the marker before: `(ibid.)`.
    Ibid,
}

/// Formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown (CommonMark with tables, footnotes and front matter).
    Markdown,
}

/// Endings of the names of files, and their formats.
const ENDINGS: &[(&str, Format)] = &[
    (".txt", Format::Text),
    (".text", Format::Text),
    (".md", Format::Markdown),
    (".markdown", Format::Markdown),
    (".mdown", Format::Markdown),
    (".mkd", Format::Markdown),
];

impl Format {
    /// The format that a file's ending says; none for an ending that is not known.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let small = name.to_ascii_lowercase();
        ENDINGS.iter().find(|(ending, _)| small.ends_with(ending)).map(|(_, format)| *format)
    }

    /// The format of a text without a name, such as standard input: Markdown where its start shows
    /// marks of it that plain text has not by chance.
    #[must_use]
    pub fn of_content(text: &str) -> Self {
        /// Lines that are looked at.
        const LINES: usize = 400;
        let marked = |line: &str| {
            let hashes = line.bytes().take_while(|b| *b == b'#').count();
            let heading = (1..=6).contains(&hashes) && line[hashes..].starts_with(' ');
            let table = line.starts_with('|') && line.trim_end().ends_with('|');
            let fence = line.starts_with("```") || line.starts_with("~~~");
            let link = line.contains("](http") || line.starts_with("[^") && line.contains("]:");
            let key = line.contains("[@");
            heading || table || fence || link || key || line.contains("**")
        };
        let front = front::read(text).end > 0;
        if front || text.lines().take(LINES).any(marked) { Self::Markdown } else { Self::Text }
    }
}

/// Read a document.
#[must_use]
pub fn read(sources: &SourceMap, file: FileId, format: Format) -> Document {
    let text = sources.file(file).text();
    let front = front::read(text);
    let drafts = match format {
        Format::Text => plain::read(text, front.end),
        Format::Markdown => markdown::read(text),
    };
    let mut drafts = reference::tell(drafts);
    if format == Format::Text {
        drafts = plain::join_over_pages(text, drafts);
    }
    for draft in &mut drafts {
        if draft.kind == BlockKind::Paragraph && heading::is_caption(draft.text()) {
            draft.kind = BlockKind::Caption;
        }
    }
    let drafts = drafts.into_iter().flat_map(Draft::in_parts).collect();
    let mut blocks = marks::take_out(drafts);
    blocks.retain(|block| !block.text.is_empty() || !block.marks.is_empty());
    sections(&mut blocks);
    let first = blocks.iter().find(|block| block.kind == BlockKind::Heading(1));
    let heading = || {
        let block = first?;
        Some(Field { text: block.text.clone(), range: block.source(0..block.text.len()) })
    };
    let title = front.title.or_else(heading);
    Document { file, issued: front.issued, title, front: 0..front.end, blocks }
}

/// Put each block under its headings.
fn sections(blocks: &mut [Block]) {
    let mut open: Vec<(u8, usize)> = Vec::new();
    for (i, block) in blocks.iter_mut().enumerate() {
        if let BlockKind::Heading(level) = block.kind {
            while open.last().is_some_and(|(outer, _)| *outer >= level) {
                open.pop();
            }
            block.section = open.iter().map(|(_, i)| *i).collect();
            open.push((level, i));
        } else {
            block.section = open.iter().map(|(_, i)| *i).collect();
        }
    }
}
