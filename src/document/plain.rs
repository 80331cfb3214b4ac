//! Plain text: lines to drafts.
//!
//! Nothing in a plain text says what it is, so that every decision here rests on how it is printed:
//! gaps, indents, the lengths of lines. Where that does not settle a thing, it is a paragraph.

use super::BlockKind;
use super::draft::Draft;
use super::furniture;
use super::heading::{self, Look};
use super::label::{self, Form, Label};
use super::lines::{self, Layout, Line, ends_sentence, is_full, runs_on};
use super::map::Piece;
use super::table::{self, Table};

/// Drafts of a plain text, from a byte on.
pub(super) fn read(file: &str, from: usize) -> Vec<Draft> {
    let lines = lines::lines(file, from);
    let furniture = furniture::find(file, &lines);
    let layout = Layout::of(&lines);
    let mut reader = Reader {
        file,
        lines: &lines,
        layout,
        drafts: Vec::new(),
        tables: 0,
        indents: Vec::new(),
        no_table_before: 0,
    };
    let mut at = 0;
    while at < lines.len() {
        if furniture[at] {
            reader.one_line(at, BlockKind::Boilerplate);
            at += 1;
            continue;
        }
        let more = (at + 1..lines.len()).take_while(|i| !lines[*i].gap && !furniture[*i]).count();
        reader.chunk(Chunk { first: at, end: at + 1 + more });
        at += 1 + more;
    }
    levels(&mut reader.drafts);
    reader.drafts
}

/// A run of lines without a gap: first line, one past the last.
#[derive(Clone, Copy)]
struct Chunk {
    first: usize,
    end: usize,
}

struct Reader<'f> {
    file: &'f str,
    lines: &'f [Line],
    layout: Layout,
    drafts: Vec<Draft>,
    tables: u32,
    /// Indents of the lists that the last item stands in, outermost first.
    indents: Vec<u32>,
    /// Lines before this one begin no table; so each line is tried once.
    no_table_before: usize,
}

/// Level of a heading in capitals; of others, where there are such; and where there are none.
const CAPITALS: u8 = 2;
const PLAIN: u8 = 3;
/// Stands for a level that is told by what other headings the text has.
const UNSETTLED: u8 = 0;

fn levels(drafts: &mut [Draft]) {
    let capitals = drafts.iter().any(|draft| draft.kind == BlockKind::Heading(CAPITALS));
    let level = if capitals { PLAIN } else { CAPITALS };
    for draft in drafts {
        if draft.kind == BlockKind::Heading(UNSETTLED) {
            draft.kind = BlockKind::Heading(level);
        }
    }
}

impl<'f> Reader<'f> {
    fn text(&self, line: usize) -> &'f str {
        self.lines[line].text(self.file)
    }

    fn piece(&self, line: usize, skip: usize) -> Piece {
        let range = self.lines[line].range();
        let mut piece = Piece::default();
        piece.prose(self.file, range.start + skip..range.end);
        piece
    }

    fn push(&mut self, mut draft: Draft) {
        draft.piece.trim_end();
        if !draft.piece.text.is_empty() {
            self.drafts.push(draft);
        }
    }

    fn one_line(&mut self, line: usize, kind: BlockKind) {
        let piece = self.piece(line, 0);
        self.push(Draft::new(kind, piece));
    }

    fn chunk(&mut self, chunk: Chunk) {
        let width = self.layout.wrapped(self.file, &self.lines[chunk.first..chunk.end]);
        let mut at = chunk.first;
        while at < chunk.end {
            at += self.block(at, chunk, width);
        }
    }

    /// One block from a line on; the lines that it takes.
    fn block(&mut self, at: usize, chunk: Chunk, width: Option<u32>) -> usize {
        if let Some(table) = self.table(at, chunk) {
            return self.push_table(table);
        }
        let text = self.text(at);
        if let Some(level) = self.underlined(at, chunk) {
            self.one_line(at, BlockKind::Heading(level));
            return 2;
        }
        if !text.contains(char::is_alphanumeric) {
            return 1;
        }
        if let Some((level, skip)) = hashes(text) {
            let piece = self.piece(at, skip);
            self.push(Draft::new(BlockKind::Heading(level), piece));
            return 1;
        }
        if text.starts_with('>') {
            return self.quotation(at, chunk);
        }
        if let Some(level) = self.heading(at, chunk, width) {
            self.one_line(at, BlockKind::Heading(level));
            return 1;
        }
        self.running(at, chunk, width)
    }

    /// A paragraph or an item, with the lines that go on in it.
    fn running(&mut self, at: usize, chunk: Chunk, width: Option<u32>) -> usize {
        let label = label::of(self.text(at));
        let mut end = at + 1;
        while end < chunk.end && self.goes_on(at, end, chunk, width, label.as_ref()) {
            end += 1;
        }
        let forms = |form: Form| matches!(form, Form::Bullet | Form::Item | Form::Clock);
        let item = label.as_ref().filter(|label| forms(label.form));
        let mut piece = self.piece(at, item.map_or(0, |label| label.end));
        for line in at + 1..end {
            let (before, range) = (self.lines[line - 1].end as usize, self.lines[line].range());
            piece.join_line(self.file, before..range.start);
            piece.prose(self.file, range);
        }
        let indent = self.lines[at].indent;
        let draft = match item {
            Some(label) => {
                let depth = self.depth(indent);
                let name = Some(label.name.clone()).filter(|name| !name.is_empty());
                let (label, time) =
                    if label.form == Form::Clock { (None, name) } else { (name, None) };
                Draft { label, ..Draft::new(BlockKind::Item { depth, time }, piece) }
            }
            None => {
                if self.indents.first().is_none_or(|outer| indent <= *outer) {
                    self.indents.clear();
                }
                Draft::new(BlockKind::Paragraph, piece)
            }
        };
        self.push(draft);
        end - at
    }

    /// Lists around an item, told by its indent.
    fn depth(&mut self, indent: u32) -> u8 {
        while self.indents.last().is_some_and(|last| *last > indent) {
            self.indents.pop();
        }
        if self.indents.last().is_none_or(|last| *last < indent) {
            self.indents.push(indent);
        }
        u8::try_from(self.indents.len() - 1).unwrap_or(u8::MAX)
    }

    /// Whether a line goes on with the block that began at `first`.
    fn goes_on(
        &mut self,
        first: usize,
        line: usize,
        chunk: Chunk,
        width: Option<u32>,
        label: Option<&Label>,
    ) -> bool {
        let [opening, before, this] = [first, line - 1, line].map(|i| self.lines[i]);
        let pair = [before, this];
        let text = self.text(line);
        let full = width.is_some_and(|width| is_full(self.file, &pair, width));
        let closed = ends_sentence(before.text(self.file));
        if text.starts_with('>') || hashes(text).is_some() || table::is_rule(text) {
            return false;
        }
        if let Some(next) = label::of(text) {
            let listed = label.is_some_and(|label| label.form == next.form);
            let within = full && !closed && !listed;
            let numbers = |l: &Label| l.name.parse::<u32>().ok();
            let bare = next.form == Form::Bare
                && width.is_some()
                && label.and_then(numbers).map(|n| n + 1) != numbers(&next);
            if !within && !bare {
                return false;
            }
        }
        let hangs = this.indent > opening.indent;
        let Some(width) = width else { return label.is_some() && hangs };
        if self.underlined(line, chunk).is_some() || self.table(line, chunk).is_some() {
            return false;
        }
        if before.indent > opening.indent && this.indent <= opening.indent && line > first + 1 {
            // Back at the margin under hanging lines: the next entry.
            return false;
        }
        if runs_on(before.text(self.file), text) || hangs && label.is_some() {
            return true;
        }
        /// Columns by which the first line of a paragraph is set in.
        const SET_IN: u32 = 2;
        if full {
            return !(closed && this.indent >= before.indent + SET_IN);
        }
        !closed && before.width * 2 > width
    }

    fn table(&mut self, at: usize, chunk: Chunk) -> Option<Table> {
        if at < self.no_table_before {
            return None;
        }
        match table::at_start(self.file, &self.lines[at..chunk.end]) {
            Ok(table) => Some(table),
            Err(lines) => {
                self.no_table_before = at + lines;
                None
            }
        }
    }

    fn push_table(&mut self, table: Table) -> usize {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        for (row, cells) in table.rows.into_iter().enumerate() {
            for (column, cell) in cells.into_iter().enumerate() {
                let mut piece = Piece::default();
                piece.prose(self.file, cell);
                let header = table.header && row == 0;
                let (row, column) = (small(row), small(column));
                let kind = BlockKind::Cell { table: self.tables, row, column, header };
                self.push(Draft::new(kind, piece));
            }
        }
        self.tables += 1;
        table.lines
    }

    fn quotation(&mut self, at: usize, chunk: Chunk) -> usize {
        let mut piece = Piece::default();
        let mut last = None;
        let mut count = 0;
        for line in at..chunk.end {
            let text = self.text(line);
            if !text.starts_with('>') {
                break;
            }
            count += 1;
            let bare = text.trim_start_matches(['>', ' ', '\t']);
            let range = self.lines[line].range();
            let start = range.end - bare.len();
            if bare.is_empty() {
                let done = std::mem::take(&mut piece);
                self.push(Draft::new(BlockKind::Quotation, done));
                last = None;
                continue;
            }
            if let Some(before) = last {
                piece.join_line(self.file, before..start);
            }
            piece.prose(self.file, start..range.end);
            last = Some(range.end);
        }
        self.push(Draft::new(BlockKind::Quotation, piece));
        count
    }

    /// The level of a heading whose underline is the next line.
    fn underlined(&self, at: usize, chunk: Chunk) -> Option<u8> {
        if at + 1 >= chunk.end || at > chunk.first && !ends_sentence(self.text(at - 1)) {
            return None;
        }
        let (text, rule) = (self.text(at), self.text(at + 1));
        let (width, ruled) = (self.lines[at].width, self.lines[at + 1].width);
        let level = match rule.bytes().next()? {
            b'=' => 1,
            b'-' | b'~' => 2,
            _ => return None,
        };
        let same = rule.bytes().all(|b| Some(b) == rule.bytes().next());
        // An underline is about as long as its line.
        let fits = ruled > 2 && ruled <= width * 2 && width <= ruled * 2;
        (same && fits && text.contains(char::is_alphabetic)).then_some(level)
    }

    /// The level of a heading that a line is by its look and place.
    fn heading(&self, at: usize, chunk: Chunk, width: Option<u32>) -> Option<u8> {
        let (line, text) = (self.lines[at], self.text(at));
        let next = self.lines.get(at + 1)?;
        let look = heading::look(text)?;
        let labelled = label::of(text);
        let alone = chunk.first + 1 == chunk.end;
        let below = next.text(self.file);
        let body = is_body(next, below);
        if let Some(label) = &labelled {
            let listed =
                matches!(self.drafts.last().map(|d| &d.kind), Some(BlockKind::Item { .. }));
            let like = label::of(below).is_some_and(|next| next.form == label.form);
            let numbered = matches!(look, Look::Title { number: 1.., .. });
            if !alone || listed || like || !numbered || !body {
                return None;
            }
        }
        let stands = match look {
            _ if heading::is_caption(text) => false,
            Look::Title { .. } if alone => true,
            Look::Title { .. } => {
                /// A heading above wrapped text is shorter than the text is wide.
                const SHORT: u32 = 8;
                let short = width.is_none_or(|width| line.width * 10 <= width * SHORT);
                let opens =
                    width.is_none() || at == chunk.first || ends_sentence(self.text(at - 1));
                // An entry of a bibliography, with its other lines set in.
                let entry = next.indent > line.indent && label::of(below).is_none();
                let more = at + 1 < chunk.end && !entry;
                short && opens && more && (body || label::of(below).is_some())
            }
            Look::Sentence => {
                alone
                    && (body || next.width > line.width)
                    && !text.starts_with(|c: char| c.is_ascii_digit())
                    && !below.starts_with(char::is_lowercase)
                    && self.drafts.last().is_none_or(closes)
            }
        };
        let first = !self.drafts.iter().take(1).any(|draft| draft.kind != BlockKind::Boilerplate);
        match look {
            _ if !stands => None,
            _ if first => Some(1),
            Look::Title { number: number @ 1.., .. } => Some(number.saturating_add(1).min(6)),
            Look::Title { capitals: true, .. } => Some(CAPITALS),
            _ => Some(UNSETTLED),
        }
    }
}

/// Whether a line can be the start of what a heading stands above.
fn is_body(line: &Line, text: &str) -> bool {
    /// Columns that a short paragraph fills.
    const FILLED: u32 = 50;
    line.width >= FILLED || ends_sentence(text)
}

/// Whether a text is over with a draft, so that what follows does not go on with it.
fn closes(draft: &Draft) -> bool {
    draft.kind != BlockKind::Paragraph || ends_sentence(draft.text())
}

/// "## Boats": level and bytes before the text.
fn hashes(text: &str) -> Option<(u8, usize)> {
    let level = text.bytes().take_while(|b| *b == b'#').count();
    let rest = text.get(level..)?;
    let level_is = (1..=6).contains(&level) && rest.starts_with(' ');
    Some((u8::try_from(level).ok()?, text.len() - rest.trim_start().len())).filter(|_| level_is)
}

/// Join paragraphs that a page's foot broke: notes and page numbers stand inside of a sentence.
pub(super) fn join_over_pages(file: &str, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    // The paragraph that may go on, while nothing but feet of pages came since.
    let mut open: Option<usize> = None;
    for draft in drafts {
        let foot = matches!(
            draft.kind,
            BlockKind::Boilerplate | BlockKind::Reference { .. } | BlockKind::Note { .. }
        );
        if foot {
            out.push(draft);
            continue;
        }
        let joined = open.filter(|at| {
            at + 1 < out.len()
                && draft.kind == BlockKind::Paragraph
                && draft.text().starts_with(char::is_lowercase)
        });
        match joined {
            Some(at) => out[at].piece.append(file, &draft.piece),
            None => {
                out.push(draft);
                open = Some(out.len() - 1);
            }
        }
        open = open.filter(|at| {
            let draft: &Draft = &out[*at];
            draft.kind == BlockKind::Paragraph && !ends_sentence(draft.text())
        });
    }
    out
}
