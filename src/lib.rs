//! A linter for facts.
pub mod finding;
pub mod record;
pub mod repository;
pub mod source;
pub mod span;
pub mod tree;
pub mod value;
