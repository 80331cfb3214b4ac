//! What a text quotes word by word: words between quotation marks, and the key behind them that says
//! whose they are.

use std::ops::Range;

use crate::document::{Block, BlockKind, MarkKind};
use crate::quote::Locator;

/// Words that a text quotes from a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Direct {
    /// Bytes between the quotation marks.
    pub bytes: Range<usize>,
    /// The marker behind them, by place among the block's.
    pub mark: usize,
}

/// Fewest words of a quotation: what is shorter is a name, a title, or a word kept at arm's length.
const FEWEST: usize = 4;

/// What a block quotes and gives a key for. A quotation belongs to the next marker of its sentence,
/// if that is one key alone.
#[must_use]
pub fn quotations(block: &Block) -> Vec<Direct> {
    let spoken = !matches!(
        block.kind,
        BlockKind::Heading(_)
            | BlockKind::Reference { .. }
            | BlockKind::Code
            | BlockKind::Boilerplate
    );
    if !spoken || block.marks.iter().all(|mark| mark.kind != MarkKind::Key) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for bytes in between_marks(&block.text) {
        let next = block.marks.partition_point(|mark| mark.at < bytes.end);
        let Some(mark) = block.marks.get(next) else { break };
        let alone = block.marks.get(next + 1).is_none_or(|other| other.at > mark.at);
        let words = block.text.get(bytes.clone()).unwrap_or_default();
        let after = block.text.get(bytes.end..mark.at).unwrap_or_default();
        let long = words.split_whitespace().count() >= FEWEST;
        if mark.kind == MarkKind::Key && alone && long && !ends(after) {
            out.push(Direct { bytes, mark: next });
        }
    }
    out
}

/// Whether a sentence ends in a text and another one begins.
fn ends(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(['.', '!', '?']) {
        rest = &rest[at + 1..];
        let blank = rest.trim_start_matches(['”', '"', '»', '’', ')']);
        let next = blank.trim_start();
        if next.len() < blank.len() && next.starts_with(|c: char| c.is_alphanumeric()) {
            return true;
        }
    }
    false
}

/// What stands between quotation marks; a mark that is not closed opens nothing.
fn between_marks(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match (open, c) {
            (None, '“' | '„' | '«') => open = Some((at + c.len_utf8(), c)),
            // Behind a digit it is an inch.
            (None, '"') if !before.is_ascii_digit() => open = Some((at + 1, c)),
            (Some((start, '"')), '"')
            | (Some((start, '“')), '”')
            | (Some((start, '„')), '“' | '”')
            | (Some((start, '«')), '»') => {
                out.push(start..at);
                open = None;
            }
            _ => {}
        }
        before = c;
    }
    out
}

/// The locator behind a key: `p. 3` of `[@key, p. 3]`. `text` is that of the file from the key on.
#[must_use]
pub fn locator<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    /// Bytes of a locator at most.
    const LONGEST: usize = 80;
    let from = text.find(key)? + key.len();
    let mut end = text.len().min(from + LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let rest = text.get(from..end)?.strip_prefix(',')?;
    let locator = rest[..rest.find([';', ']'])?].trim();
    Locator::read(locator).map(|_| locator)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{self, Format};
    use crate::source::SourceMap;

    fn quoted(text: &str) -> Vec<(String, String)> {
        let mut sources = SourceMap::new();
        let file = sources.add("a.md", text.to_owned());
        let document = document::read(&sources, file, Format::Markdown);
        let mut out = Vec::new();
        for block in &document.blocks {
            for direct in quotations(block) {
                let mark = &block.marks[direct.mark];
                let at = locator(&text[mark.source.start..], &mark.label).unwrap_or_default();
                out.push((block.text[direct.bytes].to_owned(), format!("{} {at}", mark.label)));
            }
        }
        out
    }

    #[test]
    fn quotations_belong_to_the_next_key_of_their_sentence() {
        let all = quoted(
            "The log says “a wall of grey water” [@log, p. 3], and the clerk \"did not sleep that \
             night\", she said. [@clerk] He said “we shall build it again”. It was late [@other]. \
             A “wall” [@log]. They wrote “nobody has come since then” [@log; @clerk].\n",
        );
        let pair = |words: &str, mark: &str| (words.to_owned(), mark.to_owned());
        assert_eq!(
            all,
            [
                pair("a wall of grey water", "@log p. 3"),
                pair("did not sleep that night", "@clerk "),
            ]
        );
    }

    #[test]
    fn locators_of_keys() {
        assert_eq!(locator("[@a, p. 3; @b, line 4]", "@a"), Some("p. 3"));
        assert_eq!(locator("@b, line 4]", "@b"), Some("line 4"));
        assert_eq!(locator("[@a, and others]", "@a"), None);
        assert_eq!(locator("[@a] x, p. 3", "@a"), None);
    }
}
