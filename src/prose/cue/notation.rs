//! The notation that cues are written in, to a tree; what is wrong with one is said at its place.
//!
//! | written | matches |
//! | --- | --- |
//! | `killed` | the word, in whatever case |
//! | `kill~` | all forms of the verb or noun |
//! | `(a\|b c)` | one of these |
//! | `[x]` | `x` or nothing |
//! | `{n}`, `{d}`, `{e}` | the value: a figure, a date, a name |
//! | `{m}` | another value of the same predicate |
//! | `{n:person}`, `{n:vote\|ballot}` | a figure whose head noun is of a class, or is one of these |
//! | `{subject}`, `{place}`, `{toward}`, `{during}` | what the value is said of, where, toward whom, when |
//! | `{subject:event}` | one whose head noun is of a class |
//! | `...` | a short gap |
//!
//! What need not be written: adverbs and asides may stand between any two parts, a determiner
//! before a word, "in", "on" and "at" before a date; `{n}` covers its hedges and the noun counted.

use std::ops::Range;

use smol_str::SmolStr;

use super::head::{self, Head};

/// Brackets inside of brackets. Deeper ones are a mistake, and would be read by recursion.
const MAX_DEPTH: usize = 6;

/// A part of a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A word, lower case.
    Word(SmolStr),
    /// All forms of a word, lower case.
    Forms(SmolStr),
    /// One of these.
    Choice(Vec<Vec<Part>>),
    /// These or nothing.
    Optional(Vec<Part>),
    /// A place that is filled by the text.
    Slot(Slot),
    /// A few words of any kind.
    Gap,
}

/// What a slot takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    /// A figure: `{n}`, `{m}`.
    Figure,
    /// A date: `{d}`.
    Date,
    /// A name: `{e}`.
    Entity,
    /// What the value is said of.
    Subject,
    /// Where.
    Place,
    /// The counterpart.
    Toward,
    /// The period of the value before it.
    During,
}

/// A slot with what its head noun must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) fill: Fill,
    pub(super) head: Head,
}

const SLOTS: &[(&str, Fill)] = &[
    ("n", Fill::Figure),
    ("m", Fill::Figure),
    ("d", Fill::Date),
    ("e", Fill::Entity),
    ("subject", Fill::Subject),
    ("place", Fill::Place),
    ("toward", Fill::Toward),
    ("during", Fill::During),
];

/// What is wrong with a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Bytes of the cue.
    pub(super) at: Range<usize>,
    /// In words, without a full stop.
    pub(super) message: String,
    /// A few words for the place.
    pub(super) label: &'static str,
    /// What to write instead.
    pub(super) help: Option<String>,
}

/// Read a cue.
pub(super) fn parse(text: &str) -> Result<Vec<Part>, Fault> {
    let mut reader = Reader { text, at: 0 };
    let parts = reader.sequence(0)?;
    match reader.peek() {
        None if parts.is_empty() => Err(fault(0..text.len(), "the cue is empty", "empty", None)),
        None => Ok(parts),
        Some(sign) => {
            let help = match sign {
                '|' => "put the alternatives into brackets: `(a|b)`",
                _ => "remove it, or open the bracket before it",
            };
            let message = format!("`{sign}` has nothing that it closes or divides");
            Err(reader.fault_here(&message, "alone", Some(help)))
        }
    }
}

fn fault(at: Range<usize>, message: &str, label: &'static str, help: Option<&str>) -> Fault {
    Fault { at, message: message.to_owned(), label, help: help.map(ToOwned::to_owned) }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn fault_here(&self, message: &str, label: &'static str, help: Option<&str>) -> Fault {
        let end = self.at + self.peek().map_or(0, char::len_utf8);
        fault(self.at..end, message, label, help)
    }

    /// Parts up to the end, a `|` or a closing bracket.
    fn sequence(&mut self, depth: usize) -> Result<Vec<Part>, Fault> {
        if depth > MAX_DEPTH {
            return Err(self.fault_here("brackets are nested too deeply", "too deep", None));
        }
        let mut parts = Vec::new();
        while let Some(c) = self.peek() {
            let start = self.at;
            match c {
                '|' | ')' | ']' | '}' => break,
                '(' => {
                    let choices = self.choices(depth)?;
                    parts.push(Part::Choice(choices));
                }
                '[' => {
                    let mut choices = self.choices(depth)?;
                    let only = if choices.len() == 1 { choices.pop() } else { None };
                    parts.push(Part::Optional(only.unwrap_or_else(|| vec![Part::Choice(choices)])));
                }
                '{' => parts.push(Part::Slot(self.slot()?)),
                '~' => {
                    let help = "write it right after a word: `kill~`";
                    return Err(self.fault_here("`~` follows no word", "no word", Some(help)));
                }
                _ if c.is_whitespace() => self.at += c.len_utf8(),
                _ => parts.push(self.word()),
            }
            debug_assert!(self.at > start, "the reader moves on");
        }
        Ok(parts)
    }

    /// `(a|b)` or `[a|b]`.
    fn choices(&mut self, depth: usize) -> Result<Vec<Vec<Part>>, Fault> {
        let open = self.at;
        let close = if self.peek() == Some('(') { ')' } else { ']' };
        let mut all = Vec::new();
        loop {
            self.at += 1;
            let start = self.at;
            let parts = self.sequence(depth + 1)?;
            if parts.is_empty() {
                let help = "write `[a]` for what may be missing";
                let message = "there is nothing here to match";
                return Err(fault(start..self.at.max(start), message, "nothing", Some(help)));
            }
            all.push(parts);
            match self.peek() {
                Some('|') => {}
                Some(c) if c == close => {
                    self.at += 1;
                    return Ok(all);
                }
                _ => {
                    let opened = &self.text[open..=open];
                    let message = format!("`{opened}` is not closed");
                    return Err(Fault {
                        at: open..open + 1,
                        message,
                        label: "not closed",
                        help: Some(format!("write `{close}` after the last alternative")),
                    });
                }
            }
        }
    }

    /// `{n}`, `{n:class}`.
    fn slot(&mut self) -> Result<Slot, Fault> {
        let open = self.at;
        let Some(len) = self.text[open..].find('}') else {
            let help = "write `{n}` for a figure, `{d}` for a date";
            return Err(fault(open..open + 1, "`{` is not closed", "not closed", Some(help)));
        };
        self.at = open + len + 1;
        let inside = &self.text[open + 1..open + len];
        let (name, class) = match inside.split_once(':') {
            Some((name, class)) => (name, Some(class)),
            None => (inside, None),
        };
        let Some((_, fill)) = SLOTS.iter().find(|(known, _)| *known == name.trim()) else {
            let names: Vec<_> = SLOTS.iter().map(|(name, _)| format!("`{{{name}}}`")).collect();
            let message = format!("a cue has no slot `{{{}}}`", name.trim());
            let help = format!("the slots are {}", names.join(", "));
            return Err(fault(open..self.at, &message, "unknown slot", Some(&help)));
        };
        let start = open + 1 + name.len() + 1;
        let head = match class {
            None => Head::Any,
            Some(class) => head::named(class).map_err(|at| {
                let at = start + at.start..start + at.end;
                let help = "write a class (person, event, money, …), or nouns: `{n:vote|ballot}`";
                fault(at, "this is no class and no noun", "unknown class", Some(help))
            })?,
        };
        Ok(Slot { fill: *fill, head })
    }

    fn word(&mut self) -> Part {
        let rest = &self.text[self.at..];
        let ends = |c: char| {
            matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '|' | '~') || c.is_whitespace()
        };
        let len = rest.find(ends).unwrap_or(rest.len());
        let word = super::compile::lower(&rest[..len]);
        self.at += len;
        if word == "..." || word == "…" {
            return Part::Gap;
        }
        if self.peek() == Some('~') {
            self.at += 1;
            return Part::Forms(word);
        }
        Part::Word(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_notation() {
        let word = |text: &str| Part::Word(text.into());
        let figure = Part::Slot(Slot { fill: Fill::Figure, head: Head::Any });
        assert_eq!(parse("killed {n}"), Ok(vec![word("killed"), figure.clone()]));
        assert_eq!(
            parse("Death toll (of|rose to) {n}").unwrap(),
            [
                word("death"),
                word("toll"),
                Part::Choice(vec![vec![word("of")], vec![word("rose"), word("to")]]),
                figure.clone(),
            ]
        );
        assert_eq!(
            parse("{n} [be~] ... killed").unwrap(),
            [figure, Part::Optional(vec![Part::Forms("be".into())]), Part::Gap, word("killed")]
        );
    }

    #[test]
    fn says_where_the_fault_is() {
        for (text, at, message) in [
            ("", 0..0, "the cue is empty"),
            ("killed {x}", 7..10, "a cue has no slot `{x}`"),
            ("killed {n", 7..8, "`{` is not closed"),
            ("(a|b {n}", 0..1, "`(` is not closed"),
            ("(a] {n}", 0..1, "`(` is not closed"),
            ("a|b {n}", 1..2, "`|` has nothing that it closes or divides"),
            ("a) {n}", 1..2, "`)` has nothing that it closes or divides"),
            ("killed } {n}", 7..8, "`}` has nothing that it closes or divides"),
            ("(a||b) {n}", 3..3, "there is nothing here to match"),
            ("[] {n}", 1..1, "there is nothing here to match"),
            ("~ {n}", 0..1, "`~` follows no word"),
            ("é) {n}", 2..3, "`)` has nothing that it closes or divides"),
            ("killed {n:}", 10..10, "this is no class and no noun"),
            ("((((((((a)))))))) {n}", 7..8, "brackets are nested too deeply"),
        ] {
            let fault = parse(text).unwrap_err();
            assert_eq!((fault.at, fault.message.as_str()), (at, message), "{text}");
        }
    }
}
