//! The rules: one room each, and the registry that everything about rules derives from.
//!
//! To add a rule:
//!
//! 1. Write `src/rules/your_rule.rs` with a `pub(super) static RULE: Rule`: its name, level,
//!    documentation, a bad example in which it alone fires and a good one, and its check.
//! 2. Add `mod your_rule;` below and `&your_rule::RULE` to [`ALL`], beside its kin: `belie explain`
//!    lists rules in that order. Levels and the tests that run the examples follow from there.
//! 3. `INSTA_UPDATE=always cargo test` writes the picture of its bad example; look at it. Cases
//!    beyond the two examples go to `tests/it/rules.rs`.
//!
//! `wording` makes findings; which helper depends on what a check starts from:
//!
//! | from | helper |
//! | --- | --- |
//! | a problem of reading or resolving | `problems` |
//! | an outcome of a slot | `outcomes`, then `from_outcome` |
//! | some claims ([`Family::claims`], or printings) | `about_claims` |
//! | references | `references`, then `at_places` |
//! | a quote | `about_quote` |
//! | anything else | `bare`, with `locations` filled in |

mod wording;

mod accessed_before_issued;
mod altered_quote;
mod ambiguous_name;
mod ambiguous_quote;
mod anachronistic_citation;
mod arithmetic_mismatch;
mod bound_exceeded;
mod changed_snapshot;
mod circular_sourcing;
mod conflicting_detail;
mod conflicting_roles;
mod dangling_citation;
mod disputed_figure;
mod dropped_hedge;
mod duplicate_id;
mod duplicate_source;
mod duration_mismatch;
mod expired_adjudication;
mod future_as_of;
mod identity_conflict;
mod impossible_date;
mod lost_attribution;
mod malformed_identifier;
mod malformed_record;
mod malformed_url;
mod misattributed_quote;
mod misattributed_value;
mod missing_citation;
mod missing_field;
mod misspelt_author;
mod name_variant;
mod order_violation;
mod part_exceeds_whole;
mod possible_alias;
mod quote_not_found;
mod redefined_acronym;
mod reference_numbering;
mod repeated_reference;
mod rests_on_withdrawn;
mod scope_mismatch;
mod single_origin;
mod stale_figure;
mod title_date_mismatch;
mod truncated_quote;
mod uncited_figure;
mod unit_mismatch;
mod unknown_entity;
mod unknown_predicate;
mod unknown_scope;
mod unlinked_alias;
mod unmatched_marker;
mod unread_figure;
mod untraced_figure;
mod unused_reference;
mod unused_source;
mod url_date_mismatch;
mod value_conflict;
mod value_not_in_quote;
mod volume_year_mismatch;
mod weekday_mismatch;
mod wrong_locator;

pub(crate) use expired_adjudication::RULE as EXPIRED;
pub(crate) use wording::{narrowed, shown, slot_name, slot_words};

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use crate::claim::quotation::Quotation;
use crate::claim::{PrintingIx, World};
use crate::compare::family::Family;
use crate::compare::outcome::Outcome;
use crate::compare::quoted::Discord;
use crate::compare::ties::Lookup;
use crate::finding::{Finding, Level};
use crate::parallel;
use crate::quote;
use crate::record::{IdentityRecord, Problem, Records, ReferenceRecord};
use crate::span::FileId;

/// All rules, in the order they are listed. The directory and this list agree: a test holds them
/// to it.
pub static ALL: &[&Rule] = &[
    &value_conflict::RULE,
    &misattributed_value::RULE,
    &part_exceeds_whole::RULE,
    &bound_exceeded::RULE,
    &arithmetic_mismatch::RULE,
    &order_violation::RULE,
    &impossible_date::RULE,
    &weekday_mismatch::RULE,
    &unit_mismatch::RULE,
    &duration_mismatch::RULE,
    &scope_mismatch::RULE,
    &disputed_figure::RULE,
    &stale_figure::RULE,
    &identity_conflict::RULE,
    &conflicting_detail::RULE,
    &conflicting_roles::RULE,
    &misattributed_quote::RULE,
    &possible_alias::RULE,
    &unlinked_alias::RULE,
    &ambiguous_name::RULE,
    &quote_not_found::RULE,
    &altered_quote::RULE,
    &truncated_quote::RULE,
    &ambiguous_quote::RULE,
    &wrong_locator::RULE,
    &changed_snapshot::RULE,
    &value_not_in_quote::RULE,
    &dropped_hedge::RULE,
    &name_variant::RULE,
    &redefined_acronym::RULE,
    &untraced_figure::RULE,
    &circular_sourcing::RULE,
    &lost_attribution::RULE,
    &single_origin::RULE,
    &missing_citation::RULE,
    &dangling_citation::RULE,
    &unused_source::RULE,
    &anachronistic_citation::RULE,
    &future_as_of::RULE,
    &accessed_before_issued::RULE,
    &url_date_mismatch::RULE,
    &title_date_mismatch::RULE,
    &volume_year_mismatch::RULE,
    &duplicate_source::RULE,
    &misspelt_author::RULE,
    &missing_field::RULE,
    &uncited_figure::RULE,
    &unmatched_marker::RULE,
    &unused_reference::RULE,
    &repeated_reference::RULE,
    &reference_numbering::RULE,
    &malformed_identifier::RULE,
    &malformed_url::RULE,
    &malformed_record::RULE,
    &duplicate_id::RULE,
    &unknown_entity::RULE,
    &unknown_predicate::RULE,
    &unknown_scope::RULE,
    &rests_on_withdrawn::RULE,
    &expired_adjudication::RULE,
    &unread_figure::RULE,
];

/// A rule: what it is called, what it says, and how it looks.
#[derive(Debug)]
pub struct Rule {
    /// Named after the defect, in kebab-case; reads well after "allow".
    pub name: &'static str,
    /// Gravity of its findings, unless a finding says otherwise.
    pub level: Level,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// An example in which it finds exactly one thing.
    pub bad: Example,
    /// An example in which it finds nothing.
    pub good: Example,
    /// What to do about a finding.
    pub fix: &'static str,
    /// Look for defects.
    pub check: fn(&Context<'_>, &mut Vec<Finding>),
}

/// What a rule is shown on.
#[derive(Clone, Copy, Debug)]
pub enum Example {
    /// Records. A document of the file may hold claims, entities, predicates and references alike.
    Records(&'static str),
    /// A brief in Markdown.
    Brief(&'static str),
}

impl Example {
    /// As a block of Markdown.
    fn block(self) -> String {
        let (language, text) = match self {
            Self::Records(text) => ("yaml", text),
            Self::Brief(text) => ("markdown", text),
        };
        format!("```{language}\n{}\n```", text.trim())
    }
}

/// What rules look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// Everything that the records say.
    pub world: &'a World,
    /// Whether all files could be read. When not, that something is missing means nothing.
    pub complete: bool,
    /// Documents of prose.
    pub documents: &'a FxHashSet<FileId>,
    /// Records as written, for rules about writing.
    pub records: &'a Records,
    /// Problems of reading and resolving.
    pub problems: &'a [Problem],
    /// Claims that may be compared.
    pub families: &'a [Family<'a>],
    /// The same by what their members share.
    pub lookup: &'a Lookup<'a>,
    /// One outcome of each slot that has one.
    pub outcomes: &'a [Outcome],
    /// What the records quote, and whether it is there.
    pub quoted: &'a [Quoted<'a>],
    /// Snapshots whose text is not the recorded one.
    pub changed: &'a [ChangedSnapshot<'a>],
}

/// A quote of a record, and what came of looking for it.
#[derive(Debug)]
pub struct Quoted<'a> {
    /// The quote.
    pub quotation: Quotation<'a>,
    /// What came of it; `None` where there is no text of its source.
    pub outcome: Option<quote::Outcome>,
    /// Printings whose value is not what the quote says.
    pub discords: Vec<(PrintingIx, Discord)>,
}

/// A snapshot with another text than the recorded one.
#[derive(Debug)]
pub struct ChangedSnapshot<'a> {
    /// The reference that records it.
    pub reference: &'a ReferenceRecord,
    /// SHA-256 of its text as it is, in hex.
    pub actual: SmolStr,
}

impl Context<'_> {
    /// The identity records, by the positions that identity links carry.
    #[must_use]
    pub fn identities(&self) -> &[IdentityRecord] {
        &self.records.identities
    }
}

/// A rule by its name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}

/// Run every rule but those of these names. Findings come in the order of the rules; the driver sorts
/// them.
#[must_use]
pub fn check(context: &Context<'_>, without: &[&str]) -> Vec<Finding> {
    let found = |rule: &&Rule| {
        let mut findings = Vec::new();
        if !without.contains(&rule.name) {
            (rule.check)(context, &mut findings);
        }
        findings
    };
    if context.families.len() < WORTH_THREADS {
        return ALL.iter().flat_map(found).collect();
    }
    parallel::map(ALL, found).into_iter().flatten().collect()
}

/// From so many families on, threads save more time than they take to start.
const WORTH_THREADS: usize = 1000;

impl Rule {
    /// Its documentation as Markdown: what it finds, why it matters, example, what to do.
    #[must_use]
    pub fn markdown(&self) -> String {
        format!(
            "# {}\n\nFinds {}. Level: {}.\n\n## Why it matters\n\n{}\n\n## Example\n\n{}\n\n\
             This is fine:\n\n{}\n\n## What to do\n\n{}\n",
            self.name,
            self.summary,
            self.level,
            self.why.trim(),
            self.bad.block(),
            self.good.block(),
            self.fix.trim()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_a_rule_is_in_the_registry() {
        let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules");
        let mut files: Vec<String> = std::fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| {
                !["mod.rs", "wording.rs", "wording", "snapshots"].contains(&name.as_str())
            })
            .map(|name| name.trim_end_matches(".rs").replace('_', "-"))
            .collect();
        files.sort();
        let mut names: Vec<_> = ALL.iter().map(|rule| rule.name.to_owned()).collect();
        names.sort();
        assert_eq!(files, names);
    }
}
