//! All integration tests, in one binary so that they link once.

// Tests say what they expect by unwrapping it; helpers of tests do too.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod it;
