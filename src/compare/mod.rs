//! Claims against claims: which belong together, whether they can all be true, and if not, why.
//!
//! [`family`] gathers claims that may be compared, [`origin`] says where each comes from,
//! [`slots`] and [`provenance`] what each rests on step by step, [`resting`] what there is to tell of
//! that, [`nesting`] says how their
//! populations, places and periods lie to each other, [`value`] and [`time`] compare what they say,
//! [`verdict`] applies the table of verdicts to a pair, [`pairs`] finds the pairs that matter (by
//! `ends`, small numbers that stand for values, `candidates` and `related`), [`camps`] forms the sets
//! that can be true together, and [`outcome`] makes one outcome of each slot; [`quoted`] holds a value against the words it is quoted from. Rules put outcomes into words.

pub mod camps;
mod candidates;
mod ends;
pub mod family;
pub mod nesting;
pub mod order;
pub mod origin;
pub mod outcome;
pub mod pairs;
pub mod provenance;
pub mod quoted;
mod related;
pub mod resting;
pub mod slots;
pub mod ties;
pub mod time;
pub mod value;
pub mod verdict;
