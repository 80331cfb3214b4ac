//! A linter for facts.
pub mod finding;
pub mod record;
pub mod render;
pub mod report;
pub mod source;
pub mod span;
pub mod value;
