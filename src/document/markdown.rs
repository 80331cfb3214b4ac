//! Markdown: the parser's events to drafts.
//!
//! Smart punctuation stays off, since it changes the text; so does strike-through, since `~` is
//! how estimates are written.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use smol_str::{SmolStr, format_smolstr};

use super::BlockKind;
use super::draft::Draft;
use super::label;
use super::map::Piece;

/// Drafts of a Markdown text. The front matter has been read; the parser steps over it.
pub(super) fn read(file: &str) -> Vec<Draft> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    // The parser takes a byte order mark for text.
    let base = if file.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let parser = Parser::new_ext(&file[base..], options);
    // Numbered definitions, "[1]: https://…", are references; the parser keeps them to itself.
    let mut definitions: Vec<_> = parser
        .reference_definitions()
        .iter()
        .filter(|(name, _)| name.bytes().all(|b| b.is_ascii_digit()))
        .map(|(name, definition)| (definition.span.clone(), SmolStr::from(name)))
        .collect();
    definitions.sort_by_key(|(span, _)| span.start);
    let mut reader = Reader::new(file);
    for (event, range) in parser.into_offset_iter() {
        reader.event(event, base + range.start..base + range.end);
    }
    reader.flush();
    for (span, name) in definitions {
        reader.definition(base + span.start..base + span.end, name);
    }
    reader.drafts
}

/// A list.
struct List {
    /// The number of its next item as Markdown counts, if it is numbered.
    next: Option<u64>,
    first: Option<u64>,
    /// Whether its first number is written before all items, for Markdown to count; told by the
    /// second item.
    lazy: Option<bool>,
}

impl List {
    fn new(first: Option<u64>) -> Self {
        Self { next: first, first, lazy: None }
    }

    /// The number of an item: the one that is written, as the markers of the text mean it, unless the
    /// counting is left to Markdown.
    fn number(&mut self, item: &str) -> Option<u64> {
        let counted = self.next?;
        self.next = counted.checked_add(1);
        let digits = item.bytes().take_while(u8::is_ascii_digit).count();
        let written: Option<u64> = item[..digits].parse().ok();
        if Some(counted) != self.first && self.lazy.is_none() {
            self.lazy = Some(written == self.first);
        }
        written.filter(|_| self.lazy == Some(false)).or(Some(counted))
    }
}

#[derive(Default)]
struct Table {
    ix: u32,
    row: u32,
    column: u32,
    header: bool,
}

struct Reader<'f> {
    file: &'f str,
    drafts: Vec<Draft>,
    piece: Piece,
    marked: Vec<Range<usize>>,
    /// Block that the text goes to: a heading, a cell; else told by what is around it.
    kind: Option<BlockKind>,
    quotes: usize,
    lists: Vec<List>,
    /// The label of the item that has begun, until its text is out.
    label: Option<SmolStr>,
    note: Option<SmolStr>,
    table: Table,
    code: bool,
    /// Inside of front matter or a block of HTML.
    dropped: usize,
    /// The text around an image, while its description is read; images may stand in each other.
    around: Option<(Piece, Vec<Range<usize>>)>,
    images: usize,
    captions: Vec<Piece>,
    /// Where the text of the innermost link, and of what is raised, begins.
    link: Option<usize>,
    raised: Option<usize>,
}

impl<'f> Reader<'f> {
    fn new(file: &'f str) -> Self {
        Self {
            file,
            drafts: Vec::new(),
            piece: Piece::default(),
            marked: Vec::new(),
            kind: None,
            quotes: 0,
            lists: Vec::new(),
            label: None,
            note: None,
            table: Table::default(),
            code: false,
            dropped: 0,
            around: None,
            images: 0,
            captions: Vec::new(),
            link: None,
            raised: None,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range.start),
            Event::End(tag) => self.end(tag),
            _ if self.dropped > 0 => {}
            Event::Text(text) => self.text(&text, range),
            Event::Code(_) => self.inline_code(range),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::FootnoteReference(_) => self.piece.copy(self.file, range),
            Event::SoftBreak | Event::HardBreak => {
                let end = range.end.max(range.start);
                let gap = end + blanks(&self.file[end..]);
                self.piece.join_line(self.file, range.start..gap);
            }
            Event::Rule => self.flush(),
            Event::Html(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Paragraph => self.flush(),
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading(depth(level))),
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) => {
                self.begin(BlockKind::Code);
                self.code = true;
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.flush();
                self.dropped += 1;
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(List::new(first));
            }
            Tag::Item => {
                self.flush();
                let item = self.file.get(at..).unwrap_or_default();
                self.label = self
                    .lists
                    .last_mut()
                    .and_then(|list| Some(format_smolstr!("{}", list.number(item)?)));
            }
            Tag::FootnoteDefinition(label) => {
                self.flush();
                self.note = Some(SmolStr::from(&*label));
            }
            Tag::Table(_) => {
                self.flush();
                self.table.row = 0;
            }
            Tag::TableHead => self.table.header = true,
            Tag::TableRow => {}
            Tag::TableCell => {
                let Table { ix: table, row, column, header } = self.table;
                self.begin(BlockKind::Cell { table, row, column, header });
            }
            Tag::Link { .. } => self.link = Some(self.piece.text.len()),
            Tag::Image { .. } => {
                self.images += 1;
                if self.around.is_none() {
                    let outer = (std::mem::take(&mut self.piece), std::mem::take(&mut self.marked));
                    self.around = Some(outer);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item => self.flush(),
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.flush();
                self.code = false;
            }
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                self.dropped = self.dropped.saturating_sub(1)
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.note = None;
            }
            TagEnd::Table => {
                self.flush();
                self.table.ix += 1;
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.flush();
                self.table.header = false;
                self.table.row += 1;
                self.table.column = 0;
            }
            TagEnd::TableCell => {
                self.flush();
                self.table.column += 1;
            }
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_image(),
            _ => {}
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.flush();
        self.kind = Some(kind);
    }

    fn kind(&mut self) -> BlockKind {
        let outer = || u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        match self.kind.take() {
            Some(kind) => kind,
            None => match &self.note {
                Some(label) => BlockKind::Note { label: label.clone() },
                None if self.quotes > 0 => BlockKind::Quotation,
                None if !self.lists.is_empty() => BlockKind::Item { depth: outer(), time: None },
                None => BlockKind::Paragraph,
            },
        }
    }

    /// Make a draft of the text so far, and of the images in it.
    fn flush(&mut self) {
        if let Some((piece, marked)) = self.around.take() {
            let inner = std::mem::replace(&mut self.piece, piece);
            self.marked = marked;
            self.captions.push(inner);
        }
        (self.link, self.raised, self.images) = (None, None, 0);
        let mut piece = std::mem::take(&mut self.piece);
        let marked = std::mem::take(&mut self.marked);
        piece.trim_end();
        if piece.text.is_empty() {
            if self.captions.is_empty() && matches!(self.kind, Some(BlockKind::Heading(_))) {
                self.kind = None;
            }
        } else {
            let kind = self.kind();
            let label = self.label.take();
            self.drafts.push(Draft { label, marked, ..Draft::new(kind, piece) });
        }
        self.kind = None;
        for mut caption in std::mem::take(&mut self.captions) {
            caption.trim_end();
            if !caption.text.is_empty() {
                self.drafts.push(Draft::new(BlockKind::Caption, caption));
            }
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.file.get(range.clone()) == Some(text) {
            if self.code {
                self.piece.copy(self.file, range);
            } else {
                self.prose(range);
            }
        } else if self.code {
            // Line ends are made one character.
            let end = range.start + self.file[range.clone()].trim_end_matches(['\r', '\n']).len();
            self.piece.copy(self.file, range.start..end);
            if text.ends_with('\n') {
                self.piece.put("\n", end..range.end);
            }
        } else {
            self.piece.put(text, range);
        }
    }

    /// Text of a paragraph; white space at its start is none of it.
    fn prose(&mut self, range: Range<usize>) {
        let start = if self.piece.text.is_empty() { blanks(&self.file[range.clone()]) } else { 0 };
        self.piece.prose(self.file, range.start + start..range.end);
    }

    fn inline_code(&mut self, range: Range<usize>) {
        let inner = self.file[range.clone()].trim_matches('`');
        let ticks =
            self.file[range.clone()].len() - self.file[range.clone()].trim_start_matches('`').len();
        let start = self.piece.text.len();
        let from = range.start + ticks;
        self.prose(from..from + inner.len());
        self.piece.literal.push(start..self.piece.text.len());
    }

    fn inline_html(&mut self, html: &str, range: Range<usize>) {
        let name = html.trim_matches(['<', '>', '/', ' ']);
        let name = name.split([' ', '/']).next().unwrap_or_default();
        if name.eq_ignore_ascii_case("br") {
            self.piece.space(range);
        } else if name.eq_ignore_ascii_case("sup") {
            let closing = html.starts_with("</");
            let start = self.raised.take();
            if !closing {
                self.raised = Some(self.piece.text.len());
            } else if let Some(start) = start {
                self.mark_numbers(start, true);
            }
        }
    }

    /// A link whose text is a number, or a number in brackets, is a marker.
    fn end_link(&mut self) {
        if let Some(start) = self.link.take() {
            self.mark_numbers(start, false);
        }
    }

    fn mark_numbers(&mut self, start: usize, raised: bool) {
        /// Numbers of notes have at most three digits.
        const DIGITS: usize = 3;
        let Some(text) = self.piece.text.get(start..).filter(|text| !text.is_empty()) else {
            return;
        };
        let list =
            |b: u8| b.is_ascii_digit() || raised && matches!(b, b',' | b'-' | b' ' | b'[' | b']');
        let longest = text.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
        let power = raised
            && matches!(text, "2" | "3")
            && self.piece.text[..start].ends_with(char::is_alphanumeric)
            && super::marks::is_unit(&self.piece.text[..start]);
        if text.bytes().all(list) && (1..=DIGITS).contains(&longest) && !power {
            // A space at the end goes with the end of the block.
            let range = start..start + text.trim_end().len();
            if self.marked.last().is_none_or(|last| last.end <= range.start) {
                self.marked.push(range);
            }
        }
    }

    fn end_image(&mut self) {
        self.images = self.images.saturating_sub(1);
        if self.images > 0 {
            return;
        }
        if let Some((piece, marked)) = self.around.take() {
            let inner = std::mem::replace(&mut self.piece, piece);
            self.marked = marked;
            self.captions.push(inner);
        }
    }

    /// "[1]: https://… "Title"": a reference with the number as its label.
    fn definition(&mut self, range: Range<usize>, name: SmolStr) {
        let text = &self.file[range.clone()];
        let Some(label) = label::of(text) else { return };
        let mut piece = Piece::default();
        piece.prose(self.file, range.start + label.end..range.end);
        piece.trim_end();
        if !piece.text.is_empty() {
            self.drafts.push(Draft::new(BlockKind::Reference { label: Some(name) }, piece));
        }
    }
}

/// Bytes of white space at the start.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', '\r', '\n']).len()
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
