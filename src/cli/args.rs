//! Arguments as they are written.

use camino::Utf8PathBuf;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// A linter for facts: finds where documents contradict each other, themselves, or the sources
/// they cite.
#[derive(Debug, Parser)]
#[command(name = "belie", version, max_term_width = 100)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
    /// When to use colours. `auto` follows the terminal and NO_COLOR
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check the repository of claims that holds a path
    Check(Check),
    /// Check prose against itself, and against a repository of claims
    Lint(Lint),
    /// Draft claim records from prose, for a person to edit
    Extract(Extract),
    /// Show how a value is read
    Value(Value),
    /// Explain a rule; without a name, list all rules
    Explain(Explain),
    /// Print where a claim comes from, step by step down to its origins
    Trace(Trace),
    /// Print the graph of claims, entities and sources
    Graph(Graph),
    /// Start a repository of claims
    Init(Init),
    /// Print a bibliography as CSL-YAML
    Import(Import),
    /// Print a script that completes arguments in a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Human,
    /// For programs: one object, version 1
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum GraphFormat {
    /// The Graphviz language
    Dot,
    /// Nodes and edges
    Json,
}

/// How a bibliography is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ImportFormat {
    /// BibTeX or BibLaTeX
    Bibtex,
    /// RIS
    Ris,
    /// CSL-JSON, as Zotero exports it
    CslJson,
    /// CSL-YAML
    CslYaml,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TraceFormat {
    /// A tree for people
    Human,
    /// Steps, and what each rests on
    Json,
    /// The Graphviz language
    Dot,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

/// Options of everything that checks.
#[derive(Debug, ClapArgs)]
pub(super) struct Checking {
    /// Set the level of a rule: error, warning, info or off
    #[arg(long = "level", value_name = "RULE=LEVEL")]
    pub(super) levels: Vec<String>,
    /// Folder of the saved texts of sources, which quotes are looked for in
    #[arg(long, value_name = "DIR")]
    pub(super) snapshots: Option<Utf8PathBuf>,
    /// The day on which adjudications are in force, instead of today
    #[arg(long, value_name = "DATE")]
    pub(super) today: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Check {
    /// Files or folders; the repository that holds them is checked
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<Utf8PathBuf>,
    #[command(flatten)]
    pub(super) reporting: Reporting,
}

/// Where documents of prose are read from.
#[derive(Debug, ClapArgs)]
pub(super) struct Documents {
    /// Documents (.md, .txt); `-` is standard input. Several are checked against each other too
    #[arg(value_name = "DOC", required = true)]
    pub(super) paths: Vec<Utf8PathBuf>,
    /// The day the documents were issued, from which relative dates are counted
    #[arg(long, value_name = "DATE")]
    pub(super) issued: Option<String>,
    /// A repository whose names, predicates and claims the documents are read with
    #[arg(long, value_name = "DIR")]
    pub(super) against: Option<Utf8PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Lint {
    #[command(flatten)]
    pub(super) documents: Documents,
    /// List the figures and dates that were not read
    #[arg(long)]
    pub(super) unread: bool,
    /// A file with `adjudications`: findings that are known, by their fingerprints
    #[arg(long, value_name = "FILE")]
    pub(super) adjudications: Option<Utf8PathBuf>,
    #[command(flatten)]
    pub(super) reporting: Reporting,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Extract {
    #[command(flatten)]
    pub(super) documents: Documents,
    /// Format of standard output; for people, records in YAML
    #[arg(long, default_value = "human")]
    pub(super) format: Format,
    /// Print every number, date, name and citation marker that was read, and how
    #[arg(long)]
    pub(super) mentions: bool,
    /// Write the references to this file (for `sources/`) and not among the records
    #[arg(long, value_name = "FILE", conflicts_with = "mentions")]
    pub(super) references: Option<Utf8PathBuf>,
}

/// Options of everything that reports findings.
#[derive(Debug, ClapArgs)]
pub(super) struct Reporting {
    /// Format of standard output
    #[arg(long, default_value = "human")]
    pub(super) format: Format,
    /// Also write a format to a file
    #[arg(long = "output", value_name = "FORMAT=PATH")]
    pub(super) outputs: Vec<String>,
    /// Lowest level at which findings make the exit status 1
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    pub(super) fail_on: FailOn,
    /// List the pairs of claims that cannot be compared
    #[arg(long)]
    pub(super) undecidable: bool,
    /// List all claims in JSON, not only those that findings name
    #[arg(long)]
    pub(super) all_claims: bool,
    /// Print findings only, without the summary
    #[arg(long, short)]
    pub(super) quiet: bool,
    #[command(flatten)]
    pub(super) checking: Checking,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Trace {
    /// Id of a claim, an entity (all claims about it) or a source (all claims printed in it)
    pub(super) id: String,
    /// A file or folder of the repository
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) path: Utf8PathBuf,
    /// Format of standard output
    #[arg(long, default_value = "human")]
    pub(super) format: TraceFormat,
    #[command(flatten)]
    pub(super) checking: Checking,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Graph {
    /// A file or folder of the repository
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) path: Utf8PathBuf,
    /// Format of standard output
    #[arg(long, default_value = "dot")]
    pub(super) format: GraphFormat,
    #[command(flatten)]
    pub(super) checking: Checking,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Value {
    /// The value, as it would be written in a record
    pub(super) text: String,
    /// Unit of a bare number ("people", "percent", "USD", "km")
    #[arg(long)]
    pub(super) unit: Option<String>,
    /// The day that relative dates ("last Tuesday") are counted from
    #[arg(long, value_name = "DATE")]
    pub(super) reference: Option<String>,
    /// Format of standard output
    #[arg(long, default_value = "human")]
    pub(super) format: Format,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Explain {
    /// Name of a rule
    pub(super) rule: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Init {
    /// Folder of the new repository
    #[arg(default_value = ".")]
    pub(super) path: Utf8PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Import {
    /// The bibliography (.bib, .ris, .json, .yaml); `-` for standard input
    #[arg(value_name = "FILE")]
    pub(super) file: Utf8PathBuf,
    /// How it is written, where its name does not tell
    #[arg(long)]
    pub(super) format: Option<ImportFormat>,
}
