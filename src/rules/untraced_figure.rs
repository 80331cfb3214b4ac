//! `untraced-figure`: a claim whose chain of sources ends nowhere.

use super::{Context, Rule, wording};
use crate::claim::Document;
use crate::compare::family::Position;
use crate::compare::origin::{Chains, Origin};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "untraced-figure",
    level: Level::Info,
    summary: "a claim whose chain of sources ends nowhere",
    why: "\"Officials said\", or a footnote to a page that nobody has looked at, is a promise of a source. Until the chain ends in somebody with a name or in a primary document, the figure is hearsay.",
    bad: "\
claims:
  - {id: a, subject: quake, predicate: deaths, value: 40, said_by: [unnamed], cite: [{source: first}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: first, title: First report, issued: 2024-03-02}
",
    good: "\
claims:
  - {id: a, subject: quake, predicate: deaths, value: 40, said_by: [ministry], cite: [{source: first}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: first, title: First report, issued: 2024-03-02}
",
    fix: "Name the speaker, record the claim of the source it rests on, or mark that source `origin: true` if it is primary.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    // One finding for each document, so that a long reference list is one thing to do.
    let mut documents: Vec<(Document, Vec<&Position<'_>>)> = Vec::new();
    for family in context.families {
        let members: Vec<_> = family.members.iter().map(|m| m.ix).collect();
        let chains = Chains::new(context.world, &members);
        for member in &family.members {
            if !chains.untraced(context.world, member.ix) {
                continue;
            }
            match documents.iter_mut().find(|(document, _)| *document == member.document()) {
                Some((_, list)) => list.push(member),
                None => documents.push((member.document(), vec![member])),
            }
        }
    }
    for (document, positions) in documents {
        let ends = ends(context, &positions);
        let message = format!(
            "{} of `{}` {} on {}",
            crate::text::count(positions.len(), "claim"),
            wording::document_name(context.world, document),
            if positions.len() == 1 { "rests" } else { "rest" },
            crate::text::list(&ends, "and"),
        );
        let help = "name the speaker, record the source's own claim, or mark it `origin: true`";
        let level = RULE.level;
        out.push(wording::about_claims(
            &RULE,
            context,
            level,
            &positions,
            message,
            help.to_owned(),
        ));
    }
}

/// Most dead ends named in a message; the others are counted.
const ENDS_IN_MESSAGE: usize = 3;

/// What the chains of some claims end in.
fn ends(context: &Context<'_>, positions: &[&Position<'_>]) -> Vec<String> {
    let name = |position: &&Position<'_>| match position.origin {
        Origin::Unnamed(_) => "a nameless speaker".to_owned(),
        other => format!("`{}`, not a primary source", wording::origin_name(context.world, other)),
    };
    let mut ends: Vec<String> = positions.iter().map(name).collect();
    ends.sort();
    ends.dedup();
    if ends.len() > ENDS_IN_MESSAGE {
        let sources = crate::text::count(ends.len(), "end");
        return vec![format!("chains with {sources} that are no primary source")];
    }
    ends
}
