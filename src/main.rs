//! The command `belie`: parse, run, exit status.

use std::process::ExitCode;

/// Reading prose makes and drops many small things.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    belie::cli::main()
}
