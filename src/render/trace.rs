//! Provenance as trees for people, as JSON, and as DOT.

use std::io::{self, Write};

use serde::Serialize;

use super::Style;
use super::human::{Ink, paint};
use super::network::{LABEL_WIDTH, quoted};
use super::text::{self, escape};
use crate::network::trace::{Link, Mark, Printed, Step, Traces, Tree, What};

/// Columns that the text of a step keeps, however deep it stands.
const LEAST_TEXT: usize = 32;

/// Id of claims that the record names nothing: shown to nobody, since nobody can look for it.
const MADE_ID: char = '~';

/// Write the trees for people.
///
/// # Errors
/// Those of `out`.
pub fn human(traces: &Traces, style: Style, out: &mut dyn Write) -> io::Result<()> {
    if traces.trees.is_empty() {
        let id = escape(&traces.id);
        return writeln!(
            out,
            "No claim is about the {} `{id}` or rests on it.",
            traces.kind.name()
        );
    }
    for (at, tree) in traces.trees.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let mut drawing = Drawing { tree, style, out };
        drawing.heading()?;
        for (i, root) in tree.roots.iter().enumerate() {
            drawing.step(*root, "", i + 1 == tree.roots.len())?;
        }
    }
    Ok(())
}

struct Drawing<'a> {
    tree: &'a Tree,
    style: Style,
    out: &'a mut dyn Write,
}

impl Drawing<'_> {
    fn heading(&mut self) -> io::Result<()> {
        let Tree { claim, slot, value, .. } = self.tree;
        let id = if claim.starts_with(MADE_ID) { String::new() } else { format!("{claim}: ") };
        let words = format!("{id}{slot}: {value}");
        self.rows("", "  ", Some(Ink::Strong), &words)
    }

    /// Rows of a text, wrapped, each after what stands before it.
    fn rows(&mut self, first: &str, rest: &str, ink: Option<Ink>, words: &str) -> io::Result<()> {
        let words = text::message(words, self.style.ellipsis());
        let columns = self.style.columns();
        let room = |before: &str| columns.saturating_sub(text::width(before)).max(LEAST_TEXT);
        for (i, row) in text::wrap(&words, room(first), room(rest)).into_iter().enumerate() {
            let row = ink.map_or_else(|| row.to_owned(), |ink| paint(self.style, ink, row));
            writeln!(self.out, "{}{row}", if i == 0 { first } else { rest })?;
        }
        Ok(())
    }

    /// A step and what is below it. Trees are as deep as they are made at the most.
    fn step(&mut self, at: usize, before: &str, is_last: bool) -> io::Result<()> {
        let step = &self.tree.steps[at];
        let (branch, line, corner) = if self.style.unicode {
            ("├─ ", "│  ", "└─ ")
        } else {
            ("|- ", "|  ", "`- ")
        };
        let first = format!("{before}{}", if is_last { corner } else { branch });
        let rest = format!("{before}{}", if is_last { "   " } else { line });
        self.rows(&first, &rest, None, &head(step))?;
        // Under a step hang its own lines and then what it rests on.
        let hang =
            if step.below.is_empty() { format!("{rest}  ") } else { format!("{rest}{line}") };
        if let What::Printing(Printed { quote: Some(quote), .. }) = &step.what {
            self.rows(&hang, &hang, Some(Ink::Faint), &format!("\"{quote}\""))?;
        }
        for words in step.marks.iter().filter_map(|mark| warned(step, mark)) {
            self.rows(&hang, &hang, Some(Ink::Warning), &words)?;
        }
        for (i, below) in step.below.iter().enumerate() {
            self.step(*below, &rest, i + 1 == step.below.len())?;
        }
        Ok(())
    }
}

/// A step in one line: "via first-report, page 3 (2024-03): 40".
fn head(step: &Step) -> String {
    let date =
        |date: &Option<String>| date.as_ref().map(|date| format!(" ({date})")).unwrap_or_default();
    let mut words = match &step.what {
        What::Printing(printed) => {
            let source = printed.source.as_deref().unwrap_or("no source");
            let at = printed.at.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
            let place = format!("{source}{at}{}", date(&printed.date));
            let known = printed.as_of.as_ref().map(|as_of| format!(", as of {as_of}"));
            let known = known.unwrap_or_default();
            match step.link {
                Link::Printed => format!("in {place}{known}"),
                Link::Via | Link::SaidBy => format!("via {place}: {}{known}", printed.value),
            }
        }
        What::Source { id, date: issued } => format!("via {id}{}", date(issued)),
        What::Speaker { name, .. } => format!("said by {name}"),
        What::Nobody => "said by somebody without a name".to_owned(),
    };
    for mark in &step.marks {
        words.push_str(match mark {
            Mark::Primary => ", a primary source",
            Mark::Origin => ", the origin",
            Mark::Repeated => ", traced above",
            Mark::Deeper => ", and on from there",
            _ => "",
        });
    }
    words
}

/// What is wrong with a step, in words.
fn warned(step: &Step, mark: &Mark) -> Option<String> {
    Some(match mark {
        Mark::Untraced => untraced(&step.what).to_owned(),
        Mark::Circular => "circular: the chain is back where it came by".to_owned(),
        Mark::LostSpeaker(Some(name)) => format!("attribution lost: it is {name} who says so"),
        Mark::LostSpeaker(None) => "attribution lost: it is somebody's word".to_owned(),
        Mark::LostHedge => "hedge lost: what it rests on is less sure".to_owned(),
        Mark::Withdrawn => "judged wrong".to_owned(),
        Mark::Primary | Mark::Origin | Mark::Repeated | Mark::Deeper => return None,
    })
}

/// Why a chain should not end in a step.
fn untraced(what: &What) -> &'static str {
    match what {
        What::Nobody => "untraced: nobody is named",
        What::Source { .. } => "untraced: what it says is not recorded, and it is not primary",
        What::Printing(_) | What::Speaker { .. } => {
            "untraced: it names no source of its own, and is not primary"
        }
    }
}

#[derive(Serialize)]
struct StepWire<'a> {
    link: &'static str,
    kind: &'static str,
    claim: Option<&'a str>,
    printing: Option<usize>,
    value: Option<&'a str>,
    /// Of a document, or of the speaker.
    id: Option<&'a str>,
    name: Option<&'a str>,
    at: Option<&'a str>,
    date: Option<&'a str>,
    as_of: Option<&'a str>,
    quote: Option<&'a str>,
    marks: Vec<&'static str>,
    /// The speaker that the printing no longer names.
    lost: Option<&'a str>,
    below: &'a [usize],
}

#[derive(Serialize)]
struct TreeWire<'a> {
    claim: &'a str,
    slot: &'a str,
    value: &'a str,
    printings: &'a [usize],
    steps: Vec<StepWire<'a>>,
}

#[derive(Serialize)]
struct Wire<'a> {
    version: u32,
    id: &'a str,
    kind: &'static str,
    trees: Vec<TreeWire<'a>>,
}

/// Write JSON: for each claim its steps, and by their positions in that list its printings and what
/// each step rests on.
///
/// # Errors
/// Those of `out`.
pub fn json(traces: &Traces, out: &mut dyn Write) -> io::Result<()> {
    let trees = traces.trees.iter().map(tree_wire).collect();
    let wire = Wire { version: 1, id: &traces.id, kind: traces.kind.name(), trees };
    super::json::value(out, &wire)?;
    writeln!(out)
}

fn tree_wire(tree: &Tree) -> TreeWire<'_> {
    TreeWire {
        claim: &tree.claim,
        slot: &tree.slot,
        value: &tree.value,
        printings: &tree.roots,
        steps: tree.steps.iter().map(wire).collect(),
    }
}

fn wire(step: &Step) -> StepWire<'_> {
    let lost = step.marks.iter().find_map(|mark| match mark {
        Mark::LostSpeaker(name) => name.as_deref(),
        _ => None,
    });
    let mut wire = StepWire {
        link: step.link.name(),
        kind: kind(&step.what),
        claim: None,
        printing: None,
        value: None,
        id: None,
        name: None,
        at: None,
        date: None,
        as_of: None,
        quote: None,
        marks: step.marks.iter().map(Mark::name).collect(),
        lost,
        below: &step.below,
    };
    match &step.what {
        What::Printing(printed) => {
            wire.claim = Some(&printed.claim);
            wire.printing = Some(printed.printing);
            wire.value = Some(&printed.value);
            wire.id = printed.source.as_deref();
            wire.at = printed.at.as_deref();
            wire.date = printed.date.as_deref();
            wire.as_of = printed.as_of.as_deref();
            wire.quote = printed.quote.as_deref();
        }
        What::Source { id, date } => (wire.id, wire.date) = (Some(id.as_str()), date.as_deref()),
        What::Speaker { id, name } => {
            (wire.id, wire.name) = (Some(id.as_str()), Some(name.as_str()))
        }
        What::Nobody => {}
    }
    wire
}

fn kind(what: &What) -> &'static str {
    match what {
        What::Printing(_) => "printing",
        What::Source { .. } => "source",
        What::Speaker { .. } => "speaker",
        What::Nobody => "unnamed",
    }
}

/// Write DOT, each claim's tree beside the others. Labels are quoted strings in which nothing acts.
///
/// # Errors
/// Those of `out`.
pub fn dot(traces: &Traces, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "digraph belie {{")?;
    writeln!(out, "  rankdir=LR;")?;
    writeln!(out, "  node [fontname=\"sans-serif\", fontsize=10];")?;
    for (t, tree) in traces.trees.iter().enumerate() {
        let label = crate::text::shorten(&tree.slot, LABEL_WIDTH, "…");
        let (label, id) = (quoted(&format!("{label}: {}", tree.value)), quoted(&tree.claim));
        writeln!(out, "  c{t} [shape=box, label={label}, tooltip={id}];")?;
        for (at, step) in tree.steps.iter().enumerate() {
            node(out, (t, at), step)?;
        }
        for root in &tree.roots {
            writeln!(out, "  c{t} -> n{t}_{root} [label=\"{}\"];", Link::Printed.name())?;
        }
        for (at, step) in tree.steps.iter().enumerate() {
            for below in &step.below {
                let link = tree.steps[*below].link.name();
                writeln!(out, "  n{t}_{at} -> n{t}_{below} [label=\"{link}\"];")?;
            }
        }
    }
    writeln!(out, "}}")
}

fn node(out: &mut dyn Write, (tree, at): (usize, usize), step: &Step) -> io::Result<()> {
    let shape = match step.what {
        What::Printing(_) | What::Source { .. } => "note",
        What::Speaker { .. } | What::Nobody => "ellipse",
    };
    let marks: Vec<&str> = step.marks.iter().map(Mark::name).collect();
    let head = head(step);
    let mut label = crate::text::shorten(&head, LABEL_WIDTH, "…").into_owned();
    if !marks.is_empty() {
        label = format!("{label} [{}]", marks.join(", "));
    }
    let color =
        if step.marks.iter().any(|mark| warned(step, mark).is_some()) { ", color=red" } else { "" };
    let quote = match &step.what {
        What::Printing(printed) => printed.quote.as_deref().unwrap_or_default(),
        _ => "",
    };
    let (label, quote) = (quoted(&label), quoted(quote));
    writeln!(out, "  n{tree}_{at} [shape={shape}, label={label}, tooltip={quote}{color}];")
}
