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
    /// The day on which adjudications are in force, instead of today
    #[arg(long, value_name = "DATE")]
    pub(super) today: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Check {
    /// Files or folders; the repository that holds them is checked
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<Utf8PathBuf>,
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
