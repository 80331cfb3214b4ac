//! The lines of a plain text, and whether a line break in it is a space or ends a paragraph.

use std::ops::Range;

/// A line that holds something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// First byte that is no white space.
    pub(super) start: u32,
    /// One past the last byte that is no white space.
    pub(super) end: u32,
    /// Columns of white space before it.
    pub(super) indent: u32,
    /// Characters.
    pub(super) width: u32,
    /// Whether a blank line or a page break stands before it.
    pub(super) gap: bool,
    /// Whether a page break stands right before it.
    pub(super) page: bool,
}

impl Line {
    pub(super) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(super) fn text<'f>(&self, file: &'f str) -> &'f str {
        &file[self.range()]
    }
}

/// Columns that a tab advances to a multiple of. Only comparisons among lines of one text matter.
const TAB: u32 = 4;

/// All lines of a text from a byte on that hold something.
pub(super) fn lines(file: &str, from: usize) -> Vec<Line> {
    let bytes = file.as_bytes();
    let mut out: Vec<Line> = Vec::new();
    let (mut at, mut gap, mut page) = (from, true, false);
    while at < bytes.len() {
        let end = memchr::memchr3(b'\n', b'\r', 0x0c, &bytes[at..]).map_or(bytes.len(), |n| at + n);
        match line(file, at..end) {
            Some(line) => {
                out.push(Line { gap, page, ..line });
                (gap, page) = (false, false);
            }
            None => gap = true,
        }
        let ending = bytes.get(end).copied();
        at = end + 1;
        if ending == Some(b'\r') && bytes.get(at) == Some(&b'\n') {
            at += 1;
        } else if ending == Some(0x0c) {
            (gap, page) = (true, true);
        }
    }
    out
}

fn line(file: &str, range: Range<usize>) -> Option<Line> {
    let text = &file[range.clone()];
    let mut indent = 0;
    let mut start = range.start;
    for c in text.chars() {
        indent = match c {
            '\t' => (indent / TAB + 1) * TAB,
            // The mark that some editors put at the start of a file takes no column.
            '\u{feff}' => indent,
            c if c.is_whitespace() => indent + 1,
            _ => break,
        };
        start += c.len_utf8();
    }
    let text = file[start..range.end].trim_end();
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (!text.is_empty()).then(|| Line {
        start: small(start),
        end: small(start + text.len()),
        indent,
        width: small(text.chars().count()),
        gap: false,
        page: false,
    })
}

/// Characters past which nobody breaks lines by hand: the widest terminal and printer pages had 132
/// columns. A longer line is a paragraph as an editor holds it.
const WIDEST: u32 = 132;

/// Characters below which lines are verse, columns or an address.
const NARROWEST: u32 = 36;

/// How the lines of a whole text are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// The column at which most lines are broken, where they are.
    width: u32,
    /// Whether most of the text stands in lines that nobody broke.
    long: bool,
}

impl Layout {
    pub(super) fn of(lines: &[Line]) -> Self {
        let mut counts = [0_u32; WIDEST as usize + 1];
        let (mut long, mut all) = (0_u64, 0_u64);
        for (i, line) in lines.iter().enumerate() {
            all += u64::from(line.width);
            match counts.get_mut(line.width as usize) {
                Some(count) => *count += u32::from(lines.get(i + 1).is_some_and(|next| !next.gap)),
                None => long += u64::from(line.width),
            }
        }
        // The widest tenth of the lines that have another below them: full lines are that wide,
        // and a stray wide one decides nothing.
        let total: u32 = counts.iter().sum();
        let mut above = 0;
        let width = (0..=WIDEST).rev().find(|width| {
            above += counts[*width as usize];
            above * 10 > total
        });
        Self { width: width.unwrap_or(0), long: long * 2 > all }
    }

    /// The width at which a run of lines without a gap is broken by hand; none, where each line
    /// is a paragraph.
    pub(super) fn wrapped(self, file: &str, chunk: &[Line]) -> Option<u32> {
        /// Lines that make a run its own judge.
        const ENOUGH: usize = 4;
        let spaced = |line: &&Line| line.text(file).contains(' ');
        let all: u64 = chunk.iter().map(|line| u64::from(line.width)).sum();
        let long: u64 = chunk
            .iter()
            .filter(|line| line.width > WIDEST)
            .filter(spaced)
            .map(|line| u64::from(line.width))
            .sum();
        if chunk.len() < 2 || long * 2 > all {
            return None;
        }
        let widest = chunk.iter().map(|line| line.width.min(WIDEST)).max().unwrap_or(0);
        let width =
            if chunk.len() < ENOUGH && !self.long { widest.max(self.width) } else { widest };
        let breaks = chunk.len() - 1;
        let (mut full, mut running) = (0, 0);
        for pair in chunk.windows(2) {
            let on = runs_on(pair[0].text(file), pair[1].text(file));
            running += usize::from(on);
            full += usize::from(on || is_full(file, pair, width));
        }
        let by_hand = if self.long && chunk.len() < ENOUGH {
            running == breaks
        } else if width < NARROWEST {
            running * 2 > breaks
        } else {
            // Most breaks come where the next word would not have fitted. A line of many short
            // paragraphs passes for full by chance, so that a text which is not wrapped
            // elsewhere needs some that run on.
            full * 5 >= breaks * 3 && (running > 0 || !self.long)
        };
        by_hand.then_some(width)
    }
}

/// Whether the first word of the next line would not have fitted.
pub(super) fn is_full(file: &str, pair: &[Line], width: u32) -> bool {
    /// Hands break lines a little early, in twentieths of the width.
    const SLACK: u32 = 3;
    let [line, next] = pair else { return false };
    let word = next.text(file).split_whitespace().next().map_or(0, |word| word.chars().count());
    let needed =
        line.width.saturating_add(u32::try_from(word).unwrap_or(u32::MAX)).saturating_add(1);
    needed > width - width * SLACK / 20
}

/// Whether a sentence goes on over a line break for all that can be seen.
pub(super) fn runs_on(line: &str, next: &str) -> bool {
    !ends_sentence(line) && next.starts_with(char::is_lowercase)
}

/// Whether a text ends as sentences do, closing marks and note marks aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closing = |c: char| {
        matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '»' | '*' | '_')
            || c.is_ascii_digit()
            || super::marks::superscript(c).is_some()
    };
    let bare = text.trim_end_matches(closing);
    // "12." ends one too; "in 2012" does not.
    let ends = |text: &str| text.ends_with(['.', '!', '?', ':', ';', '…', '。', '！', '？']);
    ends(bare) || ends(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_all_endings() {
        let file = "\u{feff}a\r\n\r\n  b c \rd\u{c}e\n\tf";
        let lines = lines(file, 0);
        let texts: Vec<_> = lines.iter().map(|line| line.text(file)).collect();
        assert_eq!(texts, ["a", "b c", "d", "e", "f"]);
        let gaps: Vec<_> = lines.iter().map(|line| line.gap).collect();
        assert_eq!(gaps, [true, true, false, true, false]);
        assert_eq!((lines[1].indent, lines[4].indent), (2, 4));
        assert!(lines[3].page && !lines[2].page);
    }
}
