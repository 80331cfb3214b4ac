//! Words and columns: counting aloud, listing, escaping, measuring and wrapping.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Characters that are shown as an escape, because they act on a terminal or an editor, or because
/// nobody sees them: controls (general category Cc), line and paragraph separators (Zl, Zp),
/// `Default_Ignorable_Code_Point` of the Unicode Character Database (bidirectional controls,
/// zero-width characters, variation selectors, tags), and format characters that only lay out
/// their neighbours. Ranges are inclusive and ascending.
static HIDDEN: &[(char, char)] = &[
    ('\u{0}', '\u{1f}'),
    ('\u{7f}', '\u{9f}'),
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{2028}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{13430}', '\u{1343f}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// Words that belong to the number before them; a line is not broken between the two.
static SCALES: &[&str] =
    &["hundred", "thousand", "million", "billion", "trillion", "bn", "percent", "per", "%"];

/// Characters of a message that are shown; what is longer ends in an ellipsis. A rule's message is
/// one line: this only keeps a hostile name out of the way of the rest.
pub const LONGEST_MESSAGE: usize = 1000;

/// Whether a character must not reach a terminal or a reader as it is.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    // Nearly all text is ASCII, and this is asked of each character.
    if matches!(c, ' '..='~') {
        return false;
    }
    let after = HIDDEN.partition_point(|(first, _)| *first <= c);
    after.checked_sub(1).and_then(|i| HIDDEN.get(i)).is_some_and(|(_, last)| c <= *last)
}

/// Append a character as it may be shown: itself, or an escape such as `\u{202e}`.
pub fn push_escaped(out: &mut String, c: char) {
    match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if is_hidden(c) => push_code(out, c),
        c => out.push(c),
    }
}

/// Append a character by its number: `\u{202e}`.
pub(crate) fn push_code(out: &mut String, c: char) {
    // Writing to a string cannot fail.
    let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
}

/// A text on one line in which nothing acts: controls, bidirectional overrides and characters
/// without a glyph are written as escapes.
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    text.chars().for_each(|c| push_escaped(&mut out, c));
    Cow::Owned(out)
}

/// [`crate::text::shorten`] to [`LONGEST_MESSAGE`], then [`escape`].
#[must_use]
pub fn message<'a>(text: &'a str, ellipsis: &str) -> Cow<'a, str> {
    match crate::text::shorten(text, LONGEST_MESSAGE, ellipsis) {
        Cow::Borrowed(text) => escape(text),
        Cow::Owned(text) => Cow::Owned(escape(&text).into_owned()),
    }
}

/// Columns that a character takes on a terminal.
#[must_use]
pub fn char_width(c: char) -> usize {
    if matches!(c, ' '..='~') { 1 } else { c.width().unwrap_or(0) }
}

/// Columns that a text takes, character by character, as frames are drawn.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    text.chars().map(char_width).sum()
}

/// Break a text into rows: the first of `first` columns, all others of `rest`. Breaks fall on
/// spaces and between wide characters, never inside a number ("4 000", "3 million"); a word that
/// is longer than a row stands on a row of its own and overflows it, so that it can be copied.
#[must_use]
pub fn wrap(text: &str, first: usize, rest: usize) -> Vec<&str> {
    rows(text, first, rest, |_| 0).into_iter().map(|row| &text[row]).collect()
}

/// The bytes of each row, as for [`wrap`]. `room` says how many columns a word (given by its bytes)
/// needs from its start, where that is more than its own width: a label hangs from it.
pub(crate) fn rows(
    text: &str,
    first: usize,
    rest: usize,
    room: impl Fn(&Range<usize>) -> usize,
) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut row = 0..0;
    let mut column = 0;
    for word in words(text) {
        let gap = width(&text[row.end..word.start]);
        let wide = width(&text[word.clone()]);
        let limit = if out.is_empty() { first } else { rest };
        let starts = text[row.clone()].trim().is_empty();
        if !starts && column + gap + wide.max(room(&word)) > limit {
            out.push(std::mem::replace(&mut row, word.clone()));
            column = wide;
        } else {
            column += gap + wide;
            row.end = word.end;
        }
    }
    out.push(row);
    out
}

/// The pieces of a text between which a row may be broken, without the spaces between them. What
/// stands before the first word belongs to it, so that indentation is kept.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut before = None;
    let mut spaced = false;
    for (i, c) in text.char_indices() {
        let end = i + c.len_utf8();
        if c == ' ' {
            spaced = true;
        } else {
            let breaks = spaced || before.is_some_and(|b| char_width(b) == 2 && char_width(c) == 2);
            match out.last_mut() {
                Some(word) if !breaks => word.end = end,
                Some(_) => out.push(i..end),
                None => out.push(0..end),
            }
            spaced = false;
        }
        before = Some(c);
    }
    glue_numbers(text, out)
}

/// Join words that make one number. A chain of numbers is joined in pairs at most, so that a table
/// of figures still finds its breaks.
fn glue_numbers(text: &str, words: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::with_capacity(words.len());
    let mut glued = 0;
    for word in words {
        let next = &text[word.clone()];
        let joins = glued < LONGEST_CHAIN
            && out.last().is_some_and(|last| {
                let last = &text[last.clone()];
                let number = last.chars().next_back().is_some_and(|c| c.is_ascii_digit());
                let plain = next.trim_end_matches(|c: char| c.is_ascii_punctuation() && c != '%');
                number
                    && (plain.starts_with(|c: char| c.is_ascii_digit()) || SCALES.contains(&plain))
            });
        match out.last_mut() {
            Some(last) if joins => {
                last.end = word.end;
                glued += 1;
            }
            _ => {
                out.push(word);
                glued = 0;
            }
        }
    }
    out
}

/// Spaces inside one number ("1 234 567 890 million" has four).
const LONGEST_CHAIN: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_escaped_and_the_rest_is_left() {
        assert_eq!(escape("143 civilians, é, مرحبا, 数"), "143 civilians, é, مرحبا, 数");
        assert_eq!(escape("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(escape("a\u{202e}b\u{200b}c\u{9b}d"), "a\\u{202e}b\\u{200b}c\\u{9b}d");
        assert_eq!(escape("line\nbreak\ttab\r"), "line\\nbreak\\ttab\\r");
        assert!(HIDDEN.is_sorted_by(|a, b| a.1 < b.0));
        for hidden in ['\0', '\u{7f}', '\u{ad}', '\u{2066}', '\u{feff}', '\u{e0041}'] {
            assert!(is_hidden(hidden), "{hidden:?}");
        }
    }

    #[test]
    fn long_text_says_that_it_goes_on() {
        assert_eq!(message(&"\u{1b}".repeat(2000), "...").chars().count(), 6 * LONGEST_MESSAGE + 3);
    }

    #[test]
    fn rows_break_at_spaces_but_not_in_numbers() {
        assert_eq!(wrap("one two three", 8, 8), ["one two", "three"]);
        assert_eq!(wrap("a sum of 3 million, paid", 11, 40), ["a sum of", "3 million, paid"]);
        assert_eq!(wrap("about 4 000 killed", 8, 20), ["about", "4 000 killed"]);
        assert_eq!(wrap("  indented text", 10, 10), ["  indented", "text"]);
        assert_eq!(wrap("x anunbreakableword y", 6, 6), ["x", "anunbreakableword", "y"]);
        assert_eq!(wrap("数数数数", 4, 4), ["数数", "数数"]);
        assert_eq!(wrap("", 4, 4), [""]);
        let table = "1 ".repeat(100);
        assert!(wrap(&table, 20, 20).iter().all(|row| row.len() <= 20));
    }
}
