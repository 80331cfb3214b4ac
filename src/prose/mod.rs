//! Claims out of prose: documents in, claim records out.
//!
//! Finite-state stages, each consuming what the one before made, in the order of FASTUS (Appelt et
//! al. 1993): no tagger, no model, everything a table or a small grammar. In reading order:
//!
//! | file | stage |
//! | --- | --- |
//! | `lexicon`, `token` | words with their classes and lemmas; a text as tokens |
//! | `passage` | one block analysed: sentences, clauses, verb groups, noun phrases, mentions |
//! | `context` | for each clause: who says it, whether it is asserted, as of when |
//! | `cue`, `vocabulary` | patterns of predicates, compiled; where they match |
//! | `open` | figures and dates of no known predicate that can be compared all the same |
//! | `thing` | names, acronyms, events; which mentions mean one thing |
//! | `fill` | a match and its context to a claim: subject, scope, place, period, speaker |
//! | `draft` | claims to records, which the one driver checks like any others |
//!
//! What is not settled by the text stays open: a figure that no claim is made of is counted as
//! unread, never dropped.

pub mod context;
pub mod cue;
pub mod lexicon;
pub mod passage;
pub mod reading;
pub mod thing;
pub mod token;
pub mod vocabulary;
