//! The command line: arguments, exit status, writing. The only room that names clap.
//!
//! Exit status: 0 nothing at or above the fail level; 1 findings; 2 not all of the work could be
//! done (usage, unreadable input, nothing to check), which outranks 1. A broken pipe is no error.

mod args;
mod check;
mod explain;
mod extract;
mod import;
mod init;
mod lint;
mod output;
mod trace;
mod value;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use args::{Args, Command};
use output::Terminal;

/// What a command comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Nothing to report.
    Clean,
    /// Findings at or above the fail level.
    Findings,
    /// Not all of the work could be done.
    Incomplete,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Clean => Self::SUCCESS,
            Status::Findings => Self::from(1),
            Status::Incomplete => Self::from(2),
        }
    }
}

/// Why a command could not do its work: one line for people, and what to do next.
#[derive(Debug)]
struct Failure {
    message: String,
    help: Option<String>,
}

impl Failure {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(error.to_string())
    }
}

/// Run the program.
#[must_use]
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help and version are no errors; a closed pipe under them is none either.
            let status = if error.use_stderr() { Status::Incomplete } else { Status::Clean };
            let _ = error.print();
            return status.into();
        }
    };
    let terminal = Terminal::new(args.color);
    match run(&args, &terminal) {
        Ok(status) => status.into(),
        Err(failure) => {
            terminal.failure(&failure);
            Status::Incomplete.into()
        }
    }
}

fn run(args: &Args, terminal: &Terminal) -> Result<Status, Failure> {
    match &args.command {
        Command::Check(options) => check::check(options, terminal),
        Command::Lint(options) => lint::run(options, terminal),
        Command::Extract(options) => extract::run(options, terminal),
        Command::Graph(options) => check::graph(options, terminal),
        Command::Trace(options) => trace::run(options, terminal),
        Command::Value(options) => value::run(options, terminal),
        Command::Explain(options) => explain::run(options.rule.as_deref(), terminal),
        Command::Import(options) => import::run(options, terminal),
        Command::Init(options) => init::run(&options.path, terminal),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Args::command(), "belie", &mut script);
            terminal.write(&script)?;
            Ok(Status::Clean)
        }
    }
}
