//! A linter for facts: it reads factual claims, links each to its citation, builds one graph of
//! them, and reports where documents contradict each other, themselves, or the sources they cite.
//!
//! The house in reading order. A room knows only the rooms above it in this list, which a test
//! holds it to (`tests/house.rs`):
//!
//! | room | what it is for |
//! | --- | --- |
//! | [`parallel`] | work on many things side by side, results in their order |
//! | [`text`] | small pieces of English that messages are made of |
//! | [`span`] | a file and a range of its bytes |
//! | [`source`] | the texts, and the way from a byte to a line and a column |
//! | [`document`] | bytes to blocks of clean text, with the way back; alone names the Markdown and encoding crates |
//! | [`ids`] | small numbers that stand for things of one run |
//! | [`value`] | text to values: quantities, dates, the sets they denote |
//! | [`citation`] | a printed reference to the fields of CSL, whatever its style |
//! | [`quote`] | quotes against the texts they are said to come from |
//! | [`tree`] | YAML and JSON to trees with exact spans; the one room that names the YAML crate |
//! | [`finding`] | what a finding is: plain data |
//! | [`record`] | trees to records: claims, entities, predicates, references, adjudications |
//! | [`bibliography`] | BibTeX, RIS and CSL to references; addresses, identifiers, titles; the one room that names biblatex |
//! | [`name`] | names in the form in which they are compared, and spellings of one name |
//! | [`graph`] | identity, part and whole, groups; the one room that names petgraph |
//! | [`prose`] | prose to records: sentences, clauses, patterns, things; words are data in its tables |
//! | [`claim`] | records to claims: names resolved, values read, defaults applied |
//! | [`compare`] | claims against claims: origins, the table of verdicts, camps, one outcome a slot |
//! | [`rules`] | one file a rule: documentation, examples, wording; **new rules go here** |
//! | [`adjudicate`] | verdicts of people on findings |
//! | [`report`] | what a run came to, as data |
//! | [`check`](mod@check) | the one driver |
//! | [`network`] | the graph of a run, and trees of provenance, as data |
//! | [`repository`] | the one place that reads files |
//! | [`render`] | a report to text, one file a format |
//! | [`cli`] | arguments, exit status, writing |
//!
//! What holds everywhere: data is read once at one edge and written once at the other, and the
//! middle does no input or output; every defect is a [`finding::Finding`] of a registered rule;
//! nothing depends on the order of files or records, on the clock or on the machine; no input makes
//! it panic, hang or use memory out of proportion.

pub mod adjudicate;
pub mod bibliography;
pub mod check;
pub mod citation;
pub mod claim;
pub mod cli;
pub mod compare;
pub mod document;
pub mod finding;
pub mod graph;
pub mod ids;
pub mod name;
pub mod network;
pub mod parallel;
pub mod prose;
pub mod quote;
pub mod record;
pub mod render;
pub mod report;
pub mod repository;
pub mod rules;
pub mod source;
pub mod span;
pub mod text;
pub mod tree;
pub mod value;
