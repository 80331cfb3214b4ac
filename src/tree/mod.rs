//! Trees of YAML and JSON text in which every node knows its bytes.
//!
//! A file is read once into a [`Tree`]: a flat list of small nodes in reading order, each with its
//! span in the raw file. Scalars keep their own spelling (`1.10`, `012`, `NO`); nothing is typed
//! here. All defects of a file are collected ([`Defect`]); what stands around a defect is still in
//! the tree.
//!
//! What holds: offsets are of the raw file (a byte order mark included); no node is nested deeper
//! than [`MAX_DEPTH`], aliases followed; following aliases visits at most as many nodes as the file
//! has bytes (plus [`SMALL_FILE`]), so that walking a tree is bounded by the size of its file.

mod build;
mod json;
mod yaml;

use std::fmt;
use std::num::NonZeroU32;

pub use build::Defect;
pub(crate) use build::{is_invisible, shown};
pub(crate) use json::{Lines, Scan};

use crate::span::{FileId, Span};

/// How deep nodes may be nested, aliases followed. Records need about eight levels; the budget
/// leaves room for bibliographies and keeps every walk over a tree shallow.
pub const MAX_DEPTH: usize = 64;

/// The longest scalar, in bytes (1 MiB): longer than any quotation or note, short of a file that
/// was pasted into a field.
pub const MAX_SCALAR: usize = 1 << 20;

/// How many defects of one file are listed. With more, it is not the kind of file it claims to be.
pub const MAX_DEFECTS: usize = 10_000;

/// How many nodes aliases may add to a file however small it is.
pub const SMALL_FILE: usize = 10_000;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// YAML 1.2.
    Yaml,
    /// JSON (RFC 8259).
    Json,
    /// A JSON value on each line.
    JsonLines,
}

/// Formats by the ends of file names.
const ENDINGS: &[(&str, Format)] = &[
    ("yaml", Format::Yaml),
    ("yml", Format::Yaml),
    ("json", Format::Json),
    ("jsonl", Format::JsonLines),
];

impl Format {
    /// The format of a file by the end of its name, in either case; `None` for other files.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        ENDINGS.iter().find(|(e, _)| ending.eq_ignore_ascii_case(e)).map(|(_, format)| *format)
    }
}

/// Read a text. Never fails: what cannot be read is a [`Defect`], and the rest is in the tree.
#[must_use]
pub fn read(text: &str, file: FileId, format: Format) -> (Tree<'_>, Vec<Defect>) {
    match format {
        Format::Yaml => yaml::read(text, file),
        Format::Json => json::read(text, file),
        Format::JsonLines => json::read_lines(text, file),
    }
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes; numbers, `true` and `false` of JSON too.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// `|` or `>`.
    Block,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Scalar(Style),
    /// A scalar whose text is not a part of the file as it stands (escapes, folded lines).
    Decoded(Style),
    Null,
    Seq,
    Map,
    Alias,
    /// Something that was reported as a defect and cannot be used.
    Broken,
}

/// `link` is, by kind: the index past the last descendant (lists, mappings), the index of the text
/// (decoded scalars), the index of the node meant (aliases); else unused.
#[derive(Clone, Copy, Debug)]
struct Raw {
    start: u32,
    end: u32,
    link: u32,
    kind: Kind,
}

/// The nodes of one file.
#[derive(Debug)]
pub struct Tree<'t> {
    text: &'t str,
    file: FileId,
    nodes: Vec<Raw>,
    decoded: Vec<String>,
    roots: Vec<u32>,
}

impl<'t> Tree<'t> {
    /// The root nodes: one for each YAML document, one for each line of JSON Lines. None for a file
    /// that is empty or holds only comments.
    pub fn roots(&self) -> impl Iterator<Item = Node<'_>> {
        self.roots.iter().map(|index| self.node(*index))
    }

    /// How many nodes there are, for measuring.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether the file holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.roots.is_empty()
    }

    /// The text that was read.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// A node with its alias followed. Aliases point to nodes that are no aliases themselves.
    #[inline]
    fn node(&self, index: u32) -> Node<'_> {
        let raw = self.raw(index);
        Node { tree: self, index: if raw.kind == Kind::Alias { raw.link } else { index } }
    }

    #[inline]
    fn raw(&self, index: u32) -> Raw {
        self.nodes[index as usize]
    }

    /// The node at an index, its alias followed, and the index past everything in it.
    #[inline]
    fn step(&self, index: u32) -> (Node<'_>, u32) {
        let raw = self.raw(index);
        let (index, next) = match raw.kind {
            Kind::Seq | Kind::Map => (index, raw.link),
            Kind::Alias => (raw.link, index + 1),
            _ => (index, index + 1),
        };
        (Node { tree: self, index }, next)
    }
}

/// A node of a tree. An alias is the node that it stands for, with that node's place.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    index: u32,
}

/// What a node is.
#[derive(Clone, Copy, Debug)]
pub enum Shape<'t> {
    /// A text with its style. Numbers and booleans are texts too.
    Scalar(&'t str, Style),
    /// A list.
    Seq,
    /// A mapping.
    Map,
    /// `null` or `~`; or nothing at all, with an empty span.
    Null,
    /// Something that cannot be used and was reported as a [`Defect`].
    Broken,
}

impl<'t> Node<'t> {
    /// What it is.
    #[must_use]
    #[inline]
    pub fn shape(self) -> Shape<'t> {
        let raw = self.tree.raw(self.index);
        match raw.kind {
            Kind::Scalar(style) => Shape::Scalar(self.tree.slice(raw.text_range()), style),
            Kind::Decoded(style) => {
                Shape::Scalar(self.tree.decoded.get(raw.link as usize).map_or("", |s| s), style)
            }
            Kind::Null => Shape::Null,
            Kind::Seq => Shape::Seq,
            Kind::Map => Shape::Map,
            // Aliases are followed when a node is made.
            Kind::Broken | Kind::Alias => Shape::Broken,
        }
    }

    /// The text of a scalar.
    #[must_use]
    #[inline]
    pub fn text(self) -> Option<&'t str> {
        match self.shape() {
            Shape::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// The text of a scalar that stands in the file as it is, and where it stands.
    #[inline]
    pub(crate) fn plain(self) -> Option<(&'t str, Span)> {
        let raw = self.tree.raw(self.index);
        let range = raw.text_range();
        let text = matches!(raw.kind, Kind::Scalar(_)).then(|| self.tree.slice(range.clone()))?;
        Some((text, Span::new(self.tree.file, range.start, range.end)))
    }

    /// Where the node stands, its quotes or brackets included.
    #[must_use]
    #[inline]
    pub fn span(self) -> Span {
        let raw = self.tree.raw(self.index);
        Span::new(self.tree.file, raw.start as usize, raw.end as usize)
    }

    /// Where the text of a scalar stands: without its quotes when what is between them is the text
    /// itself. For all other nodes the same as [`Node::span`].
    #[must_use]
    #[inline]
    pub fn text_span(self) -> Span {
        let range = self.tree.raw(self.index).text_range();
        Span::new(self.tree.file, range.start, range.end)
    }

    /// Whether nothing at all is written where the node should be (`key:` and a line's end).
    #[must_use]
    #[inline]
    pub fn is_absent(self) -> bool {
        let raw = self.tree.raw(self.index);
        raw.kind == Kind::Null && raw.start == raw.end
    }

    /// Its number among the nodes of its tree, from 1.
    #[inline]
    pub(crate) fn number(self) -> NonZeroU32 {
        NonZeroU32::MIN.saturating_add(self.index)
    }

    /// The node of the same tree with a number that [`Node::number`] gave.
    #[inline]
    pub(crate) fn numbered(self, number: NonZeroU32) -> Self {
        Self { index: number.get() - 1, ..self }
    }

    /// The elements of a list; empty for other nodes.
    pub fn items(self) -> impl Iterator<Item = Node<'t>> {
        self.children(Kind::Seq)
    }

    /// The entries of a mapping, key and value, in their order; empty for other nodes. A key that
    /// occurs twice was reported and is there twice.
    pub fn entries(self) -> impl Iterator<Item = (Node<'t>, Node<'t>)> {
        let mut children = self.children(Kind::Map);
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    /// The value of a mapping's first entry with this key.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.entries().find(|(k, _)| k.is_text(key)).map(|(_, value)| value)
    }

    /// Whether it is a scalar with this text.
    #[must_use]
    #[inline]
    pub fn is_text(self, text: &str) -> bool {
        let raw = self.tree.raw(self.index);
        match raw.kind {
            // Most are told apart by their lengths.
            Kind::Scalar(_) => {
                let range = raw.text_range();
                let bytes = self.tree.text.as_bytes();
                range.len() == text.len() && bytes.get(range) == Some(text.as_bytes())
            }
            _ => self.text() == Some(text),
        }
    }

    #[inline]
    fn children(self, kind: Kind) -> impl Iterator<Item = Node<'t>> {
        let raw = self.tree.raw(self.index);
        let end = if raw.kind == kind { raw.link } else { 0 };
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let (node, after) = self.tree.step(next);
                next = after;
                node
            })
        })
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.shape() {
            Shape::Scalar(text, Style::Plain) => f.write_str(text),
            Shape::Scalar(text, _) => write!(f, "{text:?}"),
            Shape::Null => f.write_str("null"),
            Shape::Broken => f.write_str("<broken>"),
            Shape::Seq => f.debug_list().entries(self.items()).finish(),
            Shape::Map => f.debug_map().entries(self.entries()).finish(),
        }
    }
}

impl Raw {
    #[inline]
    fn text_range(self) -> std::ops::Range<usize> {
        let quotes = u32::from(self.kind == Kind::Scalar(Style::Quoted));
        (self.start + quotes) as usize..(self.end - quotes) as usize
    }
}

impl<'t> Tree<'t> {
    #[inline]
    fn slice(&self, range: std::ops::Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or("")
    }
}

#[cfg(test)]
mod tests;
