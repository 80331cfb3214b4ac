//! The command `belie`: parse, run, exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    belie::cli::main()
}
