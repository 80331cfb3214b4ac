//! YAML text to a tree. With [`syntax`], the only place that names the YAML crate.
//!
//! A file in the style that records are mostly written in is read in one fast pass ([`plain`]), any
//! other one by the YAML crate. A file with a syntax error is read again piece by piece
//! ([`recover`]), so that a broken record costs itself alone.

mod plain;
mod recover;
mod syntax;

use std::ops::Range;

use granit_parser::{Event, Options, Parser, ScalarStyle, ScanError};

use super::build::{Builder, shown};
use super::{Defect, MAX_DEPTH, Style, Tree};
use crate::span::FileId;

/// The mark that some editors put before the first character.
const MARK: char = '\u{feff}';

pub(super) fn read(text: &str, file: FileId) -> (Tree<'_>, Vec<Defect>) {
    let mut builder = Builder::new(text, file);
    // A mark inside the text is an error, so it is left out; offsets are corrected.
    let start = if text.starts_with(MARK) { MARK.len_utf8() } else { 0 };
    let clean = builder.mark();
    if plain::read(&mut builder, start).is_ok() {
        return builder.finish();
    }
    builder.rewind(&clean);
    if let Err(error) = piece(&mut builder, start..text.len(), Wrap::Stream) {
        builder.rewind(&clean);
        recover::file(&mut builder, start, error);
    }
    builder.finish()
}

/// What a piece of a file is a part of. Its outer list or mapping is open already, and the piece's
/// own is not built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrap {
    /// Of nothing: whole documents.
    Stream,
    /// Entries of a mapping.
    Map,
    /// Elements of a list.
    Seq,
    /// Entries of a mapping that is the element of a list (`- key: value`).
    Item,
}

impl Wrap {
    /// The outer starts that are not built; `true` for a mapping.
    fn skipped(self) -> &'static [bool] {
        match self {
            Self::Stream => &[],
            Self::Map => &[true],
            Self::Seq => &[false],
            Self::Item => &[false, true],
        }
    }
}

/// A syntax error at its place in the file.
#[derive(Debug)]
struct Broken {
    kind: Why,
    /// Where the parser noticed.
    at: usize,
    /// Where the last thing ended that it could read.
    after: usize,
    /// Where the innermost list or mapping began that was still open.
    opened: Option<usize>,
}

#[derive(Debug)]
enum Why {
    /// The parser's own error.
    Syntax(Box<ScanError>),
    TooDeep,
    /// The piece is not the kind of thing that its place in the file wants.
    Misplaced,
}

fn options() -> Options {
    let mut options = Options::default();
    options.emit_unresolved_aliases = true;
    options.emit_anchor_events = true;
    options.flow_nesting_limit = MAX_DEPTH;
    options.block_nesting_limit = MAX_DEPTH;
    options.set_emit_comments(false);
    options
}

/// Read a part of the file into the builder. After an error the builder holds what came before it.
fn piece(builder: &mut Builder<'_>, range: Range<usize>, wrap: Wrap) -> Result<(), Broken> {
    let base = range.start;
    let Some(text) = builder.tree.text.get(range) else { return Ok(()) };
    let skipped = wrap.skipped();
    // Starts inside of the skipped ones, and how many of those are open.
    let (floor, mut outer, mut ended) = (builder.depth(), 0, false);
    let mut after = base;
    for next in Parser::new_from_str_with_options(text, options()) {
        let (event, span) = next.map_err(|error| Broken {
            at: base + error.marker().byte_offset().unwrap_or(0),
            kind: Why::Syntax(Box::new(error)),
            after,
            opened: builder.innermost(),
        })?;
        // A mark at the very end of a text was seen to be counted as one byte.
        let place = |offset: usize| base + text.floor_char_boundary(offset);
        let span = span.byte_range().map_or(base..base, |r| place(r.start)..place(r.end));
        if wrap != Wrap::Stream && builder.depth() == floor {
            match event {
                // Documents were told apart before; this is only the piece's own start.
                Event::DocumentStart(..) => continue,
                Event::MappingEnd | Event::SequenceEnd => {
                    ended = true;
                    continue;
                }
                _ if event.is_node() && (ended || outer < skipped.len()) => {
                    let start = match event {
                        Event::MappingStart(..) => Some(true),
                        Event::SequenceStart(..) => Some(false),
                        _ => None,
                    };
                    if ended || start != Some(skipped[outer]) {
                        let kind = Why::Misplaced;
                        return Err(Broken { kind, at: span.start, after, opened: None });
                    }
                    outer += 1;
                    continue;
                }
                _ => {}
            }
        }
        after = after.max(span.end);
        build(builder, event, span, after)?;
    }
    Ok(())
}

fn build<'t>(
    builder: &mut Builder<'t>,
    event: Event<'t>,
    span: Range<usize>,
    after: usize,
) -> Result<(), Broken> {
    if let Some(tag) = event.tag().filter(|tag| tag.is_custom()) {
        let tag = shown(&tag.original());
        let message = format!("the tag `{tag}` means nothing here; the value is read without it");
        builder.defect(span.clone(), message, "has a tag", Some("remove the tag"));
    }
    match event {
        Event::DocumentStart(..) => builder.start_document(),
        Event::Scalar(text, style, ..) => {
            let style = match style {
                ScalarStyle::Plain => Style::Plain,
                ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
                ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
            };
            let span = if style == Style::Block { trim(builder.tree.text, span) } else { span };
            builder.scalar(text, style, span);
        }
        Event::SequenceStart(..) => return open(builder, false, span.start, after),
        Event::MappingStart(..) => return open(builder, true, span.start, after),
        // The end of a list or mapping without brackets has an empty span at the next token.
        Event::SequenceEnd | Event::MappingEnd => {
            builder.close((!span.is_empty()).then_some(span.end));
        }
        Event::Anchor(_, name) => builder.anchor(&name, span),
        Event::Alias(_) => {
            let name = builder.tree.slice(span.start + 1..span.end);
            builder.alias(name, span);
        }
        Event::UnresolvedAlias(name) => builder.alias(&name, span),
        _ => {}
    }
    Ok(())
}

fn open(builder: &mut Builder<'_>, map: bool, at: usize, after: usize) -> Result<(), Broken> {
    if builder.open(map, at) {
        return Ok(());
    }
    Err(Broken { kind: Why::TooDeep, at, after, opened: None })
}

/// A span without the blank space at its end: a block scalar's runs up to the next token.
fn trim(text: &str, span: Range<usize>) -> Range<usize> {
    let inside = text.get(span.clone()).unwrap_or("");
    span.start..span.start + inside.trim_end().len()
}
