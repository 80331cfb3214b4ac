//! Syntax errors in the words of a person who writes records.

use std::ops::Range;

use granit_parser::ErrorKind as E;

use super::{Broken, Why};
use crate::tree::MAX_DEPTH;
use crate::tree::build::Builder;

/// What to say about a kind of error.
struct Words {
    message: String,
    label: &'static str,
    help: Option<&'static str>,
}

const INDENT: &str =
    "check the indentation: the keys of a record start in one column, two after its `-`";
const QUOTE: &str = "put the text into quotes";

fn words(message: impl Into<String>, label: &'static str, help: &'static str) -> Words {
    Words { message: message.into(), label, help: Some(help) }
}

/// Report an error at the place where a person would look for it.
pub(super) fn report(builder: &mut Builder<'_>, broken: &Broken) {
    let (range, words) = locate(builder.tree.text, broken);
    builder.defect(range, words.message, words.label, words.help);
}

fn locate(text: &str, broken: &Broken) -> (Range<usize>, Words) {
    let at = text.floor_char_boundary(broken.at);
    let kind = match &broken.kind {
        Why::Syntax(error) => error.kind(),
        Why::TooDeep => return (word(text, at), too_deep()),
        Why::Misplaced => {
            let help = "records are elements of a list (`- key: value`) under a key (`claims:`)";
            return (
                word(text, at),
                words("this text belongs to no record", "belongs nowhere", help),
            );
        }
    };
    if is_quote_error(kind) {
        return quotation(text, broken.after, at);
    }
    if is_bracket_error(kind) {
        return bracket(text, broken.opened, at);
    }
    let tab = matches!(
        kind,
        E::TabNotAllowed
            | E::TabInBlockIndentation
            | E::TabInIndentation
            | E::TabInPlainScalar
            | E::TabAtBlockScalarStart
    );
    if tab {
        return tab_at(text, at);
    }
    (word(text, at), describe(kind))
}

/// Report the tab at or after an offset.
pub(super) fn tab(builder: &mut Builder<'_>, at: usize) {
    let (range, words) = tab_at(builder.tree.text, at);
    builder.defect(range, words.message, words.label, words.help);
}

fn tab_at(text: &str, at: usize) -> (Range<usize>, Words) {
    let message = "a tab is used for indentation, which YAML does not allow";
    let words = words(message, "a tab", "indent with spaces");
    match text.get(at..).and_then(|rest| rest.find('\t')) {
        Some(offset) => (at + offset..at + offset + 1, words),
        None => (word(text, at), words),
    }
}

fn too_deep() -> Words {
    Words {
        message: format!("this is nested more than {MAX_DEPTH} levels deep"),
        label: "too deep",
        help: None,
    }
}

fn is_quote_error(kind: &E) -> bool {
    matches!(
        kind,
        E::UnclosedQuotedScalar
            | E::InvalidQuotedScalarIndent
            | E::DocumentIndicatorInQuotedScalar
            | E::InvalidTrailingSingleQuotedScalar
            | E::InvalidTrailingDoubleQuotedScalar
    )
}

fn is_bracket_error(kind: &E) -> bool {
    matches!(
        kind,
        E::UnexpectedEofFlowSequence
            | E::UnexpectedEofFlowMapping
            | E::UnexpectedEofImplicitFlowMapping
            | E::ExpectedFlowMappingSeparator
            | E::ExpectedFlowSequenceSeparator
            | E::UnclosedFlowCollection { .. }
            | E::BlockEntryInFlowCollection
            | E::InvalidColonPlacement
            | E::InvalidFlowScalarIndent
    )
}

/// The parser notices an open quotation where the next line begins or where the next quotation
/// mark stands; the person wants to know where it began.
fn quotation(text: &str, after: usize, at: usize) -> (Range<usize>, Words) {
    let between = text.get(after..at).unwrap_or("");
    let opened = between.char_indices().find(|(i, c)| {
        matches!(c, '"' | '\'') && between[..*i].ends_with([' ', '\t', '[', '{', ',', ':', '\n'])
    });
    if let Some((offset, _)) = opened {
        let lines: Vec<_> = between[offset..].lines().collect();
        if lines.len() > 1 || between.ends_with(['\n', '\r']) || at >= text.len() {
            let start = after + offset;
            let end = start + lines.first().map_or(1, |line| line.trim_end().len());
            let help = "close it with the same mark; lines that continue it are indented further than its key";
            return (start..end, words("a quotation is not closed", "opened here", help));
        }
    }
    let rest = text.get(at..).unwrap_or("");
    if opened.is_none() && rest.starts_with(['"', '\'']) {
        let end = at + rest.lines().next().unwrap_or("").trim_end().len();
        let help = "close it with the same mark";
        return (at..end, words("a quotation is not closed", "opened here", help));
    }
    let help = "inside of \"…\" write \\\" for the mark itself; inside of '…' write ''";
    (word(text, at), words("text follows a quotation that is closed", "after the quotation", help))
}

fn bracket(text: &str, opened: Option<usize>, at: usize) -> (Range<usize>, Words) {
    let help = "close the bracket, and put commas between its parts; text with commas or brackets needs quotes";
    let open = opened.filter(|i| text.get(*i..).is_some_and(|rest| rest.starts_with(['[', '{'])));
    match open {
        Some(start) if text.get(start..at).is_some_and(|t| t.contains(['\n', '\r'])) => {
            let line = text[start..].lines().next().unwrap_or("").trim_end();
            (
                start..start + line.len(),
                words("a bracket is not closed, or a comma is missing in it", "opened here", help),
            )
        }
        _ => {
            let message = "a bracket is not closed, or a comma is missing in it";
            (word(text, at), words(message, "not expected here", help))
        }
    }
}

/// The word at an offset; the last one before it where only blank space follows.
fn word(text: &str, at: usize) -> Range<usize> {
    let is_break = |c: char| c == '\n' || c == '\r';
    let at = text.floor_char_boundary(at);
    let rest = &text[at..];
    let inset = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let line = rest[inset..].split(is_break).next().unwrap_or("");
    let length = line.find([' ', '\t']).unwrap_or(line.len());
    if length > 0 {
        return at + inset..at + inset + length;
    }
    let before = text[..at].trim_end();
    let last = before.chars().next_back().map_or(0, char::len_utf8);
    before.len() - last..before.len()
}

fn describe(kind: &E) -> Words {
    match kind {
        E::MappingValueNotAllowed | E::SimpleKeyExpected | E::InvalidSimpleKey => words(
            "a `:` is not expected here",
            "not expected here",
            "put text that holds `: ` into quotes, or check the indentation of this line",
        ),
        E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::ExpectedDocumentStart
        | E::InvalidIndentation
        | E::MappingKeyNotAllowed
        | E::BlockSequenceEntryNotAllowed
        | E::ExpectedNodeContent => {
            words("this line does not fit the lines before it", "does not fit", INDENT)
        }
        E::MisplacedFlowCollectionEnd | E::MismatchedFlowCollectionEnd { .. } => words(
            "a closing bracket has no opening bracket of its kind",
            "closes nothing",
            "remove it, or open the bracket; text with brackets needs quotes",
        ),
        E::UnexpectedCharacter { character: '\0' } => words(
            "a NUL character stands in the text",
            "NUL",
            "save the file as UTF-8; a text with NUL characters is often UTF-16",
        ),
        E::UnexpectedCharacter { character } if character.is_control() => words(
            format!("a control character (U+{:04X}) stands in the text", u32::from(*character)),
            "control character",
            "remove it",
        ),
        E::UnexpectedCharacter { character } => words(
            format!("a text without quotes cannot begin with `{character}`"),
            "begins here",
            QUOTE,
        ),
        E::RecursionLimitExceeded => too_deep(),
        E::BomInsideDocument => {
            words("a byte order mark stands inside of the text", "byte order mark", "remove it")
        }
        E::MissingAnchorOrAliasName => {
            words("`&` and `*` need a name after them", "no name", QUOTE)
        }
        _ => describe_text(kind),
    }
}

/// Errors inside of texts.
fn describe_text(kind: &E) -> Words {
    match kind {
        E::ZeroBlockScalarIndent | E::InvalidBlockScalarHeader => words(
            "`>` and `|` begin a text that stands on the next lines",
            "after `>` or `|`",
            "put the text into quotes, or write it on the next lines",
        ),
        E::InvalidBlockScalarIndent => {
            words("the lines of a `>` or `|` text are not indented alike", "here", INDENT)
        }
        E::CommentInterceptedScalar | E::CommentNotSeparated => words(
            "a `#` begins a comment in the middle of a text",
            "comment",
            "put the text into quotes, or the comment on a line of its own",
        ),
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => words(
            "an escape after `\\` is not one that YAML knows",
            "unknown escape",
            "write `\\\\` for a backslash, or use single quotes, which know no escapes",
        ),
        _ => words("this cannot be read as YAML", "not YAML", QUOTE),
    }
}
