//! The graph: the only room that names petgraph. It answers typed questions; nobody else walks it.

pub mod groups;
pub mod identity;
pub mod parts;
pub mod provenance;
pub mod reach;
