//! Clean text that knows where each of its bytes stands in the file.

use std::ops::Range;

use smallvec::SmallVec;

/// A stretch of clean text, up to the next run's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Where it starts in the clean text.
    text: u32,
    /// Where it starts in the file's text.
    source: u32,
    /// Bytes of the file that it stands for as a whole; [`COPIED`] where it is the file's own
    /// bytes, each for itself.
    width: u32,
}

const COPIED: u32 = u32::MAX;

/// Offsets fit, because files are smaller than 4 GiB ([`crate::source::MAX_FILE`]).
fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// From clean text to the file. Most blocks are one stretch of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Map(SmallVec<[Run; 1]>);

impl Map {
    fn run(&self, at: usize) -> Option<Run> {
        let next = self.0.partition_point(|run| run.text as usize <= at);
        next.checked_sub(1).map(|last| self.0[last])
    }

    /// Where a byte of clean text starts in the file.
    fn start(&self, at: usize) -> usize {
        self.run(at).map_or(0, |run| match run.width {
            COPIED => run.source as usize + (at - run.text as usize),
            _ => run.source as usize,
        })
    }

    /// Where a byte of clean text ends in the file.
    fn end(&self, at: usize) -> usize {
        self.run(at).map_or(0, |run| match run.width {
            COPIED => run.source as usize + (at - run.text as usize) + 1,
            width => run.source as usize + width as usize,
        })
    }

    /// Bytes of the file for a range of clean text, which is widened to whole characters. An empty
    /// range is an empty place; what is out of bounds is clamped.
    pub(super) fn source(&self, text: &str, range: Range<usize>) -> Range<usize> {
        let mut start = range.start.min(text.len());
        let mut end = range.end.clamp(start, text.len());
        let empty = start == end;
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        match (empty, start < text.len(), text.len().checked_sub(1)) {
            (_, _, None) => {
                self.0.first().map_or(0..0, |run| run.source as usize..run.source as usize)
            }
            (true, true, _) => self.start(start)..self.start(start),
            (true, false, Some(last)) => self.end(last)..self.end(last),
            (false, _, _) => self.start(start)..self.end(end - 1),
        }
    }
}

/// Clean text on its way to become a block.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    pub(super) text: String,
    map: Map,
    /// Offsets in the text at which a line of the file begins that was joined to the one before.
    pub(super) breaks: Vec<u32>,
    /// Ranges of the text in which no citation marker is looked for: inline code.
    pub(super) literal: Vec<Range<usize>>,
}

impl Piece {
    fn run(&mut self, source: usize, width: u32) {
        let text = small(self.text.len());
        let goes_on = width == COPIED
            && self.map.0.last().is_some_and(|last| {
                last.width == COPIED && last.source + (text - last.text) == small(source)
            });
        if !goes_on {
            self.map.0.push(Run { text, source: small(source), width });
        }
    }

    /// Text as it stands in the file.
    pub(super) fn copy(&mut self, file: &str, range: Range<usize>) {
        if let Some(text) = file.get(range.clone()).filter(|text| !text.is_empty()) {
            self.run(range.start, COPIED);
            self.text.push_str(text);
        }
    }

    /// Text that stands for other text of the file, such as a character for its entity.
    pub(super) fn put(&mut self, text: &str, range: Range<usize>) {
        if !text.is_empty() {
            self.run(range.start, small(range.len()).min(COPIED - 1));
            self.text.push_str(text);
        }
    }

    /// One space for white space of the file; none at the start or after another.
    pub(super) fn space(&mut self, range: Range<usize>) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.put(" ", range);
        }
    }

    /// Text of the file with runs of white space as one space, and without characters that are
    /// not seen: soft hyphens, zero-width spaces and joiners of words, byte order marks.
    pub(super) fn prose(&mut self, file: &str, range: Range<usize>) {
        let Some(text) = file.get(range.clone()) else { return };
        let bytes = text.as_bytes();
        let (mut from, mut at) = (0, 0);
        while at < bytes.len() {
            let skip = match bytes[at] {
                b' ' if from < at && bytes.get(at + 1).is_some_and(|b| !is_blank(*b)) => 0,
                b if is_blank(b) => bytes[at..].iter().take_while(|b| is_blank(**b)).count(),
                0xc2 | 0xe2 | 0xef => unseen(&bytes[at..]),
                _ => 0,
            };
            if skip == 0 {
                at += 1;
                continue;
            }
            self.copy(file, range.start + from..range.start + at);
            if is_blank(bytes[at]) {
                self.space(range.start + at..range.start + at + skip);
            }
            at += skip;
            from = at;
        }
        self.copy(file, range.start + from..range.end);
    }

    /// Join the next line: the white space between is one space. A word broken at its hyphen keeps
    /// the hyphen and gets no space, unless the hyphen is that of "pre- and post-war".
    pub(super) fn join_line(&mut self, file: &str, between: Range<usize>) {
        let rest = file.get(between.end..).unwrap_or_default();
        // The white space alone: a reader may have dropped something behind it.
        let gap = file.get(between.clone()).unwrap_or_default();
        let start = between.start + gap.len() - gap.trim_start_matches('\\').len();
        let blank = gap.trim_start_matches('\\').bytes().take_while(|b| is_blank(*b)).count();
        let between = start..(start + blank).max((start + 1).min(between.end));
        if !breaks_word(&self.text, file, between.start, rest) {
            self.space(between);
        }
        self.breaks.push(small(self.text.len()));
    }

    /// Bytes of the file for a range of the text.
    pub(super) fn source(&self, range: Range<usize>) -> Range<usize> {
        self.map.source(&self.text, range)
    }

    /// First and last byte of the file that is in the text.
    pub(super) fn extent(&self) -> Range<usize> {
        self.source(0..self.text.len())
    }

    /// Without white space at the end.
    pub(super) fn trim_end(&mut self) {
        let kept = self.text.trim_end().len();
        self.truncate(kept);
    }

    fn truncate(&mut self, kept: usize) {
        self.text.truncate(kept);
        while self.map.0.len() > 1 && self.map.0.last().is_some_and(|run| run.text as usize >= kept)
        {
            self.map.0.pop();
        }
        while self.breaks.last().is_some_and(|at| *at as usize > kept) {
            self.breaks.pop();
        }
    }

    /// Cut off everything from an offset on, and return it.
    pub(super) fn split_off(&mut self, at: usize) -> Self {
        let mut rest = Self::default();
        for part in self.parts(at..self.text.len()) {
            rest.append_part(&self.text, part);
        }
        let later = self.breaks.partition_point(|b| *b as usize <= at);
        rest.breaks = self.breaks.split_off(later).into_iter().map(|b| b - small(at)).collect();
        let later = self.literal.partition_point(|range| range.start < at);
        let shifted = |range: Range<usize>| range.start - at..range.end - at;
        rest.literal = self.literal.split_off(later).into_iter().map(shifted).collect();
        if let Some(last) = self.literal.last_mut() {
            last.end = last.end.min(at);
        }
        self.truncate(at);
        self.trim_end();
        rest
    }

    /// The text without some ranges, which ascend and do not overlap.
    pub(super) fn cut(&mut self, ranges: &[Range<usize>]) {
        let old = std::mem::take(self);
        let mut from = 0;
        let mut runs = old.parts(0..old.text.len()).peekable();
        // One walk over both lists; parts are re-made where a range splits them.
        for range in ranges.iter().cloned().chain(std::iter::once(old.text.len()..old.text.len())) {
            let kept = from..range.start.max(from);
            while let Some((part, run)) = runs.peek().cloned() {
                let start = part.start.max(kept.start);
                let end = part.end.min(kept.end);
                if start < end {
                    self.append_part(&old.text, clip(part.clone(), run, start..end));
                }
                if part.end > kept.end {
                    break;
                }
                runs.next();
            }
            from = range.end.max(from);
        }
    }

    /// Add another piece behind this one, with one space for the white space before it.
    pub(super) fn append(&mut self, file: &str, other: &Self) {
        let start = other.extent().start;
        // Signs that are not seen may stand between the space and the text.
        let before = file.get(..start).unwrap_or_default().trim_end_matches(is_unseen);
        let start = before.len();
        let blank = before.bytes().rev().take_while(|b| is_blank(*b)).count();
        self.space(start - blank..start);
        for part in other.parts(0..other.text.len()) {
            self.append_part(&other.text, part);
        }
    }

    /// The runs within a range, each with its own range of the text.
    fn parts(&self, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, Run)> + '_ {
        let first = self.map.0.partition_point(|run| run.text as usize <= range.start);
        let runs = self.map.0.get(first.saturating_sub(1)..).unwrap_or_default();
        runs.iter().enumerate().map_while(move |(i, run)| {
            let end = runs.get(i + 1).map_or(self.text.len(), |next| next.text as usize);
            let part = run.text as usize..end;
            let kept = part.start.max(range.start)..part.end.min(range.end);
            (run.text as usize <= range.end && kept.start <= kept.end)
                .then(|| clip(part, *run, kept))
        })
    }

    fn append_part(&mut self, text: &str, (part, run): (Range<usize>, Run)) {
        if let Some(text) = text.get(part).filter(|text| !text.is_empty()) {
            self.run(run.source as usize, run.width);
            self.text.push_str(text);
        }
    }

    pub(super) fn finish(self) -> (String, Map) {
        let mut map = self.map;
        map.0.shrink_to_fit();
        let mut text = self.text;
        text.shrink_to_fit();
        (text, map)
    }
}

/// The part of a run that stands for a part of its text.
fn clip(part: Range<usize>, run: Run, kept: Range<usize>) -> (Range<usize>, Run) {
    let source = match run.width {
        COPIED => run.source + small(kept.start - part.start),
        _ => run.source,
    };
    (kept, Run { source, ..run })
}

/// White space that is joined. A no-break space is a character that its writer chose.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

/// Characters that are not seen.
const UNSEEN: [&str; 4] = ["\u{ad}", "\u{200b}", "\u{2060}", "\u{feff}"];

fn is_unseen(c: char) -> bool {
    UNSEEN.iter().any(|unseen| unseen.starts_with(c))
}

/// Bytes of characters that are not seen, at the start.
fn unseen(bytes: &[u8]) -> usize {
    UNSEEN.iter().find(|c| bytes.starts_with(c.as_bytes())).map_or(0, |c| c.len())
}

/// Whether a line that ends in `before` breaks a word that goes on in `after`.
fn breaks_word(before: &str, file: &str, end: usize, after: &str) -> bool {
    /// What follows a hyphen that stands for a word: "two- and three-storey".
    const SUSPENDED: [&str; 5] = ["and ", "or ", "to ", "nor ", "but "];
    if file.get(..end).is_some_and(|text| text.ends_with('\u{ad}')) {
        return true;
    }
    let mut last = before.chars().rev();
    last.next() == Some('-')
        && last.next().is_some_and(char::is_alphanumeric)
        && after.starts_with(char::is_alphanumeric)
        && !SUSPENDED.iter().any(|word| after.starts_with(word))
}
